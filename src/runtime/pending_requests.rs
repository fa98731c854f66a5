//! The requests that wait for the search service: a newer one supersedes an older one of its kind.

use jiff::civil::Date;
use ocop_index::Query;

use super::selection::PendingSelection;
use crate::app::catalog_work::HistoryRequest;
use crate::app::effect::WorkerRequest;
use crate::app::store_work::SharedMarks;

/// The newest request of each kind, without those that newer requests supersede.
#[derive(Default)]
pub(super) struct PendingRequests {
    pub(super) search_or_rows: Option<WorkerRequest>,
    pub(super) find_name: Option<WorkerRequest>,
    pub(super) find_product: Option<WorkerRequest>,
    pub(super) explain: Option<WorkerRequest>,
    pub(super) siblings: Option<WorkerRequest>,
    pub(super) statistics: Option<WorkerRequest>,
    pub(super) selection: PendingSelection,
    pub(super) marks: Option<SharedMarks>,
    pub(super) match_count: Option<(String, Query)>,
    pub(super) history: Option<HistoryRequest>,
    pub(super) check_for_new_catalog: bool,
    pub(super) reload: bool,
    pub(super) day: Option<Date>,
}

impl PendingRequests {
    pub(super) fn add_request(&mut self, request: WorkerRequest) {
        match request {
            WorkerRequest::ReadHistory(request) => self.history = Some(request),
            WorkerRequest::CheckForNewCatalog => self.check_for_new_catalog = true,
            WorkerRequest::Reload => self.reload = true,
            WorkerRequest::SeeOnDay(day) => self.day = Some(day),
            WorkerRequest::CountMatches { line, query } => self.match_count = Some((line, query)),
            // The screen asks for rows again when the search is answered.
            WorkerRequest::FetchRows { .. }
                if matches!(self.search_or_rows, Some(WorkerRequest::Search { .. })) => {}
            WorkerRequest::Search { .. } | WorkerRequest::FetchRows { .. } => {
                self.search_or_rows = Some(request);
            }
            WorkerRequest::FindName { .. } => self.find_name = Some(request),
            WorkerRequest::FindProduct { .. } => self.find_product = Some(request),
            WorkerRequest::Explain { .. } => self.explain = Some(request),
            WorkerRequest::FindSiblings { .. } => self.siblings = Some(request),
            WorkerRequest::UseMarks(marks) => self.marks = Some(marks),
            WorkerRequest::Selection(request) => self.selection.add_request(request),
            WorkerRequest::ComputeStatistics { .. } => self.statistics = Some(request),
        }
    }
}
