//! What a buyer wishes for, read from a message: `送爸爸的 三百以内 别太花`, `再便宜些的呢`, `配什么鞋`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use crate::language::audience::{self, Audience};
use crate::money::Fen;
use crate::names::{Entity, EntityKind};
use crate::shop::product::Product;
use crate::shop::wish::{Sorting, Unwanted, Wish};
use crate::text::{holds, numeral};

/// What a message says of goods that are looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wished {
    /// What is left of the message: what the goods are.
    pub(crate) words: String,
    pub(crate) from: Option<Fen>,
    pub(crate) to: Option<Fen>,
    pub(crate) audience: Option<Audience>,
    pub(crate) colours: Vec<String>,
    pub(crate) not: Unwanted,
    pub(crate) order: Sorting,
    /// `配什么鞋`: goods that go with those in focus.
    pub(crate) with: bool,
    /// `差不多款式的`: goods like those in focus.
    pub(crate) like: bool,
    /// `便宜些的`: goods that cost less than those shown.
    pub(crate) cheaper: bool,
    /// `换几个看看`, `还有别的茶不`: others than those shown.
    pub(crate) others: bool,
    /// `太小了 大点的`: others than those shown, of another size.
    pub(crate) adjusts: bool,
    /// `推荐一下`, `送女朋友`: to be advised is what is wished for.
    pub(crate) advice: bool,
    /// `卫衣有哪些`, `你们有什么包`: which goods there are.
    pub(crate) lists: bool,
    /// `推荐尺码`: a size is wished for, and no goods.
    pub(crate) sizes: bool,
    /// `想买双鞋`.
    pub(crate) buys: bool,
    /// The whole shop is meant, and not the goods in focus.
    pub(crate) shop: bool,
}

impl Wished {
    /// Whether it says what the goods shall cost or not be, or which come first.
    pub(crate) fn limits(&self) -> bool {
        let price = self.from.is_some() || self.to.is_some();
        let not = !self.not.words.is_empty() || !self.not.colours.is_empty();
        price || not || self.order != Sorting::Best
    }
}

const NUMBER: &str = "([0-9]{1,6}|[一二两三四五六七八九十百千万]{1,6})";

/// What an amount means that stands with these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Budget {
    Between,
    UpTo,
    From,
    About,
    AndMore,
    Hundreds,
    Tens,
}

static BUDGETS: LazyLock<Vec<(Budget, Regex)>> = LazyLock::new(|| {
    let yuan = "(?:块钱|块|元|rmb|r)?";
    let patterns = [
        (Budget::Hundreds, "([一二两三四五六七八])([二两三四五六七八九])(百|千)".to_owned()),
        (Budget::Tens, "几(十)(?:块|元)".to_owned()),
        (Budget::Between, format!("{NUMBER}{yuan}(?:到|至|-|~)(?:{NUMBER})(?:块|元|以内|之间|左右|价位|预算|的|$)")),
        (
            Budget::UpTo,
            format!(
                "{NUMBER}{yuan}(?:以内|以下|之内|内|封顶|为限|打住)|{NUMBER}(?:块钱|块|元)(?:能买|可以买|买点|买啥|买什么)|(?:不超过|别超过|不要超过|低于|最多|少于|预算|别超|不超){NUMBER}"
            ),
        ),
        (Budget::From, format!("{NUMBER}{yuan}(?:以上|起步)|(?:高于|至少|不低于){NUMBER}(?:块|元)")),
        (Budget::About, format!("{NUMBER}{yuan}(?:左右|上下|的样子|附近|价位)|{NUMBER}(?:块钱|块|元)的")),
        (Budget::AndMore, "([一二两三四五六七八九1-9]?[百十千])(?:多|来|出头)(?:块|元|的|$)".to_owned()),
    ];
    patterns.into_iter().filter_map(|(budget, pattern)| Some((budget, Regex::new(&pattern).ok()?))).collect()
});

