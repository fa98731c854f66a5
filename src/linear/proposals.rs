//! Corrections of the catalogue in conversation: proposed by words, listed, and written into the catalogue after they
//! were heard and agreed to.

use std::fmt::Display;

use super::acted_product::find_meant_product;
use super::printed_lines::read_printed_lines;
use super::proposal_words::ProposalWords;
use super::state::{LinearResult, LinearState};
use super::undo::LinearStep;
use super::work_desk::{record_drafts, refuse};
use crate::cli::args::{ProposeArgs, SummaryFormat, SummaryFormatArgs};
use crate::cli::clock;
use crate::cli::exit::CommandFailure;
use crate::commands::import::{Agreement, prepare_corrections};
use crate::commands::review::proposed_changes::read_proposals;
use crate::wording::correction_text::describe_change;
use crate::work::events::event_id::EventId;

/// Keeps a proposal in the store of work.
pub(super) fn propose(state: &mut LinearState<'_>, words: ProposalWords) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let args = build_arguments(state, words)?;
    let proposals = read_proposals(settings, state.catalog, &args)?;
    let work = state.work.open(settings, state.catalog)?;
    let author = work.author().name.clone();
    let drafts = proposals.iter().map(|proposal| {
        let change = proposal.change.clone();
        work.log()
            .draft_proposal(&proposal.product, &author, change)
    });
    let drafts = drafts.collect();
    record_drafts(work, drafts, settings)?;
    state.query_history.record_change(LinearStep::Work);
    let mut lines = Vec::new();
    for proposal in &proposals {
        lines.push(locale.fill("correction.proposed", &[("what", &proposal.line)]));
        let remarks = proposal.remarks.iter();
        lines.extend(remarks.map(|reason| locale.fill("correction.remark", &[("reason", reason)])));
        if !args.new_product {
            state.shown_id = Some(proposal.product.id.clone());
        }
    }
    lines.push(locale.t("linear.how_to_apply").to_owned());
    Ok(lines)
}

/// The arguments of `ocop review propose` that say the same.
fn build_arguments(
    state: &mut LinearState<'_>,
    words: ProposalWords,
) -> Result<ProposeArgs, CommandFailure> {
    let mut args = ProposeArgs {
        proposed: Vec::new(),
        new_product: false,
        withdraw_product: None,
        reason: None,
        merge_products: None,
        split_product: None,
        producer_spelling: None,
        output: SummaryFormatArgs {
            format: SummaryFormat::Table,
        },
    };
    let settings = state.settings;
    let mut id_of = |selector| find_meant_product(state, selector).map(|hit| hit.product.id);
    match words {
        ProposalWords::Fields(selector, pairs) => {
            args.proposed = std::iter::once(id_of(selector)?).chain(pairs).collect();
        }
        ProposalWords::NewProduct(pairs) => (args.new_product, args.proposed) = (true, pairs),
        ProposalWords::Withdrawal(selector, reason) => {
            if reason.is_empty() {
                return Err(refuse(settings, "linear.withdrawal_needs_reason", &[]));
            }
            args.withdraw_product = Some(id_of(selector)?);
            args.reason = Some(reason);
        }
        ProposalWords::Merging(gone, stays) => {
            args.merge_products = Some(vec![id_of(Some(gone))?, id_of(Some(stays))?]);
        }
        ProposalWords::Splitting(product, names) => {
            args.split_product = Some(id_of(Some(product))?);
            args.proposed = names;
        }
        ProposalWords::Spelling(from, to) => args.producer_spelling = Some(vec![from, to]),
    }
    Ok(args)
}

/// The proposals that nobody has decided.
pub(super) fn list_proposals(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let work = state.work.look(settings, state.catalog)?;
    let open = work.map(|work| work.log().open_proposals(clock::format_time_to_minute));
    let open = open.unwrap_or_default();
    if open.is_empty() {
        return Ok(vec![locale.t("linear.no_proposals").to_owned()]);
    }
    let lines = open.iter();
    let lines = lines.map(|one| {
        let what = describe_change(locale, &one.correction.change, &one.product.name);
        let values: [(&str, &dyn Display); 3] = [
            ("what", &what),
            ("who", &one.correction.proposed_by),
            ("when", &one.correction.proposed_at),
        ];
        locale.fill("linear.proposal_row", &values)
    });
    let end = locale.t("linear.how_to_apply").to_owned();
    Ok(lines.chain([end]).collect())
}

/// What applying the proposals would change; nothing is changed yet.
pub(super) fn hear_changes(state: &mut LinearState<'_>) -> LinearResult {
    state.settings.require_writable()?;
    let Some(pending) = prepare_corrections(state.settings, Agreement::default())? else {
        return Ok(vec![state.locale_text("linear.no_proposals")]);
    };
    let mut out = Vec::new();
    pending.print_preview(state.settings, true, &mut out)?;
    let mut lines = read_printed_lines(&out);
    state.heard_proposals = waiting_proposals(state)?;
    lines.push(state.locale_text("linear.how_to_agree"));
    Ok(lines)
}

/// Writes the proposals that were heard into the catalogue. Where others were made meanwhile, they are heard first.
pub(super) fn apply_heard(state: &mut LinearState<'_>) -> LinearResult {
    let waiting = waiting_proposals(state)?;
    if state.heard_proposals.is_empty() || state.heard_proposals != waiting {
        return hear_changes(state);
    }
    let agreement = Agreement {
        yes: true,
        dry_run: false,
    };
    let Some(pending) = prepare_corrections(state.settings, agreement)? else {
        return Ok(vec![state.locale_text("linear.no_proposals")]);
    };
    let mut out = Vec::new();
    pending.preview_and_publish(state.settings, agreement, &mut out)?;
    state.heard_proposals.clear();
    state.has_published = true;
    Ok(read_printed_lines(&out))
}

fn waiting_proposals(state: &mut LinearState<'_>) -> Result<Vec<EventId>, CommandFailure> {
    let work = state.work.look(state.settings, state.catalog)?;
    let open = work.map(|work| work.log().open_proposals(|_| String::new()));
    Ok(open
        .iter()
        .flatten()
        .map(|proposal| proposal.event)
        .collect())
}
