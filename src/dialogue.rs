//! The one ordered policy: what is said and done next. Pure: it sees the session, the input, what was understood and what
//! the host told so far; what it does not know yet it asks for, and is run again.

pub(crate) mod answer;
mod attempt;
mod bubbles;
pub(crate) mod burst;
mod cards;
mod care;
mod computed;
mod confirm;
mod crew;
mod deed;
mod ellipsis;
mod escalate;
mod find;
mod finish;
mod flow;
mod focus;
mod gate;
mod go_on;
mod goods;
mod known;
mod later;
pub(crate) mod lookup;
mod matter;
mod meanwhile;
mod mode;
pub(crate) mod notice;
mod open;
mod out;
mod outcome;
mod package;
mod people;
mod photo;
mod policy;
pub(crate) mod private;
mod proactive;
mod procedures;
mod progress;
mod questions;
mod reading;
mod reference;
mod remark;
mod repeat;
mod reported;
mod request;
mod resume;
mod retract;
mod rows;
mod say;
mod selling;
mod settled;
mod slot;
mod taken;
mod talk;
pub(crate) mod template;
mod topic;
pub(crate) mod trace;
mod unsure;
mod variant;
mod waybill;
mod whose;
mod wish;

use std::collections::BTreeMap;

use crate::action::Action;
use crate::fact::{Fact, Heard, Outcome};
use crate::guard;
use crate::guard::Guard;
use crate::guard::privacy::{SecretKind, Secrets};
use crate::input::{Content, Input};
use crate::knowledge::{Knowledge, Mode};
use crate::language::notes;
use crate::names::IntentId;
use crate::reply::{Reply, Suggestion};
use crate::session::State;
use crate::understand::{Reader, Understanding};
use burst::Read;
use crew::Crew;
use focus::Focus;
use later::Later;
use lookup::{Answers, Known};
use open::Open;
use out::Out;
use talk::Talk;
use trace::Trace;

/// What a bot is: the knowledge and everything compiled from it.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) knowledge: Knowledge,
    pub(crate) reader: Reader,
    pub(crate) guard: Guard,
    /// The slots whose values are secrets.
    pub(crate) private_slots: BTreeMap<String, SecretKind>,
    /// Where the answers of an intent stand.
    pub(crate) answers: BTreeMap<IntentId, Vec<usize>>,
}

/// What one run of [`decide`] sees.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) compiled: &'a Compiled,
    /// The session as the host has it.
    pub(crate) stored: &'a State,
    /// The state with which the turn begins: [`State::for_input`].
    pub(crate) session: &'a State,
    pub(crate) input: &'a Input,
    /// The text that the input stands for; `None` when it stands for none.
    pub(crate) read: Option<&'a Read>,
    /// What that text means.
    pub(crate) heard: Option<&'a Understanding>,
    /// The notice of the platform that the text is.
    pub(crate) notice: Option<&'a str>,
    pub(crate) answers: &'a Answers,
    /// Whether the host wakes the bot when it asks for it.
    pub(crate) wakes: bool,
    /// Too much was asked of the host in this turn: a person goes on.
    pub(crate) exhausted: bool,
}

/// The outcome of one run.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) replies: Vec<Reply>,
    pub(crate) suggestions: Vec<Suggestion>,
    pub(crate) actions: Vec<Action>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) outcome: Outcome,
    pub(crate) state: State,
    pub(crate) trace: Trace,
}

/// A turn in the making: what it sees, and parts that own their fields.
pub(crate) struct Draft<'a> {
    /// What it sees.
    world: World<'a>,
    /// What it is about.
    focus: Focus<'a>,
    /// What is open.
    open: Open,
    /// How the conversation goes.
    talk: Talk,
    /// Who has it.
    crew: Crew,
    /// What is kept for another time.
    later: Later,
    /// What goes out.
    out: Out,
    /// The rest of the session. What the parts keep is in them.
    state: State,
    /// Where nothing is sent: how the turn began.
    begun: Option<Box<Course<'a>>>,
}

/// What a turn has come to, but for what goes out.
struct Course<'a> {
    focus: Focus<'a>,
    open: Open,
    talk: Talk,
    crew: Crew,
    later: Later,
    state: State,
}

/// Decides one turn, or names the question that must be answered first. `policy` has the order in which it is decided.
pub(crate) fn decide(world: World<'_>) -> Known<Decision> {
    let mut draft = Draft::new(world);
    draft.hear();
    if let Some(recorded) = world.stored.recorded(world.input) {
        return Ok(draft.repeat(&recorded.id.clone(), recorded.replies.clone()));
    }
    draft.tell_who_speaks();
    draft.find_mode();
    if draft.crew.mode() == Mode::Assist {
        draft.begun = Some(Box::new(draft.course()));
    }
    draft.decide()?;
    Ok(draft.finish())
}

impl<'a> Draft<'a> {
    fn new(world: World<'a>) -> Draft<'a> {
        let mut state = world.session.without_rings();
        let focus = Focus::new(std::mem::take(&mut state.own.focus), state.failures);
        let open = Open::new(std::mem::take(&mut state.own.open));
        let talk = Talk::new(std::mem::take(&mut state.talk), state.own.last.take(), state.own.remarks);
        let crew = Crew::new(std::mem::take(&mut state.people));
        let later = Later::take_from(&mut state.own);
        Draft { world, focus, open, talk, crew, later, out: Out::default(), state, begun: None }
    }

    /// What is said of the input in the record, and what was understood.
    fn hear(&mut self) {
        let (kind, text) = match &self.world.input.content {
            Content::Text { text } => (Heard::Text, guard::inbound(text).into_owned()),
            Content::Menu { choice } => (Heard::Menu, choice.to_string()),
            Content::OrderCard { order_id } => (Heard::OrderCard, order_id.clone()),
            Content::ProductCard { product_id } => (Heard::ProductCard, product_id.clone()),
            Content::Image { url } => (Heard::Image, url.clone()),
            Content::Visit { product_id } => (Heard::Visit, product_id.clone().unwrap_or_default()),
            Content::Agent { text, .. } => (Heard::Agent, text.clone().unwrap_or_default()),
            Content::OrderEvent { order_id, status } => (Heard::OrderEvent, format!("{order_id} {status}")),
            Content::Rated { stars } => (Heard::Rated, stars.to_string()),
            Content::Wake => (Heard::Wake, String::new()),
        };
        self.out.fact(Fact::Heard { kind, text });
        if let Some(heard) = self.world.heard {
            // Most messages name nothing that could be a secret.
            let secrets = if heard.entities.is_empty() { Secrets::default() } else { self.secrets().for_record() };
            let entities = heard.entities.iter().map(|entity| private::masked(entity.clone(), &secrets)).collect();
            self.out.fact(Fact::Understood { intents: heard.intents.clone(), entities, mood: heard.mood });
        }
    }

    /// Says in the trace when somebody else speaks than before.
    fn tell_who_speaks(&mut self) {
        let (stored, now) = (self.world.stored, self.world.session);
        if stored.buyer.is_some() && stored.buyer != now.buyer {
            self.note(notes::ANOTHER_PERSON);
        } else if stored.away.is_none() && now.away.is_some() {
            self.note(notes::SIGNED_OUT);
        } else if stored.away.is_some() && now.away.is_none() {
            self.note(notes::CAME_BACK);
        }
    }
}

/// A hash that is the same everywhere and always: FNV-1a.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
