//! What arrives as a buyer's text and is none: notices of the platform, cards that a channel passes on as text, and the bot's own
//! lines that a desk returns.

use crate::action::Speaker;
use crate::dialogue::{Compiled, Draft};
use crate::fact::Fact;
use crate::input::{Content, Input};
use crate::language::card::{card, is_block, without_cards};
use crate::language::notes;
use crate::language::notice::is_notice;
use crate::text::normalize::plain;

/// The notice of the platform that the text is, as the knowledge lists it: a `*` stands for any rest.
pub(crate) fn notice_in(compiled: &Compiled, content: &Content) -> Option<String> {
    let Content::Text { text } = content else { return None };
    let text = plain(crate::text::limit::inbound(text));
    let notices = &compiled.knowledge.profile.notices;
    notices.iter().find(|notice| is_notice(&text, notice)).cloned()
}

/// The input with the card that its text is, where a channel passes cards on as text: an order with its number, sum and date or
/// state, a product with its price and number.
pub(crate) fn as_card(compiled: &Compiled, input: Input) -> Input {
    let Content::Text { text } = &input.content else { return input };
    if !is_block(text) {
        return match without_cards(text) {
            Some(text) => Input { content: Content::Text { text }, ..input },
            None => input,
        };
    }
    let heard = compiled.reader.read(&compiled.knowledge, text, input.at);
    match card(text, &heard.entities) {
        Some(content) => Input { content, ..input },
        None => input,
    }
}

impl Draft<'_> {
    /// A notice of the platform: nothing that the buyer said, and nothing changes.
    pub(crate) fn note_platform(&mut self, notice: &str) {
        self.note(notes::platform(notice));
        self.out.fact(Fact::PlatformSaid { notice: notice.to_owned() });
    }

    /// Whether what a person is reported to have said is what the bot has just said: some desks return its own messages.
    pub(crate) fn is_echo(&self, text: &str) -> bool {
        let text = plain(text);
        let said = self.world.session.lines.iter().rev().take(RECENT).filter(|line| line.by == Speaker::Bot);
        !text.is_empty()
            && said.map(|line| plain(&line.text)).any(|line| {
                // A menu comes back with its items, or without.
                line == text
                    || line
                        .strip_prefix(text.as_str())
                        .is_some_and(|items| items.starts_with('1') && text.chars().count() > 4)
            })
    }
}

/// Lines among which an echo is looked for: it comes right behind what it repeats.
const RECENT: usize = 8;
