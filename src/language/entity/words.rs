//! The words that name something by themselves: colours, places, carriers, days.
//!
//! One automaton finds them all in one pass. Words that only look like such a name (`三明治`, `以后天天`) are in it too and
//! mean nothing: the longest match wins, so they cover the shorter one.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::language::lexicon::Lexicon;
use crate::text::ends;

use super::festival::{self, Festival};
use super::places::{CITIES, NOT_PLACES, PROVINCES, short};

/// What a word of the lexicon says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A word that covers a name and is none.
    Nothing,
    /// A colour by its usual name.
    Colour(String),
    /// One character of a colour (`黑`), which needs company to be one.
    ShortColour(String),
    /// A province's full name.
    Province(&'static str),
    /// A city's short name.
    City(&'static str),
    /// A city whose name is an everyday word too.
    DoubtfulCity(&'static str),
    /// A carrier's usual full name.
    Carrier(String),
    /// A carrier whose short name is an everyday word too (`天天`, `京东`).
    DoubtfulCarrier(String),
    /// A clothing size that is a word.
    Size(&'static str),
    /// Days from today.
    Day(i8),
    /// A day of the week, 1 is Monday.
    Weekday(i8),
    /// The end of the week that is no workday.
    Weekend,
    /// The last day of this week (`本周内`).
    WithinWeek,
    /// A day of the year with a name.
    Festival(Festival),
    /// A day that a month or a year has by its place (`月底`).
    Part(Part),
    /// Half a month, to count from today.
    HalfMonth,
}

/// A day that a month or a year has by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    MonthStart,
    MonthMiddle,
    MonthEnd,
    YearStart,
    YearEnd,
}

/// What kind of business a carrier is, behind its name.
const CARRIER_ENDINGS: &[&str] = &["快递", "速递", "速运", "物流", "快运"];

const DAYS: &[(&str, i8)] = &[
    ("大前天", -3),
    ("前儿", -2),
    ("前儿个", -2),
    ("前晚", -2),
    ("昨儿个", -1),
    ("昨个", -1),
    ("昨夜", -1),
    ("今儿个", 0),
    ("今个", 0),
    ("今个儿", 0),
    ("今晨", 0),
    ("今夜", 0),
    ("明儿个", 1),
    ("明个", 1),
    ("明个儿", 1),
    ("明晨", 1),
    ("明夜", 1),
    ("后日", 2),
    ("后儿", 2),
    ("后儿个", 2),
    ("后晚", 2),
    ("大后儿", 3),
    ("大大后天", 4),
    ("前天", -2),
    ("前日", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("昨晚", -1),
    ("昨儿", -1),
    ("今天", 0),
    ("今日", 0),
    ("今晚", 0),
    ("今早", 0),
    ("今儿", 0),
    ("明天", 1),
    ("明日", 1),
    ("明早", 1),
    ("明晚", 1),
    ("明儿", 1),
    ("后天", 2),
    ("大后天", 3),
];

/// Days by their place in a month or a year.
const PARTS: &[(&str, Part)] = &[
    ("月初", Part::MonthStart),
    ("月中", Part::MonthMiddle),
    ("月底", Part::MonthEnd),
    ("月末", Part::MonthEnd),
    ("月尾", Part::MonthEnd),
    ("月内", Part::MonthEnd),
    ("年初", Part::YearStart),
    ("年底", Part::YearEnd),
    ("年末", Part::YearEnd),
];

/// The rest of this week.
const WITHIN_WEEK: &[&str] =
    &["本周内", "这周内", "本周之内", "这周之内", "这个星期内", "这星期内", "这个礼拜内", "这礼拜内"];

/// Words that hold a day's name or a numeral and say no day and no count.
const NOT_DAYS: &str = "
    以后 之后 然后 最后 今后 随后 背后 售后 前后 之前 以前 提前 目前 当前 发货前 明天见 当天发 当天寄 当天达
    一下 一样 一起 一直 一定 一般 一些 一旦 一共 一律 一切 一致 一概 一向 一边 一面 一旁 一贯 一会 一会儿 一半 万一 统一 唯一 第一
    单一 之一 逐一 千万 十分 百分 三包 四件套 三件套 两件套 五件套 六件套 七件套 一次性 一块儿 一块发 一块寄 一块买 一块退 一块走 一对一
    一口价 一心一意 三心二意 乱七八糟 七上八下 不三不四 一五一十 一把抓 一条龙 一套流程 一分钱一分货 二话不说 不管三七二十一 八成 二手 一手
    一元二次 四季 五金 万能 百搭 百货 百分之百 千里 二维码 两用 三合一 二合一 多合一 一体 一代 二代 三代 四川话
    周一到周五 周一至周五 周一到周六 周一至周六 周一到周日 周一至周日 星期一到星期五 星期一至星期五 礼拜一到礼拜五 礼拜一至礼拜五 不过 通过 经过 超过 难过 透明 照明 赶明儿 今日头条 明日之后 明日方舟 昨日重现 小年轻 小年龄 小年纪 大小年
    今儿童 明儿童 昨儿童 前儿童 后儿童 今儿子 明儿子 昨儿子 前儿子 后儿子 前儿媳 后儿媳 今日期 明日期 昨日期 前日期 后日期 前日子 后日子
    前日常 后日常 月中旬 月底薪 月底价
";

/// The most words that are read out of one message.
const MOST_WORDS: usize = 256;

/// The compiled lexicon.
#[derive(Debug)]
pub(super) struct Words {
    /// `None` only if the lexicon outgrew the automaton's limits, which a test rules out.
    automaton: Option<AhoCorasick>,
    meanings: Vec<Meaning>,
}

/// One word found: where in the normal form, and what it says.
#[derive(Clone, Debug)]
pub(super) struct Word<'w> {
    pub(super) range: Range<usize>,
    pub(super) meaning: &'w Meaning,
}

impl Words {
    /// Compiles the words of the language and the trade's: about 1,400, once.
    pub(super) fn new(lexicon: &Lexicon) -> Words {
        let mut table: Vec<(String, Meaning)> = Vec::with_capacity(1_500);
        // Of the same word twice the first counts.
        table.extend(lexicon.no_names.iter().map(|word| (word.clone(), Meaning::Nothing)));
        add_colours(&mut table, lexicon);
        add_places(&mut table);
        add_carriers(&mut table, lexicon);
        add_days(&mut table);
        for list in [NOT_PLACES, NOT_DAYS] {
            table.extend(list.split_whitespace().map(|word| (word.to_owned(), Meaning::Nothing)));
        }
        for size in ["均码", "均马"] {
            table.push((size.to_owned(), Meaning::Size("均码")));
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(table.iter().map(|(word, _)| word.as_bytes()))
            .ok();
        Words { automaton, meanings: table.into_iter().map(|(_, meaning)| meaning).collect() }
    }

    /// Whether the automaton holds the lexicon.
    #[cfg(test)]
    pub(super) fn compiled(&self) -> bool {
        self.automaton.is_some()
    }

    /// The words of `text`, left to right, the longest where several start together.
    pub(super) fn find<'w>(&'w self, text: &str) -> Vec<Word<'w>> {
        let mut words = Vec::new();
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_iter(text)).take(MOST_WORDS) {
            if let Some(meaning) = self.meanings.get(found.pattern().as_usize()) {
                words.push(Word { range: found.range(), meaning });
            }
        }
        words
    }
}

