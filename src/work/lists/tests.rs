//! What the log says of product lists, whatever the order of its events.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use super::entry_subject::EntrySubject;
use super::list_act::{
    BuyerDetails, BuyerInterest, EntryField, EntryValue, ListDays, ListDetail, ListId, ListKind,
    ListStart, Price, Stock, TextEntry,
};
use super::list_drafts::{
    draft_buyer_added, draft_list_start, draft_visitor_asked, draft_visitor_question,
};
use super::list_name::{MeantList, UnfitListName};
use super::list_position::position_after;
use super::product_list::{ListEntry, ProductList, ProductLists};
use crate::work::events::event::{EventAuthor, EventDraft, WorkEvent};
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_cleaning::{UnfitEvent, clean_event};
use crate::work::events::event_drafts::draft_undo;
use crate::work::events::event_id::EventId;
use crate::work::events::product_links::ProductLinks;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

fn product(id: &str) -> EntrySubject {
    EntrySubject::Product(ProductRef {
        id: id.to_owned(),
        name: format!("Sản phẩm {id}"),
        ..ProductRef::default()
    })
}

fn text(name: &str) -> EntrySubject {
    EntrySubject::Text(TextEntry {
        name: name.to_owned(),
        producer: Some("HTX Ba Chẽ".to_owned()),
    })
}

fn write(log: &mut WorkLog, draft: EventDraft) -> WorkEvent {
    let author = EventAuthor {
        name: "an".to_owned(),
        sitting: EventId::from_bytes([7; 16]),
    };
    let event = author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap();
    log.insert(event.clone());
    event
}

fn start(log: &mut WorkLog, name: &str) -> ListId {
    let start = ListStart {
        name: name.to_owned(),
        kind: ListKind::Fair,
        place: None,
        days: ListDays::default(),
    };
    write(log, draft_list_start(start)).id
}

fn list(log: &WorkLog, id: ListId) -> ProductList {
    ProductLists::gather_one(log, id).unwrap()
}

fn add(log: &mut WorkLog, id: ListId, subject: &EntrySubject) -> WorkEvent {
    let position = position_after(list(log, id).last_position());
    let draft = log.draft_list_member(id, subject, position);
    write(log, draft)
}

fn set(log: &mut WorkLog, id: ListId, subject: &EntrySubject, value: EntryValue) -> WorkEvent {
    let draft = log.draft_entry_field(id, subject, value);
    write(log, draft)
}

fn stand(text: &str) -> EntryValue {
    EntryValue::Stand(Some(text.to_owned()))
}

fn names(list: &ProductList) -> Vec<&str> {
    let entries = list.entries.iter();
    entries.map(|entry| entry.subject.name()).collect()
}

/// Both logs with the events of both.
fn merge(one: &mut WorkLog, other: &mut WorkLog) {
    let events: Vec<WorkEvent> = one.events().iter().chain(other.events()).cloned().collect();
    for event in events.iter().rev() {
        one.insert(event.clone());
    }
    for event in events {
        other.insert(event);
    }
}

fn twice(log: &WorkLog) -> WorkLog {
    let mut other = WorkLog::default();
    for event in log.events() {
        other.insert(event.clone());
    }
    other
}

#[test]
fn entries_stand_in_the_order_in_which_they_were_added_and_keep_their_fields_when_taken_out() {
    let mut log = WorkLog::default();
    let id = start(&mut log, "Hội chợ");
    for subject in [product("c"), text("Bánh gai"), product("a")] {
        add(&mut log, id, &subject);
    }
    set(&mut log, id, &product("c"), stand("A1"));
    let removal = log.draft_list_removal(id, &product("c"));
    write(&mut log, removal);
    assert_eq!(names(&list(&log, id)), ["Bánh gai", "Sản phẩm a"]);
    add(&mut log, id, &product("c"));
    let found = list(&log, id);
    assert_eq!(names(&found), ["Bánh gai", "Sản phẩm a", "Sản phẩm c"]);
    assert_eq!(
        found.find_product("c").unwrap().stand.as_deref(),
        Some("A1")
    );
}

