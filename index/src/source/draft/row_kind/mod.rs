//! Tells the products among the rows below a header from headings, totals, signatures, remarks and drawn rows.
//!
//! * `total`, `signature`, `drawn_row`: what the words of such rows are.
//! * `cell_form`: what a cell is by its form.
//! * `shifted_row`: rows whose cells stand in the wrong columns.
//!
//! A running number is evidence for a product: where the list numbers its products, a row without one that has
//! nothing but a text is none. Nothing is dropped: a row that is no product is set aside with its reason.

mod cell_form;
mod drawn_row;
mod shifted_row;
mod signature;
mod total;

use std::borrow::Cow;
use std::sync::LazyLock;

pub(super) use self::shifted_row::FormMemo;
use self::shifted_row::RowForms;
use super::heading::{self, ParsedHeading};
use super::numbering::{self, RowNumber};
use crate::source::cell::lost_letters;
use crate::source::cell::phrase::MarkedPhrases;
use crate::source::cell::star::{self, Star};
use crate::source::field::{ProductField, RecognitionField};
use crate::source::header::ListHeader;
use crate::source::list_cell::ListCell;
use crate::source::list_row::ListRow;
use crate::source::problem::ProblemReason;
use crate::vietnamese::split_words;

/// What a row is.
#[derive(Debug)]
pub(super) enum ListRowKind {
    /// A product.
    Product,
    /// A row without content of its own.
    Skipped,
    /// A heading for the rows below.
    Heading(ParsedHeading),
    /// Not imported, for this reason.
    SetAside(ProblemReason),
}

/// What the rows above tell about the next one.
#[derive(Debug, Default)]
pub(super) struct RowHistory {
    /// The running number of the last product.
    last_number: Option<u64>,
    /// Products so far.
    products: u64,
    /// Products that had nothing but a name.
    lone_names: u64,
    /// The signatures below the list have begun.
    is_after_signature: bool,
}

impl RowHistory {
    /// Takes note of a row.
    pub(super) fn record_row(&mut self, header: &ListHeader, row: &ListRow, kind: &ListRowKind) {
        match kind {
            ListRowKind::Product => {
                self.products += 1;
                let own_cells = row.cells.iter().filter(|cell| !cell.is_blank()).count();
                let number = number_of_row(header, row);
                self.lone_names += u64::from(own_cells == 1);
                if let RowNumber::Running(number) = number {
                    self.last_number = Some(number);
                }
                self.is_after_signature = false;
            }
            ListRowKind::SetAside(ProblemReason::Signature) => self.is_after_signature = true,
            _ => {}
        }
    }
}

/// Beginnings of headings, with which a lone text is none of a product even where the rest is misspelt.
static HEADING_BEGINNINGS: LazyLock<MarkedPhrases> = LazyLock::new(|| {
    MarkedPhrases::new(&[
        "nhóm",
        "sản phẩm đạt",
        "huyện",
        "thị xã",
        "thành phố",
        "thị trấn",
        "phường",
        "xã",
    ])
});

/// Longest lone text that is a heading rather than a sentence, in words.
const MAX_HEADING_WORDS: usize = 14;

/// Classifies a row.
pub(super) fn classify_row(
    header: &ListHeader,
    row: &ListRow,
    history: &RowHistory,
    forms: &mut FormMemo,
) -> ListRowKind {
    let mut own_cells = own_cells(row).peekable();
    if own_cells.peek().is_none() {
        return ListRowKind::Skipped;
    }
    let texts: Vec<(usize, &ListCell)> = own_cells.filter(|(_, cell)| !cell.is_blank()).collect();
    if texts.is_empty() {
        return ListRowKind::SetAside(ProblemReason::OnlyFaults);
    }
    if drawn_row::is_column_number_row(&texts) {
        return ListRowKind::SetAside(ProblemReason::ColumnNumbers);
    }
    if drawn_row::is_rule_row(&texts) {
        return ListRowKind::SetAside(ProblemReason::RuleRow);
    }
    let reading = RowReading::new(header, row, texts, history);
    reading
        .classify_without_name_rules()
        .unwrap_or_else(|| reading.classify_by_name(forms))
}

/// True when any cell of the row has the form of another column's.
pub(super) fn has_odd_cell(header: &ListHeader, row: &ListRow, forms: &mut FormMemo) -> bool {
    let forms = RowForms::new(header, row, forms);
    forms.is_shifted() || forms.count_odd_cells() > 0
}

/// The cells of a row that are not filled from a merged range above.
fn own_cells(row: &ListRow) -> impl Iterator<Item = (usize, &ListCell)> {
    row.cells.iter().enumerate().filter(|(column, cell)| {
        **cell != ListCell::Empty && !row.merged_from_above.contains(column)
    })
}

