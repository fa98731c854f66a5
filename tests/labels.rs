//! Labels of people on products, by commands.

use crate::support::home::Home;

/// Defines the label that the other stories use.
fn home_with_label() -> Home {
    let home = Home::new();
    let ran = home.run(&[
        "label",
        "define",
        "lộ trình chuyển đổi số",
        "đã lập",
        "đang làm",
        "chưa",
    ]);
    assert_eq!(
        (ran.code, &*ran.out),
        (
            0,
            "Đã đặt nhãn “lộ trình chuyển đổi số”, giá trị: đã lập / đang làm / chưa.\n"
        ),
        "{}",
        ran.err
    );
    home
}

#[test]
fn a_label_is_set_by_ids_shown_counted_and_taken_off() {
    let home = home_with_label();
    let set = home.run(&[
        "label",
        "set",
        "LO TRINH chuyen doi so=Da lap",
        "qn-016",
        "QN-043",
        "qn-016",
    ]);
    assert_eq!(set.code, 0, "{}", set.err);
    assert_eq!(
        set.out,
        "“LO TRINH chuyen doi so: Da lap” là nhãn đã có “lộ trình chuyển đổi số: đã lập”.\n\
         Đã lưu nhãn “lộ trình chuyển đổi số: đã lập” cho 2 sản phẩm.\n"
    );
    let again = home.run(&["label", "set", "lộ trình chuyển đổi số=đã lập", "qn-043"]);
    assert!(
        again.out.starts_with("“Chả mực” (qn-043) đã có nhãn"),
        "{}",
        again.out
    );
    let new = home.run(&["label", "set", "liên kết với hộ", "qn-043"]);
    assert_eq!(
        new.out,
        "Nhãn mới: “liên kết với hộ”.\nĐã lưu nhãn “liên kết với hộ” cho “Chả mực” (qn-043).\n"
    );
    let record = home.run(&["show", "qn-043"]).out;
    let field = record.lines().find(|line| line.contains("liên kết với hộ"));
    assert!(field.unwrap_or_default().contains("đã lập"), "{record}");
    let shown = home.run(&["label", "show", "qn-043"]);
    assert_eq!(
        shown.out,
        "Nhãn của “Chả mực” (qn-043): liên kết với hộ; lộ trình chuyển đổi số: đã lập.\n"
    );
    let shown = home
        .run(&["label", "show", "qn-043", "--format", "json"])
        .json();
    assert_eq!(shown["labels"][1]["value"], "đã lập");
    assert_eq!(shown["labels"][0]["value"], serde_json::Value::Null);
    let list = home.run(&["label", "list"]);
    assert_eq!(
        list.out,
        "liên kết với hộ: 1 sản phẩm (nhãn không đặt sẵn)\n\
         lộ trình chuyển đổi số: 2 sản phẩm\n       2  đã lập\n       0  đang làm\n       0  chưa\n"
    );
    let list = home.run(&["label", "list", "--format", "json"]).json();
    assert_eq!(list["labels"][1]["values"][0]["products"], 2);
    let list = home.run(&["label", "list", "--format", "csv"]).out;
    assert!(
        list.contains("\nlộ trình chuyển đổi số,đang làm,1,0\n"),
        "{list}"
    );
    let off = home.run(&[
        "label",
        "unset",
        "lo trinh chuyen doi so",
        "qn-016",
        "qn-001",
    ]);
    assert!(
        off.out.contains(
            "Đã bỏ nhãn “lộ trình chuyển đổi số” của 1 sản phẩm; 1 sản phẩm khác không có.\n"
        ),
        "{}",
        off.out
    );
    let shown = home.run(&["label", "show", "qn-016"]);
    assert_eq!(
        (shown.code, shown.out.contains("chưa có nhãn nào")),
        (1, true)
    );
}

#[test]
fn what_a_label_does_not_take_is_refused_with_what_it_takes() {
    let home = home_with_label();
    for (label, told) in [
        (
            "lộ trình chuyển đổi số=xong",
            "không có giá trị “xong”; có: đã lập / đang làm / chưa",
        ),
        ("lộ trình chuyển đổi số", "cần một giá trị: đã lập"),
        ("=x", "còn trống"),
        ("a=b=c", "dấu ="),
    ] {
        let ran = home.run(&["label", "set", label, "qn-016"]);
        assert_eq!(ran.code, 2, "{label}");
        assert!(ran.err.contains(told), "{label}: {}", ran.err);
    }
    let long = "x".repeat(81);
    assert_eq!(home.run(&["label", "set", &long, "qn-016"]).code, 2);
    let off = home.run(&["label", "unset", "xuất khẩu", "qn-016"]);
    assert!(
        off.err.contains("không có nhãn “xuất khẩu”; có: lộ trình"),
        "{}",
        off.err
    );
    // One id that is none: nothing is set.
    let ran = home.run(&["label", "set", "thử", "qn-016", "qn-9999"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("qn-9999"));
    assert_eq!(home.run(&["label", "list"]).out.lines().count(), 4);
    // What acts on a terminal does not.
    home.run(&["label", "set", "a\u{1b}[31m", "qn-016"]);
    assert!(home.run(&["label", "list"]).out.contains("a␛[31m"));
}

#[test]
fn a_question_tells_its_number_and_many_products_need_consent() {
    let home = home_with_label();
    let few = home.run(&["label", "set", "thử", "--question", "cha muc"]);
    assert!(
        few.out.starts_with(
            "Câu tìm “cha muc”: 2 sản phẩm.\nNhãn mới: “thử”.\nĐã lưu nhãn “thử” cho 2"
        ),
        "{}",
        few.out
    );
    let many = ["label", "set", "thử", "--question", "sao:3"];
    let refused = home.run(&many);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("thêm --yes"), "{}", refused.out);
    let list = |home: &Home| home.run(&["label", "list", "--format", "json"]).json();
    assert_eq!(list(&home)["labels"][1]["products"], 2);
    let total = home
        .run(&["search", "sao:3", "--format", "jsonl"])
        .out
        .lines()
        .count();
    let agreed = home.run(&[&many[..], &["--yes"]].concat());
    assert_eq!(agreed.code, 0, "{}", agreed.err);
    // One of the two was among them.
    assert_eq!(list(&home)["labels"][1]["products"], total + 1);
    assert!(
        agreed.out.contains("; 1 sản phẩm khác đã có.\n"),
        "{}",
        agreed.out
    );
    let unclear = home.run(&["label", "set", "thử", "--question", "sao:9 cha muc"]);
    assert_eq!(unclear.code, 2);
    assert!(unclear.err.contains("không gắn hay bỏ nhãn nào"));
    let nothing = home.run(&[
        "label",
        "set",
        "thử",
        "--question",
        "sao:5 sao:3 \"không có đâu\"",
    ]);
    assert_eq!(nothing.code, 1);
    let both = home.run(&["label", "set", "thử", "qn-016", "--question", "trà"]);
    assert_eq!(both.code, 2);
    assert_eq!(home.run(&["label", "set", "thử"]).code, 2);
}

