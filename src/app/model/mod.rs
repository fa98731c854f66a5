//! The whole state of the catalogue's screen. Nothing that is drawn comes from anywhere else.
//!
//! Each file here is one part of it: [`list`] the answer and its loaded rows, [`facets`] and [`statistics`] their
//! panes, [`selected_record`] the record's pane, [`selection`] the products selected by hand, [`overlay`] the window
//! over the panes, and the histories. What the
//! worker delivers is a [`remote::Remote`]. Must not: hold handles to the outside world.

pub mod catalog_history;
pub mod column_menu;
pub mod completion_menu;
pub mod copied_text;
pub mod day_prompt;
pub mod disagreement_list;
pub mod facets;
pub mod field_editor;
pub mod filter_chip;
pub mod go_to_place;
pub mod history_picker;
pub mod import_prompt;
pub mod label_menu;
pub mod last_place;
pub mod list;
pub mod list_form;
pub mod list_menu;
pub mod overlay;
pub mod picked_options;
pub mod plain_text;
pub mod qr_screen;
pub mod remark_editor;
pub mod remote;
pub mod report_menu;
pub mod search_history;
pub mod selected_record;
pub mod selection;
pub mod statistics;
pub mod undo_history;
pub mod work_desk;
pub mod work_menu;
mod work_windows;

use std::ops::Range;

use jiff::civil::Date;
use ocop_index::query::WordsReading;
use ocop_index::query::language::{QueryProblem, ResolvedLine};
use ocop_index::search::{HitExplanation, MatchDistance, SearchHit};
use ocop_index::{Query, Sort};

use self::catalog_history::CatalogHistory;
use self::column_menu::ColumnMenu;
use self::completion_menu::CompletionMenu;
use self::copied_text::{ClipboardTrust, CopiedText};
use self::day_prompt::DayPrompt;
use self::facets::FacetPane;
use self::filter_chip::FilterChip;
use self::history_picker::HistoryPicker;
use self::import_prompt::{ImportPrompt, ImportStep};
use self::last_place::LastPlace;
use self::list::{AnswerPage, HitKey, LoadedRows};
use self::overlay::Overlay;
use self::plain_text::PlainText;
use self::qr_screen::QrScreen;
use self::remote::Remote;
use self::search_history::SearchHistory;
use self::selected_record::DebouncedRecord;
use self::selection::ProductSelection;
use self::statistics::{StatisticsPane, StatisticsRequest};
use self::undo_history::UndoHistory;
use self::work_desk::WorkDesk;
use super::action::KeyContext;
use super::action_palette::ActionPalette;
pub use super::focus::Focus;
use super::input_line::InputLine;
use super::key::KeyPress;
use super::keymap::{KeyOverrides, Keymap};
use super::notice::Notice;
use super::screen_area::WindowSize;
use super::screen_look::ScreenLook;
use crate::capabilities::Capabilities;
use crate::catalog::FacetValueNames;
use crate::catalog::siblings::SiblingProducts;
use crate::input_method::InputMethod;
use crate::wording::locale::Locale;
use crate::wording::product_column::ProductColumn;

pub use self::list::SelectionAnchor;
pub use self::picked_options::PickedOptions;

/// Something typed ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueuedInput {
    /// A key.
    Key(KeyPress),
    /// A paste.
    Paste(String),
}

