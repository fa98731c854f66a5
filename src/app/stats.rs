//! The statistics' pane: what is counted, which page of it is shown, and where the cursor stands.
//!
//! Figures belong to one question; those of another are never shown, but beside those of a question that a person
//! marked as the reference. Must not: count; numbers come from the worker.

use ocop_index::Facet;
use ocop_index::search::{CrossTab, Due, DueCount};
use ocop_index::stats::{Pair, REPORTED, Totals};

use super::facets::in_sight;
use super::model::Focus;

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

/// A question that others are compared with.
#[derive(Clone, Debug)]
pub struct Reference {
    /// As a line.
    pub line: String,
    /// What was counted of it.
    pub totals: Totals,
}

/// One line of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// How many products, beside the reference.
    Products,
    /// How many producers, beside the reference.
    Producers,
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
    /// What they are compared with.
    reference: Option<Box<Reference>>,
    /// The bars of each facet with bars, in their order.
    bars: Vec<Vec<Pair>>,
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
            reference: None,
            bars: Vec::new(),
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

    /// Takes new figures.
    pub fn take(&mut self, figures: Box<Figures>) {
        self.renew(|pane| pane.figures = Some(figures));
    }

    /// What the figures are compared with.
    pub fn reference(&self) -> Option<&Reference> {
        self.reference.as_deref()
    }

    /// Compares with this from now on, or with nothing.
    pub fn refer(&mut self, reference: Option<Reference>) {
        self.renew(|pane| pane.reference = reference.map(Box::new));
    }

    /// Changes what is shown; the cursor stays on its value as far as that is still there.
    fn renew(&mut self, change: impl FnOnce(&mut Self)) {
        let value = self.current();
        change(self);
        let reference = self.reference.as_ref().map(|reference| &reference.totals);
        let figures = self.figures.as_ref();
        self.bars = figures.map_or_else(Vec::new, |figures| {
            let bars = REPORTED.map(|facet| figures.totals.beside(reference, facet));
            bars.into()
        });
        let lines = self.lines();
        let same = value.and_then(|value| {
            let is_same = |line: &Line| self.value_of(*line).as_ref() == Some(&value);
            lines.iter().position(is_same)
        });
        self.cursor = same.unwrap_or(self.cursor);
        self.step(0);
    }

    /// The values of a facet that some product of the list, or of the reference, has.
    pub fn bars(&self, facet: Facet) -> &[Pair] {
        let at = REPORTED.iter().position(|reported| *reported == facet);
        let bars = at.and_then(|at| self.bars.get(at));
        bars.map_or(&[], Vec::as_slice)
    }

    /// Every line of what is shown.
    pub fn lines(&self) -> Vec<Line> {
        let Some(figures) = self.figures.as_deref() else {
            return Vec::new();
        };
        match self.face {
            Face::Bars => {
                let mut lines = Vec::new();
                if self.reference.is_some() {
                    lines.extend([Line::Products, Line::Producers]);
                }
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

    /// The facet and value of the cursor's line, if some product of the list has it.
    pub fn current_value(&self) -> Option<(Facet, String)> {
        let (facet, value) = self.current()?;
        let mut bars = self.bars(facet).iter();
        let absent = |bar: &Pair| bar.value == value && bar.counts[0] == 0;
        (!bars.any(absent)).then_some((facet, value))
    }

    /// The time at which certificates end, of the cursor's line.
    pub fn current_due(&self) -> Option<Due> {
        let Line::Due(at) = self.lines().get(self.cursor).copied()? else {
            return None;
        };
        Some(self.figures.as_deref()?.due.get(at)?.due)
    }

    fn current(&self) -> Option<(Facet, String)> {
        self.value_of(*self.lines().get(self.cursor)?)
    }

    fn value_of(&self, line: Line) -> Option<(Facet, String)> {
        match line {
            Line::Bar(facet, at) => Some((facet, self.bars(facet).get(at)?.value.clone())),
            Line::Row(at) => {
                let cross = &self.figures.as_deref()?.cross;
                Some((cross.facets[0], cross.rows.get(at)?.value.clone()))
            }
            Line::Products
            | Line::Producers
            | Line::Head(_)
            | Line::Sum
            | Line::Due(_)
            | Line::Gap => None,
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
        // Counted from one, for the head above the cursor is the cursor's own; above all heads is as on the first.
        let back = here.max(1) + others - 2;
        let target = if forward { here } else { back } % others;
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
