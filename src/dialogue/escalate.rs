//! When a person is called: the rules of the knowledge, first match wins.

use crate::dialogue::Draft;
use crate::knowledge::{HandOffRule, Origin};
use crate::understand::Understanding;

impl<'a> Draft<'a> {
    /// The rule that sends this message to a person before anything else is tried.
    pub(crate) fn rule_before(&self, heard: &Understanding) -> Option<&'a HandOffRule> {
        self.knowledge().hand_offs.iter().find(|rule| {
            let about_message = !rule.intents.is_empty() || !rule.words.is_empty() || rule.mood.is_some();
            about_message && self.fires(rule, Some(heard))
        })
    }

    /// The rule that sends a turn to a person which nothing could answer.
    pub(crate) fn rule_after(&self) -> Option<&'a HandOffRule> {
        self.knowledge().hand_offs.iter().find(|rule| rule.not_understood.is_some() && self.fires(rule, None))
    }

    /// The rule for the question that was just asked again.
    pub(crate) fn rule_repeated(&self) -> Option<&'a HandOffRule> {
        self.knowledge().hand_offs.iter().find(|rule| rule.repeated.is_some() && self.fires(rule, self.world.heard))
    }

    /// The rule with this id, for what the engine itself notices (`lookup_failed`, `verify_failed`, `request`).
    pub(crate) fn rule_named(&self, id: &str) -> Option<&'a HandOffRule> {
        self.knowledge().hand_offs.iter().find(|rule| rule.id == id)
    }

    /// Whether every part of the rule that is given holds.
    fn fires(&self, rule: &HandOffRule, heard: Option<&Understanding>) -> bool {
        let wanted = rule.intents.is_empty()
            || heard.is_some_and(|heard| {
                heard
                    .asks
                    .iter()
                    .any(|ask| self.is_sure(ask) && rule.intents.iter().any(|id| ask.intent.is(id.as_str())))
            });
        let said = rule.words.is_empty() || heard.is_some_and(|heard| heard.alarms.contains(&rule.id));
        let upset = rule.mood.is_none_or(|mood| heard.is_some_and(|heard| heard.mood >= mood));
        let lost = rule.not_understood.is_none_or(|times| u32::from(self.state.misses) >= times);
        let again = rule.repeated.is_none_or(|times| self.state.last.as_ref().is_some_and(|last| last.times >= times));
        let any = !rule.intents.is_empty()
            || !rule.words.is_empty()
            || rule.mood.is_some()
            || rule.not_understood.is_some()
            || rule.repeated.is_some()
            || (rule.origin == Origin::Shop && !rule.when.is_empty());
        any && wanted && said && upset && lost && again && self.holds(&rule.when)
    }
}
