//! The whole state of the screen. Nothing that is drawn comes from anywhere else.
//!
//! Must not: hold handles to the outside world.

pub mod facets;
pub mod history_picker;
pub mod qr_screen;
pub mod record;
pub mod search_history;
pub mod statistics;
pub mod undo_history;

use std::ops::Range;

use jiff::civil::Date;
use ocop_index::query::language::{QueryProblem, ResolvedLine};
use ocop_index::search::{HitExplanation, MatchDistance, SearchHit};
use ocop_index::{Facet, Filter, Query, Sort};

use super::action_palette::ActionPalette;
use super::input_line::InputLine;
use super::key::KeyPress;
use super::keymap::{KeyOverrides, Keymap};
use super::layout::WindowSize;
use super::msg::AnswerPage;
use crate::app::model::facets::FacetPane;
use crate::app::model::history_picker::HistoryPicker;
use crate::app::model::qr_screen::QrScreen;
use crate::app::model::record::RecordRow;
use crate::app::model::search_history::SearchHistory;
use crate::app::model::statistics::{StatisticsPane, StatisticsRequest};
use crate::app::model::undo_history::UndoHistory;
use crate::catalog::FacetValueNames;
use crate::catalog::siblings;
use crate::input_method::InputMethod;
use crate::wording::locale::Locale;

/// Where keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The search line.
    #[default]
    Input,
    /// The list.
    List,
    /// The filters.
    Facets,
    /// The record.
    Detail,
    /// The statistics.
    Stats,
}

/// Something typed ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueuedInput {
    /// A key.
    Key(KeyPress),
    /// A paste.
    Paste(String),
}

/// The state.
#[derive(Debug)]
pub struct Model {
    /// Sentences.
    pub locale: Locale,
    /// Keys.
    pub keymap: Keymap,
    /// The window.
    pub size: WindowSize,
    /// The part of the list beside the record, in percent, where a person chose one.
    pub list_percent: Option<u16>,
    /// Draw less, for a slow line.
    pub slow: bool,
    /// The mouse is ours; else the terminal selects text with it.
    pub captures_mouse: bool,
    /// The day of stars and statuses.
    pub day: Date,
    /// Products in the catalogue.
    pub catalog_size: usize,
    /// Where keys go.
    pub focus: Focus,
    /// The search line.
    pub input: InputLine,
    /// The searches of before.
    pub search_history: SearchHistory,
    /// The questions of this sitting.
    pub undo_history: UndoHistory,
    /// Searches saved by hand, the newest first.
    pub saved_searches: Vec<String>,
    /// The window of all these, while it is open.
    pub history_picker: Option<HistoryPicker>,
    /// The names of the catalogue's values.
    pub value_names: FacetValueNames,
    /// What the line says.
    pub resolved_line: ResolvedLine,
    /// What keys chose beside it.
    pub picked: PickedOptions,
    /// What is asked: both together.
    pub query: Query,
    /// Chosen filters in the order they were chosen, by keys or in the line.
    pub chips: Vec<(Facet, String)>,
    /// Number of the newest question.
    pub query_generation: u64,
    /// The answer shown. Older than [`Model::asked`] while a search is under way.
    pub page: Option<AnswerPage>,
    /// Rows read so far around the selection: place of the first, and the rows.
    pub loaded_rows: (usize, Vec<SearchHit>),
    /// Rows asked for and not yet here.
    pub awaited_rows: Option<Range<usize>>,
    /// Rows that could not be read.
    pub failed_rows: Option<Range<usize>>,
    /// Why the selected product was found, or one selected before.
    pub explanation: Option<SelectedExplanation>,
    /// What else the producer of the selected product makes, or of one selected before.
    pub siblings: Option<ProductSiblings>,
    /// The selected place of the list.
    pub selected: usize,
    /// The first place shown.
    pub list_offset: usize,
    /// Most bytes that the terminal takes for a clipboard; `None` where it takes nothing.
    pub clipboard_limit: Option<usize>,
    /// The filters.
    pub facets: FacetPane,
    /// The statistics.
    pub stats: StatisticsPane,
    /// The record of before, while the hand moves.
    pub debounced_record: Option<DebouncedRecord>,
    /// First line shown of the record.
    pub detail_offset: usize,
    /// The pane in focus has the whole window.
    pub zoomed: bool,
    /// The help, while it is open.
    pub palette: Option<ActionPalette>,
    /// The code that is shown over everything else.
    pub qr_screen: Option<QrScreen>,
    /// Keys of a sequence begun.
    pub pending_keys: Vec<KeyPress>,
    /// Keys and pastes that wait for the answer to what is asked.
    pub queued_input: Vec<QueuedInput>,
    /// The question that could not be answered, if it is the newest.
    pub failed_generation: Option<u64>,
    /// What the person should know, until the next key.
    pub notice: Option<String>,
    /// The number of a newer catalogue that can be shown.
    pub newer_generation: Option<u64>,
    /// What was selected before the catalogue was opened anew, until the next key.
    pub selection_anchor: Option<SelectionAnchor>,
}

