//! What buyers' typing does to a message does not change what it means: clean phrases are damaged in the ways of phones and
//! hurry, and understanding may lose three points of a hundred, for each way of damage and for all together.
//!
//! `cargo test --test noise -- --nocapture` prints the figures and what was lost.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use kefu::{Bot, Knowledge};

/// How many points of accuracy, of a hundred, a way of damage may cost.
const MOST_LOST: f64 = 3.0;

/// Intent, then phrases that mean it.
const PHRASES: &str = include_str!("noise/phrases.txt");

/// Pairs of characters that sound the same, the right one first: what an input method offers beside it.
const SOUNDS: &str = "
    货或 货获 货祸 款宽 款矿 退腿 退褪 邮油 邮由 码马 码玛 尺齿 券劝 券圈 惠会 惠汇 优忧 优幽 工公 工功 递第 递弟 快块 单丹 单担 费肺 费废
    付富 付副 址纸 址止 质制 质治 量亮 评平 评瓶 签千 签迁 颜严 颜言 色涩 材才 材裁 流留 流刘 保宝 保饱 修休 换焕 换唤 账帐 票漂 差叉 尝常
    订定 服福 服扶 客克 客刻 赠增 赠憎 品聘 洗喜 号浩 号耗 损笋 错措 漏陋 坏怀 期其 期七 厂场 寄计 寄记 险现 险显 投头 诉素 诉速 催崔 催摧
    仓苍 丰风 丰封 店电 店垫 销消 取娶 积机 绑榜 录路 物务 时实 时石 候后 候厚 包苞 证正 证政
";

/// Pairs of characters that look alike, the right one first.
const LOOKS: &str = "
    货贷 券卷 券劵 己已 已己 候侯 拆折 账帐 换唤 末未 洗冼 退腿 递弟 址扯 收牧 票栗 服报 破玻 补朴 优忧 库裤 订钉 单草 取职 消销 请清 情清
    损捐 间问 牌脾 质贡 颜颇 码妈 邮油 质盾 评抨 漏满 错借 寄奇 运远 现视 材村
";

/// Simplified, traditional.
const TRADITIONAL: &str = "
    货貨 发發 时時 么麼 订訂 单單 退退 还還 没沒 优優 惠惠 券券 吗嗎 运運 费費 谁誰 递遞 给給 们們 么麼 号號 码碼 钱錢 质質 量量 换換 问問
    题題 现現 颜顏 软軟 硬硬 适適 买買 卖賣 价價 补補 关關 开開 发發 票票 电電 话話 说說 签簽 个個 东東 样樣 坏壞 裤褲 这這 区區 员員 积積 绑綁
    录錄 会會 评評 险險 错錯 几幾 点點 为為 实實 带帶 长長 头頭 边邊 进進 过過 无無 请請 帮幫 处處 赠贈 寄寄 门門 车車 体體 两兩 双雙 颗顆 装裝
    产產 厂廠 账賬 图圖 复復 转轉 联聯 系系 线線 级級 维維 损損 对對 错錯 谢謝 顺順 丰豐 后後 里裡 减減 满滿 赔賠 听聽 气氣 机機 显顯 办辦 么麼
";

/// What goes between or behind the words.
const MARKS: &[&str] = &["[捂脸]", "[流泪]", "[比心]", "[玫瑰]", "😭", "🙏", "😂", "👍🏽", "[呲牙]", "❤️"];

/// Words and their abbreviations.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("快递", "kd"),
    ("客服", "kf"),
    ("退款", "tk"),
    ("退货", "th"),
    ("发货", "fh"),
    ("支付宝", "zfb"),
    ("微信", "vx"),
    ("微信", "wx"),
    ("优惠券", "yhq"),
    ("朋友圈", "pyq"),
    ("妈妈", "mm"),
    ("弟弟", "dd"),
];

