//! How the catalogue of a bundle stands to the one here: the same, newer, older, or gone another way. No clock decides
//! it: each machine knows the checksums of the records of its generations.

use ocop_index::Product;
use ocop_index::change::ChangePlan;
use ocop_index::store::{self, CatalogNotice, StoreLayout};

use crate::bundle::bundle_manifest::{BundledCatalog, BundledGeneration};
use crate::bundle::unpack::OpenedBundle;
use crate::catalog::generation_records::read_generation_records;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;

/// How the catalogue of a bundle stands to the one in use here.
#[derive(Debug)]
pub(super) enum CatalogStanding {
    /// There is none here.
    First,
    /// The products are the same.
    Same,
    /// It was in use here before: the number of the generation that it was.
    Older(u64),
    /// It was made from the one here.
    Newer,
    /// Neither has been the other; how the one here came to be.
    Different(BundledGeneration),
    /// The one here is damaged.
    DamagedHere,
}

/// The catalogue of a bundle beside the one here.
#[derive(Debug)]
pub(super) struct ComparedCatalog {
    /// The generation in use here.
    pub(super) here: Option<u64>,
    pub(super) standing: CatalogStanding,
    /// What taking it would change.
    pub(super) plan: ChangePlan,
    /// The products here.
    pub(super) old: Vec<Product>,
    /// What is to be known about how they were read.
    pub(super) notice: Option<CatalogNotice>,
}

impl ComparedCatalog {
    /// True where taking it needs somebody's consent.
    pub(super) fn needs_consent(&self) -> bool {
        use CatalogStanding::{DamagedHere, Different, Newer};
        matches!(self.standing, Newer | Different(_) | DamagedHere)
    }

    /// True where it may be taken.
    pub(super) fn may_be_taken(&self) -> bool {
        self.needs_consent() || matches!(self.standing, CatalogStanding::First)
    }
}

/// Compares the catalogue of a bundle with the generation in use here. Nothing is written or repaired.
pub(super) fn compare_catalog(
    settings: &Settings,
    bundle: &OpenedBundle,
    catalog: &BundledCatalog,
) -> Result<ComparedCatalog, CommandFailure> {
    let here = StoreLayout::new(&settings.data_dir).generation_in_use()?;
    let compare =
        |old: &[Product]| ChangePlan::from_catalog_states(old, &bundle.products, settings.day);
    let Some(number) = here else {
        return Ok(ComparedCatalog {
            here,
            standing: CatalogStanding::First,
            plan: compare(&[]),
            old: Vec::new(),
            notice: None,
        });
    };
    let (old, notice) = match read_generation_records(&settings.data_dir, number) {
        Err(error) if error.is_damage() => (None, None),
        records => records.map(|(products, notice)| (Some(products), notice))?,
    };
    let plan = compare(old.as_deref().unwrap_or_default());
    let standing = match &old {
        None => CatalogStanding::DamagedHere,
        Some(_) if plan.is_empty() => CatalogStanding::Same,
        Some(_) => find_standing(settings, number, catalog)?,
    };
    Ok(ComparedCatalog {
        here,
        standing,
        plan,
        old: old.unwrap_or_default(),
        notice,
    })
}

fn find_standing(
    settings: &Settings,
    number: u64,
    catalog: &BundledCatalog,
) -> Result<CatalogStanding, CommandFailure> {
    let mut here = None;
    let mut as_past = None;
    for past in store::list_generations(&settings.data_dir)? {
        let Ok(manifest) = &past.manifest else {
            continue;
        };
        if past.number == number {
            here = Some(BundledGeneration::from_manifest(number, manifest));
        } else if as_past.is_none()
            && manifest.records_checksum() == Some(&*catalog.generation.records)
        {
            as_past = Some(past.number);
        }
    }
    let Some(here) = here else {
        return Ok(CatalogStanding::DamagedHere);
    };
    let is_made_from_here = catalog
        .earlier
        .iter()
        .any(|earlier| !here.records.is_empty() && earlier.records == here.records);
    Ok(match (is_made_from_here, as_past) {
        (true, None) => CatalogStanding::Newer,
        (false, Some(past)) => CatalogStanding::Older(past),
        // Both have been the other: somebody went back.
        _ => CatalogStanding::Different(here),
    })
}
