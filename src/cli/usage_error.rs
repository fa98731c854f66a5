//! An invalid command line explained: clap's errors as whole sentences in the user's language.
//!
//! The sentence is followed by the usage of the intended command and by how to see its help. Kinds
//! of errors without a sentence here fall back to clap's own text.

use std::ffi::OsString;
use std::fmt::Display;
use std::num::{IntErrorKind, ParseIntError};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Explains a command line that clap refused, in a few lines; `None` for a kind of error without a sentence.
pub fn describe_usage_error(
    error: &Error,
    tree: &Command,
    arguments: &[OsString],
    locale: &Locale,
) -> Option<String> {
    let mut tree = tree.clone();
    tree.build();
    let command = find_intended_command(&tree, arguments);
    let usage_error = UsageError {
        error,
        tree: &tree,
        command,
        name: command.get_bin_name().unwrap_or("ocop").to_owned(),
        arguments,
        locale,
    };
    let mut lines = vec![format!(
        "{} {}",
        locale.t("error.label"),
        usage_error.describe_error()?
    )];
    lines.extend(usage_error.describe_alternative());
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    lines.push(format!("{} {usage}", locale.t("command.usage")));
    lines.push(locale.fill("misuse.see", &[("command", &usage_error.name)]));
    let lines: Vec<String> = lines.iter().map(|line| sanitize_text(line)).collect();
    Some(lines.join("\n"))
}

/// The subcommand that was being typed: the one that clap reaches when it ignores errors.
fn find_intended_command<'a>(tree: &'a Command, arguments: &[OsString]) -> &'a Command {
    let lenient = ignore_all_errors(tree.clone());
    let matches = lenient.try_get_matches_from(arguments).ok();
    let mut command = tree;
    let mut matches = matches.as_ref();
    while let Some((name, inner)) = matches.and_then(|matches| matches.subcommand()) {
        let Some(subcommand) = command.find_subcommand(name) else {
            break;
        };
        (command, matches) = (subcommand, Some(inner));
    }
    command
}

/// The tree that takes whatever is typed, on every level.
fn ignore_all_errors(command: Command) -> Command {
    command
        .ignore_errors(true)
        .mut_subcommands(ignore_all_errors)
}

struct UsageError<'a> {
    error: &'a Error,
    tree: &'a Command,
    /// The intended command.
    command: &'a Command,
    /// Its full name: `ocop config init`.
    name: String,
    arguments: &'a [OsString],
    locale: &'a Locale,
}

