//! How much a text speaks of a title, which item of a list it names, and whether it names an option.

use std::ops::Range;

use crate::language::keyword::core;
use crate::names::{is_whole, stands_in};
use crate::shop::product::Product;
use crate::text::{Letters, without};

/// What names an order by its size or colour has no more characters than this.
const BARE_OPTION: usize = 4;
/// A text of no more characters is a name, with a word or two around it: `裤子那单`.
const SHORT_NAME: usize = 5;
/// Words that have the last character of a title in them and speak of something else: `包裹` of no `帆布包`.
const NOT_HEADS: &[&str] = &[
    "包裹",
    "打包",
    "包邮",
    "包装",
    "包退",
    "包换",
    "手机号",
    "机会",
    "手机尾号",
    "司机",
    "飞机",
    "关机",
    "开机",
    "衣服",
    "鞋码",
    "表示",
    "发表",
    "填表",
    "水平",
    "书面",
    "证书",
    "车上",
    "发车",
];

/// How much a text speaks of a title: the characters of the words they share, and two for the last character, which in Chinese
/// says what the thing is (`裤` of `牛仔裤`). A single other character is shared by chance, and so is a part of a number.
pub(crate) fn likeness(text: &str, title: &str) -> usize {
    let title = title.to_lowercase();
    let telling = |c: char| c.is_alphanumeric() && !"的一款新男女同色装式件套等".contains(c);
    let head = title.chars().last().filter(|&c| text.contains(c) && telling(c) && !"衣服".contains(c));
    let says_head = head.is_some_and(|head| {
        let others = NOT_HEADS.iter().filter(|word| word.contains(head));
        without(text, others).contains(head)
    });
    // The longest word of the title from here on that stands in the text.
    let word_at = |at: usize| {
        let rest = title.get(at..).unwrap_or_default();
        let ends = rest.char_indices().map(|(end, c)| end + c.len_utf8());
        let said = ends
            .take_while(|&end| rest.get(..end).is_some_and(|word| word.chars().all(telling) && text.contains(word)));
        let whole =
            |end: &usize| is_whole(&title, &(at..at + end)) && stands_in(rest.get(..*end).unwrap_or_default(), text);
        said.skip(1).filter(whole).last().and_then(|end| rest.get(..end))
    };
    let letters = Letters::of(text);
    let (mut shared, mut at) = (0, 0);
    while let Some(c) = title.get(at..).and_then(|rest| rest.chars().next()) {
        let word = if letters.may_have(c) { word_at(at).unwrap_or_default() } else { "" };
        shared += word.chars().count();
        at += word.len().max(c.len_utf8());
    }
    shared + if says_head { 2 } else { 0 }
}

/// Whether two characters that stand side by side in the title stand so in the text.
fn shares_a_word(text: &str, title: &str) -> bool {
    let title: Vec<char> = title.to_lowercase().chars().collect();
    title.windows(2).any(|pair| text.contains(&pair.iter().collect::<String>()))
}

/// The item of a menu that shares most with the text; `None` when none or several do. What stands behind the item's first
/// comma (when it was ordered, how far it is) is said of many and names none.
pub(crate) fn best_label<'m, T>(text: &str, menu: &'m [T], label: impl Fn(&T) -> &str) -> Option<&'m T> {
    // `不是卫衣，是衬衫` means what stands behind.
    let text = text.strip_prefix("不是").and_then(|rest| rest.rsplit_once('是')).map_or(text, |(_, meant)| meant);
    let length = core(text).chars().count();
    let (bare, short) = (length <= BARE_OPTION, length <= SHORT_NAME);
    let score = |choice: &T| {
        let label = label(choice).split('，').next().unwrap_or_default();
        let (title, rest) = label.split_once('（').unwrap_or((label, ""));
        let options = rest.split_once('）').map_or(rest, |(options, _)| options).to_lowercase();
        let named = options.split('/').filter(|option| says_option(text, option.trim().trim_end_matches('色')));
        let named = named.count();
        // In a longer text single characters that happen to stand in a title name nothing; nor does a size or a colour alone:
        // `L那单`, but not `平时穿L码的`.
        let titled = if short || shares_a_word(text, title) { likeness(text, title) } else { 0 };
        if titled < 2 && !bare { 0 } else { titled + 2 * named }
    };
    let scores: Vec<usize> = menu.iter().map(score).collect();
    let best = scores.iter().max().filter(|best| **best > 1)?;
    let mut fitting = menu.iter().zip(&scores).filter(|(_, score)| *score == best);
    fitting.next().filter(|_| fitting.next().is_none()).map(|(choice, _)| choice)
}

/// Whether the text calls the product by its title or one of its names.
pub(crate) fn is_named(product: &Product, text: &str) -> bool {
    let mut names = product.aliases.iter().map(String::as_str).chain([product.short_title()]);
    names.any(|name| text.contains(&name.to_lowercase()))
}

/// Where a text calls the product by its title or one of its names.
pub(crate) fn place_of(product: &Product, text: &str) -> Option<usize> {
    let names = product.aliases.iter().map(String::as_str).chain([product.short_title()]);
    names.filter_map(|name| text.find(&name.to_lowercase())).min()
}

/// Whether a place of a text lies in a name of the product that stands there.
pub(crate) fn is_part_of_name(product: &Product, text: &str, span: &Range<usize>) -> bool {
    let names = product.aliases.iter().map(String::as_str).chain([product.short_title()]);
    let mut places = names.filter(|name| !name.is_empty()).flat_map(|name| {
        let name = name.to_lowercase();
        text.match_indices(&name).map(|(at, found)| at..at + found.len()).collect::<Vec<_>>()
    });
    places.any(|place| place.start <= span.start && span.end <= place.end)
}

/// Whether a text has an option as a word of its own: `l` of `l码`, not of `hello`.
fn says_option(text: &str, option: &str) -> bool {
    let latin = option.chars().all(|c| c.is_ascii_alphanumeric());
    if latin { !option.is_empty() && stands_in(option, text) } else { text.contains(option) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_thing_is_counts_more_than_what_it_is_like() {
        for (text, title, expect) in [
            ("裤子", "高腰直筒牛仔裤", 2),
            ("牛仔裤那单", "高腰直筒牛仔裤", 5),
            ("这个订单快递没有与我联系就改时间了", "快联双频千兆路由器", 0),
            ("20最后一次,帮我改到3号发货", "鲜藏420升对开门冰箱", 0),
            ("我的余额是20啊", "云帆s20手机", 0),
            ("s20手机", "云帆S20手机", 7),
            ("420升的那台", "鲜藏420升对开门冰箱", 4),
            ("我的包裹到哪了", "帆布包", 0),
            ("我买的包和包裹", "帆布包", 2),
            ("羽绒服", "高腰直筒牛仔裤", 0),
            ("收到的衣服破了", "羊毛半高领毛衣", 0),
        ] {
            assert_eq!(likeness(text, title), expect, "{text} {title}");
        }
    }
}
