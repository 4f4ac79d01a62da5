//! Whom a text speaks of.

use crate::text::holds;

/// Who goods are for, a group a line: what holds for one may harm another, and sentences about them are else alike.
const SUBJECTS: [&[&str]; 10] = [
    &["孕妇", "怀孕", "孕期", "备孕", "怀着", "哺乳", "喂奶", "奶娃", "坐月子", "有宝宝了", "有身孕"],
    &["宝宝", "婴儿", "小孩", "孩子", "儿童", "幼儿", "娃", "月大", "岁", "小朋友", "学生"],
    &["老人", "老年", "爸妈", "妈妈", "爷爷", "奶奶"],
    &["糖尿病", "血糖", "糖友", "控糖", "无糖"],
    &["敏感", "敏皮", "泛红", "过敏"],
    &["痘", "闭口", "粉刺"],
    &["猫", "狗", "宠物"],
    &["男女", "女生", "男款", "男生", "男士", "男的", "老公", "男朋友", "大老爷们"],
    &["高血压", "心脏病", "痛风", "胃病"],
    &["减肥", "减脂", "健身"],
];

/// Which of [`SUBJECTS`] a text speaks of, as bits.
pub(crate) fn subjects(text: &str) -> u16 {
    let named = |words: &&[&str]| holds(text, words);
    (0..).zip(&SUBJECTS).filter(|(_, words)| named(words)).map(|(at, _)| 1 << at).fold(0, |all, bit: u16| all | bit)
}
