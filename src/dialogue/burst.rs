//! Messages that belong together: a beginning waits for its rest, and what comes right behind an answer goes on with its
//! question.

use std::sync::Arc;

use crate::action::Action;
use crate::dialogue::lookup::Known;
use crate::dialogue::{Compiled, Draft};
use crate::fact::Fact;
use crate::guard::privacy::Secrets;
use crate::guard::written;
use crate::input::{Content, Input};
use crate::knowledge::{Knowledge, Mode, TextKey};
use crate::language::consent::consent;
use crate::language::continuation::{behind_thanks, joined, says_nothing, with_behind};
use crate::language::notes;
use crate::names::Mood;
use crate::session::{Just, PeopleState, State, Waiting};
use crate::understand::{Ask, Understanding};

/// From here on a message wants a person, or complains, whatever came before it.
const ALARM: f32 = 0.5;
/// From here on a message that looks like a continuation is a question of its own.
const QUESTION: f32 = 0.85;

/// What was read of an input.
#[derive(Debug)]
pub(crate) struct Read {
    /// The text: the message, with what waited before it.
    pub(crate) text: String,
    /// The text with the message that was answered just now, where it goes on with that.
    pub(crate) heard: Arc<Understanding>,
    /// It goes on with the message that was answered just now.
    pub(crate) goes_on: bool,
}

/// Reads the text that an input stands for, which is no notice of the platform; `None` when it stands for none.
pub(crate) fn read(compiled: &Compiled, state: &State, input: &Input) -> Option<Read> {
    let waiting = match state.own.unread.as_ref().map(|unread| &unread.content) {
        Some(Content::Text { text }) => Some(text.as_str()),
        _ => None,
    };
    let text = match (&input.content, waiting) {
        (Content::Text { text }, Some(before)) if says_nothing(before, &compiled.knowledge.profile.pace.fragments) => {
            text.clone()
        }
        (Content::Text { text }, Some(before)) => joined(before, text),
        (Content::Text { text }, None) => text.clone(),
        (Content::Wake, Some(before)) => before.to_owned(),
        _ => return None,
    };
    let read = |text: &str| compiled.reader.read(&compiled.knowledge, text, input.at);
    let heard = read(behind_thanks(&text));
    if let (Content::Text { text: alone }, Some(_)) = (&input.content, waiting) {
        // `没有` and then `起火了`: no denial reaches over two messages, and no beginning hides a wish for a person.
        let heard_alone = read(alone);
        if alarms(&heard_alone) {
            return Some(Read { text, heard: Arc::new(heard_alone), goes_on: false });
        }
    }
    let may_go_on = waiting.is_none()
        && heard.alarms.is_empty()
        && !heard.light
        && state.own.open.waiting.is_none()
        && state.people.has_it != PeopleState::Person;
    let just = state.own.just.as_ref().filter(|just| may_go_on && is_behind(compiled, just, input));
    let goes_on = just.is_some_and(|just| just.missed || goes_on(&compiled.knowledge, &heard));
    // What named nothing and is not gone on with need not be read.
    let is_read = |just: &&Just| !just.missed && (goes_on || compiled.reader.names(&just.text, input.at));
    let before = just.filter(is_read).map(|just| read(&just.text));
    // `灰的`, `要大一码的`, `有现货不`: what only named something is part of the question behind it.
    let named = before.as_ref().is_some_and(|before| only_names(&compiled.knowledge, before));
    if let Some(just) = just.filter(|_| goes_on || named) {
        let mut joined = read(&with_behind(&just.text, &text));
        if named {
            if asks(&compiled.knowledge, &heard, 0.0) {
                joined.asks = heard.asks;
                joined.intents = heard.intents;
            }
        } else if let Some(question) = before {
            // The question is the one before, with the new values.
            let kept = question.entities.into_iter().filter(|old| heard.entity(old.kind).is_none());
            joined.entities = kept.collect();
            joined.entities.splice(0..0, heard.entities);
            joined.asks = question.asks;
            joined.intents = question.intents;
        }
        return Some(Read { text, heard: Arc::new(joined), goes_on: true });
    }
    Some(Read { text, heard: Arc::new(heard), goes_on: false })
}

/// Whether a message by itself is about a danger, a threat, a person, or is an outburst.
fn alarms(heard: &Understanding) -> bool {
    let wants = |ask: &Ask| ask.confidence >= ALARM && (ask.intent.is("human") || ask.intent.is("complaint"));
    let upset = heard.mood >= Mood::Annoyed || !heard.threats.is_empty();
    upset || !heard.alarms.is_empty() || heard.asks.iter().any(wants)
}

/// Whether the input came within the pause after the message.
fn is_behind(compiled: &Compiled, just: &Just, input: &Input) -> bool {
    let pause = compiled.knowledge.profile.pace.pause_millis;
    input.at.is_some_and(|at| (0..=pause).contains(&at.since(just.at)))
}

/// Whether a message says more of the question before it and asks nothing itself: `是黑色的那个`.
fn goes_on(knowledge: &Knowledge, heard: &Understanding) -> bool {
    let short = !heard.light && heard.is_short();
    let ruled = heard.answer.is_some() || !heard.alarms.is_empty() || heard.faqs.iter().any(|hit| hit.exact);
    let begins = heard.continues();
    // `是白色的M` may look like a question about the product; only what is quite sure is one of its own.
    let sure = if begins && !heard.entities.is_empty() { QUESTION } else { 0.0 };
    short && !ruled && !asks(knowledge, heard, sure) && (begins || !heard.entities.is_empty())
}

