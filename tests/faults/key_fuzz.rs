//! Random keys over every window of the screen: nothing ends it, and what it shows is true after each of them.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ocop_index::{Catalog, store};

use crate::answers::DAY;
use crate::campaign::{Tally, cases, describe_panic, is_whole, run_cases};
use crate::catalogues::{Generations, ORIGINALS};
use crate::chosen_keys::{JOURNEYS, Step, choose_steps, journey};
use crate::fuzzed_screen::{FuzzedScreen, WINDOWS};
use crate::seeded_random::SeededRandom;
use crate::support::home::Home;

/// Keys of a sitting every day, and in the whole campaign.
const KEYS: (usize, usize) = (60, 400);

/// Sittings every day, and in the whole campaign: a million keys.
const SITTINGS: (u64, u64) = (40, 2_500);

/// A step that takes longer is counted: somebody would feel it.
const HEAVY: Duration = Duration::from_millis(200);

/// `Esc` must lead back once in so many keys.
const WAY_BACK_SHARE: usize = 50;

/// Steps that are told before a failure.
const TOLD_STEPS: usize = 40;

/// One catalogue of two generations for every sitting: nothing writes it.
static HOME: LazyLock<(Home, Catalog)> = LazyLock::new(|| {
    let home = ORIGINALS.home_with_copy(Generations::Two);
    let opened = store::open_catalog(&home.data(), DAY).unwrap();
    (home, opened.catalog)
});

#[test]
fn random_keys_over_every_window_never_end_or_mislead_the_screen() {
    let before = crate::catalogues::state_of(HOME.0.path());
    let seen: Mutex<BTreeMap<&'static str, u64>> = Mutex::default();
    let start = Instant::now();
    let seeds = cases(SITTINGS.0, SITTINGS.1);
    let sees_all = is_whole() && seeds.end - seeds.start >= 10 * JOURNEYS.len() as u64;
    let mut tally = run_cases(seeds, |seed, tally| {
        let sitting = run_sitting(seed, tally);
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        for (window, keys) in sitting {
            *seen.entry(window).or_default() += keys;
        }
    });
    let keys = tally.of("keys");
    let rate = keys as f64 / start.elapsed().as_secs_f64();
    println!("{rate:.0} keys a second");
    for (window, keys) in seen.into_inner().unwrap() {
        tally.add_to(format!("  keys into: {window}"), keys);
    }
    for window in WINDOWS.iter().filter(|_| sees_all) {
        if tally.of(&format!("  keys into: {window}")) == 0 {
            tally.fail(format!("nobody was ever in: {window}"));
        }
    }
    if crate::catalogues::state_of(HOME.0.path()) != before {
        tally.fail("a headless screen wrote something");
    }
    tally.conclude("random keys", "keys");
}

/// One sitting; it begins with a journey of its own.
fn run_sitting(seed: u64, tally: &mut Tally) -> BTreeMap<&'static str, u64> {
    let mut random = SeededRandom::new(seed);
    let (home, catalog) = &*HOME;
    let open =
        |random: &mut SeededRandom| FuzzedScreen::new(&home.data(), catalog, random.percent(20));
    let mut screen = open(&mut random);
    let mut told = VecDeque::new();
    let mut visits = BTreeMap::new();
    let mut waiting: VecDeque<Step> = journey(JOURNEYS[seed as usize % JOURNEYS.len()]).into();
    let keys = if is_whole() { KEYS.1 } else { KEYS.0 };
    for key in 0..keys {
        if waiting.is_empty() {
            waiting.extend(choose_steps(&mut random, screen.key_context()));
        }
        let step = waiting.pop_front().unwrap_or(Step::Idle);
        if told.len() == TOLD_STEPS {
            told.pop_front();
        }
        told.push_back(step.describe());
        tally.count("keys");
        let comes_back = key % WAY_BACK_SHARE == WAY_BACK_SHARE - 1;
        let began = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| {
            screen.take(&step, &mut random)?;
            if comes_back {
                screen.comes_back(&mut random)
            } else {
                Ok(())
            }
        }));
        let took = began.elapsed();
        tally.took(took);
        if took > HEAVY {
            tally.count("  over 0.2 s");
        }
        let fault = match done {
            Ok(Ok(())) => None,
            Ok(Err(fault)) => Some(fault),
            Err(cause) => Some(describe_panic(&*cause)),
        };
        if let Some(fault) = fault {
            let way: Vec<String> = told.into_iter().collect();
            tally.fail(format!(
                "case {seed}, key {key}: {fault}\n    after: {}",
                way.join(" · ")
            ));
            break;
        }
        if screen.has_quit {
            tally.count("  left the program");
            collect(&mut visits, &screen);
            screen = open(&mut random);
            waiting.clear();
        }
    }
    collect(&mut visits, &screen);

    visits
}

fn collect(all: &mut BTreeMap<&'static str, u64>, screen: &FuzzedScreen<'_>) {
    for (window, keys) in &screen.seen {
        *all.entry(window).or_default() += keys;
    }
}
