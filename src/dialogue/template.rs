//! Values for the fields of the knowledge, and texts and conditions over them.

use crate::dialogue::Draft;
use crate::dialogue::known::Availability;
use crate::dialogue::private::secret_in;
use crate::guard::privacy::{self, SecretKind, Secrets, initial, receiver};
use crate::knowledge::field::{Accept, Condition, Field, Part, Reference, Template};
use crate::language::body::Body;
use crate::language::bought;
use crate::language::entity::address;
use crate::language::entity::places::province_of;
use crate::language::shown::{self, list};
use crate::language::size::TOLD;
use crate::language::speech::{add, clauses, closed};
use crate::language::{options, size};
use crate::money::Fen;
use crate::names::{EntityKind, Mood, Value};
use crate::question::size::recommend;
use crate::shop::order::{Aftersale, AftersaleStatus, Order, OrderStatus, Parcel, ParcelState};
use crate::shop::product::Product;
use crate::time::{DAY, HOUR, Time, clock};

/// A field's value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    Text(String),
    /// A state: its name in the knowledge and its name for buyers.
    State(&'static str, &'static str),
    Number(i64),
    Money(Fen),
    Time(Time),
    Flag(bool),
}

impl Draft<'_> {
    /// Whether everything that the condition asks for holds.
    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        condition.tests.iter().all(|test| accepts(&test.accept, self.value(&test.subject).as_ref(), &test.subject))
    }

    /// The text with its values; `None` when its first line has none.
    pub(crate) fn render(&self, template: &Template) -> Option<String> {
        let mut lines = template.lines.iter().map(|line| self.render_line(line));
        let mut text = lines.next()??;
        for line in lines.flatten().filter(|line| !line.is_empty()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
        }
        Some(closed(text))
    }

    fn render_line(&self, line: &[Part]) -> Option<String> {
        let mut text = String::new();
        for part in line {
            match part {
                Part::Text(fixed) => add(&mut text, fixed),
                Part::WithPeople(_) if self.availability() == Availability::Nobody => {}
                Part::WithPeople(passage) => add(&mut text, passage),
                Part::Value(Reference::Slot(slot)) => text.push_str(&self.shown_slot(slot)?),
                Part::Value(Reference::Field(field)) => match self.field(*field)? {
                    Shown::State(name, label) => {
                        text.push_str(self.knowledge().labels.of(field.name(), name, label));
                    }
                    value => text.push_str(&self.show(&value)),
                },
            }
        }
        Some(closed(text))
    }

    fn show(&self, value: &Shown) -> String {
        match value {
            Shown::Text(text) => text.clone(),
            Shown::State(_, label) => (*label).to_owned(),
            Shown::Number(number) => number.to_string(),
            Shown::Money(fen) => format!("¥{fen}"),
            Shown::Time(time) => self.show_time(*time),
            Shown::Flag(flag) => shown::flag(*flag).to_owned(),
        }
    }

    /// As people say it: `今天 18:00`, `昨晚 20:10`, `11-20 18:00`, and with the year when it is another one.
    pub(crate) fn show_time(&self, time: Time) -> String {
        let offset = self.knowledge().profile.offset_minutes;
        shown::moment(time.wall(offset), self.wall_now(), &self.knowledge().labels)
    }

    /// The value of a reference in this turn; `None` when it is not known.
    pub(crate) fn value(&self, reference: &Reference) -> Option<Shown> {
        match reference {
            Reference::Slot(slot) => self.slot(slot).map(|value| Shown::Text(value.to_owned())),
            Reference::Field(field) => self.field(*field),
        }
    }

    fn field(&self, field: Field) -> Option<Shown> {
        let knowledge = self.knowledge();
        let text = |text: &str| (!text.is_empty()).then(|| Shown::Text(text.to_owned()));
        if let Some(policy) = knowledge.policies.get(&field) {
            return match policy.parse() {
                Ok(number) => Some(Shown::Number(number)),
                Err(_) => text(policy),
            };
        }
        let facts = &knowledge.facts;
        if let Some(policy) = facts.text_of(field, self.wall_now()) {
            return Some(Shown::Text(policy));
        }
        match field {
            Field::ShippingWithin => facts.shipping.as_ref()?.within_hours.map(|hours| Shown::Number(hours.into())),
            Field::ShippingCutoff => facts.shipping.as_ref()?.cutoff.map(|cutoff| Shown::Text(clock(cutoff))),
            Field::CarriersDefault => text(&list(&facts.carriers.as_ref()?.default)),
            Field::CarriersOnRequest => text(&list(&facts.carriers.as_ref()?.on_request)),
            Field::CarriersExtra => facts.carriers.as_ref()?.extra.map(Shown::Money),
            Field::PaymentAccepted => text(&list(&facts.payment.as_ref()?.accepted)),
            Field::PaymentRefused => text(&list(&facts.payment.as_ref()?.refused)),
            Field::PaymentInstalments => facts.payment.as_ref()?.instalments.map(Shown::Flag),
            Field::InvoiceKinds => text(&list(&facts.invoice.as_ref()?.kinds)),
            Field::InvoiceRefused => text(&list(&facts.invoice.as_ref()?.refused)),
            Field::InvoiceAfter => text(facts.invoice.as_ref()?.after.as_deref()?),
            Field::PromotionTerms => text(&facts.promotions_in_words(self.wall_now()).join("\n")),
            Field::ShopName => text(&knowledge.profile.name),
            Field::ShopAssistant => text(&knowledge.profile.assistant),
            Field::ShopHours => {
                knowledge.profile.hours.map(|(from, to)| Shown::Text(format!("{}–{}", clock(from), clock(to))))
            }
            Field::ShopOpensAt => self.opens_at().map(Shown::Text),
            Field::ShopOpen => self.shop_open().map(Shown::Flag),
            Field::BuyerSignedIn => Some(Shown::Flag(self.world.input.buyer.is_some())),
            Field::BuyerMood => Some(mood(self.talk.mood())),
            Field::BuyerOpened => Some(Shown::Flag(self.has_opened())),
            Field::BuyerVip => self.world.input.vip.map(|level| Shown::Number(level.into())),
            Field::BuyerOrders => self.focus.order_count().map(Shown::Number),
            Field::PeopleWait => self
                .world
                .input
                .people
                .and_then(|people| people.wait)
                .map(|wait| Shown::Number(wait.div_ceil(60).into())),
            Field::ShopDaytime => text(shown::daytime(self.wall_now()?.hour)),
            Field::PeopleOnline => self.world.input.people.map(|people| Shown::Number(people.online.into())),
            Field::PeopleWaiting => self.world.input.people.map(|people| Shown::Number(people.waiting.into())),
            Field::HeardColour => self.heard_text(EntityKind::Colour),
            Field::HeardSize => self.heard_text(EntityKind::Size).or_else(|| self.heard_text(EntityKind::ShoeSize)),
            Field::HeardProvince => text(&self.heard_province()?),
            Field::HeardCity => self.heard_text(EntityKind::City),
            Field::HeardCarrier => self.heard_text(EntityKind::Carrier),
            Field::HeardHeight => self.heard_number(EntityKind::Height).map(Shown::Number),
            Field::HeardWeight => self.heard_number(EntityKind::Weight).map(|grams| Shown::Number(grams / 1000)),
            Field::HeardQuantity => self.heard_number(EntityKind::Quantity).map(Shown::Number),
            Field::HeardAmount => self.heard_number(EntityKind::Amount).map(|fen| Shown::Money(Fen(fen))),
            _ => match field.about() {
                crate::knowledge::field::About::Order => {
                    self.focus.order().and_then(|order| self.order_field(order, field))
                }
                crate::knowledge::field::About::Product => {
                    self.focus.product().and_then(|product| self.product_field(product, field))
                }
                crate::knowledge::field::About::Turn | crate::knowledge::field::About::Buyer => None,
            },
        }
    }

    fn heard_text(&self, kind: EntityKind) -> Option<Shown> {
        self.named(kind).map(|value| Shown::Text(value.to_string()))
    }

    /// What was heard of the buyer's measures.
    pub(super) fn body(&self) -> Body {
        let mut body = Body::default();
        for (kind, ..) in TOLD {
            if let Some(number) = self.heard_number(*kind) {
                body.know(*kind, number);
            }
        }
        body
    }

    pub(crate) fn heard_number(&self, kind: EntityKind) -> Option<i64> {
        match self.named(kind)? {
            Value::Number(number) => Some(*number),
            Value::Text(_) => None,
        }
    }

    /// When people are back; `None` when they should be there now, or it is not known when they are.
    fn opens_at(&self) -> Option<String> {
        let (from, _) = self.knowledge().profile.hours?;
        if self.shop_open()? {
            return None;
        }
        let now = self.wall_now()?.minutes();
        Some(shown::opening(now < from, &clock(from), &self.knowledge().labels))
    }

    fn order_field(&self, order: &Order, field: Field) -> Option<Shown> {
        let text = |text: &str| (!text.is_empty()).then(|| Shown::Text(text.to_owned()));
        let now = self.world.input.at;
        let named = self.named_parcel(order);
        let parcels = named.map_or(order.parcels.as_slice(), std::slice::from_ref);
        let parcel = named.or_else(|| newest_parcel(order));
        let node = parcel.and_then(|parcel| parcel.nodes.last());
        let aftersale = current_aftersale(order);
        let aftersale_text = |get: fn(&Aftersale) -> &String| aftersale.map(get).and_then(|value| text(value));
        match field {
            Field::OrderId => text(&order.id),
            // What is asked of one parcel that is on its way is not what the others do.
            Field::OrderState if named.is_some() && order.status == OrderStatus::PartlyShipped => {
                let shipped = OrderStatus::Shipped;
                Some(Shown::State(shipped.as_str(), shipped.label()))
            }
            Field::OrderState => Some(Shown::State(order.status.as_str(), order.status.label())),
            Field::OrderTitle => text(&order.title()),
            Field::OrderTotal => order.total.map(Shown::Money),
            Field::OrderPaid => order.paid.map(Shown::Money),
            Field::OrderOrderedAt => order.ordered_at.map(Shown::Time),
            Field::OrderPaidAt => order.paid_at.map(Shown::Time),
            Field::OrderShipBy => order.ship_by.map(Shown::Time),
            Field::OrderShippedAt => order.shipped_at.map(Shown::Time),
            Field::OrderReceivedAt => order.received_at.map(Shown::Time),
            Field::OrderCancelledAt => order.cancelled_at.map(Shown::Time),
            Field::OrderLate => order.ship_by.zip(now).map(|_| Shown::Flag(self.is_late(order))),
            Field::OrderReturnUntil => self.return_until(order).map(Shown::Time),
            Field::OrderReturnOpen => Some(Shown::Flag(now? <= self.return_until(order)?)),
            Field::OrderFreightInsurance => order.freight_insurance.map(Shown::Flag),
            Field::OrderDestination => {
                order.receiver.as_ref().and_then(|receiver| text(&format!("{}{}", receiver.province, receiver.city)))
            }
            Field::OrderParcels => count(parcels.len()),
            Field::OrderParcelsOpen => count(parcels.iter().filter(|parcel| !is_signed(parcel)).count()),
            Field::OrderParcelsStuck => {
                now.and_then(|now| count(parcels.iter().filter(|parcel| stuck(order, parcel, now)).count()))
            }
            Field::OrderItems => count(order.items.len()),
            Field::OrderSku => match order.items.as_slice() {
                [item] => text(&item.sku),
                _ => None,
            },
            Field::OrderNamed => Some(Shown::Flag(self.focus.was_named(&order.id, self.state.revision))),
            Field::OrderFreight => order.freight.map(Shown::Money),
            Field::OrderDiscount => order.discount.map(Shown::Money),
            Field::OrderDue => order.due().map(Shown::Money),
            Field::OrderSum => bought::sum(order).map(Shown::Text),
            Field::OrderLines => bought::lines(order).map(Shown::Text),
            Field::OrderShares => bought::shares(order).map(Shown::Text),
            Field::OrderRefunded => order.refunded().map(Shown::Money),
            Field::OrderRefundable => order.refundable().map(Shown::Money),
            Field::OrderPieces => Some(Shown::Number(order.pieces().into())).filter(|_| !order.items.is_empty()),
            Field::OrderContents => text(&bought::contents(order)),
            Field::OrderReceiver => text(&receiver(order.receiver.as_ref()?)),
            Field::OrderNote => self.decent(&order.note),
            Field::ParcelCarrier => text(&parcel?.carrier),
            Field::ParcelTracking => text(&parcel?.tracking),
            Field::ParcelStatus => node.map(|node| Shown::State(node.state.as_str(), node.state.label())),
            Field::ParcelText => self.decent(&node?.text),
            Field::ParcelAt => node.map(|node| Shown::Time(node.at)),
            Field::ParcelStuck => Some(Shown::Flag(stuck(order, parcel?, now?))),
            Field::ParcelAll => self.decent(&self.all_parcels(order)),
            Field::AftersaleId => aftersale_text(|aftersale| &aftersale.id),
            Field::AftersaleWhat => aftersale.map(|it| Shown::State(it.kind.as_str(), it.kind.label())),
            Field::AftersaleState => aftersale.map(|it| Shown::State(it.status.as_str(), it.status.label())),
            Field::AftersaleRunning => Some(Shown::Flag(aftersale.is_some_and(|it| it.status.is_running()))),
            Field::AftersaleAmount => aftersale?.amount.map(Shown::Money),
            Field::AftersaleReason => aftersale_text(|aftersale| &aftersale.reason),
            Field::AftersaleAppliedAt => aftersale?.applied_at.map(Shown::Time),
            Field::AftersaleUpdatedAt => aftersale?.updated_at.map(Shown::Time),
            Field::AftersaleDeadline => aftersale?.deadline.map(Shown::Time),
            Field::AftersaleOverdue => Some(Shown::Flag(aftersale?.deadline? < now?)),
            Field::AftersaleRefundedAt => aftersale?.refunded_at.map(Shown::Time),
            Field::AftersaleNote => aftersale_text(|aftersale| &aftersale.note),
            _ => None,
        }
    }

    /// What others wrote (a carrier, the platform), without the clauses that must not be said here: a link or a contact in them
    /// is no reason to keep the rest from the buyer.
    fn decent(&self, text: &str) -> Option<Shown> {
        let guard = &self.world.compiled.guard;
        let fine = |part: &str| guard.held_back(&privacy::mask(part, &Secrets::default())).is_empty();
        if fine(text) {
            return (!text.is_empty()).then(|| Shown::Text(text.to_owned()));
        }
        let kept: String = clauses(text).filter(|part| fine(part)).collect();
        let kept = closed(kept.trim_end_matches('\n').to_owned());
        kept.contains(char::is_alphanumeric).then_some(Shown::Text(kept))
    }

    /// Whether the order should have been shipped by now, as far as it is known.
    pub(crate) fn is_late(&self, order: &Order) -> bool {
        let due = order.ship_by.zip(self.world.input.at);
        let waits = order.shipped_at.is_none() || order.status == OrderStatus::PartlyShipped;
        waits && due.is_some_and(|(ship_by, now)| ship_by < now)
    }

    /// Whether the order can be returned without a reason now, as far as it is known.
    pub(crate) fn can_return(&self, order: &Order) -> bool {
        self.world.input.at.zip(self.return_until(order)).is_some_and(|(now, until)| now <= until)
    }

    /// The end of the day until which the order can be returned without a reason. The days count from the receipt; where that
    /// is not known, from when the last parcel was signed for.
    fn return_until(&self, order: &Order) -> Option<Time> {
        let knowledge = self.knowledge();
        let days: i64 = knowledge.policies.get(&Field::PolicyReturnDays)?.parse().ok()?;
        let signed = || {
            let all = !order.parcels.is_empty() && order.parcels.iter().all(is_signed);
            newest_parcel(order)?.nodes.last().map(|node| node.at).filter(|_| all)
        };
        let received = order.received_at.or_else(signed)?;
        let midnight = received.wall(knowledge.profile.offset_minutes).day_number + days + 1;
        let offset = i64::from(knowledge.profile.offset_minutes) * 60_000;
        Some(Time::from_millis(midnight.saturating_mul(DAY).saturating_sub(offset).saturating_sub(60_000)))
    }

    fn all_parcels(&self, order: &Order) -> String {
        let mut lines = Vec::new();
        for (number, parcel) in (1..).zip(order.parcels.iter().take(5)) {
            let last = parcel.nodes.last();
            let labels = &self.knowledge().labels;
            let name = |state: ParcelState| labels.of("parcel.state", state.as_str(), state.label());
            let last = last.map(|node| (name(node.state), self.show_time(node.at)));
            lines.push(shown::parcel_line(number, &parcel.carrier, &parcel.tracking, last));
        }
        lines.join("\n")
    }

    fn product_field(&self, product: &Product, field: Field) -> Option<Shown> {
        let text = |text: &str| (!text.is_empty()).then(|| Shown::Text(text.to_owned()));
        match field {
            Field::ProductId => text(&product.id),
            Field::ProductTitle => text(product.short_title()),
            Field::ProductStatus => {
                let name = shown::product_status(product.status);
                Some(Shown::State(name.0, name.1))
            }
            Field::ProductPrice => {
                let mut prices: Vec<Fen> = self.skus(product).filter_map(|sku| sku.price).collect();
                prices.sort_unstable();
                match (prices.first(), prices.last()) {
                    (Some(low), Some(high)) if low == high => Some(Shown::Text(format!("¥{low}"))),
                    (Some(low), Some(high)) => Some(Shown::Text(format!("¥{low}–{high}"))),
                    _ => None,
                }
            }
            Field::ProductPriceDrop => {
                let [item] = self.focus.order()?.items.as_slice() else { return None };
                let sku = product.skus.iter().find(|sku| item.product == product.id && sku.id == item.sku)?;
                let drop = item.price.0.checked_sub(sku.price?.0)?.checked_mul(item.quantity.into())?;
                (drop > 0).then_some(Shown::Money(Fen(drop)))
            }
            Field::ProductSku => {
                if let Some(sku) = self.slot("sku") {
                    return text(sku);
                }
                let (named, lacking) = self.meant_and_lacking(product);
                if !lacking.is_empty() {
                    return text(&self.as_written(&lacking));
                }
                if let (false, [sku]) = (named.is_empty(), options::fitting(product, &named).as_slice()) {
                    return text(&sku.id);
                }
                (!named.is_empty()).then(|| Shown::Text(shown::variant(&named)))
            }
            Field::ProductStock => {
                let stocks: Option<Vec<u32>> = self.skus(product).map(|sku| sku.stock).collect();
                let stocks = stocks.filter(|stocks| !stocks.is_empty())?;
                Some(Shown::Number(stocks.into_iter().map(i64::from).sum()))
            }
            Field::ProductColours => text(&list(&values_of(product, options::is_colour))),
            Field::ProductSizes => text(&list(&values_of(product, options::is_size))),
            Field::ProductSkus => count(product.skus.len()),
            Field::ProductVariants => count(self.skus(product).count()),
            Field::ProductOptions if self.skus(product).next().is_none() => {
                text(&options::offered(product, &self.heard_options(product)))
            }
            Field::ProductOptions => text(&options::all(product)),
            Field::ProductSizeChart => text(&size::chart(product.size_chart.as_ref()?)),
            Field::ProductSizeFit => {
                let advice = recommend(product.size_chart.as_ref(), &self.body(), |_| None);
                advice.size().map(|size| Shown::Text(size.name.clone()))
            }
            Field::ProductShipWithin => product.ship_within_hours.map(|hours| Shown::Number(hours.into())),
            Field::ProductRestockAt => self.skus(product).filter_map(|sku| sku.restock_at).min().map(Shown::Time),
            Field::ProductPresaleShipAt => product.presale_ship_at.map(Shown::Time),
            Field::ProductSevenDayReturn => product.seven_day_return.map(Shown::Flag),
            Field::ProductFreeShipping => product.free_shipping.map(Shown::Flag),
            Field::ProductFreight => product.freight.map(Shown::Money),
            Field::ProductRemoteFreight => self.remote(product)?.map(Shown::Money),
            Field::ProductDelivered => self.remote(product).map(|freight| Shown::Flag(freight.is_some())),
            Field::ProductCategory => text(&product.category),
            Field::AttributeName => self.attribute(product).map(|(name, _)| Shown::Text(name)),
            Field::AttributeValue => self.attribute(product)?.1.map(Shown::Text),
            Field::AttributeOthers => {
                let others: Vec<String> =
                    product.attributes.iter().take(3).map(|(name, value)| format!("{name}{value}")).collect();
                text(&shown::in_a_row(&others))
            }
            _ => None,
        }
    }

    /// The province that was named, or the province of the city that was: its full name.
    fn heard_province(&self) -> Option<String> {
        self.named(EntityKind::Province).map(ToString::to_string).or_else(|| {
            let city = self.named(EntityKind::City)?;
            province_of(&city.to_string()).map(str::to_owned)
        })
    }

    /// What the product says of the province that was named; outer `None`: nothing in particular.
    fn remote(&self, product: &Product) -> Option<Option<Fen>> {
        let province = self.heard_province()?;
        product.remote_freight.get(&province).copied()
    }

    /// Which option or attribute is asked for, and its values where the product has it. Among several variants the option
    /// says more than an attribute of its name.
    fn attribute(&self, product: &Product) -> Option<(String, Option<String>)> {
        let says = |word: &str| self.world.heard.is_some_and(|heard| heard.contains(word));
        let written = product.attributes.iter().find(|(name, _)| says(name));
        let knowledge = self.knowledge();
        let asked = self.talk.intent().as_ref().and_then(|intent| knowledge.intent(intent.as_str()));
        let names = asked.map_or(&[][..], |intent| intent.attributes.as_slice());
        let axes = options::axes(product);
        let axis = axes.iter().find(|axis| says(axis));
        if let Some(axis) = axis.or_else(|| axes.iter().find(|axis| names.iter().any(|name| name == **axis))) {
            return Some(((*axis).to_owned(), Some(list(&options::values(product, axis)))));
        }
        let known = names.iter().find_map(|name| product.attributes.get_key_value(name)).or(written);
        match known {
            Some((name, value)) => Some((name.clone(), Some(value.clone()))),
            None => names.first().map(|name| (name.clone(), None)),
        }
    }

    /// The value of a slot as it may be shown: of an address what tells no house, of a receiver's name its first character.
    pub(super) fn shown_slot(&self, slot: &str) -> Option<String> {
        let value = self.slot(slot)?;
        let flow = self.running_flow();
        Some(match flow.and_then(|flow| secret_in(flow, slot)) {
            Some(SecretKind::Address) => format!("{}****", address::region(value)),
            Some(SecretKind::Name) => initial(value),
            Some(SecretKind::Phone) | None => value.to_owned(),
        })
    }
}

