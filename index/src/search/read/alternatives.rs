//! Whole questions from readings of their words: joined words taken apart, phrases rewritten.
//!
//! Must not: return a plan with a slot that stands for nothing.

use super::super::conditions;
use super::super::slot::{Follows, Plan, Slot, Way};
use super::super::vocabulary::Vocabulary;
use super::{Reader, Token};
use crate::vietnamese::split::Known;
use crate::vietnamese::{Word, split, telex};
use crate::{abbreviation, synonym};

/// A run of words typed without spaces.
const JOINED: u32 = 60;
/// Each word of a question of several that was typed with a space too many.
const PARTED: u32 = 60;
/// Ways to take a joined word apart that are tried.
const SPLITS: usize = 8;
/// A way to take a word apart that is so much less likely than the best is not tried (natural logarithm).
const MUCH_LESS_LIKELY: f32 = 20.0;
/// Readings of one question that are tried.
const PLANS: usize = 12;
/// Fewest letters of a joined word.
const JOINED_LETTERS: usize = 4;

/// One reading of one typed word: its slots, and what it costs beside them.
struct Part {
    slots: Vec<Slot>,
    base: u32,
}

impl Reader<'_> {
    /// The likely readings of these words, the plainest first: as they are, then with each phrase for which
    /// people have another one, then with all of them.
    pub(in super::super) fn plans(&self, tokens: &[Token]) -> Vec<Plan> {
        let parts: Vec<Vec<Part>> = tokens.iter().map(|token| self.parts(token)).collect();
        let mut plans = combined(&parts);
        for rewrite in self.rewritten(tokens, &parts) {
            if plans.len() < PLANS {
                plans.push(rewrite);
            }
        }
        plans.retain(|plan| !plan.is_hopeless());
        plans
    }

    /// The readings of one word.
    fn parts(&self, token: &Token) -> Vec<Part> {
        let slot = self.slot(token);
        let hopeless = slot.is_hopeless();
        let mut parts = Vec::new();
        if !hopeless {
            parts.push(Part {
                slots: vec![slot],
                base: 0,
            });
        }
        if !token.known && token.word.fold.chars().count() >= JOINED_LETTERS {
            parts.extend(self.apart(&token.word.fold, token.open));
        }
        parts
    }

    /// Ways to take joined words apart.
    fn apart(&self, fold: &str, open: bool) -> Vec<Part> {
        let mut splits = split::split(fold, self.vocabulary, open, SPLITS);
        if splits.is_empty() {
            splits = split::split(fold, &Keyed(self.vocabulary), open, SPLITS);
        }
        let part = |split: split::Split| {
            let last = split.pieces.len() - 1;
            let slots = split.pieces.iter().enumerate().map(|(at, piece)| {
                let word = Word {
                    range: 0..0,
                    canon: format!("{piece}1"),
                    fold: piece.clone(),
                };
                let mut slot = Slot::new(piece, self.vocabulary.len());
                let is_open = open && at == last;
                self.add_bare(&mut slot, &word, is_open);
                for canon in telex::decode(piece) {
                    if !slot.is_hopeless() {
                        break;
                    }
                    for number in conditions::meant(self.vocabulary, &Word::of_canon(canon)) {
                        slot.add(number, 30, Way::Telex);
                    }
                }
                slot.follows = if at == 0 {
                    Follows::Free
                } else {
                    Follows::Next
                };
                slot
            });
            Part {
                slots: slots.collect(),
                base: JOINED,
            }
        };
        let best = splits.first().map_or(0.0, |split| split.score);
        let near = splits
            .into_iter()
            .filter(|split| split.score >= best - MUCH_LESS_LIKELY);
        near.map(part).collect()
    }

    /// Lets a slot stand for words with these bare letters, whatever their marks.
    fn add_bare(&self, slot: &mut Slot, word: &Word, open: bool) {
        for number in self.vocabulary.same(&word.fold) {
            slot.add(*number, 0, Way::Joined);
        }
        if open {
            for number in self.vocabulary.longer(&word.fold) {
                slot.add(number, super::literal::BEGINNING, Way::Joined);
            }
        }
    }

    /// The question with its words joined anew: one word typed as two or three, and all of them taken apart
    /// as one run. Where marks were typed the spaces are likely to be meant.
    pub(in super::super) fn rejoined(&self, tokens: &[Token]) -> Vec<Plan> {
        let mut plans = Vec::new();
        if self.question.marked {
            return plans;
        }
        for length in 2..=tokens.len().min(3) {
            for start in 0..=tokens.len() - length {
                let run = &tokens[start..start + length];
                let fold: String = run.iter().map(|token| token.word.fold.as_str()).collect();
                let open = run.last().is_some_and(|token| token.open);
                let mut slot = Slot::new(&fold, self.vocabulary.len());
                let word = Word {
                    range: 0..0,
                    canon: format!("{fold}1"),
                    fold: fold.clone(),
                };
                self.add_bare(&mut slot, &word, open);
                if slot.is_hopeless() {
                    continue;
                }
                let around = tokens[..start].iter().chain(&tokens[start + length..]);
                let mut slots: Vec<Slot> = around.map(|token| self.slot(token)).collect();
                slots.insert(start, slot);
                plans.push(Plan::new(slots, PARTED));
            }
        }
        if tokens.len() > 1 {
            let fold: String = tokens
                .iter()
                .map(|token| token.word.fold.as_str())
                .collect();
            let open = tokens.last().is_some_and(|token| token.open);
            let parts = self.apart(&fold, open).into_iter();
            plans.extend(parts.map(|part| Plan::new(part.slots, part.base + PARTED)));
        }
        plans.retain(|plan| !plan.is_hopeless());
        plans
    }

    /// The question with phrases rewritten, one at a time and all at once.
    fn rewritten(&self, tokens: &[Token], parts: &[Vec<Part>]) -> Vec<Plan> {
        let words: Vec<Word> = tokens.iter().map(|token| token.meant().clone()).collect();
        let short = abbreviation::rewrites(&words);
        let other = synonym::rewrites(&words);
        let rewrites: Vec<(&crate::rewrite::Rewrite, Way)> = short
            .iter()
            .map(|rewrite| (rewrite, Way::Abbreviation))
            .chain(other.iter().map(|rewrite| (rewrite, Way::Synonym)))
            .collect();
        let mut sets: Vec<Vec<(&crate::rewrite::Rewrite, Way)>> =
            rewrites.iter().map(|rewrite| vec![*rewrite]).collect();
        let mut all: Vec<(&crate::rewrite::Rewrite, Way)> = Vec::new();
        for (rewrite, way) in &rewrites {
            let apart = |known: &crate::rewrite::Rewrite| {
                known.range.end <= rewrite.range.start || rewrite.range.end <= known.range.start
            };
            if all.iter().all(|(known, _)| apart(known)) {
                all.push((rewrite, *way));
            }
        }
        if all.len() > 1 {
            sets.push(all);
        }
        sets.iter()
            .filter_map(|set| self.with(set, tokens, parts))
            .collect()
    }

    /// The question with these phrases rewritten.
    fn with(
        &self,
        set: &[(&crate::rewrite::Rewrite, Way)],
        tokens: &[Token],
        parts: &[Vec<Part>],
    ) -> Option<Plan> {
        let mut slots = Vec::new();
        let mut base = 0;
        let mut at = 0;
        while at < parts.len() {
            let Some((rewrite, way)) = set.iter().find(|(rewrite, _)| rewrite.range.start == at)
            else {
                let plainest = parts[at].first()?;
                slots.extend(plainest.slots.iter().cloned());
                base += plainest.base;
                at += 1;
                continue;
            };
            let typed: Vec<&str> = tokens[rewrite.range.clone()]
                .iter()
                .map(|token| token.typed.as_str())
                .collect();
            for (place, word) in rewrite.with.iter().enumerate() {
                let mut slot = self.slot_of(&typed.join(" "), word).by(*way, 0);
                slot.name_only = rewrite.name_only;
                // The words of an abbreviation may be spelled out apart: Công ty CP Xanh (CTCP).
                slot.follows = if place == 0 || *way == Way::Abbreviation {
                    Follows::Free
                } else {
                    Follows::Next
                };
                slots.push(slot);
            }
            base += u32::from(rewrite.cost);
            at = rewrite.range.end.max(at + 1);
        }
        Some(Plan::new(slots, base))
    }
}

/// The words of the catalogue as typed in Telex.
struct Keyed<'a>(&'a Vocabulary);

impl Known for Keyed<'_> {
    fn weight(&self, fold: &str) -> Option<f32> {
        let canons = || telex::decode(fold).into_iter();
        let keyed = || canons().find_map(|canon| self.0.weight(&Word::of_canon(canon).fold));
        self.0.weight(fold).or_else(keyed)
    }

    fn begins(&self, fold: &str) -> bool {
        self.0.has_beginning(fold)
    }
}

/// The readings of a question from those of its words, the plainest first.
fn combined(parts: &[Vec<Part>]) -> Vec<Plan> {
    let mut plans = vec![Plan::default()];
    for readings in parts {
        let mut longer = Vec::new();
        for plan in &plans {
            for part in readings {
                let mut slots = plan.slots.clone();
                slots.extend(part.slots.iter().cloned());
                longer.push(Plan::new(slots, plan.base + part.base));
            }
        }
        longer.truncate(PLANS);
        plans = longer;
    }
    plans
}
