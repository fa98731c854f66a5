//! One import at the screen: the changes are shown, and published when the person says so.
//!
//! Others may write while they are looked at; the right to write is taken when the person agrees, and if the catalogue
//! is another one by then, the changes to that one are shown instead ([`Pending::agree`]). The screen stays, with its
//! verdicts, also where somebody is writing at that moment. Must not: decide anything.

use std::io::Write;
use std::mem::{replace, take};
use std::sync::mpsc::channel;

use ocop_index::Error;
use ratatui::Frame;

use crate::app::changes::{self, Effect, Material, Model};
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::commands::Outcome;
use crate::commands::import::{self, Pending, Wish as Import};
use crate::exit::{self, Failure};
use crate::settings::{Settings, safe};
use crate::term::{self, Program, Wish};
use crate::view::{self, Look};

struct Session<'a> {
    settings: &'a Settings,
    /// What is shown is lent to the model.
    pending: Pending,
    model: Model,
    look: Look,
    agreed: Agreed,
}

/// What became of it.
enum Agreed {
    /// Nobody agreed.
    No,
    /// What is shown is written next.
    Yes,
    /// Somebody else wrote the same meanwhile.
    Nothing,
    /// It cannot be written.
    Failed(Failure),
}

/// Compares, shows, and publishes what is accepted.
pub fn run(settings: &Settings, wish: &Import, out: &mut impl Write) -> Outcome {
    let mut pending = import::prepare(settings, wish)?;
    if pending.plan.is_empty() {
        return pending.ask(settings, wish, out);
    }
    let mut model = Model::new(settings.locale.clone(), lend(&mut pending));
    model.keymap = Keymap::new(settings.screen.keys.clone());
    let mut session = Session {
        settings,
        pending,
        model,
        look: Look::new(settings.screen.theme, settings.screen.ascii),
        agreed: Agreed::No,
    };
    let (sender, inbox) = channel();
    let outcome = term::run(&mut session, sender, inbox).map_err(Failure::Output)?;
    if outcome == term::Outcome::Gone {
        return Ok(outcome.code());
    }
    match session.agreed {
        Agreed::Yes => session.pending.publish(settings, out),
        Agreed::Failed(failure) => Err(failure),
        Agreed::Nothing => {
            writeln!(out, "{}", session.pending.came_between(settings))?;
            writeln!(out, "{}", settings.locale.t("import.nothing_new"))?;
            Ok(exit::OK)
        }
        Agreed::No => {
            writeln!(out, "{}", settings.locale.t("import.untouched"))?;
            Ok(exit::NO_HITS)
        }
    }
}

/// What a screen shows.
fn lend(pending: &mut Pending) -> Material {
    Material {
        plan: take(&mut pending.plan),
        old: take(&mut pending.old),
        problems: take(&mut pending.lists.problems),
        files: (0..pending.lists.files.len())
            .map(|file| pending.lists.name(file))
            .collect(),
    }
}

impl Session<'_> {
    /// The person agreed to what they saw; whether the screen has done its work.
    fn agree(&mut self) -> bool {
        let (settings, pending) = (self.settings, &mut self.pending);
        let seen = take(&mut self.model.material);
        pending.plan = seen.plan;
        pending.old = seen.old;
        pending.lists.problems = seen.problems;
        self.agreed = match pending.agree(settings) {
            Ok(true) => Agreed::Yes,
            Ok(false) if pending.plan.is_empty() => Agreed::Nothing,
            Ok(false) => {
                let notice = pending.came_between(settings);
                let fresh = Model::new(settings.locale.clone(), lend(pending));
                let seen = replace(&mut self.model, fresh);
                self.model.keymap = seen.keymap;
                self.model.size = seen.size;
                self.model.notice = Some(notice);
                return false;
            }
            Err(Failure::Engine(Error::Busy { holder, .. })) => {
                self.model.material = lend(pending);
                let told = [("holder", &safe(&holder) as _)];
                self.model.notice = Some(settings.locale.fill("changes.busy", &told));
                return false;
            }
            Err(failure) => Agreed::Failed(failure),
        };
        true
    }
}

impl Program for Session<'_> {
    fn update(&mut self, msg: Msg) -> Option<Wish> {
        let mut wish = None;
        for effect in changes::update(&mut self.model, &msg) {
            match effect {
                Effect::Leave => return Some(Wish::Quit),
                Effect::Publish if self.agree() => return Some(Wish::Quit),
                Effect::Publish => {}
                Effect::Suspend => wish = Some(Wish::Suspend),
                Effect::Redraw => wish = Some(Wish::Redraw),
            }
        }
        wish
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::changes::draw(&self.model, &self.look, frame);
    }

    fn awaits_answer(&self) -> bool {
        false
    }
}
