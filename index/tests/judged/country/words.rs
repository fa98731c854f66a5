//! The words of the made-up country: crops, dishes and crafts, qualities, sizes, names of persons.
//!
//! Everyday Vietnamese. It must not hold names of real producers.

use super::super::random::Random;

/// Nouns by product group.
const NOUNS: [(&str, &str); 6] = [
    (
        "I",
        "gạo nếp nương|gạo tám xoan|gạo séng cù|gạo lứt đỏ|ngô nếp|bắp nếp|lạc rang|đậu phộng rang|đậu đen xanh lòng|\
         đậu xanh|đậu tương|đậu nành rang|vừng đen|hạt mè trắng|hạt điều rang|hạt mắc ca|hạt dổi|hạt sen sấy|khoai tây|\
         khoai môn|khoai lang mật|sắn dây|củ năng|mã thầy|cà rốt|cà chua bi|bắp cải|cải thảo|súp lơ xanh|bông cải trắng|\
         dưa chuột|dưa leo muối|dưa lưới|dưa hấu|bí đao|bí đỏ|mướp đắng|khổ qua sấy|rau mồng tơi|rau bò khai|rau sắng|\
         rau mùi|măng trúc|măng nứa khô|mộc nhĩ|nấm mèo|nấm hương|nấm đông cô|nấm rơm|tỏi cô đơn|tỏi đen|hành tím|\
         ớt xiêm|gừng gió|nghệ đen|tiêu sọ|quế chi|thảo quả|bưởi diễn|bưởi năm roi|cam sành|cam xoàn|quýt đường|\
         chanh leo|chanh dây|hồng bì|tắc mật ong|dứa mật|khóm gai|na bở|mãng cầu gai|xoài cát|xoài tượng|mít thái|\
         sầu riêng|chôm chôm|măng cụt|nhãn lồng|vải thiều|mận hậu|đào mèo|lê nâu|hồng giòn|hồng xiêm|ổi lê|chuối ngự|\
         chuối laba|thanh trà|vú sữa|dừa sáp|dừa xiêm|bơ sáp|táo mèo|nho ninh thuận|dâu tây|phúc bồn tử|\
         gà ri|gà đông tảo|gà ác|vịt cỏ|vịt xiêm|ngan đen|trứng gà|trứng vịt muối|hột vịt lộn|thịt heo đen|thịt lợn mán|\
         thịt trâu gác bếp|thịt bò khô|thịt dê|lạp xưởng|lạp sườn|giò lụa|chả lụa|giò bò|nem chua|nem nướng|ruốc thịt|\
         chà bông gà|xúc xích|cá lóc đồng|cá quả kho|cá bống|cá linh|cá chép giòn|cá tầm|cá hồi|cá cơm|cá chỉ vàng|\
         cá ngừ|tôm sú|tôm đất khô|tép rong|cua biển|ghẹ xanh|ngao trắng|nghêu lụa|sò huyết|ốc hương|hàu sữa|mực lá|\
         mực trứng|rong nho|rong biển|yến sào|mật ong bạc hà|mật ong nhãn|phấn hoa|mắm ruốc|mắm tép|mắm nêm|\
         nước mắm nhĩ|nước tương|xì dầu|tương bần|tương ớt|muối tôm|muối chẩm chéo|bánh tráng|bánh đa nem|bánh phở|\
         bánh cuốn|bánh chưng gù|bánh tét|bánh giò|bánh gai|bánh ít|bánh pía|bánh cốm|bánh khảo|bánh in|bánh rán|\
         bánh hỏi|bún khô|bún ngũ sắc|miến đao|miến ngô|phở sắn|hủ tiếu|mì chũ|mì quảng|đậu phụ|tàu hũ ky|váng đậu|\
         kẹo dừa|kẹo cu đơ|kẹo mè xửng|kẹo gương|ô mai|xí muội|mứt gừng|mứt sen|chè lam|cốm dẹp|xôi chim|cơm cháy|\
         sữa chua dê|phô mai|sô cô la|dầu lạc|dầu vừng|bột sắn|bột trà xanh|bột ngũ cốc",
    ),
    (
        "II",
        "trà shan tuyết|trà ô long|trà nõn tôm|trà sen|trà lài|trà đinh|trà mãng cầu|chè búp|chè dây|cà phê arabica|\
         cà phê robusta|cà phê phin|ca cao|rượu cần|rượu ngô|rượu nếp than|rượu táo mèo|rượu thóc|rượu mận|rượu vang nho|\
         bia tươi|nước mía|nước dừa|nước ép dứa|nước yến|nước sâm|giấm nuôi|giấm gạo|mật dừa nước|si rô atiso|\
         nước cốt gấc|sữa gạo|sữa bắp",
    ),
    (
        "III",
        "cao atiso|cao xạ đen|cao chè vằng|cao mật nhân|tinh dầu tràm|tinh dầu bạc hà|tinh dầu ngải cứu|tinh dầu gấc|\
         viên tam thất|viên sâm dây|bột tam thất|bột đinh lăng|trà cà gai leo|trà giảo cổ lam|trà atiso|sâm ngọc linh|\
         sâm bố chính|đinh lăng|hà thủ ô|nấm lim|nấm vân chi|dầu gội bồ kết|xà phòng nghệ|muối ngâm chân|kem dưỡng sen|\
         nước súc miệng|thuốc tắm lá|nhang trầm",
    ),
    (
        "IV",
        "gốm men lam|bình gốm|ấm tử sa|lọ hoa sứ|chiếu cói|thảm cói|túi cói|giỏ lục bình|nón lá|nón quai thao|khăn lụa|\
         lụa tơ tằm|thổ cẩm|túi thổ cẩm|tranh thêu|tranh gạo|tranh sơn mài|khay sơn mài|đèn lồng|mây tre đan|chuồn chuồn tre|\
         ghế tre|thuyền gỗ|tượng gỗ|khảm trai|trống da|đàn bầu|dao rèn|vòng bạc|mặt nạ giấy|chổi đót|lược sừng",
    ),
    (
        "V",
        "hoa lan|hoa cúc|hoa hồng cổ|hoa ly|hoa đào|mai vàng|quất cảnh|bonsai|sen đá|cá koi|xương rồng|tùng la hán",
    ),
    (
        "VI",
        "du lịch cộng đồng|du lịch miệt vườn|điểm du lịch|homestay|làng nghề|khu sinh thái|tour trải nghiệm|bản văn hóa",
    ),
];

