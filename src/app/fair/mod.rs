//! The fair mode: one question after another for people who stand, about the products of one list.
//!
//! It has a state and an update of its own, so that nothing of the catalogue's screen can be reached: no import, no
//! export, no path, no palette. Letters and digits are always text; [`fair_keys`] is the table of all other keys.
//!
//! * [`board`]: the list as plain values. [`fair_act`]: what a person does, for the store. [`answer`]: what was found.
//! * [`price_words`] takes prices out of a question, [`entry_match`] finds entries that the catalogue's search does not
//!   know: texts, stands, parts of telephone numbers. [`paused_question`], `question_end`: where one ends.
//! * [`card`]: what is shown of an answer. [`footer`]: the keys that do something now.
//! * [`model`]: the state; [`update`] takes a message. `searching` asks and takes answers, `acting` records acts, and
//!   `panels` are the windows over the answer.
//!
//! Must not: do input or output, read a clock, or draw.

mod acting;
pub mod answer;
pub mod board;
pub mod card;
pub mod effect;
pub mod entry_match;
pub mod fair_act;
pub mod fair_keys;
pub mod footer;
pub mod model;
mod panels;
pub mod paused_question;
pub mod price_words;
mod question_end;
mod searching;
pub mod update;
