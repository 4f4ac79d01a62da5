//! Messages that belong together: a beginning waits for its rest, and what comes right behind an answer goes on with its
//! question.

use crate::action::Action;
use crate::dialogue::lookup::Need;
use crate::dialogue::notice::notice_in;
use crate::dialogue::{Compiled, Draft};
use crate::fact::Fact;
use crate::guard::privacy::Secrets;
use crate::guard::written;
use crate::input::{Content, Input};
use crate::knowledge::{Knowledge, Mode, TextKey};
use crate::language::consent::consent;
use crate::language::deed::asks_for;
use crate::language::question::is_question;
use crate::names::Mood;
use crate::session::{Just, PeopleState, State, Waiting};
use crate::text::normalize::Normalized;
use crate::understand::{Ask, Understanding};

/// Characters of a question, at least.
const QUESTION_LENGTH: usize = 4;
/// Characters of a continuation.
const CONTINUATION: usize = 12;
/// From here on a message wants a person, or complains, whatever came before it.
const ALARM: f32 = 0.5;
/// From here on a message that looks like a continuation is a question of its own.
const QUESTION: f32 = 0.85;

/// What was read of an input.
#[derive(Debug)]
pub(crate) struct Read {
    /// The text: the message, with what waited before it.
    pub(crate) text: String,
    /// The text with the message that was answered just now, where it goes on with that.
    pub(crate) heard: Understanding,
    /// It goes on with the message that was answered just now.
    pub(crate) goes_on: bool,
}

/// Reads the text that an input stands for; `None` when it stands for none.
pub(crate) fn read(compiled: &Compiled, state: &State, input: &Input) -> Option<Read> {
    if notice_in(compiled, &input.content).is_some() {
        return None;
    }
    let waiting = match state.unread.as_ref().map(|unread| &unread.content) {
        Some(Content::Text { text }) => Some(text.as_str()),
        _ => None,
    };
    let text = match (&input.content, waiting) {
        (Content::Text { text }, Some(before)) if says_nothing(&compiled.knowledge, before) => text.clone(),
        (Content::Text { text }, Some(before)) => joined(before, text),
        (Content::Text { text }, None) => text.clone(),
        (Content::Wake, Some(before)) => before.to_owned(),
        _ => return None,
    };
    let read = |text: &str| compiled.reader.read(&compiled.knowledge, text, input.at);
    let heard = read(behind_thanks(&text));
    if let (Content::Text { text: alone }, Some(_)) = (&input.content, waiting) {
        // `没有` and then `起火了`: no denial reaches over two messages, and no beginning hides a wish for a person.
        let heard_alone = read(alone);
        if alarms(&heard_alone) {
            return Some(Read { text, heard: heard_alone, goes_on: false });
        }
    }
    let just = state.just.as_ref().filter(|just| waiting.is_none() && is_behind(compiled, just, input));
    // `灰的`, `要大一码的`, `有现货不`: what only named something is part of the question behind it.
    let named = just.filter(|just| !just.missed && only_names(&compiled.knowledge, &read(&just.text)));
    let belongs = just.is_some_and(|just| just.missed || named.is_some() || goes_on(&compiled.knowledge, &heard));
    if let Some(just) = just.filter(|_| belongs && heard.alarms.is_empty() && !heard.light)
        && state.waiting.is_none()
        && state.people != PeopleState::Person
    {
        let mut joined = read(&format!("{}，{text}", just.text));
        if named.is_some() {
            if asks(&compiled.knowledge, &heard, 0.0) {
                joined.asks = heard.asks;
                joined.intents = heard.intents;
            }
        } else if !just.missed {
            // The question is the one before, with the new values.
            let question = read(&just.text);
            let kept = question.entities.into_iter().filter(|old| heard.entity(old.kind).is_none());
            joined.entities = kept.collect();
            joined.entities.splice(0..0, heard.entities);
            joined.asks = question.asks;
            joined.intents = question.intents;
        }
        return Some(Read { text, heard: joined, goes_on: true });
    }
    Some(Read { text, heard, goes_on: false })
}

