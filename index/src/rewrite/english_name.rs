//! English names of dishes and crops: `squid cake` finds chả mực, `golden camellia tea from Ba Che` trà hoa vàng.
//!
//! The pairs are data (`english_names.tsv`) and are read one way. A plural form is the same name, a name of several
//! words may be turned around with `of` or `from` (`wine of rice`), and two of its words may be written as one
//! (`whiteleg shrimp`, `dragonfruit`). Function words beside an English name (`honey of Binh Lieu`, `Binh Lieu's
//! honey`) belong to it; anywhere else they are words of the query as any other.

use std::ops::Range;
use std::sync::LazyLock;

use crate::reference_table;
use crate::rewrite::QueryRewrite;
use crate::rewrite::phrase::PhraseSet;
use crate::vietnamese::{Word, split_words};

/// What an English name costs, in hundredths: as much as another word for the same thing.
const ENGLISH_NAME_COST: u16 = 160;

/// Function words that may stand before an English name; `s` is that of `Binh Lieu's`.
const WORDS_BEFORE: [&str; 2] = ["s", "the"];
/// Function words that may stand after one.
const WORDS_AFTER: [&str; 4] = ["from", "of", "in", "the"];
/// The words with which a name of several words is turned around.
const TURNING_WORDS: [&str; 2] = ["of", "from"];

/// A Vietnamese name.
struct VietnameseName {
    text: &'static str,
    words: Vec<Word>,
}

struct EnglishNameTable {
    /// Every form of every English name.
    forms: PhraseSet,
    /// By the index of the form, the index of its name.
    names_of_forms: Vec<usize>,
    names: Vec<VietnameseName>,
}

static ENGLISH_NAMES: LazyLock<EnglishNameTable> = LazyLock::new(|| {
    let mut forms: Vec<String> = Vec::new();
    let mut names_of_forms = Vec::new();
    let mut names = Vec::new();
    for [english, vietnamese, _source] in
        reference_table::table_rows(include_str!("../../data/english_names.tsv"))
    {
        forms.extend(list_forms(english));
        names_of_forms.resize(forms.len(), names.len());
        names.push(VietnameseName {
            text: vietnamese,
            words: split_words(vietnamese),
        });
    }
    EnglishNameTable {
        forms: PhraseSet::new(forms.iter().map(|form| (form.as_str(), false))),
        names_of_forms,
        names,
    }
});

/// The English names in a query: by the first word, longer names first.
pub(crate) fn find_english_names(typed: &[Word]) -> Vec<QueryRewrite> {
    let table = &*ENGLISH_NAMES;
    let forms = table.forms.find_widest(typed).into_iter();
    let rewrites = forms.filter_map(|form| {
        let name = table.names.get(*table.names_of_forms.get(form.index)?)?;
        Some(QueryRewrite {
            range: include_function_words(&form.range, typed),
            replaced: form.range,
            replacement: name.words.clone(),
            text: name.text,
            cost: ENGLISH_NAME_COST,
            name_only: true,
        })
    });
    rewrites.collect()
}

/// The words of an English name and the function words beside it.
fn include_function_words(name: &Range<usize>, typed: &[Word]) -> Range<usize> {
    let is_one_of = |word: &&Word, function_words: &[&str]| {
        !word.is_marked() && function_words.contains(&word.fold.as_str())
    };
    let before = typed[..name.start].iter().rev();
    let after = typed[name.end..].iter();
    let before_len = before
        .take_while(|word| is_one_of(word, &WORDS_BEFORE))
        .count();
    let after_len = after
        .take_while(|word| is_one_of(word, &WORDS_AFTER))
        .count();
    name.start - before_len..name.end + after_len
}

/// Every form of an English name that is typed for it, each once.
fn list_forms(name: &str) -> Vec<String> {
    let mut forms = with_plurals(name);
    for joined in join_two_words(name) {
        forms.extend(with_plurals(&joined));
    }
    if name.contains("'s ") {
        forms.extend(with_plurals(&name.replace("'s ", "s ")));
    }
    if let Some((kind, thing)) = name.rsplit_once(' ') {
        for thing in with_plurals(thing) {
            for turning_word in TURNING_WORDS {
                let turned = |kind: String| format!("{thing} {turning_word} {kind}");
                forms.extend(with_plurals(kind).into_iter().map(turned));
            }
        }
    }
    forms
}

/// The name with two neighbouring words written as one, in every place where that can be.
fn join_two_words(name: &str) -> impl Iterator<Item = String> {
    let gaps = name.match_indices(' ');
    gaps.map(|(gap, space)| format!("{}{}", &name[..gap], &name[gap + space.len()..]))
}

