//! The catalogue and the work in one file: packed, opened on another machine, damaged, hostile, interrupted.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use ocop::bundle::bundle_fault::BundleFault;
use ocop::bundle::unpack::{OpenedBundle, read_bundle};
use ocop_index::Product;
use ocop_index::store;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::damage::{SeededNumbers, files_below};
use crate::support::home::{Home, Ran};

/// One remark on the first built-in product.
fn event_line(number: u32, author: &str) -> String {
    format!(
        "{{\"id\":\"{number:032x}\",\"time\":\"2026-11-30T02:00:00Z\",\"author\":\"{author}\",\
         \"sitting\":\"{:032x}\",\"product\":{{\"id\":\"qn-001\",\"name\":\"Chả mực\"}},\
         \"body\":{{\"kind\":\"remark\",\"text\":\"lời {number}\"}}}}",
        7
    )
}

fn merge_events(home: &Home, numbers: std::ops::Range<u32>, author: &str) {
    let lines: Vec<String> = numbers.map(|n| event_line(n, author)).collect();
    let header = json!({"format": "ocop-work", "version": 1, "events": lines.len()});
    let text = format!("{header}\n{}\n", lines.join("\n"));
    fs::write(home.path().join("events.jsonl"), text).unwrap();
    ok(home.run(&["work", "merge", "events.jsonl"]));
}

fn import_row(home: &Home, name: &str) {
    let list = format!("Tên sản phẩm,Tên chủ thể\n{name},HTX Thử\n");
    fs::write(home.path().join("moi.csv"), list).unwrap();
    ok(home.run(&["import", "--yes", "moi.csv"]));
}

fn ok(ran: Ran) -> Ran {
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    ran
}

fn send(from: &Home, name: &str, to: &Home) {
    fs::copy(from.path().join(name), to.path().join(name)).unwrap();
}

/// A machine with two generations and two events.
fn server() -> Home {
    let home = Home::new();
    ok(home.run(&["stats"]));
    import_row(&home, "Bánh gói");
    merge_events(&home, 1..3, "lan");
    home
}

