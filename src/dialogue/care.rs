//! How it is said: to an upset buyer, at the end, and to a buyer who has gone silent.

use crate::action::Action;
use crate::dialogue::Draft;
use crate::dialogue::bubbles::Part;
use crate::dialogue::lookup::Known;
use crate::fact::{AskedFor, Fact, Source};
use crate::input::Content;
use crate::knowledge::{Mode, Origin, TextKey};
use crate::language::speech::{is_sorry, sober};
use crate::names::Mood;
use crate::reply::Reply;
use crate::session::{Choice, PeopleState, Pick, Waiting};
use crate::understand::Understanding;

/// Who is upset about one of these has waited.
const WAITS: &[&str] = &["ship", "deliver", "aftersale.progress", "aftersale.refund_progress"];

/// So often in a conversation it is asked whether there is anything else.
const MAX_MORE: u8 = 2;

impl Draft<'_> {
    /// An upset buyer hears once, before the facts, what the shop is sorry about, and nothing cheerful.
    pub(crate) fn care(&mut self) {
        if self.out.is_silent() || self.crew.is_fixed() {
            return;
        }
        let upset = self.world.heard.is_some_and(|heard| heard.mood >= Mood::Annoyed);
        let sorry = self.out.replies().any(|reply| is_sorry(&reply.text()));
        if upset
            && !sorry
            && !self.talk.is_soothed()
            && self.talk.intent().as_ref().is_some_and(|intent| self.knowledge().asks_something(intent))
        {
            if let Some(about) = self.about() {
                self.talk.say_of("about", about);
            }
            let waited = self.talk.intent().as_ref().is_some_and(|intent| WAITS.iter().any(|it| intent.is(it)));
            let key = if waited { TextKey::ApologyLate } else { TextKey::Apology };
            if let Some(text) = self.choose(self.knowledge().text(key)) {
                self.out.say_as(Part::Apology, Reply::Text { text });
            }
        }
        if upset {
            self.talk.soothe();
        }
        if self.talk.mood() >= Mood::Annoyed {
            let recommended = |reply: &Reply| matches!(reply, Reply::Product { .. });
            if !self.out.replies().all(recommended) {
                self.out.keep_replies(|reply| !recommended(reply));
            }
            self.out.reword(sober);
        }
    }

    /// The end of a matter: what else there is, thanks, goodbye, the invitation to rate. `false` when it is none of these.
    pub(crate) fn closes(&mut self, heard: &Understanding) -> Known<bool> {
        if heard.declines_a_person() && self.crew.is_bots() {
            self.talk.understand();
            self.say_own(TextKey::NotTransferred);
            return Ok(true);
        }
        let asked = self.world.session.own.open.waiting == Some(Waiting::More);
        let [ask] = heard.asks.as_slice() else { return Ok(false) };
        let ends = ["nudge", "affirm", "deny", "goodbye", "thanks"].iter().any(|it| ask.intent.is(it));
        if !ends || !self.is_sure(ask) || heard.asks_for_deed() {
            return Ok(false);
        }
        let intent = ask.intent.as_str();
        if intent == "nudge" && self.waits_for_people() {
            self.talk.understand();
            self.say_when();
            return Ok(true);
        }
        if self.crew.is_called() && ["deny", "goodbye", "thanks"].iter().any(|it| ask.intent.is(it)) {
            self.say_own(TextKey::ClosingCalled);
            return Ok(true);
        }
        if self.crew.is_called() && ask.intent.is("affirm") {
            self.say_own(TextKey::NodCalled);
            return Ok(true);
        }
        if !self.crew.is_bots() {
            return Ok(false);
        }
        if ["affirm", "deny", "thanks", "goodbye"].iter().any(|it| ask.intent.is(it)) && self.call_when_left_open(heard)
        {
            return Ok(true);
        }
        let own = |intent: &str| {
            let mut answers = self.knowledge().answers.iter();
            answers.any(|it| it.origin == Origin::Shop && it.intents.iter().any(|id| id.as_str() == intent))
        };
        let (own_affirm, own_goodbye) = (own("affirm"), own("goodbye"));
        let hides = heard.is_question() && self.hides_a_question(heard, ask);
        let meanings = |choice: &Choice| matches!(choice.pick, Pick::Intent(_) | Pick::Faq(_));
        if intent == "affirm" && heard.has_yes() && self.offered().iter().any(meanings) {
            // A yes to several meanings says none of them.
            self.talk.leaves_unanswered();
            self.say_own(TextKey::GoOn);
            return Ok(true);
        }
        if intent == "nudge"
            && self.topic_is_of_orders()
            && let Some(about) = self.about()
        {
            self.talk.stands();
            self.talk.say_of("about", about);
            self.say_own(TextKey::NudgeAbout);
            return Ok(true);
        }
        match intent {
            "affirm" if !asked && !own_affirm && self.talk.last().is_some() && !hides => {
                self.talk.understand();
                if self.talk.asked_for_more() >= MAX_MORE {
                    self.say_own(TextKey::Nod);
                    return Ok(true);
                }
                self.talk.ask_for_more();
                self.out.asked(AskedFor::More);
                self.say_own(TextKey::AnythingElse);
                self.open.wait_for(Waiting::More);
                Ok(true)
            }
            "deny" | "thanks" | "goodbye" if asked || intent == "goodbye" => {
                self.talk.understand();
                let key = if self.talk.is_soothed() { TextKey::CalmClosing } else { TextKey::Closing };
                if intent == "goodbye" && own_goodbye && !self.talk.is_soothed() {
                    self.answer(&ask.intent, None)?;
                } else {
                    self.answered(Source::Text("closing".to_owned()), Some(ask.intent.clone()));
                    self.say_own(key);
                }
                self.talk.forget_last();
                self.talk.forget_stalls();
                if !self.talk.is_soothed() && !self.talk.is_invited() && self.crew.mode() != Mode::Assist {
                    self.talk.invite();
                    self.say_own(TextKey::InviteRating);
                    self.out.act(Action::InviteRating);
                }
                Ok(true)
            }
            "thanks" if self.talk.is_soothed() => {
                self.talk.understand();
                self.answered(Source::Text("calm_closing".to_owned()), Some(ask.intent.clone()));
                self.say_own(TextKey::CalmClosing);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The buyer rated the service.
    pub(crate) fn rated(&mut self, stars: u32) {
        let stars = stars.clamp(1, 5);
        self.out.fact(Fact::Rated { stars });
        self.talk.invite();
        if self.crew.has_it() == PeopleState::Person {
            return;
        }
        self.say_own(if stars >= 4 { TextKey::RatedGood } else { TextKey::RatedBad });
        if stars < 4 && self.open.flow().is_none() {
            self.open.wait_for(Waiting::Feedback);
        }
    }

    /// Asks to be woken when the buyer does not answer what was asked in a flow.
    pub(crate) fn plan_reminder(&mut self) {
        let event =
            matches!(self.world.input.content, Content::OrderEvent { .. } | Content::Rated { .. }) || !self.is_buyers();
        // A wake that came too early leaves the reminder as it was.
        if !event && !self.crew.has_reminded() {
            self.later.remind(None);
        }
        let Some(now) = self.world.input.at.filter(|_| self.world.wakes) else { return };
        let millis = self.knowledge().profile.pace.remind_millis;
        let asked = self.open.flow().is_some() && self.open.waiting().is_some();
        let calm = self.talk.mood() < Mood::Annoyed && self.crew.is_bots();
        if millis > 0 && asked && calm && !event && !self.out.is_silent() && !self.crew.has_reminded() {
            let due = now.plus_millis(millis);
            self.later.remind(Some(due));
            self.out.act(Action::WakeAt { at: due });
        }
    }

    /// It is time: what waited is to be answered, or who was asked is reminded. Where nothing waits, nothing happens.
    pub(super) fn wake(&mut self) -> Option<Content> {
        let now = self.world.input.at;
        let due = |at: crate::time::Time| now.is_none_or(|now| at <= now);
        if let Some(unread) = self.later.unread().cloned() {
            if !due(unread.due) {
                self.out.forget_understood();
                self.out.act(Action::WakeAt { at: unread.due });
                return None;
            }
            self.later.take_unread();
            self.out.fact(Fact::Woken);
            if self.is_still_fragment() {
                self.out.forget_understood();
                self.say_own(TextKey::GoOn);
                return None;
            }
            return Some(unread.content);
        }
        if let Some(remind) = self.later.remind_at() {
            if !due(remind) {
                self.out.act(Action::WakeAt { at: remind });
                self.crew.remind();
                return None;
            }
            self.later.remind(None);
            self.crew.remind();
            let flow = self.open.flow().and_then(|state| self.knowledge().flow(&state.flow));
            if let Some(flow) = flow.filter(|_| self.crew.is_bots()) {
                self.talk.say_of("flow", flow.title.clone());
                self.out.fact(Fact::Reminded);
                self.say_own(TextKey::Remind);
            }
        }
        None
    }
}
