//! Asking for the path of a list, completing it, and the steps of its import that the catalogue's screen sees.
//!
//! Reading, comparing and writing are asked of the host; the review of the changes is a screen of its own. Must not:
//! publish; only the review does, with consent.

use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, KeyContext, PaneAction, ReviewAction};
use crate::app::catalog_work::{CatalogWork, PathListing};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::import_prompt::{ImportPrompt, ImportStep};
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;
use crate::wording::pasted_path::strip_path_quotes;

/// Opens the prompt; where nothing can be written, the host closes it and says why.
pub(super) fn open_import_prompt(model: &mut Model) -> Vec<Effect> {
    let prompt = ImportPrompt {
        input: InputLine::default(),
        ..ImportPrompt::default()
    };
    model.overlay = Some(Overlay::ImportPrompt(prompt));
    vec![
        Effect::WorkOnCatalog(CatalogWork::CheckWritable),
        list_paths(""),
    ]
}

/// Compares the proposals with the catalogue; their review opens when that is done.
pub(super) fn compare_proposals(model: &mut Model) -> Vec<Effect> {
    model.import_attempts += 1;
    let attempt = model.import_attempts;
    model.overlay = Some(Overlay::ImportPrompt(ImportPrompt {
        step: ImportStep::Proposals {
            attempt: Some(attempt),
        },
        ..ImportPrompt::default()
    }));
    vec![Effect::WorkOnCatalog(CatalogWork::CompareProposals(
        attempt,
    ))]
}

fn list_paths(typed: &str) -> Effect {
    Effect::WorkOnCatalog(CatalogWork::ListPaths(typed.to_owned()))
}

/// Takes a key, with its meaning while typing or at a question, while the prompt is open.
pub(super) fn press_prompt_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let Some(prompt) = model.import_prompt() else {
        return OverlayOutcome::DONE;
    };
    let is_typing = prompt.step == ImportStep::Typing;
    let KeyMeaning::Bound(action) = meaning else {
        let typed = key.typed_char().filter(|_| is_typing);
        let effects = typed.map_or_else(Vec::new, |c| edit_path(model, |line| line.type_char(c)));
        return OverlayOutcome::Effects(effects);
    };
    if let Action::Window(window) = action
        && window.works_over_panes()
    {
        return OverlayOutcome::PassThrough(action);
    }
    let effects = match action {
        Action::Pane(PaneAction::Back) => step_back(model),
        Action::Pane(PaneAction::List) if is_told_proposals(model) => step_back(model),
        Action::Review(answer @ (ReviewAction::Yes | ReviewAction::No)) => {
            answer_encoding(model, answer == ReviewAction::Yes)
        }
        Action::Move(movement) if is_told_proposals(model) => {
            let size = model.size;
            if let Some(prompt) = model.import_prompt_mut() {
                prompt.move_cursor(movement, size);
            }
            Vec::new()
        }
        _ if !is_typing => Vec::new(),
        Action::Pane(PaneAction::List) => submit_path(model),
        Action::Complete => complete_path(model),
        Action::Edit(edit) => edit_path(model, |line| line.perform_edit(edit)),
        Action::SwitchInputMethod => {
            super::input_line::switch_input_method(model);
            Vec::new()
        }
        Action::Move(movement) => {
            let size = model.size;
            if let Some(prompt) = model.import_prompt_mut() {
                prompt.move_cursor(movement, size);
            }
            Vec::new()
        }
        // The panes below are out of reach.
        _ => Vec::new(),
    };
    OverlayOutcome::Effects(effects)
}

/// Out of the reading, then out of the prompt. What is being written is not stopped.
fn step_back(model: &mut Model) -> Vec<Effect> {
    let untouched = model.locale.t("import.untouched").to_owned();
    let Some(prompt) = model.import_prompt_mut() else {
        return Vec::new();
    };
    match prompt.step {
        ImportStep::Typing | ImportStep::Proposals { .. } => {
            model.overlay = None;
            model.notice = Some(Notice::hint(untouched));
            Vec::new()
        }
        ImportStep::Reading { .. } | ImportStep::EncodingAsked { .. } => {
            prompt.step = ImportStep::Typing;
            model.notice = Some(Notice::hint(untouched));
            vec![Effect::WorkOnCatalog(CatalogWork::CancelReading)]
        }
        ImportStep::Publishing { .. } => Vec::new(),
    }
}

