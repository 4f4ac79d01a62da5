//! When a person is called: the rules of the knowledge, first match wins, and what a rule asks first.

use crate::dialogue::Draft;
use crate::dialogue::find::Found;
use crate::dialogue::lookup::Known;
use crate::fact::{AskedFor, LeftBecause};
use crate::knowledge::{Among, FirstAsk, HandOffRule, TextKey};
use crate::language::notes;
use crate::session::Waiting;
use crate::understand::Understanding;

impl<'a> Draft<'a> {
    /// The rule that sends this message to a person before anything else is tried.
    pub(crate) fn rule_before(&mut self, heard: &Understanding) -> Known<Option<&'a HandOffRule>> {
        for rule in &self.knowledge().hand_offs {
            if is_before(rule) && self.fires(rule, Some(heard)) {
                // Only now is it worth a look-up.
                self.prepare(&rule.when)?;
                if self.holds(&rule.when) {
                    return Ok(Some(rule));
                }
            }
        }
        Ok(None)
    }

    /// Whether a rule sends this message to a person, as far as it is known without a look-up.
    pub(crate) fn calls_for_people(&self, heard: &Understanding) -> bool {
        let rules = &self.knowledge().hand_offs;
        rules.iter().any(|rule| is_before(rule) && self.fires(rule, Some(heard)) && self.holds(&rule.when))
    }

    /// The rule that sends a turn to a person which nothing could answer.
    pub(crate) fn rule_after(&self) -> Option<&'a HandOffRule> {
        let rules = &self.knowledge().hand_offs;
        rules.iter().find(|rule| rule.not_understood.is_some() && self.fires(rule, None) && self.holds(&rule.when))
    }

    /// The rule for the question that was just asked again.
    pub(crate) fn rule_repeated(&self) -> Option<&'a HandOffRule> {
        let heard = self.world.heard;
        let rules = &self.knowledge().hand_offs;
        rules.iter().find(|rule| rule.repeated.is_some() && self.fires(rule, heard) && self.holds(&rule.when))
    }

    /// Whether every part of the rule beside `stalled` holds.
    pub(crate) fn holds_beside_stall(&self, rule: &HandOffRule) -> bool {
        self.fires(rule, self.world.heard) && self.holds(&rule.when)
    }

    /// Whether every part of the rule that is given holds, but for its `when`.
    fn fires(&self, rule: &HandOffRule, heard: Option<&Understanding>) -> bool {
        let sure = |wanted: &dyn Fn(&crate::names::IntentId) -> bool| {
            heard.is_some_and(|heard| heard.asks.iter().any(|ask| self.is_sure(ask) && wanted(&ask.intent)))
        };
        let wanted = || rule.intents.is_empty() || sure(&|intent| rule.intents.iter().any(|id| intent.is(id.as_str())));
        let said = rule.words.is_empty() || heard.is_some_and(|heard| heard.alarms.contains(&rule.id));
        let threatens = !rule.threats || heard.is_some_and(|heard| !heard.threats.is_empty());
        let upset = rule.mood.is_none_or(|mood| heard.is_some_and(|heard| heard.mood >= mood));
        let lost = rule.not_understood.is_none_or(|times| u32::from(self.talk.misses()) >= times);
        let again = rule.repeated.is_none_or(|times| self.talk.last().as_ref().is_some_and(|last| last.times >= times));
        // A rule with nothing but a `when` is about who asks, not about who says thanks.
        let asks =
            || !is_bare(rule) || (!rule.when.is_empty() && sure(&|intent| self.knowledge().asks_something(intent)));
        // What takes looking up comes last.
        said && threatens && upset && lost && again && wanted() && asks()
    }

    /// Calls a person as the rule says, after its question where it has one.
    pub(crate) fn escalate(&mut self, rule: &HandOffRule) -> Known<()> {
        if rule.id == "passed_on" {
            // What is passed on is about the order under discussion, or the only open one.
            self.passive_order()?;
        }
        let asked_already = self.crew.is_called() || self.open.calling().is_some();
        let proved = self.world.input.buyer.is_some() || self.focus.proved().is_some();
        let Some(first) = rule.first.filter(|first| !(asked_already || (proved && *first == FirstAsk::Verify))) else {
            self.rule_hand_off(rule);
            return Ok(());
        };
        self.leave_flow(LeftBecause::HandedOff);
        let said = self.out.mark();
        match first {
            FirstAsk::Text => {
                self.out.asked(AskedFor::HandOff);
                self.open.wait_for(Waiting::HandOff);
                self.say(&rule.ask);
            }
            FirstAsk::Order | FirstAsk::Verify => match self.find_order(Among::Any, &rule.ask)? {
                Found::Asked if self.crew.is_bots() && self.open.waiting().is_some() => {}
                Found::Asked | Found::Failed => return Ok(()),
                Found::Yes | Found::No => {
                    self.out.unsay_since(said);
                    self.rule_hand_off(rule);
                    return Ok(());
                }
            },
        }
        self.note(notes::asks_first(&rule.id, &rule.place));
        self.open.call_after_answer(rule.id.clone());
        Ok(())
    }

    /// Goes on with the hand-off whose question was asked: the person is called whatever the answer is. `false` when there
    /// is none.
    pub(crate) fn call_now(&mut self) -> Known<bool> {
        let Some(rule) = self.open.take_calling().and_then(|id| self.rule_named(&id)) else { return Ok(false) };
        if rule.first == Some(FirstAsk::Text) {
            self.open.wait_no_more();
            self.rule_hand_off(rule);
            return Ok(true);
        }
        // What would have to be asked once more is for the person to ask.
        let mut called = false;
        let mut asks = false;
        self.attempt(|draft| {
            if draft.find_order(Among::Any, &rule.ask)? == Found::Asked {
                called = !draft.crew.is_bots();
                // The proof takes two answers; its failures are counted where they happen.
                asks = !called && rule.first == Some(FirstAsk::Verify) && draft.focus.claimed().is_some();
                return Ok(called || asks);
            }
            Ok(true)
        })?;
        if asks {
            self.open.call_after_answer(rule.id.clone());
        } else if !called {
            self.open.wait_no_more();
            self.rule_hand_off(rule);
        }
        Ok(true)
    }

    /// The buyer does not want a person after all.
    pub(crate) fn call_off(&mut self) {
        self.open.take_calling();
        self.open.wait_no_more();
        self.say_own(TextKey::Cancelled);
    }
}

/// Whether the rule looks at the message, before it is answered.
fn is_before(rule: &HandOffRule) -> bool {
    rule.not_understood.is_none() && rule.repeated.is_none() && rule.stalled.is_none()
}

/// Whether the rule has no condition but its `when`.
fn is_bare(rule: &HandOffRule) -> bool {
    rule.intents.is_empty()
        && rule.words.is_empty()
        && !rule.threats
        && rule.mood.is_none()
        && rule.not_understood.is_none()
        && rule.repeated.is_none()
        && rule.stalled.is_none()
}
