//! What a Chinese text says by closed rules: words and their readers, without a classifier, without knowledge of a shop, without a
//! session. One file is one grammar or one kind of word, its tables at the top and what reads them below.

pub(crate) mod card;
pub(crate) mod choice;
pub(crate) mod consent;
pub(crate) mod correction;
pub(crate) mod deed;
pub(crate) mod free_text;
pub(crate) mod invoice;
pub(crate) mod likeness;
pub(crate) mod meanwhile;
pub(crate) mod notice;
pub(crate) mod options;
pub(crate) mod outcome;
pub(crate) mod phone;
pub(crate) mod photo;
pub(crate) mod pointing;
pub(crate) mod politeness;
pub(crate) mod question;
pub(crate) mod remark;
pub(crate) mod reported;
pub(crate) mod retraction;
pub(crate) mod settled;
pub(crate) mod size;
pub(crate) mod speech;
pub(crate) mod topic;
pub(crate) mod waybill;
pub(crate) mod ways_out;
