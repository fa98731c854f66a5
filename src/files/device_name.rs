//! Names that Windows keeps for devices, in any folder and with any ending: `NUL`, `con.txt`. Reading one waits for a
//! keyboard, and what is written into one is gone.

use std::io;
use std::path::Path;

use crate::wording::unfit_file::UnfitFile;

/// Fails for a path whose last name is a device's, on Windows.
pub fn refuse_device_name(path: &Path) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default();
    if cfg!(windows) && is_device_name(&name.to_string_lossy()) {
        return Err(UnfitFile::Device.into());
    }
    Ok(())
}

/// True for the name of a device of Windows.
fn is_device_name(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default();
    let stem = stem.trim_end_matches(' ').to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"));
    let mut letters = number.unwrap_or_default().chars();
    matches!(
        (letters.next(), letters.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_of_devices_are_devices() {
        for name in [
            "NUL", "con", "Aux.csv", "prn .txt", "COM1", "lpt9.x.y", "nul:", "com¹",
        ] {
            assert!(is_device_name(name), "{name}");
        }
        for name in [
            "",
            "con1",
            "COM",
            "COM10",
            "null",
            "console.csv",
            "a.con",
            "hội chợ",
            "lpt",
        ] {
            assert!(!is_device_name(name), "{name}");
        }
        assert_eq!(
            refuse_device_name(Path::new("x/nul")).is_err(),
            cfg!(windows)
        );
    }
}
