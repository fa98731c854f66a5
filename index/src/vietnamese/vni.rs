//! VNI keys in a query: what `tra2 hoa vang2` means where no input method was running.
//!
//! `a1` may be á or a grade, so the caller accepts a reading only if its vocabulary has it, and keeps the word as
//! typed beside it.

use super::keystroke_reading::{apply_effect, read_keystrokes};
use super::typed_syllable::TypedSyllable;
use super::typing_key::TypingMethod;

/// The canonical keys that a lower-case ASCII word may mean in VNI, best first, at most four. Empty when it has no
/// digit, does not begin with a letter, or has a digit that no letter before it can take.
pub(crate) fn decode_vni(ascii: &str) -> Vec<String> {
    let is_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if !ascii.bytes().all(is_key) || ascii.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    read_keystrokes(ascii, apply_vni_key)
}

/// The readings after one more key, best first; none when a digit has no letter to work on.
fn apply_vni_key(syllable: TypedSyllable, key: char) -> Vec<TypedSyllable> {
    match TypingMethod::Vni.key_effect(key) {
        Some(effect) => apply_effect(&syllable, effect),
        None => vec![syllable.with_letter(key)],
    }
}

#[cfg(test)]
mod tests {
    use super::decode_vni;
    use crate::vietnamese::split_words;

    /// Raw keys and the word they mean.
    const TYPED: &str = "tra2 trà hoa2 hòa vang2 vàng va2ng vàng cha3 chả mu7c5 mực mu75c mực muc75 mực mu75c mực \
        muc5 mục ha5 hạ d9a5t đạt da95t đạt dat95 đạt d9a61t đất da61t9 đất dat961 đất banh1 bánh ba1nh bánh \
        ru7o75u rượu ruo75u rượu ruou75 rượu ruou57 rượu d9u7o7ng2 đường duong97 đương duong972 đường \
        nu7o71c nước nuoc71 nước ma81m mắm mam81 mắm gao5 gạo ta61m tấm nep61 nếp mie61n miến mien61 miến \
        d9a65u đậu dau695 đậu du7a2 dừa dua72 dừa chuo61i chuối chuoi61 chuối xoai2 xoài xoan8 xoăn hoac85 hoặc \
        quan8 quăn quy1 quý que61 quế quo73 quở thuy3 thủy nguoi72 người toi6 tôi toi3 tỏi luu7 lưu cuu71 cứu \
        gia6y1 giấy gia2 già gi2 gì gieng61 giếng gio72 giờ giua74 giữa d9a81k đắk lak81 lắk ye61n yến \
        tom6 tôm oc61 ốc u7op1 ướp nghe6u nghêu cua3 của xoi6 xôi my4 mỹ ky4 kỹ muo6i1 muối muoi61 muối ta1 tá \
        ta12 tà ta10 ta a1 á";

    #[test]
    fn digits_at_the_end_and_in_the_middle_are_read() {
        let pairs: Vec<&str> = TYPED.split_whitespace().collect();
        assert!(pairs.len() >= 130, "{}", pairs.len());
        for pair in pairs.chunks(2) {
            let best = decode_vni(pair[0]).into_iter().next();
            let expected = split_words(pair[1])
                .into_iter()
                .next()
                .map(|word| word.canon);
            assert_eq!(best, expected, "{}", pair[0]);
        }
    }

    #[test]
    fn what_has_two_readings_gives_both() {
        assert_eq!(decode_vni("thuo73"), ["thươ3", "thuơ3"]);
        assert_eq!(decode_vni("mua7"), ["mưa1"]);
        assert_eq!(decode_vni("mua8"), ["muă1"]);
    }

    #[test]
    fn a_digit_without_its_letter_gives_nothing() {
        for word in [
            "b12", "500g", "3", "st25", "hoa", "", "gao0", "m1", "ti9", "li8", "te7", "omega3",
            "vitamin2", "25", "l2a", "trà2",
        ] {
            assert_eq!(decode_vni(word), Vec::<String>::new(), "{word}");
        }
    }

    proptest::proptest! {
        #[test]
        fn there_are_at_most_four_readings(ascii in "[a-z0-9]{0,10}") {
            proptest::prop_assert!(decode_vni(&ascii).len() <= 4);
        }
    }
}
