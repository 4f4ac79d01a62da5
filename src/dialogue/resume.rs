//! A text while a flow waits: the answer to its question, a correction, a way out, a digression, or none of these.

use crate::dialogue::Draft;
use crate::dialogue::ellipsis::CORRECTIONS;
use crate::dialogue::lookup::Need;
use crate::dialogue::reading::declines;
use crate::dialogue::reference::likeness;
use crate::fact::Fact;
use crate::knowledge::{Flow, FlowStep, SlotKind, StepKind, TextKey};
use crate::names::{EntityKind, IntentId};
use crate::session::{Choice, Waiting};
use crate::understand::{Ask, Understanding, asks_something, keyword};

/// Questions that do not fit are asked so often before a flow gives up.
const MAX_ASKED: u32 = 3;

/// What became of a text that came while a flow was waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resumed {
    /// It was dealt with.
    Handled,
    /// It has nothing to do with the flow.
    Fresh,
}

/// From here on a message is nothing but politeness; below, it may be the answer that was asked for.
const COURTESY: f32 = 0.8;
/// A name has no more characters than this.
const BARE_NAME: usize = 3;

impl<'a> Draft<'a> {
    /// A text while something is asked: its answer, a correction, a way out, a digression, or none of these.
    pub(crate) fn resume(&mut self, heard: &Understanding, menu: &[Choice]) -> Need<Resumed> {
        if self.take_message(heard)? {
            return Ok(Resumed::Handled);
        }
        if self.state.calling.is_some() {
            if wants_out(heard) {
                self.call_off();
            } else {
                self.call_now()?;
            }
            return Ok(Resumed::Handled);
        }
        let knowledge = self.knowledge();
        let Some(state) = self.state.flow.clone() else {
            self.state.waiting = None;
            return Ok(Resumed::Fresh);
        };
        let Some((flow, step)) = knowledge
            .flow(&state.flow)
            .and_then(|flow| Some((flow, flow.steps.iter().find(|step| step.id == state.step)?)))
        else {
            self.leave_flow("gone");
            return Ok(Resumed::Fresh);
        };
        // `没有的` to the question which one: there is none.
        let which = matches!(self.state.waiting, Some(Waiting::Order | Waiting::Product));
        let none = which && declines(heard) && heard.asks.iter().all(|ask| ask.intent.is("deny"));
        if none || (self.state.waiting != Some(Waiting::Confirm) && wants_out(heard)) {
            self.state.asked = 0;
            self.leave_flow("cancelled");
            self.say_own(TextKey::Cancelled);
            return Ok(Resumed::Handled);
        }
        let own = |ask: &Ask| flow.intents.iter().any(|own| ask.intent.is(own.as_str()) || own.is(ask.intent.as_str()));
        let sure = |ask: &&Ask| self.is_sure(ask) && asks_something(&ask.intent);
        let another = self.confirms_another(heard) && heard.asks.iter().filter(sure).all(own);
        let correction = CORRECTIONS.iter().any(|word| heard.text.contains(word))
            && (!heard.entities.is_empty() || self.names_an_order()?);
        if !another && self.corrects_slots(heard, flow)? {
            self.go_on()?;
            return Ok(Resumed::Handled);
        }
        if another || correction {
            self.facts.push(Fact::Corrected { what: "order".to_owned() });
            self.restart(flow)?;
            self.go_on()?;
            return Ok(Resumed::Handled);
        }
        if self.answers(heard, flow, step, menu)? {
            return Ok(Resumed::Handled);
        }
        // A merchant's exact keyword is answered wherever it comes.
        if let Some(answer) = heard.answer
            && self.keyword_answer(answer)?
        {
            self.come_back(flow)?;
            return Ok(Resumed::Handled);
        }
        if self.courtesy(heard, menu)? {
            return Ok(Resumed::Handled);
        }
        if let Some(ask) = heard.asks.iter().find(|ask| self.is_sure(ask) && asks_something(&ask.intent)) {
            if !own(ask) {
                self.digress(heard, flow)?;
                return Ok(Resumed::Handled);
            }
        } else if let Some(hit) = heard.faqs.first().filter(|hit| hit.exact || hit.confidence >= 0.85) {
            self.say_faq(*hit);
            self.come_back(flow)?;
            return Ok(Resumed::Handled);
        }
        self.not_an_answer(step)?;
        Ok(Resumed::Handled)
    }

