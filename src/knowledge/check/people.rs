//! How the bot and people work together: hand-off rules, modes, what is told of orders, and the pace.

use super::super::diagnostic::Problems;
use super::super::field::{About, Reference};
use super::super::merge::Laid;
use super::super::problem::{Kind, Owner, Problem};
use super::super::range;
use super::super::source::{EventEntry, HandOffEntry, ModeEntry, ShopEntry};
use super::super::{EventRule, FirstAsk, HandOffRule, Mode, ModeRule, OCCASIONS, Pace};
use super::text::Slots;
use super::{Names, clock, condition, normal, order, text, warn_gone};

/// Seconds that a beginning waits for the rest.
const PAUSE: f32 = 1.2;
/// Seconds after which a buyer is reminded.
const REMIND: u32 = 300;
/// Seconds after which the bot fills in for people.
const FILL_IN: u32 = 60;

/// How long what waits.
pub(super) fn pace(shop: &ShopEntry, problems: &mut Problems) -> Pace {
    let pause = shop.pause.unwrap_or(PAUSE);
    if !(0.0..=10.0).contains(&pause) {
        let value = pause.to_string();
        problems.error(shop.places.key("pause"), Problem::OutOfRange { key: "pause", value, min: 0, max: 10 });
    }
    for (index, fragment) in shop.fragments.iter().enumerate() {
        if normal(fragment).chars().count() > 12 || normal(fragment).is_empty() {
            let text = fragment.clone();
            problems.error(shop.places.item("fragments", index), Problem::Fragment { text });
        }
    }
    range::check("remind", shop.remind, &shop.places, problems);
    let quiet = shop.quiet.as_deref();
    Pace {
        pause_millis: (pause.clamp(0.0, 10.0) * 1_000.0) as i64,
        fragments: shop.fragments.iter().map(|fragment| normal(fragment)).collect(),
        remind_millis: i64::from(shop.remind.unwrap_or(REMIND)) * 1_000,
        quiet: quiet.and_then(|quiet| clock::window("quiet", quiet, shop.places.key("quiet"), problems)),
    }
}

pub(super) fn mode(laid: Laid<ModeEntry>, problems: &mut Problems) -> ModeRule {
    let mode = laid.entry;
    let places = &mode.places;
    let when = condition::condition(&mode.when, places, "when", &Slots::None, problems);
    for (index, test) in when.tests.iter().enumerate() {
        if matches!(&test.subject, Reference::Field(field) if field.about() != About::Turn) {
            let field = test.subject.to_string();
            problems.error(places.item("when", index), Problem::ModeLooksUp { field });
        }
    }
    if mode.mode == Mode::PeopleFirst {
        range::check("wait", mode.wait, places, problems);
    } else if mode.wait.is_some() {
        problems.error(places.key("wait"), Problem::BelongsTo { key: "wait", owner: Owner::PeopleFirst });
    }
    ModeRule {
        mode: mode.mode,
        daily: mode.daily.as_deref().and_then(|text| clock::window("daily", text, places.key("daily"), problems)),
        when,
        wait_millis: i64::from(mode.wait.unwrap_or(FILL_IN)) * 1_000,
        id: mode.id,
        place: mode.places.whole().clone(),
    }
}

pub(super) fn event(laid: Laid<EventEntry>, problems: &mut Problems) -> EventRule {
    let event = laid.entry;
    let places = &event.places;
    for (key, missing) in [("status", event.status.is_empty()), ("say", event.say.is_empty())] {
        if missing {
            problems.error(places.key(key), Problem::EventLacks { id: event.id.clone(), key });
        }
    }
    EventRule {
        status: event.status.iter().map(|status| status.trim().to_owned()).collect(),
        when: condition::condition(&event.when, places, "when", &Slots::None, problems),
        say: text::templates(&event.say, places, "say", &Slots::None, problems),
        id: event.id,
    }
}

pub(super) fn hand_off(laid: Laid<HandOffEntry>, names: &Names, problems: &mut Problems) -> Option<HandOffRule> {
    let Laid { entry: rule, origin } = laid;
    let place = rule.places.whole().clone();
    let wanted = names.wanted(&rule.intents, |index| rule.places.item("intents", index).clone(), problems);
    if wanted.gone {
        warn_gone(Kind::HandOff, &rule.id, origin, &place, problems);
        return None;
    }
    let when = condition::condition(&rule.when, &rule.places, "when", &Slots::None, problems);
    for (index, word) in rule.words.iter().enumerate() {
        if word.trim().is_empty() {
            problems.error(rule.places.item("words", index), Problem::EmptyItem { key: "words" });
        }
    }
    for (key, count) in
        [("not_understood", rule.not_understood), ("repeated", rule.repeated), ("stalled", rule.stalled)]
    {
        range::check(key, count, &rule.places, problems);
    }
    let nothing = rule.intents.is_empty()
        && rule.words.is_empty()
        && rule.when.is_empty()
        && !rule.threats
        && (rule.mood, rule.not_understood, rule.repeated, rule.stalled) == (None, None, None, None);
    if nothing && !OCCASIONS.contains(&rule.id.as_str()) {
        problems.error(&place, Problem::NoCondition { id: rule.id.clone() });
    }
    let texts = |key, list: &[String], problems: &mut Problems| {
        text::templates(list, &rule.places, key, &Slots::None, problems)
    };
    if rule.ask.is_empty() && rule.first == Some(FirstAsk::Text) {
        problems.error(rule.places.key("as"), Problem::AsTextWithoutAsk);
    }
    let first = rule.first.or((!rule.ask.is_empty()).then_some(FirstAsk::Text));
    let ask = texts("ask", &rule.ask, problems);
    let say = texts("say", &rule.say, problems);
    text::promises_are_marked(&rule.say, &rule.places, "say", problems);
    let say_here = texts("say_here", &rule.say_here, problems);
    let say_queue = texts("say_queue", &rule.say_queue, problems);
    let say_nobody = texts("say_nobody", &rule.say_nobody, problems);
    Some(HandOffRule {
        intents: wanted.ids,
        words: rule.words.iter().map(|word| normal(word)).collect(),
        threats: rule.threats,
        mood: rule.mood,
        not_understood: rule.not_understood,
        repeated: rule.repeated,
        stalled: rule.stalled,
        when,
        order: order(rule.to, &rule.id),
        first,
        ask,
        say,
        say_here,
        say_queue,
        say_nobody,
        id: rule.id,
        place,
    })
}
