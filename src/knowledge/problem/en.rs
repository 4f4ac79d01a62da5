//! In English.

use super::facts;
use super::reserved::{kind_is, reserved};
use super::{Encoding, Expected, FileKind, Kind, Never, Own, Owner, Problem, Type, Words, words};
use crate::fact::Blocked;
use crate::knowledge::nearest::Hint;
use crate::knowledge::{OCCASIONS, TopicOf};
use crate::limits;

const STEP: &str = "a step does exactly one thing: ask, find, branch, say, call, request or hand_off";
const COMPARE: &str = "write for example \">1\", \">=2\", \"<5\", \"<=5\", \"2..5\" (both ends belong to it) or \"3\"";
const COLUMNS: &str = "the first row is: 问题,相似问法,答案";
const YES_NO: &str = "write true or false";
const WINDOW: &str = "write for example 09:00-23:00, or 22:00-08:00 for over midnight";

#[allow(clippy::too_many_lines, reason = "one line or two for each problem, and nothing else")]
pub(super) fn say(problem: &Problem) -> Words {
    use Problem as P;
    match problem {
        P::NotUtf8 { encoding, file } => words(encoding_is(*encoding), how_to_save(*encoding, *file)),
        P::TooManyBytes { file: FileKind::Toml, bytes } => words(
            format!("this file has {bytes} bytes, and {} are read", limits::TOML),
            "divide it, or keep its FAQ as a table (CSV)",
        ),
        P::TooManyBytes { file: FileKind::Csv, bytes } => {
            words(format!("this table has {bytes} bytes, and {} are read", limits::CSV), "divide it")
        }
        P::Syntax { why } => words(format!("this is not TOML: {why}"), ""),
        P::ChineseKey { key: Some(key) } => words("keys are written in English", format!("write `{key} = …`")),
        P::ChineseKey { key: None } => words("keys are written in English", "docs/knowledge.md lists the keys"),
        P::ChineseTable { table } => words("names of tables are written in English", format!("write `{table}`")),
        P::ChineseMark { mark, instead } => words(
            "this mark is of the Chinese keyboard, and TOML does not know it",
            format!("write `{instead}` for `{mark}`; inside of quotes it may stay"),
        ),
        P::Unclosed => words(
            "this text is not closed in its line",
            "close the quote in its line, or write the text between \"\"\" and \"\"\", with \\n for a new line",
        ),
        P::More { count } => words(format!("and {count} more"), "mend these first: others may come from them"),

        P::UnknownTable { name, hint } => words(format!("there is no table `{name}`"), known(hint)),
        P::UnknownKey { table, key, hint } => words(format!("`{table}` has no key `{key}`"), known(hint)),
        P::NotAList { table } => words(
            format!("`{}` is a list of tables", table.trim_matches(['[', ']'])),
            format!("write `{table}` with two brackets: there can be several"),
        ),
        P::WrongType { key, expected, found } => {
            words(format!("`{key}` is {}, not {}", expected_is(*expected), type_is(*found)), "")
        }
        P::NoKey { table, key } => words(format!("this `{table}` has no `{key}`"), ""),
        P::EmptyKey { key } => words(format!("`{key}` is empty"), ""),
        P::EmptyItem { key } => words(format!("this item of `{key}` is empty"), "fill it in, or take it out"),
        P::UnknownValue { key, value, hint } => words(format!("`{key}` cannot be `{value}`"), known(hint)),
        P::OutOfRange { key, value, min, max } => words(
            format!("`{key}` cannot be {value}"),
            match *key {
                "remind" => format!("it is in seconds, from {min} to {max} (5 minutes: 300); 0 never reminds"),
                "wait" => format!("it is in seconds, from {min} to {max} (a minute: 60)"),
                "pause" => format!("it is in seconds, from {min} to {max}; 5 are felt as slow, 0 never waits"),
                "threshold" => format!("it lies between {min} and {max}"),
                "within_hours" => format!("it is in hours, from {min} to {max}"),
                "percent" => format!("it is how many hundredths are taken off, from {min} to {max}"),
                "valid_days" => format!("it is in days, from {min} to {max}"),
                _ => format!("it is a count, from {min} to {max}"),
            },
        ),
        P::BelongsTo { key, owner } => words(
            match owner {
                Owner::Ask => format!("`{key}` belongs to steps with `ask`"),
                Owner::FindOrder => format!("`{key}` belongs to steps with `find = \"order\"`"),
                Owner::AsDate => format!("`{key}` belongs to questions with `as = \"date\"`"),
                Owner::PeopleFirst => format!("`{key}` belongs to `mode = \"people_first\"`"),
            },
            "",
        ),

        P::CsvUnclosed => {
            words("this quoted cell is never closed", "a quote inside a quoted cell is written twice: \"\"")
        }
        P::CsvEmpty => words("this table is empty", "its first row is: 问题,相似问法,答案"),
        P::CsvColumns { columns } => words(
            format!("this table has {columns} columns, and {} are read", limits::COLUMNS),
            "three are enough: 问题,相似问法,答案",
        ),
        P::CsvRows { rows } => words(
            format!("this table has {rows} rows, and {} are read", limits::ROWS),
            "divide what the shop knows: nobody keeps so many answers right",
        ),
        P::CsvWidth { cells, width } => words(
            format!("this row has {cells} cells, the first row has {width}"),
            "a cell with a comma in it stands in quotes: \"满99元,包邮\"",
        ),
        P::CsvCell => {
            words(format!("this cell has more than {} characters", limits::CELL), "a quote may be missing at its end")
        }
        P::CsvTwoColumns { name } => words(format!("two columns are called `{name}`"), ""),
        P::CsvUnread { name, hint } => words(format!("the column `{name}` is not read"), known(hint)),
        P::CsvNoColumn { missing, commas } => words(
            format!("the table has no column {}", missing.join(" and no column ")),
            if *commas {
                COLUMNS
            } else {
                "the cells are not separated by commas: save it as 「CSV UTF-8（逗号分隔）」"
            },
        ),
        P::CsvNoQuestion => words("this row has no question", "fill it in, or delete the row"),
        P::CsvNoAnswer => words("this row has no answer", "fill it in, or delete the row"),

        P::Twice { kind, id, first } => words(
            format!("the {} `{id}` stands twice", name(*kind)),
            format!("the first one: {first}; give one of them another id"),
        ),
        P::NothingToDisable { kind, id, hint } => {
            words(format!("there is no {} `{id}` to disable", name(*kind)), known(hint))
        }
        P::TwoShops { first } => words(
            "there are two `[shop]` tables",
            format!("the first one: {first}; keys that both have are taken from this one"),
        ),
        P::SetTwice { table, name, first } => {
            words(format!("`{name}` is set twice in `{table}`"), format!("the first time: {first}; this one is used"))
        }
        P::Gone { kind, id } => words(
            format!("the {} `{id}` is never used: what it is for is disabled", name(*kind)),
            "enable the intent, or take this out too",
        ),
        P::UnknownIntent { id, hint } => words(format!("there is no intent `{id}`"), known(hint)),

        P::LexiconTwice { word, first } => {
            words(format!("`{word}` stands here twice"), format!("the first time: {first}; that one counts"))
        }
        P::LexiconNothing { key, word, hint } => words(
            format!("`{word}` in `{key}` changes nothing: no list has it"),
            match hint {
                Hint::None => "write it as the list does, or take it out here".to_owned(),
                hint => known(hint),
            },
        ),
        P::LexiconNoValue { word } => words(
            format!("`{word}` stands for nothing"),
            format!("write `{{ value = \"what it means\", words = [\"{word}\"] }}`"),
        ),
        P::LexiconLetters { word } => words(
            format!("an abbreviation has letters and digits only, not as `{word}`"),
            "misspelt characters belong to `misspellings`",
        ),
        P::LexiconLength { word, value } => words(
            format!("`{word}` and `{value}` have not the same length"),
            "in `misspellings` wrong and right have as many characters; other words for a thing are `examples` of an intent",
        ),

        P::EmptyText => words("this text is empty", ""),
        P::EmptyMenuItem => words("an item of this menu is empty", ""),
        P::Forbidden { text, kind } => words(
            format!("`{text}` must not be said on the platform ({})", forbidden(*kind)),
            "rewrite the text, or name the word in [guard] allowed if it is harmless here",
        ),
        P::PromisesNobody => words(
            "this is said too while nobody is there, and the buyer waits in vain",
            "write the passage that holds only while somebody can come as `{people:，我请同事来处理}`",
        ),
        P::Superlative { word } => words(
            format!("`{word}` may be a superlative, which the law on advertising forbids"),
            "say what can be shown (`糖度 13 以上`, `月销 2 万件`); what is harmless here goes into [guard] allowed",
        ),
        P::LongMenu { items } => words(
            format!("this menu has {items} items, and the first {} are offered", limits::CHOICES),
            "keep what buyers ask most",
        ),
        P::Unlawful { word, rule } => words(
            format!("`{word}` may be what a shop must not say ({rule})"),
            "say what can be shown; what is harmless here, or registered, goes into [guard] allowed",
        ),
        P::LongText { length, limit } => words(
            format!("this text has {length} characters; what is over {limit} is cut off and ends in `…`"),
            "make it shorter, or divide it: buyers do not read so much at once",
        ),
        P::UnknownField { name, hint } => words(format!("there is no field `{name}`"), known(hint)),
        P::UnclosedBrace => words("a `{` in this text has no `}`", "braces stand around the name of a field"),
        P::FullWidthBraces { name } => words(
            format!("`｛{name}｝` stands in full-width braces, and buyers would read it as it is"),
            format!("write `{{{name}}}`"),
        ),
        P::NoReferences { name } => words(
            format!("`{{{name}}}` stands in a text that is said verbatim: buyers would read it as it is"),
            "write what it stands for, or make it the `say` of an `[[answer]]`",
        ),
        P::NoSlotsHere { slot } => words(
            format!("`slot.{slot}`: only flows have slots"),
            "what the buyer said anyway is in the fields `heard.…`",
        ),
        P::EmptySlot { slot, hint } => words(
            format!("nothing fills the slot `{slot}` before this"),
            match hint {
                Hint::None => "a step with `ask` fills a slot".to_owned(),
                hint => known(hint),
            },
        ),
        P::ForeignSlot { slot, hint } => words(format!("the engine fills no slot `{slot}` for this text"), known(hint)),
        P::UnknownText { name, hint } => words(format!("there is no text `{name}`"), known(hint)),
        P::NoVariants { name } => words(format!("the text `{name}` is empty"), ""),

        P::UnknownLabel { name, hint } => words(format!("there is no label `{name}`"), known(hint)),
        P::EmptyLabel { name } => words(format!("the label `{name}` is empty"), "fill it in, or take it out"),

        P::UnknownPolicy { name, hint } => words(format!("there is no policy `{name}`"), known(hint)),
        P::EmptyPolicy { name } => {
            words(format!("the policy `{name}` is empty"), "leave it out: what is not known is not said")
        }
        P::PolicyDays { name, value } => words(
            format!("the policy `{name}` is a whole number of days from 0 to {}, not `{value}`", limits::RETURN_DAYS),
            "",
        ),
        P::NotAnOffset { text } => words(format!("`{text}` is not an offset from UTC"), "write for example +08:00"),
        P::NotAWindow { key, text } => words(format!("`{key}` cannot be read: `{text}`"), WINDOW),
        P::EmptyWindow { key, text } => words(format!("`{key}` is empty: `{text}`"), "the whole day is 00:00-24:00"),
        P::NotATime { key, text } => words(
            format!("`{key}` is not a time: `{text}`"),
            "write for example 2026-11-11T20:00:00+08:00, or 2026-11-11 for its first instant",
        ),
        P::NotADay { text } => words(format!("`{text}` is no day"), "write `today`, `+3d` or `-7d`, 3650 days at most"),
        P::NameAsText { slot } => words(
            format!("`{slot}` asks who somebody is, and takes any text"),
            "with `as = \"name\"` it is read as a person's name, and hidden in the record whatever it looks like",
        ),
        P::NoDayInRange => words("no day lies in this range", "`max` is not before `min`"),

        P::Facts(problem) => facts::english(problem),

        P::NoneOfNothing { field } => {
            words(format!("`{field}` can be none of an empty list"), "`false` means: not known")
        }
        P::NeverIs { field, value, hint } => words(format!("`{field}` is never `{value}`"), known(hint)),
        P::NotANumber { field, known } => {
            words(format!("`{field}` is not a number"), format!("known: {}", known.join(", ")))
        }
        P::BareMoney { field, number } => words(
            format!("`{field}` is an amount of yuan, and a bare number does not say whether it means 元 or 分"),
            format!("write it as a text, in yuan: \"{number}.00\" or \">={number}.00\""),
        ),
        P::TimeIsKnownOnly { field } => {
            words(format!("`{field}` is a time: a condition can only ask whether it is known"), YES_NO)
        }
        P::FlagOnly { field } => words(format!("`{field}` is yes or no"), YES_NO),
        P::NotOneNumber { field } => {
            words(format!("`{field}` is compared with one number or range, not with a list"), COMPARE)
        }
        P::EmptyRange { range } => {
            words(format!("nothing lies in the range `{range}`"), "the smaller number comes first")
        }
        P::NotComparable { field, text } => {
            words(format!("`{text}` is not something that `{field}` can be compared with"), COMPARE)
        }

        P::IntentId { id } => words(
            format!("`{id}` cannot be an intent's id"),
            "write words between dots, without blanks: shop.engraving",
        ),
        P::IntentName { id } => {
            words(format!("the intent `{id}` has no `name`"), "menus show it to buyers: name = \"发货时间\"")
        }
        P::NothingLeads { id } => {
            words(format!("nothing leads to the intent `{id}`"), "give it examples, keywords or patterns")
        }
        P::TakenKeyword { word, id } => words(
            format!("`{word}` is taken from the built-in intent `{id}`"),
            "leave it out here, unless buyers of this shop mean something else by it",
        ),
        P::UnderTwo { own, text, id, first } => words(
            format!(
                "the {} `{text}` stands under two intents",
                match own {
                    Own::Keyword => "keyword",
                    Own::Example => "example",
                }
            ),
            format!("the other one: `{id}`, {first}; leave it in one of them"),
        ),
        P::ExampleAndCounter { text, id } => {
            words(format!("`{text}` is an example and a counter-example of `{id}`"), "")
        }
        P::PatternTooLarge { size } => words(
            format!("this pattern is too large: {size}, and {} are allowed", limits::PATTERN),
            "a count such as `{100}` makes it that much larger: make it smaller",
        ),
        P::PatternsTooLarge => words(
            format!("the patterns are too large together: more than {} from here on", limits::PATTERNS),
            "leave some out, or make their counts smaller",
        ),
        P::PatternUnreadable { pattern, why } => words(format!("the pattern `{pattern}` cannot be read: {why}"), ""),
        P::PatternMatchesEmpty { pattern } => {
            words(format!("the pattern `{pattern}` matches anything"), "something in it must be neither `*` nor `?`")
        }
        P::PatternMatchesAll { pattern } => words(
            format!("the pattern `{pattern}` matches messages about anything: this intent would take them all"),
            "write words that only such messages have: `(能|可以).*刻字`",
        ),
        P::PatternNever { pattern, written, normal } => words(
            format!("the pattern `{pattern}` can never match: messages have no `{written}`"),
            format!("patterns look at the normalised message: write `{normal}`"),
        ),

        P::Missing { intents, people, menu } => {
            let lacking = intents.iter().map(|id| format!("`{id}` ({})", meaning(id)));
            let people = people.then(|| "a rule that calls a person when nothing is understood".to_owned());
            let menu = menu.then(|| "a `menu` of `[shop]` (nothing answers the one under the welcome)".to_owned());
            words(
                format!(
                    "the engine itself needs, and does not have: {}",
                    lacking.chain(people).chain(menu).collect::<Vec<_>>().join("; ")
                ),
                "take the pack with `Knowledge::builder()`, or write them",
            )
        }
        P::NeededDisabled { id } => words(
            format!("`{id}` is disabled, and the engine itself needs it: {}", meaning(id)),
            "keep it; for other words write an `[[answer]]` of your own",
        ),
        P::KindOfTheEngine { id, kind } => words(
            format!("`{id}` is an intent that the engine itself knows: {}", meaning(id)),
            format!("write `kind = \"{}\"`; for something else choose another id", kind_is(*kind)),
        ),
        P::NameOfTheEngine { id } => words(
            format!("no intent can be called `{id}`: the engine keeps what the FAQ has answered under this name"),
            "choose another id, for example `shop.…`",
        ),

        P::AnswersNothing { id } => {
            words(format!("the answer `{id}` answers nothing"), "give it an `intent` or `keywords`")
        }
        P::AnswerSaysNothing { id } => {
            words(format!("the answer `{id}` says nothing"), "give it `say`, `image`, `menu` or `hand_off`")
        }
        P::NeverInTime { id } => words(
            format!("the answer `{id}` can never be chosen: `until` is not after `from`"),
            "`until` is the first instant at which it is no longer given",
        ),
        P::NeverChosen { id, first, place } => words(
            format!("the answer `{id}` can never be chosen: `{first}` is tried before it"),
            format!("{place} holds whenever this does; make them variants of one `say`, or give this a condition"),
        ),
        P::AnswerTakesKeyword { word, id } => words(
            format!("`{word}` stands for the built-in intent `{id}` already: only one of the two is given"),
            format!("write `intent = \"{id}\"` if it answers the same, else another word"),
        ),
        P::FaqNoQuestion => words("the question of an FAQ is empty", ""),
        P::FaqNoAnswer => words("the answer of an FAQ is empty", ""),
        P::QuestionTwice { question, first } => words(
            format!("the question `{question}` stands twice"),
            format!("the first one: {first}; make one of both"),
        ),
        P::SimilarIsQuestion { similar, other } => {
            words(format!("`{similar}` is the question of another FAQ"), format!("the other one: {other}"))
        }

        P::TwoKinds { first, second } => words(format!("this step has both `{first}` and `{second}`"), STEP),
        P::OneKindOfAsk { key } => words(format!("`{key}`: a question has one of `as`, `choices` and `behind`"), ""),
        P::StepDoesNothing => words("this step does nothing", STEP),
        P::StepSaysNothing => words("this step says nothing", "give it `say`"),
        P::StartsAnother { intent, flow, other } => {
            words(format!("`{intent}` starts the flow `{flow}`, and never this one"), format!("the other one: {other}"))
        }
        P::NothingStarts { flow } => words(format!("nothing starts the flow `{flow}`"), "give it `intents`"),
        P::NoSteps { flow } => words(format!("the flow `{flow}` has no steps"), "write `[[flow.step]]` under it"),
        P::ReservedStep { step } => {
            words(format!("a step cannot be called `{step}`"), "as a target it means the end of the flow")
        }
        P::StepTwice { flow, step } => words(format!("the flow `{flow}` has two steps with the id `{step}`"), ""),
        P::UnknownStep { step, hint } => words(format!("this flow has no step `{step}`"), known(hint)),
        P::NextOfHandOff => words("a hand-off ends the flow: it has no `next`", ""),
        P::ForeignKey { key, step, owners } => words(
            format!("`{key}` does not belong to a step with `{step}`"),
            format!("it belongs to {}", owners.join(", ")),
        ),
        P::NoWords { slot } => words(format!("the question for `{slot}` has no words"), "give it `say`"),
        P::NoChoices => words("`choices` needs texts to choose from", ""),
        P::NoArms => words("this branch has no arms", "branch = [ { when = { … }, to = \"…\" } ]"),
        P::ArmAlways => {
            words("this arm has no condition: those after it are never reached", "for what remains write `next`")
        }
        P::SlotName { slot } => words(format!("`{slot}` cannot be the name of a slot"), "write one word without dots"),
        P::NeverReached { flow, step } => {
            words(format!("the step `{step}` of `{flow}` is never reached"), "no step goes on there")
        }
        P::CannotEnd { flow, step } => words(
            format!("the flow `{flow}` cannot end: from `{step}` no way leads out"),
            "let a `next` be \"end\" or \"answers\", or hand off",
        ),
        P::RoundForEver { flow, steps } => words(
            format!("the flow `{flow}` would go round for ever without asking: {}", steps.join(" → ")),
            "put a step with `ask`, `find` or `request` into the circle",
        ),
        P::LongWay { flow, step } => words(
            format!("the flow `{flow}` may take more than {} steps from `{step}` on without asking", limits::STEPS),
            "in one turn it takes so many, and then a person goes on: ask in between, or divide it",
        ),
        P::NoOrderBefore { request } => words(
            format!("the request `{request}` is about an order, and none was found before it"),
            "put a step with `find = \"order\"` before it; what needs no order has `order = false`",
        ),
        P::AskedAgain { step, slot } => words(
            format!("the flow goes back to `{step}`, whose slot `{slot}` is filled by then"),
            format!("write `clear = [\"{slot}\"]` on the step with `say` that leads back to it"),
        ),

        P::Fragment { text } => {
            words(format!("`{text}` is no beginning of a message"), "1 to 12 characters: 我想问下, 还有")
        }
        P::ModeLooksUp { field } => words(
            format!("a mode cannot depend on `{field}`: nothing is looked up before it is known"),
            "`people.…`, `buyer.vip`, `shop.open` are there",
        ),
        P::TopicAsksNothing { id } => {
            words(format!("the topic `{id}` has no `intents`"), "name what buyers mostly ask")
        }
        P::TopicLooksUp { field, of: TopicOf::Order } => words(
            format!("the topic of an order cannot depend on `{field}`"),
            "`order.…`, `parcel.…` and `aftersale.…` are there",
        ),
        P::TopicLooksUp { field, of: TopicOf::Product } => {
            words(format!("the topic of a product cannot depend on `{field}`"), "`product.…` is there")
        }
        P::EventLacks { id, key } => words(format!("the event `{id}` has no `{key}`"), ""),
        P::NoCondition { id } => words(
            format!("the hand-off rule `{id}` has no condition: it would hand over every message"),
            format!(
                "give it intents, words, threats, mood, not_understood, repeated, stalled or when; only {} do without",
                OCCASIONS.join(", ")
            ),
        ),
        P::AsTextWithoutAsk => words("`as = \"text\"` asks nothing: there is no `ask`", ""),

        P::PropertyName { id } => words(
            format!("the property `{id}` has no name"),
            "add `name`; to add to one of the pack, write its `id` as it is there",
        ),
        P::PropertyNeverAsked { id } => words(
            format!("nothing asks for the property `{id}`"),
            "write the words by which buyers ask for it into `asked`",
        ),
        P::PropertyNoAttributes => words(
            "there are values, and no attributes that have them",
            "name the attributes of the page in `attributes`",
        ),
        P::PropertyPhrase { key, text } => words(
            format!("`{text}` in `{key}` cannot be read"),
            "write a word, `a|b` for one of several, `a + b` for both; no part may be empty",
        ),
        P::PropertyValue { key, text } => words(
            format!("`{text}` in `{key}` cannot be read"),
            "write a word of the value, the whole value as `=手洗`, or a figure as `>=4级`, `<0.5g` or `ipx>=7`",
        ),
        P::ExampleTaken { text, own, taken, percent } => words(
            format!("the bot takes what is like the example `{text}` of `{own}` for `{taken}` ({percent} %)"),
            format!("move it to `{taken}` if that is meant, or give `{own}` more examples of this kind"),
        ),
        P::CounterTaken { text, own, percent } => words(
            format!("the bot takes the counter-example `{text}` for `{own}` ({percent} %)"),
            "write it as an example of the intent that it means",
        ),
        P::KeywordNever { text, intent, never } => words(
            format!("the keyword `{text}` of `{intent}` never decides"),
            match never {
                Never::Light => {
                    "a message of nothing but emoji or marks is answered before keywords are tried: use words"
                        .to_owned()
                }
                Never::Answer { id, place } => {
                    format!("the answer `{id}`, {place}, has it as its keyword, and comes first")
                }
                Never::Taken { intent } => format!("the message `{text}` is taken for `{intent}`"),
                Never::Nothing => "the message is not understood at all".to_owned(),
            },
        ),
        P::AnswerKeywordNever { text, answer } => words(
            format!("the keyword `{text}` of the answer `{answer}` never decides"),
            "no message of words is read as this: use words",
        ),
        P::AnotherFaqFirst { text, question, place } => words(
            format!("what is like `{text}` finds another entry first: `{question}`"),
            format!("that one: {place}; make one of both, or word them further apart"),
        ),
        P::MenuNotUnderstood { label, ask } => words(
            format!("the item `{label}` of this menu leads nowhere: the bot has no answer to `{ask}`"),
            "write behind `ask` a sentence that it understands, or add an answer to this one: { label = \"…\", ask = \"…\" }",
        ),
    }
}

