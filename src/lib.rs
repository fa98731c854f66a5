//! The program: a command line and a screen over the catalogue library.
//!
//! * [`cli`]: what was typed, what it means, how the program ends. [`commands`], [`report`]: everything that works in a
//!   pipe. [`reader_process`]: officials' files, read in a process of their own.
//! * [`catalog`]: the catalogue opened and asked. [`wording`]: what things are called, in two languages.
//! * [`app`]: the screen's state and what changes it, without input or output. [`view`]: its drawing. [`term`]: the
//!   terminal. [`session`] ties the three together; [`picture`] plays the first two without a terminal and draws the
//!   screen as an SVG file.
//! * [`linear`]: the catalogue as a numbered conversation, for screen readers and pipes.
//! * [`input_method`]: Vietnamese accents from a plain keyboard. [`files`], [`user_state`]: files that are written, and
//!   what is remembered between runs.
//!
//! **Invariants.** `update` does no input or output and reads no clock. `view` changes nothing. Only `term` knows the
//! terminal. Every sentence stands in `locale.toml`, every key in one table. A room must not import another one against
//! the arrows of `ARCHITECTURE.md`: a test follows the imports.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod files;
pub mod input_method;
pub mod linear;
pub mod picture;
pub mod reader_process;
pub mod report;
pub mod session;
pub mod term;
pub mod user_state;
pub mod view;
pub mod wording;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{FromArgMatches, Parser};

use crate::cli::args::{self, Cli, CliCommand, QueryArgs, ReadListArgs};
use crate::cli::exit::CommandFailure;
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::{self, Settings};
use crate::cli::{paths, usage_error};
use crate::files::temp_file;
use crate::user_state::log;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;

/// Runs the program with the process's own arguments.
pub fn main() -> ExitCode {
    // A file that may not grow is an error of writing, not the end of the process.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    let code = run(std::env::args_os());
    // Whoever left a screen without a terminal did not wait for its files.
    temp_file::remove_temp_files();
    code
}

/// Runs the program with these arguments, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments
        .get(1)
        .is_some_and(|name| name == ReadListArgs::NAME)
    {
        return read_list(&arguments[1..]);
    }
    let arguments = arguments
        .into_iter()
        .map(catalog::query_options::protect_query_argument);
    let arguments: Vec<OsString> = arguments.collect();
    let config = settings::load_config();
    let early = Locale::new(settings::detect_language(&arguments, &config));
    let cli = match args::localized_command(&early).try_get_matches_from(&arguments) {
        Ok(matches) => Cli::from_arg_matches(&matches),
        Err(error) => Err(error),
    };
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => return print_parse_error(&error, &arguments, &early),
    };
    log::start_logging(paths::log_file(), cli.global.verbose);
    log::log_panics();
    if cli.command.as_ref().is_some_and(writes_files) {
        term::install_signal_cleanup();
    }
    let outcome = Settings::new(&cli.global, &early, &config).and_then(|settings| {
        let mut out = BufWriter::new(io::stdout());
        let outcome = dispatch_command(settings, cli.command, &mut out);
        let flushed = out.flush().map_err(CommandFailure::Stdout);
        outcome.and_then(|code| flushed.map(|()| code))
    });
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => {
            log_failure(&failure);
            if let Some(sentence) = failure.to_sentence(&early) {
                let _ = writeln!(io::stderr(), "{sentence}");
            }
            failure.exit_code().into()
        }
    }
}

/// Reads a file for another process: without settings, a folder or a log of its own.
fn read_list(arguments: &[OsString]) -> ExitCode {
    let Ok(list) = ReadListArgs::try_parse_from(arguments) else {
        return exit::USAGE.into();
    };
    let options =
        commands::import::parse_read_options(&Locale::new(Language::En), list.on, &list.how);
    let served =
        options.map(|options| reader_process::child::serve_list_file(&list.file, &options));
    served.unwrap_or(exit::USAGE).into()
}

/// A wrong command line is nobody's fault but may hold what was searched for; all else is an error to be found.
fn log_failure(failure: &CommandFailure) {
    let Some(sentence) = failure.to_sentence(&Locale::new(Language::En)) else {
        return;
    };
    // What follows may be rows of somebody's list.
    let first = sentence.lines().next().unwrap_or_default();
    let told = || format!("ended with {}: {first}", failure.exit_code());
    match failure {
        CommandFailure::Usage(_) => log::write_verbose_line(told),
        _ => log::write_line(&told()),
    }
}

/// Without a command: the screen, or what stands for it where there is none.
fn run_without_command(mut settings: Settings, out: &mut impl Write) -> CommandResult {
    if settings.accessible {
        return linear::run_linear_mode(&settings, &mut io::stdin().lock(), out);
    }
    if term::supports_full_screen() {
        return session::run_search_screen(&settings);
    }
    // Where there is no terminal to work in, there is none to colour.
    settings.color = false;
    let wish = commands::search::SearchListOptions::default();
    let outcome = commands::search::run_search(&settings, &QueryArgs::default(), wish, out)?;
    if term::is_interactive() {
        // Last, where a person still sees it.
        writeln!(out, "{}", settings.locale.t("linear.offer"))?;
    }
    Ok(outcome)
}

