//! The statistics' pane: what is counted, which page of it is shown, and where the cursor stands.
//!
//! Figures belong to one question; those of another are never shown. Must not: count; numbers come from the worker.

use ocop_index::Facet;
use ocop_index::search::{CrossTab, DueCount, FacetCount, FacetCounts};
use ocop_index::stats::Totals;

use super::facets::in_sight;
use super::model::Focus;

/// The facets with bars, in the order of a report.
pub const REPORTED: [Facet; 6] = [
    Facet::Star,
    Facet::Kind,
    Facet::District,
    Facet::Group,
    Facet::Year,
    Facet::Status,
];

/// What the statistics show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Bars by facet.
    #[default]
    Bars,
    /// Two facets at once.
    Cross,
    /// When certificates end.
    Due,
}

/// Everything counted of a question.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Of which question.
    pub generation: u64,
    /// How many, and by facet.
    pub totals: Totals,
    /// By two facets at once.
    pub cross: CrossTab,
    /// When certificates end.
    pub due: Vec<DueCount>,
}

/// What figures are asked for: of which question, with which two facets.
pub type Wanted = (u64, [Facet; 2]);

/// One line of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A facet's name.
    Head(Facet),
    /// A value of a facet, by its place among those that are shown.
    Bar(Facet, usize),
    /// A row of the two facets.
    Row(usize),
    /// The sum of the rows.
    Sum,
    /// A time at which certificates end, by its place.
    Due(usize),
    /// Nothing.
    Gap,
}

impl Line {
    /// True where the cursor may stand.
    const fn holds_cursor(self) -> bool {
        !matches!(self, Self::Head(_) | Self::Gap)
    }
}

/// The pane.
#[derive(Clone, Debug)]
pub struct StatsPane {
    /// What is shown.
    pub face: Face,
    /// The facet of the rows and that of the columns.
    pub pair: [Facet; 2],
    /// The newest figures, maybe of an older question.
    figures: Option<Box<Figures>>,
    /// What was asked for last.
    pub asked: Option<Wanted>,
    /// What could not be counted.
    pub failed: Option<Wanted>,
    /// Line of the cursor.
    pub cursor: usize,
    /// First line shown.
    pub offset: usize,
    /// Where the person came from.
    pub from: Focus,
}

impl Default for StatsPane {
    fn default() -> Self {
        Self {
            face: Face::Bars,
            pair: [Facet::District, Facet::Star],
            figures: None,
            asked: None,
            failed: None,
            cursor: 1,
            offset: 0,
            from: Focus::List,
        }
    }
}

impl StatsPane {
    /// The figures of a question, if they are here.
    pub fn of(&self, generation: u64) -> Option<&Figures> {
        let figures = self.figures.as_deref();
        figures.filter(|figures| figures.generation == generation)
    }

    /// What figures a question needs that are not here.
    pub fn missing(&self, generation: u64) -> Option<Wanted> {
        let known = self
            .of(generation)
            .is_some_and(|figures| figures.cross.facets == self.pair);
        let wanted = (generation, self.pair);
        (!known && self.failed != Some(wanted)).then_some(wanted)
    }

    /// Takes new figures; the cursor stays on its value as far as that is still there.
    pub fn take(&mut self, figures: Box<Figures>) {
        let value = self.current_value();
        self.figures = Some(figures);
        let lines = self.lines();
        let same = value.and_then(|value| {
            let is_same = |line: &Line| self.value_of(*line).as_ref() == Some(&value);
            lines.iter().position(is_same)
        });
        self.cursor = same.unwrap_or(self.cursor);
        self.step(0);
    }

    /// The values of a facet that some product of the list has.
    pub fn bars(&self, facet: Facet) -> Vec<&FacetCount> {
        let figures = self.figures.as_deref();
        let facets = figures.map_or(&[][..], |figures| &figures.totals.facets);
        bars(facets, facet)
    }

