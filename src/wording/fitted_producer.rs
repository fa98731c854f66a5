//! A producer's name in a narrow cell: words of its legal form and trade are abbreviated as officials do, only as many
//! as the room asks for.
//!
//! `Công ty CP Thương mại và Dịch vụ Bình Liêu` → `CTCP TM và Dịch vụ Bình Liêu`.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::fitted_place::FittedText;

/// Words and their abbreviations; where several begin at one place, the first one counts.
const ABBREVIATIONS: [(&str, &str); 18] = [
    ("công ty cổ phần", "CTCP"),
    ("công ty cp", "CTCP"),
    ("trách nhiệm hữu hạn", "TNHH"),
    ("công ty", "Cty"),
    ("một thành viên", "MTV"),
    ("doanh nghiệp tư nhân", "DNTN"),
    ("liên hiệp hợp tác xã", "LHHTX"),
    ("hợp tác xã", "HTX"),
    ("tổ hợp tác", "THT"),
    ("hộ kinh doanh", "HKD"),
    ("xuất nhập khẩu", "XNK"),
    ("thương mại", "TM"),
    ("dịch vụ", "DV"),
    ("sản xuất", "SX"),
    ("kinh doanh", "KD"),
    ("nông nghiệp", "NN"),
    ("đầu tư", "ĐT"),
    ("phát triển", "PT"),
];

/// A producer's name in this many columns, with its matched ranges; wider than the room where even all abbreviations
/// leave it so.
pub fn fit_producer(name: &str, ranges: &[Range<usize>], width: usize) -> FittedText {
    let found = find_abbreviations(name);
    let saved = |(range, short): &(Range<usize>, &str)| name[range.clone()].width() - short.width();
    let mut too_wide = name.width().saturating_sub(width);
    let mut used = 0;
    while too_wide > 0 && used < found.len() {
        too_wide = too_wide.saturating_sub(saved(&found[used]));
        used += 1;
    }
    abbreviate(name, ranges, &found[..used])
}

/// Where words of the table stand in a name, in their order.
fn find_abbreviations(name: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let mut is_start = true;
    for (start, letter) in name.char_indices() {
        let is_free = found.last().is_none_or(|(range, _)| range.end <= start);
        if is_start && is_free {
            let mut known = ABBREVIATIONS.iter();
            found.extend(known.find_map(|(long, short)| {
                let end = start + prefix_length(&name[start..], long)?;
                Some((start..end, *short))
            }));
        }
        is_start = !letter.is_alphanumeric();
    }
    found
}

/// The bytes of a text that begins with these words, whatever their case; they end at the end of a word.
fn prefix_length(text: &str, words: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in words.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq([wanted]) {
            return None;
        }
    }
    match letters.next() {
        Some((_, letter)) if letter.is_alphanumeric() => None,
        Some((end, _)) => Some(end),
        None => Some(text.len()),
    }
}

/// The name with these words abbreviated; a match within such words marks the abbreviation.
fn abbreviate(
    name: &str,
    ranges: &[Range<usize>],
    abbreviated: &[(Range<usize>, &str)],
) -> FittedText {
    let mut text = String::with_capacity(name.len());
    let mut end = 0;
    for (range, short) in abbreviated {
        text.extend([&name[end..range.start], short]);
        end = range.end;
    }
    text.push_str(&name[end..]);
    // Where a byte of the name is in the text; of an abbreviated word its end or its beginning.
    let move_byte = |byte: usize, is_end: bool| {
        let mut moved = byte;
        for (range, short) in abbreviated {
            if byte >= range.end {
                moved = moved + short.len() - range.len();
            } else if byte > range.start {
                moved -= byte - range.start;
                moved += if is_end { short.len() } else { 0 };
            }
        }
        moved
    };
    let mut moved: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let range = move_byte(range.start, false)..move_byte(range.end, true);
        match moved.last_mut() {
            Some(last) if last.end > range.start => last.end = last.end.max(range.end),
            _ => moved.push(range),
        }
    }
    FittedText {
        text,
        ranges: moved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fitted(name: &str, width: usize) -> String {
        fit_producer(name, &[], width).text
    }

    #[test]
    fn only_as_much_is_abbreviated_as_the_room_asks_for() {
        let name = "Công ty CP Thương mại và Dịch vụ Bình Liêu";
        assert_eq!(fitted(name, 42), name);
        assert_eq!(fitted(name, 36), "CTCP Thương mại và Dịch vụ Bình Liêu");
        assert_eq!(fitted(name, 28), "CTCP TM và Dịch vụ Bình Liêu");
        assert_eq!(fitted(name, 5), "CTCP TM và DV Bình Liêu");
        assert_eq!(
            fitted("Hợp tác xã Dược Liệu Xanh", 20),
            "HTX Dược Liệu Xanh"
        );
        assert_eq!(fitted("Công tyến", 3), "Công tyến");
        assert_eq!(fitted("", 3), "");
    }

    #[test]
    fn a_match_stays_on_its_word_and_marks_the_abbreviation_of_it() {
        let name = "Công ty CP Thương mại và Dịch vụ Bình Liêu";
        let range_of = |word: &str| {
            let start = name.find(word).unwrap();
            start..start + word.len()
        };
        let ranges = [range_of("Thương"), range_of("mại"), range_of("Liêu")];
        let fitted = fit_producer(name, &ranges, 24);
        let marked: Vec<&str> = fitted
            .ranges
            .iter()
            .map(|range| &fitted.text[range.clone()])
            .collect();
        assert_eq!(marked, ["TM", "Liêu"]);
    }

    proptest! {
        #[test]
        fn ranges_stay_inside_and_ascend(
            words in prop::collection::vec(prop::sample::select(vec![
                "Công ty", "TNHH", "dịch vụ", "Sản xuất", "và", "Đông", "-", "HỢP TÁC XÃ", "cp",
            ]), 0..8),
            width in 0usize..50,
            cuts in prop::collection::vec(0usize..90, 0..6),
        ) {
            let name = words.join(" ");
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|at| name.is_char_boundary(*at)).collect();
            cuts.sort_unstable();
            cuts.dedup();
            let ranges: Vec<_> = cuts.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect();
            let fitted = fit_producer(&name, &ranges, width);
            prop_assert!(fitted.text.width() <= name.width());
            let mut end = 0;
            for range in &fitted.ranges {
                prop_assert!(range.start >= end && range.start <= range.end, "{fitted:?}");
                prop_assert!(fitted.text.get(range.clone()).is_some(), "{fitted:?}");
                end = range.end;
            }
        }
    }
}
