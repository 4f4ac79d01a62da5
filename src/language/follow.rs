//! What a message does with goods whose sum was said: `再加条围巾一起呢`, `不要饼干了呢`, `那五盒`, `一共多少`. A closed grammar over the whole
//! message: which goods its words call is for those to find out who know the shop.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::{basket, wish};
use crate::text::holds;

/// What becomes of the goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follow<'t> {
    /// These come to them.
    With {
        /// What is called.
        goods: &'t str,
        /// More of what is there already, and not another number of it: `再加一包`.
        more: bool,
        /// Whether that is enough for something is asked.
        enough: bool,
    },
    /// These go.
    Without(&'t str),
    /// The same in this number.
    Number(u32),
    /// This many are wanted.
    Order(u32),
    /// What they cost, once more.
    Again,
    /// What they are short of for something to be taken off.
    Missing,
}

/// What may stand in front.
const HEAD: &str = "(?:那么?|然后|要是|如果|我|想|可以|这样|现在|就|先|帮我|给我|麻烦|换成?)*";
/// What may stand behind: how much that is, and nothing else.
const TAIL: &str = "(?:一起|一块儿?|一并|一共|总共|合计|算|买|拿|要|的话|多少钱?|几多钱?|好多钱|几块钱?|怎么算|咋算|到手|价格?|价钱|呢|吧|啊|呀|嘛|哦|的|了|[?,.!~。 ])*";
/// What asks whether it is enough.
const ENOUGH: &str =
    "(?:够不够|够(?:了|满减|减|满|用券|优惠|打折)*(?:吗|没|不|么)?|能满?减(?:吗|不)|减不减|算不算|算吗|行吗|行不)?";

fn grammar(pattern: &str) -> Option<Regex> {
    Regex::new(&format!("^{HEAD}{pattern}$")).ok()
}

static WITH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let more = "(?<more>再(?:加上?|来|拿|买|带|搭|配|要)|还要|多(?:加|来|拿|买|要))";
    let with = "外加|另加|加上?|搭上?|配上|带上";
    grammar(&format!("(?:{more}|{with})(?<goods>.{{1,16}}?){TAIL}(?<enough>{ENOUGH}){TAIL}"))
});
/// `跟裤子一起买多少钱`.
static TOGETHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let together = "(?:一起|一块儿?|一道|一并|加起来|合起来)";
    grammar(&format!("(?:这个|它)?(?:跟|和|与|同|连同?)(?<goods>.{{1,12}}?){together}{TAIL}(?<enough>{ENOUGH}){TAIL}"))
});
static WITHOUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let without = "(?:不要|不加|不买|不拿|不带|不算|去掉|拿掉|减掉|去了|除掉|除去|删掉|删了|扣掉)";
    grammar(&format!("{without}(?<goods>.{{1,10}}?){TAIL}"))
});
/// `那围巾不要了呢`.
static LEFT_OUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let without = "(?:先|就|还是)?(?:不要|不加|不买|不拿|不算|去掉|拿掉)(?:了|的话)*";
    grammar(&format!("(?<goods>.{{1,8}}?){without}{TAIL}"))
});
/// A number of pieces and what counts them.
const PIECES: &str = "(?:(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4}) ?[个件条双罐瓶盒袋包份套支箱桶提只顶本张对枚颗组床把台部副串根板听杯管]|俩|仨)";
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| grammar(&format!("(?:买|拿|要|来|拍|变成?|改成?)?{PIECES}{TAIL}")));
static ORDER: LazyLock<Option<Regex>> =
    LazyLock::new(|| grammar(&format!("(?:要|来|拿|买|拍|订|下单){PIECES}(?:吧|了|哈|啊|呀|先|的|[.!~。 ])*")));
static AGAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let total = "(?:一共|总共|合计|全部|加起来|拢共|共计|算下来|减完|用(?:了|上|完)?券(?:后|了)?|券后|领(?:了|完)?券(?:后)?|到手)(?:是|要|下来|得)*";
    let how = "(?:怎么|咋)(?:减|算|优惠|来|打折)(?:出来|下来)?的";
    grammar(&format!("(?:{total}|{how}){TAIL}"))
});
static MISSING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let much = "(?:多少|好多|几块|几元|几件|几个|几)(?:钱|块|元)?";
    grammar(&format!("(?:还|离满减|离优惠)*[差缺]{much}(?:可以|才能|才|就|能)*(?:减|够|用|打折|优惠)?{TAIL}"))
});
/// `搭个啥凑凑`, `凑单买什么好`.
static FILLS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("凑.{0,6}(?:什么|啥|哪)|(?:什么|啥|哪).{0,6}凑").ok());
/// Behind `加` and no goods: `加绒`, `加个微信`.
const NO_GOODS: &[&str] =
    &["绒", "厚", "大", "长", "急", "热", "棉", "肥", "微信", "购", "钱", "我", "油", "好友", "群"];

