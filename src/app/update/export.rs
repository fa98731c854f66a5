//! Exports to a file: the selected products, else the list, in the order of the list; or the table of the statistics.
//! Must not: write it; an effect leaves.

use unicode_width::UnicodeWidthStr;

use super::build_query;
use crate::app::action::KeyContext;
use crate::app::effect::{Effect, ExportRows};
use crate::app::list_columns;
use crate::app::model::{Focus, Model};
use crate::app::msg::ExportReport;
use crate::app::notice::Notice;
use crate::app::selection_status;
use crate::app::shown_figures::build_shown_table;
use crate::report::export_format::ExportFormat;
use crate::wording::product_column::ProductColumn;
use crate::wording::text_width::truncate_middle;

/// Columns of a file's name that are always told: its end has the day, the kind and the format.
const MIN_NAME_WIDTH: usize = 12;

/// Stands where the middle of a name is left out.
const CUT: &str = "…";

/// Asks for the file.
pub(super) fn export_results(model: &mut Model, format: ExportFormat) -> Vec<Effect> {
    if model.focus == Focus::Stats {
        return export_figures(model, format);
    }
    export_list(model, format, None)
}

/// Asks for a table that has only the columns of the list, those without room too.
pub(super) fn export_shown_columns(model: &mut Model, format: ExportFormat) -> Vec<Effect> {
    if model.focus == Focus::Stats {
        return export_figures(model, format);
    }
    let columns = list_columns::wanted_columns(model, list_columns::list_width(model));
    export_list(model, format, Some(columns))
}

fn export_list(
    model: &mut Model,
    format: ExportFormat,
    columns: Option<Vec<ProductColumn>>,
) -> Vec<Effect> {
    let selected = &model.selection.products;
    let selected = (!selected.is_empty()).then(|| selected.ids());
    if model.total() == 0 && selected.is_none() {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return Vec::new();
    }
    let (key, n) = match &selected {
        Some(ids) => ("selection.exporting", ids.len()),
        None => ("screen.exporting", model.total()),
    };
    let n = model.locale.format_number(n);
    let sentence = model.locale.fill(key, &[("n", &n)]);
    model.notice = Some(Notice::hint(sentence));
    let line = match &selected {
        Some(_) => model.locale.fill("selection.file_name", &[("n", &n)]),
        None => build_query::format_query_line(model),
    };
    vec![Effect::Export {
        rows: ExportRows {
            query: model.query.clone(),
            selected,
        },
        format,
        columns,
        line,
    }]
}

/// Reports a file. Where the line is too short, the middle of its name is left out, never a part of its folder.
pub(super) fn report_export(model: &mut Model, report: &ExportReport) {
    let n = model.locale.format_number(report.products);
    let fill = |path: &str| {
        let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("path", &path)];
        model.locale.fill("export.written", &values)
    };
    let room = selection_status::notice_columns(model);
    let for_name = room.saturating_sub(fill(&report.folder).width() + 1);
    let for_name = for_name.max(MIN_NAME_WIDTH);
    let name = truncate_middle(&report.name, for_name, CUT);
    model.notice = Some(Notice::success(fill(&format!("{}/{name}", report.folder))));
}

/// Asks for a file of the table shown.
fn export_figures(model: &mut Model, format: ExportFormat) -> Vec<Effect> {
    if !format.holds_figures() {
        let (keymap, locale) = (&model.keymap, &model.locale);
        let notice = keymap.fill_key_names(locale, "figures.no_format", KeyContext::Stats);
        model.notice = Some(Notice::hint(notice));
        return Vec::new();
    }
    let Some(table) = build_shown_table(model) else {
        model.notice = Some(Notice::hint(model.locale.t("figures.no_figures")));
        return Vec::new();
    };
    model.notice = Some(Notice::hint(model.locale.t("figures.writing")));
    vec![Effect::ExportFigures {
        table: Box::new(table),
        format,
        line: build_query::format_query_line(model),
    }]
}