fn dispatch_command(
    settings: Settings,
    verb: Option<CliCommand>,
    out: &mut impl Write,
) -> CommandResult {
    let Some(verb) = verb else {
        for doubt in &settings.config_warnings {
            log::write_line(&format!("config: {doubt}"));
        }
        return run_without_command(settings, out);
    };
    let settings = &settings;
    // Who looks after the file is told by that command itself.
    if !matches!(verb, CliCommand::Config { .. }) {
        for doubt in &settings.config_warnings {
            log::write_line(&format!("config: {doubt}"));
            let _ = writeln!(io::stderr(), "{doubt}");
        }
    }
    match verb {
        CliCommand::Config { verb } => commands::config::run_config(settings, verb, out),
        CliCommand::Search {
            ask,
            sort,
            limit,
            explain,
            format,
        } => {
            let wish = commands::search::SearchListOptions {
                sort: sort.as_deref(),
                limit,
                explain,
                format,
            };
            commands::search::run_search(settings, &ask, wish, out)
        }
        CliCommand::Why { id, ask, printed } => {
            commands::why::run_why(settings, &id, &ask, printed.format, out)
        }
        CliCommand::Facets { ask, printed } => {
            commands::facets::run_facets(settings, &ask, printed.format, out)
        }
        CliCommand::Show { id, printed } => {
            commands::show::run_show(settings, &id, printed.format, out)
        }
        CliCommand::Stats {
            ask,
            by,
            against,
            printed,
        } => {
            let wish = commands::stats::StatisticsOptions {
                by: &by,
                against,
                format: printed.format,
            };
            commands::stats::run_stats(settings, &ask, wish, out)
        }
        CliCommand::Import {
            files,
            merge: _,
            replace,
            dry_run,
            yes,
            how,
            report,
        } => {
            let wish = commands::import::ImportOptions {
                files,
                replace,
                dry_run,
                yes,
                read_options: how,
                report,
            };
            if term::supports_full_screen() && !settings.accessible && !wish.yes && !wish.dry_run {
                return session::import_review::run_import_review(settings, &wish, out);
            }
            commands::import::run_import(settings, &wish, out)
        }
        CliCommand::Check { files, how, report } => {
            commands::import::run_check(settings, &files, &how, report.as_ref(), out)
        }
        CliCommand::Export {
            ask,
            sort,
            out: path,
            format,
            bom,
            force,
        } => {
            let wish = commands::export::ExportOptions {
                out: path,
                format,
                bom,
                force,
            };
            commands::export::run_export(settings, &ask, sort.as_deref(), &wish, out)
        }
        CliCommand::Picture(wish) => picture::run_picture(settings, &wish, out),
        CliCommand::History { printed } => {
            commands::history::run_history(settings, printed.format, out)
        }
        CliCommand::Diff { from, to } => commands::diff::run_diff(settings, from, to, out),
        CliCommand::Rollback { to, yes } => {
            commands::rollback::run_rollback(settings, to, yes, out)
        }
        CliCommand::Doctor { printed } => {
            commands::doctor::run_doctor(settings, printed.format, out)
        }
        CliCommand::Completions { shell } => {
            commands::completions::run_completions(settings, shell, out)
        }
        CliCommand::Man => commands::man::run_man(settings, out),
    }
}

/// Whether somebody asks for a file, which is written whole or not at all.
fn writes_files(verb: &CliCommand) -> bool {
    match verb {
        CliCommand::Export { .. } | CliCommand::Picture(_) => true,
        CliCommand::Import { report, .. } | CliCommand::Check { report, .. } => report.is_some(),
        _ => false,
    }
}

/// Help and version go to standard output; a wrong command line is answered in the person's language.
/// What was typed may hold anything, so it is printed plain and line by line through the cleaner.
fn print_parse_error(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> ExitCode {
    let text = || error.render().to_string();
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return match io::stdout().write_all(text().as_bytes()) {
            Ok(()) => exit::OK.into(),
            Err(error) => CommandFailure::Stdout(error).exit_code().into(),
        };
    }
    let told = usage_error::describe_usage_error(
        error,
        &args::localized_command(locale),
        arguments,
        locale,
    );
    let told = told.unwrap_or_else(|| {
        let (label, wrong) = (locale.t("error.label"), locale.t("error.usage"));
        format!("{label} {wrong}\n{}", text())
    });
    let mut err = io::stderr();
    for line in told.lines() {
        let _ = writeln!(err, "{}", sanitize_text(line));
    }
    exit::USAGE.into()
}
