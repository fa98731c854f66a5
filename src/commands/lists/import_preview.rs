//! What a file would do to a list, before it does: counts, columns, doubtful rows with what they may be, rows that stay
//! as text, and cells that cannot be read.

use std::fmt::Display;
use std::io::{self, Write};

use super::import::{ListFile, ListFileRow, RowFate};
use super::import_columns::ListColumn;
use crate::cli::settings::Settings;
use crate::wording::list_text::entry_field_name;
use crate::wording::locale::Locale;
use crate::wording::problem_text::{describe_problems, describe_row};
use crate::wording::product_label::describe_product_ref;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::product_ref::ProductRef;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{EntryField, EntryValue, Price};
use crate::work::lists::product_list::ProductList;

/// So many lines of a kind are told, but all doubtful rows.
const MOST_LINES: usize = 20;

/// Prints what a file would do to a list.
pub(super) fn print_preview(
    settings: &Settings,
    list: &ProductList,
    file: &ListFile,
    out: &mut impl Write,
) -> io::Result<()> {
    let locale = &settings.locale;
    let mut counts = RowCounts::default();
    for row in &file.rows {
        match &row.fate {
            RowFate::Entry(EntrySubject::Product(_)) => counts.products += 1,
            RowFate::Entry(EntrySubject::Text(_)) => counts.texts += 1,
            RowFate::Doubtful(_) => counts.doubtful += 1,
            RowFate::Repeats(_) => counts.repeated += 1,
        }
    }
    let number = |n: usize| locale.format_number(n);
    let values: [(&str, &dyn Display); 3] = [
        ("file", &file.lists.file_name(0)),
        ("n", &number(file.rows.len())),
        ("name", &sanitize_text(&list.name)),
    ];
    writeln!(out, "{}", locale.fill("lists.import_read", &values))?;
    for (key, count) in [
        ("lists.import_products", counts.products),
        ("lists.import_texts", counts.texts),
        ("lists.import_doubtful", counts.doubtful),
        ("lists.import_repeated", counts.repeated),
        ("lists.import_new", file.new),
        ("lists.import_changed", file.changed),
    ] {
        if count > 0 {
            let words = locale.fill(key, &[("n", &number(count))]);
            writeln!(out, "{:>9}  {words}", number(count))?;
        }
    }
    print_columns(locale, file, out)?;
    print_doubtful(locale, (&list.name, file), out)?;
    let texts = file
        .rows
        .iter()
        .filter(|row| matches!(&row.fate, RowFate::Entry(EntrySubject::Text(_))));
    let texts: Vec<String> = texts.map(|row| describe_file_row(locale, row)).collect();
    print_section(locale, "lists.texts_heading", &texts, out)?;
    let repeated = file.rows.iter().filter_map(|row| match row.fate {
        RowFate::Repeats(first) => {
            let row = describe_file_row(locale, row);
            let values: [(&str, &dyn Display); 2] = [("row", &row), ("first", &first)];
            Some(locale.fill("lists.repeats", &values))
        }
        _ => None,
    });
    print_section(
        locale,
        "lists.repeated_heading",
        &repeated.collect::<Vec<String>>(),
        out,
    )?;
    let unread = file.rows.iter().flat_map(|row| {
        row.fields.unread.iter().map(move |(field, text)| {
            let values: [(&str, &dyn Display); 3] = [
                ("row", &describe_file_row(locale, row)),
                ("field", &entry_field_name(locale, *field)),
                ("value", &sanitize_text(text)),
            ];
            locale.fill("lists.unread_cell", &values)
        })
    });
    print_section(
        locale,
        "lists.unread_heading",
        &unread.collect::<Vec<String>>(),
        out,
    )?;
    let aside = file.rows_set_aside();
    let aside = aside.map(|problem| describe_problems(locale, &[problem]));
    print_section(
        locale,
        "lists.aside_heading",
        &aside.collect::<Vec<String>>(),
        out,
    )
}

#[derive(Default)]
struct RowCounts {
    products: usize,
    texts: usize,
    doubtful: usize,
    repeated: usize,
}

