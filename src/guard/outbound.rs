//! What the platform forbids a shop to say: contacts and links off the platform, mobile numbers, superlatives (极限词) and
//! shouted prices.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use crate::fact::Blocked;
use crate::language::banned::{self, Rule, hearts};
use crate::language::identity::mobile_numbers;
use crate::text::normalize::{Normalized, normal};

/// One thing that is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// What.
    pub(crate) kind: Blocked,
    /// The words, as written.
    pub(crate) text: String,
    /// Where, in bytes.
    pub(crate) span: Range<usize>,
}

/// Domains of the platform.
const PLATFORM: [&str; 2] = ["jinritemai.com", "douyin.com"];

/// A link: with a scheme anything, without one only what ends in a usual top-level domain.
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)[a-z]{2,10}://(?<host>[^\s/?\#,!;()]+)[^\s,!;()\p{Han}]*
        | (?<bare>(?:[a-z0-9-]+\.)*[a-z0-9-]*[a-z][a-z0-9-]*\.(?:com|cn|net|org|top|shop|xyz|vip|cc|tv|info|link|site|club|store
            |online|io|co|app|ltd|icu|live|ink|me)(?:\.cn)?)(?:[^.a-z0-9\s,!;()\p{Han}][^\s,!;()\p{Han}]*|(?-u:\b))",
    )
    .ok()
});

/// The check of what goes out, compiled once for a shop.
#[derive(Clone, Debug)]
pub(crate) struct OutboundGuard {
    /// All words; what each means is in `rules`, in the same order.
    automaton: Option<AhoCorasick>,
    rules: Vec<Word>,
    /// What the shop allows, in normal form.
    allowed: Vec<String>,
    /// Domains that it allows.
    domains: Vec<String>,
}

/// The words that the platform forbids.
pub(crate) fn forbidden_words() -> impl Iterator<Item = &'static str> {
    banned::CONTACTS.iter().chain(banned::BANNED).map(|rule| rule.word)
}

/// What a word of the automaton means.
#[derive(Clone, Debug)]
enum Word {
    /// One of the built-in table.
    Rule(Blocked, &'static Rule),
    /// One that the shop banned.
    Banned,
    /// Nothing wrong, and nothing inside it is.
    Allowed,
}

impl OutboundGuard {
    /// A guard with the built-in words, the shop's `extra_banned` words and its exceptions. An `allowed` phrase keeps
    /// everything inside it from being found; an allowed domain is one with its subdomains.
    pub(crate) fn new(extra_banned: &[String], allowed: &[String]) -> OutboundGuard {
        let mut patterns = Vec::new();
        let mut rules = Vec::new();
        let mut add = |text: &str, word: Word| {
            let text = squeeze(Normalized::new(text).text()).text;
            if !text.is_empty() {
                patterns.push(text);
                rules.push(word);
            }
        };
        for rule in banned::CONTACTS {
            add(rule.word, Word::Rule(Blocked::Contact, rule));
        }
        for rule in banned::BANNED {
            add(rule.word, Word::Rule(Blocked::BannedWord, rule));
        }
        for word in banned::ALLOWED {
            add(word, Word::Allowed);
        }
        for word in extra_banned {
            add(word, Word::Banned);
        }
        for word in allowed {
            add(word, Word::Allowed);
        }
        OutboundGuard {
            automaton: AhoCorasick::builder().match_kind(MatchKind::Standard).build(patterns).ok(),
            rules,
            allowed: allowed.iter().map(|word| normal(word)).collect(),
            domains: allowed
                .iter()
                .map(|domain| domain.trim().to_lowercase())
                .filter(|domain| domain.contains('.'))
                .collect(),
        }
    }

    /// Whether anything in a word could be forbidden, so that allowing it makes a difference.
    pub(crate) fn touches(&self, word: &str) -> bool {
        let squeezed = squeeze(Normalized::new(word).text()).text;
        let named = self.automaton.iter().any(|automaton| automaton.is_match(&squeezed));
        // A domain is allowed as a domain.
        named || word.contains('.') || !self.check(word).is_empty() || !self.claims(word).is_empty()
    }

    pub(super) fn allowed(&self) -> &[String] {
        &self.allowed
    }

