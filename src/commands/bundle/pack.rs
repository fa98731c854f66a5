//! `ocop bundle out`: the generation in use and all events of the store of work, in a file of its owner alone.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use ocop_index::store;

use super::describe::print_packed;
use crate::bundle::bundle_manifest::BundledGeneration;
use crate::bundle::pack::NewBundle;
use crate::catalog::open::open_catalog;
use crate::catalog::work::open_existing_work;
use crate::cli::args::BundleOutArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::generations::load_records;
use crate::files::temp_file::FileAccess;
use crate::files::whole_file::{ExistingFile, WholeFileWriter};
use crate::wording::sanitize::sanitize_text;

pub(super) fn run_out(
    settings: &Settings,
    args: &BundleOutArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    if args.file == Path::new("-") {
        return Err(CommandFailure::Usage(locale.t("bundle.no_pipe").to_owned()));
    }
    let failed = |error| CommandFailure::UnwritableFile(args.file.clone(), error);
    // A file in its place keeps neither its rights nor what a link leads to.
    let existing = if args.force {
        ExistingFile::ReplacePlain
    } else {
        ExistingFile::Keep
    };
    let mut file =
        WholeFileWriter::create(&args.file, existing, FileAccess::OwnerOnly).map_err(failed)?;
    let mut bundle = NewBundle::new(&settings.author, Timestamp::now());
    if !args.part.work_only {
        add_catalog(settings, &mut bundle)?;
    }
    if !args.part.catalog_only
        && let Some(work) = open_existing_work(settings)?
    {
        bundle.add_work(work.log().events()).map_err(failed)?;
    }
    if bundle.manifest().members.is_empty() {
        return Err(CommandFailure::Usage(locale.t("bundle.nothing").to_owned()));
    }
    if bundle.is_too_long() {
        let sentence = locale.t("bundle.packed_too_long").to_owned();
        return Err(CommandFailure::Data(sentence));
    }
    let bytes = bundle.write(file.writer()).map_err(failed)?;
    file.commit().map_err(failed)?;
    let path = sanitize_text(&args.file.to_string_lossy());
    let kilobytes = locale.format_number(bytes.div_ceil(1024) as usize);
    let values: [(&str, &dyn Display); 2] = [("path", &path), ("n", &kilobytes)];
    writeln!(out, "{}", locale.fill("bundle.packed", &values))?;
    print_packed(settings, bundle.manifest(), out)?;
    Ok(exit::OK)
}

fn add_catalog(settings: &Settings, bundle: &mut NewBundle) -> Result<(), CommandFailure> {
    let opened = open_catalog(settings)?;
    let (Some(number), Some(manifest)) = (opened.generation, &opened.manifest) else {
        // It is only in memory.
        let products = opened.catalog.iter_products();
        let products: Vec<_> = products.collect::<ocop_index::Result<_>>()?;
        let generation = BundledGeneration {
            number: 0,
            records: String::new(),
            products: products.len(),
            source: ocop_index::source::builtin::NAME.to_owned(),
            origin: None,
        };
        return Ok(bundle.add_catalog(&products, &[], generation, Vec::new())?);
    };
    let products = load_records(settings, number)?;
    let corrections = store::read_corrections(&settings.data_dir, number)?;
    let generation = BundledGeneration {
        products: products.len(),
        ..BundledGeneration::from_manifest(number, manifest)
    };
    let past = store::list_generations(&settings.data_dir)?.into_iter();
    let earlier = past.filter(|past| past.number < number).filter_map(|past| {
        let manifest = past.manifest.ok()?;
        Some(BundledGeneration::from_manifest(past.number, &manifest))
    });
    Ok(bundle.add_catalog(&products, &corrections, generation, earlier.collect())?)
}
