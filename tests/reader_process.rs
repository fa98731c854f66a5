//! How a query is interpreted, how that is shown, and why a product is found or hidden: on the
//! command line and on the screen.

use ocop::app::model::Focus;
use serde_json::Value;

use crate::support::home::Home;
use crate::support::screen::Screen;

/// Runs in English, with the catalogue already built.
fn english(home: &Home, arguments: &[&str]) -> (i32, String, String) {
    let ran = home.run(&[arguments, &["--lang", "en"]].concat());
    (ran.code, ran.out, ran.err)
}

fn home_with_catalog() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

fn document(home: &Home, arguments: &[&str]) -> Value {
    let (_, out, err) = english(home, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}"))
}

fn ids(document: &Value) -> Vec<&str> {
    let hits = document["hits"].as_array().unwrap();
    hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

/// The query as typed, the kind of interpretation, its words, and the first product.
const READ: &[(&str, &str, &str, &str)] = &[
    ("cha muc", "literal", "", "qn-043"),
    ("chả mực", "literal", "", "qn-043"),
    ("chamuc", "understood", "chả mực", "qn-043"),
    ("vit tr oi", "understood", "vịt trời", "qn-090"),
    ("char mujwc", "understood", "chả mực", "qn-043"),
    ("cha3 mu75c", "understood", "chả mực", "qn-043"),
    ("cha? mu+.c", "understood", "chả mực", "qn-043"),
    (
        "mi dong bi li",
        "understood",
        "miến dong bình liêu",
        "qn-032",
    ),
    ("tra hv bc", "understood", "trà hoa vàng ba chẽ", "qn-017"),
    ("cmmh", "understood", "cmmh", "qn-108"),
    ("midobili", "understood", "midobili", "qn-032"),
    ("kẹo đậu phộng", "understood", "kẹo lạc", "qn-082"),
    ("377", "understood", "377", "qn-017"),
    ("chà mức", "near", "chả mực", "qn-043"),
    ("nợn móng cái", "near", "lợn móng cái", "qn-106"),
    ("miem dong", "near", "miến dong", "qn-032"),
];

#[test]
fn each_way_of_typing_finds_its_product_and_says_how_it_was_read() {
    let home = home_with_catalog();
    for (typed, how, words, id) in READ {
        let found = document(&home, &["search", typed]);
        assert_eq!(ids(&found).first(), Some(id), "{typed}");
        let expected = serde_json::json!({"how": how, "words": words, "left_out": []});
        assert_eq!(found["reading"], expected, "{typed}");
    }
    // `ở đâu` is what the line asks.
    let more = document(&home, &["search", "mua chả mực ở đâu"]);
    assert_eq!(ids(&more), ["qn-043", "qn-108"]);
    assert_eq!(
        more["reading"],
        serde_json::json!({"how": "near", "words": "chả mực", "left_out": ["mua"]})
    );
}

#[test]
fn nonsense_finds_nothing_and_only_as_typed_finds_only_that() {
    let home = home_with_catalog();
    for typed in ["xyzzy", "qqq www", "hjkl zxcv"] {
        let (code, out, _) = english(&home, &["search", typed]);
        assert_eq!((code, out.as_str()), (1, "No products found.\n"), "{typed}");
    }
    for (typed, how, ..) in READ {
        let found = document(&home, &["search", typed, "literal:yes"]);
        let total = found["total"].as_u64().unwrap();
        assert_eq!(total > 0, *how == "literal", "{typed}");
        assert_eq!(found["reading"]["how"], "literal", "{typed}");
    }
}

#[test]
fn the_list_says_above_itself_how_it_was_read() {
    let home = home_with_catalog();
    for (typed, expected) in [
        ("char mujwc", "hiểu là: chả mực"),
        ("chà mức", "gần đúng: chả mực"),
        ("chả mục xyzzy", "gần đúng: chả mực (bỏ qua: xyzzy)"),
        ("cmmh", "hiểu là chữ đầu hoặc mã: cmmh"),
        ("qn-017", "hiểu là chữ đầu hoặc mã: qn017"),
    ] {
        let out = home.run(&["search", typed]).out;
        assert_eq!(out.lines().next(), Some(expected), "{typed}");
    }
    assert!(!home.run(&["search", "cha muc"]).out.contains("hiểu là"));
}

#[test]
fn explain_says_below_each_row_why_it_was_found() {
    let home = home_with_catalog();
    let lines = |arguments: &[&str]| -> Vec<String> {
        let ran = home.run(&[&["search", "--explain", "--limit", "1"], arguments].concat());
        let lines = ran.out.lines().filter(|line| line.starts_with("    "));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    assert_eq!(
        lines(&["char mujwc"]),
        [
            "char → chả (tên): gõ Telex, 0,30",
            "mujwc → mực (tên): gõ Telex, 0,30",
            "tổng 0,60 = từ 0,60 + cách đọc, vị trí 0,00",
        ]
    );
    assert_eq!(
        lines(&["nợn móng cái", "--lang", "en"]),
        [
            "nợn → lợn (name): sounds alike, 4.50",
            "móng → móng (name): as typed, 0.00",
            "cái → cái (name): as typed, 0.00",
            "total 4.50 = words 4.50 + reading, position 0.00",
        ]
    );
    assert_eq!(
        lines(&["chả mục xyzzy"]),
        [
            "chả → chả (tên): đúng như gõ, 0,00",
            "mục → mực (tên): thiếu dấu, 1,00",
            "bỏ qua: xyzzy",
            "tổng 5,00 = từ 1,00 + bỏ qua, cách đọc, vị trí 4,00",
        ]
    );
    for (typed, expected) in [
        ("cha", "thiếu dấu"),
        ("cha3 muc", "gõ VNI"),
        ("cha? mu+.c", "gõ VIQR"),
        ("chamuc", "viết liền hoặc rời"),
        ("kẹo đậu phộng", "đồng nghĩa"),
        ("mi dong bi li", "gõ tắt"),
        ("midobili", "midobili: gõ tắt, 2,00"),
        ("cmmh", "cmmh: chữ đầu, 1,50"),
        ("377", "377: mã, số, 0,50"),
        ("chà mức", "khác dấu"),
        ("miem dong", "gõ nhầm"),
    ] {
        let lines = lines(&[typed]);
        assert!(
            lines.iter().any(|line| line.contains(expected)),
            "{lines:?}"
        );
    }
    assert!(lines(&["--star", "5"]).is_empty(), "without words no why");
}

#[test]
fn explain_in_json_has_keys_and_numbers_that_add_up() {
    let home = home_with_catalog();
    for (typed, ..) in READ {
        let found = document(&home, &["search", typed, "--explain"]);
        for hit in found["hits"].as_array().unwrap() {
            let why = &hit["explanation"];
            let number = |value: &Value| (value.as_f64().unwrap() * 100.0).round() as u32;
            let words = why["words"].as_array().unwrap();
            let sum: u32 = words.iter().map(|word| number(&word["cost"])).sum();
            assert_eq!(sum + number(&why["rest"]), number(&why["cost"]), "{typed}");
            assert!(!words.is_empty(), "{typed}");
        }
    }
    let found = document(&home, &["search", "cha mujwc", "--explain"]);
    assert_eq!(
        found["hits"][0]["explanation"],
        serde_json::json!({
            "words": [
                {"typed": "cha", "found": "chả", "field": "name", "how": "bare", "cost": 0.0},
                {"typed": "mujwc", "found": "mực", "field": "name", "how": "telex", "cost": 0.3},
            ],
            "left_out": [],
            "rest": 0.0,
            "cost": 0.3,
        })
    );
    let plain = document(&home, &["search", "cha muc"]);
    assert!(plain["hits"][0].get("explanation").is_none());
    for format in ["csv", "jsonl"] {
        let arguments = ["search", "cha", "--explain", "--format", format];
        let (code, out, err) = english(&home, &arguments);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("--explain works only with"), "{err}");
    }
}

#[test]
fn why_names_the_place_in_the_list_or_what_hides_the_product() {
    let home = home_with_catalog();
    let why = |arguments: &[&str]| {
        let (code, out, _) = english(&home, &[&["why"], arguments].concat());
        (code, out)
    };
    let (code, out) = why(&["qn-108", "char", "mujwc"]);
    assert_eq!(code, 0);
    assert_eq!(
        out.lines().collect::<Vec<_>>(),
        [
            "qn-108 Chả mực Mạnh Hà: in the list, number 2 of 2",
            "    char → chả (name): Telex, 0.30",
            "    mujwc → mực (name): Telex, 0.30",
            "    total 0.66 = words 0.60 + reading, position 0.06",
        ]
    );
    let hidden: &[(&[&str], &[&str])] = &[
        (
            &["qn-032", "cha", "muc"],
            &["none of its words matches “cha”"],
        ),
        (
            &["qn-043", "char", "mujwc", "literal:yes"],
            &[
                "it has no “char” as typed; remove literal:yes",
                "it has no “mujwc” as typed; remove literal:yes",
            ],
        ),
        (
            &["qn-043", "cha", "muc", "--star", "5", "-nhom:I"],
            &[
                "the filter Stars selects: 5-star",
                "the filter Product group excludes: I Food",
            ],
        ),
        (
            &["qn-043", "xyzzy", "literal:yes"],
            &["it has no “xyzzy” as typed; remove literal:yes"],
        ),
        (
            &["qn-043", "cha", "muc", "name:trà"],
            &["it does not meet the condition ten:trà"],
        ),
    ];
    for (arguments, reasons) in hidden {
        let (code, out) = why(arguments);
        assert_eq!(code, 1, "{arguments:?}");
        assert!(out.contains("not in the list of "), "{out}");
        assert_eq!(out.lines().count(), 1 + reasons.len(), "{out}");
        for reason in *reasons {
            assert!(out.contains(reason), "{reason}: {out}");
        }
    }
    let (code, out, err) = english(&home, &["why", "qn-999", "cha"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("qn-999"), "{err}");
}

#[test]
fn why_in_json_says_the_same() {
    let home = home_with_catalog();
    let shown = document(&home, &["why", "qn-108", "char mujwc"]);
    assert_eq!((&shown["place"], &shown["total"]), (&2.into(), &2.into()));
    assert_eq!(shown["hidden"], serde_json::json!([]));
    assert_eq!(shown["explanation"]["words"][0]["how"], "telex");
    let hidden = document(&home, &["why", "qn-043", "xyzzy", "ten:trà", "--star", "5"]);
    assert_eq!(hidden["place"], Value::Null);
    assert_eq!(hidden["explanation"], Value::Null);
    assert_eq!(
        hidden["hidden"],
        serde_json::json!([
            {"by": "word", "word": "xyzzy"},
            {"by": "condition", "condition": "ten:trà"},
            {"by": "filter", "filter": "star", "chosen": ["5"], "excluded": [], "all": false},
        ])
    );
}

#[test]
fn every_product_that_is_listed_has_a_place_and_every_other_one_a_reason() {
    let home = home_with_catalog();
    let all = document(&home, &["search"]);
    for typed in ["tra hoa vang", "ruou", "mi dong bi li"] {
        let found = document(&home, &["search", typed]);
        let listed = ids(&found);
        for id in ids(&all)
            .into_iter()
            .step_by(9)
            .chain(listed.iter().copied())
        {
            let why = document(&home, &["why", id, typed]);
            let index = listed.iter().position(|known| *known == id);
            let rank = index.map(|index| index + 1);
            assert_eq!(why["place"], serde_json::json!(rank), "{id} {typed}");
            let reasons = why["hidden"].as_array().unwrap();
            assert_eq!(reasons.is_empty(), rank.is_some(), "{id} {typed}");
        }
    }
}

/// The topics that say how words are read.
const TOPICS: [(&str, &str); 2] = [
    ("vi", include_str!("../src/docs/search.vi.md")),
    ("en", include_str!("../src/docs/search.en.md")),
];

/// The rows of a topic's table: typed, the first product, the name of the kind of match, the costs.
fn promised(topic: &str) -> Vec<[String; 4]> {
    let rows = topic.lines().filter(|line| line.starts_with("| `"));
    let rows = rows.filter_map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        // The table of what plain words are read as has two columns only.
        let [_, typed, name, told, costs, _] = cells[..] else {
            return None;
        };
        Some([typed.trim_matches('`'), name, told, costs].map(str::to_owned))
    });
    rows.collect()
}

