//! The costs of the search, all in one table.
//!
//! The cost of a product is the sum of what each query term costs in it, of where its words stand, and of what the
//! interpretation costs by itself. Lower is better, and 0 is the query as typed at the start of a name. The unit is a
//! hundredth: 100 is what leaving out the marks of one word costs. Costs are only compared with each other, so a
//! change of one shifts its rank among all the others; the judged queries in `tests/judged.rs` measure the effect.
//!
//! The costs of synonyms stand in `data/synonyms.tsv`, because they differ from pair to pair; an English name has one
//! cost, in `rewrite::english_name`.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

use crate::search::columns::schema::SearchField;
use crate::vietnamese::typo::TypoCosts;

/// A cost in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cost(u32);

impl Cost {
    pub(crate) const ZERO: Self = Self(0);
    /// Higher than every real cost; also "no limit" and "not known".
    pub(crate) const MAX: Self = Self(u32::MAX);

    pub(crate) const fn new(hundredths: u32) -> Self {
        Self(hundredths)
    }

    pub(crate) const fn hundredths(self) -> u32 {
        self.0
    }

    pub(crate) const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    pub(crate) const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    const fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.plus(other)
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<u32> for Cost {
    type Output = Self;

    fn mul(self, count: u32) -> Self {
        Self(self.0 * count)
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::ZERO, Add::add)
    }
}

/// A cost in two bytes, for long tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CompactCost(u16);

impl CompactCost {
    /// No cost: a term that cannot match a word, or a candidate that is not scored yet. Higher than every cost.
    pub(crate) const NONE: Self = Self(u16::MAX);
    pub(crate) const ZERO: Self = Self(0);

    /// The highest cost that fits stands for all above it.
    pub(crate) fn new(cost: Cost) -> Self {
        let hundredths = u16::try_from(cost.0).unwrap_or(u16::MAX);
        Self(hundredths.min(u16::MAX - 1))
    }

    /// The cost; [`Self::NONE`] becomes the highest one that fits in two bytes.
    pub(crate) const fn to_cost(self) -> Cost {
        Cost(self.0 as u32)
    }

    pub(crate) fn get(self) -> Option<Cost> {
        (self != Self::NONE).then_some(self.to_cost())
    }

    /// The index of this cost in a table of costs.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A cost that grows with a count, up to a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CountedCost {
    /// Charged as soon as the count is above 0.
    pub(crate) base: Cost,
    pub(crate) each: Cost,
    /// The highest total, the base included.
    pub(crate) most: Cost,
}

impl CountedCost {
    const fn new(base: u32, each: u32, most: u32) -> Self {
        Self {
            base: Cost(base),
            each: Cost(each),
            most: Cost(most),
        }
    }

    /// The cost of `count` of them.
    #[inline]
    pub(crate) fn of_count(self, count: usize) -> Cost {
        if count == 0 {
            return Cost::ZERO;
        }
        let sum = self.base.0 + (count as u32).saturating_mul(self.each.0);
        Cost(sum.min(self.most.0))
    }
}

// One word of the query.

/// Marks were left out, in a query that has marks. In a query without any mark it is free, so that a name written
/// without marks has no advantage.
pub(crate) const UNMARKED_COST: Cost = Cost(100);
/// Only the beginning of the word was typed.
pub(crate) const PREFIX_COST: Cost = Cost(200);
/// Added to a whole word of two bare letters that may go on: `ti` is typed on the way to tiêu, not for công ty. One
/// letter costs as much as a prefix.
pub(crate) const SHORT_PREFIX_COST: Cost = Cost(150);
/// Typed in Telex or VNI with all marks.
pub(crate) const INPUT_METHOD_COST: Cost = Cost(30);
/// Typed in Telex or VNI with some marks left out.
pub(crate) const PARTIAL_INPUT_METHOD_COST: Cost = Cost(60);
/// A typed mark disagrees with the word.
pub(crate) const OTHER_MARKS_COST: Cost = Cost(400);
/// The word sounds alike in some region.
pub(crate) const PHONETIC_COST: Cost = Cost(450);
/// A typo: above words that sound alike. A first letter is rarely mistyped.
pub(crate) const TYPO_COSTS: TypoCosts = TypoCosts {
    near_key: 500,
    moved_letter: 550,
    other_letter: 650,
    first_letter: 100,
};
/// One or two letters were misread by a scanner.
pub(crate) const MISREAD_COST: Cost = Cost(480);
/// Added to other marks and typos when only the beginning was typed.
pub(crate) const OPEN_WORD_COST: Cost = Cost(150);
/// Added to a typo in a word of two letters, which only counts among three words or more.
pub(crate) const TWO_LETTER_TYPO_COST: Cost = Cost(100);
/// Added to a fuzzy match of what the keys mean in Telex or VNI, which is a guess by itself.
pub(crate) const DECODED_FUZZY_COST: Cost = Cost(50);
/// Added to a fuzzy match whose tone disagrees as well.
pub(crate) const TONE_DISAGREES_COST: Cost = Cost(40);

