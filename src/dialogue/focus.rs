//! Which order and which product the turn is about. Only this file writes it.

use crate::limits;
use crate::session::{FocusKept, Named, Sought, Summed};
use crate::shop::order::Order;
use crate::shop::product::Product;
use crate::shop::wish::Wish;

/// Turns for which an order that was named stays the one.
const NAMED_TURNS: u64 = 4;

/// What the turn is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Focus<'a> {
    kept: FocusKept,
    /// How often a proof failed.
    failures: u8,
    /// How many orders the buyer has.
    order_count: Option<i64>,
    /// The order in focus, as the host told in this turn.
    order: Option<&'a Order>,
    /// The product in focus, as the host told in this turn.
    product: Option<&'a Product>,
    /// Products that the message may mean, when it names none of them in full.
    similar: Vec<&'a Product>,
    /// The order that the buyer picked in this turn.
    picked: Option<String>,
    /// The order that the buyer said is not the one.
    not_meant: Option<String>,
}

impl<'a> Focus<'a> {
    pub(super) fn new(kept: FocusKept, failures: u8) -> Focus<'a> {
        Focus { kept, failures, ..Focus::default() }
    }

    /// As at the beginning of a turn.
    pub(super) fn anew(&self) -> Focus<'a> {
        Focus::new(self.kept.clone(), self.failures)
    }

    /// What was tried came to nothing. A proof that passed or failed stays one, and what the host told of what is under discussion
    /// is known.
    pub(super) fn put_back(&mut self, before: Focus<'a>) {
        let tried = std::mem::replace(self, before);
        self.failures = tried.failures;
        self.kept.claim = tried.kept.claim;
        self.kept.proved = tried.kept.proved;
        let known = tried.order.filter(|order| self.kept.order.as_ref() == Some(&order.id));
        self.order = self.order.or(known);
        let known = tried.product.filter(|product| self.kept.product.as_ref() == Some(&product.id));
        self.product = self.product.or(known);
    }

    /// Where nothing was sent, no order was named; which one it is about is known.
    pub(super) fn go_back_to(&mut self, before: &Focus<'_>) {
        self.kept.named.clone_from(&before.kept.named);
    }

    /// What the session keeps: the focus and the failed proofs.
    pub(super) fn kept(self) -> (FocusKept, u8) {
        (self.kept, self.failures)
    }
}

/// The order.
impl<'a> Focus<'a> {
    /// The order under discussion.
    pub(super) fn order_id(&self) -> &Option<String> {
        &self.kept.order
    }

    /// The order in focus, as the host told in this turn.
    pub(super) fn order(&self) -> Option<&'a Order> {
        self.order
    }

    /// The order is under discussion; what the host told of it may come later.
    pub(super) fn discuss_order(&mut self, id: Option<String>) {
        if id.is_some() {
            self.kept.opened = None;
        }
        self.kept.order = id;
    }

    /// What the host told of the order.
    pub(super) fn show_order(&mut self, order: Option<&'a Order>) {
        self.order = order;
    }

    /// The order is under discussion, and known. Its only goods are, too, where it was not under discussion before.
    pub(super) fn take_order(&mut self, order: &'a Order) {
        if let [item] = order.items.as_slice()
            && !item.product.is_empty()
            && self.kept.order.as_ref() != Some(&order.id)
        {
            self.turn_to(Some(item.product.clone()));
        }
        self.kept.opened = None;
        self.kept.order = Some(order.id.clone());
        self.order = Some(order);
    }

    /// No order is under discussion any more.
    pub(super) fn drop_order(&mut self) {
        self.kept.order = None;
        self.order = None;
    }

    /// The order that the buyer picked in this turn: by a card, a menu, or in the bot's own way.
    pub(super) fn picked(&self) -> &Option<String> {
        &self.picked
    }

    pub(super) fn pick(&mut self, id: Option<String>) {
        self.picked = id;
    }

    /// The order that the buyer said is not the one.
    pub(super) fn not_meant(&self) -> &Option<String> {
        &self.not_meant
    }

    pub(super) fn take_not_meant(&mut self) -> Option<String> {
        self.not_meant.take()
    }

    /// Another order than this one is meant.
    pub(super) fn mean_another(&mut self, than: String) {
        self.kept.order = None;
        self.turn_to(None);
        self.not_meant = Some(than);
    }

    /// A card, a number or a choice names this order.
    pub(super) fn name(&mut self, id: String, revision: u64) {
        self.kept.named = Some(Named { order: id, revision });
    }

    /// Whether this order was named by a card, its number or a choice in one of the last turns: then it stays the one,
    /// whatever state the question is usually about.
    pub(super) fn was_named(&self, id: &str, revision: u64) -> bool {
        let turns = |named: &Named| revision.saturating_sub(named.revision);
        self.kept.named.as_ref().is_some_and(|named| named.order == id && turns(named) <= NAMED_TURNS)
    }

    pub(super) fn order_count(&self) -> Option<i64> {
        self.order_count
    }

    pub(super) fn count_orders(&mut self, count: Option<i64>) {
        self.order_count = count;
    }
}

