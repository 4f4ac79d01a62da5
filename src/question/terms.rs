//! The terms of a sale: which carrier, which way to pay, which invoice.

use super::Said;
use crate::knowledge::TextKey;
use crate::knowledge::policy::{Carriers, Invoice, Payment, Whose};
use crate::language::carrier::same_carrier;
use crate::language::pay::{InvoiceKind, Way};
use crate::language::shown::{list, money};
use crate::language::terms::one_of;
use crate::names::Form;

/// Whether it is sent by these carriers, by which it is, by which else.
pub(crate) fn carrier(form: Form, asked: &[String], carriers: &Carriers) -> Option<Said> {
    let is_asked = |name: &&String| asked.iter().any(|it| same_carrier(it, name));
    let rest = |names: &[String]| list(&names.iter().filter(|name| !is_asked(name)).cloned().collect::<Vec<_>>());
    let (default, chosen) = (one_of(&carriers.default), rest(&carriers.on_request));
    let extra = carriers.extra.map(money).unwrap_or_default();
    let said = |key| {
        let said = Said::new(key).with("asked", list(asked)).with("default", default.clone());
        said.with("on_request", chosen.clone())
            .with("extra", if chosen.is_empty() { String::new() } else { extra.clone() })
    };
    if carriers.default.is_empty() {
        return None;
    }
    if form == Form::Else {
        let others: Vec<String> =
            [rest(&carriers.default), chosen.clone()].into_iter().filter(|it| !it.is_empty()).collect();
        let key = if others.is_empty() { TextKey::CarrierNoOther } else { TextKey::CarrierElse };
        return Some(said(key).with("rest", list(&others)));
    }
    if asked.is_empty() {
        return Some(said(TextKey::CarrierWhich));
    }
    let of = |names: &[String]| asked.iter().filter(|it| names.iter().any(|name| same_carrier(it, name))).count();
    let (by_default, by_choice) = (of(&carriers.default), of(&carriers.on_request));
    Some(if by_default == asked.len() {
        said(TextKey::CarrierYes)
    } else if by_choice == asked.len() {
        Said::new(TextKey::CarrierOnRequest).with("asked", list(asked)).with("default", default).with("extra", extra)
    } else if by_default + by_choice == 0 {
        said(TextKey::CarrierNo)
    } else {
        let known = |name: &&String| {
            [&carriers.default, &carriers.on_request].iter().any(|all| all.iter().any(|it| same_carrier(it, name)))
        };
        let (sent, never): (Vec<String>, Vec<String>) = asked.iter().cloned().partition(|name| known(&name));
        said(TextKey::CarrierSome).with("yes", list(&sent)).with("no", list(&never))
    })
}

/// Whether it can be paid in these ways, and in which it can.
pub(crate) fn payment(form: Form, asked: &[Way], payment: &Payment) -> Option<Said> {
    if payment.accepted.is_empty() {
        return None;
    }
    let all = list(&payment.accepted);
    let said = |key, names: &[&str]| Said::new(key).with("asked", list(names)).with("accepted", all.clone());
    let ways: Vec<&Way> = asked.iter().filter(|way| !way.is_instalments()).collect();
    let names: Vec<&str> = ways.iter().map(|way| way.name()).collect();
    let taken = |way: &&&Way| payment.accepted.iter().any(|name| way.is(name));
    let refused = |way: &&&Way| payment.refused.iter().any(|name| way.is(name));
    if asked.iter().any(Way::is_instalments) {
        let named_refused = payment.refused.iter().any(|name| asked.iter().any(|way| way.is(name)));
        let key = match payment.instalments {
            Some(true) if !named_refused => TextKey::InstalmentsYes,
            Some(false) => TextKey::InstalmentsNo,
            _ if named_refused => TextKey::InstalmentsNo,
            _ => TextKey::InstalmentsUnknown,
        };
        return Some(said(key, &names));
    }
    if ways.is_empty() || form == Form::Else {
        let rest: Vec<&str> =
            payment.accepted.iter().filter(|name| !ways.iter().any(|way| way.is(name))).map(String::as_str).collect();
        return Some(Said::new(TextKey::PayWhich).with("accepted", list(&rest)));
    }
    let (yes, no) = (ways.iter().filter(taken).count(), ways.iter().filter(refused).count());
    let key = match (yes, no) {
        (yes, _) if yes == ways.len() => TextKey::PayYes,
        (_, no) if no == ways.len() => TextKey::PayNo,
        (0, _) => TextKey::PayUnknown,
        _ => TextKey::PaySome,
    };
    let part = |wanted: bool| {
        let names: Vec<&str> = ways.iter().filter(|way| taken(way) == wanted).map(|way| way.name()).collect();
        list(&names)
    };
    let said = said(key, &names);
    Some(if key == TextKey::PaySome { said.with("yes", part(true)).with("no", part(false)) } else { said })
}

