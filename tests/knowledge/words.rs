//! The words of the trade: `[lexicon]` and `[guard]`.

use kefu::names::{EntityKind, Mood};
use kefu::{Bot, Knowledge};

use super::{check, shown};

fn bot(lexicon: &str) -> Bot {
    Bot::new(Knowledge::builder().toml("shop.toml", format!("[lexicon]\n{lexicon}")).build().unwrap())
}

fn named(bot: &Bot, text: &str, kind: EntityKind) -> Option<String> {
    bot.understand(text).entity(kind).map(|entity| entity.value.to_string())
}

#[test]
fn a_shop_adds_signs_and_takes_them_out() {
    let (plain, own) = (
        Bot::new(Knowledge::ecommerce()),
        bot(
            "angry = '拉稀摆带'\ncrisis = ['炸毛机起火花']\nworried = '投诉'\nno_signs = ['过敏', '倒闭']\nno_harmless = '变态辣'\n",
        ),
    );
    for (text, before, after) in [
        ("真是拉稀摆带", Mood::Calm, Mood::Angry),
        ("我要投诉你们", Mood::Annoyed, Mood::Worried),
        ("快倒闭了吧", Mood::Angry, Mood::Calm),
        ("变态辣", Mood::Calm, Mood::Abusive),
        ("垃圾", Mood::Angry, Mood::Angry),
    ] {
        assert_eq!(plain.understand(text).mood, before, "{text}");
        assert_eq!(own.understand(text).mood, after, "{text}");
    }
    assert!(plain.understand("我要投诉你们").threats.len() == 1 && own.understand("我要投诉你们").threats.is_empty());
    assert_eq!(plain.understand("用了过敏了").mood, Mood::Worried);
    assert_eq!(own.understand("用了过敏了").mood, Mood::Calm);
    assert_eq!(own.understand("炸毛机起火花了").mood, Mood::Worried);
}

#[test]
fn what_makes_a_ware_of_a_sign_is_the_shops() {
    let (plain, own) = (Bot::new(Knowledge::ecommerce()), bot("wares = '抱枕'\nno_wares = '膏'\n"));
    for (text, before, after) in [
        ("来一支割伤膏", Mood::Calm, Mood::Worried),
        ("来一个触电抱枕", Mood::Worried, Mood::Calm),
        ("来一盒腹泻药", Mood::Calm, Mood::Calm),
    ] {
        assert_eq!(plain.understand(text).mood, before, "{text}");
        assert_eq!(own.understand(text).mood, after, "{text}");
    }
}

#[test]
fn a_shop_names_colours_and_carriers() {
    let own = bot(
        "colours = ['雀茶', { value = '午夜蓝', words = ['午夜', '夜蓝'] }, { value = '暖白色', words = ['奶白'] }]
no_colours = ['香芋紫', '中国红旗渠']
carriers = ['闪电鹿', { value = '方舟速递', words = ['方舟', 'FZ'] }, { value = '京东快递', words = ['天天'] }]
no_carriers = ['中通', '极兔子玩偶']
",
    );
    for (text, colour) in [
        ("要雀茶的", Some("雀茶色")),
        ("雀茶色有吗", Some("雀茶色")),
        ("夜蓝还有吗", Some("午夜蓝")),
        ("午夜蓝还有吗", Some("午夜蓝")),
        ("奶白的", Some("暖白色")),
        ("香芋紫有吗", None),
        ("中国红旗渠", None),
        ("中国红有吗", Some("中国红")),
        ("米白有吗", Some("米白色")),
    ] {
        assert_eq!(named(&own, text, EntityKind::Colour).as_deref(), colour, "{text}");
    }
    for (text, carrier) in [
        ("能发闪电鹿吗", Some("闪电鹿")),
        ("发的方舟快递", Some("方舟速递")),
        ("用 fz 发", Some("方舟速递")),
        ("天天", Some("京东快递")),
        ("发中通吗", None),
        ("极兔子玩偶", None),
        ("发极兔吗", Some("极兔速递")),
        ("方舟 7531234567", Some("方舟速递")),
    ] {
        assert_eq!(named(&own, text, EntityKind::Carrier).as_deref(), carrier, "{text}");
    }
    // What stands beside a carrier's name is the number of a parcel.
    assert!(named(&own, "方舟 7531234567", EntityKind::Tracking).is_some());
}