/// What a label praises, by group.
const FOOD: [&str; 30] = [
    "hữu cơ",
    "sấy dẻo",
    "sấy lạnh",
    "sấy thăng hoa",
    "hảo hạng",
    "thượng hạng",
    "nguyên chất",
    "gia truyền",
    "truyền thống",
    "cao cấp",
    "đặc biệt",
    "vị cay",
    "không đường",
    "rang muối",
    "tẩm mật",
    "ướp lạnh",
    "hun khói",
    "một nắng",
    "hộp thiếc",
    "túi lọc",
    "lên men",
    "xông khói",
    "ngâm mắm",
    "vị tỏi",
    "sốt me",
    "chiên giòn",
    "xuất khẩu",
    "loại nhất",
    "quà biếu",
    "ăn liền",
];
const DRINK: [&str; 12] = [
    "hữu cơ",
    "hảo hạng",
    "thượng hạng",
    "nguyên chất",
    "gia truyền",
    "đặc biệt",
    "hộp thiếc",
    "túi lọc",
    "ủ chum",
    "không đường",
    "lên men",
    "quà biếu",
];
const HERB: [&str; 12] = [
    "cô đặc",
    "nguyên chất",
    "cao cấp",
    "gia truyền",
    "thảo mộc",
    "hữu cơ",
    "chai thủy tinh",
    "viên nén",
    "sấy lạnh",
    "hoang dã",
    "quà biếu",
    "loại nhất",
];
const CRAFT: [&str; 12] = [
    "thủ công",
    "mỹ nghệ",
    "vẽ tay",
    "dát vàng",
    "khắc chữ",
    "cỡ lớn",
    "cỡ nhỏ",
    "lưu niệm",
    "phong thủy",
    "cao cấp",
    "nhuộm chàm",
    "chạm rồng",
];
const GREEN: [&str; 8] = [
    "cổ thụ",
    "dáng huyền",
    "cấy mô",
    "chậu sứ",
    "ghép cành",
    "nghệ thuật",
    "mini",
    "trái mùa",
];
const VISIT: [&str; 8] = [
    "ven biển",
    "trên đảo",
    "hồ sen",
    "ruộng bậc thang",
    "mùa nước nổi",
    "bản Dao",
    "bản Thái",
    "vườn cò",
];

