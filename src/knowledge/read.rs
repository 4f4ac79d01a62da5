//! From TOML to the raw shapes: walks the tree itself, so that every problem is found at once and each has its place.

mod entry;
mod facts;
pub(crate) mod keys;
mod label;
mod lexicon;
mod property;
mod syntax;
mod topic;

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::diagnostic::Problems;
use super::encoding;
use super::field::Field;
use super::lines::Lines;
use super::nearest::did_you_mean;
use super::problem::{Expected, FileKind, Owner, Problem};
use super::source::{
    AnswerEntry, ArmEntry, Does, EventEntry, FaqEntry, FlowEntry, HandOffEntry, HandOffTo, IntentEntry, IntentKind, Is,
    ModeEntry, NamedEntry, Places, ShopEntry, Source, StepEntry, WhenEntry,
};
use super::{Among, DayRange, FirstAsk, MenuEntry, Mode, Place, SlotChoice, SlotKind};
use crate::action::Priority;
use crate::limits;
use crate::names::{EntityKind, Mood};
use entry::{Entry, Reader, integer};
use keys::{ANSWER, CHOICE, EVENT, FAQ, FLOW, GUARD, HAND_OFF, HAND_OFF_TO, INTENT, MODE, SHOP, STEP, TABLES};

const PRIORITIES: &[(&str, Priority)] =
    &[("normal", Priority::Normal), ("high", Priority::High), ("urgent", Priority::Urgent)];
const MOODS: &[(&str, Mood)] = &[
    ("calm", Mood::Calm),
    ("worried", Mood::Worried),
    ("annoyed", Mood::Annoyed),
    ("angry", Mood::Angry),
    ("abusive", Mood::Abusive),
];
const INTENT_KINDS: &[(&str, IntentKind)] =
    &[("question", IntentKind::Question), ("courtesy", IntentKind::Courtesy), ("remark", IntentKind::Remark)];
const MODES: &[(&str, Mode)] =
    &[("automatic", Mode::Automatic), ("assist", Mode::Assist), ("people_first", Mode::PeopleFirst)];
const FIRST: &[(&str, FirstAsk)] =
    &[("text", FirstAsk::Text), ("order", FirstAsk::Order), ("verify", FirstAsk::Verify)];
const AMONG: &[(&str, Among)] = &[
    ("any", Among::Any),
    ("unshipped", Among::Unshipped),
    ("changeable", Among::Changeable),
    ("shipped", Among::Shipped),
    ("signed", Among::Signed),
    ("received", Among::Received),
    ("aftersale", Among::Aftersale),
    ("refund", Among::Refund),
    ("refused", Among::Refused),
    ("open", Among::Open),
    ("recent", Among::Recent),
];
/// Days from today that a question can take: ten years.
const DAYS: std::ops::RangeInclusive<i32> = -3_650..=3_650;
const SLOTS: &[(&str, SlotKind)] = &[
    ("text", SlotKind::Text),
    ("yes_no", SlotKind::YesNo),
    ("address", SlotKind::Address),
    ("name", SlotKind::Name),
    ("photo", SlotKind::Photo),
    ("sku", SlotKind::Sku),
    ("order_id", SlotKind::Entity(EntityKind::OrderId)),
    ("phone", SlotKind::Entity(EntityKind::Phone)),
    ("last_four", SlotKind::Entity(EntityKind::LastFour)),
    ("size", SlotKind::Entity(EntityKind::Size)),
    ("height", SlotKind::Entity(EntityKind::Height)),
    ("weight", SlotKind::Entity(EntityKind::Weight)),
    ("colour", SlotKind::Entity(EntityKind::Colour)),
    ("quantity", SlotKind::Entity(EntityKind::Quantity)),
    ("amount", SlotKind::Entity(EntityKind::Amount)),
    ("date", SlotKind::Day(DayRange { min: Some(0), max: None })),
    ("time", SlotKind::Entity(EntityKind::Clock)),
    ("landline", SlotKind::Entity(EntityKind::Landline)),
    ("province", SlotKind::Entity(EntityKind::Province)),
    ("city", SlotKind::Entity(EntityKind::City)),
    ("tracking", SlotKind::Entity(EntityKind::Tracking)),
];