fn accepts(accept: &Accept, value: Option<&Shown>, subject: &Reference) -> bool {
    match (accept, value) {
        (Accept::Is(wanted), Some(Shown::Flag(flag))) => wanted == flag,
        (Accept::Is(wanted), None) => {
            let flag =
                matches!(subject, Reference::Field(field) if field.kind() == crate::knowledge::field::FieldKind::Flag);
            !wanted && !flag
        }
        (Accept::Is(wanted), Some(Shown::State(name, _))) => *wanted == (*name != "unknown"),
        (Accept::Is(wanted), Some(_)) => *wanted,
        (Accept::OneOf(values), Some(Shown::Text(text))) => values.contains(text),
        (Accept::OneOf(values), Some(Shown::State(name, _))) => values.iter().any(|value| value == name),
        (Accept::OneOf(values), Some(Shown::Number(number))) => values.contains(&number.to_string()),
        (Accept::Between(low, high), Some(Shown::Number(number) | Shown::Money(Fen(number)))) => {
            (low..=high).contains(&number)
        }
        _ => false,
    }
}

fn mood(mood: Mood) -> Shown {
    Shown::State(mood.name(), mood.label())
}

/// The parcel that moved last.
pub(crate) fn newest_parcel(order: &Order) -> Option<&Parcel> {
    order.parcels.iter().max_by_key(|parcel| parcel.nodes.last().map(|node| node.at))
}

