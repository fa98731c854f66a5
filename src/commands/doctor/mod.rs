//! `ocop doctor`: the facts that a bug report needs, one a line, and what to do about some of them.
//!
//! Must not: open the catalogue, for that would mend it, or ask the terminal anything.

mod advice;
mod path_facts;

use std::io::{self, Write};

use ocop_index::store::{self, FORMAT_VERSION, StoreLayout};
use serde_json::{Map, Value, json};

use crate::cli::args::SummaryFormat;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::cli::{environment, exit};
use crate::wording::sanitize::sanitize_text;

/// Letters that show whether a terminal puts marks together: composed, and taken apart.
const COMBINING_MARK_SAMPLES: [(&str, &str); 2] = [
    ("nfc", "Ch\u{1ea3} m\u{1ef1}c \u{111}\u{1eb7}c s\u{1ea3}n"),
    (
        "nfd",
        "Cha\u{309} mu\u{31b}\u{323}c \u{111}a\u{323}\u{306}c sa\u{309}n",
    ),
];

/// Something that is known.
pub(super) struct DoctorFact {
    /// Its name for programs, and in the table of sentences.
    key: &'static str,
    value: Value,
}

pub(super) fn build_fact(key: &'static str, value: impl Into<Value>) -> DoctorFact {
    let value = value.into();
    DoctorFact { key, value }
}

/// Prints the facts.
pub fn run_doctor(
    settings: &Settings,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let mut all = vec![build_fact("version", environment::version_and_platform())];
    let terminal = environment::terminal_facts();
    all.extend(
        terminal
            .into_iter()
            .map(|(key, value)| DoctorFact { key, value }),
    );
    all.extend([
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
    all.extend(path_facts::collect_path_facts(settings));
    let (generations, code, ill) = check_generations(settings);
    let advice = advice::collect_advice(settings, ill);
    match format {
        SummaryFormat::Json => {
            let known: Map<String, Value> = all
                .into_iter()
                .map(|fact| (fact.key.to_owned(), fact.value))
                .collect();
            let document = json!({
                "format": 1,
                "facts": known,
                "generations": generations,
                "advice": advice,
            });
            serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        SummaryFormat::Table => print_facts(settings, out, &all, &generations, &advice)?,
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
        // Variables are called what they are called.
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
        let used = if generation["current"] == true {
            " *"
        } else {
            ""
        };
        let label = format!("gen-{number:06}{used}");
        let told = generation["told"].as_str().unwrap_or_default();
        writeln!(out, "{label:<24}{told}")?;
    }
    if generations.iter().all(|known| known["current"] != true) {
        let (label, nothing) = (locale.t("doctor.generation"), locale.t("doctor.nothing"));
        writeln!(out, "{label:<24}{nothing}")?;
    }
    // The only text that is not made one with its marks: to be looked at.
    for (key, sample) in COMBINING_MARK_SAMPLES {
        writeln!(out, "{:<24}{sample}", locale.t(&format!("doctor.{key}")))?;
    }
    for sentence in advice {
        writeln!(out, "* {sentence}")?;
    }
    Ok(())
}

/// What is known of each generation, the newest first, how the command ends, and the one in use if it is damaged.
fn check_generations(settings: &Settings) -> (Vec<Value>, u8, Option<u64>) {
    let locale = &settings.locale;
    let layout = StoreLayout::new(&settings.data_dir);
    let mut code = exit::OK;
    let current = layout.generation_in_use().unwrap_or_else(|_| {
        code = exit::NO_CATALOG;
        None
    });
    let mut ill = None;
    let mut numbers = layout.generation_numbers().unwrap_or_else(|_| {
        code = exit::NO_CATALOG;
        Vec::new()
    });
    // One that is pointed to and gone.
    let gone = current.filter(|number| !numbers.contains(number));
    numbers.splice(0..0, gone);
    let mut known = Vec::new();
    for number in numbers {
        let folder = layout.generation_folder(number);
        let is_current = current == Some(number);
        known.push(match store::verify_generation(&folder) {
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
                    ill = error.is_damage().then_some(number);
                }
                let reason = exit::format_engine_reason(&error, locale);
                json!({
                    "number": number,
                    "current": is_current,
                    "damaged": sanitize_text(&error.to_string()),
                    "told": locale.fill("doctor.damaged", &[("reason", &reason)]),
                })
            }
        });
    }
    (known, code, ill)
}
