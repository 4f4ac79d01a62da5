//! The closed words of the record: each is one value here and one string in JSON.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares a vocabulary with the names of its words in JSON.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $json:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_doc])* #[serde(rename = $json)] $word,)*
        }

        impl $name {
            /// All of them, in this order.
            pub const ALL: &'static [$name] = &[$($name::$word,)*];

            /// Its name in JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $($name::$word => $json,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What kind of input arrived.
    Heard {
        /// A text.
        Text = "text",
        /// A choice of the last menu.
        Menu = "menu",
        /// A card of an order.
        OrderCard = "order_card",
        /// A card of a product.
        ProductCard = "product_card",
        /// A picture.
        Image = "image",
        /// The buyer opened the conversation.
        Visit = "visit",
        /// A person of the shop did something.
        Agent = "agent",
        /// Something happened to an order.
        OrderEvent = "order_event",
        /// The buyer rated the service.
        Rated = "rated",
        /// A time has come.
        Wake = "wake",
    }
}

vocabulary! {
    /// What the host was asked for.
    LookedUp {
        /// Orders.
        Order = "order",
        /// Products.
        Product = "product",
        /// A write.
        Request = "request",
        /// A call of a flow.
        Call = "call",
        /// A text from evidence.
        Compose = "compose",
    }
}

vocabulary! {
    /// What came of a question to the host.
    LookupOutcome {
        /// Something was found.
        Found = "found",
        /// There is nothing, or nothing that this buyer may see.
        NotFound = "not_found",
        /// The host tried and failed.
        Failed = "failed",
        /// The host does not support it.
        Declined = "declined",
    }
}

vocabulary! {
    /// Why a flow was left before its end.
    LeftBecause {
        /// The buyer did not want to go on.
        Cancelled = "cancelled",
        /// Another matter took its place.
        Replaced = "replaced",
        /// Newer knowledge lacks it.
        Gone = "gone",
        /// It asked in vain too often.
        GaveUp = "gave_up",
        /// A person goes on with it.
        HandedOff = "handed_off",
        /// The buyer talked about something else instead of agreeing.
        Lapsed = "lapsed",
        /// What it had to say must not go out.
        Blocked = "blocked",
        /// The buyer has done it on the platform's page.
        DoneByBuyer = "done_by_buyer",
    }
}

vocabulary! {
    /// What the buyer corrected.
    Corrected {
        /// Which order is meant.
        Order = "order",
        /// A value that was given.
        Value = "value",
        /// What is wanted.
        Wish = "wish",
    }
}

vocabulary! {
    /// How a write ended.
    WriteOutcome {
        /// It was carried out.
        Done = "done",
        /// The host refused it.
        Refused = "refused",
        /// Nobody knows.
        Unknown = "unknown",
        /// The host does not offer it.
        Unsupported = "unsupported",
    }
}

vocabulary! {
    /// What a reply contained that must not go out.
    Blocked {
        /// A contact off the platform, or the invitation to one.
        Contact = "contact",
        /// A superlative, a shouted price, or a word that the shop banned.
        BannedWord = "banned_word",
        /// A mobile number.
        MobileNumber = "mobile_number",
        /// A link off the platform.
        Link = "link",
        /// A price, a percentage, a date or a promise that no data supports.
        Ungrounded = "ungrounded",
    }
}

vocabulary! {
    /// What became of a turn, as the buyer sees it. Of several things that happened in one turn the one that comes later here.
    Outcome {
        /// Nothing was said, and nothing waits.
        Silent = "silent",
        /// A courtesy or a remark got a word.
        Courtesy = "courtesy",
        /// A question was answered, or a deed was done.
        Answered = "answered",
        /// The message waits: for more of it, or for a person to answer first.
        Held = "held",
        /// The buyer was asked for something.
        AskedBack = "asked_back",
        /// A menu of likely meanings was offered.
        Menu = "menu",
        /// It was not understood, and noted for the person who is on the way.
        Noted = "noted",
        /// It was not understood.
        NotUnderstood = "not_understood",
        /// A person was called, or a message taken for one.
        HandedOver = "handed_over",
        /// The message came again, and what it was answered with stands.
        Repeated = "repeated",
    }
}

