//! The screen of an import: what a list would change, reviewed and accepted or refused before anything is written.
//!
//! The same shape as the catalogue's screen: a [`ImportReviewModel`], an [`update()`] that answers keys with
//! [`ReviewEffect`]s. Nothing is asked of a worker, so nothing waits. Must not: compare, read or write; a
//! [`ocop_index::change::ChangePlan`] comes in with a verdict on each of its entries, and goes out again.

mod change_list;
mod effect;
pub mod layout;
pub mod model;
pub mod record;
mod update;

pub use change_list::{ChangeList, ReviewGroup, ReviewItem, ReviewLine, ReviewSection};
pub use effect::ReviewEffect;
pub use model::{
    ImportReviewData, ImportReviewModel, NewComparison, ReviewConfirmation, ReviewOverlay,
};
pub use update::{review_footer_entries, update};
