//! What the screen does with product lists, as events: products added to a list, which may begin with that, what is
//! left of them, and what is done at a fair.

use ocop_index::{Catalog, Query};

use crate::app::fair::fair_act::FairAct;
use crate::app::store_work::ListedProducts;
use crate::catalog::answered_products::load_answered_products;
use crate::work::event::EventDraft;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{EntryValue, ListId, Stock};
use crate::work::lists::list_drafts::{draft_visitor_asked, draft_visitor_question};
use crate::work::lists::product_list::ProductLists;
use crate::work::product_ref::ProductRef;
use crate::work::work_log::WorkLog;

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
        FairAct::Question { list, question } => draft_visitor_question(*list, question),
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

/// The events that say what a list has left of products; none for what it does not have.
pub(super) fn draft_stock(
    log: &WorkLog,
    list: ListId,
    ids: &[String],
    stock: Stock,
) -> Vec<EventDraft> {
    let Some(list) = ProductLists::gather_one(log, list) else {
        return Vec::new();
    };
    let entries = ids.iter().filter_map(|id| list.find_product(id));
    entries
        .map(|entry| {
            let value = EntryValue::Stock(Some(stock));
            log.draft_entry_field(list.id, &entry.subject, value)
        })
        .collect()
}
