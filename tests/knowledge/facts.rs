//! Policies as tables, and promotions: what is wrong with them, and where.

use kefu::knowledge::{
    CarriersEntry, DeliveryEntry, InvoiceEntry, PaymentEntry, PromotionEntry, PromotionKind, ShippingEntry,
};
use kefu::shop::Fen;
use kefu::{Bot, Input, Knowledge, MemoryOrders, Session, Shop, Time};

use super::{BASE, check, shown};

/// One mistake, one diagnostic: its place and what it begins with, then its help.
#[track_caller]
fn only(toml: &str, place: &str, message: &str, help: &str) {
    check(toml, &format!("a.toml:{place}: {message}\n  建议: {help}\n"));
}

#[test]
fn what_is_right_is_not_remarked_on() {
    for toml in [
        "[policy.shipping]\nwithin_hours = 48\ncutoff = 14:30:00\nweekdays = 'mon'\nclosed = 2027-02-05\nfrom = '广东佛山'\n",
        "[policy.shipping]\nclosed = [2027-02-05, '2027-02-06', '2027-02-07..2027-02-12']\ncutoff = '9：30'\n",
        "[policy.carriers]\ndefault = '韵达快递'\non_request = ['京东快递']\nextra = '9.00'\n",
        "[[policy.delivery]]\nto = ['江浙沪', '新疆维吾尔自治区', '成都市']\ndays = 2\n[[policy.delivery]]\nnone = true\n",
        "[policy.payment]\naccepted = ['支付宝']\nrefused = ['货到付款']\ninstalments = false\n",
        "[policy.invoice]\nkinds = ['电子普通发票']\nrefused = '增值税专用发票'\nafter = '确认收货后'\n",
        "[[promotion]]\nid = 'a'\nkind = 'coupon'\npercent = 10\nfrom = 2026-11-20\nuntil = 2026-11-30T20:00:00\nlevel = 'item'\n",
        "[[promotion]]\nid = 'a'\nkind = 'member_price'\nprice = 0\nlevel = 'item'\nleft = 0\nper_buyer = 0\n",
        "[[promotion]]\nid = 'a'\nkind = 'gift'\ngift = 'p1009'\ngift_sku = '黑色/M'\neach = true\npieces = 2\nalone = true\n",
        "[[promotion]]\nid = 'a'\ndisabled = true\nkind = 'gift'\ngift = '袜子'\n",
    ] {
        check(toml, "");
    }
}

