//! What the screen does with product lists, as events: products added to a list, which may begin with that, fields of
//! its entries, what buyers want, and what is done at a fair.

use ocop_index::{Catalog, Query};

use crate::app::fair::fair_act::FairAct;
use crate::app::store_work::{InterestChange, ListedProducts, NewText, NotedInterest};
use crate::catalog::answered_products::load_answered_products;
use crate::work::events::event::EventDraft;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{BuyerDetails, BuyerId, BuyerInterest, EntryValue, ListId};
use crate::work::lists::list_drafts::{draft_visitor_asked, draft_visitor_question};
use crate::work::lists::product_list::{Buyer, BuyerWish, ProductLists};
use crate::work::lists::typed_values::keep_unit;
use crate::work::name_key::name_key;

/// The products as the catalogue has them, in the order of the list.
///
/// # Errors
/// Fails where the catalogue cannot be read.
pub(super) fn read_products(
    catalog: &Catalog,
    products: &ListedProducts,
) -> ocop_index::Result<Vec<EntrySubject>> {
    match products {
        ListedProducts::Ids(ids) => {
            let mut subjects = Vec::new();
            for id in ids {
                if let Some(hit) = catalog.find_product(id)? {
                    let product = ProductRef::from_product(&hit.product);
                    subjects.push(EntrySubject::Product(product));
                }
            }
            Ok(subjects)
        }
        ListedProducts::Question(query) => read_question(catalog, query),
    }
}

/// What is done at a fair, as an event.
pub(super) fn draft_fair_act(log: &WorkLog, act: &FairAct) -> EventDraft {
    match act {
        FairAct::SetField {
            list,
            subject,
            value,
        } => log.draft_entry_field(*list, subject, value.clone()),
        FairAct::Asked { list, subject } => draft_visitor_asked(*list, subject),
        FairAct::Question {
            list,
            question,
            is_near,
        } => draft_visitor_question(*list, question, *is_near),
    }
}

fn read_question(catalog: &Catalog, query: &Query) -> ocop_index::Result<Vec<EntrySubject>> {
    let mut answer = catalog.search(query)?;
    let products = load_answered_products(catalog, &mut answer)?.into_iter();
    Ok(products.map(EntrySubject::Product).collect())
}

/// The events that add what a list does not have yet at its end.
pub(super) fn draft_additions(
    log: &WorkLog,
    list: ListId,
    subjects: &[EntrySubject],
) -> Vec<EventDraft> {
    let known = ProductLists::gather_one(log, list);
    let behind = known.as_ref().and_then(|list| list.last_position());
    let is_new = |subject: &&EntrySubject| {
        let known = known.as_ref();
        known.is_none_or(|list| list.find_entry(&subject.key(log)).is_none())
    };
    log.draft_list_members(list, subjects.iter().filter(is_new), behind)
}

/// The events that give entries of a list these fields: none for what is not in it, nor for what an entry has already.
pub(super) fn draft_fields(
    log: &WorkLog,
    list: ListId,
    ids: &[String],
    values: &[EntryValue],
) -> Vec<EventDraft> {
    let Some(list) = ProductLists::gather_one(log, list) else {
        return Vec::new();
    };
    let entries = ids.iter().filter_map(|id| list.find_product(id));
    let drafts = entries.flat_map(|entry| {
        let mut values = values.to_vec();
        for value in &mut values {
            keep_unit(value, entry);
        }
        log.draft_entry_values(list.id, (&entry.subject, Some(entry)), values)
    });
    drafts.collect()
}

/// The buyer of a list that is called so; of several none.
pub(super) fn find_buyer(log: &WorkLog, list: ListId, name: &str) -> Option<Buyer> {
    let list = ProductLists::gather_one(log, list)?;
    let name = name_key(name);
    let buyers = list.buyers.into_iter();
    let mut called = buyers.filter(|buyer| name_key(&buyer.details.name) == name);
    called.next().filter(|_| called.next().is_none())
}

/// The events that note what a buyer wants of these products, and what they look for.
pub(super) fn draft_interest(
    log: &WorkLog,
    noted: &NotedInterest,
    buyer: BuyerId,
    subjects: &[EntrySubject],
) -> Vec<EventDraft> {
    let list = ProductLists::gather_one(log, noted.list);
    let known = list.as_ref().and_then(|list| list.find_buyer(buyer));
    let details = known
        .zip(noted.wants.clone())
        .map(|(known, NewText(wants))| {
            let name = known.details.name.clone();
            BuyerDetails { name, wants }
        });
    let details = details.filter(|details| known.is_some_and(|known| known.details != *details));
    let details = details.map(|details| log.draft_buyer(noted.list, buyer, Some(details)));
    let interests = subjects.iter().filter_map(|subject| {
        let key = subject.key(log);
        let wish = known.and_then(|known| known.find_wish(&key));
        let interest = change_interest(wish, &noted.interest);
        // What is noted of one of several products already stays.
        let is_new = match (wish, &interest) {
            (Some(wish), Some(interest)) => wish.written() != std::slice::from_ref(interest),
            (wish, interest) => wish.is_some() || interest.is_some(),
        };
        // As the list calls it, where it has it.
        let entry = list.as_ref().and_then(|list| list.find_entry(&key));
        let subject = entry.map_or(subject, |entry| &entry.subject);
        is_new.then(|| log.draft_buyer_interest(noted.list, buyer, subject, interest))
    });
    details.into_iter().chain(interests).collect()
}

/// What a buyer wants of a product after a change; `None` for nothing any more.
fn change_interest(wish: Option<&BuyerWish>, change: &InterestChange) -> Option<BuyerInterest> {
    let InterestChange::Wanted { quantity, remark } = change else {
        return None;
    };
    let mut interest = wish.map(|wish| wish.interest.clone()).unwrap_or_default();
    if let Some(NewText(quantity)) = quantity {
        interest.quantity.clone_from(quantity);
    }
    if let Some(NewText(remark)) = remark {
        interest.remark.clone_from(remark);
    }
    Some(interest)
}
