//! The events of a history as the commands print them: a line each, or JSON.

use std::fmt::Display;

use serde_json::{Value, json};

use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::vietnam_time::time_in_vietnam;
use crate::work::events::event::WorkEvent;
use crate::work::events::work_log::WorkLog;

/// An event as a line: when, who, and what (`act`), in which review where that is told; what was undone or replaced
/// is marked.
pub(super) fn format_event_line(
    locale: &Locale,
    log: &WorkLog,
    event: &WorkEvent,
    (act, review): (&str, &str),
) -> String {
    let values: [(&str, &dyn Display); 5] = [
        ("time", &time_in_vietnam(locale, event.time)),
        ("who", &sanitize_text(&event.author)),
        ("act", &act),
        ("review", &review),
        ("event", &event.id.short()),
    ];
    let line = locale.fill("review.history_row", &values);
    let note = match (log.stands(event), log.is_head(event)) {
        (false, _) => locale.t("review.note_undone"),
        (true, false) => locale.t("review.note_replaced"),
        (true, true) => "",
    };
    format!("  {line}{note}")
}

/// An event as JSON; `about` is the field that says what it belongs to, as it is called elsewhere, and `act` what was
/// done, in words.
pub(super) fn event_json(
    log: &WorkLog,
    event: &WorkEvent,
    (field, about): (&str, Option<&str>),
    act: &str,
) -> Value {
    json!({
        "id": event.id.to_string(),
        "time": event.time.to_string(),
        "author": sanitize_text(&event.author),
        field: about.map(sanitize_text),
        "did": event.body,
        "text": act,
        "stands": log.stands(event),
        "counts": log.is_head(event),
    })
}
