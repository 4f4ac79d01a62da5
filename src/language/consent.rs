//! What a message says to a question that wants a yes: a closed grammar over the whole message, and no probability.
//!
//! A write goes out after an explicit yes to its question and nothing else. So every piece of the message, from its first
//! character to its last, must be one of the words below; one word beside them (another value, a question, a condition, a
//! time, another matter) and the message is no answer at all. What is missing here costs the buyer one more question;
//! what is here too much writes what nobody wanted.

use crate::text::normalize::Normalized;
use crate::text::{holds, starts};

/// An answer to a question that wants a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Agreed to, in so many words.
    Yes,
    /// Refused.
    No,
    /// Not now: the buyer wants time.
    Later,
}

/// Characters of an answer. What is longer says more than yes or no.
const MAX_LENGTH: usize = 40;

/// What a word does to the answer it stands in.
type Marks = u8;
/// It agrees.
const YES: Marks = 1;
/// It names what was asked: `取消`, `改`.
const VERB: Marks = 2;
/// It refuses.
const NO: Marks = 4;
/// It asks for time.
const LATER: Marks = 8;
/// It says little without what was asked: `这单`, `拍错了`.
const NEEDS_VERB: Marks = 16;
/// A yes or the verb must follow it: `那就`.
const OPEN: Marks = 32;
/// The verb must follow it: `帮我`.
const OPEN_TO_VERB: Marks = 64;

const AGREES: &[&str] = &[
    "是",
    "是的",
    "是呀",
    "是啊",
    "是呢",
    "是滴",
    "是哒",
    "对",
    "对的",
    "对呀",
    "对啊",
    "对滴",
    "嗯",
    "嗯呢",
    "嗯哪",
    "嗯呐",
    "恩",
    "好",
    "好的",
    "好的呢",
    "好的呀",
    "好呀",
    "好啊",
    "好哇",
    "好吧",
    "好哒",
    "好滴",
    "好嘞",
    "好咧",
    "行",
    "行的",
    "行吧",
    "行呀",
    "行啊",
    "可",
    "可以",
    "可以的",
    "可以呀",
    "可以啊",
    "就是的",
    "要的",
    "要呀",
    "确认",
    "确定",
    "我确认",
    "我确定",
    "确认无误",
    "ok",
    "okk",
    "okay",
    "okey",
    "ok的",
    "ok呀",
    "欧克",
    "yes",
    "yep",
    "yeah",
    "sure",
    "同意",
    "我同意",
    "没问题",
    "没错",
    "没毛病",
    "没意见",
    "当然",
    "当然可以",
    "当然要",
    "必须的",
    "就这么办",
    "就这么办吧",
    "就这样办吧",
    "按这个来",
    "按这个办",
    "办吧",
    "去办吧",
    "帮我办吧",
    "办理吧",
    "操作吧",
    "帮我操作吧",
    "弄吧",
    "帮我弄吧",
    "处理吧",
    "帮我处理吧",
    "提交吧",
];

/// Before a yes or the verb: `那好吧`, `那就取消吧`.
const OPENS: &[&str] = &["那", "那就", "就"];

/// Before the verb: `我想退`.
const OPENS_VERB: &[&str] = &[
    "我想",
    "我想要",
    "我要",
    "要",
    "帮我",
    "帮忙",
    "给我",
    "请",
    "请帮我",
    "麻烦",
    "麻烦帮我",
    "麻烦你帮我",
    "麻烦您帮我",
    "直接",
    "赶紧",
    "赶快",
    "快点",
    "快",
    "马上",
    "现在",
    "现在就",
    "立刻",
    "还是",
    "继续",
    "把",
];

/// What the verb is about, in words that fit whatever was asked.
const OBJECTS: &[&str] =
    &["订单", "这单", "这一单", "这个单", "这个订单", "这笔", "这笔订单", "这个", "它", "一下这个订单", "一下这单"];

/// Why, before the verb: `不想要了，取消吧`. Alone they say nothing of what is to be done.
const REASONS: &[&str] =
    &["不要了", "不想要了", "不需要了", "拍错了", "买错了", "点错了", "下错了", "填错了", "写错了", "选错了"];

/// Behind the verb.
const BEHIND_VERB: &[&str] = &["吧", "掉", "掉吧", "了吧", "一下", "一下吧", "下", "下吧", "好了吧"];

/// Behind anything.
const PARTICLES: &[&str] = &["哦", "哈", "啊", "呀", "噢", "喽", "呗", "亲"];

