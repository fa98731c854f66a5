//! Tells a header that stands in the list again, as at the top of a printed page, from the rows of products.
//!
//! Only the first texts of a row are looked up, so that long lists stay cheap.

use super::alias;
use super::label::HeaderLabel;
use super::label_meaning::{AliasMatch, LabelMeaning};
use super::resolve_label;
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;

/// Most characters of a cell that can be the label of a column.
const MAX_LABEL_CHARS: usize = 60;

/// Texts of a row that are looked up as labels, so that long lists stay cheap.
const CHECKED_LABELS: usize = 3;

/// True when a row below a header looks like labels again: its first texts are names of fields, and it has no numbers
/// or dates.
pub(crate) fn is_row_of_labels(cells: &[ListCell]) -> bool {
    let mut labels = 0;
    let mut texts = 0;
    // No product has `STT` for its running number: whatever the other labels say, a table begins.
    let mut begins_with_number_label = false;
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        let ListCell::Text(text) = cell else {
            return false;
        };
        if text.len() > 4 * MAX_LABEL_CHARS || text.chars().count() > MAX_LABEL_CHARS {
            return false;
        }
        texts += 1;
        if texts > CHECKED_LABELS {
            continue;
        }
        // `3 sao` is a label behind labels, and the stars of a product behind its name.
        let is_behind_labels = labels > 0 && labels + 1 == texts;
        let label = parse_label(text, is_behind_labels);
        labels += usize::from(label.is_some());
        begins_with_number_label |= texts == 1
            && label.is_some_and(|label| {
                label.field == ProductField::Number && label.alias_match == AliasMatch::Whole
            });
        if begins_with_number_label {
            continue;
        }
        // The first text of a product is a number or a name, and one of the next two is no label either.
        if labels + 1 < texts {
            return false;
        }
    }
    let has_enough_labels = labels >= 2 || begins_with_number_label;
    has_enough_labels && texts >= CHECKED_LABELS || labels == texts && labels == 2
}

/// What a text means as a label. One that begins with a digit is a label of marks at most, and only where it may be
/// one.
fn parse_label(text: &str, may_be_marks: bool) -> Option<LabelMeaning> {
    let begins_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    if begins_with_digit && !may_be_marks || !alias::may_be_label(text) {
        return None;
    }
    let label = HeaderLabel::from_text(text);
    let meaning = alias::match_whole_words(&label.words);
    if begins_with_digit {
        return meaning.filter(|meaning| matches!(meaning.field, ProductField::StarMark(_)));
    }
    let has_brackets = !label.inside_brackets.is_empty();
    meaning.or_else(|| has_brackets.then(|| resolve_label::resolve_label(&label))?)
}
