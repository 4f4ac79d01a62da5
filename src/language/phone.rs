//! The telephone that a message gives as a new value, and what says that it names an order instead.

use crate::names::{Entity, EntityKind};
use crate::text::{holds, starts};

/// The telephone that a change names: the last one, but none that names an order (`13812345678那单`).
pub(crate) fn new_phone(text: &str, entities: &[Entity]) -> Option<String> {
    let names_an_order = |phone: &str| {
        text.split(phone)
            .skip(1)
            .any(|after| starts(after, &["那单", "那个单", "那个订单", "的订单", "的单", "下的单", "买的"]))
    };
    let phones = entities.iter().filter(|entity| entity.kind == EntityKind::Phone);
    phones.rev().find(|entity| !names_an_order(&entity.text)).map(|entity| entity.value.to_string())
}

/// `电话也改下 150…`: whether a telephone is what is changed.
pub(crate) fn is_changed(text: &str) -> bool {
    let says = |words: &[&str]| holds(text, words);
    says(&["电话", "手机", "号码"]) && says(&["改", "换", "错", "新"])
}

/// Whether a telephone is named that is to be used, and not one that was.
pub(crate) fn is_added(text: &str) -> bool {
    let says = |words: &[&str]| holds(text, words);
    says(&["换", "改", "用", "写", "填", "留", "电话", "手机", "号码"])
        && !says(&["不", "别", "没", "原来", "之前", "旧"])
}

/// Whether something is said to become something else.
pub(crate) fn says_new(text: &str) -> bool {
    holds(text, &["改成", "改为", "换成", "换为", "新号", "新电话", "新手机", "电话换", "号码换"])
}
