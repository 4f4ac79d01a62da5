//! Messages that are read within what the conversation is about: questions without an object, a doubt, a wish to have it done, a
//! moment that the buyer asks for, and what an entry of the FAQ is beside its question.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{fits, holds};

/// A question that does not say what it is about: how long, when, how much, why, with what, by whom, how, where, whether.
/// The grammar is closed: the whole message, and nothing left over.
static OBJECTLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:那么?|然后|请问|大概|一般|大约|正常|最快|最多|最少|你们|您|我|这个?|这种|的话|呢|[\\s,.])*(?:
        (?:要|需要?|得|还|还要|等)*(?:几天|多少天|多久|多长时间|几个?工作日|几个?小时|多少时间|几个?月)(?:能|才|可以|会|之内|内)*(?:开|弄|办|搞|审核?)?(?:好|完|完成|处理好?|出来|下来|有结果|解决|搞定|弄好|回复)?
        | (?:什么时候|啥时候|几时|几号|哪天|什么时间)(?:能|才|可以|会)*(?:开|弄|办|搞|审核?)?(?:好|完|完成|处理好?|出来|下来|有结果|解决|搞定|弄好|回复)?
        | (?:要|需要?|得|收)*(?:多少钱|多少费用|什么费用)|(?:还?要|需要?|收|得)不?(?:要|收)?(?:钱|费用?)|收费|免费|(?:费用|钱)(?:多少|谁出|谁付|谁承担)
        | 为什么|为啥|为何|什么原因|啥原因|什么意思|啥意思
        | (?:要|需要?|得|还|还要)*(?:提供|准备|带|发|填|写|拍)?(?:什么|哪些|啥)(?:资料|材料|手续|证明|信息|东西|条件|要求|凭证|照片)?
        | 谁(?:来|出|负责|给|去)?(?:开|弄|办|处理|承担|修|装|付|联系)?(?:钱|我)?
        | (?:要|该|应该|具体)*(?:怎么|咋|如何|在哪里?|哪里|哪儿|去哪里?|到哪里?)(?:去|才能|可以|能)?(?:弄|操作|办理?|申请|开|改|看|查|领|用|填|找|补救|处理|解决|搞|联系|提交|设置)
        | (?:麻烦|请)*(?:您|你)?(?:帮(?:我|忙)?|给我?)(?:再)?(?:查|看|处理|弄|办|搞|核实|催|改|换|开|操作|申请|解决)(?:查|看|处理)?(?:一?下子?)?(?:谢谢|好)?
        | (?:那|就|也|都)*(?:是|算)?正常(?:现象|情况)?
        | (?:您|你|你们)?(?:真的|真|是真的|确定|确认|没骗我|不会错|没搞错)(?:确定)?
        | (?:确定|真的|直接|自己)?(?:可以|行|能行|成|能|能改|能弄|能办)(?:不|吗|么|嘛)(?:能|可以|行)?
        | (?:一直|到现在|我)*(?:还|都)?(?:没有?|未)(?:收到|看到|找到|通过|成功|弄好|搞定|下来|出来|反应)|(?:找|看|打|弄|搞|申请|下载|提交|打开|操作|点)不(?:了|到|开|出来|上)|被(?:拒|拒绝|驳回|退回)
        )(?:的|吗|呢|啊|呀|么|嘛|了|哦|吧|[\\s,.?!])*$",
    )
    .ok()
});

/// The buyer is about to say or send something: `我看下`, `稍等`, `还有照片`, `马上发您`. The whole message, and nothing left over.
static BUSY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:好的?|嗯+|恩|哦|噢|喔|啊|行|可以|那|ok|[\\s,.!])*(?:
        (?:那?我|让我|容我)(?:先|再|去|这就|马上|现在|得|要)*(?:看|找|查|翻|想|问|拍|量|核对|试|确认|考虑)(?:一?下|看|找|问|想|一想|一看|查|一?会儿?|一下子)(?:再说|先)?
        | (?:请|麻烦)?(?:您|你)?稍(?:等|候|微等)(?:一?下|一?会儿?|片刻|哈)?|(?:请|麻烦|您|你)*等(?:我?一?下|我?一?会儿?|我(?:看|找|查)(?:一?下|看|找)?)
        | (?:我)?还有(?:信息|图|图片|照片|资料|一张|几张|视频|没(?:说|发|写)完的?)(?:没发完?|要发|要说)?
        | (?:我)?(?:马上|这就|现在|等下|一会儿?|回头)(?:就)?(?:去)?(?:发|拍|提供|给|找)(?:给)?(?:您|你们?|过去|过来)(?:过去|过来|看)?
        | (?:我)?还?没(?:说|发|打|写)完
        )(?:哈|哦|啊|呢|吧|了|先|再说|谢谢|[\\s,.!~])*$",
    )
    .ok()
});

