//! Names of carriers, which buyers and shops write differently.

/// What stands behind a carrier's name.
const KINDS: &[&str] = &["快递", "速运", "速递", "快运", "物流", "express"];

/// Whether two names are of one carrier: `申通`, `申通快递`.
pub(crate) fn same_carrier(a: &str, b: &str) -> bool {
    let bare = |name: &str| KINDS.iter().fold(name.to_lowercase(), |name, kind| name.replace(kind, ""));
    let (a, b) = (bare(a), bare(b));
    !a.is_empty() && a == b
}

/// Names of carriers that a text has, by their bare names: everyday words among them, so only where a carrier is asked for.
pub(crate) fn mentioned(text: &str) -> Vec<String> {
    const NAMES: &[(&str, &str)] = &[
        ("顺丰", "顺丰"),
        ("京东", "京东快递"),
        ("极兔", "极兔"),
        ("申通", "申通"),
        ("中通", "中通"),
        ("圆通", "圆通"),
        ("韵达", "韵达"),
        ("邮政", "邮政"),
        ("ems", "EMS"),
        ("德邦", "德邦"),
        ("百世", "百世"),
        ("菜鸟", "菜鸟"),
        ("丹鸟", "丹鸟"),
        ("天天快递", "天天快递"),
    ];
    NAMES.iter().filter(|(word, _)| text.contains(word)).map(|(_, name)| (*name).to_owned()).collect()
}
