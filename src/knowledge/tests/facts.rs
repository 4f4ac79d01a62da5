//! What can be computed with, as the files say it.

use super::super::policy::{Facts, Weekdays};
use super::super::promotion::{Amount, Audience, Needs, PromotionLevel, Window, minute_of};
use super::super::{Knowledge, KnowledgeBuilder};
use crate::knowledge::field::Field;
use crate::money::Fen;
use crate::time::{Time, Wall, day_number};

fn facts(toml: &str) -> Facts {
    built(Knowledge::empty().toml("a.toml", toml))
}

fn built(builder: KnowledgeBuilder) -> Facts {
    match builder.build() {
        Ok(knowledge) => knowledge.facts,
        Err(error) => panic!("{error}"),
    }
}

fn at(text: &str) -> Wall {
    text.parse::<Time>().unwrap().wall(480)
}

#[test]
fn tables_are_read() {
    let facts = facts(
        r#"
[policy.shipping]
cutoff = "14:30"
weekdays = ["sat", "mon"]
closed = [2027-05-01, "2027-02-08..2027-02-12", "2027-02-05..2027-02-07", "2027-02-06"]
[policy.carriers]
default = ["韵达快递", "韵达快递"]
extra = "9.50"
on_request = "京东快递"
[policy]
return_days = 15
"#,
    );
    let shipping = facts.shipping.as_ref().unwrap();
    let day = |text: &str| day_number(text).unwrap();
    assert_eq!((shipping.within_hours, shipping.cutoff), (None, Some(870)));
    assert_eq!(shipping.weekdays, Weekdays::of([1, 6]));
    let may = day("2027-05-01");
    assert_eq!(shipping.closed, [(day("2027-02-05"), day("2027-02-12")), (may, may)]);
    let carriers = facts.carriers.as_ref().unwrap();
    assert_eq!((carriers.default.len(), carriers.extra), (1, Some(Fen(950))));
    assert_eq!(facts.return_days, Some(15));
    assert!(facts.payment.is_none() && facts.invoice.is_none() && facts.delivery.is_empty());
}

#[test]
fn a_place_has_the_first_row_that_names_it() {
    let facts = facts(
        r#"
[[policy.delivery]]
days = "3-6"
[[policy.delivery]]
to = ["成都"]
days = 1
[[policy.delivery]]
to = ["四川", "江浙沪", "新疆"]
days = "2-3"
[[policy.delivery]]
to = "西藏"
none = true
"#,
    );
    for (province, city, expect) in [
        ("四川省", Some("成都市"), Some((1, 1))),
        ("四川省", Some("绵阳市"), Some((2, 3))),
        ("四川", None, Some((2, 3))),
        ("", Some("成都"), Some((1, 1))),
        ("", Some("苏州"), Some((2, 3))),
        ("上海市", Some("上海市"), Some((2, 3))),
        ("新疆维吾尔自治区", Some("和田地区"), Some((2, 3))),
        ("广东省", Some("广州市"), Some((3, 6))),
        ("西藏自治区", Some("拉萨市"), None),
    ] {
        let row = facts.delivery_to(province, city).unwrap();
        assert_eq!(row.days, expect, "{province} {city:?}");
    }
    assert_eq!(facts.delivery_to("火星", None), None, "what is no place is not everywhere else");
}

