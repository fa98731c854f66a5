//! Product lists of fairs and trade meetings written in conversation: made, filled and changed, with buyers and what
//! they want. Each answer says what was saved; all of it is undone by the one undo.

use std::fmt::Display;

use super::acted_product::find_meant_product;
use super::command::{EXPORT_FORMATS, ProductSelector};
use super::list_command::{AddedProducts, LinearListCommand, MeantEntry};
use super::lists::read_lists;
use super::state::{LinearResult, LinearState};
use super::undo::LinearStep;
use super::work_desk::{record_drafts, refuse};
use crate::catalog::answered_products::load_answered_products;
use crate::catalog::named_list::quote_list_names;
use crate::cli::exit::CommandFailure;
use crate::commands::lists::report_file::write_new_list_report;
use crate::report::document_format::DocumentFormat;
use crate::report::export_format::ExportFormat;
use crate::wording::list_text::{
    describe_list_briefly, describe_unfit_value, entry_field_name, format_entry_value, with_words,
};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::product_ref::ProductRef;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{
    BuyerDetails, BuyerInterest, EntryField, EntryValue, ListDays, ListKind, ListStart,
};
use crate::work::lists::list_drafts::{draft_buyer_added, draft_list_start, draft_visitor_asked};
use crate::work::lists::list_name::{MAX_LIST_NAME_LETTERS, UnfitListName};
use crate::work::lists::product_list::{AskedSubject, Buyer, ListEntry, ProductList};
use crate::work::lists::typed_values::{named_buyers, read_buyer_name, read_text, read_value_of};
use crate::work::name_key::name_key;

/// Does something in the list that was read last.
pub(super) fn run_list_command(
    state: &mut LinearState<'_>,
    command: LinearListCommand,
) -> LinearResult {
    match command {
        LinearListCommand::Start(kind, name) => start_list(state, kind, &name),
        LinearListCommand::Add(products) => add_products(state, products),
        LinearListCommand::Remove(entry) => remove_entry(state, &entry),
        LinearListCommand::SetField(field, entry, text) => set_field(state, field, &entry, &text),
        LinearListCommand::SetStock(stock, entry) => {
            set_field(state, EntryField::Stock, &entry, stock.key())
        }
        LinearListCommand::CountAsked(entry) => count_asked(state, &entry),
        LinearListCommand::ListBuyers => list_buyers(state),
        LinearListCommand::NameBuyer(name, wants) => name_buyer(state, &name, wants.as_deref()),
        LinearListCommand::NoteInterest(entry, parts) => note_interest(state, &entry, &parts),
        LinearListCommand::EndInterest(entry, name) => end_interest(state, &entry, &name),
        LinearListCommand::WriteReport(format) => write_report(state, &format),
    }
}

/// The list that was read last, else the only one.
fn current_list(state: &mut LinearState<'_>) -> Result<ProductList, CommandFailure> {
    let lists = read_lists(state)?;
    let current = state.list.and_then(|id| lists.get(id));
    let list = match (current, lists.lists.as_slice()) {
        (Some(list), _) => list.clone(),
        (None, [only]) => only.clone(),
        (None, []) => return Err(refuse(state.settings, "linear.lists_none_here", &[])),
        (None, all) => {
            let all: Vec<&ProductList> = all.iter().collect();
            let known: [(&str, &dyn Display); 1] = [("known", &quote_list_names(&all))];
            return Err(refuse(state.settings, "linear.lists_which", &known));
        }
    };
    state.list = Some(list.id);
    Ok(list)
}

/// Writes events as one act, which one undo takes back.
fn save(state: &mut LinearState<'_>, drafts: Vec<EventDraft>) -> Result<(), CommandFailure> {
    let work = state.work.open(state.settings, state.catalog)?;
    record_drafts(work, drafts, state.settings)?;
    state.query_history.record_change(LinearStep::Work);
    Ok(())
}

