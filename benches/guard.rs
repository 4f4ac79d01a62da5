//! Messages a second and core through the guard: `cargo bench --manifest-path benches/Cargo.toml --bench guard`.
//!
//! Three kinds of lines: what shops write all day; innocent look-alikes, which nearly all have to be read in earnest; guilty ones.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use kefu::Guard;
use kefu::guard::Evidence;

/// What shops write all day, 16 characters on average.
const ORDINARY: &[&str] = &[
    "您好，请问有什么可以帮您？",
    "亲，这款有现货哦，下单后48小时内发货~",
    "建议您拍L码，版型偏小一点",
    "面料是棉和氨纶，洗了不容易变形",
    "可以机洗的，装洗衣袋，深浅分开",
    "地址改好了，您看一下对不对",
    "不好意思让您久等了，这边帮您催一下快递",
    "发票开好了会发到您填的邮箱",
    "物流显示已经到站点，今天派送",
    "如果不合适可以七天无理由退换，吊牌别剪",
    "黑色卖完了，灰色还有几件[玫瑰]",
    "麻烦您发一下订单号，我查一下",
    "支持微信支付和花呗",
    "您的订单6917533224570258991已签收，放在驿站了",
    "最近下单的多，发得慢一点，抱歉",
    "到货了给您留言哈😊",
    "这边看到您申请了退款，审核通过后原路退回",
    "袖长60，肩宽38，误差1-2厘米",
    "好的亲，已经给您备注了",
    "拍两件可以用满减，一起结算就行",
];

const GUILTY: &str = include_str!("../tests/guard/guilty.tsv");
const INNOCENT: &str = include_str!("../tests/guard/innocent.tsv");

fn texts(table: &str) -> Vec<String> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split('\t').next().unwrap().replace("\\n", "\n")).collect()
}

/// The best of many rounds counts: what else the machine does is no part of it.
fn row(name: &str, texts: &[String], evidence: &Evidence) {
    let guard = Guard::new();
    let mut best = Duration::MAX;
    for _ in 0..200 {
        let started = Instant::now();
        for text in texts {
            black_box(guard.check(black_box(text), evidence));
        }
        best = best.min(started.elapsed());
    }
    let letters: usize = texts.iter().map(|text| text.chars().count()).sum();
    let each = best.as_secs_f64() / texts.len() as f64;
    println!(
        "| {name} | {} | {:.0} | {:.2} | {:.2} |",
        texts.len(),
        letters as f64 / texts.len() as f64,
        each * 1e6,
        1e-6 / each
    );
}

fn main() {
    println!("| lines | how many | characters | µs each | million a second |");
    println!("| --- | --- | --- | --- | --- |");
    let ordinary: Vec<String> = ORDINARY.iter().map(|text| (*text).to_owned()).collect();
    row("ordinary, figures not judged", &ordinary, &Evidence::none());
    row("ordinary, with evidence", &ordinary, &Evidence::of(["48小时内发货", "袖长60，肩宽38"]));
    row("innocent look-alikes", &texts(INNOCENT), &Evidence::none());
    row("guilty", &texts(GUILTY), &Evidence::none());
}
