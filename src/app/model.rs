//! The whole state of the screen. Nothing that is drawn comes from anywhere else.
//!
//! Must not: hold handles to the outside world.

use std::ops::Range;

use jiff::civil::Date;
use ocop_index::query::language::{Problem, Settled};
use ocop_index::search::{Distance, Explanation, Hit};
use ocop_index::{Facet, Filter, Query, Sort};

use super::detail::Row;
use super::facets::FacetPane;
use super::input::Input;
use super::key::Key;
use super::keymap::Keymap;
use super::layout::Size;
use super::msg::Page;
use super::palette::Palette;
use super::past::Past;
use super::recall::Recall;
use super::scan::Shown;
use super::stats::{StatsPane, Wanted};
use super::trail::Trail;
use crate::choice::Names;
use crate::locale::Locale;
use crate::others;

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
pub enum Held {
    /// A key.
    Key(Key),
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
    pub size: Size,
    /// The part of the list beside the record, in percent, where a person chose one.
    pub share: Option<u16>,
    /// Draw less, for a slow line.
    pub slow: bool,
    /// The mouse is ours; else the terminal selects text with it.
    pub mouse: bool,
    /// The day of stars and statuses.
    pub day: Date,
    /// Products in the catalogue.
    pub all: usize,
    /// Where keys go.
    pub focus: Focus,
    /// The search line.
    pub input: Input,
    /// The searches of before.
    pub past: Past,
    /// The questions of this sitting.
    pub trail: Trail,
    /// Searches saved by hand, the newest first.
    pub saved: Vec<String>,
    /// The window of all these, while it is open.
    pub recall: Option<Recall>,
    /// The names of the catalogue's values.
    pub names: Names,
    /// What the line says.
    pub said: Settled,
    /// What keys chose beside it.
    pub picked: Picked,
    /// What is asked: both together.
    pub query: Query,
    /// Chosen filters in the order they were chosen, by keys or in the line.
    pub chips: Vec<(Facet, String)>,
    /// Number of the newest question.
    pub asked: u64,
    /// The answer shown. Older than [`Model::asked`] while a search is under way.
    pub page: Option<Page>,
    /// Rows read so far around the selection: place of the first, and the rows.
    pub rows: (usize, Vec<Hit>),
    /// Rows asked for and not yet here.
    pub awaited_rows: Option<Range<usize>>,
    /// Rows that could not be read.
    pub unread: Option<Range<usize>>,
    /// Why the selected product was found, or one selected before.
    pub why: Option<Why>,
    /// What else the producer of the selected product makes, or of one selected before.
    pub others: Option<Others>,
    /// The selected place of the list.
    pub selected: usize,
    /// The first place shown.
    pub offset: usize,
    /// Most bytes that the terminal takes for a clipboard; `None` where it takes nothing.
    pub clipboard: Option<usize>,
    /// The filters.
    pub facets: FacetPane,
    /// The statistics.
    pub stats: StatsPane,
    /// The record of before, while the hand moves.
    pub lingering: Option<Lingering>,
    /// First line shown of the record.
    pub detail_offset: usize,
    /// The pane in focus has the whole window.
    pub zoom: bool,
    /// The help, while it is open.
    pub help: Option<Palette>,
    /// The code that is shown over everything else.
    pub scan: Option<Shown>,
    /// Keys of a sequence begun.
    pub pending: Vec<Key>,
    /// Keys and pastes that wait for the answer to what is asked.
    pub held: Vec<Held>,
    /// The question that could not be answered, if it is the newest.
    pub failed: Option<u64>,
    /// What the person should know, until the next key.
    pub notice: Option<String>,
    /// The number of a newer catalogue that can be shown.
    pub news: Option<u64>,
    /// What was selected before the catalogue was opened anew, until the next key.
    pub keep: Option<Kept>,
}

/// What is chosen by keys: in the filters, and the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
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
pub struct Why {
    /// Of which question.
    pub generation: u64,
    /// The place of the product in its list.
    pub place: usize,
    /// Why; `None` while it is awaited.
    pub explanation: Option<Explanation>,
}

/// The record that is shown while the hand moves on: of the product that was selected when it began to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lingering {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The first one shown.
    pub offset: usize,
}

/// What else a producer makes.
#[derive(Clone, Debug)]
pub struct Others {
    /// The product whose producer it is.
    pub id: String,
    /// The other products; `None` while they are awaited.
    pub made: Option<others::Others>,
}