fn start_list(state: &mut LinearState<'_>, kind: ListKind, name: &str) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    if name.is_empty() {
        return Err(refuse(settings, "linear.lists_need_name", &[]));
    }
    let lists = read_lists(state)?;
    let name = lists.read_name(name).map_err(|unfit| match unfit {
        UnfitListName::Length => {
            refuse(settings, "lists.bad_name", &[("n", &MAX_LIST_NAME_LETTERS)])
        }
        UnfitListName::Taken(known) => {
            let known = describe_list_briefly(locale, known);
            refuse(settings, "lists.name_taken", &[("known", &known)])
        }
    })?;
    let start = ListStart {
        name: name.clone(),
        kind,
        place: None,
        days: ListDays::default(),
    };
    let work = state.work.open(settings, state.catalog)?;
    let written = record_drafts(work, vec![draft_list_start(start)], settings)?;
    state.query_history.record_change(LinearStep::Work);
    state.list = written.first().map(|event| event.id);
    let values: [(&str, &dyn Display); 1] = [("name", &sanitize_text(&name))];
    Ok(vec![locale.fill("linear.list_started", &values)])
}

fn add_products(state: &mut LinearState<'_>, products: AddedProducts) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let list = current_list(state)?;
    let subjects = read_added(state, products)?;
    if subjects.is_empty() {
        return Err(refuse(settings, "refused.empty", &[]));
    }
    let work = state.work.open(settings, state.catalog)?;
    let log = work.log();
    let is_new = |subject: &&EntrySubject| list.find_entry(&subject.key(log)).is_none();
    let new: Vec<EntrySubject> = subjects.iter().filter(is_new).cloned().collect();
    let drafts = log.draft_list_members(list.id, &new, list.last_position());
    if !drafts.is_empty() {
        save(state, drafts)?;
    }
    let values: [(&str, &dyn Display); 3] = [
        ("n", &locale.format_number(new.len())),
        ("name", &sanitize_text(&list.name)),
        (
            "total",
            &locale.format_number(list.entries.len() + new.len()),
        ),
    ];
    let mut lines = vec![format!("{}.", locale.fill("lists.added", &values))];
    let known = subjects.len() - new.len();
    if known > 0 {
        let n = locale.format_number(known);
        lines.push(format!(
            "{}.",
            locale.fill("lists.added_already", &[("n", &n)])
        ));
    }
    Ok(lines)
}

/// The products to add, each once.
fn read_added(
    state: &mut LinearState<'_>,
    products: AddedProducts,
) -> Result<Vec<EntrySubject>, CommandFailure> {
    let ids: Vec<String> = match products {
        AddedProducts::All => {
            let products = load_answered_products(state.catalog, &mut state.answer)?;
            return Ok(products.into_iter().map(EntrySubject::Product).collect());
        }
        AddedProducts::ReadLast => {
            let hit = find_meant_product(state, None)?;
            vec![hit.product.id.clone()]
        }
        AddedProducts::Id(id) => {
            let hit = find_meant_product(state, Some(ProductSelector::Id(id)))?;
            vec![hit.product.id.clone()]
        }
        AddedProducts::Selected => {
            let ids = state.selected.ids();
            ids.iter().map(ToString::to_string).collect()
        }
        AddedProducts::Rows(rows) => {
            let mut ids = Vec::new();
            for number in rows.into_iter().flatten() {
                let hit = find_meant_product(state, Some(ProductSelector::Number(number)))?;
                if !ids.contains(&hit.product.id) {
                    ids.push(hit.product.id.clone());
                }
            }
            ids
        }
    };
    let mut subjects = Vec::new();
    for id in ids {
        if let Some(hit) = state.catalog.find_product(&id)? {
            subjects.push(EntrySubject::Product(ProductRef::from_product(
                &hit.product,
            )));
        }
    }
    Ok(subjects)
}

/// The entry of the list that is meant; `None` for words that name none.
fn find_entry(
    state: &mut LinearState<'_>,
    list: &ProductList,
    entry: &MeantEntry,
) -> Result<Option<ListEntry>, CommandFailure> {
    let selector = match entry {
        MeantEntry::Named(name) => {
            let key = name_key(name);
            let mut named = list.entries.iter();
            let named = named.find(|entry| name_key(entry.subject.name()) == key);
            return Ok(named.cloned());
        }
        MeantEntry::ReadLast => None,
        MeantEntry::Product(selector) => Some(selector.clone()),
    };
    let hit = find_meant_product(state, selector)?;
    state.shown_id = Some(hit.product.id.clone());
    match list.find_product(&hit.product.id) {
        Some(entry) => Ok(Some(entry.clone())),
        None => Err(refuse_entry(state, list, &hit.product.name)),
    }
}

