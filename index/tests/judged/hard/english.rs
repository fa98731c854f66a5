//! English names of dishes and crops, asked of the built-in catalogue.
//!
//! Each line of the table is a question, a tab and the numbers of the rows that answer it. It must not ask for a
//! name that no public text uses.

use std::collections::BTreeSet;

use ocop_index::Result;

use super::super::measure::{Score, Tally};
use super::super::{Shelves, unreadable};
use super::classes::ENGLISH;

const TABLE: &str = include_str!("english.tsv");

/// A question and the ids of its rows.
pub(crate) struct Named {
    pub(crate) text: &'static str,
    pub(crate) rows: BTreeSet<String>,
}

/// The table, read.
pub(crate) fn questions() -> Result<Vec<Named>> {
    let lines = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let wrong = || unreadable(format!("not a question and its rows: {line}"));
            let (text, numbers) = line.split_once('\t').ok_or_else(wrong)?;
            let rows = numbers.split_whitespace();
            Ok(Named {
                text,
                rows: rows.map(|number| format!("qn-{number}")).collect(),
            })
        })
        .collect()
}

/// How the questions went.
pub(crate) fn score(shelves: &Shelves) -> Result<Score> {
    let mut tally = Tally::default();
    for question in questions()? {
        let reply = shelves.ask(0, question.text)?;
        let right = |(id, _): &(String, String)| question.rows.contains(id);
        let rank = reply.rows.iter().position(right).map(|place| place + 1);
        let target: Vec<&str> = question.rows.iter().map(String::as_str).collect();
        tally.add(rank, question.text.to_owned(), target.join(" "), reply);
    }
    Ok(tally.score("English names", ENGLISH))
}