/// What was probably meant, or what there is.
fn known(hint: &Hint) -> String {
    match hint {
        Hint::None => String::new(),
        Hint::Near(name) => format!("did you mean `{name}`?"),
        Hint::Known(names) => format!("known: {}", names.join(", ")),
        Hint::Docs => "docs/knowledge.md lists them".to_owned(),
    }
}

fn meaning(id: &str) -> &'static str {
    reserved(id).map_or("", |one| one.english)
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Intent => "intent",
        Kind::Answer => "answer",
        Kind::Faq => "FAQ",
        Kind::Flow => "flow",
        Kind::HandOff => "hand-off rule",
        Kind::Mode => "mode",
        Kind::Event => "event",
        Kind::Topic => "topic",
        Kind::Promotion => "promotion",
        Kind::Property => "property",
    }
}

fn encoding_is(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Workbook => "this is a workbook of Excel or WPS, whatever its name ends in",
        Encoding::Utf16 => "this file is encoded in UTF-16, not in UTF-8",
        Encoding::Gbk => "this file is encoded in GBK, not in UTF-8",
        Encoding::Other => "this file is not encoded in UTF-8",
    }
}

fn how_to_save(encoding: Encoding, file: FileKind) -> &'static str {
    match (encoding, file) {
        (_, FileKind::Csv) => {
            "save it as UTF-8: in Excel 「文件 → 另存为 → 保存类型：CSV UTF-8（逗号分隔）(*.csv)」, in WPS 「文件 → 另存为 → \
             CSV（逗号分隔）」 and then in 记事本 「另存为 → 编码：UTF-8」"
        }
        (Encoding::Workbook, FileKind::Toml) => {
            "write the knowledge as a text, in 记事本 for example, and save it as UTF-8; an FAQ can be a table (CSV UTF-8)"
        }
        (_, FileKind::Toml) => "save it as UTF-8: in 记事本 「另存为 → 编码：UTF-8」",
    }
}

