//! Questions to the person: was the text decoded rightly, and shall it be published?
//!
//! Where nobody can answer, the answer is no, with what to type instead. Must not: take silence for a yes.

use std::io::{BufRead, Write, stderr, stdin};
use std::path::Path;

use ocop_index::source::Summary;

use super::is_dialogue;
use crate::exit::Failure;
use crate::settings::{Settings, safe};

/// Shows decoded lines of a text that is not Unicode and asks whether they are right.
pub(super) fn to_encoding(
    settings: &Settings,
    path: &Path,
    summary: &Summary,
    agreed: bool,
) -> Result<(), Failure> {
    let Some(encoding) = summary.encoding.filter(|encoding| !encoding.is_unicode()) else {
        return Ok(());
    };
    let locale = &settings.locale;
    let name = safe(&path.to_string_lossy());
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("path", &name), ("encoding", &encoding.key())];
    let mut err = stderr();
    writeln!(err, "{}", locale.fill("import.decoded", &values)).map_err(Failure::Output)?;
    for line in &summary.samples {
        writeln!(err, "  {}", safe(line)).map_err(Failure::Output)?;
    }
    if agreed || (is_dialogue() && ask(locale.t("import.decoded_right"))) {
        return Ok(());
    }
    Err(Failure::Data(
        locale.fill("import.decoded_refused", &values),
    ))
}

/// Asks whether to publish.
pub(crate) fn to_publish(settings: &Settings, out: &mut impl Write) -> Result<bool, Failure> {
    let locale = &settings.locale;
    if !is_dialogue() {
        writeln!(out, "\n{}", locale.t("import.needs_yes"))?;
        return Ok(false);
    }
    let yes = ask(locale.t("import.publish"));
    if !yes {
        writeln!(out, "{}", locale.t("import.untouched"))?;
    }
    Ok(yes)
}

/// One question; only `y`, `yes`, `c` and its whole word are a yes.
pub(super) fn ask(question: &str) -> bool {
    let mut err = stderr();
    let asked = write!(err, "{question} ").and_then(|()| err.flush());
    let mut answer = String::new();
    let heard = asked.and_then(|()| stdin().lock().read_line(&mut answer));
    let words = ocop_index::vietnamese::words(&answer);
    let word = words.first().map_or("", |word| &word.fold);
    heard.is_ok() && matches!(word, "y" | "yes" | "c" | "co")
}
