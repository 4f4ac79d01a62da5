//! What a buyer sends that is not a text: cards, pictures, clicks.

use crate::dialogue::Draft;
use crate::dialogue::answer::is_about_orders;
use crate::dialogue::lookup::Need;
use crate::dialogue::repeat;
use crate::fact::{Corrected, Fact, LeftBecause};
use crate::knowledge::{Flow, SlotKind, StepKind, TextKey, TopicOf};
use crate::language::handover;
use crate::session::{Choice, Pick, Waiting};

impl<'a> Draft<'a> {
    /// The buyer clicked an item of the last menu.
    pub(crate) fn menu(&mut self, choice: u32) -> Need<()> {
        let index = usize::try_from(choice).ok().and_then(|number| number.checked_sub(1));
        match index.and_then(|index| self.state.menu.get(index)).cloned() {
            Some(choice) => {
                self.note(format!("选了菜单「{}」", choice.label));
                self.pick(choice.pick)
            }
            None => {
                self.note("菜单里没有这一项");
                self.say_own(TextKey::NoSuchChoice);
                Ok(())
            }
        }
    }

    /// The buyer sent a card of an order.
    pub(crate) fn order_card(&mut self, id: &str) -> Need<()> {
        self.picked_order = Some(id.to_owned());
        let asked = matches!(self.state.waiting, Some(Waiting::Order | Waiting::Verify));
        if self.state.calling.is_some() || (self.state.flow.is_some() && asked) {
            return self.go_on();
        }
        if self.state.flow.is_some() && self.state.waiting == Some(Waiting::Product) && self.takes_goods_of_order()? {
            return self.go_on();
        }
        let message = self.state.waiting == Some(Waiting::Message);
        let running = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow));
        if let Some(flow) = running.filter(|_| !message) {
            return self.card_in_flow(flow, id);
        }
        self.leave_flow(LeftBecause::Replaced);
        let another = self.world.session.order.as_deref() != Some(id);
        let Some(order) = self.card_order(id)? else { return Ok(()) };
        self.order = Some(order);
        let choices = self.topic_choices(TopicOf::Order);
        if message {
            self.note_more(handover::ORDER);
            return Ok(());
        }
        if self.is_called() {
            self.note("同事在路上，订单一起记下");
            self.says_noted();
            return Ok(());
        }
        if self.hands_over_order() {
            return Ok(());
        }
        if !another && self.topic_is_of_orders() {
            self.note("就是刚才说的这一单");
            self.say_own(TextKey::SameOrder);
            return Ok(());
        }
        let topic = self.topic().map(|topic| topic.intent.clone()).filter(|_| self.topic_is_of_orders());
        if let Some(intent) = topic.filter(|intent| self.finds_order_for(intent) && !self.writes_unasked(intent)) {
            self.note(format!("接着刚才的 {intent}，看这一单"));
            let (said, progress, last) = (self.out.mark(), self.progress, self.state.last.take());
            self.answer(&intent, None)?;
            if repeat::said(&self.out) != self.world.session.turn {
                return Ok(());
            }
            // Of this order there is nothing that was not said.
            self.out.unsay_since(said);
            self.progress = progress;
            self.state.last = last;
        }
        self.offer(TextKey::OrderCard, choices);
        Ok(())
    }

    /// Asked which product, the buyer sends an order: its goods are meant, where it has one kind of them.
    fn takes_goods_of_order(&mut self) -> Need<bool> {
        let before = (self.state.order.clone(), self.state.product.take());
        self.state.order.clone_from(&self.picked_order);
        if self.passive_order()? && self.state.product.is_some() {
            return Ok(true);
        }
        (self.state.order, self.state.product) = before;
        Ok(false)
    }

    /// A card while a flow waits for something else: it begins again with that order where it is about one, and stands where it
    /// is not.
    fn card_in_flow(&mut self, flow: &'a Flow, id: &str) -> Need<()> {
        let own = self.state.flow.as_ref().and_then(|state| state.order.clone());
        if !is_about_orders(flow) || own.as_deref() == Some(id) {
            self.note("流程还在等买家，卡片不打断它");
            self.picked_order = None;
            // The same card again brings no more than the first: at the second a person goes on.
            self.stands();
            return self.come_back(flow);
        }
        self.out.fact(Fact::Corrected { what: Corrected::Order });
        self.restart(flow)?;
        self.go_on()
    }

    /// The buyer sent a card of a product.
    pub(crate) fn product_card(&mut self, id: &str) -> Need<()> {
        self.state.product = Some(id.to_owned());
        if self.state.flow.is_some() && self.state.waiting == Some(Waiting::Product) {
            return self.go_on();
        }
        if !self.passive_product()? {
            self.state.product = None;
            self.say_own(TextKey::WhichProduct);
            return Ok(());
        }
        let choices = self.topic_choices(TopicOf::Product);
        self.offer(TextKey::ProductCard, choices);
        Ok(())
    }

    /// The buyer sent a picture, which the engine does not look at: it is for the people, where a flow asked for it.
    pub(crate) fn image(&mut self, url: &str) -> Need<()> {
        let flow = self.state.flow.as_ref().filter(|_| self.state.waiting == Some(Waiting::Slot));
        let step =
            flow.and_then(|state| self.knowledge().flow(&state.flow)?.steps.iter().find(|step| step.id == state.step));
        if let Some(StepKind::Ask { kind: SlotKind::Photo, .. }) = step.map(|step| &step.kind) {
            self.say_own(TextKey::PhotoTaken);
            return self.fill_slot(url.to_owned());
        }
        if self.photo_in_flow(url)? {
            return Ok(());
        }
        self.note("图片引擎不看内容");
        self.keep_photo(url);
        if self.call_now()? {
            return Ok(());
        }
        if self.state.waiting == Some(Waiting::Message) {
            self.note_more(handover::PICTURE);
        } else if self.is_called() {
            self.say_own(TextKey::PhotoTaken);
            self.say_own(TextKey::Noted);
        } else {
            self.say_own(TextKey::Image);
        }
        Ok(())
    }

    /// A picture while a flow that wants one asks for something else: it is kept, and what was asked is asked again.
    fn photo_in_flow(&mut self, url: &str) -> Need<bool> {
        let flow = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow));
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
        self.state.asked = self.state.asked.saturating_sub(1);
        if let Some(state) = &mut self.state.flow {
            state.asked = state.asked.saturating_sub(1);
        }
        self.run_flow()?;
        Ok(true)
    }

    /// What buyers mostly ask of the order or the product in focus, as choices.
    pub(crate) fn topic_choices(&self, of: TopicOf) -> Vec<Choice> {
        let topic = self.knowledge().topics.iter().find(|topic| topic.of == of && self.holds(&topic.when));
        let ids = topic.into_iter().flat_map(|topic| &topic.intents);
        let known = ids.filter_map(|id| self.knowledge().intent(id.as_str()));
        known
            .map(|(_, intent)| Choice { label: intent.name.clone(), pick: Pick::Intent(intent.id.clone()) })
            .take(4)
            .collect()
    }
}
