//! What the host is asked, each with what it answers.

use std::collections::BTreeMap;

use super::order::Order;
use super::product::Product;
use super::{Call, Compose, LookupError, OrderQuery, ProductQuery, Request, RequestOutcome};

/// What a look-up gave.
pub type Looked<T> = Result<T, LookupError>;

/// Something that only the host can tell: [`OrderQuery`], [`ProductQuery`], [`Request`], [`Call`] or [`Compose`]. No other
/// type implements it.
pub trait Query: sealed::Sealed {
    /// What the host answers.
    type Answer;

    /// The question as one of all kinds.
    #[doc(hidden)]
    fn question(self) -> Question;

    /// The question with its answer as one of all kinds.
    #[doc(hidden)]
    fn told(self, answer: Looked<Self::Answer>) -> Told;

    /// The question and its answer, where they are of this kind.
    #[doc(hidden)]
    fn of(told: &Told) -> Option<(&Self, &Looked<Self::Answer>)>;
}

mod sealed {
    pub trait Sealed: Clone + PartialEq + std::fmt::Debug + 'static {}
}

/// Declares the kinds of questions: their names, their types and their answers.
macro_rules! queries {
    ($($kind:ident: $query:ty => $answer:ty;)*) => {
        /// A question of any kind that waits for its answer.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Question {
            $($kind($query),)*
        }

        /// A question of any kind with what the host told.
        #[derive(Clone, Debug)]
        pub enum Told {
            $($kind($query, Looked<$answer>),)*
        }

        $(
            impl sealed::Sealed for $query {}

            impl Query for $query {
                type Answer = $answer;

                fn question(self) -> Question {
                    Question::$kind(self)
                }

                fn told(self, answer: Looked<$answer>) -> Told {
                    Told::$kind(self, answer)
                }

                fn of(told: &Told) -> Option<(&$query, &Looked<$answer>)> {
                    match told {
                        Told::$kind(query, answer) => Some((query, answer)),
                        _ => None,
                    }
                }
            }
        )*
    };
}

queries! {
    Order: OrderQuery => Vec<Order>;
    Product: ProductQuery => Vec<Product>;
    Request: Request => RequestOutcome;
    Call: Call => BTreeMap<String, String>;
    Compose: Compose => String;
}
