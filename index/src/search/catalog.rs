//! An open catalogue: an index in memory or mapped, its vocabulary, and its columns for a day.
//!
//! Nothing of it changes but the sets kept for the next question, so that any number of threads may ask. Must not: know where the files lie.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::columnar::StrColumn;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Index, ReloadPolicy, Searcher, TantivyDocument};

use super::answer::Answer;
use super::arrange::Place;
use super::bulk;
use super::candidates::Postings;
use super::collect::{self, Fits, Found};
use super::columns::Columns;
use super::conditions::Conditions;
use super::explain::{Explanation, Step};
use super::finding::Stop;
use super::fragments::Fragments;
use super::highlight::{self, Marks};
use super::ladder::{Ladder, Outcome, Shelf};
use super::read::{Question, Reader};
use super::reading::Reading;
use super::recent::Recent;
use super::schema::{Fields, Part, id_number, kept_words};
use super::score::{Scorer, Table};
use super::slot::Plan;
use super::vocabulary::Vocabulary;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::query::{Condition, Ends, Facet, Query, Scope};
use crate::source::jsonl;
use crate::status::{self, Act, State};

/// So many rows are looked through for a product that is to be kept in sight: nobody walks further.
const WALKED: usize = 10_000;

/// A catalogue that answers questions for one day.
pub struct Catalog {
    searcher: Searcher,
    fields: Fields,
    /// Absent in a catalogue without products.
    content: Option<Content>,
    day: Date,
}

/// What a catalogue with products keeps at hand.
struct Content {
    vocabulary: Vocabulary,
    columns: Arc<Columns>,
    names: Arc<InvertedIndexReader>,
    others: Arc<InvertedIndexReader>,
    initials: Arc<InvertedIndexReader>,
    grams: Arc<InvertedIndexReader>,
    codes: Option<StrColumn>,
    recent: Recent,
}

/// A product in a list.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The record.
    pub product: Product,
    /// What it is on the catalogue's day.
    pub state: State,
    /// Which letters matched.
    pub marks: Marks,
}

