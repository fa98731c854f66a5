//! The state of an import's screen: the changes, their verdicts, and what is selected.
//!
//! Refused entries are counted as they are refused, so that the counts cost nothing to show. Must not: draw.

use std::collections::HashMap;
use std::ops::Range;

use ocop_index::Product;
use ocop_index::change::{ChangeEntry, ChangePlan, RowOrigin, Verdict};
use ocop_index::source::problem::{ImportProblem, ProblemReason, ProblemSeverity};

use super::change_list::{ChangeList, ReviewItem};
use crate::app::action::{Action, KeyContext, PaneAction, ReviewAction, WindowAction};
use crate::app::action_palette::ActionPalette;
use crate::app::key::KeyPress;
use crate::app::keymap::Keymap;
use crate::app::notice::Notice;
use crate::app::screen_area::WindowSize;
use crate::report::problem_groups::count_set_aside_kinds;
use crate::wording::locale::Locale;

/// What an import's screen shows.
#[derive(Debug, Default)]
pub struct ImportReviewData {
    /// What would change.
    pub plan: ChangePlan,
    /// The catalogue as it is.
    pub current_products: Vec<Product>,
    /// The problems of the lists, each with the number of its file.
    pub problems: Vec<(usize, ImportProblem)>,
    /// The names of the files.
    pub files: Vec<String>,
    /// What is worth knowing of how they were read, a line each.
    pub notes: Vec<String>,
}

/// The changes to a generation that somebody else published while the user was looking at the changes to another one.
#[derive(Debug)]
pub struct NewComparison {
    /// What the screen shows from now on, with the verdicts of before.
    pub data: ImportReviewData,
    /// What happened, for the user.
    pub notice: String,
}

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a screen has one of it")]
pub enum ReviewOverlay {
    /// The help, which is a palette of actions.
    Palette(ActionPalette),
    /// A confirmation, with a yes or a no.
    Confirmation(ReviewConfirmation),
}

/// What the screen asks before it goes on.
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
    /// The list.
    pub list: ChangeList,
    refused_count: usize,
    same_count: usize,
    /// How many rows were set aside for each reason.
    pub set_aside_kinds: Vec<(ProblemReason, usize)>,
    /// The problems with cells that are left out, by the row that is imported without them: indexes in
    /// [`ImportReviewData::problems`].
    skipped_cells: HashMap<RowOrigin, Vec<usize>>,
    /// Rows come from several sheets, which are named beside their numbers.
    pub has_sheets: bool,
    /// The selected item.
    pub selected: usize,
    /// The first line shown of the list.
    pub list_offset: usize,
    /// The record has the whole window.
    pub is_record_open: bool,
    /// First line shown of the record.
    pub detail_offset: usize,
    /// What lies over the panes.
    pub overlay: Option<ReviewOverlay>,
    /// The keys of an unfinished sequence.
    pub pending_keys: Vec<KeyPress>,
    /// What the user should know, until the next key.
    pub notice: Option<Notice>,
}

