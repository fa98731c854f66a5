//! What the screen is told about the catalogue as a whole: to the generations, to the prompt of an import, or to both.

use super::{catalog_history, import_prompt, type_ahead, undo};
use crate::app::action::KeyContext;
use crate::app::catalog_work::{CatalogMsg, HistoryRequest};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::Model;
use crate::app::model::catalog_history::HistoryStep;
use crate::app::notice::Notice;

/// Takes in one message.
pub(super) fn apply_catalog_msg(model: &mut Model, msg: CatalogMsg) -> Vec<Effect> {
    match msg {
        CatalogMsg::GenerationsListed(listed) => catalog_history::apply_generations(model, listed),
        CatalogMsg::ChangesCompared(compared) => catalog_history::apply_changes(model, compared),
        CatalogMsg::ProductFound { id, is_known } => {
            return undo::with_undo_step(model, false, |model| {
                catalog_history::open_found_product(model, &id, is_known)
            });
        }
        CatalogMsg::Refused(sentence) => import_prompt::apply_refusal(model, sentence),
        CatalogMsg::PathsListed(listing) => {
            import_prompt::apply_listing(model, listing);
            return type_ahead::replay_queued_input(model);
        }
        CatalogMsg::Progress(sentence) => import_prompt::apply_progress(model, sentence),
        CatalogMsg::EncodingAsked { attempt, lines } => {
            import_prompt::apply_encoding_question(model, attempt, lines);
        }
        CatalogMsg::ListCompared(attempt) => {
            return import_prompt::apply_comparison(model, attempt);
        }
        CatalogMsg::ListTold { attempt, text } => import_prompt::apply_told(model, attempt, text),
        CatalogMsg::Publishing => import_prompt::show_publishing(model),
        CatalogMsg::Published(sentence) => return open_published_generation(model, sentence),
        CatalogMsg::Unpublished(sentence) => return return_to_catalog(model, sentence),
    }
    Vec::new()
}

/// Opens the new generation, with the same question and the same product.
fn open_published_generation(model: &mut Model, mut sentence: String) -> Vec<Effect> {
    if model.import_prompt().is_some() {
        let (key, context) = ("import_prompt.go_back", KeyContext::List);
        let hint = model.keymap.fill_key_names(&model.locale, key, context);
        sentence = format!("{sentence}. {hint}");
    }
    if model.catalog_history().is_some() || model.import_prompt().is_some() {
        model.overlay = None;
    }
    model.notice = Some(Notice::success(sentence.clone()));
    model.published_notice = Some(sentence);
    vec![Effect::Request(WorkerRequest::Reload)]
}

/// Says why nothing was published. The generations are read again, because somebody else may have published one.
fn return_to_catalog(model: &mut Model, sentence: String) -> Vec<Effect> {
    model.notice = Some(Notice::hint(sentence));
    if let Some(history) = model.catalog_history_mut() {
        history.step = HistoryStep::Generations;
        let request = HistoryRequest::ListGenerations;
        return vec![Effect::Request(WorkerRequest::ReadHistory(request))];
    }
    if model.import_prompt().is_some() {
        model.overlay = None;
    }
    Vec::new()
}
