//! Lays the shop's knowledge over the pack's, by id.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::diagnostic::Problems;
use super::lexicon;
use super::nearest::hint;
use super::problem::{Kind, Problem};
use super::reserved;
use super::source::{
    AnswerEntry, EventEntry, FaqEntry, FlowEntry, HandOffEntry, IntentEntry, IntentKind, ModeEntry, NamedEntry, Places,
    PropertyEntry, ShopEntry, Source, TopicEntry,
};
use super::{GuardWords, MenuEntry, MenuSite, Origin, Place};
use crate::guard::outbound::{self as guard, OutboundGuard};
use crate::language::lexicon::Lexicon;
use crate::text::normalize::normal;

/// Both layers as one, not yet checked.
pub(crate) struct Merged {
    pub(crate) shop: ShopEntry,
    /// The shop has a menu of its own under the welcome.
    pub(crate) own_menu: bool,
    pub(crate) policies: Vec<NamedEntry>,
    pub(crate) texts: Vec<NamedEntry>,
    pub(crate) labels: Vec<NamedEntry>,
    pub(crate) guard: GuardWords,
    pub(crate) lexicon: Lexicon,
    /// What the engine itself needs and neither layer has.
    pub(crate) missing: Option<Problem>,
    pub(crate) intents: Vec<MergedIntent>,
    /// Ids of intents that were taken out.
    pub(crate) disabled: BTreeSet<String>,
    pub(crate) answers: Vec<Laid<AnswerEntry>>,
    pub(crate) faqs: Vec<Laid<FaqEntry>>,
    pub(crate) flows: Vec<Laid<FlowEntry>>,
    pub(crate) hand_offs: Vec<Laid<HandOffEntry>>,
    pub(crate) modes: Vec<Laid<ModeEntry>>,
    pub(crate) events: Vec<Laid<EventEntry>>,
    pub(crate) topics: Vec<Laid<TopicEntry>>,
    /// The pack's first, for an entry may add to one before it.
    pub(crate) properties: Vec<Laid<PropertyEntry>>,
}

impl Merged {
    /// The items of the shop's own menus.
    pub(crate) fn menus(&self) -> Vec<MenuSite> {
        let of = |items: &[MenuEntry], places: &Places| -> Vec<MenuSite> {
            let site = |(at, item): (usize, &MenuEntry)| MenuSite {
                item: item.clone(),
                place: places.item("menu", at).clone(),
            };
            items.iter().enumerate().map(site).collect()
        };
        let shop = if self.own_menu { of(&self.shop.menu, &self.shop.places) } else { Vec::new() };
        let answers = self.answers.iter().filter(|laid| laid.origin == Origin::Shop);
        let steps = self.flows.iter().filter(|laid| laid.origin == Origin::Shop).flat_map(|laid| &laid.entry.steps);
        let answers = answers.flat_map(|laid| of(&laid.entry.menu, &laid.entry.places));
        shop.into_iter().chain(answers).chain(steps.flat_map(|step| of(&step.menu, &step.places))).collect()
    }

    /// The pack's keywords, normalised, each with its intent.
    pub(crate) fn pack_keywords(&self) -> HashMap<String, String> {
        let of = |intent: &MergedIntent| -> Vec<(String, String)> {
            let own = intent.keywords.iter().filter(|sited| sited.origin == Origin::Pack);
            own.map(|sited| (sited.normal.clone(), intent.id.clone())).collect()
        };
        self.intents.iter().flat_map(of).collect()
    }
}

/// An entry, and who wrote it.
pub(crate) struct Laid<T> {
    pub(crate) entry: T,
    pub(crate) origin: Origin,
}

/// An intent of one layer, or of both: lists add, the rest is replaced.
pub(crate) struct MergedIntent {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) ask: Option<String>,
    pub(crate) examples: Vec<Sited>,
    pub(crate) counter_examples: Vec<Sited>,
    pub(crate) keywords: Vec<Sited>,
    pub(crate) patterns: Vec<Sited>,
    pub(crate) attributes: Vec<String>,
    pub(crate) threshold: Option<(f32, Place)>,
    pub(crate) kind: Option<IntentKind>,
    pub(crate) place: Place,
}

/// A text of a list, with its place and who wrote it.
#[derive(Clone, Debug)]
pub(crate) struct Sited {
    pub(crate) text: String,
    /// Its normal form, which several checks compare.
    pub(crate) normal: String,
    pub(crate) place: Place,
    pub(crate) origin: Origin,
}

