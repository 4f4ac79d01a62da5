//! Haggling: a figure, a promise that somebody is said to have made, another shop's price, a nod to a figure of the buyer's own.

use std::sync::LazyLock;

use regex::Regex;

use crate::money::Fen;
use crate::text::{holds, numeral};

/// How a buyer haggles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Haggle {
    /// `能便宜点吗`, `150卖不卖`, `有点贵`.
    Asks,
    /// `上次客服答应75的`: what nobody can know.
    Claims,
    /// `别家才400`.
    Elsewhere,
    /// `那就75定了`, `60我就买`: as if it were agreed.
    Settles,
}

const NUMBER: &str = "(?:[0-9]{1,5}(?:\\.[0-9]{1,2})?|[一二两三四五六七八九十百千]{2,6})";

struct Grammar {
    claims: Regex,
    elsewhere: Regex,
    settles: Regex,
    asks: Regex,
    follows: Regex,
    figure: Regex,
}

static GRAMMAR: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    let compiled = |pattern: &str| Regex::new(&pattern.replace("NUMBER", NUMBER)).ok();
    Some(Grammar {
        claims: compiled(
            "(?:主播|客服|店长|老板|你们|上次|之前|上回|昨天|另一个|别的客服|你同事).{0,8}(?:说|答应|承诺|讲|同意|给过|允诺).{0,8}NUMBER|真(?:的)?说(?:过|了)",
        )?,
        elsewhere: compiled(
            "(?:别家|别人家|别的店|隔壁|人家|其他店|其它店|淘宝|拼多多|pdd|京东上|某宝|旗舰店|松鼠|对面).{0,6}(?:才|只要|只卖|卖|便宜).{0,3}(?:NUMBER)?",
        )?,
        settles: compiled(
            "(?:那就|就|按|算|说好|说定)NUMBER(?:块|元)?(?:了|定|吧|成交|我拍|拍)|NUMBER(?:块|元)?(?:我就|就)(?:买|拍|要|下单|拿)|NUMBER(?:块|元)?(?:我)?(?:拍了|成交|定了|拿走|拿下)|(?:那|好)[^,。]{0,3}NUMBER[^,。]{0,3}(?:拍|定|成交)",
        )?,
        asks: compiled(
            "NUMBER(?:块|元)?(?:钱)?(?:一?[个件罐瓶盒条双份包])?(?:能|可以)?(?:卖不卖|拿下|拿得下|拿走不|卖我|卖吗|卖不|卖嘛|能卖|行不行|行不|行吗|行么|成不|可以不|可以吗|给我|出不出|包邮不|要不要)|(?:便宜|少|优惠|让|降|打折|打个折)(?:点|些|一点|俩钱|不|吗|呗|嘛|我)|抹个?零|(?:再|能)(?:便宜|少|优惠|让|降)|最低(?:多少|能|价|给)|^(?:这|也|真|太|有点|好|小)+贵|贵了|太贵|有点(?:小)?贵|^NUMBER(?:块|元)?(?:一[个件罐瓶盒条双份包])?$",
        )?,
        follows: compiled(
            "最后一次|诚心|真心|行不行|行吗|行不|求|交个朋友|再少|好吧|成交|我拍了|拍了啊|就这么定|定了|老顾客|老客户|回头客|老粉|学生|多买|帮帮忙|通融|呗$|^NUMBER",
        )?,
        figure: compiled("NUMBER")?,
    })
});

/// What haggling speaks of that is none.
const NO_HAGGLE: &[&str] = &[
    "运费",
    "邮费",
    "退",
    "差价",
    "保价",
    "价保",
    "降价",
    "满",
    "码",
    "斤",
    "cm",
    "厘米",
    "公斤",
    "身高",
    "体重",
    "券",
    "天",
    "点钟",
    "小时",
    "几号",
    "号前",
    "号到",
    "比分开",
    "尺",
    "一样不",
    "一样吗",
    "同价",
    "便宜点的",
    "便宜些的",
    "便宜一点的",
    "便宜的",
];

/// How the text haggles; `follows`: haggling is what the conversation is about.
pub(crate) fn read(text: &str, follows: bool) -> Option<Haggle> {
    let grammar = GRAMMAR.as_ref()?;
    if text.chars().count() > 24 || holds(text, NO_HAGGLE) {
        return None;
    }
    if grammar.claims.is_match(text) {
        return Some(Haggle::Claims);
    }
    if grammar.elsewhere.is_match(text) {
        return Some(Haggle::Elsewhere);
    }
    if grammar.settles.is_match(text) {
        return Some(Haggle::Settles);
    }
    let settles = holds(text, &["成交", "拍了", "定了", "这么定"]);
    let asks = grammar.asks.is_match(text) || (follows && grammar.follows.is_match(text));
    asks.then_some(if settles && follows { Haggle::Settles } else { Haggle::Asks })
}

/// The figure that the buyer names.
pub(crate) fn figure(text: &str) -> Option<Fen> {
    let found = GRAMMAR.as_ref()?.figure.find_iter(text).last()?.as_str();
    let fen = match found.split_once('.') {
        Some((yuan, rest)) => yuan.parse::<i64>().ok()? * 100 + format!("{rest:0<2}").parse::<i64>().ok()?,
        None => i64::try_from(numeral::number(found)?).ok()?.checked_mul(100)?,
    };
    Some(Fen(fen))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normal;

    #[test]
    fn haggling_is_told_from_other_figures() {
        for (text, follows, expect) in [
            ("便宜点呗", false, Some(Haggle::Asks)),
            ("400卖不卖", false, Some(Haggle::Asks)),
            ("250行不行", false, Some(Haggle::Asks)),
            ("有点贵", false, Some(Haggle::Asks)),
            ("30包的70卖不", false, Some(Haggle::Asks)),
            ("别家才400", false, Some(Haggle::Elsewhere)),
            ("三只松鼠才60", false, Some(Haggle::Elsewhere)),
            ("上次客服答应75的", false, Some(Haggle::Claims)),
            ("主播说这件120给我", false, Some(Haggle::Claims)),
            ("好的那就400定了", false, Some(Haggle::Settles)),
            ("60我就买", false, Some(Haggle::Settles)),
            ("那120我拍了啊", false, Some(Haggle::Settles)),
            ("好 那就150 我拍了", false, Some(Haggle::Settles)),
            ("130 最后一次", true, Some(Haggle::Asks)),
            ("我老顾客了啊", true, Some(Haggle::Asks)),
            ("好吧130成交", true, Some(Haggle::Settles)),
            ("我老顾客了啊", false, None),
            ("170 65公斤穿什么码", false, None),
            ("有便宜点的吗", false, None),
            ("有没有便宜点的别的款", false, None),
            ("昨天买的今天降价了", false, None),
            ("什么时候发货", true, None),
            ("42码有吗", false, None),
            ("退我50块", false, None),
        ] {
            assert_eq!(read(&normal(text), follows), expect, "{text}");
        }
        assert_eq!(figure("好的那就400定了"), Some(Fen(40_000)));
        assert_eq!(figure("59.9卖不卖"), Some(Fen(5_990)));
    }
}