/// Reads a file into `source`. `false` when it is not TOML: then nothing was read of it but its syntax errors.
pub(crate) fn toml(file: &str, bytes: &[u8], source: &mut Source, problems: &mut Problems) -> bool {
    let Some(text) = encoding::text(file, bytes, FileKind::Toml, problems) else { return false };
    if text.len() > limits::TOML {
        let problem = Problem::TooManyBytes { file: FileKind::Toml, bytes: text.len() };
        problems.error(&Lines::new(file, "").place(0), problem);
        return false;
    }
    let (document, mut errors) = DeTable::parse_recoverable(text);
    let lines = Lines::new(file, text);
    // What the parser still finds in a line, or in the rest of a broken text, follows from the first mistake in it.
    let mut behind = 0;
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    errors.sort_by_key(start);
    for error in &errors {
        let at = start(error);
        if at < behind {
            continue;
        }
        let mistake = syntax::mistake(text, at);
        behind = mistake.ends;
        let in_its_words = || Problem::Syntax { why: error.message().trim().to_owned() };
        problems.error(&lines.place(mistake.at), mistake.what.unwrap_or_else(in_its_words));
    }
    if !errors.is_empty() {
        return false;
    }
    let reader = Reader { lines, problems: RefCell::default() };
    reader.document(document.get_ref(), source);
    problems.append(reader.problems.into_inner());
    true
}

