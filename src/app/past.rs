//! The searches of before, to go back to. Must not: read or write a file.

/// Most that are kept.
pub const MOST: usize = 200;

/// Past searches, the newest last, each once.
#[derive(Clone, Debug, Default)]
pub struct Past {
    lines: Vec<String>,
    /// Which one is shown in the line.
    shown: Option<usize>,
}

impl Past {
    /// These, the newest last.
    pub fn new(lines: impl IntoIterator<Item = String>) -> Self {
        let mut past = Self::default();
        for line in lines {
            past.remember(&line);
        }
        past
    }

    /// Keeps a search; false when it is the newest already or says nothing.
    pub fn remember(&mut self, line: &str) -> bool {
        let line = line.trim();
        self.shown = None;
        if line.is_empty() || self.lines.last().is_some_and(|last| last == line) {
            return false;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_owned());
        if self.lines.len() > MOST {
            self.lines.remove(0);
        }
        true
    }

    /// All of them.
    pub fn newest_first(&self) -> impl Iterator<Item = &String> {
        self.lines.iter().rev()
    }

    /// The search before the one shown in the line, which is `line`; `None` at the oldest.
    pub fn older(&mut self, line: &str) -> Option<String> {
        let before = self.place(line).unwrap_or(self.lines.len());
        let at = before.checked_sub(1)?;
        self.shown = Some(at);
        self.lines.get(at).cloned()
    }

    /// The search behind the one shown in the line; behind the newest the empty line. `None` when the line is
    /// no past search.
    pub fn newer(&mut self, line: &str) -> Option<String> {
        let at = self.place(line)? + 1;
        self.shown = (at < self.lines.len()).then_some(at);
        Some(self.lines.get(at).cloned().unwrap_or_default())
    }

    /// True while the line is a past search that was not edited.
    pub fn is_shown(&self, line: &str) -> bool {
        self.place(line).is_some()
    }

    fn place(&self, line: &str) -> Option<usize> {
        let same = |at: &usize| {
            self.lines
                .get(*at)
                .is_some_and(|known| known == line.trim())
        };
        self.shown.filter(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_walked_from_the_newest_and_an_edited_one_begins_anew() {
        let mut past = Past::new(["a", "b", "a", "c", ""].map(str::to_owned));
        assert_eq!(past.older("").as_deref(), Some("c"));
        assert_eq!(past.older("c").as_deref(), Some("a"));
        assert_eq!(past.older("a").as_deref(), Some("b"));
        assert_eq!(past.older("b"), None);
        assert_eq!(past.newer("b").as_deref(), Some("a"));
        assert_eq!(past.older("ax").as_deref(), Some("c"), "edited");
        assert_eq!(past.newer("c").as_deref(), Some(""));
        assert_eq!(past.newer(""), None);
        assert!(!past.remember(" c ") && past.remember("b"));
    }

    #[test]
    fn the_oldest_make_room() {
        let past = Past::new((0..MOST + 5).map(|number| number.to_string()));
        assert_eq!((past.lines.len(), &*past.lines[0]), (MOST, "5"));
    }
}
