//! A headless screen: the real model, update and view over a real catalogue, driven by keys.
//!
//! The worker is called at once instead of on its thread, so that a story has no timing.

use std::sync::OnceLock;

use jiff::civil::date;
use ocop::app::effect::{Effect, WorkerRequest};
use ocop::app::keymap;
use ocop::app::model::Model;
use ocop::app::msg::Msg;
use ocop::app::{update, worker};
use ocop::catalog::FacetValueNames;
use ocop::view::theme_name::ThemeName;
use ocop::view::{self, Appearance};
use ocop::wording::locale::{Language, Locale};
use ocop_index::source::builtin;
use ocop_index::{Catalog, SearchAnswer, store};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The built-in catalogue on the tests' day.
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        store::build_in_memory(&builtin::load_products().unwrap(), date(2026, 11, 24)).unwrap()
    })
}

/// A person at a screen.
pub struct Screen {
    pub model: Model,
    look: Appearance,
    answer: Option<(u64, SearchAnswer)>,
    /// Wishes that left the program: quit, suspend, redraw.
    pub wishes: Vec<Effect>,
    /// Searches that were kept.
    pub kept: Vec<String>,
    /// Hold answers back, as a slow search would.
    pub slow: bool,
    /// Hold rows back.
    pub slow_rows: bool,
    /// Hold the figures of the statistics back.
    pub slow_figures: bool,
    wanted: Option<(u64, std::ops::Range<usize>)>,
}

impl Screen {
    pub fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, Language::Vi, ThemeName::Dark, false)
    }

    pub fn with(width: u16, height: u16, lang: Language, theme: ThemeName, ascii: bool) -> Self {
        let (catalog, locale) = (catalog(), Locale::new(lang));
        let names = FacetValueNames::from_catalog(catalog, &locale);
        let mut screen = Self {
            model: Model::new(locale, catalog.day(), catalog.len(), names),
            look: Appearance::new(theme, ascii),
            answer: None,
            wishes: Vec::new(),
            kept: Vec::new(),
            slow: false,
            slow_rows: false,
            slow_figures: false,
            wanted: None,
        };
        let first = update::start_first_search(&mut screen.model);
        screen.carry_out(first);
        screen.send(Msg::Resize { width, height });
        screen
    }

    /// Sends a message and carries out what it leads to.
    pub fn send(&mut self, msg: Msg) {
        let effects = update::update(&mut self.model, msg);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Request(WorkerRequest::Search {
                    generation,
                    query,
                    selected_id: keep,
                }) if !self.slow => {
                    let keep = keep.as_deref();
                    let found =
                        worker::search_first_rows(catalog(), generation, &query, keep, &|| false);
                    let (page, answer) = found.unwrap().unwrap();
                    self.answer = Some((generation, answer));
                    self.send(Msg::Answer(Box::new(page)));
                }
                Effect::Request(WorkerRequest::FetchRows {
                    generation,
                    indices: places,
                }) => {
                    self.wanted = Some((generation, places));
                    if !self.slow_rows {
                        self.rows();
                    }
                }
                Effect::Request(WorkerRequest::Explain {
                    generation,
                    index: place,
                }) => {
                    if let Some((known, answer)) = &mut self.answer
                        && *known == generation
                    {
                        let explanation = catalog().explain_hit(answer, place).unwrap();
                        self.send(Msg::Explained {
                            generation,
                            index: place,
                            explanation,
                        });
                    }
                }
                Effect::Request(WorkerRequest::ComputeStatistics { generation, facets }) => {
                    if !self.slow_figures
                        && let Some((known, answer)) = &self.answer
                        && *known == generation
                    {
                        let asked = (&self.model.query, answer);
                        let figures = worker::compute_statistics(
                            catalog(),
                            generation,
                            asked,
                            facets,
                            &|| false,
                        );
                        let figures = figures.unwrap().unwrap();
                        self.send(Msg::StatisticsComputed(Box::new(figures)));
                    }
                }
                Effect::Request(WorkerRequest::FindSiblings {
                    product_id: id,
                    producer,
                }) => {
                    self.send(worker::find_siblings(catalog(), id, &producer));
                }
                Effect::Request(WorkerRequest::CountMatches { line, query }) => {
                    let total = Some(catalog().search(&query).unwrap().total());
                    self.send(Msg::MatchesCounted { line, total });
                }
                Effect::Request(WorkerRequest::Search { .. }) => {}
                Effect::AddToSearchHistory(line) => self.kept.push(line),
                wish => self.wishes.push(wish),
            }
        }
    }

    /// Reads the rows that were asked for last.
    pub fn rows(&mut self) {
        let Some((generation, places)) = self.wanted.take() else {
            return;
        };
        if let Some((known, answer)) = &mut self.answer
            && *known == generation
        {
            let start = places.start;
            let hits = catalog().load_hits(answer, places).unwrap();
            self.send(Msg::Rows {
                generation,
                start,
                hits,
            });
        }
    }

    /// Answers the newest question that was held back.
    pub fn answer(&mut self) {
        let (generation, query) = (self.model.query_generation, self.model.query.clone());
        let found = worker::search_first_rows(catalog(), generation, &query, None, &|| false);
        let (page, answer) = found.unwrap().unwrap();
        self.answer = Some((generation, answer));
        self.send(Msg::Answer(Box::new(page)));
    }

    /// Presses keys, written as behind `--keys`, and rests.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.hurry(keys).send(Msg::Idle);
        self
    }

    /// Presses keys and goes on.
    pub fn hurry(&mut self, keys: &str) -> &mut Self {
        for key in keymap::parse_key_script(keys).unwrap() {
            self.send(Msg::Key(key));
        }
        self
    }

    /// The cells as drawn now.
    pub fn buffer(&self) -> Buffer {
        self.terminal().backend().buffer().clone()
    }

    /// Where the real cursor is.
    pub fn cursor(&self) -> (u16, u16) {
        let position = self.terminal().backend().cursor_position();
        (position.x, position.y)
    }

    fn terminal(&self) -> Terminal<TestBackend> {
        let size = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        terminal
            .draw(|frame| view::draw_screen(&self.model, &self.look, frame))
            .unwrap();
        terminal
    }

    /// The screen as text, line ends trimmed.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width).max(1);
        let rows = buffer.content.chunks(width).map(|row| {
            let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The lines of it that hold this text.
    pub fn lines(&self, part: &str) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| line.contains(part));
        lines.map(str::to_owned).collect()
    }

    /// True when this is somewhere on the screen, in one row.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Names in the list as the model holds them.
    pub fn names(&self) -> Vec<String> {
        self.model
            .loaded_rows
            .1
            .iter()
            .map(|hit| hit.product.name.clone())
            .collect()
    }
}
