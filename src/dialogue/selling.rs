//! Before the sale: haggling, hesitation, and who wants to hear no more.

use crate::action::Action;
use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::fact::Source;
use crate::knowledge::TextKey;
use crate::knowledge::promotion::BuyerKind;
use crate::language::doubt::Doubt;
use crate::names::{IntentId, Mood};
use crate::question::bargain;
use crate::understand::Understanding;

/// What haggling is called.
const BARGAIN: &str = "promo.offer.bargain";
/// What haggling and hesitation may be taken for.
const OPEN: &[&str] = &[
    "promo",
    "price.inquiry",
    "product",
    "order.place",
    "inform",
    "other",
    "affirm",
    "nudge",
    "deny",
    "courtesy",
    "complaint",
];

impl Draft<'_> {
    /// `150卖不卖`, `那就150定了`: the real price at this minute and a friendly no, other words each time; never a person for a price.
    pub(super) fn haggles(&mut self, heard: &Understanding) -> Known<bool> {
        let follows = self.talk.last().as_ref().is_some_and(|last| last.intent.is(BARGAIN));
        let Some((haggle, figure)) = heard.haggle(follows).filter(|_| self.is_before_sale(heard)) else {
            return Ok(false);
        };
        let Some(now) = self.wall_now().filter(|_| !heard.is_of_new_buyer()) else { return Ok(false) };
        let said = self.attempt(|draft| {
            if !draft.passive_product()? {
                return Ok(false);
            }
            let Some(product) = draft.focus.product() else { return Ok(false) };
            let pieces = heard.pieces(product, None);
            let named = pieces.into_iter().map(|pieces| pieces.options).find(|options| !options.is_empty());
            let named = named.unwrap_or_else(|| draft.heard_options(product));
            // The variant of before is haggled about further.
            let before =
                draft.talk.last().as_ref().filter(|_| follows && named.is_empty()).map(|last| last.words.clone());
            let named = before.unwrap_or(named);
            let promotions = &draft.knowledge().facts.promotions;
            let said = bargain::answer((haggle, figure), product, &named, promotions, (BuyerKind::default(), now));
            let Some(said) = said else { return Ok(false) };
            for (slot, value) in said.slots {
                draft.talk.say_of(slot, value);
            }
            let said = draft.says_before_sale(said.key, BARGAIN);
            draft.talk.keep_words(named);
            Ok(said)
        })?;
        Ok(said)
    }

    /// `先逛逛`, `怕有色差`, `靠谱吗`: the doubt is answered, once a conversation with what is known of the goods, and nobody is pressed.
    pub(super) fn hesitates(&mut self, heard: &Understanding) -> Known<bool> {
        let Some(doubt) = heard.doubt().filter(|_| self.is_before_sale(heard)) else { return Ok(false) };
        if doubt == Doubt::Fit || doubt == Doubt::Trust {
            self.passive_product()?;
        }
        let product = self.focus.product();
        let days = self.knowledge().facts.return_days(product.and_then(|product| product.seven_day_return));
        self.talk.say_of("days", days.map(|(days, _)| days.to_string()).unwrap_or_default());
        let key = match doubt {
            Doubt::Time => TextKey::DoubtTime,
            Doubt::Colour => TextKey::DoubtColour,
            Doubt::Fit if product.is_some_and(|product| product.size_chart.is_some()) => TextKey::DoubtSize,
            Doubt::Fit => TextKey::DoubtFit,
            Doubt::Trust => TextKey::DoubtTrust,
        };
        Ok(self.says_before_sale(key, "product.quality"))
    }

    /// `别发了`: nothing that the buyer did not ask for shall come any more; the host is told, and so is the buyer.
    pub(super) fn opts_out(&mut self, heard: &Understanding) -> Known<bool> {
        if !heard.opts_out() || !self.is_idle(heard) || self.focus.order_id().is_some() {
            return Ok(false);
        }
        self.out.act(Action::OptOut);
        Ok(self.says_before_sale(TextKey::OptedOut, "other"))
    }

    /// Whether nothing is being asked or done, and nobody is angry.
    fn is_idle(&self, heard: &Understanding) -> bool {
        let idle = self.open.flow().is_none() && self.open.waiting().is_none() && !self.crew.is_called();
        let calm = self.talk.mood() < Mood::Angry && heard.mood < Mood::Angry;
        idle && calm
    }

    /// Whether nothing that was bought is under discussion, and nothing is being asked or done.
    fn is_before_sale(&self, heard: &Understanding) -> bool {
        let best = heard.asks.first().filter(|ask| self.surely_asks(ask));
        // `不买了` of goods that are looked at cancels no order.
        let looked_at = self.focus.sought().is_some() || self.focus.is_opened();
        let open = best.is_none_or(|best| {
            OPEN.iter().any(|of| best.intent.is(of)) || (looked_at && best.intent.is("order.cancel"))
        });
        self.is_idle(heard) && open && self.focus.order_id().is_none() && !self.topic_is_of_orders()
    }

    fn says_before_sale(&mut self, key: TextKey, intent: &str) -> bool {
        if !self.say_own(key) {
            return false;
        }
        let intent = IntentId::from(intent);
        self.talk.understand();
        self.talk.answer_to(Some(intent.clone()));
        self.talk.moves();
        self.talk.ask(intent.clone(), 1);
        self.answered(Source::Text(key.name().to_owned()), Some(intent));
        true
    }
}
