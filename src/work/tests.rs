//! What the log says of verdicts, remarks, labels and reviews, whatever the order of its events.

use jiff::Timestamp;
use proptest::prelude::*;

use super::product_work::ProductWork;
use crate::work::events::event::{EventAuthor, EventDraft, ReviewId, WorkEvent};
use crate::work::events::event_body::{ProposedChange, ReviewStart, WorkAct};
use crate::work::events::event_drafts::{draft_for_review, draft_remark, draft_undo};
use crate::work::events::event_id::EventId;
use crate::work::events::product_links::ProductLinks;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewState;
use crate::work::reviews::verdict_kind::built_in_verdicts;
use crate::work::store::work_store::WorkStore;

fn product(id: &str) -> ProductRef {
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

fn start(reviewers: &[&str], blind: bool) -> WorkEvent {
    let start = ReviewStart {
        name: "Quý IV".to_owned(),
        question: String::new(),
        due: None,
        reviewers: reviewers.iter().map(ToString::to_string).collect(),
        blind,
        verdicts: built_in_verdicts(),
        scope: ["a", "b", "c"].map(product).into(),
    };
    let draft = EventDraft {
        review: None,
        product: None,
        act: WorkAct::ReviewStarted(Box::new(start)),
        replaces: Vec::new(),
    };
    write("an", draft)
}

fn log_with_review() -> (WorkLog, ReviewId) {
    let mut log = WorkLog::default();
    let start = start(&[], false);
    let review = start.id;
    log.insert(start);
    (log, review)
}

fn judge(log: &mut WorkLog, review: ReviewId, author: &str, verdict: &str) -> WorkEvent {
    let draft = log.draft_verdict(review, &product("a"), author, Some(verdict));
    let event = write(author, draft);
    log.insert(event.clone());
    event
}

fn counted(log: &WorkLog, review: ReviewId) -> Vec<String> {
    let work = log.product_work("a");
    let verdicts = work.reviews[&review].counted_verdicts();
    verdicts.into_iter().map(str::to_owned).collect()
}

#[test]
fn a_later_verdict_of_one_person_replaces_theirs_and_not_that_of_another() {
    let (mut log, review) = log_with_review();
    judge(&mut log, review, "an", "dung");
    judge(&mut log, review, "an", "can-sua");
    assert_eq!(counted(&log, review), ["can-sua"]);
    judge(&mut log, review, "binh", "dung");
    assert_eq!(counted(&log, review), ["can-sua", "dung"]);
    assert!(log.product_work("a").has_disagreement());
}

#[test]
fn one_person_on_two_machines_disagrees_with_themselves_whatever_the_clocks_say() {
    let (mut log, review) = log_with_review();
    let on_server = log.draft_verdict(review, &product("a"), "an", Some("dung"));
    let on_laptop = log.draft_verdict(review, &product("a"), "an", Some("can-sua"));
    log.insert(write("an", on_server));
    let mut wrong_clock = write("an", on_laptop);
    wrong_clock.time = "2023-01-01T00:00:00Z".parse().unwrap();
    log.insert(wrong_clock);
    assert!(log.product_work("a").has_disagreement());
    // The next verdict has seen both, so it ends that.
    judge(&mut log, review, "an", "dung");
    assert_eq!(counted(&log, review), ["dung"]);
}

#[test]
fn who_says_something_else_after_a_settlement_disagrees_with_it_and_nothing_is_lost() {
    let (mut log, review) = log_with_review();
    judge(&mut log, review, "an", "dung");
    judge(&mut log, review, "binh", "can-sua");
    let draft = log.draft_settlement(review, &product("a"), "can-sua");
    log.insert(write("chi", draft));
    assert_eq!(counted(&log, review), ["can-sua"]);
    let reviewed = |log: &WorkLog| log.product_work("a").reviews[&review].clone();
    let own = |log: &WorkLog| -> Vec<String> {
        let own = reviewed(log).own_verdicts;
        let own = own
            .iter()
            .map(|given| format!("{}: {}", given.author, given.verdict));
        let mut own: Vec<String> = own.collect();
        own.sort();
        own
    };
    assert_eq!(own(&log), ["an: dung", "binh: can-sua"]);
    // Who says what was settled agrees with it.
    judge(&mut log, review, "an", "can-sua");
    assert!(!reviewed(&log).has_disagreement());
    let other = judge(&mut log, review, "an", "ngung");
    assert_eq!(counted(&log, review), ["can-sua", "ngung"]);
    assert_eq!(reviewed(&log).settled.len(), 1);
    assert_eq!(own(&log), ["an: ngung", "binh: can-sua"]);
    // Settled again: what each said is kept, and who takes theirs back then says what they said before.
    let draft = log.draft_settlement(review, &product("a"), "ngung");
    log.insert(write("chi", draft));
    assert_eq!(counted(&log, review), ["ngung"]);
    assert_eq!(own(&log), ["an: ngung", "binh: can-sua"]);
    log.insert(write("an", draft_undo(&other)));
    assert_eq!(counted(&log, review), ["can-sua", "ngung"]);
    assert_eq!(own(&log), ["an: can-sua", "binh: can-sua"]);
}

#[test]
fn undo_brings_back_what_was_replaced_and_can_be_undone() {
    let (mut log, review) = log_with_review();
    judge(&mut log, review, "an", "dung");
    let second = judge(&mut log, review, "an", "can-sua");
    let undo = write("an", draft_undo(&second));
    log.insert(undo.clone());
    assert_eq!(counted(&log, review), ["dung"]);
    log.insert(write("an", draft_undo(&undo)));
    assert_eq!(counted(&log, review), ["can-sua"]);
    // Nobody undoes what another one did.
    log.insert(write("binh", draft_undo(&second)));
    assert_eq!(counted(&log, review), ["can-sua"]);
}

#[test]
fn undos_in_a_circle_or_a_long_chain_end() {
    let (mut log, review) = log_with_review();
    let event = judge(&mut log, review, "an", "dung");
    let mut last = event.clone();
    for _ in 0..100_001 {
        last = write("an", draft_undo(&last));
        log.insert(last.clone());
    }
    assert!(!log.stands(&event));
    let mut one = write("an", draft_undo(&event));
    let mut other = write("an", draft_undo(&one));
    one.replaces.push(other.id);
    other.replaces.push(other.id);
    log.insert(one.clone());
    log.insert(other);
    log.stands(&one);
}

#[test]
fn two_versions_of_one_remark_both_stay() {
    let mut log = WorkLog::default();
    let first = write(
        "an",
        draft_remark(None, &product("a"), "gọi lại\n\u{1b}[31m", None),
    );
    log.insert(first.clone());
    assert_eq!(log.product_work("a").remarks[0].text, "gọi lại\n␛[31m");
    for (author, text) in [("an", "đã gọi"), ("binh", "số sai")] {
        log.insert(write(
            author,
            draft_remark(None, &product("a"), text, Some(first.id)),
        ));
    }
    let remarks = log.product_work("a").remarks;
    assert_eq!(remarks.len(), 2);
    assert!(remarks.iter().all(|remark| remark.has_rival));
}

#[test]
fn a_blind_reviewer_is_not_done_by_others_and_sees_them_after_the_own_verdict() {
    let mut log = WorkLog::default();
    let event = start(&["an", "binh"], true);
    let review = event.id;
    log.insert(event);
    judge(&mut log, review, "an", "dung");
    let round = log.review(review).unwrap();
    let work = log.product_work("a");
    assert_eq!(round.state_for(&work, "an"), ReviewState::Done);
    assert_eq!(round.state_for(&work, "binh"), ReviewState::Open);
    assert!(round.shows_others(&work, "an") && !round.shows_others(&work, "binh"));
    let progress = ReviewProgress::count(&round, &log, "binh");
    assert_eq!((progress.total, progress.done), (3, 0));
    assert_eq!(
        (
            progress.by_reviewer["an"].done,
            progress.by_reviewer["binh"].done
        ),
        (1, 0)
    );
}

#[test]
fn events_of_newer_versions_are_kept_word_by_word() {
    let line = r#"{"id":"00000000000000000000000000000001","time":"2030-01-01T00:00:00Z","author":"an","sitting":"00000000000000000000000000000002","body":{"kind":"smelled","how":["good",1]}}"#;
    let event: WorkEvent = serde_json::from_str(line).unwrap();
    assert_eq!(event.act(), None);
    assert_eq!(serde_json::to_string(&event).unwrap(), line);
}

#[test]
fn products_are_found_by_their_links_and_new_ones_by_their_id() {
    let (mut log, review) = log_with_review();
    judge(&mut log, review, "an", "dung");
    let mut links = ProductLinks::default();
    links.link(&product("a"), Some("b".to_owned()));
    log.set_links(links);
    assert!(log.product_work("a").is_empty());
    assert!(!log.product_work("b").is_empty());
    // Another product got the id.
    let other = ProductRef {
        name: "Trà".to_owned(),
        ..product("a")
    };
    log.insert(write("an", draft_remark(None, &other, "mới", None)));
    assert_eq!(log.product_work("a").remarks.len(), 1);
    assert!(log.product_work("b").remarks.is_empty());
}

#[test]
fn what_the_store_keeps_is_read_back_by_another_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.db");
    let mut events = vec![start(&["an"], true)];
    events.push(write(
        "an",
        draft_remark(Some(events[0].id), &product("a"), "à", None),
    ));
    let mut store = WorkStore::open(&path).unwrap();
    store.append(&events).unwrap();
    store.append(&events).unwrap();
    let mut log = WorkLog::default();
    let mut other = WorkStore::open(&path).unwrap();
    assert_eq!(other.read_new_events(&mut log).unwrap(), 2);
    assert_eq!(log.events(), events);
    assert_eq!(other.read_new_events(&mut log).unwrap(), 0);
}

