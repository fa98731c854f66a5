//! The import review at a terminal: shows the changes, and publishes those that the user accepts.
//!
//! Others may publish meanwhile. The write lock is taken when the user agrees; if another generation is current by
//! then, the changes to that one are shown instead, with the same verdicts. Nothing is lost either while somebody else
//! is writing. Must not: write the model; what the user should see comes back as a message.

use std::io::Write;
use std::mem::take;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use ocop_index::Error;
use ratatui::Frame;

use super::unfinished_work::{
    UnfinishedPublication, generation_in_use, tell_honestly_when_interrupted,
};
use crate::app::effect::TerminalCommand;
use crate::app::import_review::{
    self, ImportReviewData, ImportReviewModel, NewComparison, ReviewEffect,
};
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::cli::args::ImportArgs;
use crate::cli::environment;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::import::{self, Agreement, PendingImport};
use crate::report::reading_notes::describe_noteworthy;
use crate::term::{self, TerminalProgram};
use crate::view::{self, Appearance};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The review of one import: on a terminal of its own, or on that of the catalogue's screen for a while.
pub(super) struct ImportReviewSession {
    settings: Arc<Settings>,
    /// The import without what the model shows: plan, products and problems come back at the end.
    pending: PendingImport,
    /// Its state.
    pub(super) model: ImportReviewModel,
    appearance: Appearance,
    outcome: ImportReviewOutcome,
    /// Where the screen takes its messages from.
    replies: Sender<Msg>,
}

/// How the review ended.
enum ImportReviewOutcome {
    /// The user left without publishing.
    Declined,
    /// The accepted changes are published next.
    Accepted,
    /// Somebody else has published the same meanwhile.
    NothingNew,
    /// The changes cannot be published.
    Failed(CommandFailure),
}

/// What is left of a review that was left.
pub(super) enum ReviewEnd {
    /// Nothing is to be published.
    Declined,
    /// This is to be published, with the verdicts of the user.
    Accepted(Box<PendingImport>),
    /// Somebody else has published the same meanwhile, as a sentence.
    NothingNew(String),
    /// The changes cannot be published.
    Failed(CommandFailure),
}

/// Compares the lists with the catalogue, shows the changes, and publishes the accepted ones.
pub fn run_import_review_screen(
    settings: &Settings,
    args: &ImportArgs,
    out: &mut impl Write,
) -> CommandResult {
    let pending = import::prepare_import(settings, args)?;
    run_review_screen(settings, pending, out)
}

/// Compares the proposals that nobody has decided with the catalogue, shows them, and publishes the accepted ones.
pub fn run_proposal_review_screen(settings: &Settings, out: &mut impl Write) -> CommandResult {
    let Some(pending) = import::prepare_corrections(settings, Agreement::default())? else {
        writeln!(out, "{}", settings.locale.t("correction.none"))?;
        return Ok(exit::OK);
    };
    run_review_screen(settings, pending, out)
}

fn run_review_screen(
    settings: &Settings,
    pending: PendingImport,
    out: &mut impl Write,
) -> CommandResult {
    if pending.plan.is_empty() {
        return pending.preview_and_publish(settings, Agreement::default(), out);
    }
    let (replies, inbox) = channel();
    let mut session =
        ImportReviewSession::new(Arc::new(settings.clone()), pending, replies.clone());
    let exit = term::run_program(&mut session, replies, inbox).map_err(CommandFailure::Stdout)?;
    if exit == term::TerminalExit::Disconnected {
        return Ok(exit.exit_code());
    }
    match session.into_end() {
        ReviewEnd::Accepted(pending) => {
            let base = generation_in_use(&settings.data_dir);
            let publication = UnfinishedPublication { base };
            tell_honestly_when_interrupted(&settings.locale, &settings.data_dir, Some(publication));
            pending.publish_accepted(settings, out)
        }
        ReviewEnd::Failed(failure) => Err(failure),
        ReviewEnd::NothingNew(superseded) => {
            writeln!(out, "{superseded}")?;
            writeln!(out, "{}", settings.locale.t("import.nothing_new"))?;
            Ok(exit::OK)
        }
        ReviewEnd::Declined => {
            writeln!(out, "{}", settings.locale.t("import.untouched"))?;
            Ok(exit::NO_HITS)
        }
    }
}

