//! What the file of a store bears: other writers, damage, foreign hands, older and newer versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use rusqlite::Connection;

use super::exchange::{LineFault, read_events, write_events};
use super::open_work::OpenWork;
use super::store_copies::{copies_folder, list_daily_copies, make_daily_copy};
use super::store_merge::read_store_file;
use super::store_place::{StorePlace, with_suffix};
use super::store_restore::{restore_store, salvage_events};
use super::work_error::WorkError;
use super::work_store::WorkStore;
use crate::work::events::event::{EventAuthor, EventDraft, WorkEvent};
use crate::work::events::event_body::{EventBody, WorkAct};
use crate::work::events::event_cleaning::UnfitEvent;
use crate::work::events::event_drafts::draft_remark;
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

pub(super) struct Folder(pub(super) tempfile::TempDir);

impl Folder {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn store(&self) -> PathBuf {
        self.0.path().join("work.db")
    }
}

pub(super) fn product(id: &str) -> ProductRef {
    ProductRef {
        id: id.to_owned(),
        name: format!("Sản phẩm {id}"),
        ..ProductRef::default()
    }
}

fn write(author: &str, draft: EventDraft) -> WorkEvent {
    let author = EventAuthor {
        name: author.to_owned(),
        sitting: EventId::from_bytes([7; 16]),
    };
    author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap()
}

pub(super) fn remark(author: &str, text: &str) -> WorkEvent {
    write(author, draft_remark(None, &product("a"), text, None))
}

pub(super) fn remarks(count: usize) -> Vec<WorkEvent> {
    let texts = (0..count).map(|n| format!("ghi chú số {n} {}", "x".repeat(100)));
    texts.map(|text| remark("an", &text)).collect()
}

pub(super) fn read(path: &Path) -> Vec<WorkEvent> {
    let mut log = WorkLog::default();
    let mut store = WorkStore::open(path).unwrap();
    store.read_new_events(&mut log).unwrap();
    log.events().to_vec()
}

/// A store of so many events whose pages are all in the file itself.
fn closed_store(folder: &Folder, count: usize) -> Vec<WorkEvent> {
    let events = remarks(count);
    WorkStore::open(&folder.store())
        .unwrap()
        .append(&events)
        .unwrap();
    assert!(!with_suffix(&folder.store(), "-wal").exists());
    events
}

fn overwrite(path: &Path, at: usize, bytes: &[u8]) {
    let mut content = fs::read(path).unwrap();
    content[at..at + bytes.len()].copy_from_slice(bytes);
    fs::write(path, content).unwrap();
}

#[cfg(unix)]
#[test]
fn a_private_store_is_its_owners_alone_and_no_link_leads_to_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let path = folder.0.path().join("new/work.db");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut store = WorkStore::open(&path).unwrap();
    store.append(&remarks(1)).unwrap();
    for (suffix, wanted) in [("", 0o600), ("-wal", 0o600), ("-shm", 0o600)] {
        assert_eq!(mode(&with_suffix(&path, suffix)), wanted, "{suffix}");
    }
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
    drop(WorkStore::open(&path).unwrap());
    assert_eq!(mode(&path), 0o600);
    let link = folder.0.path().join("link.db");
    symlink(&path, &link).unwrap();
    assert!(matches!(WorkStore::open(&link), Err(WorkError::Io(_))));
    fs::remove_file(&link).unwrap();
    fs::hard_link(&path, &link).unwrap();
    assert!(matches!(WorkStore::open(&link), Err(WorkError::Io(_))));
    assert!(matches!(
        WorkStore::open(Path::new("/dev/null")),
        Err(WorkError::Io(_))
    ));
}

#[cfg(unix)]
#[test]
fn a_shared_store_is_as_open_for_the_group_as_its_folder_and_never_for_everybody() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let set = |mode| fs::set_permissions(folder.0.path(), fs::Permissions::from_mode(mode));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    set(0o2770).unwrap();
    let place = StorePlace::shared(&folder.store());
    let mut store = WorkStore::open_at(place.clone()).unwrap();
    store.append(&remarks(1)).unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let path = with_suffix(&folder.store(), suffix);
        assert_eq!(mode(&path), 0o660, "{suffix}");
    }
    make_daily_copy(&place, date(2026, 11, 30)).unwrap();
    assert_eq!(mode(&copies_folder(&folder.store())), 0o770);
    assert_eq!(mode(&list_daily_copies(&folder.store())[0].path), 0o660);
    drop(store);
    set(0o777).unwrap();
    assert!(matches!(
        WorkStore::open_at(place),
        Err(WorkError::OthersWrite)
    ));
}

