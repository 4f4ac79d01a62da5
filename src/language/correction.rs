//! Words that take an earlier answer back or change it, and the value that takes its place.

use crate::language::entity::address;
use crate::language::free_text::{behind, is_statement};
use crate::language::question::asks;
use crate::names::{Entity, EntityKind};
use crate::text::{holds, starts};

/// Words that take an earlier answer back.
const CORRECTIONS: &[&str] = &["不对", "不是这", "不是那", "错了", "我说的是", "我是说", "我问的是", "是另一"];

/// Words that change what was said before.
const CHANGES: &[&str] = &[
    "改成",
    "改为",
    "改到",
    "换成",
    "换到",
    "说错",
    "写错",
    "填错",
    "打错",
    "选错",
    "弄错",
    "搞错",
    "应该是",
    "等下",
    "等一下",
    "等等",
];

/// Whether a text takes an earlier answer back.
pub(crate) fn corrects(text: &str) -> bool {
    holds(text, CORRECTIONS)
}

/// Whether a text changes what was said before.
pub(crate) fn changes(text: &str) -> bool {
    corrects(text) || holds(text, CHANGES)
}

/// `等等，是503`, `不对，写错了`, right behind a write: whether what was written is wrong.
pub(crate) fn corrects_write(text: &str) -> bool {
    let begins = starts(text, &["等等", "等下", "等一下", "不对", "错了"]);
    begins
        || holds(
            text,
            &["写错", "搞错", "弄错", "填错", "改回", "点错", "按错", "不要取消", "别取消", "不取消", "恢复"],
        )
}

/// `落地灯会不会闪`, `落地灯留着`: whether what is named is only mentioned, and is not what is to be done.
pub(crate) fn only_mentions(text: &str) -> bool {
    holds(text, &["不", "别", "没", "留", "除了", "会", "以外"])
}

/// The day that the message names and does not refuse: `周三不行，周五吧`.
pub(crate) fn meant_day(text: &str, entities: &[Entity]) -> Option<String> {
    let refused = |day: &str| {
        text.split(day)
            .skip(1)
            .any(|after| starts(after, &["不行", "不可以", "没空", "没时间", "不方便", "不在", "改成", "换成"]))
            || text.contains(&format!("不是{day}"))
    };
    let mut days = entities.iter().filter(|entity| entity.kind == EntityKind::Date);
    days.find(|entity| !refused(&entity.text)).map(|entity| entity.value.to_string())
}

/// The new value of a text that was given before: `型号说错了，是X200`, where the question asked for the 型号.
pub(crate) fn restated(text: &str, question: &str) -> Option<String> {
    let marks = ["说错", "写错", "填错", "打错", "弄错", "搞错", "错了", "不对", "改成", "改为", "换成", "应该是"];
    let at = marks.iter().filter_map(|mark| text.find(mark)).min()?;
    let named: Vec<char> = text.get(..at)?.chars().filter(|c| c.is_alphanumeric()).collect();
    // Two characters of what stands before the mark name what was asked: `型号` of `热水器的型号`.
    let asked = named.windows(2).any(|pair| question.contains(&pair.iter().collect::<String>()));
    let value = behind(text, &["改成", "改为", "换成", "应该是", "，是", ",是", " 是", "了是"])?;
    let value = value.trim_end_matches(['吧', '哈', '哦', '啊', '的']).trim();
    (asked && is_statement(value, 1) && !asks(value)).then(|| value.to_owned())
}

/// The new name of a person: `名字写错了，是李小红`.
pub(crate) fn restated_name(text: &str) -> Option<String> {
    restated(text, "名字，姓名，称呼，收件人，收货人，联系人").and_then(|value| address::name(&value))
}

/// Whether a message says that something is wrong with what waits for a yes, or gives a part of it anew: `门牌错了，是200号`,
/// `我没有要取消啊`. What is surely about something else only does so by a part of an address.
pub(crate) fn unsettles(text: &str, elsewhere: bool) -> bool {
    let parts = ["号", "室", "栋", "楼", "单元", "路", "收件人", "门牌", "名字"];
    let wrong = ["错", "不是", "不对", "没要", "没有要", "没说", "没让", "应该是", "改成", "改为", "换成", "留着"];
    let digit = text.contains(|c: char| c.is_ascii_digit());
    let part = holds(text, &parts);
    let denied = holds(text, &["点错", "按错", "搞错", "没要", "没有要"]);
    if elsewhere { denied || (part && digit) } else { part || digit || holds(text, &wrong) }
}
