//! The questions written by hand, each with its class and its truth, all to the built-in rows.

use super::{Question, World};

const TABLE: &str = include_str!("written.tsv");

/// Those of a class; its name stands in the table without what all classes of this set begin with.
pub(crate) fn questions(class: &str, world: &World) -> Result<Vec<Question>, String> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut questions = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, text, truth] = cells[..] else {
            return Err(format!("not a class, a question and a truth: {line}"));
        };
        if class.strip_prefix("meaning: ") != Some(name) {
            continue;
        }
        let question = Question::new(text.to_owned(), truth, world)?;
        questions.push(question.ok_or_else(|| format!("no certain answer: {line}"))?);
    }
    Ok(questions)
}
