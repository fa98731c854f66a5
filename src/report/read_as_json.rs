//! What the plain words of a line were read as, as data.

use ocop_index::query::language::ResolvedLine;
use ocop_index::query::language::{ConditionPiece, FacetPiece, QueryField};
use ocop_index::search::ReadAsWords;
use serde_json::{Value, json};

use crate::wording::spoken_reading::question_key;

/// The reading of the plain words of a line, with the answer to what they ask; `null` where all of them are words.
pub fn read_as_json(
    reading: &ResolvedLine,
    as_words: Option<ReadAsWords>,
    answer: Option<&str>,
) -> Value {
    if reading.spoken_ranges.is_empty() && reading.producer_name_ranges.is_empty() {
        return Value::Null;
    }
    json!({
        "filters": reading.spoken_facet_pieces().map(filter_json).collect::<Vec<_>>(),
        "conditions": reading.told_condition_pieces().map(condition_json).collect::<Vec<_>>(),
        "words": reading.query.text.trim(),
        "question": reading.question.map(question_key),
        "answer": answer,
        "as_words": as_words.map(|why| match why {
            ReadAsWords::CalledSo => "called_so",
            ReadAsWords::NothingLeft => "nothing_left",
        }),
    })
}

fn filter_json(piece: &FacetPiece) -> Value {
    json!({"facet": piece.facet.key(), "not": piece.not, "values": piece.values, "all": piece.wants_all})
}

/// A condition; `field` is `null` for words in any field.
fn condition_json(piece: &ConditionPiece) -> Value {
    let condition = &piece.condition;
    let field = QueryField::Scope(condition.scope).names().get(1);
    json!({
        "field": field,
        "not": condition.not,
        "words": condition.words,
        "or": condition.alternatives,
    })
}
