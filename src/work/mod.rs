//! The store of work: what people do with the catalogue, kept apart from it and never lost.
//!
//! * [`event_id`], [`event`], [`event_body`]: what was done, by whom, and what it replaces. Events are only added.
//! * [`work_log`]: all events, and which of them stand. [`product_work`] and [`review_round`] are derived from it: the
//!   present state is a function of the set of events, so files are merged by their union, in any order, and the
//!   clock decides nothing.
//! * [`marks`]: what was done with each product as plain values, for the facets of the catalogue.
//! * [`verdict_kind`]: the verdicts of a review.
//! * [`work_store`]: the SQLite file that keeps the events. [`open_work`]: the file and its log together, as a person
//!   uses them.
//!
//! Must not: know the index, a screen or a command.

pub mod event;
pub mod event_body;
pub mod event_drafts;
pub mod event_id;
pub mod event_registers;
pub mod marks;
pub mod open_work;
pub mod product_links;
pub mod product_ref;
pub mod product_work;
pub mod review_progress;
pub mod review_round;
pub mod verdict_kind;
pub mod work_log;
pub mod work_store;

#[cfg(test)]
mod tests;