/// What has an id, and can be replaced or taken out by it.
pub(crate) trait Entry {
    /// For diagnostics.
    const KIND: Kind;
    fn id(&self) -> &str;
    fn disabled(&self) -> bool;
    /// Whether there is nothing in it but the id: it only makes sense as `disabled`.
    fn bare(&self) -> bool;
    fn places(&self) -> &Places;
    fn places_mut(&mut self) -> &mut Places;
}

macro_rules! entries {
    ($($type:ident $kind:ident |$entry:ident| $bare:expr;)*) => {
        $(impl Entry for $type {
            const KIND: Kind = Kind::$kind;
            fn id(&self) -> &str { &self.id }
            fn disabled(&self) -> bool { self.disabled }
            fn bare(&self) -> bool { let $entry = self; $bare }
            fn places(&self) -> &Places { &self.places }
            fn places_mut(&mut self) -> &mut Places { &mut self.places }
        })*
    };
}

entries! {
    IntentEntry Intent |e| e.examples.is_empty() && e.keywords.is_empty() && e.patterns.is_empty();
    AnswerEntry Answer |e| e.say.is_empty() && e.image.is_none() && e.hand_off.is_none() && e.menu.is_empty();
    FaqEntry Faq |e| e.question.is_empty();
    FlowEntry Flow |e| e.steps.is_empty();
    HandOffEntry HandOff |e| e.words.is_empty() && e.intents.is_empty() && e.when.is_empty()
        && !e.threats && e.mood.is_none() && e.not_understood.is_none() && e.repeated.is_none() && e.stalled.is_none();
    ModeEntry Mode |e| e.when.is_empty() && e.daily.is_none();
    EventEntry Event |e| e.say.is_empty();
    TopicEntry Topic |e| e.intents.is_empty();
    PropertyEntry Property |e| e.asked.is_empty() && e.asked_not.is_empty() && e.attributes.is_empty() && e.rules.is_empty();
}

/// Lays `shop` over `pack`.
pub(crate) fn merge(pack: Source, shop: Source, problems: &mut Problems) -> Merged {
    reserved::check(&pack.intents, &shop.intents, problems);
    let missing = reserved::missing(&pack, &shop);
    let rules = || {
        let words = pack.hand_offs.iter().chain(&shop.hand_offs).flat_map(|rule| &rule.words);
        words.map(|word| normal(word)).collect()
    };
    let lexicon = lexicon::lay(pack.lexicon, shop.lexicon, rules, problems);
    let banned: Vec<String> = pack.banned.into_iter().chain(shop.banned).collect();
    warn_of_nothing_to_allow(&shop.allowed, &banned, problems);
    let guard =
        GuardWords { banned, allowed: pack.allowed.into_iter().chain(shop.allowed).map(|(word, _)| word).collect() };
    let (intents, disabled) = intents(pack.intents, shop.intents, problems);
    Merged {
        own_menu: shop.shop.iter().any(|entry| !entry.menu.is_empty()),
        shop: profile(pack.shop, shop.shop, problems),
        policies: named("[policy]", pack.policies, shop.policies, problems),
        texts: named("[text]", pack.texts, shop.texts, problems),
        labels: named("[label]", pack.labels, shop.labels, problems),
        guard,
        lexicon,
        missing,
        intents,
        disabled,
        answers: lay(pack.answers, shop.answers, problems),
        faqs: lay(with_ids(pack.faqs), with_ids(shop.faqs), problems),
        flows: lay(pack.flows, shop.flows, problems),
        hand_offs: lay(pack.hand_offs, shop.hand_offs, problems),
        modes: lay(pack.modes, shop.modes, problems),
        events: lay(pack.events, shop.events, problems),
        topics: lay(pack.topics, shop.topics, problems),
        properties: add(pack.properties, shop.properties, problems),
    }
}

/// What nothing forbids needs not be allowed: it was misspelt, or the platform's words have changed.
fn warn_of_nothing_to_allow(allowed: &[(String, Place)], banned: &[String], problems: &mut Problems) {
    if allowed.is_empty() {
        return;
    }
    let guard = OutboundGuard::new(banned, &[]);
    for (word, place) in allowed.iter().filter(|(word, _)| !guard.touches(word)) {
        let known = guard::forbidden_words().map(|word| -> &str { word }).chain(banned.iter().map(String::as_str));
        let hint = hint(word.trim(), known);
        problems.warning(place, Problem::LexiconNothing { key: "allowed", word: word.clone(), hint });
    }
}

