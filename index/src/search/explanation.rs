//! Why a product was found, word by word.
//!
//! Data only; the program words it. Nothing is decided here: the scorer is asked again.

use tantivy::DocId;

use crate::error::Result;
use crate::product::Product;
use crate::query::Query;
use crate::search::columns::schema::{SearchField, indexed_words};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::{MatchDistance, MatchKind};
use crate::search::interpretation_summary::InterpretationSummary;
use crate::search::matching::alignment::TermMatch;
use crate::search::matching::score::ProductScorer;
use crate::search::search_context::SearchContext;
use crate::vietnamese::Word;

/// A typed piece and what it matched in a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermExplanation {
    /// As typed.
    pub typed: String,
    /// The word of the product as written there, in lower case.
    pub found_word: String,
    /// The field it was found in; `None` for a code.
    pub field: Option<SearchField>,
    /// How it matched.
    pub match_kind: MatchKind,
    /// What that costs, in hundredths.
    pub cost: u32,
}

/// Why a product was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitExplanation {
    /// Word by word, in the order typed.
    pub terms: Vec<TermExplanation>,
    /// Typed words that were left out.
    pub dropped: Vec<String>,
    /// The total cost in hundredths: the words, the words left out, and their positions in the product.
    pub cost: u32,
}

impl TermExplanation {
    /// True when the word was found as typed.
    pub fn is_literal(&self) -> bool {
        self.match_kind.distance() == MatchDistance::Literal
    }
}

impl HitExplanation {
    /// What the words cost by themselves, in hundredths.
    pub fn words_cost(&self) -> u32 {
        self.terms.iter().map(|term| term.cost).sum()
    }

    /// The rest of the total cost: the interpretation, the positions of the words, and those left out.
    pub fn extra_cost(&self) -> u32 {
        self.cost.saturating_sub(self.words_cost())
    }
}

/// Explains why an interpretation finds a product.
pub(crate) fn explain_product(
    context: &SearchContext,
    interpretation: &Interpretation,
    doc: DocId,
    product: &Product,
) -> HitExplanation {
    let table = context.match_table(interpretation);
    let mut scorer = ProductScorer::new(&table);
    let cost = scorer.product_cost(doc).unwrap_or_default();
    let matches = scorer.match_terms(doc);
    HitExplanation {
        terms: explain_terms(context, interpretation, &matches, doc, product),
        dropped: interpretation.dropped_words.clone(),
        cost: cost.hundredths(),
    }
}

/// How the query was read for its best hit; empty when it was simply read as typed, and then the product is not
/// loaded.
pub(crate) fn summarize_interpretation(
    context: &SearchContext,
    interpretation: &Interpretation,
    doc: DocId,
    load_product: impl FnOnce() -> Result<Product>,
) -> Result<InterpretationSummary> {
    let matches = context.match_terms(interpretation, doc);
    let is_literal = |term_match: &TermMatch| {
        let word = term_match.matched_word.map(|matched| matched.word);
        let match_kind = interpretation.terms[term_match.term_index].match_kind(word);
        match_kind.distance() == MatchDistance::Literal
    };
    if interpretation.dropped_words.is_empty() && matches.iter().all(is_literal) {
        return Ok(InterpretationSummary::default());
    }
    let product = load_product()?;
    let terms = explain_terms(context, interpretation, &matches, doc, &product);
    let words: Vec<&str> = terms.iter().map(|term| term.found_word.as_str()).collect();
    Ok(InterpretationSummary::new(
        terms.iter().map(|term| term.match_kind),
        words.join(" "),
        &interpretation.dropped_words,
    ))
}

fn explain_terms(
    context: &SearchContext,
    interpretation: &Interpretation,
    matches: &[TermMatch],
    doc: DocId,
    product: &Product,
) -> Vec<TermExplanation> {
    let texts = SearchField::ALL.map(|field| field.extract_text(product));
    let words = texts.each_ref().map(|text| indexed_words(text));
    let explain = |term_match: &TermMatch| {
        let term = &interpretation.terms[term_match.term_index];
        let Some(found) = term_match.matched_word else {
            let cost = term.docs.as_ref().and_then(|docs| docs.get(&doc)).copied();
            return TermExplanation {
                typed: term.typed.clone(),
                found_word: term.typed.clone(),
                field: None,
                match_kind: term.match_kind(None),
                cost: cost.unwrap_or_default().hundredths(),
            };
        };
        let text = &texts[found.field as usize];
        let field_words = &words[found.field as usize];
        let canon = context.vocabulary.canonical_key(found.word);
        let has_key = |word: &&Word| word.canon == canon;
        // Places and producers are stored without repeated words, so positions may differ there.
        let at_position = field_words.get(found.position).filter(has_key);
        let word = at_position.or_else(|| field_words.iter().find(has_key));
        let cost = term.word_cost(found.word);
        TermExplanation {
            typed: term.typed.clone(),
            found_word: word
                .map_or("", |word| &text[word.range.clone()])
                .to_lowercase(),
            field: Some(found.field),
            match_kind: term.match_kind(Some(found.word)),
            cost: cost.unwrap_or_default().hundredths(),
        }
    };
    matches.iter().map(explain).collect()
}

/// The typed words that match no word of a product, neither as typed nor fuzzily.
pub(crate) fn find_missing_words(
    context: &SearchContext,
    doc: DocId,
    query: &Query,
) -> Vec<String> {
    let tokenized = context.tokenize_query(query);
    let interpreter = QueryInterpreter {
        vocabulary: &context.vocabulary,
        query: &tokenized,
    };
    let product_words = context.columns.forward_index.product_words(doc);
    let tokens = tokenized.tokens.iter();
    let has_word = |typed: &str| {
        let mut same = tokens.clone().filter(|token| token.typed == typed);
        same.any(|token| {
            let term = if query.literal {
                interpreter.build_literal_term(token)
            } else {
                interpreter.build_fuzzy_term(token)
            };
            term.matches_any(product_words.iter())
        })
    };
    let typed = tokens.clone().map(|token| token.typed.clone());
    typed.filter(|typed| !has_word(typed)).collect()
}
