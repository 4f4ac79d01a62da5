#!/usr/bin/env python3
"""Writes src/text/simplified.txt: pairs of a traditional character and its simplified one.

Usage: make.py Unihan_Variants.txt[.bz2] > ../../src/text/simplified.txt

A pair is taken from kSimplifiedVariant when the traditional character is not one that simplified text uses (it is not in
GB 2312) and one of its simplified forms is. HAND adds what that rule misses and decides where it is ambiguous.
"""

import bz2
import sys

# Pairs: traditional, simplified.
HAND = (
    "妳你 祂他 牠它 裡里 裏里 後后 週周 乾干 麽么 於于 徵征 喫吃 麪面 祇只 衹只 嚐尝 佔占 佈布 綵彩 摺折 託托 復复 綫线 羣群 峯峰 "
    "牀床 啓启 爲为 籤签 癒愈 慾欲 菸烟 昇升 陞升 讚赞 唸念 擡抬 汙污 溼湿 盃杯 豔艳 嚮向 奬奖 祕秘 夥伙 餵喂 鑑鉴 襬摆 衆众 僱雇 呪咒 "
    "倖幸 噁恶 囉啰 囖啰 彆别 慼戚 搧扇 朶朵 槓杠 槼规 氾泛 滙汇 疋匹 痠酸 皁皂 碁棋 稜棱 粧妆 糉粽 綑捆 縴纤 脣唇 蔘参 蝨虱 裌夹 谿溪 "
    "賸剩 蹟迹 逕径 醃腌 釦扣 鉅巨 鎚锤 閙闹 隄堤 鞾靴 騐验 餘余 覆覆 瞭瞭 藉藉"
)


def common(char):
    """Whether simplified text uses the character."""
    try:
        char.encode("gb2312")
        return True
    except UnicodeEncodeError:
        return False


def main(path):
    opener = bz2.open if path.endswith(".bz2") else open
    pairs = {}
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if len(field) < 3 or field[1] != "kSimplifiedVariant":
                continue
            traditional = chr(int(field[0][2:], 16))
            simplified = [chr(int(code[2:], 16)) for code in field[2].split()]
            simplified = [char for char in simplified if common(char)]
            if common(traditional) or not simplified:
                continue
            pairs[traditional] = simplified[0]
    for traditional, simplified in HAND.split():
        pairs[traditional] = simplified
    pairs = [
        (t, s)
        for t, s in sorted(pairs.items())
        if t != s and 0x4E00 <= ord(t) <= 0x9FFF and 0x4E00 <= ord(s) <= 0x9FFF
    ]
    left = {t for t, _ in pairs}
    assert not any(s in left for _, s in pairs), "a simplified character is itself mapped"
    print("# Derived from Unihan_Variants.txt of Unicode 15.0.0, (c) 2022 Unicode, Inc.; see docs/simplified/README.md")
    for at in range(0, len(pairs), 50):
        print("".join(t + s for t, s in pairs[at : at + 50]))


main(sys.argv[1])
