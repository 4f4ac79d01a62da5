//! The classifier of the built-in pack, trained beforehand: a bot over the pack alone, or with a shop's FAQ, answers and
//! rules, learns nothing when it is built, and one with examples of the shop's own learns these only ([`own`]).
//!
//! The file holds what [`Classifier::train`] made of the pack's examples, the intents that are its classes, and a
//! fingerprint of every example, by which a bot tells what was learnt from what is new. What else it depends on belongs to the same
//! build: `pretrained.txt` has the fingerprints of all its sources, and a test trains anew and compares every part of the file, so
//! that a change of the training shows as well. After a change of any of these, `KEFU_BLESS=1 cargo test --lib pretrained` writes both
//! again; the same tests fail until then. `docs/maintaining.md` says what must be measured after it.

use std::array;

use super::{Classifier, LANES, Vocabulary, own, vectors};

/// 2 to 4 MB in the program's read-only data; read in about 3 ms.
static FILE: &[u8] = include_bytes!("pretrained.bin");

const MAGIC: &[u8; 8] = b"KEFUCLS3";

/// A classifier for `examples` of `classes` (by the intents' ids): the pack's, and beside it what is new. `None` where most
/// of the pack's examples are missing, so that what the pack taught would be wrong.
pub(crate) fn classifier(examples: &[(&str, u32)], classes: &[&str]) -> Option<Classifier> {
    let mut file = Reader(FILE);
    if !(file.0.starts_with(MAGIC) && file.skip(MAGIC.len())) {
        return None;
    }
    let count = file.u32()? as usize;
    let names = file.many(count, Reader::text)?;
    let count = file.u32()? as usize;
    let fingerprints = file.many(count, Reader::u64)?;
    let is_known = |(text, class): &&(&str, u32)| {
        let class = classes.get(*class as usize).copied().unwrap_or_default();
        fingerprints.binary_search(&fingerprint(text, class)).is_ok()
    };
    let (known, new): (Vec<_>, Vec<_>) = examples.iter().partition(is_known);
    if known.len() * 2 < fingerprints.len() {
        return None;
    }
    let pack = read(&mut file, names.len())?;
    if classes == names && new.is_empty() {
        return Some(pack.ready());
    }
    let columns: Vec<Option<usize>> = classes.iter().map(|class| names.iter().position(|name| name == class)).collect();
    Some(own::learn(pack.with_classes(&columns), &new, &known).ready())
}

/// FNV-1a over an example and its class.
fn fingerprint(text: &str, class: &str) -> u64 {
    fnv(text.bytes().chain([0xFF]).chain(class.bytes()))
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.fold(0xcbf2_9ce4_8422_2325, step)
}

fn read(file: &mut Reader<'_>, classes: usize) -> Option<Classifier> {
    let stride = classes.next_multiple_of(LANES);
    let [ngrams, concepts] = [file.u32()? as usize, file.u32()? as usize];
    let features = ngrams + concepts + vectors::DIMS;
    let [sharpness, dense] = [file.f32()?, file.f32()?];
    let unknown = [file.f32()?, file.f32()?, file.f32()?];
    let bias = file.many(classes, Reader::f32)?;
    let keys = file.many(ngrams, Reader::u64)?;
    let weights = file.many(ngrams, Reader::f32)?;
    let concepts = file.many(concepts, Reader::f32)?;
    let scales = file.many(features, Reader::f32)?;
    let mut rows = Vec::with_capacity(features * stride);
    for row in file.0.get(..features * classes)?.chunks_exact(classes) {
        rows.extend(row.iter().map(|weight| weight.cast_signed()));
        rows.resize(rows.len() + stride - classes, 0);
    }
    let vocabulary = Vocabulary::from_parts(&keys, &weights, concepts, unknown);
    let dense_rows = Vec::new();
    Some(Classifier { vocabulary, classes, stride, rows, scales, dense_rows, bias, sharpness, dense })
}