/// Digits and how else they are written.
const DIGITS: &[(&str, &[&str])] = &[
    ("165", &["一百六十五", "１６５", "1米65", "165cm", "一米六五"]),
    ("120", &["一百二十", "１２０", "120斤"]),
    ("7", &["七", "７", "⑦"]),
    ("5", &["五", "５", "⑤"]),
    ("3", &["三", "３", "③"]),
    ("2", &["两", "２", "②"]),
    ("1", &["一", "１", "①"]),
];

/// A generator of numbers that are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    table.split_whitespace().filter_map(|pair| pair.chars().next().zip(pair.chars().nth(1))).filter(|(a, b)| a != b)
}

/// One character of the phrase, replaced by its partner.
fn one_replaced(phrase: &str, table: &str, chance: &mut Chance) -> Option<String> {
    let places: Vec<(usize, char, char)> = phrase
        .char_indices()
        .flat_map(|(at, c)| pairs(table).filter(move |(right, _)| *right == c).map(move |(_, wrong)| (at, c, wrong)))
        .collect();
    let (at, c, wrong) = *places.get(chance.below(places.len()))?;
    Some(format!("{}{wrong}{}", &phrase[..at], &phrase[at + c.len_utf8()..]))
}

/// `phrase` with `part` between two of its characters or at its end.
fn inserted(phrase: &str, part: &str, chance: &mut Chance) -> String {
    let places: Vec<usize> = phrase.char_indices().map(|(at, _)| at).skip(1).chain([phrase.len()]).collect();
    let (before, after) = phrase.split_at(places[chance.below(places.len())]);
    format!("{before}{part}{after}")
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '，' | '。' | '？' | '！' | '、' | ',' | '.' | '?' | '!')
}

type Damage = fn(&str, &mut Chance) -> Option<String>;

const DAMAGES: &[(&str, Damage)] = &[
    ("homophones", |phrase, chance| one_replaced(phrase, SOUNDS, chance)),
    ("look-alikes", |phrase, chance| one_replaced(phrase, LOOKS, chance)),
    ("traditional", |phrase, _| {
        let traditional =
            |c| pairs(TRADITIONAL).find(|(simple, _)| *simple == c).map_or(c, |(_, traditional)| traditional);
        Some(phrase.chars().map(traditional).collect())
    }),
    ("full width", |phrase, _| {
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ => c,
        };
        Some(format!("{}　！", phrase.chars().map(wide).collect::<String>()))
    }),
    ("emoji and codes", |phrase, chance| {
        let once = inserted(phrase, MARKS[chance.below(MARKS.len())], chance);
        Some(format!("{once}{}", MARKS[chance.below(MARKS.len())]))
    }),
    ("repeated punctuation", |phrase, chance| {
        let end = ["？？？", "！！！", "。。。", "~~~", "！？！？", "……"][chance.below(6)];
        let doubled = |c: char| if is_punctuation(c) { format!("{c}{c}") } else { c.to_string() };
        Some(phrase.trim_end_matches(is_punctuation).chars().map(doubled).collect::<String>() + end)
    }),
    ("no punctuation", |phrase, _| phrase.contains(is_punctuation).then(|| phrase.replace(is_punctuation, ""))),
    ("abbreviations", |phrase, chance| {
        let fitting: Vec<_> = ABBREVIATIONS.iter().filter(|(word, _)| phrase.contains(word)).collect();
        let (word, short) = fitting.get(chance.below(fitting.len()))?;
        Some(phrase.replacen(word, short, 1))
    }),
    ("particles", |phrase, chance| {
        let bare = phrase.trim_end_matches(is_punctuation);
        let ends_in_particle = bare.ends_with(['吗', '呢', '啊', '呀', '吧', '了']);
        Some(match chance.below(4) {
            0 if ends_in_particle => bare.chars().take(bare.chars().count() - 1).collect(),
            1 if ends_in_particle => format!("{bare}{}", bare.chars().last().unwrap()),
            2 => format!("那个 {bare}"),
            _ => format!("{bare}{}", ["啊", "呀", "哈", "哦", "亲", "呢"][chance.below(6)]),
        })
    }),
    ("spaces", |phrase, _| Some(phrase.chars().map(|c| format!("{c} ")).collect())),
    ("digits", |phrase, chance| {
        let (digits, others) = DIGITS.iter().find(|(digits, _)| phrase.contains(digits))?;
        Some(phrase.replacen(digits, others[chance.below(others.len())], 1))
    }),
    ("doubled characters", |phrase, chance| {
        let count = phrase.chars().count();
        let at = chance.below(count);
        Some(phrase.chars().enumerate().map(|(i, c)| if i == at { format!("{c}{c}") } else { c.to_string() }).collect())
    }),
];

