//! The words of every product in their order, in memory: what scoring reads.
//!
//! Names and specialties are kept product by product; places and producers once for all products that share them.
//! Four bytes a word.

use std::ops::Range;
use std::sync::OnceLock;

use tantivy::{DocId, SegmentReader};

use crate::error::Result;
use crate::search::columns::bulk_read;
use crate::search::columns::ids::{PlaceId, ProducerId, ProducerNameId, ProfileId, TermId};
use crate::search::columns::schema::{BySharedField, IndexFields, SearchField, VALUE_SEPARATOR};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::parallel;

/// Word lists by id; list 0 is empty.
#[derive(Debug, Default)]
struct SharedWordLists {
    words: Vec<TermId>,
    ends: Vec<u32>,
}

impl SharedWordLists {
    fn push(&mut self, words: impl Iterator<Item = TermId>) {
        self.words.extend(words);
        self.ends.push(self.words.len() as u32);
    }

    #[inline]
    fn get(&self, list_id: usize) -> &[TermId] {
        &self.words[list_range(&self.ends, list_id)]
    }

    fn len(&self) -> usize {
        self.ends.len()
    }
}

/// The ids of one product. They stand together because they are read together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ForwardIndexEntry {
    /// Where the words of its name and specialty begin; they end where those of the next product begin.
    words_start: u32,
    pub(crate) place_id: PlaceId,
    pub(crate) producer_id: ProducerId,
    pub(crate) profile_id: ProfileId,
    /// How many of these words are the name's; the others are the specialty's.
    name_length: u8,
}

/// The words of all products.
#[derive(Debug, Default)]
pub(crate) struct ForwardIndex {
    /// Names and specialties, product by product.
    words: Vec<TermId>,
    /// Product by product, and one more for the end of the last.
    entries: Vec<ForwardIndexEntry>,
    place_words: SharedWordLists,
    producer_words: SharedWordLists,
    /// By producer; equal for equal names.
    producer_name_ids: Vec<ProducerNameId>,
    /// Built when first used.
    shared_postings: OnceLock<BySharedField<SharedWordPostings>>,
}

/// The places or producers that have a word.
#[derive(Debug)]
struct SharedWordPostings {
    list_ids: Vec<u32>,
    /// By word, where its ids end.
    ends: Vec<u32>,
}

impl SharedWordPostings {
    fn from_word_lists(lists: &SharedWordLists, vocabulary_len: usize) -> Self {
        let mut ends = vec![0_u32; vocabulary_len];
        for word in &lists.words {
            if let Some(count) = ends.get_mut(word.index()) {
                *count += 1;
            }
        }
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(vocabulary_len);
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut list_ids = vec![0; sum as usize];
        for list_id in 0..lists.len() {
            for word in lists.get(list_id) {
                if let Some(next) = next.get_mut(word.index()) {
                    list_ids[*next as usize] = list_id as u32;
                    *next += 1;
                }
            }
        }
        Self { list_ids, ends }
    }

    fn get(&self, word: TermId) -> &[u32] {
        if word.index() < self.ends.len() {
            &self.list_ids[list_range(&self.ends, word.index())]
        } else {
            &[]
        }
    }
}

/// Names and specialties, product by product.
#[derive(Debug, Default)]
struct NameFieldWords {
    words: Vec<TermId>,
    ends: Vec<u32>,
    /// How many of a product's words are the name's.
    name_lengths: Vec<u8>,
}

/// The districts and units of the places, by place.
#[derive(Debug, Default)]
pub(crate) struct PlaceFacetValues {
    /// Empty for none.
    pub(crate) districts: Vec<String>,
    /// Empty for none.
    pub(crate) units: Vec<String>,
}

/// The place and producer of each product, while they are read.
struct SharedListIds {
    place_ids: Vec<u32>,
    producer_ids: Vec<u32>,
    place_values: PlaceFacetValues,
}

/// The words of one product, field by field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProductWords<'a> {
    /// In the order of [`SearchField::ALL`].
    pub(crate) fields: [&'a [TermId]; SearchField::ALL.len()],
}