/// `谢谢哈 再问下罐头什么口味`: what stands behind the thanks, where that asks something; else the whole text.
fn behind_thanks(text: &str) -> &str {
    let rest = text.trim_start_matches(['好', '的', '嗯', '哦', '行', ',', '，', ' ', '。']);
    let Some(rest) = ["谢谢", "多谢", "感谢", "谢了"].iter().find_map(|word| rest.strip_prefix(word)) else {
        return text;
    };
    let edge = |c: char| !c.is_alphanumeric() || "哈啦了啊哦您你呀亲".contains(c);
    let rest = rest.trim_start_matches(edge);
    let rest = ["再问下", "再问一下", "再问", "另外", "对了", "还有", "那个"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(edge);
    let goes_on = is_question(rest) || asks_for(rest) || ["帮我", "给我", "请"].iter().any(|word| rest.contains(word));
    if rest.chars().count() >= QUESTION_LENGTH && goes_on { rest } else { text }
}

/// Whether a message by itself is about a danger, a threat, a person, or is an outburst.
fn alarms(heard: &Understanding) -> bool {
    let wants = |ask: &Ask| ask.confidence >= ALARM && (ask.intent.is("human") || ask.intent.is("complaint"));
    let upset = heard.mood >= Mood::Annoyed || !heard.threats.is_empty();
    upset || !heard.alarms.is_empty() || heard.asks.iter().any(wants)
}

/// Whether the input came within the pause after the message.
fn is_behind(compiled: &Compiled, just: &Just, input: &Input) -> bool {
    let pause = compiled.knowledge.profile.pace.pause_millis;
    input.at.is_some_and(|at| (0..=pause).contains(&at.since(just.at)))
}

/// Whether a beginning only announces what follows: `我想问下`, `还有`. `这个` and `我的` are a part of it.
fn says_nothing(knowledge: &Knowledge, before: &str) -> bool {
    let normal = Normalized::new(before);
    let begins = ["这", "那", "我", "帮", "能", "可不", "有没", "是不"].iter().any(|word| before.contains(word));
    let announces = before.contains('问') || before.contains("咨询");
    (announces || !begins) && is_fragment(knowledge, normal.text())
}

/// A beginning and its rest: `这个` and `多少钱` are one phrase.
fn joined(before: &str, rest: &str) -> String {
    let before = before.trim();
    let phrase = before.chars().count() <= 3 && before.ends_with(char::is_alphanumeric);
    format!("{before}{}{}", if phrase { "" } else { "，" }, rest.trim())
}

/// Whether a message says more of the question before it and asks nothing itself: `是黑色的那个`.
fn goes_on(knowledge: &Knowledge, heard: &Understanding) -> bool {
    let short = !heard.light && heard.text.chars().count() <= CONTINUATION;
    let ruled = heard.answer.is_some() || !heard.alarms.is_empty() || heard.faqs.iter().any(|hit| hit.exact);
    let begins = ["是", "就是", "也就是", "我说的是", "那个", "这个", "要", "我要"];
    let begins = begins.iter().any(|word| heard.text.starts_with(word)) && !heard.text.starts_with("是的");
    // `是白色的M` may look like a question about the product; only what is quite sure is one of its own.
    let sure = if begins && !heard.entities.is_empty() { QUESTION } else { 0.0 };
    short && !ruled && !asks(knowledge, heard, sure) && (begins || !heard.entities.is_empty())
}

/// Whether a message asks something, at least so surely.
fn asks(knowledge: &Knowledge, heard: &Understanding, sure: f32) -> bool {
    heard.asks.iter().any(|ask| {
        let known = knowledge.intent(ask.intent.as_str());
        knowledge.asks_something(&ask.intent)
            && known.is_some_and(|(_, intent)| ask.confidence >= intent.threshold.max(sure))
    })
}

/// Whether a message names something and asks nothing: `灰的`.
fn only_names(knowledge: &Knowledge, heard: &Understanding) -> bool {
    !heard.entities.is_empty() && !asks(knowledge, heard, 0.0) && heard.answer.is_none()
}

/// Whether a message is a beginning only: greetings, and then nothing but words that something must follow.
fn is_fragment(knowledge: &Knowledge, text: &str) -> bool {
    const GREETINGS: &[&str] =
        &["你好", "您好", "在吗", "在不在", "在么", "有人吗", "哈喽", "亲", "hi", "hello", "客服", "老板"];
    let edge = |c: char| !c.is_alphanumeric();
    let fragments = &knowledge.profile.pace.fragments;
    let mut rest = text.trim_matches(edge);
    let mut begun = false;
    while !rest.is_empty() {
        let longest = |words: &mut dyn Iterator<Item = &str>| {
            words.filter(|word| rest.starts_with(word)).max_by_key(|word| word.len()).map(str::len)
        };
        let greeting = longest(&mut GREETINGS.iter().copied()).unwrap_or(0);
        let fragment = longest(&mut fragments.iter().map(String::as_str)).unwrap_or(0);
        begun = fragment >= greeting && fragment > 0;
        let Some(shorter) = rest.get(greeting.max(fragment)..).filter(|_| greeting.max(fragment) > 0) else {
            return false;
        };
        rest = shorter.trim_start_matches(edge);
    }
    begun
}

impl Draft<'_> {
    /// Lets the buyer's message wait, if it is a beginning only, or if people come first; `false` when it is answered now.
    pub(crate) fn waits(&mut self, content: &Content) -> Need<bool> {
        let earlier = self.state.unread.take();
        let pace = &self.world.compiled.knowledge.profile.pace;
        let fragment = match self.world.read {
            Some(read) if matches!(content, Content::Text { .. }) && !read.goes_on && read.heard.answer.is_none() => {
                pace.pause_millis > 0 && is_fragment(self.knowledge(), &read.heard.text)
            }
            _ => false,
        };
        // To a question that wants a yes, `我要` and `等等` are whole answers.
        let answers = self.state.waiting == Some(Waiting::Confirm) && consent(self.whole_text(), &[]).is_some();
        let fragment = fragment && !answers;
        if !self.world.wakes {
            // Nobody would say when the time is over, so nothing waits for more.
            if fragment {
                self.out.forget_understood();
                self.say_own(TextKey::GoOn);
            }
            return Ok(fragment);
        }
        let Some(now) = self.world.input.at else { return Ok(false) };
        let message = !matches!(content, Content::Menu { .. } | Content::Visit { .. });
        let people_first = self.mode == Mode::PeopleFirst && message && self.may_wait_for_people();
        let due = match (people_first, &earlier) {
            (true, Some(earlier)) => earlier.due,
            (true, None) => now.plus_millis(self.fill_in_millis),
            (false, _) if fragment => now.plus_millis(pace.pause_millis),
            _ => return Ok(false),
        };
        self.note(if people_first { "人工优先，先等同事回复" } else { "话没说完，等一下" });
        if earlier.is_none_or(|earlier| earlier.due != due) {
            self.out.act(Action::WakeAt { at: due });
        }
        self.out.forget_understood();
        self.out.fact(Fact::Held);
        let content = match (content, self.world.read) {
            (Content::Text { .. }, Some(read)) => Content::Text { text: read.text.clone() },
            _ => content.clone(),
        };
        self.look_at(&content)?;
        self.state.keep_unread(content, due);
        Ok(true)
    }

    /// A message right behind an answer takes the place of the one before it: that is not asked, or missed, twice.
    pub(crate) fn go_on_with_last(&mut self) {
        let Some(just) = self.world.session.just.as_ref().filter(|_| self.goes_on()) else { return };
        self.note("紧接着补充，和上一句一起重新回答");
        if let Some(last) = &mut self.state.last {
            last.times = last.times.saturating_sub(1);
        }
        self.state.misses = self.state.misses.saturating_sub(u8::from(just.missed));
    }

    /// Whether the input is something that the buyer, or a person of the shop, did.
    pub(crate) fn is_buyers(&self) -> bool {
        self.world.notice.is_none() && !self.out.happened(&Fact::Echoed)
    }

    pub(crate) fn goes_on(&self) -> bool {
        self.world.read.is_some_and(|read| read.goes_on)
    }

    /// Remembers the message for what may come right behind it. After a write nothing is asked again.
    pub(crate) fn remember_just(&mut self, secrets: &Secrets) {
        let events = matches!(
            self.world.input.content,
            Content::OrderEvent { .. } | Content::Rated { .. } | Content::Wake if self.out.is_silent()
        );
        if events || !self.is_buyers() {
            return;
        }
        let text = match (self.world.read, &self.world.session.just) {
            (Some(read), Some(just)) if read.goes_on => format!("{}，{}", just.text, read.text),
            (Some(read), _) => read.text.clone(),
            (None, _) => String::new(),
        };
        let text = if self.out.wrote() || self.out.is_silent() { String::new() } else { text };
        let missed = self.out.happened(&Fact::NotUnderstood);
        self.state.remember_just(self.world.input.at, &written::mask(&text, secrets), missed);
    }

    /// What was waiting is a beginning still: the buyer is asked to go on.
    pub(crate) fn is_still_fragment(&self) -> bool {
        self.world.read.is_some_and(|read| is_fragment(self.knowledge(), &read.heard.text))
    }

    /// What waits is not answered, but it says what the conversation is about.
    fn look_at(&mut self, content: &Content) -> Need<()> {
        match content {
            Content::ProductCard { product_id } => self.state.product = Some(product_id.clone()),
            // Only the buyer's own order is one that a person hears of.
            Content::OrderCard { order_id } if self.world.input.buyer.is_some() => {
                let own = self.own_order(order_id)?.then(|| order_id.clone());
                self.state.order = own.or_else(|| self.state.order.take());
            }
            Content::OrderCard { order_id } => self.state.claim = Some(order_id.clone()),
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_hide_no_question() {
        for (text, expect) in [
            ("谢谢哈 再问下罐头什么口味", "罐头什么口味"),
            ("好的谢谢，那下单了送罐头吗", "那下单了送罐头吗"),
            ("谢谢", "谢谢"),
            ("好的谢谢你", "好的谢谢你"),
            ("谢谢啦，辛苦了", "谢谢啦，辛苦了"),
        ] {
            assert_eq!(behind_thanks(text), expect, "{text}");
        }
    }

    #[test]
    fn only_a_beginning_waits() {
        let knowledge = Knowledge::ecommerce();
        for (text, expect) in [
            ("这个", true),
            ("那个...", true),
            ("我想问下", true),
            ("在吗 我问下", true),
            ("你好,我想问一下", true),
            ("还有", true),
            ("还有,那个", true),
            ("对了", true),
            ("在吗", false),
            ("你好", false),
            ("这个多少钱", false),
            ("还有货吗", false),
            ("我想问下什么时候发货", false),
            ("人工", false),
            ("", false),
        ] {
            assert_eq!(is_fragment(&knowledge, text), expect, "{text}");
        }
    }

    #[test]
    fn a_beginning_and_its_rest_are_one_text() {
        assert_eq!(joined("这个", "多少钱"), "这个多少钱");
        assert_eq!(joined("麻烦你帮我", "查下单"), "麻烦你帮我，查下单");
        assert_eq!(joined("那个…", "多少钱"), "那个…，多少钱");
        let knowledge = Knowledge::ecommerce();
        for (text, expect) in [
            ("我想问下", true),
            ("还有", true),
            ("在吗 我问下", true),
            ("还有那个", false),
            ("我的", false),
            ("到哪了", false),
        ] {
            assert_eq!(says_nothing(&knowledge, text), expect, "{text}");
        }
    }
}
