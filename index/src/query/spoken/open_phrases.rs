//! Phrases that another word leaves open: never half of what was said is read as a filter.

use super::item::{ItemKind, LineItem};
use super::meaning::{Meaning, SpokenProblemKind};
use super::negation::{self, Joint};
use super::reading::RunReading;
use crate::query::Facet;

impl RunReading<'_> {
    /// Makes words of phrases that another word leaves open: never half of what was said.
    pub(super) fn reject_open_phrases(&mut self) {
        let (mut rejected, mut excluded) = (Vec::new(), Vec::new());
        for index in 0..self.items.len() {
            let Some(meaning) = self.items[index]
                .phrase()
                .filter(|meaning| meaning.is_filter() || self.is_unsearched_alternative(index))
            else {
                continue;
            };
            if meaning.facet() == Some(Facet::ProducerKind) && self.is_followed_by_word(index) {
                // The name of a producer: `của htx Huy Hoàng`, `trừ htx Huy Hoàng`.
                if meaning.is_negated() {
                    excluded.push(index);
                } else {
                    rejected.push((index, index, None));
                }
                continue;
            }
            if meaning.facet() == Some(Facet::Status)
                && self
                    .items
                    .get(index + 1)
                    .and_then(LineItem::phrase)
                    .and_then(Meaning::facet)
                    == Some(Facet::Year)
            {
                // `không hết hạn năm 2024`: is it the year of the expiry?
                rejected.push((index, index + 1, Some(SpokenProblemKind::Unread)));
                continue;
            }
            if let Some(before) = self.open_word_before(index) {
                let is_month = meaning.facet() == Some(Facet::Year)
                    && self.items[before].kind == ItemKind::Word;
                let kind = if is_month {
                    SpokenProblemKind::OnlyYears
                } else {
                    SpokenProblemKind::Unread
                };
                rejected.push((before, index, Some(kind)));
            }
            if let Some((other, kind)) = self.open_joint_after(index, meaning) {
                rejected.push((index, other, Some(kind)));
            }
        }
        for (first, last, kind) in rejected {
            let words = self.items[first].words.start..self.items[last].words.end;
            for item in &mut self.items[first..=last] {
                item.kind = ItemKind::Word;
            }
            if let Some(kind) = kind {
                self.push_problem(words, kind);
            }
        }
        for index in excluded.into_iter().rev() {
            let start = self.items[index].words.start;
            self.exclude_words(index, start);
        }
    }

    /// `giá hoặc số điện thoại`: half of it cannot be searched.
    fn is_unsearched_alternative(&self, index: usize) -> bool {
        let is_unsearched = matches!(
            self.items[index].phrase(),
            Some(Meaning::NotSearched(SpokenProblemKind::NoPrices))
        );
        let joint = self.next_item(index).filter(|_| is_unsearched);
        joint.is_some_and(|joint| self.joint(joint) == Some(Joint::Or))
    }

    fn is_followed_by_word(&self, index: usize) -> bool {
        let next = self.items.get(index + 1);
        next.is_some_and(|next| matches!(next.kind, ItemKind::Word | ItemKind::BareFilter(_)))
    }

    /// The item before a phrase that changes it in an unknown way.
    fn open_word_before(&self, index: usize) -> Option<usize> {
        let before = self.previous_item(index)?;
        let item = &self.items[before];
        let is_open = match item.kind {
            ItemKind::Joint(Joint::Not | Joint::NotPhrase | Joint::Unclear) => true,
            ItemKind::Word => {
                let word = &self.words[item.words.end - 1];
                let is_time = matches!(
                    self.items[index].phrase().and_then(Meaning::facet),
                    Some(Facet::Year)
                );
                negation::is_unclear_word(self.words, item.words.start)
                    || is_time && word.number.is_some_and(|number| number <= 31)
                    || self.is_negated_two_before(before)
            }
            _ => false,
        };
        is_open.then_some(before)
    }

    /// `không hẳn 4 sao`: a negating word, one unknown word, the phrase.
    fn is_negated_two_before(&self, before: usize) -> bool {
        let two_before = before.checked_sub(1);
        two_before
            .is_some_and(|index| matches!(self.joint(index), Some(Joint::Not | Joint::NotPhrase)))
    }

    /// An "or" after a phrase, and what is on its other side when that is no value of the same facet.
    fn open_joint_after(
        &self,
        index: usize,
        meaning: &Meaning,
    ) -> Option<(usize, SpokenProblemKind)> {
        let joint = self.next_item(index)?;
        let is_or = self.joint(joint)? == Joint::Or;
        let next = self.next_item(joint).filter(|_| is_or)?;
        match self.items[next].phrase_or_place() {
            // `có điện thoại hoặc quyết định`: what is excluded is neither, never one of both.
            Some(other) if meaning.says_record_has() && other.says_record_has() => {
                Some((next, SpokenProblemKind::OtherwiseJoined))
            }
            Some(other) if other.facet().is_some() && other.facet() == meaning.facet() => None,
            Some(other) if other.is_place() && meaning.is_place() => None,
            Some(_) => Some((next, SpokenProblemKind::OtherwiseJoined)),
            None => Some((next, SpokenProblemKind::Unread)),
        }
    }
}
