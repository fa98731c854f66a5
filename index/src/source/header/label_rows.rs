//! Rows of cells as rows of labels: one row, or two where the upper one holds groups.
//!
//! A group is a label whose cell is merged with the columns to its right: these are blank in the upper row and have
//! a label in the lower one.

use super::alias::{self, allows_remark};
use super::label::HeaderLabel;
use super::label_meaning::LabelMeaning;
use super::recognition_block;
use super::resolve_columns::ColumnDraft;
use super::resolve_label::resolve_label;
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;

/// A row of labels.
#[derive(Debug, Default)]
pub(super) struct LabelRow {
    /// Its labels, `None` for blank ones; blank ones at the end are missing.
    pub(super) labels: Vec<Option<HeaderLabel>>,
    /// How many cells hold data rather than words.
    pub(super) data_cells: usize,
    /// How many of them are not stars.
    pub(super) non_star_data_cells: usize,
}

/// Two rows of labels as one header.
#[derive(Debug)]
pub(super) struct LabelRowPair {
    /// Their columns.
    pub(super) columns: Vec<ColumnDraft>,
    /// For every column, the column where its group begins.
    group_starts: Vec<Option<usize>>,
    /// True when every label of the lower row is below a blank cell or a group.
    pub(super) fills_blanks: bool,
}

impl LabelRow {
    /// The labels of the first `width` cells of a row.
    pub(super) fn from_cells(cells: &[ListCell], width: usize) -> Self {
        let mut row = Self::default();
        let mut star_labels = Vec::new();
        for (column, cell) in cells.iter().take(width).enumerate() {
            if cell.is_blank() {
                continue;
            }
            let label = HeaderLabel::from_text(&cell.text());
            if label.text.is_empty() {
                continue;
            }
            let data_kind = detect_data_cell(cell, &label);
            row.data_cells += usize::from(data_kind.is_some());
            row.non_star_data_cells += usize::from(data_kind == Some(DataCellKind::NonStar));
            if data_kind == Some(DataCellKind::Star) {
                star_labels.push(label.key());
            }
            row.labels.resize(column, None);
            row.labels.push(Some(label));
        }
        if are_mark_columns(star_labels) {
            row.data_cells = row.non_star_data_cells;
        }
        row
    }

    /// The label of a column.
    pub(super) fn label(&self, column: usize) -> Option<&HeaderLabel> {
        self.labels.get(column)?.as_ref()
    }

    /// How many labels there are.
    pub(super) fn label_count(&self) -> usize {
        self.labels.iter().flatten().count()
    }

    /// Three rows as two: the lowest label of each column, and the label above it. `None` when the lower rows hold data
    /// or no label stands in the third row.
    pub(super) fn stack_three(upper: &Self, middle: &Self, lower: &Self) -> Option<[Self; 2]> {
        if lower.label_count() == 0
            || middle.label_count() == 0
            || lower.data_cells > 0
            || middle.data_cells > 0
        {
            return None;
        }
        let width = upper
            .labels
            .len()
            .max(middle.labels.len())
            .max(lower.labels.len());
        let mut stacked = [Self::default(), Self::default()];
        for column in 0..width {
            let [above, below] = match (
                upper.label(column),
                middle.label(column),
                lower.label(column),
            ) {
                (_, middle, Some(lower)) => [middle, Some(lower)],
                (upper, Some(middle), None) => [upper, Some(middle)],
                (upper, None, None) => [upper, None],
            };
            stacked[0].labels.push(above.cloned());
            stacked[1].labels.push(below.cloned());
        }
        Some(stacked)
    }

    /// Its columns, if it is a header of one row.
    pub(super) fn draft_columns(&self) -> Vec<ColumnDraft> {
        let labels = self.labels.iter();
        labels
            .map(|label| label.as_ref().map(draft_single_label).unwrap_or_default())
            .collect()
    }
}

impl LabelRowPair {
    /// Combines an upper and a lower row.
    pub(super) fn from_rows(upper: &LabelRow, lower: &LabelRow) -> Self {
        let width = upper.labels.len().max(lower.labels.len());
        let group_starts = find_group_starts(upper, lower, width);
        let mut fills_blanks = true;
        let columns = group_starts
            .iter()
            .enumerate()
            .map(|(column, group_start)| {
                let own_label = upper.label(column);
                let above = own_label.or_else(|| upper.label((*group_start)?));
                match (above, lower.label(column)) {
                    (None, None) => ColumnDraft::default(),
                    (Some(label), None) | (None, Some(label)) => draft_single_label(label),
                    (Some(above), Some(below)) => {
                        fills_blanks &= group_start.is_some();
                        ColumnDraft {
                            text: format!("{}: {}", above.text, below.text),
                            key: above.key() + &below.key(),
                            lower_key: below.key(),
                            meaning: resolve_stacked_labels(above, below, group_start.is_some()),
                            pinned: None,
                        }
                    }
                }
            });
        Self {
            columns: columns.collect(),
            fills_blanks,
            group_starts,
        }
    }

