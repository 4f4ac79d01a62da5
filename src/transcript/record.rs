//! Actions and facts as names with plain values, as transcripts write them.

use std::fmt;

use super::fits;
use crate::action::{Action, Priority};
use crate::fact::Fact;

/// The actions and their values.
pub(super) const ACTIONS: &[(&str, &[&str])] = &[
    ("hand_off", &["reason", "priority", "queue", "order_id", "product_id", "mood"]),
    ("take_message", &["message", "order_id", "reason", "priority"]),
    ("raise", &["reason", "priority"]),
    ("update", &["wants"]),
    ("wake_at", &["at"]),
    ("invite_rating", &[]),
    ("request", &["kind", "outcome"]),
    ("tag", &["tag"]),
];

/// The facts and their values.
pub(super) const FACTS: &[(&str, &[&str])] = &[
    ("heard", &["kind", "text"]),
    ("repeated", &["id"]),
    ("understood", &["intent", "mood"]),
    ("looked_up", &["what", "query", "outcome"]),
    ("answered", &["by", "intent"]),
    ("asked", &["what"]),
    ("clarified", &["options"]),
    ("not_understood", &[]),
    ("flow_started", &["flow"]),
    ("flow_ended", &["flow"]),
    ("flow_left", &["flow", "reason"]),
    ("corrected", &["what"]),
    ("verified", &["passed"]),
    ("requested", &["kind", "outcome"]),
    ("blocked", &["what"]),
    ("held", &[]),
    ("woken", &[]),
    ("message_taken", &[]),
    ("suggested", &["source"]),
    ("told", &["order_id", "event"]),
    ("reminded", &[]),
    ("rated", &["stars"]),
    ("platform_said", &["notice"]),
    ("echoed", &[]),
    ("handed_off", &["reason"]),
    ("taken_over", &[]),
    ("handed_back", &[]),
    ("decided", &["by"]),
    ("became", &["outcome"]),
];

/// `hand_off reason=asked`: a name, and values by their keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    name: String,
    values: Vec<(String, String)>,
}

impl Entry {
    /// Reads what a transcript expects. Names and keys must exist, or the expectation could never hold.
    pub(super) fn read(text: &str, known: &[(&str, &[&str])]) -> Result<Entry, String> {
        let mut words = text.split_whitespace();
        let name = words.next().unwrap_or_default();
        let Some((_, keys)) = known.iter().find(|(known, _)| *known == name) else {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            return Err(format!("there is no `{name}`, only {}", names.join(", ")));
        };
        let mut values = Vec::new();
        for word in words {
            let (key, value) = word.split_once('=').ok_or_else(|| format!("`{word}` is not written as key=value"))?;
            if !keys.contains(&key) {
                return Err(format!("`{name}` has no `{key}`, only {}", keys.join(", ")));
            }
            values.push((key.to_owned(), value.to_owned()));
        }
        Ok(Entry { name: name.to_owned(), values })
    }

    /// Whether what came has the name and every value.
    pub(super) fn describes(&self, came: &Entry) -> bool {
        self.name == came.name
            && self.values.iter().all(|(key, pattern)| {
                came.values.iter().any(|(came_key, value)| came_key == key && fits(pattern, value))
            })
    }

    /// Whether it is the wish to be woken.
    pub(super) fn is_wake(&self) -> bool {
        self.name == "wake_at"
    }

    fn new(name: &str, values: &[(&str, Option<&str>)]) -> Entry {
        let values = values.iter().filter_map(|(key, value)| Some(((*key).to_owned(), (*value)?.to_owned())));
        Entry { name: name.to_owned(), values: values.collect() }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.values.iter().try_for_each(|(key, value)| write!(f, " {key}={value}"))
    }
}

