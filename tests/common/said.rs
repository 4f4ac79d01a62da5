//! What buyers, hosts and agents send: plausible messages and noise, for the properties.

use kefu::Input;
use kefu::input::{AgentAction, Content, People};
use proptest::prelude::*;

use crate::common::now;

/// One input as it may arrive.
#[derive(Clone, Debug)]
pub struct Said {
    pub content: Content,
    pub people: Option<People>,
    /// Milliseconds since the input before it.
    pub after: i64,
}

impl Said {
    /// The input at place `turn` of a conversation.
    pub fn input(&self, turn: usize, buyer: Option<&str>) -> Input {
        let mut input = Input::new(self.content.clone());
        input.id = Some(format!("m{turn}"));
        // Each has ten seconds, of which it takes a part: the order of the times is the order of the inputs.
        input.at = Some(now().plus_millis(turn as i64 * 10_000 + self.after));
        input.people = self.people;
        input.buyer = buyer.map(str::to_owned);
        input
    }

    /// Everything that the sender wrote or named.
    pub fn text(&self) -> String {
        serde_json::to_string(&self.content).unwrap()
    }
}

/// Order numbers of `private::orders`, one that nobody has, and an after-sale number.
const ORDER_IDS: &[&str] = &[
    "6917000000000000101",
    "6917000000000000102",
    "6917000000000000201",
    "6917000000000000202",
    "6917999999999999999",
    "7312000000000000201",
];

/// What buyers write, with `#` for an order number.
pub const PHRASES: &[&str] = &[
    "在吗",
    "我的快递到哪了",
    "# 到哪了",
    "查一下 #",
    "#",
    "什么时候发货",
    "催一下发货",
    "怎么还不发货！！什么破店",
    "取消订单",
    "取消订单 #",
    "退款到账了吗",
    "# 退款进度",
    "不想要了能退吗",
    "我要退货",
    "换货进度",
    "地址填错了，改一下地址",
    "浙江省杭州市西湖区文三路100号2栋301",
    "没收到货，显示签收了",
    "收到的东西是坏的",
    "这个",
    "我想问下",
    "还有",
    "在吗 我问下",
    "是黑色的那个",
    "烦死了，到底什么时候发货",
    "好的",
    "没有了",
    "不对，是尾号0102那单",
    "不对，我说的是 #",
    "是的",
    "确认",
    "嗯",
    "不用了",
    "算了",
    "第二个",
    "1",
    "2",
    "选3",
    "灯罩那单",
    "最近那单",
    "这个什么材质",
    "那黑色的呢",
    "有M码吗",
    "多少钱",
    "身高170体重60公斤穿多大",
    "3号链接还有货吗",
    "发新疆吗",
    "发什么快递",
    "有优惠吗",
    "能开发票吗",
    "衣服可以机洗吗",
    "吊牌剪了还能退不",
    "可以批发吗",
    "一百件",
    "转人工",
    "人工客服",
    "我要投诉你们",
    "穿了过敏了",
    "谢谢",
    "再见",
    "[捂脸]",
    "😂😂",
    "……",
    "",
    "呜呼啦呼",
    "什么时候发货 能用优惠券不",
    "我电话13912345678，尾号多少",
    "手机号 139 1234 5678",
    "{order.title} {{slot.x}} %s $1 <b>",
    "M码呢",
    "那白色的呢",
    "新疆呢",
    "上一单呢",
    "最近那单到哪了",
    "另一单呢",
    "那第一个呢",
    "没发货的那单怎么还不发",
    "前天买的那个到哪了",
    "羽绒服那款多少钱",
    "我买的这个能机洗吗",
    "不对，我说的是茶杯那单",
    "好的",
    "没有了",
    "还有别的吗",
    "在吗 到哪了 什么时候能到",
    "我上周在你家买过东西",
    "是送给我妈妈的",
    "具体怎么弄",
    "这样啊",
];

/// Four digits that are the end of no phone number in the shops of the tests.
const WRONG_PROOFS: &[&str] = &["1234", "后四位 4321", "手机尾号8888"];

/// A text of a buyer: mostly plausible, sometimes anything at all.
pub fn text() -> impl Strategy<Value = String> {
    let phrase = (prop::sample::select(PHRASES), prop::sample::select(ORDER_IDS))
        .prop_map(|(phrase, id)| phrase.replace('#', id));
    let two = (prop::sample::select(PHRASES), prop::sample::select(PHRASES)).prop_map(|(a, b)| format!("{a} {b}"));
    prop_oneof![
        12 => phrase,
        2 => two,
        2 => prop::sample::select(WRONG_PROOFS).prop_map(str::to_owned),
        1 => noise(),
    ]
}

/// Any UTF-8 at all, and long runs of what the readers look for.
pub fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        "[0-9０-９ -]{0,30}",
        "[啊到哪了退款发货不要码黑色0-9\\[\\]😂\u{200d}\u{fe0f}\u{3000} \n]{0,60}",
        "(没|不|别){0,20}(退|要|是|错)?",
        Just("长".repeat(5_000)),
    ]
}

fn content() -> impl Strategy<Value = Content> {
    let id = || prop::sample::select(ORDER_IDS).prop_map(str::to_owned);
    let product = || prop::sample::select(&["p1001", "p1012", "p9999"][..]).prop_map(str::to_owned);
    prop_oneof![
        20 => text().prop_map(|text| Content::Text { text }),
        2 => id().prop_map(|order_id| Content::OrderCard { order_id }),
        2 => product().prop_map(|product_id| Content::ProductCard { product_id }),
        1 => Just(Content::Image { url: "https://example.com/a.jpg".to_owned() }),
        3 => (0_u32..10).prop_map(|choice| Content::Menu { choice }),
        1 => prop::option::of(product()).prop_map(|product_id| Content::Visit { product_id }),
        2 => Just(Content::Wake),
        1 => (id(), prop::sample::select(&["shipped", "refunded", "cancelled", "paid"][..]))
            .prop_map(|(order_id, status)| Content::OrderEvent { order_id, status: status.to_owned() }),
        1 => (0_u32..7).prop_map(|stars| Content::Rated { stars }),
    ]
}

fn agent() -> impl Strategy<Value = Content> {
    let action = prop::sample::select(&[AgentAction::TookOver, AgentAction::Said, AgentAction::HandedBack][..]);
    (action, prop::option::of(Just("您好，我来处理".to_owned())))
        .prop_map(|(action, text)| Content::Agent { action, text })
}

fn people() -> impl Strategy<Value = Option<People>> {
    prop_oneof![
        4 => Just(None),
        1 => (0_u32..3, 0_u32..3).prop_map(|(online, waiting)| Some(People::new(online, waiting))),
    ]
}

/// A conversation that no person of the shop joins.
pub fn conversation(turns: usize) -> impl Strategy<Value = Vec<Said>> {
    let said = (content(), people(), after()).prop_map(|(content, people, after)| Said { content, people, after });
    prop::collection::vec(said, 1..=turns)
}

/// Mostly ten seconds after the one before it, sometimes in one breath with the one before or behind it.
fn after() -> impl Strategy<Value = i64> {
    prop_oneof![4 => Just(0_i64), 1 => Just(9_500_i64)]
}

/// A conversation that people of the shop join and leave.
pub fn conversation_with_agents(turns: usize) -> impl Strategy<Value = Vec<Said>> {
    let content = prop_oneof![6 => content().boxed(), 1 => agent().boxed()];
    let said = (content, people(), after()).prop_map(|(content, people, after)| Said { content, people, after });
    prop::collection::vec(said, 1..=turns)
}
