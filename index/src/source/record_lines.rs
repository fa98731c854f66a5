//! `products.jsonl`: one product a line, the canonical and readable form of a catalogue.
//!
//! A line is never repaired; one that is not a product is an error with its line and column.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::de::Error as _;
use serde_json::Value;

use crate::clean;
use crate::error::{Error, Result};
use crate::product::{DateOrYear, Product};

/// More bytes than the longest record has.
const MAX_RECORD_BYTES: u64 = 16 << 20;

/// Most bytes of a product's id.
const MAX_ID_BYTES: usize = 1000;

/// Most recognitions of a product.
const MAX_RECOGNITIONS: usize = 10_000;

/// The years that a date of a record can have, as [`DateOrYear`] reads them.
const YEARS: RangeInclusive<i16> = 1900..=2999;

/// Parses the text of a file. `path` is used only in errors.
pub fn parse_products(path: &Path, text: &str) -> Result<Vec<Product>> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(number, line)| parse_numbered_line(path, number, line).transpose())
        .collect()
}

/// Reads the products of a file one by one. `path` is used only in errors.
pub(crate) fn stream_products(path: PathBuf, file: File) -> impl Iterator<Item = Result<Product>> {
    let mut input = BufReader::with_capacity(1 << 18, file);
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let line = read_record_line(&mut input).map_err(Error::io_at(&path));
            let product = line.and_then(|line| match line {
                Some(line) => parse_numbered_line(&path, number, &line).map(Some),
                None => Ok(None),
            });
            number += 1;
            match product {
                Ok(None) => return None,
                Ok(Some(None)) => {}
                Ok(Some(Some(product))) => return Some(Ok(product)),
                Err(error) => return Some(Err(error)),
            }
        }
    })
}

/// The next line; `None` after the last. One that is longer than a record can be is an error, so that a file without
/// lines does not fill the memory.
fn read_record_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = input.take(MAX_RECORD_BYTES).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == MAX_RECORD_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let line = String::from_utf8(line).map_err(|_| io::ErrorKind::InvalidData)?;
    Ok(Some(line))
}

/// The product of a line, counted from 0; `None` for a blank one.
fn parse_numbered_line(path: &Path, number: usize, line: &str) -> Result<Option<Product>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    parse_product(line)
        .map(Some)
        .map_err(|error| Error::InvalidRecord {
            path: path.to_path_buf(),
            line: number + 1,
            column: error.column(),
            reason: clean::clean_text(&error.to_string()).into_owned(),
        })
}

/// Parses one line, cleans it and checks its values. This is the only way in which a record leaves the store. JSON
/// escapes can hide control characters, so the parsed strings are cleaned again.
pub fn parse_product(line: &str) -> serde_json::Result<Product> {
    let line = clean::clean_text(line);
    let mut product: Product = serde_json::from_str(&line)?;
    if line.contains('\\') {
        let mut value = serde_json::from_str(&line)?;
        clean_strings(&mut value);
        product = serde_json::from_value(value)?;
    }
    check_values(&product).map_err(serde_json::Error::custom)?;
    Ok(product)
}

/// Fails for a value that no list can have.
fn check_values(product: &Product) -> std::result::Result<(), String> {
    if product.id.len() > MAX_ID_BYTES {
        return Err(format!("an id of {} bytes", product.id.len()));
    }
    if product.recognitions.len() > MAX_RECOGNITIONS {
        return Err(format!("{} recognitions", product.recognitions.len()));
    }
    for recognition in &product.recognitions {
        if let Some(star) = recognition.star.filter(|star| !(1..=5).contains(star)) {
            return Err(format!("{star} is no number of stars"));
        }
        let days = [recognition.when, recognition.seen].into_iter().flatten();
        let mut years = days.map(DateOrYear::year).chain(recognition.year);
        if let Some(year) = years.find(|year| !YEARS.contains(year)) {
            return Err(format!("{year} is no year of a recognition"));
        }
        // A certificate may be printed as valid for ever, so the last day may lie in any coming year.
        let is_too_old = |day: &Date| day.year() < *YEARS.start();
        if let Some(expires) = recognition.expires.filter(is_too_old) {
            return Err(format!(
                "{expires} is no day on which a certificate expires"
            ));
        }
    }
    Ok(())
}

fn clean_strings(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean::clean_text(text).into_owned(),
        Value::Array(values) => values.iter_mut().for_each(clean_strings),
        Value::Object(fields) => fields.values_mut().for_each(clean_strings),
        _ => {}
    }
}

/// The products as text, one a line.
pub(crate) fn format_products(products: &[Product]) -> Result<String> {
    let mut text = Vec::new();
    write_products(products, &mut text).map_err(Error::io_at(Path::new("products.jsonl")))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Writes the products, one a line.
pub fn write_products(products: &[Product], out: &mut impl Write) -> io::Result<()> {
    for product in products {
        serde_json::to_writer(&mut *out, product)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_named_with_line_and_column() {
        let text = "{\"id\":\"a\",\"name\":\"b\"}\n\n{\"id\":\"c\",\"nam\":\"d\"}\n";
        match parse_products(Path::new("x.jsonl"), text) {
            Err(Error::InvalidRecord { line, column, .. }) => {
                assert_eq!((line, column > 0), (3, true));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn stars_outside_one_to_five_are_refused_and_never_clamped() {
        for star in [0, 6, 9] {
            let line = format!(r#"{{"id":"a","name":"b","recognitions":[{{"star":{star}}}]}}"#);
            assert!(parse_product(&line).is_err(), "{star}");
        }
    }

    #[test]
    fn dates_of_other_ages_and_endless_ids_are_refused() {
        let with = |value: &str| format!(r#"{{"id":"a","name":"b","recognitions":[{{{value}}}]}}"#);
        for value in [
            r#""expires":"0001-01-01""#,
            r#""when":"1899-12-31""#,
            r#""seen":"-009999-01-01""#,
            r#""year":-1"#,
            r#""year":3000"#,
        ] {
            assert!(parse_product(&with(value)).is_err(), "{value}");
        }
        for value in [r#""expires":"2029-12-31""#, r#""expires":"9999-12-31""#] {
            assert!(parse_product(&with(value)).is_ok(), "{value}");
        }
        let id = "x".repeat(MAX_ID_BYTES + 1);
        assert!(parse_product(&format!(r#"{{"id":"{id}","name":"b"}}"#)).is_err());
    }

    #[test]
    fn a_file_without_lines_ends_after_the_longest_record() {
        let mut endless = BufReader::new(io::repeat(0));
        assert!(read_record_line(&mut endless).is_err());
    }

    #[test]
    fn short_escapes_are_cleaned_too() {
        let line = r#"{"id":"a\b","name":"gà\f\n\tđồi"}"#;
        let product = parse_product(line).unwrap();
        assert_eq!((&*product.id, &*product.name), ("a␈", "gà␌  đồi"));
    }

    #[test]
    fn escapes_in_strings_are_cleaned_too() {
        let products =
            parse_products(Path::new("x"), r#"{"id":"a","name":"gà\u001b[31m"}"#).unwrap();
        assert!(
            !products[0].name.contains('\u{1b}'),
            "{:?}",
            products[0].name
        );
    }
}
