//! What was probably meant where a text is not TOML.

use super::super::problem::Problem;

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
    ("答案", "say"),
    ("回答", "answer"),
    ("回答", "say"),
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
    ("转人工", "hand_off"),
    ("条件", "when"),
    ("停用", "disabled"),
    ("客服名称", "assistant"),
    ("公告", "notice"),
];

/// What merchants call the tables.
const TABLES: &[(&str, &str)] = &[
    ("店铺", "[shop]"),
    ("店铺信息", "[shop]"),
    ("政策", "[policy]"),
    ("售后政策", "[policy]"),
    ("话术", "[text]"),
    ("违禁词", "[guard]"),
    ("意图", "[[intent]]"),
    ("回答", "[[answer]]"),
    ("答案", "[[answer]]"),
    ("自动回复", "[[answer]]"),
    ("问答", "[[faq]]"),
    ("常见问题", "[[faq]]"),
    ("流程", "[[flow]]"),
    ("转人工", "[[hand_off]]"),
    ("模式", "[[mode]]"),
    ("接待模式", "[[mode]]"),
    ("通知", "[[event]]"),
];

/// A mistake in the syntax.
pub(super) struct Mistake {
    /// The byte where it stands.
    pub(super) at: usize,
    /// What it is, where that can be told better than the parser does.
    pub(super) what: Option<Problem>,
    /// The byte up to which other errors follow from this one.
    pub(super) ends: usize,
}

/// A key in Chinese: nothing but a mistake, whatever it stands for among the keys that are `known` where it stands.
pub(super) fn chinese_key(word: &str, known: impl Fn(&str) -> bool) -> Option<Problem> {
    if !is_chinese(word) {
        return None;
    }
    let key = KEYS.iter().find(|(chinese, key)| *chinese == word && known(key)).map(|(_, key)| *key);
    Some(Problem::ChineseKey { key })
}

/// The same of the name of a table.
pub(super) fn chinese_table(word: &str) -> Option<Problem> {
    let (_, table) = TABLES.iter().find(|(chinese, _)| *chinese == word)?;
    Some(Problem::ChineseTable { table })
}

fn is_chinese(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii())
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
    let table = word.starts_with('[').then(|| chinese_table(word.trim_matches(['[', ']', '\r']))).flatten();
    if let Some(what) = chinese_key(word, |_| true).or(table) {
        return Mistake { at: start + indent, what: Some(what), ends };
    }
    let scan = scan(line);
    if let Some((at, mark, instead)) = scan.mark {
        return Mistake { at: start + at, what: Some(Problem::ChineseMark { mark, instead }), ends };
    }
    if let Some(at) = scan.open {
        // The text goes on in the lines below, up to the quote that was to close it.
        let below = rest.get(line.len()..).unwrap_or_default();
        let closing = below.find('"').filter(|end| !below.get(..*end).unwrap_or_default().contains(" = "));
        let closes = closing.map(|end| {
            let behind = below.get(end..).unwrap_or_default();
            ends + end + behind.find('\n').unwrap_or(behind.len())
        });
        return Mistake { at: start + at, what: Some(Problem::Unclosed), ends: closes.unwrap_or(ends) };
    }
    Mistake { at: error, what: None, ends }
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