/// Whether a message asks something, at least so surely.
fn asks(knowledge: &Knowledge, heard: &Understanding, sure: f32) -> bool {
    heard.asks.iter().any(|ask| {
        let known = knowledge.intent(ask.intent.as_str());
        knowledge.asks_something(&ask.intent)
            && known.is_some_and(|intent| ask.confidence >= intent.threshold.max(sure))
    })
}

/// Whether a message names something and asks nothing: `灰的`.
fn only_names(knowledge: &Knowledge, heard: &Understanding) -> bool {
    !heard.entities.is_empty() && !asks(knowledge, heard, 0.0) && heard.answer.is_none()
}

impl Draft<'_> {
    /// Lets the buyer's message wait, if it is a beginning only, or if people come first; `false` when it is answered now.
    pub(crate) fn waits(&mut self, content: &Content) -> Known<bool> {
        let earlier = self.later.take_unread();
        let pace = &self.world.compiled.knowledge.profile.pace;
        let fragment = match self.world.read {
            Some(read) if matches!(content, Content::Text { .. }) && !read.goes_on && read.heard.answer.is_none() => {
                pace.pause_millis > 0 && read.heard.is_fragment(&pace.fragments)
            }
            _ => false,
        };
        // To a question that wants a yes, `我要` and `等等` are whole answers.
        let answers = self.open.waits_for(Waiting::Confirm) && consent(self.whole_text(), &[]).is_some();
        let fragment = fragment && !answers;
        if !self.world.wakes {
            // Nobody would say when the time is over, so nothing waits for more.
            if fragment {
                self.out.forget_understood();
                self.say_own(TextKey::GoOn);
            }
            return Ok(fragment);
        }
        let Some(now) = self.world.input.at else { return Ok(false) };
        let message = !matches!(content, Content::Menu { .. } | Content::Visit { .. });
        let people_first = self.crew.mode() == Mode::PeopleFirst && message && self.may_wait_for_people();
        let due = match (people_first, &earlier) {
            (true, Some(earlier)) => earlier.due,
            (true, None) => now.plus_millis(self.crew.fill_in_millis()),
            (false, _) if fragment => now.plus_millis(pace.pause_millis),
            _ => return Ok(false),
        };
        self.note(if people_first { notes::PEOPLE_FIRST } else { notes::UNFINISHED });
        if earlier.is_none_or(|earlier| earlier.due != due) {
            self.out.act(Action::WakeAt { at: due });
        }
        self.out.forget_understood();
        self.out.fact(Fact::Held);
        let content = match (content, self.world.read) {
            (Content::Text { .. }, Some(read)) => Content::Text { text: read.text.clone() },
            _ => content.clone(),
        };
        self.look_at(&content)?;
        self.later.keep_unread(content, due);
        Ok(true)
    }

    /// A message right behind an answer takes the place of the one before it: that is not asked, or missed, twice.
    pub(crate) fn go_on_with_last(&mut self) {
        let Some(just) = self.world.session.own.just.as_ref().filter(|_| self.goes_on()) else { return };
        self.note(notes::GOES_ON);
        self.talk.ask_in_its_place(just.missed);
    }

    /// Whether the input is something that the buyer, or a person of the shop, did.
    pub(crate) fn is_buyers(&self) -> bool {
        self.world.notice.is_none() && !self.out.happened(&Fact::Echoed)
    }

    pub(crate) fn goes_on(&self) -> bool {
        self.world.read.is_some_and(|read| read.goes_on)
    }

    /// Remembers the message for what may come right behind it. After a write nothing is asked again.
    pub(crate) fn remember_just(&mut self, secrets: &Secrets) {
        let events = matches!(
            self.world.input.content,
            Content::OrderEvent { .. } | Content::Rated { .. } | Content::Wake if self.out.is_silent()
        );
        if events || !self.is_buyers() {
            return;
        }
        let text = match (self.world.read, &self.world.session.own.just) {
            (Some(read), Some(just)) if read.goes_on => with_behind(&just.text, &read.text),
            (Some(read), _) => read.text.clone(),
            (None, _) => String::new(),
        };
        let text = if self.out.wrote() || self.out.is_silent() { String::new() } else { text };
        let missed = self.out.happened(&Fact::NotUnderstood);
        self.state.remember_just(self.world.input.at, &written::mask(&text, secrets), missed);
    }

    /// What was waiting is a beginning still: the buyer is asked to go on.
    pub(crate) fn is_still_fragment(&self) -> bool {
        self.world.read.is_some_and(|read| read.heard.is_fragment(&self.knowledge().profile.pace.fragments))
    }

    /// What waits is not answered, but it says what the conversation is about.
    fn look_at(&mut self, content: &Content) -> Known<()> {
        match content {
            Content::ProductCard { product_id } => self.focus.discuss_product(Some(product_id.clone())),
            // Only the buyer's own order is one that a person hears of.
            Content::OrderCard { order_id } if self.world.input.buyer.is_some() => {
                let own = self.own_order(order_id)?.then(|| order_id.clone());
                if own.is_some() {
                    self.focus.discuss_order(own);
                }
            }
            Content::OrderCard { order_id } => self.focus.claim(order_id.clone()),
            _ => {}
        }
        Ok(())
    }
}
