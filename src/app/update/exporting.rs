//! Writing what is in the list into a file, in the order of the list. Must not: write it; a wish leaves.

use super::asking;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::args::ExportFormat;

/// Wishes for the file.
pub(super) fn export(model: &mut Model, format: ExportFormat) -> Vec<Effect> {
    if model.total() == 0 {
        model.notice = Some(model.locale.t("refused.empty").to_owned());
        return Vec::new();
    }
    let n = model.locale.number(model.total());
    model.notice = Some(model.locale.fill("screen.exporting", &[("n", &n)]));
    vec![Effect::Export {
        query: model.query.clone(),
        format,
        line: asking::as_line(model),
    }]
}
