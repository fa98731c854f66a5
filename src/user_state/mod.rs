//! What the program stores for its user between runs: [`searches`], the [`last_place`], the [`list_width`], the
//! [`list_columns`], the [`screen_look`], the [`remark_drafts`], files of [`one_line`] and the [`log`].
//!
//! All files lie in the user's state folder. A file that cannot be read or written never stops the program.
//!
//! Must not store anything of the catalogue.

pub mod last_place;
pub mod list_columns;
pub mod list_width;
pub mod log;
pub mod one_line;
pub mod remark_drafts;
pub mod screen_look;
pub mod searches;
