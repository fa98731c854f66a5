//! What an interpretation matches: by word, and by place and producer when many products are scored.
//!
//! Built once for an interpretation; any number of threads score products with it.

use tantivy::DocId;

use crate::search::columns::forward_index::ForwardIndex;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::{BySharedField, SearchField};
use crate::search::cost::{self, Cost, NEAR_MATCH_COST};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::query_term::{MAX_QUERY_TERMS, OrderConstraint, QueryTerm};
use crate::search::matching::contiguous::ContiguousCosts;
use crate::search::matching::term_masks::{TermMaskTable, TermMasks};

/// From this many products on it pays to look at all places and producers first.
const SHARED_TABLE_THRESHOLD: usize = 4096;

/// No word matches.
pub(crate) const NO_MATCH_COST: Cost = Cost::new(u32::MAX - 1);

/// What an interpretation matches in words, places and producers.
pub(crate) struct TermMatchTable<'a> {
    pub(crate) interpretation: &'a Interpretation,
    pub(crate) forward_index: &'a ForwardIndex,
    pub(crate) term_masks: TermMaskTable,
    /// The terms that stand for words, one bit each.
    pub(crate) required_mask: u32,
    /// Those of them that may match in places and producers.
    pub(crate) shared_field_mask: u32,
    chain_masks: ChainMasks,
    /// By place and by producer, the terms that match there; empty when few products are scored and for a single
    /// term.
    pub(crate) shared_masks: BySharedField<Vec<TermMasks>>,
    /// For a single term, by place and by producer, the cost of its cheapest word there; else empty.
    pub(crate) shared_costs: BySharedField<Vec<Cost>>,
    pub(crate) contiguous: Option<ContiguousCosts>,
    /// No product that takes a word of its place or producer costs less than this, the uncovered words of its name
    /// aside.
    pub(crate) shared_field_floor: Cost,
    /// No product costs less than this.
    pub(crate) min_cost: Cost,
}

impl<'a> TermMatchTable<'a> {
    /// The table for scoring about this many products.
    pub(crate) fn new(
        interpretation: &'a Interpretation,
        forward_index: &'a ForwardIndex,
        vocabulary_len: usize,
        product_count: usize,
    ) -> Self {
        let min_cost = interpretation.min_cost();
        let mut table = Self {
            interpretation,
            forward_index,
            term_masks: TermMaskTable::new(vocabulary_len),
            required_mask: 0,
            shared_field_mask: 0,
            chain_masks: ChainMasks::new(interpretation),
            shared_masks: BySharedField::default(),
            shared_costs: BySharedField::default(),
            contiguous: ContiguousCosts::new(interpretation, vocabulary_len),
            // Holds whatever words the places and producers have.
            shared_field_floor: min_cost + cost::entry_cost(SearchField::Place, 0),
            min_cost,
        };
        let is_single = interpretation.terms.len() == 1;
        let use_shared_tables = product_count >= SHARED_TABLE_THRESHOLD;
        if use_shared_tables {
            table.allocate_shared_tables(is_single);
        }
        let first_term = interpretation
            .terms
            .iter()
            .position(|term| term.docs.is_none());
        // The lowest cost of the first term in places and producers.
        let mut first_shared_cost = Cost::MAX;
        for (index, term) in interpretation
            .terms
            .iter()
            .enumerate()
            .take(MAX_QUERY_TERMS)
        {
            if term.docs.is_some() {
                continue;
            }
            table.required_mask |= 1 << index;
            if !term.name_only {
                table.shared_field_mask |= 1 << index;
            }
            let mark_shared_fields = use_shared_tables && !term.name_only;
            let shared_cost = table.mark_term(index, term, mark_shared_fields);
            if Some(index) == first_term {
                first_shared_cost = shared_cost;
            }
        }
        if let Some(first_term) = first_term.filter(|_| use_shared_tables) {
            let later_cost = if is_single {
                Cost::MAX
            } else {
                cost::field_change_cost(SearchField::Place)
            };
            let first_cost = first_shared_cost - interpretation.terms[first_term].min_cost();
            table.shared_field_floor = min_cost.saturating_add(later_cost.min(first_cost));
        }
        table
    }

    fn allocate_shared_tables(&mut self, is_single: bool) {
        let counts = self.forward_index.shared_list_counts();
        if is_single {
            self.shared_costs.place = vec![NO_MATCH_COST; counts.place];
            self.shared_costs.producer = vec![NO_MATCH_COST; counts.producer];
        } else {
            self.shared_masks.place = vec![TermMasks::default(); counts.place];
            self.shared_masks.producer = vec![TermMasks::default(); counts.producer];
        }
    }

