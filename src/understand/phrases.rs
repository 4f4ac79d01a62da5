//! The phrases of the knowledge as they become rules and examples.

use super::without_numbers;
use crate::knowledge::Knowledge;
use crate::language::misspelt::Written;
use crate::language::shorthand::Shorthand;
use crate::text::normalize::Normalized;

/// How phrases of the knowledge are written before they become rules and examples, as messages are.
pub(crate) struct Forms {
    pub(super) written: Written,
    pub(super) shorthand: Shorthand,
    /// What rules wait for word by word: it must reach them as it is.
    pub(super) rules: String,
}

impl Forms {
    pub(crate) fn new(knowledge: &Knowledge) -> Forms {
        let heard = knowledge.hand_offs.iter().flat_map(|rule| &rule.words);
        let rules: Vec<&str> =
            knowledge.intents.iter().flat_map(|intent| &intent.patterns).chain(heard).map(String::as_str).collect();
        let rules = rules.join("\n");
        let lexicon = &knowledge.lexicon;
        Forms { written: Written::new(lexicon, &rules), shorthand: Shorthand::new(lexicon, &rules), rules }
    }

    pub(super) fn normal(&self, text: &str) -> String {
        let text = self.written.correct(Normalized::new(text).text());
        self.shorthand.expanded(&text).unwrap_or(text)
    }
}

/// An example of an intent, in its normal form.
pub(crate) struct Example {
    pub(super) text: String,
    pub(super) intent: usize,
    class: u32,
}

impl Example {
    /// What the classifier learns from: as it will read messages.
    pub(crate) fn learnt(&self) -> (String, u32) {
        (without_numbers(&self.text), self.class)
    }
}

/// The examples of all intents, and the intent behind each class.
pub(crate) fn examples(knowledge: &Knowledge, forms: &Forms) -> (Vec<usize>, Vec<Example>) {
    let mut classes: Vec<usize> = Vec::new();
    let mut examples: Vec<Example> = Vec::new();
    for (index, intent) in knowledge.intents.iter().enumerate() {
        if intent.examples.is_empty() {
            continue;
        }
        let root = root(knowledge, index);
        let class = classes.iter().position(|&class| class == root).unwrap_or_else(|| {
            classes.push(root);
            classes.len() - 1
        });
        let class = u32::try_from(class).unwrap_or(u32::MAX);
        let read = |example: &String| Example { text: forms.normal(example), intent: index, class };
        examples.extend(intent.examples.iter().map(read));
    }
    (classes, examples)
}

/// The ids of the intents behind the classes.
pub(crate) fn class_names<'k>(knowledge: &'k Knowledge, classes: &[usize]) -> Vec<&'k str> {
    classes.iter().filter_map(|index| knowledge.intents.get(*index)).map(|intent| intent.id.as_str()).collect()
}

/// The intent that the examples of `index` train: the coarsest one above it.
pub(crate) fn root(knowledge: &Knowledge, index: usize) -> usize {
    let mut root = index;
    while let Some(parent) = knowledge.intents.get(root).and_then(|intent| intent.refines) {
        root = parent;
    }
    root
}
