//! The forms, class by class: a text with slots, and its truth with the same slots.

pub(crate) mod dates;
pub(crate) mod joined;
pub(crate) mod kinds;
pub(crate) mod negation;
pub(crate) mod phrases;
pub(crate) mod places;
pub(crate) mod questions;
pub(crate) mod sentences;
pub(crate) mod stars;
pub(crate) mod status;
