//! What a message cannot mean: it has none of the words without which nobody says such a thing. The classifier goes by what
//! stands beside them: `京东快递怎么没有物流` names a carrier and asks for none.

use std::sync::LazyLock;

use regex::RegexSet;

/// Intents, what a message that means one of them has in it, and in which messages that is looked for.
const NEEDED: &[(&str, &str, &str)] = &[
    (
        "ship.carrier",
        "发|走|用|寄|换|改|选|指定|支持|默认|合作|哪[家个一]|什么|啥|只有|只通|不要|别|要求|想要|除了|备注|安排|自己送|挑",
        "查|没有?物流|没有?更新|不更新|不动|没动|退货|退款|到哪|态度|电话|价格|能不能到|申请|取件|上门",
    ),
    (
        "order.cancel",
        "取消|(?:给我|想|能|就|可以|要)[^,.]{0,2}退|不等|不要|不想要|不买|不需要|别发|不用发|不发了|撤|退款|退钱|退掉|退单|退订|退了吧|拦|关闭|关掉|作废|算了|拍错|买错|下错|重复|多拍|后悔",
        "还没发|不发货|没发货|急|什么时候",
    ),
    // A bare name of goods is no complaint of them.
    (
        "aftersale.defect",
        "坏|破|裂|漏|碎|断|不|没|问题|质量|瑕疵|毛病|脏|差|异|味|臭|响|吵|噪|故障|修|黑屏|花屏|死机|卡|掉|脱|开胶|开线|线头|洞|烂|霉|虫|过期|变|渗|锈|划|痕|磕|碰|瘪|凹|松|歪|弯|翘|鼓|皱|缩|起球|假|旧|烫|热|冒|短路|失灵|罢工|残|缺|污|渍|点|有个|拉胯|垃圾|爆|炸|串|糊|褪|染|滑|堵|停|跳|闪|暗|抖|了|有|很|太|得|会|吃|喝|用|起|发|刺|夹|刮|割|扁|胀|化|压|关|散|晃|塌|扯|麻|怪|肿|痒|酸|苦|毛|死|进|插|黑|像|声音|杂|过敏|结块|劈|还是|少",
        r"^.{1,6}$",
    ),
    // Invoices are not changed on the order.
    (
        "order.modify",
        "地址|电话|手机|收货|颜色|尺码|型号|数量|规格|发货|送货|不要放|别放|盒子",
        "发票|专票|普票|增票|抬头|税号|纳税人",
    ),
    (
        "aftersale.cancel",
        "撤|取消|[不别].{0,4}(?:退|换|修|申请|办|售后|投诉|要)|不需要|不用|先不|停|关[掉闭了]|误|[点按弄搞申选请]错|手[滑快]|不小心|留|算了|后悔|反悔|收回|终止|作废|恢复|还原|拿掉|改主意|舍不得|冲动|(?:孩子|小孩|我妈|老人)|[还又].{0,2}要",
        "",
    ),
];

static NEEDS: LazyLock<Option<RegexSet>> =
    LazyLock::new(|| RegexSet::new(NEEDED.iter().map(|(_, needed, _)| needed)).ok());
static ABOUT: LazyLock<Option<RegexSet>> =
    LazyLock::new(|| RegexSet::new(NEEDED.iter().map(|(_, _, about)| about)).ok());

/// Whether a message lacks what it must have to mean the intent.
pub(crate) fn lacks(intent: &str, text: &str) -> bool {
    let Some(at) = NEEDED.iter().position(|(needed, ..)| *needed == intent) else { return false };
    let has = |forms: &Option<RegexSet>| forms.as_ref().is_none_or(|forms| forms.matches(text).matched(at));
    has(&ABOUT) && !has(&NEEDS)
}

#[cfg(test)]
mod tests {
    use super::lacks;
    use crate::knowledge::Knowledge;
    use crate::text::normalize::Normalized;

    #[test]
    fn a_carrier_that_is_only_named_is_not_asked_for() {
        for text in [
            "京东快递怎么没有物流",
            "我买的手机壳现在能不能退货 京东快递",
            "能帮我查下京东物流能不能到",
            "中通快递员态度很差",
        ] {
            assert!(lacks("ship.carrier", text), "{text}");
        }
    }

    #[test]
    fn a_request_is_no_withdrawal() {
        for text in ["我申请退款了", "退款 没发货", "下错单了 申请退款"] {
            assert!(lacks("aftersale.cancel", text), "{text}");
        }
    }

    #[test]
    fn no_example_of_the_pack_lacks_it() {
        let pack = Knowledge::ecommerce();
        let examples =
            pack.intents.iter().flat_map(|it| it.examples.iter().map(move |example| (it.id.as_str(), example)));
        let lacking: Vec<_> = examples.filter(|(id, example)| lacks(id, Normalized::new(example).text())).collect();
        assert!(lacking.is_empty(), "{lacking:?}");
    }
}
