//! Inside the modules, too, files stand one above the other: neither imports nor the methods of a turn in the making form a circle.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

/// The files of a module with their code, by their paths as modules: `dialogue::find`.
type Files = BTreeMap<String, String>;
/// What each file needs of which others.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// The files of a module, without comments and tests.
fn files(module: &str) -> Files {
    fn read(path: &Path, name: &str, files: &mut Files) {
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()) {
                let stem = entry.file_stem().unwrap().to_string_lossy().into_owned();
                read(&entry, &format!("{name}::{stem}"), files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") && !name.contains("::tests") {
            let text = fs::read_to_string(path).unwrap();
            let code = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
            let code = code.filter(|line| !line.trim_start().starts_with("//"));
            files.insert(name.to_owned(), code.collect::<Vec<_>>().join("\n"));
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Files::new();
    read(&src.join(format!("{module}.rs")), module, &mut files);
    if src.join(module).is_dir() {
        read(&src.join(module), module, &mut files);
    }
    files
}

/// The files that each file names with `crate::…` or `super::…`.
fn imports(files: &Files) -> Edges {
    let path = Regex::new(r"\b(crate|super(?:::super)*)((?:::\w+)*)(?:::\{([^;]*?)\})?").unwrap();
    let word = Regex::new(r"\w+").unwrap();
    let of = |name: &str, code: &str| {
        let mut used = BTreeSet::new();
        for found in path.captures_iter(code) {
            let mut from: Vec<&str> = match &found[1] {
                "crate" => Vec::new(),
                up => name.rsplitn(up.split("::").count() + 1, "::").last().unwrap().split("::").collect(),
            };
            from.extend(found[2].split("::").filter(|part| !part.is_empty()));
            let from = from.join("::");
            let group = found.get(3).map_or("", |group| group.as_str());
            let mut paths: Vec<String> = word.find_iter(group).map(|it| format!("{from}::{}", it.as_str())).collect();
            paths.push(from);
            for path in paths {
                let prefixes = path.match_indices("::").map(|(at, _)| &path[..at]).chain([path.as_str()]);
                let file = prefixes.filter(|prefix| files.contains_key(*prefix)).last();
                used.extend(file.filter(|file| *file != name).map(str::to_owned));
            }
        }
        used
    };
    files.iter().map(|(name, code)| (name.clone(), of(name, code))).collect()
}

/// The files whose methods of `Draft` each file calls.
fn calls(files: &Files) -> Edges {
    let head = Regex::new(r"(?m)^impl(?:<'a>)? Draft<'(?:a|_)> \{$").unwrap();
    let method = Regex::new(r"\bfn (\w+)").unwrap();
    let call = Regex::new(r"\b(?:self|draft)\s*\.(\w+)\(|\bDraft::(\w+)\b").unwrap();
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    for (name, code) in files {
        for head in head.find_iter(code) {
            let block = &code[head.end()..];
            let block = &block[..block.find("\n}").unwrap()];
            homes.extend(method.captures_iter(block).map(|found| (found[1].to_owned(), name.clone())));
        }
    }
    assert!(homes.len() > 200, "only {} methods found", homes.len());
    // The parts have methods of the same names, on themselves.
    let of = |name: &str, code: &str| {
        if !head.is_match(code) && name != "dialogue" {
            return BTreeSet::new();
        }
        let called = call.captures_iter(code).filter_map(|found| found.get(1).or(found.get(2)));
        let homes = called.filter_map(|found| homes.get(found.as_str()));
        homes.filter(|home| *home != name).cloned().collect()
    };
    files.iter().map(|(name, code)| (name.clone(), of(name, code))).collect()
}

/// A way from a file back to itself.
fn circle(edges: &Edges) -> Option<Vec<String>> {
    fn go(at: &str, edges: &Edges, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        if let Some(begin) = way.iter().position(|it| it == at) {
            way.drain(..begin);
            return true;
        }
        if !done.contains(at) {
            way.push(at.to_owned());
            for next in edges.get(at).into_iter().flatten() {
                if go(next, edges, way, done) {
                    return true;
                }
            }
            way.pop();
            done.insert(at.to_owned());
        }
        false
    }
    let mut done = BTreeSet::new();
    edges.keys().find_map(|file| {
        let mut way = Vec::new();
        go(file, edges, &mut way, &mut done).then_some(way)
    })
}

#[test]
fn no_imports_form_a_circle() {
    for module in ["dialogue", "guard", "knowledge", "language", "session", "shop", "text", "turn", "understand"] {
        let files = files(module);
        assert!(!files.is_empty(), "{module} has no files");
        assert_eq!(circle(&imports(&files)), None, "{module}");
    }
}

#[test]
fn no_methods_of_a_turn_in_the_making_form_a_circle() {
    let edges = calls(&files("dialogue"));
    assert!(edges.values().map(BTreeSet::len).sum::<usize>() > 100, "too few calls found");
    assert_eq!(circle(&edges), None);
}

/// The rooms that the page on the architecture lists, by number.
fn rooms() -> BTreeMap<String, usize> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.starts_with("Inside the dialogue")).unwrap();
    let (word, number) = (Regex::new("`([a-z_/]+)`").unwrap(), Regex::new(r"^(\d)\. ").unwrap());
    let (mut rooms, mut room) = (BTreeMap::new(), 0);
    for line in section.lines() {
        room = number.captures(line).map_or(room, |found| found[1].parse().unwrap());
        let listed = room > 0 && (line.starts_with(' ') || number.is_match(line));
        for found in word.captures_iter(line).filter(|_| listed) {
            rooms.insert(format!("dialogue::{}", found[1].replace('/', "::")), room);
        }
    }
    rooms
}

#[test]
fn no_room_calls_one_above_it() {
    let parts = ["focus", "open", "talk", "crew", "later", "out"].map(|part| format!("dialogue::{part}"));
    let (files, rooms) = (files("dialogue"), rooms());
    let missing =
        files.keys().filter(|file| *file != "dialogue" && !parts.contains(file) && !rooms.contains_key(*file));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new(), "stand in no room of docs/architecture.md");
    for (from, used) in calls(&files) {
        for to in used {
            let (Some(above), Some(below)) = (rooms.get(&from), rooms.get(&to)) else { continue };
            assert!(above <= below, "{from} (room {above}) calls {to} (room {below})");
        }
    }
}

#[test]
fn a_circle_is_found() {
    let file = |name: &str, code: &str| (name.to_owned(), code.to_owned());
    let three = [
        file("m", "mod a;\nmod b;\nmod c;"),
        file("m::a", "use crate::m::b::B;"),
        file("m::b", "use super::c::C;"),
        file("m::c", "use crate::m::{X, a};"),
    ];
    let files: Files = three.into();
    let way = circle(&imports(&files)).expect("a circle");
    assert_eq!(way.iter().map(String::as_str).collect::<BTreeSet<_>>(), ["m::a", "m::b", "m::c"].into());
}