/// What a person can see of a log.
fn visible_state(log: &WorkLog) -> (Vec<ProductWork>, Vec<ReviewProgress>) {
    let works = ["a", "b", "c"].map(|id| log.product_work(id));
    let rounds = log.reviews();
    let progress = rounds
        .iter()
        .map(|round| ReviewProgress::count(round, log, "an"));
    (works.into(), progress.collect())
}

/// A step of somebody at one of two machines.
#[derive(Clone, Debug)]
enum Step {
    Verdict(usize, usize, usize),
    Postpone(usize, usize),
    Settle(usize, usize),
    Remark(usize, usize),
    Label(usize, bool),
    Propose(usize, usize),
    Undo(usize),
    Close(bool),
}

fn steps() -> impl Strategy<Value = Vec<(bool, Step)>> {
    let step = prop_oneof![
        (0..3_usize, 0..3_usize, 0..5_usize).prop_map(|(p, a, v)| Step::Verdict(p, a, v)),
        (0..3_usize, 0..3_usize).prop_map(|(p, a)| Step::Postpone(p, a)),
        (0..3_usize, 0..5_usize).prop_map(|(p, v)| Step::Settle(p, v)),
        (0..3_usize, 0..3_usize).prop_map(|(p, a)| Step::Remark(p, a)),
        (0..3_usize, any::<bool>()).prop_map(|(p, on)| Step::Label(p, on)),
        (0..3_usize, 0..3_usize).prop_map(|(p, a)| Step::Propose(p, a)),
        (0..100_usize).prop_map(Step::Undo),
        any::<bool>().prop_map(Step::Close),
    ];
    prop::collection::vec((any::<bool>(), step), 1..60)
}

