//! The ladder: likely readings first, and the next step only when the last one found nothing good.
//!
//! 1. As typed, in Telex, VNI or VIQR, joined words taken apart, abbreviations and synonyms.
//! 2. Rows of beginnings and of first letters, codes, other spaces, without the words people type around.
//! 3. With other marks.
//! 4. One word misheard or mistyped.
//! 5. Several, or one word too many.
//! 6. Both, or more words too many.
//!
//! "Good" depends on the words and the products only, never on filters, so that the counts of facets hold.
//! Must not: filter; read stored records.

use std::cell::OnceCell;
use std::collections::HashMap;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;

use super::beginnings;
use super::candidates::{Postings, each_block};
use super::collect::Found;
use super::columns::Columns;
use super::finding::{self, Finds, Rest, Stop, Stopped, UNSCORED, Wanted};
use super::fragments::Fragments;
use super::read::{Question, Reader, Token, letters, letters_cost};
use super::score::cheapest;
use super::slot::{Follows, Plan, Slot, Way};
use crate::error::Result;
use crate::query::Scope;

/// A find costs at most this, so much more for each word, and for a last one that may go on, to be good.
const GOOD: (u32, u32, u32) = (160, 40, 200);
/// More for what the second, fourth and fifth step's readings cost by themselves.
const STEP: [u32; 4] = [200, 550, 900, 1800];
/// A question typed in VIQR.
const VIQR: u32 = 30;
/// A word that people type around a product was left out: each, and at most.
const NOISE: (u32, u32) = (50, 150);
/// A word was left out, and one that no product has in any reading.
const DROPPED: (u32, u32) = (800, 400);
/// Only a run of words was read: each word left out, one that no product has in any reading, and for the whole.
const RUN: (u32, u32) = (350, 150);
const WHOLE_RUN: u32 = 300;
/// Most words of a sentence that a name is looked for in.
const MOST_SENTENCE: usize = 14;
/// What costs this much more than the best is not listed: of likely readings, of distant ones.
const WINDOW: (u32, u32) = (300, 130);
/// Fewest words of a question that two may be left out of.
const TWO_DROPPED: usize = 4;
/// Most words of a question that is read with words left out; a pasted paragraph is none.
const MOST_WORDS: usize = 9;
/// What is searched.
pub(super) struct Shelf<'a> {
    pub(super) postings: Postings<'a>,
    pub(super) columns: &'a Columns,
    pub(super) fragments: Option<Fragments<'a>>,
    pub(super) initials: &'a InvertedIndexReader,
}

/// What fits a question, and how it was read.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// In the order of the documents.
    pub(super) found: Vec<Found>,
    /// What fits beside these, until another plan finds something too.
    pub(super) rest: Option<Rest>,
    /// What is not scored costs no less than this, among the finds or beside them.
    pub(super) floor: u32,
    /// The plans that [`Found::plan`] numbers.
    pub(super) plans: Vec<Plan>,
}

/// A climb for one question.
pub(super) struct Ladder<'a> {
    shelf: &'a Shelf<'a>,
    stop: Stop<'a>,
    outcome: Outcome,
    wanted: Wanted,
    /// Plans that found nothing.
    fruitless: Vec<Plan>,
    /// The words read widely, once a step asks for them.
    wide: OnceCell<Vec<Slot>>,
}

type Step<T> = std::result::Result<T, Stopped>;

/// One step of the ladder.
type Climb<'s, 'a> = &'s dyn Fn(&mut Ladder<'a>) -> Result<Step<()>>;

impl<'a> Ladder<'a> {
    pub(super) fn new(shelf: &'a Shelf<'a>, stop: Stop<'a>) -> Self {
        Self {
            shelf,
            stop,
            outcome: Outcome {
                floor: u32::MAX,
                ..Outcome::default()
            },
            wanted: Wanted {
                best: u32::MAX,
                window: WINDOW.0,
            },
            fruitless: Vec::new(),
            wide: OnceCell::new(),
        }
    }

    /// Each word read widely.
    fn wide(&self, reader: Reader<'_>) -> &[Slot] {
        let read = || {
            reader
                .question
                .tokens
                .iter()
                .map(|token| reader.wide(token))
                .collect()
        };
        self.wide.get_or_init(read)
    }