#[test]
fn shipping_and_delivery() {
    let unknown = "可以写：`mon`、`tue`、`wed`、`thu`、`fri`、`sat`、`sun`";
    let place = "写省份或地级市，全称、简称都可以：`新疆`、`四川省`、`苏州`、`江浙沪`";
    let closed = "一天写 `\"2027-02-05\"`，一段写 `\"2027-02-05..2027-02-12\"`（含两头）";
    let days = "照这样写：`\"2\"` 或 `\"1-3\"`，少的写在前面，最多 90 天";
    for (toml, place, message, help) in [
        ("[policy.shipping]\n", "1:1", "警告: `[policy.shipping]` 里什么都没有写", "补上内容，或者删掉这一段"),
        (
            "[policy.shipping]\ncutof = '14:30'\n",
            "2:1",
            "错误: `[policy.shipping]` 里没有 `cutof` 这一项",
            "是不是想写 `cutoff`？",
        ),
        ("[policy.shipping]\n截单 = '14:30'\n", "2:1", "错误: 等号左边的名字要用英文", "写成 `cutoff = …`"),
        (
            "[policy.shipping]\ncutoff = '25:00'\n",
            "2:10",
            "错误: `cutoff` 的钟点看不懂：`25:00`",
            "照这样写：`\"14:30\"`，用 24 小时制",
        ),
        (
            "[policy.shipping]\ncutoff = 14\n",
            "2:10",
            "错误: `cutoff` 要写日期或时间，这里写成了整数",
            "照这样写：2026-11-11，或 2026-11-11T20:00:00+08:00",
        ),
        (
            "[policy.shipping]\nwithin_hours = 0\n",
            "2:16",
            "错误: `within_hours` 不能是 0",
            "单位是小时，写 1 到 2160 之间的整数",
        ),
        ("[policy.shipping]\nweekdays = ['mon', '周二']\n", "2:20", "错误: `weekdays` 不能是 `周二`", unknown),
        (
            "[policy.shipping]\nweekdays = []\n",
            "2:12",
            "错误: `weekdays` 里一天也没有，就永远不发货了",
            "写上发货的日子，比如 `[\"mon\", \"tue\"]`；天天发货就整行删掉",
        ),
        ("[policy.shipping]\nclosed = ['2027-02-30']\n", "2:11", "错误: `closed` 的日期看不懂：`2027-02-30`", closed),
        (
            "[policy.shipping]\nclosed = ['2027-02-05T10:00:00']\n",
            "2:11",
            "错误: `closed` 的日期看不懂：`2027-02-05T10:00:00`",
            closed,
        ),
        (
            "[policy.shipping]\nclosed = ['2027-02-12..2027-02-05']\n",
            "2:11",
            "错误: `2027-02-12..2027-02-05` 这一段里没有日子",
            "早的日期写在前面",
        ),
        ("[policy.shipping]\nfrom = ' '\n", "2:8", "错误: `from` 是空的", "补上内容"),
        (
            "[policy]\nshipping = '48 小时'\n",
            "2:12",
            "错误: `[policy.shipping]` 要写一个表，这里写成了文字",
            "表写成 `{ 名字 = 值 }`，或者另起一行 `[表名]`",
        ),
        (
            "[policy.shiping]\ncutoff = '14:30'\n",
            "1:9",
            "错误: `[policy]` 里没有 `shiping` 这一项",
            "是不是想写 `shipping`？",
        ),
        (
            "[policy.freight]\nfree = 99\n",
            "1:1",
            "错误: `[policy]` 要写文字或整数，这里写成了表",
            "文字要加引号，整数不加",
        ),
        (
            "[policy.delivery]\ndays = '2'\n",
            "1:1",
            "错误: `policy.delivery` 可以有好几个，要用双方括号",
            "写成 `[[policy.delivery]]`",
        ),
        ("[[policy.delivery]]\nto = ['火星']\ndays = '2'\n", "2:7", "错误: `火星` 不是省份或城市", place),
        (
            "[[policy.delivery]]\nto = ['黑龙']\ndays = '2'\n",
            "2:7",
            "错误: `黑龙` 不是省份或城市",
            "是不是想写 `黑龙江`？",
        ),
        ("[[policy.delivery]]\nto = []\ndays = '2'\n", "2:6", "错误: `to` 是空的", "补上内容"),
        ("[[policy.delivery]]\ndays = '3-1'\n", "2:8", "错误: `days` 的天数看不懂：`3-1`", days),
        ("[[policy.delivery]]\ndays = '很快'\n", "2:8", "错误: `days` 的天数看不懂：`很快`", days),
        (
            "[[policy.delivery]]\nto = '新疆'\n",
            "1:1",
            "错误: 这一段没有写几天到",
            "写上 `days = \"1-3\"`；不送的地方写 `none = true`",
        ),
        (
            "[[policy.delivery]]\ndays = '2'\nnone = true\n",
            "3:8",
            "错误: 既写了几天到，又写了不送",
            "`days` 和 `none = true` 只留一个",
        ),
        (
            "[[policy.delivery]]\ndays = '2'\n[[policy.delivery]]\ndays = '3'\n",
            "3:1",
            "警告: 没有写 `to` 的 `[[policy.delivery]]` 有两段",
            "第一处在 a.toml:1:1，以第一处为准；给这一段写上 `to`，或者删掉",
        ),
        (
            "[[policy.delivery]]\nto = ['江浙沪', '上海市']\ndays = '2'\n",
            "2:14",
            "警告: `上海` 写了两次",
            "第一处在 a.toml:2:7，以第一处为准；删掉一处",
        ),
    ] {
        only(toml, place, message, help);
    }
}