/// What an amount belongs to that is no budget.
const NO_BUDGET: &[&str] =
    &["包邮", "减", "券", "运费", "邮费", "退", "定金", "差价", "满", "小时", "天内", "拍了", "付了"];

const CHEAPEST: &[&str] = &["最便宜", "顶便宜", "最低价", "价格最低", "最实惠"];
const DEAREST: &[&str] = &["最贵", "最高档", "最好的"];
const POPULAR: &[&str] = &[
    "卖得最",
    "卖的最",
    "卖得好",
    "卖的好",
    "爆款",
    "热销",
    "热卖",
    "销量",
    "人气",
    "招牌",
    "畅销",
    "最火",
    "买得最多",
    "买的最多",
    "大家都买",
    "最受欢迎",
    "回购",
];
const NEW: &[&str] = &["新款", "最新", "新品", "上新", "新到", "刚上", "新出"];
const WITH: &[&str] =
    &["搭", "配什么", "配啥", "配个", "配双", "配条", "配件", "怎么配", "一起穿", "凑单", "凑凑", "凑个"];
const LIKE: &[&str] = &["类似", "差不多款", "差不多的", "相似", "同类", "平替", "同风格", "这种的还", "像这个"];
const CHEAPER: &[&str] = &[
    "便宜些的",
    "便宜点的",
    "便宜一点的",
    "再便宜",
    "更便宜",
    "便宜的有",
    "便宜些有",
    "便宜点有",
    "有便宜",
    "还有便宜",
    "价格低",
    "低一点的",
    "实惠点的",
    "便宜的呢",
    "便宜一些的",
];
const OTHERS: &[&str] = &[
    "换几",
    "换一",
    "换个",
    "换批",
    "别的",
    "其他",
    "其它",
    "另外的",
    "再看看",
    "再来几",
    "还有吗",
    "还有没有",
    "还卖",
];
const ADJUSTS: &[&str] = &["太小", "太大", "大点", "小点", "大一点", "小一点", "厚点", "薄点", "长点", "短点"];
const ADVICE: &[&str] = &[
    "推荐",
    "挑一",
    "挑个",
    "挑件",
    "帮我选",
    "帮我挑",
    "选一",
    "选哪",
    "买啥",
    "买什么",
    "想看看",
    "有啥好",
    "有什么好",
    "有什么适合",
    "有啥适合",
    "种草",
    "安利",
];
const LISTS: &[&str] = &[
    "有哪些",
    "有什么",
    "有啥",
    "都有什么",
    "卖啥",
    "卖什么",
    "都有啥",
    "有几款",
    "有几种",
    "哪些款",
    "有没有",
    "有木有",
    "有吗",
    "有不",
    "有么",
    "有没",
];
const SHOP: &[&str] = &["店", "你们", "你家", "您家", "全部", "所有", "里头", "里面", "当中", "里哪"];

/// What is wished for is not: `别太花哨`, `不要带帽子的`.
static UNWANTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("除了(.{1,6}?)(?:还|以外|之外|外|,|$)|(?:不要|不想要|不喜欢|别给我|不爱|不吃|不穿|不用|别要|别)(?:太|带|有|是|要|穿)?([^,。!? 的]{1,6})").ok()
});

const DARK: &[&str] = &["黑", "藏青", "深", "墨", "咖", "酒红"];
const LIGHT: &[&str] = &["白", "米", "浅", "杏", "粉", "奶"];

