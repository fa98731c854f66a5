//! Keys on an import's screen: moving, verdicts, and the two confirmations. Must not: write anything; the decision to
//! publish leaves as an effect.

use ocop_index::change::{ChangeEntry, Verdict};

use super::effect::ReviewEffect;
use super::model::{ImportReviewModel, ReviewConfirmation, ReviewOverlay};
use super::{layout, record};
use crate::app::action::{
    self, Action, ActionEntry, KeyContext, PaneAction, RecordAction, ReviewAction, WindowAction,
};
use crate::app::action_palette::ActionPalette;
use crate::app::key::KeyPress;
use crate::app::key_dispatch::{KeyScreen, press_key};
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::app::record_rows;
use crate::app::screen_area::{WindowSize, is_too_small, overlay_rows};
use crate::wording::locale::Locale;

/// Takes in one message.
pub fn update(model: &mut ImportReviewModel, msg: Msg) -> Vec<ReviewEffect> {
    let effects = match msg {
        Msg::Key(key) => {
            model.notice = None;
            press_key(model, key)
        }
        Msg::Resize { width, height } => {
            model.size = WindowSize { width, height };
            if let Some(ReviewOverlay::Palette(palette)) = &mut model.overlay {
                palette.scroll_to_cursor(&model.keymap, &model.locale, overlay_rows(model.size));
            }
            Vec::new()
        }
        Msg::Notice(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
        Msg::ImportCompared(comparison) => {
            model.show_new_comparison(*comparison);
            Vec::new()
        }
        // There is no line to paste into, and nothing was asked of the worker.
        _ => Vec::new(),
    };
    scroll_to_selection(model);
    effects
}

/// The rows that the footer shows now.
pub fn review_footer_entries(model: &ImportReviewModel) -> Vec<&'static ActionEntry> {
    let contexts = [model.key_context(), KeyContext::Anywhere];
    let mut entries: Vec<&ActionEntry> = contexts
        .into_iter()
        .flat_map(|context| action::entries_in_context(KeyContext::IMPORT, context))
        .filter(|entry| entry.footer_order > 0 && model.is_action_available(entry.action))
        .collect();
    entries.sort_by_key(|entry| entry.footer_order);
    entries
}

impl KeyScreen for ImportReviewModel {
    type Effect = ReviewEffect;

    fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    fn locale(&self) -> &Locale {
        &self.locale
    }

    fn window_size(&self) -> WindowSize {
        self.size
    }

    fn key_context(&self) -> KeyContext {
        match &self.overlay {
            Some(ReviewOverlay::Palette(_)) => KeyContext::Input,
            Some(ReviewOverlay::Confirmation(_)) | None => Self::key_context(self),
        }
    }

    fn pending_keys(&self) -> &[KeyPress] {
        &self.pending_keys
    }

    fn set_pending_keys(&mut self, keys: Vec<KeyPress>) {
        self.pending_keys = keys;
    }

    fn set_notice(&mut self, notice: String) {
        self.notice = Some(Notice::hint(notice));
    }

    fn take_palette(&mut self) -> Option<ActionPalette> {
        match self.overlay.take() {
            Some(ReviewOverlay::Palette(palette)) => Some(palette),
            other => {
                self.overlay = other;
                None
            }
        }
    }

    fn open_palette(&mut self, palette: ActionPalette) {
        self.overlay = Some(ReviewOverlay::Palette(palette));
    }

    fn refusal_reason(&self, entry: &ActionEntry) -> Option<&'static str> {
        let here = [Self::key_context(self), KeyContext::Anywhere];
        (!here.contains(&entry.context)).then_some("refused.elsewhere")
    }

    fn perform_action(&mut self, action: Action, key: KeyPress) -> Vec<ReviewEffect> {
        if is_blocked_by_window_size(self, action) {
            return Vec::new();
        }
        perform_action(self, action, key)
    }
}

/// Nobody decides what they cannot see.
const fn is_blocked_by_window_size(model: &ImportReviewModel, action: Action) -> bool {
    let is_harmless = matches!(
        action,
        Action::Window(WindowAction::Quit | WindowAction::Redraw | WindowAction::Suspend)
            | Action::Review(ReviewAction::Leave | ReviewAction::No)
    );
    is_too_small(model.size) && !is_harmless
}

fn perform_action(
    model: &mut ImportReviewModel,
    action: Action,
    key: KeyPress,
) -> Vec<ReviewEffect> {
    match action {
        Action::Help => {
            if model.confirmation().is_none() {
                let palette = ActionPalette::open(KeyContext::IMPORT, KeyContext::ImportReview);
                model.overlay = Some(ReviewOverlay::Palette(palette));
            }
        }
        Action::Window(window) => match window {
            WindowAction::Quit => return vec![ReviewEffect::Leave],
            WindowAction::Redraw => return vec![ReviewEffect::Redraw],
            WindowAction::Suspend => return vec![ReviewEffect::Suspend],
            WindowAction::ToggleMouse
            | WindowAction::ToggleSlow
            | WindowAction::NextTheme
            | WindowAction::SwitchLanguage
            | WindowAction::ToggleAscii
            | WindowAction::WidenList
            | WindowAction::NarrowList
            | WindowAction::ChooseColumns => {}
        },
        Action::Review(review) => return perform_review_action(model, review, key),
        Action::Pane(PaneAction::Open) => model.is_record_open = true,
        Action::Pane(PaneAction::Back) => model.is_record_open = false,
        Action::Move(movement) => move_selection(model, movement.row_delta(page_rows(model))),
        Action::Record(RecordAction::ScrollUp) => scroll_detail(model, -1),
        Action::Record(RecordAction::ScrollDown) => scroll_detail(model, 1),
        // Of the catalogue's screen only.
        Action::Reload
        | Action::Complete
        | Action::PickSuggestion
        | Action::SwitchInputMethod
        | Action::SeeDay
        | Action::ShowQrCode
        | Action::ShowPlainText
        | Action::GoTo
        | Action::Pane(_)
        | Action::Record(
            RecordAction::NextProduct | RecordAction::PreviousProduct | RecordAction::CorrectField,
        )
        | Action::Edit(_)
        | Action::Filter(_)
        | Action::Facet(_)
        | Action::SameValue(_)
        | Action::Copy(_)
        | Action::Export(_)
        | Action::ExportColumns(_)
        | Action::History(_)
        | Action::Selection(_)
        | Action::Work(_)
        | Action::Statistics(_)
        | Action::Catalog(_) => {}
    }
    Vec::new()
}

