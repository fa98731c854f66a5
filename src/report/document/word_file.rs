//! A document as a Word document (DOCX).
//!
//! The look is that of Nghị định 30/2020/NĐ-CP on clerical work, appendix I: A4, Times New Roman in black, text of
//! 13 points, margins of 20 to 25 mm above and below, 30 to 35 mm on the left and 15 to 20 mm on the right, the page
//! number in the middle of the upper margin from the second page on. Tables are smaller, so that they fit on the page.

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, Header, IndentLevel, Level, LevelJc,
    LevelText, LineSpacing, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph,
    Run, RunFonts, Shading, SpecialIndentType, Start, Style, StyleType, Table, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::document_text::{clean_document_text, format_cell};
use super::page_widths::{LetterMeasure, share_page_width};
use super::word_parts::pack_document;
use super::{Block, Document, DocumentTable, Fact, HeadingLevel};
use crate::cli::exit::CommandFailure;
use crate::report::table_file::ReportCell;
use crate::wording::locale::Locale;

/// The font of Vietnamese offices, which every system has or replaces by one of the same widths.
const FONT: &str = "Times New Roman";

/// A4 in twentieths of a point.
const PAGE: [u32; 2] = [11_906, 16_838];

/// A millimetre in twentieths of a point, rounded where it is used.
const TWIPS_PER_MILLIMETRE: f64 = 1440.0 / 25.4;

/// The margins in millimetres: above and below, left, right.
const MARGINS: [f64; 3] = [20.0, 30.0, 15.0];

/// Sizes of letters in half points: text, title, tables.
const TEXT_SIZE: usize = 26;
const TITLE_SIZE: usize = 28;
const TABLE_SIZE: usize = 22;

/// The space around the text of a cell in twentieths of a point.
const CELL_MARGIN: usize = 70;

/// Most rows of a table, some fifty pages. Each takes memory until the file is written, and nobody reads more of them
/// in a document: a workbook and Markdown have all.
const MAX_ROWS: usize = 2_000;

/// The letters of tables in twentieths of a point: half as wide as they are high, and a little more for wide ones.
const TABLE_LETTERS: LetterMeasure = LetterMeasure {
    letter: 120.0,
    margin: 2.0 * CELL_MARGIN as f64 + 20.0,
};

const TITLE_STYLE: &str = "Title";
const SECTION_STYLE: &str = "Heading1";
const PART_STYLE: &str = "Heading2";
const TABLE_STYLE: &str = "TableText";

/// The list with a sign before each item.
const BULLETS: usize = 2;

/// The document as the bytes of a file.
pub(super) fn build_word_file(document: &Document) -> Result<Vec<u8>, CommandFailure> {
    let day = format!("{}T00:00:00Z", document.day);
    let mut file = add_styles(Docx::new())
        .created_at(&day)
        .updated_at(&day)
        .add_paragraph(styled(TITLE_STYLE, &document.title));
    for block in &document.blocks {
        file = add_block(file, block, &document.locale);
    }
    pack_document(file.build(), document)
}

fn add_styles(file: Docx) -> Docx {
    let fonts = RunFonts::new()
        .ascii(FONT)
        .hi_ansi(FONT)
        .east_asia(FONT)
        .cs(FONT);
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name);
    let spacing = |before, after| LineSpacing::new().before(before).after(after);
    let [vertical, left, right] =
        MARGINS.map(|margin| (margin * TWIPS_PER_MILLIMETRE).round() as i32);
    let margin = PageMargin {
        top: vertical,
        left,
        bottom: vertical,
        right,
        header: vertical / 2,
        footer: vertical / 2,
        gutter: 0,
    };
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .add_page_num(PageNum::new());
    let bullet = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("–"),
        LevelJc::new("left"),
    )
    .indent(Some(567), Some(SpecialIndentType::Hanging(283)), None, None);
    file.default_fonts(fonts)
        .default_size(TEXT_SIZE)
        .default_line_spacing(spacing(60, 60))
        .page_size(PAGE[0], PAGE[1])
        .page_margin(margin)
        .header(Header::new().add_paragraph(number))
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .title_pg()
        .add_style(
            style(TITLE_STYLE, "Title")
                .size(TITLE_SIZE)
                .bold()
                .align(AlignmentType::Center)
                .line_spacing(spacing(0, 240)),
        )
        .add_style(
            style(SECTION_STYLE, "heading 1")
                .size(TEXT_SIZE)
                .bold()
                .outline_lvl(0)
                .line_spacing(spacing(240, 120)),
        )
        .add_style(
            style(PART_STYLE, "heading 2")
                .size(TEXT_SIZE)
                .bold()
                .italic()
                .outline_lvl(1)
                .line_spacing(spacing(180, 80)),
        )
        .add_style(
            style(TABLE_STYLE, "Table text")
                .size(TABLE_SIZE)
                .line_spacing(spacing(20, 20)),
        )
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