/// Words that say nothing of what goods are.
const STOP: &str = "有没有 有木有 有没 有吗 有么 有哪些 有什么 有啥 那种 这种 看看 推荐 一下 一个 一件 一条 一双 一款 几个 几款 几件 几种 那个 那件 那条 那款 那双 \
这个 这件 这条 这款 这双 哪个 哪件 哪条 哪款 哪双 哪种 哪些 你们 你家 您家 咱家 店里 店铺 家里 什么 多少钱 多少 块钱 以内 以下 之内 左右 上下 好看 合适 适合 送给 能不能 可以 便宜 预算 价位 价格 \
你好 您好 麻烦 请问 我们 比如 一些 随便 或者 别的 其他 其它 另外 还有 里头 里面 当中 全店 全部 所有 类似 差不多 搭配 凑单 新款 最新 新品 上新 爆款 热销 销量 人气 便宜些 最近 近期 今年 今天 现在 \
比较好 怎么样 咋样 如何 刚才 上面 主播 讲解 直播间 直播 链接 到底 给谁 卖得 卖的 礼物 送人 送礼 同款 朋友 东西 商品 宝贝 现货 介绍 想要 需要 怎么 最便宜 最贵 最好 最火 点的 些的 穿的 用的 送的 那家 \
一点 方便 推一 挑一 帮我 给我 我想 我要 想买 想找 都有 还卖 除了 能买 能穿 有货 还想 来点 来个 来一";

/// Characters that say nothing at the ends of what is left.
const EDGES: &str = "的了吗么呢吧啊呀哦不没有是我你您那这就想要买找看请给送在也都还再能可来去得嘛咯呗啵伐冇个几一两三和跟与或呐哈啥哪些卖配搭凑最款件条双只种顶挑选件拿好穿戴家";

static STOPS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(STOP.split_whitespace()).ok());

fn budget(text: &str) -> (Option<Fen>, Option<Fen>, Option<std::ops::Range<usize>>) {
    if holds(text, NO_BUDGET) {
        return (None, None, None);
    }
    let yuan = |text: &str| numeral::number(text).and_then(|yuan| i64::try_from(yuan).ok()).map(|yuan| Fen(yuan * 100));
    for (budget, pattern) in BUDGETS.iter() {
        let Some(found) = pattern.captures(text) else { continue };
        let mut named = found.iter().skip(1).flatten().map(|group| group.as_str());
        let Some(first) = named.next() else { continue };
        let span = found.get(0).map(|whole| whole.range());
        let unit = |text: &str| {
            if text.contains('千') {
                1000
            } else if text.contains('百') {
                100
            } else {
                10
            }
        };
        let (from, to) = match budget {
            Budget::Between => {
                let (from, to) = (yuan(first), named.next().and_then(yuan));
                if from >= to {
                    continue;
                }
                (from, to)
            }
            Budget::UpTo => (None, yuan(first)),
            Budget::From => (yuan(first), None),
            Budget::About => {
                let about = yuan(first).map(|fen| (Fen(fen.0 - fen.0 / 4), Fen(fen.0 + fen.0 / 4)));
                (about.map(|it| it.0), about.map(|it| it.1))
            }
            Budget::AndMore => {
                let low = yuan(first).map_or(0, |fen| fen.0);
                (Some(Fen(low)), Some(Fen(low + unit(first) * 100 - 1)))
            }
            Budget::Hundreds => {
                let (second, unit) = (named.next().unwrap_or_default(), unit(named.next().unwrap_or_default()));
                let times = |text: &str| yuan(text).map(|fen| Fen(fen.0 * unit));
                (times(first), times(second))
            }
            Budget::Tens => (Some(Fen(1000)), Some(Fen(9900))),
        };
        return (from, to, span);
    }
    (None, None, None)
}

