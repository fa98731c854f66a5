//! Finds the products of a log of work in a catalogue: by their ids, and after an import that gave other ids by what
//! identifies them, as imports do. What is doubtful is listed and never linked without a person.

use std::collections::HashMap;

use ocop_index::change::{SameProduct, SameProductIndex, is_other_product};
use ocop_index::{Catalog, Error};

use crate::work::events::event_body::WorkAct;
use crate::work::events::event_registers::Register;
use crate::work::events::product_links::{LinkDoubt, LinkDoubtReason, ProductLinks};
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

/// So many products are looked up one by one; for more the names of all are read once.
const MOST_LOOK_UPS: usize = 64;

/// Links the products of a log to those of a catalogue. With the links come the products that a person must link.
///
/// A product whose id the catalogue has under the same name or producer costs one look-up. Only where others are left
/// the whole catalogue is read, once, and they are compared with what identifies its products.
///
/// # Errors
/// Fails where the catalogue cannot be read.
pub fn link_products(
    log: &WorkLog,
    catalog: &Catalog,
) -> Result<(ProductLinks, Vec<LinkDoubt>), Error> {
    let refs = log.all_product_refs();
    let mut finder = LinkedProductFinder::new(catalog, refs.len())?;
    let mut links = ProductLinks::default();
    let mut doubts = Vec::new();
    for product in refs {
        let said = said_links(log, product);
        let found = match said.as_slice() {
            [] => finder.find(product)?,
            [to] => finder.find(to)?,
            several => Found::Doubt(LinkDoubtReason::Contested, several.to_vec()),
        };
        match found {
            // Nothing to keep: a product is found by its id anyway.
            Found::Same(id) if id == product.id => {}
            Found::Same(id) => links.link(product, Some(id)),
            Found::Doubt(reason, may_be) => {
                links.link(product, None);
                doubts.push(LinkDoubt {
                    product: product.clone(),
                    reason,
                    may_be,
                });
            }
        }
    }
    doubts.sort_by(|a, b| a.product.cmp(&b.product));
    Ok((links, doubts))
}

/// What people said that a product is: more than one where they differ.
fn said_links(log: &WorkLog, product: &ProductRef) -> Vec<ProductRef> {
    let heads = log.heads(log.events_naming_product(product), &Register::Link);
    let mut said: Vec<ProductRef> = Vec::new();
    for head in heads {
        if let Some(WorkAct::Relinked { to }) = head.act()
            && !said.contains(to)
        {
            said.push(to.clone());
        }
    }
    said
}

enum Found {
    /// The product with this id.
    Same(String),
    /// A person must say which.
    Doubt(LinkDoubtReason, Vec<ProductRef>),
}

/// Looks products up in a catalogue; what is compared with every product is read when the first one needs it.
struct LinkedProductFinder<'a> {
    catalog: &'a Catalog,
    all: Option<(SameProductIndex, Vec<ProductRef>)>,
    has_all_names: bool,
    /// What the products of the catalogue are called, by their ids in small letters: all of them, or those that were
    /// looked up.
    by_id: HashMap<String, Option<ProductRef>>,
}

impl<'a> LinkedProductFinder<'a> {
    fn new(catalog: &'a Catalog, wanted: usize) -> Result<Self, Error> {
        let mut by_id = HashMap::new();
        if wanted > MOST_LOOK_UPS {
            for product in catalog.iter_names() {
                let product = product?;
                let known = ProductRef {
                    id: product.id,
                    name: product.name,
                    producer: product.producer,
                    ..ProductRef::default()
                };
                by_id.insert(known.id.to_lowercase(), Some(known));
            }
        }
        Ok(Self {
            catalog,
            all: None,
            has_all_names: wanted > MOST_LOOK_UPS,
            by_id,
        })
    }

    fn find(&mut self, product: &ProductRef) -> Result<Found, Error> {
        let id = product.id.to_lowercase();
        if !self.has_all_names && !self.by_id.contains_key(&id) {
            let hit = self.catalog.find_product(&product.id)?;
            let found = hit.map(|hit| ProductRef::from_product(&hit.product));
            self.by_id.insert(id.clone(), found);
        }
        let with_id = self.by_id.get(&id).and_then(Option::as_ref);
        if let Some(current) = with_id {
            let is_same = current.name == product.name
                || current.producer.is_some() && current.producer == product.producer
                || !is_other_product(&current.to_product(), &product.to_product());
            if is_same {
                return Ok(Found::Same(current.id.clone()));
            }
        }
        let is_taken = with_id.is_some();
        let (index, products) = self.all_products()?;
        let to_refs = |numbers: Vec<usize>| {
            let known = numbers
                .into_iter()
                .filter_map(|number| products.get(number));
            known.cloned().collect::<Vec<ProductRef>>()
        };
        Ok(match index.find(&product.to_product()) {
            SameProduct::One(number) => match products.get(number) {
                Some(found) => Found::Same(found.id.clone()),
                None => Found::Doubt(LinkDoubtReason::Missing, Vec::new()),
            },
            SameProduct::Doubtful(numbers) => {
                Found::Doubt(LinkDoubtReason::Several, to_refs(numbers))
            }
            SameProduct::Nothing if is_taken => {
                Found::Doubt(LinkDoubtReason::IdOfAnother, Vec::new())
            }
            SameProduct::Nothing => Found::Doubt(LinkDoubtReason::Missing, Vec::new()),
        })
    }

