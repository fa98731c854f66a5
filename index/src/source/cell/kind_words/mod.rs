//! Reads kinds in words: of a producer, of a recognition, and the life status of a product.
//!
//! Compared without case and accents, except for short words that are also names: `Hồ`, `Hội`, `Trại`
//! and `Đoàn` can stand in a person's name. A bare personal name has no kind. Must not: guess.

use crate::product::{ProducerKind, RecognitionKind};
use crate::source::cell::{phrase, star};
use crate::vietnamese::split_words;

use ProducerKind::{Cooperative, CooperativeGroup, Enterprise, Farm, Household, Other};

/// Phrases that tell a producer's kind wherever they stand, folded; the first one in a name decides.
const PRODUCER_PHRASES: [(&str, ProducerKind); 52] = [
    ("cong ti", Enterprise),
    ("c ti", Enterprise),
    ("cti", Enterprise),
    ("ct tnhh", Enterprise),
    ("ctcp", Enterprise),
    ("cttnhh", Enterprise),
    ("tnhh", Enterprise),
    ("thhh", Enterprise),
    ("dntn", Enterprise),
    ("doanh nghiep", Enterprise),
    ("tap doan", Enterprise),
    ("xi nghiep", Enterprise),
    ("company", Enterprise),
    ("co ltd", Enterprise),
    ("jsc", Enterprise),
    ("hop tac xa", Cooperative),
    ("qui tin dung nhan dan", Cooperative),
    ("qtdnd", Cooperative),
    ("lhhtx", Cooperative),
    ("lien hiep htx", Cooperative),
    ("to hop tac", CooperativeGroup),
    ("to hop san xuat", CooperativeGroup),
    ("to hoi nghe nghiep", CooperativeGroup),
    ("to hoi nong dan", CooperativeGroup),
    ("to lien ket", CooperativeGroup),
    ("ho kinh doanh", Household),
    ("ho kinh doan", Household),
    ("ho kd", Household),
    ("hkd", Household),
    ("ho sxkd", Household),
    ("ho sx", Household),
    ("ho san xuat", Household),
    ("ho gia dinh", Household),
    ("ho ca the", Household),
    ("chu ho", Household),
    ("co so", Household),
    ("cssx", Household),
    ("cscb", Household),
    ("cs sx", Household),
    ("sxkd", Household),
    ("xuong san xuat", Household),
    ("xuong che bien", Household),
    ("nha hang", Household),
    ("trang trai", Farm),
    ("uy ban nhan dan", Other),
    ("ubnd", Other),
    ("don vi su nghiep", Other),
    ("hiep hoi", Other),
    ("hoi nong dan", Other),
    ("hoi phu nu", Other),
    ("hoi lien hiep phu nu", Other),
    ("bql", Other),
];

/// Phrases that tell it only at the head of a name, folded.
const PRODUCER_PREFIXES: [(&str, ProducerKind); 11] = [
    ("dn", Enterprise),
    ("dai li", Household),
    ("trung tam", Other),
    ("ban quan li", Other),
    ("ban chu nhiem", Other),
    ("ban dieu hanh", Other),
    ("doan thanh nien", Other),
    ("doan tncs", Other),
    ("doan tn", Other),
    ("doan xa", Other),
    ("doan phuong", Other),
];

/// Words that tell it only at the head and only with their own marks: `Hồ` and `Hội` are not `hộ`.
const MARKED_PRODUCER_WORDS: [(&str, ProducerKind); 4] = [
    ("hô6", Household),
    ("xương3", Household),
    ("trai6", Farm),
    ("hôi6", Other),
];

/// Words that tell it, without their marks too, where they are the whole cell: a column of kinds. Folded.
const WHOLE_CELL_PRODUCER_WORDS: [(&str, ProducerKind); 6] = [
    ("ho", Household),
    ("xuong", Household),
    ("trai", Farm),
    ("hoi", Other),
    ("doan", Other),
    ("ban", Other),
];

