//! The columns that a list of products may have: their names, headers, widths, and their cells as text.
//!
//! The screen, `ocop search` and `ocop export` take them from here, so that one column has one name and one content
//! everywhere. Must not: lay a row out; each user knows its own room.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;
use ocop_index::Facet;
use ocop_index::query::language::field::normalize_name;
use ocop_index::search::SearchHit;

use super::label;
use super::locale::Locale;
use super::phone_text::group_phone_digits;

/// A column of a list of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "described by `column.…` in locale.toml")]
pub enum ProductColumn {
    Star,
    Name,
    Specialty,
    Producer,
    Kind,
    Phone,
    /// The old commune and the district.
    Place,
    District,
    Commune,
    Unit,
    Year,
    Decision,
    End,
    Left,
    Group,
    Channels,
    Id,
    /// What people did with the product: only where the catalogue has marks.
    Verdict,
    Reviewer,
    Labels,
    Lists,
    Remark,
}

/// How wide a column is, in terminal columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnWidth {
    /// Narrower it says nothing.
    pub min: usize,
    /// Nearly all cells can be read, some abbreviated.
    pub wished: usize,
    /// More would be empty.
    pub max: usize,
}

/// A row of the table: the column, its name on the command line, other names for it, and its width.
type ColumnRow = (
    ProductColumn,
    &'static str,
    &'static [&'static str],
    [usize; 3],
);

use ProductColumn as P;

/// The table, in the order in which columns stand beside each other unless somebody chose another one.
#[rustfmt::skip]
const COLUMN_TABLE: [ColumnRow; 22] = [
    (P::Star, "star", &["stars", "sao"], [5, 5, 5]),
    (P::Name, "name", &["product", "ten", "tên"], [16, 26, 64]),
    (P::Specialty, "specialty", &["dac_san", "đặc_sản"], [8, 18, 24]),
    (P::Producer, "producer", &["chu_the", "chủ_thể"], [16, 34, 64]),
    (P::Kind, "kind", &["loai", "loại", "loai_chu_the"], [10, 14, 20]),
    (P::Phone, "phone", &["dien_thoai", "điện_thoại", "sdt", "dt"], [12, 12, 26]),
    (P::Place, "place", &["noi", "nơi", "noi_san_xuat"], [11, 16, 30]),
    (P::District, "district", &["huyen", "huyện"], [10, 10, 14]),
    (P::Commune, "commune", &["xa", "xã", "xa_cu"], [10, 18, 24]),
    (P::Unit, "unit", &["xa_moi", "xã_mới"], [10, 18, 24]),
    (P::Year, "year", &["nam", "năm"], [4, 4, 4]),
    (P::Decision, "decision", &["quyet_dinh", "quyết_định", "qd"], [12, 15, 24]),
    (P::End, "end", &["ends", "expiry", "het_han", "hết_hạn", "han_den", "hạn_đến"], [11, 11, 11]),
    (P::Left, "left", &["time_left", "thoi_han", "thời_hạn", "con"], [12, 12, 12]),
    (P::Group, "group", &["nhom", "nhóm"], [8, 22, 40]),
    (P::Channels, "channels", &["channel", "kenh", "kênh"], [10, 20, 40]),
    (P::Id, "id", &["ma", "mã"], [8, 10, 16]),
    (P::Verdict, "verdict", &["ket_luan", "kết_luận"], [8, 12, 20]),
    (P::Reviewer, "reviewer", &["nguoi", "người", "nguoi_ra_soat"], [8, 12, 24]),
    (P::Labels, "labels", &["label", "nhan", "nhãn"], [10, 20, 40]),
    (P::Lists, "lists", &["list", "danh_sach", "danh_sách"], [10, 20, 40]),
    (P::Remark, "remark", &["ghi_chu", "ghi_chú"], [7, 7, 7]),
];

/// Added where they fit beside the usual ones, the most wanted first.
const ADDED_WHERE_THEY_FIT: [ProductColumn; 3] = [P::End, P::Phone, P::Decision];

/// Added where even then all others are whole.
const ADDED_WHERE_ALL_ARE_WHOLE: [ProductColumn; 3] = [P::Unit, P::Specialty, P::Kind];

/// The narrowest list with the place, and with the producer too.
const MIN_WIDTH_WITH_PLACE: usize = 50;
const MIN_WIDTH_WITH_PRODUCER: usize = 84;

impl ProductColumn {
    /// Every column, in their usual order.
    pub const ALL: [Self; 22] = {
        let mut all = [Self::Star; 22];
        let mut index = 0;
        while index < all.len() {
            all[index] = COLUMN_TABLE[index].0;
            index += 1;
        }
        all
    };

