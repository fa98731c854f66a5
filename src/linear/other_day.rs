//! The catalogue seen on another day, in another language or in another generation: the conversation goes on with the
//! same query.

use jiff::civil::Date;
use ocop_index::{Catalog, Query};

use super::state::{ActiveFilter, LinearResult, LinearState};
use super::undo::QueryHistory;
use super::work_desk::ConversationWork;
use crate::catalog::selected_products::SelectedProducts;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::product_column::ProductColumn;

/// The day that the catalogue is seen on.
pub(super) struct SeenDay {
    /// The settings, with this day.
    pub(super) settings: Settings,
    /// The catalogue on it; `None` for the one that was opened.
    catalog: Option<Catalog>,
}

impl SeenDay {
    /// Another day; what was opened is on the day of the settings.
    pub(super) fn on(
        settings: &Settings,
        opened: &Catalog,
        day: Date,
    ) -> Result<Self, CommandFailure> {
        let is_other = day != opened.day();
        Ok(Self {
            settings: Settings {
                day,
                ..settings.clone()
            },
            catalog: is_other.then(|| opened.on_day(day)).transpose()?,
        })
    }

    /// The catalogue on this day.
    pub(super) fn catalog<'a>(&'a self, opened: &'a Catalog) -> &'a Catalog {
        self.catalog.as_ref().unwrap_or(opened)
    }
}

/// What goes on when the day, the language or the catalogue changes.
pub(super) struct KeptConversation {
    query: Query,
    query_history: QueryHistory,
    selected: SelectedProducts,
    filters: Vec<ActiveFilter>,
    columns: Option<Vec<ProductColumn>>,
    shown_id: Option<String>,
    work: ConversationWork,
}

impl KeptConversation {
    /// Leaves the store of work, which belongs to the generation that was in use.
    pub(super) fn leave_generation(&mut self) {
        self.work = ConversationWork::default();
        self.query_history.forget_work();
    }
}

impl LinearState<'_> {
    /// Ends the conversation on this day.
    pub(super) fn into_kept(self) -> KeptConversation {
        KeptConversation {
            query: self.query,
            query_history: self.query_history,
            selected: self.selected,
            filters: self.filters,
            columns: self.columns,
            shown_id: self.shown_id,
            work: self.work,
        }
    }

    /// Goes on with it here, and says so with these lines; without them it tells the day.
    pub(super) fn take_up(
        &mut self,
        kept: KeptConversation,
        told: Option<Vec<String>>,
    ) -> LinearResult {
        self.query_history = kept.query_history;
        self.selected = kept.selected;
        self.filters = kept.filters;
        self.columns = kept.columns;
        self.shown_id = kept.shown_id;
        self.work = kept.work;
        let mut lines = told.unwrap_or_else(|| vec![self.day_text()]);
        lines.extend(self.restore_query(kept.query)?);
        Ok(lines)
    }

    /// Which day the catalogue is seen on.
    pub(super) fn day_text(&self) -> String {
        let day = self.locale().format_date(self.settings.day);
        self.locale().fill("linear.day_now", &[("day", &day)])
    }
}
