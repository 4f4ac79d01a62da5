//! Days of the year that have a name, of both calendars.

use jiff::Span;
use jiff::civil::Date;

use crate::text::{ends, starts};

/// How a festival's day is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Festival {
    /// The same day of every year: month and day.
    Fixed(i8, i8),
    /// A weekday of a month, counted (month, which, 1 is Monday), and days from it.
    Counted(i8, i8, i8, i64),
    /// Days from the first of the lunar year.
    Spring(i64),
    /// Days from the eighth of the twelfth lunar month.
    Laba(i64),
    /// The fifth of the fifth lunar month.
    Duanwu,
    /// Days from the seventh of the seventh lunar month.
    Qixi(i64),
    /// The fifteenth of the eighth lunar month.
    MidAutumn,
    /// The ninth of the ninth lunar month.
    Chongyang,
    /// Tomb Sweeping Day, on the fourth or the fifth of April.
    Qingming,
    /// The winter solstice, on the 21st or the 22nd of December.
    Dongzhi,
}

use Festival::{Chongyang, Counted, Dongzhi, Duanwu, Fixed, Laba, MidAutumn, Qingming, Qixi, Spring};

/// The festivals by what they are called.
pub(super) const NAMES: &[(&str, Festival)] = &[
    ("元旦", Fixed(1, 1)),
    ("元旦节", Fixed(1, 1)),
    ("情人节", Fixed(2, 14)),
    ("妇女节", Fixed(3, 8)),
    ("三八节", Fixed(3, 8)),
    ("三八妇女节", Fixed(3, 8)),
    ("三八女神节", Fixed(3, 8)),
    ("三八大促", Fixed(3, 8)),
    ("38节", Fixed(3, 8)),
    ("38妇女节", Fixed(3, 8)),
    ("38女神节", Fixed(3, 8)),
    ("38大促", Fixed(3, 8)),
    ("女神节", Fixed(3, 8)),
    ("女王节", Fixed(3, 8)),
    ("植树节", Fixed(3, 12)),
    ("白色情人节", Fixed(3, 14)),
    ("愚人节", Fixed(4, 1)),
    ("清明", Qingming),
    ("清明节", Qingming),
    ("劳动节", Fixed(5, 1)),
    ("五一节", Fixed(5, 1)),
    ("五一劳动节", Fixed(5, 1)),
    ("青年节", Fixed(5, 4)),
    ("五四青年节", Fixed(5, 4)),
    ("母亲节", Counted(5, 2, 7, 0)),
    ("儿童节", Fixed(6, 1)),
    ("六一节", Fixed(6, 1)),
    ("六一儿童节", Fixed(6, 1)),
    ("父亲节", Counted(6, 3, 7, 0)),
    ("建军节", Fixed(8, 1)),
    ("八一建军节", Fixed(8, 1)),
    ("教师节", Fixed(9, 10)),
    ("国庆", Fixed(10, 1)),
    ("国庆节", Fixed(10, 1)),
    ("十一国庆", Fixed(10, 1)),
    ("十一国庆节", Fixed(10, 1)),
    ("万圣节", Fixed(10, 31)),
    ("万圣夜", Fixed(10, 31)),
    ("双十一", Fixed(11, 11)),
    ("双11", Fixed(11, 11)),
    ("光棍节", Fixed(11, 11)),
    ("感恩节", Counted(11, 4, 4, 0)),
    ("黑五", Counted(11, 4, 4, 1)),
    ("黑色星期五", Counted(11, 4, 4, 1)),
    ("双十二", Fixed(12, 12)),
    ("双12", Fixed(12, 12)),
    ("冬至", Dongzhi),
    ("平安夜", Fixed(12, 24)),
    ("圣诞夜", Fixed(12, 24)),
    ("圣诞", Fixed(12, 25)),
    ("圣诞节", Fixed(12, 25)),
    ("跨年", Fixed(12, 31)),
    ("跨年夜", Fixed(12, 31)),
    ("腊八", Laba(0)),
    ("腊八节", Laba(0)),
    ("小年", Laba(15)),
    ("北方小年", Laba(15)),
    ("南方小年", Laba(16)),
    ("过年前", Spring(-1)),
    ("年前", Spring(-1)),
    ("除夕", Spring(-1)),
    ("除夕夜", Spring(-1)),
    ("大年夜", Spring(-1)),
    ("大年三十", Spring(-1)),
    ("大年30", Spring(-1)),
    ("春节", Spring(0)),
    ("过年", Spring(0)),
    ("大年初一", Spring(0)),
    ("大年初二", Spring(1)),
    ("大年初三", Spring(2)),
    ("大年初四", Spring(3)),
    ("大年初五", Spring(4)),
    ("大年初六", Spring(5)),
    ("大年初七", Spring(6)),
    ("大年初八", Spring(7)),
    ("正月初一", Spring(0)),
    ("正月初二", Spring(1)),
    ("正月初三", Spring(2)),
    ("正月初四", Spring(3)),
    ("正月初五", Spring(4)),
    ("正月初六", Spring(5)),
    ("正月初七", Spring(6)),
    ("正月初八", Spring(7)),
    ("元宵", Spring(14)),
    ("元宵节", Spring(14)),
    ("正月十五", Spring(14)),
    ("端午", Duanwu),
    ("端午节", Duanwu),
    ("七夕", Qixi(0)),
    ("七夕节", Qixi(0)),
    ("七夕情人节", Qixi(0)),
    ("中元节", Qixi(8)),
    ("中秋", MidAutumn),
    ("中秋节", MidAutumn),
    ("重阳", Chongyang),
    ("重阳节", Chongyang),
];

