//! Copies to the clipboard of the user's own machine: the query, or something of the selected products or the record.
//!
//! What was sent is shown as well, for terminals that ignore it; what is long, or cannot be sent, goes into a file.
//! Must not: promise that it arrived.

use ocop_index::search::SearchHit;
use unicode_width::UnicodeWidthStr;

use super::{build_query, copied_products, selection};
use crate::app::action::{Action, CopyTarget, KeyContext};
use crate::app::effect::Effect;
use crate::app::model::copied_text::{ClipboardTrust, CopiedText};
use crate::app::model::{Focus, Model};
use crate::app::msg::CopyFileOutcome;
use crate::app::notice::Notice;
use crate::app::selection_status;
use crate::app::shown_figures::build_shown_table;
use crate::report::figure_text;
use crate::wording::text_width::truncate_to_width;

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
    if is_of_product(target) && !model.selection.products.is_empty() {
        selection::begin_copy(model, target);
        return Vec::new();
    }
    let text = text_to_copy(model, target);
    copy_text(model, text, None)
}

/// Copies something of the selected products, one after another.
pub(super) fn copy_products(
    model: &mut Model,
    target: CopyTarget,
    hits: &[SearchHit],
) -> Vec<Effect> {
    let text = copied_products::describe_products(model, target, hits);
    copy_text(model, text, Some(hits.len()))
}

const fn is_of_product(target: CopyTarget) -> bool {
    match target {
        CopyTarget::Name
        | CopyTarget::Record
        | CopyTarget::Card
        | CopyTarget::Phone
        | CopyTarget::Link => true,
        CopyTarget::QueryLine | CopyTarget::FiguresMarkdown | CopyTarget::FiguresText => false,
    }
}

/// Copies a text, or says why there is none. `selected` is the number of selected products that it is of.
fn copy_text(
    model: &mut Model,
    text: Result<String, &'static str>,
    selected: Option<usize>,
) -> Vec<Effect> {
    match text {
        Ok(text) if !text.is_empty() => {
            model.copied = Some(CopiedText {
                text: text.clone(),
                product_id: model.selected_hit().map(|hit| hit.product.id.clone()),
                selected,
            });
            return send_copy(model, text);
        }
        Ok(_) => show_message(model, "screen.nothing_to_copy"),
        Err(missing) => show_message(model, missing),
    }
    Vec::new()
}

/// How many selected products were copied, in words; `None` after another copy.
fn describe_copied_selection(model: &Model) -> Option<String> {
    let n = model.copied.as_ref()?.selected?;
    let n = model.locale.format_number(n);
    Some(model.locale.fill("selection.copied", &[("n", &n)]))
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
        let selected = describe_copied_selection(model);
        let first = text.lines().next().unwrap_or_default();
        let shown = selected.as_deref().unwrap_or(first);
        let lines = text.lines().count();
        let key = if model.clipboard_trust == ClipboardTrust::Doubtful {
            "screen.copied_doubtful"
        } else if lines > 1 && selected.is_none() {
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
    let room = selection_status::notice_columns(model).saturating_sub(rest.width());
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
    let line = describe_copied_selection(model).unwrap_or_else(|| outcome.line.clone());
    let line = fit_copied_line(model, &line, &fill(&String::new()));
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
        CopyTarget::Name
        | CopyTarget::Record
        | CopyTarget::Card
        | CopyTarget::Phone
        | CopyTarget::Link => {
            let hit = model.selected_hit().ok_or("screen.nothing_chosen")?;
            copied_products::describe_product(model, target, hit)
        }
    }
}
