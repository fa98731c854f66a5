//! Which columns of a file hold what a list has of an entry, beside what a product has: stand, price, what the price is
//! for, stock and remark, by the labels that people write above them.

use ocop_index::source::LabelledCell;

use crate::work::lists::entry_text::{PriceScale, is_unlikely, read_price, read_stock};
use crate::work::lists::list_act::{EntryField, EntryValue, Price};
use crate::work::name_key::name_key;

/// What a column of a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListColumn {
    Stand,
    Price,
    PriceUnit,
    Stock,
    Remark,
}

impl ListColumn {
    /// Every column in the order in which they are told.
    pub(super) const ALL: [Self; 5] = [
        Self::Stand,
        Self::Price,
        Self::PriceUnit,
        Self::Stock,
        Self::Remark,
    ];

    /// The names that a label may begin with, the surest first: of two columns the one with the surer name is read.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Stand => &[
                "gian hang so",
                "so gian hang",
                "ma gian hang",
                "ky hieu gian hang",
                "vi tri gian hang",
                "gian hang",
                "gian so",
                "so gian",
                "gian",
                "quay so",
                "so quay",
                "quay hang",
                "quay",
                "lo so",
                "stand",
                "booth",
                "stall",
            ],
            Self::Price => &[
                "gia tai hoi cho",
                "gia hoi cho",
                "gia ban le",
                "gia ban",
                "don gia",
                "gia le",
                "gia niem yet",
                "gia tien",
                "gia san pham",
                "gia",
                "unit price",
                "price",
            ],
            Self::PriceUnit => &[
                "don vi tinh",
                "dvt",
                "quy cach dong goi",
                "quy cach",
                "don vi",
                "price unit",
                "price for",
                "unit",
            ],
            Self::Stock => &[
                "tinh trang hang",
                "con hang",
                "con het",
                "ton kho",
                "hang ton",
                "so luong ton",
                "so luong con",
                "hang con",
                "tinh trang",
                "ton",
                "hang",
                "stock",
            ],
            Self::Remark => &["ghi chu", "luu y", "remark", "remarks", "note", "notes"],
        }
    }

    /// How sure a label names this column, 0 for the surest; `None` where it does not.
    fn rank(self, label: &str) -> Option<usize> {
        let key = name_key(label);
        self.names().iter().position(|name| {
            let rest = key.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && names_money(rest))
        })
    }
}

/// True for words behind a name that only say what is counted or where: `(1.000 đ)`, `VNĐ`, `đã gồm VAT`.
fn names_money(rest: &str) -> bool {
    const WORDS: [&str; 24] = [
        "d", "dong", "vnd", "k", "nghin", "ngan", "trieu", "1000", "000", "1", "1000d", "000d",
        "da", "gom", "bao", "vat", "thue", "hoi", "cho", "so", "neu", "co", "het", "con",
    ];
    rest.split_whitespace().all(|word| WORDS.contains(&word))
}

/// What the numbers of a column of prices count: `Giá (nghìn đồng)`, `Giá (1.000đ)`.
fn scale_of(label: &str) -> PriceScale {
    let key = name_key(label).replace(' ', "");
    if key.contains("nghin") || key.contains("ngan") || key.contains("1000") || key.contains("000d")
    {
        PriceScale::Thousand
    } else if key.contains("trieu") {
        PriceScale::Million
    } else {
        PriceScale::Dong
    }
}

/// The columns of a file that hold what a list has, by their labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListColumns {
    found: Vec<(ListColumn, String, usize)>,
}

