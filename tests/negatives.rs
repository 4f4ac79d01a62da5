//! Sentences that hold the words of one intent and mean another, or nothing: what must not be understood, and beside it what
//! must be.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

use kefu::names::Mood;
use kefu::{Bot, Knowledge};

/// Message, what it may not be, and what it must be where that is plain.
const NEGATIVES: &[(&str, &str, &str)] = &[
    ("不是不想要就是问问", "order.cancel", ""),
    ("人工费多少", "human", ""),
    ("安装有人工费吗", "human", ""),
    ("没少发", "aftersale.wrong_item", ""),
    ("你们没少发，数量是对的", "aftersale.wrong_item", ""),
    ("我要退款不退货", "aftersale.exchange", "aftersale.return"),
    ("发货币的吗", "ship.time", ""),
    ("发货币的", "ship.time", ""),
    ("别给我转人工", "human", ""),
    ("不要转人工，你说就行", "human", ""),
    ("不用人工", "human", ""),
    ("手工的还是机器做的", "human", "product.attribute"),
    ("微信支付可以吗", "human", "payment"),
    ("能用微信付款不", "", "payment"),
    ("最近有活动吗", "", "promo.offer"),
    ("不退货，就问下尺码准不准", "aftersale.return", "product.size"),
    ("我没要退款", "aftersale.return", ""),
    ("没说要退货", "aftersale.return", ""),
    ("不要取消订单", "order.cancel", ""),
    ("别取消我的订单", "order.cancel", ""),
    ("我不是要取消订单", "order.cancel", ""),
    ("没有发错", "aftersale.wrong_item", ""),
    ("东西没坏", "aftersale.defect", ""),
    ("没有破损", "aftersale.defect", ""),
    ("不是质量问题是我不喜欢", "aftersale.defect", ""),
    ("不想投诉你们", "complaint", ""),
    ("不会给你差评的", "complaint", ""),
    ("不用换货了", "aftersale.exchange", ""),
    ("取消退款申请", "order.cancel", "aftersale.cancel"),
    ("不退了，帮我撤销退款", "aftersale.return", "aftersale.cancel"),
    ("退款什么时候到账", "aftersale.return", "aftersale.refund_progress"),
    ("刚买就降价了能退差价吗", "aftersale.return", "price.protect"),
    ("垃圾袋有货吗", "complaint", "product.stock"),
    ("骗你的，我开玩笑", "complaint", ""),
    ("急救包里有什么", "deliver.urge", "product.attribute"),
    ("退热贴怎么用", "aftersale.return", "product.usage"),
    ("这个是退烧的吗", "aftersale.return", ""),
    ("换洗方便吗", "aftersale.exchange", ""),
    ("发光的吗", "ship.time", "product.attribute"),
    ("头发多的能用吗", "ship.time", ""),
    ("沙发套有吗", "ship.time", ""),
    ("开发者版本的吗", "invoice", ""),
    ("票夹有卖吗", "invoice", ""),
    ("运动鞋有吗", "ship.fee", ""),
    ("付出了很多", "payment", ""),
    ("保修卡里写了什么", "", "aftersale.repair"),
    ("修身的还是宽松的", "aftersale.repair", ""),
    ("评价里说掉色是真的吗", "review", ""),
    ("看评价说偏小", "review", ""),
    ("取暖器费电吗", "aftersale.pickup", ""),
    ("积木适合几岁", "account", ""),
    ("物流箱多大", "deliver.track", ""),
    ("客服态度很好谢谢", "human", "thanks"),
    ("货物没有少发", "aftersale.wrong_item", ""),
    ("一点都没碎", "aftersale.defect", ""),
    ("没坏，是我不会装", "aftersale.defect", ""),
];