    /// Every line of what is shown.
    pub fn lines(&self) -> Vec<Line> {
        let Some(figures) = self.figures.as_deref() else {
            return Vec::new();
        };
        match self.face {
            Face::Bars => {
                let mut lines = Vec::new();
                for facet in REPORTED {
                    if !lines.is_empty() {
                        lines.push(Line::Gap);
                    }
                    lines.push(Line::Head(facet));
                    let bars = self.bars(facet).len();
                    lines.extend((0..bars).map(|at| Line::Bar(facet, at)));
                }
                lines
            }
            // The rows of other facets are no rows of these.
            Face::Cross if figures.cross.facets != self.pair => Vec::new(),
            Face::Cross => {
                let rows = (0..figures.cross.rows.len()).map(Line::Row);
                rows.chain([Line::Sum]).collect()
            }
            Face::Due => (0..figures.due.len()).map(Line::Due).collect(),
        }
    }

    /// The facet and value of the cursor's line.
    pub fn current_value(&self) -> Option<(Facet, String)> {
        self.value_of(*self.lines().get(self.cursor)?)
    }

    fn value_of(&self, line: Line) -> Option<(Facet, String)> {
        match line {
            Line::Bar(facet, at) => {
                let bars = self.bars(facet);
                Some((facet, bars.get(at)?.value.clone()))
            }
            Line::Row(at) => {
                let cross = &self.figures.as_deref()?.cross;
                Some((cross.facets[0], cross.rows.get(at)?.value.clone()))
            }
            Line::Head(_) | Line::Sum | Line::Due(_) | Line::Gap => None,
        }
    }

    /// Moves the cursor by lines, to the nearest one where it may stand.
    pub fn step(&mut self, by: isize) {
        let lines = self.lines();
        let last = lines.len().saturating_sub(1);
        let at = self.cursor.saturating_add_signed(by).min(last);
        let holds = |at: &usize| lines.get(*at).is_some_and(|line| line.holds_cursor());
        let (down, up) = ((at..=last).find(holds), (0..=at).rev().find(holds));
        let nearest = if by < 0 { up.or(down) } else { down.or(up) };
        self.cursor = nearest.unwrap_or(0);
    }

    /// Moves the cursor to the first bar of the next or previous facet.
    pub fn step_facet(&mut self, forward: bool) {
        let lines = self.lines();
        let is_head = |(at, line): (usize, &Line)| matches!(line, Line::Head(_)).then_some(at);
        let heads: Vec<usize> = lines.iter().enumerate().filter_map(is_head).collect();
        let here = heads.partition_point(|head| *head <= self.cursor);
        let others = heads.len().max(1);
        // Counted from one, for the head above the cursor is the cursor's own.
        let target = if forward { here } else { here + others - 2 } % others;
        self.cursor = heads.get(target).copied().unwrap_or(0);
        self.step(0);
    }

    /// Another facet for the rows, or for the columns; never the same for both.
    pub fn turn(&mut self, side: usize, forward: bool) {
        let count = Facet::ALL.len();
        let step = if forward { 1 } else { count - 1 };
        let next = |facet: Facet| Facet::ALL[(facet.index() + step) % count];
        let mut facet = next(self.pair[side]);
        if facet == self.pair[1 - side] {
            facet = next(facet);
        }
        self.pair[side] = facet;
        if side == 0 {
            self.begin();
        }
    }

    /// Goes to the next page.
    pub fn next_face(&mut self) {
        self.face = match self.face {
            Face::Bars => Face::Cross,
            Face::Cross => Face::Due,
            Face::Due => Face::Bars,
        };
        self.begin();
    }

    /// Stands at the beginning.
    pub fn begin(&mut self) {
        (self.cursor, self.offset) = (0, 0);
        self.step(0);
    }

    /// Keeps the cursor in sight, and the facet's name above it.
    pub fn follow(&mut self, rows: usize) {
        self.offset = in_sight(self.offset, self.cursor, rows, self.lines().len());
    }
}

fn bars(facets: &[FacetCounts], facet: Facet) -> Vec<&FacetCount> {
    let counts = facets.iter().filter(|counts| counts.facet == facet);
    let values = counts.flat_map(|counts| &counts.values);
    values.filter(|value| value.count > 0).collect()
}
