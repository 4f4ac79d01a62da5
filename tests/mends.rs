//! Mistakes of a first hour, and what their diagnostic says to write instead: one mistake, one diagnostic.

use kefu::{Diagnostic, Knowledge};

#[track_caller]
fn only(found: &[Diagnostic]) -> String {
    assert_eq!(found.len(), 1, "{found:?}");
    found.iter().map(Diagnostic::to_string).collect()
}

/// Checks that `toml` has one diagnostic, which begins with `place` and contains `parts`.
#[track_caller]
fn check(toml: impl AsRef<[u8]>, place: &str, parts: &[&str]) {
    let (_, found) = Knowledge::builder().toml("a.toml", toml).check();
    let shown = only(&found);
    assert!(shown.starts_with(&format!("a.toml:{place}: ")), "{shown}");
    for part in parts {
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn the_marks_of_a_chinese_keyboard_are_named() {
    for (toml, place, part) in [
        ("[shop]\nname = “小店”\n", "2:8", "把 `“` 改成 `\"`"),
        ("[shop]\nname ＝ \"小店\"\n", "2:6", "把 `＝` 改成 `=`"),
        ("[shop]\nwelcome = [\"您好\"，\"欢迎\"]\n", "2:16", "把 `，` 改成 `,`"),
        ("[shop]\nwelcome = 【\"您好\"】\n", "2:11", "把 `【` 改成 `[`"),
        ("【shop】\nname = \"小店\"\n", "1:1", "把 `【` 改成 `[`"),
    ] {
        check(toml, place, &["错误", part]);
    }
}

#[test]
fn marks_inside_of_texts_and_remarks_are_nobodys_business() {
    let toml = "[shop] # “小店”，【一】\nname = \"“小店”，＝\"\nassistant = '小“棉”'\n";
    assert_eq!(Knowledge::builder().toml("a.toml", toml).check().1, []);
}

#[test]
fn keys_are_written_in_english() {
    check("[shop]\n店名 = \"小店\"\n", "2:1", &["要用英文", "写成 `name = …`"]);
    check("[[answer]]\n  关键词 = [\"口令\"]\n", "2:3", &["写成 `keywords = …`"]);
    check("[shop]\n\"店名\" = \"小店\"\n", "2:1", &["要用英文", "写成 `name = …`"]);
    check("[[faq]]\nquestion = \"会缩水吗\"\nanswer = \"不会\"\n'备用' = \"x\"\n", "4:1", &["要用英文"]);
    check("[店铺]\nname = \"小店\"\n", "1:1", &["写成 `[shop]`"]);
    check("[[\"问答\"]]\nquestion = \"会缩水吗\"\nanswer = \"不会\"\n", "1:3", &["写成 `[[faq]]`"]);
    check("[shop]\n口号 = \"好\"\n", "2:1", &["能用的名字见 docs/knowledge.zh.md"]);
}

#[test]
fn a_text_that_goes_over_its_line_is_one_mistake() {
    check("[shop]\nnotice = \"您好，\n这里是小店\"\nname = \"小店\"\n", "2:10", &["没有写右引号"]);
}

#[test]
fn two_mistakes_are_both_reported() {
    let (_, found) =
        Knowledge::builder().toml("a.toml", "[shop]\nname = “小店”\n\n[policy]\nfreight = ‘包邮’\n").check();
    assert_eq!(found.iter().map(|one| (one.line, one.column)).collect::<Vec<_>>(), [(2, 8), (5, 11)], "{found:?}");
}

#[test]
fn bytes_that_are_no_text_say_what_they_are() {
    check(&b"[shop]\nname = \"\xc4\xfa\xba\xc3\"\n"[..], "2:9", &["GBK", "UTF-8"]);
    check(&b"\xff\xfe[\0"[..], "1:1", &["UTF-16"]);
    for workbook in [&b"PK\x03\x04\x14\0\x06\0"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
        check(workbook, "1:1", &["工作簿", "记事本"]);
        let (_, found) = Knowledge::builder().faq_csv("faq.csv", workbook).check();
        let shown = only(&found);
        assert!(shown.contains("工作簿") && shown.contains("CSV UTF-8"), "{shown}");
    }
}

#[test]
fn days_have_a_range() {
    for (days, sound) in [("0", true), ("365", true), ("366", false), ("-1", false), ("9223372036854775807", false)] {
        let toml = format!("[policy]\nreturn_days = {days}\n");
        if sound {
            assert_eq!(Knowledge::builder().toml("a.toml", &toml).check().1, [], "{days}");
        } else {
            check(&toml, "2:15", &["写 0 到 365 之间的整数"]);
        }
    }
}

#[test]
fn a_keyword_taken_from_the_pack_is_mentioned() {
    let toml = "[[intent]]\nid = 'shop.robot'\nname = '机器人'\nkeywords = ['转人工']\n";
    check(toml, "4:13", &["警告", "`转人工` 本来属于内置意图"]);
}

/// The same word stands for another key in another table; what is said then is the key that this table has.
#[test]
fn a_key_in_quotes_is_still_a_key() {
    let toml = "[[faq]]\nquestion = \"会缩水吗\"\n\"答案\" = \"不会\"\n\n[[answer]]\nid = \"a\"\nintent = \"greeting\"\n\"回答\" = \"好\"\n";
    let (_, found) = Knowledge::builder().toml("a.toml", toml).check();
    let shown: Vec<String> = found.iter().map(Diagnostic::to_string).collect();
    assert!(shown.iter().any(|one| one.contains("a.toml:3:1") && one.contains("写成 `answer = …`")), "{shown:#?}");
    assert!(shown.iter().any(|one| one.contains("a.toml:8:1") && one.contains("写成 `say = …`")), "{shown:#?}");
    assert_eq!(shown.len(), 2, "no missing `answer` or `say` beside it: {shown:#?}");
}
