//! Products by a part of an id, a code, a decision's number or a telephone number.
//!
//! The index of grams gives the candidates, the codes themselves decide. A part shorter than a gram finds nothing.

use std::collections::HashMap;
use std::io;

use tantivy::columnar::StrColumn;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Field;
use tantivy::{DocId, Term};

use crate::query::ConditionScope;
use crate::search::columns::code_grams;
use crate::search::cost::{
    CODE_PART_COST, CODE_PREFIX_COST, Cost, PARTIAL_ID_COST, WHOLE_CODE_COST,
};
use crate::search::matching::postings::for_each_block;

/// Most products whose codes are compared. When more have all grams, the part is so common that all of them count as
/// matches; a longer part is needed to narrow the list.
const MAX_COMPARED_PRODUCTS: usize = 4096;

/// Where codes are looked up.
pub(crate) struct CodeFragmentIndex<'a> {
    pub(crate) gram_index: &'a InvertedIndexReader,
    pub(crate) gram_field: Field,
    pub(crate) code_column: &'a StrColumn,
}

impl CodeFragmentIndex<'_> {
    /// The products with a code that has this part, with costs; none for a part shorter than three characters.
    pub(crate) fn find_products(
        &self,
        typed: &str,
        scope: ConditionScope,
    ) -> io::Result<HashMap<DocId, Cost>> {
        let part = code_grams::normalize_code(typed);
        let mut costs = HashMap::new();
        let Some(docs) = self.docs_with_all_grams(&part)? else {
            return Ok(costs);
        };
        if docs.len() > MAX_COMPARED_PRODUCTS && scope == ConditionScope::Anywhere {
            costs.extend(docs.into_iter().map(|doc| (doc, CODE_PART_COST)));
            return Ok(costs);
        }
        // Decisions and producers repeat: each code is compared once.
        let mut cost_by_ordinal: HashMap<u64, Option<Cost>> = HashMap::new();
        let mut code = String::new();
        for doc in docs {
            for ordinal in self.code_column.term_ords(doc) {
                let cost = if let Some(cost) = cost_by_ordinal.get(&ordinal) {
                    *cost
                } else {
                    code.clear();
                    self.code_column.ord_to_str(ordinal, &mut code)?;
                    let cost = prefixed_code_cost(&code, &part, scope);
                    cost_by_ordinal.insert(ordinal, cost);
                    cost
                };
                if let Some(cost) = cost {
                    let entry = costs.entry(doc).or_insert(cost);
                    *entry = cost.min(*entry);
                }
            }
        }
        Ok(costs)
    }

    /// The products that have every gram of a part, in ascending order.
    fn docs_with_all_grams(&self, part: &str) -> io::Result<Option<Vec<DocId>>> {
        let mut grams = Vec::new();
        code_grams::for_each_gram(part, |gram| grams.push(gram));
        grams.sort_unstable();
        grams.dedup();
        let mut infos = Vec::new();
        for gram in grams {
            let term = Term::from_field_text(self.gram_field, gram);
            let Some(info) = self.gram_index.get_term_info(&term)? else {
                return Ok(None);
            };
            infos.push(info);
        }
        infos.sort_by_key(|info| info.doc_freq);
        let mut matching: Option<Vec<DocId>> = None;
        for info in infos {
            let mut docs = Vec::with_capacity(info.doc_freq as usize);
            for_each_block(self.gram_index, &info, |block| {
                docs.extend_from_slice(block);
            })?;
            matching = Some(match matching {
                None => docs,
                Some(mut matching) => {
                    matching.retain(|doc| docs.binary_search(doc).is_ok());
                    matching
                }
            });
        }
        Ok(matching)
    }
}

/// The cost of a part of a code with the letter of its kind before it; `None` when it does not match the scope.
fn prefixed_code_cost(code: &str, part: &str, scope: ConditionScope) -> Option<Cost> {
    if !code_grams::is_in_scope(code, scope) {
        return None;
    }
    let cost = fragment_cost(&code[1..], part)?;
    let is_whole = code.len() == part.len() + 1;
    if code.starts_with(code_grams::ID_PREFIX) && !is_whole {
        Some(cost + PARTIAL_ID_COST)
    } else {
        Some(cost)
    }
}

/// The lowest cost of a part of a code; `None` when the code does not have it.
fn fragment_cost(code: &str, part: &str) -> Option<Cost> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_numeric = is_digit(part.chars().next()) && is_digit(part.chars().next_back());
    let costs = code.match_indices(part).map(|(offset, _)| {
        let digit_before = is_digit(code[..offset].chars().next_back());
        let digit_after = is_digit(code[offset + part.len()..].chars().next());
        // `422` is the whole number in 422/QĐ-UBND, but only a part of 4220.
        let is_whole_number = is_numeric && !digit_before && !digit_after;
        match offset {
            _ if code.len() == part.len() || is_whole_number => WHOLE_CODE_COST,
            0 => CODE_PREFIX_COST,
            _ => CODE_PART_COST,
        }
    });
    costs.min()
}
