//! Reads the plain words of a line: what they filter, what they ask, and which of them stay words.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::alternatives::join_alternatives;
use super::context::SpokenContext;
use super::filter_token::meaning_token;
use super::item::{ItemKind, LineItem, split_items};
use super::joined_values::join_values;
use super::meaning::{AskedFact, Meaning, SpokenPhrase, SpokenProblem, SpokenProblemKind};
use super::negation::Joint;
use super::phrase_list::{PhraseList, plain_list};
use super::question::mark_questions;
use super::spoken_word::{SpokenWord, split_spoken_words};
use crate::place::PlaceNames;
use crate::query::language::line_tokens::{LineToken, LineTokenKind, tokenize_line};
use crate::query::{Facet, SpokenWords};

/// The most words of a line that are read; a pasted paragraph has more.
const MAX_SPOKEN_WORDS: usize = 120;

/// The most words that are left out by one `không`.
const MAX_EXCLUDED_WORDS: usize = 4;

/// A line with its spoken filters as tokens of the query language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::query) struct SpokenReading {
    /// The tokens of the line.
    pub(in crate::query) tokens: Vec<LineToken>,
    /// What was read as filters.
    pub phrases: Vec<SpokenPhrase>,
    /// What the line asks.
    pub question: Option<AskedFact>,
    /// What was not.
    pub problems: Vec<SpokenProblem>,
}

/// The parts of a line of plain words that would be read as filters, whatever the catalogue.
pub(in crate::query) fn find_spoken_ranges(line: &str) -> Vec<Range<usize>> {
    static PLACES: LazyLock<PlaceNames> = LazyLock::new(|| PlaceNames::new(&[], &[]));
    let context = SpokenContext {
        today: Date::default(),
        places: &PLACES,
        has_marks: true,
    };
    let reading = read_spoken_filters(line, tokenize_line(line), &context);
    reading
        .phrases
        .into_iter()
        .map(|phrase| phrase.range)
        .collect()
}

/// Reads the plain words among these tokens of a line.
pub(in crate::query) fn read_spoken_filters(
    line: &str,
    tokens: Vec<LineToken>,
    context: &SpokenContext<'_>,
) -> SpokenReading {
    let mut reading = SpokenReading::default();
    let mut run = Vec::new();
    for token in tokens {
        // A backslash keeps a word a word.
        if matches!(token.kind, LineTokenKind::Word(_))
            && !line[token.range.clone()].starts_with('\\')
        {
            run.push(token);
        } else {
            reading.read_run(line, std::mem::take(&mut run), context);
            reading.tokens.push(token);
        }
    }
    reading.read_run(line, run, context);
    reading
}

impl SpokenReading {
    /// Reads neighbouring plain words.
    fn read_run(&mut self, line: &str, run: Vec<LineToken>, context: &SpokenContext<'_>) {
        let mut words = Vec::new();
        for token in &run {
            split_spoken_words(&line[token.range.clone()], token.range.start, &mut words);
        }
        if words.is_empty() || words.len() > MAX_SPOKEN_WORDS {
            return self.tokens.extend(run);
        }
        let (mut items, doubtful) = split_items(line, &words, context);
        mark_questions(&mut items, &words);
        let mut run_reading = RunReading {
            line,
            words: &words,
            items,
            problems: Vec::new(),
        };
        run_reading.apply_negations();
        run_reading.join_values();
        run_reading.items = join_alternatives(line, &words, &run_reading.items);
        run_reading.drop_making_words();
        run_reading.tell_open_negations();
        run_reading.reject_open_phrases();
        run_reading.decide_bare_filters();
        for range in doubtful {
            run_reading.push_problem(range, SpokenProblemKind::EitherStar);
        }
        run_reading.finish(run, self);
    }
}

/// Neighbouring plain words while they are read.
pub(super) struct RunReading<'a> {
    line: &'a str,
    pub(super) words: &'a [SpokenWord],
    pub(super) items: Vec<LineItem>,
    problems: Vec<SpokenProblem>,
}

