//! Reads a JSON file: its array or lines as one table, or the lists of its document as one table each.

use std::io::BufRead;

use serde_json::Value;

use super::json;
use super::json_lists::{self, JsonList};
use super::json_rows::JsonTable;
use super::summary::{FileReadOptions, SourceFormat, SourceSummary};
use crate::clean;
use crate::source::list_parser::{ListParser, SourceItem};
use crate::source::table_summary::TableSummary;
use crate::source::unreadable::UnreadableFile;

/// Reads every table of a JSON file.
pub(super) fn read_json_tables(
    input: impl BufRead,
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> Result<SourceSummary, UnreadableFile> {
    let mut table = JsonTable::default();
    let mut list =
        ListParser::new(&options.mapping, options.day, sink).keeping_cells(options.keeps_cells);
    let document = json::read_json(input, &mut |number, value| {
        table.push_value(number, &value, &mut list)
    })?;
    let Some(document) = document else {
        table.finish(&mut list)?;
        return Ok(SourceSummary::new(SourceFormat::Json, vec![list.finish()?]));
    };
    drop(list);
    read_document(document, options, sink)
}

fn read_document(
    document: Value,
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> Result<SourceSummary, UnreadableFile> {
    let lists = json_lists::choose_lists(document, &options.mapping)?;
    let are_several = lists.chosen.len() > 1;
    let mut tables = Vec::new();
    for list in lists.chosen {
        let name = clean::clean_text(&list.name).into_owned();
        let sheet = if are_several { name.as_str() } else { "" };
        let mut table = read_list(&list, options, &mut |item| sink(name_sheet(item, sheet)))?;
        table.name = name;
        tables.push(table);
    }
    let mut summary = SourceSummary::new(SourceFormat::Json, tables);
    summary.left_out = lists.left_out;
    Ok(summary)
}

fn read_list(
    list: &JsonList,
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> Result<TableSummary, UnreadableFile> {
    let mut parser =
        ListParser::new(&options.mapping, options.day, sink).keeping_cells(options.keeps_cells);
    let mut table = JsonTable::default();
    for (index, value) in list.rows.iter().enumerate() {
        let number = index as u64 + u64::from(!list.has_own_header);
        table.push_value(number, value, &mut parser)?;
    }
    table.finish(&mut parser)?;
    parser.finish()
}

/// The item with the name of the list that it is from.
fn name_sheet(mut item: SourceItem, name: &str) -> SourceItem {
    match &mut item {
        SourceItem::Product { sheet, .. } => name.clone_into(sheet),
        SourceItem::Problem(problem) => name.clone_into(&mut problem.sheet),
    }
    item
}

#[cfg(test)]
mod tests;
