//! The selected change or problem as rows of a given width: what will be done, and everything needed to decide. Must
//! not: style.

use ocop_index::Product;
use ocop_index::change::{ChangeEntry, ChangeKind as Change, Verdict};
use ocop_index::clean::clean_text;
use ocop_index::source::problem::ImportProblem;

use super::change_list::ReviewItem;
use super::model::ImportReviewModel;
use crate::app::action::KeyContext;
use crate::app::record_rows::{RecordRow, RecordRowKind, break_into_rows};
use crate::wording::change_text;
use crate::wording::correction_text;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::problem_text;

/// Most row numbers and values of problems that say the same.
const MAX_LISTED: usize = 60;

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
        Some(ReviewItem::Note(at)) => {
            if let Some(note) = data.notes.get(at) {
                page.push_heading("changes.reading_head");
                page.push_line(RecordRowKind::State(None), "", note);
            }
        }
        Some(ReviewItem::Problems(at)) => {
            if let Some(group) = model.list.problem_group(at) {
                page.push_problems(model, group.file, &group.problems(&data.problems));
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
        for line in entry
            .correction
            .iter()
            .flat_map(|correction| correction_text::describe_entry_correction(locale, correction))
        {
            self.push_line(RecordRowKind::State(None), "", &line);
        }
        for problem in model.skipped_cells(entry) {
            let line = problem_text::describe_skipped_cell(locale, problem);
            self.push_line(RecordRowKind::State(None), "", &line);
        }
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
        if let Some(origin) = &entry.origin {
            let sheet = origin.sheet.as_deref().unwrap_or_default();
            self.push_file_and_sheet(model, origin.file, sheet);
            self.push_field("column.row", &origin.row.to_string());
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

    fn push_file_and_sheet(&mut self, model: &ImportReviewModel, file: usize, sheet: &str) {
        let name = model.data.files.get(file).map_or("", String::as_str);
        self.push_field("column.file", name);
        self.push_field("column.sheet", &clean_text(sheet));
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

    /// Problems that say the same: what is wrong, where, and the values.
    fn push_problems(
        &mut self,
        model: &ImportReviewModel,
        file: usize,
        problems: &[&ImportProblem],
    ) {
        let locale = self.locale;
        let Some(first) = problems.first() else {
            return;
        };
        self.push_line(
            RecordRowKind::Title,
            "",
            label::problem_severity_label(locale, first.reason.severity()),
        );
        let reason = problem_text::describe_reason(locale, first.reason);
        self.push_line(RecordRowKind::State(None), "", &reason);
        // Row 0 is the whole file.
        let rows: Vec<u64> = problems
            .iter()
            .map(|problem| problem.row)
            .filter(|row| *row > 0)
            .collect();
        let rows = problem_text::join_some(rows.iter(), MAX_LISTED);
        let values = match problems {
            [only] => clean_text(&only.value).into_owned(),
            several => problem_text::describe_values(several, MAX_LISTED),
        };
        self.push_file_and_sheet(model, file, &first.sheet);
        if problems.len() == 1 {
            self.push_field("column.row", &rows);
        }
        self.push_field("column.column", &clean_text(&first.column));
        self.push_field("column.value", &values);
        // Many row numbers would push the value out of the window.
        if problems.len() > 1 {
            self.push_field("column.row", &rows);
        }
    }
}
