//! What a person does at a fair, as it is handed to the store of work.

use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{EntryValue, ListId};

/// Something done in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FairAct {
    /// Sets a field of an entry.
    SetField {
        /// The list.
        list: ListId,
        /// What the entry is about.
        subject: EntrySubject,
        /// The field and its value.
        value: EntryValue,
    },
    /// A visitor asked for it.
    Asked {
        /// The list.
        list: ListId,
        /// What they asked for.
        subject: EntrySubject,
    },
    /// A visitor asked what has no answer.
    Question {
        /// The list.
        list: ListId,
        /// The question.
        question: String,
        /// Something nearly called so was found.
        is_near: bool,
    },
}
