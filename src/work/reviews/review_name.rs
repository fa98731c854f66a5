//! The names of reviews: which ones may be given.

use ocop_index::clean::clean_text;

use super::review_round::ReviewRound;
use crate::work::name_key::name_key;

/// The most letters of the name of a review.
pub const MAX_REVIEW_NAME_LETTERS: usize = 80;

/// Why a name cannot be given.
#[derive(Debug)]
pub enum UnfitReviewName<'a> {
    /// It is empty, or longer than [`MAX_REVIEW_NAME_LETTERS`].
    Length,
    /// This review has it, but for accents and case.
    Taken(&'a ReviewRound),
}

/// The name as it is kept: cleaned, without spaces around it.
///
/// # Errors
/// Fails for a name that cannot be given beside these reviews.
pub fn read_review_name<'a>(
    typed: &str,
    reviews: impl IntoIterator<Item = &'a ReviewRound>,
) -> Result<String, UnfitReviewName<'a>> {
    let name = clean_text(typed).trim().to_owned();
    if name.is_empty() || name.chars().count() > MAX_REVIEW_NAME_LETTERS {
        return Err(UnfitReviewName::Length);
    }
    let key = name_key(&name);
    let mut reviews = reviews.into_iter();
    match reviews.find(|round| name_key(&round.start.name) == key) {
        Some(known) => Err(UnfitReviewName::Taken(known)),
        None => Ok(name),
    }
}
