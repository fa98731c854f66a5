//! The statistics' pane: what is counted, which page of it is shown, and where the cursor stands.
//!
//! Figures belong to one query. Those of another are shown only beside them, when the user marked that query as the
//! reference. Must not: count; numbers come from the worker.

use ocop_index::Facet;
use ocop_index::list_totals::{ComparedValue, ListTotals, REPORTED_FACETS};
use ocop_index::search::{CrossTab, ExpiryCount, ExpiryPeriod};

use super::remote::Remote;
use crate::app::focus::Focus;
use crate::app::scroll::clamp_scroll_offset;

/// What the statistics show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatisticsView {
    /// Bars by facet.
    #[default]
    Bars,
    /// Two facets at once.
    CrossTab,
    /// When certificates expire.
    Expiry,
}

/// The figures of a query.
#[derive(Clone, Debug)]
pub struct QueryStatistics {
    /// The query's number.
    pub query_number: u64,
    /// How many, and by facet.
    pub totals: ListTotals,
    /// By two facets at once.
    pub cross_tab: CrossTab,
    /// When certificates expire.
    pub expiry_counts: Vec<ExpiryCount>,
}

/// Which figures are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatisticsRequest {
    /// The query's number.
    pub query_number: u64,
    /// The facets of the cross table: rows, columns.
    pub facets: [Facet; 2],
}

/// The query that others are compared with.
#[derive(Clone, Debug)]
pub struct ReferenceQuery {
    /// As a line.
    pub line: String,
    /// Its totals.
    pub totals: ListTotals,
}

/// One line of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatisticsLine {
    /// How many products, beside the reference.
    Products,
    /// How many producers, beside the reference.
    Producers,
    /// A facet's name.
    Heading(Facet),
    /// A value of a facet, by its index among those shown.
    Bar(Facet, usize),
    /// A row of the two facets.
    CrossTabRow(usize),
    /// The sum of the rows.
    Total,
    /// A period in which certificates expire, by its index.
    Expiry(usize),
    /// An empty line.
    Blank,
}

impl StatisticsLine {
    /// True where the cursor may stand.
    const fn can_hold_cursor(self) -> bool {
        !matches!(self, Self::Heading(_) | Self::Blank)
    }
}

/// The pane.
#[derive(Clone, Debug)]
pub struct StatisticsPane {
    /// What is shown.
    pub view: StatisticsView,
    /// The facet of the rows and that of the columns.
    pub cross_facets: [Facet; 2],
    /// The newest figures, maybe of an older query.
    statistics: Option<Box<QueryStatistics>>,
    /// What they are compared with.
    reference: Option<Box<ReferenceQuery>>,
    /// The bars of each facet with bars, in their order.
    bars: Vec<Vec<ComparedValue>>,
    /// The newest request for figures; those shown stay until it is answered.
    pub request: Remote<(), StatisticsRequest>,
    /// Line of the cursor.
    pub cursor: usize,
    /// First line shown.
    pub offset: usize,
    /// The pane to go back to.
    pub return_focus: Focus,
}

impl Default for StatisticsPane {
    fn default() -> Self {
        Self {
            view: StatisticsView::Bars,
            cross_facets: [Facet::District, Facet::Star],
            statistics: None,
            reference: None,
            bars: Vec::new(),
            request: Remote::NotAsked,
            cursor: 1,
            offset: 0,
            return_focus: Focus::List,
        }
    }
}

impl StatisticsPane {
    /// The figures of a query, if they are here.
    pub fn statistics_for(&self, query_number: u64) -> Option<&QueryStatistics> {
        let figures = self.statistics.as_deref();
        figures.filter(|figures| figures.query_number == query_number)
    }

