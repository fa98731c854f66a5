//! A place in a narrow cell: the district is always whole, the commune before it is shortened.
//!
//! `Xã Nam Sơn, Ba Chẽ` → `X. Nam Sơn, Ba Chẽ` → `X. Nam…, Ba Chẽ` → `Ba Chẽ`.

use std::ops::Range;

use ocop_index::Product;
use unicode_width::UnicodeWidthStr;

use super::label;
use super::text_width::truncate_to_width;

/// Type words of communes, and how they are abbreviated.
const TYPE_WORDS: [(&str, &str); 4] = [
    ("Xã ", "X. "),
    ("Phường ", "P. "),
    ("Thị trấn ", "TT. "),
    ("Đặc khu ", "ĐK. "),
];

/// Narrower, the beginning of a commune tells nothing.
const MIN_COMMUNE_WIDTH: usize = 6;

/// Between commune and district.
const SEPARATOR: &str = ", ";

/// Text with matched ranges of it, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FittedText {
    /// The text; wider than the room only where nothing more could be left out.
    pub text: String,
    /// The matched ranges, ascending.
    pub ranges: Vec<Range<usize>>,
}

/// The place of a product in this many columns, with the matched ranges of its commune and of its district.
pub fn fit_place(
    product: &Product,
    commune_ranges: &[Range<usize>],
    district_ranges: &[Range<usize>],
    width: usize,
    ellipsis: &str,
) -> FittedText {
    let (commune, district) = match (&product.place.commune, &product.place.district) {
        (Some(commune), Some(district)) => (commune.as_str(), district.as_str()),
        (None, Some(district)) => {
            return FittedText {
                text: district.clone(),
                ranges: district_ranges.to_vec(),
            };
        }
        (commune, None) => {
            let ranges = if commune.is_some() {
                commune_ranges
            } else {
                &[]
            };
            return FittedText {
                text: label::place_label(product),
                ranges: ranges.to_vec(),
            };
        }
    };
    let room = width.saturating_sub(district.width() + SEPARATOR.len());
    let (shown, mut ranges) = fit_commune(commune, commune_ranges, room, ellipsis);
    if shown.is_empty() {
        return FittedText {
            text: district.to_owned(),
            ranges: district_ranges.to_vec(),
        };
    }
    let offset = shown.len() + SEPARATOR.len();
    let moved = district_ranges.iter();
    ranges.extend(moved.map(|range| range.start + offset..range.end + offset));
    FittedText {
        text: format!("{shown}{SEPARATOR}{district}"),
        ranges,
    }
}

/// The commune in this many columns, with its matched ranges; empty where too little of it would be left.
fn fit_commune(
    commune: &str,
    ranges: &[Range<usize>],
    room: usize,
    ellipsis: &str,
) -> (String, Vec<Range<usize>>) {
    if commune.width() <= room {
        return (commune.to_owned(), ranges.to_vec());
    }
    let mut words = TYPE_WORDS.iter();
    let word = words.find(|(word, _)| commune.starts_with(word));
    let (long, short) = word.copied().unwrap_or_default();
    let name = &commune[long.len()..];
    let abbreviated = format!("{short}{name}");
    let mut shown = abbreviated.clone();
    if abbreviated.width() > room {
        if room < MIN_COMMUNE_WIDTH {
            return (String::new(), Vec::new());
        }
        let cut = truncate_to_width(&abbreviated, room, ellipsis);
        let kept = cut.strip_suffix(ellipsis).unwrap_or(&cut).trim_end();
        shown = format!("{kept}{ellipsis}");
    }
    // Up to this byte the shown name equals the whole one.
    let same = shown.bytes().zip(abbreviated.bytes());
    let same = same.take_while(|(one, other)| one == other).count();
    let moved = ranges.iter().filter(|range| range.start >= long.len());
    let moved = moved.map(|range| {
        let move_byte = |byte: usize| (byte - long.len() + short.len()).min(same);
        move_byte(range.start)..move_byte(range.end)
    });
    let moved = moved.filter(|range| {
        !range.is_empty()
            && shown.is_char_boundary(range.start)
            && shown.is_char_boundary(range.end)
    });
    let moved = moved.collect();
    (shown, moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ocop_index::product::ProductPlace;

    fn product(commune: Option<&str>, district: Option<&str>) -> Product {
        Product {
            place: ProductPlace {
                commune: commune.map(str::to_owned),
                district: district.map(str::to_owned),
                ..ProductPlace::default()
            },
            ..Product::default()
        }
    }

    #[test]
    fn the_commune_gives_way_step_by_step_and_the_district_never_does() {
        let place = product(Some("Xã Nam Sơn"), Some("Ba Chẽ"));
        for (width, shown) in [
            (30, "Xã Nam Sơn, Ba Chẽ"),
            (18, "Xã Nam Sơn, Ba Chẽ"),
            (17, "X. Nam S…, Ba Chẽ"),
            (15, "X. Nam…, Ba Chẽ"),
            (14, "X. Na…, Ba Chẽ"),
            (13, "Ba Chẽ"),
            (6, "Ba Chẽ"),
        ] {
            assert_eq!(
                fit_place(&place, &[], &[], width, "…").text,
                shown,
                "{width}"
            );
        }
        let town = product(Some("Thị trấn Tiên Yên"), Some("Tiên Yên"));
        assert_eq!(
            fit_place(&town, &[], &[], 22, "…").text,
            "TT. Tiên Yên, Tiên Yên"
        );
        let alone = product(None, Some("Vân Đồn"));
        assert_eq!(fit_place(&alone, &[], &[], 4, "…").text, "Vân Đồn");
    }

    #[test]
    fn matched_letters_move_with_the_words() {
        let place = product(Some("Xã Nam Sơn"), Some("Ba Chẽ"));
        let (son, ba) = (8..12, 0..2);
        let shown = |width| {
            let fitted = fit_place(
                &place,
                std::slice::from_ref(&son),
                std::slice::from_ref(&ba),
                width,
                "…",
            );
            let marked = fitted
                .ranges
                .iter()
                .map(|range| fitted.text[range.clone()].to_owned());
            marked.collect::<Vec<_>>()
        };
        assert_eq!(&"Xã Nam Sơn"[son.clone()], "Sơn");
        assert_eq!(shown(30), ["Sơn", "Ba"]);
        assert_eq!(shown(17), ["S", "Ba"]);
        assert_eq!(shown(15), ["Ba"]);
        let quang = 10..15;
        let ward = product(Some("Phường Quang Trung"), Some("Uông Bí"));
        let fitted = fit_place(&ward, std::slice::from_ref(&quang), &[], 23, "…");
        assert_eq!(fitted.text, "P. Quang Trung, Uông Bí");
        assert_eq!(&fitted.text[fitted.ranges[0].clone()], "Quang");
    }
}