/// The entry that is meant, or why there is none.
fn require_entry(
    state: &mut LinearState<'_>,
    list: &ProductList,
    entry: &MeantEntry,
) -> Result<ListEntry, CommandFailure> {
    match (find_entry(state, list, entry)?, entry) {
        (Some(entry), _) => Ok(entry),
        (None, MeantEntry::Named(name)) => Err(refuse_entry(state, list, name)),
        (None, _) => Err(refuse_entry(state, list, "")),
    }
}

fn refuse_entry(state: &LinearState<'_>, list: &ProductList, name: &str) -> CommandFailure {
    let values: [(&str, &dyn Display); 2] = [
        ("entry", &sanitize_text(name)),
        ("name", &sanitize_text(&list.name)),
    ];
    refuse(state.settings, "linear.list_no_entry", &values)
}

fn remove_entry(state: &mut LinearState<'_>, entry: &MeantEntry) -> LinearResult {
    let list = current_list(state)?;
    let entry = require_entry(state, &list, entry)?;
    let work = state.work.open(state.settings, state.catalog)?;
    let draft = work.log().draft_list_removal(list.id, &entry.subject);
    save(state, vec![draft])?;
    let values: [(&str, &dyn Display); 3] = [
        ("product", &sanitize_text(entry.subject.name())),
        ("name", &sanitize_text(&list.name)),
        ("n", &state.locale().format_number(list.entries.len() - 1)),
    ];
    Ok(vec![state.locale().fill("linear.list_removed", &values)])
}

/// Sets a field; what was there before is told.
fn set_field(
    state: &mut LinearState<'_>,
    field: EntryField,
    entry: &MeantEntry,
    text: &str,
) -> LinearResult {
    let locale = state.locale();
    let list = current_list(state)?;
    let (entry, text) = match (find_entry(state, &list, entry)?, entry) {
        (Some(entry), _) => (entry, text.to_owned()),
        // A colon in a remark.
        (None, MeantEntry::Named(head)) if field == EntryField::Remark => {
            let text = format!("{head}: {text}");
            (require_entry(state, &list, &MeantEntry::ReadLast)?, text)
        }
        (None, entry) => (require_entry(state, &list, entry)?, text.to_owned()),
    };
    let read = read_value_of(Some((&list, &entry)), field, &text);
    let value =
        read.map_err(|unfit| CommandFailure::Usage(describe_unfit_value(locale, unfit, &text)))?;
    if entry.has_value(&value) {
        return Ok(vec![format!("{}.", locale.t("lists.unchanged"))]);
    }
    let work = state.work.open(state.settings, state.catalog)?;
    let draft = work
        .log()
        .draft_entry_field(list.id, &entry.subject, value.clone());
    save(state, vec![draft])?;
    let said = |value: &EntryValue| match value {
        EntryValue::Position(_) => None,
        value => format_entry_value(locale, value),
    };
    let blank = || locale.t("linear.list_blank").to_owned();
    let new = if field == EntryField::Position {
        text.trim().to_owned()
    } else {
        said(&value).unwrap_or_else(blank)
    };
    let old = if field == EntryField::Position {
        let place = list.place_of(&entry.key);
        place.map_or_else(blank, |place| place.to_string())
    } else {
        said(&entry.value(field)).unwrap_or_else(blank)
    };
    let values: [(&str, &dyn Display); 4] = [
        ("product", &sanitize_text(entry.subject.name())),
        ("field", &entry_field_name(locale, field)),
        ("new", &new),
        ("old", &old),
    ];
    Ok(vec![locale.fill("linear.list_field_saved", &values)])
}

