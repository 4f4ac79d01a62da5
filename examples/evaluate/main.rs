//! Measures understanding on tab-separated files of your own:
//!
//! ```text
//! evaluate buyers TEST.tsv --predictions OUT.tsv
//! evaluate intents --train TRAIN.tsv --test TEST.tsv --predictions OUT.tsv
//! evaluate faq --train KB.tsv --test TEST.tsv --predictions OUT.tsv
//! ```
//!
//! - `buyers`: the built-in pack alone. A test line is `text ⇥ intent ⇥ second accepted intent`.
//! - `intents`: a classifier of exactly the intents of TRAIN (`text ⇥ intent`); it always names one.
//! - `faq`: the rows of KB are phrasings of entries (`text ⇥ id`); the five best entries are named.
//!
//! Files have no header and no quoting. A test line without a label is predicted and not counted. `--predictions` may be
//! left out.

#![allow(missing_docs)]

mod metrics;
mod rows;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use kefu::knowledge::{FaqEntry, IntentEntry};
use kefu::{Bot, Knowledge};

use metrics::Judged;
use rows::Row;

const USAGE: &str = "\
usage: evaluate buyers TEST.tsv [--predictions OUT.tsv]
       evaluate intents --train TRAIN.tsv --test TEST.tsv [--predictions OUT.tsv]
       evaluate faq --train KB.tsv --test TEST.tsv [--predictions OUT.tsv]";
/// How many entries the FAQ task names.
const NAMED: usize = 5;

enum Task {
    Buyers,
    Intents { train: PathBuf },
    Faq { train: PathBuf },
}

struct Arguments {
    task: Task,
    test: PathBuf,
    predictions: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("{problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let (mut task, mut plain, mut options) = (None, Vec::new(), HashMap::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--") {
            Some(name @ ("train" | "test" | "predictions")) => {
                let value = arguments.next().ok_or_else(|| format!("`{argument}` needs a file"))?;
                options.insert(name.to_owned(), PathBuf::from(value));
            }
            Some(_) => return Err(format!("`{argument}` is not an option")),
            None if task.is_none() => task = Some(argument),
            None => plain.push(PathBuf::from(argument)),
        }
    }
    let mut take = |name: &str| options.remove(name).ok_or_else(|| format!("`--{name} FILE` is missing"));
    let (task, test) = match task.as_deref() {
        Some("buyers") => (Task::Buyers, plain.pop().or_else(|| take("test").ok()).ok_or("TEST.tsv is missing")?),
        Some("intents") => (Task::Intents { train: take("train")? }, take("test")?),
        Some("faq") => (Task::Faq { train: take("train")? }, take("test")?),
        Some(other) => return Err(format!("there is no task `{other}`")),
        None => return Err("which task?".to_owned()),
    };
    let predictions = take("predictions").ok();
    match (plain.first(), options.keys().next()) {
        (Some(extra), _) => Err(format!("what is `{}`?", extra.display())),
        (_, Some(extra)) => Err(format!("`--{extra}` means nothing to this task")),
        _ => Ok(Arguments { task, test, predictions }),
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let test = rows::read(&arguments.test)?;
    let begun = Instant::now();
    let (built, judged) = match &arguments.task {
        Task::Buyers => {
            let bot = Bot::new(Knowledge::ecommerce());
            let built = begun.elapsed();
            (built, judge(&test, |text| buyers(&bot, text)))
        }
        Task::Intents { train } => {
            let classes = Classes::of(&rows::read_labelled(train)?);
            let bot = Bot::new(classes.intents().map_err(|error| format!("{}: {error}", train.display()))?);
            let built = begun.elapsed();
            (built, judge(&test, |text| classes.name_one(&bot, text)))
        }
        Task::Faq { train } => {
            let classes = Classes::of(&rows::read_labelled(train)?);
            let bot = Bot::new(classes.faq().map_err(|error| format!("{}: {error}", train.display()))?);
            let built = begun.elapsed();
            (built, judge(&test, |text| classes.best(&bot, text)))
        }
    };
    if let Some(path) = &arguments.predictions {
        write(path, &judged, matches!(arguments.task, Task::Faq { .. }))?;
    }
    let mut out = io::stdout().lock();
    let printed =
        writeln!(out, "built in {:.0} ms", built.as_secs_f64() * 1000.0).and_then(|()| match arguments.task {
            Task::Buyers => metrics::classification(&mut out, &judged, &["inform", "other"]),
            Task::Intents { .. } => metrics::classification(&mut out, &judged, &[]),
            Task::Faq { .. } => metrics::retrieval(&mut out, &judged),
        });
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()), // who reads no further has seen enough
    }
}

/// Predicts every line.
fn judge<'a>(test: &'a [Row], predict: impl Fn(&str) -> (Vec<String>, f32)) -> Vec<Judged<'a>> {
    let mut judged = Vec::with_capacity(test.len());
    for row in test {
        let one = Instant::now();
        let (named, confidence) = predict(&row.text);
        judged.push(Judged { row, named, confidence, took: one.elapsed() });
    }
    judged
}

