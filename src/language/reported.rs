//! `我取消订单了`, `再不发我就退款了`: what was done, or would be, is told; and goods that were opened or used.

use std::sync::LazyLock;

use regex::Regex;

use crate::language::question::is_question;
use crate::text::fits;

/// Somebody, or a time, and then a deed that is over. What is wished for, denied or left open has other words before it.
static DONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)(?:^|[\\s,.!;])(?:是的?|对|嗯|可是|但是|因为|不过)?[\\s,]*(?:我们?|已经?|刚刚?|刚才|昨天|昨晚|前天|今天|早上|上午|下午|之前|前面|上次)
        (?:我们?|也|都|就|已经?|刚刚?|自己|早就|早|在\\p{Han}{1,6}|(?:把)?(?:这|那)?(?:个|单|订单))*
        (?:取消|申请|提交|退|撤销|拒收)
        (?:了|过|(?:订单|退款|退货|退换货?|售后|换货|换新|维修|返修|价保|保价|申请|单子?|货)+(?:了|过))
        (?:[^吧吗呢么]*$|[\\s,.!;])",
    )
    .ok()
});

/// A condition, and then what would be done: it is threatened, or thought about.
static CONDITION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)(?:^|[\\s,.!;那我])(?:如果|要是|万一|假如|假设|再不|若是)[^吧]{2,40}?(?:就|只能|只好|我要|我会|可能)
        | (?:不|还不|没)(?:发货?|送|到货?|退|处理|给|回复)[^吧,.]{0,6}?(?:我?就|我)(?:会|得|只能)?(?:取消|退|投诉)",
    )
    .ok()
});

/// Whether a message says what would be done.
pub(crate) fn is_conditional(text: &str) -> bool {
    fits(&CONDITION, text)
}

/// Goods that are not as they came: opened, switched on, worn, eaten.
static OPENED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("拆封|拆了|拆开|开封|打开过|打开了|激活|用过|用了|使用过|穿过|洗过|吃了|吃过|喝了|喝过|安装了|装上了|装好了|通过?电|下过?水|撕了|撕掉|剪了|剪掉|(?:盒子|包装|箱子|吊牌|标签).{0,2}(?:丢|没了|扔|坏)|已经用|已经穿|已经洗|试用").ok()
});
/// The same denied, put off or only thought of; what others do; and what is used that is no goods: `用了优惠券`.
static UNOPENED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)(?:没有?|未|不曾|没怎么|都没|如果|要是|万一|假如|等|先|再|还要|准备|打算)[^,.!?，。！？；]{0,4}(?:拆|开封|打开|激活|用|穿|洗|吃|喝|装|通电|下水)(?:封|开|过|了|上|好)*
        | (?:用|穿|吃|喝|买)过的(?:人|都|朋友|同事)
        | (?:用了|用过|试用|使用过|打开了?|打开过)[^,.!?，。！？；]{0,3}(?:券|优惠|红包|积分|花呗|白条|余额|微信|支付宝|银行卡|链接|页面|直播|app|客服)",
    )
    .ok()
});

/// Whether a text says that the goods were opened or used.
pub(crate) fn says_opened(text: &str) -> bool {
    let (Some(opened), Some(unopened)) = (&*OPENED, &*UNOPENED) else { return false };
    !is_question(text) && opened.is_match(&unopened.replace_all(text, ""))
}

/// Whether a message says what was done.
pub(crate) fn is_done(text: &str) -> bool {
    fits(&DONE, text)
}

#[cfg(test)]
mod tests {
    use super::{is_conditional, is_done, says_opened};

    #[test]
    fn what_would_be_done_is_no_wish() {
        for text in [
            "如果10天不能发货我就要退款了",
            "再不发货我就取消订单了",
            "再不发我取消订单了啊",
            "不发就退款",
            "要是明天还不到我就退货",
            "万一坏了我只能退",
        ] {
            assert!(is_conditional(text), "{text}");
        }
        for text in ["我要退款", "如果可以的话帮我取消吧", "不发货我要退款", "帮我取消"] {
            assert!(!is_conditional(text), "{text}");
        }
    }

    #[test]
    fn what_was_done_is_no_wish() {
        for text in [
            "我取消订单了",
            "是的 我取消订单了,不过货已经发出了",
            "我申请退款了",
            "已经申请退货了",
            "昨天申请过售后",
            "我已经提交申请了",
            "我在订单里申请退款了",
            "刚刚取消了",
        ] {
            assert!(is_done(text), "{text}");
        }
        for text in [
            "我要取消订单",
            "取消订单",
            "帮我取消了吧",
            "我想退了",
            "我不要了",
            "取消了吧",
            "退了吧",
            "我能取消了吗",
            "我没申请过",
            "我还没取消",
            "那我退了吧",
            "我取消了可以吗",
            "我要申请退款",
            "申请退款",
        ] {
            assert!(!is_done(text), "{text}");
        }
    }

    #[test]
    fn what_was_opened_and_what_was_not() {
        for text in [
            "已经拆封了",
            "手机激活过了",
            "吃了一半",
            "包装拆了",
            "用了两天",
            "衣服洗过一次",
            "空调装好了",
            "我穿过一次",
        ] {
            assert!(says_opened(text), "{text}");
        }
        for text in [
            "还没拆封",
            "没有拆开过",
            "没激活",
            "一次没用过",
            "要是拆了还能退吗",
            "没吃过",
            "未拆封",
            "还没装上",
            "等我拆开看看",
            "洗过会缩水吗",
            "穿过的人都说好",
            "用了优惠券吗",
            "我用了红包",
            "吃了吗",
            "先拆开看一下",
            "打开了链接",
        ] {
            assert!(!says_opened(text), "{text}");
        }
    }
}
