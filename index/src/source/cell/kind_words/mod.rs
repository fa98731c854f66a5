//! Parses kinds in words: of a producer, of a recognition, and the life status of a product.
//!
//! Words are compared without case and marks, except for short ones that are also names: `Hồ`, `Hội`, `Trại` and
//! `Đoàn` occur in names of persons. The name of a person alone has no kind.

use crate::product::{ProducerKind, RecognitionKind};
use crate::source::cell::{phrase, star};
use crate::vietnamese::{letter, split_words};

use ProducerKind::{Cooperative, CooperativeGroup, Enterprise, Farm, Household, Other};

/// Phrases for a producer kind anywhere in a name, folded; the first one in the name decides.
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

/// Words of the longest phrase with which a producer's name can begin.
pub(crate) const MAX_PRODUCER_PHRASE_WORDS: usize = 5;

/// Phrases for a producer kind only at the beginning of a name, folded.
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

/// Words for a producer kind only at the beginning and only with these marks: `Hồ` and `Hội` are not `hộ`.
const MARKED_PRODUCER_WORDS: [(&str, ProducerKind); 4] = [
    ("hô6", Household),
    ("xương3", Household),
    ("trai6", Farm),
    ("hôi6", Other),
];

/// Words for a producer kind, also without marks, if they are the whole cell, as in a kind column. Folded.
const WHOLE_CELL_PRODUCER_WORDS: [(&str, ProducerKind); 6] = [
    ("ho", Household),
    ("xuong", Household),
    ("trai", Farm),
    ("hoi", Other),
    ("doan", Other),
    ("ban", Other),
];

/// The plain names of the kinds that our own lists use, in Vietnamese and English, folded.
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

/// The kind of which a [folded line](phrase::fold_line) is the plain name.
fn find_plain_kind(folded: &str) -> Option<ProducerKind> {
    PLAIN_PRODUCER_KINDS
        .iter()
        .find(|(name, _)| *name == folded.trim())
        .map(|(_, kind)| *kind)
}

/// True when the words are the plain name of a kind and nothing else.
pub(crate) fn is_plain_kind(words: &str) -> bool {
    find_plain_kind(&phrase::fold_line(words)).is_some()
}