    const fn row(self) -> &'static ColumnRow {
        &COLUMN_TABLE[self as usize]
    }

    /// Its name on the command line, in the config file and in machine-readable output.
    pub const fn key(self) -> &'static str {
        self.row().1
    }

    /// How wide it is.
    pub const fn width(self) -> ColumnWidth {
        let [min, wished, max] = self.row().3;
        ColumnWidth { min, wished, max }
    }

    /// A width at which nearly all its cells are whole.
    pub const fn whole_width(self) -> usize {
        match self {
            Self::Name => 32,
            Self::Producer => 50,
            Self::Place => 24,
            other => other.width().wished,
        }
    }

    /// True for what people did with a product: nothing of it is in a record.
    pub const fn is_mark(self) -> bool {
        matches!(
            self,
            Self::Verdict | Self::Reviewer | Self::Labels | Self::Lists | Self::Remark
        )
    }

    /// The column with this name, in either language; case, accents and spaces aside.
    pub fn from_name(name: &str) -> Option<Self> {
        let typed = normalize_name(name);
        let is_named = |row: &&ColumnRow| {
            let mut names = std::iter::once(&row.1).chain(row.2);
            names.any(|name| normalize_name(name) == typed)
        };
        COLUMN_TABLE.iter().find(is_named).map(|row| row.0)
    }

    /// Its header.
    pub fn header(self, locale: &Locale) -> String {
        locale.t(&format!("column.{}", self.key())).to_owned()
    }

    /// Its cell of a product on a day; empty where the sources say nothing.
    pub fn cell_text(self, locale: &Locale, hit: &SearchHit, day: Date) -> String {
        let product = &hit.product;
        let producer = product.producer.as_ref();
        let place = &product.place;
        match self {
            Self::Star => hit.state.star.map(|star| star.to_string()),
            Self::Name => Some(product.name.clone()),
            Self::Specialty => product.specialty.clone(),
            Self::Producer => producer.map(|producer| producer.name.clone()),
            Self::Kind => producer
                .and_then(|producer| producer.kind)
                .map(|kind| label::producer_kind_label(locale, kind)),
            Self::Phone => producer
                .and_then(|producer| producer.phone.as_deref())
                .map(group_phone_digits),
            Self::Place => Some(label::place_label(product)),
            Self::District => place.district.clone(),
            Self::Commune => place.commune.clone(),
            Self::Unit => place.unit.clone(),
            Self::Year => hit.state.year.map(|year| year.to_string()),
            Self::Decision => current_decision(hit).map(str::to_owned),
            Self::End => label::expiry_cell(locale, &hit.state),
            Self::Left => Some(label::short_time_left(locale, &hit.state, day)),
            Self::Group => {
                let group = product.group.as_ref();
                group.map(|group| label::product_group_label(locale, &group.code))
            }
            Self::Channels => Some(label::channel_kinds_label(locale, product)),
            Self::Id => Some(product.id.clone()),
            Self::Verdict => Some(mark_cell(locale, hit, Facet::Verdict)),
            Self::Reviewer => Some(mark_cell(locale, hit, Facet::Reviewer)),
            Self::Labels => Some(mark_cell(locale, hit, Facet::Label)),
            Self::Lists => Some(mark_cell(locale, hit, Facet::List)),
            Self::Remark => {
                let has_remark = hit.marks.has(Facet::Remark);
                has_remark.then(|| locale.t("mark.yes").to_owned())
            }
        }
        .unwrap_or_default()
    }
}

/// The values of a mark that a product has. A label that has a value says so once, with it.
fn mark_cell(locale: &Locale, hit: &SearchHit, facet: Facet) -> String {
    let values = hit.marks.of(facet);
    let is_said = |label: &&String| {
        let prefix = format!("{label}=");
        facet != Facet::Label || !values.iter().any(|other| other.starts_with(&prefix))
    };
    let labels = values.iter().filter(is_said);
    let labels = labels.map(|value| label::facet_value_label(locale, facet, value));
    let labels: Vec<String> = labels.collect();
    labels.join(", ")
}

/// The number of the decision of the current recognition.
pub fn current_decision(hit: &SearchHit) -> Option<&str> {
    let current = hit.product.recognitions.get(hit.state.current?)?;
    current.decision.as_deref()
}

/// The columns of a list between commas; `None` when one of them is unknown, or there is none. One that is named twice
/// stands where it is named first.
pub fn parse_columns(names: &str) -> Option<Vec<ProductColumn>> {
    let columns: Option<Vec<ProductColumn>> =
        names.split(',').map(ProductColumn::from_name).collect();
    columns.map(without_repeats)
}

