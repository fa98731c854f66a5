//! Keys on an import's screen: walking, verdicts, and the two questions. Must not: write anything; a wish to
//! publish leaves as an effect.

use ocop_index::change::{ChangeEntry, Verdict};

use super::{ImportReviewModel, ReviewConfirmation, ReviewEffect, layout, record};
use crate::app::action::{Action, ActionEntry as Row, KeyContext};
use crate::app::action_palette::{self, ActionPalette, PaletteOutcome};
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyLookup;
use crate::app::layout::{WindowSize, is_too_small, overlay_rows};
use crate::app::msg::Msg;
use crate::app::unavailable;

/// Takes in one message.
pub fn update(model: &mut ImportReviewModel, msg: &Msg) -> Vec<ReviewEffect> {
    let effects = match *msg {
        Msg::Key(key) => press_key(model, key),
        Msg::Resize { width, height } => {
            model.size = WindowSize { width, height };
            if let Some(palette) = &mut model.palette {
                palette.scroll_to_cursor(&model.keymap, &model.locale, overlay_rows(model.size));
            }
            Vec::new()
        }
        // There is no line to paste into, and nothing was asked.
        _ => Vec::new(),
    };
    scroll_to_selection(model);
    effects
}

fn press_key(model: &mut ImportReviewModel, key: KeyPress) -> Vec<ReviewEffect> {
    model.notice = None;
    if model.palette.is_some() {
        return press_key_in_palette(model, key);
    }
    let mut keys = std::mem::take(&mut model.pending_keys);
    if key.code == KeyCode::Esc && !keys.is_empty() {
        return Vec::new();
    }
    keys.push(key);
    match model.keymap.look_up(model.key_context(), &keys) {
        KeyLookup::Bound(action) if is_blocked_by_window_size(model, action) => Vec::new(),
        KeyLookup::Bound(action) => perform_action(model, action, key),
        KeyLookup::Prefix => {
            model.pending_keys = keys;
            Vec::new()
        }
        // On a slow line an Escape and the key behind it arrive together and look like Alt.
        KeyLookup::Unbound if key.alt => {
            let mut effects = press_key(model, KeyPress::without_modifiers(KeyCode::Esc));
            effects.extend(press_key(model, KeyPress { alt: false, ..key }));
            effects
        }
        KeyLookup::Unbound => Vec::new(),
    }
}

/// Nobody decides what they cannot see.
fn is_blocked_by_window_size(model: &ImportReviewModel, action: Action) -> bool {
    let harmless = matches!(
        action,
        Action::Quit | Action::Leave | Action::No | Action::Redraw | Action::Suspend
    );
    is_too_small(model.size) && !harmless
}

fn press_key_in_palette(model: &mut ImportReviewModel, key: KeyPress) -> Vec<ReviewEffect> {
    let rows = overlay_rows(model.size);
    match action_palette::handle_palette_key(
        &mut model.palette,
        key,
        &model.keymap,
        &model.locale,
        rows,
    ) {
        PaletteOutcome::Run(entry) => run_palette_entry(model, entry),
        PaletteOutcome::PassThrough(action) => perform_action(model, action, key),
        PaletteOutcome::StayOpen | PaletteOutcome::Close => Vec::new(),
    }
}

/// Does what was chosen in the palette, or says where it belongs.
fn run_palette_entry(model: &mut ImportReviewModel, entry: &Row) -> Vec<ReviewEffect> {
    let here = [model.key_context(), KeyContext::Anywhere].contains(&entry.context);
    if let Some(key) = model.keymap.representative_key(entry).filter(|_| here) {
        return perform_action(model, entry.action, key);
    }
    model.notice = Some(unavailable::describe_refusal(
        &model.locale,
        "refused.elsewhere",
        entry,
    ));
    Vec::new()
}

fn perform_action(
    model: &mut ImportReviewModel,
    action: Action,
    key: KeyPress,
) -> Vec<ReviewEffect> {
    match action {
        Action::Quit => return vec![ReviewEffect::Leave],
        Action::Redraw => return vec![ReviewEffect::Redraw],
        Action::Suspend => return vec![ReviewEffect::Suspend],
        Action::Leave => return step_back_or_leave(model),
        Action::Yes => return accept_confirmation(model),
        Action::No => model.confirmation = None,
        Action::Publish => request_publish_confirmation(model),
        Action::Help if model.confirmation.is_none() => {
            model.palette = Some(ActionPalette::open(
                KeyContext::IMPORT,
                KeyContext::ImportReview,
            ));
        }
        Action::Decide => {
            let items = model.selected..(model.selected + 1).min(model.len());
            model.set_verdicts(items, toggled_verdict);
        }
        Action::TakeKind => set_group_verdicts(model, |entry| match entry.verdict {
            Verdict::Refuse => Verdict::Accept,
            taken => taken,
        }),
        Action::RefuseKind => set_group_verdicts(model, |_| Verdict::Refuse),
        Action::SameAs => choose_suspect(model, key),
        Action::Open => model.is_record_open = true,
        Action::Back => model.is_record_open = false,
        Action::NextKind => skip_groups(model, 1),
        Action::PreviousKind => skip_groups(model, model.groups.len().saturating_sub(1)),
        Action::DetailDown => scroll_detail(model, 1),
        Action::DetailUp => scroll_detail(model, -1),
        Action::Up => move_selection(model, -1),
        Action::Down => move_selection(model, 1),
        Action::PageUp => move_selection(model, -page_rows(model)),
        Action::PageDown => move_selection(model, page_rows(model)),
        Action::First => move_selection(model, isize::MIN),
        Action::Last => move_selection(model, isize::MAX),
        _ => {}
    }
    Vec::new()
}

