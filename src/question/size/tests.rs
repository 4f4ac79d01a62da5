//! Which size is said to whom: tables of a message, read as buyers write it, and the advice of a chart.

use super::*;
use crate::knowledge::Knowledge;
use crate::language::entity::EntityFinder;
use crate::text::normalize::Normalized;

mod properties;

thread_local! {
    static FINDER: EntityFinder = EntityFinder::new(&Knowledge::ecommerce().lexicon);
}

fn body(message: &str) -> Body {
    let text = Normalized::new(message);
    FINDER.with(|finder| Body::read(text.text(), &finder.find(&text, message, None, 480)))
}

/// A chart of lines with spaces between the cells.
fn chart(lines: &str) -> SizeChart {
    let mut rows = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::split_whitespace);
    SizeChart::new(rows.next().unwrap(), rows)
}

fn names(measures: &[Measure]) -> String {
    measures.iter().map(|measure| measure.label()).collect::<Vec<_>>().join(" ")
}

fn shown(advice: &Advice) -> String {
    match advice {
        Advice::One { size, why: Why::Fits(by) } => format!("{}: {}", size.name, names(by)),
        Advice::One { size, why: Why::Usual } => format!("{}: usual", size.name),
        Advice::One { size, why: Why::Wished { from: Some(from), .. } } => format!("{}: from {from}", size.name),
        Advice::One { size, why: Why::Wished { from: None, .. } } => format!("{}: of two", size.name),
        Advice::One { size, why: Why::Last(_) } => format!("{}: last", size.name),
        Advice::Between { smaller, larger, both_fit } => {
            let sign = if *both_fit { '&' } else { '|' };
            let side = |side: &Side| format!("{}: {}", side.size.name, names(&side.by));
            format!("{} {sign} {}", side(smaller), side(larger))
        }
        Advice::Outside { nearest, by, too_small } => {
            format!("{} {} of {}", if *too_small { "above" } else { "below" }, nearest.name, by.label())
        }
        Advice::Conflict { by, larger } => {
            let by: Vec<String> = by.iter().map(|(by, size)| format!("{} {}", by.label(), size.name)).collect();
            format!("{}! {}", larger.name, by.join(" "))
        }
        Advice::Need(measures) => format!("need {}", names(measures)),
        Advice::OfGoods => "of goods".to_owned(),
        Advice::NoChart => "no chart".to_owned(),
    }
}

