//! The window in which a field of a record is corrected: the fields to choose from, then the line with the value.
//!
//! What is typed is read by the readers of an import. Must not: write anything; a correction is only proposed.

use jiff::civil::Date;
use ocop_index::Product;
use ocop_index::change::correction::{CORRECTABLE_FIELDS, FieldChange, read_field, show_field};
use ocop_index::query::language::field::normalize_name;
use ocop_index::source::field::ProductField;

use crate::app::action::Movement;
use crate::app::input_line::InputLine;
use crate::app::screen_area::{ScreenArea, WindowSize, body_area};
use crate::input_method::InputMethod;
use crate::wording::change_text::mapped_field_name;
use crate::wording::correction_text::{describe_field_problem, describe_remark};
use crate::wording::locale::Locale;

/// Rows of the window above the fields: the line, and an empty row.
pub const EDITOR_HEADER_ROWS: usize = 2;

/// A field that can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The field.
    pub field: ProductField,
    /// What it is called.
    pub name: String,
    /// Its value as a person types it; empty for none.
    pub value: String,
}

/// A correction of one field, to be kept as a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProposal {
    /// The product as the screen has it.
    pub product: Box<Product>,
    /// The field.
    pub field: ProductField,
    /// Its value; empty for none.
    pub old: String,
    /// The value wanted; empty for none.
    pub new: String,
}

/// The open window.
#[derive(Clone, Debug)]
pub struct FieldEditor {
    /// The product.
    pub product: Box<Product>,
    /// Letters that narrow the fields, or the value.
    pub input: InputLine,
    /// The fields.
    pub fields: Vec<FieldRow>,
    /// The row of the cursor among the fields shown.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// The field whose value is typed; `None` while a field is chosen.
    pub chosen: Option<FieldRow>,
    /// Why the value is refused.
    pub refusal: Option<String>,
    day: Date,
}

impl FieldEditor {
    /// The window for a product as it is on a day.
    pub fn new(product: &Product, day: Date, locale: &Locale, method: InputMethod) -> Self {
        let fields = CORRECTABLE_FIELDS.into_iter().map(|field| FieldRow {
            field,
            name: mapped_field_name(locale, field),
            value: show_field(product, field, day).unwrap_or_default(),
        });
        Self {
            fields: fields.collect(),
            product: Box::new(product.clone()),
            input: InputLine::with_input_method(method),
            cursor: 0,
            offset: 0,
            chosen: None,
            refusal: None,
            day,
        }
    }

    /// The fields whose name or key has the letters of the line.
    pub fn shown_fields(&self) -> Vec<&FieldRow> {
        let typed = normalize_name(self.input.text());
        let has_letters = |row: &&FieldRow| {
            normalize_name(&row.name).contains(&typed) || row.field.to_string().contains(&typed)
        };
        self.fields.iter().filter(has_letters).collect()
    }

    /// Begins to type the value of the field at the cursor, from the value that it has.
    pub fn choose_field(&mut self) {
        let row = self.shown_fields().get(self.cursor).copied().cloned();
        if let Some(row) = row {
            self.input.set_text(&row.value);
            self.chosen = Some(row);
        }
    }

    /// Back to the fields; false where a field is chosen already.
    pub fn choose_another_field(&mut self) -> bool {
        let chosen = self.chosen.take();
        self.refusal = None;
        self.input.set_text("");
        let field = chosen.as_ref().map(|row| row.field);
        let position = self.fields.iter().position(|row| Some(row.field) == field);
        self.cursor = position.unwrap_or(0);
        chosen.is_some()
    }

    /// Edits the line. Another text is not refused yet.
    pub fn edit(&mut self, edit: impl FnOnce(&mut InputLine)) {
        edit(&mut self.input);
        self.refusal = None;
        if self.chosen.is_none() {
            (self.cursor, self.offset) = (0, 0);
        }
    }

    /// What the line means for the field, as of now.
    pub fn read_value(&self) -> Option<Result<FieldChange, String>> {
        let row = self.chosen.as_ref()?;
        Some(
            read_field(&self.product, row.field, self.input.text(), self.day)
                .map_err(|_| self.input.text().to_owned()),
        )
    }

    /// The correction that the line makes; `None` where it changes nothing or is refused, which is then told.
    pub fn take_proposal(&mut self, locale: &Locale) -> Option<FieldProposal> {
        self.input.finish_word();
        let row = self.chosen.as_ref()?;
        match read_field(&self.product, row.field, self.input.text(), self.day) {
            Ok(change) if change.new == change.old => {
                self.refusal = Some(locale.t("correction.unchanged").to_owned());
                None
            }
            Ok(change) => Some(FieldProposal {
                product: self.product.clone(),
                field: row.field,
                old: change.old,
                new: change.new,
            }),
            Err(problem) => {
                self.refusal = Some(describe_field_problem(locale, row.field, &problem));
                None
            }
        }
    }

    /// What is told below the line: the value that the record has, why the new one is refused, or what an import would
    /// remark on it.
    pub fn notes(&self, locale: &Locale) -> Vec<String> {
        let Some(row) = &self.chosen else {
            return Vec::new();
        };
        let value = if row.value.is_empty() {
            locale.t("import.blank")
        } else {
            &row.value
        };
        let mut notes = vec![locale.fill("correction.has_now", &[("value", &value)])];
        if let Some(refusal) = &self.refusal {
            notes.push(refusal.clone());
        } else if let Some(Ok(change)) = self.read_value() {
            let remarks = change.remarks.iter();
            notes.extend(remarks.map(|remark| describe_remark(locale, *remark)));
        }
        notes
    }

    /// Moves the cursor through the fields.
    pub fn move_cursor(&mut self, movement: Movement, size: WindowSize) {
        let page = Self::page_rows(size);
        let last = self.shown_fields().len().saturating_sub(1);
        let by = movement.row_delta(page as isize);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        let first = (self.cursor + 1).saturating_sub(page);
        self.offset = self.offset.clamp(first, self.cursor);
    }

    /// Rows for the fields.
    fn page_rows(size: WindowSize) -> usize {
        let inside = usize::from(editor_area(size).inner_area().height);
        inside.saturating_sub(EDITOR_HEADER_ROWS).max(1)
    }
}

/// Where the window is drawn.
pub fn editor_area(size: WindowSize) -> ScreenArea {
    body_area(size)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::wording::locale::Language;

    #[test]
    fn a_field_is_found_by_its_letters_and_its_value_is_typed_on() {
        let product = Product {
            id: "a".into(),
            name: "Chả mực".into(),
            ..Product::default()
        };
        let locale = Locale::new(Language::Vi);
        let mut editor = FieldEditor::new(
            &product,
            date(2026, 11, 24),
            &locale,
            InputMethod::default(),
        );
        editor.edit(|line| line.insert_text("dien thoai"));
        assert_eq!(editor.shown_fields().len(), 1);
        editor.choose_field();
        editor.edit(|line| line.insert_text("gọi anh Nam"));
        assert_eq!(editor.take_proposal(&locale), None);
        assert!(editor.refusal.as_ref().unwrap().contains("số điện thoại"));
        editor.edit(|line| line.set_text("0912345678"));
        assert_eq!(editor.refusal, None);
        let proposal = editor.take_proposal(&locale).unwrap();
        assert_eq!(
            (proposal.old.as_str(), proposal.new.as_str()),
            ("", "0912345678")
        );
        assert!(editor.choose_another_field());
        assert!(!editor.choose_another_field());
    }
}
