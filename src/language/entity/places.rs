//! Provinces and cities, as buyers name them.

/// Provinces and what has their rank: the full name, then the short forms.
pub(super) const PROVINCES: &[(&str, &[&str])] = &[
    ("北京市", &["北京"]),
    ("天津市", &["天津"]),
    ("上海市", &["上海"]),
    ("重庆市", &["重庆"]),
    ("河北省", &["河北"]),
    ("山西省", &["山西"]),
    ("辽宁省", &["辽宁"]),
    ("吉林省", &["吉林"]),
    ("黑龙江省", &["黑龙江"]),
    ("江苏省", &["江苏"]),
    ("浙江省", &["浙江"]),
    ("安徽省", &["安徽"]),
    ("福建省", &["福建"]),
    ("江西省", &["江西"]),
    ("山东省", &["山东"]),
    ("河南省", &["河南"]),
    ("湖北省", &["湖北"]),
    ("湖南省", &["湖南"]),
    ("广东省", &["广东"]),
    ("海南省", &["海南"]),
    ("四川省", &["四川"]),
    ("贵州省", &["贵州"]),
    ("云南省", &["云南"]),
    ("陕西省", &["陕西"]),
    ("甘肃省", &["甘肃"]),
    ("青海省", &["青海"]),
    ("台湾省", &["台湾"]),
    ("内蒙古自治区", &["内蒙古", "内蒙"]),
    ("广西壮族自治区", &["广西", "广西省"]),
    ("西藏自治区", &["西藏", "西藏省"]),
    ("宁夏回族自治区", &["宁夏", "宁夏省"]),
    ("新疆维吾尔自治区", &["新疆", "新疆省", "新疆自治区"]),
    ("香港特别行政区", &["香港"]),
    ("澳门特别行政区", &["澳门"]),
];

/// Cities of prefecture rank and a few well-known smaller ones, by short name, with their province. The four municipalities
/// are provinces. The last column holds those whose names are everyday words, goods or surnames too: they count only where a
/// place is being named.
pub(super) const CITIES: &[(&str, &str, &str)] = &[
    ("河北省", "石家庄 唐山 秦皇岛 邯郸 邢台 张家口 承德 沧州 廊坊 衡水 雄安", "保定"),
    ("山西省", "太原 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁", "大同"),
    ("内蒙古自治区", "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒 阿拉善 兴安盟", ""),
    ("辽宁省", "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛", "朝阳"),
    ("吉林省", "长春 四平 辽源 白城 松原 延边 延吉 吉林市", "白山 通化"),
    ("黑龙江省", "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭", "伊春"),
    ("江苏省", "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港", ""),
    ("浙江省", "杭州 宁波 温州 嘉兴 湖州 绍兴 衢州 舟山 台州 义乌", "丽水 金华"),
    ("安徽省", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 滁州 阜阳 宿州 六安 亳州 池州 宣城", "黄山"),
    ("福建省", "福州 厦门 莆田 泉州 漳州 南平 龙岩 宁德 晋江", "三明"),
    ("江西省", "南昌 景德镇 萍乡 九江 鹰潭 赣州 抚州 上饶", "吉安 宜春 新余"),
    ("山东省", "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 临沂 聊城 滨州 菏泽", "日照 莱芜 德州"),
    ("河南省", "郑州 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源", "开封"),
    ("湖北省", "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 神农架", ""),
    ("湖南省", "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 怀化 娄底 湘西", "永州"),
    (
        "广东省",
        "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 清远 东莞 潮州 揭阳 云浮",
        "中山 阳江",
    ),
    ("广西壮族自治区", "南宁 柳州 桂林 梧州 防城港 钦州 贵港 玉林 贺州 河池 崇左", "百色 来宾 北海"),
    ("海南省", "海口 三亚 三沙 儋州 琼海 文昌 万宁", "东方"),
    (
        "四川省",
        "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 西昌",
        "凉山",
    ),
    ("贵州省", "贵阳 六盘水 遵义 毕节 铜仁 黔西南 黔东南 凯里", "黔南 安顺"),
    ("云南省", "昆明 曲靖 玉溪 保山 昭通 丽江 临沧 楚雄 西双版纳 德宏 怒江 迪庆", "大理 普洱 文山 红河"),
    ("西藏自治区", "拉萨 日喀则 昌都 林芝 那曲 阿里地区", "山南"),
    ("陕西省", "西安 铜川 咸阳 渭南 延安 汉中 榆林 商洛", "安康 宝鸡"),
    ("甘肃省", "兰州 嘉峪关 金昌 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南", "白银"),
    ("青海省", "西宁 海东 果洛 格尔木", "玉树 海西"),
    ("宁夏回族自治区", "银川 石嘴山 吴忠 固原 中卫", ""),
    (
        "新疆维吾尔自治区",
        "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 伊犁 塔城 阿勒泰 石河子 库尔勒",
        "和田",
    ),
    ("台湾省", "台北 高雄 台中 台南 新竹 嘉义", ""),
];

/// The province of a city, by the city's short name.
pub(crate) fn province_of(city: &str) -> Option<&'static str> {
    let named = |name: &str| name == city || short(name) == city;
    let holds = |cities: &str| cities.split_whitespace().any(named);
    CITIES.iter().find(|(_, sure, doubtful)| holds(sure) || holds(doubtful)).map(|(province, ..)| *province)
}

