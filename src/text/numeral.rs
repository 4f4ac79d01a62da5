//! Chinese numerals.

/// The value of a whole number in Chinese numerals (`二十三`, `一百零五`, `两千`, `三百五`) or digit by digit (`一二九`). `None` when it is none,
/// or beyond 100 million.
pub(crate) fn value(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0_u64, |value, c| {
            let value = value * 10 + digit(c)?;
            (value < 100_000_000).then_some(value)
        });
    }
    // `above`: the part before 万; `sum`: the part after it; `waiting`: a digit whose unit has not come; `unit`: the last one.
    let (mut above, mut sum, mut waiting, mut unit) = (0_u64, 0_u64, None, 0_u64);
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            if digit == 0 {
                unit = 1;
            } else if waiting.replace(digit).is_some() {
                return None;
            }
            continue;
        }
        unit = self::unit(c)?;
        if unit == 10_000 {
            if above > 0 {
                return None;
            }
            above = (sum + waiting.take().unwrap_or(0)) * unit;
            sum = 0;
        } else {
            sum += waiting.take().unwrap_or(1) * unit;
        }
        if above + sum >= 100_000_000 {
            return None;
        }
    }
    // `三百五` is 350, `三百零五` and `十五` are what they say.
    let last = waiting.unwrap_or(0);
    Some(above + sum + if unit > 10 { last * unit / 10 } else { last })
}

/// The value of a whole number in figures or in Chinese numerals.
pub(crate) fn number(text: &str) -> Option<u64> {
    text.parse().ok().or_else(|| value(text))
}

/// The value of one Chinese digit.
pub(crate) fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '幺' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What a sign behind a digit multiplies it with.
pub(crate) fn unit(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: Option<u64>) {
        assert_eq!(value(text), expect, "{text}");
    }

    #[test]
    fn numerals() {
        check("三", Some(3));
        check("两", Some(2));
        check("十", Some(10));
        check("十五", Some(15));
        check("二十", Some(20));
        check("二十三", Some(23));
        check("一百", Some(100));
        check("一百零五", Some(105));
        check("一百五", Some(150));
        check("一百五十", Some(150));
        check("两千三", Some(2300));
        check("一万二", Some(12_000));
        check("三十万", Some(300_000));
        check("一万零五十", Some(10_050));
        check("一二九", Some(129));
        check("幺三八", Some(138));
        check("", None);
        check("退", None);
        check("十五六十三二", None);
    }

    proptest! {
        #[test]
        fn any_text(text in "[零一二三两十百千万退]{0,30}") {
            let _ = value(&text);
        }
    }
}