impl Reader<'_> {
    fn document<'t>(&self, table: &'t DeTable<'t>, source: &mut Source) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "shop" => source.shop.extend(self.shop(value)),
                "policy" => self.policies(value, source),
                "text" => source.texts.extend(self.named_texts(value)),
                "label" => self.labels("", value, &mut source.labels),
                "guard" => self.guard(value, source),
                "lexicon" => self.lexicon(value, source),
                "intent" => source.intents.extend(self.each("[[intent]]", value, Self::intent)),
                "answer" => source.answers.extend(self.each("[[answer]]", value, Self::answer)),
                "faq" => source.faqs.extend(self.each("[[faq]]", value, Self::faq)),
                "flow" => source.flows.extend(self.each("[[flow]]", value, Self::flow)),
                "hand_off" => source.hand_offs.extend(self.each("[[hand_off]]", value, Self::hand_off)),
                "mode" => source.modes.extend(self.each("[[mode]]", value, Self::mode)),
                "topic" => source.topics.extend(self.each("[[topic]]", value, Self::topic)),
                "promotion" => source.promotions.extend(self.each("[[promotion]]", value, Self::promotion)),
                "property" => source.properties.extend(self.each("[[property]]", value, Self::property)),
                "event" => source.events.extend(self.each("[[event]]", value, Self::event)),
                other => {
                    let unknown = || {
                        let hint = did_you_mean(other, TABLES.iter().copied());
                        Problem::UnknownTable { name: other.to_owned(), hint }
                    };
                    let problem = syntax::chinese_table(other).unwrap_or_else(unknown);
                    self.error(&self.lines.place(key.span().start), problem);
                }
            }
        }
    }

    fn each<'t, T>(
        &self,
        what: &'static str,
        value: &'t Spanned<DeValue<'t>>,
        read: impl Fn(&Self, &'t Spanned<DeValue<'t>>) -> Option<T>,
    ) -> Vec<T> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| read(self, item)).collect(),
            DeValue::Table(_) => {
                self.error(&self.place(value), Problem::NotAList { table: what });
                Vec::new()
            }
            _ => {
                self.wrong(what, Expected::Tables, value);
                Vec::new()
            }
        }
    }

    fn shop<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<ShopEntry> {
        let mut e = Entry::new(self, "[shop]", value, SHOP)?;
        Some(ShopEntry {
            name: e.text("name"),
            assistant: e.text("assistant"),
            hours: e.text("hours"),
            utc_offset: e.text("utc_offset"),
            notice: e.text("notice"),
            welcome: e.texts("welcome"),
            menu: self.menu(&mut e),
            compose: e.flag("compose"),
            pause: e.number("pause"),
            fragments: e.texts("fragments"),
            notices: e.texts("notices"),
            remind: e.count("remind"),
            quiet: e.text("quiet"),
            places: e.into_places(),
        })
    }

    fn policies<'t>(&self, value: &'t Spanned<DeValue<'t>>, source: &mut Source) {
        let Some(table) = value.get_ref().as_table() else { return self.wrong("[policy]", Expected::Table, value) };
        for (key, value) in table {
            if self.table_of_policy(key.get_ref(), value, source) {
                continue;
            }
            let text = match value.get_ref() {
                DeValue::String(text) => text.trim().to_owned(),
                DeValue::Integer(whole) => whole.to_string(),
                // What has another shape is reported as that only where the name is right.
                _ if Field::named(&format!("policy.{}", key.get_ref())).is_some() => {
                    self.wrong("[policy]", Expected::TextOrWhole, value);
                    continue;
                }
                _ => String::new(),
            };
            source.policies.push(self.named(key, vec![(text, self.place(value))]));
        }
    }

    fn named_texts<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Vec<NamedEntry> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("[text]", Expected::Table, value);
            return Vec::new();
        };
        table.iter().map(|(key, value)| self.named(key, self.text_list("[text]", value))).collect()
    }

    fn named(&self, key: &Spanned<DeString<'_>>, texts: Vec<(String, Place)>) -> NamedEntry {
        let mut places = Places::at(self.lines.place(key.span().start));
        let mut values = Vec::new();
        for (index, (text, place)) in texts.into_iter().enumerate() {
            places.note("value", Some(index), place);
            values.push(text);
        }
        NamedEntry { name: key.get_ref().to_string(), values, places }
    }

    fn guard<'t>(&self, value: &'t Spanned<DeValue<'t>>, source: &mut Source) {
        let Some(mut e) = Entry::new(self, "[guard]", value, GUARD) else { return };
        source.banned.extend(e.texts("banned"));
        if let Some(list) = e.raw("allowed") {
            source.allowed.extend(self.text_list("allowed", list));
        }
    }

    fn intent<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<IntentEntry> {
        let mut e = Entry::new(self, "[[intent]]", value, INTENT)?;
        Some(IntentEntry {
            id: e.required("id")?,
            name: e.text("name"),
            ask: e.text("ask"),
            examples: e.texts("examples"),
            counter_examples: e.texts("counter_examples"),
            keywords: e.texts("keywords"),
            patterns: e.texts("patterns"),
            attributes: e.texts("attributes"),
            threshold: e.number("threshold"),
            kind: e.named("kind", INTENT_KINDS),
            disabled: e.flag("disabled").unwrap_or(false),
            places: e.into_places(),
        })
    }

    fn answer<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<AnswerEntry> {
        let mut e = Entry::new(self, "[[answer]]", value, ANSWER)?;
        Some(AnswerEntry {
            id: e.required("id")?,
            intents: e.texts("intent"),
            keywords: e.texts("keywords"),
            when: self.when(&mut e),
            products: e.texts("product"),
            from: e.instant("from"),
            until: e.instant("until"),
            daily: e.text("daily"),
            given: e.count("given"),
            say: e.texts("say"),
            menu: self.menu(&mut e),
            image: e.text("image"),
            tag: e.text("tag"),
            hand_off: self.hand_off_to(&mut e),
            disabled: e.flag("disabled").unwrap_or(false),
            places: e.into_places(),
        })
    }

    fn faq<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<FaqEntry> {
        let mut e = Entry::new(self, "[[faq]]", value, FAQ)?;
        let disabled = e.flag("disabled").unwrap_or(false);
        let id = e.text("id").unwrap_or_default();
        // An entry of the pack is taken out by its id alone.
        let (question, answer) = if disabled && !id.is_empty() {
            (e.text("question").unwrap_or_default(), e.text("answer").unwrap_or_default())
        } else {
            let (question, answer) = (e.required("question"), e.required("answer"));
            (question?, answer?)
        };
        Some(FaqEntry { id, question, similar: e.texts("similar"), answer, disabled, places: e.into_places() })
    }

    fn flow<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<FlowEntry> {
        let mut e = Entry::new(self, "[[flow]]", value, FLOW)?;
        let written = e.raw("step");
        let steps = written.map(|steps| self.each("[[flow.step]]", steps, Self::step)).unwrap_or_default();
        let count = written.map_or(0, |steps| steps.get_ref().as_array().map_or(1, |items| items.len()));
        Some(FlowEntry {
            id: e.required("id")?,
            title: e.text("title"),
            intents: e.texts("intents"),
            incomplete: steps.len() < count,
            steps,
            disabled: e.flag("disabled").unwrap_or(false),
            places: e.into_places(),
        })
    }

    fn step<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<StepEntry> {
        let mut e = Entry::new(self, "[[flow.step]]", value, STEP)?;
        let does = self.does(&mut e)?;
        Some(StepEntry {
            id: e.text("id"),
            does,
            say: e.texts("say"),
            again: e.texts("again"),
            tries: e.count("tries"),
            gave_up: e.text("gave_up"),
            none: e.text("none"),
            menu: self.menu(&mut e),
            tag: e.text("tag"),
            clear: e.texts("clear"),
            order: e.flag("order"),
            slots: e.texts("slots"),
            failed: e.text("failed"),
            confirm: e.texts("confirm"),
            agree: e.texts("agree"),
            refused: e.text("refused"),
            declined: e.text("declined"),
            next: e.text("next"),
            places: e.into_places(),
        })
    }

    fn does(&self, e: &mut Entry<'_, '_>) -> Option<Does> {
        let kinds = e.present(&["ask", "find", "branch", "call", "request", "hand_off"]);
        if let [first, second, ..] = kinds.as_slice() {
            self.error(e.places.whole(), Problem::TwoKinds { first, second });
            return None;
        }
        let kind = kinds.first().copied();
        if kind != Some("ask") || e.present(&["as", "choices", "behind"]).len() > 1 {
            for key in e.present(&["as", "choices", "behind"]) {
                let problem = match kind {
                    Some("ask") => Problem::OneKindOfAsk { key },
                    _ => Problem::BelongsTo { key, owner: Owner::Ask },
                };
                e.raw(key);
                self.error(e.places.key(key), problem);
            }
        }
        if kind != Some("find") && e.raw("among").is_some() {
            self.error(e.places.key("among"), Problem::BelongsTo { key: "among", owner: Owner::FindOrder });
        }
        match kind {
            Some("ask") => {
                let slot = e.required("ask")?;
                let kind = match e.present(&["choices", "behind"]).first() {
                    Some(&"choices") => SlotKind::Choice(self.choices(e)),
                    Some(_) => SlotKind::Behind(e.texts("behind")),
                    None => e.named("as", SLOTS).unwrap_or(SlotKind::Text),
                };
                let kind = self.with_range(e, kind);
                Some(Does::Ask(slot, kind))
            }
            Some("find") => {
                let order = e.named("find", &[("order", true), ("product", false)])?;
                if order {
                    return Some(Does::FindOrder(e.named("among", AMONG).unwrap_or_default()));
                }
                if e.raw("among").is_some() {
                    self.error(e.places.key("among"), Problem::BelongsTo { key: "among", owner: Owner::FindOrder });
                }
                Some(Does::FindProduct)
            }
            Some("branch") => {
                let arms = e.raw("branch")?;
                Some(Does::Branch(self.each("branch", arms, Self::arm)))
            }
            Some("call") => Some(Does::Call(e.required("call")?)),
            Some("request") => Some(Does::Request(e.required("request")?)),
            Some("hand_off") => Some(Does::HandOff(self.hand_off_to(e).unwrap_or_default())),
            _ if !e.present(&["say"]).is_empty() => Some(Does::Say),
            _ => {
                self.error(e.places.whole(), Problem::StepDoesNothing);
                None
            }
        }
    }

    /// A slot for a day with its bounds.
    fn with_range(&self, e: &mut Entry<'_, '_>, kind: SlotKind) -> SlotKind {
        let SlotKind::Day(default) = kind else {
            for key in e.present(&["min", "max", "past"]) {
                e.raw(key);
                self.error(e.places.key(key), Problem::BelongsTo { key, owner: Owner::AsDate });
            }
            return kind;
        };
        let past = e.flag("past").unwrap_or(false);
        let mut bound = |key| {
            let text = e.text(key)?;
            let days =
                if text == "today" { Some(0) } else { text.strip_suffix('d').and_then(|days| days.parse().ok()) };
            let days = days.filter(|days| DAYS.contains(days));
            if days.is_none() {
                self.error(e.places.key(key), Problem::NotADay { text });
            }
            days
        };
        let (min, max) = (bound("min"), bound("max"));
        let range = DayRange { min: min.or(default.min.filter(|_| !past)), max };
        if range.min.zip(range.max).is_some_and(|(min, max)| min > max) {
            self.error(e.places.key("max"), Problem::NoDayInRange);
        }
        SlotKind::Day(range)
    }

    /// A list of values, each a text or a table with the words that mean it.
    fn choices(&self, e: &mut Entry<'_, '_>) -> Vec<SlotChoice> {
        let Some(list) = e.raw("choices") else { return Vec::new() };
        let choice = |value: &Spanned<DeValue<'_>>| match value.get_ref().as_str() {
            Some(text) => Some(SlotChoice::new(text)),
            None => {
                let mut e = Entry::new(self, "choices", value, CHOICE)?;
                Some(SlotChoice { value: e.required("value")?, words: e.texts("words") })
            }
        };
        match list.get_ref() {
            DeValue::Array(values) => values.iter().filter_map(choice).collect(),
            _ => choice(list).into_iter().collect(),
        }
    }

    fn arm<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<ArmEntry> {
        let mut e = Entry::new(self, "branch", value, &["when", "to"])?;
        Some(ArmEntry { when: self.when(&mut e), to: e.required("to")?, places: e.into_places() })
    }

    fn hand_off<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<HandOffEntry> {
        let mut e = Entry::new(self, "[[hand_off]]", value, HAND_OFF)?;
        Some(HandOffEntry {
            id: e.required("id")?,
            intents: e.texts("intents"),
            words: e.texts("words"),
            threats: e.flag("threats").unwrap_or(false),
            mood: e.named("mood", MOODS),
            not_understood: e.count("not_understood"),
            repeated: e.count("repeated"),
            stalled: e.count("stalled"),
            when: self.when(&mut e),
            to: to_whom(&mut e),
            ask: e.texts("ask"),
            first: e.named("as", FIRST),
            say: e.texts("say"),
            say_here: e.texts("say_here"),
            say_queue: e.texts("say_queue"),
            say_nobody: e.texts("say_nobody"),
            disabled: e.flag("disabled").unwrap_or(false),
            places: e.into_places(),
        })
    }

    fn mode<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<ModeEntry> {
        let mut e = Entry::new(self, "[[mode]]", value, MODE)?;
        let disabled = e.flag("disabled").unwrap_or(false);
        let id = e.required("id")?;
        if e.present(&["mode"]).is_empty() && !disabled {
            e.required("mode")?;
        }
        Some(ModeEntry {
            id,
            mode: if disabled { Mode::Automatic } else { e.named("mode", MODES)? },
            daily: e.text("daily"),
            when: self.when(&mut e),
            wait: e.count("wait"),
            disabled,
            places: e.into_places(),
        })
    }

    fn event<'t>(&self, value: &'t Spanned<DeValue<'t>>) -> Option<EventEntry> {
        let mut e = Entry::new(self, "[[event]]", value, EVENT)?;
        Some(EventEntry {
            id: e.required("id")?,
            status: e.texts("status"),
            when: self.when(&mut e),
            say: e.texts("say"),
            disabled: e.flag("disabled").unwrap_or(false),
            places: e.into_places(),
        })
    }

    /// `hand_off = true`, or a table of to whom and how soon.
    fn hand_off_to(&self, e: &mut Entry<'_, '_>) -> Option<HandOffTo> {
        let value = e.raw("hand_off")?;
        match value.get_ref() {
            DeValue::Boolean(wanted) => wanted.then(HandOffTo::new),
            DeValue::Table(table) => {
                let mut inner = Entry::of(self, "hand_off", self.place(value), table, HAND_OFF_TO);
                Some(to_whom(&mut inner))
            }
            _ => {
                self.wrong("hand_off", Expected::FlagOrTable, value);
                None
            }
        }
    }

    fn menu<'t>(&self, e: &mut Entry<'_, 't>) -> Vec<MenuEntry> {
        let Some(value) = e.raw("menu") else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong("menu", Expected::List, value);
            return Vec::new();
        };
        let read = |item: &'t Spanned<DeValue<'t>>| match item.get_ref().as_str() {
            Some(text) => Some(MenuEntry::new(text, text)),
            None => {
                let mut inner = Entry::new(self, "menu", item, &["label", "ask"])?;
                let label = inner.required("label")?;
                let ask = inner.text("ask").unwrap_or_else(|| label.clone());
                Some(MenuEntry { label, ask })
            }
        };
        let mut entries = Vec::new();
        for item in items {
            if let Some(entry) = read(item) {
                e.places.note("menu", Some(entries.len()), self.place(item));
                entries.push(entry);
            }
        }
        entries
    }

    /// The conditions of a `when`: dotted keys are nested tables.
    fn when(&self, e: &mut Entry<'_, '_>) -> Vec<WhenEntry> {
        let Some(value) = e.raw("when") else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong("when", Expected::Table, value);
            return Vec::new();
        };
        let mut tests = Vec::new();
        self.tests("", table, &mut tests, &mut e.places);
        tests
    }

    fn tests<'t>(&self, prefix: &str, table: &'t DeTable<'t>, tests: &mut Vec<WhenEntry>, places: &mut Places) {
        for (key, value) in table {
            let field = match prefix {
                "" => key.get_ref().to_string(),
                _ => format!("{prefix}.{}", key.get_ref()),
            };
            let is = match value.get_ref() {
                DeValue::Table(inner) => {
                    self.tests(&field, inner, tests, places);
                    continue;
                }
                DeValue::Boolean(known) => Is::Known(*known),
                DeValue::Integer(_) => match integer(value.get_ref()) {
                    Some(number) => Is::Number(number),
                    None => {
                        self.wrong(&field, Expected::Whole, value);
                        continue;
                    }
                },
                DeValue::String(_) | DeValue::Array(_) => {
                    Is::OneOf(self.text_list(&field, value).into_iter().map(|(text, _)| text).collect())
                }
                DeValue::Float(_) | DeValue::Datetime(_) => {
                    self.wrong(&field, Expected::Condition, value);
                    continue;
                }
            };
            places.note("when", Some(tests.len()), self.lines.place(key.span().start));
            tests.push(WhenEntry { field, is });
        }
    }
}

fn to_whom(e: &mut Entry<'_, '_>) -> HandOffTo {
    HandOffTo {
        reason: e.text("reason"),
        priority: e.named("priority", PRIORITIES).unwrap_or_default(),
        queue: e.text("queue"),
    }
}