/// The state.
#[derive(Debug)]
pub struct Model {
    /// Sentences.
    pub locale: Locale,
    /// Keys.
    pub keymap: Keymap,
    /// What this run may do.
    pub capabilities: Capabilities,
    /// The window.
    pub size: WindowSize,
    /// The width of the list beside the record, in percent, where the user chose one.
    pub list_percent: Option<u16>,
    /// How the screen looks.
    pub look: ScreenLook,
    /// The columns of the list, where the user chose some on the screen or by an option.
    pub chosen_columns: Option<Vec<ProductColumn>>,
    /// The columns of the config file, for a list that nobody changed.
    pub configured_columns: Option<Vec<ProductColumn>>,
    /// Columns that are empty for nearly every product of the catalogue.
    pub sparse_columns: Vec<ProductColumn>,
    /// Draw less, for a slow line.
    pub slow: bool,
    /// The program gets mouse events; else the terminal selects text with the mouse.
    pub captures_mouse: bool,
    /// Today, or the day that the program was started for.
    pub today: Date,
    /// The day for which stars and statuses are derived.
    pub day: Date,
    /// The day that the catalogue is about to be seen on.
    pub pending_day: Option<Date>,
    /// The generation of the catalogue, if it has a number.
    pub generation: Option<u64>,
    /// Products in the catalogue.
    pub catalog_size: usize,
    /// Where keys go.
    pub focus: Focus,
    /// The search line.
    pub input: InputLine,
    /// Past searches.
    pub search_history: SearchHistory,
    /// The queries of this session, to undo and redo.
    pub undo_history: UndoHistory,
    /// Searches saved by hand, the newest first.
    pub saved_searches: Vec<String>,
    /// The names of the catalogue's values.
    pub value_names: FacetValueNames,
    /// The search line, parsed.
    pub resolved_line: ResolvedLine,
    /// What is chosen by keys beside it.
    pub picked: PickedOptions,
    /// The query: both together.
    pub query: Query,
    /// Filters in the order they were chosen, by keys or in the line.
    pub chips: Vec<FilterChip>,
    /// Number of the newest query.
    pub query_number: u64,
    /// The answer shown. Older than [`Model::query_number`] while a search is under way.
    pub page: Option<AnswerPage>,
    /// The rows of it that are loaded.
    pub loaded_rows: LoadedRows,
    /// The request for more of them.
    pub row_request: Remote<(), Range<usize>>,
    /// Why the selected product was found, or one selected before.
    pub explanation: Remote<HitExplanation, HitKey>,
    /// The other products of the selected product's producer, or of one selected before.
    pub siblings: Remote<SiblingProducts, String>,
    /// The selected row of the list.
    pub selected: usize,
    /// What is known of the store of work.
    pub work: WorkDesk,
    /// The products that the user selected by hand.
    pub selection: ProductSelection,
    /// The first row shown.
    pub list_offset: usize,
    /// Most bytes that the terminal takes for a clipboard; `None` where it takes nothing.
    pub clipboard_limit: Option<usize>,
    /// Whether the terminal is likely to drop what is sent to the clipboard.
    pub clipboard_trust: ClipboardTrust,
    /// What was copied last.
    pub copied: Option<CopiedText>,
    /// The filters.
    pub facets: FacetPane,
    /// The statistics.
    pub stats: StatisticsPane,
    /// The record shown until the selection rests.
    pub debounced_record: Option<DebouncedRecord>,
    /// First line shown of the record.
    pub detail_offset: usize,
    /// The pane in focus has the whole window.
    pub zoomed: bool,
    /// The window over the panes.
    pub overlay: Option<Overlay>,
    /// The menu of completions, while it is open.
    pub completion_menu: Option<CompletionMenu>,
    /// The keys of an unfinished sequence.
    pub pending_keys: Vec<KeyPress>,
    /// The key that would have left the program, until the next key.
    pub first_close_key: Option<KeyPress>,
    /// Keys and pastes that wait for the answer to the newest query.
    pub queued_input: Vec<QueuedInput>,
    /// The query that failed, if it is the newest.
    pub failed_query_number: Option<u64>,
    /// What the user should know, until the next key.
    pub notice: Option<Notice>,
    /// How many lists were read to be imported, so that a late answer is told from the newest.
    pub import_attempts: u64,
    /// What was published from here, until the catalogue is reloaded.
    pub published_notice: Option<String>,
    /// Where the user was in the sitting before, until they go back there.
    pub offered_place: Option<LastPlace>,
    /// The number of a newer catalogue that can be opened.
    pub newer_generation: Option<u64>,
    /// What was selected before the catalogue was reloaded, until the next key.
    pub selection_anchor: Option<SelectionAnchor>,
}

