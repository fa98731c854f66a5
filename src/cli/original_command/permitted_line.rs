//! Which command lines a person in the restricted mode may send: the commands that only look, and no option of them
//! that names a path.
//!
//! The line is parsed as every other one, so that no way of writing an option goes past: what counts is which
//! arguments the parser found, not how they were spelled.

use std::any::TypeId;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, FromArgMatches};

use crate::cli::args::{Cli, GlobalArgs, localized_command};
use crate::wording::locale::Locale;

/// The commands that a person in the restricted mode may send.
pub const PERMITTED_COMMANDS: [&str; 11] = [
    "search", "facets", "show", "stats", "why", "review", "fair", "label", "export", "history",
    "help",
];

/// Options that are the administrator's.
const ADMIN_OPTIONS: [&str; 13] = [
    "shared_exports",
    "data_dir",
    "state_dir",
    "key_name",
    "restricted",
    "author",
    "work",
    "as_name",
    "idle",
    "max_sittings",
    "slot_folder",
    "audit",
    "audit_searches",
];

/// Options of everybody that the person's word replaces.
const PERSONAL_OPTIONS: [&str; 12] = [
    "on",
    "lang",
    "color",
    "theme",
    "ascii",
    "stars",
    "slow",
    "columns",
    "mouse",
    "links",
    "accessible",
    "read_only",
];

/// What became of a person's line.
#[derive(Debug)]
pub enum UserLine {
    /// It may run. With it come the names of the options for every command that it has.
    Permitted(Box<Cli>, Vec<&'static str>),
    /// The command, or an option, is not for the restricted mode.
    Forbidden,
    /// The parser has something to say: help, the version, or what is wrong.
    Told(Box<clap::Error>),
}

/// The help shows only the commands that a person in the restricted mode may send.
pub fn hide_forbidden_commands(tree: Command) -> Command {
    tree.mut_subcommands(|command| {
        let is_permitted = PERMITTED_COMMANDS.contains(&command.get_name());
        command.hide(!is_permitted)
    })
}

/// Parses the words of a person, without the program's name.
pub fn parse_user_line(words: &[String], locale: &Locale) -> UserLine {
    let tree = hide_forbidden_commands(without_variables(localized_command(locale)));
    // Nothing else can be written, so nobody has to say it.
    let tree = tree.mut_subcommand("export", |export| {
        export.mut_arg("out", |out| out.required(false).default_value("-"))
    });
    let arguments = std::iter::once("ocop").chain(words.iter().map(String::as_str));
    let matches = match tree.clone().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            let is_asked = matches!(
                error.kind(),
                ErrorKind::DisplayVersion | ErrorKind::DisplayHelp
            );
            // A word that is no command at all may be somebody's scp.
            let is_told = error.kind() != ErrorKind::InvalidSubcommand
                && means_permitted_command(&tree, words);
            return if is_asked || is_told {
                UserLine::Told(Box::new(error))
            } else {
                UserLine::Forbidden
            };
        }
    };
    let is_permitted = matches
        .subcommand_name()
        .is_none_or(|name| PERMITTED_COMMANDS.contains(&name));
    if !is_permitted || has_forbidden_argument(&tree, &matches) {
        return UserLine::Forbidden;
    }
    let is_given = |name: &&str| is_typed(&matches, name);
    let given = PERSONAL_OPTIONS.into_iter().filter(is_given).collect();
    match Cli::from_arg_matches(&matches) {
        Ok(cli) => UserLine::Permitted(Box::new(cli), given),
        Err(error) => UserLine::Told(Box::new(error)),
    }
}

/// True where the line means a command that may run, or none: then what is wrong with it can be told.
fn means_permitted_command(tree: &Command, words: &[String]) -> bool {
    let mut commands = words
        .iter()
        .filter(|word| tree.find_subcommand(word).is_some());
    commands.next().map_or_else(
        || words.iter().all(|word| word.starts_with('-')),
        |name| PERMITTED_COMMANDS.contains(&name.as_str()),
    )
}

/// The tree without its variables, which may be the person's too.
fn without_variables(tree: Command) -> Command {
    let names: Vec<String> = tree
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let tree = tree.mut_args(|arg| arg.env(Resettable::Reset));
    names.iter().fold(tree, |tree, name| {
        tree.mut_subcommand(name, without_variables)
    })
}

fn is_typed(matches: &ArgMatches, name: &str) -> bool {
    let is_known = matches.try_contains_id(name).is_ok();
    is_known && matches.value_source(name) == Some(ValueSource::CommandLine)
}

