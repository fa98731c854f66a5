//! The statistics' pane: what is counted, which page of it is shown, and where the cursor stands.
//!
//! Figures belong to one query. Those of another, or of another day, are shown only beside them, when the user took it
//! as the reference. Must not: count; numbers come from the worker.

use jiff::civil::Date;
use ocop_index::list_totals::{ComparedValue, ListTotals, REPORTED_FACETS};
use ocop_index::search::{
    ComparedCrossTab, ComparedExpiry, CrossTab, ExpiryCount, ExpiryPeriod, Grouping,
    compare_expiries,
};
use ocop_index::{Facet, Query};

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
    /// The figures that these are compared with.
    pub reference: Option<Box<ReferenceFigures>>,
}

/// The figures of a reference.
#[derive(Clone, Debug)]
pub struct ReferenceFigures {
    /// Which reference.
    pub query: ReferenceQuery,
    /// How many, and by facet.
    pub totals: ListTotals,
    /// By two groupings at once.
    pub cross_tab: CrossTab,
    /// When certificates expire.
    pub expiry_counts: Vec<ExpiryCount>,
}

/// Which figures are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatisticsRequest {
    /// The query's number.
    pub query_number: u64,
    /// The groupings of the cross table: rows, columns.
    pub groupings: [Grouping; 2],
    /// What they are compared with.
    pub reference: Option<ReferenceQuery>,
}

