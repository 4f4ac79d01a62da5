//! What a question that wants a yes asks to do.

/// What stands before the verb.
const OPENINGS: &[&str] = &["确认", "现在", "帮您", "为您", "给您", "是否"];

/// The verb of a question that wants a yes: `取消` of `确认取消吗？`, `提交` of `现在提交吗？`. `None` where it has none.
pub(crate) fn verb_of(question: &str) -> Option<&str> {
    let (before, _) = question.trim_end().rsplit_once('吗')?;
    let from = OPENINGS.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max()?;
    let verb = before.get(from..)?.trim();
    (2..=4).contains(&verb.chars().count()).then_some(verb).filter(|verb| verb.chars().all(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_of_a_question() {
        for (question, expect) in [
            ("「{order.title}」还没发出，可以取消。确认取消吗？", Some("取消")),
            ("运费：{policy.return_freight}\n现在提交吗？", Some("提交")),
            ("按“{slot.title}”开发票，确认吗？", None),
            ("现在帮您申请退货退款 {order.paid} 吗？", None),
            ("要哪个？", None),
        ] {
            assert_eq!(verb_of(question), expect, "{question}");
        }
    }
}
