//! Lines and the queries they mean, and queries written as lines.

mod all_of;
mod any_of;
mod of_work;

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::place::PlaceNames;
use crate::query::spoken::SpokenContext;
use crate::query::{ConditionScope, Facet, Filter, Query, QueryCondition, Sort};

/// A catalogue in which nearly every name is a value.
struct Any;

impl ValueResolver for Any {
    fn numeric_values(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Star => (1..=5).map(|star: u16| star.to_string()).collect(),
            Facet::Year => (2019..=2025).map(|year: u16| year.to_string()).collect(),
            _ => Vec::new(),
        }
    }

    fn resolve_name(&self, facet: Facet, name: &str) -> ResolvedName {
        match (facet, name) {
            (Facet::Group, "trà" | "rượu") => ResolvedName::Specialty,
            (Facet::ProducerKind, "Thanh Măng" | "Ba Chẽ") => ResolvedName::ProducerName,
            (Facet::ReviewState, "dung" | "sua") => {
                ResolvedName::OfFacet(Facet::Verdict, vec![name.to_owned()])
            }
            (Facet::Selection, "nowhere") => ResolvedName::NotKept,
            (_, "?") => ResolvedName::Unknown(vec!["near".into()]),
            _ => ResolvedName::Values(vec![name.to_owned()]),
        }
    }

    fn spoken_context(&self) -> SpokenContext<'_> {
        static PLACES: LazyLock<PlaceNames> = LazyLock::new(|| PlaceNames::new(&[], &[]));
        SpokenContext {
            today: date(2026, 11, 30),
            places: &PLACES,
            has_marks: false,
        }
    }
}

fn resolved(line: &str) -> ResolvedLine {
    read_line(line, &Any)
}

fn query(line: &str) -> Query {
    resolved(line).query
}

/// The same without its reading as words.
fn query_as_read(line: &str) -> Query {
    Query {
        as_words: None,
        ..query(line)
    }
}

fn chosen(line: &str, facet: Facet) -> Vec<String> {
    query(line)
        .filter
        .chosen_values(facet)
        .iter()
        .cloned()
        .collect()
}

fn problems_of(line: &str) -> Vec<(&str, QueryProblemKind)> {
    let problems = resolved(line).problems.into_iter();
    problems
        .map(|problem| (&line[problem.range], problem.kind))
        .collect()
}

fn condition(scope: ConditionScope, words: &str, not: bool) -> QueryCondition {
    let words = words.to_owned();
    QueryCondition {
        scope,
        words,
        not,
        ..QueryCondition::default()
    }
}

#[test]
fn words_are_words_as_ever() {
    for line in ["chả mực", "cha muc ", "QN-01", "- -- :: 10:30 a-b(c"] {
        assert_eq!(query(line), Query::from_text(line), "{line}");
        assert_eq!(resolved(line).problems, []);
    }
}

#[test]
fn values_of_a_facet_in_every_spelling() {
    for line in [
        "sao:4,5",
        "SAO:4 star:5",
        "sao:>=4",
        "sao:4..5",
        "sao:4-5",
        "sao:4+",
        "sao:>3",
    ] {
        assert_eq!(chosen(line, Facet::Star), ["4", "5"], "{line}");
    }
    for line in [
        "huyen:\"Hạ Long\"",
        "huyện:“Hạ Long”",
        "DISTRICT:\"Hạ Long\",",
        "huyen:\"Hạ Long",
    ] {
        assert_eq!(chosen(line, Facet::District), ["Hạ Long"], "{line}");
    }
    assert_eq!(
        chosen("nam:<=2020 nam:2024", Facet::Year),
        ["2019", "2020", "2024"]
    );
    assert_eq!(
        chosen("nam:>=2030", Facet::Year),
        ["2030"],
        "a fact, and no silence"
    );
    assert_eq!(
        chosen("sao:\">=4\"", Facet::Star),
        [">=4"],
        "quotes make a name"
    );
}

#[test]
fn what_is_not_wanted_stands_behind_a_minus() {
    let asked = query("-sao:3 -từ -\"cả cụm\" -xa:rui -nhom:trà,II");
    assert!(asked.filter.excluded_values(Facet::Star).contains("3"));
    assert!(asked.filter.excluded_values(Facet::Group).contains("II"));
    assert_eq!(
        asked.conditions,
        [
            condition(ConditionScope::Anywhere, "từ", true),
            condition(ConditionScope::Anywhere, "cả cụm", true),
            condition(ConditionScope::Place, "rui", true),
            condition(ConditionScope::Specialty, "trà", true),
        ]
    );
    assert_eq!(asked.text, "");
}