/// A question is its own id: it is the only thing that stays when the rows of a table are sorted.
fn with_ids(mut faqs: Vec<FaqEntry>) -> Vec<FaqEntry> {
    for faq in &mut faqs {
        if faq.id.trim().is_empty() {
            faq.id = faq.question.trim().to_owned();
        }
    }
    faqs
}

/// Without the entries whose id an earlier one of the same layer has.
fn distinct<T: Entry>(entries: Vec<T>, problems: &mut Problems) -> Vec<T> {
    let mut first: HashMap<String, Place> = HashMap::with_capacity(entries.len());
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        let place = entry.places().key("id").clone();
        if let Some(earlier) = first.get(entry.id()) {
            let (id, first) = (entry.id().to_owned(), earlier.clone());
            problems.error(&place, Problem::Twice { kind: T::KIND, id, first });
            continue;
        }
        first.insert(entry.id().to_owned(), place);
        kept.push(entry);
    }
    kept
}

fn lay<T: Entry>(pack: Vec<T>, shop: Vec<T>, problems: &mut Problems) -> Vec<Laid<T>> {
    let (pack, shop) = (distinct(pack, problems), distinct(shop, problems));
    warn_of_nothing_to_disable(&pack, &shop, problems);
    let replaced: HashSet<String> = shop.iter().map(|entry| entry.id().to_owned()).collect();
    let kept = pack.into_iter().filter(|entry| !replaced.contains(entry.id()));
    let pack = kept.map(|entry| Laid { entry, origin: Origin::Pack });
    let shop = shop.into_iter().map(|entry| Laid { entry, origin: Origin::Shop });
    // Shop first: what is equal in every other respect is tried in this order.
    shop.chain(pack).filter(|laid| !laid.entry.disabled()).collect()
}

/// Both layers, without what either of them takes out.
fn add<T: Entry>(pack: Vec<T>, shop: Vec<T>, problems: &mut Problems) -> Vec<Laid<T>> {
    let (pack, shop) = (distinct(pack, problems), distinct(shop, problems));
    warn_of_nothing_to_disable(&pack, &shop, problems);
    let out: HashSet<String> =
        shop.iter().filter(|entry| entry.disabled()).map(|entry| entry.id().to_owned()).collect();
    let pack = pack.into_iter().map(|entry| Laid { entry, origin: Origin::Pack });
    let shop = shop.into_iter().map(|entry| Laid { entry, origin: Origin::Shop });
    pack.chain(shop).filter(|laid| !laid.entry.disabled() && !out.contains(laid.entry.id())).collect()
}

fn warn_of_nothing_to_disable<T: Entry>(pack: &[T], shop: &[T], problems: &mut Problems) {
    for entry in shop.iter().filter(|entry| entry.disabled() && entry.bare()) {
        if !pack.iter().any(|known| known.id() == entry.id()) {
            let hint = hint(entry.id(), pack.iter().map(Entry::id));
            let problem = Problem::NothingToDisable { kind: T::KIND, id: entry.id().to_owned(), hint };
            problems.warning(entry.places().key("id"), problem);
        }
    }
}

fn intents(
    pack: Vec<IntentEntry>,
    shop: Vec<IntentEntry>,
    problems: &mut Problems,
) -> (Vec<MergedIntent>, BTreeSet<String>) {
    let (pack, shop) = (distinct(pack, problems), distinct(shop, problems));
    warn_of_nothing_to_disable(&pack, &shop, problems);
    let disabled: BTreeSet<String> =
        pack.iter().chain(&shop).filter(|entry| entry.disabled).map(|entry| entry.id.clone()).collect();
    let mut merged: Vec<MergedIntent> = Vec::with_capacity(pack.len());
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let all = pack.into_iter().map(|entry| (entry, Origin::Pack)).chain(shop.into_iter().map(|e| (e, Origin::Shop)));
    for (entry, origin) in all.filter(|(entry, _)| !disabled.contains(&entry.id)) {
        let known = index.get(&entry.id).copied().and_then(|at| merged.get_mut(at));
        match known {
            Some(known) => known.extend(entry, origin),
            None => {
                index.insert(entry.id.clone(), merged.len());
                let mut fresh = MergedIntent::empty(&entry);
                fresh.extend(entry, origin);
                merged.push(fresh);
            }
        }
    }
    (merged, disabled)
}

