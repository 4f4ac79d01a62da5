//! What holds of every chart and every body.

use proptest::prelude::*;

use super::*;

/// A body of these centimetres and grams.
fn measured(height: i64, grams: i64) -> Body {
    Body { measures: [(Measure::Height, height * 10_000), (Measure::Weight, grams * 1_000)].into(), ..Body::default() }
}

/// The place of the size that is said, or of the nearest.
fn place(chart: &SizeChart, advice: &Advice) -> Option<usize> {
    let size = match advice {
        Advice::Outside { nearest, .. } => nearest,
        advice => advice.size()?,
    };
    Table::of(chart).rank(&size.name)
}

/// The least and the most centimetres and kilograms of a row.
type Row = [i64; 4];

fn ranges(rows: &[Row]) -> SizeChart {
    let cells = rows.iter().enumerate().map(|(at, [short, tall, light, heavy])| {
        [format!("{at}号"), format!("{short}-{tall}"), format!("{light}-{heavy}")]
    });
    SizeChart::new(["尺码", "身高cm", "体重kg"], cells)
}

/// Rows whose bounds rise, with gaps and overlaps.
fn rising() -> impl Strategy<Value = Vec<Row>> {
    let rows = (1_usize..6)
        .prop_flat_map(|count| prop::collection::vec((150_i64..190, 0_i64..12, 40_i64..90, 0_i64..14), count));
    rows.prop_map(|rows| {
        let sorted = |of: fn(&(i64, i64, i64, i64)) -> i64| {
            let mut values: Vec<i64> = rows.iter().map(of).collect();
            values.sort_unstable();
            values
        };
        let (short, tall) = (sorted(|it| it.0), sorted(|it| it.0 + it.1));
        let (light, heavy) = (sorted(|it| it.2), sorted(|it| it.2 + it.3));
        (0..rows.len()).map(|at| [short[at], tall[at], light[at], heavy[at]]).collect()
    })
}

fn cells() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9尺米斤cmkg~≤以上/.±a-]{0,12}",
        "[0-9]{1,3}-[0-9]{1,3}(cm|kg|斤)?",
        "[0-9]{2,3}/[0-9]{2,3}[AB]",
        Just("99999999999999999999".to_owned()),
        "\\PC{0,8}",
    ]
}

fn charts() -> impl Strategy<Value = SizeChart> {
    let name = prop_oneof![
        Just("身高cm".to_owned()),
        Just("体重".to_owned()),
        Just("净胸围".to_owned()),
        Just("腰围(尺)".to_owned()),
        Just("身高/体重".to_owned()),
        Just("脚长".to_owned()),
        "\\PC{0,6}",
    ];
    let rows = prop::collection::vec(prop::collection::vec(cells(), 0..5), 0..6);
    (prop::collection::vec(name, 0..5), rows).prop_map(|(columns, rows)| SizeChart::new(columns, rows))
}

proptest! {
    #[test]
    fn a_body_inside_of_one_row_gets_it(rows in rising(), height in 150_i64..200, kilos in 40_i64..100) {
        // A range of one value stands for what is about it where all are so.
        prop_assume!(rows.iter().any(|row| row[0] < row[1]) && rows.iter().any(|row| row[2] < row[3]));
        let holding = |row: &Row| row[0] <= height && height <= row[1] && row[2] <= kilos && kilos <= row[3];
        let held: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| holding(row)).map(|(at, _)| at).collect();
        let advice = recommend(Some(&ranges(&rows)), &measured(height, kilos * 1_000), |_| None);
        match held.as_slice() {
            [one] => prop_assert_eq!(shown(&advice), format!("{one}号: 身高 体重")),
            [first, second, ..] => prop_assert_eq!(shown(&advice), format!("{first}号: 身高 体重 & {second}号: 身高 体重")),
            [] => {
                let both = matches!(&advice, Advice::One { why: Why::Fits(by), .. } if by.len() == 2);
                prop_assert!(!both, "{}", shown(&advice));
            }
        }
    }

    #[test]
    fn who_weighs_more_gets_no_smaller_size(rows in rising(), height in 145_i64..205, grams in 35_000_i64..110_000, more in 0_i64..30_000) {
        let chart = ranges(&rows);
        let light = recommend(Some(&chart), &measured(height, grams), |_| None);
        let heavy = recommend(Some(&chart), &measured(height, grams + more), |_| None);
        prop_assert!(place(&chart, &light) <= place(&chart, &heavy), "{} then {}", shown(&light), shown(&heavy));
        prop_assert!(place(&chart, &light).is_some());
    }

    #[test]
    fn no_chart_makes_a_size_that_it_lacks(chart in charts(), height in 0_i64..250, grams in 0_i64..200_000, usual in prop::option::of(cells()), wished in 0_usize..4) {
        let wish = [None, Some(Wish::Loose), Some(Wish::Tight), Some(Wish::Layered)][wished];
        let mut body = Body { usual, wish, ..measured(height, grams) };
        for measure in [Measure::Bust, Measure::Waist, Measure::Foot] {
            body.measures.insert(measure, height * 5_000);
        }
        let mut said: Vec<String> = Vec::new();
        let advice = recommend(Some(&chart), &body, |_| None);
        match &advice {
            Advice::One { size, .. } => said.push(size.name.clone()),
            Advice::Between { smaller, larger, .. } => {
                prop_assert_ne!(&smaller.by, &vec![]);
                said.extend([smaller.size.name.clone(), larger.size.name.clone()]);
            }
            Advice::Outside { nearest, .. } => said.push(nearest.name.clone()),
            Advice::Conflict { by, larger } => said.extend(by.iter().map(|(_, size)| size.name.clone()).chain([larger.name.clone()])),
            Advice::Need(measures) => prop_assert!(!measures.is_empty()),
            Advice::OfGoods | Advice::NoChart => {}
        }
        for size in said {
            prop_assert!(chart.rows.iter().any(|row| row.first().is_some_and(|first| first.trim() == size)), "{}", size);
            for text in ["胸围多少", "身高", "多长"] {
                measure(&chart, &size, text);
            }
        }
    }
}
