//! The lists of a JSON document, and which of them hold products.
//!
//! A document wraps its list in many ways: under a key at any depth, as columns, as a table of arrays. Every list in it
//! is a candidate, judged by what its keys say about products, never by its position or by a key such as `data`. Lists
//! of the same kind are all read; of those that are not read the summary says so.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::json_cells::{self, JsonContent, find_list_field, is_scalar};
use super::json_rows::{header_row, row_from_array, shape_error};
use crate::clean;
use crate::source::field::{ProductField, RecognitionField};
use crate::source::header::{ListHeader, SEARCHED_ROWS};
use crate::source::list_parser::find_header_in_rows;
use crate::source::list_row::ListRow;
use crate::source::table_summary::{LeftOutReason, LeftOutTable};
use crate::source::unreadable::UnreadableFile;

/// Levels of a document in which lists are searched.
const MAX_LEVELS: usize = 8;

/// Objects of a list from which its keys are gathered.
const SAMPLE_OBJECTS: usize = 50;

/// Keys beside a table of arrays that name its columns.
const COLUMN_KEYS: [&str; 5] = ["columns", "fields", "headers", "header", "cols"];

/// Bare names of a product, which other things have too.
const BARE_NAME_KEYS: [&str; 5] = ["name", "ten", "title", "label", "ten_goi"];

/// A list of a document.
pub(super) struct JsonList {
    /// The keys that lead to it, joined by points; empty for the document itself.
    pub(super) name: String,
    /// Its rows: objects, or arrays of which the first is the header.
    pub(super) rows: Vec<Value>,
    /// True when the rows are numbered from 0, because the first one is the header.
    pub(super) has_own_header: bool,
    header: Option<ListHeader>,
}

/// The lists to read, and those to leave out.
pub(super) struct ChosenLists {
    pub(super) chosen: Vec<JsonList>,
    pub(super) left_out: Vec<LeftOutTable>,
}

type FieldMapping = [(String, ProductField)];

/// Chooses the lists of a document that hold products.
pub(super) fn choose_lists(
    document: Value,
    mapping: &FieldMapping,
) -> Result<ChosenLists, UnreadableFile> {
    let mut lists = Vec::new();
    collect_lists(&document, "", MAX_LEVELS, &mut lists);
    for list in &mut lists {
        list.header = list.find_header(mapping);
    }
    // A single product is judged by its own fields, not by those of lists inside.
    let mut whole = JsonList::new("", vec![without_lists(&document)]);
    whole.header = whole.find_header(mapping);
    whole.rows = vec![document];
    let best = lists
        .iter()
        .filter(|list| list.is_eligible())
        .max_by_key(|list| (list.score(), list.rows.len()))
        .map(|list| (list.score(), list.fields()));
    let is_single = match &best {
        None => whole.score() > 0 || whole.is_named_record(),
        // A product may have lists of its own: pictures, recognitions.
        Some(_) => whole.is_firm(),
    };
    if is_single {
        return Ok(ChosenLists {
            chosen: vec![whole],
            left_out: Vec::new(),
        });
    }
    let Some((_, best_fields)) = best else {
        return Err(shape_error(0, whole.rows.first().unwrap_or(&Value::Null)));
    };
    let mut result = ChosenLists {
        chosen: Vec::new(),
        left_out: Vec::new(),
    };
    for list in lists {
        if list.is_eligible() && list.is_like(&best_fields) {
            result.chosen.push(list);
        } else {
            let reason = if list.score() == 0 {
                LeftOutReason::NoProducts
            } else {
                LeftOutReason::OtherKind
            };
            result.left_out.push(LeftOutTable {
                name: clean::clean_text(&list.name).into_owned(),
                reason,
                rows: list.rows.len() as u64,
            });
        }
    }
    Ok(result)
}

impl JsonList {
    fn new(name: &str, rows: Vec<Value>) -> Self {
        Self {
            name: name.to_owned(),
            rows,
            has_own_header: false,
            header: None,
        }
    }

