//! What the commands of a review work with: the desk of every command of the store, and the review that is meant.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::{Deref, DerefMut};

use ocop_index::Product;
use ocop_index::store::OpenedCatalog;

use crate::catalog::named_product::ProductFinder;
use crate::catalog::open_review::open_review;
use crate::cli::args::ReviewArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::work_desk::WorkDesk;
use crate::wording::review_text::{describe_review_briefly, list_some_verdicts};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::product_ref::ProductRef;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_kind::VerdictKind;
use crate::work::reviews::verdict_words::{find_verdict, list_begun_verdicts};

/// What a command of a review works with.
pub(super) struct ReviewDesk<'a> {
    desk: WorkDesk<'a>,
    /// The review that `--in` names.
    asked: Option<&'a str>,
}

impl<'a> Deref for ReviewDesk<'a> {
    type Target = WorkDesk<'a>;

    fn deref(&self) -> &WorkDesk<'a> {
        &self.desk
    }
}

impl DerefMut for ReviewDesk<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.desk
    }
}

impl<'a> ReviewDesk<'a> {
    /// Opens the store for the person who types.
    pub(super) fn open(
        settings: &'a Settings,
        args: &'a ReviewArgs,
    ) -> Result<Self, CommandFailure> {
        Ok(Self {
            desk: WorkDesk::open(settings)?,
            asked: args.review.as_deref(),
        })
    }

    /// Opens the catalogue with what people did with the products, for questions that ask for it: of the review of
    /// `--in`, or the open one.
    pub(super) fn open_marked_catalog(&mut self) -> Result<OpenedCatalog, CommandFailure> {
        let opened = self.open_catalog()?;
        let round = self.round().ok();
        self.mark_catalog(opened, round)
    }

