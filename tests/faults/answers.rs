//! What a catalogue answers, asked through the library as the program does, and whether that is the truth.

use std::fmt::Write as _;
use std::path::Path;

use ocop::wording::engine_error::describe_engine_error;
use ocop::wording::locale::{Language, Locale};
use ocop_index::store::{self, OpenedCatalog};
use ocop_index::{Catalog, Error, Query};

use crate::catalogues::ORIGINALS;

/// The day of every question.
pub const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);

/// Everything that a catalogue answers, as text.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer(String);

impl std::fmt::Debug for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} lines", self.0.lines().count())
    }
}

impl Answer {
    /// Asks a whole catalogue.
    pub fn of_folder(data_dir: &Path) -> Self {
        let opened = store::open_catalog(data_dir, DAY).unwrap();
        assert!(opened.notices.is_empty(), "{:?}", opened.notices);
        Self::of_catalog(&opened.catalog).unwrap()
    }

    /// Asks for every record, some searches, the counts of every facet, and totals.
    pub fn of_catalog(catalog: &Catalog) -> Result<Self, Error> {
        let mut text = String::new();
        let mut records = Vec::new();
        for product in catalog.iter_products() {
            records.push(serde_json::to_string(&product?).unwrap());
        }
        records.sort();
        for record in records {
            text.push_str(&record);
            text.push('\n');
        }
        for words in ["", "cha muc", "tra hoa vang", "hạ long", "zzz"] {
            let query = Query::from_text(words);
            let mut answer = catalog.search(&query)?;
            let hits = catalog.load_hits(&mut answer, 0..12)?;
            let ids: Vec<&str> = hits.iter().map(|hit| hit.product.id.as_str()).collect();
            let _ = writeln!(text, "{words}: {} {ids:?}", answer.total());
            let _ = writeln!(text, "{:?}", answer.facet_counts());
            let totals = catalog.count_answer_totals(&answer, &query)?;
            let _ = writeln!(text, "{totals:?}");
        }
        Ok(Self(text))
    }
}

/// What was opened, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// The generation in use.
    Truth,
    /// The generation before or the built-in products, with a notice.
    ToldBefore,
    /// The same without one.
    SilentBefore,
    /// Something that was never published.
    Wrong { is_told: bool },
    /// Refused in this sentence.
    Refused(String),
}

impl Judged {
    /// The catalogue still answers.
    pub fn answers(&self) -> bool {
        matches!(self, Self::Truth | Self::ToldBefore | Self::SilentBefore)
    }
}

/// Judges what came of opening a catalogue that has the imported list in use.
pub fn judge(opened: Result<OpenedCatalog, Error>) -> Judged {
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => return refused(&error),
    };
    let is_told = !opened.notices.is_empty();
    let answer = match Answer::of_catalog(&opened.catalog) {
        Ok(answer) => answer,
        Err(error) => return refused(&error),
    };
    if answer == ORIGINALS.imported {
        Judged::Truth
    } else if answer == ORIGINALS.built_in && is_told {
        Judged::ToldBefore
    } else if answer == ORIGINALS.built_in {
        Judged::SilentBefore
    } else {
        Judged::Wrong { is_told }
    }
}

fn refused(error: &Error) -> Judged {
    Judged::Refused(describe_engine_error(error, &Locale::new(Language::En)))
}

/// Why a sentence is not plain, if it is not.
pub fn fault_of_sentence(sentence: &str) -> Option<String> {
    if sentence.trim().is_empty() {
        return Some("no sentence".to_owned());
    }
    let acting = sentence.chars().find(|c| acts(*c) && *c != '\n');
    acting.map(|c| format!("{c:?} in {sentence:?}"))
}

/// True for a character that acts on a terminal or hides: C0, DEL, C1, directions, zero width, tags.
pub fn acts(c: char) -> bool {
    let hides = matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    );
    c.is_control() || hides
}
