//! Keys on an import's screen: walking, verdicts, and the two questions. Must not: write anything; a wish to
//! publish leaves as an effect.

use ocop_index::change::{Entry, Verdict};

use super::{Effect, Model, Question, detail, layout};
use crate::app::action::{Action, Context, Entry as Row};
use crate::app::key::{Code, Key};
use crate::app::keymap::Meaning;
use crate::app::layout::{Size, help_rows, is_too_small};
use crate::app::msg::Msg;
use crate::app::palette::{self, Palette, Pressed};
use crate::app::refusal;

/// Takes in one message.
pub fn update(model: &mut Model, msg: &Msg) -> Vec<Effect> {
    let effects = match *msg {
        Msg::Key(key) => press(model, key),
        Msg::Resize { width, height } => {
            model.size = Size { width, height };
            if let Some(palette) = &mut model.help {
                palette.keep_in_sight(&model.keymap, &model.locale, help_rows(model.size));
            }
            Vec::new()
        }
        // There is no line to paste into, and nothing was asked.
        _ => Vec::new(),
    };
    keep_in_sight(model);
    effects
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    if model.help.is_some() {
        return press_in_help(model, key);
    }
    let mut keys = std::mem::take(&mut model.pending);
    if key.code == Code::Esc && !keys.is_empty() {
        return Vec::new();
    }
    keys.push(key);
    match model.keymap.meaning(model.context(), &keys) {
        Meaning::Do(action) if is_blind(model, action) => Vec::new(),
        Meaning::Do(action) => perform(model, action, key),
        Meaning::Begins => {
            model.pending = keys;
            Vec::new()
        }
        // On a slow line an Escape and the key behind it arrive together and look like Alt.
        Meaning::Nothing if key.alt => {
            let mut effects = press(model, Key::plain(Code::Esc));
            effects.extend(press(model, Key { alt: false, ..key }));
            effects
        }
        Meaning::Nothing => Vec::new(),
    }
}

/// Nobody decides what they cannot see.
fn is_blind(model: &Model, action: Action) -> bool {
    let harmless = matches!(
        action,
        Action::Quit | Action::Leave | Action::No | Action::Redraw | Action::Suspend
    );
    is_too_small(model.size) && !harmless
}

fn press_in_help(model: &mut Model, key: Key) -> Vec<Effect> {
    let rows = help_rows(model.size);
    match palette::press(&mut model.help, key, &model.keymap, &model.locale, rows) {
        Pressed::Runs(entry) => run(model, entry),
        Pressed::Other(action) => perform(model, action, key),
        Pressed::Stays | Pressed::Closes => Vec::new(),
    }
}

/// Does what was chosen in the palette, or says where it belongs.
fn run(model: &mut Model, entry: &Row) -> Vec<Effect> {
    let here = [model.context(), Context::Anywhere].contains(&entry.context);
    if let Some(key) = model.keymap.key_of(entry).filter(|_| here) {
        return perform(model, entry.action, key);
    }
    model.notice = Some(refusal::told(&model.locale, "refused.elsewhere", entry));
    Vec::new()
}

fn perform(model: &mut Model, action: Action, key: Key) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Leave],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Leave => return leave(model),
        Action::Yes => return yes(model),
        Action::No => model.question = None,
        Action::Publish => ask_to_publish(model),
        Action::Help if model.question.is_none() => {
            model.help = Some(Palette::open(Context::IMPORT, Context::Changes));
        }
        Action::Decide => {
            let items = model.selected..(model.selected + 1).min(model.len());
            model.judge(items, turned);
        }
        Action::TakeKind => judge_kind(model, |entry| match entry.verdict {
            Verdict::Refuse => Verdict::Accept,
            taken => taken,
        }),
        Action::RefuseKind => judge_kind(model, |_| Verdict::Refuse),
        Action::SameAs => same_as(model, key),
        Action::Open => model.open = true,
        Action::Back => model.open = false,
        Action::NextKind => next_kind(model, 1),
        Action::PreviousKind => next_kind(model, model.groups.len().saturating_sub(1)),
        Action::DetailDown => scroll(model, 1),
        Action::DetailUp => scroll(model, -1),
        Action::Up => step(model, -1),
        Action::Down => step(model, 1),
        Action::PageUp => step(model, -page(model)),
        Action::PageDown => step(model, page(model)),
        Action::First => step(model, isize::MIN),
        Action::Last => step(model, isize::MAX),
        _ => {}
    }
    Vec::new()
}

