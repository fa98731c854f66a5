//! The linear mode: the catalogue as a conversation of numbered lines, for screen readers, braille lines, slow
//! lines and pipes.
//!
//! One line is read, one answer is written and sent off; nothing that was written is ever changed. [`mod@line`]
//! reads and [`command`] says what was meant; [`state`] holds what is asked, [`asking`] changes it, [`walk`] looks
//! further into the answer; [`tell`], [`facets`] and [`record`] make the lines. Every line leaves through
//! [`Talk::say`], which makes it safe to show.
//! Must not: write an escape sequence, a colour or a sign that stands for a word.

mod answer_text;
mod command;
mod edit_query;
mod facets;
mod line_reader;
mod paging;
mod record;
mod state;

use std::io::{self, BufRead, IsTerminal, Write};

use ocop_index::query::language::MAX_LINE_BYTES;

use self::command::{CommandNames, LinearCommand};
use self::line_reader::TypedLine;
use self::state::LinearState;
use crate::catalog::open::{catalog_log_line, open_catalog};
use crate::cli::environment;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::user_state::log;
use crate::wording::sanitize::sanitize_text;

/// Converses until the person leaves or nothing more comes.
pub fn run_linear_mode(
    settings: &Settings,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> CommandResult {
    let opened = open_catalog(settings)?;
    log::write_line(&format!("linear: {}", environment::version_and_platform()));
    log::write_line(&format!("terminal: {}", environment::terminal_facts_line()));
    log::write_line(&catalog_log_line(&opened));
    let mut state = LinearState::new(settings, &opened.catalog)?;
    let words = CommandNames::new();
    // What is typed into a terminal stands there already.
    let echo = !io::stdin().is_terminal();
    let mut talk = LinearConsole {
        settings,
        echo,
        out,
    };
    talk.write_lines(&[answer_text::greeting_text(&state)])?;
    while let Some(typed) = talk.prompt_for_line(input)? {
        match words.parse_line(&typed) {
            LinearCommand::Quit => break,
            command => talk.write_lines(&state.run_command(command)?)?,
        }
    }
    talk.write_lines(&[settings.locale.t("linear.bye").to_owned()])?;
    Ok(exit::OK)
}

/// The two directions of the conversation.
struct LinearConsole<'a, W> {
    settings: &'a Settings,
    /// Write what was read, so that the conversation can be read as a whole.
    echo: bool,
    out: &'a mut W,
}

impl<W: Write> LinearConsole<'_, W> {
    /// Writes an answer whole.
    fn write_lines(&mut self, lines: &[String]) -> Result<(), CommandFailure> {
        for line in lines {
            writeln!(self.out, "{}", sanitize_text(line))?;
        }
        self.out.flush()?;
        Ok(())
    }

    /// Asks for a line and reads it; `None` at the end.
    fn prompt_for_line(
        &mut self,
        input: &mut impl BufRead,
    ) -> Result<Option<String>, CommandFailure> {
        let locale = &self.settings.locale;
        write!(self.out, "{} ", locale.t("linear.prompt"))?;
        self.out.flush()?;
        let Some(TypedLine {
            text,
            truncated: cut,
        }) = line_reader::read_line(input).map_err(CommandFailure::Stdin)?
        else {
            writeln!(self.out)?;
            return Ok(None);
        };
        let text = sanitize_text(&text);
        if self.echo {
            writeln!(self.out, "{text}")?;
        }
        if cut {
            let told = locale.fill("linear.cut", &[("n", &MAX_LINE_BYTES)]);
            self.write_lines(&[told])?;
        }
        Ok(Some(text))
    }
}
