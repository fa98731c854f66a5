//! What several test files share.

pub mod built_in;
pub mod changes;
pub mod codes;
#[cfg(unix)]
pub mod damage;
pub mod documents;
pub mod fair;
pub mod home;
pub mod laptop;
pub mod printed_lists;
pub mod pty;
pub mod screen;
pub mod sealed;
pub mod workbooks;
