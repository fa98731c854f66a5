//! A bundle in words: what is in it, and what is wrong with it.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use ocop_index::store::{GenerationManifest, PastGeneration};

use super::super::work::describe_fault;
use crate::bundle::bundle_fault::BundleFault;
use crate::bundle::bundle_manifest::{BundleManifest, BundledGeneration};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::engine_error::format_engine_reason;
use crate::wording::generation_text::describe_generation;
use crate::wording::sanitize::sanitize_text;

/// The letters of a text of somebody else that are shown.
const MOST_CHARS: usize = 300;

/// A text of somebody else, fit to be shown in a line.
pub(super) fn show_text(text: &str) -> String {
    sanitize_text(&text.chars().take(MOST_CHARS).collect::<String>())
}

/// Prints what was packed.
pub(super) fn print_packed(
    settings: &Settings,
    manifest: &BundleManifest,
    out: &mut impl Write,
) -> io::Result<()> {
    let locale = &settings.locale;
    if let Some(catalog) = &manifest.catalog {
        let origin = describe_origin(settings, &catalog.generation);
        let values: [(&str, &dyn Display); 2] = [
            ("generation", &catalog.generation.number),
            ("origin", &origin),
        ];
        writeln!(out, "{}", locale.fill("bundle.catalog_packed", &values))?;
    }
    match &manifest.work {
        Some(work) => {
            let (events, people) = (
                locale.format_number(work.events),
                locale.format_number(work.authors),
            );
            let values: [(&str, &dyn Display); 2] = [("n", &events), ("people", &people)];
            writeln!(out, "{}", locale.fill("bundle.work_packed", &values))?;
            writeln!(out, "{}", locale.t("bundle.reveals"))
        }
        None => writeln!(out, "{}", locale.t("bundle.no_work")),
    }
}

/// A generation of another machine in a line: when, how, by whom, from which files.
pub(super) fn describe_origin(settings: &Settings, generation: &BundledGeneration) -> String {
    let manifest = GenerationManifest {
        format: 0,
        schema: String::new(),
        products: generation.products,
        source: show_text(&generation.source),
        source_checksum: String::new(),
        origin: generation.origin.clone(),
        files: std::collections::BTreeMap::new(),
        checksum: String::new(),
    };
    let past = PastGeneration {
        number: generation.number,
        is_current: false,
        manifest: Ok(manifest),
    };
    show_text(describe_generation(&settings.locale, &past).trim_start())
}

/// Why a bundle is not used, as a failure with a sentence.
pub(super) fn describe_bundle_fault(
    settings: &Settings,
    path: &Path,
    fault: BundleFault,
) -> CommandFailure {
    let locale = &settings.locale;
    let member = |key: &str, name: &str| locale.fill(key, &[("name", &show_text(name))]);
    let reason = match fault {
        BundleFault::Io(error) => return CommandFailure::UnreadableList(path.to_owned(), error),
        BundleFault::NoBundle => locale.t("bundle.no_bundle").to_owned(),
        BundleFault::NewerFormat(version) => locale.fill("bundle.newer_format", &[("n", &version)]),
        BundleFault::TooLong => locale.t("bundle.too_long").to_owned(),
        BundleFault::ForeignMember(name) => member("bundle.foreign_member", &name),
        BundleFault::DoubleName => locale.t("bundle.double_name").to_owned(),
        BundleFault::MissingMember(name) => member("bundle.missing_member", &name),
        BundleFault::Damaged(name) => member("bundle.damaged", &name),
        BundleFault::InvalidRecord(error) => show_text(&format_engine_reason(&error, locale)),
        BundleFault::InvalidEvent(line, fault) => {
            let reason = describe_fault(settings, fault);
            let values: [(&str, &dyn Display); 2] = [("line", &line), ("reason", &reason)];
            locale.fill("bundle.bad_event", &values)
        }
    };
    let path = sanitize_text(&path.to_string_lossy());
    let values: [(&str, &dyn Display); 2] = [("path", &path), ("reason", &reason)];
    CommandFailure::Data(locale.fill("bundle.unfit", &values))
}
