//! Whole files, written safely: [`temp_file`] for what a person asks for, [`private_file`] for what the program
//! remembers.
//!
//! Must not: know what the files hold.

pub mod private_file;
pub mod temp_file;
