//! The one table of actions: what can be done, by which keys, where, and when it is of use.
//!
//! Keys, footer and help come from here; an action that is not here does not exist. Must not: do them;
//! [`super::update`] does.

use super::import_review;
use super::keymap;
use super::model::{Focus, Model};
use crate::app::model::statistics::StatisticsView;
use crate::report::export_format::ExportFormat;
use crate::wording::locale::Locale;

/// Something a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each is described by its sentence `action.…` in locale.toml"
)]
pub enum Action {
    Quit,
    Close,
    Back,
    Help,
    Redraw,
    Suspend,
    Mouse,
    Slow,
    Wider,
    Narrower,
    Search,
    Facets,
    NextPane,
    PreviousPane,
    ToList,
    Open,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    DetailUp,
    DetailDown,
    NextProduct,
    PreviousProduct,
    Toggle,
    Collapse,
    Expand,
    NextFacet,
    PreviousFacet,
    DropFilter,
    DropFilters,
    Sort,
    Reverse,
    Literal,
    Zoom,
    WayOut,
    OlderSearch,
    NewerSearch,
    Undo,
    Redo,
    Save,
    Recall,
    Erase,
    EraseRight,
    EraseWord,
    EraseToStart,
    EraseToEnd,
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    Typing,
    Reload,
    Exclude,
    FindValue,
    LikeStar,
    LikeDistrict,
    LikeUnit,
    LikeGroup,
    LikeKind,
    LikeProducer,
    Copy,
    CopyName,
    CopyRecord,
    CopyPhone,
    CopyLink,
    Scan,
    ExportCsv,
    ExportWorkbook,
    ExportOffice,
    ExportJsonl,
    ExportMarkdown,
    Complete,
    Decide,
    SameAs,
    Stats,
    FilterBy,
    Mark,
    NextFigures,
    NextColumns,
    PreviousColumns,
    NextKind,
    PreviousKind,
    TakeKind,
    RefuseKind,
    Publish,
    Leave,
    Yes,
    No,
}

impl Action {
    /// True for what acts on the answer shown: done on an older one, it would hit something else.
    pub const fn needs_answer(self) -> bool {
        self.export_format().is_some()
            || matches!(
                self,
                Self::Up
                    | Self::Down
                    | Self::PageUp
                    | Self::PageDown
                    | Self::First
                    | Self::Last
                    | Self::Open
                    | Self::DetailUp
                    | Self::DetailDown
                    | Self::NextProduct
                    | Self::PreviousProduct
                    | Self::Toggle
                    | Self::Exclude
                    | Self::LikeStar
                    | Self::LikeDistrict
                    | Self::LikeUnit
                    | Self::LikeGroup
                    | Self::LikeKind
                    | Self::LikeProducer
                    | Self::CopyName
                    | Self::CopyRecord
                    | Self::CopyPhone
                    | Self::CopyLink
                    | Self::Scan
                    | Self::Complete
                    | Self::WayOut
                    | Self::FilterBy
                    | Self::Mark
            )
    }

    /// The kind of file that it writes, if it writes one.
    pub const fn export_format(self) -> Option<ExportFormat> {
        Some(match self {
            Self::ExportCsv => ExportFormat::Csv,
            Self::ExportWorkbook => ExportFormat::Xlsx,
            Self::ExportOffice => ExportFormat::Workbook,
            Self::ExportJsonl => ExportFormat::Jsonl,
            Self::ExportMarkdown => ExportFormat::Md,
            _ => return None,
        })
    }

    /// True for what edits a line that is typed.
    pub const fn is_line_edit(self) -> bool {
        matches!(
            self,
            Self::Erase
                | Self::EraseRight
                | Self::EraseWord
                | Self::EraseToStart
                | Self::EraseToEnd
                | Self::WordLeft
                | Self::WordRight
                | Self::LineStart
                | Self::LineEnd
                | Self::Left
                | Self::Right
        )
    }

