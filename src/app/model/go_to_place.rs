//! A place in a list, as it is typed: a row, a percentage, or the beginning of a name.

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListPlace {
    /// The row with this index.
    Row(usize),
    /// The first product whose name comes at or after these letters.
    Name(String),
}

/// Reads a place in a list of `total` rows: `120`, `50%`, or letters. `None` for anything else.
pub fn parse_list_place(text: &str, total: usize) -> Option<ListPlace> {
    let text = text.trim();
    let last = total.saturating_sub(1);
    if let Some(percent) = text.strip_suffix('%') {
        let percent: usize = percent.trim().parse().ok()?;
        let row = last.saturating_mul(percent.min(100)) / 100;
        return Some(ListPlace::Row(row));
    }
    let digits: String = text.chars().filter(|c| !['.', ','].contains(c)).collect();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        let number = digits.parse().unwrap_or(usize::MAX);
        return Some(ListPlace::Row(number.saturating_sub(1).min(last)));
    }
    let is_name = text.chars().next()?.is_alphabetic();
    is_name.then(|| ListPlace::Name(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_percentages_stay_within_the_list() {
        for (text, row) in [
            ("1", 0),
            (" 120 ", 119),
            ("1.200", 199),
            ("0", 0),
            ("99999999999999999999999", 199),
            ("50%", 99),
            ("0%", 0),
            ("100 %", 199),
            ("900%", 199),
        ] {
            assert_eq!(
                parse_list_place(text, 200),
                Some(ListPlace::Row(row)),
                "{text}"
            );
        }
        let name = ListPlace::Name("đ".to_owned());
        assert_eq!(parse_list_place("đ", 200), Some(name));
        for nonsense in ["", "%", "-5", "x%", "?"] {
            assert_eq!(parse_list_place(nonsense, 200), None, "{nonsense}");
        }
        assert_eq!(parse_list_place("7", 0), Some(ListPlace::Row(0)));
    }
}
