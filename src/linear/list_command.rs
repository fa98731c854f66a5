//! The acts in product lists: what stands behind the word for lists, where it is no list's name.

use std::ops::RangeInclusive;

use super::command::{ProductSelector, is_word_of, parse_rows, parse_selector};
use crate::work::lists::list_act::{EntryField, ListKind, Stock};

/// What is done in the list that was read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinearListCommand {
    /// Makes a list of this name.
    Start(ListKind, String),
    /// Adds products.
    Add(AddedProducts),
    /// Takes an entry out.
    Remove(MeantEntry),
    /// Sets a field of an entry; an empty text takes it off.
    SetField(EntryField, MeantEntry, String),
    /// Says what is left of an entry.
    SetStock(Stock, MeantEntry),
    /// Counts that a visitor asked for an entry.
    CountAsked(MeantEntry),
    /// Lists the buyers.
    ListBuyers,
    /// Adds a buyer, with what they look for, or reads what one wants.
    NameBuyer(String, Option<String>),
    /// Notes what a buyer wants: their name, the quantity, a remark.
    NoteInterest(MeantEntry, Vec<String>),
    /// A buyer wants a product no more.
    EndInterest(MeantEntry, String),
    /// Writes the report into a new file, in the format of this word.
    WriteReport(String),
}

/// The products that are added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AddedProducts {
    /// The one read last.
    ReadLast,
    /// Those of these numbers.
    Rows(Vec<RangeInclusive<usize>>),
    /// The one of this id.
    Id(String),
    /// The selected ones.
    Selected,
    /// Every product of the list of products.
    All,
}

/// Which entry an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MeantEntry {
    /// The product read last.
    ReadLast,
    /// A product by its number or id.
    Product(ProductSelector),
    /// What stands before a colon and is no product: the name of an entry, or else part of the text.
    Named(String),
}

