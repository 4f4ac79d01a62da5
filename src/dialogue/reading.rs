//! What a buyer's text leads to.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::rows::{FAQ_FITS, FAQ_LIKELY, FAQ_SURE};
use crate::knowledge::TextKey;
use crate::language::consent::may_mean_it;
use crate::language::consent::{Consent, consent};
use crate::language::follow::Follow;
use crate::language::keyword::core;
use crate::language::notes;
use crate::names::{EntityKind, IntentId};
use crate::session::{Choice, Pick, Waiting};
use crate::understand::{Ask, FaqHit, Understanding};

/// From here on also instead of what one of the pack's patterns decided.
const FAQ_CERTAIN: f32 = 0.95;

/// Who waits for a person is told what is at least as sure as this: a wrong answer costs more while somebody comes anyway.
const SURE_WHILE_CALLED: f32 = 0.65;
/// A greeting of more characters than this, and less sure than that, has a question behind it.
const MAX_GREETING: usize = 8;
const GREETING: f32 = 0.9;

/// A wish for a person of more characters says what it is about.
const BARE_WISH: usize = 8;

/// What names something else than the order that is looked at.
const OTHERS: [EntityKind; 4] =
    [EntityKind::OrderId, EntityKind::Tracking, EntityKind::LastFour, EntityKind::ProductCode];

/// What goods cost.
const PRICE: &str = "price.inquiry";

/// What words that point at a picture tell of.
const DEFECT: &str = "aftersale.defect";