    /// Finds what fits; `None` when it was told to stop.
    pub(super) fn climb(mut self, question: &Question, literal: bool) -> Result<Option<Outcome>> {
        match self.steps(question, literal)? {
            Ok(()) => Ok(Some(self.outcome)),
            Err(Stopped) => Ok(None),
        }
    }

    fn steps(&mut self, question: &Question, literal: bool) -> Result<Step<()>> {
        let reader = Reader {
            vocabulary: self.shelf.postings.vocabulary,
            question,
        };
        let tokens = &question.tokens;
        let unfinished = tokens.last().is_some_and(|last| last.open && !last.known);
        let good = GOOD.0 + GOOD.1 * tokens.len() as u32 + if unfinished { GOOD.2 } else { 0 };
        let steps: [Climb<'_, 'a>; 6] = [
            &|ladder| ladder.likely(reader, literal),
            &|ladder| ladder.rows(reader),
            &|ladder| ladder.other_marks(reader),
            &|ladder| ladder.one_misread(reader),
            &|ladder| ladder.misread(reader),
            &|ladder| ladder.misread_and_more(reader),
        ];
        let marked = tokens.iter().filter(|token| token.word.is_marked()).count() as u32;
        let other_marks = STEP[0] + 400 * marked;
        let limits = [0, STEP[0], other_marks, STEP[1], STEP[2], STEP[3]];
        for (number, (step, more)) in steps.into_iter().zip(limits).enumerate() {
            self.wanted.window = if number < 2 { WINDOW.0 } else { WINDOW.1 };
            if let Err(stopped) = step(self)? {
                return Ok(Err(stopped));
            }
            if self.wanted.best <= good + more || literal {
                self.narrow();
                return Ok(Ok(()));
            }
        }
        self.narrow();
        Ok(Ok(()))
    }

    /// Step 1.
    fn likely(&mut self, reader: Reader<'_>, literal: bool) -> Result<Step<()>> {
        let question = reader.question;
        if literal {
            return self.all(vec![reader.as_typed(&question.tokens)]);
        }
        let mut plans = Vec::new();
        let open = question.tokens.last().is_some_and(|token| token.open);
        if let Some(read) = question.viqr(open, reader.vocabulary) {
            let plan = reader.about(&read).plans(&read.tokens).into_iter().next();
            plans.extend(plan.map(|plan| {
                let slots = plan.slots.into_iter().map(|slot| slot.by(Way::Viqr, 0));
                Plan::new(slots.collect(), plan.base + VIQR)
            }));
        }
        plans.extend(reader.plans(&question.tokens));
        if reader.looks_like_stubs(&question.tokens) {
            plans.extend(reader.stubs(&question.tokens));
        }
        if let [only] = question.tokens.as_slice()
            && !only.known
        {
            plans.extend(self.first_letters(&question.tokens)?);
        }
        if plans.is_empty() {
            plans.extend(self.codes(reader)?);
        }
        self.all(plans)
    }

    /// Step 2.
    fn rows(&mut self, reader: Reader<'_>) -> Result<Step<()>> {
        let tokens = &reader.question.tokens;
        let mut plans = self.codes(reader)?;
        plans.extend(reader.stubs(tokens));
        plans.extend(self.first_letters(tokens)?);
        plans.extend(self.beginnings(reader)?);
        plans.extend(reader.with_letters(tokens));
        plans.extend(reader.rejoined(tokens));
        let kept: Vec<Token> = tokens
            .iter()
            .filter(|token| !token.noise)
            .cloned()
            .collect();
        if !kept.is_empty() && kept.len() < tokens.len() {
            let noise: Vec<&Token> = tokens.iter().filter(|token| token.noise).collect();
            let mut without = reader.plans(&kept);
            if let [_] = kept.as_slice() {
                without.extend(self.first_letters(&kept)?);
            }
            let base = noise_price(&noise);
            plans.extend(without.into_iter().map(|plan| dropping(plan, &noise, base)));
        }
        self.all(plans)
    }

    /// Step 3.
    fn other_marks(&mut self, reader: Reader<'_>) -> Result<Step<()>> {
        let tokens = &reader.question.tokens;
        if !reader.question.marked {
            return Ok(Ok(()));
        }
        let slots = tokens.iter().map(|token| reader.other_marks(token));
        self.all(vec![Plan::new(slots.collect(), 0)])
    }

