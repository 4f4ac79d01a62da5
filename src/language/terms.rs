//! Policies and promotions that stand in tables, said in sentences.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::entity::places::Place;
use crate::language::shown::{WEEKDAYS, list, month_day, span, yuan};
use crate::language::sums::at_place;
use crate::money::Fen;
use crate::names;
use crate::shop::promotion::{Amount, Audience, Needs, Promotion, PromotionKind};
use crate::text::holds;
use crate::text::normalize::normal;
use crate::text::numeral;
use crate::time::{Wall, clock, day_of};

/// Names one of which it will be: `韵达或申通`.
pub(crate) fn one_of(names: &[String]) -> String {
    match names {
        [first, last] => format!("{first}或{last}"),
        names => list(names),
    }
}

/// Clauses as one sentence; `None` without any.
fn sentence(clauses: &[String]) -> Option<String> {
    (!clauses.is_empty()).then(|| format!("{}。", clauses.join("；")))
}

/// When things leave. `closed` are the first and the last days of what is closed and not over yet.
pub(crate) fn shipping(
    within_hours: Option<u32>,
    cutoff: Option<u16>,
    weekdays: &[i8],
    closed: &[(Wall, Wall)],
) -> Option<String> {
    let mut clauses = Vec::new();
    match (cutoff, within_hours) {
        (Some(cutoff), Some(hours)) => {
            clauses.push(format!("{} 前付款的当天发出，之后付款的 {hours} 小时内发出", clock(cutoff)));
        }
        (Some(cutoff), None) => clauses.push(format!("{} 前付款的当天发出", clock(cutoff))),
        (None, Some(hours)) => clauses.push(format!("付款后 {hours} 小时内发出")),
        (None, None) => {}
    }
    let rest = (1..).zip(WEEKDAYS).filter(|(day, _)| !weekdays.contains(day)).map(|(_, name)| name);
    let rest: Vec<&str> = rest.collect();
    if !rest.is_empty() {
        clauses.push(format!("{}不发货", list(&rest)));
    }
    for (first, last) in closed {
        clauses.push(match first.day_number == last.day_number {
            true => format!("{}不发货", month_day(first)),
            false => format!("{}到 {}不发货", month_day(first), month_day(last)),
        });
    }
    sentence(&clauses)
}

/// By whom things are sent.
pub(crate) fn carriers(default: &[String], on_request: &[String], extra: Option<Fen>) -> Option<String> {
    let mut clauses = Vec::new();
    if !default.is_empty() {
        clauses.push(format!("默认发{}", one_of(default)));
    }
    if !on_request.is_empty() {
        let extra = extra.filter(|extra| extra.0 > 0).map(|extra| format!("，需要补 {} 元差价", yuan(extra)));
        clauses.push(format!("也可以选{}{}", one_of(on_request), extra.unwrap_or_default()));
    }
    sentence(&clauses)
}

/// How long things are on the road: to which places (none: everywhere else), and the fewest and the most days, if anything is
/// delivered there.
pub(crate) fn delivery<'a>(rows: impl Iterator<Item = (&'a [Place], Option<(u8, u8)>)>) -> Option<String> {
    let (mut clauses, mut never, mut elsewhere) = (Vec::new(), Vec::new(), None);
    let named: Vec<_> = rows
        .filter_map(|(to, days)| {
            if to.is_empty() && elsewhere.is_none() {
                elsewhere = Some(days);
            }
            (!to.is_empty()).then(|| (list(&to.iter().map(Place::short_name).collect::<Vec<_>>()), days))
        })
        .collect();
    for (places, days) in named {
        match days {
            Some(days) => clauses.push(format!("{places} {}", span(days))),
            None => never.push(places),
        }
    }
    match elsewhere {
        Some(Some(days)) if clauses.is_empty() && never.is_empty() => {
            return Some(format!("发出后一般 {}到，以物流更新为准。", span(days)));
        }
        Some(Some(days)) => clauses.push(format!("其他地区 {}", span(days))),
        Some(None) => never.push("其他地区".to_owned()),
        None => {}
    }
    let mut sentences = Vec::new();
    if !clauses.is_empty() {
        sentences.push(format!("发出后路上的时间：{}，以物流更新为准", clauses.join("，")));
    }
    if !never.is_empty() {
        sentences.push(format!("{}暂时不送", list(&never)));
    }
    sentence(&sentences)
}

