//! The labels in use: those that the office defined, those that products have, and which of them somebody means.

use std::collections::{BTreeMap, BTreeSet};

use crate::work::events::work_log::WorkLog;
use crate::work::spelling::find_spelled;

/// Most letters of a label, and of a value.
pub const MAX_LABEL_CHARS: usize = 80;

/// The labels of a product, each with its values.
pub type ProductLabels = BTreeMap<String, BTreeSet<Option<String>>>;

/// Stands between a label and its value in what people write.
pub const LABEL_SIGN: char = '=';

/// A label as somebody wrote it, with a value where they wrote one: `LABEL` or `LABEL=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenLabel {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Option<String>,
}

/// The label that somebody means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeantLabel {
    /// The label, spelled as it is known.
    pub label: String,
    /// Its value, spelled as it is known.
    pub value: Option<String>,
    /// True for a label that nobody defined and no product has.
    pub is_new: bool,
    /// True where the label or the value is spelled otherwise than it was written.
    pub is_respelled: bool,
}

/// Why a label cannot be what somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelProblem {
    /// A label or a value without a letter.
    Empty,
    /// Longer than [`MAX_LABEL_CHARS`].
    TooLong,
    /// A label with [`LABEL_SIGN`] in it.
    Sign,
    /// A value that the label does not have.
    UnknownValue {
        /// The label.
        label: String,
        /// The value as it was written.
        value: String,
        /// Its values.
        values: Vec<String>,
    },
    /// A label that has values, without one.
    NoValue {
        /// The label.
        label: String,
        /// Its values.
        values: Vec<String>,
    },
    /// A value of a label that was defined as a plain word.
    PlainWord {
        /// The label.
        label: String,
    },
}

/// A label that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownLabel {
    /// The values that it was defined with; `None` where nobody defined it.
    pub defined: Option<Vec<String>>,
    /// How many products have it.
    pub products: usize,
    /// How many products have each value; `None` for the label without one.
    pub by_value: BTreeMap<Option<String>, usize>,
}

impl KnownLabel {
    /// Its values: the defined ones in their order, then the others that products have.
    pub fn values(&self) -> Vec<&str> {
        let defined = self.defined.iter().flatten().map(String::as_str);
        let mut values: Vec<&str> = defined.collect();
        for value in self.by_value.keys().flatten() {
            if !values.contains(&value.as_str()) {
                values.push(value);
            }
        }
        values
    }
}

/// All labels that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelBook {
    labels: BTreeMap<String, KnownLabel>,
}

impl LabelBook {
    /// The labels of a log: defined ones, and those of its products.
    pub fn of_log(log: &WorkLog) -> Self {
        let ids = log.worked_on_ids().into_iter();
        let labels = ids.map(|id| log.product_work(id).labels);
        Self::of_labels(log.label_definitions(), labels)
    }

    /// The labels that are defined, with their values, and those of products.
    pub fn of_labels(
        definitions: BTreeMap<String, Vec<String>>,
        of_products: impl IntoIterator<Item = ProductLabels>,
    ) -> Self {
        let mut labels: BTreeMap<String, KnownLabel> = BTreeMap::new();
        for (label, values) in definitions {
            labels.entry(label).or_default().defined = Some(values);
        }
        for (label, values) in of_products.into_iter().flatten() {
            let known = labels.entry(label).or_default();
            known.products += 1;
            for value in values {
                *known.by_value.entry(value).or_default() += 1;
            }
        }
        Self { labels }
    }

    /// Each label, in the order of letters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &KnownLabel)> {
        self.labels.iter().map(|(label, known)| (&**label, known))
    }

    /// A label by its exact spelling.
    pub fn get(&self, label: &str) -> Option<&KnownLabel> {
        self.labels.get(label)
    }

    /// The label that somebody means, whatever its accents and case.
    pub fn find_label(&self, written: &str) -> Option<&str> {
        find_spelled(self.labels.keys().map(String::as_str), written)
    }

    /// The label and the value that somebody means.
    ///
    /// # Errors
    /// Fails where the label is defined with values and this is none of them, or defined without any.
    pub fn resolve(&self, written: &WrittenLabel) -> Result<MeantLabel, LabelProblem> {
        let Some(label) = self.find_label(&written.label) else {
            return Ok(MeantLabel {
                label: written.label.clone(),
                value: written.value.clone(),
                is_new: true,
                is_respelled: false,
            });
        };
        let known = &self.labels[label];
        let label = label.to_owned();
        let values = known.values();
        let spelled = written.value.as_ref().map(|value| {
            let spelled = find_spelled(values.iter().copied(), value);
            spelled.map(str::to_owned)
        });
        let value = match (&known.defined, &written.value, spelled) {
            (Some(defined), None, _) if !defined.is_empty() => {
                let values = defined.clone();
                return Err(LabelProblem::NoValue { label, values });
            }
            (Some(defined), Some(_), _) if defined.is_empty() => {
                return Err(LabelProblem::PlainWord { label });
            }
            (Some(defined), Some(value), spelled) => {
                let spelled = spelled.flatten().filter(|value| defined.contains(value));
                Some(spelled.ok_or_else(|| LabelProblem::UnknownValue {
                    label: label.clone(),
                    value: value.clone(),
                    values: defined.clone(),
                })?)
            }
            (None, Some(value), spelled) => Some(spelled.flatten().unwrap_or(value.clone())),
            (_, None, _) => None,
        };
        let is_respelled = (&label, &value) != (&written.label, &written.value);
        Ok(MeantLabel {
            label,
            value,
            is_new: false,
            is_respelled,
        })
    }
}

/// Reads `LABEL` or `LABEL=VALUE`, cleaned.
///
/// # Errors
/// Fails for a label or a value that is empty or too long.
pub fn read_label(text: &str) -> Result<WrittenLabel, LabelProblem> {
    let (label, value) = match text.split_once(LABEL_SIGN) {
        Some((label, value)) => (label, Some(value)),
        None => (text, None),
    };
    Ok(WrittenLabel {
        label: clean_label(label)?,
        value: value.map(clean_label).transpose()?,
    })
}

/// A label or a value as it is kept: cleaned, its words one space apart.
///
/// # Errors
/// Fails where it is empty, too long, or has [`LABEL_SIGN`] in it.
pub fn clean_label(text: &str) -> Result<String, LabelProblem> {
    let clean = ocop_index::clean::clean_text(text);
    let label = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if label.is_empty() {
        Err(LabelProblem::Empty)
    } else if label.chars().count() > MAX_LABEL_CHARS {
        Err(LabelProblem::TooLong)
    } else if label.contains(LABEL_SIGN) {
        Err(LabelProblem::Sign)
    } else {
        Ok(label)
    }
}

/// Labels and their values as they are written: `LABEL=VALUE`, or `LABEL` alone.
pub fn write_label(label: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("{label}{LABEL_SIGN}{value}"),
        None => label.to_owned(),
    }
}

/// The labels of a product as they are written.
pub fn write_labels(labels: &ProductLabels) -> Vec<String> {
    let each = labels.iter().flat_map(|(label, values)| {
        let values = values.iter();
        values.map(move |value| write_label(label, value.as_deref()))
    });
    each.collect()
}