#[test]
fn words_of_one_field_and_phrases() {
    let asked = query(
        "ma:QN-01 \"đúng cụm\" qd:1234/QĐ-UBND sdt:0987 ten:\"chả mực\" nha_sx:\"x,y\" loai:z",
    );
    assert_eq!(
        asked.conditions,
        [
            condition(ConditionScope::Code, "QN-01", false),
            condition(ConditionScope::Anywhere, "đúng cụm", false),
            condition(ConditionScope::Decision, "1234/QĐ-UBND", false),
            condition(ConditionScope::Phone, "0987", false),
            condition(ConditionScope::Name, "chả mực", false),
            condition(ConditionScope::Producer, "x,y", false),
            condition(ConditionScope::Specialty, "z", false),
        ]
    );
}

#[test]
fn ends_of_certificates_are_a_month_a_year_or_a_span() {
    let asked = query("den_han:12/2026 -due:2027 đến_hạn:2026-12..2027-2");
    assert_eq!(
        asked.conditions,
        [
            condition(ConditionScope::Expiry, "2026-12", false),
            condition(ConditionScope::Expiry, "2027", true),
            condition(ConditionScope::Expiry, "2026-12..2027-02", false),
        ]
    );
    assert_eq!(
        write_query(&asked),
        "den_han:2026-12 -den_han:2027 den_han:2026-12..2027-02"
    );
}

#[test]
fn order_and_reading() {
    let asked = query("chả xep:tên nguyên_văn:có");
    assert_eq!((asked.sort, asked.literal), (Sort::Name, true));
    assert_eq!(asked.text, "chả ", "a finished word");
    assert!(!query("literal:no").literal);
}

#[test]
fn what_cannot_be_meant_says_so_and_costs_nothing_else() {
    let star = QueryField::Facet(Facet::Star);
    let district = QueryField::Facet(Facet::District);
    for (line, piece, fault, text) in [
        (
            "http://a cha",
            "http:",
            QueryProblemKind::UnknownField { near: None },
            "http://a cha",
        ),
        (
            "huyn:x",
            "huyn:",
            QueryProblemKind::UnknownField {
                near: Some("huyen"),
            },
            "huyn:x",
        ),
        (
            "cha sao:",
            "sao:",
            QueryProblemKind::MissingValue { field: Some(star) },
            "cha ",
        ),
        (
            "sao:, cha",
            "sao:,",
            QueryProblemKind::MissingValue { field: Some(star) },
            "cha",
        ),
        (
            "\"\" cha",
            "\"\"",
            QueryProblemKind::MissingValue { field: None },
            "cha",
        ),
        (
            "\"chả m",
            "\"chả m",
            QueryProblemKind::UnclosedQuote,
            "chả m",
        ),
        ("-\"chả m", "-\"chả m", QueryProblemKind::UnclosedQuote, ""),
        (
            "xa:\"đồng r",
            "\"đồng r",
            QueryProblemKind::UnclosedQuote,
            "đồng r",
        ),
        (
            "-xa:\"đồng r",
            "\"đồng r",
            QueryProblemKind::UnclosedQuote,
            "",
        ),
        (
            "cha sao:>= muc",
            ">=",
            QueryProblemKind::MissingNumber { field: star },
            "cha muc",
        ),
        (
            "huyen:>x",
            ">x",
            QueryProblemKind::NotComparable { field: district },
            "",
        ),
        ("den_han:abc", "abc", QueryProblemKind::InvalidExpiry, ""),
        ("xep:abc", "abc", QueryProblemKind::UnknownSort, ""),
        (
            "nguyen_van:?",
            "?",
            QueryProblemKind::NotYesNo {
                field: QueryField::Literal,
            },
            "",
        ),
    ] {
        assert_eq!(problems_of(line), [(piece, fault)], "{line}");
        assert_eq!(query(line), Query::from_text(text), "{line}");
    }
    let unknown = problems_of("sao:4,? cha");
    assert!(
        matches!(&unknown[..], [("?", QueryProblemKind::UnknownValue { near, .. })] if near == &["near"])
    );
    assert_eq!(chosen("sao:4,? cha", Facet::Star), ["4"]);
}

#[test]
fn a_backslash_keeps_a_word_a_word() {
    assert_eq!(
        query("\\sao:4 \\-x \\\"a"),
        Query::from_text("sao:4 -x \"a")
    );
    assert_eq!(
        write_query(&Query::from_text("sao:4 http://x \\")),
        "\\sao:4 \\http://x \\"
    );
}

