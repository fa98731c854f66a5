//! A review as a paper: the report that is handed over, and the digest since a day.
//!
//! [`build_review_report`] makes a [`Document`], which [`super::document`] writes. Must not:
//! open the store or the catalogue, or ask the clock.

mod act_words;
mod agreement_section;
mod digest_sections;
mod disagreement_sections;
mod doubt_section;
mod gathered_review;
mod product_sections;
mod progress_section;
mod proposal_sections;

use jiff::civil::Date;

use self::gathered_review::GatheredReview;
use self::paper::Paper;
use super::document::{Document, paper};
pub use super::reported_product::ReportedProduct;
use crate::wording::locale::Locale;
use crate::work::events::product_links::LinkDoubt;
use crate::work::events::work_log::WorkLog;
use crate::work::reviews::review_round::ReviewRound;

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct ReviewReportSource<'a> {
    /// All events, linked to the catalogue.
    pub log: &'a WorkLog,
    /// The review.
    pub round: &'a ReviewRound,
    /// The products of the log that a person must link.
    pub doubts: &'a [LinkDoubt],
    /// Finds a product of the catalogue by its id.
    pub find_product: &'a dyn Fn(&str) -> Option<ReportedProduct>,
    /// Who reads the report: in a blind review that is open it tells what others said of a product only after their own
    /// verdict, and no figures of others.
    pub viewer: &'a str,
    /// Today.
    pub day: Date,
    /// False where the config lets no phones be exported. Phones that people wrote into remarks stay.
    pub with_phones: bool,
    /// The words.
    pub locale: &'a Locale,
}

/// The report of a review: what it is, how far it is, agreement, disagreements, proposals, remarks, labels, what is
/// left, and what could not be found again. With a day only what happened from that day on, and what is still open.
pub fn build_review_report(source: &ReviewReportSource<'_>, since: Option<Date>) -> Document {
    let review = GatheredReview::gather(source);
    let locale = source.locale;
    let name = &source.round.start.name;
    let title = match since {
        None => locale.fill("handover.title", &[("name", name)]),
        Some(day) => {
            let day = locale.format_date(day);
            locale.fill("handover.digest_title", &[("name", name), ("day", &day)])
        }
    };
    let mut paper = Paper::new(Document::new(title, source.day, locale), locale);
    progress_section::add_facts(&mut paper, &review);
    progress_section::add_progress(&mut paper, &review);
    if let Some(day) = since {
        digest_sections::add_digest(&mut paper, &review, day);
        disagreement_sections::add_disagreements(&mut paper, &review);
    } else {
        agreement_section::add_agreement(&mut paper, &review);
        disagreement_sections::add_disagreements(&mut paper, &review);
        disagreement_sections::add_settled(&mut paper, &review);
        proposal_sections::add_proposals(&mut paper, &review);
        proposal_sections::add_decided(&mut paper, &review);
        product_sections::add_remarks(&mut paper, &review);
        product_sections::add_labels(&mut paper, &review);
        product_sections::add_left(&mut paper, &review);
    }
    doubt_section::add_doubts(&mut paper, &review);
    paper.into_document()
}
