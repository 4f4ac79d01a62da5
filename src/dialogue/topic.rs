//! An open topic: what the last question was about stays open over courtesies, remarks, cards and entries of the FAQ. What the
//! buyer hands over is first tried as a part of it, and a question without an object of its own is read within it.

use std::sync::LazyLock;

use regex::Regex;

use crate::dialogue::consent::consent;
use crate::dialogue::lookup::Need;
use crate::dialogue::meanwhile::another_day;
use crate::dialogue::progress::takes_leave;
use crate::dialogue::reading::{FAQ_NEAR, FAQ_SURE, QUITE_SURE};
use crate::dialogue::slot::is_question;
use crate::dialogue::{Draft, hash};
use crate::fact::Fact;
use crate::guard::written;
use crate::knowledge::{Flow, SlotKind, StepKind, TextKey};
use crate::language::entity::address;
use crate::language::keyword;
use crate::names::{EntityKind, IntentId, Mood};
use crate::session::{Choice, LastAsk, PeopleState, Pick, Waiting};
use crate::text::fits;
use crate::understand::{Ask, FaqHit, Understanding, asks_something};

/// A remark of more characters tells something.
pub(crate) const REMARK: usize = 8;
/// Characters of a message that is read within the topic.
const MAX_SHORT: usize = 14;
/// The intent of a topic of which nothing is known but the entry that answered it.
const OF_A_ROW: &str = "faq";
/// From here on the intent of a message that an entry of the FAQ answered is what that was about.
const LIKELY: f32 = 0.3;

/// What a question can be about that concerns something bought: a card of an order belongs to it.
const OF_ORDERS: &[&str] = &["order", "ship", "deliver", "aftersale", "invoice", "price.protect", "payment"];

/// A question that does not say what it is about: how long, when, how much, why, with what, by whom, how, where, whether.
/// The grammar is closed: the whole message, and nothing left over.
static OBJECTLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:那么?|然后|请问|大概|一般|大约|正常|最快|最多|最少|你们|您|我|这个?|这种|的话|呢|[\\s,.])*(?:
        (?:要|需要?|得|还|还要|等)*(?:几天|多少天|多久|多长时间|几个?工作日|几个?小时|多少时间|几个?月)(?:能|才|可以|会|之内|内)*(?:开|弄|办|搞|审核?)?(?:好|完|完成|处理好?|出来|下来|有结果|解决|搞定|弄好|回复)?
        | (?:什么时候|啥时候|几时|几号|哪天|什么时间)(?:能|才|可以|会)*(?:开|弄|办|搞|审核?)?(?:好|完|完成|处理好?|出来|下来|有结果|解决|搞定|弄好|回复)?
        | (?:要|需要?|得|收)*(?:多少钱|多少费用|什么费用)|(?:还?要|需要?|收|得)不?(?:要|收)?(?:钱|费用?)|收费|免费|(?:费用|钱)(?:多少|谁出|谁付|谁承担)
        | 为什么|为啥|为何|什么原因|啥原因|什么意思|啥意思
        | (?:要|需要?|得|还|还要)*(?:提供|准备|带|发|填|写|拍)?(?:什么|哪些|啥)(?:资料|材料|手续|证明|信息|东西|条件|要求|凭证|照片)?
        | 谁(?:来|出|负责|给|去)?(?:开|弄|办|处理|承担|修|装|付|联系)?(?:钱|我)?
        | (?:要|该|应该|具体)*(?:怎么|咋|如何|在哪里?|哪里|哪儿|去哪里?|到哪里?)(?:去|才能|可以|能)?(?:弄|操作|办理?|申请|开|改|看|查|领|用|填|找|补救|处理|解决|搞|联系|提交|设置)
        | (?:麻烦|请)*(?:您|你)?(?:帮(?:我|忙)?|给我?)(?:再)?(?:查|看|处理|弄|办|搞|核实|催|改|换|开|操作|申请|解决)(?:查|看|处理)?(?:一?下子?)?(?:谢谢|好)?
        | (?:那|就|也|都)*(?:是|算)?正常(?:现象|情况)?
        | (?:您|你|你们)?(?:真的|真|是真的|确定|确认|没骗我|不会错|没搞错)(?:确定)?
        | (?:确定|真的|直接|自己)?(?:可以|行|能行|成|能|能改|能弄|能办)(?:不|吗|么|嘛)(?:能|可以|行)?
        | (?:一直|到现在|我)*(?:还|都)?(?:没有?|未)(?:收到|看到|找到|通过|成功|弄好|搞定|下来|出来|反应)|(?:找|看|打|弄|搞|申请|下载|提交|打开|操作|点)不(?:了|到|开|出来|上)|被(?:拒|拒绝|驳回|退回)
        )(?:的|吗|呢|啊|呀|么|嘛|了|哦|吧|[\\s,.?!])*$",
    )
    .ok()
});

