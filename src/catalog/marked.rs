//! The catalogue with what people did with its products, for everything that answers questions.
//!
//! Where the store of work cannot be read, that is told and the catalogue is as it was published.

use ocop_index::ProductMarks;
use ocop_index::store::OpenedCatalog;

use crate::catalog::open::open_catalog;
use crate::catalog::open_review::open_review;
use crate::catalog::work::{open_existing_linked_work, open_work_or_tell};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::locale::VerdictWords;
use crate::work::lists::product_list::ProductLists;
use crate::work::marks::WorkMarks;
use crate::work::reviews::verdict_kind::VerdictKind;
use crate::work::store::open_work::OpenWork;

/// A catalogue with what people did with its products.
pub struct MarkedCatalog {
    /// The settings, with the names of the verdicts of the open review.
    pub settings: Settings,
    /// The catalogue with the marks.
    pub opened: OpenedCatalog,
    /// The marks, for whoever hands them to another catalogue; none where there is no store of work.
    pub marks: ProductMarks,
    /// The product lists of fairs and trade meetings.
    pub lists: ProductLists,
}

/// Opens the catalogue with the marks that this account sees.
///
/// # Errors
/// Fails where the catalogue cannot be opened.
pub fn open_marked_catalog(settings: &Settings) -> Result<MarkedCatalog, CommandFailure> {
    let opened = open_catalog(settings)?;
    let work = open_work_or_tell(settings, &opened.catalog);
    mark_catalog(settings, opened, work)
}

/// The same for what is nothing without the store of work.
///
/// # Errors
/// Fails where the catalogue cannot be opened, and where there is a store that cannot be.
pub fn open_catalog_with_work(settings: &Settings) -> Result<MarkedCatalog, CommandFailure> {
    let opened = open_catalog(settings)?;
    let work = open_existing_linked_work(settings, &opened.catalog)?;
    mark_catalog(settings, opened, work)
}

fn mark_catalog(
    settings: &Settings,
    mut opened: OpenedCatalog,
    work: Option<OpenWork>,
) -> Result<MarkedCatalog, CommandFailure> {
    let mut settings = settings.clone();
    let (marks, lists) = match work {
        Some(work) => {
            let (log, viewer) = (work.log(), &work.author().name);
            let review = open_review(&settings, log).filter(|review| !review.is_closed);
            let verdicts = review.as_ref().map(|review| &review.start.verdicts);
            let verdicts = name_verdicts(verdicts.unwrap_or(&settings.verdicts));
            settings.locale = settings.locale.with_verdicts(verdicts);
            let lists = ProductLists::gather(log);
            let marks = WorkMarks::build(log, &lists, viewer, review);
            opened.catalog = opened.catalog.with_marks(marks.marks())?;
            (marks.into_marks(), lists)
        }
        None => (ProductMarks::default(), ProductLists::default()),
    };
    Ok(MarkedCatalog {
        settings,
        opened,
        marks,
        lists,
    })
}

/// What verdicts are called.
pub fn name_verdicts(kinds: &[VerdictKind]) -> Vec<VerdictWords> {
    let words = kinds.iter().map(|kind| VerdictWords {
        key: kind.key.clone(),
        vi: kind.vi.clone(),
        en: kind.en.clone(),
    });
    words.collect()
}