impl UsageError<'_> {
    fn describe_error(&self) -> Option<String> {
        match self.error.kind() {
            ErrorKind::UnknownArgument => {
                let arg = self.first_context_value(ContextKind::InvalidArg)?;
                Some(self.describe_unknown_argument(arg))
            }
            ErrorKind::InvalidSubcommand => {
                let arg = self.first_context_value(ContextKind::InvalidSubcommand)?;
                Some(self.describe_unknown_command(arg))
            }
            ErrorKind::MissingRequiredArgument => {
                let missing = self.context_values(ContextKind::InvalidArg);
                let missing: Vec<String> = missing
                    .into_iter()
                    .map(|arg| self.describe_missing_argument(arg))
                    .collect();
                Some(missing.join("; "))
            }
            ErrorKind::InvalidValue => self.describe_invalid_value(),
            ErrorKind::ValueValidation => self.describe_invalid_number(),
            ErrorKind::TooManyValues => {
                self.fill_for_argument("misuse.flag_value", &[self.invalid_value_entry()?])
            }
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
                self.describe_wrong_value_count()
            }
            ErrorKind::NoEquals => self.fill_for_argument("misuse.no_equals", &[]),
            ErrorKind::ArgumentConflict => {
                let others = self.context_values(ContextKind::PriorArg);
                if others == [self.first_context_value(ContextKind::InvalidArg)?] {
                    return self.fill_for_argument("misuse.twice", &[]);
                }
                self.fill_for_argument("misuse.conflict", &[("others", &others.join(", "))])
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let values: [(&str, &dyn Display); 2] = [
                    ("command", &self.name),
                    ("known", &subcommand_names(self.command)),
                ];
                Some(self.locale.fill("misuse.needs_command", &values))
            }
            ErrorKind::InvalidUtf8 => Some(self.locale.t("misuse.no_text").to_owned()),
            _ => None,
        }
    }

    /// A hint at what else could have been meant; none when clap suggests a near name.
    fn describe_alternative(&self) -> Option<String> {
        let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
        if near
            .iter()
            .any(|kind| !self.context_values(*kind).is_empty())
        {
            return None;
        }
        match self.error.kind() {
            ErrorKind::UnknownArgument => {
                let option = self.first_context_value(ContextKind::InvalidArg)?;
                let takes_words = self.command.get_positionals().next().is_some();
                let is_word = option.starts_with('-')
                    && takes_words
                    && !self.is_option_of_other_command(option);
                // Clap names the letter it failed on; the hint quotes the whole word.
                let typed = self.arguments.iter().filter_map(|typed| typed.to_str());
                let word = typed
                    .map(str::trim_start)
                    .find(|word| word.starts_with(option));
                let word = word.unwrap_or(option);
                is_word.then(|| self.locale.fill("misuse.as_word", &[("word", &word)]))
            }
            ErrorKind::InvalidSubcommand if self.command.get_name() == self.tree.get_name() => {
                let word = self.first_context_value(ContextKind::InvalidSubcommand)?;
                let is_word = !word.starts_with('-');
                is_word.then(|| self.locale.fill("misuse.as_search", &[("word", &word)]))
            }
            _ => None,
        }
    }

    fn describe_unknown_argument(&self, arg: &str) -> String {
        if !arg.starts_with('-') {
            if self.command.find_subcommand(arg).is_some() {
                return self.locale.fill("misuse.behind_dashes", &[("arg", &arg)]);
            }
            let values: [(&str, &dyn Display); 2] = [("arg", &arg), ("command", &self.name)];
            return self.locale.fill("misuse.too_much", &values);
        }
        if self.is_option_of_other_command(arg) {
            let known = self.commands_with_option(arg).join(", ");
            let values: [(&str, &dyn Display); 3] =
                [("arg", &arg), ("command", &self.name), ("known", &known)];
            return self.locale.fill("misuse.elsewhere", &values);
        }
        self.describe_unknown_option(arg)
    }

    fn describe_unknown_option(&self, arg: &str) -> String {
        match self.first_context_value(ContextKind::SuggestedArg) {
            Some(near) => {
                let values: [(&str, &dyn Display); 2] = [("arg", &arg), ("near", &near)];
                self.locale.fill("misuse.no_option_near", &values)
            }
            None => self.locale.fill("misuse.no_option", &[("arg", &arg)]),
        }
    }

    fn describe_unknown_command(&self, arg: &str) -> String {
        if arg.starts_with('-') {
            return self.describe_unknown_argument(arg);
        }
        let near = self.context_values(ContextKind::SuggestedSubcommand);
        let (key, known) = if near.is_empty() {
            ("misuse.no_command", subcommand_names(self.command))
        } else {
            ("misuse.no_command_near", near.join(", "))
        };
        self.locale.fill(key, &[("arg", &arg), ("known", &known)])
    }

    /// A missing argument with its help.
    fn describe_missing_argument(&self, arg: &str) -> String {
        let help = self.find_argument(arg).and_then(Arg::get_help);
        let help = help.map(ToString::to_string).unwrap_or_default();
        let values: [(&str, &dyn Display); 2] = [("arg", &arg), ("help", &help)];
        self.locale.fill("misuse.missing", &values)
    }

    fn describe_invalid_value(&self) -> Option<String> {
        let known = self.context_values(ContextKind::ValidValue).join(", ");
        let known: (&str, &dyn Display) = ("known", &known);
        let value = self.invalid_value_entry()?;
        let given = self.first_context_value(ContextKind::InvalidValue)?;
        match (
            given.is_empty(),
            self.first_context_value(ContextKind::SuggestedValue),
        ) {
            (true, _) if self.context_values(ContextKind::ValidValue).is_empty() => {
                self.fill_for_argument("misuse.no_value", &[])
            }
            (true, _) => self.fill_for_argument("misuse.no_value_of", &[known]),
            (false, Some(near)) => {
                self.fill_for_argument("misuse.value_near", &[value, ("near", &near), known])
            }
            (false, None) => self.fill_for_argument("misuse.value", &[value, known]),
        }
    }

    /// An invalid number, or a value that a parser of ours refuses.
    fn describe_invalid_number(&self) -> Option<String> {
        let source = std::error::Error::source(self.error)?;
        let value = self.invalid_value_entry()?;
        let Some(error) = source.downcast_ref::<ParseIntError>() else {
            // A parser of ours names the values that it knows.
            let known: (&str, &dyn Display) = ("known", &source);
            return self.fill_for_argument("misuse.value", &[value, known]);
        };
        let key = match error.kind() {
            IntErrorKind::PosOverflow => "misuse.large_number",
            _ => "misuse.no_number",
        };
        self.fill_for_argument(key, &[value])
    }

    fn describe_wrong_value_count(&self) -> Option<String> {
        let number = |kind| match self.error.get(kind) {
            Some(ContextValue::Number(number)) => Some(*number),
            _ => None,
        };
        let expected = number(ContextKind::ExpectedNumValues);
        let expected = expected.or_else(|| number(ContextKind::MinValues))?;
        let given = number(ContextKind::ActualNumValues)?;
        self.fill_for_argument("misuse.count", &[("n", &expected), ("given", &given)])
    }

    /// A sentence about the invalid argument, named by its environment variable if the value came from one.
    fn fill_for_argument(&self, key: &str, values: &[(&str, &dyn Display)]) -> Option<String> {
        let arg = self.first_context_value(ContextKind::InvalidArg)?;
        let source = self.source_variable(arg).unwrap_or(arg);
        let mut all: Vec<(&str, &dyn Display)> = vec![("arg", &source)];
        all.extend(values);
        Some(self.locale.fill(key, &all))
    }

    /// The environment variable that an argument's value came from.
    fn source_variable(&self, arg: &str) -> Option<&str> {
        let arg = self.find_argument(arg)?;
        let long = format!("--{}", arg.get_long()?);
        let is_typed = |typed: &OsString| typed.to_string_lossy().starts_with(&long);
        let variable = arg.get_env()?.to_str();
        variable.filter(|_| !self.arguments.iter().any(is_typed))
    }

    /// The argument that clap displays like this.
    fn find_argument(&self, shown: &str) -> Option<&Arg> {
        // Clap shows an argument that may be missing in other brackets where it is wanted after all.
        let bare = |text: &str| text.trim_matches(['<', '>', '[', ']']).to_owned();
        let mut arguments = self.command.get_arguments();
        arguments.find(|arg| {
            let own = arg.to_string();
            own == shown || (arg.is_positional() && bare(&own) == bare(shown))
        })
    }

    fn is_option_of_other_command(&self, option: &str) -> bool {
        !self.commands_with_option(option).is_empty()
    }

    /// The commands that have this option.
    fn commands_with_option(&self, option: &str) -> Vec<&str> {
        let long = option.strip_prefix("--");
        let has = |command: &&Command| {
            let mut longs = command.get_arguments().filter_map(Arg::get_long);
            long.is_some_and(|long| longs.any(|known| known == long))
        };
        let commands = self.tree.get_subcommands().filter(has);
        commands.map(Command::get_name).collect()
    }

    fn invalid_value_entry(&self) -> Option<(&str, &dyn Display)> {
        match self.error.get(ContextKind::InvalidValue)? {
            ContextValue::String(value) => Some(("value", value)),
            _ => None,
        }
    }

    fn first_context_value(&self, kind: ContextKind) -> Option<&str> {
        self.context_values(kind).first().copied()
    }

    fn context_values(&self, kind: ContextKind) -> Vec<&str> {
        match self.error.get(kind) {
            Some(ContextValue::String(one)) => vec![one],
            Some(ContextValue::Strings(all)) => all.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }
}

/// The names of the subcommands.
fn subcommand_names(command: &Command) -> String {
    let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    names.join(", ")
}
