//! Which verdict a person means: by its key, its name in either language, the beginning of one, or its digit.

use super::verdict_kind::VerdictKind;
use crate::work::name_key::name_key;

/// The verdict that these words mean: a whole name, a digit, or the beginning of the names of one verdict alone.
pub fn find_verdict<'a>(verdicts: &'a [VerdictKind], words: &str) -> Option<&'a VerdictKind> {
    find_whole_verdict(verdicts, words).or_else(|| {
        match list_begun_verdicts(verdicts, words).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    })
}

/// The verdicts of which a name begins with these words.
pub fn list_begun_verdicts<'a>(verdicts: &'a [VerdictKind], words: &str) -> Vec<&'a VerdictKind> {
    let typed = name_key(words);
    let begins = |name: &String| !typed.is_empty() && name.starts_with(&typed);
    let found = verdicts.iter();
    found
        .filter(|kind| names_of(kind).iter().any(begins))
        .collect()
}

/// The verdict with exactly this name, key or digit.
pub fn find_whole_verdict<'a>(verdicts: &'a [VerdictKind], words: &str) -> Option<&'a VerdictKind> {
    let typed = name_key(words);
    if let Ok(digit) = typed.parse::<usize>() {
        return digit.checked_sub(1).and_then(|index| verdicts.get(index));
    }
    verdicts
        .iter()
        .find(|kind| names_of(kind).contains(&typed) || kind.sign == words.trim())
}

fn names_of(kind: &VerdictKind) -> [String; 3] {
    [&kind.key, &kind.vi, &kind.en].map(|name| name_key(name))
}

#[cfg(test)]
mod tests {
    use super::super::verdict_kind::built_in_verdicts;
    use super::*;

    #[test]
    fn a_verdict_is_found_by_what_people_call_it_and_never_guessed() {
        let verdicts = built_in_verdicts();
        let found = |words: &str| find_verdict(&verdicts, words).map(|kind| kind.key.as_str());
        for (words, key) in [
            ("đúng", Some("dung")),
            ("DUNG", Some("dung")),
            ("1", Some("dung")),
            ("cần sửa", Some("can-sua")),
            ("can-sua", Some("can-sua")),
            ("can", Some("can-sua")),
            ("fix", Some("can-sua")),
            ("chua", Some("chua-chac")),
            ("?", Some("chua-chac")),
            ("5", Some("ngung")),
            ("ngung san xuat", Some("ngung")),
            // đúng and discontinued, đã liên hệ and discontinued.
            ("d", None),
            ("c", None),
            ("0", None),
            ("6", None),
            ("", None),
            ("xong", None),
        ] {
            assert_eq!(found(words), key, "{words}");
        }
        let begun = list_begun_verdicts(&verdicts, "đ");
        let begun: Vec<&str> = begun.into_iter().map(|kind| &*kind.key).collect();
        assert_eq!(begun, ["dung", "da-lien-he", "ngung"]);
        assert!(list_begun_verdicts(&verdicts, "").is_empty());
    }
}
