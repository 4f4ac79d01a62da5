//! An open topic: what the last question was about stays open over courtesies, remarks, cards and entries of the FAQ. What the
//! buyer hands over is first tried as a part of it, and a question without an object of its own is read within it.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::{FAQ_NEAR, FAQ_SURE, QUITE_SURE};
use crate::knowledge::{Flow, SlotKind, StepKind, TextKey};
use crate::language::notes;
use crate::language::shown::Given;
use crate::language::topic::{says_how_long, subject, wants_order};
use crate::names::{IntentId, Mood};
use crate::session::{Choice, LastAsk, Pick, Waiting};
use crate::understand::{Ask, FaqHit, Understanding};

/// A remark of more characters tells something.
pub(crate) const REMARK: usize = 8;
/// Characters of a message that is read within the topic.
const MAX_SHORT: usize = 14;

/// What a question can be about that concerns something bought: a card of an order belongs to it.
const OF_ORDERS: &[&str] = &["order", "ship", "deliver", "aftersale", "invoice", "price.protect", "payment"];

/// Whether a flow asks for a telephone, an address or a text: what was handed over may be its answer.
fn takes_values(flow: &Flow) -> bool {
    flow.steps.iter().any(|step| match &step.kind {
        StepKind::Ask { kind, .. } => !matches!(kind, SlotKind::Photo | SlotKind::YesNo | SlotKind::Choice(_)),
        _ => false,
    })
}

