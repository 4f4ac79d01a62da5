//! How hosts build the shapes of a shop in code: `new` takes what is needed, a setter each of the rest.
//!
//! A setter takes what a host has in its row: the value, or an `Option` of it where it may be absent.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::order::{
    Aftersale, AftersaleKind, AftersaleStatus, Order, OrderItem, OrderStatus, Parcel, ParcelNode, ParcelState, Receiver,
};
use super::product::{Product, ProductStatus, SizeChart, Sku};
use crate::money::Fen;
use crate::time::Time;

/// A text as a host has it: any string, or an `Option` of one. `None` is the empty text, which says that nothing is known.
///
/// Implement it for a string type of your own where the setters should take it.
pub trait IntoText {
    /// The text.
    fn into_text(self) -> String;
}

impl IntoText for String {
    fn into_text(self) -> String {
        self
    }
}

impl IntoText for &str {
    fn into_text(self) -> String {
        self.to_owned()
    }
}

impl IntoText for &String {
    fn into_text(self) -> String {
        self.clone()
    }
}

impl IntoText for Cow<'_, str> {
    fn into_text(self) -> String {
        self.into_owned()
    }
}

impl<T: IntoText> IntoText for Option<T> {
    fn into_text(self) -> String {
        self.map(T::into_text).unwrap_or_default()
    }
}

/// Declares the setters of a type, by what they take: a `text`, an `option` that `None` leaves unknown, an
/// `amount` where that is 0, a `value`, a `list`, a
/// list of `texts`, or `pairs` of texts.
macro_rules! setters {
    ($name:ident { $($field:ident: $kind:ident $($of:ty)?;)* }) => {
        impl $name {
            $(setters!(@ $name, $field, $kind $($of)?);)*
        }
    };
    (@ $name:ident, $field:ident, text) => {
        setters!(@@ $name, $field, impl IntoText, |it| it.into_text());
    };
    (@ $name:ident, $field:ident, option $of:ty) => {
        setters!(@@ $name, $field, impl Into<Option<$of>>, |it| it.into());
    };
    (@ $name:ident, $field:ident, amount) => {
        setters!(@@ $name, $field, impl Into<Option<Fen>>, |it| it.into().unwrap_or_default());
    };
    (@ $name:ident, $field:ident, value $of:ty) => {
        setters!(@@ $name, $field, $of, |it| it);
    };
    (@ $name:ident, $field:ident, list $of:ty) => {
        setters!(@@ $name, $field, impl IntoIterator<Item = $of>, |it| it.into_iter().collect());
    };
    (@ $name:ident, $field:ident, texts) => {
        setters!(@@ $name, $field, impl IntoIterator<Item = impl IntoText>,
            |it| it.into_iter().map(IntoText::into_text).collect());
    };
    (@ $name:ident, $field:ident, pairs) => {
        setters!(@@ $name, $field, impl IntoIterator<Item = (impl IntoText, impl IntoText)>,
            |it| it.into_iter().map(|(name, value)| (name.into_text(), value.into_text())).collect());
    };
    (@@ $name:ident, $field:ident, $takes:ty, |$it:ident| $value:expr) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](field@", stringify!($name), "::", stringify!($field), ").")]
        #[must_use]
        pub fn $field(mut self, $field: $takes) -> $name {
            let $it = $field;
            self.$field = $value;
            self
        }
    };
}

setters!(Order {
    items: list OrderItem;
    total: option Fen;
    freight: option Fen;
    discount: option Fen;
    paid: option Fen;
    ordered_at: option Time;
    paid_at: option Time;
    ship_by: option Time;
    shipped_at: option Time;
    received_at: option Time;
    cancelled_at: option Time;
    receiver: option Receiver;
    note: text;
    freight_insurance: option bool;
    parcels: list Parcel;
    aftersales: list Aftersale;
});

setters!(OrderItem {
    product: text;
    sku: text;
    quantity: value u32;
    price: amount;
});

