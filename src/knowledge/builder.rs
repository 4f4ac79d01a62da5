//! Putting knowledge together from files and code.

use super::check::check;
use super::diagnostic::{Diagnostic, KnowledgeError, Problems, Severity};
use super::merge::Entry;
use super::source::{
    AnswerEntry, CarriersEntry, DeliveryEntry, Does, EventEntry, FaqEntry, FlowEntry, HandOffEntry, IntentEntry,
    InvoiceEntry, ModeEntry, NamedEntry, PaymentEntry, Places, PromotionEntry, PropertyEntry, ShippingEntry, ShopEntry,
    Source, TopicEntry,
};
use super::{Knowledge, Place, faq_csv, pack, read};

/// Collects what a shop knows. Nothing is checked before [`build`](KnowledgeBuilder::build), which then reports every
/// problem of every file at once.
///
/// What is added counts as one layer over the built-in pack: entries replace those of the pack by their ids.
///
/// ```
/// use kefu::Knowledge;
/// use kefu::knowledge::FaqEntry;
///
/// let knowledge = Knowledge::builder()
///     .toml("shop.toml", r#"
///         [shop]
///         name = "棉花糖服饰"
///         hours = "09:00-23:00"
///
///         [policy]
///         return_days = 7
///     "#)
///     .faq_csv("faq.csv", "问题,相似问法,答案\n会起球吗,起不起球|会不会起毛,正常穿着不会起球\n".as_bytes())
///     .faq(FaqEntry::new("有实体店吗", "目前只有抖音小店，没有实体店。"))
///     .build()?;
/// assert!(knowledge.warnings().is_empty());
/// # Ok::<(), kefu::KnowledgeError>(())
/// ```
#[derive(Debug)]
pub struct KnowledgeBuilder {
    pack: Source,
    shop: Source,
    problems: Problems,
    /// Every file could be read as what it is.
    readable: bool,
}

impl KnowledgeBuilder {
    fn over(read: fn(&mut Problems) -> Source) -> KnowledgeBuilder {
        let mut problems = Problems::default();
        let pack = read(&mut problems);
        KnowledgeBuilder { pack, shop: Source::default(), problems, readable: true }
    }

    /// Adds a file of knowledge in TOML: its text, or its bytes as they are, which are checked to be UTF-8. `file` is its
    /// name for diagnostics.
    #[must_use]
    pub fn toml(mut self, file: &str, text: impl AsRef<[u8]>) -> KnowledgeBuilder {
        self.readable &= read::toml(file, text.as_ref(), &mut self.shop, &mut self.problems);
        self
    }

    /// Adds an FAQ as a table in UTF-8: the first row names the columns 问题, 相似问法, 答案 (or question, similar, answer),
    /// and 编号 (id) where there is one.
    #[must_use]
    pub fn faq_csv(mut self, file: &str, bytes: &[u8]) -> KnowledgeBuilder {
        self.readable &= faq_csv::read(file, bytes, &mut self.shop.faqs, &mut self.problems);
        self
    }

    /// Adds an intent, or extends the one with its id.
    #[must_use]
    pub fn intent(mut self, intent: IntentEntry) -> KnowledgeBuilder {
        self.shop.intents.push(sited(intent));
        self
    }

    /// Adds an answer.
    #[must_use]
    pub fn answer(mut self, answer: AnswerEntry) -> KnowledgeBuilder {
        self.shop.answers.push(sited(answer));
        self
    }

    /// Adds a question with its answer.
    #[must_use]
    pub fn faq(mut self, faq: FaqEntry) -> KnowledgeBuilder {
        self.shop.faqs.push(sited(faq));
        self
    }

    /// Adds a flow.
    #[must_use]
    pub fn flow(mut self, flow: FlowEntry) -> KnowledgeBuilder {
        let mut flow = sited(flow);
        let whole = flow.places.whole().clone();
        for step in &mut flow.steps {
            step.places = Places::at(whole.clone());
            if let Does::Branch(arms) = &mut step.does {
                arms.iter_mut().for_each(|arm| arm.places = Places::at(whole.clone()));
            }
        }
        self.shop.flows.push(flow);
        self
    }

    /// Adds a hand-off rule.
    #[must_use]
    pub fn hand_off(mut self, rule: HandOffEntry) -> KnowledgeBuilder {
        self.shop.hand_offs.push(sited(rule));
        self
    }

    /// Adds a rule of who speaks first.
    #[must_use]
    pub fn mode(mut self, mode: ModeEntry) -> KnowledgeBuilder {
        self.shop.modes.push(sited(mode));
        self
    }

    /// Adds something to tell of an order.
    #[must_use]
    pub fn event(mut self, event: EventEntry) -> KnowledgeBuilder {
        self.shop.events.push(sited(event));
        self
    }

    /// Adds what buyers mostly ask of an order or a product.
    #[must_use]
    pub fn topic(mut self, topic: TopicEntry) -> KnowledgeBuilder {
        self.shop.topics.push(sited(topic));
        self
    }

    /// Adds a promotion.
    #[must_use]
    pub fn promotion(mut self, promotion: PromotionEntry) -> KnowledgeBuilder {
        self.shop.promotions.push(sited(promotion));
        self
    }

    /// Says when things leave.
    #[must_use]
    pub fn shipping(mut self, mut shipping: ShippingEntry) -> KnowledgeBuilder {
        shipping.places = Places::at(in_code("[policy.shipping]"));
        self.shop.shipping.push(shipping);
        self
    }

    /// Says by whom things are sent.
    #[must_use]
    pub fn carriers(mut self, mut carriers: CarriersEntry) -> KnowledgeBuilder {
        carriers.places = Places::at(in_code("[policy.carriers]"));
        self.shop.carriers.push(carriers);
        self
    }

