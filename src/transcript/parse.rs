//! From text to transcript, line by line.

use super::record::{self, Entry};
use super::{Exchange, Expect, Expectation, NONE, Record, Transcript, TranscriptError};
use crate::input::{AgentAction, Content, People};
use crate::time::Time;

/// Milliseconds between two inputs.
const PACE: i64 = 10_000;

/// What holds for the next input.
#[derive(Default)]
struct Settings {
    session: Option<String>,
    buyer: Option<String>,
    at: Option<Time>,
    people: Option<People>,
    vip: Option<u32>,
    /// Milliseconds between the last input and the next.
    after: Option<i64>,
    id: Option<String>,
}

/// Which line an indented one goes on with.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Buyer,
    Text,
}

pub(super) fn parse(name: &str, text: &str) -> Result<Transcript, TranscriptError> {
    let mut settings = Settings::default();
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut open = Open::Nothing;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in (1..).zip(text.lines()) {
        read_line(line, number, &mut settings, &mut exchanges, &mut open).map_err(|problem| TranscriptError {
            name: name.to_owned(),
            line: number,
            problem,
        })?;
    }
    if exchanges.iter().all(|exchange| exchange.expectations.is_empty()) {
        let line = text.lines().count().max(1);
        let problem = "nothing is expected: add a line with 服>, 服~, 动> or 事>".to_owned();
        return Err(TranscriptError { name: name.to_owned(), line, problem });
    }
    let session = settings.session.unwrap_or_else(|| name.to_owned());
    Ok(Transcript { name: name.to_owned(), session, exchanges })
}

fn read_line(
    line: &str,
    number: usize,
    settings: &mut Settings,
    exchanges: &mut Vec<Exchange>,
    open: &mut Open,
) -> Result<(), String> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        *open = Open::Nothing;
        return Ok(());
    }
    if line.starts_with([' ', '\t', '\u{3000}']) {
        return go_on(line.trim_start(), exchanges, *open);
    }
    let before = std::mem::replace(open, Open::Nothing);
    if let Some(setting) = line.strip_prefix('@') {
        return set(setting, settings, !exchanges.is_empty());
    }
    let (sign, rest) = split(line)
        .ok_or_else(|| format!("a line begins with 客>, 人工>, 系统>, 服>, 荐>, 动>, 事>, @ or #: {line}"))?;
    if matches!(sign, "客>" | "人工>" | "系统>") {
        let content = match sign {
            "客>" => buyer(rest)?,
            "人工>" => agent(rest),
            _ => event(rest)?,
        };
        let id = settings.id.take().unwrap_or_else(|| format!("m{}", exchanges.len() + 1));
        let early = settings.after.take().map_or(0, |after| after - PACE);
        let at = settings.at.map(|at| if exchanges.is_empty() { at } else { at.plus_millis(early) });
        settings.at = at.map(|at| at.plus_millis(PACE));
        let (buyer, people, vip, written) = (settings.buyer.clone(), settings.people, settings.vip, rest.to_owned());
        exchanges.push(Exchange { id, at, buyer, people, vip, content, written, expectations: Vec::new() });
        *open = if sign == "客>" { Open::Buyer } else { Open::Nothing };
        return Ok(());
    }
    let Some(exchange) = exchanges.last_mut() else { return Err("nobody has said anything yet".to_owned()) };
    let none = rest == NONE;
    let expect = match sign {
        "服>" if none => Expect::Text(None),
        "服>" => {
            *open = Open::Text;
            if before == Open::Text && append(exchange, rest) {
                return Ok(());
            }
            Expect::Text(Some(rest.to_owned()))
        }
        _ if rest.is_empty() => return Err(format!("nothing stands behind {sign}")),
        "荐>" if none => Expect::Suggests(None),
        "荐>" => return Err("荐> stands with （无） only; 荐~ for a part of a suggestion".to_owned()),
        "荐~" => Expect::Suggests(Some(rest.to_owned())),
        "服~" => Expect::Contains(rest.to_owned()),
        "服!" => Expect::Lacks(rest.to_owned()),
        "动>" if none => Expect::Entry(Record::Actions, None),
        "动>" => Expect::Entry(Record::Actions, Some(Entry::read(rest, record::ACTIONS)?)),
        "动!" => Expect::NoEntry(Record::Actions, Entry::read(rest, record::ACTIONS)?),
        "事>" => Expect::Entry(Record::Facts, Some(Entry::read(rest, record::FACTS)?)),
        _ => Expect::NoEntry(Record::Facts, Entry::read(rest, record::FACTS)?),
    };
    exchange.expectations.push(Expectation { line: number, expect });
    Ok(())
}

/// The sign that a line begins with, and what stands behind it.
fn split(line: &str) -> Option<(&'static str, &str)> {
    let signs = ["客>", "人工>", "系统>", "荐>", "荐~", "服>", "服~", "服!", "动>", "动!", "事>", "事!"];
    signs.into_iter().find_map(|sign| Some((sign, line.strip_prefix(sign)?.trim())))
}

