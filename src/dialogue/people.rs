//! Working together with people: hand-offs, their packages, and silence.

use std::collections::BTreeMap;

use crate::action::{Action, HandOff, Priority};
use crate::dialogue::Draft;
use crate::fact::Fact;
use crate::guard::{self, privacy};
use crate::input::{AgentAction, Content};
use crate::knowledge::field::Template;
use crate::knowledge::{HandOffOrder, HandOffRule, TextKey};
use crate::session::{PeopleState, Waiting};

/// Whether a person can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Availability {
    Here,
    Queue,
    Nobody,
}

impl Draft<'_> {
    /// Calls a person as the rule says.
    pub(crate) fn rule_hand_off(&mut self, rule: &HandOffRule) {
        self.note(format!("转人工规则「{}」（{}）", rule.id, rule.place));
        self.hand_off(&rule.order, &rule.say);
    }

    /// Calls a person, once: until somebody comes, the wish is confirmed and not ordered again.
    pub(crate) fn hand_off(&mut self, order: &HandOffOrder, say: &[Template]) {
        if self.state.people == PeopleState::Called {
            self.note("已经在转人工了，不重复转");
            self.say_own(TextKey::HandOffAgain);
            return;
        }
        self.say(say);
        let availability = self.availability();
        let package = self.package(order);
        self.leave_flow("handed_off");
        if availability == Availability::Nobody {
            let message = self.masked_text();
            self.note("没有人在线，请买家留言");
            if order.reason != "asked" {
                self.actions.push(Action::TakeMessage { message, order_id: self.state.order.clone() });
            }
            self.state.waiting = Some(Waiting::Message);
            self.say_own(TextKey::HandOffNobody);
            return;
        }
        self.state.people = PeopleState::Called;
        self.state.misses = 0;
        self.facts.push(Fact::HandedOff { reason: order.reason.clone() });
        self.actions.push(Action::HandOff(Box::new(package)));
        let key = if availability == Availability::Queue { TextKey::HandOffQueue } else { TextKey::HandOff };
        self.say_own(key);
    }

    /// A look-up failed: an honest sentence, and a person where the rules say so.
    pub(crate) fn look_up_failed(&mut self) {
        self.note("查询没有成功");
        match self.rule_named("lookup_failed") {
            Some(rule) => self.rule_hand_off(rule),
            None => {
                self.say_own(TextKey::LookupFailed);
            }
        }
    }

    fn availability(&self) -> Availability {
        match self.world.input.people {
            Some(people) if people.online == 0 => Availability::Nobody,
            Some(people) if people.waiting > 0 => Availability::Queue,
            Some(_) => Availability::Here,
            None if self.shop_open() == Some(false) => Availability::Nobody,
            None => Availability::Here,
        }
    }

    /// What the buyer wrote in this turn, masked.
    pub(crate) fn masked_text(&self) -> String {
        let text = match &self.world.input.content {
            Content::Text { text } => guard::inbound(text).into_owned(),
            Content::Menu { choice } => self.chosen_label(*choice),
            _ => String::new(),
        };
        privacy::mask(&text, &self.secrets()).into_owned()
    }

    fn package(&self, order: &HandOffOrder) -> HandOff {
        let who = match (&self.world.input.buyer, &self.state.proved) {
            (Some(buyer), _) => format!("买家 {buyer}（已登录）"),
            (None, Some(_)) => "买家未登录，手机后四位已核对".to_owned(),
            (None, None) => "买家未登录，身份未核对".to_owned(),
        };
        let knowledge = self.knowledge();
        let about = self.state.last.as_ref().and_then(|last| knowledge.intent(last.intent.as_str()));
        let about = about.map(|(_, intent)| intent.name.clone());
        let said = self.masked_text();
        let wants = match about {
            Some(about) => format!("诉求：{about}；最后一句：{said}"),
            None => format!("诉求：{said}"),
        };
        let mut done: Vec<String> = Vec::new();
        if let Some(id) = &self.state.order {
            let status = self.order.as_ref().filter(|order| &order.id == id).map(|order| order.status.label());
            done.push(format!("订单 {id} {}", status.unwrap_or_default()).trim_end().to_owned());
        }
        if let Some(product) = &self.state.product {
            done.push(format!("商品 {product}"));
        }
        if let Some(flow) = self.state.flow.as_ref().and_then(|state| knowledge.flow(&state.flow)) {
            done.push(format!("办理到「{}」", flow.title));
        }
        let done =
            if done.is_empty() { "已处理：无".to_owned() } else { format!("已处理：{}", done.join("，")) };
        let secrets = self.secrets();
        let slots: BTreeMap<String, String> = self
            .state
            .flow
            .iter()
            .flat_map(|flow| &flow.slots)
            .map(|(slot, value)| (slot.clone(), privacy::mask(value, &secrets).into_owned()))
            .collect();
        HandOff {
            reason: order.reason.clone(),
            priority: order.priority.max(if self.state.mood >= crate::names::Mood::Angry {
                Priority::High
            } else {
                Priority::Normal
            }),
            queue: order.queue.clone(),
            summary: vec![who, wants, done],
            transcript: Vec::new(),
            omitted: 0,
            order_id: self.state.order.clone(),
            product_id: self.state.product.clone(),
            slots,
            mood: self.state.mood,
        }
    }

    /// A person of the shop acted: the bot is silent until the conversation is handed back.
    pub(crate) fn agent(&mut self, action: AgentAction, note: Option<&str>) {
        match action {
            AgentAction::TookOver | AgentAction::Said => {
                if self.state.people != PeopleState::Person {
                    self.state.people = PeopleState::Person;
                    self.leave_flow("handed_off");
                    self.facts.push(Fact::TakenOver);
                }
            }
            AgentAction::HandedBack => {
                self.state.people = PeopleState::Bot;
                self.state.misses = 0;
                self.facts.push(Fact::HandedBack);
                if let Some(note) = note {
                    self.note(format!("人工交回，备注：{note}"));
                }
                self.say_own(TextKey::HandedBack);
            }
        }
    }
}