/// A match from this cost on is only near what was typed.
pub(crate) const NEAR_MATCH_COST: Cost = OTHER_MARKS_COST;

// The interpretation of the query.

/// The query is typed in VIQR.
pub(crate) const VIQR_COST: Cost = Cost(30);
/// The query is typed on another keyboard layout, or in an old encoding.
pub(crate) const OTHER_WRITING_COST: Cost = Cost(50);
/// Signs stand for lost letters.
pub(crate) const LOST_LETTERS_COST: Cost = Cost(60);
/// Words typed without spaces are split.
pub(crate) const MISSING_SPACE_COST: Cost = Cost(60);
/// Words typed with a space too many are joined.
pub(crate) const EXTRA_SPACE_COST: Cost = Cost(60);
/// Spaces between numbers and letters are added or left out: `500ml` for `500 ml`. For the first of them and each more.
/// Above everything that the place of one word in a name costs, so that the typed spelling comes first.
pub(crate) const NUMBER_SPACING_COST: CountedCost = CountedCost::new(60, 30, 150);
/// The first and the last word of the query stand side by side, the others between them.
pub(crate) const TORN_PHRASE_COST: Cost = Cost(10);
/// A key was held down.
pub(crate) const HELD_KEY_COST: Cost = Cost(100);
/// An abbreviation is spelled out, or the other way round. In hundredths, as [`crate::rewrite`] knows no costs.
pub(crate) const ABBREVIATION_COST: u16 = 20;
/// All words are prefixes, in the order of the product's words.
pub(crate) const WORD_PREFIXES_COST: Cost = Cost(40);
/// Each such prefix.
pub(crate) const WORD_PREFIX_COST: Cost = Cost(50);
/// A string is split into prefixes of a name's words: once, and for each word of the name that it does not reach.
pub(crate) const JOINED_PREFIXES_COST: Cost = Cost(200);
pub(crate) const UNREACHED_WORD_COST: CountedCost = CountedCost::new(0, 10, 60);
/// A short word is read as initials of neighbouring words, and each letter of it.
pub(crate) const INNER_INITIALS_COST: Cost = Cost(120);
pub(crate) const INITIAL_COST: Cost = Cost(30);
/// The query is the initials of a whole name.
pub(crate) const ALL_INITIALS_COST: Cost = Cost(150);
/// The query is the first initials of a name, and each initial that is missing.
pub(crate) const FIRST_INITIALS_COST: Cost = Cost(200);
pub(crate) const MISSING_INITIAL_COST: CountedCost = CountedCost::new(0, 10, 60);
/// The whole code was typed, or a whole number in it.
pub(crate) const WHOLE_CODE_COST: Cost = Cost(50);
/// The beginning of a code was typed.
pub(crate) const CODE_PREFIX_COST: Cost = Cost(100);
/// Another part of a code was typed.
pub(crate) const CODE_PART_COST: Cost = Cost(150);
/// Added to a part of a record id: most ids were made at the import, and nobody types them.
pub(crate) const PARTIAL_ID_COST: Cost = Cost(100);

// Words left out.

/// Each noise word that is left out, one that people type around a product.
pub(crate) const NOISE_WORD_COST: CountedCost = CountedCost::new(0, 50, 150);
/// Each other word that is left out.
pub(crate) const DROPPED_WORD_COST: DropCost = DropCost {
    matchable: Cost(800),
    unmatchable: Cost(400),
};
/// Only some neighbouring words of a sentence are kept: once, and each word that is left out. Cheaper for each word,
/// because people write whole sentences around a product's name.
pub(crate) const SENTENCE_COST: Cost = Cost(300);
pub(crate) const SENTENCE_WORD_COST: DropCost = DropCost {
    matchable: Cost(350),
    unmatchable: Cost(150),
};
/// The name of a product stands in a long text: for the words around it.
pub(crate) const TEXT_AROUND_NAME_COST: CountedCost = CountedCost::new(300, 10, 600);
/// Added where only a part of a name stands in the text.
pub(crate) const PARTIAL_NAME_COST: Cost = Cost(600);
/// Added for each likelier name in the text.
pub(crate) const LATER_NAME_COST: Cost = Cost(60);
/// Subtracted for a product whose whole name is the one in the text, and for each word of its producer and place that
/// stands there too.
pub(crate) const WHOLE_NAME_BONUS: Cost = Cost(100);
pub(crate) const MAKER_WORD_BONUS: CountedCost = CountedCost::new(0, 5, 120);
/// Subtracted for each word that was left out of a sentence and that the product has all the same.
pub(crate) const DROPPED_WORD_BONUS: Cost = Cost(250);

