//! What comes while a write waits for its yes and is neither yes nor no: that it cannot be done on the buyer's side, where the money
//! goes. And a question about a deed (`改地址收费吗`), which is no wish for it.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::fits;

/// The deeds that buyers try themselves: a closed list, so that `穿不了` and `用不了` stay what is wrong with the goods.
const DEED: &str = "(?:取消|退款|退货|退|换货|换|修改|改|申请|提交|点击|点|按|操作|弄|办理|办|确认|撤销|选)(?:订单|地址|电话|规格|价保|保价|售后|申请|按钮)?";

/// `取消不了`, `没法取消`, `点不了啊`: a report that it does not work on the buyer's own page. The whole message.
static UNABLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "(?x)^(?:我这边|我这里|我这|我|这边|这里|这个|页面|界面|网页|手机|app|系统|自己|订单|可是|可|但是|但|不过|还是|都|一直|显示|提示|根本|好像|怎么|现在|上面|说|就|也|是|在|上|啊|哦|嗯|呃|[\\s,.!])*(?:
            {DEED}(?:不了|不掉|不成|不动|不上|不出来|没反应|没有反应|没用|失败)
            | (?:没法|没办法|没有办法|无法|不能|不让|不让我|不给|不给我)(?:自己)?(?:进行)?{DEED}
            | (?:找不到|没有|没看到|看不到|没找到)(?:在哪)?{DEED}的?(?:按钮|按键|键|入口|选项|地方)
        )(?:啊|呀|了|的|呢|吗|诶|哎|哦|怎么办|怎么回事|为什么|为啥|[\\s,.!?~])*$"
    ))
    .ok()
});

/// `好的 已经提交了`, `我自己取消了`: the buyer has done it. The whole message.
static DONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "(?x)^(?:好的?|好了|嗯+|恩|哦|对|是的?|行|可以|那|我们?|这边|在页面上?|不用了?|[\\s,.!])*
        (?:我?(?:已经?|刚刚?|刚才)(?:自己|在页面上?|在订单里)?|我?自己(?:已经|刚刚?|在页面上?|在订单里)?){DEED}(?:好|完|过|成功|上)?(?:了|啦|过了|好了|掉了)?
        (?:不用了?|不用您?办了?|谢谢|麻烦了|哈|啊|哦|呢|在|这个订单号?|[\\s,.!~])*$"
    ))
    .ok()
});

/// Where the money goes and when, with nothing beside it.
static MONEY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:那|这个|我的|钱|款|退款|差价|是|会|都|的话|请问|大概|一般|[\\s,.])*(?:
            (?:原路|原渠道|按原路)(?:退回来?|返回|退|返还)(?:给我|的)?(?:对吧|对吗|是吧|是吗|吗|吧|么|的吗|的吧|[?])
            | (?:退|返)(?:回|还)?(?:到|去)?(?:哪里|哪儿|哪|什么地方|哪个账户|哪张卡)
            | (?:退|返)(?:回|还)?(?:到|去)(?:我的?)?(?:微信|支付宝|银行卡|零钱|余额|原账户)(?:吗|么|对吧|是吧|吧|里吗|[?])
            | (?:要)?(?:多久|多长时间|几天|什么时候)(?:能|会|可以|才能)?(?:到账|退款|退回来?|退给我|退|收到钱|收到退款)
            | (?:退款)?(?:多久|几天)(?:能|会)?到
        )(?:啊|呀|的|呢|吗|了|[\\s,.!?~])*$",
    )
    .ok()
});

/// A question what a deed costs or brings with it: `改地址收费吗`, `取消订单会扣钱吗`, `申请价保麻烦吗`.
static ABOUT_DEED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:请问|你好|您好|那|我想问下?|问下|问一下|如果|要是|现在|想|[\\s,.])*
        (?:取消(?:这个)?(?:订单)?|修改订单|(?:改|修改|换|更改)(?:一下|下|个)?(?:收货)?(?:地址|电话|手机号|规格|颜色|尺码)|加(?:个)?备注|(?:申请)?(?:价保|保价)|换货)
        (?:的话|这个|流程|手续|我|是不是|了|[\\s,])*
        (?:
            (?:要不要|会不会|需不需要|收不收)(?:另外|额外|再)?(?:收费|花钱|加钱|扣钱|扣费|手续费|付钱|钱|费|麻烦|影响)\\p{Han}{0,4}
            | (?:要|会|需要|得|有)?(?:另外|额外|再|很)?(?:收费|收钱|花钱|加钱|扣钱|扣费|扣款|扣手续费|收手续费|手续费|付钱|付费|钱|麻烦|复杂|影响\\p{Han}{1,4}|扣信用分?|有影响)(?:的)?(?:吗|么|嘛|不|吧|[?])
            | (?:麻烦|复杂)不(?:麻烦|复杂)
        )(?:啊|呀|的|呢|[\\s,.!?~])*$",
    )
    .ok()
});

