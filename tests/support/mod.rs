//! What several test files share.

pub mod built_in;
pub mod changes;
pub mod home;
pub mod pty;
pub mod screen;
pub mod workbooks;