fn expected_is(expected: Expected) -> &'static str {
    match expected {
        Expected::Table => "a table",
        Expected::Tables => "a list of tables",
        Expected::List => "a list",
        Expected::Text => "a text",
        Expected::Texts => "a text or a list of texts",
        Expected::TextOrWhole => "made of texts and whole numbers",
        Expected::Flag => "true or false",
        Expected::FlagOrTable => "true or a table",
        Expected::Whole => "a whole number of reasonable size",
        Expected::Number => "a number",
        Expected::Fen => "a whole number of fen, or yuan as a text",
        Expected::Date => "a date or a time",
        Expected::Condition => "true, false, a whole number, a text or a list of texts",
    }
}

fn type_is(found: Type) -> &'static str {
    match found {
        Type::Text => "a text",
        Type::Whole => "an integer",
        Type::Float => "a number with a point",
        Type::Flag => "true or false",
        Type::Date => "a date or a time",
        Type::List => "a list",
        Type::Table => "a table",
    }
}

fn forbidden(kind: Blocked) -> &'static str {
    match kind {
        Blocked::Contact => "a contact off the platform",
        Blocked::BannedWord => "a banned word",
        Blocked::MobileNumber => "a mobile number",
        Blocked::Link => "a link off the platform",
        Blocked::Ungrounded => "a promise that no data supports",
    }
}
