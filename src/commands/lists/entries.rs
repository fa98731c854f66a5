//! `ocop lists add`, `remove` and `set`.

use std::fmt::Display;
use std::io::Write;

use super::desk::ListsDesk;
use super::entry_fields::{GivenFields, read_fields};
use super::new::{read_days, read_kind, read_new_name};
use crate::catalog::named_product::ProductFinder;
use crate::cli::args::{AddToListArgs, RemoveFromListArgs, SetInListArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::commands::asked_products::find_asked_products;
use crate::commands::work_desk::tell_sentence;
use crate::wording::list_text::describe_list_briefly;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::product_ref::ProductRef;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{ListDetail, TextEntry};
use crate::work::lists::product_list::{ListEntry, ProductList, ProductLists};
use crate::work::lists::typed_values::read_text;

/// Adds products, or a text for what is in no catalogue.
pub(super) fn add_entries(
    desk: &mut ListsDesk<'_>,
    args: &AddToListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let fields = read_fields(settings, &args.fields)?;
    desk.find_list(&args.name)?;
    let subjects = match (&args.question, &args.text) {
        (Some(question), _) => find_products_of_question(desk, question)?,
        (None, Some(text)) => vec![read_text_entry(desk, text, args.producer.as_deref())?],
        (None, None) => {
            let opened = desk.open_catalog()?;
            let finder = ProductFinder::new(&opened.catalog);
            let mut subjects = Vec::new();
            for id in &args.ids {
                let product = desk.find_product(&finder, id)?;
                let subject = EntrySubject::Product(ProductRef::from_product(&product));
                if !subjects.contains(&subject) {
                    subjects.push(subject);
                }
            }
            subjects
        }
    };
    if subjects.is_empty() {
        return Ok(exit::NO_HITS);
    }
    // Read again: the products of the log are found in the catalogue now.
    let list = desk.find_list(&args.name)?;
    let log = desk.log();
    let is_new = |subject: &&EntrySubject| list.find_entry(&subject.key(log)).is_none();
    let new: Vec<EntrySubject> = subjects.iter().filter(is_new).cloned().collect();
    let mut drafts = log.draft_list_members(list.id, &new, list.last_position());
    for subject in &subjects {
        let entry = list.find_entry(&subject.key(log));
        drafts.extend(fields.draft_for(log, list.id, subject, entry));
    }
    let known = subjects.len() - new.len();
    desk.record(drafts)?;
    let locale = &settings.locale;
    let all = desk.lists();
    let total = all.get(list.id).map_or(0, |list| list.entries.len());
    let values: [(&str, &dyn Display); 3] = [
        ("n", &locale.format_number(new.len())),
        ("name", &sanitize_text(&list.name)),
        ("total", &locale.format_number(total)),
    ];
    writeln!(out, "{}", locale.fill("lists.added", &values))?;
    if known > 0 {
        let n = locale.format_number(known);
        let key = if fields.is_empty() {
            "lists.added_already"
        } else {
            "lists.set_already"
        };
        writeln!(out, "{}", locale.fill(key, &[("n", &n)]))?;
    }
    Ok(exit::OK)
}

fn read_text_entry(
    desk: &ListsDesk<'_>,
    text: &str,
    producer: Option<&str>,
) -> Result<EntrySubject, CommandFailure> {
    let name = read_text(text).ok_or_else(|| {
        CommandFailure::Usage(desk.settings.locale.t("lists.empty_text").to_owned())
    })?;
    let producer = producer.and_then(read_text);
    Ok(EntrySubject::Text(TextEntry { name, producer }))
}

/// The products of a query in the order of its list; how many they are is told. A query that is not wholly understood
/// adds nothing.
pub(super) fn find_products_of_question(
    desk: &mut ListsDesk<'_>,
    question: &str,
) -> Result<Vec<EntrySubject>, CommandFailure> {
    let opened = desk.open_marked_catalog()?;
    let locale = &desk.settings.locale;
    let (products, sentence) =
        find_asked_products(&opened, question, locale, "lists.question_unclear")?;
    tell_sentence(&sentence);
    Ok(products.into_iter().map(EntrySubject::Product).collect())
}

/// The entries of these names, each once.
fn find_entries<'l>(
    desk: &ListsDesk<'_>,
    list: &'l ProductList,
    names: &[String],
) -> Result<Vec<&'l ListEntry>, CommandFailure> {
    let mut found: Vec<&ListEntry> = Vec::new();
    for name in names {
        let entry = desk.find_entry(list, name)?;
        if !found.iter().any(|known| known.key == entry.key) {
            found.push(entry);
        }
    }
    Ok(found)
}

