//! Telephone numbers in a search: a number is found by its digits as dialled, however it is
//! written.
//!
//! Independent of records. Entry points: [`dialled`], [`find_phone`].

use std::ops::Range;

/// Reduces a telephone number to what is dialled within Germany: `+49 (0)2421 22-0` becomes
/// `02421220`.
pub fn dialled(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = match (number.trim_start().starts_with('+'), digits.strip_prefix("0049")) {
        (true, _) => digits.strip_prefix("49"),
        (false, rest) => rest,
    };
    match national {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits,
    }
}

/// Returns true when a query may be (a part of) a telephone number: three digits or more, with
/// nothing but separators between them.
pub fn is_phone(query: &str) -> bool {
    query.chars().filter(char::is_ascii_digit).count() >= 3
        && query.chars().all(|c| c.is_ascii_digit() || " +()/-–.\u{a0}".contains(c))
}

/// Finds digits in a telephone number however it is written, and returns their range in it.
pub fn find_phone(number: &str, digits: &str) -> Option<Range<usize>> {
    let dialled = dialled(number);
    let at = dialled.find(digits)?;
    let places: Vec<usize> = number.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    // A country code makes the written number longer at its front; both end with the same digits.
    let written = |i: usize| (places.len() + i).checked_sub(dialled.len()).and_then(|i| places.get(i).copied());
    let start = if at == 0 { 0 } else { written(at)? };
    Some(start..written(at + digits.len().checked_sub(1)?)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_the_same_however_they_are_written() {
        for written in [
            "02421 22-0",
            "+49 2421 220",
            "0 24 21/22 0",
            "+49 (0)2421 22-0",
            "0049 2421 22 0",
            "(02421) 22–0",
            "02421.220",
        ] {
            assert_eq!(dialled(written), "02421220", "{written}");
        }
        assert_eq!(dialled("+32 87 59"), "328759");
        assert_eq!(dialled("406-4021"), "4064021");
        assert!(is_phone("02421 22") && is_phone("+49 2421") && is_phone("51467"));
        assert!(!is_phone("22") && !is_phone("2009-06 Köln"));
    }

    #[test]
    fn found_digits_are_marked_in_the_number_as_written() {
        for (number, digits, marked) in [
            ("0241 5198-4300", "51984300", "5198-4300"),
            ("0241 5198-4300", "0241519", "0241 519"),
            ("+49 (0)2421 22-0", "02421220", "+49 (0)2421 22-0"),
            ("+49 2421 22-0", "2421", "2421"),
        ] {
            assert_eq!(&number[find_phone(number, digits).unwrap()], marked);
        }
        assert_eq!(find_phone("0241 5198", "999"), None);
        assert_eq!(find_phone("0241", ""), None);
    }
}
