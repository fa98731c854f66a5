//! The store of work as a conversation uses it: opened when it is first needed, one sitting for the whole conversation.

use std::fmt::Display;

use jiff::Timestamp;
use ocop_index::Catalog;

use crate::catalog::open_review::open_review;
use crate::catalog::work::{
    describe_work_error, link_work, open_existing_linked_work, open_linked_work,
};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::work::events::event::{EventDraft, WorkEvent};
use crate::work::reviews::review_round::ReviewRound;
use crate::work::store::open_work::OpenWork;

/// The store of a conversation.
#[derive(Debug, Default)]
pub(super) struct ConversationWork {
    work: Option<OpenWork>,
}

impl ConversationWork {
    /// The store to write into, with what others wrote; it is made where there is none.
    pub(super) fn open(
        &mut self,
        settings: &Settings,
        catalog: &Catalog,
    ) -> Result<&mut OpenWork, CommandFailure> {
        let work = match self.work.take() {
            Some(work) => work,
            None => open_linked_work(settings, catalog)?,
        };
        let work = self.work.insert(work);
        read_news(work, settings)?;
        Ok(work)
    }

    /// The store to look into, with what others wrote; `None` where nobody has done anything yet.
    pub(super) fn look(
        &mut self,
        settings: &Settings,
        catalog: &Catalog,
    ) -> Result<Option<&mut OpenWork>, CommandFailure> {
        if self.work.is_none() {
            self.work = open_existing_linked_work(settings, catalog)?;
        }
        if let Some(work) = &mut self.work {
            read_news(work, settings)?;
        }
        Ok(self.work.as_mut())
    }

    /// Finds the products of the store in another catalogue.
    pub(super) fn link_again(&mut self, catalog: &Catalog) -> Result<(), CommandFailure> {
        match &mut self.work {
            Some(work) => link_work(work, catalog),
            None => Ok(()),
        }
    }

    /// The store as it was read last.
    pub(super) fn opened(&self) -> Option<&OpenWork> {
        self.work.as_ref()
    }
}

fn read_news(work: &mut OpenWork, settings: &Settings) -> Result<(), CommandFailure> {
    match work.read_new_events() {
        Ok(_) => Ok(()),
        Err(error) => Err(describe_work_error(&error, work.store().path(), settings)),
    }
}

/// Writes events. They are on the disk when this returns; only then may anybody say so.
pub(super) fn record_drafts(
    work: &mut OpenWork,
    drafts: Vec<EventDraft>,
    settings: &Settings,
) -> Result<Vec<WorkEvent>, CommandFailure> {
    let recorded = work.record(drafts, Timestamp::now());
    recorded.map_err(|error| describe_work_error(&error, work.store().path(), settings))
}

/// The review that is open for this account.
pub(super) fn require_review(
    work: Option<&OpenWork>,
    settings: &Settings,
) -> Result<ReviewRound, CommandFailure> {
    let round = work.and_then(|work| open_review(settings, work.log()));
    round.ok_or_else(|| {
        let key = if work.is_some_and(|work| !work.log().reviews().is_empty()) {
            "linear.review_choose"
        } else {
            "linear.review_none"
        };
        refuse(settings, key, &[])
    })
}

/// Fails where this person may give no verdict in a review: it is closed, or others review.
pub(super) fn require_reviewer(
    round: &ReviewRound,
    person: &str,
    settings: &Settings,
) -> Result<(), CommandFailure> {
    let name = &round.start.name;
    if round.is_closed {
        return Err(refuse(settings, "linear.review_closed", &[("name", name)]));
    }
    if round.has_reviewer(person) {
        return Ok(());
    }
    let names: Vec<&str> = round.reviewers.iter().map(String::as_str).collect();
    let values: [(&str, &dyn Display); 3] = [
        ("name", name),
        ("who", &person),
        ("known", &names.join(", ")),
    ];
    Err(refuse(settings, "linear.review_not_yours", &values))
}

/// A sentence that says why something is not done.
pub(super) fn refuse(
    settings: &Settings,
    key: &str,
    values: &[(&str, &dyn Display)],
) -> CommandFailure {
    CommandFailure::Usage(settings.locale.fill(key, values))
}
