//! Reviews and labels in the linear mode, through a pipe: what is saved is said, and with which product.

use std::io::Write;
use std::process::Stdio;

use crate::support::home::{Home, Ran, account_name};

/// The answers of a conversation, the greeting first; the typed line is the first line of each.
fn converse(home: &Home, arguments: &[&str], lines: &[&str]) -> Vec<String> {
    let mut command = home.command(&[&["--accessible"], arguments].concat());
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let typed = lines.join("\n");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(
        (
            ran.code,
            &*ran.err.replace(home.path().to_str().unwrap(), "")
        ),
        (0, "")
    );
    let prompt = if arguments.contains(&"en") {
        "Type: "
    } else {
        "Gõ: "
    };
    let is_symbol = |c: char| ('\u{2190}'..='\u{2bff}').contains(&c);
    assert!(!ran.out.contains(is_symbol), "{}", ran.out);
    ran.out.split(prompt).map(str::to_owned).collect()
}

/// The lines of an answer, without the typed one.
fn said(answer: &str) -> Vec<&str> {
    answer.lines().skip(1).collect()
}

/// The catalogue is built at the first start, which is told on standard error.
fn home() -> Home {
    let home = Home::new();
    home.run(&["search", "cha muc"]);
    home
}

fn home_with_review() -> Home {
    let home = home();
    let started = converse(&home, &[], &["cha muc", "rà soát mới Chả mực"]);
    assert_eq!(
        said(&started[2])[0],
        "Đã lưu: đợt rà soát “Chả mực” với 2 sản phẩm, và mở đợt ấy. Gõ tiếp để nghe sản phẩm đầu."
    );
    home
}

#[test]
fn a_review_is_heard_judged_and_gone_on_with_in_the_next_conversation() {
    let home = home_with_review();
    let answers = converse(
        &home,
        &[],
        &[
            "tiếp",
            "ket luan dung",
            "tiep",
            "để sau",
            "ghi chú 2 số điện thoại sai",
            "tiến độ",
            "1",
        ],
    );
    assert!(
        answers[0].contains(
            "Đợt rà soát “Chả mực” đang mở: đã rà soát 0 trong 2. Gõ tiếp để nghe sản phẩm kế."
        ),
        "{}",
        answers[0]
    );
    let first = said(&answers[1]);
    assert_eq!(first[0], "Đợt “Chả mực”, còn 2 sản phẩm. Sản phẩm kế:");
    assert_eq!(first[1], "Chả mực");
    assert_eq!(first[6], "Mã hồ sơ: qn-043");
    assert_eq!(
        said(&answers[2]),
        ["Đã lưu: kết luận “đúng” cho “Chả mực” (qn-043). Đã rà soát 1 trong 2."]
    );
    let second = said(&answers[3]);
    assert_eq!(second[0], "Đợt “Chả mực”, còn 1 sản phẩm. Sản phẩm kế:");
    assert_eq!(second[1], "Chả mực Mạnh Hà");
    assert!(said(&answers[4])[0].starts_with("Đã lưu: để sau “Chả mực Mạnh Hà” (qn-"));
    assert!(
        said(&answers[5])[0]
            .starts_with("Đã lưu: ghi chú “2 số điện thoại sai” cho “Chả mực Mạnh Hà”")
    );
    let progress = said(&answers[6]);
    let who = account_name();
    assert_eq!(
        progress,
        [
            "Chả mực: đã rà soát 1 trong 2.".to_owned(),
            "Để sau: 1 sản phẩm.".to_owned(),
            "Kết luận đúng: 1 sản phẩm.".to_owned(),
            format!("{who}: 1 trong 2."),
        ]
    );
    // The next conversation reads what was said, and goes on where this one ended.
    let answers = converse(
        &home,
        &[],
        &["cha muc", "1", "tiếp", "kết luận 2 can sua", "tiếp"],
    );
    let record = answers[2].as_str();
    assert!(
        record.contains(&format!("\nTrong đợt “Chả mực”: {who}: đúng.")),
        "{record}"
    );
    assert_eq!(
        said(&answers[3])[0],
        "Đợt “Chả mực”, chỉ còn 1 sản phẩm để sau. Sản phẩm kế:"
    );
    assert!(answers[3].contains(&format!("\nGhi chú của {who}: 2 số điện thoại sai")));
    assert!(said(&answers[4])[0].contains("kết luận “cần sửa” cho “Chả mực Mạnh Hà”"));
    assert_eq!(
        said(&answers[5]),
        ["Đã rà soát hết đợt “Chả mực”. Gõ tiến độ để nghe tổng kết."]
    );
    // Commands see the same.
    let status = home.run(&["review", "status", "--format", "json"]).json();
    assert_eq!(status["done"], 2, "{status}");
}

