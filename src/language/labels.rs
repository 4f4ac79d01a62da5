//! What people see of the plain data: the names of its states, and the data as text.
//!
//! The types themselves know no language.

use std::fmt;

use crate::action::{HandOff, Priority, Speaker};
use crate::names::Mood;
use crate::reply::Reply;
use crate::shop::memory::{Note, Refusal};
use crate::shop::order::{AftersaleKind, AftersaleStatus, Order, OrderStatus, ParcelState};

/// The names that a shop gives to states and days in the place of those here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    own: Vec<(&'static str, &'static str, String)>,
}

impl Labels {
    /// What the names of days are of, where those of states name their field.
    pub(crate) const DAY: &'static str = "day";
    /// The days that have names.
    pub(crate) const DAYS: [&'static str; 4] = ["today", "tomorrow", "yesterday", "last_night"];

    /// Calls the state `name` of a field, or the day, as the shop does.
    pub(crate) fn set(&mut self, of: &'static str, name: &'static str, label: String) {
        self.own.push((of, name, label));
    }

    /// The shop's name for the state `name` of a field; `label` where it has none.
    pub(crate) fn of<'l>(&'l self, of: &str, name: &str, label: &'l str) -> &'l str {
        let own = self.own.iter().find(|(field, state, _)| *field == of && *state == name);
        own.map_or(label, |(.., own)| own)
    }
}

/// A picture, where nothing can be said of it.
pub(crate) const PICTURE: &str = "[图片]";

/// Names the variants of a state for buyers; one that is not known has no name.
macro_rules! labels {
    ($name:ident { $($variant:ident = $label:literal,)* }) => {
        impl $name {
            /// The state's name for buyers; empty when it is not known.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $($name::$variant => $label,)*
                    $name::Unknown => "",
                }
            }
        }

        /// Its name for buyers.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.label())
            }
        }
    };
}

labels! {
    OrderStatus {
        PendingPayment = "待付款",
        Paid = "已付款，待发货",
        Preparing = "备货中",
        PartlyShipped = "部分发货",
        Shipped = "已发货",
        Cancelled = "已取消",
        Finished = "已完成",
    }
}

labels! {
    ParcelState {
        Created = "已出单，等待揽收",
        Collected = "已揽收",
        InTransit = "运输中",
        OutForDelivery = "派送中",
        AtPickupPoint = "已到代收点",
        Signed = "已签收",
        Exception = "物流异常",
        Returned = "退回中",
    }
}

labels! {
    AftersaleKind {
        ReturnRefund = "退货退款",
        RefundOnly = "仅退款",
        RefundBeforeShipping = "未发货退款",
        Exchange = "换货",
        PriceProtection = "价保",
        Resend = "补寄",
        Repair = "维修",
    }
}

labels! {
    AftersaleStatus {
        WaitingSeller = "待商家同意",
        WaitingBuyerReturn = "待您寄回",
        WaitingSellerReceipt = "待商家收货",
        Refunding = "退款中",
        Refunded = "退款成功",
        ExchangeShipped = "已寄出",
        Exchanged = "已完成",
        Refused = "商家已拒绝",
        Closed = "已关闭",
        Cancelled = "已撤销",
    }
}

impl Order {
    /// What was bought, in a few words: `纯棉圆领T恤（黑色/M）等2件`; by the end of its number where that is not known.
    #[must_use]
    pub fn title(&self) -> String {
        let Some(first) = self.items.first() else {
            let tail: String = self.id.chars().skip(self.id.chars().count().saturating_sub(4)).collect();
            return format!("尾号 {tail} 的订单");
        };
        let mut title = first.title.clone();
        if !first.sku.is_empty() {
            title.push_str(&format!("（{}）", first.sku));
        }
        let count: u32 = self.items.iter().map(|item| item.quantity).fold(0, u32::saturating_add);
        if self.items.len() > 1 {
            title.push_str(&format!("等{count}件"));
        }
        title
    }
}

