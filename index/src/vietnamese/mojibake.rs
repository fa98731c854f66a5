//! A text in an encoding of Vietnamese that was shown as if it were Latin: `Cháº£ má»±c` and `ch¶ mùc` for chả mực.
//!
//! Each character is the byte that Windows-1252 shows so, and the bytes are read again as UTF-8, TCVN3, VNI or VISCII.
//! Nearly every text can be read in several of them, so the caller asks its vocabulary. Must not: choose one.

use super::legacy::{self, DecodedChar};

/// VISCII (RFC 1456) from 0x80. Six capitals have codes below 0x20, which no text that was typed has.
const VISCII: [char; 128] = [
    'Ạ', 'Ắ', 'Ằ', 'Ặ', 'Ấ', 'Ầ', 'Ẩ', 'Ậ', 'Ẽ', 'Ẹ', 'Ế', 'Ề', 'Ể', 'Ễ', 'Ệ', 'Ố', //
    'Ồ', 'Ổ', 'Ỗ', 'Ộ', 'Ợ', 'Ớ', 'Ờ', 'Ở', 'Ị', 'Ỏ', 'Ọ', 'Ỉ', 'Ủ', 'Ũ', 'Ụ', 'Ỳ', //
    'Õ', 'ắ', 'ằ', 'ặ', 'ấ', 'ầ', 'ẩ', 'ậ', 'ẽ', 'ẹ', 'ế', 'ề', 'ể', 'ễ', 'ệ', 'ố', //
    'ồ', 'ổ', 'ỗ', 'Ỡ', 'Ơ', 'ộ', 'ờ', 'ở', 'ị', 'Ự', 'Ứ', 'Ừ', 'Ử', 'ơ', 'ớ', 'Ư', //
    'À', 'Á', 'Â', 'Ã', 'Ả', 'Ă', 'ẳ', 'ẵ', 'È', 'É', 'Ê', 'Ẻ', 'Ì', 'Í', 'Ĩ', 'ỳ', //
    'Đ', 'ứ', 'Ò', 'Ó', 'Ô', 'ạ', 'ỷ', 'ừ', 'ử', 'Ù', 'Ú', 'ỹ', 'ỵ', 'Ý', 'ỡ', 'ư', //
    'à', 'á', 'â', 'ã', 'ả', 'ă', 'ữ', 'ẫ', 'è', 'é', 'ê', 'ẻ', 'ì', 'í', 'ĩ', 'ỉ', //
    'đ', 'ự', 'ò', 'ó', 'ô', 'õ', 'ỏ', 'ọ', 'ụ', 'ù', 'ú', 'ũ', 'ủ', 'ý', 'ợ', 'Ữ',
];

/// The readings of a text in other encodings, those that can be read whole; none for a text that is ASCII or has
/// letters that Latin lacks.
pub(crate) fn decode_shown_as_latin(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return Vec::new();
    }
    let bytes: Option<Vec<u8>> = text.chars().map(legacy::windows_1252_byte).collect();
    let Some(bytes) = bytes else {
        return Vec::new();
    };
    let readings = [
        decode_utf8(&bytes),
        decode_each(&bytes, legacy::decode_first_tcvn3),
        decode_each(&bytes, legacy::decode_first_vni),
        Some(bytes.iter().map(|byte| viscii_char(*byte)).collect()),
    ];
    readings.into_iter().flatten().collect()
}

/// The text of UTF-8. The last byte of à is a hard space in Latin, which often became a plain one or was trimmed.
fn decode_utf8(bytes: &[u8]) -> Option<String> {
    const LEAD: u8 = 0xc3;
    const HARD_SPACE: u8 = 0xa0;
    let mut whole = Vec::with_capacity(bytes.len() + 1);
    let mut following = bytes.iter().skip(1);
    for byte in bytes {
        let next = following.next();
        whole.push(*byte);
        if *byte == LEAD && matches!(next, None | Some(b' ')) {
            whole.push(HARD_SPACE);
        }
    }
    String::from_utf8(whole).ok()
}

fn decode_each(mut bytes: &[u8], first: fn(&[u8], bool) -> DecodedChar) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    while !bytes.is_empty() {
        let DecodedChar::Complete(c, length) = first(bytes, true) else {
            return None;
        };
        text.push(c);
        bytes = bytes.get(length..).unwrap_or_default();
    }
    Some(text)
}

fn viscii_char(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(index) => VISCII[usize::from(index)],
        None => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_among_the_readings() {
        for text in ["Cháº£ má»±c", "ch¶ mùc", "chaû möïc", "chä mñc"] {
            let readings = decode_shown_as_latin(text);
            let is_meant = |reading: &String| reading.to_lowercase() == "chả mực";
            assert!(readings.iter().any(is_meant), "{text}: {readings:?}");
        }
    }

    #[test]
    fn a_trimmed_hard_space_is_known() {
        for text in ["TrÃ\u{a0} hoa vÃ\u{a0}ng", "TrÃ  hoa vÃ\u{a0}ng", "hoa trÃ"] {
            let readings = decode_shown_as_latin(text);
            let is_meant = |reading: &String| {
                let words: Vec<&str> = reading.split_whitespace().collect();
                words == ["Trà", "hoa", "vàng"] || words == ["hoa", "trà"]
            };
            assert!(readings.iter().any(is_meant), "{readings:?}");
        }
    }

    #[test]
    fn text_of_today_has_none() {
        for text in ["", "tra hoa vang", "chả mực Hạ Long", "сало"] {
            assert_eq!(decode_shown_as_latin(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn every_letter_has_one_code_of_viscii() {
        let mut once: Vec<char> = VISCII.to_vec();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), VISCII.len());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[a-z\u{80}-\u{ff}€-™ ]{0,20}") {
            decode_shown_as_latin(&text);
        }
    }
}
