//! The manifest of a bundle: what is in it, and where that comes from. Its texts are those of somebody else: who prints
//! them cleans them.

use jiff::Timestamp;
use ocop_index::store::{GenerationManifest, GenerationOrigin};
use serde::{Deserialize, Serialize};

/// What the manifest calls the format.
pub const FORMAT: &str = "ocop-bundle";

/// The version of the format that this program packs, and the newest that it opens.
pub const FORMAT_VERSION: u32 = 1;

/// The name of the manifest in the archive.
pub const MANIFEST_NAME: &str = "manifest.json";

/// The names of the other members.
pub const RECORDS_NAME: &str = "catalog/products.jsonl";
/// The corrections that the records have had.
pub const CORRECTIONS_NAME: &str = "catalog/corrections.jsonl";
/// The events of the store of work.
pub const EVENTS_NAME: &str = "work/events.jsonl";

/// The manifest of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleManifest {
    /// [`FORMAT`].
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// The version of the program that packed it.
    pub program: String,
    /// When it was packed.
    pub written: Timestamp,
    /// Who packed it.
    pub by: String,
    /// The catalogue, where it is in the bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog: Option<BundledCatalog>,
    /// The work, where it is in the bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<BundledWork>,
    /// Every other member of the archive.
    pub members: Vec<BundleMember>,
}

/// A member of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleMember {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of its content, as hexadecimal text.
    pub sha256: String,
}

/// The catalogue of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledCatalog {
    /// The version of the records ([`ocop_index::store::FORMAT_VERSION`]).
    pub records_format: u32,
    /// The generation.
    pub generation: BundledGeneration,
    /// The generations before it that the machine still had, newest first.
    #[serde(default)]
    pub earlier: Vec<BundledGeneration>,
}

/// A generation of the machine where a bundle was packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledGeneration {
    /// Its number there; 0 for a catalogue that was only in memory.
    pub number: u64,
    /// The checksum of its records, by which another machine knows that it has the same.
    pub records: String,
    /// Number of products.
    pub products: usize,
    /// The source of the products.
    pub source: String,
    /// How, when and by whom it was made there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<GenerationOrigin>,
}

impl BundledGeneration {
    /// A generation as a bundle tells of it.
    pub fn from_manifest(number: u64, manifest: &GenerationManifest) -> Self {
        Self {
            number,
            records: manifest.records_checksum().unwrap_or_default().to_owned(),
            products: manifest.products,
            source: manifest.source.clone(),
            origin: manifest.origin.clone(),
        }
    }
}

/// The work of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledWork {
    /// How many events.
    pub events: usize,
    /// How many people did them.
    pub authors: usize,
}
