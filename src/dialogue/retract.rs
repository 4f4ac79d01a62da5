//! `说错了，是换不是退`: the buyer takes back what they wanted and wants something else, in the middle of it or after a person was
//! called for it.

use std::sync::LazyLock;

use regex::Regex;

use crate::action::{Action, Priority};
use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::fact::Fact;
use crate::knowledge::TextKey;
use crate::session::PeopleState;
use crate::text::normalize::Normalized;
use crate::understand::{Understanding, asks_something};

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

/// What the message wants in the place of what was wanted; `None` when it takes nothing back.
fn meant(text: &str) -> Option<&str> {
    let found = RETRACTION.as_ref()?.captures(text)?;
    let meant = ["meant1", "meant2", "meant3"].iter().find_map(|name| found.name(name))?.as_str();
    Some(meant.trim_end_matches(['的', '了', '啊', '哦', '哈', '呢']))
}

impl Draft<'_> {
    /// Takes up the new wish in the place of the last one; `false` when the message takes back no wish.
    pub(crate) fn wants_something_else(&mut self, heard: &Understanding) -> Need<bool> {
        // Of a burst the last message alone.
        let own =
            self.world.read.map_or_else(|| heard.text.clone(), |read| Normalized::new(&read.text).text().to_owned());
        let Some(meant) = meant(&own) else { return Ok(false) };
        let text = if meant.starts_with(['退', '换', '补', '修', '取']) {
            format!("我要{meant}")
        } else {
            meant.to_owned()
        };
        let wish = self.world.compiled.reader.read(self.knowledge(), &text, self.world.input.at);
        let Some(ask) = wish.asks.iter().find(|ask| self.is_sure(ask) && asks_something(&ask.intent)) else {
            return Ok(false);
        };
        let before = self.state.flow.as_ref().and_then(|flow| flow.intent.clone());
        let before = before.or_else(|| self.state.last.as_ref().map(|last| last.intent.clone()));
        if before.is_none_or(|before| before == ask.intent) {
            return Ok(false);
        }
        let name =
            self.knowledge().intent(ask.intent.as_str()).map(|(_, intent)| intent.name.clone()).unwrap_or_default();
        self.facts.push(Fact::Corrected { what: "wish".to_owned() });
        self.note(format!("买家改口，现在要的是「{name}」"));
        self.understood();
        if self.waits_for_people() {
            self.state.waiting = None;
            self.count_ask(&ask.intent);
            self.own_slots.insert("wish".to_owned(), name.clone());
            let message = self.masked_text();
            if self.state.people == PeopleState::Called {
                self.actions.push(Action::Update { wants: name, message });
            } else {
                self.take_note(message, "message".to_owned(), Priority::Normal);
            }
            self.say_own(TextKey::WishTaken);
            return Ok(true);
        }
        self.leave_flow("replaced");
        self.world.heard = None;
        self.fresh(&wish)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

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
