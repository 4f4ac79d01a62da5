//! Whether a thing that a message names is denied there.
//!
//! `别给我转人工` names 人工 and asks for the opposite. A rule that looks for words would fire; this module looks at what stands
//! around them. Chinese has few negators but many phrases that only look like one: questions (`能不能退`, `退不退`), complaints
//! (`怎么还不发货`), refusals by the shop (`不给退`), rhetoric (`不是包邮吗`). In doubt nothing is denied: a rule that fires
//! wrongly is weighed against others later, one that was silenced is lost.

use std::ops::Range;

use crate::text::{ends, holds, starts};

/// How far, in characters, a negator reaches.
const REACH: usize = 14;

/// Every negator before the thing has one of these characters.
const OPENERS: &[char] = &['不', '没', '别', '甭', '勿', '莫', '休', '未', '无', '毋', '并', '谁'];

/// And every phrase behind it one of these.
const CLOSERS: &[char] = &['不', '没', '免', '算'];

/// Whether there is a character in `text` that could deny something: without one, [`negated`] holds for nothing in it.
pub(crate) fn may_deny(text: &str) -> bool {
    text.contains(|c| OPENERS.contains(&c) || CLOSERS.contains(&c))
}

/// Negators of a wish, an order or a claim. Between these and the thing, all of [`WIDE`] may stand.
const WISHES: &[&str] = &[
    "别",
    "甭",
    "勿",
    "莫",
    "休想",
    "不要",
    "不用",
    "不必",
    "不需要",
    "不需",
    "无需",
    "无须",
    "毋须",
    "不想",
    "不打算",
    "不准备",
    "不愿意",
    "不愿",
    "不是",
    "并非",
    "没想",
    "没打算",
    "没准备",
    "没要",
    "没说",
    "没让",
    "没叫",
    "没要求",
    "没有想",
    "没有要",
    "没有说",
    "没有让",
    "没有叫",
    "没有打算",
    "没有要求",
    "没必要",
    "没有必要",
    "没需要",
    "不希望",
    "不许",
    "不准",
    "用不着",
    "谁说",
    "不会",
    "不再",
    "从没",
    "从未",
    "不该",
    "不应该",
    "没想过",
    "没说过",
    "不考虑",
];

/// Negators of a deed or a state. They deny what stands right behind them, with at most one of [`NARROW`] between.
const DEEDS: &[&str] = &["不", "没", "没有", "未", "并没有", "并未", "并不"];

/// Words that may stand between a negator of [`WISHES`] and the thing.
const WIDE: &[&str] = &[
    "给",
    "我",
    "你",
    "您",
    "们",
    "帮",
    "替",
    "让",
    "叫",
    "把",
    "将",
    "要",
    "想",
    "想要",
    "再",
    "转",
    "转接",
    "接",
    "找",
    "是",
    "说",
    "去",
    "来",
    "有",
    "能",
    "可以",
    "会",
    "需要",
    "用",
    "非要",
    "一定",
    "一定要",
    "必须",
    "申请",
    "办理",
    "办",
    "走",
    "选",
    "点",
    "打",
    "打算",
    "准备",
    "发",
    "现在",
    "马上",
    "直接",
    "随便",
    "主动",
    "自动",
    "总",
    "老",
    "又",
    "就",
    "先",
    "这个",
    "那个",
    "任何",
    "什么",
    "着",
    "到",
    "真的",
    "故意",
    "为了",
    "因为",
    "很",
    "太",
    "那么",
    "这么",
    "特别",
    "联系",
    "安排",
    "派",
    "要求",
    "同意",
    "全部",
    "全",
    "都",
    "跟",
    "和",
    "对",
    "进行",
    "做",
    "搞",
    "弄",
    "写",
    "订单",
    "商品",
    "货",
];

/// Words that may stand between a negator of [`DEEDS`] and the thing. What the shop allows or does (给, 让, 同意, 能) is not
/// among them: `不给退` and `不让退` are complaints of somebody who wants to.
const NARROW: &[&str] = &[
    "转", "找", "接", "再", "去", "来", "申请", "办", "办理", "走", "选", "点", "做", "主动", "很", "太", "这么",
    "那么", "怎么", "要", "有", "很是", "特别", "真", "打", "叫", "求", "再去", "再来", "操作", "提交",
];

