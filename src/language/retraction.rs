//! `说错了，是换不是退`, `还是退货吧`: what is taken back, and what is meant instead.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::normalize::folded;

/// What is taken back and what is meant: `是换不是退`, `不是退是换`, `说错了，我要换货`.
static RETRACTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:哦|噢|啊|呃|额|不好意思|抱歉|不对|不是)*[\\s,.!]*(?:
            (?:我?(?:说|打|写|发|点|选|搞|弄)(?:错|反)了[\\s,.!]*)?(?:我)?(?:是|要)(?:要|想)?(?<meant1>\\p{Han}{1,8}?)[\\s,.!]*(?:而)?不是(?:要|想)?(?<denied1>\\p{Han}{1,8})
            | (?:我?(?:说|打|写|发|点|选|搞|弄)(?:错|反)了[\\s,.!]*)?(?:我)?不是(?:要|想)?(?<denied2>\\p{Han}{1,8}?)[\\s,.!]*(?:而)?(?:是|要)(?:要|想)?(?<meant2>\\p{Han}{1,8})
            | (?:我)?(?:刚(?:才|刚)?)?(?:说|打|写|点|选|搞)(?:错|反)了[\\s,.!]*(?:我)?(?:应该)?(?:是|要|想)(?:要|想)?(?<meant3>\\p{Han}{1,10})
        )[\\s.!]*(?:谢谢)?$",
    )
    .ok()
});

/// A change of mind that takes nothing back in so many words: `还是退货吧`, `不换了，直接退款吧`, `我想换货，不退了`, `改成换货吧`.
/// To the bot that is a new wish like any other; a person who is on the way must hear that it takes the place of the last one.
static CHANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:哦|噢|啊|呃|额|嗯|不好意思|抱歉|算了|那|我|想了想|考虑了?一?下|[\\s,.!])*(?:
            (?:还是|干脆|不如)(?:给|帮|我|直接|就|要|想)*(?<meant1>\\p{Han}{1,8}?)
            | (?:先)?不(?:想|要|用)?(?:退|换|取消|修|补|要)\\p{Han}{0,2}?了[\\s,.!]*(?:我|那|就|给|帮|直接|还是|要|想)*(?<meant2>\\p{Han}{1,8}?)
            | (?:要|想)(?:要)?(?<meant3>\\p{Han}{1,6}?)[\\s,.!]+(?:我|就)*不(?:想|要|用)?(?:退|换|取消|修|补)\\p{Han}{0,2}?了
            | (?:改成|改为|换成|改)(?<meant4>(?:退|换|取消|修|补|维修)\\p{Han}{0,6}?)
        )(?:吧|好了|算了|可以吗|行吗|行不行|谢谢|[\\s.!?])*$",
    )
    .ok()
});

/// `算了不退了`: nothing is wished for any more.
static NOTHING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:哦|嗯|算了|那|我|还是|[\\s,.!])*(?<nothing>先?不(?:想|要|用)?(?:退|换|取消|修|补)(?:货|款|单|订单|换|差价)?了)(?:吧|谢谢|[\\s,.!])*$",
    )
    .ok()
});

/// What a person who is on the way hears of a change of mind: what is meant now; as an error that it is nothing any more.
pub(crate) fn changed(text: &str) -> Option<Result<&str, &str>> {
    if let Some(nothing) = NOTHING.as_ref()?.captures(text) {
        return Some(Err(nothing.name("nothing")?.as_str()));
    }
    let found = CHANGE.as_ref()?.captures(text)?;
    let meant = ["meant1", "meant2", "meant3", "meant4"].iter().find_map(|name| found.name(name))?;
    Some(Ok(meant.as_str()))
}

/// Whether a text, in whatever form, has a character without which nothing is taken back.
pub(crate) fn may_retract(text: &str) -> bool {
    text.chars().any(|c| matches!(folded(c), None | Some('是' | '错' | '反')))
}

/// What the message wants in the place of what was wanted; `None` when it takes nothing back.
pub(crate) fn meant(text: &str) -> Option<&str> {
    let found = RETRACTION.as_ref()?.captures(text)?;
    let meant = ["meant1", "meant2", "meant3"].iter().find_map(|name| found.name(name))?.as_str();
    Some(meant.trim_end_matches(['的', '了', '啊', '哦', '哈', '呢']))
}

/// What is meant as a wish of its own: `我要换` of `换`.
pub(crate) fn as_wish(meant: &str) -> String {
    if meant.starts_with(['退', '换', '补', '修', '取']) { format!("我要{meant}") } else { meant.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{changed, meant};

    #[test]
    fn a_change_of_mind_says_what_is_wanted_now() {
        for (text, expect) in [
            ("还是退货吧", Some(Ok("退货"))),
            ("不换了,直接退款吧", Some(Ok("退款"))),
            ("我想换货,不退了", Some(Ok("换货"))),
            ("改成换货吧", Some(Ok("换货"))),
            ("不取消了,改地址吧", Some(Ok("改地址"))),
            ("算了不退了", Some(Err("不退了"))),
            ("那我先不换了", Some(Err("先不换了"))),
            ("我的快递到哪了", None),
            ("改成黑色", None),
            ("好的", None),
            ("我要退货", None),
        ] {
            assert_eq!(changed(text), expect, "{text}");
        }
    }

    #[test]
    fn what_is_meant_stands_beside_what_is_taken_back() {
        for (text, expect) in [
            ("说错了,是换不是退", Some("换")),
            ("不是退货,是换货", Some("换货")),
            ("不对,不是换货是退货", Some("退货")),
            ("说错了,我要换货", Some("换货")),
            ("打错了 是要退款", Some("退款")),
            ("是退货不是换货", Some("退货")),
            ("发错了", None),
            ("你们发错了,我要退货", None),
            ("不是", None),
            ("我要换货", None),
            ("这不是我要的是什么", None),
            ("不是说包邮吗", None),
        ] {
            assert_eq!(meant(text), expect, "{text}");
        }
    }
}
