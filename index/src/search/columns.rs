//! The columns that facets, filters and orders read: from fast fields, or derived for the day.
//!
//! Star, year and status depend on the day, so they are worked out once when a catalogue is opened and
//! kept in a few bytes a product. Must not: know the query.

use jiff::civil::Date;
use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::schema::Fields;
use super::{act, flags};
use crate::error::Result;
use crate::gap;
use crate::product::RecognitionKind;
use crate::query::{Facet, NONE};
use crate::status::{self, Left, State, Status};
use crate::vietnamese::collate;

/// One facet's values and each product's value.
#[derive(Debug)]
pub(crate) struct FacetColumn {
    /// Value keys by number; number 0 is [`NONE`].
    pub(crate) values: Vec<String>,
    /// Which values some product of the catalogue has.
    pub(crate) present: Vec<bool>,
    /// The place of each value in the facet's own order: alphabetical for names; "not given" last.
    pub(crate) order: Vec<u32>,
    numbers: Numbers,
}

#[derive(Debug)]
enum Numbers {
    /// Ordinals of a fast field, one below our number.
    Stored(Column<u64>),
    /// Worked out for the day.
    Derived(Vec<u16>),
    /// One bit a value, for facets of which a product can have several values.
    Sets(Vec<u32>),
}

impl FacetColumn {
    /// The number of a product's value; of a set, its first.
    pub(crate) fn number(&self, doc: DocId) -> usize {
        match &self.numbers {
            Numbers::Stored(column) => column.first(doc).map_or(0, |ord| ord as usize + 1),
            Numbers::Derived(numbers) => numbers.get(doc as usize).map_or(0, |n| usize::from(*n)),
            Numbers::Sets(_) => self.set(doc).trailing_zeros() as usize,
        }
    }

    /// The numbers of a product's values as bits; "not given" is the first.
    pub(crate) fn set(&self, doc: DocId) -> u32 {
        match &self.numbers {
            Numbers::Sets(sets) => sets.get(doc as usize).copied().unwrap_or(1),
            _ => 1 << self.number(doc).min(31),
        }
    }

    fn sets(values: Vec<String>, sets: Vec<u32>) -> Self {
        let seen = sets.iter().fold(0, |seen, set| seen | set);
        let places = values.len() as u32;
        Self {
            present: (0..values.len()).map(|bit| seen >> bit & 1 == 1).collect(),
            order: std::iter::once(places).chain(1..places).collect(),
            values,
            numbers: Numbers::Sets(sets),
        }
    }

    /// The number of a value key.
    pub(crate) fn find(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| known == value)
    }

    fn stored(column: Option<StrColumn>) -> Result<Self> {
        let mut values = vec![NONE.to_owned()];
        let Some(column) = column else {
            return Ok(Self {
                values,
                present: vec![true],
                order: vec![0],
                numbers: Numbers::Derived(Vec::new()),
            });
        };
        let mut stream = column
            .dictionary()
            .stream()
            .map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            values.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        drop(stream);
        let column = column.into_parts().1;
        let mut present = vec![true; values.len()];
        present[0] = column.get_cardinality() != Cardinality::Full;
        Ok(Self {
            order: alphabetical(&values),
            values,
            present,
            numbers: Numbers::Stored(column),
        })
    }
}

/// Every column of an open catalogue.
#[derive(Debug)]
pub(crate) struct Columns {
    facets: [FacetColumn; Facet::ALL.len()],
    /// Words of each product, in the order of its fields.
    pub(crate) words: StrColumn,
    /// How many words each field has.
    pub(crate) lengths: Column<u64>,
    /// Producers, equal numbers for equal names.
    pub(crate) producers: Option<StrColumn>,
    /// Where each product stands in the order of expiry.
    ends: Vec<u64>,
}

impl Columns {
    /// Reads the columns of a segment and derives those of the day.
    pub(crate) fn read(reader: &SegmentReader, fields: &Fields, day: Date) -> Result<Option<Self>> {
        let fast = reader.fast_fields();
        let name = |field| fields.schema.get_field_name(field);
        let Some(words) = fast.str(name(fields.word))? else {
            return Ok(None);
        };
        let acts = fast
            .column_opt(name(fields.act))?
            .unwrap_or_else(|| Column::build_empty_column(reader.max_doc()));
        let flags = fast
            .column_opt(name(fields.flags))?
            .unwrap_or_else(|| Column::build_empty_column(reader.max_doc()));
        let days = DayColumns::derive(&acts, &flags, reader.max_doc(), day);
        let district = FacetColumn::stored(fast.str(name(fields.district))?)?;
        Ok(Some(Self {
            facets: [
                days.star,
                district,
                FacetColumn::stored(fast.str(name(fields.unit))?)?,
                FacetColumn::stored(fast.str(name(fields.group))?)?,
                FacetColumn::stored(fast.str(name(fields.kind))?)?,
                days.year,
                days.status,
                days.left,
                days.recognition,
                days.channel,
                days.gap,
            ],
            words,
            lengths: fast.u64(name(fields.length))?,
            producers: fast.str(name(fields.producer))?,
            ends: days.ends,
        }))
    }

    /// The column of a facet.
    pub(crate) fn facet(&self, facet: Facet) -> &FacetColumn {
        &self.facets[facet.index()]
    }