setters!(Receiver {
    name: text;
    phone: text;
    province: text;
    city: text;
    address: text;
});

setters!(Parcel {
    carrier: text;
    tracking: text;
    nodes: list ParcelNode;
});

setters!(ParcelNode {
    text: text;
});

setters!(Aftersale {
    amount: option Fen;
    reason: text;
    applied_at: option Time;
    updated_at: option Time;
    deadline: option Time;
    refunded_at: option Time;
    note: text;
});

setters!(Product {
    aliases: texts;
    link_number: option u32;
    category: text;
    status: value ProductStatus;
    attributes: pairs;
    skus: list Sku;
    size_chart: option SizeChart;
    ship_within_hours: option u32;
    presale_ship_at: option Time;
    seven_day_return: option bool;
    free_shipping: option bool;
    freight: option Fen;
    tags: texts;
    related: texts;
    complements: texts;
    sold: option u64;
    listed_at: option Time;
    facts: texts;
    description: text;
});

setters!(SizeChart {
    body: texts;
});

setters!(Sku {
    options: pairs;
    price: option Fen;
    stock: option u32;
    restock_at: option Time;
});

impl Order {
    /// An order with nothing known but whose it is and how far it is. A setter for each of the rest:
    ///
    /// ```
    /// use kefu::shop::{Aftersale, AftersaleKind, AftersaleStatus, Fen, OrderItem, Parcel, ParcelNode, ParcelState,
    ///     Receiver};
    /// use kefu::{Order, OrderStatus};
    ///
    /// let paid: Option<Fen> = Some(Fen(11_900)); // as it stands in the host's row
    /// let order = Order::new("6917533224570258991", "b1", OrderStatus::Shipped)
    ///     .items([OrderItem::new("纯棉圆领T恤").product("p1001").sku("黑色/M").price(Fen(12_900))])
    ///     .total(Fen(12_900))
    ///     .paid(paid)
    ///     .ordered_at("2026-11-18T09:12:00+08:00".parse::<kefu::Time>()?)
    ///     .receiver(Receiver::new().phone("138****1035").province("四川省").city("成都市"))
    ///     .note(None::<String>)
    ///     .parcels([Parcel::new("中通快递", "75312345678901").nodes([ParcelNode::new(
    ///         "2026-11-21T20:10:00+08:00".parse()?,
    ///         ParcelState::InTransit,
    ///     )
    ///     .text("快件已到达【成都转运中心】")])])
    ///     .aftersales([Aftersale::new("7312000000000000201", AftersaleKind::RefundOnly, AftersaleStatus::WaitingSeller)
    ///         .amount(Fen(2_000))]);
    /// assert_eq!(order.title(), "纯棉圆领T恤（黑色/M）");
    /// assert_eq!((order.paid, order.note.as_str()), (paid, ""));
    /// # Ok::<(), kefu::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, buyer: impl Into<String>, status: OrderStatus) -> Order {
        Order {
            id: id.into(),
            buyer: buyer.into(),
            status,
            items: Vec::new(),
            total: None,
            freight: None,
            discount: None,
            paid: None,
            ordered_at: None,
            paid_at: None,
            ship_by: None,
            shipped_at: None,
            received_at: None,
            cancelled_at: None,
            receiver: None,
            note: String::new(),
            freight_insurance: None,
            parcels: Vec::new(),
            aftersales: Vec::new(),
        }
    }
}

impl OrderItem {
    /// One of what has this title. [`Order::new`] has an example.
    #[must_use]
    pub fn new(title: impl Into<String>) -> OrderItem {
        OrderItem { product: String::new(), title: title.into(), sku: String::new(), quantity: 1, price: Fen(0) }
    }
}

impl Receiver {
    /// Somebody of whom nothing is known.
    #[must_use]
    pub fn new() -> Receiver {
        Receiver::default()
    }
}

