//! Tab in the search line: the name of a field, or a value, completed as far as it is clear.
//!
//! A value is completed behind its field; a field's name behind a colon (`:hu`), where it has an underscore, or
//! where the letters find no product: what finds some is a word, and Tab leaves the line as ever. Must not:
//! choose between two that fit; they are shown.

use ocop_index::query::language::field::{self, answer_names, sort_names};
use ocop_index::query::language::lex::{Kind, lex};
use ocop_index::query::language::{Field, quoted};
use ocop_index::{Facet, Sort};

use super::asking;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::label;
use crate::locale::Lang;

/// Most candidates that are shown.
const SHOWN: usize = 12;

/// Letters that may begin a field's name without a colon.
const SHORTEST: usize = 2;

/// Something that fits.
struct Candidate {
    /// What is written.
    text: String,
    /// What is shown: its name and how many products.
    shown: String,
}

/// What stands at the caret, and what fits it.
struct Place {
    /// Where it begins in the line.
    start: usize,
    /// What is typed of it.
    typed: String,
    candidates: Vec<Candidate>,
    /// A value, and no name of a field.
    value: bool,
}

/// Completes what stands before the caret; `None` when there is nothing to complete.
pub(super) fn complete(model: &mut Model) -> Option<Vec<Effect>> {
    let place = place(model)?;
    let inserted = match place.candidates.as_slice() {
        [] => return None,
        [only] if place.value => format!("{} ", quoted(&only.text)),
        [only] => format!("{}:", only.text),
        several => {
            let shown: Vec<&str> = several.iter().map(|one| one.shown.as_str()).collect();
            let shown = shown[..shown.len().min(SHOWN)].join(", ");
            model.notice = Some(model.locale.fill("screen.candidates", &[("list", &shown)]));
            let common = common(several);
            if field::key(&common).len() <= field::key(&place.typed).len() {
                return Some(Vec::new());
            }
            // More is to come: quotes stay open.
            let whole = quoted(&common);
            match whole.strip_suffix('"') {
                Some(open) => open.to_owned(),
                None => whole,
            }
        }
    };
    model.input.replace_before(place.start, &inserted);
    Some(asking::ask_if_changed(model))
}

fn place(model: &Model) -> Option<Place> {
    let before = model.input.before_caret();
    let after = &model.input.text()[before.len()..];
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let token = lex(before).pop()?;
    if token.range.end != before.len() {
        return None;
    }
    let minus = usize::from(before[token.range.start..].starts_with('-'));
    match token.kind {
        Kind::Field { field, parts, .. } => {
            let (start, typed) = match parts.last() {
                Some(part) if part.range.end == before.len() => {
                    if part.quoted && part.closed {
                        return None;
                    }
                    (part.range.start, part.text.clone())
                }
                _ => (before.len(), String::new()),
            };
            Some(Place {
                candidates: values(model, field, &typed),
                start,
                typed,
                value: true,
            })
        }
        Kind::Word(_) | Kind::Not(_) => {
            let start = token.range.start + minus;
            let typed = &before[start..];
            let nothing_found = !model.is_stale() && model.total() == 0;
            let asked = typed.starts_with(':')
                || typed.contains('_')
                || (nothing_found && typed.chars().count() >= SHORTEST);
            let typed = typed.trim_start_matches(':').to_owned();
            asked.then(|| Place {
                candidates: fields(model.locale.lang(), &typed),
                start,
                typed,
                value: false,
            })
        }
        Kind::Phrase { .. } | Kind::Unknown { .. } => None,
    }
}

/// The fields whose name begins like this.
fn fields(lang: Lang, typed: &str) -> Vec<Candidate> {
    let typed = field::key(typed);
    let candidate = |field: Field| {
        let name = beginning(lang, field.names(), &typed)?;
        Some(Candidate {
            text: name.to_owned(),
            shown: format!("{name}:"),
        })
    };
    Field::all().filter_map(candidate).collect()
}

/// Of the names of one thing, the one that begins like this: the language's own before the others.
fn beginning(lang: Lang, names: &[&'static str], key: &str) -> Option<&'static str> {
    let own = names.get(usize::from(lang == Lang::En)).copied();
    let all = own.into_iter().chain(names.iter().copied());
    all.into_iter()
        .find(|name| field::key(name).starts_with(key))
}

fn values(model: &Model, field: Field, typed: &str) -> Vec<Candidate> {
    let lang = model.locale.lang();
    let plain = |things: Vec<&'static [&'static str]>| -> Vec<Candidate> {
        let fitting = things.into_iter();
        let names = fitting.filter_map(|names| beginning(lang, names, &field::key(typed)));
        let candidate = |name: &str| Candidate {
            text: name.to_owned(),
            shown: name.to_owned(),
        };
        names.map(candidate).collect()
    };
    match field {
        Field::Facet(facet) => of_facet(model, facet, typed),
        Field::Sort => plain(Sort::ALL.map(sort_names).to_vec()),
        Field::Literal => plain([true, false].map(answer_names).to_vec()),
        Field::Scope(_) => Vec::new(),
    }
}

/// Values that products have come first in the order of the filters, with their counts; others only where none
/// of those fits.
fn of_facet(model: &Model, facet: Facet, typed: &str) -> Vec<Candidate> {
    let known = model.names.beginning(facet, typed);
    let text = |value: &str, label: &str| {
        if value.bytes().all(|byte| byte.is_ascii_digit()) && facet != Facet::Left {
            value.to_owned()
        } else {
            label.to_owned()
        }
    };
    let counted = model.facets.counts(facet).iter().filter_map(|count| {
        let (value, _) = known.iter().find(|(value, _)| *value == count.value)?;
        let label = label::value(&model.locale, facet, value);
        Some(Candidate {
            text: text(value, &label),
            shown: format!("{label} {}", model.locale.number(count.count as usize)),
        })
    });
    let counted: Vec<Candidate> = counted.collect();
    if !counted.is_empty() {
        return counted;
    }
    let others = known.iter().map(|(value, label)| Candidate {
        text: text(value, label),
        shown: label.clone(),
    });
    others.collect()
}

/// The longest common beginning.
fn common(candidates: &[Candidate]) -> String {
    let mut texts = candidates.iter().map(|one| one.text.as_str());
    let first = texts.next().unwrap_or_default();
    let length = texts.fold(first.len(), |length, text| {
        let same = first.char_indices().zip(text.chars());
        let differs = same.into_iter().find(|((_, a), b)| a != b);
        let end = differs.map_or(first.len().min(text.len()), |((at, _), _)| at);
        length.min(end)
    });
    first[..length].to_owned()
}
