//! The keys at the foot of the screen as hints: whole ones only, as many as fit. Drawing them and clicking on them need
//! the same.
//!
//! A hint is a key and what it does. In a sentence about keys, more than one space ends a hint.

use super::action::{ActionEntry, KeyContext};
use super::focus::Focus;
use super::key::KeyPress;
use super::key_hints::footer_entries;
use super::keymap::{self, Keymap};
use super::list_columns;
use super::model::Model;
use super::model::catalog_history::{CatalogHistory, HistoryStep};
use super::model::import_prompt::{ImportPrompt, ImportStep};
use super::model::list_menu::ListMenuPurpose;
use super::model::overlay::Overlay;
use super::review_words;
use crate::wording::locale::Locale;
use crate::wording::text_width::truncate_to_width;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_kind::built_in_verdicts;
use unicode_width::UnicodeWidthStr;

/// Hints with this footer order or a higher one are always shown: help and quit.
const ALWAYS_SHOWN_FROM: u8 = 20;

/// Hints up to this footer order are the usual work.
const LAST_USUAL_ORDER: u8 = 9;

/// Blanks between two hints.
const GAP: usize = 2;

/// Hints of a review up to this footer order stand beside the verdicts, which are shortened for them.
const LAST_BESIDE_VERDICTS: u8 = 3;

/// Fewer columns of the name of a verdict say nothing.
const MIN_VERDICT_WIDTH: usize = 4;

/// Stands where the end of the name of a verdict is left out.
const CUT: &str = "…";

/// Between the hints of a sentence.
const SENTENCE_GAP: &str = "   ";

/// A key and what it does, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterHint {
    /// The key; empty in a sentence, where it is part of the words.
    pub key: String,
    /// What it does, or the words of a sentence.
    pub words: String,
    /// The keys that a click presses; empty for words without a key.
    pub pressed: Vec<KeyPress>,
}

impl FooterHint {
    /// Its columns, the gap after it included.
    pub fn width(&self) -> usize {
        if self.key.is_empty() {
            self.words.width() + SENTENCE_GAP.len()
        } else {
            self.key.width() + 1 + self.words.width() + GAP
        }
    }
}

/// The sentence about the keys of what is open; `None` where the footer shows the rows of the action table.
pub fn footer_sentence(model: &Model) -> Option<String> {
    let (keymap, locale) = (&model.keymap, &model.locale);
    // An input line on top of the panes has the keys of the search line.
    let input_hint = |key| Some(keymap.fill_key_names(locale, key, KeyContext::Input));
    if model.palette().is_some() {
        input_hint("screen.help_keys")
    } else if model.history_picker().is_some() {
        input_hint("screen.kept_keys")
    } else if model.column_menu().is_some() {
        let key = if list_columns::has_hidden_columns(model) {
            "screen.columns_keys_cut"
        } else {
            "screen.columns_keys"
        };
        Some(keymap.fill_key_names(locale, key, KeyContext::Facets))
    } else if let Some(history) = model.catalog_history() {
        Some(history_sentence(model, history))
    } else if let Some(prompt) = model.import_prompt() {
        Some(import_sentence(model, prompt))
    } else if let Some(Overlay::FieldEditor(editor)) = &model.overlay {
        input_hint(if editor.chosen.is_some() {
            "correction.value_keys"
        } else {
            "correction.field_keys"
        })
    } else if let Some(menu) = model.list_menu() {
        input_hint(match menu.purpose {
            ListMenuPurpose::Add { .. } => "listing.menu_keys",
            ListMenuPurpose::Stock | ListMenuPurpose::Entry | ListMenuPurpose::Buyer => {
                "listing.choice_keys"
            }
        })
    } else if matches!(model.overlay, Some(Overlay::ListForm(_))) {
        input_hint("listing.form_keys")
    } else if model.work_menu().is_some() {
        input_hint("reviewing.menu_keys")
    } else if model.remark_editor().is_some() {
        input_hint("reviewing.remark_keys")
    } else if matches!(model.overlay, Some(Overlay::ReviewProgress)) {
        input_hint("reviewing.progress_keys")
    } else if matches!(model.overlay, Some(Overlay::LabelMenu(_))) {
        input_hint("reviewing.label_menu_keys")
    } else if matches!(model.overlay, Some(Overlay::ReportMenu(_))) {
        input_hint("reviewing.report_keys")
    } else if model.day_prompt().is_some() {
        input_hint("day.keys")
    } else if model.completion_menu.is_some() {
        input_hint("screen.completion_keys")
    } else if model.focus == Focus::Facets && model.facets.is_searching_values() {
        input_hint("screen.find_keys")
    } else if !model.pending_keys.is_empty() {
        Some(format_pending_keys(locale, &model.pending_keys))
    } else {
        None
    }
}