/// Whether an invoice of these kinds is written, which are, and when.
pub(crate) fn invoice(form: Form, asked: &[InvoiceKind], invoice: &Invoice) -> Option<Said> {
    let kinds = list(&invoice.kinds);
    let names: Vec<&str> = asked.iter().map(|kind| kind.name()).collect();
    let said = |key| {
        let said = Said::new(key).with("asked", list(&names)).with("kinds", kinds.clone());
        said.with("after", invoice.after.clone().unwrap_or_default())
    };
    if invoice.kinds.is_empty() {
        let none = asked.is_empty() || asked.iter().any(|kind| invoice.refused.iter().any(|name| kind.is(name)));
        return (none && !invoice.refused.is_empty()).then(|| said(TextKey::InvoiceNone));
    }
    if form == Form::When {
        return invoice.after.is_some().then(|| said(TextKey::InvoiceWhen));
    }
    if asked.is_empty() {
        return Some(said(TextKey::InvoiceYes));
    }
    let of = |names: &[String]| asked.iter().any(|kind| names.iter().any(|name| kind.is(name)));
    // What is refused is more exact than what is written: `电子专票` is no `电子普通发票`.
    let key = match (of(&invoice.refused), of(&invoice.kinds)) {
        (true, _) => TextKey::InvoiceNo,
        (_, true) => TextKey::InvoiceYes,
        _ => TextKey::InvoiceUnknown,
    };
    Some(said(key))
}

/// Whether goods can be sent back without a reason, where the shop has written no number of days: the law's rule.
pub(crate) fn returning(title: &str, days: Option<(u32, Whose)>, passed: Option<u32>, opened: bool) -> Said {
    let said = |key| Said::new(key).with("title", title);
    let Some((days, _)) = days else { return said(TextKey::ReturnNot) };
    let said = |key| said(key).with("days", days.to_string());
    match passed {
        Some(passed) if passed > days => said(TextKey::ReturnOver),
        _ if opened => said(TextKey::ReturnOpened),
        _ => said(TextKey::ReturnLaw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pay;
    use crate::money::Fen;
    use crate::text::normalize::normal;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_carrier_is_the_shops_or_chosen_or_none() {
        let shop = Carriers {
            default: names(&["韵达快递", "申通快递"]),
            on_request: names(&["京东快递"]),
            extra: Some(Fen(900)),
        };
        for (form, asked, expect) in [
            (Form::Whether, &["申通快递"][..], TextKey::CarrierYes),
            (Form::Another, &["韵达快递"], TextKey::CarrierYes),
            (Form::Whether, &["京东快递"], TextKey::CarrierOnRequest),
            (Form::Whether, &["极兔速递"], TextKey::CarrierNo),
            (Form::Whether, &["极兔速递", "韵达快递"], TextKey::CarrierSome),
            (Form::Which, &[], TextKey::CarrierWhich),
            (Form::Else, &["韵达快递"], TextKey::CarrierElse),
            (Form::WhichOfTwo, &["韵达快递", "申通快递"], TextKey::CarrierYes),
        ] {
            let said = carrier(form, &names(asked), &shop).unwrap();
            assert_eq!(said.key, expect, "{form:?} {asked:?}");
        }
        let no = carrier(Form::Whether, &names(&["极兔速递"]), &shop).unwrap();
        assert!(no.slots.contains(&("extra", "9 元".to_owned())), "{no:?}");
        assert_eq!(carrier(Form::Whether, &names(&["极兔速递"]), &Carriers::default()), None);
    }

    #[test]
    fn a_way_to_pay_is_taken_refused_or_not_known() {
        let shop = Payment {
            accepted: names(&["抖音支付", "微信支付", "支付宝"]),
            refused: names(&["货到付款"]),
            instalments: Some(false),
        };
        for (text, expect) in [
            ("微信能付吗", TextKey::PayYes),
            ("可以先收货再给钱吗", TextKey::PayNo),
            ("货到付款行不", TextKey::PayNo),
            ("花呗分几期", TextKey::InstalmentsNo),
            ("花呗能用吗", TextKey::PayUnknown),
            ("微信支付宝都行吧", TextKey::PayYes),
            ("微信和货到付款哪个行", TextKey::PaySome),
            ("怎么付款", TextKey::PayWhich),
        ] {
            assert_eq!(payment(Form::Whether, &pay::ways(&normal(text)), &shop).unwrap().key, expect, "{text}");
        }
    }

    #[test]
    fn an_invoice_is_of_a_kind() {
        let shop = Invoice {
            kinds: names(&["电子普通发票"]),
            refused: names(&["增值税专用发票"]),
            after: Some("确认收货后".into()),
        };
        for (form, text, expect) in [
            (Form::Whether, "增值税票给开吗", TextKey::InvoiceNo),
            (Form::Whether, "开专票不", TextKey::InvoiceNo),
            (Form::Whether, "电子专票可以吗", TextKey::InvoiceNo),
            (Form::Whether, "能开普票吗", TextKey::InvoiceYes),
            (Form::Whether, "能开发票吗", TextKey::InvoiceYes),
            (Form::Whether, "纸质的发票有吗", TextKey::InvoiceUnknown),
            (Form::When, "发票什么时候能开", TextKey::InvoiceWhen),
        ] {
            assert_eq!(invoice(form, &pay::invoices(&normal(text)), &shop).unwrap().key, expect, "{text}");
        }
    }
}
