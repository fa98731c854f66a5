//! Words of invented names. None is a place of Quảng Ninh, and none is a firm's.

/// What is made.
pub(crate) const GOODS: [&str; 24] = [
    "Mật ong hoa rừng",
    "Gạo nếp nương",
    "Trà hoa vàng",
    "Miến dong",
    "Chả mực",
    "Rượu ba kích",
    "Nước mắm cá cơm",
    "Bánh gai",
    "Măng khô",
    "Nấm hương",
    "Khoai lang sấy",
    "Bưởi da xanh",
    "Gà đồi",
    "Tinh dầu quế",
    "Cao chè vằng",
    "Ruốc tôm",
    "Sá sùng khô",
    "Hàu sữa",
    "Trứng vịt biển",
    "Bún khô",
    "Tương gạo",
    "Lạc rang",
    "Nón lá",
    "Ghế mây",
];

/// Names behind what is made, and of those who make it.
pub(crate) const BRANDS: [&str; 52] = [
    "Sao Mai",
    "Hướng Dương",
    "Bồ Câu",
    "Trúc Xanh",
    "Mây Trắng",
    "Gió Núi",
    "Suối Trong",
    "Nắng Sớm",
    "Hoa Ban",
    "Lá Xanh",
    "Đồng Xanh",
    "Cánh Buồm",
    "Ngọc Lan",
    "Tre Việt",
    "Hạt Vàng",
    "Bông Lúa",
    "Cây Sồi",
    "Chim Én",
    "Sóng Biếc",
    "Trăng Rằm",
    "Thảo Nguyên",
    "Rừng Thông",
    "Mái Đình",
    "Giếng Làng",
    "Bếp Củi",
    "Cối Đá",
    "Ruộng Bậc",
    "Đá Xanh",
    "Gốm Nâu",
    "Sen Hồng",
    "Cúc Họa Mi",
    "Ong Thợ",
    "Vườn Mẹ",
    "Nhà Nội",
    "Đất Lành",
    "Mùa Vàng",
    "Hồn Quê",
    "Bến Xưa",
    "Cầu Vồng",
    "Ban Mai",
    "Hương Đất",
    "Mưa Xuân",
    "Lửa Hồng",
    "Cỏ May",
    "Hải Âu",
    "Ngân Hà",
    "Tuyết Mai",
    "Phù Sa",
    "Hoa Gạo",
    "Lúa Sớm",
    "Đèn Lồng",
    "Trống Đồng",
];

/// Legal forms in front of a producer's name.
pub(crate) const LEGAL_FORMS: [&str; 8] = [
    "HTX",
    "HTX Nông nghiệp",
    "Công ty TNHH",
    "Công ty CP",
    "Hộ kinh doanh",
    "Cơ sở sản xuất",
    "Tổ hợp tác",
    "Hợp tác xã",
];

/// Family names.
pub(crate) const FAMILY_NAMES: [&str; 8] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Vũ"];

/// Middle names.
pub(crate) const MIDDLE_NAMES: [&str; 5] = ["Văn", "Thị", "Minh", "Đức", "Thu"];

/// Given names.
pub(crate) const GIVEN_NAMES: [&str; 10] = [
    "Hòa", "Lan", "Tuấn", "Hùng", "Mai", "Dũng", "Hạnh", "Sơn", "Yến", "Phúc",
];

/// Names of hamlets.
pub(crate) const HAMLETS: [&str; 8] = [
    "Khe Trúc",
    "Nà Sen",
    "Bản Mây",
    "Đồi Chè",
    "Cầu Đất",
    "Ao Sen",
    "Gốc Đa",
    "Bãi Ngô",
];

/// Remarks on a product.
pub(crate) const REMARKS: [&str; 5] = [
    "Bao bì mới mẫu",
    "Đóng túi loại",
    "Hồ sơ lưu hộp",
    "Có tem dán mẫu",
    "Trưng bày ở kệ",
];
