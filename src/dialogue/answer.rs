//! The answer to an intent, in 飞鸽's order of precedence: exact keyword, window of time, order state, named product, what is
//! known of the product, how often it was given; then the flow for the intent; then hand-off and default.

use std::collections::BTreeMap;

use crate::action::Priority;
use crate::dialogue::find::fits;
use crate::dialogue::flow::Ended;
use crate::dialogue::lookup::Known;
use crate::dialogue::procedures::{finds_order, finds_product};
use crate::dialogue::rows::{FAQ_FITS, FAQ_LIKELY, FAQ_POSSIBLE, FAQ_SURE};
use crate::dialogue::{Draft, hash};
use crate::fact::Source;
use crate::knowledge::field::{About, Reference};
use crate::knowledge::{Among, Answer, Class, Flow, Knowledge, Origin, StepKind, TextKey};
use crate::language::notes;
use crate::names::{IntentId, Mood};
use crate::reply::Reply;
use crate::shop::order::Order;
use crate::time::within;
use crate::understand::{Ask, FaqHit};

/// A question of no more characters has room for the matter and for nothing of it in particular.
const GENERAL: usize = 5;

/// Whether the answer says what the shop wrote about itself: that is the shop's own word, though the pack asks for it.
fn says_policy(answer: &Answer) -> bool {
    let mut said = answer.say.iter().flat_map(|template| template.references());
    said.any(|it| matches!(it, Reference::Field(field) if field.name().starts_with("policy.")))
}

