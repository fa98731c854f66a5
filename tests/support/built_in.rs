//! How many products the built-in catalogue has. Counts in tests follow from it.

use std::sync::LazyLock;

use ocop_index::source::builtin;

static PRODUCTS: LazyLock<usize> = LazyLock::new(|| builtin::load_products().unwrap().len());

/// The number of built-in products.
pub fn all_products() -> usize {
    *PRODUCTS
}

/// The text with the number of built-in products for each `{all}`, and one or two more for `{one_more}` and
/// `{two_more}`.
pub fn of_all(text: &str) -> String {
    text.replace("{all}", &all_products().to_string())
        .replace("{one_more}", &(all_products() + 1).to_string())
        .replace("{two_more}", &(all_products() + 2).to_string())
}
