//! Which day a message wants its goods by, on which it pays, and on which they are to leave.
//!
//! A day takes its role from the words behind it, up to the next day or the end of the clause, and else from those before it:
//! `今天付款后天能到吗` pays today and receives the day after tomorrow.

use crate::language::entity::day_after;
use crate::names::{Entity, EntityKind};
use crate::text::{ends, holds, starts};

/// A day that something is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// `YYYY-MM-DD`.
    pub(crate) date: String,
    /// By then (`周三以前`, `赶得上15号`), not on it.
    pub(crate) by: bool,
}

/// The days of a message by their roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    /// When it is paid: a date, a clock, or both with a space between.
    pub(crate) pay: Option<String>,
    /// When it is to be there.
    pub(crate) arrive: Option<Day>,
    /// When it is to be sent.
    pub(crate) leave: Option<Day>,
    /// The last day that is named, whatever its role.
    pub(crate) any: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Pay,
    Leave,
    Arrive,
    /// The day is that of another matter.
    Other,
}

use Role::{Arrive, Leave, Other, Pay};

/// What is done on a day. Of words that start together the longest counts; those that only look like one are [`Role::Other`] or
/// `None`, and are passed over.
const DEEDS: &[(&str, Option<Role>)] = &[
    ("付", Some(Pay)),
    ("下单", Some(Pay)),
    ("下的单", Some(Pay)),
    ("下订单", Some(Pay)),
    ("下定", Some(Pay)),
    ("拍", Some(Pay)),
    ("买", Some(Pay)),
    ("订", Some(Pay)),
    ("支付", Some(Pay)),
    ("交钱", Some(Pay)),
    ("给钱", Some(Pay)),
    ("转账", Some(Pay)),
    ("付邮", None),
    ("订单", None),
    ("拍照", None),
    ("拍图", None),
    ("发", Some(Leave)),
    ("寄", Some(Leave)),
    ("出货", Some(Leave)),
    ("出库", Some(Leave)),
    ("出仓", Some(Leave)),
    ("出得", Some(Leave)),
    ("出吗", Some(Leave)),
    ("出不", Some(Leave)),
    ("走", Some(Leave)),
    ("揽", Some(Leave)),
    ("打包", Some(Leave)),
    ("发现", Some(Other)),
    ("发生", Some(Other)),
    ("发票", None),
    ("发烧", None),
    ("发朋友圈", None),
    ("走光", None),
    ("发到", Some(Arrive)),
    ("寄到", Some(Arrive)),
    ("发得到", Some(Arrive)),
    ("寄得到", Some(Arrive)),
    ("到", Some(Arrive)),
    ("收", Some(Arrive)),
    ("送", Some(Arrive)),
    ("拿", Some(Arrive)),
    ("取", Some(Arrive)),
    ("签收", Some(Arrive)),
    ("派送", Some(Arrive)),
    ("配送", Some(Arrive)),
    ("用", Some(Arrive)),
    ("穿", Some(Arrive)),
    ("赶", Some(Arrive)),
    ("来得及", Some(Arrive)),
    ("来不来得及", Some(Arrive)),
    ("过生日", Some(Arrive)),
    ("生日", Some(Arrive)),
    ("结婚", Some(Arrive)),
    ("婚礼", Some(Arrive)),
    ("出差", Some(Arrive)),
    ("出发", Some(Arrive)),
    ("出门", Some(Arrive)),
    ("回家", Some(Arrive)),
    ("开学", Some(Arrive)),
    ("到底", None),
    ("到时", None),
    ("到现在", None),
    ("收藏", None),
    ("不用", None),
    ("用券", None),
    ("用顺丰", None),
    ("送的", None),
    ("的单", Some(Other)),
    ("的订单", Some(Other)),
    ("的快递", Some(Other)),
    ("那单", Some(Other)),
    ("退", Some(Other)),
    ("换", Some(Other)),
    ("取消", Some(Other)),
    ("改", Some(Other)),
    ("放假", Some(Other)),
    ("休息", Some(Other)),
    ("上班", Some(Other)),
    ("营业", Some(Other)),
    ("直播", Some(Other)),
    ("开播", Some(Other)),
    ("活动", Some(Other)),
    ("优惠", Some(Other)),
    ("便宜", Some(Other)),
    ("降价", Some(Other)),
    ("补货", Some(Other)),
    ("有货", Some(Other)),
    ("上新", Some(Other)),
    ("申请", Some(Other)),
    ("联系", Some(Other)),
    ("回复", Some(Other)),
    ("说", Some(Other)),
    ("答应", Some(Other)),
    ("承诺", Some(Other)),
    ("保质期", Some(Other)),
    ("保质期到", Some(Other)),
    ("有效期到", Some(Other)),
    ("有效期", Some(Other)),
    ("生产日期", Some(Other)),
    ("停", Some(Other)),
    ("打烊", Some(Other)),
    ("尾款", Some(Other)),
    ("预售", Some(Other)),
    ("是几号", Some(Other)),
];

