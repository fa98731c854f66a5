//! Problems that say the same, together: what stands in a thousand rows is one line, not a thousand.
//!
//! Problems of one file belong together when sheet, column, reason and value are equal. Remarks and repeated rows whose
//! values differ in very many rows are one line too: nothing was lost, and the report lists each of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use ocop_index::source::problem::{ImportProblem, ProblemReason, ProblemSeverity};

/// Most lines of one remark on a column; from there on its values share a line.
const MAX_LINES_OF_A_REMARK: usize = 12;

/// Problems that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemGroup {
    /// How severe they are.
    pub severity: ProblemSeverity,
    /// The index of their file.
    pub file: usize,
    /// Their positions in the list of problems, in its order; never empty.
    pub members: Vec<usize>,
}

impl ProblemGroup {
    /// The problems of the group.
    pub fn problems<'a>(&self, all: &'a [(usize, ImportProblem)]) -> Vec<&'a ImportProblem> {
        let members = self.members.iter();
        members
            .filter_map(|index| all.get(*index).map(|(_, problem)| problem))
            .collect()
    }
}

/// How many rows are set aside for each reason, the most frequent first.
pub fn count_set_aside_kinds(problems: &[(usize, ImportProblem)]) -> Vec<(ProblemReason, usize)> {
    let mut counts: BTreeMap<ProblemReason, usize> = BTreeMap::new();
    for (_, problem) in problems {
        if problem.reason.severity() == ProblemSeverity::SetAside {
            *counts.entry(problem.reason).or_default() += 1;
        }
    }
    let mut kinds: Vec<(ProblemReason, usize)> = counts.into_iter().collect();
    kinds.sort_by_key(|(_, count)| Reverse(*count));
    kinds
}

/// What problems have in common that differ in their values only.
type ProblemKind<'a> = (usize, &'a str, &'a str, ProblemReason);

/// Groups problems, in the order of the first of each group.
pub fn group_problems(problems: &[(usize, ImportProblem)]) -> Vec<ProblemGroup> {
    let exact = collect_equal_problems(problems);
    let first_of = |group: &ProblemGroup| group.members.first().and_then(|at| problems.get(*at));
    let mut lines_of_kind: HashMap<ProblemKind<'_>, usize> = HashMap::new();
    for (file, problem) in exact.iter().filter_map(first_of) {
        *lines_of_kind
            .entry(problem_kind(*file, problem))
            .or_default() += 1;
    }
    let mut groups: Vec<ProblemGroup> = Vec::new();
    let mut number_of_kind: HashMap<ProblemKind<'_>, usize> = HashMap::new();
    for group in exact {
        let Some((file, problem)) = first_of(&group) else {
            continue;
        };
        let kind = problem_kind(*file, problem);
        let lines = lines_of_kind.get(&kind);
        let is_crowded = lines.is_some_and(|lines| *lines > MAX_LINES_OF_A_REMARK)
            && (group.severity == ProblemSeverity::Remark
                || problem.reason == ProblemReason::Repeated);
        if !is_crowded {
            groups.push(group);
            continue;
        }
        let number = *number_of_kind.entry(kind).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(all) => all.members.extend(group.members),
            None => groups.push(group),
        }
    }
    for number in number_of_kind.into_values() {
        if let Some(group) = groups.get_mut(number) {
            group.members.sort_unstable();
        }
    }
    groups
}

fn problem_kind(file: usize, problem: &ImportProblem) -> ProblemKind<'_> {
    (file, &problem.sheet, &problem.column, problem.reason)
}

/// The problems that say the same with the same value, in the order of the first of each group.
fn collect_equal_problems(problems: &[(usize, ImportProblem)]) -> Vec<ProblemGroup> {
    let mut groups: Vec<ProblemGroup> = Vec::new();
    let mut known: HashMap<(ProblemKind<'_>, &str), usize> = HashMap::new();
    for (index, (file, problem)) in problems.iter().enumerate() {
        let key = (problem_kind(*file, problem), problem.value.as_str());
        let number = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.members.push(index),
            None => groups.push(ProblemGroup {
                severity: problem.reason.severity(),
                file: *file,
                members: vec![index],
            }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(problems: &[(usize, ImportProblem)]) -> Vec<Vec<usize>> {
        let groups = group_problems(problems).into_iter();
        groups.map(|group| group.members).collect()
    }

    fn remark(row: u64, value: &str) -> (usize, ImportProblem) {
        let problem = ImportProblem::new(row, "Huyện", value, ProblemReason::PlaceUnknown);
        (0, problem)
    }

    #[test]
    fn only_what_says_the_same_is_one_line() {
        let mut problems = vec![remark(2, "A"), remark(3, "B"), remark(4, "A")];
        assert_eq!(members(&problems), [vec![0, 2], vec![1]]);
        problems[2].0 = 1;
        assert_eq!(members(&problems).len(), 3, "of another file");
        problems[2].0 = 0;
        problems[2].1.sheet = "Ba Chẽ".to_owned();
        assert_eq!(members(&problems).len(), 3, "of another sheet");
    }

    #[test]
    fn kinds_of_rows_set_aside_come_with_the_most_frequent_first() {
        let reasons = [
            ProblemReason::Total,
            ProblemReason::PlaceUnknown,
            ProblemReason::Repeated,
            ProblemReason::Repeated,
        ];
        let problems = reasons.map(|reason| (0, ImportProblem::new(2, "", "", reason)));
        assert_eq!(
            count_set_aside_kinds(&problems),
            [(ProblemReason::Repeated, 2), (ProblemReason::Total, 1)]
        );
    }

    #[test]
    fn a_remark_on_very_many_values_is_one_line_but_each_lost_cell_has_its_own() {
        let remarks: Vec<_> = (2..1206).map(|row| remark(row, &row.to_string())).collect();
        assert_eq!(members(&remarks).len(), 1);
        let few = &remarks[..MAX_LINES_OF_A_REMARK];
        assert_eq!(members(few).len(), MAX_LINES_OF_A_REMARK);
        let lost: Vec<_> = remarks
            .into_iter()
            .map(|(file, problem)| {
                let reason = ProblemReason::DateUnreadable;
                (file, ImportProblem { reason, ..problem })
            })
            .collect();
        assert_eq!(members(&lost).len(), 1204);
    }
}
