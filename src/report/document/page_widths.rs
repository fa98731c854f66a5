//! The widths of the columns of a table on a page: together as wide as the text, and no word is broken that fits.

use super::DocumentTable;
use super::document_text::format_cell;
use crate::wording::locale::Locale;

/// Letters of a word that a column makes room for; a longer one is broken.
const LONGEST_WORD: usize = 16;

/// How the letters of a table are measured, in any one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct LetterMeasure {
    /// Width of a letter, or of a digit, which is the same in the usual fonts.
    pub(super) letter: f64,
    /// Space beside the text of a cell.
    pub(super) margin: f64,
}

/// The widths of the columns of a table, in the unit of `page`: by their wanted widths, but no column narrower than its
/// longest word, where the page is wide enough for all of them.
pub(super) fn share_page_width(
    table: &DocumentTable,
    locale: &Locale,
    page: f64,
    measure: LetterMeasure,
) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    let least: Vec<f64> = columns
        .map(|(column, head)| {
            let cells = table.rows.iter().filter_map(|row| row.get(column));
            let longest = cells.map(|cell| longest_word(&format_cell(locale, cell)));
            let letters = longest.chain([longest_word(&head.label)]).max();
            letters.unwrap_or(0) as f64 * measure.letter + measure.margin
        })
        .collect();
    let wanted: Vec<f64> = table
        .columns
        .iter()
        .map(|column| column.width.max(1.0))
        .collect();
    let all_least: f64 = least.iter().sum();
    let widths = if all_least > page {
        least.iter().map(|width| width * page / all_least).collect()
    } else {
        fit_widths(&wanted, &least, page)
    };
    widths.into_iter().map(|width| width as usize).collect()
}

/// Shares the page by `wanted`; a column that would get less than its least width has that, and the others share the
/// rest.
fn fit_widths(wanted: &[f64], least: &[f64], page: f64) -> Vec<f64> {
    let mut is_least = vec![false; wanted.len()];
    loop {
        let parts = || is_least.iter().zip(wanted.iter().zip(least));
        let taken: f64 = parts()
            .map(|(is, (_, least))| if *is { *least } else { 0.0 })
            .sum();
        let shares: f64 = parts()
            .map(|(is, (wanted, _))| if *is { 0.0 } else { *wanted })
            .sum();
        let widths: Vec<f64> = parts()
            .map(|(is, (wanted, least))| {
                if *is {
                    *least
                } else {
                    (page - taken) * wanted / shares
                }
            })
            .collect();
        let narrow = (0..widths.len()).find(|at| !is_least[*at] && widths[*at] < least[*at]);
        match narrow {
            Some(at) => is_least[at] = true,
            None => return widths,
        }
    }
}

/// The letters of the longest word.
fn longest_word(text: &str) -> usize {
    let words = text.split_whitespace();
    let longest = words.map(|word| word.chars().count()).max();
    longest.unwrap_or(0).min(LONGEST_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_column_gets_its_word_and_the_others_the_rest() {
        let widths = fit_widths(&[1.0, 50.0, 49.0], &[20.0, 10.0, 10.0], 100.0);
        assert!((widths[0] - 20.0).abs() < 1e-9);
        assert!((widths.iter().sum::<f64>() - 100.0).abs() < 1e-9);
        assert!(widths[1] > widths[2]);
    }
}
