//! What a buyer's text leads to.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::dialogue::resume::Resumed;
use crate::fact::{Blocked, Fact, LeftBecause, Source};
use crate::knowledge::TextKey;
use crate::language::consent::may_mean_it;
use crate::language::consent::{Consent, consent};
use crate::language::keyword::core;
use crate::language::notes;
use crate::language::shown::named;
use crate::names::{EntityKind, IntentId};
use crate::reply::Reply;
use crate::session::{Choice, LastAsk, Pick, Waiting};
use crate::shop::Compose;
use crate::understand::{Ask, FaqHit, Understanding};

/// From here on an entry of the FAQ is said instead of what the intent would get, unless a rule decided or the buyer's own
/// orders answer it.
pub(crate) const FAQ_SURE: f32 = 0.85;
/// From here on also instead of what one of the pack's patterns decided.
const FAQ_CERTAIN: f32 = 0.95;
/// From here on it is said instead of a policy of the shop on the matter.
pub(crate) const FAQ_FITS: f32 = 0.75;
/// From here on it is said where the intent has nothing better than the pack's default.
pub(crate) const FAQ_LIKELY: f32 = 0.5;
/// From here on it stands in a menu of likely meanings.
pub(crate) const FAQ_POSSIBLE: f32 = 0.15;
/// From here on it is handed to the host's writer as something to write from.
pub(crate) const FAQ_NEAR: f32 = 0.1;
/// How many of the last lines the host's writer gets.
const COMPOSE_LINES: usize = 10;
/// From here on an intent is answered while a person is on the way, and beside others with a standard text.
pub(crate) const QUITE_SURE: f32 = 0.8;
/// Who waits for a person is told what is at least as sure as this: a wrong answer costs more while somebody comes anyway.
const SURE_WHILE_CALLED: f32 = 0.65;
/// A greeting of more characters than this, and less sure than that, has a question behind it.
const MAX_GREETING: usize = 8;
const GREETING: f32 = 0.9;
/// Of so many orders in one message each is looked at: a turn may ask the host for eight things.
const ORDERS_NAMED: usize = 3;
/// A wish for a person of more characters says what it is about.
const BARE_WISH: usize = 8;

