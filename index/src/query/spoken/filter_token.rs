//! A meaning as a token of the query language.

use std::ops::Range;

use super::meaning::Meaning;
use crate::query::language::field::QueryField;
use crate::query::language::line_tokens::{FieldValue, LineToken, LineTokenKind};
use crate::query::{ConditionScope, Facet, NOT_GIVEN};

/// The token of the query language that means the same.
pub(super) fn meaning_token(meaning: &Meaning, range: Range<usize>) -> Option<LineToken> {
    let value = |text: &str, quoted| FieldValue {
        range: range.clone(),
        text: text.to_owned(),
        quoted,
        closed: true,
    };
    let wants_all = matches!(meaning, Meaning::AllValues { .. });
    let (not, field, values) = match meaning {
        Meaning::Values { facet, not, values } => {
            let quoted = *facet == Facet::District;
            let values = values.iter().map(|text| value(text, quoted)).collect();
            (*not, QueryField::Facet(*facet), values)
        }
        Meaning::AllValues { facet, values } => {
            let values = values.iter().map(|text| value(text, false)).collect();
            (false, QueryField::Facet(*facet), values)
        }
        Meaning::Expiry { days, not } => {
            let field = QueryField::Scope(ConditionScope::Expiry);
            (*not, field, vec![value(&days.to_string(), false)])
        }
        Meaning::Place { words, not } => (
            *not,
            QueryField::Scope(ConditionScope::Place),
            vec![value(words, true)],
        ),
        Meaning::NoCode { not } => {
            let field = QueryField::Scope(ConditionScope::Code);
            (*not, field, vec![value(NOT_GIVEN, false)])
        }
        Meaning::WithoutWords(words) => {
            let kind = LineTokenKind::Phrase {
                not: true,
                text: words.clone(),
                closed: true,
            };
            return Some(LineToken { range, kind });
        }
        Meaning::AnyName(names) => {
            let values = names.iter().map(|name| value(name, true)).collect();
            (false, QueryField::Scope(ConditionScope::Name), values)
        }
        Meaning::CountProducers(kind) => {
            let field = QueryField::Facet(Facet::ProducerKind);
            (false, field, vec![value(kind, false)])
        }
        Meaning::Ask(_) | Meaning::AskKind(_) | Meaning::NotSearched(_) | Meaning::Everywhere => {
            return None;
        }
    };
    let kind = LineTokenKind::Field {
        not,
        field,
        values,
        wants_all,
    };
    Some(LineToken { range, kind })
}