/// The keys that do something in the pane, or the question.
fn history_sentence(model: &Model, history: &CatalogHistory) -> String {
    let (key, context) = match &history.step {
        HistoryStep::Changes(view) if view.changes.is_rollback => {
            ("generations.ask", KeyContext::Confirmation)
        }
        HistoryStep::Changes(_) if !model.capabilities.may_publish => {
            ("generations.look_changes_keys", KeyContext::Generations)
        }
        HistoryStep::Generations if !model.capabilities.may_publish => {
            ("generations.look_keys", KeyContext::Generations)
        }
        HistoryStep::Changes(_) => ("generations.changes_keys", KeyContext::Generations),
        HistoryStep::Generations => ("generations.keys", KeyContext::Generations),
        HistoryStep::RollingBack(number) => {
            return model.locale.fill("generations.working", &[("n", number)]);
        }
    };
    model.keymap.fill_key_names(&model.locale, key, context)
}

/// The keys that do something, or the question.
fn import_sentence(model: &Model, prompt: &ImportPrompt) -> String {
    let (key, context) = match &prompt.step {
        ImportStep::EncodingAsked { .. } => {
            ("import_prompt.ask_encoding", KeyContext::Confirmation)
        }
        ImportStep::Reading { .. } => ("import_prompt.reading_keys", KeyContext::Input),
        ImportStep::Proposals { .. } => ("reviewing.progress_keys", KeyContext::Input),
        ImportStep::Publishing { .. } => ("import_prompt.publishing", KeyContext::Input),
        ImportStep::Typing => ("import_prompt.keys", KeyContext::Input),
    };
    model.keymap.fill_key_names(&model.locale, key, context)
}

/// Says which keys of a sequence were pressed so far.
pub fn format_pending_keys(locale: &Locale, keys: &[KeyPress]) -> String {
    locale.fill(
        "screen.prefix",
        &[("keys", &keymap::format_pressed_keys(keys))],
    )
}

/// The hints of a sentence that fit; the last one, which says how to leave, is always there.
pub fn sentence_hints(sentence: &str, columns: u16) -> Vec<FooterHint> {
    let words = sentence.split("  ").map(str::trim);
    let hints = words
        .filter(|words| !words.is_empty())
        .map(|words| FooterHint {
            key: String::new(),
            words: words.to_owned(),
            pressed: named_key(words).into_iter().collect(),
        });
    let mut hints: Vec<FooterHint> = hints.collect();
    let last: Vec<FooterHint> = hints.pop().into_iter().collect();
    let mut left = usize::from(columns) + SENTENCE_GAP.len() - 1;
    left = left.saturating_sub(total_width(&last));
    let fitting = hints.iter().take_while(|hint| {
        let fits = hint.width() <= left;
        left = left.saturating_sub(hint.width());
        fits
    });
    let count = fitting.count();
    hints.truncate(count);
    hints.extend(last);
    hints
}

/// The key that a hint of a sentence begins with.
fn named_key(words: &str) -> Option<KeyPress> {
    let name = words.split(' ').next()?;
    match name {
        "Shift-Tab" => keymap::parse_key("backtab"),
        _ if name.chars().count() == 1 => keymap::parse_key(name),
        _ => keymap::parse_key(&name.to_lowercase()),
    }
}

