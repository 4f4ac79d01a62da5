//! The bot: knowledge, compiled once and shared by all conversations.

use std::sync::Arc;

use crate::dialogue::Compiled;
use crate::dialogue::answer::answers_of;
use crate::dialogue::private::private_slots;
use crate::guard::Guard;
use crate::guard::outbound::OutboundGuard;
use crate::input::Input;
use crate::knowledge::Knowledge;
use crate::session::Session;
use crate::shop::Shop;
use crate::turn::{self, Step, Turn};
use crate::understand::{Reader, Understanding};

/// The compiled, immutable engine: knowledge, index and classifier.
///
/// Building one learns the examples that a shop adds; what the built-in pack teaches was learnt beforehand. It takes about a tenth
/// of a second, in a debug build one second. After that it is `Send + Sync`, a clone is a reference count, and all conversations of a process share it. New knowledge is a
/// new bot: swap it in, running conversations go on with their sessions.
///
/// ```
/// use kefu::{Bot, Input, Knowledge, Session, Shop};
///
/// let bot = Bot::new(Knowledge::ecommerce());
/// let mut session = Session::new("s1");
/// let turn = bot.reply(&mut session, Input::text("转人工"), &Shop::new());
/// assert!(turn.actions.iter().any(|action| matches!(action, kefu::Action::HandOff(_))));
/// ```
#[derive(Clone, Debug)]
pub struct Bot {
    compiled: Arc<Compiled>,
    wakes: bool,
}

/// An entry of the FAQ that fits a text. Made by [`Bot::search`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FaqMatch {
    /// The entry's id.
    pub id: String,
    /// Its question.
    pub question: String,
    /// Its answer, verbatim.
    pub answer: String,
    /// The probability that it answers the text, 0 to 1.
    pub confidence: f32,
}

impl Bot {
    /// Compiles knowledge.
    #[must_use]
    pub fn new(knowledge: Knowledge) -> Bot {
        let reader = Reader::new(&knowledge);
        let guard = Guard::over(OutboundGuard::new(&knowledge.guard.banned, &knowledge.guard.allowed));
        let (private_slots, answers) = (private_slots(&knowledge), answers_of(&knowledge));
        Bot { compiled: Arc::new(Compiled { knowledge, reader, guard, private_slots, answers }), wakes: false }
    }

    /// The guard that holds any text to what this shop may say, with the words of its `[guard]`: for what its people write, and
    /// whatever else leaves the shop. The bot's own replies have passed what the platform holds back of it.
    ///
    /// ```
    /// use kefu::guard::{Evidence, Rule};
    /// use kefu::{Bot, Knowledge};
    ///
    /// let knowledge = Knowledge::builder().toml("shop.toml", "[guard]\nbanned = ['内部价']").build()?;
    /// let guard = Bot::new(knowledge).guard();
    /// assert_eq!(guard.check("给您内部价", &Evidence::none())[0].rule, Rule::Banned);
    /// # Ok::<(), kefu::KnowledgeError>(())
    /// ```
    #[must_use]
    pub fn guard(&self) -> Guard {
        self.compiled.guard.clone()
    }

    /// Says whether the host carries out [`Action::WakeAt`](crate::Action::WakeAt); `false` when it is not said.
    ///
    /// With a host that wakes, a message that is a beginning only (`我想问下`) waits for its rest, one that people should answer
    /// first ([`Mode::PeopleFirst`](crate::knowledge::Mode::PeopleFirst)) waits for them, and who has gone silent in a flow is reminded.
    /// Without, nobody would end the waiting: every message is answered at once, and `WakeAt` is never ordered.
    ///
    /// ```
    /// use kefu::{Bot, Fact, Input, Knowledge, Session, Shop};
    ///
    /// let bot = Bot::new(Knowledge::ecommerce());
    /// let beginning = || Input::text("我想问下").at("2026-11-22T10:00:00+08:00".parse().unwrap());
    /// assert!(!bot.reply(&mut Session::new("s1"), beginning(), &Shop::new()).text().is_empty());
    ///
    /// let bot = bot.wakes(true);
    /// let turn = bot.reply(&mut Session::new("s2"), beginning(), &Shop::new());
    /// assert!(turn.replies.is_empty() && turn.facts.contains(&Fact::Held));
    /// ```
    #[must_use]
    pub fn wakes(mut self, wakes: bool) -> Bot {
        self.wakes = wakes;
        self
    }

