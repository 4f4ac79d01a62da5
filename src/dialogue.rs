//! The one ordered policy: what is said and done next. Pure: it sees the session, the input, what was understood and what
//! the host told so far; what it does not know yet it asks for, and is run again.

mod answer;
pub(crate) mod burst;
mod cards;
mod care;
mod ellipsis;
mod escalate;
mod flow;
mod focus;
pub(crate) mod lookup;
mod mode;
mod package;
mod people;
pub(crate) mod private;
mod proactive;
mod reading;
mod reference;
mod repeat;
mod resume;
mod size;
pub(crate) mod template;
pub(crate) mod trace;

use std::collections::BTreeMap;

use crate::action::{Action, Speaker};
use crate::fact::Fact;
use crate::guard;
use crate::guard::outbound::OutboundGuard;
use crate::guard::privacy::{self, SecretKind, Secrets};
use crate::guard::written;
use crate::input::{Content, Input};
use crate::knowledge::field::Template;
use crate::knowledge::{Knowledge, MenuEntry, Mode, TextKey};
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
    pub(crate) session: &'a State,
    pub(crate) input: &'a Input,
    /// The text that the input stands for; `None` when it stands for none.
    pub(crate) read: Option<&'a Read>,
    /// What that text means.
    pub(crate) heard: Option<&'a Understanding>,
    pub(crate) answers: &'a Answers,
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
    pub(crate) state: State,
    pub(crate) trace: Trace,
}

/// A turn in the making.
pub(crate) struct Draft<'a> {
    world: World<'a>,
    state: State,
    replies: Vec<Reply>,
    suggestions: Vec<Suggestion>,
    actions: Vec<Action>,
    facts: Vec<Fact>,
    notes: Vec<String>,
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
    /// The step that a flow stood at when this turn began, and how often it had asked.
    asked_before: Option<(String, u32)>,
    /// What is being answered.
    intent: Option<IntentId>,
    /// Several questions are being answered: only the first that needs the buyer may ask.
    one_question: bool,
    /// What the last question named, where the message goes on with it.
    carried: Vec<(EntityKind, Value)>,
    /// Slots of a flow that is over, for its last sentences.
    ended_slots: BTreeMap<String, String>,
    /// Every slot that was filled in this turn, whatever became of its flow.
    filled: Vec<(String, String)>,
    /// Slots that the engine itself fills for its sentences.
    own_slots: BTreeMap<String, String>,
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
    // What was said to another buyer is not said again to this one.
    let same_buyer = world.session.buyer.is_none() || world.session.buyer == world.input.buyer;
    if let Some(recorded) = world.input.id.as_deref().and_then(|id| world.session.recorded(id)).filter(|_| same_buyer) {
        return Ok(draft.repeat(&recorded.id.clone(), recorded.replies.clone()));
    }
    draft.belong();
    draft.find_mode();
    if draft.mode == Mode::Assist {
        draft.begun = draft.state.clone();
    }
    match &world.input.content {
        _ if world.exhausted => draft.look_up_failed(),
        Content::Agent { action, text } => draft.agent(*action, text.as_deref()),
        Content::Rated { stars } => draft.rated(*stars),
        _ if draft.state.people == PeopleState::Person && draft.mode != Mode::Assist => draft.state.unread = None,
        Content::Wake => draft.wake()?,
        Content::OrderEvent { order_id, status } => draft.order_event(order_id, status)?,
        content if draft.waits(content) => {}
        content => draft.buyer(content)?,
    }
    Ok(draft.finish())
}

