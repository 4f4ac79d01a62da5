//! What a Chinese text says by closed rules: words and their readers, without a classifier, without knowledge of a shop, without a
//! session. One file is one grammar or one kind of word, its tables at the top and what reads them below.

pub(crate) mod choice;
pub(crate) mod consent;
pub(crate) mod free_text;
pub(crate) mod politeness;
pub(crate) mod question;
pub(crate) mod waybill;
