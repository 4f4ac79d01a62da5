//! What a shop wrote comes first, and its writer is asked where nothing that was written fits.

#![allow(missing_docs, clippy::unwrap_used)]

use std::cell::RefCell;

use kefu::knowledge::{FaqEntry, KnowledgeBuilder};
use kefu::shop::{Compose, Composer};
use kefu::{Bot, Input, Knowledge, LookupError, Reply, Session, Shop};

fn said(reply: &Reply) -> String {
    match reply {
        Reply::Text { text } | Reply::Menu { text, .. } => text.clone(),
        _ => String::new(),
    }
}

const ENTRIES: [[&str; 2]; 5] = [
    ["孕妇可以吃吗", "怀孕了能吃吗"],
    ["可以指定口味吗", "能选口味吗"],
    ["开封后怎么保存", "打开了要放冰箱吗"],
    ["是真空包装吗", "用什么包装的"],
    ["要不要加热", "开袋就能吃吗"],
];
const CARRIERS: &str = "默认发中通，指定顺丰请备注，补运费差价。";

#[test]
fn what_the_shop_says_about_itself_does_not_yield_to_a_likely_entry() {
    for size in [1, 2, 5] {
        let builder = Knowledge::builder().policy("carriers", CARRIERS);
        let add = |builder: KnowledgeBuilder, [question, similar]: &[&str; 2]| {
            let mut entry = FaqEntry::new(*question, "见详情页。");
            entry.similar.push((*similar).to_owned());
            builder.faq(entry)
        };
        let bot = Bot::new(ENTRIES.iter().take(size).fold(builder, add).build().unwrap());
        for text in ["可以指定顺丰吗", "能发顺丰吗", "可以发顺丰吗", "发什么快递"] {
            let turn = bot.reply(&mut Session::new("s"), Input::text(text).buyer("b"), &Shop::default());
            assert!(turn.replies.iter().any(|reply| said(reply).contains("中通")), "{text}: {:?}", turn.replies);
        }
    }
}

fn own(text: &str) -> Bot {
    Bot::new(Knowledge::builder().toml("shop.toml", text).build().unwrap())
}

#[test]
fn a_pattern_of_the_shop_comes_before_examples_keywords_and_patterns_of_the_pack() {
    let bot = own(r#"
[[intent]]
id = "trial"
name = "试用"
patterns = ["发货|退款|优惠券|人工|尺码"]
[[answer]]
id = "trial"
intent = "trial"
say = ["这是本店的规则。"]
"#);
    for text in ["什么时候发货", "我要退款", "有优惠券吗", "发货", "转人工", "退款进度", "尺码表"]
    {
        let understood = bot.understand(text);
        assert_eq!(understood.best().map(|best| best.id.as_str().to_owned()).as_deref(), Some("trial"), "{text}");
        assert!(understood.best().unwrap().confidence > 0.97, "{text}");
        assert!(
            understood.evidence.iter().all(|it| it.weight <= understood.best().unwrap().confidence + 0.01),
            "{text}"
        );
    }
    // what is denied is not said, and what the pattern does not match is read as ever
    assert_ne!(bot.understand("快递到哪了").best().unwrap().id.as_str(), "trial");
}

#[test]
fn a_keyword_of_the_shop_comes_before_the_same_keyword_of_the_pack_and_before_its_own_patterns() {
    let bot = own(r#"
[[intent]]
id = "club"
name = "会员日"
keywords = ["转人工", "催发货", "什么时候发货"]
[[intent]]
id = "trial"
name = "试用"
patterns = ["发货"]
[[answer]]
id = "club"
intent = "club"
say = ["会员日是每月八号。"]
[[answer]]
id = "word"
keywords = ["我要退款"]
say = ["退款请填表。"]
"#);
    for text in ["转人工", "催发货", "什么时候发货", "请问什么时候发货呀"] {
        assert_eq!(
            bot.understand(text).best().map(|best| best.id.as_str().to_owned()).as_deref(),
            Some("club"),
            "{text}"
        );
    }
    assert_eq!(bot.understand("几号发货").best().map(|best| best.id.as_str().to_owned()).as_deref(), Some("trial"));
    let turn = bot.reply(&mut Session::new("s"), Input::text("我要退款").buyer("b"), &Shop::default());
    assert_eq!(turn.replies.last().map(said).as_deref(), Some("退款请填表。"));
}

/// Keeps what it is asked.
struct Writer {
    text: &'static str,
    asked: RefCell<Vec<Compose>>,
}

impl Composer for Writer {
    fn compose(&self, compose: &Compose) -> Result<String, LookupError> {
        self.asked.borrow_mut().push(compose.clone());
        Ok(self.text.to_owned())
    }
}

fn composing() -> Bot {
    own("[shop]\ncompose = true\n[policy]\ncarriers = \"默认发中通。\"\n")
}

#[test]
fn the_writer_is_asked_whenever_nothing_curated_fits_with_the_last_lines() {
    let bot = composing();
    let writer = Writer { text: "这个我帮您记下了，稍后回复您。", asked: RefCell::default() };
    let shop = Shop::default().composer(&writer);
    let mut session = Session::new("s");
    for at in 0..12 {
        bot.reply(&mut session, Input::text(format!("你好，我的电话是1380000{at:04}")).buyer("b"), &shop);
    }
    writer.asked.borrow_mut().clear();
    let turn = bot.reply(&mut session, Input::text("鲸鱼为什么会唱歌给月亮听").buyer("b"), &shop);
    assert!(turn.replies.iter().any(|reply| said(reply).contains("帮您记下")), "{:?}", turn.replies);
    let asked = writer.asked.borrow();
    let compose = asked.first().unwrap();
    assert!(compose.evidence.iter().any(|text| text.contains("中通")));
    assert!((1..=10).contains(&compose.dialogue.len()), "{}", compose.dialogue.len());
    assert!(compose.dialogue.iter().all(|line| !line.text.contains("1380000")), "{:?}", compose.dialogue);
}

#[test]
fn the_writer_is_not_asked_where_something_curated_fits() {
    let bot = composing();
    let writer = Writer { text: "随便写的。", asked: RefCell::default() };
    let shop = Shop::default().composer(&writer);
    for text in ["你好", "发什么快递", "转人工", "谢谢", "我要退款"] {
        bot.reply(&mut Session::new("s"), Input::text(text).buyer("b"), &shop);
        assert!(writer.asked.borrow().is_empty(), "{text}: {:?}", writer.asked.borrow());
    }
}

#[test]
fn what_the_writer_makes_up_is_held_back() {
    let bot = composing();
    let writer = Writer { text: "这款只要 99 元哦。", asked: RefCell::default() };
    let shop = Shop::default().composer(&writer);
    let turn = bot.reply(&mut Session::new("s"), Input::text("鲸鱼为什么会唱歌给月亮听").buyer("b"), &shop);
    assert!(!turn.replies.iter().any(|reply| said(reply).contains("99")), "{:?}", turn.replies);
    assert!(!writer.asked.borrow().is_empty());
}
