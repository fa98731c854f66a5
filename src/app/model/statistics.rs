//! The statistics' pane: what is counted, which page of it is shown, and where the cursor stands.
//!
//! Figures belong to one question; those of another are never shown, but beside those of a question that a person
//! marked as the reference. Must not: count; numbers come from the worker.

use ocop_index::Facet;
use ocop_index::list_totals::{ComparedValue, ListTotals, REPORTED_FACETS};
use ocop_index::search::{CrossTab, ExpiryCount, ExpiryPeriod};

use crate::app::model::Focus;
use crate::app::model::facets::clamp_scroll_offset;

/// What the statistics show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatisticsView {
    /// Bars by facet.
    #[default]
    Bars,
    /// Two facets at once.
    CrossTab,
    /// When certificates end.
    Expiry,
}

/// Everything counted of a question.
#[derive(Clone, Debug)]
pub struct QueryStatistics {
    /// Of which question.
    pub generation: u64,
    /// How many, and by facet.
    pub totals: ListTotals,
    /// By two facets at once.
    pub cross_tab: CrossTab,
    /// When certificates end.
    pub expiry_counts: Vec<ExpiryCount>,
}

/// What figures are asked for: of which question, with which two facets.
pub type StatisticsRequest = (u64, [Facet; 2]);

/// A question that others are compared with.
#[derive(Clone, Debug)]
pub struct ReferenceQuery {
    /// As a line.
    pub line: String,
    /// What was counted of it.
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
    /// A value of a facet, by its place among those that are shown.
    Bar(Facet, usize),
    /// A row of the two facets.
    CrossTabRow(usize),
    /// The sum of the rows.
    Total,
    /// A time at which certificates end, by its place.
    Expiry(usize),
    /// Nothing.
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
    /// The newest figures, maybe of an older question.
    statistics: Option<Box<QueryStatistics>>,
    /// What they are compared with.
    reference: Option<Box<ReferenceQuery>>,
    /// The bars of each facet with bars, in their order.
    bars: Vec<Vec<ComparedValue>>,
    /// What was asked for last.
    pub last_request: Option<StatisticsRequest>,
    /// What could not be counted.
    pub failed_request: Option<StatisticsRequest>,
    /// Line of the cursor.
    pub cursor: usize,
    /// First line shown.
    pub offset: usize,
    /// Where the person came from.
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
            last_request: None,
            failed_request: None,
            cursor: 1,
            offset: 0,
            return_focus: Focus::List,
        }
    }
}

impl StatisticsPane {
    /// The figures of a question, if they are here.
    pub fn statistics_for(&self, generation: u64) -> Option<&QueryStatistics> {
        let figures = self.statistics.as_deref();
        figures.filter(|figures| figures.generation == generation)
    }

    /// What figures a question needs that are not here.
    pub fn missing_statistics(&self, generation: u64) -> Option<StatisticsRequest> {
        let known = self
            .statistics_for(generation)
            .is_some_and(|figures| figures.cross_tab.facets == self.cross_facets);
        let wanted = (generation, self.cross_facets);
        (!known && self.failed_request != Some(wanted)).then_some(wanted)
    }

    /// Takes new figures.
    pub fn set_statistics(&mut self, figures: Box<QueryStatistics>) {
        self.change_keeping_cursor(|pane| pane.statistics = Some(figures));
    }

    /// What the figures are compared with.
    pub fn reference(&self) -> Option<&ReferenceQuery> {
        self.reference.as_deref()
    }

    /// Compares with this from now on, or with nothing.
    pub fn set_reference(&mut self, reference: Option<ReferenceQuery>) {
        self.change_keeping_cursor(|pane| pane.reference = reference.map(Box::new));
    }

    /// Changes what is shown; the cursor stays on its value as far as that is still there.
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
            // The rows of other facets are no rows of these.
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

    /// The time at which certificates end, of the cursor's line.
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
        // Counted from one, for the head above the cursor is the cursor's own; above all heads is as on the first.
        let back = here.max(1) + others - 2;
        let target = if forward { here } else { back } % others;
        self.cursor = heads.get(target).copied().unwrap_or(0);
        self.move_cursor(0);
    }

    /// Another facet for the rows, or for the columns; never the same for both.
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

    /// Goes to the next page.
    pub fn show_next_view(&mut self) {
        self.view = match self.view {
            StatisticsView::Bars => StatisticsView::CrossTab,
            StatisticsView::CrossTab => StatisticsView::Expiry,
            StatisticsView::Expiry => StatisticsView::Bars,
        };
        self.move_to_start();
    }

    /// Stands at the beginning.
    pub fn move_to_start(&mut self) {
        (self.cursor, self.offset) = (0, 0);
        self.move_cursor(0);
    }

    /// Keeps the cursor in sight, and the facet's name above it.
    pub fn scroll_to_cursor(&mut self, rows: usize) {
        self.offset = clamp_scroll_offset(self.offset, self.cursor, rows, self.build_lines().len());
    }
}