/// How buyers pay.
pub(crate) fn payment(accepted: &[String], refused: &[String], instalments: Option<bool>) -> Option<String> {
    let mut clauses = Vec::new();
    if !accepted.is_empty() {
        clauses.push(format!("支持{}", list(accepted)));
    }
    if !refused.is_empty() {
        clauses.push(format!("不支持{}", list(refused)));
    }
    clauses.extend(instalments.map(|possible| if possible { "可以分期" } else { "不支持分期" }.to_owned()));
    sentence(&clauses)
}

/// Which invoices are written.
pub(crate) fn invoice(kinds: &[String], refused: &[String], after: Option<&str>) -> Option<String> {
    let mut clauses = Vec::new();
    let after = after.map(|after| format!("{after}可以申请"));
    match (kinds.is_empty(), after) {
        (false, Some(after)) => clauses.push(format!("可以开{}，{after}", list(kinds))),
        (false, None) => clauses.push(format!("可以开{}", list(kinds))),
        (true, Some(after)) => clauses.push(format!("发票{after}")),
        (true, None) => {}
    }
    if !refused.is_empty() {
        clauses.push(format!("不能开{}", list(refused)));
    }
    sentence(&clauses)
}

/// What a promotion gives, to whom and until when, without a full stop: `满150减15（限指定商品，截至 11 月 30 日）`.
pub(crate) fn promotion(promotion: &Promotion, now: Option<Wall>) -> String {
    let computed = computed(promotion);
    let mut text = match &promotion.name {
        Some(name) if says(name, &computed) => name.clone(),
        Some(name) => format!("{name}：{computed}"),
        None => computed,
    };
    let notes = notes(promotion, now);
    if !notes.is_empty() {
        text.push_str(&format!("（{}）", notes.join("，")));
    }
    text
}

/// Promotions in a sentence that goes on.
pub(crate) fn side_by_side(promotions: &[String]) -> String {
    promotions.join("；")
}

/// Whether a name says what was computed, in the same figures: then nothing else needs to be said.
fn says(name: &str, computed: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != '元').collect() };
    let (name, computed) = (plain(name), plain(computed));
    // `满300减300` does not say `满300减30`.
    name.split_once(&computed).is_some_and(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// What a promotion gives, in few words: its name, or what it does.
pub(crate) fn called(promotion: &Promotion) -> String {
    promotion.name.clone().unwrap_or_else(|| computed(promotion))
}

/// The kind of promotion that a text names.
pub(crate) fn promotion_kind(text: &str) -> Option<PromotionKind> {
    let kinds = [
        (PromotionKind::Coupon, &["券", "优惠卷", "红包"][..]),
        (PromotionKind::NthPrice, &["第二件", "第2件", "第二个", "第2个", "第三件", "第3件", "半价"]),
        (PromotionKind::FullReduction, &["满减", "满"]),
        (PromotionKind::Gift, &["赠", "送"]),
        (PromotionKind::LivePrice, &["直播价", "直播间价", "直播间的价"]),
        (PromotionKind::MemberPrice, &["会员价", "会员"]),
    ];
    kinds.into_iter().find(|(_, words)| holds(text, words)).map(|(kind, _)| kind)
}

/// The promotion that a text names by the figures and words of its name; `None` where it names none, or several alike.
pub(crate) fn named(text: &str, all: &[Promotion]) -> Option<usize> {
    let text = &in_figures(text);
    let score = |promotion: &Promotion| likeness(text, &in_figures(&called(promotion)));
    let mut scores: Vec<(usize, usize)> = all.iter().map(score).enumerate().map(|(at, score)| (score, at)).collect();
    scores.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    match scores.as_slice() {
        [(best, at), rest @ ..] if *best > 0 && rest.first().is_none_or(|(next, _)| next < best) => Some(*at),
        _ => None,
    }
}

/// The last words of a text that go on to another one: `双12呢` of `双11还有吗，那双12呢`.
pub(crate) fn another(text: &str) -> Option<&str> {
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric()).strip_suffix('呢')?;
    let (before, tail) = end.rsplit_once('那')?;
    (!before.is_empty() && tail.chars().count() <= 10).then_some(tail)
}