impl<'a> Draft<'a> {
    fn new(world: World<'a>) -> Draft<'a> {
        Draft {
            world,
            state: world.session.clone(),
            replies: Vec::new(),
            suggestions: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            notes: Vec::new(),
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
            asked_before: None,
            intent: None,
            one_question: false,
            carried: Vec::new(),
            ended_slots: BTreeMap::new(),
            filled: Vec::new(),
            own_slots: BTreeMap::new(),
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
            Content::Text { text } => ("text", guard::inbound(text).into_owned()),
            Content::Menu { choice } => ("menu", choice.to_string()),
            Content::OrderCard { order_id } => ("order_card", order_id.clone()),
            Content::ProductCard { product_id } => ("product_card", product_id.clone()),
            Content::Image { url } => ("image", url.clone()),
            Content::Visit { product_id } => ("visit", product_id.clone().unwrap_or_default()),
            Content::Agent { text, .. } => ("agent", text.clone().unwrap_or_default()),
            Content::OrderEvent { order_id, status } => ("order_event", format!("{order_id} {status}")),
            Content::Rated { stars } => ("rated", stars.to_string()),
            Content::Wake => ("wake", String::new()),
        };
        self.facts.push(Fact::Heard { kind: kind.to_owned(), text });
        if let Some(heard) = self.world.heard {
            let secrets = self.secrets().for_record();
            let entities = heard.entities.iter().map(|entity| private::masked(entity.clone(), &secrets)).collect();
            self.facts.push(Fact::Understood { intents: heard.intents.clone(), entities, mood: heard.mood });
        }
    }

    /// The recorded outcome of a message that came again. Nothing changes.
    fn repeat(mut self, id: &str, replies: Vec<Reply>) -> Decision {
        let secrets = self.secrets().for_record();
        self.mask_heard_again(&secrets);
        self.facts.push(Fact::Repeated { id: id.to_owned() });
        let notes = vec![format!("消息 {id} 已经回答过，给出当时的回复")];
        // What was understood then may rest on words that were hidden since.
        let trace = Trace::new(None, notes, secrets);
        Decision {
            replies,
            suggestions: Vec::new(),
            actions: Vec::new(),
            facts: self.facts,
            state: self.world.session.clone(),
            trace,
        }
    }

    /// A session belongs to its first buyer: signing in keeps it, another buyer gets a fresh one.
    fn belong(&mut self) {
        let Some(buyer) = &self.world.input.buyer else { return };
        match &self.state.buyer {
            Some(owner) if owner != buyer => {
                self.note("换了一位买家，对话重新开始");
                self.state = self.state.fresh();
                self.state.buyer = Some(buyer.clone());
            }
            Some(_) => {}
            None => self.state.buyer = Some(buyer.clone()),
        }
    }

    /// A line of the trace, for the merchant.
    fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// A slot of the running flow, of the flow that has just ended, or of the engine's own sentence.
    pub(crate) fn slot(&self, name: &str) -> Option<&str> {
        let running = self.state.flow.as_ref().and_then(|flow| flow.slots.get(name));
        let pending = || self.state.pending.as_ref().and_then(|pending| pending.slots.get(name));
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
                self.replies.push(Reply::Text { text });
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
                self.replies.push(Reply::Text { text });
            }
            return;
        }
        let items = choices.iter().map(|choice| MenuItem::new(choice.label.clone())).collect();
        self.replies.push(Reply::Menu { text, items });
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
        // Two questions of one message may have one answer.
        let mut said = std::collections::BTreeSet::new();
        self.replies.retain(|reply| said.insert(reply.text()));
        let secrets_of_replies = self.secrets_of_replies(&secrets);
        self.guard_replies(&secrets_of_replies);
        fit(&mut self.replies);
        if self.mode == Mode::Assist {
            self.suggest(&secrets_of_replies);
        } else {
            self.say_otherwise(&secrets_of_replies);
            self.plan_reminder();
        }
        let secrets = secrets.for_record();
        let turn = repeat::said(&self.replies);
        self.remember_just(&secrets);
        let silent = self.replies.is_empty();
        if !silent && !self.state.noticed {
            self.state.noticed = true;
            let notice = self.knowledge().profile.notice.clone();
            if !notice.is_empty() {
                self.replies.insert(0, Reply::Text { text: notice });
            }
        }
        fit(&mut self.replies);
        self.mask_heard(&secrets);
        let mut facts = std::mem::take(&mut self.facts);
        let heard =
            facts.iter().take_while(|fact| matches!(fact, Fact::Heard { .. } | Fact::Understood { .. })).count();
        let rest = facts.split_off(heard);
        facts.extend(self.world.answers.facts(&secrets));
        facts.extend(rest);

