//! The state of an import's screen: the changes in groups, the verdicts, and where the person is.
//!
//! Walking costs the same with ten changes and with a hundred thousand: places are worked out from the
//! beginnings of the few groups, and refused entries are counted as they are refused. Must not: draw.

use std::ops::Range;

use ocop_index::Product;
use ocop_index::change::{Entry, Kind, Plan, Verdict};
use ocop_index::source::problem::{Problem, Weight};

use crate::app::action::{Action, Context};
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::layout::Size;
use crate::app::palette::Palette;
use crate::locale::Locale;

/// What an import's screen shows.
#[derive(Debug, Default)]
pub struct Material {
    /// What would change.
    pub plan: Plan,
    /// The catalogue as it is.
    pub old: Vec<Product>,
    /// What is wrong in the lists, with the number of the file.
    pub problems: Vec<(usize, Problem)>,
    /// The names of the files.
    pub files: Vec<String>,
}

/// What belongs together in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Changes of a kind.
    Change(Kind),
    /// Rows that only a person can settle.
    Doubtful,
    /// Problems of a weight.
    Problem(Weight),
}

impl Part {
    /// Every part, in the order of the list.
    pub const ALL: [Self; 10] = [
        Self::Change(Kind::New),
        Self::Change(Kind::StarUp),
        Self::Change(Kind::StarDown),
        Self::Change(Kind::Renewed),
        Self::Change(Kind::Changed),
        Self::Change(Kind::Gone),
        Self::Doubtful,
        Self::Problem(Weight::SetAside),
        Self::Problem(Weight::Left),
        Self::Problem(Weight::Remark),
    ];

    fn of(entry: &Entry) -> Self {
        if entry.is_doubtful() {
            Self::Doubtful
        } else {
            Self::Change(entry.kind)
        }
    }

    /// The key of its short name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Change(Kind::New) => "changes.new",
            Self::Change(Kind::StarUp) => "changes.star_up",
            Self::Change(Kind::StarDown) => "changes.star_down",
            Self::Change(Kind::Renewed) => "changes.renewed",
            Self::Change(Kind::Changed | Kind::Same) => "changes.changed",
            Self::Change(Kind::Gone) => "changes.gone",
            Self::Doubtful => "changes.doubtful",
            Self::Problem(Weight::SetAside) => "changes.aside",
            Self::Problem(Weight::Left) => "changes.left",
            Self::Problem(Weight::Remark) => "changes.remark",
        }
    }
}

/// Something that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An entry of the plan.
    Entry(usize),
    /// A problem.
    Problem(usize),
}

/// A part that has something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which part.
    pub part: Part,
    /// Its items.
    pub items: Range<usize>,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The head of the group with this number.
    Head(usize),
    /// The item with this number.
    Item(usize),
}

/// What the screen wants to know before it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Shall it be written?
    Publish,
    /// Shall the verdicts be lost?
    Leave,
}

/// The state.
#[derive(Debug)]
pub struct Model {
    /// Sentences.
    pub locale: Locale,
    /// Keys.
    pub keymap: Keymap,
    /// The window.
    pub size: Size,
    /// What is shown, with the verdicts.
    pub material: Material,
    /// The groups in their order; each begins with a head.
    pub groups: Vec<Group>,
    items: Vec<Item>,
    refused: usize,
    same: usize,
    /// The selected item.
    pub selected: usize,
    /// The first line shown of the list.
    pub offset: usize,
    /// The record has the whole window.
    pub open: bool,
    /// First line shown of the record.
    pub detail_offset: usize,
    /// What the screen waits to be told.
    pub question: Option<Question>,
    /// The help, while it is open.
    pub help: Option<Palette>,
    /// Keys of a sequence begun.
    pub pending: Vec<Key>,
    /// What the person should know, until the next key.
    pub notice: Option<String>,
}

