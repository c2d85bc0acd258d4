//! Cells that a spreadsheet takes for the text that they are.
//!
//! A spreadsheet that opens CSV guesses: it computes what begins like a formula, and turns what
//! looks like a number or a date into one, so that `+49221…` loses its sign, `05358` its zero and
//! `2009-06` becomes a day. Such a text is written as `="…"`, a formula that says exactly it: Excel
//! and LibreOffice show the text and save the text. Where that is impossible, because a formula
//! holds no text of several lines or more than 255 characters, an apostrophe stands in front of it,
//! which spreadsheets show. Entry points: [`protected`]; [`unprotected`] takes it back.

use std::borrow::Cow;

/// Maximum length of a text in a formula of Excel.
const LONGEST: usize = 255;

/// Maximum number of digits that a spreadsheet keeps of a number.
const EXACT_DIGITS: usize = 15;

/// The beginnings of the names of months, in German and English.
const MONTHS: [&str; 17] = [
    "jan", "jän", "feb", "mär", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dez",
    "dec",
];

/// Returns what is written for a text; a whole number stays one where its column holds numbers.
pub(super) fn protected(text: &str, is_number: bool) -> Cow<'_, str> {
    if !is_at_risk(text) || is_number && is_exact_number(text) {
        return Cow::Borrowed(text);
    }
    let fits = text.chars().count() <= LONGEST && !text.contains(['\n', '\r', '\t']);
    Cow::Owned(if fits { format!("=\"{}\"", text.replace('"', "\"\"")) } else { format!("'{text}") })
}

/// Returns the text that [`protected`] was given.
pub fn unprotected(cell: &str) -> Cow<'_, str> {
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match formula {
        Some(text) => Cow::Owned(text.replace("\"\"", "\"")),
        None => Cow::Borrowed(cell.strip_prefix('\'').unwrap_or(cell)),
    }
}

/// Returns true for a text that a spreadsheet might show as something else.
fn is_at_risk(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    first.is_ascii_digit() || "=+-@\t\r\n '.,(%$€".contains(first) || is_dated(text)
}

/// Returns true for a whole number that a spreadsheet keeps digit for digit.
fn is_exact_number(text: &str) -> bool {
    let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole && text.len() <= EXACT_DIGITS && (text == "0" || !text.starts_with('0'))
}

/// Returns true for a text that may be a date: it begins with a month and has digits.
fn is_dated(text: &str) -> bool {
    let start: String = text.chars().take(3).flat_map(char::to_lowercase).collect();
    MONTHS.contains(&start.as_str()) && text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_marked_as_text() {
        for text in ["=1+1", "+4922112345", "-5", "@x", "05358", "2009-06", "1.2", "0221 / 2", "März 2013", "'x", " 1"]
        {
            assert_eq!(protected(text, false), format!("=\"{text}\""));
            assert_eq!(protected(text, true), format!("=\"{text}\""));
        }
        assert_eq!(protected("0 \"x\"", false), "=\"0 \"\"x\"\"\"");
        for text in ["", "Köln", "Maiglöckchen", "regions/a", "a=b"] {
            assert_eq!(protected(text, false), text);
        }
        // A year among dates, a postcode, an emergency number: a text as its neighbours are.
        for text in ["12", "0", "2009"] {
            assert_eq!((&*protected(text, true), &*protected(text, false)), (text, &*format!("=\"{text}\"")));
        }
        assert_eq!(protected("- a\n- b", false), "'- a\n- b");
        let long = format!("- {}", "x".repeat(LONGEST));
        assert_eq!(protected(&long, false), format!("'{long}"));
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[=+'\"0-9a \n]{0,4}.{0,6}") {
            for is_number in [false, true] {
                let cell = protected(&text, is_number);
                prop_assert_eq!(&*unprotected(&cell), &*text);
            }
        }
    }
}
