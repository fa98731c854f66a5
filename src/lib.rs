//! The program: a command line and a screen over the catalogue library.
//!
//! * [`cli`]: what was typed, what it means, how the program ends. [`commands`], [`report`]: everything that works in a
//!   pipe. [`reader_process`]: officials' files, read in a process of their own.
//! * [`catalog`]: opens the catalogue and resolves queries. [`wording`]: labels and sentences in two languages.
//!   [`docs`]: the help topics, compiled in.
//! * [`app`]: the screen's state and its updates, without input or output. [`view`]: its drawing. [`term`]: the
//!   terminal. [`runtime`]: effects performed and requests answered. [`session`] ties them together; [`picture`]
//!   plays a screen without a terminal and draws it as an SVG file.
//! * [`sitting`]: how many sittings an account has, and audit lines.
//! * [`linear`]: the catalogue as a numbered conversation, for screen readers and pipes.
//! * [`capabilities`]: what this run may do, and what the system's administrator says.
//! * [`work`]: what people do with the catalogue: reviews, remarks, labels, proposals. [`bundle`]: both in one file.
//! * [`input_method`]: Vietnamese accents from a plain keyboard. [`files`], [`user_state`]: files
//!   that are written, and what is remembered between runs.
//!
//! **Invariants.** `update` does no input or output and reads no clock. `view` changes nothing.
//! Only `term` knows the terminal. Every sentence is in `locale.toml`, every key in one table. A
//! module must not import another one against the arrows of `ARCHITECTURE.md`: a test follows the
//! imports.

pub mod app;
pub mod bundle;
pub mod capabilities;
pub mod catalog;
pub mod cli;
pub mod commands;
pub mod docs;
pub mod files;
pub mod input_method;
pub mod linear;
pub mod picture;
pub mod reader_process;
pub mod report;
pub mod runtime;
pub mod session;
pub mod sitting;
pub mod term;
pub mod user_state;
pub mod view;
pub mod wording;
pub mod work;

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::cli::args::{
    self, ApplyArgs, CliCommand, ImportArgs, ReadListArgs, ReviewArgs, ReviewCommand, SearchArgs,
    SummaryFormat,
};
use crate::cli::command_line::{self, LineRefusal};
use crate::cli::config::ConfigFile;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::idle_input::IdleInput;
use crate::cli::original_command::UserWords;
use crate::cli::read_options::parse_read_options;
use crate::cli::settings::{self, Settings};
use crate::cli::standard_output::StandardOutput;
use crate::cli::state_folder::choose_state_folder;
use crate::cli::system_limits::SystemLimits;
use crate::cli::{paths, process_limits, usage_error};
use crate::files::temp_file;
use crate::sitting::audit_line::EndReason;
use crate::user_state::log;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;
use crate::wording::time_span::format_time_span;

/// Runs the program with the process's own arguments.
pub fn main() -> ExitCode {
    // With a handler, a file over the size limit is a write error instead of the end of the process.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    let code = run(std::env::args_os());
    // When the terminal goes away, exports may still be running: their unfinished files are removed.
    temp_file::remove_temp_files();
    code
}

/// Runs the program with these arguments, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut limits = SystemLimits::load();
    let user_words = UserWords::find(&arguments);
    let arguments = limits.restrict_by_arguments(arguments, user_words.as_ref());
    if !limits.is_restricted()
        && arguments
            .get(1)
            .is_some_and(|name| name == ReadListArgs::NAME)
    {
        return run_reader_process(&arguments[1..]);
    }
    let arguments: Vec<OsString> = arguments
        .into_iter()
        .map(catalog::query_options::protect_query_argument)
        .collect();
    limits.tighten_by_second_file();
    let config = if limits.is_restricted() {
        // Where it lies is for the person's variables to say.
        ConfigFile::default()
    } else {
        settings::load_config()
    };
    let early_locale = Locale::new(settings::detect_language(&arguments, &config));
    let cli = match command_line::parse_arguments(&arguments, &limits, &early_locale) {
        Ok(cli) => cli,
        Err(error) => return print_parse_error(&error, &arguments, &early_locale),
    };
    let cli = match user_words.filter(|_| limits.is_restricted() && cli.command.is_none()) {
        None => cli,
        Some(words) => match command_line::take_user_words(cli, words, &early_locale) {
            Ok(cli) => cli,
            Err(LineRefusal::Forbidden(failure)) => return print_failure(&failure, &early_locale),
            Err(LineRefusal::Told(error, words)) => {
                return print_parse_error(&error, &words, &early_locale);
            }
        },
    };
    let state_dir = cli.global.state_dir.as_deref();
    let state_dir = state_dir.or(limits.settings.state_dir.as_deref());
    let state_folder = choose_state_folder(state_dir, limits.is_restricted());
    limits.note_problem(state_folder.describe_problem(&early_locale));
    paths::use_state_folder(state_folder);
    process_limits::limit_files(&limits.capabilities);
    log::start_logging(paths::log_file(), cli.global.verbose);
    log::log_panics();
    let command = cli.command.as_ref();
    if command.is_some_and(CliCommand::writes_named_file) {
        term::install_signal_cleanup();
    }
    if command.is_none_or(CliCommand::writes_something) {
        temp_file::remove_left_behind();
    }
    let outcome =
        Settings::new(&cli.global, &early_locale, &config, &limits).and_then(|settings| {
            let mut out = BufWriter::new(StandardOutput::of_this_process());
            let outcome = match &cli.command {
                Some(command) => run_command(&settings, command, &mut out),
                None => run_without_command(settings, &mut out),
            };
            let flushed = out.flush().map_err(CommandFailure::Stdout);
            outcome.and_then(|code| flushed.map(|()| code))
        });
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => print_failure(&failure, &early_locale),
    }
}