/// Pastes a path; quotes that a terminal or a file manager put around it are none of it.
pub(super) fn paste_into_prompt(model: &mut Model, text: &str) -> Vec<Effect> {
    let is_typing = |prompt: &ImportPrompt| prompt.step == ImportStep::Typing;
    if !model.import_prompt().is_some_and(is_typing) {
        return Vec::new();
    }
    let path = strip_path_quotes(text);
    let path = path.strip_prefix("file://").unwrap_or(path);
    edit_path(model, |line| line.insert_text(path))
}

fn edit_path(model: &mut Model, edit: impl FnOnce(&mut InputLine)) -> Vec<Effect> {
    let Some(prompt) = model.import_prompt_mut() else {
        return Vec::new();
    };
    if !prompt.input.apply_edit(edit) {
        return Vec::new();
    }
    (prompt.cursor, prompt.offset, prompt.told) = (None, 0, None);
    vec![list_paths(prompt.input.text())]
}

/// Completes the path as far as all candidates agree; then moves from one candidate to the next. Enter takes one.
fn complete_path(model: &mut Model) -> Vec<Effect> {
    let none = model.locale.t("import_prompt.no_candidate").to_owned();
    let Some(prompt) = model.import_prompt_mut() else {
        return Vec::new();
    };
    let Some(listing) = prompt.known_listing() else {
        return Vec::new();
    };
    let (count, is_file) = (listing.candidates.len(), listing.is_file);
    if let Some(cursor) = prompt.cursor.filter(|_| count > 0) {
        prompt.cursor = Some((cursor + 1) % count);
    } else if let Some(path) = listing.common.clone() {
        return edit_path(model, |line| line.set_text(&path));
    } else if count > 0 {
        prompt.cursor = Some(0);
    } else if !is_file {
        model.notice = Some(Notice::hint(none));
    }
    let size = model.size;
    if let Some(prompt) = model.import_prompt_mut() {
        prompt.scroll_to_cursor(size);
    }
    Vec::new()
}

/// Takes the candidate at the cursor: goes into a folder, reads a list. Without one, reads the path as it stands.
fn submit_path(model: &mut Model) -> Vec<Effect> {
    let (key, context) = ("import_prompt.empty", KeyContext::Input);
    let empty = model.keymap.fill_key_names(&model.locale, key, context);
    let Some(prompt) = model.import_prompt() else {
        return Vec::new();
    };
    let only = prompt.known_listing().and_then(|listing| {
        let typed = !listing.is_file && !listing.typed.is_empty();
        match &*listing.candidates {
            [only] if typed => Some(only),
            _ => None,
        }
    });
    let mut effects = Vec::new();
    if let Some(candidate) = prompt.chosen_candidate().or(only).cloned() {
        effects = edit_path(model, |line| line.set_text(&candidate.path));
        if candidate.is_folder {
            return effects;
        }
    }
    let Some(prompt) = model.import_prompt() else {
        return effects;
    };
    let path = prompt.input.text().to_owned();
    if path.trim().is_empty() {
        model.notice = Some(Notice::hint(empty));
        return effects;
    }
    model.import_attempts += 1;
    let attempt = model.import_attempts;
    if let Some(prompt) = model.import_prompt_mut() {
        prompt.told = None;
        prompt.step = ImportStep::Reading {
            attempt,
            progress: None,
        };
    }
    effects.push(Effect::WorkOnCatalog(CatalogWork::ReadList {
        path,
        attempt,
    }));
    effects
}

fn answer_encoding(model: &mut Model, is_right: bool) -> Vec<Effect> {
    let Some(prompt) = model.import_prompt_mut() else {
        return Vec::new();
    };
    let ImportStep::EncodingAsked { attempt, .. } = prompt.step else {
        return Vec::new();
    };
    prompt.step = ImportStep::Reading {
        attempt,
        progress: None,
    };
    vec![Effect::WorkOnCatalog(CatalogWork::ConfirmEncoding(
        is_right,
    ))]
}

