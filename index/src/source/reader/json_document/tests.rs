//! Documents in the shapes that open data, interfaces and programs write.

use jiff::civil::date;

use super::*;
use crate::source::problem::ProblemReason;
use crate::source::table_summary::LeftOutReason;
use crate::source::unreadable::UnreadableReason;

struct ReadDocument {
    /// `sheet/row name, producer, star`, one a product.
    products: Vec<String>,
    problems: Vec<(u64, ProblemReason)>,
    summary: SourceSummary,
}

fn read(text: &str) -> Result<ReadDocument, UnreadableFile> {
    let mut items = Vec::new();
    let options = FileReadOptions::new(date(2026, 11, 24));
    let summary = read_json_tables(text.as_bytes(), &options, &mut |item| items.push(item))?;
    let (mut products, mut problems) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            SourceItem::Product {
                sheet,
                row,
                product,
                ..
            } => {
                let star = product.recognitions.last().and_then(|last| last.star);
                let star = star.map_or_else(|| "-".to_owned(), |star| star.to_string());
                let producer = product
                    .producer
                    .map_or_else(String::new, |producer| producer.name);
                products.push(format!(
                    "{sheet}/{row} {}, {producer}, {star}",
                    product.name
                ));
            }
            SourceItem::Problem(problem) => problems.push((problem.row, problem.reason)),
        }
    }
    Ok(ReadDocument {
        products,
        problems,
        summary,
    })
}

const TWO: [&str; 2] = ["/1 Mật ong, HTX A, 4", "/2 Gạo nếp, HTX B, 3"];

