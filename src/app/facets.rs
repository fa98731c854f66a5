//! The filters' pane: which facets are open, where the cursor stands, in what order values are shown.
//!
//! While the cursor is in the pane nothing moves under it: counts change, the order stays until the
//! focus leaves. Must not: count; numbers come with the answer.

use std::collections::{BTreeSet, HashMap, HashSet};

use ocop_index::Facet;
use ocop_index::search::{FacetCount, FacetCounts};

use super::input::Input;

/// Values shown of a facet before "more".
pub const SHORT: usize = 10;

/// One line of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A facet's name.
    Head(Facet),
    /// A value, by its place among the facet's values.
    Value(Facet, usize),
    /// "… n more", or "… fewer".
    More(Facet),
}

impl Line {
    /// The facet the line belongs to.
    pub const fn facet(self) -> Facet {
        match self {
            Self::Head(facet) | Self::Value(facet, _) | Self::More(facet) => facet,
        }
    }
}

/// The pane.
#[derive(Clone, Debug)]
pub struct FacetPane {
    counts: Vec<FacetCounts>,
    collapsed: BTreeSet<Facet>,
    expanded: BTreeSet<Facet>,
    /// The values looked for in one facet.
    pub find: Option<Find>,
    /// Line of the cursor.
    pub cursor: usize,
    /// First line shown.
    pub offset: usize,
}

/// Values of a facet that are looked for by typing.
#[derive(Clone, Debug)]
pub struct Find {
    /// Where the cursor was.
    pub home: Facet,
    /// In which facet they are found: at home, or where else there are any.
    pub facet: Facet,
    /// What is typed.
    pub input: Input,
    /// Letters still go there.
    pub typing: bool,
    /// The values that fit.
    pub fitting: HashSet<String>,
}

impl Default for FacetPane {
    fn default() -> Self {
        Self {
            counts: Vec::new(),
            // Long or rarely used lists wait folded; the first two questions are star and district.
            collapsed: BTreeSet::from([
                Facet::Unit,
                Facet::Group,
                Facet::Year,
                Facet::Recognition,
                Facet::Channel,
                Facet::Gap,
            ]),
            expanded: BTreeSet::new(),
            find: None,
            cursor: 1,
            offset: 0,
        }
    }
}

impl FacetPane {
    /// The counts of a facet.
    pub fn counts(&self, facet: Facet) -> &[FacetCount] {
        self.counts
            .iter()
            .find(|counts| counts.facet == facet)
            .map_or(&[], |counts| &counts.values)
    }

    /// True when only the facet's name is shown.
    pub fn is_collapsed(&self, facet: Facet) -> bool {
        self.collapsed.contains(&facet)
    }

    /// True when all values are shown.
    pub fn is_expanded(&self, facet: Facet) -> bool {
        self.expanded.contains(&facet)
    }

    /// Takes new counts. With `keep_order` every value stays in its place.
    pub fn take(&mut self, mut fresh: Vec<FacetCounts>, keep_order: bool) {
        if keep_order {
            for counts in &mut fresh {
                let old: HashMap<&str, usize> = self
                    .counts(counts.facet)
                    .iter()
                    .enumerate()
                    .map(|(place, value)| (value.value.as_str(), place))
                    .collect();
                let place = |value: &FacetCount| {
                    old.get(value.value.as_str()).copied().unwrap_or(usize::MAX)
                };
                counts.values.sort_by_key(place);
            }
        }
        self.counts = fresh;
        self.cursor = self.cursor.min(self.lines().len().saturating_sub(1));
    }

