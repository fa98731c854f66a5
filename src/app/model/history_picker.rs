//! The history picker: saved searches first, then recent ones, in a window over the list.
//!
//! Letters narrow it; each row shows how many products the search finds today. Must not: count, or read a file.

use std::collections::HashMap;

use ocop_index::query::language::field::normalize_name as folded;

use super::remote::Remote;
use super::search_history::SearchHistory;
use crate::app::input_line::InputLine;
use crate::input_method::InputMethod;

/// One row of the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPickerRow {
    /// The query as one line.
    pub line: String,
    /// It is a saved search.
    pub saved: bool,
}

/// The open picker.
#[derive(Clone, Debug, Default)]
pub struct HistoryPicker {
    /// What is typed.
    pub input: InputLine,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// How many products each line finds.
    counts: HashMap<String, Remote<usize>>,
}

impl HistoryPicker {
    /// An empty picker, typed in with this input method.
    pub fn new(method: InputMethod) -> Self {
        Self {
            input: InputLine::with_input_method(method),
            ..Self::default()
        }
    }

    /// The rows with every word that is typed, accents aside.
    pub fn matching_rows(&self, saved: &[String], recent: &SearchHistory) -> Vec<HistoryPickerRow> {
        let words = folded(self.input.text());
        let words: Vec<&str> = words.split('_').collect();
        let matches = |line: &str| {
            let line = folded(line);
            words.iter().all(|word| line.contains(word))
        };
        let row = |line: &String, saved| HistoryPickerRow {
            line: line.clone(),
            saved,
        };
        let saved_rows = saved.iter().filter(|line| matches(line));
        let recent = recent.newest_first();
        let recent = recent.filter(|line| matches(line) && !saved.contains(line));
        saved_rows
            .map(|line| row(line, true))
            .chain(recent.map(|line| row(line, false)))
            .collect()
    }

    /// How many products a line finds, if that is known.
    pub fn count_of(&self, line: &str) -> Option<usize> {
        self.counts.get(line)?.value_for(&()).copied()
    }

    /// True while a line is being counted.
    pub fn is_counting(&self) -> bool {
        self.counts.values().any(Remote::is_loading)
    }

    /// Remembers that a line is being counted.
    pub fn start_count(&mut self, line: String) {
        self.counts.insert(line, Remote::Loading(()));
    }

    /// Stores the count of a line; `None` when it could not be counted.
    pub fn set_count(&mut self, line: String, total: Option<usize>) {
        self.counts.insert(line, Remote::from_outcome((), total));
    }

    /// Keeps the cursor within `rows` rows and scrolls so that a window of `window` rows shows it.
    pub fn scroll_to_cursor(&mut self, rows: usize, window: usize) {
        self.cursor = self.cursor.min(rows.saturating_sub(1));
        let first = (self.cursor + 1).saturating_sub(window);
        self.offset = self.offset.clamp(first, self.cursor);
    }

    /// The line of the first visible row that has not been counted.
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

/// Saves a line, the newest first, or removes it if it is saved; true when it is saved now.
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
        let recent = SearchHistory::new(["ruou", "chả mực", "mật ong"].map(str::to_owned));
        let mut saved = Vec::new();
        assert!(toggle_saved_search(&mut saved, "chả mực"));
        assert!(toggle_saved_search(&mut saved, "sao:5"));
        let lines = |picker: &HistoryPicker| -> Vec<String> {
            let rows = picker.matching_rows(&saved, &recent).into_iter();
            rows.map(|row| row.line).collect()
        };
        let mut picker = HistoryPicker::default();
        assert_eq!(lines(&picker), ["sao:5", "chả mực", "mật ong", "ruou"]);
        picker.input.set_text("muc cha");
        assert_eq!(lines(&picker), ["chả mực"]);
        let mut saved = saved.clone();
        assert!(!toggle_saved_search(&mut saved, "sao:5"));
        assert_eq!(saved, ["chả mực"]);
    }
}
