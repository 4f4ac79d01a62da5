//! The one ordered policy: what is said and done next. Pure: it sees the session, the input, what was understood and what
//! the host told so far; what it does not know yet it asks for, and is run again.

mod answer;
mod bubbles;
pub(crate) mod burst;
mod cards;
mod care;
mod confirm;
mod crew;
mod deed;
mod ellipsis;
mod escalate;
mod find;
mod flow;
mod focus;
pub(crate) mod lookup;
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
mod progress;
mod reading;
mod reference;
mod remark;
mod repeat;
mod reported;
mod resume;
mod retract;
mod settled;
mod slot;
mod talk;
pub(crate) mod template;
mod topic;
pub(crate) mod trace;
mod unsure;
mod variant;
mod waybill;

use std::collections::BTreeMap;

use crate::action::{Action, Speaker};
use crate::fact::{AskedFor, Fact, Heard, LeftBecause, Outcome, Point, Source};
use crate::guard;
use crate::guard::outbound::{Finding, OutboundGuard};
use crate::guard::privacy::{self, SecretKind, Secrets};
use crate::guard::written;
use crate::input::{Content, Input};
use crate::knowledge::field::Template;
use crate::knowledge::{Knowledge, MenuEntry, Mode, TextKey};
use crate::language::handover;
use crate::language::notes;
use crate::limits;
use crate::names::IntentId;
use crate::reply::{MenuItem, Reply, Suggestion};
use crate::session::{Choice, Pick, State};
use crate::text::limit;
use crate::understand::{Reader, Understanding};
use burst::Read;
use crew::Crew;
use focus::Focus;
use lookup::{Answers, Need};
use open::Open;
use out::{Gone, Out, Part};
use talk::Talk;
use trace::Trace;

/// What a bot is: the knowledge and everything compiled from it.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) knowledge: Knowledge,
    pub(crate) reader: Reader,
    pub(crate) guard: OutboundGuard,
    /// The slots whose values are secrets.
    pub(crate) private_slots: BTreeMap<String, SecretKind>,
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
    focus: Focus,
    /// What is open.
    open: Open,
    /// How the conversation goes.
    talk: Talk,
    /// Who has it.
    crew: Crew,
    /// What goes out.
    out: Out,
    /// The rest of the session. What the parts keep is in them.
    state: State,
    /// Where nothing is sent: how the turn began.
    begun: Option<Box<Course>>,
}

/// What a turn has come to, but for what goes out.
struct Course {
    focus: Focus,
    open: Open,
    talk: Talk,
    crew: Crew,
    state: State,
}

