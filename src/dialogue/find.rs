//! Which order is meant: found by what names it, asked for where several are, and proved by who is not signed in.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::dialogue::template::{self, current_aftersale};
use crate::dialogue::waybill::parcel_with;
use crate::fact::{AskedFor, Fact};
use crate::knowledge::SlotKind;
use crate::knowledge::StepKind;
use crate::knowledge::field::Template;
use crate::knowledge::{Among, TextKey};
use crate::language::notes;
use crate::language::shown::{aftersale_choice, order_choice};
use crate::names::{EntityKind, Mood};
use crate::session::{Choice, Pick, Waiting};
use crate::shop::order::{AftersaleKind, AftersaleStatus, Order, OrderStatus};
use crate::shop::{LookupError, OrderBy};
use crate::time::DAY;
use crate::understand::Understanding;

/// What the search for an order or a product came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It is in focus now.
    Yes,
    /// The buyer was asked, or told something: the turn is over.
    Asked,
    /// There is none.
    No,
    /// The look-up failed, and the buyer was told.
    Failed,
}

/// Orders offered in a menu.
const ORDER_CHOICES: usize = 5;
/// Questions which order or product is meant that may stay without an answer, in a row and whatever they are for.
const MAX_ASKED: u8 = 2;
/// Failed proofs after which a person is called.
const MAX_FAILURES: u8 = 3;

impl<'a> Draft<'a> {
    /// Puts the order that the message, a card, the focus or the buyer's list names into focus.
    pub(crate) fn find_order(&mut self, among: Among, say: &[Template]) -> Known<Found> {
        let picked = self.focus.picked().clone();
        let named = picked.or_else(|| self.heard(EntityKind::OrderId));
        if self.world.input.buyer.is_none() {
            return self.find_unsigned(named);
        }
        if let Some(id) = named {
            return Ok(match self.own_orders(OrderBy::Id(id.clone()))? {
                Ok(orders) => match orders.into_iter().next() {
                    Some(order) => {
                        self.was_told(order);
                        self.focus_order(order)
                    }
                    None => self.find_by_aftersale(&id)?,
                },
                Err(error) => self.failed(error),
            });
        }
        if let Some(phone) = self.phone_of_an_order() {
            let told = self.own_orders(OrderBy::Phone(phone))?;
            return Ok(self.one_of(told, Among::Any, say, true));
        }
        let mut recent = match self.own_orders(OrderBy::Recent)? {
            Ok(orders) => orders,
            Err(error) => return Ok(self.failed(error)),
        };
        if let Some(number) = self.heard_waybill() {
            match recent.iter().copied().find(|order| parcel_with(order, &number).is_some()) {
                Some(order) => {
                    self.was_told(order);
                    return Ok(self.focus_order(order));
                }
                None if self.asks_of_parcel() => {
                    // Never another parcel in its place.
                    self.say_own(TextKey::WaybillNotFound);
                    self.focus.discuss_order(None);
                    self.open.wait_for(Waiting::Order);
                    return Ok(Found::Asked);
                }
                None => {}
            }
        }
        if let Some(not_meant) = self.focus.take_not_meant() {
            recent.retain(|order| order.id != not_meant);
            let among = if recent.iter().any(|order| fits(order, among)) { among } else { Among::Any };
            return Ok(self.one_of(Ok(recent), among, say, false));
        }
        if let Some(tail) = self.heard(EntityKind::LastFour) {
            let fits = |order: &Order| order.id.ends_with(&tail) || order.phone_ends_with(&tail);
            let fitting: Vec<&'a Order> = recent.iter().copied().filter(|order| fits(order)).collect();
            if fitting.is_empty() {
                let told = self.own_orders(OrderBy::Phone(tail))?;
                return Ok(self.one_of(told, Among::Any, say, true));
            }
            return Ok(self.one_of(Ok(fitting), among, say, false));
        }
        let narrowed = self.narrowed(&recent);
        if !narrowed.is_empty() && narrowed.len() < recent.len() {
            self.open.ask_afresh();
            return Ok(self.one_of(Ok(narrowed), among, say, false));
        }
        let focus = self.kept_order(&recent)?;
        // The goods under discussion are in another order than the one in focus: it is theirs.
        if let Some(product) = self.focus.product_id().clone() {
            let has = |order: &Order| order.items.iter().any(|item| item.product == product);
            let theirs = |order: &&Order| has(order) && fits(order, among);
            let theirs: Vec<&'a Order> = recent.iter().copied().filter(theirs).collect();
            if !theirs.is_empty() && !focus.is_some_and(has) {
                return Ok(self.one_of(Ok(theirs), among, say, false));
            }
        }
        if let Some(focus) = focus {
            if self.focus.was_named(&focus.id, self.state.revision) {
                // It stays the one as long as it is what the questions are about.
                self.was_told(focus);
                return Ok(self.focus_order(focus));
            }
            if fits(focus, among) {
                return Ok(self.focus_order(focus));
            }
        }
        if self.talk.mood() >= Mood::Annoyed && among == Among::Unshipped {
            // Who complains about shipping means the order that is late.
            let late = |order: &&Order| fits(order, among) && self.is_late(order);
            let late: Vec<&'a Order> = recent.iter().copied().filter(late).collect();
            if let [only] = *late {
                return Ok(self.focus_order(only));
            }
        }
        Ok(self.one_of(Ok(recent), among, say, false))
    }

