//! What should find nothing: hands on the keyboard, and sentences without a product.
//!
//! It must not rely on luck; each is checked against the words of the catalogue.

use super::super::random::Random;
use super::super::shelf::{Row, Shelf, plain};
use super::super::ways::{Asked, Wanted};

/// The letter rows of a keyboard.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Sentences in which nobody asks for a product.
const SENTENCES: [&str; 36] = [
    "hôm nay trời đẹp quá",
    "mấy giờ rồi bạn ơi",
    "làm sao để đổi mật khẩu",
    "thời tiết ngày mai thế nào",
    "tôi không nhớ tên đăng nhập",
    "kết quả bóng đá tối qua",
    "lịch thi đại học năm nay",
    "giá vàng hôm nay bao nhiêu",
    "điện thoại hết pin rồi",
    "tối nay có phim gì hay",
    "xe buýt chạy lúc mấy giờ",
    "cách giải phương trình bậc hai",
    "ai là tổng thống nước Mỹ",
    "máy tính bị treo phải làm sao",
    "đường nào đi sân bay nhanh nhất",
    "chúc mừng sinh nhật bạn thân",
    "thủ tục làm hộ chiếu mới",
    "bao giờ thì được nghỉ tết",
    "dịch giúp câu này sang tiếng Anh",
    "con tôi bị sốt cao thì sao",
    "hom nay troi dep qua",
    "may gio roi ban oi",
    "thoi tiet ngay mai the nao",
    "ket qua bong da toi qua",
    "dien thoai het pin roi",
    "toi nay co phim gi hay",
    "xe buyt chay luc may gio",
    "thu tuc lam ho chieu moi",
    "chuc mung sinh nhat ban than",
    "lam sao de doi mat khau",
    "what time is it now",
    "how do I reset my password",
    "the weather is nice today",
    "who won the football match",
    "where is the nearest bus stop",
    "please call me back tomorrow",
];

/// One to three words of a mashed keyboard.
pub(crate) fn mash(shelf: &Shelf, _: &Row, random: &mut Random) -> Option<Asked> {
    let count = 1 + random.below(3);
    let words: Vec<String> = (0..count).map(|_| mashed(random)).collect();
    words.iter().all(|word| is_far(shelf, word)).then(|| Asked {
        text: words.join(" "),
        wanted: Wanted::Nothing,
    })
}

/// Keys of one row back and forth, or any letters.
fn mashed(random: &mut Random) -> String {
    let length = 7 + random.below(6);
    let row: Vec<char> = random.of(&ROWS).chars().collect();
    let all: Vec<char> = ROWS.concat().chars().collect();
    let runs = random.percent(50);
    let mut at = random.below(row.len());
    (0..length)
        .map(|_| {
            if runs {
                at = (at + 1 + usize::from(random.percent(20))) % row.len();
                row[at]
            } else {
                random.of(&all)
            }
        })
        .collect()
}

/// True for a word that no word of the catalogue is like, also when its tone keys are taken away, and that is no
/// row of initials: two or more of its letters begin no Vietnamese word.
fn is_far(shelf: &Shelf, word: &str) -> bool {
    let keyless = word.replace(['f', 's', 'r', 'x', 'j', 'w'], "");
    let far = |known: &String| {
        strsim::osa_distance(known, word) >= 4 && strsim::osa_distance(known, &keyless) >= 3
    };
    let foreign = word.chars().filter(|c| "fjwz".contains(*c)).count();
    foreign >= 2 && shelf.vocabulary.iter().all(far)
}

/// A sentence of common words. What is shown must be told to leave words out.
pub(crate) fn sentence(shelf: &Shelf, _: &Row, random: &mut Random) -> Option<Asked> {
    let text = random.of(&SENTENCES);
    let words = plain(text);
    let whole = |row: &Row| words.iter().all(|word| row.has(word));
    (!shelf.rows.iter().any(whole)).then(|| Asked {
        text: text.to_owned(),
        wanted: Wanted::NothingGood,
    })
}
