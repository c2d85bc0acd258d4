//! Finds out who wrote a value, as far as a history tells: splits its changes value by value,
//! newest first.
//!
//! A change counts as the origin of a value only where it left exactly that value. Must not guess:
//! what the history does not know has no author. Entry point: [`ValueAuthors::new`].

use crate::document::diff::{DiffKind, value};
use crate::document::{Address, AddressStep};
use crate::schema::Schema;
use crate::syntax::{SyntaxValue, Tree};

use super::HistoryEntry;

/// The authors of values, according to a dataset's history.
#[derive(Debug, Clone, Default)]
pub struct ValueAuthors {
    /// The written values, newest first.
    written: Vec<WrittenValue>,
    /// The records whose history was looked up.
    looked_up: Vec<Address>,
    /// When the file was written last, as text for people.
    file_time: String,
}

/// A value that a save wrote.
#[derive(Debug, Clone)]
struct WrittenValue {
    address: Address,
    /// RON text; `None` where the save removed it.
    value: Option<String>,
    who: String,
    when: String,
}

/// Who wrote a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueAuthor<'w> {
    /// A person saved it.
    Person {
        /// `anna@host`.
        who: &'w str,
        /// When, as the history's entries were given.
        when: &'w str,
    },
    /// The history does not know it: it came into the file by another way, at this time at the
    /// latest.
    NotInHistory {
        /// When the file was written last.
        file_time: &'w str,
    },
}

impl ValueAuthors {
    /// Splits the entries about some records, newest first, into values. `file_time` is when the
    /// file was last written, as text for people.
    pub fn new(
        schema: &'static Schema,
        entries: impl IntoIterator<Item = HistoryEntry>,
        looked_up: Vec<Address>,
        file_time: String,
    ) -> ValueAuthors {
        let written = entries.into_iter().flat_map(|entry| {
            let address = Address::parse(schema, &entry.address).ok();
            let (before, after) = (entry.before.as_deref(), entry.after.as_deref());
            let found = address.map(|address| value(schema, &address, before, after)).unwrap_or_default();
            let left =
                found.into_iter().filter(|d| matches!(d.what, DiffKind::Added | DiffKind::Removed | DiffKind::Changed));
            let written: Vec<WrittenValue> = left
                .filter_map(|d| {
                    let (who, when) = (entry.who.clone(), entry.when.clone());
                    Some(WrittenValue { address: d.place.address()?.clone(), value: d.after, who, when })
                })
                .collect();
            written
        });
        ValueAuthors { written: written.collect(), looked_up, file_time }
    }

    /// Returns who wrote the current value of a place (`None`: no value). Returns `None` where the
    /// history of its record was not looked up.
    pub fn of_current(&self, place: &Address, value: Option<&str>) -> Option<ValueAuthor<'_>> {
        if !self.looked_up.iter().any(|record| record.table == place.table && record.id == place.id) {
            return None;
        }
        let about = |written: &'_ &WrittenValue| written.is_about(place, value).is_some();
        let newest = self.written.iter().find(about).filter(|w| w.is_about(place, value) == Some(true));
        Some(newest.map_or(ValueAuthor::NotInHistory { file_time: &self.file_time }, WrittenValue::author))
    }

    /// Returns who last wrote a former value of a place, if the history knows.
    pub fn of_former(&self, place: &Address, value: Option<&str>) -> Option<ValueAuthor<'_>> {
        let wrote = |written: &&WrittenValue| written.is_about(place, value) == Some(true);
        self.written.iter().find(wrote).map(WrittenValue::author)
    }
}

impl WrittenValue {
    fn author(&self) -> ValueAuthor<'_> {
        ValueAuthor::Person { who: &self.who, when: &self.when }
    }

    /// Returns whether this left a value at a place; `None` where it is about another place. A list
    /// item is identified by its content, not by its number: others may have been inserted before
    /// it.
    fn is_about(&self, place: &Address, value: Option<&str>) -> Option<bool> {
        if self.address.table != place.table || self.address.id != place.id {
            return None;
        }
        let (own, asked) = (&self.address.path[..], &place.path[..]);
        let both = own.len().min(asked.len());
        let is_item = |step: &AddressStep| matches!(step, AddressStep::Item(_));
        if !own.iter().zip(asked).all(|(a, b)| a == b || is_item(a) && is_item(b)) {
            return None;
        }
        let left = if own.len() <= asked.len() {
            leads_to(self.value.as_deref(), &asked[both..], value)
        } else {
            value.is_some() && leads_to(value, &own[both..], self.value.as_deref())
        };
        (left || !asked.iter().chain(own).any(is_item)).then_some(left)
    }
}

/// Returns whether a path leads from one value to the other, ignoring the numbers of list items in
/// it.
fn leads_to(from: Option<&str>, path: &[AddressStep], to: Option<&str>) -> bool {
    let trees = [from, to].map(|text| text.map(Tree::parse));
    let [Some(Ok(tree)), goal] = &trees else { return from.is_none() && to.is_none() };
    let goal = match (goal, to) {
        (Some(Ok(tree)), Some(text)) => tree.root(text).unwrap_option().map(SyntaxValue::text),
        _ => None,
    };
    reaches(tree.root(from.unwrap_or_default()).unwrap_option(), path, goal)
}

