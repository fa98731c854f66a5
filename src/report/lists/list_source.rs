//! What the papers of a list are made of.

use jiff::civil::Date;
use ocop_index::search::SearchHit;

use crate::report::reported_product::ReportedProduct;
use crate::wording::locale::Locale;
use crate::wording::product_card::describe_stars;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::product_list::ProductList;

/// What a report says of what is in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedProduct {
    /// Its name, its producer and where they are.
    pub record: ReportedProduct,
    /// Its stars and until when they hold, in words; `None` for what is in no catalogue.
    pub stars: Option<String>,
}

impl ListedProduct {
    /// What a report says of a product of the catalogue.
    pub fn from_hit(locale: &Locale, hit: &SearchHit) -> Self {
        Self {
            record: ReportedProduct::from_product(locale, &hit.product),
            stars: Some(describe_stars(locale, hit)),
        }
    }
}

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct ListReportSource<'a> {
    /// All events, linked to the catalogue.
    pub log: &'a WorkLog,
    /// The list.
    pub list: &'a ProductList,
    /// Finds a product of the catalogue by its id.
    pub find_product: &'a dyn Fn(&str) -> Option<ListedProduct>,
    /// Today.
    pub day: Date,
    /// False where the config lets no phones be exported. Phones that people wrote into remarks stay.
    pub with_phones: bool,
    /// The words.
    pub locale: &'a Locale,
}
