//! The linear mode: the catalogue as a conversation of numbered lines, for screen readers, braille lines, slow
//! lines and pipes.
//!
//! One line is read, one answer is written and sent off; nothing that was written is ever changed. [`mod@line`]
//! reads and [`command`] says what was meant; [`state`] holds what is asked, [`asking`] changes it, [`walk`] looks
//! further into the answer; [`tell`], [`facets`] and [`record`] make the lines. Every line leaves through
//! [`Talk::say`], which makes it safe to show.
//! Must not: write an escape sequence, a colour or a sign that stands for a word.

mod asking;
mod command;
mod facets;
mod line;
mod record;
mod state;
mod tell;
mod walk;

use std::io::{self, BufRead, IsTerminal, Write};

use ocop_index::query::language::MAX_LINE;

use self::command::{Command, Words};
use self::line::Typed;
use self::state::State;
use crate::commands::{Outcome, catalogue, open};
use crate::exit::{self, Failure};
use crate::settings::{Settings, safe};
use crate::{facts, log};

/// Converses until the person leaves or nothing more comes.
pub fn run(settings: &Settings, input: &mut impl BufRead, out: &mut impl Write) -> Outcome {
    let opened = open(settings)?;
    log::note(&format!("linear: {}", facts::program()));
    log::note(&format!("terminal: {}", facts::line()));
    log::note(&catalogue(&opened));
    let mut state = State::new(settings, &opened.catalog)?;
    let words = Words::new();
    // What is typed into a terminal stands there already.
    let echo = !io::stdin().is_terminal();
    let mut talk = Talk {
        settings,
        echo,
        out,
    };
    talk.say(&[tell::greeting(&state)])?;
    while let Some(typed) = talk.hear(input)? {
        match words.read(&typed) {
            Command::Quit => break,
            command => talk.say(&state.answer(command)?)?,
        }
    }
    talk.say(&[settings.locale.t("linear.bye").to_owned()])?;
    Ok(exit::OK)
}

/// The two directions of the conversation.
struct Talk<'a, W> {
    settings: &'a Settings,
    /// Write what was read, so that the conversation can be read as a whole.
    echo: bool,
    out: &'a mut W,
}

impl<W: Write> Talk<'_, W> {
    /// Writes an answer whole.
    fn say(&mut self, lines: &[String]) -> Result<(), Failure> {
        for line in lines {
            writeln!(self.out, "{}", safe(line))?;
        }
        self.out.flush()?;
        Ok(())
    }

    /// Asks for a line and reads it; `None` at the end.
    fn hear(&mut self, input: &mut impl BufRead) -> Result<Option<String>, Failure> {
        let locale = &self.settings.locale;
        write!(self.out, "{} ", locale.t("linear.prompt"))?;
        self.out.flush()?;
        let Some(Typed { text, cut }) = line::read(input).map_err(Failure::Input)? else {
            writeln!(self.out)?;
            return Ok(None);
        };
        let text = safe(&text);
        if self.echo {
            writeln!(self.out, "{text}")?;
        }
        if cut {
            let told = locale.fill("linear.cut", &[("n", &MAX_LINE)]);
            self.say(&[told])?;
        }
        Ok(Some(text))
    }
}
