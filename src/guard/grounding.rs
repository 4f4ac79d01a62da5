//! Finds what a composed text promises without evidence: money, percentages, discounts, dates and days.
//!
//! Both the text and the evidence are read into [`Claim`]s, and a claim of the text that the evidence does not make is a
//! finding. What they are read by is `language::promise`.

use std::ops::Range;

use crate::language::promise::{Claim, amounts, claims};
use crate::text::normalize::Normalized;

/// What evidence claims.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known(Vec<Claim>);

impl Known {
    /// Adds what a text claims.
    pub(crate) fn add(&mut self, evidence: &str) {
        let evidence = Normalized::new(evidence);
        self.0.extend(claims(evidence.text()).into_iter().map(|(claim, _)| claim));
        self.0.extend(amounts(evidence.text()));
    }

    /// Adds an amount, in 分.
    pub(crate) fn add_amount(&mut self, amount: u64) {
        self.0.push(Claim::Money(amount));
    }

    /// Where a normal form claims what is not known.
    pub(super) fn lacks(&self, normal: &str) -> Vec<Range<usize>> {
        let made = claims(normal).into_iter();
        made.filter(|(claim, _)| !self.0.iter().any(|known| supports(*known, *claim))).map(|(_, span)| span).collect()
    }
}

/// Whether the evidence `known` supports `claim`.
fn supports(known: Claim, claim: Claim) -> bool {
    match (known, claim) {
        (Claim::Date { year: a, month, day }, Claim::Date { year: b, month: m, day: d }) => {
            (month, day) == (m, d) && a.zip(b).is_none_or(|(a, b)| a == b)
        }
        // The end of a range alone promises no more than the range.
        (Claim::Span(unit, _, most), Claim::Span(u, from, to)) if from == to => (unit, most) == (u, to),
        _ => known == claim,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Blocked;
    use crate::guard::outbound::{Finding, findings};
    use proptest::prelude::*;

    /// The amounts of money, percentages, discounts, dates and promises of time in `text` that do not occur in `evidence`.
    fn ungrounded(text: &str, evidence: &[String]) -> Vec<Finding> {
        let normalized = Normalized::new(text);
        if claims(normalized.text()).is_empty() {
            return Vec::new();
        }
        let mut known = Known::default();
        evidence.iter().for_each(|evidence| known.add(evidence));
        let found = known.lacks(normalized.text()).into_iter();
        findings(text, found.map(|span| (Blocked::Ungrounded, normalized.span(span))).collect())
    }

    fn check(text: &str, evidence: &[&str], expect: &[&str]) {
        let evidence: Vec<_> = evidence.iter().map(|&evidence| evidence.to_owned()).collect();
        let found: Vec<_> = ungrounded(text, &evidence).into_iter().map(|finding| finding.text).collect();
        assert_eq!(found, expect, "{text} from {evidence:?}");
    }

    #[test]
    fn money() {
        check("这款129元", &["129.00"], &[]);
        check("这款129元", &["129"], &[]);
        check("这款129块", &["售价¥129.00"], &[]);
        check("这款¥１２９", &["129元"], &[]);
        check("这款一百二十九元", &["129元"], &[]);
        check("这款119元", &["129元"], &["119元"]);
        check("15块5", &["15.50"], &[]);
        check("1,299元", &["1299元"], &[]);
        check("一块发货", &[], &[]);
        check("10-20元", &["10元", "15元"], &["10-20元"]);
        check("尾号1035的订单", &[], &[]);
        check("129元", &["订单6917533224570258991，库存129件"], &["129元"]);
        check("3万元", &["30000.00"], &[]);
    }

    #[test]
    fn promotions() {
        check("满199减20", &["满199元减20元"], &[]);
        check("满199减30", &["满199减20"], &["减30"]);
        check("满2件8折", &["满2件打8.0折"], &[]);
        check("八五折", &["8.5折"], &[]);
        check("85折", &["八五折"], &[]);
        check("打七折", &["8折"], &["七折"]);
        check("半价", &["五折"], &[]);
        check("3折叠伞", &[], &[]);
        check("含棉95%", &["棉95%"], &[]);
        check("含棉百分之九十", &["棉95%"], &["百分之九十"]);
    }

    #[test]
    fn times() {
        check("3天内发货", &["三天内发货"], &[]);
        check("48小时内发货", &["2天内发货"], &[]);
        check("24小时内发货", &["48小时内发货"], &["24小时"]);
        check("5天内到", &["3-5天到"], &[]);
        check("3天内到", &["3-5天到"], &["3天"]);
        check("3~5天到", &["3到5天"], &[]);
        check("2个工作日", &["2天"], &["2个工作日"]);
        check("保修1年", &["12个月质保"], &[]);
        check("祝您开心每一天", &[], &[]);
        check("一天内处理", &[], &["一天"]);
        check("11月25日到", &["2026-11-25T10:00:00+08:00"], &[]);
        check("2025年11月25日到", &["2026-11-25"], &["2025年11月25日"]);
        check("十一月二十六号到", &["2026-11-25"], &["十一月二十六号"]);
        check("明天就能发货", &["次日发货"], &[]);
        check("明天就能发货", &["48小时内发货"], &["明天就能发"]);
        check("感谢您今天的咨询", &[], &[]);
    }

    #[test]
    fn nothing_claimed() {
        check("", &[], &[]);
        check("您好，请问有什么可以帮您", &[], &[]);
        check("订单6917533224570258991已签收", &[], &[]);
        check("尺码XL，175/92A", &[], &[]);
    }

    proptest! {
        #[test]
        fn a_text_supports_itself(text in "[满减元块折天小时日月年一二十百%¥0-9.,\\-~发明 ]{0,24}") {
            prop_assert_eq!(ungrounded(&text, std::slice::from_ref(&text)), vec![]);
        }

        #[test]
        fn any_text(text in ".{0,60}") {
            for finding in ungrounded(&text, &[]) {
                prop_assert_eq!(text.get(finding.span), Some(&*finding.text));
            }
        }
    }
}