/// What refuses a day right behind it.
const REFUSED: &[&str] = &["不行", "不在", "没空", "没人", "没时间", "不方便", "不对", "不可以", "别"];

/// What makes a day the last one, right behind it.
const BEFORE: &[&str] = &["前", "之前", "以前", "内", "之内", "以内", "截止", "为止"];

/// What makes a day the last one, before it.
const AT_LATEST: &[&str] = &["赶", "最晚", "最迟", "来得及", "不晚于", "晚于", "截止", "顶多", "至多", "不超过", "误"];

/// What is done with the goods on a day, or on what occasion: they must be there by then.
const OCCASIONS: &[&str] = &[
    "来得及",
    "赶",
    "要用",
    "得用",
    "就用",
    "就要",
    "急用",
    "要穿",
    "穿",
    "生日",
    "结婚",
    "婚礼",
    "出差",
    "出发",
    "出门",
    "回家",
    "考试",
    "比赛",
    "开学",
    "聚会",
    "年会",
    "表演",
    "演出",
    "旅游",
    "旅行",
    "送人",
    "送礼",
    "送女",
    "送男",
    "送妈",
    "送爸",
    "送老",
    "送朋",
    "送给",
    "搬家",
];

/// A day or a time of day, and a time that belongs to the day.
struct Named<'e> {
    entity: &'e Entity,
    clock: Option<&'e Entity>,
}

impl Named<'_> {
    fn end(&self) -> usize {
        self.clock.map_or(self.entity.span.end, |clock| clock.span.end)
    }

    /// As [`Days::pay`] has it. Midnight of an evening is the next day's.
    fn paid(&self) -> String {
        let value = self.entity.value.to_string();
        let Some(clock) = self.clock.map(|clock| clock.value.to_string()) else { return value };
        let tonight = self.entity.text.starts_with('今') || self.entity.text.ends_with(['晚', '夜']);
        let evening = self.clock.is_some_and(|clock| starts(&clock.text, &["晚", "半夜", "午夜", "夜"]));
        let date = if clock == "00:00" && (tonight || evening) { day_after(&value).unwrap_or(value) } else { value };
        format!("{date} {clock}")
    }
}

/// The days of `text` by their roles. `entities` are those of `text`.
pub(crate) fn days(text: &str, entities: &[Entity]) -> Days {
    let named = named(text, entities);
    let mut roles: Vec<Option<Role>> = Vec::with_capacity(named.len());
    let (mut from, mut taken) = (0, false);
    for (at, day) in named.iter().enumerate() {
        let until = named.get(at + 1).map_or(text.len(), |next| next.entity.span.start);
        let before = if taken { "" } else { text.get(from..day.entity.span.start).unwrap_or("") };
        let after = text.get(day.end()..until).unwrap_or("");
        let refused = starts(after.trim_start_matches([',', '，', ' ']), REFUSED)
            || ends(before, &["不是", "别", "不要", "别在", "不要在"]);
        let (near, far) = after.find(HARD).or_else(|| after.find(SOFT)).map_or((after, ""), |at| after.split_at(at));
        // `1号到5号`: a span of days.
        let span = BETWEEN.contains(&after.trim());
        let behind = deed(near, true).filter(|_| !span);
        taken = behind.is_some();
        let role = if refused { Some(Other) } else { behind.or_else(|| deed(clause_end(before), false)) };
        // `周五，能到吗`: the clause behind the day is empty.
        let short = near.chars().count() <= 3 && far.starts_with(SOFT);
        let beyond = || far.split(HARD).next().and_then(|far| deed(far, true)).filter(|_| short);
        roles.push(role.or_else(beyond));
        from = day.end();
    }
    let last = entities.iter().rev().find(|entity| entity.kind == EntityKind::Date);
    let mut days = Days { any: last.map(|entity| entity.value.to_string()), ..Days::default() };
    for (at, day) in named.iter().enumerate() {
        // `明天后天能到吗`: days side by side do the same.
        let role = shared(text, &named, &roles, at);
        let is_date = day.entity.kind == EntityKind::Date;
        let wanted = || Day { date: day.entity.value.to_string(), by: is_last(text, &named, at) };
        match role {
            Some(Pay) => {
                days.pay.get_or_insert_with(|| day.paid());
                if is_date && leaves_too(text, &named, at) {
                    days.leave.get_or_insert_with(|| Day { date: day.entity.value.to_string(), by: false });
                }
            }
            Some(Leave) if is_date => {
                days.leave.get_or_insert_with(wanted);
            }
            Some(Arrive) if is_date => {
                let day = wanted();
                if days.arrive.as_ref().is_none_or(|kept| day.by && !kept.by) {
                    days.arrive = Some(day);
                }
            }
            _ => {}
        }
    }
    // A day without a role is the one that it is about: `15号可以吗`.
    let open = named
        .iter()
        .enumerate()
        .find(|(at, day)| day.entity.kind == EntityKind::Date && shared(text, &named, &roles, *at).is_none());
    if days.arrive.is_none()
        && let Some((at, day)) = open
    {
        days.arrive = Some(Day { date: day.entity.value.to_string(), by: is_last(text, &named, at) });
    }
    days
}

