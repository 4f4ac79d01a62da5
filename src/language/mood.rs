//! How the buyer feels, as far as the words show it; threats and emergencies beside it.
//!
//! A lexicon with weights, no model: what the bot does about an angry buyer must be explained by the words that were found.
//! What only looks angry (`垃圾袋`) is no sign: see [`super::harmless`].

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::names::Mood;
use crate::text::normalize::Normalized;

use super::harmless::covered;
use super::negation::negated;
use super::ware::{asks_for_a_ware, names_a_ware};

/// What the words of a message say of the buyer's mood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MoodReading {
    /// The mood.
    pub(crate) mood: Mood,
    /// The words that made it, threats aside.
    pub(crate) words: Vec<String>,
    /// What the buyer threatens with: `12315`, `差评`.
    pub(crate) threats: Vec<String>,
    /// What happened to somebody or is about to: `过敏`, `起火`.
    pub(crate) crisis: Vec<String>,
    /// Every sign that counted, and as what it was heard.
    pub(crate) signs: Vec<Sign>,
}

/// A word that shows how the buyer feels, or that something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// As it stands in the message.
    pub(crate) word: String,
    /// What it was heard as, for the merchant: `生气`.
    pub(crate) meaning: String,
}

impl Sign {
    /// A word of one of the shop's hand-off rules.
    pub(crate) fn of_rule(word: String, rule: &str) -> Sign {
        Sign { word, meaning: format!("转人工规则「{rule}」") }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Worried,
    /// Adds its weight; the sum tells annoyed from angry.
    Heat(u8),
    Abuse,
    Threat,
    Crisis,
    /// An emergency that no ware is named after: nothing but a harmless word takes it back.
    SelfHarm,
}

impl Class {
    /// For the merchant. A word is one thing and the mood that they add up to another, so these are not the words of
    /// `Mood::label`.
    fn label(self) -> &'static str {
        match self {
            Class::Worried => "着急",
            Class::Heat(weight) if u32::from(weight) >= ANGRY_AT => "生气",
            Class::Heat(_) => "不满",
            Class::Abuse => "骂人",
            Class::Threat => "威胁",
            Class::Crisis | Class::SelfHarm => "紧急情况",
        }
    }
}

const WORRIED: &str = "
    着急 急用 急着 很急 好急 太急 有点急 比较急 挺急 真急 急死 急死人 能不急 急需 急呢 急啊 急急 急等 急等着用 等着用 赶时间 来不及 担心 不放心 害怕 好怕 我怕 就怕
    怎么办啊 怎么办呀 咋办啊 咋办呀 可怎么办 怎么办才好 如何是好 焦虑 心慌 慌了 好慌 麻烦快点 求求 拜托快 尽快 赶紧 帮帮忙 睡不着
";

const ANNOYED: &str = "
    等了一礼拜 等一礼拜 等了俩礼拜 等了两礼拜 还没影 没影 没个影 没影儿 什么店啊 什么店呀 啥店啊 都过了才 过了才到 过完了才 错过了生日 都用不上了 黄花菜都凉了 等到花都谢了
    等了好久 等好久 等了很久 等这么久 等了这么久 等太久 等半天 等了半天 等了几天 等了一天 等了两天 等了三天 等了四天 等了五天 等了六天 等了七天 等了十天 等了2天 等了3天 等了4天 等了5天 等了6天 等了7天 等了8天 等了10天 等了一周
    等了一个星期 等了一个多星期 等了两个星期 等了半个月 等了一个月 等了一星期 等了两周 等了好多天 等了好几天 等多久 还要等多久 还要多久 要等到什么时候
    怎么还 怎么还不 怎么还没 咋还 咋还不 咋还没 为什么还不 为什么还没 为啥还 还没有发 还不发 还不到 还不退 还不处理 赔钱 迟迟 一拖再拖 拖了 一直拖 拖拖拉拉
    太慢 好慢 真慢 这么慢 慢死 慢的要死 慢得要死 效率太低 没效率
    无语 服了 醉了 呵呵 失望 敷衍 不耐烦 不满意 不满 不爽 郁闷 心烦 烦死 烦死人 好烦 真烦 很烦 太烦 烦人 闹心 糟心 无奈 心累 头疼 头大 生气 来气 火大
    没人管 没人理 不理人 都不回 不回消息 不回复 不回我 不理我 没人回 爱理不理 已读不回 答非所问 复读机 踢皮球 推来推去 推卸 推脱 推卸责任 不负责 态度差 态度不好 什么态度
    不靠谱 没诚信 不讲信用 说话不算话 说话不算数 言而无信 太差 好差 真差 很差 差劲 差评如潮 糟糕 体验差 体验太差 难用 浪费时间 白等 白跑 白买 后悔 再也不买 再也不来
    不会再来 不会再买 以后不买 拉黑你 取关 不像话 离谱 莫名其妙 搞笑 开玩笑 逗我 逗我玩 耍我 忽悠 糊弄 套路 有病吧 什么情况啊 什么意思啊 到底怎么回事 到底什么时候
    到底发不发 到底退不退 多少次了 说了好几遍 说了几遍 说了很多遍 说过很多次 说过好几次 问了好几遍 问了几遍 问了很多遍 问了好几次 反映了好几次 说了多少遍 第几次了 催了 催了好几次 催了几次 太久了
    都一个礼拜 都一个星期 都一周了 都半个月 都一个月了 都几天了 都好几天 都好多天 说了好几次 说了几次 说过几次 说好几次 问过几次 打了几次 帮不到 帮不了 帮不上 解决不了 到底能不能 到底行不行 到底有没有 到底可不可以 到底怎么弄 到底怎么办 到底给不给 到底管不管 到底处不处理 一直没解决 一直没人 还是没解决
