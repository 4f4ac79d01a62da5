//! What a question is about, where typed facts can answer it: a closed grammar of words and values, beside what the classifier takes it for.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::language::pay;
use crate::names::{Entity, EntityKind, Form, lies_in};

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
    /// On which days nothing leaves.
    Rest,
    /// From where things leave.
    From,
    /// When something arrives that is bought now.
    Arriving,
    /// Whether there is a variant, or which else there are.
    Variant,
    /// Which sizes of a colour are left, or which colours of a size.
    Options,
    /// When what is sold out comes back.
    Restock,
    /// How many are left.
    Left,
    /// Which variant costs least.
    Cheapest,
    Dearest,
    /// Which variant costs least for what is in it.
    BestValue,
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
    /// What a pack saves against so many single ones.
    Pack,
    /// What tells two products apart.
    Compare,
    /// Which of two products costs less.
    Cheaper,
    /// Which of several has most of what is asked.
    Choose,
    /// Whether goods suit somebody who is allergic to something.
    Allergy,
    /// Whether goods have a property.
    Property,
    /// Which size fits.
    Size,
    /// What the page says of what is asked by its name.
    Value,
    /// What the page says in words of the question.
    Mentioned,
    /// What a size measures.
    Measure,
    /// Whether something can be sent back without a reason.
    Return,
}

/// What a sum reminds the classifier of: pieces, variants and money are spoken of there, too.
pub(crate) const LIKE_SUMS: [&str; 9] = [
    "aftersale.wrong_item",
    "order.modify",
    "inform",
    "payment",
    "promo.offer",
    "promo.gift",
    "price",
    "product.attribute",
    "product.stock",
];

impl Matter {
    /// The intent that it belongs to.
    pub(crate) fn intent(self) -> &'static str {
        match self {
            Matter::Carrier => "ship.carrier",
            Matter::Payment => "payment",
            Matter::Invoice => "invoice",
            Matter::Leaving | Matter::Rest | Matter::From => "ship.time",
            Matter::Arriving => "deliver.eta",
            Matter::Variant | Matter::Options | Matter::Restock | Matter::Left => "product.stock",
            Matter::Cheapest | Matter::Dearest | Matter::BestValue | Matter::Sum | Matter::Pack => "price.inquiry",
            Matter::Enough | Matter::Missing | Matter::Until | Matter::Together | Matter::Claim => "promo.offer",
            Matter::Gift => "promo.gift",
            Matter::Compare | Matter::Cheaper | Matter::Choose => "product.recommend",
            Matter::Property | Matter::Value | Matter::Mentioned | Matter::Allergy => "product.attribute",
            Matter::Size | Matter::Measure => "product.size",
            Matter::Return => "aftersale.policy",
        }
    }

    /// The family of intents whose question it may be.
    pub(crate) fn family(self) -> &'static str {
        match self {
            Matter::Variant
            | Matter::Options
            | Matter::Property
            | Matter::Value
            | Matter::Mentioned
            | Matter::Allergy
            | Matter::Measure
            | Matter::Size
            | Matter::Left => "product",
            other => other.intent(),
        }
    }
}

/// Kinds of words, each with its words. One pass over a text finds which kinds it has.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $($words:literal)+;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Kind { $($(#[$doc])* $kind,)* }

        const KINDS: &[(Kind, &[&str])] = &[$((Kind::$kind, &[$($words),+]),)*];
    };
}

