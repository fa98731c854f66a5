//! The header of the list under the mouse: which order a click on it takes.

use ocop_index::Sort;

/// The order of the header at this column inside a list of this width; `None` where the list cannot be sorted by it.
pub(super) fn order_at(width: usize, column: usize) -> Option<Sort> {
    let mut end = 1;
    for (columns, order) in header_columns(width) {
        if columns > 0 {
            end += columns + 1;
            if column < end {
                return order;
            }
        }
    }
    None
}

/// The headers from left to right: their columns, 0 where one is not shown, and the order that each stands for.
fn header_columns(width: usize) -> [(usize, Option<Sort>); 5] {
    let (star, time_left) = (5, 12);
    let rest = width.saturating_sub(1 + star + 1 + time_left + 1);
    let (name, producer, place) = match rest {
        0..30 => (rest, 0, 0),
        30..64 => (rest * 3 / 5, 0, rest - rest * 3 / 5 - 1),
        _ => {
            let (name, producer) = (rest * 2 / 5, rest * 7 / 20);
            (name, producer, rest - name - producer - 2)
        }
    };
    [
        (star, Some(Sort::Star)),
        (name, Some(Sort::Name)),
        (producer, None),
        (place, Some(Sort::Place)),
        (time_left, Some(Sort::Expiry)),
    ]
}
