//! Products by a part of an id, a code, a decision's number or a telephone number.
//!
//! The index of runs gives the candidates, the codes themselves decide. Must not: read shorter parts than a
//! run of three.

use std::collections::HashMap;
use std::io;

use tantivy::columnar::StrColumn;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Term};

use crate::query::ConditionScope;
use crate::search::columns::code_grams;

/// The whole code or the whole number in it was typed, its beginning, or another part of it.
const FRAGMENT_COSTS: [u16; 3] = [50, 100, 150];

/// More for a part of a record id.
const PARTIAL_ID_COST: u16 = 100;

/// Most products whose codes are compared. More have so common a part in their codes that the runs settle it:
/// whoever types it will have to type more.
const MAX_COMPARED_PRODUCTS: usize = 4096;

/// Where codes are looked up.
pub(crate) struct CodeFragmentIndex<'a> {
    pub(crate) gram_index: &'a InvertedIndexReader,
    pub(crate) gram_field: Field,
    pub(crate) code_column: &'a StrColumn,
}

impl CodeFragmentIndex<'_> {
    /// The products with a code that has this part, with costs; none for a part shorter than three signs.
    pub(crate) fn find_products(
        &self,
        typed: &str,
        scope: ConditionScope,
    ) -> io::Result<HashMap<DocId, u16>> {
        let part = code_grams::normalize_code(typed);
        let mut found = HashMap::new();
        let Some(docs) = self.docs_with_all_grams(&part)? else {
            return Ok(found);
        };
        if docs.len() > MAX_COMPARED_PRODUCTS && scope == ConditionScope::Anywhere {
            found.extend(docs.into_iter().map(|doc| (doc, FRAGMENT_COSTS[2])));
            return Ok(found);
        }
        // Decisions and producers repeat: each code is compared once.
        let mut known: HashMap<u64, Option<u16>> = HashMap::new();
        let mut text = String::new();
        for doc in docs {
            for ord in self.code_column.term_ords(doc) {
                let cost = if let Some(cost) = known.get(&ord) {
                    *cost
                } else {
                    text.clear();
                    self.code_column.ord_to_str(ord, &mut text)?;
                    let cost = code_grams::is_in_scope(&text, scope)
                        .then(|| fragment_cost(&text[1..], &part))
                        .flatten();
                    let own = text.len() == part.len() + 1;
                    let more = if text.starts_with(code_grams::ID_PREFIX) && !own {
                        PARTIAL_ID_COST
                    } else {
                        0
                    };
                    let cost = cost.map(|cost| cost + more);
                    known.insert(ord, cost);
                    cost
                };
                if let Some(cost) = cost {
                    let entry = found.entry(doc).or_insert(cost);
                    *entry = cost.min(*entry);
                }
            }
        }
        Ok(found)
    }

    /// The products that have every run of a part, in ascending order.
    fn docs_with_all_grams(&self, part: &str) -> io::Result<Option<Vec<DocId>>> {
        let mut grams = Vec::new();
        code_grams::for_each_gram(part, |gram| grams.push(gram));
        grams.sort_unstable();
        grams.dedup();
        let mut runs = Vec::new();
        for gram in grams {
            let term = Term::from_field_text(self.gram_field, gram);
            let Some(info) = self.gram_index.get_term_info(&term)? else {
                return Ok(None);
            };
            runs.push(info);
        }
        runs.sort_by_key(|info| info.doc_freq);
        let mut docs: Option<Vec<DocId>> = None;
        for info in runs {
            let option = IndexRecordOption::Basic;
            let mut postings = self
                .gram_index
                .read_block_postings_from_terminfo(&info, option)?;
            let mut with = Vec::with_capacity(info.doc_freq as usize);
            while postings.block_len() > 0 {
                with.extend_from_slice(postings.docs());
                postings.advance();
            }
            docs = Some(match docs {
                None => with,
                Some(mut docs) => {
                    docs.retain(|doc| with.binary_search(doc).is_ok());
                    docs
                }
            });
        }
        Ok(docs)
    }
}

fn fragment_cost(code: &str, part: &str) -> Option<u16> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let numeric = digit(part.chars().next()) && digit(part.chars().next_back());
    let costs = code.match_indices(part).map(|(at, _)| {
        let before = digit(code[..at].chars().next_back());
        let behind = digit(code[at + part.len()..].chars().next());
        // `422` is the whole number in 422/QĐ-UBND, but only a part of 4220.
        let whole_number = numeric && !before && !behind;
        match at {
            _ if code.len() == part.len() || whole_number => FRAGMENT_COSTS[0],
            0 => FRAGMENT_COSTS[1],
            _ => FRAGMENT_COSTS[2],
        }
    });
    costs.min()
}