";

/// Sighs, which say little alone.
const SAD: &str = "
    唉 哎 可惜 遗憾 扫兴 难过 伤心 寒心 心寒 才收到 才送到
";

const ANGRY: &str = "
    垃圾 骗子 骗人 骗钱 骗我 欺骗 诈骗 被骗 骗了 坑人 坑我 坑爹 坑钱 坑货 黑店 黑心 奸商 无良 无良商家 缺德 气死 气死我 气死人 坑死人 气炸 气人 气愤 愤怒 恼火 怒了 火冒三丈
    忍无可忍 受够了 受不了 什么破店 破店 什么破 烂店 烂货 什么玩意 什么东西啊 什么鬼 太过分 过分了 很过分 真过分 欺人太甚 欺负人 欺负消费者 恶心 恶劣 太恶劣 可恶
    假货 卖假货 以次充好 虚假宣传 欺诈 霸王条款 店大欺客 不要脸 无耻 耍赖 耍流氓 强盗 流氓 抢钱 良心被狗吃 良心不会痛 有没有良心 还有没有良心 去死 倒闭 吃相难看
    必须赔偿 给我个说法 给个说法 给个交代 别想蒙混 太坑 好坑 真坑 坑死 心态炸了 恶意 店家有病 有毛病
";

const ABUSE: &str = "
    傻逼 傻b 沙比 煞笔 傻x 傻叉 sb 二逼 脑残 智障 弱智 白痴 蠢货 蠢猪 笨猪 猪脑子 狗东西 狗日 狗屁 狗商家 畜生 畜牲 王八蛋 混蛋 混账 人渣 贱人 贱货 废物 滚蛋 滚开
    滚犊子 给我滚 你妈 他妈的 真他妈 tmd 尼玛 妈的 你妹 nmsl cnm 草泥马 操你 艹你 日你 特么 妈蛋 去你的 死全家 全家死 不得好死 断子绝孙 吃屎 放屁 屁话 神经病 有病啊 变态
    老子 瞎了你 瞎了狗眼 眼瞎 脑子有病 脑子有问题 脑子进水 你有病 你们有病 没人性 臭不要脸 死骗子 婊
";

const THREATS: &str = "
    曝光 12315 12345热线 打12345 12300 315 消协 消费者协会 工商 工商局 市场监管 市监局 质监局 律师 律师函 起诉 法院 告你 告你们 差评 给一星 打一星 投诉 举报 平台介入 申请介入 抖音介入 官方介入
    找平台 找抖音 黑猫 黑猫投诉 报警 报案 派出所 叫警察 找警察 发抖音 发小红书 发微博 发朋友圈 发网上 挂网上 媒体 记者 走法律 法律途径 法律程序 维权 打假 职业打假 退一赔三
";

