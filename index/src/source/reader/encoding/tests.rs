//! Sentences of real lists in every encoding, whole and in pieces.

use std::io::{self, Read};

use proptest::prelude::*;

use super::syllable::is_syllable;
use super::*;
use crate::vietnamese::legacy;

fn decode_sample(
    sample: &[u8],
    is_whole: bool,
    encoding: Encoding,
) -> Result<String, TextDecodeError> {
    match stream::decode_until_error(sample, is_whole, encoding) {
        (text, None) => Ok(text),
        (_, Some(error)) => Err(error),
    }
}

const SENTENCES: [&str; 10] = [
    "Chả mực Hạ Long",
    "Miến dong Bình Liêu",
    "Trà hoa vàng Ba Chẽ",
    "Hợp tác xã nông nghiệp",
    "Rượu ba kích",
    "Gạo nếp cái hoa vàng Đông Triều",
    "Công ty cổ phần",
    "Thị trấn Cô Tô",
    "Nước mắm Cái Rồng, huyện Vân Đồn",
    "TÊN SẢN PHẨM; HẠNG SAO",
];

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let to_utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    match encoding {
        Encoding::Utf8 => text.into(),
        Encoding::Utf8Bom => format!("\u{feff}{text}").into(),
        Encoding::Utf16Le => to_utf16(u16::to_le_bytes),
        Encoding::Utf16Be => to_utf16(u16::to_be_bytes),
        Encoding::Windows1258 => legacy::encode_windows_1258(text),
        Encoding::Tcvn3 => legacy::encode_tcvn3(text),
        Encoding::Vni => legacy::encode_vni(text),
    }
}

/// The text as the encoding can hold it: TCVN3 has few capitals with marks.
fn encodable_text(text: &str, encoding: Encoding) -> String {
    let to_encodable = |c: char| {
        let has_code = c.is_ascii() || "ĂÂÊÔƠƯĐ".contains(c);
        let lower = c.to_lowercase().next().unwrap();
        if has_code { c } else { lower }
    };
    if encoding == Encoding::Tcvn3 {
        text.chars().map(to_encodable).collect()
    } else {
        text.into()
    }
}

/// Delivers a few bytes at a time.
struct ChunkedInput<'a> {
    bytes: &'a [u8],
    sizes: std::iter::Cycle<std::vec::IntoIter<usize>>,
}

impl<'a> ChunkedInput<'a> {
    fn new(bytes: &'a [u8], sizes: Vec<usize>) -> Self {
        let sizes = sizes.into_iter().cycle();
        Self { bytes, sizes }
    }
}

impl Read for ChunkedInput<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.sizes.next().unwrap_or(1).min(buf.len());
        (&mut self.bytes).take(count as u64).read(buf)
    }
}

/// The text before the end or the error, and the error.
fn read_all(inner: impl Read, encoding: Encoding) -> (String, Option<TextDecodeError>) {
    let mut bytes = Vec::new();
    let end = Utf8Reader::new(inner, encoding).read_to_end(&mut bytes);
    let error = end.err().map(|error| {
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        *error.get_ref().unwrap().downcast_ref().unwrap()
    });
    (String::from_utf8(bytes).unwrap(), error)
}

fn error_at(line: u64, byte: u64) -> TextDecodeError {
    TextDecodeError {
        line,
        byte,
        binary: false,
    }
}

#[test]
fn each_encoding_is_known_by_one_sentence() {
    for text in SENTENCES {
        for encoding in Encoding::ALL {
            let bytes = encode(text, encoding);
            assert_eq!(detect_encoding(&bytes, true), Ok(encoding), "{text}");
            let read = decode_sample(&bytes, true, encoding).unwrap();
            assert_eq!(read, encodable_text(text, encoding));
        }
    }
}

#[test]
fn a_header_and_a_row_are_enough() {
    for text in [
        "STT,Tên sản phẩm,Chủ thể\r\n1,Mật ong,HTX Lộc Xanh\r\n",
        "TT;Sản phẩm;Hạng sao\n1;Trà;4\n",
        "TÊN SẢN PHẨM\tXẾP HẠNG\nOCOP VILLAGE FARM\t3*\n",
        "Tên,Địa chỉ\nCafé Nestlé,Đắk Lắk 500 m² – 30°C\n",
    ] {
        for encoding in Encoding::ALL {
            assert_eq!(
                detect_encoding(&encode(text, encoding), true),
                Ok(encoding),
                "{text}"
            );
        }
    }
}

