//! A screen under random keys: the catalogue's and the review of an import, what its host would answer, and what must
//! hold after each key.

use std::collections::BTreeMap;
use std::path::Path;

use ocop::app::action::KeyContext;
use ocop::app::catalog_work::{CatalogMsg, CatalogWork};
use ocop::app::effect::{Effect, WorkerRequest};
use ocop::app::focus::Focus;
use ocop::app::import_review::{ReviewConfirmation, ReviewEffect, ReviewOverlay};
use ocop::app::model::Model;
use ocop::app::model::catalog_history::HistoryStep;
use ocop::app::model::day_prompt::DayPurpose;
use ocop::app::model::import_prompt::ImportStep;
use ocop::app::model::overlay::Overlay;
use ocop::app::model::statistics::StatisticsView;
use ocop::app::msg::Msg;
use ocop::app::notice::Notice;
use ocop::app::screen_area::is_too_small;
use ocop::view::{self, Appearance};
use ocop_index::Catalog;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::answers::acts;
use crate::chosen_keys::Step;
use crate::seeded_random::SeededRandom;
use crate::support::changes::Changes;
use crate::support::screen::Screen;

/// Every window that must have been seen.
pub const WINDOWS: &[&str] = &[
    "search line",
    "list",
    "filters",
    "filters, a value searched",
    "record",
    "statistics: bars",
    "statistics: cross table",
    "statistics: expiry",
    "help",
    "searches of before",
    "generations",
    "changes of a generation",
    "rollback asked",
    "import: path",
    "import: reading",
    "import: encoding asked",
    "import: publishing",
    "day to see",
    "day to compare",
    "QR code",
    "plain text",
    "place to go to",
    "columns",
    "completion menu",
    "a group of keys",
    "too small",
    "zoomed",
    "review: list",
    "review: record",
    "review: help",
    "review: publish asked",
    "review: leave asked",
];

/// One check of an answer against the engine in so many keys: it searches again.
const ANSWER_CHECK_SHARE: usize = 10;

/// A screen and its host.
pub struct FuzzedScreen<'a> {
    pub screen: Screen,
    /// The review of an import, while it has the terminal.
    review: Option<Changes>,
    catalog: &'a Catalog,
    /// How many keys each window got.
    pub seen: BTreeMap<&'static str, u64>,
    /// Somebody left the program.
    pub has_quit: bool,
}

impl<'a> FuzzedScreen<'a> {
    /// A screen of a catalogue on disk.
    pub fn new(data: &Path, catalog: &'a Catalog, read_only: bool) -> Self {
        Self {
            screen: Screen::of_folder(data, read_only, (80, 24)),
            review: None,
            catalog,
            seen: BTreeMap::new(),
            has_quit: false,
        }
    }

    /// Where keys mean something now.
    pub fn key_context(&self) -> KeyContext {
        match &self.review {
            Some(review) => review.model.key_context(),
            None => self.screen.model.key_context(),
        }
    }

