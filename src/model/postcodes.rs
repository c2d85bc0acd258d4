//! The shipped postcodes: which postcode belongs to which municipalities.
//!
//! They are a database of their own (ODbL), kept apart from the dataset, which may name further
//! ones in `Municipality.postcodes`. Must not be mixed into a dataset that is written. Entry point:
//! [`shipped`].

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::vocabulary::Vocabulary;
use crate::schema::Schema;

const TEXT: &str = include_str!("../../data/postcodes.ron");

/// Postcodes and the ids of the municipalities they belong to.
#[derive(Debug, Default)]
pub struct Postcodes {
    written: PostcodeFile,
    of: HashMap<&'static str, Vec<&'static str>>,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Postcodes")]
struct PostcodeFile {
    licence: &'static str,
    credit: &'static str,
    municipalities: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Postcodes {
    /// Parses the text of a postcode file.
    ///
    /// # Errors
    /// What `ron` says of it.
    pub fn parse(text: &'static str) -> ron::error::SpannedResult<Postcodes> {
        let written: PostcodeFile = ron::from_str(text)?;
        let mut of: HashMap<_, Vec<_>> = HashMap::new();
        for (postcode, municipalities) in &written.municipalities {
            for municipality in municipalities {
                of.entry(*municipality).or_default().push(*postcode);
            }
        }
        Ok(Postcodes { written, of })
    }

    /// Returns the licence of the file.
    pub fn licence(&self) -> &'static str {
        self.written.licence
    }

    /// Returns who is to be credited.
    pub fn credit(&self) -> &'static str {
        self.written.credit
    }

    /// Returns the postcodes of a municipality, in order.
    pub fn of(&self, municipality: &str) -> &[&'static str] {
        self.of.get(municipality).map_or(&[], Vec::as_slice)
    }

    /// Returns the ids of the municipalities that have a postcode.
    pub fn municipalities(&self, postcode: &str) -> &[&'static str] {
        self.written.municipalities.get(postcode).map_or(&[], Vec::as_slice)
    }
}

/// Returns the postcodes compiled in, parsed when first asked for.
pub fn shipped() -> &'static Postcodes {
    static SHIPPED: OnceLock<Postcodes> = OnceLock::new();
    // A test makes sure that the file parses. Without it, look-ups would still use the dataset's
    // own postcodes.
    SHIPPED.get_or_init(|| Postcodes::parse(TEXT).unwrap_or_default())
}

/// Returns the shipped postcodes of a municipality; none in a dataset that lies elsewhere.
pub fn of_municipality(schema: &'static Schema, municipality: &str) -> &'static [&'static str] {
    if Vocabulary::of(schema).has_shipped_places { shipped().of(municipality) } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_may_belong_to_two_municipalities() {
        let postcodes = Postcodes::parse(
            r#"// comment
            Postcodes(licence: "ODbL-1.0", credit: "©", municipalities: { "51467": ["bergisch-gladbach", "koeln"], "51465": ["bergisch-gladbach"] })"#,
        )
        .unwrap();
        assert_eq!(postcodes.municipalities("51467"), ["bergisch-gladbach", "koeln"]);
        assert_eq!(postcodes.of("bergisch-gladbach"), ["51465", "51467"]);
        assert_eq!(postcodes.of("bonn"), [""; 0]);
    }

    #[test]
    fn the_shipped_file_is_readable_and_names_its_licence() {
        let postcodes = Postcodes::parse(TEXT).unwrap();
        assert!(postcodes.licence().contains("ODbL"));
        assert!(postcodes.credit().contains("OpenStreetMap"));
        assert!(postcodes.municipalities("41836").contains(&"hueckelhoven"));
    }
}