fn perform_review_action(
    model: &mut ImportReviewModel,
    action: ReviewAction,
    key: KeyPress,
) -> Vec<ReviewEffect> {
    match action {
        ReviewAction::Leave => return step_back_or_leave(model),
        ReviewAction::Yes => return accept_confirmation(model),
        ReviewAction::No => {
            if model.confirmation().is_some() {
                model.overlay = None;
            }
        }
        ReviewAction::Publish => request_publish_confirmation(model),
        ReviewAction::ToggleVerdict => {
            let items = model.selected..(model.selected + 1).min(model.len());
            model.set_verdicts(items, toggled_verdict);
        }
        ReviewAction::AcceptGroup => set_group_verdicts(model, |entry| match entry.verdict {
            Verdict::Refuse if !entry.waits_for_choice() => Verdict::Accept,
            verdict => verdict,
        }),
        ReviewAction::RefuseGroup => set_group_verdicts(model, |_| Verdict::Refuse),
        ReviewAction::SameAs => choose_suspect(model, key),
        ReviewAction::NextGroup => skip_groups(model, 1),
        ReviewAction::PreviousGroup => {
            skip_groups(model, model.list.groups().len().saturating_sub(1));
        }
    }
    Vec::new()
}

/// One step back: out of the record, then out of the screen. Verdicts are not lost without a confirmation.
fn step_back_or_leave(model: &mut ImportReviewModel) -> Vec<ReviewEffect> {
    if model.is_record_open {
        model.is_record_open = false;
    } else if model.has_decisions() {
        model.overlay = Some(ReviewOverlay::Confirmation(ReviewConfirmation::Leave));
    } else {
        return vec![ReviewEffect::Leave];
    }
    Vec::new()
}

fn accept_confirmation(model: &mut ImportReviewModel) -> Vec<ReviewEffect> {
    let confirmation = model.confirmation();
    if confirmation.is_some() {
        model.overlay = None;
    }
    match confirmation {
        Some(ReviewConfirmation::Publish) => vec![ReviewEffect::Publish],
        Some(ReviewConfirmation::Leave) => vec![ReviewEffect::Leave],
        None => Vec::new(),
    }
}

fn request_publish_confirmation(model: &mut ImportReviewModel) {
    if model.change_counts().1 == 0 {
        let key = "changes.nothing_taken";
        let context = KeyContext::ImportReview;
        let notice = model.keymap.fill_key_names(&model.locale, key, context);
        model.notice = Some(Notice::hint(notice));
    } else {
        model.overlay = Some(ReviewOverlay::Confirmation(ReviewConfirmation::Publish));
    }
}

fn toggled_verdict(entry: &ChangeEntry) -> Verdict {
    match entry.verdict {
        Verdict::Refuse => Verdict::Accept,
        Verdict::Accept | Verdict::SameAs(_) => Verdict::Refuse,
    }
}

fn set_group_verdicts(model: &mut ImportReviewModel, verdict: impl Fn(&ChangeEntry) -> Verdict) {
    let group = model.list.group_at(model.selected);
    if let Some(items) = group.map(|group| group.items.clone()) {
        model.set_verdicts(items, verdict);
    }
}

/// Chooses the suspect of a digit; without a digit the first, or the next if one is chosen already.
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
    let number =
        (model.list.group_index_of(model.selected) + by) % model.list.groups().len().max(1);
    if let Some(group) = model.list.groups().get(number) {
        select_item(model, group.items.start);
    }
}

fn page_rows(model: &ImportReviewModel) -> isize {
    let rows = if model.is_record_open {
        let inside = layout::detail_inner_area(model);
        let rows = record::build_item_rows(model, usize::from(inside.width));
        let height = usize::from(inside.height);
        height - record_rows::pinned_row_count(&rows, height)
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

/// Scrolls so that the selected item is shown, with the heading of its group above the first item.
fn scroll_to_selection(model: &mut ImportReviewModel) {
    if let Some(rows) = layout::list_rows(model) {
        let line = model.list.line_index_of(model.selected);
        let begins = model
            .list
            .groups()
            .iter()
            .any(|group| group.items.start == model.selected);
        let first = (line + 1).saturating_sub(rows);
        let top = line - usize::from(begins && rows > 1);
        model.list_offset = model.list_offset.clamp(first, top.max(first));
        // No empty rows at the end while there are lines above.
        model.list_offset = model
            .list_offset
            .min(model.list.line_count().saturating_sub(rows));
    }
    if model.detail_offset > 0 {
        scroll_detail(model, 0);
    }
}
