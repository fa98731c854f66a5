//! The generations of the catalogue over the panes: the list of them, and what changed in one.
//!
//! The changes are broken into rows when they come and when the window changes, not for every frame. Must not: read a
//! generation.

use crate::app::catalog_work::{ChangeLine, ChangeLineKind, GenerationChanges, GenerationRow};
use crate::app::record_rows::wrap_text;
use crate::app::screen_area::{WindowSize, body_area};

/// Rows below the list with the whole text of the generation at the cursor, a rule above them.
pub const GENERATION_DETAIL_ROWS: usize = 3;

/// Columns before the text of a change: the cursor and a space.
pub const CHANGE_INDENT: usize = 2;

/// A row of the changes as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// What it is.
    pub kind: ChangeRowKind,
    /// Its text.
    pub text: String,
    /// The product that it is about.
    pub product_id: Option<String>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRowKind {
    /// What is compared, or what is to be known.
    Head,
    /// An empty row.
    Blank,
    /// Of the changes.
    Line(ChangeLineKind),
}

/// The changes of a generation, with a cursor.
#[derive(Clone, Debug)]
pub struct ChangesView {
    /// The changes.
    pub changes: GenerationChanges,
    /// The rows as they are shown.
    pub rows: Vec<ChangeRow>,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
}

/// What the pane shows.
#[derive(Clone, Debug, Default)]
pub enum HistoryStep {
    /// The generations.
    #[default]
    Generations,
    /// The changes of one; of a rollback with the question whether to do it.
    Changes(ChangesView),
    /// The rollback is being written.
    RollingBack(u64),
}

/// The open pane.
#[derive(Clone, Debug, Default)]
pub struct CatalogHistory {
    /// The generations, newest first; `None` until they are here.
    pub generations: Option<Vec<GenerationRow>>,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// Something was asked about a generation, and is not answered yet.
    pub awaits_changes: bool,
    /// What it shows.
    pub step: HistoryStep,
}

impl CatalogHistory {
    /// The generation at the cursor.
    pub fn selected_generation(&self) -> Option<&GenerationRow> {
        self.generations.as_ref()?.get(self.cursor)
    }

    /// The changes, while they are shown.
    pub const fn changes(&self) -> Option<&ChangesView> {
        match &self.step {
            HistoryStep::Changes(view) => Some(view),
            _ => None,
        }
    }

    /// True while the pane asks whether to go back.
    pub fn asks_rollback(&self) -> bool {
        self.changes().is_some_and(|view| view.changes.is_rollback)
    }

    /// Moves the cursor by rows of the list or of the changes.
    pub fn move_cursor(&mut self, by: isize, size: WindowSize) {
        match &mut self.step {
            HistoryStep::Changes(view) => view.cursor = view.cursor.saturating_add_signed(by),
            _ => self.cursor = self.cursor.saturating_add_signed(by),
        }
        self.scroll_to_cursor(size);
    }

    /// Keeps the cursor within the rows and in the window.
    pub fn scroll_to_cursor(&mut self, size: WindowSize) {
        let window = self.page_rows(size);
        let (rows, cursor, offset) = if let HistoryStep::Changes(view) = &mut self.step {
            (view.rows.len(), &mut view.cursor, &mut view.offset)
        } else {
            let rows = self.generations.as_ref().map_or(0, Vec::len);
            (rows, &mut self.cursor, &mut self.offset)
        };
        *cursor = (*cursor).min(rows.saturating_sub(1));
        let first = (*cursor + 1).saturating_sub(window);
        *offset = (*offset).clamp(first, *cursor);
        *offset = (*offset).min(rows.saturating_sub(window)).max(first);
    }

    /// Rows that are shown at once.
    pub fn page_rows(&self, size: WindowSize) -> usize {
        let inside = usize::from(body_area(size).inner_area().height);
        let below = match self.step {
            HistoryStep::Changes(_) => 0,
            _ => GENERATION_DETAIL_ROWS + 1,
        };
        inside.saturating_sub(below).max(1)
    }

    /// Breaks the changes into rows of the window's width.
    pub fn fit_to_window(&mut self, size: WindowSize) {
        if let HistoryStep::Changes(view) = &mut self.step {
            let width = usize::from(body_area(size).inner_area().width);
            view.rows = build_change_rows(&view.changes, width.saturating_sub(CHANGE_INDENT + 1));
        }
        self.scroll_to_cursor(size);
    }
}

impl ChangesView {
    /// The changes, the cursor on the first one.
    pub fn new(changes: GenerationChanges, size: WindowSize) -> Self {
        let width = usize::from(body_area(size).inner_area().width);
        let rows = build_change_rows(&changes, width.saturating_sub(CHANGE_INDENT + 1));
        let is_entry = |row: &ChangeRow| row.product_id.is_some();
        Self {
            // A question is read from its beginning.
            cursor: if changes.is_rollback {
                0
            } else {
                rows.iter().position(is_entry).unwrap_or(0)
            },
            rows,
            changes,
            offset: 0,
        }
    }
}

fn build_change_rows(changes: &GenerationChanges, width: usize) -> Vec<ChangeRow> {
    let row = |kind, text, product_id: &Option<String>| ChangeRow {
        kind,
        text,
        product_id: product_id.clone(),
    };
    let mut rows = Vec::new();
    for head in &changes.heads {
        let wrapped = wrap_text(head, width.max(1)).into_iter();
        rows.extend(wrapped.map(|text| row(ChangeRowKind::Head, text, &None)));
    }
    for ChangeLine {
        kind,
        text,
        product_id,
    } in &changes.lines
    {
        let (first, next) = match kind {
            ChangeLineKind::Section => (0, 0),
            ChangeLineKind::Entry => (1, 3),
            ChangeLineKind::Detail => (5, 5),
        };
        if *kind == ChangeLineKind::Section {
            rows.push(row(ChangeRowKind::Blank, String::new(), &None));
        }
        let pieces = wrap_text(text, width.saturating_sub(next).max(1));
        for (number, piece) in pieces.into_iter().enumerate() {
            let indent = " ".repeat(if number == 0 { first } else { next });
            let text = format!("{indent}{piece}");
            rows.push(row(ChangeRowKind::Line(*kind), text, product_id));
        }
    }
    rows
}
