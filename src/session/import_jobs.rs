//! An import begun on the catalogue's screen: the list read on a thread, its review, what was accepted published.
//!
//! Reading is the same as on the command line; its progress and its question come as messages. The review of the
//! changes takes the terminal until it is left. Must not: publish what nobody accepted.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::import_review::{ImportReviewSession, ReviewEnd};
use super::unfinished_work::{UnfinishedPublication, WorkHandle, generation_in_use};
use crate::app::catalog_work::CatalogMsg;
use crate::app::msg::Msg;
use crate::app::screen_area::WindowSize;
use crate::cli::args::ImportArgs;
use crate::cli::exit::{self, CommandFailure};
use crate::cli::settings::Settings;
use crate::cli::work_reports::{ScreenReports, WorkReports};
use crate::commands::import::{self, Agreement, PendingImport, PublishedImport};
use crate::commands::rollback;
use crate::runtime::path_completion::{list_paths, resolve_typed_path};
use crate::term::TerminalProgram;
use crate::wording::locale::Locale;

/// The imports and rollbacks of one screen.
pub(super) struct ImportJobs {
    settings: Arc<Settings>,
    replies: Sender<Msg>,
    /// The list that was read last, with the number of its attempt.
    compared: Arc<Mutex<Option<PendingImport>>>,
    /// Takes the answer about the encoding of the list that is being read.
    encoding_answers: Option<Sender<bool>>,
    /// The review that has the terminal.
    review: Option<Box<ImportReviewSession>>,
    /// What is being published: leaving the screen waits for it.
    publishing: Vec<WorkHandle>,
    /// The generation in use when the last of it began.
    publishing_base: Option<u64>,
}

/// A reader's side of the screen.
struct ScreenLink {
    attempt: u64,
    replies: Sender<Msg>,
    answers: Mutex<Option<Receiver<bool>>>,
}

impl ScreenReports for ScreenLink {
    fn report_progress(&self, sentence: &str) {
        send(&self.replies, CatalogMsg::Progress(sentence.to_owned()));
    }

    fn confirm_lines(&self, lines: Vec<String>) -> bool {
        let attempt = self.attempt;
        send(&self.replies, CatalogMsg::EncodingAsked { attempt, lines });
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers
            .as_ref()
            .and_then(|answers| answers.recv().ok())
            .unwrap_or(false)
    }
}

/// Sends the screen a message. It takes messages until it is left.
fn send(replies: &Sender<Msg>, msg: CatalogMsg) {
    drop(replies.send(Msg::Catalog(msg)));
}

impl ImportJobs {
    pub(super) fn new(settings: Arc<Settings>, replies: Sender<Msg>) -> Self {
        Self {
            settings,
            replies,
            compared: Arc::default(),
            encoding_answers: None,
            review: None,
            publishing: Vec::new(),
            publishing_base: None,
        }
    }

    /// The review that has the terminal, if one has.
    pub(super) fn review(&self) -> Option<&ImportReviewSession> {
        self.review.as_deref()
    }

    /// The same, to take a message.
    pub(super) fn review_mut(&mut self) -> Option<&mut ImportReviewSession> {
        self.review.as_deref_mut()
    }

    /// Says why nothing can be imported here, where that is so.
    pub(super) fn check_writable(&self) {
        let settings = &self.settings;
        if let Err(failure) = import::check_import_allowed(settings) {
            let sentence = failure.to_sentence(&settings.locale).unwrap_or_default();
            send(&self.replies, CatalogMsg::Refused(sentence));
        }
    }

    /// Finds the candidates of a path; a folder of a network may take its time.
    pub(super) fn list_paths(&self, typed: String) {
        if !self.settings.capabilities.may_open_paths {
            return;
        }
        let replies = self.replies.clone();
        self.spawn("paths", move || {
            send(&replies, CatalogMsg::PathsListed(list_paths(&typed)));
        });
    }

