//! Abbreviations in producers' names, both ways: `HTX` is found by "hợp tác xã", and the other way round.
//!
//! The other form is added to what is searched, never to what is shown. In stored names only abbreviations with one
//! meaning are expanded. In a query ([`find_abbreviations`]) also the short forms of places and those with several
//! meanings are, because each is only one more interpretation.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reference_table;
use crate::rewrite::QueryRewrite;
use crate::rewrite::phrase::PhraseSet;
use crate::vietnamese::{Word, canonical_keys, fold_each_word, split_words};

/// A row of the table.
struct AbbreviationPair {
    /// The abbreviation and the phrase as written.
    texts: [&'static str; 2],
    /// The canonical keys of both.
    keys: [Vec<String>; 2],
    /// The abbreviation without accents.
    short: String,
    /// The phrase's words without accents.
    long: Vec<String>,
}

/// The table with its lookups.
struct AbbreviationTable {
    pairs: Vec<AbbreviationPair>,
    /// The index of a pair and of one of its forms, by the first key of that form.
    by_key: HashMap<String, Vec<(usize, usize)>>,
    /// Pairs by their abbreviation without accents.
    by_short: HashMap<String, usize>,
    /// Pairs by the first word of their phrase without accents, longer phrases first.
    by_long: HashMap<String, Vec<usize>>,
}

/// The table, built once.
fn abbreviation_table() -> &'static AbbreviationTable {
    static TABLE: LazyLock<AbbreviationTable> = LazyLock::new(|| {
        let rows = reference_table::table_rows(include_str!("../../data/abbreviations.tsv"));
        let pairs: Vec<AbbreviationPair> = rows
            .map(|[short, long]| AbbreviationPair {
                texts: [short, long],
                keys: [canonical_keys(short), canonical_keys(long)],
                short: fold_each_word(short).concat(),
                long: fold_each_word(long),
            })
            .collect();
        let mut by_key: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        let mut by_long: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, pair) in pairs.iter().enumerate() {
            for (form, key) in pair.keys.iter().enumerate() {
                if let Some(first) = key.first() {
                    by_key.entry(first.clone()).or_default().push((index, form));
                }
            }
            if let Some(first) = pair.long.first() {
                by_long.entry(first.clone()).or_default().push(index);
            }
        }
        for indexes in by_long.values_mut() {
            indexes.sort_by_key(|index| std::cmp::Reverse(pairs[*index].long.len()));
        }
        let shorts = pairs.iter().enumerate();
        let by_short = shorts
            .map(|(index, pair)| (pair.short.clone(), index))
            .collect();
        AbbreviationTable {
            pairs,
            by_key,
            by_short,
            by_long,
        }
    });
    &TABLE
}

/// The words of a name without accents, with every phrase of the table abbreviated: a typo in `TNHH` is one letter
/// here.
pub(crate) fn abbreviate_name(name: &str) -> Vec<String> {
    let table = abbreviation_table();
    let spelled = spell_out_name(name);
    let mut short = Vec::with_capacity(spelled.len());
    let mut rest = spelled.as_slice();
    while let [first, after_first @ ..] = rest {
        let indexes = table.by_long.get(first).into_iter().flatten();
        let mut phrases = indexes.map(|index| &table.pairs[*index]);
        let phrase = phrases.find(|pair| rest.starts_with(&pair.long));
        let (word, remaining) = phrase.map_or((first, after_first), |pair| {
            (&pair.short, rest.get(pair.long.len()..).unwrap_or_default())
        });
        short.push(word.clone());
        rest = remaining;
    }
    short
}

