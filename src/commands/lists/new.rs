//! `ocop lists new`: a list begins, empty or with the products of a question.

use std::fmt::Display;
use std::io::Write;

use jiff::Timestamp;
use jiff::civil::Date;

use super::desk::ListsDesk;
use super::entries::find_products_of_question;
use crate::cli::args::{ListDetailArgs, NewListArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::typed_day::read_typed_day;
use crate::wording::list_text::{describe_list_briefly, list_kind_name, quoted_list_name};
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::{ListDays, ListKind, ListStart};
use crate::work::lists::list_drafts::draft_list_start;
use crate::work::lists::list_name::{MAX_LIST_NAME_LETTERS, UnfitListName};
use crate::work::lists::product_list::ProductLists;
use crate::work::lists::typed_values::read_text;
use crate::work::name_key::name_key;

/// Starts a list.
pub(super) fn start_list(
    desk: &mut ListsDesk<'_>,
    args: &NewListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    let lists = desk.lists();
    let start = ListStart {
        name: read_new_name(settings, &lists, &args.name)?,
        kind: read_kind(settings, args.details.kind.as_deref())?.unwrap_or_default(),
        place: args.details.place.as_deref().and_then(read_text),
        days: read_days(settings, &args.details, ListDays::default())?,
    };
    let near = lists.near(&start.name);
    let products = match &args.question {
        Some(question) => find_products_of_question(desk, question)?,
        None => Vec::new(),
    };
    if args.question.is_some() && products.is_empty() {
        return Ok(exit::NO_HITS);
    }
    // One time makes the two one act, which one undo takes back.
    let now = Timestamp::now();
    let written = desk.record_at(vec![draft_list_start(start)], now)?;
    let Some(id) = written.first().map(|event| event.id) else {
        return Ok(exit::NO_HITS);
    };
    let drafts = desk.log().draft_list_members(id, &products, None);
    desk.record_at(drafts, now)?;
    if let Some(list) = ProductLists::gather_one(desk.log(), id) {
        let brief = describe_list_briefly(locale, &list);
        writeln!(out, "{}", locale.fill("lists.started", &[("list", &brief)]))?;
    }
    if !near.is_empty() {
        let known: Vec<String> = near.into_iter().map(quoted_list_name).collect();
        desk.tell("lists.near_names", &[("known", &known.join(", "))]);
    }
    Ok(exit::OK)
}

/// The name of a list that is not there yet.
pub(super) fn read_new_name(
    settings: &Settings,
    lists: &ProductLists,
    typed: &str,
) -> Result<String, CommandFailure> {
    let locale = &settings.locale;
    lists.read_name(typed).map_err(|unfit| {
        CommandFailure::Usage(match unfit {
            UnfitListName::Length => {
                locale.fill("lists.bad_name", &[("n", &MAX_LIST_NAME_LETTERS)])
            }
            UnfitListName::Taken(known) => {
                let known = describe_list_briefly(locale, known);
                locale.fill("lists.name_taken", &[("known", &known)])
            }
        })
    })
}

/// What a list is for: a key, or its words in either language.
pub(super) fn read_kind(
    settings: &Settings,
    typed: Option<&str>,
) -> Result<Option<ListKind>, CommandFailure> {
    let locale = &settings.locale;
    let Some(typed) = typed else {
        return Ok(None);
    };
    let wanted = name_key(typed);
    let is_meant = |kind: &ListKind| {
        name_key(kind.key()) == wanted
            || name_key(list_kind_name(locale, *kind)) == wanted
            || kind.words().contains(&wanted.as_str())
    };
    if let Some(kind) = ListKind::ALL.into_iter().find(is_meant) {
        return Ok(Some(kind));
    }
    let known: Vec<&str> = ListKind::ALL.iter().map(|kind| kind.key()).collect();
    let (value, known) = (sanitize_text(typed), known.join(", "));
    let values: [(&str, &dyn Display); 2] = [("value", &value), ("known", &known)];
    Err(CommandFailure::Usage(locale.fill("lists.no_kind", &values)))
}

/// The days of a list with what was typed in place of what is known. An empty text takes a day off.
pub(super) fn read_days(
    settings: &Settings,
    args: &ListDetailArgs,
    known: ListDays,
) -> Result<ListDays, CommandFailure> {
    let read = |typed: Option<&str>, known: Option<Date>| match typed.map(str::trim) {
        None => Ok(known),
        Some("") => Ok(None),
        Some(typed) => read_typed_day(settings, typed).map(Some),
    };
    let first = read(args.from.as_deref(), known.first)?;
    let last = read(args.to.as_deref(), known.last)?;
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        let sentence = settings.locale.t("lists.days_reversed").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    Ok(ListDays { first, last })
}
