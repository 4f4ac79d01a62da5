//! Ways to pay and kinds of invoices: what buyers call them, and what shops do.

use crate::text::{Letters, holds};

/// What buyers say of a way to pay; its name comes first.
const WAYS: &[&[&str]] = &[
    &[
        "货到付款",
        "到付款",
        "先收货再",
        "收到货再",
        "收到再付",
        "收到再给",
        "收货再",
        "收货后付",
        "收到货付",
        "到货付款",
        "到了再付",
        "到了再给",
        "到手再付",
        "到货再",
        "见货付款",
        "先货后款",
        "先发货后付",
        "先发货再付",
        "拿到货再",
        "拿到再付",
        "验货再付",
        "验了再付",
        "货到再",
        "货到了再",
        "货到给钱",
        "cod",
    ],
    &["先用后付", "先用后", "先享后付", "0元下单"],
    &["花呗"],
    &["信用卡"],
    &["京东白条", "白条"],
    &["抖音月付", "抖音放心花", "月付", "放心花"],
    &["微信支付", "微信", "wx", "vx支付"],
    &["支付宝", "zfb", "阿里支付"],
    &["抖音支付", "抖音钱包", "抖音零钱"],
    &["银行卡", "储蓄卡", "借记卡"],
    &["云闪付", "银联"],
    &["数字人民币", "数币"],
    &["对公转账", "对公", "公对公", "打公账", "公司账户", "公户"],
    &["现金"],
    &["亲友代付", "代付", "朋友付", "别人付", "帮我付", "找人付"],
    &[
        "分期付款",
        "分期",
        "免息",
        "分几期",
        "分3期",
        "分三期",
        "分6期",
        "分六期",
        "分12期",
        "分十二期",
        "期付",
        "分开付",
    ],
];

/// What is about something else than how the goods are paid.
const ELSEWHERE: &[&str] = &[
    "运费到付",
    "邮费到付",
    "快递费到付",
    "退到",
    "退回",
    "加微信",
    "加个微信",
    "微信号",
    "微信群",
    "微信联系",
    "返现",
    "提现",
];

/// A way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Way(&'static [&'static str]);

impl Way {
    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        self.0.first().copied().unwrap_or_default()
    }

    /// Whether a shop's name means it.
    pub(crate) fn is(&self, name: &str) -> bool {
        name.contains(self.name()) || self.0.contains(&name) || (name.chars().count() > 1 && self.name().contains(name))
    }

    pub(crate) fn is_instalments(&self) -> bool {
        self.name() == "分期付款"
    }
}

/// The ways to pay of which a text speaks, each once.
pub(crate) fn ways(text: &str) -> Vec<Way> {
    let letters = Letters::of(text);
    let has = |words: &[&str]| words.iter().any(|word| letters.may_spell(word) && text.contains(word));
    let later = letters.may_have('再') || letters.may_have('才') || letters.may_have('后');
    let later = later && pays_later(text);
    let on_delivery = |words: &[&str]| later && words.first() == Some(&"货到付款");
    let found: Vec<Way> =
        WAYS.iter().filter(|words| has(words) || on_delivery(words)).map(|words| Way(words)).collect();
    if !found.is_empty() && has(ELSEWHERE) {
        return Vec::new();
    }
    found
}

/// Whether it is to be paid when the goods are there: `东西到手再给钱`.
fn pays_later(text: &str) -> bool {
    let there = ["收到", "到手", "到货", "拿到", "货到", "验", "看到", "收了", "收完", "到了"];
    let pays = ["再给", "再付", "才给钱", "才付", "后给钱", "后付", "再掏", "再转"];
    pays.iter().any(|word| text.split_once(word).is_some_and(|(before, _)| holds(before, &there)))
}

/// A kind of invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvoiceKind {
    /// 增值税专用发票.
    Special,
    /// 普通发票.
    Common,
    Electronic,
    Paper,
}

impl InvoiceKind {
    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            InvoiceKind::Special => "增值税专用发票",
            InvoiceKind::Common => "普通发票",
            InvoiceKind::Electronic => "电子发票",
            InvoiceKind::Paper => "纸质发票",
        }
    }

    /// Whether a shop's name means it.
    pub(crate) fn is(self, name: &str) -> bool {
        let mark = match self {
            InvoiceKind::Special => '专',
            InvoiceKind::Common => '普',
            InvoiceKind::Electronic => '电',
            InvoiceKind::Paper => '纸',
        };
        name.contains(mark)
    }
}

/// The kinds of invoices that a text names. One that is special and electronic is the special one.
pub(crate) fn invoices(text: &str) -> Vec<InvoiceKind> {
    if holds(text, &["专票", "专用发票", "专用票", "增值税", "增票", "抵扣", "可抵税"])
        && !holds(text, &["增值税普通", "普票"])
    {
        return vec![InvoiceKind::Special];
    }
    let kinds = [
        (InvoiceKind::Common, &["普票", "普通发票", "普通票"][..]),
        (InvoiceKind::Electronic, &["电子票", "电子发票", "电子版"]),
        (InvoiceKind::Paper, &["纸质", "纸票", "纸的"]),
    ];
    kinds.into_iter().filter(|(_, words)| holds(text, words)).map(|(kind, _)| kind).collect()
}
