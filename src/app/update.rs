//! What happens changes the model; what should happen outside leaves as effects.
//!
//! One function a message. What a key does is spread over [`typing`], [`completing`], [`values`], [`walking`],
//! [`filtering`], [`like`], [`counting`], [`undoing`], [`recalling`], [`saving`], [`copying`], [`exporting`],
//! [`scanning`], [`reloading`] and [`fitting`]; [`pointing`] turns the mouse into that, [`asking`] makes one question of
//! it all, [`answering`] and [`others`] take in what comes back, [`resting`] lets the record wait for the hand. Must not: do input or output, read a clock, or draw.

mod answering;
mod asking;
mod completing;
mod copying;
mod counting;
mod exporting;
mod filtering;
mod fitting;
mod like;
mod others;
mod pointing;
mod recalling;
mod reloading;
mod resting;
mod saving;
mod scanning;
mod typing;
mod undoing;
mod values;
mod walking;

use super::action::{Action, Context, Entry};
use super::effect::Effect;
use super::key::{Code, Key};
use super::keymap::Meaning;
use super::layout;
use super::model::{Focus, Held, Model};
use super::msg::Msg;
use super::palette::{self, Palette, Pressed};
use super::refusal;
use crate::exit;

/// Takes in one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => take_key(model, key),
        Msg::Paste(text) => take_paste(model, text),
        Msg::Mouse(mouse) => {
            // What was seen under it counts: a notice hides what comes back when it goes.
            let under = pointing::under(model, mouse);
            noted(model, false, |model| pointing::take(model, mouse, under))
        }
        Msg::SlowLine => {
            fitting::slow_down(model);
            Vec::new()
        }
        Msg::Resize { width, height } => {
            model.size = layout::Size { width, height };
            resting::rest(model);
            saving::keep_in_sight(model);
            if let Some(palette) = &mut model.help {
                let rows = layout::help_rows(model.size);
                palette.keep_in_sight(&model.keymap, &model.locale, rows);
            }
            Vec::new()
        }
        Msg::Rest => {
            resting::rest(model);
            Vec::new()
        }
        Msg::Answer(page) => {
            answering::take_page(model, *page);
            release(model)
        }
        Msg::Rows {
            generation,
            start,
            hits,
        } => {
            answering::take_rows(model, generation, start, hits);
            release(model)
        }
        Msg::Explained {
            generation,
            place,
            explanation,
        } => {
            answering::take_why(model, generation, place, explanation);
            Vec::new()
        }
        Msg::Others(made) => {
            others::take(model, *made);
            Vec::new()
        }
        Msg::Tallied { line, total } => {
            saving::take_count(model, line, total);
            Vec::new()
        }
        Msg::Told(sentence) => {
            model.notice = Some(sentence);
            Vec::new()
        }
        Msg::Counted(figures) => {
            counting::take(model, figures);
            release(model)
        }
        Msg::Filed(filed) => {
            copying::take_filed(model, &filed);
            Vec::new()
        }
        Msg::News(number) => {
            // What is told of it until then is not so any more.
            let none = model.locale.t("refused.reload");
            model.notice = model.notice.take().filter(|told| told != none);
            model.news = Some(number);
            Vec::new()
        }
        Msg::Reloaded(reloaded) => reloading::take(model, &reloaded),
        Msg::Failed {
            generation,
            part,
            cause,
        } => {
            answering::give_up(model, generation, part);
            let effects = release(model);
            let reason = exit::reason(&cause, &model.locale);
            model.notice = Some(model.locale.fill("screen.failed", &[("reason", &reason)]));
            effects
        }
    };
    walking::keep_in_sight(model);
    effects.extend(answering::missing_rows(model));
    effects.extend(answering::missing_why(model));
    effects.extend(others::missing(model));
    effects.extend(counting::missing_figures(model));
    effects.extend(saving::missing_count(model));
    effects
}

/// The first question, before any key.
pub fn start(model: &mut Model) -> Vec<Effect> {
    asking::ask(model)
}

/// The search that somebody who loses the line would want to find again, as one line.
pub fn worth_keeping(model: &Model) -> Option<String> {
    recalling::worth_keeping(model)
}

/// Most keys that wait for an answer; more come from no person.
const HELD: usize = 4096;

