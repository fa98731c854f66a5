//! `ocop lists show`: the entries of a list, for people or as a file.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::disputes::dispute_lines;
use super::list_table::{ListRow, file_columns, list_json, print_rows};
use crate::catalog::named_list::find_named_list;
use crate::catalog::open::open_catalog;
use crate::catalog::work::open_existing_linked_work;
use crate::cli::args::{ListFormat, ShowListArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::file_output::{FileOutput, path_text};
use crate::commands::work_desk::tell_sentence;
use crate::report::document::{Block, Document, DocumentFormat, DocumentTable, write_document};
use crate::report::json;
use crate::report::table_file::{ReportTable, write_csv};
use crate::wording::list_text::{describe_list_briefly, describe_list_facts};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::product_list::{ProductList, ProductLists};

/// Prints a list, or writes it into a file.
pub(super) fn show_list(
    settings: &Settings,
    args: &ShowListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let output = FileOutput::new(args.out.as_deref(), args.force);
    let of_path = |path: &Path| ListFormat::from_str(path.extension()?.to_str()?, true).ok();
    let format = output.choose_format(args.format, of_path, ListFormat::Table);
    let Some(format) = format else {
        let sentence = locale.t("lists.show_format").to_owned();
        return Err(CommandFailure::Usage(sentence));
    };
    if output.file().is_none() && format == ListFormat::Xlsx {
        let sentence = locale.t("error.export_stdout").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    let opened = open_catalog(settings)?;
    let work = open_existing_linked_work(settings, &opened.catalog)?;
    let lists = work.map_or_else(ProductLists::default, |work| {
        ProductLists::gather(work.log())
    });
    let list = find_named_list(locale, &lists, &args.name)?;
    let rows = ListRow::read(list, &opened.catalog)?;
    let code = exit::code_for_hits(rows.len());
    output.write(settings, out, |mut out| {
        write_list(settings, (list, &rows), format, &mut out)
    })?;
    let has_numbers_alone = matches!(format, ListFormat::Csv | ListFormat::Md | ListFormat::Xlsx);
    let disputes = row_disputes(locale, &rows);
    if has_numbers_alone && !disputes.is_empty() {
        tell_sentence(locale.t("lists.not_in_file"));
        for line in disputes {
            tell_sentence(&line);
        }
    }
    let path = output.file();
    if path.is_none() {
        return Ok(code);
    }
    let values: [(&str, &dyn Display); 2] = [
        ("n", &locale.format_number(rows.len())),
        ("path", &path_text(path)),
    ];
    tell_sentence(&locale.fill("lists.written", &values));
    Ok(code)
}

fn row_disputes(locale: &Locale, rows: &[ListRow<'_>]) -> Vec<String> {
    dispute_lines(
        locale,
        rows.iter().map(|row| (row.entry, row.name.as_str())),
    )
}

fn write_list(
    settings: &Settings,
    (list, rows): (&ProductList, &[ListRow<'_>]),
    format: ListFormat,
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let locale = &settings.locale;
    match format {
        ListFormat::Table => {
            writeln!(out, "{}", describe_list_briefly(locale, list))?;
            if rows.is_empty() {
                writeln!(out, "{}", locale.t("lists.empty"))?;
                return Ok(());
            }
            print_rows(out, locale, rows, settings.width)?;
            for line in row_disputes(locale, rows) {
                writeln!(out, "{line}")?;
            }
        }
        ListFormat::Json => {
            let entries: Vec<Value> = rows.iter().map(ListRow::to_json).collect();
            let document = json!({"format": 1, "list": list_json(list), "entries": entries});
            json::print_document(out, &document)?;
        }
        ListFormat::Csv => {
            let columns = file_columns(locale);
            let cells = rows.iter().map(|row| Ok(row.file_cells(locale)));
            let table = ReportTable {
                name: sanitize_text(&list.name),
                title: Vec::new(),
                header: vec![columns.iter().map(|column| column.label.clone()).collect()],
                widths: columns.iter().map(|column| column.width).collect(),
                rows: Box::new(cells),
                locale: locale.clone(),
            };
            write_csv(out, false, table)?;
        }
        ListFormat::Md | ListFormat::Xlsx => {
            let mut document = Document::new(sanitize_text(&list.name), settings.day, locale);
            document.push(Block::Paragraph(describe_list_facts(locale, list)));
            let table = DocumentTable {
                name: sanitize_text(&list.name),
                columns: file_columns(locale),
                rows: rows.iter().map(|row| row.file_cells(locale)).collect(),
            };
            document.push_table(table, locale.t("lists.empty"));
            let format = match format {
                ListFormat::Xlsx => DocumentFormat::Xlsx,
                _ => DocumentFormat::Md,
            };
            write_document(&document, format, out)?;
        }
    }
    Ok(())
}
