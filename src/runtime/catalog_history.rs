//! Answers what the screen asks about the generations on disk: which there are, and what lies between two of them.
//!
//! Must not: write anything, or open the catalogue, because that would repair it.

use ocop_index::change::ChangePlan;
use ocop_index::store::{self, StoreLayout, StoreWriter};
use ocop_index::{Catalog, Error, Product};

use crate::app::catalog_work::{CatalogMsg, GenerationChanges, GenerationRow, HistoryRequest};
use crate::catalog::generation_records::{compare_for_rollback, read_generation_records};
use crate::report::change_lines::build_change_lines;
use crate::runtime::search_service::CatalogLocation;
use crate::wording::engine_error::describe_engine_error;
use crate::wording::generation_text::describe_generation;
use crate::wording::label;
use crate::wording::locale::Locale;

/// The answer to a request. A failure is a sentence, the same as on the command line.
pub(super) fn answer_history_request(
    location: &CatalogLocation,
    catalog: &Catalog,
    locale: &Locale,
    request: HistoryRequest,
) -> CatalogMsg {
    match request {
        HistoryRequest::ListGenerations => {
            CatalogMsg::GenerationsListed(list_rows(location, locale))
        }
        HistoryRequest::CompareWithPrevious(number) => {
            CatalogMsg::ChangesCompared(compare_with_previous(location, catalog, locale, number))
        }
        HistoryRequest::PreviewRollback(number) => {
            CatalogMsg::ChangesCompared(preview_rollback(location, catalog, locale, number))
        }
        HistoryRequest::FindProduct(id) => CatalogMsg::ProductFound {
            is_known: catalog.find_product(&id).is_ok_and(|hit| hit.is_some()),
            id,
        },
    }
}

fn list_rows(location: &CatalogLocation, locale: &Locale) -> Result<Vec<GenerationRow>, String> {
    let history = store::list_generations(&location.data_dir)
        .map_err(|error| describe_engine_error(&error, locale))?;
    let rows = history.iter().map(|past| GenerationRow {
        number: past.number,
        is_current: past.is_current,
        text: describe_generation(locale, past),
    });
    Ok(rows.collect())
}

/// What changed in a generation against the one before it.
fn compare_with_previous(
    location: &CatalogLocation,
    catalog: &Catalog,
    locale: &Locale,
    number: u64,
) -> Result<GenerationChanges, String> {
    let say = |error: Error| describe_engine_error(&error, locale);
    let numbers = StoreLayout::new(&location.data_dir).generation_numbers();
    let older = numbers.map_err(say)?.into_iter();
    let base = older.filter(|older| *older < number).max();
    let base = base.ok_or_else(|| locale.fill("generations.first", &[("n", &number)]))?;
    let (old, _) = read_generation_records(&location.data_dir, base).map_err(say)?;
    let (new, _) = read_generation_records(&location.data_dir, number).map_err(say)?;
    let plan = ChangePlan::from_catalog_states(&old, &new, catalog.day());
    let head = locale.fill("diff.head", &[("from", &base), ("to", &number)]);
    Ok(describe_changes(
        locale,
        (number, base),
        false,
        vec![head],
        (&plan, &old),
    ))
}

/// What going back to a generation would change; refused where nothing can be written.
fn preview_rollback(
    location: &CatalogLocation,
    catalog: &Catalog,
    locale: &Locale,
    number: u64,
) -> Result<GenerationChanges, String> {
    let say = |error: Error| describe_engine_error(&error, locale);
    if location.read_only {
        return Err(locale.t("error.read_only").to_owned());
    }
    StoreWriter::check_writable(&location.data_dir).map_err(say)?;
    let current = StoreLayout::new(&location.data_dir).generation_in_use();
    let none = || locale.t("error.no_earlier").to_owned();
    let current = current.map_err(say)?.ok_or_else(none)?;
    let compared = compare_for_rollback(&location.data_dir, current, number, catalog.day());
    let compared = compared.map_err(say)?;
    let mut heads = Vec::new();
    if compared.old.is_none() {
        heads.push(locale.fill("rollback.damaged", &[("n", &current)]));
    }
    heads.push(locale.fill("rollback.head", &[("n", &number)]));
    let old = compared.old.unwrap_or_default();
    Ok(describe_changes(
        locale,
        (number, current),
        true,
        heads,
        (&compared.plan, &old),
    ))
}

fn describe_changes(
    locale: &Locale,
    (number, base): (u64, u64),
    is_rollback: bool,
    mut heads: Vec<String>,
    (plan, old): (&ChangePlan, &[Product]),
) -> GenerationChanges {
    let kinds = ocop_index::change::ChangeKind::ALL.into_iter();
    let counts: Vec<String> = kinds
        .filter(|kind| plan.count_kind(*kind) > 0)
        .map(|kind| {
            let count = locale.format_number(plan.count_kind(kind));
            format!("{} {count}", label::change_kind_label(locale, kind))
        })
        .collect();
    if let Some(head) = heads.last_mut()
        && !counts.is_empty()
    {
        *head = format!("{head} {}", counts.join(", "));
    }
    GenerationChanges {
        number,
        base,
        is_rollback,
        heads,
        lines: build_change_lines(locale, plan, old),
    }
}