/// A key that walks or chooses in a list that is not here yet waits for it, and all keys behind it: what is
/// typed ahead on a slow line does what it would have done on a fast one.
fn take_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut keys = model.pending.clone();
    keys.push(key);
    let meaning = model.keymap.meaning(Context::of(model.focus), &keys);
    // Leaving never waits, not behind a prefix either, but a letter does: behind held keys it may be text by its turn.
    let alone = model.keymap.meaning(Context::of(model.focus), &[key]);
    let leave = Meaning::Do(Action::Quit);
    if (key.ctrl && alone == leave) || (model.held.is_empty() && meaning == leave) {
        return noted(model, is_typing(model), |model| press(model, key));
    }
    let is_text = model.focus == Focus::Input || is_finding(model);
    let waits = matches!(meaning, Meaning::Do(action) if waits(model, action));
    let waits = waits && !(is_text && key.is_text()) && !is_covered(model);
    if model.held.is_empty() && !waits {
        return noted(model, is_typing(model), |model| press(model, key));
    }
    hold(model, Held::Key(key));
    Vec::new()
}

/// True while a window lies over the panes.
fn is_covered(model: &Model) -> bool {
    model.help.is_some() || model.recall.is_some() || model.scan.is_some()
}

/// True while keys go into the search line.
fn is_typing(model: &Model) -> bool {
    model.focus == Focus::Input && !is_covered(model)
}

/// Tells a sentence that names keys of where the person is.
fn tell(model: &mut Model, sentence: &str) {
    let context = Context::of(model.focus);
    model.notice = Some(model.keymap.told(&model.locale, sentence, context));
}

/// Does something of a person's, and remembers what was asked before if it changes that. What was told until then is
/// read, and whoever does something stands where they are.
fn noted(
    model: &mut Model,
    typing: bool,
    deed: impl FnOnce(&mut Model) -> Vec<Effect>,
) -> Vec<Effect> {
    (model.notice, model.keep) = (None, None);
    let old = undoing::step(model);
    let place = resting::place(model);
    let effects = deed(model);
    resting::settle(model, &place);
    undoing::remember(model, old, typing);
    effects
}

/// Pasted text keeps its place behind the keys that wait.
fn take_paste(model: &mut Model, text: String) -> Vec<Effect> {
    if model.held.is_empty() {
        return noted(model, is_typing(model), |model| paste(model, &text));
    }
    hold(model, Held::Paste(text));
    Vec::new()
}

fn hold(model: &mut Model, held: Held) {
    if model.held.len() < HELD {
        model.held.push(held);
    }
}

/// True when an action has to wait: for the answer, or for the rows that it needs.
fn waits(model: &Model, action: Action) -> bool {
    let needs_row = matches!(action, Action::Open | Action::DetailUp | Action::DetailDown);
    let needs_figures = action.needs_answer() && model.missing_figures().is_some();
    needs_figures
        || (action.needs_answer() && model.is_stale())
        || (needs_row && model.awaited_rows.is_some())
}

/// What was waited for is here: the keys that waited have their turn.
fn release(model: &mut Model) -> Vec<Effect> {
    if model.is_stale() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for held in std::mem::take(&mut model.held) {
        effects.extend(match held {
            Held::Key(key) => take_key(model, key),
            Held::Paste(text) => take_paste(model, text),
        });
        walking::keep_in_sight(model);
        effects.extend(answering::missing_rows(model));
    }
    effects
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if is_covered(model) && key.alt {
        let context = match model.scan {
            Some(_) => Context::Detail,
            None => Context::Input,
        };
        if model.keymap.meaning(context, &[key]) == Meaning::Nothing {
            return press_behind_escape(model, key);
        }
    }
    if model.help.is_some() {
        return press_in_help(model, key);
    }
    if model.scan.is_some() {
        let action = scanning::press(model, key);
        return action.map_or_else(Vec::new, |action| act(model, action, key));
    }
    if model.recall.is_some() {
        return saving::press(model, key);
    }
    if is_finding(model) && values::press(model, key) {
        return Vec::new();
    }
    let context = Context::of(model.focus);
    let mut keys = std::mem::take(&mut model.pending);
    if key.code == Code::Esc && !keys.is_empty() {
        return Vec::new();
    }
    keys.push(key);
    match model.keymap.meaning(context, &keys) {
        Meaning::Do(action) => perform(model, action, key),
        Meaning::Begins => {
            model.pending = keys;
            Vec::new()
        }
        Meaning::Nothing if key.alt => press_behind_escape(model, key),
        // Behind a prefix that it does not go on from, what is no letter means what it always means.
        Meaning::Nothing if keys.len() > 1 && !key.is_text() => press(model, key),
        Meaning::Nothing if keys.len() > 1 => {
            let keys: String = keys.iter().filter_map(Key::letter).collect();
            let values: [(&str, &dyn std::fmt::Display); 1] = [("keys", &keys)];
            let (locale, key) = (&model.locale, "screen.no_prefix");
            model.notice = Some(model.keymap.told_with(locale, key, context, &values));
            Vec::new()
        }
        Meaning::Nothing if model.focus == Focus::Input => typing::letter(model, key),
        Meaning::Nothing => Vec::new(),
    }
}

