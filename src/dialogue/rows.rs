//! Entries of the FAQ: said, offered, and given to the host's writer.

use crate::knowledge::field::Field;
use crate::knowledge::{OF_A_ROW, TextKey};
use crate::language::shown::NONE_OF_THESE;

use crate::dialogue::Draft;
use crate::dialogue::hash;
use crate::dialogue::lookup::Known;
use crate::fact::Fact;
use crate::fact::Source;
use crate::language::notes;
use crate::language::shown::named;
use crate::names::IntentId;
use crate::session::Choice;
use crate::session::Pick;
use crate::shop::Compose;
use crate::understand::FaqHit;
use crate::understand::Understanding;

/// From here on an entry of the FAQ is said instead of what the intent would get, unless a rule decided or the buyer's own
/// orders answer it.
pub(super) const FAQ_SURE: f32 = 0.85;

/// From here on it is said instead of a policy of the shop on the matter.
pub(super) const FAQ_FITS: f32 = 0.75;

/// From here on it is said where the intent has nothing better than the pack's default.
pub(super) const FAQ_LIKELY: f32 = 0.5;

/// From here on it stands in a menu of likely meanings.
pub(super) const FAQ_POSSIBLE: f32 = 0.15;

/// From here on it is handed to the host's writer as something to write from.
pub(super) const FAQ_NEAR: f32 = 0.1;

/// How many of the last lines the host's writer gets.
const COMPOSE_LINES: usize = 10;

/// From here on an intent is answered while a person is on the way, and beside others with a standard text.
pub(super) const QUITE_SURE: f32 = 0.8;

/// Items of such a menu.
pub(super) const OPTIONS: usize = 3;

/// From here on the intent of a message that an entry of the FAQ answered is what that was about.
const LIKELY: f32 = 0.3;

impl<'a> Draft<'a> {
    /// Says an entry of the FAQ, verbatim.
    pub(super) fn say_faq(&mut self, hit: FaqHit) {
        let knowledge = self.knowledge();
        let Some(faq) = knowledge.faqs.get(hit.index) else { return };
        self.talk.understand();
        if self.count_row(&faq.id) && self.crew.is_called() {
            self.note(notes::ON_THE_WAY_SAID_BEFORE);
            self.says_noted();
            return;
        }
        self.note(notes::faq(&faq.question, &faq.place, hit.confidence));
        self.answered(Source::Faq(faq.id.clone()), None);
        self.out.say(faq.answer.clone());
    }

    /// Lets the host's writer try, where the shop allows it: nothing curated fits the message.
    pub(super) fn composed(&mut self, heard: &Understanding) -> Known<bool> {
        let knowledge = self.knowledge();
        if !knowledge.profile.compose {
            return Ok(false);
        }
        let mut evidence: Vec<String> = Vec::new();
        for hit in heard.faqs.iter().filter(|hit| hit.confidence >= FAQ_NEAR) {
            if let Some(faq) = knowledge.faqs.get(hit.index) {
                evidence.push(format!("{}\n{}", faq.question, faq.answer));
            }
        }
        if self.focus.product_id().is_some() && self.passive_product()? {
            let attributes = self.focus.product().into_iter().flat_map(|product| &product.attributes);
            evidence.extend(attributes.map(|(name, value)| named(name, value)));
        }
        evidence.extend(knowledge.policies.iter().map(|(field, value)| named(field.name(), value)));
        let in_tables = Field::ALL.iter().filter(|field| !knowledge.policies.contains_key(field));
        let made = in_tables.filter_map(|field| Some((field, knowledge.facts.text_of(*field, self.wall_now())?)));
        evidence.extend(made.map(|(field, value)| named(field.name(), &value)));
        let question = crate::guard::written::mask(&heard.text, &self.secrets().for_record()).into_owned();
        let lines = self.world.session.lines.iter();
        let mut compose = Compose::new(question, evidence.clone());
        // What was said to the buyer is not for a writer who answers somebody else.
        if self.state.away.is_none() {
            compose.dialogue =
                lines.skip(self.world.session.lines.len().saturating_sub(COMPOSE_LINES)).cloned().collect();
        }
        let text = match self.world.answers.get(&compose)? {
            Ok(text) if !text.trim().is_empty() => text.clone(),
            _ => return Ok(false),
        };
        if let Some(finding) = self.world.compiled.guard.of_writer(&text, &evidence) {
            self.out.fact(Fact::Blocked { what: finding.kind });
            self.note(notes::not_grounded(&finding.text));
            return Ok(false);
        }
        self.talk.understand();
        self.answered(Source::Compose, None);
        self.out.say(text);
        Ok(true)
    }

    /// Remembers the entry of the FAQ that is said: it is a topic from now on. One that was said before brings nothing; whether it was.
    pub(super) fn count_row(&mut self, id: &str) -> bool {
        let before = self.talk.tells_again(hash(&format!("faq:{id}")));
        if before {
            self.talk.leaves_unanswered();
        }
        let about = self.world.heard.and_then(Understanding::best).filter(|best| best.confidence >= LIKELY);
        let intent = about
            .map(|best| best.id.clone())
            .filter(|intent| self.knowledge().asks_something(intent))
            .unwrap_or_else(|| IntentId::from(OF_A_ROW));
        self.talk.ask_row(intent, id.to_owned());
        before
    }

    /// The entries of the FAQ that the message may mean, as items of a menu.
    pub(super) fn possible_entries(&self, heard: &Understanding) -> Vec<Choice> {
        let knowledge = self.knowledge();
        let hits = heard.faqs.iter().filter(|hit| hit.confidence >= FAQ_POSSIBLE);
        let faqs = hits.filter_map(|hit| knowledge.faqs.get(hit.index)).take(OPTIONS);
        faqs.map(|faq| Choice { label: faq.question.clone(), pick: Pick::Faq(faq.id.clone()) }).collect()
    }

    /// Asks which of these is meant.
    pub(super) fn clarify(&mut self, mut choices: Vec<Choice>, options: Vec<IntentId>) {
        let meaning = choices.first().map(|choice| choice.label.clone()).filter(|_| choices.len() == 1);
        if let Some(human) = self.knowledge().intent("human") {
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

    /// Offers the entries of the FAQ that the message may mean beside the intent that it was taken for, where there is
    /// nothing better to say of that than a standard sentence or which product it is about.
    pub(super) fn offers_entries(&mut self, intent: &IntentId) -> bool {
        let Some(heard) = self.world.heard else { return false };
        let mut choices = self.possible_entries(heard);
        if choices.is_empty() || self.crew.is_called() || !self.knowledge().asks_something(intent) {
            return false;
        }
        if let Some(known) = self.knowledge().intent(intent.as_str()) {
            choices.push(Choice { label: known.name.clone(), pick: Pick::Intent(intent.clone()) });
        }
        self.clarify(choices, vec![intent.clone()]);
        true
    }
}
