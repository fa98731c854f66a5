//! `ocop work check`: is every page whole, is every row an event, what is there, and which products a person must link.

use std::fmt::Display;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{open_or_say, work_failure};
use crate::catalog::open::open_catalog;
use crate::catalog::work::{link_work, work_place};
use crate::cli::args::{SummaryFormat, WorkCheckArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::product_links::{LinkDoubt, LinkDoubtReason};
use crate::work::events::product_ref::ProductRef;
use crate::work::store::open_work::OpenWork;
use crate::work::store::store_check::StoreReport;
use crate::work::store::store_copies::{DailyCopy, list_daily_copies};

/// The values of a sentence.
type FilledValues<'a> = &'a [(&'a str, &'a dyn Display)];

/// Doubts that are told one by one to people.
const MOST_TOLD: usize = 20;

pub(super) fn run_check(
    settings: &Settings,
    args: &WorkCheckArgs,
    out: &mut impl Write,
) -> CommandResult {
    if args.output.format == SummaryFormat::Json
        && !work_place(settings).is_some_and(|place| place.has_store())
    {
        writeln!(out, "{}", json!({"format": 1, "exists": false}))?;
        return Ok(exit::NO_HITS);
    }
    let Some(mut work) = open_or_say(settings, out)? else {
        return Ok(exit::NO_HITS);
    };
    let path = work.store().path().to_owned();
    let report = work.store_mut().examine();
    let report = report.map_err(work_failure(settings, &path))?;
    link_if_possible(settings, &mut work);
    let copies = list_daily_copies(&path);
    match args.output.format {
        SummaryFormat::Json => print_json(&work, &report, &copies, out)?,
        SummaryFormat::Table => print_report(settings, &work, &report, &copies, out)?,
    }
    Ok(if report.is_whole() {
        exit::OK
    } else {
        exit::BAD_DATA
    })
}

/// A catalogue that cannot be opened is told; the store is looked through anyway.
fn link_if_possible(settings: &Settings, work: &mut OpenWork) {
    let linked = open_catalog(settings).and_then(|opened| link_work(work, &opened.catalog));
    if let Err(failure) = linked
        && let Some(sentence) = failure.to_sentence(&settings.locale)
    {
        let _ = writeln!(io::stderr(), "{sentence}");
    }
}

fn print_report(
    settings: &Settings,
    work: &OpenWork,
    report: &StoreReport,
    copies: &[DailyCopy],
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let locale = &settings.locale;
    let number = |count: usize| locale.format_number(count);
    let path = sanitize_text(&work.store().path().to_string_lossy());
    let kilobytes = number(report.bytes.div_ceil(1024) as usize);
    let lines: [(&str, FilledValues<'_>); 4] = [
        ("path", &[("path", &path)]),
        (
            "file",
            &[
                ("n", &kilobytes),
                ("journal", &sanitize_text(&report.journal)),
                ("version", &report.version),
            ],
        ),
        (
            "events",
            &[
                ("n", &number(report.events)),
                ("people", &number(report.authors.len())),
                ("products", &number(report.products)),
            ],
        ),
        (
            "rights",
            &[(
                "rights",
                &locale.t(
                    match (work.is_read_only(), work.store().place().is_shared) {
                        (true, _) => "work_check.read_only",
                        (false, true) => "work_check.shared",
                        (false, false) => "work_check.private",
                    },
                ),
            )],
        ),
    ];
    for (key, values) in lines {
        writeln!(out, "{}", locale.fill(&format!("work_check.{key}"), values))?;
    }
    match copies.first() {
        Some(copy) => {
            let path = sanitize_text(&copy.path.to_string_lossy());
            let values: [(&str, &dyn Display); 2] = [("n", &copies.len()), ("path", &path)];
            writeln!(out, "{}", locale.fill("work_check.copies", &values))?;
        }
        None => writeln!(out, "{}", locale.t("work_check.no_copies"))?,
    }
    for (count, key) in [
        (report.newer_events, "work_check.newer"),
        (report.replacing_unknown, "work_check.replacing_unknown"),
        (report.forgotten, "work_check.forgotten"),
    ] {
        if count > 0 {
            writeln!(out, "{}", locale.fill(key, &[("n", &number(count))]))?;
        }
    }
    for damage in &report.damages {
        let damage = sanitize_text(damage);
        writeln!(
            out,
            "{}",
            locale.fill("work_check.damage", &[("reason", &damage)])
        )?;
    }
    for row in &report.invalid_rows {
        let reason = locale.fill("work.invalid_row", &[("n", row)]);
        writeln!(
            out,
            "{}",
            locale.fill("work_check.damage", &[("reason", &reason)])
        )?;
    }
    let doubts = work.link_doubts();
    for doubt in doubts.iter().take(MOST_TOLD) {
        writeln!(out, "{}", describe_doubt(settings, doubt))?;
    }
    if doubts.len() > MOST_TOLD {
        let more = number(doubts.len() - MOST_TOLD);
        writeln!(out, "{}", locale.fill("work_check.more", &[("n", &more)]))?;
    }
    let end = if report.is_whole() {
        "work_check.whole"
    } else {
        "work_check.not_whole"
    };
    writeln!(out, "{}", locale.t(end))?;
    Ok(())
}

/// A product that a person must link, and how.
pub(super) fn describe_doubt(settings: &Settings, doubt: &LinkDoubt) -> String {
    let locale = &settings.locale;
    let shown = |product: &ProductRef| {
        let producer = product.producer.as_deref().unwrap_or("-");
        sanitize_text(&format!("{} {} ({producer})", product.id, product.name))
    };
    let may_be: Vec<String> = doubt.may_be.iter().take(5).map(shown).collect();
    let values: [(&str, &dyn Display); 4] = [
        ("product", &shown(&doubt.product)),
        ("id", &sanitize_text(&doubt.product.id)),
        ("may_be", &may_be.join("; ")),
        ("n", &doubt.may_be.len()),
    ];
    let key = match doubt.reason {
        LinkDoubtReason::Missing => "work_check.doubt_missing",
        LinkDoubtReason::IdOfAnother => "work_check.doubt_id_of_another",
        LinkDoubtReason::Several => "work_check.doubt_several",
        LinkDoubtReason::Contested => "work_check.doubt_contested",
    };
    locale.fill(key, &values)
}

fn print_json(
    work: &OpenWork,
    report: &StoreReport,
    copies: &[DailyCopy],
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let copies = copies.iter().map(|copy| copy.path.to_string_lossy());
    let doubts = work.link_doubts().iter().map(|doubt| {
        json!({
            "product": doubt.product,
            "reason": doubt.reason.key(),
            "may_be": doubt.may_be,
        })
    });
    let document = json!({
        "format": 1,
        "exists": true,
        "path": work.store().path().to_string_lossy(),
        "whole": report.is_whole(),
        "read_only": work.is_read_only(),
        "shared": work.store().place().is_shared,
        "version": report.version,
        "bytes": report.bytes,
        "journal": report.journal,
        "damages": report.damages,
        "invalid_rows": report.invalid_rows,
        "events": report.events,
        "kinds": report.kinds,
        "newer_events": report.newer_events,
        "authors": report.authors,
        "products": report.products,
        "replacing_unknown": report.replacing_unknown,
        "forgotten": report.forgotten,
        "copies": copies.collect::<Vec<_>>(),
        "doubts": doubts.collect::<Vec<Value>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