/// Each column once, where it stands first.
pub fn without_repeats(columns: Vec<ProductColumn>) -> Vec<ProductColumn> {
    let mut kept = Vec::with_capacity(columns.len());
    for column in columns {
        if !kept.contains(&column) {
            kept.push(column);
        }
    }
    kept
}

/// The names of columns, between commas.
pub fn format_columns(columns: &[ProductColumn]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.key()).collect();
    names.join(",")
}

/// The columns of a list that is this wide, unless somebody chose others: those that fit. A column that hardly any
/// product of the catalogue has is not added.
pub fn default_columns(
    width: usize,
    is_known: impl Fn(ProductColumn) -> bool,
) -> Vec<ProductColumn> {
    let mut columns = vec![P::Star, P::Name, P::Left];
    if width >= MIN_WIDTH_WITH_PLACE {
        columns.push(P::Place);
    }
    if width >= MIN_WIDTH_WITH_PRODUCER {
        columns.push(P::Producer);
    }
    if width >= MIN_WIDTH_WITH_PRODUCER {
        let known = |column: &ProductColumn| is_known(*column);
        let wanted = ADDED_WHERE_THEY_FIT.into_iter().filter(known);
        add_while_they_fit(&mut columns, wanted, width, comfortable_width);
        let others = ADDED_WHERE_ALL_ARE_WHOLE.into_iter().filter(known);
        add_while_they_fit(&mut columns, others, width, ProductColumn::whole_width);
    }
    columns.sort_by_key(|column| *column as usize);
    columns
}

/// Adds columns, one after the other, as long as all together fit with a space behind each.
fn add_while_they_fit(
    columns: &mut Vec<ProductColumn>,
    candidates: impl Iterator<Item = ProductColumn>,
    width: usize,
    needed: impl Fn(ProductColumn) -> usize,
) {
    for column in candidates {
        let all = columns.iter().copied().chain([column]);
        if all.map(|column| needed(column) + 1).sum::<usize>() > width {
            return;
        }
        columns.push(column);
    }
}

/// A width at which a column still reads well beside others.
const fn comfortable_width(column: ProductColumn) -> usize {
    match column {
        P::Name => 20,
        P::Producer => 28,
        P::Place => 12,
        other => other.width().min,
    }
}

impl ValueEnum for ProductColumn {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (_, key, aliases, _) = *self.row();
        Some(PossibleValue::new(key).aliases(aliases.iter().copied()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;
    use std::collections::HashMap;

    #[test]
    fn every_row_of_the_table_stands_where_its_column_looks_for_it() {
        for column in ProductColumn::ALL {
            assert_eq!(column.row().0, column);
            let width = column.width();
            assert!(
                width.min <= width.wished && width.wished <= width.max,
                "{column:?}"
            );
        }
    }

    #[test]
    fn no_name_means_two_columns_and_each_is_found_by_all_its_names() {
        let mut seen = HashMap::new();
        for (column, key, aliases, _) in COLUMN_TABLE {
            for name in std::iter::once(&key).chain(aliases) {
                assert_eq!(ProductColumn::from_name(name), Some(column), "{name}");
                let before = seen.insert(normalize_name(name), column);
                assert!(before.is_none_or(|before| before == column), "{name}");
            }
        }
        assert_eq!(ProductColumn::from_name("Chủ thể"), Some(P::Producer));
        assert_eq!(parse_columns("sao, Tên,star"), Some(vec![P::Star, P::Name]));
        for wrong in ["", "sao,", "sao,gia"] {
            assert_eq!(parse_columns(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_wider_list_has_all_columns_of_a_narrower_one_and_the_wanted_ones_come_first() {
        let everything = |_| true;
        let mut before = Vec::new();
        for width in 36..400 {
            let columns = default_columns(width, everything);
            assert!(
                before.iter().all(|column| columns.contains(column)),
                "{width}"
            );
            let least: usize = columns.iter().map(|column| column.width().min + 1).sum();
            assert!(least <= width, "{width}: {columns:?}");
            before = columns;
        }
        assert_eq!(before.len(), 11);
        let rarely = default_columns(200, |column| column != P::Phone);
        assert!(rarely.contains(&P::End) && !rarely.contains(&P::Phone));
    }

    #[test]
    fn every_column_has_a_header_in_both_languages() {
        for language in [Language::Vi, Language::En] {
            let locale = Locale::new(language);
            for column in ProductColumn::ALL {
                assert!(locale.get(&format!("column.{}", column.key())).is_some());
            }
        }
    }
}
