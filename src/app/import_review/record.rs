//! The selected change or problem as rows of a given width: what will be done, and everything needed to decide. Must
//! not: style.

use ocop_index::Product;
use ocop_index::change::{ChangeEntry, ChangeKind as Change, Verdict};
use ocop_index::source::problem::ImportProblem;

use super::change_list::ReviewItem;
use super::model::ImportReviewModel;
use crate::app::action::KeyContext;
use crate::app::record_rows::{RecordRow, RecordRowKind, break_into_rows};
use crate::wording::change_text;
use crate::wording::label;
use crate::wording::locale::Locale;

/// The rows of the selected item.
pub fn build_item_rows(model: &ImportReviewModel, width: usize) -> Vec<RecordRow> {
    let data = &model.data;
    let mut page = ReviewRowBuilder {
        locale: &model.locale,
        width,
        rows: Vec::new(),
    };
    match model.list.item_at(model.selected) {
        Some(ReviewItem::Entry(at)) => {
            if let Some(entry) = data.plan.entries.get(at) {
                page.push_entry(model, entry);
            }
        }
        Some(ReviewItem::Problem(at)) => {
            if let Some((file, problem)) = data.problems.get(at) {
                page.push_problem(model, *file, problem);
            }
        }
        None => {}
    }
    page.rows
}

/// What will be done with an entry, as a sentence.
pub fn describe_verdict(model: &ImportReviewModel, entry: &ChangeEntry) -> String {
    let locale = &model.locale;
    let key = match (entry.verdict, entry.kind) {
        (Verdict::Refuse, _) => "changes.will_stay",
        (Verdict::SameAs(suspect), _) => {
            let old = entry
                .suspects
                .get(suspect)
                .and_then(|at| model.data.current_products.get(*at));
            let id = old.map_or("", |product| &product.id);
            return locale.fill("changes.will_join", &[("id", &id)]);
        }
        (Verdict::Accept, Change::New) => "changes.will_add",
        (Verdict::Accept, Change::Gone) => "changes.will_go",
        (Verdict::Accept, _) => "changes.will_change",
    };
    locale.t(key).to_owned()
}

struct ReviewRowBuilder<'a> {
    locale: &'a Locale,
    width: usize,
    rows: Vec<RecordRow>,
}

impl ReviewRowBuilder<'_> {
    fn push_line(&mut self, kind: RecordRowKind, label: &str, text: &str) {
        self.rows
            .extend(break_into_rows(kind, label, text, self.width));
    }

    fn push_field(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            let locale = self.locale;
            self.push_line(RecordRowKind::Field, locale.t(key), text);
        }
    }

    fn push_heading(&mut self, key: &str) {
        let locale = self.locale;
        self.push_line(RecordRowKind::Heading, "", locale.t(key));
    }

    fn push_items(&mut self, lines: &[String]) {
        for line in lines {
            self.push_line(RecordRowKind::Item, "", line);
        }
        self.push_line(RecordRowKind::Item, "", "");
    }

    /// The most important rows come first: below a list there is room for a few only.
    fn push_entry(&mut self, model: &ImportReviewModel, entry: &ChangeEntry) {
        let (locale, old) = (self.locale, &model.data.current_products);
        let product = &entry.after;
        self.push_line(RecordRowKind::Title, "", &product.name);
        self.push_line(
            RecordRowKind::State(None),
            "",
            &describe_verdict(model, entry),
        );
        if entry.is_doubtful() {
            self.push_suspects(model, entry);
        }
        let before = entry.before_index.and_then(|before| old.get(before));
        let differs = before.filter(|_| entry.kind != Change::Gone);
        if let Some(before) = differs {
            self.push_heading("changes.differs");
            self.push_items(&change_text::describe_entry_changes(locale, entry, old));
            self.push_recognitions("changes.before", before);
        } else {
            self.push_recognitions("record.recognitions", product);
        }
        self.push_heading("changes.fields");
        if let Some(origin) = entry.origin {
            self.push_origin(model, origin.file, origin.row);
        }
        if differs.is_some() {
            let producer = product.producer.as_ref();
            self.push_field("field.id", &product.id);
            self.push_field(
                "field.producer",
                producer.map_or("", |producer| &producer.name),
            );
            self.push_field("column.place", &label::place_label(product));
            return;
        }
        for (name, value) in change_text::known_field_texts(locale, product) {
            self.push_line(RecordRowKind::Field, &name, &value);
        }
    }

    fn push_recognitions(&mut self, heading: &str, product: &Product) {
        let mut recognitions = change_text::describe_recognitions(self.locale, product);
        if recognitions.is_empty() {
            recognitions.push(self.locale.t("record.no_recognition").to_owned());
        }
        self.push_heading(heading);
        self.push_items(&recognitions);
    }

    fn push_origin(&mut self, model: &ImportReviewModel, file: usize, row: u64) {
        let name = model.data.files.get(file).map_or("", String::as_str);
        self.push_field("column.file", name);
        self.push_field("column.row", &row.to_string());
    }

    /// The existing products that it may be, each with the digit that chooses it; the chosen one is marked.
    fn push_suspects(&mut self, model: &ImportReviewModel, entry: &ChangeEntry) {
        let keymap = &model.keymap;
        let heading =
            keymap.fill_key_names(self.locale, "changes.suspects", KeyContext::ImportReview);
        self.push_line(RecordRowKind::Heading, "", &heading);
        let lines =
            change_text::describe_suspects(self.locale, entry, &model.data.current_products);
        for (number, line) in lines.iter().enumerate() {
            let chosen = entry.verdict == Verdict::SameAs(number);
            let kind = if chosen {
                RecordRowKind::Current
            } else {
                RecordRowKind::Item
            };
            self.push_line(kind, "", &format!("{} {line}", number + 1));
        }
        self.push_line(RecordRowKind::Item, "", "");
    }

    fn push_problem(&mut self, model: &ImportReviewModel, file: usize, problem: &ImportProblem) {
        let locale = self.locale;
        let clean = |text: &str| ocop_index::clean::clean_text(text).into_owned();
        self.push_line(
            RecordRowKind::Title,
            "",
            label::problem_severity_label(locale, problem.reason.severity()),
        );
        let reason = format!("problem.{}", problem.reason.key());
        self.push_line(RecordRowKind::State(None), "", locale.t(&reason));
        self.push_origin(model, file, problem.row);
        self.push_field("column.column", &clean(&problem.column));
        self.push_field("column.value", &clean(&problem.value));
    }
}
