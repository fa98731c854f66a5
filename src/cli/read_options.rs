//! How lists are read, as the engine takes it: `--sheet`, `--map` and `--encoding` parsed, with
//! every problem at once.

use jiff::civil::Date;

use ocop_index::source::field::ProductField;
use ocop_index::source::reader::encoding::Encoding;
use ocop_index::source::{FileReadOptions, SheetSelection};

use crate::cli::args::{ALL_SHEETS, InputFormatArgs};
use crate::cli::exit::CommandFailure;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Parses the options for reading a list on this day. A field or an encoding that does not exist is
/// a usage error.
pub fn parse_read_options(
    locale: &Locale,
    day: Date,
    input: &InputFormatArgs,
) -> Result<FileReadOptions, CommandFailure> {
    let mut options = FileReadOptions::new(day);
    if input.sheet.iter().any(|name| name == ALL_SHEETS) {
        options.sheets = SheetSelection::All;
    } else if !input.sheet.is_empty() {
        options.sheets = SheetSelection::Named(input.sheet.clone());
    }
    let mut problems = Vec::new();
    for pair in &input.map {
        // A header may contain `=`; the name of a field does not.
        let split = pair.rsplit_once('=');
        if let Some((label, Ok(field))) = split.map(|(label, field)| (label, field.parse())) {
            options.mapping.push((label.to_owned(), field));
        } else {
            let known: Vec<&str> = ProductField::keys().collect();
            problems.push(unknown_value_text(locale, "error.map", pair, &known));
        }
    }
    if let Some(name) = &input.encoding {
        options.encoding = Encoding::parse(name);
        if options.encoding.is_none() {
            let known: Vec<&str> = Encoding::ALL
                .iter()
                .map(|encoding| encoding.key())
                .collect();
            problems.push(unknown_value_text(locale, "error.encoding", name, &known));
        }
    }
    if problems.is_empty() {
        Ok(options)
    } else {
        Err(CommandFailure::Usage(problems.join("\n")))
    }
}

fn unknown_value_text(locale: &Locale, key: &str, value: &str, known: &[&str]) -> String {
    locale.fill(
        key,
        &[
            ("value", &sanitize_text(value)),
            ("known", &known.join(", ")),
        ],
    )
}
