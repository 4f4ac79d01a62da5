//! What a text is, where any text could be the answer: a number of something else, a remark, a complaint, a name.

use crate::language::keyword::core;
use crate::language::question::is_question;
use crate::language::waybill::only_waybill;
use crate::names::{Entity, EntityKind};
use crate::text::{ends, holds, starts};

/// Characters of a text that a slot takes. What is longer is no answer, and a session stays small.
pub(crate) const MAX_SLOT: usize = 120;
/// What may stand beside it and says nothing more.
const BESIDE_CHOICE: &str = "我就是因为这个它东西有点太了的啊呢吧哦,.!~ ";

/// Whether a text is nothing but a number that names something else than what was asked for, or a day.
pub(crate) fn is_number_of_something_else(text: &str, entities: &[Entity], question: &str) -> bool {
    let asked = |words: &[&str]| holds(question, words);
    let other = entities.iter().any(|entity| match entity.kind {
        EntityKind::OrderId | EntityKind::LastFour => !asked(&["订单号", "单号", "尾号"]),
        EntityKind::Tracking => !asked(&["单号", "运单", "快递"]),
        EntityKind::Phone => !asked(&["电话", "手机", "号码", "联系方式"]),
        // `26号` is also a house, and a size.
        EntityKind::Date | EntityKind::Clock => {
            !asked(&["时间", "时候", "日期", "哪天", "几号", "几点", "门牌", "地址", "尺码"])
        }
        // `一百二` is also a weight.
        EntityKind::Amount => {
            !asked(&["金额", "多少", "价"]) && holds(&entity.text, &["元", "块", "毛", "角", "分", "¥", "￥"])
        }
        _ => false,
    });
    let waybill = only_waybill(text, entities) && !asked(&["单号", "运单", "快递"]);
    let named: usize = entities.iter().map(|entity| entity.text.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    let mut rest: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    for word in [
        "我的", "订单", "单号", "快递", "运单", "手机", "电话", "尾号", "号码", "那单", "这单", "编号", "号", "是",
        "我", "的",
    ] {
        rest = rest.replace(word, "");
    }
    let bare_digits = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()) && rest.chars().count() >= 6;
    waybill || (other && rest.chars().count() <= named + 1) || (bare_digits && !asked(&["号", "编码", "电话"]))
}

/// Whether a text says that there is nothing to say.
pub(crate) fn is_nothing(text: &str) -> bool {
    let core = core(text).trim_end_matches(['了', '的', '呀', '啊', '哦', '吧']);
    ["没有", "没", "无", "不知道", "不清楚", "不晓得", "不记得", "忘", "忘记", "不确定", "没看", "没注意"]
        .contains(&core)
}

/// Whether a question can be answered with nothing: `有什么要备注的？`, `知道型号吗`.
pub(crate) fn may_be_nothing(question: &str) -> bool {
    holds(question, &["有没有", "有什么", "有无", "吗", "知道", "还有", "是否", "没有"])
}

/// Whether a text is the name of a firm or an institution, whatever words it is made of.
pub(crate) fn is_institution(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "有限公司",
        "有限责任公司",
        "股份公司",
        "公司",
        "集团",
        "厂",
        "大学",
        "学院",
        "中学",
        "小学",
        "幼儿园",
        "学校",
        "医院",
        "事务所",
        "合作社",
        "工作室",
        "协会",
        "基金会",
        "委员会",
        "研究院",
        "研究所",
        "银行",
        "酒店",
        "商行",
        "经营部",
        "超市",
        "餐厅",
        "门市部",
        "农场",
        "分行",
        "支行",
        "（有限合伙）",
        "(有限合伙)",
        "中心",
    ];
    // The tax number stands behind.
    let name = text.trim().trim_end_matches(|c: char| c.is_ascii_alphanumeric() || " ，,:：税号".contains(c));
    let long = (4..=50).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphanumeric() || "（）()·&-.".contains(c));
    let spoken = ["你", "我", "这", "那", "是", "请", "要", "去", "在", "哪家", "哪个", "帮", "什么公司", "快递公司"];
    let asked = ["什么公司", "哪个公司", "哪家公司", "快递公司", "怎么", "客服中心", "转运中心"];
    let limited = name.ends_with("有限公司") || name.ends_with("有限责任公司");
    long && ends(name, ENDINGS) && !starts(name, &spoken) && (limited || !holds(name, &asked))
}

