//! Who speaks: the bot, people with the bot's suggestions, or people before the bot.

use crate::dialogue::Course;
use crate::dialogue::gate::guarded;
use crate::dialogue::out::Out;
use crate::dialogue::{Draft, people};
use crate::fact::{Fact, Source};
use crate::guard::privacy::Secrets;
use crate::input::Content;
use crate::knowledge::Mode;
use crate::language::notes;
use crate::reply::{Reply, Suggestion};
use crate::time::within;

/// Replies suggested for one message.
const SUGGESTIONS: usize = 3;
/// From here on something is suggested.
const POSSIBLE: f32 = 0.2;

impl<'a> Draft<'a> {
    /// Finds the mode of this turn. Where nobody is there, there is nobody to speak before the bot.
    pub(crate) fn find_mode(&mut self) {
        let knowledge = self.knowledge();
        let minutes = self.wall_now().map(|now| now.minutes());
        let rule = knowledge.modes.iter().find(|rule| {
            rule.daily.is_none_or(|daily| minutes.is_some_and(|now| within(now, daily))) && self.holds(&rule.when)
        });
        let Some(rule) = rule.filter(|_| self.availability() != people::Availability::Nobody) else { return };
        self.crew.speak_by(rule.mode, rule.wait_millis);
        if rule.mode != Mode::Automatic {
            self.note(notes::mode(&rule.id, &rule.place));
        }
    }

    /// Whether people are waited for: not in the middle of something that the bot has begun, nor where a rule calls them.
    pub(crate) fn may_wait_for_people(&self) -> bool {
        let begun = self.open.flow().is_some() || self.open.waiting().is_some();
        let urgent = self.world.heard.is_some_and(|heard| self.calls_for_people(heard));
        !begun && !urgent && self.crew.is_bots()
    }

    /// Turns what would have been said into suggestions. What is not sent is not remembered as said, asked or offered.
    pub(crate) fn suggest(&mut self, secrets: &Secrets) {
        let agent = matches!(self.world.input.content, Content::Agent { .. });
        if agent {
            self.out.say_nothing();
        } else {
            let (source, confidence) = self.source();
            self.out.suggest_instead(source, confidence);
            self.suggest_others(secrets);
        }
        self.out.record_suggestions();
        if let Some(begun) = self.begun.take() {
            self.go_back_to(*begun);
        }
    }

    /// Where what would have been said comes from, and how sure it is.
    fn source(&self) -> (Source, f32) {
        let heard = self.world.heard;
        let asked = heard.and_then(|heard| heard.asks.first()).map_or(1.0, |ask| ask.confidence);
        for fact in self.out.facts().rev() {
            match fact {
                Fact::HandedOff { reason } => return (Source::HandOff(reason.clone()), 1.0),
                Fact::Answered { by, .. } => {
                    let faqs = heard.map(|heard| heard.faqs.as_slice()).unwrap_or_default();
                    let hit = faqs.iter().find(|hit| {
                        let faq = self.knowledge().faqs.get(hit.index);
                        faq.is_some_and(|faq| matches!(by, Source::Faq(id) if *id == faq.id))
                    });
                    return (by.clone(), hit.map_or(asked, |hit| hit.confidence));
                }
                Fact::FlowStarted { flow } => return (Source::Flow(flow.clone()), asked),
                _ => {}
            }
        }
        (Source::Own, asked)
    }

    /// Other meanings of the message, answered with what the host has told already.
    fn suggest_others(&mut self, secrets: &Secrets) {
        let Some(heard) = self.world.heard else { return };
        let knowledge = self.knowledge();
        for hit in heard.faqs.iter().filter(|hit| hit.confidence >= POSSIBLE) {
            let Some(faq) = knowledge.faqs.get(hit.index) else { continue };
            let replies = vec![guarded(Reply::Text { text: faq.answer.clone() }, secrets)];
            self.out.suggest(Suggestion::new(replies, hit.confidence, Source::Faq(faq.id.clone())));
        }
        let likely = |confidence: f32| confidence >= POSSIBLE;
        for intent in
            heard.intents.iter().filter(|intent| likely(intent.confidence) && knowledge.asks_something(&intent.id))
        {
            if heard.asks.iter().any(|ask| ask.intent == intent.id) {
                continue;
            }
            let mut draft = self.anew();
            draft.crew.speak_by(Mode::Assist, 0);
            // What would need another look-up is not suggested.
            if draft.answer(&intent.id, None).is_err() {
                continue;
            }
            draft.guard_replies(secrets);
            let (source, _) = draft.source();
            let replies = draft.out.replies().cloned().collect();
            self.out.suggest(Suggestion::new(replies, intent.confidence, source));
        }
        self.out.rank_suggestions(SUGGESTIONS);
    }

    /// Another turn in the making, from what this one has come to.
    pub(super) fn anew(&self) -> Draft<'a> {
        Draft {
            world: self.world,
            focus: self.focus.anew(),
            open: self.open.anew(),
            talk: self.talk.anew(),
            crew: self.crew.anew(),
            later: self.later.clone(),
            out: Out::default(),
            state: self.state.clone(),
            begun: None,
        }
    }

    /// Nothing was sent: what was said, asked and offered was not. What it is about, what was asked, how the buyer feels and who was
    /// called is known; what the bot had begun by itself, a person goes on with.
    pub(super) fn go_back_to(&mut self, begun: Course<'a>) {
        self.focus.go_back_to(&begun.focus);
        self.open = begun.open;
        self.open.close();
        self.talk.go_back_to(begun.talk);
        self.crew.go_back_to(&begun.crew);
        self.later.go_back_to(begun.later);
        self.state = begun.state;
    }
}
