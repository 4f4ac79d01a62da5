//! What a Chinese text says by closed rules: without a classifier, and without knowing a shop, a conversation or an order.
//!
//! One file is one grammar or one kind of word. The tables stand at its top, the one reader of them below; the compiler checks
//! them, and nothing is read at the start. The words that differ from trade to trade are no tables here: the knowledge lays them
//! together in a `lexicon`, and the readers compile it. The names that people see for states, moods and the like are in `labels`.

pub(crate) mod banned;
pub(crate) mod bought;
pub(crate) mod card;
pub(crate) mod choice;
pub(crate) mod clauses;
pub(crate) mod consent;
pub(crate) mod continuation;
pub(crate) mod correction;
pub(crate) mod deed;
pub(crate) mod ellipsis;
pub(crate) mod entity;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod free_text;
pub(crate) mod handover;
pub(crate) mod harmless;
pub(crate) mod identity;
pub(crate) mod invoice;
pub(crate) mod keyword;
pub(crate) mod labels;
pub(crate) mod lacks;
pub(crate) mod lexicon;
pub(crate) mod likeness;
pub(crate) mod meanwhile;
pub(crate) mod misspelt;
pub(crate) mod mood;
pub(crate) mod negation;
pub(crate) mod notes;
pub(crate) mod notice;
pub(crate) mod options;
pub(crate) mod outcome;
pub(crate) mod person;
pub(crate) mod phone;
pub(crate) mod photo;
pub(crate) mod pointing;
pub(crate) mod promise;
pub(crate) mod question;
pub(crate) mod reasons;
pub(crate) mod remark;
pub(crate) mod reported;
pub(crate) mod retraction;
pub(crate) mod samples;
pub(crate) mod settled;
pub(crate) mod shorthand;
pub(crate) mod shown;
pub(crate) mod size;
pub(crate) mod speech;
pub(crate) mod subjects;
pub(crate) mod topic;
pub(crate) mod variant;
pub(crate) mod verb;
pub(crate) mod ware;
pub(crate) mod waybill;
pub(crate) mod ways_out;
