//! What was worked out for a text, for the next time it stands in the list: places, groups and kinds repeat from
//! row to row. Must not: grow without end.

use std::collections::HashMap;

/// Most texts that are remembered.
const MAX_MEMO_ENTRIES: usize = 4096;

/// Values by the text they were read from.
#[derive(Debug)]
pub(super) struct TextMemo<T>(HashMap<String, T>);

impl<T> Default for TextMemo<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Clone> TextMemo<T> {
    /// The value of a text, read now if it was not read before.
    pub(super) fn get_or_insert_with(&mut self, text: &str, read: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        if self.0.len() >= MAX_MEMO_ENTRIES {
            self.0.clear();
        }
        let value = read();
        self.0.insert(text.to_owned(), value.clone());
        value
    }
}
