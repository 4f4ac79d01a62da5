//! A picture before any words: it is kept for the flow that will ask for one, and words that only point at it tell a defect.

use std::sync::LazyLock;

use regex::Regex;

use crate::dialogue::Draft;
use crate::dialogue::lookup::Need;
use crate::knowledge::{SlotKind, TextKey};
use crate::names::IntentId;
use crate::session::Photo;
use crate::understand::Understanding;

/// Turns for which a picture waits for the words to it.
const TURNS: u64 = 5;
/// What words that point at a picture tell of.
const DEFECT: &str = "aftersale.defect";

/// `收到就是这样的`, `你看都成这样了`, `打开一看就这个样子`: what came is as the picture shows. The whole message.
static POINTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:收到(?:的)?|拿到|到手|寄来|发来|打开|拆开|你们?|您|我|看看?|瞧|一|自己|亲|刚刚?|才|今天|货|东西|衣服|的时候|时候
            |就|是|都|全|已经|变|成|怎么|的|给|发|寄|来|\\s|[,.!?~])*
        (?:这(?:个)?样子?|这个?鬼?样子|这种|这玩意儿?|这是什么(?:情况|东西)?|图上?(?:这样|这个|的)|照片(?:上|里)?(?:这样|的)?)
        (?:的|了|啊|呀|吗|呢|吧|哦|货|东西|情况|子|\\s|[,.!?~])*$",
    )
    .ok()
});

fn points_at_photo(text: &str) -> bool {
    POINTS.as_ref().is_some_and(|points| points.is_match(text))
}

impl Draft<'_> {
    /// Keeps a picture that nothing has asked for.
    pub(crate) fn keep_photo(&mut self, url: &str) {
        self.state.photo = Some(Photo { url: url.to_owned(), revision: self.state.revision });
    }

    /// The picture that came a few turns ago, for a flow that wants one: it is not asked for again.
    pub(crate) fn photo_for(&mut self, kind: &SlotKind) -> Option<String> {
        if *kind != SlotKind::Photo {
            return None;
        }
        let photo =
            self.state.photo.take().filter(|photo| self.state.revision.saturating_sub(photo.revision) <= TURNS)?;
        self.note("图片前面已经发过，不再要");
        self.say_own(TextKey::PhotoTaken);
        Some(photo.url)
    }

    /// A picture of something else than goods that are not as they should be is for no such flow.
    pub(crate) fn forget_photo(&mut self, intent: &IntentId) {
        if self.knowledge().asks_something(intent) && !intent.is("aftersale") {
            self.state.photo = None;
        }
    }

    /// Words that only point at the picture before them; `false` where there is none.
    pub(crate) fn tells_of_photo(&mut self, heard: &Understanding) -> Need<bool> {
        if self.state.photo.is_none() || !points_at_photo(&heard.text) || self.is_called() {
            return Ok(false);
        }
        let known = self.knowledge().intent(DEFECT).map(|(_, intent)| intent.id.clone());
        let Some(defect) = known else { return Ok(false) };
        self.note("说的是前面发的图片");
        self.understood();
        self.answer(&defect, None)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::points_at_photo;

    #[test]
    fn words_that_only_point_at_a_picture() {
        for text in [
            "收到就是这样的",
            "你看都成这样了",
            "打开一看就这个样子",
            "收到的货是这样的",
            "就是这样",
            "你看看这是什么东西",
            "怎么这样",
            "发来的就是这种",
            "图上这样",
        ] {
            assert!(points_at_photo(text), "{text}");
        }
        for text in ["这个颜色有吗", "是这个吗", "好的", "就这样吧我不退了", "有没有这样的裤子", "收到了", "这款多少钱"]
        {
            assert!(!points_at_photo(text), "{text}");
        }
    }
}
