//! Corrections of the built-in catalogue and of small ones.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::read_field::read_value;
use super::*;
use crate::change::{ChangeKind, Verdict};
use crate::product::Product;
use crate::product::{Producer, ProductPlace, Recognition, RecognitionKind};
use crate::source::builtin;
use crate::source::field::ProductField;
use crate::source::field::RecognitionField;
use crate::source::problem::ProblemReason;
use crate::status::{self, ProductStatus, RecognitionSummary};

const DAY: Date = date(2026, 11, 30);
const STAR: ProductField = ProductField::Recognition(0, RecognitionField::Star);
const DATE: ProductField = ProductField::Recognition(0, RecognitionField::Date);
const EXPIRES: ProductField = ProductField::Recognition(0, RecognitionField::Expires);

fn product(id: &str, name: &str, producer: &str) -> Product {
    Product {
        id: id.into(),
        name: name.into(),
        producer: Some(Producer {
            name: producer.into(),
            phone: Some("0912345678".into()),
            ..Producer::default()
        }),
        place: ProductPlace {
            province: Some("Quảng Ninh".into()),
            district: Some("Hải Hà".into()),
            ..ProductPlace::default()
        },
        recognitions: vec![Recognition {
            star: Some(3),
            when: "2025-05-01".parse().ok(),
            ..Recognition::default()
        }],
        ..Product::default()
    }
}

fn field(product: &str, field: ProductField, old: &str, new: &str) -> CorrectionChange {
    CorrectionChange::Field {
        product: product.into(),
        field,
        old: old.into(),
        new: new.into(),
    }
}

fn by(name: &str, change: CorrectionChange) -> Correction {
    Correction {
        change,
        proposed_by: name.into(),
        proposed_at: "2026-11-29 10:00".into(),
    }
}

