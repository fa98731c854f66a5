//! The actions, grouped by the part of the program that handles them.
//!
//! Each group is matched exhaustively by its handler. A new variant is a compile error until it is handled. Must not:
//! know a key or a screen.

use ocop_index::Sort;

use crate::report::export_format::ExportFormat;

/// Something the user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Opens the help, which is the palette of actions.
    Help,
    /// Opens a newer catalogue.
    Reload,
    /// Completes a field or a value in the search line.
    Complete,
    /// Picks the suggestion with the number of the key.
    PickSuggestion,
    /// Switches the input method.
    SwitchInputMethod,
    /// Chooses the day that the catalogue is seen on.
    SeeDay,
    /// Shows a QR code of the selected product.
    ShowQrCode,
    /// Shows the text copied last, or the record, as plain text to select with the mouse.
    ShowPlainText,
    /// The program and its window.
    Window(WindowAction),
    /// The focus and the panes.
    Pane(PaneAction),
    /// Asks for a place in the list to go to.
    GoTo,
    /// Moves the cursor of the pane in focus.
    Move(Movement),
    /// The record beside the list.
    Record(RecordAction),
    /// Edits a line of text.
    Edit(LineEdit),
    /// Filters, order and literal matching.
    Filter(FilterAction),
    /// The facets of the pane.
    Facet(FacetAction),
    /// Filters by a value of the selected product.
    SameValue(SharedField),
    /// Copies to the clipboard.
    Copy(CopyTarget),
    /// Writes the list into a file of this format.
    Export(ExportFormat),
    /// Writes the list into a table of this format that has only the list's columns.
    ExportColumns(ExportFormat),
    /// Undo history, search history and saved searches.
    History(HistoryAction),
    /// The selection of products.
    Selection(SelectionAction),
    /// The statistics.
    Statistics(StatisticsAction),
    /// The catalogue as a whole: its generations, a list to import.
    Catalog(CatalogAction),
    /// The review of an import.
    Review(ReviewAction),
    /// The person's own work: reviews of products, remarks.
    Work(WorkAction),
}

/// Actions on the program and its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum WindowAction {
    Quit,
    Suspend,
    Redraw,
    ToggleMouse,
    ToggleSlow,
    WidenList,
    NarrowList,
    NextTheme,
    SwitchLanguage,
    ToggleAscii,
    ChooseColumns,
}

/// Actions on the focus and the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum PaneAction {
    Search,
    Facets,
    List,
    Open,
    Back,
    Close,
    Next,
    Previous,
    Zoom,
}

/// Movements of a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum Movement {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfPageUp,
    HalfPageDown,
    First,
    Last,
}

impl Movement {
    /// The rows that the cursor moves by, in a pane with pages of `page` rows; the largest number for the ends.
    pub const fn row_delta(self, page: isize) -> isize {
        match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::PageUp => -page,
            Self::PageDown => page,
            Self::HalfPageUp => -half_of(page),
            Self::HalfPageDown => half_of(page),
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        }
    }
}

/// Half of a page, at least one row.
const fn half_of(page: isize) -> isize {
    if page < 3 { 1 } else { (page + 1) / 2 }
}

/// Actions on the record beside the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum RecordAction {
    ScrollUp,
    ScrollDown,
    NextProduct,
    PreviousProduct,
    CorrectField,
}

/// Edits of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum LineEdit {
    Erase,
    EraseRight,
    EraseWord,
    EraseToStart,
    EraseToEnd,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
}

/// Actions that change the query without typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum FilterAction {
    Toggle,
    Exclude,
    DropLast,
    DropAll,
    Sort,
    SortBy(Sort),
    Reverse,
    Literal,
    AsWords,
}

/// Actions on a facet of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum FacetAction {
    Collapse,
    Expand,
    Next,
    Previous,
    FindValue,
}

/// Fields of the selected product whose value can become a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum SharedField {
    Star,
    District,
    Unit,
    Group,
    ProducerKind,
    Producer,
}

/// Texts that can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CopyTarget {
    /// The query as one line.
    QueryLine,
    /// The name of the selected product.
    Name,
    /// Its whole record.
    Record,
    /// Its five lines to send.
    Card,
    /// Its producer's telephone number.
    Phone,
    /// A web address of its record.
    Link,
    /// The table of figures shown, in Markdown.
    FiguresMarkdown,
    /// The same as aligned text.
    FiguresText,
}

/// Actions on the undo history, the search history and the saved searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum HistoryAction {
    OlderSearch,
    NewerSearch,
    Undo,
    Redo,
    SaveSearch,
    OpenPicker,
    ResumePlace,
}

/// Actions on the selection of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum SelectionAction {
    ToggleRow,
    Range,
    All,
    Invert,
    None,
    Only,
}

/// Actions on the statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum StatisticsAction {
    Open,
    FilterByLine,
    MarkReference,
    CompareDay,
    NextView,
    NextColumns,
    PreviousColumns,
}

/// Actions on the catalogue as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum CatalogAction {
    OpenHistory,
    RollBack,
    CompareWith,
    ImportList,
}

/// Actions on the changes of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `action.…` in locale.toml")]
pub enum ReviewAction {
    ToggleVerdict,
    SameAs,
    NextGroup,
    PreviousGroup,
    AcceptGroup,
    RefuseGroup,
    Publish,
    Leave,
    Yes,
    No,
}

