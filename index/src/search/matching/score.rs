//! The cost of one product for an interpretation: the cheapest alignment of its words with the terms.
//!
//! Most products are decided without an alignment: their words are [contiguous](crate::search::matching::contiguous),
//! or the [table](TermMatchTable) says for each word, place and producer which terms they match. Only a product that
//! has a word for every term is [aligned](crate::search::matching::alignment).

use tantivy::DocId;

use crate::search::columns::forward_index::{ForwardIndexEntry, ProductWords};
use crate::search::columns::ids::{PlaceId, ProducerId, TermId};
use crate::search::columns::schema::SearchField;
use crate::search::cost::{self, Cost, NEAR_MATCH_COST};
use crate::search::interpret::query_term::QueryTerm;
use crate::search::matching::alignment::{TermMatch, WordAligner};
use crate::search::matching::term_masks::TermMasks;
use crate::search::matching::term_match_table::{NO_MATCH_COST, TermMatchTable};

/// The cost of a producer that is not computed yet.
const UNKNOWN_COST: Cost = Cost::MAX;

/// Computes the costs of products; its memory is reused from product to product.
pub(crate) struct ProductScorer<'a> {
    table: &'a TermMatchTable<'a>,
    /// By producer, the cost when all words are the producer's, the name aside. Empty when few products are scored.
    producer_costs: Vec<Cost>,
    /// Products that cost more may be rejected.
    pub(crate) cost_limit: Cost,
    aligner: WordAligner,
}

impl<'a> ProductScorer<'a> {
    pub(crate) fn new(table: &'a TermMatchTable<'a>) -> Self {
        Self {
            table,
            // For a single term the table has the costs.
            producer_costs: vec![UNKNOWN_COST; table.shared_masks.producer.len()],
            cost_limit: Cost::MAX,
            aligner: WordAligner::default(),
        }
    }

    /// The cost of a product; `None` when some term has no word in it.
    pub(crate) fn product_cost(&mut self, doc: DocId) -> Option<Cost> {
        let table = self.table;
        let name_fields = table.forward_index.name_and_specialty(doc);
        let [name, specialty] = name_fields;
        if let Some(contiguous) = &table.contiguous
            && let Some(cost) = contiguous.contiguous_cost(name, &table.term_masks)
        {
            return Some(cost).filter(|_| contiguous.near_cost <= self.cost_limit);
        }
        let entry = table.forward_index.product_entry(doc);
        if let [term] = table.interpretation.terms.as_slice()
            && term.docs.is_none()
        {
            return self.single_term_cost(term, name_fields, entry);
        }
        let in_names =
            table.term_masks.matching_terms(name) | table.term_masks.matching_terms(specialty);
        let fields = [name, specialty, &[], &[]];
        if in_names.terms() == table.required_mask
            && table.required_mask != 0
            && table.has_required_chains(fields)
        {
            // Other fields may have the words as well, but they are rarely cheaper.
            let cost = self.align(doc, fields);
            if cost.is_some_and(|cost| cost <= table.shared_field_floor) {
                return cost;
            }
        }
        self.all_fields_cost(doc, name_fields, entry, in_names)
    }