kinds! {
    /// What is said of a parcel that is on its way, and of its carrier's people.
    UnderWay: "没到 没收 到哪 单号 派送 派件 快递员 小哥 电话 取件 丢 签收 查 退 寄回 没更新 不更新 没动 投诉 态度 催"
        "取快递 站点 网点 揽收 运单 物流信息 改地址 拒收 怎么还 还没";
    /// What has gone wrong with a payment, or comes after one.
    AfterPaying: "付不了 付不出 支付不了 支付失败 付款失败 扣款 扣了 扣钱 重复 多付 已经付 付过 付了 退款 退钱 退 绑定 充值 限额 到账 截图 怎么没";
    /// What is wrong with an invoice, or is done with one that there is.
    InvoiceCase: "没收到 没开 开了吗 开好 抬头 税号 改 错 重开 重新开 下载 哪里看 在哪 发我 发到 补开 红冲 作废 还没 怎么还 寄";
    Invoice: "发票 专票 普票 开票 纸票 电子票 税票 增票";
    Leaves: "发货 发出 寄出 出货 走货 打包 能发 发得 发不 可以发 会发 发吗 发么 发走 走得 走不 能走 寄走 寄得 能寄 点发 天发 号发 候发 久发"
        "发车 出库 发没 才发 有人发 照发 照常 发嘛 先发 就发 能出 走吗 走么 号走 天走 走不走 出库 上班";
    Arrives: "要用 用到 要穿 要收到 必须到 就得到 够不够到 会来 送来 到货 到吗 到么 到不 能到 会到 到得 收到 收得 送到 送得 拿到 拿得 到手 寄到 天到 号到 候到 久到 点到 才到 可以到 到达 赶得 赶不 赶上"
        "来得及 来不及 到没 前到 送达 几天 要多久 收货 能收 到家 到的 吃得上 用得上 穿得上 喝得上 吃上 用上 穿上 喝上 送达日 到达日 到货日 送达时 能否签收 能签收 可以签收 前签收 会不会到 到不到";
    /// It arrives, said as what the buyer will do.
    SignsFor: "能否签收 能签收 可以签收 前签收";
    /// What is said of something that is bought already.
    Bought: "付了 花了 掏了 实付 我的 我那 我这单 这单 那单 订单 昨天买 昨天拍 前天买 前天拍 刚买 刚拍的 已经买 已经拍 已付 买了好 拍了好 我买的 我拍的 我订的 包裹 还没 怎么还 没发 催";
    /// Days and hours that are asked about as such.
    Days: "几点 截单 当天 初一 初二 初三 大年 年三十 国庆 端午 中秋 清明 五一 双11 双十一 618 双12 平时 每天 周 礼拜 星期 节 春节 过年 元旦 除夕 放假 休息 年前 年后";
    Rests: "停发 不发货 歇几 歇到 歇业 歇不歇 停运 停止发货 放假 休息 打烊 停工 恢复发货 开始发 复工 开工";
    Starts: "发货 发出 寄出 发的 发过来 寄过来 哪发 仓 出货 哪里发 哪儿发 哪里寄 哪儿寄 这里寄 这儿寄 那里寄 那儿寄 你们寄";
    Back: "到哪 退 寄回";
    Cut: "截单 几点截 截止下单";
    Hour: "几点";
    Before: "前 算当天 当天发";
    Buys: "拍 下单 付 买 截 当天 今天";
    Promotion: "券 满 优惠 活动 减 折扣 赠 凑 送 第二件 第2件 半价 直播价 会员价";
    /// A promotion of a price, by its own name.
    OfPrice: "第二件 第2件 第三件 第3件 直播价 直播间价 会员价";
    /// Two prices that are held side by side.
    SamePrice: "一个价 一样价 价一样 同价 价格一样 价钱一样 一样的价 一样钱 同样价 价格相同 一样贵";
    Dearer: "贵几 贵多少 便宜几 便宜多少 差多少 差几块 差价 贵不少 差几元 贵好多 便宜好多";
    /// One by one, and not as a pack.
    Singly: "分开买 分开拿 单买 单独买 单个买 零买 一个个买 拆开买";
    Saves: "省多少 省几 省好多 便宜几 便宜多少 便宜好多 划算多少 划算几 差多少 差几 差好多 贵几 贵多少";
    /// Of what is in a pack.
    PerUnit: "一克 每克 一毫升 每毫升 一斤 每斤 一两 每两 一片 每片 每袋 每包 每罐 每双 单价 一ml 一g 每100";
    /// The options of goods by what they are called.
    OptionsOf: "几个码 哪些码 哪几个码 哪几码 什么码 啥码 几个尺码 哪些尺码 什么尺码 哪几个尺码 哪些颜色 几个颜色 几种颜色 什么颜色 啥颜色 哪几个颜色 几个色 哪几个色 哪些色 哪些规格 什么规格 几个规格 哪些口味 什么口味 几种口味";
    Sends: "运费 邮费 快递费";
    WithSending: "加运费 加邮费 加快递费 带运费 带邮费 带快递费 含运费 含邮费 连运费 连邮费 算上运费 算上邮费 运费一共 邮费一共 运费一起 邮费一起 运费总共 和运费 和邮费";
    Lacks: "还差 尚缺 还缺 缺多少 缺几 缺好多 差好多 差几多 差多少 差几 再买多少 再买几 再凑 凑多少 凑几 要凑 凑到 凑够 凑满 凑得";
    /// What is missing for a threshold, without a question's form.
    FarFrom: "离满 距满 距离满 尚缺 还缺 差好多 差几多 还差好多";
    /// One product and nothing else is bought.
    Alone: "单买 光买 只买 就买 就要 就一 只要一 单拍 光拍";
    Enough: "够减 够不够 够用 能减吗 能减不 减得了 可以减 能用券 用得了 能用上 达到 够满 够了吗 够了没 够没 够吗 减不减";
    Together: "叠加 叠 一起用 同时用 一块用 一起减 合着用 同享 同时享 一并用";
    End: "过期 到期 截止 有效期 哪天结束 什么时候结束 啥时候结束 几号结束 到几号 到哪天 到什么时候 到啥时候 结束了吗 结束没 还在吗 还做吗 还搞吗 还参加 还有效"
        "还算数 还能用吗 多久有效 有效多久 能用到 用到几 用到什么 用到啥 开始";
    Coupon: "券";
    Fetch: "领 拿 弄 有 抢";
    /// Sending, and no gift.
    SentTo: "送来 送过来 送没 送了 送到 送货 送人 送给 送礼 派送 配送 送达 送老 送妈 送爸 送女 送男 送朋友 送长辈 送上 送不到 送得 送干洗 送洗 送去 送修 送检 运送 送去 送领导 送客户 送孩 送对象";
    Gift: "赠 送";
    ChartMeasure: "肩宽 衣长 裤长 裙长 袖长 胸围 腰围 臀围 脚长 内长 大腿围 裤脚 领围 摆围 身长 后中长";
    Value: "划算 合算 实惠 性价比";
    KindsOf: "哪种 哪个 装 规格 哪款装";
    LeftOf: "剩多少 还剩 库存多少 多少库存 库存还有 剩几 有多少件 还有多少 还有几 剩下几";
    Cheapest: "最便宜 最低价";
    Dearest: "最贵 最高价";
    Restocks: "时候补 几时补 几号补 哪天补 多久补 候能补 补上 再来 还会不会 买得到 能不能拍 拍得到 还会来 会来货 再来货 补货 来货 再有 上货 会补 还补 补不补 补吗 进货 有现货 回货 再上 返场 到货 时候来 几时来 几号来";
    InStock: "有货 有码 号有 候有 天有";
    Gone: "没货 断 缺 没有了 卖完 售罄 抢完 没码";
    Sums: "怎么算 一共 总共 合计 到手价 到手多少 到手几 到手好多 算下 总价 合起来 加起来 总计 应付 总额 券后 拢共 算拢 共计 一哈好多 一哈多少";
    /// The same, where nothing else says that it is a question.
    Totals: "合计 到手价 总价 总计 应付 总额 券后 拢共 算拢 共计 一起好多 一哈好多";
    /// What is asked of money in other words than 多少.
    Much: "好多钱 好多米 好多块 几多 多少米 几个米";
    /// The lowest price that can be had.
    AtBest: "最低多少 最低好多 最低几 多少拿 多少能拿 好多能拿 好多拿";
    NoSum: "运费 邮费 退 补差 多少克 几克 多少斤 几斤 多重 多少毫升 几毫升";
    Pieces: "加 各 + 都要 都拿 × 一样一 一样两";
    Price: "便宜 划算 实惠 性价比 价格";
    SendsBack: "退";
    /// What came broken is sent back with a reason.
    Broken: "坏 破 烂 霉 碎 漏 质量 瑕疵 发错 错发";
    PayWords: "付款方式 支付方式 怎么付 怎么支付 用什么付 咋付 怎么给钱 付钱方式";
    /// Whether a coupon can still be fetched.
    Fetchable: "领得到 领不到 能领 可以领 还领 领得了 抢得到 领不领得";
    Usable: "能用 用得上 用得了 可以用 享受 能享 还给 给不给 搞活动 做活动 有活动 还有不 还有没 几点到几点";
    Made: "做 出 有 要 卖 提供";
    StockWords: "有货 有没有 还有 有吗 有么 库存 现货 缺货 没货 出吗";
    Long: "多长 多宽";
}

