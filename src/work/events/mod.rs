//! Events of work: what was done, by whom, and what it replaces. Events are only added.
//!
//! * [`event`], [`event_body`], [`event_id`], [`product_ref`]: one event, and the product it is about.
//! * [`event_registers`]: which value an event sets; events of one register compete.
//! * [`work_log`]: all events, and which of them stand. [`product_links`]: which products they are about.
//! * [`event_drafts`]: what acts become, and [`last_act`]: what an undo undoes.
//! * [`event_cleaning`]: what is taken of events that somebody else wrote.

pub mod event;
pub mod event_body;
pub mod event_cleaning;
pub mod event_drafts;
pub mod event_id;
pub mod event_registers;
pub mod last_act;
pub mod product_links;
pub mod product_ref;
pub mod work_log;
