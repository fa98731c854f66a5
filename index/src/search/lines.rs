//! The words of every product in their order, in memory: what the scorer reads.
//!
//! Names and specialties are kept product by product; places and producers once for all products that share
//! them. Four bytes a word. Must not: know what a word costs.

use std::ops::Range;
use std::sync::OnceLock;

use tantivy::{DocId, SegmentReader};

use super::bulk;
use super::schema::{Fields, Part, SEPARATOR};
use super::threads;
use super::vocabulary::Vocabulary;
use crate::error::Result;

/// Word lists by number; number 0 is the empty one.
#[derive(Debug, Default)]
struct Shared {
    words: Vec<u32>,
    ends: Vec<u32>,
}

impl Shared {
    fn push(&mut self, words: impl Iterator<Item = u32>) {
        self.words.extend(words);
        self.ends.push(self.words.len() as u32);
    }

    #[inline]
    fn get(&self, number: u32) -> &[u32] {
        &self.words[range(&self.ends, number)]
    }
}

/// The numbers of one product. They stand together because they are read together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row {
    /// Where its own words begin; they end where those of the next product begin.
    start: u32,
    /// Of its place; see [`Places`].
    pub(crate) place: u32,
    /// Of its producer, 0 for none.
    pub(crate) maker: u32,
    /// Of its profile; see [`super::profile`].
    pub(crate) profile: u32,
    /// How many of its own words are the name's; the others are the specialty's.
    length: u8,
}

/// The words of all products.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Names and specialties, product by product.
    words: Vec<u32>,
    /// Product by product, and one more.
    rows: Vec<Row>,
    place_words: Shared,
    maker_words: Shared,
    /// By the number of the producer, the number of its name: equal for equal names, 0 for none.
    maker_names: Vec<u32>,
    /// Where each word occurs, worked out when first asked for.
    holders: OnceLock<[Holders; 2]>,
}

/// The places or producers that have a word.
#[derive(Debug)]
struct Holders {
    numbers: Vec<u32>,
    /// By word, where its numbers end.
    ends: Vec<u32>,
}

impl Holders {
    fn of(shared: &Shared, words: usize) -> Self {
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
        Self { numbers, ends }
    }
}

/// Names and specialties, product by product.
#[derive(Debug, Default)]
struct Own {
    words: Vec<u32>,
    ends: Vec<u32>,
    /// How many of a product's words are the name's.
    lengths: Vec<u8>,
}

/// The districts and units of the places, by the number of the place.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The district of each place; empty for none.
    pub(crate) districts: Vec<String>,
    /// The unit of each place; empty for none.
    pub(crate) units: Vec<String>,
}

/// The number of each product's place and producer, while they are read.
struct SharedNumbers {
    of_places: Vec<u32>,
    of_makers: Vec<u32>,
    places: Places,
}

/// The words of one product, field by field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// In the order of [`Part::ALL`].
    pub(crate) parts: [&'a [u32]; Part::ALL.len()],
}

impl Own {
    fn read(reader: &SegmentReader, fields: &Fields, vocabulary: &Vocabulary) -> Result<Self> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let docs = reader.max_doc();
        let length = fast.u64(name(fields.length))?;
        let lengths = bulk::firsts(&length, docs, |length| length as u8);
        let (words, ends) = match fast.str(name(fields.name))? {
            Some(column) => bulk::lists(column.ords(), docs, |place| vocabulary.of_name(place)),
            None => (Vec::new(), vec![0; docs as usize]),
        };
        Ok(Self {
            words,
            ends,
            lengths,
        })
    }
}

/// Reads lists of words that stand in the order of their texts: what a text begins with as the one before
/// is not looked up again.
struct InOrder<'a> {
    vocabulary: &'a Vocabulary,
    text: String,
    /// Where each word of the last text ends, and its number.
    words: Vec<(usize, u32)>,
}

impl<'a> InOrder<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            text: String::new(),
            words: Vec::new(),
        }
    }

    /// The numbers of the words of the next text.
    fn read(&mut self, text: &str) -> impl Iterator<Item = u32> {
        let pairs = self.text.bytes().zip(text.bytes());
        let common = pairs.take_while(|(a, b)| a == b).count();
        // A word that ends where the common part does may go on in the other text.
        let kept = self.words.partition_point(|(end, _)| *end < common);
        self.words.truncate(kept);
        let from = self.words.last().map_or(0, |(end, _)| *end);
        let mut end = from;
        for word in text[from..].split([' ', SEPARATOR]) {
            let start = end;
            end = start + word.len();
            if !word.is_empty() {
                let number = self.vocabulary.find(word).unwrap_or(u32::MAX);
                self.words.push((end, number));
            }
            end += 1;
        }
        self.text.clear();
        self.text.push_str(text);
        self.words.iter().map(|(_, number)| *number)
    }
}