fn number_of_row(header: &ListHeader, row: &ListRow) -> RowNumber {
    header
        .column_of(ProductField::Number)
        .map_or(RowNumber::Blank, |column| {
            numbering::parse_row_number(row.cell(column))
        })
}

/// A row with what its cells say about its kind.
struct RowReading<'a> {
    header: &'a ListHeader,
    row: &'a ListRow,
    history: &'a RowHistory,
    /// Its own cells that are not blank.
    texts: Vec<(usize, &'a ListCell)>,
    number: RowNumber,
    name: Option<Cow<'a, str>>,
}

impl<'a> RowReading<'a> {
    fn new(
        header: &'a ListHeader,
        row: &'a ListRow,
        texts: Vec<(usize, &'a ListCell)>,
        history: &'a RowHistory,
    ) -> Self {
        Self {
            header,
            row,
            history,
            texts,
            number: number_of_row(header, row),
            name: header
                .filled_cell(row, ProductField::Name)
                .map(ListCell::text),
        }
    }

    /// True when the running number goes on from the rows above, or begins anew.
    fn has_running_number(&self) -> bool {
        match (self.number, self.history.last_number) {
            (RowNumber::Running(number), Some(last)) => number > last || number == 1,
            (RowNumber::Running(_), None) | (RowNumber::Nested, _) => true,
            _ => false,
        }
    }

    /// The cell of a field, unless it is blank.
    fn field_cell(&self, field: ProductField) -> Option<&'a ListCell> {
        self.header.filled_cell(self.row, field)
    }

    /// True when the row has stars, a decision or a date, which only products have. A job title that stands in the
    /// column of decisions or dates has no digit.
    fn has_recognition(&self) -> bool {
        let is_filled = |field| {
            [0, 1].into_iter().any(|block| {
                self.field_cell(ProductField::Recognition(block, field))
                    .is_some_and(|cell| cell.text().contains(|c: char| c.is_ascii_digit()))
            })
        };
        let has_star = [0, 1].into_iter().any(|block| {
            let cell = self.field_cell(ProductField::Recognition(block, RecognitionField::Star));
            cell.is_some_and(|cell| {
                matches!(star::parse_star(cell), Star::Stars(_) | Star::Potential)
            })
        });
        has_star || is_filled(RecognitionField::Decision) || is_filled(RecognitionField::Date)
    }

    /// The columns in which totals and signatures write their words: before and in the columns of names, and those
    /// without a label.
    fn is_caption_column(&self, column: usize) -> bool {
        let field = self
            .header
            .columns
            .get(column)
            .and_then(|column| column.field);
        matches!(
            field,
            None | Some(
                ProductField::Number
                    | ProductField::Name
                    | ProductField::Producer
                    | ProductField::Group
            )
        ) || self.name.is_none()
    }

    /// The kinds that do not depend on where the name stands: totals, signatures, remarks, headings.
    fn classify_without_name_rules(&self) -> Option<ListRowKind> {
        let captions = || {
            let captions = self
                .texts
                .iter()
                .filter(|(column, _)| self.is_caption_column(*column));
            captions.map(|(_, cell)| cell.text())
        };
        let first_caption = captions().find(|text| text.chars().any(char::is_alphabetic));
        let is_numbered = self.has_running_number();
        // A count may stand in the column of numbers, too; a product has words beside its name.
        let has_words_beside = || {
            let mut words = self
                .texts
                .iter()
                .filter(|(_, cell)| cell.text().chars().any(char::is_alphabetic));
            words.nth(1).is_some()
        };
        let may_be_total = !is_numbered || self.texts.len() <= 2 || !has_words_beside();
        if may_be_total
            && first_caption
                .as_ref()
                .is_some_and(|text| total::is_total_text(text))
        {
            return Some(ListRowKind::SetAside(ProblemReason::Total));
        }
        if !is_numbered {
            if let Some(heading) = self.parse_heading_row() {
                return Some(ListRowKind::Heading(heading));
            }
            if captions().any(|text| signature::is_signature_text(&text)) && !self.has_recognition()
            {
                return Some(ListRowKind::SetAside(ProblemReason::Signature));
            }
            if first_caption.is_some_and(|text| signature::is_remark_text(&text))
                && !self.has_recognition()
            {
                return Some(ListRowKind::SetAside(ProblemReason::RemarkRow));
            }
            if self.history.is_after_signature && !self.has_recognition() && self.texts.len() < 5 {
                return Some(ListRowKind::SetAside(ProblemReason::Signature));
            }
            return None;
        }
        self.parse_heading_row()
            .filter(|heading| heading.is_certain || self.is_written_as_heading())
            .map(ListRowKind::Heading)
    }

