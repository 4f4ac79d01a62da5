//! What a buyer wishes for, as a question to whoever knows the goods.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::money::Fen;

/// For whom goods shall be, in words of their pages. A product is for them where it says none of `never`, and says one of `called` or
/// none of `others`: goods that say nothing are for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Whom {
    /// What goods for them say: `男`, `通用`.
    pub called: Vec<String>,
    /// What goods for somebody else say.
    pub others: Vec<String>,
    /// What goods that are never for them say.
    pub never: Vec<String>,
}

impl Whom {
    /// Whether goods whose page says this are for them.
    #[must_use]
    pub fn is_for(&self, page: &str) -> bool {
        let says = |words: &[String]| words.iter().any(|word| page.contains(word.as_str()));
        !says(&self.never) && (says(&self.called) || !says(&self.others))
    }
}

/// Which of the goods that fit come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Sorting {
    /// Those that fit best.
    #[default]
    Best,
    /// Those that were sold most.
    Popular,
    /// Those that came last.
    New,
    /// The cheapest.
    Cheapest,
    /// The dearest.
    Dearest,
}

/// What goods shall not be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Unwanted {
    /// What shall not be said of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Products that were shown, or refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// Colours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<String>,
}

/// What a buyer wishes for: `送爸爸的衬衫 三百以内 别太花`. What is absent does not matter. A source answers with goods on sale that fit
/// all of it, best first; no goods at all are better than goods that do not fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Wish {
    /// What it shall be, in the buyer's words, with other names of the same thing behind `|`: `格子 背包|双肩包`. Empty: whatever fits the
    /// rest.
    #[serde(default)]
    pub words: String,
    /// The lowest price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Fen>,
    /// The highest price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Fen>,
    /// Colours, one of which it shall have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<String>,
    /// A size that must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whom: Option<Whom>,
    /// What it shall not be.
    #[serde(default)]
    pub not: Unwanted,
    /// A product that it shall be like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// A product that it shall go with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// A price that it shall cost less than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cheaper_than: Option<Fen>,
    /// The province that it must be sent to, by its full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What comes first.
    #[serde(default)]
    pub order: Sorting,
}

impl Wish {
    /// Goods of these words.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Wish {
        Wish { words: words.into(), ..Wish::default() }
    }

    /// For somebody.
    #[must_use]
    pub fn whom(mut self, whom: Whom) -> Wish {
        self.whom = Some(whom);
        self
    }

    /// At these prices, both ends included.
    #[must_use]
    pub fn price(mut self, from: Option<Fen>, to: Option<Fen>) -> Wish {
        (self.from, self.to) = (from, to);
        self
    }

    /// In this order.
    #[must_use]
    pub fn order(mut self, order: Sorting) -> Wish {
        self.order = order;
        self
    }

    /// Goes with this product.
    #[must_use]
    pub fn with(mut self, id: impl Into<String>) -> Wish {
        self.with = Some(id.into());
        self
    }

    /// Like this product.
    #[must_use]
    pub fn like(mut self, id: impl Into<String>) -> Wish {
        self.like = Some(id.into());
        self
    }
}

/// As it is noted in a trace: `格子 12900..30000 men with p1001`.
impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)?;
        if self.from.is_some() || self.to.is_some() {
            let end = |fen: Option<Fen>| fen.map(|fen| fen.to_string()).unwrap_or_default();
            write!(f, " {}..{}", end(self.from), end(self.to))?;
        }
        for (name, value) in [("with", &self.with), ("like", &self.like), ("size", &self.size)] {
            if let Some(value) = value {
                write!(f, " {name} {value}")?;
            }
        }
        if let Some(whom) = self.whom.as_ref().and_then(|whom| whom.called.first()) {
            write!(f, " for {whom}")?;
        }
        if self.order != Sorting::Best {
            write!(f, " {:?}", self.order)?;
        }
        Ok(())
    }
}
