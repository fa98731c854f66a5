//! The verdicts that a review offers: built in, or from the config.

use serde::{Deserialize, Serialize};

/// A verdict that a reviewer can give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictKind {
    /// What events, files and queries call it, for example `can-sua`.
    pub key: String,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// One character that stands for it in the list.
    pub sign: String,
    /// The name of its colour in the theme.
    pub colour: VerdictColour,
}

/// The colours of verdicts; the theme says what they look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VerdictColour {
    /// All is well.
    Good,
    /// Something must be done.
    Warning,
    /// Something is wrong.
    Bad,
    /// Nothing special.
    #[default]
    Plain,
}

/// The verdicts where the config has no table of its own.
pub fn built_in_verdicts() -> Vec<VerdictKind> {
    use VerdictColour::{Bad, Good, Plain, Warning};
    [
        ("dung", "đúng", "right", "✓", Good),
        ("can-sua", "cần sửa", "fix", "!", Warning),
        ("chua-chac", "chưa chắc", "unsure", "?", Plain),
        ("da-lien-he", "đã liên hệ", "contacted", "@", Good),
        ("ngung", "ngừng sản xuất", "discontinued", "×", Bad),
    ]
    .map(|(key, vi, en, sign, colour)| VerdictKind {
        key: key.to_owned(),
        vi: vi.to_owned(),
        en: en.to_owned(),
        sign: sign.to_owned(),
        colour,
    })
    .into()
}
