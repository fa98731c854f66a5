//! `ocop doctor`: the facts that a bug report needs, one a line. Must not: open
//! the catalogue, for that would mend it.

use std::env;
use std::io::{self, IsTerminal, Write};

use ocop_index::store::{self, Layout};

use crate::commands::Outcome;
use crate::exit;
use crate::settings::{Settings, safe};

/// Variables that decide what a person sees.
const VARIABLES: [&str; 10] = [
    "TERM",
    "COLORTERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "NO_COLOR",
    "TMUX",
    "STY",
    "SSH_TTY",
    "OCOP_DATA_DIR",
];

/// Prints the facts.
pub fn run(settings: &Settings, out: &mut impl Write) -> Outcome {
    let locale = &settings.locale;
    let mut line = |key: &str, value: &str| writeln!(out, "{:<24}{}", locale.t(key), safe(value));
    let yes_no = |yes: bool| locale.t(if yes { "doctor.yes" } else { "doctor.no" });
    line(
        "doctor.version",
        concat!("ocop ", env!("CARGO_PKG_VERSION")),
    )?;
    line(
        "doctor.system",
        &format!("{} {}", env::consts::OS, env::consts::ARCH),
    )?;
    line("doctor.stdin", yes_no(io::stdin().is_terminal()))?;
    line("doctor.stdout", yes_no(io::stdout().is_terminal()))?;
    let width = settings
        .width
        .map_or_else(|| "-".to_owned(), |width| width.to_string());
    line("doctor.columns", &width)?;
    for name in VARIABLES {
        let value = env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        line(name, value.as_deref().unwrap_or("-"))?;
    }
    line("doctor.day", &settings.day.to_string())?;
    line("doctor.data", &settings.data_dir.to_string_lossy())?;
    let layout = Layout::new(&settings.data_dir);
    let current = layout.current_number()?;
    let mut code = exit::OK;
    for number in layout.numbers()?.into_iter().rev() {
        let verdict = match store::verify(&layout.generation(number)) {
            Ok(manifest) => locale.fill(
                "doctor.whole",
                &[
                    ("n", &manifest.products),
                    ("files", &(manifest.files.len() + 1)),
                    ("source", &safe(&manifest.source)),
                ],
            ),
            Err(error) => {
                if current == Some(number) {
                    code = exit::NO_CATALOG;
                }
                locale.fill("doctor.damaged", &[("reason", &safe(&error.to_string()))])
            }
        };
        let used = if current == Some(number) { " *" } else { "" };
        line(&format!("gen-{number:06}{used}"), &verdict)?;
    }
    if current.is_none() {
        line("doctor.generation", locale.t("doctor.nothing"))?;
    }
    Ok(code)
}
