//! What is read of bodies and of how something should sit.

use super::*;

#[test]
fn the_size_that_is_worn_otherwise() {
    for (text, expect) in [
        ("平时穿m", Some("M")),
        ("我平时都是穿xl码的", Some("XL")),
        ("一般38码", Some("38")),
        ("鞋子平时穿42.5的", Some("42.5")),
        ("平常衣服买170码", Some("170")),
        ("以前在别家买的是l", Some("L")),
        ("我穿l", Some("L")),
        ("我穿l,这件呢", Some("L")),
        ("平时穿l这件也能穿l吗", Some("L")),
        ("平时内衣穿75b", Some("75B")),
        ("平时穿均码", Some("均码")),
        ("优衣库穿m", Some("M")),
        ("耐克穿42.5", Some("42.5")),
        ("平时运动鞋穿42", Some("42")),
        ("正常穿m码", Some("M")),
        ("穿惯了l", Some("L")),
        ("我是l码的", Some("L")),
        ("我38码的脚", Some("38")),
        ("我穿l合适吗", None),
        ("我要l码", None),
        ("我想穿l", None),
        ("130斤能穿l吗", None),
        ("130斤穿l还是xl", None),
        ("适合穿m的人", None),
        ("我165 100斤", None),
        ("我42公斤", None),
        ("我穿l还是xl", None),
        ("平时穿2件", None),
        ("一般3天到吗", None),
        ("一般48小时发货吗", None),
        ("平时穿什么码", None),
        ("以前买过38元的", None),
        ("一般要170斤", None),
        ("m码有吗", None),
    ] {
        assert_eq!(usual(text).as_deref(), expect, "{text}");
    }
}

#[test]
fn how_it_should_sit() {
    use Wish::{Layered, Loose, Tight};
    for (text, expect) in [
        ("想穿宽松点", Some(Loose)),
        ("喜欢宽松的", Some(Loose)),
        ("宽松一点", Some(Loose)),
        ("不要太紧", Some(Loose)),
        ("别太紧了", Some(Loose)),
        ("怕紧", Some(Loose)),
        ("不喜欢修身的", Some(Loose)),
        ("再大一码呢", Some(Loose)),
        ("大一号会不会好点", Some(Loose)),
        ("不要紧身的", Some(Loose)),
        ("想要大两码", Some(Loose)),
        ("脚背有点高", Some(Loose)),
        ("我脚背高", Some(Loose)),
        ("喜欢oversize风格", Some(Loose)),
        ("想穿紧一点", Some(Tight)),
        ("喜欢修身的", Some(Tight)),
        ("想要贴身一些", Some(Tight)),
        ("不喜欢太宽松", Some(Tight)),
        ("不想太松", Some(Tight)),
        ("小一码呢", Some(Tight)),
        ("里面要穿毛衣", Some(Layered)),
        ("里面还要套毛衣", Some(Layered)),
        ("冬天要穿厚袜子", Some(Layered)),
        ("165 100斤,想宽松点", Some(Loose)),
        ("是宽松款吗", None),
        ("这件会不会太紧", None),
        ("里面能穿毛衣吗", None),
        ("是修身的还是宽松的", None),
        ("收到太紧了", None),
        ("我买大了一码了", None),
        ("尺码偏大吗", None),
        ("穿着有点紧", None),
        ("170 120斤", None),
        ("轻松熊的有吗", None),
        ("要紧吗", None),
        ("抓紧发货", None),
        ("赶紧的", None),
        ("不要紧", None),
    ] {
        assert_eq!(wish(text), expect, "{text}");
    }
}

#[test]
fn who_wears_it() {
    use Whom::{Buyer, Other};
    for (text, expect) in [
        ("给我爸买,他178 160斤", Some(Other)),
        ("老公180 150斤", Some(Other)),
        ("送女朋友的", Some(Other)),
        ("宝宝身高80", Some(Other)),
        ("她165", Some(Other)),
        ("我自己穿的", Some(Buyer)),
        ("我身高165", Some(Buyer)),
        ("我165 100斤", Some(Buyer)),
        ("165 100斤", None),
        ("还有其他颜色吗", None),
        ("朋友推荐我来的", None),
    ] {
        assert_eq!(whom(text), expect, "{text}");
    }
}

#[test]
fn how_old_a_child_is() {
    for (text, expect) in [
        ("3岁穿多大", Some(36)),
        ("三岁半的宝宝", Some(42)),
        ("十二岁男孩", Some(144)),
        ("两周岁", Some(24)),
        ("宝宝18个月", Some(18)),
        ("六个月宝宝穿什么码", Some(6)),
        ("3个月内能退吗", None),
        ("我妈60岁", None),
        ("岁月静好", None),
    ] {
        assert_eq!(age(text), expect, "{text}");
    }
}

#[test]
fn what_was_said_before_of_the_same_person_stays() {
    let told = |text: &str, height: i64| {
        let mut body = Body::read(text, &[]);
        body.know(EntityKind::Height, height);
        body
    };
    let earlier = Body { usual: Some("M".to_owned()), ..told("我自己穿", 165) };
    let height = |body: &Body| body.measures.get(&Measure::Height).copied();
    let same = Body::read("想宽松点", &[]).after(&earlier);
    assert_eq!((height(&same), same.usual.as_deref(), same.of), (Some(1_650_000), Some("M"), Some(Whom::Buyer)));
    let corrected = told("", 170).after(&earlier);
    assert_eq!(height(&corrected), Some(1_700_000));
    let other = Body::read("给我爸买呢", &[]).after(&earlier);
    assert_eq!((height(&other), other.usual), (None, None));
}
