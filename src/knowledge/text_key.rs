//! The engine's own sentences, by the keys under which a shop rewrites them.

macro_rules! text_keys {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $(($($slot:literal),*))?;)*) => {
        /// The engine's own sentences, each of which the shop can rewrite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum TextKey {
            $($(#[$doc])* $variant,)*
        }

        impl TextKey {
            /// Every sentence.
            pub(crate) const ALL: &'static [TextKey] = &[$(TextKey::$variant,)*];

            /// Its key in `[text]`.
            pub(crate) fn name(self) -> &'static str {
                match self { $(TextKey::$variant => $name,)* }
            }

            /// What the engine itself puts into slots for this one sentence.
            pub(crate) fn slots(self) -> &'static [&'static str] {
                match self { $(TextKey::$variant => &[$($($slot),*)?],)* }
            }
        }
    };
}

text_keys! {
    /// Nothing was understood, for the first time.
    NotUnderstood = "not_understood";
    /// The same, in the middle of a matter. `{slot.about}` is what it is about.
    NotUnderstoodAbout = "not_understood_about" ("about");
    /// A nudge in the middle of a matter. `{slot.about}` is what it is about.
    NudgeAbout = "nudge_about" ("about");
    /// The buyer has sent back what the shop waits for.
    SentBack = "sent_back";
    /// The buyer praises goods or service.
    Praised = "praised";
    /// A laugh, or a message that was for somebody else.
    Idle = "idle";
    /// A cancellation was done, and the buyer did not want it after all.
    CancelledAnyway = "cancelled_anyway";
    /// The buyer has done what waits for a yes.
    DoneByBuyer = "done_by_buyer";
    /// A nod to the question which one of a menu.
    WhichOne = "which_one";
    /// The buyer thanks or leaves while a person is on the way.
    ClosingCalled = "closing_called";
    /// The buyer doubts what was said.
    Sure = "sure";
    /// Above a menu of likely meanings.
    Clarify = "clarify";
    /// One meaning is likely. Above its menu; `{slot.meaning}` is its name.
    ClarifyOne = "clarify_one" ("meaning");
    /// Which of several orders.
    WhichOrder = "which_order";
    /// Several orders were named, and the first has to ask: `{slot.left}` is how many are left.
    OneByOne = "one_by_one" ("left");
    /// Which product.
    WhichProduct = "which_product";
    /// Which of several products whose names the message comes near.
    SimilarProducts = "similar_products";
    /// For the order number, from somebody who is not signed in.
    AskOrderId = "ask_order_id";
    /// For the last four digits of the phone.
    Verify = "verify";
    /// The digits did not fit, or there is no such order: the same words for both.
    VerifyFailed = "verify_failed";
    /// No such order of this buyer.
    OrderNotFound = "order_not_found";
    /// The number of a parcel that is none of this buyer's.
    WaybillNotFound = "waybill_not_found";
    /// Another order is meant, and the buyer has no other.
    OnlyOrder = "only_order";
    /// The buyer has no order that fits.
    NoOrder = "no_order";
    /// A look-up failed.
    LookupFailed = "lookup_failed";
    /// The product has no such attribute.
    AttributeMissing = "attribute_missing";
    /// The product has it.
    Attribute = "attribute";
    /// Going back to a flow after a digression. `{slot.flow}` is its title.
    Resume = "resume" ("flow");
    /// A flow was left because the buyer wanted to.
    Cancelled = "cancelled";
    /// A flow asked in vain.
    GaveUp = "gave_up";
    /// A courtesy while something is asked: the question stands.
    TakeYourTime = "take_your_time";
    /// Before an answer that is, word for word, what was said just before.
    SaidBefore = "said_before";
    /// Before a question that is, word for word, what was asked just before.
    OnceMore = "once_more";
    /// A remark, or something unclear, while a person is on the way.
    Noted = "noted";
    /// The buyer needs a moment.
    NoHurry = "no_hurry";
    /// Taking note of a yes or a thank-you, when nothing needs to be asked.
    Nod = "nod";
    /// The same, while a person is on the way.
    NodCalled = "nod_called";
    /// What was handed over for a person: `{slot.taken}` lists it, masked.
    TakenDown = "taken_down" ("taken");
    /// A message without words: emoji, a sticker, nothing.
    Light = "light";
    /// A picture.
    Image = "image";
    /// An order card without a question. Above a menu.
    OrderCard = "order_card";
    /// A card of the order that was just talked about.
    SameOrder = "same_order";
    /// A product card without a question. Above a menu.
    ProductCard = "product_card";
    /// A transfer that works.
    HandOff = "hand_off";
    /// A transfer that has to wait.
    HandOffQueue = "hand_off_queue";
    /// A transfer that cannot be: nobody is there.
    HandOffNobody = "hand_off_nobody";
    /// The buyer asks again while a person is on the way.
    HandOffAgain = "hand_off_again";
    /// The same, when the matter was noted for them already.
    HandOffNoted = "hand_off_noted";
    /// The message for the people who come back was taken.
    MessageTaken = "message_taken";
    /// The same, after an answer to it.
    MessageAlso = "message_also";
    /// A person gave the conversation back.
    HandedBack = "handed_back";
    /// The same, with a note of what was done.
    HandedBackNote = "handed_back_note";
    /// The buyer wants no person.
    NotTransferred = "not_transferred";
    /// To a message that is still only a beginning when nothing more has come.
    GoOn = "go_on";
    /// How long the queue is, when the buyer asks.
    WhenQueue = "when_queue";
    /// When people are back, when the buyer asks.
    WhenOpen = "when_open";
    /// What was not good was noted.
    FeedbackTaken = "feedback_taken";
    /// Names the matter to an upset buyer, once, before the facts. `{slot.about}` is what the last question was about.
    Apology = "apology" ("about");
    /// The same, to somebody who has waited too long.
    ApologyLate = "apology_late";
    /// To a buyer who says that nothing is wrong, or not any more.
    Settled = "settled";
    /// A picture of what is wrong.
    PhotoTaken = "photo_taken";
    /// The buyer wants something else than the person was called for. `{slot.wish}` is what.
    WishTaken = "wish_taken" ("wish");
    /// A person is wanted again while nobody is there and an earlier matter was noted.
    HandOffStill = "hand_off_still";
    /// A goodbye to a buyer who was upset.
    CalmClosing = "calm_closing";
    /// After the buyer has taken note of an answer.
    AnythingElse = "anything_else";
    /// A goodbye.
    Closing = "closing";
    /// Under it, with the invitation to rate.
    InviteRating = "invite_rating";
    /// Thanks for 4 or 5 stars.
    RatedGood = "rated_good";
    /// To 1, 2 or 3 stars.
    RatedBad = "rated_bad";
    /// The buyer has gone silent in a flow. `{slot.flow}` is its title.
    Remind = "remind" ("flow");
    /// To a buyer who comes in from a product's page. Above a menu.
    WelcomeProduct = "welcome_product";
    /// To a buyer with an open order. Above a menu.
    WelcomeOrder = "welcome_order";
    /// To a buyer who comes in while nobody is there. Above a menu.
    WelcomeClosed = "welcome_closed";
    /// What a person could say first.
    FirstReply = "first_reply" ("about");
    /// The same, to an upset buyer.
    FirstReplyUpset = "first_reply_upset" ("about");
    /// A menu number that the menu does not have.
    NoSuchChoice = "no_such_choice";
    /// Asking for yes or no again.
    YesOrNo = "yes_or_no";
    /// The buyer wants time before a yes.
    ConfirmHeld = "confirm_held";
    /// Nothing came that answers: it is not done. `{slot.flow}` is the flow's title.
    ConfirmLapsed = "confirm_lapsed" ("flow");
    /// The buyer says that it does not work on their side. Before the question is asked again.
    ConfirmHere = "confirm_here";
    /// Where the money goes that a write brings back. Before the question is asked again.
    ConfirmMoney = "confirm_money";
    /// What a deed costs or brings with it is not known. `{slot.flow}` is its title.
    AboutDeed = "about_deed" ("flow");
    /// A part of the money is wished for: before a person is called, who decides.
    PartialRefund = "partial_refund";
    /// The order is not any more as it was when the buyer was asked: before it is shown and asked again.
    OrderChanged = "order_changed";
    /// A day that cannot be chosen was named. `{slot.range}` says which can.
    DayOutOfRange = "day_out_of_range" ("range");
    /// A write was done.
    RequestDone = "request_done";
    /// A write was refused. `{slot.why}` says why.
    RequestRefused = "request_refused" ("why");
    /// The host cannot write this: a person does it.
    RequestByPerson = "request_by_person";
    /// Nobody knows whether a write was done: a person looks.
    RequestUnknown = "request_unknown";
    /// The write was not wanted after all.
    RequestDropped = "request_dropped";
    /// The answer to an intent that has none.
    NoAnswer = "no_answer";

    /// The carrier that is asked about is the shop's own.
    CarrierYes = "carrier_yes" ("asked", "default", "on_request", "extra");
    /// It can be chosen.
    CarrierOnRequest = "carrier_on_request" ("asked", "default", "extra");
    /// It is none of the shop's.
    CarrierNo = "carrier_no" ("asked", "default", "on_request", "extra");
    /// Some of those that are asked about are.
    CarrierSome = "carrier_some" ("asked", "default", "on_request", "extra", "yes", "no");
    /// Which other carriers there are.
    CarrierElse = "carrier_else" ("asked", "default", "on_request", "extra", "rest");
    /// There is no other.
    CarrierNoOther = "carrier_no_other" ("asked", "default");
    /// Which carriers there are.
    CarrierWhich = "carrier_which" ("asked", "default", "on_request", "extra");
    /// The way to pay that is asked about is taken.
    PayYes = "pay_yes" ("asked", "accepted");
    /// It is refused.
    PayNo = "pay_no" ("asked", "accepted");
    /// The shop has not written whether it is taken.
    PayUnknown = "pay_unknown" ("asked", "accepted");
    /// Some of those that are asked about are taken.
    PaySome = "pay_some" ("asked", "accepted", "yes", "no");
    /// Which ways to pay there are.
    PayWhich = "pay_which" ("asked", "accepted");
    /// It can be paid in instalments.
    InstalmentsYes = "instalments_yes" ("asked", "accepted");
    /// It cannot.
    InstalmentsNo = "instalments_no" ("asked", "accepted");
    /// The shop has not written whether it can.
    InstalmentsUnknown = "instalments_unknown" ("asked", "accepted");
    /// An invoice of the kind that is asked about is written.
    InvoiceYes = "invoice_yes" ("asked", "kinds", "after");
    /// None of this kind is.
    InvoiceNo = "invoice_no" ("asked", "kinds", "after");
    /// The shop has not written whether one is.
    InvoiceUnknown = "invoice_unknown" ("asked", "kinds", "after");
    /// No invoice is written.
    InvoiceNone = "invoice_none" ("asked");
    /// When it can be asked for.
    InvoiceWhen = "invoice_when" ("asked", "kinds", "after");
    /// It leaves on the day that is asked about.
    LeavesYes = "leaves_yes" ("paid", "day", "leaves", "leaves_by", "cutoff", "weekdays", "hours");
    /// It leaves later.
    LeavesNo = "leaves_no" ("paid", "day", "leaves", "leaves_by", "cutoff", "weekdays", "hours");
    /// It may.
    LeavesMaybe = "leaves_maybe" ("paid", "day", "leaves", "leaves_by", "cutoff", "weekdays", "hours");
    /// Nothing leaves on this day of the week.
    LeavesDayNo = "leaves_day_no" ("day", "next", "cutoff", "weekdays");
    /// Nothing leaves on a day on which the shop is closed.
    LeavesClosed = "leaves_closed" ("day", "next", "cutoff", "weekdays");
    /// When it leaves that is paid now.
    LeavesWhen = "leaves_when" ("paid", "leaves", "leaves_by", "cutoff", "weekdays", "hours");
    /// Within which hours it leaves.
    LeavesWithin = "leaves_within" ("paid", "leaves", "leaves_by", "weekdays", "hours");
    /// When a presale leaves.
    LeavesPresale = "leaves_presale" ("paid", "leaves", "leaves_by", "cutoff", "weekdays", "hours");
    /// A presale does not leave on the day that is asked about.
    LeavesPresaleNo = "leaves_presale_no" ("paid", "day", "leaves", "leaves_by", "cutoff", "weekdays");
    /// It arrives until the day that is asked about.
    ArrivesYes = "arrives_yes" ("paid", "day", "leaves", "arrives", "first", "last", "place", "days");
    /// It does not.
    ArrivesNo = "arrives_no" ("paid", "day", "leaves", "arrives", "first", "last", "place", "days");
    /// It may.
    ArrivesMaybe = "arrives_maybe" ("paid", "day", "leaves", "arrives", "first", "last", "place", "days");
    /// When it arrives that is paid now.
    ArrivesWhen = "arrives_when" ("paid", "day", "leaves", "arrives", "first", "last", "place", "days");
    /// Nothing is delivered there.
    ArrivesNever = "arrives_never" ("place");
    /// When it arrives depends on where it goes, which is asked.
    ArrivesWhere = "arrives_where" ("paid", "leaves", "days", "first", "last", "day");
    /// Whether it arrives in time depends on where it goes, which is asked.
    ArrivesWhereBy = "arrives_where_by" ("paid", "leaves", "days", "first", "last", "day");
    /// The variant that is asked about is there.
    VariantYes = "variant_yes" ("title", "asked", "left", "price");
    /// Of what is asked about some is there and some gone.
    VariantSome = "variant_some" ("title", "asked", "gone", "price", "left");
    /// The product has no such variant.
    VariantNo = "variant_no" ("title", "asked", "options");
    /// It is sold out.
    VariantGone = "variant_gone" ("title", "asked", "options", "day");
    /// Which others there are.
    VariantElse = "variant_else" ("title", "asked", "options");
    /// There are no others.
    VariantNoElse = "variant_no_else" ("title", "asked");
    /// Which variant costs least.
    VariantCheapest = "variant_cheapest" ("title", "asked", "found", "price");
    /// Which costs most.
    VariantDearest = "variant_dearest" ("title", "asked", "found", "price");
    /// All cost the same.
    VariantSamePrice = "variant_same_price" ("title", "asked", "price");
    /// When what is sold out comes back.
    RestockWhen = "restock_when" ("title", "asked", "gone", "day");
    /// It is not known when.
    RestockUnknown = "restock_unknown" ("title", "asked", "gone", "options");
    /// It is there.
    RestockThere = "restock_there" ("title", "asked");
    /// What several pieces cost.
    SumPlain = "sum_plain" ("title", "sum", "before", "total", "next", "gifts");
    /// The same, with what is taken off.
    SumOff = "sum_off" ("title", "sum", "before", "total", "applied", "next", "gifts");
    /// It is enough for something to be taken off.
    SumEnough = "sum_enough" ("title", "sum", "before", "total", "applied", "next", "gifts", "gift");
    /// It is not.
    SumNotEnough = "sum_not_enough" ("title", "sum", "before", "total", "applied", "next", "gifts", "gift");
    /// What is missing for the next that is taken off.
    SumMissing = "sum_missing" ("title", "sum", "before", "total", "applied", "next", "gifts", "gift");
    /// Nothing is taken off it at present.
    SumNothing = "sum_nothing" ("title", "sum", "before", "total", "applied", "gifts");
    /// One of the variants is sold out.
    SumGone = "sum_gone" ("title", "gone", "options", "day");
    /// There are not so many left.
    SumShort = "sum_short" ("title", "gone", "left");
    /// The price is not known.
    SumUnknown = "sum_unknown" ("title");
    /// The variants cost differently, and none was named.
    SumWhich = "sum_which" ("title", "prices");
    /// The same, where there are only a few prices: what it is at each of them.
    SumEach = "sum_each" ("title", "sums");
    /// Goods that fill the gap to the next thing that is taken off; their cards follow.
    SumFills = "sum_fills" ("next");
    /// As much as is taken for so is taken off.
    SumSo = "sum_so" ("sum", "before", "total", "applied", "next");
    /// A pack costs less than so many single ones.
    PackSaves = "pack_saves" ("title", "pack", "price", "apart", "difference");
    /// It does not.
    PackNot = "pack_not" ("title", "pack", "price", "apart", "difference");
    /// Until when a promotion holds.
    PromoUntil = "promo_until" ("name", "day", "valid", "claim");
    /// No end is written.
    PromoNoEnd = "promo_no_end" ("name", "claim");
    /// A coupon holds so many days after it was fetched.
    PromoValid = "promo_valid" ("name", "valid", "claim");
    /// It has not begun.
    PromoFrom = "promo_from" ("name", "day");
    /// It is over.
    PromoOver = "promo_over" ("name", "day");
    /// Several count together.
    PromoTogether = "promo_together" ("names", "alone");
    /// One at a time.
    PromoNotTogether = "promo_not_together" ("names", "alone");
    /// Where coupons are fetched.
    PromoClaim = "promo_claim" ("names");
    /// It counts by itself.
    PromoByItself = "promo_by_itself" ("names");
    /// What comes along.
    GiftThere = "gift_there" ("names");
    /// Nothing does at present.
    GiftNone = "gift_none";
    /// Who haggles names a price that goods have anyway.
    BargainReached = "bargain_reached" ("price", "applied", "total", "next");
    /// Who haggles hears the real price.
    BargainNo = "bargain_no" ("price", "applied", "total", "next");
    /// The same to a promise that somebody is said to have made.
    BargainClaimed = "bargain_claimed" ("price", "applied", "total", "next");
    /// The same to another shop's price.
    BargainElsewhere = "bargain_elsewhere" ("price", "applied", "total", "next");
    /// The same to a price that the buyer takes for agreed.
    BargainSettled = "bargain_settled" ("price", "applied", "total", "next");
    /// Who needs time.
    DoubtTime = "doubt_time" ("days");
    /// Whether colours are as in the picture.
    DoubtColour = "doubt_colour" ("days");
    /// Whether clothes fit.
    DoubtSize = "doubt_size" ("days");
    /// Whether goods please.
    DoubtFit = "doubt_fit" ("days");
    /// Whether the shop can be trusted.
    DoubtTrust = "doubt_trust" ("days");
    /// Nothing that was not asked for comes any more.
    OptedOut = "opted_out";
    /// Goods that fit what the buyer looks for; their cards follow.
    WishThese = "wish_these";
    /// One that fits.
    WishThis = "wish_this";
    /// The buyer saw many; the list of the shop has the rest.
    WishEnough = "wish_enough";
    /// None fits; the card of the nearest follows.
    WishNearest = "wish_nearest";
    /// None fits, and none is near.
    WishNothing = "wish_nothing";
    /// Nothing costs less.
    WishCheapest = "wish_cheapest";
    /// For whom, and at what price, before anything is shown.
    WishAsk = "wish_ask";
    /// What tells two products apart.
    Compare = "compare" ("first", "second", "first_is", "second_is", "first_price", "second_price");
    /// Nothing but the price does.
    ComparePrices = "compare_prices" ("first", "second", "first_price", "second_price");
    /// Which of two costs less.
    CompareCheaper = "compare_cheaper" ("first", "second", "first_price", "second_price", "difference");
    /// Both cost the same.
    CompareSamePrice = "compare_same_price" ("first", "second", "first_price", "second_price");
    /// Which of several has most of what is asked.
    CompareFound = "compare_found" ("found", "sides");
    /// All have as much of it.
    CompareLevel = "compare_level" ("found", "sides");
    /// What their pages say cannot be ranked.
    CompareBeside = "compare_beside" ("sides");
    /// None of their pages says it.
    CompareSilent = "compare_silent" ("names", "property", "sides");
    /// Goods have in them what somebody is allergic to.
    AllergyContains = "allergy_contains" ("title", "asked", "attribute", "value");
    /// They may have traces of it.
    AllergyCareful = "allergy_careful" ("title", "asked", "attribute", "value");
    /// The page says that it is not in them.
    AllergyFree = "allergy_free" ("title", "asked", "attribute", "value");
    /// The page does not say whether it is.
    AllergySilent = "allergy_silent" ("title", "asked", "attribute", "value");
    /// What is asked about the goods is so.
    PropertyYes = "property_yes" ("title", "property", "said", "attribute", "value");
    /// It is not.
    PropertyNo = "property_no" ("title", "property", "said", "attribute", "value");
    /// It is in part, or under a condition.
    PropertyPartly = "property_partly" ("title", "property", "attribute", "value");
    /// The page speaks of it, and says neither.
    PropertySays = "property_says" ("title", "property", "attribute", "value");
    /// The page does not speak of it.
    PropertyUnknown = "property_unknown" ("title", "property");
    /// The same, where somebody could be hurt.
    PropertyRisky = "property_risky" ("title", "property");
    /// What the page says where an illness is asked about.
    PropertyHealth = "property_health" ("title", "property", "attribute", "value");
    /// The page does not say how much of it there is.
    PropertyNoFigure = "property_no_figure" ("title", "property", "unit");
    /// What the page says of what is asked.
    PropertyValue = "property_value" ("title", "attribute", "value");
    /// The size that the chart gives.
    SizeOne = "size_one" ("title", "size", "by", "stock");
    /// The size that is worn otherwise.
    SizeUsual = "size_usual" ("title", "size", "stock");
    /// The size that a wish leads to.
    SizeWished = "size_wished" ("title", "size", "from", "wish", "stock");
    /// A wish would lead beyond the chart.
    SizeLast = "size_last" ("title", "size", "wish", "stock");
    /// Two sizes fit.
    SizeBoth = "size_both" ("title", "smaller", "larger");
    /// The body is between two sizes.
    SizeBetween = "size_between" ("title", "smaller", "larger", "smaller_by", "larger_by");
    /// The size that is asked about is the one that the chart gives.
    SizeFits = "size_fits" ("title", "size", "by", "stock");
    /// It is larger than that.
    SizeLarger = "size_larger" ("title", "size", "by", "asked");
    /// It is smaller.
    SizeSmaller = "size_smaller" ("title", "size", "by", "asked");
    /// The body is beyond the largest size.
    SizeTooLarge = "size_too_large" ("title", "nearest", "by", "limit");
    /// It is below the smallest.
    SizeTooSmall = "size_too_small" ("title", "nearest", "by");
    /// The measures ask for different sizes.
    SizeConflict = "size_conflict" ("title", "size", "by", "stock");
    /// What must be known for a size.
    SizeNeed = "size_need" ("title", "need");
    /// What a size measures.
    SizeMeasure = "size_measure" ("title", "size", "what", "value");
    /// It is a presale.
    VariantPresale = "variant_presale" ("title", "asked", "day", "options");
    /// Which variant costs least for what is in it.
    VariantBestValue = "variant_best_value" ("title", "asked", "found", "price", "each");
    /// How many are left.
    VariantLeft = "variant_left" ("title", "asked", "left");
    /// On which days nothing leaves.
    LeavesRest = "leaves_rest" ("from", "until", "next");
    /// None are written.
    LeavesNoRest = "leaves_no_rest" ("weekdays");
    /// From where things leave.
    LeavesFrom = "leaves_from" ("from");
    /// The law's days without a reason, where the shop has written none.
    ReturnLaw = "return_law" ("title", "days");
    /// Goods that were opened.
    ReturnOpened = "return_opened" ("title", "days");
    /// The days are over.
    ReturnOver = "return_over" ("title", "days");
    /// The product excepts itself.
    ReturnNot = "return_not" ("title");
    /// They leave from the place that is asked about.
    LeavesFromYes = "leaves_from_yes" ("from", "asked");
    /// They leave from elsewhere.
    LeavesFromNo = "leaves_from_no" ("from", "asked");
    /// There are fewer than are wanted.
    VariantShort = "variant_short" ("title", "asked", "left", "wanted");
    /// The chart does not say what a size measures there.
    SizeNotMeasured = "size_not_measured" ("title", "size");
    /// A gift comes along with these pieces.
    GiftYes = "gift_yes" ("title", "sum", "before", "total", "applied", "next", "gifts");
    /// Something is missing for it.
    GiftMissing = "gift_missing" ("title", "sum", "before", "total", "applied", "next", "gifts");
    /// A promotion is for other goods.
    PromoNotFor = "promo_not_for" ("name");
    /// It holds at another time of day.
    PromoDaily = "promo_daily" ("name", "from", "to");
    /// It holds at this time of day.
    PromoDailyNow = "promo_daily_now" ("name", "from", "to");
    /// An order on its way arrives until the day that is asked about, as far as days say.
    RoadYes = "road_yes" ("day", "arrives", "first", "last", "place", "days");
    /// It does not.
    RoadNo = "road_no" ("day", "arrives", "first", "last", "place", "days");
    /// It may.
    RoadMaybe = "road_maybe" ("day", "arrives", "first", "last", "place", "days");
    /// It is over by the day that is asked about.
    PromoOverBy = "promo_over_by" ("name", "day", "asked");
    /// It still holds on the day that is asked about.
    PromoOn = "promo_on" ("name", "day", "asked");
    /// What comes along is none of what is asked about.
    GiftOther = "gift_other" ("names");
    /// As much as is asked about is not taken off.
    SumOtherwise = "sum_otherwise" ("sum", "before", "total", "applied", "next");
    /// What several pieces cost, with what sending costs.
    SumSent = "sum_sent" ("title", "sum", "before", "total", "applied", "freight", "whole");
    /// Which options there are of what is asked about.
    VariantOptions = "variant_options" ("title", "asked", "options");
    /// What two variants cost.
    VariantPrices = "variant_prices" ("title", "first", "second", "first_price", "second_price", "difference");
    /// Both variants cost the same.
    VariantPricesSame = "variant_prices_same" ("title", "first", "second", "first_price");
}

impl TextKey {
    /// The sentence with this key.
    pub(crate) fn named(name: &str) -> Option<TextKey> {
        TextKey::ALL.iter().copied().find(|key| key.name() == name)
    }
}
