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
//! what was before, [`other_day`] to another day, language or generation. [`catalog_change`] imports a list and brings
//! an earlier generation back, with consent; [`settings_text`] says what holds here.
//! [`work_command`] parses what is said of the person's own work: [`review`], [`review_progress`] and [`labels`] do it
//! in the store that [`work_desk`] opens; [`proposals`] corrects the catalogue, [`review_commands`] does what else
//! `ocop review` does; [`said_of_product`] reads what people said.
//! [`state`] holds the query and its result between two lines. One line is read, one answer is written and
//! flushed; nothing that was written is changed later.
//!
//! Must not write an escape sequence, a colour, or a symbol in place of a word.

mod acted_product;
mod answer_text;
mod catalog_change;
mod chosen_columns;
mod command;
mod dispatch;
mod edit_query;
mod export;
mod facets;
mod labels;
mod line_reader;
mod list_acts;
mod list_command;
mod lists;
mod other_day;
mod paging;
mod printed_lines;
mod proposal_words;
mod proposals;
mod record;
mod review;
mod review_commands;
mod review_progress;
mod review_words;
mod run_query;
mod said_of_product;
mod selection;
mod settings_text;
mod state;
mod typed_word;
mod undo;
mod work_command;
mod work_desk;

use std::io::{self, BufRead, IsTerminal, Write};

use jiff::civil::Date;
use ocop_index::query::language::MAX_LINE_BYTES;
use ocop_index::query::read_day;
use ocop_index::store::OpenedCatalog;

use self::catalog_change::CatalogQuestion;
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
use crate::commands::consent;
use crate::sitting::{self, audit_line::EndReason};
use crate::user_state::log;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;
use crate::wording::time_span::format_time_span;

/// The arrow between an old and a new value, which a screen reader does not say.
const CHANGE_SIGN: &str = "\u{2192}";

/// Reads and answers lines until the quit command or the end of the input.
pub fn run_linear_mode(
    settings: &Settings,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> CommandResult {
    log::write_line(&format!("linear: {}", environment::version_and_platform()));
    log::write_line(&format!("terminal: {}", environment::terminal_facts_line()));
    let names = CommandNames::new();
    let mut asked = settings.clone();
    let mut resumed = None;
    loop {
        let MarkedCatalog {
            settings, opened, ..
        } = &open_marked_catalog(&asked)?;
        log::write_line(&catalog_log_line(opened));
        let mut console = LinearConsole {
            settings,
            // A terminal echoes what is typed; a pipe does not.
            echo: !io::stdin().is_terminal(),
            out,
        };
        match console.converse_on(opened, (&names, input), resumed.take())? {
            CatalogEnd::Quit => {
                console.write_lines(&[settings.locale.t("linear.bye").to_owned()])?;
                return Ok(exit::OK);
            }
            CatalogEnd::Idle => {
                sitting::end_sitting(EndReason::Idle);
                return Ok(exit::OK);
            }
            CatalogEnd::Reopen(again, language) => {
                resumed = Some(*again);
                if let Some(language) = language {
                    asked.locale = Locale::new(language);
                }
            }
        }
    }
}

/// Why the conversation about an opened catalogue ends.
enum CatalogEnd {
    /// By the command, or with the input.
    Quit,
    /// Nobody typed for too long.
    Idle,
    /// It is opened again: in this language, or because another generation is in use.
    Reopen(Box<ResumedConversation>, Option<Language>),
}

/// What goes on when the catalogue is opened again.
struct ResumedConversation {
    kept: KeptConversation,
    /// What is told first; the day where there is nothing to tell.
    told: Option<Vec<String>>,
    /// The day that it is seen on.
    day: Date,
}

/// What a line after a question has done.
enum Reply {
    /// The catalogue is another one, as these lines say.
    Changed(Vec<String>),
    /// All is told.
    Done,
}

/// Why a conversation ends.
enum ConversationEnd {
    /// By the command, or with the input.
    Quit,
    /// Nobody typed for too long.
    Idle,
    /// It goes on with the catalogue as seen on another day.
    OtherDay(Date),
    /// It goes on in another language.
    OtherLanguage(Language),
    /// It goes on with another generation, after these lines.
    OtherGeneration(Vec<String>),
}

/// Prompts, reads and writes.
struct LinearConsole<'a, W> {
    settings: &'a Settings,
    /// Repeat each line that was read, so that the output alone is the whole conversation.
    echo: bool,
    out: &'a mut W,
}