fn refusal(product: &Product, field: ProductField, text: &str) -> ProblemReason {
    match read_field(product, field, text, DAY) {
        Err(FieldProblem::Unreadable { reason, .. }) => reason,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn every_value_of_the_catalogue_is_shown_as_it_is_read() {
    let mut shown = 0;
    for product in builtin::load_products().unwrap() {
        for field in CORRECTABLE_FIELDS {
            let Some(text) = show_field(&product, field, DAY) else {
                continue;
            };
            shown += 1;
            // Without the look at the old value: the readers themselves bring it back.
            let read = read_value(&product, field, &text, DAY);
            let read = read.map(|read| read.product);
            let what = format!("{} {field} {text:?}", product.id);
            assert_eq!(read.as_ref(), Ok(&product), "{what}");
            let change = read_field(&product, field, &text, DAY).unwrap();
            assert_eq!((&change.product, &change.new), (&product, &text), "{what}");
        }
    }
    assert!(shown > 1500, "{shown}");
}

#[test]
fn a_value_that_no_import_would_take_is_refused_with_its_reason() {
    let tea = product("a", "Trà hoa vàng", "HTX Toàn Dân");
    for (field, text, reason) in [
        (STAR, "6 sao", ProblemReason::StarOutside),
        (STAR, "3-4 sao", ProblemReason::StarRange),
        (DATE, "31/02/2026", ProblemReason::DateImpossible),
        (DATE, "mai", ProblemReason::DateUnreadable),
        (EXPIRES, "2027", ProblemReason::DateUnreadable),
        (ProductField::Phone, "gọi anh Nam", ProblemReason::PhoneForm),
        (
            ProductField::District,
            "Hải Hòa Bình",
            ProblemReason::PlaceUnknown,
        ),
        (ProductField::Group, "đồ chơi", ProblemReason::GroupUnknown),
        (ProductField::Kind, "xyz", ProblemReason::KindUnknown),
        (
            ProductField::Status,
            "còn hiệu lực",
            ProblemReason::StatusUnknown,
        ),
        (
            ProductField::Name,
            "1234",
            ProblemReason::NameWithoutLetters,
        ),
        (ProductField::Name, "Tổng cộng", ProblemReason::Total),
        (ProductField::Name, "M?t ong", ProblemReason::LostLetters),
        (ProductField::Email, "#REF!", ProblemReason::Fault),
    ] {
        assert_eq!(refusal(&tea, field, text), reason, "{field} {text}");
    }
    // Minh Cầm is in Ba Chẽ.
    let reason = refusal(&tea, ProductField::Commune, "xã Minh Cầm");
    let places = [ProblemReason::PlaceContradicts, ProblemReason::PlaceUnknown];
    assert!(places.contains(&reason), "{reason:?}");
    for field in [ProductField::Name, ProductField::Status] {
        let empty = read_field(&tea, field, " ", DAY);
        let expected = if field == ProductField::Name {
            Err(FieldProblem::NeedsValue)
        } else {
            Ok(tea.clone())
        };
        assert_eq!(empty.map(|change| change.product), expected, "{field}");
    }
    let id = read_field(&tea, ProductField::Id, "b", DAY);
    assert_eq!(id, Err(FieldProblem::NotCorrectable));
}

#[test]
fn what_is_typed_is_read_as_in_a_list() {
    let tea = product("a", "Trà hoa vàng", "HTX Toàn Dân");
    let change = |field, text| read_field(&tea, field, text, DAY).unwrap();
    let star = change(STAR, "Hạng 4 sao");
    assert_eq!((star.old.as_str(), star.new.as_str()), ("3", "4"));
    assert_eq!(star.product.recognitions[0].star, Some(4));
    assert_eq!(star.product.recognitions[0].when, tea.recognitions[0].when);
    assert_eq!(change(DATE, "2/3/2025").new, "02/03/2025");
    assert_eq!(change(ProductField::Phone, "912345679").new, "0912345679");
    assert_eq!(
        change(ProductField::Kind, "HTX")
            .product
            .producer
            .unwrap()
            .kind,
        { Some(crate::product::ProducerKind::Cooperative) }
    );
    assert_eq!(
        change(STAR, "2 sao").remarks,
        [ProblemReason::StarUncertified]
    );
    assert_eq!(
        change(EXPIRES, "1/5/2024").remarks,
        [ProblemReason::ExpiryBefore]
    );
    // A producer that becomes a company by its name is one by its kind.
    let company = change(ProductField::Producer, "Công ty TNHH Toàn Dân");
    let kind = company.product.producer.unwrap().kind;
    assert_eq!(kind, Some(crate::product::ProducerKind::Enterprise));
    let none = change(ProductField::Phone, "");
    assert_eq!(
        (none.new.as_str(), none.product.producer.unwrap().phone),
        ("", None)
    );
    // Without a recognition, the stars are the first one.
    let bare = Product {
        recognitions: Vec::new(),
        ..tea.clone()
    };
    let rated = read_field(&bare, STAR, "4", DAY).unwrap();
    assert_eq!(rated.product.recognitions.len(), 1);
    let cleared = read_field(&rated.product, STAR, "", DAY).unwrap();
    assert_eq!(cleared.product, bare);
}

#[test]
fn a_commune_goes_with_its_district_and_brings_its_unit() {
    let tea = product("a", "Trà hoa vàng", "HTX Toàn Dân");
    let commune = read_field(&tea, ProductField::Commune, "Quảng Sơn", DAY).unwrap();
    assert_eq!(commune.new, "Xã Quảng Sơn");
    assert!(commune.product.place.unit.is_some());
    let moved = read_field(
        &commune.product,
        ProductField::District,
        "huyện Ba Chẽ",
        DAY,
    )
    .unwrap();
    let place = moved.product.place;
    assert_eq!(place.district.as_deref(), Some("Ba Chẽ"));
    assert_eq!((place.commune, place.unit), (None, None));
}

#[test]
fn a_district_and_a_commune_in_it_are_corrected_together() {
    let old = [product("a", "Trà hoa vàng", "HTX Toàn Dân")];
    // The commune comes first: the order of the list decides nothing.
    let corrections = [
        by("An", field("a", ProductField::Commune, "", "Xã Đồn Đạc")),
        by("An", field("a", ProductField::District, "Hải Hà", "Ba Chẽ")),
    ];
    let planned = plan_corrections(&old, &corrections, DAY);
    assert_eq!(planned.left, []);
    let corrected = planned.plan.apply_accepted_corrections(&old).unwrap();
    let place = &corrected.products[0].place;
    assert_eq!(place.district.as_deref(), Some("Ba Chẽ"));
    assert_eq!(place.commune.as_deref(), Some("Xã Đồn Đạc"));
    assert_eq!(corrected.accepted, [0, 1]);
    // Without the district there is no such commune, and nothing is written.
    let mut plan = planned.plan;
    plan.entries[0].verdict = Verdict::Refuse;
    let corrected = plan.apply_accepted_corrections(&old).unwrap();
    assert_eq!(corrected.products, old);
    assert_eq!((corrected.accepted, corrected.refused), (vec![], vec![1]));
}

#[test]
fn what_changed_meanwhile_shows_three_values_and_stays_as_it_is() {
    let mut now = product("a", "Trà hoa vàng", "HTX Toàn Dân");
    now.producer.as_mut().unwrap().phone = Some("0987654321".into());
    let old = [now, product("b", "Chè Đường Hoa", "HTX Toàn Dân")];
    let corrections = [
        by(
            "An",
            field("a", ProductField::Phone, "0912345678", "0911111111"),
        ),
        by(
            "Bình",
            field("b", ProductField::Phone, "0912345678", "0922222222"),
        ),
        by("Chi", field("b", STAR, "3", "4")),
        by("Dũng", field("b", STAR, "3", "5")),
        by("An", field("c", STAR, "3", "5")),
        by("An", field("b", STAR, "2", "3")),
        by("Em", field("b", ProductField::Phone, "", "0922222222")),
    ];
    let planned = plan_corrections(&old, &corrections, DAY);
    let entries: Vec<_> = planned
        .plan
        .entries
        .iter()
        .map(|entry| {
            let correction = entry.correction.as_ref().unwrap();
            let values = &correction.values.as_ref().unwrap().1;
            let [base, now, proposed] = [&values.base, &values.now, &values.proposed];
            let words = format!("{} {base}|{now}|{proposed}", entry.after.id);
            (words, correction.standing, entry.verdict)
        })
        .collect();
    let expected = [
        (
            "a 0912345678|0987654321|0911111111",
            CorrectionStanding::Conflict,
            Verdict::Refuse,
        ),
        (
            "b 0912345678|0912345678|0922222222",
            CorrectionStanding::Applies,
            Verdict::Accept,
        ),
        ("b 3|3|4", CorrectionStanding::Disputed, Verdict::Refuse),
        ("b 3|3|5", CorrectionStanding::Disputed, Verdict::Refuse),
    ]
    .map(|(words, standing, verdict)| (words.to_owned(), standing, verdict));
    assert_eq!(entries, expected);
    let left: Vec<_> = planned
        .left
        .iter()
        .map(|left| (left.number, &left.reason))
        .collect();
    assert_eq!(
        left,
        [(4, &LeftReason::ProductGone), (5, &LeftReason::AlreadySo)]
    );
    let names = &planned.plan.entries[1]
        .correction
        .as_ref()
        .unwrap()
        .proposed_by;
    assert_eq!(names, &["Bình", "Em"]);
    // Of two values for one field a person takes one.
    let mut plan = planned.plan;
    plan.entries[2].verdict = Verdict::Accept;
    plan.entries[3].verdict = Verdict::Accept;
    assert_eq!(plan.refuse_rivals(3), 1);
    assert_eq!(plan.entries[2].verdict, Verdict::Refuse);
    let corrected = plan.apply_accepted_corrections(&old).unwrap();
    assert_eq!(corrected.products[0], old[0]);
    assert_eq!(corrected.products[1].recognitions[0].star, Some(5));
    assert_eq!(corrected.accepted, [1, 3, 6]);
    // The value that changed meanwhile is still to be decided.
    assert_eq!(corrected.refused, [2]);
    assert_eq!(corrected.applied[0].by, ["Bình", "Em"]);
}

#[test]
fn two_spellings_of_a_producer_become_one() {
    let old = [
        product("a", "Trà hoa vàng", "HTX Toàn Dân"),
        product("b", "Chè Đường Hoa", "HTX Toan Dan"),
        product("c", "Mật ong", "HTX toàn dân"),
    ];
    let rename = |from: &str| CorrectionChange::ProducerName {
        from: from.into(),
        to: "HTX Toàn Dân".into(),
    };
    let corrections = [
        by("An", rename("HTX Toan Dan")),
        by("An", rename("HTX toàn dân")),
    ];
    let planned = plan_corrections(&old, &corrections, DAY);
    let corrected = planned
        .plan
        .apply_accepted_corrections(&old)
        .unwrap()
        .products;
    let names: Vec<_> = corrected
        .iter()
        .map(|own| &own.producer.as_ref().unwrap().name)
        .collect();
    assert_eq!(names, ["HTX Toàn Dân"; 3]);
    assert_eq!(corrected[0], old[0]);
    // Once done, it is so already; a producer that is no more has nothing to rename.
    let gone = [
        by("An", rename("HTX Toan Dan")),
        by("An", rename("HTX Khác")),
    ];
    let again = plan_corrections(&corrected, &gone, DAY);
    assert!(again.plan.is_empty());
    assert!(
        again
            .left
            .iter()
            .all(|left| left.reason == LeftReason::AlreadySo)
    );
}

#[test]
fn a_merge_keeps_the_values_of_the_one_that_stays_and_all_recognitions() {
    let mut kept = product("a", "Trà hoa vàng", "HTX Toàn Dân");
    kept.sources = vec!["https://a.vn".into()];
    let mut gone = product("b", "TRÀ HOA VÀNG", "Hợp tác xã Toàn Dân");
    gone.sources = vec!["https://b.vn".into(), "https://a.vn".into()];
    gone.code = Some("OCOP-1".into());
    gone.recognitions[0].when = "2022-01-01".parse().ok();
    let other = product("c", "Mật ong", "HTX Khác");
    let old = [kept.clone(), gone, other.clone()];
    let merge = |product: &str, into: &str| CorrectionChange::MergedInto {
        product: product.into(),
        into: into.into(),
    };
    let planned = plan_corrections(&old, &[by("An", merge("b", "a"))], DAY);
    let corrected = planned.plan.apply_accepted_corrections(&old).unwrap();
    let [merged, rest] = corrected.products.as_slice() else {
        panic!("{:?}", corrected.products);
    };
    assert_eq!(rest, &other);
    assert_eq!((&merged.id, &merged.name), (&kept.id, &kept.name));
    assert_eq!(merged.producer.as_ref().unwrap().name, "HTX Toàn Dân");
    assert_eq!(merged.code.as_deref(), Some("OCOP-1"));
    assert_eq!(merged.sources, ["https://a.vn", "https://b.vn"]);
    assert_eq!(merged.recognitions.len(), 2);
    assert_eq!(corrected.applied[0].old, "b");
    // Into each other, and in a chain: one stays.
    for pairs in [[("a", "b"), ("b", "a")], [("a", "b"), ("b", "c")]] {
        let corrections = pairs.map(|(product, into)| by("An", merge(product, into)));
        let plan = plan_corrections(&old, &corrections, DAY).plan;
        let products = plan
            .clone()
            .apply_accepted_corrections(&old)
            .unwrap()
            .products;
        assert_eq!(products.len(), old.len() - plan.entries.len(), "{pairs:?}");
    }
    // Two people who want it in two records have to agree.
    let corrections = [by("An", merge("b", "a")), by("Bình", merge("b", "c"))];
    let plan = plan_corrections(&old, &corrections, DAY).plan;
    assert!(
        plan.entries
            .iter()
            .all(|entry| entry.verdict == Verdict::Refuse)
    );
}

#[test]
fn a_split_keeps_the_id_on_the_first_and_a_withdrawal_is_a_status() {
    let old = [product("a", "Trà hoa vàng, Mật ong", "HTX Toàn Dân")];
    let parts = ["Trà hoa vàng", "Mật ong"].map(|name| product("", name, "HTX Toàn Dân"));
    let split = CorrectionChange::Split {
        product: "a".into(),
        into: parts.to_vec(),
    };
    let withdrawn = CorrectionChange::Withdrawn {
        product: "a".into(),
        reason: "Quyết định 12/QĐ-UBND".into(),
    };
    let products = plan_corrections(&old, &[by("An", split)], DAY)
        .plan
        .apply_accepted_corrections(&old)
        .unwrap()
        .products;
    assert_eq!(products.len(), 2);
    assert_eq!(
        (&*products[0].id, &*products[0].name),
        ("a", "Trà hoa vàng")
    );
    assert!(products[1].id.starts_with("sp-"), "{}", products[1].id);
    let plan = plan_corrections(&old, &[by("An", withdrawn.clone())], DAY).plan;
    assert_eq!(plan.entries[0].kind, ChangeKind::StarDown);
    let corrected = plan.apply_accepted_corrections(&old).unwrap();
    let acts = &corrected.products[0].recognitions;
    let state = status::derive_state(acts.iter().map(RecognitionSummary::from), DAY);
    assert_eq!(state.status, ProductStatus::Withdrawn);
    assert_eq!(acts[1].kind, Some(RecognitionKind::Withdrawn));
    assert_eq!(corrected.applied[0].new, "Quyết định 12/QĐ-UBND");
    let again = plan_corrections(&corrected.products, &[by("An", withdrawn)], DAY);
    assert_eq!(again.left[0].reason, LeftReason::AlreadySo);
}

#[test]
fn a_new_product_that_may_be_known_waits_for_a_person() {
    let old = [product("a", "Trà hoa vàng", "HTX Toàn Dân")];
    let fields = |name| {
        let fields = [
            (ProductField::Name, name),
            (ProductField::Producer, "Hợp tác xã Toàn Dân"),
            (ProductField::District, "Hải Hà"),
            (STAR, "4 sao"),
        ];
        read_record(&fields, DAY).unwrap().0
    };
    let new = |name| CorrectionChange::NewProduct {
        record: Box::new(fields(name)),
    };
    let corrections = [by("An", new("Trà hoa vàng")), by("An", new("Mật ong rừng"))];
    let mut plan = plan_corrections(&old, &corrections, DAY).plan;
    let waits: Vec<_> = plan
        .entries
        .iter()
        .map(|entry| {
            (
                entry.after.name.as_str(),
                entry.verdict,
                entry.is_doubtful(),
            )
        })
        .collect();
    let expected = [
        ("Mật ong rừng", Verdict::Accept, false),
        ("Trà hoa vàng", Verdict::Refuse, true),
    ];
    assert_eq!(waits, expected);
    let products = plan
        .clone()
        .apply_accepted_corrections(&old)
        .unwrap()
        .products;
    assert_eq!(products.len(), 2);
    assert!(products[1].id.starts_with("sp-"));
    assert_eq!(products[1].specialty.as_deref(), Some("mật ong"));
    plan.entries[1].verdict = Verdict::SameAs(0);
    let products = plan.apply_accepted_corrections(&old).unwrap().products;
    assert_eq!(products.len(), 2);
    assert_eq!(products[0].id, "a");
    assert_eq!(products[0].recognitions.len(), 2);
    let wrong = read_record(&[(ProductField::Name, "Mật ong"), (STAR, "7")], DAY);
    let wrong = wrong.unwrap_err();
    assert_eq!(wrong[0].0, STAR);
    let nameless = read_record(&[(STAR, "4")], DAY).unwrap_err();
    assert_eq!(nameless, [(ProductField::Name, FieldProblem::NeedsValue)]);
}

#[test]
fn verdicts_are_carried_to_a_second_comparison() {
    let old = [
        product("a", "Trà hoa vàng", "HTX Toàn Dân"),
        product("b", "Chè Đường Hoa", "HTX Toàn Dân"),
    ];
    let corrections = [
        by("An", field("a", STAR, "3", "4")),
        by(
            "An",
            field("a", ProductField::Phone, "0912345678", "0987654321"),
        ),
        by("An", field("b", STAR, "3", "4")),
    ];
    let mut earlier = plan_corrections(&old, &corrections, DAY).plan;
    earlier.entries[0].verdict = Verdict::Refuse;
    let refused = earlier.entries[0]
        .correction
        .as_ref()
        .unwrap()
        .numbers
        .clone();
    let now = [
        product("c", "Mật ong", "HTX Khác"),
        old[1].clone(),
        old[0].clone(),
    ];
    let mut again = plan_corrections(&now, &corrections, DAY).plan;
    again.carry_verdicts(&now, &earlier, &old);
    for entry in &again.entries {
        let is_refused = entry.correction.as_ref().unwrap().numbers == refused;
        assert_eq!(entry.verdict == Verdict::Refuse, is_refused);
    }
    assert_eq!(again.entries.len(), 3);
}

proptest! {
    /// Any text for any field is refused, or gives a record whose value is typed and read back to the same record.
    #[test]
    fn any_text_is_refused_or_reads_back(
        number in 0_usize..157,
        field in 0_usize..CORRECTABLE_FIELDS.len(),
        text in "([0-9]{1,4}| |/|-|sao|xã|huyện Ba Chẽ|Hạ Long|Quảng Sơn|HTX|QĐ-UBND|https://a.vn|[a-zà-ỹ]{1,6}){0,6}",
    ) {
        let products = builtin::load_products().unwrap();
        let (product, field) = (&products[number % products.len()], CORRECTABLE_FIELDS[field]);
        let Ok(change) = read_field(product, field, &text, DAY) else { return Ok(()) };
        let again = read_field(product, field, &change.new, DAY);
        let again = again.map(|again| (again.product, again.new));
        prop_assert_eq!(again, Ok((change.product.clone(), change.new.clone())), "{} {:?}", field, text);
        if show_field(&change.product, field, DAY).as_ref() == Some(&change.new) {
            let unchanged = read_value(&change.product, field, &change.new, DAY).map(|read| read.product);
            prop_assert_eq!(unchanged, Ok(change.product), "{} {:?}", field, text);
        }
        prop_assert_eq!(change.old, show_field(product, field, DAY).unwrap_or_default());
    }

    /// Corrections in any order make the same plan and the same catalogue.
    #[test]
    fn the_order_of_corrections_decides_nothing(order in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let old = [
            product("a", "Trà hoa vàng", "HTX Toàn Dân"),
            product("b", "Chè Đường Hoa", "HTX Toan Dan"),
            product("c", "Mật ong", "HTX Khác"),
        ];
        let corrections = [
            by("An", field("a", STAR, "3", "4")),
            by("An", field("a", ProductField::District, "Hải Hà", "Ba Chẽ")),
            by("An", field("a", ProductField::Commune, "", "Xã Đồn Đạc")),
            by("Bình", field("b", STAR, "3", "4")),
            by("Chi", field("b", STAR, "3", "5")),
            by("An", CorrectionChange::ProducerName { from: "HTX Toan Dan".into(), to: "HTX Toàn Dân".into() }),
            by("An", CorrectionChange::MergedInto { product: "c".into(), into: "a".into() }),
            by("An", CorrectionChange::Withdrawn { product: "b".into(), reason: "x".into() }),
            by("An", CorrectionChange::NewProduct { record: Box::new(product("", "Rượu", "HTX A")) }),
        ];
        let shuffled: Vec<Correction> = order.iter().map(|number| corrections[*number].clone()).collect();
        let words = |plan: &CorrectionPlan| -> Vec<String> {
            let entries = plan.plan.entries.iter();
            entries.map(|entry| format!("{:?} {:?} {:?}", entry.kind, entry.after, entry.verdict)).collect()
        };
        let (one, other) = (plan_corrections(&old, &corrections, DAY), plan_corrections(&old, &shuffled, DAY));
        prop_assert_eq!(words(&one), words(&other));
        prop_assert_eq!(one.plan.apply_accepted_corrections(&old).unwrap().products, other.plan.apply_accepted_corrections(&old).unwrap().products);
    }
}
