//! The report of a review says what was done, to whom it may be said.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use ocop_index::Product;
use ocop_index::source::builtin;

use ocop::report::document::{Block, Document, DocumentFormat};
use ocop::report::review::{ReportedProduct, ReviewReportSource, build_review_report};
use ocop::wording::locale::{Language, Locale};
use ocop::work::events::event::{EventDraft, ReviewId, WorkEvent};
use ocop::work::events::event_body::{
    EventBody, ProposalOutcome, ProposedChange, ReviewStart, WorkAct,
};
use ocop::work::events::event_drafts::{draft_for_review, draft_remark, draft_undo};
use ocop::work::events::event_id::EventId;
use ocop::work::events::product_links::{LinkDoubt, LinkDoubtReason, ProductLinks};
use ocop::work::events::product_ref::ProductRef;
use ocop::work::events::work_log::WorkLog;
use ocop::work::reviews::verdict_kind::built_in_verdicts;

use crate::support::documents::{as_markdown, rows, write};

/// An office with ten products, each event a minute after the one before.
struct Office {
    log: WorkLog,
    review: ReviewId,
    records: Vec<Product>,
    doubts: Vec<LinkDoubt>,
    clock: Timestamp,
    written: u128,
}

impl Office {
    fn new(blind: bool) -> Self {
        let mut records = builtin::load_products().unwrap();
        records.truncate(10);
        let start = ReviewStart {
            name: "Quý IV <2026>".to_owned(),
            question: "còn hạn 90 ngày".to_owned(),
            due: Some(date(2026, 12, 15)),
            reviewers: vec!["lan".to_owned(), "hung".to_owned()],
            blind,
            verdicts: built_in_verdicts(),
            scope: records.iter().map(ProductRef::from_product).collect(),
        };
        let mut office = Self {
            log: WorkLog::default(),
            review: EventId::from_bytes([0; 16]),
            records,
            doubts: Vec::new(),
            clock: "2026-11-20T02:00:00Z".parse().unwrap(),
            written: 0,
        };
        let act = WorkAct::ReviewStarted(Box::new(start));
        let draft = EventDraft {
            review: None,
            product: None,
            act,
            replaces: Vec::new(),
        };
        office.review = office.write("truong", draft).id;
        office
    }

    fn write(&mut self, author: &str, draft: EventDraft) -> WorkEvent {
        self.written += 1;
        self.clock += jiff::SignedDuration::from_mins(1);
        let event = WorkEvent {
            id: EventId::from_bytes(self.written.to_be_bytes()),
            time: self.clock,
            author: author.to_owned(),
            sitting: EventId::from_bytes([7; 16]),
            review: draft.review,
            product: draft.product.map(Into::into),
            body: EventBody::Known(draft.act),
            replaces: draft.replaces,
        };
        assert!(self.log.insert(event.clone()));
        event
    }

    fn product(&self, number: usize) -> ProductRef {
        ProductRef::from_product(&self.records[number])
    }

    fn judge(&mut self, author: &str, number: usize, verdict: &str) -> WorkEvent {
        let product = self.product(number);
        let draft = self
            .log
            .draft_verdict(self.review, &product, author, Some(verdict));
        self.write(author, draft)
    }

    fn remark(&mut self, author: &str, number: usize, text: &str) {
        let draft = draft_remark(Some(self.review), &self.product(number), text, None);
        self.write(author, draft);
    }

    fn propose(&mut self, author: &str, number: usize, field: &str, values: [&str; 2]) {
        let change = ProposedChange::Field {
            field: field.to_owned(),
            old: Some(values[0].to_owned()),
            new: Some(values[1].to_owned()),
        };
        let draft = self
            .log
            .draft_proposal(&self.product(number), author, change);
        self.write(author, draft);
    }

