//! The window over the panes: one at a time.

use super::catalog_history::CatalogHistory;
use super::column_menu::ColumnMenu;
use super::day_prompt::DayPrompt;
use super::disagreement_list::DisagreementList;
use super::field_editor::FieldEditor;
use super::history_picker::HistoryPicker;
use super::import_prompt::ImportPrompt;
use super::label_menu::LabelMenu;
use super::list_form::ListForm;
use super::list_menu::ListMenu;
use super::plain_text::PlainText;
use super::qr_screen::QrScreen;
use super::remark_editor::RemarkEditor;
use super::report_menu::ReportMenu;
use super::work_menu::WorkMenu;
use crate::app::action_palette::ActionPalette;
use crate::app::input_line::InputLine;

/// What lies over the panes and takes the keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The help, which is a palette of actions.
    Palette(ActionPalette),
    /// The saved and recent searches.
    HistoryPicker(HistoryPicker),
    /// The generations of the catalogue.
    CatalogHistory(CatalogHistory),
    /// The path of a list to import.
    ImportPrompt(ImportPrompt),
    /// The line that takes a day.
    DayPrompt(DayPrompt),
    /// The field that is corrected.
    FieldEditor(FieldEditor),
    /// A QR code of the selected product.
    QrScreen(QrScreen),
    /// The line that takes a place of the list.
    GoTo(InputLine),
    /// Text without borders, to select with the mouse.
    PlainText(PlainText),
    /// The columns of the list, to choose from.
    ColumnMenu(ColumnMenu),
    /// The reviews, to open or start one.
    WorkMenu(WorkMenu),
    /// The product lists, to add to one or to say what is left.
    ListMenu(ListMenu),
    /// The fields of an entry of a list, or what a buyer wants.
    ListForm(Box<ListForm>),
    /// How far the open review is.
    ReviewProgress,
    /// The line that takes a remark.
    RemarkEditor(RemarkEditor),
    /// The labels, to set one or take it off.
    LabelMenu(Box<LabelMenu>),
    /// The disagreements of the open review.
    Disagreements(DisagreementList),
    /// The formats of the report of the open review.
    ReportMenu(ReportMenu),
}