impl Lines {
    /// Reads the columns of a segment.
    pub(crate) fn read(
        reader: &SegmentReader,
        fields: &Fields,
        vocabulary: &Vocabulary,
    ) -> Result<(Self, Places)> {
        let (own, shared) = threads::both(
            reader.max_doc() as usize,
            || Own::read(reader, fields, vocabulary),
            || Self::read_shared(reader, fields, vocabulary),
        );
        let (own, (mut lines, numbers)) = (own?, shared?);
        let mut start = 0;
        lines.rows.reserve(own.ends.len() + 1);
        for (doc, end) in own.ends.iter().enumerate() {
            lines.rows.push(Row {
                start,
                place: numbers.of_places[doc],
                maker: numbers.of_makers[doc],
                profile: 0,
                length: own.lengths[doc],
            });
            start = *end;
        }
        lines.rows.push(Row {
            start,
            ..Row::default()
        });
        lines.words = own.words;
        Ok((lines, numbers.places))
    }

    /// Notes the profile of each product.
    pub(crate) fn note_profiles(&mut self, profiles: &[u32]) {
        for (row, profile) in self.rows.iter_mut().zip(profiles) {
            row.profile = *profile;
        }
    }

    /// The numbers of a product.
    #[inline]
    pub(crate) fn row(&self, doc: DocId) -> Row {
        self.rows[doc as usize]
    }

    /// Places and producers.
    fn read_shared(
        reader: &SegmentReader,
        fields: &Fields,
        vocabulary: &Vocabulary,
    ) -> Result<(Self, SharedNumbers)> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let docs = reader.max_doc();
        let mut lines = Self::default();
        let mut places = Places::default();
        let find = |canon: &str| vocabulary.find(canon).unwrap_or(u32::MAX);
        let of_places = bulk::shared(fast.str(name(fields.place))?, docs, |value| {
            let mut pieces = value.split(SEPARATOR);
            let mut piece = || pieces.next().unwrap_or_default();
            places.districts.push(piece().to_owned());
            places.units.push(piece().to_owned());
            lines.place_words.push(piece().split_whitespace().map(find));
        })?;
        let (mut last, mut number) = (String::new(), 0);
        let mut in_order = InOrder::new(vocabulary);
        let of_makers = bulk::shared(fast.str(name(fields.maker))?, docs, |value| {
            lines.maker_words.push(in_order.read(value));
            // Values come in order, so equal names stand together.
            let name = value.split(SEPARATOR).next().unwrap_or_default();
            if name != last {
                name.clone_into(&mut last);
                number += 1;
            }
            lines.maker_names.push(number);
        })?;
        let numbers = SharedNumbers {
            of_places,
            of_makers,
            places,
        };
        Ok((lines, numbers))
    }

    /// The words of a product's name and specialty.
    #[inline]
    pub(crate) fn own(&self, doc: DocId) -> [&[u32]; 2] {
        let (row, next) = (self.rows[doc as usize], self.rows[doc as usize + 1]);
        let own = &self.words[row.start as usize..next.start as usize];
        let length = usize::from(row.length).min(own.len());
        let (name, specialty) = own.split_at(length);
        [name, specialty]
    }

    /// The words of a place.
    #[inline]
    pub(crate) fn place(&self, number: u32) -> &[u32] {
        self.place_words.get(number)
    }

    /// The words of a producer.
    #[inline]
    pub(crate) fn maker(&self, number: u32) -> &[u32] {
        self.maker_words.get(number)
    }

    /// All words of a product.
    pub(crate) fn line(&self, doc: DocId) -> Line<'_> {
        let [name, specialty] = self.own(doc);
        let row = self.row(doc);
        Line {
            parts: [
                name,
                specialty,
                self.place(row.place),
                self.maker(row.maker),
            ],
        }
    }

    /// The numbers of the places and of the producers that have a word; `words` is how many words there are.
    pub(crate) fn holders(&self, word: u32, words: usize) -> [&[u32]; 2] {
        let all =
            || [&self.place_words, &self.maker_words].map(|shared| Holders::of(shared, words));
        let holders = self.holders.get_or_init(all);
        holders.each_ref().map(|holders| {
            if (word as usize) < holders.ends.len() {
                &holders.numbers[range(&holders.ends, word)]
            } else {
                &[]
            }
        })
    }

    /// How many different producers there are, "none" among them.
    pub(crate) fn makers_len(&self) -> usize {
        self.maker_words.ends.len()
    }

    /// The number of the name of a product's producer; 0 for none.
    pub(crate) fn producer(&self, doc: DocId) -> u32 {
        self.maker_names[self.row(doc).maker as usize]
    }

    /// How many different names of producers there are, "none" among them.
    pub(crate) fn producers_len(&self) -> usize {
        self.maker_names.last().map_or(1, |last| *last as usize + 1)
    }

    /// How many different places there are, "none" among them.
    pub(crate) fn places_len(&self) -> usize {
        self.place_words.ends.len()
    }
}

#[inline]
fn range(ends: &[u32], number: u32) -> Range<usize> {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[number] as usize
}
