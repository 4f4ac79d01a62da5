//! Goods that a buyer looks for: found by a wish, offered as cards with a reason from data, refined by the messages after it.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::fact::{Fact, Source};
use crate::knowledge::TextKey;
use crate::language::audience::Audience;
use crate::language::notes;
use crate::language::offer;
use crate::language::wish::{AS_NEW, Wished, fits};
use crate::limits;
use crate::names::{EntityKind, Form, IntentId, Mood};
use crate::reply::Reply;
use crate::shop::ProductQuery;
use crate::shop::product::Product;
use crate::shop::wish::{Sorting, Wish};
use crate::understand::{Ask, Understanding};

/// The wish to be advised.
const RECOMMEND: &str = "product.recommend";
/// What a wish for goods may be taken for.
const OPEN: &[&str] = &["product", "price.inquiry", "order.place", "other", "inform", "promo.offer", "nudge"];
/// What a wish for other goods than those that were shown may be taken for.
const OF_OTHERS: &[&str] = &["promo", "aftersale.exchange", "order.place", "complaint"];
/// After so many answers to one wish there is nothing better to offer.
const ROUNDS: u8 = 4;
/// Characters of a message that goes on with a wish in bare words: `衣服吧`.
const BARE: usize = 8;

impl<'a> Draft<'a> {
    /// More of a wish, or one of the goods that were shown: `再便宜些的呢`, `别要深色`, `第二个`.
    pub(super) fn refines(&mut self, heard: &Understanding) -> Known<bool> {
        if self.takes_shown(heard)? {
            return Ok(true);
        }
        let Some(before) = self.lately_sought().map(|sought| sought.wish.clone()) else { return Ok(false) };
        let wished = heard.wished();
        let another = |ask: &Ask| {
            // `太小了 大点的` sends nothing back, and `便宜点的` haggles about nothing.
            let of_others =
                (wished.cheaper || wished.others || wished.adjusts) && OF_OTHERS.iter().any(|of| ask.intent.is(of));
            self.surely_asks(ask) && !of_others && !["product", "price.inquiry"].iter().any(|of| ask.intent.is(of))
        };
        let open = self.focus.product_id().is_none();
        let told = matches!(heard.form, Form::Statement | Form::Another) && heard.properties.is_empty();
        let bare = open && told && heard.length() <= BARE && !wished.words.is_empty();
        let colour = open && told && !wished.colours.is_empty();
        let more = wished.cheaper || wished.others || wished.adjusts || wished.advice;
        let whom = wished.audience.is_some() && heard.properties.is_empty();
        let says = wished.limits() || more || whom || bare || colour;
        if !says || !self.may_offer(heard) || heard.asks.first().is_some_and(another) || heard.form == Form::WhichOfTwo
        {
            return Ok(false);
        }
        let wish = self.with_more(before.clone(), wished)?;
        // Words that no goods have do not replace those that some have.
        if !wished.words.is_empty() && self.finds(&Wish::new(wish.words.clone()))?.is_empty() {
            let more = more || whom || wished.limits();
            return if more { self.offers(Wish { words: before.words, ..wish }) } else { Ok(false) };
        }
        self.offers(wish)
    }

