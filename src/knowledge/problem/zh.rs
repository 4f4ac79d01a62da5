//! In Chinese, for people who are no programmers: what is wrong, and what to write instead.

use super::facts::{self, listed};
use super::reserved::{kind_is, reserved};
use super::{Encoding, Expected, FileKind, Kind, Never, Own, Owner, Problem, Type, Words, words};
use crate::fact::Blocked;
use crate::knowledge::nearest::Hint;
use crate::knowledge::{OCCASIONS, TopicOf};
use crate::limits;

pub(in crate::knowledge) const ERROR: &str = "错误";
pub(in crate::knowledge) const WARNING: &str = "警告";
/// Before what to do about it.
pub(in crate::knowledge) const HELP: &str = "建议";

const STEP: &str = "一步只做一件事，从 `ask`、`find`、`branch`、`say`、`call`、`request`、`hand_off` 里选一个";
const COMPARE: &str = "可以写 `\">1\"`（大于）、`\">=2\"`（至少）、`\"<5\"`（小于）、`\"<=5\"`（至多）、`\"2..5\"`（2 到 5，含两头）或 `\"3\"`（正好）";
const COLUMNS: &str = "第一行写：问题,相似问法,答案";
const YES_NO: &str = "写 `true`（是）或 `false`（否）";
const WINDOW: &str = "照这样写：09:00-23:00；跨过零点写 22:00-08:00";
const FILL_OR_DROP: &str = "补上内容，或者删掉这一项";

/// Above the list of what is wrong.
pub(in crate::knowledge) fn mistakes(errors: usize) -> String {
    format!("店铺知识有 {errors} 处错误，改好才能用")
}

