//! The words of a trade, as the readers of this folder take them. Which they are the knowledge says, in `[lexicon]`.

/// What a word shows of how a buyer feels, or of what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignKind {
    Worried,
    /// A sigh, which says little alone.
    Sad,
    Annoyed,
    Angry,
    Abusive,
    Threat,
    Crisis,
    /// An emergency that no ware is named after: nothing but a harmless word takes it back.
    SelfHarm,
}

/// A trade's words in their normal form, none twice in a list. Where a list has pairs, the second is what the first stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) signs: Vec<(String, SignKind)>,
    /// They are no signs here, whoever lists them as one.
    pub(crate) no_signs: Vec<String>,
    /// They hold a sign and mean something else.
    pub(crate) harmless: Vec<String>,
    /// Behind the sign of an emergency they make a ware of it.
    pub(crate) wares: Vec<String>,
    /// A colour that stands for no other is called as its word is, with 色 where that is usual.
    pub(crate) colours: Vec<(String, Option<String>)>,
    pub(crate) carriers: Vec<(String, String)>,
    /// Everyday words too.
    pub(crate) doubtful_carriers: Vec<(String, String)>,
    /// They are no names of colours and carriers, and none is found in them.
    pub(crate) no_names: Vec<String>,
    /// A sentence of the bot with one of these promises something.
    pub(crate) promises: Vec<String>,
    pub(crate) abbreviations: Vec<(String, String)>,
    /// Both sides have as many bytes.
    pub(crate) misspellings: Vec<(String, String)>,
}
