//! The words of every product in their order, in memory: what the scorer reads.
//!
//! Names and specialties are kept product by product; places and producers once for all products that share
//! them. Four bytes a word. Must not: know what a word costs.

use std::ops::Range;
use std::sync::OnceLock;

use tantivy::{DocId, SegmentReader};

use crate::error::Result;
use crate::search::columns::bulk_read;
use crate::search::columns::schema::{IndexFields, SearchField, VALUE_SEPARATOR};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::parallel;

/// Word lists by number; number 0 is the empty one.
#[derive(Debug, Default)]
struct SharedWordLists {
    words: Vec<u32>,
    ends: Vec<u32>,
}

impl SharedWordLists {
    fn push(&mut self, words: impl Iterator<Item = u32>) {
        self.words.extend(words);
        self.ends.push(self.words.len() as u32);
    }

    #[inline]
    fn get(&self, number: u32) -> &[u32] {
        &self.words[list_range(&self.ends, number)]
    }
}

/// The numbers of one product. They stand together because they are read together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ForwardIndexEntry {
    /// Where its own words begin; they end where those of the next product begin.
    words_start: u32,
    /// Of its place; see [`Places`].
    pub(crate) place_id: u32,
    /// Of its producer, 0 for none.
    pub(crate) producer_id: u32,
    /// Of its profile; see [`crate::search::columns::profile`].
    pub(crate) profile_id: u32,
    /// How many of its own words are the name's; the others are the specialty's.
    name_length: u8,
}

/// The words of all products.
#[derive(Debug, Default)]
pub(crate) struct ForwardIndex {
    /// Names and specialties, product by product.
    words: Vec<u32>,
    /// Product by product, and one more.
    entries: Vec<ForwardIndexEntry>,
    place_words: SharedWordLists,
    producer_words: SharedWordLists,
    /// By the number of the producer, the number of its name: equal for equal names, 0 for none.
    producer_name_ids: Vec<u32>,
    /// Where each word occurs, worked out when first asked for.
    shared_postings: OnceLock<[SharedWordPostings; 2]>,
}

/// The places or producers that have a word.
#[derive(Debug)]
struct SharedWordPostings {
    list_ids: Vec<u32>,
    /// By word, where its numbers end.
    ends: Vec<u32>,
}

impl SharedWordPostings {
    fn from_word_lists(shared: &SharedWordLists, words: usize) -> Self {
        let mut ends = vec![0_u32; words];
        for word in shared.words.iter().filter(|word| (**word as usize) < words) {
            ends[*word as usize] += 1;
        }
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(words);
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut numbers = vec![0; sum as usize];
        for number in 0..shared.ends.len() as u32 {
            for word in shared.get(number) {
                if let Some(next) = next.get_mut(*word as usize) {
                    numbers[*next as usize] = number;
                    *next += 1;
                }
            }
        }
        Self {
            list_ids: numbers,
            ends,
        }
    }
}

/// Names and specialties, product by product.
#[derive(Debug, Default)]
struct NameFieldWords {
    words: Vec<u32>,
    ends: Vec<u32>,
    /// How many of a product's words are the name's.
    name_lengths: Vec<u8>,
}

/// The districts and units of the places, by the number of the place.
#[derive(Debug, Default)]
pub(crate) struct PlaceFacetValues {
    /// The district of each place; empty for none.
    pub(crate) districts: Vec<String>,
    /// The unit of each place; empty for none.
    pub(crate) units: Vec<String>,
}

/// The number of each product's place and producer, while they are read.
struct SharedListIds {
    place_ids: Vec<u32>,
    producer_ids: Vec<u32>,
    place_values: PlaceFacetValues,
}

/// The words of one product, field by field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProductWords<'a> {
    /// In the order of [`Part::ALL`].
    pub(crate) parts: [&'a [u32]; SearchField::ALL.len()],
}

impl NameFieldWords {
    fn from_segment(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
    ) -> Result<Self> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let docs = reader.max_doc();
        let length = fast.u64(name(fields.name_length))?;
        let lengths = bulk_read::read_first_values(&length, docs, |length| length as u8);
        let (words, ends) = match fast.str(name(fields.name))? {
            Some(column) => bulk_read::read_value_lists(column.ords(), docs, |place| {
                vocabulary.word_by_name_ordinal(place)
            }),
            None => (Vec::new(), vec![0; docs as usize]),
        };
        Ok(Self {
            words,
            ends,
            name_lengths: lengths,
        })
    }
}

/// Reads lists of words that stand in the order of their texts: what a text begins with as the one before
/// is not looked up again.
struct OrderedWordReader<'a> {
    vocabulary: &'a Vocabulary,
    last_text: String,
    /// Where each word of the last text ends, and its number.
    last_words: Vec<(usize, u32)>,
}

impl<'a> OrderedWordReader<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            last_text: String::new(),
            last_words: Vec::new(),
        }
    }

    /// The numbers of the words of the next text.
    fn look_up_words(&mut self, text: &str) -> impl Iterator<Item = u32> {
        let pairs = self.last_text.bytes().zip(text.bytes());
        let common = pairs.take_while(|(a, b)| a == b).count();
        // A word that ends where the common part does may go on in the other text.
        let kept = self.last_words.partition_point(|(end, _)| *end < common);
        self.last_words.truncate(kept);
        let from = self.last_words.last().map_or(0, |(end, _)| *end);
        let mut end = from;
        for word in text[from..].split([' ', VALUE_SEPARATOR]) {
            let start = end;
            end = start + word.len();
            if !word.is_empty() {
                let number = self.vocabulary.find_word(word).unwrap_or(u32::MAX);
                self.last_words.push((end, number));
            }
            end += 1;
        }
        self.last_text.clear();
        self.last_text.push_str(text);
        self.last_words.iter().map(|(_, number)| *number)
    }
}

