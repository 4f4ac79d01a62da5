//! How many messages a turn sends: three at most, beside the notice that begins a conversation.

use crate::limits;
use crate::reply::Reply;

/// The place of a reply among the others of its turn. Whatever comes when, they stand in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// That this is a bot.
    Notice,
    /// That what follows is known already.
    SaidBefore,
    /// What the shop is sorry about.
    Apology,
    /// What there is to say, in the order in which it was said.
    Body,
}

/// Joins texts that follow each other until there are few enough messages; what cannot be joined and comes last is left out.
pub(super) fn few(replies: &mut Vec<(Part, Reply)>) {
    // The cards of goods go with their sentence.
    let counts = |replies: &[(Part, Reply)]| {
        let cards = replies.iter().filter(|(_, reply)| matches!(reply, Reply::Product { .. })).count();
        replies.len().saturating_sub(cards.min(limits::CARDS))
    };
    while counts(replies) > limits::REPLIES {
        let length = |at: &usize| {
            let texts = replies.iter().skip(*at).take(2).map(|(_, reply)| reply.text().chars().count());
            texts.sum::<usize>()
        };
        let pairs = (0..replies.len() - 1).filter_map(|at| Some((at, joined(replies, at)?)));
        match pairs.min_by_key(|(at, _)| length(at)) {
            Some((at, reply)) => {
                replies.splice(at..at + 2, [reply]);
            }
            // A menu at the end is what the buyer is asked.
            None => {
                let last =
                    replies.iter().rposition(|(_, reply)| !matches!(reply, Reply::Menu { .. } | Reply::Text { .. }));
                replies.remove(last.unwrap_or(replies.len() - 1));
            }
        }
    }
}

/// Makes one text of what one question was answered with.
pub(super) fn one_text(replies: &mut Vec<(Part, Reply)>, from: usize) {
    let pairs = |replies: &[(Part, Reply)]| from..replies.len().saturating_sub(1);
    while let Some((at, reply)) = pairs(replies).find_map(|at| Some((at, joined(replies, at)?))) {
        replies.splice(at..at + 2, [reply]);
    }
}

/// The reply at `at` and the one behind it as one, where both are texts, or a text above a menu, and the platform shows them whole.
fn joined(replies: &[(Part, Reply)], at: usize) -> Option<(Part, Reply)> {
    let ((part, Reply::Text { text: first }), (_, second)) = (replies.get(at)?, replies.get(at + 1)?) else {
        return None;
    };
    let joined = |second: &str| {
        let text = format!("{first}\n{second}");
        (text.chars().count() <= limits::OUTBOUND).then_some(text)
    };
    let reply = match second {
        Reply::Text { text } => Reply::Text { text: joined(text)? },
        Reply::Menu { text, items } => Reply::Menu { text: joined(text)?, items: items.clone() },
        _ => return None,
    };
    Some((*part, reply))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::MenuItem;

    fn text(text: &str) -> Reply {
        Reply::Text { text: text.to_owned() }
    }

    #[test]
    fn three_messages_at_most_and_no_text_is_lost() {
        let menu = Reply::Menu { text: "哪一单？".to_owned(), items: vec![MenuItem::new("卫衣")] };
        let card = |id: &str| Reply::Product {
            product_id: id.to_owned(),
            title: "卫衣".to_owned(),
            price: None,
            varies: false,
            reason: String::new(),
        };
        for (mut replies, expect) in [
            (vec![text("一"), text("二")], vec![text("一"), text("二")]),
            (
                vec![text("一"), text("二二"), text("三三"), text("四四")],
                vec![text("一\n二二"), text("三三"), text("四四")],
            ),
            (
                vec![text("一"), card("p1"), card("p2"), card("p3"), text("二"), menu.clone()],
                vec![text("一"), card("p1"), card("p2"), card("p3"), text("二"), menu.clone()],
            ),
            (
                vec![text("一"), card("p1"), text("二"), text("三"), menu.clone()],
                vec![text("一"), card("p1"), text("二\n三"), menu.clone()],
            ),
        ] {
            let mut parts = replies.drain(..).map(|reply| (Part::Body, reply)).collect();
            few(&mut parts);
            assert_eq!(parts.into_iter().map(|(_, reply)| reply).collect::<Vec<_>>(), expect);
        }
    }
}
