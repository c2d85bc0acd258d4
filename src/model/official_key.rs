//! Official keys: the municipality key (AGS), the statistical region (NUTS 3), the postcode.
//!
//! Judges their form only; whether a key belongs to its place is for the check to say. Entry
//! points: [`is_ags`], [`is_nuts3`], [`is_postcode`].

/// Returns true for an Amtlicher Gemeindeschlüssel of this many digits: it begins with the key of a
/// Land, `01` to `16`.
pub fn is_ags(text: &str, digits: usize) -> bool {
    text.len() == digits && is_digits(text) && matches!(text[..2].parse(), Ok(1..=16))
}

/// Returns true for the code of a statistical region: the two letters of the country and three more
/// characters, as in `DEA23`.
pub fn is_nuts3(text: &str) -> bool {
    let (country, region) = text.split_at_checked(2).unwrap_or_default();
    country.bytes().all(|b| b.is_ascii_uppercase())
        && region.len() == 3
        && region.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Returns true for a German postcode.
pub fn is_postcode(text: &str) -> bool {
    text.len() == 5 && is_digits(text) && !text.starts_with("00")
}

/// Returns a key with the leading zero that a spreadsheet has dropped.
pub fn with_leading_zero(text: &str, digits: usize) -> Option<String> {
    (is_digits(text) && text.len() + 1 == digits).then(|| format!("0{text}"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_their_form() {
        assert!(is_ags("05315", 5) && is_ags("05334002", 8) && is_ags("16077", 5));
        for text in ["5315", "17315", "00315", "Bonn", "", "0531", "05315000"] {
            assert!(!is_ags(text, 5), "{text}");
        }
        assert!(is_nuts3("DEA23") && is_nuts3("DEA2A") && is_nuts3("BE336"));
        for text in ["xx", "dea23", "DEA2", "DEA231", "D1A23", "", "ÄÖA23"] {
            assert!(!is_nuts3(text), "{text}");
        }
        assert!(is_postcode("52062") && is_postcode("01067") && !is_postcode("1067") && !is_postcode("00123"));
        assert_eq!(with_leading_zero("5315", 5).as_deref(), Some("05315"));
        assert_eq!(with_leading_zero("531", 5), None);
    }
}