#[test]
fn an_older_file_is_brought_up_to_date_and_copied_before_that() {
    let folder = Folder::new();
    let connection = Connection::open(folder.store()).unwrap();
    connection
        .execute_batch(include_str!("schema.sql"))
        .unwrap();
    let event = remark("an", "từ phiên bản cũ");
    super::store_rows::insert_event(&connection, &event).unwrap();
    drop(connection);
    assert_eq!(read(&folder.store()), std::slice::from_ref(&event));
    let mut store = WorkStore::open(&folder.store()).unwrap();
    let report = store.examine().unwrap();
    assert_eq!((report.version, report.is_whole()), (2, true));
    let copy = copies_folder(&folder.store()).join("work-version-1.db");
    let copied = read_store_file(&copy).unwrap();
    assert_eq!(copied.events, [event]);
    let version = Connection::open(copy)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    assert_eq!(version, Ok(0));
}

#[test]
fn a_newer_file_and_a_file_of_something_else_are_refused_and_stay_as_they_are() {
    let folder = Folder::new();
    drop(WorkStore::open(&folder.store()).unwrap());
    let connection = Connection::open(folder.store()).unwrap();
    connection.pragma_update(None, "user_version", 9).unwrap();
    drop(connection);
    assert!(matches!(
        WorkStore::open(&folder.store()),
        Err(WorkError::NewerVersion { version: 9 })
    ));
    let other = folder.0.path().join("other.db");
    let connection = Connection::open(&other).unwrap();
    connection.execute_batch("CREATE TABLE a (b)").unwrap();
    drop(connection);
    let before = fs::read(&other).unwrap();
    assert!(matches!(WorkStore::open(&other), Err(WorkError::NotAStore)));
    assert_eq!(fs::read(&other).unwrap(), before);
}

#[test]
fn a_trigger_or_view_of_somebody_else_never_acts() {
    let folder = Folder::new();
    let mut store = WorkStore::open(&folder.store()).unwrap();
    store.append(&remarks(1)).unwrap();
    let foreign = Connection::open(folder.store()).unwrap();
    foreign
        .execute_batch(
            "CREATE TRIGGER t AFTER INSERT ON events BEGIN INSERT INTO products (id, name) VALUES ('x', 'x'); END",
        )
        .unwrap();
    assert!(matches!(
        store.append(&remarks(1)),
        Err(WorkError::ForeignSchema)
    ));
    assert!(matches!(
        WorkStore::open(&folder.store()),
        Err(WorkError::ForeignSchema)
    ));
    assert!(matches!(
        read_store_file(&folder.store()),
        Err(WorkError::ForeignSchema)
    ));
    foreign
        .execute_batch("DROP TRIGGER t; CREATE VIEW v AS SELECT 1")
        .unwrap();
    assert!(matches!(
        WorkStore::open(&folder.store()),
        Err(WorkError::ForeignSchema)
    ));
    let rows = foreign.query_row("SELECT count(*) FROM products", [], |row| row.get(0));
    assert_eq!(rows, Ok(1));
}

#[test]
fn rows_are_never_changed_or_taken_away() {
    let folder = Folder::new();
    closed_store(&folder, 1);
    let connection = Connection::open(folder.store()).unwrap();
    for change in ["DELETE FROM events", "UPDATE events SET author = 'x'"] {
        assert!(connection.execute_batch(change).is_err(), "{change}");
    }
}

