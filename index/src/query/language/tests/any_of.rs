//! Several texts after one field: any of them.

use super::*;

fn any_of(scope: ConditionScope, texts: &[&str], not: bool) -> QueryCondition {
    QueryCondition {
        alternatives: texts[1..].iter().map(|text| (*text).to_owned()).collect(),
        ..condition(scope, texts[0], not)
    }
}

#[test]
fn commas_after_a_field_mean_or_and_a_minus_none_of_them() {
    for (line, expected) in [
        (
            "ma:qn-072,qn-073",
            any_of(ConditionScope::Code, &["qn-072", "qn-073"], false),
        ),
        (
            "-ma:qn-072,qn-073",
            any_of(ConditionScope::Code, &["qn-072", "qn-073"], true),
        ),
        (
            "ten:rượu,\"miến dong\",rượu",
            any_of(ConditionScope::Name, &["rượu", "miến dong"], false),
        ),
        (
            "den_han:2026-12,2027",
            any_of(ConditionScope::Expiry, &["2026-12", "2027"], false),
        ),
        (
            "ten:\"a, b\"",
            condition(ConditionScope::Name, "a, b", false),
        ),
        ("ten:rượu,-", condition(ConditionScope::Name, "rượu", false)),
        (
            "chu_the:\"Thanh Măng\",\"Ba Chẽ\"",
            any_of(ConditionScope::Producer, &["Thanh Măng", "Ba Chẽ"], false),
        ),
        (
            "nhom:trà,rượu",
            any_of(ConditionScope::Specialty, &["trà", "rượu"], false),
        ),
    ] {
        let read = resolved(line);
        assert_eq!(
            (&read.query.conditions[..], read.problems),
            (&[expected][..], vec![]),
            "{line}"
        );
        let written = write_query(&read.query);
        assert_eq!(query(&written), read.query, "{line} as {written}");
    }
}

#[test]
fn a_kind_or_a_name_is_no_one_condition() {
    let read = resolved("chu_the:household,\"Ba Chẽ\"");
    assert!(
        read.query
            .filter
            .is_chosen(Facet::ProducerKind, "household")
    );
    assert_eq!((read.query.conditions.len(), read.problems.len()), (0, 1));
    // Neither of them can be asked for.
    let read = resolved("-chu_the:household,\"Ba Chẽ\"");
    assert_eq!((read.query.conditions.len(), read.problems.len()), (1, 0));
}

#[test]
fn a_filter_with_a_wrong_value_is_left_out_and_says_so() {
    for (line, field) in [
        ("sao:?", "sao"),
        ("sao:>=", "sao"),
        ("huyen:>=4", "huyen"),
        ("den_han:mai", "den_han"),
    ] {
        let read = resolved(line);
        let left_out = read
            .problems
            .iter()
            .filter_map(QueryProblem::left_out_filter);
        let names: Vec<&str> = left_out.map(QueryField::name).collect();
        assert_eq!(names, [field], "{line}");
    }
    assert!(resolved("abc:x").problems[0].left_out_filter().is_none());
}
