//! The rows of the table for the statistics. Must not: do anything.

use super::{Action, Context, Entry, row};

/// The rows; the key that opens the statistics is one of everywhere.
pub(super) const ROWS: &[Entry] = &[
    row(Context::Anywhere, Action::Stats, "stats", "s", 11),
    row(Context::Stats, Action::FilterBy, "filter_by", "enter", 1),
    row(Context::Stats, Action::NextFigures, "next_figures", "t", 2),
    row(Context::Stats, Action::NextFacet, "next_facet", "n tab", 3),
    row(
        Context::Stats,
        Action::PreviousFacet,
        "previous_facet",
        "N backtab",
        0,
    ),
    row(
        Context::Stats,
        Action::NextColumns,
        "next_columns",
        "right l",
        4,
    ),
    row(
        Context::Stats,
        Action::PreviousColumns,
        "previous_columns",
        "left h",
        0,
    ),
    row(Context::Stats, Action::Up, "up", "up k", 0),
    row(Context::Stats, Action::Down, "down", "down j", 0),
    row(Context::Stats, Action::PageUp, "page_up", "pgup ctrl-b", 0),
    row(
        Context::Stats,
        Action::PageDown,
        "page_down",
        "pgdn ctrl-f space",
        0,
    ),
    row(Context::Stats, Action::First, "first", "g,g home", 0),
    row(Context::Stats, Action::Last, "last", "G end", 0),
    row(Context::Stats, Action::Back, "back", "esc s backspace", 5),
];

impl Action {
    /// True for what the statistics do in their own way while they are shown.
    pub const fn counts(self) -> bool {
        matches!(
            self,
            Self::FilterBy
                | Self::NextFigures
                | Self::NextFacet
                | Self::PreviousFacet
                | Self::NextColumns
                | Self::PreviousColumns
                | Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
        )
    }
}
