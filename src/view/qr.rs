//! A text as a QR code: which of its modules are dark, its quiet zone included.
//!
//! Level M, for a screen is photographed from an angle, level L where only that has room; four light modules on each side, without which many telephones
//! see nothing. Must not: draw, or decide what is worth a code.

use qrcode::{Color, EcLevel, QrCode};

/// Light modules on each side.
const QUIET_ZONE: usize = 4;

/// The modules, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrMatrix {
    side: usize,
    dark: Vec<bool>,
}

impl QrMatrix {
    /// The code of a text; `None` for one that is too long for any.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::from_text_with_level(text, EcLevel::M)
    }

    /// The same with fewer modules, which bears less dirt and glare: for a window that is too small for the other.
    pub fn from_text_compact(text: &str) -> Option<Self> {
        Self::from_text_with_level(text, EcLevel::L)
    }

    fn from_text_with_level(text: &str, level: EcLevel) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, level).ok()?;
        let colours = code.to_colors();
        let dark = colours.iter().map(|colour| *colour == Color::Dark);
        Some(Self {
            side: code.width(),
            dark: dark.collect(),
        })
    }

    /// Modules on each side.
    pub const fn side_with_quiet_zone(&self) -> usize {
        self.side + 2 * QUIET_ZONE
    }

    /// True for a dark module; all beyond the code is light.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < self.side);
        let place = inside(column).zip(inside(row));
        place.is_some_and(|(column, row)| self.dark[row * self.side + column])
    }
}
