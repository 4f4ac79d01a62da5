//! What arrives as a buyer's or a person's words and is none: notices of the platform, cards as text, the bot's own lines. And what a
//! buyer asks for that the platform forbids.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use kefu::fact::Heard;
use kefu::input::AgentAction;
use kefu::{Action, Bot, Fact, Input, Knowledge, Session, Shop, Turn};

const QUESTIONS: &[&str] = &[
    "什么时候发货",
    "我的快递到哪了",
    "我要退货",
    "取消订单",
    "鞋子开胶了",
    "呜呼啦呼",
    "推荐尺码",
    "转人工",
    "能开发票吗",
];

/// Notices of the platform, as they arrive.
const NOTICES: &[&str] = &[
    "[系统消息] 会话即将结束，是否还有问题？",
    "【系统消息】买家进入会话",
    "［系统提示］ 您有一条新的评价",
    "系统消息：对方已离开",
    "该消息类型暂不支持",
    "该消息类型暂不支持，请在手机端查看",
    "该消息类型暂不支持查看",
    "暂不支持该消息类型",
    "当前版本不支持该消息，请升级",
    "对方撤回了一条消息",
    "你撤回了一条消息",
    "小鱼儿撤回了一条消息",
    "发送过于频繁，请稍后再试",
    "消息发送过于频繁，请稍后重试",
    "操作太频繁，请稍后再试",
    "会话已结束",
    "会话超时，已自动关闭",
    "用户已评价 5星",
    "[安全提醒] 请勿在平台外交易",
    "语音通话已取消",
];

/// Buyers who speak of such things.
const OF_BUYERS: &[&str] = &[
    "为什么显示该消息类型暂不支持",
    "该消息类型暂不支持 是什么意思",
    "该消息类型暂不支持？",
    "系统消息说我的订单异常",
    "[系统消息] 这是什么意思",
    "提示操作太频繁怎么办",
    "操作太频繁了下不了单",
    "发送太频繁是什么情况",
    "你撤回了一条消息干嘛",
    "我看到你撤回了一条消息",
    "刚才撤回了一条消息，发错了",
    "会话已结束是怎么回事",
    "当前版本不支持怎么弄",
    "你们系统消息好多",
    "怎么撤回消息",
    "撤回了一条消息你看到了吗",
    "语音通话可以吗",
];

fn send(bot: &Bot, session: &mut Session, shop: &Shop<'_>, input: Input) -> Turn {
    bot.reply(session, input.at(common::now()).buyer("b1"), shop)
}

fn is_notice(turn: &Turn) -> bool {
    turn.facts.iter().any(|fact| matches!(fact, Fact::PlatformSaid { .. }))
}

#[test]
fn a_notice_of_the_platform_changes_nothing_but_the_record() {
    let (bot, data) = (common::demo_bot(), common::DemoData::read());
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    for before in QUESTIONS {
        let mut session = Session::new("s1");
        send(&bot, &mut session, &shop, Input::text(*before));
        let kept = serde_json::to_value(&session).unwrap();
        for notice in NOTICES {
            let turn = send(&bot, &mut session, &shop, Input::text(*notice));
            assert!(turn.replies.is_empty() && turn.actions.is_empty(), "{before}, {notice}: {}", turn.text());
            assert!(is_notice(&turn), "{notice}");
            let mut now = serde_json::to_value(&session).unwrap();
            now["revision"] = kept["revision"].clone();
            assert_eq!(now, kept, "{before}, {notice}");
        }
    }
}

#[test]
fn who_speaks_of_a_notice_is_answered() {
    let bot = Bot::new(Knowledge::ecommerce());
    let asked = QUESTIONS.iter().chain(OF_BUYERS);
    for text in asked {
        let turn = send(&bot, &mut Session::new("s1"), &Shop::new(), Input::text(*text));
        assert!(!turn.replies.is_empty() && !is_notice(&turn), "{text}");
    }
}