    /// True for what the statistics do in their own way while they are shown.
    pub const fn is_statistics_action(self) -> bool {
        matches!(
            self,
            Self::FilterBy
                | Self::Mark
                | Self::NextFigures
                | Self::NextFacet
                | Self::PreviousFacet
                | Self::NextColumns
                | Self::PreviousColumns
                | Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
        )
    }
}

/// Where a key has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyContext {
    /// Everywhere, if the place itself does not use the key.
    Anywhere,
    /// While typing.
    Input,
    /// In the list.
    List,
    /// In the filters.
    Facets,
    /// In the record.
    Detail,
    /// In the statistics.
    Stats,
    /// In the changes of an import.
    ImportReview,
    /// While the screen waits for a yes or a no.
    Confirmation,
}

impl KeyContext {
    /// All of them, in the order of the man page and the config file.
    pub const ALL: [Self; 8] = [
        Self::Input,
        Self::List,
        Self::Facets,
        Self::Detail,
        Self::Stats,
        Self::Anywhere,
        Self::ImportReview,
        Self::Confirmation,
    ];

    /// The contexts of the catalogue's screen, in the order of the help.
    pub const CATALOGUE: &[Self] = &[
        Self::Input,
        Self::List,
        Self::Facets,
        Self::Detail,
        Self::Stats,
        Self::Anywhere,
    ];

    /// The contexts of an import's screen.
    pub const IMPORT: &[Self] = &[Self::ImportReview, Self::Confirmation, Self::Anywhere];

    /// The context of a focus.
    pub const fn from_focus(focus: Focus) -> Self {
        match focus {
            Focus::Input => Self::Input,
            Focus::List => Self::List,
            Focus::Facets => Self::Facets,
            Focus::Detail => Self::Detail,
            Focus::Stats => Self::Stats,
        }
    }

