//! The QR code over the panes: which of the codes of a record is shown.

/// Which code is shown, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QrScreen {
    /// Its index.
    pub index: usize,
    /// Dark and light are swapped, for terminals with dark text that show no colours.
    pub is_inverted: bool,
}
