//! What a text points at without naming it: `上一单`, `昨天买的那件`, `还没发货的那单`, `这个`.

/// Words that make what stands before them a description of an order.
pub(crate) const THAT_ORDER: &[&str] =
    &["那单", "这单", "那个", "那件", "那笔", "那条", "那双", "的单", "订单", "一单", "那款"];

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
    here.iter().any(|word| text.contains(word))
}

/// Whether the text may point at one of several orders.
pub(crate) fn points_at_order(text: &str) -> bool {
    THAT_ORDER.iter().chain(&["买的", "拍的", "下的", "最新的", "另一"]).any(|word| text.contains(word))
}

/// Whether the text speaks of something that was bought.
pub(crate) fn speaks_of_bought(text: &str) -> bool {
    ["我买的", "买的那", "买的这", "我拍的", "我下单的", "收到的", "这个订单", "这单", "我的订单", "拍下到现在"]
        .iter()
        .any(|word| text.contains(word))
}
