//! Tab in the search line: completes the name of a field, or a value, up to where candidates differ.
//!
//! A value is completed after its field; a field's name after a colon (`:hu`), where it has an underscore, or where the
//! letters find no product. Letters that find some are a word, and Tab goes to the next pane. Must not: choose between
//! two candidates; they are shown.

use ocop_index::query::language::field::{self, sort_names, yes_no_names};
use ocop_index::query::language::line_tokens::{LineTokenKind, tokenize_line};
use ocop_index::query::language::{QueryField, quote_value};
use ocop_index::{Facet, Sort};

use super::build_query;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::notice::Notice;
use crate::wording::label;
use crate::wording::locale::Language;

/// Most candidates that are shown.
const MAX_SHOWN_CANDIDATES: usize = 12;

/// Letters needed to complete a field's name without a colon.
const MIN_FIELD_PREFIX_LEN: usize = 2;

/// A possible completion.
struct CompletionCandidate {
    /// What is written.
    text: String,
    /// What is shown: its name and how many products.
    label: String,
}

/// What is before the caret, and its candidates.
struct CompletionTarget {
    /// Where it begins in the line.
    start: usize,
    /// What is typed of it.
    typed: String,
    candidates: Vec<CompletionCandidate>,
    /// A value, not the name of a field.
    is_value: bool,
}

/// Completes what stands before the caret; `None` when there is nothing to complete.
pub(super) fn complete_at_caret(model: &mut Model) -> Option<Vec<Effect>> {
    let target = find_completion_target(model)?;
    let inserted = match target.candidates.as_slice() {
        [] => return None,
        [only] if target.is_value => format!("{} ", quote_value(&only.text)),
        [only] => format!("{}:", only.text),
        several => {
            let shown: Vec<&str> = several.iter().map(|one| one.label.as_str()).collect();
            let shown = shown[..shown.len().min(MAX_SHOWN_CANDIDATES)].join(", ");
            let sentence = model.locale.fill("screen.candidates", &[("list", &shown)]);
            model.notice = Some(Notice::hint(sentence));
            let common = common_prefix(several);
            if field::normalize_name(&common).len() <= field::normalize_name(&target.typed).len() {
                return Some(Vec::new());
            }
            // The value goes on, so the quotes stay open.
            let whole = quote_value(&common);
            match whole.strip_suffix('"') {
                Some(open) => open.to_owned(),
                None => whole,
            }
        }
    };
    model.input.replace_before_caret(target.start, &inserted);
    Some(build_query::search_if_changed(model))
}

fn find_completion_target(model: &Model) -> Option<CompletionTarget> {
    let before = model.input.text_before_caret();
    let after = &model.input.text()[before.len()..];
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let token = tokenize_line(before).pop()?;
    if token.range.end != before.len() {
        return None;
    }
    let minus = usize::from(before[token.range.start..].starts_with('-'));
    match token.kind {
        LineTokenKind::Field {
            field,
            values: parts,
            ..
        } => {
            let (start, typed) = match parts.last() {
                Some(part) if part.range.end == before.len() => {
                    if part.quoted && part.closed {
                        return None;
                    }
                    (part.range.start, part.text.clone())
                }
                _ => (before.len(), String::new()),
            };
            Some(CompletionTarget {
                candidates: value_candidates(model, field, &typed),
                start,
                typed,
                is_value: true,
            })
        }
        LineTokenKind::Word(_) | LineTokenKind::NegatedWord(_) => {
            let start = token.range.start + minus;
            let typed = &before[start..];
            let nothing_found = !model.is_stale() && model.total() == 0;
            let asked = typed.starts_with(':')
                || typed.contains('_')
                || (nothing_found && typed.chars().count() >= MIN_FIELD_PREFIX_LEN);
            let typed = typed.trim_start_matches(':').to_owned();
            asked.then(|| CompletionTarget {
                candidates: field_candidates(model.locale.language(), &typed),
                start,
                typed,
                is_value: false,
            })
        }
        LineTokenKind::Phrase { .. } | LineTokenKind::UnknownField { .. } => None,
    }
}

/// The fields whose name has this prefix.
fn field_candidates(lang: Language, typed: &str) -> Vec<CompletionCandidate> {
    let typed = field::normalize_name(typed);
    let candidate = |field: QueryField| {
        let name = name_with_prefix(lang, field.names(), &typed)?;
        Some(CompletionCandidate {
            text: name.to_owned(),
            label: format!("{name}:"),
        })
    };
    QueryField::all_fields().filter_map(candidate).collect()
}

/// The first of these names with this prefix: the language's own before the others.
fn name_with_prefix(lang: Language, names: &[&'static str], key: &str) -> Option<&'static str> {
    let own = names.get(usize::from(lang == Language::En)).copied();
    let all = own.into_iter().chain(names.iter().copied());
    all.into_iter()
        .find(|name| field::normalize_name(name).starts_with(key))
}

fn value_candidates(model: &Model, field: QueryField, typed: &str) -> Vec<CompletionCandidate> {
    let lang = model.locale.language();
    let plain = |things: Vec<&'static [&'static str]>| -> Vec<CompletionCandidate> {
        let fitting = things.into_iter();
        let names = fitting
            .filter_map(|names| name_with_prefix(lang, names, &field::normalize_name(typed)));
        let candidate = |name: &str| CompletionCandidate {
            text: name.to_owned(),
            label: name.to_owned(),
        };
        names.map(candidate).collect()
    };
    match field {
        QueryField::Facet(facet) => facet_candidates(model, facet, typed),
        QueryField::Sort => plain(Sort::ALL.map(sort_names).to_vec()),
        QueryField::Literal => plain([true, false].map(yes_no_names).to_vec()),
        QueryField::Scope(_) => Vec::new(),
    }
}

/// Values that products have come first, in the order of the filters, with their counts; others only where none of
/// those matches.
fn facet_candidates(model: &Model, facet: Facet, typed: &str) -> Vec<CompletionCandidate> {
    let known = model.value_names.find_by_prefix(facet, typed);
    let text = |value: &str, label: &str| {
        if value.bytes().all(|byte| byte.is_ascii_digit()) && facet != Facet::ExpiryBand {
            value.to_owned()
        } else {
            label.to_owned()
        }
    };
    let counted = model.facets.facet_counts(facet).iter().filter_map(|count| {
        let (value, _) = known.iter().find(|(value, _)| *value == count.value)?;
        let label = label::facet_value_label(&model.locale, facet, value);
        Some(CompletionCandidate {
            text: text(value, &label),
            label: format!(
                "{label} {}",
                model.locale.format_number(count.count as usize)
            ),
        })
    });
    let counted: Vec<CompletionCandidate> = counted.collect();
    if !counted.is_empty() {
        return counted;
    }
    let others = known.iter().map(|(value, label)| CompletionCandidate {
        text: text(value, label),
        label: label.clone(),
    });
    others.collect()
}

/// The longest common prefix.
fn common_prefix(candidates: &[CompletionCandidate]) -> String {
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
