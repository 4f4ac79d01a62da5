//! What a person reads who takes a conversation over, and how what is no text stands in the lines of it.

/// An order's card in a message for people.
pub(crate) const ORDER: &str = "[订单]";

/// An order's card among the lines of a conversation.
pub(crate) fn order_card(id: &str) -> String {
    format!("{ORDER} {id}")
}

/// A product's card among the lines of a conversation.
pub(crate) fn product_card(id: &str) -> String {
    format!("[商品] {id}")
}

/// A message and what was said before it.
pub(crate) fn with_before(before: &str, message: &str) -> String {
    format!("{before}；{message}")
}

/// Who asks: signed in, proved, or neither.
pub(crate) fn who(buyer: Option<&str>, proved: bool, vip: Option<u32>) -> String {
    let vip = vip.map(|level| format!("，VIP {level}")).unwrap_or_default();
    match buyer {
        Some(buyer) => format!("买家 {buyer}（已登录{vip}）"),
        None if proved => format!("买家未登录，手机后四位已核对{vip}"),
        None => format!("买家未登录，身份未核对{vip}"),
    }
}

/// What is wanted: the matter, where it is known, and the last words. What was submitted is not to be submitted once more.
pub(crate) fn wants(matter: Option<&str>, submitted: bool, said: &str) -> String {
    match matter {
        Some(matter) if submitted => format!("之前：{matter}（已提交）；最后一句：{said}"),
        Some(matter) => format!("诉求：{matter}；最后一句：{said}"),
        None => format!("诉求：{said}"),
    }
}

/// What was looked at and begun: an order with its state, a product, a flow.
pub(crate) fn done(order: Option<(&str, &str)>, product: Option<&str>, flow: Option<&str>) -> String {
    let order = order.map(|(id, status)| format!("订单 {id} {status}").trim_end().to_owned());
    let product = product.map(|product| format!("商品 {product}"));
    let flow = flow.map(|flow| format!("办理到「{flow}」"));
    let done: Vec<String> = [order, product, flow].into_iter().flatten().collect();
    if done.is_empty() { "已处理：无".to_owned() } else { format!("已处理：{}", done.join("，")) }
}
