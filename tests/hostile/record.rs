//! What the record hides.

use super::*;

const INSTALLING: &str = r#"
    [[intent]]
    id = "install"
    name = "安装"
    keywords = ["预约安装"]

    [[flow]]
    id = "install"
    intents = ["install"]
    [[flow.step]]
    id = "where"
    ask = "install_at"
    as = "address"
    say = "装在哪里？"
    [[flow.step]]
    id = "who"
    ask = "title"
    as = "text"
    say = "师傅怎么称呼您？"
    [[flow.step]]
    id = "call"
    hand_off = { reason = "install" }
    say = "好的，{slot.install_at}，已经记下。"
"#;
const HOME: &str = "江苏省南京市鼓楼区中山路88号3栋501";

/// A secret is what was asked for, whatever a shop calls the slot.
#[test]
fn an_address_is_a_secret_in_any_slot() {
    let bot = shop_bot(INSTALLING);
    let mut session = Session::new("s");
    let mut turns = Vec::new();
    for (number, text) in ["预约安装", HOME, "王小明"].iter().enumerate() {
        turns.push(bot.reply(&mut session, Input::text(*text).id(number.to_string()), &Shop::new()));
    }
    let last = turns.last().unwrap();
    assert!(last.text().contains("好的，江苏省南京市鼓楼区****，"), "{}", last.text());
    assert!(last.actions.iter().any(|action| matches!(action, kefu::Action::HandOff(_))), "{last:?}");
    for turn in &turns {
        let record = record(turn);
        assert!(!record.contains("中山路") && !record.contains("501") && !record.contains("王小明"), "{record}");
    }
}

/// The same again masks as the first time, though the flow is over.
#[test]
fn a_repeated_message_is_masked_as_the_first_time() {
    let bot = shop_bot(INSTALLING);
    let mut session = Session::new("s");
    let said = ["预约安装", HOME, "王小明", "谢谢"];
    for (number, text) in said.iter().enumerate() {
        bot.reply(&mut session, Input::text(*text).id(number.to_string()), &Shop::new());
    }
    for (number, text) in said.iter().enumerate() {
        let turn = bot.reply(&mut session, Input::text(*text).id(number.to_string()), &Shop::new());
        assert!(turn.facts.iter().any(|fact| matches!(fact, Fact::Repeated { .. })), "{turn:?}");
        let record = record(&turn);
        assert!(!record.contains("中山路") && !record.contains("王小明"), "{record}");
        let heard =
            turn.facts.iter().find_map(|fact| if let Fact::Heard { text, .. } = fact { Some(text) } else { None });
        let hidden = number == 1 || number == 2;
        assert_eq!(heard.unwrap() == text, !hidden, "{heard:?}");
    }
}

/// Before it is asked for, in another matter, to a person and by a person.
#[test]
fn addresses_and_names_are_masked_wherever_they_are_written() {
    let orders = MemoryOrders::new(private::orders());
    let shop = Shop::new().orders(&orders);
    for text in [
        "寄到江苏省南京市鼓楼区中山路88号3栋501要几天",
        "我住幸福路12号，能上门取件吗",
        "收件人改成欧阳晓岚",
        "李小明，13912345678，江苏省南京市鼓楼区中山路88号3栋*501",
        "开发票，抬头个人王小明",
        "帮我备注：放到中山路88号3栋501门口",
        "我叫王小明，转人工",
    ] {
        for input in [Input::text(text), Input::agent(kefu::input::AgentAction::Said, Some(text.to_owned()))] {
            let turn = bot().reply(&mut Session::new("s"), input.buyer(BUYER).at(now()), &shop);
            let record = record(&turn);
            for part in ["中山路", "幸福路", "12号", "501", "晓岚", "小明", "13912345678"] {
                assert!(!record.contains(part), "{part} of {text:?} in {record}");
            }
        }
    }
    // What is none is shown.
    for text in ["在路上了吗", "18号能到杭州市吗", "收货人能改吗", "我要黄色的M码", "放到门口就行", "你们店在哪个区"]
    {
        let turn = bot().reply(&mut Session::new("s"), Input::text(text).buyer(BUYER).at(now()), &shop);
        assert!(turn.suggestions.is_empty(), "{:?}", turn.suggestions);
        assert!(record(&turn).contains(text), "{text:?} not in {}", record(&turn));
    }
}

