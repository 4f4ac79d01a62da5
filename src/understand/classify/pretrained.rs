//! The classifier of the built-in pack, trained beforehand: a bot over the pack alone, or with a shop's FAQ, answers and
//! rules, learns nothing when it is built, and one with examples of the shop's own learns these only ([`own`]).
//!
//! The file holds what [`Classifier::train`] made of the pack's examples, the intents that are its classes, and a
//! fingerprint of every example. After a change of the pack or of the training, `KEFU_BLESS=1 cargo test --lib pretrained`
//! writes it again; the same test fails until then.

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
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().chain([0xFF]).chain(class.bytes()).fold(0xcbf2_9ce4_8422_2325, step)
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
            std::fs::write(path, write(&trained, &examples, &classes)).unwrap();
            return;
        }
        let kept = classifier(&examples, &classes).expect("stale: run `KEFU_BLESS=1 cargo test --lib pretrained`");
        let (mut expect, mut found) = (Vec::new(), Vec::new());
        for text in ["什么时候发货", "能便宜点吗", "衣服收到了但是有点小能换大一码吗", "在吗", "abc", ""]
        {
            trained.predict(text, &mut expect);
            kept.predict(text, &mut found);
            let near = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-3;
            assert!(
                expect.iter().zip(&found).all(near),
                "stale for `{text}`: run `KEFU_BLESS=1 cargo test --lib pretrained`"
            );
        }
    }

    #[test]
    fn other_examples_are_not_known() {
        assert!(classifier(&[("什么时候发货", 0)], &["ship.time"]).is_none());
    }
}
