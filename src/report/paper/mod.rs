//! A product list on paper: labels, stand signs, a price list and a check list, as one HTML file that prints on A4; a
//! single label as SVG.
//!
//! Labels and signs are drawn in millimetres, each line of text where it fits ([`label`], [`stand_sign`]); lists are
//! tables that the browser breaks into pages ([`price_list`], [`check_list`]). The file asks for nothing outside and
//! runs nothing; its letters are the browser's own, and [`letter_width`] takes the widest of the usual ones.
//!
//! Must not: know the store or the catalogue, ask the clock, or make up what an entry lacks.

mod check_list;
mod drawing;
mod fitted_text;
mod label;
mod letter_width;
mod page;
mod palette;
mod paper_size;
mod price_list;
mod printed_code;
pub mod printed_entry;
mod printed_product;
mod safe_text;
mod stacked_text;
mod stand_order;
mod stand_sign;

use clap::ValueEnum;

pub use self::paper_size::PiecesPerPage;
use self::printed_entry::{PrintedEntry, PrintedList};
use crate::wording::locale::Locale;

/// What is printed of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PaperKind {
    /// A label for each entry.
    #[default]
    Labels,
    /// A sign for each stand.
    Stands,
    /// The prices.
    Prices,
    /// Boxes to tick at each stand.
    Checklist,
}

impl PaperKind {
    /// True where so many pieces of it have room on a page. Tables have no pieces.
    pub const fn has_room_for(self, per_page: PiecesPerPage) -> bool {
        match self {
            Self::Labels => true,
            Self::Stands => !matches!(per_page, PiecesPerPage::Sixteen),
            Self::Prices | Self::Checklist => false,
        }
    }

    /// The pieces on a page where nobody says another number.
    pub const fn usual_pieces(self) -> PiecesPerPage {
        match self {
            Self::Stands => PiecesPerPage::One,
            Self::Labels | Self::Prices | Self::Checklist => PiecesPerPage::Eight,
        }
    }
}

/// A paper as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltPaper {
    /// The whole file.
    pub html: String,
    /// Labels, signs or rows in it.
    pub pieces: usize,
    /// Its pages; `None` where the browser breaks them.
    pub pages: Option<usize>,
}

/// The paper of a list. `per_page` counts for labels and signs alone; signs have room for eight at most.
pub fn build_paper(
    list: &PrintedList,
    kind: PaperKind,
    per_page: PiecesPerPage,
    locale: &Locale,
) -> BuiltPaper {
    match kind {
        PaperKind::Labels => {
            let labels = list.entries.iter();
            let labels = labels.map(|entry| label::draw_label(list, entry, per_page, locale));
            let labels: Vec<String> = labels.collect();
            page::build_pages(list, "paper.labels", per_page, &labels, locale)
        }
        PaperKind::Stands => {
            let per_page = match per_page {
                PiecesPerPage::Sixteen => PiecesPerPage::Eight,
                per_page => per_page,
            };
            let stands = stand_order::group_by_stand(&list.entries);
            let signs = stands
                .iter()
                .filter_map(|group| stand_sign::draw_stand_sign(list, group, per_page, locale));
            let signs: Vec<String> = signs.collect();
            page::build_pages(list, "paper.stands", per_page, &signs, locale)
        }
        PaperKind::Prices => price_list::build_price_list(list, locale),
        PaperKind::Checklist => check_list::build_check_list(list, locale),
    }
}

/// One label as an SVG file, of the size that it has among others of a page.
pub fn build_label_svg(
    list: &PrintedList,
    entry: &PrintedEntry,
    per_page: PiecesPerPage,
    locale: &Locale,
) -> String {
    let label = label::draw_label(list, entry, per_page, locale);
    page::build_single_svg(&label, per_page)
}