/// The buyer is about to say or send something: `我看下`, `稍等`, `还有照片`, `马上发您`. The whole message, and nothing left over.
static BUSY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:好的?|嗯+|恩|哦|噢|喔|啊|行|可以|那|ok|[\\s,.!])*(?:
        (?:那?我|让我|容我)(?:先|再|去|这就|马上|现在|得|要)*(?:看|找|查|翻|想|问|拍|量|核对|试|确认|考虑)(?:一?下|看|找|问|想|一想|一看|查|一?会儿?|一下子)(?:再说|先)?
        | (?:请|麻烦)?(?:您|你)?稍(?:等|候|微等)(?:一?下|一?会儿?|片刻|哈)?|(?:请|麻烦|您|你)*等(?:我?一?下|我?一?会儿?|我(?:看|找|查)(?:一?下|看|找)?)
        | (?:我)?还有(?:信息|图|图片|照片|资料|一张|几张|视频|没(?:说|发|写)完的?)(?:没发完?|要发|要说)?
        | (?:我)?(?:马上|这就|现在|等下|一会儿?|回头)(?:就)?(?:去)?(?:发|拍|提供|给|找)(?:给)?(?:您|你们?|过去|过来)(?:过去|过来|看)?
        | (?:我)?还?没(?:说|发|打|写)完
        )(?:哈|哦|啊|呢|吧|了|先|再说|谢谢|[\\s,.!~])*$",
    )
    .ok()
});

/// Whether the buyer only asks for a moment.
pub(crate) fn is_busy(text: &str) -> bool {
    fits(&BUSY, text)
}

/// Whether the message is a question that does not say what it is about.
pub(crate) fn is_objectless(text: &str) -> bool {
    fits(&OBJECTLESS, text)
}

/// Words of a question that do not say what it is about.
static ASKING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("怎么|如何|咋|什么时候|什么|多久|多少|几天|哪里|哪些|哪|为什么|谁|可以|能不能|能|会|是不是|是|有没有|有|请问|你们|我|吗|呢|啊|的话|[\\s,.?!？，。！]").ok()
});

/// The title of an invoice in a message: what stands behind the word for it.
static TITLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:抬头|名称)\s*(?:是|为|改成|开成|叫|[:：])\s*(\p{Han}{2,30})").ok());
/// The number of a taxpayer.
static TAX_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[^0-9A-Za-z])([0-9A-Z]{15,20})(?:[^0-9A-Za-z]|$)").ok());

/// Whether a flow asks for a telephone, an address or a text: what was handed over may be its answer.
fn takes_values(flow: &Flow) -> bool {
    flow.steps.iter().any(|step| match &step.kind {
        StepKind::Ask { kind, .. } => !matches!(kind, SlotKind::Photo | SlotKind::YesNo | SlotKind::Choice(_)),
        _ => false,
    })
}

/// `你确定吗`: what was said is doubted.
fn doubts(text: &str) -> bool {
    ["确定", "真的", "没骗", "不会错", "没搞错", "正常"].iter().any(|word| text.contains(word))
}

/// `帮我改一下`, with nothing said of what: somebody is to do what was talked about.
fn wants_it_done(text: &str) -> bool {
    let asked = ["帮", "麻烦", "给我", "请"].iter().any(|word| text.contains(word));
    asked && ["改", "换", "开", "操作", "申请", "办", "弄", "搞", "处理", "解决"].iter().any(|word| text.contains(word))
}

