//! A deed that the buyer asks for, or has done: `帮我换成专票`, `麻烦让师傅下午再来`, `已寄出`.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::fits;

/// Somebody is asked to do something: `帮我…`, `麻烦…`, `替我…`, `你们能不能给我…`, with a deed that changes something.
static ASKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)(?:帮(?:我|我们|忙|他|她|一下|下)?|替(?:我|我们|他|她)|麻烦|劳烦|拜托|请(?:您|你|你们|帮)?|要求|给(?:我|我们|他|她)|[让给跟和](?:快递员?|师傅|小哥|他们|配送|物流|仓库|安装))
        [^,.!?，。！？；]{0,14}?
        (?:改|换成|换开|催|拦|退回|取消|撤销|撤回|安排|重[发开寄做派]|重新|补[发开寄]|联系|通知|转告|备注|核实|核对|对账|对一下账|操作|恢复|加急|推迟|延迟|延后|提前|合并|一起[送发寄]|关[掉闭]|解绑|注销|登记|追回|反馈|协调|沟通|盖章|开通|留言|留个言|说一声|说一下|带话|注明|丢件)",
    )
    .ok()
});

/// Something is to be another than it is: `把个人的换成公司`, `我想改成上门取`, `普票能换专票吗`.
static CHANGED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)(?:把|将|想|要|能|可以|可不可以|帮)[^,.!?，。！？；]{0,14}(?:改成|换成|改为|换为|变成|换开|改开|改到|换到|改约|合并成|并成)
        | 拦(?:截|下来|回|住)
        | (?:改|换[^货]|加上|补上|备注(?:一下|下)?,?|重开|写错|填错|开错|选错)[^,.!?，。！？；]{0,6}(?:抬头|税号|纳税人|专票|普票|发票)
        | (?:抬头|税号|纳税人|发票|专票|普票)[^,.!?，。！？；]{0,8}(?:改成|换成|改一下|改下|写错|填错|开错|选错|错了|不对|重开|作废|红冲|加上|补上)",
    )
    .ok()
});

/// The courier is to come at another time, or to leave the parcel elsewhere: `可以明天下午再送吗`, `别放驿站`, `三样一起送`.
static DELIVERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = "今天|今晚|明天|明早|后天|大后天|周[一二三四五六日末天]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|上午|中午|下午|晚上|早上|早晨|\\d+[点号日]|过两天|过几天|晚[点几一两]|早点";
    Regex::new(&format!(
        "(?x)(?:能|可以|可不可以|是否|最好|希望|想|要|改|请|麻烦|让|别|不要|先别|就|以后|之后)[^,.!?，。！？；]{{0,10}}(?:{day})[^,.!?，。！？；]{{0,8}}(?:送|派|配送|上门|来取|来收|来装|再来)
        | (?:{day})[^,.!?，。！？；]{{0,8}}(?:送|派|配送|上门|来取|来收|来装|再来)[^,.!?，。！？；]{{0,4}}(?:行|可以|成|吧|好不|方便)
        | (?:别|不要|不用)(?:给我)?(?:在)?(?:{day})[^,.!?，。！？；]{{0,4}}(?:送|派|配送|上门)
        | (?:安排|按排)[^,.!?，。！？；]{{0,8}}(?:送|派|到|来)
        | (?:一起|一块儿?|一次性?|一趟)(?:送|发|寄|派|配送)"
    ))
    .ok()
});

/// The courier is to hurry: to look where the parcel is does not do it.
static URGED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:帮|麻烦|请|能|可以|给我|替我|再)[^,.!?，。！？；]{0,8}(?:催|加急)|催(?:一下|下|一催|促|单)|加急(?:一下|下|送|派)|(?:尽快|尽量快|尽可能快|快点|赶紧|抓紧)(?:给我|帮我)?(?:送|派|安排|按排|配送|到)").ok()
});

/// A question how the buyer does it, or a wish to hear or see something.
static TOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)(?:怎么|如何|咋|在哪里?|哪里|去哪)(?:才能|可以|能|去|自己|申请)*(?:改|换|取消|撤|退|拦|操作|合并|提前|加急|关|解绑|注销|开通)
        | (?:是不是|不会|会不会|谁|为什么|为啥|怎么)[^,.!?，。！？；]{0,6}(?:改|换|取消|拦|退回|退了|一起|合)
        | (?:我|自己)(?:可以|能)(?:自己|直接) | (?:取消|退回|改|换|拦|重发|补发)(?:掉|了)?的?(?:原因|理由|时间|情况|进度|结果)
        | (?:改|换|取消|退|拦截?|联系|处理|核实|通知|安排|备注)(?:好)?(?:了|过)(?:吗|没|么)
        | 对不对
        | 不(?:用|必|要|需要)(?:麻烦|帮)|别(?:麻烦|帮)",
    )
    .ok()
});