    /// The products of a review that the catalogue lacks, or that may be several.
    pub(super) fn missing_products<'r>(&self, round: &'r ReviewRound) -> Vec<&'r ProductRef> {
        let is_missing = |product: &&ProductRef| self.log().current_id(product).is_none();
        round.start.scope.iter().filter(is_missing).collect()
    }

    /// True where `--in` names a review.
    pub(super) fn names_review(&self) -> bool {
        self.asked.is_some()
    }

    /// The review of `--in`, or the open one.
    pub(super) fn round(&self) -> Result<ReviewRound, CommandFailure> {
        match self.asked {
            Some(name) => self.named_round(name),
            None => open_review(self.settings, self.log()).ok_or_else(|| self.no_open_review()),
        }
    }

    /// The review of these words, or where there are none, as [`Self::round`].
    pub(super) fn chosen_round(&self, words: &[String]) -> Result<ReviewRound, CommandFailure> {
        if words.is_empty() {
            self.round()
        } else {
            self.named_round(&words.join(" "))
        }
    }

    /// The one review of this name, or of these first digits of an id.
    pub(super) fn named_round(&self, name: &str) -> Result<ReviewRound, CommandFailure> {
        let locale = &self.settings.locale;
        let found = self.log().find_reviews(name);
        let shown = sanitize_text(name.trim());
        match <[ReviewRound; 1]>::try_from(found) {
            Ok([round]) => Ok(round),
            Err(found) if found.is_empty() => {
                let known = self.log().reviews();
                let known: Vec<String> = known.iter().map(quoted_name).collect();
                let (key, known) = if known.is_empty() {
                    ("review.none_yet", String::new())
                } else {
                    ("review.unknown", known.join(", "))
                };
                let values: [(&str, &dyn Display); 2] = [("name", &shown), ("known", &known)];
                Err(CommandFailure::Usage(locale.fill(key, &values)))
            }
            Err(found) => {
                let lines: Vec<String> = found
                    .iter()
                    .map(|round| format!("  {}", describe_review_briefly(locale, round)))
                    .collect();
                let values: [(&str, &dyn Display); 2] =
                    [("name", &shown), ("found", &lines.join("\n"))];
                Err(CommandFailure::Usage(
                    locale.fill("review.several_named", &values),
                ))
            }
        }
    }

    fn no_open_review(&self) -> CommandFailure {
        let locale = &self.settings.locale;
        let mut rounds = self.log().reviews();
        rounds.retain(|round| !round.is_closed);
        if rounds.is_empty() {
            let key = if self.log().reviews().is_empty() {
                "review.none_yet"
            } else {
                "review.all_closed"
            };
            return CommandFailure::Usage(locale.t(key).to_owned());
        }
        let known: Vec<String> = rounds.iter().map(quoted_name).collect();
        CommandFailure::Usage(locale.fill("review.choose", &[("known", &known.join(", "))]))
    }

    /// Fails where the person may give no verdict in a review: it is closed, or others review.
    pub(super) fn require_reviewer(&self, round: &ReviewRound) -> Result<(), CommandFailure> {
        self.require_open(round)?;
        if round.has_reviewer(self.viewer()) {
            return Ok(());
        }
        let names: Vec<String> = round
            .reviewers
            .iter()
            .map(|name| sanitize_text(name))
            .collect();
        let values: [(&str, &dyn Display); 3] = [
            ("name", &sanitize_text(&round.start.name)),
            ("who", &sanitize_text(self.viewer())),
            ("known", &names.join(", ")),
        ];
        let sentence = self.settings.locale.fill("review.no_reviewer", &values);
        Err(CommandFailure::Forbidden(sentence))
    }

    /// Fails where a review is closed.
    pub(super) fn require_open(&self, round: &ReviewRound) -> Result<(), CommandFailure> {
        if !round.is_closed {
            return Ok(());
        }
        let name = sanitize_text(&round.start.name);
        let sentence = self
            .settings
            .locale
            .fill("review.is_closed", &[("name", &name)]);
        Err(CommandFailure::Usage(sentence))
    }

    /// The product of a name, which must be in the review.
    pub(super) fn find_in_review(
        &self,
        finder: &ProductFinder<'_>,
        (round, scope): (&ReviewRound, &BTreeSet<String>),
        name: &str,
    ) -> Result<Product, CommandFailure> {
        let product = self.find_product(finder, name, |product| scope.contains(&product.id))?;
        if scope.contains(&product.id) {
            return Ok(product);
        }
        let values: [(&str, &dyn Display); 3] = [
            ("id", &sanitize_text(&product.id)),
            ("product", &sanitize_text(&product.name)),
            ("name", &sanitize_text(&round.start.name)),
        ];
        let sentence = self.settings.locale.fill("review.outside", &values);
        Err(CommandFailure::Usage(sentence))
    }

    /// The product of a name.
    pub(super) fn find_product(
        &self,
        finder: &ProductFinder<'_>,
        name: &str,
        prefers: impl Fn(&Product) -> bool,
    ) -> Result<Product, CommandFailure> {
        self.find_named_product(finder, name, prefers, "error.id")
    }

    /// The verdict of these words.
    pub(super) fn find_verdict<'r>(
        &self,
        round: &'r ReviewRound,
        words: &str,
    ) -> Result<&'r VerdictKind, CommandFailure> {
        let verdicts = &round.start.verdicts;
        find_verdict(verdicts, words).ok_or_else(|| {
            let locale = &self.settings.locale;
            let begun = list_begun_verdicts(verdicts, words);
            let (key, known) = if begun.is_empty() {
                ("review.no_verdict", verdicts.iter().collect())
            } else {
                ("review.several_verdicts", begun)
            };
            let known = list_some_verdicts(locale, verdicts, &known);
            let values: [(&str, &dyn Display); 2] =
                [("value", &sanitize_text(words)), ("known", &known)];
            CommandFailure::Usage(locale.fill(key, &values))
        })
    }
}

/// The name of a review as a list of several shows it.
pub(super) fn quoted_name(round: &ReviewRound) -> String {
    format!("\"{}\"", sanitize_text(&round.start.name))
}
