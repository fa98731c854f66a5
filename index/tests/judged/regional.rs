//! Spelling by ear: the onsets and codas that one region or another does not tell apart.
//!
//! North: tr and ch, s and x, d gi and r; the delta: l and n; south: n and ng, c and t at the end. It must
//! not touch vowels or tones.

use super::random::Random;

/// Onsets that somebody somewhere writes for one another; the first that a word begins with is meant.
const ONSETS: [(&str, &[&str]); 8] = [
    ("tr", &["ch"]),
    ("ch", &["tr"]),
    ("gi", &["d", "r"]),
    ("s", &["x"]),
    ("x", &["s"]),
    ("r", &["d", "gi"]),
    ("d", &["gi", "r"]),
    ("l", &["n"]),
];

/// The word as another region hears it, if there is a difference.
pub(crate) fn misheard(word: &str, random: &mut Random) -> Option<String> {
    let onset = other_onset(word, random);
    let coda = other_coda(word);
    match (onset, coda) {
        (Some(onset), Some(coda)) => Some(if random.percent(60) { onset } else { coda }),
        (onset, coda) => onset.or(coda),
    }
}

fn other_onset(word: &str, random: &mut Random) -> Option<String> {
    if let Some(rest) = word.strip_prefix('n') {
        return (!rest.starts_with(['g', 'h'])).then(|| format!("l{rest}"));
    }
    let (onset, others) = ONSETS.iter().find(|(onset, _)| word.starts_with(onset))?;
    let rest = &word[onset.len()..];
    let other = random.of(others);
    if rest.is_empty() || (other == "gi" && rest.starts_with(['i', 'ì', 'í', 'ị', 'ỉ', 'ĩ', 'y']))
    {
        return None;
    }
    // `giếng` keeps an i of its own that no other onset brings along.
    let needs_i = *onset == "gi"
        && !rest.starts_with(['a', 'á', 'à', 'ả', 'ạ', 'ă', 'ấ', 'ầ', 'o', 'ò', 'u']);
    (!needs_i).then(|| format!("{other}{rest}"))
}

fn other_coda(word: &str) -> Option<String> {
    if word.chars().count() < 3 {
        return None;
    }
    if let Some(rest) = word.strip_suffix("ng") {
        return Some(format!("{rest}n"));
    }
    if let Some(rest) = word.strip_suffix('n') {
        return Some(format!("{rest}ng"));
    }
    if let Some(rest) = word.strip_suffix('c') {
        return Some(format!("{rest}t"));
    }
    word.strip_suffix('t').map(|rest| format!("{rest}c"))
}

/// What is left of a bare word when all these differences are gone.
pub(crate) fn sound(word: &str) -> String {
    let onsets = [
        ("tr", "ch"),
        ("gi", "d"),
        ("s", "x"),
        ("r", "d"),
        ("ng", "ng"),
        ("nh", "nh"),
        ("n", "l"),
    ];
    let found = onsets
        .iter()
        .find(|(from, _)| word.starts_with(from) && word.len() > from.len());
    let mut sound = match found {
        Some((from, to)) => format!("{to}{}", &word[from.len()..]),
        None => word.to_owned(),
    };
    if sound.len() > 2 {
        if sound.ends_with("ng") {
            sound.pop();
        } else if sound.ends_with('c') {
            sound.pop();
            sound.push('t');
        }
    }
    sound
}
