//! Which actions this run may do at all. Those that it may not stand in no footer and in no palette, and their keys say
//! why. Must not: know the model.

use super::action::{Action, CatalogAction, WindowAction, WorkAction};
use super::effect::Effect;
use crate::app::catalog_work::CatalogWork;
use crate::capabilities::Capabilities;

/// Why an action is not allowed, as the key of a sentence; `None` where it is.
pub fn forbidden_reason(action: Action, capabilities: &Capabilities) -> Option<&'static str> {
    let (is_allowed, reason) = match action {
        Action::Window(WindowAction::Suspend) => (capabilities.may_suspend, "limits.suspend"),
        Action::Copy(_) => (capabilities.may_copy, "limits.copy"),
        Action::Export(_) | Action::ExportColumns(_) | Action::Work(WorkAction::WriteReport) => {
            (capabilities.may_write_files(), "limits.exports")
        }
        Action::Catalog(CatalogAction::ImportList) => (capabilities.may_import, "limits.import"),
        Action::Catalog(CatalogAction::RollBack) | Action::Work(WorkAction::ApplyProposals) => {
            (capabilities.may_publish, "limits.publish")
        }
        _ => return None,
    };
    (!is_allowed).then_some(reason)
}

/// True where what an effect does is allowed: asked once more where it is done.
pub fn is_effect_allowed(effect: &Effect, capabilities: &Capabilities) -> bool {
    match effect {
        Effect::Suspend => capabilities.may_suspend,
        Effect::Copy(_) | Effect::SaveCopyToFile { .. } => capabilities.may_copy,
        Effect::Export { .. } | Effect::ExportFigures { .. } | Effect::ExportReport { .. } => {
            capabilities.may_write_files()
        }
        Effect::WorkOnCatalog(CatalogWork::RollBack { .. } | CatalogWork::CompareProposals(_)) => {
            capabilities.may_publish
        }
        Effect::WorkOnCatalog(_) => capabilities.may_import && capabilities.may_open_paths,
        Effect::Request(_)
        | Effect::Work(_)
        | Effect::Quit
        | Effect::Redraw
        | Effect::AddToSearchHistory(_)
        | Effect::SaveListPercent(_)
        | Effect::UseLook { .. }
        | Effect::SaveListColumns(_)
        | Effect::UpdateSavedSearch { .. } => true,
    }
}