/// Takes what the screen shows out of a pending import.
fn take_review_data(locale: &Locale, pending: &mut PendingImport) -> ImportReviewData {
    ImportReviewData {
        notes: if pending.is_of_corrections() {
            pending.correction_notes(locale)
        } else {
            describe_noteworthy(locale, &pending.lists)
        },
        plan: take(&mut pending.plan),
        current_products: take(&mut pending.old),
        problems: take(&mut pending.lists.problems),
        files: (0..pending.lists.files.len())
            .map(|file| pending.lists.file_name(file))
            .collect(),
    }
}

/// Gives it back, with the verdicts of the user.
fn return_review_data(pending: &mut PendingImport, data: ImportReviewData) {
    pending.plan = data.plan;
    pending.old = data.current_products;
    pending.lists.problems = data.problems;
}

impl ImportReviewSession {
    /// The review of lists that were compared with the catalogue.
    pub(super) fn new(
        settings: Arc<Settings>,
        mut pending: PendingImport,
        replies: Sender<Msg>,
    ) -> Self {
        let data = take_review_data(&settings.locale, &mut pending);
        let mut model = ImportReviewModel::new(settings.locale.clone(), data);
        model.keymap = Keymap::new(settings.screen.keys.clone());
        Self {
            pending,
            model,
            appearance: Appearance::from(settings.screen.look(environment::has_fine_symbols())),
            outcome: ImportReviewOutcome::Declined,
            replies,
            settings,
        }
    }

    /// How it ended.
    pub(super) fn into_end(self) -> ReviewEnd {
        let mut pending = self.pending;
        match self.outcome {
            ImportReviewOutcome::Accepted => {
                return_review_data(&mut pending, self.model.data);
                ReviewEnd::Accepted(Box::new(pending))
            }
            ImportReviewOutcome::Failed(failure) => ReviewEnd::Failed(failure),
            ImportReviewOutcome::NothingNew => {
                ReviewEnd::NothingNew(pending.superseded_text(&self.settings))
            }
            ImportReviewOutcome::Declined => ReviewEnd::Declined,
        }
    }

    /// Tries to take the write lock for what the user accepted. `None` when the screen goes on, with a message about
    /// the reason.
    fn lock_for_publishing(&mut self) -> Option<ImportReviewOutcome> {
        match self.pending.lock_compared_generation(&self.settings) {
            Ok(true) => Some(ImportReviewOutcome::Accepted),
            Ok(false) => self.compare_again(),
            Err(CommandFailure::Engine(Error::Busy { holder, .. })) => {
                let holder = sanitize_text(&holder);
                let locale = &self.settings.locale;
                let sentence = locale.fill("changes.busy", &[("holder", &holder)]);
                self.reply(Msg::Notice(Notice::error(sentence)));
                None
            }
            Err(failure) => Some(ImportReviewOutcome::Failed(failure)),
        }
    }

    /// Compares the lists with the generation that was published meanwhile, and sends the screen the new changes.
    fn compare_again(&mut self) -> Option<ImportReviewOutcome> {
        let (pending, seen) = (&mut self.pending, &self.model.data);
        pending.lists.problems.clone_from(&seen.problems);
        let compared = pending.compare_again(&self.settings, &seen.plan, &seen.current_products);
        if let Err(failure) = compared {
            return Some(ImportReviewOutcome::Failed(failure));
        }
        if pending.plan.is_empty() {
            return Some(ImportReviewOutcome::NothingNew);
        }
        let notice = pending.superseded_text(&self.settings);
        let data = take_review_data(&self.settings.locale, pending);
        self.reply(Msg::ImportCompared(Box::new(NewComparison {
            data,
            notice,
        })));
        None
    }

    /// Sends the screen a message. It takes messages until it is left.
    fn reply(&self, msg: Msg) {
        drop(self.replies.send(msg));
    }
}

impl TerminalProgram for ImportReviewSession {
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand> {
        let mut command = None;
        for effect in import_review::update(&mut self.model, msg) {
            match effect {
                ReviewEffect::Leave => return Some(TerminalCommand::Quit),
                ReviewEffect::Publish => {
                    if let Some(outcome) = self.lock_for_publishing() {
                        self.outcome = outcome;
                        return Some(TerminalCommand::Quit);
                    }
                }
                ReviewEffect::Suspend => command = Some(TerminalCommand::Suspend),
                ReviewEffect::Redraw => command = Some(TerminalCommand::Redraw),
            }
        }
        command
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::import_review::draw_import_review(&self.model, &self.appearance, frame);
    }

    fn awaits_answer(&self) -> bool {
        false
    }
}