const CRISIS: &str = "
    过敏 起火 着火 自燃 冒烟 爆炸 炸了 炸裂 中毒 烫伤 烧伤 灼伤 住院 触电 漏电 电到我 电到人 电到手 电到了 被电了 被电到 电了我 窒息 噎住 呕吐 上吐下泻 拉肚子 腹泻 食物中毒 进医院 进了医院 去医院了 去了医院 送医院了 送去医院 看急诊
    晕倒 昏迷 休克 抽搐 流血 出血 划伤 割伤 割破手 受伤 骨折 起疹子 红疹 起疱 红肿 毁容 烂脸 误食 误吞 孩子吞了 吞下去 出人命 死人 救命
    煤气泄漏 燃气泄漏 烧起来 炸伤 去医院看 去医院检查 上医院看 送急诊 割到手 扎到手 划破手 夹到手 烧着了 呼吸困难 喘不上气 肿起来 鼓包 鼓起来 刺痛 火辣辣 又红又痒 又痒又痛 要不要去医院 要去医院吗 吃坏肚子 吃坏了肚子
";

const SELF_HARM: &str = "
    喝了农药 喝农药 自杀 自残 轻生 不想活 活不下去 想死 跳楼 割腕 活着没意思 不如死了
";

/// Words before a weighted word that make it heavier.
const INTENSIFIERS: &[&str] = &[
    "太", "非常", "真", "真的", "好", "特别", "极其", "极度", "超级", "超", "这么", "那么", "简直", "实在", "十分",
    "很", "相当", "真是", "完全", "严重",
];

/// Heat from which a buyer is annoyed, and from which angry.
const ANNOYED_AT: u32 = 2;
const ANGRY_AT: u32 = 6;

/// Finds the mood. Built once and shared: it holds the compiled lexicon.
#[derive(Debug)]
pub(crate) struct MoodFinder {
    /// `None` only if the lexicon outgrew the automaton's limits, which a test rules out.
    automaton: Option<AhoCorasick>,
    classes: Vec<Class>,
}

impl MoodFinder {
    /// Compiles the lexicon, about 900 words, without those that are no signs for this shop.
    pub(crate) fn new(no_signs: &[String]) -> MoodFinder {
        let lists = [
            (SELF_HARM, Class::SelfHarm),
            (CRISIS, Class::Crisis),
            (THREATS, Class::Threat),
            (ABUSE, Class::Abuse),
            (ANGRY, Class::Heat(6)),
            (ANNOYED, Class::Heat(2)),
            (SAD, Class::Heat(1)),
            (WORRIED, Class::Worried),
        ];
        let words = || {
            let all = lists.iter().flat_map(|(list, class)| list.split_whitespace().map(move |word| (word, *class)));
            all.filter(|(word, _)| !no_signs.iter().any(|no_sign| no_sign == word))
        };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words().map(|(word, _)| word))
            .ok();
        MoodFinder { automaton, classes: words().map(|(_, class)| class).collect() }
    }

    /// Where a sign stands in a text that the shop wrote, whatever it means there; and whether it is one of an emergency.
    pub(crate) fn signs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, bool)> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(|found| {
            let class = self.classes.get(found.pattern().as_usize())?;
            (*class != Class::SelfHarm).then(|| (found.range(), *class == Class::Crisis))
        })
    }

    /// The mood of `original`; `text` is its normal form, where repeated marks are gone. What begins in one of the
    /// `harmless` places is no sign.
    pub(crate) fn find(&self, text: &Normalized, original: &str, harmless: &[Range<usize>]) -> MoodReading {
        let normal = text.text();
        let mut reading = MoodReading::default();
        let (mut heat, mut worried, mut abusive) = (0_u32, false, false);
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_iter(normal)) {
            let Some(class) = self.classes.get(found.pattern().as_usize()) else { continue };
            let range = found.range();
            let Some(word) = normal.get(range.clone()) else { continue };
            if covered(harmless, &range) || !stands_free(normal, &range, word) {
                continue;
            }
            let kept = match class {
                Class::Crisis if names_a_ware(normal, &range) => None,
                Class::Heat(_) | Class::Abuse if asks_for_a_ware(normal, &range) => None,
                Class::Crisis | Class::SelfHarm => is_crisis(normal, &range).then_some(&mut reading.crisis),
                _ if denied(normal, &range) => None,
                Class::Threat => {
                    heat = heat.saturating_add(4);
                    Some(&mut reading.threats)
                }
                Class::Heat(weight) => {
                    let weight = if is_asked(normal, &range) { 1 } else { u32::from(*weight) };
                    heat = heat.saturating_add(weight + u32::from(is_intense(normal, range.start)));
                    Some(&mut reading.words)
                }
                Class::Worried => {
                    worried = true;
                    Some(&mut reading.words)
                }
                Class::Abuse => {
                    abusive = true;
                    Some(&mut reading.words)
                }
            };
            if let Some(kept) = kept
                && kept.len() < MOST_WORDS
                && !kept.iter().any(|seen| seen == word)
            {
                kept.push(word.to_owned());
                reading.signs.push(Sign { word: word.to_owned(), meaning: class.label().to_owned() });
            }
        }
        heat = heat.saturating_add(marks(original, heat > 0));
        reading.mood = match heat {
            _ if abusive => Mood::Abusive,
            ANGRY_AT.. => Mood::Angry,
            ANNOYED_AT.. => Mood::Annoyed,
            _ if worried || !reading.crisis.is_empty() => Mood::Worried,
            _ => Mood::Calm,
        };
        reading
    }
}

