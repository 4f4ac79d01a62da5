//! The words of `[lexicon]`.

use toml::Spanned;
use toml::de::DeValue;

use super::super::lexicon::{Word, has_values};
use super::super::source::Source;
use super::entry::{Entry, Reader};
use super::keys::{CHOICE, LEXICON};

impl Reader<'_> {
    pub(super) fn lexicon<'t>(&self, value: &'t Spanned<DeValue<'t>>, source: &mut Source) {
        let Some(mut e) = Entry::new(self, "[lexicon]", value, LEXICON) else { return };
        for key in LEXICON.iter().copied() {
            let Some(list) = e.raw(key) else { continue };
            match list.get_ref() {
                DeValue::Array(items) if has_values(key) => {
                    items.iter().for_each(|item| self.words(key, item, source));
                }
                _ if has_values(key) => self.words(key, list, source),
                _ => self.plain_words(key, list, source),
            }
        }
    }

    /// A word, or a table of words with what they stand for.
    fn words<'t>(&self, key: &'static str, item: &'t Spanned<DeValue<'t>>, source: &mut Source) {
        if item.get_ref().as_table().is_none() {
            return self.plain_words(key, item, source);
        }
        let Some(mut e) = Entry::new(self, key, item, CHOICE) else { return };
        let (value, words) = (e.required("value"), e.raw("words"));
        let Some((value, words)) = value.zip(words) else { return };
        let words = self.text_list("words", words).into_iter();
        source.lexicon.extend(words.map(|(word, place)| Word { key, word, value: Some(value.clone()), place }));
    }

    fn plain_words(&self, key: &'static str, list: &Spanned<DeValue<'_>>, source: &mut Source) {
        let words = self.text_list(key, list).into_iter();
        source.lexicon.extend(words.map(|(word, place)| Word { key, word, value: None, place }));
    }
}