#[test]
fn two_laptops_that_add_the_same_have_one_entry_with_what_both_wrote() {
    let mut office = WorkLog::default();
    let id = start(&mut office, "Hội chợ");
    let mut laptop = twice(&office);
    for subject in [product("a"), text("Bánh gai")] {
        add(&mut office, id, &subject);
        set(&mut office, id, &subject, stand("A1"));
    }
    for subject in [product("a"), text("BANH  GAI")] {
        add(&mut laptop, id, &subject);
        let stock = EntryValue::Stock(Some(Stock::SoldOut));
        set(&mut laptop, id, &subject, stock);
    }
    merge(&mut office, &mut laptop);
    let found = list(&office, id);
    assert_eq!(found, list(&laptop, id));
    assert_eq!(found.entries.len(), 2);
    for entry in &found.entries {
        assert_eq!(entry.stand.as_deref(), Some("A1"));
        assert!(entry.is_sold_out() && entry.disagreements.is_empty());
    }
}

#[test]
fn one_field_set_on_two_laptops_is_told_until_somebody_sets_it_again() {
    let mut office = WorkLog::default();
    let id = start(&mut office, "Hội chợ");
    add(&mut office, id, &product("a"));
    let mut laptop = twice(&office);
    let price = |dong| {
        EntryValue::Price(Some(Price {
            dong,
            unit: Some("hộp".to_owned()),
        }))
    };
    let stock = |stock| EntryValue::Stock(Some(stock));
    for (log, dong, left) in [
        (&mut office, 120_000, Stock::SoldOut),
        (&mut laptop, 100_000, Stock::InStock),
    ] {
        set(log, id, &product("a"), price(dong));
        set(log, id, &product("a"), stock(left));
    }
    merge(&mut office, &mut laptop);
    let found = list(&office, id);
    let entry = &found.entries[0];
    assert!(found.has_disagreement() && entry.is_sold_out());
    let fields: Vec<EntryField> = entry.disputed_fields().map(|(field, _)| field).collect();
    assert_eq!(fields, [EntryField::Price, EntryField::Stock]);
    assert_eq!(entry.agreed_price(), None);
    let written = entry.disagreement(EntryField::Price).unwrap();
    assert!(written.iter().all(|written| written.authors.len() == 1));
    set(&mut office, id, &product("a"), price(110_000));
    set(&mut office, id, &product("a"), stock(Stock::Low));
    let found = list(&office, id);
    assert!(!found.has_disagreement());
    assert_eq!(found.entries[0].stock, Some(Stock::Low));
}

#[test]
fn what_was_undone_is_as_if_it_had_never_been_written() {
    let mut log = WorkLog::default();
    let id = start(&mut log, "Hội chợ");
    let added = add(&mut log, id, &product("a"));
    set(&mut log, id, &product("a"), stand("A1"));
    let moved = set(&mut log, id, &product("a"), stand("B2"));
    write(&mut log, draft_undo(&moved));
    assert_eq!(list(&log, id).entries[0].stand.as_deref(), Some("A1"));
    write(&mut log, draft_undo(&added));
    assert!(list(&log, id).entries.is_empty());
    let deleted = log.draft_list_deleted(id, true);
    let deleted = write(&mut log, deleted);
    assert_eq!(ProductLists::gather_one(&log, id), None);
    assert_eq!(ProductLists::gather(&log).lists, []);
    write(&mut log, draft_undo(&deleted));
    assert!(ProductLists::gather_one(&log, id).is_some());
}

#[test]
fn two_people_change_two_details_of_a_list_and_both_hold() {
    let mut office = WorkLog::default();
    let id = start(&mut office, "Hội chợ");
    let mut laptop = twice(&office);
    let name = office.draft_list_detail(id, ListDetail::Name("Hội chợ OCOP".to_owned()));
    write(&mut office, name);
    let place = laptop.draft_list_detail(id, ListDetail::Place(Some("Hạ Long".to_owned())));
    write(&mut laptop, place);
    merge(&mut office, &mut laptop);
    let found = list(&office, id);
    assert_eq!(
        (&*found.name, found.place.as_deref()),
        ("Hội chợ OCOP", Some("Hạ Long"))
    );
    assert!(!found.has_disagreement());
}

