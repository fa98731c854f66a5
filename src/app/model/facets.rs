//! The filters' pane: which facets are open, where the cursor stands, in what order values are shown.
//!
//! While the focus is in the pane nothing moves under the cursor: counts change, the order stays until the focus
//! leaves. Must not: count; numbers come with the answer.

use std::collections::{BTreeSet, HashMap, HashSet};

use ocop_index::Facet;
use ocop_index::search::{FacetCounts, FacetValueCount};

use crate::app::input_line::InputLine;
use crate::app::scroll::clamp_scroll_offset;

/// A facet of at most so many values is shown whole.
const MAX_WHOLE_VALUES: usize = 15;

/// Values shown of a longer facet before "more".
const VALUES_BEFORE_MORE: usize = 10;

/// From so many values without a product on they are folded away: a line for one alone would save nothing.
const MIN_FOLDED_VALUES: usize = 2;

/// One line of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetLine {
    /// A facet's name.
    Heading(Facet),
    /// A value, by its index among the facet's values.
    Value(Facet, usize),
    /// "… n more", or "… fewer".
    More(Facet),
}

impl FacetLine {
    /// The facet the line belongs to.
    pub const fn facet(self) -> Facet {
        match self {
            Self::Heading(facet) | Self::Value(facet, _) | Self::More(facet) => facet,
        }
    }
}

/// The pane.
#[derive(Clone, Debug)]
pub struct FacetPane {
    counts: Vec<FacetCounts>,
    collapsed: BTreeSet<Facet>,
    expanded: BTreeSet<Facet>,
    /// Values without a product that are folded away while words are typed.
    folded: HashMap<Facet, HashSet<String>>,
    /// The search for a value, while there is one.
    pub value_search: Option<FacetValueSearch>,
    /// Line of the cursor.
    pub cursor: usize,
    /// First line shown.
    pub offset: usize,
}

/// A search for values of a facet by typing.
#[derive(Clone, Debug)]
pub struct FacetValueSearch {
    /// The facet where it began.
    pub origin_facet: Facet,
    /// The facet with the matches: the same one, or the first that has any.
    pub facet: Facet,
    /// What is typed.
    pub input: InputLine,
    /// Letters are still typed into it.
    pub typing: bool,
    /// The values that match.
    pub matching_values: HashSet<String>,
}

impl Default for FacetPane {
    fn default() -> Self {
        Self {
            counts: Vec::new(),
            // Long or rarely used lists start folded; most searches filter by star and district.
            collapsed: BTreeSet::from([
                Facet::Unit,
                Facet::Group,
                Facet::Year,
                Facet::Recognition,
                Facet::Channel,
                Facet::Gap,
                Facet::Reviewer,
                Facet::Label,
                Facet::List,
                Facet::Remark,
                Facet::Disagreement,
                Facet::Proposal,
                Facet::Selection,
            ]),
            expanded: BTreeSet::new(),
            folded: HashMap::new(),
            value_search: None,
            cursor: 1,
            offset: 0,
        }
    }
}

impl FacetPane {
    /// The counts of a facet.
    pub fn facet_counts(&self, facet: Facet) -> &[FacetValueCount] {
        self.counts
            .iter()
            .find(|counts| counts.facet == facet)
            .map_or(&[], |counts| &counts.values)
    }

    /// The facets of the pane in their order: state and verdicts of a review first, because who has one open works
    /// by them. What people did with products is there where something of it is known.
    fn shown_facets(&self) -> Vec<Facet> {
        let is_shown = |facet: &Facet| !facet.is_mark() || !self.facet_counts(*facet).is_empty();
        let mut facets: Vec<Facet> = Facet::ALL.into_iter().filter(is_shown).collect();
        facets.sort_by_key(|facet| !matches!(facet, Facet::ReviewState | Facet::Verdict));
        facets
    }

    /// True when only the facet's name is shown.
    pub fn is_collapsed(&self, facet: Facet) -> bool {
        self.collapsed.contains(&facet)
    }

    /// True when all values are shown.
    pub fn is_expanded(&self, facet: Facet) -> bool {
        self.expanded.contains(&facet)
    }