/// What is chosen by keys: in the filters, and the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickedOptions {
    /// The values.
    pub filter: Filter,
    /// The order, where the line names none.
    pub sort: Sort,
    /// That order from its end.
    pub backwards: bool,
    /// Words only as typed, where the line does not say.
    pub literal: bool,
}

/// Why a product of the list was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectedExplanation {
    /// Of which question.
    pub generation: u64,
    /// The place of the product in its list.
    pub index: usize,
    /// Why; `None` while it is awaited.
    pub explanation: Option<HitExplanation>,
}

/// The record that is shown while the hand moves on: of the product that was selected when it began to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebouncedRecord {
    /// Its rows.
    pub rows: Vec<RecordRow>,
    /// The first one shown.
    pub offset: usize,
}

/// What else a producer makes.
#[derive(Clone, Debug)]
pub struct ProductSiblings {
    /// The product whose producer it is.
    pub product_id: String,
    /// The other products; `None` while they are awaited.
    pub products: Option<siblings::SiblingProducts>,
}

/// A selected product and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionAnchor {
    /// Its id.
    pub product_id: String,
    /// Its place in the list.
    pub selected: usize,
    /// The first place shown.
    pub list_offset: usize,
    /// The first line shown of its record.
    pub detail_offset: usize,
}

impl Model {
    /// The state at the start: the caret in the search line.
    pub fn new(locale: Locale, day: Date, all: usize, names: FacetValueNames) -> Self {
        Self {
            locale,
            keymap: Keymap::default(),
            size: WindowSize::default(),
            list_percent: None,
            slow: false,
            captures_mouse: false,
            day,
            catalog_size: all,
            focus: Focus::Input,
            input: InputLine::default(),
            search_history: SearchHistory::default(),
            undo_history: UndoHistory::default(),
            saved_searches: Vec::new(),
            history_picker: None,
            value_names: names,
            resolved_line: ResolvedLine::default(),
            picked: PickedOptions::default(),
            query: Query::default(),
            chips: Vec::new(),
            query_generation: 0,
            page: None,
            loaded_rows: (0, Vec::new()),
            awaited_rows: None,
            failed_rows: None,
            explanation: None,
            siblings: None,
            selected: 0,
            list_offset: 0,
            clipboard_limit: Some(usize::MAX),
            facets: FacetPane::default(),
            stats: StatisticsPane::default(),
            debounced_record: None,
            detail_offset: 0,
            zoomed: false,
            palette: None,
            qr_screen: None,
            pending_keys: Vec::new(),
            queued_input: Vec::new(),
            failed_generation: None,
            notice: None,
            newer_generation: None,
            selection_anchor: None,
        }
    }

