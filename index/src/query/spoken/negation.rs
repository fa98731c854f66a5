//! Words that turn a phrase round, join two phrases, or leave it open what a phrase means.

use std::sync::LazyLock;

use super::phrase_list::{PhraseList, plain_list};
use super::spoken_word::SpokenWord;

/// What a word does to the phrases beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Turns the next phrase, or the next words, round: `không`, `trừ`.
    Not,
    /// Turns the next phrase round, not words: `chưa`, `khác`, `ngoài`.
    NotPhrase,
    /// `và`, a comma.
    And,
    /// `hoặc`.
    Or,
    /// Changes the next phrase in a way that is not known here: `gần 4 sao`.
    Unclear,
}

/// The words of joints; one with `!` needs its marks. Longer phrases of the same words come first.
const JOINTS: [(&str, Joint); 79] = [
    ("không phải là của", Joint::Not),
    ("không phải là", Joint::Not),
    ("không phải của", Joint::Not),
    ("không phải ở", Joint::Not),
    ("không phải", Joint::Not),
    ("không phải loại", Joint::Not),
    ("không thuộc", Joint::Not),
    ("không nằm ở", Joint::Not),
    ("không có", Joint::Not),
    ("không chứa", Joint::Not),
    ("không bao gồm", Joint::Not),
    ("không gồm", Joint::Not),
    ("không kể", Joint::Not),
    ("không lấy", Joint::Not),
    ("không tính", Joint::Not),
    ("không là", Joint::Not),
    ("không ở", Joint::Not),
    ("không", Joint::Not),
    ("ngoại trừ", Joint::Not),
    ("loại trừ", Joint::Not),
    ("trừ ra", Joint::Not),
    ("trừ", Joint::Not),
    ("trừ đi", Joint::Not),
    ("nhưng không phải", Joint::Not),
    ("nhưng không", Joint::Not),
    ("mà không phải", Joint::Not),
    ("loại bỏ", Joint::Not),
    ("!bỏ", Joint::Not),
    ("bỏ qua", Joint::Not),
    ("bỏ ra", Joint::Not),
    ("except for", Joint::Not),
    ("except", Joint::Not),
    ("excluding", Joint::Not),
    ("without", Joint::Not),
    ("but not", Joint::Not),
    ("not from", Joint::Not),
    ("not in", Joint::Not),
    ("not", Joint::Not),
    ("no", Joint::Not),
    ("chẳng phải", Joint::Not),
    ("chưa phải", Joint::NotPhrase),
    ("chưa", Joint::NotPhrase),
    ("khác với", Joint::NotPhrase),
    ("khác", Joint::NotPhrase),
    ("nằm ngoài", Joint::NotPhrase),
    ("ngoài", Joint::NotPhrase),
    ("bên ngoài", Joint::NotPhrase),
    ("other than", Joint::NotPhrase),
    ("outside", Joint::NotPhrase),
    ("và", Joint::And),
    ("cùng với", Joint::And),
    ("cũng như", Joint::And),
    ("!lẫn", Joint::And),
    ("as well as", Joint::And),
    ("và cả", Joint::And),
    ("and", Joint::And),
    ("hoặc là", Joint::Or),
    ("hoặc", Joint::Or),
    ("hay là", Joint::Or),
    ("hay", Joint::Or),
    ("or", Joint::Or),
    ("k", Joint::NotPhrase),
    ("k phải", Joint::NotPhrase),
    ("hong", Joint::NotPhrase),
    ("hong phải", Joint::NotPhrase),
    ("không do", Joint::Not),
    ("không phải do", Joint::Not),
    ("không phải từ", Joint::Not),
    ("không của", Joint::Not),
    ("không còn", Joint::Unclear),
    ("đề nghị", Joint::Unclear),
    ("không hẳn", Joint::Unclear),
    ("không chỉ", Joint::Unclear),
    ("không nhất thiết", Joint::Unclear),
    ("không cần", Joint::Unclear),
    ("không biết", Joint::Unclear),
    ("chưa chắc", Joint::Unclear),
    ("gần", Joint::Unclear),
    ("khoảng", Joint::Unclear),
];

/// Words left over before a phrase that change what it means.
static UNCLEAR_WORDS: [&str; 26] = [
    "hơn",
    "dưới",
    "trên",
    "trước",
    "sau",
    "!quá",
    "!kém",
    "từ",
    "đến",
    "tới",
    "tháng",
    "quý",
    "!đầu",
    "!giữa",
    "cuối",
    "!chừng",
    "!hầu",
    "gần như",
    "under",
    "over",
    "before",
    "after",
    "until",
    "almost",
    "nearly",
    "between",
];

/// Words at the end of a question, after the phrase that it is about. `ko` and the like are `không`, see
/// [`SpokenWord`].
static QUESTION_WORDS: [&str; 11] = [
    "không",
    "hong",
    "hay không",
    "hay chưa",
    "chưa",
    "phải không",
    "đúng không",
    "có không",
    "được không",
    "nhỉ",
    "or not",
];

static JOINT_WORDS: LazyLock<PhraseList<Joint>> = LazyLock::new(|| PhraseList::new(JOINTS));
static UNCLEAR: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&UNCLEAR_WORDS));
static QUESTION: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&QUESTION_WORDS));

/// The joint that begins at this word, and its end.
pub(super) fn find_joint(words: &[SpokenWord], at: usize) -> Option<(usize, Joint)> {
    if words
        .get(at)
        .is_some_and(|word| word.is_sign && word.word.fold == ",")
    {
        return Some((at + 1, Joint::And));
    }
    JOINT_WORDS.find_with_slip(words, at)
}

/// True for a word that leaves the meaning of the phrase after it open.
pub(super) fn is_unclear_word(words: &[SpokenWord], at: usize) -> bool {
    UNCLEAR.find(words, at).is_some()
}

/// The end of the question words that begin here.
pub(super) fn find_question_words(words: &[SpokenWord], at: usize) -> Option<usize> {
    QUESTION.find_with_slip(words, at).map(|(end, ())| end)
}
