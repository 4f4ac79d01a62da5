//! Names of carriers, which buyers and shops write differently.

/// What stands behind a carrier's name.
const KINDS: &[&str] = &["快递", "速运", "速递", "快运", "物流", "express"];

/// Whether two names are of one carrier: `申通`, `申通快递`.
pub(crate) fn same_carrier(a: &str, b: &str) -> bool {
    let bare = |name: &str| KINDS.iter().fold(name.to_lowercase(), |name, kind| name.replace(kind, ""));
    let (a, b) = (bare(a), bare(b));
    !a.is_empty() && a == b
}
