//! Which value an event sets. Events of one register compete: its value is what no standing event replaces.

use super::event::{ReviewId, WorkEvent};
use super::event_body::{ProposedChange, WorkAct};
use crate::work::lists::list_act::{ListId, ListRegister};

/// A value that events set, within a product or, for those of a review, within the review.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// The verdict on a product in a review; the author's own, or the settled one.
    Verdict(ReviewId),
    /// One remark; a remark that replaces none is another one.
    Remark,
    /// A label of a product.
    Label(String),
    /// A field of a product, or its place in the catalogue as a whole.
    Proposal(String),
    /// Which product it is.
    Link,
    /// The due day of a review.
    DueDay(ReviewId),
    /// The reviewers of a review.
    Reviewers(ReviewId),
    /// The share of a reviewer.
    Share(ReviewId, String),
    /// Whether a review is closed.
    Closed(ReviewId),
    /// The values of a label of the office.
    LabelDefinition(String),
    /// A value of a product list, of the list itself or of the product or text with this key.
    InList(ListId, Option<String>, ListRegister),
}

/// The register that an event sets; `None` for the start of a review or a list, an undo, what adds up, and kinds of
/// newer versions.
pub fn find_register(event: &WorkEvent) -> Option<Register> {
    register_of_act(event.act()?, event.review)
}

/// The register that an act in a review, or outside of any, sets.
pub fn register_of_act(act: &WorkAct, review: Option<ReviewId>) -> Option<Register> {
    let register = match act {
        WorkAct::ReviewStarted(_) | WorkAct::ListStarted(_) | WorkAct::Undone => return None,
        WorkAct::InList { list, text, change } => {
            let text = text.as_ref().map(|text| text.key());
            Register::InList(*list, text, change.register()?)
        }
        WorkAct::DueDay { .. } => Register::DueDay(review?),
        WorkAct::Reviewers { .. } => Register::Reviewers(review?),
        WorkAct::Share { reviewer, .. } => Register::Share(review?, reviewer.clone()),
        WorkAct::Closed { .. } => Register::Closed(review?),
        WorkAct::Verdict { .. } | WorkAct::Postponed | WorkAct::Settled { .. } => {
            Register::Verdict(review?)
        }
        WorkAct::Remark { .. } => Register::Remark,
        WorkAct::LabelDefined { label, .. } => Register::LabelDefinition(label.clone()),
        WorkAct::Label { label, .. } => Register::Label(label.clone()),
        WorkAct::Proposal { change } => Register::Proposal(proposal_key(change)),
        WorkAct::ProposalDecided { .. } => Register::Proposal(String::new()),
        WorkAct::Relinked { .. } => Register::Link,
    };
    Some(register)
}

/// What two proposals must share to compete.
pub fn proposal_key(change: &ProposedChange) -> String {
    match change {
        ProposedChange::Field { field, .. } => field.clone(),
        ProposedChange::NewProduct { record } => format!("new:{}", record.id),
        ProposedChange::ProducerName { from, .. } => format!("producer:{from}"),
        ProposedChange::Withdrawn { .. }
        | ProposedChange::Split { .. }
        | ProposedChange::MergedInto { .. } => "record".to_owned(),
    }
}
