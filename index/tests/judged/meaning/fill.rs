//! Questions from forms: a text and a truth with slots, and what fills the slots on each catalogue.

use std::collections::{BTreeMap, BTreeSet};

use super::super::letters::{bare, words};
use super::super::random::Random;
use super::facts::Facts;
use super::tables::{districts, units};

/// A text and its truth; `{d}` and the like are slots.
pub(crate) type Form = (&'static str, &'static str);

/// What a slot may hold: as typed, and as the truth has it.
type Fillers = Vec<(String, String)>;

/// The fillers of a catalogue.
pub(crate) struct Slots(BTreeMap<&'static str, Fillers>);

/// Words before a request, without a meaning of their own.
const BEFORE: [&str; 10] = [
    "",
    "",
    "sản phẩm ",
    "các sản phẩm ",
    "những sản phẩm ",
    "tìm sản phẩm ",
    "cho xem sản phẩm ",
    "danh sách sản phẩm ",
    "liệt kê các sản phẩm ",
    "tất cả sản phẩm ",
];

const FIXED: [(&str, &[(&str, &str)]); 11] = [
    ("n", &[("3", "3"), ("4", "4"), ("5", "5")]),
    ("w", &[("ba", "3"), ("bốn", "4"), ("năm", "5")]),
    ("e", &[("three", "3"), ("four", "4"), ("five", "5")]),
    (
        "stars",
        &[
            ("⭐⭐⭐", "3"),
            ("⭐⭐⭐⭐", "4"),
            ("⭐⭐⭐⭐⭐", "5"),
            ("★★★★", "4"),
        ],
    ),
    (
        "k",
        &[
            ("hợp tác xã", "cooperative"),
            ("htx", "cooperative"),
            ("HTX", "cooperative"),
            ("doanh nghiệp", "enterprise"),
            ("hộ kinh doanh", "household"),
            ("trang trại", "farm"),
            ("tổ hợp tác", "cooperative_group"),
        ],
    ),
    (
        "g",
        &[
            ("thực phẩm", "I"),
            ("đồ uống", "II"),
            ("dược liệu", "III"),
            ("thủ công mỹ nghệ", "IV"),
            ("sinh vật cảnh", "V"),
            ("du lịch cộng đồng", "VI"),
        ],
    ),
    (
        "ch",
        &[
            ("shopee", "shopee"),
            ("Shopee", "shopee"),
            ("lazada", "lazada"),
            ("tiki", "tiki"),
            ("voso", "voso"),
            ("postmart", "postmart"),
            ("tiktok shop", "tiktok_shop"),
            ("facebook", "facebook"),
            ("zalo", "zalo"),
        ],
    ),
    (
        "y",
        &[
            ("2020", "2020"),
            ("2021", "2021"),
            ("2022", "2022"),
            ("2023", "2023"),
            ("2024", "2024"),
            ("2025", "2025"),
        ],
    ),
    (
        "ey",
        &[
            ("2024", "2024-01-01..2024-12-31"),
            ("2025", "2025-01-01..2025-12-31"),
            ("2026", "2026-01-01..2026-12-31"),
            ("2027", "2027-01-01..2027-12-31"),
            ("2028", "2028-01-01..2028-12-31"),
        ],
    ),
    (
        "m",
        &[
            ("12/2026", "2026-12-01..2026-12-31"),
            ("1/2027", "2027-01-01..2027-01-31"),
            ("02/2027", "2027-02-01..2027-02-28"),
            ("3 năm 2027", "2027-03-01..2027-03-31"),
            ("6/2027", "2027-06-01..2027-06-30"),
            ("10 năm 2026", "2026-10-01..2026-10-31"),
            ("11/2028", "2028-11-01..2028-11-30"),
        ],
    ),
    (
        "q",
        &[
            ("I/2027", "2027-01-01..2027-03-31"),
            ("1 năm 2027", "2027-01-01..2027-03-31"),
            ("II năm 2027", "2027-04-01..2027-06-30"),
            ("IV năm 2026", "2026-10-01..2026-12-31"),
            ("4/2026", "2026-10-01..2026-12-31"),
            ("I năm sau", "2027-01-01..2027-03-31"),
        ],
    ),
];

impl Slots {
    pub(crate) fn of(rows: &[Facts]) -> Self {
        let owned = |pairs: &[(&str, &str)]| -> Fillers {
            let pairs = pairs.iter();
            pairs
                .map(|(typed, meant)| ((*typed).to_owned(), (*meant).to_owned()))
                .collect()
        };
        let mut slots = BTreeMap::new();
        for (slot, pairs) in FIXED {
            slots.insert(slot, owned(pairs));
        }
        let before = BEFORE.map(|text| (text, ""));
        slots.insert("pre", owned(&before));
        slots.insert("d", clear_districts(rows));
        slots.insert("dt", typed_districts(rows));
        slots.insert("c", typed_communes(rows));
        slots.insert("u", typed_units(rows));
        slots.insert("p", product_words(rows));
        slots.insert("name", names(rows));
        Self(slots)
    }

    /// One filling of a form; `None` where a slot has nothing.
    pub(crate) fn fill(&self, form: Form, random: &mut Random) -> Option<(String, String)> {
        let (mut text, mut truth) = (form.0.to_owned(), form.1.to_owned());
        for (slot, fillers) in &self.0 {
            let hole = format!("{{{slot}}}");
            if !text.contains(&hole) {
                continue;
            }
            let (typed, meant) = fillers.get(random.below(fillers.len()))?;
            text = text.replace(&hole, typed);
            truth = truth.replace(&hole, meant);
        }
        (!text.contains('{')).then(|| (text.trim().to_owned(), truth))
    }
}

/// True for a form in English, which nobody types as Vietnamese keys.
pub(crate) fn is_english(form: Form) -> bool {
    const WORDS: [&str; 20] = [
        "stars",
        "star",
        "products",
        "expired",
        "expires",
        "expiring",
        "expire",
        "valid",
        "rated",
        "sold",
        "without",
        "phone",
        "not",
        "in",
        "from",
        "who",
        "is",
        "recognised",
        "recognized",
        "by",
    ];
    form.0.is_ascii() && form.0.split([' ', '-']).any(|word| WORDS.contains(&word))
}

/// The words of a form outside of its slots.
pub(crate) fn fixed_words(form: Form) -> Vec<&'static str> {
    let parts = form.0.split(' ').filter(|word| !word.contains(['{', '}']));
    parts.collect()
}

