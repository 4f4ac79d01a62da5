//! Conversations as readable tests, for this crate and for hosts that want to test their knowledge.

mod parse;
mod record;

use std::fmt;

use crate::bot::Bot;
use crate::input::{Content, Input, People};
use crate::session::Session;
use crate::shop::Shop;
use crate::time::Time;
use crate::turn::Turn;
use record::Entry;

/// A conversation with what is expected of it, read from a text like this:
///
/// ```text
/// # A line that begins with a hash is a comment.
/// @session s1                          the session's id; without it, the transcript's name
/// @buyer b1                            who writes; @anonymous: somebody who is not signed in, as without it
/// @at 2026-11-22T10:00:00+08:00        when; each input after it comes 10 seconds later
/// @people 1 0                          one person is online, nobody waits; a third number: the wait in seconds
/// @vip 3                               the buyer's level
/// @after 0.5                           the next input comes half a second after the one before it
///
/// 客> 到哪了                            the buyer writes
/// 服> 「*T恤」昨晚 20:10 *               the whole text of the turn; * stands for anything
///     中通快递 75312345678901           an indented line goes on with the line before it
/// 服~ 成都转运中心                       the turn's text contains this
/// 服! 稍等                              and does not contain this
/// 动> hand_off reason=asked            an action with these values; 动! for one that must not be there
/// 事> answered by=faq:*                a fact with these values; 事! for one that must not be there
///
/// 客> [订单 6917533224570258991]        also [商品 p1001], [图片 https://…], [选 2], [进店], [进店 p1001], [评分 5]
/// 系统> [唤醒]                           it is time; 系统> [订单 6917533224570258991 shipped]: an order's event
/// 人工> [接入]                          a person takes over; 人工> [交回] gives it back; anything else is said
/// 客> 在吗
/// 服> （无）                            no reply at all
/// 动> （无）                            no action at all, but to be woken
/// 荐~ 成都                              one of the replies suggested to a person contains this; 荐> （无）: none is
/// ```
///
/// Several `服>` lines are one text, a line each. The notice that begins a conversation may be left out of it. Inputs get
/// the message ids `m1`, `m2`, …; `@id m1` names the next one. Settings may stand anywhere and hold from there on.
///
/// Actions and facts are named as in their JSON, with the values that are single words there. Names that do not exist are
/// errors, and so is a transcript that expects nothing.
///
/// ```
/// use kefu::transcript::Transcript;
/// use kefu::{Bot, Knowledge, Shop};
///
/// let transcript = Transcript::parse("asked.txt", "客> 转人工\n服~ 同事\n动> hand_off reason=asked\n")?;
/// transcript.run(&Bot::new(Knowledge::ecommerce()), &Shop::new())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    name: String,
    session: String,
    exchanges: Vec<Exchange>,
}

/// Why a text is not a transcript.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}: {problem}")]
#[non_exhaustive]
pub struct TranscriptError {
    /// The transcript's name.
    pub name: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

/// The first expectation of a transcript that did not hold. [`fmt::Display`] shows it with the turn and its trace.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TranscriptFailure {
    /// The transcript's name.
    pub name: String,
    /// The line of the expectation, from 1.
    pub line: usize,
    /// The input that it is about.
    pub input: String,
    /// What was expected, as the transcript writes it.
    pub expected: String,
    /// What came, as a transcript would write it.
    pub came: String,
    /// Why it came.
    pub trace: String,
}

/// One input, and what is expected of its turn.
#[derive(Clone, Debug, PartialEq)]
struct Exchange {
    id: String,
    at: Option<Time>,
    buyer: Option<String>,
    people: Option<People>,
    vip: Option<u32>,
    content: Content,
    written: String,
    expectations: Vec<Expectation>,
}

#[derive(Clone, Debug, PartialEq)]
struct Expectation {
    line: usize,
    expect: Expect,
}

#[derive(Clone, Debug, PartialEq)]
enum Expect {
    /// The whole text, with `*` for anything; `None`: no reply.
    Text(Option<String>),
    Contains(String),
    Lacks(String),
    /// An entry of the record; `None`: no entry at all.
    Entry(Record, Option<Entry>),
    NoEntry(Record, Entry),
    /// Part of a suggestion; `None`: nothing is suggested.
    Suggests(Option<String>),
}

/// What of a turn is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Record {
    Actions,
    Facts,
}

