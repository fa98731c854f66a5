//! The columns that facets and sort orders read.
//!
//! A product has the id of its profile and of its place; facets, stars and expiry follow from them and are derived
//! once for each, for the day the catalogue is opened for. Dates make hundreds of thousands of different profiles, of
//! which few differ in any facet: those with equal facet values are one class. What people did with a product is a
//! third source, see [`MarkColumns`].

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::{DocId, SegmentReader};

use crate::error::Result;
use crate::query::Facet;
use crate::search::columns::bulk_read;
use crate::search::columns::derived_profiles::DerivedProfiles;
use crate::search::columns::expiry_rank::ExpiryRank;
use crate::search::columns::facet_column::{ByFacetSource, FacetColumn, FacetSource};
use crate::search::columns::forward_index::{ForwardIndex, PlaceFacetValues};
use crate::search::columns::ids::ProfileId;
use crate::search::columns::mark_columns::MarkColumns;
use crate::search::columns::schema::IndexFields;
use crate::search::columns::standing::Standing;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::parallel;

/// Every column of an open catalogue.
#[derive(Clone, Debug)]
pub(crate) struct FacetColumns {
    /// Those that follow from records.
    columns: Arc<[FacetColumn; Facet::RECORD_COUNT]>,
    pub(crate) forward_index: Arc<ForwardIndex>,
    /// The names of each place, to derive the columns for another day.
    places: Arc<PlaceFacetValues>,
    /// The class of each profile.
    profile_classes: Arc<[u32]>,
    class_count: usize,
    /// By profile.
    expiry_ranks: Arc<[ExpiryRank]>,
    /// By profile.
    standings: Arc<[Standing]>,
    marks: Arc<MarkColumns>,
}

impl FacetColumns {
    /// Reads the columns of a segment and derives those of the day.
    pub(crate) fn from_segment(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
        day: Date,
    ) -> Result<Self> {
        let (words, profiles) = parallel::read_both(
            reader.max_doc() as usize,
            || ForwardIndex::from_segment(reader, fields, vocabulary),
            || Self::read_profiles(reader, fields, day),
        );
        let ((mut forward_index, places), (derived, profile_ids)) = (words?, profiles?);
        forward_index.set_profile_ids(&profile_ids);
        Ok(Self::derive(
            derived,
            Arc::new(forward_index),
            Arc::new(places),
            Arc::default(),
            day,
        ))
    }

    /// The columns of the same segment for another day: words, places, producers and marks are shared.
    pub(crate) fn for_day(
        &self,
        reader: &SegmentReader,
        fields: &IndexFields,
        day: Date,
    ) -> Result<Self> {
        // Profiles come in the same order whatever the day, so that the products keep theirs.
        let (derived, _) = Self::read_profiles(reader, fields, day)?;
        let (words, places) = (Arc::clone(&self.forward_index), Arc::clone(&self.places));
        let marks = Arc::clone(&self.marks);
        Ok(Self::derive(derived, words, places, marks, day))
    }

    /// The same columns with other marks.
    pub(crate) fn with_marks(&self, marks: MarkColumns) -> Self {
        Self {
            marks: Arc::new(marks),
            ..self.clone()
        }
    }

    fn derive(
        derived: DerivedProfiles,
        forward_index: Arc<ForwardIndex>,
        places: Arc<PlaceFacetValues>,
        marks: Arc<MarkColumns>,
        day: Date,
    ) -> Self {
        let expiry_ranks = derived.expiry_ranks(day);
        let mut columns = derived.into_facet_columns(&places);
        let (profile_classes, first_profiles) = classify_profiles(&columns, expiry_ranks.len());
        columns
            .iter_mut()
            .filter(|column| column.source == FacetSource::Class)
            .for_each(|column| column.retain_entries(&first_profiles));
        let [stars, statuses] = [Facet::Star, Facet::Status].map(|facet| &columns[facet.index()]);
        let standings = profile_classes
            .iter()
            .map(|class| Standing::of_class(*class as usize, stars, statuses))
            .collect();
        Self {
            columns: Arc::new(columns),
            forward_index,
            places,
            profile_classes: profile_classes.into(),
            class_count: first_profiles.len(),
            expiry_ranks: expiry_ranks.into(),
            standings,
            marks,
        }
    }

    fn read_profiles(
        reader: &SegmentReader,
        fields: &IndexFields,
        day: Date,
    ) -> Result<(DerivedProfiles, Vec<u32>)> {
        let name = fields.schema.get_field_name(fields.profile);
        let column = reader.fast_fields().str(name)?;
        let mut derived = DerivedProfiles::default();
        let profile_ids = bulk_read::read_shared_values(column, reader.max_doc(), |value| {
            derived.push(value, day);
        })?;
        Ok((derived, profile_ids))
    }

    /// The column of a facet.
    pub(crate) fn get(&self, facet: Facet) -> &FacetColumn {
        match self.columns.get(facet.index()) {
            Some(column) => column,
            None => self.marks.get(facet.index() - Facet::RECORD_COUNT),
        }
    }

