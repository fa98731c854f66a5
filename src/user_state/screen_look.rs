//! The look and the language that the user chose on the screen, in a file of their own: a line for each.
//!
//! A file that cannot be read counts as missing, and so does a line that is not understood.

use std::fs;
use std::io;
use std::path::Path;

use clap::ValueEnum;

use crate::app::screen_look::ScreenLook;
use crate::app::theme_name::ThemeName;
use crate::files::private_file;
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

/// Reads the file.
pub fn load_look(path: &Path) -> RememberedLook {
    let text = fs::read_to_string(path).unwrap_or_default();
    let value = |name: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once(' '));
        lines
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    };
    RememberedLook {
        theme: value("theme").and_then(|name| ThemeName::from_str(name, false).ok()),
        ascii: value("ascii").and_then(|yes| yes.parse().ok()),
        language: value("lang").and_then(|name| Language::from_str(name, false).ok()),
    }
}

/// Writes the file.
pub fn save_look(path: &Path, look: ScreenLook, language: Language) -> io::Result<()> {
    let theme = look.theme.to_possible_value();
    let theme = theme.as_ref().map_or("", |value| value.get_name());
    let text = format!(
        "theme {theme}\nascii {}\nlang {}\n",
        look.ascii,
        language.key()
    );
    private_file::replace_file(path, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("screen-look");
        assert_eq!(load_look(&path), RememberedLook::default());
        let look = ScreenLook {
            theme: ThemeName::Light,
            ascii: true,
            fine_symbols: false,
        };
        save_look(&path, look, Language::En).unwrap();
        let kept = RememberedLook {
            theme: Some(ThemeName::Light),
            ascii: Some(true),
            language: Some(Language::En),
        };
        assert_eq!(load_look(&path), kept);
        fs::write(&path, "theme pink\nascii maybe\nlang\n\u{1b}[31m").unwrap();
        assert_eq!(load_look(&path), RememberedLook::default());
    }
}