    /// Sets what a person chose before the start: keys of their own, the input method, drawing for a slow line, and
    /// whether the mouse is captured.
    pub fn configure(
        &mut self,
        keys: KeyOverrides,
        method: InputMethod,
        slow: bool,
        captures_mouse: bool,
    ) {
        self.keymap = Keymap::new(keys);
        self.input.method = method;
        (self.slow, self.captures_mouse) = (slow, captures_mouse);
    }

    /// True while the answer shown is not the answer to what is asked.
    pub fn is_stale(&self) -> bool {
        self.failed_generation != Some(self.query_generation)
            && self
                .page
                .as_ref()
                .is_none_or(|page| page.generation != self.query_generation)
    }

    /// True when something is filtered by, with keys or in the line.
    pub fn is_filtered(&self) -> bool {
        !self.query.filter.is_empty() || !self.resolved_line.field_ranges.is_empty()
    }

    /// The figures that the statistics lack, while they are shown.
    pub fn missing_statistics(&self) -> Option<StatisticsRequest> {
        let shown =
            self.focus == Focus::Stats && self.failed_generation != Some(self.query_generation);
        self.stats
            .missing_statistics(self.query_generation)
            .filter(|_| shown)
    }

    /// True when the answer shown is to another reading than the words as typed.
    pub fn is_reinterpreted(&self) -> bool {
        let page = self.page.as_ref();
        page.is_some_and(|page| page.interpretation.distance != MatchDistance::Literal)
    }

    /// The order that is seen: without words all fit equally well, and what is left of that order is by stars.
    pub fn effective_sort(&self) -> Sort {
        match self.query.sort {
            Sort::Relevance if self.query.text.trim().is_empty() => Sort::Star,
            sort => sort,
        }
    }

    /// How many products the list has.
    pub fn total(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.total)
    }

    /// The row at a place of the list, if it was read.
    pub fn hit_at(&self, place: usize) -> Option<&SearchHit> {
        self.loaded_rows
            .1
            .get(place.checked_sub(self.loaded_rows.0)?)
    }

    /// The problem of the line to tell: the last one up to the caret, or the first.
    pub fn current_problem(&self) -> Option<&QueryProblem> {
        let caret = self.input.text_before_caret().len();
        let problems = &self.resolved_line.problems;
        let up_to = |problem: &&QueryProblem| problem.range.start <= caret;
        problems.iter().rfind(up_to).or_else(|| problems.first())
    }

    /// Why the selected product was found, as far as that is known.
    pub fn selected_explanation(&self) -> Option<&HitExplanation> {
        let why = self.explanation.as_ref()?;
        let is_selected = (why.generation, why.index) == (self.query_generation, self.selected);
        why.explanation.as_ref().filter(|_| is_selected)
    }

    /// True while it is awaited why the selected product was found.
    pub fn awaits_explanation(&self) -> bool {
        let why = self.explanation.as_ref();
        why.is_some_and(|why| why.generation == self.query_generation && why.explanation.is_none())
    }

    /// What else the producer of this product makes, as far as that is known.
    pub fn siblings_of(&self, id: &str) -> Option<&siblings::SiblingProducts> {
        let others = self
            .siblings
            .as_ref()
            .filter(|others| others.product_id == id)?;
        others.products.as_ref()
    }

    /// True while it is awaited what else the producer makes.
    pub fn awaits_siblings(&self) -> bool {
        let others = self.siblings.as_ref();
        others.is_some_and(|others| others.products.is_none())
    }

    /// True while anything that is shown is still on its way.
    pub fn awaits_answer(&self) -> bool {
        self.is_stale()
            || self.awaited_rows.is_some()
            || self.awaits_explanation()
            || self.awaits_siblings()
            || self.missing_statistics().is_some()
    }

    /// The selected product.
    pub fn selected_hit(&self) -> Option<&SearchHit> {
        self.hit_at(self.selected)
    }
}
