//! Telephone numbers as people read them: digits in groups. What is copied or written into a file stays as it is.

/// A number of ten or eleven digits in groups, `0990 599 999`, `0203 3825 599`; everything else in the text stays as it
/// is.
pub fn group_phone_digits(text: &str) -> String {
    let mut grouped = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from_digits) = rest.split_at(start);
        let end = from_digits.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = from_digits.split_at(end.unwrap_or(from_digits.len()));
        grouped.push_str(before);
        match (digits.len(), digits.starts_with('0')) {
            (10, true) => grouped.extend([&digits[..4], " ", &digits[4..7], " ", &digits[7..]]),
            (11, true) => grouped.extend([&digits[..4], " ", &digits[4..8], " ", &digits[8..]]),
            _ => grouped.push_str(digits),
        }
        rest = after;
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_grouped_and_nothing_else() {
        for (number, read) in [
            ("0990599999", "0990 599 999"),
            ("02033821234", "0203 3821 234"),
            ("0912345678 - 0987654321", "0912 345 678 - 0987 654 321"),
            ("0203.3821.234", "0203.3821.234"),
            ("+84912345678", "+84912345678"),
            ("1900 1234", "1900 1234"),
            ("", ""),
        ] {
            assert_eq!(group_phone_digits(number), read);
        }
    }
}