/// The pack's most probable intent. What it does not understand is `other`.
fn buyers(bot: &Bot, text: &str) -> (Vec<String>, f32) {
    match bot.understand(text).best() {
        Some(best) => (vec![best.id.to_string()], best.confidence),
        None => (vec!["other".to_owned()], 0.0),
    }
}

/// The labels of a training file with their phrases, most frequent first.
///
/// Labels may be any text. In the knowledge they are called by their number, so that a blank or a dot in a label, which
/// mean something in an intent's id, mean nothing here.
struct Classes {
    labels: Vec<String>,
    phrases: Vec<Vec<String>>,
    rows: usize,
}

impl Classes {
    fn of(rows: &[Row]) -> Classes {
        let mut grouped: Vec<(String, Vec<String>)> = Vec::new();
        let mut index: HashMap<&str, usize> = HashMap::new();
        for row in rows {
            let Some(label) = row.labels.first() else { continue };
            let at = *index.entry(label).or_insert_with(|| {
                grouped.push((label.clone(), Vec::new()));
                grouped.len() - 1
            });
            if let Some((_, phrases)) = grouped.get_mut(at) {
                phrases.push(row.text.clone());
            }
        }
        grouped.sort_by_key(|(_, phrases)| std::cmp::Reverse(phrases.len())); // stable: ties as in the file
        let (labels, phrases) = grouped.into_iter().unzip();
        Classes { labels, phrases, rows: rows.len() }
    }

    fn intents(&self) -> Result<Knowledge, kefu::KnowledgeError> {
        let entries = self.labels.iter().zip(&self.phrases).zip(0_usize..).map(|((label, phrases), number)| {
            let mut entry = IntentEntry::new(format!("c{number}"));
            entry.name = Some(label.clone());
            entry.examples.clone_from(phrases);
            entry
        });
        entries.fold(Knowledge::empty(), kefu::knowledge::KnowledgeBuilder::intent).build()
    }

    fn faq(&self) -> Result<Knowledge, kefu::KnowledgeError> {
        // Two entries may have a phrase in common, but not their question: it is the first phrase that no other has.
        let mut seen: HashMap<String, usize> = HashMap::new();
        let key = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for phrase in self.phrases.iter().flatten() {
            *seen.entry(key(phrase)).or_default() += 1;
        }
        let entries = self.phrases.iter().zip(0_usize..).map(|(phrases, number)| {
            let own = |phrase: &String| seen.get(&key(phrase)) == Some(&1);
            let question = phrases.iter().position(own).unwrap_or(0);
            let mut entry = FaqEntry::new(phrases.get(question).cloned().unwrap_or_default(), "见条目");
            entry.id = format!("c{number}");
            let others = phrases.iter().zip(0..).filter(|(_, at)| *at != question);
            entry.similar = others.map(|(phrase, _)| phrase.clone()).collect();
            entry
        });
        entries.fold(Knowledge::empty(), kefu::knowledge::KnowledgeBuilder::faq).build()
    }

    fn label(&self, id: &str) -> Option<&String> {
        self.labels.get(id.strip_prefix('c')?.parse::<usize>().ok()?)
    }

    /// The most probable class; the most frequent one, with its share, where nothing is understood.
    fn name_one(&self, bot: &Bot, text: &str) -> (Vec<String>, f32) {
        let understanding = bot.understand(text);
        let best = understanding.best().and_then(|best| Some((self.label(best.id.as_str())?, best.confidence)));
        let share = self.phrases.first().map_or(0, Vec::len) as f32 / self.rows.max(1) as f32;
        let most_frequent = || (self.labels.first().cloned().unwrap_or_default(), share);
        let (label, confidence) = best.map_or_else(most_frequent, |(label, sure)| (label.clone(), sure));
        (vec![label], confidence)
    }

    /// The best entries; the most frequent others fill the places that search leaves empty.
    fn best(&self, bot: &Bot, text: &str) -> (Vec<String>, f32) {
        let found = bot.search(text, NAMED);
        let confidence = found.first().map_or(0.0, |best| best.confidence);
        let mut named: Vec<String> = found.iter().filter_map(|hit| self.label(&hit.id).cloned()).collect();
        for label in &self.labels {
            if named.len() < NAMED && !named.contains(label) {
                named.push(label.clone());
            }
        }
        (named, confidence)
    }
}

/// One line for each test line, in order.
fn write(path: &Path, judged: &[Judged<'_>], is_faq: bool) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut out = BufWriter::new(File::create(path).map_err(problem)?);
    for one in judged {
        let named = one.named.join("\t");
        if is_faq {
            writeln!(out, "{}\t{named}", one.row.text).map_err(problem)?;
        } else {
            writeln!(out, "{}\t{named}\t{:.4}", one.row.text, one.confidence).map_err(problem)?;
        }
    }
    out.flush().map_err(problem)
}
