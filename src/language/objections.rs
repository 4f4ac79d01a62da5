//! Why something may not be said, in words for the people of a shop, and what can be said instead.

/// Contacts.
pub(crate) const CONTACT: &str = "平台不允许把买家引到站外：不能留联系方式，也不能在站外交易";
/// Telephones.
pub(crate) const PHONE: &str = "平台不允许在聊天里留电话号码";
/// Links.
pub(crate) const LINK: &str = "平台不允许发站外的链接和邮箱";
/// Superlatives.
pub(crate) const SUPERLATIVE: &str = "广告法第九条不允许用极限词";
/// Prices.
pub(crate) const PRICE: &str = "价格比较和价格承诺要有依据（价格法第十四条、明码标价和禁止价格欺诈规定）";
/// Reviews.
pub(crate) const REVIEW: &str = "不允许用返现、红包或者赠品换评价（反不正当竞争法第九条，平台评价规则）";
/// Health.
pub(crate) const HEALTH: &str = "普通食品不允许宣传保健功能（食品安全法第七十三条，广告法第十八条）";
/// Efficacy.
pub(crate) const EFFICACY: &str = "化妆品的功效要有注册或者依据，不允许夸大（化妆品监督管理条例第四十三条）";
/// Medicine.
pub(crate) const MEDICAL: &str = "非医疗商品不允许涉及疾病治疗和医疗用语（广告法第十七条）";
/// Others' data.
pub(crate) const BUYER: &str = "不允许透露别人的姓名、电话、地址和单号（个人信息保护法第十条）";
/// Figures.
pub(crate) const FIGURE: &str = "这个数字或者时间没有依据：这一轮的数据里没有";
/// Promises.
pub(crate) const PROMISE: &str = "没有人能保证这件事：承诺了就要做到，做不到买家可以投诉";
/// Length.
pub(crate) const LONG: &str = "太长了：超出的部分平台会截掉，请在句子结束的地方分成几条";
/// Waits.
pub(crate) const WAIT: &str = "只说稍等，后面没有内容，平台会算作消极服务：说一下在做什么，多久有结果";
/// The shop's own words.
pub(crate) const BANNED: &str = "店铺自己规定不能说的词";

/// What ends a sentence.
pub(crate) const SENTENCE_ENDS: &[char] = &['。', '！', '？', '!', '?', '\n', '…', '；'];
/// What ends a clause.
pub(crate) const CLAUSE_ENDS: &[char] = &['，', ',', '、', ' ', '：'];

/// What can be said in the place of a superlative.
pub(crate) fn plainer(words: &str) -> Option<String> {
    let fixed = [
        ("顶级", "优质"),
        ("顶尖", "优质"),
        ("极品", "优质"),
        ("独一无二", "很特别"),
        ("遥遥领先", "不错"),
        ("极致", "出色"),
    ];
    if let Some((_, plain)) = fixed.iter().find(|(word, _)| *word == words) {
        return Some((*plain).to_owned());
    }
    if words == "最佳" {
        return Some("不错的".to_owned());
    }
    let (_, quality) = words.split_once('最')?;
    let is_quality = quality.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !quality.ends_with('级')
        && !quality.ends_with('档')
        && !matches!(quality, "" | "顶" | "优" | "大牌" | "大优惠" | "高端" | "低" | "权威" | "正宗" | "高品质");
    is_quality.then(|| format!("很{quality}"))
}

/// What can be said in the place of a price's name: `跳楼价`.
pub(crate) fn plain_price(words: &str) -> Option<String> {
    (words.ends_with('价') && !words.starts_with("全网") && !words.contains("最低")).then(|| "页面价".to_owned())
}
