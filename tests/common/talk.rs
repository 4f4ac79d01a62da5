//! One conversation with the demo shop, and the book of what was asked of its orders.

use std::cell::RefCell;
use std::sync::OnceLock;

use kefu::input::Content;
use kefu::{
    Bot, Input, LookupError, MemoryOrders, MemoryProducts, Order, OrderQuery, OrderSource, Request, RequestOutcome,
    Session, Shop, Time, Turn,
};

use super::{DemoData, demo_bot, now};

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

fn data() -> &'static DemoData {
    static DATA: OnceLock<DemoData> = OnceLock::new();
    DATA.get_or_init(DemoData::read)
}

fn products() -> &'static MemoryProducts {
    static PRODUCTS: OnceLock<MemoryProducts> = OnceLock::new();
    PRODUCTS.get_or_init(|| data().products())
}

/// The demo orders, and what was asked of them.
pub struct Ledger {
    pub orders: RefCell<Vec<Order>>,
    pub requests: RefCell<Vec<Request>>,
}

impl Ledger {
    pub fn new() -> Ledger {
        Ledger { orders: RefCell::new(data().orders.clone()), requests: RefCell::default() }
    }

    pub fn kinds(&self) -> Vec<String> {
        self.requests.borrow().iter().map(|request| request.kind.clone()).collect()
    }
}

impl OrderSource for Ledger {
    fn orders(&self, query: &OrderQuery) -> Result<Vec<Order>, LookupError> {
        MemoryOrders::new(self.orders.borrow().iter().cloned()).orders(query)
    }

    fn request(&self, request: &Request) -> Result<RequestOutcome, LookupError> {
        self.requests.borrow_mut().push(request.clone());
        MemoryOrders::new(self.orders.borrow().iter().cloned()).request(request)
    }
}

/// One conversation with the demo shop.
pub struct Talk {
    pub buyer: Option<&'static str>,
    pub ledger: Ledger,
    pub session: Session,
    pub at: Time,
}

impl Talk {
    pub fn new(buyer: &'static str) -> Talk {
        Talk { buyer: Some(buyer), ledger: Ledger::new(), session: Session::new("s"), at: now() }
    }

    pub fn say(&mut self, text: &str) -> Turn {
        self.send(Content::Text { text: text.to_owned() })
    }

    pub fn send(&mut self, content: Content) -> Turn {
        self.at = self.at.plus_millis(10_000);
        let mut input = Input::new(content).at(self.at);
        input.buyer = self.buyer.map(str::to_owned);
        let shop = Shop::new().orders(&self.ledger).products(products());
        bot().reply(&mut self.session, input, &shop)
    }
}
