//! The menu of columns: every column, those of the list first, in a window beside the list. Must not: change the list;
//! the caller does.

use crate::app::screen_area::{ScreenArea, WindowSize};
use crate::wording::product_column::ProductColumn;

/// Columns of the window, its border included.
const MENU_WIDTH: u16 = 32;

/// The open menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMenu {
    /// Every column, and whether the list is to have it.
    pub rows: Vec<(ProductColumn, bool)>,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
}

impl ColumnMenu {
    /// The menu of a list with these columns. What people did with products is offered where the catalogue has it.
    pub fn new(chosen: &[ProductColumn], has_marks: bool) -> Self {
        let others = ProductColumn::ALL.into_iter();
        let others = others.filter(|column| has_marks || !column.is_mark());
        let others = others.filter(|column| !chosen.contains(column));
        let chosen = chosen.iter().map(|column| (*column, true));
        Self {
            rows: chosen.chain(others.map(|column| (column, false))).collect(),
            cursor: 0,
            offset: 0,
        }
    }

    /// The columns of the list, in their order.
    pub fn chosen(&self) -> Vec<ProductColumn> {
        let chosen = self.rows.iter().filter(|(_, is_chosen)| *is_chosen);
        chosen.map(|(column, _)| *column).collect()
    }

    /// Chooses the column of the cursor, or drops it; false where it is the last one.
    pub fn toggle(&mut self) -> bool {
        let is_last = self.chosen().len() == 1;
        match self.rows.get_mut(self.cursor) {
            Some((_, true)) if is_last => false,
            Some((_, is_chosen)) => {
                *is_chosen = !*is_chosen;
                true
            }
            None => false,
        }
    }

    /// Moves the column of the cursor one row up or down, and the cursor with it; false at the ends.
    pub fn move_column(&mut self, down: bool) -> bool {
        let other = if down {
            self.cursor + 1
        } else {
            self.cursor.wrapping_sub(1)
        };
        if other >= self.rows.len() {
            return false;
        }
        self.rows.swap(self.cursor, other);
        self.cursor = other;
        true
    }

    /// Moves the cursor by rows; it stays within them.
    pub fn move_cursor(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(rows).min(last);
    }

    /// Scrolls so that a window of this size shows the row of the cursor.
    pub fn scroll_to_cursor(&mut self, size: WindowSize) {
        let rows = usize::from(menu_area(size, self.rows.len()).inner_area().height).max(1);
        let first = (self.cursor + 1).saturating_sub(rows);
        self.offset = self.offset.clamp(first, self.cursor);
    }
}

/// Where the menu is drawn: at the right edge, so that it hides as little of the list as it can.
pub fn menu_area(size: WindowSize, rows: usize) -> ScreenArea {
    let width = MENU_WIDTH.min(size.width);
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    ScreenArea {
        x: size.width - width,
        y: 2,
        width,
        height: height.min(size.height.saturating_sub(3)),
    }
}
