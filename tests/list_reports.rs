//! The report of a list says what happened at a fair, whichever laptop is merged first; the sheets of a trade meeting
//! say who wants what.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use ocop::report::document::{Block, DocumentFormat};
use ocop::report::lists::{TradeSheet, build_list_report, build_trade_sheets, find_producers};
use ocop::wording::locale::Language;
use ocop::work::events::event_drafts::draft_undo;
use ocop::work::lists::entry_subject::EntrySubject;
use ocop::work::lists::list_act::{EntryValue, ListKind, Stock, TextEntry};

use crate::support::documents::{as_markdown, part, rows, write};
use crate::support::laptop::{Laptop, price, stock, text_entry};

/// What nobody may be able to do by a text.
const HOSTILE: &str = "=HYPERLINK(\"http://a\") | <b>&\u{1b}[31m\u{202e} # một";

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What the script of a fair did.
#[derive(Default)]
struct Script {
    /// By id: when visitors asked.
    asked: BTreeMap<String, Vec<Timestamp>>,
    /// By question.
    questions: BTreeMap<&'static str, usize>,
    /// By laptop and id: the last stock that was set, and when.
    stock: BTreeMap<(u8, String), (Stock, Timestamp)>,
}

impl Script {
    /// A day at a laptop: visitors ask, entries are sold out and there again, some asks were mistakes.
    fn play(&mut self, laptop: &mut Laptop, dice: &mut Dice, acts: usize) {
        const QUESTIONS: [&str; 3] = ["yến sào", "quà dưới 300k", "gốm"];
        for _ in 0..acts {
            laptop.clock += SignedDuration::from_mins(i64::try_from(dice.below(12)).unwrap());
            let number = usize::try_from(dice.below(14)).unwrap();
            let subject = laptop.product(number);
            let id = laptop.id(number).to_owned();
            match dice.below(10) {
                0 if number < 10 => {
                    let wanted = [Stock::SoldOut, Stock::SoldOut, Stock::InStock];
                    let wanted = wanted[usize::try_from(dice.below(3)).unwrap()];
                    laptop.set(&subject, stock(wanted));
                    self.stock
                        .insert((laptop.number, id), (wanted, laptop.clock));
                }
                1 => {
                    let question = QUESTIONS[usize::try_from(dice.below(3)).unwrap()];
                    // As somebody in a hurry types it.
                    laptop.question(&format!(" {} ", question.to_uppercase()));
                    *self.questions.entry(question).or_default() += 1;
                }
                2 => {
                    let mistake = laptop.ask(&subject);
                    laptop.write(draft_undo(&mistake));
                }
                _ => {
                    laptop.ask(&subject);
                    self.asked.entry(id).or_default().push(laptop.clock);
                }
            }
        }
    }

    /// Ids of what is sold out, since when.
    fn sold_out(&self) -> BTreeMap<&str, Timestamp> {
        let mut since: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for ((_, id), (stock, time)) in &self.stock {
            if *stock == Stock::SoldOut {
                let first = since.entry(id).or_insert(*time);
                *first = (*first).min(*time);
            }
        }
        since
    }
}