    /// The order under discussion: one of these, or, where it was named, an older one.
    fn kept_order(&self, recent: &[&'a Order]) -> Known<Option<&'a Order>> {
        let Some(id) = self.focus.order_id().clone() else { return Ok(None) };
        if let Some(order) = recent.iter().copied().find(|order| order.id == id) {
            return Ok(Some(order));
        }
        if !self.focus.was_named(&id, self.state.revision) {
            return Ok(None);
        }
        Ok(self.own_orders(OrderBy::Id(id))?.ok().and_then(|orders| orders.into_iter().next()))
    }

    /// A card, a number or a choice names this order.
    pub(super) fn was_told(&mut self, order: &Order) {
        self.focus.name(order.id.clone(), self.state.revision);
    }

    /// Whether the message names one or some of the buyer's orders by what was bought or when.
    pub(crate) fn names_an_order(&self) -> Known<bool> {
        Ok(!self.named_orders()?.is_empty())
    }

    /// The buyer's orders that the message names by what was bought or when; empty when it names none, or all.
    pub(crate) fn named_orders(&self) -> Known<Vec<&'a Order>> {
        if self.world.input.buyer.is_none() {
            return Ok(Vec::new());
        }
        let recent = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
        let narrowed = self.narrowed(&recent);
        Ok(if narrowed.len() < recent.len() { narrowed } else { Vec::new() })
    }

    /// One of these orders: those that fit before the others, the only one without asking.
    fn one_of(
        &mut self,
        told: Result<Vec<&'a Order>, &'a LookupError>,
        among: Among,
        say: &[Template],
        named: bool,
    ) -> Found {
        let mut orders = match told {
            Ok(orders) => orders,
            Err(error) => return self.failed(error),
        };
        let fitting: Vec<&'a Order> = orders.iter().copied().filter(|order| fits(order, among)).collect();
        if !fitting.is_empty() {
            orders = most_likely(fitting, among);
        } else if among != Among::Any {
            // Nothing fits: the newest is what the buyer must mean, and its state explains why it does not fit.
            orders.truncate(1);
        }
        orders.truncate(ORDER_CHOICES);
        match orders.as_slice() {
            [] if named => {
                self.say_own(TextKey::OrderNotFound);
                self.open.wait_for(Waiting::Order);
                Found::Asked
            }
            [] => Found::No,
            [only] => self.focus_order(only),
            _ if self.asks_in_vain() => Found::Asked,
            _ => {
                let choices = orders.iter().map(|order| self.order_choice(order, among)).collect();
                let text = self.choose(say).or_else(|| self.choose(self.knowledge().text(TextKey::WhichOrder)));
                self.out.asked(AskedFor::Order);
                self.open.wait_for(Waiting::Order);
                // The one under discussion is in doubt.
                self.focus.discuss_order(None);
                self.offer_under(text.unwrap_or_default(), choices);
                Found::Asked
            }
        }
    }

    /// Counts one more question which order or which product is meant; when too many had no answer, a person is called.
    pub(super) fn asks_in_vain(&mut self) -> bool {
        self.open.ask_in_vain();
        // Whoever comes can see which; the buyer who waits is asked once.
        let in_vain = self.open.asked_in_vain() > if self.crew.is_called() { 1 } else { MAX_ASKED };
        if in_vain {
            self.open.ask_afresh();
            self.give_up();
        }
        in_vain
    }

    fn order_choice(&self, order: &Order, among: Among) -> Choice {
        if let (Among::Aftersale | Among::Refund | Among::Refused, Some(it)) = (among, current_aftersale(order)) {
            let labels = &self.knowledge().labels;
            let kind = labels.of("aftersale.kind", it.kind.as_str(), it.kind.label());
            let status = labels.of("aftersale.status", it.status.as_str(), it.status.label());
            let label = aftersale_choice(&order.title(), kind, status);
            return Choice { label, pick: Pick::Order(order.id.clone()) };
        }
        let offset = self.knowledge().profile.offset_minutes;
        let ordered = order.ordered_at.map(|at| at.wall(offset));
        let status = self.knowledge().labels.of("order.status", order.status.as_str(), order.status.label());
        let label = order_choice(&order.title(), ordered, status);
        Choice { label, pick: Pick::Order(order.id.clone()) }
    }

    /// After-sale numbers are as long as order numbers: only a look-up tells.
    fn find_by_aftersale(&mut self, id: &str) -> Known<Found> {
        let has = |order: &&Order| order.aftersales.iter().any(|aftersale| aftersale.id == id);
        let told = self.own_orders(OrderBy::Recent)?.map(|orders| orders.into_iter().find(has).into_iter().collect());
        Ok(self.one_of(told, Among::Any, &[], true))
    }

    /// For somebody who is not signed in: the order's number, then the last four digits of its phone, and nothing before.
    fn find_unsigned(&mut self, named: Option<String>) -> Known<Found> {
        if let Some(id) = named {
            self.focus.claim(id);
        }
        if self.focus.failures() >= MAX_FAILURES
            && (self.focus.proved().is_none() || self.focus.proved() != self.focus.claimed())
        {
            // Whoever has guessed that often is not asked for more digits, and nothing is looked up.
            self.verify_failed();
            return Ok(Found::Asked);
        }
        let Some(claim) = self.focus.claimed().clone() else {
            self.out.asked(AskedFor::OrderId);
            self.open.wait_for(Waiting::Order);
            self.say_own(TextKey::AskOrderId);
            return Ok(Found::Asked);
        };
        let proved = self.focus.proved().as_ref() == Some(&claim);
        let digits = self.proof();
        let Some(digits) = digits.or_else(|| proved.then(String::new)) else {
            self.out.asked(AskedFor::Verify);
            self.open.wait_for(Waiting::Verify);
            self.say_own(TextKey::Verify);
            return Ok(Found::Asked);
        };
        let found = match self.own_orders(OrderBy::Id(claim.clone()))? {
            Ok(orders) => orders.into_iter().next(),
            Err(error) => return Ok(self.failed(error)),
        };
        match found {
            Some(order) if proved || order.phone_ends_with(&digits) => {
                if !proved {
                    self.out.fact(Fact::Verified { passed: true });
                    self.note(notes::PROVED);
                    self.focus.prove(claim);
                }
                Ok(self.focus_order(order))
            }
            _ => {
                self.out.fact(Fact::Verified { passed: false });
                self.focus.fail_proof();
                self.note(notes::not_proved(self.focus.failures()));
                self.open.wait_for(Waiting::Verify);
                self.verify_failed();
                Ok(Found::Asked)
            }
        }
    }

    /// The proof failed, or there is no such order, in the same words; a person, where that has happened too often.
    fn verify_failed(&mut self) {
        let rule = self.rule_named("verify_failed").filter(|_| self.focus.failures() >= MAX_FAILURES);
        self.hand_off_or_say(rule, TextKey::VerifyFailed);
    }

    /// The last four digits that the message gives as proof.
    pub(crate) fn proof(&self) -> Option<String> {
        let by_phone = || {
            let phone = self.phone_of_an_order()?;
            phone.get(phone.len().checked_sub(4)?..).map(str::to_owned)
        };
        // Asked for, they need no word that says what they are: `输错啦 是1035`.
        let asked = || {
            let heard = self.world.heard.filter(|_| self.world.session.own.open.waiting == Some(Waiting::Verify))?;
            heard.only_four_digits().map(str::to_owned)
        };
        self.heard(EntityKind::LastFour).or_else(by_phone).or_else(asked)
    }

    fn focus_order(&mut self, order: &'a Order) -> Found {
        self.note(notes::order(&order.id, order.status.label()));
        self.open.wait_no_more();
        self.open.ask_afresh();
        self.focus.take_order(order);
        Found::Yes
    }

    fn failed(&mut self, error: &LookupError) -> Found {
        self.note(notes::failed(&error.to_string()));
        self.look_up_failed();
        Found::Failed
    }

    /// The telephone of the message, unless it is the new one of a change.
    fn phone_of_an_order(&self) -> Option<String> {
        let heard = self.world.heard?;
        heard.value(EntityKind::Phone).filter(|_| !self.phone_is_a_value(heard))
    }

    fn heard(&self, kind: EntityKind) -> Option<String> {
        self.world.heard.and_then(|heard| heard.value(kind))
    }

    /// The order in focus, or the only one that is open or can still be returned, without asking anybody; `false` when there
    /// is none.
    pub(crate) fn passive_order(&mut self) -> Known<bool> {
        if self.focus.order().is_some() {
            return Ok(true);
        }
        // A look at it answers nothing that the buyer was asked.
        let waiting = self.open.waiting();
        let found = self.look_at_order();
        // A look at something answers nothing that the buyer was asked.
        self.open.wait(waiting);
        found
    }

    fn look_at_order(&mut self) -> Known<bool> {
        let signed_in = self.world.input.buyer.is_some();
        if signed_in
            && self.heard(EntityKind::OrderId).is_none()
            && self.world.heard.is_some_and(|heard| heard.points_at_order())
        {
            let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
            if let [meant] = *self.narrowed(&orders) {
                return Ok(self.focus_order(meant) == Found::Yes);
            }
        }
        if let Some(number) = self.heard_waybill().filter(|_| signed_in && self.asks_of_parcel()) {
            let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
            let order = orders.into_iter().find(|order| parcel_with(order, &number).is_some());
            return Ok(order.is_some_and(|order| self.focus_order(order) == Found::Yes));
        }
        let named = self.heard(EntityKind::OrderId).or_else(|| self.focus.order_id().clone());
        let order = match named {
            Some(id) if signed_in || self.focus.proved().as_ref() == Some(&id) => {
                self.own_orders(OrderBy::Id(id))?.ok().and_then(|orders| orders.into_iter().next())
            }
            None if signed_in => {
                let orders = self.own_orders(OrderBy::Recent)?.unwrap_or_default();
                let meant = |order: &Order| self.focus.not_meant().as_ref() != Some(&order.id);
                let live = |order: &Order| fits(order, Among::Open) || self.can_return(order);
                let mut live = orders.into_iter().filter(|order| meant(order) && live(order));
                live.next().filter(|_| live.next().is_none())
            }
            _ => None,
        };
        Ok(order.is_some_and(|order| self.focus_order(order) == Found::Yes))
    }

    /// An order card: shown to its owner, or after the proof.
    pub(crate) fn card_order(&mut self, id: &str) -> Known<Option<&'a Order>> {
        match self.find_order(Among::Any, &[])? {
            Found::Yes => {
                let order = self.focus.order().filter(|order| order.id == id);
                self.focus.show_order(None);
                Ok(order)
            }
            _ => Ok(None),
        }
    }