/// The events, in an order that does not depend on how they came.
fn events(home: &Home) -> Vec<String> {
    let exported = home.run(&["work", "export", "-"]);
    let mut lines: Vec<String> = exported.out.lines().skip(1).map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Every file of the catalogue.
fn catalogue_files(home: &Home) -> BTreeMap<PathBuf, Vec<u8>> {
    let root = home.data().join("catalog");
    if !root.exists() {
        return BTreeMap::new();
    }
    let files = files_below(&root).into_iter();
    let files = files.filter(|path| !path.ends_with("writer.lock"));
    files
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect()
}

fn state(home: &Home) -> (BTreeMap<PathBuf, Vec<u8>>, Vec<String>) {
    (catalogue_files(home), events(home))
}

fn current_records(home: &Home) -> Vec<u8> {
    fs::read(home.data().join("catalog/current/products.jsonl")).unwrap()
}

/// Whether the catalogue has this product, and the newest one of the server.
fn has_product(home: &Home, name: &str) -> (bool, bool) {
    let records = String::from_utf8(current_records(home)).unwrap();
    (records.contains(name), records.contains("Bánh mới nhất"))
}

fn packed(home: &Home, name: &str) -> Vec<u8> {
    ok(home.run(&["bundle", "out", name]));
    fs::read(home.path().join(name)).unwrap()
}

#[test]
fn a_bundle_opens_on_a_fresh_machine_as_it_was_packed_and_twice_changes_nothing() {
    let home = server();
    let out = ok(home.run(&["bundle", "out", "hoi-cho.ocop"]));
    assert!(out.out.contains("2 sự kiện của 1 người"), "{}", out.out);
    assert!(out.out.contains("đợt rà soát kín"), "{}", out.out);
    let path = home.path().join("hoi-cho.ocop");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = home.run(&["bundle", "out", "hoi-cho.ocop"]);
    assert_eq!(again.code, 74, "{}", again.out);
    assert!(again.err.contains("--force"), "{}", again.err);
    ok(home.run(&["bundle", "out", "hoi-cho.ocop", "--force"]));

    let laptop = Home::new();
    send(&home, "hoi-cho.ocop", &laptop);
    let seen = ok(laptop.run(&["bundle", "in", "hoi-cho.ocop", "--dry-run"]));
    assert!(seen.out.contains("Chỉ xem thử"), "{}", seen.out);
    assert!(!laptop.data().exists(), "looking writes nothing");
    assert_eq!(laptop.run(&["work", "export", "-"]).code, 1);
    let opened = ok(laptop.run(&["bundle", "in", "hoi-cho.ocop"]));
    assert!(opened.out.contains("bản số 1"), "{}", opened.out);
    assert!(opened.out.contains("2 sự kiện mới"), "{}", opened.out);
    assert!(current_records(&laptop) == current_records(&home));
    assert_eq!(events(&laptop), events(&home));
    let history = laptop.run(&["history"]).out;
    assert!(
        history.contains("lấy từ gói (bản 2 ở máy kia)"),
        "{history}"
    );
    assert!(history.contains("hoi-cho.ocop ("), "{history}");
    assert!(history.contains("moi.csv"), "{history}");
    assert_eq!(laptop.run(&["search", "Bánh gói"]).code, 0);

    let before = state(&laptop);
    let twice = ok(laptop.run(&["bundle", "in", "hoi-cho.ocop", "--yes"]));
    assert!(twice.out.contains("đã giống hệt"), "{}", twice.out);
    assert!(twice.out.contains("0 sự kiện mới"), "{}", twice.out);
    assert!(state(&laptop) == before);
    // What the laptop packs is what the server knows already.
    let back = packed(&laptop, "ve.ocop");
    fs::write(home.path().join("ve.ocop"), back).unwrap();
    let before = state(&home);
    ok(home.run(&["bundle", "in", "ve.ocop", "--yes"]));
    assert!(state(&home) == before);
}

#[test]
fn a_part_of_a_bundle_is_packed_and_taken_alone() {
    let home = server();
    ok(home.run(&["bundle", "out", "dm.ocop", "--catalog-only"]));
    ok(home.run(&["bundle", "out", "cv.ocop", "--work-only"]));
    let catalog = read_bundle(&fs::read(home.path().join("dm.ocop")).unwrap()).unwrap();
    assert!(catalog.events.is_empty() && catalog.manifest.work.is_none());
    let work = read_bundle(&fs::read(home.path().join("cv.ocop")).unwrap()).unwrap();
    assert!(work.products.is_empty() && work.manifest.catalog.is_none());
    let laptop = Home::new();
    for name in ["dm.ocop", "cv.ocop"] {
        send(&home, name, &laptop);
    }
    packed(&home, "het.ocop");
    send(&home, "het.ocop", &laptop);
    ok(laptop.run(&["bundle", "in", "het.ocop", "--work-only"]));
    assert!(catalogue_files(&laptop).is_empty());
    assert_eq!(events(&laptop), events(&home));
    ok(laptop.run(&["bundle", "in", "dm.ocop"]));
    assert!(current_records(&laptop) == current_records(&home));
    let other = Home::new();
    let refused = other.run(&["bundle", "out", "x.ocop", "--work-only"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(!other.path().join("x.ocop").exists());
}

#[test]
fn any_order_of_laptops_and_servers_gives_the_same_work() {
    let people = [("lan", 1..5), ("minh", 3..9), ("hoa", 20..24)];
    let mut bundles = Vec::new();
    for (person, numbers) in people {
        let home = Home::new();
        // Where two machines have an event of one id, it is the same event.
        merge_events(
            &home,
            numbers,
            if person == "minh" { "lan" } else { person },
        );
        bundles.push(packed(&home, "x.ocop"));
    }
    let mut known: Option<Vec<String>> = None;
    for order in [&[0, 1, 2][..], &[2, 1, 0], &[1, 0, 1, 2, 0]] {
        let home = Home::new();
        for number in order {
            fs::write(home.path().join("x.ocop"), &bundles[*number]).unwrap();
            ok(home.run(&["bundle", "in", "x.ocop", "--yes"]));
        }
        let events = events(&home);
        assert_eq!(events.len(), 12);
        assert_eq!(*known.get_or_insert_with(|| events.clone()), events);
    }
}

#[test]
fn another_catalogue_is_taken_only_with_consent_and_rollback_goes_back() {
    let home = server();
    packed(&home, "moi.ocop");
    let laptop = Home::new();
    ok(laptop.run(&["stats"]));
    send(&home, "moi.ocop", &laptop);
    let before = state(&laptop);
    for arguments in [&["--dry-run"][..], &[]] {
        let told = laptop.run(&[&["bundle", "in", "moi.ocop"], arguments].concat());
        assert_eq!(told.code, i32::from(arguments.is_empty()), "{}", told.err);
        assert!(told.out.contains("mới hơn"), "{}", told.out);
        assert!(told.out.contains("Bánh gói"), "{}", told.out);
        assert!(state(&laptop) == before, "{}", told.out);
    }
    let asked = laptop.run(&["bundle", "in", "moi.ocop", "--lang", "en"]);
    assert!(asked.out.contains("Add --yes"), "{}", asked.out);
    assert!(asked.out.contains("--work-only"), "{}", asked.out);
    let taken = ok(laptop.run(&["bundle", "in", "moi.ocop", "--yes"]));
    assert!(taken.out.contains("ocop rollback"), "{}", taken.out);
    assert!(current_records(&laptop) == current_records(&home));
    assert_eq!(events(&laptop).len(), 2);

    // An older catalogue never replaces a newer one, yes or no; its work comes all the same.
    import_row(&home, "Bánh mới nhất");
    merge_events(&laptop, 30..31, "minh");
    fs::write(home.path().join("ve.ocop"), packed(&laptop, "ve.ocop")).unwrap();
    let files = catalogue_files(&home);
    let back = ok(home.run(&["bundle", "in", "ve.ocop", "--yes"]));
    assert!(back.out.contains("là bản 2 ở đây"), "{}", back.out);
    assert!(catalogue_files(&home) == files);
    assert_eq!(events(&home).len(), 3);

    // Each went on alone: neither is newer, and each says what it has.
    import_row(&laptop, "Bánh của hội chợ");
    fs::write(home.path().join("re.ocop"), packed(&laptop, "re.ocop")).unwrap();
    let parted = home.run(&["bundle", "in", "re.ocop"]);
    assert_eq!(parted.code, 1);
    assert!(parted.out.contains("rẽ hai lối"), "{}", parted.out);
    assert!(catalogue_files(&home) == files);
    ok(home.run(&["bundle", "in", "re.ocop", "--yes"]));
    assert_eq!(has_product(&home, "Bánh của hội chợ"), (true, false));
    ok(home.run(&["rollback", "--yes"]));
    assert_eq!(has_product(&home, "Bánh của hội chợ"), (false, true));
}

#[test]
fn corrections_of_people_travel_with_the_records() {
    let home = server();
    let id = ok(home.run(&["search", "Bánh gói", "--format", "jsonl"])).out;
    let id: Value = serde_json::from_str(id.lines().next().unwrap()).unwrap();
    let id = id["id"].as_str().unwrap();
    ok(home.run(&["review", "propose", id, "name=Bánh gói lá"]));
    ok(home.run(&["review", "apply", "--yes"]));
    packed(&home, "sua.ocop");
    let laptop = Home::new();
    send(&home, "sua.ocop", &laptop);
    ok(laptop.run(&["bundle", "in", "sua.ocop"]));
    let shown = ok(laptop.run(&["show", id])).out;
    assert!(shown.contains("Bánh gói → Bánh gói lá"), "{shown}");
}

fn parts(bundle: &OpenedBundle) -> (&[Product], usize, Value) {
    let manifest = serde_json::to_value(&bundle.manifest).unwrap();
    (&bundle.products, bundle.events.len(), manifest)
}

#[test]
fn damage_at_any_place_is_noticed_or_harmless() {
    let home = server();
    let bytes = packed(&home, "x.ocop");
    let whole = read_bundle(&bytes).unwrap();
    let mut numbers = SeededNumbers::new(20);
    let mut refused = 0;
    // The ends, where the tables of the archive are, and everywhere else.
    let ends = (0..200).chain(bytes.len() - 700..bytes.len());
    let places: Vec<usize> = ends
        .chain((0..900).map(|_| numbers.below(bytes.len() as u64) as usize))
        .collect();
    for place in &places {
        let mut damaged = bytes.clone();
        damaged[*place] ^= 1 << numbers.below(8);
        match read_bundle(&damaged) {
            Err(_) => refused += 1,
            Ok(opened) => assert_eq!(parts(&opened), parts(&whole), "byte {place}"),
        }
    }
    assert!(refused > places.len() / 2, "{refused} of {}", places.len());
    for _ in 0..200 {
        let length = numbers.below(bytes.len() as u64) as usize;
        assert!(read_bundle(&bytes[..length]).is_err(), "{length} bytes");
    }

    let laptop = Home::new();
    ok(laptop.run(&["stats"]));
    merge_events(&laptop, 40..41, "minh");
    let before = state(&laptop);
    for _ in 0..12 {
        let mut damaged = bytes.clone();
        damaged[numbers.below(bytes.len() as u64 - 700) as usize] ^= 0x40;
        fs::write(laptop.path().join("x.ocop"), damaged).unwrap();
        let ran = laptop.run(&["bundle", "in", "x.ocop", "--yes"]);
        assert_eq!(ran.code, 65, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains("x.ocop"), "{}", ran.err);
        assert!(ran.err.contains("chép lại tệp"), "{}", ran.err);
        assert!(state(&laptop) == before);
    }
}

/// A member of an archive: its name, its content, how it is stored, and the rights that it claims.
type Member<'a> = (&'a str, &'a [u8], CompressionMethod, u32);

fn archive(members: &[Member<'_>]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content, method, mode) in members {
        let options = SimpleFileOptions::default()
            .compression_method(*method)
            .unix_permissions(mode & 0o777);
        if *mode & 0o170_000 == 0o120_000 {
            let target = std::str::from_utf8(content).unwrap();
            out.add_symlink(*name, target, options).unwrap();
        } else if name.ends_with('/') {
            out.add_directory(*name, options).unwrap();
        } else {
            out.start_file(*name, options).unwrap();
            out.write_all(content).unwrap();
        }
    }
    out.finish().unwrap().into_inner()
}

fn manifest_of(members: &[(&str, &[u8])]) -> Value {
    let sum = |content: &[u8]| {
        let mut text = String::new();
        for byte in Sha256::digest(content) {
            text.push_str(&format!("{byte:02x}"));
        }
        text
    };
    let members: Vec<Value> = members
        .iter()
        .map(
            |(name, content)| json!({"name": name, "bytes": content.len(), "sha256": sum(content)}),
        )
        .collect();
    json!({
        "format": "ocop-bundle", "version": 1, "program": "0.1.0",
        "written": "2026-11-30T02:00:00Z", "by": "lan",
        "work": {"events": 1, "authors": 1}, "members": members,
    })
}

#[test]
fn hostile_members_are_named_and_nothing_of_them_is_taken() {
    const EVENTS: &str = "work/events.jsonl";
    let stored = CompressionMethod::Stored;
    let header = json!({"format": "ocop-work", "version": 1, "events": 1});
    let events = format!("{header}\n{}\n", event_line(1, "lan")).into_bytes();
    let manifest = |value: &Value| value.to_string().into_bytes();
    let plain = manifest_of(&[(EVENTS, &events)]);
    let good = manifest(&plain);
    let with = |more: &[Member<'_>]| {
        let usual = [
            ("manifest.json", &good[..], stored, 0o100_600),
            (EVENTS, &events[..], stored, 0o100_600),
        ];
        archive(&[&usual[..], more].concat())
    };
    assert_eq!(read_bundle(&with(&[])).unwrap().events.len(), 1);

    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value = plain.clone();
        change(&mut value);
        let bytes = manifest(&value);
        archive(&[
            ("manifest.json", &bytes, stored, 0o100_600),
            (EVENTS, &events, stored, 0o100_600),
        ])
    };
    // Two members of one name, as no writer makes them: the name is changed in the bytes.
    let double = with(&[("work/events.jsonX", &events, stored, 0o100_600)]);
    let double = replace_bytes(&double, b"work/events.jsonX", b"work/events.jsonl");
    let zeros = vec![0_u8; 8 << 20];
    let deflated = CompressionMethod::Deflated;
    let linked: Member<'_> = (EVENTS, b"/etc/passwd", stored, 0o120_777);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("../x", with(&[("../x", b"x", stored, 0o100_600)])),
        ("/tmp/x", with(&[("/tmp/x", b"x", stored, 0o100_600)])),
        ("C:", with(&[("C:\\x", b"x", stored, 0o100_600)])),
        ("work/", with(&[("work/", b"", stored, 0o40_755)])),
        ("catalog/x", with(&[("catalog/x", b"x", stored, 0o100_600)])),
        (
            EVENTS,
            archive(&[("manifest.json", &good, stored, 0o100_600), linked]),
        ),
        (
            EVENTS,
            archive(&[
                ("manifest.json", &good, stored, 0o100_600),
                (EVENTS, &zeros, deflated, 0o100_600),
            ]),
        ),
        // Known, and not in the manifest.
        (
            "catalog/products.jsonl",
            with(&[("catalog/products.jsonl", b"", stored, 0o100_600)]),
        ),
        (
            EVENTS,
            archive(&[("manifest.json", &good, stored, 0o100_600)]),
        ),
        (
            EVENTS,
            changed(&|value| value["members"][0]["bytes"] = json!(1)),
        ),
        (
            EVENTS,
            changed(&|value| value["members"][0]["sha256"] = json!("00")),
        ),
        (EVENTS, changed(&|value| value["work"]["events"] = json!(2))),
        (
            EVENTS,
            changed(&|value| {
                let again = value["members"][0].clone();
                value["members"].as_array_mut().unwrap().push(again);
            }),
        ),
        (
            "catalog/products.jsonl",
            changed(&|value| {
                value["catalog"] = json!({"records_format": 1, "generation":
                    {"number": 1, "records": "", "products": 0, "source": ""}});
            }),
        ),
        (
            "manifest.json",
            changed(&|value| value["version"] = json!("1")),
        ),
    ];
    assert!(matches!(read_bundle(&double), Err(BundleFault::DoubleName)));
    let home = Home::new();
    ok(home.run(&["stats"]));
    let before = state(&home);
    for (name, bytes) in cases {
        let fault = read_bundle(&bytes).unwrap_err();
        let (BundleFault::ForeignMember(told)
        | BundleFault::MissingMember(told)
        | BundleFault::Damaged(told)) = &fault
        else {
            panic!("{name}: {fault:?}");
        };
        assert!(told.starts_with(name), "{name}: {fault:?}");
        fs::write(home.path().join("x.ocop"), bytes).unwrap();
        let ran = home.run(&["bundle", "in", "x.ocop", "--yes"]);
        assert_eq!(ran.code, 65, "{name}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("Không lấy gì"), "{}", ran.err);
        assert!(state(&home) == before, "{name}");
    }
    for (newer, change) in [
        (
            "version",
            &(|value: &mut Value| value["version"] = json!(7)) as &dyn Fn(&mut Value),
        ),
        ("records", &|value: &mut Value| {
            value["catalog"] = json!({"records_format": 7});
        }),
    ] {
        let bytes = changed(change);
        assert!(
            matches!(read_bundle(&bytes), Err(BundleFault::NewerFormat(7))),
            "{newer}"
        );
        fs::write(home.path().join("x.ocop"), bytes).unwrap();
        let ran = home.run(&["bundle", "in", "x.ocop", "--yes", "--lang", "en"]);
        assert!(
            ran.err.contains("newer ocop (format 7); update ocop"),
            "{}",
            ran.err
        );
    }
    assert!(!home.path().parent().unwrap().join("x").exists());
}

fn replace_bytes(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = (0..bytes.len() - from.len())
        .filter(|at| bytes[*at..].starts_with(from))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + from.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn what_is_no_bundle_is_told_at_once() {
    let home = Home::new();
    let path = |name: &str| home.path().join(name);
    rustix::fs::mkfifoat(rustix::fs::CWD, path("fifo"), rustix::fs::Mode::RUSR).unwrap();
    fs::create_dir(path("folder")).unwrap();
    fs::write(path("empty"), "").unwrap();
    fs::write(path("text"), "ocop".repeat(1000)).unwrap();
    for (name, code) in [
        ("fifo", 74),
        ("folder", 74),
        ("none", 74),
        ("/dev/zero", 74),
        ("empty", 65),
        ("text", 65),
    ] {
        let ran = home.run(&["bundle", "in", name, "--yes"]);
        assert_eq!(ran.code, code, "{name}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(name), "{}", ran.err);
    }
    for name in ["fifo", "folder", "none/x.ocop", "-"] {
        let ran = home.run(&["bundle", "out", name, "--force"]);
        assert!(
            [2, 74].contains(&ran.code),
            "{name}: {}{}",
            ran.out,
            ran.err
        );
    }
    std::os::unix::fs::symlink("text", path("link")).unwrap();
    assert_eq!(home.run(&["bundle", "out", "link", "--force"]).code, 74);
    assert_eq!(fs::read_to_string(path("text")).unwrap().len(), 4000);
}

#[test]
fn where_nothing_may_be_written_nothing_is_and_the_restricted_mode_has_no_bundles() {
    let home = server();
    packed(&home, "x.ocop");
    let laptop = Home::new();
    ok(laptop.run(&["stats"]));
    send(&home, "x.ocop", &laptop);
    let before = state(&laptop);
    let refused = laptop.run(&["bundle", "in", "x.ocop", "--yes", "--read-only"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(refused.err.contains("chỉ đọc"), "{}", refused.err);
    for arguments in [&["out", "y.ocop"][..], &["in", "x.ocop", "--yes"]] {
        let ran = laptop.run(&[&["--restricted", "bundle"], arguments].concat());
        assert_eq!(ran.code, 77, "{}{}", ran.out, ran.err);
    }
    // A full disk: no file may be longer than a kilobyte.
    for line in ["bundle out y.ocop", "bundle in x.ocop --yes"] {
        let full = laptop.command(&[]).get_program().to_owned();
        let ran = std::process::Command::new("sh")
            .args(["-c", &format!("ulimit -f 1; exec \"$0\" {line}")])
            .arg(full)
            .env_clear()
            .envs(laptop.environment())
            .current_dir(laptop.path())
            .output()
            .unwrap();
        let ran = Ran::from(ran);
        assert_eq!(ran.code, 74, "{line}: {}{}", ran.out, ran.err);
        assert!(!laptop.path().join("y.ocop").exists());
        assert!(state(&laptop) == before, "{line}");
    }
    ok(laptop.run(&["bundle", "in", "x.ocop", "--yes"]));
}

fn kill(child: &mut Child) {
    let _ = kill_process(Pid::from_child(child), Signal::KILL);
    child.wait().unwrap();
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_state_or_the_new_one() {
    let home = Home::new();
    let products = (0..3_000).map(|number| Product {
        id: format!("thu-{number}"),
        name: format!("Sản phẩm thử số {number}"),
        ..Product::default()
    });
    store::publish_products(&home.data(), products, "test", "1").unwrap();
    merge_events(&home, 1..200, "lan");
    let whole = packed(&home, "x.ocop");
    let mut numbers = SeededNumbers::new(7);
    for _ in 0..12 {
        let mut command = home.command(&["bundle", "out", "kill.ocop"]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(numbers.below(250)));
        kill(&mut child);
        let path = home.path().join("kill.ocop");
        if let Ok(bytes) = fs::read(&path) {
            assert_eq!(read_bundle(&bytes).unwrap().products.len(), 3_000);
            fs::remove_file(path).unwrap();
        }
    }
    let fresh = || {
        let laptop = Home::new();
        ok(laptop.run(&["stats"]));
        fs::write(laptop.path().join("x.ocop"), &whole).unwrap();
        laptop
    };
    let mut laptop = fresh();
    let (old, new) = (current_records(&laptop), current_records(&home));
    let mut taken = 0;
    for round in 0..16 {
        let mut command = laptop.command(&["bundle", "in", "x.ocop", "--yes"]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(numbers.below(900)));
        kill(&mut child);
        let records = current_records(&laptop);
        assert!(records == new || records == old, "round {round}");
        let ran = laptop.run(&["search", "--limit", "1"]);
        assert_eq!((ran.code, &*ran.err), (0, ""), "round {round}");
        assert!([0, 199].contains(&events(&laptop).len()), "round {round}");
        if records == new {
            taken += 1;
            assert_eq!(events(&laptop).len(), 199, "the work came first");
            laptop = fresh();
        }
    }
    assert!(taken < 16, "nothing was interrupted");
    ok(laptop.run(&["bundle", "in", "x.ocop", "--yes"]));
    assert!(current_records(&laptop) == new);
    assert_eq!(events(&laptop), events(&home));
}
