//! What is wrong with a cell or a row, where, and how severe it is.
//!
//! A reason is a key; the program has the sentence for it in two languages. A problem must not carry text that was
//! not cleaned.

use serde::{Deserialize, Serialize};

/// Most characters of a value that a problem repeats.
const MAX_VALUE_CHARS: usize = 120;

/// Something a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProblem {
    /// The sheet of a workbook, or the list of a JSON document, where several were read; otherwise empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// Row of the file as an office program shows it, from 1; 0 for the whole file.
    pub row: u64,
    /// Header of the column, or empty for the whole row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// The text of the cell, shortened to 120 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong.
    pub reason: ProblemReason,
}

impl ImportProblem {
    /// A problem with a cell.
    pub fn new(row: u64, column: &str, value: &str, reason: ProblemReason) -> Self {
        let mut value = value.to_owned();
        if let Some((end, _)) = value.char_indices().nth(MAX_VALUE_CHARS) {
            value.truncate(end);
            value.push('…');
        }
        Self {
            sheet: String::new(),
            row,
            column: column.to_owned(),
            value,
            reason,
        }
    }
}

/// How severe a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemSeverity {
    /// The row is set aside.
    SetAside,
    /// The row is imported without the cell.
    CellSkipped,
    /// Everything is imported; a person should know.
    Remark,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $key:literal $severity:ident,)*) => {
        /// What is wrong, as a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemReason { $($(#[$doc])* $name,)* }

        impl ProblemReason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its key in the table of sentences, after `problem.`.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// How severe it is.
            pub const fn severity(self) -> ProblemSeverity {
                match self { $(Self::$name => ProblemSeverity::$severity,)* }
            }
        }
    };
}

