//! What a browser makes of the papers of a fair: `cargo printing`.
//!
//! Prints to PDF with a headless Chromium, counts the pages, finds every name in their text, and reads the codes off
//! the pages. A copy of each file that may run a script measures that no text leaves its piece or runs into a code, in
//! several fonts. Needs Chromium and the tools of Poppler. With `OCOP_PRINTED=FOLDER` all files stay there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::ValueEnum;
use ocop::report::paper::printed_entry::{PrintedEntry, PrintedList};
use ocop::report::paper::{PaperKind, PiecesPerPage, build_label_svg, build_paper};
use ocop::wording::locale::{Language, Locale};

use crate::support::codes::read_codes;
use crate::support::printed_lists::fair_list;

/// Names under which the browser is installed.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Dots of an inch at which pages are looked at, until all codes are read: who holds a telephone comes nearer too.
const DOTS: [&str; 4] = ["200", "300", "250", "150"];

/// Where a test prints to.
struct Printer {
    browser: &'static str,
    folder: PathBuf,
    sealed: tempfile::TempDir,
}

impl Printer {
    fn new() -> Self {
        let works = |browser: &&&str| {
            let said = Command::new(browser)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            said.is_ok_and(|status| status.success())
        };
        let browser = BROWSERS.iter().find(works).expect("Chromium is installed");
        let sealed = tempfile::tempdir().unwrap();
        let kept = std::env::var_os("OCOP_PRINTED").map(PathBuf::from);
        let folder = kept.unwrap_or_else(|| sealed.path().join("printed"));
        fs::create_dir_all(&folder).unwrap();
        Self {
            browser,
            folder,
            sealed,
        }
    }

    /// The browser without a window and with a profile of its own.
    fn browser(&self, arguments: &[&str], page: &Path) -> Vec<u8> {
        let profile = self.sealed.path().join("profile");
        let ran = Command::new(self.browser)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(arguments)
            .arg(format!("file://{}", page.display()))
            .stderr(Stdio::null())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{arguments:?}");
        ran.stdout
    }

    /// The file printed to PDF.
    fn print(&self, name: &str, html: &str) -> PathBuf {
        let page = self.folder.join(format!("{name}.html"));
        fs::write(&page, html).unwrap();
        let pdf = self.folder.join(format!("{name}.pdf"));
        let to = format!("--print-to-pdf={}", pdf.display());
        self.browser(&["--no-pdf-header-footer", &to], &page);
        pdf
    }

    /// What a script says of a file, as the last lines of its text; the script is no part of what is printed.
    fn measure(&self, name: &str, html: &str, script: &str) -> String {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";
        assert!(html.contains(policy));
        let html = html
            .replace(policy, "")
            .replace("</body>", &format!("<script>{script}</script></body>"));
        let page = self.folder.join(format!("{name}-measured.html"));
        fs::write(&page, html).unwrap();
        let seen = self.browser(&["--dump-dom"], &page);
        let seen = String::from_utf8(seen).unwrap();
        let said = seen
            .split_once("<pre id=\"measured\">")
            .expect("the script ran")
            .1;
        said.split_once("</pre>").unwrap().0.to_owned()
    }
}

fn said_by(program: &str, arguments: &[&str], file: &Path) -> String {
    let ran = Command::new(program)
        .args(arguments)
        .arg(file)
        .arg("-")
        .output();
    let ran = ran.unwrap_or_else(|_| panic!("{program} of Poppler is installed"));
    String::from_utf8(ran.stdout).unwrap()
}

fn page_count(pdf: &Path) -> usize {
    let ran = Command::new("pdfinfo")
        .arg(pdf)
        .output()
        .expect("Poppler is installed");
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(said.contains("594.96 x 841.92 pts (A4)"), "{said}");
    let line = said.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.unwrap().trim().parse().unwrap()
}

/// Letters alone: lines are broken anywhere, and a printer knows no spaces.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// The text of each page.
fn page_texts(pdf: &Path) -> Vec<String> {
    let text = said_by("pdftotext", &["-raw", "-enc", "UTF-8"], pdf);
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages.map(letters).collect()
}

