//! From arguments to a parsed command line: the administrator's, and where a forced command runs in the restricted
//! mode, the line of the person at the other end.

use std::ffi::OsString;
use std::fmt::Display;

use clap::builder::Resettable;
use clap::{Error, FromArgMatches};

use super::args::{Cli, localized_command, without_empty_variables};
use super::exit::CommandFailure;
use super::original_command::{
    PERMITTED_COMMANDS, UserLine, UserWords, WordsError, hide_forbidden_commands, parse_user_line,
};
use super::system_limits::SystemLimits;
use crate::wording::locale::Locale;

/// Why a person's line does not run.
#[derive(Debug)]
pub enum LineRefusal {
    /// The restricted mode does not allow it.
    Forbidden(CommandFailure),
    /// What the parser says of it, with the words.
    Told(Box<Error>, Vec<OsString>),
}

/// Parses the arguments of the process. In the restricted mode no variable names a folder, a
/// store or a person.
pub fn parse_arguments(
    arguments: &[OsString],
    limits: &SystemLimits,
    locale: &Locale,
) -> Result<Cli, Error> {
    let mut tree = without_empty_variables(localized_command(locale));
    if limits.is_restricted() {
        for name in ["data_dir", "work", "as_name"] {
            tree = tree.mut_arg(name, |arg| arg.env(Resettable::Reset));
        }
        tree = hide_forbidden_commands(tree);
    }
    Cli::from_arg_matches(&tree.try_get_matches_from(arguments)?)
}

/// Puts a person's line into the place of a command, under the options of the administrator.
pub fn take_user_words(admin: Cli, user: UserWords, locale: &Locale) -> Result<Cli, LineRefusal> {
    let words = user.words.map_err(|error| {
        LineRefusal::Forbidden(CommandFailure::Forbidden(describe_words_error(
            error, locale,
        )))
    })?;
    match parse_user_line(&words, locale) {
        UserLine::Permitted(line, given) => Ok(Cli {
            global: admin.global.with_personal_options(&line.global, &given),
            command: line.command,
        }),
        UserLine::Forbidden => {
            let known = PERMITTED_COMMANDS.join(", ");
            let sentence = locale.fill("limits.command", &[("known", &known)]);
            Err(LineRefusal::Forbidden(CommandFailure::Forbidden(sentence)))
        }
        UserLine::Told(error) => {
            let words = std::iter::once("ocop".to_owned()).chain(words);
            Err(LineRefusal::Told(
                error,
                words.map(OsString::from).collect(),
            ))
        }
    }
}

fn describe_words_error(error: WordsError, locale: &Locale) -> String {
    match error {
        WordsError::TooLong => locale.t("limits.too_long").to_owned(),
        WordsError::NotText => locale.t("limits.no_text").to_owned(),
        WordsError::OpenQuote => locale.t("limits.quote").to_owned(),
        WordsError::ShellSign(sign) => {
            let values: [(&str, &dyn Display); 1] = [("sign", &sign)];
            locale.fill("limits.sign", &values)
        }
    }
}
