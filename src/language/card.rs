//! Cards of orders and products that a channel passes on as text, or writes into a buyer's words.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::input::Content;
use crate::names::{Entity, EntityKind, Value};
use crate::text::holds;

/// Cards of orders that a channel writes into a buyer's words: their labels, sums and dates are no words of the buyer's.
static CARDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)[\[【]\s*订单(?:编号|号)?\s*[:：]\s*(\d{15,20})[^\]】]*[\]】]
        | (?:咨询)?订单(?:编号|号)\s*[:：]\s*(\d{15,20})[\s,，]*(?:订单)?(?:金额|总额)\s*[:：]\s*[¥￥]?[\d.]*元?[\s,，]*(?:下单时间\s*[:：]\s*[\d\-/年月日:：]+(?:\ [\d:]+)?)?",
    )
    .ok()
});

/// The buyer's words, with the number of an order in the place of each card in them; `None` where there is no card.
pub(crate) fn without_cards(text: &str) -> Option<String> {
    let cards = CARDS.as_ref().filter(|cards| cards.is_match(text))?;
    let mut seen: Vec<String> = Vec::new();
    let words = cards.replace_all(text, |card: &Captures<'_>| {
        let number = card.get(1).or_else(|| card.get(2)).map_or("", |number| number.as_str());
        if seen.iter().any(|before| before == number) {
            return " ".to_owned();
        }
        seen.push(number.to_owned());
        format!(" {number} ")
    });
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

const ORDER_STATES: &[&str] = &[
    "待付款",
    "待发货",
    "已付款",
    "已发货",
    "待收货",
    "已完成",
    "已签收",
    "已取消",
    "交易成功",
    "交易关闭",
    "备货中",
    "运输中",
];

/// `2026-11-20`, `2026/11/20`, `2026年11月20日`.
fn has_date(text: &str) -> bool {
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_whitespace().any(|word| {
        let word: String =
            word.chars().filter(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月')).collect();
        let parts: Vec<&str> = word.split(['-', '/', '.', '年', '月']).filter(|part| !part.is_empty()).collect();
        parts.len() >= 3 && parts.iter().all(|part| digits(part)) && parts.first().is_some_and(|year| year.len() == 4)
    })
}

/// Whether a text is made as machines make them: several values with their labels, or lines, and nothing that a buyer adds.
pub(crate) fn is_block(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "订单编号",
        "订单号",
        "订单金额",
        "订单状态",
        "下单时间",
        "付款时间",
        "创建时间",
        "实付",
        "合计",
        "总价",
        "商品编号",
        "商品id",
        "商品ID",
        "商品名称",
        "商品:",
        "商品：",
        "价格",
        "到手价",
        "链接",
        "数量",
        "规格",
        "金额",
        "时间",
        "¥",
        "￥",
        "http",
    ];
    const SAYS: &[&str] = &[
        "怎么",
        "什么",
        "啥",
        "为什么",
        "吗",
        "呢",
        "?",
        "？",
        "多久",
        "多少",
        "没有",
        "还没",
        "没收",
        "没到",
        "没发",
        "我",
        "帮",
        "查一下",
        "催",
        "能不",
        "可以",
        "想",
        "麻烦",
        "请",
        "谢谢",
        "退货",
        "退款",
        "换货",
        "要退",
        "要换",
        "这个",
        "这单",
        "这款",
        "哪",
        "几时",
        "赶紧",
        "尽快",
        "改",
        "取消订单",
        "别",
    ];
    let labels = || LABELS.iter().filter(|label| text.contains(**label)).count();
    text.contains(|c: char| c.is_ascii_digit()) && labels() >= 2 && !holds(text, SAYS)
}

/// The card that a block is, by what was named in it; `None` where it has not what a card has.
pub(crate) fn card(text: &str, entities: &[Entity]) -> Option<Content> {
    let the_only = |kind: EntityKind| {
        let mut found = entities.iter().filter(|entity| entity.kind == kind);
        match (found.next().map(|entity| &entity.value), found.next()) {
            (Some(Value::Text(id)), None) => Some(id.clone()),
            _ => None,
        }
    };
    let priced = text.contains(['¥', '￥', '元']) || holds(text, &["金额", "价格", "实付", "合计", "总价", "到手价"]);
    let dated = holds(text, &["时间", "日期", "状态"]) || holds(text, ORDER_STATES) || has_date(text);
    if !priced {
        return None;
    }
    if text.contains("订单") {
        return the_only(EntityKind::OrderId).filter(|_| dated).map(|order_id| Content::OrderCard { order_id });
    }
    the_only(EntityKind::ProductCode).map(|product_id| Content::ProductCard { product_id })
}

#[cfg(test)]
mod tests {
    use super::without_cards;

    #[test]
    fn cards_in_a_buyers_words_are_their_numbers() {
        for (text, expect) in [
            (
                "这两单的发票开成公司的 [订单编号:6908992365003427230，订单金额:4999.00，下单时间:2026-11-15 10:00] [订单编号:6908992365003427230，订单金额:4999.00]",
                Some("这两单的发票开成公司的 6908992365003427230"),
            ),
            (
                "咨询订单号:6979479059737204460 订单金额:2199.00 下单时间:2026-11-15 10:00 就是这款，能退吗",
                Some("6979479059737204460 就是这款，能退吗"),
            ),
            ("6908992365003427230 到哪了", None),
            ("订单号：6908992365003427230，帮我查下", None),
        ] {
            assert_eq!(without_cards(text).as_deref(), expect, "{text}");
        }
    }
}
