//! Product lists of fairs and trade meetings, by commands.

use crate::support::home::Home;

const FAIR: &str = "Hội chợ Hạ Long";

/// A home with a list.
fn home_with_fair() -> Home {
    let home = Home::new();
    let ran = home.run(&[
        "lists",
        "new",
        FAIR,
        "--place",
        "Hạ Long",
        "--from",
        "12/12/2026",
        "--to",
        "15/12/2026",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told = "hội chợ, Hạ Long, 12–15/12/2026, 0 sản phẩm";
    assert!(ran.out.contains(told), "{}", ran.out);
    home
}

fn show(home: &Home) -> String {
    home.run(&["lists", "show", FAIR]).out
}

fn entries(home: &Home) -> Vec<serde_json::Value> {
    let ran = home.run(&["lists", "show", FAIR, "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    document["entries"].as_array().unwrap().clone()
}

#[test]
fn a_list_is_made_filled_changed_and_emptied() {
    let home = home_with_fair();
    let fair = "hoi cho ha long";
    let add = home.run(&["lists", "add", fair, "qn-016", "QN-043", "--stand", "A12"]);
    assert_eq!(add.code, 0, "{}", add.err);
    assert!(
        add.out
            .contains("thêm 2 vào “Hội chợ Hạ Long”; danh sách có 2"),
        "{}",
        add.out
    );
    let text = home.run(&[
        "lists",
        "add",
        fair,
        "--text",
        "Bánh gai",
        "--price",
        "15k/cái",
    ]);
    assert_eq!(text.code, 0, "{}", text.err);
    let set = home.run(&[
        "lists",
        "set",
        fair,
        "qn-016",
        "banh gai",
        "--stock",
        "hết",
        "--remark",
        "gọi trước",
    ]);
    assert_eq!(set.code, 0, "{}", set.err);
    let shown = show(&home);
    for part in ["A12", "15.000\u{a0}đ/cái", "Bánh gai", "gọi trước"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let of = entries(&home);
    let fields: Vec<(&str, &str)> = of
        .iter()
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap_or("-");
            (text("id"), text("stock"))
        })
        .collect();
    assert_eq!(
        fields,
        [("qn-016", "sold-out"), ("qn-043", "-"), ("-", "sold-out")]
    );
    // A unit alone changes the unit.
    home.run(&["lists", "set", fair, "Bánh gai", "--unit", "hộp"]);
    assert_eq!(entries(&home)[2]["price_unit"], "hộp");
    let unit_and_price = &entries(&home)[2]["price"];
    assert_eq!(unit_and_price, 15_000);
    // A price in words is one; what is none, or hardly one, is asked back and changes nothing.
    home.run(&["lists", "set", fair, "qn-016", "--price", "thỏa thuận"]);
    for (price, told) in [
        ("-5k", "không phải một giá"),
        ("120", "120k"),
        ("5 tỷ", "--any-price"),
    ] {
        let refused = home.run(&["lists", "set", fair, "qn-016", "--price", price]);
        assert_eq!(refused.code, 2, "{price}");
        assert!(refused.err.contains(told), "{price}: {}", refused.err);
    }
    assert_eq!(entries(&home)[0]["price_words"], "thỏa thuận");
    assert!(show(&home).contains("thỏa thuận"));
    let gone = home.run(&["lists", "remove", fair, "qn-043"]);
    assert!(
        gone.out.contains("danh sách còn 2"),
        "{}{}",
        gone.out,
        gone.err
    );
    let unknown = home.run(&["lists", "remove", fair, "qn-043"]);
    assert_eq!(unknown.code, 2);
    let undone = home.run(&["lists", "undo", fair]);
    assert!(undone.out.contains("bỏ khỏi danh sách"), "{}", undone.out);
    assert_eq!(entries(&home).len(), 3);
    let history = home.run(&["lists", "history", fair]).out;
    assert!(
        history.contains("bỏ khỏi danh sách") && history.contains("đã hoàn tác"),
        "{history}"
    );
}

#[test]
fn names_are_unique_and_an_unclear_one_is_refused_with_those_there_are() {
    let home = home_with_fair();
    let again = home.run(&["lists", "new", "HOI CHO HA LONG"]);
    assert_eq!(again.code, 2);
    assert!(
        again.err.contains("đã có danh sách tên này"),
        "{}",
        again.err
    );
    let near = home.run(&["lists", "new", "Hội chợ Cẩm Phả"]);
    assert_eq!(near.code, 0);
    assert!(near.err.contains("\"Hội chợ Hạ Long\""), "{}", near.err);
    let part = home.run(&["lists", "show", "Hạ Long"]);
    assert_eq!((part.code, &*part.out), (2, ""));
    assert!(part.err.contains("\"Hội chợ Hạ Long\""), "{}", part.err);
    let renamed = home.run(&[
        "lists",
        "set",
        FAIR,
        "--name",
        "Hội chợ Bãi Cháy",
        "--to",
        "16/12/2026",
    ]);
    assert!(
        renamed.out.contains("12–16/12/2026"),
        "{}{}",
        renamed.out,
        renamed.err
    );
    let lists = home.run(&["lists"]).out;
    assert!(
        lists.contains("Hội chợ Bãi Cháy") && !lists.contains("Hội chợ Hạ Long"),
        "{lists}"
    );
    let deleted = home.run(&["lists", "delete", "hoi cho bai chay"]);
    assert_eq!(deleted.code, 0, "{}", deleted.err);
    assert!(!home.run(&["lists"]).out.contains("Bãi Cháy"));
    home.run(&["lists", "undo"]);
    assert!(home.run(&["lists"]).out.contains("Bãi Cháy"));
}

#[test]
fn a_spreadsheet_is_read_and_what_is_doubtful_is_told_and_left_out() {
    let home = home_with_fair();
    let products = home
        .run(&["search", "--format", "json", "--limit", "200"])
        .out;
    let products: serde_json::Value = serde_json::from_str(&products).unwrap();
    let hits = products["hits"].as_array().unwrap();
    let text =
        |hit: &serde_json::Value, key: &str| hit[key].as_str().unwrap_or_default().to_owned();
    let one = hits.iter().find(|hit| text(hit, "id") == "qn-016").unwrap();
    // Two products of one name are doubtful without a producer.
    let double = hits
        .iter()
        .find(|hit| {
            hits.iter()
                .filter(|other| other["name"] == hit["name"])
                .count()
                > 1
        })
        .unwrap();
    let csv = format!(
        "STT,Tên sản phẩm,Chủ thể,Số gian,Giá bán (nghìn đồng),ĐVT,Tồn kho,Ghi chú\n\
         1,{},{},A1,120,hộp,5,gọi trước\n\
         2,{},,B2,90,kg,0,\n\
         3,Bánh gai bà Thi,Hộ Nguyễn Thị Thi,C3,120-150,chục,,\n",
        text(one, "name"),
        text(one, "producer"),
        text(double, "name"),
    );
    let file = home.path().join("gian-hang.csv");
    std::fs::write(&file, csv).unwrap();
    let file = file.to_str().unwrap();
    let look = home.run(&["lists", "import", FAIR, file]);
    assert_eq!(look.code, 1, "{}", look.err);
    for part in [
        "dòng 3",
        "có thể là",
        "Bánh gai bà Thi",
        "giá “120-150”",
        // With all that the row says.
        "--stand B2 --price 90000d/kg --stock sold-out",
        "--yes",
    ] {
        assert!(look.out.contains(part), "{part}: {}", look.out);
    }
    assert!(entries(&home).is_empty());
    let done = home.run(&["lists", "import", FAIR, file, "--yes"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let of = entries(&home);
    assert_eq!(of.len(), 2, "{of:?}");
    assert_eq!(
        (&of[0]["id"], &of[0]["price"]),
        (&"qn-016".into(), &120_000.into())
    );
    assert_eq!(
        (&of[0]["stand"], &of[0]["stock"]),
        (&"A1".into(), &"in-stock".into())
    );
    assert_eq!(
        (&of[0]["price_unit"], &of[0]["remark"]),
        (&"hộp".into(), &"gọi trước".into())
    );
    assert_eq!(
        (&of[1]["in_catalogue"], &of[1]["price"]),
        (&false.into(), &serde_json::Value::Null)
    );
    // Once more: nothing is new.
    let again = home.run(&["lists", "import", FAIR, file, "--yes"]).out;
    assert!(again.contains("Không có gì mới để ghi"), "{again}");
    // What was written into a file is read again.
    let out = home.path().join("danh-sach.xlsx");
    let out = out.to_str().unwrap();
    let written = home.run(&["lists", "show", FAIR, "--out", out]);
    assert_eq!(written.code, 0, "{}", written.err);
    let back = home.run(&["lists", "import", FAIR, out, "--yes"]).out;
    assert!(back.contains("Không có gì mới để ghi"), "{back}");
}

#[test]
fn a_price_without_a_unit_keeps_the_unit_and_an_empty_unit_takes_it_off() {
    let home = home_with_fair();
    home.run(&["lists", "add", FAIR, "qn-016", "--price", "350k/chai"]);
    home.run(&["lists", "set", FAIR, "qn-016", "--price", "360k"]);
    assert!(
        show(&home).contains("360.000\u{a0}đ/chai"),
        "{}",
        show(&home)
    );
    home.run(&["lists", "set", FAIR, "qn-016", "--unit", "hộp"]);
    assert!(
        show(&home).contains("360.000\u{a0}đ/hộp"),
        "{}",
        show(&home)
    );
    home.run(&[
        "lists", "set", FAIR, "qn-016", "--price", "370k", "--unit", "",
    ]);
    let shown = show(&home);
    assert!(
        shown.contains("370.000\u{a0}đ") && !shown.contains("đ/"),
        "{shown}"
    );
}

#[test]
fn two_laptops_are_merged_and_only_what_both_wrote_differs() {
    let office = home_with_fair();
    office.run(&["lists", "add", FAIR, "qn-016", "qn-043"]);
    let file = office.path().join("fair.jsonl");
    let file = file.to_str().unwrap();
    assert_eq!(office.run(&["lists", "export", FAIR, file]).code, 0);
    let laptop = Home::new();
    let taken = laptop.run(&["lists", "merge", file]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    assert!(
        taken.out.contains("Danh sách mới: Hội chợ Hạ Long"),
        "{}",
        taken.out
    );
    office.run(&["lists", "set", FAIR, "qn-016", "--price", "100k"]);
    office.run(&["lists", "set", FAIR, "qn-043", "--price", "50k"]);
    laptop.run(&["lists", "set", FAIR, "qn-016", "--stock", "het"]);
    laptop.run(&["lists", "set", FAIR, "qn-043", "--price", "55k"]);
    let back = laptop.path().join("back.jsonl");
    let back = back.to_str().unwrap();
    laptop.run(&["lists", "export", FAIR, back]);
    let merged = office.run(&["lists", "merge", back]);
    assert!(
        merged.out.contains("Có chỗ ghi khác nhau"),
        "{}{}",
        merged.out,
        merged.err
    );
    // Field, both sides, and who wrote them.
    assert!(
        merged.out.contains("giá 50.000\u{a0}đ (") && merged.out.contains(") / 55.000\u{a0}đ ("),
        "{}",
        merged.out
    );
    let of = entries(&office);
    assert_eq!(
        (&of[0]["price"], &of[0]["stock"]),
        (&100_000.into(), &"sold-out".into())
    );
    let shown = show(&office);
    assert!(shown.contains("50.000\u{a0}đ / 55.000\u{a0}đ"), "{shown}");
    // A file has neither of them, and both are told.
    let shown = office.run(&["lists", "show", FAIR, "--format", "csv"]);
    assert!(!shown.out.contains("5000"), "{}", shown.out);
    assert!(shown.out.contains("100000"), "{}", shown.out);
    assert!(shown.err.contains("55.000\u{a0}đ ("), "{}", shown.err);
    office.run(&["lists", "set", FAIR, "qn-043", "--price", "52k"]);
    assert!(!show(&office).contains("! "));
}

#[test]
fn a_list_is_a_filter_and_the_record_tells_of_it() {
    let home = home_with_fair();
    home.run(&["lists", "add", FAIR, "qn-016", "qn-043", "--stand", "A12"]);
    let ids = |arguments: &[&str]| -> Vec<String> {
        let ran = home.run(arguments);
        let mut ids: Vec<String> = ran
            .out
            .split_whitespace()
            .filter(|word| word.starts_with("qn-"))
            .map(str::to_owned)
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(
        ids(&["search", "danh_sach:\"hoi cho ha long\""]),
        ["qn-016", "qn-043"]
    );
    assert_eq!(ids(&["search", "--list", FAIR]), ["qn-016", "qn-043"]);
    let record = home.run(&["show", "qn-016"]).out;
    let told = "Hội chợ Hạ Long, 12–15/12/2026, gian hàng A12";
    assert!(record.contains(told), "{record}");
    let without = home
        .run(&["search", "--list", "none", "--format", "json"])
        .out;
    assert!(!without.contains("\"qn-016\""));
}

#[test]
fn prices_and_stock_that_are_none_are_refused_and_nothing_is_written() {
    let home = home_with_fair();
    for arguments in [
        ["--price", "120"],
        ["--price", "120-150k"],
        ["--stock", "chắc còn"],
    ] {
        let mut all = vec!["lists", "add", FAIR, "qn-016"];
        all.extend(arguments);
        let ran = home.run(&all);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{arguments:?}");
    }
    assert!(entries(&home).is_empty());
}

#[test]
fn a_list_of_a_question_is_made_by_one_act_and_undone_by_one() {
    let home = Home::new();
    let made = home.run(&["lists", "new", FAIR, "--question", "cha muc"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.contains("2 sản phẩm"), "{}", made.out);
    let undone = home.run(&["lists", "undo"]);
    assert_eq!(undone.out.lines().count(), 3, "{}", undone.out);
    assert_eq!(home.run(&["lists"]).code, 1);
    assert_eq!(home.run(&["lists", "undo"]).code, 1);
    let again = home.run(&["lists", "undo", "--redo"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(entries(&home).len(), 2);
}
