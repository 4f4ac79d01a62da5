//! How the buyer feels, as far as the words show it; threats and emergencies beside it.
//!
//! A lexicon with weights, no model: what the bot does about an angry buyer must be explained by the words that were found.
//! What only looks angry (`垃圾袋`) is no sign: see [`super::harmless`].

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::names::{Mood, is_whole};
use crate::text::normalize::Normalized;
use crate::text::{ends, holds, starts};

use super::allergy;
use super::harmless::covered;
use super::lexicon::{Lexicon, SignKind};
use super::negation::negated;
use super::ware::{asks_for_a_ware, names_a_ware};

/// What the words of a message say of the buyer's mood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MoodReading {
    /// The mood.
    pub(crate) mood: Mood,
    /// The words that made it, threats aside.
    pub(crate) words: Vec<String>,
    /// What the buyer threatens with: `12315`, `差评`.
    pub(crate) threats: Vec<String>,
    /// What happened to somebody or is about to: `过敏`, `起火`.
    pub(crate) crisis: Vec<String>,
    /// Every sign that counted, and as what it was heard.
    pub(crate) signs: Vec<Sign>,
}

/// A word that shows how the buyer feels, or that something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// As it stands in the message.
    pub(crate) word: String,
    /// What it was heard as, for the merchant: `生气`.
    pub(crate) meaning: String,
}

impl Sign {
    /// A word of one of the shop's hand-off rules.
    pub(crate) fn of_rule(word: String, rule: &str) -> Sign {
        Sign { word, meaning: format!("转人工规则「{rule}」") }
    }
}

/// What a sign is for the merchant. A word is one thing and the mood that they add up to another, so these are not the words of
/// `Mood::label`.
fn label(kind: SignKind) -> &'static str {
    match kind {
        SignKind::Worried => "着急",
        SignKind::Angry => "生气",
        SignKind::Sad | SignKind::Annoyed => "不满",
        SignKind::Abusive => "骂人",
        SignKind::Threat => "威胁",
        SignKind::Crisis | SignKind::SelfHarm => "紧急情况",
    }
}

/// What a word adds to the heat; the sum tells annoyed from angry.
fn heat_of(kind: SignKind) -> u32 {
    match kind {
        SignKind::Sad => 1,
        SignKind::Annoyed => 2,
        SignKind::Threat => 4,
        SignKind::Angry => 6,
        _ => 0,
    }
}

/// Words before a weighted word that make it heavier.
const INTENSIFIERS: &[&str] = &[
    "太", "非常", "真", "真的", "好", "特别", "极其", "极度", "超级", "超", "这么", "那么", "简直", "实在", "十分",
    "很", "相当", "真是", "完全", "严重",
];

/// Heat from which a buyer is annoyed, and from which angry.
const ANNOYED_AT: u32 = 2;
const ANGRY_AT: u32 = 6;

/// Finds the mood. Built once and shared: it holds the compiled lexicon.
#[derive(Debug)]
pub(crate) struct MoodFinder {
    /// `None` only if the lexicon outgrew the automaton's limits, which a test rules out.
    automaton: Option<AhoCorasick>,
    kinds: Vec<SignKind>,
    wares: Vec<String>,
}

impl MoodFinder {
    /// Compiles the signs, about 900 words.
    pub(crate) fn new(lexicon: &Lexicon) -> MoodFinder {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(lexicon.signs.iter().map(|(word, _)| word))
            .ok();
        let kinds = lexicon.signs.iter().map(|(_, kind)| *kind).collect();
        MoodFinder { automaton, kinds, wares: lexicon.wares.clone() }
    }

