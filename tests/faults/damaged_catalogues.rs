//! What is answered after a damage of a catalogue, through the library and through the binary.

use std::path::Path;

use ocop_index::store;

use crate::answers::{DAY, Judged, fault_of_sentence, judge};
use crate::campaign::{Tally, cases, do_in_time, run_cases};
use crate::catalogues::{Generations, ORIGINALS};
use crate::damage::{Damage, do_damage};
use crate::seeded_random::SeededRandom;
use crate::support::home::Home;

/// One case in so many is asked through the binary too.
const BINARY_SHARE: u64 = 12;

/// At least so many of a hundred catalogues of two generations still answer.
const ANSWERING_PERCENT: u64 = 95;

#[test]
fn a_damaged_catalogue_answers_the_truth_or_says_what_is_wrong() {
    let tally = run_cases(cases(80, 5_000), run_case);
    let (two, answered) = (
        tally.of("of two generations"),
        tally.of("  of these still answer"),
    );
    println!("{answered} of {two} catalogues of two generations still answer");
    let enough = two < 20 || answered * 100 >= two * ANSWERING_PERCENT;
    tally.conclude("damaged catalogues", "damaged");
    assert!(enough, "{answered} of {two}");
}

fn run_case(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let generations = if random.percent(70) {
        Generations::Two
    } else {
        Generations::One
    };
    let home = ORIGINALS.home_with_copy(generations);
    let mut damages = vec![do_damage(&mut random, &home.data(), generations)];
    // A second damage of the same catalogue, where the first left one.
    if random.percent(8) && home.data().join("catalog/gen-000002/index").is_dir() {
        let again = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            do_damage(&mut random, &home.data(), generations)
        }));
        damages.extend(again);
    }
    let case = Case {
        seed,
        generations,
        damages,
    };
    tally.count(format!(
        "    damage: {}",
        case.damages[0]
            .kind
            .split(" with ")
            .next()
            .unwrap_or_default()
    ));
    let is_endless = case.damages.iter().any(|damage| damage.is_endless);
    let through_binary = seed.is_multiple_of(BINARY_SHARE) || is_endless;
    if through_binary {
        case.ask_binary(&home, tally);
    } else {
        case.ask_library(&home.data(), random.percent(33), tally);
    }
}

struct Case {
    seed: u64,
    generations: Generations,
    damages: Vec<Damage>,
}

impl Case {
    fn told(&self) -> String {
        let damages: Vec<&str> = self
            .damages
            .iter()
            .map(|damage| damage.told.as_str())
            .collect();
        format!(
            "case {}, {:?} generations, {}",
            self.seed,
            self.generations,
            damages.join(" and ")
        )
    }

    fn fail(&self, tally: &mut Tally, what: &str) {
        tally.fail(format!("{}: {what}", self.told()));
    }

    /// Opens it for reading or with the right to mend it, then again; and reads what imports and the history read.
    fn ask_library(&self, data: &Path, read_only: bool, tally: &mut Tally) {
        let folder = data.to_path_buf();
        let before = do_in_time(tally, move || {
            let number = 2;
            let verified = store::verify_generation(&folder.join("catalog/gen-000002")).is_ok();
            let records = store::read_records(&folder, number);
            let indexed = store::read_indexed_records(&folder, number);
            let listed = store::list_generations(&folder);
            let current = listed
                .ok()
                .and_then(|all| all.iter().find(|one| one.is_current).map(|one| one.number));
            (verified, records.ok(), indexed.ok(), current)
        });
        let before = before
            .map_err(|what| self.fail(tally, &format!("reading records and history: {what}")))
            .ok();
        let mut judged = Vec::new();
        for read_only in [read_only, false] {
            let folder = data.to_path_buf();
            let opened = do_in_time(tally, move || {
                let opened = if read_only {
                    store::open_catalog_read_only(&folder, DAY)
                } else {
                    store::open_catalog(&folder, DAY)
                };
                let shown = opened.as_ref().ok().and_then(|opened| opened.generation);
                (judge(opened), shown)
            });
            match opened {
                Ok((verdict, shown)) => judged.push((verdict, shown)),
                Err(what) => return self.fail(tally, &format!("opening: {what}")),
            }
        }
        let (first, shown) = &judged[0];
        self.count(first, tally);
        self.judge_verdict(first, tally);
        // What was built in place of a lost catalogue was told the first time.
        if !(*first == Judged::ToldBefore && judged[1].0 == Judged::SilentBefore) {
            self.judge_verdict(&judged[1].0, tally);
        }
        if first.answers() && judged[1].0 == Judged::Truth && *first != Judged::Truth && !read_only
        {
            self.fail(tally, "the second answer is another one");
        }
        if let Some((verified, records, indexed, current)) = before {
            // Every file of the generation shown was whole, so nothing but the truth may be read of it.
            let whole = first == &Judged::Truth && verified;
            if whole && records.is_none() {
                tally.count("  records refused though the files verify");
            }
            for read in [records, indexed].into_iter().flatten() {
                if read.len() != 90
                    && !self
                        .damages
                        .iter()
                        .any(|damage| damage.kind.contains("other generation"))
                {
                    self.fail(tally, &format!("{} records were read", read.len()));
                }
            }
            let is_silent = *first == Judged::SilentBefore || *first == Judged::Truth;
            if is_silent
                && current.is_some()
                && shown.is_some()
                && shown < &Some(3)
                && *shown != current
            {
                tally.count("  the history names another generation than the one shown");
            }
        }
    }

