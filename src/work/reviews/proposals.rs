//! The proposals that nobody has decided yet, as corrections of the catalogue, and what becomes of them.

use jiff::Timestamp;
use ocop_index::change::correction::{Correction, CorrectionChange};

use crate::work::events::event::{EventDraft, ReviewId, WorkEvent};
use crate::work::events::event_body::{ProposalOutcome, ProposedChange, WorkAct};
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

/// A proposal that nobody has decided.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenProposal {
    /// Its event.
    pub event: EventId,
    /// The review that it was made in.
    pub review: Option<ReviewId>,
    /// The product that its event names.
    pub product: ProductRef,
    /// What it wants, of the product as the catalogue names it now.
    pub correction: Correction,
}

impl WorkLog {
    /// Every proposal that nobody has decided, taken back or replaced, oldest first. Those of a newer version, whose
    /// fields this one does not know, are left out.
    pub fn open_proposals(&self, format_time: impl Fn(Timestamp) -> String) -> Vec<OpenProposal> {
        let mut events: Vec<&WorkEvent> = self
            .events()
            .iter()
            .filter(|event| {
                matches!(event.act(), Some(WorkAct::Proposal { .. })) && self.is_head(event)
            })
            .collect();
        events.sort_by_key(|event| (event.time, event.id));
        let open = events.into_iter().filter_map(|event| {
            let (Some(WorkAct::Proposal { change }), Some(product)) = (event.act(), &event.product)
            else {
                return None;
            };
            Some(OpenProposal {
                event: event.id,
                review: event.review,
                product: (**product).clone(),
                correction: Correction {
                    change: self.read_proposed_change(change, product)?,
                    proposed_by: event.author.clone(),
                    proposed_at: format_time(event.time),
                },
            })
        });
        open.collect()
    }

    fn read_proposed_change(
        &self,
        change: &ProposedChange,
        product: &ProductRef,
    ) -> Option<CorrectionChange> {
        // A product that the catalogue lacks has no id there.
        let id = |product| self.current_id(product).unwrap_or_default().to_owned();
        Some(match change {
            ProposedChange::Field { field, old, new } => CorrectionChange::Field {
                product: id(product),
                field: field.parse().ok()?,
                old: old.clone().unwrap_or_default(),
                new: new.clone().unwrap_or_default(),
            },
            ProposedChange::NewProduct { record } => CorrectionChange::NewProduct {
                record: record.clone(),
            },
            ProposedChange::Withdrawn { reason } => CorrectionChange::Withdrawn {
                product: id(product),
                reason: reason.clone(),
            },
            ProposedChange::Split { into } => CorrectionChange::Split {
                product: id(product),
                into: into.clone(),
            },
            ProposedChange::MergedInto { product: into } => CorrectionChange::MergedInto {
                product: id(product),
                into: id(into),
            },
            ProposedChange::ProducerName { from, to } => CorrectionChange::ProducerName {
                from: from.clone(),
                to: to.clone(),
            },
        })
    }
}

/// What became of a proposal, as an event; `generation` is the one that has the change.
pub fn draft_decision(
    proposal: &OpenProposal,
    outcome: ProposalOutcome,
    generation: Option<u64>,
) -> EventDraft {
    EventDraft {
        review: proposal.review,
        product: Some(proposal.product.clone()),
        act: WorkAct::ProposalDecided {
            outcome,
            generation,
        },
        replaces: vec![proposal.event],
    }
}

#[cfg(test)]
mod tests {
    use ocop_index::source::field::ProductField;

    use super::*;
    use crate::work::events::event::EventAuthor;

    fn author(name: &str) -> EventAuthor {
        EventAuthor {
            name: name.to_owned(),
            sitting: EventId::random().unwrap(),
        }
    }

    #[test]
    fn a_proposal_is_open_until_somebody_decides_it() {
        let product = ProductRef {
            id: "qn-001".into(),
            name: "Chả mực".into(),
            ..ProductRef::default()
        };
        let phone = |old: &str, new: &str| ProposedChange::Field {
            field: "phone".into(),
            old: Some(old.to_owned()).filter(|old| !old.is_empty()),
            new: Some(new.to_owned()),
        };
        let mut log = WorkLog::default();
        let write = |log: &mut WorkLog, name: &str, draft: EventDraft, second: i64| {
            let time = Timestamp::from_second(second).unwrap();
            log.insert(author(name).write_event(draft, time).unwrap());
        };
        let first = log.draft_proposal(&product, "An", phone("", "0911111111"));
        write(&mut log, "An", first, 1);
        let mended = log.draft_proposal(&product, "An", phone("", "0922222222"));
        write(&mut log, "An", mended, 2);
        let unknown = ProposedChange::Field {
            field: "taste".into(),
            old: None,
            new: None,
        };
        let unknown = log.draft_proposal(&product, "Bình", unknown);
        write(&mut log, "Bình", unknown, 3);
        let open = log.open_proposals(|time| time.to_string());
        let [proposal] = open.as_slice() else {
            panic!("{open:?}");
        };
        let expected = CorrectionChange::Field {
            product: "qn-001".into(),
            field: ProductField::Phone,
            old: String::new(),
            new: "0922222222".into(),
        };
        assert_eq!(proposal.correction.change, expected);
        assert_eq!(proposal.correction.proposed_by, "An");
        let decision = draft_decision(proposal, ProposalOutcome::Applied, Some(2));
        write(&mut log, "Chi", decision, 4);
        assert_eq!(log.open_proposals(|time| time.to_string()), []);
    }
}