    /// Where a sign stands in a text that the shop wrote, whatever it means there; and whether it is one of an emergency.
    pub(crate) fn signs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, bool)> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(|found| {
            let kind = self.kinds.get(found.pattern().as_usize())?;
            (*kind != SignKind::SelfHarm).then(|| (found.range(), *kind == SignKind::Crisis))
        })
    }

    /// The mood of `original`; `text` is its normal form, where repeated marks are gone. What begins in one of the
    /// `harmless` places is no sign.
    pub(crate) fn find(&self, text: &Normalized, original: &str, harmless: &[Range<usize>]) -> MoodReading {
        let normal = text.text();
        let mut reading = MoodReading::default();
        let (mut heat, mut worried, mut abusive) = (0_u32, false, false);
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_iter(normal)) {
            let Some(kind) = self.kinds.get(found.pattern().as_usize()).copied() else { continue };
            let range = found.range();
            let Some(word) = normal.get(range.clone()) else { continue };
            // Letters and digits of the lexicon (`sb`, `315`) count only where they are no part of a longer run.
            if covered(harmless, &range) || !is_whole(normal, &range) {
                continue;
            }
            let kept = match kind {
                SignKind::Crisis if names_a_ware(normal, &range, &self.wares) => None,
                SignKind::Sad | SignKind::Annoyed | SignKind::Angry | SignKind::Abusive
                    if asks_for_a_ware(normal, &range) =>
                {
                    None
                }
                SignKind::Crisis | SignKind::SelfHarm => is_crisis(normal, &range).then_some(&mut reading.crisis),
                _ if denied(normal, &range) => None,
                SignKind::Threat => {
                    heat = heat.saturating_add(heat_of(kind));
                    Some(&mut reading.threats)
                }
                SignKind::Sad | SignKind::Annoyed | SignKind::Angry => {
                    let weight = if is_asked(normal, &range) { 1 } else { heat_of(kind) };
                    heat = heat.saturating_add(weight + u32::from(is_intense(normal, range.start)));
                    Some(&mut reading.words)
                }
                SignKind::Worried => {
                    worried = true;
                    Some(&mut reading.words)
                }
                SignKind::Abusive => {
                    abusive = true;
                    Some(&mut reading.words)
                }
            };
            if let Some(kept) = kept
                && kept.len() < MOST_WORDS
                && !kept.iter().any(|seen| seen == word)
            {
                kept.push(word.to_owned());
                reading.signs.push(Sign { word: word.to_owned(), meaning: label(kind).to_owned() });
            }
        }
        heat = heat.saturating_add(marks(original, heat > 0));
        reading.mood = match heat {
            _ if abusive => Mood::Abusive,
            ANGRY_AT.. => Mood::Angry,
            ANNOYED_AT.. => Mood::Annoyed,
            _ if worried || !reading.crisis.is_empty() => Mood::Worried,
            _ => Mood::Calm,
        };
        reading
    }
}

/// The most words that are kept of each sort.
const MOST_WORDS: usize = 8;

/// Heat of repeated marks. They only add to what the words say: `！！` is as often joy, and `？？？` a habit of writing.
fn marks(original: &str, heated: bool) -> u32 {
    let (mut exclaimed, mut asked, mut run, mut previous) = (0_u32, 0_u32, 0_u32, ' ');
    for c in original.chars() {
        let mark = match c {
            '!' | '！' => '!',
            '?' | '？' => '?',
            _ => ' ',
        };
        run = if mark != ' ' && mark == previous { run.saturating_add(1) } else { 1 };
        previous = mark;
        match mark {
            '!' => exclaimed = exclaimed.max(run),
            '?' => asked = asked.max(run),
            _ => {}
        }
    }
    let shouted = if heated && exclaimed >= 2 { 2 + u32::from(exclaimed >= 3) * 2 } else { 0 };
    shouted + if heated && asked >= 2 { u32::from(asked >= 3) + 1 } else { 0 }
}

fn is_intense(text: &str, start: usize) -> bool {
    ends(text.get(..start).unwrap_or(""), INTENSIFIERS)
}

/// Whether a word of feeling is denied (`不着急`). `能不能别生气` and `能不急吗` deny nothing.
fn denied(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or("");
    let rhetorical = before.ends_with("能不");
    // `别敷衍我` accuses; only of what the buyer himself may feel or do is 别 a denial.
    let accused = ends(before, &["别", "别再", "不要", "不要再", "别想", "少"])
        && text.get(range.clone()).is_some_and(|word| holds(word, ACCUSATIONS));
    !rhetorical && !accused && negated(text, range.clone())
}

/// What only the shop can be told not to do.
const ACCUSATIONS: &[&str] =
    &["敷衍", "骗", "忽悠", "糊弄", "套路", "推", "耍", "坑", "欺负", "逗", "拖", "搞笑", "开玩笑"];

/// Whether a hard word is only asked about: `是假货吗`, `会不会骗人`.
fn is_asked(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("").trim_start_matches(['的', '吧']);
    let supposed = [
        "会不会",
        "会不会是",
        "会不会很",
        "会不会太",
        "是不是",
        "怕",
        "怕是",
        "担心",
        "担心是",
        "怕买到",
        "不会是",
        "会",
        "不是",
    ];
    ends(before, &supposed) || starts(after, &["吗", "么", "嘛"])
}

