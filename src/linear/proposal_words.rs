//! Corrections of the catalogue as somebody types them in a conversation.

use ocop_index::change::correction::find_correctable_field;

use super::typed_word::{ProductSelector, is_word_of, parse_selector};

/// Most words that the name of a field has.
const MAX_FIELD_WORDS: usize = 4;

/// What is proposed. Without a selector the product read last is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProposalWords {
    /// Fields of a product, each `FIELD=VALUE`.
    Fields(Option<ProductSelector>, Vec<String>),
    /// A product that the catalogue lacks, by its fields.
    NewProduct(Vec<String>),
    /// A certificate was withdrawn, for this reason.
    Withdrawal(Option<ProductSelector>, String),
    /// Two records are one product: the first goes, the second stays.
    Merging(ProductSelector, ProductSelector),
    /// One record is several products, of these names.
    Splitting(ProductSelector, Vec<String>),
    /// A producer is written otherwise: from, to.
    Spelling(String, String),
}

/// Parses what follows the word for proposing; `None` where it proposes nothing, and the line is a search.
pub(super) fn parse_proposal(arguments: &[&str]) -> Option<ProposalWords> {
    let (first, rest) = arguments.split_first()?;
    let is = |key| is_word_of(key, first);
    if is("linear.words_propose_new") {
        return Some(ProposalWords::NewProduct(join_pairs(rest).1));
    }
    if is("linear.words_propose_withdraw") {
        let (selector, reason) = match rest.split_first() {
            Some((word, reason)) if parse_product(word).is_some() => (parse_product(word), reason),
            _ => (None, rest),
        };
        return Some(ProposalWords::Withdrawal(selector, reason.join(" ")));
    }
    if is("linear.words_propose_merge") {
        let words = rest
            .iter()
            .filter(|word| !is_word_of("linear.words_into", word));
        let products: Option<Vec<ProductSelector>> =
            words.map(|word| parse_product(word)).collect();
        let [gone, stays] = <[ProductSelector; 2]>::try_from(products?).ok()?;
        return Some(ProposalWords::Merging(gone, stays));
    }
    if is("linear.words_propose_split") {
        let (product, names) = rest.split_first()?;
        let names = names.join(" ");
        let names = names.split(';').map(|name| name.trim().to_owned());
        let names = names.filter(|name| !name.is_empty()).collect();
        return Some(ProposalWords::Splitting(parse_product(product)?, names));
    }
    // `chủ thể HTX A = HTX B`: with a product and `chủ thể=` it is a field.
    let spelled = arguments.join(" ");
    if let Some((from, to)) = spelled.split_once(" = ")
        && let Some(from) = strip_word("linear.words_propose_producer", from)
    {
        return Some(ProposalWords::Spelling(from, to.trim().to_owned()));
    }
    let (words, pairs) = join_pairs(arguments);
    let selector = match words.as_slice() {
        [] => None,
        [word] => Some(parse_product(word)?),
        _ => return None,
    };
    (!pairs.is_empty()).then_some(ProposalWords::Fields(selector, pairs))
}

/// The product that a word names; a colon behind it says nothing.
fn parse_product(word: &str) -> Option<ProductSelector> {
    parse_selector(word.strip_suffix(':').unwrap_or(word))
}

/// A text without the words of this key at its beginning.
fn strip_word(key: &str, text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).find_map(|count| {
        let (name, rest) = words.split_at(count);
        is_word_of(key, &name.join(" ")).then(|| rest.join(" "))
    })
}

/// The words before the first field, and `FIELD=VALUE` pairs: names and values may have blanks.
fn join_pairs<'a>(words: &[&'a str]) -> (Vec<&'a str>, Vec<String>) {
    let mut before: Vec<&str> = Vec::new();
    let mut pairs: Vec<(String, Vec<&str>)> = Vec::new();
    for &word in words {
        let Some((end, value)) = word.split_once('=') else {
            match pairs.last_mut() {
                Some((_, values)) => values.push(word),
                None => before.push(word),
            }
            continue;
        };
        let earlier = pairs.last_mut().map_or(&mut before, |(_, values)| values);
        let (kept, name) = take_field_name(earlier, end);
        earlier.truncate(kept);
        let value = Some(value).filter(|value| !value.is_empty());
        pairs.push((name, value.into_iter().collect()));
    }
    let pairs = pairs.into_iter();
    let pairs = pairs.map(|(name, values)| format!("{name}={}", values.join(" ")));
    (before, pairs.collect())
}

/// The longest name of a field at the end of these words, and how many words are before it.
fn take_field_name(words: &[&str], end: &str) -> (usize, String) {
    let fewest = (words.len() + 1).saturating_sub(MAX_FIELD_WORDS);
    let mut starts = fewest..=words.len();
    let named = starts.find_map(|start| {
        let name: Vec<&str> = words[start..].iter().copied().chain([end]).collect();
        let name = name.join(" ");
        // The number of a product, and digits of a telephone number, are no part of a name.
        let is_number = name.contains(|c: char| c.is_ascii_digit());
        if is_number {
            return None;
        }
        find_correctable_field(&name).map(|_| (start, name))
    });
    named.unwrap_or((words.len(), end.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Option<ProposalWords> {
        parse_proposal(&line.split_whitespace().collect::<Vec<_>>())
    }

    #[test]
    fn fields_are_named_in_several_words_and_values_have_blanks() {
        let pairs = |pairs: &[&str]| pairs.iter().map(|pair| (*pair).to_owned()).collect();
        let third = Some(ProductSelector::Number(3));
        assert_eq!(
            words("3 số điện thoại=0912 345 678 sao=4"),
            Some(ProposalWords::Fields(
                third,
                pairs(&["số điện thoại=0912 345 678", "sao=4"])
            ))
        );
        assert_eq!(
            words("phone="),
            Some(ProposalWords::Fields(None, pairs(&["phone="])))
        );
        assert_eq!(
            words("thêm tên=Chả mực Hạ Long sao=4"),
            Some(ProposalWords::NewProduct(pairs(&[
                "tên=Chả mực Hạ Long",
                "sao=4"
            ])))
        );
        // A name that is none is told, not guessed.
        assert_eq!(
            words("qn-043 mùi=thơm"),
            Some(ProposalWords::Fields(
                Some(ProductSelector::Id("qn-043".into())),
                pairs(&["mùi=thơm"])
            ))
        );
    }

    #[test]
    fn other_changes_are_named_by_a_word_and_anything_else_is_a_search() {
        let number = ProductSelector::Number;
        assert_eq!(
            words("rút 3 thu hồi theo quyết định 12"),
            Some(ProposalWords::Withdrawal(
                Some(number(3)),
                "thu hồi theo quyết định 12".into()
            ))
        );
        assert_eq!(
            words("merge 2 into 5"),
            Some(ProposalWords::Merging(number(2), number(5)))
        );
        assert_eq!(
            words("tách 2 Trà hoa vàng; Trà ổi"),
            Some(ProposalWords::Splitting(
                number(2),
                vec!["Trà hoa vàng".into(), "Trà ổi".into()]
            ))
        );
        assert_eq!(
            words("chủ thể HTX A = Hợp tác xã A"),
            Some(ProposalWords::Spelling(
                "HTX A".into(),
                "Hợp tác xã A".into()
            ))
        );
        for line in ["thu hồi", "thu hồi chả mực", ""] {
            assert_eq!(words(line), None, "{line}");
        }
    }
}
