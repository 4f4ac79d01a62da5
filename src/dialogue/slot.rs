//! What fills a slot, and what does not: a question, a number of something else, another matter, a courtesy, a refusal, a
//! complaint or the wish for a person is answered as what it is, and the slot's question stands.

mod kind;

use crate::dialogue::Draft;
use crate::dialogue::confirm::is_whole;
use crate::dialogue::ellipsis::CORRECTIONS;
use crate::dialogue::lookup::Need;
use crate::dialogue::reference::points_at_order;
use crate::fact::Fact;
use crate::knowledge::field::{Part, Template};
use crate::knowledge::{DayRange, Flow, SlotChoice, SlotKind, StepKind, TextKey};
use crate::language::entity::address;
use crate::names::{EntityKind, Mood};
use crate::session::Waiting;
use crate::time::DAY;
use crate::understand::{Ask, Understanding, asks_something};

use kind::{
    asks, complains, instructs, is_institution, is_nothing, is_number_of_something_else, is_remark, may_be_nothing,
};

/// Characters of a text that a slot takes. What is longer is no answer, and a session stays small.
pub(crate) const MAX_SLOT: usize = 120;

/// The slots that an address brings beside its own.
pub(crate) const BESIDE_ADDRESS: [&str; 2] = ["name", "phone"];

