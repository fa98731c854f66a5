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

/// True when the cells of a row look shifted against the header.
pub(super) fn is_shifted(header: &ListHeader, row: &ListRow) -> bool {
    let number = field_cell(header, row, ProductField::Number);
    let has_words_for_number = number_of_row(header, row) == RowNumber::Text
        && number.is_some_and(|cell| cell.text().contains(' '));
    let producer = field_cell(header, row, ProductField::Producer);
    let has_figure_for_producer = producer.is_some_and(|cell| {
        let form = detect_cell_form(cell);
        matches!(
            form,
            Some(CellForm::Star | CellForm::Number | CellForm::Date | CellForm::Phone)
        )
    });
    has_words_for_number
        || has_figure_for_producer
        || has_note_of_blank_column(header, row)
        || field_cell(header, row, ProductField::Name)
            .is_some_and(|name| is_no_name(name, producer))
        || field_cell(header, row, ProductField::Representative).is_some_and(is_no_person)
        || count_odd_cells(header, row) >= MIN_ODD_CELLS
}

/// True for what no product is called: stars, a decision, a house number; a district, unless its producer is one.
fn is_no_name(cell: &ListCell, producer: Option<&ListCell>) -> bool {
    let text = cell.text();
    let is_house_number = || {
        let number = text.strip_prefix("Số ").unwrap_or_default();
        let (number, rest) = number.split_once(',').unwrap_or_default();
        !rest.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    match detect_cell_form(cell) {
        Some(CellForm::Star) => true,
        Some(CellForm::Decision) => text.starts_with(|c: char| c.is_ascii_digit()),
        Some(CellForm::Place) => {
            let has_producer = producer.and_then(detect_cell_form) == Some(CellForm::Producer);
            !has_producer && PlaceTables::quang_ninh().find_district(&text).is_some()
        }
        _ => is_house_number(),
    }
}

/// True for a figure or a place in the column of representatives.
fn is_no_person(cell: &ListCell) -> bool {
    matches!(
        detect_cell_form(cell),
        Some(
            CellForm::Star | CellForm::Number | CellForm::Phone | CellForm::Date | CellForm::Place
        )
    )
}

/// True when the note is nothing but a value of a column that is blank: a date, a year, a telephone, a decision, a
/// district.
fn has_note_of_blank_column(header: &ListHeader, row: &ListRow) -> bool {
    let Some(note) = field_cell(header, row, ProductField::Note) else {
        return false;
    };
    let lacks = |field| lacks_value(header, row, field);
    let recognition = |field| lacks(ProductField::Recognition(0, field));
    match detect_cell_form(note) {
        Some(CellForm::Date) => recognition(RecognitionField::Date),
        Some(CellForm::Phone) => lacks(ProductField::Phone),
        Some(CellForm::Place) => {
            let lacks_place = lacks(ProductField::District) || lacks(ProductField::Place);
            lacks_place && !note.text().contains(',')
        }
        Some(CellForm::Star) => recognition(RecognitionField::Star),
        // `12/QĐ-UBND`, and no sentence about a decision.
        Some(CellForm::Decision) => {
            recognition(RecognitionField::Decision)
                && note.text().starts_with(|c: char| c.is_ascii_digit())
        }
        Some(CellForm::Number) => {
            recognition(RecognitionField::Year) && matches!(date::parse_year(note), Ok(Some(_)))
        }
        // What a delimiter inside `4 sao` leaves.
        _ => note.text().eq_ignore_ascii_case("sao"),
    }
}

/// True when the list has a column for the field, and the row has nothing in it.
fn lacks_value(header: &ListHeader, row: &ListRow, field: ProductField) -> bool {
    let column = header.column_of(field);
    column.is_some_and(|column| row.cell(column).is_blank())
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

/// How many cells have the form of another column's.
pub(super) fn count_odd_cells(header: &ListHeader, row: &ListRow) -> usize {
    let columns = header.columns.iter().enumerate();
    let odd_cells = columns.filter(|(column, label)| {
        let cell = row.cell(*column);
        !cell.is_blank()
            && label
                .field
                .is_some_and(|field| is_odd(header, row, field, cell))
    });
    let has_cell_beyond_labels = row
        .cells
        .iter()
        .skip(header.columns.len())
        .any(|cell| !cell.is_blank());
    odd_cells.count() + usize::from(has_cell_beyond_labels) + count_shifted_places(header, row)
}

/// Odd cells among the places: a district among the communes where the column of districts is blank, and then a
/// commune among the addresses.
fn count_shifted_places(header: &ListHeader, row: &ListRow) -> usize {
    let commune = field_cell(header, row, ProductField::Commune);
    let is_district_for_commune = lacks_value(header, row, ProductField::District)
        && commune.is_some_and(|cell| {
            PlaceTables::quang_ninh()
                .find_district(&cell.text())
                .is_some()
        });
    let address = field_cell(header, row, ProductField::Address);
    if is_district_for_commune {
        1 + usize::from(address.is_some_and(is_commune))
    } else {
        0
    }
}

fn field_cell<'a>(
    header: &ListHeader,
    row: &'a ListRow,
    field: ProductField,
) -> Option<&'a ListCell> {
    let column = header.column_of(field)?;
    Some(row.cell(column)).filter(|cell| !cell.is_blank())
}

/// True for a cell whose form belongs into another column than that of this field.
fn is_odd(header: &ListHeader, row: &ListRow, field: ProductField, cell: &ListCell) -> bool {
    use CellForm::{Date, Decision, Number, Phone, Place, Producer, Star};
    if field == ProductField::Number {
        return number_of_row(header, row) == RowNumber::Text;
    }
    let form = || detect_cell_form(cell);
    match field {
        // A name of a firm is odd where the producer beside it is none.
        ProductField::Name => {
            let producer = field_cell(header, row, ProductField::Producer);
            let has_column = header.column_of(ProductField::Producer).is_some();
            has_column
                && form() == Some(Producer)
                && producer.is_none_or(|cell| detect_cell_form(cell) != Some(Producer))
        }
        ProductField::Producer => matches!(
            form(),
            Some(Star | Number | Date | Phone | Decision | Place)
        ),
        ProductField::District
        | ProductField::Commune
        | ProductField::Unit
        | ProductField::Place => {
            matches!(
                form(),
                Some(Star | Number | Date | Phone | Decision | Producer)
            )
        }
        ProductField::Address => matches!(form(), Some(Star | Number | Date | Phone | Decision)),
        ProductField::Phone => matches!(form(), Some(Star | Date | Decision | Place | Producer)),
        ProductField::Recognition(_, RecognitionField::Star) => {
            matches!(form(), Some(Date | Phone | Decision | Place | Producer))
        }
        ProductField::Recognition(_, RecognitionField::Date) => {
            matches!(form(), Some(Star | Phone | Place | Producer))
        }
        ProductField::Recognition(_, RecognitionField::Decision) => {
            matches!(form(), Some(Star | Phone | Place | Producer))
        }
        _ => false,
    }
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
        is_shifted(&header, &row)
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
