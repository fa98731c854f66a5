//! `ocop history`: the generations that are kept, newest first. Must not: open the catalogue, for that would
//! mend it.

use std::io::Write;

use ocop_index::source::builtin;
use ocop_index::store::{self, How, Manifest, Past};
use serde_json::{Value, json};

use crate::args::Format;
use crate::commands::Outcome;
use crate::exit;
use crate::locale::Locale;
use crate::settings::{Settings, safe};

/// Prints the history.
pub fn run(settings: &Settings, format: Format, out: &mut impl Write) -> Outcome {
    let history = store::history(&settings.data_dir)?;
    let locale = &settings.locale;
    match format {
        Format::Json => {
            let generations: Vec<Value> = history.iter().map(document).collect();
            serde_json::to_writer_pretty(
                &mut *out,
                &json!({"format": 1, "generations": generations}),
            )
            .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Table if history.is_empty() => writeln!(out, "{}", locale.t("doctor.nothing"))?,
        Format::Table => {
            for past in &history {
                let mark = if past.current { "*" } else { " " };
                let what = match &past.manifest {
                    Ok(manifest) => line(locale, manifest),
                    Err(error) => locale.fill(
                        "doctor.damaged",
                        &[("reason", &exit::reason(error, locale))],
                    ),
                };
                writeln!(out, "{mark}{:>4}  {}", past.number, safe(&what))?;
            }
        }
    }
    Ok(if history.is_empty() {
        exit::NO_HITS
    } else {
        exit::OK
    })
}

/// One generation in a line: when, how many, by whom, from what, with what result.
fn line(locale: &Locale, manifest: &Manifest) -> String {
    let products = locale.number(manifest.products);
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
        How::Merge => locale.t("history.merge").to_owned(),
        How::Replace => locale.t("history.replace").to_owned(),
        How::Rollback(number) => locale.fill("history.rollback", &[("n", &number)]),
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

fn document(past: &Past) -> Value {
    match &past.manifest {
        Ok(manifest) => json!({
            "number": past.number,
            "current": past.current,
            "products": manifest.products,
            "source": manifest.source,
            "origin": manifest.origin,
        }),
        Err(error) => json!({
            "number": past.number,
            "current": past.current,
            "damaged": error.to_string(),
        }),
    }
}
