//! Sort keys, and the first rows of a list without sorting the rest.

use std::collections::BinaryHeap;

use tantivy::DocId;

use crate::query::Sort;
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::standing::Standing;
use crate::search::matching::search_candidate::SearchCandidate;

/// Bits of a standing in a sort key.
const STANDING_BITS: u32 = 5;

/// Moves the `wanted` best candidates to the front, in no order: the best by cost, then by standing, then by document.
/// Thousands may have the same cost, so it counts instead of sorting.
pub(crate) fn move_best_to_front(
    candidates: &mut [SearchCandidate],
    wanted: usize,
    standing_of: impl Fn(SearchCandidate) -> u8,
) {
    let costs = candidates.iter().map(|candidate| candidate.cost.index());
    // Few of all costs occur.
    let mut by_cost = vec![0; costs.clone().max().map_or(1, |highest| highest + 1)];
    tally_numbers(costs, &mut by_cost);
    let (cutoff_cost, wanted_at_cost) = find_cutoff(&by_cost, wanted);
    let has_cutoff_cost = |candidate: &SearchCandidate| candidate.cost.index() == cutoff_cost;
    let tied_standings: Vec<u8> = candidates
        .iter()
        .filter(|candidate| has_cutoff_cost(candidate))
        .map(|candidate| standing_of(*candidate))
        .collect();
    let mut by_standing = [0; Standing::COUNT];
    tally_numbers(
        tied_standings.iter().map(|standing| (*standing).into()),
        &mut by_standing,
    );
    let (cutoff_standing, wanted_at_standing) = find_cutoff(&by_standing, wanted_at_cost);
    let tied = candidates
        .iter()
        .filter(|candidate| has_cutoff_cost(candidate))
        .zip(&tied_standings)
        .filter(|(_, standing)| usize::from(**standing) == cutoff_standing)
        .map(|(candidate, _)| candidate.doc);
    let last_doc = find_nth_lowest(tied, wanted_at_standing);
    let mut tied_standings = tied_standings.into_iter().map(usize::from);
    let mut front_len = 0;
    for index in 0..candidates.len() {
        let candidate = candidates[index];
        let is_best = candidate.cost.index() < cutoff_cost
            || has_cutoff_cost(&candidate)
                && tied_standings.next().is_some_and(|standing| {
                    standing < cutoff_standing
                        || standing == cutoff_standing
                            && last_doc.is_some_and(|last| candidate.doc <= last)
                });
        if is_best {
            candidates.swap(front_len, index);
            front_len += 1;
        }
    }
}

/// The n-th lowest of these documents, or the highest when there are fewer.
fn find_nth_lowest(docs: impl Iterator<Item = DocId>, n: usize) -> Option<DocId> {
    let mut lowest = BinaryHeap::with_capacity(n);
    for doc in docs {
        if lowest.len() < n {
            lowest.push(doc);
        } else if let Some(mut highest) = lowest.peek_mut()
            && doc < *highest
        {
            *highest = doc;
        }
    }
    lowest.peek().copied()
}

/// Counts numbers. Neighbours are mostly equal, and adding a run of them is faster than one addition each.
fn tally_numbers(numbers: impl Iterator<Item = usize>, counts: &mut [usize]) {
    let (mut last, mut run_length) = (0, 0);
    for number in numbers {
        if number != last {
            counts[last] += run_length;
            (last, run_length) = (number, 0);
        }
        run_length += 1;
    }
    counts[last] += run_length;
}

/// The number up to which the lowest `wanted` reach, and how many of that number are among them.
fn find_cutoff(counts: &[usize], wanted: usize) -> (usize, usize) {
    let mut left = wanted;
    for (number, count) in counts.iter().enumerate() {
        if left <= *count {
            return (number, left);
        }
        left -= count;
    }
    (counts.len(), 0)
}

/// A sort key: lower comes first. Equal keys are sorted by document, which is the order of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey(u64);

impl SortKey {
    /// Last in both directions: the product has no value in this order.
    const UNSORTED: Self = Self(u64::MAX);

    pub(crate) fn new(
        candidate: SearchCandidate,
        columns: &FacetColumns,
        sort: Sort,
        is_reversed: bool,
    ) -> Self {
        let key = forward_key(candidate, columns, sort);
        if !is_reversed || !sort.is_reversible() {
            return Self(key);
        }
        let has_value = match sort {
            Sort::Relevance | Sort::Name => true,
            Sort::Star => columns.stars(candidate.doc) > 0,
            Sort::Year => columns.year_rank(candidate.doc) > 0,
            Sort::Expiry => key < u64::MAX,
            Sort::Place => columns.has_district(candidate.doc),
        };
        match (has_value, sort) {
            (false, _) => Self::UNSORTED,
            (true, Sort::Name) => Self(u64::MAX - u64::from(candidate.doc)),
            (true, _) => Self(u64::MAX - 1 - key),
        }
    }
}

fn forward_key(candidate: SearchCandidate, columns: &FacetColumns, sort: Sort) -> u64 {
    let doc = candidate.doc;
    match sort {
        Sort::Relevance => {
            let standing = u64::from(columns.standing(doc).rank());
            (candidate.cost.index() as u64) << STANDING_BITS | standing
        }
        Sort::Name => 0,
        Sort::Star => u64::from(columns.missing_stars(doc)),
        Sort::Year => u64::from(u32::MAX - columns.year_rank(doc)),
        Sort::Expiry => columns.expiry_rank(doc).to_u64(),
        Sort::Place => u64::from(columns.district_rank(doc)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::cost::Cost;
    use crate::search::interpret::interpretation::InterpretationId;

    #[test]
    fn the_first_by_cost_then_standing_then_document_come_to_the_front() {
        let standing = |candidate: SearchCandidate| (candidate.doc % 17) as u8;
        let candidate = |doc: DocId| {
            let cost = Cost::new([7, 3, 7, 7, 9][doc as usize % 5]);
            SearchCandidate::new(doc, cost, InterpretationId(0))
        };
        let all: Vec<SearchCandidate> = (0..200).map(candidate).collect();
        let key =
            |candidate: &SearchCandidate| (candidate.cost, standing(*candidate), candidate.doc);
        let mut expected = all.clone();
        expected.sort_by_key(key);
        for wanted in [1, 39, 40, 41, 80, 120, 161, 199, 200] {
            let mut list = all.clone();
            move_best_to_front(&mut list, wanted, standing);
            let mut first = list[..wanted].to_vec();
            first.sort_by_key(key);
            assert_eq!(first, expected[..wanted], "{wanted}");
            list.sort_by_key(|candidate| candidate.doc);
            assert_eq!(list, all, "{wanted}: none is lost");
        }
    }
}