/// An indented line: more of the line before it.
fn go_on(line: &str, exchanges: &mut [Exchange], open: Open) -> Result<(), String> {
    let going_on = exchanges.last_mut().is_some_and(|exchange| match open {
        Open::Text => append(exchange, line),
        Open::Buyer => match &mut exchange.content {
            Content::Text { text } => {
                text.push('\n');
                text.push_str(line);
                true
            }
            _ => false,
        },
        Open::Nothing => false,
    });
    if going_on {
        Ok(())
    } else {
        Err("an indented line goes on with a 客> or 服> line, and there is none".to_owned())
    }
}

/// Adds a line to the text that is expected; `false` when none is.
fn append(exchange: &mut Exchange, line: &str) -> bool {
    match exchange.expectations.last_mut() {
        Some(Expectation { expect: Expect::Text(Some(text)), .. }) => {
            text.push('\n');
            text.push_str(line);
            true
        }
        _ => false,
    }
}

fn set(setting: &str, settings: &mut Settings, begun: bool) -> Result<(), String> {
    let (name, value) = setting.split_once(char::is_whitespace).unwrap_or((setting, ""));
    let value = value.trim();
    if value.is_empty() && name != "anonymous" {
        return Err(format!("nothing stands behind @{name}"));
    }
    match name {
        "session" if begun => return Err("@session stands before the first input".to_owned()),
        "session" => settings.session = Some(value.to_owned()),
        "buyer" => settings.buyer = Some(value.to_owned()),
        "anonymous" => settings.buyer = None,
        "at" => settings.at = Some(value.parse().map_err(|error: crate::time::TimeError| error.to_string())?),
        "id" => settings.id = Some(value.to_owned()),
        "people" => {
            let numbers: Result<Vec<u32>, _> = value.split_whitespace().map(str::parse).collect();
            settings.people = Some(match numbers.as_deref() {
                Ok([online, waiting]) => People::new(*online, *waiting),
                Ok([online, waiting, wait]) => People::new(*online, *waiting).wait(*wait),
                _ => return Err("@people needs two numbers: how many are online, how many buyers wait".to_owned()),
            });
        }
        "vip" => settings.vip = Some(value.parse().map_err(|_| format!("`{value}` is not a level"))?),
        "after" => {
            let seconds: f64 = value.parse().map_err(|_| format!("`{value}` is not a number of seconds"))?;
            settings.after = Some((seconds.clamp(0.0, 1e6) * 1_000.0) as i64);
        }
        _ => {
            return Err(format!(
                "unknown setting @{name}: there are @session, @buyer, @anonymous, @at, @after, @people, @vip and @id"
            ));
        }
    }
    Ok(())
}

/// What the buyer sent. Brackets that mean nothing here are text: buyers write `[捂脸]`.
fn buyer(text: &str) -> Result<Content, String> {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or_default();
    let (kind, value) = inner.split_once(' ').map_or((inner, ""), |(kind, value)| (kind, value.trim()));
    let value = (!value.is_empty()).then(|| value.to_owned());
    Ok(match (kind, value) {
        ("订单", Some(order_id)) => Content::OrderCard { order_id },
        ("商品", Some(product_id)) => Content::ProductCard { product_id },
        ("图片", Some(url)) => Content::Image { url },
        ("选", Some(choice)) => {
            Content::Menu { choice: choice.parse().map_err(|_| format!("`{choice}` is not a number of a menu"))? }
        }
        ("评分", Some(stars)) => {
            Content::Rated { stars: stars.parse().map_err(|_| format!("`{stars}` is not a number of stars"))? }
        }
        ("进店", product_id) => Content::Visit { product_id },
        ("订单" | "商品" | "图片" | "选" | "评分", None) => {
            return Err(format!("[{kind}] needs a value: [{kind} …]"));
        }
        _ => Content::Text { text: text.to_owned() },
    })
}

/// What nobody said: `[唤醒]`, `[订单 ID STATUS]`.
fn event(text: &str) -> Result<Content, String> {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or_default();
    let words: Vec<&str> = inner.split_whitespace().collect();
    match words.as_slice() {
        ["唤醒"] => Ok(Content::Wake),
        ["订单", order_id, status] => {
            Ok(Content::OrderEvent { order_id: (*order_id).to_owned(), status: (*status).to_owned() })
        }
        _ => Err(format!("系统> knows [唤醒] and [订单 ID STATUS], not `{text}`")),
    }
}

