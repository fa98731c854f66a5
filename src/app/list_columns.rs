//! Which columns the list has in its width, how wide each is and where it stands: for drawing, for clicks on the header
//! and for the menu of columns.
//!
//! Where nobody chose columns, the width decides ([`default_columns`]). Columns are at least as wide as they must be,
//! and share what is left evenly. Of columns that somebody chose, the last ones are left out where all do not fit.
//! Must not: draw, or know what a cell says.

use ocop_index::search::FacetCounts;
use ocop_index::{Facet, NOT_GIVEN};

use super::layout;
use super::model::Model;
use crate::wording::product_column::{ProductColumn, default_columns};

/// Columns before the first cell: the sign of the row of the cursor.
const CURSOR_WIDTH: usize = 1;

/// Columns behind it for the signs of rows that the user selected, while there are any.
const SELECTION_WIDTH: usize = 1;

/// Columns behind these for the signs of a review, while one is open: verdict, remark, disagreement, a gap.
const WORK_WIDTH: usize = 4;

/// Columns between two cells.
const GAP: usize = 1;

/// The key of a gap of a record, and the column that it leaves empty.
const GAPS: [(&str, ProductColumn); 2] = [
    ("contact", ProductColumn::Phone),
    ("decision", ProductColumn::Decision),
];

/// A column at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSlot {
    /// Which column.
    pub column: ProductColumn,
    /// Its first column inside the list.
    pub start: usize,
    /// Its columns.
    pub width: usize,
}

/// The columns of the list when its inside is this wide, from left to right.
pub fn list_column_slots(model: &Model, width: usize) -> Vec<ColumnSlot> {
    let signs = sign_columns(model) - CURSOR_WIDTH;
    let mut slots = place_columns(&wanted_columns(model, width), width.saturating_sub(signs));
    for slot in &mut slots {
        slot.start += signs;
    }
    slots
}

/// Columns before the first cell.
pub fn sign_columns(model: &Model) -> usize {
    let selection = usize::from(model.selection.is_shown()) * SELECTION_WIDTH;
    let work = usize::from(model.work.open.is_some()) * WORK_WIDTH;
    CURSOR_WIDTH + selection + work
}

/// The columns of the list as it is shown now.
pub fn shown_column_slots(model: &Model) -> Vec<ColumnSlot> {
    list_column_slots(model, list_width(model))
}

/// The columns that somebody wants, or those of a list that is this wide; more than fit, perhaps.
pub fn wanted_columns(model: &Model, width: usize) -> Vec<ProductColumn> {
    let chosen = model.chosen_columns.as_ref();
    match chosen.or(model.configured_columns.as_ref()) {
        Some(columns) => columns.clone(),
        None => default_columns(width, |column| !model.sparse_columns.contains(&column)),
    }
}

/// True where some wanted column has no room.
pub fn has_hidden_columns(model: &Model) -> bool {
    let width = list_width(model);
    list_column_slots(model, width).len() < wanted_columns(model, width).len()
}

/// The inside of the list, in columns; of the whole window where the list is hidden.
pub fn list_width(model: &Model) -> usize {
    let list = layout::compute_layout(model).and_then(|layout| layout.list);
    let width = list.map_or(model.size.width.saturating_sub(2), |list| {
        list.inner_area().width
    });
    usize::from(width)
}

/// The column whose header is in this column of the list's inside; the gap behind a column is its own.
pub fn column_at(slots: &[ColumnSlot], x: usize) -> Option<ProductColumn> {
    let slot = slots
        .iter()
        .find(|slot| (slot.start..slot.start + slot.width + GAP).contains(&x));
    slot.map(|slot| slot.column)
}

/// Remembers which columns hardly any product of the catalogue has, as the answer about all products says. They are not
/// shown unless somebody chooses them.
pub(super) fn note_sparse_columns(model: &mut Model, total: usize, facets: &[FacetCounts]) {
    if total != model.catalog_size {
        return;
    }
    let count = |facet: Facet, wanted: &str| {
        let counts = facets.iter().find(|counts| counts.facet == facet);
        let mut values = counts.into_iter().flat_map(|counts| &counts.values);
        let value = values.find(|value| value.value == wanted);
        value.map_or(0, |value| value.count as usize)
    };
    // A product without a star has no decision that could lack.
    let unrated = count(Facet::Star, NOT_GIVEN);
    let sparse = GAPS.iter().filter(|(gap, column)| {
        let mut lacking = count(Facet::Gap, gap);
        if *column == ProductColumn::Decision {
            lacking += unrated;
        }
        // Nine in ten.
        lacking * 10 > total * 9
    });
    model.sparse_columns = sparse.map(|(_, column)| *column).collect();
}

