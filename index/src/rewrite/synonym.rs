//! Synonyms of the north, the south and the centre: `heo` finds lợn, `cá lóc` finds cá quả.
//!
//! The pairs are data (`synonyms.tsv`), with their direction, because one word may be two things: dứa may be sold as
//! thơm, but a search for thơm mostly means something fragrant; the mint in `mật ong bạc hà` is not dọc mùng. Words
//! that are surnames or parts of places as well (ngô, lạc, na) match in a product's name only, and `na rì` or `lạc
//! thủy` is a phrase of the table in which nothing is rewritten.
//!
//! Not synonyms, though often listed: bánh chưng and bánh tét, lợn mán and heo rừng, dừa and dứa. They look or taste
//! alike, but nobody who searches for one wants the other.

use std::sync::LazyLock;

use crate::reference_table;
use crate::rewrite::QueryRewrite;
use crate::rewrite::phrase::{PhraseSet, starts_with_phrase};
use crate::vietnamese::{Word, split_words};

/// The replacement of a phrase.
struct SynonymTarget {
    text: &'static str,
    /// Empty where the phrase is in the table only so that nothing in it is rewritten.
    words: Vec<Word>,
    cost: u16,
    name_only: bool,
}

struct SynonymTable {
    phrases: PhraseSet,
    /// By the index of the phrase.
    targets: Vec<SynonymTarget>,
}