impl Parcel {
    /// A parcel of this carrier under this waybill's number, to which nothing happened yet.
    #[must_use]
    pub fn new(carrier: impl IntoText, tracking: impl IntoText) -> Parcel {
        Parcel { carrier: carrier.into_text(), tracking: tracking.into_text(), nodes: Vec::new() }
    }
}

impl ParcelNode {
    /// What happened when, without the carrier's words.
    #[must_use]
    pub fn new(at: Time, state: ParcelState) -> ParcelNode {
        ParcelNode { at, state, text: String::new() }
    }
}

impl Aftersale {
    /// A request of which nothing is known but what is wanted and how far it is.
    #[must_use]
    pub fn new(id: impl Into<String>, kind: AftersaleKind, status: AftersaleStatus) -> Aftersale {
        Aftersale {
            id: id.into(),
            kind,
            status,
            amount: None,
            reason: String::new(),
            applied_at: None,
            updated_at: None,
            deadline: None,
            refunded_at: None,
            note: String::new(),
        }
    }
}

impl Product {
    /// A product on sale with nothing known but what it is called. A setter for each of the rest:
    ///
    /// ```
    /// use kefu::Product;
    /// use kefu::shop::{Fen, SizeChart, Sku};
    ///
    /// let stock: Option<u32> = None; // this host does not know it
    /// let product = Product::new("p1001", "纯棉圆领T恤")
    ///     .aliases(["白T", "短袖"])
    ///     .attributes([("材质", "100%棉")])
    ///     .skus([Sku::new("黑色/M").options([("颜色", "黑色"), ("尺码", "M")]).price(Fen(12_900)).stock(stock)])
    ///     .size_chart(SizeChart::new(["尺码", "身高cm"], [["M", "160-170"], ["L", "170-180"]]))
    ///     .remote_freight([("新疆维吾尔自治区", Some(Fen(1_500))), ("西藏自治区", None)])
    ///     .ship_within_hours(48)
    ///     .seven_day_return(true);
    /// assert_eq!(product.attributes["材质"], "100%棉");
    /// assert_eq!(product.remote_freight["西藏自治区"], None); // it is not delivered there
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Product {
        Product {
            id: id.into(),
            title: title.into(),
            aliases: Vec::new(),
            link_number: None,
            category: String::new(),
            status: ProductStatus::OnSale,
            attributes: BTreeMap::new(),
            skus: Vec::new(),
            size_chart: None,
            ship_within_hours: None,
            presale_ship_at: None,
            seven_day_return: None,
            free_shipping: None,
            freight: None,
            remote_freight: BTreeMap::new(),
            tags: Vec::new(),
            related: Vec::new(),
            complements: Vec::new(),
            sold: None,
            listed_at: None,
            facts: Vec::new(),
            description: String::new(),
        }
    }

    /// Sets [`remote_freight`](field@Product::remote_freight).
    #[must_use]
    pub fn remote_freight(
        mut self,
        remote_freight: impl IntoIterator<Item = (impl IntoText, impl Into<Option<Fen>>)>,
    ) -> Product {
        let regions = remote_freight.into_iter();
        self.remote_freight = regions.map(|(region, freight)| (region.into_text(), freight.into())).collect();
        self
    }
}

impl Sku {
    /// The variant that orders give this name, without options, price and stock.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Sku {
        Sku { id: id.into(), options: BTreeMap::new(), price: None, stock: None, restock_at: None }
    }
}

impl SizeChart {
    /// A table of sizes; [`Product::new`] has an example.
    #[must_use]
    pub fn new(
        columns: impl IntoIterator<Item = impl IntoText>,
        rows: impl IntoIterator<Item = impl IntoIterator<Item = impl IntoText>>,
    ) -> SizeChart {
        let rows = rows.into_iter().map(|row| row.into_iter().map(IntoText::into_text).collect());
        let columns = columns.into_iter().map(IntoText::into_text).collect();
        SizeChart { columns, rows: rows.collect(), body: Vec::new() }
    }
}