/// Logs a failure and prints it.
fn print_failure(failure: &CommandFailure, locale: &Locale) -> ExitCode {
    log_failure(failure);
    if let Some(sentence) = failure.to_sentence(locale) {
        let _ = writeln!(io::stderr(), "{sentence}");
    }
    failure.exit_code().into()
}

/// The reader process: reads one file for its parent, without settings, data folder or log.
fn run_reader_process(arguments: &[OsString]) -> ExitCode {
    let Ok(args) = ReadListArgs::try_parse_from(arguments) else {
        return exit::USAGE.into();
    };
    let read = parse_read_options(&Locale::new(Language::En), args.on, &args.input);
    let Ok(mut options) = read else {
        return exit::USAGE.into();
    };
    options.keeps_cells = args.cells;
    reader_process::child::serve_list_file(&args.file, &options).into()
}

/// Logs a failure in English. A usage error is logged only with `--verbose`: it may quote the query.
fn log_failure(failure: &CommandFailure) {
    let Some(sentence) = failure.to_sentence(&Locale::new(Language::En)) else {
        return;
    };
    // Later lines may be rows of someone's list.
    let first_line = sentence.lines().next().unwrap_or_default();
    let line = || format!("ended with {}: {first_line}", failure.exit_code());
    match failure {
        CommandFailure::Usage(_) => log::write_verbose_line(line),
        _ => log::write_line(&line()),
    }
}

/// Without a command: the linear mode, the full screen, or the list of every product where there is
/// no terminal.
fn run_without_command(mut settings: Settings, out: &mut impl Write) -> CommandResult {
    log_config_warnings(&settings);
    if settings.accessible {
        term::install_signal_cleanup();
        return run_sitting(&settings, "linear", || run_linear_sitting(&settings, out));
    }
    if settings.fair.list.is_some() && term::supports_full_screen() {
        return run_fair_sitting(&settings, None);
    }
    if term::supports_full_screen() {
        return run_sitting(&settings, "screen", || {
            session::search_screen::run_search_screen(&settings)
        });
    }
    settings.color = false;
    let outcome = commands::search::run_search(&settings, &SearchArgs::default(), out)?;
    if term::is_interactive() {
        // Below the list, where the user still sees it.
        writeln!(out, "{}", settings.locale.t("linear.offer"))?;
    }
    Ok(outcome)
}

/// The fair mode, which is a sitting as well.
fn run_fair_sitting(settings: &Settings, name: Option<&str>) -> CommandResult {
    run_sitting(settings, "fair", || {
        session::fair_screen::run_fair_screen(settings, name)
    })
}

/// The linear mode, which ends when no line comes for as long as a sitting may be idle.
fn run_linear_sitting(settings: &Settings, out: &mut impl Write) -> CommandResult {
    let locale = &settings.locale;
    let warn = |left| {
        let left = format_time_span(locale, left);
        let warning = locale.fill("sitting.idle_warning_linear", &[("left", &left)]);
        let _ = writeln!(io::stderr(), "{warning}");
    };
    let input = IdleInput::new(settings.sitting.idle, warn);
    linear::run_linear_mode(settings, &mut BufReader::new(input), out)
}

/// Runs a sitting: in a slot of the account, with its beginning and its end recorded, however it ends.
fn run_sitting(
    settings: &Settings,
    kind: &'static str,
    sit: impl FnOnce() -> CommandResult,
) -> CommandResult {
    sitting::begin_sitting(settings, kind)?;
    term::set_last_act(|code| sitting::end_sitting(EndReason::Code(code.clamp(0, 255) as u8)));
    let outcome = sit();
    sitting::end_sitting(match &outcome {
        Ok(exit::OK) => EndReason::Left,
        Ok(code) => EndReason::Code(*code),
        Err(failure) => EndReason::Code(failure.exit_code()),
    });
    outcome
}

