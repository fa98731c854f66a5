//! Numbers that may be somebody's, in what visitors asked.

/// As many digits as a phone or an identity number has at least.
const FEWEST_DIGITS: usize = 9;

/// Signs that people group digits by.
const GROUP_SIGNS: [char; 4] = [' ', '.', '-', '\u{a0}'];

/// A question with an ellipsis for each number that is as long as a phone: nothing about persons is reported.
pub(super) fn hide_long_numbers(question: &str) -> String {
    let mut shown = String::new();
    let mut number = String::new();
    for letter in question.chars() {
        let continues = !number.is_empty() && GROUP_SIGNS.contains(&letter);
        if letter.is_ascii_digit() || continues {
            number.push(letter);
        } else {
            end_number(&mut shown, &mut number);
            shown.push(letter);
        }
    }
    end_number(&mut shown, &mut number);
    shown
}

fn end_number(shown: &mut String, number: &mut String) {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if digits < FEWEST_DIGITS {
        shown.push_str(number);
    } else {
        let rest = number.trim_end_matches(GROUP_SIGNS).len();
        shown.push('…');
        shown.push_str(&number[rest..]);
    }
    number.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_hidden_and_prices_and_years_stay() {
        for (question, shown) in [
            ("gọi 0912 345 678 giúp tôi", "gọi … giúp tôi"),
            ("0912.345.678", "…"),
            ("cccd 022090001234?", "cccd …?"),
            ("mực dưới 300.000 năm 2026", "mực dưới 300.000 năm 2026"),
            ("rượu 1.000.000", "rượu 1.000.000"),
            ("", ""),
        ] {
            assert_eq!(hide_long_numbers(question), shown);
        }
    }
}