    /// Reads a list and compares it with the catalogue.
    pub(super) fn read_list(&mut self, path: &str, attempt: u64) {
        let (answers, receiver) = channel();
        self.encoding_answers = Some(answers);
        let settings = self.reporting_settings(attempt, Some(receiver));
        let args = ImportArgs::of_file(resolve_typed_path(path));
        let (replies, slot) = (self.replies.clone(), Arc::clone(&self.compared));
        self.spawn("import", move || {
            let told = match read_and_compare(&settings, &args) {
                Ok(Ok(pending)) => {
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(pending);
                    return send(&replies, CatalogMsg::ListCompared(attempt));
                }
                Ok(Err(text)) => text,
                Err(failure) => failure.to_sentence(&settings.locale).unwrap_or_default(),
            };
            let text = told.trim_end().to_owned();
            send(&replies, CatalogMsg::ListTold { attempt, text });
        });
    }

    /// Compares the proposals of the store of work with the catalogue.
    pub(super) fn compare_proposals(&mut self, attempt: u64) {
        let settings = self.reporting_settings(attempt, None);
        let (replies, slot) = (self.replies.clone(), Arc::clone(&self.compared));
        self.spawn("proposals", move || {
            let told = match compare_proposals(&settings) {
                Ok(Ok(pending)) => {
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(pending);
                    return send(&replies, CatalogMsg::ListCompared(attempt));
                }
                Ok(Err(text)) => text,
                Err(failure) => failure.to_sentence(&settings.locale).unwrap_or_default(),
            };
            let text = told.trim_end().to_owned();
            send(&replies, CatalogMsg::ListTold { attempt, text });
        });
    }

    /// Lets the reader of a list that nobody waits for any more end at its question.
    pub(super) fn cancel_reading(&mut self) {
        self.encoding_answers = None;
    }

    /// Answers the question about the encoding.
    pub(super) fn confirm_encoding(&self, is_right: bool) {
        if let Some(answers) = &self.encoding_answers {
            let _ = answers.send(is_right);
        }
    }

    /// Gives the terminal to the review of the list that was read.
    pub(super) fn open_review(&mut self) {
        let compared = self.compared.lock();
        let pending = compared.unwrap_or_else(PoisonError::into_inner).take();
        self.review = pending.map(|pending| {
            let settings = Arc::clone(&self.settings);
            let replies = self.replies.clone();
            Box::new(ImportReviewSession::new(settings, pending, replies))
        });
    }

    /// Sets the size of the review.
    pub(super) fn resize_review(&mut self, size: WindowSize) {
        if let Some(review) = &mut self.review
            && review.model.size != size
        {
            let WindowSize { width, height } = size;
            review.update(Msg::Resize { width, height });
        }
    }

    /// Takes the terminal back from the review, and publishes what was accepted in it.
    pub(super) fn finish_review(&mut self) {
        let Some(review) = self.review.take() else {
            return;
        };
        let locale = &self.settings.locale;
        match review.into_end() {
            ReviewEnd::Accepted(pending) => self.publish_import(*pending),
            ReviewEnd::Declined => self.tell_unpublished(locale.t("import.untouched").to_owned()),
            ReviewEnd::NothingNew(superseded) => {
                let nothing_new = locale.t("import.nothing_new");
                self.tell_unpublished(format!("{superseded} {nothing_new}"));
            }
            ReviewEnd::Failed(failure) => {
                self.tell_unpublished(failure.to_sentence(locale).unwrap_or_default());
            }
        }
    }

    fn tell_unpublished(&self, sentence: String) {
        send(&self.replies, CatalogMsg::Unpublished(sentence));
    }

    fn publish_import(&mut self, pending: PendingImport) {
        send(&self.replies, CatalogMsg::Publishing);
        let settings = self.reporting_settings(0, None);
        self.spawn_publishing(move || {
            Ok(match pending.publish_accepted_changes(&settings)? {
                Some(published) => Ok(describe_published(&settings.locale, &published)),
                None => Err(settings.locale.t("import.refused").to_owned()),
            })
        });
    }

    /// Publishes an earlier generation as the next one.
    pub(super) fn roll_back(&mut self, to: u64, base: u64) {
        let settings = self.reporting_settings(0, None);
        self.spawn_publishing(move || rollback::publish_agreed_rollback(&settings, to, base));
    }

