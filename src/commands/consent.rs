//! Questions to the user: was the text decoded correctly, and should the changes be published?
//!
//! Where no one can answer, the answer is no, and the message says what to type instead. No answer
//! is never taken for a yes.

use std::io::{BufRead, IsTerminal, Write, stderr, stdin};
use std::path::Path;

use ocop_index::source::SourceSummary;

use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Shows decoded lines of a text file that is not Unicode and asks whether they are right;
/// `is_confirmed` skips the question.
pub(super) fn confirm_encoding(
    settings: &Settings,
    path: &Path,
    summary: &SourceSummary,
    is_confirmed: bool,
) -> Result<(), CommandFailure> {
    let Some(encoding) = summary.encoding.filter(|encoding| !encoding.is_unicode()) else {
        return Ok(());
    };
    let locale = &settings.locale;
    let path = sanitize_text(&path.to_string_lossy());
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("path", &path), ("encoding", &encoding.key())];
    if let Some(screen) = settings.reports.screen() {
        let head = locale.fill("import.decoded", &values);
        let samples = summary.samples.iter();
        let samples = samples.map(|line| format!("  {}", sanitize_text(line)));
        if is_confirmed || screen.confirm_lines([head].into_iter().chain(samples).collect()) {
            return Ok(());
        }
        return Err(CommandFailure::Data(
            locale.fill("import.decoded_refused_here", &values),
        ));
    }
    let mut err = stderr();
    writeln!(err, "{}", locale.fill("import.decoded", &values)).map_err(CommandFailure::Stdout)?;
    for line in &summary.samples {
        writeln!(err, "  {}", sanitize_text(line)).map_err(CommandFailure::Stdout)?;
    }
    if is_confirmed || (can_answer() && ask_yes_no(locale, "import.decoded_right")) {
        return Ok(());
    }
    Err(CommandFailure::Data(
        locale.fill("import.decoded_refused", &values),
    ))
}

/// Asks whether to publish; `needs_yes` is the key of what to type where nobody can answer.
pub(super) fn confirm_publish(
    settings: &Settings,
    needs_yes: &str,
    out: &mut impl Write,
) -> Result<bool, CommandFailure> {
    let locale = &settings.locale;
    if !can_answer() {
        writeln!(out, "\n{}", locale.t(needs_yes))?;
        return Ok(false);
    }
    let is_yes = ask_yes_no(locale, "import.publish");
    if !is_yes {
        writeln!(out, "{}", locale.t("import.untouched"))?;
    }
    Ok(is_yes)
}

/// Asks whether to do something else that is not undone by a key; `needs_yes` is the key of what to type where nobody
/// can answer.
pub(super) fn confirm_deed(
    settings: &Settings,
    question: &str,
    needs_yes: &str,
    out: &mut impl Write,
) -> Result<bool, CommandFailure> {
    out.flush()?;
    if can_answer() {
        return Ok(ask_yes_no(&settings.locale, question));
    }
    writeln!(out, "{}", settings.locale.t(needs_yes))?;
    Ok(false)
}

/// Asks whether to go on with what was just told; `needs_yes` is the key of what to type where nobody can answer.
pub(super) fn confirm_change(
    settings: &Settings,
    needs_yes: &str,
    out: &mut impl Write,
) -> Result<bool, CommandFailure> {
    let locale = &settings.locale;
    out.flush()?;
    if !can_answer() {
        writeln!(out, "{}", locale.t(needs_yes))?;
        return Ok(false);
    }
    let is_yes = ask_yes_no(locale, "answer.go_on");
    if !is_yes {
        writeln!(out, "{}", locale.t("answer.unchanged"))?;
    }
    Ok(is_yes)
}

/// Asks whether something unusual is meant, which the sentence tells; `None` where nobody can answer.
pub(super) fn ask_whether_meant(settings: &Settings, sentence: &str) -> Option<bool> {
    can_answer().then(|| {
        let _ = writeln!(stderr(), "{sentence}");
        ask_yes_no(&settings.locale, "answer.go_on")
    })
}

/// True when the question reaches a terminal and the answer comes from one.
fn can_answer() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// What a line says to a question: only `y`, `yes`, `c` and `có` mean yes; `None` for what is neither yes nor no.
pub fn read_yes_no(line: &str) -> Option<bool> {
    let words = ocop_index::vietnamese::split_words(line);
    let [word] = words.as_slice() else {
        return None;
    };
    match &*word.fold {
        "y" | "yes" | "c" | "co" => Some(true),
        "n" | "no" | "k" | "khong" => Some(false),
        _ => None,
    }
}

/// Asks one question.
fn ask_yes_no(locale: &Locale, question: &str) -> bool {
    let letters: [(&str, &dyn std::fmt::Display); 2] = [
        ("yes", &locale.t("answer.yes")),
        ("no", &locale.t("answer.no")),
    ];
    let question = locale.fill(question, &letters);
    let mut err = stderr();
    let prompted = write!(err, "{question} ").and_then(|()| err.flush());
    let mut answer = String::new();
    let read = prompted.and_then(|()| stdin().lock().read_line(&mut answer));
    read.is_ok() && read_yes_no(&answer) == Some(true)
}
