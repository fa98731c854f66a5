//! The words of every product in their order, in memory: what the scorer reads.
//!
//! Names and specialties are kept product by product; places and producers once for all products that share
//! them. Four bytes a word. Must not: know what a word costs.

use std::ops::Range;
use std::sync::OnceLock;

use tantivy::columnar::{Column, ColumnIndex, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::schema::{Fields, Part, SEPARATOR};
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

/// The districts and units of the places, by the number of the place.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The district of each place; empty for none.
    pub(crate) districts: Vec<String>,
    /// The unit of each place; empty for none.
    pub(crate) units: Vec<String>,
}

/// The words of one product, field by field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// In the order of [`Part::ALL`].
    pub(crate) parts: [&'a [u32]; Part::ALL.len()],
}

impl Lines {
    /// Reads the columns of a segment.
    pub(crate) fn read(
        reader: &SegmentReader,
        fields: &Fields,
        vocabulary: &Vocabulary,
        profiles: &[u32],
    ) -> Result<(Self, Places)> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let docs = reader.max_doc();
        let mut lines = Self::default();
        let mut ends = vec![0; docs as usize];
        if let Some(column) = fast.str(name(fields.name))? {
            (lines.words, ends) = lists(column.ords(), docs, |place| vocabulary.of_name(place));
        }
        let lengths = firsts(&fast.u64(name(fields.length))?, docs, |length| length as u8);
        let find = |canon: &str| vocabulary.find(canon).unwrap_or(u32::MAX);
        let mut places = Places::default();
        let of_places = shared(fast.str(name(fields.place))?, docs, |value| {
            let mut pieces = value.split(SEPARATOR);
            let mut piece = || pieces.next().unwrap_or_default();
            places.districts.push(piece().to_owned());
            places.units.push(piece().to_owned());
            lines.place_words.push(piece().split_whitespace().map(find));
        })?;
        let mut last = (String::new(), 0);
        let of_makers = shared(fast.str(name(fields.maker))?, docs, |value| {
            lines.maker_words.push(
                value
                    .split([' ', SEPARATOR])
                    .filter(|word| !word.is_empty())
                    .map(find),
            );
            // Values come in order, so equal names stand together.
            let name = value.split(SEPARATOR).next().unwrap_or_default();
            if name != last.0 {
                last = (name.to_owned(), last.1 + 1);
            }
            lines.maker_names.push(last.1);
        })?;
        let mut start = 0;
        lines.rows.reserve(docs as usize + 1);
        for doc in 0..docs as usize {
            let (place, maker, profile) = (of_places[doc], of_makers[doc], profiles[doc]);
            lines.rows.push(Row {
                start,
                place,
                maker,
                profile,
                length: lengths[doc],
            });
            start = ends[doc];
        }
        lines.rows.push(Row {
            start,
            ..Row::default()
        });
        Ok((lines, places))
    }

    /// The numbers of a product.
    #[inline]
    pub(crate) fn row(&self, doc: DocId) -> Row {
        self.rows[doc as usize]
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

/// Hands on every different value of a column, the empty one first, and returns the number of each product's.
pub(super) fn shared(
    column: Option<StrColumn>,
    docs: DocId,
    mut value: impl FnMut(&str),
) -> Result<Vec<u32>> {
    value("");
    let Some(column) = column else {
        return Ok(vec![0; docs as usize]);
    };
    let mut stream = column
        .dictionary()
        .stream()
        .map_err(tantivy::TantivyError::from)?;
    while stream.advance() {
        value(&String::from_utf8_lossy(stream.key()));
    }
    drop(stream);
    Ok(firsts(column.ords(), docs, |ord| ord as u32 + 1))
}

/// What is made of the first value of each product; the default where there is none.
fn firsts<T: Clone + Default>(
    column: &Column<u64>,
    docs: DocId,
    make: impl Fn(u64) -> T,
) -> Vec<T> {
    if matches!(column.index, ColumnIndex::Full) {
        return values(column, docs, make);
    }
    let first = |doc| column.first(doc).map(&make).unwrap_or_default();
    (0..docs).map(first).collect()
}

/// What is made of the first `count` values of a column, whatever product they belong to.
fn values<T>(column: &Column<u64>, count: u32, make: impl Fn(u64) -> T) -> Vec<T> {
    const CHUNK: usize = 1024;
    let mut buffer = [0; CHUNK];
    let mut made = Vec::with_capacity(count as usize);
    for start in (0..count).step_by(CHUNK) {
        let chunk = &mut buffer[..CHUNK.min((count - start) as usize)];
        column.values.get_range(u64::from(start), chunk);
        made.extend(chunk.iter().map(|value| make(*value)));
    }
    made
}

/// All values of a column, and where those of each product end.
fn lists(column: &Column<u64>, docs: DocId, make: impl Fn(u64) -> u32) -> (Vec<u32>, Vec<u32>) {
    let made = values(column, column.values.num_vals(), make);
    let ends = (0..docs).map(|doc| column.index.value_row_ids(doc).end);
    let mut last = 0;
    // A product without values has no place of its own in the column.
    let ends = ends.map(|end| {
        last = end.max(last);
        last
    });
    (made, ends.collect())
}
