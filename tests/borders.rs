//! The borders between modules, as `docs/architecture.md` draws them: who may use whom, and what no module may use at all.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The way down: each may use those after it, never those before.
const LAYERS: &[&str] =
    &["bot", "turn", "dialogue", "question", "understand", "knowledge", "guard", "language", "text"];
/// Plain data that everybody may use, and that uses nothing but each other.
const LEAVES: &[&str] = &["action", "fact", "input", "reply", "names", "money", "time", "shop", "limits"];
/// A conversation's state: below the dialogue, above the leaves.
const SESSION: &str = "session";
/// The only places with Chinese in their code, and why.
const CHINESE: &[&str] = &[
    "language/",
    // Characters, not words: width, numerals, the simplified form. `language` is built on them, so they cannot stand there.
    "text/",
    // What is wrong with a merchant's files, in words for the merchant. The English book quotes what the files say.
    "knowledge/problem/",
    // The grammar of a file format whose signs are Chinese (`客>`, `服>`); what is said of a mistake in it quotes them.
    "transcript.rs",
    "transcript/",
];
/// They run whole conversations, and are the only ones that may.
const ON_TOP: &[&str] = &["transcript.rs", "transcript/", "knowledge/lint.rs"];

/// A source file without its comments and its tests.
struct Source {
    /// The path in `src`, with slashes.
    path: String,
    code: String,
    lines: usize,
}

impl Source {
    /// The module at the top of the crate that the file belongs to.
    fn module(&self) -> &str {
        let top = self.path.split('/').next().unwrap_or_default();
        top.strip_suffix(".rs").unwrap_or(top)
    }

    fn is_on_top(&self) -> bool {
        ON_TOP.iter().any(|top| self.path.starts_with(top))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources: Vec<Source> = rust_files(&root)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            Source { path, code: code_of(&text), lines: text.lines().count() }
        })
        .filter(|source| !source.path.ends_with("/tests.rs") && !source.path.contains("/tests/"))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 30, "only {} files found", sources.len());
    sources
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// The lines before the tests, without comments.
fn code_of(text: &str) -> String {
    let before_tests = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    let code = before_tests.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// Whether a character is Chinese, or a mark or a letter of full width, as they stand beside Chinese.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// How many lines of a code have Chinese in them, comments behind them aside.
fn chinese_lines(code: &str) -> usize {
    code.lines().filter(|line| line.split(" // ").next().unwrap_or_default().contains(is_chinese)).count()
}

/// The top-level modules that a code names with `crate::…`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => used.extend(names_of_group(group)),
            None => used.extend(first_name(rest)),
        }
    }
    used
}

/// The first names of `a::b, c::{d, e}}`: `a` and `c`.
fn names_of_group(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && c.is_alphabetic() => {
                names.extend(first_name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> Option<String> {
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    (end > 0).then(|| path[..end].to_owned())
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == module)
}

/// Whether a file of module `from` may use module `to`.
fn may_use(from: &str, to: &str) -> bool {
    if from == to || LEAVES.contains(&to) {
        return true;
    }
    match (layer(from), layer(to)) {
        (Some(from), Some(to)) => from < to,
        (Some(from), None) => to == SESSION && Some(from) <= layer("dialogue"),
        _ => false,
    }
}

#[test]
fn the_rules_say_what_the_design_says() {
    for (from, to, expect) in [
        ("bot", "turn", true),
        ("turn", "bot", false),
        ("dialogue", "text", true),
        ("dialogue", "session", true),
        ("understand", "session", false),
        ("understand", "shop", true),
        ("guard", "text", true),
        ("text", "guard", false),
        ("understand", "language", true),
        ("guard", "language", true),
        ("language", "text", true),
        ("language", "shop", true),
        ("language", "knowledge", false),
        ("language", "session", false),
        ("text", "language", false),
        ("shop", "language", false),
        ("shop", "money", true),
        ("shop", "knowledge", false),
        ("session", "reply", true),
        ("session", "dialogue", false),
        ("knowledge", "bot", false),
    ] {
        assert_eq!(may_use(from, to), expect, "{from} → {to}");
    }
    let used = used_modules("use crate::{a::{b, c}, d};\nlet x = crate::e::f(); use crate::g;");
    assert_eq!(used.iter().map(String::as_str).collect::<Vec<_>>(), ["a", "d", "e", "g"]);
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in sources().iter().filter(|source| source.path != "lib.rs" && !source.is_on_top()) {
        for used in used_modules(&source.code) {
            // What is not a module is a name that `lib.rs` re-exports: the long way says where it comes from.
            let known = layer(&used).is_some() || LEAVES.contains(&used.as_str()) || used == SESSION;
            if !known || !may_use(source.module(), &used) {
                wrong.push(format!("{} uses crate::{used}", source.path));
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} imports found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file at the top of the crate could reach everything with `super::`.
#[test]
fn files_at_the_top_go_through_crate() {
    for source in sources().iter().filter(|source| !source.path.contains('/')) {
        assert!(!source.code.contains("super::"), "{} uses super::", source.path);
    }
}

/// Where each of these may stand; nowhere else.
#[test]
fn some_names_stay_where_they_belong() {
    let sources_of_the_host = &["bot.rs", "lib.rs", "shop.rs", "shop/", "transcript.rs"][..];
    for (name, homes) in [
        ("jieba_rs", &["text/lexicon.rs"][..]),
        ("OrderSource", sources_of_the_host),
        ("ProductSource", sources_of_the_host),
        ("CallSource", sources_of_the_host),
        ("Shop<", sources_of_the_host),
        ("std::fs", &[]),
        ("std::net", &[]),
        ("std::env", &[]),
        ("std::process", &[]),
        ("std::thread", &[]),
        ("thread_local", &[]),
        ("SystemTime", &["time.rs"]), // hosts have one
        ("SystemTime::now", &[]),
        ("Instant", &[]),
        ("Timestamp::now", &[]),
        ("Zoned::now", &[]),
        ("rand::", &[]),
        ("fastrand", &[]),
        ("RandomState", &[]),
        ("println!", &[]),
        ("dbg!", &[]),
        ("unsafe", &[]),
    ] {
        for source in sources().iter().filter(|source| source.code.contains(name)) {
            let at_home = homes.iter().any(|home| source.path.starts_with(home));
            assert!(at_home, "{} names {name}", source.path);
        }
    }
}

/// Words stand in one place. A file that gets its first Chinese literal belongs there, or asks what stands there.
#[test]
fn chinese_stands_in_language() {
    assert_eq!(chinese_lines("let a = \"是\";\nlet b = 1; // 否\nlet c = '，';\nlet d = \"//\";"), 2);
    let mut wrong = Vec::new();
    let mut homes = 0;
    for source in sources() {
        let found = chinese_lines(&source.code);
        if CHINESE.iter().any(|home| source.path.starts_with(home)) {
            homes += found;
            continue;
        }
        if found > 0 {
            wrong.push(format!("{} has {found} lines with Chinese", source.path));
        }
    }
    assert!(homes > 1_000, "only {homes} lines with Chinese found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a message says is asked of what was understood. The dialogue itself only keeps its text, masked.
#[test]
fn the_dialogue_reads_no_text() {
    for source in sources().iter().filter(|source| source.module() == "dialogue") {
        let code = source.code.replace("mask(&heard.text", "");
        assert!(!code.contains("heard.text"), "{} reads a text", source.path);
    }
}

/// One idea a file: about 600 lines.
#[test]
fn files_are_short() {
    for source in sources() {
        assert!(source.lines <= 620, "{} has {} lines", source.path, source.lines);
    }
}
