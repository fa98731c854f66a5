//! Telex keys in a query: what `char mujwc haj long` means where no input method was running.
//!
//! An ASCII word that no product has may be typed in Telex, but so may `organic`. The caller accepts a reading only if
//! its vocabulary has it, and keeps the word as typed beside it. Doubled keys are not undone here.

use super::keystroke_reading::{apply_effect, read_keystrokes};
use super::typed_syllable::TypedSyllable;
use super::typing_key::TypingMethod;

/// The canonical keys that a lower-case ASCII word may mean in Telex, best first, at most four. Empty when nothing in
/// it works as a Telex key.
pub(crate) fn decode_telex(ascii: &str) -> Vec<String> {
    if !ascii.bytes().all(|key| key.is_ascii_lowercase()) {
        return Vec::new();
    }
    read_keystrokes(ascii, apply_telex_key)
}

/// The readings after one more key, best first. A key without a vowel to work on is a letter. So may be the second o
/// of xoong, and is rather after a and e (ngoẹo, ngoáo).
fn apply_telex_key(syllable: TypedSyllable, key: char) -> Vec<TypedSyllable> {
    let effect = TypingMethod::Telex.key_effect(key);
    let mut readings = effect.map_or_else(Vec::new, |effect| apply_effect(&syllable, effect));
    if readings.is_empty() || key == 'o' {
        let is_letter_first = matches!(syllable.letters().last(), Some('a' | 'e'));
        let index = if is_letter_first { 0 } else { readings.len() };
        readings.insert(index, syllable.with_letter(key));
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::decode_telex;
    use crate::vietnamese::split_words;

    /// Raw keys and the word they mean.
    const TYPED: &str = "char chả mujwc mực mucwj mực muwcj mực mucj mục haj hạ long - traf trà hoaf hòa hofa hòa \
        vangf vàng vafng vàng banhs bánh basnh bánh ruouwj rượu ruwowuj rượu ruowuj rượu duongwf dường \
        dduwowngf đường dduowngf đường duongdwf đường dand đan dadn đan ddan đan dad đa mooijt mộit \
        muoois muối muoosi muối muoois muối muois muói nuwowcs nước nuocws nước nuowsc nước mawms mắm mamws mắm \
        gaof gào gaoj gạo taams tấm tamas tấm neeps nếp nepes nếp miens mién mieens miến mienes miến \
        daaux dẫu ddaauj đậu dduax đũa dduwa đưa duwaf dừa duaw dưa dduwas đứa chuoois chuối chuois chuói \
        xoaif xoài xoawn xoăn hoacwj hoặc hoawjc hoặc quawn quăn quys quý quyr quỷ quees quế quowr quở \
        tuyf tùy khoer khoẻ thuyr thủy nghieengs nghiếng nguoiwf người nguwowif người ngoeoj ngoẹo toi - toio tôi \
        toois tối luuwr lửu cuuws cứu cuwus cứu thuowr thưở tw tư twr tử nhwr nhử wngs ứng giwax giữa \
        giuwax giữa giowngf giờng giuongwf giường giwowngf giường giaays giấy giaf già gif gì giengs giéng \
        gieengs giếng moats moát bawps bắp hej hẹ hejz he toir tỏi mowr mở mowx mỡ mafs má tafm tàm \
        hoafz hoa ddawks đắk lawks lắk yeens yến yenes yến tooms tốm ghej ghẹ oocs ốc uwowps ướp \
        ocop ôcp ngheeu nghêu ngheue nghêu cuar của cuarr của dduongws đướng xooi xôi xooif xồi mys mý kyx kỹ";

    #[test]
    fn keys_at_the_end_and_in_the_middle_are_read() {
        let pairs: Vec<&str> = TYPED.split_whitespace().collect();
        assert!(pairs.len() >= 220, "{}", pairs.len());
        for pair in pairs.chunks(2) {
            let best = decode_telex(pair[0]).into_iter().next();
            let expected = split_words(pair[1])
                .into_iter()
                .next()
                .map(|word| word.canon);
            assert_eq!(best, expected, "{}", pair[0]);
        }
    }

    #[test]
    fn what_has_two_readings_gives_both() {
        assert_eq!(decode_telex("muaw"), ["mưa1", "muă1"]);
        assert_eq!(decode_telex("thuowr"), ["thươ3", "thuơ3"]);
        assert_eq!(decode_telex("xoongf"), ["xông2", "xoong2"]);
        assert_eq!(decode_telex("moocs"), ["môc5", "mooc5"]);
        assert_eq!(decode_telex("ngoaso"), ["ngoao5", "ngôa5"]);
    }

    #[test]
    fn words_without_a_key_have_no_reading() {
        for word in [
            "long", "hoa", "kiwi", "st25", "500g", "", "tr", "ng", "mực", "banana", "organic",
        ] {
            assert_eq!(decode_telex(word), Vec::<String>::new(), "{word}");
        }
    }

    #[test]
    fn words_of_other_languages_may_have_one() {
        assert_eq!(decode_telex("ocop"), ["ôcp1"]);
        assert_eq!(decode_telex("cafe"), ["cae2"]);
        assert_eq!(decode_telex("max"), ["ma4"]);
        assert_eq!(
            decode_telex("awan"),
            ["ăan1"],
            "a letter keeps the first mark that it got"
        );
        assert_eq!(
            decode_telex("hdd"),
            Vec::<String>::new(),
            "only a first d becomes đ"
        );
    }

    proptest::proptest! {
        #[test]
        fn there_are_at_most_four_readings_and_none_twice(ascii in "[a-z]{0,12}") {
            let readings = decode_telex(&ascii);
            let mut once = readings.clone();
            once.sort();
            once.dedup();
            proptest::prop_assert!(readings.len() <= 4 && once.len() == readings.len());
        }

        #[test]
        fn a_word_typed_whole_is_among_the_readings(
            onset in "(b|ch|đ|g|h|kh|m|ngh|nh|t|tr|x|)",
            rhyme in "(a|ai|an|anh|ăn|ăng|âm|âu|ênh|iên|oai|oăn|ôi|ôm|ơi|uôn|ương|ươi|ưa|ươu|ưu|oeo|uyên)",
            tone in 0usize..6,
        ) {
            let mut keys = String::new();
            for c in format!("{onset}{rhyme}").chars() {
                match "ăaw âaa êee ôoo ơow ưuw đdd".split(' ').find_map(|pair| pair.strip_prefix(c)) {
                    Some(pair) => keys.push_str(pair),
                    None => keys.push(c),
                }
            }
            keys.push_str(["", "f", "r", "x", "s", "j"][tone]);
            let canon = format!("{onset}{rhyme}{}", tone + 1);
            let readings = decode_telex(&keys);
            let plain = canon == format!("{keys}1");
            proptest::prop_assert!(plain || readings.contains(&canon), "{} {:?}", keys, readings);
        }
    }
}
