//! The form of a question: what kind of answer it wants.
//!
//! A closed grammar over words and their neighbours. The order of the rules is their precedence: `还有哪几种` asks what else there is,
//! and not which one.

use std::sync::LazyLock;

use regex::RegexSet;

use crate::names::Form;
use crate::text::holds;

/// The forms in the order in which they are tried, each with what a text of it has in it.
const FORMS: &[(Form, &str)] = &[
    (
        Form::Why,
        "为什么|为啥|为何|为毛|凭什么|凭啥|什么原因|啥原因|怎么回事|咋回事|怎么(?:还|就|一直|到现在)*(?:没|不|未)|咋(?:还|就|一直)*(?:没|不)|怎么(?:会|这么|那么|就|又|突然)|咋(?:会|这么|那么)",
    ),
    (
        Form::Else,
        "除了|除开|除去|还有(?:没有?)?(?:哪|什么|啥|别的|其他|其它|另外|几种|几款|几个颜色)|有没有(?:别的|其他|其它|另外)|(?:别的|其他|其它|另外的?)(?:颜色|款|尺码|码|口味|味道|味|规格|版本|链接|快递|方式|办法|优惠|活动|商品|东西|价|有|还)|^不要.{1,6}(?:还有|有|换)|还(?:有|能选)(?:别|其)",
    ),
    (
        Form::WhichOfTwo,
        "还是.{1,10}(?:好|合适|更|比较|呢|\\?|啊|呀|$)|哪(?:个|款|条|件|双|种|家|一个|一款|只|瓶|罐)(?:更|最|比较|会更|要|好|合适|划算|实惠|值|便宜|贵|耐|显|适合|质量)|(?:选|买|拿|要|挑|拍)哪(?:个|款|条|件|双|种|只|瓶|罐)|哪(?:个|款|条|件|双)(?:好|合适|划算|值得|便宜)|(?:区别|差别|差在|不同|不一样|对比|比较一下|相比|比起来|哪里不)",
    ),
    (
        Form::By,
        "赶得?不?(?:赶得)?(?:上|及)|来得?不?(?:来得)?及|(?:以前|之前|前|之内|内)(?:能|可以|会|可|能不能|可不可以)?.{0,6}(?:到|收|拿|送|发)(?:得?到|得?了|货|达)?(?:吗|不|么|嘛|没|\\?|$)",
    ),
    (
        Form::HowLong,
        "多久|多长时间|多少时间|多少个?(?:天|小时|工作日|月)|几天|几个?(?:工作日|小时|月|星期|礼拜|周)|几年|多少年|要等多|等多",
    ),
    (
        Form::When,
        "什么时候|啥时候|(?:送达|到达|到货|发货|出库|签收|交付|出货)(?:日期|时间)|什么时间|啥时间|几时|何时|几点|几号|哪天|哪一天|哪日|多会儿|多早|幾時|哪个月|几月",
    ),
    (
        Form::HowMuch,
        "多少钱|什么价|啥价|几块|几元|几毛|几折|几个钱|合起来|加起来|总价|总计|到手(?:价|多少|几|总|一共|$)|多少.{0,3}到手|一共$|一共给|得花|要花|差多少钱|贵多少|贵几|便宜多少|怎么卖|咋卖|怎么算|咋算|多少米|一?共(?:要)?(?:多少|几)|总共|合计|总价|一起(?:多少|要多少|怎么)|(?:花|付|退|省|减|差|便宜|优惠|要|收|补|价格|单价|运费|邮费|到手|实付|原价)(?:了|我|的|是|能)*(?:多少|几块|几)|多少来着|价格(?:是|呢|多少|\\?|$)|差几块|还差",
    ),
    (
        Form::HowMany,
        "多少(?:个|件|条|罐|片|包|层|双|斤|克|g|ml|毫升|瓶|盒|支|粒|袋|枚|颗|人|米|厘米|cm|度|瓦|毫安|毫安时)|几(?:个|件|条|罐|片|包|层|双|斤|瓶|盒|支|粒|袋|枚|颗|米|位|斤装|岁|寸|代|厘米|公分|cm|毫米|mm|克|度|丸|层|格|档|瓦|米)|有多(?:长|宽|高|重|大|厚|深)|多(?:长|宽|高|重|大|厚|深|少)|分几期|几(?:期|\\?|$)|是几|多少",
    ),
    (
        Form::Where,
        "哪里|哪儿|哪边|啥地方|什么地方|到哪|去哪|在哪|从哪|哪个(?:省|市|地方|城市|仓)|哪(?:发|产|买|出|仓|寄)",
    ),
    (Form::How, "怎么|怎样|如何|咋|肿么|怎麽"),
    (Form::Which, "哪|什么|啥|谁|有些?什么|甚么|请(?:列出|给出|告知|说明|列明)"),
    (
        Form::Whether,
        "吗|么[?!,.~ ]*$|嘛[?!,.~ ]*$|(?:能|会|可以|行|要|有|是|对|好|到|了|得|用|吃|穿|放|洗|发|送|退|换|开|包|收|支持|上|出|减|够|掉|及)(?:不|没)[呢啊呀?!,. ]*$|没有?[?]|没$|没有$|是否|能否|可否|是不是|能不能|会不会|可不可以|有没有|行不行|要不要|好不好|对不对|用不用|算不算|够不够|包不包|给不给|支不支持|可不可|得了不|得到不|得掉|得及|有木有|有么|没得|对吧|是吧|吧[?]|没错吧|不会.{1,8}吧",
    ),
];