/// True where an argument is the administrator's, or a path other than `-`.
fn has_forbidden_argument(tree: &Command, matches: &ArgMatches) -> bool {
    if ADMIN_OPTIONS.iter().any(|name| is_typed(matches, name)) {
        return true;
    }
    let is_path = |arg: &&Arg| arg.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    let mut paths = tree.get_arguments().filter(is_path);
    let names_path = |arg: &Arg| {
        let name = arg.get_id().as_str();
        let raw = is_typed(matches, name).then(|| matches.get_raw(name));
        let mut raw = raw.flatten().into_iter().flatten();
        raw.any(|value| value != OsStr::new("-"))
    };
    if paths.any(names_path) {
        return true;
    }
    matches.subcommand().is_some_and(|(name, matches)| {
        tree.find_subcommand(name)
            .is_none_or(|command| has_forbidden_argument(command, matches))
    })
}

impl GlobalArgs {
    /// The administrator's options, with those of a person's line in the place of the same ones.
    #[must_use]
    pub fn with_personal_options(mut self, personal: &Self, given: &[&str]) -> Self {
        self.resume |= personal.resume;
        self.read_only |= personal.read_only;
        for name in given {
            match *name {
                "on" => self.on.clone_from(&personal.on),
                "lang" => self.lang = personal.lang,
                "color" => self.color = personal.color,
                "theme" => self.theme = personal.theme,
                "ascii" => self.ascii = personal.ascii,
                "stars" => self.stars = personal.stars,
                "slow" => self.slow = personal.slow,
                "columns" => self.columns.clone_from(&personal.columns),
                "mouse" => self.mouse = personal.mouse,
                "links" => self.links = personal.links,
                "accessible" => self.accessible = personal.accessible,
                _ => {}
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::CliCommand;
    use crate::wording::locale::Language;

    fn parse(line: &str) -> UserLine {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse_user_line(&words, &Locale::new(Language::En))
    }

    #[test]
    fn what_only_looks_may_run() {
        for line in [
            "",
            "search chè",
            "search --star 4 --format json chè",
            "--lang en stats --by star",
            "stats --against sao:4 --against-day 2025-01-01",
            "stats --out -",
            "export --out - --format csv",
            "export --out=- --format jsonl chè",
            "show abc --card",
            "why abc chè",
            "facets",
            "history --format json",
            "help search",
            "review set qn-016 right --note x",
            "review export -",
            "review merge -",
            "review report --out -",
            "label set x qn-016",
            "--accessible",
            "search -- --data-dir",
        ] {
            assert!(matches!(parse(line), UserLine::Permitted(..)), "{line}");
        }
        let UserLine::Permitted(cli, _) = parse("export --format csv") else {
            panic!();
        };
        let Some(CliCommand::Export(args)) = cli.command else {
            panic!();
        };
        assert_eq!(args.file.out, std::path::Path::new("-"));
        for line in ["--version", "--help", "search --nothing", "stats --by"] {
            assert!(matches!(parse(line), UserLine::Told(..)), "{line}");
        }
    }

    #[test]
    fn what_opens_writes_or_runs_is_forbidden_however_it_is_written() {
        for line in [
            "check /etc/passwd",
            "import /etc/passwd",
            "import --dry-run -y x",
            "diff 1 2",
            "rollback --yes",
            "config init",
            "config path",
            "columns forget --all",
            "review export /tmp/x",
            "review merge /etc/passwd",
            "review report --out=x.docx",
            "review set a right --as b",
            "doctor",
            "picture x",
            "picture --out /tmp/x",
            "completions bash",
            "man",
            "read-list --on 2026-01-01 /etc/passwd",
            "export --out /tmp/x.csv",
            "export --out=/tmp/x.csv chè",
            "export chè --out x.csv --force",
            "export --format csv --out ./-",
            "stats --out /tmp/x",
            "stats --out=x.md",
            "--data-dir /tmp stats",
            "--data-dir=/tmp stats",
            "stats --data-dir /tmp",
            "search --state-dir=/tmp",
            "search --key-name root",
            "search --restricted",
            "scp -t /tmp",
            "scp -f search",
            "sftp-server",
            "/usr/lib/openssh/sftp-server",
            "internal-sftp",
            "rsync --server -e.LsfxC . search",
            "git-upload-pack x",
            "bash -c id",
            "sh",
            "id",
            "--lang en scp",
            "@/etc/passwd",
        ] {
            assert!(matches!(parse(line), UserLine::Forbidden), "{line}");
        }
        // No option may be shortened, so nothing goes past under half a name.
        for line in [
            "export --ou /tmp/x",
            "search --data /tmp",
            "stats --ou=/tmp/x",
        ] {
            assert!(matches!(parse(line), UserLine::Told(..)), "{line}");
        }
    }
}
