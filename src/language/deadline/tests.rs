//! The days of messages that came on Wednesday, 2026-11-18, 09:12, by their roles.

use super::*;
use crate::language::entity::EntityFinder;
use crate::text::normalize::Normalized;

thread_local! {
    static FINDER: EntityFinder = EntityFinder::new(&crate::knowledge::Knowledge::ecommerce().lexicon);
}

fn entities(text: &str) -> Vec<Entity> {
    let now = "2026-11-18T09:12:00+08:00".parse().unwrap();
    FINDER.with(|finder| finder.find(&Normalized::new(text), text, Some(now), 480))
}

/// The roles as `pay … arrive … leave …`; a day with `<` is the last one.
fn shown(text: &str) -> String {
    let days = days(text, &entities(text));
    let day = |name: &str, day: Option<Day>| {
        day.map(|day| format!("{name} {}{}", if day.by { "<" } else { "" }, day.date.replacen("2026-", "", 1)))
    };
    let pay = days.pay.map(|pay| format!("pay {}", pay.replacen("2026-", "", 1)));
    [pay, day("arrive", days.arrive), day("leave", days.leave)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_day_has_its_role() {
    let table = [
        // By a day.
        ("周三以前收得到不", "arrive <11-18"),
        ("周五前能到吗", "arrive <11-20"),
        ("周五之前到得了苏州吗", "arrive <11-20"),
        ("15号之前能送到吗", "arrive <12-15"),
        ("赶得上15号吗", "arrive <12-15"),
        ("赶得上周五吗", "arrive <11-20"),
        ("能赶上29号不", "arrive <11-29"),
        ("29号赶得及吗", "arrive <11-29"),
        ("除夕前送得到吗", "arrive <2027-02-05"),
        ("年前能收到吗", "arrive <2027-02-05"),
        ("过年前到得了不", "arrive <2027-02-05"),
        ("最晚周五要到", "arrive <11-20"),
        ("最迟25号收到行吗", "arrive <11-25"),
        ("月底前能拿到吗", "arrive <11-30"),
        ("三天内能到吗", "arrive <11-21"),
        ("两天之内送得到不", "arrive <11-20"),
        ("本周内能到吗", "arrive <11-22"),
        ("周六生日来得及吗", "arrive <11-21"),
        ("我28号要用", "arrive <11-28"),
        ("周五要穿，赶得上吗", "arrive <11-20"),
        ("我20日结婚", "arrive <11-20"),
        ("圣诞节送女朋友的能到吗", "arrive <12-25"),
        ("明天下午三点前能送到吗", "arrive <11-19"),
        ("周五晚上之前到", "arrive <11-20"),
        ("12/1前到得了吗", "arrive <12-01"),
        ("国庆前能到吗", "arrive <2027-10-01"),
        ("后天就要", "arrive <11-20"),
        ("母亲节礼物来得及吗", "arrive <2027-05-09"),
        // On a day.
        ("15号前后能到吗", "arrive 12-15"),
        ("28-30号能到吗", "arrive 11-30"),
        ("后天能到吗", "arrive 11-20"),
        ("明天到吗", "arrive 11-19"),
        ("周六送吗", "arrive 11-21"),
        ("礼拜天派送吗", "arrive 11-22"),
        ("15号可以吗", "arrive 12-15"),
        ("29号", "arrive 11-29"),
        ("是明天送货吗", "arrive 11-19"),
        ("预计到货是周五吗", "arrive 11-20"),
        ("能三天后送吗", "arrive 11-21"),
        ("明天能发到北京吗", "arrive 11-19"),
        ("周三不行，周五吧", "arrive 11-20"),
        ("周四没人，周六送行吗", "arrive 11-21"),
        ("周四周五能到吗", "arrive 11-19"),
        ("周五，能到吗", "arrive 11-20"),
        // Leaving.
        ("今天能发吗", "leave 11-18"),
        ("今天发货吗", "leave 11-18"),
        ("明天发得了不", "leave 11-19"),
        ("今天走得掉吗", "leave 11-18"),
        ("今儿还出得来吗", "leave 11-18"),
        ("礼拜天打包吗", "leave 11-22"),
        ("周五前能发出吗", "leave <11-20"),
        ("最晚明天寄出行不行", "leave <11-19"),
        ("十一发货吗", "leave 2027-10-01"),
        ("发货是明天吗", "leave 11-19"),
        ("马上付款今天走得掉吗", "leave 11-18"),
        // Two roles and more.
        ("今天付款后天能到吗", "pay 11-18 arrive 11-20"),
        ("后天能到吗，今天付款", "pay 11-18 arrive 11-20"),
        ("今天下单周五之前能收到不", "pay 11-18 arrive <11-20"),
        ("明天拍周日能到吗", "pay 11-19 arrive 11-22"),
        ("现在拍明天能发吗", "leave 11-19"),
        ("今天买赶得上周五吗", "pay 11-18 arrive <11-20"),
        ("周五要用今天下单来得及吗", "pay 11-18 arrive <11-20"),
        ("今天发周五能到吗", "arrive 11-20 leave 11-18"),
        ("今天拍明天发周五到得了吗", "pay 11-18 arrive 11-20 leave 11-19"),
        ("昨天买的今天能发吗", "pay 11-17 leave 11-18"),
        ("昨天发的明天能到吗", "arrive 11-19 leave 11-17"),
        ("8点前付款今天能发吗", "pay 08:00 leave 11-18"),
        ("今晚8点前付款明天能发吗", "pay 11-18 20:00 leave 11-19"),
        ("今天下午3点付款能发吗", "pay 11-18 15:00 leave 11-18"),
        ("今天付款什么时候发", "pay 11-18"),
        ("今天买明天能发吗", "pay 11-18 leave 11-19"),
        ("今晚12点前下单后天能到吗", "pay 11-19 00:00 arrive 11-20"),
        ("明天零点付款周五能到吗", "pay 11-19 00:00 arrive 11-20"),
        // No day for goods.
        ("周三", "arrive 11-18"),
        ("什么时候到", ""),
        ("国庆放假吗", ""),
        ("双12有活动吗", ""),
        ("昨天的单到哪了", ""),
        ("周五能退吗", ""),
        ("周五没空", ""),
        ("别周五送", ""),
        ("1号到5号放假吗", ""),
        ("保质期到2027年3月5日", ""),
        ("春节不打烊吗", ""),
        ("昨天说今天发", "leave 11-18"),
        ("今天直播吗", ""),
        ("今天发现坏了", ""),
    ];
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expect)| (text, *expect, shown(text)))
        .filter(|(_, expect, found)| expect != found)
        .map(|(text, expect, found)| format!("{text}\n    is {found}\n    not {expect}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), table.len(), wrong.join("\n"));
    assert_eq!(
        days("今天付款后天能到吗", &entities("今天付款后天能到吗")).arrive.map(|day| day.date).as_deref(),
        Some("2026-11-20")
    );
}

#[test]
fn entities_of_another_text_do_no_harm() {
    let found = entities("今天付款后天能到吗，29号晚上8点");
    for text in ["", "a", "今", "今天", "xx今天付款后天"] {
        let _ = days(text, &found);
    }
}
