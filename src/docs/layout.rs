//! Markdown as plain lines for a terminal: headings, tables in aligned columns, examples indented.
//!
//! Only what the topics use is known: `#` and `##` headings, paragraphs and lists (printed as they are written), pipe
//! tables and fenced examples. Paragraphs keep their lines; tables are wrapped to the width. Must not: write an escape
//! unless colour is on.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Blanks between the columns of a table.
const COLUMN_GAP: usize = 2;

/// No column is made narrower than this.
const MIN_COLUMN_WIDTH: usize = 8;

/// Blanks in front of an example.
const EXAMPLE_INDENT: &str = "    ";

/// The text as lines that end with a line break.
pub fn layout_markdown(text: &str, width: usize, color: bool) -> String {
    let mut printed = String::new();
    let mut lines = text.lines().peekable();
    let mut is_example = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            is_example = !is_example;
            continue;
        }
        if is_example {
            let line = format!("{EXAMPLE_INDENT}{line}");
            printed.extend([line.trim_end(), "\n"]);
        } else if line.starts_with('|') {
            let mut rows = vec![split_table_row(line)];
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                rows.push(split_table_row(row));
            }
            printed.push_str(&layout_table(&rows, width, color));
        } else if let Some(heading) = line.strip_prefix('#') {
            let is_title = !heading.starts_with('#');
            printed.push_str(&layout_heading(heading, is_title, color));
        } else {
            printed.extend([line, "\n"]);
        }
    }
    printed
}

/// A heading: bold in colour, underlined without.
fn layout_heading(heading: &str, is_title: bool, color: bool) -> String {
    let heading = heading.trim_start_matches('#').trim();
    if color {
        return format!("\u{1b}[1m{heading}\u{1b}[0m\n");
    }
    let sign = if is_title { "=" } else { "-" };
    format!("{heading}\n{}\n", sign.repeat(heading.width()))
}

/// The cells of a row as they are printed; `\|` is a bar inside a cell.
fn split_table_row(line: &str) -> Vec<String> {
    let line = line.replace("\\|", "\u{0}");
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner
        .split('|')
        .map(|cell| plain_cell(&cell.replace('\u{0}', "|")))
        .collect()
}

/// A cell without backticks: its column says what it is. Several spans in a row are set apart by two blanks.
fn plain_cell(cell: &str) -> String {
    cell.trim().replace("` `", "  ").replace('`', "")
}

/// True for the line under the head: `|---|---|`.
fn is_rule(row: &[String]) -> bool {
    row.iter()
        .all(|cell| cell.len() >= 3 && cell.chars().all(|sign| matches!(sign, '-' | ':')))
}

fn layout_table(rows: &[Vec<String>], width: usize, color: bool) -> String {
    let has_head = rows.get(1).is_some_and(|row| is_rule(row));
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| !is_rule(row)).collect();
    let widths = fit_column_widths(&rows, width);
    let mut printed = String::new();
    for (number, row) in rows.iter().enumerate() {
        let is_head = has_head && number == 0;
        // An empty head is only there because Markdown wants one.
        if is_head && row.iter().all(String::is_empty) {
            continue;
        }
        let lines = layout_row(row, &widths);
        for line in &lines {
            if is_head && color {
                printed.extend(["\u{1b}[1m", line, "\u{1b}[0m\n"]);
            } else {
                printed.extend([line, "\n"]);
            }
        }
        if is_head && !color {
            let total = widths.iter().sum::<usize>() + COLUMN_GAP * (widths.len() - 1);
            printed.extend([&"-".repeat(total.min(width)), "\n"]);
        }
    }
    printed
}

/// Natural widths, the widest column made narrower until the row fits.
fn fit_column_widths(rows: &[&Vec<String>], width: usize) -> Vec<usize> {
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    let gaps = COLUMN_GAP * columns.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let Some(widest) = widths.iter_mut().max() else {
            break;
        };
        if *widest <= MIN_COLUMN_WIDTH {
            break;
        }
        *widest -= 1;
    }
    widths
}

fn layout_row(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrap_words(cell, *width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|number| {
            let mut line = String::new();
            for (cell, width) in cells.iter().zip(widths) {
                let part = cell.get(number).map_or("", String::as_str);
                line.push_str(part);
                line.push_str(&" ".repeat((width + COLUMN_GAP).saturating_sub(part.width())));
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// The text in lines of at most this width, broken at blanks; a longer word is broken where the line ends. Two blanks
/// between words stay, except at the end of a line.
pub fn wrap_words(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut blanks = 0;
    for word in text.split(' ') {
        if !word.is_empty() {
            if line.width() + blanks + word.width() <= width {
                line.push_str(&" ".repeat(blanks));
            } else if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.graphemes(true) {
                if line.width() + letter.width() > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(letter);
            }
            blanks = 0;
        }
        blanks += 1;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_wrapped_and_headings_underlined() {
        let text = "# Tìm\n\ntext `code`\n\n| a | b |\n|---|---|\n| `x` `y` | one two three four five six |\n\n\
                    ```sh\nocop\n```\n";
        let printed = layout_markdown(text, 24, false);
        let expected = "Tìm\n===\n\ntext `code`\n\na     b\n------------------------\nx  y  one two three four\n      \
                        five six\n\n    ocop\n";
        assert_eq!(printed, expected);
        let colored = layout_markdown(text, 24, true);
        assert!(colored.starts_with("\u{1b}[1mTìm\u{1b}[0m\n"), "{colored}");
    }

    #[test]
    fn words_that_touch_stay_together_and_long_ones_are_broken() {
        assert_eq!(wrap_words("ab den_han:20", 11), ["ab", "den_han:20"]);
        assert_eq!(wrap_words("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap_words("", 4), [""]);
    }

    #[test]
    fn a_bar_can_stand_in_a_cell() {
        assert_eq!(split_table_row("| `a\\|b` | c |"), ["a|b", "c"]);
    }
}