/// Districts that no commune, unit or other province shares its name with; those of Quảng Ninh stand for themselves.
fn clear_districts(rows: &[Facts]) -> Fillers {
    let mut provinces: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut communes = BTreeSet::new();
    for row in rows {
        if let (Some(district), Some(province)) = (&row.district, &row.province) {
            provinces.entry(district).or_default().insert(province);
        }
        communes.extend(
            row.commune
                .as_deref()
                .and_then(|full| full.split_once(' '))
                .map(|(_, name)| name),
        );
    }
    let known: BTreeSet<&str> = districts().into_iter().map(|(name, _)| name).collect();
    let unit_names: BTreeSet<&str> = units()
        .into_iter()
        .filter_map(|full| full.split_once(' '))
        .map(|(_, name)| name)
        .collect();
    let clear = provinces.into_iter().filter(|(name, provinces)| {
        provinces.len() == 1
            && (known.contains(name) || !communes.contains(name) && !unit_names.contains(name))
    });
    clear
        .map(|(name, _)| (name.to_owned(), name.to_owned()))
        .collect()
}

/// The districts of Quảng Ninh that have rows, with their kind word as offices write it.
fn typed_districts(rows: &[Facts]) -> Fillers {
    let with_rows: BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row.district.as_deref())
        .collect();
    let mut fillers = Vec::new();
    for (name, full) in districts()
        .into_iter()
        .filter(|(name, _)| with_rows.contains(name))
    {
        let kinds: &[&str] = match full.split(' ').next() {
            Some("Huyện") => &["huyện", "h.", "H.", "h", "Huyện"],
            Some("Thị") => &["thị xã", "tx.", "TX.", "tx", "thị xã"],
            _ => &["thành phố", "tp.", "TP.", "tp", "TP"],
        };
        let typed = kinds
            .iter()
            .map(|kind| (format!("{kind} {name}"), name.to_owned()));
        fillers.extend(typed);
    }
    fillers
}

