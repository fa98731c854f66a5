//! Two facets at once, on the screen and on the command line.

use insta::assert_snapshot;
use ocop::app::msg::Msg;
use ocop_index::search::Grouping;
use ocop_index::{Facet, Query};
use serde_json::Value;

use crate::support::built_in::all_products;
use crate::support::home::Home;
use crate::support::screen::{Screen, catalog};

#[test]
fn two_facets_at_once_sum_up_to_the_list_and_a_row_filters() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>st");
    let query = Query::default();
    let answer = catalog().search(&query).unwrap();
    let one_valued = Facet::ALL
        .into_iter()
        .filter(|facet| !facet.is_multi_valued() && !facet.is_mark());
    let one_valued: Vec<Facet> = one_valued.collect();
    for rows in &one_valued {
        for columns in one_valued.iter().filter(|columns| *columns != rows) {
            let pair = [*rows, *columns].map(Grouping::Facet);
            let cross = catalog().cross_tabulate(&answer, pair).unwrap();
            for (row, cells) in cross.rows.iter().zip(&cross.cells) {
                assert_eq!(
                    cells.iter().sum::<u32>(),
                    row.count,
                    "{rows:?} {}",
                    row.value
                );
            }
            let sum: u32 = cross.cells.iter().flatten().sum();
            assert_eq!(sum as usize, all_products());
            assert_eq!(cross.products, all_products());
        }
    }
    let sum = screen.lines("Tổng ");
    let sum = sum.last().unwrap().split_whitespace();
    let numbers: Vec<usize> = sum.filter_map(|word| word.parse().ok()).collect();
    assert_eq!(
        numbers,
        [all_products(), 8, 35, 22, 92],
        "{}",
        screen.text()
    );
    screen.press("j");
    let (facet, value) = screen.model.stats.current_value().unwrap();
    assert_eq!((facet, value.as_str()), (Facet::District, "Đông Triều"));
    screen.press("<enter>");
    assert_eq!(screen.model.total(), 17);
}

#[test]
fn other_facets_are_chosen_for_rows_and_columns() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>st");
    let mut seen = std::collections::BTreeSet::new();
    for keys in [
        "n",
        "<right>",
        "N",
        "<left>",
        "<tab>",
        "l",
        "h",
        "<backtab>",
    ]
    .repeat(9)
    {
        screen.press(keys);
        let [rows, columns] = screen.model.stats.cross_facets;
        assert_ne!(rows, columns);
        assert!(!screen.text().contains("đang đếm"));
        seen.insert((rows, columns));
    }
    for _ in 0..10 {
        screen.press("n");
        seen.insert((
            screen.model.stats.cross_facets[0],
            screen.model.stats.cross_facets[1],
        ));
    }
    assert!(seen.len() > 10, "{seen:?}");
}

#[test]
fn columns_without_room_are_added_up() {
    let mut screen = Screen::new(60, 20);
    screen.press("<enter>st");
    let wanted = [Facet::Unit, Facet::Star].map(Grouping::Facet);
    for (side, facet, key) in [(1, wanted[0], "l"), (0, wanted[1], "n")] {
        for _ in 0..Grouping::ALL.len() {
            if screen.model.stats.cross_facets[side] != facet {
                screen.press(key);
            }
        }
    }
    assert_eq!(screen.model.stats.cross_facets, [wanted[1], wanted[0]]);
    let row = screen.lines("4 sao").pop().unwrap();
    let numbers: Vec<usize> = row
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [all, cells @ ..] = &numbers[..] else {
        panic!("{row}")
    };
    assert_eq!((*all, cells.iter().sum()), (35, 35), "{}", screen.text());
    assert!(screen.text().contains("còn "), "{}", screen.text());
    // What a product has several of is not added up, and that is said where there is room.
    screen.send(Msg::Resize {
        width: 90,
        height: 20,
    });
    screen.press("nnnnnn");
    assert!(screen.model.stats.cross_facets[0].is_multi_valued());
    assert!(screen.text().contains("nhiều ô"), "{}", screen.text());
}

#[test]
fn two_facets_on_eighty_columns() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>stj");
    assert_snapshot!(screen.text());
}

#[test]
fn two_facets_are_a_table_whose_sums_are_right() {
    let home = Home::new();
    home.run(&["stats"]);
    let ran = home.run(&["stats", "ruou", "--by", "district", "--by", "star"]);
    assert_snapshot!(ran.out);
    let arguments = ["stats", "--by", "huyen", "--by", "sao", "--format", "json"];
    let document = home.run(&arguments).json();
    let array = |value: &Value| value.as_array().unwrap().clone();
    assert_eq!(document["by"], serde_json::json!(["district", "star"]));
    let mut all = 0;
    for (row, cells) in array(&document["rows"])
        .iter()
        .zip(array(&document["cells"]))
    {
        let sum: u64 = array(&cells)
            .iter()
            .map(|cell| cell.as_u64().unwrap())
            .sum();
        assert_eq!(Some(sum), row["count"].as_u64(), "{row}");
        all += sum;
    }
    assert_eq!(all, all_products() as u64);
    assert_eq!(array(&document["columns"])[0]["label"], "5 sao");
}
