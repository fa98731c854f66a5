//! What is asked so far, its answer, and what of it was told last.
//!
//! A command changes the question, looks further into its answer, or both; what comes back is lines. Numbers
//! mean what they meant when they were last told. Must not: read or write.

use std::collections::HashMap;

use ocop_index::query::language;
use ocop_index::search::WayOut;
use ocop_index::{Answer, Catalog, Facet, Hit, Query, Sort};

use super::command::{Command, Which, Words};
use super::{facets, record, tell};
use crate::choice::Names;
use crate::exit::Failure;
use crate::locale::Locale;
use crate::log;
use crate::report::stats;
use crate::settings::Settings;

/// Products told at a time.
pub(super) const PAGE: usize = 10;

/// The lines of an answer.
pub(super) type Lines = Result<Vec<String>, Failure>;

/// What Enter goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The list of products.
    List,
    /// The values of a facet, from this one on up to that one.
    Values(Facet, usize, usize),
}

/// A value of a facet in force, in the order of choosing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Which facet.
    pub(super) facet: Facet,
    /// Its value.
    pub(super) value: String,
    /// Not wanted.
    pub(super) not: bool,
}

/// The conversation.
pub(super) struct State<'a> {
    /// Language, day, folder.
    pub(super) settings: &'a Settings,
    /// What is asked.
    pub(super) catalog: &'a Catalog,
    /// The question.
    pub(super) query: Query,
    /// Its answer.
    pub(super) answer: Answer,
    /// The ways out of an empty answer.
    pub(super) ways: Vec<WayOut>,
    /// The filters in force, oldest first.
    pub(super) filters: Vec<Chosen>,
    /// The values of facets in the order in which they were last told.
    pub(super) orders: HashMap<Facet, Vec<String>>,
    /// What was told last.
    pub(super) told: Told,
    /// The first product told last, and the first one not yet told, from 0.
    pub(super) page: (usize, usize),
    /// The names of the catalogue's values.
    pub(super) names: Names,
}

impl<'a> State<'a> {
    /// Begins with every product, none of them told.
    pub(super) fn new(settings: &'a Settings, catalog: &'a Catalog) -> Result<Self, Failure> {
        let query = Query::default();
        Ok(Self {
            settings,
            catalog,
            answer: catalog.search(&query)?,
            query,
            ways: Vec::new(),
            filters: Vec::new(),
            orders: HashMap::new(),
            told: Told::List,
            page: (0, 0),
            names: Names::of(catalog, &settings.locale),
        })
    }

    /// The sentences.
    pub(super) fn locale(&self) -> &'a Locale {
        &self.settings.locale
    }

    /// Does what a command says.
    pub(super) fn answer(&mut self, command: Command) -> Lines {
        match command {
            Command::Search(line) => self.search(&line),
            Command::Add(line) => self.add(&line),
            Command::Number(number) => self.number(number),
            Command::Next => self.next(),
            Command::Previous => self.previous(),
            Command::List => self.list(self.page.0),
            Command::Filters => Ok(facets::all(self)),
            Command::Values(facet) => Ok(facets::values(self, facet)),
            Command::Toggle(facet, values) => facets::toggle(self, facet, &values),
            Command::Drop => self.drop_last(),
            Command::DropAll => self.drop_all(),
            Command::Stats => self.stats(),
            Command::CopyQuery => Ok(self.copy_query()),
            Command::Copy(which) => record::copy(self, &which),
            Command::Why(which) => record::why(self, &which),
            Command::NeedsNumber => Ok(vec![self.sentence("linear.needs_number")]),
            Command::Help => {
                let help = self.locale().t("linear.help").lines();
                Ok(help.map(str::to_owned).collect())
            }
            Command::Quit => Ok(Vec::new()),
        }
    }

    /// One sentence of the table.
    pub(super) fn sentence(&self, key: &str) -> String {
        self.locale().t(key).to_owned()
    }

    /// Asks a question and tells the beginning of its answer.
    pub(super) fn ask(&mut self, query: Query) -> Lines {
        log::detail(|| format!("asked: {}", language::write(&query)));
        self.answer = self.catalog.search(&query)?;
        self.ways = if self.answer.total() == 0 {
            self.catalog.ways_out(&query)?
        } else {
            Vec::new()
        };
        self.query = query;
        self.note_filters();
        self.page = (0, 0);
        if self.answer.total() == 0 {
            self.told = Told::List;
            return Ok(tell::nothing(self));
        }
        let mut lines = vec![tell::head(self)];
        lines.extend(self.rows(0)?);
        Ok(lines)
    }

    /// Keeps the order in which filters were chosen.
    fn note_filters(&mut self) {
        let filter = &self.query.filter;
        let in_force = |not: bool| {
            move |(facet, value): (Facet, &str)| Chosen {
                facet,
                value: value.to_owned(),
                not,
            }
        };
        let chosen = filter.iter().map(in_force(false));
        let all: Vec<Chosen> = chosen
            .chain(filter.iter_excluded().map(in_force(true)))
            .collect();
        self.filters.retain(|known| all.contains(known));
        let new = all.into_iter().filter(|one| !self.filters.contains(one));
        let new: Vec<Chosen> = new.collect();
        self.filters.extend(new);
    }

    /// Shows a product, or takes a way out where there are no products.
    fn number(&mut self, number: usize) -> Lines {
        if self.answer.total() > 0 {
            return record::show(self, number);
        }
        let way = number.checked_sub(1).and_then(|place| self.ways.get(place));
        match way.map(|way| way.query.clone()) {
            Some(query) => self.ask(query),
            None => Ok(vec![self.locale().fill("linear.no_way", &[("n", &number)])]),
        }
    }

    fn stats(&self) -> Lines {
        let totals = self.catalog.totals(&self.query)?;
        let mut lines = vec![stats::pair(self.locale(), &totals, self.settings.day)];
        lines.extend(stats::shares(self.locale(), &totals));
        lines.extend(tell::condition(self));
        for counts in stats::of(&totals, &stats::SHORT) {
            lines.push(facets::in_a_line(self.locale(), &counts));
        }
        Ok(lines)
    }

    fn copy_query(&self) -> Vec<String> {
        let line = language::write(&self.query);
        if line.trim().is_empty() {
            return vec![self.sentence("linear.copy_nothing")];
        }
        let line = line.trim();
        // A word that would be a command here is kept a word.
        let is_search = Words::new().read(line) == Command::Search(line.to_owned());
        let mark = if is_search { "" } else { "\\" };
        vec![self.sentence("linear.copy_query"), format!("{mark}{line}")]
    }

    /// A product of the list or of the catalogue, or the sentence that there is none.
    pub(super) fn product(&mut self, which: &Which) -> Result<Result<Hit, String>, Failure> {
        let locale = self.locale();
        match which {
            Which::Number(number) => {
                let total = self.answer.total();
                let place = number.checked_sub(1).filter(|place| *place < total);
                let hit = match place {
                    Some(place) => self.catalog.hits(&mut self.answer, place..place + 1)?.pop(),
                    None => None,
                };
                let total = locale.number(total);
                Ok(hit.ok_or_else(|| {
                    locale.fill("linear.no_product", &[("n", number), ("total", &total)])
                }))
            }
            Which::Id(id) => {
                let hit = self.catalog.product(id)?;
                Ok(hit.ok_or_else(|| locale.fill("linear.no_id", &[("id", id)])))
            }
        }
    }

    /// The order, where it is not the usual one.
    pub(super) fn order(&self) -> Option<Sort> {
        (self.query.sort != Sort::default()).then_some(self.query.sort)
    }
}
