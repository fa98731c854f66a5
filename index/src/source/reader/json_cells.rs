//! The values of a JSON object as labelled cells.
//!
//! The fields of an object inside have their keys joined: `producer.phone`. A list of recognitions becomes numbered
//! ones (`1: star`, `2: star`), a list of words one cell. What has no place in a row is marked as nested, to be told.

use serde_json::{Map, Value};

use crate::source::field::{MAX_BLOCKS, ProductField, RecognitionField};
use crate::source::header::find_key_field;
use crate::source::list_cell::ListCell;

/// Objects inside one another that are read; deeper ones are told.
const MAX_DEPTH: usize = 6;

/// Keys of what a thing is called.
const NAME_KEYS: [&str; 4] = ["name", "ten", "title", "label"];

/// Folded words in the key of a list of recognitions.
const RECOGNITION_WORDS: [&str; 8] = [
    "recogni",
    "certif",
    "congnhan",
    "chungnhan",
    "phanhang",
    "xephang",
    "ocop",
    "quyetdinh",
];

/// A value of an object, under the label of its column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct JsonCell {
    pub(super) label: String,
    pub(super) content: JsonContent,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum JsonContent {
    /// Text, not clean yet.
    Text(String),
    /// A number or a truth value.
    Plain(ListCell),
    /// A value that has no place in a row.
    Nested,
}

/// An object that holds a list of products, so that it is no product itself: a producer, a district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HoldsProducts;

/// The cells of an object.
pub(super) fn flatten_object(fields: &Map<String, Value>) -> Result<Vec<JsonCell>, HoldsProducts> {
    let mut flattener = ObjectFlattener { cells: Vec::new() };
    flattener.add_fields("", fields, 0)?;
    Ok(flattener.cells)
}

/// The content of a single value; `None` for null, and for objects and lists.
pub(super) fn scalar_content(value: &Value) -> Option<JsonContent> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(JsonContent::Text(text.clone())),
        Value::Bool(flag) => Some(JsonContent::Plain(ListCell::Text(flag.to_string()))),
        Value::Number(number) => Some(match number.as_f64() {
            Some(number) => JsonContent::Plain(ListCell::Number(number)),
            None => JsonContent::Text(number.to_string()),
        }),
    }
}

/// True for a value without others inside.
pub(super) const fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

struct ObjectFlattener {
    cells: Vec<JsonCell>,
}

impl ObjectFlattener {
    fn add_cell(&mut self, label: &str, content: JsonContent) {
        self.cells.push(JsonCell {
            label: label.to_owned(),
            content,
        });
    }

    fn add_fields(
        &mut self,
        prefix: &str,
        fields: &Map<String, Value>,
        depth: usize,
    ) -> Result<(), HoldsProducts> {
        for (key, value) in fields {
            self.add_value(&format!("{prefix}{key}"), value, depth)?;
        }
        Ok(())
    }

    fn add_value(&mut self, label: &str, value: &Value, depth: usize) -> Result<(), HoldsProducts> {
        match value {
            // A number is no name of a field: it counts things beside each other.
            Value::Object(fields)
                if depth >= MAX_DEPTH
                    || is_number(label)
                    || fields.keys().any(|key| is_number(key)) =>
            {
                if !fields.is_empty() {
                    self.add_cell(label, JsonContent::Nested);
                }
            }
            Value::Object(fields) => match extended_value(fields) {
                // `{"$date": "…"}`: a value with its type, as Mongo exports it.
                Some(inner) => self.add_value(label, inner, depth + 1)?,
                None => self.add_fields(&format!("{label}."), fields, depth + 1)?,
            },
            Value::Array(values) => self.add_list(label, values, depth)?,
            scalar => {
                if let Some(content) = scalar_content(scalar) {
                    self.add_cell(label, content);
                }
            }
        }
        Ok(())
    }

