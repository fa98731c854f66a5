//! `ocop bundle in`: the whole file is verified, what would come is told, and only then anything is written: first the
//! work, as a union that loses nothing, then the catalogue as a new generation, with consent.

use std::fmt::Display;
use std::io::Write;

use jiff::Timestamp;
use ocop_index::store::{GenerationOrigin, OriginKind, SourceFile, StoreWriter};

use super::super::consent::confirm_publish;
use super::describe::{describe_bundle_fault, describe_origin, show_text};
use super::standing::{CatalogStanding, ComparedCatalog, compare_catalog};
use crate::bundle::bundle_manifest::BundledCatalog;
use crate::bundle::unpack::{OpenedBundle, read_bundle_file};
use crate::catalog::open::print_notice;
use crate::catalog::work::{describe_work_error, open_work, work_place};
use crate::cli::args::BundleInArgs;
use crate::cli::clock;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::generations::{acquire_writer, publish_corrected_generation};
use crate::report::change_preview;
use crate::wording::sanitize::sanitize_text;
use crate::wording::vietnam_time::time_in_vietnam;
use crate::work::store::open_work::OpenWork;
use crate::work::store::store_place::StorePlace;

/// The lists of the other machine that the history names.
const MOST_FILES: usize = 20;

/// What is taken out of a bundle.
struct Taking<'a> {
    settings: &'a Settings,
    args: &'a BundleInArgs,
    bundle: OpenedBundle,
    /// The catalogue, where it is in the bundle and wanted.
    catalog: Option<BundledCatalog>,
    /// The events that are not here; `None` where there is no work, or none is wanted.
    new_events: Option<usize>,
}

pub(super) fn run_in(
    settings: &Settings,
    args: &BundleInArgs,
    out: &mut impl Write,
) -> CommandResult {
    let bundle = read_bundle_file(&args.file)
        .map_err(|fault| describe_bundle_fault(settings, &args.file, fault))?;
    let catalog = bundle.manifest.catalog.clone();
    let has_work = bundle.manifest.work.is_some() && !args.part.catalog_only;
    let new_events = has_work.then(|| count_new_events(settings, &bundle));
    let taking = Taking {
        settings,
        args,
        catalog: catalog.filter(|_| !args.part.work_only),
        new_events: new_events.transpose()?,
        bundle,
    };
    taking.print_head(out)?;
    taking.tell_and_take(out)
}

/// How many events of the bundle are not here. The store is only looked at.
fn count_new_events(settings: &Settings, bundle: &OpenedBundle) -> Result<usize, CommandFailure> {
    let place = work_place(settings).filter(StorePlace::has_store);
    let Some(place) = place else {
        return Ok(bundle.events.len());
    };
    let path = place.path.clone();
    let work = OpenWork::open_at(place.read_only(), &settings.work.author);
    let work = work.map_err(|error| describe_work_error(&error, &path, settings))?;
    let is_new =
        |event: &&crate::work::events::event::WorkEvent| work.log().find_event(event.id).is_none();
    Ok(bundle.events.iter().filter(is_new).count())
}

