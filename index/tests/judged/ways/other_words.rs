//! The same thing by another word: north and south, and abbreviations of legal forms and trades.
//!
//! Written from the same sources as the engine's own table, so these classes test that the table is used,
//! not that it is complete. It must not use a pair in a direction that changes the meaning.

use super::super::fits::{literally, same_name};
use super::super::letters::{bare, words};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf, plain};
use super::{Asked, line, named};

/// Either for the other.
const BOTH: [(&str, &str); 33] = [
    ("lợn", "heo"),
    ("ngô", "bắp"),
    ("lạc", "đậu phộng"),
    ("dứa", "khóm"),
    ("vừng", "mè"),
    ("hồng xiêm", "sa pô chê"),
    ("quất", "tắc"),
    ("mướp đắng", "khổ qua"),
    ("giò lụa", "chả lụa"),
    ("rau mùi", "ngò rí"),
    ("mã thầy", "củ năng"),
    ("trứng gà", "hột gà"),
    ("trứng vịt", "hột vịt"),
    ("váng đậu", "tàu hũ ky"),
    ("đậu phụ", "đậu hũ"),
    ("cá quả", "cá lóc"),
    ("súp lơ", "bông cải"),
    ("mộc nhĩ", "nấm mèo"),
    ("nấm hương", "nấm đông cô"),
    ("bánh đa nem", "bánh tráng"),
    ("bánh cuốn", "bánh ướt"),
    ("đậu tương", "đậu nành"),
    ("ngan", "vịt xiêm"),
    ("dưa chuột", "dưa leo"),
    ("ô mai", "xí muội"),
    ("bánh rán", "bánh cam"),
    ("bánh khảo", "bánh in"),
    ("chè", "trà"),
    ("lạp sườn", "lạp xưởng"),
    ("xì dầu", "nước tương"),
    ("ngao", "nghêu"),
    ("chanh leo", "chanh dây"),
    ("hạt", "hột"),
];

/// The second may be typed for the first only.
const ONE_WAY: [(&str, &str); 2] = [("chà bông", "ruốc"), ("khoai mì", "sắn")];

/// Where the word has another meaning.
const NOT_MEANT: [&str; 4] = ["chè lam", "sắn dây", "mè xửng", "rau ngổ"];

/// Legal forms and trades, short and whole.
const FORMS: [(&str, &str); 9] = [
    ("htx", "hợp tác xã"),
    ("tht", "tổ hợp tác"),
    ("tnhh", "trách nhiệm hữu hạn"),
    ("công ty cp", "công ty cổ phần"),
    ("dntn", "doanh nghiệp tư nhân"),
    ("hkd", "hộ kinh doanh"),
    ("cssx", "cơ sở sản xuất"),
    ("xnk", "xuất nhập khẩu"),
    ("công ty", "cty"),
];

/// The word of the other end of the country.
pub(crate) fn north_or_south(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let name = named(row, 2, 7)?.join(" ");
    if NOT_MEANT.iter().any(|other| name.contains(other)) {
        return None;
    }
    let both = BOTH
        .into_iter()
        .flat_map(|(north, south)| [(north, south), (south, north)]);
    // The word stands among the first two, where the thing itself is named, and not alone.
    let split = |from: &str| {
        let (before, after) = format!(" {name} ")
            .split_once(&format!(" {from} "))
            .map(owned)?;
        let thing = before.split_whitespace().count() <= 1 && !row.place.contains(&bare(from));
        (thing && !(before.trim().is_empty() && after.trim().is_empty())).then_some((before, after))
    };
    let known: Vec<(&str, &str)> = both
        .chain(ONE_WAY)
        .filter(|(from, _)| split(from).is_some())
        .collect();
    let (from, to) = *known.get(random.below(known.len()))?;
    let (before, after) = split(from)?;
    let typed = format!("{before} {to} {after}");
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if random.percent(40) {
        bare(&text)
    } else {
        text
    };
    let mut wanted = same_name(shelf, row);
    wanted.extend(literally(shelf, &text));
    Asked::first(text, wanted)
}

/// Short for whole and whole for short in a producer's name.
pub(crate) fn abbreviated(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let producer = row.product.producer.as_ref()?;
    let name = words(&producer.name).join(" ");
    let both = FORMS
        .into_iter()
        .flat_map(|(short, whole)| [(short, whole), (whole, short)]);
    let known: Vec<(&str, &str)> = both
        .filter(|(from, _)| format!(" {name} ").contains(&format!(" {from} ")))
        .collect();
    let (from, to) = *known.get(random.below(known.len()))?;
    let typed = format!(" {name} ").replacen(&format!(" {from} "), &format!(" {to} "), 1);
    let typed: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    if typed.len() > 10 {
        return None;
    }
    let text = line(&typed, 50, random);
    let of = |row: &Row| {
        row.product
            .producer
            .as_ref()
            .map(|producer| plain(&producer.name))
    };
    let this = of(row);
    let wanted = shelf.ids(|row| of(row) == this);
    Asked::first(text, wanted)
}

fn owned((before, after): (&str, &str)) -> (String, String) {
    (before.to_owned(), after.to_owned())
}
