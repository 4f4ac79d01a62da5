//! What is said of sizes.

use crate::language::body::Wish;

/// Whether a size is there.
pub(crate) const THERE: &str = "现在有货";
pub(crate) const GONE: &str = "不过这个码现在没货了";
pub(crate) const NOT_MADE: &str = "不过这个颜色没有这个码";

/// How goods should sit, behind `想`.
pub(crate) fn wish(wish: Wish) -> &'static str {
    match wish {
        Wish::Loose => "宽松一点",
        Wish::Tight => "合身一点",
        Wish::Layered => "里面加衣服",
    }
}

/// The size that a measure asks for.
pub(crate) fn speaks_for(measure: &str, size: &str) -> String {
    format!("{measure}合 {size}")
}

/// Whether the value of an attribute is a bare yes or no.
pub(crate) fn is_flag(value: &str) -> bool {
    ["是", "否", "有", "无", "支持", "不支持", "可以", "不可以", "含", "不含"].contains(&value)
}
