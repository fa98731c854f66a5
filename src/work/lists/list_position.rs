//! Places in an order that people on two machines change at once: texts that are compared letter by letter, and between
//! two of which there is always another one.

/// The digits of a position, in their order.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// So many digits count the entries that are added at the end.
const COUNTED: usize = 4;

/// The longest position that is taken from other people's files.
pub const MAX_POSITION_CHARS: usize = 200;

/// The place behind the last one of a list; of the first entry where there is none.
pub fn position_after(last: Option<&str>) -> String {
    let mut counted: Vec<usize> = digits_of(last.unwrap_or_default());
    counted.resize(COUNTED, 0);
    for digit in counted.iter_mut().rev() {
        *digit += 1;
        if *digit < DIGITS.len() {
            // The digit behind leaves room in front of it.
            counted.push(DIGITS.len() / 2);
            return write_digits(&counted);
        }
        *digit = 0;
    }
    // Behind the last number there are longer ones.
    position_between(last, None)
}

/// A place between two; `None` for the beginning and the end. Where the two are not in order, or equal, a place behind
/// the first.
pub fn position_between(before: Option<&str>, after: Option<&str>) -> String {
    let low = digits_of(before.unwrap_or_default());
    let high = after.map(digits_of).filter(|high| *high > low);
    let mut made = Vec::new();
    let mut is_below_high = high.is_none();
    for place in 0.. {
        let floor = low.get(place).copied().unwrap_or(0);
        let ceiling = match &high {
            Some(high) if !is_below_high => high.get(place).copied().unwrap_or(0),
            _ => DIGITS.len(),
        };
        if ceiling > floor + 1 {
            made.push(floor.midpoint(ceiling));
            break;
        }
        made.push(floor);
        is_below_high |= floor < ceiling;
        // Two positions between which there is none, as no program writes them: only zeros tell them apart.
        let is_through = high.as_ref().is_some_and(|high| place >= high.len());
        if !is_below_high && is_through {
            made.push(DIGITS.len() / 2);
            break;
        }
    }
    write_digits(&made)
}

fn digits_of(position: &str) -> Vec<usize> {
    let digits = position.bytes();
    digits
        .filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte))
        .collect()
}

fn write_digits(digits: &[usize]) -> String {
    digits
        .iter()
        .filter_map(|digit| DIGITS.get(*digit))
        .map(|byte| char::from(*byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn entries_added_one_after_another_stay_in_their_order_with_short_positions() {
        let mut last: Option<String> = None;
        for _ in 0..40_000 {
            let next = position_after(last.as_deref());
            assert!(last.as_ref().is_none_or(|last| *last < next));
            assert_eq!(next.len(), 5);
            last = Some(next);
        }
        assert!(position_after(Some("zzzzi")).as_str() > "zzzzi");
    }

    proptest! {
        #[test]
        fn there_is_always_room_between_two_places(at in prop::collection::vec(0..1_000_usize, 1..300)) {
            let mut order: Vec<String> = Vec::new();
            for at in at {
                let at = at % (order.len() + 1);
                let before = at.checked_sub(1).map(|index| order[index].as_str());
                let made = match order.get(at) {
                    None => position_after(before),
                    Some(after) => position_between(before, Some(after)),
                };
                order.insert(at, made);
                prop_assert!(order.is_sorted());
                prop_assert!(order.windows(2).all(|two| two[0] != two[1]));
            }
        }

        #[test]
        fn positions_of_other_peoples_files_end_no_program(
            before in ".{0,8}", after in "[0-9a-z]{0,8}",
        ) {
            position_between(Some(&before), Some(&after));
            position_between(Some(&after), Some(&before));
            position_after(Some(&before));
        }
    }
}
