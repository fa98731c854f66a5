//! Rows of cells as rows of labels: one row, or two where the upper one holds groups.
//!
//! A group is a label whose cell was merged over columns at its right: they are blank above and have a
//! label below. Must not: decide which row is the header.

use super::alias::{self, Meaning, allows};
use super::block;
use super::label::Label;
use super::settle::Draft;
use crate::source::cell::Cell;
use crate::source::field::Field;

/// A row of labels.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its labels, blank ones `None`; blank ones at the end are missing.
    pub(super) labels: Vec<Option<Label>>,
    /// How many cells hold data rather than words.
    pub(super) data: usize,
    /// How many of them hold no star.
    pub(super) hard_data: usize,
}

/// How two rows lie over each other.
#[derive(Debug)]
pub(super) struct Pair {
    /// Their columns.
    pub(super) columns: Vec<Draft>,
    /// The column where the group of a column begins.
    groups: Vec<Option<usize>>,
    /// True when all labels of the lower row stand below a blank cell or a group.
    pub(super) fills: bool,
}

impl Line {
    /// Reads a row, as far as `width`.
    pub(super) fn of(cells: &[Cell], width: usize) -> Self {
        let mut line = Self::default();
        for (column, cell) in cells.iter().take(width).enumerate() {
            if cell.is_blank() {
                continue;
            }
            let label = Label::of(&cell.text());
            if label.text.is_empty() {
                continue;
            }
            let data = holds_data(cell, &label);
            line.data += usize::from(data.is_some());
            line.hard_data += usize::from(data == Some(Data::Hard));
            line.labels.resize(column, None);
            line.labels.push(Some(label));
        }
        line
    }

    /// The label of a column.
    pub(super) fn label(&self, column: usize) -> Option<&Label> {
        self.labels.get(column)?.as_ref()
    }

    /// How many labels there are.
    pub(super) fn count(&self) -> usize {
        self.labels.iter().flatten().count()
    }

    /// Its columns when it is a header of one row.
    pub(super) fn columns(&self) -> Vec<Draft> {
        let labels = self.labels.iter();
        labels
            .map(|label| label.as_ref().map(alone).unwrap_or_default())
            .collect()
    }
}

impl Pair {
    /// Lays two rows over each other.
    pub(super) fn of(upper: &Line, lower: &Line) -> Self {
        let width = upper.labels.len().max(lower.labels.len());
        let groups = groups(upper, lower, width);
        let mut fills = true;
        let columns = groups.iter().enumerate().map(|(column, group)| {
            let own = upper.label(column);
            let above = own.or_else(|| upper.label((*group)?));
            match (above, lower.label(column)) {
                (None, None) => Draft::default(),
                (Some(label), None) | (None, Some(label)) => alone(label),
                (Some(above), Some(below)) => {
                    fills &= group.is_some();
                    Draft {
                        text: format!("{}: {}", above.text, below.text),
                        key: above.key() + &below.key(),
                        last: below.key(),
                        meaning: stacked(above, below, group.is_some()),
                        pinned: None,
                    }
                }
            }
        });
        Self {
            columns: columns.collect(),
            fills,
            groups,
        }
    }

    /// True when a row below may be a part of the header, as seen from the column of the name: nothing
    /// but a remark stands below the name itself.
    pub(super) fn may_be_header(&self, upper: &Line, lower: &Line, name: usize) -> bool {
        let grouped = self.groups.get(name).is_some_and(Option::is_some);
        let remark = lower.label(name).is_none_or(|label| label.open.is_empty());
        grouped || remark || upper.label(name).is_none()
    }

    /// True when a group tells recognitions apart and the name does not stand in it, as it does below a
    /// title.
    pub(super) fn has_rounds(&self, upper: &Line, name: usize) -> bool {
        let name = self.groups.get(name).copied().flatten();
        let starts = self.groups.iter().flatten();
        starts
            .filter(|start| Some(**start) != name)
            .filter_map(|start| upper.label(*start))
            .any(|label| block::group(label).is_some())
    }
}

/// For every column the one where its group begins.
fn groups(upper: &Line, lower: &Line, width: usize) -> Vec<Option<usize>> {
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
fn alone(label: &Label) -> Draft {
    Draft {
        text: label.text.clone(),
        key: label.key(),
        last: label.key(),
        meaning: alias::meaning(label),
        pinned: None,
    }
}

/// What two labels over each other mean.
fn stacked(above: &Label, below: &Label, grouped: bool) -> Option<Meaning> {
    if let Some(turn) = block::group(above)
        && let Some(meaning) = block::within(&below.words).or_else(|| block::within(&below.open))
        && allows(meaning.field, &below.aside)
    {
        return Some(Meaning { turn, ..meaning });
    }
    // `Thông tin chủ thể` | `Tên`
    let introduces = |word: &&String| matches!(word.as_str(), "thong" | "tin" | "ve");
    let introduction = above.words.iter().take_while(introduces).count();
    let (_, thing) = above.words.split_at_checked(introduction)?;
    let joined = |first: &[String], second: &[String]| {
        let words: Vec<String> = first.iter().chain(second).cloned().collect();
        alias::whole(&words)
    };
    // A label above a single column that is remarked on below: `Tên sản phẩm` | `(ghi đầy đủ)`.
    let remarked = || {
        let found = (!grouped).then(|| alias::meaning(above))??;
        (!matches!(found.field, Field::Act(..)) && allows(found.field, &below.words))
            .then_some(found)
    };
    joined(&below.words, thing)
        .or_else(|| joined(thing, &below.words))
        .or_else(|| alias::meaning(below))
        .or_else(remarked)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Data {
    Star,
    Hard,
}

/// What a cell holds if no label: a number that is no year, a date, a star, a decision's number.
fn holds_data(cell: &Cell, label: &Label) -> Option<Data> {
    let digits = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_decision =
        |pair: &[String]| matches!(pair, [number, kind] if digits(number) && kind == "qd");
    match label.words.as_slice() {
        [year] if digits(year) && year.len() == 4 && year.starts_with("20") => None,
        [number, sao] if digits(number) && sao == "sao" => Some(Data::Star),
        words if matches!(cell, Cell::Number(_) | Cell::Day(_)) || words.iter().all(digits) => {
            Some(Data::Hard)
        }
        words if words.windows(2).any(is_decision) => Some(Data::Hard),
        _ => None,
    }
}
