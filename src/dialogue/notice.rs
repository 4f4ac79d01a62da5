//! What arrives as a buyer's text and is none: notices of the platform, cards that a channel passes on as text, and the bot's own
//! lines that a desk returns.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::action::Speaker;
use crate::dialogue::{Compiled, Draft};
use crate::fact::Fact;
use crate::input::{Content, Input};
use crate::names::{EntityKind, Value};
use crate::text::normalize::plain;
use crate::understand::Understanding;

/// Who quotes a notice and asks about it is a buyer.
const ABOUT_A_NOTICE: &[&str] = &[
    "什么意思",
    "啥意思",
    "什么情况",
    "啥情况",
    "怎么回事",
    "咋回事",
    "为什么",
    "为啥",
    "怎么办",
    "咋办",
    "是什么",
    "是啥",
    "干嘛",
    "怎么弄",
    "咋弄",
    "怎么解决",
];
/// The same, of notices that never ask or speak of themselves.
const OF_A_PERSON: &[char] = &['?', '吗', '呢', '么', '我', '啊', '呀', '吧', '哦'];
/// How the rest of a notice begins that bears no mark of the platform, where it does not begin with a mark or a number.
const TAILS: &[&str] = &["请", "该消息", "此消息", "稍后", "查看", "显示", "展示"];
/// Characters of a name before a notice.
const MAX_NAME: usize = 12;

/// The notice of the platform that the text is, as the knowledge lists it: a `*` stands for any rest.
pub(crate) fn notice_in(compiled: &Compiled, content: &Content) -> Option<String> {
    let Content::Text { text } = content else { return None };
    let text = plain(crate::text::limit::inbound(text));
    let notices = &compiled.knowledge.profile.notices;
    notices.iter().find(|notice| is_notice(&text, notice)).cloned()
}

fn is_notice(text: &str, notice: &str) -> bool {
    let rest = match notice.split_once('*') {
        None => return text.trim_end_matches(['.', '!']) == notice.trim_end_matches(['.', '!']),
        Some((start, end)) => text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)),
    };
    // What bears the platform's mark may ask the buyer something: `[系统消息] 是否满意？`
    let marked = notice.starts_with(['[', '(', '<']);
    let asks = |rest: &str| {
        ABOUT_A_NOTICE.iter().any(|word| rest.contains(word))
            || (!marked && rest.replace("我们", "").contains(OF_A_PERSON))
    };
    let goes_on = |rest: &str| {
        let machine = |c: char| c.is_ascii_digit() || !c.is_alphanumeric();
        rest.is_empty() || rest.starts_with(machine) || TAILS.iter().any(|tail| rest.starts_with(tail))
    };
    let fits = |rest: &str| match notice.ends_with('*') {
        true => marked || notice.trim_end_matches('*').ends_with(|c: char| !c.is_alphanumeric()) || goes_on(rest),
        false => rest.chars().count() <= MAX_NAME,
    };
    rest.is_some_and(|rest| fits(rest) && !asks(rest))
}

/// The input with the card that its text is, where a channel passes cards on as text: an order with its number, sum and date or
/// state, a product with its price and number.
pub(crate) fn as_card(compiled: &Compiled, input: Input) -> Input {
    let Content::Text { text } = &input.content else { return input };
    if !is_block(text) {
        return match without_cards(text) {
            Some(text) => Input { content: Content::Text { text }, ..input },
            None => input,
        };
    }
    let heard = compiled.reader.read(&compiled.knowledge, text, input.at);
    match card(text, &heard) {
        Some(content) => Input { content, ..input },
        None => input,
    }
}

/// Cards of orders that a channel writes into a buyer's words: their labels, sums and dates are no words of the buyer's.
static CARDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)[\[【]\s*订单(?:编号|号)?\s*[:：]\s*(\d{15,20})[^\]】]*[\]】]
        | (?:咨询)?订单(?:编号|号)\s*[:：]\s*(\d{15,20})[\s,，]*(?:订单)?(?:金额|总额)\s*[:：]\s*[¥￥]?[\d.]*元?[\s,，]*(?:下单时间\s*[:：]\s*[\d\-/年月日:：]+(?:\ [\d:]+)?)?",
    )
    .ok()
});

/// The buyer's words, with the number of an order in the place of each card in them; `None` where there is no card.
fn without_cards(text: &str) -> Option<String> {
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

fn card(text: &str, heard: &Understanding) -> Option<Content> {
    let the_only = |kind: EntityKind| {
        let mut found = heard.entities.iter().filter(|entity| entity.kind == kind);
        match (found.next().map(|entity| &entity.value), found.next()) {
            (Some(Value::Text(id)), None) => Some(id.clone()),
            _ => None,
        }
    };
    let priced = text.contains(['¥', '￥', '元'])
        || ["金额", "价格", "实付", "合计", "总价", "到手价"].iter().any(|it| text.contains(it));
    let dated = ["时间", "日期", "状态"].iter().chain(ORDER_STATES).any(|it| text.contains(it)) || has_date(text);
    if !priced {
        return None;
    }
    if text.contains("订单") {
        return the_only(EntityKind::OrderId).filter(|_| dated).map(|order_id| Content::OrderCard { order_id });
    }
    the_only(EntityKind::ProductCode).map(|product_id| Content::ProductCard { product_id })
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
fn is_block(text: &str) -> bool {
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
    let labels = LABELS.iter().filter(|label| text.contains(**label)).count();
    labels >= 2 && text.contains(|c: char| c.is_ascii_digit()) && !SAYS.iter().any(|word| text.contains(word))
}

impl Draft<'_> {
    /// A notice of the platform: nothing that the buyer said, and nothing changes.
    pub(crate) fn note_platform(&mut self, notice: &str) {
        self.note(format!("平台的提示「{notice}」，不是买家说的话，不回复"));
        self.out.fact(Fact::PlatformSaid { notice: notice.to_owned() });
    }

    /// Whether what a person is reported to have said is what the bot has just said: some desks return its own messages.
    pub(crate) fn is_echo(&self, text: &str) -> bool {
        let text = plain(text);
        let said = self.world.session.lines.iter().rev().take(RECENT).filter(|line| line.by == Speaker::Bot);
        !text.is_empty()
            && said.map(|line| plain(&line.text)).any(|line| {
                // A menu comes back with its items, or without.
                line == text
                    || line
                        .strip_prefix(text.as_str())
                        .is_some_and(|items| items.starts_with('1') && text.chars().count() > 4)
            })
    }
}

/// Lines among which an echo is looked for: it comes right behind what it repeats.
const RECENT: usize = 8;

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