    /// The header that the keys or the first rows give.
    fn find_header(&self, mapping: &FieldMapping) -> Option<ListHeader> {
        let mut columns = HashMap::new();
        let mut rows = Vec::new();
        for (index, value) in self.rows.iter().take(SAMPLE_OBJECTS).enumerate() {
            match value {
                Value::Object(fields) => {
                    let cells = json_cells::flatten_object(fields).ok()?.into_iter();
                    for cell in cells.filter(|cell| cell.content != JsonContent::Nested) {
                        let next = columns.len();
                        columns.entry(cell.label).or_insert(next);
                    }
                }
                Value::Array(values) if rows.len() < SEARCHED_ROWS => {
                    rows.push(row_from_array(index as u64 + 1, values));
                }
                _ => {}
            }
        }
        if rows.is_empty() {
            let header: ListRow = header_row(&columns);
            rows.push(header);
        }
        find_header_in_rows(&rows, mapping)
    }

    fn score(&self) -> u32 {
        self.header.as_ref().map_or(0, ListHeader::score)
    }

    fn fields(&self) -> BTreeSet<ProductField> {
        let columns = self.header.iter().flat_map(|header| &header.columns);
        columns.filter_map(|column| column.field).collect()
    }

    /// True when a field says that these are products: a producer, stars, a decision, or a name that only products
    /// have.
    fn is_firm(&self) -> bool {
        let Some(header) = &self.header else {
            return false;
        };
        let has = |field| header.column_of(field).is_some();
        let name = header.column_of(ProductField::Name);
        let name = name.and_then(|index| header.columns.get(index));
        let is_own_name = name.is_some_and(|column| {
            let key = column.label.rsplit('.').next().unwrap_or_default();
            !BARE_NAME_KEYS.contains(&key.to_lowercase().as_str())
        });
        let is_recognized = header.columns.iter().any(|column| {
            matches!(
                column.field,
                Some(ProductField::Recognition(
                    _,
                    RecognitionField::Star | RecognitionField::Decision
                ))
            )
        });
        header.score() > 0 && (is_own_name || is_recognized || has(ProductField::Producer))
    }

    /// True for a list that may be read: of products, unless its key names something else.
    fn is_eligible(&self) -> bool {
        let key = self.name.rsplit('.').next().unwrap_or_default();
        let names_other_thing =
            find_list_field(key).is_some_and(|field| field != ProductField::Name);
        self.score() > 0 && (self.is_firm() || !names_other_thing)
    }

    /// True for a list of the same kind as the best one: with its fields, or as surely of products and with most of the
    /// fields of either.
    fn is_like(&self, best: &BTreeSet<ProductField>) -> bool {
        let fields = self.fields();
        let shared = fields.intersection(best).count();
        fields == *best || (self.is_firm() && shared * 2 > fields.len().min(best.len()))
    }

    /// True for a single product whose name is its only known field, also inside the document that `ocop show` prints.
    fn is_named_record(&self) -> bool {
        let record = self.rows.first();
        record
            .map(|record| record.get("record").unwrap_or(record))
            .and_then(|record| record.get("name"))
            .is_some_and(Value::is_string)
    }
}

/// A value without the lists in it.
fn without_lists(value: &Value) -> Value {
    let Value::Object(fields) = value else {
        return value.clone();
    };
    let kept = fields.iter().filter(|(_, value)| !value.is_array());
    let kept = kept.map(|(key, value)| (key.clone(), without_lists(value)));
    Value::Object(kept.collect())
}

/// Collects every list of a document, down to a number of levels.
fn collect_lists(value: &Value, name: &str, levels: usize, lists: &mut Vec<JsonList>) {
    let Value::Object(fields) = value else {
        return;
    };
    if levels == 0 {
        return;
    }
    lists.extend(read_column_object(name, fields));
    for (key, value) in fields {
        let name = if name.is_empty() {
            key.clone()
        } else {
            format!("{name}.{key}")
        };
        match value {
            Value::Array(rows) if !rows.is_empty() && rows.iter().all(Value::is_object) => {
                lists.push(JsonList::new(&name, rows.clone()));
            }
            Value::Array(rows) if is_table(rows) => {
                let labels = COLUMN_KEYS
                    .iter()
                    .find_map(|key| fields.get(*key))
                    .and_then(read_labels);
                let mut list = JsonList::new(&name, Vec::new());
                list.has_own_header = labels.is_some();
                list.rows = labels.into_iter().chain(rows.iter().cloned()).collect();
                lists.push(list);
            }
            other => collect_lists(other, &name, levels - 1, lists),
        }
    }
}