    /// Its key in the table of sentences.
    pub const fn locale_key(self) -> &'static str {
        match self {
            Self::Anywhere => "context.anywhere",
            Self::Input => "context.input",
            Self::List => "context.list",
            Self::Facets => "context.facets",
            Self::Detail => "context.detail",
            Self::Stats => "context.stats",
            Self::ImportReview => "context.changes",
            Self::Confirmation => "context.question",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionEntry {
    /// What is done.
    pub action: Action,
    /// Where.
    pub context: KeyContext,
    /// Keys: alternatives by a space, keys of a sequence by a comma.
    pub keys: &'static str,
    /// Its sentence in the table, without `action.`.
    pub name: &'static str,
    /// Its place in the footer, 0 for none.
    pub footer_order: u8,
}

const fn action_entry(
    context: KeyContext,
    action: Action,
    name: &'static str,
    keys: &'static str,
    footer: u8,
) -> ActionEntry {
    ActionEntry {
        action,
        context,
        keys,
        name,
        footer_order: footer,
    }
}

/// Short names keep a row of the table on one line.
use {Action as A, KeyContext as C};

/// The table. Within a context the footer shows what has a number, smallest first.
pub const ACTION_TABLE: &[ActionEntry] = &[
    // While typing every letter is text, so only other keys act.
    action_entry(C::Input, A::ToList, "to_list", "enter", 1),
    action_entry(C::Input, A::Up, "up", "up", 0),
    action_entry(C::Input, A::Down, "down", "down", 0),
    action_entry(C::Input, A::OlderSearch, "older_search", "ctrl-p", 0),
    action_entry(C::Input, A::NewerSearch, "newer_search", "ctrl-n", 0),
    action_entry(C::Input, A::PageUp, "page_up", "pgup", 0),
    action_entry(C::Input, A::PageDown, "page_down", "pgdn", 0),
    action_entry(C::Input, A::Back, "back", "esc", 0),
    action_entry(C::Input, A::Complete, "complete", "tab", 2),
    action_entry(C::Input, A::PreviousPane, "previous_pane", "backtab", 0),
    action_entry(C::Input, A::Erase, "erase", "backspace", 0),
    action_entry(C::Input, A::EraseRight, "erase_right", "delete ctrl-d", 0),
    action_entry(
        C::Input,
        A::EraseWord,
        "erase_word",
        "ctrl-w alt-backspace",
        0,
    ),
    action_entry(C::Input, A::EraseToStart, "erase_to_start", "ctrl-u", 3),
    action_entry(C::Input, A::EraseToEnd, "erase_to_end", "ctrl-k", 0),
    action_entry(C::Input, A::Left, "left", "left ctrl-b", 0),
    action_entry(C::Input, A::Right, "right", "right ctrl-f", 0),
    action_entry(C::Input, A::WordLeft, "word_left", "alt-b ctrl-left", 0),
    action_entry(C::Input, A::WordRight, "word_right", "alt-f ctrl-right", 0),
    action_entry(C::Input, A::LineStart, "line_start", "home ctrl-a", 0),
    action_entry(C::Input, A::LineEnd, "line_end", "end ctrl-e", 0),
    action_entry(C::Input, A::Typing, "typing", "ctrl-g f2", 4),
    action_entry(C::List, A::Open, "open", "enter l right", 1),
    action_entry(C::List, A::Up, "up", "up k", 0),
    action_entry(C::List, A::Down, "down", "down j", 0),
    action_entry(C::List, A::PageUp, "page_up", "pgup ctrl-b", 0),
    action_entry(C::List, A::PageDown, "page_down", "pgdn ctrl-f", 0),
    action_entry(C::List, A::First, "first", "g,g home", 0),
    action_entry(C::List, A::Last, "last", "G end", 0),
    action_entry(C::List, A::DetailDown, "detail_down", "J", 0),
    action_entry(C::List, A::DetailUp, "detail_up", "K", 0),
    action_entry(C::List, A::PreviousPane, "facets", "h left", 0),
    action_entry(C::Facets, A::Toggle, "toggle", "space enter", 1),
    action_entry(C::Facets, A::Exclude, "exclude", "-", 2),
    action_entry(C::Facets, A::FindValue, "find_value", "/", 3),
    action_entry(C::Facets, A::Back, "back", "esc", 2),
    action_entry(C::Facets, A::Up, "up", "up k", 0),
    action_entry(C::Facets, A::Down, "down", "down j", 0),
    action_entry(C::Facets, A::PageUp, "page_up", "pgup ctrl-b", 0),
    action_entry(C::Facets, A::PageDown, "page_down", "pgdn ctrl-f", 0),
    action_entry(C::Facets, A::First, "first", "g,g home", 0),
    action_entry(C::Facets, A::Last, "last", "G end", 0),
    action_entry(C::Facets, A::NextFacet, "next_facet", "n", 8),
    action_entry(C::Facets, A::PreviousFacet, "previous_facet", "N", 0),
    action_entry(C::Facets, A::Collapse, "collapse", "left h", 0),
    action_entry(C::Facets, A::Expand, "expand", "right l", 0),
    action_entry(C::Detail, A::Up, "up", "up k K", 0),
    action_entry(C::Detail, A::Down, "down", "down j J", 0),
    action_entry(C::Detail, A::PageUp, "page_up", "pgup ctrl-b", 0),
    action_entry(C::Detail, A::PageDown, "page_down", "pgdn ctrl-f space", 0),
    action_entry(C::Detail, A::First, "first", "g,g home", 0),
    action_entry(C::Detail, A::Last, "last", "G end", 0),
    action_entry(C::Detail, A::Back, "back", "esc left h backspace", 1),
    action_entry(C::Detail, A::NextProduct, "next_product", "n", 2),
    action_entry(C::Detail, A::PreviousProduct, "previous_product", "N", 0),
    action_entry(C::ImportReview, A::Decide, "decide", "space", 1),
    action_entry(
        C::ImportReview,
        A::SameAs,
        "same_as",
        "= 1 2 3 4 5 6 7 8 9",
        2,
    ),
    action_entry(C::ImportReview, A::Publish, "publish", "w y", 3),
    action_entry(C::ImportReview, A::Open, "open_change", "enter l right", 4),
    action_entry(C::ImportReview, A::Back, "back", "left h backspace", 4),
    action_entry(C::ImportReview, A::NextKind, "next_kind", "tab n", 5),
    action_entry(
        C::ImportReview,
        A::PreviousKind,
        "previous_kind",
        "backtab N",
        0,
    ),
    action_entry(C::ImportReview, A::TakeKind, "take_kind", "a", 6),
    action_entry(C::ImportReview, A::RefuseKind, "refuse_kind", "r", 7),
    action_entry(C::ImportReview, A::Up, "up", "up k", 0),
    action_entry(C::ImportReview, A::Down, "down", "down j", 0),
    action_entry(C::ImportReview, A::PageUp, "page_up", "pgup ctrl-b", 0),
    action_entry(C::ImportReview, A::PageDown, "page_down", "pgdn ctrl-f", 0),
    action_entry(C::ImportReview, A::First, "first", "g,g home", 0),
    action_entry(C::ImportReview, A::Last, "last", "G end", 0),
    action_entry(C::ImportReview, A::DetailDown, "detail_down", "J", 0),
    action_entry(C::ImportReview, A::DetailUp, "detail_up", "K", 0),
    action_entry(C::ImportReview, A::Leave, "leave", "q esc", 21),
    action_entry(C::Confirmation, A::Yes, "yes", "y c", 20),
    action_entry(C::Confirmation, A::No, "no", "n k esc q", 21),
    action_entry(C::Anywhere, A::Reload, "reload", "R", 2),
    action_entry(C::Anywhere, A::WayOut, "way_out", "1 2 3 4 5 6 7", 3),
    action_entry(C::Anywhere, A::Search, "search", "/", 4),
    action_entry(C::Anywhere, A::Facets, "facets", "f", 5),
    action_entry(C::Anywhere, A::DropFilter, "drop_filter", "x", 6),
    action_entry(C::Anywhere, A::DropFilters, "drop_filters", "X", 7),
    action_entry(C::Anywhere, A::Sort, "sort", "o", 9),
    action_entry(C::Anywhere, A::Reverse, "reverse", "O", 0),
    action_entry(C::Anywhere, A::Literal, "literal", "= ctrl-t", 2),
    action_entry(C::Anywhere, A::Zoom, "zoom", "z", 10),
    action_entry(C::Anywhere, A::LikeStar, "like_star", "t,s", 14),
    action_entry(C::Anywhere, A::LikeDistrict, "like_district", "t,h", 0),
    action_entry(C::Anywhere, A::LikeUnit, "like_unit", "t,x", 0),
    action_entry(C::Anywhere, A::LikeGroup, "like_group", "t,n", 0),
    action_entry(C::Anywhere, A::LikeKind, "like_kind", "t,l", 0),
    action_entry(C::Anywhere, A::LikeProducer, "like_producer", "t,c", 0),
    action_entry(C::Anywhere, A::CopyRecord, "copy_record", "y,r", 5),
    action_entry(C::Anywhere, A::CopyName, "copy_name", "y,y", 0),
    action_entry(C::Anywhere, A::CopyPhone, "copy_phone", "y,p", 0),
    action_entry(C::Anywhere, A::CopyLink, "copy_link", "y,u", 0),
    action_entry(C::Anywhere, A::Scan, "scan", "g,q", 15),
    action_entry(C::Anywhere, A::Copy, "copy", "y,q alt-y", 0),
    action_entry(C::Anywhere, A::Undo, "undo", "u", 18),
    action_entry(C::Anywhere, A::Redo, "redo", "U", 0),
    action_entry(C::Anywhere, A::ExportCsv, "export_csv", "e,c", 12),
    action_entry(C::Anywhere, A::ExportWorkbook, "export_workbook", "e,x", 0),
    action_entry(C::Anywhere, A::ExportOffice, "export_office", "e,w", 0),
    action_entry(C::Anywhere, A::ExportJsonl, "export_jsonl", "e,j", 0),
    action_entry(C::Anywhere, A::ExportMarkdown, "export_markdown", "e,m", 0),
    action_entry(C::Anywhere, A::Save, "save", "b", 16),
    action_entry(C::Anywhere, A::Recall, "recall", "B ctrl-r", 17),
    action_entry(C::Anywhere, A::NextPane, "next_pane", "tab", 0),
    action_entry(C::Anywhere, A::PreviousPane, "previous_pane", "backtab", 0),
    action_entry(C::Anywhere, A::Back, "back", "esc", 0),
    action_entry(C::Anywhere, A::Help, "help", "? f1 :", 20),
    action_entry(C::Anywhere, A::Close, "close", "q", 21),
    action_entry(C::Anywhere, A::Quit, "quit", "ctrl-c Q", 22),
    action_entry(C::Anywhere, A::Redraw, "redraw", "ctrl-l", 0),
    action_entry(C::Anywhere, A::Suspend, "suspend", "ctrl-z", 0),
    action_entry(C::Anywhere, A::Wider, "wider", ">", 0),
    action_entry(C::Anywhere, A::Narrower, "narrower", "<", 0),
    action_entry(C::Anywhere, A::Mouse, "mouse", "f6", 0),
    action_entry(C::Anywhere, A::Slow, "slow", "f7", 0),
    // Statistics; the key that opens them is one of everywhere.
    action_entry(C::Anywhere, A::Stats, "stats", "s", 11),
    action_entry(C::Stats, A::FilterBy, "filter_by", "enter", 1),
    action_entry(C::Stats, A::NextFigures, "next_figures", "t", 2),
    action_entry(C::Stats, A::Mark, "mark", "m", 3),
    action_entry(C::Stats, A::NextFacet, "next_facet", "n tab", 3),
    action_entry(C::Stats, A::PreviousFacet, "previous_facet", "N backtab", 0),
    action_entry(C::Stats, A::NextColumns, "next_columns", "right l", 4),
    action_entry(
        C::Stats,
        A::PreviousColumns,
        "previous_columns",
        "left h",
        0,
    ),
    action_entry(C::Stats, A::Up, "up", "up k", 0),
    action_entry(C::Stats, A::Down, "down", "down j", 0),
    action_entry(C::Stats, A::PageUp, "page_up", "pgup ctrl-b", 0),
    action_entry(C::Stats, A::PageDown, "page_down", "pgdn ctrl-f space", 0),
    action_entry(C::Stats, A::First, "first", "g,g home", 0),
    action_entry(C::Stats, A::Last, "last", "G end", 0),
    action_entry(C::Stats, A::Back, "back", "esc s backspace", 5),
];

impl ActionEntry {
    /// What it is called.
    pub fn label(&self, locale: &Locale) -> String {
        locale.t(&format!("action.{}", self.name)).to_owned()
    }

    /// True when doing it now would change something.
    pub fn is_available(&self, model: &Model) -> bool {
        let empty = model.page.as_ref().is_some_and(|page| page.total == 0);
        match self.action {
            Action::Reload => model.newer_generation.is_some(),
            Action::DropFilter | Action::DropFilters => model.is_filtered(),
            Action::Undo => model.undo_history.has_steps(true),
            Action::Redo => model.undo_history.has_steps(false),
            Action::WayOut => model
                .page
                .as_ref()
                .is_some_and(|page| !page.suggestions.is_empty()),
            // Beside the telling of another reading, and to come back from there.
            Action::Literal => model.query.literal || model.is_reinterpreted(),
            Action::FilterBy => {
                let stats = &model.stats;
                stats.current_value().is_some() || stats.current_expiry().is_some()
            }
            Action::NextColumns => model.stats.view == StatisticsView::CrossTab,
            Action::NextFacet if model.focus == Focus::Stats => {
                model.stats.view != StatisticsView::Expiry
            }
            Action::Open
            | Action::DetailDown
            | Action::DetailUp
            | Action::CopyName
            | Action::CopyRecord
            | Action::CopyPhone
            | Action::CopyLink
            | Action::Scan
            | Action::Sort
            | Action::Reverse => !empty,
            export if export.export_format().is_some() => !empty,
            _ => true,
        }
    }
}

/// What the footer shows now.
pub fn footer_entries(model: &Model) -> Vec<&'static ActionEntry> {
    let context = KeyContext::from_focus(model.focus);
    let typing = model.focus == Focus::Input;
    let closes = model.keymap.shortcut_text(Action::Close, context).is_some();
    let works = |entry: &&ActionEntry| {
        model
            .keymap
            .active_key_sequences(entry, context)
            .next()
            .is_some()
    };
    let mut entries: Vec<&ActionEntry> = ACTION_TABLE
        .iter()
        .filter(|entry| entry.footer_order > 0 && entry.is_available(model))
        .filter(|entry| [context, KeyContext::Anywhere].contains(&entry.context))
        .filter(works)
        .filter(|entry| match entry.action {
            Action::Facets => ![Focus::Facets, Focus::Detail].contains(&model.focus),
            Action::Search => model.focus != Focus::Facets,
            Action::Stats | Action::Zoom => model.focus != Focus::Stats,
            // One way to leave is enough: the shorter one, where letters are keys.
            Action::Quit => typing || !closes,
            _ => true,
        })
        .collect();
    entries.sort_by_key(|entry| entry.footer_order);
    entries
}

/// The rows that go on from the keys of a sequence begun, each with the key that is missing, as a person reads it.
pub fn pending_key_hints(model: &Model) -> Vec<(String, &'static ActionEntry)> {
    let begun = &model.pending_keys;
    let mut rows = Vec::new();
    for context in [KeyContext::from_focus(model.focus), KeyContext::Anywhere] {
        for entry in ACTION_TABLE.iter().filter(|entry| entry.context == context) {
            let going_on = |keys: &&str| keymap::parse_key_sequence(keys).starts_with(begun);
            let sequences = model.keymap.key_sequences(entry).filter(going_on);
            let next = sequences.filter_map(|keys| keys.split(',').nth(begun.len()));
            rows.extend(next.map(|key| (keymap::format_key_sequence(key), entry)));
        }
    }
    rows
}

/// What the footer of an import's screen shows now.
pub fn review_footer_entries(
    model: &import_review::ImportReviewModel,
) -> Vec<&'static ActionEntry> {
    let contexts = [model.key_context(), KeyContext::Anywhere];
    let mut entries: Vec<&ActionEntry> = contexts
        .into_iter()
        .flat_map(|context| entries_in_context(KeyContext::IMPORT, context))
        .filter(|entry| entry.footer_order > 0 && model.is_action_available(entry.action))
        .collect();
    entries.sort_by_key(|entry| entry.footer_order);
    entries
}

/// The rows of a context, as far as they mean something among these contexts: an import's screen takes only
/// from everywhere what has to do with the terminal.
pub fn entries_in_context(
    contexts: &[KeyContext],
    context: KeyContext,
) -> impl Iterator<Item = &'static ActionEntry> {
    let import = contexts.contains(&KeyContext::ImportReview);
    let of_terminal = |action| {
        matches!(
            action,
            Action::Help | Action::Quit | Action::Redraw | Action::Suspend
        )
    };
    ACTION_TABLE.iter().filter(move |entry| {
        entry.context == context
            && !(import && context == KeyContext::Anywhere && !of_terminal(entry.action))
    })
}