/// By intent where its answers stand in the knowledge, in their order.
pub(crate) fn answers_of(knowledge: &Knowledge) -> BTreeMap<IntentId, Vec<usize>> {
    let mut places: BTreeMap<IntentId, Vec<usize>> = BTreeMap::new();
    for (at, answer) in knowledge.answers.iter().enumerate() {
        for intent in &answer.intents {
            let places = places.entry(intent.clone()).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    places
}

impl<'a> Draft<'a> {
    /// Answers one intent. An entry of the FAQ that fits is said rather than a default that the pack brought.
    pub(crate) fn answer(&mut self, intent: &IntentId, faq: Option<FaqHit>) -> Known<()> {
        let reported = self.reported(intent);
        if let Some(stands) = &reported {
            self.note(notes::reported(stands.as_str()));
        }
        let intent = reported.as_ref().unwrap_or(intent);
        self.talk.answer_to(Some(intent.clone()));
        self.forget_photo(intent);
        self.count_ask(intent);
        // Whoever waits for a person has been told so; what is asked meanwhile is answered as often as it is asked.
        let again = self.talk.last().as_ref().is_some_and(|last| last.intent == *intent);
        if let Some(rule) = self.rule_repeated().filter(|_| again && !self.crew.is_called()) {
            let before = self.focus.product_id().clone();
            if !self.passive_product()? || *self.focus.product_id() == before {
                return self.escalate(rule);
            }
            // Asked again, but of another product.
            self.talk.forget_last();
            self.count_ask(intent);
        }
        let faq = faq.filter(|hit| hit.confidence >= FAQ_POSSIBLE);
        if self.wants_another_day() {
            return Ok(());
        }
        let after_sale = intent.is("aftersale") || intent.is("complaint");
        if let Some(heard) = self.world.heard
            && after_sale
            && faq.is_none_or(|hit| !hit.exact)
            && self.wants_a_part(heard)
        {
            return Ok(());
        }
        if faq.is_none() && self.asked_about_deed(intent) {
            return Ok(());
        }
        let computed = faq.is_none_or(|hit| hit.confidence < FAQ_SURE) && self.computes_for(intent)?;
        if computed && !self.asks_more(intent) {
            return Ok(());
        }
        let mut level = Some(intent.clone());
        while let Some(id) = level {
            if self.answer_level(&id, faq)? {
                return Ok(());
            }
            level = id.parent();
        }
        if self.say_entry(intent, faq) {
            return Ok(());
        }
        if let Some(heard) = self.world.heard
            && self.composed(heard)?
        {
            return Ok(());
        }
        self.note(notes::no_answer(intent.as_str()));
        match self.rule_named("no_answer") {
            Some(rule) => self.rule_hand_off(rule),
            None => {
                self.talk.set_exhausted();
                self.say_own(TextKey::NoAnswer);
            }
        }
        Ok(())
    }

    /// Tries what there is for exactly this id.
    fn answer_level(&mut self, id: &IntentId, faq: Option<FaqHit>) -> Known<bool> {
        let knowledge = self.knowledge();
        let flow = knowledge.flows.iter().find(|flow| flow.intents.contains(id));
        let places = self.world.compiled.answers.get(id).into_iter().flatten();
        let answers: Vec<&'a Answer> = places.filter_map(|at| knowledge.answers.get(*at)).collect();
        for answer in answers.iter().filter(|answer| answer.class < Class::HandOff) {
            // `昨天买的那件什么时候发货` is no question about what can be ordered now.
            let of_product = answer.class == Class::Variable && answer.when.needs(About::Product);
            if of_product && flow.and_then(finds_order).is_some() && self.means_order()? {
                continue;
            }
            if self.try_answer(answer)? {
                return Ok(true);
            }
        }
        let running = self.open.flow().map(|state| state.flow.clone());
        if let Some(flow) = flow
            && faq.is_some()
            && finds_product(flow)
            && running.is_none()
            && !self.is_ruled(id)
            && !self.passive_product()?
            && self.focus.similar().is_empty()
            && self.say_entry(id, faq)
        {
            return Ok(true);
        }
        if let Some(flow) = flow
            && running.as_ref() != Some(&flow.id)
            && self.start_flow(flow, id)? != Ended::Answers
        {
            return Ok(true);
        }
        for answer in answers.iter().filter(|answer| answer.class >= Class::HandOff) {
            if let Some(flow) = flow.filter(|_| !answer.when.needs(About::Order))
                && self.tells_named_order(flow)?
            {
                return Ok(true);
            }
            // A row on just this says more than what the shop wrote about the whole matter.
            let given = self.talk.times_given(&answer.id) > 0;
            let least = if given { FAQ_LIKELY } else { FAQ_FITS };
            let fits = faq.is_some_and(|hit| hit.confidence >= least) && !self.is_general(id);
            let yields =
                answer.origin == Origin::Pack && self.knowledge().asks_something(id) && (fits || !says_policy(answer));
            if yields && self.say_entry(id, faq) {
                return Ok(true);
            }
            if self.try_answer(answer)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The flow had nothing to say of an order that the buyer named, and that is none of those that it is about: how that one stands is
    /// the answer, and nothing that holds for others.
    fn tells_named_order(&mut self, flow: &'a Flow) -> Known<bool> {
        let Some(among) = finds_order(flow) else { return Ok(false) };
        let named = |order: &&Order| self.focus.was_named(&order.id, self.state.revision) && !fits(order, among);
        let now = self.world.heard.is_some_and(|heard| heard.buys_now());
        if now || self.focus.order().filter(named).is_none() {
            return Ok(false);
        }
        let status = IntentId::from("order.status");
        match self.flow_for(&status).filter(|it| it.id != flow.id) {
            Some(it) => Ok(self.start_flow(it, &status)? != Ended::Answers),
            None => Ok(false),
        }
    }

    /// Whether the message asks for the matter as a whole, in the words of an example of it or in few: no row on a part of it is
    /// meant.
    fn is_general(&self, intent: &IntentId) -> bool {
        let certain = |ask: &Ask| ask.certain && ask.intent.is(intent.as_str());
        self.world.heard.is_some_and(|heard| heard.core().chars().count() <= GENERAL || heard.asks.iter().any(certain))
    }

    /// Whether a rule says that this is asked.
    fn is_ruled(&self, intent: &IntentId) -> bool {
        self.world.heard.is_some_and(|heard| heard.asks.iter().any(|ask| ask.by_rule && ask.intent.is(intent.as_str())))
    }

    /// Whether the flow for the intent writes without a question: then it takes a wish in so many words, and no remark behind
    /// one.
    pub(crate) fn writes_unasked(&self, intent: &IntentId) -> bool {
        let unasked = |kind: &StepKind| matches!(kind, StepKind::Request { confirm, .. } if confirm.is_empty());
        self.flow_for(intent).is_some_and(|flow| flow.steps.iter().any(|step| unasked(&step.kind)))
    }

    /// Says an entry of the FAQ that is likely, or offers those that are possible, where there is nothing better.
    fn say_entry(&mut self, intent: &IntentId, faq: Option<FaqHit>) -> bool {
        match faq {
            Some(hit) if hit.confidence >= FAQ_LIKELY => {
                self.say_faq(hit);
                true
            }
            Some(_) => self.offers_entries(intent),
            None => false,
        }
    }

    /// Whether the question is about something that was bought: the message says so, or what is in focus is in the order
    /// under discussion.
    fn means_order(&mut self) -> Known<bool> {
        if self.world.input.buyer.is_none() {
            return Ok(false);
        }
        if let Some(heard) = self.world.heard {
            if heard.buys_now() {
                return Ok(false);
            }
            // `坚果发了没`: goods that are on order, or on their way, are asked about as such.
            let named = self.named_orders()?;
            let open = named.iter().any(|order| fits(order, Among::Open));
            if open || (heard.points_at_order() && !named.is_empty()) {
                return Ok(true);
            }
            if heard.speaks_of_bought() && self.passive_order()? {
                return Ok(true);
            }
        }
        if self.focus.picked().is_some() {
            return Ok(true);
        }
        if self.focus.order_id().is_none() || !self.passive_product()? || !self.passive_order()? {
            return Ok(false);
        }
        let product = self.focus.product_id().as_deref().unwrap_or_default();
        Ok(self.focus.order().is_some_and(|order| order.items.iter().any(|item| item.product == product)))
    }

    /// `多少天内呢` while a flow asks for something: what the shop wrote about its matter. `false` where that is nothing, or was said.
    pub(crate) fn says_terms(&mut self, flow: &Flow) -> Known<bool> {
        let terms = |answer: &&Answer| {
            says_policy(answer)
                && answer.hand_off.is_none()
                && answer.intents.iter().any(|it| flow.intents.contains(it))
        };
        let knowledge = self.knowledge();
        for answer in knowledge.answers.iter().filter(terms) {
            if self.talk.times_given(&answer.id) == 0 && self.try_answer(answer)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Says the answer whose keyword the message is, if its conditions hold.
    pub(crate) fn keyword_answer(&mut self, index: usize) -> Known<bool> {
        let knowledge = self.knowledge();
        let Some(answer) = knowledge.answers.get(index) else { return Ok(false) };
        self.talk.answer_to(answer.intents.first().cloned());
        self.try_answer(answer)
    }

    /// Says the answer, if its conditions hold and its fields have values.
    fn try_answer(&mut self, answer: &'a Answer) -> Known<bool> {
        if !self.in_window(answer) || answer.given.is_some_and(|times| self.talk.times_given(&answer.id) < times) {
            return Ok(false);
        }
        let refers = |about: About| {
            let mut references = answer.say.iter().flat_map(|template| template.references());
            answer.when.needs(about)
                || references.any(|it| matches!(it, Reference::Field(field) if field.about() == about))
        };
        let (order, product) = (refers(About::Order), refers(About::Product) || !answer.products.is_empty());
        if refers(About::Buyer) {
            self.count_orders()?;
        }
        if order {
            self.passive_order()?;
        }
        if product {
            self.passive_product()?;
        }
        if !answer.products.is_empty()
            && !self.focus.product_id().as_ref().is_some_and(|id| answer.products.contains(id))
        {
            return Ok(false);
        }
        if !self.holds(&answer.when) {
            return Ok(false);
        }
        let before = self.out.mark();
        let asks = self.talk.intent().as_ref().is_some_and(|intent| self.knowledge().asks_something(intent));
        let standard = self.is_standard(answer) && !order && !product;
        // One of several questions may be an old one.
        let only = self.world.heard.is_none_or(|heard| heard.asks.len() <= 1);
        let says_the_same = asks && only && !order && !product && self.talk.times_given(&answer.id) > 0;
        if says_the_same && self.crew.is_called() {
            self.note(notes::ON_THE_WAY_SAID_BEFORE);
            self.says_noted();
            return Ok(true);
        }
        let text = self.choose(&answer.say);
        let says_nothing = answer.say.is_empty() && answer.image.is_none() && answer.hand_off.is_none();
        if (text.is_none() && !answer.say.is_empty()) || says_nothing {
            return Ok(false);
        }
        if standard {
            self.talk.say_standard(true);
        }
        match (standard, says_the_same) {
            (true, true) => self.talk.set_exhausted(),
            // What was handed over needs somebody.
            (false, true) if self.world.heard.is_some_and(|heard| !self.taken(heard).is_empty()) => {
                self.talk.set_exhausted();
            }
            (false, true) => self.talk.leaves_unanswered(),
            (false, false) if asks => self.talk.moves(),
            _ => {}
        }
        // A remark to what was told or complained of; to one who is upset, to whatever is no question.
        let upset = self.talk.mood() >= Mood::Annoyed;
        let remarked = |intent: &IntentId| {
            let of = |ids: &[&str]| ids.iter().any(|id| intent.is(id));
            // A story begins somewhere.
            let begins = of(&["inform"]) && self.world.session.own.remarks == 0 && !upset;
            (of(&["inform", "complaint"]) && !begins) || (upset && of(&["nudge", "deny"]))
        };
        if self.talk.intent().as_ref().is_some_and(remarked) {
            self.talk.stands();
        }
        match text {
            // It hands over, which was done already, in these very words.
            Some(text) if answer.hand_off.is_some() && self.crew.is_called() && hash(&text) == self.talk.said() => {
                self.says_noted();
            }
            Some(text) => self.offer_under(text, Draft::entries(&answer.menu)),
            None => {}
        }
        if let Some(url) = &answer.image {
            self.out.reply(Reply::Image { url: url.clone(), caption: String::new() });
        }
        self.note(notes::answer(&answer.id, &answer.place));
        self.answered(Source::Answer(answer.id.clone()), self.talk.intent().clone());
        self.talk.count_given(&answer.id);
        if let Some(tag) = &answer.tag {
            self.out.act(crate::action::Action::Tag { tag: tag.clone() });
        }
        if let Some(order) = &answer.hand_off {
            let told = self.crew.is_called() && !self.out.is_silent_since(before);
            if !told || order.priority > Priority::Normal {
                self.hand_off(order, &[]);
            }
        }
        Ok(true)
    }

    /// Whether the answer is one of the pack's standard texts to a question: it knows neither the shop's word nor the buyer's
    /// data, and says no more the second time.
    fn is_standard(&self, answer: &Answer) -> bool {
        let asks = |intent: &IntentId| self.knowledge().asks_something(intent) && !intent.is("off_platform");
        answer.origin == Origin::Pack && !says_policy(answer) && self.talk.intent().as_ref().is_some_and(asks)
    }

    /// Whether the answer's windows are open. Without a time no window is.
    fn in_window(&self, answer: &Answer) -> bool {
        let (from, until) = answer.dates;
        if from.is_none() && until.is_none() && answer.daily.is_none() {
            return true;
        }
        let Some(now) = self.world.input.at else { return false };
        let minutes = now.wall(self.knowledge().profile.offset_minutes).minutes();
        from.is_none_or(|from| from <= now)
            && until.is_none_or(|until| now < until)
            && answer.daily.is_none_or(|daily| within(minutes, daily))
    }

    /// Remembers the question, and how often in a row it was asked.
    pub(crate) fn count_ask(&mut self, intent: &IntentId) {
        if !self.knowledge().asks_something(intent) {
            return;
        }
        // The same question about another order, size or place is a new one.
        let names_another = self.world.heard.is_some_and(|heard| {
            let option = intent.is("product") && heard.speaks_of_option();
            !heard.entities.is_empty() || option
        });
        let times = match self.talk.last() {
            Some(last) if last.intent == *intent && !names_another => last.times.saturating_add(1),
            _ => 1,
        };
        self.talk.ask(intent.clone(), times);
    }
}