#[test]
fn text_set_in_a_capital_font_is_tcvn3() {
    let bytes = b"T\xa3N S\xb6N PH\xc8M;H\xd7NH TH\xf8C\nH\xeeP T\xb8C X\xb7";
    assert_eq!(detect_encoding(bytes, true), Ok(Encoding::Tcvn3));
}

#[test]
fn plain_and_empty_text_is_utf_8_and_shared_signs_are_windows() {
    assert_eq!(detect_encoding(b"", true), Ok(Encoding::Utf8));
    assert_eq!(
        detect_encoding(b"id,name\n1,Ba Che\n", true),
        Ok(Encoding::Utf8)
    );
    let signs = detect_encoding(b"300 m\xb2 \x96 4 sao", true);
    assert_eq!(signs, Ok(Encoding::Windows1258));
}

#[test]
fn a_byte_order_mark_is_believed_and_dropped() {
    let text = "\u{feff}Trà hoa vàng";
    for encoding in [Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be] {
        let bytes = encode(text.trim_start_matches('\u{feff}'), encoding);
        let bytes = if encoding == Encoding::Utf8Bom {
            bytes
        } else {
            encode(text, encoding)
        };
        assert_eq!(detect_encoding(&bytes, true), Ok(encoding));
        let (read, failure) = read_all(ChunkedInput::new(&bytes, vec![1]), encoding);
        assert_eq!((read.as_str(), failure), ("Trà hoa vàng", None));
    }
    // Only at the beginning.
    assert_eq!(
        decode_sample("a\u{feff}".as_bytes(), true, Encoding::Utf8).unwrap(),
        "a\u{feff}"
    );
    // A mark, and then no text of that encoding.
    assert_eq!(
        detect_encoding(b"\xef\xbb\xbfa\n\xb6", true),
        Err(error_at(2, 5))
    );
    assert_eq!(
        detect_encoding(b"\xff\xfea\0\n\0\0\xdca\0", true),
        Err(error_at(2, 6))
    );
}

#[test]
fn binary_files_are_named_as_such() {
    let detect_error = |bytes: &[u8]| detect_encoding(bytes, true).unwrap_err();
    let zip = [b"PK\x03\x04\x14\n".as_slice(), &[0, 8, 0, 0, 0xfa, 0, 0x21]].concat();
    assert_eq!(
        (detect_error(&zip).binary, detect_error(&zip).byte),
        (true, 6)
    );
    assert_eq!(detect_error(&zip).line, 2);
    // 16-bit numbers, and UTF-32.
    assert!(detect_error(&[1, 0, 2, 0, 3, 0, 200, 0, 17, 0]).binary);
    assert!(detect_error(b"\xff\xfe\0\0a\0\0\0b\0\0\0").binary);
    // One NUL does not make a large text binary.
    let text = format!("{}\0{}", "a".repeat(600), "b".repeat(600));
    assert_eq!(detect_encoding(text.as_bytes(), true), Ok(Encoding::Utf8));
}

#[test]
fn what_no_encoding_explains_is_named_by_line_and_byte() {
    // French in Latin-1, and one line of TCVN3 among UTF-8; all three line ends.
    let french = "ASCII\rSoci\u{e9}t\u{e9} fran\u{e7}aise pr\u{e8}s d'h\u{f4}tel";
    let latin: Vec<u8> = french.chars().map(|c| c as u8).collect();
    assert_eq!(detect_encoding(&latin, true), Err(error_at(2, 10)));
    let mut mixed = "Tên\r\nChả mực\nTrà hoa vàng\r\n".repeat(20).into_bytes();
    let length = mixed.len() as u64;
    mixed.extend(b"Gh\xd1 \xa7\xabng Tri\xd2u\n");
    assert_eq!(
        detect_encoding(&mixed, true).unwrap_err(),
        error_at(61, length + 2)
    );
    mixed.extend("Chả mực H\u{1ea1}".as_bytes());
    let cut = mixed.len() - 1;
    assert_eq!(
        detect_encoding(&mixed[..cut], false),
        Err(error_at(61, length + 2))
    );
    // One line of UTF-8 among TCVN3.
    let mut mixed = encode(&"Chả mực\nTrà hoa vàng\n".repeat(20), Encoding::Tcvn3);
    let length = mixed.len() as u64;
    mixed.extend("OCOP Chả mực".as_bytes());
    assert_eq!(detect_encoding(&mixed, true), Err(error_at(41, length + 7)));
    // A stray mark in VNI.
    let mut stray = encode(&"Chả mực Hạ Long\n".repeat(9), Encoding::Vni);
    stray.extend(b"Tra\xf8 hoa va\xf8ng x\xf8");
    let last_byte = stray.len() as u64 - 1;
    assert_eq!(detect_encoding(&stray, true), Err(error_at(10, last_byte)));
}