    /// The figures that a query needs and that are not here.
    pub fn missing_statistics(&self, query_number: u64) -> Option<StatisticsRequest> {
        let known = self
            .statistics_for(query_number)
            .is_some_and(|figures| figures.cross_tab.facets == self.cross_facets);
        let wanted = StatisticsRequest {
            query_number,
            facets: self.cross_facets,
        };
        let has_failed = matches!(&self.request, Remote::Failed(failed) if *failed == wanted);
        (!known && !has_failed).then_some(wanted)
    }

    /// Sets new figures.
    pub fn set_statistics(&mut self, figures: Box<QueryStatistics>) {
        let answered = StatisticsRequest {
            query_number: figures.query_number,
            facets: figures.cross_tab.facets,
        };
        self.request.deliver(answered, ());
        self.change_keeping_cursor(|pane| pane.statistics = Some(figures));
    }

    /// What the figures are compared with.
    pub fn reference(&self) -> Option<&ReferenceQuery> {
        self.reference.as_deref()
    }

    /// Compares with this reference, or with none.
    pub fn set_reference(&mut self, reference: Option<ReferenceQuery>) {
        self.change_keeping_cursor(|pane| pane.reference = reference.map(Box::new));
    }

    /// Changes what is shown; the cursor stays on its value if that is still there.
    fn change_keeping_cursor(&mut self, change: impl FnOnce(&mut Self)) {
        let value = self.cursor_value();
        change(self);
        let reference = self.reference.as_ref().map(|reference| &reference.totals);
        let figures = self.statistics.as_ref();
        self.bars = figures.map_or_else(Vec::new, |figures| {
            let bars = REPORTED_FACETS.map(|facet| figures.totals.compare_facet(reference, facet));
            bars.into()
        });
        let lines = self.build_lines();
        let same = value.and_then(|value| {
            let is_same = |line: &StatisticsLine| self.line_value(*line).as_ref() == Some(&value);
            lines.iter().position(is_same)
        });
        self.cursor = same.unwrap_or(self.cursor);
        self.move_cursor(0);
    }

    /// The values of a facet that some product of the list, or of the reference, has.
    pub fn facet_bars(&self, facet: Facet) -> &[ComparedValue] {
        let at = REPORTED_FACETS
            .iter()
            .position(|reported| *reported == facet);
        let bars = at.and_then(|at| self.bars.get(at));
        bars.map_or(&[], Vec::as_slice)
    }

    /// Every line of what is shown.
    pub fn build_lines(&self) -> Vec<StatisticsLine> {
        let Some(figures) = self.statistics.as_deref() else {
            return Vec::new();
        };
        match self.view {
            StatisticsView::Bars => {
                let mut lines = Vec::new();
                if self.reference.is_some() {
                    lines.extend([StatisticsLine::Products, StatisticsLine::Producers]);
                }
                for facet in REPORTED_FACETS {
                    if !lines.is_empty() {
                        lines.push(StatisticsLine::Blank);
                    }
                    lines.push(StatisticsLine::Heading(facet));
                    let bars = self.facet_bars(facet).len();
                    lines.extend((0..bars).map(|at| StatisticsLine::Bar(facet, at)));
                }
                lines
            }
            // The figures here are for other facets.
            StatisticsView::CrossTab if figures.cross_tab.facets != self.cross_facets => Vec::new(),
            StatisticsView::CrossTab => {
                let rows = (0..figures.cross_tab.rows.len()).map(StatisticsLine::CrossTabRow);
                rows.chain([StatisticsLine::Total]).collect()
            }
            StatisticsView::Expiry => (0..figures.expiry_counts.len())
                .map(StatisticsLine::Expiry)
                .collect(),
        }
    }

    /// The facet and value of the cursor's line, if some product of the list has it.
    pub fn current_value(&self) -> Option<(Facet, String)> {
        let (facet, value) = self.cursor_value()?;
        let mut bars = self.facet_bars(facet).iter();
        let absent = |bar: &ComparedValue| bar.value == value && bar.counts[0] == 0;
        (!bars.any(absent)).then_some((facet, value))
    }