impl Draft<'_> {
    /// The value that the message has for a slot, without having been asked.
    pub(crate) fn prefill(&mut self, kind: &SlotKind, heard: &Understanding) -> Need<Option<String>> {
        Ok(match kind {
            SlotKind::Entity(EntityKind::Phone) => new_phone(heard).or_else(|| {
                let carried = self.named(EntityKind::Phone).filter(|_| heard.entity(EntityKind::Phone).is_none());
                carried.map(ToString::to_string)
            }),
            SlotKind::Day(range) => self.day(heard).filter(|date| self.is_possible(*range, date)),
            SlotKind::Entity(kind) => self.named(*kind).map(ToString::to_string),
            SlotKind::Choice(values) => {
                values.iter().find(|choice| names(&heard.text, choice)).map(|it| it.value.clone())
            }
            SlotKind::Address => {
                let text = self.original_text();
                // `不要寄到…`, `…或者…都可以`: which one is meant is not said.
                let unclear =
                    ["不要", "别寄", "不寄", "不是", "或者", "还是"].iter().any(|word| heard.text.contains(word));
                let said = address::read(&text).filter(|_| !unclear && !is_question(&heard.text));
                // A street without its town is in every town.
                said.map(|delivery| delivery.address).filter(|address| !address::region(address).is_empty())
            }
            SlotKind::Behind(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let text = self.original_text();
                behind(&text, &words).filter(|rest| is_statement(rest, 2) && !asks(rest)).map(str::to_owned)
            }
            SlotKind::Sku => {
                self.passive_order()?;
                self.passive_product()?;
                self.wanted_sku()
            }
            SlotKind::Text | SlotKind::YesNo | SlotKind::Photo => None,
        })
    }

    /// The day that the message names and does not refuse: `周三不行，周五吧`.
    fn day(&self, heard: &Understanding) -> Option<String> {
        let refused = |text: &str| {
            heard.text.split(text).skip(1).any(|after| {
                ["不行", "不可以", "没空", "没时间", "不方便", "不在", "改成", "换成"]
                    .iter()
                    .any(|word| after.starts_with(word))
            }) || heard.text.contains(&format!("不是{text}"))
        };
        let mut days = heard.entities.iter().filter(|entity| entity.kind == EntityKind::Date);
        days.find(|entity| !refused(&entity.text)).map(|entity| entity.value.to_string())
    }

    fn is_possible(&self, range: DayRange, date: &str) -> bool {
        let Some(away) = self.days_away(date) else { return false };
        range.min.is_none_or(|min| i64::from(min) <= away) && range.max.is_none_or(|max| away <= i64::from(max))
    }

    /// Days from the day of the message to this one.
    fn days_away(&self, date: &str) -> Option<i64> {
        let today = self.world.input.at?.wall(self.knowledge().profile.offset_minutes).day_number;
        Some(crate::time::day_number(date)? - today)
    }

    /// Says which days can be chosen, where the message named another one.
    pub(crate) fn say_possible_days(&mut self, kind: &SlotKind) {
        let (SlotKind::Day(range), Some(heard)) = (kind, self.world.heard) else { return };
        if self.day(heard).is_none_or(|date| self.is_possible(*range, &date)) {
            return;
        }
        let Some(now) = self.world.input.at else { return };
        let offset = self.knowledge().profile.offset_minutes;
        let name = |days: i32| match days {
            0 => "今天".to_owned(),
            1 => "明天".to_owned(),
            _ => {
                let wall = now.plus_millis(i64::from(days).saturating_mul(DAY)).wall(offset);
                format!("{} 月 {} 日", wall.month, wall.day)
            }
        };
        let shown = match (range.min, range.max) {
            (Some(min), Some(max)) => format!("{}到 {}", name(min), name(max)),
            (Some(min), None) => format!("{}和以后的日子", name(min)),
            (None, Some(max)) => format!("{}和以前的日子", name(max)),
            (None, None) => return,
        };
        self.own_slots.insert("range".to_owned(), shown);
        self.say_own(TextKey::DayOutOfRange);
    }

    /// What comes with a value: the receiver's name and telephone with an address.
    pub(crate) fn fill_beside(&mut self, kind: &SlotKind) {
        if *kind != SlotKind::Address {
            return;
        }
        let Some(delivery) = address::read(&self.original_text()) else { return };
        for (slot, value) in BESIDE_ADDRESS.into_iter().zip([delivery.name, delivery.phone]) {
            if let Some(value) = value {
                self.set_slot(slot, value);
            }
        }
    }

    /// Whether a telephone in the message is the new value of a change, and names no order.
    pub(crate) fn phone_is_a_value(&self, heard: &Understanding) -> bool {
        let asked_for = |kind: &SlotKind| matches!(kind, SlotKind::Address | SlotKind::Entity(EntityKind::Phone));
        let flow = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow));
        let changes = flow.is_some_and(|flow| {
            flow.steps.iter().any(|step| matches!(&step.kind, StepKind::Ask { kind, .. } if asked_for(kind)))
        });
        let asked_which = matches!(self.world.session.waiting, Some(Waiting::Order | Waiting::Verify));
        let says = |words: &[&str]| words.iter().any(|word| heard.text.contains(word));
        // `电话也改下 150…`
        let changes_phone = says(&["电话", "手机", "号码"]) && says(&["改", "换", "错", "新"]);
        new_phone(heard).is_some() && (changes_phone || (changes && (!asked_which || says_new(&heard.text))))
    }

    /// The text as the answer to a question that any text answers. What means something else is none, unless it asks nothing
    /// and is the flow's own matter, or says how something is to be done: `送货前打电话` as a note, `拍不了，开线了` for a picture.
    pub(crate) fn free_text(&self, kind: &SlotKind, say: &[Template], heard: &Understanding) -> Option<String> {
        let text = self.original_text();
        let question = words_of(say);
        if !(1..=MAX_SLOT).contains(&text.chars().count()) {
            return None;
        }
        if is_nothing(&heard.text) {
            return (*kind == SlotKind::Text && may_be_nothing(&question)).then_some(text);
        }
        if is_institution(&text) && *kind != SlotKind::Photo {
            return Some(text);
        }
        if is_remark(&heard.text) || asks(&heard.text) || is_number_of_something_else(heard, &question) {
            return None;
        }
        let upset = heard.mood >= Mood::Annoyed || !heard.threats.is_empty() || complains(&heard.text);
        if upset && *kind != SlotKind::Photo {
            return None;
        }
        let own = self.state.flow.as_ref().and_then(|flow| flow.intent.as_ref());
        let related = |ask: &Ask| own.is_some_and(|own| ask.intent.is(own.as_str()) || own.is(ask.intent.as_str()));
        let instructs =
            instructs(&heard.text) && !["抬头", "姓名", "名字", "名称"].iter().any(|it| question.contains(it));
        let elsewhere = |ask: &Ask| {
            let another = !related(ask) && (asks_something(&ask.intent) || ask.intent.is("complaint"));
            match kind {
                // A defect is told in the words of returns, repairs and complaints.
                SlotKind::Photo => {
                    ["deliver", "ship", "invoice", "payment", "human"].iter().any(|of| ask.intent.is(of))
                }
                _ => another && !instructs,
            }
        };
        let other_matter = heard.asks.iter().filter(|ask| self.is_sure(ask)).any(elsewhere);
        (!other_matter).then_some(text)
    }

    /// `不对，我是装热水器`, `等下，改成周三吧`: takes the new value for a slot that is filled; the others stay. `false` when the
    /// message corrects none.
    pub(crate) fn corrects_slots(&mut self, heard: &Understanding, flow: &Flow) -> Need<bool> {
        let marked = CORRECTIONS.iter().chain(CHANGES).any(|word| heard.text.contains(word));
        let names_order = points_at_order(&heard.text)
            || [EntityKind::OrderId, EntityKind::LastFour].iter().any(|kind| heard.entity(*kind).is_some());
        if !marked || names_order {
            return Ok(false);
        }
        let mut first: Option<&str> = None;
        for step in &flow.steps {
            let StepKind::Ask { slot, kind, say, .. } = &step.kind else { continue };
            let Some(old) = self.slot(slot).map(str::to_owned) else { continue };
            let new = match kind {
                SlotKind::Text | SlotKind::Behind(_) => restated(&self.original_text(), &words_of(say)),
                SlotKind::YesNo | SlotKind::Photo => None,
                SlotKind::Sku if self.names_an_order()? => None,
                _ => self.prefill(kind, heard)?,
            };
            let Some(new) = new.filter(|new| *new != old && is_whole(kind, new)) else { continue };
            if first.is_none() {
                self.take_back_pending();
            }
            first = first.or(Some(&step.id));
            self.set_slot(slot, new);
            self.fill_beside(kind);
        }
        let Some(first) = first else { return Ok(false) };
        self.facts.push(Fact::Corrected { what: "value".to_owned() });
        self.note("买家更正了前面的回答");
        if let Some(state) = &mut self.state.flow {
            state.step = first.to_owned();
            state.asked = 0;
        }
        Ok(true)
    }

    /// The value of a slot as it may be shown: of an address what tells no house, of a receiver's name its first character.
    pub(crate) fn shown_slot(&self, slot: &str) -> Option<String> {
        let value = self.slot(slot)?;
        let flow = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow));
        let asks_address = |name: &str| {
            flow.is_some_and(|flow| {
                flow.steps.iter().any(|step| {
                    matches!(&step.kind, StepKind::Ask { slot, kind: SlotKind::Address, .. } if name.is_empty() || slot == name)
                })
            })
        };
        Some(match slot {
            _ if asks_address(slot) => format!("{}****", address::region(value)),
            "name" if asks_address("") => value.chars().take(1).chain(['*']).collect(),
            _ => value.to_owned(),
        })
    }
}