    /// A wish for goods: to be advised, what goes with something, what is cheapest, `有没有一百多的背包`.
    pub(super) fn wishes(&mut self, heard: &Understanding) -> Known<bool> {
        let best = heard.asks.first().filter(|ask| self.is_sure(ask));
        if !self.may_offer(heard) || best.is_some_and(|best| !OPEN.iter().any(|of| best.intent.is(of))) {
            return Ok(false);
        }
        let wished = heard.wished();
        // `哪个装得多` asks of those that were shown.
        let of_shown = heard.form == Form::Which && self.shown().len() > 1 && !wished.lists;
        let of_two = heard.form == Form::WhichOfTwo && !wished.with;
        if wished.sizes || (wished.order == Sorting::Best && (of_shown || of_two)) {
            return Ok(false);
        }
        if best.is_none_or(|best| !best.intent.is("product")) && self.names_goods_alone(heard)? {
            return Ok(true);
        }
        let recommend = best.is_some_and(|best| best.intent.is(RECOMMEND));
        if !self.asks_for_goods(heard, recommend)? {
            return Ok(false);
        }
        let mut wish = self.with_more(Wish::default(), wished)?;
        if (recommend || wished.advice) && self.finds(&Wish::new(wish.words.clone()))?.is_empty() {
            wish.words.clear();
        }
        let empty = wish == Wish::default() && !wished.others;
        // What nothing is known of is asked for once; then the shop's own list is shown.
        if empty && self.rounds() == 0 {
            return Ok(self.asks_for_needs());
        }
        let stock = best.is_some_and(|best| best.intent.is("product.stock")) && wished.words.chars().count() > 1;
        let advised =
            stock || recommend || wished.advice || wished.with || wished.limits() || wished.audience.is_some();
        if !advised && self.finds(&wish)?.is_empty() {
            return Ok(false);
        }
        self.offers(wish)
    }

    /// Whether goods are what the message asks for, and not something about those in focus.
    fn asks_for_goods(&mut self, heard: &Understanding, recommend: bool) -> Known<bool> {
        let wished = heard.wished();
        let (focus, words) = (self.focus.product_id().is_some(), !wished.words.is_empty());
        let sorted = wished.order != Sorting::Best && (wished.shop || !focus || words);
        let limited = wished.limits() && (wished.lists || !focus);
        let for_whom = wished.audience.is_some() && wished.lists && !focus && heard.properties.is_empty();
        if recommend || wished.with || wished.like || wished.advice || sorted || limited || for_whom {
            return Ok(true);
        }
        let best = heard.asks.first().filter(|ask| self.is_sure(ask));
        let of_product = best.is_none_or(|best| best.intent.is("product"));
        let lists = wished.lists && (!focus || wished.shop);
        let listed = of_product && (lists || wished.others || heard.form == Form::Else);
        Ok(words && (listed || wished.buys) && !self.names_product(heard)?)
    }

    /// How often something was said to the wish.
    fn rounds(&self) -> u8 {
        self.lately_sought().map_or(0, |sought| sought.rounds)
    }

    /// These were shown to this wish.
    fn sought(&mut self, wish: Wish, shown: Vec<String>) {
        self.focus.seek(wish, shown, self.state.revision);
    }

    /// Nobody who is upset, waits for a person or complains is offered anything.
    fn may_offer(&self, heard: &Understanding) -> bool {
        let upset = self.talk.mood() >= Mood::Annoyed || heard.mood >= Mood::Annoyed;
        !upset && !self.crew.is_called() && self.open.flow().is_none() && self.open.waiting().is_none()
    }

    /// Whether the message calls one product by a name of its own.
    fn names_product(&mut self, heard: &Understanding) -> Known<bool> {
        let named = self.products(&self.text_query(heard))?;
        Ok(named.first().is_some_and(|product| heard.names(product)))
    }

    /// `4号链接`, `牛仔裤`: the goods are called, and nothing is asked of them.
    fn names_goods_alone(&mut self, heard: &Understanding) -> Known<bool> {
        let code = heard.entity(EntityKind::ProductCode).is_some();
        if heard.length() > BARE || !matches!(heard.form, Form::Statement) || !(code || self.names_product(heard)?) {
            return Ok(false);
        }
        let found = self.attempt(|draft| draft.passive_product())?;
        let Some(product) = self.focus.product().filter(|_| found) else { return Ok(false) };
        Ok(self.shows(TextKey::WishThis, &[product], &Wish::default()))
    }

