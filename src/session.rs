//! One sitting at the screen: the model, its worker and the terminal tied together.
//!
//! The only place that knows all three rooms; [`changes`] is the same for the screen of an import. Must not:
//! decide anything; update does.

pub mod changes;
mod exporting;

use std::cell::Cell;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use ocop_index::Query;
use ocop_index::query::language::write;
use ocop_index::store::Notice;
use ratatui::Frame;

use crate::app::effect::{Effect, Request};
use crate::app::model::Model;
use crate::app::msg::{Filed, Msg, Reloaded};
use crate::app::past::Past;
use crate::app::update;
use crate::app::worker::{self, Asker};
use crate::args::ExportFormat;
use crate::choice::Names;
use crate::commands::{Outcome, catalogue, describe, open};
use crate::exit::Failure;
use crate::settings::{Settings, safe};
use crate::term::{self, Line, Program, Wish};
use crate::view::{self, Look};
use crate::{facts, log, panes, paths, searches, state, system};

use self::exporting::Export;

/// A key or a click lets the worker look for a newer catalogue, but not more often than this: nobody watches a store
/// while nobody sits at the keyboard.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// A search that a person waits for longer than this is worth a line in the log.
const SLOW: Duration = Duration::from_millis(200);

struct Session {
    settings: Arc<Settings>,
    model: Model,
    look: Look,
    worker: Asker,
    /// Where answers come in that are no searches.
    replies: Sender<Msg>,
    last_look: Option<Instant>,
    /// When the newest question was asked.
    asked: Instant,
    /// Where past searches are kept.
    searches: Option<PathBuf>,
    /// Where saved ones are kept.
    saved: Option<PathBuf>,
    /// Files that are being written, or were.
    exports: Vec<Export>,
    /// What the screen was given to tell of them.
    told: Vec<String>,
    /// How many of that it has drawn.
    drawn: Cell<usize>,
}

/// Opens the catalogue and runs the screen until the person leaves.
pub fn run(settings: &Settings) -> Outcome {
    let opened = open(settings)?;
    log::note(&format!("screen: {}", facts::program()));
    log::note(&format!("terminal: {}", facts::line()));
    log::note(&catalogue(&opened));
    let locale = settings.locale.clone();
    let (sender, inbox) = channel();
    let names = Names::of(&opened.catalog, &locale);
    let mut model = Model::new(locale, settings.day, opened.catalog.len(), names);
    settings.screen.give(&mut model);
    model.clipboard = term::clipboard::room();
    model.share = paths::panes().and_then(|path| panes::read(&path));
    model.notice = first_words(settings, &opened.notices);
    let locale = settings.locale.clone();
    let shelf = (settings.data_dir.clone(), settings.read_only);
    let worker = worker::start(shelf, opened, locale, sender.clone());
    let worker = worker.map_err(Failure::Output)?;
    let look = Look::new(settings.screen.theme, settings.screen.ascii);
    let mut session = Session {
        settings: Arc::new(settings.clone()),
        replies: sender.clone(),
        model,
        look,
        worker,
        last_look: None,
        asked: Instant::now(),
        searches: paths::searches(),
        saved: paths::saved(),
        exports: Vec::new(),
        told: Vec::new(),
        drawn: Cell::new(0),
    };
    let past = session.searches.as_deref().map(searches::read);
    session.model.past = Past::new(past.unwrap_or_default());
    let saved = session.saved.as_deref().map(searches::saved);
    session.model.saved = saved.unwrap_or_default();
    let first = update::start(&mut session.model);
    session.carry_out(first);
    let outcome = term::run(&mut session, sender, inbox).map_err(Failure::Output)?;
    if outcome == term::Outcome::Quit {
        let mut told = session.told;
        told.truncate(session.drawn.get());
        let failed = exporting::finish(session.exports, told, &settings.locale);
        return Ok(failed.unwrap_or_else(|| outcome.code()));
    }
    Ok(outcome.code())
}

/// What the person should know at the start: a doubt about the config file, or about the catalogue, and how many more.
fn first_words(settings: &Settings, notices: &[Notice]) -> Option<String> {
    let told = notices.iter().map(|notice| describe(notice, settings));
    let all: Vec<String> = settings.doubts.iter().cloned().chain(told).collect();
    let (first, rest) = all.split_first()?;
    if rest.is_empty() {
        return Some(first.clone());
    }
    let key = if notices.is_empty() {
        "config.more"
    } else {
        "screen.more_told"
    };
    let values: [(&str, &dyn std::fmt::Display); 2] = [("first", first), ("n", &rest.len())];
    Some(settings.locale.fill(key, &values))
}

