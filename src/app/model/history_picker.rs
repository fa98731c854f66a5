//! The searches that are kept, in a window over the list: those saved by hand first, then those of before.
//!
//! Letters narrow it, each row has the number of products it finds today. Must not: count, or read a file.

use std::collections::HashMap;

use ocop_index::query::language::field::normalize_name as folded;

use crate::app::input_line::InputLine;
use crate::app::model::search_history::SearchHistory;

/// One row of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPickerRow {
    /// The question as one line.
    pub line: String,
    /// Saved by hand.
    pub saved: bool,
}

/// The open window.
#[derive(Clone, Debug, Default)]
pub struct HistoryPicker {
    /// What is typed.
    pub input: InputLine,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// How many products a line finds, as far as that is known; `None` when it could not be counted.
    pub counts: HashMap<String, Option<usize>>,
    /// The line that is being counted.
    pub awaited_line: Option<String>,
}

impl HistoryPicker {
    /// The rows left by what is typed: every word of it is somewhere in them, accents aside.
    pub fn matching_rows(&self, saved: &[String], past: &SearchHistory) -> Vec<HistoryPickerRow> {
        let words = folded(self.input.text());
        let words: Vec<&str> = words.split('_').collect();
        let fits = |line: &str| {
            let line = folded(line);
            words.iter().all(|word| line.contains(word))
        };
        let row = |line: &String, saved| HistoryPickerRow {
            line: line.clone(),
            saved,
        };
        let by_hand = saved.iter().filter(|line| fits(line));
        let of_before = past.newest_first();
        let of_before = of_before.filter(|line| fits(line) && !saved.contains(line));
        by_hand
            .map(|line| row(line, true))
            .chain(of_before.map(|line| row(line, false)))
            .collect()
    }

    /// Keeps the cursor on a row and in sight, of so many rows in a window of so many.
    pub fn scroll_to_cursor(&mut self, rows: usize, window: usize) {
        self.cursor = self.cursor.min(rows.saturating_sub(1));
        let first = (self.cursor + 1).saturating_sub(window);
        self.offset = self.offset.clamp(first, self.cursor);
    }

    /// The first row in sight that has not been counted.
    pub fn first_uncounted_line<'a>(
        &self,
        rows: &'a [HistoryPickerRow],
        window: usize,
    ) -> Option<&'a str> {
        let mut shown = rows.iter().skip(self.offset).take(window);
        let row = shown.find(|row| !self.counts.contains_key(&row.line))?;
        Some(&row.line)
    }
}

/// Saves a line, the newest first, or gives up one that is saved; true when it is saved now.
pub fn toggle_saved_search(saved: &mut Vec<String>, line: &str) -> bool {
    let before = saved.len();
    saved.retain(|known| known != line);
    let is_new = saved.len() == before;
    if is_new {
        saved.insert(0, line.to_owned());
    }
    is_new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_ones_come_first_and_nothing_stands_twice() {
        let past = SearchHistory::new(["ruou", "chả mực", "mật ong"].map(str::to_owned));
        let mut saved = Vec::new();
        assert!(toggle_saved_search(&mut saved, "chả mực"));
        assert!(toggle_saved_search(&mut saved, "sao:5"));
        let lines = |recall: &HistoryPicker| -> Vec<String> {
            let rows = recall.matching_rows(&saved, &past).into_iter();
            rows.map(|row| row.line).collect()
        };
        let mut recall = HistoryPicker::default();
        assert_eq!(lines(&recall), ["sao:5", "chả mực", "mật ong", "ruou"]);
        recall.input.set_text("muc cha");
        assert_eq!(lines(&recall), ["chả mực"]);
        let mut saved = saved.clone();
        assert!(!toggle_saved_search(&mut saved, "sao:5"));
        assert_eq!(saved, ["chả mực"]);
    }
}
