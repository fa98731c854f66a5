//! Where one question ends and the next begins, for hands that press neither Enter nor Escape between them.
//!
//! After a short pause a letter may go on with the words, or begin the next question. What is found decides: words that
//! go on have an answer. Where the whole line has none, and the letters behind the pause begin a word of their own,
//! they are the next question. Must not: know a clock; the pause is told.

use super::acting::record_unanswered;
use super::effect::FairEffect;
use super::model::FairModel;
use super::paused_question::PausedQuestion;
use super::searching::{ask_question, is_missing};
use crate::app::model::list::AnswerPage;

/// Fewer letters behind a pause are rather the end of the word before: `300` and `k`.
const FEWEST_LETTERS: usize = 2;

/// A short pause behind words: the next letter may begin another question.
pub(super) fn note_pause(model: &mut FairModel) {
    model.paused = Some(PausedQuestion {
        text: model.question.text().to_owned(),
        missing: model.missing_answer(),
    });
}

/// Begins the question behind a pause, where this answer says that the letters there are one; `None` where they go on
/// with the words before.
pub(super) fn begin_behind_pause(
    model: &mut FairModel,
    page: &AnswerPage,
) -> Option<Vec<FairEffect>> {
    let paused = model.paused.as_ref()?;
    let next = model.question.text().strip_prefix(paused.text.as_str())?;
    if !begins_words(&paused.text, next) || !is_missing(model, page) {
        return None;
    }
    let next = next.to_owned();
    let paused = model.paused.take()?;
    let counted = paused
        .missing
        .and_then(|missing| record_unanswered(model, &paused.text, missing));
    model.begin_question();
    model.question.set_text(&next);
    let mut effects: Vec<FairEffect> = counted.into_iter().collect();
    effects.extend(ask_question(model));
    Some(effects)
}

/// True for letters that are rather words of their own than the rest of a word before them.
fn begins_words(before: &str, next: &str) -> bool {
    let ends_in_digit = before.ends_with(|letter: char| letter.is_ascii_digit());
    let letters = next.chars().filter(|letter| letter.is_alphanumeric());
    let is_number_going_on =
        ends_in_digit && next.starts_with(|letter: char| letter.is_ascii_digit());
    letters.count() >= FEWEST_LETTERS
        && next.starts_with(char::is_alphanumeric)
        && !before.ends_with(char::is_whitespace)
        && !is_number_going_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_or_a_number_that_goes_on_begins_no_question() {
        assert!(begins_words("trung vit", "mu"));
        assert!(begins_words("0912", "muc"));
        assert!(begins_words("muc", "c4"));
        for (before, next) in [
            ("trung vit", "m"),
            ("trung vit", " muc"),
            ("trung ", "vit"),
            ("0912", "345"),
            ("muc duoi 300", "k"),
        ] {
            assert!(!begins_words(before, next), "{before}|{next}");
        }
    }
}
