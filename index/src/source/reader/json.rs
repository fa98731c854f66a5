//! JSON: an array of objects or of arrays, one of them a line, or a document, whose lists `json_lists` finds.
//!
//! Arrays and lines are read one value at a time; a document is held as a whole. The parser bounds nesting (128
//! levels), so no file can overflow the stack.

use std::fmt;
use std::io::{BufRead, Read};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Deserializer, Map, Value};

use crate::source::list_row::ReadFlow;
use crate::source::reader::io_error::unreadable_from_io;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Longest line, in bytes.
const MAX_LINE: u64 = 4 << 20;

/// Receives an object or an array, and its number: its line in a file of lines, otherwise its index from 1.
pub(crate) type JsonSink<'a> = dyn FnMut(u64, Value) -> Result<ReadFlow, UnreadableFile> + 'a;

/// Reads every value of a file of lines or of an array. A file that is one object is returned as a whole.
pub(crate) fn read_json(
    mut input: impl BufRead,
    sink: &mut JsonSink<'_>,
) -> Result<Option<Value>, UnreadableFile> {
    let (first_byte, first_number) = skip_blanks(&mut input)?;
    let Some(first_byte) = first_byte else {
        return Err(UnreadableFile::new(UnreadableReason::Empty));
    };
    let mut line = Vec::new();
    read_line(&mut input, &mut line, 1)?;
    let first = serde_json::from_slice(&line);
    // Blank lines above were consumed, and count in an error.
    let mut blanks = Vec::new();
    blanks.resize(usize::try_from(first_number - 1).unwrap_or(0), b'\n');
    let rest = |input| blanks.as_slice().chain(line.as_slice()).chain(input);
    if first_byte == b'[' {
        return match first {
            Ok(UniqueKeyValue(Value::Array(cells))) if begins_with_array(&mut input, &cells)? => {
                read_json_lines(input, first_number, Value::Array(cells), sink)
            }
            _ => read_json_array(rest(input), sink).map(|()| None),
        };
    }
    match first {
        Ok(UniqueKeyValue(value)) => return read_json_lines(input, first_number, value, sink),
        Err(error) if error.is_data() => {
            let mut unreadable = unreadable_from_json(&error);
            unreadable.line += first_number - 1;
            return Err(unreadable);
        }
        Err(_) => {}
    }
    let document = serde_json::from_reader(rest(input));
    let UniqueKeyValue(document) = document.map_err(|error| unreadable_from_json(&error))?;
    Ok(Some(document))
}

/// Skips blanks; the first other byte, and the number of its line.
fn skip_blanks(input: &mut impl BufRead) -> Result<(Option<u8>, u64), UnreadableFile> {
    let mut number = 1;
    loop {
        let buffer = input
            .fill_buf()
            .map_err(|error| unreadable_from_io(&error, number))?;
        let Some(byte) = buffer.first().copied() else {
            return Ok((None, number));
        };
        if !byte.is_ascii_whitespace() {
            return Ok((Some(byte), number));
        }
        number += u64::from(byte == b'\n');
        input.consume(1);
    }
}

/// True when the first line is a row of cells and the next one begins with another array: one row a line.
fn begins_with_array(input: &mut impl BufRead, cells: &[Value]) -> Result<bool, UnreadableFile> {
    let is_row = !cells.is_empty()
        && cells
            .iter()
            .all(|cell| !matches!(cell, Value::Array(_) | Value::Object(_)));
    if !is_row {
        return Ok(false);
    }
    let next = input
        .fill_buf()
        .map_err(|error| unreadable_from_io(&error, 2))?;
    let mut signs = next.iter().skip_while(|byte| byte.is_ascii_whitespace());
    Ok(signs.next() == Some(&b'['))
}

/// Reads one value a line, or returns a document that is one line. `first` is the value of the first line.
fn read_json_lines(
    mut input: impl BufRead,
    first_number: u64,
    first: Value,
    sink: &mut JsonSink<'_>,
) -> Result<Option<Value>, UnreadableFile> {
    let mut line = Vec::new();
    let mut number = first_number;
    while line.iter().all(u8::is_ascii_whitespace) {
        number += 1;
        read_line(&mut input, &mut line, number)?;
        if line.is_empty() {
            return Ok(Some(first));
        }
    }
    if sink(first_number, first)? == ReadFlow::Stop {
        return Ok(None);
    }
    while !line.is_empty() {
        if !line.iter().all(u8::is_ascii_whitespace) {
            let UniqueKeyValue(value) = serde_json::from_slice(&line).map_err(|error| {
                UnreadableFile::at_line(UnreadableReason::Json, number, error.column() as u64)
                    .with_detail(error)
            })?;
            if sink(number, value)? == ReadFlow::Stop {
                return Ok(None);
            }
        }
        number += 1;
        read_line(&mut input, &mut line, number)?;
    }
    Ok(None)
}

fn read_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    number: u64,
) -> Result<(), UnreadableFile> {
    line.clear();
    let mut limited = input.by_ref().take(MAX_LINE);
    limited
        .read_until(b'\n', line)
        .map_err(|error| unreadable_from_io(&error, number))?;
    // The first line may be a whole document; a line with one object is short.
    if line.len() as u64 == MAX_LINE && number > 1 {
        return Err(
            UnreadableFile::at_line(UnreadableReason::LongLine, number, 0)
                .with_detail(MAX_LINE >> 20),
        );
    }
    Ok(())
}

