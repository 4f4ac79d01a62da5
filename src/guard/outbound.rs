//! What the platform and the law forbid a shop to say, by words and shapes: contacts and links off the platform, mobile numbers,
//! superlatives (极限词), shouted prices, rewards for reviews, health claims.
//!
//! One scan finds all of it. What the engine holds back at run time ([`OutboundGuard::check`]) is a part of it, the part that the
//! platform is known to hold back; all of it is what [`Guard`](crate::guard::Guard) reports and what a shop hears of its own texts.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use crate::fact::Blocked;
use crate::guard::Rule;
use crate::language::banned::{self, Class, hearts, pluses, warned};
use crate::language::identity::{mobile_numbers, spelt_numbers};
use crate::language::regulated::{self, REGULATED};
use crate::language::vow;
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

/// What a word or a shape says is wrong.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// By which rule.
    pub(super) rule: Rule,
    /// What the engine calls it that holds it back; nothing where it is only reported.
    blocked: Option<Blocked>,
    /// Where, in bytes of the text.
    pub(super) span: Range<usize>,
}

/// How much is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What the platform is known to hold back.
    Platform,
    /// All that is forbidden.
    All,
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
    /// What the shop bans, as it wrote it.
    banned: Vec<String>,
    /// What the shop allows, in normal form.
    allowed: Vec<String>,
    /// Domains that it allows.
    domains: Vec<String>,
}

/// The words that the platform or the law forbids.
pub(crate) fn forbidden_words() -> impl Iterator<Item = &'static str> {
    banned::CONTACTS.iter().chain(banned::BANNED).chain(REGULATED).map(|rule| rule.word)
}

/// What a word of the automaton means.
#[derive(Clone, Debug)]
enum Word {
    /// One of the built-in table.
    Rule(Option<Blocked>, &'static banned::Rule),
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
            add(rule.word, Word::Rule(Some(Blocked::Contact), rule));
        }
        for rule in banned::BANNED {
            add(rule.word, Word::Rule(Some(Blocked::BannedWord), rule));
        }
        for rule in REGULATED {
            add(rule.word, Word::Rule(None, rule));
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
            banned: extra_banned.to_vec(),
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

    /// What the platform holds back in `text`, in order; nothing that lies in another finding of its kind.
    pub(crate) fn check(&self, text: &str) -> Vec<Finding> {
        let normalized = Normalized::new(text);
        let hits = self.scan(text, &normalized, &squeeze(normalized.text()), Depth::Platform);
        findings(text, hits.into_iter().filter_map(|hit| Some((hit.blocked?, hit.span))).collect())
    }

    /// What words and shapes say is wrong with `text`, in no order.
    pub(super) fn scan(&self, text: &str, normalized: &Normalized, squeezed: &Squeezed, depth: Depth) -> Vec<Hit> {
        let mut found: Vec<Hit> = Vec::new();
        let mut add = |rule, blocked, span| found.push(Hit { rule, blocked, span });
        let mut allowed: Vec<Range<usize>> = Vec::new();
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(&squeezed.text) {
                let before = squeezed.text.get(..hit.start()).unwrap_or_default();
                let after = squeezed.text.get(hit.end()..).unwrap_or_default();
                let span = || normalized.span(squeezed.span(hit.range()));
                match self.rules.get(hit.pattern().as_usize()) {
                    Some(Word::Rule(blocked, rule)) => {
                        let counts = depth == Depth::All || blocked.is_some();
                        let warns = rule.class == Class::Contact && warned(before, after);
                        if counts && !warns && rule.applies(before, after) {
                            add(Rule::of(rule.class), *blocked, span());
                        }
                    }
                    Some(Word::Banned) => add(Rule::Banned, Some(Blocked::BannedWord), span()),
                    Some(Word::Allowed) => allowed.push(span()),
                    None => {}
                }
            }
        }
        for span in hearts(text, normalized).chain(pluses(text, normalized)) {
            add(Rule::Contact, Some(Blocked::Contact), span);
        }
        for (span, _) in mobile_numbers(normalized.text()) {
            add(Rule::Phone, Some(Blocked::MobileNumber), normalized.span(span));
        }
        for span in spelt_numbers(normalized.text()) {
            add(Rule::Phone, Some(Blocked::MobileNumber), normalized.span(span));
        }
        if normalized.text().contains('.') || normalized.text().contains("://") {
            for span in self.links(normalized.text()) {
                add(Rule::Link, Some(Blocked::Link), normalized.span(span));
            }
        }
        if depth == Depth::All {
            for (class, span) in regulated::forms(&squeezed.text) {
                add(Rule::of(class), None, normalized.span(squeezed.span(span)));
            }
            for span in self.superlatives_in(normalized.text()) {
                add(Rule::Superlative, None, normalized.span(span));
            }
        }
        found.retain(|hit| {
            !allowed.iter().any(|allowed| allowed.start <= hit.span.start && hit.span.end <= allowed.end)
        });
        found
    }

    /// What the law forbids beside what is held back, each with its words, and vows that nobody can keep: a shop hears of it.
    pub(crate) fn remarks(&self, text: &str) -> Vec<(Rule, String)> {
        let normalized = Normalized::new(text);
        let hits = self.scan(text, &normalized, &squeeze(normalized.text()), Depth::All);
        let legal = hits.into_iter().filter(|hit| hit.blocked.is_none() && hit.rule != Rule::Superlative);
        let vows = vow::vows(normalized.text()).into_iter().map(|vow| (Rule::Promise, normalized.span(vow.span)));
        let mut found: Vec<(Rule, Range<usize>)> = legal.map(|hit| (hit.rule, hit.span)).chain(vows).collect();
        found.sort_by_key(|(_, span)| span.start);
        found.into_iter().map(|(rule, span)| (rule, text.get(span).unwrap_or_default().to_owned())).collect()
    }

    /// The words that the shop bans, as it wrote them.
    pub(super) fn banned(&self) -> &[String] {
        &self.banned
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
pub(super) struct Squeezed {
    pub(super) text: String,
    /// Where in `text` something was dropped, and how many bytes by then.
    dropped: Vec<(usize, usize)>,
}

impl Squeezed {
    /// The bytes of the normal form behind `range`.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
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
pub(super) fn squeeze(normal: &str) -> Squeezed {
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
