//! The notes of a turn's trace, for the merchant: why the bot said what it said.

use std::fmt::Display;

use crate::fact::Point;
use crate::names::{Entity, Mood};

// What people hear of, and do.
pub(crate) const ON_THE_WAY_SAID_BEFORE: &str = "同事在路上，说过的不再说一遍";
pub(crate) const ON_THE_WAY_ORDER_NOTED: &str = "同事在路上，订单一起记下";
pub(crate) const ON_THE_WAY_UNSURE: &str = "同事在路上，不太确定的不答，记下给同事";
pub(crate) const ON_THE_WAY_PART_NOTED: &str = "同事在路上，这句接着之前的事，记下";
pub(crate) const NOT_CALLED_TWICE: &str = "已经在转人工了，不重复转";
pub(crate) const CALLED_ALREADY_NOTED: &str = "已经在转人工，记下给同事";
pub(crate) const NOT_UNDERSTOOD_CALLED: &str = "没有听懂，已经在转人工，记下给同事";
pub(crate) const NOBODY_THERE: &str = "没有人在线，请买家留言";
pub(crate) const MESSAGE_TAKEN: &str = "留言已记下";
pub(crate) const ASKED_HOW_LONG: &str = "买家问还要等多久";
pub(crate) const PEOPLE_FIRST: &str = "人工优先，先等同事回复";
pub(crate) const FOR_A_PERSON: &str = "要人来办的事，转给同事";
pub(crate) const GIVEN_PASSED_ON: &str = "买家给的信息，记下来转给同事";
pub(crate) const GIVEN_UNUSED: &str = "买家给的信息没有用上，转给同事";
pub(crate) const ORDER_HANDED_OVER: &str = "刚才说了把订单发来就转给同事";
pub(crate) const LEFT_OPEN: &str = "买家的问题没有答上就要结束，请同事看";
pub(crate) const PART_OF_THE_MONEY: &str = "要退一部分钱，机器人不能答应，交给同事";
pub(crate) const ANOTHER_DAY: &str = "买家想换一天送，记下来转给同事";
pub(crate) const SENT_BACK: &str = "买家说退货已经寄出，请同事留意";
pub(crate) const TAKEN_BACK_TOO_LATE: &str = "取消了又说不要取消，请同事看还能不能恢复";
pub(crate) const ASSIST_DOES_NOTHING: &str = "辅助模式不办理，由同事来做";
pub(crate) const CANNOT_BE_CONFIRMED: &str = "确认的话说不出来，不能办理，请同事来办";

// What is said to a text, a card or a picture.
pub(crate) const UNFINISHED: &str = "话没说完，等一下";
pub(crate) const GOES_ON: &str = "紧接着补充，和上一句一起重新回答";
pub(crate) const NO_SUCH_ITEM: &str = "菜单里没有这一项";
pub(crate) const SAME_ORDER: &str = "就是刚才说的这一单";
pub(crate) const CARD_WAITS: &str = "流程还在等买家，卡片不打断它";
pub(crate) const PICTURE_NOT_READ: &str = "图片引擎不看内容";
pub(crate) const PICTURE_HAD: &str = "图片前面已经发过，不再要";
pub(crate) const PICTURE_MEANT: &str = "说的是前面发的图片";
pub(crate) const NO_WORDS: &str = "没有文字，轻轻带过";
pub(crate) const SAME_AS_LAST: &str = "和上一句一样，先说明一下";
pub(crate) const NOTHING_TO_DO: &str = "没有要办的事";
pub(crate) const SEVERAL_MEANINGS: &str = "有几种可能的意思，请买家选";
pub(crate) const COURTESY: &str = "客套话，问题还等着买家回答";
pub(crate) const MOMENT: &str = "买家要一会儿，等着";
pub(crate) const DOUBTED: &str = "买家不放心，再说一次是这样";
pub(crate) const SAID_ALREADY: &str = "这件事能说的前面已经说了";
pub(crate) const LISTENS: &str = "接着刚才的事说，先听着";
pub(crate) const DIGRESSION: &str = "先回答插进来的问题";
pub(crate) const ELSEWHERE: &str = "买家在说别的，不再追着问";
pub(crate) const OPTIONS_KEPT: &str = "记下规格，等买家说是哪一款";
pub(crate) const ORDERS_GOODS: &str = "说的是订单里的商品";
pub(crate) const ANOTHER_ORDER: &str = "买家说的不是这一单";
pub(crate) const NOT_CANCELLED: &str = "买家说没有取消成，看这单现在的状态";
pub(crate) const ABOUT_THE_DEED: &str = "问的是办这件事要不要钱、麻不麻烦，不是要办";
pub(crate) const SETTLED: &str = "买家说没有问题或已经解决，这件事到此为止";
pub(crate) const UNWANTED: &str = "买家说不用，不办";
pub(crate) const ECHO: &str = "这句是机器人自己刚说的，不是真人";