impl Model {
    /// The state at the start: the caret in the search line.
    pub fn new(
        locale: Locale,
        day: Date,
        catalog_size: usize,
        value_names: FacetValueNames,
    ) -> Self {
        Self {
            locale,
            keymap: Keymap::default(),
            capabilities: Capabilities::full(),
            size: WindowSize::default(),
            list_percent: None,
            look: ScreenLook::default(),
            chosen_columns: None,
            configured_columns: None,
            sparse_columns: Vec::new(),
            slow: false,
            captures_mouse: false,
            today: day,
            day,
            pending_day: None,
            generation: None,
            catalog_size,
            focus: Focus::Input,
            input: InputLine::default(),
            search_history: SearchHistory::default(),
            undo_history: UndoHistory::default(),
            saved_searches: Vec::new(),
            value_names: value_names.with_selection(),
            resolved_line: ResolvedLine::default(),
            picked: PickedOptions::default(),
            query: Query::default(),
            chips: Vec::new(),
            query_number: 0,
            page: None,
            loaded_rows: LoadedRows::default(),
            row_request: Remote::NotAsked,
            explanation: Remote::NotAsked,
            siblings: Remote::NotAsked,
            selected: 0,
            work: WorkDesk::default(),
            selection: ProductSelection::default(),
            list_offset: 0,
            clipboard_limit: Some(usize::MAX),
            clipboard_trust: ClipboardTrust::default(),
            copied: None,
            facets: FacetPane::default(),
            stats: StatisticsPane::default(),
            debounced_record: None,
            detail_offset: 0,
            zoomed: false,
            overlay: None,
            completion_menu: None,
            pending_keys: Vec::new(),
            first_close_key: None,
            queued_input: Vec::new(),
            failed_query_number: None,
            notice: None,
            import_attempts: 0,
            published_notice: None,
            offered_place: None,
            newer_generation: None,
            selection_anchor: None,
        }
    }

    /// Sets what the user chose before the start: keys, the input method, drawing for a slow line, the mouse.
    pub fn configure(
        &mut self,
        keys: KeyOverrides,
        method: InputMethod,
        slow: bool,
        captures_mouse: bool,
    ) {
        self.keymap = Keymap::new(keys);
        self.input.method = method;
        (self.slow, self.captures_mouse) = (slow, captures_mouse);
    }

    /// True while the answer shown is not the answer to the newest query.
    pub fn is_stale(&self) -> bool {
        self.pending_day.is_some()
            || self.failed_query_number != Some(self.query_number)
                && self
                    .page
                    .as_ref()
                    .is_none_or(|page| page.query_number != self.query_number)
    }

    /// The day that the user wants to see the catalogue on.
    pub fn wanted_day(&self) -> Date {
        self.pending_day.unwrap_or(self.day)
    }

    /// True while the catalogue is seen on another day than today.
    pub fn is_on_other_day(&self) -> bool {
        self.wanted_day() != self.today
    }

    /// True when there is a filter, by keys or in the line.
    pub fn is_filtered(&self) -> bool {
        !self.chips.is_empty() || !self.resolved_line.field_ranges.is_empty()
    }

    /// The figures that the statistics lack, while the pane is shown.
    pub fn missing_statistics(&self) -> Option<StatisticsRequest> {
        let shown =
            self.focus == Focus::Stats && self.failed_query_number != Some(self.query_number);
        self.stats
            .missing_statistics(self.query_number)
            .filter(|_| shown)
    }

    /// True when the answer shown is for another interpretation than the words as typed.
    pub fn is_reinterpreted(&self) -> bool {
        let page = self.page.as_ref();
        page.is_some_and(|page| page.interpretation.distance != MatchDistance::Literal)
    }

    /// The order as the user sees it: without words all products match equally well, and relevance orders by stars.
    pub fn effective_sort(&self) -> Sort {
        match self.query.sort {
            Sort::Relevance if self.searched_text().trim().is_empty() => Sort::Star,
            sort => sort,
        }
    }

    /// The line as words, when its filters in plain words were searched as words after all.
    pub fn searched_words(&self) -> Option<&WordsReading> {
        let page = self.page.as_ref().filter(|_| !self.is_stale());
        let is_words = page.is_some_and(|page| page.read_as_words.is_some());
        self.query.as_words.as_deref().filter(|_| is_words)
    }