/// Places as many of these columns as fit, at least one.
fn place_columns(wanted: &[ProductColumn], width: usize) -> Vec<ColumnSlot> {
    let columns = leave_out_last(wanted, width);
    let gaps = GAP * columns.len().saturating_sub(1);
    let room = width.saturating_sub(CURSOR_WIDTH + gaps);
    let widths = share_room(&columns, room);
    let mut start = CURSOR_WIDTH;
    let slots = columns.into_iter().zip(widths).map(|(column, width)| {
        let slot = ColumnSlot {
            column,
            start,
            width,
        };
        start += width + GAP;
        slot
    });
    slots.collect()
}

/// The columns that fit at their least width; the name stays longest.
fn leave_out_last(wanted: &[ProductColumn], width: usize) -> Vec<ProductColumn> {
    let mut columns = wanted.to_vec();
    let needed = |columns: &[ProductColumn]| {
        let cells = columns.iter().map(|column| column.width().min + GAP);
        cells.sum::<usize>()
    };
    while columns.len() > 1 && needed(&columns) > width {
        let mut others = columns.iter();
        let last = others.rposition(|column| *column != ProductColumn::Name);
        columns.remove(last.unwrap_or(0));
    }
    columns
}

/// The width of each column: the least, then what they wish, then until nearly all cells are whole, then as much as
/// they can use.
fn share_room(columns: &[ProductColumn], room: usize) -> Vec<usize> {
    let least = columns.iter().map(|column| column.width().min.min(room));
    let mut widths: Vec<usize> = least.collect();
    let mut left = room.saturating_sub(widths.iter().sum());
    let steps: [fn(ProductColumn) -> usize; 3] = [
        |column| column.width().wished,
        ProductColumn::whole_width,
        |column| column.width().max,
    ];
    for limit_of in steps {
        while left > 0 {
            let narrow =
                (0..widths.len()).filter(|index| widths[*index] < limit_of(columns[*index]));
            // The one that has the smallest share of its wish.
            let share = |index: &usize| widths[*index] * 1000 / limit_of(columns[*index]);
            let Some(index) = narrow.min_by_key(share) else {
                break;
            };
            widths[index] += 1;
            left -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProductColumn as P;
    use proptest::prelude::*;

    fn widths(columns: &[ProductColumn], width: usize) -> Vec<usize> {
        let slots = place_columns(columns, width);
        slots.iter().map(|slot| slot.width).collect()
    }

    #[test]
    fn a_narrow_list_gives_its_room_to_the_name() {
        assert_eq!(widths(&[P::Star, P::Name, P::Left], 46), [5, 26, 12]);
        let wide = widths(&[P::Star, P::Name, P::Producer, P::Place, P::Left], 190);
        assert_eq!(wide, [5, 64, 64, 30, 12]);
    }

    #[test]
    fn what_does_not_fit_is_left_out_from_the_end_but_never_the_name() {
        let slots = place_columns(&[P::Phone, P::Star, P::Name], 30);
        let kept: Vec<ProductColumn> = slots.iter().map(|slot| slot.column).collect();
        assert_eq!(kept, [P::Phone, P::Name]);
        assert_eq!(place_columns(&[P::Group, P::Name], 8).len(), 1);
    }

    proptest! {
        #[test]
        fn columns_never_overlap_and_each_is_found_where_it_stands(
            picked in prop::collection::vec(0usize..P::ALL.len(), 1..12),
            width in 36usize..300,
        ) {
            let wanted = picked.into_iter().map(|index| P::ALL[index]).collect();
            let wanted = crate::wording::product_column::without_repeats(wanted);
            let slots = place_columns(&wanted, width);
            let mut end = 0;
            for slot in &slots {
                prop_assert!(slot.start > end || end == 0, "{slots:?}");
                end = slot.start + slot.width;
                prop_assert!(end <= width, "{slots:?}");
                prop_assert_eq!(column_at(&slots, slot.start), Some(slot.column));
                prop_assert_eq!(column_at(&slots, end - 1), Some(slot.column));
            }
            prop_assert_eq!(column_at(&slots, 0), None);
        }
    }
}