/// The words with the kinds that each is of.
struct Words {
    words: AhoCorasick,
    kinds: Vec<u128>,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    // A word of several kinds stands there for each.
    let of_kind = |(kind, lines): &(Kind, &'static [&'static str])| {
        let kind = 1_u128 << *kind as u32;
        lines.iter().flat_map(|line| line.split_whitespace()).map(move |word| (word, kind))
    };
    let all: Vec<(&str, u128)> = KINDS.iter().flat_map(of_kind).collect();
    let words = AhoCorasick::new(all.iter().map(|(word, _)| *word)).ok()?;
    Some(Words { words, kinds: all.into_iter().map(|(_, kinds)| kinds).collect() })
});

/// The kinds of words that a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Has(u128);

impl Has {
    pub(crate) fn of(text: &str) -> Has {
        let Some(words) = WORDS.as_ref() else { return Has(0) };
        let found = words.words.find_overlapping_iter(text);
        Has(found.filter_map(|found| words.kinds.get(found.pattern().as_usize())).fold(0, |all, kinds| all | kinds))
    }

    fn any(self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.0 & (1 << *kind as u32) != 0)
    }

    /// Whether it speaks of what is there, and not of what it is like.
    pub(crate) fn stock(self) -> bool {
        self.any(&[Kind::StockWords])
    }

    /// Whether it speaks of sending.
    pub(crate) fn sending(self) -> bool {
        self.any(&[Kind::Sends])
    }

    /// Whether it names what charts of sizes measure.
    pub(crate) fn measure(self) -> bool {
        self.any(&[Kind::ChartMeasure, Kind::Long])
    }

    /// Whether it asks if a coupon can still be fetched.
    pub(crate) fn fetchable(self) -> bool {
        self.any(&[Kind::Fetchable])
    }

    /// Whether it speaks of an end, or a beginning, of what holds for a while.
    pub(crate) fn end(self) -> bool {
        self.any(&[Kind::End])
    }

    /// Whether it asks if something can be used.
    pub(crate) fn usable(self) -> bool {
        self.any(&[Kind::Usable])
    }

    /// Whether it speaks of days.
    pub(crate) fn days(self) -> bool {
        self.any(&[Kind::Days])
    }
}

