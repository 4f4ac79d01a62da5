//! One conversation with the demo shop, and the book of what was asked of its orders.

use std::cell::RefCell;
use std::sync::OnceLock;

use kefu::input::{Content, People};
use kefu::{
    Bot, Input, LookupError, MemoryOrders, MemoryProducts, Order, OrderQuery, OrderSource, Request, RequestOutcome,
    Session, Shop, Time, Turn,
};

use super::{DemoData, demo_bot, demo_knowledge, now};

fn bot() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    BOT.get_or_init(demo_bot)
}

fn people_first() -> &'static Bot {
    static BOT: OnceLock<Bot> = OnceLock::new();
    let mode = "[[mode]]\nid = \"people_first\"\nmode = \"people_first\"\n";
    BOT.get_or_init(|| Bot::new(demo_knowledge().toml("mode.toml", mode).build().unwrap()).wakes(true))
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
    pub bot: &'static Bot,
    pub buyer: Option<&'static str>,
    pub ledger: Ledger,
    pub session: Session,
    pub at: Time,
}

impl Talk {
    pub fn new(buyer: &'static str) -> Talk {
        Talk { bot: bot(), buyer: Some(buyer), ledger: Ledger::new(), session: Session::new("s"), at: now() }
    }

    /// One in which people come first and never do: each message waits, and is answered when the bot is woken.
    pub fn people_first(buyer: &'static str) -> Talk {
        Talk { bot: people_first(), ..Talk::new(buyer) }
    }

    pub fn say(&mut self, text: &str) -> Turn {
        self.send(Content::Text { text: text.to_owned() })
    }

    pub fn send(&mut self, content: Content) -> Turn {
        self.at = self.at.plus_millis(10_000);
        self.put(Input::new(content))
    }

    /// What the message that waits is answered with, when its time has come.
    pub fn wake(&mut self) -> Turn {
        self.at = self.session.wake_at().expect("something waits");
        self.put(Input::wake())
    }

    fn put(&mut self, input: Input) -> Turn {
        let mut input = input.at(self.at).people(People::new(1, 0));
        input.buyer = self.buyer.map(str::to_owned);
        let shop = Shop::new().orders(&self.ledger).products(products());
        self.bot.reply(&mut self.session, input, &shop)
    }
}