/// The product.
impl<'a> Focus<'a> {
    /// The product under discussion.
    pub(super) fn product_id(&self) -> &Option<String> {
        &self.kept.product
    }

    /// The product in focus, as the host told in this turn.
    pub(super) fn product(&self) -> Option<&'a Product> {
        self.product
    }

    /// The product is under discussion; what the host told of it may come later.
    pub(super) fn discuss_product(&mut self, id: Option<String>) {
        self.turn_to(id);
    }

    /// Another product is under discussion, or none: the one before it is not forgotten.
    fn turn_to(&mut self, id: Option<String>) {
        if self.kept.product.is_some() && self.kept.product != id {
            self.kept.beside = self.kept.product.take();
        }
        self.kept.product = id;
    }

    /// The product that was under discussion before.
    pub(super) fn beside(&self) -> &Option<String> {
        &self.kept.beside
    }

    /// The goods whose sum was said last.
    pub(super) fn summed(&self) -> &[Summed] {
        &self.kept.summed
    }

    /// The sum of these goods is said; of too many none are kept.
    pub(super) fn sum_up(&mut self, lines: Vec<Summed>) {
        let kept = lines.len() <= limits::SUMMED && lines.iter().all(Summed::is_within_bounds);
        self.kept.summed = if kept { lines } else { Vec::new() };
    }

    /// These products were held side by side: a question after it is about them.
    pub(super) fn hold(&mut self, products: Vec<String>) {
        self.kept.sought = Some(Box::new(Sought { shown: products, ..Sought::default() }));
    }

    /// The buyer opened the page of a product, or sent its card: it is under discussion.
    pub(super) fn open_product(&mut self, id: &str) {
        self.kept.opened = Some(id.to_owned());
        self.turn_to(Some(id.to_owned()));
    }

    /// Whether the product under discussion is the one that the buyer opened, and no order was spoken of after it.
    pub(super) fn is_opened(&self) -> bool {
        self.kept.opened.is_some() && self.kept.opened == self.kept.product
    }

    /// The goods that are looked for.
    pub(super) fn sought(&self) -> Option<&Sought> {
        self.kept.sought.as_deref()
    }

    /// These were shown to this wish.
    pub(super) fn seek(&mut self, wish: Wish, shown: Vec<String>, revision: u64) {
        let rounds = self.sought().map_or(0, |before| before.rounds).saturating_add(1);
        self.kept.sought = Some(Box::new(Sought { wish, shown, revision, rounds }));
    }

    /// What the host told of the product is of another one.
    pub(super) fn hide_product(&mut self) {
        self.product = None;
    }

    /// The product is under discussion, and known.
    pub(super) fn take_product(&mut self, product: &'a Product) {
        self.turn_to(Some(product.id.clone()));
        self.product = Some(product);
    }

    /// Products that the message may mean, when it names none of them in full.
    pub(super) fn similar(&self) -> &[&'a Product] {
        &self.similar
    }

    pub(super) fn may_mean(&mut self, products: Vec<&'a Product>) {
        self.similar = products;
    }
}

/// Whose the order is.
impl<'a> Focus<'a> {
    /// Of somebody who is not signed in: the order they claim.
    pub(super) fn claimed(&self) -> &Option<String> {
        &self.kept.claim
    }

    pub(super) fn claim(&mut self, id: String) {
        self.kept.claim = Some(id);
    }

    /// Of somebody who is not signed in: the order that was proved to be theirs.
    pub(super) fn proved(&self) -> &Option<String> {
        &self.kept.proved
    }

    pub(super) fn prove(&mut self, id: String) {
        self.kept.proved = Some(id);
    }

    /// How often a proof failed.
    pub(super) fn failures(&self) -> u8 {
        self.failures
    }

    pub(super) fn fail_proof(&mut self) {
        self.failures = self.failures.saturating_add(1);
    }
}