/// Message and intent: denials, questions and rhetoric that do mean the thing.
const POSITIVES: &[(&str, &str)] = &[
    ("能不能退货", "aftersale"),
    ("怎么还不发货", "ship.time"),
    ("还没发货吗", "ship.time"),
    ("不发货就退款", ""),
    ("没有人工吗", "human"),
    ("有没有人工客服", "human"),
    ("少发了一件", "aftersale.wrong_item"),
    ("是不是少发了", "aftersale.wrong_item"),
    ("我要退款", "aftersale.return"),
    ("不想要了退货", "aftersale.return"),
    ("不合适我要退货", "aftersale.return"),
    ("你们不给退款", "aftersale"),
    ("为什么不退款", "aftersale"),
    ("不包邮吗", "ship.fee"),
    ("不是包邮吗", "ship.fee"),
    ("不喜欢可以退吗", "aftersale.policy"),
    ("订单不想要了，取消吧", "order.cancel"),
    ("没收到货", "deliver"),
    ("显示签收但是没收到", "deliver.lost"),
    ("不会用", "product.usage"),
    ("没有说明书怎么装", "product.usage"),
    ("用不了优惠券", "promo.offer"),
    ("不能开发票吗", "invoice"),
    ("付不了款", "payment"),
    ("别墅能送吗", "ship.coverage"),
    ("没有别的颜色吗", "product"),
    ("不掉色吧", "product"),
    ("收到货就是坏的", "aftersale.defect"),
];

/// Message, mood, threats.
const MOODS: &[(&str, Mood, &[&str])] = &[
    ("什么时候发货", Mood::Calm, &[]),
    ("好的，不着急", Mood::Calm, &[]),
    ("给我妈的生日礼物", Mood::Calm, &[]),
    ("等了解清楚再买", Mood::Calm, &[]),
    ("律师证的皮套有吗", Mood::Calm, &[]),
    ("差评多不多", Mood::Calm, &[]),
    ("麻烦帮我看一下", Mood::Calm, &[]),
    ("没有生气，就是问问", Mood::Calm, &[]),
    ("垃圾桶多大的", Mood::Calm, &[]),
    ("我很着急，明天就要用", Mood::Worried, &[]),
    ("有点担心赶不上", Mood::Worried, &[]),
    ("怎么办呀急死我了", Mood::Worried, &[]),
    ("等了一个星期了还没发货", Mood::Annoyed, &[]),
    ("怎么又没货了，真无语", Mood::Annoyed, &[]),
    ("说了好几遍了", Mood::Annoyed, &[]),
    ("你们到底发不发", Mood::Annoyed, &[]),
    ("一直没人回复", Mood::Annoyed, &[]),
    ("太让人失望了", Mood::Annoyed, &[]),
    ("再不处理我就给差评", Mood::Annoyed, &["差评"]),
    ("太欺负人了，骗子店", Mood::Angry, &[]),
    ("气死了！！！什么垃圾店", Mood::Angry, &[]),
    ("我要曝光你们，打12315", Mood::Angry, &["曝光", "12315"]),
    ("等着吧，我找消协和律师，法院见", Mood::Angry, &["消协", "律师", "法院"]),
    ("你们就是黑店，等着收差评吧", Mood::Angry, &["差评"]),
    ("傻逼商家", Mood::Abusive, &[]),
    ("你们有病吧，滚", Mood::Abusive, &[]),
    ("妈的骗人", Mood::Abusive, &[]),
];

#[test]
fn what_only_looks_like_an_intent_is_not_it() {
    let bot = Bot::new(Knowledge::ecommerce());
    let mut wrong = Vec::new();
    for (text, not, must) in NEGATIVES {
        let understanding = bot.understand(text);
        let Some(best) = understanding.best().filter(|best| best.confidence >= 0.5 || !must.is_empty()) else {
            continue;
        };
        if (!not.is_empty() && best.id.is(not)) || (!must.is_empty() && !best.id.is(must)) {
            wrong.push(format!("{text}: {} {:.2}, not {not}, must {must}", best.id, best.confidence));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), NEGATIVES.len(), wrong.join("\n"));
}

#[test]
fn what_is_asked_with_a_negator_is_asked() {
    let bot = Bot::new(Knowledge::ecommerce());
    let mut wrong = Vec::new();
    for (text, must) in POSITIVES {
        let understanding = bot.understand(text);
        let named = understanding.best().map(|best| best.id.to_string()).unwrap_or_default();
        if named.is_empty() || !named.starts_with(must) {
            wrong.push(format!("{text}: {named}, must {must}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), POSITIVES.len(), wrong.join("\n"));
}

#[test]
fn moods_and_threats_are_heard() {
    let bot = Bot::new(Knowledge::ecommerce());
    let mut wrong = Vec::new();
    for (text, mood, threats) in MOODS {
        let understanding = bot.understand(text);
        if understanding.mood != *mood || understanding.threats != *threats {
            wrong.push(format!("{text}: {:?} {:?}", understanding.mood, understanding.threats));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(bot.understand("太慢了，没人理我").mood_words, ["太慢", "没人理"]);
}