/// The request after the sale that the buyer means: the newest that is still open, else the newest.
pub(crate) fn current_aftersale(order: &Order) -> Option<&Aftersale> {
    let over = |status| {
        matches!(
            status,
            AftersaleStatus::Refunded
                | AftersaleStatus::Exchanged
                | AftersaleStatus::Closed
                | AftersaleStatus::Cancelled
        )
    };
    order.aftersales.iter().rev().find(|aftersale| !over(aftersale.status)).or(order.aftersales.last())
}

/// No scan for a day although one is due.
fn stuck(order: &Order, parcel: &Parcel, now: Time) -> bool {
    use ParcelState::{Collected, Created, InTransit, OutForDelivery};
    let last = match parcel.nodes.last() {
        Some(node) => Some(node.at).filter(|_| matches!(node.state, Created | Collected | InTransit | OutForDelivery)),
        None => order.shipped_at.filter(|_| order.received_at.is_none()),
    };
    last.is_some_and(|last| now.since(last) > 24 * HOUR)
}

/// Whether the carrier says that the parcel was signed for.
pub(crate) fn is_signed(parcel: &Parcel) -> bool {
    parcel.nodes.last().is_some_and(|node| node.state == ParcelState::Signed)
}

fn count(number: usize) -> Option<Shown> {
    i64::try_from(number).ok().map(Shown::Number)
}

/// The values of the first option that is meant.
fn values_of(product: &Product, meant: fn(&str) -> bool) -> Vec<&str> {
    let axis = options::axes(product).into_iter().find(|axis| meant(axis));
    axis.map(|axis| options::values(product, axis)).unwrap_or_default()
}