/// A part of the money is asked for, and the goods stay: `能退一半吗`, `退我点钱吧`. What was eaten or broken by half is none.
static PARTIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "(?x)^(?:那|我|你们?|您|能不能|可不可以|可以|能|要不|不如|就|只|给我?|帮我|想|要|申请|东西我留着|我留着|请问|这个|行不行|[\\s,.!])*(?:
            (?:退|返)(?:还|回|给)?(?:我|个)?(?:一半|一部分|部分|点|一点|一些|些|半价)(?:的)?(?:钱|款|货款|金额|费用)?
            | 部分退款
            | (?:退|返)(?:还|给)?(?:我)?(?:\\d{1,4}|[一二三五两]?[十百])(?:块|元)(?:钱)?
        )(?:给我)?(?:可以吗|行吗|行不行|可不可以|好吗|怎么样|就行|就好|吗|么|不|吧|呗|啊|呀|的|谢谢|[\\s,.!?~])*$",
    )
    .ok()
});

/// Another day for what is on its way: `28号再送`, `那改成周六送吧`. Whether it comes on a day (`周六送吗`) is another question.
static ANOTHER_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = "(?:(?:\\d{1,2}月)?\\d{1,2}[号日]|下?个?(?:周|星期|礼拜)[一二三四五六日天末]|明天|后天|大后天)(?:上午|下午|晚上|早上|中午)?";
    let deliver = "(?:来|给我|帮我)?(?:派送|配送|送货|派件|送过来|送来|送到|送|派)";
    Regex::new(&format!(
        "(?x)^(?:那就|那|就|我|请|麻烦|帮我|能不能|可以|可不可以|能|给我|你们|快递|包裹|让快递|[\\s,.!])*(?:
            (?:改成|改到|改为|换成|换到|推迟到|延到|推到|等到|等){day}(?:再|之?后)?{deliver}
            | {day}(?:之?后)?再{deliver}
        )(?:给我)?(?:吧|就行|就好|可以吗|行吗|好吗|哈|啊|哦|呢|谢谢|麻烦了|[\\s,.!?~])*$"
    ))
    .ok()
});

/// Whether it does not work on the buyer's own page.
pub(crate) fn is_unable(text: &str) -> bool {
    fits(&UNABLE, text)
}

/// Whether the buyer has done it.
pub(crate) fn did_it(text: &str) -> bool {
    fits(&DONE, text)
}

/// Whether a message asks where the money goes, and when.
pub(crate) fn asks_of_money(text: &str) -> bool {
    fits(&MONEY, text)
}

/// Whether a message asks what a deed costs or brings with it.
pub(crate) fn asks_about_deed(text: &str) -> bool {
    fits(&ABOUT_DEED, text)
}

/// Whether a part of the money is asked for.
pub(crate) fn wants_a_part(text: &str) -> bool {
    fits(&PARTIAL, text)
}