/// The hints of these rows that fit; help and quit always.
pub fn entry_hints(
    keymap_and_locale: (&Keymap, &Locale),
    entries: Vec<&'static ActionEntry>,
    context: KeyContext,
    columns: u16,
) -> Vec<FooterHint> {
    let (always, others): (Vec<&ActionEntry>, Vec<&ActionEntry>) = entries
        .into_iter()
        .partition(|entry| entry.footer_order >= ALWAYS_SHOWN_FROM);
    let columns = usize::from(columns) + GAP;
    let build = |entry: &ActionEntry| build_hint(keymap_and_locale, entry, context);
    let mut always: Vec<FooterHint> = always.into_iter().filter_map(build).collect();
    leave_out_first(&mut always, columns);
    let mut hints: Vec<FooterHint> = Vec::new();
    for entry in others {
        let hint = build(entry).filter(|hint| hints.iter().all(|one| one.key != hint.key));
        let Some(hint) = hint else {
            continue;
        };
        // Only a hint of the usual work may take the margin before the first hint.
        let margin = usize::from(entry.footer_order > LAST_USUAL_ORDER);
        if total_width(&hints) + hint.width() + total_width(&always) + margin > columns {
            break;
        }
        hints.push(hint);
    }
    hints.extend(always);
    hints
}

/// A key and what it does; for a group of keys the first key and the group.
fn build_hint(
    (keymap, locale): (&Keymap, &Locale),
    entry: &ActionEntry,
    context: KeyContext,
) -> Option<FooterHint> {
    // Rows of a review work before those of the pane.
    let context = match entry.context {
        KeyContext::Reviewing => KeyContext::Reviewing,
        _ => context,
    };
    let keys = keymap.active_key_sequences(entry, context).next()?;
    let (keys, name) = match (keys.split_once(','), entry.action.key_group()) {
        (Some((first, _)), Some(group)) => (first, group),
        _ => (keys, entry.name),
    };
    // The same key closes a pane and leaves the list.
    let in_list = locale.get(&format!("footer.{name}_list"));
    let in_list = in_list.filter(|_| context == KeyContext::List);
    let short = in_list.or_else(|| locale.get(&format!("footer.{name}")));
    Some(FooterHint {
        key: keymap::format_key_sequence(keys),
        words: short.map_or_else(|| entry.label(locale), str::to_owned),
        pressed: keymap::parse_key_sequence(keys),
    })
}

fn total_width(hints: &[FooterHint]) -> usize {
    hints.iter().map(FooterHint::width).sum()
}

/// Leaves out the first ones while they do not fit; the last one says how to leave.
fn leave_out_first(hints: &mut Vec<FooterHint>, columns: usize) {
    while hints.len() > 1 && total_width(hints) > columns {
        hints.remove(0);
    }
}

/// The first column of the first hint: there is a margin where all hints fit beside it.
pub fn margin_before_hints(hints: &[FooterHint], columns: u16) -> usize {
    let gap = match hints.last() {
        Some(last) if last.key.is_empty() => SENTENCE_GAP.len(),
        _ => GAP,
    };
    usize::from(total_width(hints) < usize::from(columns) + gap)
}

