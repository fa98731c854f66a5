//! JSON: an array of objects, one object a line, or a document that holds such an array.
//!
//! Arrays and lines are read one object at a time. Nesting is bounded by the parser (128 levels), so no
//! file can overflow the stack. Must not: know what a key means.

use std::fmt;
use std::io::{BufRead, Read};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Deserializer, Map, Value};

use super::delimited::from_io;
use super::row::Flow;
use super::unreadable::{Unreadable, Why};

/// Longest line, in bytes.
const MAX_LINE: u64 = 4 << 20;

/// Takes an object and its place: its line in a file of lines, else its number.
pub(super) type Values<'a> = dyn FnMut(u64, Value) -> Result<Flow, Unreadable> + 'a;

/// Reads every object.
pub(super) fn values(mut input: impl BufRead, sink: &mut Values<'_>) -> Result<(), Unreadable> {
    let first = loop {
        let buffer = input.fill_buf().map_err(|error| from_io(&error, 1))?;
        let Some(byte) = buffer.first().copied() else {
            return Err(Unreadable::new(Why::Empty));
        };
        if !byte.is_ascii_whitespace() {
            break byte;
        }
        input.consume(1);
    };
    if first == b'[' {
        return array(input, sink);
    }
    let mut line = Vec::new();
    read_line(&mut input, &mut line, 1)?;
    match serde_json::from_slice(&line) {
        Ok(Once(value)) => return lines(input, value, sink),
        Err(error) if error.is_data() => return Err(wrong(&error)),
        Err(_) => {}
    }
    let document = serde_json::from_reader(line.as_slice().chain(input));
    let Once(document) = document.map_err(|error| wrong(&error))?;
    document_of(document, sink)
}

/// Objects a line, or a document that is one line.
fn lines(mut input: impl BufRead, first: Value, sink: &mut Values<'_>) -> Result<(), Unreadable> {
    let mut line = Vec::new();
    let mut number = 1;
    while line.iter().all(u8::is_ascii_whitespace) {
        number += 1;
        read_line(&mut input, &mut line, number)?;
        if line.is_empty() {
            return document_of(first, sink);
        }
    }
    if sink(1, first)? == Flow::Stop {
        return Ok(());
    }
    while !line.is_empty() {
        if !line.iter().all(u8::is_ascii_whitespace) {
            let Once(value) = serde_json::from_slice(&line).map_err(|error| {
                Unreadable::at(Why::Json, number, error.column() as u64).with(error)
            })?;
            if sink(number, value)? == Flow::Stop {
                return Ok(());
            }
        }
        number += 1;
        read_line(&mut input, &mut line, number)?;
    }
    Ok(())
}

fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, number: u64) -> Result<(), Unreadable> {
    line.clear();
    let mut limited = input.by_ref().take(MAX_LINE);
    limited
        .read_until(b'\n', line)
        .map_err(|error| from_io(&error, number))?;
    // A document may be one long line; lines of objects are short.
    if line.len() as u64 == MAX_LINE && number > 1 {
        return Err(Unreadable::at(Why::LongLine, number, 0).with(MAX_LINE >> 20));
    }
    Ok(())
}

/// A document with an array of objects somewhere on its first level, or an object by itself: one that has
/// a name of its own wraps no others.
fn document_of(document: Value, sink: &mut Values<'_>) -> Result<(), Unreadable> {
    let Value::Object(fields) = &document else {
        return Err(Unreadable::new(Why::NoHeader));
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
            for (at, value) in list.iter().enumerate() {
                if sink(at as u64 + 1, value.clone())? == Flow::Stop {
                    break;
                }
            }
            Ok(())
        }
        None => sink(1, document).map(|_| ()),
    }
}

/// An array, element by element.
fn array(input: impl BufRead, sink: &mut Values<'_>) -> Result<(), Unreadable> {
    struct Each<'a, 'b> {
        sink: &'a mut Values<'b>,
        failed: &'a mut Option<Unreadable>,
    }
    impl<'de> Visitor<'de> for Each<'_, '_> {
        type Value = ();
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array of objects")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            let mut number = 0;
            while let Some(Once(value)) = list.next_element()? {
                number += 1;
                if let Err(error) = (self.sink)(number, value) {
                    *self.failed = Some(error);
                    return Err(A::Error::custom("stopped"));
                }
            }
            Ok(())
        }
    }
    impl<'de> DeserializeSeed<'de> for Each<'_, '_> {
        type Value = ();
        fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_seq(self)
        }
    }
    let mut failed = None;
    let mut json = Deserializer::from_reader(input);
    let each = Each {
        sink,
        failed: &mut failed,
    };
    let read = json.deserialize_seq(each).and_then(|()| json.end());
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(wrong(&error)),
        (None, Ok(())) => Ok(()),
    }
}

/// A value in which no object says the same key twice: which of the two holds, nobody knows.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(yes.into())
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
        while let Some(Once(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, Once(value))) = fields.next_entry::<String, Once>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!("`{key}` twice in one object")));
            }
            object.insert(key, value);
        }
        Ok(object.into())
    }
}

fn wrong(error: &serde_json::Error) -> Unreadable {
    Unreadable::at(Why::Json, error.line() as u64, error.column() as u64).with(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Value>, Unreadable> {
        let mut found = Vec::new();
        values(text.as_bytes(), &mut |_, value| {
            found.push(value);
            Ok(Flow::On)
        })?;
        Ok(found)
    }

    #[test]
    fn arrays_lines_and_documents_hold_the_same_objects() {
        let expected = read("[{\"a\":1},{\"a\":2}]").unwrap();
        assert_eq!(expected.len(), 2);
        assert_eq!(read(" \n{\"a\":1}\n\n{\"a\":2}").unwrap(), expected);
        assert_eq!(
            read("{\"total\":2,\n\"hits\":[{\"a\":1},{\"a\":2}]}").unwrap(),
            expected
        );
        assert_eq!(
            read("{\"total\":2,\"hits\":[{\"a\":1},{\"a\":2}]}\n").unwrap(),
            expected
        );
        let one = "{\"name\":\"a\",\"photos\":[{\"b\":1}]}";
        assert_eq!(
            read(one).unwrap(),
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
            let error = read(text).unwrap_err();
            assert_eq!(
                (error.why, error.line >= line),
                (Why::Json, true),
                "{text} {error}"
            );
        }
        assert_eq!(read("  ").unwrap_err().why, Why::Empty);
    }

    #[test]
    fn nesting_of_a_hundred_thousand_levels_is_an_error_and_no_overflow() {
        for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000)] {
            assert_eq!(read(&deep).unwrap_err().why, Why::Json);
        }
    }
}
