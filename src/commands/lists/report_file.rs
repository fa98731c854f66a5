//! The report of a list as a new file of its own beside the exports.

use ocop_index::Catalog;

use super::papers::read_list_from;
use crate::catalog::work::open_existing_linked_work;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::new_document::write_new_document;
use crate::report::document::DocumentFormat;
use crate::report::lists::build_list_report;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::list_act::ListId;
use crate::work::lists::product_list::ProductLists;
use crate::work::store::open_work::OpenWork;

/// Writes the report of a list into a new file in the folder of exports, and says where it is.
///
/// # Errors
/// Fails, with a sentence, where files may not be written here, and where the store or the file fails.
pub fn write_new_list_report(
    settings: &Settings,
    catalog: &Catalog,
    list: ListId,
    format: DocumentFormat,
) -> Result<String, CommandFailure> {
    settings.require(settings.capabilities.may_write_files(), "limits.exports")?;
    let locale = &settings.locale;
    let work = open_existing_linked_work(settings, catalog)?;
    let empty = WorkLog::default();
    let log = work.as_ref().map_or(&empty, OpenWork::log);
    let Some(list) = ProductLists::gather_one(log, list) else {
        let sentence = locale.t("lists.none_yet").to_owned();
        return Err(CommandFailure::Data(sentence));
    };
    let document = read_list_from(settings, (catalog, log), &list, |source| {
        Ok(build_list_report(source, None))
    })?;
    drop(work);
    let stem = (locale.t("listing.report_file"), &*list.name);
    write_new_document(settings, &document, stem, format)
}