/// On a slow line an Escape and the key behind it arrive together and look like Alt.
fn press_behind_escape(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut effects = press(model, Key::plain(Code::Esc));
    effects.extend(press(model, Key { alt: false, ..key }));
    effects
}

fn press_in_help(model: &mut Model, key: Key) -> Vec<Effect> {
    let rows = layout::help_rows(model.size);
    match palette::press(&mut model.help, key, &model.keymap, &model.locale, rows) {
        Pressed::Runs(entry) => run(model, entry),
        Pressed::Other(action) => act(model, action, key),
        Pressed::Stays | Pressed::Closes => Vec::new(),
    }
}

/// Does what was chosen in the palette, or says why not.
fn run(model: &mut Model, entry: &Entry) -> Vec<Effect> {
    if let Some(reason) = refusal::reason(entry, model) {
        model.notice = Some(refusal::told(&model.locale, reason, entry));
        return Vec::new();
    }
    let key = model.keymap.key_of(entry);
    key.map_or_else(Vec::new, |key| perform(model, entry.action, key))
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.pending.clear();
    model.scan = None;
    if let Some(palette) = &mut model.help {
        palette.paste(text);
        return Vec::new();
    }
    if model.recall.is_some() {
        saving::paste(model, text);
        return Vec::new();
    }
    if is_finding(model) {
        values::paste(model, text);
        return Vec::new();
    }
    model.focus = Focus::Input;
    typing::paste(model, text)
}

/// True while letters narrow the values of a facet.
fn is_finding(model: &Model) -> bool {
    model.focus == Focus::Facets && model.facets.is_finding()
}

fn perform(model: &mut Model, action: Action, key: Key) -> Vec<Effect> {
    let action = recalling::by_arrow(model, action).unwrap_or(action);
    let acts = matches!(
        action,
        Action::ToList | Action::Open | Action::Copy | Action::Close | Action::Quit
    );
    let kept = acts.then(|| recalling::remember(model)).flatten();
    let mut effects: Vec<Effect> = kept.into_iter().collect();
    effects.extend(act(model, action, key));
    effects
}

fn act(model: &mut Model, action: Action, key: Key) -> Vec<Effect> {
    if let Some(format) = action.exports() {
        return exporting::export(model, format);
    }
    match action {
        Action::Quit => vec![Effect::Quit],
        Action::Close => close(model),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Help => {
            let here = Context::of(model.focus);
            let mut palette = Palette::open(Context::CATALOGUE, here);
            palette.input.method = model.input.method;
            model.help = Some(palette);
            Vec::new()
        }
        Action::ToList => {
            let effects = typing::finish(model);
            walking::perform(model, action);
            effects
        }
        Action::Typing => {
            typing::switch(model);
            Vec::new()
        }
        Action::Mouse | Action::Slow | Action::Wider | Action::Narrower => {
            fitting::perform(model, action)
        }
        Action::FindValue => {
            values::begin(model);
            Vec::new()
        }
        Action::Undo | Action::Redo => undoing::perform(model, action),
        Action::OlderSearch | Action::NewerSearch => recalling::perform(model, action),
        Action::Save => saving::save(model),
        Action::Recall => {
            saving::open(model);
            Vec::new()
        }
        Action::Stats => {
            counting::open(model);
            Vec::new()
        }
        // Leaving the statistics and going to another pane is the same as everywhere.
        _ if model.focus == Focus::Stats && action.counts() => counting::perform(model, action),
        Action::Reload => reloading::wish(model),
        Action::Scan => {
            scanning::open(model);
            Vec::new()
        }
        Action::Copy
        | Action::CopyName
        | Action::CopyRecord
        | Action::CopyPhone
        | Action::CopyLink => copying::perform(model, action),
        Action::LikeStar
        | Action::LikeDistrict
        | Action::LikeUnit
        | Action::LikeGroup
        | Action::LikeKind
        | Action::LikeProducer => like::perform(model, action),
        Action::Complete => completing::complete(model).unwrap_or_else(|| {
            walking::perform(model, Action::NextPane);
            Vec::new()
        }),
        Action::WayOut => filtering::way_out(model, key),
        Action::Toggle
        | Action::Exclude
        | Action::DropFilter
        | Action::DropFilters
        | Action::Sort
        | Action::Reverse
        | Action::Literal
        | Action::Collapse
        | Action::Expand
        | Action::NextFacet
        | Action::PreviousFacet => filtering::perform(model, action),
        edit if edit.edits() => typing::perform(model, edit),
        _ => {
            walking::perform(model, action);
            Vec::new()
        }
    }
}

/// Closes what is on top; at the top, the program.
fn close(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::List && !model.zoom {
        return vec![Effect::Quit];
    }
    walking::back(model);
    Vec::new()
}