#[test]
fn a_writer_waits_for_another_one_and_then_says_so_and_nothing_is_half_done() {
    let folder = Folder::new();
    let mut work = OpenWork::open(&folder.store(), "an").unwrap();
    work.set_patience(Duration::from_millis(50));
    let holder = Connection::open(folder.store()).unwrap();
    holder.busy_timeout(Duration::ZERO).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let draft = || vec![draft_remark(None, &product("a"), "gọi lại", None)];
    let refused = work.record(draft(), Timestamp::UNIX_EPOCH);
    assert!(matches!(refused, Err(WorkError::Busy)), "{refused:?}");
    assert!(work.log().events().is_empty());
    // Looking is possible all the time.
    assert!(!work.read_new_events().unwrap());
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(
        work.record(draft(), Timestamp::UNIX_EPOCH).unwrap().len(),
        1
    );
    assert_eq!(read(&folder.store()).len(), 1);
}

#[test]
fn a_full_disk_is_told_and_what_was_saved_is_kept() {
    let folder = Folder::new();
    // As full as a store gets that people of the restricted mode write into.
    let place = StorePlace {
        max_bytes: Some(12 * 4096),
        ..StorePlace::private(&folder.store())
    };
    let mut store = WorkStore::open_at(place).unwrap();
    store.append(&remarks(3)).unwrap();
    assert!(matches!(
        store.append(&remarks(2_000)),
        Err(WorkError::Full)
    ));
    assert_eq!(read(&folder.store()).len(), 3);
}

#[test]
fn who_only_looks_makes_no_file_and_writes_nothing() {
    let folder = Folder::new();
    let place = StorePlace::private(&folder.store()).read_only();
    assert!(matches!(
        WorkStore::open_at(place.clone()),
        Err(WorkError::ReadOnly)
    ));
    assert!(!folder.store().exists());
    closed_store(&folder, 2);
    let mut work = OpenWork::open_at(place, "an").unwrap();
    assert!(work.is_read_only());
    assert_eq!(work.log().events().len(), 2);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);
    // What others write is seen all the same.
    let mut writer = WorkStore::open(&folder.store()).unwrap();
    writer.append(&remarks(1)).unwrap();
    assert!(work.read_new_events().unwrap());
    assert_eq!(work.log().events().len(), 3);
    drop(writer);
    assert!(!work.read_new_events().unwrap() || work.log().events().len() == 3);
    let draft = vec![draft_remark(None, &product("a"), "x", None)];
    assert!(matches!(
        work.record(draft, Timestamp::UNIX_EPOCH),
        Err(WorkError::ReadOnly)
    ));
}

#[test]
fn a_damaged_header_is_told_and_every_row_is_read_out_of_the_file() {
    let folder = Folder::new();
    let events = closed_store(&folder, 300);
    for damage in [&[0xff; 100][..], &[0; 16], &[0x5a; 4096]] {
        let copy = folder.0.path().join("damaged.db");
        fs::copy(folder.store(), &copy).unwrap();
        overwrite(&copy, 0, damage);
        let refused = WorkStore::open(&copy);
        assert!(
            matches!(&refused, Err(error) if error.is_damage()),
            "{refused:?}"
        );
        assert_eq!(salvage_events(&copy).unwrap(), events);
    }
}

#[test]
fn a_damaged_page_hides_only_its_own_rows() {
    let folder = Folder::new();
    let events = closed_store(&folder, 300);
    let pages = fs::metadata(folder.store()).unwrap().len() as usize / 4096;
    overwrite(&folder.store(), (pages - 3) * 4096, &[0xa5; 4096]);
    let mut log = WorkLog::default();
    let read =
        WorkStore::open(&folder.store()).and_then(|mut store| store.read_new_events(&mut log));
    assert!(matches!(&read, Err(error) if error.is_damage()), "{read:?}");
    let salvaged = salvage_events(&folder.store()).unwrap();
    assert!(
        salvaged.len() > 250 && salvaged.len() < events.len(),
        "{}",
        salvaged.len()
    );
    assert!(salvaged.iter().all(|event| events.contains(event)));
}

#[test]
fn without_its_log_the_file_has_what_it_had_before_or_is_damaged_but_never_something_else() {
    let folder = Folder::new();
    let events = closed_store(&folder, 50);
    let mut store = WorkStore::open(&folder.store()).unwrap();
    store.append(&remarks(50)).unwrap();
    let copy = folder.0.path().join("bare.db");
    // As after a power cut, with the log taken away.
    fs::copy(folder.store(), &copy).unwrap();
    assert_eq!(read(&copy), events);
}

