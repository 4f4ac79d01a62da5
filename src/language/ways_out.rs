//! Ways out: that the buyer does not want to go on, wants nothing more or no person, or takes leave.
//!
//! There are several lists of a no, and they differ on purpose: `consent` reads the no to a write, which must be a whole message and
//! may name the deed; here a flow, a question or a conversation is left, and more is left unsaid; `settled` ends a matter or a
//! service by its name; `free_text` only keeps a no from being taken down as an answer.

use crate::language::keyword::core;
use crate::language::question::is_question;
use crate::text::{holds, starts, without};

/// Whether the buyer does not want to go on.
pub(crate) fn wants_out(text: &str) -> bool {
    let core = core(text);
    let out = [
        "算了",
        "不用了",
        "不弄了",
        "不办了",
        "先不弄",
        "不查了",
        "不问了",
        "没事了",
        "取消吧",
        "退出",
        "就问问",
        "只是问",
        "随便问",
        "问问而已",
    ];
    core.chars().count() <= 8 && holds(core, &out)
}

/// Whether a no means that nothing more is wanted, and not that something was wrong.
pub(crate) fn declines(text: &str) -> bool {
    let core = without(core(text), &["谢谢", "多谢", "感谢", "麻烦了", "辛苦了"]);
    // `没了，我就是问一下快递`
    let only_asked = holds(&core, &["就是问", "只是问", "就问", "就是看", "就是想问", "随便问"]);
    if only_asked && starts(&core, &["没了", "没有了", "没事了", "不用了"]) {
        return !is_question(text);
    }
    // `没用`, `没解决` deny something else.
    if let Some(rest) = core.strip_prefix(['没', '木']) {
        let rest = rest.strip_prefix('有').unwrap_or(rest).trim_start_matches(['其', '他', '别', '的', '什', '么']);
        let rest = rest.strip_prefix("问题").or_else(|| rest.strip_prefix('事')).unwrap_or(rest);
        return rest.chars().all(|c| "了啦的呢哦哈吧儿".contains(c));
    }
    let wants_nothing = ["不用", "不需要", "不要了", "先不", "算了", "那就算了", "那算了", "暂时不", "暂时没", "那没"];
    starts(&core, &wants_nothing) && core.chars().count() <= 8
}

/// `别转人工`: the whole message is that no person is wanted.
pub(crate) fn declines_a_person(text: &str) -> bool {
    let denied = starts(text, &["别", "不用", "不要", "先不", "先别", "不需要", "不想"]);
    denied && text.contains("人工") && text.chars().count() <= 8
}

/// A nod with one of these says that nothing is open.
const SETTLED: &[&str] = &[
    "明白",
    "知道",
    "懂了",
    "清楚",
    "了解",
    "可以了",
    "好了",
    "没事",
    "解决",
    "搞定",
    "收到",
    "行了",
    "会了",
    "找到",
    "看到了",
    "发过去",
    "放心",
    "弄好",
    "没降",
    "开玩笑",
    "打错",
    "发错",
    "挺好",
    "不错",
];

/// Whether a nod says that nothing is open.
pub(crate) fn leaves_nothing_open(text: &str) -> bool {
    holds(text, SETTLED)
}

/// Whether a message thanks, praises or says goodbye, and asks nothing.
pub(crate) fn takes_leave(text: &str) -> bool {
    let words = ["谢谢", "多谢", "感谢", "辛苦", "好评", "再见", "拜拜", "不用了", "没事了", "没有了"];
    let asks = is_question(text) || holds(text, &["麻烦", "帮", "请", "但", "不过", "可是", "投诉", "人工"]);
    !asks && holds(text, &words)
}