reasons! {
    /// A line below the list that is no product, of no kind known better.
    Footer "footer" SetAside,
    /// A total, a sub-total or a count.
    Total "total" SetAside,
    /// A signature, a job title, or the place and day of a signature.
    Signature "signature" SetAside,
    /// A remark on the list: `Ghi chú: …`, `(*) …`.
    RemarkRow "remark_row" SetAside,
    /// The header again, as at the top of a printed page.
    RepeatedHeader "repeated_header" SetAside,
    /// Numbers or letters of the columns: `(1) (2) (3)`, `A B C`.
    ColumnNumbers "column_numbers" SetAside,
    /// Dashes or other signs that draw a line.
    RuleRow "rule_row" SetAside,
    /// A row of another table below the list.
    OtherTable "other_table" SetAside,
    /// A heading that is no place, group or star; the rows below take nothing from the headings above it.
    UnknownHeading "unknown_heading" SetAside,
    /// A name without a letter: a number, a sign.
    NameWithoutLetters "name_without_letters" SetAside,
    /// The product's name is merged over this row too, whose other cells differ.
    ContinuedRow "continued_row" SetAside,
    /// More cells than the header has: a separator stands inside a cell, and nothing says in which.
    RowTooWide "row_too_wide" SetAside,
    /// Fewer cells than the header has, and those that are missing may stand anywhere.
    RowTooNarrow "row_too_narrow" SetAside,
    /// The cells stand in the wrong columns.
    ShiftedRow "shifted_row" SetAside,
    /// A quotation mark that is not closed, or stands where none can be.
    OpenQuote "open_quote" SetAside,
    /// The name lost letters in an earlier conversion: `M?t ong`.
    LostLetters "lost_letters" SetAside,
    /// One cell holds the names of several products.
    SeveralInCell "several_in_cell" SetAside,
    /// Every filled cell of the row is a spreadsheet error.
    OnlyFaults "only_faults" SetAside,
    /// No product name.
    NoName "no_name" SetAside,
    /// An earlier row of the file has the same product with the same values.
    Repeated "repeated" SetAside,
    /// A cell holds a spreadsheet error.
    Fault "fault" CellSkipped,
    /// A formula that was saved without a value.
    FormulaUnsaved "formula_unsaved" CellSkipped,
    /// The cell lost letters in an earlier conversion.
    LostLettersCell "lost_letters_cell" CellSkipped,
    /// A mark for "as above" with nothing above it.
    DittoNothing "ditto_nothing" CellSkipped,
    /// Marks under several of the columns `3 sao`, `4 sao`, `5 sao`.
    StarMarks "star_marks" CellSkipped,
    /// `1,200`: a thousand and two hundred, or one and a fifth.
    RevenueAmbiguous "revenue_ambiguous" CellSkipped,
    /// Longer than a spreadsheet cell can be.
    TooLong "too_long" CellSkipped,
    /// Not a number of stars: `0`, `6`, `4,5`.
    StarOutside "star_outside" CellSkipped,
    /// A range of stars: `3-4 sao`.
    StarRange "star_range" CellSkipped,
    /// Words that do not name stars.
    StarWords "star_words" CellSkipped,
    /// One or two stars: rated, but never certified.
    StarUncertified "star_uncertified" Remark,
    /// "Tiềm năng 5 sao": a certificate of 4 stars that waits for the central level.
    StarPotential "star_potential" Remark,
    /// The current star differs from that of the latest recognition.
    StarDisagrees "star_disagrees" Remark,
    /// The points belong to another star.
    ScoreDisagrees "score_disagrees" Remark,
    /// Not a number of points from 0 to 100.
    ScoreUnreadable "score_unreadable" CellSkipped,
    /// Words that do not name a kind of recognition.
    ActUnknown "act_unknown" CellSkipped,
    /// Not a date.
    DateUnreadable "date_unreadable" CellSkipped,
    /// A day or month that does not exist, or a year outside 2000 to 2099.
    DateImpossible "date_impossible" CellSkipped,
    /// Valid only with the month first.
    DateMonthFirst "date_month_first" Remark,
    /// The year column differs from the date.
    YearDisagrees "year_disagrees" Remark,
    /// The recognition is dated after the day of the import.
    DateAhead "date_ahead" Remark,
    /// The expiry is before the recognition.
    ExpiryBefore "expiry_before" Remark,
    /// No decision number in the cell.
    DecisionUnreadable "decision_unreadable" Remark,
    /// Not one of the three forms of a product code; kept as text.
    CodeForm "code_form" Remark,
    /// Not a telephone number; kept as text.
    PhoneForm "phone_form" Remark,
    /// Not one of the six groups or 26 sets.
    GroupUnknown "group_unknown" CellSkipped,
    /// Not a producer kind; the words are kept.
    KindUnknown "kind_unknown" Remark,
    /// Not a status.
    StatusUnknown "status_unknown" CellSkipped,
    /// Not a number.
    RevenueUnreadable "revenue_unreadable" CellSkipped,
    /// A place that is missing from the tables of its province.
    PlaceUnknown "place_unknown" Remark,
    /// A name shared by several places.
    PlaceAmbiguous "place_ambiguous" Remark,
    /// A commune that was split in 2025: its current unit is not certain.
    PlaceSplit "place_split" Remark,
    /// The commune is not in the district of the same row.
    PlaceContradicts "place_contradicts" Remark,
    /// The name may hold several products.
    SeveralProducts "several_products" Remark,
    /// Control characters (escape, direction, zero width) were made visible.
    Acting "acting" Remark,
    /// An earlier row has the same id or product with other values; both are merged.
    Twice "twice" Remark,
    /// The row has more cells than the header.
    TooManyCells "too_many_cells" Remark,
    /// A column without a label has values, which are not read.
    UnlabelledColumn "unlabelled_column" Remark,
    /// The title names stars or a decision for which the list has no column.
    TitleSays "title_says" Remark,
    /// The row was split into the products that its name cell lists.
    SplitProducts "split_products" Remark,
    /// The producer cell was split into name, address and telephone.
    SplitProducer "split_producer" Remark,
    /// The producer is that of the row above, because the cell is blank.
    ProducerAbove "producer_above" Remark,
    /// The cell says something else than the heading above the row.
    HeadingDisagrees "heading_disagrees" Remark,
    /// The row has fewer cells than the header; what is missing may stand elsewhere.
    NarrowRow "narrow_row" Remark,
    /// A row that is hidden in the office program, by a filter or by hand; it is read.
    HiddenRow "hidden_row" Remark,
    /// The name of the sheet is a place, a group or stars, and holds for its rows.
    SheetName "sheet_name" Remark,
    /// An object or a list of a JSON document that is not read.
    NestedValue "nested_value" Remark,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut_at_a_letter() {
        let problem = ImportProblem::new(3, "Tên", &"ệ".repeat(500), ProblemReason::TooLong);
        assert_eq!(problem.value.chars().count(), MAX_VALUE_CHARS + 1);
    }

    #[test]
    fn keys_are_those_of_the_files() {
        for reason in ProblemReason::ALL {
            let text = serde_json::to_string(reason).unwrap();
            assert_eq!(text, format!("\"{}\"", reason.key()));
        }
    }
}