    /// Step 4.
    fn one_misread(&mut self, reader: Reader<'_>) -> Result<Step<()>> {
        let tokens = &reader.question.tokens;
        let typed: Vec<Slot> = tokens.iter().map(|token| reader.slot(token)).collect();
        let one = |(at, wide): (usize, &Slot)| {
            let mut slots = typed.clone();
            slots[at] = wide.clone();
            Plan::new(slots, 0)
        };
        let plans = self.wide(reader).iter().enumerate().map(one).collect();
        self.all(plans)
    }

    /// Step 5.
    fn misread(&mut self, reader: Reader<'_>) -> Result<Step<()>> {
        let wide = self.wide(reader);
        let mut plans = without_some(reader, wide, 1);
        plans.push(Plan::new(wide.to_vec(), 0));
        self.all(plans)
    }

    /// Step 6.
    fn misread_and_more(&mut self, reader: Reader<'_>) -> Result<Step<()>> {
        let tokens = &reader.question.tokens;
        let wide = self.wide(reader);
        let mut plans = without_some(reader, wide, 2);
        if (2..=MOST_WORDS).contains(&tokens.len()) {
            for (left_out, token) in tokens.iter().enumerate() {
                let dropped = [token];
                let Some(base) = price(reader, wide, &[left_out]) else {
                    continue;
                };
                let mut slots = wide.to_vec();
                slots.remove(left_out);
                plans.push(dropping(Plan::new(slots, 0), &dropped, base));
            }
        }
        let (noise, kept): (Vec<usize>, Vec<usize>) =
            (0..tokens.len()).partition(|at| tokens[*at].noise);
        if !kept.is_empty() && !noise.is_empty() {
            let slots = kept.iter().map(|at| wide[*at].clone()).collect();
            let noise: Vec<&Token> = noise.iter().map(|at| &tokens[*at]).collect();
            plans.push(dropping(Plan::new(slots, 0), &noise, noise_price(&noise)));
        }
        plans.extend(without_unknown(reader, wide));
        self.all(plans)
    }

    /// The products whose names begin with words that begin with these letters.
    fn first_letters(&self, tokens: &[Token]) -> Result<Option<Plan>> {
        let Some(letters) = letters(tokens) else {
            return Ok(None);
        };
        let typed = letters.chars().count();
        let initials = self.shelf.initials;
        let range = initials.terms().range().ge(&letters);
        let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
        let mut docs: HashMap<DocId, u16> = HashMap::new();
        while stream.advance() && stream.key().starts_with(letters.as_bytes()) {
            let cost = letters_cost(typed, String::from_utf8_lossy(stream.key()).chars().count());
            let take = |block: &[DocId]| docs.extend(block.iter().map(|doc| (*doc, cost)));
            each_block(initials, stream.value(), take).map_err(tantivy::TantivyError::from)?;
        }
        let slot = Slot::of_docs(&letters, docs, Way::Initial);
        Ok(Some(Plan::new(vec![slot], 0)).filter(|plan| !plan.is_hopeless()))
    }

    /// The products whose names begin with words that begin like parts of one typed run of letters.
    fn beginnings(&self, reader: Reader<'_>) -> Result<Option<Plan>> {
        let [only] = reader.question.tokens.as_slice() else {
            return Ok(None);
        };
        if only.known || reader.question.marked {
            return Ok(None);
        }
        let Shelf {
            postings, columns, ..
        } = self.shelf;
        let (lines, vocabulary) = (&columns.lines, postings.vocabulary);
        let docs = beginnings::find(&only.typed, self.shelf.initials, lines, vocabulary)?;
        let slot = Slot::of_docs(&only.typed, docs, Way::Stub);
        Ok(Some(Plan::new(vec![slot], 0)).filter(|plan| !plan.is_hopeless()))
    }

    /// The products that have parts of the question in their codes.
    fn codes(&self, reader: Reader<'_>) -> Result<Vec<Plan>> {
        let Some(fragments) = &self.shelf.fragments else {
            return Ok(Vec::new());
        };
        let find = |part: &str, scope: Scope| fragments.find(part, scope);
        Ok(reader
            .codes(&reader.question.tokens, find)
            .map_err(tantivy::TantivyError::from)?)
    }

