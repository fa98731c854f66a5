//! The columns of good lists, in the orders and with the labels that officials' lists have.

use crate::good_list::Headings;
use crate::list_file::Column;
use crate::seeded_random::SeededRandom;

/// The columns of a list whose headings name these.
pub(crate) fn choose_columns(random: &mut SeededRandom, headings: Headings) -> Vec<Column> {
    let mut columns = vec![Column::Name];
    if random.percent(92) {
        let at = usize::from(random.percent(85));
        columns.insert(at, Column::Producer);
    }
    if headings != Headings::Groups && random.percent(20) {
        columns.insert(random.below(2), Column::Group);
    }
    if random.percent(75) {
        columns.insert(0, Column::Number);
    }
    if random.percent(25) {
        columns.push(Column::Representative);
    }
    let mut rest = Vec::new();
    if random.percent(40) {
        rest.push(vec![Column::Address]);
    }
    if headings == Headings::Districts {
        if random.percent(40) {
            rest.push(vec![Column::Commune]);
        }
    } else {
        rest.push(match random.below(8) {
            0..=2 => vec![Column::Commune, Column::District],
            3 => vec![Column::District, Column::Commune],
            4 | 5 => vec![Column::District],
            6 => vec![Column::Place],
            _ => vec![],
        });
    }
    if random.percent(55) {
        rest.push(vec![Column::Phone]);
    }
    let mut recognition = Vec::new();
    if headings != Headings::Stars {
        recognition.push(match random.below(10) {
            0..=6 => vec![Column::Star],
            7 | 8 => vec![
                Column::StarMark(3),
                Column::StarMark(4),
                Column::StarMark(5),
            ],
            _ => vec![],
        });
    }
    recognition.push(match random.below(10) {
        0..=2 => vec![Column::Decision, Column::Day],
        3 | 4 => vec![Column::DecisionAndDay],
        5 => vec![Column::Decision],
        6 => vec![Column::Day],
        7 => vec![Column::Decision, Column::Year],
        8 => vec![Column::Year],
        _ => vec![],
    });
    if random.percent(25) {
        recognition.reverse();
    }
    rest.push(recognition.concat());
    if random.percent(25) {
        random.shuffle(&mut rest);
    }
    columns.extend(rest.concat());
    if random.percent(50) {
        columns.push(Column::Note);
    }
    // A list of two columns is no list.
    if columns.len() < 4 {
        columns.extend([Column::Representative, Column::Note]);
        let mut kept = Vec::new();
        columns.retain(|column| {
            let is_first = !kept.contains(column);
            kept.push(*column);
            is_first
        });
    }
    columns
}

/// A label of a column.
pub(crate) fn choose_label(random: &mut SeededRandom, column: Column) -> &'static str {
    let labels: &[&'static str] = match column {
        Column::Number => &["STT", "TT", "Số TT"],
        Column::Name => &[
            "Tên sản phẩm",
            "Sản phẩm",
            "TÊN SẢN PHẨM",
            "Tên sản phẩm OCOP",
        ],
        Column::Producer => &[
            "Chủ thể",
            "Tên chủ thể",
            "CHỦ THỂ SẢN XUẤT",
            "Cơ sở sản xuất",
        ],
        Column::Representative => &["Người đại diện", "Đại diện pháp luật"],
        Column::Phone => &["Điện thoại", "Số điện thoại", "SĐT"],
        Column::Address => &["Địa chỉ", "Địa chỉ sản xuất"],
        Column::Commune => &["Xã/phường", "Xã, phường, thị trấn", "Xã"],
        Column::District => &[
            "Huyện",
            "Huyện/thị xã/thành phố",
            "Huyện, thị xã, thành phố",
        ],
        Column::Place => &["Địa phương", "Địa bàn"],
        Column::Star => &["Hạng sao", "Số sao", "Xếp hạng", "Phân hạng"],
        Column::StarMark(3) => &["3 sao"],
        Column::StarMark(4) => &["4 sao"],
        Column::StarMark(_) => &["5 sao"],
        Column::Decision => &["Số quyết định", "Quyết định", "Số QĐ"],
        Column::DecisionAndDay => &["Quyết định công nhận", "Số, ngày quyết định"],
        Column::Day => &["Ngày quyết định", "Ngày công nhận", "Ngày ký"],
        Column::Year => &["Năm công nhận", "Năm"],
        Column::Group => &["Nhóm sản phẩm", "Nhóm"],
        Column::Note => &["Ghi chú"],
    };
    labels[random.below(labels.len())]
}
