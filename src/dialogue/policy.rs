//! The policy: who decides a turn. Three lists of named points, tried in their order; the first that has something to say ends
//! the turn. Two points stand in no list: a message that came again is known before anything else, and what is no text has one way. `docs/dialogue.md` lists the same names in the same order, and a test holds them together.

use crate::dialogue::Draft;
use crate::dialogue::lookup::Known;
use crate::fact::{Fact, Point};
use crate::input::{AgentAction, Content};
use crate::knowledge::Mode;
use crate::language::notes;
use crate::session::PeopleState;
use crate::understand::Understanding;

/// What a point does with a turn; `false` where it has nothing to say.
type OfTurn<'a> = fn(&mut Draft<'a>) -> Known<bool>;
/// What a point does with a text; `false` where it has nothing to say.
type OfText<'a> = fn(&mut Draft<'a>, &Understanding) -> Known<bool>;

impl<'a> Draft<'a> {
    /// Whatever came.
    const TURN: [(Point, OfTurn<'a>); 9] = [
        (Point::TooMuchAsked, too_much_asked),
        (Point::PlatformNotice, platform_notice),
        (Point::Echo, echo),
        (Point::PersonActed, person_acted),
        (Point::Rating, rating),
        (Point::PersonHasIt, person_has_it),
        (Point::Woken, woken),
        (Point::OrderNews, order_news),
        (Point::Waits, waits),
    ];

    /// A text, in the state in which it comes.
    const TEXT: [(Point, OfText<'a>); 10] = [
        (Point::NoWords, Draft::no_words),
        (Point::CallsPeople, Draft::calls_people),
        (Point::MenuChoice, Draft::chooses),
        (Point::Moment, Draft::wants_a_moment),
        (Point::AnotherOrder, Draft::another_order),
        (Point::Settled, Draft::settles),
        (Point::Unwanted, Draft::drops_service),
        (Point::AnotherWish, Draft::wants_something_else),
        (Point::Asked, Draft::comes_while_asked),
        (Point::Lapsed, |draft, _| draft.takes_up_lapsed()),
    ];

    /// A text that is not the answer to anything the bot asked.
    const FRESH: [(Point, OfText<'a>); 27] = [
        (Point::Keyword, Draft::keyword),
        (Point::Row, Draft::row),
        (Point::Haggling, Draft::haggles),
        (Point::Doubt, Draft::hesitates),
        (Point::OptOut, Draft::opts_out),
        (Point::OrderSent, Draft::order_sent),
        (Point::NotCancelled, Draft::was_not_cancelled),
        (Point::Photo, Draft::tells_of_photo),
        (Point::Closing, Draft::closes),
        (Point::SentBack, Draft::has_sent_back),
        (Point::NothingMuch, Draft::says_nothing_much),
        (Point::WriteCorrected, Draft::corrects_write),
        (Point::Correction, Draft::corrects),
        (Point::OrderDetail, Draft::asks_detail),
        (Point::SumFollowed, Draft::follows_sum),
        (Point::WishRefined, Draft::refines),
        (Point::Continuation, Draft::continues),
        (Point::Computed, Draft::computes),
        (Point::Wish, Draft::wishes),
        (Point::WithinTopic, Draft::reads_within_topic),
        (Point::RowWithinTopic, Draft::row_within_topic),
        (Point::OutOfPlace, Draft::remarks),
        (Point::LikelyRow, Draft::likely_row),
        (Point::GuessWhileCalled, Draft::guesses_while_called),
        (Point::Understood, Draft::answers_understood),
        (Point::PossibleRow, Draft::possible_row),
        (Point::Unsure, Draft::is_unsure),
    ];

    /// Decides the turn.
    pub(super) fn decide(&mut self) -> Known<()> {
        for (point, decides) in Self::TURN {
            if decides(self)? {
                self.out.decided_by(point);
                return Ok(());
            }
        }
        self.buyer(&self.world.input.content)
    }

    /// Answers what the buyer sent, now or a while ago.
    pub(super) fn buyer(&mut self, content: &Content) -> Known<()> {
        if matches!(content, Content::Text { .. }) {
            self.go_on_with_last();
            self.text()?;
        } else {
            self.no_text(content)?;
            self.reads_instead()?;
            self.out.decided_by(Point::NoText);
        }
        // What nothing was done with, and what brought the buyer no further, goes to a person.
        self.passes_on_unused();
        self.passes_on_deed();
        self.call_when_stalled();
        Ok(())
    }

    fn no_text(&mut self, content: &Content) -> Known<()> {
        match content {
            Content::Menu { choice } => self.menu(*choice),
            Content::OrderCard { order_id } => self.order_card(order_id),
            Content::ProductCard { product_id } => self.product_card(product_id),
            Content::Visit { product_id } => self.visit(product_id.as_deref()),
            Content::Image { url } => self.image(url),
            _ => Ok(()),
        }
    }

    /// Decides about a text in the state in which it comes.
    pub(super) fn text(&mut self) -> Known<()> {
        let Some(heard) = self.world.heard else { return Ok(()) };
        self.talk.feel(heard.mood);
        self.talk.remark(0);
        if self.first(&Self::TEXT, heard)? {
            return Ok(());
        }
        self.first(&Self::FRESH, heard)?;
        self.keeps_named_order(heard)
    }

    /// What a point led to is read in the place of the message: what an item of a menu says, what is wished for now.
    fn reads_instead(&mut self) -> Known<()> {
        match self.talk.take_instead() {
            Some(heard) => self.first(&Self::FRESH, &heard).map(|_| ()),
            None => Ok(()),
        }
    }

    fn first(&mut self, points: &[(Point, OfText<'a>)], heard: &Understanding) -> Known<bool> {
        for (point, decides) in points {
            if decides(self, heard)? {
                self.reads_instead()?;
                self.out.decided_by(*point);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn too_much_asked(draft: &mut Draft<'_>) -> Known<bool> {
    if draft.world.exhausted {
        draft.look_up_failed();
    }
    Ok(draft.world.exhausted)
}

fn platform_notice(draft: &mut Draft<'_>) -> Known<bool> {
    let Some(notice) = draft.world.notice else { return Ok(false) };
    draft.note_platform(notice);
    Ok(true)
}

fn echo(draft: &mut Draft<'_>) -> Known<bool> {
    let Content::Agent { action: AgentAction::Said, text: Some(text) } = &draft.world.input.content else {
        return Ok(false);
    };
    let echo = draft.is_echo(text);
    if echo {
        draft.note(notes::ECHO);
        draft.out.fact(Fact::Echoed);
    }
    Ok(echo)
}

fn person_acted(draft: &mut Draft<'_>) -> Known<bool> {
    let Content::Agent { action, text } = &draft.world.input.content else { return Ok(false) };
    draft.agent(*action, text.as_deref());
    Ok(true)
}

fn rating(draft: &mut Draft<'_>) -> Known<bool> {
    let Content::Rated { stars } = draft.world.input.content else { return Ok(false) };
    draft.rated(stars);
    Ok(true)
}

/// Silence, where the bot does not assist.
fn person_has_it(draft: &mut Draft<'_>) -> Known<bool> {
    let silent = draft.crew.has_it() == PeopleState::Person && draft.crew.mode() != Mode::Assist;
    if silent {
        draft.later.take_unread();
    }
    Ok(silent)
}

fn woken(draft: &mut Draft<'_>) -> Known<bool> {
    if !matches!(draft.world.input.content, Content::Wake) {
        return Ok(false);
    }
    if let Some(content) = draft.wake() {
        draft.buyer(&content)?;
    }
    Ok(true)
}

fn order_news(draft: &mut Draft<'_>) -> Known<bool> {
    let Content::OrderEvent { order_id, status } = &draft.world.input.content else { return Ok(false) };
    draft.order_event(order_id, status)?;
    Ok(true)
}

fn waits(draft: &mut Draft<'_>) -> Known<bool> {
    draft.waits(&draft.world.input.content)
}

#[cfg(test)]
mod tests;
