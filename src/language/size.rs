//! Which size fits whom, from the product's own chart.

use crate::shop::product::SizeChart;

/// The size whose ranges hold what is known of the buyer; `None` when nothing is known, or no row holds it.
pub(crate) fn fit(chart: &SizeChart, height_cm: Option<i64>, weight_grams: Option<i64>) -> Option<String> {
    let column = |word: &str| chart.columns.iter().position(|name| name.contains(word));
    let height = height_cm.zip(column("身高"));
    let weight = weight_grams.zip(column("体重")).map(|(grams, at)| {
        let jin = chart.columns.get(at).is_some_and(|name| name.contains('斤') && !name.contains("公斤"));
        (if jin { grams / 500 } else { grams / 1000 }, at)
    });
    if height.is_none() && weight.is_none() {
        return None;
    }
    // A body between two rows takes the larger one: a tight size comes back, a loose one is kept.
    let holds = |row: &Vec<String>, measure: Option<(i64, usize)>| {
        measure
            .is_none_or(|(value, at)| row.get(at).and_then(|cell| range(cell)).is_some_and(|(_, high)| value <= high))
    };
    let smallest = |measure: Option<(i64, usize)>| {
        measure.is_none_or(|(value, at)| {
            chart
                .rows
                .iter()
                .filter_map(|row| range(row.get(at)?))
                .map(|(low, _)| low)
                .min()
                .is_some_and(|low| value >= low)
        })
    };
    if !smallest(height) || !smallest(weight) {
        return None;
    }
    let row = chart.rows.iter().find(|row| holds(row, height) && holds(row, weight))?;
    row.first().cloned()
}

/// A cell as its lowest and highest value.
fn range(cell: &str) -> Option<(i64, i64)> {
    let numbers: Vec<i64> =
        cell.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).take(2).collect();
    match numbers.as_slice() {
        [one] => Some((*one, *one)),
        [low, high] => Some((*low, *high)),
        _ => None,
    }
}

/// The chart as lines: `M：身高cm 160-170，体重kg 50-60`.
pub(crate) fn chart(chart: &SizeChart) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = chart
            .columns
            .iter()
            .zip(row)
            .skip(1)
            .take(3)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| format!("{name} {cell}"))
            .collect();
        format!("{}：{}", row.first().map_or("", String::as_str), cells.join("，"))
    };
    chart.rows.iter().take(8).map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tshirt() -> SizeChart {
        let row = |cells: [&str; 3]| cells.iter().map(ToString::to_string).collect();
        SizeChart {
            columns: vec!["尺码".into(), "身高cm".into(), "体重kg".into()],
            rows: vec![row(["M", "160-170", "50-60"]), row(["L", "170-175", "60-70"]), row(["XL", "175-185", "70-85"])],
        }
    }

    #[test]
    fn the_larger_of_two_sizes_is_recommended() {
        for (height, kilos, expect) in [
            (Some(165), Some(55), Some("M")),
            (Some(165), Some(65), Some("L")),
            (Some(178), Some(62), Some("XL")),
            (None, Some(72), Some("XL")),
            (Some(172), None, Some("L")),
            (Some(195), Some(60), None),
            (Some(150), Some(45), None),
            (None, None, None),
        ] {
            let fit = fit(&tshirt(), height, kilos.map(|kilos| kilos * 1000));
            assert_eq!(fit.as_deref(), expect, "{height:?} cm {kilos:?} kg");
        }
    }
}