    /// What people did with the products.
    pub(crate) fn marks(&self) -> &MarkColumns {
        &self.marks
    }

    /// How many classes, places or classes of marks there are.
    pub(crate) fn source_size(&self, source: FacetSource) -> usize {
        match source {
            FacetSource::Class => self.class_count,
            FacetSource::Place => self.forward_index.shared_list_counts().place,
            FacetSource::Mark => self.marks.class_count(),
        }
    }

    /// The index of the first value of a facet that a product has.
    pub(crate) fn first_value_of_product(&self, facet: Facet, doc: DocId) -> usize {
        let column = self.get(facet);
        column.first_value(*self.sources_of_product(doc).get(column.source))
    }

    /// The index of the first value that a profile has of a facet that follows from it.
    pub(crate) fn first_value_of_profile(&self, facet: Facet, profile: ProfileId) -> usize {
        self.get(facet)
            .first_value(self.profile_classes[profile.index()] as usize)
    }

    /// The class, the place and the class of marks of a product.
    #[inline]
    pub(crate) fn sources_of_product(&self, doc: DocId) -> ByFacetSource<usize> {
        ByFacetSource {
            mark: self.marks.class_of_product(doc),
            ..self.unmarked_sources(doc)
        }
    }

    /// The same without the marks: class 0, which is that of products without any.
    #[inline]
    pub(crate) fn unmarked_sources(&self, doc: DocId) -> ByFacetSource<usize> {
        let entry = self.forward_index.product_entry(doc);
        ByFacetSource {
            class: self.profile_classes[entry.profile_id.index()] as usize,
            place: entry.place_id.index(),
            mark: 0,
        }
    }

    /// Every profile.
    pub(crate) fn profile_ids(&self) -> impl Iterator<Item = ProfileId> {
        (0..self.expiry_ranks.len() as u32).map(ProfileId)
    }

    /// The profile of a product.
    pub(crate) fn profile_id(&self, doc: DocId) -> ProfileId {
        self.forward_index.product_entry(doc).profile_id
    }

    /// The rank of a product in the order of expiry.
    pub(crate) fn expiry_rank(&self, doc: DocId) -> ExpiryRank {
        self.expiry_ranks[self.profile_id(doc).index()]
    }

    /// The first and last day on which a profile's certificate can expire, counted from the catalogue's day; see
    /// [`ExpiryRank::day_range`].
    pub(crate) fn expiry_day_range(&self, profile: ProfileId) -> Option<(i32, i32)> {
        self.expiry_ranks[profile.index()].day_range()
    }

    /// Stars of a product, 0 for none.
    pub(crate) fn stars(&self, doc: DocId) -> u32 {
        5 - u32::from(self.missing_stars(doc))
    }

    /// How many stars a product lacks.
    pub(crate) fn missing_stars(&self, doc: DocId) -> u8 {
        self.standing(doc).missing_stars()
    }

    /// Where a product stands among those that match equally well.
    #[inline]
    pub(crate) fn standing(&self, doc: DocId) -> Standing {
        self.standings[self.profile_id(doc).index()]
    }

    /// The most stars that a product of the catalogue has.
    pub(crate) fn max_stars(&self) -> u8 {
        let present = &self.get(Facet::Star).present;
        let most = present.iter().skip(1).position(|present| *present);
        most.map_or(0, |index| 5 - index as u8)
    }

    /// The rank of the current recognition's year, later years higher, 0 for none.
    pub(crate) fn year_rank(&self, doc: DocId) -> u32 {
        match self.first_value_of_product(Facet::Year, doc) {
            0 => 0,
            index => (self.get(Facet::Year).values.len() - index) as u32,
        }
    }

    /// True for a product with a district.
    pub(crate) fn has_district(&self, doc: DocId) -> bool {
        self.first_value_of_product(Facet::District, doc) > 0
    }

    /// The alphabetical rank of a product's district; after all others when it has none.
    pub(crate) fn district_rank(&self, doc: DocId) -> u32 {
        self.get(Facet::District).ranks[self.first_value_of_product(Facet::District, doc)]
    }
}

/// The class of each profile, and the first profile of each class.
fn classify_profiles(columns: &[FacetColumn], profile_count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut class_by_values: HashMap<u128, u32> = HashMap::new();
    let mut first_profiles = Vec::new();
    let mut classes = Vec::with_capacity(profile_count);
    for profile in 0..profile_count {
        let class_columns = columns
            .iter()
            .filter(|column| column.source == FacetSource::Class);
        let values = class_columns.fold(0, |values: u128, column| {
            values
                .wrapping_mul(column.packed_radix())
                .wrapping_add(column.pack_values(profile))
        });
        let class = *class_by_values.entry(values).or_insert_with(|| {
            first_profiles.push(profile as u32);
            first_profiles.len() as u32 - 1
        });
        classes.push(class);
    }
    (classes, first_profiles)
}
