//! What merchants write into the files of their knowledge in Chinese: marks of their keyboard, and names of keys, tables and
//! columns.

/// Marks of a Chinese keyboard, and what TOML has in their place.
pub(crate) const MARKS: &[(char, &str)] = &[
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('＂', "\""),
    ('＇', "'"),
    ('＝', "="),
    ('，', ","),
    ('、', ","),
    ('【', "["),
    ('】', "]"),
    ('［', "["),
    ('］', "]"),
    ('｛', "{"),
    ('｝', "}"),
    ('＃', "#"),
    ('：', "="),
];

/// What merchants call the keys of a TOML file.
pub(crate) const KEYS: &[(&str, &str)] = &[
    ("关键词", "keywords"),
    ("关键字", "keywords"),
    ("问题", "question"),
    ("相似问法", "similar"),
    ("答案", "answer"),
    ("答案", "say"),
    ("回答", "answer"),
    ("回答", "say"),
    ("编号", "id"),
    ("意图", "intent"),
    ("例句", "examples"),
    ("名称", "name"),
    ("店名", "name"),
    ("店铺名称", "name"),
    ("营业时间", "hours"),
    ("欢迎语", "welcome"),
    ("菜单", "menu"),
    ("回复", "say"),
    ("话术", "say"),
    ("转人工", "hand_off"),
    ("条件", "when"),
    ("停用", "disabled"),
    ("客服名称", "assistant"),
    ("公告", "notice"),
    ("发货时限", "within_hours"),
    ("截单时间", "cutoff"),
    ("截单", "cutoff"),
    ("发货日", "weekdays"),
    ("放假", "closed"),
    ("休息日", "closed"),
    ("发货地", "from"),
    ("默认快递", "default"),
    ("可选快递", "on_request"),
    ("补差价", "extra"),
    ("地区", "to"),
    ("天数", "days"),
    ("不配送", "none"),
    ("支持", "accepted"),
    ("不支持", "refused"),
    ("分期", "instalments"),
    ("类型", "kind"),
    ("发票类型", "kinds"),
    ("门槛", "threshold"),
    ("件数", "pieces"),
    ("减", "off"),
    ("优惠金额", "off"),
    ("折扣", "percent"),
    ("价格", "price"),
    ("每满", "each"),
    ("商品", "products"),
    ("商品", "product"),
    ("类目", "categories"),
    ("赠品", "gift"),
    ("赠品规格", "gift_sku"),
    ("人群", "audience"),
    ("领取方式", "claim"),
    ("限领", "per_buyer"),
    ("剩余", "left"),
    ("有效天数", "valid_days"),
    ("开始时间", "from"),
    ("结束时间", "until"),
    ("最后一天", "through"),
    ("每天", "daily"),
];

/// What merchants call its tables.
pub(crate) const TABLES: &[(&str, &str)] = &[
    ("店铺", "[shop]"),
    ("店铺信息", "[shop]"),
    ("政策", "[policy]"),
    ("售后政策", "[policy]"),
    ("话术", "[text]"),
    ("违禁词", "[guard]"),
    ("意图", "[[intent]]"),
    ("回答", "[[answer]]"),
    ("答案", "[[answer]]"),
    ("自动回复", "[[answer]]"),
    ("问答", "[[faq]]"),
    ("常见问题", "[[faq]]"),
    ("流程", "[[flow]]"),
    ("转人工", "[[hand_off]]"),
    ("模式", "[[mode]]"),
    ("接待模式", "[[mode]]"),
    ("通知", "[[event]]"),
    ("卡片菜单", "[[topic]]"),
    ("叫法", "[label]"),
    ("优惠", "[[promotion]]"),
    ("优惠活动", "[[promotion]]"),
    ("活动", "[[promotion]]"),
    ("优惠券", "[[promotion]]"),
    ("促销", "[[promotion]]"),
    ("用词", "[lexicon]"),
];

/// The columns of a table of questions and answers.
pub(crate) const QUESTION: &str = "问题";
pub(crate) const SIMILAR: &str = "相似问法";
pub(crate) const ANSWER: &str = "答案";
pub(crate) const ID: &str = "编号";

/// What stands between several texts in one cell.
pub(crate) const SEVERAL: [char; 6] = ['|', '｜', '；', ';', '\n', '\r'];

/// Between a key and its value.
pub(crate) const EQUALS: [char; 2] = ['=', '＝'];

/// Between two times of a window: `9:00至18:00`.
pub(crate) const TO: [char; 7] = ['-', '–', '—', '~', '～', '－', '至'];

/// Between hours and minutes.
pub(crate) const COLON: [char; 2] = [':', '：'];

/// Braces around a reference, and the full stop inside of it. The first of each is the one that is read.
pub(crate) const OPEN: [char; 2] = ['{', '｛'];
pub(crate) const CLOSE: [char; 2] = ['}', '｝'];
pub(crate) const STOP: [char; 3] = ['.', '．', '。'];

/// An amount without the signs of its currency.
pub(crate) fn without_currency(amount: &str) -> &str {
    amount.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元').trim()
}
