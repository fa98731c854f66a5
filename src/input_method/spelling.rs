//! Which syllables Vietnamese has: how they begin, and how they may end.
//!
//! Taken from the spelling rules, with the few rhymes and beginnings that only names of places and borrowed words
//! have (*Đắk*, *Krông*, *xoong*). Must not: know tones, except that a stop carries only two of them.

/// What stands before the vowels.
const ONSETS: &str = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x";

/// Vowels and what stands behind them. Those behind `qu` lack the u: *quyên* is `qu` and `yên`.
const RHYMES: &str = "\
    a ai ao au ay ac ach am an ang anh ap at ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e eo ec em en eng ep et ê êu êc êch êm ên êng ênh êp êt \
    i ia iu ic ich im in inh ip it iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt \
    oe oem oen oeo oet oi oc om on ong ooc oong op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua ui uc um un ung up ut uâc uân uâng uât uây uê uêch uênh uêu uơ uôc uôi uôm uôn uông uôt \
    uy uya uych uynh uyn uyp uyt uyu uyên uyêt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych yn ynh yp yt yêm yên yêng yêt yêu";

/// True for a beginning, also for none.
pub(super) fn is_onset(letters: &str) -> bool {
    letters.is_empty() || ONSETS.split(' ').any(|onset| onset == letters)
}

/// True for a whole rhyme.
pub(super) fn is_rhyme(letters: &str) -> bool {
    all_rhymes().any(|rhyme| rhyme == letters)
}

/// True for what may still become one: a letter that carries no quality yet may get one.
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

/// True when only sắc and nặng can stand on it.
pub(super) fn has_stop_ending(rhyme: &str) -> bool {
    rhyme.ends_with(['c', 'k', 'p', 't']) || rhyme.ends_with("ch")
}

/// The letter under its quality.
pub(super) use ocop_index::vietnamese::letter::bare_letter;

/// True for the letters that carry a syllable.
pub(super) fn is_vowel(letter: char) -> bool {
    matches!(bare_letter(letter), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