    /// The cost of a product with the words of its place and producer.
    fn all_fields_cost(
        &mut self,
        doc: DocId,
        [name, specialty]: [&[TermId]; 2],
        entry: ForwardIndexEntry,
        in_names: TermMasks,
    ) -> Option<Cost> {
        let table = self.table;
        let in_place = self.place_terms(entry.place_id);
        let in_producer = self.producer_terms(entry.producer_id);
        let matched = in_names | in_place | in_producer;
        let near_terms = (table.required_mask & !matched.close_terms()).count_ones();
        let near_cost = table.interpretation.base_cost + NEAR_MATCH_COST * near_terms;
        if matched.terms() != table.required_mask || near_cost > self.cost_limit {
            return None;
        }
        let place: &[TermId] = if in_place.is_empty() {
            &[]
        } else {
            table.forward_index.place_words(entry.place_id)
        };
        let producer: &[TermId] = if in_producer.is_empty() {
            &[]
        } else {
            table.forward_index.producer_words(entry.producer_id)
        };
        let fields = [name, specialty, place, producer];
        if !table.has_required_chains(fields) {
            return None;
        }
        let only_producer = (in_names | in_place).is_empty() && table.required_mask != 0;
        let index = entry.producer_id.index();
        let known = self.producer_costs.get(index).copied();
        let Some(known) = known.filter(|_| only_producer) else {
            return self.align(doc, fields);
        };
        let uncovered = cost::uncovered_cost(name.len(), 0);
        match known {
            UNKNOWN_COST => {
                let cost = self.align(doc, fields);
                self.producer_costs[index] = cost.map_or(NO_MATCH_COST, |cost| cost - uncovered);
                cost
            }
            NO_MATCH_COST => None,
            known => Some(known + uncovered),
        }
    }

    fn align(&mut self, doc: DocId, fields: [&[TermId]; 4]) -> Option<Cost> {
        let (interpretation, masks) = (self.table.interpretation, &self.table.term_masks);
        let words = ProductWords { fields };
        self.aligner
            .alignment_cost(interpretation, masks, doc, words)
    }

    /// The cost of a product that has a word for each term and whose words are not contiguous; `None` when it is
    /// certainly above the limit. `in_names`: the name and specialty have all the words.
    pub(crate) fn product_cost_up_to(
        &mut self,
        doc: DocId,
        in_names: bool,
        limit: Cost,
    ) -> Option<Cost> {
        let table = self.table;
        // The cheap check first.
        let is_above_limit = if in_names {
            table.scattered_floor().is_some_and(|floor| floor > limit)
                || self.name_fields_lower_bound(doc) > limit
        } else {
            table.shared_field_floor > limit || self.shared_fields_lower_bound(doc) > limit
        };
        if is_above_limit {
            None
        } else {
            self.product_cost(doc)
        }
    }

    /// A product that has a word for each term in its name and specialty costs no less than this.
    fn name_fields_lower_bound(&self, doc: DocId) -> Cost {
        let table = self.table;
        let Some(contiguous) = &table.contiguous else {
            return Cost::ZERO;
        };
        let name_fields = table.forward_index.name_and_specialty(doc);
        let name = name_fields[0];
        let covered = table.term_masks.matching_terms(name).terms().count_ones();
        contiguous
            .lower_bound(name_fields, &table.term_masks)
            .min(table.shared_field_floor)
            .saturating_add(cost::uncovered_cost(name.len(), covered as usize))
    }

    /// A product that takes a word of its place or producer costs no less than this.
    fn shared_fields_lower_bound(&self, doc: DocId) -> Cost {
        let table = self.table;
        let [name, specialty] = table.forward_index.name_and_specialty(doc);
        let entry = table.forward_index.product_entry(doc);
        if let [term] = table.interpretation.terms.as_slice() {
            let match_cost = self.cheapest_shared_cost(term, entry);
            return table
                .interpretation
                .base_cost
                .saturating_add(match_cost)
                .saturating_add(cost::uncovered_cost(name.len(), 0));
        }
        let in_name = table.term_masks.matching_terms(name).terms();
        let in_names = in_name | table.term_masks.matching_terms(specialty).terms();
        let steps = if in_names & 1 == 1 {
            cost::field_change_cost(SearchField::Place)
        } else if self.place_terms(entry.place_id).terms() & 1 == 1 {
            cost::entry_cost(SearchField::Place, 0)
        } else if self.producer_terms(entry.producer_id).terms() == table.required_mask {
            cost::entry_cost(SearchField::Producer, 0)
        } else {
            cost::entry_cost(SearchField::Producer, 0) + cost::field_change_cost(SearchField::Name)
        };
        let covered = in_name.count_ones() as usize;
        table.min_cost.saturating_add(steps) + cost::uncovered_cost(name.len(), covered)
    }

