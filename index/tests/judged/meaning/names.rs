//! Names that must not be swallowed: each is typed whole, and its product or producer comes first, nothing narrowed.

use std::collections::BTreeSet;

use super::super::letters::bare;
use super::{Question, World};

const TABLE: &str = include_str!("names.tsv");

/// A row of the table of real names.
pub(crate) struct NameRow {
    asked: &'static str,
    pub(crate) name: &'static str,
    pub(crate) producer: &'static str,
    pub(crate) star: &'static str,
    source: &'static str,
}

impl NameRow {
    /// True for a row of the built-in list.
    fn is_built_in(&self) -> bool {
        self.source.starts_with("built-in")
    }

    /// What is typed.
    fn asked(&self) -> &'static str {
        if self.asked == "producer" {
            self.producer
        } else {
            self.name
        }
    }
}

/// The products of the table that the built-in list does not have, each once.
pub(crate) fn others() -> Vec<NameRow> {
    let mut seen = BTreeSet::new();
    let fresh = |row: &NameRow| !row.is_built_in() && seen.insert((row.name, row.producer));
    table().into_iter().filter(fresh).collect()
}

/// The table.
pub(crate) fn table() -> Vec<NameRow> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    let one = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or("");
        NameRow {
            asked: cell(),
            name: cell(),
            producer: cell(),
            star: cell(),
            source: cell(),
        }
    };
    lines.map(one).collect()
}

/// Each name as written, and every second one without marks as well.
pub(crate) fn questions(world: &World) -> Result<Vec<Question>, String> {
    let mut questions = Vec::new();
    for (number, row) in table().iter().enumerate() {
        let name = row.asked();
        let truth = format!("whole: {name}");
        let mut ask = |text: String| -> Result<(), String> {
            let question = Question::new(text, &truth, world)?;
            let question = question.ok_or_else(|| format!("no row is called {name}"))?;
            questions.push(question);
            Ok(())
        };
        ask(name.to_owned())?;
        if number % 2 == 0 {
            ask(bare(name))?;
        }
    }
    Ok(questions)
}
