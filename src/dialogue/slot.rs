//! What fills a slot, and what does not: a question, a number of something else, another matter, a courtesy, a refusal, a
//! complaint or the wish for a person is answered as what it is, and the slot's question stands.

use crate::dialogue::Draft;
use crate::dialogue::ellipsis::CORRECTIONS;
use crate::dialogue::lookup::Need;
use crate::dialogue::reference::points_at_order;
use crate::fact::Fact;
use crate::knowledge::field::{Part, Template};
use crate::knowledge::{DayRange, Flow, SlotChoice, SlotKind, StepKind, TextKey};
use crate::names::{EntityKind, Mood};
use crate::session::Waiting;
use crate::time::DAY;
use crate::understand::entity::address;
use crate::understand::{Ask, Understanding, asks_something, keyword};

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
                address::read(&text).filter(|_| !is_question(&heard.text)).map(|delivery| delivery.address)
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
        changes && new_phone(heard).is_some() && (!asked_which || says_new(&heard.text))
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
            let Some(new) = new.filter(|new| *new != old) else { continue };
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
    words.iter().any(|word| text.contains(word))
}

/// Whether a text asks something, in any of the forms of a question.
fn asks(text: &str) -> bool {
    let words = [
        "？",
        "为啥",
        "咋",
        "啥",
        "几点",
        "几天",
        "几号",
        "几个",
        "要不要",
        "行不行",
        "对不对",
        "会不会",
        "有没有",
        "好不好",
        "能否",
        "是否",
        "可否",
        "了没",
        "没有啊",
        "能不",
        "可以不",
        "行不",
        "么",
    ];
    is_question(text) || words.iter().any(|word| text.contains(word))
}

/// Whether a text is nothing but a number that names something else than what was asked for, or a day.
fn is_number_of_something_else(heard: &Understanding, question: &str) -> bool {
    let asked = |words: &[&str]| words.iter().any(|word| question.contains(word));
    let other = heard.entities.iter().any(|entity| match entity.kind {
        EntityKind::OrderId | EntityKind::LastFour => !asked(&["订单号", "单号", "尾号"]),
        EntityKind::Tracking => !asked(&["单号", "运单", "快递"]),
        EntityKind::Phone => !asked(&["电话", "手机", "号码", "联系方式"]),
        EntityKind::Date | EntityKind::Clock => !asked(&["时间", "时候", "日期", "哪天", "几号", "几点"]),
        EntityKind::Amount => !asked(&["金额", "多少", "价"]),
        _ => false,
    });
    let named: usize =
        heard.entities.iter().map(|entity| entity.text.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    let mut rest: String = heard.text.chars().filter(|c| c.is_alphanumeric()).collect();
    for word in [
        "我的", "订单", "单号", "快递", "运单", "手机", "电话", "尾号", "号码", "那单", "这单", "编号", "号", "是",
        "我", "的",
    ] {
        rest = rest.replace(word, "");
    }
    let bare_digits = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()) && rest.chars().count() >= 6;
    (other && rest.chars().count() <= named + 1) || (bare_digits && !asked(&["号", "编码", "电话"]))
}

/// Whether a text says that there is nothing to say.
fn is_nothing(text: &str) -> bool {
    let core = keyword::core(text).trim_end_matches(['了', '的', '呀', '啊', '哦', '吧']);
    ["没有", "没", "无", "不知道", "不清楚", "不晓得", "不记得", "忘", "忘记", "不确定", "没看", "没注意"]
        .contains(&core)
}

/// Whether a question can be answered with nothing: `有什么要备注的？`, `知道型号吗`.
fn may_be_nothing(question: &str) -> bool {
    ["有没有", "有什么", "有无", "吗", "知道", "还有", "是否", "没有"].iter().any(|word| question.contains(word))
}

/// Whether a text is the name of a firm or an institution, whatever words it is made of.
fn is_institution(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "有限公司",
        "有限责任公司",
        "股份公司",
        "公司",
        "集团",
        "厂",
        "大学",
        "学院",
        "中学",
        "小学",
        "幼儿园",
        "学校",
        "医院",
        "事务所",
        "合作社",
        "工作室",
        "协会",
        "基金会",
        "委员会",
        "研究院",
        "研究所",
        "银行",
        "酒店",
        "商行",
        "经营部",
        "超市",
        "餐厅",
        "门市部",
        "农场",
        "分行",
        "支行",
        "（有限合伙）",
        "(有限合伙)",
        "中心",
    ];
    // The tax number stands behind.
    let name = text.trim().trim_end_matches(|c: char| c.is_ascii_alphanumeric() || " ，,:：税号".contains(c));
    let long = (4..=50).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || "（）()·&-.".contains(c));
    let spoken = ["你", "我", "这", "那", "是", "请", "要", "去", "在", "哪家", "哪个", "帮", "什么公司", "快递公司"];
    let asked = ["什么公司", "哪个公司", "哪家公司", "快递公司", "怎么", "客服中心", "转运中心"];
    let limited = name.ends_with("有限公司") || name.ends_with("有限责任公司");
    long && ENDINGS.iter().any(|ending| name.ends_with(ending))
        && !spoken.iter().any(|word| name.starts_with(word))
        && (limited || !asked.iter().any(|word| name.contains(word)))
}

