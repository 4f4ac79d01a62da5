//! What is asked of an order that was just shown: what was paid, where it goes, by whom, when, how many, which variant. While an order is
//! looked at, few words are enough: `啥码来着`, `掏了好多`, `谁家送的`.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// Characters of a message that asks one thing.
const MAX_LENGTH: usize = 22;

/// What a buyer wants done, or says went wrong: no question what the order says.
const NO_DETAIL: &str = "改|换|(?:写|填|选|拍|买|发|弄|搞)?错了|取消|催|投诉|不要了|没收到|没到|少发|漏|坏|破|人工|客服|算了|换货|有货|库存|推荐|适合|这款|那款|链接|现在|目前|再买|涨|降|还有别|怎么退|怎么还|怎么填|为什么|为啥|凭什么|保价|价保|贴补|补差";

/// What stands ahead: `什么时候能发`, `几号才到`.
const AHEAD: &str = "能|会|才|可以|还没|还不|大概|预计|最晚|最快";

/// What an order is asked for, each with the words of the question, in the order in which they are tried.
const DETAILS: &[(&str, &str, &str)] = &[
    (
        "order.status.refundable",
        "退.{0,8}(?:多少|好多|几(?:块|元|毛|个钱|$))|(?:能|会|可以?)(?:回来|拿回|返|要回).{0,6}(?:多少|几块|全|好多)|退.{0,4}(?:全款|全额|金额)|全(?:额|款)退|退(?:回去|回来)?(?:能|会|可以)?有.{0,2}(?:多少|几|好多)",
        "运费|邮费|几天|多久|几号|几件|哪天",
    ),
    (
        "order.status.freight",
        "(?:运费|邮费|快递费).{0,6}(?:多少|几|收没收|收了|付了|出了|算|好多|没)|(?:收|付|出)(?:了|过)?我?.{0,4}(?:运费|邮费)",
        "险|退|谁|包邮",
    ),
    (
        "order.status.discount",
        "(?:满减|优惠|券|红包|立减|活动|折扣).{0,6}(?:扣没扣|用没用|减没减|用上|用了|扣了|减了|算进|享受|抵|生效|省了)|(?:省|减|优惠|便宜|抵)了我?(?:多少|几|好多)",
        "怎么|哪里领|还能",
    ),
    (
        "order.status.destination",
        "(?:寄|发|送|派|邮)(?:到|去|往|给|的)+(?:是)?(?:哪|什么地|啥地|谁)|(?:地址|地头|收货地|收件地).{0,8}(?:哪|什么|啥|是不是|吗|么|对不|没|吧|谁|多少|[?]|不$)|(?:寄|发|送)(?:的是)?.{0,10}(?:那个|这个|的)地址|(?:填|写|留)的.{0,3}(?:哪|什么|啥)(?:里|儿|的)?地|(?:填|写|留)的(?:是)?哪(?:里|儿|的地址|$)",
        "退|寄回|你们?的?地址|门店|店铺|实体|到哪了$|哪里发|哪发|快递|物流",
    ),
    (
        "order.status.receiver",
        "(?:收件|收货)人.{0,6}(?:谁|哪|什么|啥|多少|吗|$)|(?:留|填|写)的.{0,4}(?:电话|手机|号码|名字|谁)",
        "退|你们",
    ),
    (
        "order.status.note",
        "(?:备注|留言).{0,8}(?:什么|啥|没|吗|哪|呢)|(?:写|留|填).{0,3}(?:备注|留言).{0,4}(?:什么|啥|没|吗)",
        "加|帮|能不能|可以",
    ),
    (
        "order.status.carrier",
        "(?:哪|什么|啥|谁)(?:个|家|种|一家)?的?(?:快递|物流|承运)|(?:快递|物流)(?:公司)?(?:是|用|走|发)?的?是?(?:(?:哪|谁)(?:个|家|$|的)|(?:什么|啥)(?:名|快递|公司|$)|叫(?:什么|啥))|(?:谁|哪)家?在?(?:送|派|运|寄|发)(?:的|货的)?(?:[?呀啊嘛哦呢]|$)|^走的?是?(?:哪|什么|啥)(?:家|个|快递)|承运",
        "到哪|退|要|想|可以|取件|电话|可不可以|能不能|能发|能走|支持",
    ),
    (
        "order.status.received",
        "(?:几号|哪天|啥时候|什么时候|几点|哪一天|几时).{0,6}(?:收到|签收|到的|到我|到了我|拿到)|(?:收到|签收|到手|到货)的?(?:那天|时间|日期|日子)",
        AHEAD,
    ),
    (
        "order.status.shipped",
        "(?:几号|哪天|啥时候|什么时候|几点|哪一天|几时).{0,5}(?:发|寄|出)(?:给我|来|出|出来|出去|货|走|过来|过去)*(?:的|了)|(?:发|寄)(?:货|出)的?(?:那天|时间|日期|日子)|(?:发|寄)(?:出来|出|走)?的?是(?:几号|哪天)",
        AHEAD,
    ),
    (
        "order.status.ordered",
        "(?:几号|哪天|啥时候|什么时候|几点|哪一天|几时|几月).{0,4}(?:下的?单|下的|买的|拍的|订的|付的|付款的|买来|拍下)|(?:下单|付款|购买|拍单|拍下)的?(?:那天|时间|日期|日子)|^(?:我)?(?:买|拍|下单|订)(?:了|有)?(?:几天|多久|多少天)了?",
        AHEAD,
    ),
    (
        "order.status.count",
        "(?:买|拍|订|下|定|拿)(?:了|的|过).{0,6}(?:几|多少|好多)(?:个|件|条|罐|瓶|包|份|盒|支|双|箱|袋|样|套|只|本|把|台|片|张|枚|组|提|桶|串|根)|^(?:我)?(?:一共|总共|这单)?(?:是)?(?:几|多少)(?:件|样|份|个|罐|瓶|包|盒|支|双|箱|袋|套)(?:东西|货|商品)?(?:来着|啊|呀|呢)?[?]?$|数量.{0,3}(?:多少|几)",
        "钱|能|限|最多",
    ),
    (
        "order.status.variant",
        "(?:买|拍|选|订|下|挑|要)(?:了|的).{0,5}(?:哪|什么|啥|几|多大|多长|好大)(?:个|种|一个|一种)?的?(?:码|号|色|颜色|尺|款|规格|味|口味|型号|版)|(?:买|拍|选|订|挑)的(?:多大|多长|好大)|^(?:这单|这个|这件|那个|是|我的)*(?:哪|什么|啥|几|多大)(?:个|种)?的?(?:码|号|色|颜色|尺码|尺寸|款|规格|味|口味|型号)(?:的)?(?:来着|呀|啊|呢|哦)*[?]?$|(?:码|颜色|规格|尺码|口味|味道|款式)(?:是|拍|选|买|的)+(?:哪|什么|啥|几|多大)|(?:大.小.|小.大.)(?:来着|啊|呀|呢)?[?]?$|(?:买|拍|选)的是?.{1,8}(?:吗|吧|不|么)[?]?$",
        "退|发|到|能|多少钱|便宜|贵|正品|真的|假",
    ),
    (
        "order.status.contents",
        "(?:买|拍|订|下)(?:了|的)(?:些|都|是)*(?:什么|啥)(?:东西|货|商品)?(?:来着|呀|啊|呢)?[?]?$|(?:里面|里头|这单)都?(?:有|是)(?:什么|啥|哪些)(?:东西|货)?[?]?$",
        "时候|优惠",
    ),
    (
        "order.status.paid",
        "(?:花|付|掏|给|扣|交|用|付款|收)(?:了|过|掉|出去|的)?(?:我|你们?|您)?(?:一共|总共|到底|是|的|钱|去|出)*(?:多少|几块|几元|几毛|几个钱|几多|好多)|^(?:这单|这个|那单|一共|总共|当时|我)*(?:是)?(?:多少|几块|好多)(?:钱|米)?(?:来着|买的|拍的|下的|入手的)?[呀啊呢?]*$|(?:付|给)(?:过|了)?(?:钱|款)?(?:没|没有|了吗|了没|了么|过吗)[?啊呀]*$|付没付|给没给钱|(?:金额|总额|总价|实付)(?:是|多少|几|好多|$)|(?:要|该|得|需|应)(?:付|给|交).{0,3}(?:多少|几|好多)",
        "退|省|减|便宜|差|赔|补|运费|邮费|单买|一件|两件|分期",
    ),
];