    fn add_list(
        &mut self,
        label: &str,
        values: &[Value],
        depth: usize,
    ) -> Result<(), HoldsProducts> {
        let filled: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
        if filled.iter().all(|value| is_scalar(value)) {
            let texts: Vec<String> = filled.into_iter().map(scalar_text).collect();
            if !texts.is_empty() {
                self.add_cell(label, JsonContent::Text(texts.join(" | ")));
            }
            return Ok(());
        }
        let objects: Vec<&Map<String, Value>> = filled
            .iter()
            .filter_map(|value| value.as_object())
            .collect();
        let field = find_list_field(label);
        if objects.len() != filled.len() || depth >= MAX_DEPTH {
            if field != Some(ProductField::Ignored) {
                self.add_cell(label, JsonContent::Nested);
            }
            return Ok(());
        }
        if is_product_list(label, field, &objects) {
            return Err(HoldsProducts);
        }
        if is_recognition_list(label, &objects) {
            for (index, fields) in objects.into_iter().enumerate() {
                self.add_fields(&format!("{}: ", index + 1), fields, depth + 1)?;
            }
            return Ok(());
        }
        if let [fields] = objects.as_slice() {
            return self.add_fields(&format!("{label}."), fields, depth + 1);
        }
        match (field, join_names(&objects)) {
            (Some(ProductField::Ignored), _) => {}
            (
                Some(
                    ProductField::Group
                    | ProductField::Channel
                    | ProductField::Trace
                    | ProductField::Source,
                ),
                Some(names),
            ) => self.add_cell(label, JsonContent::Text(names)),
            _ => self.add_cell(label, JsonContent::Nested),
        }
        Ok(())
    }
}

/// The value of an object that is only a value with its type: `{"$date": …}`, `{"$numberLong": …}`.
fn extended_value(fields: &Map<String, Value>) -> Option<&Value> {
    let mut entries = fields.iter();
    let (key, value) = entries.next()?;
    (entries.next().is_none() && key.starts_with('$')).then_some(value)
}