impl Model {
    /// The state at the start.
    pub fn new(locale: Locale, material: Material) -> Self {
        let mut of_part = Part::ALL.map(|part| (part, Vec::new()));
        let entries = material.plan.entries.iter().map(Part::of);
        let entries = entries
            .enumerate()
            .map(|(at, part)| (part, Item::Entry(at)));
        let weights = material
            .problems
            .iter()
            .map(|(_, problem)| problem.reason.weight());
        let problems = weights
            .enumerate()
            .map(|(at, weight)| (Part::Problem(weight), Item::Problem(at)));
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
                groups.push(Group { part, items });
            }
        }
        let verdicts = || material.plan.entries.iter().map(|entry| entry.verdict);
        Self {
            refused: verdicts()
                .filter(|verdict| *verdict == Verdict::Refuse)
                .count(),
            same: verdicts()
                .filter(|verdict| matches!(verdict, Verdict::Same(_)))
                .count(),
            locale,
            keymap: Keymap::default(),
            size: Size::default(),
            material,
            groups,
            items: all,
            selected: 0,
            offset: 0,
            open: false,
            detail_offset: 0,
            question: None,
            help: None,
            pending: Vec::new(),
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
    pub fn counts(&self) -> (usize, usize) {
        let all = self.material.plan.entries.len();
        (all, all - self.refused)
    }

    /// True when leaving would lose something that a person said.
    pub const fn is_decided(&self) -> bool {
        self.refused + self.same > 0
    }

    /// An item.
    pub fn item(&self, at: usize) -> Option<Item> {
        self.items.get(at).copied()
    }

    /// The selected entry; none where a problem is selected.
    pub fn selected_entry(&self) -> Option<&Entry> {
        match self.item(self.selected)? {
            Item::Entry(at) => self.material.plan.entries.get(at),
            Item::Problem(_) => None,
        }
    }

    /// The number of the group that an item is in.
    pub fn group_of(&self, item: usize) -> usize {
        let before = self
            .groups
            .iter()
            .take_while(|group| group.items.end <= item);
        before.count().min(self.groups.len().saturating_sub(1))
    }

    /// How many lines the list has.
    pub fn lines(&self) -> usize {
        self.items.len() + self.groups.len()
    }

    /// The line of an item.
    pub fn line_of(&self, item: usize) -> usize {
        item + self.group_of(item) + 1
    }

    /// What stands in a line.
    pub fn line(&self, line: usize) -> Option<Line> {
        let begun = |(number, group): &(usize, &Group)| group.items.start + number <= line;
        let (number, group) = self.groups.iter().enumerate().take_while(begun).last()?;
        match line - (group.items.start + number) {
            0 => Some(Line::Head(number)),
            below => {
                let item = group.items.start + below - 1;
                group.items.contains(&item).then_some(Line::Item(item))
            }
        }
    }

    /// Where keys have their meaning now.
    pub const fn context(&self) -> Context {
        if self.question.is_some() {
            Context::Question
        } else {
            Context::Changes
        }
    }

    /// True when doing this now would change something.
    pub fn has_use_for(&self, action: Action) -> bool {
        if self.question.is_some() {
            return matches!(action, Action::Yes | Action::No);
        }
        let entry = self.selected_entry();
        match action {
            Action::Decide | Action::TakeKind | Action::RefuseKind => entry.is_some(),
            Action::SameAs => entry.is_some_and(Entry::is_doubtful),
            Action::Open => !self.open,
            Action::Back => self.open,
            Action::NextKind | Action::PreviousKind => self.groups.len() > 1,
            // One way to leave is enough.
            Action::Quit => false,
            _ => true,
        }
    }

    /// Says what is to be done with some items; `verdict` gets the verdict of now.
    pub(super) fn judge(&mut self, items: Range<usize>, verdict: impl Fn(&Entry) -> Verdict) {
        for item in &self.items[items] {
            let Item::Entry(at) = item else { continue };
            let entry = &mut self.material.plan.entries[*at];
            let new = verdict(entry);
            let old = std::mem::replace(&mut entry.verdict, new);
            self.refused += usize::from(new == Verdict::Refuse);
            self.refused -= usize::from(old == Verdict::Refuse);
            self.same += usize::from(matches!(new, Verdict::Same(_)));
            self.same -= usize::from(matches!(old, Verdict::Same(_)));
        }
    }
}
