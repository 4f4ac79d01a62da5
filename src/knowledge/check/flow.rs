//! Flows: steps, targets and slots.

use std::collections::BTreeMap;

use super::super::diagnostic::Problems;
use super::super::field::Condition;
use super::super::merge::Laid;
use super::super::nearest::did_you_mean;
use super::super::problem::{Kind, Problem};
use super::super::range;
use super::super::source::{ArmEntry, Does, FlowEntry, StepEntry};
use super::super::{Flow, FlowStep, Place, SlotChoice, SlotKind, StepKind, Target};
use super::graph::Links;
use super::text::{Slots, promises_are_marked, templates};
use super::{Names, condition, graph, menu, order, warn_gone};
use crate::language::free_text::asks_who;
use crate::language::verb::verb_of;

/// How often a question is asked when the flow does not say.
const DEFAULT_TRIES: u32 = 2;

pub(super) fn flows(laid: Vec<Laid<FlowEntry>>, names: &Names, problems: &mut Problems) -> Vec<Flow> {
    let flows: Vec<Flow> = laid.into_iter().filter_map(|laid| flow(laid, names, problems)).collect();
    for (index, late) in flows.iter().enumerate() {
        let earlier = flows.get(..index).unwrap_or_default().iter().filter(|early| early.origin == late.origin);
        for early in earlier {
            if let Some(intent) = late.intents.iter().find(|id| early.intents.contains(id)) {
                let (intent, flow, other) = (intent.to_string(), early.id.clone(), early.place.clone());
                problems.warning(&late.place, Problem::StartsAnother { intent, flow, other });
            }
        }
    }
    flows
}

fn flow(laid: Laid<FlowEntry>, names: &Names, problems: &mut Problems) -> Option<Flow> {
    let Laid { entry, origin } = laid;
    let place = entry.places.whole().clone();
    let wanted = names.wanted(&entry.intents, |index| entry.places.item("intents", index).clone(), problems);
    if wanted.gone {
        warn_gone(Kind::Flow, &entry.id, origin, &place, problems);
        return None;
    }
    if entry.intents.is_empty() {
        problems.error(&place, Problem::NothingStarts { flow: entry.id.clone() });
    }
    if entry.steps.is_empty() && entry.incomplete {
        return None;
    }
    if entry.steps.is_empty() {
        problems.error(&place, Problem::NoSteps { flow: entry.id });
        return None;
    }
    let ids = ids(&entry, problems);
    let targets: Vec<Targets<'_>> =
        (0..entry.steps.len()).map(|at| Targets { ids: &ids, at, incomplete: entry.incomplete }).collect();
    // The graph comes before the texts: which slots a text may refer to depends on the calls before it.
    let links: Vec<Links> =
        entry.steps.iter().zip(&targets).map(|(step, targets)| Links::of(step, targets, problems)).collect();
    let shape = graph::Graph::of(&entry.steps, &links);
    let asked = asked(&entry.steps);
    let choices = choices(&entry.steps);
    let mut steps = Vec::with_capacity(entry.steps.len());
    for (index, (step, links)) in entry.steps.iter().zip(&links).enumerate() {
        let slots = if shape.after_call(index) { Slots::Any } else { Slots::Flow(&asked) };
        belongs(step, problems);
        let kind = kind(step, links, &slots, &choices, problems);
        let id = ids.names.get(index).cloned().unwrap_or_default();
        steps.push(FlowStep { id, kind, next: links.next, place: step.places.whole().clone() });
    }
    if !entry.incomplete {
        shape.check(&entry.id, &place, &steps, problems);
    }
    let title = entry.title.unwrap_or_else(|| entry.id.clone());
    Some(Flow { id: entry.id, title, intents: wanted.ids, steps, origin, place })
}

/// The steps' ids.
struct Ids {
    names: Vec<String>,
    index: BTreeMap<String, usize>,
}

fn ids(entry: &FlowEntry, problems: &mut Problems) -> Ids {
    let mut ids = Ids { names: Vec::new(), index: BTreeMap::new() };
    for (index, step) in entry.steps.iter().enumerate() {
        let name = step.id.clone().unwrap_or_else(|| format!("step-{}", index + 1));
        let place = step.places.key("id");
        if matches!(name.as_str(), "end" | "answers") {
            problems.error(place, Problem::ReservedStep { step: name.clone() });
        }
        if ids.index.insert(name.clone(), index).is_some() {
            problems.error(place, Problem::StepTwice { flow: entry.id.clone(), step: name.clone() });
        }
        ids.names.push(name);
    }
    ids
}

/// Reads the targets of the step at `at`.
struct Targets<'a> {
    ids: &'a Ids,
    at: usize,
    incomplete: bool,
}