impl ForwardIndex {
    /// Reads the columns of a segment.
    pub(crate) fn from_segment(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
    ) -> Result<(Self, PlaceFacetValues)> {
        let (own, shared) = parallel::read_both(
            reader.max_doc() as usize,
            || NameFieldWords::from_segment(reader, fields, vocabulary),
            || Self::read_shared_fields(reader, fields, vocabulary),
        );
        let (own, (mut lines, numbers)) = (own?, shared?);
        let mut start = 0;
        lines.entries.reserve(own.ends.len() + 1);
        for (doc, end) in own.ends.iter().enumerate() {
            lines.entries.push(ForwardIndexEntry {
                words_start: start,
                place_id: numbers.place_ids[doc],
                producer_id: numbers.producer_ids[doc],
                profile_id: 0,
                name_length: own.name_lengths[doc],
            });
            start = *end;
        }
        lines.entries.push(ForwardIndexEntry {
            words_start: start,
            ..ForwardIndexEntry::default()
        });
        lines.words = own.words;
        Ok((lines, numbers.place_values))
    }

    /// Notes the profile of each product.
    pub(crate) fn set_profile_ids(&mut self, profiles: &[u32]) {
        for (row, profile) in self.entries.iter_mut().zip(profiles) {
            row.profile_id = *profile;
        }
    }

    /// The numbers of a product.
    #[inline]
    pub(crate) fn product_entry(&self, doc: DocId) -> ForwardIndexEntry {
        self.entries[doc as usize]
    }

    /// Places and producers.
    fn read_shared_fields(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
    ) -> Result<(Self, SharedListIds)> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let docs = reader.max_doc();
        let mut lines = Self::default();
        let mut places = PlaceFacetValues::default();
        let find = |canon: &str| vocabulary.find_word(canon).unwrap_or(u32::MAX);
        let of_places =
            bulk_read::read_shared_values(fast.str(name(fields.place))?, docs, |value| {
                let mut pieces = value.split(VALUE_SEPARATOR);
                let mut piece = || pieces.next().unwrap_or_default();
                places.districts.push(piece().to_owned());
                places.units.push(piece().to_owned());
                lines.place_words.push(piece().split_whitespace().map(find));
            })?;
        let (mut last, mut number) = (String::new(), 0);
        let mut in_order = OrderedWordReader::new(vocabulary);
        let of_makers =
            bulk_read::read_shared_values(fast.str(name(fields.producer))?, docs, |value| {
                lines.producer_words.push(in_order.look_up_words(value));
                // Values come in order, so equal names stand together.
                let name = value.split(VALUE_SEPARATOR).next().unwrap_or_default();
                if name != last {
                    name.clone_into(&mut last);
                    number += 1;
                }
                lines.producer_name_ids.push(number);
            })?;
        let numbers = SharedListIds {
            place_ids: of_places,
            producer_ids: of_makers,
            place_values: places,
        };
        Ok((lines, numbers))
    }

    /// The words of a product's name and specialty.
    #[inline]
    pub(crate) fn name_and_specialty(&self, doc: DocId) -> [&[u32]; 2] {
        let (row, next) = (self.entries[doc as usize], self.entries[doc as usize + 1]);
        let own = &self.words[row.words_start as usize..next.words_start as usize];
        let length = usize::from(row.name_length).min(own.len());
        let (name, specialty) = own.split_at(length);
        [name, specialty]
    }

    /// The words of a place.
    #[inline]
    pub(crate) fn place_words(&self, number: u32) -> &[u32] {
        self.place_words.get(number)
    }

    /// The words of a producer.
    #[inline]
    pub(crate) fn producer_words(&self, number: u32) -> &[u32] {
        self.producer_words.get(number)
    }

    /// All words of a product.
    pub(crate) fn product_words(&self, doc: DocId) -> ProductWords<'_> {
        let [name, specialty] = self.name_and_specialty(doc);
        let row = self.product_entry(doc);
        ProductWords {
            parts: [
                name,
                specialty,
                self.place_words(row.place_id),
                self.producer_words(row.producer_id),
            ],
        }
    }

    /// The numbers of the places and of the producers that have a word; `words` is how many words there are.
    pub(crate) fn shared_postings(&self, word: u32, words: usize) -> [&[u32]; 2] {
        let all = || {
            [&self.place_words, &self.producer_words]
                .map(|shared| SharedWordPostings::from_word_lists(shared, words))
        };
        let holders = self.shared_postings.get_or_init(all);
        holders.each_ref().map(|holders| {
            if (word as usize) < holders.ends.len() {
                &holders.list_ids[list_range(&holders.ends, word)]
            } else {
                &[]
            }
        })
    }

    /// How many different producers there are, "none" among them.
    pub(crate) fn producer_count(&self) -> usize {
        self.producer_words.ends.len()
    }

    /// The number of the name of a product's producer; 0 for none.
    pub(crate) fn producer_name_id(&self, doc: DocId) -> u32 {
        self.producer_name_ids[self.product_entry(doc).producer_id as usize]
    }

    /// How many different names of producers there are, "none" among them.
    pub(crate) fn producer_name_count(&self) -> usize {
        self.producer_name_ids
            .last()
            .map_or(1, |last| *last as usize + 1)
    }

    /// How many different places there are, "none" among them.
    pub(crate) fn place_count(&self) -> usize {
        self.place_words.ends.len()
    }
}

#[inline]
fn list_range(ends: &[u32], number: u32) -> Range<usize> {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[number] as usize
}
