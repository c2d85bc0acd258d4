//! A record, or a place in it, through the ids that it had: a change of its id leads from the
//! entries after it, which bear the new id, to those before, which bear the old one.
//!
//! Entries must be shown newest first. Entry point: [`FollowedRecord`].

use super::HistoryEntry;
use crate::syntax::Tree;

/// The field of a record's identifier.
const ID: &str = "id";

/// A record, or a place in it, under the id that it had at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowedRecord {
    /// `bodies/dueren-buero`.
    record: String,
    /// `contact/phone`; empty for all of the record.
    path: String,
}

impl FollowedRecord {
    /// Follows a place from the id that its record has now; `record` as people type it, `path` from
    /// there.
    pub fn new(record: &str, path: &str) -> FollowedRecord {
        FollowedRecord { record: record.to_owned(), path: path.trim_matches('/').to_owned() }
    }

    /// Returns the record under the id that it had when the next older entry was made.
    pub fn name(&self) -> &str {
        &self.record
    }

    /// Returns the same place of the record that an address is in.
    #[must_use]
    pub fn named_like(&self, address: &str) -> FollowedRecord {
        let record = address.splitn(3, '/').take(2).collect::<Vec<&str>>().join("/");
        FollowedRecord { record, path: self.path.clone() }
    }

    /// Returns true when an address is that of the place, or of one inside it.
    pub fn concerns(&self, address: &str) -> bool {
        inside(address, &self.record).is_some_and(|path| self.has(path))
    }

    /// Returns true when a path from the record leads to the place, or into it.
    pub fn has(&self, path: &str) -> bool {
        self.path.is_empty() || inside(path, &self.path).is_some()
    }

    /// Goes on with the id before, where an entry changed it; returns whether it did.
    pub fn follow(&mut self, entry: &HistoryEntry) -> bool {
        let former = entry.before.as_deref().filter(|_| inside(&entry.address, &self.record) == Some(ID));
        let (Some(former), Some((table, _))) = (former.and_then(unquoted), self.record.rsplit_once('/')) else {
            return false;
        };
        self.record = format!("{table}/{former}");
        true
    }
}

/// Returns the path of an address from its record.
pub fn path_in_record(address: &str) -> &str {
    address.splitn(3, '/').nth(2).unwrap_or_default()
}

/// Returns the text that a RON string means.
pub fn unquoted(text: &str) -> Option<String> {
    let tree = Tree::parse(text).ok()?;
    Some(tree.root(text).as_str()?.into_owned())
}

/// Returns the rest of an address that is this place or inside it.
fn inside<'a>(address: &'a str, place: &str) -> Option<&'a str> {
    let rest = address.strip_prefix(place)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renaming(record: &str, from: &str) -> HistoryEntry {
        let (address, before) = (format!("{record}/id"), Some(format!("\"{from}\"")));
        HistoryEntry { address, before, after: Some("\"now\"".to_owned()), ..HistoryEntry::default() }
    }

    #[test]
    fn a_record_is_followed_to_the_ids_before_and_no_other_is() {
        let mut phone = FollowedRecord::new("bodies/c", "contact/phone");
        assert!(!phone.follow(&renaming("bodies/d", "x")) && !phone.follow(&renaming("regions/c", "x")));
        for (former, other) in [("b", "c"), ("a", "b")] {
            assert!(phone.follow(&renaming(phone.name().to_owned().as_str(), former)));
            assert!(phone.concerns(&format!("bodies/{former}/contact/phone")));
            assert!(!phone.concerns(&format!("bodies/{other}/contact/phone")));
            assert!(!phone.concerns(&format!("bodies/{former}/contact")));
            assert!(!phone.concerns(&format!("bodies/{former}b/contact/phone")));
        }
        let all = FollowedRecord::new("bodies/c", "");
        assert!(all.concerns("bodies/c") && all.concerns("bodies/c/id") && !all.concerns("bodies/cc"));
    }
}
