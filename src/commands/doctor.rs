//! `ocop doctor`: the facts that a bug report needs, one a line, and what to do about some of them.
//!
//! Must not: open the catalogue, for that would mend it, or ask the terminal anything.

mod advice;
mod places;

use std::io::{self, Write};

use ocop_index::store::{self, FORMAT, Layout};
use serde_json::{Map, Value, json};

use crate::args::Format;
use crate::commands::Outcome;
use crate::settings::{Settings, safe};
use crate::{exit, facts};

/// Letters that show whether a terminal puts marks together: composed, and taken apart.
const SAMPLES: [(&str, &str); 2] = [
    ("nfc", "Ch\u{1ea3} m\u{1ef1}c \u{111}\u{1eb7}c s\u{1ea3}n"),
    (
        "nfd",
        "Cha\u{309} mu\u{31b}\u{323}c \u{111}a\u{323}\u{306}c sa\u{309}n",
    ),
];

/// Something that is known.
pub(super) struct Fact {
    /// Its name for programs, and in the table of sentences.
    key: &'static str,
    value: Value,
}

pub(super) fn fact(key: &'static str, value: impl Into<Value>) -> Fact {
    let value = value.into();
    Fact { key, value }
}

/// Prints the facts.
pub fn run(settings: &Settings, format: Format, out: &mut impl Write) -> Outcome {
    let mut all = vec![fact("version", facts::program())];
    let terminal = facts::terminal();
    all.extend(terminal.into_iter().map(|(key, value)| Fact { key, value }));
    all.extend([
        fact("lang", settings.locale.lang().key()),
        fact(
            "theme",
            format!("{:?}", settings.screen.theme).to_lowercase(),
        ),
        fact("ascii", settings.screen.ascii),
        fact("accessible", settings.accessible),
        fact("read_only", settings.read_only),
        fact("day", settings.day.to_string()),
    ]);
    all.extend(places::facts(settings));
    let (generations, code, ill) = generations(settings);
    let advice = advice::sentences(settings, ill);
    match format {
        Format::Json => {
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
        Format::Table => print(settings, out, &all, &generations, &advice)?,
    }
    Ok(code)
}

fn print(
    settings: &Settings,
    out: &mut impl Write,
    facts: &[Fact],
    generations: &[Value],
    advice: &[String],
) -> io::Result<()> {
    let locale = &settings.locale;
    for Fact { key, value } in facts {
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
                Value::String(text) => safe(text),
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
    for (key, sample) in SAMPLES {
        writeln!(out, "{:<24}{sample}", locale.t(&format!("doctor.{key}")))?;
    }
    for sentence in advice {
        writeln!(out, "* {sentence}")?;
    }
    Ok(())
}

/// What is known of each generation, the newest first, how the command ends, and the one in use if it is damaged.
fn generations(settings: &Settings) -> (Vec<Value>, u8, Option<u64>) {
    let locale = &settings.locale;
    let layout = Layout::new(&settings.data_dir);
    let mut code = exit::OK;
    let current = layout.in_use().unwrap_or_else(|_| {
        code = exit::NO_CATALOG;
        None
    });
    let mut ill = None;
    let mut numbers = layout.numbers().unwrap_or_else(|_| {
        code = exit::NO_CATALOG;
        Vec::new()
    });
    // One that is pointed to and gone.
    let gone = current.filter(|number| !numbers.contains(number));
    numbers.splice(0..0, gone);
    let mut known = Vec::new();
    for number in numbers {
        let folder = layout.generation(number);
        let is_current = current == Some(number);
        known.push(match store::verify(&folder) {
            Ok(manifest) => {
                let (at, days) = places::age(&folder);
                let values: [(&str, &dyn std::fmt::Display); 6] = [
                    ("n", &manifest.products),
                    ("files", &(manifest.files.len() + 1)),
                    ("format", &manifest.format),
                    ("at", &at),
                    ("days", &days),
                    ("source", &safe(&manifest.source)),
                ];
                json!({
                    "number": number,
                    "current": is_current,
                    "products": manifest.products,
                    "format": manifest.format,
                    "known_format": FORMAT,
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
                let reason = exit::reason(&error, locale);
                json!({
                    "number": number,
                    "current": is_current,
                    "damaged": safe(&error.to_string()),
                    "told": locale.fill("doctor.damaged", &[("reason", &reason)]),
                })
            }
        });
    }
    (known, code, ill)
}