    /// Takes the text as the answer to what was asked; `false` when it is none.
    fn answers(&mut self, heard: &Understanding, flow: &Flow, step: &FlowStep, menu: &[Choice]) -> Need<bool> {
        let has = |kind| heard.entity(kind).is_some();
        // The flow's own question once more (`裤子到哪了`) is no other question.
        let own = |intent: &IntentId| flow.intents.iter().any(|own| intent.is(own.as_str()));
        // A bare name (`裤子`) is one of those to choose from, whatever else is said of such things.
        let bare = keyword::core(&heard.text).chars().count() <= BARE_NAME;
        let another = |ask: &Ask| asks_something(&ask.intent) && !own(&ask.intent) && (ask.by_rule || !bare);
        let elsewhere = heard.asks.iter().any(|ask| self.is_sure(ask) && another(ask));
        match self.state.waiting {
            Some(Waiting::Verify) => {
                if has(EntityKind::OrderId) || has(EntityKind::LastFour) || has(EntityKind::Phone) {
                    self.go_on()?;
                    return Ok(true);
                }
            }
            Some(Waiting::Order) => {
                if has(EntityKind::OrderId) || has(EntityKind::LastFour) || has(EntityKind::Phone) {
                    self.go_on()?;
                    return Ok(true);
                }
                if let Some(choice) = best_label(&heard.text, menu).filter(|_| !elsewhere) {
                    self.state.menu = menu.to_vec();
                    self.pick(choice.pick.clone())?;
                    return Ok(true);
                }
                if !elsewhere && self.names_an_order()? {
                    self.go_on()?;
                    self.keep_menu(menu.to_vec());
                    return Ok(true);
                }
            }
            Some(Waiting::Product) => {
                if let Some(choice) = best_label(&heard.text, menu).filter(|_| !elsewhere) {
                    self.state.menu = menu.to_vec();
                    self.pick(choice.pick.clone())?;
                    return Ok(true);
                }
                if self.passive_product()? {
                    self.go_on()?;
                    return Ok(true);
                }
            }
            Some(Waiting::Confirm) => {
                let own = self.state.flow.as_ref().and_then(|flow| flow.intent.clone());
                let wanted = heard.best().filter(|_| !starts_with_no(heard)).map(|best| &best.id);
                let again = own.is_some_and(|own| wanted.is_some_and(|id| id.is(own.as_str())));
                let another = self.confirms_another(heard);
                // `取消订单` refuses nothing that is not about cancelling: it is a wish of its own.
                let wish = keyword::core(&heard.text).strip_prefix("取消").is_some_and(|rest| !rest.is_empty());
                let another = another || (wish && !again && heard.asks.iter().any(|ask| self.is_sure(ask)));
                // Who is asked `确认取消吗` and says `取消` means yes.
                if let Some(yes) = if again { Some(true) } else { yes_or_no(heard) }.filter(|_| !another) {
                    self.fill_slot(if yes { "yes" } else { "no" }.to_owned())?;
                    return Ok(true);
                }
            }
            Some(Waiting::Slot) => {
                let StepKind::Ask { kind, say, .. } = &step.kind else { return Ok(false) };
                let value = self.prefill(kind, heard)?.or_else(|| match kind {
                    SlotKind::YesNo => yes_or_no(heard).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
                    SlotKind::Text | SlotKind::Behind(_) | SlotKind::Photo if !self.is_courtesy(heard) => {
                        self.free_text(kind, say, heard)
                    }
                    _ => None,
                });
                if let Some(value) = value {
                    self.fill_slot(value)?;
                    return Ok(true);
                }
                // A day that cannot be: it is said which can.
                if matches!(kind, SlotKind::Day(_)) && has(EntityKind::Date) && !elsewhere {
                    self.go_on()?;
                    return Ok(true);
                }
            }
            Some(Waiting::Message | Waiting::HandOff | Waiting::More | Waiting::Feedback) | None => {}
        }
        Ok(false)
    }