/// What leaving out a word costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DropCost {
    /// Some product has the word in some interpretation.
    pub(crate) matchable: Cost,
    /// No product has it.
    pub(crate) unmatchable: Cost,
}

// Where the words stand in the product.

/// The first word stands in this field, in the order of [`SearchField::ALL`].
const FIELD_ENTRY_COSTS: [Cost; SearchField::ALL.len()] = [Cost(0), Cost(20), Cost(50), Cost(60)];
/// The next word of the query stands in another field.
const FIELD_CHANGE_COST: Cost = Cost(75);
/// The next word stands before the last one.
pub(crate) const OUT_OF_ORDER_COST: Cost = Cost(40);
/// Other words stand between two words of the query.
pub(crate) const GAP_COST: CountedCost = CountedCost::new(35, 10, 85);
/// The lowest cost of two words that are not side by side: the least of the costs above.
pub(crate) const MIN_STEP_COST: Cost = OUT_OF_ORDER_COST;
/// Words of the name before the first match.
const LEADING_WORD_COST: CountedCost = CountedCost::new(0, 8, 40);
/// Words of the name that the query does not cover.
const UNCOVERED_WORD_COST: CountedCost = CountedCost::new(0, 3, 45);
/// Near matches that are not side by side, or not in one field.
pub(crate) const SCATTERED_NEAR_COST: Cost = Cost(120);

/// The cost of a first word at this position of a field.
pub(crate) fn entry_cost(field: SearchField, position: usize) -> Cost {
    let leading = if field == SearchField::Name {
        LEADING_WORD_COST.of_count(position)
    } else {
        Cost::ZERO
    };
    FIELD_ENTRY_COSTS[field as usize] + leading
}

/// The cost of going on in this field from another one.
pub(crate) fn field_change_cost(field: SearchField) -> Cost {
    FIELD_CHANGE_COST + FIELD_ENTRY_COSTS[field as usize]
}

/// The cost of the words of a name that the query does not cover.
pub(crate) fn uncovered_cost(name_length: usize, covered: usize) -> Cost {
    UNCOVERED_WORD_COST.of_count(name_length.saturating_sub(covered))
}

// What is good enough, and what is listed.

