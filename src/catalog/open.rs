//! Opens the catalogue and reports notices about its state.
//!
//! Only the engine's recovery and the built-in catalogue of the first start may write.

use std::io::Write;

use ocop_index::store::{self, CatalogNotice, OpenedCatalog};

use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::user_state::log;
use crate::wording::engine_error::format_engine_reason;
use crate::wording::sanitize::sanitize_text;

/// Opens the catalogue and prints its notices to standard error.
pub fn open_catalog(settings: &Settings) -> Result<OpenedCatalog, CommandFailure> {
    let opened = if settings.read_only {
        store::open_catalog_read_only(&settings.data_dir, settings.day)
    } else {
        store::open_catalog(&settings.data_dir, settings.day)
    }?;
    log::write_verbose_line(|| catalog_log_line(&opened));
    for notice in &opened.notices {
        print_notice(notice, settings);
    }
    Ok(opened)
}

/// Prints the notice that the pointer to the generation in use is not clear, where it is not: for commands that do not
/// open the catalogue.
pub fn print_pointer_notice(settings: &Settings) -> Result<(), CommandFailure> {
    if let Some(notice) = store::find_pointer_notice(&settings.data_dir)? {
        print_notice(&notice, settings);
    }
    Ok(())
}

/// Prints a notice to standard error, unless a screen is there, and logs it.
pub fn print_notice(notice: &CatalogNotice, settings: &Settings) {
    log::write_line(&format!("catalogue: {notice:?}"));
    // A closed standard error does not stop the command.
    if settings.reports.screen().is_none() {
        let _ = writeln!(std::io::stderr(), "{}", describe_notice(notice, settings));
    }
}

/// The catalogue in a line for the log.
pub fn catalog_log_line(opened: &OpenedCatalog) -> String {
    let generation = opened
        .generation
        .map_or("none".to_owned(), |number| number.to_string());
    let products = opened.catalog.len();
    format!("catalogue: generation {generation}, {products} products")
}

/// A notice as a sentence.
pub fn describe_notice(notice: &CatalogNotice, settings: &Settings) -> String {
    let locale = &settings.locale;
    let path = sanitize_text(&settings.data_dir.to_string_lossy());
    match notice {
        CatalogNotice::Built { products } => {
            locale.fill("notice.built", &[("n", products), ("path", &path)])
        }
        CatalogNotice::Renewed { products } => locale.fill("notice.renewed", &[("n", products)]),
        CatalogNotice::Rebuilt { doubt } => locale.fill(
            "notice.rebuilt",
            &[("reason", &format_engine_reason(doubt, locale))],
        ),
        CatalogNotice::Restored { doubt } => locale.fill(
            "notice.restored",
            &[("reason", &format_engine_reason(doubt, locale))],
        ),
        CatalogNotice::RebuiltInMemory { doubt, cause } => locale.fill(
            "notice.rebuilt_in_memory",
            &[
                ("reason", &format_engine_reason(doubt, locale)),
                ("cause", &format_engine_reason(cause, locale)),
            ],
        ),
        CatalogNotice::UnclearPointer { generation, doubt } => locale.fill(
            "notice.unclear_pointer",
            &[
                ("generation", generation),
                ("reason", &format_engine_reason(doubt, locale)),
            ],
        ),
        CatalogNotice::SteppedBack { generation, doubt } => locale.fill(
            "notice.stepped_back",
            &[
                ("generation", generation),
                ("reason", &format_engine_reason(doubt, locale)),
            ],
        ),
        CatalogNotice::InMemory { .. } if !settings.has_data_dir() => {
            locale.t("notice.no_home").to_owned()
        }
        CatalogNotice::InMemory { .. } if settings.read_only => {
            locale.t("notice.read_only").to_owned()
        }
        CatalogNotice::InMemory { cause } => locale.fill(
            "notice.in_memory",
            &[("reason", &format_engine_reason(cause, locale))],
        ),
    }
}
