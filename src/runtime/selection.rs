//! What the selection of products asks of an answer: ids of rows, records of products, and how many it has.
//!
//! Must not: keep anything between calls but the newest requests that wait.

use ocop_index::{Catalog, Facet, MARKED, ProductMarks, Result, SearchAnswer};

use crate::app::selection_work::{SelectionMsg, SelectionRequest};
use crate::catalog::selected_products::{ProductId, ProductIds};

/// The newest requests that wait: what a key waits for, and the number of products in the list.
#[derive(Default)]
pub(super) struct PendingSelection {
    work: Option<SelectionRequest>,
    count: Option<SelectionRequest>,
    /// The selected products that a query may ask for.
    pub(super) handed_over: Option<ProductIds>,
}

impl PendingSelection {
    pub(super) fn add_request(&mut self, request: SelectionRequest) {
        match request {
            SelectionRequest::HandOver(ids) => self.handed_over = Some(ids),
            SelectionRequest::ListIds { .. } | SelectionRequest::LoadProducts { .. } => {
                self.work = Some(request);
            }
            SelectionRequest::CountListed { .. } => self.count = Some(request),
        }
    }

    pub(super) fn into_requests(self) -> impl Iterator<Item = SelectionRequest> {
        self.work.into_iter().chain(self.count)
    }
}

/// Answers a request about an answer; `None` when `stop` returned true.
pub(super) fn answer_request(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
    request: SelectionRequest,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<SelectionMsg>> {
    Ok(match request {
        // Done before the search that needs it.
        SelectionRequest::HandOver(_) => None,
        SelectionRequest::ListIds { query_number, rows } => {
            let ids = catalog.list_ids(answer, rows, stop)?;
            ids.map(|ids| SelectionMsg::IdsListed {
                query_number,
                ids: ids.into_iter().map(ProductId::from).collect(),
            })
        }
        SelectionRequest::LoadProducts { query_number, ids } => {
            let mut chosen = catalog.choose_products(answer, &ids)?;
            let all = 0..chosen.total();
            let hits = catalog.load_hits(&mut chosen, all)?;
            Some(SelectionMsg::ProductsLoaded { query_number, hits })
        }
        SelectionRequest::CountListed {
            query_number,
            revision,
            ids,
        } => {
            // It is asked again of the answer to the newer query.
            if stop() {
                return Ok(None);
            }
            let counted = catalog.count_listed(answer, &ids)?;
            let unknown = counted.unknown.into_iter();
            Some(SelectionMsg::ListedCounted {
                query_number,
                revision,
                listed: counted.listed,
                unknown: unknown.map(|index| ProductId::clone(&ids[index])).collect(),
            })
        }
    })
}

/// The same catalogue with these marks, and these products as the selected ones.
pub(super) fn mark_selected(
    catalog: &Catalog,
    marks: &ProductMarks,
    selected: &ProductIds,
) -> Result<Catalog> {
    let mut marks = marks.clone();
    marks.clear_facet(Facet::Selection);
    for id in selected.iter() {
        marks.set(id, Facet::Selection, [MARKED]);
    }
    catalog.with_marks(&marks)
}
