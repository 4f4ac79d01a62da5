//! What sounds like anger, a threat or an emergency: the names of goods and dishes never alarm, what happened always does.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

use kefu::knowledge::FaqEntry;
use kefu::names::Mood;
use kefu::{Action, Bot, Input, Knowledge, Session, Shop};

/// Goods, dishes, titles and phrases that hold a sign.
const INNOCENT: &[&str] = &[
    "空气炸锅有货吗",
    "你家空气炸锅多少钱",
    "空气炸锅纸买多少送多少",
    "气炸烤箱一体的有吗",
    "炸鸡粉怎么用",
    "油炸锅多大",
    "炸串酱辣吗",
    "来两包炸酱面",
    "爆款有哪些",
    "爆炸盐能洗白衣服吗",
    "爆炸头假发有吗",
    "爆炸鱿鱼是甜的吗",
    "爆炸糖多少钱一包",
    "这个口感炸裂吗",
    "炸裂牛仔裤还有货吗",
    "去死皮的膏多少钱",
    "足部去死皮",
    "去死皮磨砂膏几天用一次",
    "去火茶有吗",
    "杀菌喷雾能用在衣服上吗",
    "有杀虫剂吗",
    "杀鱼刀快不快",
    "妈的味道辣酱还有吗",
    "妈的味道是什么口味",
    "这是给妈的生日礼物",
    "我妈的尺码",
    "送妈的裙子",
    "妈妈的选择有优惠吗",
    "你妹妹能穿吗",
    "来一支割伤膏",
    "有烫伤膏吗",
    "买一管烧伤膏",
    "烫伤喷雾怎么用",
    "给我拿个过敏药",
    "过敏喷雾有没有",
    "抗过敏的面霜",
    "防过敏枕头",
    "过敏体质可以用吗",
    "划伤修复笔好用吗",
    "漆面划伤修补",
    "防割手套几级",
    "止血贴一盒几片",
    "出血妆的血浆",
    "流血面具有吗",
    "毁容妆怎么画",
    "死人妆特效套装",
    "骨折固定带有左手的吗",
    "骨折靴租吗",
    "急救包里有什么",
    "救命药盒多大",
    "晕车呕吐袋有吗",
    "止腹泻的药卖吗",
    "腹泻奶粉一段",
    "红疹膏宝宝能用吗",
    "触电打火机好玩吗",
    "漏电保护器多大电流",
    "漏电断路器有现货吗",
    "漏电检测仪怎么用",
    "防触电手套",
    "报警器响不响",
    "烟雾报警器几年换一次",
    "燃气报警器包安装吗",
    "门窗报警器有吗",
    "报警手环老人能用吗",
    "起火柴怎么买",
    "点火器能点煤气灶吗",
    "火锅底料微辣的",
    "火锅底料多少克",
    "买来一起火锅吃",
    "冒烟冰淇淋机",
    "自杀小队的手办",
    "自杀论这本书有吗",
    "跳楼机玩具",
    "跳楼价是多少",
    "大出血价吗",
    "倒闭清仓款还有吗",
    "倒闭处理的鞋",
    "垃圾袋加厚吗",
    "垃圾桶几升",
    "垃圾夹多长",
    "垃圾处理器包安装吗",
    "车载垃圾桶",
    "宠物垃圾铲",
    "干湿垃圾分类桶",
    "骗子酒馆桌游有吗",
    "骗子纸牌几人玩",
    "反诈骗的书",
    "防诈骗贴纸",
    "海盗强盗玩偶",
    "流氓兔公仔",
    "流氓兔手机壳",
    "黑心芝麻汤圆",
    "气死风灯几瓦",
    "愤怒的小鸟玩具",
    "愤怒小鸟公仔",
    "火冒三丈辣条",
    "抢钱游戏机",
    "假货币玩具",
    "恶意软件怎么删除",
    "变态辣火鸡面",
    "变态辣鸡翅有吗",
    "变态心理学第几版",
    "放屁垫几个装",
    "放屁虫玩具",
    "放屁枪多少钱",
    "废物利用手工材料",
    "老子传",
    "老子道德经",
    "白痴小说还有吗",
    "神经病学第八版",
    "畜生道手办",
    "sb级的吗",
    "绿茶婊T恤",
    "混蛋小子漫画",
    "王八蛋卤料",
    "你妈咪穿多大",
    "律师袍有几个码",
    "律师考试书",
    "法院制服",
    "律师徽章",
    "起诉书模板",
    "举报箱多大",
    "投诉箱带锁吗",
    "工商银行卡能付吗",
    "工商执照框",
    "个体工商户能开发票吗",
    "黑猫警长的书",
    "黑猫摆件",
    "多媒体音箱",
    "自媒体补光灯",
    "记者马甲",
    "小记者证",
    "曝光表准吗",
    "双重曝光相机",
    "打假睫毛胶水",
    "315ml的杯子",
    "315克装",
    "毒舌电影公众号周边",
    "骂人T恤有没有",
    "上吊绳健身器材",
    "头疼帽有效吗",
    "头疼贴几片",
    "头大围度多少",
    "后悔药零食",
    "呕吐毒素检测卡",
    "排毒面膜",
    "脱敏牙膏",
    "低过敏狗粮",
    "中毒性休克这本书",
    "大爆炸漫画",
    "知识大爆炸第几册",
    "急用药箱",
    "应急灯",
    "年轻生活馆",
    "窒息恋爱小说",
    "死人花种子",
    "地铁跑酷跳楼减震器",
    "完全自杀手册",
    "生气包辣条",
    "恶心史莱姆多少钱",
    "有骗子兔公仔有货吗",
    "强盗熊抱枕还有货吗",
    "来一个坑爹飞机棋有吗",
    "流氓熊水杯怎么卖",
    "搞笑眼镜",
    "整人触电玩具",
];

