//! FAQ search of kefu and of tantivy over the same questions, in the same run:
//!
//! ```sh
//! cargo run --release --manifest-path benches/peers/Cargo.toml [-- --million]
//! ```
//!
//! A package of its own, because tantivy brings a hundred crates. It gets
//! the best case: one segment in memory, no positions, nothing stored, a disjunction of terms built without a parser, and the
//! entry's number as the whole result.

mod jieba;

use std::time::Duration;

use kefu_benches::measure;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer};
use tantivy::{Index, IndexReader, TantivyDocument, Term};

struct Tantivy {
    reader: IndexReader,
    analyzer: TextAnalyzer,
    field: Field,
}

impl Tantivy {
    fn build(entries: &[String], analyzer: TextAnalyzer) -> Tantivy {
        let indexing = TextFieldIndexing::default().set_tokenizer("own").set_index_option(IndexRecordOption::WithFreqs);
        let mut schema = Schema::builder();
        let field = schema.add_text_field("question", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("own", analyzer.clone());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 1 << 30).unwrap();
        for question in entries {
            let mut document = TantivyDocument::default();
            document.add_text(field, question);
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let reader = index.reader().unwrap();
        assert_eq!(reader.searcher().segment_readers().len(), 1, "a document's number is its entry's");
        Tantivy { reader, analyzer, field }
    }

    fn first(&self, text: &str) -> Option<usize> {
        let mut analyzer = self.analyzer.clone();
        let mut tokens = analyzer.token_stream(text);
        let mut terms: Vec<(_, Box<dyn Query>)> = Vec::new();
        while let Some(token) = tokens.next() {
            let term = Term::from_field_text(self.field, &token.text);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            terms.push((tantivy::query::Occur::Should, Box::new(query)));
        }
        let query = BooleanQuery::new(terms);
        let found = self.reader.searcher().search(&query, &TopDocs::with_limit(5).order_by_score()).unwrap();
        found.first().map(|(_, address)| address.doc_id as usize)
    }
}

fn main() {
    measure::print_header();
    for size in measure::sizes() {
        let (entries, messages) = measure::questions(size);
        measure::kefu(&entries, &messages);
        let analyzers = [
            ("tantivy, characters 1–2", TextAnalyzer::from(NgramTokenizer::all_ngrams(1, 2).unwrap())),
            ("tantivy, characters 2", TextAnalyzer::from(NgramTokenizer::all_ngrams(2, 2).unwrap())),
            ("tantivy, jieba", TextAnalyzer::from(jieba::Words::default())),
        ];
        for (name, analyzer) in analyzers {
            let build = || Tantivy::build(&entries, analyzer);
            let first = |engine: &Tantivy, text: &str| entries.get(engine.first(text)?).cloned();
            measure::row(name, &entries, &messages, Duration::ZERO, build, first);
        }
    }
}