    /// What is wrong with `text`, in order; nothing that lies in another finding of its kind.
    pub(crate) fn check(&self, text: &str) -> Vec<Finding> {
        let normalized = Normalized::new(text);
        let mut found: Vec<(Blocked, Range<usize>)> = Vec::new();
        let mut allowed: Vec<Range<usize>> = Vec::new();
        let squeezed = squeeze(normalized.text());
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(&squeezed.text) {
                let before = squeezed.text.get(..hit.start()).unwrap_or_default();
                let after = squeezed.text.get(hit.end()..).unwrap_or_default();
                let span = || normalized.span(squeezed.span(hit.range()));
                match self.rules.get(hit.pattern().as_usize()) {
                    Some(Word::Rule(kind, rule)) if rule.applies(before, after) => found.push((*kind, span())),
                    Some(Word::Banned) => found.push((Blocked::BannedWord, span())),
                    Some(Word::Allowed) => allowed.push(span()),
                    Some(Word::Rule(..)) | None => {}
                }
            }
        }
        found.extend(hearts(text, &normalized).map(|span| (Blocked::Contact, span)));
        let numbers = mobile_numbers(normalized.text()).into_iter();
        found.extend(numbers.map(|(span, _)| (Blocked::MobileNumber, normalized.span(span))));
        if normalized.text().contains('.') || normalized.text().contains("://") {
            found.extend(self.links(normalized.text()).map(|span| (Blocked::Link, normalized.span(span))));
        }
        found.retain(|(_, span)| !allowed.iter().any(|allowed| allowed.start <= span.start && span.end <= allowed.end));
        findings(text, found)
    }

    /// The links off the platform in a normal form.
    fn links<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let links = LINK.as_ref().into_iter().flat_map(|link: &Regex| link.captures_iter(text));
        links.filter_map(|link| {
            let whole = link.get(0)?;
            let host = link.name("host").or_else(|| link.name("bare"))?.as_str();
            let name = host.split(':').next().unwrap_or_default();
            let is_inside = |domain: &str| {
                name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
                    && !host.contains('@')
            };
            let fine =
                PLATFORM.iter().any(|domain| is_inside(domain)) || self.domains.iter().any(|domain| is_inside(domain));
            (!fine).then(|| whole.range())
        })
    }
}

/// Findings in order of their place, without those inside another of the same kind.
pub(super) fn findings(text: &str, mut found: Vec<(Blocked, Range<usize>)>) -> Vec<Finding> {
    found.sort_by_key(|(kind, span)| (span.start, usize::MAX - span.end, *kind));
    let mut findings: Vec<Finding> = Vec::with_capacity(found.len());
    for (kind, span) in found {
        let is_inside =
            |other: &Finding| other.kind == kind && other.span.start <= span.start && span.end <= other.span.end;
        if !findings.iter().any(is_inside) {
            findings.push(Finding { kind, text: text.get(span.clone()).unwrap_or_default().to_owned(), span });
        }
    }
    findings
}

/// A normal form without what people put between the characters of a word to hide it.
struct Squeezed {
    text: String,
    /// Where in `text` something was dropped, and how many bytes by then.
    dropped: Vec<(usize, usize)>,
}

impl Squeezed {
    /// The bytes of the normal form behind `range`.
    fn span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..range.end.checked_sub(1).map_or(start, |last| self.place(last) + 1)
    }

    /// The place in the normal form of a byte of `text`.
    fn place(&self, at: usize) -> usize {
        let before = self.dropped.partition_point(|(place, _)| *place <= at);
        let last = before.checked_sub(1).and_then(|last| self.dropped.get(last));
        at + last.map_or(0, |(_, bytes)| *bytes)
    }
}

