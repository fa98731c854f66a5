//! The ids of what products share: words, places, producers and profiles, numbered from 0 in an open catalogue.

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(pub(crate) u32);

        impl $name {
            /// The index in a list by id.
            #[inline]
            pub(crate) const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id_type!(
    /// A word of the vocabulary.
    TermId
);
id_type!(
    /// A place that products share; 0 for none.
    PlaceId
);
id_type!(
    /// A producer with the person who speaks for it; 0 for none.
    ProducerId
);
id_type!(
    /// A producer's name, which several producers may share; 0 for none.
    ProducerNameId
);
id_type!(
    /// A profile: see [`crate::search::columns::profile`].
    ProfileId
);

impl TermId {
    /// A word that the vocabulary does not have.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);
}
