//! What goes to the clipboard of the person's own machine: the question, or something of the selected record.
//!
//! What was sent is shown as well, for terminals that refuse; what is long, or cannot be sent, goes into a file. Must
//! not: promise that it arrived.

use ocop_index::search::SearchHit;

use super::build_query;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::model::qr_screen;
use crate::app::msg::CopyFileOutcome;
use crate::wording::product_text;

/// Up to so many bytes every terminal takes a copy that takes any.
const SAFE_CLIPBOARD_BYTES: usize = 1024;

/// Sends what the action names.
pub(super) fn copy_to_clipboard(model: &mut Model, action: Action) -> Vec<Effect> {
    let text = if action == Action::Copy {
        Ok(build_query::format_query_line(model))
    } else {
        let hit = model.selected_hit().ok_or("screen.nothing_chosen");
        hit.and_then(|hit| record_text(model, hit, action))
    };
    match text {
        Ok(text) if !text.is_empty() => return send_copy(model, text),
        Ok(_) => show_message(model, "screen.nothing_to_copy"),
        Err(missing) => show_message(model, missing),
    }
    Vec::new()
}

fn show_message(model: &mut Model, key: &str) {
    model.notice = Some(model.locale.t(key).to_owned());
}

/// Sends it as far as the terminal takes it; what may not arrive goes into a file as well.
fn send_copy(model: &mut Model, text: String) -> Vec<Effect> {
    let is_sent = model.clipboard_limit.is_some_and(|most| text.len() <= most);
    let is_filed = !is_sent || text.len() > SAFE_CLIPBOARD_BYTES;
    let mut effects = Vec::new();
    if is_sent {
        let shown = text.lines().next().unwrap_or_default();
        let lines = text.lines().count();
        let key = if lines > 1 {
            "screen.copied_lines"
        } else {
            "screen.copied"
        };
        let told = model.locale.fill(key, &[("line", &shown), ("n", &lines)]);
        model.notice = Some(told);
        effects.push(Effect::Copy(text.clone()));
    }
    effects.extend(is_filed.then_some(Effect::SaveCopyToFile {
        text,
        sent_to_clipboard: is_sent,
    }));
    effects
}

/// Tells which file a copy is in.
pub(super) fn report_copy_file(model: &mut Model, filed: &CopyFileOutcome) {
    let (key, value) = match (&filed.path, filed.sent_to_clipboard) {
        (Ok(path), true) => ("screen.filed_too", path),
        (Ok(path), false) => ("screen.filed", path),
        (Err(reason), true) => ("screen.not_filed_too", reason),
        (Err(reason), false) => ("screen.not_filed", reason),
    };
    let values = [("value", value as _), ("line", &filed.line as _)];
    model.notice = Some(model.locale.fill(key, &values));
}

/// A piece of the record, or the sentence that says that it is missing.
fn record_text(model: &Model, hit: &SearchHit, action: Action) -> Result<String, &'static str> {
    let product = &hit.product;
    match action {
        Action::CopyPhone => {
            let producer = product.producer.as_ref();
            let phone = producer.and_then(|producer| producer.phone.clone());
            phone.ok_or("screen.no_phone")
        }
        Action::CopyLink => {
            // The one that its code shows first.
            let mut scans = qr_screen::collect_qr_contents(product).into_iter();
            let link = scans.find(|scan| scan.text.starts_with("http"));
            link.map(|link| link.text).ok_or("screen.no_link")
        }
        Action::CopyRecord => {
            let others = model.siblings_of(&product.id);
            let lines =
                product_text::describe_product(&model.locale, hit, others, model.day).into_iter();
            let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
            Ok(lines.join("\n"))
        }
        _ => Ok(product.name.clone()),
    }
}