#[test]
fn carriers_payment_and_invoices() {
    for (toml, place, message, help) in [
        ("[policy.carriers]\n", "1:1", "警告: `[policy.carriers]` 里什么都没有写", "补上内容，或者删掉这一段"),
        (
            "[policy.carriers]\nextra = 900\ndefault = '韵达'\n",
            "2:9",
            "警告: 写了 `extra`（补差价），却没有写能选哪些快递",
            "写上 `on_request`，或者删掉 `extra`",
        ),
        (
            "[policy.carriers]\non_request = '京东'\nextra = -1\n",
            "3:9",
            "错误: `extra` 不能是 -1",
            "单位是分，写 0 或更大的整数：15 元写 1500",
        ),
        (
            "[policy.carriers]\non_request = '京东'\nextra = 9.5\n",
            "3:9",
            "错误: `extra` 要写金额，这里写成了小数",
            "写整数，单位是分：15 元写 1500",
        ),
        (
            "[policy.carriers]\ndefault = ['韵达', '']\n",
            "2:18",
            "错误: `default` 里有一项是空的",
            "补上内容，或者删掉这一项",
        ),
        (
            "[policy.carriers]\ndefault = ['韵达']\non_request = ['韵达']\n",
            "3:14",
            "错误: `韵达` 同时写在 `default` 和 `on_request` 里",
            "只留一处",
        ),
        ("[policy.payment]\n", "1:1", "警告: `[policy.payment]` 里什么都没有写", "补上内容，或者删掉这一段"),
        (
            "[policy.payment]\naccepted = ['支付宝']\nrefused = ['支付宝']\n",
            "3:11",
            "错误: `支付宝` 同时写在 `accepted` 和 `refused` 里",
            "只留一处",
        ),
        (
            "[policy.payment]\ninstalments = '是'\n",
            "2:15",
            "错误: `instalments` 要写是或否，这里写成了文字",
            "写 `true`（是）或 `false`（否），不加引号",
        ),
        ("[policy.invoice]\n", "1:1", "警告: `[policy.invoice]` 里什么都没有写", "补上内容，或者删掉这一段"),
        (
            "[policy.invoice]\nkinds = ['专票']\nrefused = ['专票']\n",
            "3:11",
            "错误: `专票` 同时写在 `kinds` 和 `refused` 里",
            "只留一处",
        ),
        (
            "[policy.invoice]\nkinds = 1\n",
            "2:9",
            "错误: `kinds` 要写文字或文字列表，这里写成了整数",
            "文字要加引号：`\"…\"`，几条写成 `[\"…\", \"…\"]`",
        ),
    ] {
        only(toml, place, message, help);
    }
}

