//! Reads kinds in words: of a producer, of a recognition, and the life status of a product.
//!
//! Compared without case and accents, except for short words that are also names: `Hồ`, `Hội`, `Trại`
//! and `Đoàn` can stand in a person's name. A bare personal name has no kind. Must not: guess.

use super::{phrase, star};
use crate::product::{ProducerKind, RecognitionKind};
use crate::vietnamese::words;

use ProducerKind::{Cooperative, CooperativeGroup, Enterprise, Farm, Household, Other};

/// Phrases that tell a producer's kind wherever they stand, folded; the first one in a name decides.
const ANYWHERE: [(&str, ProducerKind); 52] = [
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
const AT_THE_HEAD: [(&str, ProducerKind); 11] = [
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
const MARKED: [(&str, ProducerKind); 4] = [
    ("hô6", Household),
    ("xương3", Household),
    ("trai6", Farm),
    ("hôi6", Other),
];

/// Words that tell it, without their marks too, where they are the whole cell: a column of kinds. Folded.
const ALONE: [(&str, ProducerKind); 6] = [
    ("ho", Household),
    ("xuong", Household),
    ("trai", Farm),
    ("hoi", Other),
    ("doan", Other),
    ("ban", Other),
];

/// What our own lists call a kind beyond its key and the words of other lists, folded and whole.
const OUR_PRODUCERS: [(&str, ProducerKind); 7] = [
    ("enterprise", ProducerKind::Enterprise),
    ("cooperative", ProducerKind::Cooperative),
    ("cooperative group", ProducerKind::CooperativeGroup),
    ("household workshop", ProducerKind::Household),
    ("farm", ProducerKind::Farm),
    ("other", ProducerKind::Other),
    ("khac", ProducerKind::Other),
];

/// The kind of a producer, from its name or from the words of a column of kinds. The first word that
/// tells it decides: `Công ty CP … HTX …` is a company.
pub fn producer(name_or_words: &str) -> Option<ProducerKind> {
    let text = name_or_words.trim();
    if let Some(kind) = ProducerKind::ALL
        .into_iter()
        .find(|kind| kind.key() == text)
    {
        return Some(kind);
    }
    let folded = phrase::folded(text);
    if let Some((_, kind)) = OUR_PRODUCERS.iter().chain(&ALONE).find(|(word, _)| *word == folded.trim()) {
        return Some(*kind);
    }
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    // A running number in front is no part of the name.
    let head = folded
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let at_head = AT_THE_HEAD.iter().find(|(phrase, _)| {
        head.strip_prefix(phrase)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    if let Some((_, kind)) = at_head {
        return Some(*kind);
    }
    let marked = words(text).into_iter().find(|word| !is_number(&word.fold));
    let marked = marked.and_then(|word| MARKED.iter().find(|(canon, _)| *canon == word.canon));
    if let Some((_, kind)) = marked {
        return Some(*kind);
    }
    let phrases = ANYWHERE
        .iter()
        .filter_map(|(words, kind)| Some((phrase::find(&folded, words)?, *kind)));
    phrases
        .chain(glued(&folded, "htx", Cooperative))
        .chain(glued(&folded, "tht", CooperativeGroup))
        .min_by_key(|(at, _)| *at)
        .map(|(_, kind)| kind)
}

/// A word that begins with an abbreviation: `HTXNN`, `HTXDVNN`.
fn glued(folded: &str, abbreviation: &str, kind: ProducerKind) -> Option<(usize, ProducerKind)> {
    let begins = folded.match_indices(abbreviation).find(|(at, _)| {
        folded
            .get(..*at)
            .is_some_and(|before| before.ends_with(' '))
    });
    begins.map(|(at, _)| (at, kind))
}

/// Phrases that tell the kind of a recognition, folded. The first row that fits decides: an upgrade is
/// also a new rating, and a proposal of any kind has no outcome yet.
const RECOGNITIONS: [(&str, RecognitionKind); 36] = [
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

/// What our own lists say of a kind beyond its key, folded and whole.
const OUR_RECOGNITIONS: [(&str, RecognitionKind); 6] = [
    ("de nghi chua ro ket qua", RecognitionKind::Proposed),
    ("proposed outcome not known", RecognitionKind::Proposed),
    ("de nghi thu hoi sao chua ro ket qua", RecognitionKind::WithdrawalProposed),
    ("withdrawal proposed outcome not known", RecognitionKind::WithdrawalProposed),
    ("potential 5 stars", RecognitionKind::Pending5),
    ("left the programme", RecognitionKind::Left),
];

/// The kind of a recognition, from its key (`new`) or from words (`cấp mới`, `đánh giá lại`).
pub fn recognition(text: &str) -> Option<RecognitionKind> {
    let text = text.trim();
    if let Some(kind) = RecognitionKind::ALL
        .into_iter()
        .find(|kind| kind.key() == text)
    {
        return Some(kind);
    }
    let folded = phrase::folded(text);
    if let Some((_, kind)) = OUR_RECOGNITIONS.iter().find(|(words, _)| *words == folded.trim()) {
        return Some(*kind);
    }
    if phrase::has(&folded, "khong") || phrase::has(&folded, "chua") {
        return None;
    }
    let asks = phrase::has(&folded, "de nghi") || phrase::has(&folded, "de xuat");
    if asks && (phrase::has(&folded, "thu hoi") || phrase::has(&folded, "rut sao")) {
        return Some(RecognitionKind::WithdrawalProposed);
    }
    if star::is_potential(&folded) {
        return Some(RecognitionKind::Pending5);
    }
    let found = RECOGNITIONS
        .iter()
        .find(|(words, _)| phrase::has(&folded, words));
    found.map(|(_, kind)| *kind)
}

/// The life status of a product as a column of a list gives it. What the program says itself is derived
/// (see [`crate::status`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Life {
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
const LIVES: [(&str, Life); 38] = [
    ("khong con hieu luc", Life::Expired),
    ("het hieu luc", Life::Expired),
    ("mat hieu luc", Life::Expired),
    ("hethieuluc", Life::Expired),
    ("khong con san xuat", Life::Left),
    ("khong san xuat", Life::Left),
    ("khong con hoat dong", Life::Left),
    ("dung san xuat", Life::Left),
    ("ngung san xuat", Life::Left),
    ("dung hoat dong", Life::Left),
    ("ngung hoat dong", Life::Left),
    ("ra khoi chuong trinh", Life::Left),
    ("giai the", Life::Left),
    ("chua nop", Life::InProcess),
    ("dang nop", Life::InProcess),
    ("cho cham", Life::InProcess),
    ("dang cham", Life::InProcess),
    ("cho duyet", Life::InProcess),
    ("cho tham dinh", Life::InProcess),
    ("khong dat", Life::InProcess),
    ("chua dat", Life::InProcess),
    ("chua xep hang", Life::InProcess),
    ("chua hoan thanh", Life::InProcess),
    ("sap het han", Life::Valid),
    ("chua het han", Life::Valid),
    ("con han", Life::Valid),
    ("het han", Life::Expired),
    ("qua han", Life::Expired),
    ("hethan", Life::Expired),
    ("thu hoi", Life::Withdrawn),
    ("thuhoi", Life::Withdrawn),
    ("rut sao", Life::Withdrawn),
    ("hieu luc", Life::Valid),
    ("hieuluc", Life::Valid),
    ("conhieuluc", Life::Valid),
    ("dang hoat dong", Life::Valid),
    ("da xep hang", Life::Valid),
    ("hoan thanh", Life::Valid),
];

/// The life status of a column's words: `HIEULUC`, `còn hiệu lực`, `đã thu hồi`, the dossier states of
/// the scoring platform of 2021 (`Chờ chấm`, `Tỉnh đã xếp hạng`), and our own keys.
pub fn life(text: &str) -> Option<Life> {
    match text.trim() {
        "valid" | "due" => return Some(Life::Valid),
        "expired" => return Some(Life::Expired),
        "withdrawn" => return Some(Life::Withdrawn),
        "left" => return Some(Life::Left),
        "pending5" | "unrated" => return Some(Life::InProcess),
        _ => {}
    }
    let folded = phrase::folded(text);
    // Only asked for, or only for a time: neither tells a status.
    if ["de nghi", "de xuat", "tam dung", "tam ngung"]
        .iter()
        .any(|words| phrase::has(&folded, words))
    {
        return None;
    }
    let (words, life) = LIVES
        .iter()
        .find(|(words, _)| phrase::has(&folded, words))?;
    let at = phrase::find(&folded, words)?;
    let before = folded.get(..at).unwrap_or_default().trim_end();
    let denied = ["khong", "chua", "khong bi", "chua bi", "chua co"];
    let is_denied = denied.iter().any(|no| before.ends_with(&format!(" {no}")));
    (!is_denied).then_some(*life)
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