/// Takes in the candidates, unless the line has changed since.
pub(super) fn apply_listing(model: &mut Model, listing: PathListing) {
    if let Some(prompt) = model.import_prompt_mut()
        && listing.typed == prompt.input.text()
    {
        prompt.listing = listing;
    }
}

/// True when an action has to wait for the candidates of the path in the line.
pub(super) fn must_wait(model: &Model, action: Action) -> bool {
    let needs_paths = matches!(action, Action::Complete | Action::Pane(PaneAction::List));
    let is_unlisted = |prompt: &ImportPrompt| {
        prompt.step == ImportStep::Typing && prompt.known_listing().is_none()
    };
    needs_paths && model.import_prompt().is_some_and(is_unlisted)
}

/// True for a key that leaves the prompt at once, whatever waits for a folder that does not answer.
pub(super) fn leaves_prompt(model: &Model, meaning: KeyMeaning) -> bool {
    model.import_prompt().is_some() && meaning == KeyMeaning::Bound(Action::Pane(PaneAction::Back))
}

/// Closes the prompt, because nothing can be imported here, and says why.
pub(super) fn apply_refusal(model: &mut Model, sentence: String) {
    if model.import_prompt().is_some() {
        model.overlay = None;
    }
    model.notice = Some(Notice::error(sentence));
}

/// Shows how far reading or writing is.
pub(super) fn apply_progress(model: &mut Model, sentence: String) {
    if let Some(prompt) = model.import_prompt_mut()
        && let ImportStep::Reading { progress, .. } | ImportStep::Publishing { progress } =
            &mut prompt.step
    {
        *progress = Some(sentence);
    }
}

/// Asks whether the text of the list was decoded correctly.
pub(super) fn apply_encoding_question(model: &mut Model, attempt: u64, lines: Vec<String>) {
    if let Some(prompt) = reading_prompt(model, attempt) {
        prompt.step = ImportStep::EncodingAsked { attempt, lines };
    }
}

/// Opens the review of the changes; the prompt closes.
pub(super) fn apply_comparison(model: &mut Model, attempt: u64) -> Vec<Effect> {
    if reading_prompt(model, attempt).is_none() {
        return Vec::new();
    }
    model.overlay = None;
    vec![Effect::WorkOnCatalog(CatalogWork::OpenImportReview)]
}

/// Shows why the list cannot be imported, below the path, which stays to be corrected.
pub(super) fn apply_told(model: &mut Model, attempt: u64, text: String) {
    let Some(prompt) = reading_prompt(model, attempt) else {
        return;
    };
    match prompt.step {
        ImportStep::Proposals { .. } if !text.contains('\n') => {
            model.overlay = None;
            model.notice = Some(Notice::hint(text));
            return;
        }
        ImportStep::Proposals { .. } => prompt.step = ImportStep::Proposals { attempt: None },
        _ => prompt.step = ImportStep::Typing,
    }
    (prompt.told, prompt.offset, prompt.cursor) = (Some(text), 0, None);
}

/// True while it is told what came of comparing the proposals.
fn is_told_proposals(model: &Model) -> bool {
    let step = model.import_prompt().map(|prompt| &prompt.step);
    step == Some(&ImportStep::Proposals { attempt: None })
}

/// Shows that what was accepted in the review is being written.
pub(super) fn show_publishing(model: &mut Model) {
    model.overlay = Some(Overlay::ImportPrompt(ImportPrompt {
        step: ImportStep::Publishing { progress: None },
        ..ImportPrompt::default()
    }));
}

/// The prompt, while it waits for this attempt.
fn reading_prompt(model: &mut Model, number: u64) -> Option<&mut ImportPrompt> {
    let prompt = model.import_prompt_mut()?;
    match prompt.step {
        ImportStep::Reading { attempt, .. } if attempt == number => Some(prompt),
        ImportStep::Proposals { attempt } if attempt == Some(number) => Some(prompt),
        _ => None,
    }
}