    /// When a product's certificate ends, seen from the day: what ends next comes first, then what has
    /// ended, the latest first, then what has no known end.
    pub(crate) fn expiry_place(&self, doc: DocId) -> u64 {
        self.ends.get(doc as usize).copied().unwrap_or(u64::MAX)
    }

    /// Stars of a product, 0 for none.
    pub(crate) fn stars(&self, doc: DocId) -> u32 {
        // Number 0 is none, then the values stand from 5 stars down.
        match self.facet(Facet::Star).number(doc) {
            0 => 0,
            number => 6 - number as u32,
        }
    }

    /// The place of the current recognition's year, later years higher, 0 for none.
    pub(crate) fn year_place(&self, doc: DocId) -> u32 {
        let year = self.facet(Facet::Year);
        match year.number(doc) {
            0 => 0,
            number => (year.values.len() - number) as u32,
        }
    }

    /// Where a product's district stands in the alphabet; behind all others when it has none.
    pub(crate) fn district_place(&self, doc: DocId) -> u32 {
        let district = self.facet(Facet::District);
        district.order[district.number(doc)]
    }
}

/// The alphabetical place of each value; the first value is "not given" and comes last.
fn alphabetical(values: &[String]) -> Vec<u32> {
    let mut numbers: Vec<usize> = (0..values.len()).collect();
    numbers.sort_by_cached_key(|number| (*number == 0, collate::key(&values[*number])));
    let mut order = vec![0; values.len()];
    for (place, number) in numbers.into_iter().enumerate() {
        order[number] = place as u32;
    }
    order
}

/// What the day decides.
struct DayColumns {
    star: FacetColumn,
    year: FacetColumn,
    status: FacetColumn,
    left: FacetColumn,
    recognition: FacetColumn,
    channel: FacetColumn,
    gap: FacetColumn,
    ends: Vec<u64>,
}

/// The place of a product in the order of expiry.
fn end_place(state: &State, day: Date) -> u64 {
    const ENDED: u64 = 1 << 40;
    let Some(expiry) = state.expiry else {
        return u64::MAX;
    };
    let days = |to: Date| day.until(to).map_or(0, |span| span.get_days());
    match days(expiry.latest) {
        left @ 0.. => {
            let earliest = u64::from(days(expiry.earliest).max(0).unsigned_abs());
            (earliest << 20) + u64::from(left.unsigned_abs())
        }
        ago => ENDED + u64::from(ago.unsigned_abs()),
    }
}

impl DayColumns {
    fn derive(acts: &Column<u64>, flags: &Column<u64>, docs: DocId, day: Date) -> Self {
        let states: Vec<State> = (0..docs)
            .map(|doc| status::on(acts.values_for_doc(doc).map(act::unpack), day))
            .collect();
        let mut years: Vec<i16> = states.iter().filter_map(|state| state.year).collect();
        years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        years.dedup();
        let column = |values: Vec<String>, number: &dyn Fn(&State) -> Option<usize>| {
            let values: Vec<String> = std::iter::once(NONE.to_owned()).chain(values).collect();
            let mut present = vec![false; values.len()];
            let numbers = states
                .iter()
                .map(|state| number(state).map_or(0, |at| at + 1))
                .inspect(|number| present[*number] = true)
                .map(|number| number as u16)
                .collect();
            let places = values.len() as u32;
            FacetColumn {
                order: std::iter::once(places).chain(1..places).collect(),
                values,
                present,
                numbers: Numbers::Derived(numbers),
            }
        };
        let stars: Vec<String> = (1..=5).rev().map(|star: u8| star.to_string()).collect();
        let statuses = Status::ALL.iter().map(|s| s.key().to_owned()).collect();
        let flag = |doc: usize| flags.first(doc as DocId).unwrap_or(0);
        let left = states.iter().map(|state| {
            let bands = Left::of(state, day).map(|band| 2 << band as u32);
            flags::or_none(bands.sum())
        });
        let left = left.collect();
        let gap = states.iter().enumerate().map(|(doc, state)| {
            let acts = acts.values_for_doc(doc as DocId).map(act::unpack);
            let of_day = gap::of_acts(acts, state).map(flags::gap_bit);
            flags::or_none(flags::gaps(flag(doc)) | of_day.sum::<u32>())
        });
        let gap = gap.collect();
        let channel = (0..states.len()).map(|doc| flags::channels(flag(doc)).max(1));
        let bands = Left::ALL.iter().map(|band| band.key().to_owned());
        let kinds = RecognitionKind::ALL
            .iter()
            .map(|kind| kind.key().to_owned());
        Self {
            left: FacetColumn::sets(
                std::iter::once(NONE.to_owned()).chain(bands).collect(),
                left,
            ),
            recognition: column(kinds.collect(), &|state| {
                let kind = state.kind?;
                RecognitionKind::ALL.iter().position(|known| *known == kind)
            }),
            channel: FacetColumn::sets(flags::channel_values(), channel.collect()),
            gap: FacetColumn::sets(flags::gap_values(), gap),
            ends: states.iter().map(|state| end_place(state, day)).collect(),
            star: column(stars, &|state| {
                state.star.map(|star| usize::from(5 - star.clamp(1, 5)))
            }),
            status: column(statuses, &|state| {
                Status::ALL.iter().position(|known| *known == state.status)
            }),
            year: column(years.iter().map(ToString::to_string).collect(), &|state| {
                state
                    .year
                    .and_then(|year| years.iter().position(|known| *known == year))
            }),
        }
    }
}
