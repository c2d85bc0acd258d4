//! The pages of the site, and the names of their files.
//!
//! The address of a record is that of its page: `regions/koeln` stands in `regions/koeln.html`.
//! Entry points: [`SitePage`], [`RecordFileNames`].

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::WITH_PAGES;
use crate::document::{Document, Slot};

/// The name of the file of the feed of changes.
pub(super) const FEED: &str = "changes.xml";

/// The longest name of a file, without its ending.
const LONGEST: usize = 120;

/// A page, in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SitePage {
    /// "Ich möchte …", a place, the office.
    Start,
    /// All networks with their offices.
    Regions,
    /// All action fields.
    Fields,
    /// All places, by name.
    Places,
    /// All postcodes.
    Postcodes,
    /// When bodies meet.
    Meetings,
    /// Where the regions lie.
    Map,
    /// Region × action field.
    Matrix,
    /// What came of recommendations, and what is open.
    Process,
    /// How complete and how old what is known is.
    Age,
    /// What was changed lately.
    Changes,
    /// Sources, licences, how to read the site.
    About,
    /// A record.
    Record(Slot),
}

impl SitePage {
    /// Those of which there is one.
    pub const SINGLE: [SitePage; 12] = [
        SitePage::Start,
        SitePage::Regions,
        SitePage::Fields,
        SitePage::Places,
        SitePage::Postcodes,
        SitePage::Meetings,
        SitePage::Map,
        SitePage::Matrix,
        SitePage::Process,
        SitePage::Age,
        SitePage::Changes,
        SitePage::About,
    ];

    /// Returns the name of the file of a single page, without its ending.
    pub fn name(self) -> &'static str {
        match self {
            SitePage::Start | SitePage::Record(_) => "index",
            SitePage::Regions => "regions",
            SitePage::Fields => "action_fields",
            SitePage::Places => "places",
            SitePage::Postcodes => "postcodes",
            SitePage::Meetings => "meetings",
            SitePage::Map => "map",
            SitePage::Matrix => "matrix",
            SitePage::Process => "process",
            SitePage::Age => "age",
            SitePage::Changes => "changes",
            SitePage::About => "about",
        }
    }

    /// Returns the record of the page, where it is one of a single record.
    pub fn record(self) -> Option<Slot> {
        match self {
            SitePage::Record(slot) => Some(slot),
            _ => None,
        }
    }
}

/// The names of the files of records, where they are not the identifier.
#[derive(Debug, Default)]
pub(super) struct RecordFileNames {
    /// Further records of an identifier, which needs a number to tell their files apart.
    doubles: HashMap<Slot, usize>,
}

impl RecordFileNames {
    pub fn new(document: &Document) -> RecordFileNames {
        let mut doubles = HashMap::new();
        for table in WITH_PAGES {
            let mut counts: HashMap<&str, usize> = HashMap::new();
            for slot in document.slots(table).filter(|slot| document.find(table, document.id(*slot)) != Some(*slot)) {
                let count = counts.entry(document.id(slot)).or_insert(1);
                *count += 1;
                doubles.insert(slot, *count);
            }
        }
        RecordFileNames { doubles }
    }

    /// Returns the name of the file of a record, without its ending.
    pub fn of(&self, document: &Document, slot: Slot) -> String {
        let name = file_name(document.id(slot));
        match self.doubles.get(&slot) {
            Some(number) => format!("{name}~~{number}"),
            None => name,
        }
    }
}

/// Returns a name for a file that is the same on every system and safe in an address: characters
/// other than small letters, digits, `-` and `_` as their bytes, `~` before each.
pub(super) fn file_name(id: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    let mut name = String::with_capacity(id.len());
    for byte in id.bytes() {
        if is_plain(&byte) {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("~{byte:02x}"));
        }
    }
    if name.is_empty() {
        name.push('~');
    }
    if name.len() > LONGEST {
        name.truncate(LONGEST - 18);
        name.push_str(&format!("~-{:016x}", xxh3_64(id.as_bytes())));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_its_file() {
        assert_eq!(file_name("rhein-sieg-lenkungskreis"), "rhein-sieg-lenkungskreis");
    }

    #[test]
    fn no_identifier_leads_out_of_the_folder_or_to_the_file_of_another() {
        assert_eq!(file_name("../x"), "~2e~2e~2fx");
        assert_eq!(file_name("Koeln"), "~4boeln");
        assert_eq!(file_name("~2e"), "~7e2e");
        assert_eq!(file_name(""), "~");
        let (one, other) = ("a".repeat(500), format!("{}b", "a".repeat(499)));
        assert!(file_name(&one) != file_name(&other) && file_name(&one).len() == LONGEST);
    }
}