    fn all_products(&mut self) -> Result<&(SameProductIndex, Vec<ProductRef>), Error> {
        if self.all.is_none() {
            let mut index = SameProductIndex::default();
            let mut refs = Vec::new();
            for product in self.catalog.iter_products() {
                let product = product?;
                index.add(&product);
                refs.push(ProductRef::from_product(&product));
            }
            self.all = Some((index, refs));
        }
        Ok(self.all.get_or_insert_with(Default::default))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use ocop_index::Product;
    use ocop_index::product::{Producer, ProductPlace};
    use ocop_index::store::build_in_memory;

    use super::*;
    use crate::work::events::event::{EventAuthor, EventDraft, WorkEvent};
    use crate::work::events::event_drafts::draft_remark;
    use crate::work::events::event_id::EventId;

    fn product(id: &str, name: &str, producer: &str, district: &str) -> Product {
        Product {
            id: id.into(),
            name: name.into(),
            producer: Some(Producer {
                name: producer.into(),
                ..Producer::default()
            }),
            place: ProductPlace {
                district: Some(district.into()),
                ..ProductPlace::default()
            },
            ..Product::default()
        }
    }

    fn catalog(products: &[Product]) -> Catalog {
        build_in_memory(products, date(2026, 11, 30)).unwrap()
    }

    fn write(draft: EventDraft) -> WorkEvent {
        let author = EventAuthor {
            name: "an".to_owned(),
            sitting: EventId::from_bytes([7; 16]),
        };
        author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap()
    }

    fn log_of(products: &[Product]) -> WorkLog {
        let mut log = WorkLog::default();
        for product in products {
            let product = ProductRef::from_product(product);
            log.insert(write(draft_remark(None, &product, "gọi lại", None)));
        }
        log
    }

    fn remarks(log: &WorkLog, id: &str) -> usize {
        log.product_work(id).remarks.len()
    }

    fn link(log: &mut WorkLog, catalog: &Catalog) -> Vec<LinkDoubt> {
        let (links, doubts) = link_products(log, catalog).unwrap();
        log.set_links(links);
        doubts
    }

    #[test]
    fn work_is_found_again_after_an_import_that_gave_other_ids() {
        let old = [
            product("qn-1", "Chả mực Hạ Long", "HTX Huy Hoàng", "Hạ Long"),
            product("qn-2", "Trà hoa vàng", "Công ty TNHH Đạp Thanh", "Ba Chẽ"),
            product("qn-3", "Sá sùng khô", "HTX Vân Đồn", "Vân Đồn"),
        ];
        let mut log = log_of(&old);
        assert_eq!(link(&mut log, &catalog(&old)), []);
        let new = [
            product("a-9", "CHẢ MỰC HẠ LONG", "Hợp tác xã Huy Hoàng", "Hạ Long"),
            // The id of the first one is another product's now.
            product("qn-1", "Mật ong rừng", "HTX Bình Liêu", "Bình Liêu"),
            product(
                "qn-2",
                "Trà hoa vàng Ba Chẽ",
                "Công ty TNHH Đạp Thanh",
                "Ba Chẽ",
            ),
        ];
        let doubts = link(&mut log, &catalog(&new));
        assert_eq!((remarks(&log, "a-9"), remarks(&log, "qn-1")), (1, 0));
        // A corrected name is no other product.
        assert_eq!(remarks(&log, "qn-2"), 1);
        let told: Vec<_> = doubts
            .iter()
            .map(|doubt| (doubt.product.id.as_str(), doubt.reason))
            .collect();
        assert_eq!(told, [("qn-3", LinkDoubtReason::Missing)]);
    }

    #[test]
    fn many_products_are_found_as_few_are() {
        let old: Vec<Product> = (0..100)
            .map(|n| {
                product(
                    &format!("qn-{n}"),
                    &format!("Rượu số {n}"),
                    "HTX Ba Chẽ",
                    "Ba Chẽ",
                )
            })
            .collect();
        let mut log = log_of(&old);
        let mut new = old.clone();
        new[0].id = "moi-0".to_owned();
        new[1].name = "Rượu ba kích".to_owned();
        new.remove(2);
        let doubts = link(&mut log, &catalog(&new));
        assert_eq!((remarks(&log, "moi-0"), remarks(&log, "qn-1")), (1, 1));
        assert_eq!((remarks(&log, "qn-99"), doubts.len()), (1, 1));
        assert_eq!(doubts[0].product.id, "qn-2");
    }

    #[test]
    fn what_may_be_several_is_left_to_a_person_whose_word_counts() {
        let old = [product("qn-1", "Mật ong", "HTX Ba Chẽ", "Ba Chẽ")];
        let mut log = log_of(&old);
        let new = catalog(&[
            product("a", "Mật ong", "HTX Ba Chẽ", "Vân Đồn"),
            product("b", "Mật ong", "HTX Ba Chẽ", "Hạ Long"),
        ]);
        let doubts = link(&mut log, &new);
        assert_eq!(doubts.len(), 1);
        assert_eq!(doubts[0].reason, LinkDoubtReason::Several);
        assert_eq!((doubts[0].may_be.len(), remarks(&log, "qn-1")), (2, 0));
        let (product, to) = (doubts[0].product.clone(), doubts[0].may_be[0].clone());
        let elsewhere = write(log.draft_link(&product, &doubts[0].may_be[1]));
        let here = write(log.draft_link(&product, &to));
        log.insert(here);
        assert_eq!(link(&mut log, &new), []);
        assert_eq!(remarks(&log, &to.id), 1);
        // Somebody else said something else at the same time.
        log.insert(elsewhere);
        assert_eq!(link(&mut log, &new)[0].reason, LinkDoubtReason::Contested);
        let settled = write(log.draft_link(&product, &to));
        log.insert(settled);
        assert_eq!(link(&mut log, &new), []);
        assert_eq!(remarks(&log, &to.id), 1);
    }
}