#[test]
fn what_visitors_asked_adds_up_by_hour_and_a_merge_counts_nothing_twice() {
    let mut office = WorkLog::default();
    let id = start(&mut office, "Hội chợ");
    write(&mut office, draft_visitor_asked(id, &product("a")));
    let mut laptop = twice(&office);
    write(&mut office, draft_visitor_asked(id, &product("a")));
    write(
        &mut laptop,
        draft_visitor_question(id, "Có bán rượu sim không?", false),
    );
    write(
        &mut office,
        draft_visitor_question(id, "co ban ruou sim khong", true),
    );
    merge(&mut office, &mut laptop);
    merge(&mut office, &mut laptop);
    let found = list(&office, id);
    assert_eq!(found.asked[0].key, product("a").key(&office));
    assert_eq!(found.asked[0].count(), 2);
    // Once nothing was found at all.
    assert!(!found.questions[0].is_near);
    let hours: Vec<i8> = found.asked[0].by_hour.keys().map(|at| at.hour).collect();
    // Midnight in Greenwich.
    assert_eq!(hours, [7]);
    assert_eq!((found.questions.len(), found.questions[0].count()), (1, 2));
}

#[test]
fn a_buyer_has_what_they_want_of_each_product() {
    let mut log = WorkLog::default();
    let id = start(&mut log, "Kết nối");
    let details = BuyerDetails {
        name: "Siêu thị Go!".to_owned(),
        wants: Some("hải sản khô".to_owned()),
    };
    let buyer = write(&mut log, draft_buyer_added(id, details)).id;
    let wish = |quantity: &str| {
        Some(BuyerInterest {
            quantity: Some(quantity.to_owned()),
            remark: None,
        })
    };
    for (subject, interest) in [
        (product("a"), wish("100 hộp")),
        (product("b"), wish("5 tấn")),
        (product("a"), wish("200 hộp")),
        (product("b"), None),
    ] {
        let draft = log.draft_buyer_interest(id, buyer, &subject, interest);
        write(&mut log, draft);
    }
    let found = list(&log, id);
    let wishes = &found.find_buyer(buyer).unwrap().interests;
    assert_eq!(wishes.len(), 1);
    assert_eq!(wishes[0].interest.quantity.as_deref(), Some("200 hộp"));
    let out = log.draft_buyer(id, buyer, None);
    write(&mut log, out);
    assert!(list(&log, id).buyers.is_empty());
}

#[test]
fn an_entry_follows_its_product_through_an_import_and_stays_when_the_catalogue_loses_it() {
    let mut log = WorkLog::default();
    let id = start(&mut log, "Hội chợ");
    add(&mut log, id, &product("a"));
    set(&mut log, id, &product("a"), stand("A1"));
    let EntrySubject::Product(old) = product("a") else {
        return;
    };
    let mut links = ProductLinks::default();
    links.link(&old, Some("b".to_owned()));
    log.set_links(links);
    // Set by somebody who knows it by its new id.
    set(
        &mut log,
        id,
        &product("b"),
        EntryValue::Stock(Some(Stock::Low)),
    );
    let entry = list(&log, id).entries.remove(0);
    let fields = |entry: &ListEntry| (entry.stand.clone(), entry.stock);
    assert_eq!(entry.product_id(), Some("b"));
    assert_eq!(fields(&entry), (Some("A1".to_owned()), Some(Stock::Low)));
    let mut links = ProductLinks::default();
    links.link(&old, None);
    log.set_links(links);
    let entry = list(&log, id).entries.remove(0);
    assert_eq!(entry.product_id(), None);
    assert_eq!(entry.subject, product("a"));
}