        let buyer_said = match &self.world.input.content {
            Content::Text { text } => guard::inbound(text).into_owned(),
            Content::OrderCard { order_id } => format!("[订单] {order_id}"),
            Content::ProductCard { product_id } => format!("[商品] {product_id}"),
            Content::Image { .. } => "[图片]".to_owned(),
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
            self.state.record(id, &self.replies);
        }
        self.state.at = self.world.input.at.or(self.state.at);
        self.state.revision = self.state.revision.saturating_add(1);
        let notes = self.notes.iter().map(|note| written::mask(note, &secrets).into_owned()).collect();
        let trace = Trace::new(self.world.heard.cloned(), notes, secrets);
        let suggestions = self.suggestions;
        Decision { replies: self.replies, suggestions, actions: self.actions, facts, state: self.state, trace }
    }

    fn finish_lines(&mut self, buyer_said: &str, secrets: &Secrets, silent: bool) {
        let at = self.world.input.at;
        self.state.remember_line(Speaker::Buyer, at, buyer_said);
        if let Content::Agent { text: Some(text), .. } = &self.world.input.content {
            self.state.remember_line(Speaker::Agent, at, &written::mask(text, secrets));
        }
        let said: Vec<String> =
            self.replies.iter().map(|reply| privacy::mask(&reply.text(), secrets).into_owned()).collect();
        for line in &said {
            self.state.remember_line(Speaker::Bot, at, line);
        }
        if !silent {
            let last = self.replies.last().map(|reply| match reply {
                Reply::Menu { text, .. } => hash(text),
                other => hash(&other.text()),
            });
            self.state.said = last.unwrap_or_default();
        }
        // The package was put together before the lines of this turn existed.
        let lines: Vec<_> = self.state.lines.iter().cloned().collect();
        for action in &mut self.actions {
            if let Action::HandOff(package) = action {
                package.transcript.clone_from(&lines);
                package.omitted = self.state.omitted;
            }
        }
    }

    /// The menu of the turn before. Another buyer chooses nothing of what the one before was shown.
    pub(crate) fn offered(&self) -> &'a [Choice] {
        let session = self.world.session;
        if session.buyer.is_none() || session.buyer == self.state.buyer { &session.menu } else { &[] }
    }

    /// What the item of the last menu said that was chosen.
    fn chosen_label(&self, choice: u32) -> String {
        let index = usize::try_from(choice).unwrap_or(0).wrapping_sub(1);
        match self.offered().get(index) {
            Some(item) => item.label.clone(),
            None => choice.to_string(),
        }
    }

    /// Masks what goes out, holds back what must not, and cuts what is too long.
    fn guard_replies(&mut self, secrets: &Secrets) {
        let replies = std::mem::take(&mut self.replies);
        let mut kept: Vec<Reply> = replies.into_iter().filter_map(|reply| self.guard_reply(reply, secrets)).collect();
        if kept.is_empty() && self.facts.iter().any(|fact| matches!(fact, Fact::Blocked { .. })) {
            let knowledge = self.knowledge();
            if let Some(text) = self.choose(knowledge.text(TextKey::NoAnswer)) {
                kept.push(guarded(Reply::Text { text }, secrets));
            }
        }
        self.replies = kept;
    }

    /// The reply as it may go out; `None`, and a fact, when it must not.
    fn guard_reply(&mut self, reply: Reply, secrets: &Secrets) -> Option<Reply> {
        // Masked first: a courier's number in a parcel's text is no reason to say nothing.
        let reply = guarded(reply, secrets);
        let findings = self.world.compiled.guard.check(&reply.text());
        let Some(finding) = findings.first() else { return Some(reply) };
        self.facts.push(Fact::Blocked { what: finding.kind.name().to_owned() });
        self.notes.push(format!("一条回复含有「{}」，没有发出", finding.text));
        None
    }
}

/// Brings the replies of a turn within their number: the shortest texts are joined where they fit together, and then the middle
/// ones are left out. The last one is what the turn asks.
fn fit(replies: &mut Vec<Reply>) {
    while replies.len() > limits::REPLIES {
        let pairs = replies.windows(2).enumerate().filter_map(|(at, pair)| match pair {
            [Reply::Text { text: first }, Reply::Text { text: second }] => Some((at, format!("{first}\n{second}"))),
            _ => None,
        });
        let shortest = pairs.min_by_key(|(_, text)| text.len());
        match shortest.filter(|(_, text)| text.chars().nth(limits::OUTBOUND).is_none()) {
            Some((at, text)) => {
                replies.splice(at..at + 2, [Reply::Text { text }]);
            }
            None => {
                replies.remove(limits::REPLIES - 1);
            }
        }
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
