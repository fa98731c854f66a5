//! Abbreviations in producers' names, both ways: `HTX` is found by "hợp tác xã", and the other way round.
//!
//! The other form is added to what is searched, never to what is shown. Must not: expand what has more than
//! one meaning; the table holds none of those.

use std::sync::LazyLock;

use crate::source::table;
use crate::vietnamese::keys;

/// The key of an abbreviation and of its phrase, with both as written.
struct Pair {
    keys: [Vec<String>; 2],
    texts: [&'static str; 2],
}

/// The text with the other form of every abbreviation and phrase in it behind.
pub(crate) fn both_ways(text: &str) -> String {
    static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
        table::rows(include_str!("../data/abbreviations.tsv"))
            .map(|[short, long]| Pair {
                keys: [keys(short), keys(long)],
                texts: [short, long],
            })
            .collect()
    });
    let found = keys(text);
    let mut whole = text.to_owned();
    for pair in PAIRS.iter() {
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
    use super::both_ways;

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
