//! Questions of a made-up shop and messages that ask them, the same in every run.
//!
//! What matters to a search is how often characters repeat. Here, as in a real FAQ, a few products and a few things to ask
//! make up most questions and a long tail the rest (each list is picked from by Zipf's law), brands are rare characters in
//! rare pairs, and questions are put in several ways. A message asks for an entry in other words: another wording, politeness
//! around it, parts of the name left out, a typing error now and then.

use std::collections::HashSet;

const CATEGORIES: &str = "连衣裙 T恤 牛仔裤 羽绒服 运动鞋 小白鞋 打底裤 衬衫 卫衣 防晒衣 睡衣 文胸 袜子 帽子 双肩包 行李箱 保温杯 \
    电饭煲 空气炸锅 破壁机 吹风机 电动牙刷 蓝牙耳机 充电宝 数据线 手机壳 键盘 鼠标 台灯 风扇 加湿器 扫地机器人 床单 四件套 枕头 \
    凉席 毛巾 洗衣液 洗面奶 面膜 口红 粉底液 防晒霜 洗发水 护手霜 香水 奶粉 尿不湿 婴儿车 积木 绘本 猫粮 狗粮 猫砂 鱼竿 帐篷 瑜伽垫 \
    跳绳 坚果礼盒 茶叶 咖啡豆 牛肉干 螺蛳粉 大米 蜂蜜 红枣 燕窝 苹果 车厘子 车载香薰 脚垫 雨伞 拖把 收纳箱 衣架 窗帘 地毯 沙发 \
    书架 折叠桌 办公椅 花盆 多肉 钢笔 笔记本 书包 项链 手链 手表 太阳镜 假发";
const QUALITIES: &str = "新款 春季 夏季 加绒 宽松 修身 大码 儿童 男士 女士 复古 简约 高腰 短款 长款 防水 便携 家用 迷你 大容量 静音 智能 \
    无线 折叠 加厚 纯棉 真丝 羊毛 透气 冰丝 速干 孕妇 学生 情侣款 礼盒装 升级版 旗舰版 入门款 专业版 限量版 轻薄 碎花 格子 条纹 刺绣 \
    可爱 轻奢 国风 抗菌 低糖";
/// The characters that names of brands are made of, two of them each.
const NAMES: &str = "雅诗美佳欧诺康乐宝贝安思达优品金源盛华丽菲格兰迪森海澜蓝月光禾穗谷田野鹿鹤雀鸢枫棠槿薇荷莲芷若溪澄澈泓沐润泽晨曦暮霭云岚屿\
    舟帆棉麻丝缎锦绣织纺匠造物集舍里弄巷陌堂坊斋阁轩庭院朴素拙古今唐宋元明清秦汉楚吴越蜀燕赵齐鲁卫岩磐砾玉珏琳琅瑾瑜琪璇玑珀珊瑚砂星辰昼夜霜雪雾露虹霓\
    雷霆飞驰骏骐骁腾跃翔翼鲸鲲鹏鸾凰麟狮豹狐狸獾熊猫兔柒捌玖拾佰仟零壹贰叁肆伍陆";
const COLOURS: &str = "黑色 白色 红色 粉色 米色 灰色 蓝色 卡其色 奶白 藏青 墨绿 雾霾蓝 樱花粉 焦糖色 酒红";
const PLACES: &str = "北京 上海 广州 新疆 西藏 内蒙古 海南 云南 东北 乡镇 农村 香港 台湾 成都 武汉 西安 学校 部队";
/// What is asked, in several ways each, the commonest first. `P` is a product, `C` a colour, `L` a place, `N` a number.
const QUESTIONS: &str = "P什么时候发货|P几天能发出|下单P多久发货|P怎么还没发
P有优惠券吗|P能便宜点吗|买P有什么活动|P有没有折扣
P是正品吗|P是不是真的|P能验货吗
P怎么退货|P不喜欢可以退吗|P支持七天无理由吗|退P运费谁出
P有现货吗|P还有货没有|P什么时候补货
P掉色吗|P洗了会不会褪色|P会染色不
P是什么材质的|P什么面料|P用什么做的
P身高N穿多大码|P尺码怎么选|P偏大还是偏小|N斤穿P什么码
P发什么快递|P可以发顺丰吗|P走哪家物流
P包邮吗|P要运费不|P满多少包邮
P到L要几天|P发L多久能到|L能收到P吗
P有C的吗|P的C还有没有|P出不出C
P质量怎么样|P好用吗|P耐不耐用
P有色差吗|P和图片一样吗|P实物跟照片差别大不大
P保质期多久|P的生产日期是哪天|P能放多长时间
P能开发票吗|P怎么要发票|P可以开专票不
P保修几年|P坏了怎么修|P售后怎么处理
P怎么安装|P有安装说明吗|P包安装吗
P怎么清洗|P可以机洗吗|P能用热水洗不
P会起球吗|P起不起球|P穿久了起毛吗
P有赠品吗|买P送什么|P的赠品什么时候发
P适合多大年龄|N岁能用P吗|P孩子可以用吗
P有异味吗|P味道大不大|P打开一股味正常吗
P怎么使用|P第一次用要注意什么|P有教程吗
P多重|P的重量是多少|P沉不沉
P尺寸是多少|P多长多宽|P能放下N寸的吗
P支持货到付款吗|P可以分期吗|P能用花呗吗
P收到破损怎么办|P摔坏了谁赔|P少发了一件
P能改地址吗|拍下P地址填错了|P换个收货人
P买贵了能补差价吗|P降价了退差价吗|P保价几天
P敏感肌能用吗|孕妇可以用P吗|P会不会过敏
P功率多大|P费电吗|P一小时几度电
P充一次电用多久|P续航怎么样|P充满要几个小时
P能定制吗|P可以刻字吗|P印logo要多少钱
P批发什么价|P多买有没有优惠|拿N件P怎么算
P产地是哪里|P是哪里生产的|P是进口的吗
P透不透|P夏天穿热吗|P厚不厚
P里面有几个|P一盒多少片|P一箱几瓶
P噪音大吗|P声音响不响|晚上用P吵不吵
P配件有哪些|P单卖配件吗|P的电池怎么换
P能寄到国外吗|P海外可以买吗|P出口要不要关税
P预售到什么时候|P定金能退吗|P尾款哪天付
P有检测报告吗|P有质检证书不|P通过认证了吗
P甜不甜|P辣吗|P好不好吃|P口味有几种";
const BEFORE: &str = "请问 你好请问 亲 想问下 你好我想问一下 老板在吗 客服在吗 麻烦问一下 那个 我想知道 问一下 您好 咨询下 我朋友买过你家的 \
    刚看了直播 之前买过一次 急急急";