/// Days of sales in the figures by which their promotions are called.
fn in_figures(text: &str) -> String {
    let days = [("双十一", "双11"), ("双十二", "双12"), ("六一八", "618"), ("六幺八", "618"), ("第二件", "第2件")];
    days.iter().fold(text.to_owned(), |text, (words, figures)| text.replace(words, figures))
}

/// Whether a text speaks of a promotion of a price by this price or by its kind: `防晒现在是89吗`, `直播间的价`.
pub(crate) fn speaks_of_price(text: &str, promotion: &Promotion) -> bool {
    let Amount::Price(price) = promotion.amount else { return false };
    let kind = match promotion.kind {
        PromotionKind::LivePrice => "直播",
        PromotionKind::MemberPrice => "会员价",
        _ => return false,
    };
    let bought = holds(text, &["我买", "买的", "拍的", "付的", "付了", "订单"]);
    !bought && (text.contains(kind) || names::stands_in(&yuan(price), text))
}

/// How much a text asks to be taken off: 40 in `买四百是不是减40`. In yuan.
pub(crate) fn wants_off(text: &str) -> Option<i64> {
    let (_, behind) = text.rsplit_once('减')?;
    let number: String =
        behind.chars().take_while(|c| c.is_ascii_digit() || "一二两三四五六七八九十百".contains(*c)).collect();
    i64::try_from(numeral::number(&number)?).ok()
}

/// What a text takes to be taken off of which sum, and nothing else: 400 and 40 of `满400是不是减40`. In yuan.
pub(crate) fn claims_off(text: &str) -> Option<(i64, i64)> {
    static CLAIMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let number = "([0-9]{2,5}|[一二两三四五六七八九十百千]{1,6})";
        let verb = "(?:是不是|是否|能不能|可不可以|不是|应该|可以|[ ,能可就会得该是要])*(?:减|便宜|优惠)(?:掉|免)?";
        let end = "(?: ?[元块])?(?:钱|对不对|没错|[ ,?!。吗不么嘛吧没对是的真了呀啊咯])*$";
        Regex::new(&format!("满{number}(?: ?[元块])?{verb}{number}{end}")).ok()
    });
    // Pieces that are named are counted with.
    let (before, _) = text.split_once('满')?;
    if text.contains('够') || crate::language::basket::quantity(before).is_some() {
        return None;
    }
    let found = CLAIMS.as_ref()?.captures(text)?;
    let yuan = |at: usize| i64::try_from(numeral::number(found.get(at)?.as_str())?).ok();
    Some((yuan(1)?, yuan(2)?))
}

/// The day of a month that a text names by its number alone: 17 of `第二件39元17号还有不`.
pub(crate) fn bare_day(text: &str) -> Option<i8> {
    let (before, _) = text.split_once('号')?;
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number: i8 = before.get(before.len() - digits..)?.parse().ok()?;
    (1..=31).contains(&number).then_some(number)
}

/// Whether somebody says that they buy here for the first time.
pub(crate) fn is_new_buyer(text: &str) -> bool {
    holds(text, &["头一回", "头一次", "第一次", "第一回", "首次", "首单", "新客", "新人", "新用户", "没买过"])
}

/// The gift that a text asks for is none of these: `买鞋送双袜子不`.
pub(crate) fn wants_other_gift(text: &str, gifts: &[String]) -> bool {
    let Some((_, behind)) = text.split_once(['送', '赠']) else { return false };
    let behind = behind.trim_start_matches(|c: char| "的个双条件盒瓶支罐包袋一点些不吗么没了".contains(c));
    let wanted: Vec<char> =
        behind.chars().take_while(|c| c.is_alphanumeric() && !"不吗么嘛没呢吧".contains(*c)).collect();
    let general = ["什么", "啥", "东西", "礼", "赠品", "哪", "多少", "几", "小样", "我", "别的"];
    let said: String = wanted.iter().collect();
    wanted.len() >= 2
        && wanted.len() <= 6
        && !holds(&said, &general)
        && !gifts.iter().any(|gift| wanted.iter().any(|c| gift.contains(*c)))
}