#[test]
fn a_list_is_found_in_every_shape() {
    let rows = r#"[{"ten_san_pham":"Mật ong","chu_the":"HTX A","hang_sao":4},{"ten_san_pham":"Gạo nếp","chu_the":"HTX B","hang_sao":3}]"#;
    let feature = |row: &str| {
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[1,2]}},"properties":{row}}}"#
        )
    };
    let first = r#"{"ten_san_pham":"Mật ong","chu_the":"HTX A","hang_sao":4}"#;
    let second = r#"{"ten_san_pham":"Gạo nếp","chu_the":"HTX B","hang_sao":3}"#;
    let (north, south) = (feature(first), feature(second));
    for text in [
        rows.to_owned(),
        format!(r#"{{"data":{rows}}}"#),
        format!(r#"{{"data":{{"items":{rows},"total":2}}}}"#),
        format!(r#"{{"help":"x","success":true,"result":{{"fields":[{{"id":"_id","type":"int"}}],"records":{rows}}}}}"#),
        format!(r#"{{"errors":[{{"code":1,"message":"x"}}],"data":{rows}}}"#),
        format!(r#"{{"producers":[{{"id":1,"name":"HTX A"}},{{"id":2,"name":"HTX B"}},{{"id":3,"name":"C"}}],"products":{rows}}}"#),
        format!(r#"{{"name":"OCOP 2024","description":"danh sách","data":{rows}}}"#),
        format!(r#"{{"type":"FeatureCollection","features":[{north},{south}]}}"#),
        format!(r#"{{"@context":"x","@graph":{rows}}}"#),
        format!(r#"{{"data":[{{"type":"products","id":"1","attributes":{first}}},{{"type":"products","id":"2","attributes":{second}}}]}}"#),
        format!(r#"{{"hits":{{"total":2,"hits":[{{"_id":"1","_source":{first}}},{{"_id":"2","_source":{second}}}]}}}}"#),
        format!(r#"{{"data":{{"products":{{"edges":[{{"node":{first}}},{{"node":{second}}}]}}}}}}"#),
        format!(r#"{{"schema":{{"fields":[{{"name":"index","type":"integer"}}]}},"data":{rows}}}"#),
        format!(r#"{{"0":{first},"1":{second}}}"#),
        r#"{"ten_san_pham":{"0":"Mật ong","1":"Gạo nếp"},"chu_the":{"0":"HTX A","1":"HTX B"},"hang_sao":{"0":4,"1":3}}"#.to_owned(),
        r#"{"ten_san_pham":["Mật ong","Gạo nếp"],"chu_the":["HTX A","HTX B"],"hang_sao":[4,3]}"#.to_owned(),
        r#"{"columns":["ten_san_pham","chu_the","hang_sao"],"index":[0,1],"data":[["Mật ong","HTX A",4],["Gạo nếp","HTX B",3]]}"#.to_owned(),
        r#"{"fields":[{"id":"ten_san_pham"},{"id":"chu_the"},{"id":"hang_sao"}],"records":[["Mật ong","HTX A",4],["Gạo nếp","HTX B",3]]}"#.to_owned(),
    ] {
        let found = read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(found.products, TWO, "{text}");
        assert_eq!(found.problems, [], "{text}");
    }
    for text in [
        r#"[["ten_san_pham","chu_the","hang_sao"],["Mật ong","HTX A",4],["Gạo nếp","HTX B",3]]"#,
        r#"{"range":"A1:C3","values":[["ten_san_pham","chu_the","hang_sao"],["Mật ong","HTX A",4],["Gạo nếp","HTX B",3]]}"#,
        "[\"ten_san_pham\",\"chu_the\",\"hang_sao\"]\n[\"Mật ong\",\"HTX A\",4]\n[\"Gạo nếp\",\"HTX B\",3]\n",
    ] {
        let expected = ["/2 Mật ong, HTX A, 4", "/3 Gạo nếp, HTX B, 3"];
        assert_eq!(read(text).unwrap().products, expected, "{text}");
    }
}

#[test]
fn lists_of_the_same_kind_are_all_read_and_the_others_are_named() {
    let text = r#"{"2023":[{"name":"Mật ong","producer":"HTX A","star":4}],
        "2024":[{"name":"Gạo nếp","producer":"HTX B","star":3,"code":"x","phone":"1"}],
        "producers":[{"id":1,"name":"HTX A"}], "meta":{"links":[{"rel":"next","href":"x"}]}}"#;
    let found = read(text).unwrap();
    assert_eq!(
        found.products,
        ["2023/1 Mật ong, HTX A, 4", "2024/1 Gạo nếp, HTX B, 3"]
    );
    let names: Vec<&str> = found
        .summary
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["2023", "2024"]);
    let left_out: Vec<_> = found
        .summary
        .left_out
        .iter()
        .map(|list| (list.name.as_str(), list.reason, list.rows))
        .collect();
    assert!(
        left_out.contains(&("meta.links", LeftOutReason::NoProducts, 1)),
        "{left_out:?}"
    );
    assert!(
        left_out.iter().any(|(name, ..)| *name == "producers"),
        "{left_out:?}"
    );
}

#[test]
fn a_single_product_is_a_document() {
    for text in [
        r#"{"name":"Mật ong","producer":"HTX A","star":4}"#,
        r#"{"name":"Mật ong","producer":"HTX A","star":4,"photos":[{"name":"a.jpg","url":"x"}]}"#,
        r#"{"data":{"name":"Mật ong","producer":{"name":"HTX A","phone":"0912000111"},"star":4}}"#,
        r#"{"name":"Mật ong","producer":"HTX A","recognitions":[{"star":3,"year":2019},{"star":4,"year":2022}]}"#,
    ] {
        assert_eq!(read(text).unwrap().products, [TWO[0]], "{text}");
    }
    assert_eq!(
        read(r#"{"name":"Mật ong"}"#).map_or(0, |found| found.products.len()),
        0
    );
}

#[test]
fn what_holds_no_list_of_products_is_refused_with_its_keys() {
    for (text, detail) in [
        (r#"{"a":1,"b":[1,2]}"#, "a, b"),
        (r#"{"producers":[{"id":1,"name":"HTX A"}]}"#, "producers"),
        (
            r#"{"districts":[{"name":"Hải Hà","products":[{"name":"a","star":4}]}]}"#,
            "districts",
        ),
        (
            r#"[{"name":"HTX A","phone":"1","products":[{"name":"a","star":4}]}]"#,
            "name, phone, products",
        ),
        (r#"["a","b"]"#, "\"a\""),
        (r#"{"x":{"0":"a"},"y":{"0":"b"}}"#, "x, y"),
    ] {
        let error = read(text).err().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(
            (error.why, error.detail.as_str()),
            (UnreadableReason::JsonShape, detail),
            "{text}"
        );
    }
}

#[test]
fn what_has_no_place_in_a_row_is_told() {
    let text =
        r#"[{"name":"Mật ong","producer":"HTX A","star":4,"reviews":[{"star":1},{"star":2}]}]"#;
    let found = read(text).unwrap();
    assert_eq!(found.products, [TWO[0]]);
    assert_eq!(found.problems, [(1, ProblemReason::NestedValue)]);
}

#[test]
fn a_unit_of_measure_is_not_a_place() {
    let text = r#"[{"id":1,"name":"Mật ong","unit":"500ml","producer":"HTX A","star":4}]"#;
    let found = read(text).unwrap();
    assert_eq!(found.products, [TWO[0]]);
    assert_eq!(found.problems, []);
}
