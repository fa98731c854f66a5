//! The problems of a list as a table, in the official's own row order, for mending them in the list.
//!
//! Must not: leave anything out; what the screen cuts stands here.

use std::path::Path;

use crate::exit::Failure;
use crate::label;
use crate::reading::Lists;
use crate::report::file::{self, Table};
use crate::settings::Settings;

/// Writes the report; the name's ending says what kind of file.
pub fn write(settings: &Settings, path: &Path, lists: &Lists) -> Result<(), Failure> {
    let locale = &settings.locale;
    let head = ["file", "row", "column", "value", "weight", "reason"]
        .map(|name| locale.t(&format!("column.{name}")).to_owned());
    let rows = lists.problems.iter().map(|(file, problem)| {
        Ok(vec![
            lists.name(*file).into(),
            (problem.row as f64).into(),
            problem.column.clone().into(),
            problem.value.clone().into(),
            label::weight(locale, problem.reason.weight())
                .to_owned()
                .into(),
            locale
                .t(&format!("problem.{}", problem.reason.key()))
                .to_owned()
                .into(),
        ])
    });
    let table = Table {
        name: locale.t("export.problems").to_owned(),
        title: Vec::new(),
        head: vec![head.to_vec()],
        widths: vec![24.0, 8.0, 24.0, 32.0, 16.0, 60.0],
        rows: Box::new(rows),
        locale: locale.clone(),
    };
    // A report is renewed by each run; nobody writes into it.
    file::write_whole(path, true, |out| {
        if file::is_workbook(path) {
            file::workbook(out, vec![table])
        } else {
            file::csv(out, true, table)
        }
    })
}