impl ImportReviewModel {
    /// The state at the start.
    pub fn new(locale: Locale, data: ImportReviewData) -> Self {
        let list = ChangeList::new(data.notes.len(), &data.plan.entries, &data.problems);
        let origins = data
            .plan
            .entries
            .iter()
            .filter_map(|entry| entry.origin.as_ref());
        let has_sheets = origins.into_iter().any(|origin| origin.sheet.is_some());
        let verdicts = || data.plan.entries.iter().map(|entry| entry.verdict);
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
            selected: list.first_selected(),
            set_aside_kinds: count_set_aside_kinds(&data.problems),
            skipped_cells: index_skipped_cells(&data.problems),
            has_sheets,
            list,
            data,
            list_offset: 0,
            is_record_open: false,
            detail_offset: 0,
            overlay: None,
            pending_keys: Vec::new(),
            notice: None,
        }
    }

    /// Shows the changes to another generation, from the first one on.
    pub fn show_new_comparison(&mut self, comparison: NewComparison) {
        *self = Self {
            keymap: std::mem::take(&mut self.keymap),
            size: self.size,
            notice: Some(Notice::hint(comparison.notice)),
            ..Self::new(self.locale.clone(), comparison.data)
        };
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True when there is nothing to review.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many changes there are, how many of them will be written.
    pub fn change_counts(&self) -> (usize, usize) {
        let all = self.data.plan.entries.len();
        (all, all - self.refused_count)
    }

    /// The doubtful rows that will be written as products of their own.
    pub fn accepted_doubts(&self) -> Vec<&ChangeEntry> {
        let entries = self.data.plan.entries.iter();
        let doubts =
            entries.filter(|entry| entry.is_doubtful() && entry.verdict == Verdict::Accept);
        doubts.collect()
    }

    /// The problems with cells of an entry's row that are left out.
    pub fn skipped_cells(&self, entry: &ChangeEntry) -> Vec<&ImportProblem> {
        let origin = entry.origin.as_ref();
        let indexes = origin.and_then(|origin| self.skipped_cells.get(origin));
        let problems = indexes.into_iter().flatten();
        problems
            .filter_map(|index| self.data.problems.get(*index))
            .map(|(_, problem)| problem)
            .collect()
    }

    /// True when leaving would lose a decision of the user.
    pub const fn has_decisions(&self) -> bool {
        self.refused_count + self.same_count > 0
    }

    /// The selected entry; none where a note or a problem is selected.
    pub fn selected_entry(&self) -> Option<&ChangeEntry> {
        match self.list.item_at(self.selected)? {
            ReviewItem::Entry(at) => self.data.plan.entries.get(at),
            ReviewItem::Note(_) | ReviewItem::Problems(_) => None,
        }
    }

    /// Where keys have their meaning now.
    pub const fn key_context(&self) -> KeyContext {
        if self.confirmation().is_some() {
            KeyContext::Confirmation
        } else {
            KeyContext::ImportReview
        }
    }

    /// The palette, while it is open.
    pub const fn palette(&self) -> Option<&ActionPalette> {
        match &self.overlay {
            Some(ReviewOverlay::Palette(palette)) => Some(palette),
            _ => None,
        }
    }

    /// The confirmation that is asked for, if one is.
    pub const fn confirmation(&self) -> Option<ReviewConfirmation> {
        match &self.overlay {
            Some(ReviewOverlay::Confirmation(confirmation)) => Some(*confirmation),
            _ => None,
        }
    }

    /// True when doing this now would change something.
    pub fn is_action_available(&self, action: Action) -> bool {
        if self.confirmation().is_some() {
            return matches!(action, Action::Review(ReviewAction::Yes | ReviewAction::No));
        }
        let entry = self.selected_entry();
        match action {
            Action::Review(
                ReviewAction::ToggleVerdict | ReviewAction::AcceptGroup | ReviewAction::RefuseGroup,
            ) => entry.is_some(),
            Action::Review(ReviewAction::SameAs) => entry.is_some_and(ChangeEntry::is_doubtful),
            Action::Review(ReviewAction::NextGroup | ReviewAction::PreviousGroup) => {
                self.list.groups().len() > 1
            }
            Action::Pane(PaneAction::Open) => !self.is_record_open,
            Action::Pane(PaneAction::Back) => self.is_record_open,
            // One key to leave is enough.
            Action::Window(WindowAction::Quit) => false,
            _ => true,
        }
    }

    /// Sets the verdict of the entries among these items; `verdict` is given the entry with its current verdict.
    pub(super) fn set_verdicts(
        &mut self,
        items: Range<usize>,
        verdict: impl Fn(&ChangeEntry) -> Verdict,
    ) {
        let items = self.list.items(items);
        for item in items {
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
            if new != Verdict::Refuse {
                self.refused_count += self.data.plan.refuse_rivals(*at);
            }
        }
    }
}

fn index_skipped_cells(problems: &[(usize, ImportProblem)]) -> HashMap<RowOrigin, Vec<usize>> {
    let mut by_row: HashMap<RowOrigin, Vec<usize>> = HashMap::new();
    for (index, (file, problem)) in problems.iter().enumerate() {
        if problem.reason.severity() == ProblemSeverity::CellSkipped {
            let row = RowOrigin {
                sheet: (!problem.sheet.is_empty()).then(|| problem.sheet.as_str().into()),
                ..RowOrigin::new(*file, problem.row)
            };
            by_row.entry(row).or_default().push(index);
        }
    }
    by_row
}
