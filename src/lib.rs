//! The program: a command line and a screen over the catalogue library.
//!
//! * [`args`], [`misuse`], [`settings`], [`exit`]: what was typed, what is wrong with it, what it means, how it ends.
//!   [`system`]: what the system says when it refuses.
//! * [`choice`]: what the words of a person mean: the query language with the catalogue's values.
//! * [`commands`], [`report`]: everything that works in a pipe. [`reading`]: foreign files, in a process of
//!   their own.
//! * [`app`]: the screen's state and what changes it, without input or output. [`view`]: its drawing.
//!   [`term`]: the terminal. [`session`] ties the three together; [`picture`] plays the first two without a
//!   terminal and draws what would be seen as an SVG file.
//! * [`linear`]: the catalogue as a numbered conversation, for screen readers and pipes.
//! * [`locale`], [`label`], [`record`], [`others`], [`explained`], [`nothing`], [`change_text`], [`key_table`]: what
//!   things are called.
//!   [`text`]: how wide it is. [`code`]: a text to be scanned. [`typing`]: accents from a keyboard without them.
//! * [`paths`], [`state`]: where files lie, and how those are written that the program remembers by itself.
//!   [`unfinished`]: those that somebody asks for, until they are whole.
//!   [`searches`]: those of before and those saved. [`panes`]: how wide the list is. [`log`]: what happened, for a
//!   bug report. [`facts`]: what the terminal says of itself.
//!
//! **Invariants.** `update` does no input or output and reads no clock. `view` changes nothing. Only `term`
//! knows the terminal. Every sentence stands in `locale.toml`, every key in one table. A room must not reach into
//! another one past these: a test reads who names whom.

pub mod app;
pub mod args;
pub mod change_text;
pub mod choice;
pub mod code;
pub mod commands;
pub mod config;
pub mod exit;
pub mod explained;
pub mod facts;
pub mod key_table;
pub mod label;
pub mod linear;
pub mod locale;
pub mod log;
pub mod misuse;
pub mod nothing;
pub mod others;
pub mod panes;
pub mod paths;
pub mod picture;
pub mod reading;
pub mod record;
pub mod report;
pub mod searches;
pub mod session;
pub mod settings;
pub mod state;
pub mod system;
pub mod term;
pub mod text;
pub mod typing;
pub mod unfinished;
pub mod view;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{FromArgMatches, Parser};

use crate::args::{Ask, Cli, ReadList, Verb};
use crate::commands::Outcome;
use crate::exit::Failure;
use crate::locale::{Lang, Locale};
use crate::settings::Settings;

/// Runs the program with the process's own arguments.
pub fn main() -> ExitCode {
    // A file that may not grow is an error of writing, not the end of the process.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
    let code = run(std::env::args_os());
    // Whoever left a screen without a terminal did not wait for its files.
    unfinished::give_up();
    code
}

/// Runs the program with these arguments, the first being its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|name| name == ReadList::NAME) {
        return read_list(&arguments[1..]);
    }
    let arguments = arguments.into_iter().map(choice::options::shielded);
    let arguments: Vec<OsString> = arguments.collect();
    let config = settings::config();
    let early = Locale::new(settings::early_lang(&arguments, &config));
    let cli = match args::command(&early).try_get_matches_from(&arguments) {
        Ok(matches) => Cli::from_arg_matches(&matches),
        Err(error) => Err(error),
    };
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, &arguments, &early),
    };
    log::begin(paths::log(), cli.global.verbose);
    log::note_panics();
    if cli.command.as_ref().is_some_and(writes_files) {
        term::tidy();
    }
    let outcome = Settings::new(&cli.global, &early, &config).and_then(|settings| {
        let mut out = BufWriter::new(io::stdout());
        let outcome = dispatch(settings, cli.command, &mut out);
        let flushed = out.flush().map_err(Failure::Output);
        outcome.and_then(|code| flushed.map(|()| code))
    });
    match outcome {
        Ok(code) => code.into(),
        Err(failure) => {
            log_failure(&failure);
            if let Some(sentence) = failure.sentence(&early) {
                let _ = writeln!(io::stderr(), "{sentence}");
            }
            failure.code().into()
        }
    }
}

/// Reads a file for another process: without settings, a folder or a log of its own.
fn read_list(arguments: &[OsString]) -> ExitCode {
    let Ok(list) = ReadList::try_parse_from(arguments) else {
        return exit::USAGE.into();
    };
    let options = commands::import::options(&Locale::new(Lang::En), list.on, &list.how);
    let served = options.map(|options| reading::child::serve(&list.file, &options));
    served.unwrap_or(exit::USAGE).into()
}

/// A wrong command line is nobody's fault but may hold what was searched for; all else is an error to be found.
fn log_failure(failure: &Failure) {
    let Some(sentence) = failure.sentence(&Locale::new(Lang::En)) else {
        return;
    };
    // What follows may be rows of somebody's list.
    let first = sentence.lines().next().unwrap_or_default();
    let told = || format!("ended with {}: {first}", failure.code());
    match failure {
        Failure::Usage(_) => log::detail(told),
        _ => log::note(&told()),
    }
}

