//! What is said where it is not sure what is meant: a menu of likely meanings, the honest sentence, or a person.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::dialogue::reading::FAQ_POSSIBLE;
use crate::dialogue::topic::REMARK;
use crate::fact::Fact;
use crate::knowledge::TextKey;
use crate::language::notes;
use crate::language::shown::NONE_OF_THESE;
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
/// Items of such a menu.
const OPTIONS: usize = 3;

impl Draft<'_> {
    /// Several meanings are likely, or none: a menu, or the honest sentence, or a person.
    pub(crate) fn unsure(&mut self, heard: &Understanding) -> Need<()> {
        // `芒果8斤装有吗`: goods and a variant of them, and nothing else that was understood.
        if self.names_variant()? {
            return self.answer(&IntentId::from("product.stock"), None);
        }
        if self.composed(heard)? {
            return Ok(());
        }
        let asks = heard.asks.iter().any(|ask| self.is_sure(ask) && self.knowledge().asks_something(&ask.intent));
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
            if let Some((_, intent)) = knowledge.intent(scored.id.as_str()) {
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

    /// Asks which of these is meant.
    fn clarify(&mut self, mut choices: Vec<Choice>, options: Vec<IntentId>) {
        let meaning = choices.first().map(|choice| choice.label.clone()).filter(|_| choices.len() == 1);
        if let Some((_, human)) = self.knowledge().intent("human") {
            let label = NONE_OF_THESE.to_owned();
            choices.push(Choice { label, pick: Pick::Ask(human.ask.clone()) });
        }
        self.note(notes::SEVERAL_MEANINGS);
        self.talk.leaves_unanswered();
        self.out.fact(Fact::Clarified { options });
        match meaning {
            Some(meaning) => {
                self.talk.say_of("meaning", meaning);
                self.offer(TextKey::ClarifyOne, choices);
            }
            None => self.offer(TextKey::Clarify, choices),
        }
    }

    /// The entries of the FAQ that the message may mean, as items of a menu.
    fn possible_entries(&self, heard: &Understanding) -> Vec<Choice> {
        let knowledge = self.knowledge();
        let hits = heard.faqs.iter().filter(|hit| hit.confidence >= FAQ_POSSIBLE);
        let faqs = hits.filter_map(|hit| knowledge.faqs.get(hit.index)).take(OPTIONS);
        faqs.map(|faq| Choice { label: faq.question.clone(), pick: Pick::Faq(faq.id.clone()) }).collect()
    }

    /// Offers the entries of the FAQ that the message may mean beside the intent that it was taken for, where there is
    /// nothing better to say of that than a standard sentence or which product it is about.
    pub(crate) fn offers_entries(&mut self, intent: &IntentId) -> bool {
        let Some(heard) = self.world.heard else { return false };
        let mut choices = self.possible_entries(heard);
        if choices.is_empty() || self.crew.is_called() || !self.knowledge().asks_something(intent) {
            return false;
        }
        if let Some((_, known)) = self.knowledge().intent(intent.as_str()) {
            choices.push(Choice { label: known.name.clone(), pick: Pick::Intent(intent.clone()) });
        }
        self.clarify(choices, vec![intent.clone()]);
        true
    }

    fn not_understood(&mut self) -> Need<()> {
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
}