/// Actions on the person's own work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkAction {
    /// Opens the menu of reviews.
    OpenMenu,
    /// Shows how far the open review is.
    ShowProgress,
    /// Writes again what could not be saved.
    SaveAgain,
    /// Gives the verdict with the number of the key, and goes on.
    GiveVerdict,
    /// Goes to the next product that is not reviewed.
    NextOpen,
    /// Goes to the one before.
    PreviousOpen,
    /// Puts the product off, and goes on.
    Postpone,
    /// Writes a remark.
    Remark,
    /// Sets a label, or takes it off.
    SetLabel,
    /// Lists the disagreements of the open review, to settle them.
    ShowDisagreements,
    /// Shows the proposals as the changes of an import.
    ApplyProposals,
    /// Writes the report of the open review into a file.
    WriteReport,
    /// Adds products to a list of a fair or a trade meeting.
    AddToList,
    /// Says what such a list has left of products.
    SetStock,
    /// Changes the price, stand, stock, remark and place of a product in such a list.
    EditEntry,
    /// Notes what a buyer of a trade meeting wants.
    NoteInterest,
}

impl WindowAction {
    /// True for what every window over the panes leaves to the program: leaving it, and its terminal.
    pub const fn concerns_terminal(self) -> bool {
        match self {
            Self::Quit | Self::Redraw | Self::Suspend => true,
            Self::ToggleMouse
            | Self::ToggleSlow
            | Self::NextTheme
            | Self::SwitchLanguage
            | Self::ToggleAscii
            | Self::WidenList
            | Self::NarrowList
            | Self::ChooseColumns => false,
        }
    }

    /// True for what a window with a line or a list leaves to the program too: the mouse and a slow line.
    pub const fn works_over_panes(self) -> bool {
        self.concerns_terminal() || matches!(self, Self::ToggleMouse | Self::ToggleSlow)
    }
}

impl Action {
    /// The group of actions that share a first key, by the name that its wordings have in `locale.toml`.
    pub const fn key_group(self) -> Option<&'static str> {
        match self {
            Self::Export(_) | Self::ExportColumns(_) => Some("export"),
            Self::Copy(_) => Some("copy"),
            Self::SameValue(_) => Some("like"),
            Self::Filter(FilterAction::Sort | FilterAction::SortBy(_) | FilterAction::Reverse) => {
                Some("sort")
            }
            Self::Catalog(_) | Self::SeeDay => Some("catalog"),
            Self::Work(
                WorkAction::OpenMenu
                | WorkAction::ShowProgress
                | WorkAction::SaveAgain
                | WorkAction::ShowDisagreements
                | WorkAction::ApplyProposals
                | WorkAction::WriteReport,
            ) => Some("work"),
            Self::Work(
                WorkAction::SetLabel
                | WorkAction::AddToList
                | WorkAction::SetStock
                | WorkAction::EditEntry
                | WorkAction::NoteInterest,
            ) => Some("add"),
            _ => None,
        }
    }

    /// True for an action on the answer shown: done on an older answer, it would hit another product.
    pub const fn needs_answer(self) -> bool {
        match self {
            Self::Move(_)
            | Self::GoTo
            | Self::Record(_)
            | Self::SameValue(_)
            | Self::Export(_)
            | Self::ExportColumns(_)
            | Self::Complete
            | Self::PickSuggestion
            | Self::ShowQrCode
            | Self::ShowPlainText => true,
            Self::Pane(action) => matches!(action, PaneAction::Open),
            Self::Filter(action) => matches!(action, FilterAction::Toggle | FilterAction::Exclude),
            Self::Copy(target) => !matches!(target, CopyTarget::QueryLine),
            Self::Work(action) => !matches!(
                action,
                WorkAction::ShowProgress
                    | WorkAction::SaveAgain
                    | WorkAction::ShowDisagreements
                    | WorkAction::ApplyProposals
                    | WorkAction::WriteReport
            ),
            Self::Selection(action) => {
                !matches!(action, SelectionAction::None | SelectionAction::Only)
            }
            Self::Statistics(action) => matches!(
                action,
                StatisticsAction::FilterByLine | StatisticsAction::MarkReference
            ),
            Self::Help
            | Self::SeeDay
            | Self::Reload
            | Self::SwitchInputMethod
            | Self::Window(_)
            | Self::Edit(_)
            | Self::Facet(_)
            | Self::History(_)
            | Self::Catalog(_)
            | Self::Review(_) => false,
        }
    }

    /// True for an action on a row of the list, which has to be loaded first.
    pub const fn needs_row(self) -> bool {
        matches!(
            self,
            Self::Pane(PaneAction::Open)
                | Self::Selection(SelectionAction::ToggleRow)
                | Self::Record(
                    RecordAction::ScrollUp | RecordAction::ScrollDown | RecordAction::CorrectField
                )
        )
    }

    /// True for an action that opens a window with a line to type in.
    pub const fn opens_line(self) -> bool {
        matches!(
            self,
            Self::GoTo
                | Self::SeeDay
                | Self::Record(RecordAction::CorrectField)
                | Self::Catalog(CatalogAction::ImportList)
                | Self::Work(
                    WorkAction::OpenMenu
                        | WorkAction::Remark
                        | WorkAction::SetLabel
                        | WorkAction::AddToList
                        | WorkAction::SetStock
                        | WorkAction::EditEntry
                        | WorkAction::NoteInterest
                )
        )
    }

    /// True for a deliberate act on what the search found: the search is worth remembering.
    pub const fn uses_search(self) -> bool {
        matches!(
            self,
            Self::Pane(PaneAction::List | PaneAction::Open | PaneAction::Close)
                | Self::Copy(CopyTarget::QueryLine)
                | Self::Window(WindowAction::Quit)
        )
    }
}
