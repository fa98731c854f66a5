//! What Tab offers in the search line: names of fields, or values, for what stands before the caret.
//!
//! A value is completed after its field; a field's name after a colon (`:hu`), where it has an underscore, or where the
//! letters find no product. Letters that find some are a word. A value has the number of products that the list would
//! have with it. Must not: choose.

use ocop_index::query::language::field::{self, sort_names, yes_no_names};
use ocop_index::query::language::line_tokens::{LineTokenKind, tokenize_line};
use ocop_index::query::language::{QueryField, quote_value};
use ocop_index::{Facet, Sort};
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use super::screen_area::ScreenArea;
use crate::wording::label;
use crate::wording::locale::Language;

/// Letters needed to complete a field's name without a colon.
const MIN_FIELD_PREFIX_LEN: usize = 2;

/// The most rows of the menu.
const MAX_MENU_ROWS: usize = 12;

/// Rows of the window that the menu leaves: the search line, its own border and the footer.
const ROWS_BESIDE_MENU: usize = 4;

/// Columns between a name and its count, and around both.
const MENU_MARGINS: usize = 8;

/// A possible completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionCandidate {
    /// What is written.
    pub text: String,
    /// What is shown.
    pub label: String,
    /// How many products the list would have with it, where that is known.
    pub count: Option<usize>,
}

/// What is before the caret, and its candidates.
#[derive(Clone, Debug)]
pub struct Completion {
    /// Where it begins in the line.
    pub start: usize,
    /// What is typed of it.
    pub typed: String,
    /// What it may become.
    pub candidates: Vec<CompletionCandidate>,
    /// A value, not the name of a field.
    pub is_value: bool,
}

impl Completion {
    /// What is written for a candidate: a value is finished by a space, a field waits for its value.
    pub fn written_text(&self, candidate: &CompletionCandidate) -> String {
        if self.is_value {
            format!("{} ", quote_value(&candidate.text))
        } else {
            format!("{}:", candidate.text)
        }
    }

    /// How all candidates go on where they agree; `None` where that is no more than what is typed.
    pub fn common_text(&self) -> Option<String> {
        let common = common_prefix(&self.candidates);
        if field::normalize_name(&common).len() <= field::normalize_name(&self.typed).len() {
            return None;
        }
        // The value goes on, so the quotes stay open.
        let whole = quote_value(&common);
        Some(match whole.strip_suffix('"') {
            Some(open) => open.to_owned(),
            None => whole,
        })
    }
}

/// The words before the search line, with the input method.
pub fn search_line_label(model: &Model) -> String {
    let method = model.input.method.display_name();
    let method = method.map_or_else(String::new, |name| format!(" [{name}]"));
    format!(" {}{method}: ", model.locale.t("screen.search"))
}

/// Where the menu is drawn: below what it completes.
pub fn completion_menu_area(model: &Model, completion: &Completion) -> ScreenArea {
    let (width, height) = (model.size.width, usize::from(model.size.height));
    let rows = completion.candidates.len().min(MAX_MENU_ROWS);
    let rows = rows.min(height.saturating_sub(ROWS_BESIDE_MENU)).max(1);
    let needed = completion.candidates.iter().map(|candidate| {
        let count = candidate.count.unwrap_or_default();
        candidate.label.width() + model.locale.format_number(count).width()
    });
    let title = model.locale.t("screen.completions").width();
    let needed = needed.max().unwrap_or_default().max(title) + MENU_MARGINS;
    let columns = (needed as u16).min(width);
    let before = &model.input.text()[..completion.start];
    let start = search_line_label(model).width() + before.width();
    ScreenArea {
        // The border stands beside the text, not over its first letter.
        x: (start.saturating_sub(1) as u16).min(width - columns),
        y: 1,
        width: columns,
        height: rows as u16 + 2,
    }
}

/// The candidates in the menu's window around its cursor: the first one shown, and how many.
pub fn shown_candidates(cursor: usize, area: ScreenArea) -> (usize, usize) {
    let rows = usize::from(area.inner_area().height).max(1);
    ((cursor + 1).saturating_sub(rows), rows)
}

/// What can be completed before the caret; `None` where nothing can, or no candidate is there.
pub fn find_completion(model: &Model) -> Option<Completion> {
    find_completion_target(model).filter(|found| !found.candidates.is_empty())
}

fn find_completion_target(model: &Model) -> Option<Completion> {
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
            Some(Completion {
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
            asked.then(|| Completion {
                candidates: field_candidates(model, &typed),
                start,
                typed,
                is_value: false,
            })
        }
        LineTokenKind::Phrase { .. } | LineTokenKind::UnknownField { .. } => None,
    }
}

/// The fields whose name has this prefix; those of what people did with products only where the catalogue has it.
fn field_candidates(model: &Model, typed: &str) -> Vec<CompletionCandidate> {
    let lang = model.locale.language();
    let typed = field::normalize_name(typed);
    let is_offered = |field: &QueryField| match field {
        QueryField::Facet(facet) => model.value_names.keeps(*facet),
        _ => true,
    };
    let candidate = |field: QueryField| {
        let name = name_with_prefix(lang, field.names(), &typed)?;
        Some(CompletionCandidate {
            text: name.to_owned(),
            label: format!("{name}:"),
            count: None,
        })
    };
    let fields = QueryField::all_fields().filter(is_offered);
    fields.filter_map(candidate).collect()
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
            count: None,
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

/// Values that products have come first, in the order of the filters, with their counts, and without those that would
/// leave nothing; others only where none of those matches.
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
            label,
            count: Some(count.count as usize),
        })
    });
    let mut counted: Vec<CompletionCandidate> = counted.collect();
    if counted.iter().any(|one| one.count > Some(0)) {
        counted.retain(|one| one.count > Some(0));
    }
    if !counted.is_empty() {
        return counted;
    }
    let others = known.iter().map(|(value, label)| CompletionCandidate {
        text: text(value, label),
        label: label.clone(),
        count: None,
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