    /// Sets new counts. With `keep_order` the same values are shown in the same order as before; else values without a
    /// product are folded away where `folds_zeros`, unless `is_excluded` says that the user excludes them.
    pub fn update_counts(
        &mut self,
        mut fresh: Vec<FacetCounts>,
        keep_order: bool,
        folds_zeros: bool,
        is_excluded: impl Fn(Facet, &str) -> bool,
    ) {
        if !keep_order {
            let folded = |counts: &FacetCounts| {
                let is_folded = |value: &&FacetValueCount| {
                    value.count == 0 && !value.chosen && !is_excluded(counts.facet, &value.value)
                };
                let zeros = counts.values.iter().filter(is_folded);
                let zeros: HashSet<String> = zeros.map(|value| value.value.clone()).collect();
                (zeros.len() >= MIN_FOLDED_VALUES).then_some((counts.facet, zeros))
            };
            let folded = fresh.iter().filter(|_| folds_zeros).filter_map(folded);
            self.folded = folded.collect();
        }
        if keep_order {
            for counts in &mut fresh {
                let old: HashMap<&str, usize> = self
                    .facet_counts(counts.facet)
                    .iter()
                    .enumerate()
                    .map(|(index, value)| (value.value.as_str(), index))
                    .collect();
                let old_index = |value: &FacetValueCount| {
                    old.get(value.value.as_str()).copied().unwrap_or(usize::MAX)
                };
                counts.values.sort_by_key(old_index);
            }
        }
        self.counts = fresh;
        self.cursor = self.cursor.min(self.build_lines().len().saturating_sub(1));
    }

    /// Every line of the pane.
    pub fn build_lines(&self) -> Vec<FacetLine> {
        let mut lines = Vec::new();
        for facet in self.shown_facets() {
            lines.push(FacetLine::Heading(facet));
            if let Some(find) = self.value_search_in(facet) {
                let values = self.facet_counts(facet).iter().enumerate();
                let fitting =
                    values.filter(|(_, value)| find.matching_values.contains(&value.value));
                lines.extend(fitting.map(|(at, _)| FacetLine::Value(facet, at)));
                continue;
            }
            if self.is_collapsed(facet) {
                continue;
            }
            let shown = self.shown_indices(facet);
            let is_whole = shown.len() == self.facet_counts(facet).len();
            if self.is_expanded(facet) {
                let all = 0..self.facet_counts(facet).len();
                lines.extend(all.map(|at| FacetLine::Value(facet, at)));
            } else {
                lines.extend(shown.into_iter().map(|at| FacetLine::Value(facet, at)));
            }
            if !is_whole {
                lines.push(FacetLine::More(facet));
            }
        }
        lines
    }

    /// The indices of the values that are shown of a facet that is not expanded.
    fn shown_indices(&self, facet: Facet) -> Vec<usize> {
        let folded = self.folded.get(&facet);
        let is_shown = |value: &FacetValueCount| {
            value.chosen || folded.is_none_or(|folded| !folded.contains(&value.value))
        };
        let values = self.facet_counts(facet).iter().enumerate();
        let shown = values.filter(|(_, value)| is_shown(value));
        let mut shown: Vec<usize> = shown.map(|(at, _)| at).collect();
        if shown.len() > MAX_WHOLE_VALUES {
            shown.truncate(VALUES_BEFORE_MORE);
        }
        shown
    }

    /// The values behind the "more" line of a facet that is not expanded.
    pub fn hidden_values(&self, facet: Facet) -> Vec<&FacetValueCount> {
        let shown: HashSet<usize> = self.shown_indices(facet).into_iter().collect();
        let values = self.facet_counts(facet).iter().enumerate();
        let hidden = values.filter(|(at, _)| !shown.contains(at));
        hidden.map(|(_, value)| value).collect()
    }

    /// The value search, if it shows matches in this facet.
    pub fn value_search_in(&self, facet: Facet) -> Option<&FacetValueSearch> {
        self.value_search
            .as_ref()
            .filter(|find| find.facet == facet)
    }

    /// True while letters narrow the values of a facet.
    pub fn is_searching_values(&self) -> bool {
        self.value_search.as_ref().is_some_and(|find| find.typing)
    }

