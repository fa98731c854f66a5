//! The table that the statistics show, as data to export and to copy. Must not: write it.

use super::model::Model;
use super::model::statistics::StatisticsView;
use ocop_index::list_totals::REPORTED_FACETS;
use ocop_index::search::Grouping;

use crate::report::figure_table::{FigureSubject, FigureTable, FigureTableBuilder};

/// The table; `None` until its figures are here.
pub(super) fn build_shown_table(model: &Model) -> Option<FigureTable> {
    let stats = &model.stats;
    if model.is_stale() || stats.missing_statistics(model.query_number).is_some() {
        return None;
    }
    let figures = stats.statistics_for(model.query_number)?;
    let reference = stats.reference_figures();
    let question = model.value_names.describe_query(&model.query);
    let builder = FigureTableBuilder {
        locale: &model.locale,
        subject: FigureSubject {
            question: question.clone(),
            day: model.day,
            generation: model.generation,
        },
        reference: reference.map(|reference| FigureSubject {
            question: if reference.query.query.is_some() {
                reference.query.line.clone()
            } else {
                question
            },
            day: reference.query.day,
            generation: reference.query.generation.or(model.generation),
        }),
    };
    Some(match stats.view {
        StatisticsView::Bars => {
            let groups = REPORTED_FACETS.into_iter().filter_map(|facet| {
                let bars = stats.facet_bars(facet).to_vec();
                let is_shown = !facet.is_mark() || !bars.is_empty();
                is_shown.then_some((Grouping::Facet(facet), bars))
            });
            let groups: Vec<_> = groups.collect();
            let others = reference.map(|reference| &reference.totals);
            builder.build_totals([Some(&figures.totals), others], &groups)
        }
        StatisticsView::CrossTab => builder.build_cross_tab(stats.compared_cross_tab()?),
        StatisticsView::Expiry => builder.build_expiries(stats.compared_expiries()),
    })
}