/// How much a text names a promotion: its figures, and its words of two characters.
fn likeness(text: &str, name: &str) -> usize {
    let name = normal(name);
    let figures = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() > 1);
    // `30号` is a day.
    let of_day =
        |end: usize| text.get(end..).is_some_and(|rest| rest.starts_with(['号', '日', '月', '点', '天', '年']));
    let stands = |digits: &&str| {
        let mut places = text.match_indices(*digits).map(|(at, found)| at..at + found.len());
        places.any(|place| names::is_whole(text, &place) && !of_day(place.end))
    };
    let figures = figures.filter(stands).count();
    const COMMON: &[&str] = &["优惠", "惠券", "满减", "活动"];
    let chars: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let pairs = chars.windows(2).map(|pair| pair.iter().collect::<String>());
    let words = pairs.filter(|pair| !COMMON.contains(&pair.as_str()) && text.contains(pair.as_str())).count();
    figures * 2 + words
}

/// Where a coupon is fetched.
pub(crate) fn claimed(name: &str, place: &str) -> String {
    format!("「{name}」{}", at_place(place))
}

fn computed(promotion: &Promotion) -> String {
    let each = if promotion.each { "每" } else { "" };
    let needs = match promotion.needs {
        Needs::Nothing => None,
        Needs::Amount(fen) => Some(format!("{each}满{}", yuan(fen))),
        Needs::Pieces(pieces) => Some(format!("{each}满{pieces}件")),
    };
    let from = needs.clone().unwrap_or_default();
    match &promotion.amount {
        Amount::Off(off) => match needs {
            None => format!("立减{}元", yuan(*off)),
            Some(needs) => format!("{needs}减{}", yuan(*off)),
        },
        Amount::Percent(percent) => format!("{from}打{}折", tenths(*percent)),
        Amount::Price(price) if promotion.kind == PromotionKind::MemberPrice => {
            format!("{from}会员价{}元", yuan(*price))
        }
        Amount::Price(price) => format!("{from}直播价{}元", yuan(*price)),
        Amount::Nth { nth, price } => format!("{from}第{nth}件{}元", yuan(*price)),
        Amount::Gift { gift, .. } => {
            // An id tells a buyer nothing.
            let gift = if gift.is_ascii() { "赠品" } else { gift };
            format!("{}送{gift}", needs.as_deref().unwrap_or("下单"))
        }
    }
}

/// So many hundredths off as what is left: 10 is `9`, 15 is `8.5`.
fn tenths(percent: u8) -> String {
    let left = 100_u8.saturating_sub(percent);
    if left.is_multiple_of(10) { (left / 10).to_string() } else { format!("{}.{}", left / 10, left % 10) }
}

fn notes(promotion: &Promotion, now: Option<Wall>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let audience = promotion.audience.filter(|_| promotion.kind != PromotionKind::MemberPrice);
    notes.extend(audience.map(|audience| {
        match audience {
            Audience::New => "新客专享",
            Audience::Returning => "老客专享",
            Audience::Member => "会员专享",
        }
        .to_owned()
    }));
    if !promotion.categories.is_empty() {
        notes.push(format!("限{}", list(&promotion.categories)));
    }
    if !promotion.products.is_empty() {
        notes.push("限指定商品".to_owned());
    }
    notes.extend(promotion.claim.clone());
    notes.extend(promotion.per_buyer.map(|times| match promotion.kind {
        PromotionKind::Coupon => format!("每人限领{times}张"),
        _ => format!("每人限{times}次"),
    }));
    notes.extend(promotion.valid_days.map(|days| format!("领取后{days}天内有效")));
    notes.extend(promotion.window.daily.map(|(from, to)| format!("每天 {}–{}", clock(from), clock(to))));
    notes.extend(promotion.window.until.map(|until| ends(until, now)));
    if promotion.alone {
        notes.push("不与其他优惠同享".to_owned());
    }
    notes
}

/// Until which day, or which minute of it.
fn ends(until: i64, now: Option<Wall>) -> String {
    let (day, minute) = (until.div_euclid(1440), until.rem_euclid(1440));
    let last = day_of(if minute == 0 { day - 1 } else { day });
    let year = if now.is_some_and(|now| now.year == last.year) { String::new() } else { format!("{} 年 ", last.year) };
    let date = format!("{year}{}", month_day(&last));
    match u16::try_from(minute) {
        Ok(minute) if minute > 0 => format!("{date} {} 前", clock(minute)),
        _ => format!("截至 {date}"),
    }
}

/// Whether a text speaks of something that comes along.
pub(crate) fn speaks_of_gift(text: &str) -> bool {
    text.contains(['赠', '送'])
}