#[allow(clippy::too_many_lines, reason = "one line or two for each problem, and nothing else")]
pub(super) fn say(problem: &Problem) -> Words {
    use Problem as P;
    match problem {
        P::NotUtf8 { encoding, file } => words(encoding_is(*encoding), how_to_save(*encoding, *file)),
        P::TooManyBytes { file: FileKind::Toml, bytes } => words(
            format!("文件有 {bytes} 字节，超过了上限 {} 字节", limits::TOML),
            "拆成几个文件，或者把问答放进 CSV 表格",
        ),
        P::TooManyBytes { file: FileKind::Csv, bytes } => {
            words(format!("表格有 {bytes} 字节，超过了上限 {} 字节", limits::CSV), "拆成几个表格")
        }
        P::Syntax { why } => words(
            format!("这里不符合 TOML 的写法。解析器的原话：{why}"),
            "每行写成 `名字 = \"内容\"`：一个等号，引号、方括号成对，都用英文符号",
        ),
        P::ChineseKey { key: Some(key) } => words("等号左边的名字要用英文", format!("写成 `{key} = …`")),
        P::ChineseKey { key: None } => words("等号左边的名字要用英文", "能用的名字见 docs/knowledge.zh.md"),
        P::ChineseTable { table } => words("方括号里的名字要用英文", format!("写成 `{table}`")),
        P::ChineseMark { mark, instead } => words(
            format!("`{mark}` 是中文符号，引号外面只能用英文符号"),
            format!("把 `{mark}` 改成 `{instead}`；引号里面的不用改"),
        ),
        P::Unclosed => {
            words("这段文字在本行没有写右引号", "在本行补上右引号；要换行就写 `\\n`，或者用 `\"\"\"` 把整段文字括起来")
        }
        P::More { count } => words(format!("另外还有 {count} 处"), "先改前面这些，后面的可能跟着就没有了"),

        P::UnknownTable { name, hint } => words(format!("没有 `[{name}]` 这种表"), known(hint)),
        P::UnknownKey { table, key, hint } => words(format!("`{table}` 里没有 `{key}` 这一项"), known(hint)),
        P::NotAList { table } => {
            words(format!("`{}` 可以有好几个，要用双方括号", table.trim_matches(['[', ']'])), format!("写成 `{table}`"))
        }
        P::WrongType { key, expected, found } => {
            words(format!("`{key}` 要写{}，这里写成了{}", expected_is(*expected), type_is(*found)), example(*expected))
        }
        P::NoKey { table, key } => words(format!("这个 `{table}` 没有写 `{key}`"), format!("补一行 `{key} = \"…\"`")),
        P::EmptyKey { key } => words(format!("`{key}` 是空的"), "补上内容"),
        P::EmptyItem { key } => words(format!("`{key}` 里有一项是空的"), FILL_OR_DROP),
        P::UnknownValue { key, value, hint } => words(format!("`{key}` 不能是 `{value}`"), known(hint)),
        P::OutOfRange { key, value, min, max } => words(
            format!("`{key}` 不能是 {value}"),
            match *key {
                "remind" => format!("单位是秒，写 {min} 到 {max}（5 分钟写 300）；不提醒写 0"),
                "wait" => format!("单位是秒，写 {min} 到 {max}（1 分钟写 60）"),
                "pause" => format!("单位是秒，写 {min} 到 {max}，可以带小数；0 表示不等"),
                "threshold" => format!("写 {min} 到 {max} 之间的小数，比如 0.5"),
                "within_hours" => format!("单位是小时，写 {min} 到 {max} 之间的整数"),
                "pieces" => format!("单位是件，写 {min} 到 {max} 之间的整数"),
                "nth" => format!("第几件，写 {min} 到 {max} 之间的整数：第二件写 2"),
                "percent" => format!("写减掉百分之几，{min} 到 {max}：九折写 10"),
                "valid_days" => format!("单位是天，写 {min} 到 {max} 之间的整数"),
                "left" => format!("还剩几份，写 {min} 到 {max} 之间的整数"),
                _ => format!("单位是次，写 {min} 到 {max} 之间的整数"),
            },
        ),
        P::BelongsTo { key, owner } => words(
            match owner {
                Owner::Ask => format!("`{key}` 只能写在有 `ask` 的步骤里"),
                Owner::FindOrder => format!("`{key}` 只能写在有 `find = \"order\"` 的步骤里"),
                Owner::AsDate => format!("`{key}` 只能和 `as = \"date\"` 一起写"),
                Owner::PeopleFirst => format!("`{key}` 只能和 `mode = \"people_first\"` 一起写"),
            },
            "删掉它，或者补上它要配的那一项",
        ),

        P::CsvUnclosed => {
            words("这个单元格开头有引号，后面一直没有右引号", "补上右引号；单元格里面的引号要写两个：`\"\"`")
        }
        P::CsvEmpty => words("表格是空的", COLUMNS),
        P::CsvColumns { columns } => {
            words(format!("表格有 {columns} 列，最多 {} 列", limits::COLUMNS), "三列就够：问题,相似问法,答案")
        }
        P::CsvRows { rows } => {
            words(format!("表格有 {rows} 行，最多 {} 行", limits::ROWS), "按商品或主题拆开：这么多答案没有人能一直改对")
        }
        P::CsvWidth { cells, width } => words(
            format!("这一行有 {cells} 个单元格，第一行是 {width} 个"),
            "单元格里有英文逗号时，用引号括起来：`\"满99元,包邮\"`",
        ),
        P::CsvCell => {
            words(format!("这个单元格超过 {} 个字", limits::CELL), "多半是少了一个右引号，后面的行都并了进来")
        }
        P::CsvTwoColumns { name } => words(format!("有两列都叫 `{name}`"), "留一列，另一列改名或删掉"),
        P::CsvUnread { name, hint } => words(format!("`{name}` 这一列不会被读取"), known(hint)),
        P::CsvNoColumn { missing, commas } => words(
            format!("表格缺少「{}」这一列", missing.join("」和「")),
            if *commas {
                COLUMNS
            } else {
                "单元格不是用逗号分开的：另存为「CSV UTF-8（逗号分隔）」"
            },
        ),
        P::CsvNoQuestion => words("这一行没有写问题", "补上，或者删掉这一行"),
        P::CsvNoAnswer => words("这一行没有写答案", "补上，或者删掉这一行"),

        P::Twice { kind, id, first } => {
            words(format!("{} `{id}` 写了两次", name(*kind)), format!("第一处在 {first}；给其中一个换个 `id`"))
        }
        P::NothingToDisable { kind, id, hint } => words(
            format!("没有 `{id}` 这个{}，停用不了", name(*kind)),
            match hint {
                Hint::None => "核对 `id`：要和内置的一字不差；不需要停用就删掉这一段".to_owned(),
                hint => known(hint),
            },
        ),
        P::TwoShops { first } => {
            words("`[shop]` 写了两次", format!("第一处在 {first}；两处都写了的项以这里为准，最好合成一处"))
        }
        P::SetTwice { table, name, first } => {
            words(format!("`{table}` 里的 `{name}` 写了两次"), format!("第一处在 {first}；现在以这里为准，删掉一处"))
        }
        P::Gone { kind, id } => {
            words(format!("{} `{id}` 用不上：它对应的意图已经停用", name(*kind)), "重新启用那个意图，或者把这里也删掉")
        }
        P::UnknownIntent { id, hint } => words(format!("没有 `{id}` 这个意图"), known(hint)),

        P::LexiconTwice { word, first } => {
            words(format!("`{word}` 写了两次"), format!("第一处在 {first}，以第一处为准；删掉一处"))
        }
        P::LexiconNothing { key, word, hint } => words(
            format!("`{key}` 里的 `{word}` 不起作用：词表里没有它"),
            match hint {
                Hint::None => "核对用字，要和词表里的一字不差；用不着就删掉这个词".to_owned(),
                hint => known(hint),
            },
        ),
        P::LexiconNoValue { word } => {
            words(format!("`{word}` 没有写是什么意思"), format!("写成 `{{ value = \"意思\", words = [\"{word}\"] }}`"))
        }
        P::LexiconLetters { word } => {
            words(format!("缩写只能用字母和数字，不能写 `{word}`"), "汉字写错的词放到 `misspellings` 里")
        }
        P::LexiconLength { word, value } => words(
            format!("`{word}` 和 `{value}` 长短不一样"),
            "`misspellings` 里错的和对的字数要一样；别的说法写到意图的 `examples` 里",
        ),

        P::EmptyText => words("这段话是空的", FILL_OR_DROP),
        P::EmptyMenuItem => words("菜单里有一项是空的", FILL_OR_DROP),
        P::Forbidden { text, kind } => words(
            format!("平台不允许说 `{text}`（{}）", forbidden(*kind)),
            "换个说法；如果在这里没有问题，把这个词写进 `[guard]` 的 `allowed`",
        ),
        P::PromisesNobody => words(
            "没有人在线的时候这句也会说，买家会白等",
            "只在有人能来时才说的部分写成 `{people:，我请同事来处理}`，没有人在线时这一段不说",
        ),
        P::Superlative { word } => words(
            format!("`{word}` 可能是广告法不允许的极限词"),
            match word.rsplit_once('最').filter(|(_, quality)| !quality.is_empty()) {
                Some((_, quality)) => format!(
                    "改成「很{quality}」，或者说得出依据的话，比如「糖度 13 以上」；确实没有问题，就写进 `[guard]` 的 `allowed`"
                ),
                None => {
                    "改成说得出依据的话，比如「月销 2 万件」「好评率 98%」；确实没有问题，就写进 `[guard]` 的 `allowed`"
                        .to_owned()
                }
            },
        ),
        P::Unlawful { word, rule } => words(
            format!("`{word}` 不要说：{}", rule.why()),
            "改成看得到依据的话；确实没有问题（比如有注册、有检测报告），就写进 `[guard]` 的 `allowed`",
        ),
        P::LongText { length, limit } => words(
            format!("这段话有 {length} 个字，超过 {limit} 个字的部分会被截掉，以 `…` 结尾"),
            "写短一些，或者分成几条：太长的话买家也不会看完",
        ),
        P::LongMenu { items } => {
            words(format!("菜单有 {items} 项，只会显示前 {} 项", limits::CHOICES), "留下买家最常问的几项")
        }
        P::UnknownField { name, hint } => words(format!("没有 `{name}` 这个字段"), known(hint)),
        P::UnclosedBrace => {
            words("这段话里有 `{`，后面没有 `}`", "大括号里写字段名，比如 `{shop.name}`；不用字段就删掉 `{`")
        }
        P::FullWidthBraces { name } => {
            words(format!("`｛{name}｝` 用的是中文大括号，买家会原样看到它"), format!("改成英文大括号：`{{{name}}}`"))
        }
        P::NoReferences { name } => words(
            format!("这里的话原样发出，`{{{name}}}` 不会换成真实内容"),
            "直接写出内容；要用字段，就写在 `[[answer]]` 的 `say` 里",
        ),
        P::NoSlotsHere { slot } => words(
            format!("这里不能用 `slot.{slot}`：只有流程的步骤里才有"),
            "买家自己提到的颜色、尺码、身高等，用 `heard.…` 字段",
        ),
        P::EmptySlot { slot, hint } => words(
            format!("走到这一步时还没有问到 `slot.{slot}`"),
            match hint {
                Hint::None => "先用一个带 `ask` 的步骤把它问到".to_owned(),
                hint => known(hint),
            },
        ),
        P::ForeignSlot { slot, hint } => words(
            format!("这句话里不能用 `slot.{slot}`"),
            match hint {
                Hint::None => "删掉它".to_owned(),
                hint => known(hint),
            },
        ),
        P::UnknownText { name, hint } => words(format!("`[text]` 里没有 `{name}` 这句话"), known(hint)),
        P::NoVariants { name } => words(format!("`[text]` 里的 `{name}` 是空的"), FILL_OR_DROP),

        P::UnknownLabel { name, hint } => words(format!("`[label]` 里没有 `{name}` 这个叫法"), known(hint)),
        P::EmptyLabel { name } => words(format!("`[label]` 里的 `{name}` 是空的"), FILL_OR_DROP),

        P::UnknownPolicy { name, hint } => words(format!("`[policy]` 里没有 `{name}` 这一项"), known(hint)),
        P::EmptyPolicy { name } => words(format!("`{name}` 是空的"), "整行删掉就行：没写的政策，机器人不会说"),
        P::PolicyDays { name, value } => words(
            format!("`{name}` 是天数，不能写 `{value}`"),
            format!("写 0 到 {} 之间的整数，不带引号和单位：`{name} = 7`", limits::RETURN_DAYS),
        ),
        P::NotAnOffset { text } => words(format!("`{text}` 不是时区"), "北京时间写 +08:00，或者不写这一项"),
        P::NotAWindow { key, text } => words(format!("`{key}` 的时间段看不懂：`{text}`"), WINDOW),
        P::EmptyWindow { key, text } => words(format!("`{key}` 的时间段是空的：`{text}`"), "全天写 00:00-24:00"),
        P::NotATime { key, text } => words(
            format!("`{key}` 的时间看不懂：`{text}`"),
            "照这样写：2026-11-11（当天零点），或 2026-11-11T20:00:00+08:00",
        ),
        P::NotADay { text } => words(
            format!("`{text}` 看不懂是哪一天"),
            "写 `today`（当天）、`+3d`（3 天后）或 `-7d`（7 天前），最多 3650 天",
        ),
        P::NameAsText { slot } => words(
            format!("`{slot}` 问的是人的姓名，却什么都收"),
            "写上 `as = \"name\"`，就按姓名来读，记录里也不会露出来",
        ),
        P::NoDayInRange => words("这个范围里一天也没有", "`max` 不能早于 `min`"),

        P::Facts(problem) => facts::chinese(problem),

        P::NoneOfNothing { field } => {
            words(format!("`{field}` 后面的列表是空的，永远不会成立"), "想表示「不知道」就写 `false`")
        }
        P::NeverIs { field, value, hint } => words(format!("`{field}` 不会是 `{value}`"), known(hint)),
        P::NotANumber { field, known } => words(format!("`{field}` 不是数字"), format!("可以写：{}", listed(known))),
        P::BareMoney { field, number } => words(
            format!("`{field}` 是金额，光写数字分不清是元还是分"),
            format!("加上引号，按元写：`\"{number}.00\"` 或 `\">={number}.00\"`"),
        ),
        P::TimeIsKnownOnly { field } => words(format!("`{field}` 是时间，条件里只能问有没有"), YES_NO),
        P::FlagOnly { field } => words(format!("`{field}` 只有是和否"), YES_NO),
        P::NotOneNumber { field } => words(format!("`{field}` 只能和一个数或一个范围比，不能写成列表"), COMPARE),
        P::EmptyRange { range } => words(format!("`{range}` 这个范围里没有数"), "小的数写在前面"),
        P::NotComparable { field, text } => words(format!("`{field}` 没法和 `{text}` 比"), COMPARE),

        P::IntentId { id } => {
            words(format!("`{id}` 不能当意图的 `id`"), "用英文单词加点，中间不留空格：`shop.engraving`")
        }
        P::IntentName { id } => {
            words(format!("意图 `{id}` 没有写 `name`"), "菜单上给买家看的名字，比如 `name = \"发货时间\"`")
        }
        P::NothingLeads { id } => words(
            format!("买家说什么都到不了意图 `{id}`"),
            "写上 `examples`（例句）、`keywords`（关键词）或 `patterns`（规则）",
        ),
        P::TakenKeyword { word, id } => words(
            format!("`{word}` 本来属于内置意图 `{id}`，写在这里就抢了过来"),
            "如果本店买家说这个词不是别的意思，就从这里删掉",
        ),
        P::UnderTwo { own, text, id, first } => words(
            format!(
                "{} `{text}` 写在了两个意图下面",
                match own {
                    Own::Keyword => "关键词",
                    Own::Example => "例句",
                }
            ),
            format!("另一个是 `{id}`，在 {first}；只留一处"),
        ),
        P::ExampleAndCounter { text, id } => words(format!("`{text}` 既是 `{id}` 的例句又是反例"), "只留一处"),
        P::PatternTooLarge { size } => words(
            format!("这条规则太大：{size}，上限 {}", limits::PATTERN),
            "像 `{100}` 这样的次数会让它大很多倍，改小一些",
        ),
        P::PatternsTooLarge => {
            words(format!("规则加起来太大，从这一条起超过了 {}", limits::PATTERNS), "删掉一些，或者把里面的次数改小")
        }
        P::PatternUnreadable { pattern, why } => words(
            format!("规则 `{pattern}` 看不懂。解析器的原话：{why}"),
            "检查括号是否成对；只是几个词的话，写进 `keywords` 就行",
        ),
        P::PatternMatchesEmpty { pattern } => {
            words(format!("规则 `{pattern}` 什么消息都符合"), "至少要有一个词后面不带 `*` 和 `?`")
        }
        P::PatternMatchesAll { pattern } => words(
            format!("规则 `{pattern}` 什么消息都符合，所有问题都会被它抢走"),
            "写上只有这类消息才有的词，比如 `(能|可以).*刻字`",
        ),
        P::PatternNever { pattern, written, normal } => words(
            format!("规则 `{pattern}` 永远不会符合：消息里不会有 `{written}`"),
            format!("消息会先统一写法（小写、半角、简体），规则里写 `{normal}`"),
        ),

        P::Missing { intents, people, menu } => {
            let lacking = intents.iter().map(|id| format!("`{id}`（{}）", meaning(id)));
            let people = people.then(|| "听不懂时转人工的规则".to_owned());
            let menu = menu.then(|| "`[shop]` 的 `menu`（欢迎语下面原来的几项没人答）".to_owned());
            words(
                format!("缺少机器人自己要用的：{}", lacking.chain(people).chain(menu).collect::<Vec<_>>().join("、")),
                "用 `Knowledge::builder()` 带上内置知识，或者自己写上",
            )
        }
        P::NeededDisabled { id } => words(
            format!("`{id}` 停用了，机器人自己要用它：{}", meaning(id)),
            "留着它；不想照内置的话答，就写自己的 `[[answer]]`",
        ),
        P::KindOfTheEngine { id, kind } => words(
            format!("`{id}` 是机器人自己认得的意图：{}", meaning(id)),
            format!("写 `kind = \"{}\"`；是别的意思，就换一个 `id`", kind_is(*kind)),
        ),
        P::NameOfTheEngine { id } => {
            words(format!("意图不能叫 `{id}`：机器人自己用这个名字记问答"), "换一个 `id`，比如 `shop.…`")
        }

        P::AnswersNothing { id } => {
            words(format!("回答 `{id}` 没有写回答什么"), "写上 `intent`（意图）或 `keywords`（关键词）")
        }
        P::AnswerSaysNothing { id } => words(
            format!("回答 `{id}` 没有内容"),
            "写上 `say`（话术）、`image`（图片）、`menu`（菜单）或 `hand_off`（转人工）",
        ),
        P::NeverInTime { id } => {
            words(format!("回答 `{id}` 永远用不上：`until` 不在 `from` 后面"), "`until` 写停用的时刻，要晚于 `from`")
        }
        P::NeverChosen { id, first, place } => words(
            format!("回答 `{id}` 永远用不上：每次都先用了 `{first}`"),
            format!("{place} 那条总是同时符合；把两条并成一条，`say` 写成几种说法，或者给这一条加上条件"),
        ),
        P::AnswerTakesKeyword { word, id } => words(
            format!("`{word}` 已经是内置意图 `{id}` 的词，和这条回答只能用一个"),
            format!("如果就是要改它的回答，写 `intent = \"{id}\"`；否则换一个词"),
        ),
        P::FaqNoQuestion => words("这条问答没有写问题", FILL_OR_DROP),
        P::FaqNoAnswer => words("这条问答没有写答案", FILL_OR_DROP),
        P::QuestionTwice { question, first } => {
            words(format!("问题 `{question}` 写了两次"), format!("第一处在 {first}；合成一条"))
        }
        P::SimilarIsQuestion { similar, other } => {
            words(format!("`{similar}` 已经是另一条问答的问题"), format!("那一条在 {other}；从其中一处删掉"))
        }

        P::TwoKinds { first, second } => words(format!("这一步同时写了 `{first}` 和 `{second}`"), STEP),
        P::OneKindOfAsk { key } => {
            words(format!("`{key}` 多了：一个问题只能有 `as`、`choices`、`behind` 中的一个"), "留一个，其余删掉")
        }
        P::StepDoesNothing => words("这一步什么都没做", STEP),
        P::StepSaysNothing => words("这一步没有写要说的话", "写上 `say`"),
        P::StartsAnother { intent, flow, other } => words(
            format!("`{intent}` 总是进入流程 `{flow}`，到不了这个流程"),
            format!("那个流程在 {other}；这个意图只写在其中一个流程里"),
        ),
        P::NothingStarts { flow } => words(format!("流程 `{flow}` 没有写从哪个意图开始"), "写上 `intents`"),
        P::NoSteps { flow } => words(format!("流程 `{flow}` 一步也没有"), "在它下面写 `[[flow.step]]`"),
        P::ReservedStep { step } => words(format!("步骤的 `id` 不能叫 `{step}`"), "这个名字表示流程到此结束，换一个"),
        P::StepTwice { flow, step } => {
            words(format!("流程 `{flow}` 有两步的 `id` 都是 `{step}`"), "给其中一步换个 `id`")
        }
        P::UnknownStep { step, hint } => words(format!("这个流程里没有 `{step}` 这一步"), known(hint)),
        P::NextOfHandOff => words("转人工以后流程就结束了，不能再写 `next`", "删掉 `next`"),
        P::ForeignKey { key, step, owners } => {
            words(format!("有 `{step}` 的步骤里不能写 `{key}`"), format!("它只能写在有 {} 的步骤里", listed(owners)))
        }
        P::NoWords { slot } => words(format!("要问 `{slot}`，却没有写怎么问"), "写上 `say`"),
        P::NoChoices => words("`choices` 里没有可选的内容", "写上给买家选的几项：`choices = [\"尺码\", \"质量\"]`"),
        P::NoArms => words("这个 `branch` 里没有分支", "照这样写：`branch = [ { when = { … }, to = \"…\" } ]`"),
        P::ArmAlways => words("这个分支没有条件，后面的分支永远走不到", "剩下的情况用 `next` 写"),
        P::SlotName { slot } => words(format!("`{slot}` 不能当名字用"), "写一个词，不要有空格、点和大括号"),
        P::NeverReached { flow, step } => {
            words(format!("流程 `{flow}` 的 `{step}` 这一步永远走不到"), "让某一步的 `next` 指向它，或者删掉它")
        }
        P::CannotEnd { flow, step } => words(
            format!("流程 `{flow}` 结束不了：从 `{step}` 起没有出路"),
            "让某一步的 `next` 写 `\"end\"` 或 `\"answers\"`，或者转人工",
        ),
        P::RoundForEver { flow, steps } => words(
            format!("流程 `{flow}` 会一直转圈，停不下来：`{}`", steps.join(" → ")),
            "在这一圈里放一个有 `ask`、`find` 或 `request` 的步骤，等买家说话",
        ),
        P::LongWay { flow, step } => words(
            format!("流程 `{flow}` 从 `{step}` 起可能连走 {} 步以上都不问买家", limits::STEPS),
            "一次最多走这么多步，再多就转人工：中间问一句，或者拆成两个流程",
        ),
        P::NoOrderBefore { request } => words(
            format!("请求 `{request}` 是针对订单的，前面却没有找订单"),
            "前面加一步 `find = \"order\"`；和订单无关就写 `order = false`",
        ),
        P::AskedAgain { step, slot } => words(
            format!("流程会回到 `{step}`，但那时 `{slot}` 已经有了，不会再问"),
            format!("在绕回去的那一步（有 `say` 的）写 `clear = [\"{slot}\"]`"),
        ),

        P::Fragment { text } => {
            words(format!("`{text}` 不像一句话的开头"), "写 1 到 12 个字，比如「我想问下」「还有」")
        }
        P::ModeLooksUp { field } => words(
            format!("这里不能用 `{field}`：决定谁来接待时还没有查订单和商品"),
            "可以用 `people.…`、`buyer.vip`、`shop.open`",
        ),
        P::TopicAsksNothing { id } => words(format!("卡片菜单 `{id}` 没有写 `intents`"), "补上买家常问的意图"),
        P::TopicLooksUp { field, of: TopicOf::Order } => {
            words(format!("订单的卡片菜单不能用 `{field}`"), "可以用 `order.…`、`parcel.…`、`aftersale.…`")
        }
        P::TopicLooksUp { field, of: TopicOf::Product } => {
            words(format!("商品的卡片菜单不能用 `{field}`"), "可以用 `product.…`")
        }
        P::EventLacks { id, key } => words(format!("通知 `{id}` 没有写 `{key}`"), format!("补上 `{key}`")),
        P::NoCondition { id } => words(
            format!("转人工规则 `{id}` 没有条件，每条消息都会转人工"),
            format!(
                "写上 `intents`、`words`、`threats`、`mood`、`not_understood`、`repeated`、`stalled` 或 `when`；只有 {} 可以不写",
                listed(OCCASIONS)
            ),
        ),
        P::AsTextWithoutAsk => words("写了 `as = \"text\"`，却没有写要问什么", "补上 `ask`，或者删掉 `as`"),

        P::PropertyName { id } => {
            words(format!("属性 `{id}` 没有名称"), "补上 `name`，比如 `name = \"起球\"`；想补充内置的属性，核对 `id`")
        }
        P::PropertyNeverAsked { id } => words(
            format!("属性 `{id}` 没有写买家会怎么问"),
            "在 `asked` 里写上问它的词，比如 `asked = [\"起球\", \"起毛\"]`",
        ),
        P::PropertyNoAttributes => words("这里写了值，没写是哪个商品属性的值", "补上 `attributes`，写商品页里的属性名"),
        P::PropertyPhrase { key, text } => words(
            format!("`{key}` 里的 `{text}` 看不懂"),
            "写一个词；几个词任一个写成 `甲|乙`，要同时出现写成 `甲 + 乙`，两边都不能空",
        ),
        P::PropertyValue { key, text } => words(
            format!("`{key}` 里的 `{text}` 看不懂"),
            "写值里会出现的词；整个值写成 `=手洗`；数字写成 `>=4级`、`<0.5g` 或 `ipx>=7`",
        ),
        P::ExampleTaken { text, own, taken, percent } => words(
            format!("和例句 `{text}`（`{own}`）差不多的话，机器人会当成 `{taken}`（{percent}%）"),
            format!("如果本来就是那个意思，移到 `{taken}` 下面；不是就给 `{own}` 多写几句这样的例句"),
        ),
        P::CounterTaken { text, own, percent } => {
            words(format!("反例 `{text}` 还是会被当成 `{own}`（{percent}%）"), "把它写成它真正那个意图的例句")
        }
        P::KeywordNever { text, intent, never } => words(
            format!("关键词 `{text}`（`{intent}`）不起作用"),
            match never {
                Never::Light => "只有表情或标点的消息，在看关键词之前就回复了：换成文字".to_owned(),
                Never::Answer { id, place } => format!("回答 `{id}`（{place}）也有这个关键词，先用了它"),
                Never::Taken { intent } => format!("`{text}` 这句话会被当成 `{intent}`"),
                Never::Nothing => "这句话机器人完全看不懂：换一个说法".to_owned(),
            },
        ),
        P::AnswerKeywordNever { text, answer } => {
            words(format!("回答 `{answer}` 的关键词 `{text}` 不起作用"), "没有哪条文字消息会读成这样：换成文字")
        }
        P::AnotherFaqFirst { text, question, place } => words(
            format!("和 `{text}` 差不多的话，会先找到另一条问答：`{question}`"),
            format!("那一条在 {place}；合成一条，或者把两条的说法写得更不一样"),
        ),
        P::MenuNotUnderstood { label, ask } => words(
            format!("菜单里的 `{label}` 点了没有用：`{ask}` 这句话机器人答不上来"),
            "给它配一句机器人听得懂的话：`{ label = \"…\", ask = \"…\" }`，或者给这句话加一条回答",
        ),
    }
}

