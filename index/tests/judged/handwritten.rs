//! A hundred questions to the built-in catalogue, written by hand with graded answers.
//!
//! Each line of the table is a question, a tab, and answers `id=grade`: 3 is what was asked for, 2 serves
//! nearly as well, 1 is related. The grades were given from the rows, before any engine was asked. It must not
//! be regraded to fit a ranking.

use ocop_index::Result;

use super::classes::HANDWRITTEN;
use super::measure::{ROWS, Reply, Score, Tally};
use super::{Shelves, unreadable};

const TABLE: &str = include_str!("handwritten.tsv");

/// A question and its graded rows.
pub(crate) struct Judged {
    pub(crate) text: &'static str,
    pub(crate) grades: Vec<(String, u8)>,
}

impl Judged {
    fn grade(&self, id: &str) -> u8 {
        let known = self.grades.iter().find(|(known, _)| known == id);
        known.map_or(0, |(_, grade)| *grade)
    }

    fn best(&self) -> u8 {
        self.grades
            .iter()
            .map(|(_, grade)| *grade)
            .max()
            .unwrap_or(0)
    }

    /// Gains of the rows shown, discounted by place, through those of the best order.
    fn ndcg(&self, reply: &Reply) -> f64 {
        let mut ideal: Vec<u8> = self.grades.iter().map(|(_, grade)| *grade).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let shown = reply.rows.iter().map(|(id, _)| self.grade(id));
        gain(shown) / gain(ideal.into_iter()).max(f64::MIN_POSITIVE)
    }
}

fn gain(grades: impl Iterator<Item = u8>) -> f64 {
    let one =
        |(place, grade): (usize, u8)| (f64::from(grade).exp2() - 1.0) / ((place + 2) as f64).log2();
    grades.take(ROWS).enumerate().map(one).sum()
}

/// The table, read.
pub(crate) fn judged() -> Result<Vec<Judged>> {
    let lines = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(line).collect()
}

fn line(line: &'static str) -> Result<Judged> {
    let wrong = || unreadable(format!("not a question and its grades: {line}"));
    let (text, grades) = line.split_once('\t').ok_or_else(wrong)?;
    let grades = grades.split_whitespace().map(|pair| {
        let (number, grade) = pair.split_once('=')?;
        let grade = grade.parse().ok().filter(|grade| (1..=3).contains(grade))?;
        Some((format!("qn-{number}"), grade))
    });
    let grades = grades.collect::<Option<Vec<_>>>().ok_or_else(wrong)?;
    Ok(Judged { text, grades })
}

/// How the questions went, and the mean nDCG of the first ten rows.
pub(crate) fn score(shelves: &Shelves) -> Result<(Score, f64)> {
    let judged = judged()?;
    let (mut tally, mut sum) = (Tally::default(), 0.0);
    for question in &judged {
        let reply = shelves.ask(0, question.text)?;
        sum += question.ndcg(&reply);
        let best = question.best();
        let rank = reply
            .rows
            .iter()
            .position(|(id, _)| question.grade(id) == best);
        let top = question.grades.iter().filter(|(_, grade)| *grade == best);
        let target: Vec<&str> = top.map(|(id, _)| id.as_str()).collect();
        let target = target.join(" ");
        tally.add(
            rank.map(|rank| rank + 1),
            question.text.to_owned(),
            target,
            reply,
        );
    }
    let score = tally.score("written by hand", (HANDWRITTEN.0, HANDWRITTEN.0));
    Ok((score, sum / judged.len().max(1) as f64))
}
