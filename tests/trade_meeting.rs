//! A trade meeting by keys: a list made, buyers added while they talk, what they want noted, taken back and kept over a
//! crash; and the fields of an entry, old and new.

use std::path::Path;

use ocop::work::lists::list_act::{EntryValue, ListKind};
use ocop::work::lists::product_list::{Buyer, ListEntry, ProductList, ProductLists};
use ocop::work::store::open_work::OpenWork;

use crate::support::fair::{Fair, products};
use crate::support::screen::Screen;

const WIDE: (u16, u16) = (120, 30);

fn screen(folder: &Path) -> Screen {
    Screen::new(WIDE.0, WIDE.1).with_work(folder, "an")
}

/// The list as the store has it.
fn list(folder: &Path) -> ProductList {
    let work = OpenWork::open(&folder.join("work.db"), "người xem").unwrap();
    ProductLists::gather(work.log()).lists.remove(0)
}

fn buyer(folder: &Path) -> Buyer {
    list(folder).buyers.remove(0)
}

/// A trade meeting with one product, made by keys.
fn meeting(folder: &Path) -> Screen {
    let mut screen = screen(folder);
    screen.press("/<ctrl-u>cha muc<enter>ab");
    assert!(
        screen.shows("Chưa có danh sách nào; gõ a l"),
        "{}",
        screen.text()
    );
    screen.press("alKết nối<down><enter>");
    assert_eq!(list(folder).kind, ListKind::TradeMeeting);
    screen
}

#[test]
fn a_buyer_is_added_and_what_they_want_noted_in_one_window() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = meeting(folder.path());
    let product = screen.names()[0].clone();
    screen.press("ab");
    assert!(screen.shows("Gõ tên người mua"), "{}", screen.text());
    screen.press("Siêu thị A<enter>");
    assert!(
        screen.shows(&format!("Siêu thị A quan tâm {product}")),
        "{}",
        screen.text()
    );
    screen.press("hải sản khô<tab>200 hộp<tab>giao thứ hai<enter>");
    let saved = format!("Đã lưu: Siêu thị A quan tâm {product}: 200 hộp, giao thứ hai");
    assert!(screen.shows(&saved), "{}", screen.text());
    let kept = buyer(folder.path());
    assert_eq!(kept.details.wants.as_deref(), Some("hải sản khô"));
    assert_eq!(kept.interests[0].subject.name(), product);
    assert!(
        screen.shows("Người mua       Siêu thị A"),
        "{}",
        screen.text()
    );
    // The one who talks is the first of the menu; the next product needs its quantity alone.
    screen.press("jab<enter>50 hộp<enter>");
    assert_eq!(buyer(folder.path()).interests.len(), 2);
    // Both are taken back, each by one undo, the buyer with the first.
    screen.press("u");
    assert!(screen.shows("quan tâm"), "{}", screen.text());
    assert_eq!(buyer(folder.path()).interests.len(), 1);
    screen.press("u");
    assert_eq!(list(folder.path()).buyers.len(), 0);
    screen.press("UU");
    assert_eq!(buyer(folder.path()).interests.len(), 2);
    // What is noted is changed in the same window, or ended by a row of its own.
    screen.press("kab<enter><ctrl-u>300 hộp<enter>");
    let wish = |folder: &Path| {
        let interests = buyer(folder).interests;
        let wish = interests
            .into_iter()
            .find(|wish| wish.subject.name() == product);
        wish.map(|wish| wish.interest)
    };
    let noted = wish(folder.path()).unwrap();
    assert_eq!(noted.quantity.as_deref(), Some("300 hộp"));
    assert_eq!(noted.remark.as_deref(), Some("giao thứ hai"));
    screen.press("ab<down><enter>");
    assert_eq!(wish(folder.path()), None);
    assert!(!screen.shows("300 hộp"), "{}", screen.text());
}

#[test]
fn what_is_known_of_one_of_several_products_stays_where_it_is_not_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = meeting(folder.path());
    screen.press("abSiêu thị A<enter><tab>200 hộp<enter>");
    assert_eq!(buyer(folder.path()).interests.len(), 1);
    // Both products: a remark for each, and the quantity of the first as it was.
    screen.press("*ab<enter><tab>giao sáng<enter>");
    let wishes = buyer(folder.path()).interests;
    let words = |index: usize| {
        let interest = &wishes[index].interest;
        (interest.quantity.as_deref(), interest.remark.as_deref())
    };
    let mut noted = [words(0), words(1)];
    noted.sort_unstable();
    let remark = Some("giao sáng");
    assert_eq!(noted, [(None, remark), (Some("200 hộp"), remark)]);
}