/// A province, or a city in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// Its full name.
    pub(crate) province: &'static str,
    /// Its short name; `None`: the whole province.
    pub(crate) city: Option<&'static str>,
}

impl Place {
    /// Whether the other one lies in it.
    pub(crate) fn holds(&self, other: &Place) -> bool {
        self.province == other.province && (self.city.is_none() || self.city == other.city)
    }

    /// As people say it: `新疆`, `成都`.
    pub(crate) fn short_name(&self) -> &'static str {
        let shorts = PROVINCES.iter().find(|(full, _)| *full == self.province).and_then(|(_, shorts)| shorts.first());
        self.city.or(shorts.copied()).unwrap_or(self.province)
    }
}

/// Whether parcels to a province cross a border.
pub(crate) fn is_beyond(province: &str) -> bool {
    ["香港", "澳门", "台湾"].iter().any(|name| province.starts_with(name))
}

/// Several provinces in one word.
const REGIONS: &[(&str, &[&str])] = &[
    ("江浙沪", &["江苏省", "浙江省", "上海市"]),
    ("江浙沪皖", &["江苏省", "浙江省", "上海市", "安徽省"]),
    ("京津冀", &["北京市", "天津市", "河北省"]),
    ("东三省", &["辽宁省", "吉林省", "黑龙江省"]),
    ("东北三省", &["辽宁省", "吉林省", "黑龙江省"]),
    ("港澳", &["香港特别行政区", "澳门特别行政区"]),
    ("港澳台", &["香港特别行政区", "澳门特别行政区", "台湾省"]),
];

/// The places that a word names: a province, a city, or several provinces in one word. Empty: it names none.
pub(crate) fn all_named(word: &str) -> Vec<Place> {
    let region = REGIONS.iter().find(|(name, _)| *name == word.trim()).map_or(&[][..], |(_, provinces)| provinces);
    let provinces = region.iter().map(|province| Place { province, city: None });
    provinces.chain(named(word)).collect()
}

/// The place that a name is, in full or in short: `新疆`, `成都市`, `四川省成都市`.
pub(crate) fn named(name: &str) -> Option<Place> {
    let name = name.trim();
    let names = PROVINCES.iter().flat_map(|(full, shorts)| shorts.iter().chain([full]).map(move |name| (*full, *name)));
    let begins = names.filter_map(|(full, known)| Some((full, name.strip_prefix(known)?)));
    // The longest: behind `广西省` nothing is left, behind `广西` there would be.
    let (province, rest) =
        begins.min_by_key(|(_, rest)| rest.len()).map_or((None, name), |(full, rest)| (Some(full), rest));
    if let (Some(province), "") = (province, rest) {
        return Some(Place { province, city: None });
    }
    // `吉林市` begins like its province, and is not behind it.
    city(name, None).or_else(|| city(rest, Some(province?)))
}

/// The provinces, in short.
pub(crate) fn province_names() -> impl Iterator<Item = &'static str> + Clone {
    PROVINCES.iter().filter_map(|(_, shorts)| shorts.first().copied())
}