/// A name and its plural forms.
fn with_plurals(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let is_vowel_y = ends_with(&["ay", "ey", "oy", "uy"]);
    match name.strip_suffix('y') {
        Some(stem) if !is_vowel_y => forms.push(format!("{stem}ies")),
        _ if ends_with(&["s", "x", "z", "ch", "sh"]) => forms.push(format!("{name}es")),
        _ => forms.push(format!("{name}s")),
    }
    if ends_with(&["o"]) {
        forms.push(format!("{name}es"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::search::columns::schema::{SearchField, indexed_words};
    use crate::source::builtin;

    /// Vietnamese names whose words have no marks.
    const NAMES_WITHOUT_MARKS: [&str; 18] = [
        "cua",
        "nem chua",
        "khoai lang",
        "su su",
        "linh chi",
        "ca cao",
        "cam",
        "chanh",
        "thanh long",
        "na",
        "nho",
        "hoa lan",
        "hoa",
        "ngan",
        "bia",
        "tre",
        "nhang",
        "rang",
    ];

    fn rows() -> impl Iterator<Item = [&'static str; 3]> {
        reference_table::table_rows(include_str!("../../data/english_names.tsv"))
    }

    /// The Vietnamese names, in order.
    fn others(query: &str) -> Vec<&'static str> {
        let found = find_english_names(&split_words(query));
        found.into_iter().map(|rewrite| rewrite.text).collect()
    }

    /// The first word of the query that belongs to an English name, and the first one after them.
    fn ranges(query: &str) -> Vec<(usize, usize)> {
        let found = find_english_names(&split_words(query));
        let ranges = found.into_iter().map(|rewrite| rewrite.range);
        ranges.map(|range| (range.start, range.end)).collect()
    }

    #[test]
    fn an_english_name_is_read_in_its_usual_forms() {
        for (typed, name) in [
            ("squid cake", "chả mực"),
            ("Squid Cakes", "chả mực"),
            ("squid patties", "chả mực"),
            ("cake of squid", "chả mực"),
            ("dragon fruits", "thanh long"),
            ("peaches", "đào"),
            ("mangoes", "xoài"),
            ("mangos", "xoài"),
            ("wine of rice", "rượu gạo"),
            ("tea from golden camellias", "trà hoa vàng"),
            ("bird's nests", "yến sào"),
            ("birds nest", "yến sào"),
            ("bird’s nest", "yến sào"),
            ("honey", "mật ong"),
            ("dragonfruit", "thanh long"),
            ("fishsauces", "nước mắm"),
            ("squid roll", "chả mực"),
            ("Tahitian pearls", "ngọc trai tahiti"),
        ] {
            assert_eq!(others(typed), [name], "{typed}");
        }
    }

    #[test]
    fn the_longest_name_hides_the_shorter_ones_in_it() {
        assert_eq!(others("squid cake"), ["chả mực"]);
        assert_eq!(others("golden camellia tea"), ["trà hoa vàng"]);
        assert_eq!(others("sipunculus fish sauce"), ["nước mắm sá sùng"]);
        assert_eq!(others("dried squid"), ["khô", "mực"]);
        assert_eq!(others("crab"), ["ghẹ", "cua"]);
    }

    #[test]
    fn function_words_belong_to_the_name_beside_them() {
        assert_eq!(ranges("golden camellia tea from ba che"), [(0, 4)]);
        assert_eq!(ranges("honey of binh lieu"), [(0, 2)]);
        assert_eq!(ranges("the honey in the binh lieu"), [(0, 4)]);
        assert_eq!(ranges("binh lieu's honey"), [(2, 4)]);
        assert_eq!(ranges("ha long squid cake"), [(2, 4)]);
        assert_eq!(ranges("bánh in"), []);
        assert_eq!(ranges("honey ín"), [(0, 1)]);
    }

    #[test]
    fn vietnamese_words_are_no_english_names() {
        for query in [
            "cha muc",
            "mật ong",
            "rau câu",
            "tôm the",
            "com lam",
            "honèy",
            "from",
        ] {
            assert_eq!(others(query), Vec::<&str>::new(), "{query}");
        }
    }

    #[test]
    fn every_row_has_two_names_and_a_source() {
        let mut pairs = HashSet::new();
        for [english, vietnamese, source] in rows() {
            assert!(pairs.insert((english, vietnamese)), "{english} twice");
            assert!(source.starts_with("http"), "{english}: {source}");
            assert!(!source.contains(char::is_whitespace), "{english}: {source}");
            assert_eq!(english, english.to_lowercase());
            assert!(!english.is_empty() && english.is_ascii(), "{english}");
            assert!(
                split_words(vietnamese).iter().any(Word::is_marked)
                    || NAMES_WITHOUT_MARKS.contains(&vietnamese),
                "{vietnamese} has no marks"
            );
        }
        assert!(pairs.len() >= 150, "{}", pairs.len());
    }

    #[test]
    fn a_word_alone_is_no_syllable_of_a_vietnamese_name() {
        let mut syllables: HashSet<String> = HashSet::new();
        for product in builtin::load_products().unwrap() {
            // Words without marks beside others are perhaps English (`Tan An eggs`).
            for field in SearchField::ALL {
                let words = indexed_words(&field.extract_text(&product));
                if words.iter().any(Word::is_marked) {
                    syllables.extend(words.into_iter().map(|word| word.fold));
                }
            }
        }
        for [_, vietnamese, _] in rows() {
            syllables.extend(split_words(vietnamese).into_iter().map(|word| word.fold));
        }
        assert!(syllables.contains("muc"));
        for [english, ..] in rows() {
            for form in list_forms(english) {
                if let [word] = split_words(&form).as_slice() {
                    assert!(!syllables.contains(&word.fold), "{form}");
                }
            }
        }
    }
}