impl Draft<'_> {
    /// A rule sends the message to a person.
    pub(super) fn calls_people(&mut self, heard: &Understanding) -> Known<bool> {
        // Asked for a message, `明天给我回电话 138…` is one, and no wish to be asked again.
        let message = self.open.waits_for(Waiting::Message) && heard.length() > BARE_WISH;
        let rule = self.rule_before(heard)?.filter(|rule| !(message && rule.order.reason == "asked"));
        let Some(rule) = rule else { return Ok(false) };
        self.escalate(rule)?;
        Ok(true)
    }

    /// An item of the last menu is chosen, but of none whose question wants a yes.
    pub(super) fn chooses(&mut self, heard: &Understanding) -> Known<bool> {
        let confirms = self.open.waits_for(Waiting::Confirm);
        let Some(choice) = self.choice_of(heard).filter(|_| !confirms) else { return Ok(false) };
        self.pick(choice.pick)?;
        Ok(true)
    }

    /// Something was asked: the text is its answer, or a digression. It may also have nothing to do with it.
    pub(super) fn comes_while_asked(&mut self, heard: &Understanding) -> Known<bool> {
        let menu = self.open.take_menu();
        if self.open.flow().is_none() && self.open.waiting().is_none() {
            return Ok(false);
        }
        self.resume(heard, &menu)
    }

    /// An order that the message names is the one under discussion, whatever was asked beside it.
    pub(super) fn keeps_named_order(&mut self, heard: &Understanding) -> Known<()> {
        let named = self.focus.order().is_none() && heard.entity(EntityKind::OrderId).is_some();
        if named && self.world.input.buyer.is_some() && self.open.waiting().is_none() && self.open.flow().is_none() {
            self.passive_order()?;
        }
        if let Some(order) =
            self.focus.order().filter(|order| heard.value(EntityKind::OrderId).as_ref() == Some(&order.id))
        {
            self.was_told(order);
        }
        Ok(())
    }

    /// A message without words is answered lightly and changes nothing.
    pub(super) fn no_words(&mut self, heard: &Understanding) -> Known<bool> {
        if heard.light {
            self.note(notes::NO_WORDS);
            self.say_own(TextKey::Light);
        }
        Ok(heard.light)
    }

    /// The item of the last menu that the text chooses: by its place (`2`, `第二个`), or its label.
    fn choice_of(&self, heard: &Understanding) -> Option<Choice> {
        let menu = self.open.menu();
        if menu.is_empty() {
            return None;
        }
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
    pub(super) fn keyword(&mut self, heard: &Understanding) -> Known<bool> {
        let Some(answer) = heard.answer else { return Ok(false) };
        let said = self.keyword_answer(answer)?;
        if said {
            self.talk.understand();
        }
        Ok(said)
    }

    /// The message is a question of the FAQ, word for word.
    pub(super) fn row(&mut self, heard: &Understanding) -> Known<bool> {
        let Some(hit) = heard.faqs.iter().find(|hit| hit.exact) else { return Ok(false) };
        self.say_faq(*hit);
        Ok(true)
    }

    /// An order's number alone, for an entry of the FAQ that asked for it.
    pub(super) fn order_sent(&mut self, heard: &Understanding) -> Known<bool> {
        let sent = heard.entity(EntityKind::OrderId).is_some() && heard.only_entities() && self.hands_over_order();
        if sent {
            self.keeps_named_order(heard)?;
        }
        Ok(sent)
    }

    /// More of a sum; who wants so many hears how to order them.
    pub(super) fn follows_sum(&mut self, heard: &Understanding) -> Known<bool> {
        let said = self.goes_on_with_sum(heard)?;
        if said && matches!(heard.follows_sum(), Some(Follow::Order(_))) {
            self.answer(&IntentId::from("order.place"), None)?;
        }
        Ok(said)
    }

    /// What the order that a card, its number or a choice named says of itself: few words ask for it.
    pub(super) fn asks_detail(&mut self, heard: &Understanding) -> Known<bool> {
        let named = self.focus.order_id().as_ref().is_some_and(|id| self.focus.was_named(id, self.state.revision));
        let another = OTHERS.iter().any(|kind| heard.entity(*kind).is_some());
        let row = heard.faqs.first().is_some_and(|hit| hit.confidence >= FAQ_SURE);
        if another || row || self.crew.is_called() {
            return Ok(false);
        }
        // `多少` of goods that are looked at.
        let of_goods = !named && self.focus.product_id().is_some() && heard.asks_bare_price();
        let of_order = heard.detail_of_order().filter(|id| named && self.knowledge().intent(id).is_some());
        let detail = if of_goods { Some(PRICE) } else { of_order };
        let Some(intent) = detail.map(IntentId::from) else { return Ok(false) };
        self.talk.understand();
        self.answer(&intent, None)?;
        Ok(true)
    }

    /// The entry of the FAQ that fits best. What stands there of one product is no answer while another one is looked at.
    fn best_row(&mut self, heard: &Understanding) -> Known<Option<FaqHit>> {
        let Some(hit) = heard.faqs.first().copied() else { return Ok(None) };
        let mut other = false;
        if !hit.exact && self.focus.product_id().is_some() {
            // What is looked at to find out stays as it was.
            self.attempt(|draft| {
                other = draft.is_of_another_product(hit.index)?;
                Ok(false)
            })?;
        }
        Ok(Some(hit).filter(|_| !other))
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
    pub(super) fn likely_row(&mut self, heard: &Understanding) -> Known<bool> {
        let ([ask], Some(first)) = (heard.asks.as_slice(), heard.faqs.first()) else { return Ok(false) };
        let least = if ask.by_rule { FAQ_CERTAIN } else { FAQ_SURE };
        let likely = !self.is_all_sure(heard) && first.confidence >= self.row_threshold();
        // The products are looked at last.
        if ask.certain || !(likely || first.confidence >= least) {
            return Ok(false);
        }
        let Some(hit) = self.best_row(heard)? else { return Ok(false) };
        if !likely && self.has_orders_for(&ask.intent)? {
            return Ok(false);
        }
        self.say_faq(hit);
        Ok(true)
    }

    /// Who waits for a person is told what is quite sure, or names something.
    pub(super) fn guesses_while_called(&mut self, heard: &Understanding) -> Known<bool> {
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
    pub(super) fn answers_understood(&mut self, heard: &Understanding) -> Known<bool> {
        if !self.is_all_sure(heard) {
            return Ok(false);
        }
        // `好的` after what was not understood makes nothing understood; farewells end the matter.
        let ends = |intent: &IntentId| intent.is("thanks") || intent.is("goodbye");
        if heard.asks.iter().any(|ask| self.knowledge().asks_something(&ask.intent) || ends(&ask.intent)) {
            self.talk.understand();
        }
        let row = self.best_row(heard)?;
        self.answer_all(&heard.asks, row)?;
        Ok(true)
    }

    /// Nothing is sure, and an entry of the FAQ is likely.
    pub(super) fn possible_row(&mut self, heard: &Understanding) -> Known<bool> {
        if heard.faqs.first().is_none_or(|hit| hit.confidence < self.row_threshold()) {
            return Ok(false);
        }
        let hit = self.best_row(heard)?;
        hit.into_iter().for_each(|hit| self.say_faq(hit));
        Ok(hit.is_some())
    }

    /// Several meanings are likely, or none.
    pub(super) fn is_unsure(&mut self, heard: &Understanding) -> Known<bool> {
        self.unsure(heard)?;
        Ok(true)
    }

    /// A courtesy or a remark where its usual answer would be out of place.
    pub(super) fn remarks(&mut self, heard: &Understanding) -> Known<bool> {
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

    /// Words that only point at the picture before them; `false` where there is none.
    pub(super) fn tells_of_photo(&mut self, heard: &Understanding) -> Known<bool> {
        if !self.later.has_photo() || !heard.points_at_photo() || self.crew.is_called() {
            return Ok(false);
        }
        let known = self.knowledge().intent(DEFECT).map(|intent| intent.id.clone());
        let Some(defect) = known else { return Ok(false) };
        self.note(notes::PICTURE_MEANT);
        self.talk.understand();
        self.answer(&defect, None)?;
        Ok(true)
    }
}