// What is done, or not, and who asks for it.
pub(crate) const WANTS_TIME: &str = "买家要想一想，先不办";
pub(crate) const SAME_AGAIN: &str = "又报了一遍这一单，再问一次";
pub(crate) const ANOTHER_BUYER: &str = "问的时候和现在不是同一位买家，不办";
pub(crate) const TOO_OLD: &str = "问过已经超过一天，重新确认";
pub(crate) const ORDER_CHANGED: &str = "订单在确认之前有变化，重新核对";
pub(crate) const SOMETHING_ELSE: &str = "买家说的和要办的不一样，重新问";
pub(crate) const LAPSED: &str = "买家没有确认，先不办";
pub(crate) const TAKEN_UP: &str = "之前没有办的，重新核对";
pub(crate) const PHONE_TOO: &str = "电话也一起改，和地址一起确认";
pub(crate) const OPENED: &str = "买家说东西打开或用过，重新看能不能退";
pub(crate) const DONE_BY_BUYER: &str = "买家说自己已经办了，这边不再办";
pub(crate) const UNABLE: &str = "买家说自己办不了，不是不办，再问一次";
pub(crate) const WHERE_MONEY_GOES: &str = "问的是钱退到哪里，先答再问一次";
pub(crate) const CORRECTED_FLOW: &str = "买家更正，流程从头再来";
pub(crate) const CORRECTED_ANSWER: &str = "买家更正了前面的回答";
pub(crate) const DONE_WRONG: &str = "刚办好的有不对，重新来";
pub(crate) const PROVED: &str = "手机后四位核对通过";
pub(crate) const LOOK_UP_FAILED: &str = "查询没有成功";
pub(crate) const NO_GREETING: &str = "正在办事，不再打招呼";
pub(crate) const NOT_THEIR_ORDER: &str = "订单事件查不到本人的订单";
pub(crate) const TOLD_ALREADY: &str = "已经告诉过买家";
pub(crate) const ANOTHER_PERSON: &str = "换了一位买家，对话重新开始";
pub(crate) const SIGNED_OUT: &str = "现在说话的没有登录，买家的订单和没办完的事先收起来";
pub(crate) const CAME_BACK: &str = "买家回来了，接着之前的说";

/// What is told, and where it stands.
pub(crate) fn reported(stands: &str) -> String {
    format!("买家说的是已经做了或者假如，不是要办，看 {stands}")
}

/// Nothing fits that is said of an intent.
pub(crate) fn no_answer(intent: &str) -> String {
    format!("{intent} 没有可用的答案")
}

/// The answer that is said, and where it stands in the knowledge.
pub(crate) fn answer(id: &str, place: &impl Display) -> String {
    format!("答案「{id}」（{place}）")
}

/// The item of a menu that was chosen.
pub(crate) fn chosen(label: &str) -> String {
    format!("选了菜单「{label}」")
}

/// An order comes behind a question.
pub(crate) fn looks_for(intent: &str) -> String {
    format!("接着刚才的 {intent}，看这一单")
}

/// A write, and what became of it.
pub(crate) fn requested(kind: &str, outcome: &str) -> String {
    format!("请求「{kind}」：{outcome}")
}

