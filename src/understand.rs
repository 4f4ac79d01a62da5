//! What a message means: intents with confidence, entities, mood, and the evidence for them.

mod bigrams;
pub(crate) mod classify;
mod evidence;
mod features;
mod index;
pub(crate) mod keyword;
mod kinds;
mod linear;
mod meaning;
mod phrases;
mod prefilter;
pub(crate) mod property;
mod questions;
pub(crate) mod rank;
pub(crate) mod retrieve;
mod says;
mod search;
mod spelling;
mod vectors;

use std::ops::Range;
use std::sync::OnceLock;

use crate::knowledge::{Knowledge, Origin};
use crate::language::body::Body;
use crate::language::clauses;
use crate::language::deadline::{self, Days};
use crate::language::entity::EntityFinder;
use crate::language::form;
use crate::language::harmless::{self, Harmless};
use crate::language::keyword::core;
use crate::language::matter::{Has, Matter};
use crate::language::misspelt::{Correction, Likeness, corrected};
use crate::language::mood::{MoodFinder, Sign};
use crate::language::shorthand::Shorthand;
use crate::language::wish::Wished;
use crate::names::{Entity, EntityKind, Form, IntentId, Mood, ScoredIntent, Value};
#[cfg(feature = "jieba")]
use crate::text::lexicon;
use crate::text::limit;
use crate::text::normalize::Normalized;
use crate::time::Time;
use classify::Classifier;
pub use evidence::{Evidence, EvidenceKind};
use keyword::{Alarms, Rules, Target};
pub(crate) use phrases::{Example, Forms, class_names, examples, root};
use property::{PropertyAsk, PropertyFinder};
use rank::Evidences;
use retrieve::Retriever;
use search::Scratch;
use spelling::Spelling;

/// What one message means, with the evidence. Made by [`Bot::understand`](crate::Bot::understand).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Understanding {
    /// What the buyer may want, most probable first. Empty when the message has no words, or nothing is known.
    pub intents: Vec<ScoredIntent>,
    /// What the buyer named, in the order of the text, in clear.
    pub entities: Vec<Entity>,
    /// How the buyer feels.
    pub mood: Mood,
    /// The words that show it: 太慢, 没人理, … Threats are not among them.
    pub mood_words: Vec<String>,
    /// Threats that were uttered: 曝光, 12315, 差评, …
    pub threats: Vec<String>,
    /// What kind of answer it wants, whatever it is about.
    pub form: Form,
    /// Why, strongest first.
    pub evidence: Vec<Evidence>,
    /// The days that it names, by what is to happen on them.
    pub(crate) days: Days,
    /// What it tells of a body, once that was asked.
    pub(crate) body: OnceLock<Body>,
    /// How many pieces it names, once that was asked.
    pub(crate) quantity: OnceLock<Option<u32>>,
    /// The kinds of words that it has, once that was asked.
    pub(crate) words: OnceLock<Has>,
    /// What it says of goods that are looked for.
    pub(crate) wished: OnceLock<Wished>,
    /// What it asks about where it is taken for the intent for which that was asked first.
    pub(crate) matter: OnceLock<(String, Option<Matter>)>,
    /// The properties of goods that it asks about.
    pub(crate) properties: Vec<PropertyAsk>,
    /// The normalised text.
    pub(crate) text: String,
    /// Nothing but emoji, stickers, punctuation.
    pub(crate) light: bool,
    /// What is asked, in the order of the text; more than one where a message asks several things.
    pub(crate) asks: Vec<Ask>,
    /// An answer whose keyword the message is.
    pub(crate) answer: Option<usize>,
    /// Entries of the FAQ that fit, best first.
    pub(crate) faqs: Vec<FaqHit>,
    /// How much of the message the classifier has ever seen, 0 to 1; low in what is no shopping language.
    pub(crate) coverage: f32,
    /// The hand-off rules one of whose words stands in the message and is not denied there, by their ids.
    pub(crate) alarms: Vec<String>,
    /// The words of feeling, threat and emergency that counted, and as what.
    pub(crate) signs: Vec<Sign>,
}

