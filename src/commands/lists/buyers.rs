//! `ocop lists buyer` and `interest`: the buyers of a trade meeting, and which products they want.

use std::fmt::Display;
use std::io::Write;

use serde_json::{Value, json};

use super::desk::ListsDesk;
use crate::catalog::named_product::ProductFinder;
use crate::cli::args::{BuyerArgs, InterestArgs, SummaryFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::json;
use crate::wording::list_text::with_words;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::product_ref::ProductRef;
use crate::work::lists::entry_subject::{EntryKey, EntrySubject};
use crate::work::lists::list_act::{BuyerDetails, BuyerInterest};
use crate::work::lists::list_drafts::draft_buyer_added;
use crate::work::lists::product_list::{Buyer, BuyerWish, ProductList};
use crate::work::lists::typed_values::{named_buyers, read_buyer_name, read_text};
use crate::work::name_key::name_key;

/// Lists the buyers; shows, adds, changes or takes out one of them.
pub(super) fn run_buyer(
    desk: &mut ListsDesk<'_>,
    args: &BuyerArgs,
    out: &mut impl Write,
) -> CommandResult {
    desk.open_catalog()?;
    let list = desk.find_list(&args.name)?;
    let Some(typed) = &args.buyer else {
        return print_buyers(desk, &list, args.output.format, out);
    };
    let is_new = !args.remove && args.rename.is_none();
    match named_buyers(&list, typed).as_slice() {
        [] if is_new => add_buyer(desk, &list, typed, args, out),
        [buyer] if is_new && args.wants.is_none() => {
            print_buyer(desk, &list, buyer, args.output.format, out)
        }
        [buyer] => change_buyer(desk, &list, buyer, args, out),
        // Tells which there are.
        _ => find_buyer(desk.settings, &list, typed).map(|_| exit::OK),
    }
}

/// Notes which products a buyer wants, or that they want them no more.
pub(super) fn note_interest(
    desk: &mut ListsDesk<'_>,
    args: &InterestArgs,
    out: &mut impl Write,
) -> CommandResult {
    let opened = desk.open_catalog()?;
    let finder = ProductFinder::new(&opened.catalog);
    let list = desk.find_list(&args.name)?;
    let buyer = find_buyer(desk.settings, &list, &args.buyer)?;
    let mut drafts: Vec<EventDraft> = Vec::new();
    let mut told: Vec<String> = Vec::new();
    let mut seen: Vec<EntryKey> = Vec::new();
    let locale = &desk.settings.locale;
    for id in &args.ids {
        let subject = if let Ok(entry) = desk.find_entry(&list, id) {
            entry.subject.clone()
        } else {
            let product = desk.find_product(&finder, id)?;
            EntrySubject::Product(ProductRef::from_product(&product))
        };
        let key = subject.key(desk.log());
        if seen.contains(&key) {
            continue;
        }
        let known = buyer.find_wish(&key);
        let (buyer_name, product) = (&buyer.details.name, subject.name());
        let values: [(&str, &dyn Display); 2] = [
            ("buyer", &sanitize_text(buyer_name)),
            ("product", &sanitize_text(product)),
        ];
        if args.remove && known.is_none() {
            let sentence = locale.fill("buyers.not_wanted", &values);
            return Err(CommandFailure::Usage(sentence));
        }
        let interest = (!args.remove).then(|| {
            let known = known.map(|wish| wish.interest.clone()).unwrap_or_default();
            BuyerInterest {
                quantity: read_change(args.quantity.as_deref(), known.quantity),
                remark: read_change(args.remark.as_deref(), known.remark),
            }
        });
        told.push(match &interest {
            None => locale.fill("buyers.interest_gone", &values),
            Some(interest) => {
                let line = locale.fill("buyers.interest_kept", &values);
                with_words(line, interest)
            }
        });
        let draft = desk
            .log()
            .draft_buyer_interest(list.id, buyer.id, &subject, interest);
        drafts.push(draft);
        seen.push(key);
    }
    desk.record(drafts)?;
    for line in told {
        writeln!(out, "{line}")?;
    }
    Ok(exit::OK)
}

/// The buyer of this name; the failure tells which there are.
pub(super) fn find_buyer<'l>(
    settings: &Settings,
    list: &'l ProductList,
    name: &str,
) -> Result<&'l Buyer, CommandFailure> {
    let locale = &settings.locale;
    let found = named_buyers(list, name);
    let described = |buyers: &[&Buyer]| {
        let names = buyers.iter().map(|buyer| {
            let name = sanitize_text(&buyer.details.name);
            format!("{name} [{}]", buyer.id.short())
        });
        names.collect::<Vec<_>>().join("; ")
    };
    let all: Vec<&Buyer> = list.buyers.iter().collect();
    let (key, known) = match found.as_slice() {
        [buyer] => return Ok(buyer),
        [] if all.is_empty() => ("buyers.none_yet", String::new()),
        [] => ("buyers.unknown", described(&all)),
        several => ("buyers.several", described(several)),
    };
    let values: [(&str, &dyn Display); 3] = [
        ("buyer", &sanitize_text(name)),
        ("name", &sanitize_text(&list.name)),
        ("known", &known),
    ];
    Err(CommandFailure::Usage(locale.fill(key, &values)))
}