#[test]
fn promotions() {
    let reduction = "[[promotion]]\nid = 'a'\nkind = 'full_reduction'\n";
    let kind = |kind: &str| format!("[[promotion]]\nid = 'a'\nkind = '{kind}'\n");
    let fen = |min| format!("单位是分，写 {min} 或更大的整数：15 元写 1500");
    for (toml, place, message, help) in [
        (
            "[[promotion]]\nid = 'a'\n".to_owned(),
            "1:1",
            "错误: 这个 `[[promotion]]` 没有写 `kind`",
            "补一行 `kind = \"…\"`".to_owned(),
        ),
        (kind("cupon"), "3:8", "错误: `kind` 不能是 `cupon`", "是不是想写 `coupon`？".into()),
        ("[优惠]\nid = 'a'\n".into(), "1:1", "错误: 方括号里的名字要用英文", "写成 `[[promotion]]`".into()),
        (
            "[promotion]\nid = 'a'\n".into(),
            "1:1",
            "错误: `promotion` 可以有好几个，要用双方括号",
            "写成 `[[promotion]]`".into(),
        ),
        (
            kind("coupon"),
            "1:1",
            "错误: 优惠 `a` 没有写优惠什么",
            "写上 `off`（减多少分）或 `percent`（减百分之几）".into(),
        ),
        (kind("live_price"), "1:1", "错误: 优惠 `a` 没有写优惠什么", "写上 `price`".into()),
        (kind("nth_price") + "price = 100\n", "1:1", "错误: 优惠 `a` 没有写优惠什么", "`nth`、`price` 都要写".into()),
        (kind("gift"), "1:1", "错误: 优惠 `a` 没有写优惠什么", "写上 `gift`".into()),
        (format!("{reduction}off = 0\n"), "4:7", "错误: `off` 不能是 0", fen(1)),
        (format!("{reduction}off = 100\nthreshold = -5\n"), "5:13", "错误: `threshold` 不能是 -5", fen(0)),
        (kind("live_price") + "price = -1\n", "4:9", "错误: `price` 不能是 -1", fen(0)),
        (
            format!("{reduction}off = '十元'\n"),
            "4:7",
            "错误: `off` 要写金额，这里写成了文字",
            "写整数，单位是分：15 元写 1500".into(),
        ),
        (
            format!("{reduction}percent = 100\n"),
            "4:11",
            "错误: `percent` 不能是 100",
            "写减掉百分之几，1 到 99：九折写 10".into(),
        ),
        (
            kind("nth_price") + "price = 1\nnth = 1\n",
            "5:7",
            "错误: `nth` 不能是 1",
            "第几件，写 2 到 99 之间的整数：第二件写 2".into(),
        ),
        (
            format!("{reduction}off = 1\npieces = 0\n"),
            "5:10",
            "错误: `pieces` 不能是 0",
            "单位是件，写 1 到 999 之间的整数".into(),
        ),
        (
            format!("{reduction}off = 1\nleft = -1\n"),
            "5:8",
            "错误: `left` 不能是 -1",
            "还剩几份，写 0 到 1000000000 之间的整数".into(),
        ),
        (
            kind("coupon") + "off = 1\nvalid_days = 0\n",
            "5:14",
            "错误: `valid_days` 不能是 0",
            "单位是天，写 1 到 3650 之间的整数".into(),
        ),
        (
            format!("{reduction}off = 1\nper_buyer = -1\n"),
            "5:13",
            "错误: `per_buyer` 不能是 -1",
            "单位是次，写 0 到 9999 之间的整数".into(),
        ),
        (
            format!("{reduction}off = 1\npercent = 10\n"),
            "5:11",
            "错误: 优惠 `a` 同时写了 `off` 和 `percent`",
            "只留一个；两种优惠就写两段".into(),
        ),
        (
            format!("{reduction}off = 1\nthreshold = 9\npieces = 2\n"),
            "6:10",
            "错误: 优惠 `a` 同时写了 `threshold` 和 `pieces`",
            "只留一个；两种优惠就写两段".into(),
        ),
        (
            format!("{reduction}off = 1\nprice = 9\n"),
            "5:9",
            "错误: 优惠 `a` 不能写 `price`",
            "`kind = \"full_reduction\"` 用不上它：删掉，或者改 `kind`".into(),
        ),
        (
            kind("gift") + "gift = '袜子'\nlevel = 'order'\n",
            "5:9",
            "错误: 优惠 `a` 不能写 `level`",
            "`kind = \"gift\"` 用不上它：删掉，或者改 `kind`".into(),
        ),
        (
            kind("live_price") + "price = 9\nlevel = 'order'\n",
            "5:9",
            "错误: 优惠 `a` 的 `level` 只能是 `item`",
            "`kind = \"live_price\"` 改的是单件商品的价格；这一行可以不写".into(),
        ),
        (
            format!("{reduction}off = 1\neach = true\n"),
            "5:8",
            "错误: 优惠 `a` 写了每满，却没有写满多少",
            "写上 `threshold`（分）或 `pieces`（件），或者删掉 `each`".into(),
        ),
        (
            format!("{reduction}off = 1500\nthreshold = 150\n"),
            "4:7",
            "警告: 优惠 `a` 减的不比门槛少，买家可以不付钱",
            "两个数的单位都是分：满 150 元减 15 元写 `threshold = 15000`、`off = 1500`".into(),
        ),
        (
            format!("{reduction}off = 1\nfrom = 2026-11-20\nuntil = 2026-11-20T00:00:00\n"),
            "6:9",
            "错误: 优惠 `a` 永远用不上：`until` 不在 `from` 后面",
            "`until` 写停用的时刻，`through` 写最后一天".into(),
        ),
        (
            format!("{reduction}off = 1\nfrom = 2026-11-20\nthrough = 2026-11-19\n"),
            "6:11",
            "错误: 优惠 `a` 永远用不上：`through` 不在 `from` 后面",
            "`until` 写停用的时刻，`through` 写最后一天".into(),
        ),
        (
            format!("{reduction}off = 1\nuntil = 2026-11-30\n"),
            "5:9",
            "警告: `until = 2026-11-30` 在这一天零点就停了，这一天不算",
            "这一天也有优惠，就写 `through = 2026-11-30`；真要零点停，就写 `2026-11-30T00:00:00`".into(),
        ),
        (
            format!("{reduction}off = 1\nuntil = 2026-11-30T20:00:00\nthrough = 2026-11-30\n"),
            "6:11",
            "错误: 优惠 `a` 同时写了 `until` 和 `through`",
            "只留一个；两种优惠就写两段".into(),
        ),
        (
            format!("{reduction}off = 1\nthrough = 2026-11-30T20:00:00\n"),
            "5:11",
            "错误: `through` 的日期看不懂：`2026-11-30T20:00:00`",
            "只写日期，不写钟点：`2026-11-30`".into(),
        ),
        (
            format!("{reduction}off = 1\nfrom = '明天'\n"),
            "5:8",
            "错误: `from` 的时间看不懂：`明天`",
            "照这样写：2026-11-11（当天零点），或 2026-11-11T20:00:00+08:00".into(),
        ),
        (
            format!("{reduction}off = 1\ndaily = '晚上'\n"),
            "5:9",
            "错误: `daily` 的时间段看不懂：`晚上`",
            "照这样写：09:00-23:00；跨过零点写 22:00-08:00".into(),
        ),
        (
            format!("{reduction}off = 1\nproducts = ['p1', '']\n"),
            "5:19",
            "错误: `products` 里有一项是空的",
            "补上内容，或者删掉这一项".into(),
        ),
        (
            format!("{reduction}off = 1\naudience = 'vip'\n"),
            "5:12",
            "错误: `audience` 不能是 `vip`",
            "可以写：`new`、`returning`、`member`".into(),
        ),
        (format!("{reduction}off = 1\nname = ''\n"), "5:8", "错误: `name` 是空的", "补上内容".into()),
        (
            format!("{reduction}off = 1\n{reduction}off = 2\n"),
            "6:6",
            "错误: 优惠 `a` 写了两次",
            "第一处在 a.toml:2:6；给其中一个换个 `id`".into(),
        ),
        (
            "[[promotion]]\nid = 'a'\ndisabled = true\n".into(),
            "2:6",
            "警告: 没有 `a` 这个优惠，停用不了",
            "核对 `id`：要和内置的一字不差；不需要停用就删掉这一段".into(),
        ),
    ] {
        only(&toml, place, message, &help);
    }
    let many: String = (0..201).map(|at| format!("[[promotion]]\nid = 'a{at}'\nkind = 'coupon'\noff = 1\n")).collect();
    only(
        &many,
        "801:1",
        "错误: 优惠有 201 个，最多 200 个",
        "删掉过期的；同样的优惠用 `products` 或 `categories` 写成一个",
    );
}

