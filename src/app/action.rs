//! The one table of actions: what can be done, by which keys, where, and when it is of use.
//!
//! Keys, footer and help come from here; an action that is not here does not exist. Must not: do them;
//! [`super::update`] does.

mod parts;
mod statistics;

use super::changes;
use super::model::{Focus, Model};
use super::stats::Face;

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
    Toggle,
    Collapse,
    Expand,
    NextFacet,
    PreviousFacet,
    DropFilter,
    DropFilters,
    Sort,
    Literal,
    Zoom,
    WayOut,
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
    Reload,
    Copy,
    Complete,
    Decide,
    SameAs,
    Stats,
    FilterBy,
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
        matches!(
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
                | Self::Toggle
                | Self::Complete
                | Self::WayOut
                | Self::FilterBy
        )
    }
}

/// Where a key has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
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
    Changes,
    /// While the screen waits for a yes or a no.
    Question,
}

impl Context {
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
    pub const IMPORT: &[Self] = &[Self::Changes, Self::Question, Self::Anywhere];

    /// The context of a focus.
    pub const fn of(focus: Focus) -> Self {
        match focus {
            Focus::Input => Self::Input,
            Focus::List => Self::List,
            Focus::Facets => Self::Facets,
            Focus::Detail => Self::Detail,
            Focus::Stats => Self::Stats,
        }
    }

    /// Its key in the table of sentences.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Anywhere => "context.anywhere",
            Self::Input => "context.input",
            Self::List => "context.list",
            Self::Facets => "context.facets",
            Self::Detail => "context.detail",
            Self::Stats => "context.stats",
            Self::Changes => "context.changes",
            Self::Question => "context.question",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is done.
    pub action: Action,
    /// Where.
    pub context: Context,
    /// Keys: alternatives by a space, keys of a sequence by a comma.
    pub keys: &'static str,
    /// Its sentence in the table, without `action.`.
    pub name: &'static str,
    /// Its place in the footer, 0 for none.
    pub footer: u8,
}

const fn row(
    context: Context,
    action: Action,
    name: &'static str,
    keys: &'static str,
    footer: u8,
) -> Entry {
    Entry {
        action,
        context,
        keys,
        name,
        footer,
    }
}

/// The table. Within a context the footer shows what has a number, smallest first.
pub const TABLE: &[Entry] = &parts::joined::<{ parts::len(PARTS) }>(PARTS);

const PARTS: &[&[Entry]] = &[ROWS, statistics::ROWS];