fn reaches(value: Option<SyntaxValue<'_>>, path: &[AddressStep], goal: Option<&str>) -> bool {
    match (value, path) {
        (None, _) => goal.is_none(),
        (Some(value), []) => Some(value.text()) == goal,
        (Some(value), [AddressStep::Field(name), rest @ ..]) => {
            reaches(value.field(name).and_then(SyntaxValue::unwrap_option), rest, goal)
        }
        (Some(value), [AddressStep::Item(_), rest @ ..]) => {
            value.items().any(|item| reaches(item.unwrap_option(), rest, goal))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    const PHONE: &str = "bodies/b/contact/phone";

    fn entry(who: &str, address: &str, before: Option<&str>, after: Option<&str>) -> HistoryEntry {
        HistoryEntry {
            when: format!("when {who} saved"),
            who: who.into(),
            address: address.into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            ..HistoryEntry::default()
        }
    }

    fn address(text: &str) -> Address {
        Address::parse(&SCHEMA, text).unwrap()
    }

    fn authors(entries: Vec<HistoryEntry>) -> ValueAuthors {
        ValueAuthors::new(&SCHEMA, entries, vec![address("bodies/b")], "10:42".into())
    }

    /// Returns who wrote the current value of a place; `-` where the history does not know.
    fn now(authors: &ValueAuthors, place: &str, value: Option<&str>) -> String {
        match authors.of_current(&address(place), value) {
            Some(ValueAuthor::Person { who, .. }) => who.to_owned(),
            Some(ValueAuthor::NotInHistory { file_time }) => {
                assert_eq!(file_time, "10:42");
                "-".to_owned()
            }
            None => "not looked up".to_owned(),
        }
    }

    #[test]
    fn the_author_is_who_wrote_the_value_and_not_who_saved_last() {
        let found = authors(vec![
            entry("carl", "bodies/b/name", Some("\"A\""), Some("\"B\"")),
            entry("bert", PHONE, Some("\"1\""), Some("\"2\"")),
            entry("anna", PHONE, None, Some("\"1\"")),
        ]);
        assert_eq!(now(&found, PHONE, Some("\"2\"")), "bert");
        assert_eq!(now(&found, "bodies/b/name", Some("\"B\"")), "carl");
        let former = found.of_former(&address(PHONE), Some("\"1\""));
        assert_eq!(former, Some(ValueAuthor::Person { who: "anna", when: "when anna saved" }));
        assert_eq!(found.of_former(&address(PHONE), Some("\"0\"")), None);
    }

    #[test]
    fn a_value_that_the_last_save_did_not_leave_was_not_written_by_its_author() {
        let found = authors(vec![entry("bert", PHONE, Some("\"1\""), Some("\"2\""))]);
        for other in [Some("\"3\""), Some("\"1\""), None] {
            assert_eq!(now(&found, PHONE, other), "-");
        }
        assert_eq!(now(&found, "bodies/b/note", Some("\"2\"")), "-");
        assert_eq!(now(&found, "bodies/other/note", Some("\"2\"")), "not looked up");
        assert_eq!(now(&ValueAuthors::default(), PHONE, Some("\"2\"")), "not looked up");
    }

    #[test]
    fn a_record_says_who_added_removed_or_last_changed_it() {
        let old = "(id: \"b\", level: Weitere, name: \"A\", contact: (phone: \"1\"))";
        let new = "(id: \"b\", level: Weitere, name: \"A\", contact: (phone: \"2\"))";
        let added = entry("anna", "bodies/b", None, Some(old));
        let changed = entry("bert", PHONE, Some("\"1\""), Some("\"2\""));
        let removed = entry("carl", "bodies/b", Some(new), None);
        let found = authors(vec![added.clone()]);
        assert_eq!(now(&found, "bodies/b", Some(old)), "anna");
        assert_eq!(now(&found, PHONE, Some("\"1\"")), "anna");
        assert_eq!(now(&found, PHONE, Some("\"2\"")), "-");
        let found = authors(vec![changed.clone(), added.clone()]);
        assert_eq!(now(&found, "bodies/b", Some(new)), "bert");
        assert_eq!(now(&found, "bodies/b", None), "-");
        let found = authors(vec![removed, changed, added]);
        assert_eq!(now(&found, "bodies/b", None), "carl");
        assert_eq!(now(&found, PHONE, None), "carl");
    }

    #[test]
    fn an_item_is_known_by_what_it_says_whatever_its_number() {
        let list = "bodies/b/members";
        let of = |items: &[&str]| Some(format!("[{}]", items.join(", ")));
        let member = |group: &str, seats: u8| format!("(group: {group}, seats: {seats})");
        let (kreis, land, more) = (member("Kreis", 2), member("Land", 1), member("Land", 4));
        let change =
            |who, before: &[&str], after: &[&str]| entry(who, list, of(before).as_deref(), of(after).as_deref());
        let found = authors(vec![
            change("carl", &[&kreis], &[&more, &kreis]),
            change("bert", &[&land, &kreis], &[&kreis]),
            change("anna", &[&land], &[&land, &kreis]),
        ]);
        assert_eq!(now(&found, "bodies/b/members/0/seats", Some("2")), "anna");
        assert_eq!(now(&found, "bodies/b/members/1", Some(&more)), "carl");
        assert_eq!(now(&found, "bodies/b/members/0/seats", Some("7")), "-");
    }
}
