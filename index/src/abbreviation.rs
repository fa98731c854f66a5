//! Abbreviations in producers' names, both ways: `HTX` is found by "hợp tác xã", and the other way round.
//!
//! The other form is added to what is searched, never to what is shown. Must not: expand what has more than
//! one meaning; the table holds none of those.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::source::table;
use crate::vietnamese::{keys, words};

/// The key of an abbreviation and of its phrase, with both as written.
struct Pair {
    keys: [Vec<String>; 2],
    texts: [&'static str; 2],
}

/// The table, once.
fn pairs() -> &'static [Pair] {
    static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
        table::rows(include_str!("../data/abbreviations.tsv"))
            .map(|[short, long]| Pair {
                keys: [keys(short), keys(long)],
                texts: [short, long],
            })
            .collect()
    });
    &PAIRS
}

/// The words of a text without accents.
fn folds(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.fold).collect()
}

/// The words of a name without accents, every phrase of the table as its abbreviation: a slip in `TNHH` is
/// one letter here.
pub(crate) fn shortened(name: &str) -> Vec<String> {
    static SHORT: LazyLock<Vec<(Vec<String>, String)>> = LazyLock::new(|| {
        let rows = table::rows(include_str!("../data/abbreviations.tsv"));
        let mut rows: Vec<_> = rows
            .map(|[short, long]| (folds(long), folds(short).concat()))
            .collect();
        rows.sort_by_key(|(long, _)| std::cmp::Reverse(long.len()));
        rows
    });
    let spelled = spelled_out(name);
    let mut short = Vec::new();
    let mut rest = spelled.as_slice();
    while let [first, behind @ ..] = rest {
        let phrase = SHORT.iter().find(|(long, _)| rest.starts_with(long));
        let (word, behind) = phrase.map_or((first, behind), |(long, abbreviation)| {
            (abbreviation, rest.get(long.len()..).unwrap_or_default())
        });
        short.push(word.clone());
        rest = behind;
    }
    short
}

/// The words of a name without accents, every abbreviation spelled out: `Cty CP` and `CTCP` are both
/// `cong ti co phan`. A phrase said twice in a row, as in `Hợp tác xã (HTX)`, is said once.
pub(crate) fn spelled_out(name: &str) -> Vec<String> {
    static LONG: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
        let rows = table::rows(include_str!("../data/abbreviations.tsv"));
        rows.map(|[short, long]| (folds(short).concat(), folds(long)))
            .collect()
    });
    let mut spelled: Vec<String> = Vec::new();
    for word in words(name) {
        let Some(phrase) = LONG.get(&word.fold) else {
            spelled.push(word.fold);
            continue;
        };
        if !spelled.ends_with(phrase) {
            spelled.extend(phrase.iter().cloned());
        }
    }
    spelled
}

/// The text with the other form of every abbreviation and phrase in it behind.
pub(crate) fn both_ways(text: &str) -> String {
    let found = keys(text);
    let mut whole = text.to_owned();
    for pair in pairs() {
        let [short, long] = [0, 1].map(|form| {
            let key = &pair.keys[form];
            found.windows(key.len().max(1)).any(|part| part == key)
        });
        if short != long {
            whole.push_str(" · ");
            whole.push_str(pair.texts[usize::from(short)]);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{both_ways, spelled_out};

    #[test]
    fn every_form_of_a_producers_kind_is_spelled_out_alike() {
        for name in ["Cty CP Xanh", "CTCP Xanh", "Công ty cổ phần Xanh"] {
            assert_eq!(
                spelled_out(name).join(" "),
                "cong ti co phan xanh",
                "{name}"
            );
        }
        assert_eq!(
            spelled_out("Hợp tác xã (HTX) Xanh").join(" "),
            "hop tac xa xanh"
        );
        assert_eq!(spelled_out("HTXNN Xanh"), spelled_out("HTX NN Xanh"));
    }

    #[test]
    fn each_form_brings_the_other() {
        assert_eq!(both_ways("HTX Huy Hoàng"), "HTX Huy Hoàng · hợp tác xã");
        assert_eq!(both_ways("Hợp tác xã Xanh"), "Hợp tác xã Xanh · HTX");
        assert_eq!(
            both_ways("Công ty TNHH MTV Newstar"),
            "Công ty TNHH MTV Newstar · Cty · trách nhiệm hữu hạn · một thành viên"
        );
        assert_eq!(both_ways("hộ ông Phan Văn Khôi"), "hộ ông Phan Văn Khôi");
    }
}
