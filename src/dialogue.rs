//! The one ordered policy: what is said and done next. Pure: it sees the session, the input, what was understood and what
//! the host told so far; what it does not know yet it asks for, and is run again.

mod answer;
mod bubbles;
pub(crate) mod burst;
mod cards;
mod care;
mod confirm;
mod deed;
mod ellipsis;
mod escalate;
mod flow;
mod focus;
pub(crate) mod lookup;
mod meanwhile;
mod mode;
pub(crate) mod notice;
mod out;
mod outcome;
mod package;
mod people;
mod photo;
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
pub(crate) mod template;
mod topic;
pub(crate) mod trace;
mod unsure;
mod variant;
mod waybill;

use std::collections::BTreeMap;

use crate::action::{Action, Speaker};
use crate::fact::{AskedFor, Fact, Heard, LeftBecause, Outcome, Source};
use crate::guard;
use crate::guard::outbound::{Finding, OutboundGuard};
use crate::guard::privacy::{self, SecretKind, Secrets};
use crate::guard::written;
use crate::input::{AgentAction, Content, Input};
use crate::knowledge::field::Template;
use crate::knowledge::{Knowledge, MenuEntry, Mode, TextKey};
use crate::language::handover;
use crate::language::notes;
use crate::limits;
use crate::names::{EntityKind, IntentId, Value};
use crate::reply::{MenuItem, Reply, Suggestion};
use crate::session::{Choice, PeopleState, Pick, State};
use crate::shop::order::Order;
use crate::shop::product::Product;
use crate::text::limit;
use crate::understand::{Reader, Understanding};
use burst::Read;
use lookup::{Answers, Need};
use out::{Gone, Out, Part};
use progress::Progress;
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

/// A turn in the making.
pub(crate) struct Draft<'a> {
    world: World<'a>,
    state: State,
    /// What goes out.
    out: Out,
    /// Who speaks.
    mode: Mode,
    /// People first: how long they have.
    fill_in_millis: i64,
    /// Where nothing is sent: the state with which the turn began.
    begun: State,
    /// What is said has fixed words, and nothing is added to them.
    fixed: bool,
    /// The message is also for the people who come back.
    also_taken: bool,
    /// The buyer was reminded, or will be.
    reminded: bool,
    /// How many orders the buyer has.
    order_count: Option<i64>,
    /// The order in focus, as the host told in this turn.
    order: Option<Order>,
    /// The product in focus, as the host told in this turn.
    product: Option<Product>,
    /// Products that the message may mean, when it names none of them in full.
    similar_products: Vec<Product>,
    /// The order that the buyer picked in this turn.
    picked_order: Option<String>,
    /// The order that the buyer said is not the one.
    not_meant: Option<String>,
    /// The step that a flow stood at when this turn began, and how often it had asked.
    asked_before: Option<(String, u32)>,
    /// Slots that the flow has emptied in this turn.
    cleared: Vec<String>,
    /// What is being answered.
    intent: Option<IntentId>,
    /// Several questions are being answered: only the first that needs the buyer may ask.
    one_question: bool,
    /// What the last question named, where the message goes on with it.
    carried: Vec<(EntityKind, Value)>,
    /// The options that it named, in words.
    carried_words: Vec<String>,
    /// Slots of a flow that is over, for its last sentences.
    ended_slots: BTreeMap<String, String>,
    /// Every slot that was filled in this turn, whatever became of its flow.
    filled: Vec<(String, String)>,
    /// Slots that the engine itself fills for its sentences.
    own_slots: BTreeMap<String, String>,
    /// Whether the turn brings the buyer further.
    progress: Progress,
    /// A standard text of the pack was said.
    standard_said: bool,
}

/// Decides one turn, or names the question that must be answered first. `docs/dialogue.md` has it at length.
///
/// The order: a repeated message gets its recorded outcome · a person has the conversation: silence · a beginning waits for
/// the rest, and for people who come first · crisis, intercepts and the wish for a person · a number of the last menu · the
/// answer to the bot's own question · keywords · the end of a matter · what was understood · a menu of likely meanings ·
/// honestly, that it was not understood.
pub(crate) fn decide(world: World<'_>) -> Need<Decision> {
    let mut draft = Draft::new(world);
    draft.hear();
    if let Some(recorded) = world.stored.recorded(world.input) {
        return Ok(draft.repeat(&recorded.id.clone(), recorded.replies.clone()));
    }
    draft.tell_who_speaks();
    draft.find_mode();
    if draft.mode == Mode::Assist {
        draft.begun = draft.state.clone();
    }
    match &world.input.content {
        _ if world.exhausted => draft.look_up_failed(),
        _ if world.notice.is_some() => draft.note_platform(world.notice.unwrap_or_default()),
        Content::Agent { action: AgentAction::Said, text: Some(text) } if draft.is_echo(text) => {
            draft.note(notes::ECHO);
            draft.out.fact(Fact::Echoed);
        }
        Content::Agent { action, text } => draft.agent(*action, text.as_deref()),
        Content::Rated { stars } => draft.rated(*stars),
        _ if draft.state.people == PeopleState::Person && draft.mode != Mode::Assist => draft.state.unread = None,
        Content::Wake => draft.wake()?,
        Content::OrderEvent { order_id, status } => draft.order_event(order_id, status)?,
        content if draft.waits(content)? => {}
        content => {
            draft.buyer(content)?;
            draft.passes_on_unused();
            draft.passes_on_deed();
            draft.call_when_stalled();
        }
    }
    Ok(draft.finish())
}