    /// Whether a telephone in the message is the new value of a change, and names no order.
    pub(super) fn phone_is_a_value(&self, heard: &Understanding) -> bool {
        let asked_for = |kind: &SlotKind| matches!(kind, SlotKind::Address | SlotKind::Entity(EntityKind::Phone));
        let flow = self.running_flow();
        let changes = flow.is_some_and(|flow| {
            flow.steps.iter().any(|step| matches!(&step.kind, StepKind::Ask { kind, .. } if asked_for(kind)))
        });
        let asked_which = matches!(self.world.session.own.open.waiting, Some(Waiting::Order | Waiting::Verify));
        heard.new_phone().is_some() && (heard.changes_phone() || (changes && (!asked_which || heard.says_new())))
    }
}

/// Whether an order is one of those that a flow is about.
pub(crate) fn fits(order: &Order, among: Among) -> bool {
    use OrderStatus::{Cancelled, Finished, Paid, PartlyShipped, PendingPayment, Preparing, Shipped};
    match among {
        Among::Any => true,
        Among::Recent => !matches!(order.status, PendingPayment | Cancelled),
        Among::Unshipped => matches!(order.status, Paid | Preparing | PartlyShipped),
        Among::Shipped => matches!(order.status, Shipped | PartlyShipped),
        Among::Changeable => matches!(order.status, PendingPayment | Paid | Preparing),
        Among::Signed => template::newest_parcel(order).is_some_and(template::is_signed),
        Among::Received => {
            order.received_at.is_some()
                || order.status == Finished
                || (order.status == Shipped && template::newest_parcel(order).is_some_and(template::is_signed))
        }
        Among::Aftersale => current_aftersale(order).is_some(),
        Among::Refund => current_aftersale(order).is_some_and(|it| {
            use AftersaleKind::{PriceProtection, RefundBeforeShipping, RefundOnly, ReturnRefund};
            matches!(it.kind, ReturnRefund | RefundOnly | RefundBeforeShipping | PriceProtection)
        }),
        Among::Refused => current_aftersale(order).is_some_and(|it| it.status == AftersaleStatus::Refused),
        Among::Open => matches!(order.status, PendingPayment | Paid | Preparing | PartlyShipped | Shipped),
    }
}

/// Milliseconds in which what was bought is one shopping.
const FORTNIGHT: i64 = 14 * DAY;

/// Of the orders that fit, those that the buyer most likely means: the last that were bought; with a request after the sale
/// that is under way, else the one whose request changed last.
fn most_likely(fitting: Vec<&Order>, among: Among) -> Vec<&Order> {
    if among == Among::Recent {
        let newest = fitting.iter().filter_map(|order| order.ordered_at).max();
        let recent =
            |order: &&Order| order.ordered_at.zip(newest).is_none_or(|(at, newest)| newest.since(at) <= FORTNIGHT);
        return fitting.into_iter().filter(recent).collect();
    }
    if !matches!(among, Among::Aftersale | Among::Refund) {
        return fitting;
    }
    let running = |order: &&Order| current_aftersale(order).is_some_and(|it| it.status.is_running());
    if fitting.iter().any(running) {
        return fitting.into_iter().filter(running).collect();
    }
    let changed = |order: &&Order| current_aftersale(order).and_then(|it| it.updated_at.or(it.applied_at));
    fitting.into_iter().max_by_key(changed).into_iter().collect()
}
