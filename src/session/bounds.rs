//! The bounds of a stored session: what is read of it, what is kept, and how many bytes that takes.

use std::collections::VecDeque;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::{Choice, OpenKept, Own, Pick, Seen, Sought, State, Summed, Unread, Waiting};
use crate::action::Line;
use crate::input::Content;
use crate::limits::{self, is_id, json_len};
use crate::names::Value;
use crate::reply::Reply;
use crate::shop::Request;

pub(super) fn last_lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VecDeque<Line>, D::Error> {
    deserializer.deserialize_seq(Newest { count: limits::LINES, kept: VecDeque::new() })
}

pub(super) fn last_seen<'de, D: Deserializer<'de>>(deserializer: D) -> Result<VecDeque<Seen>, D::Error> {
    deserializer.deserialize_seq(Newest { count: limits::SEEN, kept: VecDeque::new() })
}

/// Reads the last elements of a list, and holds no more of them than it keeps, however long the list is.
struct Newest<T> {
    count: usize,
    kept: VecDeque<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Newest<T> {
    type Value = VecDeque<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<VecDeque<T>, A::Error> {
        while let Some(element) = list.next_element()? {
            if self.kept.len() >= self.count {
                self.kept.pop_front();
            }
            self.kept.push_back(element);
        }
        Ok(self.kept)
    }
}

impl State {
    /// What a host stored may have been changed by anybody: what is over its bound is cut, or forgotten where a part would
    /// mean something else.
    pub(super) fn within_bounds(mut self) -> State {
        self.buyer = self.buyer.take().filter(|id| is_id(id));
        self.own.cut();
        if let Some(own) = &mut self.away {
            own.cut();
        }
        let told = self.talk.answers.len().saturating_sub(limits::ANSWERS);
        self.talk.answers.drain(..told);
        self.talk.given.retain(|id, _| is_id(id));
        while self.talk.given.len() > limits::GIVEN {
            self.talk.given.pop_last();
        }
        self.seen.retain(|seen| is_id(&seen.id));
        self.told_before.drain(..self.told_before.len().saturating_sub(limits::TOLD - 1));
        self.trim_lines();
        self.trim_seen();
        self
    }
}

fn is_short(text: &str) -> bool {
    text.chars().nth(limits::SLOT).is_none()
}

impl Own {
    fn cut(&mut self) {
        let focus = &mut self.focus;
        let ids = [&mut focus.product, &mut focus.opened, &mut focus.beside, &mut focus.order];
        for id in ids.into_iter().chain([&mut focus.claim, &mut focus.proved]) {
            *id = id.take().filter(|id| is_id(id));
        }
        // A part of a basket is another basket.
        if focus.summed.len() > limits::SUMMED || !focus.summed.iter().all(Summed::is_within_bounds) {
            focus.summed.clear();
        }
        focus.sought = focus.sought.take().filter(|sought| sought.is_within_bounds());
        focus.named = focus.named.take().filter(|named| is_id(&named.order));
        self.open.cut();
        self.photo = self.photo.take().filter(|photo| is_slot(&photo.url));
        self.last = self.last.take().filter(|last| is_id(last.intent.as_str()));
        if let Some(last) = &mut self.last {
            last.named.retain(|(_, value)| !matches!(value, Value::Text(text) if !is_short(text)));
            last.named.truncate(limits::NAMED);
            last.words.retain(|word| is_short(word));
            last.words.truncate(limits::NAMED);
        }
        if let Some(unread) = self.unread.take().filter(|unread| is_within_bounds(&unread.content)) {
            self.unread = Some(Box::new(Unread::new(unread.content, unread.due)));
        }
        self.just = self.just.take().filter(|just| just.text.chars().nth(limits::JUST).is_none());
    }
}

impl Sought {
    fn is_within_bounds(&self) -> bool {
        let wish = &self.wish;
        let words = wish.not.words.iter().chain(&wish.not.colours).chain(&wish.colours).chain([&wish.words]);
        let ids = self.shown.iter().chain(&wish.not.ids).chain(&wish.like).chain(&wish.with);
        let many =
            [self.shown.len(), wish.not.ids.len(), wish.not.words.len(), wish.not.colours.len(), wish.colours.len()];
        many.into_iter().all(|count| count <= limits::NAMED)
            && words.chain(&wish.place).chain(&wish.size).all(|word| is_short(word))
            && ids.clone().count() <= limits::NAMED * 3
            && ids.into_iter().all(|id| is_id(id))
    }
}

impl Summed {
    pub(crate) fn is_within_bounds(&self) -> bool {
        let options = self.options.len() <= limits::OPTIONS && self.options.iter().all(|option| is_short(option));
        options && is_id(&self.product) && self.quantity > 0
    }
}

impl OpenKept {
    fn cut(&mut self) {
        self.calling = self.calling.take().filter(|id| is_id(id));
        let sound = self.menu.iter().take(limits::CHOICES).take_while(|choice| choice.is_within_bounds()).count();
        self.menu.truncate(sound);
        if let Some(flow) = &mut self.flow {
            flow.slots.retain(|slot, value| is_short(slot) && is_slot(value));
            while flow.slots.len() > limits::SLOTS {
                flow.slots.pop_last();
            }
            let names = [&flow.flow, &flow.step, &flow.anchor].into_iter().all(|name| is_short(name));
            let order = flow.order.as_ref().is_none_or(|id| is_id(id));
            let intent = flow.intent.as_ref().is_none_or(|intent| is_id(intent.as_str()));
            if !names || !order || !intent {
                self.flow = None;
            }
        }
        let sound = |request: &Request| {
            let ids = [request.order_id.as_ref(), Some(&request.kind), request.buyer.as_ref()];
            request.slots.len() <= limits::SLOTS
                && request.slots.iter().all(|(slot, value)| is_short(slot) && is_slot(value))
                && ids.into_iter().flatten().all(|id| id.len() <= limits::ID)
        };
        self.pending = self.pending.take().filter(|pending| sound(&pending.request));
        let named = self.lapsed.as_ref().is_none_or(|lapsed| lapsed.order.as_ref().is_none_or(|id| is_id(id)));
        self.lapsed = self.lapsed.take().filter(|_| named);
        if self.pending.is_none() && self.waiting == Some(Waiting::Confirm) {
            self.waiting = None;
        }
    }
}

impl Choice {
    fn is_within_bounds(&self) -> bool {
        let stands_for = match &self.pick {
            Pick::Ask(text) | Pick::Slot(text) => text.chars().nth(limits::TITLE).is_none(),
            Pick::Intent(intent) => is_id(intent.as_str()),
            Pick::Faq(id) | Pick::Order(id) | Pick::Product(id) => is_id(id),
        };
        stands_for && self.label.chars().nth(limits::LABEL).is_none()
    }
}

/// Whether a content that waits has no more than an input can bring.
fn is_within_bounds(content: &Content) -> bool {
    match content {
        Content::Text { text } => text.chars().nth(limits::INBOUND).is_none(),
        Content::ProductCard { product_id: id } | Content::OrderCard { order_id: id } => is_id(id),
        Content::Image { url } => url.chars().nth(limits::URL).is_none(),
        Content::Visit { product_id } => product_id.as_ref().is_none_or(|id| is_id(id)),
        Content::OrderEvent { order_id, status } => is_id(order_id) && is_id(status),
        Content::Agent { text, .. } => text.as_ref().is_none_or(|text| text.chars().nth(limits::INBOUND).is_none()),
        Content::Menu { .. } | Content::Rated { .. } | Content::Wake => true,
    }
}

/// Whether a slot can hold this: a text of the buyer, or the place of a picture.
fn is_slot(value: &str) -> bool {
    value.chars().nth(limits::URL).is_none()
}

/// Digits (half and full width) and letters, and what stands between the groups of a long number.
pub(super) fn is_of_a_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | ' ') || ('\u{FF10}'..='\u{FF19}').contains(&c)
}

