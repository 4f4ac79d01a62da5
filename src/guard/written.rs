//! Masks what people write: besides what [`privacy::mask`] finds, phones in every form that is read as one, addresses and
//! people's names by their shape.
//!
//! For the record only (facts, lines, packages). A reply may name the shop's own address or a street; a record that hides a
//! word too many is no harm.

use std::borrow::Cow;

use super::privacy::{self, Secrets, initial, masked_number};
use crate::language::identity::{cards, may_be_number, phones};
use crate::language::person::{addresses, names};

/// `text` with everything masked that identifies a person, for the record.
pub(crate) fn mask<'t>(text: &'t str, secrets: &Secrets) -> Cow<'t, str> {
    let numbers = may_be_number(text);
    let mut found = privacy::found_in(text, secrets, numbers);
    let (phones, addresses) = (if numbers { phones(text) } else { Vec::new() }, addresses(text));
    let names = names(text, !phones.is_empty() || !addresses.is_empty() || !found.is_empty());
    found.extend(phones.into_iter().map(|(span, digits)| (span, masked_number(&digits))));
    if numbers {
        found.extend(cards(text).map(|span| (span.clone(), masked_number(text.get(span).unwrap_or_default()))));
    }
    found.extend(addresses.into_iter().map(|span| (span, "****".to_owned())));
    found.extend(names.into_iter().filter_map(|span| Some((span.clone(), initial(text.get(span)?)))));
    if found.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(privacy::replace(text, found)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(mask(text, &Secrets::default()), expect, "{text:?}");
    }

    #[test]
    fn phones_in_every_form_that_is_read() {
        for text in [
            "13812341035",
            "138 12 34 10 35",
            "13 812 341 035",
            "138   1234   1035",
            "138\n1234\n1035",
            "138123410 35",
            "138\u{200b}1234\u{200b}1035",
            "138😀1234😀1035",
            "①③⑧①②③④①⓪③⑤",
            "１３８ １２３４ １０３５",
            "138-1234-1035",
        ] {
            let masked = mask(text, &Secrets::default()).into_owned();
            assert_eq!(masked, "138****1035", "{text:?}");
        }
        check("电话 86 138 1234 1035 谢谢", "电话 138****1035 谢谢");
        for landline in ["0571-88886666", "0571 8888 6666", "(0571)88886666", "010-62345678", "010 6234 5678"] {
            let masked = mask(landline, &Secrets::default()).into_owned();
            assert!(masked.ends_with("****6666") || masked.ends_with("****5678"), "{landline} {masked}");
        }
        check("08-15 20点发的", "08-15 20点发的");
        check("身份证330106199001011234，卡号6222021234567890123", "身份证****1234，卡号****0123");
        check("订单6917533224570258991", "订单6917533224570258991");
        check("165 110 穿什么码", "165 110 穿什么码");
    }

    #[test]
    fn addresses_before_they_are_asked_for() {
        check("寄到浙江省杭州市西湖区文三路100号2栋301吧", "寄到****吧");
        check("我住幸福里77号青年公寓9栋1203室，放门口", "我住****，放门口");
        check("改成文三路100号2栋*301", "改成****");
        check("成都市武侯区3栋2单元501", "****");
        for text in [
            "在路上吗",
            "18号能到吗",
            "发到杭州市了吗",
            "黑色M码3件",
            "路上堵车了",
            "到【杭州转运中心】了",
            "第2层的架子",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn names_that_are_announced() {
        check("收件人改成欧阳晓岚", "收件人改成欧*");
        check("收货人：王小明，电话13812341035", "收货人：王*，电话138****1035");
        check("我叫王小明", "我叫王*");
        check("张三，13812341035，浙江省杭州市西湖区文三路100号2栋301", "张*，138****1035，****");
        check("发票抬头个人王小明", "发票抬头个人王*");
        for text in ["收货人写错了", "王小明", "谢谢", "抬头是腾讯科技", "黄色 M"] {
            check(text, text);
        }
        check("谢谢 13812341035 黄色", "谢谢 138****1035 黄色");
    }
}