#[test]
fn the_figures_are_those_of_the_script_whichever_laptop_is_merged_first() {
    for seed in 1..=5 {
        let mut dice = Dice(seed * 0x9e37_79b9);
        let mut one = Laptop::with_entries();
        let mut other = one.copy(2);
        let mut script = Script::default();
        script.play(&mut one, &mut dice, 120);
        script.play(&mut other, &mut dice, 100);
        let (before, mut back) = (one.copy(3), other.copy(4));
        one.merge(&other);
        one.merge(&other);
        back.merge(&before);
        let report = one.report(None);
        assert_eq!(as_markdown(&report), as_markdown(&back.report(None)));

        let count = |id: &str| script.asked.get(id).map_or(0, Vec::len);
        let in_list: BTreeSet<String> = (0..10).map(|number| one.id(number).to_owned()).collect();
        for (table, is_in_list) in [
            ("Được hỏi nhiều", true),
            ("Hỏi nhưng không có trong danh sách", false),
        ] {
            let found = rows(&report, table);
            let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
            for id in script.asked.keys() {
                if in_list.contains(id) == is_in_list {
                    expected.insert(id, count(id));
                }
            }
            assert_eq!(found.len(), expected.len(), "{found:?}");
            let mut last = usize::MAX;
            for row in &found {
                let cells: Vec<&str> = row.split('|').collect();
                let number: usize = cells[4].parse().unwrap();
                assert_eq!(Some(&number), expected.get(cells[0]), "{row}");
                assert!(number <= last, "the most first: {found:?}");
                last = number;
            }
        }
        let mut questions: Vec<usize> = script.questions.values().copied().collect();
        questions.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
        let found = rows(&report, "Câu hỏi chưa trả lời được");
        let found: Vec<usize> = found
            .iter()
            .map(|row| row.split('|').nth(2).unwrap().parse().unwrap())
            .collect();
        assert_eq!(found, questions);

        let sold_out = script.sold_out();
        let found = rows(&report, "Hết hàng");
        assert_eq!(found.len(), sold_out.len(), "{found:?}");
        for row in found {
            let cells: Vec<&str> = row.split('|').collect();
            let (id, since) = sold_out.get_key_value(cells[0]).unwrap();
            let times = script.asked.get(*id).map_or(&[][..], Vec::as_slice);
            let later = times.iter().filter(|time| **time >= *since).count();
            assert_eq!(
                cells[5..],
                [count(id).to_string(), later.to_string()],
                "{row}"
            );
        }
        // Each hour once, and nothing lost between the tables.
        let total: usize = script.asked.values().map(Vec::len).sum();
        let total = total + questions.iter().sum::<usize>();
        let hours = rows(&report, "Theo giờ");
        let of_hours = hours
            .iter()
            .map(|row| row.rsplit('|').next().unwrap().parse::<usize>().unwrap());
        assert_eq!(of_hours.sum::<usize>(), total);
        let of_producers = rows(&report, "Theo chủ thể");
        let of_producers = of_producers
            .iter()
            .map(|row| row.split('|').nth(4).unwrap().parse::<usize>().unwrap());
        let questions: usize = questions.iter().sum();
        assert_eq!(of_producers.sum::<usize>(), total - questions);
    }
}