    /// Every line of the pane.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for facet in Facet::ALL {
            lines.push(Line::Head(facet));
            if let Some(find) = self.find_in(facet) {
                let values = self.counts(facet).iter().enumerate();
                let fitting = values.filter(|(_, value)| find.fitting.contains(&value.value));
                lines.extend(fitting.map(|(at, _)| Line::Value(facet, at)));
                continue;
            }
            let values = self.counts(facet).len();
            if self.is_collapsed(facet) {
                continue;
            }
            let all = self.is_expanded(facet) || values <= SHORT + 1;
            let shown = if all { values } else { SHORT };
            lines.extend((0..shown).map(|at| Line::Value(facet, at)));
            if values > SHORT + 1 {
                lines.push(Line::More(facet));
            }
        }
        lines
    }

    /// What is looked for in a facet, if something is.
    pub fn find_in(&self, facet: Facet) -> Option<&Find> {
        self.find.as_ref().filter(|find| find.facet == facet)
    }

    /// True while letters narrow the values of a facet.
    pub fn is_finding(&self) -> bool {
        self.find.as_ref().is_some_and(|find| find.typing)
    }

    /// Stands on the first value that was found, or on the facet's name.
    pub fn stand_on_found(&mut self) {
        let Some(facet) = self.find.as_ref().map(|find| find.facet) else {
            return;
        };
        self.stand_on(Line::Head(facet));
        let below = self.lines().get(self.cursor + 1).copied();
        if matches!(below, Some(Line::Value(..))) {
            self.cursor += 1;
        }
    }

    /// Looks for nothing any more; the cursor stays on its value.
    pub fn end_find(&mut self) {
        let Some(find) = &self.find else { return };
        let facet = find.facet;
        let value = self.current_value();
        self.find = None;
        let at = self.counts(facet).iter().position(|known| {
            let known = &known.value;
            value.as_ref().is_some_and(|(_, value)| value == known)
        });
        match at {
            Some(at) => {
                self.collapsed.remove(&facet);
                if at >= SHORT {
                    self.expanded.insert(facet);
                }
                self.stand_on(Line::Value(facet, at));
            }
            None => self.stand_on(Line::Head(facet)),
        }
    }

    /// The line of the cursor.
    pub fn current(&self) -> Option<Line> {
        self.lines().get(self.cursor).copied()
    }

    /// The value of the cursor's line.
    pub fn current_value(&self) -> Option<(Facet, String)> {
        match self.current()? {
            Line::Value(facet, at) => self
                .counts(facet)
                .get(at)
                .map(|value| (facet, value.value.clone())),
            Line::Head(_) | Line::More(_) => None,
        }
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, lines: isize) {
        let last = self.lines().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// Moves the cursor to the first value of the next or previous facet.
    pub fn step_facet(&mut self, forward: bool) {
        let lines = self.lines();
        let Some(current) = lines.get(self.cursor).map(|line| line.facet()) else {
            return;
        };
        let at = current.index();
        let target = if forward {
            (at + 1) % Facet::ALL.len()
        } else {
            (at + Facet::ALL.len() - 1) % Facet::ALL.len()
        };
        let head = lines
            .iter()
            .position(|line| *line == Line::Head(Facet::ALL[target]));
        self.cursor = head.unwrap_or(0);
    }

    /// Folds the facet of the cursor, or shows fewer of its values.
    pub fn collapse(&mut self) {
        let Some(line) = self.current() else { return };
        let facet = line.facet();
        if !self.expanded.remove(&facet) {
            self.collapsed.insert(facet);
        }
        self.stand_on(Line::Head(facet));
    }

    /// Unfolds the facet of the cursor, or shows all of its values.
    pub fn expand(&mut self) {
        let Some(line) = self.current() else { return };
        if !self.collapsed.remove(&line.facet()) {
            self.expanded.insert(line.facet());
        }
    }

    /// Folds or unfolds by Enter on a head or on "more".
    pub fn fold(&mut self) {
        match self.current() {
            Some(Line::Head(facet)) if self.is_collapsed(facet) => self.expand(),
            Some(Line::Head(_)) => self.collapse(),
            Some(Line::More(facet)) if self.is_expanded(facet) => {
                self.expanded.remove(&facet);
                self.stand_on(Line::More(facet));
            }
            Some(Line::More(_)) => self.expand(),
            _ => {}
        }
    }

    fn stand_on(&mut self, line: Line) {
        let at = self.lines().iter().position(|known| *known == line);
        self.cursor = at.unwrap_or(0);
    }

    /// Keeps the cursor in sight.
    pub fn follow(&mut self, rows: usize) {
        self.offset = in_sight(self.offset, self.cursor, rows, self.lines().len());
    }
}

/// The first of so many lines to be shown in so many rows, as near to this offset as the cursor allows. The line above
/// it is shown too, for it may be a facet's name; and there are no empty rows at the end.
pub(super) fn in_sight(offset: usize, cursor: usize, rows: usize, lines: usize) -> usize {
    let first = cursor.saturating_sub(rows.saturating_sub(1));
    let above = cursor.saturating_sub(1).max(first);
    let last = lines.saturating_sub(rows).max(first);
    offset.clamp(first, above).min(last)
}
