//! What was probably meant where a text is not TOML.

/// Marks of a Chinese keyboard, and what TOML has in their place.
const MARKS: &[(char, &str)] = &[
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('＂', "\""),
    ('＇', "'"),
    ('＝', "="),
    ('，', ","),
    ('、', ","),
    ('【', "["),
    ('】', "]"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('＃', "#"),
    ('：', "="),
];

/// What merchants call the keys.
const KEYS: &[(&str, &str)] = &[
    ("关键词", "keywords"),
    ("关键字", "keywords"),
    ("问题", "question"),
    ("相似问法", "similar"),
    ("答案", "answer"),
    ("回答", "answer"),
    ("编号", "id"),
    ("意图", "intent"),
    ("例句", "examples"),
    ("名称", "name"),
    ("店名", "name"),
    ("店铺名称", "name"),
    ("营业时间", "hours"),
    ("欢迎语", "welcome"),
    ("菜单", "menu"),
    ("回复", "say"),
    ("话术", "say"),
];

/// A mistake in the syntax.
pub(super) struct Mistake {
    /// The byte where it stands.
    pub(super) at: usize,
    /// What it is, where that can be told better than the parser does.
    pub(super) what: Option<&'static str>,
    pub(super) help: String,
    /// The byte up to which other errors follow from this one.
    pub(super) ends: usize,
}

/// The key that a Chinese word stands for.
pub(super) fn key(word: &str) -> Option<&'static str> {
    KEYS.iter().find(|(chinese, _)| *chinese == word).map(|(_, key)| *key)
}

/// What is wrong in the line that holds the byte `error`, where the parser stumbled.
pub(super) fn mistake(text: &str, error: usize) -> Mistake {
    let start = text.get(..error).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    // The parser may stumble over the end of the line itself.
    let ends = start + line.len() + 1;
    let word = line.trim_start().split(['=', '＝', ' ', '\t']).next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    if word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii()) {
        let help = match key(word) {
            Some(key) => format!("write `{key} = …`"),
            None => String::from("docs/knowledge.md lists the keys"),
        };
        return Mistake { at: start + indent, what: Some("keys are written in English"), help, ends };
    }
    let scan = scan(line);
    if let Some((at, mark, instead)) = scan.mark {
        let help = format!("write `{instead}` for `{mark}`; inside of quotes it may stay");
        return Mistake {
            at: start + at,
            what: Some("this mark is of the Chinese keyboard, and TOML does not know it"),
            help,
            ends,
        };
    }
    if let Some(at) = scan.open {
        // The text goes on in the lines below, up to the quote that was to close it.
        let below = rest.get(line.len()..).unwrap_or_default();
        let closing = below.find('"').filter(|end| !below.get(..*end).unwrap_or_default().contains(" = "));
        let closes = closing.map(|end| {
            let behind = below.get(end..).unwrap_or_default();
            ends + end + behind.find('\n').unwrap_or(behind.len())
        });
        let help = "close the quote in its line, or write the text between \"\"\" and \"\"\", with \\n for a new line"
            .to_owned();
        return Mistake {
            at: start + at,
            what: Some("this text is not closed in its line"),
            help,
            ends: closes.unwrap_or(ends),
        };
    }
    Mistake { at: error, what: None, help: String::new(), ends }
}

/// What stands in a line outside of its quoted texts.
struct Scan {
    /// The first mark of a Chinese keyboard, where, and what to write instead.
    mark: Option<(usize, char, &'static str)>,
    /// Where a quote begins that is never closed.
    open: Option<usize>,
}

fn scan(line: &str) -> Scan {
    let mut open: Option<(usize, char)> = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        match open {
            Some((_, '"')) if c == '\\' => {
                chars.next();
            }
            Some((_, quote)) if c == quote => open = None,
            Some(_) => {}
            None if c == '#' => break,
            None if matches!(c, '"' | '\'') => open = Some((at, c)),
            None => {
                if let Some((mark, instead)) = MARKS.iter().find(|(mark, _)| *mark == c) {
                    return Scan { mark: Some((at, *mark, instead)), open: None };
                }
            }
        }
    }
    Scan { mark: None, open: open.map(|(at, _)| at) }
}
