//! The classifier of the built-in pack, trained beforehand: a bot over the pack alone, or with a shop's FAQ, answers and
//! rules, learns nothing when it is built. Where a shop adds examples, everything is trained anew.
//!
//! The file holds what [`Classifier::train`] made of the pack's examples, and a fingerprint of them. After a change of
//! the pack or of the training, `KEFU_BLESS=1 cargo test --lib pretrained` writes it again; the same test fails until
//! then.

use std::array;

use super::{Classifier, LANES, Vocabulary, vectors};

/// 2 to 3 MB in the program's read-only data; read in about 3 ms.
static FILE: &[u8] = include_bytes!("pretrained.bin");

const MAGIC: &[u8; 8] = b"KEFUCLS2";

/// The classifier that training on `examples` would give, if they are the pack's.
pub(crate) fn classifier(examples: &[(&str, u32)], classes: usize) -> Option<Classifier> {
    let mut file = Reader(FILE);
    let known = file.0.starts_with(MAGIC) && file.skip(MAGIC.len()) && file.u64()? == fingerprint(examples, classes);
    if known { read(&mut file, classes) } else { None }
}

/// FNV-1a over all examples and their classes.
fn fingerprint(examples: &[(&str, u32)], classes: usize) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = step(0xcbf2_9ce4_8422_2325, u8::try_from(classes).unwrap_or(u8::MAX));
    for (text, class) in examples {
        hash = text.bytes().fold(hash, step);
        hash = class.to_le_bytes().into_iter().fold(hash, step);
    }
    hash
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
    Some(Classifier { vocabulary, classes, stride, rows, scales, bias, sharpness, dense })
}

/// What is left to read of the file, little endian.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
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
    use crate::understand::{Example, Forms, examples};

    fn write(model: &Classifier, fingerprint: u64) -> Vec<u8> {
        let (keys, weights, concepts, unknown) = model.vocabulary.parts();
        let mut out = MAGIC.to_vec();
        out.extend(fingerprint.to_le_bytes());
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
        let trained = Classifier::train(&examples, classes.len());
        if std::env::var_os("KEFU_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/understand/classify/pretrained.bin");
            std::fs::write(path, write(&trained, fingerprint(&examples, classes.len()))).unwrap();
            return;
        }
        let kept = classifier(&examples, classes.len()).expect("stale: run `KEFU_BLESS=1 cargo test --lib pretrained`");
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
        assert!(classifier(&[("什么时候发货", 0)], 48).is_none());
    }
}
