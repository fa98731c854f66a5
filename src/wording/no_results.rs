//! Why a list is empty and what each suggestion would change, as text for the screen and the linear
//! mode. The suggestions come with the answer.

use ocop_index::query::language;
use ocop_index::search::{SearchSuggestion, SuggestionKind};
use ocop_index::{Filter, Query, Sort};

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::text_width::truncate_to_width;

/// The most columns of a quoted query.
const MAX_QUOTED_WIDTH: usize = 60;

/// Why the list is empty: the filters, which hide `without_filters` products, or the words.
pub fn describe_no_results(locale: &Locale, query: &Query, without_filters: usize) -> String {
    let text = query_text_without_filters(query);
    let text = text.trim();
    if text.is_empty() && !query.filter.is_empty() {
        return locale.t("empty.only_filters").to_owned();
    }
    if without_filters > 0 {
        let count = locale.format_number(without_filters);
        return locale.fill("empty.filters", &[("n", &count)]);
    }
    let key = if query.literal {
        "empty.literal"
    } else {
        "empty.words"
    };
    // A pasted paragraph is cut.
    let text = truncate_to_width(text, MAX_QUOTED_WIDTH, "…");
    locale.fill(key, &[("text", &text)])
}

/// What to try where nothing can be suggested, as the key of a sentence: one word cannot become fewer.
pub fn advice_without_suggestion(query: &Query) -> &'static str {
    let words = query_text_without_filters(query);
    if words.split_whitespace().count() == 1 {
        "empty.none_word"
    } else {
        "empty.none"
    }
}

/// The query without filters and sort order: words, phrases and conditions.
pub fn query_text_without_filters(query: &Query) -> String {
    if query.conditions.is_empty() {
        return query.text.clone();
    }
    language::write_query(&Query {
        filter: Filter::default(),
        sort: Sort::default(),
        reversed: false,
        literal: false,
        ..query.clone()
    })
}

/// What a suggestion removes from the query.
pub fn describe_suggestion(locale: &Locale, suggestion: &SearchSuggestion) -> String {
    let text = &suggestion.query.text;
    match suggestion.kind {
        SuggestionKind::WithoutFacet(facet) => locale.fill(
            "empty.facet",
            &[("facet", &label::facet_label(locale, facet))],
        ),
        SuggestionKind::WithoutFilters => locale.t("empty.all").to_owned(),
        SuggestionKind::WithoutConditions => locale.t("empty.conditions").to_owned(),
        SuggestionKind::NotLiteral => locale.fill("empty.freely", &[("text", text)]),
        SuggestionKind::WithoutWords => locale.t("empty.words_gone").to_owned(),
        SuggestionKind::FewerWords => locale.fill("empty.fewer", &[("text", text)]),
    }
}