    /// The windows that a key goes to now.
    fn windows(&self) -> Vec<&'static str> {
        match &self.review {
            Some(review) => vec![match &review.model.overlay {
                Some(ReviewOverlay::Palette(_)) => "review: help",
                Some(ReviewOverlay::Confirmation(ReviewConfirmation::Publish)) => {
                    "review: publish asked"
                }
                Some(ReviewOverlay::Confirmation(ReviewConfirmation::Leave)) => {
                    "review: leave asked"
                }
                None if review.model.is_record_open => "review: record",
                None => "review: list",
            }],
            None => catalogue_windows(&self.screen.model),
        }
    }

    /// Does one step and everything that it leads to; the error is what does not hold after it.
    pub fn take(&mut self, step: &Step, random: &mut SeededRandom) -> Result<(), String> {
        for window in self.windows() {
            *self.seen.entry(window).or_default() += 1;
        }
        if let Some(review) = &mut self.review {
            review.send(step.to_msg());
            let wishes = std::mem::take(&mut review.wishes);
            let left = wishes
                .iter()
                .find(|wish| matches!(wish, ReviewEffect::Publish | ReviewEffect::Leave));
            let left = left.copied();
            if let Some(wish) = left {
                self.leave_review(wish, random);
            } else if let Step::Resize(width, height) = step {
                self.screen.send(Msg::Resize {
                    width: *width,
                    height: *height,
                });
            }
        } else {
            self.screen.send(step.to_msg());
            self.answer_wishes(random);
        }
        self.check(random)
    }

    fn leave_review(&mut self, wish: ReviewEffect, random: &mut SeededRandom) {
        self.review = None;
        let told = |sentence: &str| sentence.to_owned();
        let messages = if wish == ReviewEffect::Leave {
            vec![CatalogMsg::Unpublished(told("left"))]
        } else if random.percent(50) {
            vec![CatalogMsg::Publishing, CatalogMsg::Published(told("done"))]
        } else {
            // It is not done yet; keys come meanwhile.
            vec![CatalogMsg::Publishing]
        };
        for message in messages {
            self.screen.send(Msg::Catalog(message));
        }
    }

    /// Answers what the host of a terminal would answer, sooner or later or never.
    fn answer_wishes(&mut self, random: &mut SeededRandom) {
        for wish in std::mem::take(&mut self.screen.wishes) {
            match wish {
                Effect::Quit => self.has_quit = true,
                Effect::WorkOnCatalog(CatalogWork::ReadList { attempt, .. }) => {
                    self.read_list(attempt, random);
                }
                Effect::WorkOnCatalog(CatalogWork::ConfirmEncoding(is_right)) => {
                    let attempt = self.screen.model.import_attempts;
                    self.screen.send(Msg::Catalog(if is_right {
                        CatalogMsg::ListCompared(attempt)
                    } else {
                        CatalogMsg::ListTold {
                            attempt,
                            text: "not right".repeat(9),
                        }
                    }));
                }
                Effect::WorkOnCatalog(CatalogWork::OpenImportReview) => {
                    let size = self.screen.model.size;
                    self.review = Some(Changes::new(size.width, size.height));
                }
                Effect::WorkOnCatalog(CatalogWork::RollBack { .. }) if random.percent(70) => {
                    let outcome = if random.percent(50) {
                        CatalogMsg::Published
                    } else {
                        CatalogMsg::Unpublished
                    };
                    self.screen
                        .send(Msg::Catalog(outcome("rolled back".to_owned())));
                }
                Effect::WorkOnCatalog(CatalogWork::CheckWritable) if random.percent(5) => {
                    self.screen
                        .send(Msg::Catalog(CatalogMsg::Refused("read only".to_owned())));
                }
                Effect::Request(WorkerRequest::CheckForNewCatalog) if random.percent(30) => {
                    self.screen.send(Msg::NewerCatalog(9));
                }
                Effect::Export { .. } => self
                    .screen
                    .send(Msg::Notice(Notice::error("a full disk".to_owned()))),
                _ => {}
            }
        }
        // What is written meanwhile comes to an end.
        let is_publishing = self
            .screen
            .model
            .import_prompt()
            .is_some_and(|prompt| matches!(prompt.step, ImportStep::Publishing { .. }));
        let is_rolling = self
            .screen
            .model
            .catalog_history()
            .is_some_and(|history| matches!(history.step, HistoryStep::RollingBack(_)));
        if (is_publishing || is_rolling) && random.percent(20) {
            self.screen.send(Msg::Catalog(CatalogMsg::Unpublished(
                "a full disk".to_owned(),
            )));
        }
    }

    fn read_list(&mut self, attempt: u64, random: &mut SeededRandom) {
        let message = match random.below(5) {
            0 => CatalogMsg::Progress("2,000 rows".to_owned()),
            1 => CatalogMsg::EncodingAsked {
                attempt,
                lines: vec!["Tªn s¶n phÈm".to_owned(), "Tên sản phẩm".to_owned()],
            },
            2 => CatalogMsg::ListTold {
                attempt,
                text: "a long story\n".repeat(random.below(80)),
            },
            // An answer to an older attempt.
            3 => CatalogMsg::ListCompared(attempt.wrapping_sub(1)),
            _ => CatalogMsg::ListCompared(attempt),
        };
        self.screen.send(Msg::Catalog(message));
    }

    /// What holds after every key.
    fn check(&self, random: &mut SeededRandom) -> Result<(), String> {
        let (buffer, cursor) = match &self.review {
            Some(review) => (review.buffer(), (0, 0)),
            None => draw(&self.screen.model),
        };
        check_cells(&buffer)?;
        let area = buffer.area;
        if area.width > 0 && area.height > 0 && (cursor.0 >= area.width || cursor.1 >= area.height)
        {
            return Err(format!("the cursor at {cursor:?} of {area:?}"));
        }
        let model = &self.screen.model;
        if model.is_stale() {
            return Ok(());
        }
        if !model.queued_input.is_empty() && !model.awaits_answer() {
            return Err(format!(
                "{} keys wait for nothing",
                model.queued_input.len()
            ));
        }
        if model.selected >= model.total().max(1) {
            return Err(format!(
                "row {} of {} is selected",
                model.selected,
                model.total()
            ));
        }
        let shows_list =
            model.focus == Focus::List && model.overlay.is_none() && !is_too_small(model.size);
        if shows_list && model.list_offset > model.selected {
            return Err(format!(
                "the list begins at {}, below row {}",
                model.list_offset, model.selected
            ));
        }
        let is_loaded =
            model.total() == 0 || model.selected_hit().is_some() || model.row_request.is_loading();
        if !is_loaded {
            return Err(format!("row {} is not loaded", model.selected));
        }
        if random.below(ANSWER_CHECK_SHARE) == 0
            && model.day == self.catalog.day()
            && model.failed_query_number != Some(model.query_number)
        {
            let answer = self
                .catalog
                .search(&model.query)
                .map_err(|error| error.to_string())?;
            if answer.total() != model.total() {
                let shown = (model.total(), answer.total());
                return Err(format!(
                    "{} shown, {} in the answer: {:?}",
                    shown.0, shown.1, model.query
                ));
            }
        }
        Ok(())
    }

    /// `Esc`, some times, leads back to the panes from everywhere.
    pub fn comes_back(&mut self, random: &mut SeededRandom) -> Result<(), String> {
        let escape = Step::Key(ocop::app::key::KeyPress::without_modifiers(
            ocop::app::key::KeyCode::Esc,
        ));
        self.take(&Step::Resize(80, 24), random)?;
        for _ in 0..40 {
            let model = &self.screen.model;
            let is_home = self.review.is_none()
                && model.overlay.is_none()
                && model.completion_menu.is_none()
                && matches!(model.focus, Focus::Input | Focus::List);
            if is_home {
                return Ok(());
            }
            self.take(&escape, random)?;
            if let Some(review) = &self.review
                && matches!(review.model.overlay, Some(ReviewOverlay::Confirmation(_)))
            {
                let yes =
                    ocop::app::key::KeyPress::without_modifiers(ocop::app::key::KeyCode::Char('y'));
                self.take(&Step::Key(yes), random)?;
            }
        }
        let windows = self.windows();
        Err(format!("40 times Esc end in {windows:?}"))
    }
}

