//! The guard: one pass that most texts end with, and a reading of those that may hold something.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::outbound::{self, Depth, OutboundGuard, forbidden_words, squeeze};
use super::privacy::Secrets;
use super::{Action, Evidence, Finding, Rule, written};
use crate::fact::Blocked;
use crate::language::banned::may_mark;
use crate::language::identity::{SHORTEST, phones};
use crate::language::promise::may_claim;
use crate::language::{objections, others, regulated, vow};
use crate::limits::OUTBOUND;
use crate::text::bare::Bare;
use crate::text::limit::cut;
use crate::text::normalize::Normalized;

/// Holds texts against what a shop may say: everything that is wrong with one, with its place, the reason and what to do.
///
/// It is compiled once (some milliseconds), is immutable, `Send + Sync`, and knows no conversation. A text in which nothing can be
/// wrong takes a fraction of a microsecond, any other some microseconds; nothing is ever an error.
///
/// ```
/// use kefu::Guard;
/// use kefu::guard::{Action, Evidence, Rule};
///
/// let guard = Guard::new().with(Rule::Wait, Action::Block).without(Rule::Promise);
/// assert!(guard.check("最近下单的都发了，支持微信支付", &Evidence::none()).is_empty());
/// assert_eq!(guard.check("亲，稍等哦", &Evidence::none())[0].action, Action::Block);
/// assert!(guard.check("保证明天到", &Evidence::none()).is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Guard {
    outbound: OutboundGuard,
    /// What is done about each rule, in the order of [`Rule::ALL`]; nothing where it is off.
    actions: [Option<Action>; Rule::ALL.len()],
    longest: usize,
    /// The words that the shop bans.
    own: Option<AhoCorasick>,
}

/// All built-in words and signs: a text without any holds no finding that a word is needed for.
static SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let signs = [regulated::SIGNS, others::SIGNS, vow::VOWS, vow::WAITS].into_iter().flatten().copied();
    pass(signs.chain(forbidden_words()))
});

/// One pass for words, as they stand among the [letters](Bare) of a text.
fn pass<'w>(words: impl Iterator<Item = &'w str>) -> Option<AhoCorasick> {
    let letters = words.map(|word| Bare::of(word).letters).filter(|letters| !letters.is_empty());
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(letters).ok()
}

impl Default for Guard {
    fn default() -> Guard {
        Guard::new()
    }
}

impl Guard {
    /// All rules, each with its usual action: contacts, telephones, links, rewards for reviews, claims of health and medicine and
    /// figures without evidence are blocked; superlatives, prices, promises and others' data are replaced where there is something
    /// to say instead; over-long texts and bare waits are warned of.
    pub fn new() -> Guard {
        Guard::over(OutboundGuard::new(&[], &[]))
    }

    /// Why a text that a host's writer composed must not be said, beside what is held back of everything: what has no evidence, and
    /// what the law forbids.
    pub(crate) fn of_writer(&self, text: &str, evidence: &[String]) -> Option<outbound::Finding> {
        let mut found = self.check(text, &Evidence::of(evidence)).into_iter();
        found.find_map(|Finding { rule, span, .. }| {
            let kind = match rule {
                Rule::Figure | Rule::Promise | Rule::Price => Blocked::Ungrounded,
                Rule::Review | Rule::Health | Rule::Efficacy | Rule::Medical => Blocked::BannedWord,
                _ => return None,
            };
            Some(outbound::Finding { kind, text: text.get(span.clone())?.to_owned(), span })
        })
    }

    /// With the words of a shop.
    pub(crate) fn over(outbound: OutboundGuard) -> Guard {
        let own = outbound.banned().iter().map(String::as_str);
        let own = if own.len() > 0 { pass(own) } else { None };
        Guard { outbound, actions: Rule::ALL.map(|rule| Some(rule.usual())), longest: OUTBOUND, own }
    }

    /// What the engine holds back of its own replies: what the platform would.
    pub(crate) fn held_back(&self, text: &str) -> Vec<outbound::Finding> {
        self.outbound.check(text)
    }

    /// The words that a shop bans beside the built-in ones, and those it allows: nothing inside an allowed one is found, and an
    /// allowed domain is no link off the platform. They replace those that were named before.
    #[must_use]
    pub fn words(self, banned: &[&str], allowed: &[&str]) -> Guard {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        let guard = Guard::over(OutboundGuard::new(&owned(banned), &owned(allowed)));
        Guard { actions: self.actions, longest: self.longest, ..guard }
    }

    /// What is to be done about a rule.
    #[must_use]
    pub fn with(mut self, rule: Rule, action: Action) -> Guard {
        self.set(rule, Some(action));
        self
    }

    /// A rule is not looked for.
    #[must_use]
    pub fn without(mut self, rule: Rule) -> Guard {
        self.set(rule, None);
        self
    }

    /// How many characters a text may have: 800 unless this is called, what the platform sends.
    #[must_use]
    pub fn longest(mut self, characters: usize) -> Guard {
        self.longest = characters;
        self
    }