fn add_block(file: Docx, block: &Block, locale: &Locale) -> Docx {
    match block {
        // A heading stays with what it is for.
        Block::Heading(HeadingLevel::Section, text) => {
            file.add_paragraph(styled(SECTION_STYLE, text).keep_next(true))
        }
        Block::Heading(HeadingLevel::Part, text) => {
            file.add_paragraph(styled(PART_STYLE, text).keep_next(true))
        }
        Block::Paragraph(text) => file.add_paragraph(Paragraph::new().add_run(run(text))),
        Block::Nothing(text) => file.add_paragraph(Paragraph::new().add_run(run(text).italic())),
        Block::Facts(facts) => file.add_paragraph(build_facts(facts, locale)),
        Block::Bullets(items) => items.iter().fold(file, |file, item| {
            let paragraph = Paragraph::new().add_run(run(item));
            let list = NumberingId::new(BULLETS);
            file.add_paragraph(paragraph.numbering(list, IndentLevel::new(0)))
        }),
        Block::Table(table) => {
            let file = file.add_table(build_table(table, locale));
            match table.rows.len().saturating_sub(MAX_ROWS) {
                0 => file,
                more => {
                    let more = locale.format_number(more);
                    let sentence = locale.fill("document.more_rows", &[("n", &more)]);
                    file.add_paragraph(Paragraph::new().add_run(run(&sentence).italic()))
                }
            }
        }
    }
}

/// Facts as the lines of one paragraph, which a page end divides nowhere else.
fn build_facts(facts: &[Fact], locale: &Locale) -> Paragraph {
    let mut paragraph = Paragraph::new().line_spacing(LineSpacing::new().before(60).after(160));
    for (index, fact) in facts.iter().enumerate() {
        let label = Run::new().bold();
        let label = if index > 0 {
            label.add_break(BreakType::TextWrapping)
        } else {
            label
        };
        let value = format_cell(locale, &fact.value);
        paragraph = paragraph
            .add_run(label.add_text(format!("{}: ", clean_document_text(&fact.label))))
            .add_run(lines(Run::new(), &value));
    }
    paragraph
}

fn build_table(table: &DocumentTable, locale: &Locale) -> Table {
    let [_, left, right] = MARGINS;
    let page = f64::from(PAGE[0]) - ((left + right) * TWIPS_PER_MILLIMETRE).ceil();
    let widths = share_page_width(table, locale, page, TABLE_LETTERS);
    let paragraph = || Paragraph::new().style(TABLE_STYLE);
    let head = table.columns.iter().zip(&widths).map(|(column, width)| {
        let label = run(&column.label).bold();
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .shading(Shading::new().fill("E7E6E6"))
            .add_paragraph(paragraph().align(AlignmentType::Center).add_run(label))
    });
    let numeric: Vec<bool> = (0..widths.len()).map(|at| table.is_numeric(at)).collect();
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    rows.extend(table.rows.iter().take(MAX_ROWS).map(|cells| {
        let cells = widths
            .iter()
            .zip(&numeric)
            .enumerate()
            .map(|(column, (width, is_numeric))| {
                let cell = cells.get(column).unwrap_or(&ReportCell::Empty);
                let text = paragraph().add_run(lines(Run::new(), &format_cell(locale, cell)));
                let text = if *is_numeric {
                    text.align(AlignmentType::Right)
                } else {
                    text
                };
                TableCell::new()
                    .width(*width, WidthType::Dxa)
                    .add_paragraph(text)
            });
        TableRow::new(cells.collect()).cant_split()
    }));
    let margins = TableCellMargins::new().margin(0, CELL_MARGIN, 0, CELL_MARGIN);
    Table::new(rows)
        .set_grid(widths.clone())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(margins)
}

fn styled(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

fn run(text: &str) -> Run {
    Run::new().add_text(clean_document_text(text))
}

/// Adds text of several lines, clean already.
fn lines(run: Run, text: &str) -> Run {
    let mut lines = text.lines();
    let first = run.add_text(lines.next().unwrap_or_default());
    lines.fold(first, |run, line| {
        run.add_break(BreakType::TextWrapping).add_text(line)
    })
}
