//! The line that takes a remark on products.

use crate::app::input_line::InputLine;
use crate::work::events::event::ReviewId;
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;

/// The open line.
#[derive(Clone, Debug)]
pub struct RemarkEditor {
    /// The products; what is typed is kept as a draft under the first.
    pub products: Vec<ProductRef>,
    /// The review that is open.
    pub review: Option<ReviewId>,
    /// The remark that is changed; of several products none is.
    pub replaces: Option<EventId>,
    /// Its text before.
    pub text_before: String,
    /// What is typed.
    pub input: InputLine,
}

impl RemarkEditor {
    /// The id under which what is typed is kept.
    pub fn draft_id(&self) -> &str {
        self.products.first().map_or("", |product| &product.id)
    }
}