impl<W: Write> LinearConsole<'_, W> {
    /// Talks about an opened catalogue, on one day after another.
    fn converse_on(
        &mut self,
        opened: &OpenedCatalog,
        (names, input): (&CommandNames, &mut impl BufRead),
        mut resumed: Option<ResumedConversation>,
    ) -> Result<CatalogEnd, CommandFailure> {
        let mut day = resumed
            .as_ref()
            .map_or(self.settings.day, |again| again.day);
        loop {
            let seen = SeenDay::on(self.settings, &opened.catalog, day)?;
            let catalog = seen.catalog(&opened.catalog);
            let mut state = LinearState::new(&seen.settings, catalog, opened.generation)?;
            let lines = if let Some(again) = resumed.take() {
                state.take_up(again.kept, again.told)?
            } else {
                let mut lines: Vec<String> = environment::advise_utf8(&self.settings.locale)
                    .into_iter()
                    .collect();
                lines.push(answer_text::greeting_text(&state));
                lines.extend(review::greet_open_review(&mut state));
                lines
            };
            self.write_lines(&lines)?;
            let end = self.converse(&mut state, names, input)?;
            let (told, language) = match end {
                ConversationEnd::Quit => return Ok(CatalogEnd::Quit),
                ConversationEnd::Idle => return Ok(CatalogEnd::Idle),
                ConversationEnd::OtherDay(other) => {
                    day = other;
                    resumed = Some(ResumedConversation {
                        kept: state.into_kept(),
                        told: None,
                        day,
                    });
                    continue;
                }
                ConversationEnd::OtherLanguage(language) => (Vec::new(), Some(language)),
                ConversationEnd::OtherGeneration(told) => (told, None),
            };
            let mut kept = state.into_kept();
            if language.is_none() {
                kept.leave_generation();
            }
            let told = Some(told);
            let again = Box::new(ResumedConversation { kept, told, day });
            return Ok(CatalogEnd::Reopen(again, language));
        }
    }

    /// Takes the line after a question: a yes does what was asked. `None` where the line answers nothing and means what
    /// it always means.
    fn take_reply(
        &mut self,
        state: &mut LinearState<'_>,
        question: CatalogQuestion,
        line: &str,
    ) -> Result<Option<Reply>, CommandFailure> {
        let reply = consent::read_yes_no(line);
        if reply != Some(true) {
            self.write_lines(&[state.locale_text("import.untouched")])?;
            return Ok(reply.map(|_| Reply::Done));
        }
        let done = question.agree(state.settings);
        if let Ok(answer) = &done
            && answer.has_changed
        {
            return Ok(Some(Reply::Changed(answer.lines.clone())));
        }
        let lines = dispatch::take_catalog_answer(state, done)?;
        self.write_lines(&lines)?;
        Ok(Some(Reply::Done))
    }

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
            if let Some(question) = state.question.take() {
                match self.take_reply(state, question, &line)? {
                    Some(Reply::Changed(told)) => {
                        return Ok(ConversationEnd::OtherGeneration(told));
                    }
                    Some(Reply::Done) => continue,
                    None => {}
                }
            }
            let command = names.parse_line(&line);
            if matches!(command, LinearCommand::Search(_) | LinearCommand::Add(_)) {
                sitting::record_search(&self.settings.sitting, &line);
            }
            match command {
                LinearCommand::Quit => return Ok(ConversationEnd::Quit),
                LinearCommand::Speak(Some(language)) => {
                    return Ok(ConversationEnd::OtherLanguage(language));
                }
                // Words about a day count from today.
                LinearCommand::SeeDay(text) => {
                    if let Some(day) = read_day(&text, self.settings.day) {
                        return Ok(ConversationEnd::OtherDay(day));
                    }
                    self.write_lines(&[state.day_text()])?;
                }
                command => {
                    let mut lines = dispatch::run_command(state, command)?;
                    if state.has_published {
                        lines.push(state.locale_text("linear.new_catalogue"));
                        return Ok(ConversationEnd::OtherGeneration(lines));
                    }
                    self.write_lines(&lines)?;
                }
            }
        }
    }

    fn tell_idle_end(&mut self) -> Result<(), CommandFailure> {
        let locale = &self.settings.locale;
        let idle = format_time_span(locale, self.settings.sitting.idle.unwrap_or_default());
        let told = locale.fill("sitting.idle_end_linear", &[("idle", &idle)]);
        self.write_lines(&[String::new(), told])
    }

    /// Writes the lines of an answer, sanitized, and flushes. The sign between an old and a new value is said as a
    /// word.
    fn write_lines(&mut self, lines: &[String]) -> Result<(), CommandFailure> {
        let said = self.settings.locale.t("linear.changes_to");
        for line in lines {
            let line = sanitize_text(line).replace(CHANGE_SIGN, said);
            writeln!(self.out, "{line}")?;
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