impl<'a> ProductWords<'a> {
    /// All words, field by field.
    pub(crate) fn iter(self) -> impl Iterator<Item = TermId> + 'a {
        self.fields.into_iter().flatten().copied()
    }
}

impl NameFieldWords {
    fn from_segment(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
    ) -> Result<Self> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let doc_count = reader.max_doc();
        let lengths = fast.u64(name(fields.name_length))?;
        let name_lengths = bulk_read::read_first_values(&lengths, doc_count, |length| length as u8);
        let (words, ends) = match fast.str(name(fields.name))? {
            Some(column) => bulk_read::read_value_lists(column.ords(), doc_count, |ordinal| {
                vocabulary.word_by_name_ordinal(ordinal)
            })?,
            None => (Vec::new(), vec![0; doc_count as usize]),
        };
        Ok(Self {
            words,
            ends,
            name_lengths,
        })
    }
}

/// Looks up the words of texts that come in order: a prefix shared with the text before is not looked up again.
struct OrderedWordReader<'a> {
    vocabulary: &'a Vocabulary,
    last_text: String,
    /// Where each word of the last text ends, and its id.
    last_words: Vec<(usize, TermId)>,
}

impl<'a> OrderedWordReader<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            last_text: String::new(),
            last_words: Vec::new(),
        }
    }

    /// The words of the next text.
    fn look_up_words(&mut self, text: &str) -> impl Iterator<Item = TermId> {
        let pairs = self.last_text.bytes().zip(text.bytes());
        let common = pairs.take_while(|(a, b)| a == b).count();
        // A word that ends where the common prefix does may go on in the other text.
        let kept = self.last_words.partition_point(|(end, _)| *end < common);
        self.last_words.truncate(kept);
        let from = self.last_words.last().map_or(0, |(end, _)| *end);
        let mut end = from;
        for word in text[from..].split([' ', VALUE_SEPARATOR]) {
            let start = end;
            end = start + word.len();
            if !word.is_empty() {
                let id = self.vocabulary.find_word(word).unwrap_or(TermId::UNKNOWN);
                self.last_words.push((end, id));
            }
            end += 1;
        }
        self.last_text.clear();
        self.last_text.push_str(text);
        self.last_words.iter().map(|(_, id)| *id)
    }
}

impl ForwardIndex {
    /// Reads the columns of a segment; the profiles are set later.
    pub(crate) fn from_segment(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
    ) -> Result<(Self, PlaceFacetValues)> {
        let (names, shared) = parallel::read_both(
            reader.max_doc() as usize,
            || NameFieldWords::from_segment(reader, fields, vocabulary),
            || Self::read_shared_fields(reader, fields, vocabulary),
        );
        let (names, (mut index, shared_ids)) = (names?, shared?);
        let mut words_start = 0;
        index.entries.reserve(names.ends.len() + 1);
        for (doc, end) in names.ends.iter().enumerate() {
            index.entries.push(ForwardIndexEntry {
                words_start,
                place_id: PlaceId(shared_ids.place_ids[doc]),
                producer_id: ProducerId(shared_ids.producer_ids[doc]),
                profile_id: ProfileId(0),
                name_length: names.name_lengths[doc],
            });
            words_start = *end;
        }
        index.entries.push(ForwardIndexEntry {
            words_start,
            ..ForwardIndexEntry::default()
        });
        index.words = names.words;
        Ok((index, shared_ids.place_values))
    }

    /// Sets the profile of each product.
    pub(crate) fn set_profile_ids(&mut self, profile_ids: &[u32]) {
        for (entry, profile_id) in self.entries.iter_mut().zip(profile_ids) {
            entry.profile_id = ProfileId(*profile_id);
        }
    }

    /// The ids of a product.
    #[inline]
    pub(crate) fn product_entry(&self, doc: DocId) -> ForwardIndexEntry {
        self.entries[doc as usize]
    }

