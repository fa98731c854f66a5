//! Where the store of work lies and what is kept beside it, for the service of the screen.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use ocop_index::Catalog;

use crate::catalog::open_review::{open_review, remember_review_of_screen, take_review_of_command};
use crate::catalog::work::{
    describe_work_error, link_work, open_existing_linked_work, open_linked_work, work_path,
};
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::runtime::work_service::WorkFiles;
use crate::runtime::worker::CatalogSource;
use crate::user_state::remark_drafts;
use crate::wording::io_error::describe_io_error;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::ReviewId;
use crate::work::lists::list_act::ListId;
use crate::work::store::open_work::OpenWork;
use crate::work::store::work_error::WorkError;

/// The files of the person at the screen.
pub(super) struct PersonalWorkFiles {
    settings: Arc<Settings>,
    catalog: CatalogSource,
    drafts: Option<PathBuf>,
    /// Whose drafts of the file are this screen's: those of the catalogue, or of a list.
    draft_scope: PathBuf,
}

impl PersonalWorkFiles {
    pub(super) fn new(settings: Arc<Settings>, catalog: CatalogSource) -> Self {
        Self {
            draft_scope: settings.data_dir.clone(),
            settings,
            catalog,
            drafts: paths::remark_drafts_file(),
        }
    }

    /// The same for the fair mode of a list, whose remarks are not those of the catalogue.
    pub(super) fn for_list(settings: Arc<Settings>, catalog: CatalogSource, list: ListId) -> Self {
        let mut files = Self::new(settings, catalog);
        files.draft_scope.push(format!("list-{list}"));
        files
    }
}

impl WorkFiles for PersonalWorkFiles {
    fn open_store(&mut self, create: bool) -> Result<Option<OpenWork>, String> {
        let catalog = self.catalog();
        let opened = if create {
            open_linked_work(&self.settings, &catalog).map(Some)
        } else {
            open_existing_linked_work(&self.settings, &catalog)
        };
        opened.map_err(|failure| describe_failure(&failure, &self.settings))
    }

    fn link_products(&mut self, work: &mut OpenWork) -> Result<(), String> {
        let linked = link_work(work, &self.catalog());
        linked.map_err(|failure| describe_failure(&failure, &self.settings))
    }

    fn describe_error(&self, error: &WorkError) -> String {
        let path = work_path(&self.settings).unwrap_or_default();
        let failure = describe_work_error(error, &path, &self.settings);
        describe_failure(&failure, &self.settings)
    }

    fn catalog(&self) -> Arc<Catalog> {
        self.catalog.served_catalog().catalog
    }

    fn open_review(&mut self, work: &OpenWork) -> Option<ReviewId> {
        open_review(&self.settings, work.log()).map(|round| round.id)
    }

    /// The fair mode shows no review: it leaves that to the next screen of the catalogue.
    fn take_review_of_command(&mut self) -> bool {
        let is_of_catalog = self.draft_scope == self.settings.data_dir;
        is_of_catalog && take_review_of_command(&self.settings)
    }

    /// Which review is open is found again by the command line too; where that cannot be kept, it is for this sitting.
    fn remember_open_review(&mut self, _: &OpenWork, review: Option<ReviewId>) {
        drop(remember_review_of_screen(&self.settings, review));
    }

    /// What cannot be read now is not there; the file stays as it is.
    fn load_drafts(&mut self) -> HashMap<String, String> {
        let path = self.drafts.as_ref();
        let loaded = path.map(|path| remark_drafts::load_drafts(path, &self.draft_scope));
        loaded.and_then(Result::ok).unwrap_or_default()
    }

    fn keep_draft(&mut self, product_id: &str, text: Option<&str>) -> Result<(), String> {
        let Some(path) = &self.drafts else {
            return Ok(());
        };
        remark_drafts::keep_draft(path, &self.draft_scope, product_id, text).map_err(|error| {
            let locale = &self.settings.locale;
            let reason = describe_io_error(&error, locale);
            let path = sanitize_text(&paths::abbreviate_home(path));
            locale.fill(
                "reviewing.draft_not_kept",
                &[("path", &path), ("reason", &reason)],
            )
        })
    }
}

fn describe_failure(failure: &CommandFailure, settings: &Settings) -> String {
    let sentence = failure.to_sentence(&settings.locale);
    sentence.unwrap_or_default()
}
