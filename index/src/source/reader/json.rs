//! JSON: an array of objects, one object a line, or a document that holds such an array.
//!
//! Arrays and lines are read one object at a time. The parser bounds nesting (128 levels), so no file can
//! overflow the stack.

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

/// Receives an object and its number: its line in a file of lines, otherwise its index from 1.
pub(crate) type JsonSink<'a> = dyn FnMut(u64, Value) -> Result<ReadFlow, UnreadableFile> + 'a;

/// Reads every object of a file.
pub(crate) fn read_json(
    mut input: impl BufRead,
    sink: &mut JsonSink<'_>,
) -> Result<(), UnreadableFile> {
    let first_byte = loop {
        let buffer = input
            .fill_buf()
            .map_err(|error| unreadable_from_io(&error, 1))?;
        let Some(byte) = buffer.first().copied() else {
            return Err(UnreadableFile::new(UnreadableReason::Empty));
        };
        if !byte.is_ascii_whitespace() {
            break byte;
        }
        input.consume(1);
    };
    if first_byte == b'[' {
        return read_json_array(input, sink);
    }
    let mut line = Vec::new();
    read_line(&mut input, &mut line, 1)?;
    match serde_json::from_slice(&line) {
        Ok(UniqueKeyValue(value)) => return read_json_lines(input, value, sink),
        Err(error) if error.is_data() => return Err(unreadable_from_json(&error)),
        Err(_) => {}
    }
    let document = serde_json::from_reader(line.as_slice().chain(input));
    let UniqueKeyValue(document) = document.map_err(|error| unreadable_from_json(&error))?;
    emit_document(document, sink)
}

/// Reads one object a line, or a document that is one line. `first` is the value of the first line.
fn read_json_lines(
    mut input: impl BufRead,
    first: Value,
    sink: &mut JsonSink<'_>,
) -> Result<(), UnreadableFile> {
    let mut line = Vec::new();
    let mut number = 1;
    while line.iter().all(u8::is_ascii_whitespace) {
        number += 1;
        read_line(&mut input, &mut line, number)?;
        if line.is_empty() {
            return emit_document(first, sink);
        }
    }
    if sink(1, first)? == ReadFlow::Stop {
        return Ok(());
    }
    while !line.is_empty() {
        if !line.iter().all(u8::is_ascii_whitespace) {
            let UniqueKeyValue(value) = serde_json::from_slice(&line).map_err(|error| {
                UnreadableFile::at_line(UnreadableReason::Json, number, error.column() as u64)
                    .with_detail(error)
            })?;
            if sink(number, value)? == ReadFlow::Stop {
                return Ok(());
            }
        }
        number += 1;
        read_line(&mut input, &mut line, number)?;
    }
    Ok(())
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

/// Sends the first array of objects among a document's values, or the document itself. An object with a name of its
/// own is a product, whatever arrays it has.
fn emit_document(document: Value, sink: &mut JsonSink<'_>) -> Result<(), UnreadableFile> {
    let Value::Object(fields) = &document else {
        return Err(UnreadableFile::new(UnreadableReason::NoHeader));
    };
    if fields.get("name").is_some_and(Value::is_string) {
        return sink(1, document).map(|_| ());
    }
    let list = fields
        .values()
        .filter_map(Value::as_array)
        .find(|list| list.first().is_some_and(Value::is_object));
    match list {
        Some(list) => {
            for (index, value) in list.iter().enumerate() {
                if sink(index as u64 + 1, value.clone())? == ReadFlow::Stop {
                    break;
                }
            }
            Ok(())
        }
        None => sink(1, document).map(|_| ()),
    }
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

    fn read_objects(text: &str) -> Result<Vec<Value>, UnreadableFile> {
        let mut objects = Vec::new();
        read_json(text.as_bytes(), &mut |_, value| {
            objects.push(value);
            Ok(ReadFlow::Continue)
        })?;
        Ok(objects)
    }

    #[test]
    fn arrays_lines_and_documents_hold_the_same_objects() {
        let expected = read_objects("[{\"a\":1},{\"a\":2}]").unwrap();
        assert_eq!(expected.len(), 2);
        assert_eq!(read_objects(" \n{\"a\":1}\n\n{\"a\":2}").unwrap(), expected);
        assert_eq!(
            read_objects("{\"total\":2,\n\"hits\":[{\"a\":1},{\"a\":2}]}").unwrap(),
            expected
        );
        assert_eq!(
            read_objects("{\"total\":2,\"hits\":[{\"a\":1},{\"a\":2}]}\n").unwrap(),
            expected
        );
        let one = "{\"name\":\"a\",\"photos\":[{\"b\":1}]}";
        assert_eq!(
            read_objects(one).unwrap(),
            [serde_json::from_str::<Value>(one).unwrap()]
        );
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
