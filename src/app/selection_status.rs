//! How many products are selected, in words: seen at every size, beside everything else that the status line says.

use unicode_width::UnicodeWidthStr;

use super::model::Model;
use super::review_words::describe_review_briefly;

/// The words for the selection in a line of this many columns: how many products are selected, and how many of them the
/// list does not have, where there is room for it; then how many rows a range has that grows. A notice needs the room
/// more.
pub fn describe_selection(model: &Model, columns: usize) -> Vec<String> {
    describe_parts(model, columns, model.notice.is_some())
}

fn describe_parts(model: &Model, columns: usize, has_notice: bool) -> Vec<String> {
    let locale = &model.locale;
    let count = model.selection.products.len();
    let n = locale.format_number(count);
    let mut parts = Vec::new();
    if count > 0 {
        let short = locale.fill("selection.count", &[("n", &n)]);
        let outside = model.selected_outside_list();
        let outside = outside.filter(|outside| *outside > 0 && !has_notice);
        let longer = outside.and_then(|outside| {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("n", &n), ("outside", &locale.format_number(outside))];
            let keys = ["selection.count_outside", "selection.count_outside_short"];
            let mut texts = keys.into_iter().map(|key| locale.fill(key, &values));
            // The number of products in the list is told beside it.
            texts.find(|text| text.width() <= columns * 3 / 5)
        });
        parts.push(longer.unwrap_or(short));
    }
    let range = model.growing_range();
    parts.extend(range.map(|rows| {
        let n = locale.format_number(rows.len());
        locale.fill("selection.range", &[("n", &n)])
    }));
    parts
}

/// Columns of the status line that the selection and the open review take beside a notice, the space before each part
/// and its brackets included.
pub fn columns_beside_notice(model: &Model) -> usize {
    let mut parts = describe_parts(model, usize::from(model.size.width), true);
    parts.extend(describe_review_briefly(model));
    parts.iter().map(|part| part.width() + 3).sum()
}

/// Columns that a notice has in the status line: a space stands before it, and its last column stays free.
pub fn notice_columns(model: &Model) -> usize {
    let width = usize::from(model.size.width);
    width.saturating_sub(2 + columns_beside_notice(model))
}
