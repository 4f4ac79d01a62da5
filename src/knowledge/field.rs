//! What texts and conditions may speak of: a closed set of fields, so that a misspelt one is an error when the knowledge
//! is loaded and not an empty sentence in front of a buyer.

use std::fmt;

/// What kind of value a field has. It decides what a condition may ask of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// A text: known or absent, or one of some values.
    Text,
    /// One of a closed list of values.
    OneOf(&'static [&'static str]),
    /// An integer that conditions can compare.
    Number,
    /// Money; conditions compare 分.
    Money,
    /// An instant: known or absent.
    Time,
    /// Yes, no, or not known.
    Flag,
}

/// What must be looked up before a field has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// Nothing: it is there in every turn.
    Turn,
    /// The buyer's orders.
    Buyer,
    /// The order in focus.
    Order,
    /// The product in focus.
    Product,
}

macro_rules! fields {
    ($($variant:ident = $name:literal, $kind:expr, $about:ident;)*) => {
        /// A field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Field {
            $(#[doc = $name] $variant,)*
        }

        impl Field {
            /// Every field.
            pub(crate) const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// Its name in the knowledge.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* }
            }

            /// What kind of value it has.
            pub(crate) fn kind(self) -> FieldKind {
                match self { $(Field::$variant => $kind,)* }
            }

            /// What must be looked up for it.
            pub(crate) fn about(self) -> About {
                match self { $(Field::$variant => About::$about,)* }
            }
        }
    };
}

use crate::shop::order::{AftersaleKind, AftersaleStatus, OrderStatus, ParcelState};
use FieldKind::{Flag, Money, Number, OneOf, Text, Time};

