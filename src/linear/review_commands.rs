//! What else `ocop review` does, by the words of its commands in either language, with their options: what a person
//! does once a review, such as a due day, reviewers, shares, a report, or the end of it.

use super::printed_lines::read_printed_lines;
use super::state::{LinearResult, LinearState};
use crate::cli::args::{Cli, CliCommand, ReviewCommand, parse_command_words};
use crate::cli::exit::CommandFailure;
use crate::cli::original_command::{UserLine, parse_user_line, split_line};
use crate::commands::review::run_review;
use crate::wording::locale::Locale;

/// Runs a command of `ocop review` and reads what it prints.
pub(super) fn run_words(state: &mut LinearState<'_>, words: &[String]) -> LinearResult {
    let settings = state.settings;
    let line = words.join(" ");
    let Some(words) = split_line(&line) else {
        return Err(CommandFailure::Usage(
            settings.locale.t("limits.quote").to_owned(),
        ));
    };
    let words: Vec<String> = std::iter::once("review".to_owned()).chain(words).collect();
    let parsed = parse_words(&words, settings.is_restricted(), &settings.locale)?;
    let Some(CliCommand::Review(args)) = parsed.command else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    run_review(settings, &args, &mut out)?;
    let lines = read_printed_lines(&out);
    if matches!(args.command, ReviewCommand::Merge(_)) {
        // Products that only the file knew are found now.
        state.work.look(settings, state.catalog)?;
        state.work.link_again(state.catalog)?;
    }
    Ok(lines)
}

/// The command line of these words; in the restricted mode only what that allows.
fn parse_words(
    words: &[String],
    is_restricted: bool,
    locale: &Locale,
) -> Result<Cli, CommandFailure> {
    let told = if is_restricted {
        match parse_user_line(words, locale) {
            UserLine::Permitted(line, _) => return Ok(*line),
            UserLine::Forbidden => {
                return Err(CommandFailure::Forbidden(
                    locale.t("limits.paths").to_owned(),
                ));
            }
            UserLine::Told(error) => error.to_string(),
        }
    } else {
        match parse_command_words(words, locale) {
            Ok(line) => return Ok(line),
            Err(error) => error.to_string(),
        }
    };
    // The first line says what is wrong; the others are the usage.
    let told = told.lines().next().unwrap_or_default();
    Err(CommandFailure::Usage(told.to_owned()))
}
