//! Links between the documents lead somewhere: to a file, and to a heading in it.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let in_docs = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    in_docs.chain([root.join("README.md")]).filter(|path| path.extension().is_some_and(|it| it == "md")).collect()
}

/// Where the links of a text lead: behind `](`, and what a line like `[name]: target` gives a name.
fn targets(text: &str) -> Vec<&str> {
    let inline = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let named = text.lines().filter(|line| line.starts_with('[')).filter_map(|line| line.split_once("]: "));
    inline.chain(named.map(|(_, target)| target)).filter(|target| !target.contains("://")).collect()
}

/// The fragments by which the headings of a text are linked to.
fn fragments(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let fragment = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(fragment).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for target in targets(&text) {
            count += 1;
            let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { document.clone() } else { document.with_file_name(file) };
            match fs::read_to_string(&path) {
                Ok(there) if fragment.is_empty() || fragments(&there).iter().any(|it| it == fragment) => {}
                _ => wrong.push(format!("{}: {target}", document.display())),
            }
        }
    }
    assert!(count > 30, "only {count} links");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