/// A question, as the rules look at it.
struct Asked<'a> {
    text: &'a str,
    form: Form,
    entities: &'a [Entity],
    intent: &'a str,
    has: Has,
}

impl Asked<'_> {
    fn names(&self, kind: EntityKind) -> bool {
        self.entities.iter().any(|entity| entity.kind == kind)
    }

    fn is(&self, id: &str) -> bool {
        lies_in(self.intent, id)
    }

    fn has(&self, kind: Kind) -> bool {
        self.has.any(&[kind])
    }

    fn forms(&self, forms: &[Form]) -> bool {
        forms.contains(&self.form)
    }
}

/// What the question is about; `None` where it asks nothing that typed facts answer. `intent` is what the classifier takes it for.
pub(crate) fn of(text: &str, has: Has, form: Form, entities: &[Entity], intent: &str) -> Option<Matter> {
    let asked = Asked { text, form, entities, intent, has };
    terms(&asked).or_else(|| {
        if asked.has(Kind::Bought) {
            return None;
        }
        if form == Form::Statement {
            return stated(&asked);
        }
        days(&asked).or_else(|| promotion(&asked)).or_else(|| goods(&asked)).or_else(|| way(&asked))
    })
}

/// Whether it is asked if something still holds: `十二月了还有满199减20没`. `还有货没` asks for goods.
pub(crate) fn asks_whether_still(text: &str) -> bool {
    !text.contains('货')
        && crate::text::holds(text, &["还有", "还在", "还能", "还可以", "还搞", "还做", "还算", "还参加", "还享"])
}

/// Whether two variants are asked about as such, and not which of them suits better.
pub(crate) fn asks_what_differs(text: &str) -> bool {
    crate::text::holds(text, &["区别", "差别", "不一样", "不同", "差在"])
}

/// Whether it asks for a sum in words that nothing else is asked with: whatever else it may be taken for, it is that.
pub(crate) fn is_plain_sum(text: &str, has: Has, form: Form) -> bool {
    let total = has.any(&[Kind::Totals, Kind::Sums]) || text.trim_end().ends_with("到手");
    let much = matches!(form, Form::HowMuch | Form::HowMany) || has.any(&[Kind::Much]);
    let other = has.any(&[Kind::Bought, Kind::UnderWay, Kind::AfterPaying, Kind::SendsBack, Kind::NoSum]);
    (total || (much && is_of_several(text, has))) && !other
}