    /// The words that were searched.
    pub fn searched_text(&self) -> &str {
        let words = self.searched_words();
        words.map_or(&self.query.text, |words| &words.text)
    }

    /// The filters that the list has, each with its index in [`Model::chips`].
    pub fn active_chips(&self) -> impl DoubleEndedIterator<Item = (usize, &FilterChip)> {
        let words = self.searched_words();
        let chips = self.chips.iter().enumerate();
        chips.filter(move |(_, chip)| words.is_none_or(|words| chip.is_in_words(words)))
    }

    /// How many products the list has.
    pub fn total(&self) -> usize {
        self.page.as_ref().map_or(0, |page| page.total)
    }

    /// The row with this index in the list, if it is loaded.
    pub fn hit_at(&self, index: usize) -> Option<&SearchHit> {
        self.loaded_rows.hit_at(index)
    }

    /// The problem of the line to report: the last one up to the caret, or the first.
    pub fn current_problem(&self) -> Option<&QueryProblem> {
        let caret = self.input.text_before_caret().len();
        let problems = &self.resolved_line.problems;
        let up_to = |problem: &&QueryProblem| problem.range.start <= caret;
        problems.iter().rfind(up_to).or_else(|| problems.first())
    }

    /// The selected row of the newest query.
    pub const fn selected_key(&self) -> HitKey {
        HitKey {
            query_number: self.query_number,
            index: self.selected,
        }
    }

    /// Why the selected product was found, if that is known.
    pub fn selected_explanation(&self) -> Option<&HitExplanation> {
        self.explanation.value_for(&self.selected_key())
    }

    /// True while an explanation of a row of the newest query is awaited.
    pub fn awaits_explanation(&self) -> bool {
        matches!(&self.explanation, Remote::Loading(key) if key.query_number == self.query_number)
    }

    /// The other products of this product's producer, if they are known.
    pub fn siblings_of(&self, id: &str) -> Option<&SiblingProducts> {
        self.siblings.value_for(id)
    }

    /// The palette, while it is open.
    pub const fn palette(&self) -> Option<&ActionPalette> {
        match &self.overlay {
            Some(Overlay::Palette(palette)) => Some(palette),
            _ => None,
        }
    }

    /// The history picker, while it is open.
    pub const fn history_picker(&self) -> Option<&HistoryPicker> {
        match &self.overlay {
            Some(Overlay::HistoryPicker(picker)) => Some(picker),
            _ => None,
        }
    }