/// One thing that a message asks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ask {
    /// What, by its finest intent.
    pub(crate) intent: IntentId,
    /// How sure it is, 0 to 1.
    pub(crate) confidence: f32,
    /// Whether a rule decided it.
    pub(crate) by_rule: bool,
    /// Whether the rule is about all of the words (a keyword, or an example word for word), or the shop's own.
    pub(crate) certain: bool,
    /// Where, in bytes of the normalised text without numbers.
    pub(crate) span: Range<usize>,
}

/// An entry of the FAQ that fits a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FaqHit {
    /// Its index in the knowledge.
    pub(crate) index: usize,
    /// The probability that it answers the message, 0 to 1.
    pub(crate) confidence: f32,
    /// The message is one of its questions.
    pub(crate) exact: bool,
}

impl Understanding {
    /// The first entity of this kind.
    #[must_use]
    pub fn entity(&self, kind: EntityKind) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.kind == kind)
    }

    /// The value of the first entity of this kind, as text.
    pub(crate) fn value(&self, kind: EntityKind) -> Option<String> {
        self.entity(kind).map(|entity| entity.value.to_string())
    }

    /// The values of the entities of this kind, each once.
    pub(crate) fn values(&self, kind: EntityKind) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for entity in self.entities.iter().filter(|entity| entity.kind == kind) {
            let value = entity.value.to_string();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// The value of the first entity of this kind, as a number.
    pub(crate) fn number(&self, kind: EntityKind) -> Option<i64> {
        self.entity(kind).and_then(|entity| match entity.value {
            Value::Number(number) => Some(number),
            Value::Text(_) => None,
        })
    }

    /// The most probable intent.
    #[must_use]
    pub fn best(&self) -> Option<&ScoredIntent> {
        self.intents.first()
    }
}

/// Everything that is compiled from the knowledge to read messages with.
#[derive(Debug)]
pub(crate) struct Reader {
    rules: Rules,
    /// The shop's own rules, which come before all others.
    own_rules: Rules,
    classifier: Option<Classifier>,
    /// The intent behind each class of the classifier.
    classes: Vec<usize>,
    faqs: Option<Retriever>,
    entities: EntityFinder,
    properties: PropertyFinder,
    moods: MoodFinder,
    harmless: Harmless,
    spelling: Spelling,
    shorthand: Shorthand,
    alarms: Alarms,
    offset_minutes: i32,
    /// Texts that a test reads as it says, and not by rules.
    #[cfg(test)]
    table: std::collections::BTreeMap<String, Understanding>,
}

/// Entries of the FAQ that are looked at for one message.
const FAQ_HITS: usize = 5;

impl Reader {
    /// Compiles the knowledge.
    pub(crate) fn new(knowledge: &Knowledge) -> Reader {
        let forms = Forms::new(knowledge);
        let normal = |text: &str| forms.normal(text);
        let mut keywords: Vec<(String, Target)> = Vec::new();
        let mut patterns: Vec<(&str, usize)> = Vec::new();
        for (index, intent) in knowledge.intents.iter().enumerate() {
            keywords.extend(intent.keywords.iter().map(|keyword| (normal(keyword), Target::Intent(index))));
            patterns.extend(intent.patterns.iter().map(|pattern| (pattern.as_str(), index)));
        }
        for (index, answer) in knowledge.answers.iter().enumerate() {
            keywords.extend(answer.keywords.iter().map(|keyword| (normal(keyword), Target::Answer(index))));
        }
        let mut questions: Vec<(String, u32)> = Vec::new();
        for (index, faq) in knowledge.faqs.iter().enumerate() {
            for question in std::iter::once(&faq.question).chain(&faq.similar) {
                let text = normal(question);
                keywords.push((text.clone(), Target::Faq(index)));
                questions.push((text, u32::try_from(index).unwrap_or(u32::MAX)));
            }
        }
        let (classes, examples) = examples(knowledge, &forms);
        keywords.extend(examples.iter().map(|example| (example.text.clone(), Target::Example(example.intent))));
        let examples: Vec<(String, u32)> = examples.iter().map(Example::learnt).collect();
        let examples: Vec<(&str, u32)> = examples.iter().map(|(text, class)| (text.as_str(), *class)).collect();
        let train = || {
            let known = classify::pretrained::classifier(&examples, &class_names(knowledge, &classes));
            known.unwrap_or_else(|| Classifier::train(&examples, classes.len()))
        };
        let questions: Vec<(&str, u32)> = questions.iter().map(|(text, index)| (text.as_str(), *index)).collect();
        let own_rules = own_rules(knowledge, &forms);
        let phrases = keywords.iter().map(|(text, _)| text.as_str()).chain([forms.rules.as_str()]);
        let spelling = Spelling::new(phrases, forms.written);
        let moods = MoodFinder::new(&knowledge.lexicon);
        let rules = knowledge.hand_offs.iter().map(|rule| (rule.id.as_str(), rule.words.as_slice()));
        let alarms = Alarms::new(rules, &knowledge.lexicon.no_signs);
        let own = own_names(knowledge, &moods, &alarms);
        let harmless = Harmless::new(knowledge.lexicon.harmless.iter().chain(&own));
        let classifier = (!classes.is_empty()).then(train);
        Reader {
            rules: Rules::new(keywords, patterns),
            own_rules,
            classes,
            faqs: (!questions.is_empty())
                .then(|| Retriever::build(&questions, knowledge.faqs.len(), classifier.as_ref())),
            classifier,
            entities: EntityFinder::new(&knowledge.lexicon),
            properties: PropertyFinder::new(&knowledge.properties),
            moods,
            harmless,
            spelling,
            shorthand: forms.shorthand,
            alarms,
            offset_minutes: knowledge.profile.offset_minutes,
            #[cfg(test)]
            table: std::collections::BTreeMap::new(),
        }
    }