/// What the figures are compared with: a query that was marked, or the same query, on a day and in a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceQuery {
    /// The query as a line; empty for the query shown.
    pub line: String,
    /// The marked query; `None` for the query shown.
    pub query: Option<Query>,
    /// The day that it is seen on.
    pub day: Date,
    /// The generation that it is counted in; `None` for the one in use.
    pub generation: Option<u64>,
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
    /// The grouping of the rows and that of the columns.
    pub cross_facets: [Grouping; 2],
    /// The newest figures, maybe of an older query.
    statistics: Option<Box<QueryStatistics>>,
    /// What they are compared with.
    reference: Option<ReferenceQuery>,
    /// The bars of each facet with bars, in their order.
    bars: Vec<Vec<ComparedValue>>,
    /// The cross table, beside that of the reference.
    cross_tab: Option<ComparedCrossTab>,
    /// Its largest number, and its largest difference.
    cross_tab_extent: [usize; 2],
    /// The expiries, beside those of the reference.
    expiries: Vec<ComparedExpiry>,
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
            cross_facets: [Facet::District, Facet::Star].map(Grouping::Facet),
            statistics: None,
            reference: None,
            bars: Vec::new(),
            cross_tab: None,
            cross_tab_extent: [0, 0],
            expiries: Vec::new(),
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
        let known = self.statistics_for(query_number).is_some_and(|figures| {
            let reference = figures.reference.as_ref().map(|reference| &reference.query);
            figures.cross_tab.groupings == self.cross_facets && reference == self.reference.as_ref()
        });
        if known {
            return None;
        }
        let wanted = StatisticsRequest {
            query_number,
            groupings: self.cross_facets,
            reference: self.reference.clone(),
        };
        let has_failed = matches!(&self.request, Remote::Failed(failed) if *failed == wanted);
        (!has_failed).then_some(wanted)
    }

    /// Sets new figures.
    pub fn set_statistics(&mut self, figures: Box<QueryStatistics>) {
        let reference = figures.reference.as_ref();
        let answered = StatisticsRequest {
            query_number: figures.query_number,
            groupings: figures.cross_tab.groupings,
            reference: reference.map(|reference| reference.query.clone()),
        };
        self.request.deliver(answered, ());
        self.change_keeping_cursor(|pane| pane.statistics = Some(figures));
    }

    /// What the figures are compared with.
    pub fn reference(&self) -> Option<&ReferenceQuery> {
        self.reference.as_ref()
    }

    /// The figures of the reference, if they are here.
    pub fn reference_figures(&self) -> Option<&ReferenceFigures> {
        let figures = self.statistics.as_ref()?.reference.as_deref()?;
        (Some(&figures.query) == self.reference.as_ref()).then_some(figures)
    }

    /// Compares with this reference, or with none.
    pub fn set_reference(&mut self, reference: Option<ReferenceQuery>) {
        self.change_keeping_cursor(|pane| pane.reference = reference);
    }

    /// Makes the query shown the reference: its figures are here.
    pub fn mark_current(&mut self, reference: ReferenceQuery) {
        self.change_keeping_cursor(|pane| {
            if let Some(figures) = &mut pane.statistics {
                figures.reference = Some(Box::new(ReferenceFigures {
                    query: reference.clone(),
                    totals: figures.totals.clone(),
                    cross_tab: figures.cross_tab.clone(),
                    expiry_counts: figures.expiry_counts.clone(),
                }));
            }
            pane.reference = Some(reference);
        });
    }

    /// The cross table, beside that of the reference.
    pub fn compared_cross_tab(&self) -> Option<&ComparedCrossTab> {
        self.cross_tab.as_ref()
    }

    /// The largest number of the cross table, and the largest difference.
    pub fn cross_tab_extent(&self) -> [usize; 2] {
        self.cross_tab_extent
    }

    /// The expiries, beside those of the reference.
    pub fn compared_expiries(&self) -> &[ComparedExpiry] {
        &self.expiries
    }

    /// Changes what is shown; the cursor stays on its value if that is still there.
    fn change_keeping_cursor(&mut self, change: impl FnOnce(&mut Self)) {
        let value = self.cursor_value();
        change(self);
        let reference = self.reference_figures();
        let figures = self.statistics.as_ref();
        let totals = reference.map(|reference| &reference.totals);
        let bars = figures.map_or_else(Vec::new, |figures| {
            let bars = REPORTED_FACETS.map(|facet| figures.totals.compare_facet(totals, facet));
            bars.into()
        });
        let table = reference.map(|reference| &reference.cross_tab);
        let cross_tab = figures.map(|figures| figures.cross_tab.compare(table));
        let expiries = reference.map(|reference| reference.expiry_counts.as_slice());
        let expiries = figures.map_or_else(Vec::new, |figures| {
            compare_expiries(&figures.expiry_counts, expiries.unwrap_or_default())
        });
        self.cross_tab_extent = cross_tab.as_ref().map_or([0, 0], find_extent);
        (self.bars, self.cross_tab, self.expiries) = (bars, cross_tab, expiries);
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

    /// True where the list was counted by this facet.
    fn has_facet(&self, facet: Facet) -> bool {
        let figures = self.statistics.as_deref();
        let mut counted = figures
            .into_iter()
            .flat_map(|figures| &figures.totals.facets);
        counted.any(|counts| counts.facet == facet)
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
                    if facet.is_mark() && self.facet_bars(facet).is_empty() {
                        continue;
                    }
                    if !lines.is_empty() {
                        lines.push(StatisticsLine::Blank);
                    }
                    lines.push(StatisticsLine::Heading(facet));
                    let bars = self.facet_bars(facet).len();
                    lines.extend((0..bars).map(|at| StatisticsLine::Bar(facet, at)));
                }
                lines
            }
            // The figures here are for other groupings.
            StatisticsView::CrossTab if figures.cross_tab.groupings != self.cross_facets => {
                Vec::new()
            }
            StatisticsView::CrossTab => {
                let rows = self.cross_tab.as_ref().map_or(0, |table| table.rows.len());
                let rows = (0..rows).map(StatisticsLine::CrossTabRow);
                rows.chain([StatisticsLine::Total]).collect()
            }
            StatisticsView::Expiry => (0..self.expiries.len())
                .map(StatisticsLine::Expiry)
                .collect(),
        }
    }

    /// The facet and value of the cursor's line, if some product of the list has it.
    pub fn current_value(&self) -> Option<(Facet, String)> {
        let (grouping, value) = self.current_group()?;
        Some((grouping.facet()?, value))
    }

    /// The grouping and the group of the cursor's line, if some product of the list is in it.
    pub fn current_group(&self) -> Option<(Grouping, String)> {
        let line = *self.build_lines().get(self.cursor)?;
        let group = self.line_value(line)?;
        let count = match (line, group.0) {
            (StatisticsLine::CrossTabRow(at), _) => {
                self.cross_tab.as_ref()?.rows.get(at)?.counts[0]
            }
            (_, Grouping::Facet(facet)) => {
                let mut bars = self.facet_bars(facet).iter();
                bars.find(|bar| bar.value == group.1)?.counts[0]
            }
            _ => 0,
        };
        (count > 0).then_some(group)
    }

    /// The expiry period of the cursor's line, if some product of the list expires in it.
    pub fn current_expiry(&self) -> Option<ExpiryPeriod> {
        let StatisticsLine::Expiry(at) = self.build_lines().get(self.cursor).copied()? else {
            return None;
        };
        let expiry = self.expiries.get(at)?;
        (expiry.counts[0] > 0).then_some(expiry.period)
    }

    fn cursor_value(&self) -> Option<(Grouping, String)> {
        self.line_value(*self.build_lines().get(self.cursor)?)
    }

    fn line_value(&self, line: StatisticsLine) -> Option<(Grouping, String)> {
        match line {
            StatisticsLine::Bar(facet, at) => {
                let bar = self.facet_bars(facet).get(at)?;
                Some((Grouping::Facet(facet), bar.value.clone()))
            }
            StatisticsLine::CrossTabRow(at) => {
                let cross = self.cross_tab.as_ref()?;
                Some((cross.groupings[0], cross.rows.get(at)?.value.clone()))
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

    /// Takes another grouping for the rows (side 0) or the columns (side 1); never the same for both.
    pub fn cycle_cross_facet(&mut self, side: usize, forward: bool) {
        // Marks only where the catalogue has them.
        let is_offered = |grouping: &Grouping| {
            let mark = grouping.facet().filter(|facet| facet.is_mark());
            mark.is_none_or(|mark| self.has_facet(mark))
        };
        let offered: Vec<Grouping> = Grouping::ALL.into_iter().filter(is_offered).collect();
        let count = offered.len();
        let step = if forward { 1 } else { count - 1 };
        let next = |grouping: Grouping| {
            let at = offered.iter().position(|known| *known == grouping);
            offered[(at.unwrap_or(0) + step) % count]
        };
        let mut grouping = next(self.cross_facets[side]);
        if grouping == self.cross_facets[1 - side] {
            grouping = next(grouping);
        }
        self.cross_facets[side] = grouping;
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

/// The largest number of a cross table, and its largest difference.
fn find_extent(table: &ComparedCrossTab) -> [usize; 2] {
    let sums = table.rows.iter().chain(&table.columns);
    let sums = sums.map(|value| value.counts);
    let cells = table.cells.iter().flatten().copied();
    let all = sums
        .chain(cells)
        .map(|counts| counts.map(|count| count as usize));
    all.chain([table.products])
        .fold([0, 0], |[most, more], [here, there]| {
            [most.max(here), more.max(here.abs_diff(there))]
        })
}
