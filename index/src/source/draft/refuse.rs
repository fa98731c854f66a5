//! Which rows below a header are products: not totals, signatures, headings, column numbers.
//!
//! Must not: read cells for what they mean beyond that.

use super::super::cell::Cell;
use super::super::field::{ActField, Field};
use super::super::header::Header;
use super::super::problem::Reason;
use super::super::row::Row;
use super::folds;
use crate::place::{self, Written};

/// What a row is.
pub(super) enum Look {
    /// A product with this name.
    Product(String),
    /// Nothing that a person needs to hear of.
    Nothing,
    /// A heading line: the products below are of this place.
    Section(String),
    /// Set aside, for this reason.
    Aside(Reason),
}

/// Words that begin a line below a list.
const FOOTERS: [&str; 14] = [
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
pub(super) fn look(header: &Header, row: &Row) -> Look {
    let filled: Vec<(usize, &Cell)> = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| **cell != Cell::Empty)
        .collect();
    if filled.is_empty() || numbers_of_columns(&filled) {
        return Look::Nothing;
    }
    if filled.iter().all(|(_, cell)| cell.is_blank()) {
        return Look::Aside(Reason::OnlyFaults);
    }
    let name = header.column_of(Field::Name).map(|column| row.cell(column));
    let name = name
        .filter(|cell| !cell.is_blank())
        .map(|cell| cell.text().into_owned());
    let said: Vec<(usize, &Cell)> = filled
        .iter()
        .copied()
        .filter(|(_, cell)| !cell.is_blank())
        .collect();
    let has = |field| {
        let column = header.column_of(field);
        column.is_some_and(|column| !row.cell(column).is_blank())
    };
    let vouched = has(Field::Producer)
        || has(Field::Act(0, ActField::Star))
        || has(Field::Act(1, ActField::Star));
    let footer = || said.iter().any(|(_, cell)| is_footer(&cell.text()));
    match name {
        Some(name) if vouched || said.len() > 3 => Look::Product(name),
        Some(_) if footer() => Look::Aside(Reason::Footer),
        Some(name) if said.len() <= 2 => {
            section(header, &said).map_or(Look::Product(name), Look::Section)
        }
        Some(name) => Look::Product(name),
        None if said.len() <= 2 => match section(header, &said) {
            Some(place) => Look::Section(place),
            None => Look::Aside(Reason::Footer),
        },
        None if footer() => Look::Aside(Reason::Footer),
        None => Look::Aside(Reason::NoName),
    }
}

/// The first text of a row, for the report.
pub(super) fn first_text(row: &Row) -> String {
    let mut texts = row.cells.iter().filter(|cell| **cell != Cell::Empty);
    texts
        .next()
        .map_or_else(String::new, |cell| cell.text().into_owned())
}

/// `(1) (2) (3)` below a header, as official forms have it.
fn numbers_of_columns(filled: &[(usize, &Cell)]) -> bool {
    let number = |cell: &Cell| -> Option<usize> {
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

fn is_footer(text: &str) -> bool {
    let folded = folds(text);
    FOOTERS.iter().any(|words| {
        folded
            .strip_prefix(words)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }) || (folded.contains("ngay") && folded.contains("thang") && folded.contains("nam"))
}

/// A line that only names a place, perhaps behind a Roman number: `II | Huyện Ba Chẽ`.
fn section(header: &Header, said: &[(usize, &Cell)]) -> Option<String> {
    let number = header.column_of(Field::Number);
    let mut texts = said
        .iter()
        .filter(|(column, cell)| Some(*column) != number && !is_roman(&cell.text()));
    let (_, cell) = texts.next()?;
    if texts.next().is_some() {
        return None;
    }
    let text = cell.text();
    let resolved = place::resolve(&Written {
        place: Some(&text),
        ..Written::default()
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
    let folded = folds(&text);
    let says_so = typed
        .iter()
        .any(|word| folded.starts_with(&format!("{word} ")));
    (is_place && says_so).then(|| text.into_owned())
}

fn is_roman(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    !text.is_empty() && text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
