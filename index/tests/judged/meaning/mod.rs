//! The judged set "meaning": questions as people of the offices type them, and the rows that answer each.
//!
//! A truth is a condition on the record ([`truth`]), never what an engine found. Questions come from [`forms`] with
//! slots ([`fill`]), typed in several ways ([`typing`]), and from a table written by hand ([`written`]); real names
//! that look like conditions must stay names ([`names`]). The catalogues are [`world`]s, the day is [`DAY`], and
//! [`ask`] is the only way to an engine. It must not change when an engine does.

mod ask;
mod facts;
mod fill;
mod forms;
mod names;
mod tables;
mod truth;
mod typing;
mod world;
mod written;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use ocop_index::Result;

use super::letters::bare;
use super::measure::{Reply, Score, Tally};
use super::random::Random;
use super::ways::shuffled;
use ask::ask_line;
use fill::{Form, fixed_words, is_english};
use truth::Wanted;
use world::World;

/// The day of every question.
pub(crate) const DAY: Date = date(2026, 11, 30);

/// Fillings tried for the built-in rows and for the country at most before a class gives them up.
const DRAWS: [usize; 2] = [3_000, 400];

/// A class of questions.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    /// The least share of right answers, see [`FLOORS`].
    floor: f64,
    forms: Forms,
    /// Questions from forms to the built-in rows and to the country.
    counts: (usize, usize),
}

/// Where the questions of a class come from, beside the table written by hand.
enum Forms {
    /// Forms whose slots are filled by chance and typed in several ways.
    Drawn(&'static [Form]),
    /// Every filling, as it stands.
    All,
    /// The table of names.
    Names,
}

/// The least share of right answers of each class.
const FLOORS: [f64; 11] = [
    0.98, 0.98, 0.98, 0.98, 1.0, 0.98, 0.98, 0.97, 1.0, 0.98, 0.96,
];

/// Every class.
pub(crate) const CLASSES: [Class; 11] = [
    class(
        0,
        "meaning: stars",
        Forms::Drawn(forms::stars::FORMS),
        (90, 14),
    ),
    class(
        1,
        "meaning: status",
        Forms::Drawn(forms::status::FORMS),
        (80, 20),
    ),
    class(
        2,
        "meaning: dates",
        Forms::Drawn(forms::dates::FORMS),
        (60, 30),
    ),
    class(
        3,
        "meaning: kinds and gaps",
        Forms::Drawn(forms::kinds::FORMS),
        (70, 24),
    ),
    class(
        4,
        "meaning: negation",
        Forms::Drawn(forms::negation::FORMS),
        (90, 16),
    ),
    class(
        5,
        "meaning: questions",
        Forms::Drawn(forms::questions::FORMS),
        (90, 16),
    ),
    class(
        6,
        "meaning: places",
        Forms::Drawn(forms::places::FORMS),
        (100, 20),
    ),
    class(
        7,
        "meaning: sentences",
        Forms::Drawn(forms::sentences::FORMS),
        (80, 20),
    ),
    class(8, "meaning: names", Forms::Names, (0, 0)),
    class(9, "meaning: 580 phrases", Forms::All, (580, 0)),
    class(
        10,
        "meaning: and, or",
        Forms::Drawn(forms::joined::FORMS),
        (70, 40),
    ),
];

const fn class(number: usize, name: &'static str, forms: Forms, counts: (usize, usize)) -> Class {
    Class {
        name,
        floor: FLOORS[number],
        forms,
        counts,
    }
}

/// A question and what is right for it.
pub(crate) struct Question {
    pub(crate) text: String,
    /// Its truth as written.
    pub(crate) truth: String,
    /// Each of these is right.
    wanted: Vec<Wanted>,
    place: usize,
}

impl Question {
    /// A question to a catalogue; `None` where it has no certain answer there.
    fn new(text: String, truth: &str, world: &World) -> std::result::Result<Option<Self>, String> {
        let wanted = truth::wanted(truth, &text, &world.rows)?;
        Ok((!wanted.is_empty()).then(|| Self {
            text,
            truth: truth.to_owned(),
            wanted,
            place: 0,
        }))
    }