fn run_command(settings: &Settings, command: &CliCommand, out: &mut impl Write) -> CommandResult {
    // `config check` prints the problems itself.
    if !matches!(command, CliCommand::Config(_)) {
        log_config_warnings(settings);
        for warning in &settings.config_warnings {
            let _ = writeln!(io::stderr(), "{warning}");
        }
    }
    commands::permission::require_command(settings, command)?;
    if let Some(line) = command.searched_line() {
        sitting::record_search(&settings.sitting, &line);
    }
    match command {
        CliCommand::Search(args) => commands::search::run_search(settings, args, out),
        CliCommand::Why(args) => commands::why::run_why(settings, args, out),
        CliCommand::Facets(args) => commands::facets::run_facets(settings, args, out),
        CliCommand::Show(args) => commands::show::run_show(settings, args, out),
        CliCommand::Config(args) => commands::config::run_config(settings, args, out),
        CliCommand::Stats(args) => commands::stats::run_stats(settings, args, out),
        CliCommand::Import(args) if is_reviewed_on_screen(settings, args) => {
            session::import_review::run_import_review_screen(settings, args, out)
        }
        CliCommand::Import(args) => commands::import::run_import(settings, args, out),
        CliCommand::Review(args) => run_review_command(settings, args, out),
        CliCommand::Fair(args) => run_fair_sitting(settings, args.list_name().as_deref()),
        CliCommand::Check(args) => commands::check::run_check(settings, args, out),
        CliCommand::Columns(args) => commands::columns::run_columns(settings, args, out),
        CliCommand::Label(args) => commands::label::run_label(settings, args, out),
        CliCommand::Lists(args) => commands::lists::run_lists(settings, args, out),
        CliCommand::Export(args) => commands::export::run_export(settings, args, out),
        CliCommand::Picture(args) => picture::run_picture(settings, args, out),
        CliCommand::History(args) => commands::history::run_history(settings, args, out),
        CliCommand::Diff(args) => commands::diff::run_diff(settings, args, out),
        CliCommand::Rollback(args) => commands::rollback::run_rollback(settings, args, out),
        CliCommand::Work(args) => commands::work::run_work(settings, args, out),
        CliCommand::Bundle(args) => commands::bundle::run_bundle(settings, args, out),
        CliCommand::Doctor(args) => commands::doctor::run_doctor(settings, args, out),
        CliCommand::Completions(args) => {
            commands::completions::run_completions(settings, args, out)
        }
        CliCommand::Man => commands::man::run_man(settings, out),
        CliCommand::Help(args) => commands::help::run_help(settings, &args.topic, out),
    }
}

fn run_review_command(
    settings: &Settings,
    args: &ReviewArgs,
    out: &mut impl Write,
) -> CommandResult {
    match &args.command {
        ReviewCommand::Apply(args) if are_proposals_reviewed_on_screen(settings, args) => {
            session::import_review::run_proposal_review_screen(settings, out)
        }
        _ => commands::review::run_review(settings, args, out),
    }
}

fn log_config_warnings(settings: &Settings) {
    for warning in &settings.config_warnings {
        log::write_line(&format!("config: {warning}"));
    }
}

/// True when the changes of an import are shown on the full screen instead of as text.
fn is_reviewed_on_screen(settings: &Settings, args: &ImportArgs) -> bool {
    term::supports_full_screen() && !settings.accessible && !args.yes && !args.dry_run
}

/// True when proposals are shown on the full screen instead of as text.
fn are_proposals_reviewed_on_screen(settings: &Settings, args: &ApplyArgs) -> bool {
    let is_text = args.output.format == SummaryFormat::Table;
    let is_asked = !args.yes && !args.dry_run;
    term::supports_full_screen() && !settings.accessible && is_text && is_asked
}

/// Prints help and version to standard output, and a usage error to standard error in the user's
/// language. The command line may contain anything, so the message is sanitized line by line.
fn print_parse_error(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> ExitCode {
    let text = || error.render().to_string();
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let mut out = StandardOutput::of_this_process();
        return match out.write_all(text().as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => exit::OK.into(),
            Err(error) => CommandFailure::Stdout(error).exit_code().into(),
        };
    }
    let description = usage_error::describe_usage_error(
        error,
        &args::localized_command(locale),
        arguments,
        locale,
    );
    let description = description.unwrap_or_else(|| {
        let (label, sentence) = (locale.t("error.label"), locale.t("error.usage"));
        format!("{label} {sentence}\n{}", text())
    });
    let mut err = io::stderr();
    for line in description.lines() {
        let _ = writeln!(err, "{}", sanitize_text(line));
    }
    exit::USAGE.into()
}
