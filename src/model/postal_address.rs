//! The parts of a postal address that is written as one text: street, postcode, town.
//!
//! Guesses nothing: an address without exactly one postcode with a street before it and a town
//! behind it has no parts. Entry point: [`PostalAddress::parse`].

use super::official_key::is_postcode;

/// A German postal address in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostalAddress<'t> {
    /// Street and number, or the Postfach.
    pub street: &'t str,
    /// The postcode.
    pub postcode: &'t str,
    /// The town.
    pub town: &'t str,
}

impl<'t> PostalAddress<'t> {
    /// Parses an address on one or several lines. What stands before the street or behind the town
    /// (the name of a house, a room) is no part of the result.
    pub fn parse(text: &'t str) -> Option<PostalAddress<'t>> {
        let parts: Vec<&str> = text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let mut towns = parts.iter().enumerate().filter_map(|(at, part)| Some((at, town(part)?)));
        let (at, found) = towns.next()?;
        if towns.next().is_some() {
            return None;
        }
        let street = match found.before {
            "" => parts.get(at.checked_sub(1)?)?,
            before => before,
        };
        Some(PostalAddress { street, postcode: found.postcode, town: found.town })
    }
}

/// A postcode with its town, and what stands before them.
struct TownLine<'t> {
    before: &'t str,
    postcode: &'t str,
    town: &'t str,
}

fn town(part: &str) -> Option<TownLine<'_>> {
    let starts = std::iter::once(0).chain(part.match_indices(' ').map(|(at, _)| at + 1));
    let mut found = starts.filter_map(|start| {
        let (postcode, town) = part[start..].split_once(' ')?;
        let (before, town) = (part[..start].trim(), town.trim());
        let is_box = before.ends_with("Postfach");
        let postcode = postcode.strip_prefix("D-").unwrap_or(postcode);
        let is_town = is_postcode(postcode) && !is_box && town.starts_with(char::is_alphabetic);
        is_town.then_some(TownLine { before, postcode, town })
    });
    let town = found.next()?;
    found.next().is_none().then_some(town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_street_postcode_and_town() {
        for text in [
            "Bismarckstraße 16, 52351 Düren",
            "Bismarckstraße 16\n52351 Düren",
            "Bismarckstraße 16 52351 Düren",
            "Kreishaus, Bismarckstraße 16, D-52351 Düren",
            "Bismarckstraße 16, 52351  Düren, Zimmer 12",
        ] {
            let parts = PostalAddress::parse(text);
            assert_eq!(
                parts,
                Some(PostalAddress { street: "Bismarckstraße 16", postcode: "52351", town: "Düren" }),
                "{text}"
            );
        }
        let parts = PostalAddress::parse("Postfach 10 02 03, 53719 Siegburg (Kreishaus)").unwrap();
        assert_eq!(parts.street, "Postfach 10 02 03");
        assert_eq!(parts.town, "Siegburg (Kreishaus)");
    }

    #[test]
    fn what_is_not_plain_has_no_parts() {
        for text in [
            "",
            "Düren",
            "52351 Düren",
            "Oberbrucher Straße 1, Heinsberg",
            "Postfach 52351 Düren",
            "Markt 1, 52351 Düren oder Markt 2, 52349 Düren",
            "Markt 1, 52351",
        ] {
            assert_eq!(PostalAddress::parse(text), None, "{text}");
        }
    }
}