/// Around anything.
const POLITE: &[&str] = &[
    "谢谢",
    "谢谢你",
    "谢谢您",
    "谢谢啦",
    "谢谢了",
    "谢啦",
    "谢了",
    "多谢",
    "感谢",
    "thanks",
    "thx",
    "麻烦了",
    "麻烦你",
    "麻烦您",
    "麻烦你了",
    "麻烦您了",
    "麻烦啦",
    "辛苦了",
    "辛苦你了",
    "辛苦您了",
    "拜托",
    "拜托了",
    "不好意思",
    "你好",
    "您好",
    "亲",
    "亲亲",
    "客服",
    "哦",
    "噢",
    "哈哈",
    "哎",
    "唉",
];

const REFUSES: &[&str] = &[
    "不",
    "不了",
    "不用",
    "不用了",
    "不用啦",
    "不要",
    "不是",
    "不是的",
    "不对",
    "不行",
    "不可以",
    "不同意",
    "不需要",
    "不必",
    "不必了",
    "不想",
    "不想了",
    "不办",
    "不办了",
    "不弄了",
    "没必要",
    "别",
    "别了",
    "否",
    "no",
    "nope",
    "算了",
    "算了吧",
    "还是算了",
    "还是算了吧",
    "那算了",
    "那算了吧",
    "那就算了",
    "那就算了吧",
    "先不",
    "先不了",
    "先不用",
    "先不要",
    "暂时不",
    "暂时不用",
    "暂时不要",
    "还是不",
    "还是别",
    "我不",
    "我不要",
    "我不想",
    "我不想要",
    "你别",
    "先留着",
    "先留着吧",
    "留着",
    "留着吧",
    "保留",
    "保留吧",
];

/// What a refusal is about, whatever was asked: `好吧 不退了` to `确认取消吗？`.
const DEEDS: &[&str] = &[
    "取消", "退", "退款", "退货", "换", "换货", "改", "修改", "办", "弄", "申请", "提交", "开", "撤销", "撤", "确认",
    "地址", "电话", "规格", "发票", "了",
];

/// Calls it off, where cancelling is not itself what was asked.
const CALLS_OFF: &[&str] = &["取消", "取消吧", "取消掉", "取消了吧", "我取消"];

const WANTS_TIME: &[&str] = &[
    "等等",
    "等下",
    "等一下",
    "等会",
    "等会儿",
    "等一会",
    "等我一下",
    "等我看看",
    "等我想想",
    "稍等",
    "稍等一下",
    "慢着",
    "且慢",
    "先别",
    "先别急",
    "先等等",
    "先等下",
    "先等一下",
    "想想",
    "我想想",
    "再想想",
    "我再想想",
    "让我想想",
    "我想一下",
    "考虑下",
    "考虑一下",
    "考虑考虑",
    "我考虑下",
    "我考虑一下",
    "再考虑下",
    "再考虑一下",
    "我再考虑一下",
    "要考虑一下",
    "要考虑下",
    "我要考虑一下",
    "看看再说",
    "再看看",
    "我看看",
    "我看下",
    "我再看看",
    "再说",
    "再说吧",
    "晚点再说",
    "回头再说",
    "待会再说",
    "待会儿再说",
    "一会再说",
    "过会再说",
    "晚点",
    "待会",
    "待会儿",
    "不急",
    "不着急",
    "先不急",
    "先放着",
    "先放放",
    "不确定",
    "没想好",
    "还没想好",
    "我还没想好",
];

/// Asks instead of answering, although each of its pieces could be an answer: `要是取消`, `要不要`, `是不是`.
const ASKS: &[&str] = &["要是", "要不"];

/// What `text`, as the buyer wrote it, says to a question that wants a yes. `verbs` are the words for what was asked
/// (`取消`, `改`), by which it may be agreed to as well.
pub(crate) fn consent(text: &str, verbs: &[String]) -> Option<Consent> {
    let normal = Normalized::new(text);
    let text = normal.text();
    // `[OK]` is a picture, and a picture is no word.
    let asks = text.contains(['?', '[']) || holds(text, ASKS) || is_a_not_a(text);
    if asks || text.chars().count() > MAX_LENGTH {
        return None;
    }
    // To `确认撤销吗？` `不退了` does not refuse; whether it agrees must be said in plain words.
    if verbs.iter().any(|verb| verb.starts_with('不') && text.contains(verb.as_str())) {
        return None;
    }
    // Alone it agrees; behind a yes it may be the goods that are wanted: `对 我要`.
    if text == "要" {
        return Some(Consent::Yes);
    }
    let pieces = || text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty());
    let of = |piece: &str| marks_of(piece, verbs).map(|marks| if marks & NO != 0 { marks & !VERB } else { marks });
    let apart = pieces().try_fold(0, |marks, piece| Some(marks | of(piece)?));
    // `不换 就退`: one is refused and the other agreed to, or the other way round.
    if apart.is_some_and(|marks| marks & NO != 0 && marks & VERB != 0) {
        return None;
    }
    // `是 的`
    let marks = apart.or_else(|| marks_of(&pieces().collect::<String>(), verbs))?;
    match marks {
        marks if marks & LATER != 0 => Some(Consent::Later),
        marks if marks & NO != 0 => Some(Consent::No),
        marks if marks & VERB != 0 => Some(Consent::Yes),
        marks if marks & YES != 0 && marks & NEEDS_VERB == 0 => Some(Consent::Yes),
        _ => None,
    }
}

