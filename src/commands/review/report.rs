//! `ocop review report`: the paper that is handed over, as Markdown, a Word document or a workbook.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use super::desk::ReviewDesk;
use super::report_file::build_report;
use super::start::parse_day;
use crate::cli::args::ReviewReportArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::report::document::{DocumentFormat, write_document};
use crate::report::table_file::write_file_atomically;
use crate::wording::sanitize::sanitize_text;

/// Writes the report of a review, or the digest since a day.
pub(super) fn write_report(
    desk: &mut ReviewDesk<'_>,
    args: &ReviewReportArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    let file = args.out.as_deref().filter(|path| *path != Path::new("-"));
    let of_file = || match file {
        Some(path) => DocumentFormat::of_path(path),
        None => Some(DocumentFormat::Md),
    };
    let Some(format) = args.format.or_else(of_file) else {
        let sentence = locale.t("review.report_format").to_owned();
        return Err(CommandFailure::Usage(sentence));
    };
    if file.is_none() && format != DocumentFormat::Md {
        let sentence = locale.t("error.export_stdout").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    let since = args.since.as_deref();
    let since = since.map(|text| parse_day(settings, text)).transpose()?;
    let round = desk.chosen_round(&args.review.name)?;
    let opened = desk.open_catalog()?;
    let report = (&round, since);
    let document = build_report(settings, desk.work(), &opened.catalog, report)?;
    let Some(path) = file else {
        write_document(&document, format, out)?;
        return Ok(exit::OK);
    };
    settings.require_paths()?;
    let choice = (args.force, settings.export_access);
    write_file_atomically(path, choice, |out| write_document(&document, format, out))?;
    let path = sanitize_text(&path.to_string_lossy());
    let values: [(&str, &dyn Display); 1] = [("path", &path)];
    desk.tell("review.report_written", &values);
    Ok(exit::OK)
}
