//! The intents that the engine itself names, with what it does with each, in the words of both languages. The documentation lists
//! them from here.

use crate::knowledge::IntentKind::{self, Courtesy, Question, Remark};

/// An intent, or all whose ids begin with it and a full stop, that the engine gives a meaning beyond what the knowledge answers to it.
#[derive(Debug)]
pub(crate) struct Reserved {
    pub(crate) id: &'static str,
    /// What the engine takes it for.
    pub(crate) kind: IntentKind,
    /// The engine answers with it by itself: without it something is not answered.
    pub(crate) needed: bool,
    pub(crate) english: &'static str,
    pub(crate) chinese: &'static str,
}

const fn uses(id: &'static str, kind: IntentKind, english: &'static str, chinese: &'static str) -> Reserved {
    Reserved { id, kind, needed: false, english, chinese }
}

const fn needs(id: &'static str, kind: IntentKind, english: &'static str, chinese: &'static str) -> Reserved {
    Reserved { id, kind, needed: true, english, chinese }
}

/// The topic of what an entry of the FAQ has answered: no intent can be called so.
pub(crate) const OF_A_ROW: &str = "faq";

/// All of them, by their ids.
pub(crate) const RESERVED: &[Reserved] = &[
    uses("account", Question, "a deed that is wished for is passed on", "买家要人办的事转给同事"),
    uses(
        "affirm",
        Courtesy,
        "a nod: is there anything else; no yes to a menu",
        "点头：再问一句还有没有别的；不算选了菜单",
    ),
    uses(
        "aftersale",
        Question,
        "about something bought; a deed is passed on; pictures belong to it",
        "和买过的东西有关；要人办的事转给同事；照片归到这里",
    ),
    uses("aftersale.cancel", Question, "beside it no other wish of an after-sale counts", "同一句里别的售后诉求不算"),
    uses(
        "aftersale.defect",
        Question,
        "words that point at a picture mean it; a goodbye does not settle it",
        "照片后面说“就是这样”就是它；道别不算解决",
    ),
    uses(
        "aftersale.exchange",
        Question,
        "once done, answered by `aftersale.progress`; options belong to it",
        "买家说已经办了，改答 `aftersale.progress`；说规格接着它",
    ),
    uses(
        "aftersale.progress",
        Question,
        "how something stands that the buyer has done; who is upset has waited",
        "买家说已经申请了的，用它答进度；不高兴就是等久了",
    ),
    uses(
        "aftersale.refund_progress",
        Question,
        "who is upset has waited; asked while a write waits, the order is looked at",
        "不高兴就是等久了；等确认时问到，先看订单",
    ),
    uses(
        "aftersale.repair",
        Question,
        "once done, answered by `aftersale.progress`",
        "买家说已经办了，改答 `aftersale.progress`",
    ),
    uses(
        "aftersale.return",
        Question,
        "once done, answered by `aftersale.progress`",
        "买家说已经办了，改答 `aftersale.progress`",
    ),
    uses("aftersale.wrong_item", Question, "a goodbye does not settle it", "道别不算解决"),
    uses(
        "complaint",
        Remark,
        "a person is called sooner; apologies; a deed is passed on",
        "更早转人工；先道歉；要人办的事转给同事",
    ),
    uses(
        "deliver",
        Question,
        "about something bought and on its way; numbers of parcels belong to it",
        "和在路上的东西有关；快递单号归到这里",
    ),
    uses("deliver.lost", Question, "a goodbye does not settle it", "道别不算解决"),
    needs("deliver.track", Question, "a bare number of a parcel asks it", "只发一个快递单号，就是问它"),
    uses("deny", Courtesy, "nothing more is wanted; none of a menu", "不用别的了；菜单里的都不是"),
    needs("goodbye", Courtesy, "the conversation is closed, with an invitation to rate", "结束对话，请买家打分"),
    uses("greeting", Courtesy, "a courtesy: a question beside it counts", "客套：旁边有问题就答问题"),
    needs(
        "human",
        Question,
        "a person is offered under every menu and welcome, and called",
        "每个菜单、欢迎语下面都有它；转人工",
    ),
    needs("inform", Remark, "what is told or handed over, without a question", "买家只是说一件事、给一样东西，没有问"),
    uses(
        "invoice",
        Question,
        "about something bought; beside it `order.modify` does not count; a deed is passed on",
        "和买过的东西有关；同一句里 `order.modify` 不算；要人办的事转给同事",
    ),
    uses(
        "nudge",
        Courtesy,
        "is somebody there: the matter in hand, or how long it takes",
        "催一声：接着说刚才的事，或者说要等多久",
    ),
    uses(
        "off_platform",
        Question,
        "the standard answer is enough, however often it is asked",
        "照内置的话答就行，问几次都不转人工",
    ),
    uses("order", Question, "about something bought; a deed is passed on", "和买过的东西有关；要人办的事转给同事"),
    uses(
        "order.cancel",
        Question,
        "once done, answered by `order.status`; what was not cancelled is looked at",
        "买家说已经取消了，改答 `order.status`；说没取消成，去看订单",
    ),
    uses(
        "order.modify",
        Question,
        "a value behind it is a correction; it does not count beside `invoice`",
        "后面补的值算更正；同一句里有 `invoice` 就不算",
    ),
    uses("order.modify.sku", Question, "options belong to it", "说规格接着它"),
    uses(
        "order.place",
        Question,
        "beside it goods may be looked for (`想买双鞋`)",
        "同一句里可能是在找商品（`想买双鞋`）",
    ),
    uses(
        "order.status",
        Question,
        "an order by itself asks it; it does not count beside another question",
        "只发一个订单就是问它；旁边有别的问题就不算",
    ),
    uses("other", Remark, "never sure enough to be answered", "不会直接回答"),
    uses("payment", Question, "about something bought", "和买过的东西有关"),
    uses("price", Question, "options belong to it", "说规格接着它"),
    uses(
        "price.inquiry",
        Question,
        "what one piece costs; beside it goods may be looked for",
        "一件多少钱；同一句里可能是在找商品",
    ),
    uses(
        "price.protect",
        Question,
        "about something bought; once done, answered by `aftersale.progress`",
        "和买过的东西有关；买家说已经办了，改答 `aftersale.progress`",
    ),
    uses("product", Question, "options belong to it", "说规格接着它"),
    uses("product.quality", Question, "what a doubt before buying is taken for", "买前的犹豫归到这里"),
    uses(
        "product.recommend",
        Question,
        "a wish for goods: found, offered as cards, refined",
        "找商品：找到后用卡片推荐，可以接着改要求",
    ),
    needs("product.size", Question, "a height or a weight by itself asks it", "只报身高体重，就是问它"),
    needs("product.stock", Question, "options or goods by themselves ask it", "只说规格或商品，就是问它"),
    uses("promo", Question, "beside it goods may be looked for, or it is haggled", "同一句里可能是在找商品，或在讲价"),
    uses("promo.offer", Question, "beside it goods may be looked for", "同一句里可能是在找商品"),
    uses(
        "promo.offer.bargain",
        Question,
        "haggling: the real price and a friendly no",
        "讲价：报实际到手价，客气地说不",
    ),
    uses("ship", Question, "about something bought; who is upset has waited", "和买过的东西有关；不高兴就是等久了"),
    uses("ship.carrier", Question, "not meant where a carrier is only named", "只是提到快递公司，不算问它"),
    uses(
        "ship.time",
        Question,
        "what is bought now leaves by the shop's own days",
        "现在买的什么时候发，按店铺写的发货时间算",
    ),
    uses("thanks", Courtesy, "a courtesy, or a goodbye where nothing else is wanted", "客套；没有别的事就是道别"),
];

/// What the engine does with exactly this intent.
pub(crate) fn reserved(id: &str) -> Option<&'static Reserved> {
    RESERVED.iter().find(|one| one.id == id)
}

/// How a kind is written.
pub(crate) fn kind_is(kind: IntentKind) -> &'static str {
    match kind {
        Question => "question",
        Courtesy => "courtesy",
        Remark => "remark",
    }
}
