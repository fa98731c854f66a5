//! Full and read-only disks: an import or an export is there whole or not at all, and says why not. Needs the right to
//! mount a tmpfs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ocop_index::store;

use crate::answers::{Answer, DAY};
use crate::campaign::{Tally, cases, run_cases};
use crate::catalogues::{Generations, ORIGINALS, left_overs, state_of};
use crate::run::run_in_time;
use crate::seeded_random::SeededRandom;
use crate::support::home::Home;

/// A disk of so many bytes, gone with this value.
struct Disk(PathBuf);

impl Disk {
    fn mount(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder)
            .output();
        mounted
            .is_ok_and(|done| done.status.success())
            .then(|| Self(folder.to_path_buf()))
    }

    fn remount(&self, options: &str) -> bool {
        let done = Command::new("mount")
            .args(["-o", options])
            .arg(&self.0)
            .output();
        done.is_ok_and(|done| done.status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_or_read_only_disk_changes_all_or_nothing() {
    let probe = Home::new();
    if Disk::mount(&probe.path().join("probe"), "size=64k").is_none() {
        println!("skipped: no disk may be mounted here");
        return;
    }
    run_cases(cases(8, 300), run_case).conclude("full and read-only disks", "disk");
}

fn run_case(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let home = Home::new();
    let disk = Disk::mount(&home.data(), "size=32m,mode=755").unwrap();
    // The mount point exists already, so what belongs into it is copied one by one.
    let aside = home.path().join("aside");
    ORIGINALS.copy_to(&aside, Generations::Two);
    for entry in fs::read_dir(&aside).unwrap() {
        let entry = entry.unwrap();
        crate::catalogues::copy_tree(&entry.path(), &home.data().join(entry.file_name())).unwrap();
    }
    fs::remove_dir_all(&aside).unwrap();
    let list = fs::read_to_string(ORIGINALS.list()).unwrap();
    let lines: Vec<&str> = list.lines().take(random.between(30, 80)).collect();
    fs::write(home.path().join("short.csv"), lines.join("\n")).unwrap();
    let used = state_of(&home.data());
    let used: u64 = used
        .iter()
        .filter_map(|(path, _)| Some(fs::symlink_metadata(path).ok()?.len().div_ceil(4096) * 4))
        .sum();
    let is_read_only = random.percent(15);
    let free = random.below(900) as u64;
    let options = if is_read_only {
        "remount,ro".to_owned()
    } else {
        format!("remount,size={}k", used + free)
    };
    if !disk.remount(&options) {
        return tally.count("  not mounted again");
    }
    let told = format!(
        "case {seed}, {}",
        if is_read_only {
            "read only".to_owned()
        } else {
            format!("{free} kB free")
        }
    );
    let commands: [&[&str]; 4] = [
        &["import", "--replace", "--yes", "short.csv"],
        &["export", "--format", "csv", "--out", "data/out.csv"],
        &["rollback", "--yes"],
        &["search", "cha muc"],
    ];
    for arguments in commands {
        let before = answer(&home);
        let ran = match run_in_time(home.command(arguments), tally) {
            Ok(ran) => ran,
            Err(what) => return tally.fail(format!("{told}, {arguments:?}: {what}")),
        };
        if let Some(fault) = ran.fault(&[0, 1, 3, 74]) {
            tally.fail(format!("{told}, {arguments:?}: {fault}"));
        }
        tally.count(if ran.code <= 1 {
            "  came through"
        } else {
            "  refused"
        });
        match (before, answer(&home)) {
            (Ok(before), Ok(after)) if ran.code > 1 && before != after => {
                tally.fail(format!(
                    "{told}, {arguments:?}: code {}, but another catalogue",
                    ran.code
                ));
            }
            (_, Err(error)) => tally.fail(format!("{told}, {arguments:?}: {error}")),
            _ => {}
        }
        if ran.code > 1 && home.data().join("out.csv").exists() && arguments[0] == "export" {
            tally.fail(format!("{told}: half an export"));
        }
    }
    if !is_read_only && disk.remount("remount,size=32m") {
        let next = home.run(&[
            "import",
            "--replace",
            "--yes",
            &ORIGINALS.list().to_string_lossy(),
        ]);
        let left = left_overs(home.path());
        if next.code > 1 || !left.is_empty() {
            tally.fail(format!("{told}: the next writer: {} {left:?}", next.err));
        }
    }
}

fn answer(home: &Home) -> Result<Answer, String> {
    let opened =
        store::open_catalog_read_only(&home.data(), DAY).map_err(|error| error.to_string())?;
    if !opened.notices.is_empty() {
        return Err(format!("{:?}", opened.notices));
    }
    Answer::of_catalog(&opened.catalog).map_err(|error| error.to_string())
}
