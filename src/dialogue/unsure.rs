//! What is said where it is not sure what is meant: a menu of likely meanings, the honest sentence, or a person.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::OPTIONS;
use crate::dialogue::topic::REMARK;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::names::IntentId;
use crate::session::{Choice, Pick};
use crate::understand::Understanding;

/// From here on an intent stands in a menu of likely meanings.
const INTENT_POSSIBLE: f32 = 0.15;
/// A message of which less was ever seen gets no such menu: of the development set's real messages 5 % lie below, most of
/// what is about something else does.
const COVERED: f32 = 0.64;
/// … from here on also in the middle of another matter …
const INTENT_LIKELY: f32 = 0.5;
/// … and from here on it is asked back alone.
const INTENT_ALONE: f32 = 0.3;
/// The same of an entry of the FAQ.
const FAQ_ALONE: f32 = 0.35;

impl Draft<'_> {
    /// Several meanings are likely, or none: a menu, or the honest sentence, or a person.
    pub(crate) fn unsure(&mut self, heard: &Understanding) -> Known<()> {
        // `芒果8斤装有吗`: goods and a variant of them, and nothing else that was understood.
        if self.names_variant()? {
            return self.answer(&IntentId::from("product.stock"), None);
        }
        if self.composed(heard)? {
            return Ok(());
        }
        let asks = heard.asks.iter().any(|ask| self.surely_asks(ask));
        let short = heard.length() <= REMARK && heard.coverage >= COVERED;
        let remark = short && !heard.is_question();
        if !asks && !self.crew.is_called() && (remark || !self.taken(heard).is_empty()) && self.takes_down(heard) {
            return Ok(());
        }
        let knowledge = self.knowledge();
        let mut choices: Vec<Choice> = Vec::new();
        let mut options: Vec<IntentId> = Vec::new();
        for scored in heard
            .intents
            .iter()
            .filter(|scored| scored.confidence >= INTENT_POSSIBLE && self.knowledge().asks_something(&scored.id))
        {
            if let Some(intent) = knowledge.intent(scored.id.as_str()) {
                choices.push(Choice { label: intent.name.clone(), pick: Pick::Intent(intent.id.clone()) });
                options.push(intent.id.clone());
            }
        }
        let best = heard.best().map_or(0.0, |best| best.confidence);
        let entries = self.possible_entries(heard);
        let first = heard.faqs.first().is_some_and(|hit| hit.confidence >= best);
        let place = if first { 0 } else { choices.len().min(1) };
        choices.splice(place..place, entries);
        choices.truncate(OPTIONS);
        let only_guess = match choices.as_slice() {
            [Choice { pick: Pick::Faq(_), .. }] => heard.faqs.iter().all(|hit| hit.confidence < FAQ_ALONE),
            [_] => heard.intents.iter().all(|it| it.confidence < INTENT_ALONE),
            _ => false,
        };
        // Guesses at other matters, in the middle of one.
        let elsewhere = best < INTENT_LIKELY && self.topic_is_of_orders() && !self.is_of_topic(&choices);
        if choices.is_empty() || heard.coverage < COVERED || only_guess || elsewhere || self.crew.is_called() {
            return self.not_understood();
        }
        // A menu was offered in the turn before, and what came is no choice and as unclear.
        if self.offered().iter().any(|choice| matches!(choice.pick, Pick::Intent(_) | Pick::Faq(_))) {
            self.talk.miss();
            if let Some(rule) = self.rule_after() {
                self.out.not_understood(self.crew.is_called());
                self.rule_hand_off(rule);
                return Ok(());
            }
        }
        self.clarify(choices, options);
        Ok(())
    }

    fn not_understood(&mut self) -> Known<()> {
        if self.crew.is_called() {
            // A person will read it; a menu of guesses helps nobody.
            self.out.not_understood(self.crew.is_called());
            self.note(notes::NOT_UNDERSTOOD_CALLED);
            self.says_noted();
            return Ok(());
        }
        self.talk.leaves_unanswered();
        self.out.not_understood(self.crew.is_called());
        self.talk.miss();
        self.note(notes::not_understood(self.talk.misses()));
        if let Some(rule) = self.rule_after() {
            return self.escalate(rule);
        }
        if let Some(about) = self.about().filter(|_| self.topic_is_of_orders()) {
            // In the middle of a matter a menu of others leads away from it.
            self.talk.say_of("about", about);
            self.say_own(TextKey::NotUnderstoodAbout);
            return Ok(());
        }
        let entries = Draft::entries(&self.knowledge().profile.menu);
        self.offer(TextKey::NotUnderstood, entries);
        Ok(())
    }

    /// Whether the message asks whether there is a variant of a product: `芒果8斤装有吗`.
    pub(super) fn names_variant(&mut self) -> Known<bool> {
        if !self.world.heard.is_some_and(Understanding::asks_for_variant) || !self.passive_product()? {
            return Ok(false);
        }
        let meant = self.focus.product().map(|product| self.meant_and_lacking(product));
        Ok(meant.is_some_and(|(named, lacking)| !named.is_empty() || !lacking.is_empty()))
    }
}
