//! The report of a review as a document, and as a new file of its own beside the exports of the screen.

use std::collections::HashMap;
use std::fmt::Display;
use std::io::Cursor;

use jiff::civil::Date;
use ocop_index::Catalog;

use crate::capabilities::FileExports;
use crate::catalog::named_product::ProductFinder;
use crate::catalog::work::open_existing_linked_work;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::commands::new_export::{write_limited_file, write_numbered_file};
use crate::report::document::{Document, DocumentFormat, write_document};
use crate::report::export_file_name::slugify_query;
use crate::report::reported_product::ReportedProduct;
use crate::report::review::{ReviewReportSource, build_review_report};
use crate::report::table_file::write_file_atomically;
use crate::wording::sanitize::sanitize_text;
use crate::work::event::ReviewId;
use crate::work::open_work::OpenWork;
use crate::work::review_round::ReviewRound;

/// The report of a review for the person who looks; `since` a day for what is new from then on.
pub(super) fn build_report(
    settings: &Settings,
    work: &OpenWork,
    catalog: &Catalog,
    (round, since): (&ReviewRound, Option<Date>),
) -> Result<Document, CommandFailure> {
    let finder = ProductFinder::new(catalog);
    let products = finder.products()?.iter();
    let products: HashMap<&str, ReportedProduct> = products
        .map(|product| (product.id.as_str(), ReportedProduct::from_product(product)))
        .collect();
    let find_product = |id: &str| products.get(id).cloned();
    let source = ReviewReportSource {
        log: work.log(),
        round,
        doubts: work.link_doubts(),
        find_product: &find_product,
        viewer: &work.author().name,
        day: settings.day,
        with_phones: settings.may_report_phones(),
        locale: &settings.locale,
    };
    Ok(build_review_report(&source, since))
}

/// Writes the report of a review into a new file in the folder of exports, and says where it is.
///
/// # Errors
/// Fails, with a sentence, where files may not be written here, and where the store or the file fails.
pub fn write_new_report(
    settings: &Settings,
    catalog: &Catalog,
    review: ReviewId,
    format: DocumentFormat,
) -> Result<String, CommandFailure> {
    settings.require(settings.capabilities.may_write_files(), "limits.exports")?;
    let locale = &settings.locale;
    let work = open_existing_linked_work(settings, catalog)?;
    let round = work.as_ref().and_then(|work| work.log().review(review));
    let (Some(work), Some(round)) = (work, round) else {
        let sentence = locale.t("reviewing.no_such_review").to_owned();
        return Err(CommandFailure::Data(sentence));
    };
    let document = build_report(settings, &work, catalog, (&round, None))?;
    // Who reads the file need not wait for the copy of the store.
    drop(work);
    let name = slugify_query(locale, &round.start.name);
    let stem = format!(
        "{}{name}-{}",
        locale.t("reviewing.report_file"),
        settings.day
    );
    let name_of = |number: usize| number_report_name(&stem, number, format);
    let (folder, name) = match &settings.capabilities.file_exports {
        FileExports::Folder(limits) => {
            let mut bytes = Cursor::new(Vec::new());
            write_document(&document, format, &mut bytes)?;
            let name = write_limited_file(settings, limits, name_of, &bytes.into_inner())?;
            (limits.folder.clone(), name)
        }
        FileExports::Anywhere | FileExports::Off => {
            let folder = std::env::current_dir().unwrap_or_default();
            let choice = (false, settings.export_access);
            let (name, ()) = write_numbered_file(&folder, name_of, |path| {
                write_file_atomically(path, choice, |out| write_document(&document, format, out))
            })?;
            (folder, name)
        }
    };
    let path = paths::abbreviate_home(&folder.join(name));
    let values: [(&str, &dyn Display); 1] = [("path", &sanitize_text(&path))];
    Ok(locale.fill("review.report_written", &values))
}

/// The name of the file; numbered from the second on.
fn number_report_name(stem: &str, number: usize, format: DocumentFormat) -> String {
    let ending = match format {
        DocumentFormat::Md => "md",
        DocumentFormat::Docx => "docx",
        DocumentFormat::Xlsx => "xlsx",
    };
    match number {
        0 | 1 => format!("{stem}.{ending}"),
        number => format!("{stem}-{number}.{ending}"),
    }
}