#[test]
fn a_restored_copy_takes_the_place_of_a_damaged_file_which_is_kept_aside() {
    let folder = Folder::new();
    let place = StorePlace::private(&folder.store());
    let today = date(2026, 11, 30);
    let events = closed_store(&folder, 100);
    make_daily_copy(&place, today).unwrap();
    let newer = remarks(3);
    WorkStore::open(&folder.store())
        .unwrap()
        .append(&newer)
        .unwrap();
    overwrite(&folder.store(), 0, &[0xff; 100]);
    let damaged = fs::read(folder.store()).unwrap();
    let copy = list_daily_copies(&folder.store()).remove(0).path;
    for number in 1..=2 {
        let restored = restore_store(&place, Some(&copy), false, today).unwrap();
        assert_eq!(read(&folder.store()), events);
        let aside = restored.set_aside.unwrap();
        let name = aside.file_name().unwrap().to_string_lossy().into_owned();
        let expected = match number {
            1 => "work.db.damaged-2026-11-30",
            _ => "work.db.damaged-2026-11-30-2",
        };
        assert_eq!(name, expected);
        assert_eq!(fs::read(&aside).unwrap(), damaged);
        fs::write(folder.store(), &damaged).unwrap();
    }
    let restored = restore_store(&place, Some(&copy), true, today).unwrap();
    assert_eq!((restored.events, restored.salvaged), (103, 103));
    assert_eq!(read(&folder.store()), [events, newer].concat());
}