/// How often each phrase is damaged in each way.
const ROUNDS: u64 = 3;

fn phrases() -> Vec<(&'static str, &'static str)> {
    let mut intent = "";
    let mut phrases = Vec::new();
    for line in PHRASES.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(id) => intent = id,
            None => phrases.push((intent, line)),
        }
    }
    phrases
}

fn is_right(bot: &Bot, intent: &str, text: &str) -> bool {
    bot.understand(text).best().is_some_and(|best| best.id.is(intent))
}

#[test]
fn damage_costs_little() {
    let bot = Bot::new(Knowledge::ecommerce());
    let phrases = phrases();
    assert!(phrases.len() >= 150, "{} phrases", phrases.len());
    let clean: Vec<bool> = phrases.iter().map(|(intent, phrase)| is_right(&bot, intent, phrase)).collect();
    let right = clean.iter().filter(|right| **right).count();
    println!("clean: {right} of {}", phrases.len());
    for ((intent, phrase), _) in phrases.iter().zip(&clean).filter(|(_, right)| !**right) {
        println!("  {intent}: {phrase} → {:?}", bot.understand(phrase).best().map(|best| best.id.clone()));
    }
    let mut failures = Vec::new();
    let (mut all, mut all_lost) = (0, 0_isize);
    for (name, damage) in DAMAGES {
        let (mut count, mut before, mut after) = (0, 0, 0);
        let mut lost = Vec::new();
        for ((intent, phrase), clean) in phrases.iter().zip(&clean) {
            for round in 0..ROUNDS {
                let seed = phrase.bytes().fold(round + 1, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
                let Some(damaged) = damage(phrase, &mut Chance(seed)) else { continue };
                let right = is_right(&bot, intent, &damaged);
                count += 1;
                before += isize::from(*clean);
                after += isize::from(right);
                if *clean && !right {
                    let found = bot.understand(&damaged).best().map(|best| best.id.to_string()).unwrap_or_default();
                    lost.push(format!("  {intent}: {damaged} → {found}"));
                }
            }
        }
        let points = (before - after) as f64 * 100.0 / count.max(1) as f64;
        println!("{name}: {count} damaged, {points:.1} points lost");
        lost.dedup();
        lost.iter().for_each(|line| println!("{line}"));
        if points > MOST_LOST {
            failures.push(format!("{name}: {points:.1} points"));
        }
        all += count;
        all_lost += before - after;
    }
    let points = all_lost as f64 * 100.0 / all as f64;
    println!("all: {all} damaged, {points:.1} points lost");
    assert!(failures.is_empty() && points <= MOST_LOST, "{failures:?}, {points:.1} in all");
    assert!(right * 100 >= phrases.len() * 90, "{right} of {} clean phrases are right", phrases.len());
}

#[test]
fn a_correction_is_explained() {
    let bot = Bot::new(Knowledge::ecommerce());
    let why = |text: &str| bot.understand(text).evidence.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(why("什么时候发或")[0], "「发或」按同音字读作「发货」");
    assert_eq!(why("优惠卷怎么领")[0], "「优惠卷」按形近字读作「优惠券」");
    assert!(!why("什么时候发货").iter().any(|reason| reason.contains("读作")));
    // A name is nobody's misspelling.
    assert!(!why("发到石家庄").iter().any(|reason| reason.contains("读作")));
}
