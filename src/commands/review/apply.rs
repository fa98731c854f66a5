//! `ocop review apply`: every proposal that nobody has decided, shown and published as an import is.

use std::io::Write;

use ocop_index::change::correction::{CorrectionStanding, LeftReason};
use ocop_index::change::{ChangeEntry, Verdict};
use serde_json::{Value, json};

use crate::cli::args::{ApplyArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::import::{Agreement, PendingImport, prepare_corrections};
use crate::report::json;

/// Shows the proposals without a screen, and publishes those that apply where that is agreed to. What the catalogue has
/// otherwise by now is shown and stays as it is.
pub fn apply_proposals(
    settings: &Settings,
    args: &ApplyArgs,
    out: &mut impl Write,
) -> CommandResult {
    let is_json = args.output.format == SummaryFormat::Json;
    let agreement = Agreement {
        yes: args.yes,
        dry_run: args.dry_run || is_json && !args.yes,
    };
    match prepare_corrections(settings, agreement)? {
        Some(pending) if is_json => write_json(settings, pending, agreement, out),
        Some(pending) => pending.preview_and_publish(settings, agreement, out),
        None if is_json => {
            json::print_document(
                out,
                &json!({"format": 1, "proposals": [], "left": [], "generation": null}),
            )?;
            Ok(exit::OK)
        }
        None => {
            writeln!(out, "{}", settings.locale.t("correction.none"))?;
            Ok(exit::OK)
        }
    }
}

fn write_json(
    settings: &Settings,
    pending: PendingImport,
    agreement: Agreement,
    out: &mut impl Write,
) -> CommandResult {
    let proposals: Vec<Value> = pending.plan.entries.iter().map(entry_json).collect();
    let (corrections, left) = pending.compared_corrections();
    let left: Vec<Value> = left
        .iter()
        .filter_map(|left| {
            let correction = corrections.get(left.number)?;
            Some(json!({
                "what": correction.change.key(),
                "by": correction.proposed_by,
                "at": correction.proposed_at,
                "reason": match left.reason {
                    LeftReason::AlreadySo => "already_so",
                    LeftReason::ProductGone => "product_gone",
                    LeftReason::Unreadable(_) => "unreadable",
                },
            }))
        })
        .collect();
    let published = if agreement.yes {
        pending.publish_accepted_changes(settings)?
    } else {
        None
    };
    let generation = published.map(|published| published.generation);
    json::print_document(
        out,
        &json!({"format": 1, "proposals": proposals, "left": left, "generation": generation}),
    )?;
    Ok(exit::OK)
}

fn entry_json(entry: &ChangeEntry) -> Value {
    let Some(correction) = &entry.correction else {
        return Value::Null;
    };
    let values = correction.values.as_ref();
    let value = |text: &String| (!text.is_empty()).then(|| text.clone());
    json!({
        "product": entry.after.id,
        "name": entry.after.name,
        "what": correction.correction.change.key(),
        "field": values.map(|(field, _)| field.to_string()),
        "base": values.and_then(|(_, values)| value(&values.base)),
        "now": values.and_then(|(_, values)| value(&values.now)),
        "proposed": values.and_then(|(_, values)| value(&values.proposed)),
        "by": correction.proposed_by,
        "at": correction.correction.proposed_at,
        "standing": match correction.standing {
            CorrectionStanding::Applies => "applies",
            CorrectionStanding::Conflict => "conflict",
            CorrectionStanding::Disputed => "disputed",
        },
        "accepted": entry.verdict != Verdict::Refuse,
    })
}