#[test]
fn undo_goes_back_over_what_was_saved_and_asked_in_the_order_of_it() {
    let home = home_with_review();
    let answers = converse(
        &home,
        &[],
        &[
            "cha muc",
            "kết luận 1 đúng",
            "nhãn 2 xuất khẩu=có",
            "+ sao:3",
            "hoàn tác",
            "u",
            "u",
            "làm lại",
            "tiến độ",
            "u",
            "u",
        ],
    );
    assert!(
        answers[5].contains("2 sản phẩm cho “cha muc”."),
        "{}",
        answers[5]
    );
    assert!(
        said(&answers[6])[0].starts_with("Đã hoàn tác: nhãn xuất khẩu: có, “Chả mực Mạnh Hà”"),
        "{}",
        answers[6]
    );
    assert_eq!(
        said(&answers[7]),
        ["Đã hoàn tác: đúng, “Chả mực” (qn-043)."]
    );
    assert_eq!(said(&answers[8]), ["Đã làm lại: đúng, “Chả mực” (qn-043)."]);
    assert!(answers[9].contains("đã rà soát 1 trong 2"));
    assert!(answers[10].contains("Đã hoàn tác: đúng"));
    // Before the first question there were all products.
    assert!(answers[11].contains("157 sản phẩm"), "{}", answers[11]);
    // Another conversation has nothing of this one to undo.
    let other = converse(&home, &[], &["u"]);
    assert!(!other[1].contains("Đã hoàn tác"), "{}", other[1]);
}

#[test]
fn what_cannot_be_done_is_told_and_nothing_is_saved() {
    let home = home();
    let answers = converse(
        &home,
        &[],
        &[
            "rà soát",
            "kết luận đúng",
            "tiếp",
            "cha muc",
            "tiếp",
            "bất đồng",
        ],
    );
    assert!(
        answers[1].contains("Chưa có đợt rà soát nào"),
        "{}",
        answers[1]
    );
    assert!(answers[2].contains("Chưa có đợt rà soát nào"));
    // Where no review is open, it is the next page.
    assert!(answers[3].contains("157 sản phẩm"), "{}", answers[3]);
    assert!(answers[5].contains("Hết danh sách."));
    assert!(answers[6].contains("Chưa có đợt rà soát nào"));
    assert_eq!(home.run(&["review", "list"]).code, 1);
    let home = home_with_review();
    let answers = converse(
        &home,
        &[],
        &[
            "kết luận đúng",
            "kết luận qn-016 đúng",
            "kết luận qn-043 xong",
            "kết luận",
            "giải quyết qn-043 đúng",
            "rà soát mở khác",
            "kết luận 999 đúng",
            "tiến độ",
        ],
    );
    assert!(
        answers[1].contains("Chưa nghe sản phẩm nào"),
        "{}",
        answers[1]
    );
    assert!(
        answers[2].contains("(qn-016) không thuộc đợt rà soát “Chả mực”"),
        "{}",
        answers[2]
    );
    assert!(
        answers[3].contains("Không có kết luận “xong”; có: 1 đúng, 2 cần sửa"),
        "{}",
        answers[3]
    );
    assert!(
        answers[4].contains("Kết luận nào? Có: 1 đúng"),
        "{}",
        answers[4]
    );
    assert!(answers[5].contains("không có bất đồng"), "{}", answers[5]);
    assert!(
        answers[6].contains("Không có đợt rà soát “khác”; có: Chả mực"),
        "{}",
        answers[6]
    );
    assert!(answers[7].contains("không có số 999"), "{}", answers[7]);
    assert!(
        answers[8].contains("đã rà soát 0 trong 2"),
        "{}",
        answers[8]
    );
}

