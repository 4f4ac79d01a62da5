//! FAQ search over 1 k, 10 k and 100 k entries: `cargo bench --bench faq`.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use kefu::{Bot, FaqEntry, Knowledge};

/// The parts that questions are made of: 16 × 25 × 25 × 12 = 120,000 distinct ones of 15 characters on average.
const OPENINGS: [&str; 16] = [
    "",
    "请问",
    "你好",
    "亲",
    "想问下",
    "麻烦问一下",
    "老板",
    "客服",
    "问一下",
    "那个",
    "我想知道",
    "帮忙看下",
    "急",
    "在吗",
    "想了解下",
    "咨询一下",
];
const THINGS: [&str; 25] = [
    "羽绒服",
    "牛仔裤",
    "小白鞋",
    "保温杯",
    "电饭煲",
    "蓝牙耳机",
    "充电宝",
    "床单",
    "枕头",
    "奶粉",
    "尿不湿",
    "口红",
    "面膜",
    "洗衣液",
    "坚果礼盒",
    "茶叶",
    "台灯",
    "书架",
    "行李箱",
    "雨伞",
    "手机壳",
    "键盘",
    "跑步机",
    "猫粮",
    "积木",
];
const ASPECTS: [&str; 25] = [
    "材质",
    "尺寸",
    "重量",
    "颜色",
    "保质期",
    "产地",
    "包装",
    "容量",
    "功率",
    "保修",
    "发票",
    "赠品",
    "优惠",
    "库存",
    "运费",
    "发货时间",
    "安装方法",
    "清洗方法",
    "适用年龄",
    "退货条件",
    "价格",
    "味道",
    "厚度",
    "型号",
    "配件",
];
const ENDINGS: [&str; 12] = [
    "是什么",
    "怎么样",
    "有说明吗",
    "能介绍一下吗",
    "在哪里看",
    "和图片一样吗",
    "有几种",
    "可以换吗",
    "准不准",
    "多久更新",
    "有要求吗",
    "大概多少",
];

fn question(number: usize) -> String {
    let (opening, rest) = (number % 16, number / 16);
    let (thing, rest) = (rest % 25, rest / 25);
    let (aspect, rest) = (rest % 25, rest / 25);
    format!("{}{}的{}{}", OPENINGS[opening], THINGS[thing], ASPECTS[aspect], ENDINGS[rest % 12])
}

fn search(c: &mut Criterion) {
    let mut group = c.benchmark_group("FAQ top 5");
    for entries in [1_000, 10_000, 100_000] {
        let mut builder = Knowledge::empty();
        // A step that shares no factor with the number of questions spreads the entries over all of them.
        for number in 0..entries {
            builder = builder.faq(FaqEntry::new(question(number * 7_919 % 120_000), "答案"));
        }
        let bot = Bot::new(builder.build().unwrap());
        let queries: Vec<String> = (0..256).map(|number| question(number * 104_729 % 120_000)).collect();
        let mut next = 0;
        group.bench_function(BenchmarkId::from_parameter(entries), |bencher| {
            bencher.iter(|| {
                next = (next + 1) % queries.len();
                black_box(bot.search(&queries[next], 5))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
