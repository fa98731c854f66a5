//! The counts that documents give of the built-in catalogue and of its tables follow from the data.

use std::fs;

use jiff::civil::date;
use ocop_index::product::Product;
use ocop_index::source::builtin;
use ocop_index::status::{self, RecognitionSummary};

use super::root;

fn read(file: &str) -> String {
    let text = fs::read_to_string(root().join(file)).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of a table without its comments and its head.
fn rows_of(text: &str) -> usize {
    let lines = text.lines();
    lines
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .count()
        - 1
}

#[test]
fn every_table_of_the_data_has_as_many_rows_as_its_document_says() {
    let document = read("index/data/README.md");
    let mut tables = 0;
    for entry in fs::read_dir(root().join("index/data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let rows = rows_of(&fs::read_to_string(&path).unwrap());
        let row = format!("| `{name}` | {rows} |");
        assert!(document.contains(&row), "{row}");
        tables += 1;
    }
    assert!(tables > 10, "{tables}");
}

#[test]
fn what_documents_count_in_the_built_in_catalogue_is_there() {
    let products = builtin::load_products().unwrap();
    let count = |holds: &dyn Fn(&Product) -> bool| products.iter().filter(|p| holds(p)).count();
    let state = |product: &Product| {
        let acts = product.recognitions.iter().map(RecognitionSummary::from);
        status::derive_state(acts, date(2026, 11, 24))
    };
    let stars = |star| count(&|product| state(product).star == star);
    let [all, five, four, three, none] = [
        products.len(),
        stars(Some(5)),
        stars(Some(4)),
        stars(Some(3)),
        stars(None),
    ];
    let rated = all - none;
    let years = count(&|product| state(product).year.is_some());
    let has_decision = |product: &Product| {
        let mut acts = product.recognitions.iter();
        acts.any(|act| act.decision.is_some())
    };
    let decisions = count(&has_decision);
    let producers = count(&|product| product.producer.is_some());
    let kinds = count(&|product| product.producer.as_ref().is_some_and(|p| p.kind.is_some()));
    let districts = count(&|product| product.place.district.is_some());
    let communes = count(&|product| product.place.commune.is_some());
    let pages = count(&|product| !product.sources.is_empty());
    let groups = count(&|product| product.group.as_ref().is_some_and(|group| !group.derived));
    let specialties = count(&|product| product.specialty.is_some());
    let document = read("index/data/README.md");
    for line in [
        format!("{all} published products of Quảng Ninh"),
        format!(
            "| `quangninh.jsonl` | {all} | one product a line, ids `qn-001` to `qn-{all:03}` |"
        ),
        format!("| what | filled of {all} |"),
        format!(
            "| current star | {rated}: {five} of five, {four} of four, {three} of three; none {none} |"
        ),
        format!("| year or day of the current recognition | {years} "),
        format!("| decision number | {decisions} |"),
        format!("| producer | {producers} |"),
        format!("| kind of the producer | {kinds} |"),
        format!("| district | {districts} |"),
        format!("| commune | {communes} |"),
        format!("| a page address | {pages} |"),
        format!("| group given by a source | {groups} |"),
        format!("The {none} rows without a star"),
        format!("Made by reading the {all} names one by one. {specialties} names match"),
    ] {
        assert!(document.contains(&line), "index/data/README.md: {line}");
    }
    for (topic, line) in [
        (
            "src/docs/data.vi.md",
            format!(
                "Trong {all} sản phẩm, {rated} có hạng sao (5, 4 và 3 sao: {five}, {four} và {three}), {years} có năm \
                 công nhận, {decisions} có số quyết định, {producers} có chủ thể, {districts} có huyện, {communes} có \
                 xã, {groups} có nhóm do nguồn ghi"
            ),
        ),
        (
            "src/docs/data.en.md",
            format!(
                "Of the {all} products, {rated} have stars ({five} have 5, {four} have 4 and {three} have 3), {years} \
                 a year of recognition, {decisions} a decision number, {producers} a producer, {districts} a \
                 district, {communes} a commune and {groups} a group given by a source"
            ),
        ),
    ] {
        assert!(read(topic).contains(&line), "{topic}: {line}");
    }
}
