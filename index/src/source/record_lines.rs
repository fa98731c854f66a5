//! `products.jsonl`: one product a line, the canonical and readable form of a catalogue.
//!
//! A line is never repaired; one that is not a product is an error with its line and column.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use serde::de::Error as _;
use serde_json::Value;

use crate::clean;
use crate::error::{Error, Result};
use crate::product::Product;

/// Parses the text of a file. `path` is used only in errors.
pub(crate) fn parse_products(path: &Path, text: &str) -> Result<Vec<Product>> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(number, line)| parse_numbered_line(path, number, line).transpose())
        .collect()
}

/// Reads the products of a file one by one.
pub(crate) fn stream_products(path: &Path) -> Result<impl Iterator<Item = Result<Product>>> {
    let file = File::open(path).map_err(Error::io_at(path))?;
    let lines = BufReader::with_capacity(1 << 18, file).lines().enumerate();
    Ok(lines.filter_map(move |(number, line)| {
        let product = line
            .map_err(Error::io_at(path))
            .and_then(|line| parse_numbered_line(path, number, &line));
        product.transpose()
    }))
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
            reason: error.to_string(),
        })
}

/// Parses one line and cleans it. JSON escapes can hide control characters, so the parsed strings are cleaned again.
pub fn parse_product(line: &str) -> serde_json::Result<Product> {
    let line = clean::clean_text(line);
    let mut product: Product = serde_json::from_str(&line)?;
    if line.contains("\\u") {
        let mut value = serde_json::from_str(&line)?;
        clean_strings(&mut value);
        product = serde_json::from_value(value)?;
    }
    let mut stars = product
        .recognitions
        .iter()
        .filter_map(|recognition| recognition.star);
    match stars.find(|star| !(1..=5).contains(star)) {
        Some(star) => Err(serde_json::Error::custom(format!(
            "{star} is no number of stars"
        ))),
        None => Ok(product),
    }
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
pub(crate) fn write_products(products: &[Product], out: &mut impl Write) -> io::Result<()> {
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
