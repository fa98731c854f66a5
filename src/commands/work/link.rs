//! `ocop work link`: which product of the catalogue a product of the store is, where only a person knows.

use std::fmt::Display;
use std::io::Write;

use jiff::Timestamp;

use super::{open_or_say, work_failure};
use crate::catalog::open::open_catalog;
use crate::cli::args::WorkLinkArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::product_ref::ProductRef;

pub(super) fn run_link(
    settings: &Settings,
    args: &WorkLinkArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let Some(mut work) = open_or_say(settings, out)? else {
        return Ok(exit::NO_HITS);
    };
    let refuse = |key: &str, id: &str| {
        let id = sanitize_text(id);
        let values: [(&str, &dyn Display); 1] = [("id", &id)];
        CommandFailure::Usage(locale.fill(key, &values))
    };
    let opened = open_catalog(settings)?;
    let hit = opened.catalog.find_product(&args.to)?;
    let hit = hit.ok_or_else(|| refuse("work.link_no_product", &args.to))?;
    let to = ProductRef::from_product(&hit.product);
    let refs = work.log().all_product_refs();
    let refs = refs
        .into_iter()
        .filter(|product| product.id == args.from && **product != to);
    let drafts: Vec<EventDraft> = refs
        .map(|product| work.log().draft_link(product, &to))
        .collect();
    if drafts.is_empty() {
        return Err(refuse("work.link_no_work", &args.from));
    }
    let path = work.store().path().to_owned();
    let recorded = work.record(drafts, Timestamp::now());
    recorded.map_err(work_failure(settings, &path))?;
    let values: [(&str, &dyn Display); 3] = [
        ("old", &sanitize_text(&args.from)),
        ("id", &sanitize_text(&to.id)),
        ("name", &sanitize_text(&to.name)),
    ];
    writeln!(out, "{}", locale.fill("work.linked", &values))?;
    Ok(exit::OK)
}
