//! What a person gets who takes the conversation over.

use std::collections::BTreeMap;

use crate::action::{HandOff, Priority, Speaker};
use crate::dialogue::Draft;
use crate::guard::{privacy, written};
use crate::knowledge::{HandOffOrder, TextKey};
use crate::names::Mood;
use crate::reply::Reply;

/// Promises that are passed on.
const PROMISES: usize = 4;
/// A sentence with one of these promises something, or says that it was done.
const PROMISE_WORDS: &[&str] = &[
    "已提交",
    "已经给",
    "已帮",
    "已经帮",
    "已为您",
    "办好了",
    "记下",
    "记给",
    "会在",
    "会给",
    "会从",
    "前发",
    "内发",
    "前回复",
    "内回复",
    "就能",
    "可以退",
    "可以换",
    "补发",
    "赔",
    "免费",
];

impl Draft<'_> {
    /// The package for a person, without the lines of this turn, which do not exist yet.
    pub(crate) fn package(&self, order: &HandOffOrder) -> HandOff {
        let secrets = self.secrets().for_record();
        let slots: BTreeMap<String, String> = self
            .state
            .flow
            .iter()
            .flat_map(|flow| &flow.slots)
            .chain(&self.ended_slots)
            .map(|(slot, value)| (slot.clone(), written::mask(value, &secrets).into_owned()))
            .collect();
        HandOff {
            reason: order.reason.clone(),
            priority: self.urgency(order),
            queue: order.queue.clone(),
            summary: vec![self.who(), self.wants(), self.done()],
            transcript: Vec::new(),
            omitted: 0,
            order_id: self.state.order.clone(),
            product_id: self.state.product.clone(),
            slots,
            mood: self.state.mood,
            promised: self.promised(),
            first_reply: self.first_reply(),
        }
    }

    /// As urgent as the rule says, and more for a buyer who is angry.
    pub(crate) fn urgency(&self, order: &HandOffOrder) -> Priority {
        let angry = self.state.mood >= Mood::Angry;
        order.priority.max(if angry { Priority::High } else { Priority::Normal })
    }

    fn who(&self) -> String {
        let vip = self.world.input.vip.map(|level| format!("，VIP {level}")).unwrap_or_default();
        match (&self.world.input.buyer, &self.state.proved) {
            (Some(buyer), _) => format!("买家 {buyer}（已登录{vip}）"),
            (None, Some(_)) => format!("买家未登录，手机后四位已核对{vip}"),
            (None, None) => format!("买家未登录，身份未核对{vip}"),
        }
    }

    /// What the last question was about, by its name in the knowledge, unless that is done.
    pub(crate) fn about(&self) -> Option<String> {
        self.state.last.as_ref().filter(|last| !last.done)?;
        self.matter()
    }

    fn matter(&self) -> Option<String> {
        let last = self.state.last.as_ref()?;
        Some(self.knowledge().intent(last.intent.as_str())?.1.name.clone())
    }

    fn wants(&self) -> String {
        let said = self.masked_text();
        let done = self.state.last.as_ref().is_some_and(|last| last.done);
        match self.matter() {
            // What was submitted is not to be submitted once more.
            Some(matter) if done => format!("之前：{matter}（已提交）；最后一句：{said}"),
            Some(matter) => format!("诉求：{matter}；最后一句：{said}"),
            None => format!("诉求：{said}"),
        }
    }

    fn done(&self) -> String {
        let mut done: Vec<String> = Vec::new();
        if let Some(id) = &self.state.order {
            let status = self.order.as_ref().filter(|order| &order.id == id).map(|order| order.status.label());
            done.push(format!("订单 {id} {}", status.unwrap_or_default()).trim_end().to_owned());
        }
        if let Some(product) = &self.state.product {
            done.push(format!("商品 {product}"));
        }
        if let Some(flow) = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow)) {
            done.push(format!("办理到「{}」", flow.title));
        }
        if done.is_empty() { "已处理：无".to_owned() } else { format!("已处理：{}", done.join("，")) }
    }

    /// The bot's sentences that promise something, verbatim, the last ones.
    fn promised(&self) -> Vec<String> {
        let earlier = self.state.lines.iter().filter(|line| line.by == Speaker::Bot).map(|line| line.text.clone());
        let now = self.out.replies().map(Reply::text);
        let secrets = self.secrets().for_record();
        let mut promised: Vec<String> = Vec::new();
        for text in earlier.chain(now) {
            for sentence in text.split(['。', '！', '？', '\n']).map(str::trim) {
                let promises = PROMISE_WORDS.iter().any(|word| sentence.contains(word));
                // What was said of the transfer itself is over when the person reads it.
                let transfer = ["同事", "回复“", "人工"].iter().any(|word| sentence.contains(word));
                let masked = privacy::mask(sentence, &secrets).into_owned();
                if promises && !transfer && !promised.contains(&masked) {
                    promised.push(masked);
                }
            }
        }
        promised.split_off(promised.len().saturating_sub(PROMISES))
    }

    fn first_reply(&self) -> String {
        let upset = self.state.mood >= Mood::Annoyed;
        let key = if upset { TextKey::FirstReplyUpset } else { TextKey::FirstReply };
        let text = self.choose(self.knowledge().text(key)).unwrap_or_default();
        privacy::mask(&text, &self.secrets()).into_owned()
    }
}