/// Communes with rows and one meaning: no unit of today and no commune of another district is called the same.
fn typed_communes(rows: &[Facts]) -> Fillers {
    let units = units();
    let mut districts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        if let (Some(commune), Some(district)) = (&row.commune, &row.district) {
            districts.entry(commune).or_default().insert(district);
        }
    }
    let clear = districts
        .into_iter()
        .filter(|(full, districts)| districts.len() == 1 && !units.contains(full));
    let mut fillers = Vec::new();
    for (full, _) in clear {
        let lower = full.to_lowercase();
        let (kind, short) = match lower.split(' ').next() {
            Some("xã") => ("xã", "x."),
            Some("phường") => ("phường", "p."),
            _ => ("thị trấn", "tt."),
        };
        let name = full[kind.len()..].trim();
        fillers.push((format!("{kind} {name}"), full.to_owned()));
        fillers.push((format!("{short} {name}"), full.to_owned()));
    }
    fillers
}

/// Units of 2025 with rows, none of which has the name of a commune of the rows.
fn typed_units(rows: &[Facts]) -> Fillers {
    let communes: BTreeSet<&str> = rows
        .iter()
        .filter_map(|row| row.commune.as_deref())
        .collect();
    let with_rows: BTreeSet<&str> = rows.iter().filter_map(|row| row.unit.as_deref()).collect();
    let clear = with_rows
        .into_iter()
        .filter(|full| !communes.contains(full));
    clear
        .map(|full| {
            let mut letters = full.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_lowercase)
                .collect();
            (first + letters.as_str(), full.to_owned())
        })
        .collect()
}

/// Words that stand for goods of many kinds.
const GOODS: [&str; 22] = [
    "rượu",
    "trà",
    "chè",
    "nấm",
    "ruốc",
    "chả",
    "gạo",
    "cam",
    "ổi",
    "bún",
    "miến",
    "tinh dầu",
    "mật ong",
    "nước mắm",
    "cá",
    "mực",
    "thịt",
    "kẹo",
    "bánh",
    "nước khoáng",
    "đông trùng hạ thảo",
    "ngọc trai",
];

/// Goods and dishes with which the names of two rows or more begin.
fn product_words(rows: &[Facts]) -> Fillers {
    let dishes = rows.iter().filter_map(|row| row.dish.as_ref());
    let phrases: BTreeSet<String> = dishes
        .map(|dish| dish.to_lowercase())
        .chain(GOODS.map(str::to_owned))
        .collect();
    // By their first word, so that a row meets few of them.
    let mut by_first: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
    for phrase in phrases {
        let parts = words(&phrase);
        if let Some(first) = parts.first() {
            by_first
                .entry(first.clone())
                .or_default()
                .push((parts, phrase));
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let first = row.written_name.first();
        let known = first.and_then(|first| by_first.get(first));
        for (parts, phrase) in known.into_iter().flatten() {
            if row.written_name.starts_with(parts) {
                *counts.entry(phrase).or_default() += 1;
            }
        }
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= 2);
    often
        .map(|(phrase, _)| (phrase.to_owned(), phrase.to_owned()))
        .collect()
}

/// Whole names that people would ask about.
fn names(rows: &[Facts]) -> Fillers {
    let plain = rows.iter().filter(|row| {
        let letters = row.name.chars().all(|c| c.is_alphanumeric() || c == ' ');
        letters
            && (2..=6).contains(&words(&row.name).len())
            && bare(&row.name) != row.name.to_lowercase()
    });
    plain
        .map(|row| (row.name.clone(), row.name.clone()))
        .collect()
}
