//! Words of jieba as tokens of tantivy.

use std::sync::{Arc, LazyLock};

use jieba_rs::Jieba;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

static JIEBA: LazyLock<Arc<Jieba>> = LazyLock::new(|| Arc::new(Jieba::new()));

#[derive(Clone)]
pub struct Words(Arc<Jieba>);

impl Default for Words {
    /// Loads the dictionary the first time, so that it is no part of what building an index takes.
    fn default() -> Words {
        Words(Arc::clone(&JIEBA))
    }
}

pub struct Stream<'t> {
    words: std::vec::IntoIter<&'t str>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'t> = Stream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Stream<'t> {
        let words: Vec<&str> = self.0.cut(text, false).into_iter().map(|token| token.word).collect();
        Stream { words: words.into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.offset_from = self.token.offset_to;
        self.token.offset_to += word.len();
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(word);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