/// All of the table, and what is wrong with it at once.
fn check(chart: &SizeChart, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(message, expect)| (message, expect, shown(&recommend(Some(chart), &body(message), |_| None))))
        .filter(|(_, expect, found)| *expect != found)
        .map(|(message, expect, found)| format!("{message}\n    is  {found}\n    not {expect}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn men() -> SizeChart {
    chart(
        "尺码 身高cm 体重kg   胸围cm 肩宽cm 衣长cm
        M    165-170 55-62.5   104 45   68
        L    170-175 62.5-70   108 46.5 70
        XL   175-180 70-77.5   112 48   72
        XXL  180-185 77.5-85   116 49.5 74",
    )
}

#[test]
fn a_t_shirt_for_men_whose_rows_touch() {
    check(
        &men(),
        &[
            ("168 120斤", "M: 身高 体重"),
            ("172 130斤", "L: 身高 体重"),
            ("身高178体重150", "XL: 身高 体重"),
            ("一米八二，160斤", "XXL: 身高 体重"),
            ("1米68，58公斤穿什么码", "M: 身高 体重"),
            ("170 130斤", "L: 身高 体重"),
            ("170", "M: 身高 & L: 身高"),
            ("170 125斤", "M: 身高 体重 & L: 身高 体重"),
            ("168 130斤", "M: 身高 | L: 体重"),
            ("173 148斤", "L: 身高 | XL: 体重"),
            ("183 146斤", "XL: 体重 | XXL: 身高"),
            ("168 150斤", "XL! 身高 M 体重 XL"),
            ("168 165斤", "XXL! 身高 M 体重 XXL"),
            ("183 120斤", "XXL! 身高 XXL 体重 M"),
            ("160 120斤", "below M of 身高"),
            ("168 100斤", "below M of 体重"),
            ("190 160斤", "above XXL of 身高"),
            ("178 200斤", "above XXL of 体重"),
            ("160 200斤", "above XXL of 体重"),
            ("穿多大", "need 身高 体重"),
            ("胸围96", "need 身高 体重"),
            ("肩宽45", "need 身高 体重"),
            ("给我爸买，他178 150斤", "XL: 身高 体重"),
            ("178元 150件", "need 身高 体重"),
            ("我平时穿L", "L: usual"),
            ("平时穿2XL的", "XXL: usual"),
            ("一般穿xxl码", "XXL: usual"),
            ("平时穿S", "need 身高 体重"),
            ("我平时穿L，170 125斤", "L: usual"),
            ("我平时穿XXL，170 125斤", "M: 身高 体重 & L: 身高 体重"),
            ("172 130斤，想穿宽松点", "XL: from L"),
            ("172 130斤 喜欢修身的", "M: from L"),
            ("172 130斤，里面要穿毛衣", "XL: from L"),
            ("172 130斤，不要太紧", "XL: from L"),
            ("168 120斤，想穿紧一点", "M: last"),
            ("183 160斤，喜欢宽松的", "XXL: last"),
            ("168 130斤，喜欢宽松的", "L: of two"),
            ("168 130斤，想穿紧一点", "M: of two"),
            ("168 150斤，喜欢宽松的", "XL! 身高 M 体重 XL"),
            ("190 160斤，想宽松点", "above XXL of 身高"),
        ],
    );
}

#[test]
fn a_t_shirt_for_women_in_jin_whose_rows_overlap() {
    let women = chart(
        "尺码 适合身高 适合体重(斤) 胸围
        S  150-158 80~95斤   84
        M  155-163 95~105斤  88
        L  160-168 105~120斤 92
        XL 165-172 120~135斤 96",
    );
    check(
        &women,
        &[
            ("152 88斤", "S: 身高 体重"),
            ("157 90", "S: 身高 体重"),
            ("162 100斤", "M: 身高 体重"),
            ("165/55kg", "L: 身高 体重"),
            ("166 125斤", "XL: 身高 体重"),
            ("157", "S: 身高 & M: 身高"),
            ("95斤", "S: 体重 & M: 体重"),
            ("166cm", "L: 身高 & XL: 身高"),
            ("161 95斤", "M: 身高 体重"),
            ("152 100斤", "S: 身高 | M: 体重"),
            ("170 118斤", "L: 体重 | XL: 身高"),
            ("152 110斤", "L! 身高 S 体重 L"),
            ("170 90斤", "XL! 身高 XL 体重 S"),
            ("148 90斤", "below S of 身高"),
            ("165 150斤", "above XL of 体重"),
            ("158 38kg", "below S of 体重"),
            ("三围88 66 90", "need 身高 体重"),
            ("给我妈买，158 100斤，想宽松一点", "L: from M"),
        ],
    );
}

#[test]
fn trousers_by_the_waist() {
    let trousers = chart(
        "尺码 适合腰围 臀围cm 裤长cm
        28 2尺1 98  100
        29 2尺2 100 101
        30 2尺3 102 102
        31 2尺4 104 103
        32 2尺5 106 104",
    );
    check(
        &trousers,
        &[
            ("腰围2尺1", "28: 腰围"),
            ("二尺三的腰", "30: 腰围"),
            ("腰围70", "28: 腰围"),
            ("腰围77cm", "30: 腰围"),
            ("腰围2尺5", "32: 腰围"),
            ("腰围75", "29: 腰围 | 30: 腰围"),
            ("腰围72", "28: 腰围 | 29: 腰围"),
            ("腰围60", "below 28 of 腰围"),
            ("腰围100", "above 32 of 腰围"),
            ("3尺的腰", "above 32 of 腰围"),
            ("170 120斤", "need 腰围"),
            ("臀围95", "need 腰围"),
            ("平时穿30的裤子", "30: usual"),
            ("裤子一般29码", "29: usual"),
            ("平时穿27码", "need 腰围"),
            ("腰围2尺3，松一点", "31: from 30"),
        ],
    );
    let inches = chart("尺码 参考腰围(英寸)\nM 26-28\nL 28-30\nXL 30-32");
    check(
        &inches,
        &[
            ("腰围69", "M: 腰围"),
            ("腰围2尺2", "L: 腰围"),
            ("腰围71", "M: 腰围 & L: 腰围"),
            ("腰围90", "above XL of 腰围"),
            ("腰围60", "below M of 腰围"),
        ],
    );
}

fn shoes() -> SizeChart {
    chart(
        "尺码 脚长cm
        35 22.1-22.5
        36 22.6-23.0
        37 23.1-23.5
        38 23.6-24.0
        39 24.1-24.5
        40 24.6-25.0",
    )
}

#[test]
fn shoes_by_the_length_of_a_foot() {
    check(
        &shoes(),
        &[
            ("脚长23.2", "37: 脚长"),
            ("脚长24", "38: 脚长"),
            ("脚长245", "39: 脚长"),
            ("脚长24.5cm", "39: 脚长"),
            ("脚长二十五厘米", "40: 脚长"),
            ("脚长22.55", "36: 脚长"),
            ("脚长26", "above 40 of 脚长"),
            ("脚长21.5", "below 35 of 脚长"),
            ("165 100斤", "need 脚长"),
            ("我穿38码的鞋", "38: usual"),
            ("平时穿38", "38: usual"),
            ("平时穿44的", "need 脚长"),
            ("脚长24，脚背高", "39: from 38"),
            ("脚长24，要穿厚袜子", "39: from 38"),
            ("脚长25，脚宽", "40: last"),
        ],
    );
    let millimetres = chart("尺码(mm) 欧码 脚长mm\n235 37 231-235\n240 38 236-240\n245 39 241-245");
    check(
        &millimetres,
        &[
            ("脚长23.8", "240: 脚长"),
            ("脚长25", "above 245 of 脚长"),
            ("平时穿240", "240: usual"),
            ("平时穿38", "240: usual"),
            ("平时穿41", "need 脚长"),
        ],
    );
    let by_name = chart("尺码 内长mm\n230 235\n240 245\n250 255");
    check(&by_name, &[("脚长24", "240: 脚长"), ("脚长24.5", "240: 脚长 | 250: 脚长"), ("脚长27", "above 250 of 脚长")]);
}

#[test]
fn what_children_wear() {
    let children = chart(
        "尺码  建议身高   建议体重斤 年龄
        90码  80-90cm   20-26    1-2岁
        100码 90-100cm  26-32    2-3岁
        110码 100-110cm 32-38    4-5岁
        120码 110-120cm 38-46    6-7岁",
    );
    check(
        &children,
        &[
            ("孩子95cm，28斤", "100码: 身高 体重"),
            ("宝宝身高85体重23斤", "90码: 身高 体重"),
            ("宝宝身高105", "110码: 身高"),
            ("儿子身高100", "100码: 身高 & 110码: 身高"),
            ("宝宝身高98 体重35斤", "100码: 身高 | 110码: 体重"),
            ("宝宝身高88 体重40斤", "120码! 身高 90码 体重 120码"),
            ("女儿身高130", "above 120码 of 身高"),
            ("宝宝身高70", "below 90码 of 身高"),
            ("3岁穿多大", "100码: 年龄"),
            ("5岁穿多大", "110码: 年龄"),
            ("三岁半的宝宝", "110码: 年龄"),
            ("9岁女孩穿多大", "above 120码 of 年龄"),
            ("18个月的宝宝", "90码: 年龄"),
            ("宝宝穿多大", "need 身高 体重 年龄"),
            ("平时穿110的", "need 身高 体重 年龄"),
            ("平时穿110码", "110码: usual"),
        ],
    );
    let by_name = chart("尺码 胸围cm 衣长cm\n100 64 40\n110 68 43\n120 72 46");
    check(
        &by_name,
        &[
            ("孩子110cm", "110: 身高"),
            ("孩子身高108", "110: 身高"),
            ("孩子身高105", "100: 身高 | 110: 身高"),
            ("孩子身高140", "above 120 of 身高"),
            ("孩子30斤", "need 身高"),
        ],
    );
}

#[test]
fn bras_rings_and_hats() {
    let bras = chart(
        "尺码 下胸围cm 上胸围cm
        70A 68-72 78-81
        70B 68-72 81-84
        75A 73-77 83-86
        75B 73-77 86-89
        75C 73-77 89-92
        80B 78-82 91-94",
    );
    check(
        &bras,
        &[
            ("下胸围75上胸围88", "75B: 下胸围 胸围"),
            ("上胸围80，下胸围70", "70A: 下胸围 胸围"),
            ("下胸围80 上胸围92", "80B: 下胸围 胸围"),
            ("下胸围75上胸围86", "75A: 下胸围 胸围 & 75B: 下胸围 胸围"),
            ("下胸围70上胸围90", "75C! 下胸围 70B 胸围 75C"),
            ("下胸围90", "above 80B of 下胸围"),
            ("下胸围60上胸围75", "below 70A of 下胸围"),
            ("160 100斤", "need 下胸围 胸围"),
            ("平时穿75B", "75B: usual"),
        ],
    );
    let rings = chart("圈号 手指周长mm 内径mm\n11 50.5-51.5 16.1\n12 51.6-52.5 16.5\n13 52.6-53.5 16.9");
    check(
        &rings,
        &[
            ("指围51", "11: 手指围"),
            ("手指周长5.2cm", "12: 手指围"),
            ("指围60", "above 13 of 手指围"),
            ("指围45", "below 11 of 手指围"),
            ("170 60kg", "need 手指围"),
        ],
    );
    let hats = chart("尺码 头围\nM 56-58cm\nL 58-60cm");
    check(&hats, &[("头围57", "M: 头围"), ("头围58", "M: 头围 & L: 头围"), ("头围63", "above L of 头围")]);
}

#[test]
fn labels_of_the_standard() {
    let dress = chart(
        "尺码 胸围cm 裙长cm
        S(155/80A) 84 100
        M(160/84A) 88 102
        L(165/88A) 92 104
        XL(170/92A) 96 106",
    );
    check(
        &dress,
        &[
            ("160", "M(160/84A): 身高"),
            ("身高161胸围84", "M(160/84A): 身高 胸围"),
            ("身高163", "M(160/84A): 身高 | L(165/88A): 身高"),
            ("胸围86", "M(160/84A): 胸围 | L(165/88A): 胸围"),
            ("身高160胸围88", "M(160/84A): 身高 | L(165/88A): 胸围"),
            ("身高160胸围92", "XL(170/92A)! 身高 M(160/84A) 胸围 XL(170/92A)"),
            ("身高180", "above XL(170/92A) of 身高"),
            ("110斤", "need 身高 胸围"),
            ("平时穿L", "L(165/88A): usual"),
            ("平时穿165/88A", "L(165/88A): usual"),
        ],
    );
    let skirt = chart("尺码 号型 臀围 裙长\nS 155/64A 90 60\nM 160/68A 94 61\nL 165/72A 98 62");
    check(
        &skirt,
        &[
            ("腰围68", "M: 腰围"),
            ("腰围70", "M: 腰围 | L: 腰围"),
            ("腰围80", "above L of 腰围"),
            ("胸围84", "need 身高 腰围"),
        ],
    );
}

#[test]
fn charts_of_the_goods_alone() {
    let goods = chart("尺码 胸围cm 肩宽cm 衣长cm\nM 104 45 68\nL 108 46 70\nXL 112 47 72");
    check(
        &goods,
        &[
            ("172 130斤", "of goods"),
            ("胸围104", "of goods"),
            ("肩宽45", "of goods"),
            ("平时穿L", "L: usual"),
            ("平时穿L，喜欢宽松的", "XL: from L"),
        ],
    );
    let of_body = goods.body(["胸围cm"]);
    check(&of_body, &[("胸围104", "M: 胸围"), ("胸围106", "M: 胸围 | L: 胸围"), ("胸围120", "above XL of 胸围")]);
    let told = chart("尺码 净胸围 成衣胸围\nM 84-88 100\nL 88-92 104");
    check(&told, &[("胸围86", "M: 胸围"), ("胸围88", "M: 胸围 & L: 胸围"), ("胸围100", "above L of 胸围")]);
    assert_eq!(recommend(None, &body("170 120斤"), |_| None), Advice::NoChart);
    assert_eq!(recommend(Some(&chart("尺码 身高")), &body("170 120斤"), |_| None), Advice::NoChart);
}

#[test]
fn cells_as_shops_write_them() {
    let open = chart("尺码 体重\nM ≤55kg\nL 55-65kg\nXL 65kg以上");
    check(
        &open,
        &[
            ("100斤", "M: 体重"),
            ("60kg", "L: 体重"),
            ("180斤", "XL: 体重"),
            ("65公斤", "L: 体重 & XL: 体重"),
            ("160cm", "need 体重"),
        ],
    );
    let up_to = chart("尺码 体重斤\nM 100以内\nL 115以内\nXL 130以内");
    check(&up_to, &[("95斤", "M: 体重"), ("110斤", "L: 体重"), ("135斤", "above XL of 体重")]);
    let two_units = chart("尺码 体重\nM 45-50kg/90-100斤\nL 51-55kg(102-110斤)\nXL 58-62kg");
    check(
        &two_units,
        &[
            ("94斤", "M: 体重"),
            ("50.5公斤穿什么", "L: 体重"),
            ("108斤", "L: 体重"),
            ("56公斤穿啥", "L: 体重 | XL: 体重"),
            ("130斤", "above XL of 体重"),
        ],
    );
    let falling = chart("尺码 身高m 体重\nXL 1.75-1.80 140-155\nL 1.70-1.75 125-140\nM 1.65-1.70 110-125");
    check(
        &falling,
        &[
            ("168 115斤", "M: 身高 体重"),
            ("173 130斤，宽松点", "XL: from L"),
            ("168 130斤", "M: 身高 | L: 体重"),
            ("168 150斤", "XL! 身高 M 体重 XL"),
            ("185 150斤", "above XL of 身高"),
        ],
    );
    let together = chart("尺码 适合身高/体重\nM 155-160cm/80-95斤\nL 160-165cm/95-110斤");
    check(
        &together,
        &[("158 90斤", "M: 身高 体重"), ("158 100斤", "M: 身高 | L: 体重"), ("175 130斤", "above L of 身高")],
    );
    let full_width = chart("尺码 体重（斤）\nＭ ８０～９５\nＬ ９５—１１０");
    check(&full_width, &[("90斤", "Ｍ: 体重"), ("平时穿M", "Ｍ: usual"), ("95斤", "Ｍ: 体重 & Ｌ: 体重")]);
    let holes = chart("尺码 身高cm 体重斤\nM 160-165 \nL 165-170 110-125\n均码 随意 随意");
    check(&holes, &[("162", "M: 身高"), ("168 118斤", "L: 身高 体重"), ("平时穿均码", "均码: usual")]);
}

#[test]
fn what_a_size_measures() {
    let chart = chart(
        "尺码 身高cm 胸围(cm) 肩宽cm 衣长 袖长cm 裤长cm\nM 160-170 104 45 68cm 短袖 \nXL(大码) 170-180 112 48.5 72cm 60 100",
    );
    for (size, text, expect) in [
        ("M", "m的肩宽是几", Some("M 肩宽 45cm")),
        ("xl", "xl衣长多少", Some("XL(大码) 衣长 72cm")),
        ("XL", "肩多宽", Some("XL(大码) 肩宽 48.5cm")),
        ("M", "胸围多大", Some("M 胸围 104cm")),
        ("M", "适合多高的", Some("M 身高 160-170cm")),
        ("M", "衣服多长", Some("M 衣长 68cm")),
        ("M", "袖长多少", Some("M 袖长 短袖")),
        ("M", "裤长多少", None),
        ("M", "腰围多大", None),
        ("S", "肩宽多少", None),
        ("M", "多少钱", None),
    ] {
        let found = measure(&chart, size, text).map(|it| format!("{} {} {}", it.size, it.what, it.value));
        assert_eq!(found.as_deref(), expect, "{size} {text}");
    }
}

#[test]
fn whether_the_size_is_there() {
    let sku = |colour: &str, size: &str, stock: Option<u32>| {
        Sku::new(format!("{colour}/{size}")).options([("颜色", colour), ("尺码", size)]).stock(stock)
    };
    let product = Product::new("p", "T恤").size_chart(men()).skus([
        sku("黑色", "M", Some(3)),
        sku("白色", "M", Some(4)),
        sku("黑白条纹", "M", Some(0)),
        sku("黑色", "L", Some(0)),
        sku("白色", "L【62-70kg】", Some(2)),
        sku("黑色", "XL", None),
        sku("白色", "2XL", Some(0)),
    ]);
    for (size, colour, expect) in [
        ("M", None, Some(Stock::Left(7))),
        ("M", Some("黑色"), Some(Stock::Left(3))),
        ("M", Some("条纹"), Some(Stock::Gone)),
        ("L", Some("黑色"), Some(Stock::Gone)),
        ("L", Some("白色"), Some(Stock::Left(2))),
        ("XL", Some("黑色"), None),
        ("XL", Some("白色"), Some(Stock::NotMade)),
        ("XXL", None, Some(Stock::Gone)),
        ("4XL", None, None),
    ] {
        assert_eq!(stock(&product, size, colour), expect, "{size} {colour:?}");
    }
    let advice =
        recommend(product.size_chart.as_ref(), &body("172 130斤"), |size| stock(&product, size, Some("黑色")));
    assert_eq!(advice.size().unwrap().stock, Some(Stock::Gone));
}
