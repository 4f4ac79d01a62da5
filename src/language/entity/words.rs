//! The words that name something by themselves: colours, places, carriers, days.
//!
//! One automaton finds them all in one pass. Words that only look like such a name (`三明治`, `以后天天`) are in it too and
//! mean nothing: the longest match wins, so they cover the shorter one.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

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
    Carrier(&'static str),
    /// A carrier whose short name is an everyday word too (`天天`, `京东`).
    DoubtfulCarrier(&'static str),
    /// A clothing size that is a word.
    Size(&'static str),
    /// Days from today.
    Day(i8),
    /// A day of the week, 1 is Monday; `week` counts from this week when the buyer says which.
    Weekday { week: Option<i8>, day: i8 },
    /// A day of the year with a name: month and day.
    YearDay(i8, i8),
}

/// The colours that buyers name with one character.
const SHORT_COLOURS: &[(&str, &str)] = &[
    ("黑", "黑色"),
    ("白", "白色"),
    ("红", "红色"),
    ("蓝", "蓝色"),
    ("绿", "绿色"),
    ("黄", "黄色"),
    ("灰", "灰色"),
    ("紫", "紫色"),
    ("粉", "粉色"),
    ("橙", "橙色"),
    ("棕", "棕色"),
    ("青", "青色"),
    ("咖", "咖啡色"),
];

/// Colours of more characters. Those written with 色 are colours only with it (`奶茶色`); the others with and without.
const COLOURS: &str = "
    米白 奶白 乳白 纯白 本白 杏白 月白 象牙白 珍珠白 奶油白 珠光白 亮白 暖白 冷白 纯黑 深黑 磨砂黑 曜石黑 哑光黑 亮黑 炭黑 墨黑
    酒红 枣红 玫红 玫瑰红 桃红 砖红 暗红 橘红 正红 朱红 大红 深红 浅红 紫红 西瓜红 铁锈红 复古红 中国红 樱桃红 番茄红 珊瑚红 车厘子红
    藏青 藏蓝 宝蓝 天蓝 湖蓝 深蓝 浅蓝 冰蓝 粉蓝 灰蓝 墨蓝 雾蓝 牛仔蓝 雾霾蓝 孔雀蓝 克莱因蓝 天空蓝 宝石蓝 海军蓝 蒂芙尼蓝 远峰蓝 浅天蓝
    墨绿 军绿 草绿 果绿 嫩绿 翠绿 湖绿 豆绿 浅绿 深绿 荧光绿 橄榄绿 薄荷绿 抹茶绿 牛油果绿 祖母绿 原野绿 灰绿 青绿
    米黄 鹅黄 明黄 浅黄 深黄 柠檬黄 奶油黄 荧光黄 土黄 杏黄 姜黄色 奶黄色 金黄色
    深灰 浅灰 烟灰 银灰 花灰 麻灰 炭灰 铁灰 灰白 高级灰 太空灰 深空灰 星空灰 月岩灰
    浅紫 深紫 香芋紫 粉紫 淡紫 薰衣草紫 葡萄紫 远山紫 紫罗兰色
    浅粉 深粉 淡粉 裸粉 烟粉 嫩粉 灰粉 肉粉 樱花粉 豆沙粉 蜜桃粉 芭比粉 脏粉 藕粉色
    深棕 浅棕 红棕 栗棕 黄棕 卡其 深卡其 浅卡其 黑白 黑灰 黑金 黑红 蓝白 红白 玫瑰金 香槟金 土豪金 原色钛
    米色 杏色 驼色 裸色 肤色 肉色 藕色 橘色 橘黄色 金色 银色 栗色 木色 原木色 胡桃色 胡桃木色 豆沙色 焦糖色 燕麦色 奶茶色 奶油色 奶咖色 香槟色
    薄荷色 牛油果色 香芋色 藏青色 铁锈色 茶色 琥珀色 古铜色 枪色 墨色 雾霾色 莫兰迪色 透明色 彩色 深色 浅色 浅咖色 深咖色 深咖 浅咖 浅杏色 深驼色
";

/// Colours with a more usual name.
const SAME_COLOUR: &[(&str, &str)] = &[
    ("粉红", "粉色"),
    ("粉红色", "粉色"),
    ("咖啡色", "咖啡色"),
    ("黑颜色", "黑色"),
    ("白颜色", "白色"),
    ("红颜色", "红色"),
];

const NOT_COLOURS: &str = "
    大红袍 大红包 大红枣 黑白配 纯白开水 色差 黑红枣 黑白照 天蓝蓝 黑金卡 灰白条
";

/// Carriers: the usual full name, then the short forms.
const CARRIERS: &[(&str, &[&str])] = &[
    ("中通快递", &["中通"]),
    ("圆通速递", &["圆通", "园通"]),
    ("申通快递", &["申通"]),
    ("韵达快递", &["韵达"]),
    ("顺丰速运", &["顺丰"]),
    ("极兔速递", &["极兔"]),
    ("中国邮政", &["邮政", "中国邮政", "邮政小包", "邮政ems", "邮局"]),
    ("德邦快递", &["德邦"]),
    ("丹鸟快递", &["丹鸟"]),
    ("菜鸟速递", &["菜鸟"]),
    ("百世快递", &["百世", "百世汇通", "汇通"]),
    ("安能物流", &["安能"]),
    ("跨越速运", &["跨越"]),
    ("宅急送", &["宅急送"]),
    ("优速快递", &["优速"]),
];

/// Carriers whose short names need company.
const DOUBTFUL_CARRIERS: &[(&str, &str)] = &[("京东快递", "京东"), ("天天快递", "天天"), ("顺丰速运", "顺风")];

const CARRIER_ENDINGS: &[&str] = &["快递", "速递", "速运", "物流", "快运"];

const NOT_CARRIERS: &str = "
    菜鸟驿站 菜鸟裹裹 菜鸟app 菜鸟柜 邮政编码 邮政储蓄 邮政银行 京东自营 京东白条 京东超市 京东价 京东商城 京东店 京东app 跨越式 一路顺风
    今天天气 顺风顺水 天天向上 天天特价
";

const DAYS: &[(&str, i8)] = &[
    ("大前天", -3),
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

const YEAR_DAYS: &[(&str, i8, i8)] = &[
    ("双十一", 11, 11),
    ("双11", 11, 11),
    ("双十二", 12, 12),
    ("双12", 12, 12),
    ("元旦", 1, 1),
    ("元旦节", 1, 1),
    ("国庆节", 10, 1),
    ("劳动节", 5, 1),
    ("五一节", 5, 1),
    ("五一劳动节", 5, 1),
    ("妇女节", 3, 8),
    ("儿童节", 6, 1),
    ("情人节", 2, 14),
    ("平安夜", 12, 24),
    ("圣诞节", 12, 25),
];

/// Words that hold a day's name or a numeral and say no day and no count.
const NOT_DAYS: &str = "
    以后 之后 然后 最后 今后 随后 背后 售后 前后 之前 以前 提前 目前 当前 发货前 明天见 当天发 当天寄 当天达
    一下 一样 一起 一直 一定 一般 一些 一旦 一共 一律 一切 一致 一概 一向 一边 一面 一旁 一贯 一会 一会儿 一半 万一 统一 唯一 第一
    单一 之一 逐一 千万 十分 百分 三包 四件套 三件套 两件套 五件套 六件套 七件套 一次性 一块儿 一块发 一块寄 一块买 一块退 一块走 一对一
    一口价 一心一意 三心二意 乱七八糟 七上八下 不三不四 一五一十 一把抓 一条龙 一套流程 一分钱一分货 二话不说 不管三七二十一 八成 二手 一手
    三角 四季 五金 十一假期 十一期间 万能 百搭 百货 百分之百 千里 二维码 两用 三合一 二合一 多合一 一体 一代 二代 三代 四川话
    周一到周五 周一至周五
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
    /// Compiles the lexicon: about 1,400 words, once.
    pub(super) fn new() -> Words {
        let mut table: Vec<(String, Meaning)> = Vec::with_capacity(1_500);
        add_colours(&mut table);
        add_places(&mut table);
        add_carriers(&mut table);
        add_days(&mut table);
        for list in [NOT_PLACES, NOT_COLOURS, NOT_CARRIERS, NOT_DAYS] {
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

fn add_colours(table: &mut Vec<(String, Meaning)>) {
    for (short, name) in SHORT_COLOURS {
        table.push(((*short).to_owned(), Meaning::ShortColour((*name).to_owned())));
        table.push((format!("{short}色"), Meaning::Colour((*name).to_owned())));
    }
    for (alias, name) in SAME_COLOUR {
        table.push(((*alias).to_owned(), Meaning::Colour((*name).to_owned())));
    }
    for word in COLOURS.split_whitespace() {
        let name = colour_name(word);
        table.push((word.to_owned(), Meaning::Colour(name.clone())));
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

fn add_carriers(table: &mut Vec<(String, Meaning)>) {
    for &(full, shorts) in CARRIERS {
        for short in shorts {
            table.push(((*short).to_owned(), Meaning::Carrier(full)));
            table.extend(CARRIER_ENDINGS.iter().map(|ending| (format!("{short}{ending}"), Meaning::Carrier(full))));
        }
    }
    for &(full, short) in DOUBTFUL_CARRIERS {
        table.push((short.to_owned(), Meaning::DoubtfulCarrier(full)));
        table.extend(CARRIER_ENDINGS.iter().map(|ending| (format!("{short}{ending}"), Meaning::Carrier(full))));
    }
}

fn add_days(table: &mut Vec<(String, Meaning)>) {
    table.extend(DAYS.iter().map(|(word, offset)| ((*word).to_owned(), Meaning::Day(*offset))));
    table.extend(YEAR_DAYS.iter().map(|(word, month, day)| ((*word).to_owned(), Meaning::YearDay(*month, *day))));
    let weeks = [("", None), ("上", Some(-1)), ("上个", Some(-1)), ("这", Some(0)), ("这个", Some(0)), ("本", Some(0))];
    for (before, week) in weeks.into_iter().chain([("下", Some(1)), ("下个", Some(1))]) {
        for unit in ["周", "星期", "礼拜"] {
            for (name, day) in [("一", 1), ("二", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("日", 7), ("天", 7)]
            {
                table.push((format!("{before}{unit}{name}"), Meaning::Weekday { week, day }));
            }
        }
    }
}
