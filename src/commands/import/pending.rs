//! A comparison that waits for consent, and its publishing.
//!
//! Nobody is kept out while a person looks: the right to write is taken when they agree. If another generation is in
//! use by then, the comparison is made anew and has to be looked at again; what was compared with another one is never
//! published. Where nobody is asked the right is held from the comparison on. Must not: read lists, or take a
//! terminal.

use std::io::Write;
use std::path::Path;

use ocop_index::Product;
use ocop_index::change::{Mode, Plan};
use ocop_index::source::builtin;
use ocop_index::source::field::Field;
use ocop_index::source::problem::Reason;
use ocop_index::store::{self, How, Layout, Opened, Origin, SourceFile, Writer};

use super::Wish;
use super::consent;
use super::mappings::Remembered;
use super::progress::Progress;
use crate::commands::{Outcome, claim, publish, read_records, records};
use crate::exit::{self, Failure};
use crate::reading::Lists;
use crate::report::preview;
use crate::settings::{self, Settings};

/// The comparison.
pub struct Pending {
    writer: Option<Writer>,
    /// The generation that the list is compared with.
    base: Option<u64>,
    mode: Mode,
    /// The catalogue as it is.
    pub old: Vec<Product>,
    /// What would change.
    pub plan: Plan,
    /// What was read.
    pub lists: Lists,
    /// What the person said of columns.
    mapping: Vec<(String, Field)>,
}

impl Pending {
    /// Compares with the catalogue in use.
    pub(super) fn new(
        settings: &Settings,
        wish: &Wish,
        lists: Lists,
        opened: Opened,
    ) -> Result<Self, Failure> {
        let is_agreed = wish.yes && !wish.dry_run;
        let writer = is_agreed.then(|| claim(settings)).transpose()?;
        let is_asked = writer.is_none() && !wish.dry_run;
        if is_asked {
            // Who cannot write at all is told before they look.
            Writer::is_possible(&settings.data_dir)?;
        }
        // What lives in memory is compared as it is shown.
        let base = match (&writer, opened.generation) {
            (Some(writer), _) => writer.base(),
            (None, Some(_)) => Layout::new(&settings.data_dir).in_use()?,
            (None, None) => None,
        };
        let old = match base {
            Some(number) => records(settings, number)?,
            None => opened
                .catalog
                .products()
                .collect::<ocop_index::Result<_>>()?,
        };
        drop(opened);
        let mut pending = Self {
            writer,
            base,
            mode: if wish.replace {
                Mode::Replace
            } else {
                Mode::Merge
            },
            old,
            plan: Plan::default(),
            lists,
            mapping: super::options(&settings.locale, settings.day, &wish.how)?.mapping,
        };
        let mut progress = Progress::comparing(settings, pending.lists.drafts.len());
        pending.compare(settings, is_asked, |count| progress.tell(count));
        drop(progress);
        Ok(pending)
    }

    /// Compares the list with the catalogue as it is; the list is kept where it may have to be done again.
    fn compare(&mut self, settings: &Settings, keep: bool, mut tell: impl FnMut(usize)) {
        let lists = &mut self.lists;
        let kept = if keep {
            lists.drafts.clone()
        } else {
            Vec::new()
        };
        let drafts = std::mem::replace(&mut lists.drafts, kept);
        let drafts = drafts.into_iter().enumerate().map(|(at, draft)| {
            tell(at + 1);
            draft
        });
        self.plan = Plan::new(&self.old, drafts, self.mode, settings.day);
        let found = |reason| matches!(reason, Reason::Repeated | Reason::Twice);
        lists.problems.retain(|(_, problem)| !found(problem.reason));
        lists.add_problems(std::mem::take(&mut self.plan.problems));
    }

