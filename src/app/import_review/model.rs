//! The state of an import's screen: the changes in groups, the verdicts, and where the person is.
//!
//! Walking costs the same with ten changes and with a hundred thousand: places are worked out from the
//! beginnings of the few groups, and refused entries are counted as they are refused. Must not: draw.

use std::ops::Range;

use ocop_index::Product;
use ocop_index::change::{ChangeEntry, ChangeKind, ChangePlan, Verdict};
use ocop_index::source::problem::{ImportProblem, ProblemSeverity};

use crate::app::action::{Action, KeyContext};
use crate::app::action_palette::ActionPalette;
use crate::app::key::KeyPress;
use crate::app::keymap::Keymap;
use crate::app::layout::WindowSize;
use crate::wording::locale::Locale;

/// What an import's screen shows.
#[derive(Debug, Default)]
pub struct ImportReviewData {
    /// What would change.
    pub plan: ChangePlan,
    /// The catalogue as it is.
    pub current_products: Vec<Product>,
    /// What is wrong in the lists, with the number of the file.
    pub problems: Vec<(usize, ImportProblem)>,
    /// The names of the files.
    pub files: Vec<String>,
}

/// What belongs together in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewSection {
    /// Changes of a kind.
    Change(ChangeKind),
    /// Rows that only a person can settle.
    Doubtful,
    /// Problems of a weight.
    Problem(ProblemSeverity),
}

impl ReviewSection {
    /// Every part, in the order of the list.
    pub const ALL: [Self; 10] = [
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
    /// An entry of the plan.
    Entry(usize),
    /// A problem.
    Problem(usize),
}

/// A part that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewGroup {
    /// Which part.
    pub section: ReviewSection,
    /// Its items.
    pub items: Range<usize>,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewLine {
    /// The head of the group with this number.
    Heading(usize),
    /// The item with this number.
    Item(usize),
}

/// What the screen wants to know before it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewConfirmation {
    /// Shall it be written?
    Publish,
    /// Shall the verdicts be lost?
    Leave,
}

/// The state.
#[derive(Debug)]
pub struct ImportReviewModel {
    /// Sentences.
    pub locale: Locale,
    /// Keys.
    pub keymap: Keymap,
    /// The window.
    pub size: WindowSize,
    /// What is shown, with the verdicts.
    pub data: ImportReviewData,
    /// The groups in their order; each begins with a head.
    pub groups: Vec<ReviewGroup>,
    items: Vec<ReviewItem>,
    refused_count: usize,
    same_count: usize,
    /// The selected item.
    pub selected: usize,
    /// The first line shown of the list.
    pub list_offset: usize,
    /// The record has the whole window.
    pub is_record_open: bool,
    /// First line shown of the record.
    pub detail_offset: usize,
    /// What the screen waits to be told.
    pub confirmation: Option<ReviewConfirmation>,
    /// The help, while it is open.
    pub palette: Option<ActionPalette>,
    /// Keys of a sequence begun.
    pub pending_keys: Vec<KeyPress>,
    /// What the person should know, until the next key.
    pub notice: Option<String>,
}