/// Without a command: the screen, or what stands for it where there is none.
fn begin(mut settings: Settings, out: &mut impl Write) -> Outcome {
    if settings.accessible {
        return linear::run(&settings, &mut io::stdin().lock(), out);
    }
    if term::usable() {
        return session::run(&settings);
    }
    // Where there is no terminal to work in, there is none to colour.
    settings.color = false;
    let wish = commands::search::Wish::default();
    let outcome = commands::search::run(&settings, &Ask::default(), wish, out)?;
    if term::attended() {
        // Last, where a person still sees it.
        writeln!(out, "{}", settings.locale.t("linear.offer"))?;
    }
    Ok(outcome)
}

fn dispatch(settings: Settings, verb: Option<Verb>, out: &mut impl Write) -> Outcome {
    let Some(verb) = verb else {
        for doubt in &settings.doubts {
            log::note(&format!("config: {doubt}"));
        }
        return begin(settings, out);
    };
    let settings = &settings;
    // Who looks after the file is told by that command itself.
    if !matches!(verb, Verb::Config { .. }) {
        for doubt in &settings.doubts {
            log::note(&format!("config: {doubt}"));
            let _ = writeln!(io::stderr(), "{doubt}");
        }
    }
    match verb {
        Verb::Config { verb } => commands::config::run(settings, verb, out),
        Verb::Search {
            ask,
            sort,
            limit,
            explain,
            format,
        } => {
            let wish = commands::search::Wish {
                sort: sort.as_deref(),
                limit,
                explain,
                format,
            };
            commands::search::run(settings, &ask, wish, out)
        }
        Verb::Why { id, ask, printed } => {
            commands::why::run(settings, &id, &ask, printed.format, out)
        }
        Verb::Facets { ask, printed } => commands::facets::run(settings, &ask, printed.format, out),
        Verb::Show { id, printed } => commands::show::run(settings, &id, printed.format, out),
        Verb::Stats {
            ask,
            by,
            against,
            printed,
        } => {
            let wish = commands::stats::Wish {
                by: &by,
                against,
                format: printed.format,
            };
            commands::stats::run(settings, &ask, wish, out)
        }
        Verb::Import {
            files,
            merge: _,
            replace,
            dry_run,
            yes,
            how,
            report,
        } => {
            let wish = commands::import::Wish {
                files,
                replace,
                dry_run,
                yes,
                how,
                report,
            };
            if term::usable() && !settings.accessible && !wish.yes && !wish.dry_run {
                return session::changes::run(settings, &wish, out);
            }
            commands::import::run(settings, &wish, out)
        }
        Verb::Check { files, how, report } => {
            commands::import::check(settings, &files, &how, report.as_ref(), out)
        }
        Verb::Export {
            ask,
            sort,
            out: path,
            format,
            bom,
            force,
        } => {
            let wish = commands::export::Wish {
                out: path,
                format,
                bom,
                force,
            };
            commands::export::run(settings, &ask, sort.as_deref(), &wish, out)
        }
        Verb::Picture(wish) => picture::run(settings, &wish, out),
        Verb::History { printed } => commands::history::run(settings, printed.format, out),
        Verb::Diff { from, to } => commands::diff::run(settings, from, to, out),
        Verb::Rollback { to, yes } => commands::rollback::run(settings, to, yes, out),
        Verb::Doctor { printed } => commands::doctor::run(settings, printed.format, out),
        Verb::Completions { shell } => commands::completions::run(settings, shell, out),
        Verb::Man => commands::man::run(settings, out),
    }
}

/// Whether somebody asks for a file, which is written whole or not at all.
fn writes_files(verb: &Verb) -> bool {
    match verb {
        Verb::Export { .. } | Verb::Picture(_) => true,
        Verb::Import { report, .. } | Verb::Check { report, .. } => report.is_some(),
        _ => false,
    }
}

/// Help and version go to standard output; a wrong command line is answered in the person's language.
/// What was typed may hold anything, so it is printed plain and line by line through the cleaner.
fn refuse(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> ExitCode {
    let text = || error.render().to_string();
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return match io::stdout().write_all(text().as_bytes()) {
            Ok(()) => exit::OK.into(),
            Err(error) => Failure::Output(error).code().into(),
        };
    }
    let told = misuse::told(error, &args::command(locale), arguments, locale);
    let told = told.unwrap_or_else(|| {
        let (label, wrong) = (locale.t("error.label"), locale.t("error.usage"));
        format!("{label} {wrong}\n{}", text())
    });
    let mut err = io::stderr();
    for line in told.lines() {
        let _ = writeln!(err, "{}", settings::safe(line));
    }
    exit::USAGE.into()
}
