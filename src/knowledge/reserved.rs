//! Whether the shop leaves the engine the intents that it names itself, and takes them for the same.

use super::IntentKind;
use super::diagnostic::Problems;
use super::problem::Problem;
use super::problem::reserved::{OF_A_ROW, RESERVED, reserved};
use super::source::{IntentEntry, Source};

/// Compares the shop's intents with the table.
pub(crate) fn check(pack: &[IntentEntry], shop: &[IntentEntry], problems: &mut Problems) {
    for entry in shop {
        entry_is_as_the_engine_takes_it(entry, pack, problems);
    }
}

/// What both layers lack of what the engine itself needs; `None` where they have it all.
pub(crate) fn missing(pack: &Source, shop: &Source) -> Option<Problem> {
    let all = || pack.intents.iter().chain(&shop.intents);
    let is_missing = |id: &str| !all().any(|entry| entry.id == id);
    let intents: Vec<&'static str> =
        RESERVED.iter().filter(|one| one.needed && is_missing(one.id)).map(|one| one.id).collect();
    // Nobody comes where nothing calls for a person but what the knowledge itself answers with one.
    let off = all().any(|entry| entry.disabled && entry.id == "human");
    let mut rules = pack.hand_offs.iter().chain(&shop.hand_offs).filter(|rule| !rule.disabled);
    let people =
        rules.any(|rule| rule.not_understood.is_some() || (!off && rule.intents.iter().any(|id| id == "human")));
    // The menu under the welcome is the pack's, and what it asks is not there.
    let menu = !pack.intents.is_empty() || shop.shop.iter().any(|entry| !entry.menu.is_empty());
    let whole = intents.is_empty() && people && menu;
    (!whole).then_some(Problem::Missing { intents, people: !people, menu: !menu })
}

fn entry_is_as_the_engine_takes_it(entry: &IntentEntry, pack: &[IntentEntry], problems: &mut Problems) {
    let place = entry.places.key("id");
    if entry.id == OF_A_ROW {
        problems.warning(place, Problem::NameOfTheEngine { id: entry.id.clone() });
    }
    let Some(one) = reserved(&entry.id) else { return };
    if entry.disabled {
        if one.needed {
            problems.warning(place, Problem::NeededDisabled { id: one.id });
        }
        return;
    }
    let anew = !pack.iter().any(|known| known.id == entry.id);
    let kind = entry.kind.or(anew.then_some(IntentKind::Question));
    if kind.is_some_and(|kind| kind != one.kind) {
        let place = if entry.kind.is_some() { entry.places.key("kind") } else { place };
        problems.warning(place, Problem::KindOfTheEngine { id: one.id, kind: one.kind });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::super::Knowledge;
    use super::*;

    fn files(path: &Path) -> Vec<PathBuf> {
        if path.is_file() {
            let is_code = path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs");
            return is_code.then(|| path.to_owned()).into_iter().collect();
        }
        fs::read_dir(path).unwrap().flat_map(|entry| files(&entry.unwrap().path())).collect()
    }

    /// The texts in quotes of a file's code, its tests aside.
    fn quoted(path: &Path) -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        let code = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        let code = code.filter(|line| !line.trim_start().starts_with("//"));
        code.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn the_table_has_every_intent_that_the_engine_names() {
        let knowledge = Knowledge::ecommerce();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let places = ["dialogue", "dialogue.rs", "understand", "understand.rs", "language/lacks.rs"];
        let named: HashSet<String> =
            places.iter().flat_map(|place| files(&root.join(place))).flat_map(|file| quoted(&file)).collect();
        let is_intent = |name: &str| knowledge.intents.iter().any(|intent| intent.id.is(name));
        let missing: Vec<&String> = named.iter().filter(|name| is_intent(name) && reserved(name).is_none()).collect();
        assert!(missing.is_empty(), "not in the table: {missing:?}");
        let idle: Vec<&str> = RESERVED.iter().map(|one| one.id).filter(|id| !named.contains(*id)).collect();
        assert!(idle.is_empty(), "in the table, and not named: {idle:?}");
    }

    #[test]
    fn the_table_is_sorted_and_as_the_pack_has_it() {
        assert!(RESERVED.is_sorted_by(|a, b| a.id < b.id));
        let mut problems = Problems::default();
        let pack = super::super::pack::ecommerce(&mut problems);
        for one in RESERVED {
            if let Some(entry) = pack.intents.iter().find(|entry| entry.id == one.id) {
                assert_eq!(entry.kind.unwrap_or_default(), one.kind, "{}", one.id);
            }
        }
    }
}