/// In every form in which the engine reads a phone itself, it hides it.
#[test]
fn a_phone_is_hidden_in_every_form_in_which_it_is_read() {
    let forms = [
        "13812341035",
        "138 1234 1035",
        "138-1234-1035",
        "138 12 34 10 35",
        "13 812 341 035",
        "138   1234   1035",
        "138\n1234\n1035",
        "138123410 35",
        "138\u{200b}1234\u{200b}1035",
        "138\u{2060}12341035",
        "138😀1234😀1035",
        "①③⑧①②③④①⓪③⑤",
        "１３８１２３４１０３５",
        "+86 13812341035",
        "8613812341035",
        "0086 138 1234 1035",
        "138 1234-1035",
        "1381 2341 035",
    ];
    let mut read = 0;
    for form in forms {
        let text = format!("我的电话是{form}，帮我改一下");
        let heard = bot().understand(&text);
        let Some(phone) = heard.entity(EntityKind::Phone) else { continue };
        read += 1;
        let written = phone.text.clone();
        let turn = bot().reply(&mut Session::new("s"), Input::text(text).buyer(BUYER).id("m"), &Shop::new());
        let record = record(&turn).replace("\\n", "\n");
        assert!(!record.contains(&written) && !record.contains("13812341035"), "{form:?} in {record}");
    }
    assert!(read >= 12, "{read} forms were read as phones");
}

/// What is put in before a reply passes the guard and the masks, too.
#[test]
fn what_is_put_before_a_reply_is_masked() {
    let bot = shop_bot(
        "[text]\nsaid_before = \"刚才说过：{parcel.text}\"\nonce_more = \"再说一次：{parcel.text}\"\n[[hand_off]]\nid = \"stalled\"\ndisabled = true\n[[hand_off]]\nid = \"repeated\"\ndisabled = true\n",
    );
    let orders = MemoryOrders::new(private::orders());
    let shop = Shop::new().orders(&orders);
    let mut session = Session::new("s");
    let mut put_before = 0;
    for number in 0..12 {
        let input = Input::text("6917000000000000101 到哪了").buyer(BUYER).id(number.to_string()).at(now());
        let turn = bot.reply(&mut session, input, &shop);
        for part in [PHONE, NAME, ADDRESS] {
            assert!(!turn.text().contains(part), "{part} in {}", turn.text());
        }
        put_before += usize::from(turn.text().contains("刚才说过") || turn.text().contains("再说一次"));
    }
    assert!(put_before > 0);
}

/// A source that returns everybody's orders does not tell by a mask whose names it has.
#[test]
fn names_of_others_are_not_masked_in_the_buyers_words() {
    let mut others = private::orders();
    for order in &mut others {
        if order.buyer != BUYER {
            order.receiver = Some(receiver("赵铁柱", "13700002222", "某某街5号"));
        }
    }
    let orders = Fixed(others);
    let text = "备注写：给赵铁柱和钱三娘的";
    let turn =
        bot().reply(&mut Session::new("s"), Input::text(text).buyer(BUYER).at(now()), &Shop::new().orders(&orders));
    let said: Vec<String> = turn.session.lines().map(|line| line.text.clone()).collect();
    assert!(said.iter().any(|line| line.contains("赵铁柱")), "{said:?}");
}

/// A receiver may be called like a word.
#[test]
fn a_receiver_called_confirm_garbles_nothing() {
    let mut mine = order("6917000000000000102");
    mine.status = OrderStatus::Paid;
    mine.parcels = Vec::<Parcel>::new();
    mine.receiver = Some(receiver("确认", PHONE, ADDRESS));
    let orders = Fixed(vec![mine]);
    let turn = bot().reply(
        &mut Session::new("s"),
        Input::text("取消订单").buyer(BUYER).at(now()),
        &Shop::new().orders(&orders),
    );
    assert!(turn.text().contains("确认"), "{}", turn.text());
    assert!(turn.session.lines().any(|line| line.text.contains("确认")));
    assert!(matches!(turn.replies[0], Reply::Text { .. } | Reply::Menu { .. }));
}

/// The host is asked for products without what identifies the buyer.
#[test]
fn a_look_up_by_text_hides_who_asks() {
    struct Seen(Cell<usize>);
    impl ProductSource for Seen {
        fn products(&self, query: &ProductQuery) -> Result<Vec<Product>, LookupError> {
            if let ProductQuery::Text(text) = query {
                assert!(!text.contains("13912345678") && !text.contains("中山路"), "{text}");
                self.0.set(self.0.get() + 1);
            }
            Ok(Vec::new())
        }
    }
    let products = Seen(Cell::new(0));
    for text in ["灯罩多少钱，寄到中山路88号3栋501", "灯罩有货吗 电话139 1234 5678"] {
        bot().reply(&mut Session::new("s"), Input::text(text), &Shop::new().products(&products));
    }
    assert!(products.0.get() > 0);
}
