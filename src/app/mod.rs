//! The screen's state, and what changes it.
//!
//! A keystroke becomes a [`msg::Msg`]; [`update::update`] changes the [`model::Model`] and returns
//! [`effect::Effect`]s; the [`worker`] answers searches with another message. No input, no output, no clock
//! here: that is why every story of a person at the keyboard can be told in a test. Only [`worker`] owns a
//! thread. [`action`] is the one table of what can be done; keys ([`keymap`]), footer and the [`palette`] come from
//! it, and [`refusal`] says why something of it cannot be done. [`stats`] is the pane of statistics, [`past`] the searches of before, [`recall`] the window of these and the
//! saved ones, [`trail`] the way back through a sitting, [`scan`] what a telephone can take from the screen.
//! [`layout`] and [`status`] say what stands where, for those who draw and those who click. [`changes`] is the same for
//! the other screen, the one of an import. Must not: know ratatui's widgets, a terminal, files or the environment.

pub mod action;
pub mod action_palette;
pub mod effect;
pub mod import_review;
pub mod input_line;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod mouse;
pub mod msg;
pub mod status_line;
pub mod unavailable;
pub mod update;
pub mod worker;
