//! Reviews: verdicts of several people on the products of a question, and what they propose to change.
//!
//! * [`review_round`]: a review, derived from its events. [`review_name`]: what it may be called.
//! * [`review_left`], [`review_progress`]: what is left of it, and how far it is.
//! * [`agreement`]: how far reviewers agree.
//! * [`verdict_kind`], [`verdict_words`]: the verdicts it offers, and what a person may call them.
//! * [`proposals`]: what people want to change in the catalogue, until somebody decides it.
//! * [`review_events`]: what a file of a review holds.

pub mod agreement;
pub mod proposals;
pub mod review_events;
pub mod review_left;
pub mod review_name;
pub mod review_progress;
pub mod review_round;
pub mod verdict_kind;
pub mod verdict_words;
