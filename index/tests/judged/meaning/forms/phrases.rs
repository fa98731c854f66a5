//! Five hundred and eighty phrases: forty forms with every district, sixty with every status.

use super::super::tables::districts;
use super::super::{Question, World};

/// A district in forty dresses.
const PLACES: [&str; 40] = [
    "ở {}",
    "tại {}",
    "sản phẩm ở {}",
    "sản phẩm tại {}",
    "sản phẩm của {}",
    "sản phẩm thuộc {}",
    "sản phẩm {}",
    "các sản phẩm ở {}",
    "các sản phẩm của {}",
    "các sản phẩm tại {}",
    "những sản phẩm ở {}",
    "tất cả sản phẩm ở {}",
    "toàn bộ sản phẩm của {}",
    "sản phẩm ocop ở {}",
    "sản phẩm ocop của {}",
    "sản phẩm ocop {}",
    "sp ocop {}",
    "hàng của {}",
    "hàng ở {}",
    "đặc sản {}",
    "đặc sản của {}",
    "đặc sản ở {}",
    "danh sách sản phẩm ở {}",
    "danh sách sản phẩm của {}",
    "danh mục sản phẩm {}",
    "liệt kê sản phẩm ở {}",
    "liệt kê các sản phẩm của {}",
    "cho xem sản phẩm ở {}",
    "cho tôi xem sản phẩm của {}",
    "cho tôi xem các sản phẩm ở {}",
    "tìm sản phẩm ở {}",
    "tìm các sản phẩm của {}",
    "tìm giúp sản phẩm ở {}",
    "xem sản phẩm ở {}",
    "sản phẩm trên địa bàn {}",
    "các sản phẩm trên địa bàn {}",
    "sản phẩm sản xuất tại {}",
    "sản phẩm làm ở {}",
    "có những sản phẩm nào ở {}",
    "ở {} có sản phẩm gì",
];

/// Ten dresses of a status.
const STATUSES: [&str; 10] = [
    "sản phẩm {}",
    "các sản phẩm {}",
    "những sản phẩm {}",
    "danh sách sản phẩm {}",
    "cho tôi xem sản phẩm {}",
    "liệt kê sản phẩm {}",
    "tìm sản phẩm {}",
    "tất cả sản phẩm {}",
    "sản phẩm nào {}",
    "sản phẩm ocop {}",
];

/// What is said of a product, and its truth.
const SAID: [(&str, &str); 6] = [
    ("còn hạn", "status=valid|due"),
    ("đã hết hạn", "status=expired"),
    ("quá hạn", "status=expired"),
    ("sắp hết hạn", "status=due"),
    (
        "chưa xếp hạng",
        "status=unrated // star=none // status=unrated|pending5",
    ),
    ("tiềm năng 5 sao", "status=pending5"),
];

/// Every phrase.
pub(crate) fn questions(world: &World) -> Result<Vec<Question>, String> {
    let mut questions = Vec::new();
    let mut ask = |text: String, truth: &str| -> Result<(), String> {
        questions.extend(Question::new(text, truth, world)?);
        Ok(())
    };
    for (district, _) in districts() {
        for form in PLACES {
            ask(
                form.replace("{}", district),
                &format!("district={district}"),
            )?;
        }
    }
    for (said, truth) in SAID {
        for form in STATUSES {
            ask(form.replace("{}", said), truth)?;
        }
    }
    Ok(questions)
}