impl Targets<'_> {
    fn read(&self, name: &str, place: &Place, problems: &mut Problems) -> Target {
        match name.trim() {
            "end" => Target::End,
            "answers" => Target::Answers,
            name => match self.ids.index.get(name) {
                Some(index) => Target::Step(*index),
                None if self.incomplete => Target::End,
                None => {
                    let known: Vec<&str> =
                        self.ids.names.iter().map(String::as_str).chain(["end", "answers"]).collect();
                    let hint = did_you_mean(name, known.iter().copied());
                    problems.error(place, Problem::UnknownStep { step: name.to_owned(), hint });
                    Target::End
                }
            },
        }
    }

    fn optional(&self, step: &StepEntry, key: &'static str, name: Option<&String>, problems: &mut Problems) -> Target {
        name.map_or(Target::End, |name| self.read(name, step.places.key(key), problems))
    }

    fn following(&self) -> Target {
        if self.at + 1 < self.ids.names.len() { Target::Step(self.at + 1) } else { Target::End }
    }
}

impl Links {
    fn of(step: &StepEntry, targets: &Targets<'_>, problems: &mut Problems) -> Links {
        let next = match (&step.does, &step.next) {
            (Does::HandOff(_), None) => Target::End,
            (Does::HandOff(_), Some(_)) => {
                problems.error(step.places.key("next"), Problem::NextOfHandOff);
                Target::End
            }
            (_, None) => targets.following(),
            (_, Some(name)) => targets.read(name, step.places.key("next"), problems),
        };
        let mut optional = |key, name: &Option<String>| targets.optional(step, key, name.as_ref(), problems);
        let otherwise = match &step.does {
            Does::Ask(..) => Some(optional("gave_up", &step.gave_up)),
            Does::FindOrder(_) | Does::FindProduct => Some(optional("none", &step.none)),
            Does::Call(_) => Some(optional("failed", &step.failed)),
            Does::Request(_) => Some(optional("refused", &step.refused)),
            Does::Branch(_) | Does::Say | Does::HandOff(_) => None,
        };
        let declined = match &step.does {
            Does::Request(_) => Some(optional("declined", &step.declined)),
            _ => None,
        };
        let arms = match &step.does {
            Does::Branch(arms) => {
                arms.iter().map(|arm| targets.read(&arm.to, arm.places.key("to"), problems)).collect()
            }
            _ => Vec::new(),
        };
        Links { next, otherwise, declined, arms }
    }

    /// Every way out.
    pub(super) fn all(&self) -> impl Iterator<Item = Target> {
        [Some(self.next), self.otherwise, self.declined].into_iter().flatten().chain(self.arms.iter().copied())
    }
}

/// The slots that some step asks for, and what the engine fills after a request.
fn asked(steps: &[StepEntry]) -> Vec<String> {
    let mut slots: Vec<String> = Vec::new();
    for step in steps {
        match &step.does {
            Does::Ask(slot, kind) => {
                slots.push(slot.clone());
                if *kind == SlotKind::Address {
                    // The engine reads them with it.
                    slots.extend(["name", "phone"].map(str::to_owned));
                }
            }
            Does::Request(_) => slots.push(String::from("why")),
            _ => {}
        }
    }
    slots
}

/// The slots of which it is known what they can be.
fn choices(steps: &[StepEntry]) -> Vec<(&str, Vec<String>)> {
    let values = |choices: &[SlotChoice]| choices.iter().map(|choice| choice.value.clone()).collect();
    let closed = steps.iter().filter_map(|step| match &step.does {
        Does::Ask(slot, SlotKind::Choice(choices)) => Some((slot.as_str(), values(choices))),
        _ => None,
    });
    closed.collect()
}

/// Reports keys that another kind of step has.
fn belongs(step: &StepEntry, problems: &mut Problems) {
    const ASK: &[&str] = &["ask"];
    const FIND: &[&str] = &["find"];
    const CALL: &[&str] = &["call"];
    const REQUEST: &[&str] = &["request"];
    let kind = match &step.does {
        Does::Ask(..) => "ask",
        Does::FindOrder(_) | Does::FindProduct => "find",
        Does::Branch(_) => "branch",
        Does::Say => "say",
        Does::Call(_) => "call",
        Does::Request(_) => "request",
        Does::HandOff(_) => "hand_off",
    };
    for (key, given, owners) in [
        ("say", !step.say.is_empty(), &["ask", "find", "say", "hand_off"][..]),
        ("again", !step.again.is_empty(), ASK),
        ("tries", step.tries.is_some(), ASK),
        ("gave_up", step.gave_up.is_some(), ASK),
        ("none", step.none.is_some(), FIND),
        ("menu", !step.menu.is_empty(), &["say"]),
        ("tag", step.tag.is_some(), &["say"]),
        ("clear", !step.clear.is_empty(), &["say"]),
        ("order", step.order.is_some(), REQUEST),
        ("slots", !step.slots.is_empty(), &["call", "request"]),
        ("failed", step.failed.is_some(), CALL),
        ("confirm", !step.confirm.is_empty(), REQUEST),
        ("agree", !step.agree.is_empty(), REQUEST),
        ("refused", step.refused.is_some(), REQUEST),
        ("declined", step.declined.is_some(), REQUEST),
    ] {
        if given && !owners.contains(&kind) {
            problems.error(step.places.key(key), Problem::ForeignKey { key, step: kind, owners });
        }
    }
}