/// True when the last key of a label is a number.
fn is_number(label: &str) -> bool {
    let key = label.rsplit('.').next().unwrap_or_default();
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn scalar_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The field of a key in the plural: `channels`, `photos`.
pub(super) fn find_list_field(label: &str) -> Option<ProductField> {
    find_key_field(label).or_else(|| {
        let singular = label.strip_suffix("ies").map(|stem| format!("{stem}y"));
        let singular = singular.or_else(|| label.strip_suffix('s').map(str::to_owned))?;
        find_key_field(&singular)
    })
}

/// True for a list of products inside an object.
fn is_product_list(
    label: &str,
    field: Option<ProductField>,
    objects: &[&Map<String, Value>],
) -> bool {
    let words = fold_key(label);
    let is_named_so = field == Some(ProductField::Name)
        || words.ends_with("items")
        || words.ends_with("products")
        || words.ends_with("sanpham");
    let has_name = |fields: &Map<String, Value>| {
        let mut keys = fields.keys();
        keys.any(|key| find_key_field(key) == Some(ProductField::Name))
    };
    is_named_so && objects.iter().any(|fields| has_name(fields))
}

/// True for a list of a product's recognitions, not of its buyers' reviews.
fn is_recognition_list(label: &str, objects: &[&Map<String, Value>]) -> bool {
    let words = fold_key(label);
    let is_named_so = RECOGNITION_WORDS.iter().any(|word| words.contains(word));
    let has_field = |fields: &Map<String, Value>, wanted: fn(RecognitionField) -> bool| {
        fields.iter().any(|(key, value)| {
            // A decision may be an object of its own: its number and date.
            let inner = value.as_object().and_then(|inner| inner.keys().next());
            let label = match inner {
                Some(inner) => format!("1: {key}.{inner}"),
                None => format!("1: {key}"),
            };
            matches!(
                find_key_field(&label),
                Some(ProductField::Recognition(_, field)) if wanted(field)
            )
        })
    };
    let is_known = |fields: &&Map<String, Value>| {
        has_field(fields, |field| {
            matches!(
                field,
                RecognitionField::Star
                    | RecognitionField::Date
                    | RecognitionField::Year
                    | RecognitionField::Decision
            )
        })
    };
    objects.len() <= usize::from(MAX_BLOCKS)
        && objects.iter().all(is_known)
        && (is_named_so
            || objects
                .iter()
                .any(|fields| has_field(fields, |field| field == RecognitionField::Decision)))
}

/// The names of objects, joined; `None` when one has none.
fn join_names(objects: &[&Map<String, Value>]) -> Option<String> {
    let name = |fields: &&Map<String, Value>| {
        let value = NAME_KEYS.iter().find_map(|key| fields.get(*key));
        value.and_then(Value::as_str).map(str::to_owned)
    };
    let names: Option<Vec<String>> = objects.iter().map(name).collect();
    names.map(|names| names.join(" | "))
}

fn fold_key(label: &str) -> String {
    crate::source::cell::phrase::fold_words(label).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_cells(text: &str) -> Option<Vec<String>> {
        let value: Value = serde_json::from_str(text).unwrap();
        let cells = flatten_object(value.as_object().unwrap()).ok()?.into_iter();
        let shown = cells.map(|cell| match cell.content {
            JsonContent::Text(text) => format!("{}={text}", cell.label),
            JsonContent::Plain(plain) => format!("{}={}", cell.label, plain.text()),
            JsonContent::Nested => format!("{}!", cell.label),
        });
        Some(shown.collect())
    }

    #[test]
    fn objects_inside_are_read_field_by_field() {
        for (text, cells) in [
            (r#"{"name":"a","x":null,"n":4}"#, vec!["name=a", "n=4"]),
            (
                r#"{"producer":{"name":"a","address":{"district":"b"}}}"#,
                vec!["producer.name=a", "producer.address.district=b"],
            ),
            (
                r#"{"date":{"$date":"2025-01-01T00:00:00Z"}}"#,
                vec!["date=2025-01-01T00:00:00Z"],
            ),
            (r#"{"star":{"$numberInt":"4"}}"#, vec!["star=4"]),
            (
                r#"{"channels":["a","b"],"tags":[]}"#,
                vec!["channels=a | b"],
            ),
            (
                r#"{"recognitions":[{"star":3,"decision":{"number":"12"}},{"star":4}]}"#,
                vec!["1: star=3", "1: decision.number=12", "2: star=4"],
            ),
            (
                r#"{"lan":[{"sao":3,"quyet_dinh":"12"},{"sao":4}]}"#,
                vec!["1: sao=3", "1: quyet_dinh=12", "2: sao=4"],
            ),
            (r#"{"producer":[{"name":"a"}]}"#, vec!["producer.name=a"]),
            (
                r#"{"producer":[{"name":"a"},{"name":"b"}]}"#,
                vec!["producer!"],
            ),
            (
                r#"{"channels":[{"name":"a","url":"x"},{"name":"b"}]}"#,
                vec!["channels=a | b"],
            ),
            (
                r#"{"reviews":[{"star":5,"date":"2024"},{"star":1,"date":"2023"}]}"#,
                vec!["reviews!"],
            ),
            (r#"{"images":[{"url":"a"},{"url":"b"}]}"#, vec![]),
            (r#"{"matrix":[[1,2],[3]]}"#, vec!["matrix!"]),
            (r#"{"0":{"name":"a"},"1":{"name":"b"}}"#, vec!["0!", "1!"]),
            (r#"{"name":{"0":"a","1":"b"}}"#, vec!["name!"]),
        ] {
            assert_eq!(shown_cells(text).unwrap(), cells, "{text}");
        }
    }

    #[test]
    fn a_producer_with_products_is_no_product() {
        for text in [
            r#"{"name":"HTX","products":[{"name":"a","star":4}]}"#,
            r#"{"district":"Hải Hà","items":[{"name":"a"}]}"#,
            r#"{"ten":"HTX","san_pham":[{"ten":"a"},{"ten":"b"}]}"#,
        ] {
            assert_eq!(shown_cells(text), None, "{text}");
        }
    }
}