/// What stands between two days that have one role.
const BETWEEN: &[&str] = &["", "、", "或", "或者", "和", "还是", "/", "，", ",", "到", "至", "-", "~"];

/// What ends a sentence, and what ends a clause.
const HARD: &[char] = &['。', '!', '！', '?', '？', ';', '；', '\n'];
const SOFT: &[char] = &[',', '，'];

/// The last clause of `text`.
fn clause_end(text: &str) -> &str {
    text.rsplit(|c| HARD.contains(&c) || SOFT.contains(&c)).next().unwrap_or("")
}

/// The days and times of day; a time right behind a day belongs to it.
fn named<'e>(text: &str, entities: &'e [Entity]) -> Vec<Named<'e>> {
    let mut named: Vec<Named<'e>> = Vec::new();
    for entity in entities.iter().filter(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Clock)) {
        let last = named.last_mut().filter(|last| {
            let gap = text.get(last.end()..entity.span.start).unwrap_or("");
            let idle = gap.chars().count() <= 3 && deed(gap, true).is_none() && !starts(gap, BEFORE);
            entity.kind == EntityKind::Clock && last.entity.kind == EntityKind::Date && last.clock.is_none() && idle
        });
        match last {
            Some(last) => last.clock = Some(entity),
            None => named.push(Named { entity, clock: None }),
        }
    }
    named
}

/// The first deed of `text`, or the last one.
fn deed(text: &str, first: bool) -> Option<Role> {
    let mut last = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = DEEDS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
        if let Some((_, Some(role))) = word {
            last = Some(*role);
            if first {
                break;
            }
        }
        let length = word.map_or(c.len_utf8(), |(word, _)| word.len());
        rest = rest.get(length..).unwrap_or("");
    }
    last
}

/// The role of a day, or that of the next where they are named side by side.
fn shared(text: &str, named: &[Named<'_>], roles: &[Option<Role>], at: usize) -> Option<Role> {
    let role = roles.get(at).copied().flatten();
    let (day, next) = (named.get(at)?, named.get(at + 1));
    let gap = next.and_then(|next| text.get(day.end()..next.entity.span.start));
    let beside = gap.is_some_and(|gap| BETWEEN.contains(&gap.trim()));
    if role.is_none() && beside { roles.get(at + 1).copied().flatten() } else { role }
}

/// `今天付款能发吗`: the day of payment is asked as that of leaving, where no other is named and none is asked for.
fn leaves_too(text: &str, named: &[Named<'_>], at: usize) -> bool {
    let Some(day) = named.get(at).filter(|_| named.len() == at + 1) else { return false };
    let after = text.get(day.end()..).unwrap_or("").split(HARD).next().unwrap_or("");
    let open = holds(after, &["什么时候", "啥时候", "几号", "哪天", "几天", "多久", "何时", "几点"]);
    !open && deed(after, false) == Some(Leave)
}

/// Whether a day is meant as the last one.
fn is_last(text: &str, named: &[Named<'_>], at: usize) -> bool {
    let Some(day) = named.get(at) else { return false };
    let from = at.checked_sub(1).and_then(|at| named.get(at)).map_or(0, Named::end);
    let until = named.get(at + 1).map_or(text.len(), |next| next.entity.span.start);
    let before = clause_end(text.get(from..day.entity.span.start).unwrap_or(""));
    let after = text.get(day.end()..until).unwrap_or("");
    // `15号前后`
    if starts(after, &["前后", "前前"]) {
        return false;
    }
    let half = ["上午", "下午", "晚上", "早上", "中午", "凌晨", "那天", "当天", "晚", "早"];
    let after_half = half.iter().find_map(|half| after.strip_prefix(half)).unwrap_or(after);
    let sentence = after.split(HARD).next().unwrap_or("");
    ends(&day.entity.text, &["前", "内"]) && !ends(&day.entity.text, &["天前", "周前", "期前", "月前"])
        || starts(after, BEFORE)
        || starts(after_half, BEFORE)
        || holds(before, AT_LATEST)
        || holds(sentence, OCCASIONS)
}

#[cfg(test)]
mod tests;