#[test]
fn the_report_tells_hours_what_is_sold_out_each_producer_and_what_differs() {
    let mut one = Laptop::with_entries();
    let first = one.product(0);
    one.set(&first, EntryValue::Stand(Some("A1".to_owned())));
    one.set(&first, price(120_000));
    let mut other = one.copy(2);
    one.ask(&first);
    one.ask(&first);
    // 00:30 of the thirteenth in Vietnam, still the twelfth in Greenwich.
    other.clock = "2026-12-12T17:30:00Z".parse().unwrap();
    other.set(&first, stock(Stock::SoldOut));
    other.ask(&first);
    other.ask(&text_entry());
    other.ask(&other.product(11));
    other.question("gọi 0912 345 678 có yến sào không");
    other.set(
        &text_entry(),
        EntryValue::Remark(Some("khách khen ngon".to_owned())),
    );
    one.set(&first, price(125_000));
    other.set(&first, price(130_000));
    one.merge(&other);
    let report = one.report(None);
    let text = as_markdown(&report);
    for line in [
        "# Báo cáo danh sách: Hội chợ &lt;Hạ Long>\n",
        "- **Loại:** hội chợ\n",
        "- **Nơi tổ chức:** Quảng trường 30/10\n",
        "- **Thời gian:** 12–14/12/2026\n",
        "- **Sản phẩm trong danh sách:** 11\n",
        "- **Còn hàng:** 0\n",
        "- **Hết hàng:** 1\n",
        "- **Chưa ghi còn hay hết:** 10\n",
        "- **Lượt hỏi trong danh sách:** 4\n",
        "- **Lượt hỏi ngoài danh sách:** 1\n",
        "- **Lượt hỏi chưa trả lời được:** 1\n",
        "- **Không được hỏi lần nào:** 9\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let (id, name) = (one.id(0), &one.records[0].name);
    let asked = rows(&report, "Được hỏi nhiều");
    assert!(asked[0].starts_with(&format!("{id}|{name}|")), "{asked:?}");
    assert!(
        asked[0].ends_with("|A1|3|12/12/2026: 8h (2)\n13/12/2026: 0h (1)"),
        "{asked:?}"
    );
    assert_eq!(
        asked[1],
        "-|Bánh gai nhà làm|Hộ bà Sáu|-|1|13/12/2026: 0h (1)"
    );
    let elsewhere = rows(&report, "Hỏi nhưng không có trong danh sách");
    assert!(elsewhere[0].starts_with(one.id(11)), "{elsewhere:?}");
    // Nothing about persons.
    assert!(!text.contains("0912 345 678") && text.contains("gọi … có yến sào không"));
    let sold_out = rows(&report, "Hết hàng");
    assert!(
        sold_out[0].ends_with("|A1|13/12/2026 00:30|3|1"),
        "{sold_out:?}"
    );
    let hours = rows(&report, "Theo giờ");
    assert_eq!(hours, ["2026-12-12|8h|2|0|0|2", "2026-12-13|0h|2|1|1|4"]);
    let producers = rows(&report, "Theo chủ thể");
    let own = producers.iter().find(|row| row.starts_with("Hộ bà Sáu|"));
    assert_eq!(
        own.unwrap(),
        "Hộ bà Sáu|-|-|1|1|Bánh gai nhà làm: 1|-|Bánh gai nhà làm: khách khen ngon"
    );
    let first_producer = one.records[0].producer.as_ref().unwrap();
    let own = producers
        .iter()
        .find(|row| row.starts_with(&first_producer.name));
    assert!(
        own.unwrap().contains(&format!("{name}: 3|{name}|")),
        "{own:?}"
    );
    let differs = rows(&report, "Bất đồng");
    assert_eq!(
        differs,
        [format!(
            "{id}|{name}|giá|125.000\u{a0}đ/hộp (laptop 1) / 130.000\u{a0}đ/hộp (laptop 2)"
        )]
    );

    let later = one.report(Some(date(2026, 12, 13)));
    let text = as_markdown(&later);
    assert!(later.title.ends_with("khách hỏi từ 13/12/2026"));
    assert!(text.contains("Lượt hỏi chỉ tính từ 13/12/2026"), "{text}");
    assert!(
        text.contains("- **Lượt hỏi trong danh sách:** 2\n"),
        "{text}"
    );
    // One day: the hours say no day.
    assert!(rows(&later, "Được hỏi nhiều")[0].ends_with("|1|0h (1)"));
    assert!(rows(&later, "Hết hàng")[0].ends_with("|1|1"));
}

#[test]
fn an_empty_list_and_a_fair_where_nobody_counted_say_so() {
    let empty = Laptop::new(ListKind::Other);
    let text = as_markdown(&empty.report(None));
    for sentence in [
        "- **Sản phẩm trong danh sách:** 0\n",
        "Không có lượt hỏi nào của khách được ghi",
        "*Không sản phẩm nào hết hàng.*",
        "*Danh sách chưa có sản phẩm nào.*",
        "*Không có bất đồng.*",
    ] {
        assert!(text.contains(sentence), "{sentence}\n{text}");
    }
    let fair = Laptop::with_entries();
    let report = fair.report(None);
    let text = as_markdown(&report);
    assert!(text.contains("fair\\_questions = true"), "{text}");
    assert!(
        !text.contains("Lượt hỏi trong") && !text.contains("Được hỏi"),
        "{text}"
    );
    assert!(rows(&report, "Theo chủ thể").len() > 3);
    // Counted, but not from that day on.
    let mut fair = fair;
    fair.ask(&fair.product(0));
    let text = as_markdown(&fair.report(Some(date(2026, 12, 20))));
    assert!(!text.contains("được ghi. Chỉ chế độ hội chợ"), "{text}");
    assert!(text.contains("*Chưa có lượt hỏi nào.*"), "{text}");
}

#[test]
fn phones_of_producers_are_only_where_they_may_be_exported() {
    let mut meeting = Laptop::with_entries();
    let phone = "0203777666";
    let producer = meeting.records[6].producer.get_or_insert_default();
    producer.phone = Some(phone.to_owned());
    let name = producer.name.clone();
    let buyer = meeting.add_buyer("Siêu thị A", "hải sản");
    meeting.note_interest(buyer, &meeting.product(6), ["2 tạ", "giao lạnh"]);
    for with_phones in [true, false] {
        let papers = meeting.with_source(
            Language::Vi,
            |source| source.with_phones = with_phones,
            |source| {
                [
                    build_list_report(source, None),
                    build_trade_sheets(source, &TradeSheet::Buyer(buyer)),
                    build_trade_sheets(source, &TradeSheet::Producer(name.clone())),
                ]
            },
        );
        for paper in papers {
            let text = as_markdown(&paper);
            assert_eq!(text.contains(phone), with_phones, "{text}");
            assert_eq!(text.contains("Điện thoại"), with_phones, "{text}");
        }
    }
}

#[test]
fn the_sheets_of_a_trade_meeting_say_who_wants_what() {
    let mut one = Laptop::with_entries();
    let wanted = one.product(0);
    one.set(&wanted, price(120_000));
    let buyer = one.add_buyer("Siêu thị A", "hải sản khô");
    let quiet = one.add_buyer("Nhà hàng B", "trà");
    let mut other = one.copy(2);
    one.note_interest(buyer, &wanted, ["200 hộp/tháng", "giao lạnh"]);
    other.note_interest(buyer, &wanted, ["300 hộp/tháng", "giao lạnh"]);
    other.note_interest(quiet, &other.product(12), ["5 kg", "thử"]);
    one.merge(&other);
    let sheet = one.sheet(&TradeSheet::Buyer(buyer));
    let record = &one.records[0];
    let producer = record.producer.as_ref().unwrap();
    let text = as_markdown(&sheet);
    for line in [
        "# Phiếu người mua: Siêu thị A\n",
        "- **Danh sách:** Hội chợ &lt;Hạ Long>\n",
        "- **Cần tìm:** hải sản khô\n",
        "- **Sản phẩm quan tâm:** 1\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let found = rows(&sheet, "Siêu thị A");
    assert_eq!(found.len(), 1);
    let begin = format!("{}|{}|4 sao|{}|", record.id, record.name, producer.name);
    assert!(found[0].starts_with(&begin), "{found:?}");
    let end = "|120.000\u{a0}đ/hộp|200 hộp/tháng / 300 hộp/tháng|giao lạnh";
    assert!(found[0].ends_with(end), "{found:?}");
    assert!(rows(&one.report(None), "Bất đồng")[0].contains("Người mua: Siêu thị A|200"));

    // A product that is not in the list counts for its producer too.
    let elsewhere = one.records[12].producer.as_ref().unwrap().name.clone();
    let words = elsewhere.to_lowercase();
    let found = one.with_source(
        Language::Vi,
        |_| {},
        |source| find_producers(source, &words),
    );
    assert_eq!(found, std::slice::from_ref(&elsewhere));
    let sheet = one.sheet(&TradeSheet::Producer(elsewhere.clone()));
    let found = rows(&sheet, &elsewhere);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("Nhà hàng B|trà|") && found[0].ends_with("|-|5 kg|thử"));
    let nobody = one.sheet(&TradeSheet::Producer("Hộ bà Sáu".to_owned()));
    assert!(as_markdown(&nobody).contains("*Chưa người mua nào quan tâm.*"));
    let all = one.sheet(&TradeSheet::Everybody);
    let headings: Vec<&String> = all
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(_, text) => Some(text),
            _ => None,
        })
        .collect();
    assert_eq!(headings.len(), 4, "{headings:?}");
    assert_eq!(headings[0], "1. Người mua: Nhà hàng B");
    let mut nobody = Laptop::new(ListKind::TradeMeeting);
    let text = as_markdown(&nobody.sheet(&TradeSheet::Everybody));
    assert!(text.contains("Danh sách chưa có người mua nào"), "{text}");
    let silent = nobody.add_buyer("Siêu thị A", "chè");
    let text = as_markdown(&nobody.sheet(&TradeSheet::Buyer(silent)));
    assert!(text.contains("*Chưa quan tâm sản phẩm nào.*"), "{text}");
}