fn add_buyer(
    desk: &mut ListsDesk<'_>,
    list: &ProductList,
    typed: &str,
    args: &BuyerArgs,
    out: &mut impl Write,
) -> CommandResult {
    let details = BuyerDetails {
        name: read_name(desk.settings, typed)?,
        wants: read_change(args.wants.as_deref(), None),
    };
    let line = describe_kept(&desk.settings.locale, "buyers.added", &details);
    desk.record(vec![draft_buyer_added(list.id, details)])?;
    writeln!(out, "{line}")?;
    Ok(exit::OK)
}

fn change_buyer(
    desk: &mut ListsDesk<'_>,
    list: &ProductList,
    buyer: &Buyer,
    args: &BuyerArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let (details, line) = if args.remove {
        let line = describe_kept(&settings.locale, "buyers.removed", &buyer.details);
        (None, line)
    } else {
        let name = args.rename.as_deref();
        let name = name.map(|typed| read_name(settings, typed)).transpose()?;
        if let Some(name) = &name
            && let Some(other) = list.buyers.iter().find(|other| {
                other.id != buyer.id && name_key(&other.details.name) == name_key(name)
            })
        {
            let name = sanitize_text(&other.details.name);
            let sentence = settings.locale.fill("buyers.taken", &[("buyer", &name)]);
            return Err(CommandFailure::Usage(sentence));
        }
        let details = BuyerDetails {
            name: name.unwrap_or_else(|| buyer.details.name.clone()),
            wants: read_change(args.wants.as_deref(), buyer.details.wants.clone()),
        };
        let line = describe_kept(&settings.locale, "buyers.changed", &details);
        (Some(details), line)
    };
    let draft = desk.log().draft_buyer(list.id, buyer.id, details);
    desk.record(vec![draft])?;
    writeln!(out, "{line}")?;
    Ok(exit::OK)
}

/// Every buyer with how many products they want.
fn print_buyers(
    desk: &ListsDesk<'_>,
    list: &ProductList,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &desk.settings.locale;
    let code = exit::code_for_hits(list.buyers.len());
    if format == SummaryFormat::Json {
        let buyers: Vec<Value> = list.buyers.iter().map(buyer_json).collect();
        let list = sanitize_text(&list.name);
        json::print_document(out, &json!({"format": 1, "list": list, "buyers": buyers}))?;
        return Ok(code);
    }
    if list.buyers.is_empty() {
        let name = sanitize_text(&list.name);
        writeln!(
            out,
            "{}",
            locale.fill("buyers.none_yet", &[("name", &name)])
        )?;
    }
    for buyer in &list.buyers {
        writeln!(out, "{}", describe_buyer(locale, buyer))?;
    }
    Ok(code)
}

/// A buyer with what they want.
fn print_buyer(
    desk: &ListsDesk<'_>,
    list: &ProductList,
    buyer: &Buyer,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &desk.settings.locale;
    if format == SummaryFormat::Json {
        let list = sanitize_text(&list.name);
        let document = json!({"format": 1, "list": list, "buyers": [buyer_json(buyer)]});
        json::print_document(out, &document)?;
        return Ok(exit::OK);
    }
    writeln!(out, "{}", describe_buyer(locale, buyer))?;
    for wish in &buyer.interests {
        let name = sanitize_text(wish.subject.name());
        let line = match wish_id(wish) {
            Some(id) => format!("  {id} {name}"),
            None => format!("  {name}"),
        };
        for interest in wish.written() {
            let line = with_words(line.clone(), interest);
            writeln!(out, "{line}")?;
        }
    }
    Ok(exit::OK)
}

fn describe_buyer(locale: &Locale, buyer: &Buyer) -> String {
    let wants = buyer.details.wants.as_deref();
    let wants = wants.unwrap_or_else(|| locale.t("buyers.wants_unknown"));
    let values: [(&str, &dyn Display); 4] = [
        ("buyer", &sanitize_text(&buyer.details.name)),
        ("id", &buyer.id.short()),
        ("wants", &sanitize_text(wants)),
        ("n", &locale.format_number(buyer.interests.len())),
    ];
    locale.fill("buyers.row", &values)
}

fn describe_kept(locale: &Locale, key: &str, details: &BuyerDetails) -> String {
    let name = sanitize_text(&details.name);
    let line = locale.fill(key, &[("buyer", &name)]);
    match &details.wants {
        Some(wants) => format!("{line}: {}", sanitize_text(wants)),
        None => line,
    }
}

fn wish_id(wish: &BuyerWish) -> Option<String> {
    wish.key.id_of_product().map(sanitize_text)
}

fn buyer_json(buyer: &Buyer) -> Value {
    let text = |text: Option<&str>| text.map(sanitize_text);
    let interests = buyer.interests.iter().flat_map(|wish| {
        let of_wish = wish.written().iter();
        of_wish.map(move |interest| {
            json!({
                "product": wish_id(wish),
                "name": sanitize_text(wish.subject.name()),
                "quantity": text(interest.quantity.as_deref()),
                "remark": text(interest.remark.as_deref()),
            })
        })
    });
    json!({
        "id": buyer.id.to_string(),
        "name": sanitize_text(&buyer.details.name),
        "wants": text(buyer.details.wants.as_deref()),
        "interests": interests.collect::<Vec<_>>(),
    })
}

/// A text in place of what is known; an empty one takes it off.
fn read_change(typed: Option<&str>, known: Option<String>) -> Option<String> {
    typed.map_or(known, read_text)
}

/// The name of a buyer as it is kept; it needs a letter or digit.
fn read_name(settings: &Settings, typed: &str) -> Result<String, CommandFailure> {
    let bad_name = || CommandFailure::Usage(settings.locale.t("buyers.bad_name").to_owned());
    read_buyer_name(typed).ok_or_else(bad_name)
}
