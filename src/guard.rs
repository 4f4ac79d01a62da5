//! What may come in and what may go out.
//!
//! [`Guard`] reads whatever is about to leave a shop, whoever wrote it: the bot, its people, a language model. It is the code that the
//! engine holds its own replies and a shop's knowledge to. `docs/guard.md` has the rules with their sources.
//!
//! ```
//! use kefu::Guard;
//! use kefu::guard::{Action, Evidence, Rule};
//!
//! let guard = Guard::new();
//! let found = guard.check("这款最舒服，加V聊", &Evidence::none());
//! assert_eq!(found[0].rule, Rule::Superlative);
//! assert_eq!(found[0].instead.as_deref(), Some("很舒服"));
//! assert_eq!((found[1].rule, found[1].action), (Rule::Contact, Action::Block));
//!
//! // Figures are held against what this turn's data say.
//! let evidence = Evidence::of(["售价129.00元", "48小时内发货"]);
//! assert!(guard.check("这款129元，2天内发货", &evidence).is_empty());
//! assert_eq!(guard.check("这款119元", &evidence)[0].rule, Rule::Figure);
//! ```

mod check;
mod claims;
mod evidence;
pub(crate) mod grounding;
pub(crate) mod outbound;
pub(crate) mod privacy;
pub(crate) mod written;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::language::banned::Class;
use crate::language::objections;
use crate::text::limit;

pub use check::Guard;
pub use evidence::Evidence;

/// What a text can break. `docs/guard.md` says where each comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A contact or a trade off the platform, in whatever disguise: `薇信`, `V X`, `➕v`, `直接转账给我`.
    Contact,
    /// A telephone, also spelt in Chinese or spread over lines.
    Phone,
    /// A link off the platform, or an e-mail address.
    Link,
    /// A superlative (极限词): `最好的`, `全网第一`. `最近` and `最后一件` are none.
    Superlative,
    /// A shouted price, or a comparison with one that nobody can show: `全网最低`, `原价399`.
    Price,
    /// A reward for a review: `好评返现`.
    Review,
    /// A health claim, as no food may make: `降血糖`.
    Health,
    /// An effect that a cosmetic may not claim without its registration: `祛斑`.
    Efficacy,
    /// What medicine may say alone: `治疗`.
    Medical,
    /// Somebody else's name, address, card or number.
    Buyer,
    /// An amount, a percentage, a date, a number of days or of pieces that is not in the evidence.
    Figure,
    /// A vow that nobody can keep: `保证明天到`, `绝对不起球`.
    Promise,
    /// More characters than the platform sends.
    Long,
    /// A request to wait with nothing behind it.
    Wait,
    /// A word that the shop itself bans.
    Banned,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 15] = [
        Rule::Contact,
        Rule::Phone,
        Rule::Link,
        Rule::Superlative,
        Rule::Price,
        Rule::Review,
        Rule::Health,
        Rule::Efficacy,
        Rule::Medical,
        Rule::Buyer,
        Rule::Figure,
        Rule::Promise,
        Rule::Long,
        Rule::Wait,
        Rule::Banned,
    ];

    /// The rule's name in tables and logs: `contact`.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Contact => "contact",
            Rule::Phone => "phone",
            Rule::Link => "link",
            Rule::Superlative => "superlative",
            Rule::Price => "price",
            Rule::Review => "review",
            Rule::Health => "health",
            Rule::Efficacy => "efficacy",
            Rule::Medical => "medical",
            Rule::Buyer => "buyer",
            Rule::Figure => "figure",
            Rule::Promise => "promise",
            Rule::Long => "long",
            Rule::Wait => "wait",
            Rule::Banned => "banned",
        }
    }

    /// Why, in Chinese, for the people of the shop.
    pub fn why(self) -> &'static str {
        match self {
            Rule::Contact => objections::CONTACT,
            Rule::Phone => objections::PHONE,
            Rule::Link => objections::LINK,
            Rule::Superlative => objections::SUPERLATIVE,
            Rule::Price => objections::PRICE,
            Rule::Review => objections::REVIEW,
            Rule::Health => objections::HEALTH,
            Rule::Efficacy => objections::EFFICACY,
            Rule::Medical => objections::MEDICAL,
            Rule::Buyer => objections::BUYER,
            Rule::Figure => objections::FIGURE,
            Rule::Promise => objections::PROMISE,
            Rule::Long => objections::LONG,
            Rule::Wait => objections::WAIT,
            Rule::Banned => objections::BANNED,
        }
    }

    /// What is done unless a guard is told otherwise.
    fn usual(self) -> Action {
        match self {
            Rule::Superlative | Rule::Price | Rule::Buyer | Rule::Promise => Action::Replace,
            Rule::Long | Rule::Wait => Action::Warn,
            _ => Action::Block,
        }
    }

    fn of(class: Class) -> Rule {
        match class {
            Class::Contact => Rule::Contact,
            Class::Superlative => Rule::Superlative,
            Class::Price => Rule::Price,
            Class::Review => Rule::Review,
            Class::Health => Rule::Health,
            Class::Efficacy => Rule::Efficacy,
            Class::Medical => Rule::Medical,
        }
    }
}

/// Its [name](Rule::name).
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is to be done about a finding, from the mildest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Say it, and tell whoever answers for it.
    Warn,
    /// Say [`Finding::instead`] in its place. Where there is nothing to say instead, a guard asks for [`Action::Block`].
    Replace,
    /// Do not say it; call a person, where nobody wrote it.
    Block,
}

/// One thing that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// By which rule.
    pub rule: Rule,
    /// Where, in bytes of the text; always on borders of characters.
    pub span: Range<usize>,
    /// Why, in Chinese: a sentence with its source.
    pub why: &'static str,
    /// What can stand in the place of the span.
    pub instead: Option<String>,
    /// What is to be done.
    pub action: Action,
}

/// A buyer's message as the engine reads it: cut to the limit, without control characters (line breaks and tabs stay).
pub(crate) fn inbound(text: &str) -> Cow<'_, str> {
    let text = limit::inbound(text);
    let is_unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.contains(is_unwanted) { Cow::Owned(text.replace(is_unwanted, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(inbound(text), expect);
    }

    #[test]
    fn inbound_strips_and_cuts() {
        check("到哪了\n谢谢", "到哪了\n谢谢");
        check("到\u{0}哪\u{1b}[0m了\r\n", "到哪[0m了\n");
        check(&"退".repeat(2_500), &"退".repeat(2_000));
    }
}