fn count_asked(state: &mut LinearState<'_>, entry: &MeantEntry) -> LinearResult {
    if !state.settings.fair.counts_questions {
        return Err(refuse(state.settings, "fair.not_counted", &[]));
    }
    let list = current_list(state)?;
    let entry = require_entry(state, &list, entry)?;
    save(state, vec![draft_visitor_asked(list.id, &entry.subject)])?;
    let asked = list.asked.iter().find(|asked| asked.key == entry.key);
    let before = asked.map_or(0, AskedSubject::count);
    let n = state.locale().format_number(before + 1);
    let values: [(&str, &dyn Display); 2] =
        [("product", &sanitize_text(entry.subject.name())), ("n", &n)];
    Ok(vec![state.locale().fill("linear.list_asked", &values)])
}

fn list_buyers(state: &mut LinearState<'_>) -> LinearResult {
    let list = current_list(state)?;
    if list.buyers.is_empty() {
        return Err(refuse_buyer(state, &list, ""));
    }
    let lines = list.buyers.iter();
    Ok(lines
        .flat_map(|buyer| describe_buyer(state, buyer))
        .collect())
}

/// A buyer with what they look for, and what they want.
fn describe_buyer(state: &LinearState<'_>, buyer: &Buyer) -> Vec<String> {
    let locale = state.locale();
    let wants = buyer.details.wants.as_deref();
    let wants = wants.unwrap_or_else(|| locale.t("buyers.wants_unknown"));
    let values: [(&str, &dyn Display); 3] = [
        ("buyer", &sanitize_text(&buyer.details.name)),
        ("wants", &sanitize_text(wants)),
        ("n", &locale.format_number(buyer.interests.len())),
    ];
    let wishes = buyer.interests.iter().map(|wish| {
        let line = sanitize_text(wish.subject.name());
        format!("{}.", with_words(line, &wish.interest))
    });
    let mut lines = vec![locale.fill("linear.list_buyer", &values)];
    lines.extend(wishes);
    lines
}

fn name_buyer(state: &mut LinearState<'_>, name: &str, wants: Option<&str>) -> LinearResult {
    let locale = state.locale();
    let list = current_list(state)?;
    let known = find_buyer(state, &list, name)?;
    if let (Some(buyer), None) = (&known, wants) {
        return Ok(describe_buyer(state, buyer));
    }
    let wants = wants.and_then(read_text);
    let (name, key) = if let Some(buyer) = &known {
        (buyer.details.name.clone(), "buyers.changed")
    } else {
        let bad_name = || refuse(state.settings, "buyers.bad_name", &[]);
        (read_buyer_name(name).ok_or_else(bad_name)?, "buyers.added")
    };
    let details = BuyerDetails { name, wants };
    let line = locale.fill(key, &[("buyer", &sanitize_text(&details.name))]);
    let told = match &details.wants {
        Some(wants) => format!("{line}: {}.", sanitize_text(wants)),
        None => format!("{line}."),
    };
    let draft = match known {
        Some(buyer) => {
            let work = state.work.open(state.settings, state.catalog)?;
            work.log().draft_buyer(list.id, buyer.id, Some(details))
        }
        None => draft_buyer_added(list.id, details),
    };
    save(state, vec![draft])?;
    Ok(vec![told])
}

/// The buyer of this name; several of it are told.
fn find_buyer(
    state: &LinearState<'_>,
    list: &ProductList,
    name: &str,
) -> Result<Option<Buyer>, CommandFailure> {
    match named_buyers(list, name).as_slice() {
        [] => Ok(None),
        [buyer] => Ok(Some((*buyer).clone())),
        several => {
            let ids: Vec<String> = several.iter().map(|buyer| buyer.id.short()).collect();
            let values: [(&str, &dyn Display); 2] =
                [("buyer", &sanitize_text(name)), ("known", &ids.join(", "))];
            Err(refuse(state.settings, "buyers.several", &values))
        }
    }
}

fn refuse_buyer(state: &LinearState<'_>, list: &ProductList, name: &str) -> CommandFailure {
    let known = list.buyers.iter();
    let known: Vec<String> = known
        .map(|buyer| sanitize_text(&buyer.details.name))
        .collect();
    let values: [(&str, &dyn Display); 3] = [
        ("buyer", &sanitize_text(name)),
        ("name", &sanitize_text(&list.name)),
        ("known", &known.join("; ")),
    ];
    let key = if known.is_empty() {
        "linear.list_no_buyers"
    } else {
        "buyers.unknown"
    };
    refuse(state.settings, key, &values)
}

