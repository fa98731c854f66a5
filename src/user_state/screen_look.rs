//! The look and the language that the user chose on the screen, in a file of their own: a line for each.
//!
//! A line that is not understood counts as missing. Who saves writes only what they changed: two screens may change two
//! things.

use std::io;
use std::path::Path;

use clap::ValueEnum;

use crate::app::screen_look::ScreenLook;
use crate::app::theme_name::ThemeName;
use crate::files::private_file::{self, SaveMoment};
use crate::wording::locale::Language;

/// What the file remembers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RememberedLook {
    /// The colours.
    pub theme: Option<ThemeName>,
    /// Only ASCII for borders and symbols.
    pub ascii: Option<bool>,
    /// The language.
    pub language: Option<Language>,
}

/// The file's names of what it remembers.
const NAMES: [&str; 3] = ["theme", "ascii", "lang"];

impl RememberedLook {
    /// Everything that the screen shows.
    pub fn of_screen(look: ScreenLook, language: Language) -> Self {
        Self {
            theme: Some(look.theme),
            ascii: Some(look.ascii),
            language: Some(language),
        }
    }

    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let value = |name: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once(' '));
            lines
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value)
        };
        Self {
            theme: value("theme").and_then(|name| ThemeName::from_str(name, false).ok()),
            ascii: value("ascii").and_then(|yes| yes.parse().ok()),
            language: value("lang").and_then(|name| Language::from_str(name, false).ok()),
        }
    }

    fn format(self) -> String {
        let theme = self.theme.and_then(|theme| theme.to_possible_value());
        let values = [
            theme.map(|value| value.get_name().to_owned()),
            self.ascii.map(|yes| yes.to_string()),
            self.language.map(|language| language.key().to_owned()),
        ];
        let lines = NAMES.into_iter().zip(values);
        lines
            .filter_map(|(name, value)| Some(format!("{name} {}\n", value?)))
            .collect()
    }

    /// What of this look differs from one before; the rest from the file.
    fn changed_since(self, before: Self, in_file: Self) -> Self {
        fn pick<T: Copy + PartialEq>(
            now: Option<T>,
            before: Option<T>,
            in_file: Option<T>,
        ) -> Option<T> {
            if now == before { in_file } else { now }
        }
        Self {
            theme: pick(self.theme, before.theme, in_file.theme),
            ascii: pick(self.ascii, before.ascii, in_file.ascii),
            language: pick(self.language, before.language, in_file.language),
        }
    }
}

/// Reads the file.
pub fn load_look(path: &Path) -> io::Result<RememberedLook> {
    let bytes = private_file::read_file(path)?.unwrap_or_default();
    Ok(RememberedLook::parse(&bytes))
}

/// Writes what changed of a look since it was as `before`.
pub fn save_look(path: &Path, before: RememberedLook, now: RememberedLook) -> io::Result<()> {
    private_file::update_file(path, SaveMoment::Running, |bytes| {
        let in_file = RememberedLook::parse(&bytes);
        now.changed_since(before, in_file).format().into_bytes()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_kept_is_read_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("screen-look");
        let nothing = RememberedLook::default();
        assert_eq!(load_look(&path).unwrap(), nothing);
        let look = ScreenLook {
            theme: ThemeName::Light,
            ascii: true,
            fine_symbols: false,
        };
        let kept = RememberedLook::of_screen(look, Language::En);
        save_look(&path, nothing, kept).unwrap();
        assert_eq!(load_look(&path).unwrap(), kept);
        fs::write(&path, "theme pink\nascii maybe\nlang\n\u{1b}[31m").unwrap();
        assert_eq!(load_look(&path).unwrap(), nothing);
    }

    #[test]
    fn two_screens_change_two_things() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("screen-look");
        let opened = RememberedLook {
            theme: Some(ThemeName::Dark),
            ascii: Some(false),
            language: Some(Language::Vi),
        };
        let (mut one, mut other) = (opened, opened);
        one.theme = Some(ThemeName::Light);
        save_look(&path, opened, one).unwrap();
        other.language = Some(Language::En);
        save_look(&path, opened, other).unwrap();
        let both = load_look(&path).unwrap();
        assert_eq!(
            (both.theme, both.language),
            (Some(ThemeName::Light), Some(Language::En))
        );
    }
}