/// Bytes of a line as JSON, or a few more.
pub(super) fn line_len(line: &Line) -> usize {
    json_len(&line.text).saturating_add(72)
}

/// Bytes of a reply as JSON, or a few more.
pub(super) fn reply_len(reply: &Reply) -> usize {
    let texts = match reply {
        Reply::Text { text } => json_len(text),
        Reply::Menu { text, items } => {
            let items: usize = items.iter().map(|item| json_len(&item.label).saturating_add(16)).sum();
            json_len(text).saturating_add(items)
        }
        Reply::Product { product_id, title, reason, .. } => {
            let texts = [product_id, title, reason].map(|text| json_len(text));
            texts.into_iter().fold(48, usize::saturating_add)
        }
        Reply::Order { order_id: a, title: b } | Reply::Image { url: a, caption: b } => {
            json_len(a).saturating_add(json_len(b))
        }
    };
    texts.saturating_add(64)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::action::Speaker;
    use crate::session::Session;

    /// A session that somebody blew up: every part is within its bound when it was read, and what is left is sound.
    #[test]
    fn what_is_over_its_bound_is_cut_when_a_session_is_read() {
        let long = "长".repeat(5_000);
        let many = |make: &dyn Fn(usize) -> serde_json::Value| (0..5_000).map(make).collect::<Vec<_>>();
        let slots: BTreeMap<String, &str> = (0..500).map(|it| (it.to_string(), "好")).collect();
        let given: BTreeMap<String, u16> = (0..500).map(|it| (it.to_string(), 1)).collect();
        let stored = serde_json::json!({
            "v": 1, "id": "s", "revision": 7,
            "buyer": long, "order": long, "product": long, "claim": long, "proved": long, "calling": long,
            "beside": long, "summed": many(&|_| serde_json::json!({ "product": "p1", "quantity": 2 })),
            "waiting": "confirm",
            "menu": many(&|it| serde_json::json!({ "label": it.to_string(), "ask": "好" })),
            "flow": { "flow": "f", "step": "s", "slots": slots },
            "pending": { "key": "k", "buyer": "b", "order_id": "1", "kind": "cancel", "slots": { "address": long } },
            "last": { "intent": "ship.time", "times": 1, "named": many(&|_| serde_json::json!(["size", "M"])) },
            "given": given,
            "told_before": (1..5_000).collect::<Vec<u64>>(),
            "unread": { "content": { "type": "text", "text": long }, "due": "2026-11-22T10:00:00Z" },
            "just": { "at": "2026-11-22T10:00:00Z", "text": long },
            "lines": many(&|it| serde_json::json!({ "by": "buyer", "text": format!("第{it}句") })),
            "seen": many(&|it| serde_json::json!({ "id": it.to_string(), "replies": [{ "type": "text", "text": "好的" }] })),
        });
        let session: Session = serde_json::from_str(&stored.to_string()).unwrap();
        let state = &session.state;
        let Own { focus, open, last, unread, just, .. } = &state.own;
        let ids =
            [&state.buyer, &focus.order, &focus.product, &focus.claim, &focus.proved, &open.calling, &focus.beside];
        assert!(focus.summed.is_empty(), "a part of a basket is another one");
        assert!(ids.iter().all(|id| id.is_none()));
        assert_eq!((open.waiting.as_ref(), open.pending.as_ref()), (None, None), "half an address is another one");
        assert_eq!((open.menu.len(), open.flow.as_ref().unwrap().slots.len(), state.talk.given.len()), (12, 64, 24));
        assert_eq!(last.as_ref().unwrap().named.len(), 16);
        assert_eq!((state.told_before.len(), state.told_before.last()), (15, Some(&4_999)));
        assert_eq!((unread.as_ref(), just.as_ref()), (None, None));
        assert_eq!((state.lines.len(), state.lines[39].text.as_str()), (40, "第4999句"));
        assert_eq!((state.seen.len(), state.seen[15].id.as_str()), (16, "4999"));
        assert!(serde_json::to_string(&session).unwrap().len() <= 8_000);
    }

    /// What is within its bounds is the same after it was stored.
    #[test]
    fn the_last_ones_are_held_while_a_list_is_read() {
        let read: VecDeque<Line> = (0..100).map(|it| Line::new(Speaker::Buyer, None, it.to_string())).collect();
        let json = serde_json::to_string(&read).unwrap();
        let kept = last_lines(&mut serde_json::Deserializer::from_str(&json)).unwrap();
        assert_eq!(
            kept.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
            (60..100).map(|it| it.to_string()).collect::<Vec<_>>()
        );
    }
}