    /// A reader without rules and without a classifier, for tests of what is done with what was understood: it reads these texts
    /// as they say.
    #[cfg(test)]
    pub(crate) fn of_table(table: std::collections::BTreeMap<String, Understanding>) -> Reader {
        Reader { table, ..Reader::new(&Knowledge::empty().build().unwrap()) }
    }

    /// Reads one message. Pure; a few microseconds.
    pub(crate) fn read(&self, knowledge: &Knowledge, original: &str, now: Option<Time>) -> Understanding {
        let original = limit::inbound(original);
        #[cfg(test)]
        if let Some(known) = self.table.get(original) {
            return known.clone();
        }
        let normal = Normalized::new(original);
        if normal.is_light() {
            return Understanding { light: true, ..Understanding::default() };
        }
        let entities = self.entities.find(&normal, original, now, self.offset_minutes);
        let (normal, corrections) = self.spelt(normal, &entities);
        let text = normal.text();
        let mood = self.moods.find(&normal, original, &self.harmless.places(text));
        let dated = entities.iter().any(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Clock));
        let days = if dated { deadline::days(original, &entities) } else { Days::default() };
        let mut understanding = Understanding {
            entities,
            mood: mood.mood,
            mood_words: mood.words,
            threats: mood.threats,
            signs: mood.signs,
            form: form::form(text),
            days,
            properties: self.properties.find(text),
            text: text.to_owned(),
            ..Understanding::default()
        };
        let words = without_numbers(text);
        let words = self.shorthand.expanded(&words).unwrap_or(words);
        let text = words.as_str();
        for (word, rule) in self.alarms.heard(text, &self.harmless.places(text)) {
            understanding.signs.push(Sign::of_rule(word, &rule));
            understanding.alarms.push(rule);
        }
        if !mood.crisis.is_empty() {
            understanding.alarms.push("crisis".to_owned());
        }
        let evidences = self.evidences(text);
        understanding.coverage = evidences.coverage;
        understanding.answer = evidences.keywords.iter().find_map(|target| match target {
            Target::Answer(index) => Some(*index),
            _ => None,
        });
        understanding.faqs = self.faq_hits(text, FAQ_HITS, &evidences);
        let ranked = rank::rank(knowledge, &self.classes, text, &evidences);
        understanding.intents = ranked
            .iter()
            .filter_map(|(index, confidence)| {
                Some(ScoredIntent::new(knowledge.intents.get(*index)?.id.clone(), *confidence))
            })
            .collect();
        understanding.evidence = rank::explain(knowledge, text, &evidences, &ranked, &understanding.faqs);
        understanding.evidence.splice(0..0, corrections);
        understanding.asks = self.asks(knowledge, text, &ranked, &evidences);
        understanding
    }

    /// Whether a message names something: what [`Reader::read`] finds of that, and nothing else of it.
    pub(crate) fn names(&self, original: &str, now: Option<Time>) -> bool {
        let original = limit::inbound(original);
        #[cfg(test)]
        if let Some(known) = self.table.get(original) {
            return !known.entities.is_empty();
        }
        let normal = Normalized::new(original);
        !normal.is_light() && !self.entities.find(&normal, original, now, self.offset_minutes).is_empty()
    }

    /// The text as it is meant, with what was misspelt. What names something is left alone.
    fn spelt(&self, normal: Normalized, entities: &[Entity]) -> (Normalized, Vec<Evidence>) {
        let mut corrections = self.spelling.find(normal.text());
        corrections.retain(|correction| {
            let span = normal.span(correction.range.clone());
            entities.iter().all(|entity| entity.span.end <= span.start || span.end <= entity.span.start)
        });
        if corrections.is_empty() {
            return (normal, Vec::new());
        }
        let evidence = |Correction { range, to, likeness }: &Correction| {
            let kind = match likeness {
                Likeness::Sound => EvidenceKind::SoundAlike,
                Likeness::Shape => EvidenceKind::LookAlike,
            };
            let text = normal.text().get(range.clone()).unwrap_or_default().to_owned();
            Evidence { kind, target: to.clone(), text, weight: 1.0 }
        };
        let evidences = corrections.iter().map(evidence).collect();
        let text = corrected(normal.text(), &corrections);
        (normal.reworded(text), evidences)
    }

    /// The normal form of a text without a conversation, as it is meant.
    fn normal(&self, original: &str) -> Normalized {
        let original = limit::inbound(original);
        let normal = Normalized::new(original);
        let entities = self.entities.find(&normal, original, None, self.offset_minutes);
        self.spelt(normal, &entities).0
    }

    /// The words of a text that speak for its most probable intent, strongest first, with their share of the log-odds.
    #[cfg(feature = "jieba")]
    pub(crate) fn telling_words(&self, knowledge: &Knowledge, original: &str) -> Vec<(String, f32)> {
        let normal = self.normal(original);
        let text = normal.text();
        let evidences = self.evidences(text);
        let best =
            rank::rank(knowledge, &self.classes, text, &evidences).first().map(|(index, _)| root(knowledge, *index));
        let class = self.classes.iter().position(|class| Some(*class) == best);
        let (Some(classifier), Some(class)) = (&self.classifier, class) else { return Vec::new() };
        // An n-gram's weight belongs to its characters alike, wherever it stands; a word has what its characters have.
        let mut weights = vec![0.0_f32; text.len()];
        for (gram, weight) in classifier.explain(text, u32::try_from(class).unwrap_or(u32::MAX)) {
            let gram = gram.trim_matches('^');
            for (at, found) in text.match_indices(gram).filter(|_| !gram.is_empty()) {
                let share = weight / found.len() as f32;
                weights.iter_mut().skip(at).take(found.len()).for_each(|place| *place += share);
            }
        }
        let mut words: Vec<(String, f32)> = Vec::new();
        for word in lexicon::words(text) {
            let weight: f32 = weights.iter().skip(word.start).take(word.len()).sum();
            if let Some(word) = text.get(word).filter(|_| weight > 0.1) {
                words.push((word.to_owned(), weight));
            }
        }
        words.sort_by(|a, b| b.1.total_cmp(&a.1));
        words
    }

    /// The entries of the FAQ that fit best.
    pub(crate) fn search(&self, original: &str, count: usize) -> Vec<FaqHit> {
        let normal = self.normal(original);
        self.faq_hits(normal.text(), count, &self.evidences(normal.text()))
    }

    /// The intent that a text would have, and how sure, if it were not known word for word.
    pub(crate) fn read_anew(&self, knowledge: &Knowledge, original: &str) -> Option<(usize, f32)> {
        let normal = self.normal(original);
        let evidences = Evidences { keywords: Vec::new(), ..self.evidences(normal.text()) };
        rank::rank(knowledge, &self.classes, normal.text(), &evidences).into_iter().next()
    }

    /// The entry of the FAQ that a text would find first if it were not known word for word.
    pub(crate) fn search_anew(&self, original: &str) -> Option<usize> {
        let normal = self.normal(original);
        let evidences = Evidences { keywords: Vec::new(), ..self.evidences(normal.text()) };
        self.faq_hits(normal.text(), 1, &evidences).first().map(|hit| hit.index)
    }

    fn faq_hits(&self, text: &str, count: usize, evidences: &Evidences) -> Vec<FaqHit> {
        let Some(retriever) = &self.faqs else { return Vec::new() };
        let exact = |index: usize| evidences.keywords.contains(&Target::Faq(index));
        let mut hits: Vec<FaqHit> = retriever
            .search(text, &evidences.probabilities, self.classifier.as_ref(), count, &mut Scratch::default())
            .into_iter()
            .map(|hit| {
                let index = usize::try_from(hit.entry).unwrap_or(usize::MAX);
                let exact = exact(index);
                FaqHit { index, confidence: if exact { 1.0 } else { hit.score.min(0.99) }, exact }
            })
            .collect();
        hits.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        hits
    }

    fn evidences(&self, text: &str) -> Evidences {
        let mut probabilities = Vec::new();
        let classifier = self.classifier.as_ref();
        let coverage = classifier.map_or(0.0, |classifier| classifier.predict(text, &mut probabilities).coverage);
        Evidences { probabilities, coverage, ..self.exact_rules(text) }
    }

    /// What rules say of a text. The shop's own keyword comes first, then its own pattern, then what else there is.
    fn exact_rules(&self, text: &str) -> Evidences {
        let core = core(text);
        let all = self.rules.keyword(core);
        let mut keywords = self.own_rules.keyword(core).to_vec();
        let decided = keywords.iter().any(|target| matches!(target, Target::Intent(_)));
        let own_patterns = if decided { Vec::new() } else { self.own_rules.patterns(text) };
        let own = decided || !own_patterns.is_empty();
        let stays = |target: &Target| matches!(target, Target::Faq(_)) || !own;
        let others: Vec<Target> = all.iter().copied().filter(|it| stays(it) && !keywords.contains(it)).collect();
        keywords.extend(others);
        let patterns = if own { own_patterns } else { self.rules.patterns(text) };
        Evidences { keywords, patterns, own, ..Evidences::default() }
    }

    /// What is asked: the message as a whole, or its clauses where several of them are questions of their own.
    fn asks(&self, knowledge: &Knowledge, text: &str, whole: &[(usize, f32)], evidences: &Evidences) -> Vec<Ask> {
        let ask = |(index, confidence): &(usize, f32), evidences: &Evidences, span| {
            let intent = knowledge.intents.get(*index)?.id.clone();
            let (by_rule, certain) = (evidences.decide(), evidences.decide_whole() || evidences.own);
            Some(Ask { intent, confidence: *confidence, by_rule, certain, span })
        };
        let Some(best) = whole.first() else { return Vec::new() };
        let single: Vec<Ask> = ask(best, evidences, 0..text.len()).into_iter().collect();
        if evidences.decide_whole() {
            return single;
        }
        let read = |span: Range<usize>| {
            let clause = text.get(span.clone())?;
            let evidences = self.evidences(clause);
            let ranked = rank::rank(knowledge, &self.classes, clause, &evidences);
            ranked
                .first()
                .and_then(|best| ask(best, &evidences, span))
                .filter(|found| knowledge.asks_something(&found.intent))
        };
        let clauses = clauses::marked(text);
        let mut found: Vec<Ask> = Vec::new();
        let run_on = clauses::run_on(text);
        if run_on.len() > clauses.len() {
            // Without marks between them only what is a sure question as a whole is one.
            let count = run_on.len();
            found.extend(run_on.into_iter().map_while(|span| read(span).filter(|it| it.confidence >= RUN_ON)));
            if found.len() < count {
                found.clear();
            }
        }
        if found.is_empty() {
            for (left, span) in (0..clauses.len()).rev().zip(clauses) {
                found.extend(read(span).filter(|it| it.confidence >= CLAUSE_CONFIDENCE));
                if found.len() + left < 2 {
                    // One question is the message as a whole.
                    return single;
                }
            }
        }
        let mut asks: Vec<Ask> = Vec::new();
        for found in found {
            let new =
                asks.iter().all(|ask| !found.intent.is(ask.intent.as_str()) && !ask.intent.is(found.intent.as_str()));
            if new {
                asks.push(found);
            }
        }
        // `能取消换货申请吗`: what is to be taken back is not asked for.
        if asks.iter().any(|ask| ask.intent.is("aftersale.cancel")) {
            asks.retain(|ask| ask.intent.is("aftersale.cancel") || !ask.intent.is("aftersale"));
        }
        // An invoice is not changed on the order.
        if asks.iter().any(|ask| ask.intent.is("invoice")) {
            asks.retain(|ask| !ask.intent.is("order.modify"));
        }
        // The order that is named in one clause is what the other clause asks about.
        if asks.len() > 1 {
            asks.retain(|ask| !ask.intent.is("order.status"));
        }
        let agrees = single.first().is_some_and(|whole| asks.iter().any(|ask| ask.intent == whole.intent));
        let most = if asks.iter().all(|ask| ask.confidence >= RUN_ON) { MAX_SURE_ASKS } else { MAX_ASKS };
        if asks.len() >= 2 && asks.len() <= most && agrees { asks } else { single }
    }
}