/// Whether a question without an object asks how long something takes, or when it is done.
fn asks_time(text: &str) -> bool {
    ["多久", "几天", "多少天", "多长时间", "什么时候", "啥时候", "几时", "几号", "哪天", "小时", "工作日"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a text says how long something takes, or until when.
fn says_how_long(text: &str) -> bool {
    let spans = ["天", "小时", "工作日", "分钟", "个月", "周", "点前", "前发", "日前"];
    text.contains(|c: char| c.is_ascii_digit()) && spans.iter().any(|span| text.contains(span))
}

impl Draft<'_> {
    /// The question that is still open.
    pub(crate) fn topic(&self) -> Option<&LastAsk> {
        self.state.last.as_ref().filter(|last| !last.done)
    }

    /// `我看下`, `稍等`: the buyer needs a moment. What was asked stands, and nothing is asked. A confirmation has its own word for it.
    pub(crate) fn waits_for_buyer(&mut self, heard: &Understanding) -> bool {
        let own_words = matches!(self.state.waiting, Some(Waiting::Confirm | Waiting::Message | Waiting::Feedback));
        if own_words || !is_busy(&heard.text) {
            return false;
        }
        self.note("买家要一会儿，等着");
        self.say_own(TextKey::NoHurry);
        true
    }

    /// `要几天`, `谁来开`: a question without an object is read with what the topic is about before it. What is known of that was
    /// said already where it leads nowhere else. `false` when the message is none.
    pub(crate) fn reads_within_topic(&mut self, heard: &Understanding) -> Need<bool> {
        let fits = is_objectless(&heard.text);
        let Some(topic) = self.topic().cloned().filter(|_| fits) else { return Ok(false) };
        if self.is_called() {
            self.note("同事在路上，这句接着之前的事，记下");
            self.says_noted();
            return Ok(true);
        }
        // `多少钱` while a product is talked about, `要几天` while a parcel is, say what they are about.
        let ships = |intent: &IntentId| intent.is("ship") || intent.is("deliver");
        let of_ware = topic.faq.is_none() && !OF_ORDERS.iter().any(|of| topic.intent.is(of));
        let whole = |ask: &Ask| {
            let ruled = of_ware && (ask.certain || ask.by_rule);
            self.is_sure(ask) && (ruled || (ships(&ask.intent) && ships(&topic.intent)))
        };
        let done = wants_it_done(&heard.text);
        if !done && heard.asks.iter().any(whole) {
            return Ok(false);
        }
        if doubts(&heard.text) && !self.state.unanswered && self.state.stalls == 0 {
            self.note("买家不放心，再说一次是这样");
            self.say_own(TextKey::Sure);
            self.stands();
            return Ok(true);
        }
        let whole = format!("{}{}", self.subject(&topic), keyword::core(&heard.text));
        let read = self.world.compiled.reader.read(self.knowledge(), &whole, self.world.input.at);
        self.note(format!("接着刚才的事，当作「{whole}」来理解"));
        let said = topic.faq.as_ref();
        let entry = read.faqs.iter().find(|hit| hit.exact || hit.confidence >= FAQ_SURE).copied();
        if let Some(hit) = entry
            && self.knowledge().faqs.get(hit.index).map(|faq| &faq.id) != said
        {
            self.say_faq(hit);
            return Ok(true);
        }
        let family = |intent: &IntentId| {
            let root = |id: &IntentId| id.as_str().split('.').next().map(str::to_owned);
            said.is_some() || root(intent) == root(&topic.intent)
        };
        let ask = read.asks.iter().find(|ask| asks_something(&ask.intent) && self.is_sure(ask) && family(&ask.intent));
        if let Some(ask) = ask.filter(|ask| ask.intent != topic.intent && !self.writes_unasked(&ask.intent)) {
            let intent = ask.intent.clone();
            self.understood();
            self.answer(&intent, None)?;
            return Ok(true);
        }
        if asks_time(&heard.text) && self.says_again_how_long(&topic)? {
            return Ok(true);
        }
        if wants_it_done(&heard.text)
            && let Some(rule) = self.rule_named("passed_on")
        {
            self.note("要人来办的事，转给同事");
            self.rule_hand_off(rule);
            return Ok(true);
        }
        self.note("这件事能说的前面已经说了");
        self.has_nothing_more();
        Ok(true)
    }

    /// What was said of the topic once more, where it says how long something takes; `false`, and nothing said, where it does not.
    fn says_again_how_long(&mut self, topic: &LastAsk) -> Need<bool> {
        let (said, progress, last) = (self.replies.len(), self.progress, self.state.last.clone());
        let row = topic.faq.as_ref().and_then(|id| self.knowledge().faqs.iter().position(|faq| faq.id == *id));
        match row {
            Some(index) => self.say_faq(FaqHit { index, confidence: 1.0, exact: true }),
            None if self.knowledge().intent(topic.intent.as_str()).is_some() && !self.writes_unasked(&topic.intent) => {
                self.answer(&topic.intent, None)?;
            }
            None => {}
        }
        let told = self.replies.get(said..).unwrap_or_default();
        if self.calls_a_person() {
            return Ok(true);
        }
        if self.state.waiting.is_none() && told.iter().any(|reply| says_how_long(&reply.text())) {
            return Ok(true);
        }
        self.leave_flow("replaced");
        self.replies.truncate(said);
        self.progress = progress;
        self.state.last = last;
        Ok(false)
    }

    /// A short message that is not understood quite surely by itself may be an entry of the FAQ on the topic: `从个人改到公司` about an
    /// invoice. `false` when it is none.
    pub(crate) fn row_within_topic(&mut self, heard: &Understanding) -> Need<bool> {
        let quite = |ask: &Ask| ask.by_rule || ask.certain || ask.confidence >= QUITE_SURE;
        let short = heard.text.chars().count() <= MAX_SHORT;
        let Some(topic) = self.topic().cloned().filter(|_| short && !heard.asks.iter().any(quite)) else {
            return Ok(false);
        };
        let whole = format!("{}{}", self.subject(&topic), keyword::core(&heard.text));
        let read = self.world.compiled.reader.read(self.knowledge(), &whole, self.world.input.at);
        let Some(hit) = read.faqs.first().copied().filter(|hit| hit.confidence >= FAQ_SURE) else { return Ok(false) };
        // The words of the topic alone fit many: the message must point at this one by itself.
        let pointed = heard.faqs.iter().any(|own| own.index == hit.index && own.confidence >= FAQ_NEAR);
        let id = self.knowledge().faqs.get(hit.index).map(|faq| faq.id.clone());
        // `帆布包那单到哪了` says what it is about.
        if !pointed || id.is_none() || id == topic.faq || self.names_an_order()? {
            return Ok(false);
        }
        self.note(format!("接着刚才的事，当作「{whole}」来理解"));
        self.say_faq(hit);
        Ok(true)
    }

    /// `等等，是503`, `不对，写错了`, right behind a write: what was written is wrong, and is asked for anew. `false` when it is none.
    pub(crate) fn corrects_write(&mut self, heard: &Understanding) -> Need<bool> {
        let begins = ["等等", "等下", "等一下", "不对", "错了"].iter().any(|word| heard.text.starts_with(word));
        let marked = begins
            || ["写错", "搞错", "弄错", "填错", "改回", "点错", "按错", "不要取消", "别取消", "不取消", "恢复"]
                .iter()
                .any(|word| heard.text.contains(word));
        let Some(last) = self.state.last.clone().filter(|last| last.done && marked) else { return Ok(false) };
        if last.intent.is("order.cancel")
            && let Some(rule) = self.rule_named("request")
        {
            self.note("取消了又说不要取消，请同事看还能不能恢复");
            self.understood();
            self.say_own(TextKey::CancelledAnyway);
            self.rule_hand_off(rule);
            return Ok(true);
        }
        self.note("刚办好的有不对，重新来");
        self.understood();
        self.state.last = None;
        self.answer(&last.intent, None)?;
        Ok(true)
    }

    /// What the topic is about, in a word or two.
    fn subject(&self, topic: &LastAsk) -> String {
        let row = topic.faq.as_ref().and_then(|id| self.knowledge().faqs.iter().find(|faq| faq.id == *id));
        match (row, &*ASKING) {
            (Some(row), Some(asking)) => asking.replace_all(&row.question, "").into_owned(),
            _ => {
                self.knowledge().intent(topic.intent.as_str()).map(|(_, known)| known.name.clone()).unwrap_or_default()
            }
        }
    }

    /// Something is told while a topic is open: it is a part of it. What somebody needs for it (a number, a telephone, an address,
    /// a title) is taken down and passed on to a person; a remark is heard. `false` where no topic is open.
    pub(crate) fn takes_down(&mut self, heard: &Understanding) -> bool {
        if self.topic().is_none() {
            return false;
        }
        let taken = self.taken(heard);
        if taken.is_empty() {
            self.note("接着刚才的事说，先听着");
            // `哇到扬州啦` wants nothing; a question, a story or a complaint does.
            let long = heard.text.chars().count() > REMARK;
            if long || is_question(&heard.text) || heard.mood >= Mood::Annoyed {
                self.leaves_unanswered();
            }
            self.say_own(TextKey::GoOn);
            return true;
        }
        self.note("买家给的信息，记下来转给同事");
        self.understood();
        match self.rule_named("passed_on") {
            Some(rule) => self.rule_hand_off(rule),
            None => {
                self.stands();
                self.say_own(TextKey::Noted);
            }
        }
        true
    }

    /// What the message hands over, each with its name, masked.
    pub(crate) fn taken(&self, heard: &Understanding) -> Vec<(&'static str, String)> {
        let secrets = self.secrets().for_record();
        let value =
            |kind| heard.entity(kind).map(|entity| written::mask(&entity.value.to_string(), &secrets).into_owned());
        let original = self.original_text();
        let mut taken: Vec<(&'static str, String)> = Vec::new();
        for (kind, name) in [
            (EntityKind::OrderId, "订单号"),
            (EntityKind::Tracking, "快递单号"),
            (EntityKind::Phone, "电话"),
            (EntityKind::Landline, "电话"),
        ] {
            taken.extend(value(kind).map(|value| (name, value)));
        }
        if let Some(found) = address::read(&original) {
            taken.push(("地址", format!("{}****", address::region(&found.address))));
        }
        taken.extend(another_day(heard).map(|day| ("希望送货的日子", day.to_owned())));
        let title = TITLE.as_ref().and_then(|form| form.captures(&original)?.get(1));
        let is_title = |title: &str| {
            let labels = ["统一社会", "纳税", "税号", "地址", "电话", "开户", "账号", "单位", "名称"];
            !labels.iter().any(|label| title.starts_with(label)) && !is_question(title) && consent(title, &[]).is_none()
        };
        let title = title.filter(|title| is_title(title.as_str()));
        taken.extend(title.map(|title| ("抬头", written::mask(title.as_str(), &secrets).into_owned())));
        let number = TAX_ID.as_ref().and_then(|form| form.captures(&original)?.get(1));
        let tax = number.filter(|number| number.as_str().contains(|c: char| c.is_ascii_alphabetic()));
        taken.extend(tax.and_then(|tax| Some(("税号", format!("{}****", tax.as_str().get(..4)?)))));
        taken
    }

    /// Says back what was handed over in this message, where a person gets it; `false` when nothing was.
    pub(crate) fn says_taken(&mut self) -> bool {
        let taken = self.world.heard.map(|heard| self.taken(heard)).unwrap_or_default();
        if taken.is_empty() {
            return false;
        }
        let list: Vec<String> = taken.iter().map(|(name, value)| format!("{name} {value}")).collect();
        self.own_slots.insert("taken".to_owned(), list.join("、"));
        self.say_own(TextKey::TakenDown)
    }

    /// What comes while a person is on the way is noted for them, what was handed over by its name.
    pub(crate) fn says_noted(&mut self) {
        if self.says_taken() {
            return;
        }
        let leaves = self.world.heard.is_some_and(|heard| takes_leave(&heard.text));
        self.say_own(if leaves { TextKey::ClosingCalled } else { TextKey::Noted });
    }

    /// Remembers the entry of the FAQ that is said: it is a topic from now on. One that was said before brings nothing; whether it was.
    pub(crate) fn count_row(&mut self, id: &str) -> bool {
        let before = self.state.answered_before(hash(&format!("faq:{id}")));
        if before {
            self.leaves_unanswered();
        }
        let about = self.world.heard.and_then(Understanding::best).filter(|best| best.confidence >= LIKELY);
        let intent =
            about.map(|best| best.id.clone()).filter(asks_something).unwrap_or_else(|| IntentId::from(OF_A_ROW));
        self.state.last = Some(LastAsk {
            intent,
            times: 1,
            named: Vec::new(),
            words: Vec::new(),
            faq: Some(id.to_owned()),
            done: false,
        });
        before
    }

    /// A telephone, an address or a title that nothing was done with: somebody needs it, and it is passed on instead of what a
    /// standard text says.
    pub(crate) fn passes_on_unused(&mut self) {
        let running = self.state.flow.as_ref().and_then(|state| self.knowledge().flow(&state.flow));
        let begun = running.is_some_and(|flow| !takes_values(flow)) && self.world.session.flow.is_none();
        let used = !self.filled.is_empty()
            || (self.state.flow.is_some() && !begun)
            || self.world.session.flow.is_some()
            || (self.state.waiting.is_some() && !begun)
            || self.world.session.waiting.is_some()
            || self.is_served();
        let Some(heard) = self.world.heard.filter(|_| !used && self.state.people == PeopleState::Bot) else { return };
        // A telephone may have found the order.
        let found = self.order.is_some() && !begun;
        let wanted = |(name, _): &(&str, String)| match *name {
            "电话" | "地址" => !found,
            "抬头" | "税号" => true,
            _ => false,
        };
        if self.calls_a_person() || !self.taken(heard).iter().any(wanted) {
            return;
        }
        if let Some(rule) = self.rule_named("passed_on") {
            self.note("买家给的信息没有用上，转给同事");
            self.replies.clear();
            self.state.menu.clear();
            self.facts.retain(|fact| !matches!(fact, Fact::Clarified { .. } | Fact::NotUnderstood));
            self.rule_hand_off(rule);
        }
    }

    /// The order has come that the entry of the FAQ said last asked for: it goes to a person. `false` where none asked.
    pub(crate) fn hands_over_order(&mut self) -> bool {
        let Some(rule) = self.rule_named("passed_on").filter(|_| self.row_wants_order()) else { return false };
        self.note("刚才说了把订单发来就转给同事");
        self.rule_hand_off(rule);
        true
    }

    /// Whether the entry that was said last tells the buyer to send the order, for a person: `超过 24 小时把订单发来，我请同事催`.
    fn row_wants_order(&self) -> bool {
        let row = self.topic().and_then(|topic| topic.faq.as_ref());
        let row = row.and_then(|id| self.knowledge().faqs.iter().find(|faq| faq.id == *id));
        let asks = ["订单发", "发订单", "发一下订单", "订单号发", "发下订单", "订单号告诉", "提供订单"];
        row.is_some_and(|row| {
            let says = |words: &[&str]| words.iter().any(|word| row.answer.contains(word));
            says(&asks) && says(&["同事", "人工", "客服", "专人"])
        })
    }

    /// Whether one of these meanings belongs to the topic.
    pub(crate) fn is_of_topic(&self, choices: &[Choice]) -> bool {
        let root = |id: &IntentId| id.as_str().split('.').next().map(str::to_owned);
        let topic = self.topic().and_then(|topic| root(&topic.intent));
        choices.iter().any(|choice| match &choice.pick {
            Pick::Intent(intent) => root(intent) == topic,
            Pick::Faq(_) => true,
            _ => false,
        })
    }

    /// Whether the topic concerns something bought.
    pub(crate) fn topic_is_of_orders(&self) -> bool {
        self.topic().is_some_and(|topic| OF_ORDERS.iter().any(|of| topic.intent.is(of)))
    }
}

#[cfg(test)]
mod tests {
    use super::{is_busy, is_objectless};

    #[test]
    fn a_moment_is_asked_for() {
        for text in [
            "我看下",
            "喔,我查查,谢谢",
            "我找一下",
            "稍等",
            "等我找找",
            "还有信息",
            "还有照片",
            "马上发您",
            "好的,我去拍一下",
            "请稍等",
            "我先看看",
            "等我一下",
            "我还没说完",
            "让我想想",
            "嗯,我查一下",
            "回头发给你",
        ] {
            assert!(is_busy(text), "{text}");
        }
        for text in [
            "我看下订单",
            "帮我看下",
            "看一下",
            "我想问下物流",
            "等了好久",
            "等发货",
            "马上发货吗",
            "我想换货",
            "稍等多久",
            "还有货吗",
            "我找不到",
            "我试了",
            "马上发",
            "等一下,我要改地址",
            "我问了客服",
        ] {
            assert!(!is_busy(text), "{text}");
        }
    }

    #[test]
    fn a_question_without_an_object() {
        for text in [
            "要几天",
            "要几天?",
            "大概多久",
            "谁来开",
            "谁出钱",
            "怎么补救",
            "那怎么申请呢",
            "为什么呀",
            "需要什么资料",
            "要准备哪些材料",
            "多久能好",
            "什么时候有结果",
            "要钱吗",
            "收费吗",
            "在哪申请",
            "在哪里看",
            "多长时间出来",
            "什么意思",
        ] {
            assert!(is_objectless(text), "{text}");
        }
        for text in [
            "发货要几天",
            "什么时候到",
            "什么时候发货",
            "怎么洗",
            "怎么退",
            "这个多少钱一斤",
            "谁的快递",
            "运费多少钱",
            "为什么不发货",
            "有什么颜色",
            "在哪里取件",
            "什么尺码",
            "好的",
            "要黑色",
            "多久发货",
        ] {
            assert!(!is_objectless(text), "{text}");
        }
    }
}