/// Whether it speaks of several pieces.
fn is_of_several(text: &str, has: Has) -> bool {
    let words = crate::text::without(
        text,
        &["加绒", "加厚", "加大", "加长", "加棉", "加急", "加热", "添加", "加工", "加肥", "参加", "更加"],
    );
    let joined =
        has.any(&[Kind::Pieces]) && (words == text || words.contains(['加', '各', '+', '×']) || words.contains("都"));
    joined || crate::language::basket::quantity(text).is_some_and(|count| count > 1)
}

/// What asks without a question's form: `两罐，应付总额`, `四盒好多钱`.
fn stated(asked: &Asked<'_>) -> Option<Matter> {
    if asked.has(Kind::Singly) && asked.has(Kind::Saves) {
        return Some(Matter::Pack);
    }
    if asked.has(Kind::Promotion) && asked.has(Kind::FarFrom) {
        return Some(Matter::Missing);
    }
    // `那个券用得上不 西裤一条`: the question stands in front.
    let ended = crate::text::holds(asked.text, &["不 ", "不,", "吗 ", "吗,"]);
    let used = asked.has(Kind::Coupon) && asked.has(Kind::Usable) && ended;
    if used && (crate::language::basket::quantity(asked.text).is_some() || asked.has(Kind::Alone)) {
        return Some(Matter::Enough);
    }
    let total = asked.has(Kind::Totals) || asked.has(Kind::AtBest) || asked.text.trim_end().ends_with("到手");
    let much = asked.has(Kind::Much) || asked.text.trim_end().ends_with("好多");
    let sum = total || (much && is_of_several(asked.text, asked.has));
    (sum && !asked.has(Kind::NoSum)).then_some(Matter::Sum)
}

/// Carriers, invoices, payments, returns.
fn terms(asked: &Asked<'_>) -> Option<Matter> {
    let closed = asked.forms(&[Form::Whether, Form::Another, Form::Else, Form::Which, Form::WhichOfTwo]);
    let carrier = asked.names(EntityKind::Carrier);
    let under_way = asked.has(Kind::UnderWay);
    if carrier && (closed || asked.form == Form::HowMuch || asked.is("ship.carrier")) && !under_way {
        return Some(Matter::Carrier);
    }
    if asked.is("ship.carrier") && closed && !under_way && !asked.has(Kind::Bought) {
        return Some(Matter::Carrier);
    }
    if asked.has(Kind::Invoice) {
        let kind = !pay::invoices(asked.text).is_empty();
        let wants = closed || asked.form == Form::When;
        return ((wants || (kind && asked.is("invoice"))) && !asked.has(Kind::InvoiceCase)).then_some(Matter::Invoice);
    }
    if !asked.has(Kind::AfterPaying) {
        let of_payment = closed || asked.forms(&[Form::HowMany, Form::How]);
        let named = (of_payment || asked.is("payment")) && !pay::ways(asked.text).is_empty();
        if (asked.has(Kind::PayWords) && asked.form != Form::Statement)
            || named
            || (asked.is("payment") && asked.forms(&[Form::Which, Form::How, Form::Else]))
        {
            return Some(Matter::Payment);
        }
    }
    let returns = asked.is("aftersale.policy")
        && !asked.has(Kind::Broken)
        && (asked.form != Form::Statement || asked.has(Kind::SendsBack));
    returns.then_some(Matter::Return)
}

/// Days and hours as such.
fn days(asked: &Asked<'_>) -> Option<Matter> {
    let when = asked.forms(&[Form::When, Form::Which, Form::HowLong, Form::Whether]);
    if when && asked.has(Kind::Rests) {
        return Some(Matter::Rest);
    }
    if asked.form == Form::Where && asked.has(Kind::Starts) && !asked.has(Kind::Back) {
        return Some(Matter::From);
    }
    let from_there = asked.names(EntityKind::City) || asked.names(EntityKind::Province);
    if asked.form == Form::Whether && from_there && asked.has(Kind::Starts) && !asked.has(Kind::Arrives) {
        return Some(Matter::From);
    }
    let cut = asked.has(Kind::Cut) || (asked.has(Kind::Hour) && asked.has(Kind::Before));
    (cut && asked.has(Kind::Buys)).then_some(Matter::Leaving)
}