/// A page as a picture in shades of grey.
struct PagePicture {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl PagePicture {
    /// The picture of a page at so many dots of an inch.
    fn of_page(pdf: &Path, page: usize, dots: &str) -> Self {
        let page = page.to_string();
        let picture = pdf.with_extension("picture");
        let ran = Command::new("pdftoppm")
            .args(["-gray", "-r", dots, "-singlefile", "-f", &page, "-l", &page])
            .args([pdf, &picture])
            .status();
        assert!(ran.unwrap().success());
        let bytes = fs::read(pdf.with_extension("picture.pgm")).unwrap();
        // P5, width, height, 255, then a byte for each dot.
        let fields = bytes.splitn(4, u8::is_ascii_whitespace).take(3);
        let fields: Vec<String> = fields
            .map(|field| String::from_utf8(field.to_vec()).unwrap())
            .collect();
        assert_eq!(fields[0], "P5");
        let [width, height] = [&fields[1], &fields[2]].map(|text| text.parse::<usize>().unwrap());
        Self {
            width,
            height,
            dots: bytes[bytes.len() - width * height..].to_vec(),
        }
    }

    /// What the codes say that are in one of so many columns and rows, as a telephone sees it.
    fn read(&self, (columns, rows): (usize, usize), (column, row): (usize, usize)) -> Vec<String> {
        let size = (self.width / columns, self.height / rows);
        let (left, top) = (size.0 * column, size.1 * row);
        read_codes(size, |x, y| {
            self.dots[(top + y) * self.width + left + x] < 128
        })
    }
}

/// What the code of each piece on a page says, of so many pieces; nobody has to hold the telephone still.
fn codes_on_page(pdf: &Path, page: usize, grid: (usize, usize), pieces: usize) -> Vec<String> {
    let mut said = vec![String::new(); pieces];
    for dots in DOTS {
        if said.iter().all(|said| !said.is_empty()) {
            break;
        }
        let picture = PagePicture::of_page(pdf, page, dots);
        for (index, said) in said.iter_mut().enumerate() {
            if said.is_empty() {
                let read = picture.read(grid, (index % grid.0, index / grid.0));
                assert!(read.len() <= 1, "one code on a label: {read:?}");
                *said = read.into_iter().next().unwrap_or_default();
            }
        }
    }
    said
}

/// Tells every text that leaves its piece, and every one that runs into a code or another text.
const MEASURE: &str = r"
const told = [];
const mm = document.querySelector('.page').getBoundingClientRect().width / 210;
for (const group of document.querySelectorAll('g.label, g.stand')) {
  const size = SIZE;
  const page = group.closest('section').getBoundingClientRect();
  const corner = group.parentNode.transform.baseVal[0]?.matrix ?? {e: 0, f: 0};
  const left = page.left + corner.e * mm, top = page.top + corner.f * mm;
  const margin = 4.5 * mm;
  const boxes = [...group.querySelectorAll('text')].map(text => [text, text.getBoundingClientRect()]);
  const code = group.querySelector('svg.code rect')?.getBoundingClientRect();
  for (const [text, box] of boxes) {
    const words = text.textContent;
    if (box.left < left + margin || box.right > left + size[0] * mm - margin
        || box.top < top + margin - box.height * .2 || box.bottom > top + size[1] * mm - margin + box.height * .2)
      told.push('outside: ' + words);
    const quiet = code ? code.width * .07 : 0;
    if (code && box.right > code.left + quiet && box.left < code.right - quiet
        && box.bottom - box.height * .25 > code.top + quiet && box.top + box.height * .25 < code.bottom - quiet)
      told.push('in the code: ' + words);
    for (const [other, that] of boxes) {
      if (other === text) break;
      const over = Math.min(box.bottom, that.bottom) - Math.max(box.top, that.top);
      const beside = Math.min(box.right, that.right) - Math.max(box.left, that.left);
      if (beside > .3 * mm && over > Math.min(box.height, that.height) * .35)
        told.push('over another: ' + words + ' | ' + other.textContent);
    }
  }
}
const pre = document.createElement('pre'); pre.id = 'measured'; pre.textContent = told.join('\n'); document.body.append(pre);
";

/// A list with everything that is long or strange.
fn hard_list(locale: &Locale) -> PrintedList {
    let mut list = fair_list(locale, 24);
    for (index, entry) in list.entries.iter_mut().enumerate() {
        entry.name = match index % 6 {
            0 => "Mắm".to_owned(),
            1 => "WWWWWW MMMMMM ".repeat(5),
            2 => "Nghêu Quỳnh Ưởng sấy khô đóng hộp quà tặng cao cấp ".repeat(4),
            3 => "x".repeat(120),
            4 => "Ệ Ữ Ỗ Ằ ẬP ĐẦY DẤU TRÊN VÀ DƯỚI".to_owned(),
            _ => "<b>Chả & mực</b> \"ngon\" 'lắm'".to_owned(),
        };
        if index % 2 == 0 {
            let long = "Công ty Trách nhiệm hữu hạn Một thành viên Thương mại và Dịch vụ Xuất nhập khẩu Nông sản ";
            entry.producer = Some(long.repeat(2));
            entry.place = Some("Đặc khu Vân Đồn (cũ: Xã Hạ Long, Vân Đồn)".to_owned());
            entry.phone = Some("0912 345 678 - 0203 3825 123 - 0987 654 321".to_owned());
        }
        if index % 5 == 0 {
            entry.stand = Some("Khu ẩm thực và đặc sản vùng miền số 12".to_owned());
        }
        if let Some(price) = &mut entry.price
            && index % 4 == 0
        {
            price.unit = Some("hộp quà gồm 10 gói nhỏ 50 g".to_owned());
        }
    }
    list
}

#[test]
#[ignore = "needs a browser: cargo printing"]
fn labels_have_their_pages_their_text_and_their_codes() {
    let printer = Printer::new();
    let locale = Locale::new(Language::Vi);
    let list = fair_list(&locale, 60);
    for per_page in PiecesPerPage::value_variants().iter().copied() {
        let paper = build_paper(&list, PaperKind::Labels, per_page, &locale);
        let pdf = printer.print(&format!("labels-{}", per_page.count()), &paper.html);
        let pages = 60_usize.div_ceil(per_page.count());
        assert_eq!((page_count(&pdf), paper.pages), (pages, Some(pages)));
        let texts = page_texts(&pdf);
        assert_eq!(texts.len(), pages);
        let columns = if per_page.count() > 2 { 2 } else { 1 };
        let grid = (columns, per_page.count() / columns);
        let mut read = 0;
        for (page, (entries, text)) in list
            .entries
            .chunks(per_page.count())
            .zip(&texts)
            .enumerate()
        {
            let said = codes_on_page(&pdf, page + 1, grid, entries.len());
            for (entry, said) in entries.iter().zip(said) {
                assert_said(entry, text);
                let is_its_own = entry.codes.iter().any(|code| code.text == said);
                assert!(is_its_own, "{} at {per_page:?}: {said}", entry.name);
                read += 1;
            }
            assert!(
                !text.contains("Dòngnàykhôngin"),
                "the hint stays on the screen"
            );
        }
        println!(
            "labels, {} on a page: {pages} pages, {read} codes read",
            per_page.count()
        );
    }
}

/// All of an entry is on the page.
fn assert_said(entry: &PrintedEntry, text: &str) {
    let price = entry.price.as_ref().map(|price| price.amount.clone());
    let values = [
        Some(entry.name.clone()),
        entry.producer.clone(),
        entry.phone.clone(),
        price,
    ];
    for value in values.into_iter().flatten() {
        assert!(text.contains(&letters(&value)), "{value} in {text}");
    }
}

#[test]
#[ignore = "needs a browser: cargo printing"]
fn signs_and_lists_end_with_no_empty_page() {
    let printer = Printer::new();
    for (language, short) in [(Language::Vi, "vi"), (Language::En, "en")] {
        let locale = Locale::new(language);
        let list = fair_list(&locale, 60);
        for per_page in [PiecesPerPage::One, PiecesPerPage::Two, PiecesPerPage::Four] {
            let paper = build_paper(&list, PaperKind::Stands, per_page, &locale);
            let pdf = printer.print(&format!("stands-{}-{short}", per_page.count()), &paper.html);
            assert_eq!(Some(page_count(&pdf)), paper.pages);
            let text = page_texts(&pdf).concat();
            for entry in list.entries.iter().filter(|entry| entry.stand.is_some()) {
                assert!(text.contains(&letters(&entry.name)), "{}", entry.name);
            }
        }
        for (kind, name) in [
            (PaperKind::Prices, "prices"),
            (PaperKind::Checklist, "checks"),
        ] {
            for count in [1, 9, 10, 11, 12, 60, 300] {
                let list = fair_list(&locale, count);
                let paper = build_paper(&list, kind, PiecesPerPage::Eight, &locale);
                let pdf = printer.print(&format!("{name}-{count}-{short}"), &paper.html);
                let texts = page_texts(&pdf);
                assert_eq!(texts.len(), page_count(&pdf));
                for entry in &list.entries {
                    assert!(
                        texts.concat().contains(&letters(&entry.name)),
                        "{}",
                        entry.name
                    );
                }
                let names = |text: &String| {
                    list.entries
                        .iter()
                        .any(|entry| text.contains(&letters(&entry.name)))
                };
                assert!(
                    texts.iter().all(names),
                    "{name} of {count}: a page without an entry"
                );
                println!("{name} of {count} ({short}): {} pages", texts.len());
            }
        }
    }
}

#[test]
#[ignore = "needs a browser: cargo printing"]
fn no_text_leaves_its_piece_in_any_usual_font() {
    let printer = Printer::new();
    let locale = Locale::new(Language::Vi);
    let usual = "'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    for (list, name) in [
        (fair_list(&locale, 157), "usual"),
        (hard_list(&locale), "hard"),
    ] {
        for per_page in PiecesPerPage::value_variants().iter().copied() {
            let kinds = [(PaperKind::Labels, "labels"), (PaperKind::Stands, "stands")];
            for (kind, kind_name) in kinds {
                if !kind.has_room_for(per_page) {
                    continue;
                }
                let html = build_paper(&list, kind, per_page, &locale).html;
                assert!(html.contains(usual));
                let count = per_page.count();
                let size = match count {
                    1 => "[210, 297]",
                    2 => "[210, 148.5]",
                    4 => "[105, 148.5]",
                    8 => "[105, 74.25]",
                    _ => "[105, 37.125]",
                };
                for font in ["Noto Sans", "Liberation Sans", "DejaVu Sans"] {
                    let html = html.replace(usual, &format!("'{font}'"));
                    let told = printer.measure(
                        &format!("{name}-{kind_name}-{count}"),
                        &html,
                        &MEASURE.replace("SIZE", size),
                    );
                    assert_eq!(told, "", "{name} {kind_name} {count} {font}");
                }
            }
        }
    }
}

#[test]
#[ignore = "needs a browser: cargo printing"]
fn a_single_label_is_a_picture_that_opens_alone() {
    let printer = Printer::new();
    let locale = Locale::new(Language::Vi);
    let list = fair_list(&locale, 3);
    let svg = build_label_svg(&list, &list.entries[2], PiecesPerPage::Eight, &locale);
    let file = printer.folder.join("label.svg");
    fs::write(&file, svg).unwrap();
    let pdf = printer.folder.join("label.pdf");
    let to = format!("--print-to-pdf={}", pdf.display());
    printer.browser(&["--no-pdf-header-footer", &to], &file);
    let text = letters(&said_by("pdftotext", &["-raw"], &pdf));
    assert!(text.contains(&letters(&list.entries[2].name)), "{text}");
    assert_eq!(
        codes_on_page(&pdf, 1, (1, 1), 1),
        [list.entries[2].codes[0].text.clone()]
    );
}
