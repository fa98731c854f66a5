//! `ocop review report`: the paper that is handed over, as Markdown, a Word document or a workbook.

use std::io::Write;

use super::desk::ReviewDesk;
use super::report_file::build_report;
use crate::cli::args::ReviewReportArgs;
use crate::cli::exit::CommandResult;
use crate::commands::document_output::DocumentOutput;
use crate::commands::typed_day::read_typed_day;

/// Writes the report of a review, or the digest since a day.
pub(super) fn write_report(
    desk: &mut ReviewDesk<'_>,
    args: &ReviewReportArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let file = (args.out.as_deref(), args.force);
    let output = DocumentOutput::read(settings, file, args.format)?;
    let since = args.since.as_deref();
    let since = since
        .map(|text| read_typed_day(settings, text))
        .transpose()?;
    let round = desk.chosen_round(&args.review.name)?;
    let opened = desk.open_catalog()?;
    let document = build_report(settings, desk.work(), &opened.catalog, (&round, since))?;
    output.write(settings, (&document, "review.report_written"), out)
}