#[test]
fn lists_are_found_by_their_whole_names_and_near_names_are_told() {
    let mut log = WorkLog::default();
    start(&mut log, "Hội chợ OCOP Hạ Long 2026");
    start(&mut log, "Hội chợ OCOP Cẩm Phả 2026");
    let lists = ProductLists::gather(&log);
    let MeantList::One(found) = lists.find("hoi cho ocop ha-long 2026") else {
        panic!("not found");
    };
    assert_eq!(found.name, "Hội chợ OCOP Hạ Long 2026");
    let short = found.id.short();
    assert_eq!(lists.find(&short), MeantList::One(found));
    let MeantList::Nothing(near) = lists.find("hội chợ hạ long") else {
        panic!("part of a name names no list");
    };
    assert_eq!(
        near.iter().map(|list| &*list.name).collect::<Vec<_>>(),
        ["Hội chợ OCOP Hạ Long 2026", "Hội chợ OCOP Cẩm Phả 2026"]
    );
    assert_eq!(lists.find("Tết"), MeantList::Nothing(Vec::new()));
    assert_eq!(
        lists.read_name("HỘI CHỢ OCOP HẠ LONG 2026"),
        Err(UnfitListName::Taken(found))
    );
    assert_eq!(lists.read_name(" ? "), Err(UnfitListName::Length));
    assert_eq!(
        lists.read_name(" Hội chợ\u{1b} Tết "),
        Ok("Hội chợ␛ Tết".to_owned())
    );
    // Two laptops made two of one name.
    start(&mut log, "hội chợ ocop hạ long 2026");
    let lists = ProductLists::gather(&log);
    let MeantList::Several(several) = lists.find("hoi cho ocop ha long 2026") else {
        panic!("unclear");
    };
    assert_eq!(several.len(), 2);
}

#[test]
fn acts_are_read_back_as_they_were_written_and_too_long_ones_of_others_refused() {
    let mut log = WorkLog::default();
    let id = start(&mut log, "Hội chợ");
    add(&mut log, id, &text("Bánh gai"));
    set(&mut log, id, &text("Bánh gai"), stand("A1"));
    set(
        &mut log,
        id,
        &product("a"),
        EntryValue::Price(Some(Price {
            dong: u64::MAX,
            unit: None,
        })),
    );
    set(&mut log, id, &product("a"), EntryValue::Stock(None));
    write(&mut log, draft_visitor_asked(id, &product("a")));
    for event in log.events() {
        let line = serde_json::to_string(event).unwrap();
        let read: WorkEvent = serde_json::from_str(&line).unwrap();
        assert_eq!(&read, event, "{line}");
        assert_eq!(clean_event(read).as_ref(), Ok(event), "{line}");
    }
    let endless = set(&mut log, id, &product("a"), stand(&"A".repeat(201)));
    assert_eq!(clean_event(endless), Err(UnfitEvent::LongText));
    let acting = set(&mut log, id, &product("a"), stand("A\u{1b}[2J"));
    let Some(WorkAct::InList { change, .. }) = clean_event(acting).unwrap().act().cloned() else {
        panic!("no list act");
    };
    assert!(!format!("{change:?}").contains("\\u{1b}"));
}

/// A step of somebody at one of two machines.
#[derive(Clone, Debug)]
enum Step {
    Add(usize),
    Remove(usize),
    Field(usize, EntryValue),
    Detail(ListDetail),
    Asked(usize),
    Question(usize),
    Buyer,
    BuyerGone(usize),
    Interest(usize, usize, Option<usize>),
    Delete(bool),
    Undo(usize),
}