    /// The expiry period of the cursor's line.
    pub fn current_expiry(&self) -> Option<ExpiryPeriod> {
        let StatisticsLine::Expiry(at) = self.build_lines().get(self.cursor).copied()? else {
            return None;
        };
        Some(self.statistics.as_deref()?.expiry_counts.get(at)?.period)
    }

    fn cursor_value(&self) -> Option<(Facet, String)> {
        self.line_value(*self.build_lines().get(self.cursor)?)
    }

    fn line_value(&self, line: StatisticsLine) -> Option<(Facet, String)> {
        match line {
            StatisticsLine::Bar(facet, at) => {
                Some((facet, self.facet_bars(facet).get(at)?.value.clone()))
            }
            StatisticsLine::CrossTabRow(at) => {
                let cross = &self.statistics.as_deref()?.cross_tab;
                Some((cross.facets[0], cross.rows.get(at)?.value.clone()))
            }
            StatisticsLine::Products
            | StatisticsLine::Producers
            | StatisticsLine::Heading(_)
            | StatisticsLine::Total
            | StatisticsLine::Expiry(_)
            | StatisticsLine::Blank => None,
        }
    }

    /// Moves the cursor by lines, to the nearest one where it may stand.
    pub fn move_cursor(&mut self, by: isize) {
        let lines = self.build_lines();
        let last = lines.len().saturating_sub(1);
        let at = self.cursor.saturating_add_signed(by).min(last);
        let holds = |at: &usize| lines.get(*at).is_some_and(|line| line.can_hold_cursor());
        let (down, up) = ((at..=last).find(holds), (0..=at).rev().find(holds));
        let nearest = if by < 0 { up.or(down) } else { down.or(up) };
        self.cursor = nearest.unwrap_or(0);
    }

    /// Moves the cursor to the first bar of the next or previous facet.
    pub fn move_to_adjacent_facet(&mut self, forward: bool) {
        let lines = self.build_lines();
        let is_head = |(at, line): (usize, &StatisticsLine)| {
            matches!(line, StatisticsLine::Heading(_)).then_some(at)
        };
        let heads: Vec<usize> = lines.iter().enumerate().filter_map(is_head).collect();
        let here = heads.partition_point(|head| *head <= self.cursor);
        let others = heads.len().max(1);
        // `here` counts the headings up to the cursor; the last of them is the cursor's own. Above all of them the
        // cursor counts as in the first facet.
        let back = here.max(1) + others - 2;
        let target = if forward { here } else { back } % others;
        self.cursor = heads.get(target).copied().unwrap_or(0);
        self.move_cursor(0);
    }

    /// Takes another facet for the rows (side 0) or the columns (side 1); never the same for both.
    pub fn cycle_cross_facet(&mut self, side: usize, forward: bool) {
        let count = Facet::ALL.len();
        let step = if forward { 1 } else { count - 1 };
        let next = |facet: Facet| Facet::ALL[(facet.index() + step) % count];
        let mut facet = next(self.cross_facets[side]);
        if facet == self.cross_facets[1 - side] {
            facet = next(facet);
        }
        self.cross_facets[side] = facet;
        if side == 0 {
            self.move_to_start();
        }
    }

    /// Shows the next view.
    pub fn show_next_view(&mut self) {
        self.view = match self.view {
            StatisticsView::Bars => StatisticsView::CrossTab,
            StatisticsView::CrossTab => StatisticsView::Expiry,
            StatisticsView::Expiry => StatisticsView::Bars,
        };
        self.move_to_start();
    }

    /// Moves the cursor to the start.
    pub fn move_to_start(&mut self) {
        (self.cursor, self.offset) = (0, 0);
        self.move_cursor(0);
    }

    /// Scrolls so that the cursor and the facet's name above it are shown.
    pub fn scroll_to_cursor(&mut self, rows: usize) {
        self.offset = clamp_scroll_offset(self.offset, self.cursor, rows, self.build_lines().len());
    }
}
