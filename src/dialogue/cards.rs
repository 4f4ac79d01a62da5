//! What a buyer sends that is not a text: cards, pictures, clicks.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::procedures::is_about_orders;
use crate::dialogue::repeat;
use crate::fact::{Corrected, Fact, LeftBecause};
use crate::knowledge::{Flow, SlotKind, StepKind, TextKey, TopicOf};
use crate::language::notes;
use crate::language::{handover, labels};
use crate::session::{Choice, Pick, Waiting};
use crate::understand::FaqHit;

impl<'a> Draft<'a> {
    /// The buyer clicked an item of the last menu.
    pub(crate) fn menu(&mut self, choice: u32) -> Known<()> {
        let index = usize::try_from(choice).ok().and_then(|number| number.checked_sub(1));
        match index.and_then(|index| self.open.menu().get(index)).cloned() {
            Some(choice) => {
                self.note(notes::chosen(&choice.label));
                self.pick(choice.pick)
            }
            None => {
                self.note(notes::NO_SUCH_ITEM);
                self.say_own(TextKey::NoSuchChoice);
                Ok(())
            }
        }
    }

    /// The buyer sent a card of an order.
    pub(crate) fn order_card(&mut self, id: &str) -> Known<()> {
        self.focus.pick(Some(id.to_owned()));
        let asked = matches!(self.open.waiting(), Some(Waiting::Order | Waiting::Verify));
        if self.open.calling().is_some() || (self.open.flow().is_some() && asked) {
            return self.go_on();
        }
        if self.open.flow().is_some() && self.open.waits_for(Waiting::Product) && self.takes_goods_of_order()? {
            return self.go_on();
        }
        let message = self.open.waits_for(Waiting::Message);
        let running = self.running_flow();
        if let Some(flow) = running.filter(|_| !message) {
            return self.card_in_flow(flow, id);
        }
        self.leave_flow(LeftBecause::Replaced);
        let another = self.world.session.own.focus.order.as_deref() != Some(id);
        let Some(order) = self.card_order(id)? else { return Ok(()) };
        self.focus.show_order(Some(order));
        let choices = self.topic_choices(TopicOf::Order);
        if message {
            self.note_more(handover::ORDER);
            return Ok(());
        }
        if self.crew.is_called() {
            self.note(notes::ON_THE_WAY_ORDER_NOTED);
            self.says_noted();
            return Ok(());
        }
        if self.hands_over_order() {
            return Ok(());
        }
        if !another && self.topic_is_of_orders() {
            self.note(notes::SAME_ORDER);
            self.say_own(TextKey::SameOrder);
            return Ok(());
        }
        let topic = self.topic().map(|topic| topic.intent.clone()).filter(|_| self.topic_is_of_orders());
        if let Some(intent) = topic.filter(|intent| self.finds_order_for(intent) && !self.writes_unasked(intent)) {
            self.note(notes::looks_for(intent.as_str()));
            let new = self.attempt(|draft| {
                draft.talk.forget_last();
                draft.answer(&intent, None)?;
                // Of this order there may be nothing that was not said.
                Ok(repeat::said(&draft.out) != draft.world.session.talk.turn)
            })?;
            if new {
                return Ok(());
            }
        }
        self.offer(TextKey::OrderCard, choices);
        Ok(())
    }

    /// Asked which product, the buyer sends an order: its goods are meant, where it has one kind of them.
    fn takes_goods_of_order(&mut self) -> Known<bool> {
        let before = (self.focus.order_id().clone(), self.focus.product_id().clone());
        self.focus.discuss_product(None);
        self.focus.discuss_order(self.focus.picked().clone());
        if self.passive_order()? && self.focus.product_id().is_some() {
            return Ok(true);
        }
        self.focus.discuss_order(before.0);
        self.focus.discuss_product(before.1);
        Ok(false)
    }

    /// A card while a flow waits for something else: it begins again with that order where it is about one, and stands where it
    /// is not.
    fn card_in_flow(&mut self, flow: &'a Flow, id: &str) -> Known<()> {
        let own = self.open.flow().and_then(|state| state.order.clone());
        if !is_about_orders(flow) || own.as_deref() == Some(id) {
            self.note(notes::CARD_WAITS);
            self.focus.pick(None);
            // The same card again brings no more than the first: at the second a person goes on.
            self.talk.stands();
            return self.come_back(flow);
        }
        self.out.fact(Fact::Corrected { what: Corrected::Order });
        self.restart(flow)?;
        self.go_on()
    }

