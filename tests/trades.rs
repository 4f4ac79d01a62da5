//! Shops of other trades than clothes: their conversations, and that no word of clothes is said in them.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

#[path = "common/data.rs"]
mod data;

use std::fs;
use std::path::{Path, PathBuf};

use data::Data;
use kefu::transcript::Transcript;
use kefu::{Input, MemoryOrders, MemoryProducts, Session, Shop, Time};

const TRADES: &[&str] = &["food", "cosmetics", "electronics"];
const NOW: &str = "2026-11-22T10:00:00+08:00";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

fn open(trade: &str) -> Data {
    Data::open(&at("shops").join(trade))
}

#[test]
fn every_trade_talks_as_written() {
    let mut failures = Vec::new();
    for name in TRADES {
        let trade = open(name);
        // What one conversation is about stands in a file of its own.
        let files = fs::read_dir(at("trades")).unwrap().map(|entry| entry.unwrap().path());
        for path in files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(name)) {
            let text = fs::read_to_string(&path).unwrap();
            let transcript = Transcript::parse(&path.display().to_string(), &text);
            let transcript = transcript.unwrap_or_else(|error| panic!("{error}"));
            let (orders, products) =
                (MemoryOrders::new(trade.orders.clone()), MemoryProducts::new(trade.products.clone()));
            if let Err(failure) = transcript.run(&trade.bot, &Shop::new().orders(&orders).products(&products)) {
                failures.push(failure.to_string());
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Words that only a shop of clothes says.
const CLOTHES: &[&str] = &["吊牌", "尺码", "洗涤", "衣", "裤", "身高", "体重", "面料", "宽松", "不合身", "颜色或"];

/// What buyers of every trade ask, with what the return flow goes on with.
const QUESTIONS: &[&str] = &[
    "你好",
    "有什么规格",
    "还有货吗",
    "多少钱",
    "怎么用",
    "什么时候发货",
    "包邮吗",
    "发什么快递",
    "有什么优惠",
    "有赠品吗",
    "是正品吗",
    "质量怎么样",
    "支持七天无理由吗",
    "能退吗",
    "拆封了能退吗",
    "我要退货",
    "不想要了",
    "算了",
    "我要换货",
    "算了",
    "我要退款",
    "算了",
    "收到是坏的",
    "碎了一个",
    "算了",
    "发错了",
    "算了",
    "少发了一件",
    "算了",
    "拍错规格了",
    "算了",
    "取消订单",
    "算了",
    "退款到账了吗",
    "运费谁出",
    "寄回地址在哪",
    "怎么保修",
    "能开发票吗",
    "降价了能退差价吗",
    "我的快递到哪了",
    "推荐一款",
    "介绍一下",
    "改规格",
    "算了",
    "这个怎么样",
    "孕妇可以用吗",
    "呃呃呃哦",
    "再见",
];

#[test]
fn no_word_of_clothes_is_said_in_another_trade() {
    for name in TRADES {
        let trade = open(name);
        let mut buyers: Vec<&str> = trade.orders.iter().map(|order| order.buyer.as_str()).collect();
        buyers.push("nobody");
        for product in &trade.products {
            for buyer in &buyers {
                let (orders, products) =
                    (MemoryOrders::new(trade.orders.clone()), MemoryProducts::new(trade.products.clone()));
                let shop = Shop::new().orders(&orders).products(&products);
                let mut session = Session::new("c");
                let now: Time = NOW.parse().unwrap();
                let opening =
                    [Input::visit(None), Input::visit(Some(product.id.clone())), Input::product_card(&product.id)];
                let asked = QUESTIONS.iter().map(|text| Input::text(*text));
                for (minutes, input) in (0_i64..).zip(opening.into_iter().chain(asked)) {
                    let at = now.plus_millis(minutes * 60_000);
                    let turn = trade.bot.reply(&mut session, input.clone().buyer(*buyer).at(at), &shop);
                    for word in CLOTHES {
                        assert!(!turn.text().contains(word), "{name}, {buyer}: {input:?}\n{}", turn.text());
                    }
                    assert!(!turn.text().contains("0 天"), "{name}: {input:?}\n{}", turn.text());
                }
            }
        }
    }
}