fn add_colours(table: &mut Vec<(String, Meaning)>, lexicon: &Lexicon) {
    for (word, name) in &lexicon.colours {
        let name = name.clone().unwrap_or_else(|| colour_name(word));
        if word.chars().nth(1).is_none() {
            table.push((word.clone(), Meaning::ShortColour(name.clone())));
        } else {
            table.push((word.clone(), Meaning::Colour(name.clone())));
        }
        if !word.ends_with('色') {
            table.push((format!("{word}色"), Meaning::Colour(name)));
        }
    }
}

/// A colour's usual name: two characters take 色 (`米白色`), longer ones that end in a colour do not (`雾霾蓝`).
fn colour_name(word: &str) -> String {
    let stem = word.strip_suffix('色').unwrap_or(word);
    let plain = stem.ends_with(['白', '黑', '红', '蓝', '绿', '黄', '灰', '粉', '紫', '金', '棕', '钛']);
    if stem.chars().count() > 2 && plain { stem.to_owned() } else { format!("{stem}色") }
}

fn add_places(table: &mut Vec<(String, Meaning)>) {
    for &(full, shorts) in PROVINCES {
        table.push((full.to_owned(), Meaning::Province(full)));
        for short in shorts {
            table.push(((*short).to_owned(), Meaning::Province(full)));
        }
    }
    for &(_, sure, doubtful) in CITIES {
        for word in doubtful.split_whitespace() {
            table.push((word.to_owned(), Meaning::DoubtfulCity(word)));
            table.push((format!("{word}市"), Meaning::City(word)));
        }
        for word in sure.split_whitespace() {
            table.push((word.to_owned(), Meaning::City(short(word))));
            if short(word) == word {
                table.push((format!("{word}市"), Meaning::City(word)));
            }
        }
    }
}

fn add_carriers(table: &mut Vec<(String, Meaning)>, lexicon: &Lexicon) {
    // A word that says what kind of business it is takes no other.
    let whole = |word: &str| ends(word, CARRIER_ENDINGS);
    let sure = lexicon.carriers.iter().filter(|(word, _)| !in_letters(word));
    for (word, name) in sure.clone() {
        table.push((word.clone(), Meaning::Carrier(name.clone())));
    }
    for (word, name) in &lexicon.doubtful_carriers {
        table.push((word.clone(), Meaning::DoubtfulCarrier(name.clone())));
    }
    for (word, name) in sure.chain(&lexicon.doubtful_carriers).filter(|(word, _)| !whole(word)) {
        table.extend(CARRIER_ENDINGS.iter().map(|ending| (format!("{word}{ending}"), Meaning::Carrier(name.clone()))));
    }
}

/// Whether a word begins with a letter or a digit: what it stands in must be looked at.
pub(super) fn in_letters(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn add_days(table: &mut Vec<(String, Meaning)>) {
    let mut add = |word: &str, meaning| table.push((word.to_owned(), meaning));
    for (word, offset) in DAYS {
        add(word, Meaning::Day(*offset));
    }
    for (word, festival) in festival::NAMES {
        add(word, Meaning::Festival(*festival));
    }
    for (word, part) in PARTS {
        add(word, Meaning::Part(*part));
    }
    for word in WITHIN_WEEK {
        add(word, Meaning::WithinWeek);
    }
    for word in ["周末", "周六日"] {
        add(word, Meaning::Weekend);
    }
    add("半个月", Meaning::HalfMonth);
    for unit in ["周", "星期", "礼拜"] {
        for (name, day) in [("一", 1), ("二", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("日", 7), ("天", 7)]
        {
            add(&format!("{unit}{name}"), Meaning::Weekday(day));
        }
    }
}
