//! Names of sheets that a workbook accepts: at most 31 characters, none of `[]:*?/\`, each different from the others.

/// Longest name of a sheet, in UTF-16 units (Excel's limit).
const MAX_NAME_UNITS: usize = 31;

/// The name, made one that a workbook accepts and that none of `taken` is; it is added to `taken`.
pub(super) fn choose_sheet_name(name: &str, taken: &mut Vec<String>) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            other => other,
        })
        .collect();
    let plain = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    // Excel keeps "History" for itself.
    let is_reserved = plain.is_empty() || plain.eq_ignore_ascii_case("history");
    let mut number = usize::from(is_reserved);
    loop {
        let ending = match number {
            0 => String::new(),
            number => format!(" ({number})"),
        };
        let space = MAX_NAME_UNITS.saturating_sub(ending.len());
        let chosen = format!("{}{ending}", cut_to_units(plain, space));
        // Letters of any size are the same to a workbook.
        let folded = chosen.to_lowercase();
        if !taken.contains(&folded) {
            taken.push(folded);
            return chosen;
        }
        number = if number == 0 { 2 } else { number + 1 };
    }
}

/// The beginning of the text that has at most this many UTF-16 units, without a space or `'` at its end.
fn cut_to_units(text: &str, units: usize) -> &str {
    let mut length = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        length += c.len_utf16();
        (length > units).then_some(at)
    });
    let cut = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
    cut.trim_end_matches(|c: char| c == '\'' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_made_plain_and_told_apart() {
        let mut taken = Vec::new();
        let mut choose = |name: &str| choose_sheet_name(name, &mut taken);
        assert_eq!(choose("Ghi chú"), "Ghi chú");
        assert_eq!(choose("GHI CHÚ"), "GHI CHÚ (2)");
        assert_eq!(choose("Còn lại: 31/130 [a]"), "Còn lại- 31-130 -a-");
        assert_eq!(choose("'='"), "=");
        assert_eq!(choose("History"), "History (1)");
        assert_eq!(choose("  "), " (1)");
        let long = "Sản phẩm có ghi chú hoặc đề nghị sửa";
        let (first, second) = (choose(long), choose(long));
        assert_eq!(first, "Sản phẩm có ghi chú hoặc đề ngh");
        assert_eq!(second, "Sản phẩm có ghi chú hoặc đề (2)");
        assert!(choose(&"🍵".repeat(40)).encode_utf16().count() <= MAX_NAME_UNITS);
    }
}
