//! Closed grammars of short messages: which item of a menu is chosen, and that another order is meant. The whole message is
//! read, piece by piece; with anything left over it is neither. A digit inside a question (`1号能到吗`) chooses nothing.

/// What stands before a place in a list.
const BEFORE: &[&str] = &[
    "我说的",
    "我问的",
    "应该",
    "上面",
    "选择",
    "选项",
    "序号",
    "编号",
    "回复",
    "麻烦",
    "你好",
    "您好",
    "好的",
    "嗯嗯",
    "说的",
    "指的",
    "问的",
    "我",
    "那",
    "就",
    "选",
    "要",
    "是",
    "查",
    "嗯",
    "好",
    "对",
    "亲",
];
/// What counts the items of a list, behind `第`.
const MEASURES: &[&str] = &["个", "号", "项", "单", "条", "款", "件", "双", "笔", "种", "套"];
/// What stands behind a place.
const AFTER: &[&str] = &[
    "那一单",
    "谢谢您",
    "谢谢你",
    "麻烦了",
    "那个",
    "那单",
    "那件",
    "那条",
    "那款",
    "这个",
    "这单",
    "订单",
    "谢谢",
    "谢了",
    "就行",
    "就好",
    "就可以",
    "好了",
    "可以",
    "的",
    "吧",
    "呢",
    "啊",
    "呀",
    "哦",
    "哈",
    "啦",
    "嘛",
    "亲",
];
const PLACES: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// `2`, `第二个`, `选2`, `就第一单吧谢谢`: a place in a list, from 1.
pub(crate) fn place(text: &str) -> Option<usize> {
    let rest = without(text.trim_start_matches(is_stop), BEFORE);
    let (ordinal, rest) = match rest.strip_prefix('第') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let (place, rest) = match rest.split_at_checked(digits) {
        // All of them are ASCII.
        Some((number, rest)) if (1..=2).contains(&digits) => (number.parse().ok()?, rest),
        _ if digits > 0 => return None,
        _ => PLACES.iter().zip(1..).find_map(|(word, place)| Some((place, rest.strip_prefix(word)?)))?,
    };
    // `2件`, `3个` count things; `第2件` and `2号` name one.
    let measure = if ordinal { MEASURES } else { &["号"] };
    let rest = measure.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    without(rest.trim_start_matches(is_stop), AFTER).is_empty().then_some(place)
}

/// Words that say that another one is meant.
const OTHER: &[&str] = &["另外的", "另外", "另", "别的", "其他的", "其它的", "其他", "其它"];
/// What an order is called.
const ORDER: &[&str] = &["订单", "单子", "单"];
/// What an order may be called while it is spoken of.
const THING: &[&str] = &["个", "笔", "件"];
/// What says nothing of its own beside them.
const AROUND: &[&str] = &[
    "不好意思",
    "抱歉",
    "不对",
    "错了",
    "错啦",
    "搞",
    "弄",
    "说",
    "看",
    "查",
    "问",
    "我",
    "你",
    "您",
    "们",
    "要",
    "想",
    "应该",
    "哎",
    "诶",
    "啊",
    "呀",
    "哦",
    "了",
    "啦",
    "的",
    "是",
    "吧",
    "呢",
    "嘛",
    "亲",
    "一",
    "那",
    "指",
    "下",
    "给",
];

/// `不是这单`, `错了，说的是别的订单`, `另外那单`: not the order under discussion, and no word of which.
pub(crate) fn means_another_order(text: &str) -> bool {
    // One of these is in every word for another one, and in hardly any message.
    if !text.contains(['是', '另', '别', '其']) {
        return false;
    }
    let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if text.contains("是不是") {
        return false;
    }
    let (mut refuses, mut other, mut this, mut order, mut thing) = (false, false, false, false, false);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let strip = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        rest = if let Some(next) = strip(&["不是"]) {
            refuses = true;
            next
        } else if let Some(next) = strip(OTHER) {
            other = true;
            next
        } else if let Some(next) = strip(&["这", "那", "刚才", "上面"]) {
            // `这订单不是我下的` says something else.
            this |= refuses;
            next
        } else if let Some(next) = strip(ORDER) {
            order = true;
            next
        } else if let Some(next) = strip(THING) {
            thing = true;
            next
        } else if let Some(next) = strip(AROUND) {
            next
        } else {
            return false;
        };
    }
    (refuses && this && (order || thing)) || (other && (order || thing))
}

fn is_stop(c: char) -> bool {
    !c.is_alphanumeric()
}

