//! What is kept of a store beside it: the copy of the day, what a restore gives back, names that stay forgotten.

use std::fs;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::date;

use super::open_work::OpenWork;
use super::store_copies::{list_daily_copies, make_daily_copy};
use super::store_merge::read_store_file;
use super::store_place::{StorePlace, with_suffix};
use super::store_restore::restore_store;
use super::store_tests::{Folder, product, read, remark, remarks};
use super::work_error::WorkError;
use super::work_store::WorkStore;
use crate::work::events::event_drafts::draft_remark;

#[test]
fn the_log_of_a_file_that_is_gone_stays_and_gives_back_what_it_has() {
    let today = date(2026, 11, 30);
    for is_empty in [false, true] {
        let folder = Folder::new();
        let place = StorePlace::private(&folder.store());
        let log = with_suffix(&folder.store(), "-wal");
        let mut open = WorkStore::open(&folder.store()).unwrap();
        let events = remarks(40);
        open.append(&events).unwrap();
        make_daily_copy(&place, today).unwrap();
        let newer = remarks(2);
        open.append(&newer).unwrap();
        // As after a power cut: nobody has tidied up.
        let bytes = fs::read(&log).unwrap();
        drop(open);
        let lose = || {
            let _ = fs::remove_file(folder.store());
            if is_empty {
                fs::write(folder.store(), "").unwrap();
            }
            fs::write(&log, &bytes).unwrap();
        };
        lose();
        for place in [place.clone(), place.clone().read_only()] {
            assert!(place.has_store());
            assert!(matches!(
                WorkStore::open_at(place),
                Err(WorkError::LostFile)
            ));
            assert_eq!(fs::read(&log).unwrap(), bytes);
        }
        let restored = restore_store(&place, None, true, today).unwrap();
        assert_eq!((restored.salvaged, restored.knows_forgotten), (42, false));
        assert_eq!(read(&folder.store()), [events.clone(), newer].concat());
        let aside = folder.0.path().join("work.db.damaged-2026-11-30-wal");
        assert_eq!(fs::read(&aside).unwrap(), bytes);
        // The log that is left is never taken for that of the copy.
        lose();
        let copy = list_daily_copies(&folder.store()).remove(0).path;
        let restored = restore_store(&place, Some(&copy), false, today).unwrap();
        assert!(
            restored
                .set_aside
                .unwrap()
                .to_string_lossy()
                .contains("-30-2")
        );
        assert_eq!(read(&folder.store()), events);
        assert_eq!(fs::read(&aside).unwrap(), bytes);
    }
}

#[test]
fn an_older_copy_does_not_bring_a_forgotten_name_back() {
    const NAME: &str = "Nguyễn Thị Bưởi";
    let folder = Folder::new();
    let place = StorePlace::private(&folder.store());
    let today = date(2026, 11, 30);
    let mut store = WorkStore::open(&folder.store()).unwrap();
    store
        .append(&[remark(NAME, "đã gọi"), remark("an", "x")])
        .unwrap();
    let copy = folder.0.path().join("older.db");
    store.copy_to(&copy).unwrap();
    assert!(store.knows_name(NAME).unwrap() && !store.knows_name("Bưởi").unwrap());
    let pseudonym = store.forget_name(NAME, None).unwrap().pseudonym;
    drop(store);
    let restored = restore_store(&place, Some(&copy), false, today).unwrap();
    assert_eq!((restored.renamed, restored.knows_forgotten), (1, true));
    let authors: Vec<String> = read(&folder.store())
        .into_iter()
        .map(|event| event.author)
        .collect();
    assert_eq!(authors, [pseudonym, "an".to_owned()]);
    let bytes = fs::read(folder.store()).unwrap();
    assert!(
        !bytes
            .windows(NAME.len())
            .any(|part| part == NAME.as_bytes())
    );
    // And it stays forgotten.
    let mut store = WorkStore::open(&folder.store()).unwrap();
    assert!(store.knows_name(NAME).unwrap());
    store.merge(vec![remark(NAME, "y")]).unwrap();
    drop(store);
    assert!(
        read(&folder.store())
            .iter()
            .all(|event| event.author != NAME)
    );
}

#[test]
fn the_copy_of_the_day_follows_the_day() {
    let folder = Folder::new();
    let mut work = OpenWork::open(&folder.store(), "an").unwrap();
    let now: Timestamp = "2026-11-30T01:00:00Z".parse().unwrap();
    let write = |work: &mut OpenWork, count: usize| {
        for number in 0..count {
            let draft = draft_remark(None, &product("a"), &format!("lần {number}"), None);
            work.record(vec![draft], now).unwrap();
        }
        work.finish_daily_copy().unwrap();
    };
    let copied = || {
        let copy = list_daily_copies(&folder.store()).remove(0).path;
        read_store_file(&copy).unwrap().events.len()
    };
    write(&mut work, 1);
    assert_eq!(copied(), 1);
    write(&mut work, 24);
    assert_eq!(copied(), 1);
    write(&mut work, 1);
    assert_eq!(copied(), 26);
    // What is written in a quarter of an hour is in it too.
    let copy = list_daily_copies(&folder.store()).remove(0).path;
    let old = SystemTime::now() - Duration::from_secs(16 * 60);
    let file = fs::File::options().write(true).open(&copy).unwrap();
    file.set_modified(old).unwrap();
    let mut other = OpenWork::open(&folder.store(), "binh").unwrap();
    write(&mut other, 1);
    assert_eq!(copied(), 27);
    // A copy that has more than the store is kept.
    let events = read(&folder.store());
    drop((work, other));
    fs::remove_file(folder.store()).unwrap();
    WorkStore::open(&folder.store())
        .unwrap()
        .append(&events[..2])
        .unwrap();
    fs::File::options()
        .write(true)
        .open(&copy)
        .unwrap()
        .set_modified(old)
        .unwrap();
    make_daily_copy(&StorePlace::private(&folder.store()), date(2026, 11, 30)).unwrap();
    assert_eq!(copied(), 27);
}
