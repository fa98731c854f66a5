//! `ocop lists labels`: labels, stand signs, a price list or a check list of a list as one HTML file that prints on A4;
//! a single label as SVG.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use clap::ValueEnum;
use ocop_index::store::OpenedCatalog;

use super::desk::ListsDesk;
use crate::cli::args::{ListPaperArgs, PaperFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::file_output::{FileOutput, path_text};
use crate::report::paper::printed_entry::{PrintedEntry, PrintedList, PrintedPrice, printed_value};
use crate::report::paper::{BuiltPaper, PaperKind, build_label_svg, build_paper};
use crate::wording::list_text::format_list_days;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::EntryField;
use crate::work::lists::product_list::{ListEntry, ProductList};
use crate::work::name_key::name_key;

/// The most names that a sentence tells.
const MAX_TOLD_NAMES: usize = 5;

/// Writes a paper of a list.
pub(super) fn write_paper(
    desk: &mut ListsDesk<'_>,
    args: &ListPaperArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    let output = FileOutput::new(args.out.as_deref(), args.force);
    let of_path = |path: &Path| PaperFormat::from_str(path.extension()?.to_str()?, true).ok();
    let format = output.choose_format(args.format, of_path, PaperFormat::Html);
    let format = format.ok_or_else(|| usage(locale.t("paper.format")))?;
    let per_page = match args.per_page {
        Some(per_page) if !args.kind.has_room_for(per_page) => {
            return Err(usage(locale.t("paper.no_room")));
        }
        per_page => per_page.unwrap_or(args.kind.usual_pieces()),
    };
    let opened = desk.open_catalog()?;
    let list = desk.find_list(&args.name)?;
    let entries = chosen_entries(desk, &list, args)?;
    let printed = print_list(settings, &opened, &list, &entries)?;
    let paper = match (format, printed.entries.as_slice()) {
        (PaperFormat::Html, _) => build_paper(&printed, args.kind, per_page, locale),
        (PaperFormat::Svg, [entry]) if args.kind == PaperKind::Labels => BuiltPaper {
            html: build_label_svg(&printed, entry, per_page, locale),
            pieces: 1,
            pages: None,
        },
        (PaperFormat::Svg, _) => return Err(usage(locale.t("paper.one_svg"))),
    };
    if paper.pieces == 0 {
        return Err(usage(locale.t("paper.no_signs")));
    }
    tell_doubts(desk, &printed, args.kind);
    tell_disputes(desk, &entries);
    output.write(settings, out, |out| {
        Ok(out.write_all(paper.html.as_bytes())?)
    })?;
    let path = output.file();
    if path.is_none() {
        return Ok(exit::OK);
    }
    let pages = locale.format_number(paper.pages.unwrap_or_default());
    let values: [(&str, &dyn Display); 3] = [
        ("n", &locale.format_number(paper.pieces)),
        ("pages", &pages),
        ("path", &path_text(path)),
    ];
    let sentence = match (format, paper.pages) {
        (PaperFormat::Svg, _) => "paper.written_svg",
        (PaperFormat::Html, Some(_)) => "paper.written_pages",
        (PaperFormat::Html, None) => "paper.written_rows",
    };
    desk.tell(sentence, &values);
    Ok(exit::OK)
}

/// The entries to print, in the order of the list.
fn chosen_entries<'l>(
    desk: &ListsDesk<'_>,
    list: &'l ProductList,
    args: &ListPaperArgs,
) -> Result<Vec<&'l ListEntry>, CommandFailure> {
    let locale = &desk.settings.locale;
    let mut entries: Vec<&ListEntry> = list.entries.iter().collect();
    if entries.is_empty() {
        let name = sanitize_text(&list.name);
        return Err(usage(&locale.fill("paper.no_entries", &[("name", &name)])));
    }
    if !args.entries.is_empty() {
        let named = args.entries.iter();
        let named: Result<Vec<&ListEntry>, _> =
            named.map(|name| desk.find_entry(list, name)).collect();
        let named = named?;
        entries.retain(|entry| named.iter().any(|named| named.key == entry.key));
    }
    if let Some(producer) = &args.producer {
        let key = name_key(producer);
        let makes = |entry: &&ListEntry| {
            let made_by = entry.subject.producer();
            !key.is_empty() && made_by.is_some_and(|made_by| name_key(made_by).contains(&key))
        };
        entries.retain(makes);
        if entries.is_empty() {
            let producer = sanitize_text(producer);
            let sentence = locale.fill("paper.no_producer", &[("producer", &producer)]);
            return Err(usage(&sentence));
        }
    }
    Ok(entries)
}