struct Grammar {
    details: RegexSet,
    without: Vec<Option<Regex>>,
    none: Option<Regex>,
}

static GRAMMAR: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    Some(Grammar {
        details: RegexSet::new(DETAILS.iter().map(|(_, pattern, _)| *pattern)).ok()?,
        without: DETAILS.iter().map(|(_, _, without)| Regex::new(without).ok()).collect(),
        none: Regex::new(NO_DETAIL).ok(),
    })
});

/// The intent by which an order that is looked at is asked for what the text asks. The text is in its normal form.
pub(crate) fn detail(text: &str) -> Option<&'static str> {
    let grammar = GRAMMAR.as_ref()?;
    if text.chars().count() > MAX_LENGTH || grammar.none.as_ref().is_some_and(|none| none.is_match(text)) {
        return None;
    }
    let found = grammar.details.matches(text);
    let without = |index: usize| grammar.without.get(index).and_then(Option::as_ref);
    let index = found.iter().find(|index| without(*index).is_none_or(|without| !without.is_match(text)))?;
    DETAILS.get(index).map(|(intent, _, _)| *intent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normal;

    #[test]
    fn the_grammar_compiles() {
        let grammar = GRAMMAR.as_ref().unwrap();
        assert!(grammar.none.is_some() && grammar.without.iter().all(Option::is_some));
    }

    #[test]
    fn few_words_ask_what_an_order_says() {
        let mut wrong = Vec::new();
        for (intent, asked) in [
            (
                "paid",
                "这单我一共掏了好多|实际给了多少|付过钱没|多少钱来着|我该付多少|到底要给多少|扣了我几块|总额多少|给钱了没",
            ),
            (
                "refundable",
                "退下来是退多少|退的钱到底是多少|退回去能有多少钱|退多少给我|如果退的话给我退多少|全额退吗|会退全款么|能拿回多少",
            ),
            (
                "destination",
                "这个是寄到哪的|寄到哪儿去了|填的是哪的地址|收货地址是成都那个吧|寄北京那个地址了吗|发往哪里的|地址对不对|寄到哪的",
            ),
            ("carrier", "走的哪家快递|谁家送的|哪个快递|承运商名称|哪家快递在送|快递是哪家|物流公司叫啥"),
            ("shipped", "几号给我发出来的|哪天寄的|什么时候发的货|发货时间"),
            ("received", "收到那天是几号|哪天到的我手里|几号签收的呀|啥时候收到的"),
            ("ordered", "哪天买的|啥时候下的单|下单时间|我几号拍的|买了几天了"),
            ("count", "我买了几罐|买了几份|几件东西来着|豆沙买了几支|拍了几双|一共几件"),
            (
                "variant",
                "啥码来着|我当时拍的啥码来着|我买的哪个颜色|面霜是大罐小罐|尺码选的几|拍的是黑色的吧|皮带我买的多长|什么味的",
            ),
            ("contents", "买了啥|我拍的是什么东西来着|里面都有什么"),
            ("discount", "满减扣没扣|优惠了多少|券用上了吗|省了几块"),
            ("freight", "运费收了多少|收我邮费了没"),
            ("note", "我给仓库留言写的啥|备注写上没"),
            ("receiver", "收件人是谁|留的哪个电话"),
        ] {
            for text in asked.split('|') {
                let intent = format!("order.status.{intent}");
                let found = detail(&normal(text));
                if found != Some(intent.as_str()) {
                    wrong.push((text, found));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn a_wish_and_what_lies_ahead_is_no_detail() {
        let texts = [
            "什么时候发货",
            "几号能到",
            "到哪了",
            "快递到哪了",
            "能改地址吗",
            "地址写错了",
            "换成大码的吧",
            "怎么退",
            "多久退款",
            "几天到账",
            "发顺丰可以吗",
            "什么时候才能发",
            "催一下",
            "取消吧",
            "没收到货",
            "少发了一件",
            "运费谁出",
            "退货运费谁出",
            "这款还有什么颜色",
            "现在多少钱",
            "再买一件多少钱",
            "好的谢谢",
            "能便宜多少",
            "补我多少差价",
            "你们地址在哪",
            "退货寄到哪",
            "可以开发票吗",
            "有运费险吗",
            "我该穿什么码",
            "预计几号发",
            "什么时候能收到",
            "为什么多收我十几块",
            "退到哪里去",
            "收到了",
        ];
        let found = texts.into_iter().filter_map(|text| Some((text, detail(&normal(text))?)));
        assert_eq!(found.collect::<Vec<_>>(), Vec::new());
    }
}
