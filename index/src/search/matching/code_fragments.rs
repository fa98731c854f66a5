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
        let cost_by_ordinal = self.compare_codes(&docs, &part, scope)?;
        for doc in docs {
            let ordinals = self.code_column.term_ords(doc);
            let cheapest = ordinals
                .filter_map(|ordinal| cost_by_ordinal.get(&ordinal))
                .min();
            if let Some(cost) = cheapest {
                costs.insert(doc, *cost);
            }
        }
        Ok(costs)
    }

    /// Of this many products, those without an official product code.
    pub(crate) fn find_without_code(&self, doc_count: DocId) -> io::Result<Vec<DocId>> {
        let dictionary = self.code_column.dictionary();
        let (from, to) = code_grams::product_code_bounds();
        let mut codes = dictionary.range().ge(from).lt(to).into_stream()?;
        let mut ordinals: Option<(u64, u64)> = None;
        while codes.advance() {
            let ordinal = codes.term_ord();
            ordinals = Some((ordinals.map_or(ordinal, |(first, _)| first), ordinal));
        }
        let has_code = |doc: &DocId| {
            ordinals.is_some_and(|(first, last)| {
                let mut terms = self.code_column.term_ords(*doc);
                terms.any(|ordinal| (first..=last).contains(&ordinal))
            })
        };
        Ok((0..doc_count).filter(|doc| !has_code(doc)).collect())
    }

    /// The costs of the codes of these products that have a part, by the ordinal of the code. Decisions and producers
    /// repeat, so each code is compared once; and in their order, as the dictionary is only quick from one to the next.
    fn compare_codes(
        &self,
        docs: &[DocId],
        part: &str,
        scope: ConditionScope,
    ) -> io::Result<HashMap<u64, Cost>> {
        let ordinals = docs.iter().flat_map(|doc| self.code_column.term_ords(*doc));
        let mut ordinals: Vec<u64> = ordinals.collect();
        ordinals.sort_unstable();
        ordinals.dedup();
        let mut costs = HashMap::new();
        let mut next = ordinals.iter();
        let dictionary = self.code_column.dictionary();
        dictionary.sorted_ords_to_term_cb(&ordinals, |code| {
            let code = std::str::from_utf8(code).unwrap_or_default();
            let ordinal = next.next();
            if let Some((ordinal, cost)) = ordinal.zip(prefixed_code_cost(code, part, scope)) {
                costs.insert(*ordinal, cost);
            }
        })?;
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