impl<'a> Draft<'a> {
    fn new(world: World<'a>) -> Draft<'a> {
        Draft {
            world,
            state: world.session.clone(),
            out: Out::default(),
            mode: Mode::Automatic,
            fill_in_millis: 0,
            begun: State::default(),
            fixed: false,
            also_taken: false,
            reminded: false,
            order_count: None,
            order: None,
            product: None,
            similar_products: Vec::new(),
            picked_order: None,
            not_meant: None,
            asked_before: None,
            cleared: Vec::new(),
            intent: None,
            one_question: false,
            carried: Vec::new(),
            carried_words: Vec::new(),
            ended_slots: BTreeMap::new(),
            filled: Vec::new(),
            own_slots: BTreeMap::new(),
            progress: Progress::default(),
            standard_said: false,
        }
    }

    /// Answers what the buyer sent.
    fn buyer(&mut self, content: &Content) -> Need<()> {
        match content {
            Content::Text { .. } => {
                self.go_on_with_last();
                self.text()
            }
            Content::Menu { choice } => self.menu(*choice),
            Content::OrderCard { order_id } => self.order_card(order_id),
            Content::ProductCard { product_id } => self.product_card(product_id),
            Content::Visit { product_id } => self.visit(product_id.as_deref()),
            Content::Image { url } => self.image(url),
            Content::Agent { .. } | Content::OrderEvent { .. } | Content::Rated { .. } | Content::Wake => Ok(()),
        }
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
        let running = self.state.flow.as_ref().and_then(|flow| flow.slots.get(name));
        let pending = || self.state.pending.as_ref().and_then(|pending| pending.request.slots.get(name));
        running
            .or_else(pending)
            .or_else(|| self.ended_slots.get(name))
            .or_else(|| self.own_slots.get(name))
            .map(String::as_str)
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
        if hash(&text) == self.state.said
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
        self.state.menu = choices;
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
        if self.mode == Mode::Assist {
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
        self.out.add_look_ups(self.world.answers.facts(&secrets, self.state.proved.as_deref()));

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
        if !silent {
            self.state.turn = turn;
        }
        self.finish_lines(&written::mask(&buyer_said, &secrets), &secrets_of_replies.for_record(), silent);
        if let Some(id) = &self.world.input.id {
            let replies: Vec<Reply> = self.out.replies().cloned().collect();
            self.state.record(id, self.world.input.buyer.is_none(), replies);
        }
        let heard = !self.out.is_silent() || self.out.happened(&Fact::Held);
        let how = self.was_asked_how();
        if let Some(pending) = self.state.pending.as_mut().filter(|_| heard) {
            pending.aside = how || !self.out.happened(&Fact::Asked { what: AskedFor::Confirm });
        }
        self.state.at = self.world.input.at.or(self.state.at);
        self.state.revision = self.state.revision.saturating_add(1);
        let Gone { replies, suggestions, actions, facts, outcome, notes } = self.out.gone();
        let notes = notes.iter().map(|note| written::mask(note, &secrets).into_owned()).collect();
        let trace = Trace::new(self.world.heard.cloned(), notes, secrets);
        Decision { replies, suggestions, actions, facts, outcome, state: self.state, trace }
    }

    fn finish_lines(&mut self, buyer_said: &str, secrets: &Secrets, silent: bool) {
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
        if !silent {
            let last = self.out.replies().next_back().map(|reply| match reply {
                Reply::Menu { text, .. } => hash(text),
                other => hash(&other.text()),
            });
            self.state.said = last.unwrap_or_default();
        }
        if self.out.calls_a_person() {
            let lines: Vec<_> = self.state.lines.iter().cloned().collect();
            self.out.complete_packages(&lines, self.state.omitted);
        }
    }

    /// The menu of the turn before.
    pub(crate) fn offered(&self) -> &'a [Choice] {
        &self.world.session.menu
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
            self.state.menu.clear();
        }
        if matches!(self.world.input.content, Content::OrderEvent { .. }) {
            // Nobody asked: nothing is better than an excuse.
            self.out.say_nothing();
            self.state.told = self.world.session.told;
            self.state.told_before.clone_from(&self.world.session.told_before);
            self.out.forget_told();
            return;
        }
        if self.state.waiting.is_some() && self.state.people == PeopleState::Bot {
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