#[test]
fn a_cut_sample_may_end_in_a_letter() {
    for text in SENTENCES {
        for encoding in Encoding::ALL {
            let bytes = encode(&format!("{text}\n{text}"), encoding);
            for length in bytes.len() / 2..bytes.len() {
                assert_eq!(
                    detect_encoding(&bytes[..length], false),
                    Ok(encoding),
                    "{text} {length}"
                );
            }
        }
    }
    assert_eq!(detect_encoding("Chả".as_bytes(), false), Ok(Encoding::Utf8));
    assert!(
        decode_sample(
            "Chả".as_bytes().split_last().unwrap().1,
            true,
            Encoding::Utf8
        )
        .is_err()
    );
}

#[test]
fn the_reader_delivers_all_text_before_the_bad_byte() {
    for (encoding, bytes, text, error) in [
        (
            Encoding::Utf8,
            &b"Ch\xe1\xba\xa3\r\n\rm\xe1\xbas"[..],
            "Chả\r\n\rm",
            error_at(3, 9),
        ),
        (Encoding::Utf8, b"a\xc0\x80", "a", error_at(1, 1)),
        (Encoding::Utf8, b"a\xed\xa0\x80", "a", error_at(1, 1)),
        (Encoding::Utf8, b"a\xe1\xba", "a", error_at(1, 1)),
        (
            Encoding::Utf16Le,
            b"a\0\n\0\x3d\xd8b\0",
            "a\n",
            error_at(2, 4),
        ),
        (Encoding::Utf16Be, b"\0a\xdc\0", "a", error_at(1, 2)),
        (Encoding::Utf16Be, b"\0a\xd8\x3d", "a", error_at(1, 2)),
        (Encoding::Utf16Le, b"a\0b", "a", error_at(1, 2)),
        (Encoding::Windows1258, b"\xea\xec\x81", "ế", error_at(1, 2)),
        (Encoding::Tcvn3, b"\xd5\n\x90", "ế\n", error_at(2, 2)),
        (Encoding::Vni, b"e\xe1n\xf9", "ến", error_at(1, 3)),
    ] {
        for size in 1..9 {
            let input = ChunkedInput::new(bytes, vec![size]);
            assert_eq!(read_all(input, encoding), (text.into(), Some(error)));
        }
    }
}

#[test]
fn a_large_file_passes_through_small_buffers() {
    let text = "Chả mực Hạ Long, 𝄞, Rượu ba kích\r\n".repeat(5000);
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
        let bytes = encode(&text, encoding);
        let mut reader = Utf8Reader::new(&bytes[..], encoding);
        let capacity = (reader.raw.capacity(), reader.text.capacity());
        let mut read = String::new();
        reader.read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        assert_eq!(capacity, (reader.raw.capacity(), reader.text.capacity()));
    }
}

#[test]
fn names_are_read_in_their_usual_forms() {
    for encoding in Encoding::ALL {
        assert_eq!(Encoding::parse(encoding.key()), Some(encoding));
        assert_eq!(
            Encoding::parse(&encoding.key().to_uppercase()),
            Some(encoding)
        );
        let json = serde_json::to_string(&encoding).unwrap();
        assert_eq!(serde_json::from_str::<Encoding>(&json).unwrap(), encoding);
    }
    for (name, encoding) in [
        ("UTF8", Encoding::Utf8),
        ("CP1258", Encoding::Windows1258),
        ("ABC", Encoding::Tcvn3),
        ("TCVN3 (ABC)", Encoding::Tcvn3),
        ("VNI-Windows", Encoding::Vni),
    ] {
        assert_eq!(Encoding::parse(name), Some(encoding));
    }
    assert_eq!(Encoding::parse("latin1"), None);
    assert!(Encoding::Utf16Be.is_unicode() && !Encoding::Vni.is_unicode());
}