/// The plain names of the kinds, as our own lists have them: in Vietnamese and English, folded.
const PLAIN_PRODUCER_KINDS: [(&str, ProducerKind); 12] = [
    ("doanh nghiep", Enterprise),
    ("hop tac xa", Cooperative),
    ("to hop tac", CooperativeGroup),
    ("ho co so san xuat", Household),
    ("trang trai", Farm),
    ("khac", Other),
    ("enterprise", Enterprise),
    ("cooperative", Cooperative),
    ("cooperative group", CooperativeGroup),
    ("household workshop", Household),
    ("farm", Farm),
    ("other", Other),
];

fn find_plain_kind(words: &str) -> Option<ProducerKind> {
    let folded = phrase::fold_line(words);
    let found = PLAIN_PRODUCER_KINDS
        .iter()
        .find(|(name, _)| *name == folded.trim());
    found.map(|(_, kind)| *kind)
}

/// True when words are the plain name of a kind and say no more.
pub fn is_plain_kind(words: &str) -> bool {
    find_plain_kind(words).is_some()
}

/// The kind of a producer, from its name or from the words of a column of kinds. The first word that
/// tells it decides: `Công ty CP … HTX …` is a company.
pub fn parse_producer_kind(name_or_words: &str) -> Option<ProducerKind> {
    let text = name_or_words.trim();
    if let Some(kind) = ProducerKind::ALL
        .into_iter()
        .find(|kind| kind.key() == text)
    {
        return Some(kind);
    }
    if let Some(kind) = find_plain_kind(text) {
        return Some(kind);
    }
    let folded = phrase::fold_line(text);
    if let Some((_, kind)) = WHOLE_CELL_PRODUCER_WORDS
        .iter()
        .find(|(word, _)| *word == folded.trim())
    {
        return Some(*kind);
    }
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    // A running number in front is no part of the name.
    let head = folded
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let at_head = PRODUCER_PREFIXES.iter().find(|(phrase, _)| {
        head.strip_prefix(phrase)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    if let Some((_, kind)) = at_head {
        return Some(*kind);
    }
    let marked = split_words(text)
        .into_iter()
        .find(|word| !is_number(&word.fold));
    let marked = marked.and_then(|word| {
        MARKED_PRODUCER_WORDS
            .iter()
            .find(|(canon, _)| *canon == word.canon)
    });
    if let Some((_, kind)) = marked {
        return Some(*kind);
    }
    let phrases = PRODUCER_PHRASES
        .iter()
        .filter_map(|(words, kind)| Some((phrase::find_phrase(&folded, words)?, *kind)));
    phrases
        .chain(find_glued_abbreviation(&folded, "htx", Cooperative))
        .chain(find_glued_abbreviation(&folded, "tht", CooperativeGroup))
        .min_by_key(|(at, _)| *at)
        .map(|(_, kind)| kind)
}

/// A word that begins with an abbreviation: `HTXNN`, `HTXDVNN`.
fn find_glued_abbreviation(
    folded: &str,
    abbreviation: &str,
    kind: ProducerKind,
) -> Option<(usize, ProducerKind)> {
    let begins = folded.match_indices(abbreviation).find(|(at, _)| {
        folded
            .get(..*at)
            .is_some_and(|before| before.ends_with(' '))
    });
    begins.map(|(at, _)| (at, kind))
}

/// Phrases that tell the kind of a recognition, folded. The first row that fits decides: an upgrade is
/// also a new rating, and a proposal of any kind has no outcome yet.
const RECOGNITION_PHRASES: [(&str, RecognitionKind); 36] = [
    ("de nghi", RecognitionKind::Proposed),
    ("de xuat", RecognitionKind::Proposed),
    ("ra khoi chuong trinh", RecognitionKind::Left),
    ("dung san xuat", RecognitionKind::Left),
    ("ngung san xuat", RecognitionKind::Left),
    ("dung hoat dong", RecognitionKind::Left),
    ("ngung hoat dong", RecognitionKind::Left),
    ("giai the", RecognitionKind::Left),
    ("thu hoi", RecognitionKind::Withdrawn),
    ("rut sao", RecognitionKind::Withdrawn),
    ("nang hang", RecognitionKind::Upgraded),
    ("nang sao", RecognitionKind::Upgraded),
    ("nang len", RecognitionKind::Upgraded),
    ("nang cap sao", RecognitionKind::Upgraded),
    ("nang cap hang", RecognitionKind::Upgraded),
    ("ha hang", RecognitionKind::Downgraded),
    ("ha sao", RecognitionKind::Downgraded),
    ("xuong hang", RecognitionKind::Downgraded),
    ("cap lai", RecognitionKind::Renewed),
    ("danh gia lai", RecognitionKind::Renewed),
    ("danh gia phan hang lai", RecognitionKind::Renewed),
    ("phan hang lai", RecognitionKind::Renewed),
    ("xep hang lai", RecognitionKind::Renewed),
    ("cong nhan lai", RecognitionKind::Renewed),
    ("tai cong nhan", RecognitionKind::Renewed),
    ("gia han", RecognitionKind::Renewed),
    ("cap moi", RecognitionKind::New),
    ("cong nhan moi", RecognitionKind::New),
    ("danh gia moi", RecognitionKind::New),
    ("phan hang moi", RecognitionKind::New),
    ("dang ki moi", RecognitionKind::New),
    ("san pham moi", RecognitionKind::New),
    ("sp moi", RecognitionKind::New),
    ("lan dau", RecognitionKind::New),
    ("lan dau tien", RecognitionKind::New),
    ("moi", RecognitionKind::New),
];

/// Words of our own lists that are no key and would be read otherwise.
const OWN_RECOGNITION_WORDS: [(&str, RecognitionKind); 2] = [
    ("potential 5 stars", RecognitionKind::Pending5),
    ("left the programme", RecognitionKind::Left),
];

/// The kind of a recognition, from its key (`new`) or from words (`cấp mới`, `đánh giá lại`).
pub fn parse_recognition_kind(text: &str) -> Option<RecognitionKind> {
    // What our own lists add behind a comma says only that nobody knows more.
    let text = match text.trim().split_once(", ") {
        Some((words, "chưa rõ kết quả" | "outcome not known")) => words,
        _ => text.trim(),
    };
    let key = text.replace(' ', "_");
    let known = RecognitionKind::ALL
        .into_iter()
        .find(|kind| kind.key() == key);
    let own = || {
        OWN_RECOGNITION_WORDS
            .iter()
            .find(|(words, _)| *words == text)
            .map(|(_, kind)| *kind)
    };
    if let Some(kind) = known.or_else(own) {
        return Some(kind);
    }
    let folded = phrase::fold_line(text);
    if phrase::has_phrase(&folded, "khong") || phrase::has_phrase(&folded, "chua") {
        return None;
    }
    let asks = phrase::has_phrase(&folded, "de nghi") || phrase::has_phrase(&folded, "de xuat");
    if asks && (phrase::has_phrase(&folded, "thu hoi") || phrase::has_phrase(&folded, "rut sao")) {
        return Some(RecognitionKind::WithdrawalProposed);
    }
    if star::is_potential_star(&folded) {
        return Some(RecognitionKind::Pending5);
    }
    let found = RECOGNITION_PHRASES
        .iter()
        .find(|(words, _)| phrase::has_phrase(&folded, words));
    found.map(|(_, kind)| *kind)
}

/// The life status of a product as a column of a list gives it. What the program says itself is derived
/// (see [`crate::status`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LifeStatus {
    /// The certificate is in force, or the product is rated.
    Valid,
    /// Its time is over.
    Expired,
    /// The star was taken back.
    Withdrawn,
    /// Left the programme or stopped production.
    Left,
    /// The dossier is on its way, or failed: no star is told.
    InProcess,
}

/// Phrases that tell a life status, folded. The first row that fits decides.
const LIFE_STATUS_PHRASES: [(&str, LifeStatus); 38] = [
    ("khong con hieu luc", LifeStatus::Expired),
    ("het hieu luc", LifeStatus::Expired),
    ("mat hieu luc", LifeStatus::Expired),
    ("hethieuluc", LifeStatus::Expired),
    ("khong con san xuat", LifeStatus::Left),
    ("khong san xuat", LifeStatus::Left),
    ("khong con hoat dong", LifeStatus::Left),
    ("dung san xuat", LifeStatus::Left),
    ("ngung san xuat", LifeStatus::Left),
    ("dung hoat dong", LifeStatus::Left),
    ("ngung hoat dong", LifeStatus::Left),
    ("ra khoi chuong trinh", LifeStatus::Left),
    ("giai the", LifeStatus::Left),
    ("chua nop", LifeStatus::InProcess),
    ("dang nop", LifeStatus::InProcess),
    ("cho cham", LifeStatus::InProcess),
    ("dang cham", LifeStatus::InProcess),
    ("cho duyet", LifeStatus::InProcess),
    ("cho tham dinh", LifeStatus::InProcess),
    ("khong dat", LifeStatus::InProcess),
    ("chua dat", LifeStatus::InProcess),
    ("chua xep hang", LifeStatus::InProcess),
    ("chua hoan thanh", LifeStatus::InProcess),
    ("sap het han", LifeStatus::Valid),
    ("chua het han", LifeStatus::Valid),
    ("con han", LifeStatus::Valid),
    ("het han", LifeStatus::Expired),
    ("qua han", LifeStatus::Expired),
    ("hethan", LifeStatus::Expired),
    ("thu hoi", LifeStatus::Withdrawn),
    ("thuhoi", LifeStatus::Withdrawn),
    ("rut sao", LifeStatus::Withdrawn),
    ("hieu luc", LifeStatus::Valid),
    ("hieuluc", LifeStatus::Valid),
    ("conhieuluc", LifeStatus::Valid),
    ("dang hoat dong", LifeStatus::Valid),
    ("da xep hang", LifeStatus::Valid),
    ("hoan thanh", LifeStatus::Valid),
];

/// The life status of a column's words: `HIEULUC`, `còn hiệu lực`, `đã thu hồi`, the dossier states of
/// the scoring platform of 2021 (`Chờ chấm`, `Tỉnh đã xếp hạng`), and our own keys.
pub fn parse_life_status(text: &str) -> Option<LifeStatus> {
    match text.trim() {
        "valid" | "due" => return Some(LifeStatus::Valid),
        "expired" => return Some(LifeStatus::Expired),
        "withdrawn" => return Some(LifeStatus::Withdrawn),
        "left" => return Some(LifeStatus::Left),
        "pending5" | "unrated" => return Some(LifeStatus::InProcess),
        _ => {}
    }
    let folded = phrase::fold_line(text);
    // Only asked for, or only for a time: neither tells a status.
    if ["de nghi", "de xuat", "tam dung", "tam ngung"]
        .iter()
        .any(|words| phrase::has_phrase(&folded, words))
    {
        return None;
    }
    let (words, life) = LIFE_STATUS_PHRASES
        .iter()
        .find(|(words, _)| phrase::has_phrase(&folded, words))?;
    let at = phrase::find_phrase(&folded, words)?;
    let before = folded.get(..at).unwrap_or_default().trim_end();
    let denied = ["khong", "chua", "khong bi", "chua bi", "chua co"];
    let is_denied = denied.iter().any(|no| before.ends_with(&format!(" {no}")));
    (!is_denied).then_some(*life)
}

#[cfg(test)]
mod tests;
