//! That nothing is wrong, or not any more: `东西齐的，一样没缺`, `没坏`, `找到了`, `解决了`; and what is not wanted, or has come.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{Letters, fits};

/// A clause that denies a problem, or says that it is over. The grammar is closed: the whole clause, and nothing left over.
static OVER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(啊|哦|噢|嗯+|哈|诶|那个|我看(了|过)?|检查(了|过)?|刚(刚|才)?看(了|过)?)*(
            (东西|货|商品|件数|数量|里面|快递|包裹|衣服|鞋子|配件|杯子|它)?(都|是|全|也)*(齐的|齐全|齐了|全的|全了|完好|完好无损|好好的)
            | (东西|货|商品|件数|数量|里面|快递|包裹|衣服|鞋子|配件|杯子|(一|每)(样|个|件)|啥|什么|哪里)?(都|也|并|其实|倒)*没有?(坏|破|碎|缺|少|丢|漏|发错|少发|漏发|损坏|破损|瑕疵|毛病)
            | (我|已经|都|刚(刚|才)?|后来|自己|现在|终于|东西|快递|包裹|原来|在|柜子|驿站|门卫|家人|我妈|邻居|帮|代)*(找到|解决|搞定|弄好|处理好|修好|拿到|取到|弄明白|搞明白|装好|装上)
            | (东西|货|数量|件数|尺码|颜色)(都|也|是|倒)*没有?错
            | (不用|不必|不需要|先别|别)(再)?(查|找|催|处理|管|麻烦) | 不再?(查|找|催)
        )(了|啦|的|哈|哦|啊|呢|噢|呀|嘞|您|你|们|就好|就行)*$",
    )
    .ok()
});

/// A service that is not wanted: `不需要开票了`, `发票不用寄了`. What is written on an order has its own ways out.
static UNWANTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:那|就|我|这单|订单|订单号|好的?|算了|[\\s,.!])*(?:
            (?:不用|不需要|不必|不要|先不|先别|不想)(?:再|给我)?(?:开|寄|送|装|要)?(?:发票|开票|专票|纸质票|纸质发票|票|安装|上门)
            | (?:发票|票|专票|安装|贺卡)(?:就)?(?:不用|不需要|不必|不要|先不|先别)(?:再|给我)?(?:开|寄|送|装|要)?
        )(?:了|吧|哈|啊|哦|谢谢|[\\s,.!~])*$",
    )
    .ok()
});

/// Whether the message says that a service is not wanted, and nothing else.
pub(crate) fn is_unwanted(text: &str) -> bool {
    fits(&UNWANTED, text)
}

/// The parcel that was missed has come: `收到了`, `刚刚拿到了 不好意思`.
static CAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(我|哦|噢|已经|刚刚?|刚才|现在|都|东西|快递|包裹|货|[\\s,.!])*(收到|拿到|取到|送到|到)(了|啦)(不好意思|抱歉|谢谢|好的|啊|哈|哦|麻烦了|[\\s,.!~])*$").ok()
});

/// Whether the message says that what was waited for is there.
pub(crate) fn has_come(text: &str) -> bool {
    fits(&CAME, text)
}

/// What may stand beside it and says nothing more.
static BESIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(不好意思|抱歉|谢谢|多谢|感谢|好的|好|嗯+|哦|噢|啊|哈+|行|ok|可以|对|没事|没事了|不用了|麻烦了|麻烦你|辛苦了|亲|你好|您好|已经收到了?|收到了?|都?收到了|到了|是我看错了|我看错了|我搞错了|是我搞错了|没问题|好?(神奇|奇怪|尴尬|开心)|(我|都)?(检查|看|数)(了|过)(一下|一遍)?|挺好的|很好)(谢谢|了|啦|哈|哦|啊|呢|您|你|们)*$",
    )
    .ok()
});

/// Whether the message says that nothing is wrong, or not any more, and nothing else.
pub(crate) fn is_settled(text: &str) -> bool {
    // `什么` of a statement asks nothing: `什么都没缺`.
    if text.contains(['?', '吗']) || (text.contains('么') && text.split("什么").any(|part| part.contains('么'))) {
        return false;
    }
    let letters = Letters::of(text);
    // `已经收到了不用查了`: a clause may begin without a mark before it.
    let marked = ["不用查", "不用找", "不用催", "不用处理", "不用管", "谢谢"]
        .iter()
        .filter(|word| letters.may_spell(word) && text.contains(**word))
        .fold(text.to_owned(), |text, word| text.replace(word, &format!(",{word}")));
    let clauses: Vec<&str> = marked.split(|c: char| !c.is_alphanumeric()).filter(|clause| !clause.is_empty()).collect();
    let over = |clause: &&str| fits(&OVER, clause);
    clauses.iter().any(over) && clauses.iter().all(|clause| over(clause) || fits(&BESIDE, clause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wrong_any_more() {
        for text in [
            "东西齐的,一样没缺",
            "东西都齐了",
            "没坏",
            "没有坏",
            "没坏,谢谢",
            "杯子没碎",
            "已经收到了不用查了",
            "找到了",
            "好神奇 找到了",
            "找到了,在驿站拿到了",
            "我自己解决了",
            "解决了谢谢",
            "不用查了",
            "不用再找了,已经拿到了",
            "是我看错了,没少",
            "一个没少",
            "什么都没缺",
            "检查了 都没坏",
            "后来找到了",
            "搞定了",
            "装好了,谢谢",
            "没发错,我看错了",
            "完好无损",
            "配件都齐全",
            "数量没错",
        ] {
            assert!(is_settled(text), "{text}");
        }
    }

    #[test]
    fn a_service_that_is_not_wanted() {
        for text in
            ["不需要开票了", "订单号,,不需要开票", "发票不用寄了", "不用安装", "那就不要发票了", "票不用开了,谢谢"]
        {
            assert!(is_unwanted(text), "{text}");
        }
        for text in ["不用发票能退吗", "不能开票吗", "不开发票便宜吗", "我要发票", "不要贺卡里写价格", "为什么不给开票"]
        {
            assert!(!is_unwanted(text), "{text}");
        }
    }

    #[test]
    fn what_asks_or_says_more_ends_nothing() {
        for text in [
            "找到了吗",
            "没坏吗",
            "解决了没",
            "没坏但是脏了",
            "没少发,但是发错了颜色",
            "找到了一个洞",
            "收到了",
            "没问题",
            "没收到",
            "没到",
            "不用退了",
            "不退了",
            "不用取消了",
            "别取消",
            "没解决",
            "没有解决",
            "东西不齐",
            "不齐",
            "少了一件",
            "没人理我",
            "没找到",
            "找不到",
            "坏了",
            "还没处理好",
            "没拿到",
            "没发",
            "没发货",
            "没退款",
            "没货",
            "我要找到了的那件",
            "一样没有",
            "不用了",
            "好的",
            "没事",
            "都没有解决",
            "没坏是我不会装",
            "没有",
            "没有了",
            "衣服好好的就是小了",
            "快递没事吧",
            "是不是没坏",
            "没错",
            "不处理",
            "不管了",
            "齐了吗",
        ] {
            assert!(!is_settled(text), "{text}");
        }
    }
}