vocabulary! {
    /// The point of the policy that decided a turn, in the order in which they are tried. `docs/dialogue.md` says more of each.
    Point {
        /// The message came again: what it was answered with stands.
        Again = "again",
        /// Too much was asked of the host in this turn.
        TooMuchAsked = "too_much_asked",
        /// The text is a notice of the platform.
        PlatformNotice = "platform_notice",
        /// What a person is said to have said is what the bot has just said.
        Echo = "echo",
        /// A person of the shop took over, said something or handed back.
        PersonActed = "person_acted",
        /// The buyer rated the service.
        Rating = "rating",
        /// A person has the conversation.
        PersonHasIt = "person_has_it",
        /// A time has come.
        Woken = "woken",
        /// Something happened to an order.
        OrderNews = "order_news",
        /// The message waits: for its rest, or for people.
        Waits = "waits",
        /// A card, a picture, a visit, a click.
        NoText = "no_text",
        /// A text without words.
        NoWords = "no_words",
        /// A hand-off rule about the message.
        CallsPeople = "calls_people",
        /// An item of the last menu was chosen.
        MenuChoice = "menu_choice",
        /// The buyer asks for a moment.
        Moment = "moment",
        /// Another order than the one under discussion is meant.
        AnotherOrder = "another_order",
        /// Nothing is wrong, or not any more.
        Settled = "settled",
        /// A service is not wanted.
        Unwanted = "unwanted",
        /// Another wish takes the place of the last one.
        AnotherWish = "another_wish",
        /// Something was asked, and this comes while it waits.
        Asked = "asked",
        /// A yes to a write whose question does not stand any more.
        Lapsed = "lapsed",
        /// The keyword of an answer.
        Keyword = "keyword",
        /// A question of the FAQ, word for word.
        Row = "row",
        /// Haggling.
        Haggling = "haggling",
        /// A doubt before buying.
        Doubt = "doubt",
        /// The buyer wants to hear nothing that was not asked for.
        OptOut = "opt_out",
        /// The order that an entry of the FAQ asked for.
        OrderSent = "order_sent",
        /// What was to be cancelled was not, as the buyer sees it.
        NotCancelled = "not_cancelled",
        /// Words that only point at the picture before them.
        Photo = "photo",
        /// The end of a matter: a nod, thanks, a farewell.
        Closing = "closing",
        /// The goods are on their way back.
        SentBack = "sent_back",
        /// Praise, a laugh, a message to somebody else.
        NothingMuch = "nothing_much",
        /// What was just written is wrong.
        WriteCorrected = "write_corrected",
        /// A correction of the last answer.
        Correction = "correction",
        /// What is asked of the order that is looked at.
        OrderDetail = "order_detail",
        /// More of a sum.
        SumFollowed = "sum_followed",
        /// More of a wish for goods, or one of those that were shown.
        WishRefined = "wish_refined",
        /// More of the last question.
        Continuation = "continuation",
        /// A question that typed facts answer.
        Computed = "computed",
        /// A wish for goods.
        Wish = "wish",
        /// A question without an object of its own.
        WithinTopic = "within_topic",
        /// An entry of the FAQ on the open topic.
        RowWithinTopic = "row_within_topic",
        /// A courtesy or a remark where its usual answer would be out of place.
        OutOfPlace = "out_of_place",
        /// An entry of the FAQ, as good as sure, or likely where nothing else is sure.
        LikelyRow = "likely_row",
        /// Not sure enough while a person is on the way.
        GuessWhileCalled = "guess_while_called",
        /// What was understood, surely enough.
        Understood = "understood",
        /// An entry of the FAQ where nothing is sure.
        PossibleRow = "possible_row",
        /// Several meanings are likely, or none.
        Unsure = "unsure",
    }
}

/// Where something that is said comes from. Written as one string: a kind, a colon and a name.
///
/// ```
/// use kefu::fact::Source;
///
/// let source: Source = "faq:wash".parse().unwrap();
/// assert_eq!(source, Source::Faq("wash".into()));
/// assert_eq!(source.to_string(), "faq:wash");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[non_exhaustive]
pub enum Source {
    /// `answer:ID`: an answer of the knowledge.
    Answer(String),
    /// `faq:ID`: an entry of the FAQ.
    Faq(String),
    /// `flow:ID`: a flow.
    Flow(String),
    /// `text:KEY`: one of the engine's own sentences.
    Text(String),
    /// `hand_off:REASON`: a person is called.
    HandOff(String),
    /// `compose`: the host's writer.
    Compose,
    /// `text`: the engine's own words, of no sentence in particular.
    Own,
}

