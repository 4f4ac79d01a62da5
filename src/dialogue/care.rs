//! How it is said: to an upset buyer, at the end, and to a buyer who has gone silent.

use crate::action::Action;
use crate::dialogue::Draft;
use crate::dialogue::deed::asks_for;
use crate::dialogue::lookup::Need;
use crate::dialogue::slot::is_question;
use crate::fact::Fact;
use crate::input::Content;
use crate::knowledge::{Mode, Origin, TextKey};
use crate::language::keyword;
use crate::names::Mood;
use crate::reply::{MenuItem, Reply};
use crate::session::{Choice, PeopleState, Pick, Waiting};
use crate::understand::{Understanding, asks_something};

/// Who is upset about one of these has waited.
const WAITS: &[&str] = &["ship", "deliver", "aftersale.progress", "aftersale.refund_progress"];

/// So often in a conversation it is asked whether there is anything else.
const MAX_MORE: u8 = 2;

impl Draft<'_> {
    /// An upset buyer hears once, before the facts, what the shop is sorry about, and nothing cheerful.
    pub(crate) fn care(&mut self) {
        if self.replies.is_empty() || self.fixed {
            return;
        }
        let upset = self.world.heard.is_some_and(|heard| heard.mood >= Mood::Annoyed);
        let words = ["歉", "对不起", "没做好", "添麻烦"];
        let sorry = self.replies.iter().any(|reply| words.iter().any(|word| reply.text().contains(word)));
        if upset && !sorry && !self.state.soothed && self.intent.as_ref().is_some_and(asks_something) {
            if let Some(about) = self.about() {
                self.own_slots.insert("about".to_owned(), about);
            }
            let waited = self.intent.as_ref().is_some_and(|intent| WAITS.iter().any(|it| intent.is(it)));
            let key = if waited { TextKey::ApologyLate } else { TextKey::Apology };
            if let Some(text) = self.choose(self.knowledge().text(key)) {
                self.replies.insert(0, Reply::Text { text });
            }
        }
        self.state.soothed |= upset;
        if self.state.mood >= Mood::Annoyed {
            let recommended = |reply: &Reply| matches!(reply, Reply::Product { .. });
            if !self.replies.iter().all(recommended) {
                self.replies.retain(|reply| !recommended(reply));
            }
            for reply in &mut self.replies {
                match reply {
                    Reply::Text { text } => *text = sober(text),
                    Reply::Menu { text, items } => {
                        *text = sober(text);
                        *items = items.iter().map(|item| MenuItem::new(sober(&item.label))).collect();
                    }
                    _ => {}
                }
            }
        }
    }

    /// The end of a matter: what else there is, thanks, goodbye, the invitation to rate. `false` when it is none of these.
    pub(crate) fn closes(&mut self, heard: &Understanding) -> Need<bool> {
        if declines_a_person(&heard.text) && self.state.people == PeopleState::Bot {
            self.state.misses = 0;
            self.say_own(TextKey::NotTransferred);
            return Ok(true);
        }
        let asked = self.world.session.waiting == Some(Waiting::More);
        let [ask] = heard.asks.as_slice() else { return Ok(false) };
        let ends = ["nudge", "affirm", "deny", "goodbye", "thanks"].iter().any(|it| ask.intent.is(it));
        if !ends || !self.is_sure(ask) || asks_for(&heard.text) {
            return Ok(false);
        }
        let intent = ask.intent.as_str();
        if intent == "nudge" && self.waits_for_people() {
            self.state.misses = 0;
            self.say_when();
            return Ok(true);
        }
        if self.is_called() && ["deny", "goodbye", "thanks"].iter().any(|it| ask.intent.is(it)) {
            self.say_own(TextKey::ClosingCalled);
            return Ok(true);
        }
        if self.is_called() && ask.intent.is("affirm") {
            self.say_own(TextKey::NodCalled);
            return Ok(true);
        }
        if self.state.people != PeopleState::Bot {
            return Ok(false);
        }
        if ["affirm", "deny", "thanks", "goodbye"].iter().any(|it| ask.intent.is(it))
            && self.call_when_left_open(&heard.text)
        {
            return Ok(true);
        }
        let own = |intent: &str| {
            let mut answers = self.knowledge().answers.iter();
            answers.any(|it| it.origin == Origin::Shop && it.intents.iter().any(|id| id.as_str() == intent))
        };
        let (own_affirm, own_goodbye) = (own("affirm"), own("goodbye"));
        let hides = is_question(&heard.text) && self.hides_a_question(heard, ask);
        let meanings = |choice: &Choice| matches!(choice.pick, Pick::Intent(_) | Pick::Faq(_));
        if intent == "affirm" && heard.text.contains(['是', '对']) && self.offered().iter().any(meanings) {
            // A yes to several meanings says none of them.
            self.leaves_unanswered();
            self.say_own(TextKey::GoOn);
            return Ok(true);
        }
        if intent == "nudge"
            && self.topic_is_of_orders()
            && let Some(about) = self.about()
        {
            self.stands();
            self.own_slots.insert("about".to_owned(), about);
            self.say_own(TextKey::NudgeAbout);
            return Ok(true);
        }
        match intent {
            "affirm" if !asked && !own_affirm && self.state.last.is_some() && !hides => {
                self.state.misses = 0;
                if self.state.more >= MAX_MORE {
                    self.say_own(TextKey::Nod);
                    return Ok(true);
                }
                self.state.more = self.state.more.saturating_add(1);
                self.facts.push(Fact::Asked { what: "more".to_owned() });
                self.say_own(TextKey::AnythingElse);
                self.state.waiting = Some(Waiting::More);
                Ok(true)
            }
            "deny" | "thanks" | "goodbye" if asked || intent == "goodbye" => {
                self.state.misses = 0;
                let key = if self.state.soothed { TextKey::CalmClosing } else { TextKey::Closing };
                if intent == "goodbye" && own_goodbye && !self.state.soothed {
                    self.answer(&ask.intent, None)?;
                } else {
                    self.facts.push(Fact::Answered { by: "text:closing".to_owned(), intent: Some(ask.intent.clone()) });
                    self.say_own(key);
                }
                self.state.last = None;
                self.state.stalls = 0;
                if !self.state.soothed && !self.state.invited && self.mode != Mode::Assist {
                    self.state.invited = true;
                    self.say_own(TextKey::InviteRating);
                    self.actions.push(Action::InviteRating);
                }
                Ok(true)
            }
            "thanks" if self.state.soothed => {
                self.state.misses = 0;
                self.facts
                    .push(Fact::Answered { by: "text:calm_closing".to_owned(), intent: Some(ask.intent.clone()) });
                self.say_own(TextKey::CalmClosing);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The buyer rated the service.
    pub(crate) fn rated(&mut self, stars: u32) {
        let stars = stars.clamp(1, 5);
        self.facts.push(Fact::Rated { stars });
        self.state.invited = true;
        if self.state.people == PeopleState::Person {
            return;
        }
        self.say_own(if stars >= 4 { TextKey::RatedGood } else { TextKey::RatedBad });
        if stars < 4 && self.state.flow.is_none() {
            self.state.waiting = Some(Waiting::Feedback);
        }
    }

    /// Asks to be woken when the buyer does not answer what was asked in a flow.
    pub(crate) fn plan_reminder(&mut self) {
        let event =
            matches!(self.world.input.content, Content::OrderEvent { .. } | Content::Rated { .. }) || !self.is_buyers();
        if !event {
            self.state.remind = None;
        }
        let Some(now) = self.world.input.at.filter(|_| self.world.wakes) else { return };
        let millis = self.knowledge().profile.pace.remind_millis;
        let asked = self.state.flow.is_some() && self.state.waiting.is_some();
        let calm = self.state.mood < Mood::Annoyed && self.state.people == PeopleState::Bot;
        if millis > 0 && asked && calm && !event && !self.replies.is_empty() && !self.reminded {
            let due = now.plus_millis(millis);
            self.state.remind = Some(due);
            self.actions.push(Action::WakeAt { at: due });
        }
    }

    /// It is time: what waited is answered, and who was asked is reminded. Where nothing waits, nothing happens.
    pub(crate) fn wake(&mut self) -> Need<()> {
        let now = self.world.input.at;
        let due = |at: crate::time::Time| now.is_none_or(|now| at <= now);
        if let Some(unread) = self.state.unread.clone() {
            if !due(unread.due) {
                self.facts.retain(|fact| !matches!(fact, Fact::Understood { .. }));
                self.actions.push(Action::WakeAt { at: unread.due });
                return Ok(());
            }
            self.state.unread = None;
            self.facts.push(Fact::Woken);
            if self.is_still_fragment() {
                self.facts.retain(|fact| !matches!(fact, Fact::Understood { .. }));
                self.say_own(TextKey::GoOn);
                return Ok(());
            }
            return self.buyer(&unread.content);
        }
        if let Some(remind) = self.state.remind {
            if !due(remind) {
                self.actions.push(Action::WakeAt { at: remind });
                self.reminded = true;
                return Ok(());
            }
            self.state.remind = None;
            self.reminded = true;
            let flow = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow));
            if let Some(flow) = flow.filter(|_| self.state.people == PeopleState::Bot) {
                self.own_slots.insert("flow".to_owned(), flow.title.clone());
                self.facts.push(Fact::Reminded);
                self.say_own(TextKey::Remind);
            }
        }
        Ok(())
    }
}

