//! The screen's state, and what changes it.
//!
//! A key press becomes a [`msg::Msg`]; [`update::update`] changes the [`model::Model`] and returns [`effect::Effect`]s,
//! which [`crate::runtime`] performs; a search is answered with another message. There is no input, output, clock or
//! thread here, so a test can play every story of a user at the keyboard.
//!
//! From the bottom up: [`key`], [`focus`], [`notice`], [`screen_look`], [`screen_area`], [`screen_link`],
//! [`catalog_work`], [`selection_work`] and [`record_rows`] are plain data. [`action`] is the one table of what can be
//! done; [`keymap`], footer ([`key_hints`], [`footer_line`]) and help ([`action_palette`]) come from it, `availability`
//! says which of it can be done now, and [`permission`] which of it at all.
//! [`model`] holds the state; [`layout`], [`list_columns`] and [`status_line`] say what stands where, for drawing and
//! for clicks; [`acted_on`] is what an action acts on, and [`selection_status`] tells how much is selected;
//! [`fair`] is the fair mode, with a state and an update of its own.
//! `shown_figures` is the table of the statistics as data. `key_dispatch` takes a key to its action, on this screen and
//! on the one of an import ([`import_review`]). Must not: know ratatui's widgets, a terminal, files or the environment.

pub mod acted_on;
pub mod action;
pub mod action_palette;
mod availability;
pub mod catalog_work;
pub mod completion_candidates;
pub mod effect;
pub mod fair;
pub mod focus;
pub mod footer_line;
pub mod import_review;
pub mod input_line;
pub mod key;
mod key_dispatch;
pub mod key_hints;
pub mod keymap;
pub mod layout;
pub mod left_out_filters;
pub mod list_columns;
mod list_header;
pub mod model;
pub mod mouse;
pub mod msg;
pub mod notice;
pub mod permission;
pub mod product_record;
pub mod record_rows;
pub mod review_words;
pub mod screen_area;
pub mod screen_link;
pub mod screen_look;
mod scroll;
pub mod selection_status;
pub mod selection_work;
mod shown_figures;
pub mod status_line;
mod status_offer;
pub mod store_work;
pub mod theme_name;
pub mod update;
