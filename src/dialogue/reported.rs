//! `我取消订单了`, `已经申请退款了`, `再不发我就退款了`: what the buyer has done, or would do, is told, and is no wish to do it. How it
//! stands is looked up.

use crate::action::Speaker;
use crate::dialogue::Draft;
use crate::language::reported::says_opened;
use crate::names::IntentId;

/// Where it stands how far a deed has come.
const STANDS: &[(&str, &str)] = &[
    ("order.cancel", "order.status"),
    ("aftersale.return", "aftersale.progress"),
    ("aftersale.exchange", "aftersale.progress"),
    ("aftersale.repair", "aftersale.progress"),
    ("price.protect", "aftersale.progress"),
];

impl Draft<'_> {
    /// Whether the buyer has said in this conversation that the goods were opened or used.
    pub(crate) fn has_opened(&self) -> bool {
        let mut earlier = self.world.session.lines.iter().filter(|line| line.by == Speaker::Buyer);
        says_opened(self.whole_text()) || earlier.any(|line| says_opened(&line.text))
    }

    /// What is to be answered to a message that was taken for this wish: how the matter stands, where the buyer says that it was
    /// done already, or would be if something happens.
    pub(crate) fn reported(&self, wish: &IntentId) -> Option<IntentId> {
        let (_, stands) = STANDS.iter().find(|(deed, _)| wish.is(deed))?;
        let known = self.knowledge().intent(stands).is_some();
        self.world
            .heard
            .filter(|heard| known && (heard.is_done() || heard.is_conditional()))
            .map(|_| IntentId::from(*stands))
    }
}
