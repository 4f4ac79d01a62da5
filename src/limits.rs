//! The bounds of everything that comes in, is kept and goes out, in one table. `docs/hosts.md` shows the same one.
//!
//! What comes in is cut once, at its door (`turn/door.rs`, `session.rs`, the readers of the knowledge), so that nothing
//! behind it has to ask how much there is.

macro_rules! bounds {
    ($($name:ident = $value:literal, $what:literal, $over:literal;)*) => {
        $(#[doc = concat!("Bound: ", $what, ". Over it: ", $over, ".")] pub(crate) const $name: usize = $value;)*

        /// What is bounded, by how much, and what becomes of the rest.
        #[cfg(test)]
        const TABLE: &[(&str, usize, &str)] = &[$(($what, $value, $over)),*];
    };
}

bounds! {
    ID = 128, "bytes of an id (message, buyer, order, product, variant, after-sale, waybill)", "it counts as absent; an order, a product or a variant with such an id does not exist";
    INBOUND = 2_000, "characters of a buyer's message or an agent's line", "the rest is not read";
    URL = 300, "characters of a picture's place", "the picture came, its place is not known";
    ORDERS = 50, "orders of an answer", "the first ones count";
    ITEMS = 100, "items of an order", "the first ones count";
    PARCELS = 20, "parcels of an order", "the first ones count";
    NODES = 200, "nodes of a parcel", "the last ones count";
    AFTERSALES = 20, "after-sale requests of an order", "the last ones count";
    PRODUCTS = 20, "products of an answer", "the first ones count";
    SKUS = 500, "variants of a product", "the first ones count";
    OPTIONS = 10, "options of a variant", "the first ones count";
    ATTRIBUTES = 100, "attributes, other names, tags, regions or related products of a product", "the first ones count";
    CHART = 50, "rows of a size chart, and its columns", "the first ones count";
    TITLE = 200, "characters of a name in data (title, option, category, receiver, carrier)", "the rest is cut";
    TEXT = 800, "characters of another text in data (attribute, note, address, news of a parcel)", "the rest is cut";
    VALUES = 20, "values of a call's result", "the first ones count";
    SLOT = 120, "characters of a slot, a call's value or the reason of a refusal", "it is no answer; of the host's the rest is cut";
    OUTBOUND = 800, "characters of a reply", "it ends in `…`; of a composed text: it is not said";
    LABEL = 60, "characters of a menu's item", "it ends in `…`";
    CHOICES = 12, "items of a menu", "the first ones are offered";
    REPLIES = 3, "replies of a turn, beside the notice", "texts are joined; then cards and pictures are left out, the last first";
    CARDS = 3, "cards of goods of a turn, beside its replies", "the rest is left out";
    STEPS = 64, "steps of a flow in a turn", "a person goes on";
    NEEDS = 8, "needs of a turn", "a person goes on";
    LINES = 40, "lines that a session keeps", "the oldest are forgotten and counted";
    LINES_BYTES = 8_000, "bytes of these lines as JSON", "the oldest are forgotten and counted";
    SEEN = 16, "inputs whose outcome a session keeps", "the oldest are forgotten";
    SEEN_BYTES = 8_000, "bytes of their replies as JSON, beside the last one's", "the oldest have no replies any more";
    ANSWERS = 12, "answers that a session knows to have told", "the oldest are forgotten";
    TOLD = 16, "events of orders that a session remembers as told", "the oldest are forgotten";
    GIVEN = 24, "answers whose uses a session counts", "the rarest are forgotten";
    SLOTS = 64, "slots that a stored flow has", "the first ones count";
    NAMED = 16, "values that a stored question has", "the first ones count";
    SUMMED = 6, "lines of goods that a session keeps as summed last", "of more none are kept";
    WISH = 60, "characters of what goods shall be, in a wish", "the rest is cut";
    UNREAD = 120, "characters of a message that waits", "the last ones are kept";
    JUST = 40, "characters of a message that the next one can go on with", "it is not gone on with";
    TOML = 2_000_000, "bytes of a TOML file", "the file is refused";
    CSV = 16_000_000, "bytes of an FAQ table", "the table is refused";
    ROWS = 50_000, "rows of an FAQ table", "the table is refused";
    COLUMNS = 64, "columns of an FAQ table", "the table is refused";
    CELL = 20_000, "characters of a cell", "an error at the cell";
    DIAGNOSTICS = 100, "diagnostics that are reported", "the rest is counted";
    RETURN_DAYS = 365, "days that `policy.return_days` can have", "an error at the policy";
    PROMOTIONS = 200, "promotions of a shop", "an error at the first one over it";
    BASKET = 50, "lines of a basket whose sum is asked", "the first ones count";
    PATTERN = 10_000, "size of a pattern: its characters, classes by their ranges, times its repetitions", "an error at the pattern";
    PATTERNS = 200_000, "size of all patterns of a shop, each 200 more than its own", "an error at the first pattern over it";
    STATES = 64_000_000, "bytes of what all patterns remember of the texts they looked at", "each has its part, 64,000 at least; it forgets and begins again";
}

/// Whether a text can be an id: there is something of it, it is short, and it is all on one line.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= ID && !text.contains(char::is_control)
}

/// Whether a text has such a byte. Sixteen are asked at once, for which the question must be one without a branch.
pub(crate) fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    let (chunks, rest) = text.as_bytes().as_chunks::<16>();
    chunks.iter().any(|chunk| any(chunk, &is)) || any(rest, &is)
}

fn any(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(0, |found, byte| found | u8::from(is(*byte))) != 0
}

/// Bytes that a text takes in JSON, without its quotes.
pub(crate) fn json_len(text: &str) -> usize {
    let is_escaped = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
    let more = |byte: &u8| match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 1,
        0..0x20 => 5,
        _ => 0,
    };
    let (chunks, rest) = text.as_bytes().as_chunks::<16>();
    // Hardly any has a byte that is escaped.
    let chunks = chunks.iter().filter(|chunk| any(*chunk, is_escaped));
    text.len() + chunks.flatten().chain(rest).map(more).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1000000` as people read it.
    fn grouped(number: usize) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    #[test]
    fn the_documentation_has_this_table() {
        let rows = TABLE.iter().map(|(what, value, over)| format!("| {what} | {} | {over} |\n", grouped(*value)));
        let table: String = rows.collect();
        let docs = include_str!("../docs/hosts.md");
        assert!(docs.contains(&table), "docs/hosts.md must have these rows:\n{table}");
    }

    #[test]
    fn ids() {
        for (id, expect) in [
            ("6917533224570258991", true),
            ("", false),
            ("a\nb", false),
            (&*"1".repeat(128), true),
            (&*"1".repeat(129), false),
        ] {
            assert_eq!(is_id(id), expect, "{id:?}");
        }
    }

    #[test]
    fn lengths_are_those_of_json() {
        for text in ["", "到哪了", "a\"b\\c\nd\te\u{1}", "😭"] {
            assert_eq!(json_len(text) + 2, serde_json::to_string(text).unwrap().len(), "{text:?}");
        }
    }
}