/// What the message says of goods that are looked for. The text is in its normal form.
pub(crate) fn read(text: &str, entities: &[Entity]) -> Wished {
    let (from, to, span) = budget(text);
    let mut rest = text.to_owned();
    if let Some(span) = span {
        rest.replace_range(span, " ");
    }
    let mut not = Unwanted::default();
    if let Some(found) = UNWANTED.as_ref().and_then(|unwanted| unwanted.captures(text)) {
        let what = found.get(1).or(found.get(2)).map_or("", |group| group.as_str());
        let colours = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        match what {
            _ if what.starts_with("深色") => not.colours = colours(DARK),
            _ if what.starts_with("浅色") => not.colours = colours(LIGHT),
            _ if holds(what, &["色", "红", "黑", "白", "绿", "蓝", "灰", "粉", "黄", "紫"]) => {
                not.colours = vec![what.trim_end_matches('色').to_owned()]
            }
            _ if holds(what, OTHERS) || holds(what, &["贵", "发", "推", "催", "急", "客气", "人"]) => {}
            _ => not.words = vec![what.trim_end_matches(['哨', '了']).to_owned()],
        }
        if let Some(whole) = found.get(0) {
            rest = rest.replace(whole.as_str(), " ");
        }
    }
    let colour = |entity: &&Entity| entity.kind == EntityKind::Colour;
    let colours: Vec<String> = entities
        .iter()
        .filter(colour)
        .map(|entity| entity.value.to_string())
        .filter(|it| !not.colours.iter().any(|no| it.contains(no.as_str())))
        .collect();
    let named = [EntityKind::Colour, EntityKind::Size, EntityKind::ShoeSize, EntityKind::Height, EntityKind::Weight];
    for entity in entities.iter().filter(|entity| named.contains(&entity.kind)) {
        rest = rest.replace(&entity.text.to_lowercase(), " ");
    }
    let order = match () {
        () if holds(text, CHEAPEST) => Sorting::Cheapest,
        () if holds(text, DEAREST) => Sorting::Dearest,
        () if holds(text, POPULAR) => Sorting::Popular,
        () if holds(text, NEW) => Sorting::New,
        () => Sorting::Best,
    };
    let words = match STOPS.as_ref() {
        Some(stops) => stops.replace_all(&audience::without(&rest), &vec![" "; stops.patterns_len()]),
        None => rest,
    };
    let words = words.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> =
        words.map(|word| word.trim_matches(|c| EDGES.contains(c))).filter(|it| !it.is_empty()).collect();
    Wished {
        words: words.into_iter().map(with_other_names).collect::<Vec<_>>().join(" "),
        from,
        to,
        audience: audience::named(text),
        colours,
        not,
        order,
        with: holds(text, WITH),
        like: holds(text, LIKE),
        cheaper: holds(text, CHEAPER),
        others: holds(text, OTHERS),
        adjusts: holds(text, ADJUSTS),
        advice: holds(text, ADVICE)
            || (holds(text, &["送什么", "送啥"]) && !holds(text, &["买", "满", "赠"]))
            || (text.starts_with('送') && audience::named(text).is_some()),
        lists: holds(text, LISTS) || asks_for_kind(text),
        sizes: holds(text, &["尺码", "尺寸", "大小", "几码", "多大"]),
        buys: holds(text, &["想买", "要买", "买个", "买双", "买件", "买条", "找个", "找双", "找件", "看看"]),
        shop: holds(text, SHOP),
    }
}

/// What words for whole kinds of goods are called on their pages.
const NAMES: &[(&str, &str)] = &[
    ("衣服", "上衣|外套|衬衫|卫衣|毛衣"),
    ("零食", "食品"),
    ("吃的", "零食|食品"),
    ("喝的", "饮|茶"),
    ("纯棉", "棉"),
    ("背包", "双肩包"),
    ("书包", "双肩包"),
    ("护肤", "面霜|精华|洁面|面膜"),
];

/// A word, and behind `|` what else goods of its kind are called.
fn with_other_names(word: &str) -> String {
    let others = NAMES.iter().filter(|(kind, _)| word.contains(kind)).map(|(_, names)| *names);
    std::iter::once(word).chain(others).collect::<Vec<_>>().join("|")
}

/// By which words goods are new where nobody wrote when they came.
pub(crate) const AS_NEW: &str = "新品|新款|上新";

/// Whether a page says that goods are what they shall be, and not what they shall not be: `帽子：无帽` has none.
pub(crate) fn fits(product: &Product, wish: &Wish) -> bool {
    let denied = |value: &str| value.starts_with(['无', '不', '没', '否', '非']);
    let denies = |word: &str| {
        let mut named = product.attributes.iter().filter(|(name, _)| name.contains(word));
        named.any(|(_, value)| denied(value)) && !product.title.contains(word)
    };
    let has = |word: &str| {
        let mut named = product.attributes.iter().filter(|(name, _)| name.contains(word));
        named.any(|(_, value)| !denied(value))
    };
    let mut words = wish.words.split([' ', '|']).filter(|word| word.chars().count() > 1);
    !words.any(denies) && !wish.not.words.iter().any(|word| has(word))
}

