//! What a message asks that typed facts may answer, for a dialogue that reads no text.

use std::ops::Range;

use super::Understanding;
use crate::language::bargain::{self, Haggle};
use crate::language::basket::{self, Pieces};
use crate::language::body::{self, Body};
use crate::language::compare::{self, Scale};
use crate::language::doubt::{self, Doubt};
use crate::language::follow::{self, Follow};
use crate::language::matter::{self, Has, Matter};
use crate::language::pay::{self, InvoiceKind, Way};
use crate::language::wish::{self, Wished};
use crate::language::{allergy, asked, carrier, clauses, likeness, returns, terms};
use crate::money::Fen;
use crate::names::{EntityKind, Form};
use crate::shop::product::Product;
use crate::shop::promotion::{Promotion, PromotionKind};
use crate::time::Wall;

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

    /// What it says of goods that are looked for.
    pub(crate) fn wished(&self) -> &Wished {
        self.wished.get_or_init(|| wish::read(&self.text, &self.entities))
    }

    /// How it haggles, and at which figure; `follows`: haggling is what the conversation is about.
    pub(crate) fn haggle(&self, follows: bool) -> Option<(Haggle, Option<Fen>)> {
        Some((bargain::read(&self.text, follows)?, bargain::figure(&self.text)))
    }

    /// `多少`, `多少呀`: nothing but how much.
    pub(crate) fn asks_bare_price(&self) -> bool {
        asked::is_bare_price(&self.text)
    }

    /// What it hesitates about before buying.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        doubt::read(&self.text)
    }

    /// Whether nothing that was not asked for shall come any more.
    pub(crate) fn opts_out(&self) -> bool {
        doubt::opts_out(&self.text)
    }

    /// The place of one of the goods that were shown: `第二个`.
    pub(crate) fn place_among_shown(&self) -> Option<usize> {
        wish::place(&self.text)
    }

    /// Whether it points at what was shown last: `刚才那个`.
    pub(crate) fn points_at_shown(&self) -> bool {
        wish::points_at_shown(&self.text)
    }

    /// Whether it calls goods by what they are like: `那条格子的`.
    pub(crate) fn describes_goods(&self) -> bool {
        wish::describes(&self.text)
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

    /// Whether each of its clauses asks for a property: `薄不薄，透不透`.
    pub(crate) fn asks_for_properties_alone(&self) -> bool {
        let of = |clause: &Range<usize>| self.properties.iter().any(|ask| clause.contains(&ask.span.start));
        clauses::marked(&self.text).iter().all(of)
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
        let another = terms::another(&self.text).and_then(|tail| terms::named(tail, all));
        another.or_else(|| terms::named(&self.text, all))
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

    /// Whether it speaks of what is given away by the word.
    pub(crate) fn speaks_of_gifts(&self) -> bool {
        terms::speaks_of_gifts(&self.text)
    }

    /// Whether it asks which of several goods it is.
    pub(crate) fn chooses(&self) -> bool {
        compare::chooses(&self.text)
    }

    /// Whether it asks which option of goods it is.
    pub(crate) fn chooses_option(&self) -> bool {
        compare::chooses_option(&self.text)
    }

    /// Whether it holds something beside what is looked at.
    pub(crate) fn holds_beside(&self) -> bool {
        compare::holds_beside(&self.text)
    }

    /// By which figure of goods it chooses, and whether it means the most.
    pub(crate) fn scale(&self) -> Option<(Scale, bool)> {
        compare::scale(&self.text)
    }

    /// Its parts that name the goods of a choice.
    pub(crate) fn sides(&self) -> impl Iterator<Item = &str> {
        compare::parts(&self.text)
    }

    /// The words at a place of it.
    pub(crate) fn words_at(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// What it says somebody is allergic to, where it asks whether goods suit them.
    pub(crate) fn allergens(&self) -> Vec<&str> {
        allergy::asked(&self.text)
    }

    /// What of it may name the goods, where it tells an allergy: `坚果过敏` names no nuts.
    pub(crate) fn goods_beside_allergens(&self) -> String {
        allergy::without(&self.text)
    }

    /// Where it names a product; at its end where it does not.
    pub(crate) fn place_of(&self, product: &Product) -> usize {
        likeness::place_of(product, &self.text).unwrap_or(self.text.len())
    }

    /// The unit of a figure that it asks for beside a property: `含咖啡因吗，每包多少mg`.
    pub(crate) fn asked_unit(&self) -> Option<&str> {
        asked::unit(&self.text)
    }

    /// Whether a mark stands between two places of it.
    pub(crate) fn parts_clauses(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let between = self.text.get(first.end.min(second.end)..first.start.max(second.start));
        between.is_some_and(clauses::has_mark)
    }

    /// The two variants of a product that it holds side by side.
    pub(crate) fn two_variants(&self, product: &Product) -> Option<[Vec<String>; 2]> {
        basket::two(product, &self.text, &self.entities)
    }

    /// Its parts that speak of different goods.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &str> {
        basket::parts(&self.text)
    }

    /// Whether it speaks of what was sent, or of what is sent back.
    pub(crate) fn speaks_of_sent(&self) -> bool {
        asked::is_of_sent(&self.text)
    }

    /// Whether it wants so many of each kind.
    pub(crate) fn counts_each(&self) -> bool {
        basket::each(&self.text).is_some()
    }

    /// Whether it asks for a sum, whatever else it may be taken for.
    pub(crate) fn is_plain_sum(&self) -> bool {
        matter::is_plain_sum(&self.text, self.words(), self.form)
    }

    /// Whether it asks if a coupon can still be fetched.
    pub(crate) fn asks_to_fetch(&self) -> bool {
        self.form == Form::Whether && self.words().fetchable()
    }

    /// Whether it asks if a promotion can be used.
    pub(crate) fn asks_to_use(&self) -> bool {
        self.form == Form::Whether && self.words().usable()
    }

    /// The day that it names by its number alone, as the next one of that number.
    pub(crate) fn bare_day(&self, now: Wall) -> Option<i64> {
        let number = terms::bare_day(&self.text)?;
        (now.day_number..).take(62).find(|day| crate::time::day_of(*day).day == number)
    }

    /// What it takes to be taken off of which sum. In yuan.
    pub(crate) fn claims_off(&self) -> Option<(i64, i64)> {
        let dated = self.entities.iter().any(|entity| entity.kind == EntityKind::Date);
        terms::claims_off(&self.text).filter(|_| !dated && !matter::asks_whether_still(&self.text))
    }

    /// What it does with goods whose sum was said.
    pub(crate) fn follows_sum(&self) -> Option<Follow<'_>> {
        follow::read(&self.text)
    }

    /// Whether it asks until when something holds: `这价到几号`.
    pub(crate) fn asks_until_when(&self) -> bool {
        matches!(self.form, Form::When | Form::HowLong | Form::Which) && self.words().end()
    }

    /// Whether it asks what goods cost that are bought together.
    pub(crate) fn asks_for_both(&self) -> bool {
        follow::together(&self.text)
    }

    /// Whether a part of it names an option of a product.
    pub(crate) fn names_option(&self, product: Option<&Product>, part: &str) -> bool {
        let named = |product| self.pieces(product, Some(part)).iter().any(|piece| !piece.options.is_empty());
        product.is_some_and(named)
    }

    /// Whether it asks what fills the gap to the next thing that is taken off.
    pub(crate) fn asks_what_fills(&self) -> bool {
        follow::fills(&self.text)
    }

    /// Whether it asks if the pieces that it names count for a promotion.
    pub(crate) fn asks_whether_counts(&self) -> bool {
        follow::counts(&self.text)
    }

    /// Whether it says that the buyer buys here for the first time.
    pub(crate) fn is_of_new_buyer(&self) -> bool {
        terms::is_new_buyer(&self.text)
    }

    /// Whether it speaks of something that comes along.
    pub(crate) fn speaks_of_gift(&self) -> bool {
        terms::speaks_of_gift(&self.text)
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