    /// Marks the words of a term, and the places and producers that have them. Returns the lowest cost of starting
    /// with a word of one of these.
    fn mark_term(&mut self, term_index: usize, term: &QueryTerm, mark_shared_fields: bool) -> Cost {
        let mut lowest = Cost::MAX;
        for word in &term.words {
            let match_cost = term.word_cost(*word).unwrap_or(NEAR_MATCH_COST);
            let masks = TermMasks::for_term(term_index, match_cost);
            self.term_masks.add(*word, masks);
            if mark_shared_fields {
                lowest = lowest.min(self.mark_shared_fields(*word, masks, match_cost));
            }
        }
        lowest
    }

    /// Marks the places and producers that have a word.
    fn mark_shared_fields(&mut self, word: TermId, masks: TermMasks, match_cost: Cost) -> Cost {
        let vocabulary_len = self.term_masks.len();
        let list_ids = self.forward_index.shared_postings(word, vocabulary_len);
        let place_cost = mark_lists(
            list_ids.place,
            (&mut self.shared_masks.place[..], masks),
            (
                &mut self.shared_costs.place[..],
                match_cost + cost::entry_cost(SearchField::Place, 0),
            ),
        );
        let producer_cost = mark_lists(
            list_ids.producer,
            (&mut self.shared_masks.producer[..], masks),
            (
                &mut self.shared_costs.producer[..],
                match_cost + cost::entry_cost(SearchField::Producer, 0),
            ),
        );
        place_cost.min(producer_cost)
    }

    /// True when no product that has a word for each term is rejected: not all of them can be only near.
    pub(crate) fn accepts_all_matches(&self) -> bool {
        let may_be_near = |term: &QueryTerm| term.word_costs().any(|cost| cost >= NEAR_MATCH_COST);
        let Interpretation {
            terms, bonus_terms, ..
        } = self.interpretation;
        bonus_terms.is_empty() && (terms.len() == 1 || !terms.iter().all(may_be_near))
    }

    /// A product whose words are not contiguous costs no less than this.
    pub(crate) fn scattered_floor(&self) -> Option<Cost> {
        self.contiguous
            .as_ref()
            .map(|contiguous| contiguous.scattered_floor)
    }

    /// The cost of a product whose words are contiguous; `None` for all others.
    #[inline]
    pub(crate) fn contiguous_cost(&self, doc: DocId) -> Option<Cost> {
        let [name, _] = self.forward_index.name_and_specialty(doc);
        self.contiguous
            .as_ref()?
            .contiguous_cost(name, &self.term_masks)
    }

    /// False when words that must stand side by side do so in no field, by one look at each word.
    #[inline]
    pub(crate) fn has_required_chains(&self, fields: [&[TermId]; 4]) -> bool {
        let ChainMasks { starts, ends } = self.chain_masks;
        if ends == 0 {
            return true;
        }
        let reached = fields.map(|words| self.term_masks.reachable_terms(words, starts));
        reached.into_iter().fold(0, |all, terms| all | terms) & ends == ends
    }
}

/// Marks the lists with these ids in the tables, which may be empty. Returns the cost when there is a list.
fn mark_lists(
    list_ids: &[u32],
    (masks_by_list, masks): (&mut [TermMasks], TermMasks),
    (costs_by_list, cost): (&mut [Cost], Cost),
) -> Cost {
    for id in list_ids {
        if let Some(known) = masks_by_list.get_mut(*id as usize) {
            *known |= masks;
        }
        if let Some(known) = costs_by_list.get_mut(*id as usize) {
            *known = cost.min(*known);
        }
    }
    if list_ids.is_empty() { Cost::MAX } else { cost }
}

/// The first and the last terms of each chain of words that must stand side by side, one bit each; none when there is
/// no such chain.
#[derive(Clone, Copy, Debug, Default)]
struct ChainMasks {
    starts: u32,
    ends: u32,
}

impl ChainMasks {
    fn new(interpretation: &Interpretation) -> Self {
        let mut chains = Self::default();
        let terms = &interpretation.terms;
        let is_adjacent = |term: &QueryTerm| term.order == OrderConstraint::Adjacent;
        if !terms.iter().any(is_adjacent) || terms.iter().any(|term| term.docs.is_some()) {
            return chains;
        }
        for (index, term) in terms.iter().enumerate().take(MAX_QUERY_TERMS) {
            let is_start = index == 0 || !is_adjacent(term);
            let is_end = !terms.get(index + 1).is_some_and(is_adjacent);
            chains.starts |= u32::from(is_start) << index;
            chains.ends |= u32::from(is_end) << index;
        }
        chains
    }
}