#[test]
fn what_the_platform_forbids_is_not_said_in_a_table_either() {
    check(
        "[policy.payment]\naccepted = ['加微信转账']\n",
        "a.toml:2:13: 错误: 平台不允许说 `微信`（站外联系方式）\n  建议: 换个说法；如果在这里没有问题，把这个词写进 `[guard]` 的 `allowed`\n",
    );
}

#[test]
fn a_table_that_is_written_twice_counts_as_it_was_written_last() {
    let one = "[policy.payment]\naccepted = ['支付宝']\n";
    let two = Knowledge::empty().toml("base.toml", BASE).toml("a.toml", one).toml("b.toml", one);
    assert_eq!(
        shown(two),
        "b.toml:1:1: 警告: `[policy]` 里的 `payment` 写了两次\n  建议: 第一处在 a.toml:1:1；现在以这里为准，删掉一处\n"
    );
    // What is set in code is meant to replace, and a text stands beside its table.
    let text = "[policy]\npayment = '都可以'\n";
    let code = PaymentEntry::new(["微信支付"]);
    assert_eq!(
        shown(Knowledge::empty().toml("base.toml", BASE).toml("a.toml", one).toml("t.toml", text).payment(code)),
        ""
    );
}

#[test]
fn what_is_built_in_code_is_checked_too() {
    let mut shipping = ShippingEntry::new();
    shipping.cutoff = Some("下午".into());
    let mut carriers = CarriersEntry::new(["韵达快递"]);
    carriers.extra = Some(Fen(900));
    let mut delivery = DeliveryEntry::new(["月球"]);
    delivery.days = Some("2".into());
    let mut payment = PaymentEntry::new(["支付宝"]);
    payment.refused = vec!["支付宝".into()];
    let invoice = InvoiceEntry::new([""]);
    let promotion = PromotionEntry::new("new", PromotionKind::Coupon);
    let builder = Knowledge::empty().toml("base.toml", BASE).shipping(shipping).carriers(carriers).delivery(delivery);
    let (_, found) = builder.payment(payment).invoice(invoice).promotion(promotion).check();
    let mut places: Vec<&str> =
        found.iter().map(|one| one.file.as_str()).filter(|file| *file != "[[intent]]").collect();
    places.sort_unstable();
    let expect = [
        "[[policy.delivery]]",
        "[[promotion]] `new`",
        "[policy.carriers]",
        "[policy.invoice]",
        "[policy.payment]",
        "[policy.shipping]",
    ];
    assert_eq!(places, expect, "{found:#?}");
}