/// True for an array of arrays without others inside.
fn is_table(rows: &[Value]) -> bool {
    let is_row = |row: &Value| {
        row.as_array()
            .is_some_and(|cells| cells.iter().all(is_scalar))
    };
    !rows.is_empty() && rows.iter().all(is_row)
}

/// The labels beside a table of arrays: texts, or objects with a name.
fn read_labels(value: &Value) -> Option<Value> {
    let label = |value: &Value| match value {
        Value::String(text) => Some(Value::from(text.as_str())),
        Value::Object(fields) => ["label", "title", "name", "id"]
            .iter()
            .find_map(|key| fields.get(*key))
            .filter(|value| value.is_string())
            .cloned(),
        _ => None,
    };
    let labels: Option<Vec<Value>> = value.as_array()?.iter().map(label).collect();
    labels.map(Value::Array)
}

/// The rows of an object that holds a table by columns or by rows, as pandas writes them: `{"name": {"0": …}}`,
/// `{"name": […]}`, `{"0": {"name": …}}`.
fn read_column_object(name: &str, fields: &Map<String, Value>) -> Vec<JsonList> {
    if fields.len() < 2 {
        return read_rows_by_key(name, fields).into_iter().collect();
    }
    let columns: Option<Vec<(&String, Vec<&Value>)>> = fields
        .iter()
        .map(|(label, column)| match column {
            Value::Array(values) => Some((label, values.iter().collect())),
            _ => None,
        })
        .collect();
    let keys = fields.values().next().and_then(Value::as_object);
    let keyed_columns = || {
        let keys = keys?;
        let column = |(label, column): (&'_ String, &'_ Value)| {
            let column = column.as_object()?;
            (column.len() == keys.len()).then_some(())?;
            let values: Option<Vec<Value>> =
                keys.keys().map(|key| column.get(key).cloned()).collect();
            Some((label.clone(), values?))
        };
        fields
            .iter()
            .map(column)
            .collect::<Option<Vec<(String, Vec<Value>)>>>()
    };
    let owned = columns.map(|columns| {
        let columns = columns.into_iter();
        columns
            .map(|(label, values)| (label.clone(), values.into_iter().cloned().collect()))
            .collect::<Vec<(String, Vec<Value>)>>()
    });
    let by_columns = owned
        .or_else(keyed_columns)
        .and_then(|columns| transpose_columns(&columns))
        .map(|rows| JsonList::new(name, rows));
    by_columns
        .into_iter()
        .chain(read_rows_by_key(name, fields))
        .collect()
}

/// The objects of `{"SP01": {…}, "SP02": {…}}`, which all have the same keys.
fn read_rows_by_key(name: &str, fields: &Map<String, Value>) -> Option<JsonList> {
    let mut objects = fields.values().map(Value::as_object);
    let first: BTreeSet<&String> = objects.next()??.keys().collect();
    let is_like = |other: Option<&Map<String, Value>>| {
        other.is_some_and(|other| other.keys().any(|key| first.contains(key)))
    };
    let are_numbered = fields.keys().all(|key| key.parse::<u64>().is_ok());
    (objects.all(is_like) && (fields.len() > 1 || are_numbered))
        .then(|| JsonList::new(name, fields.values().cloned().collect()))
}

/// The rows of columns of the same length.
fn transpose_columns(columns: &[(String, Vec<Value>)]) -> Option<Vec<Value>> {
    let (_, first) = columns.first()?;
    let is_column = |(_, values): &(String, Vec<Value>)| {
        values.len() == first.len() && values.iter().all(is_scalar)
    };
    if first.is_empty() || !columns.iter().all(is_column) {
        return None;
    }
    let row = |index: usize| {
        let cells = columns
            .iter()
            .filter_map(|(label, values)| Some((label.clone(), values.get(index)?.clone())));
        Value::Object(cells.collect())
    };
    Some((0..first.len()).map(row).collect())
}