impl Mood {
    /// For people.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Mood::Calm => "平静",
            Mood::Worried => "着急",
            Mood::Annoyed => "不满",
            Mood::Angry => "愤怒",
            Mood::Abusive => "辱骂",
        }
    }
}

/// For people: 平静, 着急, …
impl fmt::Display for Mood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl Priority {
    /// For people.
    fn label(self) -> &'static str {
        match self {
            Priority::Normal => "普通",
            Priority::High => "高",
            Priority::Urgent => "紧急",
        }
    }
}

/// For people: 普通, 高, 紧急.
impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl Speaker {
    /// For people, before a line.
    fn label(self) -> &'static str {
        match self {
            Speaker::Buyer => "客",
            Speaker::Bot => "服",
            Speaker::Agent => "人工",
        }
    }
}

impl fmt::Display for HandOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "转人工：{}，优先级 {}", self.reason, self.priority.label())?;
        if let Some(queue) = &self.queue {
            write!(f, "，{queue}")?;
        }
        if self.mood != Mood::Calm {
            write!(f, "，情绪 {}", self.mood.label())?;
        }
        writeln!(f)?;
        for line in &self.summary {
            writeln!(f, "{line}")?;
        }
        for (slot, value) in &self.slots {
            writeln!(f, "已填：{slot} = {value}")?;
        }
        for promise in &self.promised {
            writeln!(f, "已答应：{promise}")?;
        }
        if !self.first_reply.is_empty() {
            writeln!(f, "建议先说：{}", self.first_reply)?;
        }
        if self.omitted > 0 {
            writeln!(f, "（前面还有 {} 句）", self.omitted)?;
        }
        for line in &self.transcript {
            writeln!(f, "{}> {}", line.by.label(), line.text.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

impl Reply {
    /// The reply as plain text: menus with their numbers, cards by their titles.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Reply::Text { text } => text.clone(),
            Reply::Menu { text, items } => {
                let mut out = text.clone();
                for (number, item) in (1..).zip(items) {
                    out.push('\n');
                    out.push_str(&u32::to_string(&number));
                    out.push(' ');
                    out.push_str(&item.label);
                }
                out
            }
            Reply::Product { title, price, varies, reason, .. } => {
                let from = if *varies { "起" } else { "" };
                let price = price.map(|price| format!(" ¥{price}{from}")).unwrap_or_default();
                let reason = if reason.is_empty() { String::new() } else { format!("（{reason}）") };
                format!("「{title}」{price}{reason}")
            }
            Reply::Order { title, order_id } => format!("[订单] {title}（{order_id}）"),
            Reply::Image { url, caption } => format!("{PICTURE} {caption} {url}"),
        }
    }
}

/// Why the orders in memory refuse a write.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::NoOrder => "没有找到这个订单",
            Refusal::Cancelled => "订单已经取消了",
            Refusal::Shipped => "订单已经发出了",
            Refusal::NothingToShip => "订单没有等着发货的商品",
            Refusal::SeveralItems => "这单不止一件商品，要同事来改",
            Refusal::TooLate => "申请已经处理到后面一步，撤销不了了",
            Refusal::NoAftersale => "这单没有在处理中的售后申请",
            Refusal::NothingPaid => "这单没有可以申请售后的款项",
            Refusal::Unshipped => "订单还没有发出，可以直接退款",
            Refusal::Running => "这单已经有一个售后申请在处理",
        })
    }
}

impl Note<'_> {
    /// The notes of an order with this one behind them.
    pub(crate) fn behind(&self, notes: &str) -> String {
        let stop = if notes.is_empty() { "" } else { "；" };
        match self {
            Note::Urged => format!("{notes}{stop}买家催发货"),
            Note::Invoice(title) => format!("{notes}{stop}开票：{title}"),
            Note::Own(note) => format!("{notes}{stop}{note}"),
        }
    }
}
