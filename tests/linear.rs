//! The linear mode, run as the real binary with lines piped in and lines read from its output.

use std::io::Write;
use std::process::Stdio;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::{Home, Ran};

/// The answer to each typed line; the greeting comes first, the goodbye last.
fn converse_with(home: &Home, arguments: &[&str], lines: &[&str]) -> Vec<String> {
    let ran = pipe(home, arguments, lines.join("\n").as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let prompt = if arguments.contains(&"en") {
        "Type: "
    } else {
        "Gõ: "
    };
    let answers: Vec<String> = ran.out.split(prompt).map(str::to_owned).collect();
    // The typed line is repeated before each answer.
    for (typed, answer) in lines.iter().zip(&answers[1..]) {
        assert_eq!(
            answer.lines().next(),
            Some(*typed).filter(|_| !answer.is_empty())
        );
    }
    answers
}

fn converse(home: &Home, lines: &[&str]) -> Vec<String> {
    converse_with(home, &["--accessible"], lines)
}

fn pipe(home: &Home, arguments: &[&str], typed: &[u8]) -> Ran {
    let mut command = home.command(arguments);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may exit before it has read everything.
    drop(child.stdin.take().unwrap().write_all(typed));
    let ran = Ran::from(child.wait_with_output().unwrap());
    // Arrows, lines, blocks and stars; the control pictures stand for typed control characters.
    let is_symbol =
        |c: char| ('\u{2190}'..='\u{2bff}').contains(&c) && !('\u{2400}'..='\u{243f}').contains(&c);
    let unexpected = ran
        .out
        .chars()
        .find(|c| is_symbol(*c) || (c.is_control() && *c != '\n'));
    assert_eq!(
        unexpected, None,
        "only letters and common signs: {}",
        ran.out
    );
    ran
}

/// The total in the first line after the typed one that has a total.
fn total(answer: &str) -> usize {
    let mut lines = answer.lines().skip(1);
    let number = lines.find_map(|line| {
        let digits = line.split_whitespace().next()?.replace('.', "");
        let is_total = line.contains(" sản phẩm") && !line.starts_with("f ");
        digits.parse().ok().filter(|_| is_total)
    });
    number.unwrap_or_else(|| panic!("no total in {answer}"))
}

#[test]
fn products_are_selected_by_number_exported_alone_and_found_again() {
    let home = Home::new();
    let answers = converse(
        &home,
        &[
            "ruou",
            "chọn 1 3-4",
            "chọn 99",
            "cha muc",
            "chon tat ca",
            "bỏ chọn 2",
            "đang chọn",
            "s",
            "e c",
            "u",
            "u",
            "chon:co",
            "select none",
            "u",
            "day 2025-11-30",
            "selected",
            "chọn",
        ],
    );
    let last = |n: usize| answers[n].lines().last().unwrap_or_default();
    assert_eq!(last(2), "Chọn 3 sản phẩm; 3 đang chọn.");
    assert!(
        answers[3].contains("không có số 99, chỉ có 18"),
        "{}",
        answers[3]
    );
    assert_eq!(last(5), "Chọn 2 sản phẩm; 5 đang chọn.");
    assert_eq!(last(6), "Bỏ chọn 1 sản phẩm; 4 đang chọn.");
    assert_eq!(total(&answers[7]), 4, "{}", answers[7]);
    let rows = answers[7]
        .lines()
        .filter(|line| line.ends_with(", đang chọn"));
    assert_eq!(rows.count(), 4, "{}", answers[7]);
    assert_eq!(total(&answers[8]), 4, "{}", answers[8]);
    assert!(
        answers[9].contains("Chỉ 4 sản phẩm đang chọn:"),
        "{}",
        answers[9]
    );
    assert!(answers[9].contains("Đã ghi 4 sản phẩm"), "{}", answers[9]);
    assert_eq!(
        total(&answers[10]),
        2,
        "the question before: {}",
        answers[10]
    );
    assert_eq!(last(11), "Đã hoàn tác: bỏ chọn 1 sản phẩm; 5 đang chọn.");
    assert_eq!(total(&answers[12]), 5, "{}", answers[12]);
    assert_eq!(last(13), "Bỏ chọn 5 sản phẩm; 0 đang chọn.");
    assert_eq!(last(14), "Đã hoàn tác: bỏ chọn 5 sản phẩm; 5 đang chọn.");
    assert_eq!(total(&answers[16]), 5, "on another day: {}", answers[16]);
    assert!(last(17).contains("chọn 1 3-5"), "{}", answers[17]);
}

#[test]
fn words_without_accents_find_numbered_products_and_a_number_tells_one_whole() {
    let answers = converse(&Home::new(), &["cha muc", "1", "999", "q"]);
    assert!(answers[0].contains(&of_all("{all} sản phẩm")) && answers[0].contains("24/11/2026"));
    assert!(answers[1].contains("2 sản phẩm cho “cha muc”."));
    assert!(answers[1].contains(
        "\n1. Chả mực, 3 sao, Cơ sở chế biến Thanh Măng, Thị trấn Cô Tô, Cô Tô, hết hạn\n"
    ));
    assert!(answers[1].contains("\n2. Chả mực Mạnh Hà, chưa xếp hạng, "));
    for line in [
        "3 sao, hết hạn, hạn trong năm 2021",
        "Chưa rõ: điện thoại, mã sản phẩm",
        "Mã hồ sơ: qn-043",
        "hiện hành: 2018, 3 sao",
        "https://",
    ] {
        assert!(answers[2].contains(&format!("\n{line}")), "{}", answers[2]);
    }
    assert!(!answers[2].contains('*') && !answers[2].contains("\n\n"));
    assert!(answers[3].contains("Danh sách không có số 999"));
    assert!(answers[4].ends_with("Đã thoát.\n"));
}

#[test]
fn an_order_that_is_turned_round_is_told_so() {
    let answers = converse(&Home::new(), &["tra", "+ xep:-ten", "+ xep:ten"]);
    assert!(answers[2].contains("tên, đảo ngược"), "{}", answers[2]);
    assert!(!answers[3].contains("đảo ngược"), "{}", answers[3]);
}

#[test]
fn how_words_were_read_and_what_could_not_be_meant_is_told() {
    let answers = converse(
        &Home::new(),
        &[
            "char mujwc",
            "tra hoa vangg",
            "sao:9 trà",
            "mau:xanh",
            "w 1",
        ],
    );
    assert!(answers[1].contains("hiểu là: chả mực."));
    assert!(answers[2].contains("gần đúng: trà hoa vàng."));
    let problem = answers[3].lines().nth(1).unwrap();
    assert!(
        problem.contains("ký tự 5") && problem.contains("sao:9") && problem.contains("\"5 sao\"")
    );
    assert_eq!(total(&answers[3]), 21);
    assert!(answers[4].contains("không phải tên trường"));
}

#[test]
fn a_plus_narrows_and_x_gives_the_last_filter_up() {
    let answers = converse(
        &Home::new(),
        &[
            "cha muc",
            "+ sao:3",
            "thêm huyen:\"Cô Tô\"",
            "x",
            "+ -\"Mạnh Hà\"",
            "X",
            "x",
            "/",
        ],
    );
    assert!(answers[2].contains("1 sản phẩm cho “cha muc”; bộ lọc: Hạng sao: 3 sao."));
    assert!(answers[3].contains("bộ lọc: Hạng sao: 3 sao; Huyện (2023): Cô Tô."));
    assert!(answers[4].contains(
        "\nĐã bỏ Huyện (2023): Cô Tô.\n1 sản phẩm cho “cha muc”; bộ lọc: Hạng sao: 3 sao.\n"
    ));
    assert_eq!(total(&answers[5]), 1);
    assert!(answers[6].contains("Đã bỏ mọi bộ lọc."));
    assert!(answers[7].contains("Không có bộ lọc nào để bỏ."));
    assert_eq!(total(&answers[8]), all_products());
}

#[test]
fn enter_goes_on_to_the_end_and_back() {
    let typed = ["ruou", "", "", "p", "p", "15"];
    let answers = converse(&Home::new(), &typed);
    assert!(answers[1].contains("\n10. ") && !answers[1].contains("\n11. "));
    assert!(answers[1].contains("Còn 8 sản phẩm; Enter nghe tiếp."));
    assert!(answers[2].contains("Sản phẩm 11 đến 18 trong 18.\n11. "));
    assert!(answers[2].contains("\n18. ") && answers[2].contains("Hết danh sách."));
    assert!(answers[3].contains("Hết danh sách."));
    assert!(answers[4].contains("18 sản phẩm cho “ruou”.\n1. "));
    assert!(answers[5].contains("Đây là đầu danh sách."));
    // A product keeps its number, whichever page was printed last.
    let name = answers[2]
        .lines()
        .find_map(|line| line.strip_prefix("15. "));
    let name = name.unwrap().split(", ").next().unwrap();
    assert!(answers[6].lines().any(|line| line == name));
}

#[test]
fn a_facet_value_leads_to_as_many_products_as_it_promised() {
    let home = Home::new();
    let answers = converse(&home, &["trà", "f", "f 1", "f 2"]);
    assert!(answers[2].contains("\nf 1: Hạng sao, ") && answers[2].contains("\nf 11: "));
    for (facet, answer) in [(1, &answers[3]), (2, &answers[4])] {
        let rows = answer
            .lines()
            .filter(|line| line.starts_with(&format!("f {facet} ")));
        let rows: Vec<(String, usize)> = rows
            .map(|row| {
                let (typed, rest) = row.split_once(": ").unwrap();
                let count = rest.rsplit_once(" sản phẩm").unwrap().0;
                let count = count.rsplit_once(", ").unwrap().1.parse().unwrap();
                (typed.to_owned(), count)
            })
            .collect();
        assert!(rows.len() > 1, "{answer}");
        for (typed, count) in rows.iter().take(3) {
            let answers = converse(&home, &["trà", &format!("f {facet}"), typed, typed]);
            assert!(answers[3].contains("Đã chọn "), "{}", answers[3]);
            assert_eq!(total(&answers[3]), *count, "{typed}");
            // The same number again drops the value, although it is the first one now.
            assert!(answers[4].contains("Đã bỏ "), "{}", answers[4]);
            assert_eq!(total(&answers[4]), total(&answers[1]));
        }
    }
    let answers = converse(
        &home,
        &["trà", "f 1", "f 1 2", "f 1 1", "f 99", "f 1 99", "f 3", ""],
    );
    let both = answers[3]
        .lines()
        .nth(1)
        .unwrap()
        .trim_start_matches("Đã chọn Hạng sao: ");
    assert!(
        answers[4].contains("bộ lọc: Hạng sao: ")
            && answers[4].contains(both.trim_end_matches('.'))
    );
    assert!(answers[5].contains("số 1 đến 11") && answers[6].contains("gõ f 1"));
}

#[test]
fn statistics_are_those_of_the_command() {
    let home = Home::new();
    let answers = converse(&home, &["sao:>=4 trà", "s"]);
    let stats = home.run(&["stats", "sao:>=4 trà"]).out;
    let answer: Vec<&str> = answers[2].lines().collect();
    for line in stats.lines().take(4).filter(|line| !line.is_empty()) {
        assert!(answer.contains(&line), "{line}");
    }
    assert!(answer.iter().any(|line| line.starts_with("Hạng sao: ")));
}

#[test]
fn a_copied_question_finds_the_same_wherever_it_is_pasted() {
    let home = Home::new();
    let lines = [
        "huyen:\"Ba Chẽ\" trà",
        "+ sao:5,none",
        "+ -\"túi lọc\" xep:ten",
        "y",
    ];
    let answers = converse(&home, &lines);
    let copied = answers[4].lines().nth(2).unwrap();
    let found = total(&answers[3]);
    assert!(found > 0);
    let pasted = home.run(&["search", copied, "--format", "jsonl"]);
    assert_eq!(pasted.out.lines().count(), found, "{copied}");
    let rows = |answer: &str| -> Vec<String> {
        let numbered = answer
            .lines()
            .filter(|line| line.starts_with(char::is_numeric));
        numbered.skip(1).map(str::to_owned).collect()
    };
    assert_eq!(rows(&converse(&home, &[copied])[1]), rows(&answers[3]));
    // A word that is a command as well.
    let letter = converse(&home, &["/l", "y"]);
    let copied = letter[2].lines().nth(2).unwrap();
    let again = converse(&home, &[copied]);
    assert_eq!(again[1].lines().nth(1), letter[1].lines().nth(1));
    assert!(total(&again[1]) > 0);
    let nothing = converse(&home, &["y", "y 1"]);
    assert!(nothing[1].contains("Chưa tìm gì"));
    let copy: Vec<&str> = nothing[2].lines().skip(1).collect();
    assert_eq!(
        (copy.first(), copy.last()),
        (Some(&"Đầu bản chép."), Some(&"Hết bản chép."))
    );
    assert!(copy.iter().any(|line| line.starts_with("Mã hồ sơ: ")));
}

#[test]
fn where_nothing_is_found_a_number_takes_a_way_out() {
    let home = Home::new();
    let answers = converse(&home, &["sao:5 cha muc", "1", "xyzzyqqq", "7"]);
    assert!(answers[1].contains("bộ lọc loại hết"));
    assert!(answers[1].contains("Bộ lọc: Hạng sao: 5 sao."));
    let way = answers[1]
        .lines()
        .find(|line| line.starts_with("1. "))
        .unwrap();
    assert!(
        way.ends_with(&format!(": {} sản phẩm", total(&answers[2]))),
        "{way}"
    );
    assert!(answers[3].contains("Không có sản phẩm nào có đủ các từ “xyzzyqqq”."));
    assert!(answers[4].contains("Không có cách số 7."));
}

#[test]
fn why_is_answered_for_a_number_and_for_an_id() {
    let answers = converse(
        &Home::new(),
        &[
            "cha muc",
            "w 1",
            "+ sao:3",
            "vì sao qn-108",
            "why",
            "w qn-999",
        ],
    );
    assert!(answers[2].contains("qn-043 Chả mực: có trong danh sách, thứ 1 trong 2"));
    assert!(answers[2].contains("\nmuc đọc thành mực (tên): thiếu dấu"));
    assert!(
        answers[4].contains("qn-108") && answers[4].contains("\nbộ lọc Hạng sao đang chọn: 3 sao")
    );
    assert!(answers[5].contains("w 1") && answers[6].contains("qn-999"));
}

#[test]
fn a_line_that_looks_like_a_command_can_be_searched() {
    let answers = converse(&Home::new(), &["/q", " n", "/2018", "loc tra", "?"]);
    assert!(answers[1].contains("cho “q”") || answers[1].contains("“q”"));
    assert!(
        answers[2].contains("“n”")
            && answers[3].contains("“2018”")
            && answers[4].contains("“loc tra”")
    );
    assert!(answers[5].contains("f (lọc)") && answers[5].lines().count() > 8);
}

#[test]
fn the_end_of_the_input_is_the_end_and_no_bytes_are_too_strange() {
    let home = Home::new();
    for typed in [
        &b""[..],
        b"\n",
        b"tra",
        b"\xff\xfe\x00\x1b[31m\r\n\x07",
        b"\xef\xbb\xbfcha muc\r\n",
    ] {
        let ran = pipe(&home, &["--accessible"], typed);
        assert_eq!(ran.code, 0, "{typed:?}");
        assert!(ran.out.ends_with("Đã thoát.\n"), "{}", ran.out);
    }
    let long = "chả mực ".repeat(9000);
    let ran = pipe(
        &home,
        &["--accessible"],
        format!("{long}\ncha muc\n").as_bytes(),
    );
    assert!(ran.out.contains("Dòng quá dài") && ran.out.contains("\n1. Chả mực, "));
}

#[test]
fn a_listener_that_goes_away_is_no_failure() {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    let mut command = home.command(&["--accessible"]);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    drop(child.stdin.take().unwrap().write_all(b"tra\ntra\ntra\n"));
    let ran = child.wait_with_output().unwrap();
    assert_eq!((ran.status.code(), ran.stderr.len()), (Some(0), 0));
}

#[test]
fn the_variable_starts_it_unless_it_says_no_and_english_is_spoken() {
    let home = Home::new();
    for (value, starts) in [("1", true), ("yes", true), ("0", false), ("", false)] {
        let ran = Ran::from(home.command(&[]).env("ACCESSIBLE", value).output().unwrap());
        assert_eq!(ran.out.contains("Gõ chữ để tìm"), starts, "{value:?}");
        assert_eq!(ran.code, 0);
    }
    let arguments = ["--accessible", "--lang", "en"];
    let answers = converse_with(
        &home,
        &arguments,
        &["char mujwc", "f 1", "tiếp", "drop filter", "?", "quit"],
    );
    assert!(
        answers[0].contains(&of_all("{all} products"))
            && answers[1].contains("2 found for “char mujwc”; read as: chả mực.")
    );
    assert!(answers[1].contains("\n1. Chả mực, 3-star, "));
    assert!(answers[2].contains("\nf 1 1: ") && answers[3].contains("End of the values."));
    assert!(answers[4].contains("No filter") && answers[5].contains("f (filters)"));
    assert!(answers[6].ends_with("Goodbye.\n"));
}

#[test]
fn no_colour_is_used_by_any_command() {
    let home = Home::new();
    let ran = home.run(&["--accessible", "--color", "always", "search", "trà"]);
    assert!(ran.code == 0 && !ran.out.contains('\x1b'));
    assert!(
        home.run(&["--color", "always", "search", "trà"])
            .out
            .contains('\x1b')
    );
}

#[test]
fn the_list_is_written_to_a_file_of_the_screen_s_name() {
    let home = Home::new();
    let lines = ["sao:4 ruou", "e", "e w", "xuất excel", "export csv"];
    let answers = converse(&home, &lines);
    assert!(
        answers[2].contains("e w (xuất văn phòng)"),
        "{}",
        answers[2]
    );
    for (answer, ending) in answers[3..]
        .iter()
        .zip(["-van-phong.xlsx", "-day-du.xlsx", ".csv"])
    {
        let name = format!("ocop-sao-4-ruou-2026-11-24{ending}");
        let told = format!("sản phẩm vào ~/{name}.");
        assert!(answer.contains(&told), "{answer}");
        assert!(home.path().join(name).exists(), "{ending}");
    }
    let by_hand = ["export", "sao:4 ruou", "--bom", "--out", "by-hand.csv"];
    assert_eq!(home.run(&by_hand).code, 0);
    assert_eq!(
        std::fs::read(home.path().join("by-hand.csv")).unwrap(),
        std::fs::read(home.path().join("ocop-sao-4-ruou-2026-11-24.csv")).unwrap()
    );
    // A list of nothing is no file, and words that name no format are a search.
    let answers = converse(&home, &["khongcogi xyzzy", "e c", "xuất khẩu"]);
    assert!(
        answers[2].contains("Danh sách đang trống"),
        "{}",
        answers[2]
    );
    assert!(!answers[3].contains("Đã ghi"), "{}", answers[3]);
}

#[test]
fn a_query_is_undone_and_redone_by_word_and_letter() {
    let home = Home::new();
    let lines = [
        "u",
        "ruou",
        "+ sao:4",
        "hoàn tác",
        "u",
        "U",
        "làm lại",
        "U",
        "u",
        "cha muc",
        "U",
    ];
    let answers = converse(&home, &lines);
    let all = all_products();
    assert!(
        answers[1].contains("Không có gì để hoàn tác"),
        "{}",
        answers[1]
    );
    let (rice_wine, four_stars) = (total(&answers[2]), total(&answers[3]));
    assert!(four_stars < rice_wine && rice_wine < all);
    let totals: Vec<usize> = answers[4..8].iter().map(|answer| total(answer)).collect();
    assert_eq!(totals, [rice_wine, all, rice_wine, four_stars]);
    assert!(
        answers[8].contains("Không có gì để làm lại"),
        "{}",
        answers[8]
    );
    assert_eq!(total(&answers[9]), rice_wine);
    // A new question ends the way forth.
    assert!(
        answers[11].contains("Không có gì để làm lại"),
        "{}",
        answers[11]
    );
}

#[test]
fn a_card_is_five_lines_of_a_number_an_id_or_the_record_read_last() {
    let home = Home::new();
    let lines = ["chép", "ma:qn-017", "chép 1", "1", "c", "card qn-036"];
    let answers = converse(&home, &lines);
    assert!(answers[1].contains("c 1"), "{}", answers[1]);
    let card =
        |answer: &str| -> Vec<String> { answer.lines().skip(1).map(str::to_owned).collect() };
    assert_eq!(
        card(&answers[3]),
        [
            "Trà hoa vàng Ba Chẽ",
            "5 sao, hạn 17/01/2028",
            "Chủ thể: Công ty CP kinh doanh Lâm sản Đạp Thanh",
            "Điện thoại: chưa rõ",
            "Nơi sản xuất: Xã Kỳ Thượng (cũ: Xã Đạp Thanh, Ba Chẽ)",
        ]
    );
    assert_eq!(card(&answers[5]), card(&answers[3]));
    assert_eq!(card(&answers[6])[0], "Tinh dầu hồi");
}

#[test]
fn another_day_keeps_the_query_and_the_history_is_read_in_words() {
    let home = Home::new();
    let answers = converse(
        &home,
        &[
            "sao:3 cha muc",
            "ngày 30/11/2019",
            "ngày",
            "u",
            "lịch sử",
            "ngày mưa",
        ],
    );
    assert!(
        answers[2].contains("tính đến ngày 30/11/2019"),
        "{answers:?}"
    );
    assert!(answers[2].contains("cho “cha muc”"), "{answers:?}");
    assert!(answers[3].contains("30/11/2019"), "{answers:?}");
    assert_eq!(total(&answers[4]), all_products(), "{answers:?}");
    assert!(answers[5].contains("Bản 1, đang dùng: "), "{answers:?}");
    assert!(answers[6].contains("“ngày mưa”"), "{answers:?}");
    let english = converse_with(
        &home,
        &["--accessible", "--lang", "en"],
        &["day 2025-11-30", "history"],
    );
    assert!(english[1].contains("as of 2025-11-30"), "{english:?}");
    assert!(english[2].contains("Generation 1, in use: "), "{english:?}");
}

#[test]
fn a_list_is_imported_and_an_earlier_generation_comes_back_after_a_yes_only() {
    let home = Home::new();
    let list = "Tên sản phẩm,Hạng sao,Chủ thể,Huyện\nChè Thử Nghiệm,4 sao,HTX Thử,Ba Chẽ\n";
    std::fs::write(home.path().join("ds moi.csv"), list).unwrap();
    let answers = converse(
        &home,
        &[
            "sao:4 che",
            "nhập tệp 'ds moi.csv'",
            "k",
            "nhap tep \"ds moi.csv\"",
            "c",
            "lịch sử 2",
            "về bản 1",
            "ruou",
            "về bản 1",
            "có",
            "nhập khẩu",
            "nhập tệp khong-co.csv",
        ],
    );
    let before = total(&answers[1]);
    assert!(answers[2].contains("Chè Thử Nghiệm"), "{}", answers[2]);
    assert!(answers[2].contains("Ghi các thay đổi này vào danh mục? c/k"));
    assert!(
        answers[3].contains("Danh mục giữ nguyên."),
        "{}",
        answers[3]
    );
    assert!(
        answers[5].contains("Đã ghi bản số 2") && answers[5].contains("Gõ về bản 1 để quay lại"),
        "{}",
        answers[5]
    );
    assert_eq!(
        total(&answers[5]),
        before + 1,
        "the same question, asked again"
    );
    assert!(answers[6].contains("Chè Thử Nghiệm"), "{}", answers[6]);
    // Another line is no yes, and means what it always means.
    assert!(
        answers[8].contains("Danh mục giữ nguyên.") && answers[8].contains("“ruou”"),
        "{}",
        answers[8]
    );
    assert!(answers[10].contains("bản số 3"), "{}", answers[10]);
    assert!(answers[11].contains("“nhập khẩu”"), "{}", answers[11]);
    assert!(answers[12].contains("khong-co.csv"), "{}", answers[12]);
    assert_eq!(home.run(&["history"]).out.lines().count(), 3);
}

#[test]
fn the_language_changes_in_conversation_and_the_settings_are_told() {
    let home = Home::new();
    let ran = pipe(
        &home,
        &["--accessible"],
        "sao:4 ruou\ncài đặt\nngôn ngữ english\nsettings\nlanguage\nngôn ngữ tiếng Việt\nu\n"
            .as_bytes(),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    for told in [
        "Ngôn ngữ: tiếng Việt.",
        "Mỗi sản phẩm đang đọc:",
        "Language: English.",
        "filters: Stars: 4-star.",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
    let (first, last) = (ran.out.find("Type: "), ran.out.rfind("Gõ: "));
    assert!(first.is_some() && last > first, "back again: {}", ran.out);
    // What was asked before is still to be undone.
    assert!(ran.out.trim_end().ends_with("Đã thoát."), "{}", ran.out);
    let help = pipe(&home, &["--accessible", "--restricted"], "?\n".as_bytes());
    for word in ["nhập tệp", "về bản", "xuất excel"] {
        assert!(!help.out.contains(word), "{word}: {}", help.out);
    }
    let mut command = home.command(&["--accessible"]);
    command.env("LC_ALL", "C").stdin(Stdio::null());
    let told = Ran::from(command.output().unwrap());
    let hint = told.out.lines().next().unwrap_or_default();
    assert!(hint.is_ascii() && hint.contains("LC_ALL=C"), "{}", told.out);
}