impl Draft<'_> {
    /// A rule sends the message to a person.
    pub(super) fn calls_people(&mut self, heard: &Understanding) -> Need<bool> {
        // Asked for a message, `明天给我回电话 138…` is one, and no wish to be asked again.
        let message = self.open.waits_for(&Waiting::Message) && heard.length() > BARE_WISH;
        let rule = self.rule_before(heard)?.filter(|rule| !(message && rule.order.reason == "asked"));
        let Some(rule) = rule else { return Ok(false) };
        self.escalate(rule)?;
        Ok(true)
    }

    /// An item of the last menu is chosen, but of none whose question wants a yes.
    pub(super) fn chooses(&mut self, heard: &Understanding) -> Need<bool> {
        let confirms = self.open.waits_for(&Waiting::Confirm);
        let Some(choice) = self.choice_of(heard).filter(|_| !confirms) else { return Ok(false) };
        self.pick(choice.pick)?;
        Ok(true)
    }

    /// Something was asked: the text is its answer, or a digression. It may also have nothing to do with it.
    pub(super) fn comes_while_asked(&mut self, heard: &Understanding) -> Need<bool> {
        let menu = self.open.take_menu();
        if self.open.flow().is_none() && self.open.waiting().is_none() {
            return Ok(false);
        }
        Ok(self.resume(heard, &menu)? == Resumed::Handled)
    }

    /// An order that the message names is the one under discussion, whatever was asked beside it.
    pub(super) fn keeps_named_order(&mut self, heard: &Understanding) -> Need<()> {
        let named = self.focus.order().is_none() && heard.entity(EntityKind::OrderId).is_some();
        if named && self.world.input.buyer.is_some() && self.open.waiting().is_none() && self.open.flow().is_none() {
            self.passive_order()?;
        }
        Ok(())
    }

    /// A message without words is answered lightly and changes nothing.
    pub(super) fn no_words(&mut self, heard: &Understanding) -> Need<bool> {
        if heard.light {
            self.note(notes::NO_WORDS);
            self.say_own(TextKey::Light);
        }
        Ok(heard.light)
    }

    /// The item of the last menu that the text chooses: by its place (`2`, `第二个`), or its label.
    fn choice_of(&self, heard: &Understanding) -> Option<Choice> {
        let menu = self.open.menu();
        let said = heard.core();
        let by_label = menu.iter().find(|choice| core(&choice.label.to_lowercase()) == said);
        let by_number = || heard.place()?.checked_sub(1).and_then(|index| menu.get(index));
        // `您是想问“尺码”吗？` `是的`
        let by_yes = || match menu {
            [only, Choice { pick: Pick::Ask(_), .. }] if !matches!(only.pick, Pick::Ask(_)) => {
                // `好的` takes note of the question; `是的`, `对` answer it.
                let is_it = may_mean_it(self.whole_text());
                (is_it && consent(self.whole_text(), &[]) == Some(Consent::Yes)).then_some(only)
            }
            _ => None,
        };
        by_label.or_else(by_number).or_else(by_yes).cloned()
    }

    /// The message is the keyword of an answer.
    pub(super) fn keyword(&mut self, heard: &Understanding) -> Need<bool> {
        let Some(answer) = heard.answer else { return Ok(false) };
        let said = self.keyword_answer(answer)?;
        if said {
            self.talk.understand();
        }
        Ok(said)
    }

    /// The message is a question of the FAQ, word for word.
    pub(super) fn row(&mut self, heard: &Understanding) -> Need<bool> {
        let Some(hit) = heard.faqs.iter().find(|hit| hit.exact) else { return Ok(false) };
        self.say_faq(*hit);
        Ok(true)
    }

    /// An order's number alone, for an entry of the FAQ that asked for it.
    pub(super) fn order_sent(&mut self, heard: &Understanding) -> Need<bool> {
        let sent = heard.entity(EntityKind::OrderId).is_some() && heard.only_entities() && self.hands_over_order();
        if sent {
            self.keeps_named_order(heard)?;
        }
        Ok(sent)
    }

    /// The entry of the FAQ that fits best.
    fn best_row(heard: &Understanding) -> Option<FaqHit> {
        heard.faqs.first().copied()
    }

    /// From here on an entry is said: who waits for a person is told what fits well, and no guess.
    fn row_threshold(&self) -> f32 {
        if self.crew.is_called() { FAQ_FITS } else { FAQ_LIKELY }
    }

    /// Whether everything that is asked was understood surely enough.
    fn is_all_sure(&self, heard: &Understanding) -> bool {
        !heard.asks.is_empty() && heard.asks.iter().all(|ask| self.is_sure(ask))
    }

    /// An entry of the FAQ is as good as sure, or likely where nothing else is sure.
    pub(super) fn likely_row(&mut self, heard: &Understanding) -> Need<bool> {
        let ([ask], Some(hit)) = (heard.asks.as_slice(), Draft::best_row(heard)) else { return Ok(false) };
        if ask.certain {
            return Ok(false);
        }
        let least = if ask.by_rule { FAQ_CERTAIN } else { FAQ_SURE };
        let likely = !self.is_all_sure(heard) && hit.confidence >= self.row_threshold();
        if !likely && (hit.confidence < least || self.has_orders_for(&ask.intent)?) {
            return Ok(false);
        }
        self.say_faq(hit);
        Ok(true)
    }

    /// Who waits for a person is told what is quite sure, or names something.
    pub(super) fn guesses_while_called(&mut self, heard: &Understanding) -> Need<bool> {
        let quite = heard.asks.iter().any(|ask| ask.by_rule || ask.confidence >= SURE_WHILE_CALLED);
        let guess = self.is_all_sure(heard) && self.crew.is_called() && !quite && heard.entities.is_empty();
        if !guess || self.names_an_order()? {
            return Ok(false);
        }
        self.note(notes::ON_THE_WAY_UNSURE);
        self.says_noted();
        Ok(true)
    }

    /// What was understood is answered, each question in its turn.
    pub(super) fn answers_understood(&mut self, heard: &Understanding) -> Need<bool> {
        if !self.is_all_sure(heard) {
            return Ok(false);
        }
        // `好的` after what was not understood makes nothing understood; farewells end the matter.
        let ends = |intent: &IntentId| intent.is("thanks") || intent.is("goodbye");
        if heard.asks.iter().any(|ask| self.knowledge().asks_something(&ask.intent) || ends(&ask.intent)) {
            self.talk.understand();
        }
        self.answer_all(&heard.asks, Draft::best_row(heard))?;
        Ok(true)
    }

    /// Nothing is sure, and an entry of the FAQ is likely.
    pub(super) fn possible_row(&mut self, heard: &Understanding) -> Need<bool> {
        let hit = Draft::best_row(heard).filter(|hit| hit.confidence >= self.row_threshold());
        hit.into_iter().for_each(|hit| self.say_faq(hit));
        Ok(hit.is_some())
    }

    /// Several meanings are likely, or none.
    pub(super) fn is_unsure(&mut self, heard: &Understanding) -> Need<bool> {
        self.unsure(heard)?;
        Ok(true)
    }

    /// A courtesy or a remark where its usual answer would be out of place.
    pub(super) fn remarks(&mut self, heard: &Understanding) -> Need<bool> {
        let missed = self.world.session.own.just.as_ref().is_some_and(|just| just.missed);
        if self.goes_on() && !missed && !self.crew.is_called() && !heard.asks.iter().any(|ask| self.is_sure(ask)) {
            // More of what was named before, in a burst that has not asked anything yet.
            self.answer(&IntentId::from("inform"), None)?;
            return Ok(true);
        }
        let Some(ask) = heard.asks.first().filter(|ask| self.is_sure(ask)) else { return Ok(false) };
        if ["deny", "inform"].iter().any(|it| ask.intent.is(it)) && heard.declines() {
            // `没有了`, `不用了` to `还有别的想问吗`: nothing is wanted any more.
            self.talk.understand();
            self.answer(&IntentId::from("goodbye"), None)?;
            return Ok(true);
        }
        let courtesy = ask.intent.is("greeting") || (ask.intent.is("affirm") && heard.is_question());
        let thanks = ["affirm", "thanks", "goodbye"].iter().any(|it| ask.intent.is(it));
        if (courtesy && self.hides_a_question(heard, ask)) || (thanks && heard.asks_for_deed()) {
            self.unsure(heard)?;
            return Ok(true);
        }
        if (ask.intent.is("nudge") || ask.intent.is("complaint")) && self.crew.is_called() {
            self.say_own(TextKey::HandOffAgain);
            return Ok(true);
        }
        if !ask.intent.is("inform") {
            return Ok(false);
        }
        if self.crew.is_called() {
            self.note(notes::CALLED_ALREADY_NOTED);
            self.says_noted();
            return Ok(true);
        }
        if self.takes_down(heard) {
            return Ok(true);
        }
        let before = self.world.session.own.remarks;
        self.talk.remark(before.saturating_add(1));
        if before == 0 {
            return Ok(false);
        }
        // A story in several messages: what it may be about, rather than the same question again.
        self.unsure(heard)?;
        Ok(true)
    }

    /// `你好，请问…`: a greeting, and something behind it that was not understood.
    pub(crate) fn hides_a_question(&self, heard: &Understanding, ask: &Ask) -> bool {
        let [only] = heard.asks.as_slice() else { return false };
        !only.by_rule && ask.confidence < GREETING && heard.core().chars().count() > MAX_GREETING
    }

    /// Answers several questions in their order. What asks the buyer back comes last, so that its menu stands at the end.
    fn answer_all(&mut self, asks: &[Ask], faq: Option<FaqHit>) -> Need<()> {
        let faq = faq.filter(|_| asks.len() == 1);
        let mut question = Vec::new();
        // Where something better is said, a standard text to what is only likely to be asked says nothing.
        let (mut standard, mut better) = (Vec::new(), false);
        self.talk.ask_one_of(true);
        let noted = self.calls_a_person();
        for ask in asks {
            if self.calls_a_person() && !noted {
                // Who was called answers the rest.
                break;
            }
            let said = self.out.mark();
            let was_waiting = self.open.waiting().is_some();
            self.talk.say_standard(false);
            // What a rule decided does not yield to what is only possible, and what is certain only to what is as good as sure.
            let least = if ask.certain { FAQ_SURE } else { FAQ_LIKELY };
            let faq = faq.filter(|hit| !ask.by_rule || hit.confidence >= least);
            match self.several_orders(&ask.intent) {
                Some(orders) if asks.len() == 1 => self.answer_each(&ask.intent, &orders)?,
                _ => self.answer(&ask.intent, faq)?,
            }
            if asks.len() > 1 {
                self.out.join_since(said);
            }
            let likely = self.talk.has_said_standard() && !ask.by_rule && ask.confidence < QUITE_SURE;
            better |= !likely && !self.out.is_silent_since(said);
            if self.open.waiting().is_some() && !was_waiting {
                question = self.out.take_since(said);
            } else if likely {
                standard.extend(self.out.said_since(said).map(Reply::text));
            }
        }
        self.talk.ask_one_of(false);
        if better {
            self.out.keep_replies(|reply| !standard.contains(&reply.text()));
        }
        question.into_iter().for_each(|reply| self.out.reply(reply));
        Ok(())
    }

    /// The orders that the message names by their numbers, where it names several and the intent is about orders.
    pub(crate) fn several_orders(&self, intent: &IntentId) -> Option<Vec<String>> {
        self.world.input.buyer.as_ref().filter(|_| self.finds_order_for(intent))?;
        let mut ids: Vec<String> = Vec::new();
        for entity in self.world.heard?.entities.iter().filter(|entity| entity.kind == EntityKind::OrderId) {
            let id = entity.value.to_string();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.truncate(ORDERS_NAMED);
        (ids.len() > 1).then_some(ids)
    }

    /// Answers for one order after the other. Where one has to ask, it stands alone, and the buyer hears how many are left.
    pub(crate) fn answer_each(&mut self, intent: &IntentId, orders: &[String]) -> Need<()> {
        for (number, id) in (1..).zip(orders) {
            let said = self.out.mark();
            self.focus.pick(Some(id.clone()));
            self.focus.show_order(None);
            self.answer(intent, None)?;
            self.out.join_since(said);
            if self.open.waiting().is_some() || self.calls_a_person() {
                let left = orders.len().saturating_sub(number);
                if left > 0 && !self.calls_a_person() {
                    self.talk.say_of("left", left.to_string());
                    let question = self.out.take_since(said);
                    self.say_own(TextKey::OneByOne);
                    question.into_iter().for_each(|reply| self.out.reply(reply));
                }
                break;
            }
        }
        self.focus.pick(None);
        Ok(())
    }

    /// Whether what was understood is sure enough to be answered without asking back.
    pub(crate) fn is_sure(&self, ask: &Ask) -> bool {
        let known = self.knowledge().intent(ask.intent.as_str());
        !ask.intent.is("other") && known.is_some_and(|(_, intent)| ask.confidence >= intent.threshold)
    }

    /// Says an entry of the FAQ, verbatim.
    pub(crate) fn say_faq(&mut self, hit: FaqHit) {
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
    pub(crate) fn composed(&mut self, heard: &Understanding) -> Need<bool> {
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
            let attributes = self.focus.product().iter().flat_map(|product| &product.attributes);
            evidence.extend(attributes.map(|(name, value)| named(name, value)));
        }
        evidence.extend(knowledge.policies.iter().map(|(field, value)| named(field.name(), value)));
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
        if let Some(finding) = crate::guard::grounding::ungrounded(&text, &evidence).first() {
            self.out.fact(Fact::Blocked { what: Blocked::Ungrounded });
            self.note(notes::not_grounded(&finding.text));
            return Ok(false);
        }
        self.talk.understand();
        self.answered(Source::Compose, None);
        self.out.say(text);
        Ok(true)
    }

    /// Does what an item of a menu stands for.
    pub(crate) fn pick(&mut self, pick: Pick) -> Need<()> {
        let menu = self.open.take_menu();
        // The words of the choice say nothing more: a `2` is no quantity.
        self.world.heard = None;
        match pick {
            Pick::Ask(text) => {
                let heard = self.world.compiled.reader.read(self.knowledge(), &text, self.world.input.at);
                if let Some(rule) = self.rule_before(&heard)? {
                    return self.escalate(rule);
                }
                self.leave_flow(LeftBecause::Replaced);
                self.fresh(&heard)
            }
            Pick::Intent(intent) => {
                self.talk.understand();
                self.leave_flow(LeftBecause::Replaced);
                self.answer(&intent, None)
            }
            Pick::Faq(id) => {
                if let Some(index) = self.knowledge().faqs.iter().position(|faq| faq.id == id) {
                    self.say_faq(FaqHit { index, confidence: 1.0, exact: true });
                }
                Ok(())
            }
            Pick::Order(id) => {
                self.focus.pick(Some(id.clone()));
                let before = self.out.mark();
                self.go_on()?;
                if self.out.is_idle_since(before) {
                    // Nothing was asked of it: it is what a card of it would be.
                    self.order_card(&id)?;
                }
                self.keep_menu(menu);
                Ok(())
            }
            Pick::Product(id) => {
                self.focus.discuss_product(Some(id));
                self.go_on()?;
                self.keep_menu(menu);
                Ok(())
            }
            Pick::Slot(value) => self.fill_slot(value),
        }
    }

    /// Keeps the list that was chosen from for one more message: `那第二个呢`.
    pub(crate) fn keep_menu(&mut self, menu: Vec<Choice>) {
        if self.open.menu().is_empty() && self.open.waiting().is_none() {
            self.open.offer(menu);
        }
    }

    /// Goes on with the flow, or with the last question, after something was picked.
    pub(crate) fn go_on(&mut self) -> Need<()> {
        self.open.wait_no_more();
        if self.call_now()? {
            return Ok(());
        }
        if let Some(flow) = self.open.flow() {
            // What the question named stands while it waits for the rest.
            let own = |last: &&LastAsk| flow.intent.as_ref().is_some_and(|intent| last.intent.is(intent.as_str()));
            if let Some(last) = self.talk.last().as_ref().filter(own) {
                let (named, words) = (last.named.clone(), last.words.clone());
                self.talk.carry(named, words);
            }
            return self.run_flow();
        }
        match self.talk.last().clone() {
            Some(LastAsk { intent, .. }) => self.answer(&intent, None),
            None => Ok(()),
        }
    }
}