    /// Ten products: both judged six, four of them alike; one of the two disagreements is settled.
    fn work(&mut self) {
        for (number, [lan, hung]) in [
            ["dung", "dung"],
            ["dung", "dung"],
            ["can-sua", "can-sua"],
            ["dung", "dung"],
            ["dung", "can-sua"],
            ["can-sua", "dung"],
        ]
        .into_iter()
        .enumerate()
        {
            self.judge("lan", number, lan);
            self.judge("hung", number, hung);
        }
        let product = self.product(4);
        let draft = self.log.draft_settlement(self.review, &product, "can-sua");
        self.write("truong", draft);
        self.remark("lan", 2, "gọi lại\nsáng thứ hai");
        self.propose("hung", 5, "phone", ["0203111222", "0203999888"]);
        self.propose("lan", 5, "name", ["Chả mực", "Chả mực giã tay"]);
        let draft = self
            .log
            .draft_label(&self.product(3), "số hóa", Some("đã lập"), true);
        self.write("lan", draft);
        let product = self.product(7);
        let draft = self.log.draft_postponement(self.review, &product, "lan");
        self.write("lan", draft);
        let mistake = self.judge("lan", 8, "ngung");
        self.write("lan", draft_undo(&mistake));
    }

    fn with_source<T>(
        &self,
        choice: impl FnOnce(&mut ReviewReportSource<'_>),
        read: impl FnOnce(&ReviewReportSource<'_>) -> T,
    ) -> T {
        let round = self.log.review(self.review).unwrap();
        let locale = Locale::new(Language::Vi);
        let find = |id: &str| {
            let mut records = self.records.iter();
            let record = records.find(|record| record.id == id);
            record.map(|record| ReportedProduct::from_product(&locale, record))
        };
        let mut source = ReviewReportSource {
            log: &self.log,
            round: &round,
            doubts: &self.doubts,
            find_product: &find,
            viewer: "truong",
            day: date(2026, 11, 30),
            with_phones: true,
            locale: &locale,
        };
        choice(&mut source);
        read(&source)
    }

    fn report(&self, since: Option<Date>) -> Document {
        self.with_source(|_| {}, |source| build_review_report(source, since))
    }

    fn markdown(&self, choice: impl FnOnce(&mut ReviewReportSource<'_>)) -> String {
        self.with_source(choice, |source| {
            as_markdown(&build_review_report(source, None))
        })
    }
}

#[test]
fn the_report_tells_progress_agreement_and_what_everybody_said() {
    let mut office = Office::new(false);
    office.work();
    let report = office.report(None);
    let text = as_markdown(&report);
    for line in [
        "# Báo cáo rà soát: Quý IV &lt;2026>\n",
        "- **Ngày báo cáo:** 30/11/2026\n",
        "- **Câu hỏi:** còn hạn 90 ngày\n",
        "- **Người mở:** truong\n",
        "- **Ngày mở:** 20/11/2026\n",
        "- **Hạn:** 15/12/2026\n",
        "- **Người rà soát:** hung, lan\n",
        "- **Rà soát kín:** không\n",
        "- **Đã kết luận:** 6/10 (60,0%)\n",
        "- **Chưa rà soát:** 4\n",
        "- **Để sau:** 1\n",
        "- **Bất đồng:** 1\n",
        "| gọi lại<br>sáng thứ hai | lan | 20/11/2026 |
",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // Product 5 counts at both of its verdicts.
    assert_eq!(rows(&report, "Theo kết luận")[..2], ["đúng|4", "cần sửa|3"]);
    assert_eq!(
        rows(&report, "Theo người rà soát"),
        ["hung|10|6|4|0", "lan|10|6|4|1"]
    );
    // p_o = 4/6; each said "right" to four of six: p_e = 20/36.
    assert_eq!(rows(&report, "Mức thống nhất"), ["hung|lan|6|4|66.7|0.25"]);
    let [phone, name] = [&office.records[5].id, &office.records[5].name];
    let disagreements = rows(&report, "Bất đồng");
    assert_eq!(
        disagreements,
        [format!("{phone}|{name}|Kết luận|lan: cần sửa; hung: đúng")]
    );
    let settled = rows(&report, "Bất đồng đã giải quyết");
    assert_eq!(settled.len(), 1);
    assert!(
        settled[0].ends_with("|cần sửa|truong|2026-11-20|lan: đúng; hung: cần sửa"),
        "{settled:?}"
    );
    let proposals = rows(&report, "Đề nghị sửa");
    assert_eq!(proposals.len(), 2);
    assert!(
        proposals[0].ends_with("|0203111222|0203999888|hung|2026-11-20"),
        "{proposals:?}"
    );
    assert!(rows(&report, "Nhãn")[0].ends_with("|số hóa: đã lập"));
    let left = rows(&report, "Sản phẩm chưa rà soát");
    let ids: Vec<&str> = left
        .iter()
        .map(|row| row.split('|').next().unwrap())
        .collect();
    let expected = [6, 7, 8, 9].map(|number: usize| office.records[number].id.as_str());
    assert_eq!(ids, expected, "an undone verdict is none");
    assert!(left[1].ends_with("|lan"));
    assert!(!text.contains("Cần xem lại"), "no doubts, no section");
}

#[test]
fn nothing_is_nan_and_every_empty_part_says_so() {
    let office = Office::new(false);
    let text = as_markdown(&office.report(None));
    for sentence in [
        "0/10 (0,0%)",
        "*Chưa có kết luận nào.*",
        "*Chưa có sản phẩm nào được hai người kết luận.*",
        "*Không có bất đồng.*",
        "*Không có đề nghị sửa.*",
        "*Không có ghi chú.*",
        "*Không sản phẩm nào có nhãn.*",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    let mut office = Office::new(false);
    office.judge("lan", 0, "dung");
    office.judge("hung", 0, "dung");
    let report = office.report(None);
    assert_eq!(
        rows(&report, "Mức thống nhất"),
        ["hung|lan|1|1|100|không tính được"]
    );
    assert!(!as_markdown(&report).contains("NaN"));
}

#[test]
fn phones_are_only_where_they_may_be_exported() {
    let mut office = Office::new(false);
    office.work();
    // A product that nobody has reviewed.
    let phone = "0203777666".to_owned();
    let producer = office.records[6].producer.get_or_insert_default();
    producer.phone = Some(phone.clone());
    let with = office.markdown(|_| {});
    assert!(with.contains(&phone) && with.contains("0203999888"));
    let without = office.markdown(|source| source.with_phones = false);
    assert!(!without.contains(&phone) && !without.contains("0203999888"));
    assert!(!without.contains("0203111222") && !without.contains("Điện thoại |"));
}

#[test]
fn a_blind_review_tells_nobody_what_they_have_not_judged_themselves() {
    let mut office = Office::new(true);
    office.judge("lan", 0, "can-sua");
    office.remark("lan", 0, "nhãn sai tên");
    office.propose("lan", 0, "name", ["cũ", "mới toanh"]);
    office.judge("lan", 1, "ngung");
    office.judge("hung", 1, "dung");
    let of = |viewer: &'static str| office.markdown(move |source| source.viewer = viewer);
    let (lan, hung) = (of("lan"), of("hung"));
    assert!(lan.contains("nhãn sai tên") && lan.contains("mới toanh"));
    assert!(!hung.contains("nhãn sai tên"));
    // A proposal is of no review: `ocop review apply` shows it to everybody, and so does the report.
    assert!(hung.contains("mới toanh"));
    assert!(hung.contains("lan: ngừng sản xuất; hung: đúng"), "{hung}");
    assert!(hung.contains("Đợt rà soát kín"));
    // Figures are the reader's own.
    assert!(hung.contains("- **Đã kết luận:** 1/10") && lan.contains("- **Đã kết luận:** 2/10"));
    assert!(hung.contains("| đúng | 1 |") && hung.contains("| ngừng sản xuất | 0 |"));
    assert!(hung.contains("| lan | 10 |  |  |  |"), "{hung}");
    assert!(!hung.contains("Kappa"));
    // Who started it and does not review sees how far each one is, and what nobody said.
    let starter = of("truong");
    assert!(starter.contains("| lan | 10 | 2 | 8 | 0 |"), "{starter}");
    assert!(starter.contains("- **Đã kết luận:** 2/10"), "{starter}");
    assert!(!starter.contains("nhãn sai tên") && !starter.contains("lan: "));
    // A closed one hides nothing.
    let act = WorkAct::Closed { closed: true };
    let draft = draft_for_review(office.review, act, Vec::new());
    office.write("truong", draft);
    let hung = office.markdown(|source| source.viewer = "hung");
    assert!(hung.contains("nhãn sai tên") && hung.contains("đã đóng"));
    assert!(hung.contains("Kappa") && hung.contains("- **Đã kết luận:** 2/10"));
}

#[test]
fn a_verdict_against_a_settlement_is_a_disagreement_with_all_that_was_said() {
    let mut office = Office::new(false);
    office.work();
    let before = office.markdown(|_| {});
    assert!(before.contains("| lan: đúng; hung: cần sửa |"), "{before}");
    office.judge("lan", 4, "ngung");
    let after = office.markdown(|_| {});
    let row = "truong: giải quyết bất đồng: cần sửa; hung: cần sửa; lan: ngừng sản xuất";
    assert!(after.contains(row), "{after}");
    // Of the agreement the last verdict of each counts, not the one before.
    let kappa = |paper: &str| {
        paper
            .lines()
            .find(|line| line.starts_with("| hung | lan |"))
            .map(str::to_owned)
    };
    assert!(kappa(&before).is_some(), "{before}");
    assert_eq!(
        kappa(&after).unwrap().split('|').nth(3),
        Some(" 6 "),
        "{after}"
    );
    office.judge("lan", 4, "can-sua");
    let agreed = office.markdown(|_| {});
    assert_eq!(
        kappa(&agreed).unwrap().split('|').nth(4),
        Some(" 5 "),
        "{agreed}"
    );
}

#[test]
fn a_digest_has_only_what_happened_from_that_day_on() {
    let mut office = Office::new(false);
    office.judge("lan", 0, "dung");
    // 29 November in Vietnam, still 28 November in Greenwich.
    office.clock = "2026-11-28T17:30:00Z".parse().unwrap();
    office.judge("hung", 1, "can-sua");
    office.judge("hung", 1, "dung");
    office.remark("hung", 1, "đã gọi");
    let mistake = office.judge("lan", 2, "ngung");
    office.write("lan", draft_undo(&mistake));
    let digest = office.report(Some(date(2026, 11, 29)));
    assert!(digest.title.contains("29/11/2026"), "{}", digest.title);
    assert_eq!(rows(&digest, "Theo người"), ["hung|1|0|0|1|0|0"]);
    let acts = rows(&digest, "Từng việc");
    assert_eq!(acts.len(), 2, "{acts:?}");
    assert!(acts[0].starts_with("2026-11-29|00:32|hung|"), "{acts:?}");
    assert!(acts[0].ends_with("|kết luận: đúng") && acts[1].ends_with("|ghi chú: đã gọi"));
    let quiet = as_markdown(&office.report(Some(date(2026, 12, 1))));
    assert!(quiet.contains("*Không có gì mới từ ngày ấy.*"));
}

#[test]
fn what_was_not_found_again_and_what_a_newer_version_wrote_is_told() {
    let mut office = Office::new(false);
    office.work();
    let mut links = ProductLinks::default();
    for (number, record) in office.records.iter().enumerate() {
        let product = ProductRef::from_product(record);
        let is_lost = number == 2;
        links.link(&product, (!is_lost).then(|| format!("new-{number}")));
    }
    office.log.set_links(links);
    office.doubts.push(LinkDoubt {
        product: office.product(2),
        reason: LinkDoubtReason::Several,
        may_be: vec![office.product(8), office.product(9)],
    });
    let line = r#"{"id":"ffffffffffffffffffffffffffffffff","time":"2026-11-30T00:00:00Z","author":"an","sitting":"00000000000000000000000000000002","body":{"kind":"smelled"}}"#;
    office.log.insert(serde_json::from_str(line).unwrap());
    let report = office.report(None);
    let lost = rows(&report, "Không tìm thấy");
    assert_eq!(lost.len(), 1);
    assert!(lost[0].starts_with(&office.records[2].id), "{lost:?}");
    assert!(lost[0].contains(&office.records[9].name), "{lost:?}");
    let text = as_markdown(&report);
    assert!(
        text.contains("- **Không tìm thấy trong danh mục:** 1"),
        "{text}"
    );
    assert!(text.contains("1 sự kiện do bản ocop mới hơn"), "{text}");
    // Products are named by their new ids, and by what the log remembers where the catalogue has no such id.
    assert!(rows(&report, "Bất đồng")[0].starts_with("new-5|"));
    assert!(text.contains(&office.records[6].name));
}

#[test]
fn every_format_holds_the_report_in_both_languages() {
    let mut office = Office::new(false);
    office.work();
    for language in [Language::Vi, Language::En] {
        let locale = Locale::new(language);
        let report = {
            let round = office.log.review(office.review).unwrap();
            let source = ReviewReportSource {
                log: &office.log,
                round: &round,
                doubts: &[],
                find_product: &|_| None,
                viewer: "truong",
                day: date(2026, 11, 30),
                with_phones: true,
                locale: &locale,
            };
            build_review_report(&source, None)
        };
        let has_key = |text: &str| text.starts_with("handover.");
        for block in &report.blocks {
            if let Block::Heading(_, text) | Block::Paragraph(text) | Block::Nothing(text) = block {
                assert!(!has_key(text) && !text.contains(". handover."), "{text}");
            }
        }
        for format in [
            DocumentFormat::Md,
            DocumentFormat::Docx,
            DocumentFormat::Xlsx,
        ] {
            let bytes = write(&report, format);
            assert!(bytes.len() > 2_000, "{format:?}");
        }
    }
}

#[test]
fn proposals_of_new_products_wait_and_decided_ones_tell_what_became_of_them() {
    let mut office = Office::new(false);
    let mut record = office.records[0].clone();
    record.id = "qn-900".to_owned();
    record.name = "Mắm cáy Đầm Hà".to_owned();
    let product = ProductRef::from_product(&record);
    let change = ProposedChange::NewProduct {
        record: Box::new(record),
    };
    let draft = office.log.draft_proposal(&product, "lan", change);
    office.write("lan", draft);
    let change = ProposedChange::MergedInto {
        product: office.product(4),
    };
    let gone = office.product(3);
    let draft = office.log.draft_proposal(&gone, "hung", change);
    let merged = office.write("hung", draft);
    let draft = EventDraft {
        review: None,
        product: Some(gone.clone()),
        act: WorkAct::ProposalDecided {
            outcome: ProposalOutcome::Applied,
            generation: Some(7),
        },
        replaces: vec![merged.id],
    };
    office.write("truong", draft);
    let mut links = ProductLinks::default();
    links.link(&product, None);
    links.link(&gone, None);
    office.log.set_links(links);
    let report = office.report(None);
    let open = rows(&report, "Đề nghị sửa");
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(open[0].contains("Mắm cáy Đầm Hà|thêm sản phẩm"), "{open:?}");
    let decided = rows(&report, "Đề nghị đã quyết");
    assert_eq!(decided.len(), 1);
    assert!(
        decided[0].ends_with("|hung|đã ghi, bản 7|truong|2026-11-20"),
        "{decided:?}"
    );
    let lost = rows(&report, "Không tìm thấy");
    assert_eq!(lost.len(), 1, "a proposed product was never there");
    assert!(
        lost[0].contains("|đã tách hoặc gộp theo đề nghị|"),
        "{lost:?}"
    );
}
