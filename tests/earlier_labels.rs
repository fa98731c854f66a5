//! Labels of values that were reworded are still read: they stand in saved searches and in notes.

use ocop::catalog::FacetValueNames;
use ocop::wording::locale::{Language, Locale};
use ocop_index::query::language::{ResolvedName, ValueResolver, parse_line};
use ocop_index::{Facet, NOT_GIVEN};

use crate::support::screen::catalog;

/// Facet, value, and a label it had in an earlier version.
const EARLIER_LABELS: [(Facet, &str, &str); 22] = [
    (Facet::Status, "unclear", "chưa rõ thời hạn"),
    (Facet::Status, "unclear", "time not clear"),
    (Facet::Status, "due", "due"),
    (Facet::Status, "left", "đã rời Chương trình"),
    (Facet::ExpiryBand, "overdue", "đã hết hạn"),
    (Facet::ExpiryBand, "overdue", "over"),
    (Facet::ExpiryBand, NOT_GIVEN, "not known"),
    (Facet::Group, NOT_GIVEN, "group not known"),
    (Facet::ProducerKind, NOT_GIVEN, "kind not known"),
    (Facet::Year, NOT_GIVEN, "year not known"),
    (Facet::District, NOT_GIVEN, "not known"),
    (Facet::Unit, NOT_GIVEN, "not known"),
    (Facet::Channel, NOT_GIVEN, "channel not known"),
    (Facet::Channel, "portal", "portal of the province"),
    (Facet::Channel, "own_page", "own page"),
    (Facet::Recognition, NOT_GIVEN, "not said"),
    (
        Facet::Recognition,
        "withdrawal_proposed",
        "đề nghị thu hồi sao, chưa rõ kết quả",
    ),
    (
        Facet::Recognition,
        "withdrawal_proposed",
        "withdrawal proposed, outcome not known",
    ),
    (Facet::Gap, "place", "chưa rõ xã, phường mới"),
    (Facet::Gap, "place", "unit of today not clear"),
    (Facet::Gap, "duplicate", "nghi trùng"),
    (Facet::Gap, "duplicate", "duplicate suspected"),
];

#[test]
fn labels_of_earlier_versions_still_mean_their_values() {
    for language in [Language::Vi, Language::En] {
        let names = FacetValueNames::from_catalog(catalog(), &Locale::new(language));
        for (facet, value, label) in EARLIER_LABELS {
            assert_eq!(
                names.resolve_name(facet, label),
                ResolvedName::Values(vec![value.to_owned()]),
                "{label}"
            );
        }
    }
    // The same in a line of the query language.
    let names = FacetValueNames::from_catalog(catalog(), &Locale::new(Language::Vi));
    let line = "con_han:\"đã hết hạn\" trang_thai:\"chưa rõ thời hạn\"";
    let settled = parse_line(line).resolve_values(&names);
    assert_eq!(settled.problems, vec![]);
    let filter = &settled.query.filter;
    assert!(filter.is_chosen(Facet::ExpiryBand, "overdue"));
    assert!(filter.is_chosen(Facet::Status, "unclear"));
    assert_eq!(
        names.write_query(&settled.query).trim(),
        "trang_thai:\"chưa rõ hạn\" con_han:\"hết hạn\""
    );
}
