//! A product's name inside sentences of any length, and pasted rows of tables.
//!
//! The sentences name no other product. It must not hide a name that is only one or two common words.

use super::super::random::Random;
use super::super::shelf::{Row, Shelf, plain};
use super::super::ways::{Asked, line, named};
use super::alike::standing_whole;

/// Sentences of ten to thirty words; braces stand for the name.
const SENTENCES: [&str; 12] = [
    "Chị ơi cho em hỏi bên mình còn {} không ạ, em muốn đặt về làm quà cho gia đình.",
    "Cuối tuần này nhà có khách nên tôi muốn tìm {}, ai biết chỗ nào bán thì chỉ giúp.",
    "Hôm trước đi hội chợ tôi được giới thiệu {} và thấy rất ưng ý nên muốn mua thêm.",
    "Sở đã kiểm tra hồ sơ của {} và đề nghị cơ sở bổ sung giấy tờ trước cuối tháng này.",
    "Trong buổi họp sáng nay, cán bộ phòng kinh tế nhắc đến {} như một sản phẩm tiêu biểu của địa phương.",
    "Mình đang viết bài giới thiệu {} cho trang tin của xã, cần biết sản phẩm được mấy sao.",
    "{} là sản phẩm được nhiều khách du lịch chọn mua mỗi khi ghé thăm địa phương này.",
    "{} hiện được bày bán ở đâu và giá bao nhiêu vậy mọi người ơi?",
    "Tôi nghe nói {} vừa được công nhận, không biết giấy chứng nhận còn hạn đến bao giờ.",
    "Nhờ anh chị kiểm tra giúp sản phẩm {} đã được cấp lại giấy chứng nhận hay chưa.",
    "Danh sách đề nghị đánh giá lại đợt này có {} nhưng chưa thấy ghi ngày hết hạn.",
    "Em cần số điện thoại của cơ sở làm {} để liên hệ đặt hàng cho dịp lễ sắp tới.",
];

/// Two sentences.
const PAIRS: [&str; 8] = [
    "{} có bán ở đây không? Tôi cần mua trước ngày lễ để gửi biếu người thân.",
    "Xin chào cửa hàng. Cho tôi hỏi {} còn không và giao trong bao lâu?",
    "Tôi đã mua {} tuần trước. Bây giờ muốn đặt thêm thì gọi cho ai?",
    "Nhà tôi ai cũng khen. Lần này cho tôi lấy thêm {} như đợt trước nhé!",
    "Sản phẩm này được mấy sao? Tôi muốn hỏi về {} để làm báo cáo.",
    "{} đã hết hạn chứng nhận. Đề nghị địa phương hướng dẫn làm lại hồ sơ.",
    "Đoàn công tác đã đến thăm cơ sở. Chủ cơ sở giới thiệu {} với các đại biểu.",
    "Chưa rõ ai làm ra {}. Nhờ mọi người tra cứu giúp!",
];

/// Passages of forty to eighty words, as news prints them.
const PASSAGES: [&str; 5] = [
    "Sáng nay, hội đồng đánh giá cấp tỉnh đã họp để xem xét hồ sơ các sản phẩm tham gia chương trình mỗi xã một \
     sản phẩm. Theo báo cáo, {} được đánh giá cao về bao bì, câu chuyện sản phẩm và khả năng mở rộng thị trường. \
     Đại diện cơ sở cho biết sẽ tiếp tục đầu tư máy móc và nâng cao chất lượng.",
    "{} là một trong những sản phẩm được người tiêu dùng trong và ngoài tỉnh biết đến nhiều hơn trong thời gian \
     gần đây. Nhờ tham gia chương trình, cơ sở đã xây dựng được nhãn hiệu, có tem truy xuất nguồn gốc và từng \
     bước đưa hàng lên sàn thương mại điện tử, tạo việc làm cho nhiều lao động ở nông thôn.",
    "Phát biểu tại hội nghị, lãnh đạo địa phương nhấn mạnh vai trò của kinh tế tập thể trong xây dựng nông thôn \
     mới. Nhiều hộ dân đã mạnh dạn vay vốn, liên kết sản xuất và tìm đầu ra ổn định. Trong đó, {} được xem là \
     cách làm hay cần nhân rộng trong thời gian tới.",
    "Để chuẩn bị cho kỳ đánh giá sắp tới, phòng kinh tế đề nghị các cơ sở rà soát lại hồ sơ, nhãn mác và phiếu \
     kiểm nghiệm. Riêng với {}, cơ sở cần bổ sung giấy chứng nhận đủ điều kiện an toàn và hình ảnh khu sản xuất. \
     Hồ sơ gửi về trước ngày cuối tháng để tổng hợp.",
    "Tại gian hàng trưng bày của tỉnh, khách tham quan dừng lại khá lâu để nghe giới thiệu về {}. Nhiều người đã \
     đặt mua ngay tại chỗ và xin địa chỉ liên hệ. Ban tổ chức cho biết lượng khách đến hội chợ năm nay đông hơn \
     hẳn so với những năm trước.",
];

/// A name inside a sentence.
pub(crate) fn sentence(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    inside(shelf, row, random, &SENTENCES)
}

/// A name inside one of two sentences.
pub(crate) fn two_sentences(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    inside(shelf, row, random, &PAIRS)
}

/// A name inside a passage of news.
pub(crate) fn passage(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    inside(shelf, row, random, &PASSAGES)
}

fn inside(shelf: &Shelf, row: &Row, random: &mut Random, texts: &[&'static str]) -> Option<Asked> {
    named(row, 3, 7)?;
    let text = random.of(texts).replace("{}", &row.product.name);
    let text = line(&[text], 25, random);
    let wanted = standing_whole(shelf, row, &text);
    Asked::first(text, wanted)
}

/// A row of a table: its number, name, producer, place, telephone and stars.
pub(crate) fn table_row(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    named(row, 2, 8)?;
    let product = &row.product;
    let producer = product.producer.as_ref()?;
    let place = &product.place;
    let star = product
        .recognitions
        .iter()
        .filter_map(|act| act.star)
        .next_back();
    let cells = [
        Some((1 + random.below(90)).to_string()),
        Some(product.name.clone()),
        Some(producer.name.clone()),
        place.commune.clone().or_else(|| place.district.clone()),
        producer.phone.clone(),
        star.map(|star| format!("{star} sao")),
    ];
    let cells: Vec<String> = cells.into_iter().flatten().collect();
    let sign = random.of(&["\t", "\t", " | ", "; ", "   "]);
    let text = line(&[cells.join(sign)], 15, random);
    let maker = plain(&producer.name);
    let by_maker = |row: &Row| {
        let known = row.product.producer.as_ref();
        known.is_some_and(|known| plain(&known.name) == maker)
    };
    let wanted = shelf.ids(|other| other.name == row.name && by_maker(other));
    Asked::first(text, wanted)
}