    /// Begins the turn of one input. Nothing is changed: the next session is in the [`Turn`].
    ///
    /// The same session, input and answers always give the same turn.
    #[must_use]
    pub fn begin(&self, session: &Session, input: Input) -> Step {
        turn::begin(Arc::clone(&self.compiled), self.wakes, session, input)
    }

    /// Runs a whole turn over the host's synchronous sources, and puts the next session in the place of this one.
    pub fn reply(&self, session: &mut Session, input: Input, shop: &Shop<'_>) -> Turn {
        let mut step = self.begin(session, input);
        loop {
            step = match step {
                Step::Done(turn) => {
                    session.clone_from(&turn.session);
                    return turn;
                }
                Step::Order(need) => match shop.orders {
                    Some(source) => {
                        let found = source.orders(need.query());
                        need.resume(found)
                    }
                    None => need.decline(),
                },
                Step::Product(need) => match shop.products {
                    Some(source) => {
                        let found = source.products(need.query());
                        need.resume(found)
                    }
                    None => need.decline(),
                },
                Step::Request(need) => match shop.orders {
                    Some(source) => {
                        let outcome = source.request(need.query());
                        need.resume(outcome)
                    }
                    None => need.decline(),
                },
                Step::Call(need) => match shop.calls {
                    Some(source) => {
                        let values = source.call(need.query());
                        need.resume(values)
                    }
                    None => need.decline(),
                },
                Step::Compose(need) => match shop.composer {
                    Some(composer) => {
                        let text = composer.compose(need.query());
                        need.resume(text)
                    }
                    None => need.decline(),
                },
            }
        }
    }

    /// What a text means, without a dialogue. A few microseconds.
    ///
    /// ```
    /// use kefu::{Bot, Knowledge};
    ///
    /// let bot = Bot::new(Knowledge::ecommerce());
    /// let understanding = bot.understand("怎么还没发货呀，都三天了");
    /// assert_eq!(understanding.best().map(|best| best.id.as_str()), Some("ship.time"));
    /// ```
    #[must_use]
    pub fn understand(&self, text: &str) -> Understanding {
        self.compiled.reader.read(&self.compiled.knowledge, text, None)
    }

    /// The words of a text that speak for its most probable intent, strongest first, each with its part of the log-odds: for
    /// a merchant who asks why. With the feature `jieba` only, whose dictionary is loaded at the first call (0.2 s, 32 MB).
    ///
    /// ```
    /// use kefu::{Bot, Knowledge};
    ///
    /// let bot = Bot::new(Knowledge::ecommerce());
    /// assert!(bot.telling_words("我想问下能开发票吗")[0].0.contains("发票"));
    /// ```
    #[cfg(feature = "jieba")]
    #[must_use]
    pub fn telling_words(&self, text: &str) -> Vec<(String, f32)> {
        self.compiled.reader.telling_words(&self.compiled.knowledge, text)
    }

    /// The entries of the FAQ that fit a text best, `count` at most, best first.
    #[must_use]
    pub fn search(&self, text: &str, count: usize) -> Vec<FaqMatch> {
        let hits = self.compiled.reader.search(text, count);
        let faqs = &self.compiled.knowledge.faqs;
        hits.into_iter()
            .filter_map(|hit| {
                let faq = faqs.get(hit.index)?;
                Some(FaqMatch {
                    id: faq.id.clone(),
                    question: faq.question.clone(),
                    answer: faq.answer.clone(),
                    confidence: hit.confidence,
                })
            })
            .collect()
    }

    /// What reads its messages.
    pub(crate) fn reader(&self) -> &Reader {
        &self.compiled.reader
    }

    /// The knowledge it was built from.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.compiled.knowledge
    }
}