fn promotion(asked: &Asked<'_>) -> Option<Matter> {
    if !asked.has(Kind::Promotion) && !asked.is("promo") {
        return None;
    }
    // `够满减了吧`, `够99减10吗`.
    let enough = asked.text.split_once('够').is_some_and(|(_, rest)| rest.contains(['减', '券']));
    let fetched = asked.forms(&[Form::Where, Form::How]) && asked.has(Kind::Coupon) && asked.has(Kind::Fetch);
    let usable = asked.form == Form::Whether && asked.has(Kind::Usable);
    let of_price = asked.has(Kind::OfPrice);
    let live = asked.text.contains("直播") && asked.forms(&[Form::HowMuch, Form::HowMany, Form::When, Form::Which]);
    // `一件用得上店铺券不` asks whether so many are enough.
    let counted = crate::language::basket::quantity(asked.text).is_some() && !of_price;
    let spent = crate::language::basket::spends(asked.text).is_some() && asked.text.contains(['减', '券']);
    let whether = asked.form == Form::Whether;
    let claims = whether && crate::language::terms::claims_off(asked.text).is_some();
    let claims = claims && !asked.names(EntityKind::Date) && !asks_whether_still(asked.text);
    let fetchable = whether && asked.has(Kind::Coupon) && asked.has(Kind::Fetchable);
    let option = asked.names(EntityKind::Size) || asked.names(EntityKind::ShoeSize) || asked.names(EntityKind::Colour);
    let counted = counted || option || asked.has(Kind::Alone);
    // `送不送拉萨` asks where things are sent.
    let to_place = asked.names(EntityKind::City) || asked.names(EntityKind::Province);
    let gift = asked.is("promo.gift") || (asked.has(Kind::Gift) && !asked.has(Kind::SentTo) && !to_place);
    Some(if asked.has(Kind::Singly) && asked.has(Kind::Saves) {
        Matter::Pack
    } else if asked.has(Kind::Lacks) {
        Matter::Missing
    } else if claims {
        Matter::Enough
    } else if asked.form == Form::Whether && asked.text.contains('减') && asked.names(EntityKind::Date) {
        Matter::Until
    } else if enough || asked.has(Kind::Enough) || (asked.form == Form::Whether && ((usable && counted) || spent)) {
        Matter::Enough
    } else if asked.has(Kind::Together) {
        Matter::Together
    } else if asked.has(Kind::End) || usable || fetchable || (of_price && (live || asked.form == Form::Whether)) {
        Matter::Until
    } else if fetched {
        Matter::Claim
    } else if gift && asked.forms(&[Form::Whether, Form::Which]) {
        Matter::Gift
    } else {
        return None;
    })
}

