//! Rows whose cells stand in the wrong columns, as after a lost comma or a cell that was deleted to the left.
//!
//! A cell is *odd* when it has a form that only another column's cells have. A value that is merely wrong, `6 sao` or
//! `31/02/2026`, is not: it is told by itself. One odd cell is a slip of the list; words in place of the running
//! number, a figure in place of the producer, or several odd cells are a shift.

use super::super::numbering::RowNumber;
use super::cell_form::{CellForm, detect_cell_form};
use super::number_of_row;
use crate::place::{self, PlaceTables, WrittenPlace};
use crate::source::cell::date;
use crate::source::field::{ProductField, RecognitionField};
use crate::source::header::ListHeader;
use crate::source::list_cell::ListCell;
use crate::source::list_row::ListRow;

/// Fewest odd cells of a row that is shifted.
const MIN_ODD_CELLS: usize = 2;

/// A row with the forms of its cells, each detected once.
pub(super) struct RowForms<'a> {
    header: &'a ListHeader,
    row: &'a ListRow,
    /// By column; `None` also for columns in which no form tells anything.
    forms: Vec<Option<CellForm>>,
}

impl<'a> RowForms<'a> {
    pub(super) fn new(header: &'a ListHeader, row: &'a ListRow) -> Self {
        let columns = header.columns.iter().enumerate();
        let forms = columns.map(|(column, label)| {
            let has_forms = label.field.is_some_and(is_told_by_form);
            has_forms
                .then(|| detect_cell_form(row.cell(column)))
                .flatten()
        });
        Self {
            header,
            row,
            forms: forms.collect(),
        }
    }

    /// True when the cells of the row look shifted against the header.
    pub(super) fn is_shifted(&self) -> bool {
        let has_words_for_number = number_of_row(self.header, self.row) == RowNumber::Text
            && self
                .cell(ProductField::Number)
                .is_some_and(|cell| cell.text().contains(' '));
        let has_figure_for_producer = matches!(
            self.form(ProductField::Producer),
            Some(CellForm::Star | CellForm::Number | CellForm::Date | CellForm::Phone)
        );
        // A figure or a place is no representative.
        let has_no_person = matches!(
            self.form(ProductField::Representative),
            Some(
                CellForm::Star
                    | CellForm::Number
                    | CellForm::Phone
                    | CellForm::Date
                    | CellForm::Place
            )
        );
        has_words_for_number
            || has_figure_for_producer
            || has_no_person
            || self.has_note_of_blank_column()
            || self
                .cell(ProductField::Name)
                .is_some_and(|name| self.is_no_name(name))
            || self.count_odd_cells() >= MIN_ODD_CELLS
    }

    /// How many cells have the form of another column's.
    pub(super) fn count_odd_cells(&self) -> usize {
        let columns = self.header.columns.iter().zip(&self.forms);
        let odd_cells = columns
            .filter(|(label, form)| label.field.is_some_and(|field| self.is_odd(field, **form)));
        let cells_beyond = self.row.cells.iter().skip(self.header.columns.len());
        let has_cell_beyond_labels = cells_beyond.into_iter().any(|cell| !cell.is_blank());
        odd_cells.count() + usize::from(has_cell_beyond_labels) + self.count_shifted_places()
    }

    fn cell(&self, field: ProductField) -> Option<&'a ListCell> {
        self.header.filled_cell(self.row, field)
    }

    fn lacks(&self, field: ProductField) -> bool {
        self.header.lacks_value(self.row, field)
    }

    fn form(&self, field: ProductField) -> Option<CellForm> {
        let column = self.header.column_of(field)?;
        self.forms.get(column).copied().flatten()
    }

    /// True for what no product is called: stars, a decision, a house number; a district, unless its producer is one.
    fn is_no_name(&self, name: &ListCell) -> bool {
        let text = name.text();
        let is_house_number = || {
            let number = text.strip_prefix("Số ").unwrap_or_default();
            let (number, rest) = number.split_once(',').unwrap_or_default();
            !rest.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        };
        match self.form(ProductField::Name) {
            Some(CellForm::Star) => true,
            Some(CellForm::Decision) => text.starts_with(|c: char| c.is_ascii_digit()),
            Some(CellForm::Place) => {
                let has_producer = self.form(ProductField::Producer) == Some(CellForm::Producer);
                !has_producer && is_district(name)
            }
            _ => is_house_number(),
        }
    }

    /// True when the note is nothing but a value of a column that is blank: a date, a year, a telephone, a decision, a
    /// district.
    fn has_note_of_blank_column(&self) -> bool {
        let Some(note) = self.cell(ProductField::Note) else {
            return false;
        };
        let lacks_recognition = |field| self.lacks(ProductField::Recognition(0, field));
        match self.form(ProductField::Note) {
            Some(CellForm::Date) => lacks_recognition(RecognitionField::Date),
            Some(CellForm::Phone) => self.lacks(ProductField::Phone),
            Some(CellForm::Place) => {
                let lacks_place =
                    self.lacks(ProductField::District) || self.lacks(ProductField::Place);
                lacks_place && !note.text().contains(',')
            }
            Some(CellForm::Star) => lacks_recognition(RecognitionField::Star),
            // `12/QĐ-UBND`, and no sentence about a decision.
            Some(CellForm::Decision) => {
                lacks_recognition(RecognitionField::Decision)
                    && note.text().starts_with(|c: char| c.is_ascii_digit())
            }
            Some(CellForm::Number) => {
                lacks_recognition(RecognitionField::Year)
                    && matches!(date::parse_year(note), Ok(Some(_)))
            }
            // What a delimiter inside `4 sao` leaves.
            _ => note.text().eq_ignore_ascii_case("sao"),
        }
    }

    /// Odd cells among the places: a district among the communes where the column of districts is blank, and then a
    /// commune among the addresses.
    fn count_shifted_places(&self) -> usize {
        let is_district_for_commune = self.lacks(ProductField::District)
            && self.cell(ProductField::Commune).is_some_and(is_district);
        if is_district_for_commune {
            1 + usize::from(self.cell(ProductField::Address).is_some_and(is_commune))
        } else {
            0
        }
    }

    /// True for a form that belongs into another column than that of this field.
    fn is_odd(&self, field: ProductField, form: Option<CellForm>) -> bool {
        use CellForm::{Date, Decision, Number, Phone, Place, Producer, Star};
        match field {
            ProductField::Number => number_of_row(self.header, self.row) == RowNumber::Text,
            // A name of a firm is odd where the producer beside it is none.
            ProductField::Name => {
                form == Some(Producer)
                    && self.header.column_of(ProductField::Producer).is_some()
                    && self.form(ProductField::Producer) != Some(Producer)
            }
            ProductField::Producer => {
                matches!(form, Some(Star | Number | Date | Phone | Decision | Place))
            }
            ProductField::District
            | ProductField::Commune
            | ProductField::Unit
            | ProductField::Place => {
                matches!(
                    form,
                    Some(Star | Number | Date | Phone | Decision | Producer)
                )
            }
            ProductField::Address => matches!(form, Some(Star | Number | Date | Phone | Decision)),
            ProductField::Phone => matches!(form, Some(Star | Date | Decision | Place | Producer)),
            ProductField::Recognition(_, RecognitionField::Star) => {
                matches!(form, Some(Date | Phone | Decision | Place | Producer))
            }
            ProductField::Recognition(_, RecognitionField::Date | RecognitionField::Decision) => {
                matches!(form, Some(Star | Phone | Place | Producer))
            }
            _ => false,
        }
    }
}

