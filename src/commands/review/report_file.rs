//! The report of a review as a document, and as a new file of its own beside the exports of the screen.

use std::collections::HashMap;

use jiff::civil::Date;
use ocop_index::Catalog;

use crate::catalog::named_product::ProductFinder;
use crate::catalog::work::open_existing_linked_work;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::new_document::write_new_document;
use crate::report::document::{Document, DocumentFormat};
use crate::report::reported_product::ReportedProduct;
use crate::report::review::{ReviewReportSource, build_review_report};
use crate::work::events::event::ReviewId;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::store::open_work::OpenWork;

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
        .map(|product| {
            let record = ReportedProduct::from_product(&settings.locale, product);
            (product.id.as_str(), record)
        })
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
    let stem = (locale.t("reviewing.report_file"), &*round.start.name);
    write_new_document(settings, &document, stem, format)
}