/// Whether a text is a courtesy, a refusal, a pause or the wish for a person, and nothing else.
fn is_remark(text: &str) -> bool {
    const REMARKS: &[&str] = &[
        "不",
        "不要",
        "不用",
        "不需要",
        "不要了",
        "不用了",
        "不需要了",
        "算了",
        "算了吧",
        "不开了",
        "不备注了",
        "不写了",
        "不弄了",
        "先不开",
        "先不要",
        "先不用",
        "再说",
        "再说吧",
        "晚点再说",
        "以后再说",
        "下次",
        "下次吧",
        "取消",
        "不退了",
        "不了",
        "别",
        "暂时不用",
        "不想说",
        "不方便说",
        "先这样",
        "就这样",
        "没事",
        "等会",
        "等会儿",
        "等下",
        "等一下",
        "等等",
        "稍等",
        "我想想",
        "让我想想",
        "想一下",
        "考虑一下",
        "我考虑一下",
        "我看看",
        "我看一下",
        "我问问",
        "我问一下",
        "我找找",
        "我找一下",
        "我查一下",
        "等我找找",
        "马上",
        "好",
        "好的",
        "好吧",
        "好滴",
        "嗯",
        "嗯嗯",
        "哦",
        "哦哦",
        "噢",
        "行",
        "行吧",
        "可以",
        "可以的",
        "ok",
        "okay",
        "收到",
        "知道了",
        "明白",
        "明白了",
        "了解",
        "了解了",
        "对",
        "对的",
        "对对",
        "是",
        "是的",
        "没问题",
        "谢谢",
        "谢谢你",
        "多谢",
        "感谢",
        "谢了",
        "辛苦",
        "辛苦了",
        "在",
        "在吗",
        "在不在",
        "你好",
        "您好",
        "哈喽",
        "嗨",
        "hi",
        "hello",
        "早",
        "早上好",
        "晚上好",
        "下午好",
        "晚安",
        "拜拜",
        "再见",
        "哈哈",
        "哈哈哈",
        "呵呵",
        "嘻嘻",
        "真的",
        "这样啊",
        "原来如此",
        "厉害",
        "亲",
        "亲亲",
        "喂",
        "人工",
        "转人工",
        "人工客服",
        "客服",
        "真人",
        "找客服",
        "叫人来",
        "找你们经理",
        "叫你们老板",
        "换个人",
        "我要人工",
        "找人工",
        "不懂",
        "没懂",
        "看不懂",
        "没明白",
        "听不懂",
        "随便",
        "都行",
        "都可以",
        "随便吧",
        "无所谓",
    ];
    let bare = |text: &str| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        REMARKS.contains(&text)
            || REMARKS.contains(&text.trim_end_matches(['啊', '呀', '哦', '哈', '啦', '吧', '呢', '~']))
    };
    let pauses = ["稍等", "等一下", "等下", "等会", "等我", "我想想", "我找", "我问", "我查", "我看"]
        .iter()
        .any(|it| text.starts_with(it));
    bare(text) || bare(keyword::core(text)) || (pauses && text.chars().count() <= 10)
}

/// Whether a text complains.
fn complains(text: &str) -> bool {
    [
        "太慢",
        "垃圾",
        "骗子",
        "骗人",
        "投诉",
        "举报",
        "差评",
        "坑人",
        "坑爹",
        "什么破",
        "态度差",
        "态度不好",
        "烦死",
        "气死",
        "无语",
        "差劲",
        "过分",
        "不靠谱",
        "恶心",
        "失望",
        "受不了",
        "服了",
        "太差",
        "没人理",
        "没人管",
        "等死",
        "敷衍",
        "12315",
        "曝光",
        "黑店",
        "再也不买",
        "机器人",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// Whether a text says how the parcel is to be packed or brought.
fn instructs(text: &str) -> bool {
    let how = [
        "放",
        "打电话",
        "联系",
        "轻拿",
        "包装",
        "包严",
        "包好",
        "不要",
        "别",
        "送货前",
        "送之前",
        "送来",
        "派送",
        "贺卡",
        "礼",
        "周末",
        "工作日",
        "上班",
        "白天",
        "晚上",
        "门口",
        "门卫",
        "前台",
        "驿站",
        "快递柜",
        "保安",
        "邻居",
        "写",
        "备注",
        "多",
        "少",
        "选",
        "挑",
        "要",
    ];
    let other =
        ["退", "换货", "取消", "催", "发票", "优惠", "便宜", "降价", "赔", "改地址", "改电话", "人工", "投诉", "查"];
    how.iter().any(|word| text.contains(word)) && !other.iter().any(|word| text.contains(word))
}

/// Whether the text names a value of a slot, and does not deny it.
fn names(text: &str, choice: &SlotChoice) -> bool {
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
