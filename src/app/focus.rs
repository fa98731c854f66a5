//! The pane that keys go to.

/// Where keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The search line.
    #[default]
    Input,
    /// The list.
    List,
    /// The filters.
    Facets,
    /// The record.
    Detail,
    /// The statistics.
    Stats,
}
