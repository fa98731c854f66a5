//! `ocop review propose`: a correction of the catalogue, kept in the store of work. The catalogue does not change.

use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::proposed_changes::read_proposals;
use crate::catalog::open::open_catalog;
use crate::catalog::work::{describe_work_error, open_linked_work};
use crate::cli::args::{ProposeArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::report::json;

/// Reads a proposal and keeps it; of several fields all are kept or none.
pub(super) fn run_propose(
    settings: &Settings,
    args: &ProposeArgs,
    out: &mut impl Write,
) -> CommandResult {
    let opened = open_catalog(settings)?;
    let proposals = read_proposals(settings, &opened.catalog, args)?;
    let mut work = open_linked_work(settings, &opened.catalog)?;
    let author = work.author().name.clone();
    let drafts = proposals.iter().map(|proposal| {
        work.log()
            .draft_proposal(&proposal.product, &author, proposal.change.clone())
    });
    let drafts: Vec<_> = drafts.collect();
    let kept = if drafts.is_empty() {
        Vec::new()
    } else {
        let recorded = work.record(drafts, Timestamp::now());
        recorded.map_err(|error| describe_work_error(&error, work.store().path(), settings))?
    };
    if args.output.format == SummaryFormat::Json {
        let rows = proposals.iter().zip(&kept).map(|(proposal, event)| {
            json!({
                "event": event.id,
                "product": proposal.product.id,
                "what": proposal.what,
                "old": proposal.values.as_ref().map(|(old, _)| old),
                "new": proposal.values.as_ref().map(|(_, new)| new),
                "remarks": proposal.remarks,
            })
        });
        let rows: Vec<Value> = rows.collect();
        let document = json!({"format": 1, "proposals": rows});
        json::print_document(out, &document)?;
        return Ok(exit::OK);
    }
    let locale = &settings.locale;
    for proposal in &proposals {
        let what = &proposal.line;
        writeln!(
            out,
            "{}",
            locale.fill("correction.proposed", &[("what", what)])
        )?;
        for remark in &proposal.remarks {
            writeln!(
                out,
                "  {}",
                locale.fill("correction.remark", &[("reason", remark)])
            )?;
        }
    }
    if !proposals.is_empty() {
        writeln!(out, "{}", locale.t("correction.how_to_apply"))?;
    }
    Ok(exit::OK)
}
