//! The product list that a person names: on the command line, in conversation, and for the fair mode.

use std::fmt::Display;

use crate::cli::exit::CommandFailure;
use crate::wording::list_text::{describe_list_briefly, quoted_list_name};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_name::MeantList;
use crate::work::lists::product_list::{ProductList, ProductLists};

/// The list of this name among these.
///
/// # Errors
/// Fails, with a sentence that tells which lists there are, where none or several are meant.
pub fn find_named_list<'l>(
    locale: &Locale,
    lists: &'l ProductLists,
    name: &str,
) -> Result<&'l ProductList, CommandFailure> {
    let shown = sanitize_text(name.trim());
    let sentence = match lists.find(name) {
        MeantList::One(list) => return Ok(list),
        MeantList::Several(found) => {
            let lines = found
                .iter()
                .map(|list| format!("  {}", describe_list_briefly(locale, list)));
            let found = lines.collect::<Vec<String>>().join("\n");
            let values: [(&str, &dyn Display); 2] = [("name", &shown), ("found", &found)];
            locale.fill("lists.several_named", &values)
        }
        MeantList::Nothing(_) if lists.lists.is_empty() => locale.t("lists.none_yet").to_owned(),
        MeantList::Nothing(near) => {
            let all: Vec<_> = lists.lists.iter().collect();
            let known = quote_list_names(if near.is_empty() { &all } else { &near });
            let values: [(&str, &dyn Display); 2] = [("name", &shown), ("known", &known)];
            locale.fill("lists.unknown", &values)
        }
    };
    Err(CommandFailure::Usage(sentence))
}

/// The only list there is.
///
/// # Errors
/// Fails, with a sentence that tells which lists there are, where there are none or several.
pub fn find_only_list<'l>(
    locale: &Locale,
    lists: &'l ProductLists,
) -> Result<&'l ProductList, CommandFailure> {
    let sentence = match lists.lists.as_slice() {
        [list] => return Ok(list),
        [] => locale.t("lists.none_yet").to_owned(),
        several => {
            let several: Vec<_> = several.iter().collect();
            locale.fill("lists.which", &[("known", &quote_list_names(&several))])
        }
    };
    Err(CommandFailure::Usage(sentence))
}

/// The names of lists as a sentence shows them: `“Hội chợ A”, “Hội chợ B”`.
pub fn quote_list_names(lists: &[&ProductList]) -> String {
    let names: Vec<String> = lists.iter().map(|list| quoted_list_name(list)).collect();
    names.join(", ")
}