/// Whether a no means that nothing more is wanted, and not that something was wrong.
pub(crate) fn declines(heard: &Understanding) -> bool {
    let core = ["谢谢", "多谢", "感谢", "麻烦了", "辛苦了"]
        .iter()
        .fold(keyword::core(&heard.text).to_owned(), |core, word| core.replace(word, ""));
    // `没了，我就是问一下快递`
    let only_asked =
        ["就是问", "只是问", "就问", "就是看", "就是想问", "随便问"].iter().any(|word| core.contains(word));
    if only_asked && ["没了", "没有了", "没事了", "不用了"].iter().any(|word| core.starts_with(word)) {
        return !is_question(&heard.text);
    }
    // `没用`, `没解决` deny something else.
    if let Some(rest) = core.strip_prefix(['没', '木']) {
        let rest = rest.strip_prefix('有').unwrap_or(rest).trim_start_matches(['其', '他', '别', '的', '什', '么']);
        let rest = rest.strip_prefix("问题").or_else(|| rest.strip_prefix('事')).unwrap_or(rest);
        return rest.chars().all(|c| "了啦的呢哦哈吧儿".contains(c));
    }
    let wants_nothing = ["不用", "不需要", "不要了", "先不", "算了", "那就算了", "那算了", "暂时不", "暂时没", "那没"];
    wants_nothing.iter().any(|word| core.starts_with(word)) && core.chars().count() <= 8
}

/// `别转人工`: the whole message is that no person is wanted.
fn declines_a_person(text: &str) -> bool {
    let denied = ["别", "不用", "不要", "先不", "先别", "不需要", "不想"].iter().any(|word| text.starts_with(word));
    denied && text.contains("人工") && text.chars().count() <= 8
}

/// Without emoji and without cheerful waves.
fn sober(text: &str) -> String {
    let emoji = |c: char| matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}' | '\u{2B50}');
    let text: String = text.chars().filter(|c| !emoji(*c)).collect();
    text.replace("～\n", "\n").trim_end_matches(['～', '~']).replace('～', "，")
}

#[cfg(test)]
mod tests {
    use super::sober;

    #[test]
    fn nothing_cheerful_is_left() {
        for (text, expect) in [
            ("好的～", "好的"),
            ("收到～有什么", "收到，有什么"),
            ("发出啦🎉❤️", "发出啦"),
            ("1–5 天，满¥99包邮", "1–5 天，满¥99包邮"),
        ] {
            assert_eq!(sober(text), expect);
        }
    }
}
