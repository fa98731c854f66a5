//! Product lists: the products of a fair or a trade meeting, with stands, prices and stock, what visitors asked for,
//! and what buyers want. All of it is events of the store, so two laptops are merged as everything else is.
//!
//! * [`list_act`]: what an event does to a list. [`entry_subject`]: what an entry is about, a product or a text.
//! * [`product_list`]: a list as it stands; [`gather`] derives all of them from the log.
//! * [`list_events`]: which events are of a list. [`list_drafts`]: the events that acts of a person become.
//!   [`list_position`]: the order of entries. [`money`], [`entry_text`]: prices and stock as people write them;
//!   [`typed_values`]: all that they type of entries and buyers. [`stand_name`]: the names of stands.
//!   [`sold_out`]: since when entries are sold out.
//! * [`list_name`]: which names may be given, and which list somebody means. [`list_cleaning`]:
//!   what is taken of other people's files.

pub mod entry_subject;
pub mod entry_text;
pub mod gather;
pub mod list_act;
pub mod list_cleaning;
pub mod list_drafts;
pub mod list_events;
pub mod list_name;
pub mod list_position;
pub mod money;
pub mod product_list;
pub mod sold_out;
pub mod stand_name;
pub mod typed_values;

#[cfg(test)]
mod tests;
