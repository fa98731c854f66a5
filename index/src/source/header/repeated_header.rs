//! Tells a header that stands in the list again, as at the top of a printed page, from the rows of products.
//!
//! Only the first texts of a row are looked up, so that long lists stay cheap.

use super::alias;
use super::label::HeaderLabel;
use super::resolve_label;
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;

/// What a row below a header may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderRowKind {
    /// A row of labels.
    Labels,
    /// Any other row.
    Data,
}

/// Most characters of a cell that can be the label of a column.
const MAX_LABEL_CHARS: usize = 60;

/// Texts of a row that are looked up as labels, so that long lists stay cheap.
const CHECKED_LABELS: usize = 3;

/// Tells whether a row below a header looks like labels again: its first texts are names of fields, and it has no
/// numbers or dates.
pub(crate) fn classify_header_row(cells: &[ListCell]) -> HeaderRowKind {
    let mut labels = 0;
    let mut texts = 0;
    // No product has `STT` for its running number: whatever the other labels say, a table begins.
    let mut begins_with_number_label = false;
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        let ListCell::Text(text) = cell else {
            return HeaderRowKind::Data;
        };
        if text.len() > 4 * MAX_LABEL_CHARS || text.chars().count() > MAX_LABEL_CHARS {
            return HeaderRowKind::Data;
        }
        texts += 1;
        if texts > CHECKED_LABELS {
            continue;
        }
        // `3 sao` is a label behind labels, and the stars of a product behind its name.
        let is_behind_labels = labels > 0 && labels + 1 == texts;
        let is_known = is_known_label(text);
        labels += usize::from(is_known || is_behind_labels && is_star_label(text));
        begins_with_number_label |= texts == 1 && is_known && is_number_label(text);
        if begins_with_number_label {
            continue;
        }
        // The first text of a product is a number or a name, and one of the next two is no label either.
        if labels + 1 < texts {
            return HeaderRowKind::Data;
        }
    }
    let has_enough_labels = labels >= 2 || begins_with_number_label;
    if has_enough_labels && texts >= CHECKED_LABELS || labels == texts && labels == 2 {
        HeaderRowKind::Labels
    } else {
        HeaderRowKind::Data
    }
}

fn is_known_label(text: &str) -> bool {
    if text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let label = HeaderLabel::from_text(text);
    alias::match_whole_words(&label.words).is_some()
        || !label.inside_brackets.is_empty() && resolve_label::resolve_label(&label).is_some()
}

/// True for `STT`, `Số TT`.
fn is_number_label(text: &str) -> bool {
    let label = HeaderLabel::from_text(text);
    let meaning = alias::match_whole_words(&label.words);
    meaning.is_some_and(|meaning| meaning.field == ProductField::Number)
}

/// True for `3 sao`, a column of marks.
fn is_star_label(text: &str) -> bool {
    let label = HeaderLabel::from_text(text);
    let meaning = alias::match_whole_words(&label.words);
    meaning.is_some_and(|meaning| matches!(meaning.field, ProductField::StarMark(_)))
}
