//! Rows of cells as rows of labels: one row, or two where the upper one holds groups.
//!
//! A group is a label whose cell was merged over columns at its right: they are blank above and have a
//! label below. Must not: decide which row is the header.

use super::alias::{self, LabelMeaning, allows_remark};
use super::label::HeaderLabel;
use super::recognition_block;
use super::resolve_columns::ColumnDraft;
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;

/// A row of labels.
#[derive(Debug, Default)]
pub(super) struct LabelRow {
    /// Its labels, blank ones `None`; blank ones at the end are missing.
    pub(super) labels: Vec<Option<HeaderLabel>>,
    /// How many cells hold data rather than words.
    pub(super) data_cells: usize,
    /// How many of them hold no star.
    pub(super) non_star_data_cells: usize,
}

/// How two rows lie over each other.
#[derive(Debug)]
pub(super) struct LabelRowPair {
    /// Their columns.
    pub(super) columns: Vec<ColumnDraft>,
    /// The column where the group of a column begins.
    group_starts: Vec<Option<usize>>,
    /// True when all labels of the lower row stand below a blank cell or a group.
    pub(super) fills_blanks: bool,
}

impl LabelRow {
    /// Reads a row, as far as `width`.
    pub(super) fn from_cells(cells: &[ListCell], width: usize) -> Self {
        let mut line = Self::default();
        for (column, cell) in cells.iter().take(width).enumerate() {
            if cell.is_blank() {
                continue;
            }
            let label = HeaderLabel::from_text(&cell.text());
            if label.text.is_empty() {
                continue;
            }
            let data = detect_data_cell(cell, &label);
            line.data_cells += usize::from(data.is_some());
            line.non_star_data_cells += usize::from(data == Some(DataCellKind::NonStar));
            line.labels.resize(column, None);
            line.labels.push(Some(label));
        }
        line
    }

    /// The label of a column.
    pub(super) fn label(&self, column: usize) -> Option<&HeaderLabel> {
        self.labels.get(column)?.as_ref()
    }

    /// How many labels there are.
    pub(super) fn label_count(&self) -> usize {
        self.labels.iter().flatten().count()
    }

    /// Its columns when it is a header of one row.
    pub(super) fn draft_columns(&self) -> Vec<ColumnDraft> {
        let labels = self.labels.iter();
        labels
            .map(|label| label.as_ref().map(draft_single_label).unwrap_or_default())
            .collect()
    }
}

impl LabelRowPair {
    /// Lays two rows over each other.
    pub(super) fn from_rows(upper: &LabelRow, lower: &LabelRow) -> Self {
        let width = upper.labels.len().max(lower.labels.len());
        let groups = find_group_starts(upper, lower, width);
        let mut fills = true;
        let columns = groups.iter().enumerate().map(|(column, group)| {
            let own = upper.label(column);
            let above = own.or_else(|| upper.label((*group)?));
            match (above, lower.label(column)) {
                (None, None) => ColumnDraft::default(),
                (Some(label), None) | (None, Some(label)) => draft_single_label(label),
                (Some(above), Some(below)) => {
                    fills &= group.is_some();
                    ColumnDraft {
                        text: format!("{}: {}", above.text, below.text),
                        key: above.key() + &below.key(),
                        lower_key: below.key(),
                        meaning: resolve_stacked_labels(above, below, group.is_some()),
                        pinned: None,
                    }
                }
            }
        });
        Self {
            columns: columns.collect(),
            fills_blanks: fills,
            group_starts: groups,
        }
    }

    /// True when a row below may be a part of the header, as seen from the column of the name: nothing
    /// but a remark stands below the name itself.
    pub(super) fn can_be_header(&self, upper: &LabelRow, lower: &LabelRow, name: usize) -> bool {
        let grouped = self.group_starts.get(name).is_some_and(Option::is_some);
        let remark = lower
            .label(name)
            .is_none_or(|label| label.outside_brackets.is_empty());
        grouped || remark || upper.label(name).is_none()
    }

    /// True when a group tells recognitions apart and the name does not stand in it, as it does below a
    /// title.
    pub(super) fn has_block_groups(&self, upper: &LabelRow, name: usize) -> bool {
        let name = self.group_starts.get(name).copied().flatten();
        let starts = self.group_starts.iter().flatten();
        starts
            .filter(|start| Some(**start) != name)
            .filter_map(|start| upper.label(*start))
            .any(|label| recognition_block::find_group_block(label).is_some())
    }
}

/// For every column the one where its group begins.
fn find_group_starts(upper: &LabelRow, lower: &LabelRow, width: usize) -> Vec<Option<usize>> {
    let mut groups = vec![None; width];
    let mut start = None;
    for column in 0..width {
        let below = lower.label(column).is_some();
        if upper.label(column).is_some() {
            start = below.then_some(column);
        } else if !below {
            start = None;
        } else if let Some(first) = start {
            for at in [first, column] {
                if let Some(group) = groups.get_mut(at) {
                    *group = Some(first);
                }
            }
        }
    }
    groups
}

/// A column with one label.
fn draft_single_label(label: &HeaderLabel) -> ColumnDraft {
    ColumnDraft {
        text: label.text.clone(),
        key: label.key(),
        lower_key: label.key(),
        meaning: alias::resolve_label(label),
        pinned: None,
    }
}

/// What two labels over each other mean.
fn resolve_stacked_labels(
    above: &HeaderLabel,
    below: &HeaderLabel,
    grouped: bool,
) -> Option<LabelMeaning> {
    if let Some(turn) = recognition_block::find_group_block(above)
        && let Some(meaning) = recognition_block::resolve_block_field(&below.words)
            .or_else(|| recognition_block::resolve_block_field(&below.outside_brackets))
        && allows_remark(meaning.field, &below.inside_brackets)
    {
        return Some(LabelMeaning {
            block: turn,
            ..meaning
        });
    }
    // `Thông tin chủ thể` | `Tên`
    let introduces = |word: &&String| matches!(word.as_str(), "thong" | "tin" | "ve");
    let introduction = above.words.iter().take_while(introduces).count();
    let (_, thing) = above.words.split_at_checked(introduction)?;
    let joined = |first: &[String], second: &[String]| {
        let words: Vec<String> = first.iter().chain(second).cloned().collect();
        alias::match_whole_words(&words)
    };
    // A label above a single column that is remarked on below: `Tên sản phẩm` | `(ghi đầy đủ)`.
    let remarked = || {
        let found = (!grouped).then(|| alias::resolve_label(above))??;
        (!matches!(found.field, ProductField::Recognition(..))
            && allows_remark(found.field, &below.words))
        .then_some(found)
    };
    joined(&below.words, thing)
        .or_else(|| joined(thing, &below.words))
        .or_else(|| alias::resolve_label(below))
        .or_else(remarked)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DataCellKind {
    Star,
    NonStar,
}

/// What a cell holds if no label: a number that is no year, a date, a star, a decision's number.
fn detect_data_cell(cell: &ListCell, label: &HeaderLabel) -> Option<DataCellKind> {
    let digits = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_decision =
        |pair: &[String]| matches!(pair, [number, kind] if digits(number) && kind == "qd");
    match label.words.as_slice() {
        [year] if digits(year) && year.len() == 4 && year.starts_with("20") => None,
        [number, sao] if digits(number) && sao == "sao" => Some(DataCellKind::Star),
        words
            if matches!(cell, ListCell::Number(_) | ListCell::Day(_))
                || words.iter().all(digits) =>
        {
            Some(DataCellKind::NonStar)
        }
        words if words.windows(2).any(is_decision) => Some(DataCellKind::NonStar),
        _ => None,
    }
}