    fn set(&mut self, rule: Rule, action: Option<Action>) {
        for (one, kept) in Rule::ALL.into_iter().zip(&mut self.actions) {
            if one == rule {
                *kept = action;
            }
        }
    }

    fn action(&self, rule: Rule) -> Option<Action> {
        Rule::ALL.into_iter().zip(self.actions).find(|(one, _)| *one == rule)?.1
    }

    /// What is wrong with `text`, in order of its place; of one rule nothing that lies in another finding of it.
    ///
    /// What a registered page itself says is a claim with evidence: a promise, a price, a word of health or efficacy that stands in a
    /// text of `evidence` is not found. Words of medicine, contacts and superlatives always are.
    pub fn check(&self, text: &str, evidence: &Evidence) -> Vec<Finding> {
        let bare = Bare::of(text);
        if self.may_hold(&bare) {
            return self.read(text, evidence);
        }
        // Most of what is left has no figure, and what has one has nothing else.
        let Some(known) = evidence.known().filter(|_| may_claim(&bare.letters)) else { return Vec::new() };
        let normalized = Normalized::new(text);
        let lacking = known.lacks(normalized.text()).into_iter();
        self.findings(text, lacking.map(|span| (Rule::Figure, normalized.span(span), None)).collect(), evidence)
    }

    /// Whether anything but its figures can be wrong with a text.
    fn may_hold(&self, bare: &Bare) -> bool {
        bare.enclosed
            || bare.linked
            || bare.digits >= SHORTEST
            || bare.length > self.longest
            || (bare.marked && may_mark(&bare.letters))
            || SIGNS.as_ref().is_none_or(|signs| signs.is_match(&bare.letters))
            || self.own.as_ref().is_some_and(|own| own.is_match(&bare.letters))
    }

    /// What is wrong with a text that may hold something.
    fn read(&self, text: &str, evidence: &Evidence) -> Vec<Finding> {
        let normalized = Normalized::new(text);
        let normal = normalized.text();
        let scanned = self.outbound.scan(text, &normalized, &squeeze(normal), Depth::All);
        let mut found: Vec<(Rule, Range<usize>, Option<String>)> = Vec::new();
        for hit in scanned {
            let words = text.get(hit.span.clone()).unwrap_or_default();
            let instead = match hit.rule {
                Rule::Superlative => objections::plainer(words),
                Rule::Price => objections::plain_price(words),
                _ => None,
            };
            found.push((hit.rule, hit.span, instead));
        }
        found.extend(phones(text).into_iter().map(|(span, _)| (Rule::Phone, span, None)));
        for span in others::told(text) {
            let masked = written::mask(text.get(span.clone()).unwrap_or_default(), &Secrets::default());
            let instead = if masked == text.get(span.clone()).unwrap_or_default() { "****".into() } else { masked };
            found.push((Rule::Buyer, span, Some(instead.into_owned())));
        }
        for vow in vow::vows(normal) {
            let instead = vow.word.and_then(|word| {
                let (head, tail) = (normal.get(vow.span.start..word.start)?, normal.get(word.end..vow.span.end)?);
                Some(format!("{head}{}{tail}", vow::TRY))
            });
            found.push((Rule::Promise, normalized.span(vow.span), instead));
        }
        if let Some(known) = evidence.known() {
            found.extend(known.lacks(normal).into_iter().map(|span| (Rule::Figure, normalized.span(span), None)));
        }
        if vow::only_waits(normal) {
            found.push((Rule::Wait, 0..text.len(), None));
        }
        let sent = cut(text, self.longest).len();
        if sent < text.len() {
            found.push((Rule::Long, sent..text.len(), None));
        }
        self.findings(text, found, evidence)
    }

    /// What counts of what was found, in order.
    fn findings(
        &self,
        text: &str,
        mut found: Vec<(Rule, Range<usize>, Option<String>)>,
        evidence: &Evidence,
    ) -> Vec<Finding> {
        found.sort_by_key(|(rule, span, _)| (span.start, usize::MAX - span.end, *rule));
        let mut findings: Vec<Finding> = Vec::with_capacity(found.len());
        for (rule, span, instead) in &found {
            let Some(action) = self.action(*rule) else { continue };
            let repeats = |one: &Finding| {
                one.rule == *rule && one.span.start < span.end && span.start < one.span.end && !span.is_empty()
            };
            // `全网最低` is a price that is shouted, and no superlative beside it.
            let is_price = *rule == Rule::Superlative
                && found
                    .iter()
                    .any(|(other, place, _)| *other == Rule::Price && place.start < span.end && span.start < place.end);
            let is_grounded = matches!(rule, Rule::Promise | Rule::Price | Rule::Health | Rule::Efficacy)
                && evidence.says(text.get(span.clone()).unwrap_or_default());
            if findings.iter().any(repeats) || is_price || is_grounded {
                continue;
            }
            let action = if action == Action::Replace && instead.is_none() { Action::Block } else { action };
            let finding =
                Finding { rule: *rule, span: span.clone(), why: rule.why(), instead: instead.clone(), action };
            findings.push(finding);
        }
        findings
    }