/// Decides one turn, or names the question that must be answered first. `policy` has the order in which it is decided.
pub(crate) fn decide(world: World<'_>) -> Need<Decision> {
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
        let mut state = world.session.clone();
        let focus = Focus::new(std::mem::take(&mut state.own.focus), state.failures);
        let open = Open::new(std::mem::take(&mut state.own.open));
        let talk = Talk::new(std::mem::take(&mut state.talk), state.own.last.take(), state.own.remarks);
        let crew = Crew::new(std::mem::take(&mut state.people));
        Draft { world, focus, open, talk, crew, out: Out::default(), state, begun: None }
    }

    /// Another turn in the making, from what this one has come to.
    fn anew(&self, world: World<'a>) -> Draft<'a> {
        Draft {
            world,
            focus: self.focus.anew(),
            open: self.open.anew(),
            talk: self.talk.anew(),
            crew: self.crew.anew(),
            out: Out::default(),
            state: self.state.clone(),
            begun: None,
        }
    }

    /// What the turn has come to, but for what goes out.
    fn course(&self) -> Course {
        Course {
            focus: self.focus.clone(),
            open: self.open.clone(),
            talk: self.talk.clone(),
            crew: self.crew.clone(),
            state: self.state.clone(),
        }
    }

    /// Nothing was sent: what was said, asked and offered was not. What it is about, what was asked, how the buyer feels and who was
    /// called is known; what the bot had begun by itself, a person goes on with.
    fn go_back_to(&mut self, begun: Course) {
        self.focus.go_back_to(&begun.focus);
        self.open = begun.open;
        self.open.close();
        self.talk.go_back_to(begun.talk);
        self.crew.go_back_to(&begun.crew);
        let unread = self.state.own.unread.take();
        self.state = begun.state;
        self.state.own.unread = unread;
        self.state.own.remind = None;
    }

    /// The state as the session keeps it.
    fn into_state(self) -> State {
        let mut state = self.state;
        (state.own.focus, state.failures) = self.focus.kept();
        state.own.open = self.open.kept();
        (state.talk, state.own.last, state.own.remarks) = self.talk.kept();
        state.people = self.crew.kept();
        state
    }

    fn knowledge(&self) -> &'a Knowledge {
        &self.world.compiled.knowledge
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
            let secrets = self.secrets().for_record();
            let entities = heard.entities.iter().map(|entity| private::masked(entity.clone(), &secrets)).collect();
            self.out.fact(Fact::Understood { intents: heard.intents.clone(), entities, mood: heard.mood });
        }
    }

    /// The recorded outcome of a message that came again. Nothing changes.
    fn repeat(mut self, id: &str, replies: Vec<Reply>) -> Decision {
        let secrets = self.secrets().for_record();
        self.mask_heard_again(&secrets);
        self.out.fact(Fact::Repeated { id: id.to_owned() });
        self.out.decided_by(Point::Again);
        let notes = vec![notes::repeated(id)];
        // What was understood then may rest on words that were hidden since.
        let trace = Trace::new(None, notes, secrets);
        let gone = self.out.gone();
        Decision {
            replies,
            suggestions: Vec::new(),
            actions: Vec::new(),
            facts: gone.facts,
            outcome: gone.outcome,
            state: self.world.stored.clone(),
            trace,
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

    /// A line of the trace, for the merchant.
    fn note(&mut self, note: impl Into<String>) {
        self.out.note(note.into());
    }

    /// Something of the knowledge was said.
    fn answered(&mut self, by: Source, intent: Option<IntentId>) {
        let question = intent.as_ref().is_none_or(|intent| self.knowledge().asks_something(intent));
        self.out.answered(by, intent, question);
    }

    /// A slot of the running flow, of the flow that has just ended, or of the engine's own sentence.
    pub(crate) fn slot(&self, name: &str) -> Option<&str> {
        self.open.slot(name).or_else(|| self.talk.own_slot(name))
    }

    /// Says one of the variants; `false` when none has all its values.
    fn say(&mut self, variants: &[Template]) -> bool {
        match self.choose(variants) {
            Some(text) => {
                self.out.say(text);
                true
            }
            None => false,
        }
    }

    /// One of the variants that have all their values: picked by the conversation and the turn, and not the one said last.
    ///
    /// Those with the most values come first: one that says less is there for when something is not known.
    fn choose(&self, variants: &[Template]) -> Option<String> {
        let first = usize::try_from(hash(&format!("{}:{}", self.state.id, self.state.revision)) % 1_000).unwrap_or(0);
        let count = variants.len().max(1);
        let order = (0..variants.len()).map(|step| (first + step) % count);
        let variants = order.filter_map(|index| variants.get(index));
        let mut texts: Vec<(usize, String)> =
            variants.filter_map(|variant| Some((variant.references().count(), self.render(variant)?))).collect();
        texts.sort_by_key(|(values, _)| std::cmp::Reverse(*values));
        let mut texts = texts.into_iter().map(|(_, text)| text);
        let text = texts.next()?;
        if hash(&text) == self.talk.said()
            && let Some(other) = texts.next()
        {
            return Some(other);
        }
        Some(text)
    }

    /// Says one of the engine's own sentences.
    fn say_own(&mut self, key: TextKey) -> bool {
        let knowledge = self.knowledge();
        self.say(knowledge.text(key))
    }

    /// Says an own sentence, with numbered choices under it.
    fn offer(&mut self, key: TextKey, choices: Vec<Choice>) {
        let knowledge = self.knowledge();
        let text = self.choose(knowledge.text(key)).unwrap_or_default();
        self.offer_under(text, choices);
    }

    /// Says a text with numbered choices under it; as a plain text when there are none.
    fn offer_under(&mut self, text: String, mut choices: Vec<Choice>) {
        choices.truncate(limits::CHOICES);
        for choice in &mut choices {
            choice.label = limit::shortened(&choice.label, limits::LABEL).into_owned();
        }
        if choices.is_empty() {
            if !text.is_empty() {
                self.out.say(text);
            }
            return;
        }
        let items = choices.iter().map(|choice| MenuItem::new(choice.label.clone())).collect();
        self.out.reply(Reply::Menu { text, items });
        self.open.offer(choices);
    }

    /// The shop's own menu as choices.
    fn entries(entries: &[MenuEntry]) -> Vec<Choice> {
        entries.iter().map(|entry| Choice { label: entry.label.clone(), pick: Pick::Ask(entry.ask.clone()) }).collect()
    }

    /// Closes the turn: guards and masks what goes out, writes the record and the next state.
    fn finish(mut self) -> Decision {
        self.tell_also_taken();
        self.care();
        let secrets = self.secrets();
        self.remember_named();
        self.out.say_each_once();
        let secrets_of_replies = self.secrets_of_replies(&secrets);
        self.guard_replies(&secrets_of_replies);
        self.out.say_in_few();
        if self.crew.mode() == Mode::Assist {
            self.suggest(&secrets_of_replies);
        } else {
            self.say_otherwise(&secrets_of_replies);
            self.out.say_in_few();
            self.plan_reminder();
        }
        let secrets = secrets.for_record();
        let turn = repeat::said(&self.out);
        self.remember_just(&secrets);
        let silent = self.out.is_silent();
        if !silent && !self.state.noticed {
            self.state.noticed = true;
            let notice = self.knowledge().profile.notice.clone();
            if !notice.is_empty() {
                self.out.say_as(Part::Notice, Reply::Text { text: notice });
            }
        }
        self.mask_heard(&secrets);
        self.out.add_look_ups(self.world.answers.facts(&secrets, self.focus.proved().as_deref()));

        let buyer_said = match &self.world.input.content {
            _ if self.world.notice.is_some() => String::new(),
            Content::Text { text } => guard::inbound(text).into_owned(),
            Content::OrderCard { order_id } => handover::order_card(order_id),
            Content::ProductCard { product_id } => handover::product_card(product_id),
            Content::Image { .. } => handover::PICTURE.to_owned(),
            Content::Menu { choice } => self.chosen_label(*choice),
            Content::Visit { .. }
            | Content::Agent { .. }
            | Content::OrderEvent { .. }
            | Content::Rated { .. }
            | Content::Wake => String::new(),
        };
        self.finish_lines(&written::mask(&buyer_said, &secrets), &secrets_of_replies.for_record());
        if !silent {
            self.talk.has_said(self.last_words(), turn);
        }
        if let Some(id) = &self.world.input.id {
            let replies: Vec<Reply> = self.out.replies().cloned().collect();
            self.state.record(id, self.world.input.buyer.is_none(), replies);
        }
        let heard = !self.out.is_silent() || self.out.happened(&Fact::Held);
        let how = self.was_asked_how();
        if heard {
            self.open.set_aside(how || !self.out.happened(&Fact::Asked { what: AskedFor::Confirm }));
        }
        self.state.at = self.world.input.at.or(self.state.at);
        self.state.revision = self.state.revision.saturating_add(1);
        let Gone { replies, suggestions, actions, facts, outcome, notes } = std::mem::take(&mut self.out).gone();
        let notes = notes.iter().map(|note| written::mask(note, &secrets).into_owned()).collect();
        let trace = Trace::new(self.world.heard.cloned(), notes, secrets);
        let state = self.into_state();
        Decision { replies, suggestions, actions, facts, outcome, state, trace }
    }

    /// A hash of what is said last.
    fn last_words(&self) -> u64 {
        let last = self.out.replies().next_back().map(|reply| match reply {
            Reply::Menu { text, .. } => hash(text),
            other => hash(&other.text()),
        });
        last.unwrap_or_default()
    }

    fn finish_lines(&mut self, buyer_said: &str, secrets: &Secrets) {
        let at = self.world.input.at;
        self.state.remember_line(Speaker::Buyer, at, buyer_said);
        let echo = self.out.happened(&Fact::Echoed);
        if let Content::Agent { text: Some(text), .. } = &self.world.input.content
            && !echo
        {
            self.state.remember_line(Speaker::Agent, at, &written::mask(text, secrets));
        }
        let said: Vec<String> =
            self.out.replies().map(|reply| privacy::mask(&reply.text(), secrets).into_owned()).collect();
        for line in &said {
            self.state.remember_line(Speaker::Bot, at, line);
        }
        if self.out.calls_a_person() {
            let lines: Vec<_> = self.state.lines.iter().cloned().collect();
            self.out.complete_packages(&lines, self.state.omitted);
        }
    }

    /// The menu of the turn before.
    pub(crate) fn offered(&self) -> &'a [Choice] {
        &self.world.session.own.open.menu
    }

    /// What the item of the last menu said that was chosen.
    fn chosen_label(&self, choice: u32) -> String {
        let index = usize::try_from(choice).unwrap_or(0).wrapping_sub(1);
        match self.offered().get(index) {
            Some(item) => item.label.clone(),
            None => choice.to_string(),
        }
    }

    /// Masks what goes out, holds back what must not, and cuts what is too long. Nothing stays armed whose words were not said.
    fn guard_replies(&mut self, secrets: &Secrets) {
        let mut out = std::mem::take(&mut self.out);
        let mut blocked = Vec::new();
        let passed = out.gate(|reply| self.guard_reply(reply, secrets).map_err(|finding| blocked.push(finding)).ok());
        self.out = out;
        for finding in blocked {
            self.tell_blocked(&finding);
        }
        if !passed {
            self.disarm();
        }
    }

    /// Why a text must not go out. What the shop calls its goods is quoted: no title makes a sentence about it unsayable.
    pub(crate) fn objection(&self, text: &str) -> Option<Finding> {
        let guard = &self.world.compiled.guard;
        guard.check(text).into_iter().next()?;
        let quoted =
            self.world.answers.titles().into_iter().fold(text.to_owned(), |text, title| text.replace(title, "…"));
        guard.check(&quoted).into_iter().next()
    }

    /// A reply was held back: what it asked, offered or told was not asked, offered or told.
    fn disarm(&mut self) {
        if !self.out.replies().any(|reply| matches!(reply, Reply::Menu { .. })) {
            self.open.offer(Vec::new());
        }
        if matches!(self.world.input.content, Content::OrderEvent { .. }) {
            // Nobody asked: nothing is better than an excuse.
            self.out.say_nothing();
            self.state.told = self.world.session.told;
            self.state.told_before.clone_from(&self.world.session.told_before);
            self.out.forget_told();
            return;
        }
        if self.open.waiting().is_some() && self.crew.is_bots() {
            self.leave_flow(LeftBecause::Blocked);
        }
        if self.out.is_silent() {
            self.say_own(TextKey::NoAnswer);
        }
    }

    /// The reply as it may go out, or why it must not.
    fn guard_reply(&self, reply: Reply, secrets: &Secrets) -> Result<Reply, Finding> {
        // Masked first: a courier's number in a parcel's text is no reason to say nothing.
        let reply = guarded(reply, secrets);
        match self.objection(&reply.text()) {
            Some(finding) => Err(finding),
            None => Ok(reply),
        }
    }

    /// Records that a reply was held back.
    fn tell_blocked(&mut self, finding: &Finding) {
        self.out.fact(Fact::Blocked { what: finding.kind });
        self.note(notes::blocked(&finding.text));
    }
}

/// The reply with its texts masked and within the platform's length.
fn guarded(reply: Reply, secrets: &Secrets) -> Reply {
    let safe = |text: String| limit::outbound(&privacy::mask(&text, secrets)).into_owned();
    match reply {
        Reply::Text { text } => Reply::Text { text: safe(text) },
        Reply::Menu { text, items } => Reply::Menu {
            text: safe(text),
            items: items.into_iter().map(|item| MenuItem::new(safe(item.label))).collect(),
        },
        other => other,
    }
}

/// A hash that is the same everywhere and always: FNV-1a.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
