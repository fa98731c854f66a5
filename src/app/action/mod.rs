//! The one table of actions: what can be done, by which keys, and in which context.
//!
//! `kinds` has the actions, `key_context` the places where keys have a meaning, and `table` one row for each key
//! binding. The keymap, the footer, the help, the man page and the config file all come from the table; an action
//! without a row cannot be reached.
//!
//! To add an action: a variant in `kinds`, a row in `table` with its sentence in `locale.toml`, and its handler,
//! which the compiler asks for in `update` or `import_review::update`. Must not: carry out an action.

mod key_context;
mod kinds;
mod table;

pub use key_context::KeyContext;
pub use kinds::{
    Action, CatalogAction, CopyTarget, FacetAction, FilterAction, HistoryAction, LineEdit,
    Movement, PaneAction, RecordAction, ReviewAction, SelectionAction, SharedField,
    StatisticsAction, WindowAction, WorkAction,
};
pub use table::{ACTION_TABLE, ActionEntry, COMMON_ACTIONS, entries_in_context};
