//! Alignment: choosing a word of the product for each term of an interpretation, at the lowest cost.
//!
//! Each word costs what its match with the term costs, and the step to it from the word of the term before: nothing
//! when they stand side by side, more for a gap, for words out of order, and for a change of field (a name goes
//! before a specialty, a place, a producer). Words before the first match and uncovered words of the name cost
//! something too. The table of costs is [`crate::search::cost`].

use tantivy::DocId;

use crate::search::columns::forward_index::ProductWords;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::SearchField;
use crate::search::cost::{
    self, Cost, GAP_COST, NEAR_MATCH_COST, OUT_OF_ORDER_COST, SCATTERED_NEAR_COST,
};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::matching::term_masks::TermMaskTable;

/// Most words of a product that one term is tried with; the cheapest are kept.
const MAX_NODES_PER_TERM: usize = 6;

/// With this many terms, a match of which most words are only near must stand in one field.
const MIN_DOUBTFUL_TERMS: usize = 4;

/// The position of a word in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WordPosition {
    field: SearchField,
    index: u16,
}

/// A choice of words for the terms so far.
#[derive(Clone, Copy, Debug)]
struct AlignmentPath {
    total_cost: Cost,
    covered_name_words: u8,
    near_words: u8,
    /// Some step of it costs something: another field, a gap, another order.
    scattered: bool,
    /// The fields it has words of, one bit each.
    fields: u8,
}

impl AlignmentPath {
    const UNREACHABLE: Self = Self {
        total_cost: Cost::MAX,
        covered_name_words: 0,
        near_words: 0,
        scattered: false,
        fields: 0,
    };

    /// A path that starts with a word.
    fn start_at(position: WordPosition, match_cost: Cost) -> Self {
        Self {
            total_cost: match_cost + cost::entry_cost(position.field, position.index.into()),
            covered_name_words: u8::from(position.field == SearchField::Name),
            near_words: u8::from(match_cost >= NEAR_MATCH_COST),
            scattered: false,
            fields: 1 << position.field as u8,
        }
    }

    /// The path with one more word.
    fn extend_to(self, position: WordPosition, match_cost: Cost, step: Cost) -> Self {
        let in_name = position.field == SearchField::Name;
        Self {
            total_cost: self.total_cost.saturating_add(match_cost + step),
            covered_name_words: self.covered_name_words + u8::from(in_name),
            near_words: self.near_words + u8::from(match_cost >= NEAR_MATCH_COST),
            scattered: self.scattered || step > Cost::ZERO,
            fields: self.fields | 1 << position.field as u8,
        }
    }

    fn is_reachable(self) -> bool {
        self.total_cost < Cost::MAX
    }
}

/// A term with one of its words of the product.
#[derive(Clone, Copy, Debug)]
struct AlignmentNode {
    /// The cheapest path to this word.
    path: AlignmentPath,
    word: TermId,
    position: WordPosition,
    match_cost: Cost,
    /// The node of the term before on that path.
    previous: u16,
}

/// The word that was chosen for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TermMatch {
    pub(crate) term_index: usize,
    /// `None` when the term stands for products.
    pub(crate) matched_word: Option<MatchedWord>,
}

/// A word of a product by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MatchedWord {
    pub(crate) field: SearchField,
    pub(crate) position: usize,
    pub(crate) word: TermId,
}

/// A word of the product that some term may take.
#[derive(Clone, Copy, Debug)]
struct CandidateWord {
    word: TermId,
    /// The terms that may take it, one bit each.
    term_mask: u32,
    position: WordPosition,
}

/// Computes alignments; its memory is reused from product to product.
#[derive(Debug, Default)]
pub(crate) struct WordAligner {
    candidate_words: Vec<CandidateWord>,
    nodes: Vec<AlignmentNode>,
    /// The terms with words, and where their nodes end.
    term_ends: Vec<(usize, usize)>,
}