/// What stands before a negator in a complaint: `还没发货`, `怎么不退`, `再不发就…`.
const COMPLAINTS: &[&str] = &[
    "还",
    "都",
    "一直",
    "迟迟",
    "仍",
    "仍然",
    "依然",
    "怎么",
    "怎么就",
    "怎么也",
    "为什么",
    "为啥",
    "为何",
    "咋",
    "咋就",
    "干嘛",
    "凭什么",
    "老",
    "总",
    "总是",
    "始终",
    "至今",
    "现在",
    "再",
    "半天",
    "怎么都",
    "怎么还",
    "到底",
    "死活",
    "就是",
    "也",
    "你",
    "你们",
    "您",
    "商家",
    "店家",
    "卖家",
    "老板",
    "客服",
    "平台",
    "他",
    "他们",
    "她",
    "仓库",
    "快递",
    "店铺",
    "要",
    "天",
    "天了",
    "月",
    "久",
];

/// Questions that a negator inside does not deny: `是不是没发货`.
const QUESTIONS: &[&str] = &[
    "是不是",
    "有没有",
    "会不会",
    "能不能",
    "要不要",
    "可不可以",
    "是否",
    "难道",
    "莫非",
    "该不会",
    "不会是",
    "谁知道",
];

/// Phrases behind the thing that deny it: `人工就不用了`.
const BEHIND: &[&str] =
    &["就不用了", "不用了", "就不必了", "不必了", "不需要了", "就不需要了", "就免了", "就不要了", "就不用", "就免"];

/// Phrases behind the thing that deny it at the end of a clause only: `退货不需要运费吧` does not.
const BEHIND_AT_END: &[&str] = &["不用", "不需要", "不必", "就算了", "没必要", "没有必要", "就不了"];

/// Defects, whose absence is a denial even in `都没少发`.
const DEFECTS: &[&str] = &[
    "少", "漏", "错", "坏", "破", "缺", "发错", "丢", "碎", "裂", "烂", "断", "划", "脏", "发霉", "变质", "开线",
    "开胶", "掉",
];

/// Whether what stands at `range` of the normalised `text` is denied by what stands around it.
///
/// A negator inside `range` belongs to the thing itself: `还没发货` as a whole is not denied. Constant time, whatever the
/// length of the text.
pub(crate) fn negated(text: &str, range: Range<usize>) -> bool {
    let (Some(before), Some(thing), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    if thing.is_empty() {
        return false;
    }
    let (before, after) = (clause_before(before), clause_after(after));
    // Most clauses hold no negator at all.
    (after.contains(CLOSERS) && denied_behind(after))
        || (before.contains(OPENERS) && denied_before(before, thing, after))
}

fn is_border(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | '.'
                | '!'
                | '?'
                | ';'
                | ':'
                | '~'
                | '('
                | ')'
                | '"'
                | '，'
                | '。'
                | '！'
                | '？'
                | '；'
                | '：'
                | '、'
                | '…'
        )
}

fn clause_before(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(REACH)
        .take_while(|&(_, c)| !is_border(c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.get(start..).unwrap_or("")
}

/// The clause behind the thing, with its question mark.
fn clause_after(after: &str) -> &str {
    let mut end = 0;
    for (at, c) in after.char_indices().take(REACH) {
        if is_border(c) && c != '?' && c != '？' {
            break;
        }
        end = at + c.len_utf8();
        if is_border(c) {
            break;
        }
    }
    after.get(..end).unwrap_or("")
}

fn denied_behind(after: &str) -> bool {
    let closed =
        |rest: &str| rest.is_empty() || matches!(rest, "吧" | "啊" | "哈" | "呀" | "哦" | "啦" | "的" | "呢" | "谢谢");
    BEHIND.iter().any(|word| after.strip_prefix(word).is_some_and(|rest| !asks(rest)))
        || BEHIND_AT_END.iter().any(|word| after.strip_prefix(word).is_some_and(closed))
}

/// Whether a clause ends as a question.
fn asks(clause: &str) -> bool {
    let bare = clause.trim_end_matches(['啊', '呀', '的', '了']);
    clause.ends_with(['?', '？']) || ends(bare, &["吗", "么", "嘛", "不", "没", "没有"])
}

fn denied_before(before: &str, thing: &str, after: &str) -> bool {
    if let Some((head, negator)) = last_of(before, WISHES, WIDE, 6)
        && wish_holds(head, negator, before, thing, after)
    {
        return true;
    }
    last_of(before, DEEDS, NARROW, 2).is_some_and(|(head, negator)| deed_holds(head, negator, before, thing, after))
}

/// The negator nearest to the end of `before` with at most `most` words of `between` behind it, and what stands before it.
fn last_of<'b>(
    before: &'b str,
    negators: &'static [&'static str],
    between: &[&str],
    most: usize,
) -> Option<(&'b str, &'static str)> {
    let mut rest = before;
    for _ in 0..=most {
        let longest = negators.iter().filter(|negator| rest.ends_with(**negator)).max_by_key(|negator| negator.len());
        if let Some(negator) = longest {
            return rest.strip_suffix(negator).map(|head| (head, *negator));
        }
        let word = between.iter().filter(|word| rest.ends_with(**word)).max_by_key(|word| word.len())?;
        rest = rest.strip_suffix(word)?;
    }
    None
}