/// How a message goes on with goods that were summed.
pub(crate) fn read(text: &str) -> Option<Follow<'_>> {
    let fits = |form: &LazyLock<Option<Regex>>| form.as_ref().is_some_and(|form| form.is_match(text));
    if fits(&AGAIN) {
        return Some(Follow::Again);
    }
    if fits(&MISSING) {
        return Some(Follow::Missing);
    }
    if fits(&ORDER) {
        return quantity(text).map(Follow::Order);
    }
    if fits(&NUMBER) {
        return quantity(text).map(Follow::Number);
    }
    if let Some(found) = [&WITHOUT, &LEFT_OUT].into_iter().find_map(|form| form.as_ref()?.captures(text)) {
        return Some(Follow::Without(found.name("goods")?.as_str()));
    }
    let found = [&WITH, &TOGETHER].into_iter().find_map(|form| form.as_ref()?.captures(text))?;
    let goods = found.name("goods")?.as_str();
    let enough = found.name("enough").is_some_and(|said| !said.is_empty());
    let more = found.name("more").is_some();
    let other = NO_GOODS.iter().any(|word| goods.trim_start_matches('个').starts_with(word));
    (!other).then_some(Follow::With { goods, more, enough })
}

/// How many pieces a text names, also without what counts them: `俩多少`.
fn quantity(text: &str) -> Option<u32> {
    let bare = || [('俩', 2), ('仨', 3)].into_iter().find(|(word, _)| text.contains(*word)).map(|(_, number)| number);
    basket::quantity(text).or_else(bare).filter(|quantity| *quantity > 0)
}

/// Which of the goods that were shown a part of a message means: `第一个`.
pub(crate) fn place(part: &str) -> Option<usize> {
    wish::place(part)
}

/// Whether it asks what fills the gap to the next thing that is taken off.
pub(crate) fn fills(text: &str) -> bool {
    FILLS.as_ref().is_some_and(|form| form.is_match(text))
}

/// Whether it speaks of goods that are bought together: `125克的跟壶一起拿多少`.
pub(crate) fn together(text: &str) -> bool {
    holds(text, &["一起", "一块", "一并", "一道"])
        && holds(text, &["跟", "和", "与", "同", "加", "配", "连"])
        && !holds(text, &["一起发", "一起寄", "一起退", "一起减", "一起用", "一起到"])
}

/// What a part of a message calls goods, without what is asked of them: `壶` of `壶一起拿多少`.
pub(crate) fn goods_of(part: &str) -> &str {
    static GOODS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^(.+?){TAIL}$")).ok());
    let found = GOODS.as_ref().and_then(|form| form.captures(part)).and_then(|found| found.get(1));
    found.map_or(part, |found| found.as_str())
}

/// Whether it asks if pieces that it names count for a promotion.
pub(crate) fn counts(text: &str) -> bool {
    holds(text, &["算不算", "算吗", "算不", "也算", "算在", "能不能算", "算进"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normal;

    #[test]
    fn what_becomes_of_the_goods_is_read() {
        let with = |goods| Some(Follow::With { goods, more: false, enough: false });
        let more = |goods| Some(Follow::With { goods, more: true, enough: false });
        for (text, expect) in [
            ("再加条围巾一起呢", more("条围巾")),
            ("加包饼干呢", with("包饼干")),
            ("那加两包", with("两包")),
            ("再来一件呢", more("一件")),
            ("加条围巾一起算", with("条围巾")),
            ("加条围巾够吗", Some(Follow::With { goods: "条围巾", more: false, enough: true })),
            ("跟裤子一起买多少钱", with("裤子")),
            ("不要围巾了呢", Some(Follow::Without("围巾"))),
            ("去掉饼干呢", Some(Follow::Without("饼干"))),
            ("那围巾不要了呢", Some(Follow::Without("围巾"))),
            ("一件呢", Some(Follow::Number(1))),
            ("那五盒", Some(Follow::Number(5))),
            ("三个呢", Some(Follow::Number(3))),
            ("俩多少", Some(Follow::Number(2))),
            ("两罐多少钱", Some(Follow::Number(2))),
            ("要两件", Some(Follow::Order(2))),
            ("那来一条", Some(Follow::Order(1))),
            ("一共多少", Some(Follow::Again)),
            ("那用券多少", Some(Follow::Again)),
            ("咋减的", Some(Follow::Again)),
            ("还差多少", Some(Follow::Missing)),
            ("差多少能减", Some(Follow::Missing)),
        ] {
            assert_eq!(read(&normal(text)), expect, "{text}");
        }
    }

    #[test]
    fn what_is_about_other_things_goes_on_with_no_sum() {
        for text in [
            "加绒的吗",
            "加个微信",
            "有没有货",
            "什么时候发货",
            "黑色L码呢",
            "黑的要两件",
            "能便宜点吗",
            "三天能到吗",
            "不要了",
        ] {
            let found = read(text);
            let gone = matches!(found, None | Some(Follow::Without("了")));
            assert!(gone, "{text}: {found:?}");
        }
        assert!(fills("搭个啥凑凑") && fills("凑单买什么好") && fills("凑个啥好") && !fills("凑够了吗"));
    }
}
