//! How the conversation goes: what is asked, what was said, how the buyer feels, and whether the turn moves it. Only this file writes
//! it.

use std::collections::BTreeMap;

use crate::names::{EntityKind, IntentId, Mood, Value};
use crate::session::{LastAsk, TalkKept};
use crate::understand::Understanding;

/// What a turn was to the buyer; said where it is decided. Courtesies are neither.
#[derive(Clone, Copy, Debug, Default)]
struct Progress {
    /// Something was answered from what is known of the buyer's matter, taken or done.
    moved: bool,
    /// A remark, a menu of meanings, "not understood", a question once more, or what was said before.
    stood: bool,
    /// There is nothing more to say to this than what was said.
    ended: bool,
    /// What was asked was not answered: it was not understood, or what was said before was said to something else.
    unanswered: bool,
}

/// How the conversation goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk {
    kept: TalkKept,
    /// The last question.
    last: Option<LastAsk>,
    /// How many remarks without a question came in a row.
    remarks: u8,
    /// What is being answered.
    intent: Option<IntentId>,
    /// Several questions are being answered: only the first that needs the buyer may ask.
    one_question: bool,
    /// What the last question named, where the message goes on with it, and its options in words.
    carried: (Vec<(EntityKind, Value)>, Vec<String>),
    /// What is read in the place of the message: what an item of a menu says, what is wished for now.
    instead: Option<Understanding>,
    /// Slots that the engine itself fills for its sentences.
    own_slots: BTreeMap<String, String>,
    progress: Progress,
    /// A standard text of the pack was said.
    standard_said: bool,
}

impl Talk {
    pub(super) fn new(kept: TalkKept, last: Option<LastAsk>, remarks: u8) -> Talk {
        Talk { kept, last, remarks, ..Talk::default() }
    }

    /// As at the beginning of a turn.
    pub(super) fn anew(&self) -> Talk {
        Talk::new(self.kept.clone(), self.last.clone(), self.remarks)
    }

    /// What the session keeps: the course of the conversation, the last question, the remarks.
    pub(super) fn kept(self) -> (TalkKept, Option<LastAsk>, u8) {
        (self.kept, self.last, self.remarks)
    }

    /// Where nothing was sent, what was said and counted is as before; what was asked and felt is known.
    pub(super) fn go_back_to(&mut self, before: Talk) {
        let (last, mood) = (self.last.take(), self.kept.mood);
        *self = Talk { last, ..before };
        self.kept.mood = mood;
    }
}

/// What is asked.
impl Talk {
    /// What is being answered.
    pub(super) fn intent(&self) -> &Option<IntentId> {
        &self.intent
    }

    pub(super) fn answer_to(&mut self, intent: Option<IntentId>) {
        self.intent = intent;
    }

    /// The last question, for `那黑色的呢` and for those who ask it again.
    pub(super) fn last(&self) -> &Option<LastAsk> {
        &self.last
    }

    /// This was asked, for the `times`th time in a row.
    pub(super) fn ask(&mut self, intent: IntentId, times: u32) {
        self.last = Some(LastAsk { intent, times, named: Vec::new(), words: Vec::new(), faq: None, done: false });
    }

    /// Options that the last question named, for those after it.
    pub(super) fn keep_words(&mut self, words: Vec<String>) {
        if let Some(last) = &mut self.last {
            last.words = words;
        }
    }

    /// This was asked, and answered by an entry of the FAQ.
    pub(super) fn ask_row(&mut self, intent: IntentId, row: String) {
        self.ask(intent, 1);
        if let Some(last) = &mut self.last {
            last.faq = Some(row);
        }
    }

    /// The matter of the last question is over, or begins anew.
    pub(super) fn forget_last(&mut self) {
        self.last = None;
    }

    /// What was asked in a digression is not the last question.
    pub(super) fn put_last(&mut self, last: Option<LastAsk>) {
        self.last = last;
    }

    /// A message right behind an answer takes the place of the one before it: that was not asked, or missed, twice.
    pub(super) fn ask_in_its_place(&mut self, missed: bool) {
        if let Some(last) = &mut self.last {
            last.times = last.times.saturating_sub(1);
        }
        self.kept.misses = self.kept.misses.saturating_sub(u8::from(missed));
    }

    /// What was wanted is done.
    pub(super) fn set_done(&mut self) {
        if let Some(last) = &mut self.last {
            last.done = true;
        }
    }

    /// What the question names, for the message after it.
    pub(super) fn remember(&mut self, named: Vec<(EntityKind, Value)>, words: Vec<String>) {
        if let Some(last) = &mut self.last {
            last.named = named;
            last.words = words;
        }
    }

    /// What the last question named, where the message goes on with it.
    pub(super) fn carried(&self) -> &[(EntityKind, Value)] {
        &self.carried.0
    }

    /// The options that it named, in words.
    pub(super) fn carried_words(&self) -> &[String] {
        &self.carried.1
    }

    /// The message goes on with a question that named these.
    pub(super) fn carry(&mut self, named: Vec<(EntityKind, Value)>, words: Vec<String>) {
        self.carried = (named, words);
    }

    /// Several questions are being answered, or not any more.
    pub(super) fn ask_one_of(&mut self, several: bool) {
        self.one_question = several;
    }

    pub(super) fn asks_one_of_several(&self) -> bool {
        self.one_question
    }