impl Taking<'_> {
    fn print_head(&self, out: &mut impl Write) -> Result<(), CommandFailure> {
        let (settings, locale) = (self.settings, &self.settings.locale);
        let manifest = &self.bundle.manifest;
        let values: [(&str, &dyn Display); 4] = [
            ("path", &sanitize_text(&self.args.file.to_string_lossy())),
            ("by", &show_text(&manifest.by)),
            ("at", &time_in_vietnam(locale, manifest.written)),
            ("program", &show_text(&manifest.program)),
        ];
        writeln!(out, "{}", locale.fill("bundle.head", &values))?;
        match &manifest.work {
            Some(work) => {
                let new = self.new_events.unwrap_or_default();
                let values: [(&str, &dyn Display); 3] = [
                    ("n", &locale.format_number(work.events)),
                    ("people", &locale.format_number(work.authors)),
                    ("new", &locale.format_number(new)),
                ];
                let key = match self.new_events {
                    Some(_) => "bundle.work",
                    None => "bundle.work_packed",
                };
                writeln!(out, "{}", locale.fill(key, &values))?;
                if self.new_events.is_none() {
                    writeln!(out, "{}", locale.t("bundle.not_wanted_work"))?;
                }
            }
            None => writeln!(out, "{}", locale.t("bundle.work_none"))?,
        }
        match &manifest.catalog {
            Some(catalog) => {
                let generation = &catalog.generation;
                let origin = describe_origin(settings, generation);
                let values: [(&str, &dyn Display); 2] =
                    [("generation", &generation.number), ("origin", &origin)];
                writeln!(out, "{}", locale.fill("bundle.catalog", &values))?;
                if self.catalog.is_none() {
                    writeln!(out, "{}", locale.t("bundle.not_wanted_catalog"))?;
                }
            }
            None => writeln!(out, "{}", locale.t("bundle.catalog_none"))?,
        }
        Ok(())
    }

    /// Tells how the catalogue stands, asks where that is needed, and takes what was agreed. The write lock is not held
    /// while somebody decides; where another generation is in use when they agree, they are asked again.
    fn tell_and_take(&self, out: &mut impl Write) -> CommandResult {
        let (settings, args) = (self.settings, self.args);
        let locale = &settings.locale;
        loop {
            let compared = match &self.catalog {
                Some(catalog) => Some(compare_catalog(settings, &self.bundle, catalog)?),
                None => None,
            };
            if let Some(compared) = &compared {
                self.print_standing(compared, out)?;
            }
            if args.dry_run {
                writeln!(out, "\n{}", locale.t("bundle.dry_run"))?;
                return Ok(exit::OK);
            }
            let taken = compared.as_ref().filter(|compared| compared.may_be_taken());
            if taken.is_some() {
                settings.require_writable()?;
                StoreWriter::check_writable(&settings.data_dir)?;
            }
            out.flush()?;
            if taken.is_some_and(ComparedCatalog::needs_consent)
                && !args.yes
                && !confirm_publish(settings, "bundle.needs_yes", out)?
            {
                if self.new_events.is_some_and(|new| new > 0) {
                    writeln!(out, "{}", locale.t("bundle.refused"))?;
                }
                return Ok(exit::NO_HITS);
            }
            let Some(compared) = taken else {
                self.merge_work(out)?;
                return Ok(exit::OK);
            };
            let writer = acquire_writer(settings)?;
            if writer.base_generation() == compared.here {
                self.merge_work(out)?;
                self.publish_catalog(&writer, compared, out)?;
                return Ok(exit::OK);
            }
            let base = writer.base_generation().unwrap_or_default();
            let sentence = locale.fill("rollback.came_between", &[("n", &base)]);
            writeln!(out, "\n{sentence}\n")?;
        }
    }

    fn print_standing(
        &self,
        compared: &ComparedCatalog,
        out: &mut impl Write,
    ) -> Result<(), CommandFailure> {
        let (settings, locale) = (self.settings, &self.settings.locale);
        if let Some(notice) = &compared.notice {
            print_notice(notice, settings);
        }
        let here = compared.here.unwrap_or_default();
        let n: (&str, &dyn Display) = ("n", &here);
        let sentence = match &compared.standing {
            CatalogStanding::First => locale.t("bundle.first").to_owned(),
            CatalogStanding::Same => locale.fill("bundle.same", &[n]),
            CatalogStanding::Older(past) => locale.fill("bundle.older", &[n, ("past", past)]),
            CatalogStanding::Newer => locale.fill("bundle.newer", &[n]),
            CatalogStanding::Different(own) => {
                let own = describe_origin(settings, own);
                locale.fill("bundle.different", &[n, ("here", &own)])
            }
            CatalogStanding::DamagedHere => locale.fill("bundle.damaged_here", &[n]),
        };
        writeln!(out, "{sentence}")?;
        if compared.needs_consent() {
            let change = (&compared.plan, &*compared.old);
            let brief = self.args.yes || settings.width.is_some();
            change_preview::print_change_counts(out, locale, &compared.plan)?;
            change_preview::print_changes(out, settings, change, brief)?;
        }
        Ok(())
    }

    /// Takes the events that are not here, all of them or none.
    fn merge_work(&self, out: &mut impl Write) -> Result<(), CommandFailure> {
        let (settings, locale) = (self.settings, &self.settings.locale);
        let Some(new) = self.new_events else {
            return Ok(());
        };
        let mut added = 0;
        if new > 0 {
            let mut work = open_work(settings)?;
            let path = work.store().path().to_owned();
            let merged = work.merge_events(self.bundle.events.clone());
            let merged = merged.map_err(|error| describe_work_error(&error, &path, settings))?;
            added = merged.added;
            work.start_daily_copy(Timestamp::now());
        }
        let added = locale.format_number(added);
        writeln!(out, "{}", locale.fill("bundle.merged", &[("new", &added)]))?;
        // Who reads this knows that the events are on the disk.
        out.flush()?;
        Ok(())
    }

    fn publish_catalog(
        &self,
        writer: &StoreWriter,
        compared: &ComparedCatalog,
        out: &mut impl Write,
    ) -> Result<(), CommandFailure> {
        let Some(catalog) = &self.catalog else {
            return Ok(());
        };
        let (settings, locale) = (self.settings, &self.settings.locale);
        let there = catalog.generation.number;
        let source = locale.fill("history.bundle", &[("n", &there)]);
        let checksum = format!("bundle {}", self.bundle.sum);
        let corrections = self.bundle.corrections.clone();
        let generation = publish_corrected_generation(
            settings,
            writer,
            &self.bundle.products,
            (&source, &checksum),
            (self.write_origin(catalog, compared), corrections),
        )?;
        let key = match compared.standing {
            CatalogStanding::First => "bundle.published_first",
            _ => "bundle.published",
        };
        let n = locale.format_number(self.bundle.products.len());
        let values: [(&str, &dyn Display); 2] = [("generation", &generation), ("n", &n)];
        writeln!(out, "{}", locale.fill(key, &values))?;
        Ok(())
    }

    /// Where the generation comes from: who packed the bundle and when, and the lists that the other machine read.
    fn write_origin(
        &self,
        catalog: &BundledCatalog,
        compared: &ComparedCatalog,
    ) -> GenerationOrigin {
        let manifest = &self.bundle.manifest;
        let name = self.args.file.file_name().unwrap_or_default();
        let name = sanitize_text(&name.to_string_lossy());
        let at = clock::format_time_to_minute(manifest.written);
        let bundle = SourceFile {
            name: format!("{name} ({}, {at})", show_text(&manifest.by)),
            checksum: self.bundle.sum.clone(),
            products: self.bundle.products.len() as u64,
        };
        let theirs = catalog.generation.origin.as_ref();
        let lists = theirs.map(|origin| &origin.files[..]).unwrap_or_default();
        let lists = lists.iter().take(MOST_FILES).map(|file| SourceFile {
            name: show_text(&file.name),
            checksum: show_text(&file.checksum),
            products: file.products,
        });
        let proposed_by = theirs.map(|origin| &origin.proposed_by[..]);
        let proposed_by = proposed_by.unwrap_or_default().iter().take(MOST_FILES);
        GenerationOrigin {
            how: OriginKind::Bundle(catalog.generation.number),
            at: clock::format_now_to_minute(),
            by: self.settings.author.clone(),
            files: std::iter::once(bundle).chain(lists).collect(),
            counts: compared.plan.count_accepted(),
            proposed_by: proposed_by.map(|name| show_text(name)).collect(),
        }
    }
}