/// A string is none of what it should name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no source: write answer:ID, faq:ID, flow:ID, text:KEY, hand_off:REASON, compose or text")]
pub struct SourceError(String);

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Answer(id) => write!(f, "answer:{id}"),
            Source::Faq(id) => write!(f, "faq:{id}"),
            Source::Flow(id) => write!(f, "flow:{id}"),
            Source::Text(key) => write!(f, "text:{key}"),
            Source::HandOff(reason) => write!(f, "hand_off:{reason}"),
            Source::Compose => f.write_str("compose"),
            Source::Own => f.write_str("text"),
        }
    }
}

impl std::str::FromStr for Source {
    type Err = SourceError;

    fn from_str(text: &str) -> Result<Source, SourceError> {
        let name = |name: &str| name.to_owned();
        Ok(match text.split_once(':') {
            Some(("answer", id)) => Source::Answer(name(id)),
            Some(("faq", id)) => Source::Faq(name(id)),
            Some(("flow", id)) => Source::Flow(name(id)),
            Some(("text", key)) => Source::Text(name(key)),
            Some(("hand_off", reason)) => Source::HandOff(name(reason)),
            None if text == "compose" => Source::Compose,
            None if text == "text" => Source::Own,
            _ => return Err(SourceError(text.to_owned())),
        })
    }
}

impl From<Source> for String {
    fn from(source: Source) -> String {
        source.to_string()
    }
}

impl TryFrom<String> for Source {
    type Error = SourceError;

    fn try_from(text: String) -> Result<Source, SourceError> {
        text.parse()
    }
}

/// What the buyer was asked for. Written as one string: a slot by its name (`slot:NAME` where that is one of the other words).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
#[non_exhaustive]
pub enum AskedFor {
    /// The value of a flow's slot.
    Slot(String),
    /// `order`: which of the buyer's orders is meant.
    Order,
    /// `order_id`: the number of an order, of somebody who is not signed in.
    OrderId,
    /// `verify`: the last four digits of its phone.
    Verify,
    /// `product`: which product is meant.
    Product,
    /// `confirm`: a yes to a write.
    Confirm,
    /// `hand_off`: what a person should know first.
    HandOff,
    /// `more`: whether there is anything else.
    More,
}

impl AskedFor {
    const WORDS: [(AskedFor, &'static str); 7] = [
        (AskedFor::Order, "order"),
        (AskedFor::OrderId, "order_id"),
        (AskedFor::Verify, "verify"),
        (AskedFor::Product, "product"),
        (AskedFor::Confirm, "confirm"),
        (AskedFor::HandOff, "hand_off"),
        (AskedFor::More, "more"),
    ];
}

impl fmt::Display for AskedFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_word = |name: &str| name.starts_with("slot:") || AskedFor::WORDS.iter().any(|(_, word)| *word == name);
        match self {
            AskedFor::Slot(name) if is_word(name) => write!(f, "slot:{name}"),
            AskedFor::Slot(name) => f.write_str(name),
            word => {
                AskedFor::WORDS.iter().filter(|(known, _)| known == word).try_for_each(|(_, name)| f.write_str(name))
            }
        }
    }
}

impl From<AskedFor> for String {
    fn from(asked: AskedFor) -> String {
        asked.to_string()
    }
}

impl From<String> for AskedFor {
    fn from(text: String) -> AskedFor {
        if let Some((word, _)) = AskedFor::WORDS.into_iter().find(|(_, name)| *name == text) {
            return word;
        }
        AskedFor::Slot(text.strip_prefix("slot:").map(str::to_owned).unwrap_or(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_and_a_question_of_the_same_name_are_told_apart() {
        for (asked, json) in [
            (AskedFor::Order, "order"),
            (AskedFor::Slot("order".to_owned()), "slot:order"),
            (AskedFor::Slot("slot:order".to_owned()), "slot:slot:order"),
            (AskedFor::Slot("address".to_owned()), "address"),
            (AskedFor::Verify, "verify"),
        ] {
            assert_eq!(asked.to_string(), json);
            assert_eq!(AskedFor::from(json.to_owned()), asked);
        }
    }

    #[test]
    fn a_source_is_what_it_was_written_as() {
        for text in
            ["answer:ship.time/pack/1", "faq:a:b", "flow:return", "text:closing", "hand_off:asked", "compose", "text"]
        {
            assert_eq!(text.parse::<Source>().unwrap().to_string(), text);
        }
        for text in ["", "answer", "attribute:材质", "composed"] {
            assert!(text.parse::<Source>().unwrap_err().to_string().contains("answer:ID"), "{text}");
        }
    }

    #[test]
    fn a_word_is_its_name_in_json() {
        for outcome in Outcome::ALL {
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.as_str());
        }
    }
}
