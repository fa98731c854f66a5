//! What runs a screen: its effects performed, its requests answered.
//!
//! * [`effects`]: the one interpreter of effects, and the trait of its hosts.
//! * [`search_service`]: requests and their answers, on [`answers`]; [`worker`]: the same on a thread.
//! * [`headless`]: a screen without a terminal, for pictures.
//!
//! Must not: know a terminal, or write files; hosts do.

pub mod answers;
pub mod effects;
pub mod headless;
pub mod search_service;
pub mod worker;