/// The kind of a producer, from its name or from the words of a kind column. The first phrase decides:
/// `Công ty CP … HTX …` is a company.
pub(crate) fn parse_producer_kind(name_or_words: &str) -> Option<ProducerKind> {
    let text = name_or_words.trim();
    if let Some(kind) = ProducerKind::ALL
        .into_iter()
        .find(|kind| kind.key() == text)
    {
        return Some(kind);
    }
    let folded = phrase::fold_line(text);
    if let Some(kind) = find_plain_kind(&folded) {
        return Some(kind);
    }
    if let Some((_, kind)) = WHOLE_CELL_PRODUCER_WORDS
        .iter()
        .find(|(word, _)| *word == folded.trim())
    {
        return Some(*kind);
    }
    // A running number in front does not belong to the name.
    let name = folded
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let prefix = PRODUCER_PREFIXES.iter().find(|(phrase, _)| {
        name.strip_prefix(phrase)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    if let Some((_, kind)) = prefix {
        return Some(*kind);
    }
    if let Some(kind) = find_marked_kind(name, text) {
        return Some(kind);
    }
    let word_starts = folded.match_indices(' ').map(|(space, _)| space + 1);
    word_starts
        .filter_map(|start| folded.get(start..))
        .find_map(match_producer_phrase)
}

/// The kind that the first word of a text is with its marks. `name` is the folded line without a number in front.
fn find_marked_kind(name: &str, text: &str) -> Option<ProducerKind> {
    let first = name.split(' ').next()?;
    let has_letters_of = |canon: &str| {
        let letters = canon.chars().filter(|c| !c.is_ascii_digit());
        letters.map(letter::bare_letter).eq(first.chars())
    };
    if !MARKED_PRODUCER_WORDS
        .iter()
        .any(|(canon, _)| has_letters_of(canon))
    {
        return None;
    }
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let mut words = split_words(text).into_iter();
    let word = words.find(|word| !is_number(&word.fold))?;
    let mut marked_words = MARKED_PRODUCER_WORDS.iter();
    marked_words
        .find(|(canon, _)| *canon == word.canon)
        .map(|(_, kind)| *kind)
}

/// The kind whose phrase, or whose abbreviation before other letters (`htxnn`), a part of a folded line begins with.
fn match_producer_phrase(words: &str) -> Option<ProducerKind> {
    let first = words.bytes().next()?;
    let is_beginning = |phrase: &str| {
        phrase.as_bytes().first() == Some(&first)
            && words
                .strip_prefix(phrase)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let mut phrases = PRODUCER_PHRASES.iter();
    let phrase = phrases.find(|(phrase, _)| is_beginning(phrase));
    match phrase {
        Some((_, kind)) => Some(*kind),
        None if words.starts_with("htx") => Some(Cooperative),
        None if words.starts_with("tht") => Some(CooperativeGroup),
        None => None,
    }
}

/// True when a name begins with the kind of its producer: `HTX …`, `Công ty …`. Takes a
/// [folded line](phrase::fold_line).
pub(crate) fn begins_with_producer_kind(folded: &str) -> bool {
    match_producer_phrase(folded.trim_start()).is_some()
}

/// Phrases for the kind of a recognition, folded. The first row that matches decides: an upgrade is also a new rating,
/// and a proposal of any kind has no outcome yet.
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

/// Words of our own lists that are not keys and would be parsed differently.
const OWN_RECOGNITION_WORDS: [(&str, RecognitionKind); 2] = [
    ("potential 5 stars", RecognitionKind::Pending5),
    ("left the programme", RecognitionKind::Left),
];

/// The kind of a recognition, from its key (`new`) or from words (`cấp mới`, `đánh giá lại`).
pub(crate) fn parse_recognition_kind(text: &str) -> Option<RecognitionKind> {
    // Our own lists add after a comma that the outcome is not known.
    let text = match text.trim().split_once(", ") {
        Some((words, "chưa rõ kết quả" | "outcome not known")) => words,
        _ => text.trim(),
    };
    let key = text.replace(' ', "_");
    let by_key = RecognitionKind::ALL
        .into_iter()
        .find(|kind| kind.key() == key);
    let by_own_words = || {
        OWN_RECOGNITION_WORDS
            .iter()
            .find(|(words, _)| *words == text)
            .map(|(_, kind)| *kind)
    };
    if let Some(kind) = by_key.or_else(by_own_words) {
        return Some(kind);
    }
    let folded = phrase::fold_line(text);
    if phrase::has_phrase(&folded, "khong") || phrase::has_phrase(&folded, "chua") {
        return None;
    }
    let is_proposal =
        phrase::has_phrase(&folded, "de nghi") || phrase::has_phrase(&folded, "de xuat");
    if is_proposal
        && (phrase::has_phrase(&folded, "thu hoi") || phrase::has_phrase(&folded, "rut sao"))
    {
        return Some(RecognitionKind::WithdrawalProposed);
    }
    if star::is_potential_star(&folded) {
        return Some(RecognitionKind::Pending5);
    }
    RECOGNITION_PHRASES
        .iter()
        .find(|(words, _)| phrase::has_phrase(&folded, words))
        .map(|(_, kind)| *kind)
}

/// The life status of a product in a status column. The status that the program shows is derived (see
/// [`crate::status`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LifeStatus {
    /// The certificate is valid, or the product is rated.
    Valid,
    /// The certificate has expired.
    Expired,
    /// The star was withdrawn.
    Withdrawn,
    /// The product left the programme or is no longer made.
    Left,
    /// The application is pending or failed: the product has no star.
    InProcess,
}

/// Phrases for a life status, folded. The first row that matches decides.
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

/// The life status of a status column: `HIEULUC`, `còn hiệu lực`, `đã thu hồi`, the dossier states of the scoring
/// platform of 2021 (`Chờ chấm`, `Tỉnh đã xếp hạng`), and our own keys.
pub(crate) fn parse_life_status(text: &str) -> Option<LifeStatus> {
    match text.trim() {
        "valid" | "due" => return Some(LifeStatus::Valid),
        "expired" => return Some(LifeStatus::Expired),
        "withdrawn" => return Some(LifeStatus::Withdrawn),
        "left" => return Some(LifeStatus::Left),
        "pending5" | "unrated" => return Some(LifeStatus::InProcess),
        _ => {}
    }
    let folded = phrase::fold_line(text);
    // A proposal or a suspension is not a status.
    if ["de nghi", "de xuat", "tam dung", "tam ngung"]
        .iter()
        .any(|words| phrase::has_phrase(&folded, words))
    {
        return None;
    }
    let (words, status) = LIFE_STATUS_PHRASES
        .iter()
        .find(|(words, _)| phrase::has_phrase(&folded, words))?;
    let offset = phrase::find_phrase(&folded, words)?;
    let before = folded.get(..offset).unwrap_or_default().trim_end();
    let negations = ["khong", "chua", "khong bi", "chua bi", "chua co"];
    let is_negated = negations
        .iter()
        .any(|negation| before.ends_with(&format!(" {negation}")));
    (!is_negated).then_some(*status)
}

#[cfg(test)]
mod tests;
