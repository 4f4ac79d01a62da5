//! What a text points at without naming it: `上一单`, `昨天买的那件`, `还没发货的那单`, `这个`.

use crate::text::holds;

/// Words that make what stands before them a description of an order.
const THAT_ORDER: &[&str] = &["那单", "这单", "那个", "那件", "那笔", "那条", "那双", "的单", "订单", "一单", "那款"];

/// Words for the order under discussion.
const THIS_ORDER: &[&str] = &["这单", "这个单", "这一单", "这个订单", "这笔", "该订单", "本单", "此订单"];

/// Words that say when something was bought.
const BOUGHT_WHEN: &[&str] = &["买", "拍", "下单", "下的", "那单", "订", "那件", "那个"];

/// What orders are called by their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderState {
    Unpaid,
    Cancelled,
    Unshipped,
    Aftersale,
    Received,
    Shipped,
}

const STATES: &[(&[&str], OrderState)] = &[
    (&["没付款", "未付款", "待付款", "没付钱"], OrderState::Unpaid),
    (&["取消的", "取消了的", "已取消"], OrderState::Cancelled),
    (&["没发货", "未发货", "还没发", "没发的"], OrderState::Unshipped),
    (&["退款的", "售后的", "在退的", "退货的"], OrderState::Aftersale),
    (&["签收的", "收到的", "已签收", "到货的"], OrderState::Received),
    (&["发货的", "已发货", "在路上的", "没收到的"], OrderState::Shipped),
];

/// Where in the list of orders one stands: `另一单`, `上一单`, `最近那单`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderPlace {
    Other,
    Before,
    Newest,
}

const PLACES: &[(&[&str], OrderPlace)] = &[
    (&["另一单", "另外一单", "另一个订单", "另外那单", "另外那个", "另一件"], OrderPlace::Other),
    (&["上一单", "上个单", "上一个订单", "上个订单", "前一单", "上次买的", "上回买的"], OrderPlace::Before),
    (
        &[
            "最近那单",
            "最近的那单",
            "最近一单",
            "最近的一单",
            "最新的",
            "最新那单",
            "刚下的",
            "刚下单",
            "刚买的",
            "刚拍的",
            "刚刚买的",
            "刚刚拍的",
        ],
        OrderPlace::Newest,
    ),
];

/// Several days by one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    LastWeek,
    ThisWeek,
    LastMonth,
    ThisMonth,
    Lately,
}

const SPANS: &[(&[&str], Span)] = &[
    (&["上周", "上个星期", "上星期"], Span::LastWeek),
    (&["这周", "本周", "这个星期"], Span::ThisWeek),
    (&["上个月", "上月"], Span::LastMonth),
    (&["这个月", "本月"], Span::ThisMonth),
    (&["前几天", "前两天", "这几天", "这两天"], Span::Lately),
];

/// The first of a table whose words the text says.
fn first_said<T: Copy>(text: &str, table: &[(&[&str], T)]) -> Option<T> {
    table.iter().find(|(words, _)| holds(text, words)).map(|(_, meaning)| *meaning)
}

/// The place in the list of orders that the text names.
pub(crate) fn order_place(text: &str) -> Option<OrderPlace> {
    first_said(text, PLACES)
}

/// The state by which the text calls an order.
pub(crate) fn order_state(text: &str) -> Option<OrderState> {
    first_said(text, STATES)
}

/// The days of which the text speaks by one name.
pub(crate) fn span(text: &str) -> Option<Span> {
    first_said(text, SPANS)
}

/// Whether the text describes an order.
pub(crate) fn describes_order(text: &str) -> bool {
    holds(text, THAT_ORDER)
}

/// Whether the text points at the order under discussion.
pub(crate) fn points_at_this_order(text: &str) -> bool {
    holds(text, THIS_ORDER)
}

/// Whether the text may say when something was bought.
pub(crate) fn says_when_bought(text: &str) -> bool {
    holds(text, BOUGHT_WHEN)
}

/// Whether something is to be bought now, and was not bought before.
pub(crate) fn buys_now(text: &str) -> bool {
    holds(text, &["现在下单", "现在买", "现在拍", "今天下单", "今天买"])
}

/// Whether the text points at what is in focus instead of naming something.
pub(crate) fn points(text: &str) -> bool {
    let here = [
        "这个",
        "这件",
        "这款",
        "这条",
        "这双",
        "这套",
        "它",
        "那个",
        "那款",
        "那件",
        "那条",
        "那双",
        "该商品",
        "上面",
    ];
    holds(text, &here)
}

/// Whether the text may point at one of several orders.
pub(crate) fn points_at_order(text: &str) -> bool {
    describes_order(text) || holds(text, &["买的", "拍的", "下的", "最新的", "另一"])
}

/// Whether the text speaks of something that was bought.
pub(crate) fn speaks_of_bought(text: &str) -> bool {
    holds(
        text,
        &["我买的", "买的那", "买的这", "我拍的", "我下单的", "收到的", "这个订单", "这单", "我的订单", "拍下到现在"],
    )
}

/// The four digits in a text that has no others; a year or a price is none.
pub(crate) fn only_four_digits(text: &str) -> Option<&str> {
    let mut runs =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| run.contains(|c: char| c.is_ascii_digit()));
    let only = runs.next().filter(|run| run.len() == 4 && run.bytes().all(|byte| byte.is_ascii_digit()))?;
    let behind = text.split_once(only).map_or("", |(_, behind)| behind.trim_start());
    (runs.next().is_none() && !behind.starts_with(['年', '元', '块', '米', '件', '天'])).then_some(only)
}
