//! Messages to try rules on.

/// Messages of buyers, normalised, that have nothing in common: what fits them all says nothing of any.
pub(crate) const UNRELATED: &[&str] =
    &["几点下班", "137斤穿多大", "东西收到已经碎掉", "能便宜点吗", "转人工", "ok", "发顺丰不"];