/// The cells and the real cursor, drawn once.
fn draw(model: &Model) -> (Buffer, (u16, u16)) {
    let backend = TestBackend::new(model.size.width, model.size.height);
    let mut terminal = Terminal::new(backend).unwrap();
    terminal
        .draw(|frame| view::draw_screen(model, &Appearance::from(model.look), frame))
        .unwrap();
    let position = terminal.backend().cursor_position();
    (
        terminal.backend().buffer().clone(),
        (position.x, position.y),
    )
}

fn catalogue_windows(model: &Model) -> Vec<&'static str> {
    if is_too_small(model.size) {
        return vec!["too small"];
    }
    let mut windows = vec![match &model.overlay {
        Some(overlay) => overlay_name(overlay),
        None => pane_name(model),
    }];
    windows.extend((model.completion_menu.is_some()).then_some("completion menu"));
    windows.extend((!model.pending_keys.is_empty()).then_some("a group of keys"));
    windows.extend(model.zoomed.then_some("zoomed"));
    windows
}

fn overlay_name(overlay: &Overlay) -> &'static str {
    match overlay {
        Overlay::Palette(_) => "help",
        Overlay::HistoryPicker(_) => "searches of before",
        Overlay::CatalogHistory(history) => match &history.step {
            HistoryStep::Generations => "generations",
            HistoryStep::Changes(view) if view.changes.is_rollback => "rollback asked",
            HistoryStep::Changes(_) => "changes of a generation",
            HistoryStep::RollingBack(_) => "rollback under way",
        },
        Overlay::ImportPrompt(prompt) => match prompt.step {
            ImportStep::Typing => "import: path",
            ImportStep::Reading { .. } => "import: reading",
            ImportStep::Proposals { .. } => "proposals compared",
            ImportStep::EncodingAsked { .. } => "import: encoding asked",
            ImportStep::Publishing { .. } => "import: publishing",
        },
        Overlay::DayPrompt(prompt) if prompt.purpose == DayPurpose::See => "day to see",
        Overlay::DayPrompt(_) => "day to compare",
        Overlay::FieldEditor(editor) if editor.chosen.is_some() => "value of a field",
        Overlay::FieldEditor(_) => "field to correct",
        Overlay::QrScreen(_) => "QR code",
        Overlay::GoTo(_) => "place to go to",
        Overlay::PlainText(_) => "plain text",
        Overlay::ColumnMenu(_) => "columns",
        Overlay::WorkMenu(_) => "reviews",
        Overlay::ReviewProgress => "progress of a review",
        Overlay::RemarkEditor(_) => "remark",
        Overlay::LabelMenu(_) => "labels",
        Overlay::Disagreements(_) => "disagreements",
        Overlay::ReportMenu(_) => "formats of a report",
        Overlay::ListMenu(_) => "product lists",
        Overlay::ListForm(_) => "fields of a product list",
    }
}

fn pane_name(model: &Model) -> &'static str {
    match model.focus {
        Focus::Input => "search line",
        Focus::List => "list",
        Focus::Facets if model.is_searching_values() => "filters, a value searched",
        Focus::Facets => "filters",
        Focus::Detail => "record",
        Focus::Stats => match model.stats.view {
            StatisticsView::Bars => "statistics: bars",
            StatisticsView::CrossTab => "statistics: cross table",
            StatisticsView::Expiry => "statistics: expiry",
        },
    }
}

/// No cell holds a character that acts.
fn check_cells(buffer: &Buffer) -> Result<(), String> {
    for (place, cell) in buffer.content.iter().enumerate() {
        let symbol = cell.symbol();
        if symbol.len() > 1 && symbol.chars().any(|c| acts(c) && c != '\u{200d}') {
            let (column, row) = buffer.pos_of(place);
            return Err(format!("{symbol:?} is drawn at {column},{row}"));
        }
    }
    Ok(())
}
