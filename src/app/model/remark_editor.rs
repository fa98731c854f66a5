//! The line that takes a remark on a product.

use crate::app::input_line::InputLine;
use crate::work::event::ReviewId;
use crate::work::event_id::EventId;
use crate::work::product_ref::ProductRef;

/// The open line.
#[derive(Clone, Debug)]
pub struct RemarkEditor {
    /// The product.
    pub product: ProductRef,
    /// The review that is open.
    pub review: Option<ReviewId>,
    /// The remark that is changed.
    pub replaces: Option<EventId>,
    /// Its text before.
    pub text_before: String,
    /// What is typed.
    pub input: InputLine,
}
