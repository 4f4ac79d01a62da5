//! Traditional characters to simplified ones, character by character.

use std::sync::LazyLock;

/// The pairs: traditional, simplified, traditional, … Lines that start with `#` are comments.
/// Made by `docs/simplified/make.py`.
const PAIRS: &str = include_str!("simplified.txt");

/// The first and the last character of the block that the table covers.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each character of the block its simplified form, 0 for itself: 42 KB, so that a look-up is one read.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    let mut chars = PAIRS.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars);
    while let (Some(traditional), Some(simplified)) = (chars.next(), chars.next()) {
        let slot = table.get_mut((traditional as usize).wrapping_sub(FIRST as usize));
        if let (Some(slot), Ok(simplified)) = (slot, u16::try_from(u32::from(simplified))) {
            *slot = simplified;
        }
    }
    table
});

/// The simplified form of `c`, which is `c` itself for most.
pub(super) fn simplify(c: char) -> char {
    match TABLE.get((c as usize).wrapping_sub(FIRST as usize)) {
        None | Some(0) => c,
        Some(&simplified) => char::from_u32(u32::from(simplified)).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(traditional: &str, simplified: &str) {
        assert_eq!(traditional.chars().map(simplify).collect::<String>(), simplified);
    }

    #[test]
    fn what_buyers_write() {
        check("妳好，請問幾時出貨嗎", "你好，请问几时出货吗");
        check("我要退貨，運費誰出", "我要退货，运费谁出");
        check("訂單號碼", "订单号码");
        check("尺碼顏色", "尺码颜色");
        check("什麼時候發貨", "什么时候发货");
        check("頭髮乾了以後", "头发干了以后");
        check("這隻狗週一到雲南", "这只狗周一到云南");
        check("這裡那裏", "这里那里");
        check("優惠券 滿減 贈品", "优惠券 满减 赠品");
        check("物流顯示簽收沒收到", "物流显示签收没收到");
        check("褲子鬆緊帶壞瞭", "裤子松紧带坏瞭");
    }

    #[test]
    fn simplified_text_stays() {
        let text = "后来他复制了一只表，台面和谷物都很干净，著名的瞭望台，余下的征收范围";
        check(text, text);
    }

    #[test]
    fn no_pair_maps_onto_another() {
        for c in (FIRST..=LAST).filter_map(char::from_u32) {
            assert_eq!(simplify(simplify(c)), simplify(c), "{c}");
        }
    }
}
