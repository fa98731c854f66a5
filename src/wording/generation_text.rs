//! A generation of the catalogue in a line: when it was published, how, by whom, from which files, with which changes.

use ocop_index::source::builtin;
use ocop_index::store::{GenerationManifest, OriginKind, PastGeneration};

use crate::wording::engine_error::format_engine_reason;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// One generation in a line, without its number; why it cannot be read, where it is damaged.
pub fn describe_generation(locale: &Locale, past: &PastGeneration) -> String {
    let description = match &past.manifest {
        Ok(manifest) => describe_manifest(locale, manifest),
        Err(error) => {
            let reason = format_engine_reason(error, locale);
            locale.fill("doctor.damaged", &[("reason", &reason)])
        }
    };
    sanitize_text(&description)
}

fn describe_manifest(locale: &Locale, manifest: &GenerationManifest) -> String {
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
        OriginKind::Corrections => {
            let names = origin.proposed_by.join(", ");
            locale.fill("history.corrections", &[("names", &names)])
        }
        OriginKind::Bundle(number) => locale.fill("history.bundle", &[("n", &number)]),
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
    if manifest.is_mended() {
        parts.push(locale.t("history.mended").to_owned());
    }
    format!("{:16}  {}", origin.at, parts.join(" · "))
}