    /// How many rows are right, in the first reading.
    pub(crate) fn rows(&self) -> usize {
        self.wanted.first().map_or(0, Wanted::rows)
    }
}

/// The catalogues, opened: the built-in rows, the country, the names.
pub(crate) struct Worlds([World; 3]);

impl Worlds {
    pub(crate) fn open() -> Result<Self> {
        Ok(Self([World::home()?, World::country()?, World::names()?]))
    }

    /// The questions of a class.
    pub(crate) fn questions(&self, class: &Class) -> Result<Vec<Question>> {
        let unreadable = |problem: String| super::unreadable(format!("{}: {problem}", class.name));
        let mut questions = match class.forms {
            Forms::Drawn(forms) => {
                let mut drawn = self
                    .draw(class, forms, 0, class.counts.0)
                    .map_err(unreadable)?;
                drawn.extend(
                    self.draw(class, forms, 1, class.counts.1)
                        .map_err(unreadable)?,
                );
                drawn
            }
            Forms::All => forms::phrases::questions(&self.0[0]).map_err(unreadable)?,
            Forms::Names => {
                let mut named = names::questions(&self.0[2]).map_err(unreadable)?;
                for question in &mut named {
                    question.place = 2;
                }
                named
            }
        };
        questions.extend(written::questions(class.name, &self.0[0]).map_err(unreadable)?);
        let mut seen = BTreeSet::new();
        questions.retain(|question| seen.insert((question.place, question.text.clone())));
        Ok(questions)
    }

    /// Fillings of the forms in turn, each typed some way.
    fn draw(
        &self,
        class: &Class,
        forms: &[Form],
        place: usize,
        wanted: usize,
    ) -> std::result::Result<Vec<Question>, String> {
        let seed = class
            .name
            .bytes()
            .fold(11 + place as u64, |seed: u64, byte| {
                seed.wrapping_mul(131) + u64::from(byte)
            });
        let mut random = Random::new(seed);
        let world = &self.0[place];
        let known: BTreeSet<&str> = world
            .rows
            .iter()
            .flat_map(|row| &row.bare_record)
            .map(String::as_str)
            .collect();
        let fixed: BTreeSet<String> = forms
            .iter()
            .flat_map(|form| fixed_words(*form))
            .map(bare)
            .collect();
        let is_word = |word: &str| known.contains(word) || fixed.contains(word);
        let mut questions = Vec::new();
        let mut taken = BTreeSet::new();
        // Every form once, in an order by chance, then every form again.
        let mut round = Vec::new();
        for _ in 0..DRAWS[place] {
            if questions.len() >= wanted {
                break;
            }
            if round.is_empty() {
                round = shuffled(forms.to_vec(), &mut random);
            }
            let Some(form) = round.pop() else { break };
            let Some((text, truth)) = world.slots.fill(form, &mut random) else {
                continue;
            };
            let Some(mut question) = Question::new(text, &truth, world)? else {
                continue;
            };
            let fits = |wanted: &Wanted| {
                (1..=ask::MAX_ROWS.min(world.rows.len() - 1)).contains(&wanted.rows())
            };
            if !question.wanted.iter().all(fits) {
                continue;
            }
            let (fixed, english) = (fixed_words(form), is_english(form));
            question.text = typing::typed(&question.text, &fixed, english, is_word, &mut random);
            question.place = place;
            if taken.insert(question.text.clone()) {
                questions.push(question);
            }
        }
        Ok(questions)
    }

    /// Asks every question of a class.
    pub(crate) fn score(&self, class: &Class) -> Result<Score> {
        let mut tally = Tally::default();
        for question in self.questions(class)? {
            let reply = ask_line(&self.0[question.place].catalog, &question.text)?;
            let right = question
                .wanted
                .iter()
                .any(|wanted| wanted.is_met_by(&reply));
            let target = format!("{} ({} rows)", question.truth, question.rows());
            let names = reply.names.into_iter().map(|name| (String::new(), name));
            let reply = Reply {
                total: reply.total,
                rows: names.collect(),
                left_out: 0,
                time: reply.time,
            };
            tally.add(right.then_some(1), question.text, target, reply);
        }
        Ok(tally.score(class.name, (class.floor, class.floor)))
    }
}