#[test]
fn a_shop_adds_its_own_notices() {
    let shop = "[shop]\nnotices = [\"店小蜜提示：*\"]\n";
    let bot = Bot::new(Knowledge::builder().toml("shop.toml", shop).build().unwrap());
    for (text, expect) in [
        ("店小蜜提示: 请及时回复", true),
        ("店小蜜提示：已转接", true),
        ("[系统消息] 已接入", true),
        ("店小蜜是谁", false),
    ] {
        let turn = send(&bot, &mut Session::new("s1"), &Shop::new(), Input::text(text));
        assert_eq!(is_notice(&turn), expect, "{text}");
    }
}

#[test]
fn an_order_as_text_is_its_card_and_a_question_about_it_is_none() {
    let bot = common::demo_bot();
    let kind = |text: &str| {
        let turn = send(&bot, &mut Session::new("s1"), &Shop::new(), Input::text(text));
        turn.facts.iter().find_map(|fact| match fact {
            Fact::Heard { kind, .. } => Some(*kind),
            _ => None,
        })
    };
    for text in [
        "[订单编号:6917533224570258991，订单金额:￥59.00，下单时间:2026-11-19 20:10:00]",
        "订单编号: 6917533224570258991\n订单金额: ¥59.00\n下单时间: 2026-11-19 20:10",
        "【订单】纯棉圆领T恤\n订单号：6917533224570258991\n实付：59.00元\n已发货",
        "订单编号：6917533224570258991 合计：¥59.00 订单状态：待发货",
    ] {
        assert_eq!(kind(text), Some(Heard::OrderCard), "{text}");
    }
    for text in [
        "订单编号6917533224570258991什么时候发货",
        "订单号 6917533224570258991 金额59元 下单时间11月19日 怎么还没到",
        "6917533224570258991",
        "订单金额59元能退吗",
        "订单编号:6917533224570258991 订单金额:59 下单时间:2026-11-19 帮我取消",
        "订单编号和下单时间在哪里看",
        "下单时间2026-11-19 订单金额59元",
    ] {
        assert_eq!(kind(text), Some(Heard::Text), "{text}");
    }
}

#[test]
fn the_bots_own_lines_are_no_person() {
    let (bot, data) = (common::demo_bot(), common::DemoData::read());
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    for question in QUESTIONS {
        let mut session = Session::new(*question);
        let turn = send(&bot, &mut session, &shop, Input::text(*question));
        for reply in turn.replies.iter().map(kefu::Reply::text) {
            for echo in [
                reply.clone(),
                format!(" {} ", reply.replace('\n', " ")),
                reply.replace('，', ",").replace('\n', "\r\n"),
            ] {
                let echoed = send(&bot, &mut session, &shop, Input::agent(AgentAction::Said, Some(echo.clone())));
                assert!(echoed.facts.contains(&Fact::Echoed), "{question}: {echo}");
            }
        }
        let turn = send(&bot, &mut session, &shop, Input::text("有什么优惠"));
        assert!(!turn.replies.is_empty(), "{question}: the bot is silent");
        let person = send(
            &bot,
            &mut session,
            &shop,
            Input::agent(AgentAction::Said, Some("亲，我是人工，这就帮您看".to_owned())),
        );
        assert!(person.facts.contains(&Fact::TakenOver), "{question}");
        assert!(send(&bot, &mut session, &shop, Input::text("在吗")).replies.is_empty());
    }
}

