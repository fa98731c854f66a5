//! One import at the screen: the changes are shown, and published when the person says so.
//!
//! The right to write is held from the comparison to the publishing, so that what was looked at is what is
//! written. Must not: decide anything.

use std::io::Write;
use std::mem::take;
use std::sync::mpsc::channel;

use ratatui::Frame;

use crate::app::changes::{self, Effect, Material, Model};
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::commands::Outcome;
use crate::commands::import::{self, Wish as Import};
use crate::exit::{self, Failure};
use crate::settings::Settings;
use crate::term::{self, Program, Wish};
use crate::view::{self, Look};

struct Session {
    model: Model,
    look: Look,
    publish: bool,
}

/// Compares, shows, and publishes what is accepted.
pub fn run(settings: &Settings, wish: &Import, out: &mut impl Write) -> Outcome {
    let mut pending = import::prepare(settings, wish)?;
    if pending.plan.is_empty() {
        return pending.ask(settings, wish, out);
    }
    let material = Material {
        plan: take(&mut pending.plan),
        old: take(&mut pending.old),
        problems: take(&mut pending.lists.problems),
        files: (0..pending.lists.files.len())
            .map(|file| pending.lists.name(file))
            .collect(),
    };
    let mut model = Model::new(settings.locale.clone(), material);
    model.keymap = Keymap::new(settings.screen.keys.clone());
    let mut session = Session {
        model,
        look: Look::new(settings.screen.theme, settings.screen.ascii),
        publish: false,
    };
    let (sender, inbox) = channel();
    let outcome = term::run(&mut session, sender, inbox).map_err(Failure::Output)?;
    if outcome == term::Outcome::Gone {
        return Ok(outcome.code());
    }
    if !session.publish {
        writeln!(out, "{}", settings.locale.t("import.untouched"))?;
        return Ok(exit::NO_HITS);
    }
    let material = session.model.material;
    pending.plan = material.plan;
    pending.old = material.old;
    pending.lists.problems = material.problems;
    pending.publish(settings, out)
}

impl Program for Session {
    fn update(&mut self, msg: Msg) -> Option<Wish> {
        let mut wish = None;
        for effect in changes::update(&mut self.model, &msg) {
            match effect {
                Effect::Leave => return Some(Wish::Quit),
                Effect::Publish => {
                    self.publish = true;
                    return Some(Wish::Quit);
                }
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
