//! A whole fair, played: `cargo fair`.
//!
//! A workbook of 60 rows, 6 of them doubtful, becomes a list with its labels. Two laptops answer 200 questions at the
//! real fair screen in a real terminal; 30 products are sold out, and the screen is killed ten times. Both are merged
//! both ways, and the report of each says what the script counted. Every choice follows from one seed.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use ocop::work::lists::list_act::Stock;
use ocop::work::lists::product_list::{OpenQuestion, ProductList, ProductLists};
use ocop::work::name_key::name_key;
use ocop::work::store::open_work::OpenWork;
use ocop_index::Product;
use ocop_index::source::builtin;
use rustix::process::Signal;

use crate::line;
use crate::support::home::Home;
use crate::support::pty::{Terminal, program};
use crate::support::workbooks::{Sheet, write_workbook};

const FAIR: &str = "Hội chợ thử";
const ROWS: usize = 60;
const DOUBTFUL: usize = 6;
const QUESTIONS: usize = 200;
const SOLD_OUT: usize = 30;
const KILLS: usize = 10;
const WINDOW: (u16, u16) = (120, 30);

/// Numbers that follow from a seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    /// So many different numbers.
    fn some(&mut self, count: usize, below: usize) -> BTreeSet<usize> {
        let mut chosen = BTreeSet::new();
        while chosen.len() < count {
            chosen.insert(self.next(below));
        }
        chosen
    }
}

/// What the script counted.
#[derive(Default)]
struct Tally {
    asked: BTreeMap<String, usize>,
    unanswered: usize,
    sold_out: BTreeSet<String>,
    /// Acts that a kill cut off before anybody was told that they are saved, and how many of them were not.
    cut_off: usize,
    not_written: usize,
}

/// A laptop at the fair.
struct Laptop {
    home: Home,
    terminal: Option<Terminal>,
}

impl Laptop {
    fn new() -> Self {
        let home = Home::new();
        let config = home.path().join(".config/ocop/config.toml");
        fs::create_dir_all(config.parent().unwrap()).unwrap();
        fs::write(
            config,
            format!("fair = \"{FAIR}\"\nfair_questions = true\n"),
        )
        .unwrap();
        home.run(&["stats"]);
        Self {
            home,
            terminal: None,
        }
    }

    fn run(&self, arguments: &[&str]) -> String {
        let ran = self.home.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        ran.out
    }

    fn store(&self) -> PathBuf {
        fn find(folder: PathBuf) -> Option<PathBuf> {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).find_map(|path| {
                // The copies of a day are not what is worked on.
                if path.is_dir() && !path.ends_with("work-copies") {
                    return find(path);
                }
                let is_store = path.extension().is_some_and(|ending| ending == "db");
                is_store.then_some(path)
            })
        }
        find(self.home.path().to_path_buf()).expect("there is a store of work")
    }

    fn list(&self) -> ProductList {
        let work = OpenWork::open(&self.store(), "script").unwrap();
        let lists = ProductLists::gather(work.log()).lists;
        lists.into_iter().find(|list| list.name == FAIR).unwrap()
    }

    fn terminal(&mut self) -> &mut Terminal {
        if self.terminal.is_none() {
            let terminal = Terminal::run(program(&self.home), WINDOW);
            terminal.until("the fair", |seen| seen.shows("Gõ để hỏi"));
            self.terminal = Some(terminal);
        }
        self.terminal.as_mut().unwrap()
    }

    fn kill(&mut self) {
        if let Some(mut terminal) = self.terminal.take() {
            terminal.signal(Signal::KILL);
            terminal.end();
        }
    }

    fn questions_in_all(&self) -> usize {
        self.list().questions.iter().map(OpenQuestion::count).sum()
    }

    fn asked_by_product(&self) -> BTreeMap<String, usize> {
        let list = self.list();
        let asked = list.asked.iter();
        asked
            .map(|asked| {
                let id = asked.key.id_of_product().unwrap_or_default();
                (id.to_owned(), asked.count())
            })
            .collect()
    }
}

/// The rows of the workbook: the last ones name a product with the producer half right.
fn write_rows(path: &std::path::Path, products: &[Product]) {
    let mut rows = vec![line!["STT", "Tên sản phẩm", "Chủ thể", "Gian hàng", "Giá"]];
    for (number, product) in products.iter().enumerate() {
        let producer = product.producer.as_ref().unwrap().name.clone();
        let producer = if number < ROWS - DOUBTFUL {
            producer
        } else {
            let words: Vec<&str> = producer.split_whitespace().collect();
            let last = words[words.len().saturating_sub(2)..].join(" ");
            format!("Cơ sở {last} Mới Khác")
        };
        rows.push(line![
            number as i32 + 1,
            product.name.clone(),
            producer,
            format!("A{:02}", number % 20 + 1),
            (number as i32 + 1) * 10_000
        ]);
    }
    write_workbook(path, &[Sheet::new("Danh sách", rows)]);
}