#[test]
fn every_format_holds_every_paper_in_both_languages_whatever_people_wrote() {
    let mut fair = Laptop::with_entries();
    let first = fair.product(0);
    let hostile = EntrySubject::Text(TextEntry {
        name: HOSTILE.to_owned(),
        producer: Some(HOSTILE.to_owned()),
    });
    fair.add(&hostile);
    for subject in [&first, &hostile] {
        fair.ask(subject);
        fair.set(subject, stock(Stock::SoldOut));
        fair.set(subject, EntryValue::Remark(Some(HOSTILE.to_owned())));
        fair.set(subject, EntryValue::Stand(Some(HOSTILE.to_owned())));
    }
    fair.question(HOSTILE);
    fair.ask(&fair.product(13));
    let buyer = fair.add_buyer(HOSTILE, HOSTILE);
    fair.note_interest(buyer, &hostile, [HOSTILE, HOSTILE]);
    for language in [Language::Vi, Language::En] {
        let papers = fair.with_source(
            language,
            |_| {},
            |source| {
                [
                    build_list_report(source, None),
                    build_trade_sheets(source, &TradeSheet::Everybody),
                    build_trade_sheets(source, &TradeSheet::Buyer(buyer)),
                    build_trade_sheets(source, &TradeSheet::Producer(HOSTILE.to_owned())),
                ]
            },
        );
        for paper in papers {
            let text = as_markdown(&paper);
            assert!(
                !text.contains("list_report.") && !text.contains("list\\_report"),
                "{text}"
            );
            assert!(!text.contains("handover.") && !text.contains(['\u{1b}', '\u{202e}']));
            let rows = text.lines().filter(|line| line.starts_with('|'));
            let mut columns = 0;
            for row in rows {
                let bars = row.replace("\\|", "").matches('|').count();
                if row.starts_with("| ---") {
                    assert_eq!(bars, columns, "{row}");
                }
                columns = bars;
            }
            let bytes = write(&paper, DocumentFormat::Docx);
            let body = part(&bytes, "word/document.xml");
            let tables = paper.tables().count();
            assert!(tables > 0);
            assert_eq!(body.matches("<w:tbl>").count(), tables);
            let all_rows: usize = paper.tables().map(|table| table.rows.len() + 1).sum();
            assert_eq!(body.matches("<w:tr>").count(), all_rows);
            assert!(body.contains("&lt;b&gt;&amp;") && !body.contains("<b>"));

            let bytes = write(&paper, DocumentFormat::Xlsx);
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
            let names = book.sheet_names();
            assert_eq!(names.len(), 1 + tables, "{names:?}");
            for (name, table) in names[1..].iter().zip(paper.tables()) {
                let sheet = book.worksheet_range(name).unwrap();
                let rows: Vec<&[Data]> = sheet.rows().collect();
                assert_eq!(rows.len(), 1 + table.rows.len(), "{name}");
                for (cell, column) in rows[0].iter().zip(&table.columns) {
                    assert_eq!(*cell, column.label.as_str());
                }
                assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name}");
            }
        }
    }
}
