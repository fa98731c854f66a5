//! Past searches, to go back to. Must not: read or write a file.

/// Most searches that are remembered.
pub const MAX_REMEMBERED_SEARCHES: usize = 200;

/// Past searches, the newest last, each once.
#[derive(Clone, Debug, Default)]
pub struct SearchHistory {
    lines: Vec<String>,
    /// The index of the one shown in the line.
    recalled: Option<usize>,
}

impl SearchHistory {
    /// A history of these searches, the newest last.
    pub fn new(lines: impl IntoIterator<Item = String>) -> Self {
        let mut past = Self::default();
        for line in lines {
            past.add_search(&line);
        }
        past
    }

    /// Adds a search; false when it is empty or the newest already.
    pub fn add_search(&mut self, line: &str) -> bool {
        let line = line.trim();
        self.recalled = None;
        if line.is_empty() || self.lines.last().is_some_and(|last| last == line) {
            return false;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_owned());
        if self.lines.len() > MAX_REMEMBERED_SEARCHES {
            self.lines.remove(0);
        }
        true
    }

    /// All searches, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &String> {
        self.lines.iter().rev()
    }

    /// The search before the one shown in the line, which is `line`; `None` at the oldest.
    pub fn older_search(&mut self, line: &str) -> Option<String> {
        let before = self.recalled_index(line).unwrap_or(self.lines.len());
        let at = before.checked_sub(1)?;
        self.recalled = Some(at);
        self.lines.get(at).cloned()
    }

    /// The search after the one shown in the line; after the newest the empty line. `None` when the line is not a past
    /// search.
    pub fn newer_search(&mut self, line: &str) -> Option<String> {
        let at = self.recalled_index(line)? + 1;
        self.recalled = (at < self.lines.len()).then_some(at);
        Some(self.lines.get(at).cloned().unwrap_or_default())
    }

    /// True while the line is a past search that was not edited.
    pub fn is_recalled(&self, line: &str) -> bool {
        self.recalled_index(line).is_some()
    }

    fn recalled_index(&self, line: &str) -> Option<usize> {
        let same = |at: &usize| {
            self.lines
                .get(*at)
                .is_some_and(|known| known == line.trim())
        };
        self.recalled.filter(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_walked_from_the_newest_and_an_edited_one_begins_anew() {
        let mut past = SearchHistory::new(["a", "b", "a", "c", ""].map(str::to_owned));
        assert_eq!(past.older_search("").as_deref(), Some("c"));
        assert_eq!(past.older_search("c").as_deref(), Some("a"));
        assert_eq!(past.older_search("a").as_deref(), Some("b"));
        assert_eq!(past.older_search("b"), None);
        assert_eq!(past.newer_search("b").as_deref(), Some("a"));
        assert_eq!(past.older_search("ax").as_deref(), Some("c"), "edited");
        assert_eq!(past.newer_search("c").as_deref(), Some(""));
        assert_eq!(past.newer_search(""), None);
        assert!(!past.add_search(" c ") && past.add_search("b"));
    }

    #[test]
    fn the_oldest_make_room() {
        let past =
            SearchHistory::new((0..MAX_REMEMBERED_SEARCHES + 5).map(|number| number.to_string()));
        assert_eq!(
            (past.lines.len(), &*past.lines[0]),
            (MAX_REMEMBERED_SEARCHES, "5")
        );
    }
}