static SYNONYMS: LazyLock<SynonymTable> = LazyLock::new(|| {
    let mut phrases: Vec<(&'static str, bool)> = Vec::new();
    let mut targets = Vec::new();
    let mut add = |from: &'static str, to: &'static str, cost: &str, name_only, needs_marks| {
        phrases.push((from, needs_marks));
        targets.push(SynonymTarget {
            text: to,
            words: split_words(to),
            cost: cost.parse().unwrap_or_default(),
            name_only,
        });
    };
    for [from, to, direction, cost, fields, marked] in
        reference_table::table_rows(include_str!("../../data/synonyms.tsv"))
    {
        let name_only = fields == "name";
        add(from, to, cost, name_only, marked == "yes");
        if direction == "both" {
            add(to, from, cost, name_only, false);
        }
    }
    SynonymTable {
        phrases: PhraseSet::new(phrases.into_iter()),
        targets,
    }
});

/// The synonyms of parts of a query: by the first word of the part, longer parts first.
pub(crate) fn find_synonyms(typed: &[Word]) -> Vec<QueryRewrite> {
    let phrases = SYNONYMS.phrases.find_widest(typed).into_iter();
    let rewrites = phrases.filter_map(|phrase| {
        let target = SYNONYMS.targets.get(phrase.index)?;
        // Where `mãng cầu xiêm` was typed, `mãng cầu` needs no rewrite to it.
        let is_typed = target.words.len() > phrase.range.len()
            && starts_with_phrase(&typed[phrase.range.start..], &target.words, false);
        (!target.words.is_empty() && !is_typed).then(|| QueryRewrite {
            range: phrase.range.clone(),
            replaced: phrase.range,
            replacement: target.words.clone(),
            text: target.text,
            cost: target.cost,
            name_only: target.name_only,
        })
    });
    rewrites.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The new texts, in order.
    fn others(query: &str) -> Vec<&'static str> {
        find_synonyms(&split_words(query))
            .into_iter()
            .map(|rewrite| rewrite.text)
            .collect()
    }

    #[test]
    fn a_pair_is_read_both_ways() {
        for (one, other) in [
            ("lợn", "heo"),
            ("mướp đắng", "khổ qua"),
            ("chanh leo", "chanh dây"),
            ("nấm hương", "nấm đông cô"),
            ("trứng vịt", "hột vịt"),
            ("củ đậu", "củ sắn nước"),
            ("ngao", "nghêu"),
            ("chè", "trà"),
            ("đỗ đen", "đậu đen"),
            ("sắn", "củ mì"),
            ("hồng xiêm", "sa-pô-chê"),
        ] {
            assert!(others(one).contains(&other), "{one}");
            assert!(others(other).contains(&one), "{other}");
        }
        assert_eq!(others("cá quả"), ["cá lóc", "cá tràu", "cá chuối"]);
    }

    #[test]
    fn a_pair_of_one_direction_is_not_read_back() {
        for (from, to) in [
            ("dứa", "thơm"),
            ("roi", "mận"),
            ("dọc mùng", "bạc hà"),
            ("mãng cầu", "mãng cầu xiêm"),
            ("sá sùng", "địa sâm"),
            ("rau mùi", "ngò"),
        ] {
            assert!(others(from).contains(&to), "{from}");
        }
        assert_eq!(others("mật ong bạc hà"), Vec::<&str>::new());
        assert_eq!(others("thơm"), Vec::<&str>::new());
        assert_eq!(others("địa sâm"), Vec::<&str>::new());
        assert_eq!(others("mãng cầu xiêm"), Vec::<&str>::new());
        assert!(!others("mận").contains(&"roi"));
    }

    #[test]
    fn a_query_without_marks_is_read_unless_the_word_asks_for_them() {
        assert_eq!(others("mang cau").first(), Some(&"na"));
        assert_eq!(others("ca loc kho"), ["cá quả", "cá chuối", "cá tràu"]);
        assert_eq!(others("mè"), ["vừng"]);
        for bare in ["me", "mẹ", "mế", "ngo"] {
            assert!(
                !others(bare).contains(&"vừng") && !others(bare).contains(&"rau mùi"),
                "{bare}"
            );
        }
        assert_eq!(others("lờn"), Vec::<&str>::new());
        assert_eq!(others("ngộ"), Vec::<&str>::new());
    }

    #[test]
    fn surnames_and_places_count_in_names_only() {
        for word in ["ngô", "lạc", "na", "chè", "hoa", "mè", "đỗ"] {
            let found = find_synonyms(&split_words(word));
            assert!(
                !found.is_empty() && found.iter().all(|rewrite| rewrite.name_only),
                "{word}"
            );
        }
        for place in [
            "na rì",
            "na ri",
            "lạc thủy",
            "lac thuy",
            "hoa binh",
            "hòa bình",
            "tra vinh",
            "bắp cải",
        ] {
            assert_eq!(others(place), Vec::<&str>::new(), "{place}");
        }
        assert!(find_synonyms(&split_words("lợn"))[0].replacement[0].canon == "heo1");
    }

    #[test]
    fn a_phrase_is_one_thing() {
        assert_eq!(others("hoa lơ"), ["bông cải", "súp lơ"]);
        assert_eq!(others("hành hoa"), ["hành lá"]);
        assert_eq!(others("củ sắn"), ["khoai mì", "củ mì", "củ đậu"]);
        assert_eq!(others("rau mùi tàu"), ["ngò", "ngò rí", "ngò gai"]);
        assert_eq!(others("dac san"), Vec::<&str>::new());
    }

    #[test]
    fn what_is_only_alike_is_no_synonym() {
        for (one, other) in [
            ("bánh chưng", "bánh tét"),
            ("dừa", "dứa"),
            ("lợn mán", "heo rừng"),
        ] {
            assert!(!others(one).contains(&other) && !others(other).contains(&one));
        }
    }

    #[test]
    fn rewrites_say_where_and_at_what_cost() {
        let found = find_synonyms(&split_words("trái cây, hạt sen và bánh đa nem"));
        let found: Vec<_> = found
            .iter()
            .map(|r| (r.range.clone(), r.text, r.cost))
            .collect();
        assert_eq!(found, [(2..3, "hột", 30), (5..8, "bánh tráng", 250)]);
        let costs = |word: &str| {
            find_synonyms(&split_words(word))
                .into_iter()
                .map(|r| r.cost)
                .collect::<Vec<_>>()
        };
        assert_eq!(costs("hoa"), [200]);
        assert_eq!(costs("ruốc"), [250]);
        assert_eq!(costs("chà bông"), [160, 160]);
    }

    #[test]
    fn every_pair_of_the_list_is_in_the_table_once() {
        let rows = || reference_table::table_rows::<8>(include_str!("../../data/synonyms.tsv"));
        for number in 1..=63 {
            assert!(rows().any(|row| row[6] == number.to_string()), "{number}");
        }
        let mut pairs = std::collections::HashSet::new();
        for [from, to, way, cost, place, marked, row, source] in rows() {
            assert!(["both", "forward", "never"].contains(&way), "{from}");
            assert!(["name", "any"].contains(&place) || way == "never", "{from}");
            assert!(
                ["", "yes"].contains(&marked) && !source.is_empty(),
                "{from}"
            );
            assert!(
                to.is_empty() == (way == "never") && (row == "0") == to.is_empty(),
                "{from}"
            );
            assert!(cost.parse::<u16>().is_ok() || way == "never", "{from}");
            assert!(
                pairs.insert((from, to))
                    && (to.is_empty() || way != "both" || pairs.insert((to, from))),
                "{from}"
            );
        }
    }
}