/// The text behind all of these words at its beginning, with stops between them.
fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let mut rest = text;
    while let Some(shorter) = words.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start_matches(is_stop);
    }
    rest.trim_end_matches(is_stop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn a_place_is_the_whole_message() {
        let first = [
            "1",
            "一",
            "第一个",
            "选1",
            "1吧",
            "就第一单",
            "第1个吧谢谢",
            "1号那个",
            "第一",
            "那第一个呢",
            "第一件",
            "第1单",
            "我选1",
            "选第一个",
            "要第一个",
            "1号",
            "就1吧",
            "嗯，第一个",
            "好的 1",
            "1，谢谢",
            "第一个，谢谢",
            "选项1",
            "我说的是第一个",
            "是第一个",
            "第一笔订单",
            "1。",
            "1号就行",
            "第一个就可以",
            "应该是第一单",
            "第一单的",
            "上面第一个",
            "对，第一个",
            "麻烦查第一单",
            "序号1",
            "选择1",
        ];
        for text in first {
            assert_eq!(place(text), Some(1), "{text}");
        }
        for (text, expect) in [("第二个", 2), ("选3", 3), ("三", 3), ("18号", 18), ("第十个", 10), ("2", 2), ("12", 12)]
        {
            assert_eq!(place(text), Some(expect), "{text}");
        }
    }

    #[test]
    fn a_leftover_digit_chooses_nothing() {
        for text in [
            "1号能到吗",
            "18号发吗",
            "要2件",
            "3天能到吗",
            "买了1年了",
            "第一次买",
            "5折",
            "1年",
            "2个",
            "一件",
            "要1个",
            "3件",
            "1单",
            "一单",
            "两个",
            "第一天",
            "第二件半价吗",
            "第一个什么时候发",
            "第1次",
            "1吗",
            "1米6",
            "1.5",
            "1035",
            "100",
            "2斤",
            "3折吗",
            "1号发货",
            "1号下的单",
            "2号到",
            "第三方",
            "一样",
            "一直没发",
            "二手的吗",
            "三天了",
            "五一发货吗",
            "十一之前能到吗",
            "1和2",
            "1 2",
            "第一个和第二个",
            "12点前",
            "1小时",
            "第一季",
            "蓝色",
            "一共多少",
            "1块钱",
            "要一双",
            "我要2",
            "2号链接有货吗",
            "",
            "第",
            "谢谢",
            "那个",
            "3楼",
            "1:30",
        ] {
            if text == "我要2" {
                // Nothing is counted: it is the item.
                assert_eq!(place(text), Some(2), "{text}");
                continue;
            }
            assert_eq!(place(text), None, "{text}");
        }
    }

    #[test]
    fn no_phrase_of_the_pack_chooses_or_means_another_order() {
        let named = [
            "不对 是另一个",
            "不是这一单",
            "不是这个",
            "不是这件",
            "不是那个",
            "不是问这个",
            "另外一个呢",
            "是第二个",
            "对，就是8号那单",
            "我说的不是这个",
            "不是，我说的是另外一单",
            "说错了，不是这个",
            "问的不是这个",
            "19号",
            "另外这个",
            "这是另外一单",
            "那是另外一单",
            "是 64",
            "我问的不是这个呀",
            "第一个",
            "第二种",
            "我想问的不是这个，我想问的是另外一个",
            "选项2",
            "1那个就可以的",
            "不是我要的是另外一个",
            "88啦",
        ];
        let knowledge = Knowledge::ecommerce();
        let mut wrong = Vec::new();
        for example in knowledge.intents.iter().flat_map(|intent| &intent.examples) {
            let number = !example.contains(char::is_alphabetic);
            if number || named.contains(&example.as_str()) {
                continue;
            }
            if place(example).is_some() || means_another_order(example) {
                wrong.push(example);
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn another_order_is_meant() {
        for text in [
            "错了，说的是别的订单",
            "不是这单",
            "另外那单",
            "不是这个订单",
            "不是这个",
            "不是这一单",
            "不是这笔",
            "我说的不是这单",
            "不对，不是这个订单",
            "说错了，是另外一单",
            "另一单",
            "另一个订单",
            "另外一个订单",
            "其他订单",
            "我问的是其他订单",
            "是别的单",
            "别的订单",
            "我说的是另一单",
            "弄错了，不是这单",
            "搞错了 不是这个单子",
            "不是这单啊",
            "不是这个啦，是另外那个",
            "是另外一笔",
            "不好意思，不是这单",
            "看错了，是别的单子",
            "我要查的是另一单",
            "你看错了，不是这单",
            "不是那单",
            "另外那个订单呢",
            "不是刚才那单",
            "抱歉，说的是其它订单",
            "哎 不是这个单",
        ] {
            assert!(means_another_order(text), "{text}");
        }
        for text in [
            "不是",
            "不是的",
            "别的",
            "还有别的吗",
            "另外",
            "这单",
            "那单呢",
            "不对",
            "错了",
            "不是这单的问题",
            "不是这个颜色",
            "另外那单什么时候发货",
            "另外问一下",
            "别的颜色有吗",
            "换一个",
            "这单不要了",
            "不是这个尺码",
            "其他颜色",
            "订单错了",
            "不是卫衣，是衬衫",
            "这订单不是我下的",
            "是不是这个",
            "是不是这单",
        ] {
            assert!(!means_another_order(text), "{text}");
        }
    }
}