#[test]
fn a_value_is_taken_out_of_its_line() {
    let line = "sao:>=4 cha huyen:\"Hạ Long\" xep:ten muc";
    let resolved = resolved(line);
    assert_eq!(
        resolved.without_value(line, Facet::Star, "5"),
        "sao:4 cha huyen:\"Hạ Long\" xep:ten muc"
    );
    assert_eq!(
        resolved.without_value(line, Facet::District, "Hạ Long"),
        "sao:>=4 cha xep:ten muc"
    );
    assert_eq!(resolved.without_filters(line), "cha xep:ten muc");
    assert_eq!(
        resolved.without_sort(line),
        "sao:>=4 cha huyen:\"Hạ Long\" muc"
    );
}

#[test]
fn a_line_says_whether_it_is_meant_only_as_typed() {
    assert_eq!(resolved("cha muc").literal, None);
    for (line, literal) in [
        ("cha nguyen_van:co muc", true),
        ("cha literal:no muc", false),
    ] {
        let resolved = resolved(line);
        assert_eq!(resolved.literal, Some(literal), "{line}");
        assert_eq!(resolved.query.literal, literal, "{line}");
        assert_eq!(resolved.without_literal(line), "cha muc");
    }
}

/// Pieces of lines that people type, and some that nobody types.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        prop::sample::select(vec![
            " ",
            "\"",
            "“",
            "-",
            "\\",
            ":",
            ",",
            "sao:",
            "huyện:",
            "xa:",
            "-nhom:",
            ">=",
            "..",
            "4",
            "2022",
            "chả",
            "trà",
            "?",
            "xep:ten ",
            "literal:1 ",
            "den_han:",
            "ra_soat:",
            "nhãn:",
            "có",
            "2027-03",
            "\\\"",
            "  ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[1-5]",
        "20[12][0-9]",
        Just("Hạ Long".to_owned()),
        any::<String>(),
        typed(),
    ]
    .prop_filter("a value", |value| {
        !value.trim().is_empty()
            && !["?", "trà", "rượu", "Thanh Măng", "Ba Chẽ"].contains(&value.as_str())
    })
}