impl Catalog {
    /// Opens an index for a day.
    pub(crate) fn open(index: &Index, day: Date) -> Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let fields = Fields::new();
        let content = match searcher.segment_readers() {
            [segment] => {
                let names = segment.inverted_index(fields.name)?;
                let others = segment.inverted_index(fields.other)?;
                let vocabulary =
                    Vocabulary::read([&names, &others]).map_err(tantivy::TantivyError::from)?;
                let code = fields.schema.get_field_name(fields.code);
                Some(Content {
                    columns: Arc::new(Columns::read(segment, &fields, &vocabulary, day)?),
                    vocabulary,
                    names,
                    others,
                    initials: segment.inverted_index(fields.initials)?,
                    grams: segment.inverted_index(fields.gram)?,
                    codes: segment.fast_fields().str(code)?,
                    recent: Recent::default(),
                })
            }
            _ => None,
        };
        Ok(Self {
            searcher,
            fields,
            content,
            day,
        })
    }

    /// The day that stars and statuses are derived for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every value of a facet that some product has.
    pub fn values(&self, facet: Facet) -> Vec<String> {
        self.content.as_ref().map_or_else(Vec::new, |content| {
            let column = content.columns.facet(facet);
            let present = column.values.iter().zip(&column.present);
            present
                .filter(|(_, present)| **present)
                .map(|(value, _)| value.clone())
                .collect()
        })
    }

    /// Answers a question: by the likeliest reading that finds something good, and the answer's
    /// [`Reading`] says which.
    pub fn search(&self, query: &Query) -> Result<Answer> {
        let answer = self.search_until(query, &|| false)?;
        Ok(answer.unwrap_or_else(|| Answer::empty(&query.filter)))
    }

    /// Answers a question unless told to stop; `None` then.
    pub fn search_until(&self, query: &Query, stop: Stop<'_>) -> Result<Option<Answer>> {
        let Some(content) = &self.content else {
            return Ok(Some(Answer::empty(&query.filter)));
        };
        let searched = self.shelf(content);
        let question = content.question(query);
        let (fits, plans, floor) = if question.tokens.is_empty() {
            (Fits::All(searched.postings.docs), Vec::new(), u32::MAX)
        } else {
            let ladder = Ladder::new(&searched, stop);
            let Some(outcome) = ladder.climb(&question, query.literal)? else {
                return Ok(None);
            };
            let Outcome {
                found,
                rest,
                floor,
                plans,
            } = outcome;
            (Fits::These(found, rest), plans, floor)
        };
        let conditions = self.conditions(content, &query.conditions)?;
        let harvest = collect::harvest(&content.columns, &query.filter, &conditions, fits);
        if stop() {
            return Ok(None);
        }
        let mut answer = Answer::new(
            harvest,
            &content.columns,
            (plans, floor, content.vocabulary.len()),
            query,
        );
        if let Some(best) = answer.best().filter(|_| !question.tokens.is_empty()) {
            answer.reading = self.reading(content, &answer.plans, best)?;
        }
        Ok(Some(answer))
    }

    fn shelf<'a>(&'a self, content: &'a Content) -> Shelf<'a> {
        Shelf {
            postings: Postings {
                vocabulary: &content.vocabulary,
                fields: [&content.names, &content.others],
                docs: self.searcher.segment_reader(0).max_doc(),
                recent: &content.recent,
            },
            columns: &content.columns,
            fragments: self.fragments(content),
            initials: &content.initials,
        }
    }

    fn fragments<'a>(&'a self, content: &'a Content) -> Option<Fragments<'a>> {
        let codes = content.codes.as_ref()?;
        Some(Fragments {
            grams: &content.grams,
            field: self.fields.gram,
            codes,
        })
    }

    fn conditions(&self, content: &Content, conditions: &[Condition]) -> Result<Conditions> {
        let mut failed = None;
        let codes = |part: &str, scope: Scope| -> HashSet<DocId> {
            let found = self
                .fragments(content)
                .map(|fragments| fragments.find(part, scope));
            match found.transpose() {
                Ok(found) => found.unwrap_or_default().into_keys().collect(),
                Err(error) => {
                    failed = Some(error);
                    HashSet::new()
                }
            }
        };
        let ends = |ends: &Ends| self.profiles_that_end(&content.columns, ends);
        let conditions = Conditions::new(conditions, &content.vocabulary, codes, ends);
        match failed {
            Some(error) => Err(tantivy::TantivyError::from(error).into()),
            None => Ok(conditions),
        }
    }

    /// How the question was read for the hit that fits best. Its words are only looked up when it was not
    /// simply read as typed.
    fn reading(&self, content: &Content, plans: &[Plan], best: Found) -> Result<Reading> {
        let Some(plan) = plans.get(usize::from(best.plan)) else {
            return Ok(Reading::default());
        };
        let places = content.places(plan, best.doc);
        let way = |place: &Place| plan.slots[place.slot].way(place.at.map(|(.., word)| word));
        let literal = plan.dropped.is_empty()
            && places
                .iter()
                .all(|place| way(place).distance() == super::Distance::Literal);
        if literal {
            return Ok(Reading::default());
        }
        let product = self.product_at(best.doc)?;
        let steps = content.steps(plan, &places, best.doc, &product);
        Ok(Reading::of(&steps, &plan.dropped))
    }

    /// The products at these places of an answer, read whole.
    pub fn hits(&self, answer: &mut Answer, places: std::ops::Range<usize>) -> Result<Vec<Hit>> {
        let plans = Arc::clone(&answer.plans);
        let mut tables = HashMap::new();
        answer
            .finds(places)
            .iter()
            .map(|found| self.hit(*found, &plans, &mut tables))
            .collect()
    }

    /// The place of a product in an answer, from 0; `None` where it is not, or further down than anybody walks.
    pub fn place(&self, answer: &mut Answer, id: &str) -> Result<Option<usize>> {
        let Some(doc) = self.doc(id)? else {
            return Ok(None);
        };
        let walked = answer.total().min(WALKED);
        Ok(answer
            .docs(0..walked)
            .iter()
            .position(|known| *known == doc))
    }

    /// Why the product at this place of an answer, from 0, was found; `None` behind the last.
    pub fn explain(&self, answer: &mut Answer, place: usize) -> Result<Option<Explanation>> {
        let plans = Arc::clone(&answer.plans);
        let Some(found) = answer.finds(place..place + 1).first().copied() else {
            return Ok(None);
        };
        let mut explanation = Explanation::default();
        if let Some(plan) = plans.get(usize::from(found.plan))
            && let Some(content) = &self.content
        {
            let product = self.product_at(found.doc)?;
            let places = content.places(plan, found.doc);
            explanation.cost = content.cost(plan, found.doc);
            explanation.steps = content.steps(plan, &places, found.doc, &product);
            explanation.dropped.clone_from(&plan.dropped);
        }
        Ok(Some(explanation))
    }

    /// A product whole. The tables of plans are made once.
    fn hit<'a>(
        &'a self,
        found: Found,
        plans: &'a [Plan],
        tables: &mut HashMap<u16, Table<'a>>,
    ) -> Result<Hit> {
        let product = self.product_at(found.doc)?;
        let marks = match (plans.get(usize::from(found.plan)), &self.content) {
            (Some(plan), Some(content)) => {
                let table = tables
                    .entry(found.plan)
                    .or_insert_with(|| content.table(plan));
                let places = Scorer::new(table).places(found.doc);
                highlight::marks(plan, &places, &content.vocabulary, &product)
            }
            _ => Marks::default(),
        };
        let state = self.state(&product);
        Ok(Hit {
            product,
            state,
            marks,
        })
    }

    /// The product with this id.
    pub fn product(&self, id: &str) -> Result<Option<Hit>> {
        let Some(doc) = self.doc(id)? else {
            return Ok(None);
        };
        let found = Found {
            doc,
            cost: 0,
            plan: u16::MAX,
        };
        Ok(Some(self.hit(found, &[], &mut HashMap::new())?))
    }

    /// Every product whole, in alphabetical order.
    pub fn products(&self) -> impl Iterator<Item = Result<Product>> + '_ {
        (0..self.len() as DocId).map(|doc| self.product_at(doc))
    }

    /// The document of the product with this id.
    pub(super) fn doc(&self, id: &str) -> Result<Option<DocId>> {
        let [segment] = self.searcher.segment_readers() else {
            return Ok(None);
        };
        let name = self.fields.schema.get_field_name(self.fields.id);
        let numbers = segment.fast_fields().u64(name)?;
        let wanted = id_number(id);
        let numbers = bulk::firsts(&numbers, segment.max_doc(), |number| number);
        for (doc, _) in (0..).zip(numbers).filter(|(_, number)| *number == wanted) {
            if self.product_at(doc)?.id.to_lowercase() == id.to_lowercase() {
                return Ok(Some(doc));
            }
        }
        Ok(None)
    }

    /// The typed words that no word of a product can be read from, as typed or wide.
    pub(super) fn missing_words(&self, doc: DocId, query: &Query) -> Vec<String> {
        let Some(content) = &self.content else {
            return Vec::new();
        };
        let question = content.question(query);
        let reader = Reader {
            vocabulary: &content.vocabulary,
            question: &question,
        };
        let line = content.columns.lines.line(doc);
        let has = |word: &str| {
            question
                .tokens
                .iter()
                .filter(|token| token.typed == word)
                .any(|token| {
                    let slot = if query.literal {
                        reader.plain(token)
                    } else {
                        reader.wide(token)
                    };
                    line.parts
                        .iter()
                        .any(|part| part.iter().any(|word| slot.cost(*word).is_some()))
                })
        };
        let words = question.tokens.iter().map(|token| token.typed.clone());
        words.filter(|word| !has(word)).collect()
    }

    /// How many different producers an answer has; a product without a named one counts none.
    pub fn producers(&self, answer: &Answer) -> usize {
        let Some(content) = &self.content else {
            return 0;
        };
        let lines = &content.columns.lines;
        let mut seen = vec![false; lines.producers_len()];
        answer.each_doc(|doc| seen[lines.producer(doc) as usize] = true);
        seen.into_iter().skip(1).filter(|seen| *seen).count()
    }

    /// What facets and orders read; absent in a catalogue without products.
    pub(super) fn columns(&self) -> Option<&Arc<Columns>> {
        self.content.as_ref().map(|content| &content.columns)
    }

    /// The producers of the products.
    pub(super) fn makers_column(&self) -> Result<Option<StrColumn>> {
        let [segment] = self.searcher.segment_readers() else {
            return Ok(None);
        };
        let name = self.fields.schema.get_field_name(self.fields.maker);
        Ok(segment.fast_fields().str(name)?)
    }

    /// What a product is on the catalogue's day.
    fn state(&self, product: &Product) -> State {
        status::on(product.recognitions.iter().map(Act::from), self.day)
    }

    fn product_at(&self, doc: DocId) -> Result<Product> {
        let document: TantivyDocument = self.searcher.doc(DocAddress::new(0, doc))?;
        let record = document
            .get_first(self.fields.record)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        jsonl::product(record).map_err(|error| Error::Record {
            path: "record".into(),
            line: doc as usize + 1,
            column: error.column(),
            reason: error.to_string(),
        })
    }
}

