//! What made-up names are made of: dishes from the reviewed tables, other ordinary words from here.
//!
//! The dishes and crops come with the crate's own data, so do the places. The lists below are everyday
//! Vietnamese: kinds of food and craft, qualities, given names, what a producer does. A product put
//! together from them does not exist. It must not hold names of real producers or products.

/// A dish, crop or craft, and the product group it would belong to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Dish {
    /// In small letters.
    pub(crate) name: &'static str,
    /// `I` to `VI`, or empty.
    pub(crate) group: &'static str,
}

/// Dishes that the reviewed table lacks, by group.
const MORE: [(&str, &[&str]); 6] = [
    (
        "I",
        &[
            "bánh tẻ",
            "bánh đa",
            "bánh phở",
            "bánh cuốn",
            "bánh khảo",
            "bánh dày",
            "chả cá",
            "chả cốm",
            "cá kho",
            "cá khô",
            "cá rô đồng",
            "cà chua",
            "cà rốt",
            "cải thảo",
            "bí xanh",
            "bắp cải",
            "đậu tương",
            "đỗ xanh",
            "dưa chuột",
            "gạo tẻ",
            "gạo lứt",
            "gừng tươi",
            "hành lá",
            "hạt sen",
            "khoai sọ",
            "lạc nhân",
            "lạp xưởng",
            "mắm tôm",
            "măng tươi",
            "mận cơm",
            "mít sấy",
            "mộc nhĩ",
            "muối biển",
            "ngô nếp",
            "nhãn",
            "ốc",
            "rau muống",
            "sữa bò",
            "tép khô",
            "thịt gác bếp",
            "tỏi khô",
            "tôm khô",
            "trứng gà",
            "tương",
            "xúc xích",
        ],
    ),
    (
        "II",
        &[
            "bia tươi",
            "cà phê",
            "giấm gạo",
            "nước chanh",
            "nước dừa",
            "rượu nếp",
            "rượu ngô",
            "rượu táo",
            "rượu vang",
        ],
    ),
    (
        "III",
        &[
            "bột nghệ",
            "cao lá",
            "dầu gội",
            "gừng sấy",
            "siro ho",
            "tinh dầu tràm",
            "xà phòng",
        ],
    ),
    (
        "IV",
        &[
            "bàn ghế tre",
            "chiếu",
            "chổi đót",
            "giỏ mây",
            "khăn dệt",
            "nón lá",
            "thảm cói",
            "thuyền gỗ",
            "tranh than",
        ],
    ),
    (
        "V",
        &[
            "cây cảnh",
            "đào cảnh",
            "hoa cúc",
            "hoa ly",
            "lan rừng",
            "mai vàng",
        ],
    ),
    (
        "VI",
        &["điểm nghỉ", "nhà sàn", "du lịch bản", "vườn trải nghiệm"],
    ),
];

/// The dishes of the reviewed table and of the list above; what is common stands anywhere.
pub(crate) fn dishes() -> Vec<Dish> {
    let table = include_str!("../../data/specialties.tsv").lines();
    let reviewed = table
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let name = cells.next()?;
            let group = cells.nth(1)?;
            Some(Dish { name, group })
        });
    let more = MORE
        .into_iter()
        .flat_map(|(group, names)| names.iter().map(move |name| Dish { name, group }));
    reviewed.chain(more).collect()
}

/// What a label praises.
pub(crate) const QUALITIES: [&str; 20] = [
    "khô",
    "tươi",
    "sấy dẻo",
    "sấy lạnh",
    "nguyên chất",
    "đặc biệt",
    "truyền thống",
    "loại một",
    "hữu cơ",
    "thơm",
    "cao cấp",
    "gia truyền",
    "rang muối",
    "tẩm gia vị",
    "hộp quà",
    "túi lọc",
    "vị cay",
    "không đường",
    "ướp muối",
    "thủ công",
];

/// Syllables that brands and given names are made of.
pub(crate) const SYLLABLES: [&str; 60] = [
    "An", "Ánh", "Bảo", "Bắc", "Bích", "Bình", "Cẩm", "Châu", "Chung", "Cường", "Dung", "Duy",
    "Đại", "Đạt", "Đông", "Đức", "Gia", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hòa", "Hoàng",
    "Hồng", "Hùng", "Hưng", "Hương", "Khánh", "Kim", "Lâm", "Lan", "Liên", "Linh", "Long", "Lộc",
    "Mai", "Minh", "Mỹ", "Nam", "Nga", "Ngọc", "Nhung", "Oanh", "Phong", "Phú", "Phúc", "Phương",
    "Quang", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thắng", "Thịnh", "Thủy", "Tuấn", "Vân", "Việt",
    "Xuân",
];

/// Beginnings and ends of brands that are no Vietnamese word.
pub(crate) const COINED: ([&str; 12], [&str; 12]) = (
    [
        "Avi", "Bio", "Dona", "Eco", "Fami", "Goldi", "Halo", "Mera", "Nori", "Omi", "Sana", "Vina",
    ],
    [
        "co", "farm", "food", "fresh", "green", "lac", "max", "mi", "ra", "sea", "tea", "vi",
    ],
);

/// Family names.
pub(crate) const FAMILIES: [&str; 14] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ",
    "Chíu", "Lý",
];

/// What a producer does.
pub(crate) const TRADES: [&str; 12] = [
    "nông nghiệp",
    "thủy sản",
    "dược liệu",
    "chế biến nông sản",
    "chế biến hải sản",
    "chăn nuôi",
    "lâm nghiệp",
    "sản xuất và thương mại",
    "thương mại dịch vụ",
    "thực phẩm sạch",
    "trồng trọt",
    "du lịch",
];