    /// True for a lone text in capitals where products have a producer beside their name: `1. | THỰC PHẨM`.
    fn is_written_as_heading(&self) -> bool {
        let texts = || self.texts.iter().map(|(_, cell)| cell.text());
        self.is_lone_text()
            && self.history.lone_names == 0
            && self.header.column_of(ProductField::Producer).is_some()
            && texts().all(|text| !text.chars().any(char::is_lowercase))
    }

    /// The row as a heading: one text, perhaps after a number and before counts.
    fn parse_heading_row(&self) -> Option<ParsedHeading> {
        let number_column = self.header.column_of(ProductField::Number);
        let mut words = self.texts.iter().filter(|(column, cell)| {
            let text = cell.text();
            let is_number = Some(*column) == number_column && self.number != RowNumber::Text;
            !is_number
                && !numbering::is_roman_number(&text)
                && text.chars().any(char::is_alphabetic)
                || star_signs_only(&text)
        });
        let (_, cell) = words.next()?;
        if words.next().is_some() {
            return None;
        }
        // Counts may stand beside `Huyện Hải Hà`; a figure beside `Chè` makes it a product with its stars.
        let number_cells = usize::from(!matches!(self.number, RowNumber::Blank | RowNumber::Text));
        let has_counts = self.texts.len() > 1 + number_cells;
        heading::parse_heading(&cell.text()).filter(|heading| heading.is_certain || !has_counts)
    }

    /// The kinds that depend on the name.
    fn classify_by_name(&self, forms: &mut FormMemo) -> ListRowKind {
        let Some(name) = self.name.as_deref() else {
            return self.classify_without_name();
        };
        let name_column = self.header.column_of(ProductField::Name);
        if name_column.is_some_and(|column| self.row.merged_from_above.contains(&column)) {
            let number_column = self.header.column_of(ProductField::Number);
            let adds_nothing = self
                .texts
                .iter()
                .all(|(column, _)| Some(*column) == number_column);
            return if adds_nothing {
                ListRowKind::Skipped
            } else {
                ListRowKind::SetAside(ProblemReason::ContinuedRow)
            };
        }
        if !name.chars().any(char::is_alphabetic) {
            return ListRowKind::SetAside(ProblemReason::NameWithoutLetters);
        }
        if lost_letters::has_lost_letters(name) {
            return ListRowKind::SetAside(ProblemReason::LostLetters);
        }
        if RowForms::new(self.header, self.row, forms).is_shifted() {
            return ListRowKind::SetAside(ProblemReason::ShiftedRow);
        }
        if self.is_lone_text() && self.is_unlike_products(name) {
            return ListRowKind::SetAside(ProblemReason::UnknownHeading);
        }
        ListRowKind::Product
    }

    fn classify_without_name(&self) -> ListRowKind {
        let number_column = self.header.column_of(ProductField::Number);
        let texts: Vec<String> = self
            .texts
            .iter()
            .filter(|(column, _)| Some(*column) != number_column || self.number == RowNumber::Text)
            .map(|(_, cell)| cell.text().into_owned())
            .collect();
        match texts.as_slice() {
            [text] if !self.has_running_number() => {
                let is_sentence = text.split_whitespace().count() > MAX_HEADING_WORDS
                    || text.ends_with(['.', ';']);
                let has_letters = text.chars().any(char::is_alphabetic);
                if is_sentence || !has_letters || text.starts_with(['(', '[']) {
                    ListRowKind::SetAside(ProblemReason::Footer)
                } else {
                    ListRowKind::SetAside(ProblemReason::UnknownHeading)
                }
            }
            _ => ListRowKind::SetAside(ProblemReason::NoName),
        }
    }

    /// True when the name is the only text of the row, beside a number.
    fn is_lone_text(&self) -> bool {
        let number_column = self.header.column_of(ProductField::Number);
        self.texts
            .iter()
            .filter(|(column, cell)| {
                Some(*column) != number_column && !numbering::is_roman_number(&cell.text())
            })
            .count()
            == 1
    }

    /// True for a lone name that looks like no product of this list: without the running number that the others have,
    /// without the cells that the others have, or written as headings are.
    fn is_unlike_products(&self, name: &str) -> bool {
        if self.has_running_number() {
            return false;
        }
        let has_number_column = self.header.column_of(ProductField::Number).is_some();
        let others_have_more = self.history.products > 0 && self.history.lone_names == 0;
        let is_capitals = !name.chars().any(char::is_lowercase);
        has_number_column
            || others_have_more
            || is_capitals && self.history.lone_names == 0
            || HEADING_BEGINNINGS.begin(&split_words(name))
            || numbering::has_outline_number(name)
            || name.trim_end().ends_with(':')
    }
}

fn star_signs_only(text: &str) -> bool {
    text.chars().count() >= 3
        && text
            .chars()
            .all(|c| crate::source::cell::phrase::is_star_sign(c) || c.is_whitespace())
}
