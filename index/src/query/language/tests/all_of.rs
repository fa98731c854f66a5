//! Values with a plus between them: a product must have all.

use super::*;

#[test]
fn a_plus_wants_all_values_and_a_comma_any() {
    for (line, values, wants_all) in [
        ("thieu:contact+decision", vec!["contact", "decision"], true),
        (
            "gap:contact+decision+date",
            vec!["contact", "date", "decision"],
            true,
        ),
        ("thieu:contact,decision", vec!["contact", "decision"], false),
        (
            "thieu:contact thieu:decision",
            vec!["contact", "decision"],
            false,
        ),
        ("thieu:contact+contact", vec!["contact"], false),
        ("thieu:\"a\"+\"b c\"", vec!["a", "b c"], true),
        // In quotes a plus is a letter like others.
        ("thieu:\"a+b\"", vec!["a+b"], false),
    ] {
        let read = resolved(line);
        assert_eq!(chosen(line, Facet::Gap), values, "{line}");
        assert_eq!(read.query.filter.wants_all(Facet::Gap), wants_all, "{line}");
        let written = write_query(&read.query);
        assert_eq!(query(&written), read.query, "{line} as {written}");
    }
    // One value of a product only: nothing can have both.
    assert_eq!(chosen("huyen:a+b", Facet::District), ["a+b"]);
    assert_eq!(chosen("sao:4+", Facet::Star), ["4", "5"]);
    // "Not both" is no filter.
    let excluded = query("-thieu:a+b").filter;
    let excluded: Vec<_> = excluded.excluded_values(Facet::Gap).iter().collect();
    assert_eq!(excluded, ["a+b"]);
}

#[test]
fn a_value_that_leaves_those_wanted_together_leaves_the_others() {
    let line = "thieu:contact+decision+date";
    let without = resolved(line).without_value(line, Facet::Gap, "decision");
    assert_eq!(without, "thieu:contact+date");
    let without = resolved(&without).without_value(&without, Facet::Gap, "date");
    assert_eq!(without, "thieu:contact");
    let spoken = "thiếu điện thoại và quyết định";
    let without = resolved(spoken).without_value(spoken, Facet::Gap, "decision");
    assert_eq!(without, "thieu:contact");
}