impl Draft<'_> {
    /// The question that is still open.
    pub(crate) fn topic(&self) -> Option<&LastAsk> {
        self.talk.last().as_ref().filter(|last| !last.done)
    }

    /// `我看下`, `稍等`: the buyer needs a moment. What was asked stands, and nothing is asked. A confirmation has its own word for it.
    pub(super) fn wants_a_moment(&mut self, heard: &Understanding) -> Known<bool> {
        let own_words = matches!(self.open.waiting(), Some(Waiting::Confirm | Waiting::Message | Waiting::Feedback));
        if own_words || !heard.is_busy() {
            return Ok(false);
        }
        self.note(notes::MOMENT);
        self.say_own(TextKey::NoHurry);
        Ok(true)
    }

    /// `要几天`, `谁来开`: a question without an object is read with what the topic is about before it. What is known of that was
    /// said already where it leads nowhere else. `false` when the message is none.
    pub(crate) fn reads_within_topic(&mut self, heard: &Understanding) -> Known<bool> {
        let fits = heard.is_objectless();
        let Some(topic) = self.topic().cloned().filter(|_| fits) else { return Ok(false) };
        if self.crew.is_called() {
            self.note(notes::ON_THE_WAY_PART_NOTED);
            self.says_noted();
            return Ok(true);
        }
        // `多少钱` while a product is talked about, `要几天` while a parcel is, say what they are about.
        let ships = |intent: &IntentId| intent.is("ship") || intent.is("deliver");
        let of_ware = topic.faq.is_none() && !OF_ORDERS.iter().any(|of| topic.intent.is(of));
        let whole = |ask: &Ask| {
            let ruled = of_ware && (ask.certain || ask.by_rule);
            self.is_sure(ask) && (ruled || (ships(&ask.intent) && ships(&topic.intent)))
        };
        let done = heard.wants_it_done();
        if !done && heard.asks.iter().any(whole) {
            return Ok(false);
        }
        if heard.doubts() && !self.talk.is_unanswered() && self.talk.stalls() == 0 {
            self.note(notes::DOUBTED);
            self.say_own(TextKey::Sure);
            self.talk.stands();
            return Ok(true);
        }
        let whole = format!("{}{}", self.subject(&topic), heard.core());
        let read = self.world.compiled.reader.read(self.knowledge(), &whole, self.world.input.at);
        self.note(notes::read_as(&whole));
        let said = topic.faq.as_ref();
        let entry = read.faqs.iter().find(|hit| hit.exact || hit.confidence >= FAQ_SURE).copied();
        if let Some(hit) = entry
            && self.knowledge().faqs.get(hit.index).map(|faq| &faq.id) != said
        {
            self.say_faq(hit);
            return Ok(true);
        }
        let family = |intent: &IntentId| {
            let root = |id: &IntentId| id.as_str().split('.').next().map(str::to_owned);
            said.is_some() || root(intent) == root(&topic.intent)
        };
        let ask = read.asks.iter().find(|ask| self.surely_asks(ask) && family(&ask.intent));
        if let Some(ask) = ask.filter(|ask| ask.intent != topic.intent && !self.writes_unasked(&ask.intent)) {
            let intent = ask.intent.clone();
            self.talk.understand();
            self.answer(&intent, None)?;
            return Ok(true);
        }
        if heard.asks_time() && self.says_again_how_long(&topic)? {
            return Ok(true);
        }
        if heard.wants_it_done()
            && let Some(rule) = self.rule_named("passed_on")
        {
            self.note(notes::FOR_A_PERSON);
            self.rule_hand_off(rule);
            return Ok(true);
        }
        self.note(notes::SAID_ALREADY);
        self.talk.set_exhausted();
        Ok(true)
    }

    /// What was said of the topic once more, where it says how long something takes; `false`, and nothing said, where it does not.
    fn says_again_how_long(&mut self, topic: &LastAsk) -> Known<bool> {
        let row = topic.faq.as_ref().and_then(|id| self.knowledge().faqs.iter().position(|faq| faq.id == *id));
        self.attempt(|draft| {
            let said = draft.out.mark();
            match row {
                Some(index) => draft.say_faq(FaqHit { index, confidence: 1.0, exact: true }),
                None if draft.knowledge().intent(topic.intent.as_str()).is_some()
                    && !draft.writes_unasked(&topic.intent) =>
                {
                    draft.answer(&topic.intent, None)?;
                }
                None => {}
            }
            let told = draft.out.said_since(said).any(|reply| says_how_long(&reply.text()));
            Ok(draft.calls_a_person() || (draft.open.waiting().is_none() && told))
        })
    }

    /// A short message that is not understood quite surely by itself may be an entry of the FAQ on the topic: `从个人改到公司` about an
    /// invoice. `false` when it is none.
    pub(crate) fn row_within_topic(&mut self, heard: &Understanding) -> Known<bool> {
        let quite = |ask: &Ask| ask.by_rule || ask.certain || ask.confidence >= QUITE_SURE;
        let short = heard.length() <= MAX_SHORT;
        let Some(topic) = self.topic().cloned().filter(|_| short && !heard.asks.iter().any(quite)) else {
            return Ok(false);
        };
        // The words of the topic alone fit many: the message must point at the entry by itself.
        if !heard.faqs.iter().any(|own| own.confidence >= FAQ_NEAR) {
            return Ok(false);
        }
        let whole = format!("{}{}", self.subject(&topic), heard.core());
        let read = self.world.compiled.reader.read(self.knowledge(), &whole, self.world.input.at);
        let Some(hit) = read.faqs.first().copied().filter(|hit| hit.confidence >= FAQ_SURE) else { return Ok(false) };
        let pointed = heard.faqs.iter().any(|own| own.index == hit.index && own.confidence >= FAQ_NEAR);
        let id = self.knowledge().faqs.get(hit.index).map(|faq| faq.id.clone());
        // `帆布包那单到哪了` says what it is about.
        if !pointed || id.is_none() || id == topic.faq || self.names_an_order()? {
            return Ok(false);
        }
        self.note(notes::read_as(&whole));
        self.say_faq(hit);
        Ok(true)
    }

    /// `等等，是503`, `不对，写错了`, right behind a write: what was written is wrong, and is asked for anew. `false` when it is none.
    pub(crate) fn corrects_write(&mut self, heard: &Understanding) -> Known<bool> {
        let Some(last) = self.talk.last().clone().filter(|last| last.done && heard.corrects_write()) else {
            return Ok(false);
        };
        if last.intent.is("order.cancel")
            && let Some(rule) = self.rule_named("request")
        {
            self.note(notes::TAKEN_BACK_TOO_LATE);
            self.talk.understand();
            self.say_own(TextKey::CancelledAnyway);
            self.rule_hand_off(rule);
            return Ok(true);
        }
        self.note(notes::DONE_WRONG);
        self.talk.understand();
        self.talk.forget_last();
        self.answer(&last.intent, None)?;
        Ok(true)
    }

    /// What the topic is about, in a word or two.
    fn subject(&self, topic: &LastAsk) -> String {
        let row = topic.faq.as_ref().and_then(|id| self.knowledge().faqs.iter().find(|faq| faq.id == *id));
        match row {
            Some(row) => subject(&row.question),
            None => self.knowledge().intent(topic.intent.as_str()).map(|known| known.name.clone()).unwrap_or_default(),
        }
    }

    /// Something is told while a topic is open: it is a part of it. What somebody needs for it (a number, a telephone, an address,
    /// a title) is taken down and passed on to a person; a remark is heard. `false` where no topic is open.
    pub(crate) fn takes_down(&mut self, heard: &Understanding) -> bool {
        if self.topic().is_none() {
            return false;
        }
        let taken = self.taken(heard);
        if taken.is_empty() {
            self.note(notes::LISTENS);
            // `哇到扬州啦` wants nothing; a question, a story or a complaint does.
            let long = heard.length() > REMARK;
            if long || heard.is_question() || heard.mood >= Mood::Annoyed {
                self.talk.leaves_unanswered();
            }
            self.say_own(TextKey::GoOn);
            return true;
        }
        self.note(notes::GIVEN_PASSED_ON);
        self.talk.understand();
        match self.rule_named("passed_on") {
            Some(rule) => self.rule_hand_off(rule),
            None => {
                self.talk.stands();
                self.say_own(TextKey::Noted);
            }
        }
        true
    }

    /// A telephone, an address or a title that nothing was done with: somebody needs it, and it is passed on instead of what a
    /// standard text says.
    pub(crate) fn passes_on_unused(&mut self) {
        let running = self.running_flow();
        let begun = running.is_some_and(|flow| !takes_values(flow)) && self.world.session.own.open.flow.is_none();
        let used = self.open.has_filled()
            || (self.open.flow().is_some() && !begun)
            || self.world.session.own.open.flow.is_some()
            || (self.open.waiting().is_some() && !begun)
            || self.world.session.own.open.waiting.is_some()
            || self.is_served();
        let Some(heard) = self.world.heard.filter(|_| !used && self.crew.is_bots()) else { return };
        // A telephone may have found the order.
        let found = self.focus.order().is_some() && !begun;
        let wanted = |(given, _): &(Given, String)| match given {
            Given::Phone | Given::Address => !found,
            Given::Title | Given::TaxId => true,
            Given::Order | Given::Tracking | Given::Day => false,
        };
        if self.calls_a_person() || !self.taken(heard).iter().any(wanted) {
            return;
        }
        if let Some(rule) = self.rule_named("passed_on") {
            self.note(notes::GIVEN_UNUSED);
            self.call_instead(rule);
        }
    }

    /// The order has come that the entry of the FAQ said last asked for: it goes to a person. `false` where none asked.
    pub(crate) fn hands_over_order(&mut self) -> bool {
        let Some(rule) = self.rule_named("passed_on").filter(|_| self.row_wants_order()) else { return false };
        self.note(notes::ORDER_HANDED_OVER);
        self.rule_hand_off(rule);
        true
    }

    /// Whether the entry that was said last tells the buyer to send the order, for a person: `超过 24 小时把订单发来，我请同事催`.
    fn row_wants_order(&self) -> bool {
        let row = self.topic().and_then(|topic| topic.faq.as_ref());
        let row = row.and_then(|id| self.knowledge().faqs.iter().find(|faq| faq.id == *id));
        row.is_some_and(|row| wants_order(&row.answer))
    }

    /// Whether one of these meanings belongs to the topic.
    pub(crate) fn is_of_topic(&self, choices: &[Choice]) -> bool {
        let root = |id: &IntentId| id.as_str().split('.').next().map(str::to_owned);
        let topic = self.topic().and_then(|topic| root(&topic.intent));
        choices.iter().any(|choice| match &choice.pick {
            Pick::Intent(intent) => root(intent) == topic,
            Pick::Faq(_) => true,
            _ => false,
        })
    }

    /// Whether the topic concerns something bought.
    pub(crate) fn topic_is_of_orders(&self) -> bool {
        self.topic().is_some_and(|topic| OF_ORDERS.iter().any(|of| topic.intent.is(of)))
    }
}
