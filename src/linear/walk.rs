//! Looking further into what was told: the next page, the one before, the same once more.
//!
//! Must not: change what is asked.

use super::state::{Lines, PAGE, State, Told};
use super::{facets, tell};

impl State<'_> {
    /// On with the list or with the values, whichever was told last.
    pub(super) fn next(&mut self) -> Lines {
        match self.told {
            Told::Values(facet, _, end) => Ok(facets::page(self, facet, end)),
            Told::List if self.page.1 == 0 => self.ask(self.query.clone()),
            Told::List if self.page.1 >= self.answer.total() => {
                Ok(vec![self.sentence("linear.list_end")])
            }
            Told::List => self.list(self.page.1),
        }
    }

    /// Back in the list or in the values.
    pub(super) fn previous(&mut self) -> Lines {
        match self.told {
            Told::Values(_, 0, _) => Ok(vec![self.sentence("linear.values_start")]),
            Told::Values(facet, start, _) => Ok(facets::page(
                self,
                facet,
                start.saturating_sub(facets::PAGE),
            )),
            Told::List if self.page.0 == 0 => Ok(vec![self.sentence("linear.list_start")]),
            Told::List => self.list(self.page.0.saturating_sub(PAGE)),
        }
    }

    /// Tells the products from this place on, with where they stand.
    pub(super) fn list(&mut self, from: usize) -> Lines {
        if from == 0 {
            return self.ask(self.query.clone());
        }
        let rows = self.rows(from)?;
        let mut lines = vec![tell::page(self)];
        lines.extend(rows);
        Ok(lines)
    }

    /// The rows from this place on, and what is left.
    pub(super) fn rows(&mut self, from: usize) -> Lines {
        let hits = self.catalog.hits(&mut self.answer, from..from + PAGE)?;
        self.page = (from, from + hits.len());
        self.told = Told::List;
        let rows = hits.iter().enumerate();
        let mut lines: Vec<String> = rows
            .map(|(place, hit)| tell::row(self, from + place + 1, hit))
            .collect();
        lines.extend(tell::rest(self));
        Ok(lines)
    }
}