pub(super) fn of_action(action: &Action) -> Entry {
    match action {
        Action::HandOff(package) => Entry::new(
            "hand_off",
            &[
                ("reason", Some(&package.reason)),
                ("priority", Some(priority(package.priority))),
                ("queue", package.queue.as_deref()),
                ("order_id", package.order_id.as_deref()),
                ("product_id", package.product_id.as_deref()),
                ("mood", Some(package.mood.name())),
            ],
        ),
        Action::TakeMessage { message, order_id, reason, priority: soon } => Entry::new(
            "take_message",
            &[
                ("message", Some(message)),
                ("order_id", order_id.as_deref()),
                ("reason", Some(reason)),
                ("priority", Some(priority(*soon))),
            ],
        ),
        Action::Raise { reason, priority: soon } => {
            Entry::new("raise", &[("reason", Some(reason)), ("priority", Some(priority(*soon)))])
        }
        Action::Update { wants, .. } => Entry::new("update", &[("wants", Some(wants))]),
        Action::WakeAt { at } => Entry::new("wake_at", &[("at", Some(&at.to_string()))]),
        Action::InviteRating => Entry::new("invite_rating", &[]),
        Action::Request { kind, outcome, .. } => {
            Entry::new("request", &[("kind", Some(kind)), ("outcome", Some(outcome.as_str()))])
        }
        Action::OptOut => Entry::new("opt_out", &[]),
        Action::Tag { tag } => Entry::new("tag", &[("tag", Some(tag))]),
    }
}

pub(super) fn of_fact(fact: &Fact) -> Entry {
    match fact {
        Fact::Heard { kind, text } => Entry::new("heard", &[("kind", Some(kind.as_str())), ("text", Some(text))]),
        Fact::Repeated { id } => Entry::new("repeated", &[("id", Some(id))]),
        Fact::Understood { intents, mood: felt, .. } => {
            let best = intents.first().map(|best| best.id.as_str());
            Entry::new("understood", &[("intent", best), ("mood", Some(felt.name()))])
        }
        Fact::LookedUp { what, query, outcome } => Entry::new(
            "looked_up",
            &[("what", Some(what.as_str())), ("query", Some(query)), ("outcome", Some(outcome.as_str()))],
        ),
        Fact::Answered { by, intent } => Entry::new(
            "answered",
            &[("by", Some(&by.to_string())), ("intent", intent.as_ref().map(|intent| intent.as_str()))],
        ),
        Fact::Asked { what } => Entry::new("asked", &[("what", Some(&what.to_string()))]),
        Fact::Clarified { options } => {
            let options: Vec<&str> = options.iter().map(|option| option.as_str()).collect();
            Entry::new("clarified", &[("options", Some(&options.join(",")))])
        }
        Fact::NotUnderstood => Entry::new("not_understood", &[]),
        Fact::FlowStarted { flow } => Entry::new("flow_started", &[("flow", Some(flow))]),
        Fact::FlowEnded { flow } => Entry::new("flow_ended", &[("flow", Some(flow))]),
        Fact::FlowLeft { flow, reason } => {
            Entry::new("flow_left", &[("flow", Some(flow)), ("reason", Some(reason.as_str()))])
        }
        Fact::Corrected { what } => Entry::new("corrected", &[("what", Some(what.as_str()))]),
        Fact::Verified { passed } => {
            Entry::new("verified", &[("passed", Some(if *passed { "true" } else { "false" }))])
        }
        Fact::Requested { kind, outcome, .. } => {
            Entry::new("requested", &[("kind", Some(kind)), ("outcome", Some(outcome.as_str()))])
        }
        Fact::Blocked { what } => Entry::new("blocked", &[("what", Some(what.as_str()))]),
        Fact::Held => Entry::new("held", &[]),
        Fact::Woken => Entry::new("woken", &[]),
        Fact::MessageTaken => Entry::new("message_taken", &[]),
        Fact::Suggested { source } => Entry::new("suggested", &[("source", Some(&source.to_string()))]),
        Fact::Told { order_id, event } => Entry::new("told", &[("order_id", Some(order_id)), ("event", Some(event))]),
        Fact::Offered { products } => Entry::new("offered", &[("products", Some(&products.join(",")))]),
        Fact::Reminded => Entry::new("reminded", &[]),
        Fact::Rated { stars } => Entry::new("rated", &[("stars", Some(&stars.to_string()))]),
        Fact::PlatformSaid { notice } => Entry::new("platform_said", &[("notice", Some(notice))]),
        Fact::Echoed => Entry::new("echoed", &[]),
        Fact::HandedOff { reason } => Entry::new("handed_off", &[("reason", Some(reason))]),
        Fact::TakenOver => Entry::new("taken_over", &[]),
        Fact::HandedBack => Entry::new("handed_back", &[]),
        Fact::Decided { by } => Entry::new("decided", &[("by", Some(by.as_str()))]),
        Fact::Became { outcome } => Entry::new("became", &[("outcome", Some(outcome.as_str()))]),
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Normal => "normal",
        Priority::High => "high",
        Priority::Urgent => "urgent",
    }
}
