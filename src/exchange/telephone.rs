//! Telephone numbers as other programs dial them: with the country code (E.164).
//!
//! Guesses nothing: a number without area code, and a text with several numbers, has no such form.
//! Entry points: [`international`], [`tel_uri`].

use std::ops::Range;

use crate::text::unsafe_chars;

/// How many digits a number has, with its country code (E.164 allows fifteen).
const DIGITS: Range<usize> = 7..16;

/// Returns a number as it is dialled from anywhere, its groups parted by hyphens: `0241 5198-4300`
/// becomes `+49-241-5198-4300`.
pub fn international(phone: &str) -> Option<String> {
    let phone = phone.trim();
    let is_plain = phone.chars().all(|c| c.is_ascii_digit() || " +()/-–.\u{a0}".contains(c));
    if !is_plain || unsafe_chars(phone).next().is_some() || phone.rfind('+').is_some_and(|at| at > 0) {
        return None;
    }
    let whole = if phone.starts_with(['+']) || phone.starts_with("00") {
        phone.replacen("(0)", " ", 1)
    } else {
        phone.to_owned()
    };
    // A slash parts the area code from the rest; a second one, or a later, begins another number.
    let behind = whole.find('/').map_or("", |at| &whole[at + 1..]);
    let before = whole.find('/').map_or("", |at| &whole[..at]);
    if behind.contains('/') || before.contains(['-', '–']) {
        return None;
    }
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let joined = groups.join("-");
    let number = match (phone.starts_with('+'), joined.strip_prefix("00")) {
        (true, _) => joined,
        (false, Some(abroad)) => abroad.trim_start_matches('-').to_owned(),
        (false, None) => format!("49-{}", joined.strip_prefix('0')?.trim_start_matches('-')),
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (DIGITS.contains(&digits) && !number.starts_with('0')).then(|| format!("+{number}"))
}

/// Returns a number as an address (RFC 3966).
pub fn tel_uri(phone: &str) -> Option<String> {
    international(phone).map(|number| format!("tel:{number}"))
}

/// Returns a number given as an address as people write it: `tel:+49-241-5198-4300` becomes
/// `0241 5198-4300`. Any other text stays as it is.
pub fn as_written(text: &str) -> String {
    let Some(number) = text.strip_prefix("tel:") else { return text.to_owned() };
    let number = number.split(';').next().unwrap_or(number);
    let Some(number) = number.strip_prefix("+49-") else { return number.to_owned() };
    format!("0{}", number.trim_start_matches('0').replacen('-', " ", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_area_code_can_be_dialled_from_anywhere() {
        for (written, wanted) in [
            ("0241 5198-4300", "+49-241-5198-4300"),
            ("02421 22-0", "+49-2421-22-0"),
            ("0 24 21/22 0", "+49-24-21-22-0"),
            ("(02421) 22–0", "+49-2421-22-0"),
            ("+49 (0)2421 22-0", "+49-2421-22-0"),
            ("0049 2421 220", "+49-2421-220"),
            ("+32 87 59 12 00", "+32-87-59-12-00"),
        ] {
            assert_eq!(international(written).as_deref(), Some(wanted), "{written}");
        }
        assert_eq!(tel_uri("02421 22-0").as_deref(), Some("tel:+49-2421-22-0"));
    }

    #[test]
    fn an_address_is_the_number_that_people_write() {
        for (uri, written) in [
            ("tel:+49-241-5198-4300", "0241 5198-4300"),
            ("tel:+492421220", "+492421220"),
            ("tel:+32-87-59;ext=3", "+32-87-59"),
            ("02421 22-0", "02421 22-0"),
        ] {
            assert_eq!(as_written(uri), written);
        }
    }

    #[test]
    fn what_cannot_be_dialled_from_anywhere_has_no_such_form() {
        for written in
            ["", "406-4021", "115", "02421 22-0 oder 22-1", "02421 22-0/22-1", "02421/22/23", "0241 5198 4300 1234 567"]
        {
            assert_eq!(international(written), None, "{written}");
        }
    }
}