/// Words that change what was said before.
const CHANGES: &[&str] = &[
    "改成",
    "改为",
    "改到",
    "换成",
    "换到",
    "说错",
    "写错",
    "填错",
    "打错",
    "选错",
    "弄错",
    "搞错",
    "应该是",
    "等下",
    "等一下",
    "等等",
];

/// The new value of a text that was given before: `型号说错了，是X200`, where the question asked for the 型号.
fn restated(text: &str, question: &str) -> Option<String> {
    let marks = ["说错", "写错", "填错", "打错", "弄错", "搞错", "错了", "不对", "改成", "改为", "换成", "应该是"];
    let at = marks.iter().filter_map(|mark| text.find(mark)).min()?;
    let named: Vec<char> = text.get(..at)?.chars().filter(|c| c.is_alphanumeric()).collect();
    // Two characters of what stands before the mark name what was asked: `型号` of `热水器的型号`.
    let asked = named.windows(2).any(|pair| question.contains(&pair.iter().collect::<String>()));
    let value = behind(text, &["改成", "改为", "换成", "应该是", "，是", ",是", " 是", "了是"])?;
    let value = value.trim_end_matches(['吧', '哈', '哦', '啊', '的']).trim();
    (asked && is_statement(value, 1) && !asks(value)).then(|| value.to_owned())
}

/// The telephone that a change names: the last one, but none that names an order (`13812345678那单`).
fn new_phone(heard: &Understanding) -> Option<String> {
    let names_an_order = |text: &str| {
        heard.text.split(text).skip(1).any(|after| {
            ["那单", "那个单", "那个订单", "的订单", "的单", "下的单", "买的"]
                .iter()
                .any(|word| after.starts_with(word))
        })
    };
    let phones = heard.entities.iter().filter(|entity| entity.kind == EntityKind::Phone);
    phones.rev().find(|entity| !names_an_order(&entity.text)).map(|entity| entity.value.to_string())
}

/// Whether something is said to become something else.
fn says_new(text: &str) -> bool {
    ["改成", "改为", "换成", "换为", "新号", "新电话", "新手机", "电话换", "号码换"]
        .iter()
        .any(|word| text.contains(word))
}

/// The words of a question.
fn words_of(say: &[Template]) -> String {
    let parts = say.iter().flat_map(|template| template.lines.iter().flatten());
    parts.filter_map(|part| if let Part::Text(text) = part { Some(text.as_str()) } else { None }).collect()
}

/// Whether a text has the form of a question.
pub(crate) fn is_question(text: &str) -> bool {
    let words = ["吗", "呢", "?", "什么", "怎么", "多少", "多久", "哪", "谁", "能不能", "可不可以", "是不是"];
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    words.iter().any(|word| text.contains(word)) || end.ends_with(['么', '嘛'])
}

/// Whether the text names a value of a slot, and does not deny it.
pub(crate) fn names(text: &str, choice: &SlotChoice) -> bool {
    let words = std::iter::once(&choice.value).chain(&choice.words);
    let mut words = words.map(|word| word.to_lowercase());
    words.any(|word| {
        let mut at = text.match_indices(&word);
        at.any(|(at, _)| {
            !text.get(..at).is_some_and(|before| before.ends_with(['不', '没']) || before.ends_with("不是"))
        })
    })
}

/// What stands behind the last of these words, without the marks around it; `None` when none of them is there.
fn behind<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let begin = words.iter().filter_map(|word| text.rfind(word).map(|at| at.saturating_add(word.len()))).max()?;
    Some(text.get(begin..)?.trim_matches(|c: char| c.is_whitespace() || "，。,.：:！!“”\"".contains(c)))
}

/// Whether a text says something and asks nothing, in so many characters at least.
fn is_statement(text: &str, at_least: usize) -> bool {
    (at_least..=MAX_SLOT).contains(&text.chars().count()) && !is_question(text)
}