impl Transcript {
    /// Reads a transcript. `name` is what errors call it, usually a file's name.
    ///
    /// # Errors
    ///
    /// The first line that does not belong in a transcript.
    pub fn parse(name: &str, text: &str) -> Result<Transcript, TranscriptError> {
        parse::parse(name, text)
    }

    /// What is sent in it, in order: for holding the same conversation otherwise, with another shop or another knowledge.
    ///
    /// ```
    /// use kefu::input::Content;
    /// use kefu::transcript::Transcript;
    ///
    /// let transcript = Transcript::parse("asked.txt", "客> 转人工\n服~ 同事\n")?;
    /// let sent: Vec<_> = transcript.inputs().map(|input| input.content).collect();
    /// assert_eq!(sent, [Content::Text { text: "转人工".to_owned() }]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn inputs(&self) -> impl Iterator<Item = Input> + '_ {
        self.exchanges.iter().map(Exchange::input)
    }

    /// Holds the conversation, from a fresh session on, and compares each turn with what is expected of it. A transcript is a
    /// host that wakes ([`Bot::wakes`]): its lines say when, with `系统> [唤醒]`.
    ///
    /// # Errors
    ///
    /// The first expectation that does not hold.
    pub fn run(&self, bot: &Bot, shop: &Shop<'_>) -> Result<(), Box<TranscriptFailure>> {
        let bot = bot.clone().wakes(true);
        let notice = bot.knowledge().profile.notice.as_str();
        let mut session = Session::new(self.session.clone());
        for exchange in &self.exchanges {
            let turn = bot.reply(&mut session, exchange.input(), shop);
            let failed = exchange.expectations.iter().find(|expectation| !expectation.expect.holds(&turn, notice));
            if let Some(failed) = failed {
                return Err(Box::new(TranscriptFailure {
                    name: self.name.clone(),
                    line: failed.line,
                    input: exchange.written.clone(),
                    expected: failed.expect.to_string(),
                    came: came(&turn),
                    trace: turn.trace().to_string(),
                }));
            }
        }
        Ok(())
    }
}

impl Exchange {
    fn input(&self) -> Input {
        let mut input = Input::new(self.content.clone()).id(self.id.clone());
        input.at = self.at;
        input.buyer.clone_from(&self.buyer);
        input.people = self.people;
        input.vip = self.vip;
        input
    }
}

impl Expect {
    fn holds(&self, turn: &Turn, notice: &str) -> bool {
        let text = turn.text();
        match self {
            Expect::Text(None) => turn.replies.is_empty(),
            Expect::Text(Some(expected)) => {
                let rest = text.strip_prefix(notice).map(|rest| rest.trim_start_matches('\n'));
                fits(expected, &text) || rest.is_some_and(|rest| !notice.is_empty() && fits(expected, rest))
            }
            Expect::Contains(part) => text.contains(part),
            Expect::Lacks(part) => !text.contains(part),
            // That the bot wants to be woken is no business of anybody's but the host's clock.
            Expect::Entry(record, None) => record.of(turn).iter().all(Entry::is_wake),
            Expect::Entry(record, Some(entry)) => record.of(turn).iter().any(|came| entry.describes(came)),
            Expect::Suggests(None) => turn.suggestions.is_empty(),
            Expect::Suggests(Some(part)) => turn.suggestions.iter().any(|it| it.text().contains(part)),
            Expect::NoEntry(record, entry) => !record.of(turn).iter().any(|came| entry.describes(came)),
        }
    }
}

impl Record {
    fn of(self, turn: &Turn) -> Vec<Entry> {
        match self {
            Record::Actions => turn.actions.iter().map(record::of_action).collect(),
            Record::Facts => turn.facts.iter().map(record::of_fact).collect(),
        }
    }

    fn sign(self) -> char {
        match self {
            Record::Actions => '动',
            Record::Facts => '事',
        }
    }
}

/// Whether the text is the pattern, in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    let Some(mut rest) = rest.strip_suffix(last) else { return false };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

const NONE: &str = "（无）";