/// One step back: out of the record, then out of the screen; what was said is not lost without a question.
fn step_back_or_leave(model: &mut ImportReviewModel) -> Vec<ReviewEffect> {
    if model.is_record_open {
        model.is_record_open = false;
    } else if model.has_decisions() {
        model.confirmation = Some(ReviewConfirmation::Leave);
    } else {
        return vec![ReviewEffect::Leave];
    }
    Vec::new()
}

fn accept_confirmation(model: &mut ImportReviewModel) -> Vec<ReviewEffect> {
    match model.confirmation.take() {
        Some(ReviewConfirmation::Publish) => vec![ReviewEffect::Publish],
        Some(ReviewConfirmation::Leave) => vec![ReviewEffect::Leave],
        None => Vec::new(),
    }
}

fn request_publish_confirmation(model: &mut ImportReviewModel) {
    if model.change_counts().1 == 0 {
        let key = "changes.nothing_taken";
        model.notice = Some(model.keymap.fill_key_names(
            &model.locale,
            key,
            KeyContext::ImportReview,
        ));
    } else {
        model.confirmation = Some(ReviewConfirmation::Publish);
    }
}

fn toggled_verdict(entry: &ChangeEntry) -> Verdict {
    match entry.verdict {
        Verdict::Refuse => Verdict::Accept,
        Verdict::Accept | Verdict::SameAs(_) => Verdict::Refuse,
    }
}

fn set_group_verdicts(model: &mut ImportReviewModel, verdict: impl Fn(&ChangeEntry) -> Verdict) {
    let group = model.groups.get(model.group_index_of(model.selected));
    if let Some(items) = group.map(|group| group.items.clone()) {
        model.set_verdicts(items, verdict);
    }
}

/// The suspect of a digit; without one the first, or the next if one is chosen already.
fn choose_suspect(model: &mut ImportReviewModel, key: KeyPress) {
    let Some(entry) = model.selected_entry() else {
        return;
    };
    let count = entry.suspects.len();
    let digit = key.as_char().and_then(|letter| letter.to_digit(10));
    let suspect = match (digit, entry.verdict) {
        (Some(digit), _) => (digit as usize).wrapping_sub(1),
        (None, Verdict::SameAs(chosen)) => (chosen + 1) % count.max(1),
        (None, _) => 0,
    };
    if suspect < count {
        model.set_verdicts(model.selected..model.selected + 1, |_| {
            Verdict::SameAs(suspect)
        });
    }
}

fn skip_groups(model: &mut ImportReviewModel, by: usize) {
    let number = (model.group_index_of(model.selected) + by) % model.groups.len().max(1);
    if let Some(group) = model.groups.get(number) {
        select_item(model, group.items.start);
    }
}

fn page_rows(model: &ImportReviewModel) -> isize {
    let rows = if model.is_record_open {
        usize::from(layout::detail_inner_area(model).height)
    } else {
        layout::list_rows(model).unwrap_or(1)
    };
    rows.saturating_sub(1).max(1) as isize
}

fn move_selection(model: &mut ImportReviewModel, by: isize) {
    if model.is_record_open {
        scroll_detail(model, by);
    } else {
        select_item(model, model.selected.saturating_add_signed(by));
    }
}

fn select_item(model: &mut ImportReviewModel, item: usize) {
    let item = item.min(model.len().saturating_sub(1));
    if item != model.selected {
        model.selected = item;
        model.detail_offset = 0;
    }
}

fn scroll_detail(model: &mut ImportReviewModel, by: isize) {
    let inside = layout::detail_inner_area(model);
    let rows = record::build_item_rows(model, usize::from(inside.width)).len();
    let last = rows.saturating_sub(usize::from(inside.height));
    model.detail_offset = model.detail_offset.saturating_add_signed(by).min(last);
}

/// Keeps the selected item within what is shown, and the head of its group with the first one.
fn scroll_to_selection(model: &mut ImportReviewModel) {
    if let Some(rows) = layout::list_rows(model) {
        let line = model.line_index_of(model.selected);
        let begins = model
            .groups
            .iter()
            .any(|group| group.items.start == model.selected);
        let first = (line + 1).saturating_sub(rows);
        let top = line - usize::from(begins && rows > 1);
        model.list_offset = model.list_offset.clamp(first, top.max(first));
        // No empty rows at the end while there are lines above.
        model.list_offset = model
            .list_offset
            .min(model.line_count().saturating_sub(rows));
    }
    if model.detail_offset > 0 {
        scroll_detail(model, 0);
    }
}
