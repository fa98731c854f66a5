//! `ocop history`: the generations on disk, newest first.
//!
//! Must not open the catalogue, because that would repair it.

use std::io::Write;

use ocop_index::source::builtin;
use ocop_index::store::{self, GenerationManifest, OriginKind, PastGeneration};
use serde_json::{Value, json};

use crate::cli::args::{HistoryArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::engine_error::format_engine_reason;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Prints the history.
pub fn run_history(settings: &Settings, args: &HistoryArgs, out: &mut impl Write) -> CommandResult {
    let history = store::list_generations(&settings.data_dir)?;
    let locale = &settings.locale;
    match args.output.format {
        SummaryFormat::Json => {
            let generations: Vec<Value> = history.iter().map(generation_json).collect();
            serde_json::to_writer_pretty(
                &mut *out,
                &json!({"format": 1, "generations": generations}),
            )
            .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        SummaryFormat::Table if history.is_empty() => {
            writeln!(out, "{}", locale.t("doctor.nothing"))?;
        }
        SummaryFormat::Table => {
            for past in &history {
                let mark = if past.is_current { "*" } else { " " };
                let description = match &past.manifest {
                    Ok(manifest) => format_generation_line(locale, manifest),
                    Err(error) => locale.fill(
                        "doctor.damaged",
                        &[("reason", &format_engine_reason(error, locale))],
                    ),
                };
                writeln!(
                    out,
                    "{mark}{:>4}  {}",
                    past.number,
                    sanitize_text(&description)
                )?;
            }
        }
    }
    Ok(if history.is_empty() {
        exit::NO_HITS
    } else {
        exit::OK
    })
}

/// One generation in a line: when it was published, products, how, by whom, from which files, with
/// which changes.
fn format_generation_line(locale: &Locale, manifest: &GenerationManifest) -> String {
    let products = locale.format_number(manifest.products);
    let count = locale.fill("history.products", &[("n", &products)]);
    let Some(origin) = &manifest.origin else {
        let source = if manifest.source == builtin::NAME {
            locale.t("history.builtin")
        } else {
            &manifest.source
        };
        return format!("{:16}  {count} · {source}", "");
    };
    let how = match origin.how {
        OriginKind::Merge => locale.t("history.merge").to_owned(),
        OriginKind::Replace => locale.t("history.replace").to_owned(),
        OriginKind::Rollback(number) => locale.fill("history.rollback", &[("n", &number)]),
    };
    let mut parts = vec![count, how, origin.by.clone()];
    let names: Vec<&str> = origin.files.iter().map(|file| file.name.as_str()).collect();
    if !names.is_empty() {
        parts.push(names.join(", "));
    }
    let counts: Vec<String> = origin
        .counts
        .iter()
        .filter(|(kind, _)| *kind != "same")
        .map(|(kind, count)| format!("{} {count}", locale.t(&format!("change.{kind}"))))
        .collect();
    if !counts.is_empty() {
        parts.push(counts.join(", "));
    }
    format!("{:16}  {}", origin.at, parts.join(" · "))
}

fn generation_json(past: &PastGeneration) -> Value {
    match &past.manifest {
        Ok(manifest) => json!({
            "number": past.number,
            "current": past.is_current,
            "products": manifest.products,
            "source": manifest.source,
            "origin": manifest.origin,
        }),
        Err(error) => json!({
            "number": past.number,
            "current": past.is_current,
            "damaged": error.to_string(),
        }),
    }
}