/// Whether a text speaks of what is given away by the word.
pub(crate) fn speaks_of_gifts(text: &str) -> bool {
    crate::text::holds(
        text,
        &["赠", "礼", "送不送", "有送", "送什么", "送啥", "送的", "会送", "还送", "送吗", "下单送"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::entity::places;
    use crate::shop::promotion::{Window, minute_of};
    use crate::time::day_number;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn day(date: &str) -> i64 {
        day_number(date).unwrap()
    }

    #[test]
    fn when_things_leave() {
        let all: &[i8] = &[1, 2, 3, 4, 5, 6, 7];
        let closed = |first: &str, last: &str| (day_of(day(first)), day_of(day(last)));
        for (hours, cutoff, days, closed, expect) in [
            (Some(48), None, all, vec![], Some("付款后 48 小时内发出。")),
            (None, Some(870), all, vec![], Some("14:30 前付款的当天发出。")),
            (
                Some(24),
                Some(870),
                &[1, 2, 3, 4, 5],
                vec![],
                Some("14:30 前付款的当天发出，之后付款的 24 小时内发出；周六、周日不发货。"),
            ),
            (None, None, all, vec![closed("2027-02-05", "2027-02-12")], Some("2 月 5 日到 2 月 12 日不发货。")),
            (None, None, all, vec![closed("2027-02-05", "2027-02-05")], Some("2 月 5 日不发货。")),
            (None, None, all, vec![], None),
        ] {
            assert_eq!(shipping(hours, cutoff, days, &closed).as_deref(), expect);
        }
    }

    #[test]
    fn by_whom_and_how_long() {
        for (default, request, extra, expect) in [
            (&["中通快递"][..], &[][..], None, Some("默认发中通快递。")),
            (&["韵达", "申通"], &["京东"], Some(Fen(950)), Some("默认发韵达或申通；也可以选京东，需要补 9.5 元差价。")),
            (&["韵达", "申通", "中通"], &["京东"], Some(Fen(0)), Some("默认发韵达、申通、中通；也可以选京东。")),
            (&[], &[], Some(Fen(900)), None),
        ] {
            assert_eq!(carriers(&names(default), &names(request), extra).as_deref(), expect);
        }
        let rows = |rows: &[(&str, Option<(u8, u8)>)]| {
            let rows: Vec<_> = rows.iter().map(|(to, days)| (places::all_named(to), *days)).collect();
            delivery(rows.iter().map(|(to, days)| (to.as_slice(), *days)))
        };
        for (table, expect) in [
            (&[("", Some((2, 5)))][..], Some("发出后一般 2–5 天到，以物流更新为准。")),
            (&[("", Some((3, 3)))], Some("发出后一般 3 天到，以物流更新为准。")),
            (
                &[("", Some((2, 5))), ("江浙沪", Some((1, 2))), ("西藏", None)],
                Some("发出后路上的时间：江苏、浙江、上海 1–2 天，其他地区 2–5 天，以物流更新为准；西藏暂时不送。"),
            ),
            (
                &[("成都", Some((1, 1))), ("", None)],
                Some("发出后路上的时间：成都 1 天，以物流更新为准；其他地区暂时不送。"),
            ),
            (&[], None),
        ] {
            assert_eq!(rows(table).as_deref(), expect);
        }
    }

    #[test]
    fn paying_and_invoices() {
        for (accepted, refused, instalments, expect) in [
            (
                &["微信支付", "支付宝"][..],
                &["货到付款"][..],
                Some(false),
                Some("支持微信支付、支付宝；不支持货到付款；不支持分期。"),
            ),
            (&[], &[], Some(true), Some("可以分期。")),
            (&[], &[], None, None),
        ] {
            assert_eq!(payment(&names(accepted), &names(refused), instalments).as_deref(), expect);
        }
        for (kinds, refused, after, expect) in [
            (
                &["电子普通发票"][..],
                &["专票"][..],
                Some("确认收货后"),
                Some("可以开电子普通发票，确认收货后可以申请；不能开专票。"),
            ),
            (&["电子普通发票"], &[], None, Some("可以开电子普通发票。")),
            (&[], &["发票"], None, Some("不能开发票。")),
            (&[], &[], Some("确认收货后"), Some("发票确认收货后可以申请。")),
            (&[], &[], None, None),
        ] {
            assert_eq!(invoice(&names(kinds), &names(refused), after).as_deref(), expect);
        }
    }

    fn over(needs: Needs, amount: Amount) -> Promotion {
        Promotion::new(PromotionKind::FullReduction, needs, amount)
    }

    #[test]
    fn what_is_taken_for_so_is_read() {
        for (text, expect) in [
            ("满400是不是减40", Some((400, 40))),
            ("满两百减二十对吧", Some((200, 20))),
            ("满300能减50吗", Some((300, 50))),
            ("满200减20的活动在哪", None),
            ("满200减20还有吗", None),
            ("两件够满200减20吗", None),
            ("两件满200减20吗", None),
            ("满200减20到几号", None),
        ] {
            assert_eq!(claims_off(text), expect, "{text}");
        }
        assert_eq!(bare_day("第二件39元17号还有不"), Some(17));
        assert_eq!(bare_day("39号"), None);
    }

    #[test]
    fn what_a_promotion_gives() {
        use PromotionKind::{Gift, LivePrice, MemberPrice, NthPrice};
        let of = Promotion::new;
        let (none, full, two) = (Needs::Nothing, Needs::Amount(Fen(15_000)), Needs::Pieces(2));
        let gift = |gift: &str| Amount::Gift { gift: gift.into(), sku: None };
        for (promotion, expect) in [
            (over(full, Amount::Off(Fen(1_500))), "满150减15"),
            (Promotion { each: true, ..over(full, Amount::Off(Fen(1_550))) }, "每满150减15.5"),
            (over(none, Amount::Off(Fen(500))), "立减5元"),
            (over(two, Amount::Percent(10)), "满2件打9折"),
            (over(none, Amount::Percent(15)), "打8.5折"),
            (of(LivePrice, none, Amount::Price(Fen(6_600))), "直播价66元"),
            (of(MemberPrice, two, Amount::Price(Fen(6_605))), "满2件会员价66.05元"),
            (of(NthPrice, none, Amount::Nth { nth: 2, price: Fen(0) }), "第2件0元"),
            (of(Gift, full, gift("袜子一双")), "满150送袜子一双"),
            (of(Gift, none, gift("p1009")), "下单送赠品"),
        ] {
            assert_eq!(super::promotion(&promotion, None), expect);
        }
    }

    #[test]
    fn a_name_that_says_it_all_is_said_alone() {
        let full = over(Needs::Amount(Fen(30_000)), Amount::Off(Fen(3_000)));
        for (name, expect) in [
            ("店铺券满300减30", "店铺券满300减30"),
            ("满 300 元减 30 元", "满 300 元减 30 元"),
            ("年终大促", "年终大促：满300减30"),
            ("满300减300", "满300减300：满300减30"),
        ] {
            let named = Promotion { name: Some(name.into()), ..full.clone() };
            assert_eq!(super::promotion(&named, None), expect);
        }
    }

    #[test]
    fn to_whom_and_until_when() {
        let full = over(Needs::Amount(Fen(15_000)), Amount::Off(Fen(1_500)));
        let now = Some(day_of(day("2026-11-22")));
        let until = |date: &str, minute| Window { until: Some(minute_of(day(date), minute)), ..Window::default() };
        for (promotion, expect) in [
            (Promotion { window: until("2026-12-01", 0), ..full.clone() }, "截至 11 月 30 日"),
            (Promotion { window: until("2026-11-30", 1_200), ..full.clone() }, "11 月 30 日 20:00 前"),
            (Promotion { window: until("2027-01-02", 0), ..full.clone() }, "截至 2027 年 1 月 1 日"),
            (
                Promotion { window: Window { daily: Some((1_200, 1_320)), ..Window::default() }, ..full.clone() },
                "每天 20:00–22:00",
            ),
            (Promotion { audience: Some(Audience::New), alone: true, ..full.clone() }, "新客专享，不与其他优惠同享"),
            (
                Promotion {
                    kind: PromotionKind::Coupon,
                    claim: Some("店铺首页领取".into()),
                    per_buyer: Some(1),
                    valid_days: Some(7),
                    categories: vec!["服饰".into()],
                    ..full.clone()
                },
                "限服饰，店铺首页领取，每人限领1张，领取后7天内有效",
            ),
            (Promotion { products: vec!["p1".into()], per_buyer: Some(2), ..full.clone() }, "限指定商品，每人限2次"),
        ] {
            assert_eq!(super::promotion(&promotion, now), format!("满150减15（{expect}）"));
        }
    }
}