/// The city of this name, in this province where one is given.
fn city(name: &str, within: Option<&str>) -> Option<Place> {
    let is = |known: &str| name == known || short(name) == short(known) || autonomous(name, short(known));
    let cities = CITIES.iter().filter(|(province, ..)| within.is_none_or(|within| within == *province));
    let mut all = cities.flat_map(|(province, sure, doubtful)| {
        sure.split_whitespace().chain(doubtful.split_whitespace()).map(move |city| (*province, city))
    });
    all.find(|(_, city)| is(city)).map(|(province, city)| Place { province, city: Some(short(city)) })
}

/// Whether it is the full name of a prefecture that people call by its first characters: `延边朝鲜族自治州`.
fn autonomous(name: &str, known: &str) -> bool {
    name.strip_prefix(known).is_some_and(|rest| rest.ends_with('州') || rest == "盟")
}

/// A city's short name: `吉林` for `吉林市`, which the list calls so because the province is meant without.
pub(super) fn short(city: &str) -> &str {
    city.trim_end_matches('市').trim_end_matches("地区")
}

/// Words that hold a place's name and mean no place.
pub(super) const NOT_PLACES: &str = "
    北京时间 云南白药 上海女人 四川话 重庆小面 重庆火锅 四川火锅 河南话 南京路 天水围 西安事变 柳州螺蛳粉 新疆棉 新疆红枣 广西沃柑
    台湾烤肠 海南椰子 宁夏枸杞 西藏虫草 山东煎饼 香港脚 哈密瓜 吐鲁番葡萄 阿克苏苹果 三明治 大理石 和田玉 和田枣 普洱茶 金华火腿
    景德镇瓷 北海道 中山装 大同小异 白银色 开封了 开封后 刚开封 已开封 没开封 未开封 不开封 拆开封 东方树叶 黄山毛峰 六安瓜片 安溪铁观音
    武汉热干面 兰州拉面 兰州牛肉面 绍兴黄酒 镇江香醋 德州扒鸡 无锡排骨 苏州园林 内江牛肉 孝感米酒 孝感动 阳江刀 山东大葱
    日照时间 日照香炉 朝阳面 广州酒家 南京板鸭 北京烤鸭 天津麻花 云南米线 桂林米粉 温州鞋 温州皮鞋 信阳毛尖 宁波汤圆 大连海参
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_named_in_full_or_in_short() {
        for (name, expect) in [
            ("新疆", Some(("新疆维吾尔自治区", None))),
            ("新疆维吾尔自治区", Some(("新疆维吾尔自治区", None))),
            (" 广西省 ", Some(("广西壮族自治区", None))),
            ("北京", Some(("北京市", None))),
            ("成都", Some(("四川省", Some("成都")))),
            ("成都市", Some(("四川省", Some("成都")))),
            ("四川省成都市", Some(("四川省", Some("成都")))),
            ("四川成都", Some(("四川省", Some("成都")))),
            ("吉林", Some(("吉林省", None))),
            ("吉林市", Some(("吉林省", Some("吉林")))),
            ("吉林省吉林市", Some(("吉林省", Some("吉林")))),
            ("海南", Some(("海南省", None))),
            ("延边朝鲜族自治州", Some(("吉林省", Some("延边")))),
            ("阿里地区", Some(("西藏自治区", Some("阿里")))),
            ("中山", Some(("广东省", Some("中山")))),
            ("四川省广州市", None),
            ("火星", None),
            ("中国", None),
            ("", None),
        ] {
            let found = named(name).map(|place| (place.province, place.city));
            assert_eq!(found, expect, "{name}");
        }
    }

    #[test]
    fn every_place_has_a_name_that_is_read_again() {
        let provinces = PROVINCES.iter().map(|(province, _)| Place { province, city: None });
        for place in provinces {
            assert_eq!(named(place.short_name()), Some(place));
        }
        for (province, sure, doubtful) in CITIES {
            for word in sure.split_whitespace().chain(doubtful.split_whitespace()) {
                assert_eq!(named(word), Some(Place { province, city: Some(short(word)) }), "{word}");
            }
        }
    }

    #[test]
    fn a_word_may_name_several_provinces() {
        let short = |word: &str| all_named(word).iter().map(Place::short_name).collect::<Vec<_>>().join(" ");
        for (word, expect) in [("江浙沪", "江苏 浙江 上海"), ("新疆", "新疆"), ("苏州", "苏州"), ("远方", "")]
        {
            assert_eq!(short(word), expect, "{word}");
        }
    }
}