/// Takes entries out.
pub(super) fn remove_entries(
    desk: &mut ListsDesk<'_>,
    args: &RemoveFromListArgs,
    out: &mut impl Write,
) -> CommandResult {
    desk.open_catalog()?;
    let list = desk.find_list(&args.name)?;
    let entries = find_entries(desk, &list, &args.entries)?;
    let drafts: Vec<EventDraft> = entries
        .iter()
        .map(|entry| desk.log().draft_list_removal(list.id, &entry.subject))
        .collect();
    let count = drafts.len();
    desk.record(drafts)?;
    let locale = &desk.settings.locale;
    let values: [(&str, &dyn Display); 3] = [
        ("n", &locale.format_number(count)),
        ("name", &sanitize_text(&list.name)),
        ("total", &locale.format_number(list.entries.len() - count)),
    ];
    writeln!(out, "{}", locale.fill("lists.removed", &values))?;
    Ok(exit::OK)
}

/// Sets fields of entries, or details of the list.
pub(super) fn set_in_list(
    desk: &mut ListsDesk<'_>,
    args: &SetInListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &desk.settings.locale;
    let fields = read_fields(desk.settings, &args.fields)?;
    let has_details = args.rename.is_some() || has_any(args);
    let is_unclear = if args.entries.is_empty() {
        !fields.is_empty() || !has_details
    } else {
        fields.is_empty() || has_details
    };
    if is_unclear {
        let sentence = locale.t("lists.set_what").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    // Details of the list are about no product.
    if !args.entries.is_empty() {
        desk.open_catalog()?;
    }
    let list = desk.find_list(&args.name)?;
    let drafts = if args.entries.is_empty() {
        draft_details(desk, &list, args)?
    } else {
        draft_fields(desk, &list, &fields, args)?
    };
    if drafts.is_empty() {
        writeln!(out, "{}", locale.t("lists.unchanged"))?;
        return Ok(exit::OK);
    }
    desk.record(drafts)?;
    if args.entries.is_empty() {
        if let Some(list) = ProductLists::gather_one(desk.log(), list.id) {
            let brief = describe_list_briefly(locale, &list);
            writeln!(out, "{}", locale.fill("lists.kept", &[("list", &brief)]))?;
        }
    } else {
        let values: [(&str, &dyn Display); 2] = [
            ("n", &locale.format_number(args.entries.len())),
            ("name", &sanitize_text(&list.name)),
        ];
        writeln!(out, "{}", locale.fill("lists.fields_kept", &values))?;
    }
    Ok(exit::OK)
}

fn has_any(args: &SetInListArgs) -> bool {
    let details = &args.details;
    let texts = [&details.kind, &details.place, &details.from, &details.to];
    texts.into_iter().any(Option::is_some)
}

fn draft_fields(
    desk: &ListsDesk<'_>,
    list: &ProductList,
    fields: &GivenFields,
    args: &SetInListArgs,
) -> Result<Vec<EventDraft>, CommandFailure> {
    let entries = find_entries(desk, list, &args.entries)?;
    let drafts = entries
        .into_iter()
        .flat_map(|entry| fields.draft_for(desk.log(), list.id, &entry.subject, Some(entry)));
    Ok(drafts.collect())
}

fn draft_details(
    desk: &ListsDesk<'_>,
    list: &ProductList,
    args: &SetInListArgs,
) -> Result<Vec<EventDraft>, CommandFailure> {
    let settings = desk.settings;
    let mut details = Vec::new();
    if let Some(typed) = &args.rename {
        let mut others = desk.lists();
        others.lists.retain(|other| other.id != list.id);
        let name = read_new_name(settings, &others, typed)?;
        details.extend((name != list.name).then_some(ListDetail::Name(name)));
    }
    if let Some(kind) = read_kind(settings, args.details.kind.as_deref())? {
        details.extend((kind != list.kind).then_some(ListDetail::Kind(kind)));
    }
    if let Some(typed) = &args.details.place {
        let place = read_text(typed);
        details.extend((place != list.place).then_some(ListDetail::Place(place)));
    }
    let days = read_days(settings, &args.details, list.days)?;
    details.extend((days != list.days).then_some(ListDetail::Days(days)));
    let drafts = details
        .into_iter()
        .map(|detail| desk.log().draft_list_detail(list.id, detail));
    Ok(drafts.collect())
}
