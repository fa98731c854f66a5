//! Which product a command about work means.

use super::command::ProductSelector;
use super::record;
use super::state::LinearState;
use super::work_desk::refuse;
use crate::cli::exit::CommandFailure;

/// The product that a command is about: the one of its number or id, else the one read last.
pub(super) fn find_meant_product(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
) -> Result<ocop_index::SearchHit, CommandFailure> {
    let settings = state.settings;
    let selector = match (selector, &state.shown_id) {
        (Some(selector), _) => selector,
        (None, Some(id)) => ProductSelector::Id(id.clone()),
        (None, None) => return Err(refuse(settings, "linear.work_needs_number", &[])),
    };
    match record::find_product(state, &selector)? {
        Some(hit) => Ok(hit),
        None => Err(CommandFailure::Usage(record::no_product_text(
            state, &selector,
        ))),
    }
}