#[test]
fn a_line_that_lacks_a_word_asks_for_it_and_writes_nothing() {
    let home = home_with_review();
    let answers = converse(
        &home,
        &[],
        &[
            "cha muc",
            "2",
            "kết luận 1",
            "ghi chú 1:",
            "ghi chú",
            "giải quyết 1",
            "rà soát mới",
            "rà soát mở",
            "kết luận đ",
            "tiến độ",
            "kết luận 1: 1",
            "để sau 1:",
        ],
    );
    for (number, part) in [
        (3, "Kết luận nào? Có: 1 đúng"),
        (4, "Ghi chú trống nên không lưu gì"),
        (5, "Ghi chú trống nên không lưu gì"),
        (6, "Kết luận nào?"),
        (7, "cần tên"),
        (8, "Mở đợt nào?"),
        (9, "“đ” có thể là: 1 đúng, 4 đã liên hệ, 5 ngừng sản xuất"),
        (10, "đã rà soát 0 trong 2"),
        (11, "Đã lưu: kết luận “đúng” cho “Chả mực” (qn-043)"),
        (12, "Kết luận trước của bạn (“đúng”) bỏ đi"),
    ] {
        let answer = &answers[number];
        assert!(answer.contains(part), "{part}: {answer}");
        assert!(number > 10 || !answer.contains("Đã lưu"), "{answer}");
    }
    let list = home.run(&["review", "list", "--format", "json"]).json();
    assert_eq!(list["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn others_are_heard_of_a_blind_review_only_after_the_own_verdict() {
    let home = home();
    let start = ["review", "start", "Kín", "cha muc", "--blind"];
    assert_eq!(home.run(&start).code, 0);
    let by_binh = [
        "review", "--as", "binh", "set", "qn-043", "can-sua", "--note", "số sai",
    ];
    let ran = home.run(&by_binh);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answers = converse(
        &home,
        &[],
        &[
            "tiếp",
            "tiến độ",
            "bất đồng",
            "kết luận đúng",
            "bất đồng",
            "cha muc",
            "1",
        ],
    );
    for answer in &answers[1..4] {
        assert!(
            !answer.contains("binh") && !answer.contains("số sai"),
            "{answer}"
        );
        assert!(!answer.contains("cần sửa"), "{answer}");
    }
    let who = account_name();
    assert!(
        answers[5].contains("“Chả mực” (qn-043): "),
        "{}",
        answers[5]
    );
    assert!(answers[5].contains("binh: cần sửa") && answers[5].contains(&format!("{who}: đúng")));
    assert!(
        answers[7].contains("Ghi chú của binh: số sai"),
        "{}",
        answers[7]
    );
}

#[test]
fn labels_are_set_read_and_taken_off_by_words_without_accents_and_in_english() {
    let home = home();
    home.run(&["label", "define", "lộ trình", "đã lập", "đang làm", "chưa"]);
    let answers = converse(
        &home,
        &[],
        &[
            "cha muc",
            "nhan 1 lo trinh=da lap",
            "nhan 2 lo trinh=xong",
            "gắn nhãn xuất khẩu",
            "nhãn 1",
            "các nhãn",
            "bo nhan 1 lo trinh",
            "1",
            "nhãn lồng",
        ],
    );
    assert_eq!(
        said(&answers[2]),
        [
            "“lo trinh: da lap” là nhãn đã có “lộ trình: đã lập”.",
            "Đã lưu nhãn “lộ trình: đã lập” cho “Chả mực” (qn-043)."
        ]
    );
    assert!(answers[3].contains("không có giá trị “xong”; có: đã lập / đang làm / chưa"));
    assert!(answers[4].contains("Đã lưu nhãn “xuất khẩu” cho “Chả mực” (qn-043)."));
    assert_eq!(
        said(&answers[5]),
        ["Nhãn của “Chả mực” (qn-043): lộ trình: đã lập; xuất khẩu."]
    );
    assert!(
        answers[6].contains("lộ trình: 1 sản phẩm; đã lập 1, đang làm 0, chưa 0."),
        "{}",
        answers[6]
    );
    assert!(
        answers[7].contains("Đã bỏ nhãn “lộ trình” của “Chả mực” (qn-043)."),
        "{}",
        answers[7]
    );
    assert!(answers[8].contains("\nNhãn: xuất khẩu."), "{}", answers[8]);
    assert!(!answers[9].contains("nhãn “lồng”"));
    let english = converse(
        &home,
        &["--lang", "en"],
        &["cha muc", "label 1 roadmap=done", "labels", "next"],
    );
    assert!(
        english[2].contains("New label: “roadmap: done”."),
        "{}",
        english[2]
    );
    assert!(
        english[3].contains("roadmap: 1 product; done 1."),
        "{}",
        english[3]
    );
}

#[test]
fn a_label_of_a_command_is_undone_by_the_one_undo_of_commands() {
    let home = home_with_review();
    home.run(&["label", "set", "thử", "qn-043", "qn-016"]);
    let undone = home.run(&["review", "undo"]);
    assert_eq!(undone.code, 0, "{}", undone.err);
    assert!(undone.out.contains("nhãn thử"), "{}", undone.out);
    assert_eq!(home.run(&["label", "list"]).code, 1);
}

#[test]
fn a_list_is_made_filled_changed_and_undone_in_conversation() {
    let home = home();
    let lines = [
        "cha muc",
        "ds giao thương Kết nối",
        "ds thêm tất cả",
        "ds giá 1: 250k/kg",
        "ds gian 1: A12",
        "ds hết hàng 1",
        "ds ghi chú 1: gọi lại: sáng",
        "ds thứ tự 2: 1",
        "ds giá 1: 12",
        "ds người mua Siêu thị A; hải sản khô",
        "ds quan tâm 1: sieu thi a; 200 hộp; giao thứ hai",
        "ds ket noi",
        "1",
        "ds khách hỏi 1",
        "hoàn tác",
        "ds người mua",
        "ds báo cáo md",
        "ds thôi quan tâm 1: Siêu thị B",
    ];
    let answers = converse(&home, &[], &lines);
    for (number, told) in [
        (1, "Đã lưu: danh sách “Kết nối”."),
        (2, "Đã lưu: thêm 2 vào “Kết nối”; danh sách có 2."),
        (3, "giá: 250.000\u{a0}đ/kg; trước là trống."),
        (4, "gian hàng: A12; trước là trống."),
        (5, "hàng: hết; trước là trống."),
        (6, "ghi chú: gọi lại: sáng; trước là trống."),
        (7, "thứ tự: 1; trước là 2."),
        (8, "“12” là bao nhiêu đồng? Nếu là 12.000\u{a0}đ, viết 12k"),
        (9, "Đã lưu: người mua mới Siêu thị A: hải sản khô."),
        (
            10,
            "Đã lưu: Siêu thị A quan tâm Chả mực: 200 hộp, giao thứ hai.",
        ),
        (11, "kết nối giao thương, 2 sản phẩm."),
        (
            11,
            "Chả mực, gian hàng A12, 250.000\u{a0}đ/kg, hết hàng, gọi lại: sáng.",
        ),
        (
            12,
            "Người mua: Siêu thị A (Kết nối): 200 hộp, giao thứ hai.",
        ),
        (13, "Chưa bật đếm khách hỏi"),
        (14, "Đã hoàn tác: người mua quan tâm: 200 hộp, giao thứ hai"),
        (15, "Siêu thị A: cần tìm hải sản khô; quan tâm 0 sản phẩm."),
        (16, "bao-cao-danh-sach"),
        (17, "Không có người mua “Siêu thị B”"),
    ] {
        assert!(
            answers[number + 1].contains(told),
            "{told}: {}",
            answers[number + 1]
        );
    }
    // In English, in another conversation: the only list is meant.
    let english = converse(
        &home,
        &["--lang", "en"],
        &[
            "cha muc",
            "lists remove 2",
            "lists price 1: 300k",
            "lists wants 1: Sieu thi A; 5 boxes",
        ],
    );
    for (number, told) in [
        (1, "taken out of “Kết nối”; the list has 1."),
        (2, "price: 300,000\u{a0}đ/kg; before: 250,000\u{a0}đ/kg."),
        (3, "Saved: Siêu thị A wants Chả mực: 5 boxes."),
    ] {
        assert!(
            english[number + 1].contains(told),
            "{told}: {}",
            english[number + 1]
        );
    }
}

#[test]
fn corrections_are_proposed_heard_and_applied_after_a_yes_by_words() {
    let home = home();
    let answers = converse(
        &home,
        &[],
        &[
            "ruou sim quy chuan",
            "đề nghị 1 số điện thoại=0912 345 678",
            "đề nghị 1 điện thoại=gọi anh Nam",
            "de nghi",
            "áp dụng có",
            "ap dung co",
            "y 1",
            "đề nghị",
        ],
    );
    let proposed = said(&answers[2]);
    assert!(
        proposed[0].contains("(trống) thành 0912 345 678"),
        "{proposed:?}"
    );
    assert!(
        answers[3].contains("không giống số điện thoại"),
        "{}",
        answers[3]
    );
    let who = account_name();
    let listed = said(&answers[4]);
    assert!(
        listed[0].contains(&format!("đề nghị của {who}, ")),
        "{listed:?}"
    );
    // A yes before anything was heard reads the changes and writes nothing.
    assert!(
        answers[5].contains("Gõ áp dụng có để ghi"),
        "{}",
        answers[5]
    );
    assert!(
        answers[6].contains("Từ đây là danh mục mới."),
        "{}",
        answers[6]
    );
    assert!(answers[7].contains("0912 345 678"), "{}", answers[7]);
    assert!(
        answers[8].contains("Không có đề nghị nào"),
        "{}",
        answers[8]
    );
}

#[test]
fn a_blind_review_is_started_given_a_day_and_closed_by_words() {
    let home = home();
    let answers = converse(
        &home,
        &[],
        &[
            "cha muc",
            "rà soát mới Chả mực --kín",
            "rà soát hạn 31/12/2026",
            "rà soát người an bình",
            "rà soát hạn ngày mai nhé",
            "rà soát đóng",
            "rà soát",
            "rà soát chả mực",
        ],
    );
    assert!(answers[2].contains("Rà soát kín"), "{}", answers[2]);
    assert!(answers[3].contains("31/12/2026"), "{}", answers[3]);
    assert_eq!(said(&answers[4])[..2], ["an: 0/2", "bình: 0/2"]);
    // What is wrong is told, and the conversation goes on.
    assert!(!said(&answers[5]).is_empty(), "{}", answers[5]);
    assert!(answers[7].contains("Chả mực, đã đóng:"), "{}", answers[7]);
    // Other words behind it are a search.
    assert!(answers[8].contains("2 sản phẩm cho"), "{}", answers[8]);
}