/// The turn as a transcript would write it.
fn came(turn: &Turn) -> String {
    let mut lines: Vec<String> = turn.text().lines().map(|line| format!("服> {line}")).collect();
    if turn.replies.is_empty() {
        lines.push(format!("服> {NONE}"));
    }
    for suggestion in &turn.suggestions {
        let text = suggestion.text().replace('\n', "\n    ");
        lines.push(format!("荐> {text}（{} {:.2}）", suggestion.source, suggestion.confidence));
    }
    for record in [Record::Actions, Record::Facts] {
        lines.extend(record.of(turn).iter().map(|entry| format!("{}> {entry}", record.sign())));
    }
    lines.join("\n")
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expect::Text(text) => write!(f, "服> {}", text.as_deref().unwrap_or(NONE).replace('\n', "\n    ")),
            Expect::Contains(part) => write!(f, "服~ {part}"),
            Expect::Lacks(part) => write!(f, "服! {part}"),
            Expect::Entry(record, None) => write!(f, "{}> {NONE}", record.sign()),
            Expect::Entry(record, Some(entry)) => write!(f, "{}> {entry}", record.sign()),
            Expect::Suggests(None) => write!(f, "荐> {NONE}"),
            Expect::Suggests(Some(part)) => write!(f, "荐~ {part}"),
            Expect::NoEntry(record, entry) => write!(f, "{}! {entry}", record.sign()),
        }
    }
}

impl std::error::Error for TranscriptFailure {}

impl fmt::Display for TranscriptFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}: after `{}`", self.name, self.line, self.input)?;
        writeln!(f, "expected\n  {}", self.expected.replace('\n', "\n  "))?;
        writeln!(f, "came\n  {}", self.came.replace('\n', "\n  "))?;
        write!(f, "because\n  {}", self.trace.trim_end().replace('\n', "\n  "))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::Knowledge;

    /// The built-in bot, built once.
    fn bot() -> &'static Bot {
        static BOT: OnceLock<Bot> = OnceLock::new();
        BOT.get_or_init(|| Bot::new(Knowledge::ecommerce()))
    }

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expect) in [
            ("到了", "到了", true),
            ("到了", "到了吗", false),
            ("到*吗", "到了吗", true),
            ("*成都*", "到成都了", true),
            ("*成都*", "到重庆了", false),
            ("a*a", "a", false),
            ("*", "", true),
            ("第一行*第三行", "第一行\n第二行\n第三行", true),
            ("*x*y", "y然后x", false),
        ] {
            assert_eq!(fits(pattern, text), expect, "{pattern} {text}");
        }
    }

    /// What the built-in bot makes of a transcript: the line that failed, if one did.
    fn failing_line(text: &str) -> Option<usize> {
        Transcript::parse("t", text).unwrap().run(bot(), &Shop::new()).err().map(|failure| failure.line)
    }

    #[test]
    fn each_kind_of_expectation_can_hold_and_fail() {
        for (expectation, holds) in [
            ("服~ 同事", true),
            ("服~ 绝对没有", false),
            ("服! 绝对没有", true),
            ("服! 同事", false),
            ("服> *同事*", true),
            ("服> 同事", false),
            ("服> （无）", false),
            ("动> hand_off reason=asked priority=normal", true),
            ("动> hand_off reason=crisis", false),
            ("动> （无）", false),
            ("动! tag", true),
            ("动! hand_off", false),
            ("事> understood intent=human*", true),
            ("事! handed_off reason=asked", false),
        ] {
            let expected = (!holds).then_some(2);
            assert_eq!(failing_line(&format!("客> 转人工\n{expectation}\n")), expected, "{expectation}");
        }
    }

    #[test]
    fn the_notice_may_be_left_out() {
        let greeting = "客> 你好\n";
        assert_eq!(failing_line(&format!("{greeting}服> 您好，我是智能客服*\n    *\n")), None);
        assert_eq!(failing_line(&format!("{greeting}服! AI\n")), Some(2));
        assert_eq!(failing_line(&format!("{greeting}客> 谢谢\n服! AI\n服> （无）\n")), Some(4));
    }

    #[test]
    fn a_failure_shows_what_was_expected_what_came_and_why() {
        let transcript = Transcript::parse("t.txt", "客> 转人工\n服> 好的\n").unwrap();
        let shown = transcript.run(bot(), &Shop::new()).unwrap_err().to_string();
        for part in ["t.txt:2", "after `转人工`", "服> 好的", "动> hand_off reason=asked", "理解：human"] {
            assert!(shown.contains(part), "{part} in\n{shown}");
        }
    }
}