/// Whether the parcel is to come on another day.
pub(crate) fn wants_another_day(text: &str) -> bool {
    fits(&ANOTHER_DAY, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_cannot_do_it_refuses_nothing() {
        for text in [
            "取消不了",
            "取消不了啊",
            "我取消不了",
            "没法取消",
            "不能取消",
            "点不了",
            "取消不掉",
            "页面上取消不了",
            "无法取消订单",
            "退不了",
            "改不了",
            "不让我取消",
            "我自己没办法取消",
            "找不到取消按钮",
            "没有取消的入口",
            "显示无法取消",
            "取消不了怎么办",
            "取消不了吗?",
            "点没反应",
            "取消没反应",
            "取消失败",
            "申请不了",
            "提交不了,怎么回事",
            "系统不让退",
            "不能申请价保",
        ] {
            assert!(is_unable(text), "{text}");
        }
        for text in [
            "不取消",
            "不取消了",
            "别取消",
            "不用取消",
            "先不取消",
            "不想取消",
            "不要取消",
            "取消",
            "取消吧",
            "取消了吧",
            "不退了",
            "不换了",
            "不改了",
            "取消不取消",
            "用不了",
            "穿不了",
            "吃不了",
            "等不了了",
            "来不了",
            "取消不了就算了",
            "不能等了,取消吧",
            "没法用,退了吧",
            "退不了就投诉你们",
            "不能穿",
            "没有取消",
            "我没有要取消",
            "取消不了的话帮我改地址",
            "不能",
        ] {
            assert!(!is_unable(text), "{text}");
        }
    }

    #[test]
    fn who_has_done_it_needs_it_no_more() {
        for text in [
            "我已经提交了",
            "好的 已经提交了",
            "好了,已取消",
            "已经取消了",
            "我自己取消了",
            "刚刚申请好了",
            "自己在页面上改好了",
            "嗯 我刚才退了",
            "不用了,我自己取消了",
        ] {
            assert!(did_it(text), "{text}");
        }
        for text in [
            "提交",
            "提交吧",
            "取消",
            "已经取消了吗",
            "帮我取消了",
            "我没有取消",
            "取消了吧",
            "好的取消",
            "申请",
            "已经说了要取消",
            "我要取消了",
            "你已经取消了?",
        ] {
            assert!(!did_it(text), "{text}");
        }
    }

    #[test]
    fn where_the_money_goes() {
        for text in [
            "原路退回对吧",
            "钱是原路退回吗",
            "原路返回吧?",
            "退到哪里",
            "钱退到哪",
            "退回到哪张卡",
            "退到微信吗",
            "钱会退到支付宝吗",
            "多久到账",
            "大概多久能到账",
            "几天到账",
            "什么时候退给我",
            "什么时候能退",
            "差价退到哪里呢",
            "退款多久到",
            "要多久才能退回来",
            "那钱什么时候到账",
        ] {
            assert!(asks_of_money(text), "{text}");
        }
        for text in [
            "原路退回",
            "多久发货",
            "多久到货",
            "什么时候到",
            "快递退到哪里了",
            "包裹退回了吗",
            "货退到哪个仓库",
            "退到驿站吗",
            "确认",
            "我要退款",
            "什么时候发货",
            "几天能送到",
            "退一半行吗",
            "能退多少",
            "寄到哪里",
            "改到哪里",
            "退货地址是哪里",
            "不退了",
            "上次的退款还没到账",
            "好的",
        ] {
            assert!(!asks_of_money(text), "{text}");
        }
    }

    #[test]
    fn another_day_is_named() {
        for text in [
            "那改成周六送吧",
            "28号再送",
            "周六再送吧",
            "改到下周一送",
            "等后天再送来",
            "推迟到30号派送可以吗",
            "麻烦周日再派送",
            "能不能明天下午再送",
            "12月3日再送",
            "那就星期天再配送吧",
            "改成28号送货",
            "帮我改到礼拜六送",
            "后天之后再送",
        ] {
            assert!(wants_another_day(text), "{text}");
        }
        for text in [
            "周六送吗",
            "28号送到了吗",
            "28号能到吗",
            "明天见",
            "28号下的单",
            "怎么改成周六送了",
            "说好28号送的",
            "28号再说",
            "周六再买",
            "等周六",
            "改成黑色",
            "昨天送的",
            "明天再联系",
            "为什么周六再送",
            "周六不送吗",
        ] {
            assert!(!wants_another_day(text), "{text}");
        }
    }

    #[test]
    fn a_part_of_the_money() {
        for text in [
            "能退一半吗",
            "退我一半钱吧",
            "部分退款可以吗",
            "能退点钱吗",
            "退一部分钱行吗",
            "可以部分退款吗",
            "我留着,退一半吧",
            "给我退20块吧",
            "能不能退我一点钱",
            "退50元可以吗",
            "返一半给我行吗",
            "只退一半可以吗",
            "那退一些吧",
            "要不退我点钱",
            "退一半",
            "可不可以退一部分",
            "退个一半",
            "能返还部分货款吗",
            "申请部分退款",
            "退十块就行",
        ] {
            assert!(wants_a_part(text), "{text}");
        }
        for text in [
            "能退吗",
            "我要退款",
            "吃了一半能退吗",
            "只退一件",
            "退其中一件可以吗",
            "才退了一半",
            "少退了20块",
            "退一半货",
            "用了一点能退吗",
            "差价能退多少",
            "快点退款",
            "能退50元优惠券吗",
            "退了一部分",
            "一半是坏的",
            "退款退一半了",
            "运费退吗",
            "退货退一部分商品",
            "全退",
            "退多少",
            "买了一半退货",
        ] {
            assert!(!wants_a_part(text), "{text}");
        }
    }

    #[test]
    fn a_question_about_a_deed_is_no_wish_for_it() {
        for text in [
            "改地址收费吗",
            "取消订单会扣钱吗",
            "申请价保麻烦吗",
            "改地址要钱吗",
            "修改地址需要另外收费吗",
            "取消订单有手续费吗",
            "取消会影响信誉吗",
            "请问改地址要加钱吗",
            "换货麻烦吗",
            "改电话收费么",
            "取消订单要扣手续费吗",
            "取消订单会不会扣钱",
            "价保复杂吗",
            "改规格要不要加钱",
            "加备注收费吗",
            "取消订单麻烦不麻烦",
            "改颜色要加钱吗?",
            "取消的话会扣费吗",
            "改地址麻烦吗",
            "取消订单扣信用分吗",
        ] {
            assert!(asks_about_deed(text), "{text}");
        }
        for text in [
            "改地址",
            "我要改地址",
            "能改地址吗",
            "可以取消订单吗",
            "麻烦改地址",
            "麻烦帮我取消订单",
            "取消订单吧麻烦了",
            "帮我改下地址可以吗",
            "取消订单钱退到哪",
            "取消订单",
            "申请价保",
            "能申请价保吗",
            "改地址,麻烦了",
            "换货吗",
            "怎么取消订单",
            "取消订单,你们乱收费",
            "改地址麻烦你了",
            "取消订单退钱吗",
            "不取消了",
            "改地址 麻烦快点",
            "退货要钱吗",
        ] {
            assert!(!asks_about_deed(text), "{text}");
        }
    }
}
