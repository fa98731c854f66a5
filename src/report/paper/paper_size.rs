//! How an A4 page is divided, in millimetres.

use clap::ValueEnum;

/// Width of the page.
pub(super) const PAGE_WIDTH: f64 = 210.0;
/// Height of the page.
pub(super) const PAGE_HEIGHT: f64 = 297.0;

/// How many pieces are cut out of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PiecesPerPage {
    /// The whole page.
    #[value(name = "1")]
    One,
    /// Two, one above the other: A5.
    #[value(name = "2")]
    Two,
    /// Four: A6.
    #[value(name = "4")]
    Four,
    /// Eight: A7.
    #[value(name = "8")]
    Eight,
    /// Sixteen, 105 by 37 mm.
    #[value(name = "16")]
    Sixteen,
}

impl PiecesPerPage {
    /// The number of pieces.
    pub const fn count(self) -> usize {
        let (columns, rows) = self.grid();
        columns * rows
    }

    /// Columns and rows.
    pub(super) const fn grid(self) -> (usize, usize) {
        match self {
            Self::One => (1, 1),
            Self::Two => (1, 2),
            Self::Four => (2, 2),
            Self::Eight => (2, 4),
            Self::Sixteen => (2, 8),
        }
    }

    /// Width and height of a piece in millimetres.
    pub(super) fn piece_size(self) -> (f64, f64) {
        let (columns, rows) = self.grid();
        (PAGE_WIDTH / columns as f64, PAGE_HEIGHT / rows as f64)
    }

    /// How large letters are, beside those of eight on a page.
    pub(super) fn unit(self) -> f64 {
        match self {
            Self::One => 2.1,
            Self::Two => 2.0,
            Self::Four => 1.2,
            Self::Eight => 1.0,
            Self::Sixteen => 0.72,
        }
    }
}
