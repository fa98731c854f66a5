//! Rows whose cells stand in the wrong columns, as after a lost comma or a cell that was deleted to the left.
//!
//! A cell is *odd* when it has a form that only another column's cells have. A value that is merely wrong, `6 sao` or
//! `31/02/2026`, is not: it is told by itself. One odd cell is a slip of the list; words in place of the running
//! number, a figure in place of the producer, or several odd cells are a shift.

use super::super::numbering::RowNumber;
use super::super::text_memo::TextMemo;
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

/// The forms of texts that come in many rows.
#[derive(Debug, Default)]
pub(crate) struct FormMemo(TextMemo<Option<CellForm>>);

/// A row with the forms of its cells, each detected once.
pub(super) struct RowForms<'a> {
    header: &'a ListHeader,
    row: &'a ListRow,
    /// By column; `None` also for columns in which no form tells anything.
    forms: Vec<Option<CellForm>>,
}

impl<'a> RowForms<'a> {
    /// The forms of a row; `memo` remembers those of texts that come again.
    pub(super) fn new(header: &'a ListHeader, row: &'a ListRow, memo: &mut FormMemo) -> Self {
        let columns = header.columns.iter().enumerate();
        let forms = columns.map(|(column, label)| {
            let field = label.field.filter(|field| is_told_by_form(*field))?;
            let cell = row.cell(column);
            match cell {
                ListCell::Text(text) if has_repeated_texts(field) => {
                    memo.0.get_or_insert_with(text, || detect_cell_form(cell))
                }
                _ => detect_cell_form(cell),
            }
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
        let note = self.cell(ProductField::Note);
        let has_address_for_note = note.is_some_and(|note| begins_with_house_number(&note.text()));
        odd_cells.count()
            + self.count_odd_cells_beyond_labels()
            + usize::from(has_address_for_note)
            + self.count_shifted_places()
    }

    /// Odd cells behind the last label: those with the form of a labelled column, as where two rows became one;
    /// one, where none has.
    fn count_odd_cells_beyond_labels(&self) -> usize {
        let cells_beyond = self.row.cells.iter().skip(self.header.columns.len());
        let mut filled = cells_beyond.filter(|cell| !cell.is_blank()).peekable();
        if filled.peek().is_none() {
            return 0;
        }
        let belongs_into_column = |cell: &&ListCell| {
            matches!(
                detect_cell_form(cell),
                Some(
                    CellForm::Producer
                        | CellForm::Decision
                        | CellForm::Date
                        | CellForm::Phone
                        | CellForm::Place
                )
            )
        };
        filled.filter(belongs_into_column).count().max(1)
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
        match self.form(ProductField::Name) {
            Some(CellForm::Star) => true,
            Some(CellForm::Decision) => text.starts_with(|c: char| c.is_ascii_digit()),
            Some(CellForm::Place) => {
                let has_producer = self.form(ProductField::Producer) == Some(CellForm::Producer);
                !has_producer && is_district(name)
            }
            _ => begins_with_house_number(&text),
        }
    }

    /// True when the note is nothing but a value of a column that has none: a date, a year, a telephone, a decision, a
    /// place, an address, stars or their mark.
    fn has_note_of_blank_column(&self) -> bool {
        let Some(note) = self.cell(ProductField::Note) else {
            return false;
        };
        let text = note.text();
        // A sentence is a note, though it begins with a place: `Xã và huyện theo nguồn thứ hai.`
        if text.ends_with('.') {
            return false;
        }
        let lacks_recognition = |field| self.lacks(ProductField::Recognition(0, field));
        match self.form(ProductField::Note) {
            Some(CellForm::Date) => self.lacks_date(),
            Some(CellForm::Phone) => self.lacks(ProductField::Phone),
            Some(CellForm::Place) if !text.contains(',') => [
                ProductField::District,
                ProductField::Commune,
                ProductField::Unit,
                ProductField::Place,
                ProductField::Address,
            ]
            .into_iter()
            .any(|field| self.lacks(field)),
            Some(CellForm::Star) => {
                lacks_recognition(RecognitionField::Star) || text == "1" && self.lacks_star_marks()
            }
            // `12/QĐ-UBND`, and no sentence about a decision.
            Some(CellForm::Decision) => {
                lacks_recognition(RecognitionField::Decision)
                    && text.starts_with(|c: char| c.is_ascii_digit())
            }
            Some(CellForm::Number) => {
                lacks_recognition(RecognitionField::Year)
                    && matches!(date::parse_year(note), Ok(Some(_)))
            }
            _ if begins_with_house_number(&text) => self.lacks(ProductField::Address),
            _ if text.chars().nth(1).is_none() => is_mark(&text) && self.lacks_star_marks(),
            // What a delimiter inside `4 sao` leaves.
            _ => text.eq_ignore_ascii_case("sao"),
        }
    }

    /// True when the list has a column of dates, and the row has nothing in it, or a mark.
    fn lacks_date(&self) -> bool {
        let field = ProductField::Recognition(0, RecognitionField::Date);
        let is_mark = |cell: &ListCell| is_mark(&cell.text());
        self.lacks(field) || self.cell(field).is_some_and(is_mark)
    }

    /// True when the list has columns for marks of stars, and the row has none.
    fn lacks_star_marks(&self) -> bool {
        let mut fields = (3..=5).map(ProductField::StarMark);
        let has_column = |field| self.header.column_of(field).is_some();
        fields.clone().any(has_column) && fields.all(|field| self.cell(field).is_none())
    }

    /// Odd cells among the places: a district among the communes where the column of districts is blank, and then a
    /// commune among the addresses, or in place of the producer.
    fn count_shifted_places(&self) -> usize {
        let is_district_for_commune = self.lacks(ProductField::District)
            && self.cell(ProductField::Commune).is_some_and(is_district);
        if !is_district_for_commune {
            return 0;
        }
        let fields = [ProductField::Address, ProductField::Producer].into_iter();
        let communes = fields.filter(|field| self.cell(*field).is_some_and(is_commune));
        1 + communes.count()
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

/// True for the fields whose texts come again in other rows: places, producers, stars, decisions.
fn has_repeated_texts(field: ProductField) -> bool {
    !matches!(field, ProductField::Name | ProductField::Note)
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

/// True for `Số 15, thôn Bãi Ngô`.
fn begins_with_house_number(text: &str) -> bool {
    let number = text.strip_prefix("Số ").unwrap_or_default();
    let (number, rest) = number.split_once(',').unwrap_or_default();
    !rest.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a sign that marks the stars of a row, and for nothing that is said in words.
fn is_mark(text: &str) -> bool {
    matches!(
        text,
        "x" | "X" | "v" | "V" | "1" | "✓" | "✔" | "√" | "☑" | "●" | "•" | "+" | "*"
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
        RowForms::new(&header, &row, &mut FormMemo::default()).is_shifted()
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
    fn a_note_with_a_mark_a_place_or_an_address_of_a_blank_column_is_a_shift() {
        let labels = "Tên sản phẩm|Chủ thể|3 sao|4 sao|5 sao|Ngày ký|Huyện|Địa chỉ|Ghi chú";
        for row in [
            "Mật ong|HTX Sao Mai||X||2023-05-17||Thôn 2|Thị xã Quảng Yên",
            "Mật ong|HTX Sao Mai||X||2023-05-17|Hải Hà||Số 15, thôn Bãi Ngô",
            "Mật ong|HTX Sao Mai||||2023-05-17|Hải Hà|Thôn 2|X",
            "Mật ong|HTX Sao Mai|||||Hải Hà|Thôn 2|✓",
            "Mật ong|HTX Sao Mai||||✓|Hải Hà|Thôn 2|2023-05-17",
        ] {
            assert!(is_shifted_below(labels, row), "{row}");
        }
        for row in [
            "Mật ong|HTX Sao Mai||X||2023-05-17|Hải Hà|Thôn 2|X",
            "Mật ong|HTX Sao Mai||X||2023-05-17|Hải Hà|Thôn 2|Số 15, thôn Bãi Ngô",
            "Mật ong|HTX Sao Mai||||2023-05-17|Hải Hà|Thôn 2|Chưa xếp hạng",
            "Mật ong|HTX Sao Mai||X||2023|Hải Hà|Thôn 2|2023-05-17",
        ] {
            assert!(!is_shifted_below(labels, row), "{row}");
        }
        let labels = "Tên sản phẩm|Chủ thể|Hạng sao|Số quyết định|Địa bàn|Địa chỉ|Ghi chú";
        let shifted =
            "Mật ong|HTX Sao Mai|4||12/QĐ-UBND|Xã Đồng Tâm, Huyện Bình Liêu|Số 15, thôn Bãi Ngô";
        assert!(is_shifted_below(labels, shifted));
        // Without columns of marks, an `X` is a note.
        assert!(!is_shifted_below(
            "Tên sản phẩm|Chủ thể|Hạng sao|Ghi chú",
            "Mật ong|HTX Sao Mai||X"
        ));
    }

    #[test]
    fn a_second_product_behind_the_last_label_is_a_shift() {
        let labels = "Tên sản phẩm|Chủ thể|Hạng sao|Số quyết định|Ghi chú";
        for row in [
            "Mật ong|HTX Sao Mai|4|12/QĐ-UBND|Chả mực|HTX Hoa Ban|5|13/QĐ-UBND",
            "Mật ong|HTX Sao Mai|4|12/QĐ-UBND||Chả mực|HTX Hoa Ban|Hải Hà|4",
        ] {
            assert!(is_shifted_below(labels, row), "{row}");
        }
        for row in [
            "Mật ong|HTX Sao Mai|4|12/QĐ-UBND||x|đã kiểm tra",
            "Mật ong|HTX Sao Mai|4|12/QĐ-UBND||17/05/2023|4|12",
        ] {
            assert!(!is_shifted_below(labels, row), "{row}");
        }
    }

    #[test]
    fn a_commune_in_place_of_the_producer_is_odd_before_a_district_among_the_communes() {
        let labels = "Tên sản phẩm|Chủ thể|Xã|Huyện|Hạng sao";
        assert!(is_shifted_below(labels, "Mật ong|Quang Trung|Uông Bí||4"));
        assert!(!is_shifted_below(labels, "Mật ong|Quang Trung|||4"));
        assert!(!is_shifted_below(
            labels,
            "Mật ong|Quang Trung|Phương Đông|Uông Bí|4"
        ));
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