/// `那申通呢`: the same question for another value.
const ANOTHER: &str = "^(?:那|那么|然后|还有)?.{1,12}呢[?。.!~ ]*$";

/// A question by its mark alone.
const MARKED: &str = "[?]\\s*$";

static GRAMMAR: LazyLock<Option<RegexSet>> = LazyLock::new(|| {
    let patterns = FORMS.iter().map(|(_, pattern)| *pattern).chain([ANOTHER, MARKED]);
    RegexSet::new(patterns).ok()
});

/// The form of the question that a text asks. The text is in its normal form.
pub(crate) fn form(text: &str) -> Form {
    let Some(grammar) = GRAMMAR.as_ref() else { return Form::Statement };
    let found = grammar.matches(text);
    let doubled = doubled(text);
    for (index, (form, _)) in FORMS.iter().enumerate() {
        if found.matched(index) || (*form == Form::Whether && doubled) {
            return *form;
        }
    }
    if found.matched(FORMS.len()) {
        return Form::Another;
    }
    if found.matched(FORMS.len() + 1) || wants_a_yes(text) { Form::Whether } else { Form::Statement }
}

/// `银行卡行吧`, `百分百羊绒不`, `裙子发了没呀`: a statement with a question's end.
fn wants_a_yes(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric() || "啊呀呢嘞哦喔哈嘛咯哇".contains(c));
    if let Some(before) = end.strip_suffix('吧') {
        let claims = ["是", "有", "能", "会", "可以", "行", "够", "支持", "包", "没", "不", "得"];
        let asks_to = ["帮", "给我", "麻烦", "退了吧", "算了", "取消", "换成", "改成", "发了吧", "好"];
        return holds(before, &claims) && !holds(before, &asks_to);
    }
    let no_question = [
        "要不", "也不", "就不", "都不", "那不", "可不", "还不", "我不", "不不", "说不", "绝不", "才不", "偏不", "沒",
        "从没",
    ];
    let tail = end.strip_suffix(['不', '没']).is_some_and(|before| before.chars().count() >= 2);
    (tail && !no_question.iter().any(|word| end.ends_with(word))) || end.ends_with("没得") || end.ends_with("没有")
}

/// `扎不扎`, `发不发`: a verb, and the same denied.
fn doubled(text: &str) -> bool {
    let mut last = [None; 2];
    for c in text.chars() {
        if let [Some(verb), Some('不' | '没')] = last
            && verb == c
            && !matches!(c, '得' | '一' | '了')
            && c.is_alphabetic()
        {
            return true;
        }
        last = [last[1], Some(c)];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::normal;

    #[test]
    fn a_question_wants_a_kind_of_answer() {
        for (expect, texts) in [
            (
                Form::Whether,
                &[
                    "走申通吗",
                    "京东快递发不发",
                    "能用极兔吗",
                    "这条裤子会起球么",
                    "可以先收货再给钱吗",
                    "扎不扎",
                    "花呗能用不",
                    "是无糖的吧？",
                    "出绿色的吗",
                    "今天走得掉不",
                    "敏感肌能上脸吗",
                    "增值税票给开吗",
                    "有没有货",
                    "礼拜天打包吗",
                    "顺丰?",
                ][..],
            ),
            (
                Form::By,
                &["赶得上15号吗", "周三以前收得到不", "除夕前送得到吗", "来得及吗", "3天之内能到吗", "赶不赶得及过年"],
            ),
            (Form::When, &["断了的那个码啥时候来货", "那张券哪天过期", "几号能发", "什么时候到"]),
            (Form::HowLong, &["到苏州要几天", "多久能到", "保质期多久", "几个工作日退"]),
            (
                Form::HowMuch,
                &[
                    "灰的两条加黑的一条总共多少",
                    "要四罐怎么算",
                    "这单花了我多少来着",
                    "退的话退几块",
                    "还差几块能用券",
                    "运费多少",
                    "多少钱",
                ],
            ),
            (Form::HowMany, &["一盒几片", "一袋多少克", "M的肩宽是几", "多重", "花呗分几期"]),
            (Form::Where, &["从哪发货", "退到哪里", "在哪领券", "货从哪里出"]),
            (Form::Why, &["为什么还没发", "怎么还没到", "为啥取消了"]),
            (Form::How, &["怎么洗", "如何开票", "咋用"]),
            (Form::Which, &["发什么快递", "有哪几种颜色", "我买的哪个颜色", "用的啥面料"]),
            (
                Form::WhichOfTwo,
                &["这两条裤子哪条更显瘦", "哪款划算", "新款和老款差在哪", "买M还是L好", "和那款有什么区别"],
            ),
            (Form::Else, &["不要红的，还有哪几种", "除了顺丰还能发什么", "还有别的颜色吗", "有没有其他款"]),
            (Form::Another, &["那申通呢", "L码呢", "那黑色的呢？"]),
            (Form::Statement, &["我要退货", "帮我催一下", "地址填成老家了", "谢谢", "17号"]),
        ] {
            for text in texts {
                assert_eq!(form(&normal(text)), expect, "{text}");
            }
        }
    }
}
