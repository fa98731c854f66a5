//! Turns a row of a list into products.
//!
//! `row_kind` decides whether a row is a product at all. `row_reader` then gives its cells by field, and `producer`,
//! `place`, `recognition` and `product_fields` each fill a part of the product. What a row does not say itself comes
//! from `heading` (headings above it), `ditto` (marks for "as above") and the producer above, in this order of weight
//! behind its own cells. A cell that cannot be read is a problem, and its field stays unknown; nothing is clamped,
//! guessed or dropped silently.

mod ditto;
mod heading;
mod name_list;
mod numbering;
mod place;
mod producer;
mod producer_cell;
mod product_fields;
mod recognition;
mod row_kind;
mod row_reader;
mod single_row;
mod star_mark;
mod text_memo;

use std::rc::Rc;

use jiff::civil::Date;

use super::cell::phrase::fold_words;
use super::field::ProductField;
use super::header::ListHeader;
use super::list_cell::ListCell;
use super::list_row::ListRow;
use super::problem::{ImportProblem, ProblemReason};
use crate::place::ResolvedPlace;
use crate::product::{ProducerKind, Product};
use crate::product_group::ParsedProductGroup;
use crate::specialty::SpecialtyTable;
use heading::OpenHeadings;
use name_list::NameList;
use producer::ProducerCells;
use row_kind::{FormMemo, ListRowKind, RowHistory};
use row_reader::RowReader;
use text_memo::TextMemo;

pub(crate) use single_row::{TypedRow, read_typed_cells, read_typed_row};

/// What became of a row.
#[derive(Debug, Default)]
pub(super) struct DraftedRow {
    /// Its products: one, or several where one cell lists them; none for a row that is set aside.
    pub(super) products: Vec<Product>,
    /// What a person should look at.
    pub(super) problems: Vec<ImportProblem>,
    /// The row is a heading that holds for the rows below.
    pub(super) is_heading: bool,
}

/// Turns the rows below one header into products.
pub(super) struct ProductDrafter {
    header: Rc<ListHeader>,
    /// True for our own export, in which nothing is inherited or resolved and a blank cell is empty.
    is_own_export: bool,
    /// The producer of the row above.
    producer_above: ProducerCells,
    /// The last product's row, for ditto marks.
    product_row_above: Option<Rc<ListRow>>,
    headings: OpenHeadings,
    history: RowHistory,
    forms: FormMemo,
    places: TextMemo<ResolvedPlace>,
    groups: TextMemo<Option<ParsedProductGroup>>,
    producer_kinds: TextMemo<Option<ProducerKind>>,
    day: Date,
}

impl ProductDrafter {
    /// A drafter for the rows below a header. `day` is the day of the import; a recognition without a date of
    /// its own was seen then.
    pub(super) fn new(header: ListHeader, day: Date) -> Self {
        Self {
            is_own_export: is_own_export(&header),
            header: Rc::new(header),
            producer_above: ProducerCells::default(),
            product_row_above: None,
            headings: OpenHeadings::default(),
            history: RowHistory::default(),
            forms: FormMemo::default(),
            places: TextMemo::default(),
            groups: TextMemo::default(),
            producer_kinds: TextMemo::default(),
            day,
        }
    }

    /// The header of the rows.
    pub(super) fn header(&self) -> &ListHeader {
        &self.header
    }

    /// Goes on below another header of the same list; the headings still hold.
    pub(super) fn replace_header(&mut self, header: ListHeader) {
        self.is_own_export = is_own_export(&header);
        self.header = Rc::new(header);
        self.product_row_above = None;
    }

    /// Lets the name of a sheet hold for its rows, `Hải Hà` or `4 sao`, where the list has no column for what it says.
    /// True when it holds.
    pub(super) fn apply_sheet_name(&mut self, name: &str) -> bool {
        let Some(parsed) = heading::parse_heading(name).filter(|_| !self.is_own_export) else {
            return false;
        };
        let fields: Vec<ProductField> = self
            .header
            .columns
            .iter()
            .filter_map(|column| column.field)
            .collect();
        let is_new = parsed
            .says
            .iter()
            .all(|heading| !heading.has_column(&fields));
        if is_new {
            self.headings.set_outermost(parsed.says);
        }
        is_new
    }

    /// True for a list that this program exported.
    pub(super) fn is_own_export(&self) -> bool {
        self.is_own_export
    }