/// The list with what the catalogue says of its products today.
fn print_list(
    settings: &Settings,
    opened: &OpenedCatalog,
    list: &ProductList,
    entries: &[&ListEntry],
) -> Result<PrintedList, CommandFailure> {
    let locale = &settings.locale;
    let mut printed = Vec::with_capacity(entries.len());
    for entry in entries {
        let hit = match entry.product_id() {
            Some(id) => opened.catalog.find_product(id)?,
            None => None,
        };
        let known = match &hit {
            Some(hit) => {
                let with_phones = settings.may_report_phones();
                PrintedEntry::from_product(locale, &hit.product, &hit.state, with_phones)
            }
            None => PrintedEntry::from_text(entry.subject.name(), entry.subject.producer()),
        };
        // What two people set to different values is not printed as if it were known.
        let is_known = |field| entry.disagreement(field).is_none();
        let price = entry.price.as_ref().filter(|_| is_known(EntryField::Price));
        let stand = entry
            .stand
            .as_deref()
            .filter(|_| is_known(EntryField::Stand));
        printed.push(PrintedEntry {
            stand: stand.and_then(printed_value),
            price: price.map(|price| PrintedPrice::from_price(locale, price)),
            ..known
        });
    }
    let facts = [list.place.clone(), format_list_days(locale, list.days)];
    Ok(PrintedList {
        name: list.name.clone(),
        facts: facts.into_iter().flatten().collect(),
        entries: printed,
    })
}

/// Tells beside the answer what somebody should look at before it is printed.
fn tell_doubts(desk: &ListsDesk<'_>, printed: &PrintedList, kind: PaperKind) {
    let locale = &desk.settings.locale;
    let entries = || printed.entries.iter();
    let ended = entries().filter(|entry| entry.stars.is_some_and(|stars| !stars.in_force));
    let ended: Vec<&str> = ended.map(|entry| entry.name.as_str()).collect();
    tell_names(desk, "paper.not_in_force", &ended);
    let without_stand = entries().filter(|entry| entry.stand.is_none()).count();
    if kind == PaperKind::Stands && without_stand > 0 {
        let n = locale.format_number(without_stand);
        desk.tell("paper.without_stand", &[("n", &n)]);
    }
}

/// Tells of which products the price or the stand differs and is not printed.
fn tell_disputes(desk: &ListsDesk<'_>, entries: &[&ListEntry]) {
    let is_disputed = |entry: &&&ListEntry| {
        let mut fields = [EntryField::Price, EntryField::Stand].into_iter();
        fields.any(|field| entry.disagreement(field).is_some())
    };
    let names = entries.iter().filter(is_disputed);
    let names: Vec<String> = names
        .map(|entry| sanitize_text(entry.subject.name()))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    tell_names(desk, "paper.disputed", &names);
}

/// Tells a sentence with the number of products and the first of their names, where there is one.
fn tell_names(desk: &ListsDesk<'_>, key: &str, names: &[&str]) {
    if names.is_empty() {
        return;
    }
    let mut told = names[..names.len().min(MAX_TOLD_NAMES)].join("; ");
    if names.len() > MAX_TOLD_NAMES {
        told.push_str("; \u{2026}");
    }
    let n = desk.settings.locale.format_number(names.len());
    desk.tell(key, &[("n", &n), ("names", &told)]);
}

fn usage(sentence: &str) -> CommandFailure {
    CommandFailure::Usage(sentence.to_owned())
}
