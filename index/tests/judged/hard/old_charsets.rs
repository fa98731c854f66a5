//! Texts in 8-bit encodings of Vietnamese and in UTF-8, shown as if they were Latin.
//!
//! Tables of TCVN 5712:1993 (VN3), RFC 1456 (VISCII) and the VNI-Windows fonts, written for encoding only. Bytes
//! are shown by Windows-1252, its unassigned codes as control characters, as browsers do. It must not decode.

use unicode_normalization::UnicodeNormalization;

/// TCVN 5712 from 0xA1: small letters, and the capitals of VN3; a dot is no letter of VN3.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽ\
                     éẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

/// VISCII from 0x80.
const VISCII: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
                      ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// VNI-Windows: letters of one or two characters, as Latin shows them.
const VNI: [(&str, &str); 13] = [
    ("áàảãạ", "aù aø aû aõ aï"),
    ("âấầẩẫậ", "aâ aá aà aå aã aä"),
    ("ăắằẳẵặ", "aê aé aè aú aü aë"),
    ("éèẻẽẹ", "eù eø eû eõ eï"),
    ("êếềểễệ", "eâ eá eà eå eã eä"),
    ("íìỉĩị", "í ì æ ó ò"),
    ("óòỏõọ", "où oø oû oõ oï"),
    ("ôốồổỗộ", "oâ oá oà oå oã oä"),
    ("ơớờởỡợ", "ô ôù ôø ôû ôõ ôï"),
    ("úùủũụ", "uù uø uû uõ uï"),
    ("ưứừửữự", "ö öù öø öû öõ öï"),
    ("ýỳỷỹỵ", "yù yø yû yõ î"),
    ("đ", "ñ"),
];

/// Windows-1252 from 0x80 to 0x9F; unassigned codes are controls.
const SIGNS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
    '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character that Windows-1252 shows for a byte.
fn shown(byte: u8) -> char {
    match byte {
        0x80..=0x9f => SIGNS[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// A text of small letters in a `.VnTime` font, shown as Latin.
pub(crate) fn tcvn3_as_latin(text: &str) -> String {
    by_table(text, TCVN3, 0xa1)
}

/// A text in VISCII, shown as Latin.
pub(crate) fn viscii_as_latin(text: &str) -> String {
    by_table(text, VISCII, 0x80)
}

fn by_table(text: &str, table: &str, first: usize) -> String {
    let code = |letter: char| {
        let at = table.chars().position(|known| known == letter)?;
        u8::try_from(first + at).ok().map(shown)
    };
    text.nfc()
        .map(|letter| {
            if letter.is_ascii() {
                letter
            } else {
                code(letter).unwrap_or(letter)
            }
        })
        .collect()
}

/// A text of small letters in a VNI font, shown as Latin.
pub(crate) fn vni_as_latin(text: &str) -> String {
    let mut latin = String::new();
    for letter in text.nfc() {
        let known = VNI.iter().find_map(|(row, codes)| {
            let at = row.chars().position(|known| known == letter)?;
            codes.split(' ').nth(at)
        });
        match known {
            Some(code) => latin.push_str(code),
            None => latin.push(letter),
        }
    }
    latin
}

/// A text in UTF-8, shown as Windows-1252.
pub(crate) fn utf8_as_latin(text: &str) -> String {
    let text: String = text.nfc().collect();
    text.bytes().map(shown).collect()
}

/// True for what Latin-1 can keep.
pub(crate) fn is_latin(letter: char) -> bool {
    u32::from(letter) < 0x100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_look_as_they_are_met_in_old_files() {
        assert_eq!(utf8_as_latin("Chả mực"), "Cháº£ má»±c");
        assert_eq!(tcvn3_as_latin("chả mực"), "ch¶ mùc");
        assert_eq!(tcvn3_as_latin("đường"), "®\u{ad}êng");
        assert_eq!(vni_as_latin("chả mực"), "chaû möïc");
        assert_eq!(viscii_as_latin("chả mực"), "chä mñc");
    }

    #[test]
    fn tables_are_whole() {
        assert_eq!(TCVN3.chars().count(), 0xff - 0xa1);
        assert_eq!(VISCII.chars().count(), 128);
        for (letters, codes) in VNI {
            assert_eq!(letters.chars().count(), codes.split(' ').count());
        }
    }
}