    /// The products of a row and the problems in its cells. Without a product, a problem says why, unless the row is a
    /// heading or has nothing of its own.
    pub(super) fn draft_row(&mut self, row: &Rc<ListRow>) -> DraftedRow {
        let kind = self.classify_row(row);
        self.history.record_row(&self.header, row, &kind);
        match kind {
            ListRowKind::Product => self.draft_product_row(row),
            ListRowKind::Skipped => DraftedRow::default(),
            ListRowKind::Heading(heading) => {
                heading
                    .says
                    .into_iter()
                    .for_each(|heading| self.headings.open(heading));
                self.producer_above = ProducerCells::default();
                DraftedRow {
                    is_heading: true,
                    ..DraftedRow::default()
                }
            }
            ListRowKind::SetAside(reason) => {
                if may_hide_product(reason) {
                    // A mark for "as above" below it means nothing.
                    self.product_row_above = None;
                }
                if reason == ProblemReason::UnknownHeading {
                    self.headings.close_all();
                    self.producer_above = ProducerCells::default();
                }
                DraftedRow {
                    problems: self.set_aside_problems(row, reason),
                    ..DraftedRow::default()
                }
            }
        }
    }

    fn classify_row(&mut self, row: &ListRow) -> ListRowKind {
        let kind = match row.set_aside_reason() {
            Some(reason) => ListRowKind::SetAside(reason),
            // Our own rows are products whatever they are called.
            None if self.is_own_export
                && self.header.filled_cell(row, ProductField::Name).is_some() =>
            {
                ListRowKind::Product
            }
            None => row_kind::classify_row(&self.header, row, &self.history, &mut self.forms),
        };
        match row
            .written_width
            .and_then(|width| self.find_width_fault(row, width, &kind))
        {
            Some(reason) => ListRowKind::SetAside(reason),
            None => kind,
        }
    }

    /// Why a row of a text file cannot be read because of its number of cells; `None` when it can. A narrower row can,
    /// if it has a name and a producer and none of its cells looks shifted: office programs leave out blank cells at
    /// the end.
    fn find_width_fault(
        &mut self,
        row: &ListRow,
        width: usize,
        kind: &ListRowKind,
    ) -> Option<ProblemReason> {
        let columns = self.header.columns.len();
        if row.cells.iter().skip(columns).any(|cell| !cell.is_blank()) {
            return Some(ProblemReason::RowTooWide);
        }
        let labelled = self
            .header
            .columns
            .iter()
            .rposition(|column| !column.label.is_empty())?;
        if width > labelled || self.is_own_export {
            return None;
        }
        // A line of another delimiter, or half a line: headings, totals and remarks are one text.
        let mut texts = row.cells.iter().filter(|cell| !cell.is_blank());
        if let (Some(only), None) = (texts.next(), texts.next()) {
            let has_separators = only.text().matches([',', ';', '\t', '|']).count() > 1;
            return has_separators.then_some(ProblemReason::RowTooNarrow);
        }
        if !matches!(
            kind,
            ListRowKind::Product | ListRowKind::SetAside(ProblemReason::ShiftedRow)
        ) {
            return None;
        }
        let lacks = |field| {
            self.header
                .column_of(field)
                .is_some_and(|column| column >= width)
        };
        let is_cut = lacks(ProductField::Name) || lacks(ProductField::Producer);
        (is_cut || row_kind::has_odd_cell(&self.header, row, &mut self.forms))
            .then_some(ProblemReason::RowTooNarrow)
    }

    /// Why a row is set aside, and the formulas without a value that may be the cause.
    fn set_aside_problems(&self, row: &ListRow, reason: ProblemReason) -> Vec<ImportProblem> {
        // What a sentence about the name quotes is the name.
        let name = (reason == ProblemReason::NameWithoutLetters)
            .then(|| self.header.filled_cell(row, ProductField::Name))
            .flatten();
        let text = name.map_or_else(|| row.first_text(), |cell| cell.text().into_owned());
        let mut problems = vec![ImportProblem::new(row.number, "", &text, reason)];
        for (column, label) in self.header.columns.iter().enumerate() {
            if *row.cell(column) == ListCell::UnsavedFormula {
                let problem =
                    ImportProblem::new(row.number, &label.label, "", ProblemReason::FormulaUnsaved);
                problems.push(problem);
            }
        }
        problems
    }