/// The pack's answers work without the texts.
#[test]
fn a_table_alone_answers_its_topic() {
    let toml = "
[policy.shipping]
within_hours = 48
cutoff = '14:30'
weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat']
[policy.carriers]
default = ['韵达快递', '申通快递']
[[policy.delivery]]
to = ['江浙沪']
days = '1-2'
[[policy.delivery]]
days = '2-5'
[policy.payment]
accepted = ['抖音支付', '支付宝']
refused = ['货到付款']
[policy.invoice]
kinds = ['电子普通发票']
after = '确认收货后'
[[promotion]]
id = 'full150'
kind = 'full_reduction'
threshold = 15000
off = 1500
";
    let bot = Bot::new(Knowledge::builder().toml("a.toml", toml).build().unwrap());
    // Somebody who has no order yet.
    let orders = MemoryOrders::new([]);
    let shop = Shop::new().orders(&orders);
    for (ask, expect) in [
        ("发什么快递", "默认发韵达快递或申通快递。"),
        ("付款后多久发货", "14:30 前付款的当天走"),
        ("一般几天能到", "路上一般 1–5 天"),
        ("怎么付款", "抖音支付、支付宝"),
        ("能开发票吗", "电子普通发票，确认收货后申请"),
        ("有什么优惠", "满150减15"),
    ] {
        let at: Time = "2026-11-22T10:00:00+08:00".parse().unwrap();
        let turn = bot.reply(&mut Session::new("s"), Input::text(ask).at(at).buyer("b1"), &shop);
        assert!(turn.text().contains(expect), "{ask}: {}", turn.text());
    }
}