const ROWS: &[Entry] = &[
    // While typing every letter is text, so only other keys act.
    row(Context::Input, Action::ToList, "to_list", "enter", 1),
    row(Context::Input, Action::Up, "up", "up", 0),
    row(Context::Input, Action::Down, "down", "down", 0),
    row(Context::Input, Action::PageUp, "page_up", "pgup", 0),
    row(Context::Input, Action::PageDown, "page_down", "pgdn", 0),
    row(Context::Input, Action::Back, "back", "esc", 0),
    row(Context::Input, Action::Complete, "complete", "tab", 2),
    row(
        Context::Input,
        Action::PreviousPane,
        "previous_pane",
        "backtab",
        0,
    ),
    row(
        Context::Input,
        Action::Erase,
        "erase",
        "backspace ctrl-h",
        0,
    ),
    row(
        Context::Input,
        Action::EraseRight,
        "erase_right",
        "delete ctrl-d",
        0,
    ),
    row(
        Context::Input,
        Action::EraseWord,
        "erase_word",
        "ctrl-w alt-backspace",
        0,
    ),
    row(
        Context::Input,
        Action::EraseToStart,
        "erase_to_start",
        "ctrl-u",
        3,
    ),
    row(
        Context::Input,
        Action::EraseToEnd,
        "erase_to_end",
        "ctrl-k",
        0,
    ),
    row(Context::Input, Action::Left, "left", "left ctrl-b", 0),
    row(Context::Input, Action::Right, "right", "right ctrl-f", 0),
    row(
        Context::Input,
        Action::WordLeft,
        "word_left",
        "alt-b ctrl-left",
        0,
    ),
    row(
        Context::Input,
        Action::WordRight,
        "word_right",
        "alt-f ctrl-right",
        0,
    ),
    row(
        Context::Input,
        Action::LineStart,
        "line_start",
        "home ctrl-a",
        0,
    ),
    row(Context::Input, Action::LineEnd, "line_end", "end ctrl-e", 0),
    row(Context::List, Action::Open, "open", "enter l right", 1),
    row(Context::List, Action::Up, "up", "up k", 0),
    row(Context::List, Action::Down, "down", "down j", 0),
    row(Context::List, Action::PageUp, "page_up", "pgup ctrl-b", 0),
    row(
        Context::List,
        Action::PageDown,
        "page_down",
        "pgdn ctrl-f",
        0,
    ),
    row(Context::List, Action::First, "first", "g,g home", 0),
    row(Context::List, Action::Last, "last", "G end", 0),
    row(Context::List, Action::DetailDown, "detail_down", "J", 0),
    row(Context::List, Action::DetailUp, "detail_up", "K", 0),
    row(Context::List, Action::PreviousPane, "facets", "h left", 0),
    row(Context::Facets, Action::Toggle, "toggle", "space enter", 1),
    row(Context::Facets, Action::Up, "up", "up k", 0),
    row(Context::Facets, Action::Down, "down", "down j", 0),
    row(Context::Facets, Action::PageUp, "page_up", "pgup ctrl-b", 0),
    row(
        Context::Facets,
        Action::PageDown,
        "page_down",
        "pgdn ctrl-f",
        0,
    ),
    row(Context::Facets, Action::First, "first", "g,g home", 0),
    row(Context::Facets, Action::Last, "last", "G end", 0),
    row(Context::Facets, Action::NextFacet, "next_facet", "n", 8),
    row(
        Context::Facets,
        Action::PreviousFacet,
        "previous_facet",
        "N",
        0,
    ),
    row(Context::Facets, Action::Collapse, "collapse", "left h", 0),
    row(Context::Facets, Action::Expand, "expand", "right l", 0),
    row(Context::Detail, Action::Up, "up", "up k K", 0),
    row(Context::Detail, Action::Down, "down", "down j J", 0),
    row(Context::Detail, Action::PageUp, "page_up", "pgup ctrl-b", 0),
    row(
        Context::Detail,
        Action::PageDown,
        "page_down",
        "pgdn ctrl-f space",
        0,
    ),
    row(Context::Detail, Action::First, "first", "g,g home", 0),
    row(Context::Detail, Action::Last, "last", "G end", 0),
    row(
        Context::Detail,
        Action::Back,
        "back",
        "esc left h backspace",
        1,
    ),
    row(Context::Changes, Action::Decide, "decide", "space", 1),
    row(
        Context::Changes,
        Action::SameAs,
        "same_as",
        "= 1 2 3 4 5 6 7 8 9",
        2,
    ),
    row(Context::Changes, Action::Publish, "publish", "w y", 3),
    row(
        Context::Changes,
        Action::Open,
        "open_change",
        "enter l right",
        4,
    ),
    row(
        Context::Changes,
        Action::Back,
        "back",
        "left h backspace",
        4,
    ),
    row(Context::Changes, Action::NextKind, "next_kind", "tab n", 5),
    row(
        Context::Changes,
        Action::PreviousKind,
        "previous_kind",
        "backtab N",
        0,
    ),
    row(Context::Changes, Action::TakeKind, "take_kind", "a", 6),
    row(Context::Changes, Action::RefuseKind, "refuse_kind", "r", 7),
    row(Context::Changes, Action::Up, "up", "up k", 0),
    row(Context::Changes, Action::Down, "down", "down j", 0),
    row(
        Context::Changes,
        Action::PageUp,
        "page_up",
        "pgup ctrl-b",
        0,
    ),
    row(
        Context::Changes,
        Action::PageDown,
        "page_down",
        "pgdn ctrl-f",
        0,
    ),
    row(Context::Changes, Action::First, "first", "g,g home", 0),
    row(Context::Changes, Action::Last, "last", "G end", 0),
    row(Context::Changes, Action::DetailDown, "detail_down", "J", 0),
    row(Context::Changes, Action::DetailUp, "detail_up", "K", 0),
    row(Context::Changes, Action::Leave, "leave", "q esc", 21),
    row(Context::Question, Action::Yes, "yes", "y c", 20),
    row(Context::Question, Action::No, "no", "n k esc q", 21),
    row(Context::Anywhere, Action::Reload, "reload", "R", 2),
    row(
        Context::Anywhere,
        Action::WayOut,
        "way_out",
        "1 2 3 4 5 6",
        3,
    ),
    row(Context::Anywhere, Action::Search, "search", "/", 4),
    row(Context::Anywhere, Action::Facets, "facets", "f", 5),
    row(Context::Anywhere, Action::DropFilter, "drop_filter", "x", 6),
    row(
        Context::Anywhere,
        Action::DropFilters,
        "drop_filters",
        "X",
        7,
    ),
    row(Context::Anywhere, Action::Sort, "sort", "o", 9),
    row(Context::Anywhere, Action::Literal, "literal", "= ctrl-t", 2),
    row(Context::Anywhere, Action::Zoom, "zoom", "z", 10),
    row(Context::Anywhere, Action::Copy, "copy", "y alt-y", 0),
    row(Context::Anywhere, Action::NextPane, "next_pane", "tab", 0),
    row(
        Context::Anywhere,
        Action::PreviousPane,
        "previous_pane",
        "backtab",
        0,
    ),
    row(Context::Anywhere, Action::Back, "back", "esc", 0),
    row(Context::Anywhere, Action::Help, "help", "? f1 :", 20),
    row(Context::Anywhere, Action::Close, "close", "q", 21),
    row(Context::Anywhere, Action::Quit, "quit", "ctrl-c Q", 22),
    row(Context::Anywhere, Action::Redraw, "redraw", "ctrl-l", 0),
    row(Context::Anywhere, Action::Suspend, "suspend", "ctrl-z", 0),
];

