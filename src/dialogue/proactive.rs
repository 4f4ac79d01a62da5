//! What the bot says first: the welcome, and news of an order.

use crate::dialogue::known::Availability;
use crate::dialogue::lookup::Known;
use crate::dialogue::{Draft, hash};
use crate::fact::Fact;
use crate::knowledge::{TextKey, TopicOf};
use crate::language::notes;
use crate::session::{Choice, PeopleState, Pick, Waiting};
use crate::shop::order::{Order, OrderStatus};
use crate::time::{HOUR, Time, within};

/// When a parcel of the order was scanned last.
fn last_scan(order: &Order) -> Option<Time> {
    order.parcels.iter().flat_map(|parcel| &parcel.nodes).map(|node| node.at).max()
}

impl Draft<'_> {
    /// The buyer opened the conversation: from a product's page, with an open order, while nobody is there, or just so.
    pub(crate) fn visit(&mut self, product: Option<&str>) -> Known<()> {
        if self.open.waiting().is_some() || self.crew.is_called() {
            // Something is going on, and a welcome would end it.
            self.note(notes::NO_GREETING);
            return Ok(());
        }
        if let Some(product) = product {
            self.focus.open_product(product);
            if self.passive_product()? {
                let choices = self.topics(TopicOf::Product);
                self.offer(TextKey::WelcomeProduct, choices);
                return Ok(());
            }
            self.focus.discuss_product(None);
        } else if self.world.input.buyer.is_some() && self.passive_order()? {
            let open =
                |status| !matches!(status, OrderStatus::Cancelled | OrderStatus::Finished | OrderStatus::Unknown);
            if self.focus.order().is_some_and(|order| open(order.status)) {
                let choices = self.topics(TopicOf::Order);
                self.offer(TextKey::WelcomeOrder, choices);
                return Ok(());
            }
        }
        let profile = &self.knowledge().profile;
        let closed = self.availability() == Availability::Nobody;
        let text = closed.then(|| self.choose(self.knowledge().text(TextKey::WelcomeClosed))).flatten();
        if let Some(text) = text.or_else(|| self.choose(&profile.welcome)) {
            self.offer_under(text, Draft::entries(&profile.menu));
        }
        Ok(())
    }

    /// What buyers mostly ask, and a person.
    fn topics(&self, of: TopicOf) -> Vec<Choice> {
        let mut choices = self.topic_choices(of);
        if let Some(human) = self.knowledge().intent("human") {
            choices.push(Choice { label: human.name.clone(), pick: Pick::Ask(human.ask.clone()) });
        }
        choices
    }

    /// Something happened to an order: its buyer is told, if the order's data say so too and it is a good moment.
    pub(crate) fn order_event(&mut self, id: &str, status: &str) -> Known<()> {
        let rules = self.knowledge().events.iter().filter(|rule| rule.status.iter().any(|it| it == status));
        let mut rules = rules.peekable();
        // Whoever is not signed in and sits before the buyer's conversation hears nothing of the buyer's orders.
        let away = self.state.away.is_some();
        if rules.peek().is_none() || self.world.input.buyer.is_none() || away || !self.is_good_moment() {
            self.note(notes::event_kept(status));
            return Ok(());
        }
        if !self.own_order(id)? {
            self.note(notes::NOT_THEIR_ORDER);
            return Ok(());
        }
        let Some(rule) = rules.find(|rule| self.holds(&rule.when)) else {
            self.note(notes::event_wrong(status));
            return Ok(());
        };
        // A parcel can go out, or be stuck, a second time: what is told of one is told once of each of its scans.
        let of_parcel = rule.when.tests.iter().any(|test| test.subject.to_string().starts_with("parcel."));
        let scan = self.focus.order().filter(|_| of_parcel).and_then(last_scan);
        let told = hash(&format!("{id}:{}:{}", rule.id, scan.map_or(0, Time::millis)));
        if self.state.was_told(told) {
            self.note(notes::TOLD_ALREADY);
            return Ok(());
        }
        if self.say(&rule.say) {
            self.state.remember_told(told);
            self.focus.discuss_order(Some(id.to_owned()));
            self.out.fact(Fact::Told { order_id: id.to_owned(), event: rule.id.clone() });
        }
        Ok(())
    }

    /// Not in the middle of something, and not at night but to somebody who is still awake.
    fn is_good_moment(&self) -> bool {
        let asked = !matches!(self.open.waiting(), None | Some(Waiting::Message | Waiting::More));
        if asked || self.later.unread().is_some() || self.crew.has_it() == PeopleState::Person {
            return false;
        }
        let profile = &self.knowledge().profile;
        let Some((now, quiet)) = self.world.input.at.zip(profile.pace.quiet) else { return true };
        let awake = self.state.at.is_some_and(|at| now.since(at) < HOUR / 2);
        awake || !within(now.wall(profile.offset_minutes).minutes(), quiet)
    }
}
