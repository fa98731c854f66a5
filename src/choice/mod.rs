//! From what a person types to the question meant, on the command line and in the search line alike.
//!
//! * [`names`]: the values of a catalogue by what people call them. * [`options`]: the command line's options and
//!   words. * [`told`]: what could not be meant, as a sentence.
//!
//! A value that exists nowhere is told with the nearest ones, because a silent zero would be read as a fact.
//! Must not: look anything up in the index.

pub mod names;
pub mod options;
pub mod told;

pub use names::Names;