/// The hints of the catalogue's screen.
pub fn footer_hints(model: &Model) -> Vec<FooterHint> {
    let columns = model.size.width;
    if let Some(sentence) = footer_sentence(model) {
        return sentence_hints(&sentence, columns);
    }
    let keymap = (&model.keymap, &model.locale);
    if let Some(Overlay::Disagreements(list)) = &model.overlay
        && model.pending_keys.is_empty()
    {
        let key = if model.work.reviews_to_settle().len() > 1 {
            "reviewing.dispute_keys_of_several"
        } else {
            "reviewing.dispute_keys"
        };
        let sentence = model
            .keymap
            .fill_key_names(&model.locale, key, KeyContext::Detail);
        let needed = total_width(&sentence_hints(&sentence, columns));
        let shown = model
            .work
            .review_to_settle(list.review)
            .map(|(round, _)| round);
        let room = usize::from(columns).saturating_sub(needed);
        let mut hints = verdict_hints(&model.locale, shown, (room, columns));
        let left = columns.saturating_sub(total_width(&hints) as u16);
        hints.extend(sentence_hints(&sentence, left));
        return hints;
    }
    let context = KeyContext::from_focus(model.focus);
    let entries = footer_entries(model);
    let leading = if model.is_reviewing() {
        let is_needed = |entry: &&&ActionEntry| {
            let is_of_review = entry.context == KeyContext::Reviewing;
            entry.footer_order >= ALWAYS_SHOWN_FROM
                || is_of_review && entry.footer_order <= LAST_BESIDE_VERDICTS
        };
        let needed = entries.iter().filter(is_needed);
        let needed = needed.filter_map(|entry| build_hint(keymap, entry, context));
        let needed: usize = needed.map(|hint| hint.width()).sum();
        let round = model.work.open.as_ref().map(|open| &*open.round);
        let room = (usize::from(columns) + GAP).saturating_sub(needed);
        verdict_hints(&model.locale, round, (room, columns))
    } else {
        Vec::new()
    };
    let used = total_width(&leading) as u16;
    let mut hints = leading;
    hints.extend(entry_hints(
        keymap,
        entries,
        context,
        columns.saturating_sub(used),
    ));
    hints
}

/// The verdicts of a review with their digits in so many columns: whole, else by their short names, else cut;
/// where even that has no room, as many as fit in most of the line.
fn verdict_hints(
    locale: &Locale,
    round: Option<&ReviewRound>,
    (room, columns): (usize, u16),
) -> Vec<FooterHint> {
    let Some(round) = round else {
        return Vec::new();
    };
    let kinds = || round.start.verdicts.iter().take(9);
    let names = kinds().map(|kind| review_words::verdict_name(locale, kind));
    let whole = build_verdict_hints(names.map(str::to_owned));
    if total_width(&whole) <= room {
        return whole;
    }
    let built_in = built_in_verdicts();
    let short_names = kinds().map(|kind| {
        let short = locale.get(&format!("footer.verdict_{}", kind.key));
        // The config may give the key another name.
        let short = short.filter(|_| built_in.contains(kind));
        short.unwrap_or_else(|| review_words::verdict_name(locale, kind))
    });
    let short_names: Vec<&str> = short_names.collect();
    let widest = short_names.iter().map(|name| name.width()).max();
    for width in (MIN_VERDICT_WIDTH..=widest.unwrap_or(0)).rev() {
        let cut = short_names.iter().map(|name| cut_words(name, width));
        let cut = build_verdict_hints(cut);
        if total_width(&cut) <= room {
            return cut;
        }
    }
    let most = usize::from(columns) * 3 / 4;
    let mut used = 0;
    let short = build_verdict_hints(short_names.into_iter().map(str::to_owned));
    let fitting = short.into_iter().take_while(|hint| {
        used += hint.width();
        used <= most
    });
    fitting.collect()
}

fn build_verdict_hints(names: impl Iterator<Item = String>) -> Vec<FooterHint> {
    let hints = names.enumerate().map(|(index, words)| {
        let key = (index + 1).to_string();
        FooterHint {
            pressed: keymap::parse_key_sequence(&key),
            key,
            words,
        }
    });
    hints.collect()
}

/// The words in so many columns, with the sign of what is left out close behind the last letter.
fn cut_words(words: &str, width: usize) -> String {
    let cut = truncate_to_width(words, width, CUT);
    match cut.strip_suffix(CUT) {
        Some(kept) => format!("{}{CUT}", kept.trim_end()),
        None => cut,
    }
}

/// The keys of the hint in this column of the footer.
pub fn keys_at_column(model: &Model, column: u16) -> Vec<KeyPress> {
    let column = usize::from(column);
    let hints = footer_hints(model);
    let mut start = margin_before_hints(&hints, model.size.width);
    for hint in hints {
        let end = start + hint.width();
        if (start..end).contains(&column) {
            return hint.pressed;
        }
        start = end;
    }
    Vec::new()
}