/// Whether something did happen: `用了过敏` says so; `会过敏吗`, `怕过敏` and `过敏能用吗` ask or fear.
fn is_crisis(text: &str, range: &Range<usize>) -> bool {
    // No question mark, as `negation` has it: what is asked is not what happened.
    let border = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | ';' | '，' | '。' | '！' | '；');
    let tail = text.get(range.end..).unwrap_or("");
    let tail: &str =
        tail.char_indices().take(12).find(|(_, c)| border(*c)).map_or(tail, |(at, _)| tail.get(..at).unwrap_or(""));
    let head = text.get(..range.start).unwrap_or("");
    let head: &str = head
        .char_indices()
        .rev()
        .take(8)
        .find(|(_, c)| border(*c))
        .map_or(head, |(at, c)| head.get(at + c.len_utf8()..).unwrap_or(""));
    let word = text.get(range.clone()).unwrap_or("");
    let happened =
        word.ends_with('了') || starts(tail, &["了", "到我", "进医院", "很严重", "严重", "起来", "着了", "住院"]);
    let could = [
        "会",
        "会不会",
        "容易",
        "怕",
        "担心",
        "可能",
        "避免",
        "防止",
        "防",
        "抗",
        "以免",
        "能不能",
        "万一",
        "如果",
        "要是",
        "是否",
        "不",
    ];
    let supposed = could.iter().any(|word| near_end(head, word));
    let asked = holds(tail, &["吗", "么", "不?", "不会"]) || tail.starts_with(['能', '可', '的', '适']);
    if supposed {
        // `怕是过敏了`, `用完就会起疹子`: said of what happened.
        return happened
            && !asked
            && !["会", "如果", "要是", "万一", "怕", "担心"].iter().any(|word| near_end(head, word));
    }
    // `花生过敏 能吃吗` tells what somebody is.
    let told = word == "过敏" && allergy::is_told(text, head, range.end, happened);
    (happened || !asked) && !told && !negated(text, range.clone())
}

