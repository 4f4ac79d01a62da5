//! A turn sends three messages at most, beside the notice that begins a conversation.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "common/mod.rs"]
mod common;

use kefu::{Input, Session, Shop};

const QUESTIONS: &[&str] = &[
    "什么时候发货",
    "用什么快递",
    "能开发票吗",
    "有优惠吗",
    "什么材质",
    "170 130 穿什么码",
    "能退货吗",
    "退款到账了吗",
    "我的快递到哪了",
    "包邮吗",
    "推荐一款外套",
    "怎么洗",
];

#[test]
fn three_messages_at_most_whatever_is_asked_together() {
    let (bot, data) = (common::demo_bot(), common::DemoData::read());
    let (orders, products) = (data.orders(), data.products());
    let shop = Shop::new().orders(&orders).products(&products);
    let mut several = 0;
    for first in QUESTIONS {
        for second in QUESTIONS {
            for (third, end) in [(QUESTIONS[2], "？？？"), (QUESTIONS[9], "，太慢了"), (QUESTIONS[5], "")] {
                let text = format!("{first}，{second}，{third}{end}");
                let mut session = Session::new(&text);
                let mut send = |input: Input| {
                    let turn = bot.reply(&mut session, input.at(common::now()).buyer("b1"), &shop);
                    turn.replies.iter().filter(|reply| !matches!(reply, kefu::Reply::Product { .. })).count()
                };
                // The first turn has the notice.
                assert!(send(Input::product_card("p1001")) <= 4);
                let count = send(Input::text(&text));
                assert!(count <= 3, "{text}: {count}");
                several += usize::from(count == 3);
            }
        }
    }
    assert!(several > 50, "the questions are not answered together: {several}");
}