/// Whether a yes says what it agrees to, or that it confirms: it is one also where the question is not what was said last.
pub(crate) fn is_explicit(text: &str, verbs: &[String]) -> bool {
    let normal = Normalized::new(text);
    let words = ["确认", "确定", "同意"];
    words.into_iter().chain(verbs.iter().map(String::as_str)).any(|word| normal.text().contains(word))
}

/// What the words of a piece say together; `None` where something is left over. Of several readings the most careful one.
fn marks_of(piece: &str, verbs: &[String]) -> Option<Marks> {
    if let Some(rest) = REASONS.iter().find_map(|reason| piece.strip_prefix(reason)) {
        return if rest.is_empty() { Some(NEEDS_VERB) } else { Some(marks_of(rest, verbs)? | NEEDS_VERB) };
    }
    let words = |list: &'static [&'static str], marks: Marks| list.iter().map(move |word| (*word, marks));
    let cancels = verbs.iter().any(|verb| verb.starts_with("取消"));
    let calls_off = if cancels { &[] } else { CALLS_OFF };
    let lexicon: Vec<(&str, Marks)> = words(AGREES, YES)
        .chain(words(OPENS, OPEN))
        .chain(words(OPENS_VERB, OPEN_TO_VERB))
        .chain(words(OBJECTS, NEEDS_VERB))
        .chain(words(POLITE, 0))
        .chain(words(REFUSES, NO))
        .chain(words(calls_off, NO))
        .chain(words(WANTS_TIME, LATER))
        .chain(verbs.iter().map(|verb| (verb.as_str(), VERB)))
        .collect();
    // By byte: the readings of the text up to there, and whether the last word was the verb.
    let mut readings: Vec<Vec<(Marks, bool)>> = vec![Vec::new(); piece.len() + 1];
    if let Some(first) = readings.first_mut() {
        first.push((0, false));
    }
    for at in 0..piece.len() {
        let here = readings.get(at).cloned().unwrap_or_default();
        let Some(rest) = piece.get(at..).filter(|_| !here.is_empty()) else { continue };
        for (marks, behind_verb) in here {
            let closed = marks & (OPEN | OPEN_TO_VERB) == 0;
            let mut read = |word: &str, added: Marks| {
                let keeps = if added == NEEDS_VERB { marks } else { marks & !(OPEN | OPEN_TO_VERB) };
                let verb = added == VERB || (added == NEEDS_VERB && marks & VERB != 0);
                let reading = (keeps | added, verb);
                if let Some(there) = readings.get_mut(at + word.len()).filter(|there| !there.contains(&reading)) {
                    there.push(reading);
                }
            };
            for (word, added) in lexicon.iter().filter(|(word, _)| rest.starts_with(word)) {
                let follows = match *added {
                    // `取消取消`, `取消这个取消`: whichever of the two is meant.
                    VERB if marks & VERB != 0 && word.starts_with("取消") => false,
                    VERB | OPEN_TO_VERB | NEEDS_VERB => true,
                    YES => marks & OPEN_TO_VERB == 0,
                    _ => closed,
                };
                if follows {
                    read(word, *added);
                }
            }
            for word in PARTICLES.iter().filter(|word| at > 0 && closed && rest.starts_with(**word)) {
                read(word, 0);
            }
            for word in BEHIND_VERB.iter().filter(|word| behind_verb && rest.starts_with(**word)) {
                read(word, 0);
            }
            // `不取消了`, `别改`, `先别退`: what is refused, or put off, may be named whatever it is.
            if marks & (NO | LATER) != 0 {
                for word in DEEDS.iter().filter(|word| rest.starts_with(**word)) {
                    read(word, 0);
                }
            }
        }
    }
    let whole = readings.pop()?;
    let whole = || whole.iter().map(|(marks, _)| *marks).filter(|marks| marks & (OPEN | OPEN_TO_VERB) == 0);
    let says = |mark: Marks| whole().find(|marks| marks & mark != 0);
    let polite = || whole().find(|marks| *marks == 0);
    says(LATER).or_else(|| says(NO)).or_else(polite).or_else(|| says(VERB)).or_else(|| whole().next())
}

