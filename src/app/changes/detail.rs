//! The selected change or problem as rows of a given width: what is to be done, and everything that a person
//! has to know to say yes or no. Must not: style.

use ocop_index::Product;
use ocop_index::change::{Entry, Kind as Change, Verdict};
use ocop_index::source::problem::Problem;

use super::{Item, Model};
use crate::app::action::Context;
use crate::app::detail::{Kind, Row, broken};
use crate::change_text;
use crate::label;
use crate::locale::Locale;

/// The rows of the selected item.
pub fn rows(model: &Model, width: usize) -> Vec<Row> {
    let material = &model.material;
    let mut page = Page {
        locale: &model.locale,
        width,
        rows: Vec::new(),
    };
    match model.item(model.selected) {
        Some(Item::Entry(at)) => {
            if let Some(entry) = material.plan.entries.get(at) {
                page.entry(model, entry);
            }
        }
        Some(Item::Problem(at)) => {
            if let Some((file, problem)) = material.problems.get(at) {
                page.problem(model, *file, problem);
            }
        }
        None => {}
    }
    page.rows
}

/// What is to be done with an entry, in words.
pub fn verdict(model: &Model, entry: &Entry) -> String {
    let locale = &model.locale;
    let key = match (entry.verdict, entry.kind) {
        (Verdict::Refuse, _) => "changes.will_stay",
        (Verdict::Same(suspect), _) => {
            let old = entry
                .suspects
                .get(suspect)
                .and_then(|at| model.material.old.get(*at));
            let id = old.map_or("", |product| &product.id);
            return locale.fill("changes.will_join", &[("id", &id)]);
        }
        (Verdict::Accept, Change::New) => "changes.will_add",
        (Verdict::Accept, Change::Gone) => "changes.will_go",
        (Verdict::Accept, _) => "changes.will_change",
    };
    locale.t(key).to_owned()
}

struct Page<'a> {
    locale: &'a Locale,
    width: usize,
    rows: Vec<Row>,
}

impl Page<'_> {
    fn line(&mut self, kind: Kind, label: &str, text: &str) {
        self.rows.extend(broken(kind, label, text, self.width));
    }

    fn field(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            let locale = self.locale;
            self.line(Kind::Field, locale.t(key), text);
        }
    }

    fn heading(&mut self, key: &str) {
        let locale = self.locale;
        self.line(Kind::Heading, "", locale.t(key));
    }

    fn items(&mut self, lines: &[String]) {
        for line in lines {
            self.line(Kind::Item, "", line);
        }
        self.line(Kind::Item, "", "");
    }

    /// What decides comes first: below a list there is room for a few rows only.
    fn entry(&mut self, model: &Model, entry: &Entry) {
        let (locale, old) = (self.locale, &model.material.old);
        let product = &entry.after;
        self.line(Kind::Title, "", &product.name);
        self.line(Kind::State(None), "", &verdict(model, entry));
        if entry.is_doubtful() {
            self.suspects(model, entry);
        }
        let before = entry.before.and_then(|before| old.get(before));
        let differs = before.filter(|_| entry.kind != Change::Gone);
        if let Some(before) = differs {
            self.heading("changes.differs");
            self.items(&change_text::details(locale, entry, old));
            self.acts("changes.before", before);
        } else {
            self.acts("record.recognitions", product);
        }
        self.heading("changes.fields");
        if let Some((file, row)) = entry.origin {
            self.origin(model, file, row);
        }
        if differs.is_some() {
            let producer = product.producer.as_ref();
            self.field("field.id", &product.id);
            self.field(
                "field.producer",
                producer.map_or("", |producer| &producer.name),
            );
            self.field("column.place", &label::place(product));
            return;
        }
        for (name, value) in change_text::fields(locale, product) {
            self.line(Kind::Field, &name, &value);
        }
    }

    fn acts(&mut self, heading: &str, product: &Product) {
        let mut acts = change_text::acts(self.locale, product);
        if acts.is_empty() {
            acts.push(self.locale.t("record.no_recognition").to_owned());
        }
        self.heading(heading);
        self.items(&acts);
    }

    fn origin(&mut self, model: &Model, file: usize, row: u64) {
        let name = model.material.files.get(file).map_or("", String::as_str);
        self.field("column.file", name);
        self.field("column.row", &row.to_string());
    }

    /// The products that it may be, each with the digit that says so; the chosen one is marked.
    fn suspects(&mut self, model: &Model, entry: &Entry) {
        let keymap = &model.keymap;
        let heading = keymap.told(self.locale, "changes.suspects", Context::Changes);
        self.line(Kind::Heading, "", &heading);
        let lines = change_text::suspects(self.locale, entry, &model.material.old);
        for (number, line) in lines.iter().enumerate() {
            let chosen = entry.verdict == Verdict::Same(number);
            let kind = if chosen { Kind::Current } else { Kind::Item };
            self.line(kind, "", &format!("{} {line}", number + 1));
        }
        self.line(Kind::Item, "", "");
    }

    fn problem(&mut self, model: &Model, file: usize, problem: &Problem) {
        let locale = self.locale;
        let clean = |text: &str| ocop_index::clean::text(text).into_owned();
        self.line(
            Kind::Title,
            "",
            label::weight(locale, problem.reason.weight()),
        );
        let reason = format!("problem.{}", problem.reason.key());
        self.line(Kind::State(None), "", locale.t(&reason));
        self.origin(model, file, problem.row);
        self.field("column.column", &clean(&problem.column));
        self.field("column.value", &clean(&problem.value));
    }
}
