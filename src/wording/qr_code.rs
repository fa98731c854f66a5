//! Encodes a text as a QR code: which modules are dark, including the quiet zone.
//!
//! Error correction level M, because a screen is photographed at an angle; level L when only that fits the
//! window. The quiet zone is four light modules on each side, without which many phones do not detect the
//! code.
//!
//! Must not draw.

use qrcode::{EcLevel, QrCode};

/// Width of the quiet zone on each side, in modules.
const QUIET_ZONE: usize = 4;

/// The modules of a QR code, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrMatrix {
    side: usize,
    dark: Vec<bool>,
}

impl QrMatrix {
    /// Encodes a text at level M; `None` when it is too long for any QR code.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::from_text_with_level(text, EcLevel::M)
    }

    /// The usual code of a text where it fits, else the compact one where that does.
    pub fn find_fitting(text: &str, fits: impl Fn(&Self) -> bool) -> Option<Self> {
        let usual = Self::from_text(text).filter(&fits);
        usual.or_else(|| Self::from_text_compact(text).filter(&fits))
    }

    /// Encodes a text at level L: fewer modules, but less tolerance for dirt and glare. For windows too small
    /// for level M.
    pub fn from_text_compact(text: &str) -> Option<Self> {
        Self::from_text_with_level(text, EcLevel::L)
    }

    fn from_text_with_level(text: &str, level: EcLevel) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, level).ok()?;
        let colours = code.to_colors();
        let dark = colours.iter().map(|colour| colour.select(true, false));
        Some(Self {
            side: code.width(),
            dark: dark.collect(),
        })
    }

    /// Modules per side, including the quiet zone.
    pub const fn side_with_quiet_zone(&self) -> usize {
        self.side + 2 * QUIET_ZONE
    }

    /// True for a dark module. Coordinates count from the corner of the quiet zone; everything outside the
    /// code is light.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        let inside = |index: usize| {
            index
                .checked_sub(QUIET_ZONE)
                .filter(|index| *index < self.side)
        };
        let module = inside(column).zip(inside(row));
        module.is_some_and(|(column, row)| self.dark[row * self.side + column])
    }
}