/// The most words that are kept of each sort.
const MOST_WORDS: usize = 8;

/// Heat of repeated marks. They only add to what the words say: `！！` is as often joy, and `？？？` a habit of writing.
fn marks(original: &str, heated: bool) -> u32 {
    let (mut exclaimed, mut asked, mut run, mut previous) = (0_u32, 0_u32, 0_u32, ' ');
    for c in original.chars() {
        let mark = match c {
            '!' | '！' => '!',
            '?' | '？' => '?',
            _ => ' ',
        };
        run = if mark != ' ' && mark == previous { run.saturating_add(1) } else { 1 };
        previous = mark;
        match mark {
            '!' => exclaimed = exclaimed.max(run),
            '?' => asked = asked.max(run),
            _ => {}
        }
    }
    let shouted = if heated && exclaimed >= 2 { 2 + u32::from(exclaimed >= 3) * 2 } else { 0 };
    shouted + if heated && asked >= 2 { u32::from(asked >= 3) + 1 } else { 0 }
}

/// Letters and digits of the lexicon (`sb`, `315`) count only where they are no part of a longer run.
fn stands_free(text: &str, range: &Range<usize>, word: &str) -> bool {
    let alnum = |c: char| c.is_ascii_alphanumeric();
    let before = text.get(..range.start).unwrap_or("").ends_with(alnum);
    let after = text.get(range.end..).unwrap_or("").starts_with(alnum);
    let longer = (word.starts_with(alnum) && before) || (word.ends_with(alnum) && after);
    !longer
}

fn is_intense(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("");
    INTENSIFIERS.iter().any(|word| before.ends_with(word))
}

/// Whether a word of feeling is denied (`不着急`). `能不能别生气` and `能不急吗` deny nothing.
fn denied(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or("");
    let rhetorical = ["能不", "怎能不", "怎么能不", "哪能不"].iter().any(|word| before.ends_with(word));
    // `别敷衍我` accuses; only of what the buyer himself may feel or do is 别 a denial.
    let accused = ["别", "别再", "不要", "不要再", "别想", "少"].iter().any(|word| before.ends_with(word))
        && text.get(range.clone()).is_some_and(|word| ACCUSATIONS.iter().any(|stem| word.contains(stem)));
    !rhetorical && !accused && negated(text, range.clone())
}

/// What only the shop can be told not to do.
const ACCUSATIONS: &[&str] =
    &["敷衍", "骗", "忽悠", "糊弄", "套路", "推", "耍", "坑", "欺负", "逗", "拖", "搞笑", "开玩笑"];

/// Whether a hard word is only asked about: `是假货吗`, `会不会骗人`.
fn is_asked(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("").trim_start_matches(['的', '吧']);
    let supposed = [
        "会不会",
        "会不会是",
        "会不会很",
        "会不会太",
        "是不是",
        "怕",
        "怕是",
        "担心",
        "担心是",
        "怕买到",
        "不会是",
        "会",
        "不是",
    ];
    supposed.iter().any(|word| before.ends_with(word)) || ["吗", "么", "嘛"].iter().any(|word| after.starts_with(word))
}

