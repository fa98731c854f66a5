//! Remembers what a text was parsed to, because places, groups and kinds repeat from row to row.

use std::collections::HashMap;

/// Most texts that are remembered; at that size the memo starts over.
const MAX_MEMO_ENTRIES: usize = 4096;

/// Values by the text they were parsed from.
#[derive(Debug)]
pub(super) struct TextMemo<T>(HashMap<String, T>);

impl<T> Default for TextMemo<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> TextMemo<T> {
    /// The value of a text; parses it if it is not remembered.
    pub(super) fn get_or_insert_with(&mut self, text: &str, parse: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        if self.0.len() >= MAX_MEMO_ENTRIES {
            self.0.clear();
        }
        let value = parse();
        self.0.insert(text.to_owned(), value.clone());
        value
    }
}
