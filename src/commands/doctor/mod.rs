//! `ocop doctor`: the facts that a bug report needs, one a line, and advice on some of them.
//!
//! Must not open the catalogue, because that would repair it, or send a query to the terminal.

mod advice;
mod path_facts;
mod permission_facts;
mod work_facts;

use std::io::{self, Write};

use ocop_index::store::{self, FORMAT_VERSION, StoreLayout};
use serde_json::{Map, Value, json};

use crate::cli::args::{DoctorArgs, SummaryFormat};
use crate::cli::environment;
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::engine_error::format_engine_reason;
use crate::wording::sanitize::sanitize_text;

/// Words that show whether the terminal combines marks with letters: precomposed, and with combining marks.
const COMBINING_MARK_SAMPLES: [(&str, &str); 2] = [
    ("nfc", "Ch\u{1ea3} m\u{1ef1}c \u{111}\u{1eb7}c s\u{1ea3}n"),
    (
        "nfd",
        "Cha\u{309} mu\u{31b}\u{323}c \u{111}a\u{323}\u{306}c sa\u{309}n",
    ),
];

/// One fact.
pub(super) struct DoctorFact {
    /// Its JSON key, and its name in the locale table.
    key: &'static str,
    value: Value,
}

pub(super) fn build_fact(key: &'static str, value: impl Into<Value>) -> DoctorFact {
    let value = value.into();
    DoctorFact { key, value }
}

/// Prints the facts.
pub fn run_doctor(settings: &Settings, args: &DoctorArgs, out: &mut impl Write) -> CommandResult {
    let mut facts = vec![build_fact("version", environment::version_and_platform())];
    let terminal = environment::terminal_facts();
    facts.extend(
        terminal
            .into_iter()
            .map(|(key, value)| DoctorFact { key, value }),
    );
    facts.extend([
        build_fact("lang", settings.locale.language().key()),
        build_fact(
            "theme",
            format!("{:?}", settings.screen.theme).to_lowercase(),
        ),
        build_fact("ascii", settings.screen.ascii),
        build_fact("accessible", settings.accessible),
        build_fact("read_only", settings.read_only),
        build_fact("day", settings.day.to_string()),
    ]);
    facts.extend(permission_facts::collect_permission_facts(settings));
    facts.extend(path_facts::collect_path_facts(settings));
    facts.extend(path_facts::collect_catalog_facts(settings));
    facts.extend(work_facts::collect_work_facts(settings));
    let (generations, code, damaged) = check_generations(settings);
    let has_unfinished_files = facts.iter().any(|fact| {
        let files = fact.value.as_array();
        fact.key == "unfinished_files" && files.is_some_and(|files| !files.is_empty())
    });
    let advice = advice::collect_advice(settings, damaged, has_unfinished_files);
    match args.output.format {
        SummaryFormat::Json => {
            let facts: Map<String, Value> = facts
                .into_iter()
                .map(|fact| (fact.key.to_owned(), fact.value))
                .collect();
            let document = json!({
                "format": 1,
                "facts": facts,
                "generations": generations,
                "advice": advice,
            });
            serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        SummaryFormat::Table => print_facts(settings, out, &facts, &generations, &advice)?,
    }
    Ok(code)
}

fn print_facts(
    settings: &Settings,
    out: &mut impl Write,
    facts: &[DoctorFact],
    generations: &[Value],
    advice: &[String],
) -> io::Result<()> {
    let locale = &settings.locale;
    for DoctorFact { key, value } in facts {
        // Environment variables have no label.
        let label = format!("doctor.{key}");
        let label = locale.get(&label).unwrap_or(key);
        let values = match value {
            Value::Array(values) => values.as_slice(),
            other => std::slice::from_ref(other),
        };
        for value in values {
            let text = match value {
                Value::Null => "-".to_owned(),
                Value::Bool(yes) => locale
                    .t(if *yes { "doctor.yes" } else { "doctor.no" })
                    .to_owned(),
                Value::String(text) => sanitize_text(text),
                other => other.to_string(),
            };
            writeln!(out, "{label:<24}{text}")?;
        }
    }
    for generation in generations {
        let number = generation["number"].as_u64().unwrap_or_default();
        let mark = if generation["current"] == true {
            " *"
        } else {
            ""
        };
        let label = format!("gen-{number:06}{mark}");
        let description = generation["told"].as_str().unwrap_or_default();
        writeln!(out, "{label:<24}{description}")?;
    }
    if generations.iter().all(|known| known["current"] != true) {
        let (label, nothing) = (locale.t("doctor.generation"), locale.t("doctor.nothing"));
        writeln!(out, "{label:<24}{nothing}")?;
    }
    // The only text printed without normalization: the user compares the two lines.
    for (key, sample) in COMBINING_MARK_SAMPLES {
        writeln!(out, "{:<24}{sample}", locale.t(&format!("doctor.{key}")))?;
    }
    for sentence in advice {
        writeln!(out, "* {sentence}")?;
    }
    Ok(())
}

/// The state of each generation, newest first; the exit code; and the current generation if it is damaged.
fn check_generations(settings: &Settings) -> (Vec<Value>, u8, Option<u64>) {
    let locale = &settings.locale;
    let layout = StoreLayout::new(&settings.data_dir);
    let mut code = exit::OK;
    let current = layout.generation_in_use().unwrap_or_else(|_| {
        code = exit::NO_CATALOG;
        None
    });
    let mut damaged = None;
    let mut numbers = layout.generation_numbers().unwrap_or_else(|_| {
        code = exit::NO_CATALOG;
        Vec::new()
    });
    // The current generation may be missing from the disk.
    let missing = current.filter(|number| !numbers.contains(number));
    numbers.splice(0..0, missing);
    let mut generations = Vec::new();
    for number in numbers {
        let folder = layout.generation_folder(number);
        let is_current = current == Some(number);
        generations.push(match store::verify_generation(&folder) {
            Ok(manifest) => {
                let (at, days) = path_facts::generation_age(&folder);
                let values: [(&str, &dyn std::fmt::Display); 6] = [
                    ("n", &manifest.products),
                    ("files", &(manifest.files.len() + 1)),
                    ("format", &manifest.format),
                    ("at", &at),
                    ("days", &days),
                    ("source", &sanitize_text(&manifest.source)),
                ];
                json!({
                    "number": number,
                    "current": is_current,
                    "products": manifest.products,
                    "format": manifest.format,
                    "known_format": FORMAT_VERSION,
                    "schema": manifest.schema,
                    "made": at,
                    "source": manifest.source,
                    "told": locale.fill("doctor.whole", &values),
                })
            }
            Err(error) => {
                if is_current {
                    code = exit::NO_CATALOG;
                    damaged = error.is_damage().then_some(number);
                }
                let reason = format_engine_reason(&error, locale);
                json!({
                    "number": number,
                    "current": is_current,
                    "damaged": sanitize_text(&error.to_string()),
                    "told": locale.fill("doctor.damaged", &[("reason", &reason)]),
                })
            }
        });
    }
    (generations, code, damaged)
}
