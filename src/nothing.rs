//! Why a list is empty and what a way out would change, in words: for the screen and for the linear mode.
//!
//! Must not: look for ways; they come with the answer.

use ocop_index::query::language;
use ocop_index::search::{Relief, WayOut};
use ocop_index::{Filter, Query, Sort};

use crate::label;
use crate::locale::Locale;
use crate::text::cut_to;

/// Columns of a question that are quoted.
const QUOTED: usize = 60;

/// Why nothing is in the list: the filters that exclude so many products, or the words.
pub fn reason(locale: &Locale, query: &Query, without_filters: usize) -> String {
    if without_filters > 0 {
        let count = locale.number(without_filters);
        return locale.fill("empty.filters", &[("n", &count)]);
    }
    let key = if query.literal {
        "empty.literal"
    } else {
        "empty.words"
    };
    // A pasted paragraph is known to who pasted it.
    let text = cut_to(asked(query).trim(), QUOTED, "…");
    locale.fill(key, &[("text", &text)])
}

/// The question, filters and order aside: the words, and whatever phrases and conditions there are.
pub fn asked(query: &Query) -> String {
    if query.conditions.is_empty() {
        return query.text.clone();
    }
    language::write(&Query {
        filter: Filter::default(),
        sort: Sort::default(),
        backwards: false,
        literal: false,
        ..query.clone()
    })
}

/// What a way out gives up.
pub fn relief(locale: &Locale, way: &WayOut) -> String {
    let text = &way.query.text;
    match way.relief {
        Relief::Facet(facet) => {
            locale.fill("empty.facet", &[("facet", &label::facet(locale, facet))])
        }
        Relief::Filters => locale.t("empty.all").to_owned(),
        Relief::Conditions => locale.t("empty.conditions").to_owned(),
        Relief::Freely => locale.fill("empty.freely", &[("text", text)]),
        Relief::Words => locale.t("empty.words_gone").to_owned(),
        Relief::FewerWords => locale.fill("empty.fewer", &[("text", text)]),
    }
}