/// Whether something did happen: `用了过敏` says so; `会过敏吗`, `怕过敏` and `过敏能用吗` ask or fear.
fn is_crisis(text: &str, range: &Range<usize>) -> bool {
    // No question mark, as `negation` has it: what is asked is not what happened.
    let border = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | ';' | '，' | '。' | '！' | '；');
    let tail = text.get(range.end..).unwrap_or("");
    let tail: &str =
        tail.char_indices().take(12).find(|(_, c)| border(*c)).map_or(tail, |(at, _)| tail.get(..at).unwrap_or(""));
    let head = text.get(..range.start).unwrap_or("");
    let head: &str = head
        .char_indices()
        .rev()
        .take(8)
        .find(|(_, c)| border(*c))
        .map_or(head, |(at, c)| head.get(at + c.len_utf8()..).unwrap_or(""));
    let word = text.get(range.clone()).unwrap_or("");
    let happened = word.ends_with('了')
        || ["了", "到我", "进医院", "很严重", "严重", "起来", "着了", "住院"].iter().any(|mark| tail.starts_with(mark));
    let could = [
        "会",
        "会不会",
        "容易",
        "怕",
        "担心",
        "可能",
        "避免",
        "防止",
        "防",
        "抗",
        "以免",
        "能不能",
        "万一",
        "如果",
        "要是",
        "是否",
        "不",
    ];
    let supposed = could.iter().any(|word| near_end(head, word));
    let asked = ["吗", "么", "不?", "不会"].iter().any(|mark| tail.contains(mark))
        || tail.starts_with(['能', '可', '的', '适']);
    if supposed {
        // `怕是过敏了`, `用完就会起疹子`: said of what happened.
        return happened
            && !asked
            && !["会", "如果", "要是", "万一", "怕", "担心"].iter().any(|word| near_end(head, word));
    }
    (happened || !asked) && !negated(text, range.clone())
}

