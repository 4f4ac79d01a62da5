//! What a buyer hesitates about before buying.

use crate::text::holds;

/// What keeps a buyer from buying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// `先逛逛`, `考虑下`: time.
    Time,
    /// `怕有色差`.
    Colour,
    /// `就怕穿着不对`.
    Fit,
    /// `靠谱吗`.
    Trust,
}

const TIME: &[&str] = &[
    "先逛逛",
    "随便看看",
    "随便逛",
    "逛逛",
    "先看看",
    "考虑下",
    "考虑一下",
    "考虑考虑",
    "再想想",
    "想想再",
    "我想想",
    "回头再说",
    "回头说",
    "先不急",
    "不着急买",
    "再看吧",
    "改天",
    "等等再",
    "先不买",
    "暂时不买",
    "先不要了",
    "不买了",
    "下次吧",
    "下次再",
    "先收藏",
    "先加购",
    "过两天再",
    "商量下",
    "商量一下",
];
const COLOUR: &[&str] =
    &["怕色差", "怕有色差", "有色差吗", "有没有色差", "色差大", "会不会有色差", "会有色差", "色差严重"];
const FIT: &[&str] = &[
    "怕穿着不",
    "怕不合适",
    "怕不合身",
    "怕买大",
    "怕买小",
    "怕穿不",
    "万一不合适",
    "万一不合身",
    "怕码不",
    "怕尺码不",
    "怕大了",
    "怕小了",
    "万一穿不",
    "怕不喜欢",
    "万一不喜欢",
];
const TRUST: &[&str] = &[
    "靠谱",
    "靠不靠谱",
    "可信吗",
    "信得过",
    "不会是骗",
    "骗人的吧",
    "怕被骗",
    "怕上当",
    "怕踩雷",
    "会不会踩雷",
    "怕翻车",
    "怕质量不",
    "怕是假",
    "放心吗",
    "能放心",
];

/// What of things that were bought: no doubt before buying.
const BOUGHT: &[&str] = &["退", "收到", "买的", "到货", "发货", "快递", "客服", "换", "发了", "物流"];

/// What the text hesitates about.
pub(crate) fn read(text: &str) -> Option<Doubt> {
    if text.chars().count() > 20 || holds(text, BOUGHT) {
        return None;
    }
    let table = [(COLOUR, Doubt::Colour), (FIT, Doubt::Fit), (TRUST, Doubt::Trust), (TIME, Doubt::Time)];
    table.into_iter().find(|(words, _)| holds(text, words)).map(|(_, doubt)| doubt)
}

/// `别发了`, `不要再给我推活动`: nothing that was not asked for shall come any more. `还没发货就别发了` is about goods.
pub(crate) fn opts_out(text: &str) -> bool {
    let bare =
        ["别发了", "别发啦", "别再发了", "不要发了", "不要再发了", "别推了", "不要再推了", "别再推了", "别推荐了"];
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let stops = ["别", "不要", "不想", "不用", "停止", "退订", "取消订阅"];
    let sends = ["消息", "推送", "广告", "短信", "推销", "打扰", "骚扰", "活动推", "推活动", "推荐活动", "营销"];
    bare.contains(&text) || text == "退订" || (holds(text, &stops) && holds(text, &sends) && text.chars().count() <= 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_told_from_what_was_bought() {
        for (text, expect) in [
            ("先逛逛", Some(Doubt::Time)),
            ("先不急 回头说", Some(Doubt::Time)),
            ("怕有色差", Some(Doubt::Colour)),
            ("就怕穿着不对", Some(Doubt::Fit)),
            ("靠不靠谱啊", Some(Doubt::Trust)),
            ("买的东西不靠谱", None),
            ("收到有色差", None),
            ("什么时候发货", None),
        ] {
            assert_eq!(read(text), expect, "{text}");
        }
        assert!(opts_out("别发了") && opts_out("别老给我发消息了") && opts_out("不要再给我推活动了"));
        assert!(!opts_out("还没发货就别发了") && !opts_out("别发顺丰") && !opts_out("消息怎么没人回"));
    }
}