impl RunReading<'_> {
    fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let (first, last) = (self.words.get(words.start), self.words[..words.end].last());
        let start = first.map_or(0, |word| word.word.range.start);
        start..last.map_or(start, |word| word.word.range.end)
    }

    pub(super) fn push_problem(&mut self, words: Range<usize>, kind: SpokenProblemKind) {
        let range = self.bytes(words);
        self.problems.push(SpokenProblem { range, kind });
    }

    /// The item after this one, function words aside.
    pub(super) fn next_item(&self, index: usize) -> Option<usize> {
        let mut later = index + 1..self.items.len();
        later.find(|next| self.items[*next].kind != ItemKind::Function)
    }

    /// The item before this one, function words aside.
    pub(super) fn previous_item(&self, index: usize) -> Option<usize> {
        (0..index)
            .rev()
            .find(|before| self.items[*before].kind != ItemKind::Function)
    }

    pub(super) fn joint(&self, index: usize) -> Option<Joint> {
        match self.items.get(index)?.kind {
            ItemKind::Joint(joint) => Some(joint),
            _ => None,
        }
    }

    /// Puts what a negating word governs into one item with it, and what is joined to that.
    fn apply_negations(&mut self) {
        let mut index = 0;
        while index < self.items.len() {
            if matches!(self.joint(index), Some(Joint::Not | Joint::NotPhrase)) {
                self.negate_next(index);
                self.negate_joined(index);
            }
            index += 1;
        }
    }

    /// Negates the phrase or the words after the joint at `index`.
    fn negate_next(&mut self, index: usize) {
        let Some(next) = self.next_item(index) else {
            return;
        };
        let start = self.items[index].words.start;
        if let Some(meaning) = self.items[next].phrase_or_place().cloned() {
            if let Some(negated) = meaning.negated() {
                let end = self.items[next].words.end;
                self.items.splice(
                    index..=next,
                    [LineItem {
                        words: start..end,
                        kind: ItemKind::Phrase(negated),
                    }],
                );
            }
            return;
        }
        let before = &self.items[..index];
        let has_topic = before
            .iter()
            .any(|item| matches!(item.kind, ItemKind::Word | ItemKind::BareFilter(_)));
        let is_plain_not = self.is_plain_not(index);
        let excludes_words = match self.joint(index) {
            // `không gian` is a word.
            Some(Joint::Not) => has_topic || !is_plain_not,
            // `ngoài chả mực`, but `lâm sản ngoài gỗ`.
            Some(Joint::NotPhrase) => {
                index == 0 && self.items[index].words.len() == 1 && self.is_outside(index)
            }
            _ => false,
        };
        if excludes_words && next == index + 1 {
            self.exclude_words(index, start);
        }
    }

    /// True for `không` alone.
    fn is_plain_not(&self, index: usize) -> bool {
        static NOT: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&["không"]));
        let words = &self.items[index].words;
        words.len() == 1 && NOT.find(self.words, words.start).is_some()
    }

    /// True for `ngoài`.
    fn is_outside(&self, index: usize) -> bool {
        static OUTSIDE: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&["ngoài"]));
        OUTSIDE
            .find(self.words, self.items[index].words.start)
            .is_some()
    }

    /// Excludes the words after the joint at `index`.
    pub(super) fn exclude_words(&mut self, index: usize, start: usize) {
        let following = self.items[index + 1..].iter();
        let count = following
            .take_while(|item| item.kind == ItemKind::Word)
            .count();
        if count == 0 || count > MAX_EXCLUDED_WORDS {
            return;
        }
        let last = index + count;
        if let [number] = &self.items[index + 1..=last]
            && let Some(star @ 1..=5) = self.words[number.words.start].number
            && self.items[..index]
                .iter()
                .any(|item| item.phrase().and_then(Meaning::facet) == Some(Facet::Star))
        {
            // `3 đến 5 sao trừ 4`.
            let words = start..number.words.end;
            let kind = ItemKind::Phrase(Meaning::Values {
                facet: Facet::Star,
                not: true,
                values: vec![star.to_string()],
            });
            self.items.splice(index..=last, [LineItem { words, kind }]);
            return;
        }
        let words = self.items[index + 1].words.start..self.items[last].words.end;
        let excluded = self.line[self.bytes(words.clone())].to_owned();
        self.items.splice(
            index..=last,
            [LineItem {
                words: start..words.end,
                kind: ItemKind::Phrase(Meaning::WithoutWords(excluded)),
            }],
        );
    }

    /// `không phải 4 sao và 5 sao`: what is joined to a negated phrase of its kind is negated too.
    fn negate_joined(&mut self, mut index: usize) {
        while let Some((joint, next, meaning)) = self.find_joined_negation(index) {
            let words = self.items[joint].words.start..self.items[next].words.end;
            let kind = ItemKind::Phrase(meaning);
            self.items.splice(joint..=next, [LineItem { words, kind }]);
            index = joint;
        }
    }

    /// The joint after a negated phrase, the phrase behind it, and what that means negated.
    fn find_joined_negation(&self, index: usize) -> Option<(usize, usize, Meaning)> {
        let negated = self.items.get(index)?.phrase()?;
        let joint = self.next_item(index)?;
        if !matches!(self.joint(joint)?, Joint::And | Joint::Or) {
            return None;
        }
        let next = self.next_item(joint)?;
        let other = self.items[next].phrase_or_place()?;
        let has_same_facet = negated.facet().is_some() && negated.facet() == other.facet();
        if !(negated.is_negated() && (has_same_facet || negated.is_place() && other.is_place())) {
            return None;
        }
        let meaning = other.clone().negated().filter(Meaning::is_negated)?;
        Some((joint, next, meaning))
    }

    /// `thiếu điện thoại và quyết định`: one phrase; `thiếu điện thoại và quyết định hoặc địa chỉ`: words.
    fn join_values(&mut self) {
        for words in join_values(&mut self.items, self.words) {
            self.push_problem(words, SpokenProblemKind::MixedJoints);
        }
    }

    /// `do trang trại ở Bắc Hà làm`: a word for making at the end, behind a producer and a place, means nothing.
    fn drop_making_words(&mut self) {
        static MAKING: LazyLock<PhraseList<()>> =
            LazyLock::new(|| plain_list(&["làm", "làm ra", "sản xuất", "chế biến"]));
        let names_producer =
            |item: &LineItem| item.phrase().and_then(Meaning::facet) == Some(Facet::ProducerKind);
        let [.., before, last] = self.items.as_slice() else {
            return;
        };
        let makes = MAKING
            .find(self.words, last.words.start)
            .is_some_and(|(end, ())| end == self.words.len());
        if makes
            && before.phrase().is_some_and(Meaning::is_place)
            && self.items.iter().any(names_producer)
            && let Some(last) = self.items.last_mut()
        {
            last.kind = ItemKind::Function;
        }
    }

    /// `4 sao không có loại`: a negation with nothing known behind it stays words, with what follows.
    fn tell_open_negations(&mut self) {
        let mut index = 0;
        while index < self.items.len() {
            let is_open = matches!(self.joint(index), Some(Joint::Not | Joint::NotPhrase));
            let following = self.items[index + 1..].iter();
            let count = following
                .take_while(|item| matches!(item.kind, ItemKind::Function | ItemKind::Word))
                .count();
            let end = index + 1 + count;
            let is_before_phrase = self.items.get(end).is_some();
            if is_open
                && !is_before_phrase
                && self.items[..index]
                    .iter()
                    .any(|item| item.phrase().is_some())
            {
                for item in &mut self.items[index..end] {
                    item.kind = ItemKind::Word;
                }
                let words = self.items[index].words.start..self.items[end - 1].words.end;
                self.push_problem(words, SpokenProblemKind::Unread);
            }
            index = end;
        }
    }

    /// A bare name of a place is a filter beside other filters or after `sản phẩm`, where no other word is left.
    fn decide_bare_filters(&mut self) {
        let has_words = self.items.iter().any(|item| item.kind == ItemKind::Word);
        let has_phrase = self.items.iter().any(|item| item.phrase().is_some());
        let has_function = self
            .items
            .iter()
            .any(|item| item.kind == ItemKind::Function && !self.is_sign(item));
        let is_filter = !has_words && (has_phrase || has_function);
        for index in 0..self.items.len() {
            let ItemKind::BareFilter(meaning) = &self.items[index].kind else {
                continue;
            };
            let is_joined = self.is_joined_to_place(index) || self.is_either_place(index);
            self.items[index].kind = if is_filter || is_joined {
                ItemKind::Phrase(meaning.clone())
            } else {
                ItemKind::Word
            };
        }
    }

    /// `Đông Triều hoặc Ba Chẽ`: nothing is called so.
    fn is_either_place(&self, index: usize) -> bool {
        let is_or = |joint: &usize| self.joint(*joint) == Some(Joint::Or);
        let is_place = |other: Option<usize>| {
            let meaning = other.and_then(|other| self.items[other].phrase_or_place());
            meaning.is_some_and(Meaning::is_place)
        };
        let after = self.next_item(index).filter(is_or);
        let before = self.previous_item(index).filter(is_or);
        after.is_some_and(|joint| is_place(self.next_item(joint)))
            || before.is_some_and(|joint| is_place(self.previous_item(joint)))
    }

    fn is_sign(&self, item: &LineItem) -> bool {
        self.words[item.words.clone()]
            .iter()
            .all(|word| word.is_sign)
    }

    /// `ở Hạ Long và Ba Chẽ`.
    fn is_joined_to_place(&self, index: usize) -> bool {
        let joint = index
            .checked_sub(1)
            .filter(|joint| matches!(self.joint(*joint), Some(Joint::And | Joint::Or)));
        let before = joint.and_then(|joint| self.previous_item(joint));
        before.is_some_and(|before| self.items[before].phrase().is_some_and(Meaning::is_place))
    }

    /// Turns the items into tokens.
    fn finish(mut self, run: Vec<LineToken>, reading: &mut SpokenReading) {
        let has_phrase = self.items.iter().any(|item| item.phrase().is_some());
        reading.problems.append(&mut self.problems);
        if !has_phrase {
            return reading.tokens.extend(run);
        }
        let kept = self.kept_words();
        let mut phrases = Vec::new();
        for item in &self.items {
            let Some(meaning) = item.phrase() else {
                continue;
            };
            let range = self.bytes(item.words.clone());
            let not_searched = match meaning {
                Meaning::NotSearched(kind) => Some(*kind),
                Meaning::Ask(AskedFact::Price) => Some(SpokenProblemKind::NoPrices),
                _ => None,
            };
            reading
                .problems
                .extend(not_searched.map(|kind| SpokenProblem {
                    range: range.clone(),
                    kind,
                }));
            let asked = match meaning {
                Meaning::Ask(fact) => Some(*fact),
                Meaning::CountProducers(_) => Some(AskedFact::ProducerCount),
                _ => None,
            };
            reading.question = reading.question.or(asked);
            phrases.extend(meaning_token(meaning, range.clone()));
            reading.phrases.push(SpokenPhrase {
                words: self.spoken_words(item),
                range,
            });
        }
        let mut tokens: Vec<LineToken> = run
            .into_iter()
            .flat_map(|token| self.keep_of_token(token, &kept))
            .collect();
        tokens.append(&mut phrases);
        tokens.sort_by_key(|token| token.range.start);
        reading.tokens.append(&mut tokens);
    }

    /// By word, whether it stays a word: function words at the ends of the other words mean nothing here.
    fn kept_words(&self) -> Vec<bool> {
        let mut kept = vec![false; self.words.len()];
        for between in self.items.split(|item| item.phrase().is_some()) {
            let is_word = |item: &LineItem| item.kind == ItemKind::Word;
            let first = between.iter().find(|item| is_word(item));
            let last = between.iter().rfind(|item| is_word(item));
            if let (Some(first), Some(last)) = (first, last) {
                kept[first.words.start..last.words.end].fill(true);
            }
        }
        kept
    }

    /// What is left of a token of the line.
    fn keep_of_token(&self, token: LineToken, kept: &[bool]) -> Vec<LineToken> {
        let inside: Vec<usize> = (0..self.words.len())
            .filter(|index| {
                let range = &self.words[*index].word.range;
                token.range.start <= range.start && range.end <= token.range.end
            })
            .collect();
        if inside
            .iter()
            .all(|index| kept[*index] || self.words[*index].is_sign)
            && inside.iter().any(|index| kept[*index])
        {
            return vec![token];
        }
        let words = inside
            .into_iter()
            .filter(|index| kept[*index] && !self.words[*index].is_sign);
        words
            .map(|index| {
                let range = self.words[index].range();
                LineToken {
                    kind: LineTokenKind::Word(self.line[range.clone()].to_owned()),
                    range,
                }
            })
            .collect()
    }

    /// A phrase and the words beside it.
    fn spoken_words(&self, item: &LineItem) -> SpokenWords {
        let are_keystrokes = self.words.iter().any(SpokenWord::is_keystrokes);
        let text = |words: Range<usize>| {
            let words = self.words[words].iter().filter(|word| !word.is_sign);
            let texts = words.map(|word| word.comparable_text(self.line, are_keystrokes));
            texts.collect::<Vec<String>>().join(" ")
        };
        let is_word = |index: &usize| self.words.get(*index).is_some_and(|word| !word.is_sign);
        let before = item.words.start.checked_sub(1).filter(is_word);
        let after = Some(item.words.end).filter(is_word);
        SpokenWords {
            before: before
                .map(|index| text(index..index + 1))
                .unwrap_or_default(),
            typed: self.line[self.bytes(item.words.clone())].to_owned(),
            words: text(item.words.clone()),
            after: after
                .map(|index| text(index..index + 1))
                .unwrap_or_default(),
            ..SpokenWords::default()
        }
    }
}
