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

use crate::app::effect::TerminalCommand;
use crate::app::import_review::{self, ImportReviewData, ImportReviewModel, ReviewEffect};
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::cli::args::ImportArgs;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::commands::import::{self, PendingImport};
use crate::term::{self, TerminalProgram};
use crate::view::{self, Appearance};
use crate::wording::sanitize::sanitize_text;

struct ImportReviewSession<'a> {
    settings: &'a Settings,
    /// What is shown is lent to the model.
    pending: PendingImport,
    model: ImportReviewModel,
    look: Appearance,
    outcome: ImportReviewOutcome,
}

/// What became of it.
enum ImportReviewOutcome {
    /// Nobody agreed.
    Declined,
    /// What is shown is written next.
    Accepted,
    /// Somebody else wrote the same meanwhile.
    NothingNew,
    /// It cannot be written.
    Failed(CommandFailure),
}

/// Compares, shows, and publishes what is accepted.
pub fn run_import_review(
    settings: &Settings,
    args: &ImportArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut pending = import::prepare_import(settings, args)?;
    if pending.plan.is_empty() {
        return pending.preview_and_publish(settings, args, out);
    }
    let mut model = ImportReviewModel::new(
        settings.locale.clone(),
        extract_review_content(&mut pending),
    );
    model.keymap = Keymap::new(settings.screen.keys.clone());
    let mut session = ImportReviewSession {
        settings,
        pending,
        model,
        look: Appearance::new(settings.screen.theme, settings.screen.ascii),
        outcome: ImportReviewOutcome::Declined,
    };
    let (sender, inbox) = channel();
    let outcome = term::run_program(&mut session, sender, inbox).map_err(CommandFailure::Stdout)?;
    if outcome == term::TerminalExit::Disconnected {
        return Ok(outcome.exit_code());
    }
    match session.outcome {
        ImportReviewOutcome::Accepted => session.pending.publish_accepted(settings, out),
        ImportReviewOutcome::Failed(failure) => Err(failure),
        ImportReviewOutcome::NothingNew => {
            writeln!(out, "{}", session.pending.superseded_text(settings))?;
            writeln!(out, "{}", settings.locale.t("import.nothing_new"))?;
            Ok(exit::OK)
        }
        ImportReviewOutcome::Declined => {
            writeln!(out, "{}", settings.locale.t("import.untouched"))?;
            Ok(exit::NO_HITS)
        }
    }
}

/// What a screen shows.
fn extract_review_content(pending: &mut PendingImport) -> ImportReviewData {
    ImportReviewData {
        plan: take(&mut pending.plan),
        current_products: take(&mut pending.old),
        problems: take(&mut pending.lists.problems),
        files: (0..pending.lists.files.len())
            .map(|file| pending.lists.file_name(file))
            .collect(),
    }
}

impl ImportReviewSession<'_> {
    /// The person agreed to what they saw; whether the screen has done its work.
    fn confirm_import(&mut self) -> bool {
        let (settings, pending) = (self.settings, &mut self.pending);
        let seen = take(&mut self.model.data);
        pending.plan = seen.plan;
        pending.old = seen.current_products;
        pending.lists.problems = seen.problems;
        self.outcome = match pending.try_acquire_writer(settings) {
            Ok(true) => ImportReviewOutcome::Accepted,
            Ok(false) if pending.plan.is_empty() => ImportReviewOutcome::NothingNew,
            Ok(false) => {
                let notice = pending.superseded_text(settings);
                let fresh = ImportReviewModel::new(
                    settings.locale.clone(),
                    extract_review_content(pending),
                );
                let seen = replace(&mut self.model, fresh);
                self.model.keymap = seen.keymap;
                self.model.size = seen.size;
                self.model.notice = Some(notice);
                return false;
            }
            Err(CommandFailure::Engine(Error::Busy { holder, .. })) => {
                self.model.data = extract_review_content(pending);
                let told = [("holder", &sanitize_text(&holder) as _)];
                self.model.notice = Some(settings.locale.fill("changes.busy", &told));
                return false;
            }
            Err(failure) => ImportReviewOutcome::Failed(failure),
        };
        true
    }
}

impl TerminalProgram for ImportReviewSession<'_> {
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand> {
        let mut wish = None;
        for effect in import_review::update(&mut self.model, &msg) {
            match effect {
                ReviewEffect::Leave => return Some(TerminalCommand::Quit),
                ReviewEffect::Publish if self.confirm_import() => {
                    return Some(TerminalCommand::Quit);
                }
                ReviewEffect::Publish => {}
                ReviewEffect::Suspend => wish = Some(TerminalCommand::Suspend),
                ReviewEffect::Redraw => wish = Some(TerminalCommand::Redraw),
            }
        }
        wish
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::import_review::draw_import_review(&self.model, &self.look, frame);
    }

    fn awaits_answer(&self) -> bool {
        false
    }
}
