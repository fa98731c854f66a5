//! The queries before, to undo and redo: what a command changed, not what was looked at.

use ocop_index::Query;

use super::state::{LinearResult, LinearState};

/// Most queries that are remembered.
const MAX_UNDO_STEPS: usize = 200;

/// The queries to go back and forth to, the nearest last.
#[derive(Debug, Default)]
pub(super) struct QueryHistory {
    before: Vec<Query>,
    undone: Vec<Query>,
}

impl QueryHistory {
    /// Records that this query was replaced by another one.
    pub(super) fn record_change(&mut self, old: Query) {
        self.undone.clear();
        self.before.push(old);
        if self.before.len() > MAX_UNDO_STEPS {
            self.before.remove(0);
        }
    }
}

impl LinearState<'_> {
    /// Goes back to the query before.
    pub(super) fn undo_query(&mut self) -> LinearResult {
        let Some(query) = self.query_history.before.pop() else {
            return Ok(vec![self.locale_text("refused.undo")]);
        };
        self.query_history.undone.push(self.query.clone());
        self.restore_query(query)
    }

    /// Goes forth to the query that was undone.
    pub(super) fn redo_query(&mut self) -> LinearResult {
        let Some(query) = self.query_history.undone.pop() else {
            return Ok(vec![self.locale_text("refused.redo")]);
        };
        self.query_history.before.push(self.query.clone());
        self.restore_query(query)
    }
}
