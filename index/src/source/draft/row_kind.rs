//! Tells the products among the rows below a header from totals, signatures, section headings and column numbers.

use crate::place::{self, WrittenPlace};
use crate::source::cell::phrase::fold_words;
use crate::source::field::{ProductField, RecognitionField};
use crate::source::header::ListHeader;
use crate::source::list_cell::ListCell;
use crate::source::list_row::ListRow;
use crate::source::problem::ProblemReason;

/// What a row is.
pub(super) enum ListRowKind {
    /// A product with this name.
    Product(String),
    /// An empty row or column numbers, which need no report.
    Skipped,
    /// A section heading: the products below are from this place.
    Section(String),
    /// Not imported, for this reason.
    SetAside(ProblemReason),
}

/// Phrases with which lines below a list begin.
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

/// Classifies a row.
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
    let field_cell = |field| {
        let cell = header.column_of(field).map(|column| row.cell(column));
        cell.filter(|cell| !cell.is_blank())
    };
    let name = field_cell(ProductField::Name).map(|cell| cell.text().into_owned());
    let cells: Vec<(usize, &ListCell)> = filled
        .iter()
        .copied()
        .filter(|(_, cell)| !cell.is_blank())
        .collect();
    let has_producer_or_star = [
        ProductField::Producer,
        ProductField::Recognition(0, RecognitionField::Star),
        ProductField::Recognition(1, RecognitionField::Star),
    ]
    .iter()
    .any(|field| field_cell(*field).is_some());
    let is_footer = || cells.iter().any(|(_, cell)| is_footer_text(&cell.text()));
    match name {
        Some(name) if has_producer_or_star || cells.len() > 3 => ListRowKind::Product(name),
        Some(_) if is_footer() => ListRowKind::SetAside(ProblemReason::Footer),
        Some(name) if cells.len() <= 2 => parse_section_place(header, &cells)
            .map_or(ListRowKind::Product(name), ListRowKind::Section),
        Some(name) => ListRowKind::Product(name),
        None if cells.len() <= 2 => match parse_section_place(header, &cells) {
            Some(place) => ListRowKind::Section(place),
            None => ListRowKind::SetAside(ProblemReason::Footer),
        },
        None if is_footer() => ListRowKind::SetAside(ProblemReason::Footer),
        None => ListRowKind::SetAside(ProblemReason::NoName),
    }
}

/// The first text of a row, for a problem.
pub(super) fn first_text(row: &ListRow) -> String {
    let mut texts = row.cells.iter().filter(|cell| **cell != ListCell::Empty);
    texts
        .next()
        .map_or_else(String::new, |cell| cell.text().into_owned())
}

/// True for `(1) (2) (3)` below a header, which official forms have.
fn is_column_number_row(filled: &[(usize, &ListCell)]) -> bool {
    let parse_number = |cell: &ListCell| -> Option<usize> {
        let text = cell.text();
        text.trim_matches(['(', ')', '[', ']']).parse().ok()
    };
    let numbers: Option<Vec<usize>> = filled.iter().map(|(_, cell)| parse_number(cell)).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= 3
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
            && numbers[0] <= 1
    })
}

fn is_footer_text(text: &str) -> bool {
    let folded = fold_words(text);
    FOOTER_PHRASES.iter().any(|phrase| {
        folded
            .strip_prefix(phrase)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }) || (folded.contains("ngay") && folded.contains("thang") && folded.contains("nam"))
}

/// The place of a row that only names one, perhaps after a Roman number: `II | Huyện Ba Chẽ`.
fn parse_section_place(header: &ListHeader, cells: &[(usize, &ListCell)]) -> Option<String> {
    let number_column = header.column_of(ProductField::Number);
    let mut texts = cells
        .iter()
        .filter(|(column, cell)| Some(*column) != number_column && !is_roman_number(&cell.text()));
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
    // A dish can have the name of a place; a heading has a type word before it.
    let type_words = [
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
    let has_type_word = type_words
        .iter()
        .any(|word| folded.starts_with(&format!("{word} ")));
    (is_place && has_type_word).then(|| text.into_owned())
}

fn is_roman_number(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