/// The goods are on their way back: `已寄出`, `我昨天寄了 中通 754…`, `退货寄出去了`.
static SENT_BACK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:我|你好|您好|东西|货|商品|退货|快递|件|已经?|刚刚?|刚才|昨天|今天|前天|上午|下午|也|都|早就?|给你们?|按地址|[,.!\\s])*
        (?:(?:寄|发|退)(?:回|出|走)?(?:去|来)?(?:给你们?)?了|(?:寄|退)(?:回|出|走)(?:去)?)(?:[,.!\\s]|了|啊|哦|哈|呢|快递单号|单号|运单号|是|用的?|走的?|的|快递|\\p{Han}{2,3}快递|[:：]|中通|圆通|申通|韵达|顺丰|极兔|邮政|ems|京东|德邦|[0-9a-z])*$",
    )
    .ok()
});

/// Whether a message asks for a deed in so many words.
pub(crate) fn asks_for(text: &str) -> bool {
    [&ASKED, &CHANGED, &DELIVERED].into_iter().any(|form| fits(form, text)) && !fits(&TOLD, text)
}

/// Whether a message asks somebody to do something: `帮我…`, `麻烦…`.
pub(crate) fn asks_somebody(text: &str) -> bool {
    fits(&ASKED, text)
}

/// Whether the courier is to hurry, or to come at another time.
pub(crate) fn urges(text: &str) -> bool {
    fits(&URGED, text) || fits(&DELIVERED, text)
}

/// Whether the goods are on their way back.
pub(crate) fn was_sent_back(text: &str) -> bool {
    fits(&SENT_BACK, text)
}

#[cfg(test)]
mod tests {
    use super::{asks_for, was_sent_back};

    #[test]
    fn it_was_sent_back() {
        for text in [
            "已寄出",
            "我寄了 中通 75412345678901",
            "我昨天已经寄出去了",
            "退货寄出去了",
            "东西寄回去了",
            "寄了,单号sf1234567890123",
            "已经退回去了",
            "我已经寄回了",
        ] {
            assert!(was_sent_back(text), "{text}");
        }
        for text in [
            "寄出了吗",
            "你们发货了吗",
            "发货了没",
            "怎么寄回去",
            "寄错了",
            "我要退货",
            "退了吧",
            "什么时候寄",
            "已经退款了吗",
            "不退了",
        ] {
            assert!(!was_sent_back(text), "{text}");
        }
    }

    #[test]
    fn a_deed_is_asked_for() {
        for text in [
            "帮我把普票换成专票",
            "麻烦帮我把发票抬头改一下",
            "个人的能换成公司的吗",
            "我想把个人换成单位怎么办",
            "手机要改成上门取件了,帮我操作一下",
            "能帮我把这件拦截回来吗",
            "快递可以拦截吗",
            "明天下午再送可以吗",
            "今天先别送了,改周六送",
            "能不能明天中午以后送",
            "这三样最好一起送",
            "麻烦让师傅下午再来",
            "帮忙核实一下是不是丢件了",
            "请帮我联系一下仓库",
            "麻烦对账",
            "改一下抬头",
            "发票抬头填错了",
            "发票开错了,要公司的",
            "备注下,开专票",
            "帮我通知快递员放门卫",
            "把售后从换货改成退货",
            "帮我注销会员",
            "请备注一下不要放驿站",
        ] {
            assert!(asks_for(text), "{text}");
        }
        for text in [
            "帮我看看物流",
            "帮我推荐一款",
            "麻烦问下几点发货",
            "怎么改成专票",
            "发票抬头怎么填",
            "抬头可以写个人吗",
            "发票什么时候开",
            "换货的话发票怎么办",
            "发票金额对不对",
            "在哪里换成公司抬头",
            "请问能开专票吗",
            "可以开发票吗",
            "我能自己改地址吗",
            "是不是把我的单取消了",
            "什么时候送",
            "明天能到吗",
            "今天能发货吗",
            "不用麻烦你们改了",
            "你们为什么把我订单取消了",
            "有黑色的吗",
            "谢谢,麻烦了",
            "帮我算一下多少钱",
            "麻烦看一下这单取消的原因",
            "会不会一起发",
            "谁帮我改的地址",
            "昨天让你们改的地址改了吗",
        ] {
            assert!(!asks_for(text), "{text}");
        }
    }
}