#[test]
fn who_wants_to_leave_the_platform_hears_a_kind_no() {
    let bot = Bot::new(Knowledge::ecommerce());
    let answered = |text: &str| {
        let turn = send(&bot, &mut Session::new(text), &Shop::new(), Input::text(text));
        let called = turn.actions.iter().any(|action| matches!(action, Action::HandOff(_)));
        (turn.text().contains("保障") && turn.text().contains("人工") && !called, turn)
    };
    for text in [
        "留个V信聊呗",
        "加个微信吧",
        "加微信",
        "加我微信",
        "可以加你微信吗",
        "方便加vx吗",
        "你微信多少",
        "微信聊吧",
        "有微信吗",
        "给个微信号",
        "留个联系方式吧",
        "加个QQ",
        "QQ号多少",
        "有QQ群吗",
        "薇信聊",
        "私下交易可以吗",
        "私下转账给你便宜点",
        "我直接微信转账给你行吗",
        "直接转账给你们可以吗",
        "不走平台付便宜点",
        "线下交易可以吗",
        "电话联系吧",
        "留个电话吧",
        "加一下你的v信",
        "加vx详聊",
        "微信转给你",
        "扫码转给你",
    ] {
        let (no, turn) = answered(text);
        assert!(no, "{text}: {}\n{}", turn.text(), turn.trace());
    }
    for text in [
        "可以用微信支付吗",
        "微信付的",
        "退款退到微信吗",
        "快递员电话多少",
        "改一下收货电话",
        "电话号码填错了",
        "支持微信吗",
        "微信零钱没到账",
        "怎么绑定微信",
        "QQ糖有吗",
        "转人工",
        "加急发货可以吗",
        "加一件可以吗",
        "留言给商家",
        "私人定制可以吗",
        "有群吗",
        "扫码看教程吗",
        "发个链接",
        "线下有店吗",
        "直接发货吧",
    ] {
        assert!(!answered(text).0, "{text}");
    }
}

#[test]
fn a_carriers_link_is_cut_out_and_the_rest_is_said() {
    let bot = common::demo_bot();
    let mut data = common::DemoData::read();
    for (text, kept, cut) in [
        ("快件已到达【成都转运中心】，取件扫描二维码 https://t.cn/abc，如有疑问请联系网点", "成都转运中心", "t.cn"),
        ("快件正在派送，加微信abc123领红包；请保持电话畅通。", "快件正在派送", "微信"),
        ("已签收，签收人：本人。关注公众号享优惠", "已签收", "公众号"),
    ] {
        for order in data.orders.iter_mut().filter(|order| order.buyer == "b1") {
            for node in order.parcels.iter_mut().flat_map(|parcel| &mut parcel.nodes) {
                text.clone_into(&mut node.text);
            }
        }
        let orders = data.orders();
        let turn = send(&bot, &mut Session::new("s1"), &Shop::new().orders(&orders), Input::text("我的快递到哪了"));
        assert!(turn.text().contains(kept) && !turn.text().contains(cut), "{text}: {}", turn.text());
        assert!(!turn.facts.iter().any(|fact| matches!(fact, Fact::Blocked { .. })), "{text}");
        assert!(!turn.text().contains("，\n") && !turn.text().ends_with(['，', '；']), "{}", turn.text());
    }
}

#[test]
fn values_that_break_off_end_as_the_sentence_does() {
    for mark in ["；", "，", "、", ";", "。", "！"] {
        let shop = format!(
            "[policy]\nexchange = \"尺码不合适可以换{mark}\"\n\n[[answer]]\nid = \"own\"\nkeywords = [\"换货规则\"]\nsay = \"{{policy.exchange}}。\\n规则：{{policy.exchange}}，请放心{{policy.exchange}}\\n运费{{policy.return_freight}}\"\n"
        );
        let bot = Bot::new(Knowledge::builder().toml("shop.toml", &shop).build().unwrap());
        let turn = send(&bot, &mut Session::new("s1"), &Shop::new(), Input::text("换货规则"));
        let text = turn.text();
        for wrong in ["；。", "，。", "、。", ";。", "。。", "；，", "，，", "、，"] {
            assert!(!text.contains(wrong), "{mark}: {text}");
        }
        assert!(!text.ends_with(['；', '，', '、', ';']), "{mark}: {text}");
        assert!(text.contains("尺码不合适可以换"), "{text}");
    }
}
