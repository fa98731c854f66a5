//! The store of work: what people do with the catalogue, kept apart from it and never lost.
//!
//! * [`events`]: what was done, by whom, and what it replaces; the log of all events, and which of them stand. The
//!   present state is a function of the set of events, so files are merged by their union, in any order, and the clock
//!   decides nothing.
//! * [`reviews`], [`labels`], [`lists`]: what is derived from the log for each of them. [`product_work`] is what was
//!   done with one product.
//! * [`work_viewer`]: what a person may see of it while a blind review goes on; whatever shows work asks there.
//! * [`marks`]: what was done with each product as plain values, for the facets of the catalogue.
//! * [`store`]: the SQLite file that keeps the events, and the only room here that reads or writes files.
//! * [`name_key`], [`spelling`]: how names are compared, and which one somebody means.
//!
//! Must not: know the index, a screen or a command.

pub mod events;
pub mod labels;
pub mod lists;
pub mod marks;
pub mod name_key;
pub mod product_work;
pub mod reviews;
pub mod spelling;
pub mod store;
pub mod work_viewer;

#[cfg(test)]
mod tests;
