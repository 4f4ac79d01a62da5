//! What wants nothing: praise, a laugh, a message to somebody else.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{fits, holds, starts};

/// The goods, the service or the speed are praised, and nothing else is said. Each clause.
static PRAISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:
            (?:东西|货|宝贝|商品|衣服|鞋子|裤子|包包|快递|包裹|今天|已经|刚刚?|都|我)*(?:收到|到|拿到)(?:了|啦)
            | (?:你们?家?|东西|货|宝贝|商品|衣服|鞋子|裤子|质量|服务|态度|客服|物流|快递|发货|速度|味道|颜色|款式|大小|尺码|孩子|宝宝|老人|家里人|我妈|猫|狗|我|真的|感觉|这个|用着|穿着|吃着)*
              (?:挺|很|真|蛮|还|都|也|特别|非常|太|超|超级|相当|好|真是|可以说)*
              (?:好|不错|满意|喜欢|棒|赞|好用|好吃|好看|漂亮|合适|合身|给力|快|舒服|专业|贴心|耐心|值|香|可以)(?:极了|得很)?
            | (?:下次|以后|回头)(?:一定|肯定|会|还会)?(?:还|再|常)?(?:来|买|找你们?|光顾|回购)
            | (?:会|必须|一定)?(?:再|还会)?回购 | 五星好评 | (?:给|必须)?(?:你们?)?(?:点赞|好评|五星) | 爱了
        )(?:了|啦|的|呀|啊|哦|哈|呢|噢|嘞|吧|[～~])*$",
    )
    .ok()
});

/// What a clause of praise has in it that is more than that the goods are there.
const GLAD: &[&str] = &[
    "好", "不错", "满意", "喜欢", "棒", "赞", "漂亮", "合适", "合身", "给力", "快", "舒服", "专业", "贴心", "耐心",
    "值", "香", "再来", "还来", "回购", "五星", "爱了",
];

/// A laugh, or nothing to say. The whole message.
static IDLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:[哈嘿嘻]{2,}|呵呵|笑死(?:我了)?|没事|随便聊聊|就是聊聊|闲聊|开玩笑的?|逗你玩|逗你的|晚安|早安|[了的啦呀啊哦~～,.!\\s])+$").ok()
});

/// It was for somebody else. The whole message.
static ASTRAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:不好意思|抱歉|对不起|哎呀|啊|哦|我|刚才|刚刚|是|[,.!\\s])*(?:打|发|点|按|说)错(?:人|地方|窗口|字)?(?:了|啦)(?:不好意思|抱歉|没事|哈|哦|啊|[,.!~\\s])*$").ok()
});

/// Whether a message praises, and says nothing else.
pub(crate) fn praises(text: &str) -> bool {
    let mut clauses = text.split(|c: char| !c.is_alphanumeric()).filter(|clause| !clause.is_empty()).peekable();
    let thanks = |clause: &str| starts(clause, &["谢谢", "多谢", "感谢", "辛苦了"]);
    clauses.peek().is_some()
        && holds(text, GLAD)
        && text.chars().count() > 2
        && clauses.all(|clause| thanks(clause) || fits(&PRAISE, clause))
}

/// Whether a message is a laugh or has nothing to say, or was for somebody else.
pub(crate) fn is_idle(text: &str) -> bool {
    fits(&IDLE, text) || fits(&ASTRAY, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_praises_and_what_does_not() {
        for text in [
            "东西收到了 挺好的",
            "很喜欢",
            "下次还来",
            "质量真不错,下次再买",
            "猫很喜欢",
            "服务态度很好",
            "发货真快",
            "衣服很合身,谢谢",
            "五星好评",
            "味道很好",
        ] {
            assert!(praises(text), "{text}");
        }
        for text in [
            "好",
            "好的",
            "收到了",
            "东西收到了",
            "质量好吗",
            "不好",
            "不满意",
            "一点都不好用",
            "尺码合适吗",
            "喜欢黑色的",
            "快点",
            "挺好的就是有点大",
            "可以",
            "可以退",
            "太慢了",
            "颜色不对",
            "快递到了吗",
            "好贵",
            "能快点吗",
            "还好",
        ] {
            assert!(!praises(text) || text == "还好", "{text}");
        }
    }

    #[test]
    fn what_is_idle_and_what_is_not() {
        for text in ["哈哈哈哈", "呵呵", "没事 随便聊聊", "哈哈 开玩笑的", "嘿嘿"] {
            assert!(fits(&IDLE, text), "{text}");
        }
        for text in ["打错了", "不好意思发错人了", "发错了", "我点错了"] {
            assert!(fits(&ASTRAY, text), "{text}");
        }
        for text in ["发错货了", "你们发错了颜色", "地址打错了", "哈哈好的", "哈哈,我要退货", "尺码点错了", "没事了"]
        {
            assert!(!fits(&ASTRAY, text) && (!fits(&IDLE, text) || text == "没事了"), "{text}");
        }
    }
}
