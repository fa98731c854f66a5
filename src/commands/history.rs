//! `ocop history`: the generations on disk, newest first.
//!
//! Must not open the catalogue, because that would repair it.

use std::io::Write;

use ocop_index::store::{self, PastGeneration};
use serde_json::{Value, json};

use crate::catalog::open::print_pointer_notice;
use crate::cli::args::{HistoryArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::generation_text::describe_generation;
use crate::wording::sanitize::sanitize_text;

/// Prints the history.
pub fn run_history(settings: &Settings, args: &HistoryArgs, out: &mut impl Write) -> CommandResult {
    let history = store::list_generations(&settings.data_dir)?;
    print_pointer_notice(settings)?;
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
                let description = describe_generation(locale, past);
                writeln!(out, "{mark}{:>4}  {description}", past.number)?;
            }
        }
    }
    Ok(if history.is_empty() {
        exit::NO_HITS
    } else {
        exit::OK
    })
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
            "damaged": sanitize_text(&error.to_string()),
        }),
    }
}
