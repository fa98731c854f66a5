//! Noise: words that people type around a product. `mua chả mực ngon ở đâu` looks for chả mực.
//!
//! They are only recognized here. The search leaves them out when it finds nothing good with them, and not before:
//! `ngon`, `bán` and `sản` are words of names as well, and a query may be nothing but such words. A word whose bare
//! letters name a thing, `toi` for tỏi or `dau` for dầu, is noise only when it was typed with its marks.

use std::sync::LazyLock;

use crate::reference_table;
use crate::rewrite::phrase::PhraseSet;
use crate::vietnamese::Word;

static NOISE_PHRASES: LazyLock<PhraseSet> = LazyLock::new(|| {
    let rows = reference_table::table_rows(include_str!("../../data/noise.tsv"));
    PhraseSet::new(rows.map(|[phrase, marked]| (phrase, marked == "yes")))
});

/// For each word of a query, whether it is noise or part of a noise phrase.
pub(crate) fn find_noise_words(typed: &[Word]) -> Vec<bool> {
    let mut noise = vec![false; typed.len()];
    for phrase in NOISE_PHRASES.find_all(typed) {
        for is_noise in noise.get_mut(phrase.range).into_iter().flatten() {
            *is_noise = true;
        }
    }
    noise
}

#[cfg(test)]
mod tests {
    use super::find_noise_words;
    use crate::reference_table;
    use crate::vietnamese::split_words;

    /// The words of a query that are not noise.
    fn kept(query: &str) -> String {
        let typed = split_words(query);
        let noise = find_noise_words(&typed);
        assert_eq!(noise.len(), typed.len());
        let kept = typed.iter().zip(noise).filter(|(_, is_noise)| !is_noise);
        kept.map(|(word, _)| &query[word.range.clone()])
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn what_is_asked_for_is_kept() {
        for (query, expected) in [
            ("mua chả mực ngon ở đâu", "chả mực"),
            ("mua cha muc ngon o dau", "cha muc"),
            ("tìm cho tôi loại chè nào ngon", "chè"),
            ("giá rẻ nước mắm bao nhiêu tiền", "nước mắm"),
            ("đặc sản của hạ long", "hạ long"),
            ("san pham ocop la gi", ""),
            ("cần mua miến dong chính hãng uy tín", "miến dong"),
            ("muốn xem các sản phẩm ocop Ba Chẽ", "Ba Chẽ"),
            ("chả mực", "chả mực"),
            ("", ""),
        ] {
            assert_eq!(kept(query), expected, "{query}");
        }
    }

    #[test]
    fn bare_letters_that_name_a_thing_are_kept() {
        for query in [
            "toi",
            "dau",
            "cua",
            "khoai lang tim",
            "la chuoi",
            "can tay",
            "ha noi",
            "hoi",
            "co",
            "gia",
        ] {
            assert_eq!(kept(query), query);
        }
        assert_eq!(kept("mua tỏi cho tôi"), "tỏi");
        assert_eq!(kept("mua toi cho toi"), "toi");
    }

    #[test]
    fn no_phrase_stands_in_the_table_twice() {
        let mut seen = std::collections::HashSet::new();
        for [phrase, marked, kind] in
            reference_table::table_rows(include_str!("../../data/noise.tsv"))
        {
            assert!(
                seen.insert(phrase) && ["", "yes"].contains(&marked) && !kind.is_empty(),
                "{phrase}"
            );
        }
    }
}
