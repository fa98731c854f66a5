//! What runs a screen: its effects performed, its requests answered.
//!
//! * [`effects`]: the one interpreter of effects, and the trait of its hosts.
//! * [`search_service`]: requests and their answers, on [`answers`], `pending_requests`, `selection`, `listed_catalog`
//!   and `other_days`; [`worker`]: the same on a thread.
//! * [`work_service`]: the store of work; [`work_worker`]: the same on a thread. `act_drafts` and `list_acts`: the
//!   events that acts become.
//! * `catalog_history`: what is asked about the generations on disk.
//! * [`headless`]: a screen without a terminal, for pictures.
//! * [`path_completion`]: what a typed path may become.
//!
//! Must not: know a terminal, or write files; hosts do.

mod act_drafts;
pub mod answers;
mod catalog_history;
pub mod effects;
pub mod headless;
mod list_acts;
mod listed_catalog;
mod other_days;
mod other_generation;
pub mod path_completion;
mod pending_requests;
pub mod search_service;
mod selection;
pub mod work_service;
pub mod work_worker;
pub mod worker;
