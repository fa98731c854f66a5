//! The campaign against everything around the program: what is damaged, hostile, full, refused or cut off.
//!
//! Whatever comes, the answer is the truth, the generation before with a notice, or a plain refusal; never a crash,
//! a hang, or a wrong answer without a word. Every case follows from its number. An everyday run does a few of each
//! part; `cargo faults` does them all and prints its figures; one case is looked at again with
//!
//! ```sh
//! OCOP_FAULTS_SEED=123 OCOP_FAULTS_CASES=1 cargo test --test faults damaged -- --nocapture
//! ```
//!
//! * [`campaign`]: how many cases, their figures, and how failures are told. * [`catalogues`]: whole catalogues to
//!   copy and damage. * [`answers`]: what a catalogue answers, and whether that is the truth.
//! * [`damage`]: one damage of a catalogue. * [`damaged_catalogues`]: what is answered after it.
//! * [`hostile_publisher`]: publishes what this program never would. * [`hostile_catalogues`]: what is shown of it.
//! * [`chosen_keys`], [`fuzzed_screen`], [`key_fuzz`]: random keys over every window.
//! * [`run`]: the real binary with limits.
//! * [`system_calls`]: system calls that fail. * [`disks`]: full and read-only disks. * [`limits`]: limits of the
//!   shell. * [`kills`]: kill -9 while a catalogue is written. * [`mutated_lists`]: officials' lists with wrong bytes.
//! * [`work_store`]: the store of work under all of these.

// Nothing here is published, and a test that cannot go on should stop where it stands.
#![allow(
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::format_push_string,
    clippy::too_many_lines
)]
#![cfg(unix)]

mod answers;
mod campaign;
mod catalogues;
mod chosen_keys;
mod damage;
mod damaged_catalogues;
mod disks;
mod fuzzed_screen;
mod hostile_catalogues;
mod hostile_publisher;
mod key_fuzz;
mod kills;
mod limits;
mod mutated_lists;
mod run;
#[path = "../../index/tests/damaged_lists/seeded_random.rs"]
#[allow(dead_code)]
mod seeded_random;
#[path = "../support/mod.rs"]
#[allow(dead_code, unused_macros)]
mod support;
mod system_calls;
mod work_store;
