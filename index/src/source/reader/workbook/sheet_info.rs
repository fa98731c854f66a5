//! A sheet as a workbook lists it.

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetInfo {
    /// Its name as written.
    pub(crate) name: String,
    /// False for a sheet that a person or a macro hid.
    pub(crate) is_visible: bool,
}
