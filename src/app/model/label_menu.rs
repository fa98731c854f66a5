//! The menu of labels for some products: the known ones with their values, narrowed by what is typed, and what is typed
//! as another one.

use std::collections::{BTreeMap, HashMap};

use crate::app::input_line::InputLine;
use crate::app::screen_area::{WindowSize, overlay_rows};
use crate::work::events::product_ref::ProductRef;
use crate::work::labels::label_book::{
    LABEL_SIGN, LabelBook, LabelProblem, MeantLabel, read_label,
};
use crate::work::name_key::name_key;
use crate::work::product_work::ProductWork;

/// Stands between a label and its value where they are shown; typed it means the same as [`LABEL_SIGN`].
const SHOWN_SIGN: char = ':';

/// The open menu.
#[derive(Clone, Debug, Default)]
pub struct LabelMenu {
    /// What is typed.
    pub input: InputLine,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// The products.
    pub products: Vec<ProductRef>,
    /// The labels that are known.
    book: LabelBook,
    /// How many of the products have each label with each value.
    had_by: BTreeMap<(String, Option<String>), usize>,
}

/// A row of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelRow {
    /// A label that is known.
    Known {
        /// The label.
        label: String,
        /// Its value, where it has one.
        value: Option<String>,
        /// How many of the products have it.
        had_by: usize,
        /// How many products of the catalogue have it.
        in_all: usize,
    },
    /// A label or a value that nothing has yet.
    Other(MeantLabel),
    /// What is typed is none, and why.
    Problem(LabelProblem),
}

impl LabelMenu {
    /// The menu for these products.
    pub fn new(
        input: InputLine,
        products: Vec<ProductRef>,
        definitions: BTreeMap<String, Vec<String>>,
        work: &HashMap<String, ProductWork>,
    ) -> Self {
        let labels = work.values().map(|work| work.labels.clone());
        let book = LabelBook::of_labels(definitions, labels);
        let mut had_by = BTreeMap::new();
        for work in products.iter().filter_map(|product| work.get(&product.id)) {
            for (label, values) in &work.labels {
                for value in values {
                    *had_by.entry((label.clone(), value.clone())).or_default() += 1;
                }
            }
        }
        Self {
            input,
            cursor: 0,
            offset: 0,
            products,
            book,
            had_by,
        }
    }

    /// The rows that match what is typed; the known ones first.
    pub fn rows(&self) -> Vec<LabelRow> {
        let typed = self.input.text().trim();
        let wanted = match typed {
            "" => String::new(),
            typed => name_key(typed),
        };
        let mut rows = Vec::new();
        for (label, known) in self.book.iter() {
            let values = known
                .values()
                .into_iter()
                .map(|value| Some(value.to_owned()));
            let mut values: Vec<Option<String>> = values.collect();
            if values.is_empty() || known.by_value.contains_key(&None) {
                values.insert(0, None);
            }
            for value in values {
                let text = format!("{label} {}", value.as_deref().unwrap_or_default());
                if !name_key(&text).contains(&wanted) {
                    continue;
                }
                let in_all = known.by_value.get(&value).copied().unwrap_or(0);
                let key = (label.to_owned(), value);
                let had_by = self.had_by.get(&key).copied().unwrap_or(0);
                let (label, value) = key;
                rows.push(LabelRow::Known {
                    label,
                    value,
                    had_by,
                    in_all,
                });
            }
        }
        if !typed.is_empty() {
            rows.extend(self.read_other(typed, &rows));
        }
        rows
    }

    /// What is typed, where it is none of these rows.
    fn read_other(&self, typed: &str, rows: &[LabelRow]) -> Option<LabelRow> {
        let sign = LABEL_SIGN.to_string();
        let text = if typed.contains(LABEL_SIGN) {
            typed.to_owned()
        } else {
            typed.replacen(SHOWN_SIGN, &sign, 1)
        };
        let meant = read_label(&text).and_then(|written| self.book.resolve(&written));
        let meant = match meant {
            Ok(meant) => meant,
            Err(problem) => return rows.is_empty().then_some(LabelRow::Problem(problem)),
        };
        let is_shown = rows.iter().any(|row| match row {
            LabelRow::Known { label, value, .. } => (label, value) == (&meant.label, &meant.value),
            LabelRow::Other(_) | LabelRow::Problem(_) => false,
        });
        (!is_shown).then_some(LabelRow::Other(meant))
    }

    /// Moves the cursor by rows; the first row shown follows.
    pub fn move_cursor(&mut self, by: isize, size: WindowSize) {
        let last = self.rows().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        let first = (self.cursor + 1).saturating_sub(overlay_rows(size));
        self.offset = self.offset.clamp(first, self.cursor);
    }

    /// Edits the line; the cursor goes to the first row.
    pub fn edit(&mut self, edit: impl FnOnce(&mut InputLine)) {
        edit(&mut self.input);
        (self.cursor, self.offset) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn menu(typed: &str) -> LabelMenu {
        let definitions = BTreeMap::from([(
            "lộ trình".to_owned(),
            vec!["đã lập".to_owned(), "chưa".to_owned()],
        )]);
        let mut work = HashMap::new();
        let mut labelled = ProductWork::default();
        labelled
            .labels
            .insert("xuất khẩu".to_owned(), BTreeSet::from([None]));
        work.insert("a".to_owned(), labelled);
        let products = ["a", "b"].map(|id| ProductRef {
            id: id.to_owned(),
            ..ProductRef::default()
        });
        let mut menu = LabelMenu::new(InputLine::default(), products.into(), definitions, &work);
        menu.edit(|line| line.insert_text(typed));
        menu
    }

    fn known(label: &str, value: Option<&str>, had_by: usize) -> LabelRow {
        LabelRow::Known {
            label: label.to_owned(),
            value: value.map(str::to_owned),
            had_by,
            in_all: had_by,
        }
    }

    #[test]
    fn letters_narrow_the_known_labels_and_another_text_is_a_new_one() {
        let all = [
            known("lộ trình", Some("đã lập"), 0),
            known("lộ trình", Some("chưa"), 0),
            known("xuất khẩu", None, 1),
        ];
        assert_eq!(menu("").rows(), all);
        assert_eq!(menu("lo trinh da").rows()[0], all[0]);
        for typed in ["lộ trình: đã lập", "lo trinh=da lap"] {
            assert_eq!(menu(typed).rows(), all[..1], "{typed}");
        }
        let rows = menu("xuat").rows();
        assert!(matches!(&rows[..], [first, LabelRow::Other(other)]
            if *first == all[2] && other.is_new && other.label == "xuat"));
        let rows = menu("lộ trình: xong").rows();
        assert!(
            matches!(
                &rows[..],
                [LabelRow::Problem(LabelProblem::UnknownValue { .. })]
            ),
            "{rows:?}"
        );
    }
}
