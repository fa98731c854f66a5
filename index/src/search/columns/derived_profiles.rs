//! The facet values and the order of expiry of every profile, derived for a day.

use jiff::civil::Date;

use crate::product::RecognitionKind;
use crate::query::{Facet, NOT_GIVEN};
use crate::record_gap;
use crate::search::columns::expiry_rank::ExpiryRank;
use crate::search::columns::facet_column::{FacetColumn, FacetSource, InternedNames};
use crate::search::columns::forward_index::PlaceFacetValues;
use crate::search::columns::{flags, profile};
use crate::status::{self, ExpiryBand, ProductState, ProductStatus};

/// What is derived from each profile, profile by profile.
#[derive(Default)]
pub(crate) struct DerivedProfiles {
    states: Vec<ProductState>,
    groups: InternedNames,
    producer_kinds: InternedNames,
    expiry_bands: Vec<u32>,
    channel_sets: Vec<u32>,
    gap_sets: Vec<u32>,
}

impl DerivedProfiles {
    /// Derives the values of a packed profile.
    pub(crate) fn push(&mut self, packed: &str, day: Date) {
        let profile = profile::unpack_profile(packed);
        let state = status::derive_state(profile.recognitions.iter().copied(), day);
        let bands = ExpiryBand::for_state(&state, day).map(|band| 2 << band as u32);
        self.expiry_bands.push(flags::bits_or_none(bands.sum()));
        let day_gaps =
            record_gap::find_recognition_gaps(profile.recognitions.iter().copied(), &state)
                .map(flags::gap_bit);
        let gaps = profile.flags.standing_gap_bits() | day_gaps.sum::<u32>();
        self.gap_sets.push(flags::bits_or_none(gaps));
        let channels = profile.flags.channel_bits();
        self.channel_sets.push(flags::bits_or_none(channels));
        self.groups.push(profile.group);
        self.producer_kinds.push(profile.producer_kind);
        self.states.push(state);
    }

    pub(crate) fn expiry_ranks(&self, day: Date) -> Vec<ExpiryRank> {
        let states = self.states.iter();
        states.map(|state| ExpiryRank::new(state, day)).collect()
    }

    /// The columns of the facets that follow from records, in the order of [`Facet::ALL`].
    pub(crate) fn into_facet_columns(
        self,
        places: &PlaceFacetValues,
    ) -> [FacetColumn; Facet::RECORD_COUNT] {
        let states = &self.states;
        let single = |values: Vec<String>, find: &dyn Fn(&ProductState) -> Option<usize>| {
            let value_index = |state| find(state).map_or(0, |index| index as u16 + 1);
            let indexes = states.iter().map(value_index).collect();
            FacetColumn::from_single_values(FacetSource::Class, values.into_iter(), indexes)
        };
        let mut years: Vec<i16> = states.iter().filter_map(|state| state.year).collect();
        years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        years.dedup();
        let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let statuses = ProductStatus::ALL.map(ProductStatus::key);
        let kinds = RecognitionKind::ALL.map(RecognitionKind::key);
        let bands = ExpiryBand::ALL.iter().map(|band| band.key().to_owned());
        let bands = std::iter::once(NOT_GIVEN.to_owned()).chain(bands).collect();
        let place_names = |names: &[String]| {
            FacetColumn::from_names(FacetSource::Place, InternedNames::from_names(names))
        };
        [
            single(owned(&["5", "4", "3", "2", "1"]), &|state| {
                state.star.map(|star| usize::from(5 - star.clamp(1, 5)))
            }),
            place_names(&places.districts),
            place_names(&places.units),
            FacetColumn::from_names(FacetSource::Class, self.groups),
            FacetColumn::from_names(FacetSource::Class, self.producer_kinds),
            single(years.iter().map(ToString::to_string).collect(), &|state| {
                years.iter().position(|year| Some(*year) == state.year)
            }),
            single(owned(&statuses), &|state| {
                let mut all = ProductStatus::ALL.iter();
                all.position(|status| *status == state.status)
            }),
            FacetColumn::from_value_sets(bands, self.expiry_bands.clone()),
            single(owned(&kinds), &|state| {
                let own = state.kind?;
                RecognitionKind::ALL.iter().position(|kind| *kind == own)
            }),
            FacetColumn::from_value_sets(flags::channel_values(), self.channel_sets.clone()),
            FacetColumn::from_value_sets(flags::gap_values(), self.gap_sets.clone()),
        ]
    }
}
