//! The tables of phrases are read as a whole.

use crate::query::spoken::grammar;
use crate::reference_table::table_rows;

#[test]
fn every_row_of_the_table_is_a_pattern() {
    let text = include_str!("../../../../data/spoken_phrases.tsv");
    let rows = table_rows::<3>(text)
        .filter(|[pattern, ..]| !pattern.starts_with('@') || pattern.contains(' '));
    assert_eq!(grammar::pattern_count(), rows.count());
}

#[test]
fn every_row_says_where_it_comes_from() {
    for text in [
        include_str!("../../../../data/spoken_phrases.tsv"),
        include_str!("../../../../data/spoken_values.tsv"),
        include_str!("../../../../data/function_words.tsv"),
    ] {
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        assert!(rows.clone().count() > 50);
        for row in rows {
            assert!(
                row.split('\t')
                    .next_back()
                    .is_some_and(|source| !source.is_empty()),
                "{row}"
            );
        }
    }
}