fn kind(
    step: &StepEntry,
    links: &Links,
    slots: &Slots<'_>,
    choices: &[(&str, Vec<String>)],
    problems: &mut Problems,
) -> StepKind {
    let places = &step.places;
    let mut texts = |key: &'static str, list: &[String]| templates(list, places, key, slots, problems);
    let (say, again, confirm) = (texts("say", &step.say), texts("again", &step.again), texts("confirm", &step.confirm));
    let otherwise = links.otherwise.unwrap_or(Target::End);
    match &step.does {
        Does::Ask(slot, kind) => {
            slot_name(slot, places.key("ask"), problems);
            if step.say.is_empty() {
                problems.error(places.whole(), Problem::NoWords { slot: slot.clone() });
            }
            range::check("tries", step.tries, places, problems);
            if let SlotKind::Choice(options) = kind
                && (options.is_empty() || options.iter().any(|option| option.value.trim().is_empty()))
            {
                problems.error(places.key("choices"), Problem::NoChoices);
            }
            if *kind == SlotKind::Text && step.say.iter().any(|say| asks_who(say)) {
                problems.warning(places.key("ask"), Problem::NameAsText { slot: slot.clone() });
            }
            let tries = step.tries.unwrap_or(DEFAULT_TRIES);
            StepKind::Ask { slot: slot.clone(), kind: kind.clone(), say, again, tries, gave_up: otherwise }
        }
        Does::FindOrder(among) => StepKind::FindOrder { among: *among, say, none: otherwise },
        Does::FindProduct => StepKind::FindProduct { say, none: otherwise },
        Does::Branch(arms) => StepKind::Branch { arms: branch(step, arms, links, slots, choices, problems) },
        Does::Say => {
            if step.say.is_empty() {
                problems.error(places.whole(), Problem::StepSaysNothing);
            }
            let menu = menu(step.menu.clone(), places, problems);
            StepKind::Say {
                say,
                menu,
                tag: step.tag.clone(),
                clear: known(step, "clear", &step.clear, slots, problems),
            }
        }
        Does::Call(name) => {
            StepKind::Call { name: name.clone(), slots: passed(step, slots, problems), failed: otherwise }
        }
        Does::Request(kind) => StepKind::Request {
            kind: kind.clone(),
            about_order: step.order.unwrap_or(true),
            slots: passed(step, slots, problems),
            confirm,
            agree: agree(step),
            refused: otherwise,
            declined: links.declined.unwrap_or(Target::End),
        },
        Does::HandOff(to) => {
            let reason = step.id.as_deref().unwrap_or("flow");
            promises_are_marked(&step.say, places, "say", problems);
            StepKind::HandOff { order: order(to.clone(), reason), say }
        }
    }
}

fn branch(
    step: &StepEntry,
    arms: &[ArmEntry],
    links: &Links,
    slots: &Slots<'_>,
    choices: &[(&str, Vec<String>)],
    problems: &mut Problems,
) -> Vec<(Condition, Target)> {
    if arms.is_empty() {
        problems.error(step.places.key("branch"), Problem::NoArms);
    }
    let mut checked = Vec::with_capacity(arms.len());
    for (arm, target) in arms.iter().zip(&links.arms) {
        let when = condition::condition(&arm.when, &arm.places, "when", slots, problems);
        if arm.when.is_empty() {
            problems.error(arm.places.whole(), Problem::ArmAlways);
        }
        for (index, test) in when.tests.iter().enumerate() {
            for (slot, options) in choices {
                condition::choice_is_known(test, slot, options, arm.places.item("when", index), problems);
            }
        }
        checked.push((when, *target));
    }
    checked
}

/// The words by which a request may be agreed to: those that are given, and the verb of its question.
fn agree(step: &StepEntry) -> Vec<String> {
    let mut words: Vec<String> = step.confirm.iter().filter_map(|text| verb_of(text)).map(str::to_owned).collect();
    words.extend(step.agree.iter().map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()));
    words.sort();
    words.dedup();
    words
}

/// The slots that go with a call or a request.
fn passed(step: &StepEntry, slots: &Slots<'_>, problems: &mut Problems) -> Vec<String> {
    known(step, "slots", &step.slots, slots, problems)
}

/// The slots that a key lists.
fn known(
    step: &StepEntry,
    key: &'static str,
    list: &[String],
    slots: &Slots<'_>,
    problems: &mut Problems,
) -> Vec<String> {
    for (index, slot) in list.iter().enumerate() {
        let reference = super::super::field::Reference::Slot(slot.clone());
        super::text::reference_is_known(&reference, step.places.item(key, index), slots, problems);
    }
    list.to_vec()
}

fn slot_name(slot: &str, place: &Place, problems: &mut Problems) {
    if slot.is_empty() || slot.chars().any(|c| c.is_whitespace() || matches!(c, '.' | '{' | '}')) {
        problems.error(place, Problem::SlotName { slot: slot.to_owned() });
    }
}