#[test]
fn who_has_a_whole_store_open_sees_the_copy_that_was_put_back() {
    let folder = Folder::new();
    let place = StorePlace::private(&folder.store());
    let today = date(2026, 11, 30);
    let events = closed_store(&folder, 10);
    make_daily_copy(&place, today).unwrap();
    let copy = list_daily_copies(&folder.store()).remove(0).path;
    let mut work = OpenWork::open(&folder.store(), "an").unwrap();
    let draft = || vec![draft_remark(None, &product("b"), "sau bản sao", None)];
    let lost = work.record(draft(), Timestamp::UNIX_EPOCH).unwrap();
    let restored = restore_store(&place, Some(&copy), false, today).unwrap();
    work.read_new_events().unwrap();
    assert_eq!(work.log().events(), events);
    work.record(draft(), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(read(&folder.store()).len(), 11);
    let aside = read_store_file(&restored.set_aside.unwrap()).unwrap();
    assert_eq!(aside.events, [events, lost].concat());
}

#[test]
fn one_copy_a_day_and_the_newest_seven_are_kept() {
    let folder = Folder::new();
    closed_store(&folder, 1);
    let place = StorePlace::private(&folder.store());
    for day in 1..=9 {
        make_daily_copy(&place, date(2026, 11, day)).unwrap();
    }
    let copies = list_daily_copies(&folder.store());
    let days: Vec<i8> = copies.iter().map(|copy| copy.day.day()).collect();
    assert_eq!(days, [9, 8, 7, 6, 5, 4, 3]);
    WorkStore::open(&folder.store())
        .unwrap()
        .append(&remarks(1))
        .unwrap();
    make_daily_copy(&place, date(2026, 11, 9)).unwrap();
    assert_eq!(read_store_file(&copies[0].path).unwrap().events.len(), 1);
    let mut work = OpenWork::open(&folder.store(), "an").unwrap();
    let draft = vec![draft_remark(None, &product("b"), "x", None)];
    work.record(draft, "2026-11-10T00:00:00Z".parse().unwrap())
        .unwrap();
    work.finish_daily_copy().unwrap();
    let newest = list_daily_copies(&folder.store()).remove(0);
    assert_eq!(newest.day, date(2026, 11, 10));
    assert_eq!(read_store_file(&newest.path).unwrap().events.len(), 3);
}

#[test]
fn a_forgotten_name_is_gone_from_every_byte_and_an_older_file_does_not_bring_it_back() {
    const NAME: &str = "Nguyễn Thị Bưởi";
    let folder = Folder::new();
    let mut store = WorkStore::open(&folder.store()).unwrap();
    let reviewers = WorkAct::Reviewers {
        reviewers: vec![NAME.to_owned(), "an".to_owned()],
    };
    let review = EventId::from_bytes([1; 16]);
    let named = crate::work::events::event_drafts::draft_for_review(review, reviewers, Vec::new());
    let mut events = remarks(200);
    events.push(remark(NAME, "đã gọi"));
    events.push(write("an", named));
    for chunk in events.chunks(20) {
        store.append(chunk).unwrap();
    }
    let has_name = |path: &Path| {
        let bytes = fs::read(path).unwrap_or_default();
        bytes
            .windows(NAME.len())
            .any(|part| part == NAME.as_bytes())
    };
    assert!(has_name(&with_suffix(&folder.store(), "-wal")));
    let forgetting = store.forget_name(NAME, None).unwrap();
    assert_eq!((forgetting.events, forgetting.mentions), (2, 0));
    for suffix in ["", "-wal", "-shm"] {
        assert!(!has_name(&with_suffix(&folder.store(), suffix)), "{suffix}");
    }
    let merged = store.merge(vec![remark(NAME, "từ máy xách tay")]).unwrap();
    assert_eq!((merged.read, merged.added), (1, 1));
    assert_eq!(store.merge(events).unwrap().added, 0);
    drop(store);
    assert!(!has_name(&folder.store()));
    let by_pseudonym = read(&folder.store());
    let by_pseudonym = by_pseudonym
        .iter()
        .filter(|event| event.author == forgetting.pseudonym);
    assert_eq!(by_pseudonym.count(), 2);
    let again = WorkStore::open(&folder.store())
        .unwrap()
        .forget_name(NAME, None);
    assert_eq!(again.unwrap().pseudonym, forgetting.pseudonym);
}

#[test]
fn events_leave_and_come_back_and_each_bad_line_is_told() {
    let events = remarks(3);
    let mut file = Vec::new();
    write_events(&events, Timestamp::UNIX_EPOCH, &mut file).unwrap();
    let read = read_events(&*file).unwrap();
    assert_eq!((read.events, read.faults), (events.clone(), vec![]));

    let long = write(
        "an",
        draft_remark(None, &product("a"), &"ừ".repeat(4_001), None),
    );
    let mut acting = events[0].clone();
    acting.author = "an\u{1b}[31m".to_owned();
    let mut lines: Vec<String> = String::from_utf8(file)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    lines.insert(2, "{\"id\":1}".to_owned());
    lines.push(serde_json::to_string(&long).unwrap());
    lines.push(serde_json::to_string(&acting).unwrap());
    lines.push("x".repeat(17 << 20));
    lines.push(String::new());
    let read = read_events(lines.join("\n").as_bytes()).unwrap();
    assert_eq!(
        read.faults,
        [
            (3, LineFault::NoEvent),
            (6, LineFault::Unfit(UnfitEvent::LongRemark)),
            (8, LineFault::TooLong),
        ]
    );
    assert_eq!(read.events.len(), 4);
    assert_eq!(read.events[3].author, "an␛[31m");

    let cut = lines[..2].join("\n");
    assert_eq!(
        read_events(cut.as_bytes()).unwrap().faults,
        [(3, LineFault::CutOff)]
    );
    for (text, fault) in [
        ("", LineFault::NoHeader),
        ("ma,ten\n1,a\n", LineFault::NoHeader),
        (
            "{\"format\":\"ocop-work\",\"version\":2}\n",
            LineFault::NewerFormat(2),
        ),
    ] {
        assert_eq!(read_events(text.as_bytes()).unwrap().faults, [(1, fault)]);
    }
}

#[test]
fn a_check_counts_what_is_there_and_tells_what_is_missing() {
    let folder = Folder::new();
    let mut store = WorkStore::open(&folder.store()).unwrap();
    let mut newer = remark("binh", "x");
    newer.body = EventBody::Unknown(serde_json::json!({"kind": "smelled"}));
    newer.replaces = vec![EventId::from_bytes([9; 16])];
    store.append(&[remark("an", "x"), newer]).unwrap();
    let report = store.examine().unwrap();
    assert!(report.is_whole());
    assert_eq!(
        (
            report.events,
            report.newer_events,
            report.replacing_unknown,
            report.products
        ),
        (2, 1, 1, 1)
    );
    assert_eq!(report.authors.len(), 2);
    assert_eq!(report.journal, "wal");
}
