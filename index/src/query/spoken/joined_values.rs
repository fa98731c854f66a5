//! Values of one facet with "and" or "or" between them. Of what a product can have several of, "and" wants all:
//! `thiếu điện thoại và quyết định` lacks both; "or" wants any. Of what it has one of, both words want any: `ở Hạ Long
//! và Ba Chẽ`. That is left to the query, in which values of one facet are alternatives.

use std::ops::Range;

use super::item::{ItemKind, LineItem};
use super::meaning::Meaning;
use super::negation::Joint;
use super::spoken_word::SpokenWord;
use crate::query::Facet;

/// Phrases of one facet with nothing but joints between them.
struct Chain {
    /// From the first item to the last.
    items: Range<usize>,
    values: Vec<String>,
    has_or: bool,
    /// "And" as a word, or nothing between them.
    has_and: bool,
}

/// Puts chains of values into one phrase each. Chains that no filter can say become words, which are returned: `A và B
/// hoặc C`.
pub(super) fn join_values(items: &mut Vec<LineItem>, words: &[SpokenWord]) -> Vec<Range<usize>> {
    let mut unclear = Vec::new();
    for facet in Facet::ALL
        .into_iter()
        .filter(|facet| facet.is_multi_valued())
    {
        let chains = find_chains(items, words, facet);
        let has_other = chains.len() > 1;
        let mut all: Vec<&String> = chains.iter().flat_map(|chain| &chain.values).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() < 2 {
            continue;
        }
        let is_unclear =
            |chain: &Chain| chain.has_or && (chain.has_and || has_other) && chain.values.len() > 1;
        if chains.iter().any(is_unclear) {
            for chain in chains {
                let chained = &mut items[chain.items];
                let ends = chained.first().zip(chained.last());
                unclear.extend(ends.map(|(first, last)| first.words.start..last.words.end));
                for item in chained {
                    item.kind = ItemKind::Word;
                }
            }
            continue;
        }
        for chain in chains.into_iter().rev() {
            let first = items[chain.items.start].words.start;
            let words = first..items[chain.items.end - 1].words.end;
            let values = chain.values;
            let kind = ItemKind::Phrase(if chain.has_or {
                let not = false;
                Meaning::Values { facet, not, values }
            } else {
                Meaning::AllValues { facet, values }
            });
            items.splice(chain.items, [LineItem { words, kind }]);
        }
    }
    unclear
}

fn find_chains(items: &[LineItem], words: &[SpokenWord], wanted: Facet) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(Meaning::Values {
            facet,
            not: false,
            values,
        }) = item.phrase()
        else {
            continue;
        };
        if *facet != wanted {
            continue;
        }
        let link = chains
            .last()
            .and_then(|chain| find_link(&items[chain.items.end..index], words));
        if let (Some(chain), Some(link)) = (chains.last_mut(), link) {
            chain.items.end = index + 1;
            chain.has_or |= link == Link::Or;
            chain.has_and |= link == Link::And;
            let new = values.iter().filter(|value| !chain.values.contains(value));
            let new: Vec<String> = new.cloned().collect();
            chain.values.extend(new);
        } else {
            chains.push(Chain {
                items: index..index + 1,
                values: values.clone(),
                has_or: false,
                has_and: false,
            });
        }
    }
    chains
}

/// What stands between two values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    And,
    Or,
    /// A comma says what the last joint of the chain says.
    Comma,
}

/// `None` where anything else stands between them.
fn find_link(between: &[LineItem], words: &[SpokenWord]) -> Option<Link> {
    let mut link = None;
    for item in between {
        let is_sign = |sign: &str| {
            let mut words = words[item.words.clone()].iter();
            words.all(|word| word.is_sign && word.word.fold == sign)
        };
        match item.kind {
            ItemKind::Joint(Joint::Or) => link = Some(Link::Or),
            ItemKind::Joint(Joint::And) if is_sign(",") => link = link.or(Some(Link::Comma)),
            ItemKind::Joint(Joint::And) => link = Some(Link::And),
            ItemKind::Function if is_sign("/") => link = Some(Link::Or),
            ItemKind::Function => {}
            _ => return None,
        }
    }
    Some(link.unwrap_or(Link::And))
}