#[test]
fn promotions_are_read() {
    let facts = facts(
        r#"
[shop]
utc_offset = "+09:00"
[[promotion]]
id = "a"
kind = "member_price"
price = 6600
from = 2026-11-20T00:00:30+09:00
through = 2026-11-30
daily = "22:00-8:00"
[[promotion]]
id = "b"
kind = "coupon"
percent = 10
pieces = 2
until = 2026-11-30T20:00:00+09:00
[[promotion]]
id = "c"
kind = "nth_price"
nth = 2
price = 0
threshold = 0
[[promotion]]
id = "d"
kind = "gift"
gift = "p1"
gift_sku = "黑色/M"
threshold = 9900
[[promotion]]
id = "e"
kind = "full_reduction"
level = "item"
off = 500
"#,
    );
    let day = |text: &str| day_number(text).unwrap();
    let read: Vec<_> =
        facts.promotions.iter().map(|one| (one.level, one.needs, one.amount.clone(), one.audience)).collect();
    let (item, coupon) = (Some(PromotionLevel::Item), Some(PromotionLevel::Coupon));
    let gift = Amount::Gift { gift: "p1".into(), sku: Some("黑色/M".into()) };
    assert_eq!(
        read,
        [
            (item, Needs::Nothing, Amount::Price(Fen(6_600)), Some(Audience::Member)),
            (coupon, Needs::Pieces(2), Amount::Percent(10), None),
            (item, Needs::Nothing, Amount::Nth { nth: 2, price: Fen(0) }, None),
            (None, Needs::Amount(Fen(9_900)), gift, None),
            (item, Needs::Nothing, Amount::Off(Fen(500)), None),
        ]
    );
    let windows: Vec<Window> = facts.promotions.iter().map(|one| one.window).take(3).collect();
    let from = minute_of(day("2026-11-20"), 1);
    let until = minute_of(day("2026-12-01"), 0);
    assert_eq!(
        windows,
        [
            Window { from: Some(from), until: Some(until), daily: Some((1_320, 480)) },
            Window { until: Some(minute_of(day("2026-11-30"), 1_200)), ..Window::default() },
            Window::default(),
        ]
    );
}

#[test]
fn a_promotion_is_for_products_and_parts_of_the_path_of_a_category() {
    let facts = facts(
        "[[promotion]]\nid = 'a'\nkind = 'coupon'\noff = 1\nproducts = 'p1'\ncategories = ['上衣', '鞋靴/靴子']\n[[promotion]]\nid = 'b'\nkind = 'coupon'\noff = 1\n",
    );
    for (product, category, expect) in [
        ("p1", "食品", true),
        ("p2", "服饰/上衣/T恤", true),
        ("p2", "鞋靴/靴子/马丁靴", true),
        ("p2", "鞋靴/靴子", true),
        ("p2", "鞋靴/靴子垫", false),
        ("p2", "服饰/上衣架", false),
        ("p2", "", false),
    ] {
        assert_eq!(facts.promotions[0].covers(product, category), expect, "{product} {category}");
        assert!(facts.promotions[1].covers(product, category));
    }
}

#[test]
fn what_is_over_or_far_away_is_not_said() {
    let facts = facts(
        r#"
[policy.shipping]
within_hours = 48
closed = ["2027-02-05..2027-02-12"]
from = "广东佛山"
[[promotion]]
id = "a"
kind = "full_reduction"
off = 500
through = 2026-11-30
[[promotion]]
id = "b"
kind = "full_reduction"
off = 700
[[promotion]]
id = "c"
kind = "full_reduction"
off = 900
left = 0
"#,
    );
    let said = |field, now: Option<&str>| facts.text_of(field, now.map(at)).unwrap_or_default();
    let closed = "付款后 48 小时内发出；2 月 5 日到 2 月 12 日不发货。";
    for (now, expect) in [
        (Some("2026-12-01T10:00:00+08:00"), "付款后 48 小时内发出。"),
        (Some("2027-01-20T10:00:00+08:00"), closed),
        (Some("2027-02-12T23:00:00+08:00"), closed),
        (Some("2027-02-13T00:00:00+08:00"), "付款后 48 小时内发出。"),
        (None, "付款后 48 小时内发出。"),
    ] {
        assert_eq!(said(Field::PolicyShipWithin, now), expect, "{now:?}");
    }
    for (now, expect) in [
        (Some("2026-11-30T23:59:00+08:00"), "立减5元（截至 11 月 30 日）；立减7元"),
        (Some("2026-12-01T00:00:00+08:00"), "立减7元"),
        (None, "立减7元"),
    ] {
        assert_eq!(said(Field::PolicyCoupons, now), expect, "{now:?}");
    }
    assert_eq!(said(Field::PolicyShipFrom, None), "广东佛山");
    assert_eq!(facts.text_of(Field::PolicyFreight, None), None);
}