    /// Adds how long it is on the road to some places.
    #[must_use]
    pub fn delivery(mut self, mut delivery: DeliveryEntry) -> KnowledgeBuilder {
        delivery.places = Places::at(in_code("[[policy.delivery]]"));
        self.shop.delivery.push(delivery);
        self
    }

    /// Says how buyers pay.
    #[must_use]
    pub fn payment(mut self, mut payment: PaymentEntry) -> KnowledgeBuilder {
        payment.places = Places::at(in_code("[policy.payment]"));
        self.shop.payment.push(payment);
        self
    }

    /// Says which invoices are written.
    #[must_use]
    pub fn invoice(mut self, mut invoice: InvoiceEntry) -> KnowledgeBuilder {
        invoice.places = Places::at(in_code("[policy.invoice]"));
        self.shop.invoice.push(invoice);
        self
    }

    /// Adds a property of goods, or extends the one with its id.
    #[must_use]
    pub fn property(mut self, property: PropertyEntry) -> KnowledgeBuilder {
        let mut property = sited(property);
        let whole = property.places.whole().clone();
        property.rules.iter_mut().for_each(|rule| rule.places = Places::at(whole.clone()));
        self.shop.properties.push(property);
        self
    }

    /// Sets what it sets; the rest stays.
    #[must_use]
    pub fn shop(mut self, mut shop: ShopEntry) -> KnowledgeBuilder {
        shop.places = Places::at(in_code("[shop]"));
        for key in ["hours", "utc_offset", "notice", "welcome", "menu", "pause", "remind", "fragments", "quiet"] {
            shop.places.note(key, None, in_code("[shop]"));
        }
        self.shop.shop.push(shop);
        self
    }

    /// Sets the value of a `policy.*` field, by its name without `policy.`.
    #[must_use]
    pub fn policy(mut self, name: &str, value: impl ToString) -> KnowledgeBuilder {
        let values = vec![value.to_string()];
        self.shop.policies.push(NamedEntry { name: name.to_owned(), values, places: Places::at(in_code("[policy]")) });
        self
    }

    /// Rewrites one of the engine's own sentences, in variants.
    #[must_use]
    pub fn text<I>(mut self, key: &str, variants: I) -> KnowledgeBuilder
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        let values = variants.into_iter().map(Into::into).collect();
        self.shop.texts.push(NamedEntry { name: key.to_owned(), values, places: Places::at(in_code("[text]")) });
        self
    }

    /// Calls a state or a day otherwise, by the field and its value: `order.status.paid`, `day.today`.
    #[must_use]
    pub fn label(mut self, name: &str, label: impl Into<String>) -> KnowledgeBuilder {
        let values = vec![label.into()];
        self.shop.labels.push(NamedEntry { name: name.to_owned(), values, places: Places::at(in_code("[label]")) });
        self
    }

    /// Checks everything as a whole. What is only a warning is kept in [`Knowledge::warnings`].
    ///
    /// # Errors
    ///
    /// [`KnowledgeError`] with every problem of every file.
    pub fn build(self) -> Result<Knowledge, KnowledgeError> {
        let (knowledge, diagnostics) = self.check();
        knowledge.ok_or_else(|| KnowledgeError::new(diagnostics))
    }

    /// The same for tools that show the warnings too: everything that was found, by file and line, and the knowledge
    /// unless one of it is an error.
    ///
    /// Where a file is not TOML, or not a table, the others are still compared with each other; nothing is reported that
    /// may only be missing because it stands in that file.
    #[must_use]
    pub fn check(mut self) -> (Option<Knowledge>, Vec<Diagnostic>) {
        if !self.readable {
            self.problems.part_is_missing();
        }
        let knowledge = check(self.pack, self.shop, &mut self.problems);
        let usable = !self.problems.has_errors();
        let found = self.problems.into_sorted();
        let warnings = found.iter().filter(|one| one.severity == Severity::Warning).cloned().collect();
        (usable.then_some(Knowledge { warnings, ..knowledge }), found)
    }
}

/// The place of what has none.
fn in_code(what: &str) -> Place {
    Place { file: what.into(), line: 0, column: 0 }
}

/// An entry that was built in code, with its kind and its id for a place.
fn sited<T: Entry>(mut entry: T) -> T {
    *entry.places_mut() = Places::at(in_code(&format!("{} `{}`", T::KIND.table(), entry.id())));
    entry
}

impl Knowledge {
    /// The built-in e-commerce knowledge alone: what a new shop works with on its first day.
    ///
    /// ```
    /// let knowledge = kefu::Knowledge::ecommerce();
    /// assert!(knowledge.warnings().is_empty());
    /// ```
    #[must_use]
    pub fn ecommerce() -> Knowledge {
        // A test holds that the pack has no problems.
        Knowledge::builder().check().0.unwrap_or_default()
    }

    /// A shop's own knowledge over the built-in e-commerce knowledge.
    #[must_use]
    pub fn builder() -> KnowledgeBuilder {
        KnowledgeBuilder::over(pack::ecommerce)
    }

    /// A shop's own knowledge over nothing but the engine's own sentences, the words of the trade, and the profile of a shop that
    /// has told nothing of itself yet: no intents, no answers, no flows.
    ///
    /// ```
    /// use kefu::Knowledge;
    /// use kefu::knowledge::FaqEntry;
    ///
    /// let knowledge = Knowledge::empty().faq(FaqEntry::new("几点下班", "晚上十一点。")).build()?;
    /// # let _ = knowledge;
    /// # Ok::<(), kefu::KnowledgeError>(())
    /// ```
    #[must_use]
    pub fn empty() -> KnowledgeBuilder {
        KnowledgeBuilder::over(pack::sentences)
    }

    /// What is probably not meant, and keeps nobody from using it.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}
