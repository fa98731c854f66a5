//! The onsets and rhymes of Vietnamese syllables.
//!
//! They follow the spelling rules, with the few that only place names and loan words have (*Đắk*, *Krông*, *xoong*).

use super::letter::bare_letter;

/// The consonants before the vowels.
const ONSETS: &str = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x";

/// The vowels and the consonants after them, without tone. After `qu` they lack the u: *quyên* is `qu` and `yên`.
const RHYMES: &str = "\
    a ai ao au ay ac ach am an ang anh ap at ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e eo ec em en eng ep et ê êu êc êch êm ên êng ênh êp êt \
    i ia iu ic ich im in inh ip it iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt \
    oe oem oen oeo oet oi oc om on ong ooc oong op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua ui uc um un ung up ut uâc uân uâng uât uây uê uêch uênh uêu uơ uôc uôi uôm uôn uông uôt \
    uy uya uych uynh uyn uyp uyt uyu uyên uyêt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych yn ynh yp yt yêm yên yêng yêt yêu";

/// The only onsets before the open rhyme `uơ` (*huơ*, *khuơ*, *thuở*).
const ONSETS_BEFORE_UO: [&str; 3] = ["h", "kh", "th"];

/// True for bare letters that are a syllable with some marks.
pub(crate) fn is_bare_syllable(fold: &str) -> bool {
    let is_bare_rhyme = |letters: &str| {
        all_rhymes().any(|rhyme| rhyme.chars().map(bare_letter).eq(letters.chars()))
    };
    let is_bare_onset = |letters: &str| {
        letters.is_empty()
            || ONSETS
                .split(' ')
                .any(|onset| onset.chars().map(bare_letter).eq(letters.chars()))
    };
    let mut cuts = fold.char_indices().map(|(at, _)| at);
    cuts.any(|at| is_bare_onset(&fold[..at]) && is_bare_rhyme(&fold[at..]))
}

/// True for the onset of a syllable; it may be empty.
pub(super) fn is_onset(letters: &str) -> bool {
    letters.is_empty() || ONSETS.split(' ').any(|onset| onset == letters)
}

/// True for a whole rhyme.
pub(super) fn is_rhyme(letters: &str) -> bool {
    all_rhymes().any(|rhyme| rhyme == letters)
}

/// True for an onset after which an open `uo` with a horn is `uơ`.
pub(super) fn takes_open_uo(onset: &str) -> bool {
    ONSETS_BEFORE_UO.contains(&onset)
}

/// True for letters that may still become a rhyme: a letter without a quality may get one.
pub(super) fn is_rhyme_prefix(letters: &str) -> bool {
    all_rhymes().any(|rhyme| {
        let mut rest = rhyme.chars();
        letters.chars().all(|letter| {
            rest.next()
                .is_some_and(|other| letter == other || letter == bare_letter(other))
        })
    })
}

fn all_rhymes() -> impl Iterator<Item = &'static str> {
    RHYMES.split_whitespace()
}

/// True for a rhyme that ends in a stop; it takes only the tones sắc and nặng.
pub(super) fn has_stop_ending(rhyme: &str) -> bool {
    rhyme.ends_with(['c', 'k', 'p', 't']) || rhyme.ends_with("ch")
}
