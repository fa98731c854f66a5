//! JSON of other systems: the list is chosen by what is in it, nested objects are read field by field, and times become
//! the day in Vietnam.

use ocop_index::source::problem::ProblemReason::NestedValue;

use super::support::{column_field, detected, read, try_read};

const TEA: &str = r#"{"ten_san_pham":"Chè đinh non","chu_the":"HTX Nắng Sớm","hang_sao":4}"#;
const SAUCE: &str = r#"{"ten_san_pham":"Tương nếp","chu_the":"HTX Đồi Xanh","hang_sao":3}"#;
const LINES: [&str; 2] = [
    "Chè đinh non · HTX Nắng Sớm · 4 sao",
    "Tương nếp · HTX Đồi Xanh · 3 sao",
];

#[test]
fn a_time_becomes_the_day_in_vietnam() {
    for (time, day) in [
        ("2025-12-31T17:00:00.000Z", "2026-01-01"),
        ("2025-12-31T16:59:59Z", "2025-12-31"),
        ("2025-12-31T23:30:00-05:00", "2026-01-01"),
        ("2026-01-01T00:00:00+07:00", "2026-01-01"),
        ("2025-12-31 17:00:00Z", "2026-01-01"),
        ("2025-12-31T23:59:59", "2025-12-31"),
        ("2025-12-31", "2025-12-31"),
    ] {
        let list = read(format!(
            r#"[{{"ten_san_pham":"Chè đinh non","chu_the":"HTX Nắng Sớm","hang_sao":4,"ngay_quyet_dinh":"{time}"}}]"#
        ));
        let when = list.products[0].2.recognitions[0].when;
        assert_eq!(
            when.map(|when| when.to_string()).as_deref(),
            Some(day),
            "{time}"
        );
    }
}

#[test]
fn the_list_of_products_is_chosen_by_its_contents() {
    for document in [
        r#"{"producers":[{"id":1,"name":"HTX Nắng Sớm"},{"id":2,"name":"HTX Đồi Xanh"},{"id":3,"name":"HTX Xưa"}],"products":[ROWS]}"#,
        r#"{"errors":[{"name":"none","code":0}],"data":[ROWS]}"#,
        r#"{"categories":[{"id":1,"name":"Thực phẩm"}],"items":[ROWS],"districts":[{"name":"Hải Hà"}]}"#,
        r#"{"status":200,"meta":{"filters":[{"name":"district","label":"Huyện"},{"name":"star","label":"Sao"},{"name":"year","label":"Năm"}]},"data":{"total":2,"items":[ROWS]}}"#,
        r#"{"users":[{"name":"Nguyễn Văn A","email":"a@example.org"}],"san_pham":[ROWS]}"#,
    ] {
        let english = r#"{"name":"Chè đinh non","producer":"HTX Nắng Sớm","star":4},{"name":"Tương nếp","producer":"HTX Đồi Xanh","star":3}"#;
        for rows in [format!("{TEA},{SAUCE}"), english.to_owned()] {
            let list = read(document.replace("ROWS", &rows));
            list.assert_lines(&LINES);
        }
    }
    // What was left out is named, with its rows.
    let list = read(format!(
        r#"{{"producers":[{{"id":1,"name":"HTX Nắng Sớm"}}],"products":[{TEA}]}}"#
    ));
    assert!(
        matches!(list.left_out()[..], [("producers", _, 1)]),
        "{:?}",
        list.left_out()
    );
}

