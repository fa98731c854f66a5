//! A value that the worker delivers: not asked for, on its way, here, or failed.

/// A value of type `T` from the worker. `K` says which one was asked for, where there is more than one.
#[derive(Clone, Debug, Default)]
pub enum Remote<T, K = ()> {
    /// Nothing was asked for.
    #[default]
    NotAsked,
    /// Asked for, no answer yet.
    Loading(K),
    /// The answer.
    Ready(K, T),
    /// It could not be read. It is not asked for again until something else is.
    Failed(K),
}

impl<T, K> Remote<T, K> {
    /// How a request ended: with a value, or without one.
    pub fn from_outcome(key: K, value: Option<T>) -> Self {
        match value {
            Some(value) => Self::Ready(key, value),
            None => Self::Failed(key),
        }
    }

    /// True while an answer is awaited.
    pub const fn is_loading(&self) -> bool {
        matches!(self, Self::Loading(_))
    }

    /// What was asked for last.
    pub const fn key(&self) -> Option<&K> {
        match self {
            Self::NotAsked => None,
            Self::Loading(key) | Self::Ready(key, _) | Self::Failed(key) => Some(key),
        }
    }

    /// True when this was asked for last, whatever came of it.
    pub fn is_for<Q: ?Sized>(&self, key: &Q) -> bool
    where
        K: PartialEq<Q>,
    {
        self.key().is_some_and(|asked| asked == key)
    }

    /// The value for this key, if it is here.
    pub fn value_for<Q: ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: PartialEq<Q>,
    {
        match self {
            Self::Ready(known, value) if known == key => Some(value),
            _ => None,
        }
    }

    /// Stores the value, unless something else was asked for meanwhile.
    pub fn deliver(&mut self, key: K, value: T)
    where
        K: PartialEq,
    {
        if self.is_for(&key) {
            *self = Self::Ready(key, value);
        }
    }

    /// Marks what is awaited as failed.
    pub fn fail(&mut self) {
        *self = match std::mem::take(self) {
            Self::Loading(key) => Self::Failed(key),
            settled => settled,
        };
    }
}
