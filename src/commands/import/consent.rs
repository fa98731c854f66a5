//! Questions to the person: was the text decoded rightly, and shall it be published?
//!
//! Where nobody can answer, the answer is no, with what to type instead. Must not: take silence for a yes.

use std::io::{BufRead, Write, stderr, stdin};
use std::path::Path;

use ocop_index::source::SourceSummary;

use super::is_interactive;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;

/// Shows decoded lines of a text that is not Unicode and asks whether they are right.
pub(super) fn confirm_encoding(
    settings: &Settings,
    path: &Path,
    summary: &SourceSummary,
    agreed: bool,
) -> Result<(), CommandFailure> {
    let Some(encoding) = summary.encoding.filter(|encoding| !encoding.is_unicode()) else {
        return Ok(());
    };
    let locale = &settings.locale;
    let name = sanitize_text(&path.to_string_lossy());
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("path", &name), ("encoding", &encoding.key())];
    let mut err = stderr();
    writeln!(err, "{}", locale.fill("import.decoded", &values)).map_err(CommandFailure::Stdout)?;
    for line in &summary.samples {
        writeln!(err, "  {}", sanitize_text(line)).map_err(CommandFailure::Stdout)?;
    }
    if agreed || (is_interactive() && ask_yes_no(locale.t("import.decoded_right"))) {
        return Ok(());
    }
    Err(CommandFailure::Data(
        locale.fill("import.decoded_refused", &values),
    ))
}

/// Asks whether to publish.
pub(crate) fn confirm_publish(
    settings: &Settings,
    out: &mut impl Write,
) -> Result<bool, CommandFailure> {
    let locale = &settings.locale;
    if !is_interactive() {
        writeln!(out, "\n{}", locale.t("import.needs_yes"))?;
        return Ok(false);
    }
    let yes = ask_yes_no(locale.t("import.publish"));
    if !yes {
        writeln!(out, "{}", locale.t("import.untouched"))?;
    }
    Ok(yes)
}

/// One question; only `y`, `yes`, `c` and its whole word are a yes.
pub(super) fn ask_yes_no(question: &str) -> bool {
    let mut err = stderr();
    let asked = write!(err, "{question} ").and_then(|()| err.flush());
    let mut answer = String::new();
    let heard = asked.and_then(|()| stdin().lock().read_line(&mut answer));
    let words = ocop_index::vietnamese::split_words(&answer);
    let word = words.first().map_or("", |word| &word.fold);
    heard.is_ok() && matches!(word, "y" | "yes" | "c" | "co")
}