impl MergedIntent {
    fn empty(entry: &IntentEntry) -> MergedIntent {
        MergedIntent {
            id: entry.id.clone(),
            name: None,
            ask: None,
            examples: Vec::new(),
            counter_examples: Vec::new(),
            keywords: Vec::new(),
            patterns: Vec::new(),
            attributes: Vec::new(),
            threshold: None,
            kind: None,
            place: entry.places.key("id").clone(),
        }
    }

    fn extend(&mut self, entry: IntentEntry, origin: Origin) {
        let places = entry.places;
        let sited = |key: &'static str, texts: Vec<String>| -> Vec<Sited> {
            let site = |(at, text): (usize, String)| Sited {
                normal: normal(&text),
                text,
                place: places.item(key, at).clone(),
                origin,
            };
            texts.into_iter().enumerate().map(site).collect()
        };
        self.examples.extend(sited("examples", entry.examples));
        self.counter_examples.extend(sited("counter_examples", entry.counter_examples));
        self.keywords.extend(sited("keywords", entry.keywords));
        self.patterns.extend(sited("patterns", entry.patterns));
        if !entry.attributes.is_empty() {
            self.attributes = entry.attributes;
        }
        self.name = entry.name.or(self.name.take());
        self.ask = entry.ask.or(self.ask.take());
        self.threshold =
            entry.threshold.map(|value| (value, places.key("threshold").clone())).or(self.threshold.take());
        self.kind = entry.kind.or(self.kind);
    }
}

/// Key by key; what comes later wins.
fn profile(pack: Vec<ShopEntry>, shop: Vec<ShopEntry>, problems: &mut Problems) -> ShopEntry {
    let mut files = shop.iter().filter(|entry| entry.places.whole().line > 0);
    if let (Some(first), Some(second)) = (files.next(), files.next()) {
        problems.warning(second.places.whole(), Problem::TwoShops { first: first.places.whole().clone() });
    }
    let mut merged = ShopEntry::new();
    for entry in pack.into_iter().chain(shop) {
        merged.name = entry.name.or(merged.name);
        merged.assistant = entry.assistant.or(merged.assistant);
        let places = &entry.places;
        for (key, given) in [
            ("hours", entry.hours.is_some()),
            ("notice", entry.notice.is_some()),
            ("utc_offset", entry.utc_offset.is_some()),
            ("pause", entry.pause.is_some()),
            ("remind", entry.remind.is_some()),
            ("quiet", entry.quiet.is_some()),
        ] {
            if given {
                merged.places.replace(key, places);
            }
        }
        if !entry.welcome.is_empty() {
            merged.places.replace("welcome", places);
            merged.welcome = entry.welcome;
        }
        if !entry.menu.is_empty() {
            merged.places.replace("menu", places);
            merged.menu = entry.menu;
        }
        merged.hours = entry.hours.or(merged.hours);
        merged.utc_offset = entry.utc_offset.or(merged.utc_offset);
        merged.notice = entry.notice.or(merged.notice);
        merged.compose = entry.compose.or(merged.compose);
        merged.pause = entry.pause.or(merged.pause);
        merged.remind = entry.remind.or(merged.remind);
        merged.quiet = entry.quiet.or(merged.quiet);
        for (index, fragment) in entry.fragments.into_iter().enumerate() {
            let place = places.item("fragments", index).clone();
            merged.places.note("fragments", Some(merged.fragments.len()), place);
            merged.fragments.push(fragment);
        }
        merged.notices.extend(entry.notices);
    }
    merged
}

/// By name; the shop's before the pack's, and of the shop's the last.
fn named(
    table: &'static str,
    pack: Vec<NamedEntry>,
    shop: Vec<NamedEntry>,
    problems: &mut Problems,
) -> Vec<NamedEntry> {
    let mut merged: BTreeMap<String, (NamedEntry, Origin)> = BTreeMap::new();
    let all = pack.into_iter().map(|e| (e, Origin::Pack)).chain(shop.into_iter().map(|e| (e, Origin::Shop)));
    for (entry, origin) in all {
        let place = entry.places.whole().clone();
        let earlier = merged.insert(entry.name.clone(), (entry, origin));
        // What is set in code is meant to replace what is set in a file.
        if let Some((earlier, earlier_origin)) = earlier
            && earlier_origin == origin
            && place.line > 0
        {
            let first = earlier.places.whole().clone();
            problems.warning(&place, Problem::SetTwice { table, name: earlier.name, first });
        }
    }
    merged.into_values().map(|(entry, _)| entry).collect()
}