/// Products with names of their own, and a producer.
fn choose_products(chance: &mut Chance) -> Vec<Product> {
    let all = builtin::load_products().unwrap();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for product in &all {
        *names.entry(name_key(&product.name)).or_default() += 1;
    }
    let mut own: Vec<Product> = all
        .into_iter()
        .filter(|product| names[&name_key(&product.name)] == 1 && product.producer.is_some())
        .collect();
    let mut chosen = Vec::new();
    while chosen.len() < ROWS {
        chosen.push(own.swap_remove(chance.next(own.len())));
    }
    // A place is in the names of many producers, so such a name is not half right.
    let is_of_place = |product: &Product| {
        let name = &product.producer.as_ref().unwrap().name;
        name.ends_with("Ba Chẽ") || name.ends_with("Quảng Ninh")
    };
    chosen.sort_by_key(|product| !is_of_place(product));
    chosen
}

/// Empties the line. An Escape right before a letter would be Alt and that letter.
fn clear(terminal: &mut Terminal) {
    if !terminal.seen().shows("Gõ để hỏi") {
        terminal.press("\x1b");
        terminal.until("an empty line", |seen| seen.shows("Gõ để hỏi"));
    }
}

/// Types a question as a hand does: forty letters at once are a paste, and the Enter behind them is part of it.
fn type_question(terminal: &mut Terminal, question: &str) {
    let letters: Vec<char> = question.chars().collect();
    for piece in letters.chunks(25) {
        let piece: String = piece.iter().collect();
        terminal.press(&piece);
        terminal.until("what is typed", |seen| seen.shows(piece.trim()));
    }
}

/// Asks for a product, and takes the answer; what is sold out is said so.
fn ask(
    laptop: &mut Laptop,
    (products, question): (&[Product], &str),
    is_sold_out: bool,
    tally: &mut Tally,
) {
    let terminal = laptop.terminal();
    clear(terminal);
    type_question(terminal, question);
    terminal.until("an answer", |seen| {
        seen.shows(question) && !seen.shows("Gõ để hỏi") && !seen.shows("Đã lưu:")
    });
    // F3. Enter among several products only shows one.
    terminal.press("\x1bOR");
    terminal.until("the asking is saved", |seen| {
        seen.shows("Đã lưu: khách hỏi")
    });
    // What the screen says is what the script counts: of several with these words it may have taken another.
    let told = terminal.seen().row_with("Đã lưu: khách hỏi").unwrap();
    let told = products
        .iter()
        .filter(|product| {
            let begin: String = product.name.chars().take(40).collect();
            told.contains(&format!("khách hỏi {begin}"))
        })
        .max_by_key(|product| product.name.len())
        .expect("it is one of the list");
    let id = told.id.clone();
    *tally.asked.entry(id.clone()).or_default() += 1;
    if is_sold_out {
        terminal.press("\x1bOQ");
        terminal.until("it is sold out", |seen| seen.shows("Đã lưu: hết hàng"));
        assert!(tally.sold_out.insert(id), "there again");
    }
}

