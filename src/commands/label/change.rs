//! Labels set, taken off and renamed. How many products change is told first; above [`MOST_WITHOUT_CONSENT`] it asks.

use std::fmt::Display;
use std::io::Write;

use super::{read_labels, tell_problem};
use crate::catalog::label_work::{self, no_label, resolve_label, save_label};
use crate::catalog::open::open_catalog;
use crate::catalog::work::open_existing_work;
use crate::cli::args::{ChangeLabelArgs, RenameLabelArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::asked_products::find_asked_products;
use crate::commands::consent;
use crate::commands::work_desk::open_work_of_command;
use crate::wording::product_label::LabelAct;
use crate::wording::sanitize::{drop_invisible, sanitize_text};
use crate::work::events::product_ref::ProductRef;
use crate::work::labels::label_book::{LabelBook, clean_label};

/// More products than these are changed only with consent.
pub(super) const MOST_WITHOUT_CONSENT: usize = 20;

/// Sets a label.
pub(super) fn set_label(
    settings: &Settings,
    args: &ChangeLabelArgs,
    out: &mut impl Write,
) -> CommandResult {
    change_label(settings, args, LabelAct::Set, out)
}

/// Takes a label off.
pub(super) fn unset_label(
    settings: &Settings,
    args: &ChangeLabelArgs,
    out: &mut impl Write,
) -> CommandResult {
    change_label(settings, args, LabelAct::TakenOff, out)
}

fn change_label(
    settings: &Settings,
    args: &ChangeLabelArgs,
    act: LabelAct,
    out: &mut impl Write,
) -> CommandResult {
    // What is wrong with the label is told before anything is asked or made.
    let known = open_existing_work(settings)?;
    resolve_label(settings, known.as_ref(), &args.label, act)?;
    drop(known);
    let products = match &args.question {
        Some(question) => find_products_of_question(settings, question, out)?,
        None => match find_products_by_id(settings, &args.ids)? {
            Ok(products) => products,
            Err(unknown) => {
                let sentence = settings.locale.fill("error.id", &[("id", &unknown)]);
                writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
                return Ok(exit::NO_HITS);
            }
        },
    };
    if products.is_empty() {
        return Ok(exit::NO_HITS);
    }
    if !agrees_to(settings, products.len(), args.yes, out)? {
        return Ok(exit::NO_HITS);
    }
    // Opened again, with what another one wrote while the question stood.
    let mut work = open_work_of_command(settings)?;
    let label = resolve_label(settings, Some(&work), &args.label, act)?;
    let saved = save_label(settings, &mut work, &label, &products, act)?;
    for line in saved.lines {
        writeln!(out, "{}", sanitize_text(&line))?;
    }
    Ok(exit::OK)
}

fn agrees_to(
    settings: &Settings,
    products: usize,
    is_agreed: bool,
    out: &mut impl Write,
) -> Result<bool, CommandFailure> {
    if products <= MOST_WITHOUT_CONSENT || is_agreed {
        return Ok(true);
    }
    consent::confirm_change(settings, "label.needs_yes", out)
}

/// The products of these ids; the first id that is none, where there is one.
fn find_products_by_id(
    settings: &Settings,
    ids: &[String],
) -> Result<Result<Vec<ProductRef>, String>, CommandFailure> {
    let opened = open_catalog(settings)?;
    let mut products: Vec<ProductRef> = Vec::new();
    for id in ids {
        let Some(hit) = opened.catalog.find_product(&drop_invisible(id))? else {
            return Ok(Err(sanitize_text(id)));
        };
        let product = ProductRef::from_product(&hit.product);
        if !products.contains(&product) {
            products.push(product);
        }
    }
    Ok(Ok(products))
}

/// The products of a query; their number is told. A query that is not wholly understood changes nothing.
fn find_products_of_question(
    settings: &Settings,
    question: &str,
    out: &mut impl Write,
) -> Result<Vec<ProductRef>, CommandFailure> {
    let opened = open_catalog(settings)?;
    let (products, sentence) = find_asked_products(
        &opened,
        question,
        &settings.locale,
        "label.question_unclear",
    )?;
    writeln!(out, "{sentence}")?;
    Ok(products)
}

/// Gives a label another name.
pub(super) fn rename_label(
    settings: &Settings,
    args: &RenameLabelArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let clean = |text: &str| clean_label(text).map_err(|problem| tell_problem(settings, &problem));
    let (from, to) = (clean(&args.from)?, clean(&args.to)?);
    let book = read_labels(settings)?;
    let Some(from) = book.find_label(&from).map(str::to_owned) else {
        return Err(no_label(settings, &book, &from));
    };
    // Another spelling of the same name is what somebody may want to change.
    let other = book.find_label(&to).filter(|known| *known != from);
    let to = other.map_or(to, str::to_owned);
    if from == to {
        let line = locale.fill("label.same_name", &[("label", &to)]);
        writeln!(out, "{}", sanitize_text(&line))?;
        return Ok(exit::OK);
    }
    let products = book.get(&from).map_or(0, |known| known.products);
    let n = locale.format_number(products);
    let values: [(&str, &dyn Display); 3] = [("from", &from), ("to", &to), ("n", &n)];
    let line = locale.fill("label.rename_told", &values);
    writeln!(out, "{}", sanitize_text(&line))?;
    if book.get(&to).is_some() {
        let line = locale.fill("label.joined", &[("to", &to)]);
        writeln!(out, "{}", sanitize_text(&line))?;
    }
    if !agrees_to(settings, products, args.yes, out)? {
        return Ok(exit::NO_HITS);
    }
    let mut work = open_work_of_command(settings)?;
    let book = LabelBook::of_log(work.log());
    let change = work.log().draft_label_renaming(&book, &from, &to);
    label_work::save_drafts(settings, &mut work, &change)?;
    let n = locale.format_number(change.changed);
    let values: [(&str, &dyn Display); 3] = [("from", &from), ("to", &to), ("n", &n)];
    let line = locale.fill("label.renamed", &values);
    writeln!(out, "{}", sanitize_text(&line))?;
    Ok(exit::OK)
}
