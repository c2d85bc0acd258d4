//! Numbers as people read them.
//!
//! Independent of languages: the caller passes the decimal mark. Entry point:
//! [`with_thousands`].

/// Returns a number in digits, perhaps with decimals behind a point, with narrow marks at the
/// thousands, as German and English readers both understand them, and `mark` before the decimals.
/// What is no such number stays as it is.
pub fn with_thousands(number: &str, mark: &str) -> String {
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !decimals.is_none_or(is_digits) {
        return number.to_owned();
    }
    let mut out = String::with_capacity(number.len() + 8);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push_str(mark);
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_and_decimals_marked() {
        for (number, shown) in [
            ("1085664", "1\u{a0}085\u{a0}664"),
            ("405.01", "405,01"),
            ("1234.5", "1\u{a0}234,5"),
            ("12", "12"),
            ("0.5", "0,5"),
            ("-7.5", "-7.5"),
            ("1e9", "1e9"),
            ("\"12\"", "\"12\""),
            ("1_000", "1_000"),
        ] {
            assert_eq!(with_thousands(number, ","), shown);
        }
    }
}