    /// Tries plans in turn.
    fn all(&mut self, mut plans: Vec<Plan>) -> Result<Step<()>> {
        // The cheaper readings first: what they find rules much of the others out.
        plans.sort_by_key(|plan| plan.base);
        let lines = &self.shelf.columns.lines;
        for plan in plans {
            if plan.is_hopeless() || cheapest(&plan) > self.wanted.limit() {
                continue;
            }
            let mut tried = self.outcome.plans.iter().chain(&self.fruitless);
            if tried.any(|tried| plan.is_covered_by(tried)) {
                continue;
            }
            let number = self.outcome.plans.len() as u16;
            let found = finding::found(
                &self.shelf.postings,
                lines,
                (&plan, number),
                self.wanted,
                self.stop,
            )?;
            let Ok(finds) = found else {
                return Ok(Err(Stopped));
            };
            let Some(best) = finds.found.iter().map(|found| found.cost).min() else {
                self.fruitless.push(plan);
                continue;
            };
            self.wanted.best = self.wanted.best.min(u32::from(best));
            self.outcome.plans.push(plan);
            self.outcome.take(finds);
        }
        Ok(Ok(()))
    }

    /// Keeps what is near the best; and all that has the words as typed, when the best is one of those.
    fn narrow(&mut self) {
        let limit = self.wanted.limit();
        let plans = &self.outcome.plans;
        let plain: Vec<bool> = plans.iter().map(Plan::is_plain).collect();
        let of = |found: &Found| plain[usize::from(found.plan)];
        let best = self.outcome.found.iter().min_by_key(|found| found.cost);
        let literal = best.is_some_and(of);
        if !literal {
            // Whether all of these are near the best has not been worked out.
            self.outcome.gather();
            let Postings { vocabulary, .. } = &self.shelf.postings;
            let Outcome { found, plans, .. } = &mut self.outcome;
            finding::score_the_rest(found, &self.shelf.columns.lines, vocabulary.len(), plans);
        }
        let stays = |found: &Found| literal && of(found) || u32::from(found.cost) <= limit;
        if self.outcome.found.iter().any(|found| !stays(found)) {
            self.outcome.found.retain(stays);
        }
    }
}

impl Outcome {
    /// Takes in what one more plan found.
    fn take(&mut self, finds: Finds) {
        if self.found.is_empty() {
            self.floor = finds.rest.as_ref().map_or(u32::MAX, |rest| rest.floor);
            (self.found, self.rest) = (finds.found, finds.rest);
            return;
        }
        self.gather();
        let (mut fresh, mut floor) = (finds.found, u32::MAX);
        if let Some(rest) = finds.rest {
            (fresh, floor) = (rest.with(fresh), rest.floor);
        }
        self.floor = self.floor.min(floor);
        let known = std::mem::take(&mut self.found);
        self.found = merged(known, fresh, self.floor);
    }

    /// Puts what fits beside the finds among them.
    fn gather(&mut self) {
        if let Some(rest) = self.rest.take() {
            self.found = rest.with(std::mem::take(&mut self.found));
        }
    }
}

/// Plans with so many words left out, the others as typed.
fn without_some(reader: Reader<'_>, wide: &[Slot], some: usize) -> Vec<Plan> {
    let tokens = &reader.question.tokens;
    let enough = if some > 1 { TWO_DROPPED } else { 2 };
    let mut plans = Vec::new();
    if !(enough..=MOST_WORDS).contains(&tokens.len()) {
        return plans;
    }
    for first in 0..tokens.len() {
        for second in if some > 1 {
            first + 1..tokens.len()
        } else {
            first..first + 1
        } {
            let left_out = if some > 1 {
                vec![first, second]
            } else {
                vec![first]
            };
            let Some(base) = price(reader, wide, &left_out) else {
                continue;
            };
            let kept = tokens
                .iter()
                .enumerate()
                .filter(|(at, _)| !left_out.contains(at));
            let kept: Vec<Token> = kept.map(|(_, token)| token.clone()).collect();
            let dropped: Vec<&Token> = left_out.iter().map(|at| &tokens[*at]).collect();
            let readings = reader.plans(&kept).into_iter();
            plans.extend(readings.map(|plan| dropping(plan, &dropped, base)));
        }
    }
    plans
}

