//! The menus under cards and welcomes.

use super::super::diagnostic::Problems;
use super::super::field::{About, Reference};
use super::super::merge::Laid;
use super::super::problem::{Kind, Problem};
use super::super::source::TopicEntry;
use super::super::topic::{Topic, TopicOf};
use super::text::Slots;
use super::{Names, condition, warn_gone};

pub(super) fn topic(laid: Laid<TopicEntry>, names: &Names, problems: &mut Problems) -> Option<Topic> {
    let Laid { entry: topic, origin } = laid;
    let places = &topic.places;
    if topic.intents.is_empty() {
        problems.error(places.key("intents"), Problem::TopicAsksNothing { id: topic.id.clone() });
    }
    let wanted = names.wanted(&topic.intents, |index| places.item("intents", index).clone(), problems);
    if wanted.gone {
        warn_gone(Kind::Topic, &topic.id, origin, places.whole(), problems);
        return None;
    }
    let when = condition::condition(&topic.when, places, "when", &Slots::None, problems);
    let there = match topic.of {
        TopicOf::Order => About::Order,
        TopicOf::Product => About::Product,
    };
    let strange = |about: About| about != About::Turn && about != there;
    for (index, test) in when.tests.iter().enumerate() {
        if matches!(&test.subject, Reference::Field(field) if strange(field.about())) {
            let field = test.subject.to_string();
            problems.error(places.item("when", index), Problem::TopicLooksUp { field, of: topic.of });
        }
    }
    Some(Topic { of: topic.of, when, intents: wanted.ids })
}
