//! What is read out of messages: tables of a message and the entities that it names.

use proptest::prelude::*;

use super::*;

mod amounts;
mod calendar;
mod days;
mod lookalikes;
mod measures;

/// Wednesday, 2026-11-18, 09:12 in the shop.
fn now() -> Time {
    "2026-11-18T09:12:00+08:00".parse().unwrap()
}

thread_local! {
    static FINDER: EntityFinder = EntityFinder::new(&crate::knowledge::Knowledge::ecommerce().lexicon);
}

fn find(input: &str, now: Option<Time>) -> Vec<Entity> {
    FINDER.with(|finder| finder.find(&Normalized::new(input), input, now, 480))
}

/// The entities as `Kind(words)=value`, separated by spaces.
fn shown(input: &str) -> String {
    let found = find(input, Some(now()));
    let shown: Vec<String> = found.iter().map(|e| format!("{:?}({})={}", e.kind, e.text, e.value)).collect();
    shown.join(" ")
}

/// All of the table, and what is wrong with it at once.
fn check_all(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(input, expect)| (input, expect, shown(input)))
        .filter(|(_, expect, found)| *expect != found)
        .map(|(input, expect, found)| format!("{input}\n    is {found}\n    not {expect}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn numbers_of_the_fixed_network() {
    check_all(&[
        ("010-62345678", "Landline(010-62345678)=010-62345678"),
        ("010 6234 5678", "Landline(010 6234 5678)=010-62345678"),
        ("0571 8888 6666 转 102", "Landline(0571 8888 6666 转 102)=0571-88886666-102"),
        ("0571-88886666-102", "Landline(0571-88886666-102)=0571-88886666-102"),
        ("0571-88886666转102", "Landline(0571-88886666转102)=0571-88886666-102"),
        ("打0755-2345678", "Landline(0755-2345678)=0755-2345678"),
        ("0571-1888666", ""),
        ("010", ""),
        ("0571", "LastFour(0571)=0571"),
        ("2月30日", ""),
        ("2026-02-30", ""),
        ("11月31号", ""),
    ]);
}

#[test]
fn orders_and_telephones() {
    check_all(&[
        ("6917533224570258991", "OrderId(6917533224570258991)=6917533224570258991"),
        ("单号6917533224570258991到哪了", "OrderId(6917533224570258991)=6917533224570258991"),
        ("6917 5332 2457 0258 991", "OrderId(6917 5332 2457 0258 991)=6917533224570258991"),
        ("6917533224-570258991", "OrderId(6917533224-570258991)=6917533224570258991"),
        ("691753322457025", "OrderId(691753322457025)=691753322457025"),
        ("69175332245702589911", "OrderId(69175332245702589911)=69175332245702589911"),
        ("691753322457025899112", ""),
        ("我电话13800001035", "Phone(13800001035)=13800001035"),
        ("138 0000 1035", "Phone(138 0000 1035)=13800001035"),
        ("138-0000-1035收", "Phone(138-0000-1035)=13800001035"),
        ("+8613800001035", "Phone(+8613800001035)=13800001035"),
        ("+86 138 0000 1035", "Phone(138 0000 1035)=13800001035"),
        ("12800001035", ""),
        ("138000010351", ""),
        ("a13800001035", ""),
        ("13800001035 13900001036", "Phone(13800001035)=13800001035 Phone(13900001036)=13900001036"),
        ("13800001035，101室", "Phone(13800001035)=13800001035"),
    ]);
}

#[test]
fn the_last_four_digits() {
    check_all(&[
        ("1035", "LastFour(1035)=1035"),
        ("1035。", "LastFour(1035)=1035"),
        ("尾号1035", "LastFour(1035)=1035"),
        ("手机尾号是 1035", "LastFour(1035)=1035"),
        ("后四位1035的", "LastFour(1035)=1035"),
        ("后4位是1035", "LastFour(1035)=1035"),
        ("末尾1035", "LastFour(1035)=1035"),
        ("1035那单怎么还没到", "LastFour(1035)=1035"),
        ("最后四位数字是1035", "LastFour(1035)=1035"),
        ("尾号10356", ""),
        ("我花了1035元", "Amount(1035元)=103500"),
        ("型号1035有吗", ""),
    ]);
}

#[test]
fn waybills() {
    check_all(&[
        ("SF1234567890123", "Tracking(SF1234567890123)=SF1234567890123"),
        ("yt1234567890123到哪了", "Tracking(yt1234567890123)=YT1234567890123"),
        ("JT1234567890123", "Tracking(JT1234567890123)=JT1234567890123"),
        ("JDVB12345678901", "Tracking(JDVB12345678901)=JDVB12345678901"),
        ("中通75312345678901", "Carrier(中通)=中通快递 Tracking(75312345678901)=75312345678901"),
        ("75312345678901", "Tracking(75312345678901)=75312345678901"),
        ("我的462123456789012", "OrderId(462123456789012)=462123456789012"),
        ("韵达462123456789012", "Carrier(韵达)=韵达快递 Tracking(462123456789012)=462123456789012"),
        ("快递单号462123456789012", "Tracking(462123456789012)=462123456789012"),
        ("订单号462123456789012", "OrderId(462123456789012)=462123456789012"),
        ("EA123456789CN", "Tracking(EA123456789CN)=EA123456789CN"),
        ("EMS 1101234567890", "Carrier(EMS)=中国邮政 Tracking(1101234567890)=1101234567890"),
    ]);
}

#[test]
fn amounts() {
    check_all(&[
        ("129元", "Amount(129元)=12900"),
        ("¥129", "Amount(¥129)=12900"),
        ("129块", "Amount(129块)=12900"),
        ("129块9", "Amount(129块9)=12990"),
        ("129块9毛", "Amount(129块9毛)=12990"),
        ("12块50", "Amount(12块50)=1250"),
        ("一百二十块", "Amount(一百二十块)=12000"),
        ("两块五", "Amount(两块五)=250"),
        ("12.5元", "Amount(12.5元)=1250"),
        ("3毛", "Amount(3毛)=30"),
        ("满199减20元", "Amount(20元)=2000"),
        ("便宜一块", "Amount(一块)=100"),
        ("一块发货", ""),
        ("几十块", ""),
        ("香皂少了3块", ""),
        ("三块手表", ""),
        ("3块2个", "Amount(3块)=300 Quantity(2个)=2"),
        ("3分钟", ""),
    ]);
}

#[test]
fn quantities() {
    check_all(&[
        ("两件", "Quantity(两件)=2"),
        ("3双", "Quantity(3双)=3"),
        ("拍了2个", "Quantity(2个)=2"),
        ("十件", "Quantity(十件)=10"),
        ("我要一箱和三瓶", "Quantity(一箱)=1 Quantity(三瓶)=3"),
        ("一个问题", ""),
        ("等一下", ""),
        ("第二个", ""),
        ("两三件", ""),
        ("三个月", ""),
        ("好几个", ""),
        ("四件套", ""),
        ("5个工作日", ""),
        ("两条信息", ""),
        ("万一个别坏了", ""),
        ("是99对吧", ""),
        ("两对耳环", "Quantity(两对)=2"),
    ]);
}

#[test]
fn codes_of_products() {
    check_all(&[
        ("p1001还有吗", "ProductCode(p1001)=p1001"),
        ("AB20456", "ProductCode(AB20456)=ab20456"),
        ("3号链接", "ProductCode(3号链接)=3"),
        ("链接3", "ProductCode(链接3)=3"),
        ("三号链接那件", "ProductCode(三号链接)=3"),
        ("第3个链接", "ProductCode(第3个链接)=3"),
        ("abcd1001", ""),
        ("p10", ""),
    ]);
}

#[test]
fn colours() {
    check_all(&[
        ("黑色", "Colour(黑色)=黑色"),
        ("黑", "Colour(黑)=黑色"),
        ("要黑的", "Colour(黑)=黑色"),
        ("那黑色M还有吗", "Colour(黑色)=黑色 Size(M)=M"),
        ("黑M", "Colour(黑)=黑色 Size(M)=M"),
        ("M 白", "Size(M)=M Colour(白)=白色"),
        ("米白和藏青", "Colour(米白)=米白色 Colour(藏青)=藏青色"),
        ("卡其色", "Colour(卡其色)=卡其色"),
        ("酒红有货吗", "Colour(酒红)=酒红色"),
        ("雾霾蓝色", "Colour(雾霾蓝色)=雾霾蓝"),
        ("粉红色", "Colour(粉红色)=粉色"),
        ("不明白的", ""),
        ("白条能用吗", ""),
        ("有红包吗", ""),
        ("大红袍", ""),
        ("黄金", ""),
        ("白款好看", "Colour(白)=白色"),
    ]);
}

#[test]
fn places() {
    check_all(&[
        ("发新疆吗", "Province(新疆)=新疆维吾尔自治区"),
        ("内蒙古自治区包头市", "Province(内蒙古自治区)=内蒙古自治区 City(包头市)=包头"),
        ("广东省深圳", "Province(广东省)=广东省 City(深圳)=深圳"),
        ("到成都几天", "City(成都)=成都"),
        ("北京能送吗", "Province(北京)=北京市"),
        ("北京朝阳区", "Province(北京)=北京市"),
        ("寄到三明", "City(三明)=三明"),
        ("三明治好吃", ""),
        ("大理石的", ""),
        ("北海道的", ""),
        ("寄黑龙江", "Province(黑龙江)=黑龙江省"),
    ]);
}

#[test]
fn carriers() {
    check_all(&[
        ("发中通吗", "Carrier(中通)=中通快递"),
        ("能发顺丰快递不", "Carrier(顺丰快递)=顺丰速运"),
        ("圆通速递", "Carrier(圆通速递)=圆通速递"),
        ("ems太慢", "Carrier(ems)=中国邮政"),
        ("你们天天发货吗", ""),
        ("可以发天天吗", "Carrier(天天)=天天快递"),
        ("京东快递", "Carrier(京东快递)=京东快递"),
        ("京东比你便宜", ""),
        ("放菜鸟驿站", ""),
        ("items", ""),
    ]);
}

#[test]
fn numbers_that_look_like_something_else() {
    check_all(&[
        ("4号有货吗", ""),
        ("4号还有吗", ""),
        ("4号多少钱", ""),
        ("4号链接还有吗", "ProductCode(4号链接)=4"),
        ("4号的链接", "ProductCode(4号的链接)=4"),
        ("四号链接多少钱", "ProductCode(四号链接)=4"),
        ("小黄车4号", "ProductCode(小黄车4号)=4"),
        ("讲解一下4号", "ProductCode(4号)=4"),
        ("4号小黄车", "ProductCode(4号小黄车)=4"),
        ("4号怎么拍", ""),
        ("4号好看吗", ""),
        ("4号的快递", "Date(4号)=2026-11-04"),
        ("4号能发货吗", "Date(4号)=2026-12-04"),
        ("预计24号", "Date(24号)=2026-11-24"),
        ("2千克", ""),
        ("24号能发货吗", "Date(24号)=2026-11-24"),
        ("16号下的单", "Date(16号)=2026-11-16"),
        ("4号色好看吗", ""),
        ("45号有货吗", "ShoeSize(45号)=45"),
        ("1号楼", ""),
        ("5号电池几节", ""),
        ("3天了", ""),
        ("3天没动了", ""),
        ("24小时", ""),
        ("48小时内发货", ""),
        ("7天无理由", ""),
        ("满200减20", ""),
        ("500g", ""),
        ("100%棉", ""),
        ("3折", ""),
        ("3cm", ""),
        ("20cm高的瓶子", ""),
        ("2023年的", ""),
        ("iphone15", ""),
        ("5G手机", ""),
    ]);
}

#[test]
fn ids_of_every_kind() {
    check_all(&[
        ("售后单号1234567890123456789", "OrderId(1234567890123456789)=1234567890123456789"),
        ("退款编号12345678901234567", "OrderId(12345678901234567)=12345678901234567"),
        ("订单编号：6917533224570258991，谢谢", "OrderId(6917533224570258991)=6917533224570258991"),
        ("SF1234567890123到哪了", "Tracking(SF1234567890123)=SF1234567890123"),
        ("YT8888888888888", "Tracking(YT8888888888888)=YT8888888888888"),
        ("JD0012345678901", "Tracking(JD0012345678901)=JD0012345678901"),
        ("JDX001234567890-1-1-", "Tracking(JDX001234567890)=JDX001234567890"),
        ("zto75312345678901", "Tracking(zto75312345678901)=ZTO75312345678901"),
        ("STO123456789012", "Tracking(STO123456789012)=STO123456789012"),
        ("申通773123456789012", "Carrier(申通)=申通快递 Tracking(773123456789012)=773123456789012"),
        ("773123456789012", "Tracking(773123456789012)=773123456789012"),
        ("韵达4312345678901", "Carrier(韵达)=韵达快递 Tracking(4312345678901)=4312345678901"),
        ("YD1234567890123", "Tracking(YD1234567890123)=YD1234567890123"),
        ("极兔JT0012345678901", "Carrier(极兔)=极兔速递 Tracking(JT0012345678901)=JT0012345678901"),
        ("DPK301234567890", "Tracking(DPK301234567890)=DPK301234567890"),
        ("邮政9812345678901", "Carrier(邮政)=中国邮政 Tracking(9812345678901)=9812345678901"),
        ("单号是 SF 1234567890123", "Tracking(SF 1234567890123)=SF1234567890123"),
        ("电话13800001035，尾号1035", "Phone(13800001035)=13800001035 LastFour(1035)=1035"),
        ("13800001035张三", "Phone(13800001035)=13800001035"),
        ("手机后四位是1035", "LastFour(1035)=1035"),
        ("电话尾数1035", "LastFour(1035)=1035"),
        ("货号A1024", "ProductCode(A1024)=a1024"),
        ("款号：8801", "ProductCode(8801)=8801"),
        ("货号 20456 有吗", "ProductCode(20456)=20456"),
        ("商品编码88012", "ProductCode(88012)=88012"),
        ("第二个链接", "ProductCode(第二个链接)=2"),
        ("2号商品", "ProductCode(2号商品)=2"),
    ]);
}

#[test]
fn places_and_carriers_of_chat() {
    check_all(&[
        ("新疆乌鲁木齐能发吗", "Province(新疆)=新疆维吾尔自治区 City(乌鲁木齐)=乌鲁木齐"),
        ("西藏拉萨", "Province(西藏)=西藏自治区 City(拉萨)=拉萨"),
        ("内蒙能到吗", "Province(内蒙)=内蒙古自治区"),
        ("发香港吗", "Province(香港)=香港特别行政区"),
        ("寄到江苏省苏州市", "Province(江苏省)=江苏省 City(苏州市)=苏州"),
        ("浙江义乌发货吗", "Province(浙江)=浙江省 City(义乌)=义乌"),
        ("寄海南", "Province(海南)=海南省"),
        ("南极人的", ""),
        ("海南椰子粉", ""),
        ("发圆通还是申通", "Carrier(圆通)=圆通速递 Carrier(申通)=申通快递"),
        ("不要邮政", "Carrier(邮政)=中国邮政"),
        ("能发京东吗", "Carrier(京东)=京东快递"),
        ("走SF可以吗", "Carrier(SF)=顺丰速运"),
        ("德邦物流", "Carrier(德邦物流)=德邦快递"),
    ]);
}

#[test]
fn every_city_has_its_province() {
    for (city, province) in [
        ("乌鲁木齐", Some("新疆维吾尔自治区")),
        ("和田", Some("新疆维吾尔自治区")),
        ("拉萨", Some("西藏自治区")),
        ("深圳", Some("广东省")),
        ("吉林", Some("吉林省")),
        ("阿里", Some("西藏自治区")),
        ("纽约", None),
        ("", None),
    ] {
        assert_eq!(places::province_of(city), province, "{city}");
    }
    let full = |province| places::PROVINCES.iter().any(|(full, _)| *full == province);
    assert!(places::CITIES.iter().all(|(province, ..)| full(*province)));
}

#[test]
fn money_pieces_and_colours_of_chat() {
    check_all(&[
        ("59.9元", "Amount(59.9元)=5990"),
        ("59块9", "Amount(59块9)=5990"),
        ("五十九块九", "Amount(五十九块九)=5990"),
        ("退我20块钱", "Amount(20块钱)=2000"),
        ("1百块", "Amount(1百块)=10000"),
        ("2千元", "Amount(2千元)=200000"),
        ("1.5万元", "Amount(1.5万元)=1500000"),
        ("五毛钱", "Amount(五毛钱)=50"),
        ("20rmb", "Amount(20rmb)=2000"),
        ("￥59.9", "Amount(￥59.9)=5990"),
        ("便宜5块吧", "Amount(5块)=500"),
        ("差价10元", "Amount(10元)=1000"),
        ("买三件", "Quantity(三件)=3"),
        ("拍两双送一双", "Quantity(两双)=2 Quantity(一双)=1"),
        ("要一打", ""),
        ("仨", ""),
        ("俩件", "Quantity(俩件)=2"),
        ("要1件黑色的L", "Quantity(1件)=1 Colour(黑色)=黑色 Size(L)=L"),
        ("黑色165/88A", "Colour(黑色)=黑色 Size(165/88A)=165/88A"),
        ("那个白色的还有吗", "Colour(白色)=白色"),
        ("红的和蓝的哪个好", "Colour(红)=红色 Colour(蓝)=蓝色"),
        ("换成灰的", "Colour(灰)=灰色"),
        ("有没有黑的", "Colour(黑)=黑色"),
        ("花色一样吗", ""),
    ]);
}

#[test]
fn the_lexicon_compiles() {
    assert!(FINDER.with(|finder| finder.words.compiled()));
}

#[test]
fn long_inputs_take_no_longer_than_their_length_asks() {
    for unit in ["1 ", "165 110 ", "黑 ", "一", "m ", "11-20", "3点", "sf ", "北京", "138-", " ", "2尺"] {
        let input = unit.repeat(20_000);
        let found = find(&input, Some(now()));
        assert!(found.len() <= 200_000, "{unit}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_entity_is_a_slice_of_the_original(input in any::<String>()) {
        sound(&input)?;
    }

    #[test]
    fn so_it_is_in_messages_of_numbers_and_units(
        input in "([0-9]{1,6}|[ 0-9.:/+-]|[一二三四五六七八九十百千万两]|[斤米尺块元点半号月日码件个第的]|[smlxａＭ１İ¥]|身高|体重|腰围|黑|周五|尾号){0,14}"
    ) {
        sound(&input)?;
    }
}

fn sound(input: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for entity in find(input, Some(now())) {
        prop_assert_eq!(input.get(entity.span.clone()), Some(entity.text.as_str()));
        prop_assert!(entity.span.start >= end && !entity.text.is_empty());
        end = entity.span.end;
    }
    Ok(())
}
