//! What a message asks that typed facts may answer, for a dialogue that reads no text.

use std::ops::Range;

use super::Understanding;
use crate::language::basket::{self, Pieces};
use crate::language::body::{self, Body};
use crate::language::matter::{self, Has, Matter};
use crate::language::pay::{self, InvoiceKind, Way};
use crate::language::{asked, carrier, clauses, likeness, returns, terms};
use crate::names::{EntityKind, Form};
use crate::shop::product::Product;
use crate::shop::promotion::{Promotion, PromotionKind};

impl Understanding {
    /// What it asks about that typed facts may answer, where the classifier takes it for this intent.
    pub(crate) fn matter(&self, intent: &str) -> Option<Matter> {
        let read = |intent: &str| matter::of(&self.text, self.words(), self.form, &self.entities, intent);
        let (first, matter) = self.matter.get_or_init(|| (intent.to_owned(), read(intent)));
        if first == intent { *matter } else { read(intent) }
    }

    /// The kinds of words that it has.
    fn words(&self) -> Has {
        *self.words.get_or_init(|| Has::of(&self.text))
    }

    /// Whether it says that something is bought now.
    pub(crate) fn is_bought_now(&self) -> bool {
        matter::is_bought_now(&self.text)
    }

    /// Whether it asks of days as such, and not of something bought before.
    pub(crate) fn asks_of_days(&self) -> bool {
        self.words().days() && !matter::is_of_own(&self.text)
    }

    /// The kind of promotion that it names.
    pub(crate) fn promotion_kind(&self) -> Option<PromotionKind> {
        terms::promotion_kind(&self.text)
    }

    /// What it tells of a body, and how goods should sit on it.
    pub(crate) fn body(&self) -> &Body {
        self.body.get_or_init(|| Body::read(&self.text, &self.entities))
    }

    /// A child's height that it tells by its unit alone.
    pub(crate) fn bare_height(&self) -> Option<i64> {
        body::bare_height(&self.text)
    }

    /// Whether it asks how a size that it names would sit.
    pub(crate) fn judges_size(&self) -> bool {
        body::judges_size(&self.text)
    }

    /// Whether it asks for a figure or a number by what it counts, whatever else it may be taken for.
    pub(crate) fn asks_for_figure(&self) -> bool {
        asked::for_figure(&self.text)
    }

    /// Whether it speaks of a trade, and not of what goods are like.
    pub(crate) fn is_of_trade(&self) -> bool {
        asked::is_of_trade(&self.text)
    }

    /// Whether it asks what is in it.
    pub(crate) fn asks_for_contents(&self) -> bool {
        asked::for_contents(&self.text)
    }

    /// Whether it tells something of that.
    pub(crate) fn tells_of_body(&self) -> bool {
        *self.body() != Body::default()
    }

    /// How many pieces it names.
    pub(crate) fn quantity(&self) -> Option<u32> {
        *self.quantity.get_or_init(|| basket::quantity(&self.text))
    }

    /// Whether it names what charts of sizes measure.
    pub(crate) fn names_measure(&self) -> bool {
        self.words().measure()
    }

    /// Whether it speaks of what is there, and not of what it is like.
    pub(crate) fn speaks_of_stock(&self) -> bool {
        self.words().stock()
    }

    /// Whether these words of it are a part of the product's name.
    pub(crate) fn names_with(&self, product: &Product, span: &Range<usize>) -> bool {
        likeness::is_part_of_name(product, &self.text, span)
    }

    /// Whether it says `before` behind the day that it names.
    pub(crate) fn is_before_day(&self) -> bool {
        matter::is_before_day(&self.text, &self.entities)
    }

    /// Whether it has several clauses.
    pub(crate) fn has_clauses(&self) -> bool {
        clauses::marked(&self.text).len() > 1
    }

    /// Whether it has figures.
    pub(crate) fn has_figures(&self) -> bool {
        self.text.contains(|c: char| c.is_ascii_digit())
    }

    /// The carriers that it names; where a carrier is asked for, everyday words are names, too.
    pub(crate) fn carriers(&self) -> Vec<String> {
        let named = self.values(EntityKind::Carrier);
        if named.is_empty() { carrier::mentioned(&self.text) } else { named }
    }

    /// The ways to pay of which it speaks.
    pub(crate) fn ways_to_pay(&self) -> Vec<Way> {
        pay::ways(&self.text)
    }

    /// The kinds of invoices that it names.
    pub(crate) fn invoices(&self) -> Vec<InvoiceKind> {
        pay::invoices(&self.text)
    }

    /// How many days have passed since the goods came, as it says.
    pub(crate) fn days_passed(&self) -> Option<u32> {
        returns::days_passed(&self.text)
    }

    /// The promotion that it names.
    pub(crate) fn promotion(&self, all: &[Promotion]) -> Option<usize> {
        terms::named(&self.text, all)
    }

    /// Whether it speaks of a promotion of a price by this price or its kind.
    pub(crate) fn speaks_of_price(&self, promotion: &Promotion) -> bool {
        terms::speaks_of_price(&self.text, promotion)
    }

    /// How much it asks to be taken off. In yuan.
    pub(crate) fn wants_off(&self) -> Option<i64> {
        terms::wants_off(&self.text)
    }

    /// Whether the gift that it asks for is none of these.
    pub(crate) fn wants_other_gift(&self, gifts: &[String]) -> bool {
        terms::wants_other_gift(&self.text, gifts)
    }

    /// Whether it asks for what sending costs, too.
    pub(crate) fn speaks_of_sending(&self) -> bool {
        self.words().sending()
    }

    /// Whether it asks what differs, and not what suits better.
    pub(crate) fn asks_what_differs(&self) -> bool {
        matter::asks_what_differs(&self.text)
    }

    /// Whether it asks if something still holds.
    pub(crate) fn asks_whether_still(&self) -> bool {
        self.form == Form::Whether && matter::asks_whether_still(&self.text)
    }

    /// The two variants of a product that it holds side by side.
    pub(crate) fn two_variants(&self, product: &Product) -> Option<[Vec<String>; 2]> {
        basket::two(product, &self.text, &self.entities)
    }

    /// Its parts that speak of different goods.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &str> {
        basket::parts(&self.text)
    }

    /// The pieces of a product that it names, or one part of it.
    pub(crate) fn pieces(&self, product: &Product, part: Option<&str>) -> Vec<Pieces> {
        basket::pieces(product, part.unwrap_or(&self.text), &self.entities)
    }

    /// The sum for which it buys, without saying what. In yuan.
    pub(crate) fn spends(&self) -> Option<i64> {
        basket::spends(&self.text)
    }

    /// Its places: a city, a province.
    pub(crate) fn places(&self) -> Vec<String> {
        [EntityKind::City, EntityKind::Province].into_iter().filter_map(|kind| self.value(kind)).collect()
    }
}