impl Entry {
    /// True when doing it now would change something.
    pub fn is_useful(&self, model: &Model) -> bool {
        let filtered = !model.query.filter.is_empty();
        let empty = model.page.as_ref().is_some_and(|page| page.total == 0);
        match self.action {
            Action::Reload => model.news.is_some(),
            Action::DropFilter => !model.chips.is_empty(),
            Action::DropFilters => filtered,
            Action::WayOut => model
                .page
                .as_ref()
                .is_some_and(|page| !page.ways.is_empty()),
            // Beside the telling of another reading, and to come back from there.
            Action::Literal => model.query.literal || model.is_read_otherwise(),
            Action::FilterBy => model.stats.current_value().is_some(),
            Action::NextColumns => model.stats.face == Face::Cross,
            Action::NextFacet if model.focus == Focus::Stats => model.stats.face != Face::Due,
            Action::Open | Action::DetailDown | Action::DetailUp | Action::Sort => !empty,
            _ => true,
        }
    }
}

/// What the footer shows now.
pub fn footer(model: &Model) -> Vec<&'static Entry> {
    let context = Context::of(model.focus);
    let typing = model.focus == Focus::Input;
    let mut entries: Vec<&Entry> = TABLE
        .iter()
        .filter(|entry| entry.footer > 0 && entry.is_useful(model))
        .filter(|entry| {
            entry.context == context
                || (entry.context == Context::Anywhere && (!typing || has_plain_key(entry)))
        })
        .filter(|entry| match entry.action {
            Action::Facets => model.focus != Focus::Facets,
            Action::Stats | Action::Zoom => model.focus != Focus::Stats,
            // One way to leave is enough: the shorter one, where letters are keys.
            Action::Quit => typing,
            _ => true,
        })
        .collect();
    entries.sort_by_key(|entry| entry.footer);
    entries
}

/// What the footer of an import's screen shows now.
pub fn changes_footer(model: &changes::Model) -> Vec<&'static Entry> {
    let contexts = [model.context(), Context::Anywhere];
    let mut entries: Vec<&Entry> = contexts
        .into_iter()
        .flat_map(|context| entries(Context::IMPORT, context))
        .filter(|entry| entry.footer > 0 && model.has_use_for(entry.action))
        .collect();
    entries.sort_by_key(|entry| entry.footer);
    entries
}

/// The rows of a context, as far as they mean something among these contexts: an import's screen takes only
/// from everywhere what has to do with the terminal.
pub fn entries(contexts: &[Context], context: Context) -> impl Iterator<Item = &'static Entry> {
    let import = contexts.contains(&Context::Changes);
    let of_terminal = |action| {
        matches!(
            action,
            Action::Help | Action::Quit | Action::Redraw | Action::Suspend
        )
    };
    TABLE.iter().filter(move |entry| {
        entry.context == context
            && !(import && context == Context::Anywhere && !of_terminal(entry.action))
    })
}

/// The line of the help where a context begins: each has a head, its entries and a gap.
pub fn help_line(contexts: &[Context], context: Context) -> usize {
    contexts
        .iter()
        .take_while(|known| **known != context)
        .map(|known| entries(contexts, *known).count() + 2)
        .sum()
}

/// How many lines the help has.
pub fn help_lines(contexts: &[Context]) -> usize {
    let lines = contexts
        .iter()
        .map(|known| entries(contexts, *known).count() + 2);
    lines.sum::<usize>().saturating_sub(1)
}

/// The line of an open help after a key of these in it, or `None` when it closes.
pub fn scroll_help(
    contexts: &[Context],
    line: usize,
    rows: usize,
    action: Option<Action>,
) -> Option<usize> {
    let last = help_lines(contexts).saturating_sub(rows);
    let line = match action {
        Some(Action::Down) => line + 1,
        Some(Action::Up) => line.saturating_sub(1),
        Some(Action::PageDown) => line + rows,
        Some(Action::PageUp) => line.saturating_sub(rows),
        Some(Action::First) => 0,
        Some(Action::Last) => last,
        Some(Action::Back | Action::Close | Action::Help) => return None,
        _ => line,
    };
    Some(line.min(last))
}

/// The keys that work in a context, as a person would name them; while typing, letters are text.
pub fn keys_in(entry: &Entry, typing: bool) -> Vec<&'static str> {
    entry
        .keys
        .split(' ')
        .filter(|keys| !(typing && keys.split(',').all(|key| key.chars().count() == 1)))
        .collect()
}

fn has_plain_key(entry: &Entry) -> bool {
    !keys_in(entry, true).is_empty()
}
