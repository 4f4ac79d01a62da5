//! What can be wrong with policies that can be computed with, and with promotions.

use super::{Words, words};
use crate::knowledge::nearest::Hint;
use crate::knowledge::{Place, PromotionKind};
use crate::limits;

const EMPTY: &str = "补上内容，或者删掉这一段";

/// One thing that can be wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FactsProblem {
    EmptyTable { table: &'static str },
    NotAClock { key: &'static str, text: String },
    NoWeekday,
    NotDates { text: String },
    DatesBackward { text: String },
    NotAPlace { name: String, hint: Hint },
    PlaceTwice { name: String, first: Place },
    ElsewhereTwice { first: Place },
    NotDaysOnTheRoad { text: String },
    DeliverySaysNothing,
    DeliverySaysTwo,
    InBothLists { name: String, first: &'static str, second: &'static str },
    ExtraForNothing,
    MoneyTooSmall { key: &'static str, fen: i64, min: i64 },

    // Promotions.
    TooManyPromotions { promotions: usize },
    PromotionLacks { id: String, keys: &'static [&'static str] },
    PromotionTwo { id: String, first: &'static str, second: &'static str },
    PromotionForeign { id: String, key: &'static str, kind: PromotionKind },
    PromotionOfItems { id: String, kind: PromotionKind },
    EachOfNothing { id: String },
    NothingLeftToPay { id: String },
    PromotionNeverInTime { id: String, key: &'static str },
    BareUntil { date: String },
    NotADate { key: &'static str, text: String },
}

/// In Chinese.
#[allow(clippy::too_many_lines, reason = "one line or two for each problem, and nothing else")]
pub(super) fn chinese(problem: &FactsProblem) -> Words {
    use FactsProblem as P;
    match problem {
        P::EmptyTable { table } => words(format!("`{table}` 里什么都没有写"), EMPTY),
        P::NotAClock { key, text } => {
            words(format!("`{key}` 的钟点看不懂：`{text}`"), "照这样写：`\"14:30\"`，用 24 小时制")
        }
        P::NoWeekday => words(
            "`weekdays` 里一天也没有，就永远不发货了",
            "写上发货的日子，比如 `[\"mon\", \"tue\"]`；天天发货就整行删掉",
        ),
        P::NotDates { text } => words(
            format!("`closed` 的日期看不懂：`{text}`"),
            "一天写 `\"2027-02-05\"`，一段写 `\"2027-02-05..2027-02-12\"`（含两头）",
        ),
        P::DatesBackward { text } => words(format!("`{text}` 这一段里没有日子"), "早的日期写在前面"),
        P::NotAPlace { name, hint } => words(
            format!("`{name}` 不是省份或城市"),
            match hint {
                Hint::Near(near) => format!("是不是想写 `{near}`？"),
                _ => "写省份或地级市，全称、简称都可以：`新疆`、`四川省`、`苏州`、`江浙沪`".to_owned(),
            },
        ),
        P::PlaceTwice { name, first } => {
            words(format!("`{name}` 写了两次"), format!("第一处在 {first}，以第一处为准；删掉一处"))
        }
        P::ElsewhereTwice { first } => words(
            "没有写 `to` 的 `[[policy.delivery]]` 有两段",
            format!("第一处在 {first}，以第一处为准；给这一段写上 `to`，或者删掉"),
        ),
        P::NotDaysOnTheRoad { text } => {
            words(format!("`days` 的天数看不懂：`{text}`"), "照这样写：`\"2\"` 或 `\"1-3\"`，少的写在前面，最多 90 天")
        }
        P::DeliverySaysNothing => words("这一段没有写几天到", "写上 `days = \"1-3\"`；不送的地方写 `none = true`"),
        P::DeliverySaysTwo => words("既写了几天到，又写了不送", "`days` 和 `none = true` 只留一个"),
        P::InBothLists { name, first, second } => {
            words(format!("`{name}` 同时写在 `{first}` 和 `{second}` 里"), "只留一处")
        }
        P::ExtraForNothing => {
            words("写了 `extra`（补差价），却没有写能选哪些快递", "写上 `on_request`，或者删掉 `extra`")
        }
        P::MoneyTooSmall { key, fen, min } => {
            words(format!("`{key}` 不能是 {fen}"), format!("单位是分，写 {min} 或更大的整数：15 元写 1500"))
        }

        P::TooManyPromotions { promotions } => words(
            format!("优惠有 {promotions} 个，最多 {} 个", limits::PROMOTIONS),
            "删掉过期的；同样的优惠用 `products` 或 `categories` 写成一个",
        ),
        P::PromotionLacks { id, keys } => words(
            format!("优惠 `{id}` 没有写优惠什么"),
            match keys {
                [one] => format!("写上 `{one}`"),
                ["off", ..] => "写上 `off`（减多少分）或 `percent`（减百分之几）".to_owned(),
                _ => format!("{} 都要写", listed(keys)),
            },
        ),
        P::PromotionTwo { id, first, second } => {
            words(format!("优惠 `{id}` 同时写了 `{first}` 和 `{second}`"), "只留一个；两种优惠就写两段")
        }
        P::PromotionForeign { id, key, kind } => words(
            format!("优惠 `{id}` 不能写 `{key}`"),
            format!("`kind = \"{}\"` 用不上它：删掉，或者改 `kind`", kind.as_str()),
        ),
        P::PromotionOfItems { id, kind } => words(
            format!("优惠 `{id}` 的 `level` 只能是 `item`"),
            format!("`kind = \"{}\"` 改的是单件商品的价格；这一行可以不写", kind.as_str()),
        ),
        P::EachOfNothing { id } => words(
            format!("优惠 `{id}` 写了每满，却没有写满多少"),
            "写上 `threshold`（分）或 `pieces`（件），或者删掉 `each`",
        ),
        P::NothingLeftToPay { id } => words(
            format!("优惠 `{id}` 减的不比门槛少，买家可以不付钱"),
            "两个数的单位都是分：满 150 元减 15 元写 `threshold = 15000`、`off = 1500`",
        ),
        P::PromotionNeverInTime { id, key } => words(
            format!("优惠 `{id}` 永远用不上：`{key}` 不在 `from` 后面"),
            "`until` 写停用的时刻，`through` 写最后一天",
        ),
        P::BareUntil { date } => words(
            format!("`until = {date}` 在这一天零点就停了，这一天不算"),
            format!("这一天也有优惠，就写 `through = {date}`；真要零点停，就写 `{date}T00:00:00`"),
        ),
        P::NotADate { key, text } => {
            words(format!("`{key}` 的日期看不懂：`{text}`"), "只写日期，不写钟点：`2026-11-30`")
        }
    }
}

/// Names as they are written, in Chinese.
pub(super) fn listed<T: std::fmt::Display>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、")
}

/// In English.
#[allow(clippy::too_many_lines, reason = "one line or two for each problem, and nothing else")]
pub(super) fn english(problem: &FactsProblem) -> Words {
    use FactsProblem as P;
    match problem {
        P::EmptyTable { table } => words(format!("nothing stands in `{table}`"), "fill it in, or take it out"),
        P::NotAClock { key, text } => {
            words(format!("`{key}` is not a time of the day: `{text}`"), "write for example \"14:30\"")
        }
        P::NoWeekday => words(
            "`weekdays` has no day: nothing would ever leave",
            "write the days on which parcels leave, for example [\"mon\", \"tue\"]; leave it out for all of them",
        ),
        P::NotDates { text } => words(
            format!("`closed` has no date: `{text}`"),
            "write \"2027-02-05\", or \"2027-02-05..2027-02-12\" with both ends in it",
        ),
        P::DatesBackward { text } => words(format!("there is no day in `{text}`"), "the earlier date comes first"),
        P::NotAPlace { name, hint } => words(
            format!("`{name}` is neither a province nor a city"),
            match hint {
                Hint::Near(near) => format!("did you mean `{near}`?"),
                _ => "write provinces and cities of prefecture rank, in full or in short".to_owned(),
            },
        ),
        P::PlaceTwice { name, first } => {
            words(format!("`{name}` is named twice"), format!("the first time in {first}, which counts"))
        }
        P::ElsewhereTwice { first } => words(
            "there are two `[[policy.delivery]]` without `to`",
            format!("the first is in {first}, which counts: give this one a `to`, or take it out"),
        ),
        P::NotDaysOnTheRoad { text } => words(
            format!("`days` is not a number of days: `{text}`"),
            "write \"2\" or \"1-3\", the fewest first, 90 at most",
        ),
        P::DeliverySaysNothing => {
            words("this row has no `days`", "write `days = \"1-3\"`, or `none = true` where nothing is delivered")
        }
        P::DeliverySaysTwo => words("this row has both `days` and `none`", "keep one"),
        P::InBothLists { name, first, second } => {
            words(format!("`{name}` stands in `{first}` and in `{second}`"), "keep one")
        }
        P::ExtraForNothing => {
            words("`extra` without `on_request`", "write which carriers can be chosen, or take it out")
        }
        P::MoneyTooSmall { key, fen, min } => {
            words(format!("`{key}` cannot be {fen}"), format!("it is in fen, {min} at least: 15 yuan are 1500"))
        }

        P::TooManyPromotions { promotions } => words(
            format!("there are {promotions} promotions, more than {}", limits::PROMOTIONS),
            "take out what is over; write promotions that are alike as one, with `products` or `categories`",
        ),
        P::PromotionLacks { id, keys } => words(
            format!("the promotion `{id}` gives nothing"),
            match keys {
                [one] => format!("write `{one}`"),
                ["off", ..] => "write `off` or `percent`".to_owned(),
                _ => format!("write `{}`", keys.join("` and `")),
            },
        ),
        P::PromotionTwo { id, first, second } => words(
            format!("the promotion `{id}` has both `{first}` and `{second}`"),
            "keep one, or write two promotions",
        ),
        P::PromotionForeign { id, key, kind } => words(
            format!("the promotion `{id}` cannot have `{key}`"),
            format!("`kind = \"{}\"` has no use for it", kind.as_str()),
        ),
        P::PromotionOfItems { id, kind } => words(
            format!("the promotion `{id}` can only have `level = \"item\"`"),
            format!("`kind = \"{}\"` changes the price of single goods", kind.as_str()),
        ),
        P::EachOfNothing { id } => words(
            format!("the promotion `{id}` has `each`, and nothing of which"),
            "write `threshold` or `pieces`, or take it out",
        ),
        P::NothingLeftToPay { id } => words(
            format!("the promotion `{id}` takes off all that it asks for"),
            "both are in fen: 15 off from 150 on are `threshold = 15000` and `off = 1500`",
        ),
        P::PromotionNeverInTime { id, key } => words(
            format!("the promotion `{id}` never holds: `{key}` is not after `from`"),
            "`until` is the instant at which it ends, `through` its last day",
        ),
        P::BareUntil { date } => words(
            format!("`until = {date}` ends before this day"),
            format!("write `through = {date}` for the whole of it, or `{date}T00:00:00` where that is meant"),
        ),
        P::NotADate { key, text } => {
            words(format!("`{key}` is not a date: `{text}`"), "write the date alone, for example 2026-11-30")
        }
    }
}