impl ListColumns {
    /// Looks through the labels of all rows.
    pub(super) fn find<'a>(cells: impl IntoIterator<Item = &'a LabelledCell>) -> Self {
        let mut columns = Self::default();
        for cell in cells {
            for column in ListColumn::ALL {
                if let Some(rank) = column.rank(&cell.label) {
                    columns.take(column, &cell.label, rank);
                }
            }
        }
        columns.found.sort_by_key(|(column, ..)| *column);
        columns
    }

    fn take(&mut self, column: ListColumn, label: &str, rank: usize) {
        let known = self.found.iter_mut().find(|(known, ..)| *known == column);
        match known {
            Some((_, known_label, known_rank)) if rank < *known_rank => {
                label.clone_into(known_label);
                *known_rank = rank;
            }
            Some(_) => {}
            None => self.found.push((column, label.to_owned(), rank)),
        }
    }

    /// The columns with their labels.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ListColumn, &str)> {
        let found = self.found.iter();
        found.map(|(column, label, _)| (*column, label.as_str()))
    }

    fn text<'a>(&self, column: ListColumn, cells: &'a [LabelledCell]) -> Option<(&'a str, &str)> {
        let (_, label, _) = self.found.iter().find(|(known, ..)| *known == column)?;
        let cell = cells.iter().find(|cell| cell.label == *label)?;
        let text = cell.text.trim();
        (!text.is_empty()).then_some((text, label))
    }

    /// What a row says, and the cells that cannot be read.
    pub(super) fn read_row(&self, cells: &[LabelledCell]) -> RowFields {
        let mut fields = RowFields::default();
        if let Some((stand, _)) = self.text(ListColumn::Stand, cells) {
            fields
                .values
                .push(EntryValue::Stand(Some(stand.to_owned())));
        }
        let unit = self.text(ListColumn::PriceUnit, cells);
        if let Some((text, label)) = self.text(ListColumn::Price, cells) {
            match read_price(text, scale_of(label)) {
                Some(price) if !is_unlikely(&price) => {
                    let of_column = unit.map(|(unit, _)| unit.to_owned());
                    let price = Price {
                        unit: price.unit.or(of_column),
                        ..price
                    };
                    fields.values.push(EntryValue::Price(Some(price)));
                }
                // What hardly anything costs is looked at again by a person.
                _ => fields.unread.push((EntryField::Price, text.to_owned())),
            }
        }
        if let Some((text, _)) = self.text(ListColumn::Stock, cells) {
            match read_stock(text) {
                Some(stock) => fields.values.push(EntryValue::Stock(Some(stock))),
                None => fields.unread.push((EntryField::Stock, text.to_owned())),
            }
        }
        if let Some((remark, _)) = self.text(ListColumn::Remark, cells) {
            fields
                .values
                .push(EntryValue::Remark(Some(remark.to_owned())));
        }
        fields
    }
}

/// What a row says of its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowFields {
    pub(super) values: Vec<EntryValue>,
    /// Cells that are no price and no stock, as they were written.
    pub(super) unread: Vec<(EntryField, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::lists::list_act::Stock;

    fn cells(pairs: &[(&str, &str)]) -> Vec<LabelledCell> {
        let cells = pairs.iter().map(|(label, text)| LabelledCell {
            label: (*label).to_owned(),
            text: (*text).to_owned(),
        });
        cells.collect()
    }

    #[test]
    fn columns_are_known_by_the_labels_that_people_write() {
        let row = cells(&[
            ("STT", "1"),
            ("Tên sản phẩm", "Trà hoa vàng"),
            ("Giá trị hợp đồng", "1 tỷ"),
            ("Giá bán buôn", "100"),
            ("Giá bán lẻ (1.000đ)", "120"),
            ("ĐVT", "hộp"),
            ("Số gian hàng", "A12"),
            ("Tồn kho", "0"),
            ("Ghi chú", "gọi trước"),
        ]);
        let columns = ListColumns::find(&row);
        let fields = columns.read_row(&row);
        let price = Price {
            dong: 120_000,
            unit: Some("hộp".to_owned()),
        };
        let expected = [
            EntryValue::Stand(Some("A12".to_owned())),
            EntryValue::Price(Some(price)),
            EntryValue::Stock(Some(Stock::SoldOut)),
            EntryValue::Remark(Some("gọi trước".to_owned())),
        ];
        assert_eq!(fields.values, expected);
        assert!(fields.unread.is_empty());
    }

    #[test]
    fn a_price_to_be_agreed_on_is_kept_in_words_and_one_of_nothing_is_told() {
        let read = |text| {
            let row = cells(&[("Đơn giá (nghìn đồng)", text), ("ĐVT", "hộp")]);
            ListColumns::find(&row).read_row(&row)
        };
        let price = Price::in_words("thỏa thuận");
        assert_eq!(read("thỏa thuận").values, [EntryValue::Price(Some(price))]);
        for text in ["50đ", "9.000.000"] {
            assert_eq!(read(text).unread, [(EntryField::Price, text.to_owned())]);
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_left_blank() {
        let row = cells(&[
            ("Đơn giá", "120-150k"),
            ("Hàng", "chờ đóng gói"),
            ("Gian", ""),
        ]);
        let fields = ListColumns::find(&row).read_row(&row);
        assert!(fields.values.is_empty());
        let unread: Vec<EntryField> = fields.unread.iter().map(|(field, _)| *field).collect();
        assert_eq!(unread, [EntryField::Price, EntryField::Stock]);
    }
}
