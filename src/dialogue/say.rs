//! Saying something: the knowledge's sentences with their values, and menus under them.

use std::cell::Cell;

use crate::dialogue::Draft;
use crate::dialogue::hash;
use crate::knowledge::TextKey;
use crate::knowledge::field::Template;
use crate::limits;
use crate::reply::MenuItem;
use crate::reply::Reply;
use crate::session::Choice;
use crate::text::limit;

impl<'a> Draft<'a> {
    /// Says one of the variants; `false` when none has all its values.
    pub(super) fn say(&mut self, variants: &[Template]) -> bool {
        match self.choose(variants) {
            Some(text) => {
                self.out.say(text);
                true
            }
            None => false,
        }
    }

    /// One of the variants that have all their values: picked by the conversation and the turn, and not the one said last.
    ///
    /// Those with the most values come first: one that says less is there for when something is not known.
    pub(super) fn choose(&self, variants: &[Template]) -> Option<String> {
        let first = usize::try_from(hash(&format!("{}:{}", self.state.id, self.state.revision)) % 1_000).unwrap_or(0);
        let count = variants.len().max(1);
        let mut order: Vec<&Template> =
            (0..variants.len()).filter_map(|step| variants.get((first + step) % count)).collect();
        order.sort_by_key(|variant| std::cmp::Reverse(variant.references().count()));
        // What is all about people who cannot come says nothing, and is well said so.
        let silent = Cell::new(false);
        let mut full = order.into_iter().filter_map(|variant| self.render(variant)).filter(|text| {
            silent.set(silent.get() || text.is_empty());
            !text.is_empty()
        });
        let Some(text) = full.next() else { return silent.get().then(String::new) };
        let other = if hash(&text) == self.talk.said() { full.next() } else { None };
        Some(other.unwrap_or(text))
    }

    /// Says one of the engine's own sentences.
    pub(super) fn say_own(&mut self, key: TextKey) -> bool {
        let knowledge = self.knowledge();
        self.say(knowledge.text(key))
    }

    /// Says an own sentence, with numbered choices under it.
    pub(super) fn offer(&mut self, key: TextKey, choices: Vec<Choice>) {
        let knowledge = self.knowledge();
        let text = self.choose(knowledge.text(key)).unwrap_or_default();
        self.offer_under(text, choices);
    }

    /// Says a text with numbered choices under it; as a plain text when there are none.
    pub(super) fn offer_under(&mut self, text: String, mut choices: Vec<Choice>) {
        choices.truncate(limits::CHOICES);
        for choice in &mut choices {
            choice.label = limit::shortened(&choice.label, limits::LABEL).into_owned();
        }
        if choices.is_empty() {
            self.out.say(text);
            return;
        }
        let items = choices.iter().map(|choice| MenuItem::new(choice.label.clone())).collect();
        self.out.reply(Reply::Menu { text, items });
        self.open.offer(choices);
    }

    /// A hash of what is said last.
    pub(super) fn last_words(&self) -> u64 {
        let last = self.out.replies().next_back().map(|reply| match reply {
            Reply::Menu { text, .. } => hash(text),
            other => hash(&other.text()),
        });
        last.unwrap_or_default()
    }
}