/// Whether the buyer only asks for a moment.
pub(crate) fn is_busy(text: &str) -> bool {
    fits(&BUSY, text)
}

/// Whether the message is a question that does not say what it is about.
pub(crate) fn is_objectless(text: &str) -> bool {
    fits(&OBJECTLESS, text)
}

/// Words of a question that do not say what it is about.
static ASKING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("怎么|如何|咋|什么时候|什么|多久|多少|几天|哪里|哪些|哪|为什么|谁|可以|能不能|能|会|是不是|是|有没有|有|请问|你们|我|吗|呢|啊|的话|[\\s,.?!？，。！]").ok()
});

/// What the question of an entry of the FAQ is about, in a word or two.
pub(crate) fn subject(question: &str) -> String {
    ASKING.as_ref().map_or_else(|| question.to_owned(), |asking| asking.replace_all(question, "").into_owned())
}

/// Whether an answer tells the buyer to send the order, for a person: `超过 24 小时把订单发来，我请同事催`.
pub(crate) fn wants_order(answer: &str) -> bool {
    let asks = ["订单发", "发订单", "发一下订单", "订单号发", "发下订单", "订单号告诉", "提供订单"];
    let says = |words: &[&str]| holds(answer, words);
    says(&asks) && says(&["同事", "人工", "客服", "专人"])
}

/// `你确定吗`: what was said is doubted.
pub(crate) fn doubts(text: &str) -> bool {
    holds(text, &["确定", "真的", "没骗", "不会错", "没搞错", "正常"])
}

/// `帮我改一下`, with nothing said of what: somebody is to do what was talked about.
pub(crate) fn wants_it_done(text: &str) -> bool {
    let asked = holds(text, &["帮", "麻烦", "给我", "请"]);
    asked && holds(text, &["改", "换", "开", "操作", "申请", "办", "弄", "搞", "处理", "解决"])
}

/// Whether a question without an object asks how long something takes, or when it is done.
pub(crate) fn asks_time(text: &str) -> bool {
    holds(text, &["多久", "几天", "多少天", "多长时间", "什么时候", "啥时候", "几时", "几号", "哪天", "小时", "工作日"])
}

/// Whether a text says how long something takes, or until when.
pub(crate) fn says_how_long(text: &str) -> bool {
    let spans = ["天", "小时", "工作日", "分钟", "个月", "周", "点前", "前发", "日前"];
    text.contains(|c: char| c.is_ascii_digit()) && holds(text, &spans)
}

#[cfg(test)]
mod tests {
    use super::{is_busy, is_objectless};

    #[test]
    fn a_moment_is_asked_for() {
        for text in [
            "我看下",
            "喔,我查查,谢谢",
            "我找一下",
            "稍等",
            "等我找找",
            "还有信息",
            "还有照片",
            "马上发您",
            "好的,我去拍一下",
            "请稍等",
            "我先看看",
            "等我一下",
            "我还没说完",
            "让我想想",
            "嗯,我查一下",
            "回头发给你",
        ] {
            assert!(is_busy(text), "{text}");
        }
        for text in [
            "我看下订单",
            "帮我看下",
            "看一下",
            "我想问下物流",
            "等了好久",
            "等发货",
            "马上发货吗",
            "我想换货",
            "稍等多久",
            "还有货吗",
            "我找不到",
            "我试了",
            "马上发",
            "等一下,我要改地址",
            "我问了客服",
        ] {
            assert!(!is_busy(text), "{text}");
        }
    }

    #[test]
    fn a_question_without_an_object() {
        for text in [
            "要几天",
            "要几天?",
            "大概多久",
            "谁来开",
            "谁出钱",
            "怎么补救",
            "那怎么申请呢",
            "为什么呀",
            "需要什么资料",
            "要准备哪些材料",
            "多久能好",
            "什么时候有结果",
            "要钱吗",
            "收费吗",
            "在哪申请",
            "在哪里看",
            "多长时间出来",
            "什么意思",
        ] {
            assert!(is_objectless(text), "{text}");
        }
        for text in [
            "发货要几天",
            "什么时候到",
            "什么时候发货",
            "怎么洗",
            "怎么退",
            "这个多少钱一斤",
            "谁的快递",
            "运费多少钱",
            "为什么不发货",
            "有什么颜色",
            "在哪里取件",
            "什么尺码",
            "好的",
            "要黑色",
            "多久发货",
        ] {
            assert!(!is_objectless(text), "{text}");
        }
    }
}
