//! What a message says by the closed rules of the language, for a dialogue that reads no text.

use super::Understanding;
use crate::language::pointing::{OrderPlace, OrderState, Span};
use crate::language::variant::Step;
use crate::language::{
    choice, consent, continuation, correction, deed, ellipsis, free_text, keyword, likeness, meanwhile, options,
    order_detail, outcome, phone, photo, pointing, question, remark, reported, retraction, settled, topic, variant,
    waybill, ways_out,
};
use crate::names::EntityKind;
use crate::shop::product::Product;

impl Understanding {
    /// Whether it has the form of a question.
    pub(crate) fn is_question(&self) -> bool {
        question::is_question(&self.text)
    }

    /// Whether it asks something, in any of the forms of a question.
    pub(crate) fn asks(&self) -> bool {
        question::asks(&self.text)
    }

    /// Whether it says that there is nothing to say.
    pub(crate) fn is_nothing(&self) -> bool {
        free_text::is_nothing(&self.text)
    }

    /// Whether it is a courtesy, a refusal, a pause or the wish for a person, and nothing else.
    pub(crate) fn is_remark(&self) -> bool {
        free_text::is_remark(&self.text)
    }

    /// Whether it complains.
    pub(crate) fn complains(&self) -> bool {
        free_text::complains(&self.text)
    }

    /// Whether it says how the parcel is to be packed or brought.
    pub(crate) fn instructs(&self) -> bool {
        free_text::instructs(&self.text)
    }

    /// The message proper, without politeness around it.
    pub(crate) fn core(&self) -> &str {
        keyword::core(&self.text)
    }

    /// Whether it is nothing but a number that names something else than was asked for, or a day.
    pub(crate) fn is_number_of_something_else(&self, question: &str) -> bool {
        free_text::is_number_of_something_else(&self.text, &self.entities, question)
    }

    /// The number of a parcel that it gives: a whole one, or something that was to be one.
    pub(crate) fn waybill(&self) -> Option<String> {
        waybill::waybill(&self.text, &self.entities)
    }

    /// Whether it is the number of a parcel, and nothing that says what of it.
    pub(crate) fn little_beside_waybill(&self) -> bool {
        waybill::little_beside_waybill(&self.text, &self.entities)
    }

    pub(crate) fn only_waybill(&self) -> bool {
        waybill::only_waybill(&self.text, &self.entities)
    }

    /// Whether it asks for a deed in so many words.
    pub(crate) fn asks_for_deed(&self) -> bool {
        deed::asks_for(&self.text)
    }

    /// Whether it asks somebody to do something.
    pub(crate) fn asks_somebody(&self) -> bool {
        deed::asks_somebody(&self.text)
    }

    /// Whether the courier is to hurry, or to come at another time.
    pub(crate) fn urges(&self) -> bool {
        deed::urges(&self.text)
    }

    /// Whether the goods are on their way back.
    pub(crate) fn was_sent_back(&self) -> bool {
        deed::was_sent_back(&self.text)
    }

    /// Whether it says that nothing is wrong, or not any more, and nothing else.
    pub(crate) fn is_settled(&self) -> bool {
        settled::is_settled(&self.text)
    }

    /// Whether it says that a service is not wanted, and nothing else.
    pub(crate) fn is_unwanted(&self) -> bool {
        settled::is_unwanted(&self.text)
    }

    /// Whether it says that what was waited for is there.
    pub(crate) fn has_come(&self) -> bool {
        settled::has_come(&self.text)
    }

    /// Whether it praises, and says nothing else.
    pub(crate) fn praises(&self) -> bool {
        remark::praises(&self.text)
    }

    /// Whether it is a laugh or has nothing to say, or was for somebody else.
    pub(crate) fn is_idle(&self) -> bool {
        remark::is_idle(&self.text)
    }

    /// Whether it says what was done.
    pub(crate) fn is_done(&self) -> bool {
        reported::is_done(&self.text)
    }

    /// Whether it says what would be done.
    pub(crate) fn is_conditional(&self) -> bool {
        reported::is_conditional(&self.text)
    }