impl ImportReviewModel {
    /// The state at the start.
    pub fn new(locale: Locale, material: ImportReviewData) -> Self {
        let mut of_part = ReviewSection::ALL.map(|part| (part, Vec::new()));
        let entries = material.plan.entries.iter().map(ReviewSection::from_entry);
        let entries = entries
            .enumerate()
            .map(|(at, part)| (part, ReviewItem::Entry(at)));
        let weights = material
            .problems
            .iter()
            .map(|(_, problem)| problem.reason.severity());
        let problems = weights
            .enumerate()
            .map(|(at, weight)| (ReviewSection::Problem(weight), ReviewItem::Problem(at)));
        for (part, item) in entries.chain(problems) {
            if let Some((_, items)) = of_part.iter_mut().find(|(known, _)| *known == part) {
                items.push(item);
            }
        }
        let (mut groups, mut all) = (Vec::new(), Vec::new());
        for (part, items) in of_part {
            let start = all.len();
            all.extend(items);
            if all.len() > start {
                let items = start..all.len();
                groups.push(ReviewGroup {
                    section: part,
                    items,
                });
            }
        }
        let verdicts = || material.plan.entries.iter().map(|entry| entry.verdict);
        Self {
            refused_count: verdicts()
                .filter(|verdict| *verdict == Verdict::Refuse)
                .count(),
            same_count: verdicts()
                .filter(|verdict| matches!(verdict, Verdict::SameAs(_)))
                .count(),
            locale,
            keymap: Keymap::default(),
            size: WindowSize::default(),
            data: material,
            groups,
            items: all,
            selected: 0,
            list_offset: 0,
            is_record_open: false,
            detail_offset: 0,
            confirmation: None,
            palette: None,
            pending_keys: Vec::new(),
            notice: None,
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// True when there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many changes there are, how many of them will be written.
    pub fn change_counts(&self) -> (usize, usize) {
        let all = self.data.plan.entries.len();
        (all, all - self.refused_count)
    }

    /// True when leaving would lose something that a person said.
    pub const fn has_decisions(&self) -> bool {
        self.refused_count + self.same_count > 0
    }

    /// An item.
    pub fn item_at(&self, at: usize) -> Option<ReviewItem> {
        self.items.get(at).copied()
    }

    /// The selected entry; none where a problem is selected.
    pub fn selected_entry(&self) -> Option<&ChangeEntry> {
        match self.item_at(self.selected)? {
            ReviewItem::Entry(at) => self.data.plan.entries.get(at),
            ReviewItem::Problem(_) => None,
        }
    }

    /// The number of the group that an item is in.
    pub fn group_index_of(&self, item: usize) -> usize {
        let before = self
            .groups
            .iter()
            .take_while(|group| group.items.end <= item);
        before.count().min(self.groups.len().saturating_sub(1))
    }

    /// How many lines the list has.
    pub fn line_count(&self) -> usize {
        self.items.len() + self.groups.len()
    }

    /// The line of an item.
    pub fn line_index_of(&self, item: usize) -> usize {
        item + self.group_index_of(item) + 1
    }

    /// What stands in a line.
    pub fn line_at(&self, line: usize) -> Option<ReviewLine> {
        let begun = |(number, group): &(usize, &ReviewGroup)| group.items.start + number <= line;
        let (number, group) = self.groups.iter().enumerate().take_while(begun).last()?;
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

    /// Where keys have their meaning now.
    pub const fn key_context(&self) -> KeyContext {
        if self.confirmation.is_some() {
            KeyContext::Confirmation
        } else {
            KeyContext::ImportReview
        }
    }

    /// True when doing this now would change something.
    pub fn is_action_available(&self, action: Action) -> bool {
        if self.confirmation.is_some() {
            return matches!(action, Action::Yes | Action::No);
        }
        let entry = self.selected_entry();
        match action {
            Action::Decide | Action::TakeKind | Action::RefuseKind => entry.is_some(),
            Action::SameAs => entry.is_some_and(ChangeEntry::is_doubtful),
            Action::Open => !self.is_record_open,
            Action::Back => self.is_record_open,
            Action::NextKind | Action::PreviousKind => self.groups.len() > 1,
            // One way to leave is enough.
            Action::Quit => false,
            _ => true,
        }
    }

    /// Says what is to be done with some items; `verdict` gets the verdict of now.
    pub(super) fn set_verdicts(
        &mut self,
        items: Range<usize>,
        verdict: impl Fn(&ChangeEntry) -> Verdict,
    ) {
        for item in &self.items[items] {
            let ReviewItem::Entry(at) = item else {
                continue;
            };
            let entry = &mut self.data.plan.entries[*at];
            let new = verdict(entry);
            let old = std::mem::replace(&mut entry.verdict, new);
            self.refused_count += usize::from(new == Verdict::Refuse);
            self.refused_count -= usize::from(old == Verdict::Refuse);
            self.same_count += usize::from(matches!(new, Verdict::SameAs(_)));
            self.same_count -= usize::from(matches!(old, Verdict::SameAs(_)));
        }
    }
}