    /// The buyer sent a card of a product.
    pub(crate) fn product_card(&mut self, id: &str) -> Known<()> {
        self.focus.open_product(id);
        if self.open.flow().is_some() && self.open.waits_for(Waiting::Product) {
            return self.go_on();
        }
        if !self.passive_product()? {
            self.focus.discuss_product(None);
            self.say_own(TextKey::WhichProduct);
            return Ok(());
        }
        let choices = self.topic_choices(TopicOf::Product);
        self.offer(TextKey::ProductCard, choices);
        Ok(())
    }

    /// The buyer sent a picture, which the engine does not look at: it is for the people, where a flow asked for it.
    pub(crate) fn image(&mut self, url: &str) -> Known<()> {
        let step = self.standing_step().filter(|_| self.open.waits_for(Waiting::Slot));
        if let Some(StepKind::Ask { kind: SlotKind::Photo, .. }) = step.map(|step| &step.kind) {
            self.say_own(TextKey::PhotoTaken);
            return self.fill_slot(url.to_owned());
        }
        if self.photo_in_flow(url)? {
            return Ok(());
        }
        self.note(notes::PICTURE_NOT_READ);
        self.keep_photo(url);
        if self.call_now()? {
            return Ok(());
        }
        if self.open.waits_for(Waiting::Message) {
            self.note_more(labels::PICTURE);
        } else if self.crew.is_called() {
            self.say_own(TextKey::PhotoTaken);
            self.say_own(TextKey::Noted);
        } else {
            self.say_own(TextKey::Image);
        }
        Ok(())
    }

    /// A picture while a flow that wants one asks for something else: it is kept, and what was asked is asked again.
    fn photo_in_flow(&mut self, url: &str) -> Known<bool> {
        let flow = self.running_flow();
        let photo = flow.into_iter().flat_map(|flow| &flow.steps).find_map(|step| match &step.kind {
            StepKind::Ask { slot, kind: SlotKind::Photo, .. } => Some(slot.clone()),
            _ => None,
        });
        let Some(slot) = photo else { return Ok(false) };
        if self.slot(&slot).is_none() {
            self.set_slot(&slot, url.to_owned());
        }
        self.say_own(TextKey::PhotoTaken);
        // The question was not asked in vain.
        self.open.ask_not_in_vain();
        self.run_flow()?;
        Ok(true)
    }

    /// Does what an item of a menu stands for.
    pub(super) fn pick(&mut self, pick: Pick) -> Known<()> {
        let menu = self.open.take_menu();
        // The words of the choice say nothing more: a `2` is no quantity.
        self.world.heard = None;
        match pick {
            Pick::Ask(text) => {
                let heard = self.world.compiled.reader.read(self.knowledge(), &text, self.world.input.at);
                if let Some(rule) = self.rule_before(&heard)? {
                    return self.escalate(rule);
                }
                self.leave_flow(LeftBecause::Replaced);
                self.talk.read_instead(heard);
                Ok(())
            }
            Pick::Intent(intent) => {
                self.talk.understand();
                self.leave_flow(LeftBecause::Replaced);
                self.answer(&intent, None)
            }
            Pick::Faq(id) => {
                if let Some(index) = self.knowledge().faqs.iter().position(|faq| faq.id == id) {
                    self.say_faq(FaqHit { index, confidence: 1.0, exact: true });
                }
                Ok(())
            }
            Pick::Order(id) => {
                self.focus.pick(Some(id.clone()));
                let before = self.out.mark();
                self.go_on()?;
                if self.out.is_idle_since(before) {
                    // Nothing was asked of it: it is what a card of it would be.
                    self.order_card(&id)?;
                }
                self.keep_menu(menu);
                Ok(())
            }
            Pick::Product(id) => {
                self.focus.discuss_product(Some(id));
                self.go_on()?;
                self.keep_menu(menu);
                Ok(())
            }
            Pick::Slot(value) => self.fill_slot(value),
        }
    }

    /// What buyers mostly ask of the order or the product in focus, as choices.
    pub(crate) fn topic_choices(&self, of: TopicOf) -> Vec<Choice> {
        let topic = self.knowledge().topics.iter().find(|topic| topic.of == of && self.holds(&topic.when));
        let ids = topic.into_iter().flat_map(|topic| &topic.intents);
        let known = ids.filter_map(|id| self.knowledge().intent(id.as_str()));
        known
            .map(|intent| Choice { label: intent.name.clone(), pick: Pick::Intent(intent.id.clone()) })
            .take(4)
            .collect()
    }
}