/// Reads an array element by element.
fn read_json_array(input: impl BufRead, sink: &mut JsonSink<'_>) -> Result<(), UnreadableFile> {
    struct JsonArrayVisitor<'a, 'b> {
        sink: &'a mut JsonSink<'b>,
        failed: &'a mut Option<UnreadableFile>,
    }
    impl<'de> Visitor<'de> for JsonArrayVisitor<'_, '_> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array of objects")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            let mut number = 0;
            while let Some(UniqueKeyValue(value)) = list.next_element()? {
                number += 1;
                if let Err(error) = (self.sink)(number, value) {
                    *self.failed = Some(error);
                    return Err(A::Error::custom("stopped"));
                }
            }
            Ok(())
        }
    }
    impl<'de> DeserializeSeed<'de> for JsonArrayVisitor<'_, '_> {
        type Value = ();
        fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_seq(self)
        }
    }
    let mut failed = None;
    let mut json = Deserializer::from_reader(input);
    let visitor = JsonArrayVisitor {
        sink,
        failed: &mut failed,
    };
    let result = json.deserialize_seq(visitor).and_then(|()| json.end());
    match (failed, result) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(unreadable_from_json(&error)),
        (None, Ok(())) => Ok(()),
    }
}

/// A value in which no object has a key twice, because then nobody knows which of the two is right.
struct UniqueKeyValue(Value);

impl<'de> Deserialize<'de> for UniqueKeyValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueKeyVisitor).map(Self)
    }
}

struct UniqueKeyVisitor;

impl<'de> Visitor<'de> for UniqueKeyVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(UniqueKeyValue(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, UniqueKeyValue(value))) =
            fields.next_entry::<String, UniqueKeyValue>()?
        {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!("`{key}` twice in one object")));
            }
            object.insert(key, value);
        }
        Ok(object.into())
    }
}

fn unreadable_from_json(error: &serde_json::Error) -> UnreadableFile {
    UnreadableFile::at_line(
        UnreadableReason::Json,
        error.line() as u64,
        error.column() as u64,
    )
    .with_detail(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_objects(text: &str) -> Result<Vec<(u64, Value)>, UnreadableFile> {
        let mut objects = Vec::new();
        let document = read_json(text.as_bytes(), &mut |number, value| {
            objects.push((number, value));
            Ok(ReadFlow::Continue)
        })?;
        objects.extend(document.map(|document| (0, document)));
        Ok(objects)
    }

    #[test]
    fn arrays_and_lines_hold_the_same_objects_and_a_document_is_whole() {
        let objects = |numbers: [u64; 2]| {
            let [first, second] = numbers;
            vec![
                (first, serde_json::json!({"a": 1})),
                (second, serde_json::json!({"a": 2})),
            ]
        };
        for (text, numbers) in [
            ("[{\"a\":1},{\"a\":2}]", [1, 2]),
            ("[\n{\"a\":1},\n{\"a\":2}\n]\n", [1, 2]),
            (" \n{\"a\":1}\n\n{\"a\":2}", [2, 4]),
            ("{\"a\":1}\r\n{\"a\":2}\r\n", [1, 2]),
        ] {
            assert_eq!(read_objects(text).unwrap(), objects(numbers), "{text}");
        }
        for text in [
            "{\"total\":2,\n\"hits\":[{\"a\":1},{\"a\":2}]}",
            "{\"total\":2,\"hits\":[{\"a\":1},{\"a\":2}]}\n",
        ] {
            let document = serde_json::from_str(text).unwrap();
            assert_eq!(read_objects(text).unwrap(), [(0, document)]);
        }
        let rows = [(1, serde_json::json!(["a"])), (2, serde_json::json!([1]))];
        assert_eq!(read_objects("[[\"a\"],[1]]").unwrap(), rows);
        assert_eq!(read_objects("[\"a\"]\n[1]\n").unwrap(), rows);
    }

    #[test]
    fn what_is_no_json_is_named_with_line_and_column() {
        for (text, line) in [
            ("[{\"a\":1},\n{\"a\":2},]", 2),
            ("{\"a\":1}\n{\"a\":}", 2),
            ("[{\"a\":1e999}]", 1),
            ("[{\"a\":\"\\ud800\"}]", 1),
            ("[{\"a\":1,\n\"a\":1}]", 2),
            ("{\"a\":1}\n{\"b\":{\"a\":1,\"a\":2}}", 2),
            ("{\n\"a\":\n", 2),
            ("\n\n[{\"a\":1},\n]", 4),
            ("\n\n{\"a\":1,\"a\":1}", 3),
            ("[{\"a\":1}, // remark\n]", 1),
            ("{\"a\":[1,],\n\"b\":2}", 1),
        ] {
            let error = read_objects(text).unwrap_err();
            assert_eq!(
                (error.why, error.line >= line),
                (UnreadableReason::Json, true),
                "{text} {error}"
            );
        }
        assert_eq!(read_objects("  ").unwrap_err().why, UnreadableReason::Empty);
    }

    #[test]
    fn nesting_of_a_hundred_thousand_levels_is_an_error_and_no_overflow() {
        for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000)] {
            assert_eq!(read_objects(&deep).unwrap_err().why, UnreadableReason::Json);
        }
    }
}
