//! The record of a product as rows of a given width. Must not: style.

use ocop_index::search::{HitExplanation, SearchHit};

use super::model::Model;
use super::record_rows::{RecordRow, RecordRowKind, break_into_rows};
use super::review_words;
use crate::wording::explanation_text;
use crate::wording::list_text::describe_in_lists;
use crate::wording::product_text;
use crate::wording::product_text::ProductTextLine;

/// The record that the pane shows now.
#[derive(Clone, Copy, Debug)]
pub struct ShownRecord<'a> {
    hit: Option<&'a SearchHit>,
    explanation: Option<&'a HitExplanation>,
    /// The first line shown.
    pub offset: usize,
}

/// The record to show: that of the selected product, or the one before while the selection moves.
pub fn shown_record(model: &Model) -> ShownRecord<'_> {
    match &model.debounced_record {
        Some(debounced) => ShownRecord {
            hit: debounced.hit.as_deref(),
            explanation: debounced.explanation.as_ref(),
            offset: debounced.offset,
        },
        None => selected_record(model),
    }
}

/// The record of the selected product.
pub(super) fn selected_record(model: &Model) -> ShownRecord<'_> {
    ShownRecord {
        hit: model.selected_hit(),
        explanation: model.selected_explanation(),
        offset: model.detail_offset,
    }
}

impl ShownRecord<'_> {
    /// Its rows in a pane of this width; none where no product is selected. Below the state stands why the product was
    /// found, where it does not match as typed.
    pub fn build_rows(&self, model: &Model, width: usize) -> Vec<RecordRow> {
        let Some(hit) = self.hit else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let explanation = self.explanation.and_then(|explanation| {
            explanation_text::summarize_explanation(&model.locale, explanation)
        });
        let mut explanation = explanation;
        let mut worked_on = Some(hit.product.id.as_str());
        let siblings = model.siblings_of(&hit.product.id);
        let lines = product_text::describe_product(&model.locale, hit, siblings, model.day);
        for line in product_text::group_phone_lines(&model.locale, lines) {
            let (kind, label, text) = match line {
                ProductTextLine::Title(text) => (RecordRowKind::Title, String::new(), text),
                ProductTextLine::State { star, text } => {
                    (RecordRowKind::State(star), String::new(), text)
                }
                ProductTextLine::Field(label, text) => (RecordRowKind::Field, label, text),
                ProductTextLine::Heading(text) => (RecordRowKind::Heading, String::new(), text),
                ProductTextLine::Item(text, true) => (RecordRowKind::Current, String::new(), text),
                ProductTextLine::Item(text, false) => (RecordRowKind::Item, String::new(), text),
                ProductTextLine::Link(text) => (RecordRowKind::Link, String::new(), text),
                ProductTextLine::Blank => (RecordRowKind::Item, String::new(), String::new()),
            };
            if text.is_empty()
                && let Some(explanation) = explanation.take()
            {
                rows.extend(break_into_rows(
                    RecordRowKind::Explanation,
                    "",
                    &explanation,
                    width,
                ));
            }
            if text.is_empty()
                && let Some(id) = worked_on.take()
            {
                add_work_rows(model, id, width, &mut rows);
            }
            rows.extend(break_into_rows(kind, &label, &text, width));
        }
        rows
    }
}

/// The lists that the product is in, and what was done with it: the open review first.
fn add_work_rows(model: &Model, id: &str, width: usize, rows: &mut Vec<RecordRow>) {
    let lists = describe_in_lists(&model.locale, &model.work.lists, id);
    if !lists.is_empty() {
        rows.extend(break_into_rows(RecordRowKind::Item, "", "", width));
    }
    for (label, text) in lists {
        rows.extend(break_into_rows(RecordRowKind::Field, &label, &text, width));
    }
    let lines = review_words::describe_product_work(model, id);
    if lines.is_empty() {
        return;
    }
    rows.extend(break_into_rows(RecordRowKind::Item, "", "", width));
    let heading = model.locale.t("reviewing.heading");
    rows.extend(break_into_rows(RecordRowKind::Heading, "", heading, width));
    for (label, text) in lines {
        let line = format!("{label}: {text}");
        rows.extend(break_into_rows(RecordRowKind::Item, "", &line, width));
    }
}