/// The names in the shop's own questions and keywords that hold a sign of feeling, threat or emergency: what it sells.
fn own_names(knowledge: &Knowledge, moods: &MoodFinder, alarms: &Alarms) -> Vec<String> {
    let faqs = knowledge.faqs.iter().flat_map(|faq| std::iter::once(&faq.question).chain(&faq.similar));
    let answers = knowledge.answers.iter().filter(|answer| answer.origin == Origin::Shop);
    let intents =
        knowledge.intents.iter().filter(|intent| knowledge.asks_something(&intent.id) && !intent.id.is("human"));
    let written =
        intents.flat_map(|intent| intent.sites.iter().filter_map(|site| intent.list(site.list).get(site.index)));
    let mut names = Vec::new();
    for text in faqs.chain(answers.flat_map(|answer| &answer.keywords)).chain(written) {
        let normal = Normalized::new(text);
        let text = normal.text();
        let signs = moods.signs(text).chain(alarms.signs(text).map(|sign| (sign, true)));
        names.extend(signs.filter_map(|(sign, emergency)| harmless::name_around(text, &sign, emergency)));
    }
    names
}

/// The keywords and patterns that the shop wrote.
fn own_rules(knowledge: &Knowledge, forms: &Forms) -> Rules {
    let mut keywords: Vec<(String, Target)> = Vec::new();
    let mut patterns: Vec<(&str, usize)> = Vec::new();
    for (index, intent) in knowledge.intents.iter().enumerate() {
        keywords.extend(intent.own_keywords.iter().map(|keyword| (forms.normal(keyword), Target::Intent(index))));
        patterns.extend(intent.own_patterns.iter().map(|pattern| (pattern.as_str(), index)));
    }
    for (index, answer) in knowledge.answers.iter().enumerate().filter(|(_, it)| it.origin == Origin::Shop) {
        keywords.extend(answer.keywords.iter().map(|keyword| (forms.normal(keyword), Target::Answer(index))));
    }
    Rules::new(keywords, patterns)
}

/// The digits of a number that identifies something.
const NUMBER_DIGITS: usize = 11;

/// The text without the numbers that identify an order, a parcel or a phone: which one it is says nothing about what is
/// asked, and `315` inside of it is no threat. A text without other words stays itself.
fn without_numbers(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        words.push_str(before);
        if digits.len() >= NUMBER_DIGITS {
            words.push(' ');
        } else {
            words.push_str(digits);
        }
        rest = after;
    }
    words.push_str(rest);
    if words.contains(char::is_alphanumeric) { words.trim().to_owned() } else { text.to_owned() }
}

/// From here on a clause counts as a question of its own.
const CLAUSE_CONFIDENCE: f32 = 0.6;
/// More questions than this in one message are taken as one story.
const MAX_ASKS: usize = 3;
/// … unless each of them is as sure as this.
const MAX_SURE_ASKS: usize = 5;
/// From here on a part of a text without marks is a question of its own.
const RUN_ON: f32 = 0.85;
