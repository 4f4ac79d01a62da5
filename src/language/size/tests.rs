//! Charts as shops write them, read.

use super::*;

fn spans(name: &str, cells: &[&str]) -> Vec<Option<(i64, i64)>> {
    let rows = cells.iter().enumerate().map(|(at, cell)| [at.to_string(), (*cell).to_owned()]);
    let table = Table::of(&SizeChart::new(["尺码", name], rows));
    let column = table.columns.into_iter().next();
    column.map_or(Vec::new(), |column| {
        column.cells.iter().map(|it| it.map(|it| (it.low / 1_000, it.high / 1_000))).collect()
    })
}

#[test]
fn a_cell_is_its_least_and_its_most() {
    for (name, cell, expect) in [
        ("身高cm", "160-170", (1_600, 1_700)),
        ("身高", "160~170cm", (1_600, 1_700)),
        ("身高", "160至170", (1_600, 1_700)),
        ("身高", "170-160", (1_600, 1_700)),
        ("身高", "1.6-1.7", (1_600, 1_700)),
        ("身高", "1米6-1米75", (1_600, 1_750)),
        ("身高", "160/165", (1_600, 1_650)),
        ("身高", "165±3", (1_620, 1_680)),
        ("身高", "约160-170厘米左右", (1_600, 1_700)),
        ("身高(mm)", "1600-1700", (1_600, 1_700)),
        ("体重kg", "50-60", (50_000, 60_000)),
        ("体重", "50-60", (50_000, 60_000)),
        ("体重", "100-120", (50_000, 60_000)),
        ("体重(斤)", "100-120", (50_000, 60_000)),
        ("体重（公斤）", "50-60", (50_000, 60_000)),
        ("体重kg", "100-120斤", (50_000, 60_000)),
        ("体重", "50-60kg/100-120斤", (50_000, 60_000)),
        ("体重", "100-120斤（50-60kg）", (50_000, 60_000)),
        ("脚长mm", "241-245", (241, 245)),
        ("脚长", "24.1-24.5", (241, 245)),
        ("脚长", "241-245", (241, 245)),
        ("净胸围", "84-88", (840, 880)),
        ("适合腰围", "2尺1-2尺4", (695, 805)),
        ("适合腰围(尺)", "2.1-2.4", (695, 805)),
        ("适合年龄", "3-4岁", (36, 48)),
        ("月龄", "6-12个月", (6, 12)),
        ("手指周长mm", "51.5-52.5", (51, 52)),
    ] {
        assert_eq!(spans(name, &[cell]), [Some(expect)], "{name} {cell}");
    }
    for cell in ["", "随意", "-", "12345678901234567890", "1-2-3"] {
        assert_eq!(spans("身高cm", &[cell, "160-170"]), [None, Some((1_600, 1_700))], "{cell}");
    }
}

#[test]
fn a_column_is_of_a_body_or_of_the_goods() {
    let all = ["身高cm", "体重斤", "胸围", "腰围", "臀围", "脚长mm", "肩宽", "袖长", "衣长", "裤长"];
    for (name, body, expect) in [
        ("身高cm", &[][..], Some(Measure::Height)),
        ("建议身高", &[], Some(Measure::Height)),
        ("适合体重(斤)", &[], Some(Measure::Weight)),
        ("脚长mm", &[], Some(Measure::Foot)),
        ("下胸围", &[], Some(Measure::UnderBust)),
        ("胸围", &[], None),
        ("胸围cm", &["腰围"], None),
        ("胸围cm", &["胸围cm"], Some(Measure::Bust)),
        ("胸围(cm)", &["胸围"], Some(Measure::Bust)),
        ("净胸围", &[], Some(Measure::Bust)),
        ("参考腰围", &[], Some(Measure::Waist)),
        ("适合臀围", &[], Some(Measure::Hips)),
        ("成衣胸围", &[], None),
        ("参考成衣腰围", &[], None),
        ("肩宽", &[], None),
        ("衣长", &all, None),
        ("裤长", &all, None),
        ("鞋内长", &[], None),
        ("大腿围", &[], None),
        ("适合大腿围", &[], Some(Measure::Thigh)),
        ("产品重量", &[], None),
    ] {
        let chart = SizeChart::new(["尺码", name], [["M", "84-88"], ["L", "88-92"]]).body(body.iter().copied());
        let columns = Table::of(&chart).columns;
        assert_eq!(columns.first().map(|column| column.measure), expect, "{name} {body:?}");
    }
}

#[test]
fn a_size_in_the_buyers_words() {
    for (said, written, expect) in [
        ("M", "M", true),
        ("m码", "M", true),
        ("XXL", "2XL", true),
        ("2XL", "XXL码", true),
        ("M", "M【100-110斤】", true),
        ("M", "M(160/84A)", true),
        ("38", "38码", true),
        ("38", "38/240", true),
        ("240", "38/240", true),
        ("38.5", "38.5", true),
        ("M", "XM", false),
        ("L", "XL", false),
        ("38", "38.5", false),
        ("100", "M【100-110斤】", false),
        ("", "M", false),
    ] {
        assert_eq!(is_size(said, written), expect, "{said} {written}");
    }
}
