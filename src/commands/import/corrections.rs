//! Proposals of the store of work in place of lists: compared with the catalogue, shown and published as an import is.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_index::Product;
use ocop_index::change::ChangePlan;
use ocop_index::change::correction::{Correction, LeftCorrection, LeftReason, plan_corrections};

use super::pending::{Agreement, PendingImport};
use crate::catalog::open::open_catalog;
use crate::catalog::work::{describe_work_error, open_existing_linked_work, open_work};
use crate::cli::clock;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::correction_text;
use crate::wording::locale::Locale;
use crate::work::events::event_body::ProposalOutcome;
use crate::work::reviews::proposals::{OpenProposal, draft_decision};

/// The proposals that are compared with the catalogue.
pub(super) struct PendingCorrections {
    proposals: Vec<OpenProposal>,
    corrections: Vec<Correction>,
    /// Those that change nothing, as of the last comparison.
    pub(super) left: Vec<LeftCorrection>,
}

/// Compares every proposal that nobody has decided with the catalogue; what remains is to show the changes and ask for
/// consent. `None` where there is no proposal.
///
/// # Errors
/// Fails where this run may not publish, and where the catalogue or the store of work cannot be read.
pub fn prepare_corrections(
    settings: &Settings,
    agreement: Agreement,
) -> Result<Option<PendingImport>, CommandFailure> {
    if !agreement.dry_run {
        settings.require_writable()?;
    }
    let opened = open_catalog(settings)?;
    let Some(work) = open_existing_linked_work(settings, &opened.catalog)? else {
        return Ok(None);
    };
    let proposals = work.log().open_proposals(clock::format_time_to_minute);
    if proposals.is_empty() {
        return Ok(None);
    }
    drop(work);
    let mut pending = PendingImport::start(settings, agreement, opened)?;
    pending.corrections = Some(PendingCorrections::new(proposals));
    pending.compare_with_catalog(settings, false, |_| ());
    Ok(Some(pending))
}

impl PendingImport {
    /// What is to be told of the corrections that change nothing, a line each; none for lists.
    pub fn correction_notes(&self, locale: &Locale) -> Vec<String> {
        let corrections = self.corrections.as_ref();
        corrections.map_or_else(Vec::new, |corrections| corrections.describe_left(locale))
    }

    /// The corrections that are compared, and those of them that change nothing; none for lists.
    pub fn compared_corrections(&self) -> (&[Correction], &[LeftCorrection]) {
        let corrections = self.corrections.as_ref();
        corrections.map_or((&[], &[]), |all| (&all.corrections, &all.left))
    }

    /// True where proposals are compared in place of lists.
    pub fn is_of_corrections(&self) -> bool {
        self.corrections.is_some()
    }

    /// The number of the generation in use when they were compared.
    pub fn compared_generation(&self) -> Option<u64> {
        self.base_generation()
    }
}

impl PendingCorrections {
    fn new(proposals: Vec<OpenProposal>) -> Self {
        let corrections = proposals.iter().map(|proposal| proposal.correction.clone());
        Self {
            corrections: corrections.collect(),
            proposals,
            left: Vec::new(),
        }
    }

    /// Compares them with the products of a catalogue.
    pub(super) fn compare(&mut self, old: &[Product], day: Date) -> ChangePlan {
        let compared = plan_corrections(old, &self.corrections, day);
        self.left = compared.left;
        compared.plan
    }

    /// Those that change nothing, a line each.
    pub(super) fn describe_left(&self, locale: &Locale) -> Vec<String> {
        let left = self.left.iter().filter_map(|left| {
            let proposal = self.proposals.get(left.number)?;
            let name = &proposal.product.name;
            let correction = &proposal.correction;
            Some(correction_text::describe_left(
                locale,
                (correction, name),
                &left.reason,
            ))
        });
        left.collect()
    }

    /// Who proposed these, in alphabetical order.
    pub(super) fn authors(&self, numbers: &[usize]) -> Vec<String> {
        let proposals = numbers
            .iter()
            .filter_map(|number| self.corrections.get(*number));
        let names: BTreeSet<&String> = proposals
            .map(|correction| &correction.proposed_by)
            .collect();
        names.into_iter().cloned().collect()
    }

    /// How many proposals were carried out, of how many, in words.
    pub(super) fn describe_decisions(&self, locale: &Locale, accepted: &[usize]) -> String {
        locale.fill(
            "correction.carried_out",
            &[
                ("n", &locale.format_number(accepted.len())),
                ("all", &locale.format_number(self.proposals.len())),
            ],
        )
    }

    /// Notes in the store of work what became of proposals: those carried out, those refused, and those that the
    /// catalogue has already.
    pub(super) fn settle(
        &self,
        settings: &Settings,
        accepted: &[usize],
        refused: &[usize],
        generation: Option<u64>,
    ) -> Result<(), CommandFailure> {
        let so = self.left.iter();
        let so = so.filter(|left| left.reason == LeftReason::AlreadySo);
        let applied = accepted.iter().copied().chain(so.map(|left| left.number));
        let applied = applied.map(|number| (number, ProposalOutcome::Applied));
        let refused = refused
            .iter()
            .map(|number| (*number, ProposalOutcome::Refused));
        let drafts: Vec<_> = applied
            .chain(refused)
            .filter_map(|(number, outcome)| {
                let generation = generation.filter(|_| outcome == ProposalOutcome::Applied);
                let proposal = self.proposals.get(number)?;
                Some(draft_decision(proposal, outcome, generation))
            })
            .collect();
        if drafts.is_empty() {
            return Ok(());
        }
        let mut work = open_work(settings)?;
        let recorded = work.record(drafts, Timestamp::now());
        recorded
            .map(|_| ())
            .map_err(|error| describe_work_error(&error, work.store().path(), settings))
    }
}