/// Whether `word` ends `head`, at most two characters between.
fn near_end(head: &str, word: &str) -> bool {
    let mut rest = head;
    for _ in 0..3 {
        if rest.ends_with(word) {
            return true;
        }
        let Some((at, _)) = rest.char_indices().next_back() else { return false };
        rest = rest.get(..at).unwrap_or("");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::language::harmless::Harmless;
    use proptest::prelude::*;

    thread_local! {
        static FINDER: (MoodFinder, Harmless) = {
            let lexicon = Knowledge::ecommerce().lexicon;
            (MoodFinder::new(&lexicon.no_signs), Harmless::new(&lexicon.harmless))
        };
    }

    fn find(input: &str) -> MoodReading {
        let normal = Normalized::new(input);
        FINDER.with(|(finder, harmless)| finder.find(&normal, input, &harmless.places(normal.text())))
    }

    fn check(input: &str, mood: Mood) {
        let reading = find(input);
        assert_eq!(reading.mood, mood, "{input}: {reading:?}");
    }

    fn check_threats(input: &str, threats: &[&str]) {
        assert_eq!(find(input).threats, threats, "{input}");
    }

    fn check_crisis(input: &str, crisis: &[&str]) {
        assert_eq!(find(input).crisis, crisis, "{input}");
    }

    #[test]
    fn calm() {
        for input in [
            "",
            "在吗",
            "什么时候发货",
            "好的谢谢！！！",
            "有垃圾袋吗",
            "骗你的哈哈",
            "急速发货吗",
            "人工费多少",
            "不着急",
            "我不急",
            "别生气",
            "没生气",
            "不用着急慢慢来",
            "这个好差不多",
            "有差评吗",
            "不会给差评的",
            "会报警吗这个灯",
            "怎么办理退货",
            "变态辣有吗",
            "没有不满意",
            "工商银行卡能付吗",
            "usb口的",
            "订单315890",
            "是假货吗",
            "享受不了优惠",
            "个体工商户能开发票吗",
            "这个怎么还价",
            "给妈妈的",
            "他妈妈收",
            "买了几次了",
            "能送医院吗",
            "好玩我喜欢",
            "是假货吗",
            "给妈妈的",
            "他妈妈收",
            "买了几次了",
            "能送医院吗",
        ] {
            check(input, Mood::Calm);
        }
    }

    #[test]
    fn worried() {
        for input in [
            "有点着急",
            "我急用的",
            "担心坏在路上",
            "怎么办啊",
            "明天要用很急",
            "麻烦尽快发",
            "能不急吗",
            "会不会来不及",
        ] {
            check(input, Mood::Worried);
        }
    }

    #[test]
    fn annoyed() {
        for input in [
            "等了好久了",
            "怎么还没发货",
            "太慢了吧",
            "无语",
            "真失望",
            "别敷衍我",
            "没人理我",
            "怎么还没到???",
            "都一个礼拜了",
            "说了好几次了",
            "到底能不能退",
            "你们根本帮不到我",
            "我要投诉",
            "什么态度",
            "再也不买了",
            "说话不算话",
            "给你差评",
            "物流迟迟不动",
        ] {
            check(input, Mood::Annoyed);
        }
    }

    #[test]
    fn angry() {
        for input in [
            "垃圾",
            "什么破店",
            "都五天了还不发！！什么破店",
            "骗子",
            "气死我了",
            "坑人",
            "太过分了",
            "怎么还不发货！！！",
            "太慢了！！！无语",
            "等了好久还不退，我要投诉你们",
            "黑心商家",
            "虚假宣传",
            "我要曝光你们!!",
        ] {
            check(input, Mood::Angry);
        }
    }

    #[test]
    fn abusive() {
        for input in ["你们是傻逼吗", "sb商家", "滚蛋", "一群废物", "脑残客服", "TMD还不发", "放屁"]
        {
            check(input, Mood::Abusive);
        }
    }

    #[test]
    fn threats() {
        check_threats("我要去12315举报", &["12315", "举报"]);
        check_threats("再不退就找消协", &["消协"]);
        check_threats("给你们差评", &["差评"]);
        check_threats("不退款我就投诉", &["投诉"]);
        check_threats("平台介入吧", &["平台介入"]);
        check_threats("等着收律师函", &["律师函"]);
        check_threats("315见", &["315"]);
        check_threats("不会给差评", &[]);
        check_threats("没想投诉", &[]);
        check_threats("我不是要举报", &[]);
        check_threats("差评多吗", &[]);
        check_threats("一星期能到吗", &[]);
        check_threats("单号1231512315", &[]);
        check_threats("相机曝光时间怎么调", &[]);
        check_threats("烟雾报警器有吗", &[]);
    }

    #[test]
    fn crises() {
        check_crisis("用了过敏", &["过敏"]);
        check_crisis("孩子用了之后过敏了怎么办", &["过敏"]);
        check_crisis("充电的时候起火了", &["起火"]);
        check_crisis("充电宝爆炸了", &["爆炸"]);
        check_crisis("吃完拉肚子住院了", &["拉肚子", "住院"]);
        check_crisis("被烫伤了", &["烫伤"]);
        check_crisis("过敏了能退吗", &["过敏"]);
        check_crisis("漏电，电到我了", &["漏电", "电到我"]);
        check_crisis("会过敏吗", &[]);
        check_crisis("敏感肌用会不会过敏", &[]);
        check_crisis("过敏体质能用吗", &[]);
        check_crisis("怕过敏", &[]);
        check_crisis("花粉过敏可以吃吗", &[]);
        check_crisis("没有过敏", &[]);
        check_crisis("会漏电吗", &[]);
        check_crisis("爆炸盐怎么用", &[]);
        check_crisis("容易着火吗", &[]);
        check_crisis("跳楼价", &[]);
        check_crisis("口感炸裂", &[]);
        check_crisis("买来一起火锅吃", &[]);
    }

    #[test]
    fn the_lexicon_compiles() {
        assert!(MoodFinder::new(&[]).automaton.is_some());
    }

    proptest! {
        #[test]
        fn any_text(input in any::<String>()) {
            find(&input);
        }

        #[test]
        fn moods_in_any_order(input in "(过敏|会|不|垃圾|急|投诉|吗|了|！|[?]|12315|a|，|没){0,16}") {
            let reading = find(&input);
            prop_assert!(reading.words.len() <= MOST_WORDS && reading.threats.len() <= MOST_WORDS);
        }
    }
}