/// Runs of words as typed, with all others left out: the shorter ones only where the longer find nothing, as they
/// cost more. People write whole sentences around a product's name.
fn without_unknown(reader: Reader<'_>, wide: &[Slot]) -> Vec<Plan> {
    let tokens = &reader.question.tokens;
    let mut plans = Vec::new();
    if tokens.len() > MOST_SENTENCE {
        return plans;
    }
    for length in (2..tokens.len()).rev() {
        for start in 0..=tokens.len() - length {
            let run = &tokens[start..start + length];
            if run.iter().filter(|token| !token.noise).count() < 2 {
                continue;
            }
            let left_out: Vec<usize> = (0..tokens.len())
                .filter(|at| !(start..start + length).contains(at))
                .collect();
            let each = left_out.iter().map(|at| word_price(reader, wide, *at, RUN));
            let price = each.sum::<u32>() + WHOLE_RUN;
            let dropped: Vec<&Token> = left_out.iter().map(|at| &tokens[*at]).collect();
            let welcome: Vec<Slot> = dropped.iter().map(|token| reader.slot(token)).collect();
            plans.extend(reader.plans(run).into_iter().take(2).map(|mut plan| {
                for slot in plan.slots.iter_mut().skip(1) {
                    slot.follows = Follows::Next;
                }
                plan.welcome.clone_from(&welcome);
                dropping(plan, &dropped, price)
            }));
        }
    }
    plans
}

/// What leaving these words out costs; `None` when too little would be left to go by.
fn price(reader: Reader<'_>, wide: &[Slot], left_out: &[usize]) -> Option<u32> {
    let tokens = &reader.question.tokens;
    let telling = |at: &usize| !left_out.contains(at) && !tokens[*at].noise;
    let left = (0..tokens.len()).filter(telling).count();
    // One word that is left says too little, unless the others say nothing.
    if left == 0 || left == 1 && !left_out.iter().all(|at| tokens[*at].noise) {
        return None;
    }
    let price = |at: &usize| word_price(reader, wide, *at, DROPPED);
    Some(left_out.iter().map(price).sum())
}

/// What leaving a word out costs: of two prices the second when no product has it in any reading. What people type
/// around a product costs least, whether products have it or not.
fn word_price(reader: Reader<'_>, wide: &[Slot], at: usize, (known, unknown): (u32, u32)) -> u32 {
    if reader.question.tokens[at].noise {
        NOISE.0
    } else if wide[at].is_hopeless() {
        unknown
    } else {
        known
    }
}

/// What leaving words out that people type around a product costs.
fn noise_price(words: &[&Token]) -> u32 {
    (NOISE.0 * words.len() as u32).min(NOISE.1)
}

/// A plan that leaves words out, at a price.
fn dropping(mut plan: Plan, words: &[&Token], price: u32) -> Plan {
    plan.base += price;
    if let [only] = plan.slots.as_mut_slice() {
        // Of one word that is left over nothing may be wrong.
        only.forget_near();
    }
    plan.dropped
        .extend(words.iter().map(|token| token.typed.clone()));
    plan
}

/// Two lists in the order of the documents as one; the cheaper find of the same product stays. What is not scored
/// costs at least the floor.
fn merged(known: Vec<Found>, fresh: Vec<Found>, floor: u32) -> Vec<Found> {
    if known.is_empty() {
        return fresh;
    }
    let mut merged = Vec::with_capacity(known.len() + fresh.len());
    let (mut known, mut fresh) = (known.into_iter().peekable(), fresh.into_iter().peekable());
    loop {
        let next = match (known.peek(), fresh.peek()) {
            (Some(a), Some(b)) if a.doc == b.doc => {
                let surely = a.cost != UNSCORED || u32::from(b.cost) < floor;
                let cheaper = if b.cost < a.cost && surely { *b } else { *a };
                known.next();
                fresh.next();
                Some(cheaper)
            }
            (Some(a), Some(b)) if a.doc < b.doc => known.next(),
            (Some(_), None) => known.next(),
            _ => fresh.next(),
        };
        match next {
            Some(found) => merged.push(found),
            None => return merged,
        }
    }
}
