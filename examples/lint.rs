//! Checks a shop's knowledge and prints what it finds as compilers do: `cargo run --release --example lint -- FILE…`
//!
//! A file is `*.toml` or `*.csv`; a directory stands for all knowledge files in it. All of them together are one shop's
//! knowledge over the built-in pack. It speaks Chinese, with `--en` English. The status is 1 when there are errors, 0
//! otherwise, 2 for a wrong call.

#![allow(missing_docs)]

#[macro_use]
#[path = "shop/mod.rs"]
mod shop;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use kefu::knowledge::{Diagnostic, Language, Severity};
use kefu::{Bot, Knowledge};

fn main() -> ExitCode {
    let (options, arguments): (Vec<PathBuf>, Vec<PathBuf>) =
        env::args_os().skip(1).map(PathBuf::from).partition(|one| one.as_os_str() == "--en");
    let language = if options.is_empty() { Language::Chinese } else { Language::English };
    check(&arguments, language).unwrap_or_else(|problem| {
        eprintln!("{problem}\n{}", usage(language));
        ExitCode::from(2)
    })
}

fn usage(language: Language) -> &'static str {
    in_language(
        language,
        "用法：lint [--en] 文件…   （*.toml、*.csv，或者放着它们的文件夹；--en 用英文显示）",
        "usage: lint [--en] FILE…   (*.toml, *.csv, or a directory with them)",
    )
}

fn in_language<T>(language: Language, chinese: T, english: T) -> T {
    match language {
        Language::English => english,
        _ => chinese,
    }
}

fn check(arguments: &[PathBuf], language: Language) -> Result<ExitCode, String> {
    let files = files(arguments, language)?;
    let mut texts: HashMap<String, String> = HashMap::new();
    let mut builder = Knowledge::builder();
    for path in &files {
        let name = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
        texts.insert(name.clone(), String::from_utf8_lossy(&bytes).into_owned());
        if is_csv(path) {
            builder = builder.faq_csv(&name, &bytes); // tells itself when it is not UTF-8
        } else {
            builder = builder.toml(&name, &bytes);
        }
    }
    let (knowledge, mut found) = builder.check();
    // Only what can be used can be tried out, and half of it would be misjudged.
    if let Some(knowledge) = knowledge {
        found.extend(kefu::knowledge::lint(&Bot::new(knowledge)));
        found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    }
    for diagnostic in &found {
        println!("{}\n", show(diagnostic, language, &texts));
    }
    let count = |severity| found.iter().filter(|one| one.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let chinese = format!("{} 个文件：{errors} 处错误，{warnings} 处警告", files.len());
    let (of, wrong, doubtful) = (plural(files.len(), "file"), plural(errors, "error"), plural(warnings, "warning"));
    println!("{}", in_language(language, chinese, format!("{of}: {wrong}, {doubtful}")));
    Ok(if errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// The files that the arguments name.
fn files(arguments: &[PathBuf], language: Language) -> Result<Vec<PathBuf>, String> {
    let wrong = |name: &str, chinese: &str, english: &str| {
        Err(if name.is_empty() {
            in_language(language, chinese, english).to_owned()
        } else {
            in_language(language, format!("{name}：{chinese}"), format!("{name}: {english}"))
        })
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for argument in arguments {
        let name = argument.display().to_string();
        if name.starts_with('-') {
            return wrong(&name, "没有这个选项", "there is no such option");
        }
        if argument.is_dir() {
            let found = shop::knowledge_files(argument)?;
            if found.is_empty() {
                return wrong(
                    &name,
                    "文件夹里没有 *.toml，也没有 *.csv",
                    "there is no *.toml and no *.csv in this directory",
                );
            }
            files.extend(found);
        } else if is_csv(argument) || argument.extension().is_some_and(|extension| extension == "toml") {
            files.push(argument.clone());
        } else {
            return wrong(&name, "不是 *.toml，也不是 *.csv", "neither *.toml nor *.csv");
        }
    }
    // The same file twice would contradict itself.
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    if files.is_empty() { wrong("", "没有给出文件", "no files") } else { Ok(files) }
}

/// The diagnostic with the line it is about.
fn show(diagnostic: &Diagnostic, language: Language, texts: &HashMap<String, String>) -> String {
    let shown = diagnostic.in_language(language).to_string();
    let line = (diagnostic.line as usize).checked_sub(1);
    let source = line.and_then(|line| texts.get(&diagnostic.file)?.lines().nth(line));
    let Some(source) = source else { return shown };
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let before: String = source.chars().take((diagnostic.column as usize).saturating_sub(1)).map(blank).collect();
    let number = diagnostic.line.to_string();
    let margin = " ".repeat(number.len());
    let (first, help) = shown.split_once('\n').map_or((shown.as_str(), ""), |(first, help)| (first, help));
    let help = if help.is_empty() { String::new() } else { format!("\n{help}") };
    format!("{first}\n {margin} |\n {number} | {source}\n {margin} | {before}^{help}")
}

/// As wide as `c` is on a terminal, where Chinese characters are two columns wide.
fn blank(c: char) -> &'static str {
    match c {
        '\t' => "\t",
        '\u{1100}'.. => "\u{3000}",
        _ => " ",
    }
}
