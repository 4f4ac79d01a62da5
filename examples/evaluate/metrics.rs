//! What the predictions are worth.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::time::Duration;

use kefu::names::IntentId;

use crate::rows::Row;

/// Confusions that are shown.
const WORST: usize = 15;
/// Bins of the confidence.
const BINS: usize = 10;

/// A test line with what was said about it.
pub struct Judged<'a> {
    pub row: &'a Row,
    /// Best first.
    pub named: Vec<String>,
    pub confidence: f32,
    /// How long it took.
    pub took: Duration,
}

/// How often something was predicted, was right, and was there.
#[derive(Default)]
struct Tally {
    support: usize,
    predicted: usize,
    right: usize,
}

impl Tally {
    fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.support)
    }

    fn f1(&self) -> f64 {
        share(2 * self.right, self.predicted + self.support)
    }
}

/// Of nothing, nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Prints what one label a line is worth. `quiet` are labels that ask nothing.
pub fn classification(out: &mut impl Write, judged: &[Judged<'_>], quiet: &[&str]) -> io::Result<()> {
    speed(out, judged)?;
    let labels: BTreeSet<&str> = judged.iter().filter_map(|one| one.row.labels.first()).map(String::as_str).collect();
    if labels.is_empty() {
        return writeln!(out, "no labels: predicted only");
    }
    // A finer intent than the file knows counts as the file's: `product.attribute.material` is a `product.attribute`.
    let coarse = |named: &str| {
        let id = IntentId::from(named);
        let known = judged.iter().flat_map(|one| &one.row.labels).filter(|label| id.is(label));
        known.max_by_key(|label| label.len()).cloned().unwrap_or_else(|| named.to_owned())
    };
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let (mut counted, mut right, mut asking, mut asking_right) = (0, 0, 0, 0);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut confusions: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    let mut sure: Vec<(f32, bool)> = Vec::new();
    for one in judged {
        let (Some(label), Some(named)) = (one.row.labels.first(), one.named.first()) else { continue };
        let named = known.entry(named.clone()).or_insert_with(|| coarse(named)).clone();
        let hit = one.row.labels.contains(&named);
        // Where the second label was meant, that is the label the line counts for.
        let truth = if hit { named.clone() } else { label.clone() };
        counted += 1;
        right += usize::from(hit);
        if !quiet.contains(&label.as_str()) {
            asking += 1;
            asking_right += usize::from(hit);
        }
        tallies.entry(truth.clone()).or_default().support += 1;
        let tally = tallies.entry(named.clone()).or_default();
        tally.predicted += 1;
        tally.right += usize::from(hit);
        if !hit {
            let confusion = confusions.entry((truth, named)).or_insert_with(|| (0, one.row.text.clone()));
            confusion.0 += 1;
        }
        sure.push((one.confidence, hit));
    }
    writeln!(out, "accuracy            {:.4}  ({right} of {counted})", share(right, counted))?;
    if asking < counted && !quiet.is_empty() {
        writeln!(
            out,
            "accuracy, asking    {:.4}  ({asking_right} of {asking} not {})",
            share(asking_right, asking),
            quiet.join("/")
        )?;
    }
    let supported: Vec<&Tally> = tallies.values().filter(|tally| tally.support > 0).collect();
    writeln!(
        out,
        "macro-F1            {:.4}",
        supported.iter().map(|tally| tally.f1()).sum::<f64>() / supported.len() as f64
    )?;
    writeln!(out, "calibration error   {:.4}  ({BINS} bins)", calibration_error(&sure))?;
    writeln!(out, "\nprecision  recall      F1  support  intent")?;
    for (label, tally) in &tallies {
        writeln!(
            out,
            "   {:.4}  {:.4}  {:.4}  {:7}  {label}",
            tally.precision(),
            tally.recall(),
            tally.f1(),
            tally.support
        )?;
    }
    let mut confusions: Vec<_> = confusions.into_iter().collect();
    confusions.sort_by_key(|(_, (times, _))| std::cmp::Reverse(*times));
    if !confusions.is_empty() {
        writeln!(out, "\nworst confusions: times, is, taken for, for example")?;
    }
    for ((is, taken), (times, example)) in confusions.iter().take(WORST) {
        writeln!(out, "{times:5}  {is}  →  {taken}  「{example}」")?;
    }
    Ok(())
}

/// Prints what a list of ids a line is worth.
pub fn retrieval(out: &mut impl Write, judged: &[Judged<'_>]) -> io::Result<()> {
    speed(out, judged)?;
    let labelled: Vec<&Judged<'_>> = judged.iter().filter(|one| !one.row.labels.is_empty()).collect();
    if labelled.is_empty() {
        return writeln!(out, "no labels: predicted only");
    }
    let among = |count: usize| {
        let hit = |one: &&&Judged<'_>| one.named.iter().take(count).any(|id| one.row.labels.contains(id));
        labelled.iter().filter(hit).count()
    };
    for (name, right) in [("R@1", among(1)), ("R@5", among(5))] {
        writeln!(out, "{name}                 {:.4}  ({right} of {})", share(right, labelled.len()), labelled.len())?;
    }
    let first = |one: &Judged<'_>| one.named.first().is_some_and(|id| one.row.labels.contains(id));
    let sure: Vec<(f32, bool)> = labelled.iter().map(|one| (one.confidence, first(one))).collect();
    writeln!(out, "calibration error   {:.4}  ({BINS} bins)", calibration_error(&sure))?;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for one in &labelled {
        let (Some(label), Some(named)) = (one.row.labels.first(), one.named.first()) else { continue };
        let hit = first(one);
        tallies.entry(if hit { named } else { label }).or_default().support += 1;
        let tally = tallies.entry(named).or_default();
        tally.predicted += 1;
        tally.right += usize::from(hit);
    }
    writeln!(out, "\nprecision  recall  support  entry (first place)")?;
    for (id, tally) in &tallies {
        writeln!(out, "   {:.4}  {:.4}  {:7}  {id}", tally.precision(), tally.recall(), tally.support)?;
    }
    Ok(())
}

/// How long a message took.
fn speed(out: &mut impl Write, judged: &[Judged<'_>]) -> io::Result<()> {
    let total: Duration = judged.iter().map(|one| one.took).sum();
    let mut times: Vec<Duration> = judged.iter().map(|one| one.took).collect();
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    writeln!(
        out,
        "{} messages, {:.0} a second, half of them within {:.1} µs",
        judged.len(),
        judged.len() as f64 / total.as_secs_f64().max(1e-9),
        median.as_secs_f64() * 1e6
    )
}

/// How far the confidence is from the share of right predictions, on average.
fn calibration_error(sure: &[(f32, bool)]) -> f64 {
    let mut bins = [(0.0_f64, 0_usize, 0_usize); BINS];
    for (confidence, hit) in sure {
        let at = ((confidence * BINS as f32) as usize).min(BINS - 1); // `as` saturates
        if let Some((sum, right, count)) = bins.get_mut(at) {
            *sum += f64::from(*confidence);
            *right += usize::from(*hit);
            *count += 1;
        }
    }
    let all = sure.len().max(1) as f64;
    bins.iter().map(|(sum, right, _)| (sum - *right as f64).abs() / all).sum()
}
