//! Fuzz target `ods`; what it does and asserts stands in `targets.rs`.
#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::ods(bytes));
