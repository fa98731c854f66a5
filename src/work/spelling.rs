//! Which of several names somebody means, whatever its accents and case.

use super::name_key::name_key;

/// The one of these names that somebody means: as they wrote it, or the only one of the same key.
pub fn find_spelled<'a>(
    names: impl IntoIterator<Item = &'a str>,
    written: &str,
) -> Option<&'a str> {
    let wanted = name_key(written);
    let mut spelled: Option<&str> = None;
    let mut is_unclear = false;
    for name in names {
        if name == written {
            return Some(name);
        }
        if name_key(name) == wanted {
            is_unclear |= spelled.is_some_and(|other| other != name);
            spelled = Some(name);
        }
    }
    spelled.filter(|_| !is_unclear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_make_no_other_name_unless_two_differ_in_them_alone() {
        let names = ["đã lập", "đang làm", "chưa"];
        assert_eq!(find_spelled(names, " DA  LAP "), Some("đã lập"));
        // Not composed.
        assert_eq!(find_spelled(names, "chu\u{31b}a"), Some("chưa"));
        assert_eq!(find_spelled(names, "xong"), None);
        let names = ["mơ", "mở"];
        assert_eq!(find_spelled(names, "mở"), Some("mở"));
        assert_eq!(find_spelled(names, "mo"), None);
    }
}