    /// Whether a write waits for its confirmation and the message names another order.
    fn confirms_another(&self, heard: &Understanding) -> bool {
        let named = heard.value(EntityKind::OrderId);
        let pending = self.state.pending.as_ref().and_then(|pending| pending.order_id.as_ref());
        pending.zip(named).is_some_and(|(pending, named)| *pending != named)
    }

    /// A courtesy instead of an answer: thanks and farewells end it, everything else leaves the question as it stands.
    fn courtesy(&mut self, heard: &Understanding, menu: &[Choice]) -> Need<bool> {
        let Some(ask) = heard.asks.first().filter(|_| self.is_courtesy(heard)) else { return Ok(false) };
        if self.state.waiting == Some(Waiting::Confirm) {
            return Ok(false);
        }
        if ask.intent.is("thanks") || ask.intent.is("goodbye") {
            self.leave_flow("cancelled");
            self.state.asked = 0;
            self.answer(&ask.intent, None)?;
        } else {
            self.note("客套话，问题还等着买家回答");
            self.state.menu = menu.to_vec();
            self.say_own(TextKey::TakeYourTime);
        }
        Ok(true)
    }

    /// Whether the message is nothing but politeness.
    fn is_courtesy(&self, heard: &Understanding) -> bool {
        let [ask] = heard.asks.as_slice() else { return false };
        let courtesies = ["thanks", "goodbye", "affirm", "greeting", "nudge"];
        let sure = ask.by_rule || ask.confidence >= COURTESY;
        sure && courtesies.iter().any(|id| ask.intent.is(id))
    }

    /// What the buyer wrote, in clear: for slots that must reach the host as written.
    pub(crate) fn original_text(&self) -> String {
        match &self.world.input.content {
            crate::input::Content::Text { text } => crate::text::limit::inbound(text).trim().to_owned(),
            _ => String::new(),
        }
    }

    /// Starts the flow again, keeping what was not corrected.
    fn restart(&mut self, flow: &Flow) -> Need<()> {
        self.note("买家更正，流程从头再来");
        self.take_back_pending();
        for step in &flow.steps {
            if let (StepKind::Ask { slot, kind, .. }, Some(heard)) = (&step.kind, self.world.heard)
                && self.prefill(kind, heard)?.is_some()
                && let Some(state) = &mut self.state.flow
            {
                state.slots.remove(slot);
            }
        }
        self.state.order = None;
        self.order = None;
        if let Some(state) = &mut self.state.flow {
            state.step = flow.steps.first().map(|step| step.id.clone()).unwrap_or_default();
            state.anchor.clear();
            state.order = None;
            state.asked = 0;
        }
        Ok(())
    }

    /// Answers a different question and comes back to the flow, unless the other question needs the buyer, too.
    fn digress(&mut self, heard: &Understanding, flow: &'a Flow) -> Need<()> {
        self.note("先回答插进来的问题");
        let before = self.state.flow.as_ref().map(|state| state.flow.clone());
        let asks: Vec<IntentId> =
            heard.asks.iter().filter(|ask| self.is_sure(ask)).map(|ask| ask.intent.clone()).collect();
        let last = self.state.last.clone();
        for intent in asks {
            self.answer(&intent, heard.faqs.first().copied())?;
        }
        if self.state.flow.as_ref().map(|state| state.flow.clone()) == before {
            self.state.last = last;
            self.come_back(flow)?;
        }
        Ok(())
    }

    /// Asks again what was asked, after something else was said.
    fn come_back(&mut self, flow: &Flow) -> Need<()> {
        if self.state.flow.is_none() {
            return Ok(());
        }
        self.own_slots.insert("flow".to_owned(), flow.title.clone());
        let said = self.replies.len();
        let left = self.facts.iter().filter(|fact| matches!(fact, Fact::FlowLeft { .. })).count();
        self.say_own(TextKey::Resume);
        // What stood unanswered because something else was answered was not asked in vain.
        self.state.asked = self.state.asked.saturating_sub(1);
        if let Some(state) = &mut self.state.flow {
            state.asked = state.asked.saturating_sub(1);
        }
        // What was heard belongs to the digression: it must not fill the flow's slots.
        let heard = self.world.heard.take();
        let result = self.run_flow();
        self.world.heard = heard;
        result?;
        if self.facts.iter().filter(|fact| matches!(fact, Fact::FlowLeft { .. })).count() > left {
            // It was given up: there is nothing to come back to.
            let after = self.replies.split_off(said.min(self.replies.len()));
            self.replies.extend(after.into_iter().skip(1));
        }
        Ok(())
    }