/// True for the fields whose cells can be told from others by their form.
fn is_told_by_form(field: ProductField) -> bool {
    matches!(
        field,
        ProductField::Name
            | ProductField::Producer
            | ProductField::Representative
            | ProductField::District
            | ProductField::Commune
            | ProductField::Unit
            | ProductField::Place
            | ProductField::Address
            | ProductField::Phone
            | ProductField::Note
            | ProductField::Recognition(
                _,
                RecognitionField::Star | RecognitionField::Date | RecognitionField::Decision
            )
    )
}

fn is_district(cell: &ListCell) -> bool {
    PlaceTables::quang_ninh()
        .find_district(&cell.text())
        .is_some()
}

/// True for the name of a commune and nothing else.
fn is_commune(cell: &ListCell) -> bool {
    let text = cell.text();
    let written = WrittenPlace {
        place: Some(&text),
        ..WrittenPlace::default()
    };
    let place = place::resolve_place(&written).place;
    !text.contains(',') && (place.commune.is_some() || place.unit.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::header;

    fn is_shifted_below(labels: &str, texts: &str) -> bool {
        let cells = |text: &str| text.split('|').map(ListCell::from_raw).collect();
        let header = header::find_header(&[cells(labels)], &[]).unwrap();
        let mut row = ListRow::new(2);
        row.cells = cells(texts);
        RowForms::new(&header, &row).is_shifted()
    }

    #[test]
    fn a_note_that_belongs_into_a_blank_column_is_a_shift() {
        let labels = "STT|Tên sản phẩm|Huyện|Điện thoại|Số quyết định|Ngày quyết định|Ghi chú";
        for row in [
            "1|Mật ong|Hải Hà|0912000111|12/QĐ-UBND||2023-05-17",
            "1|Mật ong|Hải Hà||12/QĐ-UBND|2023-05-17|0912 000 111",
            "1|Mật ong|Hải Hà|0912000111||2023-05-17|12/QĐ-UBND",
            "1|Mật ong||0912000111|12/QĐ-UBND|2023-05-17|Hải Hà",
        ] {
            assert!(is_shifted_below(labels, row), "{row}");
        }
        for row in [
            "1|Mật ong|Hải Hà|0912000111|12/QĐ-UBND|2023-05-17|2023-05-18",
            "1|Mật ong|Hải Hà|||2023-05-17|Theo quyết định 12/QĐ-UBND",
            "1|Mật ong|||12/QĐ-UBND|2023-05-17|Bán ở Hải Hà",
        ] {
            assert!(!is_shifted_below(labels, row), "{row}");
        }
    }

    #[test]
    fn a_district_among_the_communes_is_odd_where_its_column_is_blank() {
        let labels = "Tên sản phẩm|Chủ thể|Địa chỉ|Xã|Huyện";
        assert!(is_shifted_below(
            labels,
            "Mật ong|HTX Sao Mai|Cẩm Thạch|Cẩm Phả|"
        ));
        assert!(is_shifted_below(
            labels,
            "HTX Sao Mai|Thôn 2|Cẩm Thạch|Cẩm Phả|"
        ));
        assert!(!is_shifted_below(
            labels,
            "Mật ong|HTX Sao Mai|Thôn 2|Tiên Yên|"
        ));
        assert!(!is_shifted_below(
            labels,
            "Mật ong|HTX Sao Mai|Thôn 2|Cẩm Thạch|Cẩm Phả"
        ));
    }
}
