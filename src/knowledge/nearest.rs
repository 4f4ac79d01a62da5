//! Which of the known names was probably meant.

/// The known name nearest to `name`, when it is near enough to have been meant.
fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().collect();
    let limit = (wanted.len() / 3).max(1);
    let scored = known.into_iter().map(|other| (distance(&wanted, &other.chars().collect::<Vec<_>>()), other));
    scored.filter(|(score, _)| *score <= limit).min_by_key(|(score, _)| *score).map(|(_, other)| other)
}

/// What the help of a diagnostic says of the known names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// There are none.
    None,
    /// This was probably meant.
    Near(String),
    /// All of them: they are few.
    Known(Vec<String>),
    /// They are many.
    Docs,
}

/// The nearest name, if one is near enough.
pub(crate) fn hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Hint {
    nearest(name, known).map_or(Hint::None, |near| Hint::Near(near.to_owned()))
}

/// The nearest name, or all of them when they are few.
pub(crate) fn did_you_mean<'a, I>(name: &str, known: I) -> Hint
where
    I: IntoIterator<Item = &'a str> + Clone,
{
    if let Some(near) = nearest(name, known.clone()) {
        return Hint::Near(near.to_owned());
    }
    let all: Vec<String> = known.into_iter().map(str::to_owned).collect();
    match all.len() {
        0 => Hint::None,
        1..=20 => Hint::Known(all),
        _ => Hint::Docs,
    }
}

/// How many characters must be inserted, deleted, replaced or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (row, &from) in (1..).zip(a) {
        let mut current = vec![row];
        let mut previous_b = None;
        for (column, &to) in (0_usize..).zip(b) {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&last, column) + usize::from(from != to);
            let mut best = replaced.min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            if previous_a == Some(to) && previous_b == Some(from) {
                best = best.min(at(&before, column.wrapping_sub(1)) + 1);
            }
            current.push(best);
            previous_b = Some(to);
        }
        previous_a = Some(from);
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_probably_meant() {
        let known = ["say", "intent", "keywords", "given", "order.status"];
        for (name, expect) in [
            ("intnet", Some("intent")),
            ("keyword", Some("keywords")),
            ("order.state", Some("order.status")),
            ("sya", Some("say")),
            ("priority", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), expect, "{name}");
        }
    }
}