    /// Reads places and producers.
    fn read_shared_fields(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
    ) -> Result<(Self, SharedListIds)> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let doc_count = reader.max_doc();
        let mut index = Self::default();
        let mut place_values = PlaceFacetValues::default();
        let find = |canon: &str| vocabulary.find_word(canon).unwrap_or(TermId::UNKNOWN);
        let places = fast.str(name(fields.place))?;
        let place_ids = bulk_read::read_shared_values(places, doc_count, |value| {
            let mut pieces = value.split(VALUE_SEPARATOR);
            let mut piece = || pieces.next().unwrap_or_default();
            place_values.districts.push(piece().to_owned());
            place_values.units.push(piece().to_owned());
            index.place_words.push(piece().split_whitespace().map(find));
        })?;
        let (mut last_name, mut name_id) = (String::new(), 0);
        let mut word_reader = OrderedWordReader::new(vocabulary);
        let producers = fast.str(name(fields.producer))?;
        let producer_ids = bulk_read::read_shared_values(producers, doc_count, |value| {
            index.producer_words.push(word_reader.look_up_words(value));
            // Values come in order, so equal names are neighbours.
            let name = value.split(VALUE_SEPARATOR).next().unwrap_or_default();
            if name != last_name {
                name.clone_into(&mut last_name);
                name_id += 1;
            }
            index.producer_name_ids.push(ProducerNameId(name_id));
        })?;
        let shared_ids = SharedListIds {
            place_ids,
            producer_ids,
            place_values,
        };
        Ok((index, shared_ids))
    }

    /// The words of a product's name and specialty.
    #[inline]
    pub(crate) fn name_and_specialty(&self, doc: DocId) -> [&[TermId]; 2] {
        let (entry, next) = (self.entries[doc as usize], self.entries[doc as usize + 1]);
        let words = &self.words[entry.words_start as usize..next.words_start as usize];
        let length = usize::from(entry.name_length).min(words.len());
        let (name, specialty) = words.split_at(length);
        [name, specialty]
    }

    /// The words of a place.
    #[inline]
    pub(crate) fn place_words(&self, place: PlaceId) -> &[TermId] {
        self.place_words.get(place.index())
    }

    /// The words of a producer.
    #[inline]
    pub(crate) fn producer_words(&self, producer: ProducerId) -> &[TermId] {
        self.producer_words.get(producer.index())
    }

    /// All words of a product.
    pub(crate) fn product_words(&self, doc: DocId) -> ProductWords<'_> {
        let [name, specialty] = self.name_and_specialty(doc);
        let entry = self.product_entry(doc);
        ProductWords {
            fields: [
                name,
                specialty,
                self.place_words(entry.place_id),
                self.producer_words(entry.producer_id),
            ],
        }
    }

    /// The ids of the places and of the producers that have a word.
    pub(crate) fn shared_postings(
        &self,
        word: TermId,
        vocabulary_len: usize,
    ) -> BySharedField<&[u32]> {
        let build =
            |lists: &SharedWordLists| SharedWordPostings::from_word_lists(lists, vocabulary_len);
        let postings = self.shared_postings.get_or_init(|| BySharedField {
            place: build(&self.place_words),
            producer: build(&self.producer_words),
        });
        BySharedField {
            place: postings.place.get(word),
            producer: postings.producer.get(word),
        }
    }

    /// How many places and producers there are, "none" included.
    pub(crate) fn shared_list_counts(&self) -> BySharedField<usize> {
        BySharedField {
            place: self.place_words.len(),
            producer: self.producer_words.len(),
        }
    }

    /// The name of a product's producer.
    pub(crate) fn producer_name_id(&self, doc: DocId) -> ProducerNameId {
        self.producer_name_ids[self.product_entry(doc).producer_id.index()]
    }

    /// How many different names of producers there are, "none" included.
    pub(crate) fn producer_name_count(&self) -> usize {
        self.producer_name_ids
            .last()
            .map_or(1, |last| last.index() + 1)
    }
}

#[inline]
fn list_range(ends: &[u32], list_id: usize) -> Range<usize> {
    let start = list_id.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[list_id] as usize
}
