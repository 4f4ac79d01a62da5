//! A shop's own examples beside those of the pack: only what is new is learnt when the bot is built.
//!
//! The classes that have new examples get changes to their weights, all others stay as the pack taught them. So that a new
//! class does not take what is the pack's, some of the pack's examples are learnt against: those most like the new ones, and
//! a few of all kinds. The cost depends on what the shop added, not on the pack.

use super::{Classifier, features, quantised};
use crate::understand::bigrams::{self, Bigrams};
use crate::understand::linear::{self, Adjusting};

/// Passes over the examples.
const PASSES: u32 = 6;
/// Of the pack's examples: how many that are like the new ones, for each of these, and at most.
const NEAR_EACH: usize = 8;
const NEAR: usize = 400;
/// And how many of all kinds.
const SPREAD: usize = 300;
/// What an example counts, one of the shop's and one of the pack's.
const OWN_COST: f32 = 50.0;
const PACK_COST: f32 = 5.0;

/// Learns the `new` examples; `known` are those that `model` has learnt already.
pub(super) fn learn(mut model: Classifier, new: &[&(&str, u32)], known: &[&(&str, u32)]) -> Classifier {
    let mut columns: Vec<u32> = new.iter().map(|(_, class)| *class).collect();
    columns.sort_unstable();
    columns.dedup();
    if columns.is_empty() {
        return model;
    }
    model.make_room(new, known.len());
    let adjusting = |(text, class): &(&str, u32), cost| {
        let items = features(&model.vocabulary, model.dense, text);
        let mut scores = vec![0.0; model.stride];
        items.iter().for_each(|(id, value)| model.add(*id, *value, &mut scores));
        scores.truncate(model.classes);
        scores.iter_mut().zip(&model.bias).for_each(|(score, bias)| *score += bias);
        Adjusting { items, class: *class, scores, cost }
    };
    let mut examples: Vec<Adjusting> = new.iter().map(|example| adjusting(example, OWN_COST)).collect();
    examples.extend(against(new, known).into_iter().map(|example| adjusting(example, PACK_COST)));
    let changes = linear::adjust(&examples, model.scales.len(), &columns, PASSES);
    model.change(&columns, &changes);
    model
}

