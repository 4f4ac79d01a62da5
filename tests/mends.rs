//! Mistakes of a first hour, and what their diagnostic says to write instead: one mistake, one diagnostic.

use kefu::Knowledge;
use kefu::knowledge::Diagnostic;

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

#[test]
fn full_width_braces_are_no_reference() {
    for text in [
        "您好，这里是｛shop.name｝",
        "您好，这里是{shop.name｝",
        "您好，这里是｛shop．name}",
        "您好，这里是｛ shop.name ｝",
    ] {
        check(format!("[shop]\nwelcome = \"{text}\"\n"), "2:11", &["错误", "`{shop.name}`"]);
    }
    let toml = "[shop]\nwelcome = \"您好｛笑｝，{shop.name}\"\n";
    assert_eq!(Knowledge::builder().toml("a.toml", toml).check().1, [], "what is no field is decoration");
}

#[test]
fn a_text_that_would_be_cut_off_is_mentioned() {
    let faq = |length| format!("[[faq]]\nquestion = \"怎么洗\"\nanswer = \"{}\"\n", "洗".repeat(length));
    check(faq(801), "3:10", &["警告", "801 个字", "超过 800 个字"]);
    assert_eq!(Knowledge::builder().toml("a.toml", faq(800)).check().1, []);
    check(format!("[shop]\nwelcome = \"{}\"\n", "欢".repeat(900)), "2:11", &["900 个字"]);
    let menu = format!("[shop]\nmenu = [\"查物流\", {{ label = \"{}\", ask = \"查物流\" }}]\n", "查".repeat(61));
    check(menu, "2:16", &["61 个字", "超过 60 个字"]);
    let items: Vec<String> = (1..=13).map(|number| format!("\"第{number}项\"")).collect();
    check(format!("[shop]\nmenu = [{}]\n", items.join(", ")), "2:8", &["13 项", "前 12 项"]);
}

#[test]
fn a_pattern_that_fits_everything_takes_everything() {
    for pattern in [".*", ".", r"[\s\S]+", r"\S+", "^.{1,}$", r"\w|\W", ".+?"] {
        let toml = format!("[[intent]]\nid = 'shop.engraving'\nname = '刻字'\npatterns = ['{pattern}']\n");
        check(toml, "4:13", &["错误", "什么消息都符合"]);
    }
    for pattern in [r"刻.*字", "(能|可以).{0,4}刻", r"^\d{3}斤"] {
        let toml = format!("[[intent]]\nid = 'shop.engraving'\nname = '刻字'\npatterns = ['{pattern}']\n");
        assert_eq!(Knowledge::builder().toml("a.toml", toml).check().1, [], "{pattern}");
    }
}

#[test]
fn superlatives_are_worded_otherwise() {
    let answer = |text: &str| format!("[[faq]]\nquestion = \"甜不甜\"\nanswer = \"{text}\"\n");
    check(answer("全网最甜"), "3:10", &["警告", "`全网最甜`", "很甜"]);
    check(answer("口碑第一"), "3:10", &["警告", "`口碑第一`", "依据"]);
    // What the platform is known to hold back is an error, once.
    check(answer("国家级工艺"), "3:10", &["错误", "`国家级`"]);
    for sound in ["最近到的，最晚明天发", "第一时间发出", "糖度 13 以上"] {
        assert_eq!(Knowledge::builder().toml("a.toml", answer(sound)).check().1, [], "{sound}");
    }
    let allowed = format!("[guard]\nallowed = [\"全网最甜\"]\n{}", answer("全网最甜"));
    assert_eq!(Knowledge::builder().toml("a.toml", allowed).check().1, []);
}

#[test]
fn a_promise_of_people_is_marked_as_one() {
    let answer = |text: &str| format!("[[answer]]\nid = 'a'\nintent = 'invoice'\nsay = '{text}'\nhand_off = {{}}\n");
    check(answer("发票我请同事来开"), "4:7", &["警告", "{people:"]);
    let step = "[[flow]]\nid = 'f'\nintents = ['invoice']\n[[flow.step]]\nsay = '这就转给同事'\nhand_off = {}\n";
    check(step, "5:7", &["警告", "{people:"]);
    check("[[hand_off]]\nid = 'h'\nintents = ['invoice']\nsay = '同事马上来'\n", "4:7", &["警告", "{people:"]);
    let asked = answer("急的话回复“人工”，我请同事来看");
    for sound in [answer("发票要抬头和税号{people:，我请同事来开}。"), asked] {
        assert_eq!(Knowledge::builder().toml("a.toml", &sound).check().1, [], "{sound}");
    }
}