/// One step back: out of the record, then out of the screen; what was said is not lost without a question.
fn leave(model: &mut Model) -> Vec<Effect> {
    if model.open {
        model.open = false;
    } else if model.is_decided() {
        model.question = Some(Question::Leave);
    } else {
        return vec![Effect::Leave];
    }
    Vec::new()
}

fn yes(model: &mut Model) -> Vec<Effect> {
    match model.question.take() {
        Some(Question::Publish) => vec![Effect::Publish],
        Some(Question::Leave) => vec![Effect::Leave],
        None => Vec::new(),
    }
}

fn ask_to_publish(model: &mut Model) {
    if model.counts().1 == 0 {
        let key = "changes.nothing_taken";
        model.notice = Some(model.keymap.told(&model.locale, key, Context::Changes));
    } else {
        model.question = Some(Question::Publish);
    }
}

fn turned(entry: &Entry) -> Verdict {
    match entry.verdict {
        Verdict::Refuse => Verdict::Accept,
        Verdict::Accept | Verdict::Same(_) => Verdict::Refuse,
    }
}

fn judge_kind(model: &mut Model, verdict: impl Fn(&Entry) -> Verdict) {
    let group = model.groups.get(model.group_of(model.selected));
    if let Some(items) = group.map(|group| group.items.clone()) {
        model.judge(items, verdict);
    }
}

/// The suspect of a digit; without one the first, or the next if one is chosen already.
fn same_as(model: &mut Model, key: Key) {
    let Some(entry) = model.selected_entry() else {
        return;
    };
    let count = entry.suspects.len();
    let digit = key.letter().and_then(|letter| letter.to_digit(10));
    let suspect = match (digit, entry.verdict) {
        (Some(digit), _) => (digit as usize).wrapping_sub(1),
        (None, Verdict::Same(chosen)) => (chosen + 1) % count.max(1),
        (None, _) => 0,
    };
    if suspect < count {
        model.judge(model.selected..model.selected + 1, |_| {
            Verdict::Same(suspect)
        });
    }
}

fn next_kind(model: &mut Model, by: usize) {
    let number = (model.group_of(model.selected) + by) % model.groups.len().max(1);
    if let Some(group) = model.groups.get(number) {
        select(model, group.items.start);
    }
}

fn page(model: &Model) -> isize {
    let rows = if model.open {
        usize::from(layout::detail_inside(model).height)
    } else {
        layout::list_rows(model).unwrap_or(1)
    };
    rows.saturating_sub(1).max(1) as isize
}

fn step(model: &mut Model, by: isize) {
    if model.open {
        scroll(model, by);
    } else {
        select(model, model.selected.saturating_add_signed(by));
    }
}

fn select(model: &mut Model, item: usize) {
    let item = item.min(model.len().saturating_sub(1));
    if item != model.selected {
        model.selected = item;
        model.detail_offset = 0;
    }
}

fn scroll(model: &mut Model, by: isize) {
    let inside = layout::detail_inside(model);
    let rows = detail::rows(model, usize::from(inside.width)).len();
    let last = rows.saturating_sub(usize::from(inside.height));
    model.detail_offset = model.detail_offset.saturating_add_signed(by).min(last);
}

/// Keeps the selected item within what is shown, and the head of its group with the first one.
fn keep_in_sight(model: &mut Model) {
    if let Some(rows) = layout::list_rows(model) {
        let line = model.line_of(model.selected);
        let begins = model
            .groups
            .iter()
            .any(|group| group.items.start == model.selected);
        let first = (line + 1).saturating_sub(rows);
        let top = line - usize::from(begins && rows > 1);
        model.offset = model.offset.clamp(first, top.max(first));
        // No empty rows at the end while there are lines above.
        model.offset = model.offset.min(model.lines().saturating_sub(rows));
    }
    if model.detail_offset > 0 {
        scroll(model, 0);
    }
}