/// The words of a name without accents, with every abbreviation spelled out: `Cty CP` and `CTCP` are both `cong ti co
/// phan`. A phrase that comes twice in a row, as in `Hợp tác xã (HTX)`, comes once.
pub(crate) fn spell_out_name(name: &str) -> Vec<String> {
    let table = abbreviation_table();
    let mut spelled: Vec<String> = Vec::new();
    for word in fold_each_word(name) {
        let Some(index) = table.by_short.get(&word) else {
            spelled.push(word);
            continue;
        };
        let phrase = &table.pairs[*index].long;
        if !spelled.ends_with(phrase) {
            spelled.extend(phrase.iter().cloned());
        }
    }
    spelled
}

/// The text with the other form of every abbreviation and phrase appended.
pub(crate) fn append_other_forms(text: &str) -> String {
    let mut extended = text.to_owned();
    for (pair, form) in find_other_forms(&canonical_keys(text)) {
        extended.push_str(" · ");
        extended.push_str(pair.texts[form]);
    }
    extended
}

/// The canonical keys that [`append_other_forms`] adds to a text of these keys.
pub(crate) fn other_form_keys(keys: &[String]) -> impl Iterator<Item = &'static str> {
    let forms = find_other_forms(keys);
    forms.flat_map(|(pair, form)| pair.keys[form].iter().map(String::as_str))
}

/// The pairs of which a text of these keys has only one form, and the index of the other form.
fn find_other_forms(keys: &[String]) -> impl Iterator<Item = (&'static AbbreviationPair, usize)> {
    let table = abbreviation_table();
    let mut seen = vec![[false; 2]; table.pairs.len()];
    for (start, key) in keys.iter().enumerate() {
        for (index, form) in table.by_key.get(key).into_iter().flatten() {
            let rest = keys.get(start..).unwrap_or_default();
            seen[*index][*form] |= rest.starts_with(&table.pairs[*index].keys[*form]);
        }
    }
    let pairs = table.pairs.iter().zip(seen);
    let one_sided = pairs.filter(|(_, [short, long])| short != long);
    one_sided.map(|(pair, [short, _])| (pair, usize::from(short)))
}

/// The short forms of both tables with their phrases, found in queries.
struct ShortFormTable {
    /// Every form, each next to its other one: 0 and 1 are a pair.
    phrases: PhraseSet,
    texts: Vec<&'static str>,
}

static SHORT_FORMS: LazyLock<ShortFormTable> = LazyLock::new(|| {
    let certain = reference_table::table_rows::<2>(include_str!("../../data/abbreviations.tsv"));
    let several = reference_table::table_rows::<2>(include_str!("../../data/short_forms.tsv"));
    let texts: Vec<&'static str> = certain.chain(several).flatten().collect();
    ShortFormTable {
        phrases: PhraseSet::new(texts.iter().map(|text| (*text, false))),
        texts,
    }
});

/// The other forms of parts of a query, both ways: each phrase for a short form and each short form for a phrase, at
/// this cost. One letter is a short form only before another word, as in `H. Tiên Yên`.
pub(crate) fn find_abbreviations(typed: &[Word], cost: u16) -> Vec<QueryRewrite> {
    let phrases = SHORT_FORMS.phrases.find_widest(typed).into_iter();
    let rewrites = phrases.filter_map(|phrase| {
        let (form, other) = (
            *SHORT_FORMS.texts.get(phrase.index)?,
            *SHORT_FORMS.texts.get(phrase.index ^ 1)?,
        );
        let is_letter = form.chars().count() == 1 || other.chars().count() == 1;
        if is_letter && phrase.range.end == typed.len() {
            return None;
        }
        Some(QueryRewrite {
            range: phrase.range.clone(),
            replaced: phrase.range,
            replacement: split_words(other),
            text: other,
            cost,
            name_only: false,
        })
    });
    rewrites.collect()
}

#[cfg(test)]
mod tests {
    use super::{append_other_forms, find_abbreviations, spell_out_name};
    use crate::reference_table;
    use crate::vietnamese::split_words;