    /// `第二个`, `刚才那个多少钱`: one of the goods that were shown is the one that is meant. `true` where nothing else is asked of it.
    fn takes_shown(&mut self, heard: &Understanding) -> Known<bool> {
        if !self.offered().is_empty() {
            return Ok(false);
        }
        let shown = self.shown();
        let place = heard.place_among_shown().map(|place| place.min(shown.len()));
        let id = match place {
            Some(place) => place.checked_sub(1).and_then(|at| shown.get(at)),
            None if heard.points_at_shown() && self.focus.product_id().is_none() => shown.first(),
            None => None,
        };
        let described = match id.cloned() {
            None if self.focus.product_id().is_none() => self.described_among_shown(heard)?,
            id => id,
        };
        let Some(id) = described else { return Ok(false) };
        let Some(product) = self.products(&ProductQuery::Id(id))?.first() else { return Ok(false) };
        self.focus_product(product);
        let alone = heard.length() <= BARE && heard.form == Form::Statement;
        if alone {
            self.shows(TextKey::WishThis, &[product], &Wish::default());
        }
        Ok(alone)
    }

    /// The one of the goods that were shown whose page has the words of the message: `帆布的多大容量`, `链条那个`.
    fn described_among_shown(&mut self, heard: &Understanding) -> Known<Option<String>> {
        let words: Vec<&str> = heard.wished().words.split(' ').filter(|word| word.chars().count() > 1).collect();
        let mut fits = Vec::new();
        for id in self.shown().to_vec() {
            let Some(product) = self.products(&ProductQuery::Id(id))?.first() else { continue };
            let values = || product.attributes.values().chain(&product.aliases);
            let says = words.iter().any(|word| values().any(|text| text.contains(word)));
            if says || heard.likeness(&product.title) > 1 {
                fits.push(product.id.clone());
            }
        }
        Ok(if fits.len() == 1 { fits.pop() } else { None })
    }

    /// The wish with what the message adds.
    fn with_more(&mut self, mut wish: Wish, wished: &Wished) -> Known<Wish> {
        if !wished.words.is_empty() {
            wish.words = crate::text::limit::shortened(&wished.words, limits::WISH).into_owned();
        }
        if wished.from.is_some() || wished.to.is_some() {
            (wish.from, wish.to) = (wished.from, wished.to);
        }
        wish.whom = wished.audience.map(Audience::words).or(wish.whom);
        if !wished.colours.is_empty() {
            wish.colours.clone_from(&wished.colours);
        }
        if wished.order != Sorting::Best {
            wish.order = wished.order;
        }
        wish.not.words.extend(wished.not.words.iter().cloned());
        wish.not.colours.extend(wished.not.colours.iter().cloned());
        wish.not.words.truncate(limits::CARDS);
        let focus = self.focus.product_id().clone();
        if wished.with {
            wish.with.clone_from(&focus);
        } else if wished.like || (wished.cheaper && wish.words.is_empty()) {
            wish.like.clone_from(&focus);
        }
        if wished.others || wished.cheaper || wished.adjusts {
            let seen = self.shown().iter().chain(&focus).cloned();
            wish.not.ids = seen.collect();
        }
        if wished.cheaper {
            wish.cheaper_than = self.lowest_shown(&focus)?;
            wish.order = Sorting::Dearest;
        }
        Ok(wish)
    }

    /// The lowest price of what was shown, or of what is in focus.
    fn lowest_shown(&mut self, focus: &Option<String>) -> Known<Option<crate::money::Fen>> {
        let ids: Vec<String> = match focus {
            Some(id) => vec![id.clone()],
            None => self.shown().to_vec(),
        };
        let mut lowest = None;
        for id in ids {
            let price = self.products(&ProductQuery::Id(id))?.first().and_then(Product::lowest_price);
            lowest = [lowest, price].into_iter().flatten().min();
        }
        Ok(lowest)
    }