/// The order could not be looked at before a write.
pub(crate) fn not_checked(error: &str) -> String {
    format!("办理前核对订单失败：{error}")
}

/// A question is answered again for what is named now.
pub(crate) fn corrected(intent: &str) -> String {
    format!("买家更正，重新回答 {intent}")
}

/// A message belongs to the last question.
pub(crate) fn continued(intent: &str) -> String {
    format!("接着上一个问题 {intent}")
}

/// A rule for people that asks something first.
pub(crate) fn asks_first(rule: &str, place: &impl Display) -> String {
    format!("转人工规则「{rule}」（{place}），先问一句")
}

/// The flow that runs.
pub(crate) fn flow(id: &str, place: &impl Display) -> String {
    format!("流程「{id}」（{place}）")
}

/// A flow that does not end.
pub(crate) fn endless(steps: usize) -> String {
    format!("流程走了 {steps} 步还没有停，交给人工")
}

/// What was asked for and not got.
pub(crate) fn in_vain(asked: u32, slot: &str) -> String {
    format!("问了 {asked} 次没有得到「{slot}」")
}

/// A call of the host that failed.
pub(crate) fn call_failed(name: &str, error: &str) -> String {
    format!("调用「{name}」失败：{error}")
}

/// A slot and its value.
pub(crate) fn filled(slot: &str, value: &str) -> String {
    format!("「{slot}」= {value}")
}

/// A flow that is left, and why.
pub(crate) fn left(flow: &str, reason: &str) -> String {
    format!("离开流程「{flow}」：{reason}")
}

/// A proof that failed, and how often.
pub(crate) fn not_proved(times: u8) -> String {
    format!("没有核对上，第 {times} 次")
}

/// The order that is meant.
pub(crate) fn order(id: &str, status: &str) -> String {
    format!("订单 {id}（{status}）")
}

/// A look-up that failed.
pub(crate) fn failed(error: &str) -> String {
    format!("查询失败：{error}")
}

/// The product that is meant.
pub(crate) fn wish(wish: &str) -> String {
    format!("找商品：{wish}")
}

pub(crate) fn product(id: &str, title: &str) -> String {
    format!("商品 {id}「{title}」")
}

/// Who speaks, and why.
pub(crate) fn mode(id: &str, place: &impl Display) -> String {
    format!("模式「{id}」（{place}）")
}

/// A notice of the platform.
pub(crate) fn platform(notice: &str) -> String {
    format!("平台的提示「{notice}」，不是买家说的话，不回复")
}

/// The rule that calls a person.
pub(crate) fn rule(id: &str, place: &impl Display) -> String {
    format!("转人工规则「{id}」（{place}）")
}

/// A person gives the conversation back, with a word.
pub(crate) fn handed_back(note: &str) -> String {
    format!("人工交回，备注：{note}")
}

/// News of an order that is not told.
pub(crate) fn event_kept(status: &str) -> String {
    format!("订单事件 {status} 不打扰买家")
}

/// News of an order that the order does not bear out.
pub(crate) fn event_wrong(status: &str) -> String {
    format!("订单事件 {status} 和订单数据对不上，不说")
}

/// A conversation that does not move.
pub(crate) fn stalled(times: u8) -> String {
    format!("连续 {times} 次没有进展")
}

/// The entry of the FAQ that is said, and how sure it is.
pub(crate) fn faq(question: &str, place: &impl Display, confidence: f32) -> String {
    format!("问答库「{question}」（{place}，{:.0}%）", confidence * 100.0)
}

/// What was written and has no evidence.
pub(crate) fn not_grounded(words: &str) -> String {
    format!("写出的回复里「{words}」没有依据，没有发出")
}

/// A value that is kept until the order is known.
pub(crate) fn choice_kept(value: &str) -> String {
    format!("先记下「{value}」，等买家说是哪一单")
}

/// What is wanted now.
pub(crate) fn changed(name: &str) -> String {
    format!("买家改口，现在要的是「{name}」")
}

/// How a message is read within the topic.
pub(crate) fn read_as(whole: &str) -> String {
    format!("接着刚才的事，当作「{whole}」来理解")
}