    /// Whether it says that the goods were opened or used.
    pub(crate) fn says_opened(&self) -> bool {
        reported::says_opened(&self.text)
    }

    /// Whether it says that it does not work on the buyer's own page.
    pub(crate) fn is_unable(&self) -> bool {
        meanwhile::is_unable(&self.text)
    }

    /// Whether the buyer has done it.
    pub(crate) fn did_it(&self) -> bool {
        meanwhile::did_it(&self.text)
    }

    /// Whether it asks where the money goes, and when.
    pub(crate) fn asks_of_money(&self) -> bool {
        meanwhile::asks_of_money(&self.text)
    }

    /// Whether it asks what a deed costs or brings with it.
    pub(crate) fn asks_about_deed(&self) -> bool {
        meanwhile::asks_about_deed(&self.text)
    }

    /// Whether a part of the money is asked for.
    pub(crate) fn wants_a_part(&self) -> bool {
        meanwhile::wants_a_part(&self.text)
    }

    /// The day on which the buyer would rather have the parcel, as written.
    pub(crate) fn another_day(&self) -> Option<&str> {
        let day = self.entity(EntityKind::Date).map(|date| date.text.as_str());
        day.filter(|_| meanwhile::wants_another_day(&self.text))
    }

    /// Whether it says that what was to be cancelled is not, and nothing else.
    pub(crate) fn is_not_cancelled(&self) -> bool {
        outcome::is_not_cancelled(&self.text)
    }

    /// Whether it points at a picture, and says nothing else.
    pub(crate) fn points_at_photo(&self) -> bool {
        photo::points_at_photo(&self.text)
    }

    /// Whether it says the word, and does not deny it.
    pub(crate) fn says(&self, word: &str) -> bool {
        free_text::says(&self.text, word)
    }

    /// Whether it is the word and hardly anything beside it.
    pub(crate) fn is_only(&self, word: &str) -> bool {
        free_text::is_only(&self.text, word)
    }

    /// Whether it does not say which address is meant.
    pub(crate) fn leaves_address_open(&self) -> bool {
        free_text::leaves_address_open(&self.text)
    }

    /// Whether it takes an earlier answer back.
    pub(crate) fn corrects(&self) -> bool {
        correction::corrects(&self.text)
    }

    /// Whether it changes what was said before.
    pub(crate) fn changes(&self) -> bool {
        correction::changes(&self.text)
    }

    /// Whether it says, right behind a write, that what was written is wrong.
    pub(crate) fn corrects_write(&self) -> bool {
        correction::corrects_write(&self.text)
    }

    /// Whether what it names is only mentioned, and is not what is to be done.
    pub(crate) fn only_mentions(&self) -> bool {
        correction::only_mentions(&self.text)
    }

    /// The day that it names and does not refuse.
    pub(crate) fn meant_day(&self) -> Option<String> {
        correction::meant_day(&self.text, &self.entities)
    }

    /// The telephone that a change names, and no order.
    pub(crate) fn new_phone(&self) -> Option<String> {
        phone::new_phone(&self.text, &self.entities)
    }

    /// Whether a telephone is what it changes.
    pub(crate) fn changes_phone(&self) -> bool {
        phone::is_changed(&self.text)
    }

    /// Whether it names a telephone that is to be used, and not one that was.
    pub(crate) fn adds_phone(&self) -> bool {
        phone::is_added(&self.text)
    }

    /// Whether it says that something is to become something else.
    pub(crate) fn says_new(&self) -> bool {
        phone::says_new(&self.text)
    }

    /// Whether it points at what is in focus instead of naming something.
    pub(crate) fn points(&self) -> bool {
        pointing::points(&self.text)
    }

    /// Whether it may point at one of several orders.
    pub(crate) fn points_at_order(&self) -> bool {
        pointing::points_at_order(&self.text)
    }

