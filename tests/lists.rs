//! Officials' lists as found in practice, each through the real binary: the products imported and the messages.
//!
//! Headers are literal. The rows below them are built-in products; only what a special case needs is invented.
//!
//! * [`offices`]: variants 1 to 6, files of offices. * [`systems`]: 7 to 15, of OCOP systems.
//! * [`others`]: 16 to 21. * [`notations`]: stars, dates, decisions.
//! * [`forms`]: encodings, delimiters, sheets, JSON, and columns that the user assigns.
//! * [`shapes`]: what is told about lists in odd shapes.

mod forms;
mod notations;
mod offices;
mod others;
mod shapes;
mod systems;