/// The product that a buyer wants: an entry, or another product of the catalogue.
fn find_wanted(
    state: &mut LinearState<'_>,
    list: &ProductList,
    entry: &MeantEntry,
) -> Result<EntrySubject, CommandFailure> {
    let selector = match entry {
        MeantEntry::Named(_) => {
            return Ok(require_entry(state, list, entry)?.subject);
        }
        MeantEntry::ReadLast => None,
        MeantEntry::Product(selector) => Some(selector.clone()),
    };
    let hit = find_meant_product(state, selector)?;
    state.shown_id = Some(hit.product.id.clone());
    let entry = list.find_product(&hit.product.id);
    let product = || EntrySubject::Product(ProductRef::from_product(&hit.product));
    Ok(entry.map_or_else(product, |entry| entry.subject.clone()))
}

fn note_interest(
    state: &mut LinearState<'_>,
    entry: &MeantEntry,
    parts: &[String],
) -> LinearResult {
    let list = current_list(state)?;
    let subject = find_wanted(state, &list, entry)?;
    let name = parts.first().map_or("", String::as_str);
    let Some(buyer) = find_buyer(state, &list, name)? else {
        return Err(refuse_buyer(state, &list, name));
    };
    let text = |index: usize| parts.get(index).and_then(|part| read_text(part));
    let interest = BuyerInterest {
        quantity: text(1),
        remark: text(2),
    };
    let told = describe_interest(state, "buyers.interest_kept", &buyer, &subject);
    let told = format!("{}.", with_words(told, &interest));
    let work = state.work.open(state.settings, state.catalog)?;
    let log = work.log();
    let draft = log.draft_buyer_interest(list.id, buyer.id, &subject, Some(interest));
    save(state, vec![draft])?;
    Ok(vec![told])
}

fn end_interest(state: &mut LinearState<'_>, entry: &MeantEntry, name: &str) -> LinearResult {
    let list = current_list(state)?;
    let subject = find_wanted(state, &list, entry)?;
    let Some(buyer) = find_buyer(state, &list, name)? else {
        return Err(refuse_buyer(state, &list, name));
    };
    let work = state.work.open(state.settings, state.catalog)?;
    let key = subject.key(work.log());
    if buyer.find_wish(&key).is_none() {
        let sentence = describe_interest(state, "buyers.not_wanted", &buyer, &subject);
        return Err(CommandFailure::Usage(sentence));
    }
    let draft = work
        .log()
        .draft_buyer_interest(list.id, buyer.id, &subject, None);
    save(state, vec![draft])?;
    let told = describe_interest(state, "buyers.interest_gone", &buyer, &subject);
    Ok(vec![format!("{told}.")])
}

fn describe_interest(
    state: &LinearState<'_>,
    key: &str,
    buyer: &Buyer,
    subject: &EntrySubject,
) -> String {
    let values: [(&str, &dyn Display); 2] = [
        ("buyer", &sanitize_text(&buyer.details.name)),
        ("product", &sanitize_text(subject.name())),
    ];
    state.locale().fill(key, &values)
}

/// Writes the report of the list into a new file; without a word of a format as Word reads it.
fn write_report(state: &mut LinearState<'_>, word: &str) -> LinearResult {
    let list = current_list(state)?;
    let word = word.to_lowercase();
    let is_word = |format: ExportFormat| {
        let mut formats = EXPORT_FORMATS.iter();
        formats.any(|(known, letter, key)| {
            *known == format && (*letter == word || super::command::is_word_of(key, &word))
        })
    };
    let format = match word.as_str() {
        "" | "docx" | "word" => DocumentFormat::Docx,
        _ if is_word(ExportFormat::Xlsx) => DocumentFormat::Xlsx,
        _ if is_word(ExportFormat::Md) => DocumentFormat::Md,
        _ => {
            let word = sanitize_text(&word);
            return Err(refuse(
                state.settings,
                "linear.list_no_format",
                &[("value", &word)],
            ));
        }
    };
    let sentence = write_new_list_report(state.settings, state.catalog, list.id, format)?;
    Ok(vec![format!("{sentence}.")])
}