/// `有绿茶没`, `炒锅有吧`: whether there are goods of a kind.
fn asks_for_kind(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = ["没", "吗", "不", "么", "嘛", "没有", "吧"];
    let (begins, ends) = (text.starts_with('有'), ends.iter().any(|end| text.ends_with(end)));
    begins && ends && text.chars().count() <= 12
}

/// The place of a product among those that were shown: `第二个`, `第一款多少钱`.
pub(crate) fn place(text: &str) -> Option<usize> {
    static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new("第([一二三四五六1-6])(?:个|款|件|条|双|种|只|套|顶|瓶|盒|包|张)|(最后)一?(?:个|款|件|条|双|种)")
            .ok()
    });
    let found = PLACE.as_ref()?.captures(text)?;
    match found.get(1) {
        Some(number) => usize::try_from(numeral::number(number.as_str())?).ok(),
        None => Some(usize::MAX),
    }
}

/// Whether it points at what was shown: `刚才那个`, `你推荐的那款`.
pub(crate) fn points_at_shown(text: &str) -> bool {
    holds(text, &["刚才那", "刚刚那", "你推荐的", "你说的那", "你发的那", "上面那"])
}

/// Whether it calls goods by what they are like: `那条格子的`, `带帽子的那件`.
pub(crate) fn describes(text: &str) -> bool {
    static DESCRIBES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new("那[个件条款双套只顶瓶包种]|的那|穿的|^.{1,6}的(?:有|多少|还|怎么|什么|几|呢|吗|能|是|会|$)").ok()
    });
    DESCRIBES.as_ref().is_some_and(|describes| describes.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normal;

    fn wished(text: &str) -> Wished {
        read(&normal(text), &[])
    }

    #[test]
    fn what_goods_shall_cost_is_read() {
        let yuan = |from: Option<i64>, to: Option<i64>| (from.map(|it| Fen(it * 100)), to.map(|it| Fen(it * 100)));
        for (text, expect) in [
            ("三百以内", yuan(None, Some(300))),
            ("送爸爸 300块以内的", yuan(None, Some(300))),
            ("预算500", yuan(None, Some(500))),
            ("不超过两百", yuan(None, Some(200))),
            ("100到200的包", yuan(Some(100), Some(200))),
            ("两三百的外套", yuan(Some(200), Some(300))),
            ("一百多的背包", (Some(Fen(10_000)), Some(Fen(19_999)))),
            ("200左右的", yuan(Some(150), Some(250))),
            ("几十块的有吗", yuan(Some(10), Some(99))),
            ("满300减30", (None, None)),
            ("99以上包邮吗", (None, None)),
            ("48小时内发货吗", (None, None)),
            ("身高160-170穿什么", (None, None)),
        ] {
            let wished = wished(text);
            assert_eq!((wished.from, wished.to), expect, "{text}");
        }
    }

    #[test]
    fn what_goods_shall_be_is_left() {
        for (text, words) in [
            ("有没有一百多的背包", "背包|双肩包"),
            ("那条格子的还有吗", "格子"),
            ("配什么鞋", "鞋"),
            ("还有别的茶不", "茶"),
            ("店里最便宜的是啥", ""),
            ("卫衣有哪些", "卫衣"),
            ("帮我推荐一下", ""),
        ] {
            assert_eq!(wished(text).words, words, "{text}");
        }
        let dad = wished("送爸爸 三百以内 别太花哨");
        assert_eq!((dad.audience, dad.not.words), (Some(Audience::Men), vec!["花".to_owned()]));
        assert_eq!(wished("哪个卖得最好").order, Sorting::Popular);
    }
}