/// Whether `word` ends `head`, at most two characters between.
fn near_end(head: &str, word: &str) -> bool {
    let mut rest = head;
    for _ in 0..3 {
        if rest.ends_with(word) {
            return true;
        }
        let Some((at, _)) = rest.char_indices().next_back() else { return false };
        rest = rest.get(..at).unwrap_or("");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::language::harmless::Harmless;
    use proptest::prelude::*;

    thread_local! {
        static FINDER: (MoodFinder, Harmless) = {
            let lexicon = Knowledge::ecommerce().lexicon;
            (MoodFinder::new(&lexicon), Harmless::new(&lexicon.harmless))
        };
    }

    fn find(input: &str) -> MoodReading {
        let normal = Normalized::new(input);
        FINDER.with(|(finder, harmless)| finder.find(&normal, input, &harmless.places(normal.text())))
    }

    fn check(input: &str, mood: Mood) {
        let reading = find(input);
        assert_eq!(reading.mood, mood, "{input}: {reading:?}");
    }

    fn check_threats(input: &str, threats: &[&str]) {
        assert_eq!(find(input).threats, threats, "{input}");
    }

    fn check_crisis(input: &str, crisis: &[&str]) {
        assert_eq!(find(input).crisis, crisis, "{input}");
    }

    #[test]
    fn calm() {
        for input in [
            "",
            "在吗",
            "什么时候发货",
            "好的谢谢！！！",
            "有垃圾袋吗",
            "骗你的哈哈",
            "急速发货吗",
            "人工费多少",
            "不着急",
            "我不急",
            "别生气",
            "没生气",
            "不用着急慢慢来",
            "这个好差不多",
            "有差评吗",
            "不会给差评的",
            "会报警吗这个灯",
            "怎么办理退货",
            "变态辣有吗",
            "没有不满意",
            "工商银行卡能付吗",
            "usb口的",
            "订单315890",
            "是假货吗",
            "享受不了优惠",
            "个体工商户能开发票吗",
            "这个怎么还价",
            "给妈妈的",
            "他妈妈收",
            "买了几次了",
            "能送医院吗",
            "好玩我喜欢",
            "是假货吗",
            "给妈妈的",
            "他妈妈收",
            "买了几次了",
            "能送医院吗",
        ] {
            check(input, Mood::Calm);
        }
    }

    #[test]
    fn worried() {
        for input in [
            "有点着急",
            "我急用的",
            "担心坏在路上",
            "怎么办啊",
            "明天要用很急",
            "麻烦尽快发",
            "能不急吗",
            "会不会来不及",
        ] {
            check(input, Mood::Worried);
        }
    }

    #[test]
    fn annoyed() {
        for input in [
            "等了好久了",
            "怎么还没发货",
            "太慢了吧",
            "无语",
            "真失望",
            "别敷衍我",
            "没人理我",
            "怎么还没到???",
            "都一个礼拜了",
            "说了好几次了",
            "到底能不能退",
            "你们根本帮不到我",
            "我要投诉",
            "什么态度",
            "再也不买了",
            "说话不算话",
            "给你差评",
            "物流迟迟不动",
        ] {
            check(input, Mood::Annoyed);
        }
    }

    #[test]
    fn angry() {
        for input in [
            "垃圾",
            "什么破店",
            "都五天了还不发！！什么破店",
            "骗子",
            "气死我了",
            "坑人",
            "太过分了",
            "怎么还不发货！！！",
            "太慢了！！！无语",
            "等了好久还不退，我要投诉你们",
            "黑心商家",
            "虚假宣传",
            "我要曝光你们!!",
        ] {
            check(input, Mood::Angry);
        }
    }

    #[test]
    fn abusive() {
        for input in ["你们是傻逼吗", "sb商家", "滚蛋", "一群废物", "脑残客服", "TMD还不发", "放屁"]
        {
            check(input, Mood::Abusive);
        }
    }

    #[test]
    fn threats() {
        check_threats("我要去12315举报", &["12315", "举报"]);
        check_threats("再不退就找消协", &["消协"]);
        check_threats("给你们差评", &["差评"]);
        check_threats("不退款我就投诉", &["投诉"]);
        check_threats("平台介入吧", &["平台介入"]);
        check_threats("等着收律师函", &["律师函"]);
        check_threats("315见", &["315"]);
        check_threats("不会给差评", &[]);
        check_threats("没想投诉", &[]);
        check_threats("我不是要举报", &[]);
        check_threats("差评多吗", &[]);
        check_threats("一星期能到吗", &[]);
        check_threats("单号1231512315", &[]);
        check_threats("相机曝光时间怎么调", &[]);
        check_threats("烟雾报警器有吗", &[]);
    }

    #[test]
    fn crises() {
        check_crisis("用了过敏", &["过敏"]);
        check_crisis("孩子用了之后过敏了怎么办", &["过敏"]);
        check_crisis("充电的时候起火了", &["起火"]);
        check_crisis("充电宝爆炸了", &["爆炸"]);
        check_crisis("吃完拉肚子住院了", &["拉肚子", "住院"]);
        check_crisis("被烫伤了", &["烫伤"]);
        check_crisis("过敏了能退吗", &["过敏"]);
        check_crisis("漏电，电到我了", &["漏电", "电到我"]);
        check_crisis("会过敏吗", &[]);
        check_crisis("敏感肌用会不会过敏", &[]);
        check_crisis("过敏体质能用吗", &[]);
        check_crisis("怕过敏", &[]);
        check_crisis("花粉过敏可以吃吗", &[]);
        check_crisis("娃花生过敏 吃这个丸子要紧不", &[]);
        check_crisis("花生过敏 坚果能冲吗", &[]);
        check_crisis("我对芒果过敏，这个能吃吗", &[]);
        check_crisis("以前吃虾过敏 这个敢吃不", &[]);
        check_crisis("吃了花生过敏 还能吃吗", &["过敏"]);
        check_crisis("吃你家坚果过敏", &["过敏"]);
        check_crisis("用了脸过敏 还能用吗", &["过敏"]);
        check_crisis("孩子过敏 怎么办", &["过敏"]);
        check_crisis("花生过敏了 脸肿", &["过敏"]);
        check_crisis("没有过敏", &[]);
        check_crisis("会漏电吗", &[]);
        check_crisis("爆炸盐怎么用", &[]);
        check_crisis("容易着火吗", &[]);
        check_crisis("跳楼价", &[]);
        check_crisis("口感炸裂", &[]);
        check_crisis("买来一起火锅吃", &[]);
    }

    #[test]
    fn the_lexicon_compiles() {
        assert!(FINDER.with(|(finder, _)| finder.automaton.is_some()));
    }

    proptest! {
        #[test]
        fn any_text(input in any::<String>()) {
            find(&input);
        }

        #[test]
        fn moods_in_any_order(input in "(过敏|会|不|垃圾|急|投诉|吗|了|！|[?]|12315|a|，|没){0,16}") {
            let reading = find(&input);
            prop_assert!(reading.words.len() <= MOST_WORDS && reading.threats.len() <= MOST_WORDS);
        }
    }
}
