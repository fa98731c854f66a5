//! What a line in plain words is read with.

use jiff::civil::Date;

use crate::place::PlaceNames;

/// What a line is read with.
#[derive(Clone, Copy, Debug)]
pub struct SpokenContext<'a> {
    /// The day of the catalogue, from which `năm sau` is counted.
    pub today: Date,
    /// The places that may be named.
    pub places: &'a PlaceNames,
    /// The catalogue knows what people did with its products, so that `chưa duyệt` is a filter.
    pub has_marks: bool,
}