/// Which columns were read as what, so that a price in the wrong column is seen.
fn print_columns(locale: &Locale, file: &ListFile, out: &mut impl Write) -> io::Result<()> {
    let columns: Vec<String> = file
        .columns
        .iter()
        .map(|(column, label)| {
            let name = match column {
                ListColumn::Stand => entry_field_name(locale, EntryField::Stand),
                ListColumn::Price => entry_field_name(locale, EntryField::Price),
                ListColumn::Stock => entry_field_name(locale, EntryField::Stock),
                ListColumn::Remark => entry_field_name(locale, EntryField::Remark),
                ListColumn::PriceUnit => locale.t("lists.column_unit"),
            };
            let values: [(&str, &dyn Display); 2] =
                [("field", &name), ("label", &sanitize_text(label))];
            locale.fill("lists.column_read", &values)
        })
        .collect();
    if columns.is_empty() {
        return writeln!(out, "{}", locale.t("lists.no_columns"));
    }
    let columns = columns.join(", ");
    writeln!(
        out,
        "{}",
        locale.fill("lists.columns_read", &[("columns", &columns)])
    )
}

fn print_doubtful(
    locale: &Locale,
    (list, file): (&str, &ListFile),
    out: &mut impl Write,
) -> io::Result<()> {
    let mut is_first = true;
    for row in &file.rows {
        let RowFate::Doubtful(may_be) = &row.fate else {
            continue;
        };
        if is_first {
            writeln!(out, "\n{}", locale.t("lists.doubtful_heading"))?;
            is_first = false;
        }
        writeln!(out, "  {}", describe_file_row(locale, row))?;
        for product in may_be {
            let mut named = describe_product_ref(locale, product);
            if let Some(producer) = &product.producer {
                named = format!("{named}, {producer}");
            }
            let product = named;
            let line = locale.fill("lists.may_be", &[("product", &product)]);
            writeln!(out, "    {}", sanitize_text(&line))?;
        }
        let command = add_command(locale, list, (row, may_be));
        let line = locale.fill("lists.add_by_hand", &[("command", &command)]);
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

/// The command that adds one of these products with what the row says of it.
fn add_command(
    locale: &Locale,
    list: &str,
    (row, may_be): (&ListFileRow, &[ProductRef]),
) -> String {
    let id = match may_be {
        [product] => sanitize_text(&product.id),
        _ => locale.t("lists.any_id").to_owned(),
    };
    let mut command = format!("ocop lists add {} {id}", quote_word(list));
    for value in &row.fields.values {
        let (option, text) = match value {
            EntryValue::Stand(Some(stand)) => ("--stand", stand.clone()),
            EntryValue::Price(Some(price)) => ("--price", typed_price(price)),
            EntryValue::Stock(Some(stock)) => ("--stock", stock.key().to_owned()),
            EntryValue::Remark(Some(remark)) => ("--remark", remark.clone()),
            _ => continue,
        };
        command.extend([format!(" {option} {}", quote_word(&text))]);
    }
    command
}

/// A price as it is typed.
fn typed_price(price: &Price) -> String {
    match (price.number(), price.unit_of_number()) {
        (Some(dong), Some(unit)) => format!("{dong}d/{unit}"),
        (Some(dong), None) => format!("{dong}d"),
        (None, _) => price.words().unwrap_or_default().to_owned(),
    }
}

/// A word of a command line, in quotes where it needs them.
fn quote_word(text: &str) -> String {
    let text = sanitize_text(text);
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text;
    }
    let quoted = text.replace(['"', '$', '`', '\\'], "");
    format!("\"{quoted}\"")
}

fn print_section(
    locale: &Locale,
    heading: &str,
    lines: &[String],
    out: &mut impl Write,
) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", locale.t(heading))?;
    for line in lines.iter().take(MOST_LINES) {
        writeln!(out, "  {line}")?;
    }
    if let Some(rest) = lines.len().checked_sub(MOST_LINES).filter(|rest| *rest > 0) {
        let n = locale.format_number(rest);
        writeln!(out, "  {}", locale.fill("lists.and_more", &[("n", &n)]))?;
    }
    Ok(())
}

/// A row with its place in the file, its name and its producer.
fn describe_file_row(locale: &Locale, row: &ListFileRow) -> String {
    let place = describe_row(locale, row.sheet.as_deref(), row.row);
    let name = sanitize_text(&row.name);
    let producer = row.producer.as_deref().map(sanitize_text);
    match producer {
        Some(producer) => format!("{place}: {name} ({producer})"),
        None => format!("{place}: {name}"),
    }
}