/// How often in a row nothing was understood.
pub(crate) fn not_understood(times: u8) -> String {
    format!("没有听懂，连续第 {times} 次")
}

/// A reply that was held back.
pub(crate) fn blocked(words: &str) -> String {
    format!("一条回复含有「{words}」，没有发出")
}

/// A message that came again.
pub(crate) fn repeated(id: &str) -> String {
    format!("消息 {id} 已经回答过，给出当时的回复")
}

/// What a message may mean.
pub(crate) fn understood(intents: &[String]) -> String {
    if intents.is_empty() { "理解：（没有）".to_owned() } else { format!("理解：{}", intents.join("，")) }
}

/// A reason for what was understood.
pub(crate) fn because(evidence: &impl Display) -> String {
    format!("  依据：{evidence}")
}

/// What a message names.
pub(crate) fn named(entity: &Entity) -> String {
    format!("  提到：{:?}「{}」= {}", entity.kind, entity.text, entity.value)
}

/// A word of feeling, threat or emergency, and as what it counts.
pub(crate) fn sign(word: &str, meaning: &str) -> String {
    format!("  听到「{word}」→ {meaning}")
}

/// How the buyer feels.
pub(crate) fn mood(mood: Mood) -> String {
    format!("  情绪：{}", mood.label())
}

/// A question was answered from typed facts, with this sentence.
pub(crate) fn computed(key: &str) -> String {
    format!("按店铺写的数据回答：{key}")
}

/// What was decided.
pub(crate) fn decided(decision: &str) -> String {
    format!("决定：{decision}")
}

/// Which point of the policy decided.
pub(crate) fn decided_by(point: Point) -> String {
    let name = match point {
        Point::Again => "同一条消息又来了",
        Point::TooMuchAsked => "这一轮查得太多",
        Point::PlatformNotice => "平台的提示",
        Point::Echo => "机器人自己的话",
        Point::PersonActed => "同事的操作",
        Point::Rating => "评价",
        Point::PersonHasIt => "同事在接待",
        Point::Woken => "到点了",
        Point::OrderNews => "订单的消息",
        Point::Waits => "先等一等",
        Point::NoText => "卡片、图片或点击",
        Point::NoWords => "没有文字",
        Point::CallsPeople => "转人工规则",
        Point::MenuChoice => "选了菜单",
        Point::Moment => "买家要一会儿",
        Point::AnotherOrder => "说的是另一单",
        Point::Settled => "问题没有了",
        Point::Unwanted => "不要这项服务",
        Point::AnotherWish => "买家改口",
        Point::Asked => "正在等买家回答",
        Point::Lapsed => "之前没有办的事",
        Point::Keyword => "关键词",
        Point::Row => "问答库原话",
        Point::Haggling => "讲价",
        Point::Doubt => "买前的犹豫",
        Point::OptOut => "不想再收到消息",
        Point::OrderSent => "问答库要的订单",
        Point::NotCancelled => "没有取消成",
        Point::Photo => "前面的图片",
        Point::Closing => "一件事的收尾",
        Point::SentBack => "退货已经寄出",
        Point::NothingMuch => "没有要办的事",
        Point::WriteCorrected => "刚办好的有不对",
        Point::Correction => "更正上一个回答",
        Point::OrderDetail => "问眼前这一单",
        Point::SumFollowed => "接着算",
        Point::WishRefined => "接着找商品",
        Point::Continuation => "接着上一个问题",
        Point::Computed => "按店铺数据算出来的",
        Point::Wish => "找商品",
        Point::WithinTopic => "接着刚才的事问",
        Point::RowWithinTopic => "刚才那件事的问答",
        Point::OutOfPlace => "客套或说明",
        Point::LikelyRow => "问答库",
        Point::GuessWhileCalled => "同事在路上，不猜",
        Point::Understood => "听懂了",
        Point::PossibleRow => "问答库可能有",
        Point::Unsure => "不太确定",
    };
    format!("走到「{name}」这一条（{point}）")
}
