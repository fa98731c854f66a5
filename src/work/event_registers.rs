//! Which value an event sets. Events of one register compete: its value is what no standing event replaces.

use super::event::{ReviewId, WorkEvent};
use super::event_body::{ProposedChange, WorkAct};

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
}

/// The register that an event sets; `None` for the start of a review, an undo, and kinds of newer versions.
pub fn find_register(event: &WorkEvent) -> Option<Register> {
    let register = match event.act()? {
        WorkAct::ReviewStarted(_) | WorkAct::Undone => return None,
        WorkAct::DueDay { .. } => Register::DueDay(event.review?),
        WorkAct::Reviewers { .. } => Register::Reviewers(event.review?),
        WorkAct::Share { reviewer, .. } => Register::Share(event.review?, reviewer.clone()),
        WorkAct::Closed { .. } => Register::Closed(event.review?),
        WorkAct::Verdict { .. } | WorkAct::Postponed | WorkAct::Settled { .. } => {
            Register::Verdict(event.review?)
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
