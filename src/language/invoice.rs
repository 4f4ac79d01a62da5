//! The title of an invoice and the number of a taxpayer in a message.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::consent::consent;
use crate::language::question::is_question;
use crate::text::starts;

/// The title of an invoice in a message: what stands behind the word for it.
static TITLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:抬头|名称)\s*(?:是|为|改成|开成|叫|[:：])\s*(\p{Han}{2,30})").ok());
/// The number of a taxpayer.
static TAX_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^0-9A-Za-z])([0-9A-Z]{15,20})(?:[^0-9A-Za-z]|$)").ok());

/// The title that an invoice is to have.
pub(crate) fn title(text: &str) -> Option<&str> {
    let title = TITLE.as_ref()?.captures(text)?.get(1)?.as_str();
    let labels = ["统一社会", "纳税", "税号", "地址", "电话", "开户", "账号", "单位", "名称"];
    let is_title = !starts(title, &labels) && !is_question(title) && consent(title, &[]).is_none();
    is_title.then_some(title)
}

/// The number of a taxpayer.
pub(crate) fn tax_id(text: &str) -> Option<&str> {
    let number = TAX_ID.as_ref()?.captures(text)?.get(1)?.as_str();
    number.contains(|c: char| c.is_ascii_alphabetic()).then_some(number)
}