    /// The line that takes a day, while it is open.
    pub const fn day_prompt(&self) -> Option<&DayPrompt> {
        match &self.overlay {
            Some(Overlay::DayPrompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    /// The history picker, to be changed.
    pub(super) const fn history_picker_mut(&mut self) -> Option<&mut HistoryPicker> {
        match &mut self.overlay {
            Some(Overlay::HistoryPicker(picker)) => Some(picker),
            _ => None,
        }
    }

    /// The generations of the catalogue, while they are open.
    pub const fn catalog_history(&self) -> Option<&CatalogHistory> {
        match &self.overlay {
            Some(Overlay::CatalogHistory(history)) => Some(history),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(super) const fn catalog_history_mut(&mut self) -> Option<&mut CatalogHistory> {
        match &mut self.overlay {
            Some(Overlay::CatalogHistory(history)) => Some(history),
            _ => None,
        }
    }

    /// The prompt of an import, while it is open.
    pub const fn import_prompt(&self) -> Option<&ImportPrompt> {
        match &self.overlay {
            Some(Overlay::ImportPrompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    /// True while a list is being read or written: leaving would lose what was done so far.
    pub fn is_importing(&self) -> bool {
        let step = self.import_prompt().map(|prompt| &prompt.step);
        let is_idle = |step: &ImportStep| {
            let told = ImportStep::Proposals { attempt: None };
            *step == ImportStep::Typing || *step == told
        };
        step.is_some_and(|step| !is_idle(step))
    }

    /// The same, to be changed.
    pub(super) const fn import_prompt_mut(&mut self) -> Option<&mut ImportPrompt> {
        match &mut self.overlay {
            Some(Overlay::ImportPrompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    /// The QR code, while one is shown.
    pub const fn qr_screen(&self) -> Option<QrScreen> {
        match &self.overlay {
            Some(Overlay::QrScreen(screen)) => Some(*screen),
            _ => None,
        }
    }

    /// The line that takes a place of the list, while it is open.
    pub const fn go_to_line(&self) -> Option<&InputLine> {
        match &self.overlay {
            Some(Overlay::GoTo(line)) => Some(line),
            _ => None,
        }
    }

    /// The menu of columns, while it is open.
    pub const fn column_menu(&self) -> Option<&ColumnMenu> {
        match &self.overlay {
            Some(Overlay::ColumnMenu(menu)) => Some(menu),
            _ => None,
        }
    }

    /// The plain text to select, while it is shown.
    pub const fn plain_text(&self) -> Option<&PlainText> {
        match &self.overlay {
            Some(Overlay::PlainText(text)) => Some(text),
            _ => None,
        }
    }

    /// True when the program wants mouse events: never while text is shown for the terminal to select.
    pub const fn wants_mouse(&self) -> bool {
        self.captures_mouse && self.plain_text().is_none()
    }

    /// True while letters narrow the values of a facet.
    pub fn is_searching_values(&self) -> bool {
        self.focus == Focus::Facets && self.facets.is_searching_values()
    }

    /// Where keys have their meaning now.
    pub fn key_context(&self) -> KeyContext {
        match &self.overlay {
            Some(
                Overlay::Palette(_)
                | Overlay::HistoryPicker(_)
                | Overlay::GoTo(_)
                | Overlay::DayPrompt(_)
                | Overlay::WorkMenu(_)
                | Overlay::ListMenu(_)
                | Overlay::ListForm(_)
                | Overlay::RemarkEditor(_)
                | Overlay::LabelMenu(_)
                | Overlay::FieldEditor(_),
            ) => KeyContext::Input,
            Some(
                Overlay::QrScreen(_)
                | Overlay::PlainText(_)
                | Overlay::ReviewProgress
                | Overlay::Disagreements(_)
                | Overlay::ReportMenu(_),
            ) => KeyContext::Detail,
            Some(Overlay::CatalogHistory(history)) if history.asks_rollback() => {
                KeyContext::Confirmation
            }
            Some(Overlay::CatalogHistory(_)) => KeyContext::Generations,
            Some(Overlay::ColumnMenu(_)) => KeyContext::Facets,
            Some(Overlay::ImportPrompt(prompt)) => match prompt.step {
                ImportStep::EncodingAsked { .. } => KeyContext::Confirmation,
                // Nothing is typed, so the letter that leaves the program leaves it; the writing is finished and told.
                ImportStep::Publishing { .. } => KeyContext::Detail,
                _ => KeyContext::Input,
            },
            None if self.is_searching_values() => KeyContext::Input,
            None => KeyContext::from_focus(self.focus),
        }
    }

    /// Shows a sentence that names keys of the pane in focus.
    pub(super) fn show_key_notice(&mut self, sentence: &str) {
        let context = KeyContext::from_focus(self.focus);
        let text = self.keymap.fill_key_names(&self.locale, sentence, context);
        self.notice = Some(Notice::hint(text));
    }

    /// The same with a number in it.
    pub(super) fn show_key_notice_with(&mut self, sentence: &str, n: usize) {
        let context = KeyContext::from_focus(self.focus);
        let n = self.locale.format_number(n);
        let values: [(&str, &dyn std::fmt::Display); 1] = [("n", &n)];
        let keymap = &self.keymap;
        let text = keymap.fill_key_names_and_values(&self.locale, sentence, context, &values);
        self.notice = Some(Notice::hint(text));
    }

    /// True while an answer for anything shown is awaited.
    pub fn awaits_answer(&self) -> bool {
        self.is_stale()
            || self.row_request.is_loading()
            || self.awaits_explanation()
            || self.siblings.is_loading()
            || self.work.sought.is_some()
            || self.selection.pending.is_some()
            || self.missing_statistics().is_some()
    }

    /// The selected product.
    pub fn selected_hit(&self) -> Option<&SearchHit> {
        self.hit_at(self.selected)
    }
}
