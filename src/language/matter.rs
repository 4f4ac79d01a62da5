//! What a question is about, where typed facts can answer it: a closed grammar of words and values, beside what the classifier takes it for.

use crate::language::{basket, pay};
use crate::names::{Entity, EntityKind, Form};
use crate::text::holds;
use crate::time::day_number;

/// What a question that can be computed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matter {
    /// By whom it is sent.
    Carrier,
    /// How it is paid.
    Payment,
    Invoice,
    /// When something leaves that is bought now.
    Leaving,
    /// When something arrives that is bought now.
    Arriving,
    /// Whether there is a variant, or which else there are.
    Variant,
    /// When what is sold out comes back.
    Restock,
    /// Which variant costs least.
    Cheapest,
    Dearest,
    /// What several pieces cost.
    Sum,
    /// Whether something is taken off already.
    Enough,
    /// What is missing for that.
    Missing,
    /// Until when a promotion holds.
    Until,
    /// Whether several promotions count together.
    Together,
    /// Where a coupon is fetched.
    Claim,
    /// What comes along.
    Gift,
    /// What tells two products apart.
    Compare,
    /// Which of two products costs less.
    Cheaper,
}

impl Matter {
    /// The intent that it belongs to.
    pub(crate) fn intent(self) -> &'static str {
        match self {
            Matter::Carrier => "ship.carrier",
            Matter::Payment => "payment",
            Matter::Invoice => "invoice",
            Matter::Leaving => "ship.time",
            Matter::Arriving => "deliver.eta",
            Matter::Variant | Matter::Restock => "product.stock",
            Matter::Cheapest | Matter::Dearest | Matter::Sum => "price.inquiry",
            Matter::Enough | Matter::Missing | Matter::Until | Matter::Together | Matter::Claim => "promo.offer",
            Matter::Gift => "promo.gift",
            Matter::Compare | Matter::Cheaper => "product.recommend",
        }
    }
}

/// What is said of a parcel that is on its way, and of its carrier's people.
const UNDER_WAY: &[&str] = &[
    "没到",
    "没收",
    "到哪",
    "单号",
    "派送",
    "派件",
    "快递员",
    "小哥",
    "电话",
    "取件",
    "丢",
    "签收",
    "查",
    "退",
    "寄回",
    "没更新",
    "不更新",
    "没动",
    "投诉",
    "态度",
    "催",
    "取快递",
    "站点",
    "网点",
    "揽收",
    "运单",
    "物流信息",
    "改地址",
    "拒收",
    "怎么还",
    "还没",
];
/// What has gone wrong with a payment, or comes after one.
const AFTER_PAYING: &[&str] = &[
    "付不了",
    "付不出",
    "支付不了",
    "支付失败",
    "付款失败",
    "扣款",
    "扣了",
    "扣钱",
    "重复",
    "多付",
    "已经付",
    "付过",
    "付了",
    "退款",
    "退钱",
    "退",
    "绑定",
    "充值",
    "限额",
    "没到账",
    "到账",
    "截图",
    "怎么没",
];
/// What is wrong with an invoice, or is done with one that there is.
const INVOICE_CASES: &[&str] = &[
    "没收到",
    "没开",
    "开了吗",
    "开好",
    "抬头",
    "税号",
    "改",
    "错",
    "重开",
    "重新开",
    "下载",
    "哪里看",
    "在哪",
    "发我",
    "发到",
    "补开",
    "红冲",
    "作废",
    "还没",
    "怎么还",
    "寄",
];
const INVOICE: &[&str] = &["发票", "专票", "普票", "开票", "纸票", "电子票", "税票", "增票"];
const LEAVES: &[&str] = &[
    "发货",
    "发出",
    "寄出",
    "出货",
    "走货",
    "打包",
    "能发",
    "发得",
    "发不",
    "可以发",
    "会发",
    "发吗",
    "发么",
    "发走",
    "走得",
    "走不",
    "能走",
    "寄走",
    "寄得",
    "能寄",
    "点发",
    "天发",
    "号发",
    "候发",
    "久发",
    "发得了",
    "发车",
    "出库",
    "发没",
    "上班",
];
const ARRIVES: &[&str] = &[
    "到货",
    "到吗",
    "到么",
    "到不",
    "能到",
    "会到",
    "到得",
    "收到",
    "收得",
    "送到",
    "送得",
    "拿到",
    "拿得",
    "到手",
    "寄到",
    "天到",
    "号到",
    "候到",
    "久到",
    "点到",
    "才到",
    "可以到",
    "到达",
    "赶得",
    "赶不",
    "赶上",
    "来得及",
    "来不及",
    "到没",
    "前到",
    "上吗",
    "送达",
    "几天",
    "要多久",
    "收货",
    "能收",
    "到家",
    "到的",
];
/// What is said of something that is bought already.
const BOUGHT: &[&str] = &[
    "我的",
    "我那",
    "我这单",
    "这单",
    "那单",
    "订单",
    "昨天买",
    "昨天拍",
    "前天买",
    "前天拍",
    "刚买",
    "刚拍的",
    "已经买",
    "已经拍",
    "已付",
    "买了好",
    "拍了好",
    "我买的",
    "我拍的",
    "我订的",
    "包裹",
    "还没",
    "怎么还",
    "没发",
    "催",
];
/// Days that are asked about as such.
const DAYS: &[&str] = &["周", "礼拜", "星期", "节", "春节", "过年", "元旦", "除夕", "放假", "休息", "年前", "年后"];

