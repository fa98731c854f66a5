//! The judged set: questions with known answers, class by class, and how many an engine gets right.
//!
//! Two catalogues stand on the shelf, the built-in one and a made-up one of the whole [`country`]. Each class
//! draws rows of both and asks for them in its own [`ways`]; [`fits`] says which rows answer as well as the
//! one drawn. A hundred questions are written by hand with graded answers ([`handwritten`]). The [`hard`]
//! classes are asked of a larger country, and whole lines with conditions in them are judged apart
//! ([`meaning`]). Everything follows from seeds, so two versions of the engine get the same questions. It must
//! not change when an engine does.

pub(crate) mod classes;
mod country;
mod fits;
pub(crate) mod handwritten;
pub(crate) mod hard;
mod keyboard;
mod letters;
pub(crate) mod meaning;
pub(crate) mod measure;
#[path = "../../benches/support/random.rs"]
#[expect(dead_code, reason = "what spreads rows is for the benchmark")]
mod random;
mod regional;
mod shelf;
mod slips;
pub(crate) mod ways;

use std::collections::BTreeSet;

use ocop_index::source::builtin;
use ocop_index::{Error, Result};

use classes::Class;
use random::Random;
use shelf::Shelf;
use ways::Asked;

/// Rows of the made-up catalogue.
const ROWS: usize = 2_000;

/// Rows drawn for one question at most before a class gives a catalogue up.
const DRAWS: usize = 6_000;

/// The catalogues.
pub(crate) struct Shelves([Shelf; 2]);

/// A question to one of the catalogues.
pub(crate) struct Question {
    /// Which catalogue is asked.
    pub(crate) shelf: usize,
    pub(crate) asked: Asked,
    /// The name of the row it was made from.
    pub(crate) target: String,
}

impl Shelves {
    /// Both catalogues, opened.
    pub(crate) fn open() -> Result<Self> {
        let country = country::products(ROWS);
        Ok(Self([
            Shelf::open(builtin::load_products()?)?,
            Shelf::open(country)?,
        ]))
    }

    /// The built-in catalogue and the crowded country, for the hard classes.
    pub(crate) fn open_hard() -> Result<Self> {
        let builtin = builtin::load_products()?;
        let names: Vec<&str> = builtin.iter().map(|product| &*product.name).collect();
        let country = country::crowded::products(hard::ROWS, &names);
        Ok(Self([
            Shelf::open_on(builtin, hard::DAY)?,
            Shelf::open_on(country, hard::DAY)?,
        ]))
    }

    /// The questions of a class: some to each catalogue, what one cannot answer to the other.
    pub(crate) fn questions(&self, class: &Class) -> Vec<Question> {
        // A class keeps its questions when others come and go.
        let seed = class.name.bytes().fold(7, |seed: u64, byte| {
            seed.wrapping_mul(131) + u64::from(byte)
        });
        let mut random = Random::new(seed);
        let mut questions = Vec::new();
        for (shelf, wanted) in [(0, class.questions / 3), (1, class.questions)] {
            let mut taken = BTreeSet::new();
            for _ in 0..DRAWS {
                if questions.len() >= wanted {
                    break;
                }
                let rows = &self.0[shelf].rows;
                let row = &rows[random.below(rows.len())];
                let asked = (class.way)(&self.0[shelf], row, &mut random);
                let fresh = asked.filter(|asked| taken.insert(asked.text.clone()));
                questions.extend(fresh.map(|asked| Question {
                    shelf,
                    asked,
                    target: row.product.name.clone(),
                }));
            }
        }
        questions
    }
}

/// What a file of this set does not say as it should.
pub(crate) fn unreadable(problem: String) -> Error {
    Error::io_at(std::path::Path::new("handwritten.tsv"))(std::io::Error::other(problem))
}