fn draft_step(log: &WorkLog, review: ReviewId, step: &Step) -> (String, EventDraft) {
    let products = ["a", "b", "c"].map(product);
    let people = ["an", "binh", "chi"];
    let verdicts = built_in_verdicts();
    match *step {
        Step::Verdict(p, a, v) => {
            let verdict = Some(&*verdicts[v].key);
            let draft = log.draft_verdict(review, &products[p], people[a], verdict);
            (people[a].to_owned(), draft)
        }
        Step::Postpone(p, a) => {
            let draft = log.draft_postponement(review, &products[p], people[a]);
            (people[a].to_owned(), draft)
        }
        Step::Settle(p, v) => {
            let draft = log.draft_settlement(review, &products[p], &verdicts[v].key);
            ("chi".to_owned(), draft)
        }
        Step::Remark(p, a) => {
            let old = log
                .product_work(&products[p].id)
                .remarks
                .first()
                .map(|old| old.event);
            (
                people[a].to_owned(),
                draft_remark(Some(review), &products[p], "gọi lại", old),
            )
        }
        Step::Label(p, on) => {
            let draft = log.draft_label(&products[p], "số hóa", Some("đã lập"), on);
            ("an".to_owned(), draft)
        }
        Step::Propose(p, a) => {
            let change = ProposedChange::Field {
                field: "phone".to_owned(),
                old: None,
                new: Some(format!("020332{a}")),
            };
            let draft = log.draft_proposal(&products[p], people[a], change);
            (people[a].to_owned(), draft)
        }
        Step::Undo(n) => {
            let event = &log.events()[n % log.events().len()];
            (event.author.clone(), draft_undo(event))
        }
        Step::Close(closed) => {
            let act = WorkAct::Closed { closed };
            ("an".to_owned(), draft_for_review(review, act, Vec::new()))
        }
    }
}

proptest! {
    /// Two machines work apart on what each knows. Whatever parts their events are merged in, and in whatever order,
    /// once or twice, everybody sees the same.
    #[test]
    fn any_order_of_any_partition_of_the_events_gives_the_same_state(
        steps in steps(),
        seed in any::<u64>(),
    ) {
        let begin = start(&[], false);
        let review = begin.id;
        let mut machines = [WorkLog::default(), WorkLog::default()];
        for machine in &mut machines {
            machine.insert(begin.clone());
        }
        for (on_laptop, step) in &steps {
            let machine = &mut machines[usize::from(*on_laptop)];
            let (author, draft) = draft_step(machine, review, step);
            machine.insert(write(&author, draft));
        }
        let mut events: Vec<WorkEvent> = machines[0].events().to_vec();
        events.extend(machines[1].events().iter().cloned());
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|event| {
            u128::from_be_bytes(event.id.to_bytes()).wrapping_mul(u128::from(seed | 1))
        });
        let mut one = WorkLog::default();
        let mut other = WorkLog::default();
        for event in events {
            one.insert(event);
        }
        for event in shuffled.iter().chain(shuffled.iter().take(5)) {
            other.insert(event.clone());
        }
        prop_assert_eq!(visible_state(&one), visible_state(&other));
    }
}