/// Examples of the pack that a new class could take: those most like the new ones, and some of all kinds.
fn against<'e>(new: &[&(&str, u32)], known: &[&'e (&'e str, u32)]) -> Vec<&'e (&'e str, u32)> {
    let mut pairs = Bigrams::default();
    new.iter().for_each(|(text, _)| pairs.add(text));
    let mut like: Vec<(u32, usize)> = Vec::new();
    for (at, (text, _)) in known.iter().enumerate() {
        let mut previous = None;
        let (mut shared, mut all) = (0_u32, 1_u32);
        for c in text.chars() {
            let pair = previous.replace(c).and_then(|before| bigrams::key(before, c));
            shared += u32::from(pair.is_some_and(|pair| pairs.get(pair) > 0));
            all += 1;
        }
        // as a share of the text, so that long ones do not come first for their length
        like.push((shared * 1_000 / all, at));
    }
    like.sort_unstable_by_key(|(likeness, at)| (std::cmp::Reverse(*likeness), *at));
    let near = like.iter().filter(|(likeness, _)| *likeness > 0).take((new.len() * NEAR_EACH).min(NEAR));
    let mut taken: Vec<usize> = near.map(|(_, at)| *at).collect();
    taken.extend((0..known.len()).step_by(known.len().div_ceil(SPREAD).max(1)));
    taken.sort_unstable();
    taken.dedup();
    taken.into_iter().filter_map(|at| known.get(at).copied()).collect()
}

impl Classifier {
    /// Takes in the n-grams of the new examples, with nothing known of them.
    fn make_room(&mut self, new: &[&(&str, u32)], known: usize) {
        let at = self.vocabulary.ngrams();
        let (vocabulary, added) = self.vocabulary.with(new.iter().map(|(text, _)| *text), known);
        self.rows.splice(at * self.stride..at * self.stride, std::iter::repeat_n(0, added * self.stride));
        self.scales.splice(at..at, std::iter::repeat_n(1.0, added));
        self.vocabulary = vocabulary;
    }

    /// Adds changes to the weights of some classes.
    fn change(&mut self, columns: &[u32], changes: &[f32]) {
        let mut weights = vec![0.0_f32; self.classes];
        for (id, changes) in changes.chunks_exact(columns.len()).enumerate() {
            if changes.iter().all(|change| *change == 0.0) {
                continue;
            }
            let (Some(row), Some(scale)) =
                (self.rows.get_mut(id * self.stride..(id + 1) * self.stride), self.scales.get_mut(id))
            else {
                // after the last feature: the constant one
                for (column, change) in columns.iter().zip(changes) {
                    if let Some(bias) = self.bias.get_mut(*column as usize) {
                        *bias += change;
                    }
                }
                continue;
            };
            weights.iter_mut().zip(row.iter()).for_each(|(weight, steps)| *weight = f32::from(*steps) * *scale);
            for (column, change) in columns.iter().zip(changes) {
                if let Some(weight) = weights.get_mut(*column as usize) {
                    *weight += change;
                }
            }
            let (steps, step) = quantised(&weights);
            row.iter_mut().zip(steps).for_each(|(place, steps)| *place = steps);
            *scale = step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::understand::classify::pretrained;
    use crate::understand::{Example, Forms, class_names, examples};

    /// Intents that a shop adds, or adds to: what it writes, and what buyers write.
    const OWN: &[(&str, &[&str], &[&str])] = &[
        (
            "install",
            &["能上门安装吗", "你们包安装吗", "安装师傅什么时候来", "怎么预约安装", "安装要钱吗", "帮我约个师傅来装"],
            &[
                "能不能派人来家里装一下",
                "安装费用多少",
                "师傅哪天上门装",
                "预约一下安装",
                "安装收不收费",
                "你们负责安装么",
            ],
        ),
        (
            "engrave",
            &["可以刻字吗", "能在上面刻名字吗", "刻字怎么收费", "刻字要几天", "我想刻个名字", "支持定制刻字吗"],
            &["能刻字不", "帮我刻两个字", "刻字加钱吗", "上面刻我女朋友名字可以吗", "刻字要等多久", "定制刻字怎么弄"],
        ),
        (
            "live_code",
            &["直播间口令是多少", "今天的口令是什么", "主播说的口令我没听到", "口令在哪里看", "口令发一下"],
            &["直播口令多少啊", "口令是啥", "刚才主播报的口令是什么", "没听清口令", "口令给我一个"],
        ),
        (
            "try_on",
            &["可以到店试穿吗", "怎么预约试穿", "试穿要预约吗", "店里能试吗", "想去门店试一下"],
            &["能去店里试穿不", "预约到店试衣服", "到门店试穿要提前约吗", "我想过去试一下衣服可以吗"],
        ),
        (
            "recipe",
            &["这个怎么煮好吃", "要蒸多久", "下锅煮几分钟", "怎么做才好吃", "需要解冻吗", "空气炸锅炸几分钟"],
            &["煮多长时间能吃", "蒸几分钟", "这个怎么做好吃", "要先解冻不", "用空气炸锅要炸多久"],
        ),
        ("ship.time", &["啥时候能安排出仓", "几号能从仓里出来"], &["什么时候安排出仓", "几号出仓"]),
    ];

    fn with_own(count: usize) -> Knowledge {
        let quoted = |texts: &[&str]| texts.iter().map(|text| format!("'{text}'")).collect::<Vec<_>>().join(",");
        let name = |id: &str| if id.contains('.') { String::new() } else { format!("name = '{id}'\n") };
        let intents = OWN.iter().take(count);
        let toml = intents
            .map(|(id, written, _)| format!("[[intent]]\nid = '{id}'\n{}examples = [{}]\n", name(id), quoted(written)));
        Knowledge::builder().toml("own.toml", toml.collect::<String>()).build().unwrap()
    }

    /// The classifier as a bot gets it, the one trained on everything, and the names of the classes.
    struct Models {
        quick: Classifier,
        whole: Option<Classifier>,
        classes: Vec<String>,
    }

    fn models(knowledge: &Knowledge, whole: bool) -> Models {
        let (classes, examples) = examples(knowledge, &Forms::new(knowledge));
        let examples: Vec<(String, u32)> = examples.iter().map(Example::learnt).collect();
        let examples: Vec<(&str, u32)> = examples.iter().map(|(text, class)| (text.as_str(), *class)).collect();
        let classes = class_names(knowledge, &classes);
        let quick = pretrained::classifier(&examples, &classes).expect("the pack is known");
        let whole = whole.then(|| Classifier::train(&examples, classes.len()));
        Models { quick, whole, classes: classes.iter().map(|class| (*class).to_owned()).collect() }
    }

    impl Models {
        fn named(&self, model: &Classifier, text: &str) -> &str {
            let best = model.predict(text, &mut Vec::new()).best;
            best.and_then(|best| self.classes.get(best as usize)).map_or("", String::as_str)
        }

        /// How many messages of buyers get the shop's intent.
        fn found(&self, model: &Classifier, count: usize) -> usize {
            let messages = OWN.iter().take(count).flat_map(|(id, _, asked)| asked.iter().map(move |text| (id, text)));
            messages.filter(|(id, text)| self.named(model, text) == **id).count()
        }
    }

    #[test]
    fn own_intents_are_found_as_well_as_if_everything_were_learnt_anew() {
        let models = models(&with_own(OWN.len()), true);
        let whole = models.found(models.whole.as_ref().unwrap(), OWN.len());
        let quick = models.found(&models.quick, OWN.len());
        assert!(quick >= whole && quick >= 18, "{quick} of 28, everything learnt anew {whole}");
    }

    #[test]
    fn own_intents_take_nothing_from_the_pack() {
        let pack = Knowledge::ecommerce();
        let before = models(&pack, false);
        let after = models(&with_own(OWN.len()), false);
        let texts = || pack.intents.iter().flat_map(|intent| intent.examples.iter().step_by(3));
        let changed =
            texts().filter(|text| before.named(&before.quick, text) != after.named(&after.quick, text)).count();
        assert!(changed * 200 <= texts().count(), "{changed} of {} of the pack's examples", texts().count());
    }

    #[test]
    fn a_class_that_the_shop_does_without_is_gone_and_the_others_stay() {
        let without = "[[intent]]\nid = 'order.cancel'\ndisabled = true\n";
        let knowledge = Knowledge::builder().toml("own.toml", without).build().unwrap();
        let models = models(&knowledge, false);
        assert!(!models.classes.iter().any(|class| class == "order.cancel"));
        for (text, class) in [("什么时候发货", "ship.time"), ("转人工", "human"), ("能开发票吗", "invoice")]
        {
            assert_eq!(models.named(&models.quick, text), class, "{text}");
        }
    }

    #[test]
    fn learning_again_gives_the_same_bits() {
        let knowledge = with_own(2);
        let (first, second) = (models(&knowledge, false).quick, models(&knowledge, false).quick);
        assert_eq!(first.rows, second.rows);
        assert!(first.scales.iter().zip(&second.scales).all(|(a, b)| a.to_bits() == b.to_bits()));
    }
}
