//! Which rows below a header are products: not totals, signatures, headings, column numbers.
//!
//! Must not: read cells for what they mean beyond that.

use super::super::field::{ProductField, RecognitionField};
use super::super::header::ListHeader;
use super::super::list_cell::ListCell;
use super::super::list_row::ListRow;
use super::super::problem::ProblemReason;
use super::fold_words;
use crate::place::{self, WrittenPlace};

/// What a row is.
pub(super) enum ListRowKind {
    /// A product with this name.
    Product(String),
    /// Nothing that a person needs to hear of.
    Skipped,
    /// A heading line: the products below are of this place.
    Section(String),
    /// Set aside, for this reason.
    SetAside(ProblemReason),
}

/// Words that begin a line below a list.
const FOOTER_PHRASES: [&str; 14] = [
    "tong",
    "tong cong",
    "tong so",
    "cong",
    "total",
    "nguoi lap",
    "nguoi tong hop",
    "lanh dao",
    "noi nhan",
    "ghi chu",
    "ky ten",
    "thu truong",
    "chu tich",
    "xac nhan",
];

/// Looks at a row.
pub(super) fn classify_row(header: &ListHeader, row: &ListRow) -> ListRowKind {
    let filled: Vec<(usize, &ListCell)> = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| **cell != ListCell::Empty)
        .collect();
    if filled.is_empty() || is_column_number_row(&filled) {
        return ListRowKind::Skipped;
    }
    if filled.iter().all(|(_, cell)| cell.is_blank()) {
        return ListRowKind::SetAside(ProblemReason::OnlyFaults);
    }
    let name = header
        .column_of(ProductField::Name)
        .map(|column| row.cell(column));
    let name = name
        .filter(|cell| !cell.is_blank())
        .map(|cell| cell.text().into_owned());
    let said: Vec<(usize, &ListCell)> = filled
        .iter()
        .copied()
        .filter(|(_, cell)| !cell.is_blank())
        .collect();
    let has = |field| {
        let column = header.column_of(field);
        column.is_some_and(|column| !row.cell(column).is_blank())
    };
    let vouched = has(ProductField::Producer)
        || has(ProductField::Recognition(0, RecognitionField::Star))
        || has(ProductField::Recognition(1, RecognitionField::Star));
    let footer = || said.iter().any(|(_, cell)| is_footer_text(&cell.text()));
    match name {
        Some(name) if vouched || said.len() > 3 => ListRowKind::Product(name),
        Some(_) if footer() => ListRowKind::SetAside(ProblemReason::Footer),
        Some(name) if said.len() <= 2 => parse_section_place(header, &said)
            .map_or(ListRowKind::Product(name), ListRowKind::Section),
        Some(name) => ListRowKind::Product(name),
        None if said.len() <= 2 => match parse_section_place(header, &said) {
            Some(place) => ListRowKind::Section(place),
            None => ListRowKind::SetAside(ProblemReason::Footer),
        },
        None if footer() => ListRowKind::SetAside(ProblemReason::Footer),
        None => ListRowKind::SetAside(ProblemReason::NoName),
    }
}

/// The first text of a row, for the report.
pub(super) fn first_text(row: &ListRow) -> String {
    let mut texts = row.cells.iter().filter(|cell| **cell != ListCell::Empty);
    texts
        .next()
        .map_or_else(String::new, |cell| cell.text().into_owned())
}

/// `(1) (2) (3)` below a header, as official forms have it.
fn is_column_number_row(filled: &[(usize, &ListCell)]) -> bool {
    let number = |cell: &ListCell| -> Option<usize> {
        let text = cell.text();
        text.trim_matches(['(', ')', '[', ']']).parse().ok()
    };
    let numbers: Option<Vec<usize>> = filled.iter().map(|(_, cell)| number(cell)).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= 3
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
            && numbers[0] <= 1
    })
}

fn is_footer_text(text: &str) -> bool {
    let folded = fold_words(text);
    FOOTER_PHRASES.iter().any(|words| {
        folded
            .strip_prefix(words)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }) || (folded.contains("ngay") && folded.contains("thang") && folded.contains("nam"))
}

/// A line that only names a place, perhaps behind a Roman number: `II | Huyện Ba Chẽ`.
fn parse_section_place(header: &ListHeader, said: &[(usize, &ListCell)]) -> Option<String> {
    let number = header.column_of(ProductField::Number);
    let mut texts = said
        .iter()
        .filter(|(column, cell)| Some(*column) != number && !is_roman_number(&cell.text()));
    let (_, cell) = texts.next()?;
    if texts.next().is_some() {
        return None;
    }
    let text = cell.text();
    let resolved = place::resolve_place(&WrittenPlace {
        place: Some(&text),
        ..WrittenPlace::default()
    });
    let is_place = resolved.doubts.is_empty()
        && (resolved.place.district.is_some() || resolved.place.unit.is_some());
    // A dish can be called after a place; a heading says what kind of place it is.
    let typed = [
        "huyen",
        "thanh pho",
        "thi xa",
        "tp",
        "tx",
        "xa",
        "phuong",
        "dac khu",
        "thi tran",
    ];
    let folded = fold_words(&text);
    let says_so = typed
        .iter()
        .any(|word| folded.starts_with(&format!("{word} ")));
    (is_place && says_so).then(|| text.into_owned())
}

fn is_roman_number(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