    /// The text with everything replaced that is to be, or nothing where something in it must not be said.
    ///
    /// ```
    /// use kefu::Guard;
    /// use kefu::guard::Evidence;
    ///
    /// let guard = Guard::new();
    /// let mended = |text: &str| guard.mended(text, &guard.check(text, &Evidence::none()));
    /// assert_eq!(mended("这款最舒服").as_deref(), Some("这款很舒服"));
    /// assert_eq!(mended("保证明天送到").as_deref(), Some("尽量明天送到"));
    /// assert_eq!(mended("加V聊"), None);
    /// ```
    pub fn mended(&self, text: &str, findings: &[Finding]) -> Option<String> {
        let mut mended = String::with_capacity(text.len());
        let mut end = 0;
        for finding in findings {
            match finding.action {
                Action::Block => return None,
                Action::Warn => {}
                // What overlaps was replaced already.
                Action::Replace if finding.span.start < end => {}
                Action::Replace => {
                    mended.push_str(text.get(end..finding.span.start)?);
                    mended.push_str(finding.instead.as_deref()?);
                    end = finding.span.end;
                }
            }
        }
        mended.push_str(text.get(end..)?);
        Some(mended)
    }

    /// The text in parts none of which is over-long, split behind the last end of a sentence that fits, else behind the last comma
    /// or space, else where it must be. Nothing is lost but white space at the borders; an empty text has no parts.
    ///
    /// ```
    /// use kefu::Guard;
    ///
    /// let parts: Vec<_> = Guard::new().longest(12).parts("到货了。黑色和灰色都有，您要哪个？").collect();
    /// assert_eq!(parts, ["到货了。", "黑色和灰色都有，", "您要哪个？"]);
    /// ```
    pub fn parts<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        let longest = self.longest.max(1);
        let mut rest = text.trim();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let fits = cut(rest, longest);
            // A single cluster may be longer than that: it is sent as it is.
            let fits = if fits.is_empty() { rest } else { fits };
            let after = |marks: &[char]| {
                let (at, mark) = fits.char_indices().rev().find(|(_, c)| marks.contains(c))?;
                Some(at + mark.len_utf8())
            };
            let end = if fits.len() == rest.len() {
                rest.len()
            } else {
                after(objections::SENTENCE_ENDS).or_else(|| after(objections::CLAUSE_ENDS)).unwrap_or(fits.len())
            };
            let (part, left) = rest.split_at_checked(end)?;
            rest = left.trim_start();
            Some(part.trim_end())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static GUARD: LazyLock<Guard> = LazyLock::new(Guard::new);

    #[test]
    fn over_long_texts() {
        let text = "这款有现货。".repeat(200);
        let found = GUARD.check(&text, &Evidence::none());
        assert_eq!(found.iter().map(|one| (one.rule, one.action)).collect::<Vec<_>>(), [(Rule::Long, Action::Warn)]);
        assert_eq!(text[..found[0].span.start].chars().count(), 800);
        let parts: Vec<&str> = GUARD.parts(&text).collect();
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| part.chars().count() <= 800 && part.ends_with('。')));
    }

    #[test]
    fn strictness() {
        let guard = Guard::new().with(Rule::Contact, Action::Warn).without(Rule::Superlative);
        let found = guard.check("最好的面料，加V聊", &Evidence::none());
        assert_eq!(found.iter().map(|one| (one.rule, one.action)).collect::<Vec<_>>(), [(Rule::Contact, Action::Warn)]);
        let guard = Guard::new().words(&["内部消息"], &["极品"]);
        let found = guard.check("极品大红袍，內部消息", &Evidence::none());
        assert_eq!(found.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::Banned]);
    }

    #[test]
    fn what_the_page_says_is_evidence() {
        let evidence = Evidence::of(["国妆特字，美白", "假一赔十"]);
        assert!(GUARD.check("这款是美白的", &evidence).is_empty());
        assert_eq!(GUARD.check("可以治疗湿疹", &Evidence::of(["治疗湿疹"]))[0].rule, Rule::Medical);
    }

    proptest! {
        /// The pass before the reading loses nothing.
        #[test]
        fn the_pass_sees_what_the_reading_finds(
            text in "[微信薇加vVxX+➕❤️。，最好近的第一保证到稍等亲返评好现治疗价原0-9幺三八 \\n/.:@a-cⓋ①ＶＸ祛斑黑叫王寄买家上个]{0,24}",
        ) {
            for evidence in [Evidence::none(), Evidence::of(["129元"])] {
                prop_assert_eq!(GUARD.check(&text, &evidence), GUARD.read(&text, &evidence), "{}", text);
            }
        }

        #[test]
        fn any_text(text in ".{0,60}") {
            let found = GUARD.check(&text, &Evidence::of([""; 0]));
            for finding in &found {
                prop_assert!(text.get(finding.span.clone()).is_some());
            }
            let _ = GUARD.mended(&text, &found);
            let parts: String = Guard::new().longest(7).parts(&text).collect();
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&parts), letters(&text));
        }
    }
}