#[test]
fn another_name_goes_with_values_and_definition_and_joins_one_that_is_known() {
    let home = home_with_label();
    home.run(&["label", "set", "lộ trình chuyển đổi số=chưa", "qn-016"]);
    home.run(&["label", "set", "so hoa=rồi", "qn-016", "qn-043"]);
    let ran = home.run(&["label", "rename", "lo trinh chuyen doi so", "số hóa"]);
    assert_eq!(
        ran.out,
        "Nhãn “lộ trình chuyển đổi số” thành “so hoa”: 1 sản phẩm.\n\
         Nhãn “so hoa” đã có: hai nhãn thành một.\n\
         Đã đổi tên nhãn “lộ trình chuyển đổi số” thành “so hoa” trên 1 sản phẩm.\n"
    );
    // Both values stay, to be seen.
    let shown = home.run(&["label", "show", "qn-016"]).out;
    assert!(shown.contains("so hoa: chưa; so hoa: rồi"), "{shown}");
    // Another spelling of the same name.
    let ran = home.run(&["label", "rename", "so hoa", "số hóa"]);
    assert!(
        ran.out.contains("thành “số hóa” trên 2 sản phẩm"),
        "{}",
        ran.out
    );
    let list = home.run(&["label", "list"]).out;
    assert_eq!(
        list,
        "số hóa: 2 sản phẩm\n       0  đã lập\n       0  đang làm\n       1  chưa\n       2  rồi\n"
    );
    let unknown = home.run(&["label", "rename", "khác", "x"]);
    assert_eq!(unknown.code, 2);
    // Values of a definition that go are told where products have them.
    let ran = home.run(&["label", "define", "SO HOA", "rồi", "--only"]);
    assert!(
        ran.out.contains("“SO HOA” là nhãn đã có “số hóa”")
            && ran
                .out
                .contains("Đã thôi dùng giá trị: đã lập / đang làm / chưa")
            && ran.out.contains("Giá trị vẫn còn trên sản phẩm: chưa"),
        "{}",
        ran.out
    );
    // A renaming is undone as one, a line a product.
    let renamed = home.run(&["label", "rename", "số hóa", "khác", "--yes"]);
    assert_eq!(renamed.code, 0, "{}", renamed.err);
    let undone = home.run(&["review", "undo"]).out;
    assert_eq!(undone.matches("qn-043").count(), 1, "{undone}");
}

#[test]
fn defining_a_label_again_adds_values_and_only_where_asked_drops_some() {
    let home = Home::new();
    let define = |values: &[&str]| {
        home.run(&[&["label", "define", "lộ trình"], values].concat())
            .out
    };
    define(&["đã lập", "chưa"]);
    let refused = home.run(&["label", "set", "lộ trình=đang làm", "qn-016"]);
    assert!(refused.err.contains("ocop label define"), "{}", refused.err);
    let added = define(&["đang làm", "CHUA"]);
    assert!(
        added.contains("giá trị: đã lập / chưa / đang làm."),
        "{added}"
    );
    assert!(!added.contains("thôi dùng"), "{added}");
    assert_eq!(
        home.run(&["label", "set", "lộ trình=đang làm", "qn-016"])
            .code,
        0
    );
    let same = define(&["chưa"]);
    assert!(
        same.contains("đã có: đã lập / chưa / đang làm") && same.contains("--only"),
        "{same}"
    );
    // Without values it stays what it is.
    assert!(define(&[]).contains("đã có: đã lập"));
    let only = define(&["--only", "chưa"]);
    assert!(
        only.contains("giá trị: chưa.") && only.contains("Đã thôi dùng giá trị: đã lập / đang làm"),
        "{only}"
    );
}

#[test]
fn labels_speak_english_too_and_no_label_is_told() {
    let home = Home::new();
    let ran = home.run(&["--lang", "en", "label", "list"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("No label yet."), "{}", ran.out);
    let ran = home.run(&["--lang", "en", "label", "set", "exports", "qn-043"]);
    assert_eq!(
        ran.out,
        "New label: “exports”.\nSaved label “exports” for “Chả mực” (qn-043).\n"
    );
}