#[test]
fn a_shop_writes_out_what_its_buyers_shorten_and_misspell() {
    let own = bot("abbreviations = [{ value = '什么时候发货', words = ['smfh'] }]
no_abbreviations = 'kd'
misspellings = [{ value = '发货', words = ['花火'] }]
no_misspellings = '优惠卷'
");
    let best = |text: &str| own.understand(text).best().map(|best| best.id.to_string());
    assert_eq!(best("smfh").as_deref(), Some("ship.time"));
    assert_eq!(best("什么时候花火").as_deref(), Some("ship.time"));
    let read_as = |bot: &Bot, text: &str| bot.understand(text).evidence.iter().any(|one| one.target == "优惠券");
    assert!(read_as(&Bot::new(Knowledge::ecommerce()), "优惠卷") && !read_as(&own, "优惠卷"));
}

#[test]
fn words_that_cannot_be_meant() {
    check(
        r#"
[lexicon]
angry = ["坑死人", ""]
crisis = ["坑死人"]
no_signs = ["垃极", "倒闭", "坑死人"]
no_colours = ["彩虹糖", "大红花", "酒红"]
abbreviations = ["kd", { value = "快递", words = ["快弟"] }]
misspellings = [{ value = "优惠券", words = ["优惠"] }, { words = ["克服"] }]
wares = [{ value = "x", words = ["y"] }]
angri = []

[guard]
allowed = ["最佳赏味", "最佳搭档", "独一无贰", "口碑第一", "shop.example.com"]
"#,
        r#"
a.toml:2:17: 错误: `angry` 里有一项是空的
  建议: 补上内容，或者删掉这一项
a.toml:3:11: 警告: `坑死人` 写了两次
  建议: 第一处在 a.toml:2:10，以第一处为准；删掉一处
a.toml:4:13: 警告: `no_signs` 里的 `垃极` 不起作用：词表里没有它
  建议: 是不是想写 `垃圾`？
a.toml:4:25: 警告: `坑死人` 写了两次
  建议: 第一处在 a.toml:2:10，以第一处为准；删掉一处
a.toml:5:15: 警告: `no_colours` 里的 `彩虹糖` 不起作用：词表里没有它
  建议: 核对用字，要和词表里的一字不差；用不着就删掉这个词
a.toml:6:18: 错误: `kd` 没有写是什么意思
  建议: 写成 `{ value = "意思", words = ["kd"] }`
a.toml:6:49: 错误: 缩写只能用字母和数字，不能写 `快弟`
  建议: 汉字写错的词放到 `misspellings` 里
a.toml:7:43: 错误: `优惠` 和 `优惠券` 长短不一样
  建议: `misspellings` 里错的和对的字数要一样；别的说法写到意图的 `examples` 里
a.toml:7:52: 错误: 这个 `misspellings` 没有写 `value`
  建议: 补一行 `value = "…"`
a.toml:8:10: 错误: `wares` 要写文字或文字列表，这里写成了表
  建议: 文字要加引号：`"…"`，几条写成 `["…", "…"]`
a.toml:9:1: 错误: `[lexicon]` 里没有 `angri` 这一项
  建议: 是不是想写 `angry`？
a.toml:12:28: 警告: `allowed` 里的 `独一无贰` 不起作用：词表里没有它
  建议: 是不是想写 `独一无二`？
"#,
    );
    assert_eq!(shown(Knowledge::builder().toml("a.toml", "[lexicon]\nno_signs = '网上曝光'\n")), "");
}