    /// This is read in the place of the message.
    pub(super) fn read_instead(&mut self, heard: Understanding) {
        self.instead = Some(heard);
    }

    pub(super) fn take_instead(&mut self) -> Option<Understanding> {
        self.instead.take()
    }

    /// How many remarks without a question came in a row.
    pub(super) fn remark(&mut self, count: u8) {
        self.remarks = count;
    }
}

/// What was said.
impl Talk {
    /// A value for the engine's own sentences.
    pub(super) fn say_of(&mut self, slot: &str, value: impl Into<String>) {
        self.own_slots.insert(slot.to_owned(), value.into());
    }

    /// The value is none of the next sentence.
    pub(super) fn say_no_more_of(&mut self, slot: &str) {
        self.own_slots.remove(slot);
    }

    pub(super) fn own_slot(&self, slot: &str) -> Option<&str> {
        self.own_slots.get(slot).map(String::as_str)
    }

    /// A hash of what was said last.
    pub(super) fn said(&self) -> u64 {
        self.kept.said
    }

    /// The hashes of what the turn said last, and of all that it said.
    pub(super) fn remember_said(&mut self, last: u64, turn: u64) {
        self.kept.said = last;
        self.kept.turn = turn;
    }

    /// How often the answer was given in this conversation.
    pub(super) fn times_given(&self, answer: &str) -> u32 {
        self.kept.times_given(answer)
    }

    pub(super) fn count_given(&mut self, answer: &str) {
        self.kept.count_given(answer);
    }

    /// Whether this, by its hash, was told in one of the last answers of this conversation; it is told now.
    pub(super) fn tells_again(&mut self, hash: u64) -> bool {
        self.kept.answered_before(hash)
    }

    /// Whether a standard text was said, or was not yet.
    pub(super) fn say_standard(&mut self, said: bool) {
        self.standard_said = said;
    }

    pub(super) fn has_said_standard(&self) -> bool {
        self.standard_said
    }

    /// How often it was asked whether there is anything else.
    pub(super) fn asked_for_more(&self) -> u8 {
        self.kept.more
    }

    pub(super) fn ask_for_more(&mut self) {
        self.kept.more = self.kept.more.saturating_add(1);
    }

    /// Whether the buyer was invited to rate, or has rated.
    pub(super) fn is_invited(&self) -> bool {
        self.kept.invited
    }

    pub(super) fn invite(&mut self) {
        self.kept.invited = true;
    }
}

/// How the buyer feels.
impl Talk {
    pub(super) fn mood(&self) -> Mood {
        self.kept.mood
    }

    pub(super) fn feel(&mut self, mood: Mood) {
        self.kept.mood = mood;
    }

    /// Whether the bot has said that it is sorry.
    pub(super) fn is_soothed(&self) -> bool {
        self.kept.soothed
    }

    pub(super) fn soothe(&mut self) {
        self.kept.soothed = true;
    }
}

/// Whether it moves.
impl Talk {
    /// How many turns in a row were not understood.
    pub(super) fn misses(&self) -> u8 {
        self.kept.misses
    }

    pub(super) fn miss(&mut self) {
        self.kept.misses = self.kept.misses.saturating_add(1);
    }

    pub(super) fn understand(&mut self) {
        self.kept.misses = 0;
    }

    pub(super) fn moves(&mut self) {
        self.progress.moved = true;
    }

    pub(super) fn stands(&mut self) {
        self.progress.stood = true;
    }

    /// It stands, and what was asked has no answer.
    pub(super) fn leaves_unanswered(&mut self) {
        self.progress.stood = true;
        self.progress.unanswered = true;
    }

    /// It stands, and all that can be said of the matter was said already.
    pub(super) fn set_exhausted(&mut self) {
        self.progress.stood = true;
        self.progress.ended = true;
    }

    /// What is told, and not asked, and gets the same again, was not heard.
    pub(super) fn set_unheard(&mut self) {
        self.progress.ended = true;
    }

    /// Whether there is nothing more to say to this.
    pub(super) fn is_exhausted(&self) -> bool {
        self.progress.ended
    }

    /// How many turns brought the buyer no further, since one that did.
    pub(super) fn stalls(&self) -> u8 {
        self.kept.stalls
    }

    /// The conversation moves, or a person goes on with it.
    pub(super) fn forget_stalls(&mut self) {
        self.kept.stalls = 0;
    }

    /// Counts the turn; whether it stands. `again`: it says what the turn before said; `asked`: something was asked.
    pub(super) fn count(&mut self, again: bool, asked: bool) -> bool {
        let Progress { moved, stood, unanswered, .. } = self.progress;
        if moved || stood {
            self.kept.unanswered = unanswered;
        }
        if moved && !again {
            self.kept.stalls = 0;
            return false;
        }
        let stands = stood || (again && asked);
        if stands {
            self.kept.stalls = self.kept.stalls.saturating_add(1);
        }
        stands
    }

    /// Whether the last question was not answered.
    pub(super) fn is_unanswered(&self) -> bool {
        self.kept.unanswered
    }

    /// Whether the last question was not answered; it is asked about once.
    pub(super) fn take_unanswered(&mut self) -> bool {
        std::mem::take(&mut self.kept.unanswered)
    }

    /// The last question is open, whatever came of the turn.
    pub(super) fn leave_open(&mut self) {
        self.kept.unanswered = true;
    }

    pub(super) fn leave_nothing_open(&mut self) {
        self.kept.unanswered = false;
    }
}
