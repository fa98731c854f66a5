//! The store of work: what people do with the catalogue, kept apart from it and never lost.
//!
//! * [`event_id`], [`event`], [`event_body`]: what was done, by whom, and what it replaces. Events are only added.
//! * [`work_log`]: all events, and which of them stand. [`product_work`] and [`review_round`] are derived from it: the
//!   present state is a function of the set of events, so files are merged by their union, in any order, and the
//!   clock decides nothing.
//! * [`work_viewer`]: what a person may see of it while a blind review goes on; whatever shows work asks there.
//! * [`marks`]: what was done with each product as plain values, for the facets of the catalogue.
//! * [`proposals`]: what people want to change in the catalogue, until somebody decides it.
//! * [`verdict_kind`], [`verdict_words`]: the verdicts of a review, and what a person may call them; [`name_key`],
//!   [`spelling`]: how names are compared. [`agreement`]: how far reviewers agree. [`last_act`]: what an undo undoes.
//!   [`review_events`]: what a file of a review holds. [`review_left`]: what is left of one for a reviewer.
//!   [`review_name`]: what it may be called.
//! * [`label_book`]: the labels that are known, and which one somebody means; [`label_drafts`]: many set at once.
//! * [`lists`]: product lists of fairs and trade meetings.
//! * [`work_store`]: the SQLite file that keeps the events; [`store_place`] looks at where it lies, [`store_schema`] at
//!   its tables, [`store_copies`] makes copies and [`store_restore`] puts one back. [`store_check`] looks through a
//!   file, [`forgotten_names`] takes a name out of it, and `name_mentions` counts texts that still have it.
//!   [`open_work`]: the file and its log together, as a person uses them.
//! * [`exchange`]: events as a file for other stores; [`event_cleaning`] what is taken of such a file,
//!   [`store_merge`] the union.
//!
//! Must not: know the index, a screen or a command.

pub mod agreement;
pub mod event;
pub mod event_body;
pub mod event_cleaning;
pub mod event_drafts;
pub mod event_id;
pub mod event_registers;
pub mod exchange;
pub mod forgotten_names;
pub mod label_book;
pub mod label_drafts;
pub mod last_act;
pub mod lists;
pub mod marks;
pub mod name_key;
mod name_mentions;
pub mod open_work;
pub mod product_links;
pub mod product_ref;
pub mod product_work;
pub mod proposals;
pub mod review_events;
pub mod review_left;
pub mod review_name;
pub mod review_progress;
pub mod review_round;
pub mod spelling;
pub mod store_check;
mod store_connection;
pub mod store_copies;
pub mod store_merge;
pub mod store_place;
pub mod store_restore;
mod store_rows;
pub mod store_schema;
pub mod verdict_kind;
pub mod verdict_words;
pub mod work_error;
pub mod work_log;
pub mod work_store;
pub mod work_viewer;

#[cfg(test)]
mod store_care_tests;
#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod tests;