fn values() -> impl Strategy<Value = EntryValue> {
    prop_oneof![
        prop::option::of("[AB][12]").prop_map(EntryValue::Stand),
        prop::option::of("gọi (lại|trước)").prop_map(EntryValue::Remark),
        prop::option::of("[0-9a-z]{1,3}").prop_map(EntryValue::Position),
        prop::option::of(prop::sample::select(&Stock::ALL[..])).prop_map(EntryValue::Stock),
        prop::option::of(1..3_u64).prop_map(|dong| {
            EntryValue::Price(dong.map(|dong| Price {
                dong: dong * 1_000,
                unit: None,
            }))
        }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<(bool, Step)>> {
    let step = prop_oneof![
        (0..4_usize).prop_map(Step::Add),
        (0..4_usize).prop_map(Step::Remove),
        (0..4_usize, values()).prop_map(|(s, value)| Step::Field(s, value)),
        (0..4_usize, values()).prop_map(|(s, value)| Step::Field(s, value)),
        "Hội chợ [12]".prop_map(|name| Step::Detail(ListDetail::Name(name))),
        prop::option::of("Hạ Long|Móng Cái")
            .prop_map(|place| Step::Detail(ListDetail::Place(place))),
        (0..4_usize).prop_map(Step::Asked),
        (0..3_usize).prop_map(Step::Question),
        Just(Step::Buyer),
        (0..3_usize).prop_map(Step::BuyerGone),
        (0..3_usize, 0..4_usize, prop::option::of(0..3_usize))
            .prop_map(|(b, s, q)| Step::Interest(b, s, q)),
        any::<bool>().prop_map(Step::Delete),
        (0..100_usize).prop_map(Step::Undo),
    ];
    prop::collection::vec((any::<bool>(), step), 1..60)
}

fn draft_step(log: &WorkLog, id: ListId, step: &Step) -> Option<EventDraft> {
    let subjects = [product("a"), product("b"), text("Bánh gai"), text("Cốm")];
    let found = match (ProductLists::gather_one(log, id), step) {
        (Some(found), _) => found,
        (None, Step::Delete(deleted)) => return Some(log.draft_list_deleted(id, *deleted)),
        (None, _) => return None,
    };
    let buyer = |number: usize| found.buyers.get(number).map(|buyer| buyer.id);
    let draft = match step {
        Step::Add(s) => {
            let position = position_after(found.last_position());
            log.draft_list_member(id, &subjects[*s], position)
        }
        Step::Remove(s) => log.draft_list_removal(id, &subjects[*s]),
        Step::Field(s, value) => log.draft_entry_field(id, &subjects[*s], value.clone()),
        Step::Detail(detail) => log.draft_list_detail(id, detail.clone()),
        Step::Asked(s) => draft_visitor_asked(id, &subjects[*s]),
        Step::Question(q) => {
            draft_visitor_question(id, ["Rượu sim?", "rượu SIM", "Gạo"][*q], *q == 1)
        }
        Step::Buyer => draft_buyer_added(id, BuyerDetails::default()),
        Step::BuyerGone(b) => log.draft_buyer(id, buyer(*b)?, None),
        Step::Interest(b, s, quantity) => {
            let interest = quantity.map(|quantity| BuyerInterest {
                quantity: Some(quantity.to_string()),
                remark: None,
            });
            log.draft_buyer_interest(id, buyer(*b)?, &subjects[*s], interest)
        }
        Step::Delete(deleted) => log.draft_list_deleted(id, *deleted),
        Step::Undo(n) => draft_undo(&log.events()[n % log.events().len()]),
    };
    Some(draft)
}

proptest! {
    /// Two laptops work apart on what each knows. Whatever parts their events are merged in, and in whatever order,
    /// once or twice, both have the same lists.
    #[test]
    fn any_order_of_any_partition_of_the_events_gives_the_same_lists(
        steps in steps(),
        seed in any::<u64>(),
    ) {
        let mut office = WorkLog::default();
        let id = start(&mut office, "Hội chợ");
        let mut machines = [twice(&office), office];
        for (on_laptop, step) in &steps {
            let machine = &mut machines[usize::from(*on_laptop)];
            if let Some(draft) = draft_step(machine, id, step) {
                write(machine, draft);
            }
        }
        let mut events: Vec<WorkEvent> = machines[0].events().to_vec();
        events.extend(machines[1].events().iter().cloned());
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|event| {
            u128::from_be_bytes(event.id.to_bytes()).wrapping_mul(u128::from(seed | 1))
        });
        let (mut one, mut other) = (WorkLog::default(), WorkLog::default());
        for event in events {
            one.insert(event);
        }
        for event in shuffled.iter().chain(shuffled.iter().take(5)) {
            other.insert(event.clone());
        }
        // Gathered again after a change, it is as if it were gathered whole.
        let again = ProductLists::default().gather_again(&one, &BTreeSet::from([id]));
        prop_assert_eq!(&again, &ProductLists::gather(&one));
        prop_assert_eq!(
            ProductLists::gather(&one),
            ProductLists::gather(&other)
        );
    }
}
