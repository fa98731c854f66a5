//! Districts of many provinces, and made-up communes in them.
//!
//! Provinces, their codes of the statistics office and the districts of 2023 are facts; a commune is two
//! common syllables of commune names, its number is invented. It must not name a place of the built-in
//! catalogue's province.

use ocop_index::product::ProductPlace;

use super::super::random::Random;

/// Province, its code, its districts.
const PROVINCES: [(&str, usize, &str); 42] = [
    (
        "Hà Nội",
        1,
        "Ba Vì|Thạch Thất|Gia Lâm|Sóc Sơn|Thường Tín|Phú Xuyên|Chương Mỹ",
    ),
    ("Hà Giang", 2, "Hoàng Su Phì|Quản Bạ|Mèo Vạc|Vị Xuyên"),
    ("Cao Bằng", 4, "Trùng Khánh|Nguyên Bình|Hạ Lang"),
    ("Bắc Kạn", 6, "Bạch Thông|Chợ Đồn|Na Rì|Ba Bể"),
    ("Tuyên Quang", 8, "Na Hang|Hàm Yên|Chiêm Hóa"),
    ("Lào Cai", 10, "Bắc Hà|Sa Pa|Bát Xát|Văn Bàn|Mường Khương"),
    ("Điện Biên", 11, "Tủa Chùa|Mường Ảng|Tuần Giáo"),
    ("Lai Châu", 12, "Tam Đường|Sìn Hồ|Phong Thổ"),
    ("Sơn La", 14, "Mộc Châu|Mai Sơn|Sông Mã|Vân Hồ"),
    ("Yên Bái", 15, "Văn Chấn|Mù Cang Chải|Trạm Tấu"),
    ("Hòa Bình", 17, "Cao Phong|Tân Lạc|Lạc Thủy|Kim Bôi"),
    ("Thái Nguyên", 19, "Đại Từ|Định Hóa|Phú Lương|Võ Nhai"),
    ("Lạng Sơn", 20, "Chi Lăng|Hữu Lũng|Bắc Sơn|Lộc Bình"),
    ("Bắc Giang", 24, "Lục Ngạn|Yên Thế|Hiệp Hòa"),
    ("Phú Thọ", 25, "Thanh Sơn|Đoan Hùng|Cẩm Khê"),
    ("Hải Dương", 30, "Thanh Hà|Kinh Môn|Nam Sách"),
    ("Hải Phòng", 31, "Cát Hải|Tiên Lãng|Vĩnh Bảo"),
    ("Hưng Yên", 33, "Khoái Châu|Văn Giang"),
    ("Thái Bình", 34, "Thái Thụy|Tiền Hải|Kiến Xương"),
    ("Nam Định", 36, "Hải Hậu|Giao Thủy|Vụ Bản"),
    ("Ninh Bình", 37, "Nho Quan|Kim Sơn|Gia Viễn"),
    ("Thanh Hóa", 38, "Nga Sơn|Thọ Xuân|Quan Hóa"),
    ("Nghệ An", 40, "Quỳnh Lưu|Kỳ Sơn|Con Cuông|Nghi Lộc"),
    ("Hà Tĩnh", 42, "Hương Sơn|Can Lộc|Vũ Quang"),
    ("Quảng Bình", 44, "Bố Trạch|Lệ Thủy"),
    ("Quảng Trị", 45, "Hướng Hóa|Cam Lộ"),
    ("Quảng Nam", 49, "Điện Bàn|Nam Trà My|Tây Giang"),
    ("Quảng Ngãi", 51, "Lý Sơn|Trà Bồng"),
    ("Bình Định", 52, "Phù Cát|Hoài Nhơn"),
    ("Phú Yên", 54, "Tuy An|Sông Hinh"),
    ("Khánh Hòa", 56, "Khánh Sơn|Diên Khánh"),
    ("Gia Lai", 64, "Chư Sê|Mang Yang|Đak Đoa"),
    ("Đắk Lắk", 66, "Cư M'gar|Krông Năng"),
    ("Đắk Nông", 67, "Đắk Song|Đắk Mil"),
    ("Lâm Đồng", 68, "Đơn Dương|Di Linh|Bảo Lâm"),
    ("Đồng Nai", 75, "Định Quán|Xuân Lộc"),
    ("Tiền Giang", 82, "Cái Bè|Gò Công"),
    ("Bến Tre", 83, "Chợ Lách|Giồng Trôm|Mỏ Cày"),
    ("Trà Vinh", 84, "Cầu Kè|Trà Cú"),
    ("Đồng Tháp", 87, "Lai Vung|Cao Lãnh|Tháp Mười"),
    ("Kiên Giang", 91, "Phú Quốc|An Biên|Giồng Riềng"),
    ("Cà Mau", 96, "Ngọc Hiển|Năm Căn|Cái Nước"),
];

/// First and second syllables of commune names.
const FIRST: [&str; 28] = [
    "An", "Bình", "Cẩm", "Đại", "Hòa", "Hồng", "Hợp", "Hưng", "Lạc", "Liên", "Lương", "Mỹ",
    "Nghĩa", "Ngọc", "Phong", "Phước", "Quang", "Tam", "Tân", "Thành", "Thạch", "Thịnh", "Thuận",
    "Trung", "Vạn", "Vĩnh", "Xuân", "Đức",
];
const SECOND: [&str; 24] = [
    "An", "Châu", "Cường", "Dương", "Giang", "Hải", "Hội", "Hưng", "Khê", "Lập", "Lộc", "Lý",
    "Minh", "Nguyên", "Phong", "Phúc", "Quang", "Thành", "Thịnh", "Tiến", "Trì", "Văn", "Xá",
    "Thái",
];

/// Where a producer works.
#[derive(Clone)]
pub(crate) struct Site {
    province: &'static str,
    pub(crate) district: &'static str,
    pub(crate) commune: String,
    /// Codes of province, district and commune.
    codes: [usize; 3],
}

impl Site {
    /// Somewhere in the country.
    pub(crate) fn any(random: &mut Random) -> Self {
        let (province, code, districts) = random.of(&PROVINCES);
        let districts: Vec<&str> = districts.split('|').collect();
        let at = random.below(districts.len());
        let (first, second) = (random.below(FIRST.len()), random.below(SECOND.len()));
        Self {
            province,
            district: districts[at],
            commune: format!("{} {}", FIRST[first], SECOND[second]),
            codes: [
                code,
                code * 9 + at + 1,
                10_000 + code * 300 + at * 31 + first + second,
            ],
        }
    }

    /// The place of a record.
    pub(crate) fn place(&self) -> ProductPlace {
        ProductPlace {
            written: Some(format!("xã {}, {}", self.commune, self.district)),
            province: Some(self.province.to_owned()),
            district: Some(self.district.to_owned()),
            commune: Some(format!("Xã {}", self.commune)),
            ..ProductPlace::default()
        }
    }

    /// A product code in one of the two forms with a commune: with the district until 2023, without it since
    /// there are none.
    pub(crate) fn code(&self, random: &mut Random) -> String {
        let [province, district, commune] = self.codes;
        let (serial, year) = (1 + random.below(60), 2019 + random.below(8));
        if random.percent(70) {
            format!("{province:02}-{district:03}-{commune:05}-{serial}-{year}")
        } else {
            format!("{province:02}-{commune:05}-{serial}-{year}")
        }
    }
}
