//! Fields of what people did with products.

use super::{chosen, problems_of, query, resolved};
use crate::query::language::{QueryProblemKind, write_query};
use crate::query::{Facet, Filter, Query};

#[test]
fn a_verdict_may_be_said_of_the_review() {
    let line = "ra_soat:dung,sua Rà_soát:open trà";
    assert_eq!(chosen(line, Facet::Verdict), ["dung", "sua"]);
    assert_eq!(chosen(line, Facet::ReviewState), ["open"]);
    assert_eq!(
        write_query(&query(line)),
        "ra_soat:open ket_luan:dung,sua trà"
    );
    assert_eq!(
        resolved(line).without_value(line, Facet::Verdict, "dung"),
        "ket_luan:sua Rà_soát:open trà"
    );
    let verdict_excluded = query("-review:dung");
    let excluded = verdict_excluded.filter.excluded_values(Facet::Verdict);
    assert!(excluded.contains("dung"));
    // One filter cannot be of two facets.
    assert_eq!(chosen("ra_soat:open,dung", Facet::ReviewState), ["open"]);
    assert_eq!(
        problems_of("ra_soat:open,dung"),
        [(
            "dung",
            QueryProblemKind::UnknownValue {
                facet: Facet::ReviewState,
                text: "dung".into(),
                near: Vec::new()
            }
        )]
    );
}

#[test]
fn what_nobody_keeps_is_left_out_and_told() {
    let facet = Facet::Selection;
    assert_eq!(
        problems_of("trà chon:nowhere"),
        [("nowhere", QueryProblemKind::NotKept { facet })]
    );
    assert_eq!(query("trà chon:nowhere").filter, Filter::default());
}

#[test]
fn without_a_colon_the_names_of_fields_are_words() {
    for line in [
        "nguoi",
        "nhãn ",
        "ghi chú",
        "chọn trà",
        "đề nghị",
        "rà soát",
    ] {
        assert_eq!(query(line), Query::from_text(line), "{line}");
    }
}
