//! The table of key bindings: one row for each action in each context. Must not: depend on the model.

use ocop_index::Sort;

use super::key_context::KeyContext;
use super::kinds::{
    Action, CatalogAction, CopyTarget, FacetAction, FilterAction, HistoryAction, LineEdit,
    Movement, PaneAction, RecordAction, ReviewAction, SelectionAction, SharedField,
    StatisticsAction, WindowAction, WorkAction,
};
use crate::report::export_format::ExportFormat;
use crate::wording::locale::Locale;

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionEntry {
    /// The action.
    pub action: Action,
    /// Where its keys work.
    pub context: KeyContext,
    /// Its keys: a space separates alternatives, a comma the keys of a sequence. Without one it runs from the palette.
    pub keys: &'static str,
    /// Its name in the config file; `action.` before it is the key of its sentence in `locale.toml`.
    pub name: &'static str,
    /// Its position in the footer, 0 for none.
    pub footer_order: u8,
}

impl ActionEntry {
    /// Its sentence in the user's language.
    pub fn label(&self, locale: &Locale) -> String {
        locale.t(&format!("action.{}", self.name)).to_owned()
    }
}

/// The things that people do most, in the order of the help: each the name of a row and its place.
pub const COMMON_ACTIONS: [(KeyContext, &str); 10] = [
    (KeyContext::Anywhere, "search"),
    (KeyContext::List, "open"),
    (KeyContext::Anywhere, "facets"),
    (KeyContext::Anywhere, "stats"),
    (KeyContext::Anywhere, "export_workbook"),
    (KeyContext::Anywhere, "copy_record"),
    (KeyContext::Anywhere, "undo"),
    (KeyContext::Anywhere, "sort"),
    (KeyContext::Anywhere, "recall"),
    (KeyContext::Anywhere, "close"),
];

const fn action_entry(
    context: KeyContext,
    action: Action,
    name: &'static str,
    keys: &'static str,
    footer_order: u8,
) -> ActionEntry {
    ActionEntry {
        action,
        context,
        keys,
        name,
        footer_order,
    }
}

/// Short names keep a row of the table on one line.
use {Action as A, KeyContext as C};