/// Sizes as labels print them.
pub(crate) const SIZES: [&str; 9] = [
    "250g", "500g", "1kg", "200g", "330ml", "500ml", "hộp 12", "combo 3", "1 lít",
];

/// What a producer does.
pub(crate) const TRADES: [&str; 14] = [
    "nông nghiệp",
    "thủy sản",
    "dược liệu",
    "chế biến nông sản",
    "chế biến hải sản",
    "chăn nuôi",
    "lâm nghiệp",
    "thương mại dịch vụ",
    "sản xuất thương mại",
    "xuất nhập khẩu",
    "thực phẩm sạch",
    "trồng trọt",
    "du lịch",
    "nông lâm nghiệp",
];

/// Family names, the common ones more often.
pub(crate) const FAMILIES: [&str; 22] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ",
    "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lò", "Giàng", "Nông", "Triệu",
];

/// Middle names.
pub(crate) const MIDDLE: [&str; 16] = [
    "Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Thanh", "Xuân", "Quang", "Công", "Đình", "Bá",
    "Thế", "Trọng", "Tiến", "Duy",
];

/// Given names; brands are made of two.
pub(crate) const GIVEN: [&str; 52] = [
    "Anh", "Bình", "Chiến", "Cường", "Dũng", "Dung", "Đạt", "Giang", "Hải", "Hạnh", "Hằng", "Hiền",
    "Hiếu", "Hòa", "Hùng", "Hương", "Huyền", "Khánh", "Lan", "Liên", "Linh", "Long", "Mai", "Minh",
    "Nam", "Nga", "Ngân", "Nhung", "Phương", "Phúc", "Quân", "Quyết", "Sơn", "Tâm", "Thắng",
    "Thảo", "Thành", "Thu", "Thủy", "Tiến", "Toàn", "Trang", "Tuấn", "Tùng", "Tuyết", "Vân",
    "Vinh", "Yến", "Lý", "Mỹ", "Quý", "Thúy",
];

/// Beginnings and ends of brands that are no Vietnamese word.
const COINED: ([&str; 22], [&str; 20]) = (
    [
        "Agri", "Bavi", "Delta", "Farmi", "Gafo", "Hera", "Kova", "Lumi", "Mavi", "Neta", "Orga",
        "Pano", "Ravi", "Savi", "Tavo", "Ubi", "Vani", "Wila", "Zeno", "Fuji", "Jolie", "Cavi",
    ],
    [
        "foods", "bee", "garden", "fresh", "nuts", "craft", "spice", "pharma", "herb", "land",
        "tech", "bio", "max", "pure", "shop", "well", "nest", "crop", "brew", "tex",
    ],
);

/// Every noun with its group.
pub(crate) fn nouns() -> Vec<(&'static str, &'static str)> {
    let of = |(group, nouns): (&'static str, &'static str)| {
        nouns.split('|').map(move |noun| (noun, group))
    };
    NOUNS.into_iter().flat_map(of).collect()
}

/// What is said of goods of a group.
pub(crate) fn qualities(group: &str) -> &'static [&'static str] {
    match group {
        "II" => &DRINK,
        "III" => &HERB,
        "IV" => &CRAFT,
        "V" => &GREEN,
        "VI" => &VISIT,
        _ => &FOOD,
    }
}

/// A brand of no language.
pub(crate) fn coined(random: &mut Random) -> String {
    random.of(&COINED.0).to_owned() + random.of(&COINED.1)
}