const AFTER: &str =
    "呢 啊 呀谢谢 谢谢 麻烦快点回复 亲 麻烦了 急用 我想买一个 帮我看看 在线等 拜托了 想送朋友 周末要用 给家里老人买的";

/// A stream of numbers that look random.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    /// Below `n`; the number i with a probability of about 1 / (i + 1).
    fn zipf(&mut self, n: usize) -> usize {
        (((n + 1) as f64).powf(self.unit()) as usize - 1).min(n - 1)
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        list[self.zipf(list.len())]
    }
}

/// A made-up shop's questions, and messages that ask them.
pub struct Shop {
    numbers: Numbers,
    categories: Vec<&'static str>,
    qualities: Vec<&'static str>,
    questions: Vec<Vec<&'static str>>,
    names: Vec<char>,
}

/// What an entry is about, so that a message can ask it in other words.
#[derive(Clone)]
pub struct Entry {
    pub question: String,
    name: String,
    quality: &'static str,
    category: &'static str,
    about: usize,
}

impl Shop {
    pub fn new(seed: u64) -> Shop {
        let questions = QUESTIONS.lines().map(|line| line.trim().split('|').collect()).collect();
        Shop {
            numbers: Numbers(seed),
            categories: CATEGORIES.split_whitespace().collect(),
            qualities: QUALITIES.split_whitespace().collect(),
            questions,
            names: NAMES.chars().filter(|c| !c.is_whitespace()).collect(),
        }
    }

    /// That many entries, no question twice; 14 characters on average.
    pub fn entries(&mut self, count: usize) -> Vec<Entry> {
        let mut seen = HashSet::new();
        let mut entries = Vec::with_capacity(count);
        while entries.len() < count {
            let entry = self.entry();
            if seen.insert(entry.question.clone()) {
                entries.push(entry);
            }
        }
        entries
    }

    fn entry(&mut self) -> Entry {
        let numbers = &mut self.numbers;
        let name = if numbers.one_in(4) {
            String::new()
        } else {
            // brands by Zipf's law over all pairs, the pair of the same number being the same brand
            let brand = numbers.zipf(self.names.len() * self.names.len()) * 7_919;
            let (first, second) = (brand / self.names.len() % self.names.len(), brand % self.names.len());
            [self.names[first], self.names[second]].iter().collect()
        };
        let quality = if numbers.one_in(3) { "" } else { numbers.pick(&self.qualities) };
        let category = numbers.pick(&self.categories);
        let about = numbers.zipf(self.questions.len());
        let mut entry = Entry { question: String::new(), name, quality, category, about };
        entry.question = self.say(&entry, false);
        entry
    }

    /// A message that asks `entry`: 17 characters on average.
    pub fn message(&mut self, entry: &Entry) -> String {
        let mut text = self.say(entry, true);
        let numbers = &mut self.numbers;
        if numbers.one_in(8) {
            // a character that slipped
            let at = (numbers.next() as usize) % text.chars().count();
            let wrong = self.names[numbers.zipf(self.names.len())];
            text = text.chars().enumerate().map(|(place, c)| if place == at { wrong } else { c }).collect();
        }
        let before: Vec<&str> = BEFORE.split_whitespace().collect();
        let after: Vec<&str> = AFTER.split_whitespace().collect();
        if !numbers.one_in(4) {
            text.insert_str(0, numbers.pick(&before));
        }
        if !numbers.one_in(4) {
            text.push_str(numbers.pick(&after));
        }
        text
    }

    fn say(&mut self, entry: &Entry, loosely: bool) -> String {
        let numbers = &mut self.numbers;
        let mut product = String::new();
        if !(loosely && numbers.one_in(4)) {
            product.push_str(&entry.name);
        }
        if !(loosely && numbers.one_in(4)) {
            product.push_str(entry.quality);
        }
        product.push_str(entry.category);
        let words = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
        let mut text = String::new();
        for c in numbers.pick(&self.questions[entry.about]).chars() {
            match c {
                'P' => text.push_str(&product),
                'C' => text.push_str(numbers.pick(&words(COLOURS))),
                'L' => text.push_str(numbers.pick(&words(PLACES))),
                'N' => text.push_str(&(numbers.next() % 190 + 1).to_string()),
                c => text.push(c),
            }
        }
        text
    }
}
