//! Telex as raw keys: what `char mujwc haj long` means where no input method was running.
//!
//! Keys: s f r x j set the tone, z clears it; aa ee oo dd; w for the horn and the breve. All of them work at
//! once or anywhere later in the syllable, as in the input methods of today. An ASCII word that no product has
//! may be such a word; `organic` may be as well, so the caller takes a reading only if its vocabulary knows
//! it, and keeps the word as it stands beside it. Must not: know the vocabulary, or undo doubled keys.

use super::keystroke_syllable::{KeystrokeSyllable, canonical_readings};

/// The most readings that are followed at a time.
const MAX_OPEN_READINGS: usize = 8;

/// The canonical keys that a lower-case ASCII word may mean in Telex, best first, at most four. Empty when
/// nothing in it works as a Telex key.
pub(crate) fn decode_telex(ascii: &str) -> Vec<String> {
    if !ascii.bytes().all(|key| key.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut readings = vec![KeystrokeSyllable::new()];
    for key in ascii.chars() {
        readings = readings
            .into_iter()
            .flat_map(|reading| apply_telex_key(reading, key))
            .collect();
        readings.truncate(MAX_OPEN_READINGS);
    }
    canonical_readings(readings, ascii)
}

/// The syllable after one more key, best reading first.
fn apply_telex_key(syllable: KeystrokeSyllable, key: char) -> Vec<KeystrokeSyllable> {
    let turned = match key {
        's' | 'f' | 'r' | 'x' | 'j' => syllable.with_tone(telex_tone(key)).into_iter().collect(),
        'z' if syllable.has_tone() => syllable.with_tone(telex_tone(key)).into_iter().collect(),
        'd' => syllable.with_stroke().into_iter().collect(),
        'a' | 'e' | 'o' => return apply_vowel_key(syllable, key),
        'w' => apply_hook_key(&syllable),
        _ => Vec::new(),
    };
    if turned.is_empty() {
        vec![syllable.with_letter(key)]
    } else {
        turned
    }
}

/// The tone of a key.
const fn telex_tone(key: char) -> u8 {
    match key {
        'f' => 2,
        'r' => 3,
        'x' => 4,
        's' => 5,
        'j' => 6,
        _ => 1,
    }
}

/// A vowel key is a circumflex for the same vowel before it, or a vowel. The second o of xoong, ngoẹo and
/// ngoáo stays an o.
fn apply_vowel_key(syllable: KeystrokeSyllable, key: char) -> Vec<KeystrokeSyllable> {
    let Some(turned) = syllable.with_circumflex(&[key]) else {
        return vec![syllable.with_letter(key)];
    };
    let behind_another = matches!(syllable.last_letter(), Some('a' | 'e'));
    match (key, behind_another) {
        ('o', true) => vec![syllable.with_letter(key), turned],
        ('o', false) => vec![turned, syllable.with_letter(key)],
        _ => vec![turned],
    }
}

/// `w` is a breve for a, a horn for o and u, or ư by itself. With `ua` it may be ưa as in mưa, or uă; with
/// `oa` only oă.
fn apply_hook_key(syllable: &KeystrokeSyllable) -> Vec<KeystrokeSyllable> {
    if syllable.nucleus_range().is_empty() {
        return vec![syllable.clone().with_letter('ư')];
    }
    match syllable.with_breve() {
        Some(breved) if syllable.has_in_nucleus('u') => {
            let mut readings = syllable.with_horn();
            readings.push(breved);
            readings
        }
        Some(breved) => vec![breved],
        None => syllable.with_horn(),
    }
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
    }

    proptest::proptest! {
        #[test]
        fn there_are_at_most_four_readings_and_none_twice(ascii in "[a-z]{0,12}") {
            let found = decode_telex(&ascii);
            let mut once = found.clone();
            once.sort();
            once.dedup();
            proptest::prop_assert!(found.len() <= 4 && once.len() == found.len());
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
            let found = decode_telex(&keys);
            let plain = canon == format!("{keys}1");
            proptest::prop_assert!(plain || found.contains(&canon), "{} {:?}", keys, found);
        }
    }
}
