//! Which commands the restricted mode has. Each deed asks once more where it is done.

use std::path::Path;

use crate::cli::args::{CliCommand, ConfigCommand, ListsCommand, ReviewCommand};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;

/// Fails for a command, or a file that it is to write, that is not allowed here.
pub fn require_command(settings: &Settings, command: &CliCommand) -> Result<(), CommandFailure> {
    let require_output = |path: Option<&Path>| {
        if path.is_some_and(|path| path != Path::new("-")) {
            settings.require_paths()?;
        }
        Ok(())
    };
    match command {
        CliCommand::Work(args) if args.command.needs_paths() => settings.require_paths(),
        CliCommand::Work(_)
        | CliCommand::Search(_)
        | CliCommand::Why(_)
        | CliCommand::Facets(_)
        | CliCommand::Show(_)
        | CliCommand::History(_)
        | CliCommand::Label(_)
        | CliCommand::Fair(_)
        | CliCommand::Diff(_)
        | CliCommand::Doctor(_)
        | CliCommand::Completions(_)
        | CliCommand::Man
        | CliCommand::Help(_) => Ok(()),
        CliCommand::Lists(args) => match &args.command {
            Some(ListsCommand::Show(args)) => require_output(args.out.as_deref()),
            Some(ListsCommand::Labels(args)) => require_output(args.out.as_deref()),
            Some(ListsCommand::Export(args)) => require_output(args.file.as_deref()),
            Some(ListsCommand::Report(args)) => require_output(args.file.out.as_deref()),
            Some(ListsCommand::Sheets(args)) => require_output(args.file.out.as_deref()),
            Some(ListsCommand::Merge(args)) => {
                let mut files = args.files.iter();
                files.try_for_each(|path| require_output(Some(path)))
            }
            Some(ListsCommand::Import(_)) => settings.require_import(),
            _ => Ok(()),
        },
        CliCommand::Columns(args) if args.command.is_none() => Ok(()),
        CliCommand::Columns(_) | CliCommand::Rollback(_) => settings.require_writable(),
        CliCommand::Review(args) => match &args.command {
            ReviewCommand::Apply(args) if !args.dry_run => settings.require_writable(),
            ReviewCommand::Export(args) => require_output(args.file.as_deref()),
            ReviewCommand::Report(args) => require_output(args.out.as_deref()),
            ReviewCommand::Merge(args) => {
                let mut files = args.files.iter();
                files.try_for_each(|path| require_output(Some(path)))
            }
            _ => Ok(()),
        },
        CliCommand::Import(_) | CliCommand::Check(_) => settings.require_import(),
        CliCommand::Export(args) => require_output(Some(&args.file.out)),
        CliCommand::Stats(args) => require_output(args.out.as_deref()),
        CliCommand::Picture(args) => require_output(args.out.as_deref()),
        CliCommand::Config(args) if args.command == ConfigCommand::System => Ok(()),
        CliCommand::Config(_) | CliCommand::Bundle(_) => settings.require_paths(),
    }
}
