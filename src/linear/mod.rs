//! The linear mode: the catalogue as a conversation of numbered lines, for screen readers, braille displays,
//! slow connections and pipes.
//!
//! ```text
//! stdin ──> line_reader ──> command ──> dispatch ──> LinearConsole ──> stdout
//!           one line        its         runs it:     sanitizes each
//!                           meaning     │            line, flushes
//!           ┌──────────────┬────────────┼───────────────┬──────────────┐
//!           edit_query     paging       facets          record         statistics of report
//!           changes the    next and     numbered        one product,   and wording
//!           query          previous     values          why it matches
//!           └──────────────┴──────┬─────┴───────────────┴──────────────┘
//!                                 run_query ──> answer_text
//!                                 searches      the result in sentences
//! ```
//!
//! [`selection`] is what was selected by numbers, [`export`] writes it, or the list, into a file, [`undo`] goes back to
//! what was before, [`other_day`] to another day.
//! [`work_command`] parses what is said of the person's own work: [`review`], [`review_progress`] and [`labels`] do it
//! in the store that [`work_desk`] opens; [`said_of_product`] reads what people said.
//! [`state`] holds the query and its result between two lines. One line is read, one answer is written and
//! flushed; nothing that was written is changed later.
//!
//! Must not write an escape sequence, a colour, or a symbol in place of a word.

mod acted_product;
mod answer_text;
mod chosen_columns;
mod command;
mod dispatch;
mod edit_query;
mod export;
mod facets;
mod labels;
mod line_reader;
mod lists;
mod other_day;
mod paging;
mod record;
mod review;
mod review_progress;
mod run_query;
mod said_of_product;
mod selection;
mod state;
mod undo;
mod work_command;
mod work_desk;

use std::io::{self, BufRead, IsTerminal, Write};

use jiff::civil::Date;
use ocop_index::query::language::MAX_LINE_BYTES;
use ocop_index::query::read_day;

use self::command::{CommandNames, LinearCommand};
use self::line_reader::TypedLine;
use self::other_day::{KeptConversation, SeenDay};
use self::state::LinearState;
use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::open::catalog_log_line;
use crate::cli::environment;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::sitting::{self, audit_line::EndReason};
use crate::user_state::log;
use crate::wording::sanitize::sanitize_text;
use crate::wording::time_span::format_time_span;

/// Reads and answers lines until the quit command or the end of the input.
pub fn run_linear_mode(
    settings: &Settings,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> CommandResult {
    let MarkedCatalog {
        settings, opened, ..
    } = &open_marked_catalog(settings)?;
    log::write_line(&format!("linear: {}", environment::version_and_platform()));
    log::write_line(&format!("terminal: {}", environment::terminal_facts_line()));
    log::write_line(&catalog_log_line(opened));
    let names = CommandNames::new();
    // A terminal echoes what is typed; a pipe does not.
    let echo = !io::stdin().is_terminal();
    let mut console = LinearConsole {
        settings,
        echo,
        out,
    };
    let mut seen = SeenDay::of_settings(settings);
    let mut kept: Option<KeptConversation> = None;
    loop {
        let catalog = seen.catalog(&opened.catalog);
        let mut state = LinearState::new(&seen.settings, catalog, opened.generation)?;
        let lines = if let Some(kept) = kept.take() {
            state.take_up(kept)?
        } else {
            let mut lines = vec![answer_text::greeting_text(&state)];
            lines.extend(review::greet_open_review(&mut state));
            lines
        };
        console.write_lines(&lines)?;
        let day = match console.converse(&mut state, &names, input)? {
            ConversationEnd::OtherDay(day) => day,
            ConversationEnd::Quit => break,
            ConversationEnd::Idle => {
                sitting::end_sitting(EndReason::Idle);
                return Ok(exit::OK);
            }
        };
        kept = Some(state.into_kept());
        seen = SeenDay::on(settings, &opened.catalog, day)?;
    }
    console.write_lines(&[settings.locale.t("linear.bye").to_owned()])?;
    Ok(exit::OK)
}

/// Why a conversation ends.
enum ConversationEnd {
    /// By the command, or with the input.
    Quit,
    /// Nobody typed for too long.
    Idle,
    /// It goes on with the catalogue as seen on another day.
    OtherDay(Date),
}

/// Prompts, reads and writes.
struct LinearConsole<'a, W> {
    settings: &'a Settings,
    /// Repeat each line that was read, so that the output alone is the whole conversation.
    echo: bool,
    out: &'a mut W,
}

impl<W: Write> LinearConsole<'_, W> {
    /// Answers lines until the conversation ends.
    fn converse(
        &mut self,
        state: &mut LinearState<'_>,
        names: &CommandNames,
        input: &mut impl BufRead,
    ) -> Result<ConversationEnd, CommandFailure> {
        loop {
            let line = match self.prompt_for_line(input) {
                Ok(Some(line)) => line,
                Ok(None) => return Ok(ConversationEnd::Quit),
                Err(CommandFailure::Stdin(error)) if error.kind() == io::ErrorKind::TimedOut => {
                    self.tell_idle_end()?;
                    return Ok(ConversationEnd::Idle);
                }
                Err(failure) => return Err(failure),
            };
            let command = names.parse_line(&line);
            if matches!(command, LinearCommand::Search(_) | LinearCommand::Add(_)) {
                sitting::record_search(&self.settings.sitting, &line);
            }
            match command {
                LinearCommand::Quit => return Ok(ConversationEnd::Quit),
                // Words about a day count from today.
                LinearCommand::SeeDay(text) => {
                    if let Some(day) = read_day(&text, self.settings.day) {
                        return Ok(ConversationEnd::OtherDay(day));
                    }
                    self.write_lines(&[state.day_text()])?;
                }
                command => self.write_lines(&dispatch::run_command(state, command)?)?,
            }
        }
    }

    fn tell_idle_end(&mut self) -> Result<(), CommandFailure> {
        let locale = &self.settings.locale;
        let idle = format_time_span(locale, self.settings.sitting.idle.unwrap_or_default());
        let told = locale.fill("sitting.idle_end_linear", &[("idle", &idle)]);
        self.write_lines(&[String::new(), told])
    }

    /// Writes the lines of an answer, sanitized, and flushes.
    fn write_lines(&mut self, lines: &[String]) -> Result<(), CommandFailure> {
        for line in lines {
            writeln!(self.out, "{}", sanitize_text(line))?;
        }
        self.out.flush()?;
        Ok(())
    }

    /// Writes the prompt and reads a line; `None` at the end of the input.
    fn prompt_for_line(
        &mut self,
        input: &mut impl BufRead,
    ) -> Result<Option<String>, CommandFailure> {
        let locale = &self.settings.locale;
        write!(self.out, "{} ", locale.t("linear.prompt"))?;
        self.out.flush()?;
        let line = line_reader::read_line(input).map_err(CommandFailure::Stdin)?;
        let Some(TypedLine { text, truncated }) = line else {
            writeln!(self.out)?;
            return Ok(None);
        };
        let text = sanitize_text(&text);
        if self.echo {
            writeln!(self.out, "{text}")?;
        }
        if truncated {
            let notice = locale.fill("linear.cut", &[("n", &MAX_LINE_BYTES)]);
            self.write_lines(&[notice])?;
        }
        Ok(Some(text))
    }
}
