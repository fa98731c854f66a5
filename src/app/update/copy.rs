//! Copies to the clipboard of the user's own machine: the query, or something of the selected record.
//!
//! What was sent is shown as well, for terminals that ignore it; what is long, or cannot be sent, goes into a file.
//! Must not: promise that it arrived.

use unicode_width::UnicodeWidthStr;

use super::build_query;
use crate::app::action::{Action, CopyTarget, KeyContext};
use crate::app::effect::Effect;
use crate::app::model::copied_text::{ClipboardTrust, CopiedText};
use crate::app::model::qr_screen;
use crate::app::model::{Focus, Model};
use crate::app::msg::CopyFileOutcome;
use crate::app::notice::Notice;
use crate::app::shown_figures::build_shown_table;
use crate::report::figure_text;
use crate::wording::text_width::truncate_to_width;
use crate::wording::{product_card, product_text};

/// Most bytes that every terminal with a clipboard accepts.
const SAFE_CLIPBOARD_BYTES: usize = 1024;

/// Columns of a copied line that are always shown.
const MIN_COPIED_WIDTH: usize = 20;

/// Copies what the action names.
pub(super) fn copy_to_clipboard(model: &mut Model, target: CopyTarget) -> Vec<Effect> {
    let is_figures = matches!(
        target,
        CopyTarget::FiguresMarkdown | CopyTarget::FiguresText
    );
    if model.focus == Focus::Stats && !is_figures && target != CopyTarget::QueryLine {
        let (keymap, locale) = (&model.keymap, &model.locale);
        let notice = keymap.fill_key_names(locale, "figures.no_copy", KeyContext::Stats);
        model.notice = Some(Notice::hint(notice));
        return Vec::new();
    }
    match text_to_copy(model, target) {
        Ok(text) if !text.is_empty() => {
            model.copied = Some(CopiedText {
                text: text.clone(),
                product_id: model.selected_hit().map(|hit| hit.product.id.clone()),
            });
            return send_copy(model, text);
        }
        Ok(_) => show_message(model, "screen.nothing_to_copy"),
        Err(missing) => show_message(model, missing),
    }
    Vec::new()
}

fn show_message(model: &mut Model, key: &str) {
    model.notice = Some(Notice::hint(model.locale.t(key)));
}

/// Sends a text if the terminal accepts it; one that may not arrive goes into a file as well.
fn send_copy(model: &mut Model, text: String) -> Vec<Effect> {
    let is_sent = model.clipboard_limit.is_some_and(|most| text.len() <= most);
    let is_filed = !is_sent || text.len() > SAFE_CLIPBOARD_BYTES;
    let mut effects = Vec::new();
    if is_sent {
        let shown = text.lines().next().unwrap_or_default();
        let lines = text.lines().count();
        let key = if model.clipboard_trust == ClipboardTrust::Doubtful {
            "screen.copied_doubtful"
        } else if lines > 1 {
            "screen.copied_lines"
        } else {
            "screen.copied"
        };
        let show_text = show_text_key(model);
        let fill = |line: &str| {
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("line", &line), ("n", &lines), ("key", &show_text)];
            model.locale.fill(key, &values)
        };
        let notice = fill(&fit_copied_line(model, shown, &fill("")));
        model.notice = Some(Notice::success(notice));
        effects.push(Effect::Copy(text.clone()));
    }
    effects.extend(is_filed.then_some(Effect::SaveCopyToFile {
        text,
        sent_to_clipboard: is_sent,
    }));
    effects
}

/// As much of a copied line as the status line has room for beside the rest of its sentence.
fn fit_copied_line(model: &Model, line: &str, rest: &str) -> String {
    // A space stands before a notice, and its last column stays free.
    let room = usize::from(model.size.width).saturating_sub(rest.width() + 2);
    truncate_to_width(line, room.max(MIN_COPIED_WIDTH), "…")
}

/// The key that shows what was copied as plain text.
fn show_text_key(model: &Model) -> String {
    let context = KeyContext::from_focus(model.focus);
    let key = model.keymap.shortcut_text(Action::ShowPlainText, context);
    key.unwrap_or_default()
}

/// Reports which file a copy is in.
pub(super) fn report_copy_file(model: &mut Model, outcome: &CopyFileOutcome) {
    let (key, value) = match (&outcome.path, outcome.sent_to_clipboard) {
        (Ok(path), true) if model.clipboard_trust == ClipboardTrust::Doubtful => {
            ("screen.filed_doubtful", path)
        }
        (Ok(path), true) => ("screen.filed_too", path),
        (Ok(path), false) => ("screen.filed", path),
        (Err(reason), true) => ("screen.not_filed_too", reason),
        (Err(reason), false) => ("screen.not_filed", reason),
    };
    let show_text = show_text_key(model);
    let fill = |line: &String| {
        let values = [
            ("value", value as _),
            ("line", line as _),
            ("key", &show_text as _),
        ];
        model.locale.fill(key, &values)
    };
    let line = fit_copied_line(model, &outcome.line, &fill(&String::new()));
    let sentence = fill(&line);
    let is_lost = outcome.path.is_err() && !outcome.sent_to_clipboard;
    model.notice = Some(if is_lost {
        Notice::error(sentence)
    } else {
        Notice::success(sentence)
    });
}

/// The text, or the key of the sentence that says what is missing.
pub(super) fn text_to_copy(model: &Model, target: CopyTarget) -> Result<String, &'static str> {
    let product = || {
        let hit = model.selected_hit().ok_or("screen.nothing_chosen");
        hit.map(|hit| &hit.product)
    };
    match target {
        CopyTarget::QueryLine => Ok(build_query::format_query_line(model)),
        CopyTarget::FiguresMarkdown | CopyTarget::FiguresText => {
            let table = build_shown_table(model).ok_or("figures.no_figures")?;
            Ok(if target == CopyTarget::FiguresMarkdown {
                figure_text::format_markdown(&table, &model.locale)
            } else {
                figure_text::format_plain(&table, &model.locale)
            })
        }
        CopyTarget::Name => Ok(product()?.name.clone()),
        CopyTarget::Record => {
            let hit = model.selected_hit().ok_or("screen.nothing_chosen")?;
            let siblings = model.siblings_of(&hit.product.id);
            let lines = product_text::describe_product(&model.locale, hit, siblings, model.day);
            let lines: Vec<String> = lines.into_iter().map(|line| line.to_string()).collect();
            Ok(lines.join("\n"))
        }
        CopyTarget::Card => {
            let hit = model.selected_hit().ok_or("screen.nothing_chosen")?;
            Ok(product_card::describe_card(&model.locale, hit).join("\n"))
        }
        CopyTarget::Phone => {
            let producer = product()?.producer.as_ref();
            let phone = producer.and_then(|producer| producer.phone.clone());
            phone.ok_or("screen.no_phone")
        }
        CopyTarget::Link => {
            // The address that the QR code shows first.
            let mut contents = qr_screen::collect_qr_contents(product()?).into_iter();
            let link = contents.find(|content| content.text.starts_with("http"));
            link.map(|link| link.text).ok_or("screen.no_link")
        }
    }
}