impl Session {
    fn carry_out(&mut self, effects: Vec<Effect>) -> Option<Wish> {
        let mut wish = None;
        for effect in effects {
            match effect {
                Effect::Quit => return Some(Wish::Quit),
                Effect::Suspend => wish = Some(Wish::Suspend),
                Effect::Redraw => wish = Some(Wish::Redraw),
                Effect::Remember(line) => self.remember(&line),
                Effect::Export {
                    query,
                    format,
                    line,
                } => self.export(query, format, line),
                Effect::KeepShare(share) => {
                    // A width that cannot be kept is no reason to stop.
                    drop(paths::panes().map(|path| panes::keep(&path, share)));
                }
                Effect::Save { line, saved } => self.save(&line, saved),
                Effect::Copy(text) => wish = Some(Wish::Copy(text)),
                Effect::File { text, is_sent } => self.file(&text, is_sent),
                // The worker lives as long as its sender; were it gone, the panic hook has ended the program.
                Effect::Ask(request) => {
                    if matches!(request, Request::Search { .. }) {
                        self.asked = Instant::now();
                    }
                    self.worker.send(request);
                }
            }
        }
        wish
    }

    fn export(&mut self, query: Query, format: ExportFormat, line: String) {
        let (settings, replies) = (Arc::clone(&self.settings), self.replies.clone());
        let shown = self.worker.shown();
        match exporting::begin(settings, shown, (query, line), format, replies) {
            Ok(export) => self.exports.push(export),
            Err(error) => {
                self.model.notice = Failure::Output(error).sentence(&self.model.locale);
            }
        }
    }

    /// A search that cannot be kept is no reason to stop.
    fn remember(&self, line: &str) {
        if let Some(path) = &self.searches {
            drop(searches::append(path, line));
            searches::open(None);
        }
    }

    /// Puts a copy into its file and tells where that is.
    fn file(&mut self, text: &str, is_sent: bool) {
        let path = paths::copied().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        let path = path.and_then(|path| {
            state::replace(&path, &format!("{text}\n"))?;
            Ok(safe(&paths::told(&path)))
        });
        let path = path.map_err(|error| system::told(&error, &self.model.locale));
        let line = text.lines().next().unwrap_or_default().to_owned();
        // It tells, and wishes nothing.
        let filed = Msg::Filed(Filed {
            path,
            line,
            is_sent,
        });
        drop(update::update(&mut self.model, filed));
    }

    /// Other screens may have saved theirs since this one began.
    fn save(&mut self, line: &str, saved: bool) {
        if let Some(path) = &self.saved
            && searches::save(path, line, saved).is_err()
        {
            let path = path.to_string_lossy();
            let locale = &self.model.locale;
            self.model.notice = Some(locale.fill("screen.not_saved", &[("path", &safe(&path))]));
        }
    }

    /// What of a message is worth a line in the log.
    fn note(&self, msg: &Msg) {
        match msg {
            Msg::Answer(page) if page.generation == self.model.asked => {
                let waited = self.asked.elapsed();
                let told = format!("{} ms, {} products", waited.as_millis(), page.total);
                if waited > SLOW {
                    log::note(&format!("slow search: {told}"));
                }
                log::detail(|| format!("search: {told}: {}", write(&self.model.query)));
            }
            Msg::Failed { cause, .. } => log::note(&format!("failed: {cause}")),
            Msg::Reloaded(Reloaded::Refused(cause)) => {
                log::note(&format!("newer catalogue refused: {cause}"));
            }
            Msg::Reloaded(Reloaded::Opened { all, number, .. }) => {
                log::note(&format!("newer catalogue: {number:?}, {all} products"));
            }
            _ => {}
        }
    }

    fn look_for_news(&mut self) {
        let just_looked = |last: Instant| last.elapsed() < BETWEEN_LOOKS;
        if !self.last_look.is_some_and(just_looked) {
            self.last_look = Some(Instant::now());
            self.worker.send(Request::Look);
        }
    }
}

impl Program for Session {
    fn update(&mut self, msg: Msg) -> Option<Wish> {
        if matches!(msg, Msg::Key(_) | Msg::Mouse(_)) {
            self.look_for_news();
        }
        self.note(&msg);
        if let Msg::Told(sentence) = &msg {
            self.told.push(sentence.clone());
        }
        let is_answer = matches!(msg, Msg::Answer(_));
        let effects = update::update(&mut self.model, msg);
        if is_answer {
            let line = update::worth_keeping(&self.model);
            searches::open(self.searches.clone().zip(line));
        }
        self.carry_out(effects)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::draw(&self.model, &self.look, frame);
        self.drawn.set(self.told.len());
    }

    fn awaits_answer(&self) -> bool {
        self.model.awaits_answer()
    }

    fn is_moving(&self) -> bool {
        self.model.lingering.is_some()
    }

    fn wants_mouse(&self) -> bool {
        self.model.mouse
    }

    fn line(&self) -> Line {
        match (self.model.slow, self.settings.screen.remote) {
            (true, _) => Line::Slow,
            (_, true) => Line::Far,
            _ => Line::Near,
        }
    }
}