/// What happened or is felt, and at least what of it must be heard.
const REAL: &[(&str, &str)] = &[
    ("充电的时候起火了", "crisis"),
    ("空气炸锅起火了", "crisis"),
    ("空气炸锅炸了，烫到我了", "crisis"),
    ("充电宝爆炸了", "crisis"),
    ("充电宝冒烟了", "crisis"),
    ("插座漏电，电到我了", "crisis"),
    ("电热毯烧起来了", "crisis"),
    ("用了过敏了", "crisis"),
    ("穿了过敏了浑身痒", "crisis"),
    ("脸过敏了起红疹", "crisis"),
    ("涂了割伤膏以后过敏了", "crisis"),
    ("用了你家过敏药还是过敏了，进医院了", "crisis"),
    ("吃完拉肚子了", "crisis"),
    ("吃了食物中毒", "crisis"),
    ("孩子吃了上吐下泻", "crisis"),
    ("老人吃了住院了", "crisis"),
    ("已经送去医院了", "crisis"),
    ("我被烫伤了", "crisis"),
    ("被烫伤了，烫伤膏在哪买", "crisis"),
    ("杯子炸了划伤手了", "crisis"),
    ("手割伤了流血", "crisis"),
    ("玻璃碎了割破手", "crisis"),
    ("刀具划伤了手", "crisis"),
    ("椅子塌了摔骨折了", "crisis"),
    ("孩子误食了干燥剂", "crisis"),
    ("宝宝吞下去了怎么办", "crisis"),
    ("煤气泄漏了", "crisis"),
    ("我被电到了", "crisis"),
    ("喝了晕倒了", "crisis"),
    ("吃了你家爆炸鱿鱼中毒了", "crisis"),
    ("脸都烂脸了", "crisis"),
    ("用完起疹子了", "crisis"),
    ("眼睛红肿了", "crisis"),
    ("海鲜过敏了，现在呼吸困难", "crisis"),
    ("电池自燃了", "crisis"),
    ("热水袋炸了烫伤了孩子", "crisis"),
    ("我不想活了", "crisis"),
    ("活不下去了", "crisis"),
    ("我想自杀", "crisis"),
    ("想跳楼", "crisis"),
    ("有没有自杀药", "crisis"),
    ("垃圾店", "angry"),
    ("垃圾店还有货吗", "angry"),
    ("什么垃圾怎么用", "angry"),
    ("你们这个骗子店怎么卖", "angry"),
    ("你们就是垃圾", "angry"),
    ("卖的什么垃圾袋，垃圾", "angry"),
    ("骗子", "angry"),
    ("你们是骗子", "angry"),
    ("卖假货的黑店", "angry"),
    ("气死我了", "angry"),
    ("气炸了", "angry"),
    ("买个空气炸锅把我气炸了", "angry"),
    ("什么破店", "angry"),
    ("太过分了", "angry"),
    ("恶心", "angry"),
    ("坑人", "angry"),
    ("去死吧", "angry"),
    ("不要脸", "angry"),
    ("黑心商家", "angry"),
    ("虚假宣传", "angry"),
    ("妈的还不发货", "abusive"),
    ("妈的什么东西", "abusive"),
    ("他妈的", "abusive"),
    ("sb商家", "abusive"),
    ("傻逼", "abusive"),
    ("滚蛋", "abusive"),
    ("一群废物", "abusive"),
    ("放屁", "abusive"),
    ("你们有病吧，神经病", "abusive"),
    ("畜生", "abusive"),
    ("王八蛋", "abusive"),
    ("变态", "abusive"),
    ("我要投诉你们", "intercept"),
    ("打12315了", "intercept"),
    ("315见", "intercept"),
    ("等着收律师函", "intercept"),
    ("我要报警", "intercept"),
    ("法院见", "intercept"),
    ("要曝光你们", "exposure"),
    ("发小红书曝光你", "exposure"),
    ("报警器坏了，我要投诉", "intercept"),
    ("找记者来", "exposure"),
];