#[test]
fn samples_are_three_clean_short_lines() {
    let text = format!(
        "id,name\r\n 1,Chả mực\r2,Ba Che\n3,Tr\u{1b}à\n4,{}\n5,Bưởi",
        "ế".repeat(200)
    );
    assert_eq!(
        preview_lines(&text),
        ["1,Chả mực", "3,Tr␛à", &format!("4,{}", "ế".repeat(98))]
    );
}

#[test]
fn syllables_are_told_from_misreadings() {
    for word in [
        "chả", "mực", "miến", "liêu", "trà", "chẽ", "xã", "nghiệp", "rượu", "kích", "đông", "cổ",
        "ý", "gì", "giếng", "giữa", "quý", "qúy", "quốc", "thủy", "thuỷ", "khoẻ", "khỏe", "tuyết",
        "khuỷu", "oản", "đắk", "ngoéo",
    ] {
        assert!(is_syllable(word), "{word}");
    }
    for word in [
        "chaû",
        "möïc",
        "mưïc",
        "haï",
        "haị",
        "traø",
        "bình\u{301}",
        "mùc",
        "uc",
        "nestlé",
        "für",
        "ñoâng",
        "đ",
        "th\u{323}",
        "ch¶",
        "señor",
        "façade",
        "aố",
        "tôt",
    ] {
        assert!(!is_syllable(word), "{word}");
    }
}

/// Words of Vietnamese letters in any order, and of ASCII.
fn texts() -> impl Strategy<Value = String> {
    let small = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
    let letters: Vec<String> = small
        .chars()
        .flat_map(|c| [c.to_string(), c.to_uppercase().to_string()])
        .collect();
    let letter = prop_oneof![prop::sample::select(letters), "[ -~\r\n]{1,4}"];
    prop::collection::vec(letter, 0..60).prop_map(|parts| parts.concat())
}

fn any_encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(Encoding::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_is_written_reads_back_however_it_is_cut(
        text in texts(),
        encoding in any_encoding(),
        sizes in prop::collection::vec(1..9_usize, 1..6),
    ) {
        let bytes = encode(&text, encoding);
        let (found, failure) = read_all(ChunkedInput::new(&bytes, sizes), encoding);
        prop_assert_eq!(failure, None);
        prop_assert_eq!(found, encodable_text(&text, encoding));
    }

    #[test]
    fn any_bytes_give_sound_text_or_a_place(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\n'), Just(0), 0xa0..=0xff_u8], 0..300),
        encoding in any_encoding(),
        sizes in prop::collection::vec(1..9_usize, 1..6),
        whole in any::<bool>(),
    ) {
        if let Ok(found) = detect_encoding(&bytes, whole) {
            prop_assert!(decode_sample(&bytes, whole, found).is_ok());
        }
        let (text, failure) = read_all(ChunkedInput::new(&bytes, sizes), encoding);
        // The same in one piece, by a place inside the file.
        prop_assert_eq!(&(text.clone(), failure), &stream::decode_until_error(&bytes, true, encoding));
        prop_assert!(failure.is_none_or(|f| f.byte < bytes.len() as u64 && f.line >= 1));
        let is_allowed = match encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => bytes.windows(3).any(|w| w == "\u{fffd}".as_bytes()),
            Encoding::Utf16Le | Encoding::Utf16Be => true,
            _ => false,
        };
        let replaced = text.contains(char::REPLACEMENT_CHARACTER);
        prop_assert!(is_allowed || !replaced);
        if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            // All of it was in the file.
            let again = encode(&text, encoding);
            let mark = bytes.len().min(2);
            prop_assert!(bytes.starts_with(&again) || bytes[mark..].starts_with(&again));
        }
        preview_lines(&text);
    }
}
