//! Labels set and taken off, for commands, the linear mode and the screen: what was written is resolved, saved, and
//! told in sentences.

use jiff::Timestamp;

use super::work::describe_work_error;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::product_label::{
    LabelAct, describe_label, describe_label_change, describe_label_problem, describe_meant_label,
};
use crate::work::events::event::WorkEvent;
use crate::work::events::product_ref::ProductRef;
use crate::work::labels::label_book::{
    LabelBook, LabelProblem, MeantLabel, WrittenLabel, read_label,
};
use crate::work::labels::label_drafts::LabelChange;
use crate::work::store::open_work::OpenWork;

/// A label as somebody wrote it, and which one it is.
#[derive(Clone, Debug)]
pub struct ResolvedLabel {
    written: WrittenLabel,
    /// The one that they mean.
    pub meant: MeantLabel,
}

/// What was saved, in sentences, and its events.
#[derive(Clone, Debug)]
pub struct LabelsSaved {
    /// One sentence or more, each a line.
    pub lines: Vec<String>,
    /// The events; none where all was so already.
    pub events: Vec<WorkEvent>,
}

/// Finds the label that `LABEL` or `LABEL=VALUE` means. To take one off, no value need be written, and it must be
/// known.
///
/// # Errors
/// Fails, with a sentence that says what to write, where it means none.
pub fn resolve_label(
    settings: &Settings,
    work: Option<&OpenWork>,
    text: &str,
    act: LabelAct,
) -> Result<ResolvedLabel, CommandFailure> {
    let locale = &settings.locale;
    let book = work.map_or_else(LabelBook::default, |work| LabelBook::of_log(work.log()));
    let tell =
        |problem: LabelProblem| CommandFailure::Usage(describe_label_problem(locale, &problem));
    let written = read_label(text).map_err(tell)?;
    let meant = match (act, book.resolve(&written)) {
        (LabelAct::TakenOff, Err(LabelProblem::NoValue { label, .. })) => MeantLabel {
            is_respelled: label != written.label,
            label,
            value: None,
            is_new: false,
        },
        (LabelAct::TakenOff, Ok(meant)) if meant.is_new => {
            return Err(no_label(settings, &book, &written.label));
        }
        (_, meant) => meant.map_err(tell)?,
    };
    Ok(ResolvedLabel { written, meant })
}

/// The failure that no label is called so.
pub fn no_label(settings: &Settings, book: &LabelBook, written: &str) -> CommandFailure {
    let locale = &settings.locale;
    let known: Vec<&str> = book.iter().map(|(label, _)| label).collect();
    let sentence = if known.is_empty() {
        locale.fill("label.none_known", &[("label", &written)])
    } else {
        let known = known.join(", ");
        locale.fill("label.unknown", &[("label", &written), ("known", &known)])
    };
    CommandFailure::Usage(sentence)
}

/// Sets a label of products or takes it off, and says what was saved.
///
/// # Errors
/// Fails, with a sentence, where it cannot be saved.
pub fn save_label(
    settings: &Settings,
    work: &mut OpenWork,
    label: &ResolvedLabel,
    products: &[ProductRef],
    act: LabelAct,
) -> Result<LabelsSaved, CommandFailure> {
    let locale = &settings.locale;
    let (name, value) = (&label.meant.label, label.meant.value.as_deref());
    let change = match act {
        LabelAct::Set => work.log().draft_labels(products, name, value),
        LabelAct::TakenOff => work.log().draft_labels_off(products, name, value),
    };
    let events = save_drafts(settings, work, &change)?;
    let mut lines = Vec::new();
    lines.extend(describe_meant_label(locale, &label.written, &label.meant));
    let name = describe_label(locale, name, value);
    lines.push(describe_label_change(locale, act, &name, products, &change));
    Ok(LabelsSaved { lines, events })
}

/// Writes the events of a change.
///
/// # Errors
/// Fails, with a sentence, where they cannot be saved.
pub fn save_drafts(
    settings: &Settings,
    work: &mut OpenWork,
    change: &LabelChange,
) -> Result<Vec<WorkEvent>, CommandFailure> {
    if change.drafts.is_empty() {
        return Ok(Vec::new());
    }
    let recorded = work.record(change.drafts.clone(), Timestamp::now());
    recorded.map_err(|error| describe_work_error(&error, work.store().path(), settings))
}