fields! {
    ShopName = "shop.name", Text, Turn;
    ShopAssistant = "shop.assistant", Text, Turn;
    ShopHours = "shop.hours", Text, Turn;
    ShopOpen = "shop.open", Flag, Turn;
    ShopOpensAt = "shop.opens_at", Text, Turn;
    BuyerSignedIn = "buyer.signed_in", Flag, Turn;
    BuyerMood = "buyer.mood", OneOf(&["calm", "worried", "annoyed", "angry", "abusive"]), Turn;
    BuyerOpened = "buyer.opened", Flag, Turn;
    BuyerVip = "buyer.vip", Number, Turn;
    BuyerOrders = "buyer.orders", Number, Buyer;
    PeopleOnline = "people.online", Number, Turn;
    PeopleWaiting = "people.waiting", Number, Turn;
    PeopleWait = "people.wait", Number, Turn;
    ShopDaytime = "shop.daytime", Text, Turn;

    HeardColour = "heard.colour", Text, Turn;
    HeardSize = "heard.size", Text, Turn;
    HeardHeight = "heard.height", Number, Turn;
    HeardWeight = "heard.weight", Number, Turn;
    HeardProvince = "heard.province", Text, Turn;
    HeardCity = "heard.city", Text, Turn;
    HeardCarrier = "heard.carrier", Text, Turn;
    HeardQuantity = "heard.quantity", Number, Turn;
    HeardAmount = "heard.amount", Money, Turn;

    PolicyReturnDays = "policy.return_days", Number, Turn;
    PolicyReturnExceptions = "policy.return_exceptions", Text, Turn;
    PolicyReturnCondition = "policy.return_condition", Text, Turn;
    PolicyReturnAddress = "policy.return_address", Text, Turn;
    PolicyReturnFreight = "policy.return_freight", Text, Turn;
    PolicyExchange = "policy.exchange", Text, Turn;
    PolicyRefundTime = "policy.refund_time", Text, Turn;
    PolicyCarriers = "policy.carriers", Text, Turn;
    PolicyShipWithin = "policy.ship_within", Text, Turn;
    PolicyShipFrom = "policy.ship_from", Text, Turn;
    PolicyFreight = "policy.freight", Text, Turn;
    PolicyRemote = "policy.remote", Text, Turn;
    PolicyDeliveryTime = "policy.delivery_time", Text, Turn;
    PolicyCoupons = "policy.coupons", Text, Turn;
    PolicyGifts = "policy.gifts", Text, Turn;
    PolicyInvoice = "policy.invoice", Text, Turn;
    PolicyPayment = "policy.payment", Text, Turn;
    PolicyPriceProtection = "policy.price_protection", Text, Turn;
    PolicyWarranty = "policy.warranty", Text, Turn;
    PolicyQuality = "policy.quality", Text, Turn;
    PolicyMembers = "policy.members", Text, Turn;

    ShippingWithin = "shipping.within_hours", Number, Turn;
    ShippingCutoff = "shipping.cutoff", Text, Turn;
    CarriersDefault = "carriers.default", Text, Turn;
    CarriersOnRequest = "carriers.on_request", Text, Turn;
    CarriersExtra = "carriers.extra", Money, Turn;
    PaymentAccepted = "payment.accepted", Text, Turn;
    PaymentRefused = "payment.refused", Text, Turn;
    PaymentInstalments = "payment.instalments", Flag, Turn;
    InvoiceKinds = "invoice.kinds", Text, Turn;
    InvoiceRefused = "invoice.refused", Text, Turn;
    InvoiceAfter = "invoice.after", Text, Turn;
    PromotionTerms = "promotion.terms", Text, Turn;

    OrderId = "order.id", Text, Order;
    OrderState = "order.status", OneOf(OrderStatus::NAMES), Order;
    OrderTitle = "order.title", Text, Order;
    OrderTotal = "order.total", Money, Order;
    OrderPaid = "order.paid", Money, Order;
    OrderOrderedAt = "order.ordered_at", Time, Order;
    OrderPaidAt = "order.paid_at", Time, Order;
    OrderShipBy = "order.ship_by", Time, Order;
    OrderShippedAt = "order.shipped_at", Time, Order;
    OrderReceivedAt = "order.received_at", Time, Order;
    OrderCancelledAt = "order.cancelled_at", Time, Order;
    OrderLate = "order.late", Flag, Order;
    OrderReturnOpen = "order.return_open", Flag, Order;
    OrderReturnUntil = "order.return_until", Time, Order;
    OrderFreightInsurance = "order.freight_insurance", Flag, Order;
    OrderDestination = "order.destination", Text, Order;
    OrderParcels = "order.parcels", Number, Order;
    OrderParcelsOpen = "order.parcels_open", Number, Order;
    OrderParcelsStuck = "order.parcels_stuck", Number, Order;
    OrderItems = "order.items", Number, Order;
    OrderSku = "order.sku", Text, Order;
    OrderNamed = "order.named", Flag, Order;
    OrderFreight = "order.freight", Money, Order;
    OrderDiscount = "order.discount", Money, Order;
    OrderDue = "order.due", Money, Order;
    OrderSum = "order.sum", Text, Order;
    OrderLines = "order.lines", Text, Order;
    OrderShares = "order.shares", Text, Order;
    OrderRefunded = "order.refunded", Money, Order;
    OrderRefundable = "order.refundable", Money, Order;
    OrderPieces = "order.pieces", Number, Order;
    OrderContents = "order.contents", Text, Order;
    OrderReceiver = "order.receiver", Text, Order;
    OrderNote = "order.note", Text, Order;

    ParcelCarrier = "parcel.carrier", Text, Order;
    ParcelTracking = "parcel.tracking", Text, Order;
    ParcelStatus = "parcel.state", OneOf(ParcelState::NAMES), Order;
    ParcelText = "parcel.text", Text, Order;
    ParcelAt = "parcel.at", Time, Order;
    ParcelStuck = "parcel.stuck", Flag, Order;
    ParcelAll = "parcel.all", Text, Order;

    AftersaleId = "aftersale.id", Text, Order;
    AftersaleWhat = "aftersale.kind", OneOf(AftersaleKind::NAMES), Order;
    AftersaleState = "aftersale.status", OneOf(AftersaleStatus::NAMES), Order;
    AftersaleRunning = "aftersale.running", Flag, Order;
    AftersaleAmount = "aftersale.amount", Money, Order;
    AftersaleReason = "aftersale.reason", Text, Order;
    AftersaleAppliedAt = "aftersale.applied_at", Time, Order;
    AftersaleUpdatedAt = "aftersale.updated_at", Time, Order;
    AftersaleDeadline = "aftersale.deadline", Time, Order;
    AftersaleOverdue = "aftersale.overdue", Flag, Order;
    AftersaleRefundedAt = "aftersale.refunded_at", Time, Order;
    AftersaleNote = "aftersale.note", Text, Order;

    ProductId = "product.id", Text, Product;
    ProductTitle = "product.title", Text, Product;
    ProductStatus = "product.status", OneOf(&["on_sale", "off_shelf", "deleted", "unknown"]), Product;
    ProductPrice = "product.price", Text, Product;
    ProductPriceDrop = "product.price_drop", Money, Product;
    ProductSku = "product.sku", Text, Product;
    ProductStock = "product.stock", Number, Product;
    ProductColours = "product.colours", Text, Product;
    ProductVariants = "product.variants", Number, Product;
    ProductSkus = "product.skus", Number, Product;
    ProductOptions = "product.options", Text, Product;
    ProductSizes = "product.sizes", Text, Product;
    ProductSizeChart = "product.size_chart", Text, Product;
    ProductSizeFit = "product.size_fit", Text, Product;
    ProductShipWithin = "product.ship_within", Number, Product;
    ProductRestockAt = "product.restock_at", Time, Product;
    ProductPresaleShipAt = "product.presale_ship_at", Time, Product;
    ProductSevenDayReturn = "product.seven_day_return", Flag, Product;
    ProductFreeShipping = "product.free_shipping", Flag, Product;
    ProductFreight = "product.freight", Money, Product;
    ProductRemoteFreight = "product.remote_freight", Money, Product;
    ProductDelivered = "product.delivered", Flag, Product;
    ProductCategory = "product.category", Text, Product;
    AttributeName = "attribute.name", Text, Product;
    AttributeValue = "attribute.value", Text, Product;
    AttributeOthers = "attribute.others", Text, Product;
}

