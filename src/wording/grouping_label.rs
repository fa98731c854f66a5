//! Labels of what a list is counted by, and of its groups.

use ocop_index::search::Grouping;
use ocop_index::{NOT_GIVEN, clean};

use crate::wording::label;
use crate::wording::locale::{Language, Locale};

/// The label of a grouping.
pub fn grouping_label(locale: &Locale, grouping: Grouping) -> &str {
    match grouping {
        Grouping::Facet(facet) => label::facet_label(locale, facet),
        Grouping::Producer => locale.t("figures.producer"),
        Grouping::Specialty => locale.t("figures.specialty"),
    }
}

/// The label of a group, sanitized: names come from records.
pub fn group_label(locale: &Locale, grouping: Grouping, value: &str) -> String {
    match grouping {
        Grouping::Facet(facet) => label::facet_value_label(locale, facet, value),
        Grouping::Producer | Grouping::Specialty if value == NOT_GIVEN => {
            locale.t("value.none").to_owned()
        }
        Grouping::Producer | Grouping::Specialty => clean::clean_text(value).into_owned(),
    }
}

/// The short name of a grouping in a file's name, as the query language has it.
pub fn grouping_file_word(locale: &Locale, grouping: Grouping) -> String {
    use ocop_index::query::language::QueryField;
    let field = match grouping {
        Grouping::Facet(facet) => QueryField::Facet(facet),
        Grouping::Producer | Grouping::Specialty => {
            return locale
                .t(&format!("figures.file_{}", grouping.key()))
                .to_owned();
        }
    };
    match locale.language() {
        Language::Vi => field.name().replace('_', "-"),
        Language::En => grouping.key().to_owned(),
    }
}