    /// The intent by which it asks what an order that is looked at says.
    pub(crate) fn detail_of_order(&self) -> Option<&'static str> {
        order_detail::detail(&self.text)
    }

    /// Whether it points at the order under discussion.
    pub(crate) fn points_at_this_order(&self) -> bool {
        pointing::points_at_this_order(&self.text)
    }

    /// Whether it speaks of something that was bought.
    pub(crate) fn speaks_of_bought(&self) -> bool {
        pointing::speaks_of_bought(&self.text)
    }

    /// The item of a menu that shares most with it; `None` when none or several do.
    pub(crate) fn best_label<'m, T>(&self, menu: &'m [T], label: impl Fn(&T) -> &str) -> Option<&'m T> {
        likeness::best_label(&self.text, menu, label)
    }

    /// Whether the buyer does not want to go on.
    pub(crate) fn wants_out(&self) -> bool {
        ways_out::wants_out(&self.text)
    }

    /// Whether, as a no, it means that nothing more is wanted, and not that something was wrong.
    pub(crate) fn declines(&self) -> bool {
        ways_out::declines(&self.text)
    }

    /// Whether it says that no person is wanted, and nothing else.
    pub(crate) fn declines_a_person(&self) -> bool {
        ways_out::declines_a_person(&self.text)
    }

    /// Whether, as a nod, it says that nothing is open.
    pub(crate) fn leaves_nothing_open(&self) -> bool {
        ways_out::leaves_nothing_open(&self.text)
    }

    /// Whether it thanks, praises or says goodbye, and asks nothing.
    pub(crate) fn takes_leave(&self) -> bool {
        ways_out::takes_leave(&self.text)
    }

    /// Whether the buyer only asks for a moment.
    pub(crate) fn is_busy(&self) -> bool {
        topic::is_busy(&self.text)
    }

    /// Whether it is a question that does not say what it is about.
    pub(crate) fn is_objectless(&self) -> bool {
        topic::is_objectless(&self.text)
    }

    /// Whether it doubts what was said.
    pub(crate) fn doubts(&self) -> bool {
        topic::doubts(&self.text)
    }

    /// Whether somebody is to do what was talked about.
    pub(crate) fn wants_it_done(&self) -> bool {
        topic::wants_it_done(&self.text)
    }

    /// Whether it asks how long something takes, or when it is done.
    pub(crate) fn asks_time(&self) -> bool {
        topic::asks_time(&self.text)
    }

    /// The place in the list of orders that it names: `上一单`.
    pub(crate) fn order_place(&self) -> Option<OrderPlace> {
        pointing::order_place(&self.text)
    }

    /// The state by which it calls an order: `没发货的那单`.
    pub(crate) fn order_state(&self) -> Option<OrderState> {
        pointing::order_state(&self.text)
    }

    /// The days of which it speaks by one name: `上周`.
    pub(crate) fn span(&self) -> Option<Span> {
        pointing::span(&self.text)
    }

    /// Whether it describes an order.
    pub(crate) fn describes_order(&self) -> bool {
        pointing::describes_order(&self.text)
    }

    /// Whether it may say when something was bought.
    pub(crate) fn says_when_bought(&self) -> bool {
        pointing::says_when_bought(&self.text)
    }

    /// Whether something is to be bought now.
    pub(crate) fn buys_now(&self) -> bool {
        pointing::buys_now(&self.text)
    }

    /// The four digits in it, where it has no others.
    pub(crate) fn only_four_digits(&self) -> Option<&str> {
        pointing::only_four_digits(&self.text)
    }

    /// How much it speaks of a title.
    pub(crate) fn likeness(&self, title: &str) -> usize {
        likeness::likeness(&self.text, title)
    }

    /// Whether it calls the product by its title or one of its names.
    pub(crate) fn names(&self, product: &Product) -> bool {
        likeness::is_named(product, &self.text)
    }

    /// Whether it names options of goods, wished for or asked about, and nothing else.
    pub(crate) fn only_options(&self) -> bool {
        variant::only_options(&self.text, &self.entities)
    }

    /// Whether it may ask whether there is a variant of goods.
    pub(crate) fn asks_for_variant(&self) -> bool {
        variant::asks_for_variant(&self.text)
    }

    /// Whether it may ask whether there is something.
    pub(crate) fn asks_whether(&self) -> bool {
        variant::asks_whether(&self.text)
    }

    /// Whether it speaks of an option in the words for one.
    pub(crate) fn speaks_of_option(&self) -> bool {
        variant::speaks_of_option(&self.text)
    }

    /// The size next to another one that it names.
    pub(crate) fn step(&self) -> Option<Step> {
        variant::step(&self.text)
    }

    /// Whether it is short enough to be the name of an option.
    pub(crate) fn is_name_of_option(&self) -> bool {
        variant::is_name(&self.text)
    }

    /// Whether it is a value of the product and nothing else but the words around it.
    pub(crate) fn is_option_of(&self, product: &Product) -> bool {
        options::only_written(product, &self.text)
    }

    /// Whether it is a beginning only, which something must follow.
    pub(crate) fn is_fragment(&self, fragments: &[String]) -> bool {
        continuation::is_fragment(&self.text, fragments)
    }

    /// Whether it is short enough to go on with the message before it.
    pub(crate) fn is_short(&self) -> bool {
        continuation::is_short(&self.text)
    }

    /// Whether it begins as what says more of the question before it.
    pub(crate) fn continues(&self) -> bool {
        continuation::begins_so(&self.text)
    }

    /// Whether it is a value and nothing that asks: `那黑色的呢`.
    pub(crate) fn is_ellipsis(&self) -> bool {
        ellipsis::is_ellipsis(&self.text, &self.entities)
    }

    /// Whether it asks what of something: `…呢`.
    pub(crate) fn asks_what_of_it(&self) -> bool {
        ellipsis::asks_what_of_it(&self.text)
    }

    /// Whether it is so short that it follows what was said.
    pub(crate) fn follows(&self) -> bool {
        ellipsis::follows(&self.text)
    }

    /// The number that it has, where it is short and names nothing.
    pub(crate) fn bare_number(&self) -> Option<i64> {
        ellipsis::number(&self.text).filter(|_| self.entities.is_empty())
    }

    /// Whether beside what it names there is hardly a question in it.
    pub(crate) fn little_else(&self) -> bool {
        ellipsis::little_else(&self.text, &self.entities)
    }

    /// Whether what it names covers it but for a few characters.
    pub(crate) fn only_entities(&self) -> bool {
        ellipsis::only_entities(&self.text, &self.entities)
    }

    /// Whether, with a telephone in it, it asks for an order by that.
    pub(crate) fn asks_of_order(&self) -> bool {
        ellipsis::asks_of_order(&self.text)
    }

    /// Whether it says that something is wrong with what waits for a yes, or gives a part of it anew.
    pub(crate) fn unsettles(&self, elsewhere: bool) -> bool {
        correction::unsettles(&self.text, elsewhere)
    }

    /// Whether, as a nod, it has a plain yes in it.
    pub(crate) fn has_yes(&self) -> bool {
        consent::has_yes(&self.text)
    }

    /// Whether it means another order than the one under discussion, and does not say which.
    pub(crate) fn means_another_order(&self) -> bool {
        choice::means_another_order(&self.text)
    }

    /// The place in a list that it chooses, from 1.
    pub(crate) fn place(&self) -> Option<usize> {
        choice::place(&self.text)
    }

    /// Whether it asks when people are there, or whether something was noted for them.
    pub(crate) fn asks_for_people(&self) -> bool {
        question::asks_for_people(&self.text)
    }

    /// Its characters.
    pub(crate) fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether the word stands in it.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.text.contains(word)
    }

    /// What it means instead of what was wanted; `None` when it takes nothing back.
    pub(crate) fn meant(&self) -> Option<&str> {
        retraction::meant(&self.text)
    }

    /// What a change of mind means now; as an error that it is nothing any more.
    pub(crate) fn changed(&self) -> Option<Result<&str, &str>> {
        retraction::changed(&self.text)
    }

    /// The values of the product's options that stand in it.
    pub(crate) fn values_in_full(&self, product: &Product) -> Vec<String> {
        options::in_full(product, &self.text)
    }

    /// A measure or a taste that it names and that is none of these values.
    pub(crate) fn other_value(&self, values: &[&str]) -> Option<String> {
        options::other(values, &self.text)
    }
}
