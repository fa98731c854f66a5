//! What several test files share.

pub mod built_in;
pub mod changes;
#[cfg(unix)]
pub mod damage;
pub mod home;
pub mod pty;
pub mod screen;
pub mod sealed;
pub mod workbooks;