/// Drops spaces and symbols; a full stop only between letters or digits (`v.x`), because otherwise it ends a sentence.
fn squeeze(normal: &str) -> Squeezed {
    let mut squeezed = Squeezed { text: String::with_capacity(normal.len()), dropped: Vec::new() };
    let mut chars = normal.chars().peekable();
    let (mut last, mut dropped) = (' ', 0);
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let drop = match c {
            ' ' | '/' | '\\' | '-' | '_' | '*' | '|' | '·' | '~' | '^' | '#' | '"' | '\'' | '(' | ')' | '[' | ']'
            | '<' | '>' | '=' | '&' | '`' | '{' | '}' | '•' | '→' => true,
            '.' => last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric(),
            _ => false,
        };
        last = c;
        if drop {
            dropped += c.len_utf8();
            squeezed.dropped.push((squeezed.text.len(), dropped));
        } else {
            squeezed.text.push(c);
        }
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static GUARD: LazyLock<OutboundGuard> = LazyLock::new(|| {
        OutboundGuard::new(&["内部价".to_owned()], &["wx2023款".to_owned(), "shop.example.com".to_owned()])
    });

    fn check(text: &str, expect: &[(Blocked, &str)]) {
        let found = GUARD.check(text);
        let found: Vec<_> = found.iter().map(|finding| (finding.kind, finding.text.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    /// Every text has exactly one finding of the kind.
    fn each(kind: Blocked, texts: &[(&str, &str)]) {
        for (text, words) in texts {
            check(text, &[(kind, words)]);
        }
    }

    /// Nothing is wrong with any of the texts.
    fn fine(texts: &[&str]) {
        for text in texts {
            check(text, &[]);
        }
    }

    #[test]
    fn contacts() {
        each(
            Blocked::Contact,
            &[
                ("加微信聊", "微信"),
                ("您留个wx吧", "wx"),
                ("VX：abc123", "VX"),
                ("vxabc123", "vx"),
                ("V信联系", "V信"),
                ("薇信", "薇信"),
                ("加威信", "威信"),
                ("维信同号", "维信"),
                ("加卫星", "加卫星"),
                ("卫星号发您", "卫星号"),
                ("可以加v吗", "加v"),
                ("+V咨询", "+V"),
                ("加微聊", "加微"),
                ("我们有企微", "企微"),
                ("加QQ", "QQ"),
                ("QQ:12345678", "QQ"),
                ("QQ群", "QQ"),
                ("扫一下二维码", "二维码"),
                ("V/X", "V/X"),
                ("v.x", "v.x"),
                ("微❤️信", "微❤️信"),
                ("加我微❤️", "微❤️"),
                ("v 信", "v 信"),
                ("微-信", "微-信"),
                ("Ⓥ信", "Ⓥ信"),
                ("微\u{200B}信", "微\u{200B}信"),
                ("支持微信联系", "微信"),
                ("关注公众号", "公众号"),
            ],
        );
    }

    #[test]
    fn no_contacts() {
        fine(&[
            "微信支付可以的",
            "支持微信、支付宝",
            "可以用微信付款",
            "支付宝或微信都可以",
            "微信/支付宝",
            "QQ糖很好吃",
            "qq弹弹的口感",
            "QQ音乐会员",
            "卫星定位手表",
            "收卫星电视信号",
            "添加微量元素",
            "添加微信支付方式",
            "wx2023款有货",
            "加vip会员",
            "5+v领",
            "v领的",
            "取件二维码",
            "店铺很小微，信得过",
            "很有威信",
            "iphone+vivo",
        ]);
    }

    #[test]
    fn numbers_and_links() {
        each(
            Blocked::MobileNumber,
            &[
                ("打13812341035", "13812341035"),
                ("138😀1234😀1035", "138😀1234😀1035"),
                ("１３８-1234-1035", "１３８-1234-1035"),
            ],
        );
        each(
            Blocked::Link,
            &[
                ("见https://item.taobao.com/item?id=1 哦", "https://item.taobao.com/item?id=1"),
                ("上www.example.com看看", "www.example.com"),
                ("evil-douyin.com", "evil-douyin.com"),
                ("https://douyin.com.evil.cn/x", "https://douyin.com.evil.cn/x"),
                ("https://douyin.com@evil.cn/x", "https://douyin.com@evil.cn/x"),
                ("http://1.2.3.4/", "http://1.2.3.4/"),
                ("ＷＷＷ．ＡＢＣ．ＣＮ", "ＷＷＷ．ＡＢＣ．ＣＮ"),
            ],
        );
        fine(&[
            "https://haohuo.jinritemai.com/views/product?id=1",
            "v.douyin.com/abc",
            "https://shop.example.com/size",
            "订单6917533224570258991",
            "138****1035",
            "版本1.2.3",
            "9.9元",
        ]);
    }

    #[test]
    fn banned_words() {
        each(
            Blocked::BannedWord,
            &[
                ("这是国家级品质", "国家级"),
                ("最高级面料", "最高级"),
                ("最佳选择", "最佳"),
                ("第一品牌", "第一品牌"),
                ("销量第一", "销量第一"),
                ("全网最低价", "全网最低价"),
                ("跳楼价", "跳楼价"),
                ("清 仓 价", "清 仓 价"),
                ("白菜价", "白菜价"),
                ("我们是最好的", "最好的"),
                ("最便宜了", "最便宜"),
                ("給您內部價", "內部價"),
                ("最優惠", "最優惠"),
                ("NO.1", "NO.1"),
            ],
        );
        fine(&[
            "最近比较忙",
            "最后一件",
            "最晚明天到",
            "最早今天发",
            "最多买2件",
            "最少1件",
            "最低39元",
            "最快次日达",
            "最新物流",
            "最大码是3XL",
            "最好先量一下",
            "建议您最好用冷水洗",
            "最好看一下尺码表",
            "第一时间为您处理",
            "第一次购买",
            "最好的办法是申请退货",
            "最佳赏味期",
            "最终以页面为准",
        ]);
    }

    #[test]
    fn several() {
        use Blocked::{BannedWord, Contact, MobileNumber};
        check("最佳，加V信13812341035", &[(BannedWord, "最佳"), (Contact, "加V信"), (MobileNumber, "13812341035")]);
    }

    proptest! {
        #[test]
        fn any_text(text in ".{0,60}") {
            for finding in GUARD.check(&text) {
                prop_assert_eq!(text.get(finding.span), Some(&*finding.text));
            }
        }

        #[test]
        fn chat_text(text in "[微信加vVxXqQ卫星最佳好第一ⓥ❤️ /.:a-c13889😀。，]{0,30}") {
            for finding in GUARD.check(&text) {
                prop_assert_eq!(text.get(finding.span), Some(&*finding.text));
            }
        }
    }
}
