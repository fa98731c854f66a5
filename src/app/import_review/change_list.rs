//! The list of an import's screen: how the files were read, changes and problems, in groups with a heading each.
//! Problems that say the same are one item.
//!
//! Every position is computed from the starts of the few groups, so that moving costs the same with ten changes and
//! with a hundred thousand.

use std::ops::Range;

use ocop_index::change::{ChangeEntry, ChangeKind};
use ocop_index::source::problem::{ImportProblem, ProblemSeverity};

use crate::report::problem_groups::{ProblemGroup, group_problems};

/// What belongs together in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewSection {
    /// How the files were read, where that is worth a look.
    Reading,
    /// Changes of a kind.
    Change(ChangeKind),
    /// Rows that may be an existing product; only the user can decide.
    Doubtful,
    /// Problems of a severity.
    Problem(ProblemSeverity),
}

impl ReviewSection {
    /// Every section, in the order of the list.
    pub const ALL: [Self; 11] = [
        Self::Reading,
        Self::Change(ChangeKind::New),
        Self::Change(ChangeKind::StarUp),
        Self::Change(ChangeKind::StarDown),
        Self::Change(ChangeKind::Renewed),
        Self::Change(ChangeKind::Changed),
        Self::Change(ChangeKind::Gone),
        Self::Doubtful,
        Self::Problem(ProblemSeverity::SetAside),
        Self::Problem(ProblemSeverity::CellSkipped),
        Self::Problem(ProblemSeverity::Remark),
    ];

    fn from_entry(entry: &ChangeEntry) -> Self {
        if entry.is_doubtful() {
            Self::Doubtful
        } else {
            Self::Change(entry.kind)
        }
    }

    /// The key of its short name.
    pub const fn locale_key(self) -> &'static str {
        match self {
            Self::Reading => "changes.reading",
            Self::Change(ChangeKind::New) => "changes.new",
            Self::Change(ChangeKind::StarUp) => "changes.star_up",
            Self::Change(ChangeKind::StarDown) => "changes.star_down",
            Self::Change(ChangeKind::Renewed) => "changes.renewed",
            Self::Change(ChangeKind::Changed | ChangeKind::Same) => "changes.changed",
            Self::Change(ChangeKind::Gone) => "changes.gone",
            Self::Doubtful => "changes.doubtful",
            Self::Problem(ProblemSeverity::SetAside) => "changes.aside",
            Self::Problem(ProblemSeverity::CellSkipped) => "changes.left",
            Self::Problem(ProblemSeverity::Remark) => "changes.remark",
        }
    }
}

/// Something that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewItem {
    /// A note on how the files were read.
    Note(usize),
    /// An entry of the plan.
    Entry(usize),
    /// A group of problems that say the same.
    Problems(usize),
}

/// A section that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewGroup {
    /// The section.
    pub section: ReviewSection,
    /// Its items.
    pub items: Range<usize>,
    /// How many notes, changes or problems they are.
    pub count: usize,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewLine {
    /// The heading of the group with this number.
    Heading(usize),
    /// The item with this number.
    Item(usize),
}

/// The items of the list, group after group.
#[derive(Clone, Debug, Default)]
pub struct ChangeList {
    groups: Vec<ReviewGroup>,
    items: Vec<ReviewItem>,
    problem_groups: Vec<ProblemGroup>,
}

impl ChangeList {
    /// The list of these changes and problems, after so many notes.
    pub fn new(
        note_count: usize,
        entries: &[ChangeEntry],
        problems: &[(usize, ImportProblem)],
    ) -> Self {
        let problem_groups = group_problems(problems);
        let mut by_section = ReviewSection::ALL.map(|section| (section, Vec::new()));
        let entries = entries.iter().map(ReviewSection::from_entry);
        let entries = entries
            .enumerate()
            .map(|(index, section)| (section, ReviewItem::Entry(index)));
        let notes = (0..note_count).map(|index| (ReviewSection::Reading, ReviewItem::Note(index)));
        let problems = problem_groups.iter().enumerate().map(|(index, group)| {
            let section = ReviewSection::Problem(group.severity);
            (section, ReviewItem::Problems(index))
        });
        for (section, item) in notes.chain(entries).chain(problems) {
            if let Some((_, items)) = by_section.iter_mut().find(|(known, _)| *known == section) {
                items.push(item);
            }
        }
        let (mut groups, mut all) = (Vec::new(), Vec::new());
        for (section, items) in by_section {
            let start = all.len();
            all.extend(items);
            if all.len() > start {
                let items = start..all.len();
                let count = all[items.clone()]
                    .iter()
                    .map(|item| match item {
                        ReviewItem::Problems(index) => problem_groups[*index].members.len(),
                        ReviewItem::Note(_) | ReviewItem::Entry(_) => 1,
                    })
                    .sum();
                groups.push(ReviewGroup {
                    section,
                    items,
                    count,
                });
            }
        }
        Self {
            groups,
            items: all,
            problem_groups,
        }
    }

    /// The groups in their order.
    pub fn groups(&self) -> &[ReviewGroup] {
        &self.groups
    }

    /// A group of problems that say the same.
    pub fn problem_group(&self, index: usize) -> Option<&ProblemGroup> {
        self.problem_groups.get(index)
    }

    /// The first item that is no note: what is selected at the start.
    pub fn first_selected(&self) -> usize {
        let notes = self.groups.iter();
        let mut notes = notes.filter(|group| group.section == ReviewSection::Reading);
        let after = notes.next().map_or(0, |group| group.items.end);
        after.min(self.items.len().saturating_sub(1))
    }

    /// These items.
    pub fn items(&self, range: Range<usize>) -> &[ReviewItem] {
        &self.items[range]
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// True when there is nothing to review.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// An item.
    pub fn item_at(&self, at: usize) -> Option<ReviewItem> {
        self.items.get(at).copied()
    }

    /// The number of the group that an item is in.
    pub fn group_index_of(&self, item: usize) -> usize {
        let before = self
            .groups
            .iter()
            .take_while(|group| group.items.end <= item);
        before.count().min(self.groups.len().saturating_sub(1))
    }

    /// The group that an item is in.
    pub fn group_at(&self, item: usize) -> Option<&ReviewGroup> {
        self.groups.get(self.group_index_of(item))
    }

    /// How many lines the list has.
    pub fn line_count(&self) -> usize {
        self.items.len() + self.groups.len()
    }

    /// The line of an item.
    pub fn line_index_of(&self, item: usize) -> usize {
        item + self.group_index_of(item) + 1
    }

    /// The content of a line.
    pub fn line_at(&self, line: usize) -> Option<ReviewLine> {
        let has_begun =
            |(number, group): &(usize, &ReviewGroup)| group.items.start + number <= line;
        let (number, group) = self
            .groups
            .iter()
            .enumerate()
            .take_while(has_begun)
            .last()?;
        match line - (group.items.start + number) {
            0 => Some(ReviewLine::Heading(number)),
            below => {
                let item = group.items.start + below - 1;
                group
                    .items
                    .contains(&item)
                    .then_some(ReviewLine::Item(item))
            }
        }
    }
}
