//! How two filters of one facet in a line were joined, where the line may be meant otherwise.

use ocop_index::query::language::{FacetPiece, ResolvedLine};

use super::locale::Locale;
use super::sanitize::sanitize_text;

/// Two filters that contradict each other (`sao:4 -sao:4`: the later one counts), or of which one is a range and either
/// is enough (`sao:>=4 sao:3`); nothing where the line has no such pair.
pub fn describe_joined_pieces(
    locale: &Locale,
    line: &str,
    resolved: &ResolvedLine,
) -> Option<String> {
    let text = |piece: &FacetPiece| line.get(piece.range.clone()).unwrap_or_default();
    let is_range = |piece: &FacetPiece| {
        let text = text(piece);
        text.contains(['<', '>']) || text.contains("..")
    };
    let pieces = resolved.facet_pieces.iter();
    let typed = pieces.filter(|piece| !resolved.spoken_ranges.contains(&piece.range));
    let typed: Vec<&FacetPiece> = typed.collect();
    for (index, second) in typed.iter().enumerate() {
        for first in &typed[..index] {
            if first.facet != second.facet {
                continue;
            }
            let shares_value = first
                .values
                .iter()
                .any(|value| second.values.contains(value));
            let key = if first.not != second.not && shares_value {
                "piece.contradiction"
            } else if !first.not && !second.not && (is_range(first) || is_range(second)) {
                "piece.either"
            } else {
                continue;
            };
            let (first, second) = (sanitize_text(text(first)), sanitize_text(text(second)));
            return Some(locale.fill(key, &[("first", &first), ("second", &second)]));
        }
    }
    None
}
