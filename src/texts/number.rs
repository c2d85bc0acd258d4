//! Numbers as people read them.
//!
//! Must not be used for what programs read or where a number names a place (lines, columns). Entry
//! point: [`number`].

use super::Lang;

/// Returns a number in digits, perhaps with decimals behind a point, with the marks of the language
/// at the thousands and before the decimals. What is no such number stays as it is.
pub fn number(lang: Lang, number: impl ToString) -> String {
    let digits = number.to_string();
    let (thousands, mark) = match lang {
        Lang::De => ('.', ','),
        Lang::En => (',', '.'),
    };
    let (whole, decimals) = digits.split_once('.').map_or((&*digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !decimals.is_none_or(is_digits) {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() + 8);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push(mark);
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_decimals_have_the_marks_of_the_language() {
        for (digits, german, english) in [
            ("1085664", "1.085.664", "1,085,664"),
            ("405.01", "405,01", "405.01"),
            ("1234.5", "1.234,5", "1,234.5"),
            ("12", "12", "12"),
            ("0.5", "0,5", "0.5"),
            ("-7.5", "-7.5", "-7.5"),
            ("1e9", "1e9", "1e9"),
            ("\"12\"", "\"12\"", "\"12\""),
            ("1_000", "1_000", "1_000"),
        ] {
            assert_eq!(number(Lang::De, digits), german);
            assert_eq!(number(Lang::En, digits), english);
        }
    }
}