/// Asks for what nobody has; it is counted when the line is cleared.
fn ask_in_vain(laptop: &mut Laptop, number: usize, tally: &mut Tally) {
    let terminal = laptop.terminal();
    clear(terminal);
    terminal.press(format!("zzxqw{number}wqxzz"));
    terminal.until("no answer", |seen| seen.shows("Không có trong"));
    let before = laptop.questions_in_all();
    laptop.terminal().press("\x1b");
    // Nobody is told of it, so the store says when it is there.
    while laptop.questions_in_all() == before {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    tally.unanswered += 1;
}

/// Types a question, says that it was asked and kills the screen at once: nobody was told that anything is saved.
fn ask_and_kill(laptop: &mut Laptop, product: &Product, tally: &mut Tally) {
    let before = laptop.asked_by_product();
    let terminal = laptop.terminal();
    clear(terminal);
    type_question(terminal, &name_key(&product.name));
    terminal.press("\x1bOR");
    laptop.kill();
    let mut written = 0;
    for (id, count) in laptop.asked_by_product() {
        let new = count - before.get(&id).copied().unwrap_or_default();
        *tally.asked.entry(id).or_default() += new;
        written += new;
    }
    assert!(written <= 1);
    tally.cut_off += 1;
    tally.not_written += 1 - written;
}

/// The list of a workbook on the first laptop, with its labels, and the same list on the second.
fn make_list([first, second]: &[Laptop; 2], products: &[Product]) {
    // What is doubtful is told, and added by hand.
    write_rows(&first.home.path().join("gian-hang.xlsx"), products);
    first.run(&["lists", "new", FAIR, "--from", "2026-11-24"]);
    let read = first.run(&["lists", "import", FAIR, "gian-hang.xlsx", "--yes"]);
    let doubtful = read.lines().filter(|row| row.contains("có thể là")).count();
    assert_eq!(doubtful, DOUBTFUL, "{read}");
    assert_eq!(first.list().entries.len(), ROWS - DOUBTFUL, "{read}");
    let missing: Vec<&str> = products[ROWS - DOUBTFUL..]
        .iter()
        .map(|product| product.id.as_str())
        .collect();
    first.run(&[&["lists", "add", FAIR], &missing[..]].concat());
    assert_eq!(first.list().entries.len(), ROWS);

    first.run(&["lists", "labels", FAIR, "--out", "nhan.html"]);
    let labels = fs::read_to_string(first.home.path().join("nhan.html")).unwrap();
    assert_eq!(labels.matches("<g class=\"label\"").count(), ROWS);
    first.run(&["lists", "export", FAIR, "cho-may-2.jsonl"]);
    let from = first.home.path().join("cho-may-2.jsonl");
    second.run(&["lists", "merge", from.to_str().unwrap()]);
}

/// What the store and the report of a laptop say is what the script counted; the report.
fn check_report(laptop: &Laptop, tally: &Tally) -> String {
    laptop.run(&["work", "check"]);
    assert_eq!(laptop.asked_by_product(), tally.asked);
    let list = laptop.list();
    let sold_out = list.entries.iter();
    let sold_out = sold_out.filter(|entry| entry.stock == Some(Stock::SoldOut));
    let sold_out = sold_out.filter_map(|entry| entry.product_id().map(str::to_owned));
    assert_eq!(sold_out.collect::<BTreeSet<String>>(), tally.sold_out);
    let report = laptop.run(&["lists", "report", FAIR]);
    let asked: usize = tally.asked.values().sum();
    for (label, count) in [
        ("Sản phẩm trong danh sách", ROWS),
        ("Hết hàng", SOLD_OUT),
        ("Lượt hỏi trong danh sách", asked),
        ("Lượt hỏi chưa trả lời được", tally.unanswered),
    ] {
        assert_eq!(figure(&report, label), count, "{label}: {report}");
    }
    report
}

/// The number behind a label in the report.
fn figure(report: &str, label: &str) -> usize {
    let mut rows = report.lines().filter(|row| row.contains(label));
    let row = rows.next().unwrap_or_else(|| panic!("{label}: {report}"));
    let digits: String = row
        .rsplit(label)
        .next()
        .unwrap()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap()
}

#[test]
#[ignore = "half a minute and more: cargo fair"]
fn a_whole_fair_loses_nothing_and_its_report_says_what_happened() {
    let seed = std::env::var("OCOP_FAIR_SEED").ok();
    let seed = seed
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_261_124);
    let mut chance = Chance(seed);
    let mut laptops = [Laptop::new(), Laptop::new()];
    let products = choose_products(&mut chance);

    make_list(&laptops, &products);

    // The fair.
    let sold_out = chance.some(SOLD_OUT, ROWS);
    let mut to_sell: Vec<usize> = sold_out.into_iter().collect();
    let selling_steps = chance.some(SOLD_OUT, QUESTIONS);
    let kill_steps = chance.some(KILLS, QUESTIONS);
    let mut tally = Tally::default();
    for step in 0..QUESTIONS {
        let laptop = &mut laptops[step % 2];
        let sells = selling_steps.contains(&step);
        let number = if sells {
            to_sell.pop().unwrap()
        } else {
            chance.next(ROWS)
        };
        let product = &products[number];
        // Whole names without accents, as typed by those who listen; each is one product of the list.
        let question = name_key(&product.name);
        let is_kill = kill_steps.contains(&step);
        match chance.next(10) {
            _ if sells => ask(laptop, (&products, &question), true, &mut tally),
            _ if is_kill && step % 4 < 2 => ask_and_kill(laptop, product, &mut tally),
            0 => ask_in_vain(laptop, step, &mut tally),
            _ => ask(laptop, (&products, &question), false, &mut tally),
        }
        if is_kill {
            // The act before this one was told as saved: it is there whatever happens now.
            if chance.next(2) == 0 && laptop.terminal.is_some() {
                laptop.terminal().press("\x1bOSdang ghi do");
            }
            laptop.kill();
        }
    }
    for laptop in &mut laptops {
        laptop.kill();
    }

    // Both laptops merged, both ways and twice.
    let [first, second] = &laptops;
    for _ in 0..2 {
        for (from, to) in [(first, second), (second, first)] {
            let path = from.home.path().join("tra-lai.jsonl");
            let path = path.to_str().unwrap();
            from.run(&["lists", "export", FAIR, path, "--force"]);
            to.run(&["lists", "merge", path]);
        }
    }
    tally.asked.retain(|_, count| *count > 0);
    let asked: usize = tally.asked.values().sum();
    let reports = [first, second].map(|laptop| check_report(laptop, &tally));
    assert_eq!(reports[0], reports[1]);
    println!(
        "seed {seed}: {ROWS} rows, {DOUBTFUL} doubtful, {asked} askings of {} products, {} questions without an \
         answer, {} sold out, {KILLS} kills, {} acts cut off ({} of them not written); nothing that was told as saved \
         is lost, both reports are equal and say the same",
        tally.asked.len(),
        tally.unanswered,
        tally.sold_out.len(),
        tally.cut_off,
        tally.not_written,
    );
}
