//! `ocop work forget`: a person's name taken out of the store and of its copies.

use std::fmt::Display;
use std::io::{self, Write};

use super::super::consent::confirm_deed;
use super::{fill_path, open_or_say, work_failure};
use crate::cli::args::WorkForgetArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::store::store_copies::{list_all_copies, list_set_aside};
use crate::work::store::store_place::StorePlace;
use crate::work::store::work_error::WorkError;
use crate::work::store::work_store::WorkStore;

pub(super) fn run_forget(
    settings: &Settings,
    args: &WorkForgetArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let name = sanitize_text(args.name.trim());
    if name.is_empty() {
        let sentence = locale.t("work.forget_whom").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    let Some(mut work) = open_or_say(settings, out)? else {
        return Ok(exit::NO_HITS);
    };
    let values: [(&str, &dyn Display); 1] = [("name", &name)];
    let path = work.store().path().to_owned();
    let knows = work.store_mut().knows_name(&name);
    let is_known = knows.map_err(work_failure(settings, &path))?;
    let copies = list_all_copies(&path).into_iter();
    let copies = copies.map(|copy| StorePlace {
        path: copy,
        ..work.store().place().clone()
    });
    let copies: Vec<StorePlace> = copies.collect();
    // What cannot be read may have the name.
    let may_have = |copy: &StorePlace| knows_name(copy.clone(), &name).unwrap_or(true);
    if !is_known && !copies.iter().any(may_have) {
        writeln!(out, "{}", locale.fill("work.forget_nobody", &values))?;
        return Ok(exit::NO_HITS);
    }
    if !args.yes {
        writeln!(out, "{}", locale.fill("work.forget_about", &values))?;
        if !confirm_deed(settings, "work.forget_question", "work.forget_yes", out)? {
            return Ok(exit::NO_HITS);
        }
    }
    let forgetting = work.store_mut().forget_name(&name, None);
    let forgetting = forgetting.map_err(work_failure(settings, &path))?;
    let events = locale.format_number(forgetting.events);
    let values: [(&str, &dyn Display); 3] = [
        ("n", &events),
        ("name", &name),
        ("pseudonym", &forgetting.pseudonym),
    ];
    writeln!(out, "{}", locale.fill("work.forgotten", &values))?;
    if forgetting.mentions > 0 {
        let mentions = locale.format_number(forgetting.mentions);
        let values: [(&str, &dyn Display); 2] = [("n", &mentions), ("name", &name)];
        writeln!(out, "{}", locale.fill("work.still_mentioned", &values))?;
    }
    let mut code = exit::OK;
    for place in copies {
        let copy = place.path.clone();
        if let Err(error) = forget_in_copy(place, &name, &forgetting.pseudonym) {
            let failure = work_failure(settings, &copy)(error);
            let sentence = failure.to_sentence(locale).unwrap_or_default();
            let _ = writeln!(io::stderr(), "{sentence}");
            code = exit::IO;
        }
    }
    // What was damaged cannot be changed without losing what it still has.
    for aside in list_set_aside(&path) {
        let sentence = fill_path(settings, "work.forget_aside", Some(&aside));
        writeln!(out, "{sentence}")?;
    }
    writeln!(
        out,
        "{}",
        locale.fill("work.forget_elsewhere", &values[1..2])
    )?;
    Ok(code)
}

fn knows_name(copy: StorePlace, name: &str) -> Result<bool, WorkError> {
    WorkStore::open_at(copy.read_only())?.knows_name(name)
}

fn forget_in_copy(place: StorePlace, name: &str, pseudonym: &str) -> Result<(), WorkError> {
    let mut store = WorkStore::open_at(place)?;
    store.forget_name(name, Some(pseudonym))?;
    Ok(())
}
