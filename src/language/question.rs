//! Whether a text asks something, and what for.
//!
//! There are several such lists, and they differ on purpose: `is_question` is the form of a question, `asks` any form that it may
//! have, where a text could otherwise be taken down as an answer. `consent::ASKS` also keeps a yes from being one, so it is wider;
//! `notice` and `card` ask whether a person or a machine wrote a text, and take words for questions that are none elsewhere.

use crate::text::holds;

/// Whether a text has the form of a question.
pub(crate) fn is_question(text: &str) -> bool {
    let words = ["吗", "呢", "?", "什么", "怎么", "多少", "多久", "哪", "谁", "能不能", "可不可以", "是不是"];
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    holds(text, &words) || end.ends_with(['么', '嘛'])
}

/// Whether a message asks how something is done: `怎么退货`, `如何取消`.
pub(crate) fn asks_how(text: &str) -> bool {
    let deeds = ["退", "取消", "改", "换", "申请", "撤", "办", "弄", "操作"];
    ["怎么", "怎样", "如何", "咋"].iter().any(|how| {
        let behind = text.split(how).nth(1).map(|rest| rest.chars().take(4).collect::<String>());
        behind.is_some_and(|rest| holds(&rest, &deeds) && !rest.contains(['没', '还']))
    })
}

/// Whether a text asks something, in any of the forms of a question.
pub(crate) fn asks(text: &str) -> bool {
    let words = [
        "？",
        "为啥",
        "咋",
        "啥",
        "几点",
        "几天",
        "几号",
        "几个",
        "要不要",
        "行不行",
        "对不对",
        "会不会",
        "有没有",
        "好不好",
        "能否",
        "是否",
        "可否",
        "了没",
        "没有啊",
        "能不",
        "可以不",
        "行不",
        "么",
    ];
    is_question(text) || holds(text, &words)
}

/// Whether a message asks when people are there, or whether something was noted for them.
pub(crate) fn asks_for_people(text: &str) -> bool {
    let when =
        ["什么时候有人", "几点有人", "什么时候上线", "几点上线", "几点上班", "什么时候上班", "留言了吗", "记下了吗"];
    holds(text, &when)
}