/// What the question is about; `None` where it asks nothing that typed facts answer. `intent` is what the classifier takes it for.
pub(crate) fn of(text: &str, form: Form, entities: &[Entity], intent: &str) -> Option<Matter> {
    let has = |kind: EntityKind| entities.iter().any(|entity| entity.kind == kind);
    let asks = form != Form::Statement;
    let closed = matches!(form, Form::Whether | Form::Another | Form::Else | Form::Which | Form::WhichOfTwo);
    let is = |id: &str| intent == id || intent.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
    if has(EntityKind::Carrier) && (closed || form == Form::HowMuch || is("ship.carrier")) && !holds(text, UNDER_WAY) {
        return Some(Matter::Carrier);
    }
    if is("ship.carrier") && (closed || form == Form::Which) && !holds(text, UNDER_WAY) && !holds(text, BOUGHT) {
        return Some(Matter::Carrier);
    }
    if holds(text, INVOICE) {
        let kind = !pay::invoices(text).is_empty();
        let asked =
            matches!(form, Form::Whether | Form::Which | Form::When | Form::Another | Form::Else | Form::WhichOfTwo);
        return ((asked || (kind && is("invoice"))) && !holds(text, INVOICE_CASES)).then_some(Matter::Invoice);
    }
    let ways = pay::ways(text);
    let of_payment = closed || matches!(form, Form::HowMany | Form::How);
    if !ways.is_empty() && (of_payment || is("payment")) && !holds(text, AFTER_PAYING) {
        return Some(Matter::Payment);
    }
    if is("payment") && matches!(form, Form::Which | Form::How | Form::Else) && !holds(text, AFTER_PAYING) {
        return Some(Matter::Payment);
    }
    if !asks || holds(text, BOUGHT) {
        return None;
    }
    if let Some(matter) = of_promotion(text, form, &is).or_else(|| of_goods(text, form, entities, &is)) {
        return Some(matter);
    }
    let when = matches!(form, Form::Whether | Form::When | Form::By | Form::HowLong | Form::Another);
    let place = has(EntityKind::Province) || has(EntityKind::City);
    if when
        && holds(text, ARRIVES)
        && (has(EntityKind::Date) || place || is("deliver.eta") || form == Form::By)
        && !holds(text, UNDER_WAY)
    {
        return Some(Matter::Arriving);
    }
    if form == Form::Another && is("deliver.eta") {
        return Some(Matter::Arriving);
    }
    if when && holds(text, LEAVES) && (has(EntityKind::Date) || is("ship.time")) {
        return Some(Matter::Leaving);
    }
    (form == Form::Another && is("ship.time")).then_some(Matter::Leaving)
}

/// Words of promotions.
const PROMOTIONS: &[&str] = &["券", "满减", "优惠", "活动", "满", "减", "折扣", "赠", "凑单", "凑"];

fn of_promotion(text: &str, form: Form, is: &dyn Fn(&str) -> bool) -> Option<Matter> {
    let of_offers = holds(text, PROMOTIONS) || is("promo");
    let lacks = holds(text, &["还差", "差多少", "差几", "再买多少", "再买几", "再凑", "凑多少", "凑几", "要凑"]);
    let end = [
        "过期",
        "到期",
        "截止",
        "有效期",
        "哪天结束",
        "什么时候结束",
        "啥时候结束",
        "几号结束",
        "到几号",
        "到哪天",
        "到什么时候",
        "到啥时候",
        "还有吗",
        "结束了吗",
        "结束没",
        "还在吗",
        "多久有效",
        "有效多久",
        "能用到",
        "用到几",
        "用到什么",
        "用到啥",
        "哪天没",
        "开始",
    ];
    let matter = if lacks {
        Matter::Missing
    } else if holds(
        text,
        &[
            "够减",
            "够不够",
            "够用",
            "能减吗",
            "能减不",
            "减得了",
            "可以减",
            "能用券",
            "用得了",
            "能用上",
            "达到",
            "够满",
            "够了吗",
            "够吗",
            "减不减",
        ],
    ) {
        Matter::Enough
    } else if holds(text, &["叠加", "叠", "一起用", "同时用", "一块用", "一起减", "合着用", "同享", "同时享", "一并用"])
    {
        Matter::Together
    } else if holds(text, &end) {
        Matter::Until
    } else if holds(text, &["券"])
        && (form == Form::Where || form == Form::How)
        && holds(text, &["领", "拿", "弄", "有", "抢"])
    {
        Matter::Claim
    } else if is("promo.gift") && matches!(form, Form::Whether | Form::Which) {
        Matter::Gift
    } else {
        return None;
    };
    of_offers.then_some(matter)
}