/// A selected product and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Its place in the list.
    pub selected: usize,
    /// The first place shown.
    pub offset: usize,
    /// The first line shown of its record.
    pub detail_offset: usize,
}

impl Model {
    /// The state at the start: the caret in the search line.
    pub fn new(locale: Locale, day: Date, all: usize, names: Names) -> Self {
        Self {
            locale,
            keymap: Keymap::default(),
            size: Size::default(),
            share: None,
            slow: false,
            mouse: false,
            day,
            all,
            focus: Focus::Input,
            input: Input::default(),
            past: Past::default(),
            trail: Trail::default(),
            saved: Vec::new(),
            recall: None,
            names,
            said: Settled::default(),
            picked: Picked::default(),
            query: Query::default(),
            chips: Vec::new(),
            asked: 0,
            page: None,
            rows: (0, Vec::new()),
            awaited_rows: None,
            unread: None,
            why: None,
            others: None,
            selected: 0,
            offset: 0,
            clipboard: Some(usize::MAX),
            facets: FacetPane::default(),
            stats: StatsPane::default(),
            lingering: None,
            detail_offset: 0,
            zoom: false,
            help: None,
            scan: None,
            pending: Vec::new(),
            held: Vec::new(),
            failed: None,
            notice: None,
            news: None,
            keep: None,
        }
    }

    /// True while the answer shown is not the answer to what is asked.
    pub fn is_stale(&self) -> bool {
        self.failed != Some(self.asked)
            && self
                .page
                .as_ref()
                .is_none_or(|page| page.generation != self.asked)
    }

    /// True when something is filtered by, with keys or in the line.
    pub fn is_filtered(&self) -> bool {
        !self.query.filter.is_empty() || !self.said.narrowed.is_empty()
    }

    /// The figures that the statistics lack, while they are shown.
    pub fn missing_figures(&self) -> Option<Wanted> {
        let shown = self.focus == Focus::Stats && self.failed != Some(self.asked);
        self.stats.missing(self.asked).filter(|_| shown)
    }

    /// True when the answer shown is to another reading than the words as typed.
    pub fn is_read_otherwise(&self) -> bool {
        let page = self.page.as_ref();
        page.is_some_and(|page| page.reading.distance != Distance::Literal)
    }

    /// The order that is seen: without words all fit equally well, and what is left of that order is by stars.
    pub fn order(&self) -> Sort {
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
    pub fn row(&self, place: usize) -> Option<&Hit> {
        self.rows.1.get(place.checked_sub(self.rows.0)?)
    }

    /// The problem of the line to tell: the last one up to the caret, or the first.
    pub fn problem(&self) -> Option<&Problem> {
        let caret = self.input.before_caret().len();
        let problems = &self.said.problems;
        let up_to = |problem: &&Problem| problem.range.start <= caret;
        problems.iter().rfind(up_to).or_else(|| problems.first())
    }

    /// Why the selected product was found, as far as that is known.
    pub fn selected_why(&self) -> Option<&Explanation> {
        let why = self.why.as_ref()?;
        let is_selected = (why.generation, why.place) == (self.asked, self.selected);
        why.explanation.as_ref().filter(|_| is_selected)
    }

    /// True while it is awaited why the selected product was found.
    pub fn awaits_why(&self) -> bool {
        let why = self.why.as_ref();
        why.is_some_and(|why| why.generation == self.asked && why.explanation.is_none())
    }

    /// What else the producer of this product makes, as far as that is known.
    pub fn others_of(&self, id: &str) -> Option<&others::Others> {
        let others = self.others.as_ref().filter(|others| others.id == id)?;
        others.made.as_ref()
    }

    /// True while it is awaited what else the producer makes.
    pub fn awaits_others(&self) -> bool {
        let others = self.others.as_ref();
        others.is_some_and(|others| others.made.is_none())
    }

    /// True while anything that is shown is still on its way.
    pub fn awaits_answer(&self) -> bool {
        self.is_stale()
            || self.awaited_rows.is_some()
            || self.awaits_why()
            || self.awaits_others()
            || self.missing_figures().is_some()
    }

    /// The selected product.
    pub fn selected_hit(&self) -> Option<&Hit> {
        self.row(self.selected)
    }
}