fn goods(asked: &Asked<'_>) -> Option<Matter> {
    let sized = asked.names(EntityKind::Size) || asked.names(EntityKind::ShoeSize);
    if asked.has(Kind::ChartMeasure) && sized {
        return Some(Matter::Measure);
    }
    if asked.has(Kind::Singly) && asked.has(Kind::Saves) {
        return Some(Matter::Pack);
    }
    if asked.has(Kind::AtBest) && !asked.has(Kind::NoSum) {
        return Some(Matter::Sum);
    }
    if asked.form != Form::Whether {
        if asked.has(Kind::Value) && asked.has(Kind::KindsOf) {
            return Some(Matter::BestValue);
        }
        if asked.has(Kind::Cheapest) {
            return Some(Matter::Cheapest);
        }
        if asked.has(Kind::Dearest) {
            return Some(Matter::Dearest);
        }
    }
    let prices = asked.has(Kind::SamePrice) && asked.form == Form::Whether;
    let apart = asked.forms(&[Form::HowMuch, Form::HowMany, Form::WhichOfTwo])
        && asked.has(Kind::Dearer)
        && asked.text.contains(['比', '跟', '和', '与'])
        && !asked.is("aftersale");
    if asked.has(Kind::PerUnit) && asked.forms(&[Form::WhichOfTwo, Form::Which]) && asked.has(Kind::Price) {
        return Some(Matter::BestValue);
    }
    // What is bought together is a sum and no price.
    if (prices || apart) && !crate::text::holds(asked.text, &["一起", "分开", "单买", "套装", "加起来", "组合"])
    {
        return Some(Matter::Cheaper);
    }
    if asked.has(Kind::OptionsOf) && asked.form != Form::Else && (sized || asked.names(EntityKind::Colour)) {
        return Some(Matter::Options);
    }
    if asked.has(Kind::LeftOf) && asked.form != Form::Else {
        return Some(Matter::Left);
    }
    let when = asked.forms(&[Form::When, Form::HowLong, Form::Whether]);
    let comes = asked.has(Kind::Restocks) || (asked.form == Form::When && asked.has(Kind::InStock));
    let dated = asked.names(EntityKind::Date) && (sized || asked.names(EntityKind::Colour));
    if when && comes && (asked.is("product") || asked.has(Kind::Gone) || dated) {
        return Some(Matter::Restock);
    }
    let several = is_of_several(asked.text, asked.has);
    let much = (asked.forms(&[Form::HowMuch, Form::HowMany]) || asked.has(Kind::Much)) && several;
    let sending = asked.has(Kind::WithSending) && (several || asked.has(Kind::Sums));
    if (much || asked.has(Kind::Sums) || sending) && (sending || !asked.has(Kind::NoSum)) {
        return Some(Matter::Sum);
    }
    if asked.form == Form::WhichOfTwo && (asked.is("product") || asked.is("price") || asked.is("promo")) {
        return Some(if asked.has(Kind::Price) { Matter::Cheaper } else { Matter::Compare });
    }
    let option = sized || asked.names(EntityKind::Colour);
    let of_variants = ["product.stock", "product.attribute.colour", "product.attribute.options", "product.size"];
    let of_variants = of_variants.iter().any(|id| asked.is(id));
    let made = asked.has(Kind::Made) && (asked.is("product") || asked.intent.is_empty());
    let both = sized && asked.names(EntityKind::Colour);
    let named = option && (of_variants || asked.is("product.attribute") || made || both);
    let variant = match asked.form {
        Form::Whether | Form::Another => named || asked.is("product.stock"),
        Form::Else => option || of_variants,
        _ => false,
    };
    variant.then_some(Matter::Variant)
}

/// When something leaves or arrives.
fn way(asked: &Asked<'_>) -> Option<Matter> {
    let when = asked.forms(&[Form::Whether, Form::When, Form::By, Form::HowLong, Form::Another]);
    let date = asked.names(EntityKind::Date);
    let place = asked.names(EntityKind::Province) || asked.names(EntityKind::City);
    let another = asked.form == Form::Another;
    let reaches = asked.has(Kind::Arrives) || (date && place && asked.text.contains(['到', '收', '拿']));
    let told = date || place || asked.is("deliver.eta") || asked.form == Form::By;
    let under_way = asked.has(Kind::UnderWay) && !asked.has(Kind::SignsFor);
    if (when && reaches && told && !under_way) || (another && asked.is("deliver.eta")) {
        return Some(Matter::Arriving);
    }
    let leaves = when && asked.has(Kind::Leaves) && (date || asked.is("ship.time"));
    (leaves || (another && asked.is("ship.time"))).then_some(Matter::Leaving)
}

/// Whether something that the buyer has is meant.
pub(crate) fn is_of_own(text: &str) -> bool {
    crate::text::holds(text, &["我的", "我那", "我这"])
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
    ];
    let buys = ["买", "拍", "给钱", "掏钱", "付款", "下单", "付钱", "订", "付的", "入手"];
    if crate::text::holds(text, &["拍下", "下单后", "付款后", "拍完", "拍了几", "拍了多久", "买了几天", "付了款"])
    {
        return true;
    }
    let behind = |word: &str| text.split_once(word).is_some_and(|(_, rest)| crate::text::holds(rest, &buys));
    soon.iter().any(|word| behind(word))
}

/// Whether a day that is named ends before it begins: `28号前`, `除夕之前`.
pub(crate) fn is_before_day(text: &str, entities: &[Entity]) -> bool {
    let dates = entities.iter().filter(|entity| entity.kind == EntityKind::Date);
    let mut behind = dates.filter_map(|date| text.split_once(date.text.as_str())).map(|(_, rest)| rest.trim_start());
    behind.any(|rest| ["前", "之前", "以前"].iter().any(|word| rest.starts_with(word)))
}