/// What a person of the shop did: `[接入]`, `[交回]` with an optional note, or anything said.
fn agent(text: &str) -> Content {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (action, text) = if let Some(rest) = text.strip_prefix("[接入]") {
        (AgentAction::TookOver, said(rest))
    } else if let Some(rest) = text.strip_prefix("[交回]") {
        (AgentAction::HandedBack, said(rest))
    } else {
        (AgentAction::Said, said(text))
    };
    Content::Agent { action, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> (usize, String) {
        let error = parse("t", text).unwrap_err();
        (error.line, error.problem)
    }

    #[test]
    fn what_does_not_belong_is_refused_with_its_line() {
        for (text, line, part) in [
            ("", 1, "nothing is expected"),
            ("客> 在吗\n", 1, "nothing is expected"),
            ("服> 在的\n", 1, "nobody has said"),
            ("客> 在吗\n顾客> 在吗\n", 2, "a line begins with"),
            ("客> 在吗\n动> hand_of\n", 2, "hand_off"),
            ("客> 在吗\n动> hand_off why=asked\n", 2, "reason"),
            ("客> 在吗\n事> answered faq\n", 2, "key=value"),
            ("客> 在吗\n服~\n", 2, "nothing stands behind"),
            ("\n    在的\n", 2, "indented"),
            ("客> [订单]\n服> *\n", 1, "needs a value"),
            ("客> [选 二]\n服> *\n", 1, "not a number"),
            ("@at 昨天\n", 1, "RFC 3339"),
            ("@people 1\n", 1, "two numbers"),
            ("@shop x\n", 1, "unknown setting"),
            ("@after 一秒\n", 1, "number of seconds"),
            ("系统> 唤醒\n", 1, "系统> knows"),
            ("客> 在吗\n荐> 您好\n", 2, "荐~"),
            ("客> 在吗\n服> *\n@session s\n", 3, "before the first"),
        ] {
            let (at, problem) = problem(text);
            assert!(at == line && problem.contains(part), "{text:?}: {at}: {problem}");
        }
    }

    #[test]
    fn every_input_becomes_what_it_stands_for() {
        let order_id = "6917533224570258991".to_owned();
        let agent = |action, text: Option<&str>| Content::Agent { action, text: text.map(str::to_owned) };
        for (line, expect) in [
            ("客> 到哪了", Content::Text { text: "到哪了".into() }),
            ("客> [捂脸]", Content::Text { text: "[捂脸]".into() }),
            ("客>", Content::Text { text: String::new() }),
            ("客> 一\n    二", Content::Text { text: "一\n二".into() }),
            ("客> [订单 6917533224570258991]", Content::OrderCard { order_id }),
            ("客> [商品 p1001]", Content::ProductCard { product_id: "p1001".into() }),
            ("客> [图片 https://x/a.jpg]", Content::Image { url: "https://x/a.jpg".into() }),
            ("客> [选 2]", Content::Menu { choice: 2 }),
            ("客> [评分 4]", Content::Rated { stars: 4 }),
            ("系统> [唤醒]", Content::Wake),
            ("系统> [订单 1 shipped]", Content::OrderEvent { order_id: "1".into(), status: "shipped".into() }),
            ("客> [进店]", Content::Visit { product_id: None }),
            ("客> [进店 p1001]", Content::Visit { product_id: Some("p1001".into()) }),
            ("人工> [接入]", agent(AgentAction::TookOver, None)),
            ("人工> 您好", agent(AgentAction::Said, Some("您好"))),
            ("人工> [交回] 已补发", agent(AgentAction::HandedBack, Some("已补发"))),
        ] {
            let transcript = parse("t", &format!("{line}\n服> *\n")).unwrap();
            assert_eq!(transcript.exchanges[0].content, expect, "{line}");
        }
    }

    #[test]
    fn settings_hold_until_they_change_and_the_clock_goes_on() {
        let text = "@buyer b1\n@at 2026-11-22T10:00:00+08:00\n客> 一\n客> 二\n@anonymous\n@id m1\n客> 三\n服> *\n";
        let transcript = parse("t", text).unwrap();
        let seen: Vec<_> = transcript
            .exchanges
            .iter()
            .map(|it| (it.id.as_str(), it.buyer.as_deref(), it.at.unwrap().to_string()))
            .collect();
        let text = "@at 2026-11-22T10:00:00+08:00\n客> 一\n@after 0.5\n客> 二\n客> 三\n服> *\n";
        let times: Vec<String> =
            parse("t", text).unwrap().exchanges.iter().map(|it| it.at.unwrap().to_string()).collect();
        assert_eq!(times[1], "2026-11-22T10:00:00.5+08:00");
        assert_eq!(times[2], "2026-11-22T10:00:10.5+08:00");
        let at = |second| format!("2026-11-22T10:00:{second}+08:00");
        assert_eq!(seen, [("m1", Some("b1"), at("00")), ("m2", Some("b1"), at("10")), ("m1", None, at("20"))]);
    }

    #[test]
    fn lines_of_one_text_are_put_together() {
        let transcript = parse("t", "客> 一\n服> 甲\n    乙\n服> 丙\n服~ 丁\n").unwrap();
        let expectations = &transcript.exchanges[0].expectations;
        assert_eq!(expectations[0].expect, Expect::Text(Some("甲\n乙\n丙".into())));
        assert_eq!(expectations.len(), 2);
    }
}
