#!/usr/bin/env python3
"""Writes the two tables behind src/text/pinyin.rs.

Usage: make.py ../../src/text/pinyin.txt ../../src/text/words.bin   (with pypinyin 0.55.0 and jieba 0.42.1 installed)

pinyin.txt: a line for each toneless syllable with the characters of GB 2312 that are read so. A character has its main
reading and at most one more, if a tenth of the phrases it stands in read it so.

words.bin: the words of two characters that the language uses often, so that they are not taken for misspellings: each
word as two little-endian 16-bit code points, the words in ascending order of (first, second).
"""

import collections
import os
import struct
import sys
import unicodedata

import jieba
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

# How often jieba's corpus must have a word.
FREQUENT = 20

# Characters whose other readings stand in many phrases and are not heard in a shop.
ONE_READING = "给得的了么"


def toneless(syllable):
    """`lǜ` becomes `lv`, `hái` becomes `hai`."""
    plain = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


def common(char):
    """Whether the character is one of the 6,763 of GB 2312."""
    try:
        return len(char.encode("gb2312")) == 2 and 0x4E00 <= ord(char) <= 0x9FFF
    except UnicodeEncodeError:
        return False


def readings():
    """Syllables of each common character, the main one first."""
    heard = collections.defaultdict(collections.Counter)
    for phrase, syllables in phrases_dict.items():
        if len(phrase) == len(syllables):
            for char, (syllable, *_) in zip(phrase, syllables):
                heard[char][toneless(syllable)] += 1
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        if not common(char) or code not in pinyin_dict:
            continue
        main = toneless(pinyin_dict[code].split(",")[0])
        total = sum(heard[char].values())
        others = [s for s, n in heard[char].most_common() if s != main and s and n >= 2 and n * 10 >= total]
        yield char, [main, *([] if char in ONE_READING else others)][:2]


def main(pinyin_path, words_path):
    table = collections.defaultdict(list)
    for char, syllables in readings():
        for syllable in syllables:
            table[syllable].append(char)
    with open(pinyin_path, "w", encoding="utf-8") as out:
        print("# Derived from pypinyin 0.55.0 (MIT); see docs/pinyin/README.md", file=out)
        for syllable, chars in sorted(table.items()):
            print(syllable, "".join(chars), file=out)
    words = []
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split()[:2]
            if len(word) == 2 and all(map(common, word)) and int(count) >= FREQUENT:
                words.append((ord(word[0]), ord(word[1])))
    with open(words_path, "wb") as out:
        for first, second in sorted(set(words)):
            out.write(struct.pack("<HH", first, second))


main(*sys.argv[1:])
