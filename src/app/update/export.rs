//! Exports the list to a file, in the order of the list. Must not: write it; an effect leaves.

use super::build_query;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::notice::Notice;
use crate::report::export_format::ExportFormat;

/// Asks for the file.
pub(super) fn export_results(model: &mut Model, format: ExportFormat) -> Vec<Effect> {
    if model.total() == 0 {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return Vec::new();
    }
    let n = model.locale.format_number(model.total());
    let sentence = model.locale.fill("screen.exporting", &[("n", &n)]);
    model.notice = Some(Notice::hint(sentence));
    vec![Effect::Export {
        query: model.query.clone(),
        format,
        line: build_query::format_query_line(model),
    }]
}
