//! The order of a list, and its first rows without sorting the rest.
//!
//! Must not: decide what is in the list.

use std::collections::BinaryHeap;

use tantivy::DocId;

use super::facet_collector::SearchCandidate;
use crate::query::Sort;
use crate::search::columns::facet_columns::FacetColumns;

/// Brings so many finds to the front that come first by cost, then by stars, then by their documents. Thousands
/// may cost the same, so it counts instead of sorting.
pub(super) fn move_best_to_front(
    found: &mut [SearchCandidate],
    wanted: usize,
    few_stars: impl Fn(DocId) -> u8,
) {
    let mut by_cost = vec![0; usize::from(u16::MAX) + 1];
    tally_numbers(found.iter().map(|found| found.cost.into()), &mut by_cost);
    let (cost, left) = find_cutoff(&by_cost, wanted);
    let mut by_stars = [0; 6];
    let as_much = |found: &SearchCandidate| usize::from(found.cost) == cost;
    let stars: Vec<u8> = found
        .iter()
        .filter(|found| as_much(found))
        .map(|found| few_stars(found.doc))
        .collect();
    tally_numbers(stars.iter().map(|few| (*few).into()), &mut by_stars);
    let (few, left) = find_cutoff(&by_stars, left);
    let mut docs = BinaryHeap::with_capacity(left);
    let tied = found.iter().filter(|found| as_much(found)).zip(&stars);
    for (found, _) in tied.filter(|(_, stars)| usize::from(**stars) == few) {
        if docs.len() < left {
            docs.push(found.doc);
        } else if let Some(mut last) = docs.peek_mut()
            && found.doc < *last
        {
            *last = found.doc;
        }
    }
    let last = docs.peek().copied();
    let mut stars = stars.into_iter().map(usize::from);
    let mut front = 0;
    for at in 0..found.len() {
        let this = found[at];
        let taken = usize::from(this.cost) < cost
            || as_much(&this)
                && stars.next().is_some_and(|stars| {
                    stars < few || stars == few && last.is_some_and(|last| this.doc <= last)
                });
        if taken {
            found.swap(front, at);
            front += 1;
        }
    }
}

/// Counts numbers. Neighbours are mostly equal, and adding up a run is faster than one count at a time.
fn tally_numbers(numbers: impl Iterator<Item = usize>, counts: &mut [usize]) {
    let (mut last, mut run) = (0, 0);
    for number in numbers {
        if number != last {
            counts[last] += run;
            (last, run) = (number, 0);
        }
        run += 1;
    }
    counts[last] += run;
}

/// Of counts by number, the last number of which some are among the first so many, and how many of it.
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

/// How many stars a product lacks.
pub(super) fn missing_stars(columns: &FacetColumns, doc: DocId) -> u8 {
    5 - columns.stars(doc).min(5) as u8
}

/// Smaller comes first. Equal keys fall back to the document number, which is the order of names.
pub(super) fn build_sort_key(
    found: SearchCandidate,
    columns: &FacetColumns,
    sort: Sort,
    backwards: bool,
) -> u64 {
    let key = forward_key(found, columns, sort);
    if !backwards || !sort.is_reversible() {
        return key;
    }
    // What has no place in an order is last in both directions.
    let placed = match sort {
        Sort::Relevance | Sort::Name => true,
        Sort::Star => columns.stars(found.doc) > 0,
        Sort::Year => columns.year_rank(found.doc) > 0,
        Sort::Expiry => key < u64::MAX,
        Sort::Place => columns.has_district(found.doc),
    };
    match (placed, sort) {
        (false, _) => u64::MAX,
        (true, Sort::Name) => u64::MAX - u64::from(found.doc),
        (true, _) => u64::MAX - 1 - key,
    }
}

fn forward_key(found: SearchCandidate, columns: &FacetColumns, sort: Sort) -> u64 {
    let few_stars = u64::from(missing_stars(columns, found.doc));
    let by_match = u64::from(found.cost) << 3 | few_stars;
    match sort {
        Sort::Relevance => by_match,
        Sort::Name => 0,
        Sort::Star => few_stars,
        Sort::Year => u64::from(u32::MAX - columns.year_rank(found.doc)),
        Sort::Expiry => columns.expiry_rank(found.doc),
        Sort::Place => u64::from(columns.district_rank(found.doc)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_by_cost_then_stars_then_document_come_to_the_front() {
        let stars = |doc: DocId| (doc % 3) as u8;
        let found = |doc: DocId| SearchCandidate {
            doc,
            cost: [7, 3, 7, 7, 9][doc as usize % 5],
            interpretation: 0,
        };
        let all: Vec<SearchCandidate> = (0..200).map(found).collect();
        let mut expected = all.clone();
        expected.sort_by_key(|found| (found.cost, stars(found.doc), found.doc));
        for wanted in [1, 39, 40, 41, 80, 120, 161, 199, 200] {
            let mut list = all.clone();
            move_best_to_front(&mut list, wanted, stars);
            let mut first = list[..wanted].to_vec();
            first.sort_by_key(|found| (found.cost, stars(found.doc), found.doc));
            assert_eq!(first, expected[..wanted], "{wanted}");
            list.sort_by_key(|found| found.doc);
            assert_eq!(list, all, "{wanted}: none is lost");
        }
    }
}