#[test]
fn a_long_remark_stays_whole_where_another_field_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = meeting(folder.path());
    let remark = "giao hàng buổi sáng, ".repeat(150);
    {
        let mut work = OpenWork::open(&folder.path().join("work.db"), "bình").unwrap();
        let list = ProductLists::gather(work.log()).lists.remove(0);
        let value = EntryValue::Remark(Some(remark.clone()));
        let draft = work
            .log()
            .draft_entry_field(list.id, &list.entries[0].subject, value);
        work.record(vec![draft], jiff::Timestamp::now()).unwrap();
    }
    screen.press("ai<esc>ai<ctrl-u>250k<enter>");
    let entry = list(folder.path()).entries.remove(0);
    assert_eq!(entry.price.map(|price| price.dong), Some(250_000));
    assert_eq!(entry.remark, Some(remark));
}

#[test]
fn what_is_half_typed_of_a_buyer_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let mut crashed = meeting(folder.path());
    crashed.press("abSiêu thị B<enter>nấm<tab>1 tạ");
    drop(crashed);
    let mut screen = screen(folder.path());
    assert!(screen.shows("gõ dở: bấm a b"), "{}", screen.text());
    screen.press("/<ctrl-u>cha muc<enter>ab");
    assert!(
        screen.shows("Người mua mới “Siêu thị B”"),
        "{}",
        screen.text()
    );
    screen.press("<enter>");
    assert!(screen.shows("1 tạ"), "{}", screen.text());
    screen.press("<enter>");
    let kept = buyer(folder.path());
    assert_eq!(kept.details.name, "Siêu thị B");
    assert_eq!(kept.details.wants.as_deref(), Some("nấm"));
    assert_eq!(kept.interests[0].interest.quantity.as_deref(), Some("1 tạ"));
    assert!(screen.model.work.drafts.is_empty());
    // Nothing is offered any more.
    let screen = self::screen(folder.path());
    assert!(!screen.shows("gõ dở"), "{}", screen.text());
}

#[test]
fn the_fields_of_an_entry_are_read_as_an_import_reads_them_and_shown_old_and_new() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = screen(folder.path());
    screen.press("/<ctrl-u>ruou<enter>ai");
    assert!(screen.shows("chưa ở danh sách nào"), "{}", screen.text());
    screen.press("alHội chợ hè<tab><enter>");
    let names: Vec<String> = screen.names();
    screen.press("ai120<enter>");
    assert!(
        screen.shows("“120” là bao nhiêu đồng?"),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-u>1tr2/chai<tab>A12<tab>sắp hết<tab>hộp đẹp<tab><ctrl-u>3");
    for change in [
        "giá: (trống) → 1.200.000 đ/chai",
        "gian hàng: (trống) → A12",
        "thứ tự: 1 → 3",
    ] {
        let text = screen.text().replace('\u{a0}', " ");
        assert!(text.contains(change), "{change}: {text}");
    }
    screen.press("<enter>");
    assert!(screen.shows("Đã lưu:"), "{}", screen.text());
    let entry = list(folder.path()).entries.remove(2);
    assert_eq!(entry.subject.name(), names[0]);
    assert_eq!(entry.price.map(|price| price.dong), Some(1_200_000));
    assert_eq!(entry.remark.as_deref(), Some("hộp đẹp"));
    // A price without a unit keeps the one there is; several are changed at once.
    screen.press("ai<ctrl-u>900k<enter>");
    let price = list(folder.path()).entries.remove(2).price.unwrap();
    assert_eq!((price.dong, price.unit.as_deref()), (900_000, Some("chai")));
    screen.press("  ai<tab>B7<enter>V");
    let stands = list(folder.path()).entries.into_iter();
    let stands = stands.filter(|entry| entry.stand.as_deref() == Some("B7"));
    assert_eq!(stands.count(), 2);
    // The selection comes back first.
    screen.press("uu");
    let stands = list(folder.path()).entries.into_iter();
    let stands: Vec<String> = stands.filter_map(|entry| entry.stand).collect();
    assert_eq!(stands, ["A12"]);
}

#[test]
fn of_several_lists_the_one_used_last_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = screen(folder.path());
    screen.press("/<ctrl-u>ruou<enter>alMột<enter>alHai<enter>jalMột<enter>k");
    screen.press("ai");
    assert_eq!(screen.model.list_menu().unwrap().cursor, 0);
    let rows: Vec<String> = ["Một", "Hai"]
        .iter()
        .flat_map(|name| screen.lines(name))
        .collect();
    let text = screen.text();
    assert!(
        text.find("Một").unwrap() < text.find("Hai").unwrap(),
        "{rows:?}\n{text}"
    );
}

#[test]
fn at_a_fair_a_newer_catalogue_that_gave_other_ids_finds_the_list_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("trung vit<enter>");
    fair.assert_shows("45.000");
    fair.press("<esc>");
    let mut newer = products();
    let duck = newer
        .iter_mut()
        .find(|product| product.id == "qn-011")
        .unwrap();
    duck.id = "moi-011".to_owned();
    fair.serve_products(&newer);
    fair.press("trung vit");
    fair.assert_shows("45.000");
    fair.press("<f2>");
    let mut kept = list(folder.path());
    kept.entries.retain(ListEntry::is_sold_out);
    assert_eq!(kept.entries.len(), 1);
    fair.assert_shows("Đã lưu: hết hàng Trứng vịt");
}