#[test]
fn an_answers_keyword_taken_from_the_pack_is_mentioned() {
    let answer = |rest: &str| format!("[[answer]]\nid = 'mine'\nkeywords = ['芝麻', '转人工']\n{rest}say = '好的'\n");
    check(answer(""), "3:19", &["警告", "`转人工` 已经是内置意图 `human` 的词", "intent = \"human\""]);
    assert_eq!(Knowledge::builder().toml("a.toml", answer("intent = 'human'\n")).check().1, []);
}

#[test]
fn counts_have_a_range() {
    let in_shop = |line: &str| format!("[shop]\n{line}\n");
    let in_answer = |line: &str| format!("[[answer]]\nid = 'a'\nintent = 'greeting'\nsay = '好'\n{line}\n");
    let in_mode = |line: &str| format!("[[mode]]\nid = 'm'\nmode = 'people_first'\n{line}\n");
    let in_rule = |line: &str| format!("[[hand_off]]\nid = 'h'\nwords = ['芝麻']\n{line}\n");
    for (toml, place, part) in [
        (in_shop("remind = 5"), "2:10", "单位是秒，写 30 到 86400"),
        (in_shop("remind = -1"), "2:10", "不提醒写 0"),
        (in_shop("pause = 60"), "2:9", "写 0 到 10"),
        (in_answer("given = 0"), "5:9", "写 1 到 20"),
        (in_answer("given = 99999999999"), "5:9", "写 1 到 20"),
        (in_mode("wait = 3"), "4:8", "单位是秒，写 10 到 3600"),
        (in_rule("repeated = 0"), "4:12", "写 1 到 10"),
        (in_rule("not_understood = 1000"), "4:18", "写 1 到 10"),
        (in_answer("given = '两次'"), "5:9", "数字不加引号"),
    ] {
        check(toml, place, &["错误", part]);
    }
    let ask = "[[flow]]\nid = 'f'\nintents = ['greeting']\n[[flow.step]]\nask = 'x'\nsay = '？'\ntries = 0\n";
    check(ask, "7:9", &["错误", "写 1 到 5"]);
    for toml in [in_shop("remind = 0"), in_shop("remind = 300"), in_answer("given = 1"), in_mode("wait = 60")] {
        assert_eq!(Knowledge::builder().toml("a.toml", &toml).check().1, [], "{toml}");
    }
}

/// What the broken file would have held is nobody's mistake.
#[test]
fn a_broken_file_keeps_no_other_from_being_compared() {
    let (knowledge, found) = Knowledge::builder()
        .toml("broken.toml", "[[intent]]\nid = “shop.engraving”\nname = '刻字'\nexamples = ['能刻字吗']\n")
        .toml("a.toml", "[[answer]]\nid = 'a'\nintent = 'shop.engraving'\nsay = '可以刻字，全网最甜'\n")
        .toml("b.toml", "[[answer]]\nid = 'a'\nintent = 'greeting'\nsay = '{order.state}'\n")
        .check();
    assert!(knowledge.is_none());
    let shown: Vec<String> = found.iter().map(Diagnostic::to_string).collect();
    let heads: Vec<&str> = shown.iter().filter_map(|one| one.lines().next()).collect();
    let expect =
        ["b.toml:2:6: 错误: 回答 `a` 写了两次", "broken.toml:2:6: 错误: `“` 是中文符号，引号外面只能用英文符号"];
    assert_eq!(heads, expect, "{shown:#?}");
}

/// Only `say` and its like are filled in.
#[test]
fn a_reference_where_nothing_is_filled_in_is_mentioned() {
    for (toml, place) in [
        ("[[faq]]\nquestion = \"几点下班\"\nanswer = \"{shop.hours}有人\"\n", "3:10"),
        ("[[faq]]\nquestion = \"几点下班\"\nanswer = \"｛shop.hours｝有人\"\n", "3:10"),
        ("[shop]\nnotice = \"我是{shop.name}的智能客服\"\n", "2:10"),
        ("[policy]\nfreight = \"{shop.name}满 99 元包邮\"\n", "2:11"),
        ("[shop]\nmenu = [\"{shop.name}查物流\"]\n", "2:9"),
    ] {
        check(toml, place, &["警告", "原样发出"]);
    }
    let toml = "[[faq]]\nquestion = \"会起球吗\"\nanswer = \"不会{笑}\"\n";
    assert_eq!(Knowledge::builder().toml("a.toml", toml).check().1, []);
}

/// Long, and nothing but what is looked for.
#[test]
fn hostile_texts_are_checked_in_time() {
    let began = std::time::Instant::now();
    for part in ["{", "｛", "｛a.b｝", "最甜", "全网最甜最好的", "{shop.name｝"] {
        let text = part.repeat(300_000 / part.len());
        let toml = format!("[guard]\nallowed = [\"最甜蜜\"]\n[shop]\nwelcome = \"{text}\"\n");
        let (_, found) = Knowledge::builder().toml("a.toml", toml).check();
        assert!(!found.is_empty() && found.len() <= 101, "{part}: {}", found.len());
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