/// What was probably meant, or what there is.
fn known(hint: &Hint) -> String {
    match hint {
        Hint::None => String::new(),
        Hint::Near(name) => format!("是不是想写 `{name}`？"),
        Hint::Known(names) => format!("可以写：{}", listed(names)),
        Hint::Docs => "能写的都列在 docs/knowledge.zh.md 里".to_owned(),
    }
}

fn meaning(id: &str) -> &'static str {
    reserved(id).map_or("", |one| one.chinese)
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Intent => "意图",
        Kind::Answer => "回答",
        Kind::Faq => "问答",
        Kind::Flow => "流程",
        Kind::HandOff => "转人工规则",
        Kind::Mode => "接待模式",
        Kind::Event => "通知",
        Kind::Topic => "卡片菜单",
        Kind::Promotion => "优惠",
        Kind::Property => "商品属性",
    }
}

fn encoding_is(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Workbook => "这是 Excel 或 WPS 的工作簿，改了文件名也还是",
        Encoding::Utf16 => "文件的编码是 UTF-16，要用 UTF-8",
        Encoding::Gbk => "文件的编码是 GBK，要用 UTF-8",
        Encoding::Other => "文件的编码不是 UTF-8",
    }
}

fn how_to_save(encoding: Encoding, file: FileKind) -> &'static str {
    match (encoding, file) {
        (_, FileKind::Csv) => {
            "Excel 里「文件 → 另存为 → 保存类型：CSV UTF-8（逗号分隔）(*.csv)」；WPS 里先「文件 → 另存为 → CSV（逗号分隔）」，\
             再用记事本「另存为 → 编码：UTF-8」"
        }
        (Encoding::Workbook, FileKind::Toml) => {
            "这里要的是文本文件，用记事本写，存成 UTF-8；问答可以用表格，另存为「CSV UTF-8（逗号分隔）」"
        }
        (_, FileKind::Toml) => "用记事本打开，「另存为 → 编码：UTF-8」",
    }
}