    /// Moves the cursor to the first match, or to the facet's name.
    pub fn move_cursor_to_first_match(&mut self) {
        let Some(facet) = self.value_search.as_ref().map(|find| find.facet) else {
            return;
        };
        self.move_cursor_to(FacetLine::Heading(facet));
        let below = self.build_lines().get(self.cursor + 1).copied();
        if matches!(below, Some(FacetLine::Value(..))) {
            self.cursor += 1;
        }
    }

    /// Ends the value search; the cursor stays on its value.
    pub fn end_value_search(&mut self) {
        let Some(find) = &self.value_search else {
            return;
        };
        let facet = find.facet;
        let value = self.current_value();
        self.value_search = None;
        let at = self.facet_counts(facet).iter().position(|known| {
            let known = &known.value;
            value.as_ref().is_some_and(|(_, value)| value == known)
        });
        match at {
            Some(at) => {
                self.collapsed.remove(&facet);
                if !self.shown_indices(facet).contains(&at) {
                    self.expanded.insert(facet);
                }
                self.move_cursor_to(FacetLine::Value(facet, at));
            }
            None => self.move_cursor_to(FacetLine::Heading(facet)),
        }
    }

    /// The line of the cursor.
    pub fn current_line(&self) -> Option<FacetLine> {
        self.build_lines().get(self.cursor).copied()
    }

    /// The value of the cursor's line.
    pub fn current_value(&self) -> Option<(Facet, String)> {
        match self.current_line()? {
            FacetLine::Value(facet, at) => self
                .facet_counts(facet)
                .get(at)
                .map(|value| (facet, value.value.clone())),
            FacetLine::Heading(_) | FacetLine::More(_) => None,
        }
    }

    /// Moves the cursor by lines.
    pub fn move_cursor(&mut self, lines: isize) {
        let last = self.build_lines().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// Moves the cursor to the first value of the next or previous facet.
    pub fn move_to_adjacent_facet(&mut self, forward: bool) {
        let lines = self.build_lines();
        let Some(current) = lines.get(self.cursor).map(|line| line.facet()) else {
            return;
        };
        let shown = self.shown_facets();
        let at = shown
            .iter()
            .position(|facet| *facet == current)
            .unwrap_or(0);
        let target = if forward {
            (at + 1) % shown.len()
        } else {
            (at + shown.len() - 1) % shown.len()
        };
        let head = lines
            .iter()
            .position(|line| *line == FacetLine::Heading(shown[target]));
        self.cursor = head.unwrap_or(0);
    }

    /// Folds the facet of the cursor, or shows fewer of its values.
    pub fn collapse_facet(&mut self) {
        let Some(line) = self.current_line() else {
            return;
        };
        let facet = line.facet();
        if !self.expanded.remove(&facet) {
            self.collapsed.insert(facet);
        }
        self.move_cursor_to(FacetLine::Heading(facet));
    }

    /// Unfolds the facet of the cursor, or shows all of its values.
    pub fn expand_facet(&mut self) {
        let Some(line) = self.current_line() else {
            return;
        };
        if !self.collapsed.remove(&line.facet()) {
            self.expanded.insert(line.facet());
        }
    }

    /// Folds or unfolds the heading or "more" line at the cursor.
    pub fn toggle_fold(&mut self) {
        match self.current_line() {
            Some(FacetLine::Heading(facet)) if self.is_collapsed(facet) => self.expand_facet(),
            Some(FacetLine::Heading(_)) => self.collapse_facet(),
            Some(FacetLine::More(facet)) if self.is_expanded(facet) => {
                self.expanded.remove(&facet);
                self.move_cursor_to(FacetLine::More(facet));
            }
            Some(FacetLine::More(_)) => self.expand_facet(),
            _ => {}
        }
    }

    fn move_cursor_to(&mut self, line: FacetLine) {
        let at = self.build_lines().iter().position(|known| *known == line);
        self.cursor = at.unwrap_or(0);
    }

    /// Scrolls so that the cursor is shown.
    pub fn scroll_to_cursor(&mut self, rows: usize) {
        self.offset = clamp_scroll_offset(self.offset, self.cursor, rows, self.build_lines().len());
    }
}
