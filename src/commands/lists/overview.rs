//! `ocop lists`: every list, the newest first.

use std::io::Write;

use serde_json::{Value, json};

use super::list_table::list_json;
use crate::catalog::work::open_existing_work;
use crate::cli::args::SummaryFormat;
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::report::json;
use crate::wording::list_text::describe_list_briefly;
use crate::work::lists::product_list::ProductLists;

/// Prints the lists.
pub(super) fn print_lists(
    settings: &Settings,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let work = open_existing_work(settings)?;
    let lists = work.map_or_else(ProductLists::default, |work| {
        ProductLists::gather(work.log())
    });
    let code = exit::code_for_hits(lists.lists.len());
    if format == SummaryFormat::Json {
        let rows: Vec<Value> = lists.lists.iter().map(list_json).collect();
        json::print_document(out, &json!({"format": 1, "lists": rows}))?;
        return Ok(code);
    }
    if lists.lists.is_empty() {
        writeln!(out, "{}", locale.t("lists.none_yet"))?;
    }
    for list in &lists.lists {
        writeln!(out, "{}", describe_list_briefly(locale, list))?;
        if list.has_disagreement() {
            writeln!(out, "  {}", locale.t("lists.has_disagreement"))?;
        }
    }
    Ok(code)
}