/// Whether the negator makes a question with what stands on both sides of it: `要不要`, `退不退`, `有没有`.
fn is_choice(head: &str, negator: &str, behind: &str) -> bool {
    let (Some(first), Some(left)) = (negator.chars().next(), head.chars().next_back()) else { return false };
    let right = negator.chars().nth(1).or_else(|| behind.chars().next());
    matches!(first, '不' | '没') && (right == Some(left) || (first == '没' && left == '有'))
}

fn behind<'b>(before: &'b str, head: &str, negator: &str) -> &'b str {
    before.get(head.len() + negator.len()..).unwrap_or("")
}

fn wish_holds(head: &str, negator: &str, before: &str, thing: &str, after: &str) -> bool {
    let between = behind(before, head, negator);
    let next = if between.is_empty() { thing } else { between };
    if is_choice(head, negator, next) || ends(head, QUESTIONS) {
        return false;
    }
    match negator {
        // 特别, 分别, 级别; 别的, 别人, 别家
        "别" => {
            !head.ends_with(['特', '分', '个', '级', '性', '区', '告', '差', '识', '类', '辨', '派'])
                && !starts(next, &["的", "人", "家", "处", "样", "说"])
        }
        // `不是包邮吗` claims it; `可不是`, `要不是` and `还不是` do so too.
        "不是" | "并非" => {
            !asks(after) && (head.ends_with("只要") || !head.ends_with(['可', '要', '还', '是', '怎']))
        }
        // `不会退怎么操作` asks how.
        "不会" => !after.contains("怎么") && !after.contains("如何") && !asks(after) && !head.ends_with('会'),
        "莫" | "勿" => !head.ends_with(['约', '莫', '切']) || head.ends_with('切'),
        // `不用退货吗` and `怎么不用` ask about a rule, and `不要` behind 怎么 is a complaint.
        _ => !ends(head, &["怎么", "为什么", "为啥", "咋", "干嘛"]),
    }
}

fn deed_holds(head: &str, negator: &str, before: &str, thing: &str, after: &str) -> bool {
    let between = behind(before, head, negator);
    let next = if between.is_empty() { thing } else { between };
    if is_choice(head, negator, next) || head.ends_with(thing) {
        return false;
    }
    // 不得不退, 不能不退: he must. 不是不想要, 没有不满意: nothing is asserted, so nothing may fire.
    if ends(head, &["不得", "不能", "不可能", "没法", "只好", "不会"]) {
        return false;
    }
    if ends(head, &["不是", "没有", "并非"]) && !ends(head, &["是不是", "有没有"]) {
        return true;
    }
    let defect = starts(thing, DEFECTS);
    // `没发货能退吗` asks about something else; `没有人工吗` about the thing.
    let of_it = !holds(after, &["能", "可", "怎", "要", "会", "算"]);
    let asked = (of_it && asks(after)) || ends(head, QUESTIONS);
    if asked || (!defect && complains(head)) {
        return false;
    }
    // 不退款就投诉, 不发货的话: a condition.
    if starts(after, &["就", "的话", "我就", "我", "了就"]) && negator == "不" {
        return false;
    }
    // 不退货款 withholds money: it says nothing of returning goods, and 货款 as a whole is what the buyer wants.
    if thing.ends_with("货款") {
        return false;
    }
    // 不要, 不会 and the like were weighed as wishes; what is left of 没有 here is a plain absence.
    true
}

/// Whether the words before a negator make it a complaint about the shop. `我也不退` is the buyer's own word.
fn complains(head: &str) -> bool {
    let own = head.contains('我') && head.ends_with(['也', '都', '就']);
    !own && ends(head, COMPLAINTS)
}

#[cfg(test)]
mod tests;