    /// True when the lower row may belong to the header, judging by the name column: below the name itself there is
    /// at most a remark.
    pub(super) fn can_be_header(&self, upper: &LabelRow, lower: &LabelRow, name: usize) -> bool {
        let is_grouped = self.group_starts.get(name).is_some_and(Option::is_some);
        let has_only_remark = lower
            .label(name)
            .is_none_or(|label| label.outside_brackets.is_empty());
        is_grouped || has_only_remark || upper.label(name).is_none()
    }

    /// True when a group names a recognition and the name column is not in it; below a title it would be.
    pub(super) fn has_block_groups(&self, upper: &LabelRow, name: usize) -> bool {
        let name_group = self.group_starts.get(name).copied().flatten();
        let starts = self.group_starts.iter().flatten();
        starts
            .filter(|start| Some(**start) != name_group)
            .filter_map(|start| upper.label(*start))
            .any(|label| recognition_block::find_group_block(label).is_some())
    }
}

/// For every column in a group, the column where that group begins.
fn find_group_starts(upper: &LabelRow, lower: &LabelRow, width: usize) -> Vec<Option<usize>> {
    let mut group_starts = vec![None; width];
    let mut start = None;
    for column in 0..width {
        let has_label_below = lower.label(column).is_some();
        if upper.label(column).is_some() {
            start = has_label_below.then_some(column);
        } else if !has_label_below {
            start = None;
        } else if let Some(first) = start {
            for member in [first, column] {
                if let Some(group_start) = group_starts.get_mut(member) {
                    *group_start = Some(first);
                }
            }
        }
    }
    group_starts
}

/// A column with one label.
fn draft_single_label(label: &HeaderLabel) -> ColumnDraft {
    ColumnDraft {
        text: label.text.clone(),
        key: label.key(),
        lower_key: label.key(),
        meaning: resolve_label(label),
        pinned: None,
    }
}

/// What a label above another one means with it.
fn resolve_stacked_labels(
    above: &HeaderLabel,
    below: &HeaderLabel,
    is_grouped: bool,
) -> Option<LabelMeaning> {
    if let Some(block) = recognition_block::find_group_block(above)
        && let Some(meaning) = recognition_block::resolve_block_field(&below.words)
            .or_else(|| recognition_block::resolve_block_field(&below.outside_brackets))
        && allows_remark(meaning.field, &below.inside_brackets)
    {
        return Some(LabelMeaning { block, ..meaning });
    }
    // `Thông tin chủ thể` | `Tên`: leave `Thông tin` out.
    let is_introduction = |word: &&String| matches!(word.as_str(), "thong" | "tin" | "ve");
    let introduction_len = above.words.iter().take_while(is_introduction).count();
    let (_, subject) = above.words.split_at_checked(introduction_len)?;
    let match_joined = |first: &[String], second: &[String]| {
        let words: Vec<String> = first.iter().chain(second).cloned().collect();
        alias::match_whole_words(&words)
    };
    // A label of a single column with a remark below: `Tên sản phẩm` | `(ghi đầy đủ)`.
    let match_with_remark = || {
        let meaning = (!is_grouped).then(|| resolve_label(above))??;
        (!matches!(meaning.field, ProductField::Recognition(..))
            && allows_remark(meaning.field, &below.words))
        .then_some(meaning)
    };
    match_joined(&below.words, subject)
        .or_else(|| match_joined(subject, &below.words))
        .or_else(|| resolve_label(below))
        .or_else(match_with_remark)
}

/// True for `3 sao | 4 sao | 5 sao`: several numbers of stars, each once, are labels of columns with check marks.
fn are_mark_columns(mut star_labels: Vec<String>) -> bool {
    let count = star_labels.len();
    star_labels.sort_unstable();
    star_labels.dedup();
    count > 1 && star_labels.len() == count
}

/// Kinds of data in a row that may be a header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DataCellKind {
    Star,
    NonStar,
}

/// The data in a cell, `None` for a label. Data are dates, stars, decision numbers, and numbers other than years.
fn detect_data_cell(cell: &ListCell, label: &HeaderLabel) -> Option<DataCellKind> {
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_decision =
        |pair: &[String]| matches!(pair, [number, kind] if is_number(number) && kind == "qd");
    match label.words.as_slice() {
        [year] if is_number(year) && year.len() == 4 && year.starts_with("20") => None,
        [number, sao] if is_number(number) && sao == "sao" => Some(DataCellKind::Star),
        words
            if matches!(
                cell,
                ListCell::Number(_) | ListCell::FormattedNumber { .. } | ListCell::Day(_)
            ) || words.iter().all(is_number) =>
        {
            Some(DataCellKind::NonStar)
        }
        words if words.windows(2).any(is_decision) => Some(DataCellKind::NonStar),
        _ => None,
    }
}