    /// The word that each term takes in a product.
    pub(crate) fn match_terms(&mut self, doc: DocId) -> Vec<TermMatch> {
        let table = self.table;
        let words = table.forward_index.product_words(doc);
        self.aligner
            .match_terms(table.interpretation, &table.term_masks, doc, words)
    }

    /// The terms that match in a place.
    #[inline]
    fn place_terms(&self, place: PlaceId) -> TermMasks {
        match self.table.shared_masks.place.get(place.index()) {
            Some(masks) => *masks,
            None => self.shared_terms(self.table.forward_index.place_words(place)),
        }
    }

    /// The terms that match in a producer.
    #[inline]
    fn producer_terms(&self, producer: ProducerId) -> TermMasks {
        match self.table.shared_masks.producer.get(producer.index()) {
            Some(masks) => *masks,
            None => self.shared_terms(self.table.forward_index.producer_words(producer)),
        }
    }

    fn shared_terms(&self, words: &[TermId]) -> TermMasks {
        let masks = self.table.term_masks.matching_terms(words);
        masks.retain_terms(self.table.shared_field_mask)
    }

    /// The cost for an interpretation of one term.
    fn single_term_cost(
        &self,
        term: &QueryTerm,
        name_fields: [&[TermId]; 2],
        entry: ForwardIndexEntry,
    ) -> Option<Cost> {
        let base_cost = self.table.interpretation.base_cost;
        let mut lowest = NO_MATCH_COST;
        let mut in_name = false;
        let fields = [SearchField::Name, SearchField::Specialty];
        for (field, words) in fields.into_iter().zip(name_fields) {
            for (position, word) in words.iter().enumerate() {
                if let Some(match_cost) = term.word_cost(*word) {
                    let cost = match_cost + cost::entry_cost(field, position);
                    if cost < lowest {
                        (lowest, in_name) = (cost, field == SearchField::Name);
                    }
                }
            }
        }
        // Places and producers cost more to enter than most words of a name.
        if base_cost.saturating_add(lowest) > self.table.shared_field_floor {
            let shared_cost = self.cheapest_shared_cost(term, entry);
            if shared_cost < lowest {
                (lowest, in_name) = (shared_cost, false);
            }
        }
        if lowest >= NO_MATCH_COST {
            return None;
        }
        let name_length = name_fields[0].len();
        Some(base_cost + lowest + cost::uncovered_cost(name_length, usize::from(in_name)))
    }

    /// The cost of a term's cheapest word in a product's place and producer; [`NO_MATCH_COST`] when there is none.
    #[inline]
    fn cheapest_shared_cost(&self, term: &QueryTerm, entry: ForwardIndexEntry) -> Cost {
        let TermMatchTable {
            forward_index,
            shared_costs,
            ..
        } = self.table;
        let (place, producer) = (entry.place_id, entry.producer_id);
        let place_cost = shared_costs.place.get(place.index());
        let place_cost = place_cost.copied().unwrap_or_else(|| {
            cheapest_cost(term, forward_index.place_words(place), SearchField::Place)
        });
        let producer_cost = shared_costs.producer.get(producer.index());
        let producer_cost = producer_cost.copied().unwrap_or_else(|| {
            let words = forward_index.producer_words(producer);
            cheapest_cost(term, words, SearchField::Producer)
        });
        place_cost.min(producer_cost)
    }
}

/// The cost of a term's cheapest word of a shared field; [`NO_MATCH_COST`] when there is none.
fn cheapest_cost(term: &QueryTerm, words: &[TermId], field: SearchField) -> Cost {
    if !term.can_match_in(field) {
        return NO_MATCH_COST;
    }
    let costs = words.iter().filter_map(|word| term.word_cost(*word));
    costs.min().map_or(NO_MATCH_COST, |match_cost| {
        match_cost + cost::entry_cost(field, 0)
    })
}