#[test]
fn lists_of_open_data_portals_and_maps_are_found() {
    for document in [
        r#"{"help":"x","success":true,"result":{"resource_id":"r","fields":[{"id":"_id","type":"int"},{"id":"ten_san_pham","type":"text"}],"records":[ROWS],"total":2}}"#,
        r#"{"data":{"rows":[ROWS]}}"#,
        r#"{"d":{"results":[ROWS]}}"#,
        r#"{"response":{"body":{"items":[ROWS]}}}"#,
    ] {
        read(document.replace("ROWS", &format!("{TEA},{SAUCE}"))).assert_lines(&LINES);
    }
    let feature = |row: &str, geometry: &str| {
        format!(r#"{{"type":"Feature","properties":{row},"geometry":{geometry}}}"#)
    };
    let map = format!(
        r#"{{"type":"FeatureCollection","name":"ocop","features":[{},{}]}}"#,
        feature(TEA, r#"{"type":"Point","coordinates":[107.7,21.4]}"#),
        feature(SAUCE, "null")
    );
    read(map).assert_lines(&LINES);
}

#[test]
fn tables_of_pandas_are_read_by_their_rows_in_every_orientation() {
    for document in [
        // columns
        r#"{"ten_san_pham":{"0":"Chè đinh non","1":"Tương nếp"},"chu_the":{"0":"HTX Nắng Sớm","1":"HTX Đồi Xanh"},"hang_sao":{"0":4,"1":3}}"#,
        // list
        r#"{"ten_san_pham":["Chè đinh non","Tương nếp"],"chu_the":["HTX Nắng Sớm","HTX Đồi Xanh"],"hang_sao":[4,3]}"#,
        // split
        r#"{"columns":["ten_san_pham","chu_the","hang_sao"],"index":[0,1],"data":[["Chè đinh non","HTX Nắng Sớm",4],["Tương nếp","HTX Đồi Xanh",3]]}"#,
        // table
        r#"{"schema":{"fields":[{"name":"index","type":"integer"},{"name":"ten_san_pham","type":"string"}],"primaryKey":["index"]},"data":[{"index":0,"ten_san_pham":"Chè đinh non","chu_the":"HTX Nắng Sớm","hang_sao":4},{"index":1,"ten_san_pham":"Tương nếp","chu_the":"HTX Đồi Xanh","hang_sao":3}]}"#,
        // index
        r#"{"sp-001":{"ten_san_pham":"Chè đinh non","chu_the":"HTX Nắng Sớm","hang_sao":4},"sp-002":{"ten_san_pham":"Tương nếp","chu_the":"HTX Đồi Xanh","hang_sao":3}}"#,
    ] {
        let list = read(document);
        list.assert_lines(&LINES);
    }
    // An empty cell of a column stays empty.
    let list = read(
        r#"{"ten_san_pham":{"0":"Chè đinh non","1":"Tương nếp"},"chu_the":{"0":null,"1":"HTX Đồi Xanh"},"hang_sao":{"0":4,"1":3}}"#,
    );
    list.assert_lines(&["Chè đinh non · 4 sao", "Tương nếp · HTX Đồi Xanh · 3 sao"]);
}

#[test]
fn a_unit_of_measure_is_no_place() {
    for unit in ["500ml", "chai", "kg", "hộp 250 g"] {
        let list = read(format!(
            r#"[{{"id":1,"name":"Chè đinh non","unit":"{unit}","producer":"HTX Nắng Sớm"}}]"#
        ));
        list.assert_clean(&["Chè đinh non · HTX Nắng Sớm"]);
        assert_eq!(column_field(&list, "unit"), None, "{unit}");
        assert_eq!(
            list.products[0].2.place,
            ocop_index::product::ProductPlace::default()
        );
    }
}

#[test]
fn nested_objects_are_read_field_by_field_or_told() {
    let list = read(
        r#"[{"id":7,"name":"Chè đinh non","producer":{"name":"HTX Nắng Sớm","phone":"0912000111"},"place":{"district":"Hải Hà"},"certificate":{"decision":"12/QĐ-UBND","star":4}},
            {"id":8,"name":"Tương nếp","producer":{"name":"HTX Đồi Xanh"},"place":null,"certificate":{"star":3}}]"#,
    );
    list.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao 12/QĐ-UBND · H. Hải Hà · ĐT 0912000111",
        "Tương nếp · HTX Đồi Xanh · 3 sao",
    ]);
    let list = read(
        r#"[{"name":"Chè đinh non","producer":"HTX Nắng Sớm","star":4,"awards":[{"year":2020,"name":"Giải nhất"}]}]"#,
    );
    list.assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao"]);
    assert!(
        !list.rows_of(NestedValue).is_empty() || list.problems.is_empty(),
        "{:?}",
        list.problems
    );
}

#[test]
fn what_is_not_json_names_its_line() {
    let text = format!("[\n  // danh sách năm 2024\n  {TEA},\n  {SAUCE},\n]\n");
    match try_read(text, &detected()) {
        Ok(list) => {
            list.assert_lines(&LINES);
        }
        Err(error) => assert_eq!(error.line, 2),
    }
}