    /// Publishes on a thread: the summary, or why nothing was published.
    fn spawn_publishing(
        &mut self,
        publish: impl FnOnce() -> Result<Result<String, String>, CommandFailure> + Send + 'static,
    ) {
        self.publishing_base = generation_in_use(&self.settings.data_dir);
        let (replies, locale) = (self.replies.clone(), self.settings.locale.clone());
        let handle = self.spawn("publish", move || {
            let (outcome, code) = match publish() {
                Ok(outcome) => {
                    let code = outcome.is_err().then_some(exit::NO_HITS);
                    (outcome, code)
                }
                Err(failure) => {
                    let reason = failure.to_sentence(&locale).unwrap_or_default();
                    (Err(reason), Some(failure.exit_code()))
                }
            };
            let (Ok(sentence) | Err(sentence)) = outcome.clone();
            send(
                &replies,
                match outcome {
                    Ok(summary) => CatalogMsg::Published(summary),
                    Err(reason) => CatalogMsg::Unpublished(reason),
                },
            );
            // Where no screen takes it any more, it is told at the end.
            (sentence, code)
        });
        self.publishing.extend(handle);
    }

    /// The publication that is not finished, if one is not.
    pub(super) fn unfinished_publication(&self) -> Option<UnfinishedPublication> {
        let base = self.publishing_base;
        let is_unfinished = self.publishing.iter().any(|work| !work.is_finished());
        is_unfinished.then_some(UnfinishedPublication { base })
    }

    /// What is being published, to be waited for.
    pub(super) fn into_publishing(self) -> Vec<WorkHandle> {
        self.publishing
    }

    /// The settings, for work that tells the screen how far it is.
    fn reporting_settings(&self, attempt: u64, answers: Option<Receiver<bool>>) -> Settings {
        let link = ScreenLink {
            attempt,
            replies: self.replies.clone(),
            answers: Mutex::new(answers),
        };
        Settings {
            reports: WorkReports::to_screen(Arc::new(link)),
            ..Settings::clone(&self.settings)
        }
    }

    /// Starts a thread; where the system has none left, the screen says so.
    fn spawn<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<JoinHandle<T>> {
        match thread::Builder::new().name(name.to_owned()).spawn(work) {
            Ok(handle) => Some(handle),
            Err(error) => {
                let failure = CommandFailure::Stdout(error);
                let sentence = failure.to_sentence(&self.settings.locale);
                self.tell_unpublished(sentence.unwrap_or_default());
                None
            }
        }
    }
}

/// Reads and compares; a list without anything new comes back as the text that the command line would print.
fn read_and_compare(
    settings: &Settings,
    args: &ImportArgs,
) -> Result<Result<PendingImport, String>, CommandFailure> {
    let pending = import::prepare_import(settings, args)?;
    if !pending.plan.is_empty() {
        return Ok(Ok(pending));
    }
    let mut text = Vec::new();
    pending.preview_and_publish(settings, args.into(), &mut text)?;
    Ok(Err(String::from_utf8_lossy(&text).into_owned()))
}

/// Compares the proposals; where none changes anything, that comes back as the command line would print it.
fn compare_proposals(settings: &Settings) -> Result<Result<PendingImport, String>, CommandFailure> {
    let agreement = Agreement::default();
    let Some(pending) = import::prepare_corrections(settings, agreement)? else {
        return Ok(Err(settings.locale.t("correction.none").to_owned()));
    };
    if !pending.plan.is_empty() {
        return Ok(Ok(pending));
    }
    let mut text = Vec::new();
    pending.preview_and_publish(settings, agreement, &mut text)?;
    Ok(Err(String::from_utf8_lossy(&text).into_owned()))
}

/// The summary of an import for the screen, where no command line follows it.
fn describe_published(locale: &Locale, published: &PublishedImport) -> String {
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("generation", &published.generation),
        ("n", &locale.format_number(published.products)),
        ("aside", &published.unread),
    ];
    locale.fill("import_prompt.published", &values)
}
