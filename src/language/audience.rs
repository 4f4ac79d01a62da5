//! For whom goods are, as their page says it, and for whom a buyer looks.

use crate::shop::wish::Whom;
use crate::text::holds;

/// For whom a buyer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    Men,
    Women,
    Children,
}

/// What goods for both say.
const BOTH: &[&str] = &["男女", "情侣", "中性", "通用"];
const CHILD: &[&str] = &["儿童", "童装", "童款", "宝宝", "婴", "小孩", "女童", "男童", "中大童", "学步"];

impl Audience {
    /// The words by which pages say it.
    pub(crate) fn words(self) -> Whom {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let mut whom = Whom::default();
        match self {
            Audience::Men => (whom.called, whom.others, whom.never) = (list(BOTH), list(&["女"]), list(CHILD)),
            Audience::Women => (whom.called, whom.others, whom.never) = (list(BOTH), list(&["男"]), list(CHILD)),
            Audience::Children => (whom.called, whom.others) = (list(CHILD), list(&["男", "女"])),
        }
        let own: &[&str] = match self {
            Audience::Men => &["男"],
            Audience::Women => &["女"],
            Audience::Children => &[],
        };
        whom.called.extend(list(own));
        whom
    }
}

/// Whom a buyer calls by these words.
const CALLED: &[(Audience, &[&str])] = &[
    (Audience::Children, &["孩子", "宝宝", "小孩", "娃", "儿子", "女儿", "童", "小朋友", "孙子", "孙女", "闺女"]),
    (
        Audience::Women,
        &[
            "女生",
            "女士",
            "女款",
            "女装",
            "女孩",
            "女人",
            "女朋友",
            "女友",
            "女式",
            "女的",
            "女",
            "妈",
            "老婆",
            "媳妇",
            "奶奶",
            "婆婆",
            "丈母娘",
            "闺蜜",
            "姐",
            "妹",
            "太太",
            "阿姨",
            "姥姥",
            "外婆",
            "岳母",
        ],
    ),
    (
        Audience::Men,
        &[
            "男生",
            "男士",
            "男款",
            "男装",
            "男孩",
            "男人",
            "男朋友",
            "男友",
            "男式",
            "男的",
            "男",
            "爸",
            "老公",
            "爷爷",
            "公公",
            "岳父",
            "丈人",
            "哥",
            "弟",
            "兄弟",
            "先生",
            "叔",
            "姥爷",
            "外公",
            "老爹",
            "爹",
        ],
    ),
];

/// For whom a buyer looks for something: `送爸爸`, `有男生能穿的吗`. `男女同款`, `爸妈` are for both.
pub(crate) fn named(text: &str) -> Option<Audience> {
    if holds(text, &["男女", "爸妈", "父母", "公婆", "情侣"]) {
        return None;
    }
    // `女儿` is a child, and `男朋友` no child.
    CALLED.iter().find(|(_, words)| holds(text, words)).map(|(audience, _)| *audience)
}

/// A text without the words for whom something is.
pub(crate) fn without(text: &str) -> String {
    let words = CALLED.iter().flat_map(|(_, words)| words.iter());
    let mut rest = text.to_owned();
    for word in words.filter(|word| word.chars().count() > 1 || matches!(**word, "妈" | "爸" | "男" | "女")) {
        // `女` of `女款` goes, and so does what is behind it.
        rest = rest.replace(word, " ");
    }
    rest
}