/// Whether a text is a courtesy, a refusal, a pause or the wish for a person, and nothing else.
pub(crate) fn is_remark(text: &str) -> bool {
    const REMARKS: &[&str] = &[
        "不",
        "不要",
        "不用",
        "不需要",
        "不要了",
        "不用了",
        "不需要了",
        "算了",
        "算了吧",
        "不开了",
        "不备注了",
        "不写了",
        "不弄了",
        "先不开",
        "先不要",
        "先不用",
        "再说",
        "再说吧",
        "晚点再说",
        "以后再说",
        "下次",
        "下次吧",
        "取消",
        "不退了",
        "不了",
        "别",
        "暂时不用",
        "不想说",
        "不方便说",
        "先这样",
        "就这样",
        "没事",
        "等会",
        "等会儿",
        "等下",
        "等一下",
        "等等",
        "稍等",
        "我想想",
        "让我想想",
        "想一下",
        "考虑一下",
        "我考虑一下",
        "我看看",
        "我看一下",
        "我问问",
        "我问一下",
        "我找找",
        "我找一下",
        "我查一下",
        "等我找找",
        "马上",
        "好",
        "好的",
        "好吧",
        "好滴",
        "嗯",
        "嗯嗯",
        "哦",
        "哦哦",
        "噢",
        "行",
        "行吧",
        "可以",
        "可以的",
        "ok",
        "okay",
        "收到",
        "知道了",
        "明白",
        "明白了",
        "了解",
        "了解了",
        "对",
        "对的",
        "对对",
        "是",
        "是的",
        "没问题",
        "谢谢",
        "谢谢你",
        "多谢",
        "感谢",
        "谢了",
        "辛苦",
        "辛苦了",
        "在",
        "在吗",
        "在不在",
        "你好",
        "您好",
        "哈喽",
        "嗨",
        "hi",
        "hello",
        "早",
        "早上好",
        "晚上好",
        "下午好",
        "晚安",
        "拜拜",
        "再见",
        "哈哈",
        "哈哈哈",
        "呵呵",
        "嘻嘻",
        "真的",
        "这样啊",
        "原来如此",
        "厉害",
        "亲",
        "亲亲",
        "喂",
        "人工",
        "转人工",
        "人工客服",
        "客服",
        "真人",
        "找客服",
        "叫人来",
        "找你们经理",
        "叫你们老板",
        "换个人",
        "我要人工",
        "找人工",
        "不懂",
        "没懂",
        "看不懂",
        "没明白",
        "听不懂",
        "随便",
        "都行",
        "都可以",
        "随便吧",
        "无所谓",
    ];
    let bare = |text: &str| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        REMARKS.contains(&text)
            || REMARKS.contains(&text.trim_end_matches(['啊', '呀', '哦', '哈', '啦', '吧', '呢', '~']))
    };
    let pauses = starts(text, &["稍等", "等一下", "等下", "等会", "等我", "我想想", "我找", "我问", "我查", "我看"]);
    bare(text) || bare(core(text)) || (pauses && text.chars().count() <= 10)
}

/// Whether a question asks for a name.
pub(crate) fn asks_for_name(question: &str) -> bool {
    holds(question, &["抬头", "姓名", "名字", "名称"])
}

/// Whether a question asks for a person's name, and not for a firm's, to which an invoice may go, too.
pub(crate) fn asks_who(question: &str) -> bool {
    holds(question, &["怎么称呼", "如何称呼", "贵姓", "姓名", "您的名字", "收件人是", "收货人是", "联系人是"])
        && !holds(question, &["抬头", "公司", "宝贝", "宠物"])
}

/// Whether a text says the word, and does not deny it.
pub(crate) fn says(text: &str, word: &str) -> bool {
    let mut at = text.match_indices(word);
    at.any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(['不', '没']) || before.ends_with("不是")))
}

/// Whether a text is the word and hardly anything beside it.
pub(crate) fn is_only(text: &str, word: &str) -> bool {
    text.contains(word) && text.replacen(word, "", 1).chars().all(|c| BESIDE_CHOICE.contains(c))
}

/// `不要寄到…`, `…或者…都可以`: whether it is not said which address is meant.
pub(crate) fn leaves_address_open(text: &str) -> bool {
    holds(text, &["不要", "别寄", "不寄", "不是", "或者", "还是"])
}

/// Whether an address names more than a street.
pub(crate) fn names_region(address: &str) -> bool {
    address.contains(['省', '市', '州', '区', '县'])
}

/// Whether a text complains.
pub(crate) fn complains(text: &str) -> bool {
    holds(
        text,
        &[
            "太慢",
            "垃圾",
            "骗子",
            "骗人",
            "投诉",
            "举报",
            "差评",
            "坑人",
            "坑爹",
            "什么破",
            "态度差",
            "态度不好",
            "烦死",
            "气死",
            "无语",
            "差劲",
            "过分",
            "不靠谱",
            "恶心",
            "失望",
            "受不了",
            "服了",
            "太差",
            "没人理",
            "没人管",
            "等死",
            "敷衍",
            "12315",
            "曝光",
            "黑店",
            "再也不买",
            "机器人",
        ],
    )
}

/// Whether a text says how the parcel is to be packed or brought.
pub(crate) fn instructs(text: &str) -> bool {
    let how = [
        "放",
        "打电话",
        "联系",
        "轻拿",
        "包装",
        "包严",
        "包好",
        "不要",
        "别",
        "送货前",
        "送之前",
        "送来",
        "派送",
        "贺卡",
        "礼",
        "周末",
        "工作日",
        "上班",
        "白天",
        "晚上",
        "门口",
        "门卫",
        "前台",
        "驿站",
        "快递柜",
        "保安",
        "邻居",
        "写",
        "备注",
        "多",
        "少",
        "选",
        "挑",
        "要",
    ];
    let other =
        ["退", "换货", "取消", "催", "发票", "优惠", "便宜", "降价", "赔", "改地址", "改电话", "人工", "投诉", "查"];
    holds(text, &how) && !holds(text, &other)
}

/// What stands behind the last of these words, without the marks around it; `None` when none of them is there.
pub(crate) fn behind<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let begin = words.iter().filter_map(|word| text.rfind(word).map(|at| at.saturating_add(word.len()))).max()?;
    Some(text.get(begin..)?.trim_matches(|c: char| c.is_whitespace() || "，。,.：:！!“”\"".contains(c)))
}

/// Whether a text says something and asks nothing, in so many characters at least.
pub(crate) fn is_statement(text: &str, at_least: usize) -> bool {
    (at_least..=MAX_SLOT).contains(&text.chars().count()) && !is_question(text)
}
