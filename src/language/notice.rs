//! Notices of the platform that arrive as a buyer's text.

use crate::text::{holds, starts};

/// Who quotes a notice and asks about it is a buyer.
const ABOUT_A_NOTICE: &[&str] = &[
    "什么意思",
    "啥意思",
    "什么情况",
    "啥情况",
    "怎么回事",
    "咋回事",
    "为什么",
    "为啥",
    "怎么办",
    "咋办",
    "是什么",
    "是啥",
    "干嘛",
    "怎么弄",
    "咋弄",
    "怎么解决",
];
/// The same, of notices that never ask or speak of themselves.
const OF_A_PERSON: &[char] = &['?', '吗', '呢', '么', '我', '啊', '呀', '吧', '哦'];
/// How the rest of a notice begins that bears no mark of the platform, where it does not begin with a mark or a number.
const TAILS: &[&str] = &["请", "该消息", "此消息", "稍后", "查看", "显示", "展示"];
/// Characters of a name before a notice.
const MAX_NAME: usize = 12;

pub(crate) fn is_notice(text: &str, notice: &str) -> bool {
    // Nearly every message begins otherwise than nearly every notice.
    let same_byte = notice.as_bytes().first() == text.as_bytes().first();
    let begins_alike = || same_byte && notice.chars().next() == text.chars().next();
    if !(notice.starts_with('*') || begins_alike()) {
        return false;
    }
    let rest = match notice.split_once('*') {
        None => return text.trim_end_matches(['.', '!']) == notice.trim_end_matches(['.', '!']),
        Some((start, end)) => text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)),
    };
    // What bears the platform's mark may ask the buyer something: `[系统消息] 是否满意？`
    let marked = notice.starts_with(['[', '(', '<']);
    let asks = |rest: &str| holds(rest, ABOUT_A_NOTICE) || (!marked && rest.replace("我们", "").contains(OF_A_PERSON));
    let goes_on = |rest: &str| {
        let machine = |c: char| c.is_ascii_digit() || !c.is_alphanumeric();
        rest.is_empty() || rest.starts_with(machine) || starts(rest, TAILS)
    };
    let fits = |rest: &str| match notice.ends_with('*') {
        true => marked || notice.trim_end_matches('*').ends_with(|c: char| !c.is_alphanumeric()) || goes_on(rest),
        false => rest.chars().count() <= MAX_NAME,
    };
    rest.is_some_and(|rest| fits(rest) && !asks(rest))
}