fn of_goods(text: &str, form: Form, entities: &[Entity], is: &dyn Fn(&str) -> bool) -> Option<Matter> {
    let has = |kind: EntityKind| entities.iter().any(|entity| entity.kind == kind);
    if holds(text, &["最便宜", "最低价", "最实惠"]) && form != Form::Whether {
        return Some(Matter::Cheapest);
    }
    if holds(text, &["最贵", "最高价"]) && form != Form::Whether {
        return Some(Matter::Dearest);
    }
    let back = [
        "补货",
        "来货",
        "再有",
        "上货",
        "会补",
        "还补",
        "补不补",
        "补吗",
        "进货",
        "有现货",
        "回货",
        "再上",
        "返场",
        "到货",
    ];
    let when = matches!(form, Form::When | Form::HowLong | Form::Whether);
    let none = ["没货", "断", "缺", "没有了", "卖完", "售罄", "抢完", "没码"];
    if when
        && (holds(text, &back) || (form == Form::When && holds(text, &["有货", "有码"])))
        && (is("product") || holds(text, &none))
    {
        return Some(Matter::Restock);
    }
    let sums = form == Form::HowMuch || holds(text, &["怎么算", "一共", "总共", "合计", "到手价", "算下"]);
    if sums && !holds(text, &["运费", "邮费", "退", "补差"]) && basket::speaks_of_pieces(text) {
        return Some(Matter::Sum);
    }
    if form == Form::WhichOfTwo && (is("product") || is("price") || is("promo")) {
        return Some(if holds(text, &["便宜", "划算", "实惠", "性价比", "价格"]) {
            Matter::Cheaper
        } else {
            Matter::Compare
        });
    }
    let option = has(EntityKind::Colour) || has(EntityKind::Size) || has(EntityKind::ShoeSize);
    let of_variants =
        is("product.stock") || is("product.attribute.colour") || is("product.attribute.options") || is("product.size");
    let asks = matches!(form, Form::Whether | Form::Another | Form::Else);
    (asks
        && (is("product.stock")
            || (option && (of_variants || is("product.attribute")))
            || (form == Form::Else && (option || of_variants))))
        .then_some(Matter::Variant)
}

/// Whether it is about what is bought now, or on any such day, and not about something bought before.
pub(crate) fn is_general(text: &str) -> bool {
    holds(text, DAYS) && !holds(text, &["我的", "我那", "我这"])
}

/// Whether it says that it is bought now: `这会儿买`, `马上付款`, `现在拍`.
pub(crate) fn is_bought_now(text: &str) -> bool {
    let soon = [
        "这会",
        "现在",
        "马上",
        "立刻",
        "今天",
        "今晚",
        "明天",
        "如果",
        "要是",
        "刚",
        "此刻",
        "这时候",
        "点前",
        "点之前",
        "这下",
    ];
    let buys = ["买", "拍", "付款", "下单", "付钱", "订", "付的话", "入手"];
    let joined = |a: &str| {
        text.find(a).is_some_and(|at| text.get(at..).is_some_and(|rest| buys.iter().any(|b| rest.contains(b))))
    };
    soon.iter().any(|a| joined(a))
}

/// The days that a question names, by what is to happen on them: counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) leave: Option<i64>,
    pub(crate) arrive: Option<i64>,
}

/// The days on which something is to leave, and until which it is to arrive.
pub(crate) fn days(text: &str, entities: &[Entity]) -> Days {
    let mut days = Days::default();
    let arrives = holds(text, ARRIVES);
    for date in entities.iter().filter(|entity| entity.kind == EntityKind::Date) {
        let after = text.split(date.text.as_str()).nth(1).unwrap_or_default();
        let pays = ["买", "付", "拍", "下单", "订"].iter().any(|word| after.starts_with(word));
        let day = day_number(&date.value.to_string()).filter(|_| !pays);
        if arrives { days.arrive = day.or(days.arrive) } else { days.leave = day.or(days.leave) }
    }
    days
}