/// The table. Within a context the footer shows the rows that have a number, smallest first.
#[rustfmt::skip]
pub const ACTION_TABLE: &[ActionEntry] = &[
    // While typing every letter is text, so only other keys act.
    action_entry(C::Input, A::Pane(PaneAction::List), "to_list", "enter", 1),
    action_entry(C::Input, A::Move(Movement::Up), "up", "up", 0),
    action_entry(C::Input, A::Move(Movement::Down), "down", "down", 0),
    action_entry(C::Input, A::History(HistoryAction::OlderSearch), "older_search", "ctrl-p", 0),
    action_entry(C::Input, A::History(HistoryAction::NewerSearch), "newer_search", "ctrl-n", 0),
    action_entry(C::Input, A::Move(Movement::PageUp), "page_up", "pgup", 0),
    action_entry(C::Input, A::Move(Movement::PageDown), "page_down", "pgdn", 0),
    action_entry(C::Input, A::Pane(PaneAction::Back), "back", "esc", 0),
    action_entry(C::Input, A::Complete, "complete", "tab", 2),
    action_entry(C::Input, A::Pane(PaneAction::Previous), "previous_pane", "backtab", 0),
    action_entry(C::Input, A::Edit(LineEdit::Erase), "erase", "backspace", 0),
    action_entry(C::Input, A::Edit(LineEdit::EraseRight), "erase_right", "delete ctrl-d", 0),
    action_entry(C::Input, A::Edit(LineEdit::EraseWord), "erase_word", "ctrl-w alt-backspace", 0),
    action_entry(C::Input, A::Edit(LineEdit::EraseToStart), "erase_to_start", "ctrl-u", 3),
    action_entry(C::Input, A::Edit(LineEdit::EraseToEnd), "erase_to_end", "ctrl-k", 0),
    action_entry(C::Input, A::Edit(LineEdit::Left), "left", "left ctrl-b", 0),
    action_entry(C::Input, A::Edit(LineEdit::Right), "right", "right ctrl-f", 0),
    action_entry(C::Input, A::Edit(LineEdit::WordLeft), "word_left", "alt-b ctrl-left", 0),
    action_entry(C::Input, A::Edit(LineEdit::WordRight), "word_right", "alt-f ctrl-right", 0),
    action_entry(C::Input, A::Edit(LineEdit::Start), "line_start", "home ctrl-a", 0),
    action_entry(C::Input, A::Edit(LineEdit::End), "line_end", "end ctrl-e", 0),
    action_entry(C::Input, A::SwitchInputMethod, "typing", "ctrl-g f2", 4),
    action_entry(C::List, A::Pane(PaneAction::Open), "open", "enter l right", 1),
    action_entry(C::List, A::Move(Movement::Up), "up", "up k", 0),
    action_entry(C::List, A::Move(Movement::Down), "down", "down j", 0),
    action_entry(C::List, A::Move(Movement::PageUp), "page_up", "pgup ctrl-b", 0),
    action_entry(C::List, A::Move(Movement::PageDown), "page_down", "pgdn ctrl-f", 0),
    action_entry(C::List, A::Move(Movement::HalfPageUp), "half_page_up", "ctrl-u", 0),
    action_entry(C::List, A::Move(Movement::HalfPageDown), "half_page_down", "ctrl-d", 0),
    action_entry(C::List, A::Move(Movement::First), "first", "g,g home", 0),
    action_entry(C::List, A::Move(Movement::Last), "last", "G end", 0),
    action_entry(C::List, A::GoTo, "go_to", "%", 0),
    action_entry(C::List, A::Record(RecordAction::ScrollDown), "detail_down", "J", 0),
    action_entry(C::List, A::Record(RecordAction::ScrollUp), "detail_up", "K", 0),
    action_entry(C::List, A::Pane(PaneAction::Previous), "facets", "h left", 0),
    action_entry(C::List, A::Window(WindowAction::ChooseColumns), "columns", "C", 0),
    action_entry(C::List, A::Work(WorkAction::Remark), "remark", "r", 0),
    action_entry(C::List, A::Record(RecordAction::CorrectField), "correct_field", "i", 0),
    action_entry(C::List, A::Work(WorkAction::AddToList), "add_to_list", "a,l", 0),
    action_entry(C::List, A::Work(WorkAction::SetStock), "set_stock", "a,s", 0),
    action_entry(C::List, A::Work(WorkAction::EditEntry), "edit_entry", "a,i", 0),
    action_entry(C::List, A::Work(WorkAction::NoteInterest), "note_interest", "a,b", 0),
    // While a review is open, these come before those of the list and the record.
    action_entry(C::Reviewing, A::Work(WorkAction::GiveVerdict), "verdict", "1 2 3 4 5 6 7 8 9", 0),
    action_entry(C::Reviewing, A::Work(WorkAction::NextOpen), "next_open", "n", 4),
    action_entry(C::Reviewing, A::Work(WorkAction::PreviousOpen), "previous_open", "N", 0),
    action_entry(C::Reviewing, A::Work(WorkAction::Postpone), "postpone", "p", 2),
    action_entry(C::Reviewing, A::Work(WorkAction::Remark), "remark", "r", 3),
    action_entry(C::List, A::Selection(SelectionAction::ToggleRow), "select", "space", 18),
    action_entry(C::List, A::Selection(SelectionAction::Range), "select_range", "v", 0),
    action_entry(C::List, A::Selection(SelectionAction::All), "select_all", "*", 0),
    action_entry(C::List, A::Selection(SelectionAction::Invert), "invert_selection", "~", 0),
    action_entry(C::List, A::Selection(SelectionAction::None), "select_none", "V", 0),
    action_entry(C::List, A::Selection(SelectionAction::Only), "only_selected", "S", 19),
    action_entry(C::List, A::Work(WorkAction::SetLabel), "label", "a,n", 0),
    action_entry(C::Facets, A::Filter(FilterAction::Toggle), "toggle", "space enter", 1),
    action_entry(C::Facets, A::Filter(FilterAction::Exclude), "exclude", "-", 2),
    action_entry(C::Facets, A::Facet(FacetAction::FindValue), "find_value", "/", 3),
    action_entry(C::Facets, A::Pane(PaneAction::Back), "back", "esc", 2),
    action_entry(C::Facets, A::Move(Movement::Up), "up", "up k", 0),
    action_entry(C::Facets, A::Move(Movement::Down), "down", "down j", 0),
    action_entry(C::Facets, A::Move(Movement::PageUp), "page_up", "pgup ctrl-b", 0),
    action_entry(C::Facets, A::Move(Movement::PageDown), "page_down", "pgdn ctrl-f", 0),
    action_entry(C::Facets, A::Move(Movement::HalfPageUp), "half_page_up", "ctrl-u", 0),
    action_entry(C::Facets, A::Move(Movement::HalfPageDown), "half_page_down", "ctrl-d", 0),
    action_entry(C::Facets, A::Move(Movement::First), "first", "g,g home", 0),
    action_entry(C::Facets, A::Move(Movement::Last), "last", "G end", 0),
    action_entry(C::Facets, A::Facet(FacetAction::Next), "next_facet", "n", 4),
    action_entry(C::Facets, A::Facet(FacetAction::Previous), "previous_facet", "N", 0),
    action_entry(C::Facets, A::Facet(FacetAction::Collapse), "collapse", "left h", 0),
    action_entry(C::Facets, A::Facet(FacetAction::Expand), "expand", "right l", 0),
    action_entry(C::Detail, A::Move(Movement::Up), "up", "up k K", 0),
    action_entry(C::Detail, A::Move(Movement::Down), "down", "down j J", 0),
    action_entry(C::Detail, A::Move(Movement::PageUp), "page_up", "pgup ctrl-b", 0),
    action_entry(C::Detail, A::Move(Movement::PageDown), "page_down", "pgdn ctrl-f space", 0),
    action_entry(C::Detail, A::Move(Movement::HalfPageUp), "half_page_up", "ctrl-u", 0),
    action_entry(C::Detail, A::Move(Movement::HalfPageDown), "half_page_down", "ctrl-d", 0),
    action_entry(C::Detail, A::Move(Movement::First), "first", "g,g home", 0),
    action_entry(C::Detail, A::Move(Movement::Last), "last", "G end", 0),
    action_entry(C::Detail, A::Pane(PaneAction::Back), "back", "esc left h backspace", 1),
    action_entry(C::Detail, A::Record(RecordAction::NextProduct), "next_product", "n", 2),
    action_entry(C::Detail, A::Record(RecordAction::PreviousProduct), "previous_product", "N", 0),
    action_entry(C::Detail, A::Record(RecordAction::CorrectField), "correct_field", "i", 0),
    action_entry(C::Detail, A::Work(WorkAction::Remark), "remark", "r", 0),
    action_entry(C::Detail, A::Work(WorkAction::SetLabel), "label", "a,n", 0),
    action_entry(C::Detail, A::Work(WorkAction::AddToList), "add_to_list", "a,l", 0),
    action_entry(C::Detail, A::Work(WorkAction::SetStock), "set_stock", "a,s", 0),
    action_entry(C::Detail, A::Work(WorkAction::EditEntry), "edit_entry", "a,i", 0),
    action_entry(C::Detail, A::Work(WorkAction::NoteInterest), "note_interest", "a,b", 0),
    action_entry(C::ImportReview, A::Review(ReviewAction::ToggleVerdict), "decide", "space", 1),
    action_entry(C::ImportReview, A::Review(ReviewAction::SameAs), "same_as", "= 1 2 3 4 5 6 7 8 9", 2),
    action_entry(C::ImportReview, A::Review(ReviewAction::Publish), "publish", "w y", 3),
    action_entry(C::ImportReview, A::Pane(PaneAction::Open), "open_change", "enter l right", 4),
    action_entry(C::ImportReview, A::Pane(PaneAction::Back), "back", "left h backspace", 4),
    action_entry(C::ImportReview, A::Review(ReviewAction::NextGroup), "next_kind", "tab n", 5),
    action_entry(C::ImportReview, A::Review(ReviewAction::PreviousGroup), "previous_kind", "backtab N", 0),
    action_entry(C::ImportReview, A::Review(ReviewAction::AcceptGroup), "take_kind", "a", 6),
    action_entry(C::ImportReview, A::Review(ReviewAction::RefuseGroup), "refuse_kind", "r", 7),
    action_entry(C::ImportReview, A::Move(Movement::Up), "up", "up k", 0),
    action_entry(C::ImportReview, A::Move(Movement::Down), "down", "down j", 0),
    action_entry(C::ImportReview, A::Move(Movement::PageUp), "page_up", "pgup ctrl-b", 0),
    action_entry(C::ImportReview, A::Move(Movement::PageDown), "page_down", "pgdn ctrl-f", 0),
    action_entry(C::ImportReview, A::Move(Movement::HalfPageUp), "half_page_up", "ctrl-u", 0),
    action_entry(C::ImportReview, A::Move(Movement::HalfPageDown), "half_page_down", "ctrl-d", 0),
    action_entry(C::ImportReview, A::Move(Movement::First), "first", "g,g home", 0),
    action_entry(C::ImportReview, A::Move(Movement::Last), "last", "G end", 0),
    action_entry(C::ImportReview, A::Record(RecordAction::ScrollDown), "detail_down", "J", 0),
    action_entry(C::ImportReview, A::Record(RecordAction::ScrollUp), "detail_up", "K", 0),
    action_entry(C::ImportReview, A::Review(ReviewAction::Leave), "leave", "q esc", 21),
    action_entry(C::Confirmation, A::Review(ReviewAction::Yes), "yes", "y c", 20),
    action_entry(C::Confirmation, A::Review(ReviewAction::No), "no", "n k esc q", 21),
    action_entry(C::Anywhere, A::Reload, "reload", "R", 2),
    action_entry(C::Anywhere, A::PickSuggestion, "way_out", "1 2 3 4 5 6 7", 3),
    action_entry(C::Anywhere, A::Pane(PaneAction::Search), "search", "/", 4),
    action_entry(C::Anywhere, A::Pane(PaneAction::Facets), "facets", "f", 5),
    action_entry(C::Anywhere, A::Filter(FilterAction::DropLast), "drop_filter", "x", 10),
    action_entry(C::Anywhere, A::Filter(FilterAction::DropAll), "drop_filters", "X", 11),
    action_entry(C::Anywhere, A::Filter(FilterAction::Sort), "sort", "o,space", 12),
    action_entry(C::Anywhere, A::Filter(FilterAction::SortBy(Sort::Relevance)), "sort_relevance", "o,p", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::SortBy(Sort::Name)), "sort_name", "o,t", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::SortBy(Sort::Star)), "sort_star", "o,s", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::SortBy(Sort::Year)), "sort_year", "o,n", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::SortBy(Sort::Expiry)), "sort_expiry", "o,h", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::SortBy(Sort::Place)), "sort_place", "o,d", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::Reverse), "reverse", "O o,o", 0),
    action_entry(C::Anywhere, A::Filter(FilterAction::Literal), "literal", "= ctrl-t", 2),
    action_entry(C::Anywhere, A::Filter(FilterAction::AsWords), "as_words", "\\ ctrl-o", 2),
    action_entry(C::Anywhere, A::Pane(PaneAction::Zoom), "zoom", "z", 13),
    action_entry(C::Anywhere, A::SameValue(SharedField::Star), "like_star", "t,s", 14),
    action_entry(C::Anywhere, A::SameValue(SharedField::District), "like_district", "t,h", 0),
    action_entry(C::Anywhere, A::SameValue(SharedField::Unit), "like_unit", "t,x", 0),
    action_entry(C::Anywhere, A::SameValue(SharedField::Group), "like_group", "t,n", 0),
    action_entry(C::Anywhere, A::SameValue(SharedField::ProducerKind), "like_kind", "t,l", 0),
    action_entry(C::Anywhere, A::SameValue(SharedField::Producer), "like_producer", "t,c", 0),
    action_entry(C::Anywhere, A::Copy(CopyTarget::Record), "copy_record", "y,r", 8),
    action_entry(C::Anywhere, A::Copy(CopyTarget::Card), "copy_card", "y,c", 0),
    action_entry(C::Anywhere, A::Copy(CopyTarget::Name), "copy_name", "y,y", 0),
    action_entry(C::Anywhere, A::Copy(CopyTarget::Phone), "copy_phone", "y,p", 0),
    action_entry(C::Anywhere, A::Copy(CopyTarget::Link), "copy_link", "y,u", 0),
    action_entry(C::Anywhere, A::ShowPlainText, "show_text", "y,t alt-t", 0),
    action_entry(C::Anywhere, A::ShowQrCode, "scan", "g,q", 15),
    action_entry(C::Anywhere, A::SeeDay, "see_day", "d,d", 0),
    action_entry(C::Anywhere, A::Copy(CopyTarget::QueryLine), "copy", "y,q alt-y", 0),
    action_entry(C::Anywhere, A::History(HistoryAction::Undo), "undo", "u", 9),
    action_entry(C::Anywhere, A::History(HistoryAction::Redo), "redo", "U", 0),
    action_entry(C::Anywhere, A::Export(ExportFormat::Csv), "export_csv", "e,c", 7),
    action_entry(C::Anywhere, A::Export(ExportFormat::Xlsx), "export_workbook", "e,x", 0),
    action_entry(C::Anywhere, A::Export(ExportFormat::Workbook), "export_office", "e,w", 0),
    action_entry(C::Anywhere, A::ExportColumns(ExportFormat::Csv), "export_shown_csv", "e,C", 0),
    action_entry(C::Anywhere, A::ExportColumns(ExportFormat::Xlsx), "export_shown_workbook", "e,X", 0),
    action_entry(C::Anywhere, A::Export(ExportFormat::Jsonl), "export_jsonl", "e,j", 0),
    action_entry(C::Anywhere, A::Export(ExportFormat::Md), "export_markdown", "e,m", 0),
    action_entry(C::Anywhere, A::History(HistoryAction::SaveSearch), "save", "b", 16),
    action_entry(C::Anywhere, A::History(HistoryAction::OpenPicker), "recall", "B ctrl-r", 17),
    action_entry(C::Anywhere, A::Catalog(CatalogAction::OpenHistory), "history", "d,h", 0),
    action_entry(C::Anywhere, A::Catalog(CatalogAction::ImportList), "import_list", "d,i", 0),
    action_entry(C::Anywhere, A::Work(WorkAction::OpenMenu), "work", "w,w", 0),
    action_entry(C::Anywhere, A::Work(WorkAction::ShowProgress), "work_progress", "w,p", 0),
    action_entry(C::Anywhere, A::Work(WorkAction::ShowDisagreements), "disagreements", "w,c", 0),
    action_entry(C::Anywhere, A::Work(WorkAction::ApplyProposals), "apply_proposals", "w,a", 0),
    action_entry(C::Anywhere, A::Work(WorkAction::WriteReport), "review_report", "w,r", 0),
    action_entry(C::Anywhere, A::Work(WorkAction::SaveAgain), "save_again", "w,s", 0),
    action_entry(C::Anywhere, A::History(HistoryAction::ResumePlace), "resume", "ctrl-y", 0),
    action_entry(C::Anywhere, A::Pane(PaneAction::Next), "next_pane", "tab", 0),
    action_entry(C::Anywhere, A::Pane(PaneAction::Previous), "previous_pane", "backtab", 0),
    action_entry(C::Anywhere, A::Pane(PaneAction::Back), "back", "esc", 0),
    action_entry(C::Anywhere, A::Help, "help", "? f1 :", 20),
    action_entry(C::Anywhere, A::Pane(PaneAction::Close), "close", "q", 21),
    action_entry(C::Anywhere, A::Window(WindowAction::Quit), "quit", "ctrl-c Q", 22),
    action_entry(C::Anywhere, A::Window(WindowAction::Redraw), "redraw", "ctrl-l", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::Suspend), "suspend", "ctrl-z", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::WidenList), "wider", ">", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::NarrowList), "narrower", "<", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::ToggleMouse), "mouse", "f6", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::ToggleSlow), "slow", "f7", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::NextTheme), "theme", "", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::SwitchLanguage), "language", "", 0),
    action_entry(C::Anywhere, A::Window(WindowAction::ToggleAscii), "ascii", "", 0),
    // Statistics; the key that opens them is one of everywhere.
    action_entry(C::Anywhere, A::Statistics(StatisticsAction::Open), "stats", "s", 6),
    action_entry(C::Stats, A::Statistics(StatisticsAction::FilterByLine), "filter_by", "enter", 1),
    action_entry(C::Stats, A::Statistics(StatisticsAction::NextView), "next_figures", "t", 2),
    action_entry(C::Stats, A::Statistics(StatisticsAction::CompareDay), "compare_day", "M", 2),
    action_entry(C::Stats, A::Statistics(StatisticsAction::MarkReference), "mark", "m", 3),
    action_entry(C::Stats, A::Copy(CopyTarget::FiguresMarkdown), "copy_figures_markdown", "y,r", 0),
    action_entry(C::Stats, A::Copy(CopyTarget::FiguresText), "copy_figures", "y,y y,q", 0),
    action_entry(C::Stats, A::Facet(FacetAction::Next), "next_facet", "n tab", 3),
    action_entry(C::Stats, A::Facet(FacetAction::Previous), "previous_facet", "N backtab", 0),
    action_entry(C::Stats, A::Statistics(StatisticsAction::NextColumns), "next_columns", "right l", 4),
    action_entry(C::Stats, A::Statistics(StatisticsAction::PreviousColumns), "previous_columns", "left h", 0),
    action_entry(C::Stats, A::Move(Movement::Up), "up", "up k", 0),
    action_entry(C::Stats, A::Move(Movement::Down), "down", "down j", 0),
    action_entry(C::Stats, A::Move(Movement::PageUp), "page_up", "pgup ctrl-b", 0),
    action_entry(C::Stats, A::Move(Movement::PageDown), "page_down", "pgdn ctrl-f space", 0),
    action_entry(C::Stats, A::Move(Movement::HalfPageUp), "half_page_up", "ctrl-u", 0),
    action_entry(C::Stats, A::Move(Movement::HalfPageDown), "half_page_down", "ctrl-d", 0),
    action_entry(C::Stats, A::Move(Movement::First), "first", "g,g home", 0),
    action_entry(C::Stats, A::Move(Movement::Last), "last", "G end", 0),
    action_entry(C::Stats, A::Pane(PaneAction::Back), "back", "esc s backspace", 5),
    // The generations of the catalogue; the key that opens them is one of everywhere.
    action_entry(C::Generations, A::Pane(PaneAction::Open), "open_changes", "enter l right", 1),
    action_entry(C::Generations, A::Catalog(CatalogAction::RollBack), "roll_back", "r", 2),
    action_entry(C::Generations, A::Catalog(CatalogAction::CompareWith), "compare_generation", "m", 3),
    action_entry(C::Generations, A::Move(Movement::Up), "up", "up k", 0),
    action_entry(C::Generations, A::Move(Movement::Down), "down", "down j", 0),
    action_entry(C::Generations, A::Move(Movement::PageUp), "page_up", "pgup ctrl-b", 0),
    action_entry(C::Generations, A::Move(Movement::PageDown), "page_down", "pgdn ctrl-f space", 0),
    action_entry(C::Generations, A::Move(Movement::HalfPageUp), "half_page_up", "ctrl-u", 0),
    action_entry(C::Generations, A::Move(Movement::HalfPageDown), "half_page_down", "ctrl-d", 0),
    action_entry(C::Generations, A::Move(Movement::First), "first", "g,g home", 0),
    action_entry(C::Generations, A::Move(Movement::Last), "last", "G end", 0),
    action_entry(C::Generations, A::Pane(PaneAction::Back), "back", "esc left h backspace", 5),
];

/// The rows of a context that work on a screen with these contexts. From [`KeyContext::Anywhere`] the screen of an
/// import takes only the help and what concerns the terminal.
pub fn entries_in_context(
    contexts: &[KeyContext],
    context: KeyContext,
) -> impl Iterator<Item = &'static ActionEntry> {
    let is_import = contexts.contains(&KeyContext::ImportReview);
    let works_in_import = |action| match action {
        Action::Help => true,
        Action::Window(window) => window.concerns_terminal(),
        _ => false,
    };
    ACTION_TABLE.iter().filter(move |entry| {
        entry.context == context
            && !(is_import && context == KeyContext::Anywhere && !works_in_import(entry.action))
    })
}