fn expected_is(expected: Expected) -> &'static str {
    match expected {
        Expected::Table => "一个表",
        Expected::Tables => "若干个表",
        Expected::List => "列表",
        Expected::Text => "文字",
        Expected::Texts => "文字或文字列表",
        Expected::TextOrWhole => "文字或整数",
        Expected::Flag => "是或否",
        Expected::FlagOrTable => "是，或一个表",
        Expected::Whole => "大小合理的整数",
        Expected::Number => "数字",
        Expected::Fen => "金额",
        Expected::Date => "日期或时间",
        Expected::Condition => "是或否、整数、文字或文字列表",
    }
}

/// How it is written.
fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Table => "表写成 `{ 名字 = 值 }`，或者另起一行 `[表名]`",
        Expected::Tables => "每个表前面写一行 `[[表名]]`",
        Expected::List => "列表写成 `[\"一\", \"二\"]`",
        Expected::Text => "文字要加引号：`\"…\"`",
        Expected::Texts => "文字要加引号：`\"…\"`，几条写成 `[\"…\", \"…\"]`",
        Expected::TextOrWhole => "文字要加引号，整数不加",
        Expected::Flag => "写 `true`（是）或 `false`（否），不加引号",
        Expected::FlagOrTable => "写 `true`，或者 `{ queue = \"售后\" }`",
        Expected::Whole | Expected::Number => "数字不加引号，也不带单位",
        Expected::Fen => "写整数，单位是分：15 元写 1500",
        Expected::Date => "照这样写：2026-11-11，或 2026-11-11T20:00:00+08:00",
        Expected::Condition => "比如 `true`、`2`、`\"paid\"`、`[\"paid\", \"preparing\"]`",
    }
}

fn type_is(found: Type) -> &'static str {
    match found {
        Type::Text => "文字",
        Type::Whole => "整数",
        Type::Float => "小数",
        Type::Flag => "是或否",
        Type::Date => "日期或时间",
        Type::List => "列表",
        Type::Table => "表",
    }
}

fn forbidden(kind: Blocked) -> &'static str {
    match kind {
        Blocked::Contact => "站外联系方式",
        Blocked::BannedWord => "违禁词",
        Blocked::MobileNumber => "手机号",
        Blocked::Link => "站外链接",
        Blocked::Ungrounded => "没有依据的承诺",
    }
}