    fn draft_product_row(&mut self, row: &Rc<ListRow>) -> DraftedRow {
        let header = Rc::clone(&self.header);
        if self.is_own_export {
            let mut reader = RowReader::new(&header, row);
            let mut product = self.draft_product(&mut reader);
            product.name = reader.field_text(ProductField::Name).unwrap_or_default();
            return self.finish_products(vec![product], reader);
        }
        let filled = ditto::fill_ditto_marks(row, self.product_row_above.as_deref());
        let row = filled.map_or_else(|| Rc::clone(row), Rc::new);
        let mut reader = RowReader::new(&header, &row);
        let name = reader.field_text(ProductField::Name).unwrap_or_default();
        let names = match name_list::parse_name_list(&name, reader.cell_lines(ProductField::Name)) {
            NameList::One => vec![name],
            NameList::Several(names) => {
                reader.add_problem(ProductField::Name, &name, ProblemReason::SplitProducts);
                names
            }
            NameList::Unclear => {
                self.product_row_above = None;
                let problem =
                    ImportProblem::new(row.number, "", &name, ProblemReason::SeveralInCell);
                return DraftedRow {
                    problems: vec![problem],
                    ..DraftedRow::default()
                };
            }
        };
        let product = self.draft_product(&mut reader);
        self.product_row_above = Some(Rc::clone(&row));
        let products = std::iter::repeat_n(product, names.len()).zip(names);
        let products = products.map(|(product, name)| Product { name, ..product });
        self.finish_products(products.collect(), reader)
    }

    /// The product of a row, without its name.
    fn draft_product(&mut self, reader: &mut RowReader<'_>) -> Product {
        let mut producer = ProducerCells::from_row(reader, self.is_own_export);
        if !self.is_own_export {
            producer = producer.inherit_from(&self.producer_above, reader);
        }
        let place_memo = (!self.is_own_export).then_some(&mut self.places);
        let mut product = Product {
            id: reader.field_text(ProductField::Id).unwrap_or_default(),
            producer: producer.to_producer(reader, self.is_own_export, &mut self.producer_kinds),
            place: place::read_place(reader, &producer, &self.headings, place_memo),
            recognitions: recognition::read_recognitions(reader, self.headings.star(), self.day),
            ..Product::default()
        };
        product_fields::fill_product_fields(
            reader,
            &mut product,
            self.headings.group(),
            &mut self.groups,
        );
        self.producer_above = producer;
        product
    }

    /// The products with what follows from their names.
    fn finish_products(&self, mut products: Vec<Product>, mut reader: RowReader<'_>) -> DraftedRow {
        for product in &mut products {
            if !self.is_own_export && names_several_products(&product.name) {
                let name = product.name.clone();
                reader.add_problem(ProductField::Name, &name, ProblemReason::SeveralProducts);
            }
            SpecialtyTable::built_in().fill_missing_classification(product);
        }
        DraftedRow {
            products,
            problems: reader.problems,
            is_heading: false,
        }
    }
}

/// True for the reasons why a row is set aside that is perhaps a product.
fn may_hide_product(reason: ProblemReason) -> bool {
    matches!(
        reason,
        ProblemReason::NameWithoutLetters
            | ProblemReason::ContinuedRow
            | ProblemReason::ShiftedRow
            | ProblemReason::OpenQuote
            | ProblemReason::LostLetters
            | ProblemReason::NoName
            | ProblemReason::RowTooWide
            | ProblemReason::RowTooNarrow
    )
}

/// True for a list that this program exported: no foreign list has both columns.
fn is_own_export(header: &ListHeader) -> bool {
    [ProductField::Id, ProductField::KindWritten]
        .iter()
        .all(|field| header.column_of(*field).is_some())
}

/// True when a name looks like several products: it says so, or it has a capitalized name after each comma.
fn names_several_products(name: &str) -> bool {
    let may_say_so = name.starts_with(['N', 'n', 'B', 'b', 'C', 'c']);
    let says_so = may_say_so && {
        let folded = fold_words(name);
        let phrases = ["nhom san pham", "bo san pham", "cac san pham"];
        phrases.iter().any(|phrase| folded.starts_with(phrase))
    };
    let mut later_parts = name.split(',').map(str::trim).skip(1).peekable();
    let is_name =
        |part: &str| part.chars().next().is_some_and(char::is_uppercase) && part.contains(' ');
    says_so || later_parts.peek().is_some() && later_parts.all(is_name)
}