impl Field {
    /// The field with this name.
    pub(crate) fn named(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.name() == name)
    }
}

/// What a text or a condition refers to: a field, or a slot of the flow it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A field.
    Field(Field),
    /// A slot, by its name without `slot.`.
    Slot(String),
}

impl Reference {
    /// The reference that `name` writes; `None` when there is no such field.
    pub(crate) fn parse(name: &str) -> Option<Reference> {
        match name.strip_prefix("slot.") {
            Some(slot) if !slot.is_empty() => Some(Reference::Slot(slot.to_owned())),
            _ => Field::named(name).map(Reference::Field),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reference::Field(field) => f.write_str(field.name()),
            Reference::Slot(slot) => write!(f, "slot.{slot}"),
        }
    }
}

/// A text of the knowledge with references in braces: `您的订单{order.status}`.
///
/// A line that refers to something without a value is left out, and a text whose first line is left out is not said at
/// all: an answer never has a hole, and never an invented value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// The lines, each in its parts.
    pub(crate) lines: Vec<Vec<Part>>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Said as it is.
    Text(String),
    /// Said as its value.
    Value(Reference),
    /// Said as it is while somebody of the shop can come, and left out while nobody does: `{people:，我请同事来看}`.
    WithPeople(String),
}

/// Why a text is not a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TemplateError {
    /// There is no field of this name.
    UnknownField(String),
    /// A `{` without a `}`.
    Unclosed,
}

impl Template {
    /// Reads a text with references.
    pub(crate) fn parse(text: &str) -> Result<Template, TemplateError> {
        let lines = text.trim().lines().map(parse_line).collect::<Result<_, _>>()?;
        Ok(Template { lines })
    }

    /// What the text refers to, in order, with repetitions.
    pub(crate) fn references(&self) -> impl Iterator<Item = &Reference> {
        self.lines.iter().flatten().filter_map(|part| match part {
            Part::Value(reference) => Some(reference),
            Part::Text(_) | Part::WithPeople(_) => None,
        })
    }
}

/// What begins a passage that holds only while somebody can come.
const WITH_PEOPLE: &str = "people:";

fn parse_line(line: &str) -> Result<Vec<Part>, TemplateError> {
    let mut parts = Vec::new();
    let mut rest = line.trim();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or(TemplateError::Unclosed)?;
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        rest = after;
        if let Some(passage) = name.strip_prefix(WITH_PEOPLE) {
            parts.push(Part::WithPeople(passage.to_owned()));
            continue;
        }
        let reference =
            Reference::parse(name.trim()).ok_or_else(|| TemplateError::UnknownField(name.trim().to_owned()))?;
        parts.push(Part::Value(reference));
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}

/// What must hold; empty: always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Condition {
    /// All of these.
    pub(crate) tests: Vec<Test>,
}

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Test {
    /// What is looked at.
    pub(crate) subject: Reference,
    /// What is accepted.
    pub(crate) accept: Accept,
}

/// What a test accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Accept {
    /// `true`: a value, and not `no`. `false`: no value, or, of a [`FieldKind::Flag`], `no`: a flag that is not known is
    /// neither.
    Is(bool),
    /// One of these values, as the knowledge writes them.
    OneOf(Vec<String>),
    /// A number at least, at most, above or below another: the bounds are inclusive.
    Between(i64, i64),
}

impl Condition {
    /// Whether it always holds.
    pub(crate) fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether it looks at something that must be looked up there.
    pub(crate) fn needs(&self, about: About) -> bool {
        self.tests.iter().any(|test| matches!(&test.subject, Reference::Field(field) if field.about() == about))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_text_and_references() {
        let template = Template::parse("您的{order.title}：\n{order.status}，{slot.reason}").unwrap();
        let names: Vec<String> = template.references().map(ToString::to_string).collect();
        assert_eq!(names, ["order.title", "order.status", "slot.reason"]);
        assert_eq!(Template::parse("{order.state}"), Err(TemplateError::UnknownField("order.state".into())));
        assert_eq!(Template::parse("{order.status"), Err(TemplateError::Unclosed));
        let passage = Part::WithPeople("，我请同事来看".into());
        let lines = vec![vec![Part::Text("这单超时了".into()), passage, Part::Text("。".into())]];
        assert_eq!(Template::parse("这单超时了{people:，我请同事来看}。"), Ok(Template { lines }));
    }

    #[test]
    fn names_of_fields_are_distinct() {
        let mut names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Field::ALL.len());
    }
}
