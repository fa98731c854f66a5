//! The products that an option `--question` means, for commands that change something of each.

use std::fmt::Display;

use crate::catalog::answered_products::load_answered_products;

use crate::catalog::question::resolve_query;
use crate::cli::args::QueryArgs;
use crate::cli::exit::CommandFailure;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::product_ref::ProductRef;
use ocop_index::store::OpenedCatalog;

/// The products of a question in the order of its list, and the sentence that says how many they are.
///
/// # Errors
/// Fails with the sentence `unclear` of the locale where the question is not wholly understood: then nothing is
/// changed. Fails where the catalogue cannot be read.
pub(super) fn find_asked_products(
    opened: &OpenedCatalog,
    question: &str,
    locale: &Locale,
    unclear: &str,
) -> Result<(Vec<ProductRef>, String), CommandFailure> {
    let args = QueryArgs {
        words: vec![question.to_owned()],
        ..QueryArgs::default()
    };
    let asked = resolve_query(opened, &args, None, locale)?;
    if !asked.reading.problems.is_empty() {
        return Err(CommandFailure::Usage(locale.t(unclear).to_owned()));
    }
    let mut answer = opened.catalog.search(&asked.query)?;
    let products = load_answered_products(&opened.catalog, &mut answer)?;
    let values: [(&str, &dyn Display); 2] = [
        ("question", &sanitize_text(question)),
        ("n", &locale.format_number(products.len())),
    ];
    let key = match products.len() {
        0 => "label.question_empty",
        _ => "label.question_products",
    };
    let sentence = locale.fill(key, &values);
    Ok((products, sentence))
}