    fn count(&self, verdict: &Judged, tally: &mut Tally) {
        tally.count(match verdict {
            Judged::Truth => "  the truth",
            Judged::ToldBefore => "  the generation before, told",
            Judged::SilentBefore => "  the generation that the pointer names",
            Judged::Wrong { .. } => "  a wrong answer",
            Judged::Refused(_) => "  refused",
        });
        if self.generations == Generations::Two {
            tally.count("of two generations");
            if verdict.answers() {
                tally.count("  of these still answer");
            }
        }
    }

    fn judge_verdict(&self, verdict: &Judged, tally: &mut Tally) {
        match verdict {
            Judged::Truth | Judged::ToldBefore => {}
            Judged::SilentBefore if self.damages.iter().any(|damage| damage.points_elsewhere) => {}
            Judged::SilentBefore => self.fail(tally, "the generation before without a word"),
            Judged::Wrong { is_told } => {
                self.fail(tally, &format!("a wrong answer, told: {is_told}"));
            }
            Judged::Refused(sentence) => {
                if let Some(fault) = fault_of_sentence(sentence) {
                    self.fail(tally, &format!("refused, but {fault}"));
                }
            }
        }
        // A pointer to generation 1 that can be read shows generation 1.
        let points = self.damages.len() == 1 && self.damages[0].points_elsewhere;
        if points && *verdict == Judged::Truth && self.generations == Generations::Two {
            tally.count("  a pointer to generation 1 showed generation 2");
        }
    }

    /// Asks through the binary. What mends comes last.
    fn ask_binary(&self, home: &Home, tally: &mut Tally) {
        tally.count("asked through the binary");
        let asks: [&[&str]; 7] = [
            &["doctor"],
            &["history"],
            &["search", "--format", "jsonl", "--read-only"],
            &["facets", "--format", "json"],
            &["search", "--format", "jsonl"],
            &["show", "qn-016", "--format", "json"],
            &["stats", "--format", "json"],
        ];
        let mut verdict: Option<Judged> = None;
        for arguments in asks {
            let ran = match crate::run::run_in_time(
                crate::run::with_limited_memory(home, arguments),
                tally,
            ) {
                Ok(ran) => ran,
                Err(what) => return self.fail(tally, &format!("{arguments:?}: {what}")),
            };
            if let Some(fault) = ran.fault(&[0, 1, 3, 74]) {
                self.fail(tally, &format!("{arguments:?}: {fault}"));
            }
            if !matches!(arguments[0], "search" | "facets" | "stats") {
                continue;
            }
            if ran.code > 1 {
                verdict.get_or_insert(Judged::Refused(ran.err));
                continue;
            }
            let [built_in, imported] = crate::run::expected_outputs(arguments);
            let points = self.damages.iter().any(|damage| damage.points_elsewhere);
            if ran.out != *imported && ran.out != *built_in {
                self.fail(
                    tally,
                    &format!("{arguments:?}: a wrong answer: {}", ran.err),
                );
            }
            if ran.out == *built_in && ran.err.is_empty() && !points && !Self::was_mended(home) {
                self.fail(
                    tally,
                    &format!("{arguments:?}: the generation before without a word"),
                );
            }
            verdict.get_or_insert(match (ran.out == *imported, ran.err.is_empty()) {
                (true, _) => Judged::Truth,
                (false, false) => Judged::ToldBefore,
                (false, true) => Judged::SilentBefore,
            });
        }
        if let Some(verdict) = verdict {
            self.count(&verdict, tally);
        }
    }

    /// A generation was published by an ask before, which told it.
    fn was_mended(home: &Home) -> bool {
        let catalog = home.data().join("catalog");
        let current = std::fs::read_link(catalog.join("current")).unwrap_or_default();
        let number = current
            .to_string_lossy()
            .trim_start_matches("gen-")
            .parse()
            .unwrap_or(0);
        number > 2 || (number == 1 && !catalog.join("gen-000002").is_dir())
    }
}