/// `是不是`, `好不好`, `可以不可以`, `取不取消`: a question by its form.
fn is_a_not_a(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let around = |at: usize, reach: usize| {
        let before = at.checked_sub(reach).and_then(|from| chars.get(from..at));
        let after = chars.get(at + 1..at + 1 + reach);
        // `不用不用` refuses twice.
        let denied = at.checked_sub(reach + 1).and_then(|at| chars.get(at)).is_some_and(|c| *c == '不' || *c == '别');
        before.is_some() && before == after && !denied
    };
    let not = chars.iter().enumerate().filter(|(_, c)| **c == '不' || **c == '没').map(|(at, _)| at);
    not.into_iter().any(|at| around(at, 1) || around(at, 2))
}

/// Whether a yes begins as a courtesy does.
pub(crate) fn is_courteous(text: &str) -> bool {
    starts(&text.to_lowercase(), &["好", "嗯", "恩", "行", "ok"])
}

/// Whether a yes names what is agreed to.
pub(crate) fn names_deed(text: &str, verbs: &[String]) -> bool {
    verbs.iter().any(|verb| text.contains(verb.as_str())) || text.contains("确认")
}

/// Whether a nod has a plain yes in it: `是的`, `对`.
pub(crate) fn has_yes(text: &str) -> bool {
    text.contains(['是', '对'])
}

/// Whether a short text may mean the one that was offered: `是的`, `嗯`.
pub(crate) fn may_mean_it(text: &str) -> bool {
    text.contains(['是', '对', '嗯', '恩'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Consent> {
        consent(text, &["取消".to_owned()])
    }

    #[test]
    fn what_agrees_what_refuses_and_what_is_neither() {
        use Consent::{Later, No, Yes};
        for (text, expect) in [
            ("是", Some(Yes)),
            ("好的，麻烦了", Some(Yes)),
            ("嗯嗯", Some(Yes)),
            ("对 取消吧", Some(Yes)),
            ("那就取消吧谢谢", Some(Yes)),
            ("不要了，取消吧", Some(Yes)),
            ("好好好", Some(Yes)),
            ("OK！", Some(Yes)),
            ("不要了", None),
            ("你好", None),
            ("谢谢", None),
            ("请确认", None),
            ("我想", None),
            ("是吗", None),
            ("是吧", None),
            ("确认？", None),
            ("要是取消", None),
            ("要不要取消", None),
            ("是不是", None),
            ("可以不取消吗", None),
            ("取消了吗", None),
            ("不取消了", Some(No)),
            ("不取消", Some(No)),
            ("好贵", None),
            ("1", None),
            ("不", Some(No)),
            ("不用不用", Some(No)),
            ("好吧 不退了", Some(No)),
            ("对 不取消了", Some(No)),
            ("算了", Some(No)),
            ("要考虑一下", Some(Later)),
            ("好的，等等", Some(Later)),
            ("先别取消", Some(Later)),
            ("不确定", Some(Later)),
            ("", None),
        ] {
            assert_eq!(said(text), expect, "{text}");
        }
    }

    #[test]
    fn a_denial_does_not_refuse_to_take_back() {
        let withdraw =
            ["撤销".to_owned(), "撤".to_owned(), "不退".to_owned(), "不用退".to_owned(), "不想退".to_owned()];
        for (text, expect) in [
            ("对 不退了", None),
            ("不退了", None),
            ("嗯不退了", None),
            ("是的 不想退了", None),
            ("不用退了", None),
            ("撤吧", Some(Consent::Yes)),
            ("不退了吗", None),
            ("不撤了", Some(Consent::No)),
            ("先别撤", Some(Consent::Later)),
            ("不退了怎么行", None),
        ] {
            assert_eq!(consent(text, &withdraw), expect, "{text}");
        }
        let refund = ["退".to_owned(), "退货".to_owned()];
        for (text, expect) in [
            ("不换 就退", None),
            ("不换", Some(Consent::No)),
            ("不退了", Some(Consent::No)),
            ("退吧", Some(Consent::Yes)),
        ] {
            assert_eq!(consent(text, &refund), expect, "{text}");
        }
    }

    #[test]
    fn where_cancelling_was_not_asked_it_calls_off() {
        let change = ["修改".to_owned(), "改".to_owned(), "把地址改".to_owned()];
        for (text, expect) in [
            ("取消", Some(Consent::No)),
            ("取消吧", Some(Consent::No)),
            ("好的 改吧", Some(Consent::Yes)),
            ("把地址改了吧", Some(Consent::Yes)),
            ("改成红色", None),
        ] {
            assert_eq!(consent(text, &change), expect, "{text}");
        }
    }
}