/// The best hit is good up to this cost: once, for each word of the query, and for an unknown last word that may go
/// on.
pub(crate) const GOOD_COST: Cost = Cost(160);
pub(crate) const GOOD_WORD_COST: Cost = Cost(40);
pub(crate) const GOOD_OPEN_WORD_COST: Cost = Cost(200);
/// Words of a product that cost more are scattered over its fields.
pub(crate) const SCATTERED_COST: Cost = Cost(160);
/// Added to that limit by stage, for what the interpretations of the stage cost by themselves.
pub(crate) const PREFIX_STAGE_ALLOWANCE: Cost = Cost(200);
pub(crate) const FUZZY_TERM_STAGE_ALLOWANCE: Cost = Cost(550);
pub(crate) const FUZZY_OR_DROPPED_STAGE_ALLOWANCE: Cost = Cost(900);
pub(crate) const LAST_STAGE_ALLOWANCE: Cost = Cost(1800);
pub(crate) const JOINED_NAME_STAGE_ALLOWANCE: Cost = Cost(700);
pub(crate) const NAME_IN_TEXT_STAGE_ALLOWANCE: Cost = Cost(650);
/// A hit that costs this much more than the best one is not listed, in the first two stages and in the others.
pub(crate) const LIKELY_COST_WINDOW: Cost = Cost(300);
pub(crate) const RELAXED_COST_WINDOW: Cost = Cost(130);

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::rewrite::synonym::find_synonyms;
    use crate::vietnamese::split_words;

    /// The documents that may have the table of costs, the first one that has it counts.
    const DOCUMENTS: [&str; 3] = [
        "../src/docs/search.en.md",
        "../src/docs/search.md",
        "../README.md",
    ];

    fn read_document() -> String {
        let texts = DOCUMENTS.iter().filter_map(|path| {
            let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
            fs::read_to_string(path).ok()
        });
        let mut with_table = texts.filter(|text| text.contains("| `chả mực` |"));
        with_table.next().unwrap()
    }

    /// The numbers of a cell, in hundredths.
    fn numbers_of(cell: &str) -> Vec<u32> {
        let numbers = cell.split(|c: char| !c.is_ascii_digit() && c != '.');
        numbers
            .filter_map(|number| number.parse::<f64>().ok())
            .map(|number| (number * 100.0).round() as u32)
            .collect()
    }

    #[test]
    fn the_table_of_the_documentation_has_these_costs() {
        let synonym_cost = |typed: &str| {
            let rewrites = find_synonyms(&split_words(typed));
            Cost::new(rewrites[0].cost.into())
        };
        let hundredths = |cost: u16| Cost::new(cost.into());
        let expected: [(&str, &[Cost]); 21] = [
            ("chả mực", &[Cost::ZERO]),
            ("cha muc", &[Cost::ZERO, UNMARKED_COST]),
            ("cha mu", &[PREFIX_COST]),
            (
                "char mujwc",
                &[INPUT_METHOD_COST, PARTIAL_INPUT_METHOD_COST],
            ),
            ("cha3 mu75c", &[]),
            ("cha? mu+.c", &[VIQR_COST]),
            ("trahoavang", &[MISSING_SPACE_COST]),
            ("vit tr oi", &[EXTRA_SPACE_COST]),
            (
                "co lam 7la",
                &[
                    NUMBER_SPACING_COST.of_count(1),
                    NUMBER_SPACING_COST.each,
                    NUMBER_SPACING_COST.most,
                ],
            ),
            ("hợp tác xã hợp tiến", &[hundredths(ABBREVIATION_COST)]),
            (
                "kẹo đậu phộng",
                &[synonym_cost("đậu phộng"), synonym_cost("ruốc")],
            ),
            ("mi dong bi li", &[WORD_PREFIXES_COST, WORD_PREFIX_COST]),
            ("midobili", &[JOINED_PREFIXES_COST]),
            ("mien dong bl", &[INNER_INITIALS_COST, INITIAL_COST]),
            ("cmmh", &[ALL_INITIALS_COST]),
            // The whole code, or its beginning; another part costs more.
            ("qd 377", &[WHOLE_CODE_COST, CODE_PREFIX_COST]),
            (
                "mua chả mực ở đâu",
                &[NOISE_WORD_COST.each, NOISE_WORD_COST.most],
            ),
            ("chà mức", &[OTHER_MARKS_COST]),
            ("nợn móng cái", &[PHONETIC_COST]),
            (
                "miem dong",
                &[
                    hundredths(TYPO_COSTS.near_key),
                    hundredths(TYPO_COSTS.other_letter + TYPO_COSTS.first_letter),
                ],
            ),
            (
                "chả mực xyzzy",
                &[DROPPED_WORD_COST.unmatchable, DROPPED_WORD_COST.matchable],
            ),
        ];
        let document = read_document();
        for (typed, costs) in expected {
            let start = format!("| `{typed}` |");
            let row = document.lines().find(|line| line.starts_with(&start));
            let cell = row.unwrap().trim_end_matches(" |").rsplit('|').next();
            let expected: Vec<u32> = costs.iter().map(|cost| cost.hundredths()).collect();
            assert_eq!(numbers_of(cell.unwrap()), expected, "{typed}");
        }
        for (window, sentence) in [
            (LIKELY_COST_WINDOW, " more than the best"),
            (RELAXED_COST_WINDOW, " where the best has"),
        ] {
            let width = f64::from(window.hundredths()) / 100.0;
            let phrase = format!("{width:.2}{sentence}");
            assert!(document.contains(&phrase), "{phrase}");
        }
    }

    #[test]
    fn a_counted_cost_stops_at_its_limit() {
        let costs = [0, 1, 2, 5, 6, 1000].map(|count| GAP_COST.of_count(count).hundredths());
        assert_eq!(costs, [0, 45, 55, 85, 85, 85]);
    }

    #[test]
    fn a_compact_cost_is_never_none() {
        assert_eq!(CompactCost::new(Cost::MAX).to_cost(), Cost::new(65_534));
        assert_eq!(CompactCost::new(Cost::new(7)).get(), Some(Cost::new(7)));
        assert_eq!(CompactCost::NONE.get(), None);
    }
}
