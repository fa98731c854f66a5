//! Letters that a scanner takes for others: `rn` for m, `li` for h, `1` for l.
//!
//! A misread word is often another word or none, so this is tried where nothing else fits. Must not: choose; the
//! caller asks its vocabulary.

/// What is read, and what stood there.
const CONFUSED: [(&str, &str); 10] = [
    ("rn", "m"),
    ("li", "h"),
    ("cl", "d"),
    ("vv", "w"),
    ("0", "o"),
    ("1", "l"),
    ("1", "i"),
    ("5", "s"),
    ("l", "i"),
    ("i", "l"),
];
/// Most letters of a word that are misread.
const MAX_MISREAD: usize = 2;

/// The bare words that may have been misread as this one, those with the fewest errors first.
pub(crate) fn misread_originals(fold: &str) -> Vec<String> {
    let mut originals: Vec<String> = Vec::new();
    let mut newest = vec![fold.to_owned()];
    for _ in 0..MAX_MISREAD {
        let mut found: Vec<String> = Vec::new();
        for word in &newest {
            for (read, stood) in CONFUSED {
                for (offset, _) in word.match_indices(read) {
                    let mut original = word.clone();
                    original.replace_range(offset..offset + read.len(), stood);
                    let is_new = original != fold && !originals.contains(&original);
                    if is_new && !found.contains(&original) {
                        found.push(original);
                    }
                }
            }
        }
        originals.extend(found.iter().cloned());
        newest = found;
    }
    originals
}

#[cfg(test)]
mod tests {
    use super::misread_originals;

    #[test]
    fn what_stood_there_is_among_the_originals() {
        for (read, stood) in [
            ("narn", "nam"),
            ("sacli", "sach"),
            ("liau", "hau"),
            ("1ong", "long"),
            ("ha0", "hao"),
            ("nglie", "nghe"),
            ("rnurn", "mum"),
        ] {
            let originals = misread_originals(read);
            assert!(
                originals.iter().any(|one| one == stood),
                "{read}: {originals:?}"
            );
        }
        assert!(misread_originals("cha").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn the_word_itself_is_none_of_them(fold in "[a-z0-9]{0,12}") {
            proptest::prop_assert!(!misread_originals(&fold).contains(&fold));
        }
    }
}