/// What is left to read of the file, little endian.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn text(&mut self) -> Option<&'b str> {
        let [length] = self.bytes()?;
        let (text, rest) = self.0.split_at_checked(usize::from(length))?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn skip(&mut self, bytes: usize) -> bool {
        self.0.get(bytes..).map(|rest| self.0 = rest).is_some()
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        let bytes = array::from_fn(|at| first.get(at).copied().unwrap_or_default());
        self.0 = rest;
        Some(bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.bytes().map(u64::from_le_bytes)
    }

    fn f32(&mut self) -> Option<f32> {
        self.bytes().map(f32::from_le_bytes)
    }

    fn many<T>(&mut self, count: usize, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..count).map(|_| one(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::understand::{Example, Forms, class_names, examples};

    fn write(model: &Classifier, examples: &[(&str, u32)], classes: &[&str]) -> Vec<u8> {
        let (keys, weights, concepts, unknown) = model.vocabulary.parts();
        let mut out = MAGIC.to_vec();
        let length = |out: &mut Vec<u8>, length: usize| out.extend(u32::try_from(length).unwrap().to_le_bytes());
        length(&mut out, classes.len());
        for class in classes {
            out.push(u8::try_from(class.len()).unwrap());
            out.extend(class.bytes());
        }
        let print = |(text, class): &(&str, u32)| fingerprint(text, classes[*class as usize]);
        let mut fingerprints: Vec<u64> = examples.iter().map(print).collect();
        fingerprints.sort_unstable();
        length(&mut out, fingerprints.len());
        out.extend(fingerprints.iter().flat_map(|print| print.to_le_bytes()));
        out.extend(u32::try_from(keys.len()).unwrap().to_le_bytes());
        out.extend(u32::try_from(concepts.len()).unwrap().to_le_bytes());
        let floats = |out: &mut Vec<u8>, floats: &[f32]| out.extend(floats.iter().flat_map(|f| f.to_le_bytes()));
        floats(&mut out, &[model.sharpness, model.dense]);
        floats(&mut out, &unknown);
        floats(&mut out, &model.bias);
        out.extend(keys.iter().flat_map(|key| key.to_le_bytes()));
        floats(&mut out, &weights);
        floats(&mut out, &concepts);
        floats(&mut out, &model.scales);
        for row in model.rows.chunks_exact(model.stride) {
            out.extend(row[..model.classes].iter().map(|weight| weight.cast_unsigned()));
        }
        out
    }

    #[test]
    fn the_pretrained_classifier_is_what_the_pack_teaches() {
        let knowledge = Knowledge::ecommerce();
        let (classes, examples) = examples(&knowledge, &Forms::new(&knowledge));
        let examples: Vec<(String, u32)> = examples.iter().map(Example::learnt).collect();
        let examples: Vec<(&str, u32)> = examples.iter().map(|(text, class)| (text.as_str(), *class)).collect();
        let classes = class_names(&knowledge, &classes);
        let trained = Classifier::train(&examples, classes.len());
        if std::env::var_os("KEFU_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/understand/classify/pretrained.bin");
            let file = write(&trained, &examples, &classes);
            std::fs::write(path, &file).unwrap();
            std::fs::write(path.replace(".bin", ".txt"), sources(&examples, &classes, &file)).unwrap();
            return;
        }
        let stale = "stale: run `KEFU_BLESS=1 cargo test --lib pretrained`";
        assert_eq!(include_str!("pretrained.txt"), sources(&examples, &classes, FILE), "{stale}");
        let differs = difference(FILE, &write(&trained, &examples, &classes));
        assert_eq!(differs, None, "{stale}");
        let kept = classifier(&examples, &classes).expect("the file");
        let (mut expect, mut found) = (Vec::new(), Vec::new());
        for text in ["什么时候发货", "能便宜点吗", "衣服收到了但是有点小能换大一码吗", "在吗", "abc", ""]
        {
            trained.predict(text, &mut expect);
            kept.predict(text, &mut found);
            let near = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-3;
            assert!(expect.iter().zip(&found).all(near), "{text}");
        }
    }

    /// The tables that features are made with. What changes an example's normal form shows in the example itself.
    const TABLES: &[(&str, &[u8])] =
        &[("concepts.txt", include_bytes!("../concepts.txt")), ("vectors.bin", include_bytes!("../vectors.bin"))];

    /// The fingerprints of everything that the file is made from, and its own.
    fn sources(examples: &[(&str, u32)], classes: &[&str], file: &[u8]) -> String {
        let examples =
            fnv(examples.iter().flat_map(|(text, class)| fingerprint(text, classes[*class as usize]).to_le_bytes()));
        let classes = fnv(classes.join("\n").into_bytes().into_iter());
        let prints = [("classes", classes), ("examples", examples)].into_iter();
        let tables = TABLES.iter().copied().chain([("pretrained.bin", file)]);
        let prints = prints.chain(tables.map(|(name, bytes)| (name, fnv(bytes.iter().copied()))));
        prints.map(|(name, print)| format!("{name} {print:016x}\n")).collect()
    }

    #[test]
    fn every_table_of_the_features_is_a_source() {
        let features = [
            include_str!("../classify.rs"),
            include_str!("../features.rs"),
            include_str!("../linear.rs"),
            include_str!("../vectors.rs"),
            include_str!("own.rs"),
        ];
        let mut included: Vec<&str> = Vec::new();
        for code in features {
            let named = code.split("include_").skip(1).filter_map(|rest| rest.split_once("!(\"")?.1.split('"').next());
            included.extend(named);
        }
        included.sort_unstable();
        assert_eq!(included, TABLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }

    #[test]
    fn each_source_has_a_part_in_the_fingerprints() {
        let examples = [("什么时候发货", 0), ("我要退货", 1)];
        let all = sources(&examples, &["a", "b"], b"file");
        let changed = |other: String| {
            let pairs = all.lines().zip(other.lines()).filter(|(a, b)| a != b);
            pairs.map(|(a, _)| a.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(changed(sources(&examples, &["a", "c"], b"file")), ["classes", "examples"]);
        assert_eq!(changed(sources(&[examples[0], ("我要换货", 1)], &["a", "b"], b"file")), ["examples"]);
        assert_eq!(changed(sources(&[examples[1], examples[0]], &["a", "b"], b"file")), ["examples"]);
        assert_eq!(changed(sources(&examples, &["a", "b"], b"other")), ["pretrained.bin"]);
        let names: Vec<&str> = all.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(names, ["classes", "examples", "concepts.txt", "vectors.bin", "pretrained.bin"]);
    }

    /// Two files, part by part. Figures may differ as much as another machine's logarithms make them, all else may not.
    fn difference(kept: &[u8], fresh: &[u8]) -> Option<String> {
        let (mut kept, mut fresh) = (Reader(kept), Reader(fresh));
        parts(&mut kept, &mut fresh).err().map(str::to_owned)
    }

    fn parts<'b>(kept: &mut Reader<'b>, fresh: &mut Reader<'b>) -> Result<(), &'static str> {
        /// The part of both that `read` reads, when it is the same.
        fn both<'b, T>(
            part: &'static str,
            files: (&mut Reader<'b>, &mut Reader<'b>),
            read: impl Fn(&mut Reader<'b>) -> Option<T>,
            same: impl Fn(&T, &T) -> bool,
        ) -> Result<T, &'static str> {
            let kept = read(files.0).ok_or(part)?;
            let fresh = read(files.1).ok_or(part)?;
            if same(&kept, &fresh) { Ok(fresh) } else { Err(part) }
        }
        let near = |slack: f32| {
            move |a: &Vec<f32>, b: &Vec<f32>| {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= slack * (1.0 + a.abs()))
            }
        };
        let magic = |file: &mut Reader<'b>| file.bytes::<8>();
        both("magic", (kept, fresh), magic, |a, b| a == b)?;
        let names = |file: &mut Reader<'b>| {
            let count = file.u32()? as usize;
            file.many(count, Reader::text)
        };
        let classes = both("classes", (kept, fresh), names, |a, b| a == b)?.len();
        let prints = |file: &mut Reader<'b>| {
            let count = file.u32()? as usize;
            file.many(count, Reader::u64)
        };
        both("examples", (kept, fresh), prints, |a, b| a == b)?;
        let counts = |file: &mut Reader<'b>| file.many(2, Reader::u32);
        let counts = both("counts of features", (kept, fresh), counts, |a, b| a == b)?;
        let [ngrams, concepts] = [counts[0] as usize, counts[1] as usize];
        let floats = |count: usize| move |file: &mut Reader<'b>| file.many(count, Reader::f32);
        let features = ngrams + concepts + vectors::DIMS;
        both("sharpness, dense, unknown", (kept, fresh), floats(5), near(1e-3))?;
        both("bias", (kept, fresh), floats(classes), near(1e-2))?;
        both("n-grams", (kept, fresh), |file| file.many(ngrams, Reader::u64), |a, b| a == b)?;
        both("rarity of n-grams", (kept, fresh), floats(ngrams), near(1e-4))?;
        both("groups of words", (kept, fresh), floats(concepts), near(1e-4))?;
        both("steps", (kept, fresh), floats(features), near(1e-3))?;
        // A weight that lies between two steps may fall to either side.
        let mut moved = 0;
        for (a, b) in kept.0.iter().zip(fresh.0) {
            let [a, b] = [a, b].map(|weight| i16::from(weight.cast_signed()));
            moved += usize::from(a != b);
            if a.abs_diff(b) > 1 {
                return Err("weights");
            }
        }
        let all = features * classes;
        if kept.0.len() == all && fresh.0.len() == all && moved <= all / 100 { Ok(()) } else { Err("weights") }
    }

    /// Everything that the file depends on shows in one of its parts, so nothing of it can change unnoticed.
    #[test]
    fn a_change_of_what_it_was_made_from_is_noticed() {
        let examples = [("什么时候发货", 0), ("怎么还不发货", 0), ("我要退货", 1), ("能退吗", 1), ("可以退货吗", 1)];
        let classes = ["ship.time", "aftersale.return"];
        let model = Classifier::train(&examples, 2);
        let kept = write(&model, &examples, &classes);
        assert_eq!(difference(&kept, &kept), None);
        let found = |fresh: Vec<u8>| difference(&kept, &fresh).unwrap_or_default();
        let changed = |change: fn(&mut Classifier)| {
            let mut model = model.clone();
            change(&mut model);
            found(write(&model, &examples, &classes))
        };
        // The pack: its intents and its examples, one word of one of them, and whose it is.
        assert_eq!(found(write(&model, &examples, &["ship.time", "aftersale.refund"])), "classes");
        assert_eq!(found(write(&model, &examples[..4], &classes)), "examples");
        let mut others = examples;
        others[4] = ("可以退货么", 1);
        assert_eq!(found(write(&model, &others, &classes)), "examples");
        others[4] = ("可以退货吗", 0);
        assert_eq!(found(write(&model, &others, &classes)), "examples");
        // What a text's features are: its n-grams, its groups of words, its vector.
        let shorter: Vec<(&str, u32)> = examples.iter().map(|(text, class)| (&text[3..], *class)).collect();
        assert_eq!(found(write(&Classifier::train(&shorter, 2), &examples, &classes)), "counts of features");
        let mut other = model.clone();
        other.vocabulary =
            Vocabulary::of(["什么时候发货", "怎么还不发货", "我要退货", "可以退货吗", "能退吗"].into_iter());
        assert_eq!(found(write(&other, &examples, &classes)), "n-grams");
        let (_, _, concepts, _) = model.vocabulary.parts();
        assert!(concepts.iter().any(|weight| *weight > 0.0), "the groups of words are a part of the file");
        assert_eq!(changed(|it| it.dense *= 1.1), "sharpness, dense, unknown");
        // The training: what it weighs.
        assert_eq!(changed(|it| it.sharpness *= 1.1), "sharpness, dense, unknown");
        assert_eq!(changed(|it| it.bias[0] += 0.1), "bias");
        assert_eq!(changed(|it| it.scales[0] += 0.1), "steps");
        let dense = |it: &mut Classifier| {
            let at = it.rows.len() - it.stride;
            it.rows[at] ^= 64;
        };
        assert_eq!(changed(dense), "weights");
        assert_eq!(found([kept.as_slice(), &[0]].concat()), "weights");
    }

    #[test]
    fn other_examples_are_not_known() {
        assert!(classifier(&[("什么时候发货", 0)], &["ship.time"]).is_none());
    }
}
