//! A value before and after: what an unsaved change, a step of a journal and a line of the history
//! say of one place.
//!
//! Does not know who made the change, when or why. Entry points: [`FieldChange`],
//! [`split_followers`].

use super::{Address, Edit, RecordPlace};

/// A change of one value, or of a whole record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field, or the record when the path is empty.
    pub address: Address,
    /// RON text before; `None` when it was absent.
    pub before: Option<String>,
    /// RON text after; `None` when it is absent.
    pub after: Option<String>,
}

impl FieldChange {
    /// Returns the edit that makes this change. It sets an id like any other value; references
    /// follow only an [`Edit::Rename`].
    pub fn edit(&self) -> Edit {
        edit(&self.address, self.before.as_deref(), self.after.as_deref())
    }

    /// Returns the edit that takes this change back; of an id as [`FieldChange::edit`].
    pub fn undo_edit(&self) -> Edit {
        edit(&self.address, self.after.as_deref(), self.before.as_deref())
    }

    /// Returns true when it removes a record.
    pub fn is_removal(&self) -> bool {
        self.after.is_none() && self.address.path.is_empty()
    }

    /// Returns the ids before and after as RON texts, if this is a changed id.
    pub fn renaming(&self) -> Option<(&str, &str)> {
        let before = self.before.as_deref().filter(|_| self.address.is_id())?;
        Some((before, self.after.as_deref()?))
    }

    /// Returns true when this merely updates references to a record that got another id.
    pub fn follows(&self, renamed: &FieldChange) -> bool {
        let (Some(before), Some(after), Some((old, new))) = (&self.before, &self.after, renamed.renaming()) else {
            return false;
        };
        self.renaming().is_none() && before.contains(old) && before.replace(old, new) == *after
    }
}

/// Returns the edit that brings a place from one text to another.
fn edit(address: &Address, from: Option<&str>, to: Option<&str>) -> Edit {
    let address = address.clone();
    let to = to.map(str::to_owned);
    match (address.path.is_empty(), from, to) {
        (true, Some(_), Some(text)) => Edit::Replace { address, text },
        (true, None, Some(text)) => Edit::AddText { table: address.table, place: RecordPlace::End, text },
        (true, _, None) => Edit::Remove { address },
        (false, _, Some(value)) => Edit::Set { address, value },
        (false, _, None) => Edit::Clear { address },
    }
}

/// Separates the changes that merely update references to a renamed record from the others: a
/// renaming is one change, however many records refer to the record. Returns the others first.
pub fn split_followers<T>(changes: Vec<T>, change: impl Fn(&T) -> &FieldChange) -> (Vec<T>, Vec<T>) {
    let renamings: Vec<FieldChange> =
        changes.iter().map(&change).filter(|change| change.renaming().is_some()).cloned().collect();
    if renamings.is_empty() {
        return (changes, Vec::new());
    }
    let follows = |change: &FieldChange| renamings.iter().any(|renamed| change.follows(renamed));
    changes.into_iter().partition(|item| !follows(change(item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    fn change(address: &str, before: Option<&str>, after: Option<&str>) -> FieldChange {
        let text = |text: Option<&str>| text.map(str::to_owned);
        FieldChange { address: Address::parse(&SCHEMA, address).unwrap(), before: text(before), after: text(after) }
    }

    #[test]
    fn a_record_comes_goes_or_is_replaced() {
        let address = || Address::parse(&SCHEMA, "regions/a").unwrap();
        let added = change("regions/a", None, Some("(id: \"a\")"));
        assert_eq!(added.undo_edit(), Edit::Remove { address: address() });
        let text = "(id: \"a\")".to_owned();
        let add = Edit::AddText { table: address().table, place: RecordPlace::End, text: text.clone() };
        assert_eq!(added.edit(), add);
        let removed = change("regions/a", Some("(id: \"a\")"), None);
        assert_eq!((removed.edit(), removed.undo_edit()), (Edit::Remove { address: address() }, add));
        let replaced = change("regions/a", Some("(id: \"a\")"), Some("(id: \"a\", name: \"A\")"));
        assert_eq!(replaced.undo_edit(), Edit::Replace { address: address(), text });
    }

    #[test]
    fn references_that_follow_a_renaming_are_no_changes_of_their_own() {
        let renamed = change("bodies/neu/id", Some("\"alt\""), Some("\"neu\""));
        let follows = change("meetings/m/body", Some("\"alt\""), Some("\"neu\""));
        let list = change("engagements/e/bodies", Some("[\"x\", \"alt\"]"), Some("[\"x\", \"neu\"]"));
        let own = change("meetings/n/body", Some("\"alt\""), Some("\"x\""));
        let came = change("meetings/o/body", None, Some("\"neu\""));
        let changes = vec![follows.clone(), list.clone(), renamed.clone(), own.clone(), came.clone()];
        let (others, followers) = split_followers(changes, |change| change);
        assert_eq!((&others[..], &followers[..]), (&[renamed, own, came][..], &[follows, list][..]));
    }
}
