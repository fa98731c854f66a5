//! The encodings of office files and their names.

use serde::{Deserialize, Serialize};

/// The encodings of office files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, as spreadsheets write it.
    Utf8Bom,
    /// UTF-16, low byte first: "Unicode text" of Windows.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Vietnamese code page of Windows.
    Windows1258,
    /// TCVN3, also called ABC, of the `.VnTime` fonts.
    Tcvn3,
    /// VNI-Windows, of the `VNI-Times` fonts.
    Vni,
}

/// The 8-bit encodings, in the order in which they win with equal evidence.
pub(super) const LEGACY_ENCODINGS: [Encoding; 3] =
    [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni];

impl Encoding {
    /// All encodings.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf8Bom,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1258,
        Self::Tcvn3,
        Self::Vni,
    ];

    /// The name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
        }
    }

    /// True when the bytes themselves prove the encoding, so that the user need not confirm it.
    pub fn is_unicode(self) -> bool {
        !LEGACY_ENCODINGS.contains(&self)
    }

    /// Parses a name, in any case and with or without hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        Some(match name.as_str() {
            "utf8" => Self::Utf8,
            "utf8bom" | "utf8sig" => Self::Utf8Bom,
            "utf16le" | "utf16" | "unicode" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            "windows1258" | "win1258" | "cp1258" | "1258" => Self::Windows1258,
            "tcvn3" | "tcvn" | "tcvn5712" | "tcvn3abc" | "abc" => Self::Tcvn3,
            "vni" | "vniwindows" | "vniwin" => Self::Vni,
            _ => return None,
        })
    }
}
