//! Goods side by side: which of them it is, by what is asked, and what is said where nothing tells it.

use super::*;
use crate::knowledge::Knowledge;
use crate::language::compare::scale;
use crate::text::normalize::normal;
use crate::understand::property::PropertyFinder;

/// Goods by their titles, a line of `name=value;name=value` each; an option behind `|`.
fn product(title: &str, page: &str) -> Product {
    let (page, options) = page.split_once('|').unwrap_or((page, ""));
    let pairs = page.split(';').filter_map(|pair| pair.split_once('='));
    let attributes: std::collections::BTreeMap<&str, &str> = pairs.collect();
    let option = |(at, value): (usize, &str)| serde_json::json!({ "id": at.to_string(), "options": { "口味": value }, "price": 3_000 + at });
    let skus: Vec<_> = options.split(',').filter(|value| !value.is_empty()).enumerate().map(option).collect();
    serde_json::from_value(serde_json::json!({ "id": title, "title": title, "attributes": attributes, "skus": skus }))
        .unwrap()
}

/// What is said, as `key found sides`.
fn said(question: &str, sides: &[Side<'_>]) -> String {
    let knowledge = Knowledge::ecommerce();
    let text = normal(question);
    let asked = PropertyFinder::new(&knowledge.properties).find(&text);
    let ask = asked.iter().max_by_key(|ask| ranked(ask, sides, &knowledge.properties));
    let by = match (scale(&text), ask) {
        (Some((scale, most)), _) => By::Scale(scale, most),
        (None, Some(ask)) => By::Property(ask, text.get(ask.span.clone()).unwrap()),
        _ => return "nothing is asked".to_owned(),
    };
    let Some(said) = choose(by, sides, &knowledge.properties) else { return "None".to_owned() };
    let slots = said.slots.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    format!("{} {}", said.key.name(), slots.join(" | "))
}

#[test]
fn one_of_them_wins_or_nothing_is_claimed() {
    for (question, first, second, expect) in [
        ("哪个厚实些", "厚度=加厚", "厚度=薄款", "compare_found 偏厚的是「甲」 | 「甲」厚度加厚；「乙」厚度薄款"),
        ("哪个更薄", "厚度=加厚", "厚度=薄款", "compare_found 更薄的是「乙」 | 「甲」厚度加厚；「乙」厚度薄款"),
        ("哪个更厚", "厚度=加厚", "厚度=常规", "compare_found 更厚的是「甲」 | 「甲」厚度加厚；「乙」厚度常规"),
        (
            "何者含酒精?",
            "酒精=含少量酒精",
            "酒精=不含酒精",
            "compare_found 含酒精的是「甲」 | 「甲」含少量酒精；「乙」不含酒精",
        ),
        (
            "哪个能机洗",
            "洗涤=不可机洗",
            "洗涤=可机洗,深浅分开洗",
            "compare_found 可以机洗的是「乙」 | 「甲」洗涤不可机洗；「乙」洗涤可机洗,深浅分开洗",
        ),
        (
            "哪个能机洗",
            "洗涤=不可机洗",
            "洗涤=仅干洗",
            "compare_level 「甲」洗涤不可机洗；「乙」洗涤仅干洗 | 都不能机洗",
        ),
        ("哪个更显瘦", "版型=A字,遮胯", "厚度=薄款", "compare_beside 「甲」版型A字,遮胯；「乙」的资料没有写显瘦"),
        ("哪个厚实些", "厚度=加厚", "版型=宽松", "compare_beside 「甲」厚度加厚；「乙」的资料没有写厚"),
        (
            "哪个会起球",
            "版型=修身;领型=圆领",
            "版型=宽松;领型=V领",
            "compare_silent 「甲」、「乙」 | 起球 | 「甲」版型修身，领型圆领；「乙」版型宽松，领型V领",
        ),
        (
            "哪样放得久",
            "保质期=8个月",
            "保质期=10个月",
            "compare_found 保质期更长的是「乙」 | 「甲」保质期8个月；「乙」保质期10个月",
        ),
        (
            "哪个先过期",
            "保质期=8个月",
            "保质期=1年",
            "compare_found 保质期更短的是「甲」 | 「甲」保质期8个月；「乙」保质期1年",
        ),
        ("哪个保质期长", "保质期=12个月", "保质期=见包装", "compare_beside 「甲」保质期12个月；「乙」保质期见包装"),
        ("哪个大", "净含量=60g", "净含量=120g", "compare_found 分量更多的是「乙」 | 「甲」净含量60g；「乙」净含量120g"),
        (
            "哪件最新款",
            "上市时间=2026年秋季",
            "上市时间=2025年冬季",
            "compare_found 更新的是「甲」 | 「甲」上市时间2026年秋季；「乙」上市时间2025年冬季",
        ),
        (
            "敏感肌哪个能用",
            "适用肤质=除敏感肌外的各类肤质",
            "适用肤质=敏感肌、干性肌",
            "compare_found 敏感肌可以用的是「乙」 | 「甲」适用肤质除敏感肌外的各类肤质；「乙」适用肤质敏感肌、干性肌",
        ),
    ] {
        let (first, second) = (product("甲", first), product("乙", second));
        let sides = [&first, &second].map(|product| Side { product, option: None });
        assert_eq!(said(question, &sides), expect, "{question}");
    }
}

#[test]
fn three_are_named_each() {
    let all = [("甲", "保质期=8个月"), ("乙", "保质期=10个月"), ("丙", "产地=河南")]
        .map(|(title, page)| product(title, page));
    let sides: Vec<Side<'_>> = all.iter().map(|product| Side { product, option: None }).collect();
    assert_eq!(
        said("哪个放得久", &sides),
        "compare_beside 「甲」保质期8个月；「乙」保质期10个月；「丙」的资料没有写保质期"
    );
    assert_eq!(
        said("哪个放得久", &sides[..2]),
        "compare_found 保质期更长的是「乙」 | 「甲」保质期8个月；「乙」保质期10个月"
    );
}

#[test]
fn variants_are_told_apart_by_their_values() {
    for (question, values, expect) in [
        ("哪个更辣", "微辣,特辣", "compare_found 「牛肉酱」里更辣的是特辣"),
        ("哪个不辣", "原味,特辣", "compare_found 「牛肉酱」里不辣的是原味"),
        ("哪个大", "250克,500克", "compare_found 「牛肉酱」里分量更多的是500克"),
        ("哪个甜", "蜂蜜味,木糖醇味", "None"),
        ("哪个贵", "250克,500克", "compare_found 「牛肉酱」里更贵的是500克"),
    ] {
        let product = product("牛肉酱", &format!("产地=河南|{values}"));
        let options = options::values(&product, "口味");
        let sides: Vec<Side<'_>> =
            options.into_iter().map(|value| Side { product: &product, option: Some(("口味", value)) }).collect();
        assert_eq!(said(question, &sides), expect, "{question}");
    }
}
