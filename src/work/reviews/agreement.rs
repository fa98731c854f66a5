//! How far reviewers agree: the share of equal verdicts, and Cohen's kappa, for each pair of reviewers.

use std::collections::{BTreeMap, BTreeSet};

use crate::work::events::event::ReviewId;
use crate::work::product_work::ProductWork;

/// The verdicts of each reviewer: by reviewer the key of the verdict on each product, by its id.
pub type VerdictsByReviewer<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>;

/// How far two reviewers agree on the products that both judged.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewerAgreement {
    /// The two, by name.
    pub reviewers: [String; 2],
    /// Products that both judged.
    pub judged_by_both: usize,
    /// Products on which they gave the same verdict.
    pub same: usize,
    /// Cohen's kappa, from -1 to 1; `None` where it is not defined: both judged nothing, or both gave one and the same
    /// verdict to everything, so that chance alone explains all of their agreement.
    pub kappa: Option<f64>,
}

/// Takes the verdicts of a review from what was done with its products. What a reviewer said on two machines in two
/// ways is left out: nobody knows which of them is meant.
pub fn collect_verdicts<'a>(
    review: ReviewId,
    works: impl IntoIterator<Item = (&'a str, &'a ProductWork)>,
) -> VerdictsByReviewer<'a> {
    let mut verdicts = VerdictsByReviewer::new();
    for (product, work) in works {
        let Some(reviewed) = work.reviews.get(&review) else {
            continue;
        };
        let mut by_author: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for given in &reviewed.own_verdicts {
            by_author
                .entry(&given.author)
                .or_default()
                .insert(&given.verdict);
        }
        for (author, given) in by_author {
            if let (1, Some(verdict)) = (given.len(), given.first()) {
                verdicts.entry(author).or_default().insert(product, verdict);
            }
        }
    }
    verdicts
}

/// Compares each reviewer with each other one, by name; pairs without a product that both judged are left out.
pub fn compare_reviewers(verdicts: &VerdictsByReviewer<'_>) -> Vec<ReviewerAgreement> {
    let mut agreements = Vec::new();
    for (first, of_first) in verdicts {
        let later = verdicts.iter().filter(|(second, _)| *second > first);
        for (second, of_second) in later {
            let pairs: Vec<[&str; 2]> = of_first
                .iter()
                .filter_map(|(product, verdict)| Some([*verdict, *of_second.get(product)?]))
                .collect();
            if pairs.is_empty() {
                continue;
            }
            agreements.push(ReviewerAgreement {
                reviewers: [(*first).to_owned(), (*second).to_owned()],
                judged_by_both: pairs.len(),
                same: pairs.iter().filter(|[one, other]| one == other).count(),
                kappa: cohens_kappa(&pairs),
            });
        }
    }
    agreements
}

/// Cohen's kappa of two judges, each pair their verdicts on one product: (p_o − p_e) / (1 − p_e), where p_o is the
/// share of equal verdicts and p_e the share to be expected if each judge gave the verdicts by chance, as often as they
/// gave them. `None` where p_e is 1 or there is nothing to compare.
///
/// J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
/// 37–46.
pub fn cohens_kappa(pairs: &[[&str; 2]]) -> Option<f64> {
    let mut counts: BTreeMap<&str, [i64; 2]> = BTreeMap::new();
    for pair in pairs {
        for (judge, verdict) in pair.iter().enumerate() {
            counts.entry(verdict).or_default()[judge] += 1;
        }
    }
    let all = pairs.len() as i64;
    let same = pairs.iter().filter(|[one, other]| one == other).count() as i64;
    // Multiplied by the square of the number of products, so that all of it is whole numbers.
    let expected: i64 = counts.values().map(|[one, other]| one * other).sum();
    let most = all * all - expected;
    (most > 0).then(|| (same * all - expected) as f64 / most as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of verdicts of a table: rows are the first judge, columns the second.
    fn pairs_of<const N: usize>(table: [[usize; N]; N]) -> Vec<[&'static str; 2]> {
        let names = ["a", "b", "c"];
        let mut pairs = Vec::new();
        for (row, counts) in table.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                pairs.extend(std::iter::repeat_n([names[row], names[column]], *count));
            }
        }
        pairs
    }

    fn rounded<const N: usize>(table: [[usize; N]; N]) -> String {
        format!("{:.3}", cohens_kappa(&pairs_of(table)).unwrap())
    }

    #[test]
    fn kappa_is_that_of_cohens_own_example() {
        // 200 patients, three diagnoses: p_o = 0.70, p_e = 0.41.
        assert_eq!(rounded([[88, 14, 18], [10, 40, 10], [2, 6, 12]]), "0.492");
        // p_o = 0.70, p_e = 0.50.
        assert_eq!(rounded([[20, 5], [10, 15]]), "0.400");
        // The same share of equal verdicts (0.60), other marginals.
        assert_eq!(rounded([[45, 15], [25, 15]]), "0.130");
        assert_eq!(rounded([[25, 35], [5, 35]]), "0.259");
    }

    #[test]
    fn kappa_reaches_from_never_to_always() {
        assert_eq!(rounded([[5, 0], [0, 5]]), "1.000");
        assert_eq!(rounded([[0, 5], [5, 0]]), "-1.000");
        // One judge who always says the same agrees as often as by chance.
        assert_eq!(rounded([[7, 0], [3, 0]]), "0.000");
    }

    #[test]
    fn kappa_is_not_defined_for_one_verdict_only_or_nothing() {
        assert_eq!(cohens_kappa(&pairs_of([[9, 0], [0, 0]])), None);
        assert_eq!(cohens_kappa(&[]), None);
    }

    #[test]
    fn pairs_are_compared_on_what_both_judged() {
        let mut verdicts = VerdictsByReviewer::new();
        for (reviewer, product, verdict) in [
            ("lan", "1", "dung"),
            ("lan", "2", "can-sua"),
            ("lan", "3", "dung"),
            ("hung", "1", "dung"),
            ("hung", "2", "dung"),
            ("minh", "9", "dung"),
        ] {
            verdicts
                .entry(reviewer)
                .or_default()
                .insert(product, verdict);
        }
        let agreements = compare_reviewers(&verdicts);
        assert_eq!(agreements.len(), 1, "minh shares no product");
        assert_eq!(agreements[0].reviewers, ["hung", "lan"]);
        assert_eq!((agreements[0].judged_by_both, agreements[0].same), (2, 1));
        assert_eq!(agreements[0].kappa, Some(0.0));
    }
}