/// What of the lunar calendar falls on which month and day of a year.
struct Lunar {
    year: i16,
    spring: (i8, i8),
    duanwu: (i8, i8),
    qixi: (i8, i8),
    mid_autumn: (i8, i8),
    chongyang: (i8, i8),
    laba: (i8, i8),
}

const fn lunar(
    year: i16,
    laba: (i8, i8),
    spring: (i8, i8),
    duanwu: (i8, i8),
    qixi: (i8, i8),
    mid_autumn: (i8, i8),
    chongyang: (i8, i8),
) -> Lunar {
    Lunar { year, spring, duanwu, qixi, mid_autumn, chongyang, laba }
}

/// The years that buyers of now speak of, one before and one after 2026 to 2035. Compared with two almanacs.
const LUNAR: &[Lunar] = &[
    lunar(2025, (1, 7), (1, 29), (5, 31), (8, 29), (10, 6), (10, 29)),
    lunar(2026, (1, 26), (2, 17), (6, 19), (8, 19), (9, 25), (10, 18)),
    lunar(2027, (1, 15), (2, 6), (6, 9), (8, 8), (9, 15), (10, 8)),
    lunar(2028, (1, 4), (1, 26), (5, 28), (8, 26), (10, 3), (10, 26)),
    lunar(2029, (1, 22), (2, 13), (6, 16), (8, 16), (9, 22), (10, 16)),
    lunar(2030, (1, 11), (2, 3), (6, 5), (8, 5), (9, 12), (10, 5)),
    lunar(2031, (1, 1), (1, 23), (6, 24), (8, 24), (10, 1), (10, 24)),
    lunar(2032, (1, 20), (2, 11), (6, 12), (8, 12), (9, 19), (10, 12)),
    lunar(2033, (1, 8), (1, 31), (6, 1), (8, 1), (9, 8), (10, 1)),
    lunar(2034, (1, 27), (2, 19), (6, 20), (8, 20), (9, 27), (10, 20)),
    lunar(2035, (1, 16), (2, 8), (6, 10), (8, 10), (9, 16), (10, 9)),
    lunar(2036, (1, 5), (1, 28), (5, 30), (8, 28), (10, 4), (10, 27)),
];

