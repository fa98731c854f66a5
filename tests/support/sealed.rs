//! Manifests sealed anew after a change, as somebody who may write the catalogue can: a seal shows decay, not malice.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Length and CRC-32 of bytes, as a manifest has them.
pub fn checksum(bytes: &[u8]) -> String {
    let crc = bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    });
    format!("{:x}-{:08x}", bytes.len(), !crc)
}

/// A manifest as text, with its seal.
pub fn seal(mut manifest: Value) -> String {
    manifest["checksum"] = "".into();
    let to_text = |value: &Value| serde_json::to_string_pretty(value).unwrap() + "\n";
    manifest["checksum"] = checksum(to_text(&manifest).as_bytes()).into();
    to_text(&manifest)
}

/// Changes the manifest of a generation and seals it and its copy.
pub fn reseal_manifest(generation: &Path, edit: impl FnOnce(&mut Value)) {
    let text = fs::read_to_string(generation.join("manifest.json")).unwrap();
    let mut manifest: Value = serde_json::from_str(&text).unwrap();
    // The seal stays the last field.
    let sum = manifest.as_object_mut().unwrap().shift_remove("checksum");
    edit(&mut manifest);
    manifest["checksum"] = sum.unwrap();
    let sealed = seal(manifest);
    for name in ["manifest.json", "manifest.copy.json"] {
        fs::write(generation.join(name), &sealed).unwrap();
    }
}

/// Writes the checksum of a file as it is now into a manifest.
pub fn reseal_file(generation: &Path, name: &str, manifest: &mut Value) {
    let bytes = fs::read(generation.join(name)).unwrap();
    manifest["files"][name] = checksum(&bytes).into();
}

/// Puts a character of three bytes in the place of a letter of one of these names in a file, and returns the name as it
/// was.
pub fn poison_name(path: &Path, names: &[String], by: char) -> String {
    let mut bytes = fs::read(path).unwrap();
    for name in names {
        let Some(letter) = name
            .chars()
            .find(|letter| letter.len_utf8() == by.len_utf8())
        else {
            continue;
        };
        let found = bytes
            .windows(name.len())
            .position(|part| part == name.as_bytes());
        if let Some(at) = found {
            let poisoned = name.replacen(letter, &by.to_string(), 1);
            bytes[at..at + name.len()].copy_from_slice(poisoned.as_bytes());
            fs::write(path, bytes).unwrap();
            return name.clone();
        }
    }
    panic!("none of {names:?} is in {}", path.display());
}
