//! What is said of a size, and of a property of goods.

use std::cmp::Ordering;

use super::Said;
use super::attribute::{Judgement, Verdict};
use super::size::{Advice, Measured, Size, Stock, Why};
use crate::knowledge::TextKey;
use crate::language::shown::{in_a_row, list};
use crate::language::size::Measure;
use crate::language::sizes;

/// The sentence for an advice; `None` where there is nothing to compare a body with.
pub(crate) fn size(advice: &Advice, title: &str) -> Option<Said> {
    let said = |key| Said::new(key).with("title", title);
    let of = |said: Said, size: &Size| said.with("size", size.name.clone()).with("stock", stock(size));
    let names = |measures: &[Measure]| list(&measures.iter().map(|measure| measure.label()).collect::<Vec<_>>());
    Some(match advice {
        Advice::One { size, why } => match why {
            Why::Fits(by) => of(said(TextKey::SizeOne), size).with("by", names(by)),
            Why::Usual => of(said(TextKey::SizeUsual), size),
            Why::Wished { wish, from } => {
                let said = of(said(TextKey::SizeWished), size).with("wish", sizes::wish(*wish));
                said.with("from", from.clone().unwrap_or_default())
            }
            Why::Last(wish) => of(said(TextKey::SizeLast), size).with("wish", sizes::wish(*wish)),
        },
        Advice::Between { smaller, larger, both_fit } => {
            let key = if *both_fit { TextKey::SizeBoth } else { TextKey::SizeBetween };
            let said = said(key).with("smaller", smaller.size.name.clone()).with("larger", larger.size.name.clone());
            if *both_fit {
                return Some(said);
            }
            said.with("smaller_by", names(&smaller.by)).with("larger_by", names(&larger.by))
        }
        Advice::Outside { nearest, by, too_small } => {
            let key = if *too_small { TextKey::SizeTooLarge } else { TextKey::SizeTooSmall };
            said(key).with("nearest", nearest.name.clone()).with("by", by.label())
        }
        Advice::Conflict { by, larger } => {
            let clauses: Vec<String> =
                by.iter().map(|(measure, size)| sizes::speaks_for(measure.label(), &size.name)).collect();
            of(said(TextKey::SizeConflict), larger).with("by", in_a_row(&clauses))
        }
        Advice::Need(measures) => said(TextKey::SizeNeed).with("need", names(measures)),
        Advice::OfGoods | Advice::NoChart => return None,
    })
}

/// The sentence for a size that is asked about, beside the one that the chart gives; `None` where it gives none by a measure.
pub(crate) fn named_size(advice: &Advice, named: &str, lies: Ordering, title: &str) -> Option<Said> {
    let Advice::One { size, why: Why::Fits(by) } = advice else { return None };
    let key = match lies {
        Ordering::Equal => TextKey::SizeFits,
        Ordering::Greater => TextKey::SizeLarger,
        Ordering::Less => TextKey::SizeSmaller,
    };
    let by = list(&by.iter().map(|measure| measure.label()).collect::<Vec<_>>());
    let said = Said::new(key).with("title", title).with("size", size.name.clone()).with("by", by);
    Some(if lies == Ordering::Equal { said.with("stock", stock(size)) } else { said.with("asked", named) })
}

/// Whether the size is there, in words; empty where it is not known.
fn stock(size: &Size) -> &'static str {
    match size.stock {
        Some(Stock::Left(_)) => sizes::THERE,
        Some(Stock::Gone) => sizes::GONE,
        Some(Stock::NotMade) => sizes::NOT_MADE,
        None => "",
    }
}

/// The sentence for what a size measures.
pub(crate) fn measured(measured: Measured, title: &str) -> Said {
    let said = Said::new(TextKey::SizeMeasure).with("title", title).with("size", measured.size);
    said.with("what", measured.what).with("value", measured.value)
}

/// The sentence for what the chart does not say of a size.
pub(crate) fn not_measured(size: String, title: &str) -> Said {
    Said::new(TextKey::SizeNotMeasured).with("title", title).with("size", size)
}

/// The sentence for what the page says of a property.
pub(crate) fn property(judgement: &Judgement<'_>, title: &str) -> Said {
    let key = match judgement.verdict {
        // Of an illness the page is shown; nothing but a no is concluded.
        Verdict::Yes | Verdict::Partly | Verdict::Says if judgement.health => TextKey::PropertyHealth,
        Verdict::Yes => TextKey::PropertyYes,
        Verdict::No => TextKey::PropertyNo,
        Verdict::Partly => TextKey::PropertyPartly,
        Verdict::Says => TextKey::PropertySays,
        Verdict::Unknown if judgement.safety => TextKey::PropertyRisky,
        Verdict::Unknown => TextKey::PropertyUnknown,
    };
    let said = Said::new(key).with("title", title).with("property", judgement.property);
    let told = matches!(judgement.verdict, Verdict::Yes | Verdict::No);
    let said = said.with("said", judgement.said.filter(|_| told).unwrap_or_default());
    let said = said.with("attribute", judgement.attribute.unwrap_or_default());
    // `防水：是` shows no more than the yes.
    let value = judgement.value.as_deref().filter(|value| !told || !sizes::is_flag(value));
    said.with("value", value.unwrap_or_default())
}