impl WordAligner {
    /// The cost of a product; `None` when some term has no word in it. Fields without matching words may be left
    /// empty.
    pub(crate) fn alignment_cost(
        &mut self,
        interpretation: &Interpretation,
        term_masks: &TermMaskTable,
        doc: DocId,
        product_words: ProductWords<'_>,
    ) -> Option<Cost> {
        self.collect_candidate_words(term_masks, product_words);
        let name_length = product_words.fields[SearchField::Name as usize].len();
        match interpretation.terms.as_slice() {
            [first, second] if first.docs.is_none() && second.docs.is_none() => {
                let path = self.align_two_terms([first, second])?;
                final_cost(interpretation, path, 2, name_length)
            }
            _ => {
                let docs_cost = self.link_all_terms(interpretation, doc)?;
                let Some(last) = self.cheapest_last_node() else {
                    return Some(interpretation.base_cost + docs_cost);
                };
                let (path, term_count) = (self.nodes[last].path, self.term_ends.len());
                let cost = final_cost(interpretation, path, term_count, name_length)?;
                Some(cost + docs_cost)
            }
        }
    }

    /// The word that each term takes in a product.
    pub(crate) fn match_terms(
        &mut self,
        interpretation: &Interpretation,
        term_masks: &TermMaskTable,
        doc: DocId,
        product_words: ProductWords<'_>,
    ) -> Vec<TermMatch> {
        self.collect_candidate_words(term_masks, product_words);
        if self.link_all_terms(interpretation, doc).is_none() {
            return Vec::new();
        }
        let mut matches: Vec<TermMatch> = (0..interpretation.terms.len())
            .map(|term_index| TermMatch {
                term_index,
                matched_word: None,
            })
            .collect();
        let mut node_index = self.cheapest_last_node();
        for (term_index, _) in self.term_ends.iter().rev() {
            let Some(node) = node_index.and_then(|index| self.nodes.get(index)) else {
                break;
            };
            matches[*term_index].matched_word = Some(MatchedWord {
                field: node.position.field,
                position: node.position.index.into(),
                word: node.word,
            });
            node_index = Some(node.previous.into());
        }
        matches
    }

    fn collect_candidate_words(
        &mut self,
        term_masks: &TermMaskTable,
        product_words: ProductWords<'_>,
    ) {
        self.candidate_words.clear();
        for (field, words) in SearchField::ALL.into_iter().zip(product_words.fields) {
            for (index, word) in (0..).zip(words) {
                let term_mask = term_masks.get(*word).terms();
                if term_mask != 0 {
                    self.candidate_words.push(CandidateWord {
                        word: *word,
                        term_mask,
                        position: WordPosition { field, index },
                    });
                }
            }
        }
    }

    /// The cheapest path for two terms, by trying each pair of words. Most queries have two words while they are
    /// typed, so this has code of its own.
    fn align_two_terms(&self, terms: [&QueryTerm; 2]) -> Option<AlignmentPath> {
        let mut best = AlignmentPath::UNREACHABLE;
        for (first, match_cost) in candidate_words_for(&self.candidate_words, 0, terms[0]) {
            let start = AlignmentPath::start_at(first.position, match_cost);
            for (second, match_cost) in candidate_words_for(&self.candidate_words, 1, terms[1]) {
                if let Some(step) = step_cost(first.position, second.position, terms[1].order) {
                    let path = start.extend_to(second.position, match_cost, step);
                    if path.total_cost < best.total_cost {
                        best = path;
                    }
                }
            }
        }
        best.is_reachable().then_some(best)
    }

    /// Finds the cheapest paths through all terms, and returns the cost of the terms that stand for products; `None`
    /// when there is no path.
    fn link_all_terms(&mut self, interpretation: &Interpretation, doc: DocId) -> Option<Cost> {
        self.nodes.clear();
        self.term_ends.clear();
        let mut docs_cost = Cost::ZERO;
        for (term_index, term) in interpretation.terms.iter().enumerate() {
            if let Some(docs) = &term.docs {
                docs_cost += *docs.get(&doc)?;
                continue;
            }
            let start = self.nodes.len();
            for (candidate, match_cost) in
                candidate_words_for(&self.candidate_words, term_index, term)
            {
                let node = AlignmentNode {
                    path: AlignmentPath::UNREACHABLE,
                    word: candidate.word,
                    position: candidate.position,
                    match_cost,
                    previous: 0,
                };
                insert_node(&mut self.nodes, start, node);
            }
            if !self.link_newest_term(start, term.order) {
                return None;
            }
            self.term_ends.push((term_index, self.nodes.len()));
        }
        Some(docs_cost)
    }