    /// The other forms in a query, in order.
    fn others(query: &str) -> Vec<&'static str> {
        find_abbreviations(&split_words(query), 20)
            .into_iter()
            .map(|rewrite| rewrite.text)
            .collect()
    }

    #[test]
    fn a_query_is_read_with_every_meaning_of_a_short_form() {
        for (query, expected) in [
            ("htx xanh", vec!["hợp tác xã"]),
            ("hợp tác xã xanh", vec!["HTX"]),
            ("hop tac xa xanh", vec!["HTX"]),
            ("QN", vec!["Quảng Ninh", "Quảng Nam", "Quảng Ngãi"]),
            ("đn", vec!["Đà Nẵng", "Đồng Nai"]),
            ("dn", vec!["doanh nghiệp", "Đà Nẵng", "Đồng Nai"]),
            ("TP.HCM", vec!["thành phố Hồ Chí Minh"]),
            ("tphcm", vec!["thành phố Hồ Chí Minh"]),
            ("quảng ninh", vec!["QN"]),
            ("TP Hạ Long", vec!["thành phố"]),
            ("sản xuất", vec!["SX"]),
            ("công ty cổ phần", vec!["CTCP"]),
            ("chả mực", vec![]),
        ] {
            assert_eq!(others(query), expected, "{query}");
        }
    }

    #[test]
    fn one_letter_is_a_short_form_only_in_front_of_a_word() {
        assert_eq!(others("H. Tiên Yên"), ["huyện"]);
        assert_eq!(others("huyện Tiên Yên"), ["H"]);
        assert_eq!(others("x dong mai"), ["xã"]);
        for query in ["h", "tiên yên h", "xã"] {
            assert_eq!(others(query), Vec::<&str>::new(), "{query}");
        }
    }

    #[test]
    fn a_rewrite_says_where_it_stands() {
        let found = find_abbreviations(&split_words("sữa HTX Ba Chẽ"), 20);
        assert_eq!(found[0].range, 1..2);
        assert_eq!(found[0].replacement.len(), 3);
        assert_eq!((found[0].cost, found[0].name_only), (20, false));
    }

    #[test]
    fn a_short_form_with_several_phrases_says_so() {
        let rows = || reference_table::table_rows::<4>(include_str!("../../data/short_forms.tsv"));
        let certain =
            || reference_table::table_rows::<3>(include_str!("../../data/abbreviations.tsv"));
        for [short, _, several, source] in rows() {
            let meanings = rows().filter(|row| row[0] == short).count();
            assert!(
                several == "yes" || (several.is_empty() && meanings == 1),
                "{short}"
            );
            assert!(["16", "k"].contains(&source), "{short}");
            assert!(certain().all(|row| row[0] != short), "{short}");
        }
    }

    #[test]
    fn every_form_of_a_producers_kind_is_spelled_out_alike() {
        for name in ["Cty CP Xanh", "CTCP Xanh", "Công ty cổ phần Xanh"] {
            assert_eq!(
                spell_out_name(name).join(" "),
                "cong ti co phan xanh",
                "{name}"
            );
        }
        assert_eq!(
            spell_out_name("Hợp tác xã (HTX) Xanh").join(" "),
            "hop tac xa xanh"
        );
        assert_eq!(spell_out_name("HTXNN Xanh"), spell_out_name("HTX NN Xanh"));
    }

    #[test]
    fn each_form_brings_the_other() {
        assert_eq!(
            append_other_forms("HTX Huy Hoàng"),
            "HTX Huy Hoàng · hợp tác xã"
        );
        assert_eq!(
            append_other_forms("Hợp tác xã Xanh"),
            "Hợp tác xã Xanh · HTX"
        );
        assert_eq!(
            append_other_forms("Công ty TNHH MTV Newstar"),
            "Công ty TNHH MTV Newstar · Cty · trách nhiệm hữu hạn · một thành viên"
        );
        assert_eq!(
            append_other_forms("hộ ông Phan Văn Khôi"),
            "hộ ông Phan Văn Khôi"
        );
    }
}