    /// It was asked in vain: a person, where the rules say so.
    pub(crate) fn give_up(&mut self) {
        self.leave_flow("gave_up");
        if self.is_called() {
            self.say_own(TextKey::Noted);
            return;
        }
        match self.rule_named("gave_up") {
            Some(rule) => self.rule_hand_off(rule),
            None => {
                self.say_own(TextKey::GaveUp);
            }
        }
    }

    /// The text was not what was asked for: asks again, and gives up after a while.
    fn not_an_answer(&mut self, step: &FlowStep) -> Need<()> {
        if matches!(step.kind, StepKind::Ask { .. }) {
            let heard = self.world.heard.take();
            let result = self.run_flow();
            self.world.heard = heard;
            return result;
        }
        let asked = self.state.flow.as_mut().map_or(0, |state| {
            state.asked += 1;
            state.asked
        });
        if asked >= MAX_ASKED {
            self.give_up();
            return Ok(());
        }
        if self.state.waiting == Some(Waiting::Confirm) {
            self.say_own(TextKey::YesOrNo);
            return Ok(());
        }
        let heard = self.world.heard.take();
        let result = self.run_flow();
        self.world.heard = heard;
        result
    }
}

/// Whether a text begins with a refusal.
fn starts_with_no(heard: &Understanding) -> bool {
    let core = keyword::core(&heard.text);
    ["不", "别", "否", "no", "算了", "先不", "没"].iter().any(|word| core.starts_with(word))
}

/// Yes, no, or neither.
pub(crate) fn yes_or_no(heard: &Understanding) -> Option<bool> {
    let core = keyword::core(&heard.text);
    if ["不", "别", "否", "no", "算了", "不用", "不要", "先不", "不是", "不了", "取消"]
        .iter()
        .any(|word| core.starts_with(word))
    {
        return Some(false);
    }
    let yes = ["是", "好", "嗯", "对", "可以", "行", "要", "确认", "确定", "ok", "yes", "同意", "没问题", "1"];
    if core.chars().count() <= 6 && yes.iter().any(|word| core.starts_with(word)) {
        return Some(true);
    }
    let best = heard.best().filter(|best| best.confidence >= 0.6)?;
    match best.id.as_str() {
        "affirm" => Some(true),
        "deny" => Some(false),
        _ => None,
    }
}

/// Whether the buyer does not want to go on.
fn wants_out(heard: &Understanding) -> bool {
    let core = keyword::core(&heard.text);
    let out = ["算了", "不用了", "不弄了", "不办了", "先不弄", "不查了", "不问了", "没事了", "取消吧", "退出"];
    core.chars().count() <= 8 && out.iter().any(|word| core.contains(word))
}

/// The item of a menu that shares most with the text; `None` when none or several do. What stands behind the item's first
/// comma (when it was ordered, how far it is) is said of many and names none.
fn best_label<'m>(text: &str, menu: &'m [Choice]) -> Option<&'m Choice> {
    // `不是卫衣，是衬衫` means what stands behind.
    let text = text.strip_prefix("不是").and_then(|rest| rest.rsplit_once('是')).map_or(text, |(_, meant)| meant);
    let score = |choice: &Choice| {
        let label = choice.label.split('，').next().unwrap_or_default();
        let (title, rest) = label.split_once('（').unwrap_or((label, ""));
        let options = rest.split_once('）').map_or(rest, |(options, _)| options).to_lowercase();
        let named = options.split('/').filter(|option| {
            let option = option.trim().trim_end_matches('色');
            !option.is_empty() && text.contains(option)
        });
        likeness(text, title) + 2 * named.count()
    };
    let best = menu.iter().map(score).max().filter(|best| *best > 1)?;
    let mut fitting = menu.iter().filter(|choice| score(choice) == best);
    fitting.next().filter(|_| fitting.next().is_none())
}