    /// Takes the right to write what was agreed to. False where somebody else has published meanwhile: then the
    /// list was compared anew, and the person has to look again. What they refused is still refused.
    pub fn agree(&mut self, settings: &Settings) -> Result<bool, Failure> {
        if self.writer.is_some() {
            return Ok(true);
        }
        let writer = claim(settings)?;
        if writer.base() == self.base {
            self.writer = Some(writer);
            return Ok(true);
        }
        let base = writer.base();
        drop(writer);
        // A screen may be in front of the person, so nothing is told on the way.
        let (old, _) = match base {
            Some(number) => read_records(settings, number)?,
            None => (builtin::products()?, None),
        };
        self.base = base;
        let earlier_old = std::mem::replace(&mut self.old, old);
        let earlier = std::mem::take(&mut self.plan);
        self.compare(settings, true, |_| ());
        self.plan.keep_verdicts(&self.old, &earlier, &earlier_old);
        Ok(false)
    }

    /// Shows everything as text and publishes it when nobody objects.
    pub fn ask(mut self, settings: &Settings, wish: &Wish, out: &mut impl Write) -> Outcome {
        let brief = wish.yes || settings.width.is_some();
        loop {
            let change = (&self.plan, &*self.old);
            preview::print(out, settings, &self.lists, change, brief)?;
            if self.plan.is_empty() {
                return Ok(exit::OK);
            }
            if wish.dry_run {
                writeln!(out, "\n{}", settings.locale.t("import.dry_run"))?;
                return Ok(exit::OK);
            }
            out.flush()?;
            if !wish.yes && !consent::to_publish(settings, out)? {
                return Ok(exit::NO_HITS);
            }
            if self.agree(settings)? {
                return self.publish(settings, out);
            }
            writeln!(out, "\n{}\n", self.came_between(settings))?;
        }
    }

    /// That somebody else has published meanwhile.
    pub fn came_between(&self, settings: &Settings) -> String {
        let base = self.base.unwrap_or_default();
        settings.locale.fill("import.came_between", &[("n", &base)])
    }

    /// Publishes what is accepted, and says so.
    pub fn publish(self, settings: &Settings, out: &mut impl Write) -> Outcome {
        let locale = &settings.locale;
        let Some(writer) = self.writer else {
            return Ok(exit::OK);
        };
        let counts = self.plan.accepted();
        let aside = self.lists.aside();
        let mut files = Vec::new();
        for (number, (path, summary)) in self.lists.files.iter().enumerate() {
            files.push(SourceFile {
                name: self.lists.name(number),
                checksum: checksum(path),
                products: summary.products,
            });
        }
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let source = names.join(", ");
        let sums: Vec<&str> = files.iter().map(|file| file.checksum.as_str()).collect();
        let sums = format!("import {}", sums.join(" "));
        let origin = Origin {
            how: match self.mode {
                Mode::Merge => How::Merge,
                Mode::Replace => How::Replace,
            },
            at: settings::now(),
            by: settings::person(),
            files,
            counts,
        };
        let products = self.plan.apply(&self.old);
        if products == self.old {
            writeln!(out, "{}", locale.t("import.refused"))?;
            return Ok(exit::NO_HITS);
        }
        drop(self.old);
        let number = publish(settings, &writer, &products, (&source, &sums), Some(origin))?;
        // A trial is none of it: only what was agreed to is taken for right the next time.
        if !self.mapping.is_empty() {
            let mut remembered = Remembered::load(&settings.data_dir);
            for (_, summary) in &self.lists.files {
                remembered = remembered.with(summary, &self.mapping);
            }
            remembered.save();
        }
        let sentence = locale.fill(
            "import.published",
            &[
                ("generation", &number),
                ("n", &locale.number(products.len())),
                ("aside", &locale.number(aside)),
            ],
        );
        writeln!(out, "{sentence}")?;
        Ok(exit::OK)
    }
}

/// The checksum of a list; none of a pipe, which is gone by now and would never answer.
fn checksum(path: &Path) -> String {
    if !path.is_file() {
        return String::new();
    }
    store::checksum(path).unwrap_or_default()
}