    pub(super) fn finds(&self, wish: &Wish) -> Known<Vec<&'a Product>> {
        let found = self.products(&ProductQuery::Wish(Box::new(wish.clone())))?;
        Ok(found.iter().filter(|product| fits(product, wish)).collect())
    }

    /// `给谁用？预算大概多少？`, once.
    fn asks_for_needs(&mut self) -> bool {
        self.sought(Wish::default(), Vec::new());
        self.recommended(TextKey::WishAsk)
    }

    /// Says what was found, or what comes nearest.
    fn offers(&mut self, wish: Wish) -> Known<bool> {
        let found = self.finds(&wish)?;
        // Where nobody wrote when goods came, some say that they are new.
        let found = match found.is_empty() && wish.order == Sorting::New && wish.words.is_empty() {
            true => self.finds(&Wish { words: AS_NEW.to_owned(), ..wish.clone() })?,
            false => found,
        };
        let rounds = self.rounds();
        // What is cheapest, or dearest, is one.
        let cards = if matches!(wish.order, Sorting::Cheapest | Sorting::Dearest) { 1 } else { limits::CARDS };
        let best: Vec<&'a Product> = found.into_iter().take(cards).collect();
        self.note(notes::wish(&wish.to_string()));
        if let [only] = best.as_slice() {
            self.focus_product(only);
        } else if best.len() > 1 && wish.with.is_none() {
            self.focus.discuss_product(None);
            self.focus.hide_product();
        }
        if !best.is_empty() {
            let key = match best.len() {
                _ if rounds >= ROUNDS => TextKey::WishEnough,
                1 => TextKey::WishThis,
                _ => TextKey::WishThese,
            };
            return Ok(self.shows(key, &best, &wish));
        }
        let loose = Wish { from: None, to: None, colours: Vec::new(), ..wish.clone() };
        let near: Vec<&'a Product> =
            if loose == wish { Vec::new() } else { self.finds(&loose)?.into_iter().take(1).collect() };
        if wish.cheaper_than.is_some() {
            let shown = self.shown().to_vec();
            self.sought(wish, shown);
            return Ok(self.recommended(TextKey::WishCheapest));
        }
        if wish.not.ids.len() > 1 {
            let shown = self.shown().to_vec();
            self.sought(wish, shown);
            return Ok(self.recommended(TextKey::WishEnough));
        }
        if near.is_empty() {
            self.sought(wish, Vec::new());
            return Ok(self.recommended(TextKey::WishNothing));
        }
        Ok(self.shows(TextKey::WishNearest, &near, &wish))
    }

    /// The cards under their sentence.
    pub(super) fn shows(&mut self, key: TextKey, products: &[&'a Product], wish: &Wish) -> bool {
        let ids: Vec<String> = products.iter().map(|product| product.id.clone()).collect();
        self.sought(wish.clone(), ids.clone());
        if let [only] = products {
            self.focus_product(only);
        }
        if !self.recommended(key) {
            return false;
        }
        let other = wish
            .with
            .as_ref()
            .or(wish.like.as_ref())
            .filter(|id| Some(*id) == self.world.session.own.focus.product.as_ref());
        let other = other.and_then(|id| self.products(&ProductQuery::Id(id.clone())).ok()?.first());
        for product in products {
            let price = product.lowest_price();
            let cheaper = wish.cheaper_than.zip(price).map(|(than, price)| crate::money::Fen(than.0 - price.0));
            let varies = product.skus.iter().any(|sku| sku.price.is_some() && sku.price != price);
            self.out.reply(Reply::Product {
                product_id: product.id.clone(),
                title: product.title.clone(),
                price,
                varies,
                reason: offer::reason(product, wish, other, cheaper),
            });
        }
        self.out.fact(Fact::Offered { products: ids });
        true
    }

    /// One of the sentences of advice is said, and the wish is what the conversation is about.
    fn recommended(&mut self, key: TextKey) -> bool {
        if !self.say_own(key) {
            return false;
        }
        let intent = IntentId::from(RECOMMEND);
        self.talk.understand();
        self.talk.answer_to(Some(intent.clone()));
        self.talk.moves();
        self.talk.ask(intent.clone(), 1);
        self.answered(Source::Text(key.name().to_owned()), Some(intent));
        true
    }
}