/// The festival's day in a year of the sun. `None` where the table does not reach.
pub(super) fn day(festival: Festival, year: i16) -> Option<Date> {
    let lunar = || LUNAR.iter().find(|lunar| lunar.year == year);
    let date = |(month, day): (i8, i8)| Date::new(year, month, day).ok();
    // In the leap year and the year after it both terms come a day earlier, to the end of this table and beyond.
    let early = year.rem_euclid(4) < 2;
    let (base, days) = match festival {
        Fixed(month, day) => (date((month, day))?, 0),
        Counted(month, which, weekday, days) => {
            let first = date((month, 1))?;
            let ahead = (weekday - first.weekday().to_monday_one_offset()).rem_euclid(7);
            (first, i64::from(ahead) + 7 * (i64::from(which) - 1) + days)
        }
        Spring(days) => (date(lunar()?.spring)?, days),
        Laba(days) => (date(lunar()?.laba)?, days),
        Duanwu => (date(lunar()?.duanwu)?, 0),
        Qixi(days) => (date(lunar()?.qixi)?, days),
        MidAutumn => (date(lunar()?.mid_autumn)?, 0),
        Chongyang => (date(lunar()?.chongyang)?, 0),
        Qingming => (date((4, if early { 4 } else { 5 }))?, 0),
        Dongzhi => (date((12, if early { 21 } else { 22 }))?, 0),
    };
    base.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The festival that is called by its month and day of the moon (`农历八月十五`, `腊月二十三`).
pub(super) fn of_the_moon(month: i8, day: i8) -> Option<Festival> {
    Some(match (month, day) {
        (1, 1..=30) => Spring(i64::from(day) - 1),
        (5, 5) => Duanwu,
        (7, 7) => Qixi(0),
        (7, 15) => Qixi(8),
        (8, 15) => MidAutumn,
        (9, 9) => Chongyang,
        (12, 1..=29) => Laba(i64::from(day) - 8),
        _ => return None,
    })
}

/// Whether 年 is the new year behind `before`, and no year that is counted or called (`三年前`, `今年三十`).
pub(super) fn is_new_year(before: &str) -> bool {
    !before.ends_with(|c: char| {
        c.is_ascii_digit() || "一二两三四五六七八九十几多半百千万今明去前后上每当新往同周学整些早".contains(c)
    })
}

/// Goods and places that have a festival's name, and wishes for it: `中秋月饼`, `圣诞树`, `国庆路`, `春节快乐`.
const CALLED_AFTER: &[&str] = &[
    "款", "装", "礼盒", "礼服", "树", "帽", "袜", "老人", "粽", "月饼", "粥", "蒜", "醋", "豆", "饭", "面", "路", "街",
    "村", "镇", "广场", "大道", "小区", "花园", "牌", "服", "饼", "限定", "元素", "图案", "风", "色", "贴", "灯",
    "主题", "系列", "版", "香", "糕", "饺", "汤圆", "对联", "春联", "画", "挂", "套餐", "歌", "快乐", "安康", "木",
    "公园", "小学", "中学", "毛衣", "红包", "蛋", "花环", "新衣", "糖", "苹果", "南瓜", "红", "绿", "粿", "年画",
    "摆件", "鸭",
];

/// What goes on after a name that is a dish or a word of its own as often as a day (`元宵`, `小年`, `腊八`, `五一`).
const DAY_GOES_ON: &[&str] = &[
    "前",
    "之前",
    "以前",
    "之后",
    "以后",
    "后",
    "能到",
    "能收",
    "能发",
    "能送",
    "能不能到",
    "能用",
    "会",
    "到",
    "发",
    "寄",
    "收货",
    "送到",
    "送达",
    "送货",
    "可以到",
    "可以发",
    "赶",
    "来得及",
    "那天",
    "当天",
    "放假",
    "放不放假",
    "假",
    "期间",
    "的时候",
    "节",
    "长假",
    "黄金周",
    "有活动",
    "活动",
    "有优惠",
    "有没有活动",
    "搞活动",
    "做活动",
    "大促",
    "促销",
    "打折",
    "上班",
    "休",
    "要用",
    "要穿",
    "要",
    "表演",
    "演出",
    "汇演",
    "礼物",
    "买",
    "拍",
    "下单",
    "快递",
    "物流",
    "正常",
    "照常",
    "晚上",
    "早上",
    "出行",
    "出游",
    "出去",
    "回家",
    "回来",
    "吧",
    "吗",
    "呢",
    "不发",
    "不放",
    "还发",
    "也发",
    "也放",
    "才",
    "就",
    "是几",
    "左右",
];

/// Whether a name that may be something else is a day here: it is all that is said, or something goes on that day.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    let closed = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    if starts(after, &["演出服", "表演服"]) {
        return false;
    }
    if closed(after.chars().next()) {
        return closed(before.chars().next_back())
            || ends(before, &["到", "在", "等", "赶", "上", "是", "今年", "明年", "去年", "过"]);
    }
    starts(after, DAY_GOES_ON)
}

/// Whether the name of a festival means its day where it stands.
pub(super) fn is_day(name: &str, before: &str, after: &str) -> bool {
    if starts(after, CALLED_AFTER) && !starts(after, &["装修", "服务", "面交", "挂了", "路上", "发"]) {
        return false;
    }
    match name {
        "元宵" | "小年" | "腊八" => goes_on(before, after),
        "年前" => is_new_year(before),
        "过年" | "过年前" => {
            !after.starts_with('货')
                && !ends(before, &["不", "通", "经", "超", "难", "用", "穿", "放", "跳", "错", "没", "来", "半"])
        }
        "清明" => !after.starts_with("上河"),
        "黑五" => !starts(after, &["类", "谷", "黑"]),
        // People are called so too.
        "国庆" => !ends(before, &["张", "李", "王", "刘", "陈", "杨", "赵", "黄", "吴", "徐", "孙", "叫"]),
        // `138节`, `8双11`: the end of another number.
        _ => !(name.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(|c: char| c.is_ascii_digit())),
    }
}