impl Content {
    /// The words of a question; those of its first wanted phrase when it has no others.
    fn question(&self, query: &Query) -> Question {
        let question = Question::new(&query.text, query.ends_in_word(), &self.vocabulary);
        if !question.tokens.is_empty() {
            return question;
        }
        let words = |scope: Scope| scope.is_of_words();
        let mut conditions = query.conditions.iter();
        let phrase = conditions.find(|condition| !condition.not && words(condition.scope));
        phrase.map_or(question, |phrase| {
            Question::new(&phrase.words, false, &self.vocabulary)
        })
    }

    /// What a plan finds, for a few products.
    fn table<'a>(&'a self, plan: &'a Plan) -> Table<'a> {
        Table::new(plan, &self.columns.lines, self.vocabulary.len(), 0)
    }

    /// What a plan costs for a product.
    fn cost(&self, plan: &Plan, doc: DocId) -> u32 {
        Scorer::new(&self.table(plan)).cost(doc).unwrap_or(0)
    }

    /// Which word of a product each slot took.
    fn places(&self, plan: &Plan, doc: DocId) -> Vec<Place> {
        Scorer::new(&self.table(plan)).places(doc)
    }

    /// The explanation of a find, word by word.
    fn steps(&self, plan: &Plan, places: &[Place], doc: DocId, product: &Product) -> Vec<Step> {
        let texts = Part::ALL.map(|part| part.text(product));
        let words = texts.each_ref().map(|text| kept_words(text));
        let step = |place: &Place| {
            let slot = &plan.slots[place.slot];
            let Some((part, at, number)) = place.at else {
                let cost = slot.docs.as_ref().and_then(|docs| docs.get(&doc)).copied();
                return Step {
                    typed: slot.typed.clone(),
                    found: slot.typed.clone(),
                    part: None,
                    way: slot.way(None),
                    cost: cost.unwrap_or(0).into(),
                };
            };
            let (text, words) = (&texts[part as usize], &words[part as usize]);
            let canon = self.vocabulary.canon(number);
            let exact = words.get(at).filter(|word| word.canon == canon);
            let word = exact.or_else(|| words.iter().find(|word| word.canon == canon));
            Step {
                typed: slot.typed.clone(),
                found: word
                    .map_or("", |word| &text[word.range.clone()])
                    .to_lowercase(),
                part: Some(part),
                way: slot.way(Some(number)),
                cost: slot.cost(number).unwrap_or(0).into(),
            }
        };
        places.iter().map(step).collect()
    }
}