    /// Finds the cheapest path to each node of the newest term; false when there is none.
    fn link_newest_term(&mut self, start: usize, order: OrderConstraint) -> bool {
        let previous_start = self.second_last_term_end();
        let (previous_nodes, newest_nodes) = self.nodes.split_at_mut(start);
        let previous_nodes = &previous_nodes[previous_start..];
        let mut linked = false;
        for node in newest_nodes {
            if previous_nodes.is_empty() {
                node.path = AlignmentPath::start_at(node.position, node.match_cost);
            }
            for (index, previous) in (previous_start..).zip(previous_nodes) {
                let step = step_cost(previous.position, node.position, order);
                let Some(step) = step.filter(|_| previous.path.is_reachable()) else {
                    continue;
                };
                let path = previous
                    .path
                    .extend_to(node.position, node.match_cost, step);
                if path.total_cost < node.path.total_cost {
                    node.path = path;
                    node.previous = index as u16;
                }
            }
            linked |= node.path.is_reachable();
        }
        linked
    }

    /// The cheapest node of the last term.
    fn cheapest_last_node(&self) -> Option<usize> {
        let end = self.term_ends.last()?.1;
        let start = self.second_last_term_end();
        (start..end).min_by_key(|index| self.nodes[*index].path.total_cost)
    }

    /// Where the nodes of the last linked term begin.
    fn second_last_term_end(&self) -> usize {
        let before = self.term_ends.iter().rev().nth(1);
        before.map_or(0, |(_, end)| *end)
    }
}

/// The words of a product that a term may take, and their costs.
fn candidate_words_for<'a>(
    candidate_words: &'a [CandidateWord],
    term_index: usize,
    term: &'a QueryTerm,
) -> impl Iterator<Item = (CandidateWord, Cost)> + 'a {
    let is_for_term = move |word: &&CandidateWord| word.term_mask >> term_index & 1 == 1;
    let is_allowed = |word: &&CandidateWord| term.can_match_in(word.position.field);
    let words = candidate_words.iter().filter(is_for_term);
    words
        .filter(is_allowed)
        .filter_map(|word| Some((*word, term.word_cost(word.word)?)))
}

/// Adds a node of a term, in place of the most expensive one when there are too many.
fn insert_node(nodes: &mut Vec<AlignmentNode>, term_start: usize, node: AlignmentNode) {
    if nodes.len() - term_start < MAX_NODES_PER_TERM {
        nodes.push(node);
        return;
    }
    let highest = (term_start..nodes.len()).max_by_key(|index| nodes[*index].match_cost);
    if let Some(highest) = highest.filter(|index| nodes[*index].match_cost > node.match_cost) {
        nodes[highest] = node;
    }
}

/// The cost of a path through all terms; `None` when all words are only near and do not even stand together, or most
/// of many and stand in several fields, or when words were dropped as well: such a match says nothing.
fn final_cost(
    interpretation: &Interpretation,
    path: AlignmentPath,
    term_count: usize,
    name_length: usize,
) -> Option<Cost> {
    let all_near = usize::from(path.near_words) == term_count;
    let mostly_near = usize::from(path.near_words) * 2 > term_count;
    if mostly_near && path.fields.count_ones() > 1 && term_count >= MIN_DOUBTFUL_TERMS {
        return None;
    }
    if all_near && (!interpretation.dropped_words.is_empty() || path.scattered) {
        return None;
    }
    let scattered_cost = if path.near_words > 0 && path.scattered {
        SCATTERED_NEAR_COST
    } else {
        Cost::ZERO
    };
    Some(
        interpretation.base_cost
            + path.total_cost
            + scattered_cost
            + cost::uncovered_cost(name_length, path.covered_name_words.into()),
    )
}

/// The cost of the step from one word to the next; `None` when the order does not allow it.
fn step_cost(last: WordPosition, next: WordPosition, order: OrderConstraint) -> Option<Cost> {
    let same_field = last.field == next.field;
    match order {
        OrderConstraint::Adjacent if !same_field || next.index != last.index + 1 => return None,
        OrderConstraint::Later if !same_field || next.index <= last.index => return None,
        _ => {}
    }
    Some(if !same_field {
        cost::field_change_cost(next.field)
    } else if next.index <= last.index {
        OUT_OF_ORDER_COST
    } else {
        GAP_COST.of_count(usize::from(next.index - last.index - 1))
    })
}