fn turn(bot: &Bot, text: &str) -> kefu::Turn {
    let input = Input::text(text).id("1").at("2026-11-22T10:00:00+08:00".parse().unwrap()).buyer("b1");
    bot.reply(&mut Session::new(text), input, &Shop::new())
}

/// Why a person was called, where it was for how the message sounds.
fn alarm(turn: &kefu::Turn) -> Option<String> {
    turn.actions.iter().find_map(|action| match action {
        Action::HandOff(package) => ["crisis", "mood", "intercept", "exposure", "dispute"]
            .contains(&package.reason.as_str())
            .then(|| package.reason.clone()),
        _ => None,
    })
}

#[test]
fn goods_dishes_and_titles_never_alarm() {
    let bot = Bot::new(Knowledge::ecommerce());
    let wrong: Vec<String> = INNOCENT
        .iter()
        .filter_map(|text| {
            let (understanding, turn) = (bot.understand(text), turn(&bot, text));
            let alarm = alarm(&turn);
            let upset = understanding.mood >= Mood::Annoyed;
            (alarm.is_some() || upset).then(|| {
                format!("{text}: {alarm:?} {:?} {:?}\n{}", understanding.mood, understanding.mood_words, turn.trace())
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), INNOCENT.len(), wrong.join("\n"));
}

#[test]
fn what_happened_is_heard() {
    let bot = Bot::new(Knowledge::ecommerce());
    let wrong: Vec<String> = REAL
        .iter()
        .filter_map(|(text, expect)| {
            let (mood, turn) = (bot.understand(text).mood, turn(&bot, text));
            let heard = match *expect {
                "angry" => mood >= Mood::Angry,
                "abusive" => mood == Mood::Abusive && alarm(&turn).is_some(),
                reason => alarm(&turn).as_deref() == Some(reason),
            };
            (!heard).then(|| format!("{text}: not {expect} but {mood:?} {:?}", alarm(&turn)))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), REAL.len(), wrong.join("\n"));
}

#[test]
fn what_the_shop_asks_and_lists_is_no_alarm_and_the_same_sign_elsewhere_is() {
    let shop = r#"
        [lexicon]
        harmless = ["恶心先生"]
        no_signs = ["倒闭"]
    "#;
    let faq = FaqEntry::new("怒了么辣酱有几种口味", "三种。");
    let bot = Bot::new(Knowledge::builder().toml("shop.toml", shop).faq(faq).build().unwrap());
    for text in ["恶心先生还有吗", "快倒闭了才打折吗", "怒了么辣酱还有货吗"] {
        assert!(bot.understand(text).mood < Mood::Annoyed, "{text}");
    }
    for text in ["真恶心", "我怒了"] {
        assert!(bot.understand(text).mood >= Mood::Annoyed, "{text}");
    }
}

#[test]
fn the_trace_says_what_was_heard_as_what() {
    let bot = Bot::new(Knowledge::ecommerce());
    for (text, line) in [
        ("气死我了", "听到「气死我」→ 生气"),
        ("太慢了吧", "听到「太慢」→ 不满"),
        ("他妈的", "听到「他妈的」→ 骂人"),
        ("我要投诉你们", "听到「投诉」→ 威胁"),
        ("用了过敏了", "听到「过敏」→ 紧急情况"),
        ("我要投诉你们", "听到「投诉」→ 转人工规则「intercept」"),
    ] {
        let trace = turn(&bot, text).trace().to_string();
        assert!(trace.contains(line), "{text}: {trace}");
    }
    assert!(!turn(&bot, "空气炸锅有货吗").trace().to_string().contains("听到"));
}