/// The words of each act, the longest first where one begins like another.
const ACTS: [(Act, &str); 17] = [
    (Act::Meeting, "linear.list_words_meeting"),
    (Act::New, "linear.list_words_new"),
    (Act::Add, "linear.list_words_add"),
    (Act::NoInterest, "linear.list_words_no_interest"),
    (Act::Remove, "linear.list_words_remove"),
    (Act::Field(EntryField::Price), "linear.list_words_price"),
    (Act::Field(EntryField::Stand), "linear.list_words_stand"),
    (Act::Stock(Stock::SoldOut), "linear.list_words_sold_out"),
    (Act::Stock(Stock::Low), "linear.list_words_low"),
    (Act::Stock(Stock::InStock), "linear.list_words_in_stock"),
    (Act::Field(EntryField::Stock), "linear.list_words_stock"),
    (Act::Field(EntryField::Remark), "linear.list_words_remark"),
    (Act::Field(EntryField::Position), "linear.list_words_place"),
    (Act::Asked, "linear.list_words_asked"),
    (Act::Buyer, "linear.list_words_buyer"),
    (Act::Interest, "linear.list_words_interest"),
    (Act::Report, "linear.list_words_report"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    New,
    Meeting,
    Add,
    Remove,
    Field(EntryField),
    Stock(Stock),
    Asked,
    Buyer,
    Interest,
    NoInterest,
    Report,
}

/// The act that a text behind the word for lists means; `None` for the name of a list.
pub(super) fn parse_list_command(text: &str) -> Option<LinearListCommand> {
    let words: Vec<&str> = text.split_whitespace().collect();
    ACTS.into_iter().find_map(|(act, key)| {
        // A word of several syllables is compared whole.
        let count = (1..=words.len().min(3)).rfind(|count| {
            let head = words[..*count].join(" ");
            let head = head.strip_suffix(':').unwrap_or(&head);
            is_word_of(key, head)
        })?;
        build_command(act, &words[count..].join(" "))
    })
}

fn build_command(act: Act, rest: &str) -> Option<LinearListCommand> {
    use LinearListCommand as L;
    Some(match act {
        Act::New => L::Start(ListKind::Fair, rest.to_owned()),
        Act::Meeting => L::Start(ListKind::TradeMeeting, rest.to_owned()),
        Act::Add => L::Add(parse_added(rest)?),
        Act::Remove => L::Remove(parse_entry(rest)),
        Act::Stock(stock) => L::SetStock(stock, parse_entry(rest)),
        Act::Asked => L::CountAsked(parse_entry(rest)),
        Act::Field(field) => {
            let (entry, text) = split_entry(rest);
            L::SetField(field, entry, text)
        }
        Act::Buyer if rest.is_empty() => L::ListBuyers,
        Act::Buyer => {
            let mut parts = split_parts(rest).into_iter();
            L::NameBuyer(parts.next()?, parts.next())
        }
        Act::Interest => {
            let (entry, text) = split_entry(rest);
            L::NoteInterest(entry, split_parts(&text))
        }
        Act::NoInterest => {
            let (entry, text) = split_entry(rest);
            L::EndInterest(entry, text)
        }
        Act::Report => L::WriteReport(rest.to_owned()),
    })
}

/// Rows, an id, the selection or everything.
fn parse_added(rest: &str) -> Option<AddedProducts> {
    if rest.is_empty() {
        return Some(AddedProducts::ReadLast);
    }
    if is_word_of("linear.words_selected", rest) {
        return Some(AddedProducts::Selected);
    }
    if is_word_of("linear.list_words_all", rest) {
        return Some(AddedProducts::All);
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    if let Some(rows) = parse_rows(&words) {
        return Some(AddedProducts::Rows(rows));
    }
    match parse_selector(rest)? {
        ProductSelector::Id(id) => Some(AddedProducts::Id(id)),
        ProductSelector::Number(number) => Some(AddedProducts::Rows(vec![number..=number])),
    }
}

/// The entry that a whole text names.
fn parse_entry(text: &str) -> MeantEntry {
    let text = text.trim().trim_end_matches(':');
    if text.is_empty() {
        return MeantEntry::ReadLast;
    }
    match parse_selector(text) {
        Some(selector) => MeantEntry::Product(selector),
        None => MeantEntry::Named(text.to_owned()),
    }
}

/// What stands before a colon, and the text behind it; without one the text is about the product read last.
fn split_entry(text: &str) -> (MeantEntry, String) {
    match text.split_once(':') {
        Some((entry, text)) => (parse_entry(entry), text.trim().to_owned()),
        None => (MeantEntry::ReadLast, text.trim().to_owned()),
    }
}

/// What stands between semicolons.
fn split_parts(text: &str) -> Vec<String> {
    text.split(';').map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_known_by_their_words_in_both_languages_and_other_words_are_names_of_lists() {
        use LinearListCommand as L;
        let number = |number| MeantEntry::Product(ProductSelector::Number(number));
        for (text, command) in [
            (
                "mới Hội chợ hè",
                L::Start(ListKind::Fair, "Hội chợ hè".into()),
            ),
            (
                "new Summer fair",
                L::Start(ListKind::Fair, "Summer fair".into()),
            ),
            (
                "giao thuong Kết nối",
                L::Start(ListKind::TradeMeeting, "Kết nối".into()),
            ),
            ("thêm", L::Add(AddedProducts::ReadLast)),
            ("add 1 3-5", L::Add(AddedProducts::Rows(vec![1..=1, 3..=5]))),
            ("them dang chon", L::Add(AddedProducts::Selected)),
            ("add all", L::Add(AddedProducts::All)),
            ("thêm qn-016", L::Add(AddedProducts::Id("qn-016".into()))),
            ("bỏ 2", L::Remove(number(2))),
            (
                "giá 3: 120k",
                L::SetField(EntryField::Price, number(3), "120k".into()),
            ),
            (
                "price 120.000đ/hộp",
                L::SetField(
                    EntryField::Price,
                    MeantEntry::ReadLast,
                    "120.000đ/hộp".into(),
                ),
            ),
            (
                "gian hang 3: A12",
                L::SetField(EntryField::Stand, number(3), "A12".into()),
            ),
            (
                "hết hàng",
                L::SetStock(Stock::SoldOut, MeantEntry::ReadLast),
            ),
            ("sold out 2", L::SetStock(Stock::SoldOut, number(2))),
            ("còn hàng 2:", L::SetStock(Stock::InStock, number(2))),
            (
                "hàng 2: sắp hết",
                L::SetField(EntryField::Stock, number(2), "sắp hết".into()),
            ),
            (
                "giá Bánh gai: 40k",
                L::SetField(
                    EntryField::Price,
                    MeantEntry::Named("Bánh gai".into()),
                    "40k".into(),
                ),
            ),
            ("khách hỏi 1", L::CountAsked(number(1))),
            ("người mua", L::ListBuyers),
            (
                "buyer Siêu thị A; hải sản khô",
                L::NameBuyer("Siêu thị A".into(), Some("hải sản khô".into())),
            ),
            (
                "quan tâm 1: Siêu thị A; 200 hộp; giao thứ hai",
                L::NoteInterest(
                    number(1),
                    vec!["Siêu thị A".into(), "200 hộp".into(), "giao thứ hai".into()],
                ),
            ),
            (
                "thoi quan tam Siêu thị A",
                L::EndInterest(MeantEntry::ReadLast, "Siêu thị A".into()),
            ),
            ("report docx", L::WriteReport("docx".into())),
        ] {
            assert_eq!(parse_list_command(text), Some(command), "{text}");
        }
        for name in ["hội chợ hạ long", "ha long fair", "hoi cho", "thêm nữa", ""] {
            assert_eq!(parse_list_command(name), None, "{name}");
        }
    }
}