fn questions() -> impl Strategy<Value = Query> {
    let values = prop::collection::vec((0..Facet::ALL.len(), any::<bool>(), value()), 0..6);
    let words = value().prop_filter("words", |words| has_words(words));
    let times = prop::sample::select(vec!["2027-03", "2027", "2027-xx", "over..2026-12", "none"]);
    let words = (0..ConditionScope::ALL.len(), words, times).prop_map(|(scope, words, time)| {
        let scope = ConditionScope::ALL[scope];
        let is_end = scope == ConditionScope::Expiry;
        (scope, if is_end { time.to_owned() } else { words })
    });
    let words = words.boxed();
    let conditions = (
        prop::collection::vec(words.clone(), 0..3),
        words,
        any::<bool>(),
    );
    (
        typed(),
        prop::collection::vec(conditions, 0..4),
        values,
        0..Sort::ALL.len(),
        any::<bool>(),
    )
        .prop_map(|(text, conditions, values, sort, literal)| {
            let mut filter = Filter::default();
            for (facet, not, value) in values {
                if not {
                    filter.exclude_value(Facet::ALL[facet], value);
                } else if Facet::ALL[facet].is_multi_valued() && literal {
                    filter.choose_all_of(Facet::ALL[facet], [value.as_str()]);
                } else {
                    filter.choose_value(Facet::ALL[facet], value);
                }
            }
            let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() && text.ends_with(char::is_whitespace) {
                words.push(' ');
            }
            Query {
                text: words,
                conditions: conditions
                    .into_iter()
                    .map(|(others, (scope, words), not)| {
                        let mut condition = condition(scope, &words, not);
                        for (other_scope, text) in others {
                            if other_scope == scope && scope != ConditionScope::Anywhere {
                                condition.add_alternative(text);
                            }
                        }
                        condition
                    })
                    .collect(),
                filter,
                sort: Sort::ALL[sort],
                reversed: literal && Sort::ALL[sort].is_reversible(),
                literal,
                as_words: None,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_question_can_be_written_and_read_back(question in questions()) {
        let line = write_query(&question);
        let read = resolved(&line);
        prop_assert_eq!(&read.query, &question, "{}", line);
        prop_assert_eq!(read.problems, vec![]);
    }

    #[test]
    fn every_line_means_a_question_that_is_written_and_read_back(line in typed()) {
        let once = resolved(&line);
        for problem in &once.problems {
            prop_assert!(line.get(problem.range.clone()).is_some());
        }
        let written = Query { as_words: None, ..once.query.clone() };
        prop_assert_eq!(&query_as_read(&write_query(&once.query)), &written, "{}", line);
        prop_assert!(once.without_filters(&line).len() <= line.len());
        prop_assert!(once.without_sort(&line).len() <= line.len());
        prop_assert!(once.without_literal(&line).len() <= line.len());
    }
}

#[test]
fn what_people_say_of_stars_and_terms_is_the_filter() {
    for (line, facet, values, words) in [
        ("4 sao mực ha long", Facet::Star, &["4"][..], "mực ha long"),
        ("trà 5 sao", Facet::Star, &["5"], "trà "),
        ("rượu 3 Sao ba chẽ", Facet::Star, &["3"], "rượu ba chẽ"),
        ("4sao", Facet::Star, &["4"], ""),
        ("5* tea", Facet::Star, &["5"], "tea"),
        ("5 stars", Facet::Star, &["5"], ""),
        ("4 sao trở lên trà", Facet::Star, &["4", "5"], "trà"),
        ("3 sao tro len", Facet::Star, &["3", "4", "5"], ""),
        ("chưa xếp hạng", Facet::Star, &["none"], ""),
        ("trà hết hạn", Facet::Status, &["expired"], "trà "),
        ("da het han", Facet::Status, &["expired"], ""),
        ("het han", Facet::Status, &["expired"], ""),
        ("sắp hết hạn", Facet::Status, &["due"], ""),
        (
            "chưa hết hạn trà",
            Facet::Status,
            &["due", "unclear", "valid"],
            "trà",
        ),
        ("không còn hạn", Facet::Status, &["expired"], ""),
        ("từ 4 sao trở lên", Facet::Star, &["4", "5"], ""),
        ("từ 4 sao", Facet::Star, &["4", "5"], ""),
        ("trên 3 sao", Facet::Star, &["4", "5"], ""),
        ("dưới 4 sao", Facet::Star, &["1", "2", "3"], ""),
        ("4 sao trở xuống", Facet::Star, &["1", "2", "3", "4"], ""),
        ("4-5 sao", Facet::Star, &["4", "5"], ""),
        ("4 hoặc 5 sao trà", Facet::Star, &["4", "5"], "trà"),
        ("trà 3, 4 hoac 5 sao", Facet::Star, &["3", "4", "5"], "trà "),
        ("4, 5 sao", Facet::Star, &["4", "5"], ""),
        ("3 or 4 stars", Facet::Star, &["3", "4"], ""),
        ("3 hoặc 5 sao", Facet::Star, &["3", "5"], ""),
        ("từ 4 hoặc 5 sao", Facet::Star, &["4", "5"], ""),
        ("sao 4", Facet::Star, &["4"], ""),
        ("trà sao 5", Facet::Star, &["5"], "trà "),
        ("4 stars and more", Facet::Star, &["4", "5"], ""),
        (
            "năm 2023 trở lên",
            Facet::Year,
            &["2023", "2024", "2025"],
            "",
        ),
        ("tea expired", Facet::Status, &["expired"], "tea "),
        ("còn hạn", Facet::Status, &["due", "valid"], ""),
        ("năm 2023 mực", Facet::Year, &["2023"], "mực"),
        ("nam 2023", Facet::Year, &["2023"], ""),
    ] {
        assert_eq!(chosen(line, facet), values, "{line}");
        assert_eq!(query(line).text.trim(), words.trim(), "{line}");
    }
}

#[test]
fn what_only_looks_like_that_stays_words() {
    for line in [
        "6 sao",
        "sao 6",
        "sao biển",
        "4 hoặc",
        "4, sao",
        "3 hoặc 6",
        "4 sa",
        "34 sao",
        "hẹt hạn",
        "hết hàn",
        "con hàn",
        "năm 20",
        "năm 1999",
        "nấm 2023",
        "từ 6 sao",
        "từ sao",
        "4-6 sao",
        "\"4 sao\"",
        "\\4 sao",
        "\\hết hạn",
    ] {
        let query = query(line);
        assert!(query.filter.is_empty(), "{line}: {:?}", query.filter);
    }
    for text in [
        "4 sao",
        "trà 4 sao trở lên",
        "hết hạn",
        "4*",
        "năm 2023",
        "4 sao 4 sao",
        "trà 4, 5 sao",
        "sao 4 hoặc 5 sao",
    ] {
        let words = Query::from_text(format!("{text} "));
        assert_eq!(
            query(&write_query(&words)),
            words,
            "{}",
            write_query(&words)
        );
    }
}

#[test]
fn a_said_filter_leaves_the_line_as_a_written_one_does() {
    let line = "trà 5 sao ba chẽ";
    assert_eq!(
        resolved(line).without_value(line, Facet::Star, "5"),
        "trà ba chẽ"
    );
    let line = "4 sao trở lên";
    assert_eq!(
        resolved(line).without_value(line, Facet::Star, "4"),
        "sao:5"
    );
    let line = "trà 3 hoặc 5 sao";
    assert_eq!(
        resolved(line).without_value(line, Facet::Star, "3"),
        "trà sao:5"
    );
}