#[test]
fn the_readme_promises_nothing_that_is_not_found() {
    let home = home_with_catalog();
    for (lang, topic) in TOPICS {
        let rows = promised(topic);
        assert!(rows.len() >= 20, "{rows:?}");
        for [typed, name, told, _] in rows {
            let found = document(&home, &["search", &typed]);
            assert_eq!(found["hits"][0]["name"], name.as_str(), "{typed}");
            let explained = [
                "search",
                &typed,
                "--explain",
                "--limit",
                "1",
                "--lang",
                lang,
            ];
            let out = home.run(&explained).out;
            assert!(out.contains(&told), "{typed}, {told}: {out}");
        }
    }
}

#[test]
fn both_languages_name_the_same_costs() {
    let numbers = |text: &str| -> Vec<String> {
        let text = text.replace(',', ".");
        let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.');
        let numbers = numbers.map(|number| number.trim_matches('.').to_owned());
        let mut numbers: Vec<String> = numbers.filter(|number| !number.is_empty()).collect();
        numbers.sort();
        numbers
    };
    let [vi, en] = TOPICS.map(|(_, topic)| promised(topic));
    assert_eq!(vi.len(), en.len());
    for (vi, en) in vi.iter().zip(&en) {
        assert_eq!((&vi[0], &vi[1]), (&en[0], &en[1]));
        assert_eq!(numbers(&vi[3]), numbers(&en[3]), "{}", en[0]);
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let home = home_with_catalog();
    for (lang, topic) in TOPICS {
        let examples = topic.split("```text\n$ ocop ").skip(1);
        let examples = examples.filter_map(|rest| rest.split("```").next());
        let examples: Vec<&str> = examples.collect();
        for example in &examples {
            let (command, _) = example.split_once('\n').unwrap();
            let ran = home.run(&command.split(' ').collect::<Vec<_>>());
            assert_eq!(*example, format!("{command}\n{}", ran.out), "{lang}");
        }
        assert_eq!(
            examples.len(),
            3,
            "an answer, a list that is explained, and a reason"
        );
    }
}

#[test]
fn telex_is_understood_on_the_screen_and_one_key_takes_it_as_typed() {
    let mut screen = Screen::new(80, 24);
    screen.press("char mujwc");
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    assert!(screen.shows("hiểu là: chả mực"), "{}", screen.text());
    assert!(screen.shows("gõ Telex: chả mực"), "the record says why");
    assert!(screen.shows("Ctrl-T nguyên văn"), "and the footer the key");
    // While typing, without leaving the line.
    screen.press("<ctrl-t>");
    assert_eq!(screen.model.focus, Focus::Input);
    assert_eq!(screen.model.total(), 0);
    assert!(screen.shows("[nguyên văn Ctrl-T]"), "{}", screen.text());
    assert!(screen.shows("mujwc” đúng như gõ."), "{}", screen.text());
    assert!(screen.shows("1  tìm rộng hơn “char mujwc” → 2 sản phẩm"));
    assert_eq!(screen.model.input.text(), "char mujwc", "the line stays");
    // The way out leads back, and so does the key.
    screen.press("<enter>1");
    assert_eq!(screen.model.total(), 2);
    assert!(screen.shows("hiểu là: chả mực") && !screen.shows("[nguyên văn"));
    screen.press("=");
    assert_eq!(screen.model.total(), 0);
    assert!(screen.shows("[nguyên văn =]"), "{}", screen.text());
    screen.press("=");
    assert_eq!(screen.model.total(), 2);
}

#[test]
fn the_key_and_the_piece_of_the_line_mean_the_same_thing() {
    let mut screen = Screen::new(120, 40);
    screen.press("char mujwc nguyen_van:co ");
    assert!(screen.model.query.literal && screen.model.total() == 0);
    assert!(screen.shows("[nguyên văn Ctrl-T]"));
    // What the line says the key takes out of the line.
    screen.press("<ctrl-t>");
    assert_eq!(screen.model.input.text().trim_end(), "char mujwc");
    assert_eq!(
        (screen.model.query.literal, screen.model.total()),
        (false, 2)
    );
    // And the other way round: the key is said in the line that is copied.
    screen.press("<ctrl-t><alt-y>");
    assert!(
        screen.shows("Đã gửi ra clipboard: nguyen_van:co char mujwc"),
        "{}",
        screen.text()
    );
    // A line that says no more is the last word.
    screen.press("<ctrl-u>char mujwc literal:no ");
    assert_eq!(
        (screen.model.query.literal, screen.model.total()),
        (false, 2)
    );
    screen.press("<ctrl-t>");
    assert!(screen.model.query.literal);
    // The way out of a line that says so leaves nothing of it behind.
    screen.press("<ctrl-t><ctrl-u>char mujwc literal:yes <enter>1");
    assert_eq!(
        (screen.model.query.literal, screen.model.total()),
        (false, 2)
    );
    assert!(!screen.shows("literal"));
}

#[test]
fn the_record_says_why_for_the_row_that_is_selected() {
    let mut screen = Screen::new(120, 40);
    screen.press("nợn móng cái");
    assert!(screen.shows("âm gần: lợn"), "{}", screen.text());
    screen.press("<down>");
    let why = screen.model.selected_explanation().unwrap();
    assert_eq!(why.terms.len(), 3);
    assert!(screen.shows("âm gần: lợn"), "of the second row as well");
    screen.press("<ctrl-u>lon mong cai<down>");
    assert!(!screen.shows("âm gần") && !screen.shows("thiếu dấu"));
}
